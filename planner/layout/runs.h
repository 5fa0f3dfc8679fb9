/* SPDX-License-Identifier: MIT */
/* One row cut into groups of rack positions side by side. A run, that is what stands
 * between two cross aisles, may cover several groups when obstacles interrupt it. */
#ifndef PLANNER_LAYOUT_RUNS_H
#define PLANNER_LAYOUT_RUNS_H

#include "planner/layout/frame.h"

typedef struct rfi_run_rule {
    int64_t rack;                       /* mm, width of one position */
    int64_t pod_racks;                  /* positions of a pod */
    int64_t longest;                    /* positions of a run */
    int64_t cross;                      /* mm, width of a cross aisle */
    int64_t dense_weight, dense_length; /* most racks counted per mm: weight / length */
} rfi_run_rule;

typedef struct rfi_group {
    int64_t at;     /* mm along the row */
    int64_t length; /* mm */
    int64_t weight; /* racks that it may hold at most */
} rfi_group;

/* A way to cut a row: neither more positions nor more pods without giving up the other. */
typedef struct rfi_cut {
    int64_t positions, pods;
    size_t step; /* last step in the row's list */
} rfi_cut;

typedef struct rfi_run_step { /* how one stretch is used */
    size_t stretch, before;   /* before: SIZE_MAX at the start */
    int64_t open;             /* positions since the last cross aisle, afterwards */
    int64_t positions, pods;  /* so far */
    int64_t own_positions, own_pods;
    int64_t end;               /* mm given up for a cross aisle at the end */
    int64_t runs, first, last; /* groups; room in the first; size of the last or -1 */
} rfi_run_step;

typedef struct rfi_row_cuts {
    rfi_stretch *stretches;
    size_t stretch_count;
    rfi_run_step *steps;
    rfi_cut *cuts; /* in falling order of positions */
    size_t cut_count;
} rfi_row_cuts;

/* All undominated ways to cut the stretches (kept by reference). False: memory is out. */
bool rfi_row_cuts_find(rfi_row_cuts *cuts, rfi_arena *arena, const rfi_run_rule *rule,
                       rfi_stretch *stretches, size_t stretch_count);
/* Most groups that any cut of the row has. */
size_t rfi_row_cuts_most_groups(const rfi_row_cuts *cuts, const rfi_run_rule *rule);
/* Groups of one cut from left to right. `keep_slack`: the last group of a stretch also gets
 * what is left of the stretch. */
size_t rfi_row_cuts_groups(const rfi_row_cuts *cuts, const rfi_run_rule *rule, size_t cut,
                           bool keep_slack, rfi_group *ret_groups);

#endif
