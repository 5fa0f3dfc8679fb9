/* SPDX-License-Identifier: MIT */
/* Problems so small that counting through them answers every question; include after
 * cmocka. */
#ifndef TESTS_PROPERTY_SMALL_CASES_H
#define TESTS_PROPERTY_SMALL_CASES_H

#include <inttypes.h>
#include <string.h>

#include "planner/base/checked.h"
#include "planner/solve/solve.h"
#include "tests/property/solve_cases.h"

enum { VARIABLES_MOST = 5, ROWS_MOST = 6 };

/* Prints which seed is at work when the comparison fails. */
#define SEEDED(seed, condition)                                                            \
    do {                                                                                   \
        if (!(condition)) {                                                                \
            print_error("seed %" PRIu64 "\n", (seed));                                     \
            assert_true(condition);                                                        \
        }                                                                                  \
    } while (0)

typedef struct small {
    size_t variables, rows;
    int64_t low[VARIABLES_MOST], high[VARIABLES_MOST], gain[VARIABLES_MOST];
    int64_t a[ROWS_MOST][VARIABLES_MOST], limit[ROWS_MOST];
    size_t group[ROWS_MOST];
} small;

/* x - b y <= d, the kind of row that gets a cut. */
static inline void draw_link(small *draw, size_t i, case_random *random)
{
    memset(draw->a[i], 0, sizeof(draw->a[i]));
    size_t y = (size_t)case_between(random, 0, (int64_t)draw->variables - 1);
    draw->a[i][y] = -case_between(random, 2, 5);
    draw->a[i][(y + 1) % draw->variables] += 1;
    draw->limit[i] = case_between(random, -4, 4);
}

static inline void draw_small(small *draw, case_random *random)
{
    int64_t size = case_between(random, 0, 1) != 0 ? 9 : 900;
    draw->variables = (size_t)case_between(random, 1, VARIABLES_MOST);
    draw->rows = (size_t)case_between(random, 0, ROWS_MOST);
    int64_t gains = case_between(random, 0, 9); /* 0: none, 1 to 4: equal ones */
    for (size_t j = 0; j < draw->variables; j++) {
        draw->low[j] = case_between(random, -3, 2);
        draw->high[j] = draw->low[j] + case_between(random, 0, 6);
        int64_t equal = gains == 0 ? 0 : case_between(random, 0, 1);
        draw->gain[j] = gains < 5 ? equal : case_between(random, -size / 3, size);
    }
    for (size_t i = 0; i < draw->rows; i++) {
        int64_t density = case_between(random, 3, 10);
        for (size_t j = 0; j < draw->variables; j++) {
            bool drawn = case_between(random, 1, 10) <= density;
            draw->a[i][j] = drawn ? case_between(random, -size / 2, size) : 0;
        }
        draw->limit[i] = case_between(random, -size, 5 * size);
        draw->group[i] = (size_t)case_between(random, 0, 2);
        if (case_between(random, 0, 2) == 0) {
            draw_link(draw, i, random);
        }
    }
}

/* Variable j of the draw becomes variable turn - j or j, and rows go in either order. */
static inline void build_small(const small *draw, bool turned, rfi_problem *problem,
                               rfi_arena *arena)
{
    rfi_problem_init(problem, arena);
    for (size_t k = 0; k < draw->variables; k++) {
        size_t j = turned ? draw->variables - 1 - k : k;
        rfi_problem_variable(problem, "x", draw->low[j], draw->high[j], draw->gain[j]);
    }
    for (size_t k = 0; k < draw->rows; k++) {
        size_t i = turned ? draw->rows - 1 - k : k;
        rfi_term terms[VARIABLES_MOST];
        for (size_t j = 0; j < draw->variables; j++) {
            size_t place = turned ? draw->variables - 1 - j : j;
            terms[j] = (rfi_term){place, draw->a[i][j]};
        }
        rfi_problem_row(problem, "row", draw->group[i], terms, draw->variables,
                        draw->limit[i]);
    }
}

static inline bool holds(const small *draw, const int64_t *x, const bool *active)
{
    for (size_t i = 0; i < draw->rows; i++) {
        int64_t sum = 0;
        for (size_t j = 0; j < draw->variables; j++) {
            sum += draw->a[i][j] * x[j];
        }
        if (sum > draw->limit[i] && (active == NULL || active[draw->group[i]])) {
            return false;
        }
    }
    return true;
}

/* Counts through the whole box. False: no point holds. */
static inline bool brute_force(const small *draw, const bool *active, int64_t *ret_value)
{
    int64_t x[VARIABLES_MOST];
    memcpy(x, draw->low, sizeof(x));
    bool found = false;
    for (size_t j = 0; j < draw->variables;) {
        if (j == 0 && holds(draw, x, active)) {
            int64_t value = 0;
            for (size_t k = 0; k < draw->variables; k++) {
                value += draw->gain[k] * x[k];
            }
            *ret_value = found ? rfi_max(*ret_value, value) : value;
            found = true;
        }
        if (x[j] < draw->high[j]) {
            x[j]++;
            j = 0;
        } else {
            x[j] = draw->low[j];
            j++;
        }
    }
    return found;
}

/* The values lie in their bounds, satisfy every row and add up to the value. */
static inline bool solution_is_true(const rfi_problem *problem, const rfi_outcome *outcome)
{
    rfi_wide value = 0;
    for (size_t j = 0; j < problem->variable_count; j++) {
        const rfi_variable *variable = &problem->variables[j];
        int64_t x = outcome->values[j];
        if (x < variable->low || x > variable->high) {
            return false;
        }
        value += (rfi_wide)variable->gain * x;
    }
    for (size_t i = 0; i < problem->row_count; i++) {
        const rfi_solve_row *row = &problem->rows[i];
        rfi_wide sum = 0;
        for (size_t t = 0; t < row->term_count; t++) {
            sum += (rfi_wide)row->terms[t].coefficient *
                   outcome->values[row->terms[t].variable];
        }
        if (sum > row->limit) {
            return false;
        }
    }
    return value == outcome->value;
}

/* 10 to 14 variables and 6 dense rows: too many points to count, and some nodes. */
static inline void draw_dense(rfi_problem *problem, case_random *random)
{
    size_t count = (size_t)case_between(random, 10, 14);
    for (size_t j = 0; j < count; j++) {
        rfi_problem_variable(problem, "x", case_between(random, -4, 0),
                             case_between(random, 1, 12), case_between(random, -20, 90));
    }
    for (size_t i = 0; i < 6; i++) {
        rfi_term terms[14];
        int64_t weight = 0;
        for (size_t j = 0; j < count; j++) {
            terms[j] = (rfi_term){j, case_between(random, -30, 100)};
            weight += 7 * rfi_max(terms[j].coefficient, 0);
        }
        rfi_problem_row(problem, "row", i, terms, count,
                        weight * case_between(random, 10, 60) / 100);
    }
}

#endif
