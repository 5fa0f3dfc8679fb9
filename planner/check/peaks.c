/* SPDX-License-Identifier: MIT */
/* Peaks, second opinion: what a unit gives while one lasts, and how far racks rise at once.
 */
#include "planner/check/bench.h"

enum { PPM = 1000000 };

bool rfi_bench_stated(const rfi_members *group, rfi_bench_gives gives)
{
    for (size_t i = 0; i < group->count; i++) {
        const rfi_element *e = group->items[i];
        const rfi_figure *figure = gives == RFI_GIVES_STEP ? &e->load_step : &e->overload;
        if (gives != RFI_GIVES_RATING && figure->state != RFI_ABSENT) {
            return true;
        }
    }
    return false;
}

static bool is_over_in_time(rfi_bench *b, const rfi_element *element)
{
    const rfi_figure *duration = &b->profile->peak_duration;
    if (duration->state != RFI_KNOWN) {
        return b->plan->end == RFI_END_FAVOURABLE;
    }
    return rfi_bench_least(b, &element->overload_time) >= rfi_bench_most(b, duration);
}

int64_t rfi_bench_given(rfi_bench *b, const rfi_element *element)
{
    int64_t rated = rfi_bench_rated(b, element);
    int64_t factor = PPM;
    if (b->gives == RFI_GIVES_STEP) {
        factor = rfi_bench_least(b, &element->load_step);
        factor = factor > PPM ? PPM : factor;
    } else if (b->gives == RFI_GIVES_OVERLOAD && element->overload.state != RFI_ABSENT &&
               is_over_in_time(b, element)) {
        factor = rfi_bench_least(b, &element->overload);
        factor = factor < PPM ? PPM : factor;
    }
    return factor == PPM ? rated : rfi_mul_div_floor(rated, factor, PPM);
}

int64_t rfi_bench_rise(rfi_bench *b)
{
    const rfi_figure *lasts = &b->profile->peak_duration;
    const rfi_figure *peak = &b->profile->peak;
    bool seen = lasts->state == RFI_KNOWN
                    ? rfi_bench_most(b, lasts) >
                          rfi_bench_least(b, &b->rules->figures[RFI_RULE_PEAK_SHORT])
                    : b->plan->end != RFI_END_FAVOURABLE;
    if (!seen) {
        return 0;
    }
    if (peak->state != RFI_KNOWN) {
        return b->plan->end == RFI_END_UNFAVOURABLE ? RFI_UNBOUNDED : 0;
    }
    int64_t rise = rfi_sub(rfi_bench_most(b, peak), rfi_bench_least(b, &b->profile->max));
    return rise < 0 ? 0 : rise;
}

static bool any_knows(const rfi_element *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i].overload.state != RFI_ABSENT || list[i].load_step.state != RFI_ABSENT) {
            return true;
        }
    }
    return false;
}

bool rfi_bench_knows_peaks(const rfi_bench *b)
{
    bool any = any_knows(b->site->elements, b->site->element_count);
    for (size_t i = 0; i < b->plan->share_count && !any; i++) {
        const rfi_hall *hall = b->plan->shares[i].hall;
        any = any_knows(hall->elements, hall->element_count);
    }
    return any;
}
