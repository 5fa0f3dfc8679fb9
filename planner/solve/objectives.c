/* SPDX-License-Identifier: MIT */
/* Objectives one after the other: what is best for one becomes a row for the next. */
#include "planner/solve/solve.h"

#include <string.h>

#include "planner/base/checked.h"
#include "planner/solve/alike.h"
#include "planner/solve/search.h"
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
        if (row->orders) {
            rfi_problem_orders(to);
        }
    }
    return !to->failed;
}

/* What the caller's watch has said: once refused, nothing more is begun. */
typedef struct listener {
    rfi_watch *watch;
    void *context;
    bool refused;
} listener;

static bool pass_on(void *context, const rfi_progress *progress)
{
    listener *to = context;
    to->refused = to->refused || !to->watch(to->context, progress);
    return !to->refused;
}

static bool is_refused(const rfi_solve_options *options)
{
    return options->watch == pass_on && ((const listener *)options->context)->refused;
}

/* A row "-gain <= limit", whose limit hold_fast sets. */
static bool hold(rfi_problem *problem, rfi_term *terms)
{
    size_t count = 0;
    for (size_t j = 0; j < problem->variable_count; j++) {
        if (problem->variables[j].gain != 0) {
            terms[count++] = (rfi_term){j, rfi_sub(0, problem->variables[j].gain)};
        }
    }
    rfi_problem_row(problem, "reached", RFI_GROUP_STRUCTURE, terms, count, 0);
    return !problem->failed;
}

/* The rows of hold, which come after those of the caller, ask for as much of each objective
 * as the values have: a stage may raise what an earlier one that stopped has left. */
