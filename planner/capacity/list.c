/* SPDX-License-Identifier: MIT */
/* Which requirements arise for a study, with their ids, titles and places. */
#include "planner/capacity/capacity.h"

#include <stdlib.h>
#include <string.h>

typedef struct lister {
    const rfi_study *study;
    rfi_requirement_list *list;
} lister;

static const char *hall_words(const rfi_hall *hall)
{
    return hall->name != NULL ? hall->name : hall->id;
}

static const char *formula_of(rfi_requirement_kind kind)
{
    switch (kind) {
    case RFI_REQ_FIRM_UTILITY:
        return "limit = sum of min(firm, energised) as of the date, less reserve; demand = "
               "racks and plants, each climbing its chain to the interconnect";
    case RFI_REQ_ENERGISED_UTILITY:
        return "limit = energised as of the date, less reserve; demand = AI load at the "
               "interconnect + mining that must stay";
    case RFI_REQ_POWER_CHAIN:
        return "limit = least usable power over the states that the policy asks for, less "
               "reserve; demand = load that arrives at the group / power factor";
    case RFI_REQ_BACKUP_POWER:
        return "limit = usable generator power under the policy, less reserve; demand = "
               "load of the group that they back / power factor";
    case RFI_REQ_LIQUID_HEAT:
    case RFI_REQ_AIR_HEAT:
        return "limit = capacity x units left under the policy, less reserve; demand = "
               "share of rack max power that goes to this loop";
    case RFI_REQ_LIQUID_FLOW:
        return "limit = flow x units left under the policy, less reserve; demand = flow of "
               "the racks";
    case RFI_REQ_LIQUID_SUPPLY:
    case RFI_REQ_AIR_INLET:
        return "limit = highest temperature the rack takes; demand = design ambient + "
               "recirculation + approaches of the plants in series, or the fixed supply";
    case RFI_REQ_PLANT_AMBIENT:
        return "limit = ambient the plant is rated for; demand = design dry bulb + "
               "recirculation";
    case RFI_REQ_SLAB:
        return "limit = slab rating; demand = rack mass / (width x depth)";
    case RFI_REQ_CLEAR_HEIGHT:
        return "limit = clear height; demand = rack height + busway, trays, sprinkler "
               "clearance + coolant pipes";
    case RFI_REQ_DELIVERY_HEIGHT:
        return "limit = highest delivery door; demand = rack height + play";
    case RFI_REQ_DELIVERY_WIDTH:
        return "limit = widest delivery door; demand = least plan dimension of the rack + "
               "play";
    case RFI_REQ_FLOOR_SPACE:
        return "limit = pods that stand in real rows with their support racks; demand = "
               "pods";
    case RFI_REQ_CHANGE_OF_USE:
        return "limit = agreement may serve AI load and no re-study is due";
    case RFI_REQ_NETWORK_PATHS:
        return "limit = distinct physical paths; demand = 2 from N+1 on, else 1";
    case RFI_REQ_NETWORK_CAPACITY:
        return "limit = sum of link capacities; demand = bandwidth asked for";
    case RFI_REQ_GATE:
    case RFI_REQ_SUBSYSTEM:
    case RFI_REQ_RACK_VOLTAGE:
    case RFI_REQ_RACK_FEEDS:
    case RFI_REQ_LIQUID_LOOP:
    case RFI_REQ_AIR_FILTRATION:
    case RFI_REQ_HALL_KNOWN:
    case RFI_REQ_HALL_READY:
    case RFI_REQ_AVAILABLE:
    case RFI_REQ_MINING_STOPS:
    case RFI_REQUIREMENT_KIND_COUNT:
        break;
    }
    return "demand <= limit, as stated";
}

static bool is_sum(rfi_requirement_kind kind, const rfi_subject *subject)
{
    switch ((int)kind) {
    case RFI_REQ_FIRM_UTILITY:
    case RFI_REQ_ENERGISED_UTILITY:
    case RFI_REQ_BACKUP_POWER:
    case RFI_REQ_LIQUID_FLOW:
    case RFI_REQ_FLOOR_SPACE:
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
        return RFI_POWER_UTILITY;
    case RFI_REQ_LIQUID_HEAT:
    case RFI_REQ_AIR_HEAT:
        return RFI_POWER_THERMAL;
    default:
        return RFI_POWER_PLAIN;
    }
}

static bool alloc_terms(rfi_arena *arena, size_t halls, rfi_terms *terms)
{
    terms->pod = RFI_ARRAY(arena, halls, int64_t);
    terms->unit = RFI_ARRAY(arena, halls, int64_t);
    terms->idle = RFI_ARRAY(arena, halls, int64_t);
    return terms->pod != NULL && terms->unit != NULL && terms->idle != NULL;
}

