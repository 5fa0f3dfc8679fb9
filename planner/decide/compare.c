/* SPDX-License-Identifier: MIT */
/* The course of a comparison: the site as it is, the most that could be had, the plan that
 * serves the goal, and what surrounds it. */
#include "planner/decide/compare.h"

#include <string.h>

#include "planner/base/checked.h"
#include "planner/base/digest.h"
#include "planner/base/text.h"
#include "planner/decide/comparing.h"
#include "planner/decide/timed.h"

enum { DOLLAR = 1000000, POINTS = 8, ALTERNATIVES = 3, LEAD_NODES = 60 };

rfi_ask rfi_comparing_ask(const rfi_comparing *c, rfi_aim aim)
{
    rfi_ask ask = RFI_ASK_INIT;
    ask.aim = aim;
    int64_t budget = c->comparison->budget;
    ask.budget = budget == INT64_MAX ? INT64_MAX : budget / DOLLAR;
    return ask;
}

rfi_ask rfi_comparing_same(const rfi_comparing *c)
{
    rfi_ask ask = rfi_comparing_ask(c, c->aim);
    ask.target = c->aim == RFI_AIM_COST ? rfi_max(c->comparison->target, 1) : 0;
    return ask;
}

bool rfi_comparing_menu(const rfi_comparing *c, int64_t by, bool by_stated,
                        rfi_menu *ret_menu)
{
    const rfi_comparison *m = c->comparison;
    const rfi_menu_setting setting = {
        .site = m->apart,
        .kind = c->kind,
        .profiles = m->profiles,
        .profile_count = m->profile_count,
        .measures = m->measures,
        .rules = m->rules,
        .floors = c->floors,
        .end = m->end,
        .by = by,
        .by_stated = by_stated,
    };
    return rfi_menu_make(&setting, c->arena, ret_menu);
}

rfi_retrofit *rfi_comparing_solve(rfi_comparing *c, const rfi_ask *ask)
{
    return rfi_menu_solve(&c->menu, ask, &c->budget);
}

bool rfi_chooses(const rfi_retrofit *retrofit)
{
    bool chosen = false;
    for (size_t i = 0; i < retrofit->install_count; i++) {
        chosen = chosen || !retrofit->installs[i].comes_with;
    }
    return chosen;
}

bool rfi_same_installs(const rfi_retrofit *a, const rfi_retrofit *b)
{
    bool same = a->install_count == b->install_count;
    for (size_t i = 0; same && i < a->install_count; i++) {
        const rfi_install *x = &a->installs[i].install;
        const rfi_install *y = &b->installs[i].install;
        same = x->measure == y->measure && x->hall == y->hall && x->count == y->count;
    }
    return same;
}

/* ---- what is asked for ----------------------------------------------------------------
 */

/* Critical IT power of the want: its own figure, or that of its pods under the first
 * profile; without a want none. */
static int64_t target_of(const rfi_comparison *m, const rfi_compare_options *options)
{
    const rfi_want *want = &m->site->want;
    int64_t pods = options->target_stated   ? options->pods
                   : rfi_known(&want->pods) ? want->pods.base
                                            : 0;
    if (options->target_stated && options->target > 0) {
        return options->target;
    }
    if (!options->target_stated && rfi_known(&want->target)) {
        return want->target.base;
    }
    if (pods > 0 && m->profile_count > 0) {
        int64_t units = rfi_div_ceil(pods, rfi_pods_per_unit(m->profiles[0]));
        return rfi_it_power(m->profiles[0], pods, units, false);
    }
    return 0;
}

static void set_question(rfi_comparison *m, const rfi_compare_options *options)
{
    const rfi_want *want = &m->site->want;
    bool by_here = rfi_known(&want->by);
    m->end = options->end;
    m->budget = options->budget;
    m->by_stated = options->by_stated || by_here;
    m->by = options->by_stated ? options->by : by_here ? want->by.high : m->site->as_of;
    m->target = target_of(m, options);
    m->target_stated = m->target > 0;
    m->goal = options->goal_stated ? options->goal
              : m->target > 0      ? RFI_GOAL_COST
                                   : RFI_GOAL_POWER;
}

/* ---- recommendation -------------------------------------------------------------------
 */

