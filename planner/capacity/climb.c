/* SPDX-License-Identifier: MIT */
/* How loads climb the electrical chain: efficiencies, and what plants draw. */
#include "planner/capacity/curve.h"
#include "planner/capacity/plant.h"
#include "planner/capacity/trace.h"
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
    case RFI_ELEMENT_BESS: /* in no chain */
    case RFI_ELEMENT_KINDS:
        break;
    }
    return &rules->figures[RFI_RULE_EFF_LV];
}

int64_t rfi_efficiency_of(const rfi_study *study, rfi_view *view,
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

int64_t rfi_before_loss(int64_t power, int64_t efficiency)
{
    return efficiency <= 0 ? RFI_UNBOUNDED : rfi_mul_div_ceil(power, PPM, efficiency);
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

/* A load on its way up, as a derivation tells it: what it is where it enters. */
typedef struct climber {
    const char *what, *whose;      /* a burden that was derived before, */
    bool noted;                    /* or a value that stands for itself */
    int64_t heat;                  /* of a plant: what enters its chain, */
    const rfi_plant_chain *plants; /* NULL: no plant, the power is given */
    size_t index;
    const rfi_link_of_chain *idle; /* a group with a curve: what it draws at no load */
    bool energy;                   /* of a year, milliwatt-hour, that climbs like power */
} climber;

static rfi_dimension dimension_of(const climber *from)
{
    return from->energy ? RFI_DIM_ENERGY : RFI_DIM_POWER;
}

static void tell_source(rfi_view *view, const climber *from, int64_t value)
{
    if (from->noted) {
        rfi_trace_note(view, from->what, from->whose, value, dimension_of(from));
    } else {
        rfi_trace_above(view, from->what, from->whose, value, dimension_of(from));
    }
}

/* What a plant draws: a constant factor of the heat, or what it states beyond that. */
static int64_t draw_of(const rfi_study *study, rfi_view *view, const climber *from)
{
    const rfi_plant *plant = from->plants->plants[from->index];
    bool modelled = rfi_plant_modelled(plant);
    if (modelled) {
        rfi_trace_open(view, "draw of the plant", plant->id,
                       "by its compressors, fans and pumps in the design hour");
    } else {
        rfi_trace_step(view, RFI_OP_TIMES_CEIL, "draw of the plant", plant->id);
    }
    tell_source(view, from, from->heat);
    int64_t duty = plant->kind == RFI_PLANT_CHILLER
                       ? from->heat
                       : rfi_plant_duty(study, view, from->plants, from->index, from->heat);
    if (modelled) {
        return rfi_trace_close(view,
                               rfi_plant_draw(study, view, from->plants, from->index, duty),
                               RFI_DIM_POWER);
    }
    int64_t factor = rfi_demand_or(view, &plant->electrical,
                                   &study->rules->figures[draw_rule(plant->kind)]);
    return rfi_trace_close(view, rfi_mul_div_ceil(duty, factor, PPM), RFI_DIM_POWER);
}

int64_t rfi_power_of_plant(const rfi_study *study, rfi_view *view,
                           const rfi_plant_chain *chain, size_t index, int64_t heat)
{
    const climber from = {.what = "heat that enters the chain",
                          .whose = chain->plants[index]->id,
                          .noted = true,
                          .heat = heat,
                          .plants = chain,
                          .index = index};
    return draw_of(study, view, &from);
}

/* Where the load enters: the innermost step. Returns the power that enters. */
static int64_t enter(const rfi_study *study, rfi_view *view, const climber *from,
                     int64_t power)
{
    if (from->idle != NULL) {
        return rfi_standing_loss(view, from->idle);
    }
    if (from->plants != NULL) {
        return draw_of(study, view, from);
    }
    tell_source(view, from, power);
    return power;
}

static void open_stage(rfi_view *view, const rfi_link_of_chain *link)
{
    rfi_trace_step(view, rfi_has_curve(link) ? RFI_OP_SUM : RFI_OP_OVER_CEIL,
                   "before the losses of", link->group);
}

/* Closes the step of the stage; what enters it. aside: the way leads elsewhere, and the
 * figures of a curve have no part in this row. */
static int64_t close_stage(const rfi_study *study, rfi_view *view,
                           const rfi_link_of_chain *link, const climber *from,
                           int64_t power, bool aside)
{
    if (!rfi_has_curve(link)) {
        power = rfi_before_loss(power, rfi_efficiency_of(study, view, link));
    } else if (!aside) {
        power = rfi_add(power, rfi_growing_loss(study, view, link, power));
    }
    return rfi_trace_close(view, power, dimension_of(from));
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
        open_stage(view, &chain->links[i]);
    }
    /* Nor may a figure that only elsewhere is missing switch off a row of the base case. */
    if (!aside || from->plants == NULL ||
        !rfi_plant_modelled(from->plants->plants[from->index])) {
        power = enter(study, view, from, power);
    }
    for (size_t i = 0; i < stages; i++) {
        power = close_stage(study, view, &chain->links[i], from, power, aside);
    }
    view->trace = trace;
    return aside ? 0 : power;
}

static bool leads_to(const rfi_chain *chain, const rfi_element *target)
{
    bool leads = target == NULL;
    for (size_t i = 0; i < chain->count; i++) {
        leads = leads || chain->links[i].first == target;
    }
    return leads;
}

int64_t rfi_standing_at(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                        const rfi_element *target)
{
    const rfi_element *list = hall == NULL ? study->site->elements : hall->elements;
    size_t count = hall == NULL ? study->site->element_count : hall->element_count;
    int64_t total = 0;
    rfi_trace_step(view, RFI_OP_SUM, "losses at any load", hall == NULL ? NULL : hall->id);
    rfi_trace_formula(view, "units that are installed, each climbing its own chain");
    const rfi_wiring *wiring = rfi_wiring_of(study);
    if (wiring != NULL) {
        total = rfi_wired_standing(wiring, view, hall, target);
        count = 0;
    }
    for (size_t i = 0; i < count; i++) {
        if (!rfi_states_losses(&list[i])) {
            continue;
        }
        const rfi_chain *chain = rfi_chain_of(study, hall, list[i].group);
        if (chain->count == 0 || chain->links[0].first != &list[i]) {
            continue; /* each group once, at its first member */
        }
        const rfi_chain *up = rfi_chain_of(study, hall, list[i].from);
        if (leads_to(up, target)) {
            const climber idle = {.idle = &chain->links[0]};
            total = rfi_add(total, climb(study, view, up, &idle, 0, target));
        }
    }
    return rfi_trace_close(view, total, RFI_DIM_POWER);
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
    power = enter(study, view, from, power);
    for (size_t i = 0; i < STAGES; i++) {
        if (stages[i] == RFI_RULE_EFF_UPS && no_ups) {
            continue;
        }
        power =
            rfi_before_loss(power, rfi_limit_of(view, &study->rules->figures[stages[i]]));
        rfi_trace_close(view, power, dimension_of(from));
    }
    return power;
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
    const rfi_chain *chain = rfi_chain_of(study, plants->hall, to->plants[0]->feed);
    bool passes = target == NULL;
    for (size_t i = 0; i < chain->count; i++) {
        passes = passes || chain->links[i].first == target;
    }
    if (!passes) {
        return 0;
    }
    const climber rejected = {
        .what = "heat that the condensers reject",
        .whose = plants->plants[index]->id,
        .noted = true,
        .heat = rfi_condenser_heat(study, view, plants, index, heat),
        .plants = to,
    };
    return climb(study, view, chain, &rejected, 0, target);
}

/* A loop that nobody stated draws by rule, at the interconnect. */
static int64_t unstated_load(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                             const climber *heat, rfi_rule rule, const rfi_element *target)
{
    struct rfi_trace *trace = view->trace;
    view->trace = target == NULL ? trace : NULL;
    rfi_trace_step(view, RFI_OP_TIMES_CEIL, "draw of a loop that nobody stated", hall->id);
    tell_source(view, heat, heat->heat);
    int64_t factor = rfi_demand_of(view, &study->rules->figures[rule]);
    int64_t draw = rfi_mul_div_ceil(heat->heat, factor, PPM);
    rfi_trace_close(view, draw, RFI_DIM_POWER);
    view->trace = trace;
    return target == NULL ? draw : 0;
}

/* What arrives at `target` of what the racks or a plant draw. */
static int64_t arrive(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                      const climber *from, int64_t power, const rfi_element *target)
{
    const rfi_plant *plant =
        from->plants == NULL ? NULL : from->plants->plants[from->index];
    const rfi_wiring *wiring = rfi_wiring_of(study);
    if (wiring == NULL) {
        const char *feed = plant == NULL ? hall->feed : plant->feed;
        return climb(study, view, rfi_chain_of(study, hall, feed), from, power, target);
    }
    size_t load = rfi_wired_load_of(wiring, (size_t)(hall - study->site->halls), plant);
    if (!rfi_wired_passes(wiring, view, load, target)) {
        return 0; /* and what is missing of it is missing elsewhere */
    }
    rfi_trace_open(view, "arrives by its ways through the network", hall->id,
                   "normal state: losses of each way, by the parts that take it");
    power = enter(study, view, from, power);
    return rfi_trace_close(view, rfi_wired_arrival(wiring, view, load, power, target),
                           RFI_DIM_POWER);
}

/* What the racks draw, as it arrives at `target`. */
static int64_t racks_load(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                          const rfi_burden *burden, const rfi_element *target)
{
    const climber racks = {.what = RFI_BURDEN_RACKS, .whose = burden->whose};
    if (hall->feed == NULL) {
        return target == NULL ? climb_default(study, view, &racks, burden->racks) : 0;
    }
    return arrive(study, view, hall, &racks, burden->racks, target);
}

/* What the plants of one loop draw for this heat, as it arrives at `target`. */
static int64_t loop_load(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                         const climber *heat, bool liquid, const rfi_element *target)
{
    const char *plant_id = liquid ? hall->liquid : hall->air;
    if (heat->heat == 0) {
        return 0;
    }
    if (plant_id == NULL) {
        return unstated_load(study, view, hall, heat,
                             liquid ? RFI_RULE_FAN_POWER : RFI_RULE_CHILLER_POWER, target);
    }
    const rfi_plant_chain *plants = rfi_plants_of(study, hall, plant_id);
    int64_t total = 0;
    for (size_t i = 0; i < plants->count; i++) {
        climber draw = *heat;
        draw.plants = plants;
        draw.index = i;
        total = rfi_add(total, arrive(study, view, hall, &draw, 0, target));
        total = rfi_add(total, condenser_load(study, view, plants, i, heat->heat, target));
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
        entering =
            rfi_before_loss(entering, rfi_efficiency_of(study, view, &chain->links[i]));
        found = chain->links[i].first == last->links[0].first;
    }
    return rfi_trace_close(view, found ? rfi_sub(entering, power) : 0, RFI_DIM_POWER);
}

int64_t rfi_house_draw(rfi_view *view, const rfi_hall *hall, int64_t racks)
{
    int64_t share = rfi_demand_of(view, &hall->house);
    return racks <= 0 ? 0 : rfi_mul_div_ceil(racks, share, PPM);
}

/* Light, offices and controls, as they arrive at `target`. */
static int64_t house_load(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                          int64_t power, const rfi_element *target)
{
    if (hall->house.state == RFI_ABSENT) {
        return 0;
    }
    const climber house = {
        .what = "light, offices, controls", .whose = hall->id, .noted = true};
    const rfi_wiring *wiring = rfi_wiring_of(study);
    if (wiring != NULL) {
        size_t load = rfi_wired_house_of(wiring, (size_t)(hall - study->site->halls));
        if (!rfi_wired_passes(wiring, view, load, target)) {
            return 0;
        }
        rfi_trace_open(view, house.what, hall->id,
                       "share of the racks, by its ways through the network");
        int64_t entering = rfi_house_draw(view, hall, power);
        return rfi_trace_close(
            view, rfi_wired_arrival(wiring, view, load, entering, target), RFI_DIM_POWER);
    }
    /* a share that nobody knows is nothing to a group that it does not pass */
    const rfi_chain *chain = rfi_chain_of(study, hall, hall->house_feed);
    if (!leads_to(chain, target)) {
        return 0;
    }
    return climb(study, view, chain, &house, rfi_house_draw(view, hall, power), target);
}

/* Heat to the air of the hall: of the racks, and of what its feed loses inside. */
static climber air_of(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                      const rfi_burden *burden)
{
    if (hall->losses == NULL) {
        return (climber){
            .what = RFI_BURDEN_AIR, .whose = burden->whose, .heat = burden->air};
    }
    static const char words[] = "air heat of racks and feed";
    rfi_trace_aside(view, words, hall->id, "air heat of the racks + losses of the feed");
    int64_t lost = rfi_room_losses(study, view, hall, burden->racks);
    int64_t heat = rfi_trace_close(view, rfi_add(burden->air, lost), RFI_DIM_POWER);
    return (climber){.what = words, .whose = hall->id, .noted = true, .heat = heat};
}

int64_t rfi_racks_at_interconnect(const rfi_study *study, rfi_view *view,
                                  const rfi_hall *hall, const rfi_burden *burden)
{
    rfi_trace_step(view, RFI_OP_SAME, "racks alone at the interconnect", hall->id);
    return rfi_trace_close_power(view, racks_load(study, view, hall, burden, NULL),
                                 RFI_POWER_UTILITY);
}

int64_t rfi_racks_at(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                     const rfi_burden *burden, const rfi_element *target)
{
    rfi_trace_step(view, RFI_OP_SUM, "racks alone at the group", target->group);
    return rfi_trace_close(view, racks_load(study, view, hall, burden, target),
                           RFI_DIM_POWER);
}

int64_t rfi_load_at(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                    const rfi_burden *burden, const rfi_element *target)
{
    const climber liquid = {
        .what = RFI_BURDEN_LIQUID, .whose = burden->whose, .heat = burden->liquid};
    rfi_trace_step(view, RFI_OP_SUM,
                   target == NULL ? "load at the interconnect" : "load at the group",
                   target == NULL ? hall->id : target->group);
    rfi_trace_formula(view, "racks and plants, each climbing its own chain");
    int64_t load = racks_load(study, view, hall, burden, target);
    load = rfi_add(load, loop_load(study, view, hall, &liquid, true, target));
    load = rfi_add(load, house_load(study, view, hall, burden->racks, target));
    const climber air = air_of(study, view, hall, burden);
    load = rfi_add(load, loop_load(study, view, hall, &air, false, target));
    return rfi_trace_close_power(view, load,
                                 target == NULL ? RFI_POWER_UTILITY : RFI_POWER_PLAIN);
}

int64_t rfi_upstream(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                     const char *group, int64_t energy)
{
    const climber from = {
        .what = "energy that arrives", .whose = hall->id, .noted = true, .energy = true};
    return climb(study, view, rfi_chain_of(study, hall, group), &from, energy, NULL);
}

int64_t rfi_racks_upstream(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                           int64_t energy)
{
    const climber from = {
        .what = "energy of the racks", .whose = hall->id, .noted = true, .energy = true};
    return hall->feed == NULL ? climb_default(study, view, &from, energy)
                              : rfi_upstream(study, view, hall, hall->feed, energy);
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
        int64_t before = rfi_before_loss(load, rfi_efficiency_of(study, view, link));
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
        const climber racks = {.what = RFI_BURDEN_RACKS, .whose = burden->whose};
        int64_t before = climb_default(study, view, &racks, burden->racks);
        int64_t efficiency =
            rfi_limit_of(view, &study->rules->figures[RFI_RULE_EFF_TRANSFORMER]);
        lost = before >= RFI_UNBOUNDED
                   ? lost
                   : rfi_add(lost, rfi_mul_div_floor(before, PPM - efficiency, PPM));
    }
    return rfi_add(lost, transformer_losses(study, view, hall, burden, hall->elements,
                                            hall->element_count));
}
