/* SPDX-License-Identifier: MIT */
/* The registry of diagnostics, for whoever holds a number. */
#include "planner/api/handles.h"
#include "planner/base/diag.h"
#include "reports/table/table.h"

enum { MOST_CODES = 256 };

rf_code rf_report_codes(const int *numbers, size_t count, rf_format format,
                        const rf_text_options *options, rf_bytes *ret_bytes)
{
    if (ret_bytes == NULL || format == RF_FORMAT_CSV || count > MOST_CODES ||
        (numbers == NULL && count > 0)) {
        return RF_E_MISUSE;
    }
    for (size_t i = 0; i < count; i++) {
        if (rfi_code_words(numbers[i]) == NULL) {
            return RF_E_NOT_FOUND;
        }
    }
    int all[MOST_CODES];
    if (count == 0) {
        while (count < MOST_CODES && rfi_code_at(count) != 0) {
            all[count] = rfi_code_at(count);
            count++;
        }
        numbers = all;
    }
    rfi_text text = RFI_TEXT_INIT;
    if (format == RF_FORMAT_JSON) {
        rfi_table_codes_json(numbers, count, &text);
    } else {
        rfi_table_codes_text(numbers, count, options, &text);
    }
    return rfi_api_take(&text, ret_bytes);
}