static rf_verdict verdict_of(const rfi_comparison *m, const rfi_retrofit *richest)
{
    int64_t target = m->target > 0 ? m->target : 1;
    if (m->as_is->it_power >= target) {
        return RF_VERDICT_FIT;
    }
    if (richest->it_power >= target) {
        return RF_VERDICT_FIT_WITH_MEASURES;
    }
    return richest->proof == RFI_PROOF_NONE || richest->it_bound < target
               ? RF_VERDICT_NO_FIT
               : RF_VERDICT_UNDECIDED;
}

/* The first day on which the target can be met: of the days on which something becomes
 * available, by halving, since a later date never offers less. */
static rfi_retrofit *find_earliest(rfi_comparing *c)
{
    const rfi_menu *all = &c->menu;
    rfi_retrofit *best = NULL;
    bool open = false; /* a search stopped on a day before: it was not ruled out */
    int64_t low = c->comparison->site->as_of;
    int64_t high = low;
    for (size_t l = 0; l < all->lot_count; l++) {
        int64_t ready = all->lots[l].ready;
        high = ready < RFI_UNBOUNDED ? rfi_max(high, ready) : high;
    }
    while (low <= high) {
        int64_t middle = low + (high - low) / 2;
        rfi_menu menu;
        rfi_ask ask = rfi_comparing_ask(c, RFI_AIM_COST);
        ask.target = rfi_max(c->comparison->target, 1);
        if (!rfi_comparing_menu(c, middle, true, &menu)) {
            return NULL;
        }
        rfi_retrofit *found = rfi_menu_solve(&menu, &ask, &c->budget);
        if (found == NULL) {
            return NULL;
        }
        if (found->plan != NULL) {
            best = found;
            high = middle - 1;
        } else {
            open = open || found->proof != RFI_PROOF_NONE;
            best = best == NULL || best->plan == NULL ? found : best;
            low = middle + 1;
        }
    }
    if (open && best != NULL) {
        best->proof = best->plan != NULL ? RFI_PROOF_BOUNDED : RFI_PROOF_UNDECIDED;
    }
    return best;
}

/* The cheapest plan of an ask. Where the search stopped before it found one, the cheapest
 * point of the frontier that does what is asked for stands in, with the bound. */
static rfi_retrofit *cheapest(rfi_comparing *c, const rfi_ask *ask)
{
    rfi_comparison *m = c->comparison;
    rfi_retrofit *found = rfi_comparing_solve(c, ask);
    const rfi_retrofit *near = NULL;
    if (found == NULL || found->proof != RFI_PROOF_UNDECIDED) {
        return found;
    }
    for (size_t i = 0; i < m->frontier_count; i++) {
        const rfi_retrofit *r = m->frontier[i].retrofit;
        bool does =
            r->plan != NULL && m->frontier[i].by == m->by && r->it_power >= ask->target;
        if (does && (near == NULL || r->cost[m->end] < near->cost[m->end])) {
            near = r;
        }
    }
    if (near != NULL) {
        int64_t bound = found->cost_bound;
        *found = *near;
        found->proof = RFI_PROOF_BOUNDED;
        found->it_bound = found->it_claimed = RFI_UNBOUNDED;
        found->cost_bound = rfi_max(bound, 0);
    }
    return found;
}

static rfi_retrofit *recommend(rfi_comparing *c, rfi_retrofit *richest)
{
    rfi_comparison *m = c->comparison;
    rfi_ask ask = rfi_comparing_ask(c, RFI_AIM_COST);
    switch (m->goal) {
    case RFI_GOAL_COST:
        ask.target = rfi_max(m->target, 1);
        if (richest->it_power < ask.target) {
            return richest;
        }
        c->aim = RFI_AIM_COST;
        return cheapest(c, &ask);
    case RFI_GOAL_EARLIEST:
        return find_earliest(c);
    case RFI_GOAL_COST_PER_POWER:
        return rfi_find_cheapest_power(c);
    case RFI_GOAL_POWER_QUARTERS:
        return rfi_timed_solve(c);
    case RFI_GOAL_POWER:
    case RFI_GOALS:
        break;
    }
    return richest;
}

