/* SPDX-License-Identifier: MIT */
/* Seeded problems that look like the choice of a retrofit: blocks that are filled with sets
 * of several kinds under limits of their own, coupled by a few limits of feeders and of the
 * whole, and steps that raise limits for money. Units: kW, k$, slots, kg/10, ports. */
#ifndef TESTS_BENCH_RETROFIT_CASES_H
#define TESTS_BENCH_RETROFIT_CASES_H

#include <stddef.h>

#include "planner/solve/solve.h"

typedef enum retrofit_size {
    RETROFIT_SMALL = 0, /* 4 blocks, 8 measures, 4 profiles */
    RETROFIT_MEDIUM,    /* 20, 40, 10 */
    RETROFIT_LARGE      /* 60, 120, 12 */
} retrofit_size;

typedef enum retrofit_variant {
    RETROFIT_GRID = 0, /* the grid binds */
    RETROFIT_HALLS,    /* the halls bind */
    RETROFIT_LIQUID,   /* liquid conversion binds */
    RETROFIT_TIGHT,    /* little money */
    RETROFIT_LOOSE,    /* much money */
    RETROFIT_VARIANTS
} retrofit_variant;

const char *retrofit_size_name(retrofit_size size);
const char *retrofit_variant_name(retrofit_variant variant);

/* Feasible: mining alone is. The problem must be new. */
void retrofit_case(rfi_problem *problem, uint64_t seed, retrofit_size size,
                   retrofit_variant variant);

#endif
