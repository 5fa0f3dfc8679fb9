/* SPDX-License-Identifier: MIT */
/* Quantity text: what it comes to, and what is said, where, when it comes to nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "sites/read/read.h"

typedef struct good_case {
    const char *text;
    rfi_dimension dimension;
    rfi_power_kind kind;
    int64_t low, base, high;
} good_case;

#define MW INT64_C(1000000000)

static const good_case good_cases[] = {
    {"0", RFI_DIM_COUNT, 0, 0, 0, 0},
    {"12", RFI_DIM_COUNT, 0, 12, 12, 12},
    {"2..4", RFI_DIM_COUNT, 0, 2, 3, 4},
    {"2..5", RFI_DIM_COUNT, 0, 2, 4, 5}, /* 3.5 to even */
    {"1..4", RFI_DIM_COUNT, 0, 1, 2, 4}, /* 2.5 to even */
    {"64 pods", RFI_DIM_COUNT, 0, 64, 64, 64},
    {"0 MW at utility", RFI_DIM_POWER, RFI_POWER_UTILITY, 0, 0, 0},
    {"750 MW at utility", RFI_DIM_POWER, RFI_POWER_UTILITY, 750 * MW, 750 * MW, 750 * MW},
    {"31.8 MW critical IT", RFI_DIM_POWER, RFI_POWER_CRITICAL_IT, 31800000000, 31800000000,
     31800000000},
    {"25 MW thermal", RFI_DIM_POWER, RFI_POWER_THERMAL, 25 * MW, 25 * MW, 25 * MW},
    {"18 MW at facility", RFI_DIM_POWER, RFI_POWER_FACILITY, 18 * MW, 18 * MW, 18 * MW},
    {"120..132..140 kW", RFI_DIM_POWER, RFI_POWER_PLAIN, 120000000, 132000000, 140000000},
    {"132.000 kW", RFI_DIM_POWER, RFI_POWER_PLAIN, 132000000, 132000000, 132000000},
    {"2.5 MVA", RFI_DIM_APPARENT, 0, 2500000000, 2500000000, 2500000000},
    {"1250 kW", RFI_DIM_APPARENT, 0, 1250000000, 1250000000, 1250000000},
    {"34.5 kV", RFI_DIM_VOLTAGE, 0, 34500000, 34500000, 34500000},
    {"1200 A", RFI_DIM_CURRENT, 0, 1200000, 1200000, 1200000},
    {"1.36 t", RFI_DIM_MASS, 0, 1360000, 1360000, 1360000},
    {"5.2 m", RFI_DIM_LENGTH, 0, 5200, 5200, 5200},
    {"5 ft", RFI_DIM_LENGTH, 0, 1524, 1524, 1524},
    {"10 in", RFI_DIM_LENGTH, 0, 254, 254, 254},
    {"1500 kg/m2", RFI_DIM_AREA_LOAD, 0, 1500000, 1500000, 1500000},
    {"2 L/s", RFI_DIM_FLOW, 0, 7200000, 7200000, 7200000},
    {"101.3 kPa", RFI_DIM_PRESSURE, 0, 101300, 101300, 101300},
    {"-40 degC", RFI_DIM_TEMPERATURE, 0, 233150, 233150, 233150},
    {"30..32 degC", RFI_DIM_TEMPERATURE, 0, 303150, 304150, 305150},
    {"-5..5 K", RFI_DIM_TEMPERATURE_STEP, 0, -5000, 0, 5000},
    {"24..36 months", RFI_DIM_DURATION, 0, 63115200000000, 78894000000000, 94672800000000},
    {"50 ms", RFI_DIM_DURATION, 0, 50000, 50000, 50000},
    {"400 Gb/s", RFI_DIM_DATA_RATE, 0, 400000000000, 400000000000, 400000000000},
    {"7.5..9.3 MUSD/MW", RFI_DIM_PRICE_POWER, 0, 7500000000, 8400000000, 9300000000},
    {"38 USD/MWh", RFI_DIM_PRICE_ENERGY, 0, 38000000, 38000000, 38000000},
    {"161..377..861 USD/m2", RFI_DIM_PRICE_AREA, 0, 161000000, 377000000, 861000000},
    {"59 kUSD/km", RFI_DIM_PRICE_LENGTH, 0, 59000000000, 59000000000, 59000000000},
    {"16.2 USD/km", RFI_DIM_PRICE_LENGTH, 0, 16200000, 16200000, 16200000},
    {"173.6 kWh", RFI_DIM_ENERGY, 0, 173600000, 173600000, 173600000},
    {"2..3 MW/s", RFI_DIM_RAMP, 0, 2000000000, 2500000000, 3000000000},
    {"50000 m3", RFI_DIM_VOLUME, 0, 50000000, 50000000, 50000000},
    {"3.61 kN", RFI_DIM_FORCE, 0, 3610, 3610, 3610},
    {"12.5 m2", RFI_DIM_AREA, 0, 12500000, 12500000, 12500000},
    {"0.000001 USD", RFI_DIM_MONEY, 0, 1, 1, 1},
    {"0.965", RFI_DIM_RATIO, 0, 965000, 965000, 965000},
    {"5 %", RFI_DIM_RATIO, 0, 50000, 50000, 50000},
    {"0.85..0.92", RFI_DIM_RATIO, 0, 850000, 885000, 920000},
    {"0.08 kW/kW", RFI_DIM_RATIO, 0, 80000, 80000, 80000},
    {"0.965 1", RFI_DIM_RATIO, 0, 965000, 965000, 965000},
    {"-100.2 deg", RFI_DIM_ANGLE, 0, -100200000, -100200000, -100200000},
    {"250 m3/day", RFI_DIM_WATER, 0, 250000, 250000, 250000},
    {"2.5 PF", RFI_DIM_COMPUTE, 0, 2500000, 2500000, 2500000},
    {"459 TF", RFI_DIM_COMPUTE, 0, 459000, 459000, 459000},
    {"95..96 GB", RFI_DIM_MEMORY, 0, 95000000000, 95500000000, 96000000000},
    {"1.5 TB", RFI_DIM_MEMORY, 0, 1500000000000, 1500000000000, 1500000000000},
    {"96 GiB", RFI_DIM_MEMORY, 0, 103079215104, 103079215104, 103079215104},
    {"1970-01-01", RFI_DIM_DATE, 0, 0, 0, 0},
    {"2028-02-29", RFI_DIM_DATE, 0, 21243, 21243, 21243},
    {"2026-11", RFI_DIM_DATE, 0, 20758, 20787, 20787},
    {"2027-Q3", RFI_DIM_DATE, 0, 21000, 21091, 21091},
    {"2026-12", RFI_DIM_DATE, 0, 20788, 20818, 20818},
    {"1970-01-01..1970-01-05", RFI_DIM_DATE, 0, 0, 2, 4},
    {"1970-01-01..1970-01-02..1970-01-05", RFI_DIM_DATE, 0, 0, 1, 4},
    {"2027-Q3..2027-Q4", RFI_DIM_DATE, 0, 21000, 21092, 21183},
    {"yes", RFI_DIM_STATUS, 0, 1, 1, 1},
    {"no", RFI_DIM_STATUS, 0, 0, 0, 0},
};

