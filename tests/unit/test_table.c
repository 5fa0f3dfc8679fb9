/* SPDX-License-Identifier: MIT */
/* Text, JSON and CSV of an evaluation built by hand. `test_table --dump DIR` writes the
 * JSON of the fixture, `test_table --update` the golden texts in tests/golden/table. */
#define _POSIX_C_SOURCE 200809L /* mkdtemp */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "reports/table/json.h"
#include "reports/table/table.h"
#include "reports/table/value.h"
#include "reports/table/write.h"
#include "tests/unit/schema_help.h"
#include "tests/unit/table_fixture.h"
#include "tests/unit/table_help.h"

#define GOLDEN TEST_ROOT "/tests/golden/table/"
#define NNBSP  "\u202F"

/* ---- building blocks ---------------------------------------------------------------- */

static void text_of_others_is_cleaned(void **state)
{
    (void)state;
    rfi_text text = RFI_TEXT_INIT;
    rfi_write_clean(&text, NULL);
    assert_null(text.data);
    rfi_write_clean(&text, "a\033[2Jb\nc\xC2\x9B"
                           "d\x7F");
    assert_string_equal(text.data, "a [2Jb c d ");
    rfi_text_finish(&text);
    rfi_write_clean(&text, "\xFFx\xC0\xAFy\xED\xA0\x80z\xE2\x82");
    assert_string_equal(text.data, "\uFFFDx\uFFFD\uFFFDy\uFFFD\uFFFD\uFFFDz\uFFFD\uFFFD");
    rfi_text_finish(&text);
    rfi_write_clean(&text, "°C ≤ 👍");
    assert_string_equal(text.data, "°C ≤ 👍");
    rfi_text_finish(&text);
}

static void long_words_stand_out_and_blanks_break(void **state)
{
    (void)state;
    rfi_text text = RFI_TEXT_INIT;
    rf_text_options options = options_of(1, false, false);
    rfi_writer w;
    assert_true(rfi_writer_begin(&w, &options, &text));
    assert_int_equal(w.width, 60);
    rfi_write_field(&w, 2, "- ", 2, "");
    rfi_write_field(&w, 50, "- ", 2, "one two three");
    rfi_write_field(&w, 50, "- ", 2, "https://example.org/long word");
    rfi_writer_end(&w);
    const char *blanks = "                                                  ";
    rfi_text expected = RFI_TEXT_INIT;
    rfi_text_format(
        &expected, "  - \n%s- one two\n%s  three\n%s- https://example.org/long\n%s  word\n",
        blanks, blanks, blanks, blanks);
    assert_string_equal(text.data, expected.data);
    rfi_text_finish(&text);
    rfi_text_finish(&expected);
}

static void grid_wraps_only_what_may_wrap(void **state)
{
    (void)state;
    rfi_text text = RFI_TEXT_INIT;
    rf_text_options options = options_of(60, false, false);
    rfi_writer w;
    assert_true(rfi_writer_begin(&w, &options, &text));
    rfi_grid grid;
    rfi_grid_begin(&grid, &w, "lrw", 0, true);
    const char *cells[] = {
        "id",     "n",  "words",
        "hall-a", "12", "one two three four five six seven eight nine ten eleven"};
    for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
        rfi_grid_cell(&grid, RFI_STYLE_PLAIN, cells[i]);
    }
    rfi_grid_print(&grid);
    rfi_writer_end(&w);
    assert_int_equal(widest_line(text.data), 60);
    assert_non_null(strstr(text.data, "id       n  words\n"));
    assert_non_null(strstr(
        text.data, "hall-a  12  one two three four five six seven eight nine ten\n"));
    assert_non_null(strstr(text.data, "\n            eleven\n"));
    rfi_text_finish(&text);
}

typedef struct printed_case {
    rfi_dimension dimension;
    int64_t used, limit;
    const char *used_text, *limit_text, *slack_text;
} printed_case;

