/* SPDX-License-Identifier: MIT */
/* Rows that arise only where measures are on offer: they limit what a hall does not have
 * yet, and how much heat a level reaches (docs/retrofit.md). */
#include "planner/capacity/gains.h"
#include "planner/capacity/list.h"

const char *rfi_offer_formula(rfi_offer offer, rfi_requirement_kind kind)
{
    switch (offer) {
    case RFI_OFFER_NEW_CDU:
        return kind == RFI_REQ_LIQUID_FLOW
                   ? "limit = flow of new CDUs, none without; demand = flow of the racks"
                   : "limit = capacity of new CDUs, none without; demand = share of rack "
                     "max power that goes to liquid";
    case RFI_OFFER_NEW_PLANT:
        return "limit = capacity of new cooling plant, none without; demand = share of "
               "rack "
               "max power that goes to liquid";
    case RFI_OFFER_NEW_LOOP:
        return "limit = highest temperature the rack takes; demand = design dry bulb + "
               "recirculation + approaches of a dry cooler and a CDU";
    case RFI_OFFER_NEW_AIR:
        return "limit = capacity of new air cooling, none without; demand = share of rack "
               "max power that goes to air";
    case RFI_OFFER_NEW_UPS:
        return "limit = rating of new UPS, none without; demand = draw of the racks / "
               "power "
               "factor";
    case RFI_OFFER_NEW_GENERATORS:
        return "limit = rating of new generators, none without; demand = load of the hall "
               "at the interconnect / power factor";
    case RFI_OFFER_LEVEL_SUPPLY:
    case RFI_OFFER_LEVEL_INLET:
    case RFI_OFFER_LEVEL_FILTRATION:
        return "limit = heat that new plants of a sufficient level take; none is needed "
               "where the test holds without; demand = heat of the loop";
    case RFI_OFFER_JOINT:
        return "limit = what the groups have together; demand = what lies on them "
               "together: "
               "a new unit serves one of them";
    case RFI_OFFER_NONE:
        break;
    }
    return "";
}

/* Does any measure that can stand in a hall bring such a unit? cdu: only, or but, CDUs. */
static bool on_offer(const rfi_lister *l, rfi_requirement_kind kind, bool cdu)
{
    const rfi_measures *measures = l->study->measures;
    for (size_t i = 0; i < measures->count; i++) {
        const rfi_measure *measure = &measures->items[i];
        for (size_t k = 0; k < measure->effect_count; k++) {
            const rfi_effect *effect = &measure->effects[k];
            bool of = (rfi_effect_plant(effect) == RFI_PLANT_CDU) == cdu &&
                      measure->scope == RFI_SCOPE_HALL && effect->adds.state != RFI_ABSENT;
            if (of && rfi_effect_is(measure, effect, kind)) {
                return true;
            }
        }
    }
    return false;
}

static bool level_on_offer(const rfi_lister *l, rfi_requirement_kind kind,
                           const rfi_hall *hall)
{
    const rfi_measures *measures = l->study->measures;
    for (size_t i = 0; i < measures->count; i++) {
        const rfi_measure *measure = &measures->items[i];
        for (size_t k = 0; k < measure->effect_count; k++) {
            const rfi_effect *effect = &measure->effects[k];
            if (rfi_effect_is(measure, effect, kind) && rfi_effect_level(effect) == kind &&
                rfi_level_in_hall(l->study, effect, hall)) {
                return true;
            }
        }
    }
    return false;
}

/* The test of the hall that is listed already; NULL: none arose. */
static const rfi_requirement *test_of(const rfi_lister *l, rfi_requirement_kind kind,
                                      const rfi_hall *hall, rfi_subsystem subsystem)
{
    const rfi_requirement_list *list = l->list;
    for (size_t i = list->count; i-- > 0 && list->subjects[i].hall == hall;) {
        bool same = kind != RFI_REQ_SUBSYSTEM || list->subjects[i].subsystem == subsystem;
        if (list->items[i].kind == kind && same) {
            return &list->items[i];
        }
    }
    return NULL;
}

/* It may fail at some end: then what would settle it needs a limit. */
static bool may_fail(const rfi_requirement *test)
{
    bool fails = false;
    for (size_t end = 0; test != NULL && end < RFI_ENDS; end++) {
        const rfi_terms *terms = &test->ends[end];
        fails = fails || terms->unknown || terms->fixed > terms->limit;
    }
    return fails;
}