static void quantities_come_to_exact_base_units(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(good_cases) / sizeof(good_cases[0]); i++) {
        const good_case *c = &good_cases[i];
        rf_diags *diags = rf_diags_new();
        rfi_place place = {"t.xml", 1, 1};
        rfi_figure figure = {0};
        bool read = rfi_read_quantity(c->text, strlen(c->text), c->dimension, c->kind,
                                      place, &figure, diags);
        if (!read) {
            fail_msg("%s: %s", c->text, rf_diags_at(diags, 0)->message);
        }
        if (figure.low != c->low || figure.base != c->base || figure.high != c->high) {
            fail_msg("%s: %lld..%lld..%lld", c->text, (long long)figure.low,
                     (long long)figure.base, (long long)figure.high);
        }
        assert_int_equal(figure.state, RFI_KNOWN);
        assert_int_equal(figure.dimension, c->dimension);
        assert_int_equal(figure.kind, c->kind);
        assert_int_equal(rf_diags_count(diags), 0);
        rf_diags_free(diags);
    }
}

static void unknown_is_a_value_of_every_dimension(void **state)
{
    (void)state;
    rfi_place place = {"t.xml", 1, 1};
    for (int d = 0; d < RFI_DIM_COUNT_OF_DIMENSIONS; d++) {
        rfi_figure figure = {.low = 7};
        assert_true(rfi_read_quantity("unknown", 7, (rfi_dimension)d, RFI_POWER_PLAIN,
                                      place, &figure, NULL));
        assert_int_equal(figure.state, RFI_UNKNOWN);
        assert_int_equal(figure.dimension, d);
        assert_int_equal(figure.low, 0);
    }
}

typedef struct bad_case {
    const char *text;
    rfi_dimension dimension;
    rfi_power_kind kind;
    int number;
    int64_t column;
    const char *said; /* must stand in the message or the hint; NULL: anything */
} bad_case;

