/* SPDX-License-Identifier: MIT */
/* The linear relaxation, in floating point, as a source of hints and of nothing else: it
 * proposes row multipliers, which bound.h sums in exact integers, and a point, which the
 * search rounds and tests exactly. A wrong number here costs nodes, never a verdict. Only
 * + - * / and comparisons, no contraction: the same hints on every IEEE machine. */
#ifndef PLANNER_SOLVE_RELAX_H
#define PLANNER_SOLVE_RELAX_H

#include "planner/solve/work.h"

typedef enum rfi_relaxed {
    RFI_RELAXED_SOLVED = 0, /* multipliers of the optimum, and its point */
    RFI_RELAXED_EMPTY,      /* multipliers that should prove that nothing is feasible */
    RFI_RELAXED_TIRED       /* pivot cap or trouble: multipliers of the last basis */
} rfi_relaxed;

typedef struct rfi_relax {
    size_t rows; /* the work's rows but the goal row; 0 when too large to try */
    size_t columns;
    double *table; /* rows x columns: basic = beta - table * nonbasic */
    double *beta;
    double *reduced; /* per column, of the scaled gain */
    size_t *basic;   /* per row; below columns: a variable, else columns + row of a slack */
    size_t *nonbasic;   /* per column */
    double *value;      /* per row: of the basic */
    double *at;         /* per column: of the nonbasic, at one of its bounds */
    double *low, *high; /* of the variables at this node */
    double *scale;      /* per row: one over its greatest coefficient */
    double *slip;       /* per row: what passes for zero */
    double *step;       /* per column: scratch of the ratio test */
    double gain_scale;
    size_t *support; /* columns in which the line at work is not zero */
    size_t support_count;
    size_t pivots;      /* since the table was last set up */
    double *multiplier; /* out, per row, not negative */
    double *point;      /* out, per variable */
} rfi_relax;

/* False: memory is out. The work is loaded. */
bool rfi_relax_init(rfi_relax *relax, rfi_arena *scratch, const rfi_work *work);

/* Forgets the basis, and with it what rounding has done to the table. */
void rfi_relax_afresh(rfi_relax *relax, const rfi_work *work);

/* From the basis of the call before; floor: stop once the optimum is known to lie below. */
rfi_relaxed rfi_relax_solve(rfi_relax *relax, const rfi_work *work, bool has_floor,
                            rfi_wide floor);

#endif
