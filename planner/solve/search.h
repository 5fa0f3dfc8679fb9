/* SPDX-License-Identifier: MIT */
/* The own engine: propagation, exact branch and bound. Private to this room. */
#ifndef PLANNER_SOLVE_SEARCH_H
#define PLANNER_SOLVE_SEARCH_H

#include "planner/solve/solve.h"

/* The gains only. Reads node_limit, gap, start, watch and active of the options. bound is
 * what the open nodes leave: exact, but without a certificate. */
void rfi_search(const rfi_problem *problem, const rfi_solve_options *options,
                rfi_outcome *ret_outcome);

#endif