static void printed_order_is_the_true_order(void **state)
{
    (void)state;
    static const printed_case cases[] = {
        {RFI_DIM_POWER, 0, 0, "0" NNBSP "kW", "0" NNBSP "kW", "0" NNBSP "kW"},
        {RFI_DIM_POWER, 142000000, 150000000, "142" NNBSP "kW", "150" NNBSP "kW",
         "8" NNBSP "kW"},
        /* limits go down, demands up */
        {RFI_DIM_POWER, 12340001 * 1000LL, 14976999 * 1000LL, "12.35" NNBSP "MW",
         "14.97" NNBSP "MW", "2.62" NNBSP "MW"},
        /* below its limit by 1 mW: one more digit until the order shows */
        {RFI_DIM_POWER, 1699999999, 1700000000, "1.699999999" NNBSP "MW", "1.7" NNBSP "MW",
         "0.000000001" NNBSP "MW"},
        {RFI_DIM_POWER, 14975500000, 14975900000, "14.9755" NNBSP "MW",
         "14.9759" NNBSP "MW", "0.0004" NNBSP "MW"},
        /* equal, and not short in four digits */
        {RFI_DIM_POWER, 14975500000, 14975500000, "14.9755" NNBSP "MW",
         "14.9755" NNBSP "MW", "0" NNBSP "MW"},
        /* above by little */
        {RFI_DIM_POWER, 14975500001, 14975500000, "14.98" NNBSP "MW", "14.97" NNBSP "MW",
         "\u2212"
         "0.01" NNBSP "MW"},
        {RFI_DIM_COUNT, 2, 1, "2", "1",
         "\u2212"
         "1"},
        {RFI_DIM_TEMPERATURE, 325150, 318150, "52" NNBSP "°C", "45" NNBSP "°C",
         "\u2212"
         "7" NNBSP "K"},
        {RFI_DIM_TEMPERATURE, 318149, 318150, "44.999" NNBSP "°C", "45" NNBSP "°C",
         "0.001" NNBSP "K"},
        {RFI_DIM_FLOW, 59999, 60000, "59.999" NNBSP "L/h", "60" NNBSP "L/h",
         "0.001" NNBSP "L/h"},
        {RFI_DIM_DATE, 20000, 20001, "2024-10-04", "2024-10-05", "1" NNBSP "day"},
        {RFI_DIM_STATUS, 1, 0, "yes", "no", "–"},
        {RFI_DIM_POWER, RFI_UNBOUNDED, 5000000, "unknown amount", "5" NNBSP "kW", "–"},
        {RFI_DIM_POWER, 5000000, RFI_UNBOUNDED, "5" NNBSP "kW", "no limit known", "–"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        rfi_pair pair = {cases[i].used, cases[i].limit};
        rfi_scale scale = rfi_scale_for(cases[i].dimension, &pair, 1);
        rfi_text text = RFI_TEXT_INIT;
        rfi_print_demand(&text, &scale, pair.used);
        assert_string_equal(text.data, cases[i].used_text);
        rfi_text_finish(&text);
        rfi_print_limit(&text, &scale, pair.limit);
        assert_string_equal(text.data, cases[i].limit_text);
        rfi_text_finish(&text);
        rfi_print_slack(&text, &scale, &pair);
        assert_string_equal(text.data, cases[i].slack_text);
        rfi_text_finish(&text);
    }
}

static void rounding_never_turns_the_order(void **state)
{
    (void)state;
    static const rfi_dimension dimensions[] = {
        RFI_DIM_POWER,    RFI_DIM_APPARENT, RFI_DIM_FLOW,     RFI_DIM_TEMPERATURE,
        RFI_DIM_DURATION, RFI_DIM_MONEY,    RFI_DIM_AREA_LOAD};
    uint64_t seed = 7;
    for (int i = 0; i < 20000; i++) {
        seed = seed * 6364136223846793005U + 1442695040888963407U;
        int64_t limit = (int64_t)(seed >> (13 + (seed & 31U)));
        int64_t used = limit + (int64_t)((seed >> 33) % 7) - 3;
        rfi_pair pair = {used, limit};
        rfi_scale scale = rfi_scale_for(dimensions[i % 7], &pair, 1);
        int64_t up = rfi_scale_up(&scale, used);
        int64_t down = rfi_scale_down(&scale, limit);
        assert_true(up >= used && down <= limit);
        assert_int_equal((used > limit) - (used < limit), (up > down) - (up < down));
    }
}

static void shortfalls_speak_the_words_of_their_kind(void **state)
{
    (void)state;
    int64_t pod[2] = {150000000, 142000000};
    int64_t none[2] = {0, 0};
    static const struct {
        rfi_requirement_kind kind;
        rfi_shape shape;
        int64_t limit, fixed;
        const char *words;
    } cases[] = {
        {RFI_REQ_LIQUID_SUPPLY, RFI_SHAPE_HALL_TEST, 318150, RFI_UNBOUNDED,
         "needs 45" NNBSP "°C, has none"},
        {RFI_REQ_LIQUID_SUPPLY, RFI_SHAPE_HALL_TEST, 318150, 325150,
         "needs at most 45" NNBSP "°C, gets 52" NNBSP "°C"},
        {RFI_REQ_PLANT_AMBIENT, RFI_SHAPE_HALL_TEST, 311150, 316250,
         "needs 43.1" NNBSP "°C, has 38" NNBSP "°C"},
        {RFI_REQ_LIQUID_LOOP, RFI_SHAPE_HALL_TEST, 0, 1, "needs one, has none"},
        {RFI_REQ_GATE, RFI_SHAPE_SITE_TEST, 0, 1, "must be granted, is not"},
        {RFI_REQ_NETWORK_PATHS, RFI_SHAPE_SITE_TEST, 0, 2, "needs 2, has none"},
        {RFI_REQ_AVAILABLE, RFI_SHAPE_SITE_TEST, 20000, 20031,
         "needed by 2024-10-04, ready 2024-11-04"},
        {RFI_REQ_AVAILABLE, RFI_SHAPE_SITE_TEST, 20000, RFI_UNBOUNDED,
         "needed by 2024-10-04, no date known"},
        {RFI_REQ_FIRM_UTILITY, RFI_SHAPE_SITE_SUM, MEGAWATT, 20000000,
         "has 1" NNBSP "MW, one pod needs 142" NNBSP "kW, 0.02" NNBSP
         "MW taken whatever the pods"},
        {RFI_REQ_FLOOR_SPACE, RFI_SHAPE_HALL_SUM, 1, 0, "has room for 1 pod"},
        {RFI_REQ_SLAB, RFI_SHAPE_HALL_TEST, RFI_UNBOUNDED, RFI_UNBOUNDED,
         "needs unknown amount, has no limit known"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        rfi_requirement r = {.kind = cases[i].kind,
                             .shape = cases[i].shape,
                             .dimension = rfi_requirement_dimension(cases[i].kind),
                             .hall_index = SIZE_MAX};
        for (int end = 0; end < RFI_ENDS; end++) {
            r.ends[end] = (rfi_terms){false, cases[i].limit, cases[i].fixed, pod,
                                      none,  none,           none,           0};
        }
        rfi_text text = RFI_TEXT_INIT;
        rfi_print_shortfall(&text, &r, RFI_END_FAVOURABLE, 2);
        assert_string_equal(text.data, cases[i].words);
        rfi_text_finish(&text);
    }
}

/* ---- evaluation --------------------------------------------------------------------- */

static void an_empty_evaluation_says_so(void **state)
{
    (void)state;
    rfi_site site = {.id = "bare", .name = "Bare"};
    rfi_evaluation evaluation = {.site = &site};
    rfi_text text = RFI_TEXT_INIT;
    rfi_table_evaluation_text(&evaluation, NULL, &text);
    assert_non_null(strstr(text.data, "Bare (bare), as of 1970-01-01\n"));
    assert_non_null(strstr(text.data, "No profile was judged."));
    assert_non_null(strstr(text.data, "separate code: no plan to check\n"));
    rfi_text_finish(&text);
    rfi_table_evaluation_json(&evaluation, &text);
    json_t *root = parse(&text);
    assert_true(json_is_null(at(root, "best")));
    assert_int_equal(json_array_size(at(root, "profiles")), 0);
    json_decref(root);
    rfi_text_finish(&text);
    rfi_table_requests_text(&evaluation, NULL, &text);
    assert_non_null(strstr(text.data, "Nothing that is missing or uncertain"));
    rfi_text_finish(&text);
}

typedef struct golden_case {
    const char *name;
    int width;
    bool detail;
    bool requests;
} golden_case;

static const golden_case golden_cases[] = {
    {"evaluation-80.txt", 80, false, false},
    {"evaluation-100.txt", 100, false, false},
    {"evaluation-80-detail.txt", 80, true, false},
    {"requests-80.txt", 80, false, true},
};

static void print_golden(const golden_case *golden, rfi_text *text)
{
    fixture f;
    fixture_init(&f);
    rf_text_options options = options_of(golden->width, false, golden->detail);
    if (golden->requests) {
        rfi_table_requests_text(&f.evaluation, &options, text);
    } else {
        rfi_table_evaluation_text(&f.evaluation, &options, text);
    }
}

static void evaluation_text_is_the_golden_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(golden_cases) / sizeof(golden_cases[0]); i++) {
        rfi_text text = RFI_TEXT_INIT;
        rfi_text path = RFI_TEXT_INIT;
        print_golden(&golden_cases[i], &text);
        rfi_text_format(&path, "%s%s", GOLDEN, golden_cases[i].name);
        char *expected = read_all(path.data);
        assert_non_null(expected);
        assert_string_equal(text.data, expected);
        assert_true(widest_line(text.data) <= (size_t)golden_cases[i].width);
        assert_false(text.failed);
        free(expected);
        rfi_text_finish(&text);
        rfi_text_finish(&path);
    }
}

