/* SPDX-License-Identifier: MIT */
/* Heat, coolant, air and their temperatures. docs/requirements.md gives the formulas. */
#include "planner/capacity/plant.h"
#include "planner/capacity/terms.h"

int64_t rfi_units_left(const rfi_scene *s, const rfi_plant *plant)
{
    rfi_subsystem sub = plant->kind == RFI_PLANT_CDU ? RFI_SUB_CDU : RFI_SUB_COOLING;
    int64_t out = s->study->policy[sub] >= RFI_POLICY_REDUNDANT ? 1 : 0;
    return rfi_max(0, rfi_count_of(s->view, &plant->count) - out);
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
    return sum;
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
    if (takes_liquid) {
        s->terms->pod[i] = rfi_add(s->terms->pod[i], reaches(s, liquid, pod.liquid));
        s->terms->unit[i] = rfi_add(
            s->terms->unit[i], reaches(s, liquid, rfi_pumps_burden(s->study, s->view)));
    }
    if (takes_air) {
        rfi_burden unit = rfi_unit_burden(s->study, s->view);
        int64_t lost = rfi_room_losses(s->study, s->view, hall, pod.racks);
        s->terms->pod[i] =
            rfi_add(s->terms->pod[i], reaches(s, air, rfi_add(pod.air, lost)));
        lost = rfi_room_losses(s->study, s->view, hall, unit.racks);
        s->terms->unit[i] =
            rfi_add(s->terms->unit[i], reaches(s, air, rfi_add(unit.air, lost)));
    }
}

void rfi_term_plant_heat(const rfi_scene *s)
{
    const rfi_plant *plant = s->subject->plant;
    if (plant == NULL) {
        rfi_term_status(s);
        return;
    }
    s->terms->limit =
        rfi_less_reserve(s, rfi_mul(rfi_units_left(s, plant), capacity_of(s, plant)));
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        if (s->subject->hall == NULL || s->subject->hall == hall) {
            rfi_term_heat_in(s, hall);
        }
    }
}

void rfi_term_liquid_loop(const rfi_scene *s)
{
    s->terms->fixed = rfi_demand_of(s->view, &s->study->profile->liquid_share) > 0 ? 1 : 0;
    s->terms->limit = rfi_min(rfi_limit_of(s->view, &s->subject->hall->liquid_known), 1);
}

static void supply_test(const rfi_scene *s, const char *head)
{
    const rfi_plant_chain *chain = rfi_plants_of(s->study, s->subject->hall, head);
    s->terms->fixed = rfi_supply_temperature(s->study, s->view, chain, 0);
}

void rfi_term_liquid_supply(const rfi_scene *s)
{
    supply_test(s, s->subject->hall->liquid);
    s->terms->limit = rfi_limit_of(s->view, &s->study->profile->supply_max);
}

void rfi_term_air_inlet(const rfi_scene *s)
{
    supply_test(s, s->subject->hall->air);
    s->terms->limit = rfi_limit_or(s->view, &s->study->profile->air_inlet_max,
                                   &s->study->rules->figures[RFI_RULE_AIR_INLET]);
}

void rfi_term_air_filtration(const rfi_scene *s)
{
    s->terms->limit = rfi_limit_of(s->view, &s->subject->plant->filtration);
    s->terms->fixed = rfi_demand_or(s->view, &s->study->profile->filtration_min,
                                    &s->study->rules->figures[RFI_RULE_FILTRATION]);
}

void rfi_term_plant_ambient(const rfi_scene *s)
{
    s->terms->limit = rfi_limit_of(s->view, &s->subject->plant->at);
    s->terms->fixed =
        rfi_add(rfi_design_dry_bulb(s->study, s->view),
                rfi_demand_of(s->view, &s->study->rules->figures[RFI_RULE_RECIRCULATION]));
}

void rfi_term_liquid_flow(const rfi_scene *s)
{
    const rfi_plant *plant = s->subject->plant;
    s->terms->limit = rfi_less_reserve(
        s, rfi_mul(rfi_units_left(s, plant), rfi_limit_of(s->view, &plant->flow)));
    int64_t pod = rfi_mul(rfi_racks_per_pod(s->study->profile),
                          rfi_demand_of(s->view, &s->study->profile->flow));
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        bool here = s->subject->hall == NULL || s->subject->hall == hall;
        if (here && hall->liquid != NULL &&
            rfi_site_plant(s->study->site, hall, hall->liquid) == plant) {
            s->terms->pod[i] = pod;
        }
    }
}
