/* SPDX-License-Identifier: MIT */
/* Plants in the second opinion: what compressors, fans and pumps draw for the plan's heat,
 * and what a cooler carries away on the design day. One quotient per part, over totals. */
#include "planner/check/bench.h"

#include <string.h>

enum {
    PPM = 1000000,
    BILLION = 1000000000,
    LONGEST = 64,
    WARMEST = 2000000,
    SEA_LEVEL = 101325
};

static bool rejects_to_weather(rfi_plant_kind kind)
{
    static const bool rejects[RFI_PLANT_KINDS] = {
        [RFI_PLANT_DRY_COOLER] = true, [RFI_PLANT_ADIABATIC] = true,
        [RFI_PLANT_TOWER] = true,      [RFI_PLANT_IMMERSION] = true,
        [RFI_PLANT_HYDRO] = true,
    };
    return rejects[kind];
}

static bool shared(const rfi_bench *b, const rfi_plant *plant)
{
    return plant >= b->site->plants && plant < b->site->plants + b->site->plant_count;
}

static const rfi_plant *upstream(const rfi_bench *b, const rfi_hall *hall,
                                 const rfi_plant *plant)
{
    return plant->from == NULL ? NULL : rfi_site_plant(b->site, hall, plant->from);
}

const rfi_plant *rfi_bench_condenser(const rfi_bench *b, const rfi_hall *hall,
                                     const rfi_plant *plant)
{
    if (plant->kind != RFI_PLANT_CHILLER || plant->rejects_to == NULL) {
        return NULL;
    }
    return rfi_site_plant(b->site, shared(b, plant) ? NULL : hall, plant->rejects_to);
}

bool rfi_bench_states_draw(const rfi_plant *plant)
{
    bool parts = plant->cop.state == RFI_KNOWN || plant->fans.state == RFI_KNOWN ||
                 plant->pumps.state == RFI_KNOWN;
    bool chiller = plant->kind == RFI_PLANT_CHILLER &&
                   (plant->rejects_to != NULL || plant->economiser.state != RFI_ABSENT);
    return plant->electrical.state != RFI_KNOWN && (parts || chiller);
}

/* ---- compressors -----------------------------------------------------------------------
 */

typedef struct fraction {
    int64_t part, whole;
} fraction;

/* Kelvins that the compressor must bridge, of the kelvins of the loop. */
static fraction left_over(rfi_bench *b, const rfi_hall *hall, const rfi_plant *plant)
{
    const rfi_plant *above = upstream(b, hall, plant);
    const rfi_plant *sink = rfi_bench_condenser(b, hall, plant);
    bool trim = above != NULL && rejects_to_weather(above->kind);
    bool free_air = !trim && plant->economiser.state != RFI_ABSENT &&
                    rfi_bench_least(b, &plant->economiser) > 0;
    if (!trim && !free_air) {
        return (fraction){1, 1};
    }
    int64_t source = 0;
    if (trim) {
        source = rfi_bench_delivered(b, hall, above);
    } else if (sink != NULL) {
        source = rfi_add(rfi_bench_delivered(b, hall, sink),
                         plant->economiser_approach.state == RFI_KNOWN
                             ? rfi_bench_most(b, &plant->economiser_approach)
                             : 0);
    } else {
        source =
            rfi_add(rfi_bench_yard(b), rfi_bench_rule_most(b, &plant->economiser_approach,
                                                           RFI_RULE_DRY_APPROACH));
    }
    int64_t kelvin = rfi_bench_rule_least(b, &plant->range, RFI_RULE_COOLANT_RANGE);
    int64_t bridge = rfi_sub(source, rfi_bench_least(b, &plant->supply));
    return kelvin <= 0 || bridge >= kelvin ? (fraction){bridge > 0 ? 1 : 0, 1}
                                           : (fraction){rfi_max(bridge, 0), kelvin};
}

/* Billionths, rounded up; 0: none at all. */
static int64_t carnot(int64_t cop, const int64_t then[2], const int64_t now[2])
{
    rfi_wide cold_then = rfi_min(then[0], WARMEST);
    rfi_wide hot_then = rfi_min(then[1], WARMEST);
    rfi_wide cold = rfi_min(now[0], WARMEST);
    rfi_wide hot = rfi_min(now[1], WARMEST);
    if (cold <= 0 || cold_then <= 0 || hot_then <= cold_then || now[1] >= RFI_UNBOUNDED) {
        return 0;
    }
    return hot <= cold ? RFI_UNBOUNDED
                       : rfi_narrow(rfi_wide_div_ceil((rfi_wide)cop * 1000 * cold *
                                                          (hot_then - cold_then),
                                                      cold_then * (hot - cold)));
}

