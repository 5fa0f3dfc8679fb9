/* SPDX-License-Identifier: MIT */
/* Cooling half of the second opinion: heat on every plant, flow, temperatures on the design
 * day. */
#include "planner/check/bench.h"
#include "planner/model/psychro.h"

#include <string.h>

enum { PPM = 1000000, LONGEST = 64 };

static bool leads_to(const rfi_bench *b, const rfi_hall *hall, const char *id,
                     const rfi_plant *target)
{
    const rfi_plant *plant = id == NULL ? NULL : rfi_site_plant(b->site, hall, id);
    for (size_t guard = 0; plant != NULL && guard < LONGEST; guard++) {
        if (plant == target || rfi_bench_condenser(b, hall, plant) == target) {
            return true;
        }
        plant = plant->from == NULL ? NULL : rfi_site_plant(b->site, hall, plant->from);
    }
    return false;
}

static int64_t left_running(rfi_bench *b, const rfi_plant *plant)
{
    rfi_policy policy =
        b->plan->policy[plant->kind == RFI_PLANT_CDU ? RFI_SUB_CDU : RFI_SUB_COOLING];
    int64_t units = rfi_bench_units(b, &plant->count);
    return rfi_max(0, policy >= RFI_POLICY_REDUNDANT ? units - 1 : units);
}

static int64_t heat_on(rfi_bench *b, const rfi_standing *s, const rfi_plant *plant)
{
    int64_t heat = 0;
    /* racks without a liquid side use no loop, nor do the pumps of theirs */
    if (rfi_profile_is_liquid(b->profile) && leads_to(b, s->hall, s->hall->liquid, plant)) {
        heat = rfi_bench_reaching(b, s->hall, s->hall->liquid, plant,
                                  rfi_bench_heat(b, s, true));
    }
    if (leads_to(b, s->hall, s->hall->air, plant)) {
        int64_t racks = rfi_bench_rack_power(b, s, rfi_bench_most(b, &b->profile->max));
        int64_t air =
            rfi_add(rfi_bench_heat(b, s, false), rfi_bench_losses(b, s->hall, racks));
        heat = rfi_add(heat, rfi_bench_reaching(b, s->hall, s->hall->air, plant, air));
    }
    return heat;
}

static int64_t flow_on(rfi_bench *b, const rfi_standing *s, const rfi_plant *plant)
{
    if (s->hall->liquid == NULL || !rfi_profile_is_liquid(b->profile) ||
        rfi_site_plant(b->site, s->hall, s->hall->liquid) != plant || s->pods == 0) {
        return 0;
    }
    int64_t racks =
        rfi_mul(s->pods,
                rfi_known(&b->profile->racks_per_pod) ? b->profile->racks_per_pod.high : 1);
    return rfi_mul(racks, rfi_bench_most(b, &b->profile->flow));
}

static bool ends_a_loop(const rfi_bench *b, const rfi_hall *hall, const rfi_plant *plant)
{
    bool ends = false;
    for (size_t i = 0; i < b->plan->share_count; i++) {
        const rfi_hall *here = b->plan->shares[i].hall;
        ends = ends || ((hall == NULL || here == hall) && here->liquid != NULL &&
                        rfi_site_plant(b->site, here, here->liquid) == plant);
    }
    return ends;
}

typedef int64_t demand_of(rfi_bench *b, const rfi_standing *s, const rfi_plant *plant);

static int64_t summed(rfi_bench *b, const rfi_hall *hall, const rfi_plant *plant,
                      demand_of *demand)
{
    int64_t sum = 0;
    for (size_t i = 0; i < b->plan->share_count; i++) {
        const rfi_hall_share *share = &b->plan->shares[i];
        if (hall == NULL || share->hall == hall) {
            rfi_bench_turn(b, share);
            rfi_standing s =
                hall != NULL ? rfi_bench_fullest(b, share) : rfi_bench_total(b, share);
            sum = rfi_add(sum, demand(b, &s, plant));
        }
    }
    rfi_bench_turn(b, NULL);
    return sum;
}

