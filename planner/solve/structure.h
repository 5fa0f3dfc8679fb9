/* SPDX-License-Identifier: MIT */
/* What a problem's blocks and parts say about its shape: which rows belong to one block,
 * which couple blocks, which blocks are alike, and which variables count as one in every
 * coupling row. Private to this room. */
#ifndef PLANNER_SOLVE_STRUCTURE_H
#define PLANNER_SOLVE_STRUCTURE_H

#include "planner/base/checked.h"
#include "planner/solve/mip_client.h"
#include "planner/solve/solve.h"

typedef struct rfi_block {
    size_t *variables; /* of the problem, rising */
    size_t count;
    size_t *rows; /* its own ones that hold */
    size_t row_count;
    size_t like;  /* the first block that equals this one in everything */
    size_t alike; /* how many equal it; of the first one only */
} rfi_block;

typedef struct rfi_structure {
    rfi_arena *arena;
    const rfi_problem *problem;
    bool *holds; /* per row */
    rfi_block *blocks;
    size_t block_count;
    size_t *block_of; /* per variable: index into blocks, or RFI_BLOCK_SHARED */
    size_t *place_of; /* per variable: position in its block */
    size_t *row_block;
    size_t *coupling; /* rows that hold and lie in no block */
    size_t coupling_count;
    size_t *link_start; /* per variable, into link; one more at the end */
    rfi_term *link;     /* coupling row (its number among `coupling`) and coefficient */
    int64_t grain;      /* common divisor of the gains, at least 1 */
} rfi_structure;

/* False: memory ran out. */
bool rfi_structure_read(rfi_structure *shape, rfi_arena *arena, const rfi_problem *problem,
                        const bool *active, size_t active_count);

/* Whether the values are within bounds and rows; gain of them in *ret_value. */
bool rfi_structure_fits(const rfi_structure *shape, const int64_t *values,
                        int64_t *ret_value);

/* The power of two that brings the row's coefficients, divided by *ret_divisor, into the
 * reach of a floating point solver. */
double rfi_structure_scale(const rfi_solve_row *row);

/* The whole problem for the MIP solver: variables first, then aggregates (sums over blocks
 * of what plays one part and counts alike in every coupling row, and sums of such sums),
 * tied by equations; coupling rows and gains on the aggregates. Costs are gains / grain,
 * negated. whole[j]: whether column j stays integer when variables of blocks that an
 * aggregate counts may be broken.
 * coupling_row[c]: where coupling row c stands. */
bool rfi_structure_model(const rfi_structure *shape, rfi_mip_model *model, bool **ret_whole,
                         size_t **ret_coupling_row);

#endif