static const char *reasons(const rfi_comparing *c)
{
    const rfi_comparison *m = c->comparison;
    const rfi_retrofit *r = m->recommended;
    if (r->plan == NULL) {
        return r->proof == RFI_PROOF_NONE
                   ? "No plan of measures on offer meets the question: proven."
                   : "The search stopped before it found a plan.";
    }
    bool best = r->proof == RFI_PROOF_CERTIFIED || r->proof == RFI_PROOF_CLAIMED;
    if (m->goal == RFI_GOAL_COST && m->target > 0 && r->it_power < m->target) {
        return m->verdict == RF_VERDICT_NO_FIT
                   ? "No plan reaches the target: this one comes nearest."
                   : "No plan was found that reaches the target: this one comes nearest.";
    }
    if (!rfi_chooses(r) && r->it_power >= rfi_max(m->target, 1)) {
        return "The site as it is serves the goal: no measure is needed.";
    }
    switch (m->goal) {
    case RFI_GOAL_COST:
        return best ? "Of all plans that reach the target this one costs least."
                    : "Of the plans found that reach the target this one costs least.";
    case RFI_GOAL_COST_PER_POWER:
        return "Of the plans of the frontier this one costs least for each megawatt of "
               "critical IT.";
    case RFI_GOAL_EARLIEST:
        return best ? "On no earlier day can the target be met; of the plans of that day "
                      "this one costs least."
                    : "On no earlier day was a plan found that meets the target.";
    case RFI_GOAL_POWER_QUARTERS:
        return r->proof == RFI_PROOF_CERTIFIED
                   ? "Over the quarters no plan carries more discounted critical IT power."
                   : "Of the plans found this one carries the most discounted critical IT "
                     "power over the quarters.";
    case RFI_GOAL_POWER:
    case RFI_GOALS:
        break;
    }
    return best ? "No plan carries more critical IT; of those that carry as much it costs "
                  "least."
                : "Of the plans found this one carries the most critical IT.";
}

static bool digest_inputs(rfi_comparing *c)
{
    rfi_comparison *m = c->comparison;
    const char *parts[] = {m->site->digest, m->site->reference_digest,
                           m->site->climate == NULL ? NULL : m->site->climate->digest,
                           m->measures->digest};
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_format(&text, "rackfit %s\n", RF_VERSION);
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        rfi_text_format(&text, "%s\n", parts[i] == NULL ? "" : parts[i]);
    }
    for (size_t p = 0; p < m->profile_count; p++) {
        const char *digest = m->profiles[p]->digest;
        rfi_text_format(&text, "%s\n", digest == NULL ? "" : digest);
    }
    char hex[65] = "";
    if (!text.failed) {
        rfi_digest(text.data, text.size, hex);
    }
    m->input_digest = rfi_arena_copy(c->arena, hex);
    bool fine = !text.failed && m->input_digest != NULL;
    rfi_text_finish(&text);
    return fine;
}

static bool compare(rfi_comparing *c)
{
    rfi_comparison *m = c->comparison;
    if (!rfi_comparing_menu(c, m->by, m->by_stated, &c->menu)) {
        return false;
    }
    m->requirements = c->menu.rows;
    m->requirement_count = c->menu.row_count;
    rfi_ask plain = rfi_comparing_ask(c, RFI_AIM_POWER);
    plain.no_measures = true;
    rfi_ask most = rfi_comparing_ask(c, RFI_AIM_POWER);
    m->as_is = rfi_comparing_solve(c, &plain);
    rfi_retrofit *richest = m->as_is == NULL ? NULL : rfi_comparing_solve(c, &most);
    if (richest == NULL) {
        return false;
    }
    if (!rfi_find_frontier(c, richest)) {
        return false;
    }
    richest = m->frontier[0].retrofit; /* or what stands in for it */
    m->verdict = verdict_of(m, richest);
    m->recommended = recommend(c, richest);
    if (m->recommended == NULL) {
        return false;
    }
    rfi_find_floats(m->recommended, m->end);
    m->why = reasons(c);
    /* What another question is asked about one day, or about no single search, says nothing
     * of its plan. */
    bool one_search = m->goal == RFI_GOAL_POWER || m->goal == RFI_GOAL_COST;
    bool one_day = m->goal != RFI_GOAL_POWER_QUARTERS;
    return rfi_find_binding(c, m->as_is) &&
           (!one_day || rfi_find_binding(c, m->recommended)) && rfi_climb_ladder(c) &&
           rfi_list_never(c) && (!one_search || rfi_find_alternatives(c)) &&
           rfi_find_conflicts(c) && rfi_find_repairs(c) &&
           (!one_search || (rfi_find_prices(c) && rfi_find_breaks(c))) && digest_inputs(c);
}

