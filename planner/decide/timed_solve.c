/* SPDX-License-Identifier: MIT */
/* Solving plans in time. Each quarter alone bounds what it can carry; passes from the last
 * quarter to the first and back fix all but one; windows of two quarters improve; the
 * problem of all quarters, begun with the best found, has the last word. */
#include "planner/decide/timed.h"

#include <string.h>

#include "planner/base/checked.h"

enum { PPM = 1000000, WINDOW = 2, ROUNDS = 4 };

typedef struct rfi_course {
    rfi_timed timed;
    rfi_outcome *alone;      /* per quarter: best for itself */
    int64_t bound, claimed;  /* of the problem of all quarters */
    const char *claimed_by;  /* NULL: nobody claims a better bound */
    int64_t *values, *trial; /* the best found; scratch */
    bool has_values;
    int64_t nodes;
} rfi_course;

static size_t variables_of(const rfi_quarter *q)
{
    return q->part.problem.variable_count;
}

static int64_t value_of(const rfi_problem *p, const int64_t *values)
{
    rfi_wide sum = 0;
    for (size_t j = 0; j < p->variable_count; j++) {
        sum += (rfi_wide)p->variables[j].gain * values[j];
    }
    return rfi_narrow(sum);
}

static bool holds(const rfi_problem *p, const int64_t *values)
{
    bool fine = true;
    for (size_t j = 0; j < p->variable_count && fine; j++) {
        fine = values[j] >= p->variables[j].low && values[j] <= p->variables[j].high;
    }
    for (size_t i = 0; i < p->row_count && fine; i++) {
        rfi_wide sum = 0;
        for (size_t k = 0; k < p->rows[i].term_count; k++) {
            const rfi_term *term = &p->rows[i].terms[k];
            sum += (rfi_wide)term->coefficient * values[term->variable];
        }
        fine = sum <= p->rows[i].limit;
    }
    return fine;
}

/* ---- each quarter alone ---------------------------------------------------------------
 */

static bool same_row(const rfi_solve_row *a, const rfi_solve_row *b)
{
    bool same = a->limit == b->limit && a->term_count == b->term_count;
    for (size_t k = 0; same && k < a->term_count; k++) {
        same = a->terms[k].variable == b->terms[k].variable &&
               a->terms[k].coefficient == b->terms[k].coefficient;
    }
    return same;
}

/* Nothing has changed since: the answer is the same. */
static bool same_problem(const rfi_problem *a, const rfi_problem *b)
{
    bool same = a->variable_count == b->variable_count && a->row_count == b->row_count;
    for (size_t j = 0; same && j < a->variable_count; j++) {
        const rfi_variable *v = &a->variables[j];
        const rfi_variable *u = &b->variables[j];
        same = v->low == u->low && v->high == u->high && v->gain == u->gain;
    }
    for (size_t i = 0; same && i < a->row_count; i++) {
        same = same_row(&a->rows[i], &b->rows[i]);
    }
    return same;
}

/* A bound of a power, in units of gain at the quarter's weight. */
static int64_t weighted(const rfi_timed *t, size_t k, int64_t power)
{
    return power >= RFI_UNBOUNDED
               ? RFI_UNBOUNDED
               : rfi_mul(rfi_div_floor(power, t->grain), t->quarters[k].weight);
}

