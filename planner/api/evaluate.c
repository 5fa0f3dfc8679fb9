/* SPDX-License-Identifier: MIT */
/* Evaluate: open the profiles, decide, and let the separate check judge every plan. */
#include <stdlib.h>
#include <string.h>

#include "planner/api/handles.h"
#include "planner/check/check.h"
#include "planner/decide/decide.h"

rf_code rfi_api_check(const rfi_plan *plan, const rfi_rules *rules, rf_diags *diags)
{
    rfi_arena *arena = rfi_arena_new();
    rfi_finding finding;
    if (arena == NULL || !rfi_check_plan(arena, plan, rules, &finding)) {
        rfi_arena_free(arena);
        return RF_E_NO_MEMORY;
    }
    for (size_t i = 0; i < finding.violation_count; i++) {
        const rfi_violation *v = &finding.violations[i];
        rfi_diag(diags, RF_ERROR, RFI_D_CHECK_FAILED, (rfi_place){0},
                 "the separate check refuses the plan for %s: %s, %s: %s",
                 plan->profile->id, rfi_violation_words(v), v->where, v->message);
    }
    rf_code code = rfi_arena_failed(arena)       ? RF_E_NO_MEMORY
                   : finding.violation_count > 0 ? RF_E_CHECK
                                                 : RF_OK;
    rfi_arena_free(arena);
    return code;
}

bool rfi_api_read_value(const char *option, const char *text, size_t length,
                        rfi_dimension dimension, rfi_power_kind kind,
                        rfi_figure *ret_figure, rf_diags *diags)
{
    const rfi_place here = {option, 1, 1};
    *ret_figure = (rfi_figure){0};
    if (!rfi_read_quantity(text, length, dimension, kind, here, ret_figure, diags)) {
        return false;
    }
    if (!rfi_known(ret_figure)) {
        rfi_diag(diags, RF_ERROR, RFI_D_VALUE_RANGE, here,
                 "\"%.*s\" asks for nothing: a value is expected", (int)length, text);
    }
    return rfi_known(ret_figure);
}

/* Nothing wanted is no question: without this the default of one scalable unit would step
 * in. */
static bool above_zero(const char *text, const rfi_figure *figure, rf_diags *diags)
{
    if (figure->base <= 0) {
        rfi_diag(diags, RF_ERROR, RFI_D_VALUE_RANGE, (rfi_place){"--target", 1, 1},
                 "\"%s\" is out of range: a target lies above zero", text);
        return false;
    }
    return true;
}

static bool read_target(const char *text, rfi_decide_options *options, rf_diags *diags)
{
    rfi_figure figure = {0};
    const char *pods = strstr(text, "pod");
    options->target_stated = true;
    if (pods != NULL) {
        size_t length = (size_t)(pods - text);
        while (length > 0 && text[length - 1] == ' ') {
            length--;
        }
        bool fine = rfi_api_read_value("--target", text, length, RFI_DIM_COUNT,
                                       RFI_POWER_PLAIN, &figure, diags);
        options->pods = figure.base;
        return fine && above_zero(text, &figure, diags);
    }
    bool fine = rfi_api_read_value("--target", text, strlen(text), RFI_DIM_POWER,
                                   RFI_POWER_CRITICAL_IT, &figure, diags);
    options->target = figure.base;
    return fine && above_zero(text, &figure, diags);
}

bool rfi_api_read_want(const char *target, const char *by, rfi_decide_options *options,
                       rf_diags *diags)
{
    bool fine = target == NULL || read_target(target, options, diags);
    if (by != NULL) {
        rfi_figure figure = {0};
        fine = rfi_api_read_value("--by", by, strlen(by), RFI_DIM_DATE, RFI_POWER_PLAIN,
                                  &figure, diags) &&
               fine;
        options->by_stated = true;
        options->by = figure.high;
    }
    return fine;
}

static int compare_profiles(const void *left, const void *right)
{
    const rfi_profile *const *a = left;
    const rfi_profile *const *b = right;
    return strcmp((*a)->id, (*b)->id);
}

/* Miners are existing load: the whole catalogue is judged without them, and asking for one
 * by name is a mistake. */
