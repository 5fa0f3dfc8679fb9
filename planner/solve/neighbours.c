/* SPDX-License-Identifier: MIT */
/* Neighbourhoods: a few blocks and everything shared are free, the other blocks keep what
 * the incumbent gives them, and only something better counts. */
#include "planner/solve/structured.h"

#include <string.h>

enum {
    RFI_FREE_BLOCKS = 5,  /* at first, with the MIP solver */
    RFI_FREE_OWN = 2,     /* at first, with the own engine */
    RFI_PATIENCE = 15,    /* failures until one block more is free */
    RFI_TRIES = 400,      /* in all */
    RFI_TRY_NODES = 300,  /* of the MIP solver */
    RFI_OWN_NODES = 1500, /* of the own engine */
    RFI_GROWN = 7         /* blocks beyond which growing has not helped */
};

typedef struct hood {
    rfi_structured *state;
    uint64_t random;
    bool *free; /* per block */
    size_t size, tries, failures;
} hood;

/* Every third time blocks that stand next to each other, else any. */
static void choose_blocks(hood *work)
{
    size_t count = work->state->shape.block_count;
    size_t wanted = work->size < count ? work->size : count;
    memset(work->free, 0, count * sizeof(bool));
    size_t first = count > 0 ? (size_t)(rfi_structured_draw(&work->random) % count) : 0;
    for (size_t chosen = 0; chosen < wanted;) {
        size_t k = work->tries % 3 == 2
                       ? (first + chosen) % count
                       : (size_t)(rfi_structured_draw(&work->random) % count);
        if (!work->free[k]) {
            work->free[k] = true;
            chosen++;
        }
    }
}

static bool is_free(const hood *work, size_t j)
{
    size_t k = work->state->shape.block_of[j];
    return k == RFI_BLOCK_SHARED || work->free[k];
}

/* True: something better was found. */
static bool try_solver(hood *work)
{
    rfi_structured *state = work->state;
    memcpy(state->low, state->full.low, state->full.columns * sizeof(double));
    memcpy(state->high, state->full.high, state->full.columns * sizeof(double));
    for (size_t j = 0; j < state->problem->variable_count; j++) {
        if (!is_free(work, j)) {
            state->low[j] = state->high[j] = (double)state->values[j];
        }
    }
    rfi_arena *arena = rfi_arena_within(state->arena);
    rfi_mip_answer answer;
    rfi_mip_ask ask = {.slot = RFI_SLOT_FULL,
                       .model = &state->full,
                       .low = state->low,
                       .high = state->high,
                       .nodes = RFI_TRY_NODES,
                       .milliseconds = rfi_structured_time(state, 94),
                       .integer = state->all_whole,
                       .cutoff = rfi_structured_cutoff(state),
                       .quick = true};
    bool better = false;
    if (arena != NULL && rfi_mip_solve(state->mip, arena, &ask, &answer)) {
        state->nodes += answer.nodes;
        better = answer.has_point && rfi_structured_offer_point(state, answer.point);
    }
    rfi_arena_free(arena);
    return better;
}

/* The free variables as a problem of their own; place: per variable of the whole. */
static void build_sub(const hood *work, rfi_problem *sub, size_t *place)
{
    const rfi_structured *state = work->state;
    const rfi_problem *problem = state->problem;
    for (size_t j = 0; j < problem->variable_count; j++) {
        const rfi_variable *v = &problem->variables[j];
        place[j] = is_free(work, j)
                       ? rfi_problem_variable(sub, NULL, v->low, v->high, v->gain)
                       : SIZE_MAX;
    }
    for (size_t i = 0; i < problem->row_count; i++) {
        const rfi_solve_row *row = &problem->rows[i];
        rfi_term *terms = RFI_ARRAY(sub->arena, row->term_count + 1, rfi_term);
        rfi_wide limit = row->limit;
        size_t count = 0;
        for (size_t t = 0; terms != NULL && t < row->term_count; t++) {
            size_t j = row->terms[t].variable;
            if (place[j] == SIZE_MAX) {
                limit -= (rfi_wide)row->terms[t].coefficient * state->values[j];
            } else {
                terms[count++] = (rfi_term){place[j], row->terms[t].coefficient};
            }
        }
        if (terms == NULL) {
            sub->failed = true;
            return;
        }
        if (state->shape.holds[i] && count > 0) {
            rfi_problem_row(sub, NULL, RFI_GROUP_STRUCTURE, terms, count,
                            rfi_narrow(limit));
        }
    }
}

static bool try_own(hood *work)
{
    rfi_structured *state = work->state;
    size_t n = state->problem->variable_count;
    rfi_arena *arena = rfi_arena_within(state->arena);
    size_t *place = arena != NULL ? RFI_ARRAY(arena, n + 1, size_t) : NULL;
    bool better = false;
    if (place != NULL) {
        rfi_problem sub;
        rfi_outcome outcome;
        rfi_problem_init(&sub, arena);
        build_sub(work, &sub, place);
        rfi_solve(&sub, NULL, 0, RFI_OWN_NODES, &outcome);
        state->nodes += outcome.nodes;
        for (size_t j = 0; outcome.has_solution && j < n; j++) {
            state->trial[j] =
                place[j] == SIZE_MAX ? state->values[j] : outcome.values[place[j]];
        }
        better = outcome.has_solution && rfi_structured_offer(state);
    }
    rfi_arena_free(arena);
    return better;
}

void rfi_structured_neighbours(rfi_structured *state)
{
    hood work = {.state = state, .random = 1};
    bool solver = rfi_mip_alive(state->mip);
    size_t blocks = state->shape.block_count;
    work.size = solver ? RFI_FREE_BLOCKS : RFI_FREE_OWN;
    work.free = RFI_ARRAY(state->arena, blocks + 1, bool);
    if (!state->found || work.free == NULL || blocks <= work.size) {
        return;
    }
    for (; work.tries < RFI_TRIES; work.tries++) {
        if (rfi_structured_done(state) || rfi_structured_spent(state, 92) ||
            !rfi_structured_go_on(state, "neighbourhoods")) {
            return;
        }
        choose_blocks(&work);
        bool better = solver ? try_solver(&work) : try_own(&work);
        if (solver && !rfi_mip_alive(state->mip)) {
            return;
        }
        work.failures = better ? 0 : work.failures + 1;
        if (work.failures == RFI_PATIENCE) {
            work.failures = 0;
            if (++work.size > RFI_GROWN || work.size > blocks) {
                return;
            }
        }
    }
}
