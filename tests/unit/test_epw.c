/* SPDX-License-Identifier: MIT */
/* Moist air against published relations, and weather files made here: every problem at its
 * line and column, missing marks, leap years, and the climate document that comes out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "planner/model/psychro.h"
#include "rackfit/rackfit.h"
#include "sites/read/epw.h"
#include "sites/read/read.h"

/* ---- moist air ---------------------------------------------------------------------- */

enum { ZERO = 273150 };

static void wet_bulbs_are_exact(void **state)
{
    (void)state;
    static const struct {
        int64_t celsius, percent, pressure, wet_bulb, tolerance; /* thousandths of degC */
    } cases[] = {
        {20000, 100, 101325, 20000, 0}, /* saturated: by definition */
        {20000, 50, 101325, 13780, 5},   {37900, 20, 101325, 20700, 5},
        {37900, 20, 91700, 20180, 5},    {35000, 25, 91700, 19770, 5},
        {25000, 90, 101500, 23720, 5},   {5000, 80, 100800, 3580, 5},
        {-20000, 100, 95000, -20000, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t got = rfi_wet_bulb(ZERO + cases[i].celsius, cases[i].percent * 10000,
                                   cases[i].pressure) -
                      ZERO;
        assert_in_range(got - cases[i].wet_bulb + cases[i].tolerance, 0,
                        2 * cases[i].tolerance);
    }
}

/* These very integers on every compiler. */
static void wet_bulbs_are_the_same_everywhere(void **state)
{
    (void)state;
    assert_int_equal(rfi_wet_bulb(ZERO + 20000, 500000, 101325) - ZERO, 13784);
    assert_int_equal(rfi_wet_bulb(ZERO + 37900, 200000, 91700) - ZERO, 20179);
    assert_int_equal(rfi_wet_bulb(ZERO, 0, 101325) - ZERO, -6254);
    assert_int_equal(rfi_wet_bulb(ZERO + 70000, 0, 31000) - ZERO, 9396);
}

static void a_wet_bulb_rises_with_humidity_and_stays_below(void **state)
{
    (void)state;
    for (int64_t celsius = -70000; celsius <= 70000; celsius += 3500) {
        int64_t before = 0;
        for (int64_t humidity = 0; humidity <= 1100000; humidity += 50000) {
            int64_t wet = rfi_wet_bulb(ZERO + celsius, humidity, 91700);
            assert_true(wet >= before && wet <= ZERO + celsius);
            before = wet;
        }
    }
}

static void dew_points_invert_humidity(void **state)
{
    (void)state;
    int64_t dew = rfi_dew_point(ZERO + 24000, 600000) - ZERO;
    assert_in_range(dew, 15755, 15765); /* 15.76 degC at 24 degC, 60 % */
    assert_in_range(rfi_humidity(ZERO + 24000, ZERO + dew), 599950, 600050);
    assert_int_equal(rfi_humidity(ZERO + 5000, ZERO + 6000), 1000000);
    assert_int_equal(rfi_dew_point(ZERO + 5000, 1000000), ZERO + 5000);
}

/* Pad of effect 0.80 at 37.9 degC and 20 %, 91.70 kPa: air at 23.72 degC, and facility
 * water 5 K above it. */
static void a_pad_cools_towards_the_wet_bulb(void **state)
{
    (void)state;
    int64_t wet = rfi_wet_bulb(ZERO + 37900, 200000, 91700) - ZERO;
    int64_t air = 37900 - (37900 - wet) * 8 / 10;
    assert_in_range(air, 23715, 23725);
    assert_in_range(air + 5000, 28715, 28725);
}

static void saturation_pressures_meet_at_freezing(void **state)
{
    (void)state;
    double ice = rfi_saturation_pressure(273.1499999);
    double water = rfi_saturation_pressure(273.15);
    assert_true(ice > 611.1 && ice < 611.3 && water > 611.1 && water < 611.3);
    double boiling = rfi_saturation_pressure(373.15);
    assert_true(boiling > 101400 && boiling < 101440); /* the fit: 101.419 kPa */
}

/* ---- files --------------------------------------------------------------------------- */

#define LOCATION "LOCATION,Own Town,TX,USA,TMY3,000000,31.95,-102.18,-6.0,872.5\r\n"
#define MIDDLE                                                                             \
    "DESIGN CONDITIONS,0\r\nTYPICAL/EXTREME PERIODS,0\r\nGROUND TEMPERATURES,0\r\n"        \
    "HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0\r\nCOMMENTS 1,made for a test\r\nCOMMENTS 2,\r\n"
#define PERIODS "DATA PERIODS,1,1,Data,Sunday, 1/ 1,12/31\r\n"
#define TAIL    ",0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0"

/* What stands in one row instead of the plain one. */
typedef struct change {
    int month, day, hour;
    const char *row; /* without line end */
} change;

static void add_rows(rfi_text *text, bool leap, const change *changes, size_t count)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int month = 1; month <= 12; month++) {
        int last = days[month - 1] + (leap && month == 2);
        for (int row = 0; row < last * 24; row++) {
            int day = row / 24 + 1;
            int hour = row % 24 + 1;
            const char *other = NULL;
            for (size_t i = 0; i < count; i++) {
                if (changes[i].month == month && changes[i].day == day &&
                    changes[i].hour == hour) {
                    other = changes[i].row;
                }
            }
            if (other != NULL) {
                rfi_text_add(text, other);
                rfi_text_add(text, *other == '\0' ? "" : "\r\n");
            } else {
                rfi_text_format(text, "19%d,%d,%d,%d,0,?9,20.0,9.3,50,101325" TAIL "\r\n",
                                70 + month, month, day, hour);
            }
        }
    }
}

