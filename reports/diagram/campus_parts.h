/* SPDX-License-Identifier: MIT */
/* What the files that draw a campus share. */
#ifndef REPORTS_DIAGRAM_CAMPUS_PARTS_H
#define REPORTS_DIAGRAM_CAMPUS_PARTS_H

#include "reports/diagram/campus.h"
#include "reports/diagram/dimension.h"

typedef struct rfi_footprint { /* of one of the identical halls */
    const rfi_hall *hall;
    const rfi_hall_share *share; /* NULL: no plan */
    int64_t instance;            /* 1-based */
    rfi_point *corners;          /* in the frame of the campus, mm */
    size_t corner_count;         /* 0: outline unknown, a square stands for it */
    rfi_rect bounds;
} rfi_footprint;

typedef struct rfi_campus {
    rfi_drawing *drawing;
    rfi_arena *arena;
    const rfi_sheet_task *task;
    rfi_sheet paper;
    rfi_box zone; /* of the footprints on the paper */
    double rule;
    rfi_footprint *footprints;
    size_t count;
    int64_t left_out; /* halls beyond those drawn */
    bool placed;      /* the site states where they stand */
    rfi_rect bounds;  /* of all footprints */
    int64_t scale;
    double x, y; /* of the upper left corner of the bounds on the paper */
    rfi_labels labels;
} rfi_campus;

/* campus_place.c: false when memory is out. */
bool rfi_collect_footprints(rfi_campus *campus);
/* Arranges what has no place; scale 0: the largest usual one that fits. */
void rfi_place_campus(rfi_campus *campus, int64_t asked, int64_t *ret_least);
/* campus_sides.c: supply at the left, plants and links at the right */
void rfi_draw_campus_supply(rfi_campus *campus, rfi_box place);
void rfi_draw_campus_links(rfi_campus *campus, rfi_box place);
void rfi_draw_campus_table(rfi_campus *campus, rfi_box place);

#endif
