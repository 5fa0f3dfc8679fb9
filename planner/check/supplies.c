/* SPDX-License-Identifier: MIT */
/* Supplies of racks and energy of UPS, second opinion: feeds are lost one by one, units and
 * sides of a UPS likewise. */
#include "planner/check/bench.h"

enum { PPM = 1000000 };
static const int64_t hour = 3600000000; /* us */

/* ---- racks -----------------------------------------------------------------------------
 */

/* Supplies left in the worst case, feed by feed: feed 0 has `first`, the others share. */
static int64_t survivors(int64_t supplies, int64_t first, int64_t feeds)
{
    int64_t on_first = rfi_min(rfi_max(first, 0), supplies);
    int64_t spread = supplies - on_first;
    if (feeds < 2) {
        return 0;
    }
    int64_t fullest_other = spread / (feeds - 1) + (spread % (feeds - 1) > 0 ? 1 : 0);
    return rfi_min(supplies - on_first, supplies - fullest_other);
}

static int64_t left_in_rack(rfi_bench *b, int64_t supplies, int64_t feeds)
{
    const rfi_figure *first = &b->profile->shelves_a;
    int64_t base = rfi_bench_least(b, first);
    bool good = b->plan->end == RFI_END_FAVOURABLE;
    int64_t low = rfi_known(first) ? first->low : 0;
    int64_t high = rfi_known(first) ? first->high : supplies;
    if (b->plan->end == RFI_END_BASE) {
        return survivors(supplies, base, feeds);
    }
    if (!rfi_known(first) && !good) {
        return 0;
    }
    int64_t a = survivors(supplies, low, feeds);
    int64_t z = survivors(supplies, high, feeds);
    if (!good) {
        return a < z ? a : z;
    }
    int64_t best = rfi_max(a, z);
    for (int64_t k = low; k <= high && k <= supplies && k < low + 1000; k++) {
        best = rfi_max(best, survivors(supplies, k, feeds));
    }
    return best;
}

void rfi_bench_rack_supply(rfi_bench *b, const rfi_hall *hall)
{
    const rfi_profile *p = b->profile;
    if (p->shelves.state == RFI_ABSENT || p->shelf_power.state == RFI_ABSENT ||
        p->shelves_a.state == RFI_ABSENT) {
        return;
    }
    int64_t demand = rfi_bench_most(b, &p->max);
    int64_t limit = 0;
    if (rfi_known(&p->after_loss)) {
        limit = rfi_bench_least(b, &p->after_loss);
    } else {
        int64_t supplies = rfi_min(rfi_bench_least(b, &p->shelves), PPM);
        int64_t feeds = rfi_min(rfi_bench_least(b, &p->feeds), PPM);
        int64_t each = rfi_bench_least(b, &p->shelf_power);
        int64_t loses = rfi_bench_most(b, &b->rules->figures[RFI_RULE_EFF_SHELF]);
        int64_t left = left_in_rack(b, supplies, feeds);
        limit =
            left == 0 ? 0 : rfi_mul_div_floor(rfi_mul(left, each), PPM, rfi_max(loses, 1));
    }
    rfi_bench_on(b, hall, NULL);
    rfi_bench_test(b, RFI_REQ_RACK_SUPPLY, hall->id, demand, limit, RFI_DIM_POWER,
                   RFI_POWER_PLAIN);
}

/* ---- UPS -------------------------------------------------------------------------------
 */

static int64_t holds(rfi_bench *b, const rfi_element *e)
{
    if (e->energy.state != RFI_ABSENT || e->autonomy.state == RFI_ABSENT) {
        return rfi_bench_least(b, &e->energy);
    }
    const rfi_figure *factor =
        e->power_factor.state == RFI_KNOWN ? &e->power_factor : &b->profile->power_factor;
    int64_t watts =
        rfi_mul_div_floor(rfi_bench_least(b, &e->rating),
                          rfi_bench_rule_least(b, factor, RFI_RULE_POWER_FACTOR), PPM);
    return rfi_mul_div_floor(watts, rfi_bench_least(b, &e->autonomy), hour);
}

