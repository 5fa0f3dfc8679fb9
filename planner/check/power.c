/* SPDX-License-Identifier: MIT */
/* Electrical half of the second opinion: the plan's total loads walk down from the racks to
 * the interconnect, and every group is tried in every state that its policy asks for. */
#include "planner/check/bench.h"

enum { PPM = 1000000, LONGEST = 64 };

/* What a rack of the profile at hand draws in the question at hand. */
static int64_t rack_draw(rfi_bench *b)
{
    return b->draw == RFI_BENCH_MAX ? rfi_bench_most(b, &b->profile->max)
                                    : rfi_bench_rack_watts(b, (rfi_element_kind)b->draw);
}

/* ---- groups
 * ---------------------------------------------------------------------------------- */

rfi_rule rfi_bench_loss_rule(rfi_element_kind kind)
{
    static const rfi_rule rules[RFI_ELEMENT_KINDS] = {
        [RFI_ELEMENT_TRANSFORMER] = RFI_RULE_EFF_TRANSFORMER,
        [RFI_ELEMENT_SWITCHGEAR] = RFI_RULE_EFF_MV,
        [RFI_ELEMENT_FEEDER] = RFI_RULE_EFF_MV,
        [RFI_ELEMENT_SUBSTATION] = RFI_RULE_EFF_SUBSTATION,
        [RFI_ELEMENT_GENERATOR] = RFI_RULE_EFF_LV,
        [RFI_ELEMENT_UPS] = RFI_RULE_EFF_UPS,
        [RFI_ELEMENT_SWITCHBOARD] = RFI_RULE_EFF_LV,
        [RFI_ELEMENT_BUSWAY] = RFI_RULE_EFF_LV,
        [RFI_ELEMENT_BESS] = RFI_RULE_EFF_LV,
    };
    return rules[kind];
}

static int64_t with_loss(rfi_bench *b, const rfi_group *g, int64_t power)
{
    int64_t worst = PPM;
    for (size_t i = 0; i < g->count; i++) {
        worst =
            rfi_min(worst, rfi_bench_rule_least(b, &g->members[i]->efficiency,
                                                rfi_bench_loss_rule(g->members[i]->kind)));
    }
    return worst <= 0 ? RFI_UNBOUNDED : rfi_mul_div_ceil(power, PPM, worst);
}

/* ---- losses at part load ---------------------------------------------------------------
 */

static rfi_bend bend_of(rfi_bench *b, const rfi_group *g)
{
    rfi_bend bend = {.group = g->members[0]};
    for (size_t i = 0; i < g->count; i++) {
        rfi_bench_bend_add(b, &bend, g->members[i]);
    }
    rfi_bench_bend_finish(&bend);
    return bend;
}

static int64_t carried(rfi_bench *b, const rfi_hall *hall, const rfi_group *g);
static int64_t usable(rfi_bench *b, const rfi_group *g, rfi_policy policy);
static int64_t lowest_factor(rfi_bench *b, const rfi_group *g);

/* What new units carry loses as much as if the group that stands there were full. */
static int64_t at_most_full(rfi_bench *b, const rfi_group *g, int64_t load)
{
    if (b->plan->install_count == 0) {
        return load;
    }
    rfi_policy policy = b->plan->policy[rfi_element_subsystem(g->members[0]->kind)];
    int64_t full = rfi_mul_div_ceil(usable(b, g, policy), lowest_factor(b, g), PPM);
    return rfi_min(load, full);
}

/* How far up the curve a peak may go is a figure behind every load that passes: what is
 * missing there is missing in their rows, at the base. */
static void read_overload(rfi_bench *b, const rfi_group *g)
{
    rfi_bench_gives before = b->gives;
    b->gives = RFI_GIVES_OVERLOAD;
    for (size_t i = 0; i < g->count; i++) {
        if (g->members[i]->overload.state != RFI_ABSENT) {
            (void)rfi_bench_given(b, g->members[i]);
        }
    }
    b->gives = before;
}

/* What passes a group with a curve, with its share of what the whole load loses there. */
static int64_t with_bend(rfi_bench *b, const rfi_hall *hall, const rfi_group *g,
                         int64_t power)
{
    rfi_bend bend = bend_of(b, g);
    bool line = b->plan->end == RFI_END_FAVOURABLE || power == 0;
    if (!line) {
        read_overload(b, g);
    }
    int64_t load = line ? 0 : rfi_max(carried(b, g->own ? hall : NULL, g), power);
    int64_t whole = line ? 0 : at_most_full(b, g, load);
    return rfi_add(power, rfi_bench_bend_share(&bend, power, whole, line));
}

