/* SPDX-License-Identifier: MIT */
/* The certificate of a plan file: multipliers of the problem behind a comparison. Whoever
 * verifies makes the problem anew from the files; what the multipliers show is added up by
 * planner/check. */
#include <string.h>

#include "planner/api/certificate.h"
#include "planner/capacity/study.h"
#include "planner/check/bound.h"
#include "planner/decide/compare.h"
#include "planner/solve/solve.h"

/* Variables up to which the relaxation of a whole problem is solved once more. */
enum { MICRO = 1000000, VARIABLES_MOST = 600 };
#define TIMES_MOST INT64_C(999999999999999999) /* that a plan file takes */

/* ---- what multipliers show -------------------------------------------------------------
 */

/* The problem and its multipliers as plain arrays. False: memory. */
static bool claim_of(rfi_arena *arena, const rfi_problem *problem,
                     const int64_t *multiplier, int shift, rfi_bound_claim *claim)
{
    size_t n = problem->variable_count;
    size_t m = problem->row_count;
    size_t terms = 0;
    for (size_t i = 0; i < m; i++) {
        terms += problem->rows[i].term_count;
    }
    int64_t *low = RFI_ARRAY(arena, n + 1, int64_t);
    int64_t *high = RFI_ARRAY(arena, n + 1, int64_t);
    int64_t *gain = RFI_ARRAY(arena, n + 1, int64_t);
    int64_t *limit = RFI_ARRAY(arena, m + 1, int64_t);
    int64_t *coefficient = RFI_ARRAY(arena, terms + 1, int64_t);
    size_t *start = RFI_ARRAY(arena, m + 1, size_t);
    size_t *variable = RFI_ARRAY(arena, terms + 1, size_t);
    if (low == NULL || high == NULL || gain == NULL || limit == NULL ||
        coefficient == NULL || start == NULL || variable == NULL) {
        return false;
    }
    for (size_t j = 0; j < n; j++) {
        low[j] = problem->variables[j].low;
        high[j] = problem->variables[j].high;
        gain[j] = problem->variables[j].gain;
    }
    for (size_t i = 0; i < m; i++) {
        const rfi_solve_row *row = &problem->rows[i];
        limit[i] = row->limit;
        start[i + 1] = start[i] + row->term_count;
        for (size_t t = 0; t < row->term_count; t++) {
            variable[start[i] + t] = row->terms[t].variable;
            coefficient[start[i] + t] = row->terms[t].coefficient;
        }
    }
    *claim = (rfi_bound_claim){.variable_count = n,
                               .low = low,
                               .high = high,
                               .gain = gain,
                               .row_count = m,
                               .start = start,
                               .variable = variable,
                               .coefficient = coefficient,
                               .limit = limit,
                               .multiplier = multiplier,
                               .shift = shift};
    return true;
}

/* By variable the separate check adds up, by block the solver searches each block anew.
 * *ret_shown: false: the multipliers show nothing. */
static rf_code add_up(rfi_arena *arena, const rfi_problem *problem,
                      const rfi_certificate *multipliers, int64_t *ret_bound,
                      bool *ret_shown)
{
    rfi_bound_claim claim;
    if (multipliers->by_block) {
        bool known = rfi_certificate_bound(problem, multipliers, NULL, 0, RFI_CERTIFY_NODES,
                                           ret_bound);
        *ret_shown = known && *ret_bound < RFI_UNBOUNDED;
        return known ? RF_OK : RF_E_NO_MEMORY;
    }
    if (!claim_of(arena, problem, multipliers->multiplier, multipliers->shift, &claim)) {
        return RF_E_NO_MEMORY;
    }
    *ret_shown = rfi_check_bound(&claim, ret_bound);
    return RF_OK;
}

/* In milliwatt, or in micro-dollar that are spent at least. False: nothing is shown. */
static bool value_of(int64_t bound, bool of_cost, int64_t *ret_value)
{
    *ret_value = of_cost ? rfi_mul(rfi_sub(0, bound), MICRO) : bound;
    return *ret_value<RFI_UNBOUNDED && * ret_value> 0;
}

static rfi_compare_options question(bool of_cost, rfi_end end, int64_t budget,
                                    int64_t target)
{
    return (rfi_compare_options){.goal = of_cost ? RFI_GOAL_COST : RFI_GOAL_POWER,
                                 .goal_stated = true,
                                 .end = end,
                                 .budget = budget,
                                 .target_stated = true,
                                 .target = target};
}

/* ---- making ----------------------------------------------------------------------------
 */

static rf_code certify(rfi_arena *arena, const rfi_problem *problem,
                       rfi_api_certificate *certificate)
{
    if (problem == NULL) {
        return RF_E_NO_MEMORY;
    }
    if (problem->variable_count > VARIABLES_MOST) {
        return RF_OK;
    }
    rfi_certificate found;
    (void)rfi_certify(problem, NULL, 0, RFI_CERTIFY_NODES, &found);
    bool fits = found.multiplier != NULL;
    for (size_t i = 0; fits && i < problem->row_count; i++) {
        fits = found.multiplier[i] <= TIMES_MOST;
    }
    if (!fits) {
        return RF_OK;
    }
    int64_t bound = 0;
    bool shown = false;
    rf_code code = add_up(arena, problem, &found, &bound, &shown);
    if (code == RF_OK && shown &&
        value_of(bound, certificate->of_cost, &certificate->value)) {
        certificate->problem = problem;
        certificate->multipliers = found;
    }
    return code;
}

