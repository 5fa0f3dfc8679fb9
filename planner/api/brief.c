/* SPDX-License-Identifier: MIT */
/* The brief: only of what the separate check has passed. */
#include "reports/brief/brief.h"

#include "planner/api/comparing.h"
#include "planner/api/handles.h"

static rf_code write_brief(const rf_evaluation *evaluation, size_t index,
                           const rfi_comparison *options, rf_paper paper,
                           rf_bytes *ret_bytes, rf_diags *diags)
{
    const rfi_judgement *j = &evaluation->model->judgements[index];
    if (j->plan != NULL && !j->checked) {
        return RF_E_CHECK;
    }
    rfi_drawing *drawing = rfi_drawing_new(diags);
    if (drawing == NULL) {
        return rf_diags_error_count(diags) > 0 ? RF_E_NOT_FOUND : RF_E_NO_MEMORY;
    }
    rf_code code = RF_E_NO_MEMORY;
    if (rfi_compose_brief(evaluation->model, index, options, paper, drawing)) {
        rfi_imprint imprint = rfi_brief_imprint(evaluation->model, index, options, drawing);
        code = rfi_paint_pdf(drawing, &imprint, ret_bytes, diags);
    }
    rfi_drawing_free(drawing);
    return code;
}

rf_code rf_write_brief(const rf_evaluation *evaluation, size_t index, rf_paper paper,
                       rf_bytes *ret_bytes, rf_diags *diags)
{
    if (index >= rf_evaluation_count(evaluation) || ret_bytes == NULL) {
        return RF_E_MISUSE;
    }
    return write_brief(evaluation, index, NULL, paper, ret_bytes, diags);
}

rf_code rf_write_options_brief(const rf_comparison *comparison, rf_paper paper,
                               rf_bytes *ret_bytes, rf_diags *diags)
{
    if (comparison == NULL || ret_bytes == NULL) {
        return RF_E_MISUSE;
    }
    return write_brief(comparison->evaluation, rfi_api_compare_lead(comparison),
                       comparison->model, paper, ret_bytes, diags);
}
