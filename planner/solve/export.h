/* SPDX-License-Identifier: MIT */
/* A problem as text that other solvers read. Equal problems give equal bytes. Both formats
 * hold the rows that are active, divided by their common divisors with limits rounded down,
 * and the gains; later objectives stand in comments. Numbers are written in full: readers
 * that keep 53 bits may round those beyond 9e15. */
#ifndef PLANNER_SOLVE_EXPORT_H
#define PLANNER_SOLVE_EXPORT_H

#include "planner/base/text.h"
#include "planner/solve/solve.h"

/* LP (as CPLEX, CBC and GLPK read it): maximise the gains. ret_map, NULL: not wanted: a
 * line per row and variable, "kind TAB exported name TAB name". The texts are appended to;
 * both fail when memory is out. */
void rfi_export_lp(const rfi_problem *problem, const bool *active, size_t active_count,
                   rfi_text *ret_text, rfi_text *ret_map);

/* Free MPS, which knows no direction that all readers take: minimise the gains negated. */
void rfi_export_mps(const rfi_problem *problem, const bool *active, size_t active_count,
                    rfi_text *ret_text, rfi_text *ret_map);

#endif
