/* SPDX-License-Identifier: MIT */
/* The whole comparison as canonical JSON, schema "urn:rackfit:compare:1". Requirements and
 * figures stand once and are named by id elsewhere. */
#include "reports/table/table.h"

#include "planner/base/checked.h"
#include "reports/table/comparison.h"
#include "reports/table/evaluation_json.h"
#include "reports/table/order.h"
#include "reports/table/value.h"
#include "reports/table/with_measures.h"

static void it_power(rfi_json *json, const char *key, int64_t value, rfi_round round)
{
    rfi_json_quantity(json, key, value, RFI_DIM_POWER, RFI_POWER_CRITICAL_IT, round, NULL);
}

static void money(rfi_json *json, const char *key, int64_t value, rfi_round round)
{
    rfi_json_quantity(json, key, value, RFI_DIM_MONEY, RFI_POWER_PLAIN, round, NULL);
}

static void money_or_null(rfi_json *json, const char *key, int64_t value, rfi_round round)
{
    if (rfi_bounded(value)) {
        money(json, key, value, round);
    } else {
        rfi_json_null(json, key);
    }
}

/* What it costs per power; null when there is no power to pay for. */
static void price(rfi_json *json, const char *key, int64_t cost, int64_t power)
{
    int64_t value = rfi_cost_per_power(cost, power);
    if (rfi_bounded(value)) {
        rfi_json_quantity(json, key, value, RFI_DIM_PRICE_POWER, RFI_POWER_PLAIN,
                          RFI_ROUND_UP, NULL);
    } else {
        rfi_json_null(json, key);
    }
}

static void write_cost(rfi_json *json, const int64_t *cost)
{
    rfi_json_open(json, "cost", '{');
    money(json, "low", cost[RFI_END_FAVOURABLE], RFI_ROUND_UP);
    money(json, "base", cost[RFI_END_BASE], RFI_ROUND_UP);
    money(json, "high", cost[RFI_END_UNFAVOURABLE], RFI_ROUND_UP);
    rfi_json_close(json, '}');
}

static void requirement_id(rfi_json *json, const char *key, const rfi_comparison *c,
                           size_t index)
{
    rfi_json_string(json, key,
                    index < c->requirement_count ? c->requirements[index].id : NULL);
}

/* ---- the question ------------------------------------------------------------------- */

static void write_question(rfi_json *json, const rfi_comparison *c)
{
    rfi_json_open(json, "question", '{');
    rfi_json_string(json, "goal", rfi_goal_words(c->goal));
    rfi_json_string(json, "end", rfi_end_words(c->end));
    if (c->target > 0) {
        it_power(json, "target", c->target, RFI_ROUND_UP);
    } else {
        rfi_json_null(json, "target");
    }
    rfi_json_boolean(json, "target_stated", c->target_stated);
    money_or_null(json, "budget", c->budget, RFI_ROUND_DOWN);
    rfi_json_date(json, "by", c->by, rfi_bounded(c->by));
    rfi_json_boolean(json, "by_stated", c->by_stated);
    rfi_json_boolean(json, "policy_stated", c->site->want.policy_stated);
    const rfi_policy *policy = rfi_compared_policy(c);
    if (policy == NULL) {
        rfi_json_null(json, "policy");
    } else {
        rfi_json_policies(json, "policy", policy);
    }
    rfi_json_place(json, "place", &c->site->want.place);
    rfi_json_close(json, '}');
}

static void write_documents(rfi_json *json, const rfi_comparison *c)
{
    rfi_json_site(json, c->site);
    rfi_json_open(json, "profiles", '[');
    for (size_t i = 0; i < c->profile_count; i++) {
        rfi_json_profile(json, NULL, c->profiles[i]);
    }
    rfi_json_close(json, ']');
    if (c->measures == NULL) {
        rfi_json_null(json, "measures");
        return;
    }
    rfi_measures_json(json, c->measures);
}

/* ---- plans -------------------------------------------------------------------------- */