static void every_width_holds_and_colour_adds_nothing(void **state)
{
    (void)state;
    fixture f;
    fixture_init(&f);
    for (int width = 60; width <= 140; width += 5) {
        rf_text_options options = options_of(width, true, true);
        rfi_text text = RFI_TEXT_INIT;
        rfi_table_evaluation_text(&f.evaluation, &options, &text);
        assert_true(widest_line(text.data) <= (size_t)width);
        assert_non_null(strstr(text.data, "\033[1;32m✔ fit\033[0m"));
        rfi_text plain = RFI_TEXT_INIT;
        options.colour = false;
        rfi_table_evaluation_text(&f.evaluation, &options, &plain);
        assert_null(strchr(plain.data, '\033'));
        rfi_text stripped = RFI_TEXT_INIT;
        for (const char *c = text.data; *c != '\0'; c++) {
            if (*c == '\033') {
                c += strcspn(c, "m");
            } else {
                rfi_text_add_n(&stripped, c, 1);
            }
        }
        assert_string_equal(stripped.data, plain.data);
        rfi_text_finish(&stripped);
        rfi_text_finish(&plain);
        rfi_text_finish(&text);
    }
}

static void a_want_that_is_missed_never_prints_as_met(void **state)
{
    (void)state;
    fixture f;
    fixture_init(&f);
    f.judgements[FIXTURE_FIT].wanted_power = 100 * MEGAWATT;
    f.judgements[FIXTURE_FIT].cases[0].it_power = 100 * MEGAWATT - 1;
    rfi_text text = RFI_TEXT_INIT;
    rfi_table_evaluation_text(&f.evaluation, NULL, &text);
    assert_non_null(strstr(text.data, "  99.9  "));
    f.judgements[FIXTURE_FIT].checked = false;
    rfi_text_finish(&text);
    rfi_table_evaluation_text(&f.evaluation, NULL, &text);
    assert_non_null(strstr(text.data, "separate code: NOT passed: nvl72-gb300"));
    rfi_text_finish(&text);
}

