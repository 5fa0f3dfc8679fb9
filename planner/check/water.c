/* SPDX-License-Identifier: MIT */
/* Water half of the second opinion: what towers and pads take in the peak hour, on the peak
 * day and over the year, from the totals of the plan. */
#include "planner/check/bench.h"

enum { PPM = 1000000, LONGEST = 64, HOURS_OF_DAY = 24, MOST_HOURS = 8784 };

static const rfi_figure *rule(const rfi_bench *b, rfi_rule id)
{
    return &b->rules->figures[id];
}

/* Grams that a megawatt turns into vapour in an hour, none of it lost to warm air. */
static int64_t vapour(rfi_bench *b)
{
    int64_t latent = rfi_bench_least(b, rule(b, RFI_RULE_EVAPORATION_HEAT));
    return rfi_div_ceil(INT64_C(3600) * 1000 * 1000, rfi_max(1, latent));
}

/* A basin that is C times as salty as the supply drains one part in C - 1. */
static int64_t supplied(rfi_bench *b, const rfi_plant *plant, int64_t evaporated)
{
    int64_t cycles = rfi_bench_rule_least(b, &plant->cycles, RFI_RULE_CYCLES);
    return cycles <= PPM ? RFI_UNBOUNDED
                         : rfi_mul_div_ceil(evaporated, cycles, cycles - PPM);
}

static int64_t tower_per_megawatt(rfi_bench *b, const rfi_plant *plant)
{
    int64_t heat = rfi_max(1, rfi_bench_least(b, rule(b, RFI_RULE_COOLANT_HEAT)));
    int64_t range =
        rfi_max(1, rfi_bench_rule_least(b, &plant->range, RFI_RULE_COOLANT_RANGE));
    int64_t lost = rfi_bench_rule_most(b, &plant->drift, RFI_RULE_DRIFT);
    int64_t circulating =
        rfi_mul_div_ceil(rfi_mul_div_ceil(INT64_C(3600000000), 1000, heat), 1000, range);
    return rfi_add(supplied(b, plant, vapour(b)), rfi_mul_div_ceil(circulating, lost, PPM));
}

static int64_t pads_per_megawatt(rfi_bench *b, const rfi_plant *plant, int64_t depression)
{
    int64_t effect = rfi_bench_rule_most(b, &plant->pad_effect, RFI_RULE_PAD_EFFECT);
    int64_t rise =
        rfi_max(1, rfi_bench_rule_least(b, &plant->range, RFI_RULE_COOLANT_RANGE));
    int64_t cooled = rfi_mul_div_ceil(depression, rfi_min(effect, PPM), PPM);
    return supplied(b, plant, rfi_mul_div_ceil(vapour(b), cooled, rise));
}

static int64_t hottest(rfi_bench *b, const rfi_climate *climate)
{
    if (rfi_known(&climate->design_dry_bulb)) {
        return rfi_bench_most(b, &climate->design_dry_bulb);
    }
    return rfi_add(rfi_bench_most(b, &climate->typical_maximum),
                   rfi_bench_most(b, rule(b, RFI_RULE_EXTREME_MARGIN)));
}

static int64_t driest_hour(rfi_bench *b)
{
    const rfi_climate *climate = b->site->climate;
    if (climate == NULL) {
        return rfi_bench_most(b, &b->site->climate_known);
    }
    bool wet_known = rfi_known(&climate->design_wet_bulb);
    if (!wet_known && climate->bin_count == 0) {
        return rfi_bench_most(b, &climate->design_wet_bulb);
    }
    int64_t gap = 0;
    if (wet_known) {
        gap = rfi_sub(hottest(b, climate), rfi_bench_least(b, &climate->design_wet_bulb));
    }
    for (size_t i = 0; i < climate->bin_count; i++) {
        gap = rfi_max(gap, climate->bins[i].dry_bulb - climate->bins[i].wet_bulb);
    }
    return rfi_max(0, gap);
}

