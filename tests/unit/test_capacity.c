/* SPDX-License-Identifier: MIT */
/* Power: redundancy, ratings, chains, peaks and utility, against closed forms and hand
 * arithmetic. Expected values carry the formula beside them; the methods are those of
 * docs/requirements.md. */
#include "tests/unit/capacity_bench.h"

/* ---- redundancy, counted ---- */

#define UNIT(id, side, count, rating)                                                      \
    "<substation id=\"" id "\" group=\"g\" from=\"poi\"" side " count=\"" count            \
    "\" rating=\"" rating "\"/>"
#define A " side=\"A\""
#define B " side=\"B\""

typedef struct redundancy {
    const char *what;
    const char *elements;
    const char *policy;
    int64_t kva;
    const char *state;
} redundancy;

/* Closed forms of the usual redundancy schemes (FacilitiesNet, 2(N+1) and 3N/2 Redundancy).
 */
static const redundancy schemes[] = {
    {"no unit", UNIT("a", "", "1", "0 kVA"), "none", 0, "normal state"},
    {"N, 6 blocks", UNIT("a", "", "6", "1500 kVA"), "none", 9000, "normal state"},
    {"N, 6 blocks", UNIT("a", "", "6", "1500 kVA"), "n", 9000, "normal state"},
    {"N+1 on one bus", UNIT("a", "", "6", "1500 kVA"), "redundant", 7500, "one unit out"},
    {"N+1, unequal: less the largest",
     UNIT("a", "", "2", "2000 kVA") UNIT("b", "", "1", "1500 kVA")
         UNIT("c", "", "1", "1000 kVA"),
     "redundant", 4500, "one unit out"},
    {"N+1, one unit", UNIT("a", "", "1", "1500 kVA"), "redundant", 0, "one unit out"},
    {"single bus, maintained", UNIT("a", "", "6", "1500 kVA"), "maintainable", 0,
     "its single bus out"},
    {"one side only is one bus", UNIT("a", A, "6", "1500 kVA"), "maintainable", 0,
     "its single bus out"},
    {"2N, 4 per side", UNIT("a", A, "4", "1500 kVA") UNIT("b", B, "4", "1500 kVA"),
     "maintainable", 6000, "side A out"},
    {"2N, unequal: the smaller side",
     UNIT("a", A, "3", "2000 kVA") UNIT("b", B, "4", "1250 kVA"), "fault-tolerant", 5000,
     "side A out"},
    {"two sides, nothing out: half on each",
     UNIT("a", A, "3", "2000 kVA") UNIT("b", B, "4", "1250 kVA"), "n", 10000,
     "normal state, half on each side"},
    {"two sides, one unit out: half on each",
     UNIT("a", A, "3", "2000 kVA") UNIT("b", B, "4", "1250 kVA"), "redundant", 7500,
     "one unit of side B out"},
    {"2N of single units, one out: the other carries all",
     UNIT("a", A, "1", "2000 kVA") UNIT("b", B, "1", "1250 kVA"), "redundant", 1250,
     "one unit of side A out"},
    {"one side of 2(N+1)", UNIT("a", A, "4", "1500 kVA"), "redundant", 4500,
     "one unit out"},
    {"2(N+1), one unit out", UNIT("a", A, "4", "1500 kVA") UNIT("b", B, "4", "1500 kVA"),
     "redundant", 9000, "one unit of side A out"},
};

static void redundancy_is_counted_from_what_is_installed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
        const redundancy *s = &schemes[i];
        rfi_arena *arena = rfi_arena_new();
        const char *site = rfi_arena_format(
            arena,
            FIXTURE_SITE(POI "<electrical>%s</electrical><hall id=\"h\" feed=\"g\"/>"
                             "<want><policy distribution=\"%s\"/></want>"),
            s->elements, s->policy);
        bench b;
        open_bench(&b, site, PROFILE(PLAIN, ALONE, AIRY), NULL);
        print_message("# %s\n", s->what);
        expect_limits(&b, "site/power-chain/g", s->kva * 1000000, s->kva * 1000000,
                      s->kva * 1000000);
        assert_string_equal(
            fixture_find(b.list.items, b.list.count, "site/power-chain/g")->state,
            s->state);
        close_bench(&b);
        rfi_arena_free(arena);
    }
}