/* False when memory is out. A quarter that has no plan rules all of them out. */
static bool solve_alone(rfi_course *x, bool *ret_possible)
{
    const rfi_timed *t = &x->timed;
    *ret_possible = true;
    for (size_t k = t->count; k-- > 0;) {
        const rfi_problem *p = &t->quarters[k].part.problem;
        rfi_outcome *outcome = &x->alone[k];
        if (k + 1 < t->count && same_problem(p, &t->quarters[k + 1].part.problem)) {
            *outcome = x->alone[k + 1];
        } else {
            rfi_solve_options options = rfi_budget_options(&t->comparing->budget);
            rfi_solve_alike(p, &options, outcome);
            x->nodes = rfi_add(x->nodes, outcome->nodes);
        }
        if (outcome->status == RFI_STATUS_NO_MEMORY) {
            return false;
        }
        *ret_possible = *ret_possible && outcome->status != RFI_STATUS_INFEASIBLE;
        bool claims = outcome->claimed_by != NULL && outcome->claimed < outcome->bound;
        x->claimed_by = claims ? outcome->claimed_by : x->claimed_by;
        x->bound =
            rfi_min(rfi_add(x->bound, weighted(t, k, outcome->bound)), RFI_UNBOUNDED);
        x->claimed = rfi_min(
            rfi_add(x->claimed, weighted(t, k, claims ? outcome->claimed : outcome->bound)),
            RFI_UNBOUNDED);
    }
    return true;
}

/* ---- windows --------------------------------------------------------------------------
 */

/* Quarters from..to are free. Those before and after stand at values, or are left out with
 * every row that reads them. */
typedef struct window {
    size_t from, to;
    bool before, after;
    const int64_t *values;
} window;

/* Cost of what serves at the end of a quarter, as terms of a window's problem. */
static size_t cost_terms(const rfi_timed *t, size_t k, size_t first, rfi_term *terms)
{
    const rfi_quarter *q = &t->quarters[k];
    for (size_t l = 0; l < q->menu.lot_count; l++) {
        terms[l] = (rfi_term){q->first - first + q->part.count[l], -q->menu.lots[l].cost};
    }
    return q->menu.lot_count;
}

/* Then least cost at the end, then the least cost in all quarters together: late. */
static void add_costs(const rfi_timed *t, const window *w, rfi_problem *p, rfi_arena *home)
{
    size_t first = t->quarters[w->from].first;
    size_t room = 0;
    for (size_t k = w->from; k <= w->to; k++) {
        room += t->quarters[k].menu.lot_count;
    }
    rfi_term *terms = RFI_ARRAY(home, room + 1, rfi_term);
    if (terms == NULL) {
        p->failed = true;
        return;
    }
    rfi_problem_then(p, terms, cost_terms(t, w->to, first, terms));
    size_t count = 0;
    for (size_t k = w->from; k <= w->to; k++) {
        count += cost_terms(t, k, first, terms + count);
    }
    if (w->from < w->to) {
        rfi_problem_then(p, terms, count);
    }
}

/* What is left of a row once the quarters outside stand; false: nothing of it is free, or
 * it reads what is left out. */
static bool cut_row(const rfi_timed *t, const window *w, const rfi_solve_row *row,
                    rfi_solve_row *ret_row)
{
    size_t first = t->quarters[w->from].first;
    size_t end = t->quarters[w->to].first + variables_of(&t->quarters[w->to]);
    ret_row->limit = row->limit;
    ret_row->term_count = 0;
    for (size_t i = 0; i < row->term_count; i++) {
        const rfi_term *term = &row->terms[i];
        if (term->variable >= first && term->variable < end) {
            ret_row->terms[ret_row->term_count++] =
                (rfi_term){term->variable - first, term->coefficient};
        } else if (term->variable < first ? w->before : w->after) {
            ret_row->limit = rfi_sub(ret_row->limit,
                                     rfi_mul(term->coefficient, w->values[term->variable]));
        } else {
            return false;
        }
    }
    return ret_row->term_count > 0;
}