/* Litres are what their kelvins carry; at the end of a loop they are those of the racks. */
static int64_t pipe_flow_on(rfi_bench *b, const rfi_standing *s, const rfi_plant *plant)
{
    if (rfi_profile_is_liquid(b->profile) && s->hall->liquid != NULL &&
        rfi_site_plant(b->site, s->hall, s->hall->liquid) == plant) {
        return flow_on(b, s, plant);
    }
    int64_t kelvin = rfi_bench_rule_least(b, &plant->range, RFI_RULE_COOLANT_RANGE);
    int64_t joule = rfi_bench_least(b, &b->rules->figures[RFI_RULE_COOLANT_HEAT]);
    int64_t heat = heat_on(b, s, plant);
    return heat == 0     ? 0
           : kelvin <= 0 ? RFI_UNBOUNDED
                         : rfi_mul_div_ceil(heat, 3600000, rfi_mul(joule, kelvin));
}

static int64_t air_flow_on(rfi_bench *b, const rfi_standing *s, const rfi_plant *plant)
{
    if (s->hall->air == NULL || rfi_site_plant(b->site, s->hall, s->hall->air) != plant) {
        return 0;
    }
    rfi_wide kelvin = rfi_bench_rule_least(b, &plant->range, RFI_RULE_AIR_RANGE);
    rfi_wide joule = rfi_bench_least(b, &b->rules->figures[RFI_RULE_AIR_HEAT]);
    rfi_wide pressure = rfi_bench_pressure(b);
    int64_t heat = heat_on(b, s, plant);
    if (heat == 0) {
        return 0;
    }
    return heat >= RFI_UNBOUNDED || kelvin <= 0 || pressure <= 0
               ? RFI_UNBOUNDED
               : rfi_narrow(rfi_wide_div_ceil((rfi_wide)heat * 364770000000000,
                                              joule * kelvin * pressure));
}

/* Heat in the time until plants cool again, mWh. */
static int64_t outage_heat_on(rfi_bench *b, const rfi_standing *s, const rfi_plant *plant)
{
    int64_t time = rfi_bench_rule_most(b, &plant->restart, RFI_RULE_PLANT_RESTART);
    int64_t heat = heat_on(b, s, plant);
    return heat == 0 ? 0 : rfi_mul_div_ceil(heat, time, 3600000000);
}

static void check_carriers(rfi_bench *b, const rfi_hall *hall, const rfi_plant *plant)
{
    int64_t units = left_running(b, plant);
    if (rfi_known(&plant->pipe)) {
        int64_t wide = rfi_bench_least(b, &plant->pipe);
        int64_t fast = rfi_bench_least(b, &b->rules->figures[RFI_RULE_PIPE_VELOCITY]);
        /* pi/4 to six places x 3.6 mL/h of a mm3/s */
        int64_t one = rfi_narrow((rfi_wide)wide * wide * fast * 785398 * 36 / 10 / PPM);
        rfi_bench_on_plant(b, hall, plant->kind);
        rfi_bench_test(
            b, RFI_REQ_PIPE_FLOW, plant->id, summed(b, hall, plant, pipe_flow_on),
            rfi_bench_reserved(b, rfi_mul(units, one)), RFI_DIM_FLOW, RFI_POWER_PLAIN);
    }
    bool blows = false;
    for (size_t i = 0; i < b->plan->share_count; i++) {
        const rfi_hall *at = b->plan->shares[i].hall;
        blows = blows || ((hall == NULL || at == hall) && at->air != NULL &&
                          rfi_site_plant(b->site, at, at->air) == plant);
    }
    if (rfi_known(&plant->air_flow) && blows) {
        int64_t limit = rfi_mul(units, rfi_bench_least(b, &plant->air_flow));
        rfi_bench_on_plant(b, hall, plant->kind);
        rfi_bench_test(b, RFI_REQ_AIR_FLOW, plant->id, summed(b, hall, plant, air_flow_on),
                       rfi_bench_reserved(b, limit), RFI_DIM_FLOW, RFI_POWER_PLAIN);
    }
    if (rfi_known(&plant->buffer) && b->plan->policy[RFI_SUB_GENERATORS] >= RFI_POLICY_N) {
        rfi_wide joule = rfi_bench_least(b, &b->rules->figures[RFI_RULE_COOLANT_HEAT]);
        rfi_wide rise = rfi_bench_least(b, &b->rules->figures[RFI_RULE_BUFFER_RISE]);
        int64_t litres = rfi_mul(units, rfi_bench_least(b, &plant->buffer));
        int64_t limit = rfi_narrow(litres * joule * rise / 3600);
        rfi_bench_on_plant(b, hall, plant->kind);
        rfi_bench_test(b, RFI_REQ_COOLING_RIDE_THROUGH, plant->id,
                       summed(b, hall, plant, outage_heat_on), rfi_bench_reserved(b, limit),
                       RFI_DIM_ENERGY, RFI_POWER_PLAIN);
    }
}

