/* SPDX-License-Identifier: MIT */
/* What the files that draw a cooling schematic share. */
#ifndef REPORTS_DIAGRAM_COOLING_PARTS_H
#define REPORTS_DIAGRAM_COOLING_PARTS_H

#include "reports/diagram/cooling.h"
#include "reports/diagram/system.h"

typedef struct rfi_cooling_sheet {
    rfi_system_sheet sheet;
    const rfi_hall *hall;
    size_t hall_index;
    const rfi_loop_run *loops[2]; /* liquid (NULL: the racks take none), air */
    double k;                     /* size of boxes and words: 1 where room is scarce */
} rfi_cooling_sheet;

/* cooling_symbols.c: size: height in mm, centred at x, y. */
void rfi_draw_plant_symbol(rfi_drawing *drawing, rfi_plant_kind kind, double x, double y,
                           double size, rfi_ink ink);
/* cooling_band.c: one loop from left to right. */
double rfi_loop_band_height(const rfi_cooling_sheet *c, const rfi_loop_run *run);
void rfi_draw_loop_band(rfi_cooling_sheet *c, const rfi_loop_run *run, rfi_box band);
void rfi_draw_pipe(rfi_drawing *drawing, double from, double to, double y, bool back,
                   bool open);
/* cooling_table.c */
void rfi_draw_cooling_limits(rfi_cooling_sheet *c, double x, double right, double top,
                             double foot);
const rfi_requirement *rfi_cooling_requirement(const rfi_cooling_sheet *c, size_t index);
/* Share of the limit in permille, rounded up; -1: cannot be said. For temperatures too. */
int64_t rfi_limit_share(const rfi_cooling_sheet *c, const rfi_requirement *requirement);
bool rfi_is_of_cooling(rfi_requirement_kind kind);

#endif