static int64_t lifted(rfi_bench *b, const rfi_hall *hall, const rfi_plant *plant,
                      const rfi_plant *sink)
{
    const rfi_figure *below = plant->evaporator_approach.state == RFI_KNOWN
                                  ? &plant->evaporator_approach
                                  : &b->rules->figures[RFI_RULE_EVAPORATOR_APPROACH];
    const rfi_figure *over =
        plant->condenser_approach.state == RFI_KNOWN
            ? &plant->condenser_approach
            : &b->rules->figures[sink == NULL ? RFI_RULE_CONDENSER_APPROACH
                                              : RFI_RULE_CONDENSER_WATER];
    int64_t cop = rfi_bench_rule_least(b, &plant->cop, RFI_RULE_COP_REFERENCE);
    int64_t then_water = rfi_bench_rule_most(b, &plant->cop_supply, RFI_RULE_COP_SUPPLY);
    int64_t then_air = rfi_bench_rule_least(b, &plant->cop_ambient, RFI_RULE_COP_AMBIENT);
    int64_t water = rfi_bench_least(b, &plant->supply);
    int64_t air = sink == NULL ? rfi_bench_yard(b) : rfi_bench_delivered(b, hall, sink);
    int64_t cold[2] = {rfi_bench_least(b, below), rfi_bench_most(b, below)};
    int64_t hot[2] = {rfi_bench_least(b, over), rfi_bench_most(b, over)};
    bool best = b->plan->end == RFI_END_FAVOURABLE;
    int64_t found = best ? 0 : RFI_UNBOUNDED;
    for (int i = 0; i < 4; i++) { /* either end of an approach may hurt */
        int64_t e = cold[i / 2];
        int64_t c = hot[i % 2];
        const int64_t then[2] = {rfi_sub(then_water, e), rfi_add(then_air, c)};
        const int64_t now[2] = {rfi_sub(water, e), rfi_add(air, c)};
        int64_t value = carnot(cop, then, now);
        found = best ? rfi_max(found, value) : rfi_min(found, value);
    }
    int64_t most = rfi_bench_least(b, &b->rules->figures[RFI_RULE_COP_MOST]);
    return rfi_min(found, rfi_mul(most, 1000));
}

/* N. Lei and E. Masanet 2020 at full load, where their fit is 18.155114 - 0.676006 t +
 * 0.00884 t2 of the water that enters the condensers. */
static int64_t fitted(rfi_bench *b, const rfi_hall *hall, const rfi_plant *sink)
{
    int64_t entering = rfi_bench_delivered(b, hall, sink) - 273150;
    rfi_wide t = entering < 12000 ? 12000 : entering > 38000 ? 38000 : entering;
    return rfi_narrow((rfi_wide)18155114000 - 676006 * t +
                      rfi_wide_div_ceil(884 * t * t, 100));
}

/* What compressors draw, and in *ret_left the heat that they take. */
static int64_t work(rfi_bench *b, const rfi_hall *hall, const rfi_plant *plant,
                    int64_t heat, int64_t *ret_left)
{
    if (plant->electrical.state == RFI_KNOWN) { /* it says itself what it adds */
        *ret_left = heat;
        return rfi_mul_div_ceil(heat, rfi_bench_most(b, &plant->electrical), PPM);
    }
    const rfi_plant *sink = rfi_bench_condenser(b, hall, plant);
    fraction f = left_over(b, hall, plant);
    int64_t cop = sink != NULL && plant->cop.state != RFI_KNOWN
                      ? fitted(b, hall, sink)
                      : lifted(b, hall, plant, sink);
    *ret_left = f.part == 0 ? 0 : rfi_mul_div_ceil(heat, f.part, f.whole);
    if (f.part == 0 || heat == 0) {
        return 0;
    }
    return cop <= 0 || heat >= RFI_UNBOUNDED
               ? RFI_UNBOUNDED
               : rfi_narrow(rfi_wide_div_ceil((rfi_wide)heat * f.part * BILLION,
                                              (rfi_wide)f.whole * cop));
}

/* ---- draw ------------------------------------------------------------------------------
 */

