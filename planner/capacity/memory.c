/* SPDX-License-Identifier: MIT */
/* Groups, chains of groups and plants, looked up by name once per study. Keys of chains are
 * pointers into the site, which outlives the study. Tables are open and doubled when half
 * full, so that a lookup costs the same on a site of any size. */
#include <string.h>

#include "planner/capacity/wiring.h"

enum { FIRST_SLOTS = 64 };

typedef struct remembered {
    const rfi_hall *hall;
    const char *name;       /* NULL: free */
    const rfi_chain *chain; /* one of the three */
    const rfi_plant_chain *plants;
    const rfi_element **room; /* of the link's members */
    rfi_link_of_chain *link;  /* keyed by the letters of the name, not the pointer */
} remembered;

typedef struct table {
    remembered *slots;
    size_t size, count;
} table;

struct rfi_memory {
    rfi_arena *arena;
    table chains, plants, groups;
    bool groups_known, wiring_known;
    const rfi_wiring *wiring;
};

static const rfi_chain no_chain;
static const rfi_plant_chain no_plants;

rfi_memory *rfi_memory_new(rfi_arena *arena)
{
    rfi_memory *memory = RFI_NEW(arena, rfi_memory);
    if (memory != NULL) {
        memory->arena = arena;
    }
    return memory;
}

/* ---- tables ---------------------------------------------------------------------------
 */

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ (hash >> 29);
}

static uint64_t hash_of(const rfi_hall *hall, const char *name, bool letters)
{
    uint64_t hash = mix(0, (uintptr_t)hall);
    if (!letters) {
        return mix(hash, (uintptr_t)name);
    }
    for (const char *at = name; *at != '\0'; at++) {
        hash = mix(hash, (unsigned char)*at);
    }
    return hash;
}

/* The slot of the key, or the free one where it belongs. Where a slot lies depends on
 * addresses, what it holds does not: nothing walks a table. */
static remembered *slot_of(const table *t, const rfi_hall *hall, const char *name,
                           bool letters)
{
    size_t at = (size_t)hash_of(hall, name, letters) & (t->size - 1);
    for (;;) {
        remembered *slot = &t->slots[at];
        if (slot->name == NULL ||
            (slot->hall == hall &&
             (slot->name == name || (letters && strcmp(slot->name, name) == 0)))) {
            return slot;
        }
        at = (at + 1) & (t->size - 1);
    }
}

static remembered *find(const table *t, const rfi_hall *hall, const char *name,
                        bool letters)
{
    remembered *slot = t->size == 0 ? NULL : slot_of(t, hall, name, letters);
    return slot == NULL || slot->name == NULL ? NULL : slot;
}

/* Room for one more; false when memory is out: then nothing is remembered. */
static bool make_room(rfi_arena *arena, table *t, bool letters)
{
    if (t->size > t->count * 2) {
        return true;
    }
    table wide = {NULL, t->size == 0 ? FIRST_SLOTS : t->size * 2, t->count};
    wide.slots = RFI_ARRAY(arena, wide.size, remembered);
    if (wide.slots == NULL) {
        return false;
    }
    for (size_t i = 0; i < t->size; i++) {
        if (t->slots[i].name != NULL) {
            *slot_of(&wide, t->slots[i].hall, t->slots[i].name, letters) = t->slots[i];
        }
    }
    *t = wide;
    return true;
}

static bool keep(rfi_arena *arena, table *t, remembered item, bool letters)
{
    if (!make_room(arena, t, letters)) {
        return false;
    }
    *slot_of(t, item.hall, item.name, letters) = item;
    t->count++;
    return true;
}

/* ---- groups ---------------------------------------------------------------------------
 */

static bool index_list(rfi_memory *m, const rfi_hall *hall, const rfi_element *elements,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *name = elements[i].group;
        if (name == NULL) {
            continue;
        }
        const remembered *known = find(&m->groups, hall, name, true);
        rfi_link_of_chain *link = NULL;
        if (known == NULL) {
            link = RFI_NEW(m->arena, rfi_link_of_chain);
            if (link == NULL ||
                !keep(m->arena, &m->groups,
                      (remembered){.hall = hall, .name = name, .link = link}, true)) {
                return false;
            }
            *link = (rfi_link_of_chain){
                .group = name, .first = &elements[i], .own = hall != NULL};
        } else {
            link = known->link;
        }
        link->member_count++;
    }
    return true;
}