/* Does the way from the group `name` pass `target`? */
static bool way_leads(const rfi_bench *b, const rfi_hall *hall, const char *name,
                      const rfi_group *target)
{
    rfi_group g;
    for (size_t guard = 0; guard <= b->group_count && rfi_bench_group(b, hall, name, &g);
         guard++) {
        if (g.members[0] == target->members[0]) {
            return true;
        }
        name = g.members[0]->from;
    }
    return false;
}

/* The load that arrives at `target` (NULL: the interconnect) when `power` enters at the
 * group `name`; 0 when the way does not lead there. A group is known by its first member: a
 * hall's own hides a shared one of the same name. */
static int64_t arrive(rfi_bench *b, const rfi_hall *hall, const char *name, int64_t power,
                      const rfi_group *target)
{
    if (name != NULL && b->wired) {
        return target == NULL ? rfi_bench_wired_level(b, hall, name, power) : 0;
    }
    if (target != NULL && !way_leads(b, hall, name, target)) {
        return 0; /* and nothing on that way is asked for what it loses */
    }
    rfi_group g;
    for (size_t guard = 0; guard <= b->group_count && rfi_bench_group(b, hall, name, &g);
         guard++) {
        if (target != NULL && g.members[0] == target->members[0]) {
            return power;
        }
        power = rfi_bench_bends(g.members[0]) ? with_bend(b, hall, &g, power)
                                              : with_loss(b, &g, power);
        name = g.members[0]->from;
    }
    return target == NULL ? power : 0;
}

static bool stands_above(const rfi_bench *b, const rfi_hall *hall, const char *head,
                         const rfi_plant *target)
{
    const rfi_plant *plant = rfi_site_plant(b->site, hall, head);
    for (size_t guard = 0; plant != NULL && plant != target && guard < LONGEST; guard++) {
        plant = plant->from == NULL ? NULL : rfi_site_plant(b->site, hall, plant->from);
    }
    return plant == target;
}

int64_t rfi_bench_plant_power(rfi_bench *b, const rfi_hall *hall, const char *head,
                              const rfi_plant *plant, int64_t heat)
{
    bool chiller = plant->kind == RFI_PLANT_CHILLER;
    int64_t own = chiller ? heat : rfi_bench_reaching(b, hall, head, plant, heat);
    return rfi_bench_draw(b, hall, plant, own);
}

/* What units with a curve draw at no load, as it arrives at `target`: those of one hall, or
 * with hall NULL the shared ones. */
static int64_t standing(rfi_bench *b, const rfi_hall *hall, const rfi_group *target)
{
    if (b->wired) {
        return target == NULL ? rfi_bench_wired_standing(b, hall) : 0;
    }
    const rfi_element *list = hall == NULL ? b->site->elements : hall->elements;
    size_t count = hall == NULL ? b->site->element_count : hall->element_count;
    int64_t total = 0;
    for (size_t i = 0; i < count; i++) {
        rfi_group g;
        if (!rfi_bench_bends(&list[i]) || !rfi_bench_group(b, hall, list[i].group, &g) ||
            g.members[0] != &list[i] ||
            (target != NULL && !way_leads(b, hall, list[i].from, target))) {
            continue;
        }
        rfi_bend bend = bend_of(b, &g);
        int64_t loss = rfi_bench_bend_standing(&bend, b->plan->end == RFI_END_FAVOURABLE);
        total = rfi_add(total, arrive(b, hall, list[i].from, loss, target));
    }
    return total;
}

static int64_t plants_arrive(rfi_bench *b, const rfi_hall *hall, const char *plant_id,
                             int64_t heat, bool liquid, const rfi_group *target)
{
    /* Plants of halls that take no pod are read too: what is missing there is missing in
     * the row, at the base. */
    if (plant_id == NULL) {
        int64_t factor = rfi_bench_most(
            b, &b->rules->figures[liquid ? RFI_RULE_FAN_POWER : RFI_RULE_CHILLER_POWER]);
        return target == NULL ? rfi_mul_div_ceil(heat, factor, PPM) : 0;
    }
    int64_t sum = 0;
    const rfi_plant *plant = rfi_site_plant(b->site, hall, plant_id);
    for (size_t guard = 0; plant != NULL && guard < LONGEST; guard++) {
        int64_t draw = rfi_bench_plant_power(b, hall, plant_id, plant, heat);
        sum = rfi_add(sum, arrive(b, hall, plant->feed, draw, target));
        const rfi_plant *sink = rfi_bench_condenser(b, hall, plant);
        if (sink != NULL && !stands_above(b, hall, plant_id, sink)) {
            int64_t rejected = rfi_bench_rejected(b, hall, plant, heat);
            draw = rfi_bench_draw(b, hall, sink, rejected);
            sum = rfi_add(sum, arrive(b, hall, sink->feed, draw, target));
        }
        plant = plant->from == NULL ? NULL : rfi_site_plant(b->site, hall, plant->from);
    }
    return sum;
}

