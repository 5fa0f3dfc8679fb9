/* SPDX-License-Identifier: MIT */
/* The generic solver behind include/rackfit/solve.h: problems with rows of three senses
 * become problems with rows of one, outcomes become solutions that were tested once more
 * against what the caller wrote. */
#include "rackfit/solve.h"

#include <stdlib.h>
#include <string.h>

#include "planner/api/handles.h"
#include "planner/base/checked.h"
#include "planner/solve/export.h"
#include "planner/solve/solve.h"

typedef struct row_place { /* a row of the caller among those of the model */
    size_t first;          /* RF_EQUAL: and the next one, turned round */
    rf_sense sense;
} row_place;

struct rf_problem {
    rfi_arena *arena;
    rfi_problem model;
    row_place *rows;
    size_t row_count, row_capacity;
    rf_code state;
};

struct rf_solution {
    rfi_arena *arena;
    rfi_outcome outcome;
    size_t variable_count, row_count;
    size_t model_rows;    /* RF_EQUAL counts twice; so many has the certificate */
    int64_t *multipliers; /* per row of the caller; NULL: none */
};

/* ---- building --------------------------------------------------------------------------
 */

rf_problem *rf_problem_new(void)
{
    rfi_arena *arena = rfi_arena_new();
    rf_problem *problem = arena == NULL ? NULL : RFI_NEW(arena, rf_problem);
    if (problem == NULL) {
        rfi_arena_free(arena);
        return NULL;
    }
    problem->arena = arena;
    rfi_problem_init(&problem->model, arena);
    return problem;
}

void rf_problem_free(rf_problem *problem)
{
    if (problem != NULL) {
        rfi_arena_free(problem->arena);
    }
}

static bool within(int64_t value, int64_t most)
{
    return value >= -most && value <= most;
}

static void fail(rf_problem *problem, rf_code code)
{
    problem->state = problem->state == RF_OK ? code : problem->state;
}

size_t rf_problem_variable(rf_problem *problem, const char *name, int64_t low, int64_t high,
                           int64_t gain)
{
    if (!within(low, RF_NUMBER_MOST) || !within(high, RF_NUMBER_MOST) ||
        !within(gain, RF_WEIGHT_MOST)) {
        fail(problem, RF_E_MISUSE);
        return 0;
    }
    size_t index = rfi_problem_variable(&problem->model, name, low, high, gain);
    if (problem->model.failed) {
        fail(problem, RF_E_NO_MEMORY);
    }
    return index;
}

static bool terms_are_sound(const rf_problem *problem, const rf_term *terms, size_t count)
{
    if (terms == NULL) {
        return count == 0;
    }
    for (size_t t = 0; t < count; t++) {
        if (terms[t].variable >= problem->model.variable_count ||
            !within(terms[t].coefficient, RF_WEIGHT_MOST)) {
            return false;
        }
    }
    return true;
}

static bool sums_are_sound(const rfi_term *terms, size_t count)
{
    for (size_t t = 0; t < count; t++) {
        if (!within(terms[t].coefficient, RF_WEIGHT_MOST)) {
            return false;
        }
    }
    return true;
}

/* The terms times sign, in the arena. NULL: memory is out. */
static rfi_term *copy_terms(const rf_problem *problem, const rf_term *terms, size_t count,
                            int sign)
{
    rfi_term *own = RFI_ARRAY(problem->arena, count, rfi_term);
    for (size_t t = 0; own != NULL && t < count; t++) {
        own[t] = (rfi_term){terms[t].variable, sign * terms[t].coefficient};
    }
    return own;
}

static void add_row(rf_problem *problem, const char *name, int sign, const rf_term *terms,
                    size_t count, int64_t limit)
{
    rfi_term *own = copy_terms(problem, terms, count, sign);
    if (own == NULL) {
        fail(problem, RF_E_NO_MEMORY);
        return;
    }
    rfi_problem *model = &problem->model;
    rfi_problem_row(model, name, RFI_GROUP_STRUCTURE, own, count, sign * limit);
    if (model->failed) {
        fail(problem, RF_E_NO_MEMORY);
    } else if (!sums_are_sound(model->rows[model->row_count - 1].terms,
                               model->rows[model->row_count - 1].term_count)) {
        fail(problem, RF_E_MISUSE);
    }
}