static bool make_window(const rfi_timed *t, const window *w, rfi_arena *home,
                        rfi_problem *p)
{
    const rfi_problem *all = &t->problem;
    size_t first = t->quarters[w->from].first;
    size_t end = t->quarters[w->to].first + variables_of(&t->quarters[w->to]);
    size_t room = 1;
    for (size_t i = 0; i < all->row_count; i++) {
        room = all->rows[i].term_count > room ? all->rows[i].term_count : room;
    }
    rfi_solve_row cut = {.terms = RFI_ARRAY(home, room, rfi_term)};
    if (cut.terms == NULL) {
        return false;
    }
    rfi_problem_init(p, home);
    for (size_t j = first; j < end; j++) {
        const rfi_variable *v = &all->variables[j];
        size_t own = rfi_problem_variable(p, v->name, v->low, v->high, v->gain);
        rfi_problem_place(p, own, v->block, v->part);
    }
    for (size_t i = 0; i < all->row_count; i++) {
        if (cut_row(t, w, &all->rows[i], &cut)) {
            rfi_problem_row(p, all->rows[i].name, RFI_GROUP_STRUCTURE, cut.terms,
                            cut.term_count, cut.limit);
            if (all->rows[i].orders) {
                rfi_problem_orders(p);
            }
        }
    }
    add_costs(t, w, p, home);
    return !p->failed;
}

/* Solves a window; its values go into `values`, which may hold a start. *ret_found: there
 * are any. The bound counts when all quarters are free. False when memory is out. */
static bool solve_window(rfi_course *x, const window *w, int64_t *values, bool started,
                         bool *ret_found)
{
    const rfi_timed *t = &x->timed;
    rfi_arena *home = rfi_arena_within(t->comparing->menu.arena);
    rfi_problem problem;
    rfi_outcome outcome = {.status = RFI_STATUS_NO_MEMORY};
    int64_t *own = values + t->quarters[w->from].first;
    if (home != NULL && make_window(t, w, home, &problem)) {
        rfi_solve_options options = rfi_budget_options(&t->comparing->budget);
        options.start = started ? own : NULL;
        rfi_solve_alike(&problem, &options, &outcome);
    }
    x->nodes = rfi_add(x->nodes, outcome.nodes);
    *ret_found = outcome.status != RFI_STATUS_NO_MEMORY && outcome.has_solution;
    if (*ret_found) {
        memcpy(own, outcome.values, problem.variable_count * sizeof(*own));
    }
    bool all = w->from == 0 && w->to + 1 == t->count;
    if (all && outcome.status != RFI_STATUS_NO_MEMORY) {
        bool claims = outcome.claimed_by != NULL && outcome.claimed < outcome.bound;
        x->bound = rfi_min(x->bound, outcome.bound);
        x->claimed = rfi_min(x->claimed, x->bound);
        if (claims && outcome.claimed < x->claimed) {
            x->claimed = outcome.claimed;
            x->claimed_by = rfi_arena_copy(t->scratch, outcome.claimed_by);
        }
    }
    rfi_arena_free(home);
    return outcome.status != RFI_STATUS_NO_MEMORY;
}

/* ---- passes ---------------------------------------------------------------------------
 */

/* Keeps the values of a whole plan when they hold and are better. */
static void offer(rfi_course *x, const int64_t *values)
{
    const rfi_problem *p = &x->timed.problem;
    if (holds(p, values) &&
        (!x->has_values || value_of(p, values) > value_of(p, x->values))) {
        memcpy(x->values, values, p->variable_count * sizeof(*values));
        x->has_values = true;
    }
}

static void begin_alone(const rfi_course *x, size_t k, int64_t *values)
{
    const rfi_quarter *q = &x->timed.quarters[k];
    if (x->alone[k].has_solution) {
        memcpy(values + q->first, x->alone[k].values, variables_of(q) * sizeof(*values));
    }
}

/* Quarter by quarter, each begun with what is best for it alone; where that fits with those
 * fixed before and is proven, nothing is left to search. */
static bool pass(rfi_course *x, bool backward)
{
    const rfi_timed *t = &x->timed;
    bool found = true;
    for (size_t i = 0; i < t->count && found; i++) {
        size_t k = backward ? t->count - 1 - i : i;
        window w = {.from = k,
                    .to = k,
                    .before = !backward && i > 0,
                    .after = backward && i > 0,
                    .values = x->trial};
        begin_alone(x, k, x->trial);
        if (!solve_window(x, &w, x->trial, x->alone[k].has_solution, &found)) {
            return false;
        }
    }
    if (found) {
        offer(x, x->trial);
    }
    return true;
}

