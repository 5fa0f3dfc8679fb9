/* SPDX-License-Identifier: MIT */
/* Column generation: a pattern is one way to fill one block. The linear program over the
 * patterns known so far gives multipliers; pricing finds better patterns and, with every
 * run, a bound. Multipliers are drawn towards those of the best bound, because those of a
 * young program jump. At the end the MIP solver chooses among the patterns. */
#include "planner/solve/patterns.h"

#include <stdio.h>
#include <math.h>
#include <string.h>

enum {
    RFI_ROUNDS = 150,
    RFI_PRICE_NODES = 2000, /* no more than those take who recompute a certificate */
    RFI_PATTERN_NODES = 300,
    RFI_STALL = 25, /* rounds without a better bound */
    RFI_MOODS = 60,
    RFI_TREE_AT_ONCE = 64, /* variables up to which the tree is quicker than that look */
    RFI_FIRST_NODES = 10   /* of the whole, before the tree: some problems are easy */
};

static size_t pattern_base(const rfi_generation *work)
{
    return work->shared_count + work->shape->coupling_count;
}

static double highest_gain(const rfi_structure *shape)
{
    double most = 1;
    for (size_t j = 0; j < shape->problem->variable_count; j++) {
        double gain = fabs((double)(shape->problem->variables[j].gain / shape->grain));
        most = gain > most ? gain : most;
    }
    return most;
}

/* Rows, shared columns, and one dear column per row that lets it be broken. */
static void build(rfi_generation *work)
{
    const rfi_structure *shape = work->shape;
    const rfi_problem *problem = shape->problem;
    rfi_mip_model *model = &work->model;
    for (size_t c = 0; c < shape->coupling_count; c++) {
        const rfi_solve_row *row = &problem->rows[shape->coupling[c]];
        work->scale[c] = rfi_structure_scale(row);
        rfi_mip_row(model, -RFI_MIP_BIGGEST * 1e10, work->scale[c] * (double)row->limit);
    }
    for (size_t k = 0; k < shape->block_count; k++) {
        if (shape->blocks[k].like == k) {
            double alike = (double)shape->blocks[k].alike;
            work->block_row[k] = rfi_mip_row(model, alike, alike);
        }
    }
    for (size_t s = 0; s < work->shared_count; s++) {
        size_t j = work->shared[s];
        const rfi_variable *v = &problem->variables[j];
        rfi_mip_column(model, (double)v->low, (double)v->high,
                       -(double)(v->gain / shape->grain));
        for (size_t l = shape->link_start[j]; l < shape->link_start[j + 1]; l++) {
            size_t c = shape->link[l].variable;
            rfi_mip_entry(model, c, s, work->scale[c] * (double)shape->link[l].coefficient);
        }
    }
    double dear = 100 * highest_gain(shape);
    for (size_t c = 0; c < shape->coupling_count; c++) {
        size_t column = rfi_mip_column(model, 0, RFI_MIP_BIGGEST * 1e10, dear);
        rfi_mip_entry(model, c, column, -1);
    }
}

static bool add_pattern(rfi_generation *work, size_t k, const int64_t *values)
{
    const rfi_structure *shape = work->shape;
    const rfi_block *block = &shape->blocks[k];
    rfi_arena *arena = work->state->arena;
    void *items = work->patterns;
    int64_t *own = RFI_ARRAY(arena, block->count + 1, int64_t);
    double *use = RFI_ARRAY(arena, shape->coupling_count + 1, double);
    if (own == NULL || use == NULL ||
        !rfi_arena_grow(arena, &items, work->pattern_count, &work->pattern_capacity,
                        sizeof(rfi_pattern))) {
        return false;
    }
    work->patterns = items;
    memcpy(own, values, block->count * sizeof(int64_t));
    double cost = 0;
    for (size_t i = 0; i < block->count; i++) {
        size_t j = block->variables[i];
        double x = (double)values[i];
        cost -= (double)(shape->problem->variables[j].gain / shape->grain) * x;
        for (size_t l = shape->link_start[j]; l < shape->link_start[j + 1]; l++) {
            size_t c = shape->link[l].variable;
            use[c] += work->scale[c] * (double)shape->link[l].coefficient * x;
        }
    }
    work->patterns[work->pattern_count++] = (rfi_pattern){k, own, cost};
    size_t column = rfi_mip_column(&work->model, 0, (double)block->alike, cost);
    rfi_mip_entry(&work->model, work->block_row[k], column, 1);
    for (size_t c = 0; c < shape->coupling_count; c++) {
        if (use[c] < 0 || use[c] > 0) {
            rfi_mip_entry(&work->model, c, column, use[c]);
        }
    }
    return !work->model.failed;
}

