/* SPDX-License-Identifier: MIT */
/* Installs, second opinion: what units of measures do to the inequality at hand, and the
 * rows that arise only because measures are offered. By the words of docs/retrofit.md; no
 * list of gains is made, every test asks all installs anew. */
#include "planner/check/bench.h"

#include <string.h>

enum { PPM = 1000000 };

/* ---- the row at hand -------------------------------------------------------------------
 */

void rfi_bench_on(rfi_bench *b, const rfi_hall *hall, const char *of)
{
    b->row = (rfi_bench_row){.hall = hall, .of = of};
}

void rfi_bench_on_element(rfi_bench *b, const rfi_hall *hall, rfi_element_kind kind)
{
    static const char *const words[RFI_ELEMENT_KINDS] = {
        [RFI_ELEMENT_TRANSFORMER] = "transformer",
        [RFI_ELEMENT_SWITCHGEAR] = "switchgear",
        [RFI_ELEMENT_FEEDER] = "feeder",
        [RFI_ELEMENT_SUBSTATION] = "substation",
        [RFI_ELEMENT_GENERATOR] = "generator",
        [RFI_ELEMENT_UPS] = "ups",
        [RFI_ELEMENT_SWITCHBOARD] = "switchboard",
        [RFI_ELEMENT_BUSWAY] = "busway",
        [RFI_ELEMENT_BESS] = "bess",
    };
    rfi_bench_on(b, hall, words[kind]);
    b->row.subsystem = rfi_element_subsystem(kind);
}

void rfi_bench_on_plant(rfi_bench *b, const rfi_hall *hall, rfi_plant_kind kind)
{
    static const char *const words[RFI_PLANT_KINDS] = {
        [RFI_PLANT_DRY_COOLER] = "dry-cooler",
        [RFI_PLANT_ADIABATIC] = "adiabatic",
        [RFI_PLANT_TOWER] = "tower",
        [RFI_PLANT_CHILLER] = "chiller",
        [RFI_PLANT_CDU] = "cdu",
        [RFI_PLANT_CRAH] = "crah",
        [RFI_PLANT_FAN_WALL] = "fan-wall",
        [RFI_PLANT_OUTSIDE_AIR] = "outside-air",
        [RFI_PLANT_REAR_DOOR] = "rear-door",
        [RFI_PLANT_IMMERSION] = "immersion",
        [RFI_PLANT_HYDRO] = "hydro",
    };
    rfi_bench_on(b, hall, words[kind]);
    b->row.subsystem = kind == RFI_PLANT_CDU ? RFI_SUB_CDU : RFI_SUB_COOLING;
}

void rfi_bench_on_gate(rfi_bench *b, rfi_gate_kind kind)
{
    static const char *const words[RFI_GATE_KINDS] = {
        [RFI_GATE_TITLE] = "title",
        [RFI_GATE_INTERCONNECTION] = "interconnection",
        [RFI_GATE_ZONING] = "zoning",
        [RFI_GATE_AIR] = "air",
        [RFI_GATE_WATER] = "water",
        [RFI_GATE_NOISE] = "noise",
        [RFI_GATE_ROAD] = "road",
        [RFI_GATE_OTHER] = "other",
        [RFI_GATE_LARGE_LOAD] = "large-load",
        [RFI_GATE_RIDE_THROUGH] = "ride-through",
    };
    rfi_bench_on(b, NULL, words[kind]);
}

/* Rows that only the whole site has: it does not matter where a unit stands. */
static bool of_whole_site(rfi_requirement_kind kind)
{
    static const rfi_requirement_kind kinds[] = {
        RFI_REQ_FIRM_UTILITY,  RFI_REQ_ENERGISED_UTILITY, RFI_REQ_CHANGE_OF_USE,
        RFI_REQ_GATE,          RFI_REQ_GRID_RULE,         RFI_REQ_NETWORK_CAPACITY,
        RFI_REQ_NETWORK_PATHS, RFI_REQ_NETWORK_LATENCY,   RFI_REQ_NETWORK_CARRIERS,
        RFI_REQ_WATER_DAY,     RFI_REQ_WATER_YEAR,        RFI_REQ_MAKE_UP,
        RFI_REQ_LOAD_SWING,    RFI_REQ_SWING_ENERGY,
    };
    bool found = false;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        found = found || kinds[i] == kind;
    }
    return found;
}