static void check_plant(rfi_bench *b, const rfi_hall *hall, const rfi_plant *plant)
{
    int64_t heat = 0;
    bool used = false;
    bool racks_flow = false;
    for (size_t i = 0; i < b->plan->share_count; i++) {
        const rfi_hall_share *share = &b->plan->shares[i];
        if (hall != NULL && share->hall != hall) {
            continue;
        }
        rfi_bench_turn(b, share);
        racks_flow = racks_flow || rfi_profile_is_liquid(b->profile);
        used = used || leads_to(b, share->hall, share->hall->air, plant) ||
               (rfi_profile_is_liquid(b->profile) &&
                leads_to(b, share->hall, share->hall->liquid, plant));
        rfi_standing s =
            hall != NULL ? rfi_bench_fullest(b, share) : rfi_bench_total(b, share);
        heat = rfi_add(heat, heat_on(b, &s, plant));
    }
    rfi_bench_turn(b, NULL);
    bool liquid = plant->loop == RFI_LOOP_LIQUID;
    if (!used) {
        b->missing = false;
        return;
    }
    int64_t limit = rfi_mul(left_running(b, plant), rfi_bench_capacity(b, plant));
    rfi_bench_on_plant(b, hall, plant->kind);
    rfi_bench_test(b, liquid ? RFI_REQ_LIQUID_HEAT : RFI_REQ_AIR_HEAT, plant->id, heat,
                   rfi_bench_reserved(b, limit), RFI_DIM_POWER, RFI_POWER_THERMAL);
    check_carriers(b, hall, plant);
    if (!racks_flow || !rfi_known(&plant->flow) || !ends_a_loop(b, hall, plant)) {
        return;
    }
    int64_t flow = summed(b, hall, plant, flow_on);
    rfi_bench_on_plant(b, hall, plant->kind);
    limit = rfi_mul(left_running(b, plant), rfi_bench_least(b, &plant->flow));
    rfi_bench_test(b, RFI_REQ_LIQUID_FLOW, plant->id, flow, rfi_bench_reserved(b, limit),
                   RFI_DIM_FLOW, RFI_POWER_PLAIN);
}

int64_t rfi_bench_loop_heat(rfi_bench *b, const rfi_hall_share *share, bool liquid)
{
    rfi_bench_turn(b, share);
    rfi_standing s = rfi_bench_fullest(b, share);
    if (liquid) {
        return rfi_bench_heat(b, &s, true);
    }
    int64_t racks = rfi_bench_rack_power(b, &s, rfi_bench_most(b, &b->profile->max));
    return rfi_add(rfi_bench_heat(b, &s, false), rfi_bench_losses(b, s.hall, racks));
}

void rfi_bench_cooling(rfi_bench *b)
{
    for (size_t i = 0; i < b->site->plant_count; i++) {
        check_plant(b, NULL, &b->site->plants[i]);
    }
    for (size_t i = 0; i < b->plan->share_count; i++) {
        const rfi_hall *hall = b->plan->shares[i].hall;
        for (size_t k = 0; b->plan->shares[i].pods > 0 && k < hall->plant_count; k++) {
            check_plant(b, hall, &hall->plants[k]);
        }
    }
}

/* ---- temperatures
 * ---------------------------------------------------------------------------- */

int64_t rfi_bench_dry_bulb(rfi_bench *b)
{
    const rfi_climate *climate = b->site->climate;
    if (climate == NULL) {
        return rfi_bench_most(b, &b->site->climate_known);
    }
    if (climate->design_dry_bulb.state == RFI_KNOWN) {
        return rfi_bench_most(b, &climate->design_dry_bulb);
    }
    return rfi_add(rfi_bench_most(b, &climate->typical_maximum),
                   rfi_bench_most(b, &b->rules->figures[RFI_RULE_EXTREME_MARGIN]));
}

static int64_t wettest_air(rfi_bench *b)
{
    const rfi_climate *climate = b->site->climate;
    return rfi_bench_most(b, climate == NULL ? &b->site->climate_known
                                             : &climate->design_wet_bulb);
}