/* How warm the water that reaches this plant's side of the hall may be: what the racks
 * take, cooler by what every plant between them and this one adds; a set point on the way
 * counts for itself. */
static int64_t allowed_at(rfi_bench *b, const rfi_hall *hall, bool liquid,
                          const rfi_plant *target)
{
    int64_t allowed =
        liquid ? rfi_bench_least(b, &b->profile->supply_max)
               : rfi_bench_rule_least(b, &b->profile->air_inlet_max, RFI_RULE_AIR_INLET);
    int64_t racks = allowed;
    const char *id = liquid ? hall->liquid : hall->air;
    for (size_t guard = 0; id != NULL && guard < LONGEST; guard++) {
        const rfi_plant *plant = rfi_site_plant(b->site, hall, id);
        if (plant == NULL || plant == target || allowed >= RFI_UNBOUNDED) {
            break;
        }
        if (rfi_known(&plant->supply)) {
            allowed = rfi_bench_least(b, &plant->supply);
        }
        int64_t adds = plant->kind == RFI_PLANT_CHILLER ? 0
                       : plant->kind == RFI_PLANT_CDU
                           ? rfi_bench_rule_most(b, &plant->approach, RFI_RULE_CDU_APPROACH)
                           : rfi_bench_most(b, &plant->approach);
        allowed = rfi_max(0, rfi_sub(allowed, adds));
        id = plant->from;
    }
    if (id == NULL) { /* beside the chain: nothing lies between it and the limit */
        allowed = racks;
    }
    return rfi_known(&target->supply) ? rfi_bench_least(b, &target->supply) : allowed;
}

static int64_t pads_of_year(rfi_bench *b, const rfi_plant *plant, int64_t limit)
{
    const rfi_climate *climate = b->site->climate;
    int64_t adds = rfi_add(rfi_bench_most(b, rule(b, RFI_RULE_RECIRCULATION)),
                           rfi_bench_rule_most(b, &plant->approach, RFI_RULE_DRY_APPROACH));
    int64_t total = 0;
    for (size_t i = 0; i < climate->bin_count; i++) {
        const rfi_bin *bin = &climate->bins[i];
        if (rfi_add(bin->dry_bulb, adds) > limit) {
            int64_t rate = pads_per_megawatt(b, plant, bin->dry_bulb - bin->wet_bulb);
            total = rfi_add(total, rfi_mul(bin->hours, rate));
        }
    }
    return total;
}

typedef enum span { PEAK_HOUR = 0, PEAK_DAY, YEAR } span;

static int64_t hours_of_year(const rfi_bench *b)
{
    const rfi_climate *climate = b->site->climate;
    int64_t hours = 0;
    for (size_t i = 0; climate != NULL && i < climate->bin_count; i++) {
        hours += climate->bins[i].hours;
    }
    return hours == 0 ? MOST_HOURS : hours;
}

static int64_t per_megawatt(rfi_bench *b, const rfi_hall *hall, bool liquid,
                            const rfi_plant *plant, span which)
{
    const rfi_climate *climate = b->site->climate;
    bool pads = plant->kind == RFI_PLANT_ADIABATIC;
    if (which == YEAR && pads && climate != NULL && climate->bin_count > 0) {
        return pads_of_year(b, plant, allowed_at(b, hall, liquid, plant));
    }
    int64_t hour =
        pads ? pads_per_megawatt(b, plant, driest_hour(b)) : tower_per_megawatt(b, plant);
    return rfi_mul(hour, which == PEAK_HOUR  ? 1
                         : which == PEAK_DAY ? HOURS_OF_DAY
                                             : hours_of_year(b));
}

static bool evaporates(const rfi_plant *plant)
{
    return plant != NULL &&
           (plant->kind == RFI_PLANT_TOWER || plant->kind == RFI_PLANT_ADIABATIC);
}