static bool proven(const rfi_course *x)
{
    return x->has_values && x->bound < RFI_UNBOUNDED &&
           value_of(&x->timed.problem, x->values) >= x->bound;
}

/* Windows of a few quarters, all others fixed. */
static bool improve(rfi_course *x)
{
    const rfi_timed *t = &x->timed;
    bool found = false;
    for (size_t k = 0; k + WINDOW < t->count + 1 && !proven(x) && x->has_values; k++) {
        window w = {.from = k,
                    .to = k + WINDOW - 1,
                    .before = true,
                    .after = true,
                    .values = x->trial};
        memcpy(x->trial, x->values, t->problem.variable_count * sizeof(*x->trial));
        if (!solve_window(x, &w, x->trial, true, &found)) {
            return false;
        }
        if (found) {
            offer(x, x->trial);
        }
    }
    return true;
}

static bool solve_all(rfi_course *x)
{
    const rfi_timed *t = &x->timed;
    const window w = {.from = 0, .to = t->count - 1};
    bool found = false;
    memcpy(x->trial, x->values, t->problem.variable_count * sizeof(*x->trial));
    if (!solve_window(x, &w, x->trial, x->has_values, &found)) {
        return false;
    }
    if (found) {
        offer(x, x->trial);
    }
    return true;
}

static bool search(rfi_course *x)
{
    bool fine = pass(x, true);
    fine = fine && (proven(x) || pass(x, false));
    int64_t before = INT64_MIN;
    for (size_t i = 0; i < ROUNDS && fine && x->has_values && !proven(x); i++) {
        int64_t now = value_of(&x->timed.problem, x->values);
        if (now == before) { /* the same windows would find the same */
            break;
        }
        before = now;
        fine = improve(x);
    }
    return fine && (proven(x) || solve_all(x));
}

/* ---- result ---------------------------------------------------------------------------
 */

/* Units of an install that an earlier plan has. */
static int64_t units_in(const rfi_plan *plan, const rfi_install *install)
{
    int64_t units = 0;
    for (size_t i = 0; plan != NULL && i < plan->install_count; i++) {
        const rfi_install *other = &plan->installs[i];
        bool same = other->measure == install->measure && other->hall == install->hall;
        units = same ? other->count : units;
    }
    return units;
}

static bool list_added(rfi_comparing *c, rfi_phase *phase, const rfi_plan *before)
{
    const rfi_plan *plan = phase->retrofit->plan;
    phase->added = RFI_ARRAY(c->arena, plan->install_count + 1, rfi_install);
    for (size_t i = 0; phase->added != NULL && i < plan->install_count; i++) {
        rfi_install more = plan->installs[i];
        more.count = rfi_sub(more.count, units_in(before, &more));
        if (more.count > 0) {
            phase->added[phase->added_count++] = more;
        }
    }
    return phase->added != NULL;
}

/* Days of a plan in time: what enters in a later quarter than it could is there at its end.
 */
static void set_service_days(const rfi_comparison *m, rfi_retrofit *retrofit)
{
    retrofit->ready = m->site->as_of;
    for (size_t i = 0; i < retrofit->install_count; i++) {
        rfi_planned *planned = &retrofit->installs[i];
        for (size_t k = 0; k < m->phase_count && !planned->comes_with; k++) {
            const rfi_plan *plan = m->phases[k].retrofit->plan;
            if (k > 0 && units_in(plan, &planned->install) == planned->install.count) {
                int64_t late = m->phases[k - 1].day >= planned->done
                                   ? rfi_sub(m->phases[k].day, planned->done)
                                   : 0;
                planned->start = rfi_add(planned->start, late);
                planned->done = rfi_add(planned->done, late);
            }
            if (units_in(plan, &planned->install) == planned->install.count) {
                break;
            }
        }
        retrofit->ready = rfi_max(retrofit->ready, planned->done);
    }
}

