/* SPDX-License-Identifier: MIT */
/* The problem as the search sees it: active rows only, divided by their common divisor,
 * with sparse rows and columns, and the bounds of the node under work. Private to this
 * room.
 *
 * Two things are added to what the caller wrote. Sums: for each set of variables that play
 * the same part in a row, a variable that is their sum, because branching on "how many in
 * all" proves what branching on one of many equals never does. Cuts: for a row x <= d + b*y
 * and x <= K, the line through the two corners that whole values of y leave. */
#ifndef PLANNER_SOLVE_WORK_H
#define PLANNER_SOLVE_WORK_H

#include "planner/base/arena.h"
#include "planner/base/checked.h"
#include "planner/solve/solve.h"

#define RFI_VARIABLE_MOST INT64_C(1000000000000)

typedef struct rfi_work {
    rfi_arena *arena; /* scratch of one call */
    size_t own;       /* variables of the problem; sums come after them */
    size_t count;     /* variables in all */
    int64_t *low, *high;
    int64_t *gain; /* divided by grain */
    int64_t grain; /* common divisor of all gains; 0: nothing is maximised */
    size_t rows;   /* the last one is the goal row once the work is loaded */
    size_t *start; /* rows + 1 positions into variable and coefficient */
    size_t *variable;
    int64_t *coefficient;
    rfi_wide *limit;
    size_t *column_start; /* count + 1 positions into column_row */
    size_t *column_row;
    bool *queued; /* rows that wait for propagation, first in first out */
    size_t *queue;
    size_t queue_head, queue_length;
} rfi_work;

typedef enum rfi_loaded {
    RFI_LOADED_READY = 0,
    RFI_LOADED_INFEASIBLE,
    RFI_LOADED_NO_MEMORY
} rfi_loaded;

/* Loads, propagates to the root's bounds, drops rows that these imply, adds cuts, sums and
 * the goal row "gain >= what is wanted", which starts without effect. */
rfi_loaded rfi_work_load(rfi_work *work, rfi_arena *scratch, const rfi_problem *problem,
                         const bool *active, size_t active_count);

/* The rows that hold and the bounds as the caller wrote them, and the goal row, for the
 * relaxation only: nothing is indexed or propagated. The work is zeroed but for its arena.
 * False: memory is out, or a domain is empty. */
bool rfi_work_plain(rfi_work *work, const rfi_problem *problem, const bool *active,
                    size_t active_count);

bool rfi_work_row_holds(const rfi_solve_row *row, const bool *active, size_t active_count);

/* The block in which all variables of the row lie, or RFI_BLOCK_SHARED. */
size_t rfi_work_row_block(const rfi_problem *problem, const rfi_solve_row *row);

/* The greatest common divisor of |value| and the divisor; 0 is divided by everything. */
uint64_t rfi_work_divisor(int64_t value, uint64_t divisor);
/* The common divisor of the gains; 0: nothing is gained. */
uint64_t rfi_work_grain(const rfi_problem *problem);

/* The goal row asks for at least `value`, in units of grain. */
void rfi_work_want(rfi_work *work, rfi_wide value);

/* Least and greatest value of the row's left side within the bounds. */
rfi_wide rfi_work_least(const rfi_work *work, size_t row);
rfi_wide rfi_work_most(const rfi_work *work, size_t row);

#endif