static void pods_without_limit_are_no_number(void **state)
{
    (void)state;
    fixture f;
    fixture_init(&f);
    f.judgements[FIXTURE_UNKNOWN].cases[RFI_END_FAVOURABLE].pods = RFI_PODS_CAP;
    rfi_text text = RFI_TEXT_INIT;
    rfi_table_evaluation_text(&f.evaluation, NULL, &text);
    assert_non_null(strstr(
        text.data, "\nultra-2      ? unknown       0   8   ?      0  1.136      ?\n"));
    assert_null(strstr(text.data, "1" NNBSP "000" NNBSP "000"));
    rfi_text_finish(&text);
    rfi_table_evaluation_csv(&f.evaluation, &text);
    assert_non_null(strstr(text.data, ",ultra-2,unknown,0,8,,0,576,,0,1.136,,10,1.4,"));
    rfi_text_finish(&text);
    rfi_table_evaluation_json(&f.evaluation, &text);
    json_t *root = parse(&text);
    json_t *unknown = json_array_get(at(root, "profiles"), FIXTURE_UNKNOWN);
    json_t *pods = at(json_array_get(at(unknown, "ends"), RFI_END_FAVOURABLE), "pods");
    assert_true(json_is_true(at(pods, "unbounded")));
    json_decref(root);
    rfi_text_finish(&text);
}

