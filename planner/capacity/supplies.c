/* SPDX-License-Identifier: MIT */
#include "planner/capacity/supplies.h"

#include "planner/capacity/terms.h"
#include "planner/capacity/trace.h"

enum { PPM = 1000000 };
static const int64_t microseconds_per_hour = 3600000000;

/* ---- supplies of a rack ----------------------------------------------------------------
 */

bool rfi_supplies_are_stated(const rfi_profile *profile)
{
    return profile->shelves.state != RFI_ABSENT &&
           profile->shelf_power.state != RFI_ABSENT &&
           profile->shelves_a.state != RFI_ABSENT;
}

int64_t rfi_supplies_left(int64_t supplies, int64_t on_a, int64_t feeds)
{
    if (feeds < 2 || supplies <= 0) {
        return 0; /* nothing is left of a single feed */
    }
    int64_t a = rfi_max(0, rfi_min(on_a, supplies));
    return supplies - rfi_max(a, rfi_div_ceil(supplies - a, feeds - 1));
}

int64_t rfi_supplies_input(int64_t power, int64_t efficiency)
{
    return rfi_mul_div_floor(power, PPM, rfi_max(efficiency, 1));
}

/* The split of the supplies at its own worst or best: neither more nor fewer on A is good,
 * an even spread is best. */
static int64_t left_of(const rfi_scene *s, int64_t supplies, int64_t feeds)
{
    const rfi_figure *on_a = &s->study->profile->shelves_a;
    int64_t read = rfi_limit_of(s->view, on_a);
    int64_t even = rfi_div_ceil(supplies, rfi_max(feeds, 1));
    rfi_end end = rfi_view_end(s->view, on_a);
    if (!rfi_known(on_a)) {
        return end == RFI_END_FAVOURABLE ? rfi_supplies_left(supplies, even, feeds) : 0;
    }
    if (end == RFI_END_BASE) {
        return rfi_supplies_left(supplies, read, feeds);
    }
    int64_t few = rfi_supplies_left(supplies, on_a->low, feeds);
    int64_t many = rfi_supplies_left(supplies, on_a->high, feeds);
    if (end == RFI_END_UNFAVOURABLE) {
        return rfi_min(few, many);
    }
    int64_t inside = rfi_max(on_a->low, rfi_min(even, on_a->high));
    return rfi_max(rfi_supplies_left(supplies, inside, feeds), rfi_max(few, many));
}

void rfi_term_rack_supply(const rfi_scene *s)
{
    const rfi_profile *profile = s->study->profile;
    rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_FIXED, NULL);
    s->terms->fixed = rfi_close(s, rfi_demand_of(s->view, &profile->max));
    rfi_trace_open(
        s->view, RFI_PART_LIMIT, NULL,
        "supplies left x power of one / efficiency, unless the profile states it");
    if (rfi_known(&profile->after_loss)) {
        s->terms->limit = rfi_limit_of(s->view, &profile->after_loss);
    } else {
        int64_t supplies = rfi_min(rfi_limit_of(s->view, &profile->shelves), PPM);
        int64_t feeds = rfi_min(rfi_limit_of(s->view, &profile->feeds), PPM);
        int64_t each = rfi_limit_of(s->view, &profile->shelf_power);
        int64_t efficiency =
            rfi_demand_of(s->view, &s->study->rules->figures[RFI_RULE_EFF_SHELF]);
        int64_t left = left_of(s, supplies, feeds);
        s->terms->limit =
            left == 0 ? 0 : rfi_supplies_input(rfi_mul(left, each), efficiency);
    }
    rfi_close(s, s->terms->limit);
}

/* ---- energy of a UPS -------------------------------------------------------------------
 */

int64_t rfi_ride_through_energy(int64_t load, int64_t time, int64_t efficiency)
{
    if (load >= RFI_UNBOUNDED || time >= RFI_UNBOUNDED || efficiency <= 0) {
        return load == 0 ? 0 : RFI_UNBOUNDED;
    }
    rfi_wide joule = (rfi_wide)load * time; /* mW us */
    if (joule >= RFI_UNBOUNDED * (rfi_wide)PPM) {
        return RFI_UNBOUNDED;
    }
    return rfi_narrow(
        rfi_wide_div_ceil(joule * PPM, (rfi_wide)microseconds_per_hour * efficiency));
}

