/* SPDX-License-Identifier: MIT */
/* Writes a packed hall as racks and aisles, turned back into the hall's own frame. */
#ifndef PLANNER_LAYOUT_EMIT_H
#define PLANNER_LAYOUT_EMIT_H

#include "planner/layout/pack.h"

typedef struct rfi_filled_row {
    int64_t v; /* lower edge */
    bool up;
    const rfi_group *groups;
    const int64_t *counts; /* per group, goods->count each */
    size_t group_count;
} rfi_filled_row;

/* Rows bottom-up, one per index of the pattern, empty ones included. Fills rows, aisles and
 * placed of ret_floor. False when memory is out. */
bool rfi_floor_emit(rfi_arena *arena, const rfi_layout_request *request,
                    const rfi_frame *frame, const rfi_goods *goods,
                    const rfi_filled_row *rows, size_t row_count, rfi_floor *ret_floor);

#endif
