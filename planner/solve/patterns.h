/* SPDX-License-Identifier: MIT */
/* The program over patterns, shared by column generation, the choice among patterns and the
 * tree. Private to this room. */
#ifndef PLANNER_SOLVE_PATTERNS_H
#define PLANNER_SOLVE_PATTERNS_H

#include "planner/solve/structured.h"

typedef struct rfi_pattern {
    size_t block; /* the first of its like */
    int64_t *values;
    double cost;
} rfi_pattern;

typedef struct rfi_generation {
    rfi_structured *state;
    const rfi_structure *shape;
    rfi_mip_model model;
    rfi_prices prices;
    size_t *shared; /* per shared variable, in the order of columns */
    size_t shared_count;
    size_t *block_row; /* per block that is the first of its like */
    rfi_pattern
        *patterns; /* columns after the shared ones and one slack per coupling row */
    size_t pattern_count, pattern_capacity;
    double *scale; /* per coupling row */
    double *rmp;   /* multipliers of the program, in gains */
    double *best;  /* those of the best bound */
    double *tried;
    double *worth; /* per block: what its patterns are worth now, in gains */
    double *point; /* per variable: what the program gives it */
    double cost;   /* of the program */
    double pull;   /* towards the best, 0 to 1 */
    bool slack;    /* the program still breaks rows */
    bool broken;   /* the point is not whole */
} rfi_generation;

/* The nearest whole number from low to high, whatever the value is. */
int64_t rfi_generation_whole(double value, int64_t low, int64_t high);
/* Solves the program within the bounds of the prices. False: no answer. */
bool rfi_generation_solve(rfi_generation *work);
/* Prices the multipliers between those of the program and the best, and adds the patterns
 * that the program would use. Returns how many. prices.bound holds within their bounds. */
size_t rfi_generation_price(rfi_generation *work);
/* The MIP solver chooses among the patterns; `share` of the guard at most. */
void rfi_generation_choose(rfi_generation *work, int share);

/* The tree: splits domains of variables and bounds every part by prices (tree.c). A full
 * proof where nothing is left open, else a claim. */
void rfi_generation_branch(rfi_generation *work);

#endif
