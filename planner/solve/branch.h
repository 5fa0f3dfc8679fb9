/* SPDX-License-Identifier: MIT */
/* Which variable to split: the one whose halves have both cost the bound most so far, and,
 * while little is known of a variable, both halves are tried. Hints only: any choice is
 * right, a good one saves nodes. */
#ifndef PLANNER_SOLVE_BRANCH_H
#define PLANNER_SOLVE_BRANCH_H

#include "planner/solve/bound.h"
#include "planner/solve/relax.h"

/* A split that was made: the half of `variable` that the point is cut off from. */
typedef struct rfi_split {
    size_t variable;
    bool up;
    double distance; /* from the point to the half; 0: there was no point */
} rfi_split;

typedef struct rfi_branch {
    double *sum;   /* per variable and half: loss of the bound per unit of distance */
    double *count; /* the last pair of both is for all variables together */
    double *point; /* of the node: the caller's to fill */
    double *score; /* per variable */
    size_t count_all;
} rfi_branch;

/* What choosing needs to know of the node. The combination is scratch. */
typedef struct rfi_crossing {
    rfi_work *work;
    rfi_relax *relax; /* its basis moves on */
    rfi_combination *combination;
    double bound; /* of the node, not rounded: whole bounds tell too little apart */
    bool has_floor;
    rfi_wide floor; /* a half that cannot gain so much is closed */
} rfi_crossing;

/* The bound that a combination with gain gives, not rounded. */
double rfi_branch_bound(const rfi_combination *combination);

/* False: memory is out. */
bool rfi_branch_init(rfi_branch *branch, rfi_arena *scratch, const rfi_work *work);

/* The bound fell by `loss` in the half that was split off. */
void rfi_branch_learn(rfi_branch *branch, const rfi_split *split, double loss);

/* The variable, or count when branch->point is whole. */
size_t rfi_branch_choose(rfi_branch *branch, const rfi_crossing *at);

#endif