/* A unit that may not be there (count 0 at the low end) cannot be the one that is lost. */
static void absent_unit_is_not_lost(void **state)
{
    (void)state;
    bench b;
    open_bench(
        &b,
        FIXTURE_SITE(POI "<electrical>" UNIT("a", "", "0..1", "3000 kVA") UNIT(
            "b", "", "2", "1000 kVA") "</electrical><hall id=\"h\" feed=\"g\"/>"
                                      "<want><policy distribution=\"redundant\"/></want>"),
        PROFILE(PLAIN, ALONE, AIRY), NULL);
    /* low: 2 x 1000 less one of them; high: 5000 less 3000; base of 0..1 is 0 (half even)
     */
    expect_limits(&b, "site/power-chain/g", 1000000000, 1000000000, 2000000000);
    close_bench(&b);
}

static void generators_may_be_maintained_while_the_utility_feeds(void **state)
{
    (void)state;
    static const struct {
        const char *policy;
        int64_t kva;
    } cases[] = {
        {"n", 25000}, {"redundant", 22500}, {"maintainable", 22500}, {"fault-tolerant", 0}};
    for (size_t i = 0; i < 4; i++) {
        rfi_arena *arena = rfi_arena_new();
        const char *site = rfi_arena_format(
            arena,
            FIXTURE_SITE(POI "<electrical>" UNIT(
                "a", "", "1",
                "90 MVA") "<generator id=\"gen\" backs=\"g\" count=\"10\""
                          " rating=\"2500 kVA\"/></electrical><hall id=\"h\" feed=\"g\"/>"
                          "<want><policy generators=\"%s\"/></want>"),
            cases[i].policy);
        bench b;
        open_bench(&b, site, PROFILE(PLAIN, ALONE, AIRY), NULL);
        int64_t mva = cases[i].kva * 1000000;
        expect_limits(&b, "site/backup-power/gen", mva, mva, mva);
        expect_limits(&b, "h/subsystem/generators", 1, 1, 1);
        close_bench(&b);
        rfi_arena_free(arena);
    }
    bench b; /* without a policy that asks, generators bind nothing */
    open_bench(
        &b,
        FIXTURE_SITE(POI "<electrical>" UNIT(
            "a", "", "1", "90 MVA") "<generator id=\"gen\" backs=\"g\" rating=\"1 kVA\"/>"
                                    "</electrical><hall id=\"h\" feed=\"g\"/>"),
        PROFILE(PLAIN, ALONE, AIRY), NULL);
    assert_null(fixture_seek(b.list.items, b.list.count, "site/backup-power/gen"));
    close_bench(&b);
}

/* ---- ratings in ampere ---- */

typedef struct ampere {
    const char *element; /* kind and rating of group g */
    const char *rack;
    int64_t va;    /* expected limit, +-0.1 % */
    int64_t racks; /* limit / demand of one, rounded down; -1: not asked */
} ampere;

#define RACK132 "max=\"132 kW\" power-factor=\"0.97\" peak-duration=\"1 s\""
#define RACK142 "max=\"142 kW\" peak=\"155 kW\" power-factor=\"0.97\" peak-duration=\"1 s\""

/* sqrt(3) V I, times 0.8 for a device rated in ampere unless it is marked 100 %-rated
 * (Schneider FAQ FA408273); nameplate for a transformer. */
