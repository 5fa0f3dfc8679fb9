/* SPDX-License-Identifier: MIT */
/* What the renderings of a derivation have in common. */
#ifndef REPORTS_TABLE_WHY_H
#define REPORTS_TABLE_WHY_H

#include "planner/base/arena.h"
#include "planner/model/derivation.h"
#include "planner/base/text.h"

typedef struct rfi_cited { /* figures of a tree, each once, in the order of reading */
    rfi_arena *arena;
    const rfi_figure **items;
    size_t count, capacity;
    bool failed; /* memory */
} rfi_cited;

/* Adds the figures of the tree down to this depth (0: all). */
void rfi_cite_tree(rfi_cited *cited, const rfi_derivation *node, size_t depth);
/* 1-based number of a figure; 0: not cited. O(number of figures). */
size_t rfi_cited_number(const rfi_cited *cited, const rfi_figure *figure);

/* Exact value with its unit, so that it can be redone by hand: "137.712345678 MW utility";
 * "no limit known", "unknown" for a base value that rests on a missing figure. */
void rfi_print_derived(rfi_text *text, const rfi_derivation *node);
/* "load at the group ups-a"; nothing about value or formula. */
void rfi_print_step(rfi_text *text, const rfi_derivation *node);
/* How the value follows: the formula, else the words of the operation; "" for leaves. */
const char *rfi_step_formula(const rfi_derivation *node);
/* Which end of the range was read: "low", "base", "high"; "" when there is only one. */
const char *rfi_range_end(const rfi_derivation *node);
size_t rfi_count_below(const rfi_derivation *node); /* nodes below it */

#endif