size_t rf_problem_row(rf_problem *problem, const char *name, rf_sense sense,
                      const rf_term *terms, size_t count, int64_t limit)
{
    if (problem->state == RF_OK &&
        (!within(limit, RF_WEIGHT_MOST) || !terms_are_sound(problem, terms, count))) {
        fail(problem, RF_E_MISUSE);
    }
    void *items = problem->rows;
    if (problem->state != RF_OK ||
        !rfi_arena_grow(problem->arena, &items, problem->row_count, &problem->row_capacity,
                        sizeof(row_place))) {
        fail(problem, RF_E_NO_MEMORY);
        return 0;
    }
    problem->rows = items;
    problem->rows[problem->row_count] = (row_place){problem->model.row_count, sense};
    if (sense != RF_AT_LEAST) {
        add_row(problem, name, 1, terms, count, limit);
    }
    if (sense != RF_AT_MOST) {
        add_row(problem, name, -1, terms, count, limit);
    }
    return problem->row_count++;
}

void rf_problem_then(rf_problem *problem, const rf_term *terms, size_t count)
{
    if (problem->state != RF_OK) {
        return;
    }
    if (!terms_are_sound(problem, terms, count)) {
        fail(problem, RF_E_MISUSE);
        return;
    }
    rfi_term *own = copy_terms(problem, terms, count, 1);
    if (own != NULL) {
        rfi_problem_then(&problem->model, own, count);
    }
    if (own == NULL || problem->model.failed) {
        fail(problem, RF_E_NO_MEMORY);
    }
}

void rf_problem_place(rf_problem *problem, size_t variable, size_t block, size_t part)
{
    if (variable >= problem->model.variable_count) {
        fail(problem, RF_E_MISUSE);
        return;
    }
    rfi_problem_place(&problem->model, variable, block, part);
}

rf_code rf_problem_state(const rf_problem *problem)
{
    return problem == NULL ? RF_E_MISUSE : problem->state;
}

size_t rf_problem_variables(const rf_problem *problem)
{
    return problem->model.variable_count;
}

size_t rf_problem_rows(const rf_problem *problem)
{
    return problem->row_count;
}

const char *rf_problem_variable_name(const rf_problem *problem, size_t variable)
{
    const char *name = variable < problem->model.variable_count
                           ? problem->model.variables[variable].name
                           : NULL;
    return name == NULL ? "" : name;
}

const char *rf_problem_row_name(const rf_problem *problem, size_t row)
{
    const char *name = row < problem->row_count
                           ? problem->model.rows[problem->rows[row].first].name
                           : NULL;
    return name == NULL ? "" : name;
}

rf_code rf_problem_export(const rf_problem *problem, rf_export_format format,
                          rf_bytes *ret_text, rf_bytes *ret_map)
{
    if (problem == NULL || ret_text == NULL) {
        return RF_E_MISUSE;
    }
    if (problem->state != RF_OK) {
        return problem->state;
    }
    rfi_text text = RFI_TEXT_INIT;
    rfi_text map = RFI_TEXT_INIT;
    if (format == RF_EXPORT_LP) {
        rfi_export_lp(&problem->model, NULL, 0, &text, &map);
    } else {
        rfi_export_mps(&problem->model, NULL, 0, &text, &map);
    }
    rf_code code = rfi_api_take(&text, ret_text);
    if (code == RF_OK && ret_map != NULL) {
        code = rfi_api_take(&map, ret_map);
        if (code != RF_OK) {
            rf_bytes_free(ret_text);
        }
    }
    rfi_text_finish(&map);
    return code;
}

/* ---- solving ---------------------------------------------------------------------------
 */

const char *rf_solve_status_words(rf_solve_status status)
{
    switch (status) {
    case RF_SOLVE_OPTIMAL:
        return "optimal";
    case RF_SOLVE_CLAIMED:
        return "optimal as claimed";
    case RF_SOLVE_FEASIBLE:
        return "feasible";
    case RF_SOLVE_INFEASIBLE:
        return "infeasible";
    case RF_SOLVE_UNDECIDED:
        break;
    }
    return "undecided";
}

/* Within 64 bits wherever the variables stand. */
static bool objective_fits(const rfi_problem *model, const rfi_objective *later)
{
    rfi_wide most = 0;
    size_t count = later == NULL ? model->variable_count : later->term_count;
    for (size_t k = 0; k < count; k++) {
        size_t j = later == NULL ? k : later->terms[k].variable;
        int64_t gain =
            later == NULL ? model->variables[k].gain : later->terms[k].coefficient;
        rfi_wide size = gain < 0 ? -(rfi_wide)gain : gain;
        const rfi_variable *v = &model->variables[j];
        int64_t reach = rfi_max(rfi_max(v->high, -v->high), rfi_max(v->low, -v->low));
        if (!rfi_wide_add_product(&most, size, reach) || most > RF_WEIGHT_MOST) {
            return false;
        }
    }
    return true;
}

