/* SPDX-License-Identifier: MIT */
/* Which requirements arise for a study, with their ids, titles and places. */
#include "planner/capacity/gains.h"
#include "planner/capacity/list.h"
#include "planner/capacity/terms.h"
#include "planner/capacity/wiring.h"

#include <stdlib.h>
#include <string.h>

enum { LARGE_SITE = 500 };

static const char *hall_words(const rfi_hall *hall)
{
    return hall->name != NULL ? hall->name : hall->id;
}

static const char *const formulas[RFI_REQUIREMENT_KIND_COUNT] = {
    [RFI_REQ_FIRM_UTILITY] =
        "limit = sum of min(firm, energised) as of the date, less reserve; demand = "
        "racks and plants, each climbing its chain to the interconnect",
    [RFI_REQ_ENERGISED_UTILITY] =
        "limit = energised as of the date, less reserve; demand = AI load at the "
        "interconnect + mining that must stay",
    [RFI_REQ_POWER_CHAIN] =
        "limit = least usable power over the states that the policy asks for, less "
        "reserve; demand = load that arrives at the group / power factor",
    [RFI_REQ_BACKUP_POWER] =
        "limit = usable generator power under the policy, less reserve; demand = "
        "load of the group that they back / power factor",
    [RFI_REQ_LIQUID_HEAT] =
        "limit = capacity x units left under the policy, less reserve; demand = "
        "share of rack max power that goes to this loop",
    [RFI_REQ_AIR_HEAT] =
        "limit = capacity x units left under the policy, less reserve; demand = "
        "share of rack max power that goes to this loop",
    [RFI_REQ_LIQUID_FLOW] =
        "limit = flow x units left under the policy, less reserve; demand = flow of "
        "the racks",
    [RFI_REQ_LIQUID_SUPPLY] =
        "limit = highest temperature the rack takes; demand = design ambient + "
        "recirculation + approaches of the plants in series, or the fixed supply",
    [RFI_REQ_AIR_INLET] =
        "limit = highest temperature the rack takes; demand = design ambient + "
        "recirculation + approaches of the plants in series, or the fixed supply",
    [RFI_REQ_PLANT_AMBIENT] =
        "limit = ambient the plant is rated for; demand = design dry bulb + "
        "recirculation",
    [RFI_REQ_SLAB] = "limit = slab rating; demand = rack mass / (width x depth)",
    [RFI_REQ_POINT_LOAD] =
        "limit = load that the floor takes under one foot; demand = mass x "
        "gravity / feet x unevenness, of the heaviest of racks and support racks",
    [RFI_REQ_AREA_LOAD] =
        "limit = superimposed load that the floor takes; demand = mass / "
        "(width x (depth + half of the cold and of the hot aisle)), of the heaviest "
        "of racks and support racks",
    [RFI_REQ_CLEAR_HEIGHT] =
        "limit = clear height; demand = rack height + busway, trays, sprinkler "
        "clearance + coolant pipes",
    [RFI_REQ_DELIVERY_HEIGHT] =
        "limit = highest delivery door; demand = rack height + play",
    [RFI_REQ_DELIVERY_WIDTH] =
        "limit = widest delivery door; demand = least plan dimension of the rack + "
        "play",
    [RFI_REQ_DELIVERY_ROUTE] =
        "limit = widest strips from an entry past every rack; demand = least width in "
        "which a rack rolls and turns: min(longer + play, (longer + 2 x narrower + 3 x "
        "play) / root of 8)",
    [RFI_REQ_ACCESS_SIZE] =
        "limit = a lift or ramp is wide, deep and high enough for a rack and play",
    [RFI_REQ_ACCESS_LOAD] =
        "limit = load that the lift or ramp carries; demand = rack mass",
    [RFI_REQ_FLOOR_SPACE] =
        "limit = pods that stand in real rows with their support racks; demand = "
        "pods",
    [RFI_REQ_CHANGE_OF_USE] = "limit = agreement may serve AI load and no re-study is due",
    [RFI_REQ_NETWORK_PATHS] =
        "limit = distinct physical paths; demand = 2 from N+1 on, else 1",
    [RFI_REQ_NETWORK_LATENCY] =
        "limit = round trip asked for; demand = round trip of the best link, from "
        "N+1 on with the worst single cut out",
    [RFI_REQ_NETWORK_CARRIERS] =
        "limit = different carriers of the links; demand = carriers asked for",
    [RFI_REQ_NETWORK_CAPACITY] =
        "limit = sum of link capacities; demand = bandwidth asked for",
    [RFI_REQ_WORKS_DONE] =
        "limit = date asked for; demand = the last of the works that the hall waits "
        "for, each max(order + lead, prerequisites) + build",
    [RFI_REQ_OUTAGE_WINDOW] =
        "limit = a window is left that takes the outage once the work is that far",
    [RFI_REQ_MINING_UNTIL] =
        "limit = date asked for; demand = end of the last mining contract",
    [RFI_REQ_PIPE_FLOW] =
        "limit = pipe area x velocity x units left under the policy, less reserve; "
        "demand = flow of the racks, or heat / (heat per litre and kelvin x range)",
    [RFI_REQ_AIR_FLOW] =
        "limit = air flow x units left under the policy, less reserve; demand = air "
        "heat / (heat per cubic metre and kelvin x range), in thin air more",
    [RFI_REQ_COOLING_RIDE_THROUGH] =
        "limit = coolant in the buffers x heat per litre and kelvin x allowed rise, "
        "less reserve; demand = heat x restart time",
    [RFI_REQ_CONDENSATION] =
        "limit = coldest coolant supply; demand = dew point of the hall + margin",
    [RFI_REQ_GRID_RULE] =
        "limit = threshold of the rule less one base unit, none once a gate of its kind is "
        "granted; demand = AI load at the interconnect + mining that must stay",
    [RFI_REQ_RIDE_THROUGH] =
        "limit = energy left under the policy, less reserve; demand = load x time until "
        "generators carry it / efficiency from battery to load",
    [RFI_REQ_RACK_SUPPLY] =
        "limit = supplies left after the loss of the worst feed x power of one / "
        "efficiency, or what the rack may draw then; demand = max power",
    [RFI_REQ_LOAD_SWING] =
        "limit = band + 2 x batteries, with a ramp at most band + min(batteries, root(2 x "
        "ramp x energy)); demand = swinging share of rack power at the interconnect",
    [RFI_REQ_SWING_ENERGY] =
        "limit = energy of the batteries + band x period / 4; demand = swing x period / 4",
    [RFI_REQ_WATER_DAY] =
        "limit = permit of a day, less reserve; demand = 24 peak hours of make-up: heat x "
        "(evaporation + blowdown + drift)",
    [RFI_REQ_WATER_YEAR] =
        "limit = permit of a year, less reserve; demand = heat at plan draw x make-up, "
        "over the joint bins of the climate",
    [RFI_REQ_MAKE_UP] =
        "limit = flow of the make-up pipe, less reserve; demand = make-up of the peak hour",
    [RFI_REQ_PEAK_POWER] =
        "limit = least usable power over the states that the policy asks for, units "
        "counted "
        "with rating x overload while the peak may use it, less reserve; demand = load at "
        "peak that arrives at the group / power factor",
    [RFI_REQ_LOAD_STEP] = "limit = usable generator power under the policy, units counted "
                          "with rating x step, "
                          "less reserve; demand = (peak - max) of the racks that arrives "
                          "at the group that they "
                          "back / power factor",
};