static void list_loop(const rfi_lister *l, const rfi_hall *hall)
{
    rfi_place place = hall->liquid_known.place;
    rfi_subject subject = {.hall = hall, .status = &hall->liquid_known};
    bool cdus = on_offer(l, RFI_REQ_LIQUID_HEAT, true);
    if (cdus) {
        subject.offer = RFI_OFFER_NEW_CDU;
        rfi_list_add(l, RFI_REQ_LIQUID_HEAT, &subject, "new-cdu", "new CDUs", place);
        if (rfi_known(&l->study->profile->flow)) {
            rfi_list_add(l, RFI_REQ_LIQUID_FLOW, &subject, "new-cdu", "new CDUs", place);
        }
    }
    if (!cdus || on_offer(l, RFI_REQ_LIQUID_HEAT, false)) {
        subject.offer = RFI_OFFER_NEW_PLANT;
        rfi_list_add(l, RFI_REQ_LIQUID_HEAT, &subject, "new-plant", "new cooling plant",
                     place);
    }
    subject.offer = RFI_OFFER_NEW_LOOP;
    rfi_list_add(l, RFI_REQ_LIQUID_SUPPLY, &subject, "new", "new loop", place);
}

static void list_power(const rfi_lister *l, const rfi_hall *hall)
{
    rfi_subject subject = {.hall = hall, .status = &hall->feed_known};
    subject.subsystem = RFI_SUB_UPS;
    if (may_fail(test_of(l, RFI_REQ_SUBSYSTEM, hall, RFI_SUB_UPS))) {
        subject.offer = RFI_OFFER_NEW_UPS;
        rfi_list_add(l, RFI_REQ_POWER_CHAIN, &subject, "new-ups", "new UPS",
                     hall->feed_known.place);
    }
    subject.subsystem = RFI_SUB_GENERATORS;
    if (may_fail(test_of(l, RFI_REQ_SUBSYSTEM, hall, RFI_SUB_GENERATORS))) {
        subject.offer = RFI_OFFER_NEW_GENERATORS;
        rfi_list_add(l, RFI_REQ_BACKUP_POWER, &subject, "new", "new generators",
                     hall->feed_known.place);
    }
}

static void list_levels(const rfi_lister *l, const rfi_hall *hall)
{
    static const struct {
        rfi_requirement_kind test, heat;
        rfi_offer offer;
        const char *owner, *words;
    } rows[] = {
        {RFI_REQ_LIQUID_SUPPLY, RFI_REQ_LIQUID_HEAT, RFI_OFFER_LEVEL_SUPPLY, "level",
         "plants that hold the supply temperature"},
        {RFI_REQ_AIR_INLET, RFI_REQ_AIR_HEAT, RFI_OFFER_LEVEL_INLET, "level-inlet",
         "plants that hold the inlet temperature"},
        {RFI_REQ_AIR_FILTRATION, RFI_REQ_AIR_HEAT, RFI_OFFER_LEVEL_FILTRATION,
         "level-filtration", "plants that filter"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const rfi_requirement *test = test_of(l, rows[i].test, hall, RFI_SUB_UTILITY);
        if (may_fail(test) && level_on_offer(l, rows[i].test, hall)) {
            bool liquid = rows[i].offer == RFI_OFFER_LEVEL_SUPPLY;
            rfi_subject subject = {
                .hall = hall, .status = &hall->liquid_known, .offer = rows[i].offer};
            subject.plant =
                rfi_site_plant(l->study->site, hall, liquid ? hall->liquid : hall->air);
            rfi_list_add(l, rows[i].heat, &subject, rows[i].owner, rows[i].words,
                         test->place);
        }
    }
}

void rfi_list_hall_offers(const rfi_lister *l, const rfi_hall *hall)
{
    const rfi_site *site = l->study->site;
    if (l->study->measures == NULL) {
        return;
    }
    if (rfi_profile_is_liquid(l->study->profile) &&
        rfi_site_plant(site, hall, hall->liquid) == NULL) {
        list_loop(l, hall);
    }
    if (rfi_site_plant(site, hall, hall->air) == NULL) {
        rfi_subject subject = {
            .hall = hall, .status = &hall->air_known, .offer = RFI_OFFER_NEW_AIR};
        rfi_list_add(l, RFI_REQ_AIR_HEAT, &subject, "new", "new air cooling",
                     hall->air_known.place);
    }
    list_power(l, hall);
    list_levels(l, hall);
}
