/* SPDX-License-Identifier: MIT */
/* One plant at one weather: the temperature that it reaches, what it draws, what it
 * evaporates. */
#include "planner/capacity/plant.h"
#include "planner/capacity/trace.h"
#include "planner/model/psychro.h"

enum { PPM = 1000000 };

/* ---- weather ---------------------------------------------------------------------------
 */

int64_t rfi_dry_of(const rfi_study *study, rfi_view *view, const rfi_weather *weather)
{
    return weather == NULL ? rfi_design_dry_bulb(study, view) : weather->dry;
}

int64_t rfi_wet_of(const rfi_study *study, rfi_view *view, const rfi_weather *weather)
{
    return weather == NULL ? rfi_design_wet_bulb(study, view) : weather->wet;
}

/* Thin air carries less: pressure stands on the limit side, elevation on the demand side.
 */
int64_t rfi_pressure_of(const rfi_study *study, rfi_view *view, const rfi_weather *weather)
{
    const rfi_climate *climate = study->site->climate;
    if (weather != NULL) {
        return weather->pressure;
    }
    if (climate != NULL && rfi_known(&climate->pressure)) {
        return rfi_limit_of(view, &climate->pressure);
    }
    const rfi_figure *elevation = climate != NULL && rfi_known(&climate->elevation) &&
                                          !rfi_known(&study->site->elevation)
                                      ? &climate->elevation
                                      : &study->site->elevation;
    rfi_trace_open(view, "pressure of the standard atmosphere", elevation->owner,
                   "101325 x (1 - 2.25577e-5 h)^5.25588");
    int64_t height = rfi_demand_of(view, elevation);
    int64_t pressure = height >= RFI_UNBOUNDED ? 0 : rfi_standard_pressure(height);
    return rfi_trace_close(view, pressure, RFI_DIM_PRESSURE);
}

void rfi_design_weather(const rfi_study *study, rfi_view *view, rfi_weather *ret)
{
    *ret = (rfi_weather){.dry = rfi_design_dry_bulb(study, view),
                         .wet = rfi_design_wet_bulb(study, view),
                         .pressure = rfi_pressure_of(study, view, NULL)};
}

/* ---- temperatures ----------------------------------------------------------------------
 */

/* Air at the coil: recirculation comes on top, after the pads. `drop`: what pads take. */
static int64_t coil_air(const rfi_study *study, rfi_view *view, const rfi_weather *weather,
                        int64_t drop)
{
    int64_t yard =
        rfi_add(rfi_dry_of(study, view, weather),
                rfi_demand_of(view, &study->rules->figures[RFI_RULE_RECIRCULATION]));
    return yard >= RFI_UNBOUNDED ? yard : rfi_sub(yard, drop);
}

/* The most that pads can take off the dry bulb. */
static int64_t pad_drop(const rfi_study *study, rfi_view *view, const rfi_plant *plant,
                        const rfi_weather *weather)
{
    if (plant->kind != RFI_PLANT_ADIABATIC) {
        return 0;
    }
    int64_t dry = rfi_dry_of(study, view, weather);
    int64_t wet = rfi_wet_of(study, view, weather);
    if (dry >= RFI_UNBOUNDED || wet >= dry) {
        return 0;
    }
    int64_t effect =
        rfi_limit_or(view, &plant->pad_effect, &study->rules->figures[RFI_RULE_PAD_EFFECT]);
    return rfi_mul_div_floor(dry - wet, rfi_min(effect, PPM), PPM);
}

static const rfi_figure *rejector_approach(const rfi_study *study, const rfi_plant *plant)
{
    return rfi_or_rule(&plant->approach, study->rules,
                       plant->kind == RFI_PLANT_TOWER ? RFI_RULE_TOWER_APPROACH
                                                      : RFI_RULE_DRY_APPROACH);
}

/* What a rejector works against: the air at its coil, or the wet bulb. */
static int64_t cold_end(const rfi_study *study, rfi_view *view, const rfi_plant *plant,
                        const rfi_weather *weather, int64_t drop)
{
    return plant->kind == RFI_PLANT_TOWER ? rfi_wet_of(study, view, weather)
                                          : coil_air(study, view, weather, drop);
}

