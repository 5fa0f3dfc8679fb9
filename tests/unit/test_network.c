/* SPDX-License-Identifier: MIT */
/* Wide-area links: fewest cuts against all subsets, and paths, capacity, round trip and
 * carriers against hand arithmetic at the three ends. */
#include "tests/unit/capacity_bench.h"
#include "tests/unit/exact_site.h"

#include "planner/capacity/cuts.h"
#include "planner/capacity/trace.h"

/* ---- fewest cuts ---- */

/* All subsets of the cuts, for up to 16 of them. */
static int64_t fewest_by_force(const rfi_cuts *cuts)
{
    int64_t best = INT64_MAX;
    for (uint32_t set = 0; set < (uint32_t)1 << cuts->count; set++) {
        uint64_t silent = 0;
        int64_t size = 0;
        for (size_t i = 0; i < cuts->count; i++) {
            if ((set >> i & 1) != 0) {
                silent |= cuts->silences[i];
                size++;
            }
        }
        best = (cuts->all & ~silent) == 0 && size < best ? size : best;
    }
    return best;
}

static void fewest_cuts_of_few_links(void **state)
{
    (void)state;
    bool exact = false;
    rfi_cuts cuts = {0};
    assert_int_equal(rfi_fewest_cuts(&cuts, &exact), 0); /* no link */
    assert_true(exact);
    cuts = (rfi_cuts){.all = 7};
    assert_int_equal(rfi_fewest_cuts(&cuts, &exact), 3); /* nothing named: one each */
    cuts = (rfi_cuts){.all = 7, .silences = {3, 6, 5}, .count = 3};
    assert_int_equal(rfi_fewest_cuts(&cuts, &exact), 2); /* a triangle of shared trenches */
    cuts = (rfi_cuts){.all = 7, .silences = {3, 6, 5, 7}, .count = 4};
    assert_int_equal(rfi_fewest_cuts(&cuts, &exact), 1); /* one bridge under all */
    assert_true(exact);
}

static void fewest_cuts_agree_with_all_subsets(void **state)
{
    (void)state;
    uint64_t seed = 20261123;
    for (int round = 0; round < 2000; round++) {
        rfi_cuts cuts = {0};
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        size_t links = 1 + (size_t)(seed >> 33) % 8;
        cuts.count = 1 + (size_t)(seed >> 43) % 10;
        cuts.all = ((uint64_t)1 << links) - 1;
        for (size_t i = 0; i < links; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            uint64_t picks = seed >> 30;
            for (size_t k = 0; k < 1 + (picks >> 20) % 3; k++) {
                cuts.silences[(picks >> 5 * k) % cuts.count] |= (uint64_t)1 << i;
            }
        }
        bool exact = false;
        int64_t found = rfi_fewest_cuts(&cuts, &exact);
        assert_true(exact);
        assert_int_equal(found, fewest_by_force(&cuts));
    }
}

/* 64 links, each through three of 64 trenches: whatever is returned is never too many, and
 * when it is exact a set of that size exists; here only that it ends. */
static void many_links_end(void **state)
{
    (void)state;
    rfi_cuts cuts = {.all = ~(uint64_t)0, .count = RFI_CUTS};
    for (size_t i = 0; i < RFI_CUT_LINKS; i++) {
        cuts.silences[i] |= (uint64_t)1 << i;
        cuts.silences[(i * 7 + 3) % 64] |= (uint64_t)1 << i;
        cuts.silences[(i * 13 + 5) % 64] |= (uint64_t)1 << i;
    }
    bool exact = false;
    int64_t found = rfi_fewest_cuts(&cuts, &exact);
    assert_true(found > 1 && found <= RFI_CUT_LINKS);
}

/* ---- requirements ---- */

#define REDUNDANT "<policy network=\"redundant\"/></want>"
#define TWO_IN_ONE                                                                         \
    "<trench id=\"gate\"/><trench id=\"bridge\"/>"                                         \
    "<link id=\"a\" via=\"gate\" path=\"north\" capacity=\"100 Gb/s\"/>"                   \
    "<link id=\"b\" via=\"gate bridge\" path=\"south\" capacity=\"40..60 Gb/s\"/>"         \
    "<link id=\"c\" via=\"bridge\" path=\"east\" capacity=\"30 Gb/s\"/>"

