/* SPDX-License-Identifier: MIT */
/* Parts of a comparison's text, and the words that several of them share. Costs and what
 * bounds power go up, power and what bounds cost go down. */
#ifndef REPORTS_TABLE_COMPARISON_H
#define REPORTS_TABLE_COMPARISON_H

#include "planner/model/comparison.h"
#include "reports/table/write.h"

/* comparison_words.c */
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
/* A heading that may be longer than a line. */
void rfi_headline_write(rfi_writer *w, const char *string);
/* What is asked of each subsystem: as wanted, or as the plans were judged. NULL: neither.
 */
const rfi_policy *rfi_compared_policy(const rfi_comparison *c);
/* Both gaps, each with who says so: what is certified and what is only claimed. */
void rfi_gaps_write(rfi_writer *w, const rfi_comparison *c, const rfi_retrofit *r);
/* "ready" of a plan: RFI_UNBOUNDED where nothing has to be made ready. */
int64_t rfi_ready_day(const rfi_retrofit *r);
/* A day number, or a dash when nobody knows it. */
void rfi_print_day(rfi_text *text, int64_t day);

/* comparison_places.c: how many installs are like this one in halls of one kind, itself
 * counted, where, and what they cost together; 0: it is like one before it, which stands
 * for it. */
size_t rfi_alike_installs(const rfi_comparison *c, const rfi_retrofit *r, size_t index,
                          rfi_text *ret_place, int64_t *ret_cost);
/* The halls from this one on, of one kind, that take as many pods of one profile. */
size_t rfi_alike_shares(const rfi_comparison *c, const rfi_plan *plan, size_t index,
                        rfi_text *ret_place);

/* comparison_phases.c */
void rfi_phases_write(rfi_writer *w, const rfi_comparison *c);

/* comparison_choices.c */
void rfi_ladder_write(rfi_writer *w, const rfi_comparison *c);
void rfi_frontier_write(rfi_writer *w, const rfi_comparison *c);
void rfi_next_best_write(rfi_writer *w, const rfi_comparison *c);
void rfi_prices_write(rfi_writer *w, const rfi_comparison *c);
void rfi_breaks_write(rfi_writer *w, const rfi_comparison *c);
void rfi_never_write(rfi_writer *w, const rfi_comparison *c);

/* comparison_conflict.c */
void rfi_conflicts_write(rfi_writer *w, const rfi_comparison *c);
void rfi_repairs_write(rfi_writer *w, const rfi_comparison *c);
/* "- +6.4 MVA: Usable power, unit substation pads - air-mine.xml:38" */
void rfi_relaxation_write(rfi_writer *w, size_t indent, const rfi_comparison *c,
                          const rfi_relaxation *relaxation);

#endif
