/* SPDX-License-Identifier: MIT */
/* What the floor bears: a foot as a force, a rack as a load over the floor that belongs to
 * it. Exact products in 128 bits, one quotient at the end. */
#include "planner/check/bench.h"

enum { THOUSAND = 1000, MILLION = 1000000 };

/* A foot of an even rack carries mass x g / feet; the worst one so many millionths of it.
 */
static void check_foot(rfi_bench *b, const rfi_hall *hall)
{
    const rfi_figure *rules = b->rules->figures;
    int64_t gram = rfi_bench_most(b, &b->profile->mass);
    int64_t feet = rfi_bench_rule_least(b, &b->profile->feet, RFI_RULE_RACK_FEET);
    int64_t gravity = rfi_bench_most(b, &rules[RFI_RULE_GRAVITY]);
    int64_t uneven = rfi_bench_most(b, &rules[RFI_RULE_UNEVEN_FEET]);
    int64_t newton = RFI_UNBOUNDED;
    if (gram < RFI_UNBOUNDED) {
        rfi_wide whole = (rfi_wide)gram * gravity * uneven; /* 10^-15 N */
        rfi_wide share = (rfi_wide)feet * THOUSAND * MILLION * MILLION;
        newton = rfi_narrow((whole + share - 1) / share);
    }
    rfi_bench_test(b, RFI_REQ_POINT_LOAD, hall->id, newton,
                   rfi_bench_least(b, &hall->point_load), RFI_DIM_FORCE, RFI_POWER_PLAIN);
}

/* The floor of a rack reaches to the middle of both aisles; rows are placed with the base
 * of what the hall, or the rule, says. */
static void check_spread(rfi_bench *b, const rfi_hall *hall)
{
    const rfi_figure *cold = rfi_or_rule(&hall->cold_aisle, b->rules, RFI_RULE_COLD_AISLE);
    const rfi_figure *hot = rfi_or_rule(&hall->hot_aisle, b->rules, RFI_RULE_HOT_AISLE);
    int64_t width = rfi_bench_least(b, &b->profile->width);
    int64_t depth = rfi_bench_least(b, &b->profile->depth);
    int64_t gram = rfi_bench_most(b, &b->profile->mass);
    int64_t deep = rfi_add(rfi_add(depth, depth), rfi_add(cold->base, hot->base));
    int64_t twice = rfi_mul(width, deep);
    int64_t load = RFI_UNBOUNDED;
    if (twice >= RFI_UNBOUNDED && gram < RFI_UNBOUNDED) {
        load = 0; /* a size that nobody stated */
    } else if (twice > 0 && gram < RFI_UNBOUNDED) {
        load = rfi_narrow(((rfi_wide)gram * 2 * MILLION + twice - 1) / twice);
    }
    rfi_bench_test(b, RFI_REQ_AREA_LOAD, hall->id, load,
                   rfi_bench_least(b, &hall->area_load), RFI_DIM_AREA_LOAD,
                   RFI_POWER_PLAIN);
}

void rfi_bench_bearing(rfi_bench *b, const rfi_hall *hall)
{
    if (hall->point_load.state != RFI_ABSENT) {
        check_foot(b, hall);
    }
    if (hall->area_load.state != RFI_ABSENT) {
        check_spread(b, hall);
    }
}
