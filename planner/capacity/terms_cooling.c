/* SPDX-License-Identifier: MIT */
/* Heat, coolant, air and their temperatures. docs/requirements.md gives the formulas. */
#include "planner/capacity/plant.h"
#include "planner/capacity/terms.h"

int64_t rfi_units_left(const rfi_scene *s, const rfi_plant *plant)
{
    rfi_subsystem sub = plant->kind == RFI_PLANT_CDU ? RFI_SUB_CDU : RFI_SUB_COOLING;
    int64_t out = s->study->policy[sub] >= RFI_POLICY_REDUNDANT ? 1 : 0;
    rfi_trace_step(s->view, RFI_OP_MAX, "units left, at least none", plant->id);
    rfi_trace_words(s->view, "policy", rfi_subsystem_words(sub),
                    rfi_policy_words(s->study->policy[sub]));
    rfi_trace_note(s->view, "none", NULL, 0, RFI_DIM_COUNT);
    rfi_trace_step(s->view, RFI_OP_DIFFERENCE, "units less those out", plant->id);
    int64_t count =
        plant->count.state == RFI_ABSENT
            ? rfi_trace_note(s->view, "one when not stated", NULL, 1, RFI_DIM_COUNT)
            : rfi_count_of(s->view, &plant->count);
    int64_t left =
        count - rfi_trace_note(s->view, "out by the policy", NULL, out, RFI_DIM_COUNT);
    rfi_trace_close(s->view, left, RFI_DIM_COUNT);
    return rfi_trace_close(s->view, rfi_max(0, left), RFI_DIM_COUNT);
}

static bool leans_on(const rfi_scene *s, const rfi_plant_chain *chain)
{
    for (size_t i = 0; i < chain->count; i++) {
        const rfi_plant_chain *to = rfi_condenser_chain(s->study, chain, i);
        if (chain->plants[i] == s->subject->plant ||
            (to != NULL && to->plants[0] == s->subject->plant)) {
            return true;
        }
    }
    return false;
}

/* Heat that reaches the plant of the requirement when this heat enters the chain. */
static int64_t reaches(const rfi_scene *s, const rfi_plant_chain *chain, int64_t heat)
{
    int64_t sum = 0;
    bool inside = false;
    rfi_trace_formula(s->view, "what enters the loop; of a trim chiller its share, of "
                               "condensers what they reject");
    for (size_t i = 0; i < chain->count; i++) {
        if (chain->plants[i] == s->subject->plant) {
            sum = rfi_add(sum, rfi_plant_duty(s->study, s->view, chain, i, heat));
            inside = true;
        }
    }
    for (size_t i = 0; i < chain->count && !inside; i++) {
        const rfi_plant_chain *to = rfi_condenser_chain(s->study, chain, i);
        if (to != NULL && to->plants[0] == s->subject->plant) {
            sum = rfi_add(sum, rfi_condenser_heat(s->study, s->view, chain, i, heat));
        }
    }
    return rfi_trace_close_power(s->view, sum, RFI_POWER_THERMAL);
}

/* Capacity of a unit: the chain of the hall decides the return water; of several halls the
 * worst, at the favourable end the best. */
static int64_t capacity_of(const rfi_scene *s, const rfi_plant *plant)
{
    const rfi_study *study = s->study;
    if (!rfi_known(&plant->rated_return)) {
        return rfi_limit_of(s->view, &plant->capacity);
    }
    int64_t found = -1;
    for (size_t i = 0; i < 2 * study->site->hall_count; i++) {
        const rfi_hall *hall = &study->site->halls[i / 2];
        const rfi_plant_chain *chain =
            rfi_plants_of(study, hall, i % 2 == 0 ? hall->liquid : hall->air);
        for (size_t k = 0; k < chain->count; k++) {
            if (chain->plants[k] == plant) {
                int64_t c = rfi_plant_capacity(study, s->view, chain, k);
                bool best = s->view->end == RFI_END_FAVOURABLE;
                found = found < 0 ? c : best ? rfi_max(found, c) : rfi_min(found, c);
            }
        }
    }
    const rfi_plant_chain *alone = rfi_plants_of(study, s->subject->hall, plant->id);
    return found >= 0 || alone->count == 0 ? rfi_max(found, 0)
                                           : rfi_plant_capacity(study, s->view, alone, 0);
}

