/* SPDX-License-Identifier: MIT */
/* What the files that draw elevations share. */
#ifndef REPORTS_DIAGRAM_RACK_PARTS_H
#define REPORTS_DIAGRAM_RACK_PARTS_H

#include "reports/diagram/dimension.h"
#include "reports/diagram/rack.h"
#include "reports/diagram/system.h"

typedef struct rfi_rack_sheet {
    rfi_system_sheet sheet;
    const rfi_profile *profile;
    int64_t pods, racks_per_pod; /* of one scalable unit */
    bool unit_known;             /* the profile states how many pods it has */
    int64_t rack_scale, unit_scale;
    double floor; /* paper y of the floor line */
} rfi_rack_sheet;

typedef struct rfi_extent_mm { /* millimetre; what is not known has a usual size */
    int64_t least, base, most;
    bool known;
} rfi_extent_mm;

rfi_extent_mm rfi_extent_of(const rfi_figure *figure, int64_t usual);
int64_t rfi_count_base(const rfi_figure *figure); /* at least 1 */

/* Width of the racks of a unit side by side, millimetre. */
int64_t rfi_unit_width(const rfi_rack_sheet *r);
/* rack_front.c: front and side of one rack, its left edge at x; returns the right edge. */
double rfi_draw_one_rack(rfi_rack_sheet *r, double x);
double rfi_one_rack_width(const rfi_rack_sheet *r, int64_t scale); /* paper mm */
/* rack_unit.c: the front of all racks of a scalable unit. */
void rfi_draw_unit_racks(rfi_rack_sheet *r, double x);
/* Dimension lines with oblique ticks; words NULL: millimetres. */
void rfi_draw_span(rfi_rack_sheet *r, double from, double to, double y, const char *words);
void rfi_draw_rise(rfi_rack_sheet *r, double from, double to, double x, const char *words);
/* rack_table.c */
void rfi_draw_rack_figures(rfi_rack_sheet *r, rfi_box place);
void rfi_draw_unit_figures(rfi_rack_sheet *r, rfi_box place);

#endif
