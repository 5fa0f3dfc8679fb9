/* SPDX-License-Identifier: MIT */
/* Heat, coolant, air and their temperatures. docs/requirements.md gives the formulas. */
#include "planner/capacity/terms.h"

static int64_t units_left(const rfi_scene *s, const rfi_plant *plant)
{
    rfi_subsystem sub = plant->kind == RFI_PLANT_CDU ? RFI_SUB_CDU : RFI_SUB_COOLING;
    int64_t out = s->study->policy[sub] >= RFI_POLICY_REDUNDANT ? 1 : 0;
    return rfi_max(0, rfi_count_of(s->view, &plant->count) - out);
}

static bool leans_on(const rfi_scene *s, const rfi_hall *hall, const char *head)
{
    const rfi_plant_chain *chain = rfi_plants_of(s->study, hall, head);
    for (size_t i = 0; i < chain->count; i++) {
        if (chain->plants[i] == s->subject->plant) {
            return true;
        }
    }
    return false;
}

void rfi_term_plant_heat(const rfi_scene *s)
{
    const rfi_plant *plant = s->subject->plant;
    if (plant == NULL) {
        rfi_term_status(s);
        return;
    }
    s->terms->limit = rfi_less_reserve(
        s, rfi_mul(units_left(s, plant), rfi_limit_of(s->view, &plant->capacity)));
    rfi_burden pod = rfi_pod_burden(s->study, s->view, RFI_PEAK_NONE);
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        if (s->subject->hall != NULL && s->subject->hall != hall) {
            continue;
        }
        if (leans_on(s, hall, hall->liquid)) {
            s->terms->pod[i] = rfi_add(s->terms->pod[i], pod.liquid);
            s->terms->unit[i] =
                rfi_add(s->terms->unit[i], rfi_pumps_burden(s->study, s->view));
        }
        if (leans_on(s, hall, hall->air)) {
            s->terms->pod[i] = rfi_add(s->terms->pod[i], pod.air);
            s->terms->unit[i] =
                rfi_add(s->terms->unit[i], rfi_unit_burden(s->study, s->view).air);
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
        s, rfi_mul(units_left(s, plant), rfi_limit_of(s->view, &plant->flow)));
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
