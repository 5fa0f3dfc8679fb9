/* SPDX-License-Identifier: MIT */
/* Network racks of a profile that states fabrics and none of them itself: what stands in
 * the plan for them must carry one scalable unit's switches. Counted by filling switches
 * one after the other and trying every spread, at the plan's end. */
#include "planner/check/bench.h"

enum { PPM = 1000000, TIERS_ONE = 1 };

typedef struct pile { /* switches that stand in network racks, and their optical ends */
    int64_t switches, ends;
} pile;

static int64_t stated_or(rfi_bench *b, const rfi_figure *f, bool most, int64_t absent)
{
    if (f->state == RFI_ABSENT) {
        return absent;
    }
    return most ? rfi_bench_most(b, f) : rfi_bench_least(b, f);
}

/* Every switch below has `need` uplinks of `have`: fewest above that take them evenly; 0:
 * none do. */
static int64_t fewest_above(int64_t below, int64_t need, int64_t have, int64_t ports)
{
    for (int64_t n = 1; n <= have; n++) {
        int64_t links = (need + n - 1) / n;
        if (links * n <= have && links <= ports / rfi_max(below, 1)) {
            return n;
        }
    }
    return 0;
}

static int64_t leaves_for(int64_t ports, int64_t down)
{
    int64_t leaves = 0;
    for (int64_t left = ports; left > 0 && leaves < RFI_PODS_CAP; left -= down) {
        leaves++;
    }
    return leaves;
}

typedef struct plane {
    int64_t radix, down, up, leaf, ports, tiers;
} plane;

/* Spines and cores above the leaves of one plane, and the links between spines and cores;
 * -1: none joins them. */
static int64_t switches_above(const plane *p, int64_t *ret_links)
{
    *ret_links = 0;
    if (p->tiers == TIERS_ONE) {
        return 0;
    }
    if (p->tiers == 2 || (p->tiers == 0 && p->leaf <= p->radix)) {
        int64_t spines = fewest_above(p->leaf, p->up, p->up, p->radix);
        return spines > 0 ? spines : -1;
    }
    int64_t half = p->radix / 2;
    int64_t groups = (p->leaf + half - 1) / half;
    int64_t of_group = (p->leaf + groups - 1) / groups;
    int64_t spines = fewest_above(of_group, p->up, p->up, half);
    if (spines <= 0) {
        return -1;
    }
    int64_t used = of_group * (p->up / spines);
    int64_t cores = fewest_above(groups, used, p->radix - used, p->radix);
    if (cores <= 0) {
        return -1;
    }
    *ret_links = groups * spines * cores * ((used + cores - 1) / cores);
    return groups * spines + spines * cores;
}

static plane plane_of(rfi_bench *b, const rfi_fabric *f, int64_t of_rack, int64_t racks)
{
    int64_t planes = stated_or(b, &f->planes, true, 1);
    int64_t rails = stated_or(b, &f->rails, true, 1);
    int64_t ratio = stated_or(b, &f->oversubscription, false, PPM);
    int64_t extra = stated_or(b, &f->extra_ports, true, 0);
    plane p = {.radix = rfi_bench_least(b, &f->radix),
               .tiers = stated_or(b, &f->tiers, true, 0)};
    p.ports = rfi_div_ceil(rfi_add(rfi_mul(of_rack, racks), extra), planes);
    p.down = rfi_max(rfi_mul_div_floor(p.radix, ratio, rfi_add(ratio, PPM)), 1);
    int64_t served = p.down;
    if (f->kind == RFI_FABRIC_TOR) {
        int64_t ports = rfi_div_ceil(of_rack, planes);
        int64_t leaves = leaves_for(ports, p.down);
        p.leaf = rfi_mul(racks, leaves);
        served = leaves > 0 ? rfi_div_ceil(ports, leaves) : 0;
    } else {
        bool one =
            p.tiers == TIERS_ONE || (p.tiers == 0 && rails == 1 && p.ports <= p.radix);
        p.tiers = one ? TIERS_ONE : p.tiers;
        p.leaf = rails * leaves_for(rfi_div_ceil(p.ports, rails), one ? p.radix : p.down);
    }
    p.up = rfi_max(rfi_min(p.radix - p.down, rfi_mul_div_ceil(served, PPM, ratio)), 1);
    return p;
}

