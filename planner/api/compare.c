/* SPDX-License-Identifier: MIT */
/* Compare: open profiles and measures, decide, and let the separate check judge every plan.
 */
#include "planner/decide/compare.h"

#include <stdlib.h>
#include <string.h>

#include "planner/api/certificate.h"
#include "planner/api/comparing.h"
#include "planner/api/handles.h"
#include "planner/base/checked.h"
#include "planner/check/check.h"
#include "planner/decide/decide.h"
#include "reports/table/table.h"

static const char shipped_measures[] = "catalogue";

typedef struct watcher { /* between the solver's watch and the caller's */
    const rf_compare_options *given;
    size_t step;
    int64_t last_nodes;
} watcher;

static bool pass_on(void *context, const rfi_progress *progress)
{
    watcher *w = context;
    w->step += progress->nodes < w->last_nodes ? 1 : 0; /* another search has begun */
    w->last_nodes = progress->nodes;
    const rf_progress seen = {.step = w->step,
                              .phase = progress->phase,
                              .has_plan = progress->has_solution,
                              .value = progress->value,
                              .bound = progress->bound,
                              .nodes = progress->nodes};
    return w->given->watch(w->given->context, &seen);
}

static bool read_budget(const char *budget, int64_t *ret_budget, rf_diags *diags)
{
    *ret_budget = INT64_MAX;
    if (budget == NULL) {
        return true;
    }
    rfi_figure figure = {0};
    bool fine = rfi_api_read_value("--budget", budget, strlen(budget), RFI_DIM_MONEY,
                                   RFI_POWER_PLAIN, &figure, diags);
    *ret_budget = figure.base;
    return fine;
}

static bool read_discount(const char *discount, rfi_compare_options *options,
                          rf_diags *diags)
{
    options->discount_stated = discount != NULL;
    if (discount == NULL) {
        return true;
    }
    rfi_figure figure = {0};
    bool fine = rfi_api_read_value("--discount", discount, strlen(discount), RFI_DIM_RATIO,
                                   RFI_POWER_PLAIN, &figure, diags);
    options->discount = figure.base;
    return fine;
}

static rfi_goal goal_of(rf_goal goal)
{
    switch (goal) {
    case RF_GOAL_COST:
        return RFI_GOAL_COST;
    case RF_GOAL_COST_PER_POWER:
        return RFI_GOAL_COST_PER_POWER;
    case RF_GOAL_EARLIEST:
        return RFI_GOAL_EARLIEST;
    case RF_GOAL_POWER_QUARTERS:
        return RFI_GOAL_POWER_QUARTERS;
    case RF_GOAL_POWER:
    case RF_GOAL_DEFAULT:
        break;
    }
    return RFI_GOAL_POWER;
}

bool rfi_api_compare_options(const rf_compare_options *given, rfi_compare_options *options,
                             rf_diags *diags)
{
    rfi_decide_options want = {0};
    *options = (rfi_compare_options){.goal = goal_of(given->goal),
                                     .goal_stated = given->goal != RF_GOAL_DEFAULT,
                                     .end = (rfi_end)given->end,
                                     .points = given->points,
                                     .alternatives = given->alternatives,
                                     .node_limit = given->node_limit,
                                     .guard = given->guard,
                                     .mip_program = given->mip_program};
    bool fine = rfi_api_read_want(given->target, given->by, &want, diags);
    fine = read_budget(given->budget, &options->budget, diags) && fine;
    fine = read_discount(given->discount, options, diags) && fine;
    options->quarters = given->quarters;
    options->crews = given->crews;
    options->evenly = given->evenly;
    options->target_stated = want.target_stated;
    options->target = want.target;
    options->pods = want.pods;
    options->by_stated = want.by_stated;
    options->by = want.by;
    return fine;
}

