/* SPDX-License-Identifier: MIT */
/* What is said first: profiles by verdict, requests by what they decide. */
#ifndef REPORTS_TABLE_ORDER_H
#define REPORTS_TABLE_ORDER_H

#include "planner/base/arena.h"
#include "planner/model/evaluation.h"

/* Judgements in the order of reading: the best first, then by verdict (fit, fit with
 * measures, undecided, unknown, no fit), critical IT power, id. NULL: memory is out. */
const rfi_judgement **rfi_order_judgements(rfi_arena *arena,
                                           const rfi_evaluation *evaluation);

/* A request over all profiles. */
typedef struct rfi_asked {
    const rfi_figure *figure;
    bool decides_alone, in_deciding_set; /* for at least one profile */
    int64_t swing;                       /* the largest of all profiles */
    const char *document;
    size_t profiles;    /* how many profiles ask for it */
    size_t first_index; /* judgement that asks first, in reading order */
} rfi_asked;

/* Requests of all judgements, one per figure. One judgement keeps its own ranking; several
 * are ranked by what decides alone, what is in a deciding set, swing, then place in the
 * document. NULL only when memory is out. O(n log n). */
rfi_asked *rfi_order_requests(rfi_arena *arena, const rfi_evaluation *evaluation,
                              size_t *ret_count);

/* Every figure that the evaluation mentions, each once, by document, place in it, owner
 * and attribute. NULL only when memory is out. */
const rfi_figure **rfi_order_figures(rfi_arena *arena, const rfi_evaluation *evaluation,
                                     size_t *ret_count);
/* Sorts them in that order and keeps each once; how many are left. O(n log n). */
size_t rfi_figures_once(const rfi_figure **figures, size_t count);
/* Total order of figures by what they are; 0: the same figure. */
int rfi_figure_order(const rfi_figure *a, const rfi_figure *b);

const char *rfi_verdict_name(rf_verdict verdict); /* "fit with measures" */
const char *rfi_verdict_icon(rf_verdict verdict); /* one column */

#endif
