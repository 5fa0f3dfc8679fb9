/* SPDX-License-Identifier: MIT */
/* Numbers of the rows that arise where measures are on offer (docs/retrofit.md). Where the
 * test that a row stands for holds without measures, it has no limit; else the limit is 0
 * until measures raise it. */
#include "planner/capacity/plant.h"
#include "planner/capacity/terms.h"

enum { PPM = 1000000 };

/* Does this test hold in the view? Its derivation tells which way the row goes. */
static bool test_holds(const rfi_scene *s, rfi_requirement_kind kind,
                       rfi_term_function *test)
{
    rfi_requirement requirement = *s->requirement;
    rfi_terms terms = {0};
    rfi_scene inner = *s;
    requirement.kind = kind;
    requirement.dimension = rfi_requirement_dimension(kind);
    requirement.power_kind = RFI_POWER_PLAIN;
    inner.requirement = &requirement;
    inner.terms = &terms;
    rfi_trace_aside(s->view, "does the test hold without measures", s->subject->hall->id,
                    "1: no limit here");
    test(&inner);
    bool holds = terms.fixed <= terms.limit;
    rfi_trace_close(s->view, holds ? 1 : 0, RFI_DIM_STATUS);
    return holds;
}

/* A loop that nobody described may be there: then it is not new. */
static bool stands_already(const rfi_scene *s)
{
    rfi_trace_aside(s->view, "is it there without measures", s->subject->hall->id,
                    "1: no limit here");
    bool stands = rfi_limit_of(s->view, s->subject->status) >= 1;
    rfi_trace_close(s->view, stands ? 1 : 0, RFI_DIM_STATUS);
    return stands;
}

/* What a hall without a loop would be supplied with: water of dry coolers behind a CDU. */
static void new_loop(const rfi_scene *s)
{
    static const rfi_rule steps[] = {RFI_RULE_RECIRCULATION, RFI_RULE_DRY_APPROACH,
                                     RFI_RULE_CDU_APPROACH};
    rfi_trace_open(s->view, RFI_PART_LIMIT, s->subject->hall->id,
                   "what the racks take; none where a loop stands already");
    int64_t most = rfi_limit_of(s->view, &s->study->profile->supply_max);
    s->terms->limit = rfi_close(s, stands_already(s) ? RFI_UNBOUNDED : most);
    rfi_trace_step(s->view, RFI_OP_SUM, RFI_PART_FIXED, s->subject->hall->id);
    int64_t supply = rfi_design_dry_bulb(s->study, s->view);
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        supply =
            rfi_add(supply, rfi_demand_of(s->view, &s->study->rules->figures[steps[i]]));
    }
    s->terms->fixed = rfi_close(s, supply);
}

static bool holds_without(const rfi_scene *s)
{
    switch (s->subject->offer) {
    case RFI_OFFER_NEW_UPS:
    case RFI_OFFER_NEW_GENERATORS:
        return test_holds(s, RFI_REQ_SUBSYSTEM, rfi_term_subsystem);
    case RFI_OFFER_LEVEL_SUPPLY:
        return test_holds(s, RFI_REQ_LIQUID_SUPPLY,
                          s->subject->plant == NULL ? new_loop : rfi_term_liquid_supply);
    case RFI_OFFER_LEVEL_INLET:
        return test_holds(s, RFI_REQ_AIR_INLET, rfi_term_air_inlet);
    case RFI_OFFER_LEVEL_FILTRATION:
        return test_holds(s, RFI_REQ_AIR_FILTRATION, rfi_term_air_filtration);
    case RFI_OFFER_NONE:
    case RFI_OFFER_NEW_CDU:
    case RFI_OFFER_NEW_PLANT:
    case RFI_OFFER_NEW_LOOP:
    case RFI_OFFER_NEW_AIR:
    case RFI_OFFER_JOINT:
        break;
    }
    return stands_already(s);
}

static void limit_of_offer(const rfi_scene *s)
{
    rfi_trace_open(s->view, RFI_PART_LIMIT, s->subject->hall->id,
                   "nothing before measures; no limit where the test holds without");
    s->terms->limit = holds_without(s) ? RFI_UNBOUNDED : 0;
    rfi_close(s, s->terms->limit);
}

/* ---- demands ---------------------------------------------------------------------------
 */

static void liquid_demand(const rfi_scene *s)
{
    const rfi_hall *hall = s->subject->hall;
    size_t i = (size_t)(hall - s->study->site->halls);
    rfi_burden pod = rfi_pod_burden(s->study, s->view, RFI_PEAK_NONE);
    rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_POD, hall->id);
    rfi_trace_above(s->view, RFI_BURDEN_LIQUID, pod.whose, pod.liquid, RFI_DIM_POWER);
    s->terms->pod[i] = rfi_close(s, pod.liquid);
    rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_UNIT, hall->id);
    s->terms->unit[i] = rfi_close(s, rfi_pumps_burden(s->study, s->view));
}

