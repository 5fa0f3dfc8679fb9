/* SPDX-License-Identifier: MIT */
/* Decimal text to exact integers, and calendar text to day numbers. */
#ifndef SITES_READ_NUMBER_H
#define SITES_READ_NUMBER_H

#include "planner/model/figure.h"

typedef enum rfi_number_result {
    RFI_NUMBER_OK = 0,
    RFI_NUMBER_SYNTAX,
    RFI_NUMBER_TOO_FINE, /* not a whole number of base units */
    RFI_NUMBER_TOO_LARGE
} rfi_number_result;

/* "-34.5" in unit, exactly. No locale, no exponent, no grouping. */
rfi_number_result rfi_number_convert(const char *text, size_t length, const rfi_unit *unit,
                                     int64_t *ret_value);

/* "2026-11-23", "2026-11" or "2027-Q3" as its first and last day. */
bool rfi_number_days(const char *text, size_t length, int64_t *ret_first,
                     int64_t *ret_last);

/* Middle of low..high, rounded half to even. */
int64_t rfi_number_middle(int64_t low, int64_t high);

#endif