/* Which state of the installation the limit stands for. */
static const char *deciding_state(const rfi_study *study,
                                  const rfi_requirement *requirement,
                                  const rfi_subject *subject)
{
    const char *state = "";
    rfi_view view = {.end = RFI_END_UNFAVOURABLE};
    if (subject->link.group != NULL && (requirement->kind == RFI_REQ_POWER_CHAIN ||
                                        requirement->kind == RFI_REQ_BACKUP_POWER)) {
        rfi_subsystem sub = rfi_element_subsystem(subject->link.first->kind);
        rfi_policy policy = study->policy[sub];
        policy = sub == RFI_SUB_GENERATORS ? rfi_generator_policy(policy) : policy;
        (void)rfi_usable_power(study, &view, &subject->link, policy, &state);
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
    int documents = strcmp(a->figure->document, b->figure->document);
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
static bool fill(const rfi_study *study, rfi_requirement *requirement,
                 const rfi_subject *subject)
{
    rfi_inputs inputs = {.arena = study->arena};
    for (rfi_end end = RFI_END_UNFAVOURABLE; end < RFI_ENDS; end++) {
        rfi_terms *terms = &requirement->ends[end];
        if (!alloc_terms(study->arena, study->site->hall_count, terms)) {
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
    requirement->inputs = inputs.items;
    requirement->input_count = inputs.count;
    return !inputs.failed;
}

static void add(const lister *l, rfi_requirement_kind kind, const rfi_subject *subject,
                const char *owner, const char *what, rfi_place place)
{
    rfi_requirement_list *list = l->list;
    rfi_arena *arena = l->study->arena;
    void *items = list->items;
    void *subjects = list->subjects;
    if (!rfi_arena_grow(arena, &items, list->count, &list->item_capacity,
                        sizeof(rfi_requirement)) ||
        !rfi_arena_grow(arena, &subjects, list->count, &list->subject_capacity,
                        sizeof(rfi_subject))) {
        list->failed = true;
        return;
    }
    list->items = items;
    list->subjects = subjects;
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
    if (r->id == NULL || r->title == NULL || !fill(l->study, r, subject)) {
        list->failed = true;
        return;
    }
    list->count++;
}

/* ---- site
 * --------------------------------------------------------------------------------- */

static rfi_place first_place(const rfi_site *site)
{
    return site->interconnect_count > 0 ? site->interconnects[0].firm.place
                                        : (rfi_place){site->file, 1, 1};
}

static void list_grid(const lister *l)
{
    const rfi_site *site = l->study->site;
    rfi_subject subject = {0};
    add(l, RFI_REQ_FIRM_UTILITY, &subject, NULL, NULL, first_place(site));
    add(l, RFI_REQ_ENERGISED_UTILITY, &subject, NULL, NULL, first_place(site));
    for (size_t i = 0; i < site->interconnect_count; i++) {
        const rfi_interconnect *poi = &site->interconnects[i];
        subject = (rfi_subject){.interconnect = poi};
        add(l, RFI_REQ_CHANGE_OF_USE, &subject, poi->id, poi->id, poi->place);
    }
    for (size_t i = 0; i < site->gate_count; i++) {
        const rfi_gate *gate = &site->gates[i];
        subject = (rfi_subject){.gate = gate};
        add(l, RFI_REQ_GATE, &subject, gate->id, rfi_gate_kind_words(gate->kind),
            gate->place);
    }
}

static void list_network_and_time(const lister *l)
{
    const rfi_site *site = l->study->site;
    rfi_place here =
        site->link_count > 0 ? site->links[0].place : (rfi_place){site->file, 1, 1};
    rfi_subject subject = {0};
    if (site->want.bandwidth.state != RFI_ABSENT) {
        add(l, RFI_REQ_NETWORK_CAPACITY, &subject, NULL, NULL, here);
    }
    add(l, RFI_REQ_NETWORK_PATHS, &subject, NULL, NULL, here);
    if (l->study->by_stated && rfi_known(&l->study->profile->available)) {
        subject.status = &l->study->profile->available;
        add(l, RFI_REQ_AVAILABLE, &subject, l->study->profile->id, l->study->profile->name,
            subject.status->place);
    }
    if (!rfi_known(&site->halls_known)) {
        subject.status = &site->halls_known;
        add(l, RFI_REQ_HALL_KNOWN, &subject, NULL, NULL, (rfi_place){site->file, 1, 1});
    }
}

/* ---- groups of elements ----------------------------------------------------------------
 */

static rfi_place element_place(const rfi_element *element)
{
    return rfi_known(&element->rating) || !rfi_known(&element->current)
               ? element->rating.place
               : element->current.place;
}

static void list_group(const lister *l, const rfi_hall *hall, const rfi_link_of_chain *link)
{
    rfi_subject subject = {.hall = hall, .link = *link};
    const char *what = rfi_arena_format(
        l->study->arena, "%s %s", rfi_element_kind_words(link->first->kind), link->group);
    add(l, RFI_REQ_POWER_CHAIN, &subject, link->group, what, element_place(link->first));
}

static void list_generators(const lister *l, const rfi_hall *hall,
                            const rfi_link_of_chain *link)
{
    if (l->study->policy[RFI_SUB_GENERATORS] < RFI_POLICY_N) {
        return;
    }
    rfi_subject subject = {.hall = hall, .link = *link};
    const rfi_chain *backed = rfi_chain_of(l->study, hall, link->first->backs);
    if (backed->count > 0) {
        subject.backed = backed->links[0];
        const char *what = rfi_arena_format(l->study->arena, "generators %s", link->group);
        add(l, RFI_REQ_BACKUP_POWER, &subject, link->group, what,
            element_place(link->first));
    }
}

/* Every group once, by its first member; generators apart. */
static void list_elements(const lister *l, const rfi_hall *hall,
                          const rfi_element *elements, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool first = elements[i].group != NULL;
        for (size_t j = 0; first && j < i; j++) {
            first = strcmp(elements[j].group, elements[i].group) != 0;
        }
        if (!first) {
            continue;
        }
        const rfi_chain *chain = rfi_chain_of(l->study, hall, elements[i].group);
        if (chain->count == 0) {
            l->list->failed = true; /* the group is there: memory is out */
        } else if (elements[i].kind == RFI_ELEMENT_GENERATOR) {
            list_generators(l, hall, &chain->links[0]);
        } else {
            list_group(l, hall, &chain->links[0]);
        }
    }
}

/* ---- plants
 * ------------------------------------------------------------------------------ */

/* A plant matters when heat of the profile reaches it: a CRAH may lean on a plant of the
 * liquid loop, and then that one takes air heat of systems without liquid as well. */
static bool on_any_chain(const lister *l, const rfi_plant *plant)
{
    const rfi_site *site = l->study->site;
    bool liquid = rfi_profile_is_liquid(l->study->profile);
    for (size_t i = 0; i < site->hall_count; i++) {
        const char *heads[2] = {site->halls[i].air, site->halls[i].liquid};
        for (size_t j = 0; j < (liquid ? 2 : 1); j++) {
            const rfi_plant_chain *chain =
                rfi_plants_of(l->study, &site->halls[i], heads[j]);
            for (size_t k = 0; k < chain->count; k++) {
                if (chain->plants[k] == plant) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* The last plant of a liquid loop: what flows there flows through the racks. */
static bool cools_racks(const lister *l, const rfi_plant *plant)
{
    const rfi_site *site = l->study->site;
    for (size_t i = 0; i < site->hall_count; i++) {
        const rfi_hall *hall = &site->halls[i];
        if (hall->liquid != NULL && rfi_site_plant(site, hall, hall->liquid) == plant) {
            return rfi_profile_is_liquid(l->study->profile);
        }
    }
    return false;
}

static void list_plants(const lister *l, const rfi_hall *hall, const rfi_plant *plants,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const rfi_plant *plant = &plants[i];
        if (!on_any_chain(l, plant)) {
            continue;
        }
        rfi_subject subject = {.hall = hall, .plant = plant};
        const char *what = rfi_arena_format(l->study->arena, "%s %s",
                                            rfi_plant_kind_words(plant->kind), plant->id);
        add(l, plant->loop == RFI_LOOP_LIQUID ? RFI_REQ_LIQUID_HEAT : RFI_REQ_AIR_HEAT,
            &subject, plant->id, what, plant->capacity.place);
        if (rfi_known(&plant->flow) && cools_racks(l, plant)) {
            add(l, RFI_REQ_LIQUID_FLOW, &subject, plant->id, what, plant->flow.place);
        }
    }
}

/* ---- hall
 * -------------------------------------------------------------------------------- */

static void list_ambient(const lister *l, const rfi_hall *hall, const char *head)
{
    const rfi_plant_chain *chain = rfi_plants_of(l->study, hall, head);
    for (size_t i = 0; i < chain->count; i++) {
        const rfi_plant *plant = chain->plants[i];
        bool fixed = plant->kind == RFI_PLANT_CHILLER || rfi_known(&plant->supply);
        if (rfi_known(&plant->at) && fixed) {
            rfi_subject subject = {.hall = hall, .plant = plant};
            const char *what = rfi_arena_format(
                l->study->arena, "%s %s", rfi_plant_kind_words(plant->kind), plant->id);
            add(l, RFI_REQ_PLANT_AMBIENT, &subject, plant->id, what, plant->at.place);
        }
    }
}

static void list_hall_cooling(const lister *l, const rfi_hall *hall)
{
    const rfi_site *site = l->study->site;
    bool liquid = rfi_profile_is_liquid(l->study->profile);
    rfi_subject subject = {.hall = hall};
    if (liquid) {
        add(l, RFI_REQ_LIQUID_LOOP, &subject, NULL, NULL, hall->liquid_known.place);
        subject.plant = rfi_site_plant(site, hall, hall->liquid);
        if (subject.plant != NULL) {
            add(l, RFI_REQ_LIQUID_SUPPLY, &subject, subject.plant->id, subject.plant->id,
                subject.plant->place);
            list_ambient(l, hall, hall->liquid);
        }
    }
    subject.plant = rfi_site_plant(site, hall, hall->air);
    if (subject.plant == NULL) {
        subject.status = &hall->air_known;
        add(l, RFI_REQ_AIR_HEAT, &subject, NULL, "air cooling of the hall",
            hall->air_known.place);
        return;
    }
    add(l, RFI_REQ_AIR_INLET, &subject, subject.plant->id, subject.plant->id,
        subject.plant->place);
    add(l, RFI_REQ_AIR_FILTRATION, &subject, subject.plant->id, subject.plant->id,
        subject.plant->filtration.place);
    list_ambient(l, hall, hall->air);
}

static void list_hall_feed(const lister *l, const rfi_hall *hall)
{
    const rfi_policy *policy = l->study->policy;
    rfi_subject subject = {.hall = hall};
    static const rfi_subsystem subs[] = {RFI_SUB_UPS, RFI_SUB_GENERATORS};
    for (size_t i = 0; i < 2; i++) {
        if (policy[subs[i]] >= RFI_POLICY_N) {
            subject.subsystem = subs[i];
            add(l, RFI_REQ_SUBSYSTEM, &subject, rfi_subsystem_words(subs[i]),
                rfi_subsystem_words(subs[i]), hall->feed_known.place);
        }
    }
    const rfi_chain *chain = rfi_chain_of(l->study, hall, hall->feed);
    if (chain->count == 0) {
        subject.status = &hall->feed_known;
        add(l, RFI_REQ_POWER_CHAIN, &subject, NULL, "electrical feed of the hall",
            hall->feed_known.place);
        return;
    }
    subject.link = chain->links[0];
    if (l->study->profile->voltage_count > 0) {
        add(l, RFI_REQ_RACK_VOLTAGE, &subject, NULL, NULL,
            subject.link.first->voltage.place);
    }
    if (policy[RFI_SUB_DISTRIBUTION] >= RFI_POLICY_MAINTAINABLE) {
        add(l, RFI_REQ_RACK_FEEDS, &subject, NULL, NULL, subject.link.first->place);
    }
}

static void list_hall_floor(const lister *l, const rfi_hall *hall)
{
    rfi_subject subject = {.hall = hall};
    add(l, RFI_REQ_FLOOR_SPACE, &subject, NULL, NULL, hall->outline_known.place);
    add(l, RFI_REQ_SLAB, &subject, NULL, NULL, hall->slab.place);
    add(l, RFI_REQ_CLEAR_HEIGHT, &subject, NULL, NULL, hall->clear_height.place);
    for (size_t i = 0; i < hall->door_count; i++) {
        if (hall->doors[i].delivery) {
            add(l, RFI_REQ_DELIVERY_HEIGHT, &subject, NULL, NULL,
                hall->doors[i].height.place);
            add(l, RFI_REQ_DELIVERY_WIDTH, &subject, NULL, NULL,
                hall->doors[i].width.place);
            break;
        }
    }
    if (l->study->by_stated && hall->ready.state != RFI_ABSENT) {
        subject.status = &hall->ready;
        add(l, RFI_REQ_HALL_READY, &subject, NULL, NULL, hall->ready.place);
    }
    if (hall->load_count > 0) {
        add(l, RFI_REQ_MINING_STOPS, &subject, NULL, NULL, hall->loads[0].place);
    }
}

bool rfi_capacity_list(const rfi_study *study, rfi_requirement_list *ret_list)
{
    *ret_list = (rfi_requirement_list){0};
    const lister l = {study, ret_list};
    const rfi_site *site = study->site;
    list_grid(&l);
    list_elements(&l, NULL, site->elements, site->element_count);
    list_plants(&l, NULL, site->plants, site->plant_count);
    list_network_and_time(&l);
    for (size_t i = 0; i < site->hall_count; i++) {
        const rfi_hall *hall = &site->halls[i];
        list_hall_feed(&l, hall);
        list_elements(&l, hall, hall->elements, hall->element_count);
        list_hall_cooling(&l, hall);
        list_plants(&l, hall, hall->plants, hall->plant_count);
        list_hall_floor(&l, hall);
    }
    return !ret_list->failed;
}
