/* SPDX-License-Identifier: MIT */
/* A hall and its floor in the frame of the sheet: millimetre of the building, u to the
 * right, v up, and the mapping to millimetre of paper. A hall deeper than wide is turned
 * clockwise by 90 degrees so that its long side lies along the sheet. */
#ifndef REPORTS_DIAGRAM_VIEW_H
#define REPORTS_DIAGRAM_VIEW_H

#include "planner/model/plan.h"
#include "reports/paint/paint.h"

typedef enum rfi_wall_side {
    RFI_WALL_TOP = 0,
    RFI_WALL_BOTTOM,
    RFI_WALL_LEFT,
    RFI_WALL_RIGHT
} rfi_wall_side;

typedef struct rfi_view_door {
    const rfi_door *door;
    char tag[12];       /* "D2" */
    rfi_wall_side side; /* outward direction of the wall that it stands in */
    rfi_point at;
    int64_t width; /* as drawn; a nominal 1 m when unknown */
} rfi_view_door;

typedef struct rfi_view_obstacle {
    const rfi_obstacle *obstacle;
    rfi_rect rect;
} rfi_view_obstacle;

typedef struct rfi_axes { /* lines of a column grid, ascending; count 0: no grid */
    int64_t *u, *v;
    size_t u_count, v_count;
    rfi_point size; /* of one column */
} rfi_axes;

typedef struct rfi_view {
    bool turned;
    bool rows_upright; /* rows run up the sheet */
    rfi_point *outline;
    size_t outline_count;
    rfi_rect bounds;
    rfi_view_obstacle *obstacles;
    size_t obstacle_count;
    rfi_view_door *doors;
    size_t door_count;
    rfi_placed *racks;
    size_t rack_count;
    rfi_aisle *aisles;
    size_t aisle_count;
    int64_t rows; /* highest row number */
    rfi_axes axes;
    /* paper */
    int64_t scale;   /* 200 for 1:200 */
    double x, y;     /* of the upper left corner of the window */
    rfi_rect window; /* what is drawn; the bounds unless it is a detail */
} rfi_view;

/* floor may be NULL: the empty hall. The outline must be known. False: memory is out. */
bool rfi_view_hall(rfi_arena *arena, const rfi_hall *hall, const rfi_floor *floor,
                   rfi_view *ret_view);
/* The same, turned so that rows lie along the sheet. */
bool rfi_view_level(rfi_arena *arena, const rfi_hall *hall, const rfi_floor *floor,
                    rfi_view *ret_view);
/* The same of the empty hall, never turned. */
bool rfi_view_unturned(rfi_arena *arena, const rfi_hall *hall, rfi_view *ret_view);

/* The largest of the usual scales at which bounds fit into the paper size. */
int64_t rfi_view_scale(const rfi_rect *bounds, double width, double height);

/* From the hall's frame to the view's: turned where the view is. */
rfi_point rfi_view_turn(const rfi_view *view, rfi_point at);
rfi_rect rfi_view_turn_rect(const rfi_view *view, const rfi_rect *rect);
rfi_wall_side rfi_view_wall(const rfi_view *view, rfi_front inward);

/* Where a line across the hall enters and leaves the outline, ascending. at: its place on
 * the axis that it stands on; upright: it runs along v. Returns how many. */
enum { RFI_VIEW_CROSSINGS = 32 };
size_t rfi_view_crossings(const rfi_view *view, int64_t at, bool upright,
                          int64_t ret_at[RFI_VIEW_CROSSINGS]);

double rfi_view_length(const rfi_view *view, int64_t length); /* mm of paper */
double rfi_view_x(const rfi_view *view, int64_t u);
double rfi_view_y(const rfi_view *view, int64_t v);
rfi_box rfi_view_box(const rfi_view *view, const rfi_rect *rect);
/* The part of rect that lies in the window; false when there is none. */
bool rfi_view_clip(const rfi_view *view, const rfi_rect *rect, rfi_rect *ret_part);
bool rfi_view_holds(const rfi_view *view, const rfi_rect *rect); /* wholly in the window */

#endif