static bool objectives_fit(const rfi_problem *model)
{
    bool fit = objective_fits(model, NULL);
    for (size_t k = 0; fit && k < model->later_count; k++) {
        fit = objective_fits(model, &model->later[k]);
    }
    return fit;
}

/* Whatever the problem: one of another size of numbers may be checked. */
static bool values_hold(const rfi_problem *model, const rfi_outcome *outcome)
{
    rfi_wide value = 0;
    for (size_t j = 0; j < model->variable_count; j++) {
        const rfi_variable *v = &model->variables[j];
        if (outcome->values[j] < v->low || outcome->values[j] > v->high ||
            !rfi_wide_add_product(&value, v->gain, outcome->values[j])) {
            return false;
        }
    }
    for (size_t i = 0; i < model->row_count; i++) {
        const rfi_solve_row *row = &model->rows[i];
        rfi_wide sum = 0;
        for (size_t t = 0; t < row->term_count; t++) {
            if (!rfi_wide_add_product(&sum, row->terms[t].coefficient,
                                      outcome->values[row->terms[t].variable])) {
                return false;
            }
        }
        if (sum > row->limit) {
            return false;
        }
    }
    return value == outcome->value;
}

typedef struct listener {
    rf_solve_watch *watch;
    void *context;
} listener;

static int64_t shown_bound(int64_t bound)
{
    return bound >= RFI_UNBOUNDED ? RF_NO_BOUND : bound;
}

static bool pass_on(void *context, const rfi_progress *progress)
{
    const listener *to = context;
    rf_solve_progress shown = {progress->phase,
                               progress->has_solution,
                               progress->value,
                               shown_bound(progress->bound),
                               shown_bound(progress->claimed),
                               progress->nodes};
    return to->watch(to->context, &shown);
}

static rfi_engine engine_of(rf_solve_engine engine)
{
    return engine == RF_SOLVE_EXACT        ? RFI_ENGINE_EXACT
           : engine == RF_SOLVE_STRUCTURED ? RFI_ENGINE_STRUCTURED
                                           : RFI_ENGINE_AUTO;
}

/* One multiplier per row of the caller, with the sign of its sense. */
static bool take_multipliers(const rf_problem *problem, rf_solution *solution)
{
    const int64_t *own = solution->outcome.certificate.multiplier;
    if (own == NULL) {
        return true;
    }
    solution->multipliers = RFI_ARRAY(solution->arena, problem->row_count + 1, int64_t);
    for (size_t i = 0; solution->multipliers != NULL && i < problem->row_count; i++) {
        const row_place *row = &problem->rows[i];
        solution->multipliers[i] = row->sense == RF_AT_MOST ? own[row->first]
                                   : row->sense == RF_AT_LEAST
                                       ? -own[row->first]
                                       : own[row->first] - own[row->first + 1];
    }
    return solution->multipliers != NULL;
}

static rf_code run(const rf_problem *problem, const rf_solve_options *options,
                   rf_solution *solution)
{
    listener to = {options->watch, options->context};
    rfi_solve_options own = {.engine = engine_of(options->engine),
                             .node_limit = options->node_limit,
                             .guard = options->guard,
                             .gap = options->gap,
                             .start = options->start,
                             .mip_program = options->mip_program,
                             .watch = options->watch == NULL ? NULL : pass_on,
                             .context = &to};
    rfi_problem model =
        problem->model; /* the same, but what it finds goes to its own arena */
    model.arena = solution->arena;
    rfi_solve_with(&model, &own, &solution->outcome);
    if (solution->outcome.status == RFI_STATUS_NO_MEMORY ||
        !take_multipliers(problem, solution)) {
        return RF_E_NO_MEMORY;
    }
    bool sound = !solution->outcome.has_solution || values_hold(&model, &solution->outcome);
    return sound ? RF_OK : RF_E_CHECK;
}

rf_code rf_solve(const rf_problem *problem, const rf_solve_options *options,
                 rf_solution **ret_solution)
{
    static const rf_solve_options defaults = RF_SOLVE_OPTIONS_INIT;
    options = options == NULL ? &defaults : options;
    if (problem == NULL || ret_solution == NULL || options->size < sizeof(*options)) {
        return RF_E_MISUSE;
    }
    if (problem->state != RF_OK) {
        return problem->state;
    }
    if (!objectives_fit(&problem->model)) {
        return RF_E_MISUSE;
    }
    rfi_arena *arena = rfi_arena_new();
    rf_solution *solution = arena == NULL ? NULL : RFI_NEW(arena, rf_solution);
    if (solution == NULL) {
        rfi_arena_free(arena);
        return RF_E_NO_MEMORY;
    }
    solution->arena = arena;
    solution->variable_count = problem->model.variable_count;
    solution->row_count = problem->row_count;
    solution->model_rows = problem->model.row_count;
    rf_code code = run(problem, options, solution);
    if (code != RF_OK) {
        rf_solution_free(solution);
        return code;
    }
    *ret_solution = solution;
    return RF_OK;
}