int64_t rfi_bench_yard(rfi_bench *b)
{
    return rfi_add(rfi_bench_dry_bulb(b),
                   rfi_bench_most(b, &b->rules->figures[RFI_RULE_RECIRCULATION]));
}

int64_t rfi_bench_coil(rfi_bench *b, const rfi_plant *plant)
{
    if (plant->kind == RFI_PLANT_TOWER) {
        return wettest_air(b);
    }
    int64_t air = rfi_bench_yard(b);
    if (plant->kind != RFI_PLANT_ADIABATIC) {
        return air;
    }
    /* pads cool the weather; what recirculates comes on top in full */
    int64_t gap = rfi_sub(rfi_bench_dry_bulb(b), wettest_air(b));
    if (air < RFI_UNBOUNDED && gap > 0) {
        int64_t effect =
            rfi_min(PPM, rfi_bench_rule_least(b, &plant->pad_effect, RFI_RULE_PAD_EFFECT));
        air -= rfi_narrow((rfi_wide)gap * effect / PPM);
    }
    return air;
}

static int64_t delivered(rfi_bench *b, const rfi_hall *hall, const rfi_plant *plant,
                         int depth)
{
    const rfi_plant *above =
        plant->from == NULL ? NULL : rfi_site_plant(b->site, hall, plant->from);
    if (plant->supply.state == RFI_KNOWN) {
        return rfi_bench_most(b, &plant->supply);
    }
    bool dry = plant->kind == RFI_PLANT_DRY_COOLER || plant->kind == RFI_PLANT_HYDRO ||
               plant->kind == RFI_PLANT_IMMERSION;
    if (dry || plant->kind == RFI_PLANT_ADIABATIC) {
        return rfi_add(rfi_bench_coil(b, plant),
                       rfi_bench_rule_most(b, &plant->approach, RFI_RULE_DRY_APPROACH));
    }
    if (plant->kind == RFI_PLANT_TOWER) {
        return rfi_add(wettest_air(b),
                       rfi_bench_rule_most(b, &plant->approach, RFI_RULE_TOWER_APPROACH));
    }
    if (plant->kind == RFI_PLANT_OUTSIDE_AIR) {
        return rfi_bench_dry_bulb(b);
    }
    if (plant->kind == RFI_PLANT_CHILLER || above == NULL || depth > LONGEST) {
        return rfi_bench_most(b, &plant->supply);
    }
    int64_t approach = plant->kind == RFI_PLANT_CDU
                           ? rfi_bench_rule_most(b, &plant->approach, RFI_RULE_CDU_APPROACH)
                           : rfi_bench_most(b, &plant->approach);
    return rfi_add(delivered(b, hall, above, depth + 1), approach);
}

int64_t rfi_bench_delivered(rfi_bench *b, const rfi_hall *hall, const rfi_plant *plant)
{
    return delivered(b, hall, plant, 0);
}

static void check_ambient(rfi_bench *b, const rfi_hall *hall, const rfi_plant *plant)
{
    for (size_t guard = 0; plant != NULL && guard < LONGEST; guard++) {
        bool holds_setpoint =
            plant->kind == RFI_PLANT_CHILLER ||
            (plant->supply.state == RFI_KNOWN && !rfi_bench_rated_by_return(plant));
        if (holds_setpoint && plant->at.state == RFI_KNOWN) {
            int64_t air = rfi_bench_yard(b);
            rfi_bench_on_plant(b, hall, plant->kind);
            rfi_bench_test(b, RFI_REQ_PLANT_AMBIENT, plant->id, air,
                           rfi_bench_least(b, &plant->at), RFI_DIM_TEMPERATURE,
                           RFI_POWER_PLAIN);
        }
        plant = plant->from == NULL ? NULL : rfi_site_plant(b->site, hall, plant->from);
    }
}

static void check_status(rfi_bench *b, rfi_requirement_kind kind, const rfi_hall *hall,
                         int64_t need, const rfi_figure *status)
{
    rfi_bench_on(b, hall, NULL);
    b->row.any = kind == RFI_REQ_AIR_HEAT; /* any new plant is an air plant */
    rfi_bench_test(b, kind, hall->id, need, rfi_min(1, rfi_bench_least(b, status)),
                   RFI_DIM_STATUS, RFI_POWER_PLAIN);
}