int64_t rfi_bench_losses(rfi_bench *b, const rfi_hall *hall, int64_t power)
{
    rfi_group last;
    rfi_group g;
    const char *name = hall->feed;
    int64_t before = power;
    if (hall->losses == NULL || !rfi_bench_group(b, hall, hall->losses, &last)) {
        return 0;
    }
    for (size_t guard = 0; guard <= b->group_count && rfi_bench_group(b, hall, name, &g);
         guard++) {
        before = with_loss(b, &g, before);
        if (g.members[0] == last.members[0]) {
            return rfi_sub(before, power);
        }
        name = g.members[0]->from;
    }
    return 0;
}

/* What power at the racks puts on `target`. */
static int64_t racks_arrive(rfi_bench *b, const rfi_hall *hall, int64_t racks,
                            const rfi_group *target)
{
    static const rfi_rule chain[] = {RFI_RULE_EFF_LV, RFI_RULE_EFF_UPS,
                                     RFI_RULE_EFF_SUBSTATION, RFI_RULE_EFF_MV,
                                     RFI_RULE_EFF_TRANSFORMER};
    if (hall->cords_count > 0) {
        return target == NULL ? rfi_bench_wired_level(b, hall, NULL, racks) : 0;
    }
    if (hall->feed != NULL) {
        return arrive(b, hall, hall->feed, racks, target);
    }
    for (size_t i = 0; target == NULL && i < sizeof(chain) / sizeof(chain[0]); i++) {
        if (chain[i] != RFI_RULE_EFF_UPS || b->plan->policy[RFI_SUB_UPS] > 0) {
            racks = rfi_mul_div_ceil(
                racks, PPM, rfi_max(1, rfi_bench_least(b, &b->rules->figures[chain[i]])));
        }
    }
    return target == NULL ? racks : 0;
}

/* Everything that a hall puts on `target`. */
static int64_t hall_load(rfi_bench *b, const rfi_standing *s, int64_t rack_watts,
                         const rfi_group *target)
{
    int64_t racks = rfi_bench_rack_power(b, s, rack_watts);
    int64_t load = racks_arrive(b, s->hall, racks, target);
    load = rfi_add(load, plants_arrive(b, s->hall, s->hall->liquid,
                                       rfi_bench_heat(b, s, true), true, target));
    const char *lit_from = s->hall->house_feed;
    bool lit = target == NULL || (!b->wired && way_leads(b, s->hall, lit_from, target));
    if (s->hall->house.state != RFI_ABSENT && lit) {
        int64_t share = rfi_bench_most(b, &s->hall->house);
        int64_t house = racks == 0 ? 0 : rfi_mul_div_ceil(racks, share, PPM);
        load = rfi_add(load, arrive(b, s->hall, lit_from, house, target));
    }
    int64_t air = rfi_add(rfi_bench_heat(b, s, false), rfi_bench_losses(b, s->hall, racks));
    return rfi_add(load, plants_arrive(b, s->hall, s->hall->air, air, false, target));
}

/* What is open leaves the load out at the base end, like an open `stops`. */
static bool under_contract(rfi_bench *b, const rfi_load *load)
{
    bool open = load->until.state == RFI_UNKNOWN && b->plan->end == RFI_END_BASE;
    return load->until.state != RFI_ABSENT && !open && rfi_bench_dated(b) &&
           rfi_bench_most(b, &load->until) > b->plan->by;
}

/* What the halls of one profile (NULL: of any) put on a shared group (hall NULL; target
 * NULL: on the interconnect), or the fullest hall on a group of its own. Halls without
 * racks go with the first profile. */
