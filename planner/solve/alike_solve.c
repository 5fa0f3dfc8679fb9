/* SPDX-License-Identifier: MIT */
/* Problems in which blocks equal each other. The kin added up bound every solution; a
 * choice among patterns gives a first one, and where the relaxation leaves parts of blocks,
 * as many whole ones as it has stand and the rest are searched. Then a few blocks of the
 * best solution at a time are free. */
#include "planner/solve/alike.h"
#include "planner/solve/search.h"

#include <string.h>

enum {
    /* Variables beyond which the dense relaxation of the own search costs more than blocks
     * priced one by one. */
    DENSE_MOST = 600,
    WHOLE_MOST = 350,       /* variables up to which the problem itself is searched */
    WHOLE_LATER_MOST = 120, /* and for later objectives */
    WHOLE_WORK = 2000000,   /* nodes of it, times variables squared */
    SUM_NODES = 2000,       /* of the kin added up, */
    MASTER_NODES = 500,     /* of the choice among patterns, */
    TIES_NODES = 40,        /* and of blocks tied */
    APART_LEAST = 100,      /* variables from which blocks that all differ are priced too */
    FREE_MOST = 3,          /* blocks of a kin that a search on the way has free */
    NEAR = 1000,            /* ppm of the value, twice that for each objective before */
    ROUNDS_MOST = 6,        /* of freeing blocks of the best solution */
    SHARES = 4              /* of the guard of time: what a search on the way may use */
};

typedef struct course {
    const rfi_problem *problem;
    const rfi_solve_options *options;
    size_t before;    /* objectives that came before; less is spent on the way */
    rfi_arena *arena; /* scratch of the whole course */
    rfi_alike alike;
    rfi_folded total; /* each kin added up */
    rfi_columns columns;
    rfi_outcome sum; /* its outcome */
    rfi_ties ties;   /* under work */
    int64_t *values, *trial, *start;
    bool *shared; /* scratch, per variable of the sum */
    bool summed;  /* the sum is there, with its outcome */
    bool found;
    int64_t value, bound, claimed;
    const char *claimed_by;
    int64_t nodes;
    bool guarded, stopped, no_memory;
} course;

/* Who watches stops the whole course. */
static bool watch(void *context, const rfi_progress *progress)
{
    course *c = context;
    rfi_progress own = *progress;
    own.nodes = rfi_add(own.nodes, c->nodes);
    c->stopped = c->stopped || !c->options->watch(c->options->context, &own);
    return !c->stopped;
}

/* What an own search leaves open when it stops nobody else can recompute: a claim. */
static void claim(rfi_outcome *outcome)
{
    if (outcome->status == RFI_STATUS_STOPPED) {
        outcome->claimed = outcome->bound;
        outcome->bound = RFI_UNBOUNDED;
        outcome->claimed_by = "own search";
    }
}

/* Any of the problems. Those on the way ask for no certificate where the own search
 * answers. */
static void solve(course *c, const rfi_problem *problem, const rfi_solve_options *options,
                  bool on_the_way, rfi_outcome *ret_outcome)
{
    rfi_solve_options own = *options;
    bool large = problem->variable_count > DENSE_MOST;
    own.watch = options->watch == NULL ? NULL : watch;
    own.context = c;
    if (on_the_way && !large) {
        rfi_search(problem, &own, ret_outcome);
        claim(ret_outcome);
    } else {
        own.engine = on_the_way ? RFI_ENGINE_STRUCTURED : own.engine;
        rfi_solve_with(problem, &own, ret_outcome);
    }
    c->no_memory = c->no_memory || ret_outcome->status == RFI_STATUS_NO_MEMORY;
    c->nodes = rfi_add(c->nodes, ret_outcome->nodes);
    c->guarded = c->guarded || ret_outcome->guarded;
}

/* On the way: rows that hold are those that were folded. */
static rfi_solve_options on_the_way(const course *c, int64_t nodes)
{
    rfi_solve_options own = *c->options;
    own.node_limit = own.node_limit > 0 ? rfi_min(own.node_limit, nodes) : nodes;
    own.start = NULL;
    own.active = NULL;
    own.active_count = 0;
    own.guard = own.guard > 0 ? rfi_max(1, own.guard / SHARES) : 0;
    return own;
}

