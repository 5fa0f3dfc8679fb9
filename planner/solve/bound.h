/* SPDX-License-Identifier: MIT */
/* Exact bounds from row multipliers. Rows with multipliers >= 0 add up to one valid row;
 * over the box of the variables its best value is found term by term, in integers. Whatever
 * the multipliers are, the result is true; good ones make it sharp. */
#ifndef PLANNER_SOLVE_BOUND_H
#define PLANNER_SOLVE_BOUND_H

#include "planner/solve/work.h"

/* scale * gain(x) <= total - sum over variables of what x_j loses against its best bound,
 * which is |loss_j| for each unit away from the high (loss > 0) or low (loss < 0) bound. */
typedef struct rfi_combination {
    rfi_wide scale; /* 0: the gain was left out, and 0 stands on the left */
    rfi_wide total;
    rfi_wide *loss; /* per variable; the caller's memory */
} rfi_combination;

/* multiplier: one per row, for the first `rows` rows. False: the numbers are too large for
 * 128 bits; nothing is known. */
bool rfi_bound_combine(const rfi_work *work, const double *multiplier, size_t rows,
                       bool with_gain, rfi_combination *combination);

/* Tightens the bounds to what can still gain at least `want`; changed rows are queued.
 * False: nothing can. */
bool rfi_bound_tighten(rfi_work *work, const rfi_combination *combination, rfi_wide want);

/* The greatest gain within the bounds alone. */
rfi_wide rfi_bound_box(const rfi_work *work);

#endif