static const bad_case bad_cases[] = {
    {"", RFI_DIM_LENGTH, 0, RFI_D_VALUE_SYNTAX, 10, "a length is expected"},
    {"long", RFI_DIM_LENGTH, 0, RFI_D_VALUE_SYNTAX, 10, "a length is expected"},
    {"12,5 MW", RFI_DIM_POWER, 0, RFI_D_VALUE_SYNTAX, 12,
     "\"12,5 MW\" is not a quantity: a decimal point is expected"},
    {"1,500 m", RFI_DIM_LENGTH, 0, RFI_D_VALUE_SYNTAX, 11, "no grouping"},
    {"1e6 m", RFI_DIM_LENGTH, 0, RFI_D_VALUE_SYNTAX, 11, "without exponent"},
    {"7-9 m", RFI_DIM_LENGTH, 0, RFI_D_VALUE_SYNTAX, 11, "two points"},
    {"7\u20139 m", RFI_DIM_LENGTH, 0, RFI_D_VALUE_SYNTAX, 11, "two points"},
    {"7...9 m", RFI_DIM_LENGTH, 0, RFI_D_VALUE_SYNTAX, 11, "two points"},
    {"1..2..3..4 m", RFI_DIM_LENGTH, 0, RFI_D_VALUE_SYNTAX, 10, NULL},
    {"5m", RFI_DIM_LENGTH, 0, RFI_D_VALUE_SYNTAX, 11, "a space between"},
    {" 5 m", RFI_DIM_LENGTH, 0, RFI_D_VALUE_SYNTAX, 10, "one space"},
    {"5  m", RFI_DIM_LENGTH, 0, RFI_D_VALUE_SYNTAX, 11, "one space"},
    {"5 m ", RFI_DIM_LENGTH, 0, RFI_D_VALUE_SYNTAX, 10, NULL},
    {".5 m", RFI_DIM_LENGTH, 0, RFI_D_VALUE_SYNTAX, 10, "between digits"},
    {"5. m", RFI_DIM_LENGTH, 0, RFI_D_VALUE_SYNTAX, 11, "between digits"},
    {"\u22125 K", RFI_DIM_TEMPERATURE_STEP, 0, RFI_D_VALUE_SYNTAX, 10, "minus sign"},
    {"5 m wide", RFI_DIM_LENGTH, 0, RFI_D_VALUE_SYNTAX, 14, "follows the unit"},
    {"750", RFI_DIM_POWER, RFI_POWER_UTILITY, RFI_D_UNIT_MISSING, 13,
     "\"750 MW at utility\""},
    {"132", RFI_DIM_POWER, RFI_POWER_PLAIN, RFI_D_UNIT_MISSING, 13, "\"132 kW\""},
    {"750 mw at utility", RFI_DIM_POWER, RFI_POWER_UTILITY, RFI_D_UNIT_UNKNOWN, 14,
     "\"MW\""},
    {"5 kva", RFI_DIM_APPARENT, 0, RFI_D_UNIT_UNKNOWN, 12, "\"kVA\""},
    {"5 metres", RFI_DIM_LENGTH, 0, RFI_D_UNIT_UNKNOWN, 12, "\"m\""},
    {"35 \u00B0C", RFI_DIM_TEMPERATURE, 0, RFI_D_UNIT_UNKNOWN, 13, "\"degC\""},
    {"5 kV", RFI_DIM_LENGTH, 0, RFI_D_UNIT_UNKNOWN, 12, "a voltage"},
    {"5 racks", RFI_DIM_COUNT, 0, RFI_D_UNIT_UNKNOWN, 12, "without unit"},
    {"5 MW", RFI_DIM_POWER, RFI_POWER_UTILITY, RFI_D_POWER_KIND, 14,
     "\"at utility\" is expected"},
    {"5 MW critical IT", RFI_DIM_POWER, RFI_POWER_UTILITY, RFI_D_POWER_KIND, 15,
     "\"critical IT\" stands where \"at utility\" is expected"},
    {"5 MW somewhere", RFI_DIM_POWER, RFI_POWER_UTILITY, RFI_D_POWER_KIND, 15, NULL},
    {"5 MW at utility", RFI_DIM_POWER, RFI_POWER_PLAIN, RFI_D_POWER_KIND, 15,
     "may not be named"},
    {"5 kW at utility", RFI_DIM_APPARENT, RFI_POWER_PLAIN, RFI_D_POWER_KIND, 15, NULL},
    {"750 mW at utility", RFI_DIM_POWER, RFI_POWER_UTILITY, RFI_D_VALUE_RANGE, 10,
     "milliwatt"},
    {"-5 m", RFI_DIM_LENGTH, 0, RFI_D_VALUE_RANGE, 10, "may not be negative"},
    {"1..-5 m", RFI_DIM_LENGTH, 0, RFI_D_RANGE_ORDER, 13, NULL},
    {"-300 degC", RFI_DIM_TEMPERATURE, 0, RFI_D_VALUE_RANGE, 10, "-273.15 degC"},
    {"1000001", RFI_DIM_COUNT, 0, RFI_D_VALUE_RANGE, 10, "at most 1000000"},
    {"9..7 m", RFI_DIM_LENGTH, 0, RFI_D_RANGE_ORDER, 13, "downwards"},
    {"7..9..8 m", RFI_DIM_LENGTH, 0, RFI_D_RANGE_ORDER, 16, "downwards"},
    {"0.0001 m", RFI_DIM_LENGTH, 0, RFI_D_VALUE_TOO_FINE, 10, "1 mm"},
    {"1 ft", RFI_DIM_LENGTH, 0, RFI_D_VALUE_TOO_FINE, 10, "1 mm"},
    {"2.5", RFI_DIM_COUNT, 0, RFI_D_VALUE_TOO_FINE, 10, NULL},
    {"0.1234567890123456789 m", RFI_DIM_LENGTH, 0, RFI_D_VALUE_TOO_FINE, 10, NULL},
    {"99999999999999999999 m", RFI_DIM_LENGTH, 0, RFI_D_VALUE_TOO_LARGE, 10, "1 mm"},
    {"4611686018427387903 mm", RFI_DIM_LENGTH, 0, RFI_D_VALUE_TOO_LARGE, 10, NULL},
    {"99999999999 GW", RFI_DIM_POWER, 0, RFI_D_VALUE_TOO_LARGE, 10, NULL},
    {"2026", RFI_DIM_DATE, 0, RFI_D_VALUE_SYNTAX, 10, "a day, month or quarter"},
    {"2027-Q5", RFI_DIM_DATE, 0, RFI_D_VALUE_SYNTAX, 10, NULL},
    {"2026-13", RFI_DIM_DATE, 0, RFI_D_VALUE_SYNTAX, 10, "no such day"},
    {"2026-02-29", RFI_DIM_DATE, 0, RFI_D_VALUE_SYNTAX, 10, "no such day"},
    {"2026-01-01..2026-02-30", RFI_DIM_DATE, 0, RFI_D_VALUE_SYNTAX, 22, "no such day"},
    {"2027-Q3..2027-Q1", RFI_DIM_DATE, 0, RFI_D_RANGE_ORDER, 19, "downwards"},
    {"maybe", RFI_DIM_STATUS, 0, RFI_D_WORD_UNKNOWN, 10, "\"unknown\" is expected"},
};