/* Sums of power, cooling and water of which the want keeps a part free. */
static bool keeps_reserve(rfi_requirement_kind kind)
{
    static const rfi_requirement_kind kinds[] = {
        RFI_REQ_FIRM_UTILITY,
        RFI_REQ_ENERGISED_UTILITY,
        RFI_REQ_POWER_CHAIN,
        RFI_REQ_BACKUP_POWER,
        RFI_REQ_RIDE_THROUGH,
        RFI_REQ_LIQUID_HEAT,
        RFI_REQ_AIR_HEAT,
        RFI_REQ_LIQUID_FLOW,
        RFI_REQ_PIPE_FLOW,
        RFI_REQ_AIR_FLOW,
        RFI_REQ_COOLING_RIDE_THROUGH,
        RFI_REQ_WATER_DAY,
        RFI_REQ_PEAK_POWER,
        RFI_REQ_LOAD_STEP,
        RFI_REQ_WATER_YEAR,
        RFI_REQ_MAKE_UP,
    };
    bool found = false;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        found = found || kinds[i] == kind;
    }
    return found;
}

/* ---- units -----------------------------------------------------------------------------
 */

static bool stands_in(const rfi_bench *b, const rfi_install *install, const rfi_hall *hall)
{
    return hall == NULL
               ? install->hall == RFI_PLACE_SITE
               : install->hall != RFI_PLACE_SITE && &b->site->halls[install->hall] == hall;
}

int64_t rfi_bench_installed(const rfi_bench *b, const rfi_measure *measure,
                            const rfi_hall *hall)
{
    int64_t units = 0;
    for (size_t i = 0; i < b->plan->install_count; i++) {
        const rfi_install *install = &b->plan->installs[i];
        if (install->measure == measure && stands_in(b, install, hall)) {
            units = rfi_add(units, install->count);
        }
    }
    return units;
}

static int64_t units_anywhere(const rfi_bench *b, const rfi_measure *measure)
{
    int64_t units = 0;
    for (size_t i = 0; i < b->plan->install_count; i++) {
        const rfi_install *install = &b->plan->installs[i];
        units = rfi_add(units, install->measure == measure ? install->count : 0);
    }
    return units;
}

/* Units that act on the row at hand. */
static int64_t units_here(const rfi_bench *b, rfi_requirement_kind kind,
                          const rfi_measure *measure)
{
    return of_whole_site(kind) ? units_anywhere(b, measure)
                               : rfi_bench_installed(b, measure, b->row.hall);
}

/* Of a new block of n units, those that count: one may be out, or a whole side. */
static int64_t units_left(int64_t n, bool one_out, bool side_out)
{
    return side_out ? n / 2 : one_out ? rfi_max(n - 1, 0) : n;
}

static int64_t units_that_count(const rfi_bench *b, rfi_requirement_kind kind, int64_t n)
{
    const rfi_policy *policy = b->plan->policy;
    rfi_policy own = policy[b->row.subsystem];
    switch ((int)kind) {
    case RFI_REQ_RIDE_THROUGH:
        own = policy[RFI_SUB_UPS];
        return units_left(n, own >= RFI_POLICY_REDUNDANT, own >= RFI_POLICY_MAINTAINABLE);
    case RFI_REQ_POWER_CHAIN:
    case RFI_REQ_PEAK_POWER:
        return units_left(n, own >= RFI_POLICY_REDUNDANT, own >= RFI_POLICY_MAINTAINABLE);
    case RFI_REQ_LOAD_STEP:
    case RFI_REQ_BACKUP_POWER: /* its bus is maintained while the utility feeds */
        own = policy[RFI_SUB_GENERATORS];
        return units_left(n, own >= RFI_POLICY_REDUNDANT, own >= RFI_POLICY_FAULT_TOLERANT);
    case RFI_REQ_LIQUID_HEAT:
    case RFI_REQ_AIR_HEAT:
    case RFI_REQ_LIQUID_FLOW:
    case RFI_REQ_PIPE_FLOW:
    case RFI_REQ_AIR_FLOW:
    case RFI_REQ_COOLING_RIDE_THROUGH:
        return units_left(n, own >= RFI_POLICY_REDUNDANT, false);
    case RFI_REQ_NETWORK_CAPACITY:
        return units_left(n, policy[RFI_SUB_NETWORK] >= RFI_POLICY_REDUNDANT, false);
    default:
        return n;
    }
}