static void trenches_are_cut(void **state)
{
    (void)state;
    bench b;
    const int64_t giga = 1000000000;
    /* gate takes a and b, bridge b and c: two cuts for three links of three path names.
     * With the worst cut out (gate) 30 are left, against 130 to 190 in all. */
    open_bench(&b, FIXTURE_SITE(TWO_IN_ONE "<want bandwidth=\"20 Gb/s\">" REDUNDANT),
               PROFILE(PLAIN, ALONE, AIRY), NULL);
    expect_limits(&b, "site/network-paths", 2, 2, 2);
    expect_fixed(&b, "site/network-paths", 2, 2, 2);
    expect_limits(&b, "site/network-capacity", 30 * giga, 30 * giga, 30 * giga);
    close_bench(&b);
    /* the same without redundancy: all capacity counts */
    open_bench(&b, FIXTURE_SITE(TWO_IN_ONE "<want bandwidth=\"20 Gb/s\"/>"),
               PROFILE(PLAIN, ALONE, AIRY), NULL);
    expect_limits(&b, "site/network-capacity", 170 * giga, 180 * giga, 190 * giga);
    close_bench(&b);
    /* what shares a trench shares it whatever the paths are called */
    open_bench(&b,
               FIXTURE_SITE("<trench id=\"duct\"/>"
                            "<link id=\"a\" via=\"duct\" path=\"north\"/>"
                            "<link id=\"b\" via=\"duct\" path=\"south\"/>"
                            "<want bandwidth=\"1 Gb/s\">" REDUNDANT),
               PROFILE(PLAIN, ALONE, AIRY), NULL);
    expect_limits(&b, "site/network-paths", 1, 1, 1);
    expect_limits(&b, "site/network-capacity", 0, UNKNOWN, 0);
    close_bench(&b);
}

/* Entrances 15 to 25 m apart are one below 20 m; unknown separation is one at worst. */
static void near_trenches_are_one(void **state)
{
    (void)state;
    static const struct {
        const char *separation;
        int64_t bad, base, good;
    } cases[] = {
        {"20 m", 2, 2, 2},
        {"19.999 m", 1, 1, 1},
        {"15..21..25 m", 1, 2, 2},
        {"unknown", 1, UNKNOWN, 2},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        rfi_arena *arena = rfi_arena_new();
        bench b;
        open_bench(&b,
                   rfi_arena_format(arena,
                                    FIXTURE_SITE("<trench id=\"n\" separation=\"%s\"/>"
                                                 "<trench id=\"s\" separation=\"%s\"/>"
                                                 "<link id=\"a\" via=\"n\"/>"
                                                 "<link id=\"b\" via=\"s\"/>"),
                                    cases[i].separation, cases[i].separation),
                   PROFILE(PLAIN, ALONE, AIRY), NULL);
        expect_limits(&b, "site/network-paths", cases[i].bad, cases[i].base, cases[i].good);
        close_bench(&b);
        rfi_arena_free(arena);
    }
}