static const char *formula_of(rfi_requirement_kind kind)
{
    return formulas[kind] != NULL ? formulas[kind] : "demand <= limit, as stated";
}

static const char in_one_state[] =
    "limit = what is left of the node in the state, less reserve; demand = parts of the "
    "loads that lie on it then / power factor";

static bool is_sum(rfi_requirement_kind kind, const rfi_subject *subject)
{
    if (subject->offer != RFI_OFFER_NONE) {
        return subject->offer != RFI_OFFER_NEW_LOOP;
    }
    switch ((int)kind) {
    case RFI_REQ_FIRM_UTILITY:
    case RFI_REQ_ENERGISED_UTILITY:
    case RFI_REQ_GRID_RULE:
    case RFI_REQ_RIDE_THROUGH:
    case RFI_REQ_LOAD_SWING:
    case RFI_REQ_SWING_ENERGY:
    case RFI_REQ_BACKUP_POWER:
    case RFI_REQ_LIQUID_FLOW:
    case RFI_REQ_FLOOR_SPACE:
    case RFI_REQ_PIPE_FLOW:
    case RFI_REQ_AIR_FLOW:
    case RFI_REQ_COOLING_RIDE_THROUGH:
    case RFI_REQ_WATER_DAY:
    case RFI_REQ_WATER_YEAR:
    case RFI_REQ_MAKE_UP:
    case RFI_REQ_PEAK_POWER:
    case RFI_REQ_LOAD_STEP:
        return true;
    case RFI_REQ_POWER_CHAIN:
        return subject->link.group != NULL;
    case RFI_REQ_LIQUID_HEAT:
    case RFI_REQ_AIR_HEAT:
        return subject->plant != NULL;
    default:
        return false;
    }
}

