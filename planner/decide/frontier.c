/* SPDX-License-Identifier: MIT */
/* The frontier over budgets and dates, the ladder that climbs it, the limit that binds on
 * each rung, and the measures that no plan on it takes. */
#include "planner/decide/comparing.h"

#include <stdlib.h>
#include <string.h>

#include "planner/base/checked.h"
#include "planner/base/text.h"

enum { DOLLAR = 1000000, DATES_MOST = 4, QUARTER_DAYS = 91 };

/* ---- points ---------------------------------------------------------------------------
 */

static bool add_point(rfi_comparing *c, int64_t budget, int64_t by, rfi_retrofit *retrofit)
{
    rfi_comparison *m = c->comparison;
    if (retrofit == NULL) {
        return false;
    }
    m->frontier[m->frontier_count++] =
        (rfi_frontier_point){.budget = budget, .by = by, .retrofit = retrofit};
    return true;
}

/* A plan of less money also serves where more is there: it stands in where a search that
 * stopped found less, with the bound of that search. */
static bool stand_in(rfi_comparing *c)
{
    rfi_comparison *m = c->comparison;
    for (size_t i = m->frontier_count - 1; i-- > 0;) {
        rfi_retrofit *own = m->frontier[i].retrofit;
        const rfi_retrofit *less = m->frontier[i + 1].retrofit;
        if (less->plan == NULL || less->it_power <= own->it_power) {
            continue;
        }
        rfi_retrofit *copy = RFI_NEW(c->arena, rfi_retrofit);
        if (copy == NULL) {
            return false;
        }
        *copy = *less;
        copy->it_bound = own->it_bound;
        copy->it_claimed = own->it_claimed;
        copy->claimed_by = own->claimed_by;
        copy->proof = RFI_PROOF_BOUNDED;
        copy->nodes = own->nodes;
        m->frontier[i].retrofit = copy;
    }
    return true;
}

/* Budgets in equal steps from nothing to what the richest plan costs. The point of a budget
 * that the plan before does not use up is that plan: it is not solved again. The site as it
 * is stands beside them: what comes along costs money too. */
static bool by_budgets(rfi_comparing *c, rfi_retrofit *richest)
{
    rfi_comparison *m = c->comparison;
    int64_t points = (int64_t)c->options->points;
    int64_t most = rfi_div_ceil(richest->cost[m->end], DOLLAR);
    if (richest->plan == NULL || most <= 0) {
        return add_point(c, m->budget, m->by, richest);
    }
    if (!add_point(c, m->budget, m->by, richest)) {
        return false;
    }
    rfi_retrofit *last = richest;
    for (int64_t k = points - 1; k >= 0; k--) {
        int64_t budget = rfi_mul_div_floor(most, k, points);
        rfi_ask ask = rfi_comparing_ask(c, RFI_AIM_POWER);
        ask.budget = rfi_min(ask.budget, budget);
        bool same = last->plan != NULL && last->proof == RFI_PROOF_CERTIFIED &&
                    rfi_div_ceil(last->cost[m->end], DOLLAR) <= budget;
        last = same ? last : rfi_comparing_solve(c, &ask);
        if (!add_point(c, rfi_mul(budget, DOLLAR), m->by, last)) {
            return false;
        }
    }
    return stand_in(c);
}

static int compare_days(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left;
    int64_t b = *(const int64_t *)right;
    return a < b ? -1 : a > b ? 1 : 0;
}

/* Days on which something comes into service before all is there, thinned to a few. Where a
 * date is asked for, nothing later is on offer and nothing earlier is asked. */
static bool by_dates(rfi_comparing *c)
{
    rfi_comparison *m = c->comparison;
    if (m->by_stated || c->menu.lot_count == 0) {
        return true;
    }
    int64_t *days = RFI_ARRAY(c->arena, c->menu.lot_count, int64_t);
    if (days == NULL) {
        return false;
    }
    size_t count = 0;
    for (size_t l = 0; l < c->menu.lot_count; l++) {
        if (c->menu.lots[l].ready < RFI_UNBOUNDED) {
            days[count++] = c->menu.lots[l].ready;
        }
    }
    qsort(days, count, sizeof(*days), compare_days);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || days[i] > days[kept - 1] + QUARTER_DAYS) {
            days[kept++] = days[i];
        }
    }
    size_t step = kept > DATES_MOST ? (kept + DATES_MOST - 1) / DATES_MOST : 1;
    for (size_t i = step - 1; i < kept; i += step) {
        rfi_menu menu;
        rfi_ask ask = rfi_comparing_ask(c, RFI_AIM_POWER);
        if (!rfi_comparing_menu(c, days[i], true, &menu) ||
            !add_point(c, m->budget, days[i], rfi_menu_solve(&menu, &ask, &c->budget))) {
            return false;
        }
    }
    return true;
}

