/* SPDX-License-Identifier: MIT */
#include "sites/read/number.h"

#include "planner/base/checked.h"

/* 10^19 is beyond int64 in every base unit (none is larger than one unit of input); 18
 * decimals keep the mantissa below 10^37, inside 128 bits. */
enum { MOST_DIGITS = 19, MOST_DECIMALS = 18 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

typedef struct decimal {
    bool negative;
    rfi_wide mantissa;
    int decimals;
} decimal;

static rfi_number_result scan_whole(const char *text, size_t length, decimal *d, size_t *at)
{
    size_t from = *at;
    int digits = 0;
    for (; *at < length && is_digit(text[*at]); (*at)++) {
        digits += digits > 0 || text[*at] != '0';
        if (digits <= MOST_DIGITS) {
            d->mantissa = d->mantissa * 10 + (text[*at] - '0');
        }
    }
    if (*at == from) {
        return RFI_NUMBER_SYNTAX;
    }
    return digits > MOST_DIGITS ? RFI_NUMBER_TOO_LARGE : RFI_NUMBER_OK;
}

static rfi_number_result scan_fraction(const char *text, size_t length, decimal *d,
                                       size_t at)
{
    size_t end = length;
    while (end > at && text[end - 1] == '0') {
        end--;
    }
    if (length == at) {
        return RFI_NUMBER_SYNTAX;
    }
    for (size_t i = at; i < length; i++) {
        if (!is_digit(text[i])) {
            return RFI_NUMBER_SYNTAX;
        }
    }
    if (end - at > MOST_DECIMALS) {
        return RFI_NUMBER_TOO_FINE;
    }
    for (; at < end; at++) {
        d->mantissa = d->mantissa * 10 + (text[at] - '0');
        d->decimals++;
    }
    return RFI_NUMBER_OK;
}

static rfi_number_result scan_decimal(const char *text, size_t length, decimal *d)
{
    size_t at = length > 0 && text[0] == '-' ? 1 : 0;
    d->negative = at == 1;
    rfi_number_result whole = scan_whole(text, length, d, &at);
    if (whole == RFI_NUMBER_SYNTAX || at == length) {
        return whole;
    }
    if (text[at] != '.') {
        return RFI_NUMBER_SYNTAX;
    }
    decimal scratch = *d;
    rfi_number_result fraction =
        scan_fraction(text, length, whole == RFI_NUMBER_OK ? d : &scratch, at + 1);
    return fraction == RFI_NUMBER_SYNTAX || whole == RFI_NUMBER_OK ? fraction : whole;
}

static rfi_wide common_divisor(rfi_wide a, rfi_wide b)
{
    while (b != 0) {
        rfi_wide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

rfi_number_result rfi_number_convert(const char *text, size_t length, const rfi_unit *unit,
                                     int64_t *ret_value)
{
    decimal d = {0};
    rfi_number_result result = scan_decimal(text, length, &d);
    if (result != RFI_NUMBER_OK) {
        return result;
    }
    rfi_wide divisor = unit->denominator;
    for (int i = 0; i < d.decimals; i++) {
        divisor *= 10;
    }
    rfi_wide common = common_divisor(unit->numerator, divisor);
    rfi_wide factor = unit->numerator / common;
    divisor /= common;
    if (d.mantissa % divisor != 0) {
        return RFI_NUMBER_TOO_FINE;
    }
    rfi_wide value = 0;
    if (__builtin_mul_overflow(d.mantissa / divisor, factor, &value) ||
        value >= RFI_UNBOUNDED) {
        return RFI_NUMBER_TOO_LARGE;
    }
    value = (d.negative ? -value : value) + unit->offset;
    if (value >= RFI_UNBOUNDED || value <= -RFI_UNBOUNDED) {
        return RFI_NUMBER_TOO_LARGE;
    }
    *ret_value = (int64_t)value;
    return RFI_NUMBER_OK;
}

/* ---- calendar -------------------------------------------------------------------------
 */

/* `count` digits at text, or -1. */
static int digits_at(const char *text, size_t count)
{
    int value = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_digit(text[i])) {
            return -1;
        }
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

static int64_t month_end(int64_t year, int month)
{
    return month == 12 ? rfi_date_from_civil(year + 1, 1, 1) - 1
                       : rfi_date_from_civil(year, month + 1, 1) - 1;
}

bool rfi_number_days(const char *text, size_t length, int64_t *ret_first, int64_t *ret_last)
{
    if (length < 7 || text[4] != '-') {
        return false;
    }
    int64_t year = digits_at(text, 4);
    bool quarter = length == 7 && text[5] == 'Q';
    int month = quarter ? digits_at(text + 6, 1) * 3 : digits_at(text + 5, 2);
    if (year < 1 || month < 1 || month > 12) {
        return false;
    }
    if (length == 7) {
        *ret_first = rfi_date_from_civil(year, quarter ? month - 2 : month, 1);
        *ret_last = month_end(year, month);
        return true;
    }
    int day = length == 10 && text[7] == '-' ? digits_at(text + 8, 2) : -1;
    int64_t date = day < 1 ? 0 : rfi_date_from_civil(year, month, day);
    if (day < 1 || date > month_end(year, month)) {
        return false;
    }
    *ret_first = date;
    *ret_last = date;
    return true;
}

int64_t rfi_number_middle(int64_t low, int64_t high)
{
    rfi_wide sum = (rfi_wide)low + high;
    rfi_wide half = rfi_wide_div_floor(sum, 2);
    bool tie = sum != 2 * half;
    return (int64_t)(tie && half % 2 != 0 ? half + 1 : half);
}
