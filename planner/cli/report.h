/* SPDX-License-Identifier: MIT */
/* Diagnostics on standard error. */
#ifndef PLANNER_CLI_REPORT_H
#define PLANNER_CLI_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "rackfit/rackfit.h"

typedef struct rfi_report_look {
    bool colour;
    bool all; /* every warning with its source line; else a few, one line each */
} rfi_report_look;

/* Errors are always shown in full; so is everything else when there is an error. */
void rfi_report_diags(const rf_diags *diags, rfi_report_look look);

/* One error that has no place in a file. */
void rfi_report_error(int number, bool colour, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* "2 errors, 1 warning" into text; "" when there is nothing. */
void rfi_report_count(const rf_diags *diags, char *text, size_t size);

#endif
