/* SPDX-License-Identifier: MIT */
#include "sites/read/misquote.h"

#include <stdio.h>
#include <string.h>

typedef struct dimension_row {
    const char *words, *base, *unit, *example;
} dimension_row;

/* Words, base unit, the unit that a document usually has, an example. */
static const dimension_row dimension_rows[RFI_DIM_COUNT_OF_DIMENSIONS] = {
    [RFI_DIM_COUNT] = {"a whole number", "1", "", "12"},
    [RFI_DIM_POWER] = {"a power", "1 mW", "MW", "132 kW"},
    [RFI_DIM_APPARENT] = {"an apparent power", "1 mVA", "kVA", "2500 kVA"},
    [RFI_DIM_VOLTAGE] = {"a voltage", "1 mV", "V", "415 V"},
    [RFI_DIM_CURRENT] = {"a current", "1 mA", "A", "1200 A"},
    [RFI_DIM_MASS] = {"a mass", "1 g", "kg", "1360 kg"},
    [RFI_DIM_LENGTH] = {"a length", "1 mm", "m", "5.2 m"},
    [RFI_DIM_AREA_LOAD] = {"a load on an area", "1 g/m2", "kg/m2", "1500 kg/m2"},
    [RFI_DIM_FLOW] = {"a flow", "1 mL/h", "L/min", "130 L/min"},
    [RFI_DIM_PRESSURE] = {"a pressure", "1 Pa", "kPa", "101.3 kPa"},
    [RFI_DIM_TEMPERATURE] = {"a temperature", "1 mK", "degC", "38 degC"},
    [RFI_DIM_TEMPERATURE_STEP] = {"a temperature difference", "1 mK", "K", "10 K"},
    [RFI_DIM_DURATION] = {"a duration", "1 us", "weeks", "40 weeks"},
    [RFI_DIM_DATE] = {"a date", "1 day", "", "2027-Q3"},
    [RFI_DIM_DATA_RATE] = {"a data rate", "1 bit/s", "Gb/s", "400 Gb/s"},
    [RFI_DIM_MONEY] = {"an amount of money", "1 micro-USD", "USD", "3.5 MUSD"},
    [RFI_DIM_PRICE_POWER] = {"a price of power", "1 micro-USD/kW", "MUSD/MW",
                             "7.5 MUSD/MW"},
    [RFI_DIM_PRICE_ENERGY] = {"a price of energy", "1 micro-USD/MWh", "USD/MWh",
                              "38 USD/MWh"},
    [RFI_DIM_RATIO] = {"a factor", "0.000001", "", "0.965"},
    [RFI_DIM_ANGLE] = {"an angle", "0.000001 deg", "deg", "34.43 deg"},
    [RFI_DIM_STATUS] = {"a status", "", "", "yes"},
    [RFI_DIM_AREA] = {"an area", "1 mm2", "m2", "12 m2"},
    [RFI_DIM_PRICE_AREA] = {"a price of an area", "1 micro-USD/m2", "USD/m2", "380 USD/m2"},
    [RFI_DIM_PRICE_LENGTH] = {"a price of a length", "1 micro-USD/km", "kUSD/km",
                              "59 kUSD/km"},
    [RFI_DIM_WATER] = {"a flow of water", "1 L/day", "m3/day", "250 m3/day"},
    [RFI_DIM_COMPUTE] = {"a rate of arithmetic", "1 GF", "PF", "2.5 PF"},
    [RFI_DIM_MEMORY] = {"an amount of memory", "1 byte", "GB", "192 GB"},
    [RFI_DIM_ENERGY] = {"an energy", "1 mWh", "kWh", "500 kWh"},
    [RFI_DIM_RAMP] = {"a rate of change of power", "1 mW/s", "MW/s", "2 MW/s"},
    [RFI_DIM_VOLUME] = {"a volume", "1 L", "m3", "50000 m3"},
    [RFI_DIM_FORCE] = {"a force", "1 N", "kN", "30 kN"},
};

const char *rfi_dimension_words(rfi_dimension dimension)
{
    return dimension_rows[dimension].words;
}

const char *rfi_dimension_example(rfi_dimension dimension)
{
    return dimension_rows[dimension].example;
}

const char *rfi_dimension_base(rfi_dimension dimension)
{
    return dimension_rows[dimension].base;
}

static const char *kind_suffix(rfi_power_kind kind)
{
    static const char *const suffixes[] = {"", " at utility", " at facility",
                                           " critical IT", " thermal"};
    return suffixes[kind];
}

void rfi_explain_example(rfi_report *report, const char *text, size_t length,
                         const rfi_expectation *expected)
{
    const dimension_row *row = &dimension_rows[expected->dimension];
    const char *unit =
        expected->dimension == RFI_DIM_POWER && expected->kind == RFI_POWER_PLAIN
            ? "kW"
            : row->unit;
    char quoted[RFI_QUOTE_SIZE];
    rfi_report_hint(report, "for instance \"%s %s%s\"", rfi_quote(quoted, text, length),
                    unit, kind_suffix(expected->kind));
}

