/* SPDX-License-Identifier: MIT */
/* From a composed problem to a plan: values become shares, installs, costs and days; and
 * the questions whether an ask can be met and what rules it out. */
#include "planner/decide/menu.h"

#include <stdlib.h>
#include <string.h>

#include "planner/base/checked.h"
#include "planner/money/capex.h"

enum { DOLLAR = 1000000 };
/* Variables beyond which the dense relaxation of the own search costs more than halls
 * priced one by one. */
enum { DENSE_MOST = 600 };

rfi_solve_options rfi_budget_options(const rfi_budget *budget)
{
    return (rfi_solve_options){.node_limit = budget->node_limit,
                               .guard = budget->guard,
                               .mip_program = budget->mip_program,
                               .watch = budget->watch,
                               .context = budget->context};
}

/* ---- values to a plan -----------------------------------------------------------------
 */

static void take_shares(const rfi_composed *composed, const int64_t *values, rfi_plan *plan)
{
    const rfi_menu *menu = composed->menu;
    for (size_t h = 0; h < menu->site->hall_count; h++) {
        rfi_hall_share *share = &plan->shares[h];
        *share = (rfi_hall_share){.hall = &menu->site->halls[h]};
        for (size_t p = 0; p < menu->profile_count; p++) {
            int64_t pods = values[composed->pods[h * menu->profile_count + p]];
            if (pods <= 0) {
                continue;
            }
            share->profile = menu->profiles[p];
            share->converted = 1;
            share->pods = share->most_pods = pods;
            share->units = rfi_div_ceil(pods, rfi_pods_per_unit(menu->profiles[p]));
            plan->pods = rfi_add(plan->pods, pods);
        }
    }
}

/* Lots are ordered by measure; installs stand site first, then by hall. */
static void take_installs(const rfi_composed *composed, const int64_t *values,
                          rfi_plan *plan)
{
    const rfi_menu *menu = composed->menu;
    size_t places = menu->site->hall_count + 1;
    for (size_t k = 0; k < places; k++) {
        size_t hall = k == 0 ? RFI_PLACE_SITE : k - 1;
        for (size_t l = 0; l < menu->lot_count; l++) {
            size_t by = composed->count[l];
            int64_t count = by == SIZE_MAX ? 0 : values[by];
            if (menu->lots[l].hall == hall && count > 0) {
                plan->installs[plan->install_count++] =
                    (rfi_install){.measure = &menu->measures->items[menu->lots[l].measure],
                                  .hall = hall,
                                  .count = count};
            }
        }
    }
}

/* Pods to place so that as many are left once the installs of the hall have taken their
 * part of the floor (docs/retrofit.md, "Floor"). */
static int64_t pods_to_place(const rfi_menu *menu, const rfi_plan *plan, size_t h)
{
    int64_t area = rfi_hall_area(&menu->site->halls[h]);
    int64_t taken = 0;
    for (size_t i = 0; i < plan->install_count; i++) {
        for (size_t l = 0; plan->installs[i].hall == h && l < menu->lot_count; l++) {
            const rfi_lot *lot = &menu->lots[l];
            bool is = &menu->measures->items[lot->measure] == plan->installs[i].measure;
            taken = rfi_add(taken, is && lot->hall == h
                                       ? rfi_mul(lot->floor, plan->installs[i].count)
                                       : 0);
        }
    }
    int64_t pods = plan->shares[h].pods;
    return taken > 0 && taken < area ? rfi_mul_div_ceil(pods, area, area - taken) : pods;
}

static bool place_floors(const rfi_menu *menu, rfi_plan *plan)
{
    for (size_t h = 0; h < plan->share_count; h++) {
        const rfi_hall_share *share = &plan->shares[h];
        if (share->pods == 0 || share->hall->outline == NULL) {
            continue;
        }
        rfi_floor *floor = &plan->floors[plan->floor_count];
        rfi_floors_profile(menu->floors, share->profile);
        if (!rfi_floors_place(menu->floors, share->hall, plan->end,
                              pods_to_place(menu, plan, h), floor)) {
            return false;
        }
        floor->it_power = rfi_it_power(
            share->profile, floor->pods,
            rfi_div_ceil(floor->pods, rfi_pods_per_unit(share->profile)), false);
        plan->floor_count += floor->pods > 0 ? 1 : 0;
    }
    return true;
}

static const rfi_profile *leading_profile(const rfi_menu *menu, const rfi_plan *plan)
{
    const rfi_profile *leading = menu->profiles[0];
    int64_t most = 0;
    for (size_t p = 0; p < menu->profile_count; p++) {
        int64_t pods = 0;
        for (size_t h = 0; h < plan->share_count; h++) {
            pods += plan->shares[h].profile == menu->profiles[p] ? plan->shares[h].pods : 0;
        }
        if (pods > most) {
            most = pods;
            leading = menu->profiles[p];
        }
    }
    return leading;
}