static const ampere ampere_cases[] = {
    {"transformer id=\"g\" from=\"poi\" rating=\"3000 kVA\"", RACK132, 3000000, -1},
    {"transformer id=\"g\" from=\"poi\" rating=\"3000 kW\"", RACK132, 3000000, -1},
    {"feeder id=\"g\" from=\"poi\" current=\"1200 A\" voltage=\"34.5 kV\"", RACK132,
     57370000, -1},
    {"feeder id=\"g\" from=\"poi\" current=\"1.2 kA\" voltage=\"34.5 kV\""
     " continuous-factor=\"100 %\"",
     RACK132, 71710000, -1},
    {"switchboard id=\"g\" from=\"poi\" current=\"400 A\" voltage=\"480 V\"", RACK132,
     266043, -1}, /* 0.8 of the setting, 320 A */
    {"busway id=\"g\" from=\"poi\" current=\"400 A\" voltage=\"415 V\"", RACK132, 230018,
     1},
    {"busway id=\"g\" from=\"poi\" current=\"800 A\" voltage=\"415 V\"", RACK132, 460036,
     3},
    {"busway id=\"g\" from=\"poi\" current=\"1200 A\" voltage=\"415 V\"", RACK132, 690054,
     5},
    {"busway id=\"g\" from=\"poi\" current=\"400 A\" voltage=\"415 V\""
     " continuous-factor=\"1\"",
     RACK132, 287522, 2},
    {"busway id=\"g\" from=\"poi\" current=\"800 A\" voltage=\"415 V\""
     " continuous-factor=\"1\"",
     RACK132, 575045, 4},
    {"busway id=\"g\" from=\"poi\" current=\"1200 A\" voltage=\"415 V\""
     " continuous-factor=\"1\"",
     RACK132, 862567, 6},
    {"busway id=\"g\" from=\"poi\" current=\"1200 A\" voltage=\"480 V\"", RACK142, 798129,
     5},
    {"busway id=\"g\" from=\"poi\" current=\"1200 A\" voltage=\"480 V\""
     " continuous-factor=\"1\"",
     RACK142, 997661, 6},
};

static void ampere_ratings_carry_what_the_vectors_say(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(ampere_cases) / sizeof(ampere_cases[0]); i++) {
        const ampere *c = &ampere_cases[i];
        rfi_arena *arena = rfi_arena_new();
        const char *site = rfi_arena_format(
            arena,
            FIXTURE_SITE(POI "<electrical><%s/></electrical><hall id=\"h\" feed=\"g\"/>"),
            c->element);
        const char *profile =
            fixture_swap(arena, PROFILE("RACK", ALONE, AIRY), "RACK", c->rack);
        bench b;
        open_bench(&b, site, profile, NULL);
        for (rfi_end end = 0; end < RFI_ENDS; end++) {
            const rfi_terms *t = terms_of(&b, "site/power-chain/g", end);
            int64_t error = t->limit / 1000 - c->va;
            assert_true(error * 1000 <= c->va && -error * 1000 <= c->va);
            if (c->racks >= 0) {
                assert_int_equal(t->limit / t->pod[0], c->racks);
            }
        }
        close_bench(&b);
        rfi_arena_free(arena);
    }
    /* one rounding: 233.086 V x 2,239.674 A x 1.732050 x 0.8 = 723,354,869.2 mVA */
    bench b;
    open_bench(&b,
               FIXTURE_SITE(POI
                            "<electrical><busway id=\"g\" from=\"poi\""
                            " current=\"2239.674 A\" voltage=\"233.086 V\"/></electrical>"
                            "<hall id=\"h\" feed=\"g\"/>"),
               PROFILE(PLAIN, ALONE, AIRY), NULL);
    expect_limits(&b, "site/power-chain/g", 723354869, 723354869, 723354869);
    close_bench(&b);
}

/* ---- the chain ---- */

#define CHAIN                                                                              \
    "<electrical><transformer id=\"hv\" from=\"poi\" rating=\"90 MVA\"/>"                  \
    "<switchgear id=\"mv\" from=\"hv\" rating=\"90 MVA\"/>"                                \
    "<substation id=\"sub\" from=\"mv\" rating=\"90 MVA\"/>"                               \
    "<ups id=\"ups\" from=\"sub\" rating=\"90 MVA\"/>"                                     \
    "<switchboard id=\"lv\" from=\"ups\" rating=\"90 MVA\"/></electrical>"
#define STILL_AIR                                                                          \
    "<cooling><plant id=\"still\" kind=\"crah\" loop=\"air\" electrical=\"0\"/></cooling>"

static int64_t up(int64_t power, int64_t efficiency)
{
    return (power * 1000000 + efficiency - 1) / efficiency;
}