/* With one unit of `out` (group->count: none) and the side `gone` (0: none) missing. */
static int64_t held(rfi_bench *b, const rfi_members *group, size_t out, int gone, bool two)
{
    int64_t energy[3] = {0, 0, 0};
    int64_t alive[3] = {0, 0, 0};
    for (size_t i = 0; i < group->count; i++) {
        const rfi_element *e = group->items[i];
        int where = two ? (int)e->side : 0;
        if (gone != 0 && where == gone) {
            continue;
        }
        int64_t units = rfi_bench_units(b, &e->count) - (i == out ? 1 : 0);
        energy[where] = rfi_add(energy[where], rfi_mul(rfi_max(units, 0), holds(b, e)));
        alive[where] += units > 0 || out == group->count ? 1 : 0;
    }
    if (!two) {
        return energy[0];
    }
    int64_t a = energy[RFI_SIDE_A];
    int64_t z = energy[RFI_SIDE_B];
    return alive[RFI_SIDE_A] == 0   ? z
           : alive[RFI_SIDE_B] == 0 ? a
                                    : rfi_mul(2, rfi_min(a, z));
}

/* In the worst state of the policy, for racks of the profile at hand. */
static int64_t left_in_group(rfi_bench *b, const rfi_members *group, bool two)
{
    rfi_policy policy = b->plan->policy[RFI_SUB_UPS];
    int64_t least = held(b, group, group->count, 0, two);
    for (size_t i = 0; policy >= RFI_POLICY_REDUNDANT && i < group->count; i++) {
        least = rfi_min(least, held(b, group, i, 0, two));
    }
    if (policy >= RFI_POLICY_MAINTAINABLE) {
        int64_t one = rfi_min(held(b, group, group->count, RFI_SIDE_A, true),
                              held(b, group, group->count, RFI_SIDE_B, true));
        least = two ? rfi_min(least, one) : 0;
    }
    return least;
}

/* Of a shared group, for the profile that leaves least. */
static int64_t least_left(rfi_bench *b, const rfi_hall *hall, const rfi_members *group,
                          bool two)
{
    const rfi_profile *profile = NULL;
    int64_t least = RFI_UNBOUNDED;
    rfi_bench_turn_to(b, hall);
    if (hall != NULL) {
        least = left_in_group(b, group, two);
    }
    for (size_t i = 0; hall == NULL && rfi_bench_profile(b, i, &profile); i++) {
        b->profile = profile;
        least = rfi_min(least, left_in_group(b, group, two));
    }
    rfi_bench_turn(b, NULL);
    return least;
}

void rfi_bench_ride_through(rfi_bench *b, const rfi_hall *hall, const rfi_members *group,
                            int64_t load)
{
    bool stated = false;
    bool sides[3] = {false, false, false};
    for (size_t i = 0; i < group->count; i++) {
        const rfi_element *e = group->items[i];
        stated = stated || e->energy.state != RFI_ABSENT || e->autonomy.state != RFI_ABSENT;
        sides[e->side] = true;
    }
    rfi_policy policy = b->plan->policy[RFI_SUB_UPS];
    if (!stated || policy < RFI_POLICY_N) {
        b->missing = false;
        return;
    }
    bool two = sides[RFI_SIDE_A] && sides[RFI_SIDE_B];
    int64_t least = least_left(b, hall, group, two);
    int64_t time = rfi_bench_most(b, &b->rules->figures[RFI_RULE_RIDE_THROUGH]);
    int64_t part = rfi_bench_least(b, &b->rules->figures[RFI_RULE_EFF_BATTERY]);
    int64_t need = load == 0 ? 0 : RFI_UNBOUNDED;
    if (load <= 1000000000000000 && time < RFI_UNBOUNDED && part > 0) { /* mW us in mWh */
        need = rfi_narrow(
            rfi_wide_div_ceil((rfi_wide)load * time * PPM, (rfi_wide)hour * part));
    }
    rfi_bench_on(b, hall, NULL);
    rfi_bench_test(b, RFI_REQ_RIDE_THROUGH, group->items[0]->group, need,
                   rfi_bench_reserved(b, least), RFI_DIM_ENERGY, RFI_POWER_PLAIN);
}