static rfi_plan *make_plan(const rfi_composed *composed, const int64_t *values)
{
    const rfi_menu *menu = composed->menu;
    size_t halls = menu->site->hall_count;
    rfi_plan *plan = RFI_NEW(menu->arena, rfi_plan);
    if (plan == NULL) {
        return NULL;
    }
    *plan =
        (rfi_plan){.site = menu->site,
                   .end = menu->end,
                   .by = menu->by,
                   .shares = RFI_ARRAY(menu->arena, halls + 1, rfi_hall_share),
                   .share_count = halls,
                   .floors = RFI_ARRAY(menu->arena, halls + 1, rfi_floor),
                   .measures = menu->measures,
                   .installs = RFI_ARRAY(menu->arena, menu->lot_count + 1, rfi_install)};
    memcpy(plan->policy, menu->site->want.policy, sizeof(plan->policy));
    if (plan->shares == NULL || plan->floors == NULL || plan->installs == NULL) {
        return NULL;
    }
    take_shares(composed, values, plan);
    take_installs(composed, values, plan);
    plan->profile = leading_profile(menu, plan);
    return place_floors(menu, plan) ? plan : NULL;
}

/* ---- money, time, words ---------------------------------------------------------------
 */

/* Titles of the rows that the install raises or settles, the first few. */
static const char *settles_words(const rfi_menu *menu, const rfi_install *install)
{
    enum { SHOWN = 3 };
    rfi_text text = RFI_TEXT_INIT;
    size_t shown = 0;
    size_t more = 0;
    for (size_t i = 0; i < menu->row_count; i++) {
        const rfi_requirement *r = &menu->rows[i];
        bool here = r->hall_index == install->hall; /* SIZE_MAX: the site, on both sides */
        const char *title = menu->rows[menu->group[i]].title;
        for (size_t g = 0; g < r->gain_count; g++) {
            const rfi_gain *gain = &r->gains[g];
            if (&menu->measures->items[gain->measure] != install->measure ||
                gain->adds[menu->end] <= 0 || (!here && !gain->anywhere)) {
                continue;
            }
            more += shown >= SHOWN ? 1 : 0;
            if (shown < SHOWN) {
                rfi_text_format(&text, "%s%s", shown > 0 ? "; " : "", title);
            }
            shown++;
            break;
        }
    }
    if (more > 0) {
        rfi_text_format(&text, "; and %zu more", more);
    }
    const char *words =
        text.failed || text.data == NULL ? "" : rfi_arena_copy(menu->arena, text.data);
    rfi_text_finish(&text);
    return words == NULL ? "" : words;
}

static bool plan_installs(const rfi_menu *menu, rfi_retrofit *retrofit)
{
    const rfi_plan *plan = retrofit->plan;
    size_t count = plan->install_count;
    retrofit->installs = RFI_ARRAY(menu->arena, count + 1, rfi_planned);
    retrofit->install_count = count;
    retrofit->ready = menu->site->as_of;
    int64_t *start = RFI_ARRAY(menu->arena, count + 1, int64_t);
    int64_t *done = RFI_ARRAY(menu->arena, count + 1, int64_t);
    if (retrofit->installs == NULL || start == NULL || done == NULL) {
        return false;
    }
    rfi_install_ready(plan->installs, count, menu->site->as_of, menu->end, start, done);
    for (size_t i = 0; i < count; i++) {
        const rfi_install *install = &plan->installs[i];
        rfi_planned *planned = &retrofit->installs[i];
        const rfi_hall *hall =
            install->hall == RFI_PLACE_SITE ? NULL : &menu->site->halls[install->hall];
        *planned = (rfi_planned){.install = *install,
                                 .comes_with = install->measure->with != RFI_WITH_NONE,
                                 .start = start[i],
                                 .done = done[i],
                                 .settles = settles_words(menu, install)};
        for (rfi_end end = 0; end < RFI_ENDS; end++) {
            int64_t unit = 0;
            int64_t share = rfi_install_share(menu->site, plan->installs, count, i, end);
            bool known =
                rfi_unit_cost(install->measure, hall, end, &unit) && share < RFI_UNBOUNDED;
            planned->cost[end] =
                known ? rfi_add(rfi_mul(unit, install->count), share) : RFI_UNBOUNDED;
        }
        retrofit->ready = rfi_max(retrofit->ready, planned->done);
    }
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        retrofit->cost[end] = rfi_installs_cost(menu->site, plan->installs, count, end);
    }
    return true;
}

