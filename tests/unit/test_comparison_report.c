/* SPDX-License-Identifier: MIT */
/* Text, JSON and CSV of a comparison built by hand. `test_comparison_report --dump DIR`
 * writes all three of the fixture. */
#define _POSIX_C_SOURCE 200809L /* mkdtemp */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "reports/table/table.h"
#include "tests/unit/comparison_fixture.h"
#include "tests/unit/schema_help.h"
#include "tests/unit/table_help.h"

#define NNBSP     "\u202F"
#define VALIDATOR TEST_ROOT "/tests/lint/json_schema.py"
#define SCHEMA    TEST_ROOT "/reports/table/comparison.schema.json"

static rfi_text text_of(const comparison_fixture *f, int width, bool detail)
{
    rfi_text text = RFI_TEXT_INIT;
    rf_text_options options = options_of(width, false, detail);
    assert_true(rfi_comparison_text(&f->comparison, &options, &text));
    return text;
}

static void has(const rfi_text *text, const char *words)
{
    if (strstr(text->data, words) == NULL) {
        fail_msg("\"%s\" is missing in\n%s", words, text->data);
    }
}

static void lacks(const rfi_text *text, const char *words)
{
    if (strstr(text->data, words) != NULL) {
        fail_msg("\"%s\" stands in\n%s", words, text->data);
    }
}

/* ---- text --------------------------------------------------------------------------- */

static void head_says_what_was_asked(void **state)
{
    (void)state;
    comparison_fixture f;
    comparison_init(&f);
    rfi_text text = text_of(&f, 120, false);
    has(&text, "Air mine (air-mine), as of 2026-11-23\n");
    has(&text, "Goal          least cost that meets the target\n");
    has(&text, "Target        1.4" NNBSP "MW critical IT\n");
    has(&text, "Budget        3" NNBSP "MUSD\n");
    has(&text, "By            2027-12-31\n");
    has(&text, "Read at       base case: limits, demands and costs alike\n");
    has(&text, "Profiles      GB300 NVL72 (nvl72-gb300), TPU cube (tpu-cube)\n");
    has(&text, "fit with measures, base case\n");
    rfi_text_finish(&text);
}

static void both_gaps_are_named(void **state)
{
    (void)state;
    comparison_fixture f;
    comparison_init(&f);
    rfi_text text = text_of(&f, 160, false);
    has(&text, "As it is: 2 pods, 0.284" NNBSP "MW critical IT\n"
               "  Certified: no plan has more critical IT, without measures\n"
               "  Claimed: nothing beyond what is certified\n");
    has(&text,
        "  Certified: no plan has more than 1.451" NNBSP
        "MW critical IT; no plan that does what is asked for costs less than 2.5" NNBSP
        "MUSD, within the same budget and date\n"
        "  Claimed by CBC 2.10.8: no plan has more critical IT\n");
    rfi_text_finish(&text);
}

/* A date that nobody asked for bounds nothing: the point bears none. */
static void a_point_without_a_date_says_so(void **state)
{
    (void)state;
    comparison_fixture f;
    comparison_init(&f);
    rfi_text text = text_of(&f, 70, false);
    has(&text, "    by 2027-12-31, ready ");
    assert_null(strstr(text.data, "at any date"));
    rfi_text_finish(&text);
    f.comparison.by_stated = false;
    text = text_of(&f, 70, false);
    has(&text, "    at any date, ready ");
    assert_null(strstr(text.data, "    by 2027-12-31, ready "));
    rfi_text_finish(&text);
}

static void installs_bear_cost_date_and_what_they_raise(void **state)
{
    (void)state;
    comparison_fixture f;
    comparison_init(&f);
    rfi_text text = text_of(&f, 100, false);
    has(&text, "Recommended plan: 10 pods, 1.42" NNBSP "MW critical IT, 2.6" NNBSP
               "MUSD (2.2–3.4), ready 2027-05-01\n");
    has(&text, "Why: the cheapest plan that reaches the target\n");
    has(&text, "  Unit substation  site        1         1     1     1  2027-03-01\n");
    has(&text, "  CDU, 1.4 MW ◇    hall-a      3       0.9   1.2   1.8  2027-04-01\n"
               "    raises liquid heat in hall-a\n");
    has(&text, "    comes along, no requirement asks for it\n");
    has(&text, "  total                                2.2   2.6   3.4  2027-05-01\n");
    has(&text, "  That is       1.831" NNBSP "MUSD/MW critical IT\n");
    has(&text, "  Racks stand   hall-a 7 pods nvl72-gb300, hall-b 3 pods tpu-cube\n");
    has(&text, "  Binds next    Usable power, substation 2 - air-mine.xml:14\n");
    has(&text, "Re-checked by separate code: passed, every plan shown\n");
    rfi_text_finish(&text);
}