/* The same readings as rfi_supply_temperature, at any weather. */
int64_t rfi_supply_at(const rfi_study *study, rfi_view *view, const rfi_plant_chain *chain,
                      size_t index, const rfi_weather *weather)
{
    const rfi_plant *plant = chain->plants[index];
    if (weather == NULL) {
        return rfi_supply_temperature(study, view, chain, index);
    }
    if (rfi_known(&plant->supply)) {
        return rfi_demand_of(view, &plant->supply);
    }
    if (rfi_is_rejector(plant->kind)) {
        int64_t drop = pad_drop(study, view, plant, weather);
        return rfi_add(cold_end(study, view, plant, weather, drop),
                       rfi_demand_of(view, rejector_approach(study, plant)));
    }
    if (plant->kind == RFI_PLANT_OUTSIDE_AIR) {
        return weather->dry;
    }
    if (plant->kind == RFI_PLANT_CHILLER || index + 1 >= chain->count) {
        return rfi_demand_of(view, &plant->supply);
    }
    int64_t water = rfi_supply_at(study, view, chain, index + 1, weather);
    const rfi_figure *approach =
        plant->kind == RFI_PLANT_CDU
            ? rfi_or_rule(&plant->approach, study->rules, RFI_RULE_CDU_APPROACH)
            : &plant->approach;
    return rfi_add(water, rfi_demand_of(view, approach));
}

int64_t rfi_coldest_supply(const rfi_study *study, rfi_view *view,
                           const rfi_plant_chain *chain, size_t index)
{
    int64_t above = 0;
    for (; index < chain->count; index++) {
        const rfi_plant *plant = chain->plants[index];
        if (rfi_known(&plant->supply)) {
            return rfi_add(rfi_limit_of(view, &plant->supply), above);
        }
        above =
            rfi_add(above, plant->kind == RFI_PLANT_CDU
                               ? rfi_limit_or(view, &plant->approach,
                                              &study->rules->figures[RFI_RULE_CDU_APPROACH])
                               : rfi_limit_of(view, &plant->approach));
    }
    return RFI_UNBOUNDED;
}

/* Water that controls hold below this plant: its own set point, that of the trim chiller in
 * its water, else what it reaches on the design day. */
static int64_t set_point(const rfi_study *study, rfi_view *view,
                         const rfi_plant_chain *chain, size_t index)
{
    const rfi_plant *plant = chain->plants[index];
    const rfi_plant *below = index == 0 ? NULL : chain->plants[index - 1];
    if (!rfi_known(&plant->supply) && below != NULL && below->kind == RFI_PLANT_CHILLER &&
        rfi_known(&below->supply)) {
        return rfi_limit_of(view, &below->supply);
    }
    return rfi_supply_temperature(study, view, chain, index);
}

static int64_t range_of(const rfi_study *study, rfi_view *view, const rfi_plant *plant)
{
    return rfi_limit_or(view, &plant->range,
                        &study->rules->figures[RFI_RULE_COOLANT_RANGE]);
}

/* The fans of a trim chiller blow for its share; those of an economiser for all. */
static bool is_trim(const rfi_plant_chain *chain, size_t index)
{
    return chain->plants[index]->kind == RFI_PLANT_CHILLER && index + 1 < chain->count;
}

/* ---- fans and pumps --------------------------------------------------------------------
 */

static const rfi_figure *fans_of(const rfi_study *study, const rfi_plant *plant)
{
    const rfi_figure *rules = study->rules->figures;
    if (rfi_known(&plant->fans)) {
        return &plant->fans;
    }
    switch (plant->kind) {
    case RFI_PLANT_DRY_COOLER:
    case RFI_PLANT_ADIABATIC:
    case RFI_PLANT_HYDRO:
    case RFI_PLANT_IMMERSION:
        return &rules[RFI_RULE_FANS_DRY];
    case RFI_PLANT_TOWER:
        return &rules[RFI_RULE_FANS_WET];
    case RFI_PLANT_CRAH:
    case RFI_PLANT_FAN_WALL:
    case RFI_PLANT_OUTSIDE_AIR:
        return &rules[RFI_RULE_AIR_FAN_POWER];
    case RFI_PLANT_CHILLER: /* a rated COP holds its condenser fans */
    case RFI_PLANT_CDU:
    case RFI_PLANT_REAR_DOOR:
    case RFI_PLANT_KINDS:
        break;
    }
    return NULL;
}

static const rfi_figure *pumps_of(const rfi_study *study, const rfi_plant_chain *chain,
                                  size_t index)
{
    const rfi_figure *rules = study->rules->figures;
    const rfi_plant *plant = chain->plants[index];
    if (rfi_known(&plant->pumps)) {
        return &plant->pumps;
    }
    if (plant->kind == RFI_PLANT_CDU) {
        return &rules[RFI_RULE_PUMPS_CDU];
    }
    if (rfi_is_rejector(plant->kind) ||
        (plant->kind == RFI_PLANT_CHILLER && !is_trim(chain, index))) {
        return &rules[RFI_RULE_PUMPS_FACILITY]; /* one water circuit, one set of pumps */
    }
    return NULL;
}