static bool proven(const course *c)
{
    return c->found && c->value >= c->bound;
}

static bool done(const course *c)
{
    return c->stopped || c->no_memory || proven(c);
}

/* Not worth a search on the way any more. */
static bool near(const course *c)
{
    rfi_wide size = c->value < 0 ? -(rfi_wide)c->value : c->value;
    return done(c) || (c->found && ((rfi_wide)c->bound - c->value) * 1000000 <=
                                       size * (NEAR << c->before));
}

/* Takes the values in `trial` where they fit and are better. */
static bool offer(course *c)
{
    int64_t value = 0;
    rfi_alike_order(&c->alike, c->trial);
    bool better = rfi_structure_fits(&c->alike.shape, c->trial, &value);
    better = better && (!c->found || value > c->value);
    if (better) {
        memcpy(c->values, c->trial, c->problem->variable_count * sizeof(int64_t));
        c->found = true;
        c->value = value;
    }
    return better;
}

/* ---- bound ------------------------------------------------------------------------------
 */

static void take_bound(course *c, const rfi_outcome *outcome)
{
    int64_t claimed = outcome->claimed_by == NULL ? outcome->bound : outcome->claimed;
    if (claimed < c->claimed) {
        c->claimed_by = outcome->claimed_by;
        c->claimed = claimed;
    }
    c->bound = rfi_min(c->bound, outcome->bound);
    c->claimed = rfi_min(c->bound, c->claimed);
}

static void solve_sum(course *c)
{
    const rfi_solve_options own = on_the_way(c, SUM_NODES);
    if (!rfi_alike_sum(&c->alike, c->arena, &c->total)) {
        c->no_memory = c->total.problem.failed;
        return; /* out of range: the problem itself is left */
    }
    if (!rfi_alike_columns(&c->alike, c->found ? c->values : NULL, c->arena, &c->total,
                           &c->columns)) {
        c->no_memory = true;
        return;
    }
    c->nodes = rfi_add(c->nodes, c->columns.nodes);
    rfi_alike_cut(&c->alike, &c->columns, c->total.stands, true, &c->total.problem);
    if (c->columns.empty) {
        c->sum.status = RFI_STATUS_INFEASIBLE;
        return;
    }
    c->bound = c->claimed = rfi_alike_bound(&c->alike, &c->columns, &c->total);
    solve(c, &c->total.problem, &own, true, &c->sum);
    take_bound(c, &c->sum);
    c->summed = true;
}

/* ---- sets -------------------------------------------------------------------------------
 */

/* Gives the next `size` blocks of the kin from *at on a set of their own. */
static void take_set(course *c, const rfi_kin *kin, size_t *at, size_t size)
{
    size_t first = *at;
    for (; *at < kin->count && *at < first + size; (*at)++) {
        c->ties.set[kin->blocks[*at]] = kin->blocks[first];
    }
}

static void each_by_itself(course *c)
{
    for (size_t k = 0; k < c->alike.shape.block_count; k++) {
        c->ties.set[k] = k;
        c->ties.fixed[k] = false;
    }
}

/* Sets of 1, 1, 2, 4 ...: any number of blocks is a sum of sets, and one is left over. */
static void sets_by_doubling(course *c)
{
    each_by_itself(c);
    for (size_t i = 0; i < c->alike.kin_count; i++) {
        const rfi_kin *kin = &c->alike.kin[i];
        size_t at = 0;
        take_set(c, kin, &at, 1);
        for (size_t size = 1; at < kin->count; size *= 2) {
            take_set(c, kin, &at, size);
        }
    }
}

static bool same_values(const course *c, size_t a, size_t b)
{
    const rfi_block *first = &c->alike.shape.blocks[a];
    const rfi_block *second = &c->alike.shape.blocks[b];
    bool same = true;
    for (size_t i = 0; i < first->count && same; i++) {
        same = c->values[first->variables[i]] == c->values[second->variables[i]];
    }
    return same;
}

