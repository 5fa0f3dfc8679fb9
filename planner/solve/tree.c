/* SPDX-License-Identifier: MIT */
/* The tree over the program of patterns. A node is a box; its bound is that of prices, with
 * every block solved exactly inside the box. The node with the best bound is split next, so
 * that what all open nodes leave is a bound of the whole at any time. */
#include "planner/solve/patterns.h"

#include <math.h>
#include <string.h>

enum {
    RFI_BRANCHES = 8000,
    RFI_NODE_ROUNDS = 8,
    RFI_LEAF = 64, /* free variables up to which a node may go to the own engine */
    RFI_LEAF_NODES = 300,
    RFI_CHOICE_FIRST =
        100 /* nodes until patterns are chosen among again, then twice that */
};

typedef struct branch {
    int64_t *low; /* lows, then highs */
    double *multiplier;
    int64_t bound;
} branch;

typedef struct tree {
    rfi_generation *work;
    rfi_structured *state;
    branch *open;
    size_t count, capacity;
    branch *spare; /* nodes that are done with: their memory is for the next ones */
    size_t spare_count, spare_capacity;
    size_t failures, asked; /* of the own engine on small boxes */
    int64_t left;           /* the best bound of nodes that could not be split */
    bool any_left;
} tree;

static bool push(tree *all, const branch *from, size_t j, int64_t low, int64_t high)
{
    size_t n = all->state->problem->variable_count;
    size_t rows = all->state->shape.coupling_count;
    rfi_arena *arena = all->state->arena;
    void *items = all->open;
    branch node = {NULL, NULL, from->bound};
    if (all->spare_count > 0) {
        node = all->spare[--all->spare_count];
        node.bound = from->bound;
    } else {
        node.low = RFI_ARRAY(arena, 2 * n + 1, int64_t);
        node.multiplier = RFI_ARRAY(arena, rows + 1, double);
    }
    if (node.low == NULL || node.multiplier == NULL ||
        !rfi_arena_grow(arena, &items, all->count, &all->capacity, sizeof(branch))) {
        all->state->no_memory = true;
        return false;
    }
    all->open = items;
    memcpy(node.low, from->low, 2 * n * sizeof(int64_t));
    memcpy(node.multiplier, from->multiplier, rows * sizeof(double));
    node.low[j] = low;
    node.low[n + j] = high;
    all->open[all->count++] = node;
    return true;
}

static void keep_memory(tree *all, const branch *node)
{
    void *items = all->spare;
    if (rfi_arena_grow(all->state->arena, &items, all->spare_count, &all->spare_capacity,
                       sizeof(branch))) {
        all->spare = items;
        all->spare[all->spare_count++] = *node;
    }
}

/* The open node with the best bound, the latest of equals; taken out. */
static branch take_best(tree *all)
{
    size_t best = 0;
    for (size_t i = 1; i < all->count; i++) {
        best = all->open[i].bound >= all->open[best].bound ? i : best;
    }
    branch node = all->open[best];
    all->open[best] = all->open[--all->count];
    return node;
}

/* How far the variable is from whole, weighted: what is shared first, then what has no
 * like, then the rest. */
static double score(const tree *all, const branch *node, size_t j)
{
    const rfi_structured *state = all->state;
    size_t n = state->problem->variable_count;
    size_t k = state->shape.block_of[j];
    double x = all->work->point[j];
    double off = fabs(x - nearbyint(x));
    if (off < 1e-6 || node->low[j] == node->low[n + j]) {
        return 0;
    }
    if (k == RFI_BLOCK_SHARED) {
        return 100 * off;
    }
    if (state->shape.blocks[state->shape.blocks[k].like].alike > 1) {
        return 0;
    }
    return state->whole[j] ? 10 * off : off;
}

static bool beaten(const tree *all, int64_t bound)
{
    return all->state->found && bound <= all->state->value;
}

/* A whole point of the program is a plan: each block's part lies between its patterns and
 * therefore within its rows. */
static void offer_whole(tree *all)
{
    const rfi_structure *shape = all->work->shape;
    if (all->work->slack) {
        return;
    }
    for (size_t k = 0; k < shape->block_count; k++) {
        if (shape->blocks[k].alike > 1) {
            return; /* the point does not say which of them */
        }
    }
    rfi_structured_offer_point(all->state, all->work->point);
}

