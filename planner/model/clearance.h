/* SPDX-License-Identifier: MIT */
/* Working space in front of electrical equipment: how deep the floor must stay clear where
 * people work on live parts. Depths are those of the electrical code of the United States,
 * by voltage to ground and by what stands opposite; a local engineer has the last word. */
#ifndef PLANNER_MODEL_CLEARANCE_H
#define PLANNER_MODEL_CLEARANCE_H

#include "planner/model/site.h"

/* Depth in mm, rounded up from feet; millivolt is line to line. A system with a grounded
 * neutral has 1/sqrt(3) of it to ground, any other all of it. */
int64_t rfi_working_depth(int64_t millivolt, rfi_neutral neutral, rfi_opposite opposite);

/* The rectangle in front of the equipment: as deep as above, as wide as the equipment and
 * at least 30 in, about its middle. False when the obstacle states no voltage. */
bool rfi_working_space(const rfi_obstacle *obstacle, rfi_point *ret_at,
                       rfi_point *ret_size);

#endif