static int64_t air_of(const rfi_scene *s, const char *part, const rfi_burden *burden)
{
    const rfi_hall *hall = s->subject->hall;
    rfi_trace_step(s->view, RFI_OP_SUM, part, hall->id);
    rfi_trace_above(s->view, RFI_BURDEN_AIR, burden->whose, burden->air, RFI_DIM_POWER);
    int64_t losses = rfi_room_losses(s->study, s->view, hall, burden->racks);
    return rfi_close(s, rfi_add(burden->air, losses));
}

static void air_demand(const rfi_scene *s)
{
    size_t i = (size_t)(s->subject->hall - s->study->site->halls);
    rfi_burden pod = rfi_pod_burden(s->study, s->view, RFI_PEAK_NONE);
    rfi_burden unit = rfi_unit_burden(s->study, s->view);
    s->terms->pod[i] = air_of(s, RFI_PART_POD, &pod);
    s->terms->unit[i] = air_of(s, RFI_PART_UNIT, &unit);
}

static void flow_demand(const rfi_scene *s)
{
    const rfi_profile *profile = s->study->profile;
    const rfi_hall *hall = s->subject->hall;
    rfi_trace_step(s->view, RFI_OP_PRODUCT, RFI_PART_POD, hall->id);
    int64_t racks = rfi_racks_per_pod(profile);
    rfi_trace_note(s->view, "racks per pod", profile->id, racks, RFI_DIM_COUNT);
    int64_t flow = rfi_mul(racks, rfi_demand_of(s->view, &profile->flow));
    s->terms->pod[hall - s->study->site->halls] = rfi_close(s, flow);
}

/* New UPS stand right before the racks, new generators carry the hall as the grid does. */
static int64_t apparent(const rfi_scene *s, const char *part, const rfi_burden *burden,
                        int64_t factor)
{
    const rfi_hall *hall = s->subject->hall;
    int64_t load = burden->racks;
    rfi_trace_step(s->view, RFI_OP_OVER_CEIL, part, hall->id);
    if (s->subject->offer == RFI_OFFER_NEW_GENERATORS) {
        load = rfi_load_at(s->study, s->view, hall, burden, NULL);
    } else {
        rfi_trace_above(s->view, RFI_BURDEN_RACKS, burden->whose, load, RFI_DIM_POWER);
    }
    rfi_trace_above(s->view, "power factor of the load", NULL, factor, RFI_DIM_RATIO);
    return rfi_close(s, rfi_mul_div_ceil(load, PPM, factor));
}

static void apparent_demand(const rfi_scene *s)
{
    const rfi_hall *hall = s->subject->hall;
    size_t i = (size_t)(hall - s->study->site->halls);
    bool ups = s->subject->offer == RFI_OFFER_NEW_UPS;
    const rfi_figure *rule = &s->study->rules->figures[RFI_RULE_POWER_FACTOR];
    rfi_burden pod = ups ? rfi_rack_burden(s->study, s->view, RFI_PEAK_UPS)
                         : rfi_pod_burden(s->study, s->view, RFI_PEAK_GENERATOR);
    rfi_burden unit = rfi_unit_burden(s->study, s->view);
    rfi_trace_step(s->view, RFI_OP_SAME, "power factor of the load", NULL);
    int64_t factor = ups ? rfi_limit_or(s->view, &s->study->profile->power_factor, rule)
                         : rfi_limit_of(s->view, rule);
    factor = rfi_max(rfi_trace_close(s->view, factor, RFI_DIM_RATIO), 1);
    s->terms->pod[i] = apparent(s, RFI_PART_POD, &pod, factor);
    s->terms->unit[i] = apparent(s, RFI_PART_UNIT, &unit, factor);
    if (!ups) {
        s->terms->standing[i] = rfi_standing_term(s, RFI_PART_STANDING, hall, NULL, factor);
    }
}

void rfi_term_offer(const rfi_scene *s)
{
    switch (s->subject->offer) {
    case RFI_OFFER_JOINT:
        rfi_term_joint(s);
        return;
    case RFI_OFFER_NEW_LOOP:
        new_loop(s);
        return;
    case RFI_OFFER_NEW_UPS:
    case RFI_OFFER_NEW_GENERATORS:
        limit_of_offer(s);
        apparent_demand(s);
        return;
    case RFI_OFFER_NEW_AIR:
    case RFI_OFFER_LEVEL_INLET:
    case RFI_OFFER_LEVEL_FILTRATION:
        limit_of_offer(s);
        air_demand(s);
        return;
    case RFI_OFFER_NONE:
    case RFI_OFFER_NEW_CDU:
    case RFI_OFFER_NEW_PLANT:
    case RFI_OFFER_LEVEL_SUPPLY:
        break;
    }
    limit_of_offer(s);
    if (s->requirement->kind == RFI_REQ_LIQUID_FLOW) {
        flow_demand(s);
    } else {
        liquid_demand(s);
    }
}
