/* SPDX-License-Identifier: MIT */
/* Plans in time: which units enter service in which quarter, so that the discounted
 * critical IT power of all quarters is most. docs/retrofit.md, "Quarters". Internal to
 * decide. */
#ifndef PLANNER_DECIDE_TIMED_H
#define PLANNER_DECIDE_TIMED_H

#include "planner/decide/comparing.h"

/* What stands at the end of a quarter. Its rows are those of the menu of its last day. */
typedef struct rfi_quarter {
    int64_t day;       /* its last */
    int64_t weight;    /* of its power, ppm */
    rfi_menu menu;     /* with every lot that an earlier quarter offers */
    rfi_composed part; /* a problem of its own */
    size_t first;      /* number of its first variable among those of all quarters */
} rfi_quarter;

typedef struct rfi_timed {
    rfi_comparing *comparing;
    rfi_arena *scratch;
    rfi_quarter *quarters;
    size_t count;
    rfi_problem problem; /* of all quarters, with what ties them */
    int64_t grain;       /* milliwatt of one unit of gain at a weight of 1 ppm */
    bool failed;
} rfi_timed;

/* The quarters, their problems and the one of all. False when memory is out. */
bool rfi_timed_make(rfi_comparing *c, rfi_arena *scratch, rfi_timed *ret_timed);
/* Weight of quarter `index` (0: no discount) at a rate a year, ppm, rounded down. */
int64_t rfi_quarter_weight(int64_t rate, size_t index);

/* The plan at the end of the last quarter; phases and power-quarters go into the
 * comparison. NULL when memory is out. */
rfi_retrofit *rfi_timed_solve(rfi_comparing *c);

#endif
