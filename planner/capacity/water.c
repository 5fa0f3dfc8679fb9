/* SPDX-License-Identifier: MIT */
#include "planner/capacity/water.h"

#include "planner/capacity/plant.h"
#include "planner/capacity/trace.h"

enum { PPM = 1000000, DAY = 24, LEAP_YEAR = 8784, MILLI = 1000 };

/* Joule in a megawatt-hour; with J/g it gives grams, that is millilitres of water. */
#define MEGAWATT_HOUR INT64_C(3600000000)
/* Milliwatt in a megawatt. */
#define MEGAWATT INT64_C(1000000000)

bool rfi_plant_evaporates(const rfi_plant *plant)
{
    return plant->kind == RFI_PLANT_TOWER || plant->kind == RFI_PLANT_ADIABATIC;
}

/* ---- weathers ------------------------------------------------------------------------ */

const rfi_weather_year *rfi_bins_year(rfi_arena *arena, const rfi_climate *climate)
{
    if (climate == NULL || climate->bin_count == 0) {
        return NULL;
    }
    rfi_weather_year *year = RFI_NEW(arena, rfi_weather_year);
    rfi_hours *items = RFI_ARRAY(arena, climate->bin_count, rfi_hours);
    if (year == NULL || items == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < climate->bin_count; i++) {
        const rfi_bin *bin = &climate->bins[i];
        items[i] = (rfi_hours){
            .dry_bulb = bin->dry_bulb,
            .wet_bulb = bin->wet_bulb,
            .pressure = rfi_known(&climate->pressure) ? climate->pressure.base : 0,
            .hours = bin->hours,
        };
    }
    *year = (rfi_weather_year){
        .words = rfi_arena_format(arena, "joint bins of %s",
                                  climate->name == NULL ? climate->id : climate->name),
        .items = items,
        .count = climate->bin_count,
    };
    return year;
}

/* ---- per heat, millilitre per megawatt-hour ------------------------------------------ */

/* All heat leaves as vapour. In cold weather some of it warms the air instead: more is
 * counted than evaporates. */
static int64_t evaporation(const rfi_study *study, rfi_view *view)
{
    rfi_trace_open(view, "evaporation per heat", NULL,
                   "ceil(3.6 GJ / heat of evaporation)");
    int64_t heat = rfi_limit_of(view, &study->rules->figures[RFI_RULE_EVAPORATION_HEAT]);
    int64_t rate = heat <= 0 ? RFI_UNBOUNDED : rfi_div_ceil(MEGAWATT_HOUR, heat);
    return rfi_trace_close(view, rate, RFI_DIM_COUNT);
}

/* What is drained so that salts do not build up comes on top: E * C / (C - 1). */
static int64_t with_blowdown(const rfi_study *study, rfi_view *view, const rfi_plant *plant,
                             int64_t rate)
{
    rfi_trace_open(view, "with blowdown", plant->id, "ceil(E x cycles / (cycles - 1))");
    int64_t cycles =
        rfi_limit_or(view, &plant->cycles, &study->rules->figures[RFI_RULE_CYCLES]);
    int64_t total =
        cycles <= PPM ? RFI_UNBOUNDED : rfi_mul_div_ceil(rate, cycles, cycles - PPM);
    return rfi_trace_close(view, total, RFI_DIM_COUNT);
}

static int64_t range_of(const rfi_study *study, rfi_view *view, const rfi_plant *plant)
{
    return rfi_limit_or(view, &plant->range,
                        &study->rules->figures[RFI_RULE_COOLANT_RANGE]);
}

