/* SPDX-License-Identifier: MIT */
/* Ways along the cable trays of a floor: from over a rack along the tray of its row, by
 * rungs to other rows, to over another rack. Lengths are horizontal; drops and slack are
 * the caller's. */
#ifndef PLANNER_MODEL_TRAYS_H
#define PLANNER_MODEL_TRAYS_H

#include "planner/model/plan.h"

typedef struct rfi_trays rfi_trays;

/* Of a floor that outlives it; lives in the arena. NULL when memory is out. */
rfi_trays *rfi_trays_new(rfi_arena *arena, const rfi_floor *floor);
bool rfi_trays_hang(const rfi_trays *trays); /* the floor has any */
/* Shortest way in mm between the middles of two racks of the floor, rounded up;
 * RFI_UNBOUNDED where no trays join them. Many ways from one rack are quickest asked one
 * after the other. Complexity: O(rungs^2) for the first way from a rack that leaves its
 * tray, O(rungs) for the next. */
int64_t rfi_trays_between(rfi_trays *trays, const rfi_placed *from, const rfi_placed *to);

#endif
