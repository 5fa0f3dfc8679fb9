/* SPDX-License-Identifier: MIT */
/* The sink for diagnostics. Adding never fails: when memory is out or the cap is reached
 * the diagnostic is counted as dropped. Nothing here prints. */
#ifndef PLANNER_BASE_DIAG_H
#define PLANNER_BASE_DIAG_H

#include "rackfit/rackfit.h"
#include "planner/base/codes.h"

enum { RFI_DIAGS_CAP = 100 };

/* Where something stands. file NULL: nowhere (a built-in figure, an option). */
typedef struct rfi_place {
    const char *file;
    int64_t line;
    int64_t column;
} rfi_place;

void rfi_diag(rf_diags *diags, rf_severity severity, int number, rfi_place place,
              const char *format, ...) __attribute__((format(printf, 5, 6)));
/* Adds a hint, resp. the source line, to the diagnostic added last. */
void rfi_diag_hint(rf_diags *diags, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void rfi_diag_source_line(rf_diags *diags, const char *line, size_t length);
const char *rfi_code_words(int number); /* NULL for a number that is not registered */
/* explain.c: what it usually comes from, and what cures it; NULL likewise. */
const char *rfi_code_cause(int number);
const char *rfi_code_cure(int number);
int rfi_code_at(size_t index); /* numbers in rising order; 0 past the last */

/* The candidate nearest to word by edit distance, or NULL when none is near enough
 * (distance <= 1 + length / 4). Ties: first in the list. candidates ends with NULL. */
const char *rfi_nearest(const char *word, const char *const *candidates);

#endif
