/* SPDX-License-Identifier: MIT */
/* Costs of units and days of installs at the three ends, by hand. */
#include "tests/unit/fixture.h"

#include "planner/money/capex.h"

#define MEASURES(body)                                                                     \
    "<measures xmlns=\"urn:rackfit:1\" id=\"set\" name=\"Set\" as-of=\"2026-11-01\">" body \
    "</measures>"
#define MEASURE(id, more) "<measure id=\"" id "\" name=\"M\" scope=\"hall\" " more "/>"
#define DOLLAR            INT64_C(1000000)
#define NEVER             RFI_UNBOUNDED

static rfi_measures *read_measures(const char *text)
{
    rf_diags *diags = rf_diags_new();
    rfi_measures *measures = rfi_read_measures("m.xml", text, strlen(text), diags);
    if (measures == NULL) {
        fixture_complain(diags, text);
    }
    rf_diags_free(diags);
    assert_non_null(measures);
    return measures;
}

/* ---- costs ------------------------------------------------------------------------------
 */

typedef struct cost_case {
    const char *more, *effect;
    bool in_hall;
    int64_t dollars[RFI_ENDS]; /* -1: not known */
} cost_case;

/* A hall of 50 m x 20 m = 1,000 m2. */
static const cost_case costs[] = {
    {"cost=\"1..2..4 kUSD\"", "", false, {4000, 2000, 1000}},
    {"cost-rate=\"100..200..300 USD/kW\" size=\"1..2..3 MW\"",
     "",
     false,
     {900000, 400000, 100000}},
    /* without size: the base of the first power among the effects, kVA as kW */
    {"cost-rate=\"100..200..300 USD/kW\"",
     "<effect requirement=\"rack-feeds\" adds=\"1\"/>"
     "<effect requirement=\"power-chain\" adds=\"1..2..3 MVA\"/>"
     "<effect requirement=\"air-heat\" adds=\"9 MW thermal\"/>",
     false,
     {600000, 400000, 200000}},
    {"cost-rate=\"100 USD/kW\"",
     "<effect requirement=\"rack-feeds\" adds=\"1\"/>",
     false,
     {NEVER, -1, 0}},
    {"cost-rate=\"100 USD/kW\" size=\"unknown\"", "", false, {NEVER, -1, 0}},
    {"cost-rate=\"100 USD/kW\"",
     "<effect requirement=\"air-heat\" adds=\"unknown\"/>",
     false,
     {NEVER, -1, 0}},
    {"cost-area=\"10..20..30 USD/m2\"", "", true, {30000, 20000, 10000}},
    {"cost-area=\"10 USD/m2\"", "", false, {NEVER, -1, 0}},
    {"cost-length=\"10..20..30 kUSD/km\" length=\"1..2..3 km\"",
     "",
     false,
     {90000, 40000, 10000}},
    {"cost-length=\"10 kUSD/km\"", "", false, {NEVER, -1, 0}},
    {"cost=\"1 kUSD\" cost-rate=\"1 USD/kW\" size=\"1 MW\" cost-area=\"1 USD/m2\""
     " cost-length=\"1 kUSD/km\" length=\"1 km\"",
     "",
     true,
     {4000, 4000, 4000}},
    {"cost=\"unknown\" cost-area=\"10 USD/m2\"", "", true, {NEVER, -1, 10000}},
    {"", "", true, {NEVER, -1, 0}}, /* nothing is stated */
    {"cost-share=\"2 %\"", "", true, {0, 0, 0}},
};

