/* SPDX-License-Identifier: MIT */
/* Exact counts of a folded Clos network of equal switches: integers in, integers out. Every
 * term is rounded up; then the spines are raised until each leaf reaches each spine with
 * the same whole number of links. */
#ifndef PLANNER_CAPACITY_CLOS_H
#define PLANNER_CAPACITY_CLOS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct rfi_clos_ask { /* one plane */
    int64_t endpoints;
    int64_t radix;            /* >= 2: ports of a switch */
    int64_t tiers;            /* 1 to 3; 0: the fewest that hold the endpoints */
    int64_t oversubscription; /* ppm, >= 1000000: down to up at a leaf */
    int64_t rails;            /* >= 1: leaves are counted rail by rail */
    int64_t fixed_leaves; /* top of rack: as many leaves as stand in racks; 0: counted */
    int64_t leaf_ports;   /* top of rack: most endpoints of one leaf; uplinks follow */
} rfi_clos_ask;

typedef struct rfi_clos {
    bool possible; /* false: more leaves than the tiers can join; counts are void */
    int64_t tiers;
    int64_t down, up; /* ports of a leaf */
    int64_t leaf, spine, core;
    int64_t spine_by_ports, core_by_ports;
    int64_t links[3]; /* endpoint-leaf, leaf-spine, spine-core */
} rfi_clos;

/* A leaf is wired with all its uplinks, a top-of-rack leaf with those that its rack asks
 * for. Two tiers: fewest spines, from ceil(leaf x up / radix) on, that each leaf reaches
 * with the same whole number of links. Three tiers: groups of at most radix/2 leaves, each
 * with spines of its own that keep half of their ports for the cores; the k-th spines of
 * all groups meet in cores of their own, spread likewise over as many uplinks as a spine
 * has downlinks, or a few more where these do not divide. O(radix). */
void rfi_clos_count(const rfi_clos_ask *ask, rfi_clos *ret_clos);
/* Most endpoints that the tiers join: radix^2/2 for two, radix^3/4 for three when even. */
int64_t rfi_clos_largest(int64_t radix, int64_t tiers);

#endif
