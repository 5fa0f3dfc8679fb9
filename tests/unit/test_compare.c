/* SPDX-License-Identifier: MIT */
/* Comparisons by hand: one hall whose busway takes four racks of 100 kW, and two measures
 * that widen it: 250 kVA for 100 kUSD, at most three; 100 kVA for 30 kUSD, at most two. */
#include "tests/unit/offer_bench.h"

#include "planner/check/check.h"
#include "planner/decide/compare.h"

#define THOUSAND INT64_C(1000000000) /* micro-dollars in a thousand dollars */
#define KW       INT64_C(1000000)

#define BUS_SITE                                                                           \
    FIXTURE_SITE(POI "<hall id=\"h\" name=\"Hall\" feed=\"bus\" air=\"crah\">"             \
                     "<busway id=\"bus\" from=\"poi\" rating=\"400 kVA\""                  \
                     " efficiency=\"1\"/>"                                                 \
                     "<plant id=\"crah\" kind=\"crah\" loop=\"air\" supply=\"20 degC\""    \
                     " filtration=\"13\" capacity=\"9 MW thermal\"/></hall>")
#define WIDE                                                                               \
    MEASURES(MEASURE("wide", "hall", "cost=\"100 kUSD\" max-count=\"3\" lead=\"7 days\"",  \
                     EFFECT("power-chain", "of=\"busway\" adds=\"250 kVA\""))              \
                 MEASURE("slim", "hall", "cost=\"30 kUSD\" max-count=\"2\"",               \
                         EFFECT("power-chain", "of=\"busway\" adds=\"100 kVA\""))          \
                     MEASURE("road", "site", "cost=\"1 kUSD\"", ""))

typedef struct compared {
    offered o;
    const rfi_profile *profile;
    rfi_comparison *c;
} compared;

/* The same, and something of 10 kUSD that comes with every hall. */
#define ALONG                                                                              \
    MEASURES(MEASURE("slim", "hall", "cost=\"30 kUSD\" max-count=\"2\"",                   \
                     EFFECT("power-chain", "of=\"busway\" adds=\"100 kVA\""))              \
                 MEASURE("fire", "hall", "cost=\"10 kUSD\" with=\"hall\"", "")             \
                     MEASURE("guard", "site",                                              \
                             "cost=\"1 kUSD\" size=\"0 kW\" with=\"critical-it\"", ""))

static void compare_with(compared *k, const char *site, const char *measures,
                         rfi_compare_options options)
{
    open_offer(&k->o, site, PROFILE(PLAIN, ALONE, AIRY), NULL, measures);
    fixture *f = &k->o.b.f;
    k->profile = f->profile;
    options.end = RFI_END_BASE;
    options.budget = options.budget == 0 ? INT64_MAX : options.budget;
    k->c = rfi_compare_site(f->arena, f->site, &k->profile, 1, k->o.measures, &f->rules,
                            &options);
    assert_non_null(k->c);
}

static void compare(compared *k, const char *site, rfi_compare_options options)
{
    compare_with(k, site, WIDE, options);
}

static int64_t units_of(const rfi_retrofit *r, const char *measure)
{
    int64_t units = 0;
    for (size_t i = 0; i < r->install_count; i++) {
        const rfi_install *x = &r->installs[i].install;
        units += strcmp(x->measure->id, measure) == 0 ? x->count : 0;
    }
    return units;
}

static void expect_checked(const compared *k, const rfi_retrofit *r)
{
    rfi_finding finding;
    assert_non_null(r->plan);
    assert_true(rfi_check_plan(k->o.b.f.arena, r->plan, &k->o.b.f.rules, &finding));
    for (size_t i = 0; i < finding.violation_count; i++) {
        print_error("%s: %s\n", finding.violations[i].where, finding.violations[i].message);
    }
    assert_int_equal(finding.violation_count, 0);
}

/* 700 kW want 300 kVA more: wide and slim for 130, not two wides for 200. */
static void the_cheapest_way_to_a_target(void **state)
{
    (void)state;
    compared k;
    compare(&k, BUS_SITE, (rfi_compare_options){.target_stated = true, .target = 700 * KW});
    const rfi_retrofit *r = k.c->recommended;
    assert_int_equal(k.c->verdict, RF_VERDICT_FIT_WITH_MEASURES);
    assert_int_equal(k.c->goal, RFI_GOAL_COST);
    assert_int_equal(k.c->as_is->pods, 4);
    assert_int_equal(r->proof, RFI_PROOF_CERTIFIED);
    assert_int_equal(r->cost[RFI_END_BASE], 130 * THOUSAND);
    assert_true(r->it_bound >= RFI_UNBOUNDED); /* nothing is said of the most power */
    assert_int_equal(r->pods, 7);
    assert_int_equal(units_of(r, "wide"), 1);
    assert_int_equal(units_of(r, "slim"), 1);
    assert_int_equal(r->ready, k.c->site->as_of + 7);
    expect_checked(&k, r);
    expect_checked(&k, k.c->as_is);
    assert_int_equal(k.c->conflict_count, 1);
    assert_int_equal(k.c->conflicts[0].count, 1);
    assert_true(k.c->conflicts[0].minimal);
    assert_string_equal(k.c->requirements[k.c->conflicts[0].members[0]].id,
                        "h/power-chain/bus");
    close_offer(&k.o);
}