static bool contains(const char *text, const char *part)
{
    return text != NULL && strstr(text, part) != NULL;
}

static void bad_quantities_are_explained_at_their_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(bad_cases) / sizeof(bad_cases[0]); i++) {
        const bad_case *c = &bad_cases[i];
        rf_diags *diags = rf_diags_new();
        rfi_place place = {"t.xml", 3, 10};
        rfi_figure figure = {.low = 42};
        assert_false(rfi_read_quantity(c->text, strlen(c->text), c->dimension, c->kind,
                                       place, &figure, diags));
        assert_int_equal(rf_diags_count(diags), 1);
        const rf_diagnostic *d = rf_diags_at(diags, 0);
        if (d->number != c->number || d->column != c->column) {
            fail_msg("\"%s\": RF-%04d at %lld: %s", c->text, d->number,
                     (long long)d->column, d->message);
        }
        if (c->said != NULL && !contains(d->message, c->said) &&
            !contains(d->hint, c->said)) {
            fail_msg("\"%s\": %s (%s)", c->text, d->message, d->hint);
        }
        assert_int_equal(d->line, 3);
        assert_int_equal(d->severity, RF_ERROR);
        assert_int_equal(figure.low, 42);
        rf_diags_free(diags);
    }
}

static void a_long_value_costs_little_and_is_cut_in_the_message(void **state)
{
    (void)state;
    char text[4097];
    memset(text, '1', 4096);
    text[4096] = '\0';
    rf_diags *diags = rf_diags_new();
    rfi_place place = {"t.xml", 1, 1};
    rfi_figure figure = {0};
    assert_false(rfi_read_quantity(text, 4096, RFI_DIM_COUNT, RFI_POWER_PLAIN, place,
                                   &figure, diags));
    assert_int_equal(rf_diags_at(diags, 0)->number, RFI_D_VALUE_TOO_LARGE);
    assert_true(strlen(rf_diags_at(diags, 0)->message) < 200);
    rf_diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantities_come_to_exact_base_units),
        cmocka_unit_test(unknown_is_a_value_of_every_dimension),
        cmocka_unit_test(bad_quantities_are_explained_at_their_place),
        cmocka_unit_test(a_long_value_costs_little_and_is_cut_in_the_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
