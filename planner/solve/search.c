/* SPDX-License-Identifier: MIT */
/* Depth first branch and bound. Open nodes wait on a stack with their bounds; a node is
 * propagated, bounded exactly by combining rows, rounded, and split in two. Ties break by
 * index, work is counted in nodes: the same problem gives the same outcome. */
#include "planner/solve/search.h"

#include <string.h>

#include "planner/solve/bound.h"
#include "planner/solve/branch.h"
#include "planner/solve/dive.h"
#include "planner/solve/propagate.h"
#include "planner/solve/relax.h"

enum {
    RFI_NODES_DEFAULT = 1000000,
    RFI_DEEP = 96, /* from here on domains are halved, which bounds the depth */
    RFI_OPEN_MANY = 2000,
    RFI_DIVES_DENSE = 8,
    RFI_DIVES_FOLLOW = 4,
    RFI_WATCH_EVERY = 256 /* nodes between two reports */
};

typedef struct open_node {
    int64_t *bounds; /* lows, then highs; kept for the next node at this height */
    rfi_wide bound;
    size_t depth;
    rfi_split split; /* what made it */
    double exact;    /* the bound of the node that it is a half of, not rounded */
} open_node;

typedef struct search {
    rfi_work work;
    rfi_relax relax;
    rfi_best best;
    rfi_combination combination;
    rfi_branch branch;
    open_node *stack;
    size_t height, capacity;
    rfi_wide bound; /* of the node under work */
    size_t depth;
    rfi_split split; /* what made the node under work */
    double exact;    /* its bound, not rounded; before it is known, as in open_node */
    int64_t nodes, node_limit;
    const rfi_solve_options *options;
    bool no_memory;
} search;

static bool start_search(search *state, rfi_arena *scratch)
{
    size_t count = state->work.count;
    state->best.values = RFI_ARRAY(scratch, count, int64_t);
    state->best.trial = RFI_ARRAY(scratch, count, int64_t);
    state->best.saved = RFI_ARRAY(scratch, 4 * count, int64_t);
    state->combination.loss = RFI_ARRAY(scratch, count, rfi_wide);
    return state->best.values != NULL && state->best.trial != NULL &&
           state->best.saved != NULL && state->combination.loss != NULL &&
           rfi_branch_init(&state->branch, scratch, &state->work) &&
           rfi_relax_init(&state->relax, scratch, &state->work);
}

static void improved(search *state)
{
    rfi_work_want(&state->work, state->best.gain + 1);
    rfi_propagate_row(&state->work, state->work.rows - 1);
}

static bool all_fixed(const rfi_work *work)
{
    for (size_t j = 0; j < work->own; j++) {
        if (work->low[j] < work->high[j]) {
            return false;
        }
    }
    return true;
}

/* False: nothing within the bounds is better than the best. */
static bool bound_node(search *state, rfi_relaxed relaxed)
{
    bool with_gain = relaxed != RFI_RELAXED_EMPTY;
    rfi_combination *sum = &state->combination;
    rfi_wide box = rfi_bound_box(&state->work);
    state->bound = box < state->bound ? box : state->bound;
    if (rfi_bound_combine(&state->work, state->relax.multiplier, state->relax.rows,
                          with_gain, sum)) {
        if (with_gain) {
            rfi_wide bound = rfi_wide_div_floor(sum->total, sum->scale);
            state->bound = bound < state->bound ? bound : state->bound;
            double exact = rfi_branch_bound(sum);
            rfi_branch_learn(&state->branch, &state->split, state->exact - exact);
            state->exact = exact;
        }
        if ((!with_gain || state->best.found) &&
            !rfi_bound_tighten(&state->work, sum, with_gain ? state->best.gain + 1 : 0)) {
            return false;
        }
    }
    return !state->best.found || state->bound > state->best.gain;
}

/* Every node counts at first, then ever fewer. */
static bool dive_is_due(const search *state)
{
    int64_t n = state->nodes;
    return !state->best.found || n <= RFI_DIVES_DENSE || (n & (n - 1)) == 0;
}