/* ---- effects ---------------------------------------------------------------------------
 */

static bool is_of_kind(const rfi_effect *effect, rfi_requirement_kind kind)
{
    return effect->requirement != NULL &&
           strcmp(effect->requirement, rfi_requirement_id_words(kind)) == 0;
}

static bool names_row(const rfi_bench_row *row, const rfi_effect *effect)
{
    bool same = effect->of != NULL && row->of != NULL && strcmp(effect->of, row->of) == 0;
    bool trims = effect->of != NULL && strcmp(effect->of, "chiller") == 0;
    return row->any || (row->others ? !same && !trims : effect->of == NULL || same);
}

/* Reached instead of added: the temperature or class that is there afterwards. */
static bool is_level(rfi_requirement_kind kind)
{
    return kind == RFI_REQ_LIQUID_SUPPLY || kind == RFI_REQ_AIR_INLET ||
           kind == RFI_REQ_AIR_FILTRATION;
}

static bool racks_take(rfi_bench *b, const rfi_figure *voltage)
{
    int64_t level = rfi_bench_least(b, voltage);
    bool takes = b->profile->voltage_count == 0;
    for (size_t i = 0; i < b->profile->voltage_count; i++) {
        const rfi_figure *v = &b->profile->voltages[i];
        takes = takes || (rfi_known(v) && v->low <= level && level <= v->high);
    }
    return takes;
}

/* What one unit adds or takes; at the base, what is not known does neither. */
static int64_t amount_of(rfi_bench *b, const rfi_figure *figure, bool most)
{
    bool open = figure->state == RFI_ABSENT ||
                (b->plan->end == RFI_END_BASE && figure->state != RFI_KNOWN);
    return open ? 0 : most ? rfi_bench_most(b, figure) : rfi_bench_least(b, figure);
}

/* Does one unit settle the test, whatever it lacks? */
static bool settles(rfi_bench *b, const rfi_effect *effect, rfi_requirement_kind kind,
                    rfi_dimension dimension, int64_t demand)
{
    bool adds = effect->adds.state != RFI_ABSENT;
    if (effect->voltage.state != RFI_ABSENT) {
        return kind == RFI_REQ_RACK_VOLTAGE && racks_take(b, &effect->voltage);
    }
    if (kind == RFI_REQ_PLANT_AMBIENT || kind == RFI_REQ_CONDENSATION) {
        return adds && amount_of(b, &effect->adds, false) >= demand;
    }
    bool nothing = !adds && effect->takes.state == RFI_ABSENT;
    /* how much it takes stands in a row of its own */
    bool sized = kind == RFI_REQ_AIR_HEAT && amount_of(b, &effect->adds, false) > 0;
    return dimension == RFI_DIM_STATUS && (nothing || sized);
}

static int64_t gain_of(rfi_bench *b, const rfi_effect *effect, rfi_requirement_kind kind,
                       int64_t units)
{
    if (effect->adds.state == RFI_ABSENT || is_level(kind) || b->row.alone ||
        kind == RFI_REQ_PLANT_AMBIENT || kind == RFI_REQ_CONDENSATION) {
        return 0;
    }
    int64_t each = amount_of(b, &effect->adds, false);
    each = keeps_reserve(kind) ? rfi_bench_reserved(b, each) : each;
    int64_t gain = rfi_mul(units_that_count(b, kind, units), each);
    return b->row.part == 0 ? gain : rfi_mul_div_floor(gain, b->row.part, PPM);
}

/* A measure of the whole site may stand in a hall when it does something there. */
static void note_act(rfi_bench *b, const rfi_measure *measure)
{
    for (size_t i = 0; i < b->plan->install_count; i++) {
        const rfi_install *install = &b->plan->installs[i];
        b->acts[i] = b->acts[i] || (install->measure == measure && b->row.hall != NULL &&
                                    stands_in(b, install, b->row.hall));
    }
}