static int64_t halls_load(rfi_bench *b, const rfi_hall *hall, const rfi_group *target,
                          const rfi_profile *profile, bool first)
{
    const rfi_profile *before = b->profile;
    int64_t total = 0;
    for (size_t i = 0; i < b->plan->share_count; i++) {
        const rfi_hall_share *share = &b->plan->shares[i];
        rfi_bench_turn(b, share);
        bool asked = profile == NULL || (share->pods > 0 ? b->profile == profile : first);
        if (!asked || (hall != NULL && share->hall != hall)) {
            continue;
        }
        rfi_standing s =
            hall != NULL ? rfi_bench_fullest(b, share) : rfi_bench_total(b, share);
        total = rfi_add(total, hall_load(b, &s, rack_draw(b), target));
        if (hall == NULL && share->converted > 0) {
            total =
                rfi_add(total, rfi_mul(share->converted, standing(b, share->hall, target)));
        }
    }
    b->profile = before;
    return total;
}

/* All that a plan puts there: racks, plants and what flows at any load. */
static int64_t plan_load(rfi_bench *b, const rfi_hall *hall, const rfi_group *target)
{
    return rfi_add(standing(b, hall, target), halls_load(b, hall, target, NULL, true));
}

int64_t rfi_bench_hall_at_grid(rfi_bench *b, const rfi_hall_share *share)
{
    rfi_bench_turn(b, share);
    rfi_standing s = rfi_bench_fullest(b, share);
    b->draw = RFI_ELEMENT_GENERATOR;
    return rfi_add(hall_load(b, &s, rack_draw(b), NULL), standing(b, share->hall, NULL));
}

/* The same for a group with a curve, remembered with what was missing for it: every load
 * that passes asks for it. */
static int64_t carried(rfi_bench *b, const rfi_hall *hall, const rfi_group *g)
{
    for (size_t i = 0; i < b->carried_count; i++) {
        const rfi_carried *known = &b->carried[i];
        if (known->group == g->members[0] && known->draw == b->draw) {
            b->missing = b->missing || known->missing;
            return known->load;
        }
    }
    bool before = b->missing;
    b->missing = false;
    rfi_carried made = {g->members[0], b->draw, plan_load(b, hall, g), false};
    made.missing = b->missing;
    b->missing = b->missing || before;
    if (b->carried_count < RFI_BENCH_CARRIED) {
        b->carried[b->carried_count++] = made;
    }
    return made.load;
}

int64_t rfi_bench_mining_stays(rfi_bench *b, const rfi_hall *hall)
{
    int64_t power = 0;
    for (size_t i = 0; i < hall->load_count; i++) {
        const rfi_load *load = &hall->loads[i];
        bool open = load->stops.state == RFI_UNKNOWN && b->plan->end == RFI_END_BASE;
        bool may_stop =
            open || load->stops.state == RFI_ABSENT || rfi_bench_least(b, &load->stops) > 0;
        may_stop = may_stop && !under_contract(b, load);
        power = may_stop ? power : rfi_add(power, rfi_bench_most(b, &load->power));
    }
    return power;
}

/* ---- utility
 * --------------------------------------------------------------------------------- */

static int64_t power_on_day(rfi_bench *b, const rfi_interconnect *poi, bool firm)
{
    bool before = b->missing; /* of what else the caller reads: no step makes it known */
    b->missing = false;
    int64_t value = rfi_bench_least(b, firm ? &poi->firm : &poi->energised);
    bool undated = false;
    for (size_t i = 0; i < poi->step_count; i++) {
        const rfi_step *step = &poi->steps[i];
        const rfi_figure *stated = firm ? &step->firm : &step->energised;
        if (stated->state == RFI_ABSENT) {
            continue;
        }
        bool missing = b->missing;
        b->missing = false;
        int64_t day =
            rfi_max(rfi_bench_most(b, &step->date), rfi_bench_brought(b, step->id));
        bool reached = day <= b->plan->by;
        undated = undated || b->missing;
        b->missing = missing;
        if (reached) {
            b->missing = false; /* the step replaces what was said before it */
            value = rfi_bench_least(b, stated);
        }
    }
    b->missing = b->missing || undated || before;
    if (value >= RFI_UNBOUNDED && poi->contracted.state == RFI_KNOWN) {
        value = rfi_bench_least(b, &poi->contracted);
    } else if (value >= RFI_UNBOUNDED && poi->announced.state == RFI_KNOWN) {
        value = rfi_bench_least(b, &poi->announced);
    }
    return value;
}

