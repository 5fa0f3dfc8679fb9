/* SPDX-License-Identifier: MIT */
/* Between wires_try.c, which follows loads through outages, and wires_loads.c, which says
 * what they are. Internal to planner/check. */
#ifndef PLANNER_CHECK_WIRES_TRIAL_H
#define PLANNER_CHECK_WIRES_TRIAL_H

#include "planner/check/wires.h"

enum {
    RFI_WIRE_CLASSES =
        4, /* what racks count with: UPS, other devices, generators, the grid */
    RFI_WIRE_GRID_CLASS = 3,
    RFI_WIRE_RISE_CLASS = 2, /* in the second round: of generators */
    RFI_WIRE_SIZES = RFI_WIRE_CLASSES * 2,
};

typedef struct rfi_wire_load { /* what enters the network at one place */
    const rfi_hall *hall;
    const char *feed;     /* of a plant or of the house load; NULL: the racks */
    const rfi_bus *above; /* what units of this bus draw at any load enters above it */
    int64_t power[RFI_WIRE_SIZES]; /* fullest hall by class, then all halls by class */
    int64_t idle;                  /* VA of mining that stays, all halls of the kind */
} rfi_wire_load;

typedef struct rfi_wire_amount {
    rfi_wide load; /* milliwatt / 2^16, by the size that the bus is tested with */
    rfi_wide idle; /* mVA / 2^16 */
} rfi_wire_amount;

typedef struct rfi_wire_move { /* of one bus in one outage, against the normal state */
    size_t outage, bus;
    rfi_wire_amount by;
} rfi_wire_move;

typedef struct rfi_trial {
    rfi_bench *b;
    rfi_wires *w;
    size_t *way; /* buses above the load, from the grid down */
    size_t way_count;
    size_t *place; /* of a bus on the way */
    bool *alone, *live;
    size_t *via;
    uint64_t *part, *late, *late_before, *entry;
    int64_t (*level)[RFI_WIRE_SIZES];
    uint64_t *normal_part;
    int64_t (*normal_level)[RFI_WIRE_SIZES];
    rfi_wire_amount *normal; /* per bus: sum over loads */
    rfi_wire_amount *backed; /* per bus: at the class of generators, normal state */
    rfi_wire_move *moves;
    size_t move_count, move_capacity;
    bool peaks; /* the second round: peaks of UPS that say what they give then, and what
                   generators take at once */
} rfi_trial;

/* Follows a load in the normal state and in every outage that is asked for. */
void rfi_trial_load(rfi_trial *t, const rfi_wire_load *load);

/* What a hall, and all halls of its kind, put on the buses: racks, light, plants, units at
 * any load; share NULL: shared units at any load. */
void rfi_trial_hall(rfi_trial *t, const rfi_hall_share *share);

#endif
