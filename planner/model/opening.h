/* SPDX-License-Identifier: MIT */
/* Where doors and ways up open onto the floor of a hall, and what the leaf of a door
 * sweeps. Millimetres, exact. */
#ifndef PLANNER_MODEL_OPENING_H
#define PLANNER_MODEL_OPENING_H

#include "planner/model/site.h"

typedef struct rfi_opening {
    rfi_point at;     /* on the inner face of the wall */
    rfi_front inward; /* from the wall into the hall */
} rfi_opening;

/* The wall nearest to the point, of the outline or of a hole; of equally near ones the
 * first. False: the hall has no outline. O(corners). */
bool rfi_hall_opening(const rfi_hall *hall, rfi_point at, rfi_opening *ret_opening);

/* Floor that the leaves of a door sweep, as a rectangle: a leaf of the width (of two leaves
 * each half of it, rounded up) turns about its hinge. False: it does not open inwards, its
 * width is not known (of a range the high end counts), or the hall has no outline. */
bool rfi_door_swept(const rfi_hall *hall, const rfi_door *door, rfi_point *ret_at,
                    rfi_point *ret_size);

#endif