static void hold_fast(rfi_problem *problem, size_t own_rows, const int64_t *values)
{
    for (size_t i = own_rows; i < problem->row_count; i++) {
        rfi_solve_row *row = &problem->rows[i];
        rfi_wide sum = 0;
        for (size_t t = 0; t < row->term_count; t++) {
            sum += (rfi_wide)row->terms[t].coefficient * values[row->terms[t].variable];
        }
        row->limit = rfi_narrow(sum);
    }
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

/* What others can recompute. Where the search stopped, its bound is a claim of its own. */
static void attest(const rfi_problem *problem, const rfi_solve_options *options,
                   rfi_outcome *outcome)
{
    rfi_certificate certificate;
    int64_t bound = rfi_certify(problem, options->active, options->active_count,
                                RFI_CERTIFY_NODES, &certificate);
    bool proves = outcome->status == RFI_STATUS_OPTIMAL && bound == outcome->value;
    if (bound == -RFI_UNBOUNDED && !outcome->has_solution) {
        outcome->status = RFI_STATUS_INFEASIBLE;
        outcome->bound = outcome->value;
        outcome->claimed = outcome->value;
        proves = true;
    } else if (outcome->status == RFI_STATUS_STOPPED) {
        outcome->claimed = rfi_min(outcome->bound, bound);
        outcome->claimed_by = outcome->claimed < bound ? "own search" : NULL;
        outcome->bound = bound; /* RFI_UNBOUNDED: nothing can be recomputed */
        if (outcome->has_solution && outcome->value >= bound && bound < RFI_UNBOUNDED) {
            outcome->status = RFI_STATUS_OPTIMAL;
        }
        proves = true;
    }
    if (proves) {
        outcome->certificate = certificate;
    }
}

static void search_own(const rfi_problem *problem, const rfi_solve_options *options,
                       rfi_outcome *outcome)
{
    rfi_search(problem, options, outcome);
    if (outcome->status != RFI_STATUS_NO_MEMORY) {
        attest(problem, options, outcome);
    }
}

/* The gains alone, by the engine that the options name. AUTO: the own engine first where it
 * may well do, the structured one where it stopped, unless told to, or the problem is
 * large. */
static void solve_gains(const rfi_problem *problem, const rfi_solve_options *options,
                        size_t before, rfi_outcome *outcome)
{
    (void)before; /* each objective has the whole budget */
    bool small = problem->variable_count <= RFI_SMALL;
    bool by_structure = options->engine == RFI_ENGINE_AUTO &&
                        options->mip_program != NULL && rfi_structured_suits(problem);
    rfi_solve_options own = *options;
    if (options->engine == RFI_ENGINE_STRUCTURED || (by_structure && !small)) {
        own.node_limit = by_structure ? 0 : options->node_limit;
        rfi_structured_solve(problem, &own, outcome);
        return;
    }
    bool first = by_structure && (own.node_limit <= 0 || own.node_limit > RFI_SMALL_NODES);
    own.node_limit = first ? RFI_SMALL_NODES : own.node_limit;
    search_own(problem, &own, outcome);
    if (first && outcome->status == RFI_STATUS_STOPPED && !is_refused(options)) {
        int64_t nodes = outcome->nodes;
        own = *options;
        own.node_limit = 0;
        own.start = outcome->values != NULL ? outcome->values : options->start;
        rfi_structured_solve(problem, &own, outcome);
        outcome->nodes += nodes;
    }
}

static int64_t gain_of(const rfi_problem *problem, const int64_t *values)
{
    rfi_wide gain = 0;
    for (size_t j = 0; j < problem->variable_count; j++) {
        gain += (rfi_wide)problem->variables[j].gain * values[j];
    }
    return rfi_narrow(gain);
}

/* What is said of the gains follows the values at the end. A claim that they refute is
 * dropped. */
static void settle(const rfi_problem *problem, rfi_outcome *outcome)
{
    outcome->value = gain_of(problem, outcome->values);
    if (outcome->claimed < outcome->value) {
        outcome->claimed = outcome->bound;
        outcome->claimed_by = NULL;
    }
    if (outcome->value >= outcome->bound && outcome->bound < RFI_UNBOUNDED) {
        outcome->status = RFI_STATUS_OPTIMAL;
    }
}

/* The gains alone; `before`: objectives that came before them. */
typedef void gains_solver(const rfi_problem *problem, const rfi_solve_options *options,
                          size_t before, rfi_outcome *outcome);

/* Improves the values within what the objectives so far have reached. */
static bool follow(const rfi_problem *problem, const rfi_solve_options *options,
                   gains_solver *solver, rfi_outcome *outcome)
{
    rfi_problem next;
    rfi_problem_init(&next, problem->arena);
    rfi_term *terms = RFI_ARRAY(problem->arena, problem->variable_count, rfi_term);
    if (terms == NULL || !copy_problem(problem, &next)) {
        return false;
    }
    bool proven = outcome->status == RFI_STATUS_OPTIMAL;
    for (size_t k = 0; k < problem->later_count && !is_refused(options); k++) {
        rfi_solve_options stage = *options;
        rfi_outcome better;
        if (!hold(&next, terms)) {
            return false;
        }
        hold_fast(&next, problem->row_count, outcome->values);
        aim(&next, &problem->later[k]);
        stage.start = outcome->values;
        solver(&next, &stage, k + 1, &better);
        if (better.status == RFI_STATUS_NO_MEMORY) {
            return false;
        }
        outcome->nodes += better.nodes;
        outcome->guarded = outcome->guarded || better.guarded;
        if (!better.has_solution) {
            break; /* a value beyond 64 bits was held: the values so far stand */
        }
        outcome->values = better.values;
        proven = proven && better.status == RFI_STATUS_OPTIMAL;
        outcome->later_proven += proven ? 1 : 0;
    }
    settle(problem, outcome);
    return true;
}

static void solve_all(const rfi_problem *problem, const rfi_solve_options *options,
                      gains_solver *solver, rfi_outcome *outcome)
{
    listener to = {options->watch, options->context, false};
    rfi_solve_options own = *options;
    own.watch = options->watch == NULL ? NULL : pass_on;
    own.context = &to;
    solver(problem, &own, 0, outcome);
    if (outcome->has_solution && problem->later_count > 0 &&
        !follow(problem, &own, solver, outcome)) {
        outcome->status = RFI_STATUS_NO_MEMORY;
    }
}

void rfi_solve_with(const rfi_problem *problem, const rfi_solve_options *options,
                    rfi_outcome *ret_outcome)
{
    solve_all(problem, options, solve_gains, ret_outcome);
}

void rfi_solve_alike(const rfi_problem *problem, const rfi_solve_options *options,
                     rfi_outcome *ret_outcome)
{
    solve_all(problem, options, rfi_alike_gains, ret_outcome);
}
