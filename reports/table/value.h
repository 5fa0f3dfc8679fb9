/* SPDX-License-Identifier: MIT */
/* Values of a requirement as text, in one unit and with one last digit for all its ends.
 * Limits go down and demands up to that digit, which is made finer until the printed
 * order is the true order: what is below its limit never prints as equal to it or above. */
#ifndef REPORTS_TABLE_VALUE_H
#define REPORTS_TABLE_VALUE_H

#include "planner/base/text.h"
#include "planner/model/evaluation.h"

typedef struct rfi_pair {
    int64_t used, limit; /* base unit; RFI_UNBOUNDED either way */
} rfi_pair;

typedef struct rfi_scale {
    const rfi_unit *unit;
    int64_t grain; /* base units per last printed digit */
} rfi_scale;

bool rfi_bounded(int64_t value);
/* What a case counts: as it is, or unbounded when nothing limits its pods. */
int64_t rfi_case_amount(const rfi_case *c, int64_t value);
/* Four significant digits of the largest value, more where the order asks for it. */
rfi_scale rfi_scale_for(rfi_dimension dimension, const rfi_pair *pairs, size_t count);
/* The same in a fixed unit. */
rfi_scale rfi_scale_in(const rfi_unit *unit, const rfi_pair *pairs, size_t count);
int64_t rfi_scale_down(const rfi_scale *scale, int64_t value);
int64_t rfi_scale_up(const rfi_scale *scale, int64_t value);

/* Number, U+202F, unit. Unbounded: "no limit known", resp. "unknown amount". */
void rfi_print_limit(rfi_text *text, const rfi_scale *scale, int64_t value);
void rfi_print_demand(rfi_text *text, const rfi_scale *scale, int64_t value);
/* Printed limit less printed demand, never more than the true difference; "–" where a
 * difference means nothing. */
void rfi_print_slack(rfi_text *text, const rfi_scale *scale, const rfi_pair *pair);
/* Number only, rounded down (what can be had) on the scale; "?" when not bounded. */
void rfi_print_amount(rfi_text *text, const rfi_scale *scale, int64_t value);

/* Base unit in words of JSON: "mW", "g/m2", "day" (since 1970-01-01), "boolean". */
const char *rfi_base_unit(rfi_dimension dimension);

/* Demand and limit at one end, whatever the shape: a test has its fixed demand. */
rfi_pair rfi_requirement_pair(const rfi_requirement *requirement, rfi_end end);
rfi_scale rfi_requirement_scale(const rfi_requirement *requirement);
/* Dimension of a difference: temperatures become steps, dates and tests become counts. */
rfi_dimension rfi_slack_dimension(rfi_dimension dimension);

typedef enum rfi_standing {
    RFI_STANDING_HOLDS = 0,
    RFI_STANDING_BINDS,
    RFI_STANDING_FAILS,
    RFI_STANDING_UNKNOWN
} rfi_standing;
rfi_standing rfi_requirement_standing(const rfi_requirement *requirement, rfi_end end);
const char *rfi_standing_words(rfi_standing standing);
/* As above, but "?" for the side whose figures are missing. */
void rfi_print_requirement_used(rfi_text *text, const rfi_requirement *requirement,
                                rfi_end end);
void rfi_print_requirement_limit(rfi_text *text, const rfi_requirement *requirement,
                                 rfi_end end);
void rfi_print_requirement_slack(rfi_text *text, const rfi_requirement *requirement,
                                 rfi_end end);
/* What is short, in words: "needs at most 45 °C, gets 52 °C", "needs 2, has none".
 * hall_count: of the site. */
void rfi_print_shortfall(rfi_text *text, const rfi_requirement *requirement, rfi_end end,
                         size_t hall_count);

/* "air-mine.xml:41", nothing when the place has no file. */
void rfi_print_place(rfi_text *text, const rfi_place *place);
/* "hall-a: clear height". */
void rfi_print_subject(rfi_text *text, const rfi_figure *figure);

const char *rfi_or_empty(const char *string);

#endif