static void round_trip_is_stated_or_by_route(void **state)
{
    (void)state;
    bench b;
    /* 410 km: 10, 9.8 and 9 us/km are 4,100, 4,018 and 3,690 us */
    open_bench(&b,
               FIXTURE_SITE("<link id=\"a\" route-length=\"410 km\"/>"
                            "<want latency=\"4..5 ms\"/>"),
               PROFILE(PLAIN, ALONE, AIRY), NULL);
    expect_fixed(&b, "site/network-latency", 4100, 4018, 3690);
    expect_limits(&b, "site/network-latency", 4000, 4500, 5000);
    close_bench(&b);
    /* a route is at least as long as its trenches: 500 km of them, though 410 are stated */
    open_bench(&b,
               FIXTURE_SITE("<trench id=\"t\" route-length=\"300 km\"/>"
                            "<trench id=\"u\" route-length=\"200 km\"/>"
                            "<link id=\"a\" via=\"t u\" route-length=\"410 km\"/>"
                            "<want latency=\"5 ms\"/>"),
               PROFILE(PLAIN, ALONE, AIRY), NULL);
    expect_fixed(&b, "site/network-latency", 5000, 4900, 4500);
    close_bench(&b);
    /* the best link counts; from N+1 on the one left when the best one's trench is cut */
    open_bench(&b,
               FIXTURE_SITE("<link id=\"a\" path=\"n\" latency=\"3 ms\"/>"
                            "<link id=\"b\" path=\"n\" latency=\"4 ms\"/>"
                            "<link id=\"c\" path=\"s\" latency=\"9 ms\"/>"
                            "<want latency=\"10 ms\">" REDUNDANT),
               PROFILE(PLAIN, ALONE, AIRY), NULL);
    expect_fixed(&b, "site/network-latency", 9000, 9000, 9000);
    close_bench(&b);
    open_bench(&b,
               FIXTURE_SITE("<location lat=\"34 deg\" lon=\"-100 deg\"/>"
                            "<link id=\"a\" to=\"Dallas\"/><want latency=\"10 ms\"/>"),
               PROFILE(PLAIN, ALONE, AIRY), NULL);
    expect_fixed(&b, "site/network-latency", RFI_UNBOUNDED, UNKNOWN, 0); /* no guess */
    close_bench(&b);
    /* at the base a link that states nothing helps nobody, and hides nothing either */
    open_bench(&b,
               FIXTURE_SITE("<link id=\"a\"/><link id=\"b\" latency=\"6 ms\"/>"
                            "<want latency=\"10 ms\"/>"),
               PROFILE(PLAIN, ALONE, AIRY), NULL);
    expect_fixed(&b, "site/network-latency", 6000, 6000, 0);
    close_bench(&b);
    open_bench(&b, FIXTURE_SITE("<want latency=\"10 ms\"/>"), PROFILE(PLAIN, ALONE, AIRY),
               NULL);
    expect_fixed(&b, "site/network-latency", RFI_UNBOUNDED, UNKNOWN, 0);
    close_bench(&b);
}

static void carriers_are_counted_by_name(void **state)
{
    (void)state;
    bench b;
    open_bench(
        &b,
        FIXTURE_SITE("<link id=\"a\" carrier=\"One\"/><link id=\"b\" carrier=\"Two\"/>"
                     "<link id=\"c\" carrier=\"One\"/><want carriers=\"2..3\"/>"),
        PROFILE(PLAIN, ALONE, AIRY), NULL);
    expect_limits(&b, "site/network-carriers", 2, 2, 2);
    expect_fixed(&b, "site/network-carriers", 3, 2, 2);
    close_bench(&b);
    open_bench(&b,
               FIXTURE_SITE("<link id=\"a\" carrier=\"One\"/><link id=\"b\"/>"
                            "<want carriers=\"2\"/>"),
               PROFILE(PLAIN, ALONE, AIRY), NULL);
    expect_limits(&b, "site/network-carriers", 1, UNKNOWN, 2); /* who is the second? */
    close_bench(&b);
}

static void nothing_arises_unasked(void **state)
{
    (void)state;
    bench b;
    open_bench(&b, FIXTURE_SITE("<link id=\"a\" latency=\"3 ms\" carrier=\"One\"/>"),
               PROFILE(PLAIN, ALONE, AIRY), NULL);
    assert_null(fixture_seek(b.list.items, b.list.count, "site/network-latency"));
    assert_null(fixture_seek(b.list.items, b.list.count, "site/network-carriers"));
    close_bench(&b);
}

/* ---- the second opinion: caught alone, by one base unit ---- */

