/* SPDX-License-Identifier: MIT */
/* The closed table of units, and how figures become text. */
#include "planner/model/figure.h"

#include <string.h>

#include "planner/base/checked.h"
#include "planner/base/text.h"

/* clang-format off */
const rfi_unit rfi_units[] = {
    {"", RFI_DIM_COUNT, 1, 1, 0, ""},
    {"pods", RFI_DIM_COUNT, 1, 1, 0, "pods"},
    {"kW", RFI_DIM_POWER, 1000000, 1, 0, "kW"},
    {"W", RFI_DIM_POWER, 1000, 1, 0, "W"},
    {"MW", RFI_DIM_POWER, 1000000000, 1, 0, "MW"},
    {"GW", RFI_DIM_POWER, 1000000000000, 1, 0, "GW"},
    {"mW", RFI_DIM_POWER, 1, 1, 0, "mW"},
    {"kVA", RFI_DIM_APPARENT, 1000000, 1, 0, "kVA"},
    {"MVA", RFI_DIM_APPARENT, 1000000000, 1, 0, "MVA"},
    {"VA", RFI_DIM_APPARENT, 1000, 1, 0, "VA"},
    {"V", RFI_DIM_VOLTAGE, 1000, 1, 0, "V"},
    {"kV", RFI_DIM_VOLTAGE, 1000000, 1, 0, "kV"},
    {"A", RFI_DIM_CURRENT, 1000, 1, 0, "A"},
    {"kA", RFI_DIM_CURRENT, 1000000, 1, 0, "kA"},
    {"kg", RFI_DIM_MASS, 1000, 1, 0, "kg"},
    {"g", RFI_DIM_MASS, 1, 1, 0, "g"},
    {"t", RFI_DIM_MASS, 1000000, 1, 0, "t"},
    {"m", RFI_DIM_LENGTH, 1000, 1, 0, "m"},
    {"mm", RFI_DIM_LENGTH, 1, 1, 0, "mm"},
    {"cm", RFI_DIM_LENGTH, 10, 1, 0, "cm"},
    {"km", RFI_DIM_LENGTH, 1000000, 1, 0, "km"},
    {"ft", RFI_DIM_LENGTH, 3048, 10, 0, "ft"},
    {"in", RFI_DIM_LENGTH, 254, 10, 0, "in"},
    {"kg/m2", RFI_DIM_AREA_LOAD, 1000, 1, 0, "kg/m²"},
    {"t/m2", RFI_DIM_AREA_LOAD, 1000000, 1, 0, "t/m²"},
    {"L/h", RFI_DIM_FLOW, 1000, 1, 0, "L/h"},
    {"L/min", RFI_DIM_FLOW, 60000, 1, 0, "L/min"},
    {"m3/h", RFI_DIM_FLOW, 1000000, 1, 0, "m³/h"},
    {"L/s", RFI_DIM_FLOW, 3600000, 1, 0, "L/s"},
    {"kPa", RFI_DIM_PRESSURE, 1000, 1, 0, "kPa"},
    {"Pa", RFI_DIM_PRESSURE, 1, 1, 0, "Pa"},
    {"bar", RFI_DIM_PRESSURE, 100000, 1, 0, "bar"},
    {"degC", RFI_DIM_TEMPERATURE, 1000, 1, 273150, "°C"},
    {"K", RFI_DIM_TEMPERATURE_STEP, 1000, 1, 0, "K"},
    {"s", RFI_DIM_DURATION, 1000000, 1, 0, "s"},
    {"us", RFI_DIM_DURATION, 1, 1, 0, "µs"},
    {"ms", RFI_DIM_DURATION, 1000, 1, 0, "ms"},
    {"min", RFI_DIM_DURATION, 60000000, 1, 0, "min"},
    {"h", RFI_DIM_DURATION, 3600000000, 1, 0, "h"},
    {"days", RFI_DIM_DURATION, 86400000000, 1, 0, "days"},
    {"weeks", RFI_DIM_DURATION, 604800000000, 1, 0, "weeks"},
    {"months", RFI_DIM_DURATION, 2629800000000, 1, 0, "months"},
    {"", RFI_DIM_DATE, 1, 1, 0, ""},
    {"Gb/s", RFI_DIM_DATA_RATE, 1000000000, 1, 0, "Gb/s"},
    {"Tb/s", RFI_DIM_DATA_RATE, 1000000000000, 1, 0, "Tb/s"},
    {"Mb/s", RFI_DIM_DATA_RATE, 1000000, 1, 0, "Mb/s"},
    {"USD", RFI_DIM_MONEY, 1000000, 1, 0, "USD"},
    {"kUSD", RFI_DIM_MONEY, 1000000000, 1, 0, "kUSD"},
    {"MUSD", RFI_DIM_MONEY, 1000000000000, 1, 0, "MUSD"},
    {"BUSD", RFI_DIM_MONEY, 1000000000000000, 1, 0, "BUSD"},
    {"USD/kW", RFI_DIM_PRICE_POWER, 1000000, 1, 0, "USD/kW"},
    {"MUSD/MW", RFI_DIM_PRICE_POWER, 1000000000, 1, 0, "MUSD/MW"},
    {"kUSD/MW", RFI_DIM_PRICE_POWER, 1000000, 1, 0, "kUSD/MW"},
    {"USD/MWh", RFI_DIM_PRICE_ENERGY, 1000000, 1, 0, "USD/MWh"},
    {"USD/kWh", RFI_DIM_PRICE_ENERGY, 1000000000, 1, 0, "USD/kWh"},
    {"1", RFI_DIM_RATIO, 1000000, 1, 0, ""},
    {"%", RFI_DIM_RATIO, 10000, 1, 0, "%"},
    {"kW/kW", RFI_DIM_RATIO, 1000000, 1, 0, "kW/kW"},
    {"deg", RFI_DIM_ANGLE, 1000000, 1, 0, "°"},
    {"", RFI_DIM_STATUS, 1, 1, 0, ""},
    {"m2", RFI_DIM_AREA, 1000000, 1, 0, "m²"},
    {"USD/m2", RFI_DIM_PRICE_AREA, 1000000, 1, 0, "USD/m²"},
    {"USD/km", RFI_DIM_PRICE_LENGTH, 1000000, 1, 0, "USD/km"},
    {"kUSD/km", RFI_DIM_PRICE_LENGTH, 1000000000, 1, 0, "kUSD/km"},
    {"m3/day", RFI_DIM_WATER, 1000, 1, 0, "m³/day"},
    {"L/day", RFI_DIM_WATER, 1, 1, 0, "L/day"},
    {"PF", RFI_DIM_COMPUTE, 1000000, 1, 0, "PF"},
    {"TF", RFI_DIM_COMPUTE, 1000, 1, 0, "TF"},
    {"GB", RFI_DIM_MEMORY, 1000000000, 1, 0, "GB"},
    {"TB", RFI_DIM_MEMORY, 1000000000000, 1, 0, "TB"},
    {"GiB", RFI_DIM_MEMORY, 1073741824, 1, 0, "GiB"},
    {"kWh", RFI_DIM_ENERGY, 1000000, 1, 0, "kWh"},
    {"MWh", RFI_DIM_ENERGY, 1000000000, 1, 0, "MWh"},
    {"GWh", RFI_DIM_ENERGY, 1000000000000, 1, 0, "GWh"},
    {"MW/s", RFI_DIM_RAMP, 1000000000, 1, 0, "MW/s"},
    {"kW/s", RFI_DIM_RAMP, 1000000, 1, 0, "kW/s"},
    {"m3", RFI_DIM_VOLUME, 1000, 1, 0, "m³"},
    {"L", RFI_DIM_VOLUME, 1, 1, 0, "L"},
    {"kN", RFI_DIM_FORCE, 1000, 1, 0, "kN"},
    {NULL, RFI_DIM_COUNT, 0, 1, 0, NULL},
};
/* clang-format on */