/* What all installs do to one inequality. */
typedef struct change {
    rfi_requirement_kind kind;
    rfi_dimension dimension;
    int64_t demand; /* before */
    int64_t gained, taken;
    bool settled;
} change;

static void apply_measure(rfi_bench *b, const rfi_measure *measure, change *c)
{
    int64_t units = units_here(b, c->kind, measure);
    bool level = is_level(c->kind);
    bool quantity = c->dimension != RFI_DIM_STATUS ||
                    rfi_requirement_dimension(c->kind) == RFI_DIM_STATUS;
    for (size_t e = 0; units > 0 && e < measure->effect_count; e++) {
        const rfi_effect *effect = &measure->effects[e];
        if (!is_of_kind(effect, c->kind) || !(level || names_row(&b->row, effect))) {
            continue;
        }
        note_act(b, measure);
        c->settled =
            c->settled || (!level && settles(b, effect, c->kind, c->dimension, c->demand));
        if (quantity) {
            c->gained = rfi_add(c->gained, gain_of(b, effect, c->kind, units));
        }
        if (quantity && effect->takes.state != RFI_ABSENT) {
            int64_t takes = rfi_mul(units, amount_of(b, &effect->takes, true));
            c->taken = rfi_add(c->taken, takes);
        }
    }
}

/* ---- one addition for several groups ---------------------------------------------------
 */

static bool can_be_parted(rfi_requirement_kind kind)
{
    return keeps_reserve(kind) && !of_whole_site(kind);
}

static void note_raised(rfi_bench *b, rfi_requirement_kind kind, const char *where,
                        int64_t lacks, int64_t gained)
{
    void *items = b->raised;
    bool own = b->row.part > 0 || b->row.others || b->row.any || !can_be_parted(kind);
    if (own || b->missing || gained == 0) {
        return;
    }
    if (!rfi_arena_grow(b->arena, &items, b->raised_count, &b->raised_capacity,
                        sizeof(rfi_bench_raised))) {
        b->failed = true;
        return;
    }
    b->raised = items;
    b->raised[b->raised_count++] =
        (rfi_bench_raised){kind, b->row, where, rfi_max(lacks, 0), gained, false};
}

static bool of_one_place(const rfi_bench_raised *one, const rfi_bench_raised *other)
{
    const char *a = one->row.of == NULL ? "" : one->row.of;
    const char *z = other->row.of == NULL ? "" : other->row.of;
    return one->kind == other->kind && one->row.hall == other->row.hall &&
           strcmp(a, z) == 0;
}

void rfi_bench_joint(rfi_bench *b)
{
    for (size_t i = 0; i < b->raised_count; i++) {
        rfi_bench_raised *first = &b->raised[i];
        int64_t lacks = first->lacks;
        size_t groups = 1;
        for (size_t k = i + 1; !first->told && k < b->raised_count; k++) {
            if (of_one_place(first, &b->raised[k])) {
                lacks = rfi_add(lacks, b->raised[k].lacks);
                b->raised[k].told = true;
                groups++;
            }
        }
        if (!first->told && groups > 1) {
            rfi_bench_test_as_is(b, first->kind, first->where, lacks, first->gained,
                                 rfi_requirement_dimension(first->kind), RFI_POWER_PLAIN);
        }
    }
}

void rfi_bench_apply(rfi_bench *b, rfi_requirement_kind kind, const char *where,
                     rfi_dimension dimension, int64_t *demand, int64_t *limit)
{
    change c = {.kind = kind, .dimension = dimension, .demand = *demand};
    if (b->plan->install_count == 0) {
        return;
    }
    for (size_t m = 0; m < b->plan->measures->count; m++) {
        apply_measure(b, &b->plan->measures->items[m], &c);
    }
    *demand = rfi_add(*demand, c.taken);
    note_raised(b, kind, where, rfi_sub(*demand, *limit), c.gained);
    *limit = rfi_add(*limit, c.gained);
    *limit = c.settled ? rfi_max(*limit, *demand) : *limit;
}

/* ---- levels ----------------------------------------------------------------------------
 */

static rfi_requirement_kind heat_of(rfi_requirement_kind level)
{
    return level == RFI_REQ_LIQUID_SUPPLY ? RFI_REQ_LIQUID_HEAT : RFI_REQ_AIR_HEAT;
}