/* Dearer, so only for what the first nodes do not settle. */
static bool follow_is_due(const search *state)
{
    return state->nodes >= RFI_DIVES_FOLLOW && dive_is_due(state);
}

static double distance(double value, double *ret_down)
{
    double down = (double)(int64_t)value;
    down -= down > value ? 1 : 0;
    *ret_down = down;
    double above = value - down;
    return above < 0.5 ? above : 1 - above;
}

/* Without a hint: the widest domain, weighted by gain. */
static size_t widest_variable(const rfi_work *work)
{
    size_t best = work->count;
    rfi_wide most = -1;
    for (size_t j = 0; j < work->own; j++) {
        int64_t gain = work->gain[j];
        rfi_wide width = work->high[j] - work->low[j];
        rfi_wide weight = width * ((rfi_wide)1 + (gain < 0 ? -(rfi_wide)gain : gain));
        if (width > 0 && weight > most) {
            most = weight;
            best = j;
        }
    }
    return best;
}

static bool push(search *state, rfi_split split, int64_t low, int64_t high)
{
    rfi_work *work = &state->work;
    void *items = state->stack;
    if (!rfi_arena_grow(work->arena, &items, state->height, &state->capacity,
                        sizeof(open_node))) {
        return false;
    }
    state->stack = items;
    open_node *node = &state->stack[state->height];
    if (node->bounds == NULL) {
        node->bounds = RFI_ARRAY(work->arena, 2 * work->count, int64_t);
    }
    if (node->bounds == NULL) {
        return false;
    }
    memcpy(node->bounds, work->low, work->count * sizeof(int64_t));
    memcpy(node->bounds + work->count, work->high, work->count * sizeof(int64_t));
    node->bounds[split.variable] = low;
    node->bounds[work->count + split.variable] = high;
    node->bound = state->bound;
    node->depth = state->depth;
    node->split = split;
    node->exact = state->exact;
    state->height++;
    return true;
}

static size_t choose(search *state)
{
    rfi_crossing at = {.work = &state->work,
                       .relax = &state->relax,
                       .combination = &state->combination,
                       .bound = state->exact,
                       .has_floor = state->best.found,
                       .floor = state->best.gain + 1};
    return rfi_branch_choose(&state->branch, &at);
}

/* Splits the domain of one variable; the upper half is looked at first when the point is
 * nearer to it or the variable gains. */
static void split(search *state, rfi_relaxed relaxed)
{
    rfi_work *work = &state->work;
    size_t j = relaxed == RFI_RELAXED_SOLVED ? choose(state) : work->count;
    bool hinted = j < work->count && state->depth < RFI_DEEP;
    j = j < work->count ? j : widest_variable(work);
    int64_t low = work->low[j];
    int64_t high = work->high[j];
    int64_t down = low + (high - low) / 2;
    bool up_first = work->gain[j] > 0;
    double above = 0;
    if (hinted) {
        double below = 0;
        double off = distance(state->branch.point[j], &below);
        above = state->branch.point[j] - below;
        up_first = up_first || above > off;
        down = rfi_max(low, rfi_min(high - 1, (int64_t)below));
    }
    rfi_split lower = {j, false, hinted ? above : 0};
    rfi_split upper = {j, true, hinted ? 1 - above : 0};
    state->depth++;
    bool kept = up_first
                    ? push(state, lower, low, down) && push(state, upper, down + 1, high)
                    : push(state, upper, down + 1, high) && push(state, lower, low, down);
    state->no_memory = state->no_memory || !kept;
}

static void try_point(search *state)
{
    rfi_work *work = &state->work;
    memcpy(state->branch.point, state->relax.point, work->count * sizeof(double));
    bool better = rfi_dive_round(&state->best, work, state->branch.point);
    if (dive_is_due(state) && (!state->best.found || state->best.gain < state->bound)) {
        better = rfi_dive_complete(&state->best, work, state->branch.point) || better;
    }
    if (follow_is_due(state) && (!state->best.found || state->best.gain < state->bound)) {
        better = rfi_dive_follow(&state->best, work, &state->relax) || better;
    }
    if (better) {
        improved(state);
    }
}