static void ladder_and_frontier_name_what_each_dollar_buys(void **state)
{
    (void)state;
    comparison_fixture f;
    comparison_init(&f);
    rfi_text text = text_of(&f, 240, false);
    has(&text, "  binds then: Liquid heat, CDU cdu-a, hall A\n");
    has(&text, "  added: Unit substation (site)\n");
    has(&text, "1.878" NNBSP "MUSD/MW\n"); /* 1.6 MUSD over 0.852 MW, up */
    has(&text, "Frontier: cost in MUSD, power in MW critical IT\n");
    has(&text, "claimed    2027-05-01\n");
    has(&text, "undecided           –\n");
    has(&text, "bounded    2027-05-01\n");
    has(&text, "* recommended; d dominated");
    has(&text, "~ not separated");
    rfi_text_finish(&text);
}

static void prices_are_differences_with_their_range(void **state)
{
    (void)state;
    comparison_fixture f;
    comparison_init(&f);
    rfi_text text = text_of(&f, 240, false);
    has(&text,
        "Power   0.852" NNBSP "MW critical IT more costs 1.6" NNBSP
        "MUSD more, 61 days later (1.878" NNBSP "MUSD/MW); holds from 0.568" NNBSP
        "MW critical IT to 1.42" NNBSP "MW critical IT; not both plans are certified\n");
    has(&text,
        "Money   1" NNBSP "MUSD more brings 0.284" NNBSP "MW critical IT (3.522" NNBSP
        "MUSD/MW); holds for budgets from 1" NNBSP "MUSD up; both plans certified\n");
    has(&text, "Time    91 days later saves 200" NNBSP "000" NNBSP
               "USD, brings no more critical IT power; holds for dates from 2027-12-31 to "
               "2028-03-31; both plans certified\n");
    has(&text, "Floor   hall-a: more floor brings 0.142" NNBSP
               "MW critical IT, costs nothing more; holds from 120" NNBSP "m² to 150" NNBSP
               "m²; both plans certified\n");
    rfi_text_finish(&text);
}

static void conflicts_have_lines_witnesses_and_repairs(void **state)
{
    (void)state;
    comparison_fixture f;
    comparison_init(&f);
    rfi_text text = text_of(&f, 240, false);
    has(&text, "Conflicts as it is with the target (1.4" NNBSP
               "MW critical IT, that is 10 pods - air-mine.xml:50), base case\n");
    has(&text, "Each by itself rules the target out");
    has(&text, "together (without any one of them no conflict):");
    has(&text, "- Liquid heat, CDU cdu-a, hall A: has 2" NNBSP "MW, one pod needs 142" NNBSP
               "kW - air-mine.xml:21\n");
    has(&text, "without \"Liquid heat, CDU cdu-a, hall A\": 10 pods hold\n");
    has(&text, "without \"Usable power, substation 2\": no plan was found in time\n");
    has(&text, "(best found, cheapest as claimed by CBC 2.10.8; certified: at most 4" NNBSP
               "% dearer than the bound)");
    has(&text,
        "      Unit substation (site), 3 × CDU, 1.4 MW (hall-a), CDU, 1.4 MW (hall-b)\n");
    has(&text, "- +6.4" NNBSP "MVA: Usable power, substation 2 - air-mine.xml:14\n");
    f.conflicts[0].minimal = false;
    rfi_text_finish(&text);
    text = text_of(&f, 240, false);
    has(&text, "together (minimal: not proven):");
    rfi_text_finish(&text);
}