/* Members in file order, after they were counted. */
static bool fill_members(rfi_memory *m, const rfi_hall *hall, const rfi_element *elements,
                         size_t count)
{
    for (size_t i = 0; i < count; i++) {
        remembered *known = elements[i].group == NULL
                                ? NULL
                                : find(&m->groups, hall, elements[i].group, true);
        if (known == NULL) {
            continue;
        }
        rfi_link_of_chain *link = known->link;
        if (link->first == &elements[i]) { /* the first makes room for all of them */
            known->room = RFI_ARRAY(m->arena, link->member_count, const rfi_element *);
            link->members = known->room;
            link->member_count = 0;
        }
        if (known->room == NULL) {
            return false;
        }
        known->room[link->member_count++] = &elements[i];
    }
    return true;
}

static bool index_groups(rfi_memory *m, const rfi_site *site)
{
    bool done = index_list(m, NULL, site->elements, site->element_count) &&
                fill_members(m, NULL, site->elements, site->element_count);
    for (size_t i = 0; i < site->hall_count && done; i++) {
        const rfi_hall *hall = &site->halls[i];
        done = index_list(m, hall, hall->elements, hall->element_count) &&
               fill_members(m, hall, hall->elements, hall->element_count);
    }
    return done;
}

/* Without a memory, the long way. */
static bool search_link(const rfi_study *study, const rfi_hall *hall, const char *group,
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

bool rfi_group_link(const rfi_study *study, const rfi_hall *hall, const char *group,
                    rfi_link_of_chain *ret_link)
{
    rfi_memory *m = study->memory;
    if (m == NULL) {
        return search_link(study, hall, group, ret_link);
    }
    if (!m->groups_known) {
        m->groups_known = index_groups(m, study->site);
        if (!m->groups_known) {
            m->groups = (table){0};
            return search_link(study, hall, group, ret_link);
        }
    }
    const remembered *known = hall == NULL ? NULL : find(&m->groups, hall, group, true);
    known = known == NULL ? find(&m->groups, NULL, group, true) : known;
    if (known != NULL) {
        *ret_link = *known->link;
        ret_link->group = group;
    }
    return known != NULL;
}

/* ---- chains ---------------------------------------------------------------------------
 */

const rfi_chain *rfi_chain_of(const rfi_study *study, const rfi_hall *hall,
                              const char *group)
{
    if (group == NULL) {
        return &no_chain;
    }
    rfi_memory *m = study->memory;
    const remembered *known = m == NULL ? NULL : find(&m->chains, hall, group, false);
    if (known != NULL) {
        return known->chain;
    }
    rfi_chain *chain = RFI_NEW(study->arena, rfi_chain);
    if (chain == NULL) {
        return &no_chain;
    }
    const char *name = group;
    while (name != NULL && chain->count < RFI_CHAIN_LONGEST &&
           rfi_group_link(study, hall, name, &chain->links[chain->count])) {
        name = chain->links[chain->count++].first->from;
    }
    if (m != NULL) {
        (void)keep(m->arena, &m->chains,
                   (remembered){.hall = hall, .name = group, .chain = chain}, false);
    }
    return chain;
}

const rfi_plant_chain *rfi_plants_of(const rfi_study *study, const rfi_hall *hall,
                                     const char *id)
{
    if (id == NULL) {
        return &no_plants;
    }
    rfi_memory *m = study->memory;
    const remembered *known = m == NULL ? NULL : find(&m->plants, hall, id, false);
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
    if (m != NULL) {
        (void)keep(m->arena, &m->plants,
                   (remembered){.hall = hall, .name = id, .plants = chain}, false);
    }
    return chain;
}

/* ---- wiring ---------------------------------------------------------------------------
 */

const rfi_wiring *rfi_wiring_of(const rfi_study *study)
{
    rfi_memory *m = study->memory;
    if (m == NULL) {
        return rfi_site_is_wired(study->site) ? rfi_wiring_new(study) : NULL;
    }
    if (!m->wiring_known) {
        m->wiring_known = true;
        m->wiring = rfi_site_is_wired(study->site) ? rfi_wiring_new(study) : NULL;
    }
    return m->wiring;
}