/* Without slim three hundred more come from two wides; the alternative does without it. */
static void alternatives_do_without_a_measure(void **state)
{
    (void)state;
    compared k;
    compare(&k, BUS_SITE, (rfi_compare_options){.target_stated = true, .target = 700 * KW});
    assert_int_equal(k.c->alternative_count, 1);
    const rfi_retrofit *r = k.c->alternatives[0];
    assert_int_equal(units_of(r, "wide"), 2);
    assert_int_equal(units_of(r, "slim"), 0);
    assert_int_equal(r->cost[RFI_END_BASE], 200 * THOUSAND);
    expect_checked(&k, r);
    close_offer(&k.o);
}

/* All of both: 400 + 750 + 200 = 1350 kVA, 13 racks. For 100 two slims do as much as one
 * wide (6 racks), for 60. */
static void a_budget_buys_the_most_for_the_least(void **state)
{
    (void)state;
    compared k;
    compare(&k, BUS_SITE, (rfi_compare_options){0});
    assert_int_equal(k.c->goal, RFI_GOAL_POWER);
    assert_int_equal(k.c->recommended->pods, 13);
    assert_int_equal(k.c->recommended->cost[RFI_END_BASE], 360 * THOUSAND);
    for (size_t i = 0; i < k.c->frontier_count; i++) {
        const rfi_frontier_point *point = &k.c->frontier[i];
        const rfi_retrofit *r = point->retrofit;
        assert_int_equal(r->proof, RFI_PROOF_CERTIFIED);
        assert_true(r->cost[RFI_END_BASE] <= point->budget);
        expect_checked(&k, r);
    }
    close_offer(&k.o);
    compare(&k, BUS_SITE, (rfi_compare_options){.budget = 100 * THOUSAND});
    assert_int_equal(k.c->recommended->pods, 6);
    assert_int_equal(k.c->recommended->cost[RFI_END_BASE], 60 * THOUSAND);
    assert_int_equal(units_of(k.c->recommended, "slim"), 2);
    close_offer(&k.o);
}

/* 2 MW: 650 kVA beyond all measures. The relaxation says so, and its limit lets it in. */
static void a_limit_is_relaxed_where_measures_do_not_reach(void **state)
{
    (void)state;
    compared k;
    const rfi_compare_options options = {.target_stated = true, .target = 2000 * KW};
    compare(&k, BUS_SITE, options);
    assert_int_equal(k.c->verdict, RF_VERDICT_NO_FIT);
    assert_true(k.c->repair_count >= 1);
    const rfi_repair *repair = &k.c->repairs[0];
    assert_int_equal(repair->relaxation_count, 1);
    assert_string_equal(k.c->requirements[repair->relaxations[0].requirement].id,
                        "h/power-chain/bus");
    assert_int_equal(repair->relaxations[0].amount, 650 * KW);
    close_offer(&k.o);
    rfi_arena *arena = rfi_arena_new();
    compare(&k, fixture_swap(arena, BUS_SITE, "400 kVA", "1050 kVA"), options);
    assert_int_equal(k.c->verdict, RF_VERDICT_FIT_WITH_MEASURES);
    assert_int_equal(k.c->recommended->pods, 20);
    close_offer(&k.o);
    compare(&k, fixture_swap(arena, BUS_SITE, "400 kVA", "1049 kVA"), options);
    assert_int_equal(k.c->verdict, RF_VERDICT_NO_FIT);
    close_offer(&k.o);
    rfi_arena_free(arena);
}

/* What no plan takes is listed with a reason; a megawatt is priced by two plans. */
static void what_never_pays_and_what_more_costs(void **state)
{
    (void)state;
    compared k;
    compare(&k, BUS_SITE, (rfi_compare_options){.target_stated = true, .target = 700 * KW});
    bool found = false;
    for (size_t i = 0; i < k.c->never_count; i++) {
        found = found || (strcmp(k.c->never[i].measure->id, "road") == 0 &&
                          strstr(k.c->never[i].reason, "no limit") != NULL);
    }
    assert_true(found);
    bool money = false;
    for (size_t i = 0; i < k.c->price_count; i++) {
        const rfi_price *price = &k.c->prices[i];
        if (price->what == RFI_PRICED_MONEY) { /* a million buys all that is left */
            money = true;
            assert_int_equal(price->power, 600 * KW);
            assert_int_equal(price->cost, 230 * THOUSAND);
            assert_true(price->certified);
        }
    }
    assert_true(money);
    close_offer(&k.o);
}

