/* SPDX-License-Identifier: MIT */
/* Weak duality, term by term: what all rows together leave of the limits, plus what each
 * variable can gain beyond its share of them. */
#include "planner/check/bound.h"

#include "planner/base/arena.h"
#include "planner/base/checked.h"

static bool well_formed(const rfi_bound_claim *claim)
{
    for (size_t j = 0; j < claim->variable_count; j++) {
        if (claim->low[j] > claim->high[j]) {
            return false;
        }
    }
    for (size_t i = 0; i < claim->row_count; i++) {
        if (claim->multiplier[i] < 0) {
            return false;
        }
        for (size_t t = claim->start[i]; t < claim->start[i + 1]; t++) {
            if (claim->variable[t] >= claim->variable_count) {
                return false;
            }
        }
    }
    return claim->shift >= 0 && claim->shift <= 60;
}

/* What a unit of each variable takes from the limits at their prices. */
static bool price_units(const rfi_bound_claim *claim, rfi_wide *price, rfi_wide *total)
{
    for (size_t i = 0; i < claim->row_count; i++) {
        if (!rfi_wide_add_product(total, claim->limit[i], claim->multiplier[i])) {
            return false;
        }
        for (size_t t = claim->start[i]; t < claim->start[i + 1]; t++) {
            if (!rfi_wide_add_product(&price[claim->variable[t]], claim->coefficient[t],
                                      claim->multiplier[i])) {
                return false;
            }
        }
    }
    return true;
}

/* total: more than any x can have of unit times its gain. */
static bool add_up(const rfi_bound_claim *claim, rfi_wide unit, rfi_wide *total)
{
    rfi_arena *arena = rfi_arena_new();
    rfi_wide *price = arena == NULL || !well_formed(claim)
                          ? NULL
                          : RFI_ARRAY(arena, claim->variable_count, rfi_wide);
    bool fits = price != NULL && price_units(claim, price, total);
    for (size_t j = 0; fits && j < claim->variable_count; j++) {
        rfi_wide excess = 0;
        fits = rfi_wide_add_product(&excess, unit, claim->gain[j]) &&
               rfi_wide_add_product(&excess, price[j], -1);
        int64_t end = excess < 0 ? claim->low[j] : claim->high[j];
        fits = fits && rfi_wide_add_product(total, excess, end);
    }
    rfi_arena_free(arena);
    return fits;
}

/* Gains of 3, 6, 9: every sum of them is a multiple of 3. 0: nothing is gained. */
static uint64_t step_of(const rfi_bound_claim *claim)
{
    uint64_t step = 0;
    for (size_t j = 0; j < claim->variable_count; j++) {
        int64_t gain = claim->gain[j];
        uint64_t rest = gain < 0 ? 0 - (uint64_t)gain : (uint64_t)gain;
        while (rest != 0) {
            uint64_t next = step % rest;
            step = rest;
            rest = next;
        }
    }
    return step;
}

bool rfi_check_bound(const rfi_bound_claim *claim, int64_t *ret_bound)
{
    rfi_wide total = 0;
    if (claim->shift < 0 || claim->shift > 60 ||
        !add_up(claim, (rfi_wide)1 << claim->shift, &total)) {
        return false;
    }
    rfi_wide step = (rfi_wide)step_of(claim);
    step = step > 0 ? step : 1;
    rfi_wide bound = rfi_wide_div_floor(total, step << claim->shift) * step;
    if (bound > RFI_UNBOUNDED || bound < -RFI_UNBOUNDED) {
        return false;
    }
    *ret_bound = (int64_t)bound;
    return true;
}

bool rfi_check_refuted(const rfi_bound_claim *claim)
{
    rfi_wide total = 0;
    return add_up(claim, 0, &total) && total < 0;
}