static bool known(const rfi_generation *work, size_t k, const int64_t *values)
{
    size_t bytes = work->shape->blocks[k].count * sizeof(int64_t);
    for (size_t p = 0; p < work->pattern_count; p++) {
        if (work->patterns[p].block == k &&
            memcmp(work->patterns[p].values, values, bytes) == 0) {
            return true;
        }
    }
    return false;
}

/* What the values gain at the multipliers of the program. */
static double worth_of(const rfi_generation *work, size_t k, const int64_t *values)
{
    const rfi_structure *shape = work->shape;
    double worth = 0;
    for (size_t i = 0; i < shape->blocks[k].count; i++) {
        size_t j = shape->blocks[k].variables[i];
        double gain = (double)shape->problem->variables[j].gain;
        for (size_t l = shape->link_start[j]; l < shape->link_start[j + 1]; l++) {
            gain -= work->rmp[shape->link[l].variable] * (double)shape->link[l].coefficient;
        }
        worth += gain * (double)values[i];
    }
    return worth;
}

/* Patterns of the last pricing that the program would use, or all new ones. Counts them. */
static size_t take_patterns(rfi_generation *work, bool all)
{
    const rfi_structure *shape = work->shape;
    size_t added = 0;
    for (size_t k = 0; k < shape->block_count; k++) {
        const int64_t *values = work->prices.values[k];
        if (shape->blocks[k].like != k || work->prices.worth[k] == INT64_MIN ||
            known(work, k, values)) {
            continue;
        }
        double margin = 1e-7 * fabs(work->worth[k]) + 1e-6 * (double)shape->grain;
        if (all || worth_of(work, k, values) > work->worth[k] + margin) {
            added += add_pattern(work, k, values) ? 1 : 0;
        }
    }
    return added;
}

static void add_incumbent(rfi_generation *work)
{
    const rfi_structured *state = work->state;
    for (size_t k = 0; state->found && k < work->shape->block_count; k++) {
        const rfi_block *block = &work->shape->blocks[k];
        int64_t *values = work->state->trial;
        for (size_t i = 0; i < block->count; i++) {
            values[i] = state->values[block->variables[i]];
        }
        if (!known(work, block->like, values)) {
            add_pattern(work, block->like, values);
        }
    }
}

static bool price(rfi_generation *work, const double *multiplier)
{
    rfi_structured *state = work->state;
    rfi_prices *prices = &work->prices;
    int64_t before = prices->nodes;
    rfi_prices_set(prices, multiplier);
    if (!rfi_prices_run(prices)) {
        state->no_memory = true;
        return false;
    }
    state->nodes += prices->nodes - before;
    if (prices->low != NULL) {
        return !prices->empty; /* what is true of a part is not true of the whole */
    }
    bool better = !state->priced || prices->bound < state->bound;
    rfi_structured_take_bound(state, prices);
    if (better) {
        memcpy(work->best, multiplier, work->shape->coupling_count * sizeof(double));
    }
    if (better && prices->fits) {
        rfi_structured_cut(state, prices);
    }
    return !state->empty;
}

int64_t rfi_generation_whole(double value, int64_t low, int64_t high)
{
    if (!(value > (double)low)) {
        return low;
    }
    return value < (double)high ? rfi_max(low, rfi_min(llround(value), high)) : high;
}

