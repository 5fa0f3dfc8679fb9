/* SPDX-License-Identifier: MIT */
/* Why a text is not the quantity that is expected, said so that it can be mended. */
#ifndef SITES_READ_MISQUOTE_H
#define SITES_READ_MISQUOTE_H

#include "sites/read/quantity.h"

/* The base unit: "1 mm". */
const char *rfi_dimension_base(rfi_dimension dimension);

/* The text has not the form number, unit, kind. */
void rfi_explain_form(rfi_report *report, const char *text, size_t length,
                      const rfi_expectation *expected, rfi_place place);
void rfi_explain_date(rfi_report *report, const char *text, size_t length, rfi_place place);
void rfi_explain_unit(rfi_report *report, const char *name, size_t length,
                      rfi_dimension dimension, rfi_place place);
/* from, size: the words after the unit; found: the kind that they name, or PLAIN. */
void rfi_explain_kind(rfi_report *report, const char *text, size_t length, size_t from,
                      size_t size, rfi_power_kind expected, rfi_power_kind found,
                      rfi_place place);
/* Hint: the text itself with the usual unit and kind. */
void rfi_explain_example(rfi_report *report, const char *text, size_t length,
                         const rfi_expectation *expected);

#endif