/* False: nothing better is within the bounds. A single point is offered. */
static bool still_open(search *state)
{
    rfi_work *work = &state->work;
    if (!rfi_propagate(work)) {
        return false;
    }
    if (!all_fixed(work)) {
        return !state->best.found || state->bound > state->best.gain;
    }
    memcpy(state->best.trial, work->low, work->own * sizeof(int64_t));
    if (rfi_dive_offer(&state->best, work)) {
        improved(state);
    }
    return false;
}

static void explore(search *state)
{
    rfi_work *work = &state->work;
    if (!still_open(state)) {
        return;
    }
    rfi_relaxed relaxed =
        rfi_relax_solve(&state->relax, work, state->best.found, state->best.gain + 1);
    if (!bound_node(state, relaxed) || !still_open(state)) {
        return;
    }
    if (relaxed !=
        RFI_RELAXED_SOLVED) { /* exact sums do not confirm it: rounding, mostly */
        rfi_relax_afresh(&state->relax, work);
        relaxed =
            rfi_relax_solve(&state->relax, work, state->best.found, state->best.gain + 1);
        if (!bound_node(state, relaxed) || !still_open(state)) {
            return;
        }
    }
    if (relaxed == RFI_RELAXED_SOLVED) {
        try_point(state);
    }
    if (still_open(state)) {
        split(state, relaxed);
    }
}

/* The open node to look at next: the last one, or, while not too many are open, the last of
 * those with the best bound. */
static size_t next_open(const search *state)
{
    size_t best = state->height - 1;
    size_t look = state->height <= RFI_OPEN_MANY ? state->height : 0;
    for (size_t k = 1; k < look; k++) {
        size_t i = state->height - 1 - k;
        best = state->stack[i].bound > state->stack[best].bound ? i : best;
    }
    return best;
}

/* The next open node that may hold something better. False: there is none. */
static bool pop(search *state)
{
    rfi_work *work = &state->work;
    while (state->height > 0) {
        size_t i = next_open(state);
        open_node node = state->stack[i];
        state->height--;
        memmove(&state->stack[i], &state->stack[i + 1],
                (state->height - i) * sizeof(open_node));
        state->stack[state->height] = node; /* its memory is for the next one pushed */
        if (state->best.found && node.bound <= state->best.gain) {
            continue;
        }
        memcpy(work->low, node.bounds, work->count * sizeof(int64_t));
        memcpy(work->high, node.bounds + work->count, work->count * sizeof(int64_t));
        state->bound = node.bound;
        state->depth = node.depth;
        state->split = node.split;
        state->exact = node.exact;
        rfi_propagate_around(work, node.split.variable);
        rfi_propagate_row(work, work->rows - 1);
        return true;
    }
    return false;
}

/* Of the node that waits its turn under work and of all open ones. */
static rfi_wide best_open_bound(const search *state)
{
    rfi_wide bound = state->bound;
    for (size_t i = 0; i < state->height; i++) {
        bound = state->stack[i].bound > bound ? state->stack[i].bound : bound;
    }
    return state->best.found && state->best.gain > bound ? state->best.gain : bound;
}

static bool near_enough(const search *state, rfi_wide bound)
{
    int64_t gap = state->options->gap;
    rfi_wide gain = state->best.gain;
    if (gap <= 0 || !state->best.found || bound <= gain) {
        return false; /* what is done is proven, not stopped */
    }
    rfi_wide size = gain < 0 ? -gain : gain;
    rfi_wide spare = 0;
    return !rfi_wide_add_product(&spare, size, gap) || (bound - gain) <= spare / 1000000;
}

/* Whether to go on, by those who may say no before the proof is done. */
static bool may_go_on(const search *state)
{
    if (state->nodes >= state->node_limit) {
        return false;
    }
    rfi_watch *watch = state->options->watch;
    bool due = watch != NULL && state->nodes % RFI_WATCH_EVERY == 0;
    if (!due && state->options->gap <= 0) {
        return true;
    }
    rfi_wide grain = state->work.grain;
    rfi_wide bound = best_open_bound(state);
    if (near_enough(state, bound)) {
        return false;
    }
    rfi_progress progress = {
        .phase = "search",
        .has_solution = state->best.found,
        .value = state->best.found ? rfi_narrow(state->best.gain * grain) : 0,
        .bound = rfi_narrow(bound * grain),
        .claimed = rfi_narrow(bound * grain),
        .nodes = state->nodes};
    return !due || watch(state->options->context, &progress);
}