/* In three identical halls each hall is planned for itself, and one row stands for all. */
static void identical_halls_are_taken_apart(void **state)
{
    (void)state;
    compared k;
    rfi_arena *arena = rfi_arena_new();
    compare(&k, fixture_swap(arena, BUS_SITE, "name=\"Hall\"", "name=\"Hall\" count=\"3\""),
            (rfi_compare_options){.target_stated = true, .target = 1500 * KW});
    assert_int_equal(k.c->apart->hall_count, 3);
    assert_string_equal(k.c->apart->halls[2].id, "h.3");
    assert_int_equal(k.c->as_is->pods, 12);
    /* three racks more: a slim in each of three halls, or 2 slims in one and one more */
    assert_int_equal(k.c->recommended->cost[RFI_END_BASE], 90 * THOUSAND);
    assert_int_equal(k.c->recommended->pods, 15);
    expect_checked(&k, k.c->recommended);
    assert_int_equal(k.c->conflict_count, 1);
    assert_int_equal(k.c->conflicts[0].count, 1);
    assert_non_null(
        strstr(k.c->requirements[k.c->conflicts[0].members[0]].title, "each of 3"));
    close_offer(&k.o);
    rfi_arena_free(arena);
}

/* 600 kW come from two slims on the first day, 700 need a wide, which takes a week. */
static void the_earliest_day(void **state)
{
    (void)state;
    compared k;
    rfi_compare_options options = {.target_stated = true,
                                   .target = 700 * KW,
                                   .goal_stated = true,
                                   .goal = RFI_GOAL_EARLIEST};
    compare(&k, BUS_SITE, options);
    const rfi_retrofit *r = k.c->recommended;
    assert_int_equal(r->proof, RFI_PROOF_CERTIFIED);
    assert_int_equal(r->plan->by, k.c->site->as_of + 7);
    assert_int_equal(r->cost[RFI_END_BASE], 130 * THOUSAND);
    assert_int_equal(k.c->alternative_count + k.c->price_count + k.c->break_count, 0);
    close_offer(&k.o);
    options.target = 600 * KW;
    compare(&k, BUS_SITE, options);
    assert_int_equal(k.c->recommended->plan->by, k.c->site->as_of);
    assert_int_equal(units_of(k.c->recommended, "slim"), 2);
    close_offer(&k.o);
    options.target = 2000 * KW;
    compare(&k, BUS_SITE, options);
    assert_null(k.c->recommended->plan);
    assert_int_equal(k.c->recommended->proof, RFI_PROOF_NONE);
    close_offer(&k.o);
}

/* Four racks and what comes along, 11: no other plan differs in substance, no budget below
 * that buys any, and a unit without a size is asked once. */
static void what_comes_along_is_no_choice(void **state)
{
    (void)state;
    compared k;
    compare_with(&k, BUS_SITE, ALONG,
                 (rfi_compare_options){.target_stated = true, .target = 400 * KW});
    const rfi_retrofit *r = k.c->recommended;
    assert_int_equal(k.c->verdict, RF_VERDICT_FIT);
    assert_int_equal(r->cost[RFI_END_BASE], 11 * THOUSAND);
    assert_int_equal(units_of(r, "fire"), 1);
    assert_int_equal(units_of(r, "guard"), 1);
    assert_int_equal(k.c->alternative_count, 0);
    assert_non_null(strstr(k.c->why, "as it is"));
    expect_checked(&k, r);
    for (size_t i = 0; i < k.c->frontier_count; i++) {
        const rfi_frontier_point *point = &k.c->frontier[i];
        assert_true(point->by != k.c->by ||
                    point->retrofit->cost[RFI_END_BASE] <= point->budget);
    }
    close_offer(&k.o);
}

/* A search that stops claims nothing: neither "proven" nor "least". */
static void what_stopped_is_not_called_best(void **state)
{
    (void)state;
    compared k;
    rfi_arena *arena = rfi_arena_new();
    const char *many =
        fixture_swap(arena, BUS_SITE, "name=\"Hall\"", "name=\"Hall\" count=\"9\"");
    for (rfi_goal goal = RFI_GOAL_POWER; goal <= RFI_GOAL_EARLIEST; goal++) {
        compare(&k, many,
                (rfi_compare_options){.target_stated = true,
                                      .target = 7700 * KW,
                                      .goal_stated = true,
                                      .goal = goal,
                                      .node_limit = 1});
        const rfi_retrofit *r = k.c->recommended;
        assert_int_not_equal(r->proof, RFI_PROOF_NONE);
        if (r->proof == RFI_PROOF_BOUNDED || r->proof == RFI_PROOF_UNDECIDED) {
            assert_null(strstr(k.c->why, "No plan carries"));
            assert_null(strstr(k.c->why, "Of all plans"));
            assert_null(strstr(k.c->why, "On no earlier day can"));
        }
        close_offer(&k.o);
    }
    rfi_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_cheapest_way_to_a_target),
        cmocka_unit_test(alternatives_do_without_a_measure),
        cmocka_unit_test(a_budget_buys_the_most_for_the_least),
        cmocka_unit_test(a_limit_is_relaxed_where_measures_do_not_reach),
        cmocka_unit_test(what_never_pays_and_what_more_costs),
        cmocka_unit_test(identical_halls_are_taken_apart),
        cmocka_unit_test(the_earliest_day),
        cmocka_unit_test(what_comes_along_is_no_choice),
        cmocka_unit_test(what_stopped_is_not_called_best),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