const rfi_unit *rfi_unit_find(const char *name, size_t length)
{
    if (length == 0) {
        return NULL;
    }
    for (const rfi_unit *unit = rfi_units; unit->name != NULL; unit++) {
        if (strlen(unit->name) == length && memcmp(unit->name, name, length) == 0) {
            return unit;
        }
    }
    return NULL;
}

const rfi_unit *rfi_unit_canonical(rfi_dimension dimension)
{
    const rfi_unit *unit = rfi_units;
    while (unit->name != NULL && unit->dimension != dimension) {
        unit++;
    }
    return unit->name == NULL ? rfi_units : unit;
}

static const rfi_unit *named(const char *name)
{
    return rfi_unit_find(name, strlen(name));
}

#define HALF_MONTH (2629800000000 / 2) /* microseconds */

const rfi_unit *rfi_unit_for(rfi_dimension dimension, int64_t magnitude)
{
    int64_t size = magnitude < 0 ? -magnitude : magnitude;
    switch ((int)dimension) {
    case RFI_DIM_POWER:
        return named(size >= 1000000000 ? "MW" : "kW");
    case RFI_DIM_APPARENT:
        return named(size >= 10000000000 ? "MVA" : "kVA");
    case RFI_DIM_ENERGY:
        return named(size >= 1000000000 ? "MWh" : "kWh");
    case RFI_DIM_VOLTAGE:
        return named(size >= 1000000 ? "kV" : "V");
    case RFI_DIM_LENGTH:
        return named(size >= 10000000 ? "km" : "m");
    case RFI_DIM_FLOW:
        return named("L/min");
    case RFI_DIM_DATA_RATE:
        return named("Gb/s");
    case RFI_DIM_MONEY:
        return named(size >= 1000000000000 ? "MUSD" : "USD");
    case RFI_DIM_DURATION:
        if (size > 0 && size % HALF_MONTH == 0) {
            return named("months");
        }
        return named(size >= 604800000000 ? "weeks" : size >= 1000000 ? "s" : "ms");
    case RFI_DIM_PRICE_POWER:
        return named(size >= 1000000000 ? "MUSD/MW" : "USD/kW");
    default:
        return rfi_unit_canonical(dimension);
    }
}