static int64_t liquid_heat(const rfi_scene *s, const rfi_plant_chain *chain,
                           const rfi_burden *pod)
{
    rfi_trace_open(s->view, "liquid heat that reaches the plant", s->subject->plant->id,
                   NULL);
    if (pod == NULL) {
        return reaches(s, chain, rfi_pumps_burden(s->study, s->view));
    }
    return reaches(s, chain,
                   rfi_trace_above(s->view, RFI_BURDEN_LIQUID, pod->whose, pod->liquid,
                                   RFI_DIM_POWER));
}

static int64_t air_heat(const rfi_scene *s, const rfi_plant_chain *chain,
                        const rfi_hall *hall, const rfi_burden *burden)
{
    rfi_trace_open(s->view, "air heat that reaches the plant", s->subject->plant->id, NULL);
    int64_t heat =
        rfi_trace_above(s->view, RFI_BURDEN_AIR, burden->whose, burden->air, RFI_DIM_POWER);
    heat = rfi_add(heat, rfi_room_losses(s->study, s->view, hall, burden->racks));
    return reaches(s, chain, heat);
}

void rfi_term_heat_in(const rfi_scene *s, const rfi_hall *hall)
{
    size_t i = (size_t)(hall - s->study->site->halls);
    const rfi_plant_chain *liquid = rfi_plants_of(s->study, hall, hall->liquid);
    const rfi_plant_chain *air = rfi_plants_of(s->study, hall, hall->air);
    bool takes_liquid = leans_on(s, liquid);
    bool takes_air = leans_on(s, air);
    if (!takes_liquid && !takes_air) {
        return;
    }
    rfi_burden pod = rfi_pod_burden(s->study, s->view, RFI_PEAK_NONE);
    rfi_trace_step(s->view, RFI_OP_SUM, RFI_PART_POD, hall->id);
    int64_t heat = takes_liquid ? liquid_heat(s, liquid, &pod) : 0;
    heat = rfi_add(heat, takes_air ? air_heat(s, air, hall, &pod) : 0);
    heat = rfi_add(s->terms->pod[i], heat);
    s->terms->pod[i] = rfi_trace_close_power(s->view, heat, RFI_POWER_THERMAL);
    rfi_trace_step(s->view, RFI_OP_SUM, RFI_PART_UNIT, hall->id);
    heat = takes_liquid ? liquid_heat(s, liquid, NULL) : 0;
    if (takes_air) {
        rfi_trace_aside(s->view, "support racks", hall->id,
                        "what an SU brings beside its pods");
        rfi_burden unit = rfi_unit_burden(s->study, s->view);
        rfi_trace_close(s->view, unit.racks, RFI_DIM_POWER);
        heat = rfi_add(heat, air_heat(s, air, hall, &unit));
    }
    heat = rfi_add(s->terms->unit[i], heat);
    s->terms->unit[i] = rfi_trace_close_power(s->view, heat, RFI_POWER_THERMAL);
}

void rfi_term_plant_heat(const rfi_scene *s)
{
    const rfi_plant *plant = s->subject->plant;
    if (plant == NULL) {
        rfi_term_status(s);
        return;
    }
    rfi_limit_begin(s);
    rfi_trace_step(s->view, RFI_OP_PRODUCT, "usable heat", plant->id);
    int64_t left = rfi_units_left(s, plant);
    int64_t usable = rfi_mul(left, capacity_of(s, plant));
    rfi_limit_end(s, rfi_trace_close_power(s->view, usable, RFI_POWER_THERMAL));
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        if (s->subject->hall == NULL || s->subject->hall == hall) {
            rfi_term_heat_in(s, hall);
        }
    }
}

