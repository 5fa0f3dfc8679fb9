/* SPDX-License-Identifier: MIT */
/* A supply network and its outages: buses that hang from buses, loads with two cords, and
 * how much of each load lies on each bus in every state that must hold, and with what
 * losses it came there. Knows numbers only: no figures, no trade. Parts are exact ratios; a
 * denominator beyond RFI_RATIO_GRAIN is rounded to that grain, against the fit unless the
 * network says otherwise.
 *
 * Sharing is physics: a bus draws from all its live sources in proportion to what they can
 * carry, a load from both its cords by its split. Transfers follow one rule: when all
 * normal sources of a bus are dead, the first standby that lives without a transfer of its
 * own takes over. Nothing is chosen, so nothing is searched. */
#ifndef PLANNER_CAPACITY_NETWORK_H
#define PLANNER_CAPACITY_NETWORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planner/base/arena.h"

#define RFI_RATIO_GRAIN INT64_C(1000000000000)
#define RFI_NET_NONE    SIZE_MAX
/* Losses are compared by what arrives of this much of a load, each step rounded up. */
#define RFI_NET_SAMPLE INT64_C(1000000000000)

enum { RFI_NET_READINGS = 3 }; /* of the losses, at most: parts may serve several ends */

typedef struct rfi_ratio { /* num / den, den > 0, num >= 0 */
    int64_t num, den;
} rfi_ratio;

rfi_ratio rfi_ratio_times(rfi_ratio a, rfi_ratio b, bool up);
rfi_ratio rfi_ratio_plus(rfi_ratio a, rfi_ratio b, bool up);
int rfi_ratio_compare(rfi_ratio a, rfi_ratio b); /* < 0, 0, > 0 */

/* One bus, or two that are drawn on half and half while both live. */
typedef struct rfi_net_tap {
    size_t node[2]; /* the second RFI_NET_NONE: one bus */
} rfi_net_tap;

typedef enum rfi_net_asks { /* which outages of the node must be borne */
                            RFI_NET_ASKS_NOTHING = 0,
                            RFI_NET_ASKS_UNIT, /* one of its largest units */
                            RFI_NET_ASKS_BUS   /* that, and the whole bus */
} rfi_net_asks;

typedef struct rfi_net_node {
    rfi_net_tap *from; /* normal sources; none: a root, alive unless it is out */
    size_t from_count;
    rfi_net_tap *standby;
    size_t standby_count;
    int64_t total, rest; /* what it carries: with all units, with a largest one out */
    /* The same as it counts for itself when it shares with others: their totals are read
     * low where this is read high, so that a range of ratings gives a part that is never
     * too small (at the favourable end: never too large). Without ranges equal. */
    int64_t own_total, own_rest;
    int64_t units;
    rfi_net_asks asks;
    /* What enters is what leaves times over / under; under 0: unbounded. */
    int64_t over[RFI_NET_READINGS], under[RFI_NET_READINGS];
} rfi_net_node;

typedef struct rfi_net_pair { /* the cords of a share of a load */
    rfi_net_tap a, b;         /* b.node[0] RFI_NET_NONE: one cord */
    rfi_ratio share;          /* of the load */
    rfi_ratio split;          /* of the share, on a while both live */
} rfi_net_pair;

typedef struct rfi_net_load {
    rfi_net_pair *pairs;
    size_t pair_count;
    bool stands; /* no cords: it enters above `node`, which draws it while it lives */
    size_t node;
} rfi_net_load;

typedef enum rfi_net_kind {
    RFI_NET_NORMAL = 0,
    RFI_NET_UNIT_OUT,
    RFI_NET_BUS_OUT
} rfi_net_kind;

typedef struct rfi_net_outage {
    rfi_net_kind kind;
    size_t node; /* RFI_NET_NONE in the normal state */
} rfi_net_outage;

typedef struct rfi_net_part {
    size_t load;
    rfi_ratio part;
    int64_t arrives[RFI_NET_READINGS]; /* of RFI_NET_SAMPLE, if all of it came here */
} rfi_net_part;

typedef enum rfi_net_left { /* what is left of the node in a row */
                            RFI_NET_LEFT_ALL = 0,
                            RFI_NET_LEFT_REST,   /* one of its own units is out */
                            RFI_NET_LEFT_NOTHING /* it is out, and the parts have no other
                                                    supply */
} rfi_net_left;