static rf_code refuse_miner(const rfi_profile *profile, bool asked, rf_diags *diags)
{
    if (!asked) {
        return RF_OK;
    }
    rfi_diag(diags, RF_ERROR, RFI_D_KIND_WRONG, (rfi_place){profile->file, 0, 0},
             "\"%s\" is a miner, not an accelerator system that a site could host",
             profile->id);
    rfi_diag_hint(diags, "a site names its miners in <load kind=\"mining\" miner=\"%s\"/>",
                  profile->id);
    return RF_E_INPUT;
}

static rf_code open_profiles(rf_engine *engine, const char *const *names, bool asked,
                             rf_evaluation *evaluation, rf_diags *diags)
{
    size_t count = 0;
    while (names[count] != NULL) {
        count++;
    }
    evaluation->profiles = calloc(count + 1, sizeof(rfi_profile *));
    if (evaluation->profiles == NULL) {
        return RF_E_NO_MEMORY;
    }
    rf_code worst = RF_OK;
    for (size_t i = 0; i < count; i++) {
        rf_code code = RF_OK;
        rfi_profile *profile = rfi_api_open_profile(engine, names[i], &code, diags);
        if (profile != NULL && profile->family == RFI_FAMILY_MINER) {
            code = refuse_miner(profile, asked, diags);
            rfi_profile_free(profile);
            worst = code == RF_OK ? worst : code;
        } else if (profile != NULL) {
            evaluation->profiles[evaluation->profile_count++] = profile;
        } else {
            worst = code;
        }
    }
    if (evaluation->profile_count > 1) {
        qsort(evaluation->profiles, evaluation->profile_count, sizeof(rfi_profile *),
              compare_profiles);
    }
    return worst;
}

/* Paths that were given stay paths in plan files; catalogue documents go by id. */
static bool name_profiles(rf_evaluation *evaluation, const char *const *names)
{
    evaluation->profile_names =
        RFI_ARRAY(evaluation->arena, evaluation->profile_count + 1, const char *);
    if (evaluation->profile_names == NULL) {
        return false;
    }
    for (size_t i = 0; i < evaluation->profile_count; i++) {
        const char *name = evaluation->profiles[i]->id;
        for (size_t k = 0; names[k] != NULL; k++) {
            if (strcmp(names[k], evaluation->profiles[i]->file) == 0) {
                name = names[k];
            }
        }
        evaluation->profile_names[i] = rfi_arena_copy(evaluation->arena, name);
    }
    return true;
}

static rf_code check_all(rf_evaluation *evaluation, const rfi_rules *rules, rf_diags *diags)
{
    rf_code worst = RF_OK;
    for (size_t i = 0; i < evaluation->model->count; i++) {
        rfi_judgement *j = &evaluation->model->judgements[i];
        if (j->plan == NULL) {
            continue;
        }
        rf_code code = rfi_api_check(j->plan, rules, diags);
        j->checked = code == RF_OK;
        worst = code == RF_OK ? worst : code;
    }
    return worst;
}

rf_code rfi_api_check_with_measures(const rfi_judgement *j, const rfi_rules *rules,
                                    rf_diags *diags)
{
    rf_code worst = RF_OK;
    for (rfi_end end = 0; j->with_measures != NULL && end < RFI_ENDS; end++) {
        rfi_retrofit *retrofit = j->with_measures->plans[end];
        if (retrofit == NULL || retrofit->plan == NULL || retrofit->checked) {
            continue;
        }
        rf_code code = rfi_api_check(retrofit->plan, rules, diags);
        retrofit->checked = code == RF_OK;
        worst = code == RF_OK ? worst : code;
    }
    return worst;
}

/* Judges again with the measures on offer; name NULL: none are. */
static rf_code offer_measures(rf_engine *engine, const char *name, int64_t node_limit,
                              rf_evaluation *evaluation, rf_diags *diags)
{
    rf_code code = RF_OK;
    if (name == NULL) {
        return RF_OK;
    }
    evaluation->measures = rfi_api_open_measures(engine, name, &code, diags);
    evaluation->measures_name = rfi_arena_copy(evaluation->arena, name);
    if (evaluation->measures == NULL) {
        return code;
    }
    if (evaluation->measures_name == NULL ||
        !rfi_evaluate_with_measures(evaluation->model, evaluation->measures, node_limit)) {
        return RF_E_NO_MEMORY;
    }
    for (size_t i = 0; code == RF_OK && i < evaluation->model->count; i++) {
        code = rfi_api_check_with_measures(&evaluation->model->judgements[i],
                                           &engine->rules, diags);
    }
    return code;
}

