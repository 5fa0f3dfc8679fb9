/* SPDX-License-Identifier: MIT */
/* Rows after RFC 4180: comma, CRLF, quotes where needed, quotes doubled. */
#ifndef REPORTS_TABLE_CSV_H
#define REPORTS_TABLE_CSV_H

#include "planner/model/figure.h"

typedef struct rfi_csv {
    rfi_text *text;
    bool first; /* no field in this row yet */
} rfi_csv;

rfi_csv rfi_csv_begin(rfi_text *text, const char *const *head); /* NULL-terminated */
void rfi_csv_field(rfi_csv *csv, const char *string);           /* NULL: empty */
/* Takes what the scratch holds as one field and frees it. */
void rfi_csv_take(rfi_csv *csv, rfi_text *scratch);
void rfi_csv_integer(rfi_csv *csv, int64_t value); /* empty when unbounded */
void rfi_csv_yes_no(rfi_csv *csv, bool value);
/* Exact number in the unit, without unit and grouping; empty when unbounded. */
void rfi_csv_number(rfi_csv *csv, int64_t value, const rfi_unit *unit);
void rfi_csv_end_row(rfi_csv *csv);

#endif