/* Of blocks that the best solution treats alike all stand, but for one of a few such sets,
 * of others in every round. Returns the number of sets. */
static size_t free_some(course *c, size_t round)
{
    size_t sets = 0;
    each_by_itself(c);
    for (size_t i = 0; i < c->alike.kin_count; i++) {
        const rfi_kin *kin = &c->alike.kin[i];
        for (size_t k = 0; k < kin->count; k++) {
            bool like = k > 0 && same_values(c, kin->blocks[k - 1], kin->blocks[k]);
            c->ties.fixed[kin->blocks[k]] = like;
            sets += like ? 0 : 1;
        }
    }
    size_t first = sets > 0 ? round * FREE_MOST % sets : 0;
    size_t at = 0;
    for (size_t k = 0; k < c->alike.shape.block_count && sets > FREE_MOST; k++) {
        if (!c->ties.fixed[k]) {
            c->ties.fixed[k] = (at + sets - first) % sets >= FREE_MOST;
            at++;
        }
    }
    return sets;
}

/* ---- solutions --------------------------------------------------------------------------
 */

/* Solves with blocks tied as the sets say, fixed ones at `values`. True: that is better
 * than before. */
static bool solve_tied(course *c, int64_t *values)
{
    rfi_arena *home = rfi_arena_within(c->arena);
    rfi_folded tied;
    rfi_outcome outcome = {.status = RFI_STATUS_NO_MEMORY};
    bool better = false;
    c->no_memory = c->no_memory || home == NULL;
    c->ties.values = values;
    if (home != NULL && !rfi_alike_tie(&c->alike, &c->ties, home, &tied)) {
        c->no_memory = true;
    } else if (home != NULL) {
        rfi_alike_cut(&c->alike, &c->columns, tied.stands, false, &tied.problem);
        rfi_solve_options own = on_the_way(c, TIES_NODES);
        for (size_t j = 0; j < c->problem->variable_count && c->found; j++) {
            if (tied.stands[j] != SIZE_MAX) {
                c->start[tied.stands[j]] = c->values[j];
            }
        }
        own.start = values == c->values && c->found ? c->start : NULL;
        solve(c, &tied.problem, &own, true, &outcome);
    }
    if (outcome.status != RFI_STATUS_NO_MEMORY && outcome.has_solution) {
        for (size_t j = 0; j < c->problem->variable_count; j++) {
            size_t by = tied.stands[j];
            c->trial[j] = by == SIZE_MAX ? values[j] : outcome.values[by];
        }
        better = offer(c);
    }
    rfi_arena_free(home);
    return better;
}

/* Blocks take patterns, as many each as is best by the rows across blocks. */
static void choose_patterns(course *c)
{
    rfi_outcome outcome;
    rfi_problem master;
    rfi_problem_init(&master, c->arena);
    if (!rfi_alike_master(&c->alike, &c->total, &c->columns, &master)) {
        c->no_memory = true;
        return;
    }
    const rfi_solve_options own = on_the_way(c, MASTER_NODES);
    solve(c, &master, &own, true, &outcome);
    if (c->no_memory || !outcome.has_solution) {
        return;
    }
    size_t shared = master.variable_count - c->columns.count;
    for (size_t j = 0; j < c->problem->variable_count; j++) {
        size_t by = c->total.stands[j];
        c->trial[j] = by < shared ? outcome.values[by] : 0;
    }
    for (size_t i = 0; i < c->alike.kin_count; i++) {
        const rfi_kin *kin = &c->alike.kin[i];
        size_t at = 0;
        for (size_t k = 0; k < c->columns.count; k++) {
            const rfi_pattern *pattern = &c->columns.patterns[k];
            int64_t many = pattern->kin == i ? outcome.values[shared + k] : 0;
            for (; many > 0 && at < kin->count; many--, at++) {
                const rfi_block *block = &c->alike.shape.blocks[kin->blocks[at]];
                for (size_t v = 0; v < block->count; v++) {
                    c->trial[block->variables[v]] = pattern->values[v];
                }
            }
        }
    }
    offer(c);
}

