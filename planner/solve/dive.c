/* SPDX-License-Identifier: MIT */
/* Rounding and completing. Everything offered is tested row by row in exact integers. */
#include "planner/solve/dive.h"

#include <string.h>

#include "planner/solve/propagate.h"

enum {
    RFI_RAISES = 6,   /* halvings tried when a variable cannot go all the way up */
    RFI_FOLLOWED = 60 /* roundings of one dive along the relaxation */
};

static const double RFI_WHOLE = 1e-6; /* nearer to a whole number counts as one */
static const double RFI_NEARLY = 0.9; /* from here on a point is rounded with others */

static bool rows_hold(const rfi_work *work, const int64_t *values)
{
    for (size_t row = 0; row + 1 < work->rows; row++) {
        rfi_wide sum = 0;
        for (size_t t = work->start[row]; t < work->start[row + 1]; t++) {
            sum += (rfi_wide)work->coefficient[t] * values[work->variable[t]];
        }
        if (sum > work->limit[row]) {
            return false;
        }
    }
    return true;
}

/* Sums follow from their parts: their first row is parts - sum <= 0. */
static void sum_up(const rfi_work *work, int64_t *values)
{
    for (size_t j = work->own; j < work->count; j++) {
        size_t row = work->column_row[work->column_start[j]];
        int64_t sum = 0;
        for (size_t t = work->start[row]; t < work->start[row + 1]; t++) {
            sum += work->variable[t] == j ? 0 : values[work->variable[t]];
        }
        values[j] = sum;
    }
}

bool rfi_dive_offer(rfi_best *best, const rfi_work *work)
{
    rfi_wide gain = 0;
    for (size_t j = 0; j < work->own; j++) {
        gain += (rfi_wide)work->gain[j] * best->trial[j];
    }
    if (best->found && gain <= best->gain) {
        return false;
    }
    sum_up(work, best->trial);
    if (!rows_hold(work, best->trial)) {
        return false;
    }
    memcpy(best->values, best->trial, work->own * sizeof(int64_t));
    best->found = true;
    best->gain = gain;
    return true;
}

/* The whole number within the bounds next to the value rounded down. */
static int64_t whole(const rfi_work *work, size_t j, double value)
{
    if (!(value > (double)work->low[j])) {
        return work->low[j];
    }
    if (value >= (double)work->high[j]) {
        return work->high[j];
    }
    int64_t down = (int64_t)value; /* towards zero */
    down -= (double)down > value ? 1 : 0;
    return rfi_max(work->low[j], rfi_min(work->high[j], down));
}

bool rfi_dive_round(rfi_best *best, const rfi_work *work, const double *point)
{
    for (size_t j = 0; j < work->own; j++) {
        best->trial[j] = whole(work, j, point[j] + 0.5);
    }
    return rfi_dive_offer(best, work);
}

static void save(const rfi_work *work, int64_t *place)
{
    memcpy(place, work->low, work->count * sizeof(int64_t));
    memcpy(place + work->count, work->high, work->count * sizeof(int64_t));
}

static void restore(rfi_work *work, const int64_t *place)
{
    memcpy(work->low, place, work->count * sizeof(int64_t));
    memcpy(work->high, place + work->count, work->count * sizeof(int64_t));
}

static bool set_bounds(rfi_work *work, size_t j, int64_t low, int64_t high)
{
    work->low[j] = low;
    work->high[j] = high;
    rfi_propagate_around(work, j);
    return rfi_propagate(work);
}

/* The end that more rows like: low when more of its terms count against the limit. */
static int64_t liked_end(const rfi_work *work, size_t j)
{
    size_t against = 0;
    size_t rows = 0;
    for (size_t c = work->column_start[j]; c < work->column_start[j + 1]; c++, rows++) {
        size_t t = work->start[work->column_row[c]];
        while (work->variable[t] != j) {
            t++;
        }
        against += work->coefficient[t] > 0 ? 1 : 0;
    }
    return 2 * against >= rows ? work->low[j] : work->high[j];
}

