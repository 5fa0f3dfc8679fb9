/* SPDX-License-Identifier: MIT */
/* What the files that draw a conflict overlay share. */
#ifndef REPORTS_DIAGRAM_CONFLICT_PARTS_H
#define REPORTS_DIAGRAM_CONFLICT_PARTS_H

#include "reports/diagram/conflict.h"
#include "reports/diagram/floor_parts.h"

enum { RFI_CONFLICT_ROWS = 9 };

typedef struct rfi_conflict_row {
    const rfi_requirement *requirement;
    rfi_end end;
    bool open;          /* it fails only if missing figures come out so */
    bool binds;         /* it holds, and stops the next pod */
    const char *number; /* "1" */
    const char *where;
    const char *governed;
    const char *limit, *demand, *lacking; /* as printed */
    bool least;                           /* demand and what lacks are "at least" */
} rfi_conflict_row;

typedef struct rfi_conflict_rows {
    rfi_conflict_row rows[RFI_CONFLICT_ROWS];
    size_t count;
    size_t all; /* with those that have no row */
} rfi_conflict_rows;

/* conflict_rows.c: which requirements, in what words */
void rfi_collect_conflict(rfi_plan_sheet *sheet, rfi_conflict_rows *ret_rows);
void rfi_draw_conflict_mark(rfi_drawing *drawing, const rfi_conflict_row *row, double x,
                            double y, double size);
void rfi_draw_conflict_table(rfi_plan_sheet *sheet, const rfi_conflict_rows *rows,
                             rfi_box place);
/* conflict_place.c: marks on the plan, what stands beside it */
bool rfi_breaks_racks(const rfi_conflict_rows *rows);
void rfi_draw_conflict_places(rfi_plan_sheet *sheet, const rfi_conflict_rows *rows);
/* The panel right of the plan: what has no place on this floor, and elevations. */
void rfi_draw_conflict_panel(rfi_plan_sheet *sheet, const rfi_conflict_rows *rows);

#endif