static int64_t share_of(rfi_view *view, const rfi_figure *factor, int64_t heat)
{
    return factor == NULL ? 0 : rfi_mul_div_ceil(heat, rfi_demand_of(view, factor), PPM);
}

/* Speed of the fans against design, ppm: air handlers by the heat, rejectors by the heat
 * and the temperature gap that is left between returning water and air. Air flow is taken
 * to follow the heat linearly, which asks for more speed than coils do. */
static int64_t fan_speed(const rfi_study *study, rfi_view *view,
                         const rfi_plant_chain *chain, size_t index,
                         const rfi_weather *weather, int64_t part)
{
    const rfi_plant *plant = chain->plants[index];
    int64_t slowest = rfi_demand_of(view, &study->rules->figures[RFI_RULE_FAN_FLOOR]);
    int64_t speed = rfi_min(part, PPM);
    if (weather == NULL) {
        return PPM;
    }
    if (rfi_is_rejector(plant->kind)) {
        int64_t approach = rfi_demand_of(view, rejector_approach(study, plant));
        int64_t range = range_of(study, view, plant);
        int64_t held = set_point(study, view, chain, index);
        int64_t drop = pad_drop(study, view, plant, weather);
        int64_t gap =
            rfi_sub(rfi_add(held, range), cold_end(study, view, plant, weather, drop));
        speed = gap <= 0 ? PPM : rfi_mul_div_ceil(speed, rfi_add(approach, range), gap);
    }
    return rfi_max(rfi_min(speed, PPM), rfi_min(slowest, PPM));
}

/* ---- water -----------------------------------------------------------------------------
 */

static int64_t evaporated(const rfi_study *study, rfi_view *view, int64_t heat)
{
    return rfi_evaporation(
        heat, rfi_limit_of(view, &study->rules->figures[RFI_RULE_EVAPORATION_HEAT]));
}

/* Pads run only as far as the water needs it. What they take off the air is evaporated: the
 * air carries the heat with a rise like the water's range. */
static int64_t pad_evaporation(const rfi_study *study, rfi_view *view,
                               const rfi_plant_chain *chain, size_t index,
                               const rfi_weather *weather, int64_t heat)
{
    const rfi_plant *plant = chain->plants[index];
    int64_t needed = rfi_sub(set_point(study, view, chain, index),
                             rfi_demand_of(view, rejector_approach(study, plant)));
    int64_t over = rfi_sub(coil_air(study, view, weather, 0), needed);
    int64_t drop = rfi_min(rfi_max(over, 0), pad_drop(study, view, plant, weather));
    int64_t range = range_of(study, view, plant);
    return range <= 0 ? 0 : evaporated(study, view, rfi_mul_div_ceil(heat, drop, range));
}

static int64_t make_up(const rfi_study *study, rfi_view *view, const rfi_plant_chain *chain,
                       size_t index, const rfi_weather *weather, int64_t heat)
{
    const rfi_plant *plant = chain->plants[index];
    const rfi_figure *rules = study->rules->figures;
    if (plant->kind != RFI_PLANT_TOWER && plant->kind != RFI_PLANT_ADIABATIC) {
        return 0;
    }
    rfi_trace_open(view, "make-up water", plant->id,
                   "evaporated x cycles / (cycles - 1) + drift of the circulating water");
    bool tower = plant->kind == RFI_PLANT_TOWER;
    int64_t lost = tower ? evaporated(study, view, heat)
                         : pad_evaporation(study, view, chain, index, weather, heat);
    int64_t total =
        rfi_make_up(lost, rfi_limit_or(view, &plant->cycles, &rules[RFI_RULE_CYCLES]));
    if (tower) {
        int64_t flow =
            rfi_coolant_flow(heat, rfi_limit_of(view, &rules[RFI_RULE_COOLANT_HEAT]),
                             range_of(study, view, plant));
        int64_t drift = rfi_demand_or(view, &plant->drift, &rules[RFI_RULE_DRIFT]);
        total = rfi_add(total, rfi_mul_div_ceil(flow, drift, PPM));
    }
    return rfi_trace_close(view, total, RFI_DIM_FLOW);
}

/* ---- operation -------------------------------------------------------------------------
 */

