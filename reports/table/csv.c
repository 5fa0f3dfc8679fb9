/* SPDX-License-Identifier: MIT */
#include "reports/table/csv.h"

#include <string.h>

#include "reports/table/value.h"
#include "reports/table/write.h"

rfi_csv rfi_csv_begin(rfi_text *text, const char *const *head)
{
    rfi_csv csv = {text, true};
    for (; *head != NULL; head++) {
        rfi_csv_field(&csv, *head);
    }
    rfi_csv_end_row(&csv);
    return csv;
}

void rfi_csv_take(rfi_csv *csv, rfi_text *scratch)
{
    rfi_text clean = RFI_TEXT_INIT;
    rfi_write_clean(&clean, scratch->data);
    csv->text->failed = csv->text->failed || clean.failed || scratch->failed;
    const char *string = rfi_or_empty(clean.data);
    rfi_text_add(csv->text, csv->first ? "" : ",");
    csv->first = false;
    bool quoted = strpbrk(string, ",\"") != NULL || string[0] == ' ';
    rfi_text_add(csv->text, quoted ? "\"" : "");
    for (const char *c = string; *c != '\0'; c++) {
        rfi_text_add_n(csv->text, c, 1);
        rfi_text_add(csv->text, *c == '"' ? "\"" : "");
    }
    rfi_text_add(csv->text, quoted ? "\"" : "");
    rfi_text_finish(&clean);
    rfi_text_finish(scratch);
}

void rfi_csv_field(rfi_csv *csv, const char *string)
{
    rfi_text scratch = RFI_TEXT_INIT;
    rfi_text_add(&scratch, string);
    rfi_csv_take(csv, &scratch);
}

void rfi_csv_integer(rfi_csv *csv, int64_t value)
{
    rfi_text scratch = RFI_TEXT_INIT;
    if (rfi_bounded(value)) {
        rfi_text_format(&scratch, "%lld", (long long)value);
    }
    rfi_csv_take(csv, &scratch);
}

void rfi_csv_yes_no(rfi_csv *csv, bool value)
{
    rfi_csv_field(csv, value ? "yes" : "no");
}

void rfi_csv_number(rfi_csv *csv, int64_t value, const rfi_unit *unit)
{
    rfi_text scratch = RFI_TEXT_INIT;
    if (rfi_bounded(value)) {
        rfi_print_number(&scratch, value, unit, 0, RFI_ROUND_NEAREST, false);
    }
    rfi_csv_take(csv, &scratch);
}

void rfi_csv_end_row(rfi_csv *csv)
{
    rfi_text_add(csv->text, "\r\n");
    csv->first = true;
}