/* What lies on a node in a state: the parts of the normal state, except those given. What
 * arrives is that of the ways of the state where a standby took over, of the normal state
 * else. */
typedef struct rfi_net_row {
    rfi_net_outage outage;
    rfi_net_left left;
    bool transfers;      /* a standby took over somewhere */
    rfi_net_part *parts; /* by load; all of them when nothing is left */
    size_t part_count;
} rfi_net_row;

typedef struct rfi_net_rows { /* of one node */
    rfi_net_part *normal;     /* by load */
    size_t normal_count;
    rfi_net_row *items; /* that no other row of the node, nor the normal state, covers */
    size_t count, capacity;
} rfi_net_rows;

typedef struct rfi_net_work rfi_net_work;

typedef struct rfi_network {
    rfi_net_node *nodes;
    size_t node_count;
    rfi_net_load *loads;
    size_t load_count;
    bool down;                    /* round parts down: for a proof that nothing fits */
    size_t readings;              /* of the losses; 0: they do not matter */
    bool least[RFI_NET_READINGS]; /* of several ways the one that loses least counts */
    rfi_net_work *work;
    rfi_net_rows *rows; /* per node */
    size_t outages;     /* states that were tried */
} rfi_network;

/* Completes a network whose nodes and loads are filled in. `from` must not run in a circle.
 * False when memory is out. */
bool rfi_network_open(rfi_network *net, rfi_arena *arena);

/* Derives net->rows: tries every outage that the nodes ask for. An outage recomputes only
 * loads below the node that is out, each along its own way: at worst outages x nodes x
 * loads, in a tree outages x length of the ways. False when memory is out. */
bool rfi_network_derive(rfi_network *net);

/* ---- one state at a time ------------------------------------------------------------- */
/* Puts the network into a state; the walks below are of that state. */
void rfi_network_enter(const rfi_network *net, rfi_net_outage outage);

/* Is the node supplied in the state entered last? */
bool rfi_network_lives(const rfi_network *net, size_t node);

/* Does a standby take over anywhere in this state? Enters it. */
bool rfi_network_transfers(const rfi_network *net, rfi_net_outage outage);

/* Does anything lie otherwise in this state than in the normal one? A spare unit that is
 * out moves nothing where nobody shares by what it carries. */
bool rfi_network_shifts(const rfi_network *net);

typedef struct rfi_net_step { /* a node on the way of a load, loads first */
    size_t node;
    rfi_ratio part;       /* of the load */
    const size_t *supply; /* nodes that it draws from in this state */
    size_t supply_count;
} rfi_net_step;

typedef struct rfi_net_way {
    const rfi_net_step *steps;
    size_t count;
    rfi_ratio lost; /* part of the load that no cord serves */
} rfi_net_way;

/* The way of a load upstream in the state entered last; valid until the next call. */
rfi_net_way rfi_network_walk(const rfi_network *net, size_t load);

/* What a node that lives draws from in the state entered last. */
const size_t *rfi_network_supply(const rfi_network *net, size_t node, size_t *ret_count);

/* What arrives of RFI_NET_SAMPLE at each node of a way just walked, in arrives[node]. */
void rfi_network_lose(const rfi_network *net, size_t load, const rfi_net_way *way,
                      int64_t (*arrives)[RFI_NET_READINGS]);

/* Nodes that hang from this one by their normal sources; a node may stand twice. */
const size_t *rfi_network_below(const rfi_network *net, size_t node, size_t *ret_count);

/* The part of `load` on a node by a row of it. */
rfi_ratio rfi_network_part(const rfi_net_rows *rows, const rfi_net_row *row, size_t load);

/* What arrives of a load there by a row of the node; NULL: nothing of it does. */
const int64_t *rfi_network_arrives(const rfi_net_rows *rows, const rfi_net_row *row,
                                   size_t load);

/* Does nothing lie on the node in `row` (NULL: normal) that does not in `wide`, and does no
 * more of it arrive? Both with all units of the node. */
bool rfi_network_covers(const rfi_net_rows *rows, const rfi_net_row *wide,
                        const rfi_net_row *row);

#endif