static void what_matters_and_what_never_pays(void **state)
{
    (void)state;
    comparison_fixture f;
    comparison_init(&f);
    rfi_text text = text_of(&f, 120, false);
    has(&text, "- cdu-a: capacity ◇, 2" NNBSP "MW thermal taken; at 1.8" NNBSP
               "MW thermal: one CDU more in hall-a - air-mine.xml:21\n");
    has(&text, "- acts on no limit of this site: Second fibre trench\n");
    has(&text, ": hall-b stays as it is\n");
    rfi_text_finish(&text);
}

static void empty_parts_have_no_heading(void **state)
{
    (void)state;
    comparison_fixture f;
    comparison_init(&f);
    comparison_without_plan(&f);
    rfi_text text = text_of(&f, 100, false);
    has(&text, "no fit, base case\n");
    has(&text, "No plan to recommend: there is no plan (proven)\n");
    has(&text, "  Certified: no plan exists\n");
    has(&text, "  No measures on offer repair it within the budget and date.\n"
               "  1.  limits that would have to be higher (cheapest, certified)\n"
               "      - +6.4" NNBSP "MVA: Usable power, substation 2 - air-mine.xml:14\n"
               "      - must hold: Coolant supply temperature, hall A: needs ");
    has(&text, "Proof: certified, there is no plan\n");
    lacks(&text, "Frontier");
    lacks(&text, "Unlock");
    lacks(&text, "Next best");
    lacks(&text, "Prices");
    lacks(&text, "Figures that change");
    lacks(&text, "never pay");
    lacks(&text, "Why:");
    f.comparison.conflict_count = f.comparison.repair_count = 0;
    f.comparison.as_is = f.comparison.recommended = NULL;
    f.comparison.measures = NULL;
    f.comparison.input_digest = f.comparison.engine = NULL;
    rfi_text_finish(&text);
    text = text_of(&f, 100, false);
    lacks(&text, "Conflict");
    lacks(&text, "Repairs");
    lacks(&text, "As it is");
    has(&text, "Re-checked by separate code: no plan to check\n");
    rfi_text_finish(&text);
}

static void a_plan_that_the_check_refused_is_named(void **state)
{
    (void)state;
    comparison_fixture f;
    comparison_init(&f);
    f.small.checked = false;
    rfi_text text = text_of(&f, 100, false);
    has(&text, "Re-checked by separate code: NOT passed: point 2 of the frontier\n");
    rfi_text_finish(&text);
}

/* 2 599 999.999 of a budget of the same: four digits up would pass it. */
static void a_cost_within_the_budget_never_prints_above_it(void **state)
{
    (void)state;
    comparison_fixture f;
    comparison_init(&f);
    set_cost(f.best.cost, 2599950 * DOLLAR, 2599950 * DOLLAR, 2599950 * DOLLAR);
    f.comparison.budget = 2599960 * DOLLAR;
    rfi_text text = text_of(&f, 100, false);
    has(&text, "Budget        2.59996" NNBSP "MUSD\n");
    has(&text, "2.59995" NNBSP "MUSD, ready");
    rfi_text_finish(&text);
}

static void keeps(const rfi_text *text, int width)
{
    if (widest_line(text->data) > (size_t)width) {
        fail_msg("wider than %d:\n%s", width, text->data);
    }
    lacks(text, " \n");
    lacks(text, "\n\n\n");
}

static void no_line_is_wider_and_none_ends_in_a_blank(void **state)
{
    (void)state;
    static const int widths[] = {60, 80, 120};
    for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++) {
        for (int variant = 0; variant < 4; variant++) {
            comparison_fixture f;
            comparison_init(&f);
            if (variant >= 2) {
                comparison_without_plan(&f);
            }
            f.points[1].by -= variant % 2 == 0 ? 0 : 91;
            rfi_text text = text_of(&f, widths[i], variant % 2 == 1);
            keeps(&text, widths[i]);
            rfi_text_finish(&text);
        }
    }
}