int64_t rfi_bench_racks_at_grid(rfi_bench *b, const rfi_profile *profile)
{
    int64_t racks = 0;
    b->draw = RFI_BENCH_MAX;
    b->profile = profile;
    int64_t draw = rack_draw(b);
    for (size_t i = 0; i < b->plan->share_count; i++) {
        const rfi_hall_share *share = &b->plan->shares[i];
        if (share->pods > 0 && rfi_bench_profile_of(b, share) == profile) {
            int64_t power = rfi_mul(rfi_bench_rack_count(b, share->pods), draw);
            racks = rfi_add(racks, racks_arrive(b, share->hall, power, NULL));
        }
    }
    return racks;
}

int64_t rfi_bench_energised(rfi_bench *b, const rfi_interconnect *poi)
{
    return power_on_day(b, poi, false);
}

int64_t rfi_bench_grid_power(rfi_bench *b, const rfi_interconnect *poi)
{
    return rfi_min(power_on_day(b, poi, false), power_on_day(b, poi, true));
}

void rfi_bench_utility(rfi_bench *b)
{
    int64_t firm = 0;
    int64_t energised = 0;
    int64_t strongest = 0;
    bool firm_missing = false;
    bool energised_missing = false;
    for (size_t i = 0; i < b->site->interconnect_count; i++) {
        const rfi_interconnect *poi = &b->site->interconnects[i];
        b->missing = false;
        int64_t on = power_on_day(b, poi, false);
        energised_missing = energised_missing || b->missing;
        b->missing = false;
        int64_t sure = rfi_min(on, power_on_day(b, poi, true));
        firm = rfi_add(firm, b->plan->policy[RFI_SUB_UTILITY] >= RFI_POLICY_REDUNDANT
                                 ? rfi_min(sure, strongest) /* the strongest one is out */
                                 : sure);
        strongest = rfi_max(strongest, sure);
        firm_missing = firm_missing || b->missing;
        energised = rfi_add(energised, on);
    }
    b->missing = false;
    if (b->site->interconnect_count == 0) {
        firm = energised = rfi_bench_least(b, &b->site->interconnect_known);
        firm_missing = energised_missing = b->missing;
    }
    b->missing = false;
    int64_t staying = 0;
    b->draw = RFI_BENCH_MAX;
    int64_t load = plan_load(b, NULL, NULL);
    bool load_missing = b->missing;
    for (size_t i = 0; i < b->plan->share_count; i++) {
        rfi_bench_turn(b, &b->plan->shares[i]);
        rfi_standing s = rfi_bench_total(b, &b->plan->shares[i]);
        int64_t mining = rfi_mul(s.idle, rfi_bench_mining_stays(b, s.hall));
        int64_t factor = rfi_bench_least(b, &b->rules->figures[RFI_RULE_EFF_TRANSFORMER]);
        staying = rfi_add(staying, rfi_mul_div_ceil(mining, PPM, rfi_max(factor, 1)));
    }
    bool mining_missing = b->missing && !load_missing;
    b->missing = firm_missing || energised_missing || load_missing;
    rfi_bench_test(b, RFI_REQ_FIRM_UTILITY, "site", load, rfi_bench_reserved(b, firm),
                   RFI_DIM_POWER, RFI_POWER_UTILITY);
    rfi_bench_grid_rules(b, rfi_add(load, staying), load_missing || mining_missing);
    b->missing = energised_missing || load_missing || mining_missing;
    rfi_bench_test(b, RFI_REQ_ENERGISED_UTILITY, "site", rfi_add(load, staying),
                   rfi_bench_reserved(b, energised), RFI_DIM_POWER, RFI_POWER_UTILITY);
    rfi_bench_swing(b);
}

/* ---- groups under contingencies
 * ---------------------------------------------------------------- */

int64_t rfi_bench_rated(rfi_bench *b, const rfi_element *e)
{
    if (e->rating.state == RFI_KNOWN || e->current.state != RFI_KNOWN) {
        return rfi_bench_least(b, &e->rating);
    }
    int64_t factor = rfi_bench_rule_least(b, &e->continuous_factor, RFI_RULE_CONTINUOUS);
    int64_t volt = rfi_bench_least(b, &e->voltage);
    int64_t ampere = rfi_bench_least(b, &e->current);
    if (volt >= RFI_UNBOUNDED || ampere >= RFI_UNBOUNDED) {
        return RFI_UNBOUNDED;
    }
    rfi_wide micro = (rfi_wide)volt * ampere; /* mV * mA = microVA */
    if (micro / 1000 >= RFI_UNBOUNDED) {
        return RFI_UNBOUNDED;
    }
    rfi_wide root = rfi_bench_least(b, &b->rules->figures[RFI_RULE_SQRT3]);
    return rfi_narrow(micro * root * factor / PPM / PPM / 1000);
}