static rfi_text make_file(bool leap, const change *changes, size_t count)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_add(&text, LOCATION MIDDLE PERIODS);
    add_rows(&text, leap, changes, count);
    assert_false(text.failed);
    return text;
}

/* The file must be refused with this one error. */
static void expect_error(rfi_text *text, int number, int64_t line, int64_t column,
                         const char *said)
{
    rf_diags *diags = rf_diags_new();
    assert_null(rfi_read_epw("t.epw", text->data, text->size, diags));
    const rf_diagnostic *d = rf_diags_at(diags, 0);
    assert_non_null(d);
    if (d->number != number || d->line != line || d->column != column ||
        strstr(d->message, said) == NULL || rf_diags_count(diags) != 1) {
        fail_msg("%s:%lld:%lld: RF-%04d %s (%zu), expected %lld:%lld RF-%04d %s", d->file,
                 (long long)d->line, (long long)d->column, d->number, d->message,
                 rf_diags_count(diags), (long long)line, (long long)column, number, said);
    }
    rf_diags_free(diags);
    rfi_text_finish(text);
}

static void expect_row_error(const char *row, int number, int64_t column, const char *said)
{
    change changed = {1, 1, 3, row};
    rfi_text text = make_file(false, &changed, 1);
    expect_error(&text, number, 11, column, said);
}

static void headers_are_strict(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int number;
        int64_t line, column;
        const char *said;
    } cases[] = {
        {"", 110, 0, 1, "\"LOCATION\" is missing"},
        {"<site/>", 110, 1, 1, "LOCATION"},
        {LOCATION "COMMENTS 1,x\r\n", 110, 2, 1, "DESIGN CONDITIONS"},
        {LOCATION MIDDLE, 110, 7, 1, "\"DATA PERIODS\" is missing"},
        {LOCATION "DESIGN CONDITIONS,\x01\r\n", 301, 2, 19, "control"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        rfi_text text = RFI_TEXT_INIT;
        rfi_text_add_n(&text, cases[i].text, strlen(cases[i].text));
        expect_error(&text, cases[i].number, cases[i].line, cases[i].column, cases[i].said);
    }
}

static void header_values_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *head;
        int number;
        int64_t line, column;
        const char *said;
    } cases[] = {
        {"LOCATION,A,B\r\n" MIDDLE PERIODS, 110, 1, 1, "3 fields"},
        {"LOCATION,A,B,C,D,0,95,0,0,1\r\n" MIDDLE PERIODS, 305, 1, 20, "latitude"},
        {"LOCATION,A,B,C,D,0,5,0,0,x\r\n" MIDDLE PERIODS, 301, 1, 26, "elevation: \"x\""},
        {"LOCATION,\xE9,B,C,D,0,5,0,0,1\r\n" MIDDLE PERIODS, 109, 1, 10, "city"},
        {LOCATION MIDDLE "DATA PERIODS,1,2,Data,Sunday,1/1,12/31\r\n", 110, 8, 16,
         "2 records per hour"},
        {LOCATION MIDDLE "DATA PERIODS,2,1,Data,Sunday,1/1,12/31\r\n", 110, 8, 14,
         "2 data periods"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        rfi_text text = RFI_TEXT_INIT;
        rfi_text_add(&text, cases[i].head);
        add_rows(&text, false, NULL, 0);
        expect_error(&text, cases[i].number, cases[i].line, cases[i].column, cases[i].said);
    }
}