static void decode(rfi_generation *work, const double *point)
{
    rfi_structured *state = work->state;
    const rfi_structure *shape = work->shape;
    size_t *next = RFI_ARRAY(state->arena, shape->block_count + 1, size_t);
    if (next == NULL) {
        return;
    }
    for (size_t s = 0; s < work->shared_count; s++) {
        const rfi_variable *v = &shape->problem->variables[work->shared[s]];
        state->trial[work->shared[s]] = rfi_generation_whole(point[s], v->low, v->high);
    }
    for (size_t p = 0; p < work->pattern_count; p++) {
        const rfi_pattern *it = &work->patterns[p];
        int64_t times = rfi_generation_whole(point[pattern_base(work) + p], 0,
                                             (int64_t)shape->blocks[it->block].alike);
        for (; times > 0; times--) {
            size_t k = next[it->block];
            while (k < shape->block_count && shape->blocks[k].like != it->block) {
                k++;
            }
            if (k == shape->block_count) {
                return;
            }
            for (size_t i = 0; i < shape->blocks[k].count; i++) {
                state->trial[shape->blocks[k].variables[i]] = it->values[i];
            }
            next[it->block] = k + 1;
        }
    }
    rfi_structured_offer(state);
}

/* Whether the pattern lies within the bounds of the prices. */
static bool within(const rfi_generation *work, const rfi_pattern *it)
{
    const rfi_block *block = &work->shape->blocks[it->block];
    for (size_t i = 0; i < block->count; i++) {
        size_t j = block->variables[i];
        if (it->values[i] < work->prices.low[j] || it->values[i] > work->prices.high[j]) {
            return false;
        }
    }
    return true;
}

static bool set_bounds(const rfi_generation *work, rfi_arena *arena, rfi_mip_ask *ask)
{
    size_t n = work->model.columns;
    double *low = RFI_ARRAY(arena, n + 1, double);
    double *high = RFI_ARRAY(arena, n + 1, double);
    if (low == NULL || high == NULL) {
        return false;
    }
    memcpy(low, work->model.low, n * sizeof(double));
    memcpy(high, work->model.high, n * sizeof(double));
    for (size_t s = 0; s < work->shared_count; s++) {
        low[s] = (double)work->prices.low[work->shared[s]];
        high[s] = (double)work->prices.high[work->shared[s]];
    }
    for (size_t p = 0; p < work->pattern_count; p++) {
        if (!within(work, &work->patterns[p])) {
            high[pattern_base(work) + p] = 0;
        }
    }
    ask->low = low;
    ask->high = high;
    return true;
}

/* The point of the program, in the variables of the problem. Blocks that are alike share.
 */
static void spread(rfi_generation *work, const double *point)
{
    const rfi_structure *shape = work->shape;
    work->broken = false;
    memset(work->point, 0, shape->problem->variable_count * sizeof(double));
    for (size_t s = 0; s < work->shared_count; s++) {
        work->point[work->shared[s]] = point[s];
        work->broken = work->broken || fabs(point[s] - nearbyint(point[s])) > 1e-6;
    }
    for (size_t p = 0; p < work->pattern_count; p++) {
        const rfi_pattern *it = &work->patterns[p];
        double share = point[pattern_base(work) + p];
        work->broken = work->broken || fabs(share - nearbyint(share)) > 1e-6;
        for (size_t i = 0; share > 1e-9 && i < shape->blocks[it->block].count; i++) {
            work->point[shape->blocks[it->block].variables[i]] +=
                share * (double)it->values[i];
        }
    }
}

static void read_program(rfi_generation *work, const rfi_mip_answer *answer)
{
    const rfi_structure *shape = work->shape;
    work->slack = false;
    for (size_t c = 0; c < shape->coupling_count; c++) {
        double dual = -answer->multiplier[c] * work->scale[c] * (double)shape->grain;
        work->rmp[c] = dual > 0 ? dual : 0;
        work->slack = work->slack || answer->point[work->shared_count + c] > 1e-6;
    }
    for (size_t k = 0; k < shape->block_count; k++) {
        if (shape->blocks[k].like == k) {
            work->worth[k] = -answer->multiplier[work->block_row[k]] * (double)shape->grain;
        }
    }
    work->cost = answer->cost;
    spread(work, answer->point);
    if (!work->broken && !work->slack) {
        decode(work, answer->point);
    }
}

