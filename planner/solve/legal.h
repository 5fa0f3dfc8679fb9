/* SPDX-License-Identifier: MIT */
/* Names that every reader of LP and MPS accepts, each once. */
#ifndef PLANNER_SOLVE_LEGAL_H
#define PLANNER_SOLVE_LEGAL_H

#include "planner/solve/solve.h"

typedef struct rfi_legal {
    const char **variables; /* per variable */
    const char **rows;      /* per row */
} rfi_legal;

/* False: memory is out. O(n log n) in the number of names. */
bool rfi_legal_names(const rfi_problem *problem, rfi_arena *arena, rfi_legal *ret_legal);

#endif
