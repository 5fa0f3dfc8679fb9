/* SPDX-License-Identifier: MIT */
/* The walk of people from before a rack to an exit: along its cold aisle to an end of its
 * run, then straight along and across the hall to the nearest exit door. No walk is shorter
 * in a hall that is one rectangle; corners and obstacles on the way make it longer. */
#ifndef PLANNER_LAYOUT_EGRESS_H
#define PLANNER_LAYOUT_EGRESS_H

#include "planner/layout/route.h"

bool rfi_hall_has_exit(const rfi_hall *hall);
/* Racks of the floor from which the walk is longer than `most` mm; none where the hall has
 * no exit door. False when memory is out. Complexity: O(racks x doors). */
bool rfi_egress_far(rfi_arena *arena, const rfi_floor *floor, int64_t most,
                    rfi_rects *ret_far);

#endif