static rf_code open_measures(rf_engine *engine, const char *name, rf_comparison *comparison,
                             rf_diags *diags)
{
    rfi_api_file file;
    name = name == NULL ? shipped_measures : name;
    rf_code code = rfi_api_load(engine, "measures", name, &file, diags);
    if (code != RF_OK) {
        return code;
    }
    comparison->measures = rfi_read_measures(file.label, file.bytes, file.size, diags);
    free(file.bytes);
    comparison->measures_name = rfi_arena_copy(comparison->arena, name);
    if (comparison->measures == NULL) {
        return rfi_api_unread(diags);
    }
    return comparison->measures_name == NULL ? RF_E_NO_MEMORY : RF_OK;
}

rf_code rfi_api_compare_subject(rf_engine *engine, const rf_comparison *comparison,
                                bool asked, const rfi_compare_options *options,
                                rfi_compare_subject *ret_subject)
{
    const rf_evaluation *evaluation = comparison->evaluation;
    size_t best = rf_evaluation_best(evaluation);
    *ret_subject = (rfi_compare_subject){
        .arena = comparison->arena,
        .site = comparison->site->model,
        .profiles = (const rfi_profile *const *)evaluation->profiles,
        .profile_count = evaluation->profile_count,
        .measures = comparison->measures,
        .rules = &engine->rules,
    };
    if (asked || evaluation->profile_count == 0) {
        return RF_OK;
    }
    bool stands = evaluation->model->judgements[best].cases[options->end].pods > 0;
    if (!stands && !rfi_compare_lead(ret_subject, options, &best)) {
        return RF_E_NO_MEMORY;
    }
    ret_subject->profiles += best;
    ret_subject->profile_count = 1;
    return RF_OK;
}

size_t rfi_api_compare_lead(const rf_comparison *comparison)
{
    const rfi_evaluation *evaluation = comparison->evaluation->model;
    for (size_t i = 0; i < evaluation->count && comparison->model->profile_count == 1;
         i++) {
        if (evaluation->judgements[i].profile == comparison->model->profiles[0]) {
            return i;
        }
    }
    return evaluation->best;
}

/* The leading judgement with measures, at every end, unless it fits as it is. */
static rf_code judge_lead(rf_engine *engine, rf_comparison *comparison, int64_t node_limit,
                          rf_diags *diags)
{
    rfi_evaluation *evaluation = comparison->evaluation->model;
    size_t lead = rfi_api_compare_lead(comparison);
    const rfi_judgement *j = &evaluation->judgements[lead];
    if (j->verdict == RF_VERDICT_FIT) {
        return RF_OK;
    }
    return rfi_judge_with_measures(evaluation, lead, comparison->measures, node_limit)
               ? rfi_api_check_with_measures(j, &engine->rules, diags)
               : RF_E_NO_MEMORY;
}

/* Each plan is judged once, however often it stands in the comparison. */
static rf_code check_one(rfi_retrofit *retrofit, const rfi_rules *rules, rf_diags *diags)
{
    if (retrofit == NULL || retrofit->plan == NULL || retrofit->checked) {
        return RF_OK;
    }
    rf_code code = rfi_api_check(retrofit->plan, rules, diags);
    retrofit->checked = code == RF_OK;
    return code;
}

/* What ties the plans of the quarters. */
static rf_code check_phases(const rfi_comparison *model, rf_diags *diags)
{
    rfi_arena *arena = rfi_arena_new();
    const rfi_plan **plans =
        arena == NULL ? NULL : RFI_ARRAY(arena, model->phase_count + 1, const rfi_plan *);
    rfi_finding finding = {0};
    rf_code code = plans == NULL ? RF_E_NO_MEMORY : RF_OK;
    for (size_t i = 0; code == RF_OK && i < model->phase_count; i++) {
        plans[i] = model->phases[i].retrofit->plan;
    }
    const rfi_phases phases = {.plans = plans,
                               .count = model->phase_count,
                               .crews = model->crews,
                               .budget = model->budget,
                               .evenly = model->evenly};
    if (code == RF_OK && !rfi_check_phases(arena, &phases, &finding)) {
        code = RF_E_NO_MEMORY;
    }
    for (size_t i = 0; i < finding.violation_count; i++) {
        const rfi_violation *v = &finding.violations[i];
        rfi_diag(diags, RF_ERROR, RFI_D_CHECK_FAILED, (rfi_place){0},
                 "the separate check refuses the plan in time: %s: %s", v->where,
                 v->message);
        code = RF_E_CHECK;
    }
    code = rfi_arena_failed(arena) ? RF_E_NO_MEMORY : code;
    rfi_arena_free(arena);
    return code;
}