/* Power that reaches the racks with one unit of member `out_unit` and all of side
 * `out_side` missing (-1: none). A side is dead when nothing is left on it; one of unknown
 * or tiny rating is alive and still draws its half. */
static int64_t state_power(rfi_bench *b, const rfi_group *g, size_t out_unit, int out_side,
                           bool two_sides)
{
    int64_t side[3] = {0, 0, 0};
    int64_t alive[3] = {0, 0, 0};
    for (size_t i = 0; i < g->count; i++) {
        const rfi_element *e = g->members[i];
        int where = two_sides ? (int)e->side : 0;
        if (where == out_side) {
            continue;
        }
        int64_t units = rfi_bench_units(b, &e->count) - (i == out_unit ? 1 : 0);
        side[where] =
            rfi_add(side[where], rfi_mul(rfi_max(units, 0), rfi_bench_given(b, e)));
        alive[where] += units > 0 || out_unit == SIZE_MAX ? 1 : 0;
    }
    if (!two_sides) {
        return side[0];
    }
    int64_t a = side[RFI_SIDE_A];
    int64_t z = side[RFI_SIDE_B];
    return alive[RFI_SIDE_A] == 0   ? z
           : alive[RFI_SIDE_B] == 0 ? a
                                    : rfi_mul(2, rfi_min(a, z));
}

static int64_t usable(rfi_bench *b, const rfi_group *g, rfi_policy policy)
{
    bool a = false;
    bool z = false;
    for (size_t i = 0; i < g->count; i++) {
        a = a || g->members[i]->side == RFI_SIDE_A;
        z = z || g->members[i]->side == RFI_SIDE_B;
    }
    bool two = a && z;
    int64_t least = state_power(b, g, SIZE_MAX, -1, two);
    for (size_t i = 0; i < g->count && policy >= RFI_POLICY_REDUNDANT; i++) {
        least = rfi_min(least, state_power(b, g, i, -1, two));
    }
    if (policy >= RFI_POLICY_MAINTAINABLE) {
        least = two ? rfi_min(least, rfi_min(state_power(b, g, SIZE_MAX, RFI_SIDE_A, true),
                                             state_power(b, g, SIZE_MAX, RFI_SIDE_B, true)))
                    : 0;
    }
    return least;
}

int64_t rfi_bench_rack_watts(rfi_bench *b, rfi_element_kind kind)
{
    int64_t draw = rfi_bench_most(b, &b->profile->max);
    const rfi_figure *lasts = &b->profile->peak_duration;
    bool counts = kind == RFI_ELEMENT_UPS;
    if (!counts && lasts->state != RFI_KNOWN) {
        counts = b->plan->end != RFI_END_FAVOURABLE;
    } else if (!counts) {
        rfi_rule rule =
            kind == RFI_ELEMENT_GENERATOR ? RFI_RULE_PEAK_SHORT : RFI_RULE_PEAK_LONG;
        counts = rfi_bench_most(b, lasts) > rfi_bench_least(b, &b->rules->figures[rule]);
    }
    if (!counts) {
        return draw;
    }
    if (b->profile->peak.state != RFI_KNOWN) {
        return b->plan->end == RFI_END_UNFAVOURABLE ? RFI_UNBOUNDED : draw;
    }
    return rfi_max(draw, rfi_bench_most(b, &b->profile->peak));
}

static int64_t lowest_factor(rfi_bench *b, const rfi_group *g)
{
    int64_t factor = PPM;
    const rfi_figure *profile = &b->profile->power_factor;
    for (size_t i = 0; i < g->count; i++) {
        const rfi_figure *own = &g->members[i]->power_factor;
        factor =
            rfi_min(factor, rfi_bench_rule_least(b, own->state == RFI_KNOWN ? own : profile,
                                                 RFI_RULE_POWER_FACTOR));
    }
    return factor;
}

/* Milliwatt as mVA: racks of each profile at their own factor, no better than that of
 * `set` where generators carry them. */