static void loads_climb_the_chain_with_losses(void **state)
{
    (void)state;
    bench b;
    open_bench(
        &b, FIXTURE_SITE(POI CHAIN STILL_AIR "<hall id=\"h\" feed=\"lv\" air=\"still\"/>"),
        PROFILE("max=\"50 MW\" peak=\"50 MW\" power-factor=\"1\" peak-duration=\"1 s\"",
                ALONE, AIRY),
        NULL);
    /* 50 MW / (0.992 x 0.965 x 0.993 x 0.998 x 0.996) = 52.917 MW, chain 94.49 % */
    const rfi_terms *poi = terms_of(&b, "site/firm-utility", RFI_END_BASE);
    assert_true(poi->pod[0] > 52916000000 && poi->pod[0] < 52918000000);
    static const int64_t stages[RFI_ENDS][5] = {{985000, 940000, 988000, 997000, 995000},
                                                {992000, 965000, 993000, 998000, 996000},
                                                {996000, 975000, 995000, 999000, 997000}};
    static const char *const ids[] = {"site/power-chain/lv",  "site/power-chain/ups",
                                      "site/power-chain/sub", "site/power-chain/mv",
                                      "site/power-chain/hv",  "site/firm-utility"};
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        int64_t load = 50000000000;
        for (size_t i = 0; i < 6; i++) {
            assert_int_equal(terms_of(&b, ids[i], end)->pod[0], load);
            load = i < 5 ? up(load, stages[end][i]) : load;
        }
    }
    close_bench(&b);
}

static void unstated_feed_takes_the_usual_chain(void **state)
{
    (void)state;
    static const char *const policies[] = {"none", "n"};
    for (size_t i = 0; i < 2; i++) {
        rfi_arena *arena = rfi_arena_new();
        const char *site = rfi_arena_format(
            arena,
            FIXTURE_SITE(POI STILL_AIR "<hall id=\"h\" air=\"still\"/>"
                                       "<want><policy ups=\"%s\"/></want>"),
            policies[i]);
        bench b;
        open_bench(&b, site, PROFILE(PLAIN, ALONE, AIRY), NULL);
        int64_t load = up(100000000, 992000);
        load = i == 1 ? up(load, 965000) : load;
        load = up(up(up(load, 993000), 998000), 996000);
        assert_int_equal(terms_of(&b, "site/firm-utility", RFI_END_BASE)->pod[0], load);
        expect_limits(&b, "h/power-chain", 0, UNKNOWN, 1);
        close_bench(&b);
        rfi_arena_free(arena);
    }
}

static void plants_draw_where_they_are_fed(void **state)
{
    (void)state;
    bench b;
    /* 90 kW liquid: 90 x 0.05 at lv; 10 kW air: chiller without factor at the interconnect,
     * CRAH by rule at mv */
    open_bench(&b,
               FIXTURE_SITE(POI CHAIN
                            "<cooling>"
                            "<plant id=\"dry\" kind=\"dry-cooler\" loop=\"liquid\""
                            " feed=\"lv\" electrical=\"0.05\"/>"
                            "<plant id=\"chill\" kind=\"chiller\" loop=\"air\"/>"
                            "<plant id=\"crah\" kind=\"crah\" loop=\"air\" from=\"chill\""
                            " feed=\"mv\"/></cooling>"
                            "<hall id=\"h\" feed=\"lv\" liquid=\"dry\" air=\"crah\"/>"),
               PROFILE(PLAIN, ALONE, COLD), NULL);
    assert_int_equal(terms_of(&b, "site/power-chain/lv", RFI_END_BASE)->pod[0], 104500000);
    int64_t sub = up(up(100000000, 992000), 965000) + up(up(4500000, 992000), 965000);
    assert_int_equal(terms_of(&b, "site/power-chain/sub", RFI_END_BASE)->pod[0], sub);
    int64_t racks = up(up(up(100000000, 992000), 965000), 993000);
    int64_t pumps = up(up(up(4500000, 992000), 965000), 993000);
    assert_int_equal(terms_of(&b, "site/power-chain/mv", RFI_END_BASE)->pod[0],
                     racks + pumps + 500000);
    int64_t poi = up(up(racks, 998000), 996000) + up(up(pumps, 998000), 996000) +
                  up(up(500000, 998000), 996000) + 3000000;
    assert_int_equal(terms_of(&b, "site/firm-utility", RFI_END_BASE)->pod[0], poi);
    close_bench(&b);
}