static void write_install(rfi_json *json, const rfi_comparison *c,
                          const rfi_install *install)
{
    bool in_hall = install->hall < rfi_compared_site(c)->hall_count;
    rfi_json_string(json, "measure", install->measure->id);
    rfi_json_string(json, "name", install->measure->name);
    rfi_json_string(json, "hall", in_hall ? rfi_place_of(c, install) : NULL);
    rfi_json_integer(json, "units", install->count);
}

static void write_plan(rfi_json *json, const rfi_comparison *c, const rfi_plan *plan)
{
    if (plan == NULL) {
        rfi_json_null(json, "plan");
        return;
    }
    rfi_json_open(json, "plan", '{');
    rfi_json_string(json, "end", rfi_end_words(plan->end));
    rfi_json_date(json, "by", plan->by, rfi_bounded(plan->by));
    rfi_json_policies(json, "policy", plan->policy);
    rfi_json_string(json, "profile", plan->profile == NULL ? NULL : plan->profile->id);
    rfi_json_integer(json, "pods", plan->pods);
    rfi_json_shares(json, plan->shares, plan->share_count, true);
    rfi_json_open(json, "installs", '[');
    for (size_t i = 0; i < plan->install_count; i++) {
        rfi_json_open(json, NULL, '{');
        write_install(json, c, &plan->installs[i]);
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
    rfi_json_open(json, "floors", '[');
    for (size_t i = 0; i < plan->floor_count; i++) {
        rfi_json_floor(json, &plan->floors[i]);
    }
    rfi_json_close(json, ']');
    rfi_json_close(json, '}');
}

static void write_planned(rfi_json *json, const rfi_comparison *c, const rfi_retrofit *r)
{
    rfi_json_open(json, "installs", '[');
    for (size_t i = 0; i < r->install_count; i++) {
        const rfi_planned *planned = &r->installs[i];
        rfi_json_open(json, NULL, '{');
        write_install(json, c, &planned->install);
        write_cost(json, planned->cost);
        rfi_json_boolean(json, "cost_is_assumption",
                         rfi_cost_is_assumed(planned->install.measure));
        rfi_json_date(json, "start", planned->start, rfi_bounded(planned->start));
        rfi_json_date(json, "done", planned->done, rfi_bounded(planned->done));
        rfi_json_boolean(json, "comes_with", planned->comes_with);
        rfi_json_string(json, "raises", rfi_or_empty(planned->settles));
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
}

static void write_numbers(rfi_json *json, const rfi_comparison *c, const rfi_retrofit *r)
{
    bool plan = rfi_has_plan(r);
    rfi_json_integer(json, "pods", plan ? r->pods : 0);
    rfi_json_integer(json, "units", plan ? r->units : 0);
    it_power(json, "critical_it", plan ? r->it_power : 0, RFI_ROUND_DOWN);
    it_power(json, "critical_it_bound", r->it_bound, RFI_ROUND_UP);
    if (r->claimed_by != NULL && r->it_claimed > 0) {
        it_power(json, "critical_it_claimed", r->it_claimed, RFI_ROUND_UP);
    } else {
        rfi_json_null(json, "critical_it_claimed");
    }
    write_cost(json, r->cost);
    if (r->cost_bound > 0) {
        money(json, "cost_bound", r->cost_bound, RFI_ROUND_DOWN);
    } else {
        rfi_json_null(json, "cost_bound");
    }
    price(json, "cost_per_critical_it", r->cost[c->end], plan ? r->it_power : 0);
    rfi_json_date(json, "ready", r->ready, rfi_bounded(rfi_ready_day(r)));
}

static void write_retrofit(rfi_json *json, const char *key, const rfi_comparison *c,
                           const rfi_retrofit *r)
{
    if (r == NULL) {
        rfi_json_null(json, key);
        return;
    }
    rfi_json_open(json, key, '{');
    rfi_json_string(json, "proof", rfi_proof_words(r->proof));
    rfi_json_string(json, "claimed_by", r->claimed_by);
    write_numbers(json, c, r);
    write_planned(json, c, r);
    rfi_json_open(json, "binding", '[');
    for (size_t i = 0; i < r->binding_count; i++) {
        requirement_id(json, NULL, c, r->binding[i]);
    }
    rfi_json_close(json, ']');
    rfi_json_boolean(json, "checked", r->checked);
    rfi_json_integer(json, "nodes", r->nodes);
    write_plan(json, c, r->plan);
    rfi_json_close(json, '}');
}

/* ---- choices ------------------------------------------------------------------------ */

static void write_frontier(rfi_json *json, const rfi_comparison *c)
{
    rfi_json_open(json, "frontier", '[');
    for (size_t i = 0; i < c->frontier_count; i++) {
        const rfi_frontier_point *point = &c->frontier[i];
        rfi_json_open(json, NULL, '{');
        money_or_null(json, "budget", point->budget, RFI_ROUND_DOWN);
        rfi_json_date(json, "by", point->by, rfi_bounded(point->by));
        rfi_json_boolean(json, "separated", point->separated);
        rfi_json_boolean(json, "dominated", point->dominated);
        write_retrofit(json, "retrofit", c, point->retrofit);
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
}

static void power_quarters(rfi_json *json, const char *key, int64_t value)
{
    if (rfi_bounded(value)) {
        rfi_json_integer(json, key, value);
    } else {
        rfi_json_null(json, key);
    }
}

/* Only of the goal that plans in time. */
static void write_phases(rfi_json *json, const rfi_comparison *c)
{
    if (c->phase_count == 0) {
        return;
    }
    rfi_json_open(json, "power_quarters", '{');
    rfi_json_string(json, "unit", "mW-quarter");
    power_quarters(json, "value", c->power_quarters);
    power_quarters(json, "certified", c->power_quarters_bound);
    power_quarters(json, "claimed", c->power_quarters_claimed);
    power_quarters(json, "crews", c->crews > 0 ? c->crews : RFI_UNBOUNDED);
    rfi_json_boolean(json, "budget_evenly", c->evenly);
    rfi_json_close(json, '}');
    rfi_json_open(json, "phases", '[');
    for (size_t i = 0; i < c->phase_count; i++) {
        const rfi_phase *phase = &c->phases[i];
        rfi_json_open(json, NULL, '{');
        rfi_json_date(json, "day", phase->day, true);
        rfi_json_integer(json, "weight_ppm", phase->weight);
        rfi_json_open(json, "added", '[');
        for (size_t k = 0; k < phase->added_count; k++) {
            rfi_json_open(json, NULL, '{');
            write_install(json, c, &phase->added[k]);
            rfi_json_close(json, '}');
        }
        rfi_json_close(json, ']');
        write_retrofit(json, "retrofit", c, phase->retrofit);
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
}

static void write_ladder(rfi_json *json, const rfi_comparison *c)
{
    rfi_json_open(json, "ladder", '[');
    for (size_t i = 0; i < c->rung_count; i++) {
        const rfi_rung *rung = &c->ladder[i];
        rfi_json_open(json, NULL, '{');
        money(json, "more_cost", rung->more_cost, RFI_ROUND_UP);
        it_power(json, "more_critical_it", rung->more_power, RFI_ROUND_DOWN);
        price(json, "cost_per_critical_it", rung->more_cost, rung->more_power);
        rfi_json_string(json, "binds", rung->binds);
        rfi_json_string(json, "unlocked_by", rung->unlocked_by);
        write_retrofit(json, "retrofit", c, rung->retrofit);
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
}

static void write_alternatives(rfi_json *json, const rfi_comparison *c)
{
    rfi_json_open(json, "alternatives", '[');
    for (size_t i = 0; i < c->alternative_count; i++) {
        rfi_json_open(json, NULL, '{');
        rfi_json_string(json, "difference",
                        c->differences == NULL ? NULL : c->differences[i]);
        write_retrofit(json, "retrofit", c, c->alternatives[i]);
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
}

static void write_never(rfi_json *json, const rfi_comparison *c)
{
    rfi_json_open(json, "never", '[');
    for (size_t i = 0; i < c->never_count; i++) {
        rfi_json_open(json, NULL, '{');
        rfi_json_string(json, "measure", c->never[i].measure->id);
        rfi_json_string(json, "name", c->never[i].measure->name);
        rfi_json_string(json, "reason", c->never[i].reason);
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
}

/* A plan of a price in short: it stands in full on the frontier or as recommended. */
static void write_solved(rfi_json *json, const char *key, const rfi_comparison *c,
                         const rfi_retrofit *r)
{
    if (r == NULL) {
        rfi_json_null(json, key);
        return;
    }
    rfi_json_open(json, key, '{');
    rfi_json_string(json, "proof", rfi_proof_words(r->proof));
    write_numbers(json, c, r);
    rfi_json_close(json, '}');
}

static void write_price(rfi_json *json, const rfi_comparison *c, const rfi_price *p)
{
    static const char *const words[] = {"power", "money", "time", "area"};
    static const rfi_dimension dimensions[] = {RFI_DIM_POWER, RFI_DIM_MONEY, RFI_DIM_DATE,
                                               RFI_DIM_AREA};
    rfi_json_open(json, NULL, '{');
    rfi_json_string(json, "what", words[p->what]);
    rfi_json_string(json, "where", rfi_or_empty(p->where));
    money(json, "cost", p->cost, RFI_ROUND_UP);
    it_power(json, "critical_it", p->power, RFI_ROUND_DOWN);
    rfi_json_integer(json, "days", p->days);
    price(json, "cost_per_critical_it", p->cost, p->power);
    rfi_json_quantity(json, "low", p->low, dimensions[p->what], RFI_POWER_PLAIN,
                      RFI_ROUND_UP, NULL);
    rfi_json_quantity(json, "high", p->high, dimensions[p->what], RFI_POWER_PLAIN,
                      RFI_ROUND_DOWN, NULL);
    rfi_json_boolean(json, "certified", p->certified);
    write_solved(json, "from", c, p->from);
    write_solved(json, "to", c, p->to);
    rfi_json_close(json, '}');
}

static void write_prices(rfi_json *json, const rfi_comparison *c)
{
    rfi_json_open(json, "prices", '[');
    for (size_t i = 0; i < c->price_count; i++) {
        write_price(json, c, &c->prices[i]);
    }
    rfi_json_close(json, ']');
}

static void write_breaks(rfi_json *json, const rfi_comparison *c)
{
    rfi_json_open(json, "breaks", '[');
    for (size_t i = 0; i < c->break_count; i++) {
        const rfi_break *b = &c->breaks[i];
        rfi_json_open(json, NULL, '{');
        rfi_json_figure_id(json, "figure", b->figure);
        rfi_json_quantity(json, "from", b->from, b->figure->dimension, b->figure->kind,
                          RFI_ROUND_NEAREST, NULL);
        rfi_json_quantity(json, "to", b->to, b->figure->dimension, b->figure->kind,
                          RFI_ROUND_NEAREST, NULL);
        rfi_json_string(json, "change", b->change);
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
}

/* ---- conflicts and repairs ---------------------------------------------------------- */

static void write_witnesses(rfi_json *json, const rfi_comparison *c)
{
    rfi_json_open(json, "witnesses", '[');
    for (size_t i = 0; i < c->witness_count && c->conflict_count > 0; i++) {
        const rfi_witness *witness = &c->witnesses[i];
        const rfi_conflict *conflict = &c->conflicts[0];
        rfi_json_open(json, NULL, '{');
        requirement_id(json, "without", c,
                       witness->without < conflict->count
                           ? conflict->members[witness->without]
                           : SIZE_MAX);
        write_plan(json, c, witness->plan);
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
}

static void write_conflicts(rfi_json *json, const rfi_comparison *c)
{
    rfi_json_open(json, "conflicts", '[');
    for (size_t i = 0; i < c->conflict_count; i++) {
        rfi_json_conflict(json, c->requirements, c->requirement_count, &c->conflicts[i],
                          rfi_compared_site(c)->hall_count);
    }
    rfi_json_close(json, ']');
    write_witnesses(json, c);
}

static void write_relaxation(rfi_json *json, const rfi_comparison *c,
                             const rfi_relaxation *relaxation)
{
    if (relaxation->requirement >= c->requirement_count) {
        return;
    }
    const rfi_requirement *r = &c->requirements[relaxation->requirement];
    rfi_json_open(json, NULL, '{');
    rfi_json_string(json, "requirement", r->id);
    rfi_json_quantity(json, "amount", relaxation->amount, rfi_slack_dimension(r->dimension),
                      r->power_kind, RFI_ROUND_UP, NULL);
    rfi_json_close(json, '}');
}

static void write_repairs(rfi_json *json, const rfi_comparison *c)
{
    rfi_json_open(json, "repairs", '[');
    for (size_t i = 0; i < c->repair_count; i++) {
        const rfi_repair *repair = &c->repairs[i];
        rfi_json_open(json, NULL, '{');
        rfi_json_string(json, "proof", rfi_proof_words(repair->proof));
        if (rfi_bounded(repair->dearer)) {
            rfi_json_quantity(json, "dearer", repair->dearer, RFI_DIM_RATIO,
                              RFI_POWER_PLAIN, RFI_ROUND_UP, NULL);
        } else {
            rfi_json_null(json, "dearer");
        }
        write_retrofit(json, "retrofit", c, repair->retrofit);
        rfi_json_open(json, "relaxations", '[');
        for (size_t k = 0; k < repair->relaxation_count; k++) {
            write_relaxation(json, c, &repair->relaxations[k]);
        }
        rfi_json_close(json, ']');
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
}

/* ---- requirements and figures ------------------------------------------------------- */

static const char *form_words(rfi_gain_form form)
{
    static const char *const words[] = {"each", "all but one", "pairs", "settles"};
    return words[form];
}

static void write_gain(rfi_json *json, const rfi_comparison *c, const rfi_requirement *r,
                       const rfi_gain *gain)
{
    bool known = c->measures != NULL && gain->measure < c->measures->count;
    rfi_dimension dimension = gain->form == RFI_GAIN_SETTLES ? RFI_DIM_COUNT : r->dimension;
    rfi_json_open(json, NULL, '{');
    rfi_json_string(json, "measure", known ? c->measures->items[gain->measure].id : NULL);
    rfi_json_string(json, "units_count", form_words(gain->form));
    rfi_json_boolean(json, "anywhere", gain->anywhere);
    rfi_json_open(json, "ends", '[');
    for (int end = 0; end < RFI_ENDS; end++) {
        rfi_json_open(json, NULL, '{');
        rfi_json_string(json, "end", rfi_end_words((rfi_end)end));
        rfi_json_quantity(json, "adds", gain->adds[end], dimension, RFI_POWER_PLAIN,
                          RFI_ROUND_DOWN, NULL);
        rfi_json_quantity(json, "takes", gain->takes[end], r->dimension, RFI_POWER_PLAIN,
                          RFI_ROUND_UP, NULL);
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
    rfi_json_close(json, '}');
}

static void write_ends(rfi_json *json, const rfi_comparison *c, const rfi_requirement *r)
{
    const rfi_site *site = rfi_compared_site(c);
    rfi_json_open(json, "ends", '[');
    for (int end = 0; end < RFI_ENDS; end++) {
        const rfi_terms *terms = &r->ends[end];
        rfi_json_open(json, NULL, '{');
        rfi_json_string(json, "end", rfi_end_words((rfi_end)end));
        rfi_json_boolean(json, "unknown", terms->unknown);
        rfi_json_quantity(json, "limit", terms->limit, r->dimension, r->power_kind,
                          RFI_ROUND_DOWN, NULL);
        rfi_json_quantity(json, "fixed", terms->fixed, r->dimension, r->power_kind,
                          RFI_ROUND_UP, NULL);
        rfi_json_coefficients(json, "per_pod", terms->pod, r, site);
        rfi_json_coefficients(json, "per_unit", terms->unit, r, site);
        rfi_json_coefficients(json, "per_idle_hall", terms->idle, r, site);
        rfi_json_coefficients(json, "per_converted_hall", terms->standing, r, site);
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
}

static void write_requirement(rfi_json *json, const rfi_comparison *c,
                              const rfi_requirement *r)
{
    const rfi_site *site = rfi_compared_site(c);
    bool in_hall = r->hall_index < site->hall_count;
    rfi_json_open(json, NULL, '{');
    rfi_json_string(json, "id", r->id);
    rfi_json_string(json, "kind", rfi_requirement_id_words(r->kind));
    rfi_json_string(json, "shape", rfi_shape_words(r->shape));
    rfi_json_string(json, "title", r->title);
    rfi_json_string(json, "formula", r->formula);
    rfi_json_string(json, "state", r->state);
    rfi_json_string(json, "note", r->note);
    rfi_json_string(json, "hall", in_hall ? site->halls[r->hall_index].id : NULL);
    rfi_json_string(json, "owner", r->owner);
    rfi_json_place(json, "place", &r->place);
    rfi_json_inputs(json, r);
    write_ends(json, c, r);
    rfi_json_open(json, "gains", '[');
    for (size_t i = 0; i < r->gain_count; i++) {
        write_gain(json, c, r, &r->gains[i]);
    }
    rfi_json_close(json, ']');
    rfi_json_close(json, '}');
}

/* How many figures the comparison names; list may be NULL. */
static size_t gather_figures(const rfi_comparison *c, const rfi_figure **list)
{
    size_t count = 0;
    for (size_t i = 0; i < c->requirement_count; i++) {
        for (size_t k = 0; k < c->requirements[i].input_count; k++) {
            if (list != NULL) {
                list[count] = c->requirements[i].inputs[k].figure;
            }
            count++;
        }
    }
    for (size_t i = 0; i < c->break_count; i++) {
        if (list != NULL) {
            list[count] = c->breaks[i].figure;
        }
        count++;
    }
    return count;
}

static void write_basis(rfi_json *json, const rfi_comparison *c, const rfi_figure **figures)
{
    rfi_json_open(json, "requirements", '[');
    for (size_t i = 0; i < c->requirement_count; i++) {
        write_requirement(json, c, &c->requirements[i]);
    }
    rfi_json_close(json, ']');
    rfi_json_figures(json, figures, rfi_figures_once(figures, gather_figures(c, figures)));
}

bool rfi_comparison_json(const rfi_comparison *comparison, rfi_text *text)
{
    const rfi_comparison *c = comparison;
    rfi_arena *arena = rfi_arena_new();
    const rfi_figure **figures =
        arena == NULL ? NULL
                      : RFI_ARRAY(arena, gather_figures(c, NULL) + 1, const rfi_figure *);
    if (figures == NULL) {
        text->failed = true;
        rfi_arena_free(arena);
        return false;
    }
    rfi_json json = rfi_json_begin(text);
    rfi_json_open(&json, NULL, '{');
    rfi_json_string(&json, "schema", "urn:rackfit:compare:1");
    rfi_json_string(&json, "version", RF_VERSION);
    write_documents(&json, c);
    rfi_json_string(&json, "input_digest", c->input_digest);
    rfi_json_string(&json, "engine", c->engine);
    write_question(&json, c);
    rfi_json_string(&json, "verdict", rfi_verdict_name(c->verdict));
    write_retrofit(&json, "as_is", c, c->as_is);
    write_retrofit(&json, "recommended", c, c->recommended);
    rfi_json_string(&json, "why", c->why);
    write_phases(&json, c);
    write_ladder(&json, c);
    write_frontier(&json, c);
    write_alternatives(&json, c);
    write_prices(&json, c);
    write_conflicts(&json, c);
    write_repairs(&json, c);
    write_breaks(&json, c);
    write_never(&json, c);
    write_basis(&json, c, figures);
    rfi_json_close(&json, '}');
    rfi_json_end(&json);
    text->failed = text->failed || rfi_arena_failed(arena);
    rfi_arena_free(arena);
    return !text->failed;
}