static void count_up(rfi_retrofit *retrofit)
{
    const rfi_plan *plan = retrofit->plan;
    retrofit->pods = plan->pods;
    for (size_t h = 0; h < plan->share_count; h++) {
        const rfi_hall_share *share = &plan->shares[h];
        if (share->pods > 0) {
            retrofit->units = rfi_add(retrofit->units, share->units);
            retrofit->it_power =
                rfi_add(retrofit->it_power,
                        rfi_it_power(share->profile, share->pods, share->units, false));
        }
    }
}

static rfi_proof proof_of(const rfi_outcome *outcome)
{
    if (outcome->status == RFI_STATUS_INFEASIBLE) {
        return RFI_PROOF_NONE;
    }
    if (!outcome->has_solution) {
        return RFI_PROOF_UNDECIDED;
    }
    if (outcome->status == RFI_STATUS_OPTIMAL || outcome->bound <= outcome->value) {
        return RFI_PROOF_CERTIFIED;
    }
    return outcome->claimed_by != NULL && outcome->claimed <= outcome->value
               ? RFI_PROOF_CLAIMED
               : RFI_PROOF_BOUNDED;
}

/* Bounds of the first objective, in the units that readers see. */
static bool take_bounds(const rfi_menu *menu, const rfi_ask *ask,
                        const rfi_outcome *outcome, rfi_retrofit *retrofit)
{
    retrofit->proof = proof_of(outcome);
    bool shown = retrofit->proof == RFI_PROOF_CLAIMED || ask->aim == RFI_AIM_POWER;
    const char *by = shown ? outcome->claimed_by : NULL; /* claims of costs are not shown */
    retrofit->claimed_by = rfi_arena_copy(menu->arena, by);
    retrofit->nodes = outcome->nodes;
    retrofit->it_bound = retrofit->it_claimed = RFI_UNBOUNDED; /* where nobody asked */
    if (ask->aim == RFI_AIM_POWER) {
        retrofit->it_bound = outcome->bound;
        retrofit->it_claimed = outcome->claimed;
    } else if (ask->aim == RFI_AIM_COST) {
        retrofit->cost_bound = rfi_mul(-outcome->bound, DOLLAR);
    }
    return by == NULL || retrofit->claimed_by != NULL;
}

static void take_relaxations(const rfi_composed *composed, const int64_t *values,
                             rfi_relaxation *relaxations, size_t *ret_count)
{
    *ret_count = 0;
    for (size_t i = 0; i < composed->menu->row_count; i++) {
        size_t slack = composed->slack[i];
        if (slack != SIZE_MAX && values[slack] > 0) {
            relaxations[(*ret_count)++] =
                (rfi_relaxation){i, rfi_mul(values[slack], composed->grain[i])};
        }
    }
}

static bool fill_retrofit(const rfi_composed *composed, const int64_t *values,
                          rfi_retrofit *retrofit)
{
    const rfi_menu *menu = composed->menu;
    retrofit->plan = make_plan(composed, values);
    if (retrofit->plan == NULL) {
        return false;
    }
    count_up(retrofit);
    bool fine = plan_installs(menu, retrofit);
    retrofit->plan->measures = menu->measures;
    retrofit->plan->cost = retrofit->cost[menu->end];
    retrofit->plan->cost_stated = true;
    return fine;
}

rfi_retrofit *rfi_menu_retrofit(const rfi_composed *composed, const int64_t *values)
{
    rfi_retrofit *retrofit = RFI_NEW(composed->menu->arena, rfi_retrofit);
    return retrofit != NULL && fill_retrofit(composed, values, retrofit) ? retrofit : NULL;
}

rfi_retrofit *rfi_menu_solve(const rfi_menu *menu, const rfi_ask *ask,
                             const rfi_budget *budget)
{
    return rfi_menu_relax(menu, ask, budget, NULL, NULL);
}

rfi_retrofit *rfi_menu_relax(const rfi_menu *menu, const rfi_ask *ask,
                             const rfi_budget *budget, rfi_relaxation *relaxations,
                             size_t *ret_count)
{
    rfi_arena *scratch = rfi_arena_within(menu->arena);
    rfi_retrofit *retrofit = RFI_NEW(menu->arena, rfi_retrofit);
    rfi_composed composed;
    rfi_outcome outcome = {.status = RFI_STATUS_NO_MEMORY};
    bool fine =
        scratch != NULL && retrofit != NULL && rfi_compose(menu, ask, scratch, &composed);
    if (fine) {
        composed.problem.later_count = ask->first_only ? 0 : composed.problem.later_count;
        rfi_solve_options options = rfi_budget_options(budget);
        if (composed.problem.variable_count > DENSE_MOST) {
            options.engine = RFI_ENGINE_STRUCTURED;
            options.node_limit = 0; /* a limit for one search is none for one a hall */
        }
        rfi_solve_alike(&composed.problem, &options, &outcome);
        fine = outcome.status != RFI_STATUS_NO_MEMORY;
    }
    fine = fine && take_bounds(menu, ask, &outcome, retrofit);
    if (fine && outcome.has_solution && relaxations != NULL && ret_count != NULL) {
        take_relaxations(&composed, outcome.values, relaxations, ret_count);
    }
    if (fine && outcome.has_solution) {
        fine = fill_retrofit(&composed, outcome.values, retrofit);
    }
    rfi_arena_free(scratch);
    return fine ? retrofit : NULL;
}