static bool equals(const rfi_retrofit *a, const rfi_retrofit *b, rfi_end end)
{
    return a->it_power == b->it_power && a->cost[end] == b->cost[end] &&
           a->ready == b->ready;
}

static bool beats(const rfi_frontier_point *a, const rfi_frontier_point *b, rfi_end end)
{
    const rfi_retrofit *x = a->retrofit;
    const rfi_retrofit *y = b->retrofit;
    bool no_worse =
        x->it_power >= y->it_power && x->cost[end] <= y->cost[end] && x->ready <= y->ready;
    bool better =
        x->it_power > y->it_power || x->cost[end] < y->cost[end] || x->ready < y->ready;
    return no_worse && better;
}

static void mark_points(rfi_comparison *m)
{
    for (size_t i = 0; i < m->frontier_count; i++) {
        rfi_frontier_point *point = &m->frontier[i];
        for (size_t k = 0; k < m->frontier_count; k++) {
            const rfi_retrofit *other = m->frontier[k].retrofit;
            point->dominated = point->dominated ||
                               (k != i && beats(&m->frontier[k], point, m->end)) ||
                               (k < i && equals(other, point->retrofit, m->end));
        }
        /* budgets fall by the comparison's date, dates rise under its budget */
        size_t below = point->by == m->by ? i + 1 : i - 1;
        bool there = below < m->frontier_count &&
                     (m->frontier[below].by == m->by) == (point->by == m->by);
        point->separated =
            !there || point->retrofit->it_power > m->frontier[below].retrofit->it_bound;
    }
}

bool rfi_find_frontier(rfi_comparing *c, rfi_retrofit *richest)
{
    rfi_comparison *m = c->comparison;
    size_t room = c->options->points + DATES_MOST + 4;
    m->frontier = RFI_ARRAY(c->arena, room, rfi_frontier_point);
    bool fine = m->frontier != NULL && by_budgets(c, richest) && by_dates(c);
    if (fine) {
        mark_points(m);
    }
    return fine;
}

/* ---- ladder ---------------------------------------------------------------------------
 */

bool rfi_find_binding(rfi_comparing *c, rfi_retrofit *retrofit)
{
    if (retrofit->plan == NULL || retrofit->binding != NULL) {
        return true;
    }
    static const rfi_install none = {0};
    const rfi_plan *plan = retrofit->plan;
    rfi_ask ask = RFI_ASK_INIT;
    ask.aim = RFI_AIM_POWER;
    ask.target = rfi_add(retrofit->it_power, 1);
    ask.fixed = plan->install_count > 0 ? plan->installs : &none;
    ask.fixed_count = plan->install_count;
    rfi_conflict conflict;
    retrofit->binding = NULL;
    if (!rfi_menu_conflict(&c->menu, &ask, NULL, &c->budget, &conflict)) {
        return true; /* nothing keeps it out: the search had stopped */
    }
    retrofit->binding = conflict.members;
    retrofit->binding_count = conflict.count;
    return true;
}

static int by_cost(const void *left, const void *right)
{
    const rfi_rung *a = left;
    const rfi_rung *b = right;
    return a->more_cost < b->more_cost ? -1 : a->more_cost > b->more_cost ? 1 : 0;
}

/* Names of the measures of which this plan has more than the one before. */
static const char *added_words(rfi_comparing *c, const rfi_retrofit *before,
                               const rfi_retrofit *now)
{
    rfi_text text = RFI_TEXT_INIT;
    const rfi_measures *measures = c->comparison->measures;
    for (size_t k = 0; k < measures->count; k++) {
        int64_t more = 0;
        for (size_t i = 0; i < now->install_count; i++) {
            const rfi_install *x = &now->installs[i].install;
            more += x->measure == &measures->items[k] ? x->count : 0;
        }
        for (size_t i = 0; before != NULL && i < before->install_count; i++) {
            const rfi_install *x = &before->installs[i].install;
            more -= x->measure == &measures->items[k] ? x->count : 0;
        }
        if (more > 0 && measures->items[k].with == RFI_WITH_NONE) {
            rfi_text_format(&text, "%s%lld x %s", text.size > 0 ? ", " : "",
                            (long long)more, measures->items[k].id);
        }
    }
    const char *words =
        text.failed || text.data == NULL ? "" : rfi_arena_copy(c->arena, text.data);
    rfi_text_finish(&text);
    return words == NULL ? "" : words;
}