static void a_unit_costs_what_is_stated(void **state)
{
    (void)state;
    rfi_point outline[] = {{0, 0}, {50000, 0}, {50000, 20000}, {0, 20000}};
    const rfi_hall hall = {.id = "h", .outline = outline, .outline_count = 4};
    rfi_arena *texts = rfi_arena_new();
    for (size_t i = 0; i < sizeof(costs) / sizeof(costs[0]); i++) {
        const cost_case *c = &costs[i];
        rfi_measures *measures = read_measures(rfi_arena_format(
            texts, MEASURES("<measure id=\"m\" name=\"M\" scope=\"site\" %s>%s</measure>"),
            c->more, c->effect));
        print_message("# %s\n", c->more);
        for (rfi_end end = RFI_END_UNFAVOURABLE; end < RFI_ENDS; end++) {
            int64_t cost = -1;
            bool known =
                rfi_unit_cost(measures->items, c->in_hall ? &hall : NULL, end, &cost);
            assert_int_equal(known, c->dollars[end] >= 0);
            if (known) {
                int64_t dollars = c->dollars[end];
                assert_int_equal(cost, dollars == NEVER ? NEVER : dollars * DOLLAR);
            }
        }
        rfi_measures_free(measures);
    }
    rfi_arena_free(texts);
}

/* A hall of 1 mm2 at 0.000001 USD/m2, 1.5 W at the same a kW: both round up. */
static void costs_round_up(void **state)
{
    (void)state;
    rfi_point outline[] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    const rfi_hall hall = {.id = "h", .outline = outline, .outline_count = 4};
    rfi_measures *measures = read_measures(MEASURES(MEASURE(
        "m",
        "cost-area=\"0.000001 USD/m2\" cost-rate=\"0.000001 USD/kW\" size=\"1.5 W\"")));
    int64_t cost = 0;
    assert_true(rfi_unit_cost(measures->items, &hall, RFI_END_BASE, &cost));
    assert_int_equal(cost, 2);
    rfi_measures_free(measures);
}

static void a_hall_without_outline_has_no_area(void **state)
{
    (void)state;
    const rfi_hall hall = {.id = "h"};
    rfi_measures *measures =
        read_measures(MEASURES(MEASURE("m", "cost=\"5 USD\" cost-area=\"1 USD/m2\"")));
    int64_t cost = 0;
    assert_false(rfi_unit_cost(measures->items, &hall, RFI_END_BASE, &cost));
    assert_true(rfi_unit_cost(measures->items, &hall, RFI_END_UNFAVOURABLE, &cost));
    assert_int_equal(cost, RFI_UNBOUNDED);
    assert_true(rfi_unit_cost(measures->items, &hall, RFI_END_FAVOURABLE, &cost));
    assert_int_equal(cost, 5 * DOLLAR);
    rfi_measures_free(measures);
}

static void shares_follow_the_others(void **state)
{
    (void)state;
    static const int64_t dearest_first[RFI_ENDS] = {40, 20, 4}; /* micro-dollar of 1,000 */
    rfi_measures *measures =
        read_measures(MEASURES(MEASURE("a", "cost-share=\"0.4..2..4 %\"") MEASURE(
            "b", "cost=\"1 USD\"") MEASURE("c", "cost-share=\"unknown\"")));
    int64_t cost = 0;
    for (rfi_end end = RFI_END_UNFAVOURABLE; end < RFI_ENDS; end++) {
        assert_true(rfi_share_cost(&measures->items[0], 1000, end, &cost));
        assert_int_equal(cost, dearest_first[end]);
        assert_true(rfi_share_cost(&measures->items[1], 1000, end, &cost));
        assert_int_equal(cost, 0);
    }
    assert_true(rfi_share_cost(&measures->items[0], 1001, RFI_END_BASE, &cost));
    assert_int_equal(cost, 21); /* 20.02 rounds up */
    assert_false(rfi_share_cost(&measures->items[2], 1000, RFI_END_BASE, &cost));
    rfi_measures_free(measures);
}

static void what_comes_along_is_read(void **state)
{
    (void)state;
    rfi_measures *m =
        read_measures(MEASURES(MEASURE("a", "with=\"none\"") MEASURE("b", "with=\"hall\"")
                                   MEASURE("c", "with=\"critical-it\"")
                                       MEASURE("d", "with=\"plan\"") MEASURE("e", "")));
    static const rfi_with expected[] = {RFI_WITH_NONE, RFI_WITH_HALL, RFI_WITH_CRITICAL_IT,
                                        RFI_WITH_PLAN, RFI_WITH_NONE};
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(m->items[i].with, expected[i]);
    }
    rfi_measures_free(m);
}