static void rejector_operates(const rfi_study *study, rfi_view *view,
                              const rfi_plant_chain *chain, size_t index,
                              const rfi_weather *weather, const int64_t heat_and_part[2],
                              rfi_plant_operation *ret)
{
    int64_t heat = heat_and_part[0];
    int64_t part = heat_and_part[1];
    int64_t speed = fan_speed(study, view, chain, index, weather, part);
    int64_t design = rfi_mul_div_ceil(heat, PPM, rfi_max(part, 1));
    int64_t full = share_of(view, fans_of(study, chain->plants[index]), design);
    int64_t square = rfi_mul_div_ceil(speed, speed, PPM);
    int64_t fans = rfi_mul_div_ceil(full, rfi_mul_div_ceil(square, speed, PPM), PPM);
    ret->fans = rfi_add(ret->fans, fans);
    ret->pumps = rfi_add(ret->pumps, share_of(view, pumps_of(study, chain, index), heat));
    ret->water = rfi_add(ret->water, make_up(study, view, chain, index, weather, heat));
}

static int64_t compressor_power(int64_t heat, int64_t cop)
{
    return heat == 0 ? 0 : cop <= 0 ? RFI_UNBOUNDED : rfi_mul_div_ceil(heat, PPM, cop);
}

void rfi_plant_operate(const rfi_study *study, rfi_view *view, const rfi_plant_chain *chain,
                       size_t index, const rfi_weather *weather, int64_t heat, int64_t part,
                       rfi_plant_operation *ret)
{
    *ret = (rfi_plant_operation){.free = PPM};
    ret->supply = rfi_supply_at(study, view, chain, index, weather);
    if (chain->plants[index]->kind != RFI_PLANT_CHILLER) {
        const int64_t load[2] = {heat, part};
        rejector_operates(study, view, chain, index, weather, load, ret);
        return;
    }
    int64_t share = rfi_compressor_share(study, view, chain, index, weather);
    int64_t left = rfi_mul_div_ceil(heat, share, PPM);
    int64_t loaded = rfi_mul_div_ceil(rfi_min(part, PPM), share, PPM);
    ret->free = PPM - share;
    if (left > 0) {
        int64_t cop = rfi_chiller_cop(study, view, chain, index, weather, loaded);
        ret->compressor = compressor_power(left, cop);
    }
    ret->fans = share_of(view, fans_of(study, chain->plants[index]),
                         is_trim(chain, index) ? left : heat);
    ret->pumps = share_of(view, pumps_of(study, chain, index), heat);
    const rfi_plant_chain *to = rfi_condenser_chain(study, chain, index);
    int64_t rejected = rfi_add(left, ret->compressor);
    if (to != NULL && left > 0) {
        const int64_t load[2] = {rejected, rfi_max(1, loaded)};
        rejector_operates(study, view, to, 0, weather, load, ret);
    }
}

/* ---- the peak hour ---------------------------------------------------------------------
 */

bool rfi_plant_modelled(const rfi_plant *plant)
{
    return !rfi_known(&plant->electrical) &&
           (rfi_known(&plant->cop) || rfi_known(&plant->fans) || rfi_known(&plant->pumps) ||
            (plant->kind == RFI_PLANT_CHILLER &&
             (plant->rejects_to != NULL || plant->economiser.state != RFI_ABSENT)));
}

int64_t rfi_plant_draw(const rfi_study *study, rfi_view *view, const rfi_plant_chain *chain,
                       size_t index, int64_t heat)
{
    const rfi_plant *plant = chain->plants[index];
    rfi_trace_open(view, "draw in the peak hour", plant->id,
                   "heat left to compressors / COP + fans + pumps");
    int64_t left = heat;
    int64_t draw = 0;
    if (plant->kind == RFI_PLANT_CHILLER) {
        int64_t share = rfi_compressor_share(study, view, chain, index, NULL);
        left = rfi_mul_div_ceil(heat, share, PPM);
        draw =
            compressor_power(left, rfi_chiller_cop(study, view, chain, index, NULL, PPM));
    }
    int64_t blown = is_trim(chain, index) ? left : heat;
    draw = rfi_add(draw, share_of(view, fans_of(study, plant), blown));
    draw = rfi_add(draw, share_of(view, pumps_of(study, chain, index), heat));
    return rfi_trace_close(view, draw, RFI_DIM_POWER);
}

/* What compressors put into the heat that they take; a stated `electrical` is all of the
 * heat's. */
