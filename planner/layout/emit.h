/* SPDX-License-Identifier: MIT */
/* Writes a packed hall as racks and aisles, turned back into the hall's own frame. */
#ifndef PLANNER_LAYOUT_EMIT_H
#define PLANNER_LAYOUT_EMIT_H

#include "planner/layout/pack.h"

typedef struct rfi_row_line { /* a row of the pattern */
    int64_t v;                /* lower edge */
    bool up;
} rfi_row_line;

typedef struct rfi_stand { /* a group with what stands in it */
    size_t row;            /* index of its line */
    bool back;             /* filled from its far end */
    rfi_group group;
    const int64_t *counts; /* goods->count */
} rfi_stand;

/* Lines bottom-up, one per index of the pattern, empty ones included; stands in the order
 * in which pods and units are numbered. Fills rows, aisles and placed of ret_floor. False
 * when memory is out. */
bool rfi_floor_emit(rfi_arena *arena, const rfi_layout_request *request,
                    const rfi_frame *frame, const rfi_goods *goods,
                    const rfi_row_line *lines, size_t line_count, const rfi_stand *stands,
                    size_t stand_count, rfi_floor *ret_floor);

#endif