rf_code rfi_api_make_certificate(const rf_comparison *comparison, const rfi_rules *rules,
                                 rfi_arena *arena, rfi_api_certificate *ret_certificate)
{
    const rfi_comparison *m = comparison->model;
    const rfi_retrofit *r = m->recommended;
    bool of_power = r->it_bound < RFI_UNBOUNDED;
    *ret_certificate = (rfi_api_certificate){.of_cost = !of_power,
                                             .date_stated = m->by_stated,
                                             .budget = m->budget,
                                             .target = of_power ? 0 : m->target,
                                             .choices = m->profiles,
                                             .choice_count = m->profile_count};
    bool one_search = m->goal == RFI_GOAL_POWER || m->goal == RFI_GOAL_COST;
    if (!one_search || (!of_power && r->cost_bound <= 0)) {
        return RF_OK;
    }
    rfi_compare_options asked =
        question(!of_power, m->end, m->budget, ret_certificate->target);
    asked.by_stated = m->by_stated;
    asked.by = m->by;
    const rfi_compare_subject of = {.arena = arena,
                                    .site = comparison->site->model,
                                    .profiles = m->profiles,
                                    .profile_count = m->profile_count,
                                    .measures = m->measures,
                                    .rules = rules};
    return certify(arena, rfi_compare_problem(&of, &asked), ret_certificate);
}

/* ---- writing ---------------------------------------------------------------------------
 */

void rfi_api_write_money(rfi_text *text, const char *attribute, int64_t micro)
{
    rfi_text_format(text, " %s=\"%lld", attribute, (long long)(micro / MICRO));
    if (micro % MICRO != 0) {
        rfi_text_format(text, ".%06lld", (long long)(micro % MICRO));
    }
    rfi_text_add(text, " USD\"");
}

void rfi_api_write_certificate(rfi_text *text, const rfi_api_certificate *certificate,
                               const char *const *choice_names)
{
    rfi_text_add(text, "  <certificate");
    if (certificate->of_cost) {
        rfi_api_write_money(text, "least", certificate->value);
    } else {
        rfi_text_format(text, " most=\"%lld mW\"", (long long)certificate->value);
    }
    rfi_text_format(text, " date-stated=\"%s\"", certificate->date_stated ? "yes" : "no");
    if (certificate->budget < INT64_MAX) {
        rfi_api_write_money(text, "budget", certificate->budget);
    }
    if (certificate->target > 0) {
        rfi_text_format(text, " target=\"%lld mW\"", (long long)certificate->target);
    }
    rfi_text_format(text, " by=\"%s\" shift=\"%d\">\n",
                    certificate->multipliers.by_block ? "block" : "variable",
                    certificate->multipliers.shift);
    for (size_t p = 0; p < certificate->choice_count; p++) {
        rfi_text_add(text, "    <choice profile=\"");
        rfi_text_xml(text, choice_names[p]);
        rfi_text_add(text, "\"/>\n");
    }
    for (size_t i = 0; i < certificate->problem->row_count; i++) {
        if (certificate->multipliers.multiplier[i] > 0) {
            rfi_text_format(text, "    <multiplier row=\"%zu\" name=\"", i + 1);
            rfi_text_xml(text, certificate->problem->rows[i].name);
            rfi_text_format(text, "\" times=\"%lld\"/>\n",
                            (long long)certificate->multipliers.multiplier[i]);
        }
    }
    rfi_text_add(text, "  </certificate>\n");
}

/* ---- verifying -------------------------------------------------------------------------
 */

static void print_value(rfi_text *text, const struct rfi_plan_file_certificate *of,
                        int64_t value)
{
    if (of->of_cost) {
        rfi_print_value(text, value, RFI_DIM_MONEY, RFI_POWER_PLAIN, RFI_ROUND_DOWN);
    } else {
        rfi_print_value(text, value, RFI_DIM_POWER, RFI_POWER_CRITICAL_IT, RFI_ROUND_UP);
    }
}

/* Multipliers per row of the problem. NULL: memory, or the rows have other names. */
static int64_t *place_multipliers(rfi_arena *arena, const rfi_problem *problem,
                                  const struct rfi_plan_file_certificate *of,
                                  bool *ret_fits)
{
    int64_t *multiplier = RFI_ARRAY(arena, problem->row_count + 1, int64_t);
    for (size_t i = 0; multiplier != NULL && i < of->multiplier_count; i++) {
        const struct rfi_plan_file_multiplier *m = &of->multipliers[i];
        size_t row = (size_t)m->row - 1;
        *ret_fits = *ret_fits && row < problem->row_count &&
                    strcmp(problem->rows[row].name, m->name) == 0;
        if (*ret_fits) {
            multiplier[row] = m->times;
        }
    }
    return multiplier;
}

