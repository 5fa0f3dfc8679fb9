/* SPDX-License-Identifier: MIT */
/* How loads climb the electrical chain: efficiencies, and what plants draw. */
#include "planner/capacity/study.h"
#include "planner/capacity/trace.h"

#include <string.h>

enum { PPM = 1000000 };

static const rfi_figure *efficiency_rule(const rfi_rules *rules, rfi_element_kind kind)
{
    switch (kind) {
    case RFI_ELEMENT_TRANSFORMER:
        return &rules->figures[RFI_RULE_EFF_TRANSFORMER];
    case RFI_ELEMENT_SWITCHGEAR:
    case RFI_ELEMENT_FEEDER:
        return &rules->figures[RFI_RULE_EFF_MV];
    case RFI_ELEMENT_SUBSTATION:
        return &rules->figures[RFI_RULE_EFF_SUBSTATION];
    case RFI_ELEMENT_UPS:
        return &rules->figures[RFI_RULE_EFF_UPS];
    case RFI_ELEMENT_GENERATOR:
    case RFI_ELEMENT_SWITCHBOARD:
    case RFI_ELEMENT_BUSWAY:
    case RFI_ELEMENT_KINDS:
        break;
    }
    return &rules->figures[RFI_RULE_EFF_LV];
}

static int64_t efficiency_of(const rfi_study *study, rfi_view *view,
                             const rfi_link_of_chain *link)
{
    int64_t lowest = PPM;
    rfi_trace_step(view, RFI_OP_MIN, "efficiency", link->group);
    for (size_t i = 0; i < link->member_count; i++) {
        const rfi_element *element = link->members[i];
        lowest =
            rfi_min(lowest, rfi_limit_or(view, &element->efficiency,
                                         efficiency_rule(study->rules, element->kind)));
    }
    return rfi_trace_close(view, lowest, RFI_DIM_RATIO);
}

static int64_t before_loss(int64_t power, int64_t efficiency)
{
    return efficiency <= 0 ? RFI_UNBOUNDED : rfi_mul_div_ceil(power, PPM, efficiency);
}

/* A load on its way up, as a derivation tells it: what it is where it enters. */
typedef struct climber {
    const char *what, *whose; /* a burden that was derived before; what NULL: the draw */
    int64_t heat;             /* of a plant: heat x factor, */
    const rfi_figure *factor;
    const rfi_plant *plant;
} climber;

/* Where the load enters: the innermost step. Returns the power that enters. */
static int64_t enter(rfi_view *view, const climber *from, int64_t power)
{
    if (from->plant == NULL) {
        return rfi_trace_above(view, from->what, from->whose, power, RFI_DIM_POWER);
    }
    rfi_trace_step(view, RFI_OP_TIMES_CEIL, "draw of the plant", from->plant->id);
    rfi_trace_above(view, from->what, from->whose, from->heat, RFI_DIM_POWER);
    int64_t factor = rfi_demand_of(view, from->factor);
    return rfi_trace_close(view, rfi_mul_div_ceil(from->heat, factor, PPM), RFI_DIM_POWER);
}

/* Climbs from the head of the chain; load on the group that begins with `target`, or 0 when
 * the chain passes it by. Names do not identify a group: a hall's own hides a shared one.
 */
static int64_t climb(const rfi_study *study, rfi_view *view, const rfi_chain *chain,
                     const climber *from, int64_t power, const rfi_element *target)
{
    struct rfi_trace *trace = view->trace;
    size_t stages = 0;
    while (stages < chain->count && chain->links[stages].first != target) {
        stages++;
    }
    bool aside = target != NULL && stages == chain->count;
    if (aside) { /* what is read on a way that leads elsewhere derives nothing */
        view->trace = NULL;
    }
    for (size_t i = view->trace == NULL ? 0 : stages; i-- > 0;) {
        rfi_trace_step(view, RFI_OP_OVER_CEIL, "before the losses of",
                       chain->links[i].group);
    }
    power = enter(view, from, power);
    for (size_t i = 0; i < stages; i++) {
        power = before_loss(power, efficiency_of(study, view, &chain->links[i]));
        rfi_trace_close(view, power, RFI_DIM_POWER);
    }
    view->trace = trace;
    return aside ? 0 : power;
}