static rfi_power_kind power_kind_of(rfi_requirement_kind kind)
{
    switch ((int)kind) {
    case RFI_REQ_FIRM_UTILITY:
    case RFI_REQ_ENERGISED_UTILITY:
    case RFI_REQ_GRID_RULE:
    case RFI_REQ_LOAD_SWING:
        return RFI_POWER_UTILITY;
    case RFI_REQ_LIQUID_HEAT:
    case RFI_REQ_AIR_HEAT:
        return RFI_POWER_THERMAL;
    default:
        return RFI_POWER_PLAIN;
    }
}

/* Is the limit the usable power of a group, and counted with what of its units? */
static bool reaches(rfi_requirement_kind kind, rfi_reach *ret_reach)
{
    *ret_reach = kind == RFI_REQ_PEAK_POWER  ? RFI_REACH_OVERLOAD
                 : kind == RFI_REQ_LOAD_STEP ? RFI_REACH_STEP
                                             : RFI_REACH_RATED;
    return kind == RFI_REQ_POWER_CHAIN || kind == RFI_REQ_BACKUP_POWER ||
           *ret_reach != RFI_REACH_RATED;
}

/* Which state of the installation the limit stands for. */
static const char *deciding_state(const rfi_study *study,
                                  const rfi_requirement *requirement,
                                  const rfi_subject *subject)
{
    const char *state = "";
    rfi_view view = {.end = RFI_END_UNFAVOURABLE};
    rfi_reach reach = RFI_REACH_RATED;
    if (subject->offer != RFI_OFFER_NONE) {
        state = "";
    } else if (subject->wired != NULL) {
        state = subject->wired->words == NULL ? "" : subject->wired->words;
    } else if (subject->link.group != NULL && reaches(requirement->kind, &reach)) {
        rfi_subsystem sub = rfi_element_subsystem(subject->link.first->kind);
        rfi_policy policy = study->policy[sub];
        policy = sub == RFI_SUB_GENERATORS ? rfi_generator_policy(policy) : policy;
        (void)rfi_usable_power(study, &view, &subject->link, policy, reach, &state);
    } else if (subject->plant != NULL && requirement->shape != RFI_SHAPE_HALL_TEST) {
        rfi_subsystem sub =
            subject->plant->kind == RFI_PLANT_CDU ? RFI_SUB_CDU : RFI_SUB_COOLING;
        state =
            study->policy[sub] >= RFI_POLICY_REDUNDANT ? "one unit out" : "normal state";
    }
    return state;
}

