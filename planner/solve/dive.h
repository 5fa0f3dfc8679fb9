/* SPDX-License-Identifier: MIT */
/* Solutions found on the way: rounding the relaxation's point, testing it exactly. */
#ifndef PLANNER_SOLVE_DIVE_H
#define PLANNER_SOLVE_DIVE_H

#include "planner/solve/relax.h"
#include "planner/solve/work.h"

typedef struct rfi_best {
    bool found;
    rfi_wide gain;   /* in units of the work's grain */
    int64_t *values; /* of the problem's own variables */
    int64_t *trial;  /* scratch, one per variable of the work */
    int64_t *saved;  /* scratch, three times as many */
} rfi_best;

/* Takes the trial, of which only the problem's own variables are read, when every row holds
 * and it gains more than the best so far. */
bool rfi_dive_offer(rfi_best *best, const rfi_work *work);

/* Rounds the point to the nearest whole numbers within the bounds and offers that. */
bool rfi_dive_round(rfi_best *best, const rfi_work *work, const double *point);

/* Sets what gains at least to the point rounded down, then raises it as far as propagation
 * allows, then gives the rest the ends that rows like best. Bounds are as before after. */
bool rfi_dive_complete(rfi_best *best, rfi_work *work, const double *point);

/* Rounds up the variable that lacks least to the next whole number, lets propagation and
 * the relaxation follow, and so on until the point is whole or nothing better is left.
 * Bounds are as before after; the relaxation has moved on. */
bool rfi_dive_follow(rfi_best *best, rfi_work *work, rfi_relax *relax);

#endif