static void json_holds_the_key_facts(void **state)
{
    (void)state;
    fixture f;
    fixture_init(&f);
    rfi_text text = RFI_TEXT_INIT;
    rfi_table_evaluation_json(&f.evaluation, &text);
    assert_false(text.failed);
    json_t *root = parse(&text);
    assert_string_equal(string_at(root, "schema"), "urn:rackfit:evaluation:1");
    assert_string_equal(string_at(root, "best"), "nvl72-gb300");
    assert_string_equal(string_at(at(at(root, "site"), "reference"), "mark"),
                        "Reference design, not surveyed");
    json_t *profiles = at(root, "profiles");
    assert_int_equal(json_array_size(profiles), 3);
    json_t *fit = json_array_get(profiles, FIXTURE_FIT);
    assert_string_equal(string_at(fit, "verdict"), "fit");
    json_t *power = at(json_array_get(at(fit, "ends"), 0), "critical_it");
    assert_int_equal(json_integer_value(at(power, "value")), 1704000000);
    assert_string_equal(string_at(power, "unit"), "mW");
    assert_string_equal(string_at(power, "text"), "1.704" NNBSP "MW critical IT");
    json_t *ends = at(json_array_get(at(fit, "requirements"), 0), "ends");
    json_t *limit = at(json_array_get(ends, RFI_END_FAVOURABLE), "limit");
    assert_true(json_is_null(at(limit, "value")));
    assert_true(json_is_true(at(limit, "unbounded")));
    json_t *used = at(json_array_get(ends, RFI_END_UNFAVOURABLE), "used");
    assert_int_equal(json_integer_value(at(used, "value")), 1699900000);
    assert_string_equal(string_at(used, "text"), "1.6999" NNBSP "MW");
    assert_string_equal(string_at(fit, "earliest"), "2027-03-31");
    json_t *no_fit = json_array_get(profiles, FIXTURE_NO_FIT);
    json_t *members = at(json_array_get(at(no_fit, "conflicts"), 0), "members");
    assert_int_equal(json_array_size(members), 2);
    json_t *first = json_array_get(members, 0);
    assert_string_equal(string_at(first, "requirement"), "hall-a/liquid-supply");
    assert_string_equal(string_at(first, "words"), "needs 45" NNBSP "°C, has none");
    assert_int_equal(json_integer_value(at(at(first, "place"), "line")), 41);
    assert_true(json_is_null(at(no_fit, "earliest")));
    assert_true(json_is_null(at(no_fit, "plan")));
    json_t *unknown = json_array_get(profiles, FIXTURE_UNKNOWN);
    json_t *deciding = at(at(unknown, "deciding"), "figures");
    assert_string_equal(json_string_value(json_array_get(deciding, 0)),
                        "air-mine/hall-b/clear-height#41");
    /* heat, height and elevation, each once */
    assert_int_equal(json_array_size(at(root, "figures")), 3);
    json_decref(root);
    rfi_text_finish(&text);
}

static void json_is_stable_and_the_schema_is_compiled_in(void **state)
{
    (void)state;
    fixture f;
    fixture_init(&f);
    rfi_text one = RFI_TEXT_INIT;
    rfi_text two = RFI_TEXT_INIT;
    rfi_table_evaluation_json(&f.evaluation, &one);
    fixture again;
    fixture_init(&again);
    rfi_table_evaluation_json(&again.evaluation, &two);
    assert_string_equal(one.data, two.data);
    rfi_text_finish(&one);
    rfi_text_finish(&two);
    char *file = read_all(TEST_ROOT "/reports/table/evaluation.schema.json");
    assert_non_null(file);
    assert_string_equal(rfi_table_json_schema(), file);
    free(file);
}

/* ---- validation by the published schema
 * --------------------------------------------------- */

static int dump(const char *directory)
{
    fixture f;
    fixture_init(&f);
    rfi_text text = RFI_TEXT_INIT;
    rfi_text path = RFI_TEXT_INIT;
    rfi_text_format(&path, "%s/evaluation.json", directory);
    rfi_table_evaluation_json(&f.evaluation, &text);
    int result = write_all(path.data, &text);
    rfi_text_finish(&text);
    rfi_text_finish(&path);
    return result;
}

static void json_is_valid_by_the_schema(void **state)
{
    (void)state;
    char directory[] = "/tmp/test_table.XXXXXX";
    assert_non_null(mkdtemp(directory));
    assert_int_equal(dump(directory), 0);
    rfi_text path = RFI_TEXT_INIT;
    rfi_text_format(&path, "%s/evaluation.json", directory);
    int result =
        schema_refuses(TEST_ROOT "/tests/lint/json_schema.py",
                       TEST_ROOT "/reports/table/evaluation.schema.json", path.data);
    (void)unlink(path.data);
    (void)rmdir(directory);
    rfi_text_finish(&path);
    if (result == 77) {
        skip();
    }
    assert_int_equal(result, 0);
}

/* ---- CSV ---------------------------------------------------------------------------- */

static void csv_quotes_after_rfc_4180(void **state)
{
    (void)state;
    fixture f;
    fixture_init(&f);
    f.site.id = "a \"b\", c";
    rfi_text text = RFI_TEXT_INIT;
    rfi_table_evaluation_csv(&f.evaluation, &text);
    assert_non_null(strstr(text.data,
                           "\r\n\"a \"\"b\"\", c\",reference-70,nvl72-gb300,fit,12,14,16,"
                           "864,1008,1152,1.704,1.988,2.272,10,1.4,"
                           "hall-a/liquid-heat/cdu-a,,\r\n"));
    assert_non_null(
        strstr(text.data, "hall-a/liquid-supply;hall-a/liquid-heat/cdu-a;want,\r\n"));
    assert_non_null(strstr(text.data, ",hall-b: clear height;cdu-a: capacity\r\n"));
    rfi_text_finish(&text);
    rfi_table_requests_csv(&f.evaluation, &text);
    assert_non_null(strstr(text.data,
                           "\r\n1,hall-b,clear height,unknown,yes,yes,2.272,owner,"
                           "hall section drawing,air-mine.xml,41,clear-height\r\n"));
    rfi_text_finish(&text);
}