static int64_t power_of(const rfi_plan *plan)
{
    int64_t power = 0;
    for (size_t h = 0; h < plan->share_count; h++) {
        const rfi_hall_share *share = &plan->shares[h];
        const rfi_profile *profile =
            share->profile == NULL ? plan->profile : share->profile;
        if (share->pods > 0) {
            power = rfi_add(power, rfi_it_power(profile, share->pods, share->units, false));
        }
    }
    return power;
}

/* What is wrong with the certificate, in words; empty: nothing. */
static void judge(rfi_text *wrong, const rfi_plan *plan,
                  const struct rfi_plan_file_certificate *of, bool shown, int64_t value)
{
    int64_t said = of->of_cost ? of->least : of->most;
    int64_t own = of->of_cost ? plan->cost : power_of(plan);
    bool enough = shown && (of->of_cost ? value >= said : value <= said);
    if (!enough) {
        rfi_text_add(wrong, "the multipliers show ");
        if (shown) {
            rfi_text_add(wrong, of->of_cost ? "no more than " : "no less than ");
            print_value(wrong, of, value);
        } else {
            rfi_text_add(wrong, "nothing");
        }
        rfi_text_add(wrong, ", not ");
        print_value(wrong, of, said);
    } else if (of->of_cost ? own < value : own > value) {
        rfi_text_add(wrong, "the plan itself has ");
        print_value(wrong, of, own);
        rfi_text_add(wrong, ", which the multipliers rule out");
    }
}

/* "no plan of the same profiles and measures for at most 60 MUSD has more than ..." */
static void print_shown(rfi_text *words, const rfi_api_certified *what, int64_t value)
{
    const struct rfi_plan_file_certificate *of = what->certificate;
    rfi_text_add(words, "no plan of the same profiles and measures");
    if (of->of_cost && of->target > 0) {
        rfi_text_add(words, " with ");
        rfi_print_value(words, of->target, RFI_DIM_POWER, RFI_POWER_CRITICAL_IT,
                        RFI_ROUND_NEAREST);
    }
    if (of->budget_stated) {
        rfi_text_add(words, " for at most ");
        rfi_print_value(words, of->budget, RFI_DIM_MONEY, RFI_POWER_PLAIN,
                        RFI_ROUND_NEAREST);
    }
    rfi_text_add(words, of->of_cost ? " costs less than " : " has more than ");
    print_value(words, of, value);
    rfi_text_add(words, of->by_block ? ", searched anew in each hall" : ", added up");
    if (of->multiplier_count > 0) {
        rfi_text_format(words, of->by_block ? " with %zu %s" : " from %zu %s",
                        of->multiplier_count,
                        of->multiplier_count == 1 ? "multiplier" : "multipliers");
    }
    if (!of->of_cost && what->bound > 0 && what->bound < value) {
        rfi_text_add(words, "; the bound of ");
        print_value(words, of, what->bound);
        rfi_text_add(words, " is its search's own");
    }
}

rf_code rfi_api_verify_certificate(rfi_arena *arena, const rfi_api_certified *what,
                                   const char **ret_wrong, const char **ret_shown)
{
    const struct rfi_plan_file_certificate *of = what->certificate;
    rfi_compare_options asked =
        question(of->of_cost, what->plan->end, of->budget_stated ? of->budget : INT64_MAX,
                 of->target);
    asked.by_stated = of->date_stated;
    asked.by = what->plan->by;
    const rfi_compare_subject subject = {.arena = arena,
                                         .site = what->site,
                                         .profiles = what->choices,
                                         .profile_count = of->choice_count,
                                         .measures = what->measures,
                                         .rules = what->rules};
    const rfi_problem *problem = rfi_compare_problem(&subject, &asked);
    bool fits = true;
    int64_t *multiplier =
        problem == NULL ? NULL : place_multipliers(arena, problem, of, &fits);
    const rfi_certificate multipliers = {
        multiplier, (int)rfi_min(of->shift, RFI_SHIFT_MOST + 1), of->by_block};
    int64_t bound = 0;
    int64_t value = 0;
    bool shown = false;
    if (multiplier == NULL ||
        (fits && add_up(arena, problem, &multipliers, &bound, &shown) != RF_OK)) {
        return RF_E_NO_MEMORY;
    }
    shown = shown && value_of(bound, of->of_cost, &value);
    rfi_text wrong = RFI_TEXT_INIT;
    rfi_text words = RFI_TEXT_INIT;
    if (!fits) {
        rfi_text_add(&wrong, "the multipliers are of other rows than these inputs make");
    } else {
        judge(&wrong, what->plan, of, shown, value);
    }
    print_shown(&words, what, value);
    bool memory = wrong.failed || words.failed;
    *ret_wrong = memory || wrong.size == 0 ? NULL : rfi_arena_copy(arena, wrong.data);
    *ret_shown = memory ? NULL : rfi_arena_copy(arena, words.data);
    memory = memory || *ret_shown == NULL || (wrong.size > 0 && *ret_wrong == NULL);
    rfi_text_finish(&wrong);
    rfi_text_finish(&words);
    return memory ? RF_E_NO_MEMORY : RF_OK;
}