static rf_code check_all(rfi_comparison *model, const rfi_rules *rules, rf_diags *diags)
{
    rf_code worst = check_one(model->as_is, rules, diags);
    rf_code code = check_one(model->recommended, rules, diags);
    worst = worst == RF_OK ? code : worst;
    for (size_t i = 0; i < model->phase_count; i++) {
        code = check_one(model->phases[i].retrofit, rules, diags);
        worst = worst == RF_OK ? code : worst;
    }
    for (size_t i = 0; i < model->frontier_count; i++) {
        code = check_one(model->frontier[i].retrofit, rules, diags);
        worst = worst == RF_OK ? code : worst;
    }
    for (size_t i = 0; i < model->repair_count; i++) {
        const rfi_repair *repair = &model->repairs[i];
        if (repair->relaxation_count == 0) { /* else it breaks the limits that it names */
            code = check_one(repair->retrofit, rules, diags);
            worst = worst == RF_OK ? code : worst;
        }
    }
    for (size_t i = 0; i < model->price_count; i++) {
        if (model->prices[i].what != RFI_PRICED_AREA) { /* that one has a larger hall */
            code = check_one(model->prices[i].to, rules, diags);
            worst = worst == RF_OK ? code : worst;
        }
    }
    for (size_t i = 0; i < model->alternative_count; i++) {
        code = check_one(model->alternatives[i], rules, diags);
        worst = worst == RF_OK ? code : worst;
    }
    code = check_phases(model, diags);
    return worst == RF_OK ? code : worst;
}

static rf_code decide(rf_engine *engine, rf_comparison *comparison, bool asked,
                      const rfi_compare_options *options, rf_diags *diags)
{
    rfi_compare_subject of;
    rf_code code = rfi_api_compare_subject(engine, comparison, asked, options, &of);
    if (code != RF_OK) {
        return code;
    }
    comparison->model = rfi_compare_site(of.arena, of.site, of.profiles, of.profile_count,
                                         of.measures, of.rules, options);
    code = comparison->model == NULL ? RF_E_NO_MEMORY
                                     : check_all(comparison->model, &engine->rules, diags);
    return rfi_arena_failed(comparison->arena) ? RF_E_NO_MEMORY : code;
}

rf_code rfi_api_compare_open(rf_engine *engine, rf_site *site,
                             const rf_compare_options *given,
                             rf_comparison **ret_comparison, rf_diags *diags)
{
    rf_comparison *comparison = calloc(1, sizeof(*comparison));
    if (comparison != NULL) {
        comparison->site = site;
        comparison->arena = rfi_arena_new();
    }
    if (comparison == NULL || comparison->arena == NULL) {
        rf_comparison_free(comparison);
        return RF_E_NO_MEMORY;
    }
    rf_evaluate_options judged = RF_EVALUATE_OPTIONS_INIT;
    judged.profiles = given->profiles;
    judged.target = given->target;
    judged.by = given->by;
    judged.node_limit = given->node_limit;
    rf_code code = rf_evaluate(engine, site, &judged, &comparison->evaluation, diags);
    code = code != RF_OK ? code : open_measures(engine, given->measures, comparison, diags);
    if (code != RF_OK) {
        rf_comparison_free(comparison);
        return code;
    }
    *ret_comparison = comparison;
    return RF_OK;
}