static void requests_merge_over_profiles(void **state)
{
    (void)state;
    fixture f;
    fixture_init(&f);
    rfi_text text = RFI_TEXT_INIT;
    rfi_table_requests_json(&f.evaluation, &text);
    json_t *root = parse(&text);
    json_t *requests = at(root, "requests");
    assert_int_equal(json_array_size(requests), 2);
    json_t *heat = json_array_get(requests, 1);
    assert_string_equal(string_at(at(heat, "figure"), "owner"), "cdu-a");
    assert_int_equal(json_integer_value(at(heat, "profiles")), 2);
    assert_int_equal(json_integer_value(at(at(heat, "swing"), "value")), 700000000);
    json_decref(root);
    rfi_text_finish(&text);
}

/* ---- list, show, diagnostics, finding
 * ----------------------------------------------------- */

static void list_in_three_forms(void **state)
{
    (void)state;
    rfi_text text = RFI_TEXT_INIT;
    rfi_table_list_text(NULL, 0, NULL, &text);
    assert_string_equal(text.data, "Nothing of this kind is on the search path.\n");
    rfi_text_finish(&text);
    const rfi_table_item items[] = {
        {"a-1", "First, one", "profile", NULL, 20000, "profiles/a-1.xml"},
        {"b-2", "Second", "profile", "words", RFI_TABLE_NO_DATE, "profiles/b-2.xml"},
    };
    rfi_table_list_text(items, 2, NULL, &text);
    assert_non_null(strstr(text.data, "a-1  First, one           2024-10-04\n"));
    assert_non_null(strstr(text.data, "b-2  Second      words    –\n"));
    rfi_text_finish(&text);
    rfi_table_list_csv(items, 2, &text);
    assert_string_equal(text.data,
                        "id,name,kind,summary,as_of,path\r\n"
                        "a-1,\"First, one\",profile,,2024-10-04,profiles/a-1.xml\r\n"
                        "b-2,Second,profile,words,,profiles/b-2.xml\r\n");
    rfi_text_finish(&text);
    rfi_table_list_json(items, 2, &text);
    json_t *root = parse(&text);
    assert_true(json_is_null(at(json_array_get(at(root, "items"), 1), "as_of")));
    assert_string_equal(string_at(json_array_get(at(root, "items"), 0), "as_of"),
                        "2024-10-04");
    json_decref(root);
    rfi_text_finish(&text);
}

static void show_groups_figures_by_owner(void **state)
{
    (void)state;
    fixture f;
    fixture_init(&f);
    f.slab.owner = "hall-b"; /* comes before hall-b's own figure in the file */
    rfi_table_sheet sheet = rfi_table_sheet_of_site(&f.site);
    rfi_text text = RFI_TEXT_INIT;
    rfi_table_show_text(&sheet, NULL, &text);
    assert_non_null(strstr(text.data, "mark       Reference design, not surveyed\n"));
    assert_non_null(
        strstr(text.data, "\nhall-b, Hall B\nclear height  unknown\nnot stated: slab\n"));
    assert_non_null(strstr(text.data, "2" NNBSP "MW thermal (1.7–2.3)  E ◇  survey\n"));
    assert_non_null(strstr(text.data,
                           "[survey] Hall survey, \"as built\", 2026-03-01, grade A, "
                           "https://example.org/survey.pdf\n"));
    rfi_text_finish(&text);
    rf_text_options options = options_of(80, false, true);
    rfi_table_show_text(&sheet, &options, &text);
    assert_non_null(strstr(text.data, "\nslab          unknown\nclear height  unknown\n"));
    rfi_text_finish(&text);
    rfi_table_show_json(&sheet, &text);
    json_t *root = parse(&text);
    assert_int_equal(json_array_size(at(root, "figures")), FIXTURE_FIGURES);
    assert_int_equal(json_array_size(at(root, "sources")), 1);
    json_t *heat = json_array_get(at(root, "figures"), 2);
    assert_int_equal(json_integer_value(at(heat, "low")), 1700000000);
    assert_true(json_is_true(at(heat, "assumption")));
    json_decref(root);
    rfi_text_finish(&text);
    rfi_table_show_csv(&sheet, &text);
    assert_non_null(strstr(text.data,
                           "\r\nair-mine,cdu-a,capacity,capacity,known,1700,2000,2300,"
                           "kW,thermal,E,yes,survey,\"Hall survey, \"\"as built\"\"\","));
    assert_non_null(strstr(text.data, ",slab,slab,absent,,,,kg/m2,,?,no,,,,\r\n"));
    rfi_text_finish(&text);
}

