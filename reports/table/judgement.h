/* SPDX-License-Identifier: MIT */
/* The text block of one profile, and its cells for the overview. */
#ifndef REPORTS_TABLE_JUDGEMENT_H
#define REPORTS_TABLE_JUDGEMENT_H

#include "planner/model/evaluation.h"
#include "reports/table/comparison_words.h"
#include "reports/table/write.h"

#define RFI_GRADE_LEGEND                                                                    \
    "Grades: A primary, B reputable secondary, C weak ◇, D derived ◇, E estimate ◇, " \
    "M recalled ◇. ◇ marks an assumption."

rfi_style rfi_judgement_style(rf_verdict verdict);
const char *rfi_judgement_verdict(rfi_writer *w, rf_verdict verdict); /* icon and word */
/* "12", "12–15" when the search stopped, "?" when nothing bounds it. */
const char *rfi_judgement_pods(rfi_writer *w, const rfi_judgement *judgement, rfi_end end);
/* Critical IT power in MW, number only, never shown as meeting a want that it misses. */
const char *rfi_judgement_megawatts(rfi_writer *w, const rfi_judgement *judgement,
                                    rfi_end end);
/* " - air-mine.xml:41"; nothing when the place has no file. */
void rfi_add_place(rfi_text *line, const rfi_place *place);
/* "- Liquid heat, CDU cdu-a, hall A: has 1.7 MW, one pod needs 142 kW - air-mine.xml:21" */
void rfi_member_write(rfi_writer *w, size_t indent, const rfi_requirement *member,
                      rfi_end end, size_t hall_count);
/* The network inside; nothing where no fabric is stated. */
void rfi_fabric_write(rfi_writer *w, const rfi_judgement *judgement);
void rfi_judgement_write(rfi_writer *w, const rfi_evaluation *evaluation,
                         const rfi_judgement *judgement);

/* evaluation_text.c */
void rfi_site_write(rfi_writer *w, const rfi_site *site); /* name, id, date, reference */
/* A field that says so when they are switched off; label: its columns. */
void rfi_grid_rules_write(rfi_writer *w, const rfi_site *site, size_t label);
/* "utility N, distribution N+1, ..." */
void rfi_print_policies(rfi_text *line, const rfi_policy *policy);
/* 16 hex digits in fours; all of them when asked for. */
void rfi_print_digest(rfi_text *line, const char *digest, bool all);

/* time_text.c */
void rfi_time_write(rfi_writer *w, const rfi_evaluation *evaluation,
                    const rfi_judgement *const *judgements);
void rfi_sweeps_write(rfi_writer *w, const rfi_judgement *judgement);

#endif
