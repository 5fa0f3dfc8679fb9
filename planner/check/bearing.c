/* SPDX-License-Identifier: MIT */
/* What the floor bears: a foot as a force, a rack as a load over the floor that belongs to
 * it. Exact products in 128 bits, one quotient at the end. */
#include "planner/check/bench.h"

enum { THOUSAND = 1000, MILLION = 1000000 };

/* A cabinet that stands in the hall: a rack, or a support rack. */
typedef struct load {
    const rfi_figure *mass, *width, *depth;
    const rfi_figure *feet;
} load;

/* Cabinet number `index`, the rack first; false when it is none that stands there. */
static bool cabinet_at(const rfi_bench *b, size_t index, load *ret_load)
{
    const rfi_profile *p = b->profile;
    const rfi_figure *rule = &b->rules->figures[RFI_RULE_RACK_FEET];
    *ret_load = (load){&p->mass, &p->width, &p->depth,
                       p->feet.state == RFI_KNOWN ? &p->feet : rule};
    if (index == 0) {
        return true;
    }
    const rfi_support *s = &p->supports[index - 1];
    ret_load->mass = &s->mass;
    ret_load->feet = rule;
    ret_load->width = s->width.state == RFI_KNOWN ? &s->width : &p->width;
    ret_load->depth = s->depth.state == RFI_KNOWN ? &s->depth : &p->depth;
    return s->count.state != RFI_KNOWN || s->count.high != 0;
}

/* A foot of an even cabinet carries mass x g / feet; the worst one so many millionths of
 * it.
 */
static int64_t newton_of(rfi_bench *b, const load *c)
{
    const rfi_figure *rules = b->rules->figures;
    int64_t gram = rfi_bench_most(b, c->mass);
    int64_t feet = rfi_bench_least(b, c->feet);
    int64_t gravity = rfi_bench_most(b, &rules[RFI_RULE_GRAVITY]);
    int64_t uneven = rfi_bench_most(b, &rules[RFI_RULE_UNEVEN_FEET]);
    if (gram >= RFI_UNBOUNDED) {
        return RFI_UNBOUNDED;
    }
    rfi_wide whole = (rfi_wide)gram * gravity * uneven; /* 10^-15 N */
    rfi_wide share = (rfi_wide)feet * THOUSAND * MILLION * MILLION;
    return rfi_narrow((whole + share - 1) / share);
}

/* The floor of a cabinet reaches to the middle of both aisles. */
static int64_t spread_of(rfi_bench *b, const load *c, int64_t aisles)
{
    int64_t width = rfi_bench_least(b, c->width);
    int64_t depth = rfi_bench_least(b, c->depth);
    int64_t gram = rfi_bench_most(b, c->mass);
    int64_t twice = rfi_mul(width, rfi_add(rfi_add(depth, depth), aisles));
    if (gram >= RFI_UNBOUNDED || twice <= 0) {
        return RFI_UNBOUNDED;
    }
    return twice >= RFI_UNBOUNDED /* a size that nobody stated */
               ? 0
               : rfi_narrow(((rfi_wide)gram * 2 * MILLION + twice - 1) / twice);
}

/* One test over all cabinets: where one weight is missing the base has nothing to say. */
static void check_feet(rfi_bench *b, const rfi_hall *hall)
{
    int64_t worst = 0;
    load c;
    for (size_t i = 0; i <= b->profile->support_count; i++) {
        worst = cabinet_at(b, i, &c) ? rfi_max(worst, newton_of(b, &c)) : worst;
    }
    rfi_bench_on(b, hall, NULL);
    rfi_bench_test(b, RFI_REQ_POINT_LOAD, hall->id, worst,
                   rfi_bench_least(b, &hall->point_load), RFI_DIM_FORCE, RFI_POWER_PLAIN);
}

/* Rows are placed with the base of what the hall, or the rule, says. */
static void check_spread(rfi_bench *b, const rfi_hall *hall)
{
    int64_t aisles =
        rfi_add(rfi_bench_aisle(b, hall, false), rfi_bench_aisle(b, hall, true));
    int64_t worst = 0;
    load c;
    for (size_t i = 0; i <= b->profile->support_count; i++) {
        worst = cabinet_at(b, i, &c) ? rfi_max(worst, spread_of(b, &c, aisles)) : worst;
    }
    rfi_bench_on(b, hall, NULL);
    rfi_bench_test(b, RFI_REQ_AREA_LOAD, hall->id, worst,
                   rfi_bench_least(b, &hall->area_load), RFI_DIM_AREA_LOAD,
                   RFI_POWER_PLAIN);
}

void rfi_bench_bearing(rfi_bench *b, const rfi_hall *hall)
{
    if (hall->point_load.state != RFI_ABSENT) {
        check_feet(b, hall);
    }
    if (hall->area_load.state != RFI_ABSENT) {
        check_spread(b, hall);
    }
}