/* True: proven. The search stops at once where nothing is maximised. */
static bool run(search *state)
{
    bool open = true;
    while (open) {
        if (!may_go_on(state)) {
            return false;
        }
        state->nodes++;
        explore(state);
        open = !state->no_memory && pop(state);
    }
    return true;
}

/* The caller's values, when they satisfy everything. Every solution lies within the bounds
 * of the root, so values that do not are none. */
static void offer_start(search *state)
{
    const rfi_work *work = &state->work;
    const int64_t *start = state->options->start;
    for (size_t j = 0; j < work->own; j++) {
        if (start[j] < work->low[j] || start[j] > work->high[j]) {
            return;
        }
        state->best.trial[j] = start[j];
    }
    if (rfi_dive_offer(&state->best, work)) {
        improved(state);
    }
}

static rfi_status status_of(const search *state, bool proven)
{
    if (!proven) {
        return RFI_STATUS_STOPPED;
    }
    return state->best.found ? RFI_STATUS_OPTIMAL : RFI_STATUS_INFEASIBLE;
}

static bool report(const search *state, const rfi_problem *problem, bool proven,
                   rfi_outcome *outcome)
{
    int64_t *values = NULL;
    if (state->best.found) {
        values = RFI_ARRAY(problem->arena, problem->variable_count, int64_t);
        if (values == NULL) {
            return false;
        }
        memcpy(values, state->best.values, problem->variable_count * sizeof(int64_t));
    }
    rfi_wide grain = state->work.grain;
    outcome->status = status_of(state, proven);
    outcome->has_solution = state->best.found;
    outcome->values = values;
    outcome->value = state->best.found ? rfi_narrow(state->best.gain * grain) : 0;
    outcome->bound = outcome->value;
    outcome->nodes = state->nodes;
    if (!proven) {
        outcome->bound = rfi_narrow(best_open_bound(state) * grain);
    }
    outcome->claimed = outcome->bound;
    return true;
}

static void solve_loaded(search *state, const rfi_problem *problem, rfi_outcome *outcome)
{
    const rfi_solve_options *options = state->options;
    rfi_arena *scratch = state->work.arena;
    rfi_loaded loaded = rfi_work_load(&state->work, scratch, problem, options->active,
                                      options->active_count);
    if (loaded == RFI_LOADED_INFEASIBLE) {
        outcome->status = RFI_STATUS_INFEASIBLE;
        return;
    }
    if (loaded == RFI_LOADED_NO_MEMORY || !start_search(state, scratch)) {
        return;
    }
    state->bound = rfi_bound_box(&state->work);
    if (options->start != NULL) {
        offer_start(state);
    }
    bool proven = run(state);
    if (state->no_memory || !report(state, problem, proven, outcome)) {
        outcome->status = RFI_STATUS_NO_MEMORY;
    }
}

void rfi_search(const rfi_problem *problem, const rfi_solve_options *options,
                rfi_outcome *ret_outcome)
{
    memset(ret_outcome, 0, sizeof(*ret_outcome));
    ret_outcome->status = RFI_STATUS_NO_MEMORY;
    rfi_arena *scratch = rfi_arena_within(problem->arena);
    if (problem->failed || scratch == NULL) {
        rfi_arena_free(scratch);
        return;
    }
    search state;
    memset(&state, 0, sizeof(state));
    state.work.arena = scratch;
    state.options = options;
    state.node_limit = options->node_limit > 0 ? options->node_limit : RFI_NODES_DEFAULT;
    solve_loaded(&state, problem, ret_outcome);
    rfi_arena_free(scratch);
}

void rfi_solve(const rfi_problem *problem, const bool *active, size_t active_count,
               int64_t node_limit, rfi_outcome *ret_outcome)
{
    rfi_solve_options options = {
        .node_limit = node_limit, .active = active, .active_count = active_count};
    rfi_search(problem, &options, ret_outcome);
}
