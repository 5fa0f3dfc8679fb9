/* SPDX-License-Identifier: MIT */
/* What network.c and network_rows.c keep between calls. Nodes below a node and loads at a
 * node are flat lists; the place of node i is [at[i], at[i + 1]). */
#ifndef PLANNER_CAPACITY_NETWORK_WORK_H
#define PLANNER_CAPACITY_NETWORK_WORK_H

#include "planner/capacity/network.h"

typedef struct rfi_net_supply { /* what a node draws from, and in which parts */
    size_t *node;
    rfi_ratio *part;
    size_t count;
} rfi_net_supply;

typedef struct rfi_net_loss { /* what came to a node last, and what that takes before it */
    int64_t level[RFI_NET_READINGS], before[RFI_NET_READINGS];
} rfi_net_loss;

struct rfi_net_work {
    rfi_arena *arena;
    size_t supply_most;
    size_t *below_at, *below;
    size_t *entry_at, *entries;
    rfi_net_supply *normal; /* per node, in the normal state */

    rfi_net_outage outage; /* the state */
    unsigned char *alone;  /* lives without any transfer */
    unsigned char *live;   /* lives */
    size_t *via;           /* standby taken, or RFI_NET_NONE */
    size_t *touched;       /* nodes that may differ from the normal state */
    size_t touched_count;
    uint64_t *seen, stamp;    /* seen[i] == stamp: i is touched */
    rfi_net_supply *supplies; /* per touched node */

    size_t *stack, *stack_next;
    uint64_t *met, walk; /* met[i] == walk: on the way of the load */
    rfi_ratio *part;
    size_t *waits;
    rfi_net_step *steps;
    rfi_net_loss *losses; /* per node */
};

#endif
