/* SPDX-License-Identifier: MIT */
/* Types of rows that a hall can have, found once and shared by the search over offsets and
 * by the bound. The bound gives every row of the pattern its own best offset, so it holds
 * for all offsets at once; the search lowers it to the best offset where it sees all. */
#ifndef PLANNER_LAYOUT_BOUND_H
#define PLANNER_LAYOUT_BOUND_H

#include "planner/layout/strand.h"

typedef struct rfi_row_type {
    rfi_row_cuts cuts;
    rfi_room best; /* the most of each over all cuts */
    rfi_strand_use
        strung; /* where a reach is asked for: the best of any cut, and the cut */
    size_t strung_cut;
    uint64_t hash;
} rfi_row_type;

typedef struct rfi_row_types {
    rfi_arena *arena;
    rfi_frame *frame;
    const rfi_run_rule *rule;
    const rfi_goods *goods;
    rfi_row_type *types;
    size_t count, capacity;
    size_t *of_class[2];    /* type + 1 for each class of heights, 0: not looked at yet */
    rfi_stretch *stretches; /* room for one row */
    rfi_group *groups;
    size_t group_capacity;
    bool failed; /* sticky: memory is out */
} rfi_row_types;

typedef struct rfi_bound {
    int64_t pods;
    int64_t positions; /* of all rows */
    int64_t *rows;     /* positions of each row at its best, bottom-up */
    size_t row_count;
    bool by_pods;   /* whole pods per run decide, not the number of positions */
    int64_t units;  /* whole ones within reach; 0 where none is asked for */
    bool by_reach;  /* they decide */
    bool by_offset; /* the rows share one offset, and that decides */
} rfi_bound;

bool rfi_row_types_init(rfi_row_types *types, rfi_arena *arena, rfi_frame *frame,
                        const rfi_run_rule *rule, const rfi_goods *goods);
/* Type of the row at v; valid until the next call. Check types->failed. */
size_t rfi_row_types_at(rfi_row_types *types, int64_t v, bool up);
/* Room of the groups of a cut; writes the groups too. */
rfi_room rfi_row_types_room(rfi_row_types *types, const rfi_row_cuts *cuts, size_t cut,
                            size_t *ret_group_count);
/* Rows of the pattern that stay below the top of the hall. */
size_t rfi_row_types_rows(const rfi_row_types *types, int64_t offset);

bool rfi_bound_find(rfi_row_types *types, rfi_bound *ret_bound);
/* The argument in words. */
const char *rfi_bound_words(rfi_arena *arena, const rfi_bound *bound,
                            const rfi_layout_request *request, const rfi_goods *goods,
                            bool along_y);

#endif
