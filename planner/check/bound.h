/* SPDX-License-Identifier: MIT */
/* The second opinion on a bound: a plan file may say that no plan gains more than so much
 * and carry whole multipliers of the limits that show it. Recomputed here from plain
 * arrays, without the code that found them. */
#ifndef PLANNER_CHECK_BOUND_H
#define PLANNER_CHECK_BOUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whole numbers x within low and high; per row i the terms start[i] to start[i + 1], their
 * sum at most limit[i]; multiplier[i] >= 0 counts in units of 1 / 2^shift. */
typedef struct rfi_bound_claim {
    size_t variable_count;
    const int64_t *low, *high, *gain;
    size_t row_count;
    const size_t *start;
    const size_t *variable;
    const int64_t *coefficient;
    const int64_t *limit;
    const int64_t *multiplier;
    int shift; /* 0 to 60 */
} rfi_bound_claim;

/* *ret_bound: no x gains more. False: the claim shows nothing: a multiplier is negative, a
 * variable is none, a domain is empty, or the numbers leave 128 bits. O(terms). */
bool rfi_check_bound(const rfi_bound_claim *claim, int64_t *ret_bound);

/* Whether the multipliers show that no x satisfies all rows. */
bool rfi_check_refuted(const rfi_bound_claim *claim);

#endif
