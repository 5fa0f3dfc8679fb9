/* SPDX-License-Identifier: MIT */
/* A profile: one accelerator system as its racks, pod and scalable unit (SU). */
#ifndef PLANNER_MODEL_PROFILE_H
#define PLANNER_MODEL_PROFILE_H

#include "planner/model/fabric.h"
#include "planner/model/site.h"

/* How the pod is drawn and placed: shape, not vendor. */
typedef enum rfi_family {
    RFI_FAMILY_ONE = 0, /* one-rack liquid pod (NVL72 class) */
    RFI_FAMILY_PAIR,    /* two adjacent racks (UltraServer class) */
    RFI_FAMILY_CUBE,    /* many racks, one domain (TPU class) */
    RFI_FAMILY_WIDE,    /* 1.2 m rack */
    RFI_FAMILY_AIR,     /* air-cooled 8-accelerator servers */
    RFI_FAMILY_MINER    /* existing load, never judged: the "rack" is one miner */
} rfi_family;

/* How near the racks of a pod must stand for its copper. */
typedef enum rfi_adjacency {
    RFI_ADJACENCY_TOUCHING = 0, /* as pods are placed; also when nothing is said */
    RFI_ADJACENCY_ROW,
    RFI_ADJACENCY_ANYWHERE /* joined by fibre */
} rfi_adjacency;

typedef enum rfi_support_kind {
    RFI_SUPPORT_NETWORK = 0,
    RFI_SUPPORT_STORAGE,
    RFI_SUPPORT_MANAGEMENT,
    RFI_SUPPORT_CDU, /* in-row */
    RFI_SUPPORT_KINDS
} rfi_support_kind;

typedef struct rfi_support { /* racks that one SU needs besides its pods */
    const char *id;
    rfi_support_kind kind;
    rfi_figure count;
    rfi_figure power; /* POWER per rack; counts as critical IT except for a CDU */
    rfi_figure width, depth, height, mass;
    bool by_fabric; /* stated by nobody: what the fabrics come to */
    rfi_place place;
} rfi_support;

typedef struct rfi_profile {
    rfi_arena *arena;
    const char *file, *digest;
    const char *id, *name, *vendor;
    rfi_family family;
    int64_t as_of;
    rfi_figure available;       /* DATE */
    rfi_figure chips;           /* COUNT per rack */
    rfi_figure plan, max, peak; /* POWER per rack, AC input */
    rfi_figure peak_duration;
    rfi_figure swing; /* RATIO of max by which racks swing together, trough to peak */
    rfi_figure swing_period; /* DURATION of a full swing */
    rfi_figure power_factor;
    rfi_figure width, depth, height, mass; /* per rack */
    rfi_figure feet;                       /* COUNT that a rack stands on; absent: rule */
    rfi_figure racks_per_pod;              /* COUNT; racks of a pod stand side by side */
    rfi_figure copper_reach;               /* LENGTH of the scale-up copper */
    rfi_adjacency adjacency;
    rfi_figure pods_per_unit; /* COUNT; pods of one SU */
    rfi_support *supports;    /* with room for one more */
    size_t support_count;
    rfi_figure liquid_share; /* RATIO of the rack's heat; the rest goes to air */
    rfi_figure supply_max;   /* TEMPERATURE of coolant at the rack; absent without liquid */
    rfi_figure flow;         /* FLOW per rack at max */
    rfi_figure pressure_drop;  /* PRESSURE across the rack at that flow */
    rfi_figure air_inlet_max;  /* TEMPERATURE */
    rfi_figure filtration_min; /* COUNT, MERV class */
    rfi_figure feeds;          /* COUNT of independent feeds to a rack */
    rfi_figure *voltages;      /* VOLTAGE accepted, each */
    size_t voltage_count;
    rfi_figure shelves;     /* COUNT of power shelves or supplies of a rack */
    rfi_figure shelves_a;   /* COUNT of them on feed A; the others share the other feeds */
    rfi_figure shelf_power; /* POWER of one */
    rfi_figure after_loss;  /* POWER that a rack may still draw when one feed is lost */
    rfi_figure scale_out;   /* DATA_RATE per chip */
    rfi_figure ports;       /* COUNT of scale-out ports per chip */
    rfi_figure leaf, spine; /* COUNT of switches of one SU */
    rfi_figure reach;       /* LENGTH of the longest copper link */
    rfi_figure leaf_reach; /* LENGTH of the longest cable to the unit's network racks, where
                              no fibre may take its place */
    const char *media;     /* words; may be NULL */
    rfi_fabric *fabrics;
    size_t fabric_count;
    rfi_figure fp8, bf16; /* COMPUTE per chip, dense */
    rfi_figure memory;    /* MEMORY per chip */
    rfi_figure price;     /* MONEY per rack */
    rfi_source *sources;
    size_t source_count;
    rfi_figure **figures;
    size_t figure_count;
} rfi_profile;

const char *rfi_family_words(rfi_family family);
const char *rfi_adjacency_words(rfi_adjacency adjacency);
const char *rfi_support_kind_words(rfi_support_kind kind);
bool rfi_profile_is_liquid(const rfi_profile *profile); /* liquid share may exceed zero */

#endif