rf_code rf_compare(rf_engine *engine, rf_site *site, const rf_compare_options *options,
                   rf_comparison **ret_comparison, rf_diags *diags)
{
    rf_compare_options plain = RF_COMPARE_OPTIONS_INIT;
    const rf_compare_options *given = options == NULL ? &plain : options;
    if (engine == NULL || site == NULL || ret_comparison == NULL ||
        given->size != sizeof(plain) || given->end < 0 || given->end >= RFI_ENDS) {
        return RF_E_MISUSE;
    }
    rfi_compare_options own;
    if (!rfi_api_compare_options(given, &own, diags)) {
        return RF_E_INPUT;
    }
    watcher w = {.given = given};
    own.watch = given->watch == NULL ? NULL : pass_on;
    own.context = &w;
    rf_comparison *comparison = NULL;
    rf_code code = rfi_api_compare_open(engine, site, given, &comparison, diags);
    code = code != RF_OK ? code
                         : decide(engine, comparison, given->profiles != NULL, &own, diags);
    if (code == RF_OK && given->every_end) {
        code = judge_lead(engine, comparison, given->node_limit, diags);
    }
    if (code == RF_OK) {
        *ret_comparison = comparison;
        return RF_OK;
    }
    rf_comparison_free(comparison);
    return code;
}

void rf_comparison_free(rf_comparison *comparison)
{
    if (comparison != NULL) {
        rfi_measures_free(comparison->measures);
        rf_evaluation_free(comparison->evaluation);
        rfi_arena_free(comparison->arena);
        free(comparison);
    }
}

rf_verdict rf_comparison_verdict(const rf_comparison *comparison)
{
    return comparison == NULL ? RF_VERDICT_UNKNOWN : comparison->model->verdict;
}

rf_code rf_report_comparison(const rf_comparison *comparison, rf_format format,
                             const rf_text_options *options, rf_bytes *ret_bytes)
{
    if (comparison == NULL || ret_bytes == NULL) {
        return RF_E_MISUSE;
    }
    rfi_text text = RFI_TEXT_INIT;
    switch (format) {
    case RF_FORMAT_JSON:
        (void)rfi_comparison_json(comparison->model, &text);
        break;
    case RF_FORMAT_CSV:
        (void)rfi_comparison_csv(comparison->model, &text);
        break;
    case RF_FORMAT_TEXT:
        (void)rfi_comparison_text(comparison->model, options, &text);
        break;
    }
    return rfi_api_take(&text, ret_bytes);
}

rf_code rf_comparison_plan_write(const rf_comparison *comparison, rf_bytes *ret_xml)
{
    if (comparison == NULL || ret_xml == NULL) {
        return RF_E_MISUSE;
    }
    const rfi_retrofit *retrofit = comparison->model->recommended;
    if (retrofit->plan == NULL || !retrofit->checked) {
        return RF_E_NOT_FOUND;
    }
    const rf_evaluation *evaluation = comparison->evaluation;
    rfi_arena *arena = rfi_arena_new();
    rfi_api_certificate certificate = {.problem = NULL};
    rf_code code = arena == NULL
                       ? RF_E_NO_MEMORY
                       : rfi_api_make_certificate(comparison, comparison->model->rules,
                                                  arena, &certificate);
    bool claims = retrofit->claimed_by != NULL;
    const rfi_api_plan_facts facts = {
        .site = comparison->site,
        .profiles = (const rfi_profile *const *)evaluation->profiles,
        .profile_names = evaluation->profile_names,
        .profile_count = evaluation->profile_count,
        .measures = comparison->measures_name,
        .bound = retrofit->it_bound >= RFI_UNBOUNDED ? 0 : retrofit->it_bound,
        .claimed =
            claims && retrofit->it_claimed < RFI_UNBOUNDED ? retrofit->it_claimed : 0,
        .claimed_by = retrofit->claimed_by,
        .engine = comparison->model->engine,
        .certificate = certificate.problem == NULL ? NULL : &certificate,
    };
    code = code != RF_OK ? code : rfi_api_write_plan(retrofit->plan, &facts, ret_xml);
    rfi_arena_free(arena);
    return code;
}
