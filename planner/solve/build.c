/* SPDX-License-Identifier: MIT */
/* Building a problem: variables and rows are copied into the caller's arena. Numbers beyond
 * the stated ranges saturate; memory that runs out makes the problem fail for good. */
#include "planner/solve/solve.h"

#include <string.h>

#include "planner/base/checked.h"
#include "planner/solve/work.h"

void rfi_problem_init(rfi_problem *problem, rfi_arena *arena)
{
    memset(problem, 0, sizeof(*problem));
    problem->arena = arena;
}

size_t rfi_problem_variable(rfi_problem *problem, const char *name, int64_t low,
                            int64_t high, int64_t gain)
{
    void *items = problem->variables;
    char *copy = rfi_arena_copy(problem->arena, name);
    if (problem->failed || (name != NULL && copy == NULL) ||
        !rfi_arena_grow(problem->arena, &items, problem->variable_count,
                        &problem->variable_capacity, sizeof(rfi_variable))) {
        problem->failed = true;
        return 0;
    }
    problem->variables = items;
    size_t index = problem->variable_count++;
    rfi_variable *variable = &problem->variables[index];
    variable->name = copy;
    /* A low end above the range, or a high end below it, stays an empty domain. */
    variable->low = rfi_max(-RFI_VARIABLE_MOST, rfi_min(low, RFI_VARIABLE_MOST + 1));
    variable->high = rfi_min(RFI_VARIABLE_MOST, rfi_max(high, -RFI_VARIABLE_MOST - 1));
    variable->gain = rfi_narrow(gain);
    variable->block = RFI_BLOCK_SHARED;
    variable->part = RFI_NO_PART;
    return index;
}

void rfi_problem_place(rfi_problem *problem, size_t variable, size_t block, size_t part)
{
    if (!problem->failed && variable < problem->variable_count) {
        problem->variables[variable].block = block;
        problem->variables[variable].part = part;
    }
}

/* Terms of one variable are summed at the place of the first, exactly; zeros are dropped.
 * Returns the new count. A variable that does not exist, or memory that is out, fails the
 * problem. */
static size_t merge_terms(rfi_problem *problem, const rfi_term *terms, size_t term_count,
                          rfi_term *merged)
{
    void *items = problem->places;
    while (!problem->failed && problem->place_capacity < problem->variable_count) {
        if (!rfi_arena_grow(problem->arena, &items, problem->place_capacity,
                            &problem->place_capacity, sizeof(rfi_merge))) {
            problem->failed = true;
        }
    }
    problem->places = items;
    size_t count = 0;
    for (size_t i = 0; !problem->failed && i < term_count; i++) {
        if (terms[i].variable >= problem->variable_count) {
            problem->failed = true;
            return 0;
        }
        rfi_merge *place = &problem->places[terms[i].variable];
        if (!place->used) {
            merged[count++] = (rfi_term){terms[i].variable, 0};
        }
        place->used = true;
        place->sum += terms[i].coefficient;
    }
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        size_t j = merged[i].variable;
        if (problem->places[j].sum != 0) {
            merged[kept++] = (rfi_term){j, rfi_narrow(problem->places[j].sum)};
        }
        problem->places[j] = (rfi_merge){0};
    }
    return kept;
}

void rfi_problem_row(rfi_problem *problem, const char *name, size_t group,
                     const rfi_term *terms, size_t term_count, int64_t limit)
{
    void *items = problem->rows;
    char *copy = rfi_arena_copy(problem->arena, name);
    rfi_term *own = RFI_ARRAY(problem->arena, term_count, rfi_term);
    if (problem->failed || own == NULL || (name != NULL && copy == NULL) ||
        !rfi_arena_grow(problem->arena, &items, problem->row_count, &problem->row_capacity,
                        sizeof(rfi_solve_row))) {
        problem->failed = true;
        return;
    }
    problem->rows = items;
    rfi_solve_row *row = &problem->rows[problem->row_count++];
    row->name = copy;
    row->group = group;
    row->terms = own;
    row->term_count = merge_terms(problem, terms, term_count, own);
    row->limit = limit;
    row->orders = false;
}

void rfi_problem_orders(rfi_problem *problem)
{
    if (!problem->failed && problem->row_count > 0) {
        problem->rows[problem->row_count - 1].orders = true;
    }
}

void rfi_problem_then(rfi_problem *problem, const rfi_term *terms, size_t term_count)
{
    void *items = problem->later;
    rfi_term *own = RFI_ARRAY(problem->arena, term_count, rfi_term);
    if (problem->failed || own == NULL ||
        !rfi_arena_grow(problem->arena, &items, problem->later_count,
                        &problem->later_capacity, sizeof(rfi_objective))) {
        problem->failed = true;
        return;
    }
    problem->later = items;
    size_t count = merge_terms(problem, terms, term_count, own);
    problem->later[problem->later_count++] = (rfi_objective){own, count};
}