/* Fixes what is left; true when propagation met no conflict on the way. */
static bool fix_rest(rfi_work *work)
{
    for (size_t j = 0; j < work->own; j++) {
        if (work->low[j] < work->high[j]) {
            int64_t end = liked_end(work, j);
            if (!set_bounds(work, j, end, end)) {
                return false;
            }
        }
    }
    return true;
}

static bool offer_bounds(rfi_best *best, rfi_work *work)
{
    if (!fix_rest(work)) {
        return false;
    }
    memcpy(best->trial, work->low, work->own * sizeof(int64_t));
    return rfi_dive_offer(best, work);
}

/* Raises the least value of j by halves of what is still open. */
static void raise(rfi_work *work, size_t j, int64_t *saved)
{
    int64_t open = work->high[j] - work->low[j];
    for (int i = 0; i < RFI_RAISES && open > 0 && work->low[j] < work->high[j]; i++) {
        save(work, saved);
        int64_t low = rfi_min(work->high[j], work->low[j] + open);
        if (!set_bounds(work, j, low, work->high[j])) {
            restore(work, saved);
            open /= 2;
        }
    }
}

bool rfi_dive_complete(rfi_best *best, rfi_work *work, const double *point)
{
    save(work, best->saved);
    int64_t *inner = best->saved + 2 * work->count;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t j = 0; j < work->own; j++) {
            if (work->gain[j] <= 0 || work->low[j] == work->high[j]) {
                continue;
            }
            if (pass == 1) {
                raise(work, j, inner);
                continue;
            }
            save(work, inner);
            if (!set_bounds(work, j, whole(work, j, point[j]), work->high[j])) {
                restore(work, inner);
            }
        }
    }
    bool better = offer_bounds(best, work);
    restore(work, best->saved);
    return better;
}

/* The own variable that lacks least to the next whole number; count: all are whole. */
static size_t nearly_up(const rfi_work *work, const double *point)
{
    size_t nearest = work->count;
    double most = 0;
    for (size_t j = 0; j < work->own; j++) {
        double above = point[j] - (double)whole(work, j, point[j]);
        if (work->low[j] < work->high[j] && above > most && above > RFI_WHOLE &&
            above < 1 - RFI_WHOLE) {
            nearest = j;
            most = above;
        }
    }
    return nearest;
}

/* The upper half of the variable's domain, or the lower where that is empty. */
static bool round_up(rfi_work *work, size_t j, double value, int64_t *saved)
{
    int64_t down = whole(work, j, value);
    save(work, saved);
    if (set_bounds(work, j, rfi_min(work->high[j], down + 1), work->high[j])) {
        return true;
    }
    restore(work, saved);
    if (set_bounds(work, j, work->low[j], down)) {
        return true;
    }
    restore(work, saved);
    return false;
}

/* All that lack little at once, or else the one that lacks least. False: nothing can. */
static bool advance(rfi_work *work, const double *point, int64_t *saved)
{
    size_t done = 0;
    for (size_t j = 0; j < work->own; j++) {
        double above = point[j] - (double)whole(work, j, point[j]);
        bool open = work->low[j] < work->high[j];
        if (open && above > RFI_NEARLY && above < 1 - RFI_WHOLE) {
            done += round_up(work, j, point[j], saved) ? 1 : 0;
        }
    }
    size_t j = nearly_up(work, point);
    return done > 0 || (j < work->count && round_up(work, j, point[j], saved));
}

bool rfi_dive_follow(rfi_best *best, rfi_work *work, rfi_relax *relax)
{
    bool better = false;
    save(work, best->saved);
    int64_t *inner = best->saved + 2 * work->count;
    for (int step = 0; step < RFI_FOLLOWED; step++) {
        better = rfi_dive_round(best, work, relax->point) || better;
        if (!advance(work, relax->point, inner) ||
            rfi_relax_solve(relax, work, best->found, best->gain + 1) !=
                RFI_RELAXED_SOLVED) {
            break;
        }
    }
    restore(work, best->saved);
    return better;
}