static void sheets_of_profile_climate_and_measures(void **state)
{
    (void)state;
    fixture f;
    fixture_init(&f);
    rfi_text text = RFI_TEXT_INIT;
    rfi_table_sheet sheet = rfi_table_sheet_of_profile(&f.profiles[0]);
    rfi_table_show_text(&sheet, NULL, &text);
    assert_non_null(
        strstr(text.data, "vendor     Vendor\nfamily     one-rack liquid pod\n"));
    rfi_text_finish(&text);
    rfi_measure item = {.id = "cdu-a", .name = "Add a CDU"};
    rfi_figure *figures[] = {&f.heat};
    rfi_measures measures = {.id = "m",
                             .name = "M",
                             .items = &item,
                             .count = 1,
                             .figures = figures,
                             .figure_count = 1};
    sheet = rfi_table_sheet_of_measures(&measures);
    rfi_table_show_text(&sheet, NULL, &text);
    assert_non_null(strstr(text.data, "\ncdu-a, Add a CDU\nfor the site\ncapacity  2"));
    /* the source is another document's: listed all the same, once */
    assert_non_null(strstr(text.data, "\nSources\n[survey] "));
    rfi_text_finish(&text);
    rfi_climate climate = {.id = "dry", .name = "Dry"};
    sheet = rfi_table_sheet_of_climate(&climate);
    rfi_table_show_text(&sheet, NULL, &text);
    assert_non_null(strstr(text.data, "Dry (dry)\nkind       climate\n"));
    assert_null(strstr(text.data, "Sources"));
    rfi_text_finish(&text);
}

static void diagnostics_show_line_and_caret(void **state)
{
    (void)state;
    rfi_text text = RFI_TEXT_INIT;
    rf_diags *diags = rf_diags_new();
    rfi_table_diags_text(diags, false, &text);
    assert_null(text.data);
    const char *line = "\t<hall élan=\"7 MW\"/>";
    rfi_diag(diags, RF_ERROR, RFI_D_POWER_KIND, (rfi_place){"hall.xml", 41, 9},
             "no kind: \"%s\"", "7 MW");
    rfi_diag_hint(diags, "write \"7 MW at utility\"");
    rfi_diag_source_line(diags, line, strlen(line));
    rfi_diag(diags, RF_WARNING, RFI_D_POWER_ORDER, (rfi_place){"hall.xml", 0, 0}, "unused");
    rfi_diag(diags, RF_ERROR, RFI_D_CHECK_FAILED, (rfi_place){NULL, 0, 0}, "refused");
    rfi_table_diags_text(diags, false, &text);
    assert_string_equal(text.data, "hall.xml:41:9: error[RF-0304]: no kind: \"7 MW\"\n"
                                   "    41 |  <hall élan=\"7 MW\"/>\n"
                                   "       |         ^\n"
                                   "       hint: write \"7 MW at utility\"\n"
                                   "hall.xml: warning[RF-0503]: unused\n"
                                   "error[RF-0601]: refused\n"
                                   "2 errors, 1 warning\n");
    rfi_text_finish(&text);
    rfi_table_diags_text(diags, true, &text);
    assert_non_null(strstr(text.data, "\033[1;31merror[RF-0304]\033[0m: no kind"));
    rfi_text_finish(&text);
    rfi_table_diags_json(diags, &text);
    json_t *root = parse(&text);
    json_t *first = json_array_get(at(root, "diagnostics"), 0);
    assert_string_equal(string_at(first, "code"), "RF-0304");
    assert_int_equal(json_integer_value(at(first, "line")), 41);
    assert_int_equal(json_integer_value(at(root, "errors")), 2);
    json_decref(root);
    rfi_text_finish(&text);
    rf_diags_free(diags);
}