static int64_t apparent_load(rfi_bench *b, const rfi_hall *hall, const rfi_group *g,
                             const rfi_group *set)
{
    int64_t total = 0;
    const rfi_profile *profile = NULL;
    for (size_t i = 0; i == 0 || hall == NULL; i++) {
        if (hall == NULL && !rfi_bench_profile(b, i, &profile)) {
            break;
        }
        rfi_bench_turn_to(b, hall);
        b->profile = hall == NULL ? profile : b->profile;
        int64_t factor = lowest_factor(b, g);
        factor = set == NULL ? factor : rfi_min(factor, lowest_factor(b, set));
        int64_t load = halls_load(b, hall, g, profile, i == 0);
        load = i > 0 ? load : rfi_add(load, standing(b, hall, g));
        total = rfi_add(total, rfi_mul_div_ceil(load, PPM, rfi_max(factor, 1)));
    }
    rfi_bench_turn(b, NULL);
    return total;
}

/* Load of the plan on a group in VA; hall NULL: a shared group, over all halls. Racks are
 * counted as `draw` says; the generators `set` carry it unless that is NULL. */
static int64_t load_on(rfi_bench *b, const rfi_hall *hall, const rfi_group *g, int draw,
                       const rfi_group *set)
{
    int64_t idle = 0;
    int64_t rule = rfi_bench_least(b, &b->rules->figures[RFI_RULE_POWER_FACTOR]);
    b->draw = draw;
    int64_t total = apparent_load(b, hall, g, set);
    for (size_t i = 0; i < b->plan->share_count; i++) {
        const rfi_hall_share *share = &b->plan->shares[i];
        if (hall != NULL && share->hall != hall) {
            continue;
        }
        rfi_standing s = rfi_bench_total(b, share);
        if (hall == NULL && s.idle > 0 && way_leads(b, s.hall, s.hall->feed, g)) {
            int64_t mining = rfi_mul(s.idle, rfi_bench_mining_stays(b, s.hall));
            idle = rfi_add(idle, rfi_mul_div_ceil(mining, PPM, rfi_max(rule, 1)));
        }
    }
    return rfi_add(total, idle);
}

/* Usable power with what units give, less the reserve. */
static int64_t limit_of(rfi_bench *b, const rfi_group *g, rfi_policy policy,
                        rfi_bench_gives gives)
{
    b->gives = gives;
    int64_t limit = rfi_bench_reserved(b, usable(b, g, policy));
    b->gives = RFI_GIVES_RATING;
    return limit;
}

static void check_group(rfi_bench *b, const rfi_hall *hall, const rfi_group *g)
{
    const rfi_members members = {g->members, g->count};
    rfi_element_kind kind = g->members[0]->kind;
    rfi_policy policy = b->plan->policy[rfi_element_subsystem(kind)];
    bool over = kind == RFI_ELEMENT_UPS && rfi_bench_stated(&members, RFI_GIVES_OVERLOAD);
    b->missing = false;
    int64_t load = load_on(b, hall, g, over ? RFI_BENCH_MAX : (int)kind, NULL);
    rfi_bench_on_element(b, hall, kind);
    rfi_bench_test(b, RFI_REQ_POWER_CHAIN, g->name, load,
                   limit_of(b, g, policy, RFI_GIVES_RATING), RFI_DIM_APPARENT,
                   RFI_POWER_PLAIN);
    if (over) { /* beyond the rating for as long as it may be */
        b->missing = false;
        load = load_on(b, hall, g, (int)kind, NULL);
        rfi_bench_on_element(b, hall, kind);
        rfi_bench_test(b, RFI_REQ_PEAK_POWER, g->name, load,
                       limit_of(b, g, policy, RFI_GIVES_OVERLOAD), RFI_DIM_APPARENT,
                       RFI_POWER_PLAIN);
    }
    if (kind == RFI_ELEMENT_UPS) {
        b->draw = RFI_BENCH_MAX;
        rfi_bench_ride_through(b, hall, &members, plan_load(b, hall, g));
    }
}

/* What rises at once on a group, mW: the racks of the plan, or of its fullest hall. */
static int64_t rise_on(rfi_bench *b, const rfi_hall *hall, const rfi_group *g)
{
    int64_t total = 0;
    b->draw = RFI_ELEMENT_GENERATOR; /* what bends carry */
    for (size_t i = 0; i < b->plan->share_count; i++) {
        const rfi_hall_share *share = &b->plan->shares[i];
        if (hall == NULL || share->hall == hall) {
            rfi_bench_turn(b, share);
            int64_t pods = hall == NULL ? share->pods : share->most_pods;
            int64_t rise = rfi_mul(rfi_bench_rack_count(b, pods), rfi_bench_rise(b));
            total = rfi_add(total, racks_arrive(b, share->hall, rise, g));
        }
    }
    rfi_bench_turn(b, NULL);
    return total;
}