void rfi_term_liquid_loop(const rfi_scene *s)
{
    rfi_trace_open(s->view, RFI_PART_FIXED, NULL, "1 when any heat goes to the liquid");
    s->terms->fixed = rfi_demand_of(s->view, &s->study->profile->liquid_share) > 0 ? 1 : 0;
    rfi_close(s, s->terms->fixed);
    rfi_status_limit(s, &s->subject->hall->liquid_known);
}

static void supply_test(const rfi_scene *s, const char *head)
{
    const rfi_plant_chain *chain = rfi_plants_of(s->study, s->subject->hall, head);
    rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_FIXED, s->subject->hall->id);
    s->terms->fixed = rfi_close(s, rfi_supply_temperature(s->study, s->view, chain, 0));
}

static void limit_is(const rfi_scene *s, const rfi_figure *figure)
{
    rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_LIMIT, NULL);
    s->terms->limit = rfi_close(s, rfi_limit_of(s->view, figure));
}

void rfi_term_liquid_supply(const rfi_scene *s)
{
    supply_test(s, s->subject->hall->liquid);
    limit_is(s, &s->study->profile->supply_max);
}

void rfi_term_air_inlet(const rfi_scene *s)
{
    supply_test(s, s->subject->hall->air);
    limit_is(s, rfi_or_rule(&s->study->profile->air_inlet_max, s->study->rules,
                            RFI_RULE_AIR_INLET));
}

void rfi_term_air_filtration(const rfi_scene *s)
{
    limit_is(s, &s->subject->plant->filtration);
    rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_FIXED, NULL);
    s->terms->fixed =
        rfi_close(s, rfi_demand_or(s->view, &s->study->profile->filtration_min,
                                   &s->study->rules->figures[RFI_RULE_FILTRATION]));
}

void rfi_term_plant_ambient(const rfi_scene *s)
{
    limit_is(s, &s->subject->plant->at);
    rfi_trace_step(s->view, RFI_OP_SUM, RFI_PART_FIXED, NULL);
    int64_t dry = rfi_design_dry_bulb(s->study, s->view);
    s->terms->fixed = rfi_add(
        dry, rfi_demand_of(s->view, &s->study->rules->figures[RFI_RULE_RECIRCULATION]));
    rfi_close(s, s->terms->fixed);
}

void rfi_term_liquid_flow(const rfi_scene *s)
{
    const rfi_plant *plant = s->subject->plant;
    rfi_limit_begin(s);
    rfi_trace_step(s->view, RFI_OP_PRODUCT, "usable flow", plant->id);
    int64_t left = rfi_units_left(s, plant);
    int64_t usable = rfi_mul(left, rfi_limit_of(s->view, &plant->flow));
    rfi_limit_end(s, rfi_trace_close(s->view, usable, RFI_DIM_FLOW));
    int64_t racks = rfi_racks_per_pod(s->study->profile);
    rfi_trace_step(s->view, RFI_OP_PRODUCT, "flow of a pod", NULL);
    rfi_trace_note(s->view, "racks per pod", s->study->profile->id, racks, RFI_DIM_COUNT);
    int64_t pod = rfi_mul(racks, rfi_demand_of(s->view, &s->study->profile->flow));
    rfi_trace_close(s->view, pod, RFI_DIM_FLOW);
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        bool here = s->subject->hall == NULL || s->subject->hall == hall;
        if (here && hall->liquid != NULL &&
            rfi_site_plant(s->study->site, hall, hall->liquid) == plant) {
            rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_POD, hall->id);
            rfi_trace_above(s->view, "flow of a pod", NULL, pod, RFI_DIM_FLOW);
            s->terms->pod[i] = rfi_close(s, pod);
        }
    }
}
