/* SPDX-License-Identifier: MIT */
/* A floor (placement in one hall) and a plan (pods per hall): what decide proposes, check
 * judges and reports draw. Plain data, no invariants beyond the stated units. */
#ifndef PLANNER_MODEL_PLAN_H
#define PLANNER_MODEL_PLAN_H

#include "planner/model/profile.h"
#include "planner/model/retrofit.h"
#include "planner/model/site.h"

typedef struct rfi_rect { /* millimetre, lower left corner and size, in the hall's frame */
    int64_t x, y, width, height;
} rfi_rect;

typedef enum rfi_facing {
    RFI_FACING_UP = 0,
    RFI_FACING_DOWN,
    RFI_FACING_RIGHT,
    RFI_FACING_LEFT
} rfi_facing;

typedef struct rfi_placed {
    rfi_rect rect;
    rfi_facing front; /* towards the cold aisle */
    int64_t row;      /* 1-based */
    int64_t unit;     /* SU number, 1-based */
    int64_t pod;      /* pod number in the hall, 1-based; 0 for a support rack */
    int64_t rack;     /* rack within the pod, 1-based; 0 for a support rack */
    int64_t zone; /* power zone, 1-based in the order of the hall's cords; 0: it has one */
    rfi_support_kind support;
} rfi_placed;

typedef struct rfi_aisle {
    rfi_rect rect;
    bool hot;
} rfi_aisle;

/* What serves the racks of a row, by rule and drawn as it would be built. */
typedef enum rfi_fitting_kind {
    RFI_FITTING_PANEL = 0, /* remote power panel (RPP): stands at the head of its row */
    RFI_FITTING_BUSWAY,    /* over the row; takes no floor */
    RFI_FITTING_TRAY,      /* cable tray: over a row, or across from row to row */
    RFI_FITTING_MANIFOLD,  /* coolant pipes over the rear of the row */
    RFI_FITTING_KINDS
} rfi_fitting_kind;

typedef struct rfi_fitting {
    rfi_fitting_kind kind;
    rfi_rect rect;
    int64_t row;   /* as of the racks; 0: joins rows */
    int64_t zone;  /* panel, busway: power zone that it feeds, as of the racks; else 0 */
    rfi_side side; /* panel, busway */
} rfi_fitting;

/* The way of a rack from where it enters the hall to its place: legs are clear strips, each
 * but the first continues an earlier one. The racks that a leg runs along, in front or at
 * the rear, are brought in by it. */
typedef struct rfi_route_leg {
    rfi_rect rect;
    size_t from;       /* leg that it continues; SIZE_MAX: it starts at `entry` */
    const char *entry; /* id of a delivery door or access of the hall; else NULL */
} rfi_route_leg;

typedef struct rfi_floor {
    const rfi_hall *hall;
    bool service;      /* aisles are service aisles, in front and behind */
    bool along_y;      /* rows run along y instead of x */
    int64_t rows;      /* rows that hold racks */
    rfi_aisle *aisles; /* between and beside the rows */
    size_t aisle_count;
    rfi_placed *placed; /* ordered by row, then position */
    size_t placed_count;
    rfi_fitting *fittings; /* by kind, then row, then position */
    size_t fitting_count;
    int64_t pods;             /* placed */
    int64_t it_power;         /* critical IT of what stands here at max draw, milliwatt;
                                 0: not computed */
    int64_t bound;            /* no placement of this family can hold more pods */
    const char *bound_reason; /* independent argument, in words */
    int64_t aisle_cold, aisle_hot, perimeter; /* mm used */
    rfi_route_leg *route; /* delivery; none where the hall states no way in */
    size_t route_count;
    int64_t route_width; /* mm, clear in every leg */
} rfi_floor;

/* The three ends of all ranges taken jointly. */
typedef enum rfi_end {
    RFI_END_UNFAVOURABLE = 0,
    RFI_END_BASE,
    RFI_END_FAVOURABLE,
    RFI_ENDS
} rfi_end;

typedef struct rfi_hall_share {
    const rfi_hall *hall;
    int64_t converted;          /* how many of the identical halls take racks */
    int64_t pods;               /* in all of them together */
    int64_t units;              /* scalable units, partial ones counted whole */
    int64_t most_pods;          /* in the fullest of them */
    const rfi_profile *profile; /* what stands there; NULL: the plan's */
} rfi_hall_share;

typedef struct rfi_plan {
    const rfi_site *site;
    const rfi_profile *profile;
    rfi_end end; /* the end of the ranges at which it holds */
    int64_t by;  /* day number at which it must hold */
    rfi_policy policy[RFI_SUBSYSTEMS];
    rfi_hall_share *shares; /* one per hall of the site, same order */
    size_t share_count;
    rfi_floor *floors; /* one per hall with pods: the fullest of the identical halls */
    size_t floor_count;
    int64_t pods;
    const rfi_measures *measures; /* whose installs these are; NULL without */
    rfi_install *installs;        /* site first, then by hall, in order of the document */
    size_t install_count;
    int64_t cost; /* of the installs at the plan's end, micro-dollar, where stated */
    bool cost_stated;
} rfi_plan;

const char *rfi_end_words(rfi_end end); /* "unfavourable", "base", "favourable" */

#endif