/* What a unit holds: as stated, or its rating in W for its autonomy. */
static int64_t unit_energy(const rfi_scene *s, const rfi_element *e)
{
    if (e->energy.state != RFI_ABSENT || e->autonomy.state == RFI_ABSENT) {
        return rfi_limit_of(s->view, &e->energy);
    }
    const rfi_figure *factor = rfi_or_rule(&s->study->profile->power_factor,
                                           s->study->rules, RFI_RULE_POWER_FACTOR);
    int64_t power = rfi_mul_div_floor(rfi_limit_of(s->view, &e->rating),
                                      rfi_limit_or(s->view, &e->power_factor, factor), PPM);
    int64_t time = rfi_limit_of(s->view, &e->autonomy);
    return rfi_mul_div_floor(power, time, microseconds_per_hour);
}

typedef struct store { /* mWh of one bus, and without one of its fullest units */
    int64_t total, rest, fullest, units;
} store;

static store store_of(const rfi_scene *s, const rfi_link_of_chain *link, rfi_side side,
                      bool any)
{
    store sum = {0, 0, -1, 0};
    for (size_t i = 0; i < link->member_count; i++) {
        const rfi_element *e = link->members[i];
        if (!any && e->side != side) {
            continue;
        }
        int64_t unit = unit_energy(s, e);
        int64_t count = rfi_count_of(s->view, &e->count);
        int64_t all = rfi_mul(count, unit);
        bool fuller = count > 0 && unit > sum.fullest;
        sum.rest =
            fuller ? rfi_add(sum.total, rfi_mul(count - 1, unit)) : rfi_add(sum.rest, all);
        sum.fullest = fuller ? unit : sum.fullest;
        sum.total = rfi_add(sum.total, all);
        sum.units = rfi_add(sum.units, count);
    }
    return sum;
}

/* Two live sides discharge alike, so the emptier one ends the ride. */
static int64_t both(int64_t a, int64_t b)
{
    return rfi_mul(2, rfi_min(a, b));
}

static int64_t one_out(const store *hurt, const store *other)
{
    return hurt->units <= 1 ? other->total : both(hurt->rest, other->total);
}

static int64_t energy_left(const rfi_scene *s)
{
    const rfi_link_of_chain *link = &s->subject->link;
    rfi_policy policy = s->study->policy[RFI_SUB_UPS];
    if (rfi_sides_of(link) < 2) {
        store all = store_of(s, link, RFI_SIDE_NONE, true);
        return policy >= RFI_POLICY_MAINTAINABLE ? 0
               : policy >= RFI_POLICY_REDUNDANT  ? all.rest
                                                 : all.total;
    }
    store a = store_of(s, link, RFI_SIDE_A, false);
    store b = store_of(s, link, RFI_SIDE_B, false);
    int64_t least = both(a.total, b.total);
    if (policy >= RFI_POLICY_REDUNDANT) {
        least = rfi_min(least, rfi_min(one_out(&a, &b), one_out(&b, &a)));
    }
    if (policy >= RFI_POLICY_MAINTAINABLE) {
        least = rfi_min(least, rfi_min(a.total, b.total));
    }
    return least;
}

/* What a load asks of the batteries; told as this part. */
static int64_t energy_for(const rfi_scene *s, const char *part, const rfi_hall *hall,
                          const rfi_burden *burden)
{
    const rfi_figure *rules = s->study->rules->figures;
    const rfi_element *target = s->subject->link.first;
    rfi_trace_open(s->view, part, hall == NULL ? NULL : hall->id,
                   "load x time / efficiency from battery to load");
    int64_t load = burden == NULL ? rfi_standing_at(s->study, s->view, hall, target)
                                  : rfi_load_at(s->study, s->view, hall, burden, target);
    int64_t time = rfi_demand_of(s->view, &rules[RFI_RULE_RIDE_THROUGH]);
    int64_t efficiency = rfi_limit_of(s->view, &rules[RFI_RULE_EFF_BATTERY]);
    return rfi_close(s, rfi_ride_through_energy(load, time, efficiency));
}

void rfi_term_ride_through(const rfi_scene *s)
{
    rfi_limit_begin(s);
    rfi_trace_open(s->view, "energy left", s->subject->link.group,
                   "sum of the units, less what the policy takes out");
    rfi_limit_end(s, rfi_trace_close(s->view, energy_left(s), RFI_DIM_ENERGY));
    rfi_burden pod = rfi_pod_burden(s->study, s->view, RFI_PEAK_NONE);
    rfi_burden unit = rfi_unit_burden(s->study, s->view);
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        if (s->subject->hall != NULL && s->subject->hall != hall) {
            continue;
        }
        s->terms->pod[i] = energy_for(s, RFI_PART_POD, hall, &pod);
        s->terms->unit[i] = energy_for(s, RFI_PART_UNIT, hall, &unit);
        s->terms->standing[i] = energy_for(s, RFI_PART_STANDING, hall, NULL);
    }
    if (s->subject->hall == NULL) {
        s->terms->fixed = energy_for(s, RFI_PART_FIXED, NULL, NULL);
    }
}
