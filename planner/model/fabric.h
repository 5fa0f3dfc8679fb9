/* SPDX-License-Identifier: MIT */
/* A fabric of a profile as it is stated, and what it comes to at a number of scalable
 * units: switches, cables by medium, racks, power and cost. Counting is
 * planner/capacity/fabric.c. */
#ifndef PLANNER_MODEL_FABRIC_H
#define PLANNER_MODEL_FABRIC_H

#include "planner/model/figure.h"

typedef enum rfi_fabric_purpose {
    RFI_FABRIC_COMPUTE = 0,
    RFI_FABRIC_STORAGE,
    RFI_FABRIC_FRONT_END,
    RFI_FABRIC_MANAGEMENT,
    RFI_FABRIC_PURPOSES
} rfi_fabric_purpose;

typedef enum rfi_fabric_kind {
    RFI_FABRIC_RAIL = 0, /* port j of every node on rail j; one rail: a pool of leaves */
    RFI_FABRIC_TOR       /* leaves stand in the racks that they serve */
} rfi_fabric_kind;

typedef struct rfi_fabric {
    const char *id;
    rfi_fabric_purpose purpose;
    rfi_fabric_kind kind;
    rfi_figure radix;            /* COUNT of ports per switch, at the rate of an endpoint */
    rfi_figure tiers;            /* COUNT; absent: by size */
    rfi_figure oversubscription; /* RATIO of down to up at the leaf; absent: 1 */
    rfi_figure rails;            /* COUNT; absent: 1 */
    rfi_figure planes;           /* COUNT of equal fabrics side by side; absent: 1 */
    rfi_figure ports_per_rack;   /* COUNT of a pod's rack, over all planes; absent:
                                    chips x ports for compute */
    rfi_figure extra_ports;      /* COUNT per scalable unit beside its pods; absent: 0 */
    rfi_figure port_rate;        /* DATA_RATE of an endpoint */
    rfi_figure lane_rate;        /* DATA_RATE of one lane; absent: 100 Gb/s */
    rfi_figure links_per_cable;  /* COUNT that share a cable (twin ports); absent: 1 */
    rfi_figure switch_power;     /* POWER of one switch without optics */
    rfi_figure switch_units;     /* COUNT of rack units of one switch */
    rfi_figure optic_power;      /* POWER of one transceiver */
    rfi_figure switch_price, optic_price; /* MONEY */
    rfi_place place;
} rfi_fabric;

typedef enum rfi_medium {
    RFI_MEDIUM_PASSIVE = 0, /* passive copper */
    RFI_MEDIUM_ACTIVE,      /* active copper */
    RFI_MEDIUM_MULTIMODE,
    RFI_MEDIUM_DR,
    RFI_MEDIUM_FR,
    RFI_MEDIUM_BEYOND,  /* farther than any part above */
    RFI_MEDIUM_UNKNOWN, /* length not known */
    RFI_MEDIA
} rfi_medium;

enum { RFI_FABRIC_TIERS = 3 }; /* endpoint to leaf, leaf to spine, spine to core */

typedef struct rfi_fabric_size { /* at one end of the ranges */
    bool known;                  /* every count that is needed is stated */
    bool possible; /* no more endpoints than three tiers (or the stated ones) hold */
    int64_t units; /* scalable units that it serves */
    int64_t tiers, endpoints;
    int64_t leaf, spine, core;             /* every link spread evenly */
    int64_t spine_by_ports, core_by_ports; /* least by number of ports alone */
    int64_t cables[RFI_FABRIC_TIERS];      /* endpoint-leaf, leaf-spine, spine-core */
    int64_t media[RFI_MEDIA];              /* all cables by medium */
    int64_t transceivers;                  /* both ends of every optical cable */
    int64_t rack_units,
        power;    /* what stands in network racks: RU; switches and optics, mW */
    int64_t cost; /* micro-US-dollar: switches, transceivers, cables */
} rfi_fabric_size;

const char *rfi_fabric_purpose_words(rfi_fabric_purpose purpose); /* "front-end" */
const char *rfi_medium_words(rfi_medium medium);                  /* "passive copper" */

#endif