/* The variable that is furthest from whole; where all are whole, the first that may still
 * move; n: none. */
static size_t choose_variable(const tree *all, const branch *node, bool *ret_whole)
{
    const rfi_structure *shape = all->work->shape;
    size_t n = shape->problem->variable_count;
    size_t best = n;
    size_t movable = n;
    double most = 0;
    for (size_t j = 0; j < n; j++) {
        double value = score(all, node, j);
        size_t k = shape->block_of[j];
        bool alone =
            k == RFI_BLOCK_SHARED || shape->blocks[shape->blocks[k].like].alike == 1;
        if (value > most) {
            most = value;
            best = j;
        }
        if (movable == n && alone && node->low[j] < node->low[n + j]) {
            movable = j;
        }
    }
    *ret_whole = best == n;
    return best < n ? best : movable;
}

/* What is left of a small box is a matter of odd sums, which the own engine is better at;
 * the more often it fails, the more rarely it is asked. */
static bool is_leaf(const tree *all, const branch *node)
{
    size_t n = all->work->shape->problem->variable_count;
    size_t free = 0;
    for (size_t j = 0; j < n; j++) {
        free += node->low[j] < node->low[n + j] ? 1 : 0;
    }
    return free <= RFI_LEAF && (all->failures < 3 || all->asked % all->failures == 0);
}

/* The node as a problem, with the incumbent to be beaten. True: nothing better is in it. */
static bool finish_leaf(tree *all, const branch *node)
{
    rfi_structured *state = all->state;
    const rfi_problem *problem = state->problem;
    size_t n = problem->variable_count;
    rfi_arena *arena = rfi_arena_within(problem->arena);
    rfi_term *goal = arena != NULL ? RFI_ARRAY(arena, n + 1, rfi_term) : NULL;
    rfi_problem leaf;
    rfi_outcome outcome = {.status = RFI_STATUS_NO_MEMORY};
    if (goal != NULL) {
        rfi_problem_init(&leaf, arena);
        for (size_t j = 0; j < n; j++) {
            const rfi_variable *v = &problem->variables[j];
            rfi_problem_variable(&leaf, NULL, node->low[j], node->low[n + j], v->gain);
            goal[j] = (rfi_term){j, rfi_sub(0, v->gain)};
        }
        for (size_t i = 0; i < problem->row_count; i++) {
            const rfi_solve_row *row = &problem->rows[i];
            if (state->shape.holds[i]) {
                rfi_problem_row(&leaf, NULL, RFI_GROUP_STRUCTURE, row->terms,
                                row->term_count, row->limit);
            }
        }
        if (state->found) {
            rfi_problem_row(&leaf, NULL, RFI_GROUP_STRUCTURE, goal, n,
                            rfi_sub(-1, state->value));
        }
        rfi_solve(&leaf, NULL, 0, RFI_LEAF_NODES, &outcome);
        state->nodes += outcome.nodes;
        if (outcome.has_solution) {
            memcpy(state->trial, outcome.values, n * sizeof(int64_t));
            rfi_structured_offer(state);
        }
    }
    rfi_arena_free(arena);
    return outcome.status == RFI_STATUS_OPTIMAL || outcome.status == RFI_STATUS_INFEASIBLE;
}

/* Splits the node, or keeps its bound where nothing can be split. */
static void split(tree *all, const branch *node)
{
    size_t n = all->work->shape->problem->variable_count;
    bool whole = false;
    size_t best = choose_variable(all, node, &whole);
    if (whole) {
        offer_whole(all);
        if (beaten(all, node->bound)) {
            return;
        }
    }
    if (best == n) {
        all->left = all->any_left ? rfi_max(all->left, node->bound) : node->bound;
        all->any_left = true;
        return;
    }
    int64_t down = rfi_generation_whole(floor(all->work->point[best] + 1e-6),
                                        node->low[best], node->low[n + best] - 1);
    if (push(all, node, best, node->low[best], down)) {
        push(all, node, best, down + 1, node->low[n + best]);
    }
}