/* As many blocks of each pattern as the relaxation gives it, rounded down; the rest, or a
 * few of them, are free. */
static void round_down(course *c)
{
    each_by_itself(c);
    for (size_t i = 0; i < c->alike.kin_count; i++) {
        const rfi_kin *kin = &c->alike.kin[i];
        size_t at = 0;
        for (size_t k = 0; k < c->columns.count; k++) {
            const rfi_pattern *pattern = &c->columns.patterns[k];
            int64_t many = pattern->kin == i ? c->columns.whole[k] : 0;
            for (; many > 0 && at < kin->count; many--, at++) {
                const rfi_block *block = &c->alike.shape.blocks[kin->blocks[at]];
                c->ties.fixed[kin->blocks[at]] = true;
                for (size_t v = 0; v < block->count; v++) {
                    c->trial[block->variables[v]] = pattern->values[v];
                }
            }
        }
        take_set(c, kin, &at,
                 kin->count - at > FREE_MOST ? kin->count - at - FREE_MOST : 0);
    }
    solve_tied(c, c->trial);
}

/* Patterns for the yes and no that the sum says to what no block owns: the relaxation, free
 * to say a little of both, wants others. */
static void decide_shared(course *c)
{
    rfi_problem *p = &c->total.problem;
    bool any = false;
    rfi_columns columns;
    for (size_t j = 0; j < p->variable_count; j++) {
        rfi_variable *v = &p->variables[j];
        if (v->block == RFI_BLOCK_SHARED && v->low == 0 && v->high == 1) {
            v->low = v->high = c->sum.values[j];
            any = true;
            c->shared[j] = true;
        }
    }
    if (any && !rfi_alike_columns(&c->alike, c->found ? c->values : NULL, c->arena,
                                  &c->total, &columns)) {
        c->no_memory = true;
    } else if (any && !columns.empty) {
        c->nodes = rfi_add(c->nodes, columns.nodes);
        c->columns = columns;
        choose_patterns(c);
        round_down(c);
    }
    for (size_t j = 0; j < p->variable_count; j++) {
        p->variables[j].low = c->shared[j] ? 0 : p->variables[j].low;
        p->variables[j].high = c->shared[j] ? 1 : p->variables[j].high;
    }
}

static void find_solutions(course *c)
{
    choose_patterns(c);
    if (!near(c)) {
        round_down(c);
    }
    if (!near(c) && c->sum.has_solution) {
        decide_shared(c);
    }
    if (!c->found && !done(c)) {
        sets_by_doubling(c);
        solve_tied(c, c->values);
    }
    size_t idle = 0; /* rounds without a gain */
    size_t sets = 1;
    for (size_t round = 0; c->found && round < (size_t)ROUNDS_MOST >> 2 * c->before &&
                           idle * FREE_MOST < sets && !near(c);
         round++) {
        sets = free_some(c, round);
        idle = solve_tied(c, c->values) ? 0 : idle + 1;
    }
}

/* ---- the whole --------------------------------------------------------------------------
 */

/* Every block for itself, from the best so far. */
static void solve_whole(course *c, rfi_outcome *outcome)
{
    rfi_solve_options own = *c->options;
    rfi_problem cut = *c->problem; /* rows are added to its own list alone */
    own.start = c->found ? c->values : NULL;
    if (c->found) { /* else it is all there is */
        int64_t count = (int64_t)c->problem->variable_count;
        int64_t nodes = rfi_max(1, WHOLE_WORK / (count * count));
        own.node_limit = own.node_limit > 0 ? rfi_min(own.node_limit, nodes) : nodes;
    }
    rfi_alike_cut(&c->alike, &c->columns, NULL, false, &cut);
    solve(c, &cut, &own, c->found && own.mip_program == NULL, outcome);
    if (outcome->status == RFI_STATUS_NO_MEMORY) {
        return;
    }
    if (outcome->status == RFI_STATUS_INFEASIBLE) {
        return;
    }
    take_bound(c, outcome);
    if (outcome->has_solution) {
        memcpy(c->trial, outcome->values, c->problem->variable_count * sizeof(*c->trial));
        offer(c);
    }
}