bool rfi_generation_solve(rfi_generation *work)
{
    rfi_structured *state = work->state;
    rfi_mip_answer answer;
    rfi_arena *arena = rfi_arena_within(state->arena);
    rfi_mip_ask ask = {.slot = RFI_SLOT_PATTERNS,
                       .model = &work->model,
                       .milliseconds = rfi_structured_time(state, 100)};
    bool good =
        arena != NULL && (work->prices.low == NULL || set_bounds(work, arena, &ask)) &&
        rfi_mip_lp(state->mip, arena, &ask, &answer) && answer.state == RFI_MIP_DONE;
    if (good) {
        read_program(work, &answer);
    }
    rfi_arena_free(arena);
    return good;
}

size_t rfi_generation_price(rfi_generation *work)
{
    for (size_t c = 0; c < work->shape->coupling_count; c++) {
        work->tried[c] = work->pull * work->best[c] + (1 - work->pull) * work->rmp[c];
    }
    size_t columns = work->model.columns;
    size_t entries = work->model.entries;
    if (!price(work, work->tried)) {
        return 0;
    }
    size_t added = take_patterns(work, false);
    if (added > 0 && !rfi_mip_append(work->state->mip, RFI_SLOT_PATTERNS, &work->model,
                                     columns, entries)) {
        return 0;
    }
    return added;
}

/* The program cannot rise above the bound: what lies between is all that is left. */
static bool converged(const rfi_generation *work)
{
    double gain = -work->cost * (double)work->shape->grain;
    double open = (double)work->state->bound - gain;
    return !work->slack && open < 0.5 * (double)work->shape->grain;
}

static void generate(rfi_generation *work)
{
    rfi_structured *state = work->state;
    size_t stall = 0;
    for (int round = 0; round < RFI_ROUNDS && stall < RFI_STALL; round++) {
        if (rfi_structured_spent(state, 30) || !rfi_structured_go_on(state, "patterns") ||
            !rfi_generation_solve(work) || converged(work) || rfi_structured_done(state)) {
            return;
        }
        int64_t before = state->bound;
        size_t added = rfi_generation_price(work);
        while (added == 0 && work->pull > 0 && !state->empty && !state->no_memory) {
            work->pull = work->pull > 0.3 ? work->pull / 2 : 0;
            added = rfi_generation_price(work);
        }
        if (added == 0) {
            return;
        }
        work->pull = work->pull < 0.5 ? work->pull + 0.1 : 0.6;
        stall = state->bound < before || work->slack ? 0 : stall + 1;
    }
}

/* More patterns, from multipliers near the best ones: whole plans rarely consist of the few
 * that the linear program needs. */
static void enrich(rfi_generation *work)
{
    rfi_structured *state = work->state;
    size_t columns = work->model.columns;
    size_t entries = work->model.entries;
    uint64_t random = 1;
    for (int mood = 0; mood < RFI_MOODS; mood++) {
        if (rfi_structured_spent(state, 30) || !rfi_structured_go_on(state, "patterns")) {
            break;
        }
        for (size_t c = 0; c < work->shape->coupling_count; c++) {
            /* 70 to 130 percent, and at times a row that hardly counts or counts double. */
            double factor =
                0.7 + 0.6 * (double)(rfi_structured_draw(&random) % 1000) / 1000;
            uint64_t odd = rfi_structured_draw(&random) % 8;
            factor *= odd == 0 ? 0.3 : odd == 1 ? 2 : 1;
            work->tried[c] = work->best[c] * factor;
        }
        if (!price(work, work->tried)) {
            return;
        }
        take_patterns(work, true);
    }
    rfi_mip_append(state->mip, RFI_SLOT_PATTERNS, &work->model, columns, entries);
}

/* ---- choosing among the patterns
 * --------------------------------------------------------- */