static int64_t plant_takes(rfi_bench *b, const rfi_hall *hall, bool liquid,
                           const rfi_plant *plant, int64_t heat, span which)
{
    int64_t unit = which == PEAK_HOUR ? INT64_C(1000000000) : INT64_C(1000000000000);
    const char *head = liquid ? hall->liquid : hall->air;
    int64_t reaching = rfi_bench_reaching(b, hall, head, plant, heat);
    return rfi_mul_div_ceil(reaching, per_megawatt(b, hall, liquid, plant, which), unit);
}

/* Plants in series, and those beside them that take the heat of condensers, each once. */
static int64_t loop_takes(rfi_bench *b, const rfi_hall *hall, bool liquid, int64_t heat,
                          span which)
{
    const rfi_plant *met[2 * LONGEST];
    const char *id = liquid ? hall->liquid : hall->air;
    size_t count = 0;
    int64_t total = 0;
    for (size_t guard = 0; id != NULL && heat > 0 && guard < LONGEST; guard++) {
        const rfi_plant *plant = rfi_site_plant(b->site, hall, id);
        if (plant == NULL) {
            break;
        }
        met[count++] = plant;
        id = plant->from;
    }
    for (size_t i = 0, series = count; i < series; i++) {
        const rfi_plant *beside = rfi_bench_condenser(b, hall, met[i]);
        bool known = beside == NULL;
        for (size_t k = 0; k < count; k++) {
            known = known || met[k] == beside;
        }
        if (!known) {
            met[count++] = beside;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (evaporates(met[i])) {
            total = rfi_add(total, plant_takes(b, hall, liquid, met[i], heat, which));
        }
    }
    return total;
}

static int64_t takes(rfi_bench *b, span which)
{
    int64_t total = 0;
    for (size_t i = 0; i < b->plan->share_count; i++) {
        rfi_bench_turn(b, &b->plan->shares[i]);
        const rfi_figure *draw = which == YEAR && rfi_known(&b->profile->plan)
                                     ? &b->profile->plan
                                     : &b->profile->max;
        rfi_standing s = rfi_bench_total(b, &b->plan->shares[i]);
        bool empty = s.pods == 0; /* takes nothing, but what it would rest on counts */
        if (empty) {
            s.pods = s.units = 1;
        }
        int64_t watts = rfi_bench_most(b, draw);
        int64_t liquid = rfi_bench_heat_at(b, &s, true, watts);
        int64_t air = rfi_bench_heat_at(b, &s, false, watts);
        int64_t racks = rfi_bench_rack_power(b, &s, watts);
        air = rfi_add(air, rfi_bench_losses(b, s.hall, racks));
        int64_t taken = rfi_add(loop_takes(b, s.hall, true, liquid, which),
                                loop_takes(b, s.hall, false, air, which));
        total = empty ? total : rfi_add(total, taken);
    }
    rfi_bench_turn(b, NULL);
    return total;
}

void rfi_bench_water(rfi_bench *b)
{
    const rfi_water *water = &b->site->water;
    const struct {
        rfi_requirement_kind kind;
        const rfi_figure *limit;
        rfi_dimension dimension;
        span which;
    } rows[] = {{RFI_REQ_WATER_DAY, &water->permit_day, RFI_DIM_WATER, PEAK_DAY},
                {RFI_REQ_WATER_YEAR, &water->permit_year, RFI_DIM_VOLUME, YEAR},
                {RFI_REQ_MAKE_UP, &water->make_up, RFI_DIM_FLOW, PEAK_HOUR}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (rows[i].limit->state == RFI_ABSENT) {
            continue;
        }
        b->missing = false;
        int64_t demand = takes(b, rows[i].which);
        int64_t limit = rfi_bench_least(b, rows[i].limit);
        if (demand == 0) { /* nothing evaporates: no permit is asked for */
            b->missing = false;
            continue;
        }
        rfi_bench_test(b, rows[i].kind, "water", demand, rfi_bench_reserved(b, limit),
                       rows[i].dimension, RFI_POWER_PLAIN);
    }
}
