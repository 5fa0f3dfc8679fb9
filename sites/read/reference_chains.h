/* SPDX-License-Identifier: MIT */
/* Elements and plants while a reference design is applied: what a hall has, what came from
 * the design, and how far up the chains reach. Nothing here copies or allocates. */
#ifndef SITES_READ_REFERENCE_CHAINS_H
#define SITES_READ_REFERENCE_CHAINS_H

#include "planner/model/site.h"

typedef struct rfi_element_pool {
    rfi_element *items;
    size_t count, own; /* those from `own` on came from the reference */
    bool *marks;       /* reached */
} rfi_element_pool;

typedef struct rfi_plant_pool {
    rfi_plant *items;
    size_t count, own;
    bool *marks;
} rfi_plant_pool;

/* Of one place: a hall, or what halls share. */
typedef struct rfi_pools {
    rfi_element_pool elements;
    rfi_plant_pool plants;
} rfi_pools;

typedef struct rfi_chains {
    const rfi_site *site; /* for its interconnects */
    rfi_pools shared;
} rfi_chains;

/* Whether the chain up from a group, resp. a plant, ends at an interconnect (or where the
 * site has none) and not at something that the site does not have; NULL ends well. hall
 * may be NULL. mark: marks what is reached, the groups that drive the plants included. */
bool rfi_climb_electrical(rfi_chains *chains, rfi_pools *hall, const char *group,
                          bool mark);
bool rfi_climb_cooling(rfi_chains *chains, rfi_pools *hall, const char *plant, bool mark);

/* Generators of the reference stay when they back something that is marked. */
void rfi_mark_generators(rfi_element_pool *pool, const rfi_element_pool *shared);

/* Whether the place has its own of what the group (one of the `count` elements `more`) is:
 * a group of the reference comes whole or not at all, since half of one would have another
 * redundancy than designed. */
bool rfi_group_clashes(const rfi_element_pool *pool, const rfi_element *more, size_t count,
                       const char *group);

size_t rfi_plant_index(const rfi_plant_pool *pool, const char *id); /* or SIZE_MAX */

#endif
