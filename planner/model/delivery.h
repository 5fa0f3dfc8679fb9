/* SPDX-License-Identifier: MIT */
/* How a rack gets in: where it may enter a hall, and the room that it needs on its way. */
#ifndef PLANNER_MODEL_DELIVERY_H
#define PLANNER_MODEL_DELIVERY_H

#include "planner/model/site.h"

/* Not at grade, or nobody says that it is: racks come by a way up, not through doors. */
static inline bool rfi_hall_above_grade(const rfi_hall *hall)
{
    return hall->above_grade.state == RFI_UNKNOWN ||
           (rfi_known(&hall->above_grade) && hall->above_grade.high > 0);
}

typedef struct rfi_entry { /* where racks come onto the floor */
    const char *id;
    rfi_point at;
    const rfi_figure *width;
} rfi_entry;

/* The index-th entry: delivery doors at grade, ways up above it, in file order. False past
 * the last. O(doors). */
bool rfi_hall_entry(const rfi_hall *hall, size_t index, rfi_entry *ret_entry);

typedef struct rfi_clearway {
    int64_t width; /* mm, clear all along the way */
    int64_t
        straight; /* mm of strip beyond that width, beside a turn that follows another */
} rfi_clearway;

/* For a rack that is `longer` x `narrower` mm on plan, play included, narrower <= longer.
 * It rolls lengthwise and turns where two strips of that width cross: a rectangle l x b
 * passes the right-angled corner of two strips w wide when l <= 2 (sqrt(2) w - b) (the
 * bound is least where it stands at 45 degrees), so w = (l + 2 b) / sqrt(8), rounded up;
 * between two turns it lies straight, in as much strip as its diagonal. Or it is pushed
 * without any turn, on castors, through strips as wide as it is long, where that is less.
 */
rfi_clearway rfi_clearway_of(int64_t longer, int64_t narrower);

#endif
