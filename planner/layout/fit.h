/* SPDX-License-Identifier: MIT */
/* What serves the rows of a placed floor: trays, busways, manifolds over them and panels at
 * their heads, each a rectangle. Trays over rows are joined by rungs across the aisle at
 * both ends of what two neighbouring rows have in common, so that a cable never has to go
 * back along a row. What hangs overhead passes columns; it does not pass walls, keep-outs
 * or equipment, whose tops nobody stated. */
#ifndef PLANNER_LAYOUT_FIT_H
#define PLANNER_LAYOUT_FIT_H

#include "planner/layout/frame.h"

/* Fills the fittings of ret_floor from its racks. False when memory is out. Complexity:
 * O(racks + rows x obstacles). */
bool rfi_floor_fit(rfi_arena *arena, const rfi_layout_request *request, rfi_frame *frame,
                   rfi_floor *ret_floor);

#endif
