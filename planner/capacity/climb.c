/* SPDX-License-Identifier: MIT */
/* How loads climb the electrical chain: efficiencies, and what plants draw. */
#include "planner/capacity/wiring.h"

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

int64_t rfi_efficiency_of(const rfi_study *study, rfi_view *view,
                          const rfi_link_of_chain *link)
{
    int64_t lowest = PPM;
    for (size_t i = 0; i < link->member_count; i++) {
        const rfi_element *element = link->members[i];
        lowest =
            rfi_min(lowest, rfi_limit_or(view, &element->efficiency,
                                         efficiency_rule(study->rules, element->kind)));
    }
    return lowest;
}

int64_t rfi_before_loss(int64_t power, int64_t efficiency)
{
    return efficiency <= 0 ? RFI_UNBOUNDED : rfi_mul_div_ceil(power, PPM, efficiency);
}

/* Climbs from the head of the chain; load on the group that begins with `target`, or 0 when
 * the chain passes it by. Names do not identify a group: a hall's own hides a shared one.
 */
static int64_t climb(const rfi_study *study, rfi_view *view, const rfi_chain *chain,
                     int64_t power, const rfi_element *target)
{
    for (size_t i = 0; i < chain->count; i++) {
        if (target != NULL && chain->links[i].first == target) {
            return power;
        }
        power = rfi_before_loss(power, rfi_efficiency_of(study, view, &chain->links[i]));
    }
    return target == NULL ? power : 0;
}

/* A hall whose feed nobody stated: a typical chain by rule, up to the interconnect. */
static int64_t climb_default(const rfi_study *study, rfi_view *view, int64_t power)
{
    static const rfi_rule stages[] = {RFI_RULE_EFF_LV, RFI_RULE_EFF_UPS,
                                      RFI_RULE_EFF_SUBSTATION, RFI_RULE_EFF_MV,
                                      RFI_RULE_EFF_TRANSFORMER};
    for (size_t i = 0; i < sizeof(stages) / sizeof(stages[0]); i++) {
        if (stages[i] == RFI_RULE_EFF_UPS &&
            study->policy[RFI_SUB_UPS] == RFI_POLICY_NONE) {
            continue;
        }
        power =
            rfi_before_loss(power, rfi_limit_of(view, &study->rules->figures[stages[i]]));
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

int64_t rfi_plant_draw(const rfi_study *study, rfi_view *view, const rfi_plant *plant,
                       int64_t heat)
{
    int64_t factor = rfi_demand_or(view, &plant->electrical,
                                   &study->rules->figures[draw_rule(plant->kind)]);
    return rfi_mul_div_ceil(heat, factor, PPM);
}

/* What arrives at `target` of the power that the racks (plant NULL) or a plant draw. */
static int64_t arrive(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                      const rfi_plant *plant, int64_t power, const rfi_element *target)
{
    const rfi_wiring *wiring = rfi_wiring_of(study);
    if (wiring != NULL) {
        return rfi_wired_arrival(wiring, view, hall, plant, power, target);
    }
    const char *feed = plant == NULL ? hall->feed : plant->feed;
    return climb(study, view, rfi_chain_of(study, hall, feed), power, target);
}

/* What the plants of one loop draw for this heat, as it arrives at `target`. */
static int64_t loop_load(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                         const char *plant_id, int64_t heat, rfi_rule unstated,
                         const rfi_element *target)
{
    const rfi_rules *rules = study->rules;
    if (heat == 0) {
        return 0;
    }
    if (plant_id == NULL) {
        int64_t factor = rfi_demand_of(view, &rules->figures[unstated]);
        return target == NULL ? rfi_mul_div_ceil(heat, factor, PPM) : 0;
    }
    const rfi_plant_chain *plants = rfi_plants_of(study, hall, plant_id);
    int64_t total = 0;
    for (size_t i = 0; i < plants->count; i++) {
        const rfi_plant *plant = plants->plants[i];
        int64_t draw = rfi_plant_draw(study, view, plant, heat);
        total = rfi_add(total, arrive(study, view, hall, plant, draw, target));
    }
    return total;
}

int64_t rfi_load_at(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                    const rfi_burden *burden, const rfi_element *target)
{
    int64_t load = 0;
    if (hall->feed == NULL) {
        load = target == NULL ? climb_default(study, view, burden->racks) : 0;
    } else {
        load = arrive(study, view, hall, NULL, burden->racks, target);
    }
    load = rfi_add(load, loop_load(study, view, hall, hall->liquid, burden->liquid,
                                   RFI_RULE_FAN_POWER, target));
    return rfi_add(load, loop_load(study, view, hall, hall->air, burden->air,
                                   RFI_RULE_CHILLER_POWER, target));
}
