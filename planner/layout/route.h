/* SPDX-License-Identifier: MIT */
/* The way of racks through a hall whose racks are placed. A square as wide as the way is
 * slid along the edges of what stands there; every maximal straight slide is entered once,
 * those with the fewest turns first. Exact integers throughout. */
#ifndef PLANNER_LAYOUT_ROUTE_H
#define PLANNER_LAYOUT_ROUTE_H

#include "planner/model/delivery.h"
#include "planner/model/plan.h"

typedef struct rfi_route_request {
    const rfi_rect *closed; /* zones that a rack on the move cannot cross */
    size_t closed_count;
    int64_t straight; /* mm beyond the width, of rfi_clearway */
} rfi_route_request;

typedef struct rfi_rects { /* racks side by side in a row make one */
    rfi_rect *items;
    size_t count;
    size_t racks; /* in all of them */
} rfi_rects;

/* Finds strips of this width (mm, > 0) from an entry of the hall to every rack placed: one
 * lies beside each rack, within its cold or its hot aisle. When all racks are reached,
 * writes route, route_count and route_width of the floor and ret_missed is empty; else the
 * floor stays as it is and ret_missed holds the racks that are not. False only when memory
 * is out. Deterministic. Sound, not complete: a turn that no straight of the given length
 * lies beside is never taken. O(lines along x times lines along y + legs times racks);
 * beyond 4,000,000 crossings it reaches nothing. */
bool rfi_route_find(rfi_arena *arena, const rfi_route_request *request, int64_t width,
                    rfi_floor *floor, rfi_rects *ret_missed);

/* The widest strips up to `most` that reach all racks; 0 when none do. The floor then bears
 * that route. */
bool rfi_route_widest(rfi_arena *arena, const rfi_route_request *request, int64_t most,
                      rfi_floor *floor, int64_t *ret_width);

#endif