static int64_t times(rfi_bench *b, int64_t heat, const rfi_figure *stated, rfi_rule rule)
{
    int64_t factor = stated->state == RFI_KNOWN ? rfi_bench_most(b, stated)
                     : rule == RFI_RULE_COUNT   ? 0
                                              : rfi_bench_most(b, &b->rules->figures[rule]);
    return rfi_mul_div_ceil(heat, factor, PPM);
}

static rfi_rule fan_rule(rfi_plant_kind kind)
{
    bool air = kind == RFI_PLANT_CRAH || kind == RFI_PLANT_FAN_WALL ||
               kind == RFI_PLANT_OUTSIDE_AIR;
    return kind == RFI_PLANT_TOWER    ? RFI_RULE_FANS_WET
           : air                      ? RFI_RULE_AIR_FAN_POWER
           : rejects_to_weather(kind) ? RFI_RULE_FANS_DRY
                                      : RFI_RULE_COUNT;
}

static int64_t parts_draw(rfi_bench *b, const rfi_hall *hall, const rfi_plant *plant,
                          int64_t heat)
{
    bool chiller = plant->kind == RFI_PLANT_CHILLER;
    bool trim = chiller && upstream(b, hall, plant) != NULL;
    int64_t left = heat;
    int64_t draw = chiller ? work(b, hall, plant, heat, &left) : 0;
    rfi_rule pumps = plant->kind == RFI_PLANT_CDU ? RFI_RULE_PUMPS_CDU
                     : rejects_to_weather(plant->kind) || (chiller && !trim)
                         ? RFI_RULE_PUMPS_FACILITY
                         : RFI_RULE_COUNT;
    draw = rfi_add(draw, times(b, trim ? left : heat, &plant->fans, fan_rule(plant->kind)));
    return rfi_add(draw, times(b, heat, &plant->pumps, pumps));
}

int64_t rfi_bench_draw(rfi_bench *b, const rfi_hall *hall, const rfi_plant *plant,
                       int64_t heat)
{
    if (rfi_bench_states_draw(plant)) {
        return parts_draw(b, hall, plant, heat);
    }
    bool air = plant->kind == RFI_PLANT_CRAH || plant->kind == RFI_PLANT_FAN_WALL ||
               plant->kind == RFI_PLANT_OUTSIDE_AIR;
    rfi_rule rule = plant->kind == RFI_PLANT_CHILLER ? RFI_RULE_CHILLER_POWER
                    : air                            ? RFI_RULE_AIR_FAN_POWER
                                                     : RFI_RULE_FAN_POWER;
    return rfi_mul_div_ceil(heat, rfi_bench_rule_most(b, &plant->electrical, rule), PPM);
}

int64_t rfi_bench_rejected(rfi_bench *b, const rfi_hall *hall, const rfi_plant *plant,
                           int64_t heat)
{
    int64_t left = 0;
    int64_t power = work(b, hall, plant, heat, &left);
    return rfi_add(left, power);
}

int64_t rfi_bench_reaching(rfi_bench *b, const rfi_hall *hall, const char *head,
                           const rfi_plant *target, int64_t heat)
{
    const rfi_plant *plant = head == NULL ? NULL : rfi_site_plant(b->site, hall, head);
    int64_t from_condensers = 0; /* when the target stands beside the chain */
    int64_t compressors = 0;     /* when it stands in it */
    for (size_t guard = 0; plant != NULL && guard < LONGEST; guard++) {
        if (plant == target) {
            int64_t left = heat;
            if (plant->kind == RFI_PLANT_CHILLER && rfi_bench_states_draw(plant)) {
                (void)work(b, hall, plant, heat, &left);
                return left;
            }
            return rfi_add(heat, compressors);
        }
        if (rfi_bench_condenser(b, hall, plant) == target) {
            int64_t left = 0;
            int64_t power = work(b, hall, plant, heat, &left);
            compressors = rfi_add(compressors, power);
            from_condensers = rfi_add(from_condensers, rfi_add(left, power));
        }
        plant = upstream(b, hall, plant);
    }
    return from_condensers;
}

/* ---- capacity on the design day --------------------------------------------------------
 */

/* (1 - lost) to a power between 0 and 6 by the binomial series; lost < 0.8. */
static double shrunk(double lost, double power)
{
    double sum = 1;
    double term = 1;
    for (int k = 0; k < 400; k++) {
        term *= (power - k) / (k + 1) * -lost;
        sum += term;
    }
    return sum;
}