/* Warm supply hurts, and so does a coarse filter. */
static bool level_passes(rfi_bench *b, const rfi_effect *effect, rfi_requirement_kind kind,
                         int64_t demand, int64_t limit)
{
    if (effect->adds.state != RFI_KNOWN && b->plan->end == RFI_END_BASE) {
        return false;
    }
    return kind == RFI_REQ_AIR_FILTRATION ? rfi_bench_least(b, &effect->adds) >= demand
                                          : rfi_bench_most(b, &effect->adds) <= limit;
}

/* A filter in front of outside air needs such an intake; other plants bring their own. */
static bool suits_hall(const rfi_bench *b, const rfi_effect *effect, const rfi_hall *hall)
{
    const rfi_plant *plant =
        hall->air == NULL ? NULL : rfi_site_plant(b->site, hall, hall->air);
    bool intake = effect->of != NULL && strcmp(effect->of, "outside-air") == 0;
    return !intake || (plant != NULL && plant->kind == RFI_PLANT_OUTSIDE_AIR);
}

/* Heat that one unit takes off the loop: the least that it states, else its size. */
static int64_t heat_of_unit(rfi_bench *b, const rfi_measure *measure,
                            rfi_requirement_kind heat)
{
    int64_t least = -1;
    for (size_t e = 0; e < measure->effect_count; e++) {
        const rfi_effect *effect = &measure->effects[e];
        if (is_of_kind(effect, heat) && effect->adds.state != RFI_ABSENT) {
            int64_t adds = amount_of(b, &effect->adds, false);
            least = least < 0 ? adds : rfi_min(least, adds);
        }
    }
    if (least < 0 && measure->size.state != RFI_ABSENT) {
        least = amount_of(b, &measure->size, false);
    }
    return rfi_bench_reserved(b, rfi_max(least, 0));
}

/* Heat that plants at the level carry in the hall; *ret_any: one of them is there. */
static int64_t heat_at_level(rfi_bench *b, rfi_requirement_kind kind, const rfi_hall *hall,
                             const int64_t asked[2], bool *ret_any)
{
    int64_t heat = 0;
    *ret_any = false;
    rfi_bench_on(b, hall, NULL);
    for (size_t m = 0; b->plan->install_count > 0 && m < b->plan->measures->count; m++) {
        const rfi_measure *measure = &b->plan->measures->items[m];
        int64_t units = rfi_bench_installed(b, measure, hall);
        bool passes = false;
        for (size_t e = 0; units > 0 && e < measure->effect_count; e++) {
            const rfi_effect *effect = &measure->effects[e];
            if (is_of_kind(effect, kind) && effect->adds.state != RFI_ABSENT &&
                suits_hall(b, effect, hall) &&
                level_passes(b, effect, kind, asked[0], asked[1])) {
                bool cdu = effect->of != NULL && strcmp(effect->of, "cdu") == 0;
                b->row.subsystem = cdu ? RFI_SUB_CDU : RFI_SUB_COOLING;
                passes = true;
            }
        }
        int64_t each = passes ? heat_of_unit(b, measure, heat_of(kind)) : 0;
        if (each > 0) {
            note_act(b, measure);
            *ret_any = true;
            units = units_that_count(b, heat_of(kind), units);
            heat = rfi_add(heat, rfi_mul(units, each));
        }
    }
    return heat;
}

void rfi_bench_level(rfi_bench *b, rfi_requirement_kind kind, const rfi_hall *hall,
                     int64_t demand, int64_t limit, rfi_dimension dimension)
{
    bool any = false;
    bool missing = b->missing;
    const int64_t asked[2] = {demand, limit};
    b->missing = false;
    int64_t carried = 0;
    if (!missing && demand > limit) {
        carried = heat_at_level(b, kind, hall, asked, &any);
    }
    if (!any) {
        b->missing = b->missing || missing;
        rfi_bench_on(b, hall, NULL);
        rfi_bench_test(b, kind, hall->id, demand, limit, dimension, RFI_POWER_PLAIN);
        return;
    }
    const rfi_hall_share *share = &b->plan->shares[hall - b->site->halls];
    int64_t heat = rfi_bench_loop_heat(b, share, kind == RFI_REQ_LIQUID_SUPPLY);
    rfi_bench_test_as_is(b, heat_of(kind), hall->id, heat, carried, RFI_DIM_POWER,
                         RFI_POWER_THERMAL);
}

