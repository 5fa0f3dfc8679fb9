/* SPDX-License-Identifier: MIT */
/* Parts of a comparison's text, and the words that several of them share. Costs and what
 * bounds power go up, power and what bounds cost go down. */
#ifndef REPORTS_TABLE_COMPARISON_H
#define REPORTS_TABLE_COMPARISON_H

#include "reports/table/comparison_words.h"
#include "reports/table/write.h"

/* comparison_words.c */
/* A heading that may be longer than a line. */
void rfi_headline_write(rfi_writer *w, const char *string);
/* Both gaps, each with who says so: what is certified and what is only claimed. */
void rfi_gaps_write(rfi_writer *w, const rfi_comparison *c, const rfi_retrofit *r);

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