bool rfi_climb_ladder(rfi_comparing *c)
{
    rfi_comparison *m = c->comparison;
    m->ladder = RFI_ARRAY(c->arena, m->frontier_count + 1, rfi_rung);
    if (m->ladder == NULL) {
        return false;
    }
    for (size_t i = 0; i < m->frontier_count; i++) {
        const rfi_frontier_point *point = &m->frontier[i];
        if (!point->dominated && point->by == m->by && point->retrofit->plan != NULL) {
            m->ladder[m->rung_count++] =
                (rfi_rung){.retrofit = point->retrofit,
                           .more_cost = point->retrofit->cost[m->end],
                           .more_power = point->retrofit->it_power};
        }
    }
    qsort(m->ladder, m->rung_count, sizeof(rfi_rung), by_cost);
    for (size_t i = m->rung_count; i-- > 0;) {
        rfi_rung *rung = &m->ladder[i];
        const rfi_retrofit *before = i > 0 ? m->ladder[i - 1].retrofit : NULL;
        rung->more_cost -= before == NULL ? 0 : before->cost[m->end];
        rung->more_power -= before == NULL ? 0 : before->it_power;
        rung->unlocked_by = added_words(c, before, rung->retrofit);
        rfi_retrofit *retrofit = NULL; /* the same, to be written to */
        for (size_t k = 0; k < m->frontier_count && retrofit == NULL; k++) {
            bool is = m->frontier[k].retrofit == rung->retrofit;
            retrofit = is ? m->frontier[k].retrofit : NULL;
        }
        if (retrofit == NULL || !rfi_find_binding(c, retrofit)) {
            return false;
        }
        rung->binds = retrofit->binding_count > 0
                          ? m->requirements[retrofit->binding[0]].title
                          : "only money, as far as the search went";
    }
    return true;
}

/* ---- what never pays ------------------------------------------------------------------
 */

static bool used_somewhere(const rfi_comparison *m, const rfi_measure *measure)
{
    for (size_t i = 0; i <= m->frontier_count; i++) {
        const rfi_retrofit *r =
            i < m->frontier_count ? m->frontier[i].retrofit : m->recommended;
        for (size_t k = 0; k < r->install_count; k++) {
            if (r->installs[k].install.measure == measure) {
                return true;
            }
        }
    }
    return false;
}

bool rfi_list_never(rfi_comparing *c)
{
    rfi_comparison *m = c->comparison;
    m->never = RFI_ARRAY(c->arena, m->measures->count + 1, rfi_never);
    for (size_t i = 0; m->never != NULL && i < m->measures->count; i++) {
        const rfi_measure *measure = &m->measures->items[i];
        if (!used_somewhere(m, measure)) {
            const char *reason = c->menu.no_lot[i];
            m->never[m->never_count++] = (rfi_never){
                measure, reason != NULL ? reason
                                        : "raises limits that do not bind, or costs "
                                          "more than what does the same"};
        }
    }
    return m->never != NULL;
}

/* ---- least cost per power -------------------------------------------------------------
 */

static bool cheaper_per_power(const rfi_retrofit *a, const rfi_retrofit *b, rfi_end end)
{
    if (b == NULL || b->it_power == 0) {
        return a->it_power > 0;
    }
    return a->it_power > 0 &&
           (rfi_wide)a->cost[end] * b->it_power < (rfi_wide)b->cost[end] * a->it_power;
}

/* The best of the points at which budgets were stepped: better ones may lie between. */
rfi_retrofit *rfi_find_cheapest_power(rfi_comparing *c)
{
    rfi_comparison *m = c->comparison;
    rfi_retrofit *best = NULL;
    for (size_t i = 0; i < m->frontier_count; i++) {
        rfi_retrofit *r = m->frontier[i].retrofit;
        if (r->plan != NULL && m->frontier[i].by == m->by &&
            cheaper_per_power(r, best, m->end)) {
            best = r;
        }
    }
    if (best == NULL || best->install_count == 0) {
        return best != NULL ? best : m->as_is;
    }
    rfi_retrofit *copy = RFI_NEW(c->arena, rfi_retrofit);
    if (copy != NULL) {
        *copy = *best;
        copy->proof = RFI_PROOF_BOUNDED;
    }
    return copy;
}
