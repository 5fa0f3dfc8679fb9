/* SPDX-License-Identifier: MIT */
/* How loads climb the electrical chain: efficiencies, and what plants draw. */
#include "planner/capacity/plant.h"
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
    for (size_t i = 0; i < link->member_count; i++) {
        const rfi_element *element = link->members[i];
        lowest =
            rfi_min(lowest, rfi_limit_or(view, &element->efficiency,
                                         efficiency_rule(study->rules, element->kind)));
    }
    return lowest;
}

static int64_t before_loss(int64_t power, int64_t efficiency)
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
        power = before_loss(power, efficiency_of(study, view, &chain->links[i]));
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
        power = before_loss(power, rfi_limit_of(view, &study->rules->figures[stages[i]]));
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

/* What plant `index` draws: a constant factor of the heat, or what it states beyond that.
 */
static int64_t draw_of(const rfi_study *study, rfi_view *view, const rfi_plant_chain *chain,
                       size_t index, int64_t heat)
{
    const rfi_plant *plant = chain->plants[index];
    if (rfi_plant_modelled(plant)) {
        return rfi_plant_draw(study, view, chain, index, heat);
    }
    int64_t factor = rfi_demand_or(view, &plant->electrical,
                                   &study->rules->figures[draw_rule(plant->kind)]);
    return rfi_mul_div_ceil(heat, factor, PPM);
}

static bool holds(const rfi_plant_chain *chain, const rfi_plant *plant)
{
    for (size_t i = 0; i < chain->count; i++) {
        if (chain->plants[i] == plant) {
            return true;
        }
    }
    return false;
}

/* What the plant draws that takes the condenser heat of chiller `index`, as it arrives at
 * `target`; a plant of the chain draws with the chain. */
static int64_t condenser_load(const rfi_study *study, rfi_view *view,
                              const rfi_plant_chain *plants, size_t index, int64_t heat,
                              const rfi_element *target)
{
    const rfi_plant_chain *to = rfi_condenser_chain(study, plants, index);
    if (to == NULL || holds(plants, to->plants[0])) {
        return 0;
    }
    int64_t rejected = rfi_condenser_heat(study, view, plants, index, heat);
    int64_t draw = draw_of(study, view, to, 0, rejected);
    const rfi_chain *chain = rfi_chain_of(study, plants->hall, to->plants[0]->feed);
    return climb(study, view, chain, draw, target);
}

/* What the plants of one loop draw for this heat, as it arrives at `target`. */
static int64_t loop_load(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                         const char *plant_id, int64_t heat, rfi_rule unstated,
                         const rfi_element *target)
{
    if (heat == 0) {
        return 0;
    }
    if (plant_id == NULL) {
        int64_t factor = rfi_demand_of(view, &study->rules->figures[unstated]);
        return target == NULL ? rfi_mul_div_ceil(heat, factor, PPM) : 0;
    }
    const rfi_plant_chain *plants = rfi_plants_of(study, hall, plant_id);
    int64_t total = 0;
    for (size_t i = 0; i < plants->count; i++) {
        const rfi_plant *plant = plants->plants[i];
        bool chiller = plant->kind == RFI_PLANT_CHILLER;
        int64_t duty = chiller ? heat : rfi_plant_duty(study, view, plants, i, heat);
        int64_t draw = draw_of(study, view, plants, i, duty);
        const rfi_chain *chain = rfi_chain_of(study, hall, plant->feed);
        total = rfi_add(total, climb(study, view, chain, draw, target));
        total = rfi_add(total, condenser_load(study, view, plants, i, heat, target));
    }
    return total;
}

int64_t rfi_room_losses(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                        int64_t power)
{
    if (hall->losses == NULL) {
        return 0;
    }
    const rfi_chain *chain = rfi_chain_of(study, hall, hall->feed);
    const rfi_chain *last = rfi_chain_of(study, hall, hall->losses);
    if (last->count == 0) {
        return 0;
    }
    rfi_trace_open(view, "losses that heat the hall", hall->id,
                   "what enters the chain - what leaves it");
    int64_t entering = power;
    bool found = false;
    for (size_t i = 0; i < chain->count && !found; i++) {
        entering = before_loss(entering, efficiency_of(study, view, &chain->links[i]));
        found = chain->links[i].first == last->links[0].first;
    }
    return rfi_trace_close(view, found ? rfi_sub(entering, power) : 0, RFI_DIM_POWER);
}

/* Light, offices and controls, as they arrive at `target`. */
static int64_t house_load(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                          int64_t power, const rfi_element *target)
{
    if (hall->house.state == RFI_ABSENT) {
        return 0;
    }
    int64_t draw = rfi_mul_div_ceil(power, rfi_demand_of(view, &hall->house), PPM);
    return climb(study, view, rfi_chain_of(study, hall, hall->house_feed), draw, target);
}

int64_t rfi_load_at(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                    const rfi_burden *burden, const rfi_element *target)
{
    int64_t load = 0;
    if (hall->feed == NULL) {
        load = target == NULL ? climb_default(study, view, burden->racks) : 0;
    } else {
        load = climb(study, view, rfi_chain_of(study, hall, hall->feed), burden->racks,
                     target);
    }
    load = rfi_add(load, loop_load(study, view, hall, hall->liquid, burden->liquid,
                                   RFI_RULE_FAN_POWER, target));
    load = rfi_add(load, house_load(study, view, hall, burden->racks, target));
    int64_t air = rfi_add(burden->air, rfi_room_losses(study, view, hall, burden->racks));
    return rfi_add(
        load, loop_load(study, view, hall, hall->air, air, RFI_RULE_CHILLER_POWER, target));
}

int64_t rfi_upstream(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                     const char *group, int64_t power)
{
    return climb(study, view, rfi_chain_of(study, hall, group), power, NULL);
}

int64_t rfi_racks_upstream(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                           int64_t power)
{
    return hall->feed == NULL ? climb_default(study, view, power)
                              : rfi_upstream(study, view, hall, hall->feed, power);
}

/* Lost in the transformers of one list, each group counted at its first member. */
static int64_t transformer_losses(const rfi_study *study, rfi_view *view,
                                  const rfi_hall *hall, const rfi_burden *burden,
                                  const rfi_element *elements, size_t count)
{
    int64_t lost = 0;
    for (size_t i = 0; i < count; i++) {
        const rfi_element *element = &elements[i];
        const rfi_link_of_chain *link =
            &rfi_chain_of(study, hall, element->group)->links[0];
        if (element->kind != RFI_ELEMENT_TRANSFORMER || link->first != element) {
            continue;
        }
        int64_t load = rfi_load_at(study, view, hall, burden, element);
        int64_t before = before_loss(load, efficiency_of(study, view, link));
        lost = rfi_add(lost, before >= RFI_UNBOUNDED ? 0 : rfi_sub(before, load));
    }
    return lost;
}

int64_t rfi_step_down_loss(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                           const rfi_burden *burden)
{
    const rfi_site *site = study->site;
    int64_t lost =
        transformer_losses(study, view, hall, burden, site->elements, site->element_count);
    if (hall->feed == NULL) { /* the last stage of the chain by rule */
        int64_t before = climb_default(study, view, burden->racks);
        int64_t efficiency =
            rfi_limit_of(view, &study->rules->figures[RFI_RULE_EFF_TRANSFORMER]);
        lost = before >= RFI_UNBOUNDED
                   ? lost
                   : rfi_add(lost, rfi_mul_div_floor(before, PPM - efficiency, PPM));
    }
    return rfi_add(lost, transformer_losses(study, view, hall, burden, hall->elements,
                                            hall->element_count));
}