const char *rfi_power_kind_words(rfi_power_kind kind)
{
    switch (kind) {
    case RFI_POWER_UTILITY:
        return "at utility";
    case RFI_POWER_FACILITY:
        return "at facility";
    case RFI_POWER_CRITICAL_IT:
        return "critical IT";
    case RFI_POWER_THERMAL:
        return "thermal";
    case RFI_POWER_PLAIN:
        break;
    }
    return "";
}

const char *rfi_grade_letter(rfi_grade grade)
{
    static const char *const letters[] = {"?", "A", "B", "C", "D", "E", "M"};
    return letters[grade];
}

/* ---- numbers ------------------------------------------------------------------------ */

static rfi_wide power_of_ten(int exponent)
{
    rfi_wide result = 1;
    for (int i = 0; i < exponent; i++) {
        result *= 10;
    }
    return result;
}

/* Decimals that show `digits` significant digits of n / d (n >= 0), at most six. */
static int decimals_for(rfi_wide n, rfi_wide d, int digits)
{
    int before = 0;
    for (rfi_wide whole = n / d; whole > 0; whole /= 10) {
        before++;
    }
    int decimals = digits - before;
    return decimals < 0 ? 0 : decimals > 6 ? 6 : decimals;
}

static void print_digits(rfi_text *text, rfi_wide scaled, int decimals, bool grouped)
{
    char digits[64];
    size_t count = 0;
    do {
        digits[count++] = (char)('0' + (int)(scaled % 10));
        scaled /= 10;
    } while (scaled > 0 || count <= (size_t)decimals);
    size_t last = 0; /* drop trailing zeros of the fraction */
    while (last < (size_t)decimals && digits[last] == '0') {
        last++;
    }
    for (size_t i = count; i-- > last;) {
        rfi_text_char(text, digits[i]);
        if (i == (size_t)decimals && i > last) {
            rfi_text_char(text, '.');
        } else if (grouped && i > (size_t)decimals && (i - (size_t)decimals) % 3 == 0 &&
                   count - (size_t)decimals > 4) {
            rfi_text_add(text, "\u202F");
        }
    }
}

static void print_ratio(rfi_text *text, rfi_wide n, rfi_wide d, int digits, rfi_round round,
                        bool grouped)
{
    bool negative = n < 0;
    if (negative) {
        n = -n;
        round = round == RFI_ROUND_DOWN ? RFI_ROUND_UP
                : round == RFI_ROUND_UP ? RFI_ROUND_DOWN
                                        : round;
    }
    int decimals = 0;
    if (digits > 0) {
        decimals = decimals_for(n, d, digits);
    } else {
        while (decimals < 18 && (n * power_of_ten(decimals)) % d != 0) {
            decimals++;
        }
    }
    rfi_wide scaled = n * power_of_ten(decimals);
    rfi_wide value = round == RFI_ROUND_UP     ? rfi_wide_div_ceil(scaled, d)
                     : round == RFI_ROUND_DOWN ? rfi_wide_div_floor(scaled, d)
                                               : rfi_wide_div_floor(2 * scaled + d, 2 * d);
    if (negative && value != 0) {
        rfi_text_add(text, grouped ? "\u2212" : "-");
    }
    print_digits(text, value, decimals, grouped);
}

void rfi_print_number(rfi_text *text, int64_t value, const rfi_unit *unit, int digits,
                      rfi_round round, bool grouped)
{
    if (unit->dimension == RFI_DIM_DATE) {
        rfi_print_date(text, value);
        return;
    }
    if (unit->dimension == RFI_DIM_STATUS) {
        rfi_text_add(text, value != 0 ? "yes" : "no");
        return;
    }
    rfi_wide n = ((rfi_wide)value - unit->offset) * unit->denominator;
    print_ratio(text, n, unit->numerator, digits, round, grouped);
}