/* ---- form -----------------------------------------------------------------------------
 */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

typedef struct flaw {
    const char *words;
    size_t at;
} flaw;

static bool has_at(const char *text, size_t length, size_t at, const char *what)
{
    size_t size = strlen(what);
    return at + size <= length && memcmp(text + at, what, size) == 0;
}

/* What is wrong at this byte of a text that does not have the form, NULL: nothing seen. */
static const char *flaw_at(const char *text, size_t length, size_t i)
{
    bool after_digit = i > 0 && is_digit(text[i - 1]);
    bool before_digit = i + 1 < length && is_digit(text[i + 1]);
    if (text[i] == ',' && after_digit) {
        return "a decimal point is expected and no grouping";
    }
    if ((text[i] == 'e' || text[i] == 'E') && after_digit &&
        (before_digit || has_at(text, length, i + 1, "-") ||
         has_at(text, length, i + 1, "+"))) {
        return "a number without exponent is expected";
    }
    if (has_at(text, length, i, "...") || has_at(text, length, i, "\u2026")) {
        return "a range is written with two points";
    }
    if (after_digit &&
        ((text[i] == '-' && before_digit) || has_at(text, length, i, "\u2013") ||
         has_at(text, length, i, "\u2014"))) {
        return "a range is written with two points: 7..9";
    }
    if (has_at(text, length, i, "\u2212")) {
        return "the minus sign is \"-\"";
    }
    if (text[i] == ' ' && (i == 0 || i + 1 == length || text[i + 1] == ' ')) {
        return "one space between number and unit is expected and no other";
    }
    if (after_digit && ((text[i] >= 'A' && text[i] <= 'Z') || text[i] == '%' ||
                        (text[i] >= 'a' && text[i] <= 'z'))) {
        return "a space between number and unit is expected";
    }
    if (text[i] == '.' && !has_at(text, length, i, "..") &&
        (i == 0 || text[i - 1] != '.') && (!after_digit || !before_digit)) {
        return "a decimal point stands between digits";
    }
    return NULL;
}

static flaw find_flaw(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        const char *words = flaw_at(text, length, i);
        if (words != NULL) {
            return (flaw){words, i};
        }
        if (text[i] == ' ' && i > 0) {
            break; /* the unit: commas and the like mean nothing there */
        }
    }
    return (flaw){NULL, 0};
}

void rfi_explain_form(rfi_report *report, const char *text, size_t length,
                      const rfi_expectation *expected, rfi_place place)
{
    char quoted[RFI_QUOTE_SIZE];
    (void)rfi_quote(quoted, text, length);
    flaw found = find_flaw(text, length);
    const char *words = rfi_dimension_words(expected->dimension);
    const char *example = rfi_dimension_example(expected->dimension);
    if (found.words != NULL) {
        rfi_report_error(report, RFI_D_VALUE_SYNTAX, rfi_place_after(place, text, found.at),
                         "\"%s\" is not a quantity: %s", quoted, found.words);
    } else {
        rfi_report_error(report, RFI_D_VALUE_SYNTAX, place,
                         "\"%s\" is not a quantity: %s is expected", quoted, words);
    }
    const char *power = expected->kind == RFI_POWER_PLAIN ? example : "750 MW";
    rfi_report_hint(report, "for instance \"%s%s\" or \"unknown\"",
                    expected->dimension == RFI_DIM_POWER ? power : example,
                    kind_suffix(expected->kind));
}

void rfi_explain_date(rfi_report *report, const char *text, size_t length, rfi_place place)
{
    char quoted[RFI_QUOTE_SIZE];
    rfi_report_error(report, RFI_D_VALUE_SYNTAX, place,
                     "\"%s\" is not a date: a day, month or quarter is expected",
                     rfi_quote(quoted, text, length));
    rfi_report_hint(report, "for instance \"2026-11-23\", \"2026-11\" or \"2027-Q3\"");
}

/* ---- units ----------------------------------------------------------------------------
 */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool equal_but_case(const char *a, const char *b)
{
    while (*a != '\0' && lower(*a) == lower(*b)) {
        a++;
        b++;
    }
    return *a == *b;
}

static bool accepts(const rfi_unit *unit, rfi_dimension dimension)
{
    return unit->dimension == dimension && unit->name[0] != '\0';
}