/* C leaves the order of arguments open, and with it the order in which figures are read:
 * inputs are put into an order of their own. */
static int compare_inputs(const void *left, const void *right)
{
    const rfi_input *a = left;
    const rfi_input *b = right;
    if (a->figure == b->figure) {
        return (int)a->role - (int)b->role;
    }
    int documents = a->figure->document == b->figure->document
                        ? 0
                        : strcmp(a->figure->document, b->figure->document);
    if (documents != 0) {
        return documents;
    }
    if (a->figure->order != b->figure->order) {
        return a->figure->order < b->figure->order ? -1 : 1;
    }
    int owners = strcmp(a->figure->owner, b->figure->owner);
    int names = strcmp(a->figure->attribute, b->figure->attribute);
    return owners != 0 ? owners : names != 0 ? names : (int)a->role - (int)b->role;
}

/* Fills the three ends and the inputs; the state words come from the unfavourable end. */
static bool fill(const rfi_study *study, rfi_requirement_list *list,
                 rfi_requirement *requirement, const rfi_subject *subject)
{
    rfi_inputs inputs = {
        .arena = study->arena, .items = list->scratch, .capacity = list->scratch_capacity};
    for (rfi_end end = RFI_END_UNFAVOURABLE; end < RFI_ENDS; end++) {
        rfi_terms *terms = &requirement->ends[end];
        if (!rfi_terms_room(study->arena, &list->slots, requirement,
                            study->site->hall_count, terms)) {
            return false;
        }
        rfi_view view = {.end = end, .inputs = &inputs};
        rfi_capacity_terms(study, requirement, subject, &view, terms);
    }
    requirement->state = deciding_state(study, requirement, subject);
    if (inputs.count > 1) {
        qsort(inputs.items, inputs.count, sizeof(rfi_input), compare_inputs);
        size_t kept = 1;
        for (size_t i = 1; i < inputs.count; i++) {
            if (inputs.items[i].figure != inputs.items[kept - 1].figure ||
                inputs.items[i].role != inputs.items[kept - 1].role) {
                inputs.items[kept++] = inputs.items[i];
            }
        }
        inputs.count = kept;
    }
    list->scratch = inputs.items; /* the next one's; what it rests on is kept in its size */
    list->scratch_capacity = inputs.capacity;
    requirement->inputs = RFI_ARRAY(study->arena, inputs.count, rfi_input);
    if (requirement->inputs == NULL) {
        return false;
    }
    if (inputs.count > 0) {
        memcpy(requirement->inputs, inputs.items, inputs.count * sizeof(rfi_input));
    }
    requirement->input_count = inputs.count;
    return !inputs.failed;
}