int64_t rfi_bench_pressure(rfi_bench *b)
{
    const rfi_climate *climate = b->site->climate;
    if (climate != NULL && climate->pressure.state == RFI_KNOWN) {
        return rfi_bench_least(b, &climate->pressure);
    }
    const rfi_figure *height = &b->site->elevation;
    if (height->state != RFI_KNOWN && climate != NULL &&
        climate->elevation.state == RFI_KNOWN) {
        height = &climate->elevation;
    }
    int64_t metres = rfi_bench_most(b, height);
    if (metres >= RFI_UNBOUNDED) {
        return 0;
    }
    metres = rfi_max(-500000, rfi_min(metres, 11000000)); /* mm */
    return (int64_t)(SEA_LEVEL * shrunk(2.25577e-8 * (double)metres, 5.25588) + 1e-6);
}

/* ppm of the capacity at sea level that thin air leaves. */
static int64_t thin_air(rfi_bench *b)
{
    int64_t pressure = rfi_bench_pressure(b);
    int64_t power = rfi_bench_most(b, &b->rules->figures[RFI_RULE_ALTITUDE_EXPONENT]);
    if (pressure >= SEA_LEVEL) {
        return PPM;
    }
    double lost = 1 - (double)pressure / SEA_LEVEL;
    return pressure <= SEA_LEVEL / 5
               ? 0
               : (int64_t)(PPM * shrunk(lost, (double)power / PPM) + 1e-6);
}

/* Kelvins between the returning water and what cools it. */
static int64_t gap_left(rfi_bench *b, const rfi_plant *plant, const rfi_plant *below)
{
    const rfi_figure *held = plant->supply.state == RFI_KNOWN ? &plant->supply
                             : below != NULL && below->kind == RFI_PLANT_CHILLER
                                 ? &below->supply
                                 : NULL;
    int64_t kelvin = rfi_bench_rule_least(b, &plant->range, RFI_RULE_COOLANT_RANGE);
    rfi_rule approach =
        plant->kind == RFI_PLANT_TOWER ? RFI_RULE_TOWER_APPROACH : RFI_RULE_DRY_APPROACH;
    if (held == NULL) {
        return rfi_add(kelvin, rfi_bench_rule_least(b, &plant->approach, approach));
    }
    int64_t water = rfi_bench_least(b, held);
    int64_t against = rfi_bench_coil(b, plant);
    return held == &plant->supply && water <= against
               ? 0
               : rfi_sub(rfi_add(water, kelvin), against);
}

static int64_t scaled(rfi_bench *b, const rfi_plant *plant, const rfi_plant *below)
{
    int64_t stated = rfi_bench_least(b, &plant->capacity);
    int64_t up_to = rfi_bench_least(b, &plant->at);
    int64_t rated = rfi_sub(rfi_bench_most(b, &plant->rated_return), up_to);
    int64_t gap = gap_left(b, plant, below);
    int64_t thin = thin_air(b);
    if (up_to >= RFI_UNBOUNDED) {
        rated = gap = 1; /* not known where it loses capacity */
    }
    if (rated <= 0 || gap <= 0 || thin <= 0) {
        return 0;
    }
    if (stated >= RFI_UNBOUNDED) {
        return RFI_UNBOUNDED;
    }
    return rfi_narrow((rfi_wide)rfi_mul_div_floor(stated, rfi_min(gap, rated), rated) *
                      thin / PPM);
}

bool rfi_bench_rated_by_return(const rfi_plant *plant)
{
    return plant->rated_return.state == RFI_KNOWN && rejects_to_weather(plant->kind);
}

int64_t rfi_bench_capacity(rfi_bench *b, const rfi_plant *plant)
{
    bool best = b->plan->end == RFI_END_FAVOURABLE;
    int64_t found = -1;
    if (!rfi_bench_rated_by_return(plant)) {
        return rfi_bench_least(b, &plant->capacity);
    }
    for (size_t i = 0; i < b->site->hall_count; i++) {
        const rfi_hall *at = &b->site->halls[i];
        const char *heads[2] = {at->liquid, at->air};
        for (size_t k = 0; k < 2; k++) {
            const rfi_plant *below = NULL;
            const rfi_plant *p =
                heads[k] == NULL ? NULL : rfi_site_plant(b->site, at, heads[k]);
            for (size_t guard = 0; p != NULL && p != plant && guard < LONGEST; guard++) {
                below = p;
                p = upstream(b, at, p);
            }
            if (p == plant) {
                int64_t here = scaled(b, plant, below);
                found = found < 0 ? here
                        : best    ? rfi_max(found, here)
                                  : rfi_min(found, here);
            }
        }
    }
    return found >= 0 ? found : scaled(b, plant, NULL);
}
