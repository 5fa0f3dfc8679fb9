/* SPDX-License-Identifier: MIT */
/* Export: the problem of a comparison, for other solvers. */
#include "planner/api/comparing.h"
#include "planner/solve/export.h"

static rf_code write_problem(const rfi_problem *problem, rf_problem_format format,
                             rf_bytes *ret_text, rf_bytes *ret_map)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_text map = RFI_TEXT_INIT;
    if (format == RF_PROBLEM_MPS) {
        rfi_export_mps(problem, NULL, 0, &text, &map);
    } else {
        rfi_export_lp(problem, NULL, 0, &text, &map);
    }
    rf_bytes names = {NULL, 0};
    rf_code code = rfi_api_take(&map, &names);
    rf_code taken = rfi_api_take(&text, ret_text);
    code = taken == RF_OK ? code : taken;
    if (ret_map != NULL && code == RF_OK) {
        *ret_map = names;
    } else {
        rf_bytes_free(&names);
    }
    return code;
}

rf_code rf_export(rf_engine *engine, rf_site *site, const rf_compare_options *options,
                  rf_problem_format format, rf_bytes *ret_text, rf_bytes *ret_map,
                  rf_diags *diags)
{
    rf_compare_options plain = RF_COMPARE_OPTIONS_INIT;
    const rf_compare_options *given = options == NULL ? &plain : options;
    if (engine == NULL || site == NULL || ret_text == NULL ||
        given->size != sizeof(plain) || given->end < 0 || given->end >= RFI_ENDS ||
        (format != RF_PROBLEM_LP && format != RF_PROBLEM_MPS)) {
        return RF_E_MISUSE;
    }
    if (given->goal != RF_GOAL_DEFAULT && given->goal != RF_GOAL_POWER &&
        given->goal != RF_GOAL_COST) {
        return RF_E_MISUSE; /* no single problem answers these */
    }
    rfi_compare_options own;
    if (!rfi_api_compare_options(given, &own, diags)) {
        return RF_E_INPUT;
    }
    rf_comparison *comparison = NULL;
    rf_code code = rfi_api_compare_open(engine, site, given, &comparison, diags);
    if (code != RF_OK) {
        return code;
    }
    rfi_compare_subject of;
    code = rfi_api_compare_subject(engine, comparison, given->profiles != NULL, &own, &of);
    if (code == RF_OK) {
        const rfi_problem *problem = rfi_compare_problem(&of, &own);
        code = problem == NULL ? RF_E_NO_MEMORY
                               : write_problem(problem, format, ret_text, ret_map);
    }
    rf_comparison_free(comparison);
    return code;
}