/* Milliwatt as mVA at the lower factor of the sets and of what they back: the engine gives
 * the rated kVA times the set's own factor and no more. Of several profiles the lowest. */
static int64_t set_load(rfi_bench *b, const rfi_hall *hall, const rfi_group *g,
                        const rfi_group *backed, int64_t power)
{
    int64_t factor = PPM;
    const rfi_profile *profile = NULL;
    for (size_t i = 0; rfi_bench_profile(b, i, &profile); i++) {
        rfi_bench_turn_to(b, hall);
        b->profile = hall == NULL ? profile : b->profile;
        factor = rfi_min(factor, rfi_min(lowest_factor(b, g), lowest_factor(b, backed)));
    }
    rfi_bench_turn_to(b, hall);
    return rfi_mul_div_ceil(power, PPM, rfi_max(factor, 1));
}

/* Generators against a load in mVA on what they back (rise: that comes at once). */
static void test_sets(rfi_bench *b, const rfi_hall *hall, const rfi_group *g, int64_t load,
                      bool rise)
{
    rfi_policy policy = b->plan->policy[RFI_SUB_GENERATORS];
    /* a standby bus is maintained while the utility feeds */
    policy = policy == RFI_POLICY_MAINTAINABLE ? RFI_POLICY_REDUNDANT : policy;
    rfi_bench_on(b, hall, NULL);
    rfi_bench_test(b, rise ? RFI_REQ_LOAD_STEP : RFI_REQ_BACKUP_POWER, g->name, load,
                   limit_of(b, g, policy, rise ? RFI_GIVES_STEP : RFI_GIVES_RATING),
                   RFI_DIM_APPARENT, RFI_POWER_PLAIN);
}

static void check_sets(rfi_bench *b, const rfi_hall *hall, const rfi_group *g)
{
    rfi_group backed;
    const rfi_members members = {g->members, g->count};
    if (b->plan->policy[RFI_SUB_GENERATORS] < RFI_POLICY_N ||
        !rfi_bench_group(b, hall, g->members[0]->backs, &backed)) {
        return;
    }
    b->missing = false;
    test_sets(b, hall, g, load_on(b, hall, &backed, RFI_ELEMENT_GENERATOR, g), false);
    if (rfi_bench_stated(&members, RFI_GIVES_STEP)) {
        b->missing = false;
        int64_t rise = rise_on(b, hall, &backed);
        test_sets(b, hall, g, set_load(b, hall, g, &backed, rise), true);
        rfi_bench_turn(b, NULL);
    }
}

static void check_list(rfi_bench *b, const rfi_hall *hall, const rfi_element *list,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        rfi_group g;
        if (list[i].kind == RFI_ELEMENT_BESS ||
            !rfi_bench_group(b, hall, list[i].group, &g) || g.members[0] != &list[i]) {
            continue; /* batteries stand beside the chains; each group once */
        }
        if (list[i].kind == RFI_ELEMENT_GENERATOR) {
            check_sets(b, hall, &g);
        } else {
            check_group(b, hall, &g);
        }
    }
}

bool rfi_bench_first_of_group(rfi_bench *b, const rfi_hall *hall,
                              const rfi_element *element)
{
    rfi_group g;
    return rfi_bench_group(b, hall, element->group, &g) && g.members[0] == element;
}

void rfi_bench_test_generators(rfi_bench *b, const rfi_hall *hall,
                               const rfi_element *element, int64_t power, int64_t idle,
                               bool rise)
{
    rfi_group g;
    rfi_group backed;
    if (rfi_bench_group(b, hall, element->group, &g) &&
        rfi_bench_group(b, hall, element->backs, &backed) &&
        (!rise || rfi_bench_stated(&(rfi_members){g.members, g.count}, RFI_GIVES_STEP))) {
        test_sets(b, hall, &g, rfi_add(set_load(b, hall, &g, &backed, power), idle), rise);
    }
}

void rfi_bench_electrical(rfi_bench *b)
{
    if (b->wired) {
        rfi_bench_wires(b);
        return;
    }
    check_list(b, NULL, b->site->elements, b->site->element_count);
    for (size_t i = 0; i < b->plan->share_count; i++) {
        const rfi_hall *hall = b->plan->shares[i].hall;
        if (b->plan->shares[i].pods > 0) {
            check_list(b, hall, hall->elements, hall->element_count);
        }
    }
}
