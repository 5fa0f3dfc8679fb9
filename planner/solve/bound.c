/* SPDX-License-Identifier: MIT */
/* Multipliers come as floating point hints, are scaled by a power of two and cut off to
 * whole numbers; from there on everything is exact. */
#include "planner/solve/bound.h"

#include <math.h>

#include "planner/solve/propagate.h"

enum { RFI_BITS_USED = 118 }; /* of 127, so that no sum below can overflow */

/* One more than needed: a variable fixed at zero still has a loss per unit to be held. */
static double reach_of(const rfi_work *work, size_t j)
{
    double low = fabs((double)work->low[j]);
    double high = fabs((double)work->high[j]);
    return (low > high ? low : high) + 1;
}

/* The power of two that makes the largest sum about RFI_BITS_USED bits wide. */
static int choose_shift(const rfi_work *work, const double *multiplier, size_t rows)
{
    double most = 1;
    for (size_t j = 0; j < work->own; j++) {
        most += fabs((double)work->gain[j]) * reach_of(work, j);
    }
    for (size_t i = 0; i < rows; i++) {
        if (!(multiplier[i] > 0)) {
            continue;
        }
        double weight = fabs((double)work->limit[i]);
        for (size_t t = work->start[i]; t < work->start[i + 1]; t++) {
            weight +=
                fabs((double)work->coefficient[t]) * reach_of(work, work->variable[t]);
        }
        most += multiplier[i] * weight;
    }
    int exponent = 0;
    frexp(most, &exponent);
    return isfinite(most) ? RFI_BITS_USED - exponent : -1;
}

bool rfi_bound_combine(const rfi_work *work, const double *multiplier, size_t rows,
                       bool with_gain, rfi_combination *combination)
{
    int shift = choose_shift(work, multiplier, rows);
    if (shift < 0) {
        return false;
    }
    combination->scale = with_gain ? (rfi_wide)1 << shift : 0;
    combination->total = 0;
    for (size_t j = 0; j < work->count; j++) {
        combination->loss[j] = combination->scale * work->gain[j];
    }
    for (size_t i = 0; i < rows; i++) {
        if (!(multiplier[i] > 0)) {
            continue;
        }
        rfi_wide times = (rfi_wide)ldexp(multiplier[i], shift);
        combination->total += times * work->limit[i];
        for (size_t t = work->start[i]; t < work->start[i + 1]; t++) {
            combination->loss[work->variable[t]] -= times * work->coefficient[t];
        }
    }
    for (size_t j = 0; j < work->count; j++) {
        rfi_wide loss = combination->loss[j];
        combination->total += loss * (loss > 0 ? work->high[j] : work->low[j]);
    }
    return true;
}

bool rfi_bound_tighten(rfi_work *work, const rfi_combination *combination, rfi_wide want)
{
    rfi_wide spare = combination->total - combination->scale * want;
    if (spare < 0) {
        return false;
    }
    for (size_t j = 0; j < work->count; j++) {
        rfi_wide loss = combination->loss[j];
        rfi_wide size = loss > 0 ? loss : -loss;
        if (size == 0 || size * (work->high[j] - work->low[j]) <= spare) {
            continue;
        }
        int64_t steps = (int64_t)(spare / size);
        if (loss > 0) {
            work->low[j] = work->high[j] - steps;
        } else {
            work->high[j] = work->low[j] + steps;
        }
        rfi_propagate_around(work, j);
    }
    return true;
}

rfi_wide rfi_bound_box(const rfi_work *work)
{
    rfi_wide sum = 0;
    for (size_t j = 0; j < work->own; j++) {
        int64_t gain = work->gain[j];
        sum += (rfi_wide)gain * (gain > 0 ? work->high[j] : work->low[j]);
    }
    return sum;
}
