/* SPDX-License-Identifier: MIT */
/* Objectives one after the other: what is best for one becomes a row for the next. */
#include "planner/solve/solve.h"

#include <string.h>

#include "planner/base/checked.h"
#include "planner/solve/structured.h"

/* The same rows with other gains, and one row that holds what has been reached. */
static bool copy_problem(const rfi_problem *from, rfi_problem *to)
{
    for (size_t j = 0; j < from->variable_count; j++) {
        const rfi_variable *v = &from->variables[j];
        size_t index = rfi_problem_variable(to, v->name, v->low, v->high, v->gain);
        rfi_problem_place(to, index, v->block, v->part);
    }
    for (size_t i = 0; i < from->row_count; i++) {
        const rfi_solve_row *row = &from->rows[i];
        rfi_problem_row(to, row->name, row->group, row->terms, row->term_count, row->limit);
    }
    return !to->failed;
}

/* gain >= value, as -gain <= -value. */
static bool hold(rfi_problem *problem, int64_t value, rfi_term *terms)
{
    size_t count = 0;
    for (size_t j = 0; j < problem->variable_count; j++) {
        if (problem->variables[j].gain != 0) {
            terms[count++] = (rfi_term){j, rfi_sub(0, problem->variables[j].gain)};
        }
    }
    rfi_problem_row(problem, "reached", RFI_GROUP_STRUCTURE, terms, count,
                    rfi_sub(0, value));
    return !problem->failed;
}

static void aim(rfi_problem *problem, const rfi_objective *objective)
{
    for (size_t j = 0; j < problem->variable_count; j++) {
        problem->variables[j].gain = 0;
    }
    for (size_t t = 0; t < objective->term_count; t++) {
        problem->variables[objective->terms[t].variable].gain =
            objective->terms[t].coefficient;
    }
}

/* Improves the values within what the objectives so far have reached. */
static bool follow(const rfi_problem *problem, const rfi_solve_options *options,
                   rfi_outcome *outcome)
{
    rfi_problem next;
    rfi_problem_init(&next, problem->arena);
    rfi_term *terms = RFI_ARRAY(problem->arena, problem->variable_count, rfi_term);
    if (terms == NULL || !copy_problem(problem, &next)) {
        return false;
    }
    int64_t value = outcome->value;
    for (size_t k = 0; k < problem->later_count; k++) {
        rfi_outcome better;
        if (!hold(&next, value, terms)) {
            return false;
        }
        aim(&next, &problem->later[k]);
        rfi_solve_options then = *options;
        then.start = outcome->values;
        rfi_engine_solve(&next, &then, &better);
        if (better.status == RFI_STATUS_NO_MEMORY) {
            return false;
        }
        if (!better.has_solution) {
            return true; /* the budget ran out: the values so far stand */
        }
        outcome->nodes += better.nodes;
        outcome->values = better.values;
        value = better.value;
    }
    return true;
}

void rfi_solve_with(const rfi_problem *problem, const rfi_solve_options *options,
                    rfi_outcome *ret_outcome)
{
    rfi_engine_solve(problem, options, ret_outcome);
    if (ret_outcome->has_solution && problem->later_count > 0 &&
        !follow(problem, options, ret_outcome)) {
        ret_outcome->status = RFI_STATUS_NO_MEMORY;
    }
}