rf_code rf_evaluate(rf_engine *engine, rf_site *site, const rf_evaluate_options *options,
                    rf_evaluation **ret_evaluation, rf_diags *diags)
{
    rf_evaluate_options plain = RF_EVALUATE_OPTIONS_INIT;
    const rf_evaluate_options *given = options == NULL ? &plain : options;
    if (engine == NULL || site == NULL || ret_evaluation == NULL ||
        given->size != sizeof(plain)) {
        return RF_E_MISUSE;
    }
    rfi_decide_options decide = {.node_limit = given->node_limit};
    if (!rfi_api_read_want(given->target, given->by, &decide, diags)) {
        return rfi_api_unread(diags);
    }
    const char *const *names = given->profiles != NULL
                                   ? given->profiles
                                   : rfi_catalogue_ids(engine->catalogue, "profiles");
    rf_evaluation *evaluation = calloc(1, sizeof(*evaluation));
    rf_code code = RF_E_NO_MEMORY;
    if (evaluation == NULL || names == NULL) {
        goto out;
    }
    evaluation->site = site;
    evaluation->arena = rfi_arena_new();
    if (evaluation->arena == NULL) {
        goto out;
    }
    code = rfi_api_weather(given->weather, evaluation->arena, &decide.weather, diags);
    if (code != RF_OK) {
        goto out;
    }
    code = open_profiles(engine, names, given->profiles != NULL, evaluation, diags);
    if (code != RF_OK) {
        goto out;
    }
    if (evaluation->profile_count == 0) {
        rfi_diag(diags, RF_ERROR, RFI_D_CATALOGUE_UNKNOWN, (rfi_place){0},
                 "the search path holds no profile");
        code = RF_E_NOT_FOUND;
        goto out;
    }
    code = RF_E_NO_MEMORY;
    if (!name_profiles(evaluation, names)) {
        goto out;
    }
    evaluation->model = rfi_evaluate_site(
        evaluation->arena, site->model, (const rfi_profile *const *)evaluation->profiles,
        evaluation->profile_count, &engine->rules, &decide);
    if (evaluation->model == NULL) {
        goto out;
    }
    code = check_all(evaluation, &engine->rules, diags);
    if (rfi_arena_failed(evaluation->arena)) { /* somewhere within: nothing of it counts */
        code = RF_E_NO_MEMORY;
    }
    if (code == RF_OK) {
        code =
            offer_measures(engine, given->measures, given->node_limit, evaluation, diags);
    }
    if (code == RF_OK) {
        *ret_evaluation = evaluation;
        evaluation = NULL;
    }
out:
    rf_evaluation_free(evaluation);
    return code;
}

void rf_evaluation_free(rf_evaluation *evaluation)
{
    if (evaluation == NULL) {
        return;
    }
    for (size_t i = 0; i < evaluation->profile_count; i++) {
        rfi_profile_free(evaluation->profiles[i]);
    }
    free(evaluation->profiles);
    rfi_measures_free(evaluation->measures);
    rfi_arena_free(evaluation->arena);
    free(evaluation);
}

size_t rf_evaluation_count(const rf_evaluation *evaluation)
{
    return evaluation == NULL ? 0 : evaluation->model->count;
}

const char *rf_evaluation_profile(const rf_evaluation *evaluation, size_t index)
{
    return index >= rf_evaluation_count(evaluation)
               ? NULL
               : evaluation->model->judgements[index].profile->id;
}

rf_verdict rf_evaluation_verdict(const rf_evaluation *evaluation, size_t index)
{
    return index >= rf_evaluation_count(evaluation)
               ? RF_VERDICT_UNKNOWN
               : rfi_final_verdict(&evaluation->model->judgements[index]);
}

int64_t rf_evaluation_pods(const rf_evaluation *evaluation, size_t index, int end)
{
    if (index >= rf_evaluation_count(evaluation) || end < 0 || end >= RFI_ENDS) {
        return -1;
    }
    int64_t pods = evaluation->model->judgements[index].cases[end].pods;
    return pods >= RFI_PODS_CAP ? -1 : pods;
}

size_t rf_evaluation_best(const rf_evaluation *evaluation)
{
    return evaluation == NULL ? 0 : evaluation->model->best;
}