/* ---- rows that arise -------------------------------------------------------------------
 */

/* Does a measure of halls add what would need such a row? */
static bool is_offered(const rfi_bench *b, rfi_requirement_kind kind, bool cdu)
{
    bool found = false;
    for (size_t m = 0; m < b->plan->measures->count; m++) {
        const rfi_measure *measure = &b->plan->measures->items[m];
        for (size_t e = 0; measure->scope == RFI_SCOPE_HALL && e < measure->effect_count;
             e++) {
            const rfi_effect *effect = &measure->effects[e];
            bool of_cdu = effect->of != NULL && strcmp(effect->of, "cdu") == 0;
            found = found || (is_of_kind(effect, kind) && of_cdu == cdu &&
                              effect->adds.state != RFI_ABSENT);
        }
    }
    return found;
}

/* What may stand already where nobody described it; the row is skipped like its test. */
static int64_t unsaid(rfi_bench *b, const rfi_figure *known)
{
    return rfi_bench_least(b, known) > 0 ? RFI_UNBOUNDED : 0;
}

static void new_liquid(rfi_bench *b, const rfi_hall_share *share)
{
    const rfi_hall *hall = share->hall;
    bool cdu = is_offered(b, RFI_REQ_LIQUID_HEAT, true);
    for (int others = 0; others < 2; others++) {
        bool asked = others == 0 ? cdu : !cdu || is_offered(b, RFI_REQ_LIQUID_HEAT, false);
        if (asked) {
            int64_t heat = rfi_bench_loop_heat(b, share, true);
            int64_t before = unsaid(b, &hall->liquid_known);
            rfi_bench_on_plant(b, hall, RFI_PLANT_CDU);
            b->row.others = others > 0;
            b->row.subsystem = others > 0 ? RFI_SUB_COOLING : RFI_SUB_CDU;
            rfi_bench_test(b, RFI_REQ_LIQUID_HEAT, hall->id, heat, before, RFI_DIM_POWER,
                           RFI_POWER_THERMAL);
        }
    }
    if (rfi_known(&b->profile->flow) && cdu) {
        const rfi_figure *racks = &b->profile->racks_per_pod;
        int64_t flow =
            rfi_mul(rfi_mul(share->most_pods, rfi_known(racks) ? racks->high : 1),
                    rfi_bench_most(b, &b->profile->flow));
        int64_t before = unsaid(b, &hall->liquid_known);
        rfi_bench_on_plant(b, hall, RFI_PLANT_CDU);
        rfi_bench_test(b, RFI_REQ_LIQUID_FLOW, hall->id, flow, before, RFI_DIM_FLOW,
                       RFI_POWER_PLAIN);
    }
    bool there = unsaid(b, &hall->liquid_known) > 0;
    if (there || b->missing || !cdu) {
        b->missing = false;
        return;
    }
    const rfi_figure *rules = b->rules->figures;
    int64_t water =
        rfi_add(rfi_bench_dry_bulb(b), rfi_bench_most(b, &rules[RFI_RULE_RECIRCULATION]));
    water = rfi_add(water, rfi_bench_most(b, &rules[RFI_RULE_DRY_APPROACH]));
    water = rfi_add(water, rfi_bench_most(b, &rules[RFI_RULE_CDU_APPROACH]));
    rfi_bench_level(b, RFI_REQ_LIQUID_SUPPLY, hall, water,
                    rfi_bench_least(b, &b->profile->supply_max), RFI_DIM_TEMPERATURE);
}

static void new_air(rfi_bench *b, const rfi_hall_share *share)
{
    int64_t heat = rfi_bench_loop_heat(b, share, false);
    rfi_bench_on(b, share->hall, NULL);
    b->row.any = true;
    b->row.subsystem = RFI_SUB_COOLING;
    rfi_bench_test(b, RFI_REQ_AIR_HEAT, share->hall->id, heat,
                   unsaid(b, &share->hall->air_known), RFI_DIM_POWER, RFI_POWER_THERMAL);
}