/* The same word in other case, else the nearest; NULL when nothing is near. */
static const char *likely_unit(const char *name, rfi_dimension dimension)
{
    static const struct {
        const char *wrong, *right;
    } habits[] = {
        {"\u00B0C", "degC"},   {"C", "degC"},        {"kg/m\u00B2", "kg/m2"},
        {"m\u00B3/h", "m3/h"}, {"kg/m^2", "kg/m2"},  {"Gbps", "Gb/s"},
        {"Gbit/s", "Gb/s"},    {"Tbps", "Tb/s"},     {"Tbit/s", "Tb/s"},
        {"lpm", "L/min"},      {"LPM", "L/min"},     {"$", "USD"},
        {"\u00B0", "deg"},     {"$/MWh", "USD/MWh"}, {"meters", "m"},
        {"metres", "m"},       {"feet", "ft"},       {"week", "weeks"},
        {"month", "months"},   {"day", "days"},      {"percent", "%"},
    };
    const char *candidates[32] = {NULL};
    size_t count = 0;
    for (size_t i = 0; i < sizeof(habits) / sizeof(habits[0]); i++) {
        const rfi_unit *unit = rfi_unit_find(habits[i].right, strlen(habits[i].right));
        if (strcmp(habits[i].wrong, name) == 0 && unit != NULL &&
            unit->dimension == dimension) {
            return habits[i].right;
        }
    }
    for (const rfi_unit *unit = rfi_units; unit->name != NULL; unit++) {
        if (accepts(unit, dimension) && equal_but_case(unit->name, name)) {
            return unit->name;
        }
        if (accepts(unit, dimension) && count + 1 < 32) {
            candidates[count++] = unit->name;
        }
    }
    return rfi_nearest(name, candidates);
}

static void list_units(char *buffer, size_t size, rfi_dimension dimension)
{
    size_t at = 0;
    buffer[0] = '\0';
    for (const rfi_unit *unit = rfi_units; unit->name != NULL; unit++) {
        if (accepts(unit, dimension) && at + strlen(unit->name) + 3 < size) {
            int n =
                snprintf(buffer + at, size - at, "%s%s", at == 0 ? "" : ", ", unit->name);
            at += n < 0 ? 0 : (size_t)n;
        }
    }
}

void rfi_explain_unit(rfi_report *report, const char *name, size_t length,
                      rfi_dimension dimension, rfi_place place)
{
    char word[RFI_QUOTE_SIZE];
    (void)rfi_quote(word, name, length);
    if (dimension == RFI_DIM_COUNT) {
        rfi_report_error(report, RFI_D_UNIT_UNKNOWN, place,
                         "\"%s\" follows a count: a whole number without unit is expected",
                         word);
        return;
    }
    const rfi_unit *other = rfi_unit_find(name, length);
    if (other != NULL) {
        rfi_report_error(report, RFI_D_UNIT_UNKNOWN, place,
                         "\"%s\" is a unit of another kind (%s): %s is expected", word,
                         rfi_dimension_words(other->dimension),
                         rfi_dimension_words(dimension));
    } else {
        rfi_report_error(report, RFI_D_UNIT_UNKNOWN, place, "\"%s\" is not a unit of %s",
                         word, rfi_dimension_words(dimension));
    }
    const char *likely = other == NULL ? likely_unit(word, dimension) : NULL;
    char units[160];
    list_units(units, sizeof(units), dimension);
    if (likely != NULL) {
        rfi_report_hint(report, "did you mean \"%s\"? Units are exact, case matters",
                        likely);
    } else {
        rfi_report_hint(report, "one of: %s", units);
    }
}

/* ---- kinds of megawatt ----------------------------------------------------------------
 */

void rfi_explain_kind(rfi_report *report, const char *text, size_t length, size_t from,
                      size_t size, rfi_power_kind expected, rfi_power_kind found,
                      rfi_place place)
{
    char quoted[RFI_QUOTE_SIZE];
    char words[RFI_QUOTE_SIZE];
    (void)rfi_quote(quoted, text, length);
    (void)rfi_quote(words, text + from, size);
    if (size == 0) {
        rfi_report_error(report, RFI_D_POWER_KIND, rfi_place_after(place, text, length),
                         "\"%s\" does not say which power is meant: \"%s\" is expected",
                         quoted, rfi_power_kind_words(expected));
        rfi_report_hint(report, "write \"%s%s\"", quoted, kind_suffix(expected));
        return;
    }
    rfi_place there = rfi_place_after(place, text, from);
    if (expected == RFI_POWER_PLAIN && found == RFI_POWER_PLAIN) {
        rfi_report_error(report, RFI_D_VALUE_SYNTAX, there,
                         "\"%s\" follows the unit: nothing is expected there", words);
    } else if (expected == RFI_POWER_PLAIN) {
        rfi_report_error(report, RFI_D_POWER_KIND, there,
                         "\"%s\" may not be named here: the attribute fixes its meaning",
                         words);
    } else {
        rfi_report_error(report, RFI_D_POWER_KIND, there,
                         "\"%s\" stands where \"%s\" is "
                         "expected",
                         words, rfi_power_kind_words(expected));
        rfi_report_hint(report, "kinds of power are never converted into each other");
    }
}
