/* SPDX-License-Identifier: MIT */
/* Cooling requirements: every plant that heat reaches, and the loops of a hall. */
#include "planner/capacity/list.h"
#include "planner/capacity/plant.h"

#include "planner/capacity/water.h"

/* A plant matters when heat of the profile reaches it: a CRAH may lean on a plant of the
 * liquid loop, and then that one takes air heat of systems without liquid as well. */
static bool on_any_chain(const rfi_lister *l, const rfi_plant *plant)
{
    const rfi_site *site = l->study->site;
    bool liquid = rfi_profile_is_liquid(l->study->profile);
    for (size_t i = 0; i < site->hall_count; i++) {
        const char *heads[2] = {site->halls[i].air, site->halls[i].liquid};
        for (size_t j = 0; j < (liquid ? 2 : 1); j++) {
            const rfi_plant_chain *chain =
                rfi_plants_of(l->study, &site->halls[i], heads[j]);
            for (size_t k = 0; k < chain->count; k++) {
                const rfi_plant_chain *to = rfi_condenser_chain(l->study, chain, k);
                if (chain->plants[k] == plant || (to != NULL && to->plants[0] == plant)) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* The last plant of a liquid loop: what flows there flows through the racks. */
static bool cools_racks(const rfi_lister *l, const rfi_plant *plant)
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

static bool blows_at_racks(const rfi_lister *l, const rfi_plant *plant)
{
    const rfi_site *site = l->study->site;
    for (size_t i = 0; i < site->hall_count; i++) {
        const rfi_hall *hall = &site->halls[i];
        if (hall->air != NULL && rfi_site_plant(site, hall, hall->air) == plant) {
            return true;
        }
    }
    return false;
}

/* What a plant states of its pipes, its air and its buffer. */
static void list_carriers(const rfi_lister *l, const rfi_subject *subject, const char *what)
{
    const rfi_plant *plant = subject->plant;
    if (rfi_known(&plant->pipe)) {
        rfi_list_add(l, RFI_REQ_PIPE_FLOW, subject, plant->id, what, plant->pipe.place);
    }
    if (rfi_known(&plant->air_flow) && blows_at_racks(l, plant)) {
        rfi_list_add(l, RFI_REQ_AIR_FLOW, subject, plant->id, what, plant->air_flow.place);
    }
    if (rfi_known(&plant->buffer) && l->study->policy[RFI_SUB_GENERATORS] >= RFI_POLICY_N) {
        rfi_list_add(l, RFI_REQ_COOLING_RIDE_THROUGH, subject, plant->id, what,
                     plant->buffer.place);
    }
}

void rfi_list_plants(const rfi_lister *l, const rfi_hall *hall, const rfi_plant *plants,
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
        rfi_list_add(
            l, plant->loop == RFI_LOOP_LIQUID ? RFI_REQ_LIQUID_HEAT : RFI_REQ_AIR_HEAT,
            &subject, plant->id, what, plant->capacity.place);
        if (rfi_known(&plant->flow) && cools_racks(l, plant)) {
            rfi_list_add(l, RFI_REQ_LIQUID_FLOW, &subject, plant->id, what,
                         plant->flow.place);
        }
        list_carriers(l, &subject, what);
    }
}

static void list_ambient(const rfi_lister *l, const rfi_hall *hall, const char *head)
{
    const rfi_plant_chain *chain = rfi_plants_of(l->study, hall, head);
    for (size_t i = 0; i < chain->count; i++) {
        const rfi_plant *plant = chain->plants[i];
        /* what states its rated return has a capacity at any ambient */
        bool rated = rfi_known(&plant->rated_return) && rfi_is_rejector(plant->kind);
        bool fixed =
            plant->kind == RFI_PLANT_CHILLER || (rfi_known(&plant->supply) && !rated);
        if (rfi_known(&plant->at) && fixed) {
            rfi_subject subject = {.hall = hall, .plant = plant};
            const char *what = rfi_arena_format(
                l->study->arena, "%s %s", rfi_plant_kind_words(plant->kind), plant->id);
            rfi_list_add(l, RFI_REQ_PLANT_AMBIENT, &subject, plant->id, what,
                         plant->at.place);
        }
    }
}

/* Coolant that controls hold at a set point can be too cold for the air of the hall; where
 * it floats, controls keep it above the dew point. */
static bool held_cold(const rfi_lister *l, const rfi_hall *hall)
{
    const rfi_plant_chain *chain = rfi_plants_of(l->study, hall, hall->liquid);
    bool held = false;
    for (size_t i = 0; i < chain->count; i++) {
        held = held || rfi_known(&chain->plants[i]->supply);
    }
    return held && hall->humidity.state != RFI_ABSENT;
}

void rfi_list_hall_cooling(const rfi_lister *l, const rfi_hall *hall)
{
    const rfi_site *site = l->study->site;
    bool liquid = rfi_profile_is_liquid(l->study->profile);
    rfi_subject subject = {.hall = hall};
    if (liquid) {
        rfi_list_add(l, RFI_REQ_LIQUID_LOOP, &subject, NULL, NULL,
                     hall->liquid_known.place);
        subject.plant = rfi_site_plant(site, hall, hall->liquid);
        if (subject.plant != NULL) {
            rfi_list_add(l, RFI_REQ_LIQUID_SUPPLY, &subject, subject.plant->id,
                         subject.plant->id, subject.plant->place);
            list_ambient(l, hall, hall->liquid);
            if (held_cold(l, hall)) {
                rfi_list_add(l, RFI_REQ_CONDENSATION, &subject, subject.plant->id,
                             subject.plant->id, hall->humidity.place);
            }
        }
    }
    subject.plant = rfi_site_plant(site, hall, hall->air);
    if (subject.plant == NULL) {
        subject.status = &hall->air_known;
        rfi_list_add(l, RFI_REQ_AIR_HEAT, &subject, NULL, "air cooling of the hall",
                     hall->air_known.place);
        return;
    }
    rfi_list_add(l, RFI_REQ_AIR_INLET, &subject, subject.plant->id, subject.plant->id,
                 subject.plant->place);
    rfi_list_add(l, RFI_REQ_AIR_FILTRATION, &subject, subject.plant->id, subject.plant->id,
                 subject.plant->filtration.place);
    list_ambient(l, hall, hall->air);
}

/* Does heat of the chain, or of its condensers, reach a plant that evaporates? */
static bool chain_evaporates(const rfi_lister *l, const rfi_plant_chain *chain)
{
    for (size_t i = 0; i < chain->count; i++) {
        const rfi_plant_chain *to = rfi_condenser_chain(l->study, chain, i);
        if (rfi_plant_evaporates(chain->plants[i]) ||
            (to != NULL && rfi_plant_evaporates(to->plants[0]))) {
            return true;
        }
    }
    return false;
}

/* Does any hall lean on a plant that evaporates, for heat that this profile gives? */
static bool evaporates(const rfi_lister *l)
{
    const rfi_site *site = l->study->site;
    bool liquid = rfi_profile_is_liquid(l->study->profile);
    bool any = false;
    for (size_t i = 0; i < site->hall_count; i++) {
        const rfi_hall *hall = &site->halls[i];
        any = any || chain_evaporates(l, rfi_plants_of(l->study, hall, hall->air)) ||
              (liquid && chain_evaporates(l, rfi_plants_of(l->study, hall, hall->liquid)));
    }
    return any;
}

void rfi_list_water(const rfi_lister *l)
{
    const rfi_water *water = &l->study->site->water;
    const struct {
        rfi_requirement_kind kind;
        const rfi_figure *limit;
    } rows[] = {{RFI_REQ_WATER_DAY, &water->permit_day},
                {RFI_REQ_WATER_YEAR, &water->permit_year},
                {RFI_REQ_MAKE_UP, &water->make_up}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (rows[i].limit->state != RFI_ABSENT && evaporates(l)) {
            rfi_subject subject = {0};
            rfi_list_add(l, rows[i].kind, &subject, NULL, NULL, rows[i].limit->place);
        }
    }
}
