/* SPDX-License-Identifier: MIT */
/* A hall seen in the frame of its rows: u along the rows, v across them. Knows walls,
 * obstacles and aisles; yields the stretches of one row where racks may stand, and the
 * heights at which that answer can change. Knows no pods. */
#ifndef PLANNER_LAYOUT_FRAME_H
#define PLANNER_LAYOUT_FRAME_H

#include "planner/layout/layout.h"

typedef struct rfi_frame_block { /* obstacle in the frame */
    int64_t u0, u1, v0, v1;
    bool column;
    bool racks_only; /* no rack stands there; an aisle may lie there */
} rfi_frame_block;

typedef struct rfi_slab { /* between two neighbouring wall positions u0 < u1 */
    int64_t u0, u1;
    const int64_t *walls; /* v of the walls met going up: in, out, in, out ... */
    size_t wall_count;    /* even */
} rfi_slab;

typedef struct rfi_stretch { /* racks may stand anywhere in [from, to] */
    int64_t from, to;
    bool apart;  /* a wall, not an obstacle, parts it from the stretch before */
    bool tied;   /* shares one run with its neighbours */
    bool parted; /* a wall or more than columns stands before it: no tray comes */
} rfi_stretch;

typedef struct rfi_frame {
    bool along_y;
    int64_t depth, cold, hot, perimeter, play;
    int64_t panels;      /* mm that the panels of a row take of it; 0: none stand there */
    int64_t front, rear; /* mm from a row to a wall before and behind it */
    int64_t pitch;       /* of a pair of rows */
    int64_t low, high;   /* extent of the hall across the rows */
    rfi_slab *slabs;
    size_t slab_count;
    rfi_frame_block *blocks; /* ordered by u0 */
    size_t block_count;
    int64_t *critical[2]; /* ordered lower edges of a row facing down [0], up [1] */
    size_t critical_count[2];
    rfi_frame_block *shut; /* room for the blocked parts of one row */
    size_t shut_capacity;
} rfi_frame;

/* request->hall has an outline and sizes within bounds. False when memory is out. */
bool rfi_frame_init(rfi_frame *frame, rfi_arena *arena, const rfi_layout_request *request,
                    bool along_y);
/* Lower edge of row `index` (0 = first) when the first row starts at `offset`; even rows
 * face down, odd rows up. */
int64_t rfi_frame_row_at(const rfi_frame *frame, int64_t offset, int64_t index);
/* Room for the stretches of any row. */
size_t rfi_frame_most_stretches(const rfi_frame *frame);
/* Stretches of a row with its lower edge at v, left to right, less what its panels take:
 * the head of the first one that has room for them. */
size_t rfi_frame_row(rfi_frame *frame, int64_t v, bool up, rfi_stretch *ret_stretches);
/* Where the panels of a row begin; scratch has room for the stretches of any row. False
 * when they find no room. */
bool rfi_frame_panels(rfi_frame *frame, int64_t v, bool up, rfi_stretch *scratch,
                      int64_t *ret_at);
/* No wall, keep-out or equipment in the open rectangle. */
bool rfi_frame_clear(const rfi_frame *frame, int64_t u0, int64_t u1, int64_t v0,
                     int64_t v1);

#endif