static const char routed_links[] =
    "<trench id=\"n\" separation=\"20 m\"/><trench id=\"s\" separation=\"20 m\"/>"
    "<trench id=\"long\" route-length=\"1000 km\"/>"
    "<link id=\"north\" via=\"n\" carrier=\"One\" capacity=\"100 Gb/s\" latency=\"8 ms\"/>"
    "<link id=\"south\" via=\"s long\" carrier=\"Two\" capacity=\"100 Gb/s\""
    " route-length=\"900 km\"/>";

static const struct {
    const char *from, *to;
    bool paths, capacity, latency, carriers; /* what is violated */
} worse[] = {
    {"<trench", "<trench", false, false, false, false},
    {"separation=\"20 m\"", "separation=\"19.999 m\"", true, true, false, false},
    {"via=\"n\"", "via=\"n s\"", true, true, false, false},
    {"carrier=\"One\" capacity=\"100 Gb/s\"",
     "carrier=\"One\" capacity=\"99999.999999 Mb/s\"", false, true, false, false},
    {"route-length=\"1000 km\"", "route-length=\"1000000001 mm\"", false, false, true,
     false},
    {"carrier=\"Two\"", "carrier=\"One\"", false, false, false, true},
};

static void worse_links_are_caught_alone(void **state)
{
    (void)state;
    const char *links = strstr(exact_site, "<link id=\"north\"");
    const char *after = strstr(exact_site, "<gate id=\"deed\"");
    for (size_t i = 0; i < sizeof(worse) / sizeof(worse[0]); i++) {
        rfi_arena *arena = rfi_arena_new();
        const char *mine = fixture_swap(arena, routed_links, worse[i].from, worse[i].to);
        const char *site = rfi_arena_format(arena, "%.*s%s%s", (int)(links - exact_site),
                                            exact_site, mine, after);
        fixture f;
        fixture_read(&f, site, exact_profile, exact_climate);
        rfi_plan plan = {.site = f.site, .profile = f.profile, .by = f.site->want.by.high};
        plan.shares = RFI_ARRAY(f.arena, f.site->hall_count, rfi_hall_share);
        plan.share_count = f.site->hall_count;
        for (size_t k = 0; k < plan.share_count; k++) {
            plan.shares[k].hall = &f.site->halls[k];
        }
        memcpy(plan.policy, f.site->want.policy, sizeof(plan.policy));
        plan.shares[0].converted = plan.shares[0].pods = plan.shares[0].units = 1;
        plan.shares[0].most_pods = plan.pods = 1;
        rfi_finding finding;
        assert_true(rfi_check_plan(f.arena, &plan, &f.rules, &finding));
        bool seen[RFI_REQUIREMENT_KIND_COUNT] = {false};
        for (size_t k = 0; k < finding.violation_count; k++) {
            seen[finding.violations[k].kind] = true;
        }
        assert_int_equal(seen[RFI_REQ_NETWORK_PATHS], worse[i].paths);
        assert_int_equal(seen[RFI_REQ_NETWORK_CAPACITY], worse[i].capacity);
        assert_int_equal(seen[RFI_REQ_NETWORK_LATENCY], worse[i].latency);
        assert_int_equal(seen[RFI_REQ_NETWORK_CARRIERS], worse[i].carriers);
        /* whoever plans comes to the same */
        const rfi_judgement *j = &fixture_evaluate(&f, NULL)->judgements[0];
        bool holds = !worse[i].paths && !worse[i].capacity && !worse[i].latency &&
                     !worse[i].carriers;
        assert_int_equal(j->cases[RFI_END_UNFAVOURABLE].pods > 0, holds);
        fixture_free(&f);
        rfi_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fewest_cuts_of_few_links),
        cmocka_unit_test(fewest_cuts_agree_with_all_subsets),
        cmocka_unit_test(many_links_end),
        cmocka_unit_test(trenches_are_cut),
        cmocka_unit_test(near_trenches_are_one),
        cmocka_unit_test(round_trip_is_stated_or_by_route),
        cmocka_unit_test(carriers_are_counted_by_name),
        cmocka_unit_test(nothing_arises_unasked),
        cmocka_unit_test(worse_links_are_caught_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