/* The coldest coolant: the first set point on the way up, warmer by what stands below. */
static bool coldest(rfi_bench *b, const rfi_hall *hall, const rfi_plant *plant,
                    int64_t *ret_water)
{
    int64_t warmer = 0;
    for (size_t guard = 0; plant != NULL && guard < LONGEST; guard++) {
        if (plant->supply.state == RFI_KNOWN) {
            *ret_water = rfi_add(warmer, rfi_bench_least(b, &plant->supply));
            return true;
        }
        warmer = rfi_add(
            warmer, plant->kind == RFI_PLANT_CDU
                        ? rfi_bench_rule_least(b, &plant->approach, RFI_RULE_CDU_APPROACH)
                        : rfi_bench_least(b, &plant->approach));
        plant = plant->from == NULL ? NULL : rfi_site_plant(b->site, hall, plant->from);
    }
    b->missing = false;
    return false;
}

/* The dew point again, over whole millikelvin, rounded to the nearest. */
static int64_t dew_of(int64_t air, int64_t humidity)
{
    const double target =
        rfi_saturation_pressure((double)air / 1000) * (double)humidity / PPM;
    int64_t low = 173150;
    int64_t high = air;
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        bool below = rfi_saturation_pressure((double)middle / 1000) < target;
        low = below ? middle : low;
        high = below ? high : middle;
    }
    return rfi_saturation_pressure(((double)low + 0.5) / 1000) < target ? high : low;
}

static void check_dew(rfi_bench *b, const rfi_hall *hall, const rfi_plant *plant)
{
    int64_t water = 0;
    if (hall->humidity.state == RFI_ABSENT || !coldest(b, hall, plant, &water)) {
        return;
    }
    int64_t air = rfi_bench_most(b, &hall->air_temperature);
    int64_t humidity = rfi_min(PPM, rfi_bench_most(b, &hall->humidity));
    int64_t dew = humidity <= 0 ? 0
                  : air <= 193150 || air >= 373150 || humidity >= PPM
                      ? air
                      : dew_of(air, humidity);
    int64_t above = rfi_bench_most(b, &b->rules->figures[RFI_RULE_CONDENSATION_MARGIN]);
    rfi_bench_on(b, hall, NULL);
    rfi_bench_test(b, RFI_REQ_CONDENSATION, hall->id, rfi_add(dew, above), water,
                   RFI_DIM_TEMPERATURE, RFI_POWER_PLAIN);
}

static void check_liquid(rfi_bench *b, const rfi_hall *hall)
{
    if (!rfi_profile_is_liquid(b->profile)) {
        return;
    }
    int64_t need = rfi_bench_most(b, &b->profile->liquid_share) > 0 ? 1 : 0;
    check_status(b, RFI_REQ_LIQUID_LOOP, hall, need, &hall->liquid_known);
    const rfi_plant *plant =
        hall->liquid == NULL ? NULL : rfi_site_plant(b->site, hall, hall->liquid);
    if (plant == NULL) {
        return;
    }
    int64_t water = delivered(b, hall, plant, 0);
    rfi_bench_level(b, RFI_REQ_LIQUID_SUPPLY, hall, water,
                    rfi_bench_least(b, &b->profile->supply_max), RFI_DIM_TEMPERATURE);
    check_dew(b, hall, plant);
    check_ambient(b, hall, plant);
}

static void check_air(rfi_bench *b, const rfi_hall *hall)
{
    const rfi_plant *plant =
        hall->air == NULL ? NULL : rfi_site_plant(b->site, hall, hall->air);
    if (plant == NULL) {
        check_status(b, RFI_REQ_AIR_HEAT, hall, 1, &hall->air_known);
        return;
    }
    int64_t air = delivered(b, hall, plant, 0);
    rfi_bench_level(b, RFI_REQ_AIR_INLET, hall, air,
                    rfi_bench_rule_least(b, &b->profile->air_inlet_max, RFI_RULE_AIR_INLET),
                    RFI_DIM_TEMPERATURE);
    int64_t asked =
        rfi_bench_rule_most(b, &b->profile->filtration_min, RFI_RULE_FILTRATION);
    rfi_bench_level(b, RFI_REQ_AIR_FILTRATION, hall, asked,
                    rfi_bench_least(b, &plant->filtration), RFI_DIM_COUNT);
    check_ambient(b, hall, plant);
}

/* ---- the rest of a hall
 * ------------------------------------------------------------------------ */