/* ---- time -------------------------------------------------------------------------------
 */

#define CHAIN                                                                              \
    MEASURES("<measure id=\"permit\" name=\"M\" scope=\"site\" lead=\"10..20..30 days\"/>" \
             "<measure id=\"plant\" name=\"M\" scope=\"hall\" requires=\"permit\""         \
             " lead=\"100 days\" build=\"36 h\"/>"                                         \
             "<measure id=\"pipes\" name=\"M\" scope=\"hall\" requires=\"plant permit\""   \
             " build=\"5 days\"/>"                                                         \
             "<measure id=\"egg\" name=\"M\" scope=\"site\" requires=\"hen\"/>"            \
             "<measure id=\"hen\" name=\"M\" scope=\"site\" requires=\"egg\"/>"            \
             "<measure id=\"late\" name=\"M\" scope=\"hall\" lead=\"unknown\"/>")

static void the_longest_chain_decides(void **state)
{
    (void)state;
    rfi_measures *m = read_measures(CHAIN);
    /* pipes before what they wait for: the order of installs does not matter */
    const rfi_install installs[] = {{&m->items[2], 0, 1},
                                    {&m->items[1], 0, 3},
                                    {&m->items[1], 1, 1},
                                    {&m->items[0], RFI_PLACE_SITE, 1}};
    static const int64_t days[RFI_ENDS] = {30, 20, 10};
    for (rfi_end end = RFI_END_UNFAVOURABLE; end < RFI_ENDS; end++) {
        int64_t start[4];
        int64_t done[4];
        rfi_install_ready(installs, 4, 1000, end, start, done);
        int64_t permit = 1000 + days[end];
        assert_int_equal(start[3], 1000);
        assert_int_equal(done[3], permit);
        assert_int_equal(start[1], permit);
        assert_int_equal(done[1], permit + 102); /* a day and a half of building is two */
        assert_int_equal(done[2], permit + 102);
        assert_int_equal(start[0], permit + 102);
        assert_int_equal(done[0], permit + 107);
    }
    rfi_measures_free(m);
}

static void what_is_missing_is_never_there(void **state)
{
    (void)state;
    rfi_measures *m = read_measures(CHAIN);
    const rfi_install installs[] = {{&m->items[2], 1, 1}, /* its plant: in another hall */
                                    {&m->items[1], 0, 1},
                                    {&m->items[0], RFI_PLACE_SITE, 1},
                                    {&m->items[3], RFI_PLACE_SITE, 1},
                                    {&m->items[4], RFI_PLACE_SITE, 1},
                                    {&m->items[5], 0, 1}};
    int64_t done[6];
    rfi_install_ready(installs, 6, 0, RFI_END_BASE, NULL, done);
    assert_int_equal(done[0], RFI_UNBOUNDED);
    assert_int_equal(done[1], 122);
    assert_int_equal(done[3], RFI_UNBOUNDED);
    assert_int_equal(done[4], RFI_UNBOUNDED);
    assert_int_equal(done[5], RFI_UNBOUNDED);
    rfi_install_ready(installs, 6, 0, RFI_END_FAVOURABLE, NULL, done);
    assert_int_equal(done[5], 0);
    rfi_install_ready(installs, 1, 0, RFI_END_FAVOURABLE, NULL, done);
    assert_int_equal(done[0], RFI_UNBOUNDED);
    rfi_install_ready(NULL, 0, 0, RFI_END_BASE, NULL, NULL);
    rfi_measures_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_unit_costs_what_is_stated),
        cmocka_unit_test(costs_round_up),
        cmocka_unit_test(a_hall_without_outline_has_no_area),
        cmocka_unit_test(shares_follow_the_others),
        cmocka_unit_test(what_comes_along_is_read),
        cmocka_unit_test(the_longest_chain_decides),
        cmocka_unit_test(what_is_missing_is_never_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