static bool take_phases(rfi_course *x)
{
    rfi_timed *t = &x->timed;
    rfi_comparing *c = t->comparing;
    rfi_comparison *m = c->comparison;
    m->phases = RFI_ARRAY(c->arena, t->count + 1, rfi_phase);
    if (m->phases == NULL) {
        return false;
    }
    rfi_wide sum = 0;
    const rfi_plan *before = NULL;
    for (size_t k = 0; k < t->count; k++) {
        rfi_quarter *q = &t->quarters[k];
        rfi_phase *phase = &m->phases[k];
        *phase = (rfi_phase){.day = q->day,
                             .weight = q->weight,
                             .retrofit = rfi_menu_retrofit(&q->part, x->values + q->first)};
        if (phase->retrofit == NULL || !list_added(c, phase, before)) {
            return false;
        }
        phase->retrofit->proof = RFI_PROOF_BOUNDED;
        phase->retrofit->it_bound = x->alone[k].bound;
        phase->retrofit->it_claimed = x->alone[k].claimed;
        before = phase->retrofit->plan;
        sum += (rfi_wide)phase->retrofit->it_power * q->weight;
    }
    m->phase_count = t->count;
    m->crews = c->options->crews;
    m->evenly = c->options->evenly;
    m->power_quarters = rfi_narrow(sum / PPM);
    return true;
}

static int64_t in_power_quarters(const rfi_timed *t, int64_t gain)
{
    return gain >= RFI_UNBOUNDED ? RFI_UNBOUNDED : rfi_mul_div_ceil(gain, t->grain, PPM);
}

static rfi_retrofit *finish(rfi_course *x, bool possible)
{
    rfi_comparison *m = x->timed.comparing->comparison;
    m->power_quarters_bound = in_power_quarters(&x->timed, x->bound);
    m->power_quarters_claimed = in_power_quarters(&x->timed, x->claimed);
    if (!x->has_values) {
        rfi_retrofit *none = RFI_NEW(m->arena, rfi_retrofit);
        if (none != NULL) {
            none->proof = possible ? RFI_PROOF_UNDECIDED : RFI_PROOF_NONE;
            none->nodes = x->nodes;
        }
        return none;
    }
    if (!take_phases(x)) {
        return NULL;
    }
    rfi_retrofit *last = m->phases[m->phase_count - 1].retrofit;
    int64_t value = value_of(&x->timed.problem, x->values);
    bool claimed = x->claimed_by != NULL && x->claimed <= value;
    last->proof = proven(x) ? RFI_PROOF_CERTIFIED
                  : claimed ? RFI_PROOF_CLAIMED
                            : RFI_PROOF_BOUNDED;
    last->claimed_by = rfi_arena_copy(m->arena, x->claimed_by);
    last->nodes = x->nodes;
    set_service_days(m, last);
    return last;
}

rfi_retrofit *rfi_timed_solve(rfi_comparing *c)
{
    rfi_arena *scratch = rfi_arena_within(c->menu.arena);
    rfi_course x = {.bound = 0};
    rfi_retrofit *retrofit = NULL;
    bool possible = false;
    if (scratch != NULL && rfi_timed_make(c, scratch, &x.timed)) {
        size_t variables = x.timed.problem.variable_count;
        x.alone = RFI_ARRAY(scratch, x.timed.count, rfi_outcome);
        x.values = RFI_ARRAY(scratch, variables + 1, int64_t);
        x.trial = RFI_ARRAY(scratch, variables + 1, int64_t);
        bool fine = x.alone != NULL && x.values != NULL && x.trial != NULL &&
                    solve_alone(&x, &possible) && (!possible || search(&x));
        retrofit = fine ? finish(&x, possible) : NULL;
    }
    rfi_arena_free(scratch);
    return retrofit;
}
