/* SPDX-License-Identifier: MIT */
/* The electrical side of a site as one network, where it says more than one chain: several
 * sources, standbys, or pairs of cords. Sites that state none of these are counted group by
 * group (redundancy.c), and have no wiring. Internal to capacity. */
#ifndef PLANNER_CAPACITY_WIRING_H
#define PLANNER_CAPACITY_WIRING_H

#include "planner/capacity/network.h"
#include "planner/capacity/study.h"

typedef struct rfi_wired_group {
    rfi_link_of_chain link; /* no first element: an interconnect */
    const rfi_interconnect *interconnect;
    size_t hall;    /* the hall's own, or RFI_NET_NONE: shared */
    size_t node[2]; /* sides A and B, or one bus and RFI_NET_NONE */
} rfi_wired_group;

typedef struct rfi_wired_load {
    size_t hall;            /* RFI_NET_NONE: of shared units, after those of all halls */
    const rfi_plant *plant; /* NULL: the racks, or ... */
    bool house;             /* ... light, offices and controls, or ... */
    bool stands;            /* ... what the units of a bus draw at any load, above it */
} rfi_wired_load;

/* A state in which a node must hold. */
typedef struct rfi_wired_state {
    size_t node;
    rfi_net_outage outage;
    bool transfers;         /* somewhere a standby took over */
    bool kind_only;         /* a hall's own outage, in a kind of several halls: not at the
                               favourable end */
    const rfi_net_row *row; /* of net[0], where parts do not vary; NULL: normal parts */
} rfi_wired_state;

/* What one requirement stands for. Folded: all loads of the group move alike, so the least
 * capacity over part is one limit on the undivided load. Else one state of one node. */
typedef struct rfi_wired_row {
    size_t group;
    bool folded;
    rfi_wired_state *states;
    size_t count;
    const char *words; /* state that decides at the unfavourable end, when last derived */
} rfi_wired_row;

typedef struct rfi_wiring {
    const rfi_study *study; /* a copy */
    rfi_wired_group *groups;
    size_t group_count;
    bool *backed;        /* per group: a generator backs it */
    size_t *scope_group; /* first group of the shared scope, of hall 0, 1, ..., the end */
    size_t *node_group;  /* group of each node */
    rfi_wired_load *loads;
    size_t load_count;
    size_t *load_mark; /* scratch of wired_rows.c: a load was seen, zero between uses */
    size_t *load_list; /* another of it: the loads that were seen */
    bool *group_mark;  /* scratch of rfi_wired_behind, false between uses */
    size_t *behind;    /* what it found last */
    size_t *hall_load; /* loads of hall i: [hall_load[i], hall_load[i + 1]) */
    rfi_network net[RFI_ENDS];
    bool varies; /* parts depend on the end: else all ends share net[0] and its rows */
    struct rfi_arrivals *arrivals;   /* what wired_load.c keeps */
    int64_t *whole_pod, *whole_unit; /* per load, zero between uses: wired_terms.c */
} rfi_wiring;

/* Built once per study and remembered; NULL when the site states nothing of the kind. */
const rfi_wiring *rfi_wiring_of(const rfi_study *study);
/* Builds it; NULL when memory is out. */
rfi_wiring *rfi_wiring_new(const rfi_study *study);
bool rfi_site_is_wired(const rfi_site *site);

bool rfi_arrivals_open(rfi_wiring *wiring);

/* The network as a view reads it. */
const rfi_network *rfi_wired_network(const rfi_wiring *wiring, rfi_view *view);

/* The group that begins with this element, the hall's own or a shared one; RFI_NET_NONE
 * when there is none. hall RFI_NET_NONE: shared. */
size_t rfi_wired_group_of(const rfi_wiring *wiring, size_t hall, const rfi_element *first);
/* The load of the racks (plant NULL) or a plant of the hall; RFI_NET_NONE: outside. */
size_t rfi_wired_load_of(const rfi_wiring *wiring, size_t hall, const rfi_plant *plant);
/* The same for what the hall's `house` draws. */
size_t rfi_wired_house_of(const rfi_wiring *wiring, size_t hall);

/* Groups on any way of the racks and plants of the hall, standby ways and all cords
 * included, in *ret_groups until the next call. */
size_t rfi_wired_behind(const rfi_wiring *wiring, size_t hall, const size_t **ret_groups);

/* What of `power` lies on the group of `target` in the normal state by the part of the
 * hall's racks that does, without losses, milliwatt. */
int64_t rfi_wired_share(const rfi_wiring *wiring, rfi_view *view, const rfi_hall *hall,
                        int64_t power, const rfi_element *target);

/* Side of a node in its group; NONE: its one bus. */
rfi_side rfi_wired_side(const rfi_wiring *wiring, size_t node);
/* What units with a curve draw at any load, of one hall or (NULL) the shared ones, as it
 * arrives at the group of `target` (NULL: at the interconnects) in the normal state. */
int64_t rfi_wired_standing(const rfi_wiring *wiring, rfi_view *view, const rfi_hall *hall,
                           const rfi_element *target);

/* Does a load pass the group of `target` (NULL: the interconnects) in the normal state?
 * RFI_NET_NONE, a load outside the network, comes to the interconnects alone. */
bool rfi_wired_passes(const rfi_wiring *wiring, rfi_view *view, size_t load,
                      const rfi_element *target);

/* Power of a load that arrives at the group of `target` (NULL: at the interconnects) in the
 * normal state, milliwatt. RFI_NET_NONE: a load outside the network. */
int64_t rfi_wired_arrival(const rfi_wiring *wiring, rfi_view *view, size_t load,
                          int64_t power, const rfi_element *target);

/* Parts of the halls' loads that lie on a node in a state, with what arrives of them there.
 * Loads come in their order; those with nothing on the node are left out. */
typedef struct rfi_wired_part {
    size_t load;
    rfi_ratio part;
    int64_t pod, unit; /* power at the node if all of the load were there, milliwatt */
} rfi_wired_part;

/* Another requirement, or another end of it, is read: what it rests on is noted anew. */
void rfi_wired_turn(const rfi_wiring *wiring);

/* hall: one hall, or RFI_NET_NONE: all. *ret_parts holds until the next call. */
size_t rfi_wired_parts(const rfi_wiring *wiring, rfi_view *view,
                       const rfi_wired_state *state, size_t hall, rfi_peak_class peak,
                       const rfi_wired_part **ret_parts);

/* Does every way from the racks of the hall to the grid pass a group of this kind (one that
 * a generator backs), in the normal state? */
bool rfi_wired_has(const rfi_wiring *wiring, const rfi_hall *hall, rfi_element_kind kind);

/* Rows of a group, for the list: *ret_rows in the arena of the study. */
bool rfi_wired_rows_of(const rfi_wiring *wiring, size_t group, rfi_wired_row **ret_rows,
                       size_t *ret_count);
/* "sys-1", "ups/A"; "sys-2-out" or "normal"; "one unit of sys-2 out". */
const char *rfi_wired_group_name(const rfi_wiring *wiring, size_t group);
const char *rfi_wired_node_name(const rfi_wiring *wiring, size_t node);
const char *rfi_wired_state_id(const rfi_wiring *wiring, const rfi_wired_state *state);
const char *rfi_wired_state_words(const rfi_wiring *wiring, const rfi_wired_state *state);

#endif