/* Sets up a comparison; own: the options with what they default to. */
static bool begin(rfi_comparing *c, rfi_compare_options *own, const rfi_compare_subject *of)
{
    own->points = own->points > 0 ? own->points : POINTS;
    own->node_limit = own->node_limit > 0 ? own->node_limit : RFI_PLANNED_NODES;
    own->alternatives = own->alternatives > 0 ? own->alternatives : ALTERNATIVES;
    *c = (rfi_comparing){.arena = of->arena,
                         .options = own,
                         .comparison = RFI_NEW(of->arena, rfi_comparison),
                         .floors = rfi_floors_new(of->arena, of->rules),
                         .budget = {.node_limit = own->node_limit,
                                    .guard = own->guard,
                                    .mip_program = own->mip_program,
                                    .watch = own->watch,
                                    .context = own->context}};
    rfi_comparison *m = c->comparison;
    if (m == NULL || c->floors == NULL) {
        return false;
    }
    m->arena = of->arena;
    m->site = of->site;
    size_t *kind = NULL;
    m->apart = rfi_site_apart(of->arena, of->site, &kind);
    c->kind = kind;
    m->profiles = of->profiles;
    m->profile_count = of->profile_count;
    m->measures = of->measures;
    m->rules = of->rules;
    m->engine =
        own->mip_program == NULL ? "own" : "own, with the MIP program for what is large";
    if (m->apart == NULL) {
        return false;
    }
    set_question(m, own);
    return true;
}

rfi_comparison *rfi_compare_site(rfi_arena *arena, const rfi_site *site,
                                 const rfi_profile *const *profiles, size_t profile_count,
                                 const rfi_measures *measures, const rfi_rules *rules,
                                 const rfi_compare_options *options)
{
    rfi_compare_options own = *options;
    rfi_comparing c;
    const rfi_compare_subject of = {arena, site, profiles, profile_count, measures, rules};
    return begin(&c, &own, &of) && compare(&c) ? c.comparison : NULL;
}

const rfi_problem *rfi_compare_problem(const rfi_compare_subject *of,
                                       const rfi_compare_options *options)
{
    rfi_compare_options own = *options;
    rfi_comparing c;
    rfi_composed *composed = RFI_NEW(of->arena, rfi_composed);
    if (composed == NULL || !begin(&c, &own, of) ||
        !rfi_comparing_menu(&c, c.comparison->by, c.comparison->by_stated, &c.menu)) {
        return NULL;
    }
    c.aim = c.comparison->goal == RFI_GOAL_COST ? RFI_AIM_COST : RFI_AIM_POWER;
    const rfi_ask ask = rfi_comparing_same(&c);
    return rfi_compose(&c.menu, &ask, of->arena, composed) ? &composed->problem : NULL;
}

/* Critical IT power of the best plan that a short search finds; negative: memory. */
static int64_t power_within_reach(const rfi_compare_subject *of,
                                  const rfi_compare_options *options)
{
    rfi_compare_options own = *options;
    rfi_comparing c;
    own.node_limit = LEAD_NODES;
    own.mip_program = NULL;
    if (!begin(&c, &own, of) ||
        !rfi_comparing_menu(&c, c.comparison->by, c.comparison->by_stated, &c.menu)) {
        return -1;
    }
    const rfi_ask ask = rfi_comparing_ask(&c, RFI_AIM_POWER);
    const rfi_retrofit *found = rfi_comparing_solve(&c, &ask);
    return found == NULL ? -1 : found->it_power;
}

bool rfi_compare_lead(const rfi_compare_subject *of, const rfi_compare_options *options,
                      size_t *ret_lead)
{
    int64_t most = 0;
    bool fine = true;
    for (size_t p = 0; p < of->profile_count && fine; p++) {
        rfi_compare_subject alone = *of;
        alone.arena = rfi_arena_within(of->arena);
        alone.profiles = of->profiles + p;
        alone.profile_count = 1;
        int64_t power = alone.arena == NULL ? -1 : power_within_reach(&alone, options);
        if (power > most) {
            most = power;
            *ret_lead = p;
        }
        fine = power >= 0;
        rfi_arena_free(alone.arena);
    }
    return fine;
}
