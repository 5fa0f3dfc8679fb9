/* SPDX-License-Identifier: MIT */
/* Chains of groups and plants, looked up by name once per study. Keys are pointers into the
 * site, which outlives the study. */
#include <string.h>

#include "planner/capacity/study.h"

enum { MEMORY_MOST = 256 };

typedef struct remembered {
    const rfi_hall *hall;
    const char *name;
    const rfi_chain *chain; /* one of the two */
    const rfi_plant_chain *plants;
} remembered;

struct rfi_memory {
    remembered items[MEMORY_MOST];
    size_t count;
};

static const rfi_chain no_chain;
static const rfi_plant_chain no_plants;

rfi_memory *rfi_memory_new(rfi_arena *arena)
{
    return RFI_NEW(arena, rfi_memory);
}

static const remembered *find(const rfi_study *study, const rfi_hall *hall,
                              const char *name, bool plants)
{
    for (size_t i = 0; study->memory != NULL && i < study->memory->count; i++) {
        const remembered *item = &study->memory->items[i];
        if (item->hall == hall && item->name == name && (item->plants != NULL) == plants) {
            return item;
        }
    }
    return NULL;
}

static void keep(const rfi_study *study, remembered item)
{
    if (study->memory != NULL && study->memory->count < MEMORY_MOST) {
        study->memory->items[study->memory->count++] = item;
    }
}

static bool fill_link(const rfi_study *study, const rfi_hall *hall, const char *group,
                      rfi_link_of_chain *link)
{
    const rfi_element *elements = NULL;
    size_t count = 0;
    *link = (rfi_link_of_chain){.group = group};
    link->first = rfi_site_group(study->site, hall, group, &elements, &count);
    if (link->first == NULL) {
        return false;
    }
    const rfi_element **members = RFI_ARRAY(study->arena, count, const rfi_element *);
    for (size_t i = 0; members != NULL && i < count; i++) {
        if (elements[i].group != NULL && strcmp(elements[i].group, group) == 0) {
            members[link->member_count++] = &elements[i];
        }
    }
    link->members = members;
    link->own = hall != NULL && elements == hall->elements;
    return true;
}

const rfi_chain *rfi_chain_of(const rfi_study *study, const rfi_hall *hall,
                              const char *group)
{
    if (group == NULL) {
        return &no_chain;
    }
    const remembered *known = find(study, hall, group, false);
    if (known != NULL) {
        return known->chain;
    }
    rfi_chain *chain = RFI_NEW(study->arena, rfi_chain);
    if (chain == NULL) {
        return &no_chain;
    }
    const char *name = group;
    while (name != NULL && chain->count < RFI_CHAIN_LONGEST &&
           fill_link(study, hall, name, &chain->links[chain->count])) {
        name = chain->links[chain->count++].first->from;
    }
    keep(study, (remembered){.hall = hall, .name = group, .chain = chain});
    return chain;
}

const rfi_plant_chain *rfi_plants_of(const rfi_study *study, const rfi_hall *hall,
                                     const char *id)
{
    if (id == NULL) {
        return &no_plants;
    }
    const remembered *known = find(study, hall, id, true);
    if (known != NULL) {
        return known->plants;
    }
    rfi_plant_chain *chain = RFI_NEW(study->arena, rfi_plant_chain);
    if (chain == NULL) {
        return &no_plants;
    }
    chain->hall = hall;
    const char *name = id;
    while (name != NULL && chain->count < RFI_CHAIN_LONGEST) {
        const rfi_plant *plant = rfi_site_plant(study->site, hall, name);
        if (plant == NULL) {
            break;
        }
        chain->own[chain->count] = hall != NULL && plant >= hall->plants &&
                                   plant < hall->plants + hall->plant_count;
        chain->plants[chain->count++] = plant;
        name = plant->from;
    }
    keep(study, (remembered){.hall = hall, .name = id, .plants = chain});
    return chain;
}
