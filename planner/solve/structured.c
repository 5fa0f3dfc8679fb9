/* SPDX-License-Identifier: MIT */
/* The order of work, and what is kept of it. Every plan is tested in whole numbers, every
 * bound is either recomputed in them or kept apart as a claim. */
#include "planner/solve/structured.h"

#include <math.h>
#include <string.h>

/* ms, three hundred million years: percentages of it still fit 64 bits. */
#define RFI_GUARD_MOST (INT64_MAX / 1000)

enum {
    RFI_MASTER_NODES = 500,
    RFI_FULL_NODES = 6000,
    RFI_PROOF_NODES = 2000, /* of the own engine, where the solver says "no solution" */
};

/* Steele, Lea, Flood 2014: a counter with a good mixing function. */
uint64_t rfi_structured_draw(uint64_t *random)
{
    uint64_t z = *random += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

int64_t rfi_structured_work(const rfi_structured *state)
{
    return rfi_mip_thread_work() - state->begun + state->ended + rfi_mip_work(state->mip);
}

static bool ask_caller(rfi_structured *state)
{
    const rfi_solve_options *options = state->options;
    if (options->watch != NULL) {
        rfi_progress progress = {state->phase, state->found,   state->value,
                                 state->bound, state->claimed, state->nodes};
        state->stopped = !options->watch(options->context, &progress);
    }
    return !state->stopped;
}

/* While the program works. */
static bool ask_meanwhile(void *context)
{
    return ask_caller(context);
}

bool rfi_structured_go_on(rfi_structured *state, const char *phase)
{
    state->phase = phase;
    if (state->stopped || state->no_memory) {
        return false;
    }
    if (state->limit > 0 && rfi_structured_work(state) >= state->limit) {
        state->guarded = true;
        state->stopped = true;
        return false;
    }
    if (state->options->node_limit > 0 && state->nodes >= state->options->node_limit) {
        state->stopped = true;
        return false;
    }
    return ask_caller(state);
}

bool rfi_structured_done(const rfi_structured *state)
{
    if (state->empty || state->exhausted || state->proven) {
        return true;
    }
    if (!state->found) {
        return false;
    }
    rfi_wide gap = (rfi_wide)rfi_min(state->bound, state->claimed) - state->value;
    rfi_wide size = state->value < 0 ? -(rfi_wide)state->value : state->value;
    return gap <= 0 || gap * 1000000 <= size * state->options->gap;
}

int64_t rfi_structured_time(const rfi_structured *state, int share)
{
    if (state->limit == 0) {
        return 0;
    }
    return rfi_max(1, state->limit * share / 100 - rfi_structured_work(state));
}

bool rfi_structured_spent(rfi_structured *state, int share)
{
    bool spent = state->limit > 0 && rfi_structured_time(state, share) == 1;
    state->guarded = state->guarded || spent;
    return spent;
}

bool rfi_structured_offer(rfi_structured *state)
{
    int64_t value = 0;
    if (!rfi_structure_fits(&state->shape, state->trial, &value) ||
        (state->found && value <= state->value)) {
        return false;
    }
    state->found = true;
    state->value = value;
    state->exhausted = false;
    if (state->claimed < value) {
        state->claimed = state->bound;
        state->own_claim = false;
    }
    memcpy(state->values, state->trial, state->problem->variable_count * sizeof(int64_t));
    return true;
}

bool rfi_structured_offer_point(rfi_structured *state, const double *point)
{
    for (size_t j = 0; j < state->problem->variable_count; j++) {
        if (!(fabs(point[j]) < 0x1p53)) {
            return false;
        }
        state->trial[j] = llround(point[j]);
    }
    return rfi_structured_offer(state);
}

void rfi_structured_take_bound(rfi_structured *state, const rfi_prices *prices)
{
    state->empty = state->empty || prices->empty;
    state->priced = true;
    if (prices->bound < state->bound) {
        size_t rows = state->shape.coupling_count;
        memcpy(state->multiplier, prices->multiplier, rows * sizeof(int64_t));
        state->shift = prices->shift;
        state->bound = prices->bound;
        state->claimed = rfi_min(state->claimed, state->bound);
    }
}

/* What a unit of the variable gains after paying; only where the prices fit. */
static double net_of(const rfi_prices *prices, size_t variable)
{
    rfi_wide net = 0;
    return rfi_prices_net(prices, variable, &net) ? (double)net : 0;
}

void rfi_structured_cut(rfi_structured *state, const rfi_prices *prices)
{
    const rfi_structure *shape = &state->shape;
    for (size_t k = 0; k < shape->block_count; k++) {
        const rfi_block *block = &shape->blocks[k];
        double most = 1;
        for (size_t i = 0; i < block->count; i++) {
            double net = fabs(net_of(prices, block->variables[i]));
            most = net > most ? net : most;
        }
        double scale = 1000 / most;
        double limit = scale * (double)prices->most[block->like];
        size_t row = rfi_mip_row(&state->full, -RFI_MIP_BIGGEST * 1e10,
                                 limit + 1e-6 + 1e-9 * fabs(limit));
        for (size_t i = 0; i < block->count; i++) {
            double net = scale * net_of(prices, block->variables[i]);
            if (fabs(net) > 1e-9) {
                rfi_mip_entry(&state->full, row, block->variables[i], net);
            }
        }
    }
}

void rfi_structured_claim(rfi_structured *state, double cost)
{
    double gain = -cost;
    if (!(fabs(gain) < 0x1p52)) {
        return;
    }
    /* Costs are whole; what lies a little above one is that one. */
    rfi_wide bound = (rfi_wide)floor(gain + 1e-6 + fabs(gain) * 1e-10) * state->shape.grain;
    bool refuted = state->found && bound < state->value;
    if (bound < state->claimed && !refuted) {
        state->claimed = rfi_narrow(bound);
        state->own_claim = false;
    }
}

void rfi_structured_own_claim(rfi_structured *state, int64_t bound)
{
    if (bound < state->claimed) {
        state->claimed = bound;
        state->own_claim = true;
    }
}

double rfi_structured_cutoff(const rfi_structured *state)
{
    if (!state->found) {
        return RFI_MIP_BIGGEST;
    }
    double cost = -(double)(state->value / state->shape.grain);
    return cost - fmax(1e-4, fabs(cost) * 1e-11);
}

/* ---- phases -----------------------------------------------------------------------------
 */
static bool load_full(rfi_structured *state)
{
    rfi_mip_model_init(&state->full, state->arena);
    if (!rfi_structure_model(&state->shape, &state->full, &state->whole,
                             &state->coupling_row)) {
        state->no_memory = true;
        return false;
    }
    size_t n = state->full.columns;
    state->all_whole = RFI_ARRAY(state->arena, n + 1, bool);
    state->low = RFI_ARRAY(state->arena, n + 1, double);
    state->high = RFI_ARRAY(state->arena, n + 1, double);
    if (state->all_whole == NULL || state->low == NULL || state->high == NULL) {
        state->no_memory = true;
        return false;
    }
    for (size_t j = 0; j < n; j++) {
        state->all_whole[j] = true;
    }
    return rfi_mip_load(state->mip, RFI_SLOT_FULL, &state->full);
}

/* Multipliers of the coupling rows in the linear relaxation; NULL: no answer. The rows
 * stand after the equations of the classes and the blocks' own. */
static double *relax(rfi_structured *state)
{
    rfi_mip_answer answer;
    rfi_mip_ask ask = {.slot = RFI_SLOT_FULL,
                       .model = &state->full,
                       .milliseconds = rfi_structured_time(state, 100)};
    size_t count = state->shape.coupling_count;
    double *multiplier = RFI_ARRAY(state->arena, count + 1, double);
    if (multiplier == NULL || !rfi_mip_lp(state->mip, state->arena, &ask, &answer)) {
        return NULL;
    }
    if (answer.state == RFI_MIP_EMPTY) {
        state->exhausted = !state->found; /* a plan refutes it */
        return NULL;
    }
    for (size_t c = 0; c < count; c++) {
        const rfi_solve_row *row = &state->problem->rows[state->shape.coupling[c]];
        double dual = -answer.multiplier[state->coupling_row[c]];
        multiplier[c] =
            dual > 0 ? dual * rfi_structure_scale(row) * (double)state->shape.grain : 0;
    }
    return multiplier;
}

void rfi_structured_whole(rfi_structured *state, const bool *integer, int64_t nodes,
                          int share)
{
    rfi_mip_answer answer;
    bool master = integer == state->whole;
    rfi_mip_ask ask = {.slot = RFI_SLOT_FULL,
                       .model = &state->full,
                       .nodes = nodes,
                       .milliseconds = rfi_structured_time(state, share),
                       .integer = integer,
                       .cutoff = rfi_structured_cutoff(state),
                       .gap = 0};
    if (!rfi_mip_alive(state->mip)) {
        return;
    }
    int64_t before = rfi_structured_work(state);
    if (!rfi_mip_solve(state->mip, state->arena, &ask, &answer)) {
        state->guarded = state->guarded || ask.milliseconds > 0;
        return;
    }
    state->nodes += answer.nodes;
    if (ask.milliseconds > 0 && rfi_structured_work(state) - before >= ask.milliseconds) {
        state->guarded = true;
    }
    /* A best point that fails the exact test is none. */
    bool taken = answer.has_point && rfi_structured_offer_point(state, answer.point);
    if (answer.state == RFI_MIP_EMPTY ||
        (answer.state == RFI_MIP_DONE && taken && !master)) {
        state->exhausted = true;
        state->own_claim = false;
        state->claimed = state->found ? state->value : state->claimed;
        return;
    }
    rfi_structured_claim(state, answer.bound);
}

static void with_program(rfi_structured *state)
{
    if (!rfi_structured_go_on(state, "relaxation") || !load_full(state)) {
        return;
    }
    double *multiplier = relax(state);
    if (multiplier == NULL || state->exhausted) {
        return;
    }
    rfi_structured_patterns(state, multiplier);
    if (!rfi_structured_done(state) && rfi_structured_go_on(state, "master")) {
        rfi_structured_whole(state, state->whole, RFI_MASTER_NODES, 80);
    }
    if (!rfi_structured_done(state)) {
        rfi_structured_neighbours(state);
    }
    if (!rfi_structured_done(state) && rfi_structured_go_on(state, "all together")) {
        rfi_structured_whole(state, state->all_whole, RFI_FULL_NODES, 100);
    }
}

/* The own engine alone: what it proves needs no claim. */
static void prove_small(rfi_structured *state)
{
    const rfi_solve_options *options = state->options;
    rfi_outcome outcome;
    rfi_solve(state->problem, options->active, options->active_count, RFI_PROOF_NODES,
              &outcome);
    state->nodes += outcome.nodes;
    if (outcome.status == RFI_STATUS_OPTIMAL) {
        memcpy(state->trial, outcome.values,
               state->problem->variable_count * sizeof(int64_t));
        rfi_structured_offer(state);
        state->bound = state->claimed = state->value;
        state->proven = true;
    }
}

/* The solver found nothing: perhaps the own engine can prove that there is nothing. */
static void prove_empty(rfi_structured *state)
{
    const rfi_solve_options *options = state->options;
    rfi_outcome outcome;
    rfi_solve(state->problem, options->active, options->active_count, RFI_PROOF_NODES,
              &outcome);
    state->nodes += outcome.nodes;
    state->empty = outcome.status == RFI_STATUS_INFEASIBLE;
    if (outcome.has_solution) {
        memcpy(state->trial, outcome.values,
               state->problem->variable_count * sizeof(int64_t));
        rfi_structured_offer(state);
    }
}

static void run(rfi_structured *state)
{
    const rfi_solve_options *options = state->options;
    if (options->start != NULL) {
        memcpy(state->trial, options->start,
               state->problem->variable_count * sizeof(int64_t));
        rfi_structured_offer(state);
    }
    state->mip = rfi_mip_open(state->arena, options->mip_program);
    if (state->mip != NULL) {
        state->version = rfi_mip_version(state->mip);
        rfi_mip_watch(state->mip, ask_meanwhile, state);
        with_program(state);
    }
    bool answered = rfi_mip_alive(state->mip) && state->priced;
    state->guarded = state->guarded || rfi_mip_late(state->mip);
    state->ended = rfi_mip_work(state->mip);
    rfi_mip_close(state->mip);
    state->mip = NULL;
    if (!answered && !state->stopped && !rfi_structured_done(state)) {
        rfi_structured_subgradient(state);
        rfi_structured_neighbours(state);
    }
    if (state->stopped) {
        return;
    }
    if (state->exhausted && !state->found && !state->empty) {
        prove_empty(state);
    } else if (state->found && state->value < state->bound && options->gap == 0 &&
               state->problem->variable_count <= RFI_SMALL) {
        prove_small(state);
    }
}

/* ---- the outcome ------------------------------------------------------------------------
 */
/* The multipliers, and as bound what they show when recomputed from the problem; after a
 * full proof they are attached only where they show as much. False: memory is out. */
static bool report_bound(const rfi_structured *state, rfi_outcome *outcome)
{
    const rfi_solve_options *options = state->options;
    rfi_certificate certificate = {.shift = state->shift, .by_block = true};
    certificate.multiplier =
        RFI_ARRAY(state->problem->arena, state->problem->row_count + 1, int64_t);
    if (certificate.multiplier == NULL) {
        return false;
    }
    for (size_t c = 0; c < state->shape.coupling_count; c++) {
        certificate.multiplier[state->shape.coupling[c]] = state->multiplier[c];
    }
    int64_t shown = 0;
    if (!rfi_certificate_bound(state->problem, &certificate, options->active,
                               options->active_count, RFI_CERTIFY_NODES, &shown)) {
        return false;
    }
    outcome->bound = state->proven ? state->value : shown;
    if (shown <= outcome->bound && shown < RFI_UNBOUNDED) {
        outcome->certificate = certificate;
    }
    return true;
}

static bool report(rfi_structured *state, const char *version, rfi_outcome *outcome)
{
    rfi_arena *arena = state->problem->arena;
    size_t n = state->problem->variable_count;
    outcome->status = RFI_STATUS_STOPPED;
    outcome->guarded = state->guarded;
    outcome->nodes = state->nodes;
    if (state->empty) {
        outcome->status = RFI_STATUS_INFEASIBLE;
        return true;
    }
    if (!report_bound(state, outcome)) {
        return false;
    }
    if (outcome->bound == -RFI_UNBOUNDED && !state->found) { /* a block alone is empty */
        outcome->status = RFI_STATUS_INFEASIBLE;
        outcome->bound = 0;
        return true;
    }
    bool claims = state->claimed < state->bound && state->claimed < outcome->bound;
    outcome->claimed = claims ? state->claimed : outcome->bound;
    if (state->found) {
        outcome->values = RFI_ARRAY(arena, n + 1, int64_t);
        if (outcome->values == NULL) {
            return false;
        }
        memcpy(outcome->values, state->values, n * sizeof(int64_t));
        outcome->has_solution = true;
        outcome->value = state->value;
        bool best = outcome->bound < RFI_UNBOUNDED && state->value >= outcome->bound;
        outcome->status = best || state->proven ? RFI_STATUS_OPTIMAL : RFI_STATUS_STOPPED;
    }
    outcome->infeasible_claimed = state->exhausted && !state->found;
    if ((claims || outcome->infeasible_claimed) && version != NULL) {
        outcome->claimed_by =
            state->own_claim ? "own search" : rfi_arena_copy(arena, version);
    }
    return true;
}

static int64_t box_bound(const rfi_problem *problem, bool *ret_empty)
{
    rfi_wide sum = 0;
    for (size_t j = 0; j < problem->variable_count; j++) {
        const rfi_variable *v = &problem->variables[j];
        sum += (rfi_wide)v->gain * (v->gain > 0 ? v->high : v->low);
        *ret_empty = *ret_empty || v->low > v->high;
    }
    return rfi_narrow(sum);
}

static bool prepare(rfi_structured *state)
{
    const rfi_solve_options *options = state->options;
    size_t n = state->problem->variable_count;
    state->values = RFI_ARRAY(state->arena, n + 1, int64_t);
    state->trial = RFI_ARRAY(state->arena, n + 1, int64_t);
    state->bound = box_bound(state->problem, &state->empty);
    state->claimed = state->bound;
    state->begun = rfi_mip_thread_work();
    state->limit = rfi_max(0, rfi_min(options->guard, RFI_GUARD_MOST));
    if (state->values == NULL || state->trial == NULL ||
        !rfi_structure_read(&state->shape, state->arena, state->problem, options->active,
                            options->active_count)) {
        return false;
    }
    state->multiplier = RFI_ARRAY(state->arena, state->shape.coupling_count + 1, int64_t);
    return state->multiplier != NULL;
}

void rfi_structured_solve(const rfi_problem *problem, const rfi_solve_options *options,
                          rfi_outcome *ret_outcome)
{
    rfi_structured state;
    memset(&state, 0, sizeof(state));
    memset(ret_outcome, 0, sizeof(*ret_outcome));
    ret_outcome->status = RFI_STATUS_NO_MEMORY;
    state.problem = problem;
    state.options = options;
    state.arena = problem->failed ? NULL : rfi_arena_within(problem->arena);
    if (state.arena != NULL && prepare(&state)) {
        if (!state.empty) {
            run(&state);
        }
        if (state.no_memory || !report(&state, state.version, ret_outcome)) {
            ret_outcome->status = RFI_STATUS_NO_MEMORY;
        }
    }
    rfi_arena_free(state.arena);
}

bool rfi_structured_suits(const rfi_problem *problem)
{
    for (size_t j = 0; j < problem->variable_count; j++) {
        if (problem->variables[j].block != RFI_BLOCK_SHARED) {
            return true;
        }
    }
    return false;
}
