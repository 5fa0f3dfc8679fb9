/* SPDX-License-Identifier: MIT */
/* Generic bounded-integer problems: maximise c.x under rows a.x <= b. Exact: int64
 * coefficients, 128-bit sums; floating point proposes row multipliers and points, whole
 * numbers decide. Knows no word of the application. */
#ifndef PLANNER_SOLVE_SOLVE_H
#define PLANNER_SOLVE_SOLVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planner/base/arena.h"

typedef struct rfi_term {
    size_t variable;
    int64_t coefficient;
} rfi_term;

typedef struct rfi_solve_row { /* sum of terms <= limit */
    const char *name;
    size_t group; /* rows of one group stand and fall together in a conflict;
                     RFI_GROUP_STRUCTURE rows always hold */
    rfi_term *terms;
    size_t term_count;
    int64_t limit;
} rfi_solve_row;

#define RFI_GROUP_STRUCTURE SIZE_MAX

typedef struct rfi_variable {
    const char *name;
    int64_t low, high; /* |.| <= 1e12 */
    int64_t gain;      /* objective coefficient, maximised */
} rfi_variable;

typedef struct rfi_problem {
    rfi_arena *arena;
    rfi_variable *variables;
    size_t variable_count, variable_capacity;
    rfi_solve_row *rows;
    size_t row_count, row_capacity;
    bool failed; /* sticky: memory ran out while building */
} rfi_problem;

void rfi_problem_init(rfi_problem *problem, rfi_arena *arena);
size_t rfi_problem_variable(rfi_problem *problem, const char *name, int64_t low,
                            int64_t high, int64_t gain);
/* Terms are copied; zero coefficients are dropped, repeated variables summed. */
void rfi_problem_row(rfi_problem *problem, const char *name, size_t group,
                     const rfi_term *terms, size_t term_count, int64_t limit);

typedef enum rfi_status {
    RFI_STATUS_OPTIMAL = 0, /* proven */
    RFI_STATUS_INFEASIBLE,  /* proven */
    RFI_STATUS_STOPPED,     /* node limit: incumbent may exist, bound holds */
    RFI_STATUS_NO_MEMORY
} rfi_status;

typedef struct rfi_outcome {
    rfi_status status;
    bool has_solution;
    int64_t value; /* of the incumbent */
    int64_t bound; /* no solution is better; = value when optimal */
    int64_t nodes;
    int64_t *values; /* per variable, in the problem's arena; NULL without solution */
} rfi_outcome;

/* Propagation, exact branch and bound, bounds by combined rows. Deterministic: same
 * problem and node limit give the same outcome. node_limit <= 0: 1,000,000.
 * `active`: per group, whether its rows hold; NULL: all. Groups beyond active_count hold.
 */
void rfi_solve(const rfi_problem *problem, const bool *active, size_t active_count,
               int64_t node_limit, rfi_outcome *ret_outcome);

#endif
