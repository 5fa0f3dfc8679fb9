/* SPDX-License-Identifier: MIT */
#include "sites/read/reference_chains.h"

#include <string.h>

static bool same(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

static bool has_group(const rfi_element_pool *pool, const char *group)
{
    for (size_t i = 0; i < pool->count; i++) {
        if (same(pool->items[i].group, group)) {
            return true;
        }
    }
    return false;
}

/* Marks the members of the group; its upstream. *ret_again: they were marked before. */
static const char *climb_group(rfi_element_pool *pool, const char *group, bool mark,
                               bool *ret_again)
{
    const char *from = NULL;
    bool first = true;
    *ret_again = false;
    for (size_t i = 0; i < pool->count; i++) {
        if (!same(pool->items[i].group, group)) {
            continue;
        }
        if (first) {
            from = pool->items[i].from;
            *ret_again = mark && pool->marks[i];
            first = false;
        }
        pool->marks[i] = pool->marks[i] || mark;
    }
    return from;
}

bool rfi_climb_electrical(rfi_chains *chains, rfi_pools *hall, const char *group, bool mark)
{
    size_t steps =
        chains->shared.elements.count + (hall == NULL ? 0 : hall->elements.count);
    bool again = false;
    for (size_t i = 0; group != NULL && !again && i <= steps; i++) {
        if (hall != NULL && has_group(&hall->elements, group)) {
            group = climb_group(&hall->elements, group, mark, &again);
        } else if (has_group(&chains->shared.elements, group)) {
            hall = NULL; /* what is shared does not hang from a hall */
            group = climb_group(&chains->shared.elements, group, mark, &again);
        } else {
            return rfi_site_interconnect(chains->site, group) != NULL;
        }
    }
    return true;
}

size_t rfi_plant_index(const rfi_plant_pool *pool, const char *id)
{
    for (size_t i = 0; i < pool->count; i++) {
        if (same(pool->items[i].id, id)) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* The plant that takes the heat of condensers comes along, with what drives it. */
static void mark_condenser(rfi_chains *chains, rfi_pools *place, const char *id)
{
    size_t index =
        place == NULL || id == NULL ? SIZE_MAX : rfi_plant_index(&place->plants, id);
    if (id != NULL && index == SIZE_MAX) {
        place = NULL;
        index = rfi_plant_index(&chains->shared.plants, id);
    }
    if (index != SIZE_MAX) {
        rfi_plant_pool *pool = place == NULL ? &chains->shared.plants : &place->plants;
        pool->marks[index] = true;
        (void)rfi_climb_electrical(chains, place, pool->items[index].feed, true);
    }
}

bool rfi_climb_cooling(rfi_chains *chains, rfi_pools *hall, const char *id, bool mark)
{
    size_t steps = chains->shared.plants.count + (hall == NULL ? 0 : hall->plants.count);
    rfi_pools *place = hall;
    for (size_t i = 0; id != NULL && !same(id, "none") && i <= steps; i++) {
        size_t index = place == NULL ? SIZE_MAX : rfi_plant_index(&place->plants, id);
        if (index == SIZE_MAX) {
            place = NULL;
            index = rfi_plant_index(&chains->shared.plants, id);
        }
        if (index == SIZE_MAX) {
            return false;
        }
        rfi_plant_pool *pool = place == NULL ? &chains->shared.plants : &place->plants;
        pool->marks[index] = pool->marks[index] || mark;
        if (mark) {
            (void)rfi_climb_electrical(chains, place, pool->items[index].feed, true);
            mark_condenser(chains, place, pool->items[index].rejects_to);
        }
        id = pool->items[index].from;
    }
    return true;
}

void rfi_mark_generators(rfi_element_pool *pool, const rfi_element_pool *shared)
{
    for (size_t i = pool->own; i < pool->count; i++) {
        const char *backs = pool->items[i].backs;
        for (size_t k = 0; backs != NULL && k < pool->count; k++) {
            pool->marks[i] =
                pool->marks[i] || (pool->marks[k] && same(pool->items[k].group, backs));
        }
        for (size_t k = 0; backs != NULL && k < shared->count; k++) {
            pool->marks[i] =
                pool->marks[i] || (shared->marks[k] && same(shared->items[k].group, backs));
        }
    }
}

static bool element_clashes(const rfi_element_pool *pool, const rfi_element *element)
{
    for (size_t i = 0; i < pool->own; i++) {
        const rfi_element *own = &pool->items[i];
        if (same(own->id, element->id) || same(own->group, element->group) ||
            (element->backs != NULL && same(own->backs, element->backs))) {
            return true;
        }
    }
    return false;
}

bool rfi_group_clashes(const rfi_element_pool *pool, const rfi_element *more, size_t count,
                       const char *group)
{
    for (size_t i = 0; i < count; i++) {
        if (same(more[i].group, group) && element_clashes(pool, &more[i])) {
            return true;
        }
    }
    return false;
}
