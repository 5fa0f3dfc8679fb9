/* SPDX-License-Identifier: MIT */
/* Blocks that may change places: exchanging two of them leaves the problem as it is. A
 * search over each of them for itself drowns in plans that differ by names alone; here they
 * are added up for a bound and tied together for solutions. Private to this room. */
#ifndef PLANNER_SOLVE_ALIKE_H
#define PLANNER_SOLVE_ALIKE_H

#include "planner/solve/structure.h"

typedef struct rfi_kin { /* blocks of the structure, rising */
    size_t *blocks;
    size_t count;
} rfi_kin;

typedef struct rfi_alike {
    rfi_arena *arena;
    const rfi_problem *problem;
    rfi_structure shape;
    rfi_kin *kin;
    size_t kin_count;
    size_t *kin_of; /* per block */
    size_t largest; /* blocks of the kin that has most */
} rfi_alike;

/* Finds them among the rows that hold; rows that only order blocks are left out. Exact: all
 * rows, bounds and gains are compared; later objectives are not. False: memory is out.
 * O(blocks * terms) and a comparison of each block with one of every kin. */
bool rfi_alike_read(rfi_alike *alike, rfi_arena *arena, const rfi_problem *problem,
                    const bool *active, size_t active_count);

/* What stands for the variables of a problem in a smaller one. */
typedef struct rfi_folded {
    rfi_problem problem;
    size_t *stands; /* per variable of the larger problem */
    size_t rows;    /* of the larger problem; cuts come after them */
    bool *across;   /* per such row: more than one block has a part in it */
} rfi_folded;

/* Each kin added up: a variable is the sum over its blocks of one that they share. Rows are
 * the mean over all exchanges, so every solution of the problem is, added up, one of this:
 * its bounds hold for the problem, and where it has no solution neither has the problem.
 * False: memory is out, or a sum leaves the range of variables. */
bool rfi_alike_sum(const rfi_alike *alike, rfi_arena *arena, rfi_folded *ret_folded);

/* Blocks that stand or fall together. */
typedef struct rfi_ties {
    size_t *set; /* per block, a number below that of blocks; blocks of one set are of one
                    kin, and all their variables are equal */
    bool *fixed; /* per block: its variables stand at these values */
    int64_t *values;
} rfi_ties;

/* The problem with blocks tied: every solution is one of the problem, but for the rows that
 * order blocks. Variables of fixed blocks stand for SIZE_MAX. False: memory is out. */
bool rfi_alike_tie(const rfi_alike *alike, const rfi_ties *ties, rfi_arena *arena,
                   rfi_folded *ret_folded);

/* Patterns: values that a block of a kin may have by its own rows. */
typedef struct rfi_pattern {
    size_t kin;
    int64_t *values; /* as the block lists its variables */
} rfi_pattern;

/* What no block of a kin can better at some prices: every solution keeps these rows. */
typedef struct rfi_block_cut {
    size_t kin;
    int64_t *coefficient; /* as the block lists its variables */
    int64_t limit;        /* of one block */
    int scale;            /* coefficients are gains after paying, times 2^scale */
    size_t round;         /* in which it was found, plus one; 0: none */
} rfi_block_cut;

typedef struct rfi_columns {
    rfi_pattern *patterns;
    size_t count, capacity;
    int64_t *whole; /* per pattern: blocks that the relaxation gives it, rounded down */
    double *paid;   /* per row of the sum: its price in the last round, 0 within blocks */
    double unit;    /* gains are counted in so many */
    size_t rounds;
    rfi_block_cut *cuts;
    size_t cut_count;
    int64_t nodes;
    bool empty; /* proven: there is no solution */
} rfi_columns;

/* Generates patterns that the linear relaxation of the sum wants, beside those of `start`
 * (NULL: none), and cuts at the prices of the last rounds. False: memory is out. */
bool rfi_alike_columns(const rfi_alike *alike, const int64_t *start, rfi_arena *arena,
                       const rfi_folded *total, rfi_columns *ret_columns);
/* The bound of the prices of the last round, in exact integers, once the cuts are part of
 * the sum; RFI_UNBOUNDED: none. */
int64_t rfi_alike_bound(const rfi_alike *alike, const rfi_columns *columns,
                        const rfi_folded *total);
/* Adds the cuts to a sum, to a problem of ties (each block that is its own or the first of
 * its set) or, stands NULL, to the problem itself. */
void rfi_alike_cut(const rfi_alike *alike, const rfi_columns *columns, const size_t *stands,
                   bool sum, rfi_problem *problem);
/* The choice among them: the shared variables of the sum, in order, then how many blocks
 * take each pattern. False: memory is out. */
bool rfi_alike_master(const rfi_alike *alike, const rfi_folded *total,
                      const rfi_columns *columns, rfi_problem *ret_master);

/* Exchanges the values of blocks until the rows that order them hold: greatest first. */
void rfi_alike_order(const rfi_alike *alike, int64_t *values);

/* The gains alone, as rfi_solve_alike. before: objectives that came before them; the later
 * one is, the less is spent on the way. */
void rfi_alike_gains(const rfi_problem *problem, const rfi_solve_options *options,
                     size_t before, rfi_outcome *ret_outcome);

#endif
