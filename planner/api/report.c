/* SPDX-License-Identifier: MIT */
/* Handing a judged evaluation to the report rooms. Nothing passes that was not checked. */
#include <string.h>

#include "planner/api/handles.h"
#include "reports/table/table.h"

rf_code rf_report_evaluation(const rf_evaluation *evaluation, rf_format format,
                             const rf_text_options *options, rf_bytes *ret_bytes)
{
    if (evaluation == NULL || ret_bytes == NULL) {
        return RF_E_MISUSE;
    }
    rfi_text text = RFI_TEXT_INIT;
    switch (format) {
    case RF_FORMAT_JSON:
        rfi_table_evaluation_json(evaluation->model, &text);
        break;
    case RF_FORMAT_CSV:
        rfi_table_evaluation_csv(evaluation->model, &text);
        break;
    case RF_FORMAT_TEXT:
        rfi_table_evaluation_text(evaluation->model, options, &text);
        break;
    }
    return rfi_api_take(&text, ret_bytes);
}

rf_code rf_report_requests(const rf_evaluation *evaluation, rf_format format,
                           const rf_text_options *options, rf_bytes *ret_bytes)
{
    if (evaluation == NULL || ret_bytes == NULL) {
        return RF_E_MISUSE;
    }
    rfi_text text = RFI_TEXT_INIT;
    switch (format) {
    case RF_FORMAT_JSON:
        rfi_table_requests_json(evaluation->model, &text);
        break;
    case RF_FORMAT_CSV:
        rfi_table_requests_csv(evaluation->model, &text);
        break;
    case RF_FORMAT_TEXT:
        rfi_table_requests_text(evaluation->model, options, &text);
        break;
    }
    return rfi_api_take(&text, ret_bytes);
}