/* A hall whose feed nobody stated: a typical chain by rule, up to the interconnect. */
static int64_t climb_default(const rfi_study *study, rfi_view *view, const climber *from,
                             int64_t power)
{
    static const rfi_rule stages[] = {RFI_RULE_EFF_LV, RFI_RULE_EFF_UPS,
                                      RFI_RULE_EFF_SUBSTATION, RFI_RULE_EFF_MV,
                                      RFI_RULE_EFF_TRANSFORMER};
    enum { STAGES = sizeof(stages) / sizeof(stages[0]) };
    bool no_ups = study->policy[RFI_SUB_UPS] == RFI_POLICY_NONE;
    for (size_t i = view->trace == NULL ? 0 : STAGES - (no_ups ? 1 : 0); i-- > 0;) {
        rfi_trace_step(view, RFI_OP_OVER_CEIL, "before the losses of a stage by rule",
                       NULL);
    }
    power = enter(view, from, power);
    for (size_t i = 0; i < STAGES; i++) {
        if (stages[i] == RFI_RULE_EFF_UPS && no_ups) {
            continue;
        }
        power = before_loss(power, rfi_limit_of(view, &study->rules->figures[stages[i]]));
        rfi_trace_close(view, power, RFI_DIM_POWER);
    }
    return power;
}

static rfi_rule draw_rule(rfi_plant_kind kind)
{
    if (kind == RFI_PLANT_CHILLER) {
        return RFI_RULE_CHILLER_POWER;
    }
    if (kind == RFI_PLANT_CRAH || kind == RFI_PLANT_FAN_WALL ||
        kind == RFI_PLANT_OUTSIDE_AIR) {
        return RFI_RULE_AIR_FAN_POWER;
    }
    return RFI_RULE_FAN_POWER;
}

/* What the plants of one loop draw for this heat, as it arrives at `target`. */
static int64_t loop_load(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                         const climber *heat, const rfi_element *target)
{
    const rfi_rules *rules = study->rules;
    bool liquid = strcmp(heat->what, RFI_BURDEN_LIQUID) == 0;
    const char *plant_id = liquid ? hall->liquid : hall->air;
    if (heat->heat == 0) {
        return 0;
    }
    if (plant_id == NULL) {
        struct rfi_trace *trace = view->trace;
        view->trace = target == NULL ? trace : NULL;
        rfi_trace_step(view, RFI_OP_TIMES_CEIL, "draw of a loop that nobody stated",
                       hall->id);
        rfi_trace_above(view, heat->what, heat->whose, heat->heat, RFI_DIM_POWER);
        rfi_rule rule = liquid ? RFI_RULE_FAN_POWER : RFI_RULE_CHILLER_POWER;
        int64_t factor = rfi_demand_of(view, &rules->figures[rule]);
        int64_t draw = rfi_mul_div_ceil(heat->heat, factor, PPM);
        rfi_trace_close(view, draw, RFI_DIM_POWER);
        view->trace = trace;
        return target == NULL ? draw : 0;
    }
    const rfi_plant_chain *plants = rfi_plants_of(study, hall, plant_id);
    int64_t total = 0;
    for (size_t i = 0; i < plants->count; i++) {
        climber draw = *heat;
        draw.plant = plants->plants[i];
        draw.factor =
            rfi_or_rule(&draw.plant->electrical, rules, draw_rule(draw.plant->kind));
        const rfi_chain *chain = rfi_chain_of(study, hall, draw.plant->feed);
        total = rfi_add(total, climb(study, view, chain, &draw, 0, target));
    }
    return total;
}

int64_t rfi_load_at(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                    const rfi_burden *burden, const rfi_element *target)
{
    int64_t load = 0;
    const climber racks = {.what = RFI_BURDEN_RACKS, .whose = burden->whose};
    const climber liquid = {
        .what = RFI_BURDEN_LIQUID, .whose = burden->whose, .heat = burden->liquid};
    const climber air = {
        .what = RFI_BURDEN_AIR, .whose = burden->whose, .heat = burden->air};
    rfi_trace_step(view, RFI_OP_SUM,
                   target == NULL ? "load at the interconnect" : "load at the group",
                   target == NULL ? hall->id : target->group);
    rfi_trace_formula(view, "racks and plants, each climbing its own chain");
    if (hall->feed == NULL) {
        load = target == NULL ? climb_default(study, view, &racks, burden->racks) : 0;
    } else {
        load = climb(study, view, rfi_chain_of(study, hall, hall->feed), &racks,
                     burden->racks, target);
    }
    load = rfi_add(load, loop_load(study, view, hall, &liquid, target));
    load = rfi_add(load, loop_load(study, view, hall, &air, target));
    return rfi_trace_close_power(view, load,
                                 target == NULL ? RFI_POWER_UTILITY : RFI_POWER_PLAIN);
}
