/* SPDX-License-Identifier: MIT */
/* Entries of the registry of diagnostics, to read: `rackfit explain`. */
#include "planner/base/diag.h"
#include "reports/table/json.h"
#include "reports/table/table.h"
#include "reports/table/value.h"
#include "reports/table/write.h"

void rfi_table_codes_text(const int *numbers, size_t count, const rf_text_options *options,
                          rfi_text *text)
{
    rfi_writer w;
    if (!rfi_writer_begin(&w, options, text)) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            rfi_text_char(text, '\n');
        }
        rfi_write_styled(&w, RFI_STYLE_HEAD, rfi_write_string(&w, "RF-%04d", numbers[i]));
        rfi_text_format(text, "  %s\n", rfi_code_words(numbers[i]));
        rfi_write_field(&w, 2, "cause", 7, rfi_code_cause(numbers[i]));
        rfi_write_field(&w, 2, "cure", 7, rfi_code_cure(numbers[i]));
    }
    rfi_writer_end(&w);
}

void rfi_table_codes_json(const int *numbers, size_t count, rfi_text *text)
{
    rfi_json json = rfi_json_begin(text);
    rfi_json_open(&json, NULL, '{');
    rfi_json_string(&json, "schema", "urn:rackfit:codes:1");
    rfi_json_open(&json, "codes", '[');
    for (size_t i = 0; i < count; i++) {
        rfi_text code = RFI_TEXT_INIT;
        rfi_text_format(&code, "RF-%04d", numbers[i]);
        rfi_json_open(&json, NULL, '{');
        rfi_json_string(&json, "code", rfi_or_empty(code.data));
        rfi_json_string(&json, "meaning", rfi_code_words(numbers[i]));
        rfi_json_string(&json, "cause", rfi_code_cause(numbers[i]));
        rfi_json_string(&json, "cure", rfi_code_cure(numbers[i]));
        rfi_json_close(&json, '}');
        text->failed = text->failed || code.failed;
        rfi_text_finish(&code);
    }
    rfi_json_close(&json, ']');
    rfi_json_close(&json, '}');
    rfi_json_end(&json);
}