void rfi_generation_choose(rfi_generation *work, int share)
{
    rfi_structured *state = work->state;
    size_t n = work->model.columns;
    bool *integer = RFI_ARRAY(state->arena, n + 1, bool);
    double *high = RFI_ARRAY(state->arena, n + 1, double);
    rfi_mip_answer answer;
    if (integer == NULL || high == NULL) {
        state->no_memory = true;
        return;
    }
    for (size_t j = 0; j < n; j++) {
        bool slack = j >= work->shared_count && j < pattern_base(work);
        integer[j] = true;
        high[j] = slack ? 0 : work->model.high[j];
    }
    rfi_mip_ask ask = {.slot = RFI_SLOT_PATTERNS,
                       .model = &work->model,
                       .high = high,
                       .nodes = RFI_PATTERN_NODES,
                       .milliseconds = rfi_structured_time(state, share),
                       .integer = integer,
                       .quick = true,
                       .cutoff = rfi_structured_cutoff(state)};
    if (!rfi_mip_solve(state->mip, state->arena, &ask, &answer)) {
        return;
    }
    state->nodes += answer.nodes;
    if (answer.has_point) {
        decode(work, answer.point);
    }
}

static bool start(rfi_generation *work, rfi_structured *state)
{
    const rfi_structure *shape = &state->shape;
    size_t rows = shape->coupling_count + 1;
    rfi_arena *arena = state->arena;
    memset(work, 0, sizeof(*work));
    work->state = state;
    work->shape = shape;
    work->pull = 0.6;
    rfi_mip_model_init(&work->model, arena);
    work->shared = RFI_ARRAY(arena, state->problem->variable_count + 1, size_t);
    work->block_row = RFI_ARRAY(arena, shape->block_count + 1, size_t);
    work->worth = RFI_ARRAY(arena, shape->block_count + 1, double);
    work->scale = RFI_ARRAY(arena, rows, double);
    work->rmp = RFI_ARRAY(arena, rows, double);
    work->best = RFI_ARRAY(arena, rows, double);
    work->tried = RFI_ARRAY(arena, rows, double);
    work->point = RFI_ARRAY(arena, state->problem->variable_count + 1, double);
    if (work->shared == NULL || work->block_row == NULL || work->worth == NULL ||
        work->scale == NULL || work->rmp == NULL || work->best == NULL ||
        work->tried == NULL || work->point == NULL ||
        !rfi_prices_init(&work->prices, shape, RFI_PRICE_NODES)) {
        return false;
    }
    for (size_t j = 0; j < state->problem->variable_count; j++) {
        if (shape->block_of[j] == RFI_BLOCK_SHARED) {
            work->shared[work->shared_count++] = j;
        }
    }
    build(work);
    return true;
}

void rfi_structured_patterns(rfi_structured *state, const double *multiplier)
{
    rfi_generation work;
    if (!rfi_structured_go_on(state, "patterns")) {
        return;
    }
    if (!start(&work, state)) {
        state->no_memory = true;
        return;
    }
    if (!price(&work, multiplier)) {
        return;
    }
    take_patterns(&work, true);
    add_incumbent(&work);
    if (!rfi_mip_load(state->mip, RFI_SLOT_PATTERNS, &work.model)) {
        return;
    }
    generate(&work);
    if (!rfi_structured_done(state)) {
        enrich(&work);
    }
    if (!rfi_structured_done(state) && rfi_structured_go_on(state, "choice of patterns")) {
        rfi_generation_choose(&work, 40);
    }
    bool small = state->problem->variable_count <= RFI_TREE_AT_ONCE;
    if (!small && !rfi_structured_done(state) &&
        rfi_mip_load(state->mip, RFI_SLOT_FULL, &state->full) &&
        rfi_structured_go_on(state, "first look at all")) {
        rfi_structured_whole(state, state->all_whole, RFI_FIRST_NODES, 30);
    }
    /* A claim that the incumbent is best does not end the work where a proof is wanted. */
    bool claimed = state->exhausted && state->found && state->options->gap == 0;
    int64_t value = state->value;
    state->exhausted = state->exhausted && !claimed;
    if (claimed || !rfi_structured_done(state)) {
        rfi_generation_branch(&work);
    }
    claimed = claimed && state->value == value; /* else the tree has refuted it */
    state->exhausted = state->exhausted || claimed;
}