void rfi_print_value(rfi_text *text, int64_t value, rfi_dimension dimension,
                     rfi_power_kind kind, rfi_round round)
{
    if (value >= RFI_UNBOUNDED) {
        rfi_text_add(text, "no limit known");
        return;
    }
    const rfi_unit *unit = rfi_unit_for(dimension, value);
    int digits = dimension == RFI_DIM_COUNT ? 0 : 4;
    rfi_print_number(text, value, unit, digits, round, true);
    if (unit->label[0] != '\0') {
        rfi_text_add(text, "\u202F");
        rfi_text_add(text, unit->label);
    }
    if (kind != RFI_POWER_PLAIN) {
        rfi_text_char(text, ' ');
        rfi_text_add(text, rfi_power_kind_words(kind));
    }
}

void rfi_print_figure(rfi_text *text, const rfi_figure *figure)
{
    if (!rfi_known(figure)) {
        rfi_text_add(text, "unknown");
        return;
    }
    const rfi_unit *unit = rfi_unit_for(figure->dimension, figure->base);
    int digits = figure->dimension == RFI_DIM_COUNT ? 0 : 4;
    rfi_print_number(text, figure->base, unit, digits, RFI_ROUND_NEAREST, true);
    if (unit->label[0] != '\0') {
        rfi_text_add(text, "\u202F");
        rfi_text_add(text, unit->label);
    }
    if (figure->kind != RFI_POWER_PLAIN) {
        rfi_text_char(text, ' ');
        rfi_text_add(text, rfi_power_kind_words(figure->kind));
    }
    if (figure->low != figure->high) {
        rfi_text_add(text, " (");
        rfi_print_number(text, figure->low, unit, digits, RFI_ROUND_NEAREST, true);
        rfi_text_add(text, "\u2013");
        rfi_print_number(text, figure->high, unit, digits, RFI_ROUND_NEAREST, true);
        rfi_text_char(text, ')');
    }
}

/* ---- canonical ---------------------------------------------------------------------- */

/* A whole month or quarter whose base is its last day goes back to its own form. */
static bool print_period(rfi_text *text, const rfi_figure *figure)
{
    int64_t year = 0;
    int month = 0;
    int day = 0;
    rfi_date_to_civil(figure->low, &year, &month, &day);
    if (day != 1 || figure->base != figure->high) {
        return false;
    }
    for (int months = 1; months <= 3; months += 2) {
        int next = month + months;
        int64_t end = next > 12 ? rfi_date_from_civil(year + 1, next - 12, 1)
                                : rfi_date_from_civil(year, next, 1);
        if (figure->high != end - 1 || (months == 3 && month % 3 != 1)) {
            continue;
        }
        if (months == 1) {
            rfi_text_format(text, "%04lld-%02d", (long long)year, month);
        } else {
            rfi_text_format(text, "%04lld-Q%d", (long long)year, (month + 2) / 3);
        }
        return true;
    }
    return false;
}

void rfi_print_canonical(rfi_text *text, const rfi_figure *figure)
{
    if (!rfi_known(figure)) {
        rfi_text_add(text, "unknown");
        return;
    }
    if (figure->dimension == RFI_DIM_DATE && figure->low != figure->high &&
        print_period(text, figure)) {
        return;
    }
    const rfi_unit *unit = rfi_unit_canonical(figure->dimension);
    rfi_print_number(text, figure->low, unit, 0, RFI_ROUND_NEAREST, false);
    if (figure->low != figure->high) {
        rfi_text_add(text, "..");
        rfi_print_number(text, figure->base, unit, 0, RFI_ROUND_NEAREST, false);
        rfi_text_add(text, "..");
        rfi_print_number(text, figure->high, unit, 0, RFI_ROUND_NEAREST, false);
    }
    if (unit->name[0] != '\0' && figure->dimension != RFI_DIM_RATIO) {
        rfi_text_char(text, ' ');
        rfi_text_add(text, unit->name);
    }
    if (figure->kind != RFI_POWER_PLAIN) {
        rfi_text_char(text, ' ');
        rfi_text_add(text, rfi_power_kind_words(figure->kind));
    }
}

/* ---- dates: days from civil, after the shifted-March counting of eras --------------- */

int64_t rfi_date_from_civil(int64_t year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

void rfi_date_to_civil(int64_t date, int64_t *ret_year, int *ret_month, int *ret_day)
{
    int64_t z = date + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t day_of_era = z - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted = (5 * day_of_year + 2) / 153;
    *ret_day = (int)(day_of_year - (153 * shifted + 2) / 5 + 1);
    *ret_month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
    *ret_year = year_of_era + era * 400 + (*ret_month <= 2 ? 1 : 0);
}

void rfi_print_date(rfi_text *text, int64_t date)
{
    int64_t year = 0;
    int month = 0;
    int day = 0;
    rfi_date_to_civil(date, &year, &month, &day);
    rfi_text_format(text, "%04lld-%02d-%02d", (long long)year, month, day);
}