/* Names and amounts as large as they come. */
static void long_names_and_large_costs_keep_the_width(void **state)
{
    (void)state;
    static const int widths[] = {60, 80, 120};
    for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++) {
        comparison_fixture f;
        comparison_init(&f);
        f.site.halls[0].id = "building-7-north.12";
        f.items[CDU].name =
            "Medium-voltage-switchgear line-up with automatic transfer, two "
            "sections";
        f.planned[1].settles = "liquid heat in building-7-north.12, coolant flow in "
                               "building-7-north.12, coolant supply temperature";
        f.planned[1].install.count = 1200;
        set_cost(f.planned[1].cost, 1234567890 * DOLLAR, 1345678901 * DOLLAR,
                 1456789012 * DOLLAR);
        set_cost(f.best.cost, 1234567890 * DOLLAR, 1345678901 * DOLLAR,
                 1456789012 * DOLLAR);
        f.best.it_power = 123456 * MEGAWATT / 100;
        f.best.it_bound = f.best.it_claimed = 133456 * MEGAWATT / 100;
        f.rungs[1].more_cost = 1345678901 * DOLLAR;
        f.rungs[1].unlocked_by = "1 200 × medium-voltage switchgear (building-7-north.12), "
                                 "unit substation (site), second fibre trench (site)";
        f.points[3].budget = 1400000000 * DOLLAR;
        rfi_text text = text_of(&f, widths[i], true);
        keeps(&text, widths[i]);
        rfi_text_finish(&text);
    }
}

static void colour_adds_nothing(void **state)
{
    (void)state;
    comparison_fixture f;
    comparison_init(&f);
    rfi_text plain = text_of(&f, 80, false);
    rfi_text colour = RFI_TEXT_INIT;
    rf_text_options options = options_of(80, true, false);
    assert_true(rfi_comparison_text(&f.comparison, &options, &colour));
    rfi_text bare = RFI_TEXT_INIT;
    for (const char *c = colour.data; *c != '\0'; c++) {
        if (*c == '\033') {
            c += strcspn(c, "m");
        } else {
            rfi_text_char(&bare, *c);
        }
    }
    assert_true(colour.size > plain.size);
    assert_string_equal(bare.data, plain.data);
    rfi_text_finish(&plain);
    rfi_text_finish(&colour);
    rfi_text_finish(&bare);
}

/* ---- JSON --------------------------------------------------------------------------- */

static json_t *item(json_t *root, const char *list, size_t index)
{
    json_t *found = json_array_get(at(root, list), index);
    assert_non_null(found);
    return found;
}

static int64_t value_at(json_t *object, const char *key)
{
    return json_integer_value(at(at(object, key), "value"));
}

static void json_holds_the_key_facts(void **state)
{
    (void)state;
    comparison_fixture f;
    comparison_init(&f);
    rfi_text text = RFI_TEXT_INIT;
    assert_true(rfi_comparison_json(&f.comparison, &text));
    json_t *root = parse(&text);
    assert_string_equal(string_at(root, "schema"), "urn:rackfit:compare:1");
    assert_string_equal(string_at(root, "verdict"), "fit with measures");
    assert_string_equal(string_at(at(root, "question"), "goal"), "cost");
    json_t *best = at(root, "recommended");
    assert_string_equal(string_at(best, "proof"), "claimed");
    assert_int_equal(value_at(best, "critical_it"), 1420 * MEGAWATT / 1000);
    assert_string_equal(string_at(at(best, "critical_it"), "text"),
                        "1.42" NNBSP "MW critical IT");
    assert_int_equal(value_at(best, "cost_per_critical_it"), 1830985916); /* up */
    assert_int_equal(value_at(at(best, "cost"), "high"), 3400000 * DOLLAR);
    assert_true(json_is_null(at(item(best, "installs", 0), "hall")));
    assert_string_equal(string_at(item(best, "installs", 1), "hall"), "hall-a");
    assert_true(json_is_true(at(item(best, "installs", 1), "cost_is_assumption")));
    assert_true(json_is_null(at(item(root, "frontier", 4), "budget")));
    assert_true(json_is_null(at(at(item(root, "frontier", 2), "retrofit"), "plan")));
    assert_string_equal(string_at(item(root, "witnesses", 0), "without"),
                        "hall-a/liquid-heat/cdu-a");
    assert_string_equal(
        string_at(item(item(root, "repairs", 1), "relaxations", 0), "requirement"),
        "power-chain/substation-2");
    assert_string_equal(
        string_at(item(item(root, "requirements", 0), "gains", 0), "units_count"),
        "all but one");
    json_decref(root);
    rfi_text_finish(&text);
}