static int64_t compressor_work(const rfi_study *study, rfi_view *view,
                               const rfi_plant_chain *chain, size_t index, int64_t heat,
                               int64_t *ret_left)
{
    const rfi_plant *plant = chain->plants[index];
    if (rfi_known(&plant->electrical)) {
        *ret_left = heat;
        return share_of(view, &plant->electrical, heat);
    }
    int64_t share = rfi_compressor_share(study, view, chain, index, NULL);
    *ret_left = rfi_mul_div_ceil(heat, share, PPM);
    if (*ret_left == 0) {
        return 0;
    }
    return compressor_power(*ret_left,
                            rfi_chiller_cop(study, view, chain, index, NULL, PPM));
}

int64_t rfi_condenser_heat(const rfi_study *study, rfi_view *view,
                           const rfi_plant_chain *chain, size_t index, int64_t heat)
{
    const rfi_plant *plant = chain->plants[index];
    rfi_trace_open(view, "heat of the condensers", plant->id,
                   "heat left to compressors x (1 + 1 / COP), or x (1 + electrical)");
    int64_t left = 0;
    int64_t work = compressor_work(study, view, chain, index, heat, &left);
    return rfi_trace_close(view, rfi_add(left, work), RFI_DIM_POWER);
}

int64_t rfi_plant_duty(const rfi_study *study, rfi_view *view, const rfi_plant_chain *chain,
                       size_t index, int64_t heat)
{
    const rfi_plant *plant = chain->plants[index];
    if (plant->kind == RFI_PLANT_CHILLER && rfi_plant_modelled(plant)) {
        int64_t share = rfi_compressor_share(study, view, chain, index, NULL);
        return rfi_mul_div_ceil(heat, share, PPM);
    }
    int64_t duty = heat;
    for (size_t i = 0; i < index; i++) {
        const rfi_plant_chain *to = rfi_condenser_chain(study, chain, i);
        if (to != NULL && to->plants[0] == plant) { /* its own heat is in the chain's */
            int64_t left = 0;
            duty = rfi_add(duty, compressor_work(study, view, chain, i, heat, &left));
        }
    }
    return duty;
}

/* What is left of the gap between returning water and air that the capacity is rated at. A
 * plant that holds a set point, its own or a trim chiller's, has its return from there; one
 * that floats keeps its approach. */
static int64_t gap_factor(const rfi_study *study, rfi_view *view,
                          const rfi_plant_chain *chain, size_t index)
{
    const rfi_plant *plant = chain->plants[index];
    const rfi_plant *below = index == 0 ? NULL : chain->plants[index - 1];
    bool trimmed = below != NULL && below->kind == RFI_PLANT_CHILLER;
    const rfi_figure *held = rfi_known(&plant->supply) ? &plant->supply
                             : trimmed                 ? &below->supply
                                                       : NULL;
    int64_t at = rfi_limit_of(view, &plant->at);
    int64_t rated = rfi_sub(rfi_demand_of(view, &plant->rated_return), at);
    if (at >= RFI_UNBOUNDED) {
        return PPM; /* nobody knows where it loses capacity */
    }
    int64_t range = range_of(study, view, plant);
    int64_t gap = 0;
    if (held == NULL) {
        gap = rfi_add(rfi_limit_of(view, rejector_approach(study, plant)), range);
    } else {
        int64_t drop = pad_drop(study, view, plant, NULL);
        int64_t cold = cold_end(study, view, plant, NULL, drop);
        int64_t water = rfi_limit_of(view, held);
        bool reached = held != &plant->supply || water > cold; /* no cooler beats its air */
        gap = reached ? rfi_sub(rfi_add(water, range), cold) : 0;
    }
    return rated <= 0 || gap <= 0 ? 0
           : gap >= rated         ? PPM
                                  : rfi_mul_div_floor(gap, PPM, rated);
}

int64_t rfi_plant_capacity(const rfi_study *study, rfi_view *view,
                           const rfi_plant_chain *chain, size_t index)
{
    const rfi_plant *plant = chain->plants[index];
    int64_t stated = rfi_limit_of(view, &plant->capacity);
    if (!rfi_known(&plant->rated_return) || !rfi_is_rejector(plant->kind)) {
        return stated;
    }
    rfi_trace_open(
        view, "capacity at the design weather", plant->id,
        "capacity x (return - air) / (rated return - at) x (pressure / 101325)^n");
    int64_t gap = gap_factor(study, view, chain, index);
    int64_t thin = rfi_altitude_factor(
        rfi_pressure_of(study, view, NULL),
        rfi_demand_of(view, &study->rules->figures[RFI_RULE_ALTITUDE_EXPONENT]));
    int64_t capacity =
        gap == 0 || thin == 0
            ? 0
            : rfi_mul_div_floor(rfi_mul_div_floor(stated, gap, PPM), thin, PPM);
    return rfi_trace_close(view, capacity, RFI_DIM_POWER);
}