static void check_structure(rfi_bench *b, const rfi_hall *hall)
{
    int64_t area = rfi_mul(rfi_bench_least(b, &b->profile->width),
                           rfi_bench_least(b, &b->profile->depth));
    int64_t mass = rfi_bench_most(b, &b->profile->mass);
    int64_t load = area <= 0               ? RFI_UNBOUNDED
                   : area >= RFI_UNBOUNDED ? 0
                                           : rfi_mul_div_ceil(mass, PPM, area);
    rfi_bench_on(b, hall, NULL);
    rfi_bench_test(b, RFI_REQ_SLAB, hall->id, load, rfi_bench_least(b, &hall->slab),
                   RFI_DIM_AREA_LOAD, RFI_POWER_PLAIN);
    int64_t height = rfi_add(rfi_bench_most(b, &b->profile->height),
                             rfi_bench_most(b, &b->rules->figures[RFI_RULE_TIERS_AIR]));
    if (rfi_profile_is_liquid(b->profile)) {
        height =
            rfi_add(height, rfi_bench_most(b, &b->rules->figures[RFI_RULE_TIERS_PIPE]));
    }
    rfi_bench_on(b, hall, NULL);
    rfi_bench_test(b, RFI_REQ_CLEAR_HEIGHT, hall->id, height,
                   rfi_bench_least(b, &hall->clear_height), RFI_DIM_LENGTH,
                   RFI_POWER_PLAIN);
}

static void check_delivery(rfi_bench *b, const rfi_hall *hall)
{
    int64_t tallest = -1;
    int64_t widest = -1;
    int64_t passing = 0;
    bool narrower = false;
    bool height_missing = false;
    bool width_missing = false;
    for (size_t i = 0; i < hall->door_count; i++) {
        if (hall->doors[i].delivery) {
            b->missing = false;
            tallest = rfi_max(tallest, rfi_bench_least(b, &hall->doors[i].height));
            height_missing = height_missing || b->missing;
            b->missing = false;
            widest = rfi_max(widest, rfi_bench_least(b, &hall->doors[i].width));
            width_missing = width_missing || b->missing;
        }
    }
    b->missing = height_missing;
    if (tallest < 0) {
        return;
    }
    const rfi_figure *play = &b->rules->figures[RFI_RULE_DELIVERY_PLAY];
    int64_t height =
        rfi_add(rfi_bench_most(b, &b->profile->height), rfi_bench_most(b, play));
    rfi_bench_on(b, hall, NULL);
    rfi_bench_test(b, RFI_REQ_DELIVERY_HEIGHT, hall->id, height, tallest, RFI_DIM_LENGTH,
                   RFI_POWER_PLAIN);
    for (size_t i = 0; i < hall->door_count;
         i++) { /* one door has to let the rack through */
        const rfi_door *door = &hall->doors[i];
        if (door->delivery && height <= tallest &&
            rfi_bench_least(b, &door->height) < height) {
            narrower = true;
        } else if (door->delivery) {
            passing = rfi_max(passing, rfi_bench_least(b, &door->width));
        }
    }
    b->missing = width_missing || height_missing;
    widest = narrower ? passing : widest;
    int64_t width = rfi_min(rfi_bench_most(b, &b->profile->width),
                            rfi_bench_most(b, &b->profile->depth));
    rfi_bench_on(b, hall, NULL);
    rfi_bench_test(b, RFI_REQ_DELIVERY_WIDTH, hall->id,
                   rfi_add(width, rfi_bench_most(b, play)), widest, RFI_DIM_LENGTH,
                   RFI_POWER_PLAIN);
}

void rfi_bench_hall(rfi_bench *b, const rfi_hall *hall)
{
    b->missing = false;
    check_liquid(b, hall);
    check_air(b, hall);
    check_structure(b, hall);
    rfi_bench_bearing(b, hall);
    check_delivery(b, hall);
    rfi_bench_access(b, hall);
}

void rfi_bench_mining(rfi_bench *b, const rfi_hall *hall)
{
    b->missing = false;
    for (size_t i = 0; i < hall->load_count; i++) {
        if (hall->loads[i].stops.state != RFI_ABSENT) {
            check_status(b, RFI_REQ_MINING_STOPS, hall, 1, &hall->loads[i].stops);
        }
    }
    rfi_bench_contracts(b, hall);
}
