/* SPDX-License-Identifier: MIT */
/* The field's words for the enumerations, and finding things in a site by id. */
#include "planner/model/comparison.h"

#include <string.h>

const char *rfi_element_kind_words(rfi_element_kind kind)
{
    static const char *const words[RFI_ELEMENT_KINDS] = {
        "HV/MV transformer", "MV switchgear", "MV feeder",
        "unit substation",   "generator",     "UPS",
        "LV switchboard",    "busway",        "BESS",
    };
    return words[kind];
}

const char *rfi_plant_kind_words(rfi_plant_kind kind)
{
    static const char *const words[RFI_PLANT_KINDS] = {
        "dry cooler", "adiabatic cooler", "cooling tower", "chiller",   "CDU",
        "CRAH",       "fan wall",         "outside air",   "rear door", "immersion",
        "hydro loop",
    };
    return words[kind];
}

const char *rfi_gate_kind_words(rfi_gate_kind kind)
{
    static const char *const words[RFI_GATE_KINDS] = {
        "title",
        "interconnection agreement",
        "zoning",
        "air permit",
        "water permit",
        "noise permit",
        "road",
        "other gate",
        "large-load study",
        "ride-through evidence",
    };
    return words[kind];
}

const char *rfi_subsystem_words(rfi_subsystem subsystem)
{
    static const char *const words[RFI_SUBSYSTEMS] = {
        "utility", "distribution", "generators", "UPS", "cooling", "CDU", "network",
    };
    return words[subsystem];
}

const char *rfi_policy_words(rfi_policy policy)
{
    static const char *const words[] = {
        "none", "N", "N+1", "concurrently maintainable", "fault tolerant",
    };
    return words[policy];
}

rfi_subsystem rfi_element_subsystem(rfi_element_kind kind)
{
    switch (kind) {
    case RFI_ELEMENT_GENERATOR:
        return RFI_SUB_GENERATORS;
    case RFI_ELEMENT_UPS:
        return RFI_SUB_UPS;
    case RFI_ELEMENT_TRANSFORMER:
    case RFI_ELEMENT_SWITCHGEAR:
    case RFI_ELEMENT_FEEDER:
    case RFI_ELEMENT_SUBSTATION:
    case RFI_ELEMENT_SWITCHBOARD:
    case RFI_ELEMENT_BUSWAY:
    case RFI_ELEMENT_BESS:
    case RFI_ELEMENT_KINDS:
        break;
    }
    return RFI_SUB_DISTRIBUTION;
}

const char *rfi_family_words(rfi_family family)
{
    static const char *const words[] = {"one-rack liquid pod",    "two adjacent racks",
                                        "many racks, one domain", "1.2 m rack",
                                        "air-cooled servers",     "miner, existing load"};
    return words[family];
}

const char *rfi_adjacency_words(rfi_adjacency adjacency)
{
    static const char *const words[] = {"touching", "in one row", "anywhere"};
    return words[adjacency];
}

const char *rfi_support_kind_words(rfi_support_kind kind)
{
    static const char *const words[RFI_SUPPORT_KINDS] = {"network", "storage", "management",
                                                         "CDU"};
    return words[kind];
}

bool rfi_profile_is_liquid(const rfi_profile *profile)
{
    return !rfi_known(&profile->liquid_share) || profile->liquid_share.high > 0;
}

static bool same(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

const rfi_hall *rfi_site_hall(const rfi_site *site, const char *id)
{
    for (size_t i = 0; i < site->hall_count; i++) {
        if (same(site->halls[i].id, id)) {
            return &site->halls[i];
        }
    }
    return NULL;
}

static const rfi_plant *plant_in(const rfi_plant *plants, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++) {
        if (same(plants[i].id, id)) {
            return &plants[i];
        }
    }
    return NULL;
}

const rfi_plant *rfi_site_plant(const rfi_site *site, const rfi_hall *hall, const char *id)
{
    const rfi_plant *own =
        hall == NULL ? NULL : plant_in(hall->plants, hall->plant_count, id);
    return own != NULL ? own : plant_in(site->plants, site->plant_count, id);
}

const rfi_interconnect *rfi_site_interconnect(const rfi_site *site, const char *id)
{
    for (size_t i = 0; i < site->interconnect_count; i++) {
        if (same(site->interconnects[i].id, id)) {
            return &site->interconnects[i];
        }
    }
    return NULL;
}

static const rfi_element *group_in(const rfi_element *elements, size_t count,
                                   const char *group)
{
    for (size_t i = 0; i < count; i++) {
        if (same(elements[i].group, group)) {
            return &elements[i];
        }
    }
    return NULL;
}

const rfi_element *rfi_site_group(const rfi_site *site, const rfi_hall *hall,
                                  const char *group, const rfi_element **ret_elements,
                                  size_t *ret_count)
{
    if (hall != NULL) {
        const rfi_element *own = group_in(hall->elements, hall->element_count, group);
        if (own != NULL) {
            *ret_elements = hall->elements;
            *ret_count = hall->element_count;
            return own;
        }
    }
    *ret_elements = site->elements;
    *ret_count = site->element_count;
    return group_in(site->elements, site->element_count, group);
}

const char *rfi_end_words(rfi_end end)
{
    static const char *const words[RFI_ENDS] = {"unfavourable", "base", "favourable"};
    return words[end];
}

typedef struct kind_row {
    const char *id, *words;
    rfi_dimension dimension;
} kind_row;

static const kind_row kind_rows[RFI_REQUIREMENT_KIND_COUNT] = {
#define RFI_REQUIREMENT_ROW(name, id, words, dimension) {id, words, RFI_DIM_##dimension},
    RFI_REQUIREMENT_KINDS(RFI_REQUIREMENT_ROW)
#undef RFI_REQUIREMENT_ROW
};

const char *rfi_requirement_id_words(rfi_requirement_kind kind)
{
    return kind_rows[kind].id;
}

const char *rfi_requirement_words(rfi_requirement_kind kind)
{
    return kind_rows[kind].words;
}

rfi_dimension rfi_requirement_dimension(rfi_requirement_kind kind)
{
    return kind_rows[kind].dimension;
}

const char *rfi_fabric_purpose_words(rfi_fabric_purpose purpose)
{
    static const char *const words[RFI_FABRIC_PURPOSES] = {"compute", "storage",
                                                           "front-end", "management"};
    return words[purpose];
}

const char *rfi_medium_words(rfi_medium medium)
{
    static const char *const words[RFI_MEDIA] = {
        "passive copper", "active copper", "multimode",        "single-mode DR",
        "single-mode FR", "beyond FR",     "length not known",
    };
    return words[medium];
}

const char *rfi_goal_words(rfi_goal goal)
{
    static const char *const words[RFI_GOALS] = {
        [RFI_GOAL_POWER] = "power",
        [RFI_GOAL_COST] = "cost",
        [RFI_GOAL_COST_PER_POWER] = "cost-per-power",
        [RFI_GOAL_EARLIEST] = "earliest",
        [RFI_GOAL_POWER_QUARTERS] = "power-quarters",
    };
    return words[goal];
}

const char *rfi_proof_words(rfi_proof proof)
{
    switch (proof) {
    case RFI_PROOF_CERTIFIED:
        return "certified";
    case RFI_PROOF_CLAIMED:
        return "claimed";
    case RFI_PROOF_BOUNDED:
        return "bounded";
    case RFI_PROOF_NONE:
        return "no plan";
    case RFI_PROOF_UNDECIDED:
        break;
    }
    return "undecided";
}
