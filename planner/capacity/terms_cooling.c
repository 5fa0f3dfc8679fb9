/* SPDX-License-Identifier: MIT */
/* Heat, coolant, air and their temperatures. docs/requirements.md gives the formulas. */
#include "planner/capacity/terms.h"

static int64_t units_left(const rfi_scene *s, const rfi_plant *plant)
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

/* What one hall puts on the plant: of liquid, of air, or of both. */
static void heat_of_hall(const rfi_scene *s, size_t index, const rfi_burden *pod,
                         bool liquid, bool air)
{
    const char *hall = s->study->site->halls[index].id;
    rfi_trace_step(s->view, RFI_OP_SUM, RFI_PART_POD, hall);
    int64_t heat = liquid ? rfi_trace_above(s->view, RFI_BURDEN_LIQUID, pod->whose,
                                            pod->liquid, RFI_DIM_POWER)
                          : 0;
    heat = rfi_add(heat, air ? rfi_trace_above(s->view, RFI_BURDEN_AIR, pod->whose,
                                               pod->air, RFI_DIM_POWER)
                             : 0);
    s->terms->pod[index] = rfi_close(s, heat);
    rfi_trace_step(s->view, RFI_OP_SUM, RFI_PART_UNIT, hall);
    heat = liquid ? rfi_pumps_burden(s->study, s->view) : 0;
    if (air) {
        rfi_trace_aside(s->view, "support racks", hall,
                        "what an SU brings beside its pods");
        rfi_burden unit = rfi_unit_burden(s->study, s->view);
        rfi_trace_close(s->view, unit.racks, RFI_DIM_POWER);
        heat = rfi_add(heat, rfi_trace_above(s->view, RFI_BURDEN_AIR, unit.whose, unit.air,
                                             RFI_DIM_POWER));
    }
    s->terms->unit[index] = rfi_close(s, heat);
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
    int64_t left = units_left(s, plant);
    int64_t usable = rfi_mul(left, rfi_limit_of(s->view, &plant->capacity));
    rfi_limit_end(s, rfi_trace_close_power(s->view, usable, RFI_POWER_THERMAL));
    rfi_burden pod = rfi_pod_burden(s->study, s->view, RFI_PEAK_NONE);
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        if (s->subject->hall != NULL && s->subject->hall != hall) {
            continue;
        }
        bool liquid = leans_on(s, hall, hall->liquid);
        bool air = leans_on(s, hall, hall->air);
        if (liquid || air) {
            heat_of_hall(s, i, &pod, liquid, air);
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
    int64_t left = units_left(s, plant);
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