void rfi_list_add(const rfi_lister *l, rfi_requirement_kind kind,
                  const rfi_subject *subject, const char *owner, const char *what,
                  rfi_place place)
{
    rfi_requirement_list *list = l->list;
    rfi_arena *arena = l->study->arena;
    void *items = list->items;
    void *subjects = list->subjects;
    bool grown =
        !list->failed && rfi_arena_grow(arena, &items, list->count, &list->item_capacity,
                                        sizeof(rfi_requirement));
    list->items = items;
    grown = grown && rfi_arena_grow(arena, &subjects, list->count, &list->subject_capacity,
                                    sizeof(rfi_subject));
    list->subjects = subjects;
    if (!grown) {
        list->failed = true;
        return;
    }
    const rfi_hall *hall = subject->hall;
    bool sum = is_sum(kind, subject);
    bool status = !sum && (kind == RFI_REQ_POWER_CHAIN || kind == RFI_REQ_AIR_HEAT);
    rfi_requirement *r = &list->items[list->count];
    *r = (rfi_requirement){
        .kind = kind,
        .shape = hall == NULL ? (sum ? RFI_SHAPE_SITE_SUM : RFI_SHAPE_SITE_TEST)
                              : (sum ? RFI_SHAPE_HALL_SUM : RFI_SHAPE_HALL_TEST),
        .formula = formula_of(kind),
        .state = "",
        .hall_index = hall == NULL ? SIZE_MAX : (size_t)(hall - l->study->site->halls),
        .owner = owner,
        .dimension = status ? RFI_DIM_STATUS : rfi_requirement_dimension(kind),
        .power_kind = status ? RFI_POWER_PLAIN : power_kind_of(kind),
        .place = place,
    };
    if (subject->offer != RFI_OFFER_NONE) {
        r->formula = rfi_offer_formula(subject->offer, kind);
    } else if (subject->wired != NULL && !subject->wired->folded) {
        r->formula = in_one_state;
    }
    r->id = rfi_arena_format(arena, "%s/%s%s%s", hall == NULL ? "site" : hall->id,
                             rfi_requirement_id_words(kind), owner == NULL ? "" : "/",
                             owner == NULL ? "" : owner);
    const char *words = rfi_requirement_words(kind);
    r->title =
        rfi_arena_format(arena, "%c%s%s%s%s%s",
                         words[0] >= 'a' && words[0] <= 'z' ? words[0] - 32 : words[0],
                         words + 1, what == NULL ? "" : ", ", what == NULL ? "" : what,
                         hall == NULL ? "" : ", ", hall == NULL ? "" : hall_words(hall));
    list->subjects[list->count] = *subject;
    if (r->id == NULL || r->title == NULL || !fill(l->study, list, r, subject)) {
        list->failed = true;
        return;
    }
    list->count++;
}

/* On a large site the list is opened wide, so that it is not copied while it grows; room
 * that is never used is never touched. */
static bool reserve(const rfi_study *study, rfi_requirement_list *list)
{
    const rfi_site *site = study->site;
    size_t things = site->element_count + site->plant_count;
    for (size_t i = 0; i < site->hall_count; i++) {
        things += site->halls[i].element_count + site->halls[i].plant_count;
    }
    if (things < LARGE_SITE) {
        return true;
    }
    size_t room = things * 3 + site->hall_count * 24;
    list->items = RFI_ARRAY(study->arena, room, rfi_requirement);
    list->subjects = RFI_ARRAY(study->arena, room, rfi_subject);
    list->item_capacity = list->subject_capacity = room;
    return list->items != NULL && list->subjects != NULL;
}

bool rfi_capacity_list(const rfi_study *study, rfi_requirement_list *ret_list)
{
    *ret_list = (rfi_requirement_list){0};
    const rfi_lister l = {study, ret_list};
    const rfi_site *site = study->site;
    if (rfi_site_is_wired(site) && rfi_wiring_of(study) == NULL) {
        return false; /* memory */
    }
    if (!reserve(study, ret_list)) {
        return false;
    }
    rfi_list_grid(&l);
    rfi_list_wired_grid(&l);
    rfi_list_elements(&l, NULL, site->elements, site->element_count);
    rfi_list_plants(&l, NULL, site->plants, site->plant_count);
    rfi_list_water(&l);
    rfi_list_network_and_time(&l);
    rfi_list_joints(&l, NULL);
    for (size_t i = 0; i < site->hall_count; i++) {
        const rfi_hall *hall = &site->halls[i];
        rfi_list_hall_feed(&l, hall);
        rfi_list_elements(&l, hall, hall->elements, hall->element_count);
        rfi_list_hall_cooling(&l, hall);
        rfi_list_plants(&l, hall, hall->plants, hall->plant_count);
        rfi_list_hall_floor(&l, hall);
        rfi_list_hall_offers(&l, hall);
        rfi_list_joints(&l, hall);
    }
    return !ret_list->failed && rfi_gains_fill(study, ret_list);
}