/* Droplets that the air carries off: a share of the water in circulation. */
static int64_t drift(const rfi_study *study, rfi_view *view, const rfi_plant *plant)
{
    const rfi_figure *rules = study->rules->figures;
    rfi_trace_open(view, "drift per heat", plant->id,
                   "ceil(drift x 3.6 GJ / (heat of a litre x range))");
    int64_t share = rfi_demand_or(view, &plant->drift, &rules[RFI_RULE_DRIFT]);
    int64_t litre = rfi_limit_of(view, &rules[RFI_RULE_COOLANT_HEAT]);
    int64_t range = range_of(study, view, plant);
    int64_t per_kelvin =
        litre <= 0 ? RFI_UNBOUNDED : rfi_mul_div_ceil(MEGAWATT_HOUR, MILLI, litre);
    int64_t flow = range <= 0 ? RFI_UNBOUNDED : rfi_mul_div_ceil(per_kelvin, MILLI, range);
    return rfi_trace_close(view, rfi_mul_div_ceil(flow, share, PPM), RFI_DIM_COUNT);
}

/* ---- pads ---------------------------------------------------------------------------- */

/* How far the wet bulb lies below the dry bulb in the worst hour: the greatest distance in
 * the joint bins, or between the design extremes where that is more. */
static int64_t worst_depression(const rfi_study *study, rfi_view *view)
{
    const rfi_climate *climate = study->site->climate;
    if (climate == NULL) {
        return rfi_demand_of(view, &study->site->climate_known);
    }
    int64_t most = 0;
    for (size_t i = 0; i < climate->bin_count; i++) {
        most = rfi_max(most, climate->bins[i].dry_bulb - climate->bins[i].wet_bulb);
    }
    if (rfi_known(&climate->design_wet_bulb)) {
        int64_t wet = rfi_limit_of(view, &climate->design_wet_bulb);
        most = rfi_max(most, rfi_sub(rfi_design_dry_bulb(study, view), wet));
    } else if (climate->bin_count == 0) {
        return rfi_demand_of(view, &climate->design_wet_bulb);
    }
    return most;
}

/* The warmest that plant `index` may deliver: its own set point or that of the trim chiller
 * in its water, else what the nearest plant on the way that holds one, or the racks, take
 * less the approaches on the way to them. What a set point decides is not read. */
static int64_t set_point(const rfi_study *study, rfi_view *view,
                         const rfi_plant_chain *chain, size_t index, rfi_loop loop)
{
    const rfi_figure *rules = study->rules->figures;
    const rfi_profile *profile = study->profile;
    const rfi_figure *own = &chain->plants[index]->supply;
    if (rfi_known(own)) {
        return rfi_limit_of(view, own);
    }
    size_t start = index;
    while (start > 0 && !rfi_known(&chain->plants[start - 1]->supply)) {
        start--;
    }
    start = start > 0 ? start - 1 : 0;
    const rfi_figure *held = &chain->plants[start]->supply;
    int64_t point = rfi_known(held)           ? rfi_limit_of(view, held)
                    : loop == RFI_LOOP_LIQUID ? rfi_limit_of(view, &profile->supply_max)
                                              : rfi_limit_or(view, &profile->air_inlet_max,
                                                             &rules[RFI_RULE_AIR_INLET]);
    for (size_t i = start; i < index && point < RFI_UNBOUNDED; i++) {
        const rfi_plant *plant = chain->plants[i];
        if (plant->kind == RFI_PLANT_CHILLER) {
            continue; /* trims what comes down to its own set point */
        }
        int64_t approach =
            plant->kind == RFI_PLANT_CDU
                ? rfi_demand_or(view, &plant->approach, &rules[RFI_RULE_CDU_APPROACH])
                : rfi_demand_of(view, &plant->approach);
        point = rfi_max(0, rfi_sub(point, approach));
    }
    return point;
}

/* Pads are wet in the hours in which dry air would leave the water too warm. */
static bool pads_run(const rfi_study *study, rfi_view *view, const rfi_plant_chain *chain,
                     size_t index, rfi_loop loop, const rfi_hours *hour)
{
    const rfi_figure *rules = study->rules->figures;
    int64_t recirculation = rfi_demand_of(view, &rules[RFI_RULE_RECIRCULATION]);
    int64_t approach =
        rfi_demand_or(view, &chain->plants[index]->approach, &rules[RFI_RULE_DRY_APPROACH]);
    int64_t water = rfi_add(hour->dry_bulb, rfi_add(recirculation, approach));
    return water > set_point(study, view, chain, index, loop);
}