static void new_power(rfi_bench *b, const rfi_hall_share *share)
{
    int64_t ups = 0;
    int64_t generators = 0;
    const rfi_policy *policy = b->plan->policy;
    if (!rfi_bench_feed_has(b, share->hall, &ups, &generators)) {
        return; /* a hall without a feed is one of its default chain */
    }
    rfi_standing s = rfi_bench_fullest(b, share);
    if (policy[RFI_SUB_UPS] >= RFI_POLICY_N && ups == 0) {
        int64_t racks =
            rfi_bench_rack_power(b, &s, rfi_bench_rack_watts(b, RFI_ELEMENT_UPS));
        int64_t factor =
            rfi_bench_rule_least(b, &b->profile->power_factor, RFI_RULE_POWER_FACTOR);
        rfi_bench_on_element(b, share->hall, RFI_ELEMENT_UPS);
        rfi_bench_test(b, RFI_REQ_POWER_CHAIN, share->hall->id,
                       rfi_mul_div_ceil(racks, PPM, rfi_max(factor, 1)), 0,
                       RFI_DIM_APPARENT, RFI_POWER_PLAIN);
    }
    if (policy[RFI_SUB_GENERATORS] >= RFI_POLICY_N && generators == 0) {
        int64_t load = rfi_bench_hall_at_grid(b, share);
        int64_t factor = rfi_bench_least(b, &b->rules->figures[RFI_RULE_POWER_FACTOR]);
        rfi_bench_on(b, share->hall, NULL);
        rfi_bench_test(b, RFI_REQ_BACKUP_POWER, share->hall->id,
                       rfi_mul_div_ceil(load, PPM, rfi_max(factor, 1)), 0, RFI_DIM_APPARENT,
                       RFI_POWER_PLAIN);
    }
}

void rfi_bench_new_rows(rfi_bench *b, const rfi_hall_share *share)
{
    const rfi_hall *hall = share->hall;
    if (b->plan->measures == NULL) {
        return;
    }
    rfi_bench_turn(b, share);
    b->missing = false;
    bool loop = hall->liquid != NULL && rfi_site_plant(b->site, hall, hall->liquid) != NULL;
    bool air = hall->air != NULL && rfi_site_plant(b->site, hall, hall->air) != NULL;
    if (rfi_profile_is_liquid(b->profile) && !loop) {
        new_liquid(b, share);
    }
    if (!air) {
        new_air(b, share);
    }
    if (hall->implicit) {
        int64_t there = rfi_min(1, rfi_bench_least(b, &b->site->halls_known));
        rfi_bench_on(b, NULL, NULL);
        rfi_bench_test(b, RFI_REQ_HALL_KNOWN, hall->id, 1, there, RFI_DIM_STATUS,
                       RFI_POWER_PLAIN);
    }
    new_power(b, share);
}

/* ---- floor -----------------------------------------------------------------------------
 */

/* Twice the area inside the outline, by trapezia, square millimetre. */
static rfi_wide twice_area(const rfi_hall *hall)
{
    rfi_wide sum = 0;
    for (size_t i = 0; hall->outline != NULL && i < hall->outline_count; i++) {
        const rfi_point *p = &hall->outline[i == 0 ? hall->outline_count - 1 : i - 1];
        const rfi_point *q = &hall->outline[i];
        sum += (rfi_wide)(q->x - p->x) * (q->y + p->y);
    }
    return sum < 0 ? -sum : sum;
}

int64_t rfi_bench_floor_left(rfi_bench *b, const rfi_hall *hall, int64_t pods)
{
    rfi_wide twice = twice_area(hall);
    rfi_wide taken = 0;
    for (size_t m = 0; b->plan->install_count > 0 && m < b->plan->measures->count; m++) {
        const rfi_measure *measure = &b->plan->measures->items[m];
        int64_t units = rfi_bench_installed(b, measure, hall);
        if (units > 0 && measure->floor.state != RFI_ABSENT) {
            taken += rfi_mul(units, rfi_bench_most(b, &measure->floor));
        }
    }
    if (taken == 0 || twice == 0) {
        return pods;
    }
    return 2 * taken >= twice ? 0 : rfi_narrow(pods * (twice - 2 * taken) / twice);
}