/* ---- can it be had --------------------------------------------------------------------
 */

bool rfi_menu_can(const rfi_menu *menu, const rfi_ask *ask, const rfi_budget *budget,
                  bool *ret_stopped)
{
    rfi_arena *scratch = rfi_arena_within(menu->arena);
    rfi_composed composed;
    rfi_outcome outcome = {.status = RFI_STATUS_NO_MEMORY};
    if (scratch != NULL && rfi_compose(menu, ask, scratch, &composed)) {
        composed.problem.later_count = 0; /* any plan will do */
        for (size_t j = 0; j < composed.problem.variable_count; j++) {
            composed.problem.variables[j].gain = 0;
        }
        rfi_solve_options options = rfi_budget_options(budget);
        rfi_solve_alike(&composed.problem, &options, &outcome);
    }
    rfi_arena_free(scratch);
    *ret_stopped = outcome.status != RFI_STATUS_INFEASIBLE && !outcome.has_solution;
    return outcome.status != RFI_STATUS_INFEASIBLE;
}

/* QuickXplain (U. Junker, AAAI 2004): what is needed of a list, by halves. */
typedef struct explainer {
    const rfi_menu *menu;
    rfi_ask ask;
    const rfi_budget *budget;
    bool *active;
    bool stopped; /* a check gave up: it counts as "can be had" */
} explainer;

static bool can(explainer *x)
{
    bool stopped = false;
    bool possible = rfi_menu_can(x->menu, &x->ask, x->budget, &stopped);
    x->stopped = x->stopped || stopped;
    return possible;
}

static void switch_rows(explainer *x, const size_t *rows, size_t count, bool on)
{
    for (size_t i = 0; i < count; i++) {
        x->active[rows[i]] = on;
    }
}

/* What is active rules the ask out together with `rows`, which are not active. Moves those
 * that are needed to the front of rows and returns their number; none is active after.
 * fresh: something was added since the last check. */
static size_t explain(explainer *x, size_t *rows, size_t count, bool fresh)
{
    if (fresh && !can(x)) {
        return 0;
    }
    if (count == 1) {
        return 1;
    }
    size_t half = count / 2;
    switch_rows(x, rows, half, true);
    size_t second = explain(x, rows + half, count - half, true);
    switch_rows(x, rows, half, false);
    switch_rows(x, rows + half, second, true);
    size_t first = explain(x, rows, half, second > 0);
    switch_rows(x, rows + half, second, false);
    memmove(rows + first, rows + half, second * sizeof(*rows));
    return first + second;
}

static int ascending(const void *left, const void *right)
{
    size_t a = *(const size_t *)left;
    size_t b = *(const size_t *)right;
    return a < b ? -1 : a > b ? 1 : 0;
}

bool rfi_menu_conflict(const rfi_menu *menu, const rfi_ask *ask, const bool *allowed,
                       const rfi_budget *budget, rfi_conflict *ret_conflict)
{
    explainer x = {.menu = menu,
                   .ask = *ask,
                   .budget = budget,
                   .active = RFI_ARRAY(menu->arena, menu->row_count + 1, bool)};
    size_t *rows = RFI_ARRAY(menu->arena, menu->row_count + 1, size_t);
    size_t count = 0;
    *ret_conflict = (rfi_conflict){.members = rows, .end = menu->end, .with_want = true};
    if (x.active == NULL || rows == NULL) {
        return false;
    }
    x.ask.active = x.active;
    for (size_t i = 0; i < menu->row_count; i++) {
        if (menu->group[i] == i && (allowed == NULL || allowed[i])) {
            x.active[i] = true;
            rows[count++] = i;
        }
    }
    if (count == 0 || can(&x)) {
        return false;
    }
    switch_rows(&x, rows, count, false);
    x.stopped = false;
    ret_conflict->count = explain(&x, rows, count, true);
    ret_conflict->minimal = !x.stopped;
    qsort(rows, ret_conflict->count, sizeof(*rows), ascending);
    return true;
}