/* Air that the pads cool by `gain` takes up as much heat of evaporation as it then takes
 * from the water on each kelvin of its rise, which is taken to be like the water's range.
 */
static int64_t pads(const rfi_study *study, rfi_view *view, const rfi_plant *plant,
                    int64_t depression)
{
    const rfi_figure *rules = study->rules->figures;
    rfi_trace_open(view, "evaporation on the pads per heat", plant->id,
                   "ceil(E x ceil(pad-effect x (dry - wet)) / range)");
    int64_t effect = rfi_demand_or(view, &plant->pad_effect, &rules[RFI_RULE_PAD_EFFECT]);
    int64_t rise = range_of(study, view, plant);
    int64_t gain = rfi_mul_div_ceil(depression, rfi_min(effect, PPM), PPM);
    int64_t rate =
        rise <= 0 ? RFI_UNBOUNDED : rfi_mul_div_ceil(evaporation(study, view), gain, rise);
    return rfi_trace_close(view, rate, RFI_DIM_COUNT);
}

/* Make-up per heat of plant `index`, millilitre per megawatt-hour, up. hour NULL: the peak
 * hour at design extremes. */
static int64_t rate_of(const rfi_study *study, rfi_view *view, const rfi_plant_chain *chain,
                       size_t index, rfi_loop loop, const rfi_hours *hour)
{
    const rfi_plant *plant = chain->plants[index];
    rfi_trace_open(view, "make-up per heat", plant->id, "evaporation + blowdown + drift");
    int64_t rate = 0;
    if (plant->kind == RFI_PLANT_TOWER) {
        rate = with_blowdown(study, view, plant, evaporation(study, view));
        rate = rfi_add(rate, drift(study, view, plant));
    } else if (hour == NULL) {
        rate = pads(study, view, plant, worst_depression(study, view));
        rate = with_blowdown(study, view, plant, rate);
    } else if (pads_run(study, view, chain, index, loop, hour)) {
        rate = pads(study, view, plant, hour->dry_bulb - hour->wet_bulb);
        rate = with_blowdown(study, view, plant, rate);
    }
    return rfi_trace_close(view, rate, RFI_DIM_COUNT);
}

/* Hours of the year times the rate of each: millilitre per megawatt that runs all year. A
 * year without weathers is taken at its peak all the time. */
static int64_t year_rate(const rfi_study *study, rfi_view *view,
                         const rfi_plant_chain *chain, size_t index, rfi_loop loop,
                         const rfi_weather_year *year)
{
    int64_t total = 0;
    int64_t hours = 0;
    for (size_t i = 0; year != NULL && i < year->count; i++) {
        hours += year->items[i].hours;
    }
    if (chain->plants[index]->kind == RFI_PLANT_TOWER || hours == 0) {
        int64_t rate = rate_of(study, view, chain, index, loop, NULL);
        return rfi_mul(rate, hours == 0 ? LEAP_YEAR : hours);
    }
    rfi_trace_open(view, "make-up of a year per heat", chain->plants[index]->id,
                   "sum over weathers of hours x rate; the hottest is shown");
    struct rfi_trace *trace = view->trace;
    for (size_t i = year->count; i-- > 0;) {
        const rfi_hours *hour = &year->items[i];
        int64_t rate = rate_of(study, view, chain, index, loop, hour);
        total = rfi_add(total, rfi_mul(rate, hour->hours));
        view->trace = NULL;
    }
    view->trace = trace;
    return rfi_trace_close(view, total, RFI_DIM_COUNT);
}

/* ---- the hall ------------------------------------------------------------------------ */