static void bad_rows_are_found_at_their_place(void **state)
{
    (void)state;
    expect_row_error("1971,1,1,3,0,?9,20.0", 110, 1, "7 columns: 32 to 35");
    expect_row_error("1971,1,1,3,0,?9,20.0,9.3,50,101325" TAIL ",0,0,0,0", 110, 1, "36");
    expect_row_error("1971,1,1,3,0,?9,2O.0,9.3,50,101325" TAIL, 301, 17, "\"2O.0\"");
    expect_row_error("1971,1,1,3,0,?9,1e1,9.3,50,101325" TAIL, 301, 17, "plain decimal");
    expect_row_error("1971,1,1,3,0,?9,-71,9.3,50,101325" TAIL, 305, 17, "-70 to 70");
    expect_row_error("1971,1,1,3,0,?9,20.0,9.3,111,101325" TAIL, 305, 26, "0 to 110");
    expect_row_error("1971,1,1,3,0,?9,20.0,9.3,50,1013" TAIL, 305, 29, "31000 to 120000");
    expect_row_error("1971,1,1,3,0,?9,\x01,9.3,50,101325" TAIL, 301, 17, "control");
}

static void missing_marks_are_not_values(void **state)
{
    (void)state;
    expect_row_error("1971,1,1,3,0,?9,99.9,9.3,50,101325" TAIL, 312, 17,
                     "dry bulb is missing");
    expect_row_error("1971,1,1,3,0,?9,,9.3,50,101325" TAIL, 312, 17, "dry bulb is missing");
    expect_row_error("1971,1,1,3,0,?9,20.0,9.3,50,999999" TAIL, 312, 29,
                     "pressure is missing");
    expect_row_error("1971,1,1,3,0,?9,20.0,99.9,999,101325" TAIL, 312, 27,
                     "humidity is missing");
}

static void a_dew_point_stands_in_for_humidity(void **state)
{
    (void)state;
    change changed = {1, 1, 3, "1971,1,1,3,0,?9,24.0,15.76,999,101325" TAIL};
    rfi_text text = make_file(false, &changed, 1);
    rf_diags *diags = rf_diags_new();
    rfi_epw *epw = rfi_read_epw("t.epw", text.data, text.size, diags);
    assert_non_null(epw);
    assert_in_range(epw->hours[2].humidity, 599500, 600500);
    assert_int_equal(rf_diags_count(diags), 1);
    assert_int_equal(rf_diags_at(diags, 0)->number, 312);
    assert_int_equal(rf_diags_at(diags, 0)->severity, RF_WARNING);
    rfi_epw_free(epw);
    rf_diags_free(diags);
    rfi_text_finish(&text);
}

static void a_year_is_whole(void **state)
{
    (void)state;
    change gap = {12, 31, 24, ""};
    rfi_text text = make_file(false, &gap, 1);
    expect_error(&text, 110, 8767, 1, "8759 rows");
    change wrong = {1, 1, 3, "1971,1,1,4,0,?9,20.0,9.3,50,101325" TAIL};
    text = make_file(false, &wrong, 1);
    rf_diags *diags = rf_diags_new();
    assert_null(rfi_read_epw("t.epw", text.data, text.size, diags));
    assert_int_equal(rf_diags_count(diags), 2); /* going there, and coming back */
    assert_int_equal(rf_diags_at(diags, 0)->line, 11);
    assert_int_equal(rf_diags_at(diags, 0)->column, 6);
    assert_non_null(strstr(rf_diags_at(diags, 0)->message, "hour 3 was expected, not"));
    rf_diags_free(diags);
    rfi_text_finish(&text);
    change hole = {3, 1, 1, ""};
    text = make_file(false, &hole, 1);
    diags = rf_diags_new();
    assert_null(rfi_read_epw("t.epw", text.data, text.size, diags));
    assert_int_equal(rf_diags_count(diags), 2); /* the gap, and the count */
    assert_int_equal(rf_diags_at(diags, 0)->line, 9 + 59 * 24);
    rf_diags_free(diags);
    rfi_text_finish(&text);
    text = make_file(true, NULL, 0);
    rfi_text_add(&text, "1972,1,1,1,0,?9,20.0,9.3,50,101325" TAIL "\r\n");
    expect_error(&text, 110, 8793, 1, "more than 8784 rows");
}

static void long_lines_and_many_errors_are_capped(void **state)
{
    (void)state;
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_add(&text, LOCATION "DESIGN CONDITIONS,");
    rfi_text_repeat(&text, '7', RFI_EPW_MOST_LINE);
    expect_error(&text, 107, 2, 1, "longer than 16384");
    rfi_text_add(&text, LOCATION MIDDLE PERIODS);
    for (int i = 0; i < 300; i++) {
        rfi_text_add(&text, "x\n");
    }
    rf_diags *diags = rf_diags_new();
    assert_null(rfi_read_epw("t.epw", text.data, text.size, diags));
    assert_int_equal(rf_diags_count(diags), 100);
    assert_int_equal(rf_diags_dropped(diags), 201);
    rf_diags_free(diags);
    rfi_text_finish(&text);
}