static void the_schema_is_compiled_in(void **state)
{
    (void)state;
    char *file = read_all(SCHEMA);
    assert_non_null(file);
    assert_string_equal(rfi_table_compare_schema(), file);
    free(file);
}

static int dump(const comparison_fixture *f, const char *directory)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_text path = RFI_TEXT_INIT;
    rfi_text_format(&path, "%s/comparison.json", directory);
    int result =
        rfi_comparison_json(&f->comparison, &text) ? write_all(path.data, &text) : -1;
    rfi_text_finish(&text);
    rfi_text_finish(&path);
    return result;
}

static void json_is_valid_by_the_schema(void **state)
{
    (void)state;
    char directory[] = "/tmp/test_comparison.XXXXXX";
    assert_non_null(mkdtemp(directory));
    int result = 0;
    rfi_text path = RFI_TEXT_INIT;
    rfi_text_format(&path, "%s/comparison.json", directory);
    for (int variant = 0; variant < 3 && result == 0; variant++) {
        comparison_fixture f;
        comparison_init(&f);
        if (variant > 0) {
            comparison_without_plan(&f);
        }
        if (variant > 1) {
            f.comparison.as_is = f.comparison.recommended = NULL;
            f.comparison.measures = NULL;
            f.comparison.requirement_count = f.comparison.profile_count = 0;
        }
        assert_int_equal(dump(&f, directory), 0);
        result = schema_refuses(VALIDATOR, SCHEMA, path.data);
    }
    (void)unlink(path.data);
    (void)rmdir(directory);
    rfi_text_finish(&path);
    if (result == 77) {
        skip();
    }
    assert_int_equal(result, 0);
}

/* ---- CSV ---------------------------------------------------------------------------- */

static void csv_has_one_point_a_row(void **state)
{
    (void)state;
    comparison_fixture f;
    comparison_init(&f);
    rfi_text text = RFI_TEXT_INIT;
    assert_true(rfi_comparison_csv(&f.comparison, &text));
    has(&text, "air-mine,base,3000000,2027-12-31,10,1.42,1.451,1.42,CBC 2.10.8,claimed,"
               "2200000,2600000,3400000,2027-05-01,"
               "substation@site*1;cdu@hall-a*3;cdu@hall-b*1,no,no\r\n");
    has(&text, "air-mine,base,2000000,2027-12-31,,,1.451,1.43,CBC 2.10.8,undecided,,,,,,no,"
               "no\r\n");
    rfi_text_finish(&text);
}

static int dump_all(const char *directory)
{
    comparison_fixture f;
    comparison_init(&f);
    rfi_text text = RFI_TEXT_INIT;
    rfi_text path = RFI_TEXT_INIT;
    int result = dump(&f, directory);
    rfi_text_format(&path, "%s/comparison.txt", directory);
    if (result == 0 && rfi_comparison_text(&f.comparison, NULL, &text)) {
        result = write_all(path.data, &text);
    }
    rfi_text_finish(&text);
    rfi_text_finish(&path);
    return result;
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "--dump") == 0) {
        return dump_all(argv[2]) == 0 ? 0 : 1;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(head_says_what_was_asked),
        cmocka_unit_test(both_gaps_are_named),
        cmocka_unit_test(a_point_without_a_date_says_so),
        cmocka_unit_test(installs_bear_cost_date_and_what_they_raise),
        cmocka_unit_test(ladder_and_frontier_name_what_each_dollar_buys),
        cmocka_unit_test(prices_are_differences_with_their_range),
        cmocka_unit_test(conflicts_have_lines_witnesses_and_repairs),
        cmocka_unit_test(what_matters_and_what_never_pays),
        cmocka_unit_test(empty_parts_have_no_heading),
        cmocka_unit_test(a_plan_that_the_check_refused_is_named),
        cmocka_unit_test(a_cost_within_the_budget_never_prints_above_it),
        cmocka_unit_test(no_line_is_wider_and_none_ends_in_a_blank),
        cmocka_unit_test(long_names_and_large_costs_keep_the_width),
        cmocka_unit_test(colour_adds_nothing),
        cmocka_unit_test(json_holds_the_key_facts),
        cmocka_unit_test(the_schema_is_compiled_in),
        cmocka_unit_test(json_is_valid_by_the_schema),
        cmocka_unit_test(csv_has_one_point_a_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