/* Of one fabric for one scalable unit; every cable counts as optical, but those inside a
 * rack with its own leaf. False: it cannot be counted. */
static bool pile_of(rfi_bench *b, const rfi_fabric *f, pile *ret_pile)
{
    const rfi_profile *profile = b->profile;
    int64_t pods = rfi_bench_per_unit(b);
    int64_t racks = rfi_mul(pods, rfi_max(profile->racks_per_pod.high, 1));
    int64_t of_rack = f->ports_per_rack.state != RFI_ABSENT
                          ? rfi_bench_most(b, &f->ports_per_rack)
                          : rfi_mul(rfi_bench_most(b, &profile->chips),
                                    stated_or(b, &profile->ports, true, 1));
    int64_t planes = stated_or(b, &f->planes, true, 1);
    int64_t cable = stated_or(b, &f->links_per_cable, false, 1);
    plane p = plane_of(b, f, of_rack, racks);
    int64_t upper = 0;
    int64_t above = switches_above(&p, &upper);
    if (above < 0 || b->missing) {
        return false;
    }
    bool tor = f->kind == RFI_FABRIC_TOR;
    int64_t trunks = p.tiers == TIERS_ONE ? 0 : rfi_mul(p.leaf, p.up);
    ret_pile->switches = rfi_mul(planes, tor ? above : rfi_add(above, p.leaf));
    ret_pile->ends = 2 * (rfi_div_ceil(rfi_mul(trunks, planes), cable) +
                          rfi_div_ceil(rfi_mul(upper, planes), cable));
    ret_pile->ends += tor ? 0 : rfi_div_ceil(rfi_mul(p.ports, planes), cable);
    return true;
}

static void check_racks(rfi_bench *b, const rfi_support *racks)
{
    int64_t rack_units = 0;
    int64_t power = 0;
    for (size_t i = 0; i < b->profile->fabric_count; i++) {
        const rfi_fabric *f = &b->profile->fabrics[i];
        pile p = {0};
        if (!pile_of(b, f, &p)) {
            b->missing = false;
            return;
        }
        int64_t each = rfi_bench_rule_most(b, &f->switch_power, RFI_RULE_SWITCH_POWER);
        int64_t optic = rfi_bench_rule_most(b, &f->optic_power, RFI_RULE_OPTIC_POWER);
        power = rfi_add(power, rfi_add(rfi_mul(p.switches, each), rfi_mul(p.ends, optic)));
        int64_t high = rfi_bench_rule_most(b, &f->switch_units, RFI_RULE_SWITCH_UNITS);
        rack_units = rfi_add(rack_units, rfi_mul(p.switches, high));
    }
    int64_t room = rfi_bench_least(b, &b->rules->figures[RFI_RULE_RACK_UNITS]);
    int64_t most = rfi_bench_least(b, &b->rules->figures[RFI_RULE_NETWORK_RACK_POWER]);
    int64_t need = rfi_max(rfi_div_ceil(rack_units, room), rfi_div_ceil(power, most));
    int64_t have = rfi_bench_most(b, &racks->count);
    rfi_bench_assert(b, RFI_REQ_FLOOR_SPACE, "fabric", have >= need,
                     "the network racks of a scalable unit do not hold its switches");
    rfi_bench_assert(b, RFI_REQ_FIRM_UTILITY, "fabric",
                     rfi_mul(have, rfi_bench_most(b, &racks->power)) >= power,
                     "the network racks of a scalable unit draw more than they count for");
}

void rfi_bench_fabric(rfi_bench *b)
{
    for (size_t k = 0; rfi_bench_profile(b, k, &b->profile); k++) {
        for (size_t i = 0; i < b->profile->support_count; i++) {
            const rfi_support *s = &b->profile->supports[i];
            if (s->by_fabric && rfi_known(&s->count)) {
                check_racks(b, s);
            }
        }
    }
    rfi_bench_turn(b, NULL);
}