static void leap_years_and_line_feeds_are_read(void **state)
{
    (void)state;
    rfi_text text = make_file(true, NULL, 0);
    size_t kept = 0;
    for (size_t i = 0; i < text.size; i++) { /* without CR, and no last line end */
        text.data[kept] = text.data[i];
        kept += text.data[i] != '\r';
    }
    rf_diags *diags = rf_diags_new();
    rfi_epw *epw = rfi_read_epw("t.epw", text.data, kept - 1, diags);
    assert_non_null(epw);
    assert_int_equal(epw->count, 8784);
    assert_int_equal(epw->elevation, 872500);
    assert_int_equal(epw->hours[8783].dry_bulb, ZERO + 20000);
    assert_string_equal(epw->city, "Own Town");
    assert_int_equal(rf_diags_count(diags), 0);
    rfi_epw_free(epw);
    rf_diags_free(diags);
    rfi_text_finish(&text);
}

/* 20 degC and 50 % come to a wet bulb of 13.78 degC: bins 21 and 13. Edges go up. */
static void the_climate_counts_every_hour(void **state)
{
    (void)state;
    const change changes[] = {
        {1, 1, 1, "1971,1,1,1,0,?9,-10.0,-10,100,101000" TAIL},
        {1, 1, 2, "1971,1,1,2,0,?9,-10.1,-10,100,101000" TAIL},
        {7, 1, 1, "1971,7,1,1,0,?9,39.4,20,100,101000" TAIL},
    };
    rfi_text text = make_file(false, changes, 3);
    rf_diags *diags = rf_diags_new();
    rfi_epw *epw = rfi_read_epw("t.epw", text.data, text.size, diags);
    assert_non_null(epw);
    rfi_epw_title title = {"own", "Own & town", "t.epw", "2026-11-23"};
    rfi_text xml = RFI_TEXT_INIT;
    rfi_epw_print_climate(epw, &title, &xml);
    assert_false(xml.failed);
    rfi_climate *climate = rfi_read_climate("own.xml", xml.data, xml.size, diags);
    assert_int_equal(rf_diags_count(diags), 0);
    assert_string_equal(climate->name, "Own & town");
    assert_int_equal(climate->pressure.base, 101325); /* 101324.89 */
    assert_int_equal(climate->typical_maximum.base, ZERO + 39400);
    assert_int_equal(climate->elevation.base, 872500);
    assert_int_equal(climate->bin_count, 4);
    const rfi_bin expected[] = {{ZERO - 11000, ZERO - 11000, 1},
                                {ZERO - 9000, ZERO - 9000, 1},
                                {ZERO + 21000, ZERO + 13000, 8757},
                                {ZERO + 39000, ZERO + 39000, 1}};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(climate->bins[i].dry_bulb, expected[i].dry_bulb);
        assert_int_equal(climate->bins[i].wet_bulb, expected[i].wet_bulb);
        assert_int_equal(climate->bins[i].hours, expected[i].hours);
    }
    rfi_climate_free(climate);
    rfi_epw_free(epw);
    rf_diags_free(diags);
    rfi_text_finish(&xml);
    rfi_text_finish(&text);
}

static void import_says_what_it_cannot_use(void **state)
{
    (void)state;
    rf_diags *diags = rf_diags_new();
    rf_bytes xml = {NULL, 0};
    assert_int_equal(rf_import_epw(NULL, NULL, NULL, "2026-11-23", &xml, diags),
                     RF_E_MISUSE);
    assert_int_equal(rf_import_epw("no-such.epw", NULL, NULL, "2026-11-23", &xml, diags),
                     RF_E_IO);
    assert_int_equal(rf_diags_at(diags, 0)->number, 101);
    assert_int_equal(rf_import_epw("no-such.epw", NULL, NULL, "yesterday", &xml, diags),
                     RF_E_INPUT);
    assert_string_equal(rf_diags_at(diags, 1)->file, "--as-of");
    assert_null(xml.data);
    rf_diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wet_bulbs_are_exact),
        cmocka_unit_test(wet_bulbs_are_the_same_everywhere),
        cmocka_unit_test(a_wet_bulb_rises_with_humidity_and_stays_below),
        cmocka_unit_test(dew_points_invert_humidity),
        cmocka_unit_test(a_pad_cools_towards_the_wet_bulb),
        cmocka_unit_test(saturation_pressures_meet_at_freezing),
        cmocka_unit_test(headers_are_strict),
        cmocka_unit_test(header_values_are_read),
        cmocka_unit_test(bad_rows_are_found_at_their_place),
        cmocka_unit_test(missing_marks_are_not_values),
        cmocka_unit_test(a_dew_point_stands_in_for_humidity),
        cmocka_unit_test(a_year_is_whole),
        cmocka_unit_test(long_lines_and_many_errors_are_capped),
        cmocka_unit_test(leap_years_and_line_feeds_are_read),
        cmocka_unit_test(the_climate_counts_every_hour),
        cmocka_unit_test(import_says_what_it_cannot_use),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