static bool report(course *c, rfi_outcome *outcome)
{
    outcome->status = RFI_STATUS_STOPPED;
    outcome->certificate = (rfi_certificate){.shift = 0}; /* of other rows */
    outcome->nodes = c->nodes;
    outcome->guarded = c->guarded;
    outcome->bound = c->bound;
    outcome->claimed = c->claimed;
    outcome->claimed_by = c->claimed < c->bound && c->claimed_by != NULL
                              ? rfi_arena_copy(c->problem->arena, c->claimed_by)
                              : NULL;
    if (!c->found) {
        return true;
    }
    size_t count = c->problem->variable_count;
    outcome->values = RFI_ARRAY(c->problem->arena, count + 1, int64_t);
    if (outcome->values == NULL) {
        return false;
    }
    memcpy(outcome->values, c->values, count * sizeof(*c->values));
    outcome->has_solution = true;
    outcome->value = c->value;
    if (outcome->claimed < outcome->value) { /* a claim that the solution refutes */
        outcome->claimed = outcome->bound;
        outcome->claimed_by = NULL;
    }
    outcome->status = proven(c) ? RFI_STATUS_OPTIMAL : RFI_STATUS_STOPPED;
    return true;
}

static void run(course *c, rfi_outcome *outcome)
{
    if (c->options->start != NULL) {
        memcpy(c->trial, c->options->start, c->problem->variable_count * sizeof(*c->trial));
        offer(c);
    }
    solve_sum(c);
    if (c->sum.status == RFI_STATUS_INFEASIBLE) {
        outcome->status = RFI_STATUS_INFEASIBLE;
        outcome->nodes = c->nodes;
        return;
    }
    if (c->summed && !c->no_memory && !c->stopped) {
        find_solutions(c);
    }
    bool small =
        c->problem->variable_count <= (c->before == 0 ? WHOLE_MOST : WHOLE_LATER_MOST);
    bool whole = !done(c) && (small || !c->found);
    if (whole) {
        solve_whole(c, outcome);
    }
    bool empty = whole && outcome->status == RFI_STATUS_INFEASIBLE && !c->found;
    if (c->no_memory || (!empty && !report(c, outcome))) {
        outcome->status = RFI_STATUS_NO_MEMORY;
    }
}

void rfi_alike_gains(const rfi_problem *problem, const rfi_solve_options *options,
                     size_t before, rfi_outcome *ret_outcome)
{
    rfi_problem bare = *problem; /* borrowed, without the later objectives */
    bare.later_count = 0;
    size_t count = problem->variable_count + 1;
    course c = {.problem = &bare,
                .options = options,
                .before = before < 3 ? before : 3,
                .bound = RFI_UNBOUNDED,
                .claimed = RFI_UNBOUNDED,
                .arena = problem->failed ? NULL : rfi_arena_within(problem->arena)};
    memset(ret_outcome, 0, sizeof(*ret_outcome));
    ret_outcome->status = RFI_STATUS_NO_MEMORY;
    if (c.arena == NULL ||
        !rfi_alike_read(&c.alike, c.arena, &bare, options->active, options->active_count)) {
        rfi_arena_free(c.arena);
        return;
    }
    c.ties.set = RFI_ARRAY(c.arena, c.alike.shape.block_count + 1, size_t);
    c.ties.fixed = RFI_ARRAY(c.arena, c.alike.shape.block_count + 1, bool);
    c.values = RFI_ARRAY(c.arena, count, int64_t);
    c.trial = RFI_ARRAY(c.arena, count, int64_t);
    c.start = RFI_ARRAY(c.arena, count, int64_t);
    c.shared = RFI_ARRAY(c.arena, count, bool);
    if (c.alike.largest < 2 &&
        (c.alike.kin_count < 2 || bare.variable_count < APART_LEAST)) {
        solve(&c, &bare, options, false, ret_outcome);
    } else if (c.ties.set != NULL && c.ties.fixed != NULL && c.values != NULL &&
               c.trial != NULL && c.start != NULL && c.shared != NULL) {
        run(&c, ret_outcome);
    }
    rfi_arena_free(c.arena);
}
