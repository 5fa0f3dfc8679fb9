/* SPDX-License-Identifier: MIT */
/* The checker's own picture of a wired site: buses, what each hangs from, and what hangs
 * below. Shares nothing with planner/capacity. Internal to planner/check. */
#ifndef PLANNER_CHECK_WIRES_H
#define PLANNER_CHECK_WIRES_H

#include "planner/check/bench.h"

#define RFI_NO_BUS SIZE_MAX

typedef struct rfi_bus {
    const char *name;
    const rfi_hall *hall;         /* whose own it is; NULL: shared */
    const rfi_interconnect *grid; /* an interconnect: no first element */
    const rfi_element *first;     /* of the group */
    rfi_side side;                /* NONE: the group is one bus */
    size_t twin;                  /* the other side, or RFI_NO_BUS */
    size_t (*up)[2];              /* sources: a bus, or two that share half and half */
    size_t up_count;
    size_t (*spare)[2];
    size_t spare_count;
    int64_t total, rest;       /* mVA: all units, one of the largest away */
    int64_t heavy, heavy_rest; /* the same, read so that it takes most when it shares */
    int64_t units;
    bool peaks;              /* a UPS that states what it gives while one lasts ... */
    int64_t over, over_rest; /* ... total and rest then */
    bool over_unread;
    bool unread;                 /* a figure behind these was missing at the base end */
    rfi_group members;           /* generators of the name too */
    int64_t efficiency, factor;  /* lowest of the members, ppm */
    bool bends;                  /* a curve in place of an efficiency: ... */
    rfi_bend bend;               /* ... of what is installed on the bus ... */
    int64_t full;                /* ... up to what it may carry, mW */
    bool bend_open;              /* a figure behind it was missing at the base end */
    bool loss_open, factor_open; /* a figure behind it was missing at the base end */
} rfi_bus;

typedef struct rfi_wires {
    rfi_bus *buses;
    size_t count;
    size_t *by_name; /* sorted by hall and name */
    size_t *rank;    /* place in the order from the grid down */
} rfi_wires;

/* NULL when memory is out. */
rfi_wires *rfi_wires_of(rfi_bench *b);
/* First bus of the group that the name means in the hall; RFI_NO_BUS: none. */
size_t rfi_wires_find(const rfi_wires *w, const rfi_hall *hall, const char *name);
/* The two buses of that group (second RFI_NO_BUS: one). */
void rfi_wires_pair(const rfi_wires *w, size_t bus, size_t pair[2]);
/* What enters the bus for the power that leaves it, as one of its loads. */
int64_t rfi_wires_before(rfi_bench *b, const rfi_bus *bus, int64_t power);
/* What the units of the bus draw at no load. */
int64_t rfi_wires_standing(rfi_bench *b, const rfi_bus *bus);
int64_t rfi_wires_factor(rfi_bench *b, const rfi_bus *bus);

/* Does another group of this kind stand at its place? Then nobody knows whose new units
 * are. */
bool rfi_wires_several(const rfi_wires *w, const rfi_bus *bus);
/* Are ratings unknown by which sources in parallel share? */
bool rfi_wires_weights_missing(const rfi_wires *w);

#endif
