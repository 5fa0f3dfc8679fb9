/* SPDX-License-Identifier: MIT */
/* Money, critical IT power and plans of a comparison in words, for every report. Costs and
 * what bounds power go up, power and what bounds cost go down. */
#ifndef REPORTS_TABLE_COMPARISON_WORDS_H
#define REPORTS_TABLE_COMPARISON_WORDS_H

#include "planner/model/comparison.h"

const rfi_site *rfi_compared_site(const rfi_comparison *c); /* on which plans stand */
const char *rfi_place_of(const rfi_comparison *c, const rfi_install *install);
bool rfi_has_plan(const rfi_retrofit *r); /* false for NULL */
/* A cost of an install that is an assumption by its grade. */
bool rfi_cost_is_assumed(const rfi_measure *measure);
/* "base case", "unfavourable end of all ranges" */
const char *rfi_at_end(rfi_end end);
/* "12.4 MUSD (9.8–16.1)"; a cost within the budget never prints above it. */
void rfi_print_costs(rfi_text *text, const rfi_comparison *c, const int64_t *cost);
/* "1.42 MW critical IT", of a difference or a target; exact when asked for. */
void rfi_print_it_amount(rfi_text *text, int64_t power, bool exact);
/* Number of million dollars, for the cell of a table. */
void rfi_print_millions(rfi_text *text, int64_t cost);
/* "42.6 MW critical IT"; what misses the target never prints as meeting it. */
void rfi_print_it(rfi_text *text, const rfi_comparison *c, int64_t power);
void rfi_print_per_power(rfi_text *text, int64_t cost, int64_t power); /* "8.1 MUSD/MW" */
/* "12 pods, 1.7 MW critical IT, 12.4 MUSD (9.8–16.1), ready 2027-06-30" */
void rfi_print_retrofit(rfi_text *text, const rfi_comparison *c, const rfi_retrofit *r);
/* "2 × CDU (hall-a), substation (site)"; "nothing is installed" */
void rfi_print_installs(rfi_text *text, const rfi_comparison *c, const rfi_retrofit *r);
/* What is asked of each subsystem: as wanted, or as the plans were judged. NULL: neither.
 */
const rfi_policy *rfi_compared_policy(const rfi_comparison *c);
/* "ready" of a plan: RFI_UNBOUNDED where nothing has to be made ready. */
int64_t rfi_ready_day(const rfi_retrofit *r);
/* A day number, or a dash when nobody knows it. */
void rfi_print_day(rfi_text *text, int64_t day);
/* Number of megawatts, never shown as reaching `wanted` that it misses; 0: nothing is. */
void rfi_print_megawatts(rfi_text *cell, int64_t power, int64_t wanted);

#endif
