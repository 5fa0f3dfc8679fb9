/* SPDX-License-Identifier: MIT */
/* Quantity text. PCRE2 splits, our integer code converts. Compiled patterns belong to one
 * rfi_quantities, which one reader owns and one thread uses. */
#ifndef SITES_READ_QUANTITY_H
#define SITES_READ_QUANTITY_H

#include "planner/model/figure.h"
#include "sites/read/report.h"

typedef struct rfi_quantities rfi_quantities;

rfi_quantities *rfi_quantities_new(void); /* NULL when memory is out */
void rfi_quantities_free(rfi_quantities *quantities);

typedef struct rfi_expectation {
    rfi_dimension dimension;
    rfi_power_kind kind;
    bool pods; /* a count may bear the unit "pods" */
    int64_t least,
        most; /* accepted values in base units; both 0: as the dimension has it */
} rfi_expectation;

/* Fills state, low, base, high, dimension and kind of ret_figure. False and one error
 * when the text is not of the form; ret_figure is then untouched. */
bool rfi_quantities_read(rfi_quantities *quantities, rfi_report *report, const char *text,
                         size_t length, const rfi_expectation *expected, rfi_place place,
                         rfi_figure *ret_figure);

/* Redundancy as claimed: N, N+1, 2N, 2(N+1), 3N/2, 4N/3 ring. */
bool rfi_quantities_claim(rfi_quantities *quantities, rfi_report *report, const char *text,
                          size_t length, rfi_place place);

/* "a length", and an example of one: "5.5 m". */
const char *rfi_dimension_words(rfi_dimension dimension);
const char *rfi_dimension_example(rfi_dimension dimension);

#endif