static void a_long_source_line_is_cut_around_the_column(void **state)
{
    (void)state;
    rf_diags *diags = rf_diags_new();
    char line[3001];
    memset(line, 'a', sizeof(line) - 1);
    line[sizeof(line) - 1] = '\0';
    line[1999] = 'X';
    for (int i = 0; i < 150; i++) {
        rfi_diag(diags, RF_ERROR, RFI_D_VALUE_SYNTAX, (rfi_place){"a.xml", 1, 2000}, "m");
    }
    rfi_diag_source_line(diags, line, strlen(line));
    rfi_text text = RFI_TEXT_INIT;
    rfi_table_diags_text(diags, false, &text);
    assert_non_null(strstr(text.data, "\n150 errors, 50 not shown\n"));
    rf_diags_free(diags);
    rfi_text_finish(&text);
    diags = rf_diags_new();
    rfi_diag(diags, RF_ERROR, RFI_D_VALUE_SYNTAX, (rfi_place){"a.xml", 1, 2000}, "m");
    rfi_diag_source_line(diags, line, strlen(line));
    rfi_table_diags_text(diags, false, &text);
    assert_true(widest_line(text.data) < 110);
    char *shown = strstr(text.data, " | ");
    char *caret = strstr(shown + 3, " | ");
    assert_non_null(caret);
    /* the mark stands under the X: the cut mark takes three bytes for one column */
    size_t before_x = (size_t)(strchr(shown, 'X') - shown) - 2;
    assert_int_equal((size_t)(strchr(caret, '^') - caret), before_x);
    rf_diags_free(diags);
    rfi_text_finish(&text);
}

static void finding_says_what_is_violated(void **state)
{
    (void)state;
    rfi_text text = RFI_TEXT_INIT;
    rfi_table_finding finding = {"plan.xml", 214, NULL, 0, NULL};
    rfi_table_finding_text(&finding, NULL, &text);
    assert_string_equal(text.data,
                        "✔ holds  plan.xml\n"
                        "214 inequalities tested by separate code, 0 violated\n");
    rfi_text_finish(&text);
    const rfi_table_violation violations[] = {
        {"liquid heat", "CDU cdu-a, hall A", "1.75 MW exceed 1.7 MW by 0.05 MW"}};
    finding = (rfi_table_finding){"plan.xml", 214, violations, 1, "12 pods, base end"};
    rfi_table_finding_text(&finding, NULL, &text);
    assert_non_null(strstr(text.data, "\nClaim: 12 pods, base end\n214 inequalities"));
    assert_non_null(strstr(text.data, "✖ does not hold  plan.xml\n"));
    assert_non_null(
        strstr(text.data,
               "  - CDU cdu-a, hall A, liquid heat: 1.75 MW exceed 1.7 MW by 0.05 MW\n"));
    rfi_text_finish(&text);
    rfi_table_finding_json(&finding, &text);
    json_t *root = parse(&text);
    assert_true(json_is_false(at(root, "holds")));
    assert_int_equal(json_integer_value(at(root, "tested")), 214);
    assert_string_equal(string_at(json_array_get(at(root, "violations"), 0), "kind"),
                        "liquid heat");
    json_decref(root);
    rfi_text_finish(&text);
}

static int update(void)
{
    int result = 0;
    for (size_t i = 0; i < sizeof(golden_cases) / sizeof(golden_cases[0]); i++) {
        rfi_text text = RFI_TEXT_INIT;
        rfi_text path = RFI_TEXT_INIT;
        print_golden(&golden_cases[i], &text);
        rfi_text_format(&path, "%s%s", GOLDEN, golden_cases[i].name);
        result |= write_all(path.data, &text);
        rfi_text_finish(&text);
        rfi_text_finish(&path);
    }
    return result;
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "--dump") == 0) {
        return dump(argv[2]) == 0 ? 0 : 1;
    }
    if (argc == 2 && strcmp(argv[1], "--update") == 0) {
        return update() == 0 ? 0 : 1;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_of_others_is_cleaned),
        cmocka_unit_test(long_words_stand_out_and_blanks_break),
        cmocka_unit_test(grid_wraps_only_what_may_wrap),
        cmocka_unit_test(printed_order_is_the_true_order),
        cmocka_unit_test(rounding_never_turns_the_order),
        cmocka_unit_test(shortfalls_speak_the_words_of_their_kind),
        cmocka_unit_test(an_empty_evaluation_says_so),
        cmocka_unit_test(evaluation_text_is_the_golden_one),
        cmocka_unit_test(every_width_holds_and_colour_adds_nothing),
        cmocka_unit_test(a_want_that_is_missed_never_prints_as_met),
        cmocka_unit_test(pods_without_limit_are_no_number),
        cmocka_unit_test(json_holds_the_key_facts),
        cmocka_unit_test(json_is_stable_and_the_schema_is_compiled_in),
        cmocka_unit_test(json_is_valid_by_the_schema),
        cmocka_unit_test(csv_quotes_after_rfc_4180),
        cmocka_unit_test(requests_merge_over_profiles),
        cmocka_unit_test(list_in_three_forms),
        cmocka_unit_test(show_groups_figures_by_owner),
        cmocka_unit_test(sheets_of_profile_climate_and_measures),
        cmocka_unit_test(diagnostics_show_line_and_caret),
        cmocka_unit_test(a_long_source_line_is_cut_around_the_column),
        cmocka_unit_test(finding_says_what_is_violated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
