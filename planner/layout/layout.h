/* SPDX-License-Identifier: MIT */
/* Racks in real rows. Family of placements that is searched exactly: rows run along x or
 * along y of the hall; rows come in back-to-back order cold aisle, row, hot aisle, row,
 * cold aisle, ... with one offset of the first row; every rack lies wholly inside the
 * outline less the holes and the perimeter, touches no obstacle and no closed zone, and
 * keeps its cold aisle in front and its hot aisle behind free of equipment and keep-outs (a
 * column may stand in an aisle when `column_play` of clear way remains beside it); no row
 * has more than `row_racks` racks without a cross aisle of perimeter width. Pods are
 * `racks_per_pod` racks side by side in one run of a row. Each scalable unit (pods_per_unit
 * pods, the last may be partial) brings its full set of support racks. Where rows are fed
 * by panels, two of them (A and B) stand at the low end of each row, in its first stretch
 * that has room for both; they are no racks and count in no run. Busways, trays and
 * manifolds hang above and take no floor. Where `reach` limits the way along the trays,
 * each unit stands in one row, on one tray, in the order of rfi_goods_due, each rack at the
 * next position where it fits, and no pod is farther than that from any network rack of its
 * unit, middle to middle. */
#ifndef PLANNER_LAYOUT_LAYOUT_H
#define PLANNER_LAYOUT_LAYOUT_H

#include "planner/base/arena.h"
#include "planner/model/plan.h"

enum { RFI_LAYOUT_SUPPORTS = 16 };

typedef struct rfi_layout_support {
    rfi_support_kind kind;
    int64_t count; /* per SU */
    int64_t width; /* mm */
} rfi_layout_support;

typedef struct rfi_layout_request {
    const rfi_hall *hall;   /* outline, holes and obstacles; outline must be known */
    const rfi_rect *closed; /* zones that do not bear these racks; aisles may cross them */
    size_t closed_count;
    int64_t rack_width, rack_depth; /* mm; supports share the depth */
    int64_t racks_per_pod, pods_per_unit;
    rfi_layout_support supports[RFI_LAYOUT_SUPPORTS];
    size_t support_count;
    int64_t cold_aisle, hot_aisle, perimeter; /* mm */
    int64_t row_racks;                        /* longest run */
    int64_t egress; /* mm that people may have to walk to an exit; 0: not asked for. Placing
                       does not see it: egress.h */
    int64_t column_play; /* mm of clear way left beside a column in an aisle */
    int64_t reach; /* mm of tray from a pod to any network rack of its unit; 0: no limit,
                      less: none is within it */
    int64_t panel; /* mm along the row of each of its two panels; 0: none stand there */
    int64_t busway, tray, manifold; /* mm across the row; 0: none hangs there */
    int64_t most_pods;              /* place no more than this; INT64_MAX: as many as fit */
} rfi_layout_request;

/* Places as many pods as the family allows (or most_pods). ret_floor lives in the arena.
 * False only when memory is out; a hall that holds nothing gives pods = 0. Deterministic:
 * ties go to rows along x, then to the smaller offset. Complexity: O(offsets * rows *
 * obstacles), offsets being the finite set of critical ones. */
bool rfi_layout_place(rfi_arena *arena, const rfi_layout_request *request,
                      rfi_floor *ret_floor);

#endif