/* The power factor: the element's own, else the profile's, else the rule's. */
static void power_factor_is_the_lowest_that_applies(void **state)
{
    (void)state;
    bench b;
    open_bench(&b,
               FIXTURE_SITE(POI
                            "<electrical><substation id=\"a\" group=\"g\" from=\"poi\""
                            " rating=\"1 MVA\" power-factor=\"0.8\"/>"
                            "<substation id=\"b\" group=\"g\" from=\"poi\""
                            " rating=\"1 MVA\"/></electrical><hall id=\"h\" feed=\"g\"/>"),
               PROFILE("max=\"100 kW\" power-factor=\"0.5..1\" peak-duration=\"1 s\"",
                       ALONE, AIRY),
               NULL);
    expect_pod(&b, "site/power-chain/g", 200000000, up(100000000, 750000), 125000000);
    close_bench(&b);
    open_bench(&b,
               FIXTURE_SITE(POI "<electrical>" UNIT(
                   "a", "", "1", "1 MVA") "</electrical><hall id=\"h\" feed=\"g\"/>"),
               PROFILE("max=\"100 kW\" peak-duration=\"1 s\"", ALONE, AIRY), NULL);
    expect_pod(&b, "site/power-chain/g", up(100000000, 950000), up(100000000, 970000),
               up(100000000, 990000));
    close_bench(&b);
}

/* A hall's own group hides a shared one of the same name, for loads too. */
static void own_group_hides_the_shared_one(void **state)
{
    (void)state;
    bench b;
    open_bench(&b,
               FIXTURE_SITE(POI
                            "<electrical>"
                            "<switchboard id=\"lv\" from=\"poi\" rating=\"1 kVA\"/>"
                            "</electrical>"
                            "<hall id=\"h\" feed=\"lv\"><switchboard id=\"lv\" from=\"poi\""
                            " rating=\"900 kVA\"/></hall><hall id=\"i\" feed=\"lv\"/>"),
               PROFILE(PLAIN, ALONE, AIRY), NULL);
    const rfi_terms *shared = terms_of(&b, "site/power-chain/lv", RFI_END_BASE);
    assert_int_equal(shared->pod[0], 0);
    assert_int_equal(shared->pod[1], 100000000);
    const rfi_terms *own = terms_of(&b, "h/power-chain/lv", RFI_END_BASE);
    assert_int_equal(own->pod[0], 100000000);
    close_bench(&b);
}

/* ---- peaks ---- */

typedef struct peak_case {
    const char *duration;
    bool ups[RFI_ENDS], generator[RFI_ENDS], breaker[RFI_ENDS]; /* the peak counts */
} peak_case;

#define ALWAYS                                                                             \
    {                                                                                      \
        true, true, true                                                                   \
    }
#define NEVER                                                                              \
    {                                                                                      \
        false, false, false                                                                \
    }

/* Peaks up to 1 s are carried by shelves and UPS, up to 300 s by UPS and generators. */
static const peak_case peak_cases[] = {
    {"0 s", ALWAYS, NEVER, NEVER},
    {"50 ms", ALWAYS, NEVER, NEVER},
    {"1 s", ALWAYS, NEVER, NEVER},
    {"1000001 us", ALWAYS, ALWAYS, NEVER},
    {"300 s", ALWAYS, ALWAYS, NEVER},
    {"300000001 us", ALWAYS, ALWAYS, ALWAYS},
    {"2 h", ALWAYS, ALWAYS, ALWAYS},
    {"0.5..2 s", ALWAYS, {true, true, false}, NEVER},
    {"unknown", ALWAYS, {true, true, false}, {true, true, false}},
};