void rf_solution_free(rf_solution *solution)
{
    if (solution != NULL) {
        rfi_arena_free(solution->arena);
    }
}

rf_solve_status rf_solution_status(const rf_solution *solution)
{
    const rfi_outcome *outcome = &solution->outcome;
    if (outcome->status == RFI_STATUS_OPTIMAL) {
        return RF_SOLVE_OPTIMAL;
    }
    if (outcome->status == RFI_STATUS_INFEASIBLE) {
        return RF_SOLVE_INFEASIBLE;
    }
    if (!outcome->has_solution) {
        return RF_SOLVE_UNDECIDED;
    }
    return outcome->claimed_by != NULL && outcome->claimed <= outcome->value
               ? RF_SOLVE_CLAIMED
               : RF_SOLVE_FEASIBLE;
}

bool rf_solution_has_values(const rf_solution *solution)
{
    return solution->outcome.has_solution;
}

int64_t rf_solution_at(const rf_solution *solution, size_t variable)
{
    return solution->outcome.has_solution && variable < solution->variable_count
               ? solution->outcome.values[variable]
               : 0;
}

int64_t rf_solution_value(const rf_solution *solution)
{
    return solution->outcome.has_solution ? solution->outcome.value : 0;
}

int64_t rf_solution_bound(const rf_solution *solution)
{
    return shown_bound(solution->outcome.bound);
}

int64_t rf_solution_claimed(const rf_solution *solution)
{
    return shown_bound(solution->outcome.claimed);
}

const char *rf_solution_claimed_by(const rf_solution *solution)
{
    return solution->outcome.claimed_by;
}

size_t rf_solution_later_proven(const rf_solution *solution)
{
    return solution->outcome.later_proven;
}

int64_t rf_solution_nodes(const rf_solution *solution)
{
    return solution->outcome.nodes;
}

bool rf_solution_guarded(const rf_solution *solution)
{
    return solution->outcome.guarded;
}

const int64_t *rf_solution_multipliers(const rf_solution *solution, int *ret_shift,
                                       bool *ret_by_block)
{
    if (solution->multipliers != NULL) {
        *ret_shift = solution->outcome.certificate.shift;
        *ret_by_block = solution->outcome.certificate.by_block;
    }
    return solution->multipliers;
}

/* The bound of the certificate, no worse than what the solution says. */
static rf_code check_bound(const rfi_problem *model, const rf_solution *solution,
                           int64_t *bound)
{
    const rfi_outcome *outcome = &solution->outcome;
    const rfi_certificate *certificate = &outcome->certificate;
    if (certificate->multiplier == NULL) {
        return RF_OK;
    }
    if (outcome->status == RFI_STATUS_INFEASIBLE) {
        return rfi_certificate_refutes(model, certificate, NULL, 0, RFI_CERTIFY_NODES)
                   ? RF_OK
                   : RF_E_CHECK;
    }
    int64_t recomputed = 0;
    if (!rfi_certificate_bound(model, certificate, NULL, 0, RFI_CERTIFY_NODES,
                               &recomputed)) {
        return RF_E_NO_MEMORY;
    }
    *bound = shown_bound(recomputed);
    return recomputed <= outcome->bound ? RF_OK : RF_E_CHECK;
}

rf_code rf_solution_check(const rf_problem *problem, const rf_solution *solution,
                          int64_t *ret_bound)
{
    if (problem == NULL || solution == NULL ||
        problem->model.variable_count != solution->variable_count ||
        problem->row_count != solution->row_count ||
        problem->model.row_count != solution->model_rows) {
        return RF_E_MISUSE;
    }
    if (problem->state != RF_OK) {
        return problem->state;
    }
    const rfi_outcome *outcome = &solution->outcome;
    int64_t bound = RF_NO_BOUND;
    rf_code code = check_bound(&problem->model, solution, &bound);
    if (code == RF_OK && outcome->has_solution &&
        (!values_hold(&problem->model, outcome) || outcome->value > outcome->bound)) {
        code = RF_E_CHECK;
    }
    if (code == RF_OK && ret_bound != NULL) {
        *ret_bound = bound;
    }
    return code;
}
