/* SPDX-License-Identifier: MIT */
/* The bound of whole-number multipliers on the coupling rows, block by block: each block is
 * solved exactly for what its variables gain after paying the multipliers. Private to this
 * room. */
#ifndef PLANNER_SOLVE_PRICE_H
#define PLANNER_SOLVE_PRICE_H

#include "planner/solve/structure.h"

typedef struct rfi_prices {
    const rfi_structure *shape;
    const int64_t *low, *high; /* per variable; NULL: those of the problem */
    int64_t *multiplier;       /* per coupling row, over 2^shift, not negative */
    int shift;
    int64_t node_limit; /* of one block */
    /* What pricing found, per block that is the first of its like: */
    int64_t **values; /* the best known within the block, NULL: none known */
    int64_t *worth;   /* of those values, over 2^shift */
    int64_t *most;    /* what no values of the block can exceed, over 2^shift */
    bool exact;       /* every block was solved to the end */
    bool empty;       /* proven: a block has no solution at all */
    bool fits;        /* all sums stayed within their bits; else nothing is bounded */
    int64_t nodes;
    rfi_wide total; /* the bound over 2^shift, where it fits */
    int64_t bound; /* the same in gains, rounded down to their grain; RFI_UNBOUNDED: none */
} rfi_prices;

bool rfi_prices_init(rfi_prices *prices, const rfi_structure *shape, int64_t node_limit);

/* Sets the multipliers to the nearest whole numbers over a power of two that leaves every
 * block's gains well inside 64 bits. */
void rfi_prices_set(rfi_prices *prices, const double *multiplier);

/* What a unit of the variable gains after paying for the rows, over 2^shift. False: more
 * than 128 bits hold. O(rows of the variable). */
bool rfi_prices_net(const rfi_prices *prices, size_t variable, rfi_wide *ret_net);

/* False: memory ran out. A block whose search stopped counts by its own bound. */
bool rfi_prices_run(rfi_prices *prices);

#endif