/* Prices the node until its bound or its program is done with. False: nothing better lies
 * in it. *ret_solved: the program has told a point. */
static bool bound_node(tree *all, branch *node, bool *ret_solved)
{
    rfi_generation *work = all->work;
    size_t rows = all->state->shape.coupling_count;
    memcpy(work->best, node->multiplier, rows * sizeof(double));
    work->pull = 0.5;
    for (int round = 0; round < RFI_NODE_ROUNDS; round++) {
        if (!rfi_generation_solve(work)) {
            return true;
        }
        *ret_solved = true;
        size_t added = rfi_generation_price(work);
        if (work->prices.empty) {
            return false;
        }
        if (work->prices.bound < node->bound) {
            node->bound = work->prices.bound;
            memcpy(node->multiplier, work->tried, rows * sizeof(double));
            memcpy(work->best, work->tried, rows * sizeof(double));
        }
        if (beaten(all, node->bound)) {
            return false;
        }
        if (added == 0 && work->pull <= 0) {
            break;
        }
        work->pull = added == 0 ? 0 : work->pull;
    }
    return true;
}

static int64_t bound_of_all(const tree *all)
{
    int64_t bound = all->state->found ? all->state->value : INT64_MIN;
    if (all->any_left) {
        bound = rfi_max(bound, all->left);
    }
    for (size_t i = 0; i < all->count; i++) {
        bound = rfi_max(bound, all->open[i].bound);
    }
    return bound;
}

/* Nothing left open: the incumbent, or that there is none, is proven by the tree. */
static void conclude(tree *all)
{
    rfi_structured *state = all->state;
    bool closed = all->count == 0 && (!all->any_left || beaten(all, all->left));
    if (closed && state->found) {
        state->bound = state->claimed = state->value;
        state->proven = true;
    } else if (closed) {
        state->empty = true;
    }
}

static void explore(tree *all)
{
    rfi_structured *state = all->state;
    rfi_generation *work = all->work;
    int choice = RFI_CHOICE_FIRST;
    for (int nodes = 1; all->count > 0 && nodes <= RFI_BRANCHES; nodes++) {
        if (rfi_structured_spent(state, 75) || !rfi_structured_go_on(state, "tree") ||
            (state->options->gap > 0 && rfi_structured_done(state))) {
            return;
        }
        branch node = take_best(all);
        if (beaten(all, node.bound)) {
            keep_memory(all, &node);
            continue;
        }
        bool solved = false;
        work->prices.low = node.low;
        work->prices.high = node.low + state->problem->variable_count;
        state->nodes++;
        bool better = bound_node(all, &node, &solved);
        work->prices.low = work->prices.high = NULL;
        if (!better || beaten(all, node.bound)) {
            keep_memory(all, &node);
            continue;
        }
        if (!solved) { /* no answer: the node stays open */
            push(all, &node, 0, node.low[0], node.low[state->problem->variable_count]);
            return;
        }
        all->asked++;
        bool leaf = is_leaf(all, &node);
        if (!leaf || !finish_leaf(all, &node)) {
            all->failures += leaf ? 1 : 0;
            split(all, &node);
        }
        keep_memory(all, &node);
        if (nodes == choice) {
            choice *= 2;
            rfi_generation_choose(work, 75);
        }
        rfi_structured_own_claim(state, bound_of_all(all));
    }
}

void rfi_generation_branch(rfi_generation *work)
{
    rfi_structured *state = work->state;
    size_t n = state->problem->variable_count;
    tree all = {.work = work, .state = state};
    int64_t *box = RFI_ARRAY(state->arena, 2 * n + 1, int64_t);
    if (box == NULL) {
        state->no_memory = true;
        return;
    }
    for (size_t j = 0; j < n; j++) {
        box[j] = state->problem->variables[j].low;
        box[n + j] = state->problem->variables[j].high;
    }
    branch root = {box, work->best, state->bound};
    if (n == 0 || !push(&all, &root, 0, box[0], box[n])) {
        return;
    }
    explore(&all);
    if (!state->stopped && !state->no_memory) {
        conclude(&all);
    }
}