static void peaks_count_by_how_long_they_last(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(peak_cases) / sizeof(peak_cases[0]); i++) {
        const peak_case *c = &peak_cases[i];
        rfi_arena *arena = rfi_arena_new();
        const char *profile =
            fixture_swap(arena,
                         PROFILE("max=\"100 kW\" peak=\"120 kW\" power-factor=\"1\""
                                 " peak-duration=\"LASTS\"",
                                 ALONE, AIRY),
                         "LASTS", c->duration);
        bench b;
        open_bench(&b,
                   FIXTURE_SITE(POI "<electrical>"
                                    "<substation id=\"sub\" from=\"poi\" rating=\"1 MVA\"/>"
                                    "<ups id=\"ups\" from=\"sub\" rating=\"1 MVA\""
                                    " efficiency=\"1\"/>"
                                    "<generator id=\"gen\" backs=\"sub\" rating=\"1 MVA\"/>"
                                    "</electrical><hall id=\"h\" feed=\"ups\"/>"
                                    "<want><policy generators=\"n\"/></want>"),
                   profile, NULL);
        print_message("# %s\n", c->duration);
        for (rfi_end end = 0; end < RFI_ENDS; end++) {
            assert_int_equal(terms_of(&b, "site/power-chain/ups", end)->pod[0],
                             c->ups[end] ? 120000000 : 100000000);
            assert_int_equal(terms_of(&b, "site/backup-power/gen", end)->pod[0],
                             c->generator[end] ? 120000000 : 100000000);
            assert_int_equal(terms_of(&b, "site/power-chain/sub", end)->pod[0],
                             c->breaker[end] ? 120000000 : 100000000);
        }
        close_bench(&b);
        rfi_arena_free(arena);
    }
    bench b; /* a peak that nobody knows: anything, nothing more, nothing more */
    open_bench(&b,
               FIXTURE_SITE(POI
                            "<electrical><ups id=\"ups\" from=\"poi\" rating=\"1 MVA\"/>"
                            "</electrical><hall id=\"h\" feed=\"ups\"/>"),
               PROFILE(PLAIN " peak=\"unknown\"", ALONE, AIRY), NULL);
    expect_pod(&b, "site/power-chain/ups", RFI_UNBOUNDED, 100000000, 100000000);
    /* utility is never charged with peaks */
    assert_true(terms_of(&b, "site/firm-utility", RFI_END_BASE)->pod[0] < 140000000);
    close_bench(&b);
}

/* ---- utility ---- */

typedef struct step_case {
    const char *by;
    int64_t firm, energised; /* MW */
} step_case;

static void steps_count_from_their_last_day(void **state)
{
    (void)state;
    static const step_case cases[] = {
        {"2027-01-31", 10, 20}, {"2027-02-01", 10, 20}, /* a month: its last day counts */
        {"2027-02-27", 10, 20}, {"2027-02-28", 10, 30}, {"2027-06-29", 10, 30},
        {"2027-06-30", 40, 50}, {"2028-12-31", 40, 50},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        rfi_arena *arena = rfi_arena_new();
        const char *site = rfi_arena_format(
            arena,
            FIXTURE_SITE("<grid><interconnect id=\"poi\" energised=\"20 MW at utility\""
                         " firm=\"10 MW at utility\" transferable=\"yes\">"
                         "<step date=\"2027-02\" energised=\"30 MW at utility\"/>"
                         "<step date=\"2027-Q2\" energised=\"50 MW at utility\""
                         " firm=\"45 MW at utility\"/>"
                         "</interconnect><interconnect id=\"old\""
                         " energised=\"0 MW at utility\" firm=\"5 MW at utility\"/></grid>"
                         "<hall id=\"h\"/><want by=\"%s\" reserve=\"0\"/>"),
            cases[i].by);
        bench b;
        open_bench(&b, site, PROFILE(PLAIN, ALONE, AIRY), NULL);
        int64_t firm = cases[i].firm == 40 ? 45 : cases[i].firm;
        assert_int_equal(terms_of(&b, "site/firm-utility", RFI_END_UNFAVOURABLE)->limit,
                         firm * 1000000000);
        assert_int_equal(
            terms_of(&b, "site/energised-utility", RFI_END_UNFAVOURABLE)->limit,
            cases[i].energised * 1000000000);
        close_bench(&b);
        rfi_arena_free(arena);
    }
}

static void unknown_figures_give_three_readings(void **state)
{
    (void)state;
    bench b;
    open_bench(
        &b,
        FIXTURE_SITE("<grid><interconnect id=\"poi\" energised=\"60..80 MW at utility\""
                     " firm=\"unknown\"/></grid><hall id=\"h\" outline=\"unknown\"/>"
                     "<gate id=\"zone\" kind=\"zoning\" status=\"pending\"/>"),
        PROFILE(PLAIN, ALONE, AIRY), NULL);
    expect_limits(&b, "site/firm-utility", 0, UNKNOWN, 80000000000);
    expect_limits(&b, "site/energised-utility", 60000000000, 70000000000, 80000000000);
    expect_limits(&b, "site/change-of-use/poi", 0, UNKNOWN, 1);
    expect_limits(&b, "site/gate/zone", 0, UNKNOWN, 1);
    expect_limits(&b, "site/gate/title", 0, UNKNOWN, 1);
    expect_limits(&b, "site/network-paths", 0, UNKNOWN, GOOD);
    expect_limits(&b, "h/floor-space", 0, UNKNOWN, GOOD);
    expect_limits(&b, "h/slab", 0, UNKNOWN, GOOD);
    expect_limits(&b, "h/air-heat", 0, UNKNOWN, 1);
    close_bench(&b);
    open_bench(&b, FIXTURE_SITE(""), PROFILE("max=\"unknown\"", ALONE, AIRY), NULL);
    expect_limits(&b, "site/firm-utility", 0, UNKNOWN, GOOD);
    expect_limits(&b, "site/hall-known", 0, UNKNOWN, 1);
    expect_pod(&b, "site/firm-utility", RFI_UNBOUNDED, 0, 0);
    close_bench(&b);
}