typedef struct asked { /* what is asked of every plant of a hall */
    rfi_water_span span;
    const rfi_weather_year *year;
} asked;

static int64_t plant_water(const rfi_study *study, rfi_view *view,
                           const rfi_plant_chain *chain, size_t index, rfi_loop loop,
                           int64_t heat, const asked *a)
{
    if (!rfi_plant_evaporates(chain->plants[index]) || heat == 0) {
        return 0;
    }
    int64_t rate = a->span == RFI_WATER_YEAR
                       ? year_rate(study, view, chain, index, loop, a->year)
                       : rate_of(study, view, chain, index, loop, NULL);
    rate = a->span == RFI_WATER_DAY ? rfi_mul(rate, DAY) : rate;
    return rfi_mul_div_ceil(heat, rate,
                            a->span == RFI_WATER_HOUR ? MEGAWATT : MEGAWATT * MILLI);
}

static bool holds(const rfi_plant_chain *chain, const rfi_plant *plant)
{
    for (size_t i = 0; i < chain->count; i++) {
        if (chain->plants[i] == plant) {
            return true;
        }
    }
    return false;
}

/* Plants of the chain, and those beside it that take the heat of its condensers, with the
 * heat of the design day. */
static int64_t loop_water(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                          rfi_loop loop, int64_t heat, const asked *a)
{
    const char *head = loop == RFI_LOOP_LIQUID ? hall->liquid : hall->air;
    const rfi_plant_chain *chain = rfi_plants_of(study, hall, head);
    int64_t total = 0;
    for (size_t i = 0; i < chain->count && heat > 0; i++) {
        if (rfi_plant_evaporates(chain->plants[i])) {
            int64_t duty = rfi_plant_duty(study, view, chain, i, heat);
            total = rfi_add(total, plant_water(study, view, chain, i, loop, duty, a));
        }
        const rfi_plant_chain *to = rfi_condenser_chain(study, chain, i);
        if (to != NULL && rfi_plant_evaporates(to->plants[0]) &&
            !holds(chain, to->plants[0])) {
            int64_t rejected = rfi_condenser_heat(study, view, chain, i, heat);
            total = rfi_add(total, plant_water(study, view, to, 0, loop, rejected, a));
        }
    }
    return total;
}

int64_t rfi_hall_water(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                       const rfi_burden *heat, rfi_water_span span,
                       const rfi_weather_year *year)
{
    static const rfi_dimension dimensions[] = {RFI_DIM_FLOW, RFI_DIM_WATER, RFI_DIM_VOLUME};
    const asked a = {span, year};
    rfi_trace_open(view, "water", hall->id, "sum over its plants of heat x make-up");
    int64_t air = rfi_add(heat->air, rfi_room_losses(study, view, hall, heat->racks));
    int64_t liquid = loop_water(study, view, hall, RFI_LOOP_LIQUID, heat->liquid, &a);
    int64_t total = rfi_add(liquid, loop_water(study, view, hall, RFI_LOOP_AIR, air, &a));
    return rfi_trace_close(view, total, dimensions[span]);
}

rfi_burden rfi_plan_burden(const rfi_study *study, rfi_view *view)
{
    const rfi_profile *profile = study->profile;
    rfi_trace_open(view, "power of a pod at plan draw", profile->id, "racks x plan draw");
    int64_t thermal = rfi_mul(rfi_racks_per_pod(profile),
                              rfi_demand_or(view, &profile->plan, &profile->max));
    rfi_trace_close(view, thermal, RFI_DIM_POWER);
    int64_t share = rfi_demand_of(view, &profile->liquid_share);
    int64_t least = rfi_limit_of(view, &profile->liquid_share);
    return (rfi_burden){
        .racks = thermal,
        .liquid = rfi_mul_div_ceil(thermal, rfi_min(share, PPM), PPM),
        .air = rfi_mul_div_ceil(thermal, PPM - rfi_min(least, PPM), PPM),
    };
}