static void reserve_is_kept_free_on_sums(void **state)
{
    (void)state;
    bench b;
    open_bench(&b,
               FIXTURE_SITE(POI "<electrical>" UNIT(
                   "a", "", "1",
                   "1 MVA") "</electrical><cooling>"
                            "<plant id=\"air\" kind=\"crah\" loop=\"air\""
                            " capacity=\"1 MW thermal\"/></cooling>"
                            "<hall id=\"h\" feed=\"g\" air=\"air\" slab=\"1500 kg/m2\""
                            " outline=\"0,0 9,0 9,9 0,9 m\"/>"
                            "<want reserve=\"5..10..15 %\"/>"),
               PROFILE(PLAIN " mass=\"1 kg\" width=\"1 m\" depth=\"1 m\"", ALONE, AIRY),
               NULL);
    expect_limits(&b, "site/firm-utility", 76500000000, 81000000000, 85500000000);
    expect_limits(&b, "site/energised-utility", 85000000000, 90000000000, 95000000000);
    expect_limits(&b, "site/power-chain/g", 850000000, 900000000, 950000000);
    expect_limits(&b, "site/air-heat/air", 850000000, 900000000, 950000000);
    expect_limits(&b, "h/slab", 1500000, 1500000, 1500000);
    expect_limits(&b, "h/floor-space", 7, 7, 7);
    close_bench(&b);
}

static void mining_that_must_stay_draws_in_idle_halls(void **state)
{
    (void)state;
    bench b;
    open_bench(&b,
               FIXTURE_SITE(POI "<electrical>" UNIT(
                   "a", "", "1",
                   "9 MVA") "</electrical>"
                            "<hall id=\"h\" feed=\"g\"><load id=\"m\" kind=\"mining\""
                            " power=\"1 MW at facility\" stops=\"no\"/></hall>"
                            "<hall id=\"i\" feed=\"g\"><load id=\"m\" kind=\"mining\""
                            " power=\"1 MW at facility\"/></hall>"),
               PROFILE(PLAIN, ALONE, AIRY), NULL);
    const rfi_terms *energised = terms_of(&b, "site/energised-utility", RFI_END_BASE);
    assert_int_equal(energised->idle[0], up(1000000000, 996000));
    assert_int_equal(energised->idle[1], 0);
    assert_int_equal(terms_of(&b, "site/firm-utility", RFI_END_BASE)->idle[0], 0);
    assert_int_equal(terms_of(&b, "site/power-chain/g", RFI_END_BASE)->idle[0],
                     up(1000000000, 970000));
    expect_limits(&b, "h/mining-stops", 0, 0, 0);
    expect_limits(&b, "i/mining-stops", 1, 1, 1);
    close_bench(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(redundancy_is_counted_from_what_is_installed),
        cmocka_unit_test(absent_unit_is_not_lost),
        cmocka_unit_test(generators_may_be_maintained_while_the_utility_feeds),
        cmocka_unit_test(ampere_ratings_carry_what_the_vectors_say),
        cmocka_unit_test(loads_climb_the_chain_with_losses),
        cmocka_unit_test(unstated_feed_takes_the_usual_chain),
        cmocka_unit_test(plants_draw_where_they_are_fed),
        cmocka_unit_test(power_factor_is_the_lowest_that_applies),
        cmocka_unit_test(own_group_hides_the_shared_one),
        cmocka_unit_test(peaks_count_by_how_long_they_last),
        cmocka_unit_test(steps_count_from_their_last_day),
        cmocka_unit_test(unknown_figures_give_three_readings),
        cmocka_unit_test(reserve_is_kept_free_on_sums),
        cmocka_unit_test(mining_that_must_stay_draws_in_idle_halls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
