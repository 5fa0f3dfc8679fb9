/* SPDX-License-Identifier: MIT */
/* Sites that state several sources, standbys and pairs of cords: limits and demands against
 * hand arithmetic at all three ends, and plans that the check refuses for one base unit. */
#include "planner/capacity/trace.h"
#include "planner/capacity/wiring.h"
#include "tests/unit/exact_site.h"
#include "tests/unit/wired_bench.h"

/* ---- what was stated before is counted as before ----------------------------------------
 */

/* The exact site with its one feed said as a pair of cords: a network of the same site. */
static const char *wired_exact(rfi_arena *arena, const char *house)
{
    const char *site = fixture_swap(arena, exact_site, " feed=\"bus\"", house);
    return fixture_swap(arena, site, "<ups id=", "<feed a=\"bus\"/><ups id=");
}

/* house: attributes of the hall beside its feed. */
static void expect_same(const char *house)
{
    bench chain;
    bench net;
    rfi_arena *arena = rfi_arena_new();
    const char *site = fixture_swap(arena, exact_site, " feed=\"bus\"",
                                    rfi_arena_format(arena, " feed=\"bus\"%s", house));
    open_bench(&chain, site, exact_profile, exact_climate);
    open_bench(&net, wired_exact(arena, house), exact_profile, exact_climate);
    assert_null(rfi_wiring_of(&chain.study));
    assert_non_null(rfi_wiring_of(&net.study));
    assert_int_equal(chain.list.count, net.list.count);
    for (size_t i = 0; i < chain.list.count; i++) {
        const rfi_requirement *a = &chain.list.items[i];
        const rfi_requirement *n = row(&net, a->id);
        assert_string_equal(a->state, n->state);
        assert_string_equal(a->title, n->title);
        for (rfi_end end = 0; end < RFI_ENDS; end++) {
            const rfi_terms *x = &a->ends[end];
            const rfi_terms *y = &n->ends[end];
            if (x->limit != y->limit || x->pod[0] != y->pod[0]) {
                print_error("%s: %lld, %lld\n", a->id, (long long)x->limit,
                            (long long)y->limit);
            }
            assert_int_equal(x->unknown, y->unknown);
            assert_int_equal(x->limit, y->limit);
            assert_int_equal(x->fixed, y->fixed);
            size_t own = a->hall_index;
            for (size_t h = own < 2 ? own : 0; h < (own < 2 ? own + 1 : 2); h++) {
                assert_int_equal(x->pod[h], y->pod[h]);
                assert_int_equal(x->unit[h], y->unit[h]);
                assert_int_equal(x->idle[h], y->idle[h]);
            }
        }
    }
    close_bench(&chain);
    close_bench(&net);
    rfi_arena_free(arena);
}

static void a_chain_gives_the_same_as_a_network(void **state)
{
    (void)state;
    expect_same("");
    expect_same(" house=\"2..3..5 %\"");
    expect_same(" house=\"2..3..5 %\" house-feed=\"yard\"");
    expect_same(" house=\"2..3..5 %\" house-feed=\"bus\"");
    expect_same(" house=\"unknown\" house-feed=\"bus\"");
}

/* ---- distributed redundancy -------------------------------------------------------------
 */

#define SYSTEM(id) "<ups id=\"" id "\" from=\"poi\" rating=\"1500 kVA\" efficiency=\"1\"/>"
#define FOUR       SYSTEM("sys-1") SYSTEM("sys-2") SYSTEM("sys-3") SYSTEM("sys-4")
#define PAIR(a, b) "<feed a=\"" a "\" b=\"" b "\"/>"
#define RING                                                                               \
    PAIR("sys-1", "sys-2")                                                                 \
    PAIR("sys-2", "sys-3") PAIR("sys-3", "sys-4") PAIR("sys-4", "sys-1")

/* Each system carries 2 x 1/4 x 1/2 = 1/4, after a neighbour 1/4 + 1/8 = 3/8 of the hall:
 * 1,500 / (3/8) = 4,000 kVA, 8/3 of a system. */
static void ring_in_one_hall_is_one_limit(void **state)
{
    (void)state;
    bench b;
    open_plain(&b, FIXTURE_SITE(POI "<electrical>" FOUR "</electrical><hall id=\"h\">" RING
                                    "</hall><want><policy ups=\"maintainable\""
                                    " distribution=\"maintainable\"/></want>"));
    expect_limits(&b, "site/power-chain/sys-1", MVA(4000), MVA(4000), MVA(4000));
    expect_limits(&b, "site/power-chain/sys-3", MVA(4000), MVA(4000), MVA(4000));
    expect_pod(&b, "site/power-chain/sys-1", MVA(100), MVA(100), MVA(100));
    expect_state(&b, "site/power-chain/sys-1", "one unit of sys-2 out");
    assert_int_equal(terms_of(&b, "h/rack-feeds", RFI_END_UNFAVOURABLE)->limit, 2);
    expect_limits(&b, "h/subsystem/UPS", 1, 1, 1);
    close_bench(&b);
    /* no policy asks: the normal state, 1,500 / (1/4) */
    open_plain(&b, FIXTURE_SITE(POI "<electrical>" FOUR "</electrical><hall id=\"h\">" RING
                                    "</hall>"));
    expect_limits(&b, "site/power-chain/sys-1", MVA(6000), MVA(6000), MVA(6000));
    expect_state(&b, "site/power-chain/sys-1", "normal state");
    close_bench(&b);
}

static void ring_of_halls_is_a_limit_per_state(void **state)
{
    (void)state;
    bench b;
    open_plain(
        &b,
        FIXTURE_SITE(
            POI "<electrical>" FOUR "</electrical>"
                "<hall id=\"h12\">" PAIR(
                    "sys-1",
                    "sys-2") "</hall>"
                             "<hall id=\"h23\">" PAIR(
                                 "sys-2",
                                 "sys-3") "</hall>"
                                          "<hall id=\"h34\">" PAIR(
                                              "sys-3",
                                              "sys-4") "</hall>"
                                                       "<hall id=\"h41\">" PAIR(
                                                           "sys-4",
                                                           "sys-1") "</hall>"
                                                                    "<want><policy "
                                                                    "ups=\"maintainable\"/"
                                                                    "></want>"));
    const int64_t after_2[] = {100, 0, 0, 50};
    const int64_t after_4[] = {50, 0, 0, 100};
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        expect_pods(&b, "site/power-chain/sys-1@sys-2-unit-out", end, after_2, 4);
        expect_pods(&b, "site/power-chain/sys-1@sys-4-unit-out", end, after_4, 4);
    }
    expect_limits(&b, "site/power-chain/sys-1@sys-2-unit-out", MVA(1500), MVA(1500),
                  MVA(1500));
    expect_state(&b, "site/power-chain/sys-1@sys-2-unit-out", "one unit of sys-2 out");
    expect_absent(&b, "site/power-chain/sys-1");           /* halls do not move alike */
    expect_absent(&b, "site/power-chain/sys-1@normal");    /* covered by both */
    expect_absent(&b, "site/power-chain/sys-1@sys-1-out"); /* nobody is left without */
    expect_absent(&b, "site/power-chain/sys-1@sys-3-out"); /* moves nothing onto it */
    close_bench(&b);
}

/* Shares 1/2 and the rest in two, splits 0.5 and 0.25: of the hall 1/4 + 1/16 on sys-1. */
static void shares_and_splits_are_as_stated(void **state)
{
    (void)state;
    bench b;
    open_plain(&b, FIXTURE_SITE(POI "<electrical>" FOUR "</electrical><hall id=\"h\">"
                                    "<feed a=\"sys-1\" b=\"sys-2\" share=\"50 %\"/>"
                                    "<feed a=\"sys-1\" b=\"sys-3\" split=\"0.25\"/>"
                                    "<feed a=\"sys-4\"/></hall>"));
    expect_limits(&b, "site/power-chain/sys-1", MVA(4800), MVA(4800), MVA(4800));
    expect_limits(&b, "site/power-chain/sys-2", MVA(6000), MVA(6000), MVA(6000));
    expect_limits(&b, "site/power-chain/sys-3", MVA(8000), MVA(8000), MVA(8000));
    expect_limits(&b, "site/power-chain/sys-4", MVA(6000), MVA(6000), MVA(6000));
    close_bench(&b);
}

/* ---- transfers --------------------------------------------------------------------------
 */

#define PRIMARY(n)                                                                         \
    "<ups id=\"ups-" n "\" from=\"poi\" rating=\"1500 kVA\" efficiency=\"1\"/>"            \
    "<switchboard id=\"sts-" n "\" from=\"ups-" n "\" standby=\"catcher\""                 \
    " rating=\"2000 kVA\" efficiency=\"1\"/>"

static void catcher_carries_each_primary(void **state)
{
    (void)state;
    bench b;
    open_plain(&b, FIXTURE_SITE(POI "<electrical>" PRIMARY("1") PRIMARY(
                       "2") "<ups id=\"catcher\" from=\"poi\" rating=\"1250 kVA\"/>"
                            "</electrical><hall id=\"h1\" feed=\"sts-1\"/>"
                            "<hall id=\"h2\" feed=\"sts-2\"/>"
                            "<want><policy ups=\"fault-tolerant\"/></want>"));
    const int64_t first[] = {100, 0};
    const int64_t second[] = {0, 100};
    expect_limits(&b, "site/power-chain/ups-1", MVA(1500), MVA(1500), MVA(1500));
    expect_limits(&b, "site/power-chain/catcher@ups-1-unit-out", MVA(1250), MVA(1250),
                  MVA(1250));
    expect_pods(&b, "site/power-chain/catcher@ups-1-unit-out", RFI_END_UNFAVOURABLE, first,
                2);
    expect_pods(&b, "site/power-chain/catcher@ups-2-unit-out", RFI_END_BASE, second, 2);
    expect_limits(&b, "site/power-chain/sts-1", MVA(2000), MVA(2000), MVA(2000));
    close_bench(&b);
}

/* Two boards that take each other over: each must carry both halls. */
static void main_tie_main(void **state)
{
    (void)state;
    bench b;
    open_plain(
        &b,
        FIXTURE_SITE(
            POI "<electrical>"
                "<transformer id=\"t1\" from=\"poi\" rating=\"10 MVA\" efficiency=\"0.8\"/>"
                "<transformer id=\"t2\" from=\"poi\" rating=\"10 MVA\" efficiency=\"1\"/>"
                "<switchgear id=\"m1\" from=\"t1\" standby=\"m2\" rating=\"10 MVA\" "
                "efficiency=\"0.5\"/>"
                "<switchgear id=\"m2\" from=\"t2\" standby=\"m1\" rating=\"10 MVA\" "
                "efficiency=\"1\"/>"
                "</electrical><hall id=\"h1\" feed=\"m1\"/><hall id=\"h2\" feed=\"m2\"/>"
                "<want><policy distribution=\"redundant\"/></want>"));
    /* t1 out: 100 kW of h1 reach m2 as 200 over the loss of m1 */
    const int64_t from_1[] = {200, 100};
    const int64_t from_2[] = {100, 100};
    expect_pods(&b, "site/power-chain/m2@t1-unit-out", RFI_END_UNFAVOURABLE, from_1, 2);
    expect_pods(&b, "site/power-chain/m1@t2-unit-out", RFI_END_UNFAVOURABLE, from_2, 2);
    expect_pods(&b, "site/power-chain/t2@t1-unit-out", RFI_END_BASE, from_1, 2);
    /* m1 itself out: nothing takes its hall, which hangs from it */
    expect_limits(&b, "site/power-chain/m1@m1-unit-out", 0, 0, 0);
    const int64_t lost[] = {100, 0};
    expect_pods(&b, "site/power-chain/m1@m1-unit-out", RFI_END_FAVOURABLE, lost, 2);
    /* the losses on the tie are figures of the row */
    const rfi_requirement *r = row(&b, "site/power-chain/m2@t1-unit-out");
    bool found = false;
    for (size_t i = 0; i < r->input_count; i++) {
        found = found || (strcmp(r->inputs[i].figure->owner, "m1") == 0 &&
                          strcmp(r->inputs[i].figure->attribute, "efficiency") == 0);
    }
    assert_true(found);
    close_bench(&b);
}

/* ---- sources in parallel ----------------------------------------------------------------
 */

#define PARALLEL(rating, policy)                                                           \
    FIXTURE_SITE(POI "<electrical>"                                                        \
                     "<substation id=\"f1\" from=\"poi\" rating=\"" rating "\"/>"          \
                     "<substation id=\"f2\" from=\"poi\" rating=\"1000 kVA\"/>"            \
                     "<switchboard id=\"board\" from=\"f1 f2\" rating=\"9 MVA\""           \
                     " efficiency=\"1\"/></electrical><hall id=\"h\" feed=\"board\"/>"     \
                     "<want><policy distribution=\"" policy "\"/></want>")

static void sources_share_by_rating(void **state)
{
    (void)state;
    bench b;
    open_plain(&b, PARALLEL("3000 kVA", "n"));
    expect_limits(&b, "site/power-chain/f1", MVA(4000), MVA(4000), MVA(4000));
    expect_limits(&b, "site/power-chain/f2", MVA(4000), MVA(4000), MVA(4000));
    close_bench(&b);
    open_plain(&b, PARALLEL("3000 kVA", "redundant")); /* the survivor takes all */
    expect_limits(&b, "site/power-chain/f1", MVA(3000), MVA(3000), MVA(3000));
    expect_limits(&b, "site/power-chain/f2", MVA(1000), MVA(1000), MVA(1000));
    expect_state(&b, "site/power-chain/f2", "one unit of f1 out");
    close_bench(&b);
}

/* A range of ratings: parts are never too small (favourable: never too large). f1: 2,000 x
 * 4/3; 2,500 x 7/5; 3,000 x 3/2. f2: 1,000 x 3; 1,000 x 7/2; 1,000 x 4. */
static void a_range_of_ratings_gives_safe_parts(void **state)
{
    (void)state;
    bench b;
    open_plain(&b, PARALLEL("2000..3000 kVA", "n"));
    expect_limits(&b, "site/power-chain/f1", INT64_C(2666666666), MVA(3500), MVA(4500));
    expect_limits(&b, "site/power-chain/f2", MVA(3000), MVA(3500), MVA(4000));
    const rfi_requirement *r = row(&b, "site/power-chain/f2");
    bool found = false; /* the other source's rating is a figure of this row */
    for (size_t i = 0; i < r->input_count; i++) {
        found = found || strcmp(r->inputs[i].figure->owner, "f1") == 0;
    }
    assert_true(found);
    close_bench(&b);
    open_plain(&b, PARALLEL("unknown", "n")); /* it may take all, or nothing */
    expect_limits(&b, "site/power-chain/f2", MVA(1000), UNKNOWN, GOOD);
    expect_limits(&b, "site/power-chain/f1", 0, UNKNOWN, GOOD);
    close_bench(&b);
}

/* ---- halls of a kind --------------------------------------------------------------------
 */

#define KIND(count)                                                                        \
    FIXTURE_SITE(POI "<electrical>"                                                        \
                     "<switchgear id=\"ma\" group=\"m\" side=\"A\" from=\"poi\""           \
                     " rating=\"1000 kVA\"/><switchgear id=\"mb\" group=\"m\" side=\"B\""  \
                     " from=\"poi\" rating=\"1000 kVA\"/></electrical>"                    \
                     "<hall id=\"h\"" count "><feed a=\"u\"/>"                             \
                     "<ups id=\"ua\" group=\"u\" side=\"A\" from=\"m\" rating=\"900 kVA\"" \
                     " efficiency=\"1\"/><ups id=\"ub\" group=\"u\" side=\"B\" from=\"m\"" \
                     " rating=\"900 kVA\" efficiency=\"1\"/></hall>"                       \
                     "<want><policy ups=\"maintainable\" distribution=\"n\"/></want>")

/* One UPS side out moves its hall onto the other side of the shared switchgear. In how many
 * halls at once is not known: all of the kind, and at the favourable end none. */
/* Twelve stages of two groups, each from both of the last, 10..1000 MVA: each may carry all
 * of the load, none more than all. 10 MVA at the unfavourable end. */
static void ranges_never_add_up_to_more_than_all(void **state)
{
    (void)state;
    rfi_text t = RFI_TEXT_INIT;
    for (int i = 0; i < 12; i++) {
        const char *from = i == 0 ? "poi" : NULL;
        for (int k = 0; k < 2; k++) {
            rfi_text_format(&t, "<switchgear id=\"%c%d\" from=\"", 'a' + k, i);
            if (from != NULL) {
                rfi_text_add(&t, from);
            } else {
                rfi_text_format(&t, "a%d b%d", i - 1, i - 1);
            }
            rfi_text_add(&t, "\" rating=\"10..1000 MVA\" efficiency=\"1\"/>");
        }
    }
    rfi_arena *arena = rfi_arena_new();
    const char *site =
        rfi_arena_format(arena,
                         FIXTURE_SITE(POI "<electrical>%s</electrical><hall id=\"h\""
                                          " liquid=\"none\"><feed a=\"a11\" b=\"b11\"/>"
                                          "</hall>"),
                         t.data);
    rfi_text_finish(&t);
    bench b;
    open_plain(&b, site);
    /* 1000 / 1010 of each of both above: together more than all, thus all: 10 MVA over it
     */
    assert_int_equal(terms_of(&b, "site/power-chain/a0", RFI_END_UNFAVOURABLE)->limit,
                     MVA(10000));
    close_bench(&b);
    rfi_arena_free(arena);
}

static void own_outage_of_a_kind_shifts_the_kind(void **state)
{
    (void)state;
    bench b;
    open_plain(&b, KIND(" count=\"3\""));
    expect_limits(&b, "site/power-chain/m", MVA(1000), MVA(1000), MVA(2000));
    expect_limits(&b, "h/power-chain/u", MVA(900), MVA(900), MVA(900));
    expect_state(&b, "h/power-chain/u", "one unit of side A out");
    close_bench(&b);
    open_plain(&b, KIND(""));
    expect_limits(&b, "site/power-chain/m", MVA(1000), MVA(1000), MVA(1000));
    close_bench(&b);
}

/* ---- interconnects ----------------------------------------------------------------------
 */

static void each_interconnect_has_its_own_row(void **state)
{
    (void)state;
    bench b;
    open_plain(&b, FIXTURE_SITE(
                       "<grid><interconnect id=\"north\" energised=\"30 MW at utility\""
                       " firm=\"20 MW at utility\"/><interconnect id=\"south\""
                       " energised=\"50 MW at utility\" firm=\"50 MW at utility\"/></grid>"
                       "<electrical><switchgear id=\"m\" from=\"north\" standby=\"south\""
                       " rating=\"90 MVA\" efficiency=\"1\"/></electrical>"
                       "<hall id=\"h\" feed=\"m\" liquid=\"none\"/>"
                       "<want><policy utility=\"redundant\"/></want>"));
    expect_limits(&b, "site/firm-utility/north", MVA(20000), MVA(20000), MVA(20000));
    expect_limits(&b, "site/firm-utility/south", MVA(50000), MVA(50000), MVA(50000));
    expect_state(&b, "site/firm-utility/south", "north out");
    expect_pod(&b, "site/firm-utility/south", MVA(100), MVA(100), MVA(100));
    close_bench(&b);
}

/* ---- readings ---------------------------------------------------------------------------
 */

/* What a row says it rests on is what it reads, whether from tables or step by step. */
static void inputs_are_what_is_read(void **state)
{
    (void)state;
    bench b;
    rfi_arena *arena = rfi_arena_new();
    open_bench(&b, wired_exact(arena, ""), exact_profile, exact_climate);
    for (size_t i = 0; i < b.list.count; i++) {
        const rfi_requirement *r = &b.list.items[i];
        if (b.list.subjects[i].wired == NULL) {
            continue;
        }
        struct rfi_trace trace = {.arena = arena};
        rfi_inputs inputs = {.arena = arena};
        rfi_view view = {.inputs = &inputs, .trace = &trace};
        rfi_terms terms = {.pod = RFI_ARRAY(arena, 2, int64_t),
                           .unit = RFI_ARRAY(arena, 2, int64_t),
                           .idle = RFI_ARRAY(arena, 2, int64_t),
                           .standing = RFI_ARRAY(arena, 2, int64_t)};
        rfi_capacity_terms(&b.study, r, &b.list.subjects[i], &view, &terms);
        assert_int_equal(terms.limit, r->ends[0].limit);
        size_t hall = r->hall_index == SIZE_MAX ? 0 : r->hall_index;
        assert_int_equal(terms.pod[hall], r->ends[0].pod[hall]);
        assert_int_equal(terms.unit[hall], r->ends[0].unit[hall]);
        assert_non_null(trace.root);
        for (size_t k = 0; k < inputs.count; k++) {
            bool noted = false;
            for (size_t n = 0; n < r->input_count; n++) {
                noted = noted || (r->inputs[n].figure == inputs.items[k].figure &&
                                  r->inputs[n].role == inputs.items[k].role);
            }
            if (!noted) {
                print_error("%s reads %s of %s\n", r->id, inputs.items[k].figure->name,
                            inputs.items[k].figure->owner);
            }
            assert_true(noted);
        }
    }
    close_bench(&b);
    rfi_arena_free(arena);
}

/* ---- the check --------------------------------------------------------------------------
 */

#define STRONG(id) "<ups id=\"" id "\" from=\"poi\" rating=\"9 MVA\" efficiency=\"1\"/>"
#define LIT(rating, board)                                                                 \
    "<electrical><ups id=\"a\" from=\"poi\" rating=\"" rating "\" efficiency=\"1\"/>"      \
    "<ups id=\"b\" from=\"poi\" rating=\"9 MVA\" efficiency=\"1\"/>"                       \
    "<switchboard id=\"lt\" from=\"a\" standby=\"b\" rating=\"" board                      \
    "\" efficiency=\"1\"/></electrical>"                                                   \
    "<hall id=\"h\" house=\"0.1\" house-feed=\"lt\"" ROOM                                  \
    "><feed a=\"a\" b=\"b\"/>" BREEZE "</hall>"

typedef struct wired_case {
    const char *body, *policy;
    const char *from, *to; /* one base unit worse */
    int64_t pods;
} wired_case;

static const wired_case cases[] = {
    /* 40 pods of 100 kW in a ring: 3/8 of 4,000 kVA */
    {"<electrical>" FOUR "</electrical><hall id=\"h\"" ROOM ">" RING BREEZE "</hall>",
     "ups=\"fault-tolerant\"", "<ups id=\"sys-3\" from=\"poi\" rating=\"1500 kVA\"",
     "<ups id=\"sys-3\" from=\"poi\" rating=\"1499.999999 kVA\"", 40},
    /* thirds: 3/2 systems of 1,500 carry 3,000 */
    {"<electrical>" SYSTEM("sys-1") SYSTEM("sys-2")
         SYSTEM("sys-3") "</electrical>"
                         "<hall id=\"h\"" ROOM ">" PAIR("sys-1", "sys-2")
                             PAIR("sys-2", "sys-3") PAIR("sys-3", "sys-1") BREEZE "</hall>",
     "ups=\"redundant\"", "<ups id=\"sys-1\" from=\"poi\" rating=\"1500 kVA\"",
     "<ups id=\"sys-1\" from=\"poi\" rating=\"1499.999999 kVA\"", 30},
    /* the catcher takes a primary */
    {"<electrical><ups id=\"u\" from=\"poi\" rating=\"9 MVA\" efficiency=\"1\"/>"
     "<ups id=\"catcher\" from=\"poi\" rating=\"1200 kVA\" efficiency=\"1\"/>"
     "<switchboard id=\"sts\" from=\"u\" standby=\"catcher\" rating=\"9 MVA\""
     " efficiency=\"1\"/></electrical><hall id=\"h\" feed=\"sts\"" ROOM ">" BREEZE
     "</hall>",
     "ups=\"maintainable\"", "1200 kVA", "1199.999999 kVA", 12},
    /* main-tie-main, half the loss on the tie: 10 pods of 100 kW are 2 MVA over there */
    {"<electrical><transformer id=\"t1\" from=\"poi\" rating=\"9 MVA\"/>"
     "<transformer id=\"t2\" from=\"poi\" rating=\"9 MVA\"/>"
     "<switchgear id=\"m1\" from=\"t1\" standby=\"m2\" count=\"2\" rating=\"9 MVA\" "
     "efficiency=\"0.5\"/>"
     "<switchgear id=\"m2\" from=\"t2\" standby=\"m1\" count=\"2\" rating=\"1000 "
     "kVA\"/></electrical>"
     "<hall id=\"h\" feed=\"m1\"" ROOM ">" BREEZE "</hall>",
     "distribution=\"redundant\"", "1000 kVA", "999.999999 kVA", 10},
    /* in parallel, 3 : 1 by rating, with nothing out: 400 of 1,600 kVA */
    {"<electrical><substation id=\"f1\" from=\"poi\" rating=\"1200 kVA\"/>"
     "<substation id=\"f2\" from=\"s2\" rating=\"400 kVA\" efficiency=\"1\"/>"
     "<switchgear id=\"s2\" from=\"poi\" rating=\"400 kVA\"/>"
     "<switchboard id=\"board\" from=\"f1 f2\" rating=\"9 MVA\" efficiency=\"1\"/>"
     "</electrical><hall id=\"h\" feed=\"board\"" ROOM ">" BREEZE "</hall>",
     "distribution=\"n\"", "<switchgear id=\"s2\" from=\"poi\" rating=\"400 kVA\"",
     "<switchgear id=\"s2\" from=\"poi\" rating=\"399.999999 kVA\"", 16},
    /* one of two halls moves onto a shared bus: 5 + 10 pods on b when a is out */
    {"<electrical><ups id=\"a\" from=\"poi\" rating=\"9 MVA\" efficiency=\"1\"/>"
     "<ups id=\"b\" from=\"poi\" rating=\"2000 kVA\" efficiency=\"1\"/>"
     "<ups id=\"c\" from=\"poi\" rating=\"9 MVA\" efficiency=\"1\"/></electrical>"
     "<hall id=\"h\"" ROOM ">"
     "<feed a=\"a\" b=\"b\"/>" BREEZE "</hall>",
     "ups=\"redundant\"", "2000 kVA", "1999.999999 kVA", 20},
    /* light draws a tenth of the racks, behind one board: 10 kW a pod */
    {LIT("9 MVA", "100 kVA"), "ups=\"n\"", "\"100 kVA\"", "\"99.999999 kVA\"", 10},
    /* with b out all of the racks and of the light lie on a: 110 kW a pod */
    {LIT("1100 kVA", "9 MVA"), "ups=\"redundant\"", "1100 kVA", "1099.999999 kVA", 10},
};

static const char *case_site(rfi_arena *arena, const wired_case *c)
{
    return rfi_arena_format(
        arena, FIXTURE_SITE(POI "%s" HELD "<want pods=\"%lld\"><policy %s/></want>"),
        c->body, (long long)c->pods, c->policy);
}

static void one_base_unit_worse_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        rfi_arena *arena = rfi_arena_new();
        expect_refusal(case_site(arena, &cases[i]), cases[i].from, cases[i].to,
                       cases[i].pods, RFI_REQ_POWER_CHAIN);
        rfi_arena_free(arena);
    }
}

/* Firm power that nobody stated stays unknown, whatever a step says of what is energised:
 * the check accepts the plan of the base case, in which the row is skipped. */
static void a_step_makes_nothing_else_known(void **state)
{
    (void)state;
    static const char *const grids[] = {
        "<interconnect id=\"poi\" energised=\"2 MW at utility\" firm=\"unknown\""
        " transferable=\"yes\" restudy=\"no\"><step id=\"more\" date=\"2026-08-01\""
        " energised=\"9 MW at utility\"/></interconnect>",
        "<interconnect id=\"poi\" energised=\"unknown\" firm=\"2 MW at utility\""
        " transferable=\"yes\" restudy=\"no\"><step id=\"more\" date=\"2026-08-01\""
        " firm=\"9 MW at utility\"/></interconnect>"};
    for (size_t i = 0; i < 2; i++) {
        fixture f;
        rfi_arena *arena = rfi_arena_new();
        const char *site = rfi_arena_format(
            arena,
            FIXTURE_SITE("<grid>%s<interconnect id=\"other\" energised=\"9 MW at utility\""
                         " firm=\"9 MW at utility\" transferable=\"yes\" restudy=\"no\"/>"
                         "</grid><electrical><ups id=\"a\" from=\"poi\" rating=\"2 MVA\"/>"
                         "<ups id=\"b\" from=\"poi\" rating=\"2 MVA\"/></electrical>"
                         "<hall id=\"h\"" ROOM "><feed a=\"a\" b=\"b\"/>" BREEZE
                         "</hall>" HELD "<want pods=\"1\" by=\"2028-01-01\"/>"),
            grids[i]);
        fixture_read(&f, site, PROFILE(BOX, ALONE, AIRY), NULL);
        const rfi_judgement *j = &fixture_evaluate(&f, NULL)->judgements[0];
        assert_true(j->cases[RFI_END_BASE].pods > 0);
        rfi_finding finding;
        assert_true(rfi_check_plan(f.arena, j->plan, &f.rules, &finding));
        fixture_print_findings(&finding);
        assert_int_equal(finding.violation_count, 0);
        fixture_free(&f);
        rfi_arena_free(arena);
    }
}

/* ---- works on the ways ------------------------------------------------------------------
 */

#define WAYS                                                                               \
    "<electrical>" STRONG("a") STRONG("b") STRONG("c") STRONG("d")                         \
        STRONG("e") "<switchboard id=\"two\" from=\"a b\" standby=\"c\" rating=\"9 MVA\" " \
                    "efficiency=\"1\"/>"                                                   \
                    "<switchboard id=\"light\" from=\"d\" standby=\"e\" rating=\"9 MVA\" " \
                    "efficiency=\"1\"/>"                                                   \
                    "<switchboard id=\"cord\" from=\"a\" rating=\"9 MVA\" "                \
                    "efficiency=\"1\"/></electrical>"                                      \
                    "<hall id=\"h\" house=\"0.01\" house-feed=\"light\"" ROOM              \
                    "><feed a=\"two\" b=\"cord\"/>" BREEZE "</hall>"

/* 100 days from 2027-01-01 end on 2027-04-11. */
static void a_hall_waits_for_every_way(void **state)
{
    (void)state;
    static const char *const brought[] = {"a", "b", "c", "d", "e", "two", "cord", "light"};
    for (size_t i = 0; i < sizeof(brought) / sizeof(brought[0]); i++) {
        rfi_arena *arena = rfi_arena_new();
        const char *site = rfi_arena_format(
            arena,
            FIXTURE_SITE(POI WAYS HELD
                         "<works start=\"2027-01-01\"><work id=\"w\" build=\"100 days\""
                         " supplies=\"%s\"/></works>"
                         "<want pods=\"10\" by=\"2027-04-11\"/>"),
            brought[i]);
        bench b;
        open_plain(&b, site);
        int64_t day = rfi_date_from_civil(2027, 4, 11);
        expect_fixed(&b, "h/works-done", day, day, day);
        close_bench(&b);
        fixture f;
        fixture_read(&f, site, PROFILE(BOX, ALONE, AIRY), NULL);
        int64_t pods = fixture_evaluate(&f, NULL)->judgements[0].cases[0].pods;
        fixture_free(&f);
        assert_true(pods > 0);
        expect_refusal(site, "100 days", "101 days", pods, RFI_REQ_WORKS_DONE);
        rfi_arena_free(arena);
    }
}

/* ---- sharing as of the date -------------------------------------------------------------
 */

/* 30 : 30 MW once the step is there, 30 : 10 before. */
static void interconnects_share_as_of_the_date(void **state)
{
    (void)state;
    static const char *const by[] = {"2027-12-31", "2027-01-31"};
    static const int64_t north[] = {50, 75};
    for (size_t i = 0; i < 2; i++) {
        rfi_arena *arena = rfi_arena_new();
        bench b;
        open_plain(&b,
                   rfi_arena_format(
                       arena,
                       FIXTURE_SITE(
                           "<grid><interconnect id=\"north\" energised=\"30 MW at utility\""
                           " firm=\"30 MW at utility\"/><interconnect id=\"south\""
                           " energised=\"10 MW at utility\" firm=\"10 MW at utility\">"
                           "<step id=\"more\" date=\"2027-06-01\""
                           " energised=\"30 MW at utility\" firm=\"30 MW at utility\"/>"
                           "</interconnect></grid>"
                           "<electrical><switchgear id=\"m\" from=\"north south\""
                           " rating=\"90 MVA\" efficiency=\"1\"/></electrical>"
                           "<hall id=\"h\" feed=\"m\" liquid=\"none\"/><want by=\"%s\"/>"),
                       by[i]));
        /* one limit on the undivided load: 30 MW over the part */
        int64_t limit = MVA(30000) * 100 / north[i];
        expect_limits(&b, "site/firm-utility/north", limit, limit, limit);
        expect_pod(&b, "site/firm-utility/north", MVA(100), MVA(100), MVA(100));
        close_bench(&b);
        rfi_arena_free(arena);
    }
}

/* ---- what nobody knows ------------------------------------------------------------------
 */

/* A chiller whose set point nobody stated: the base makes no statement on what feeds it. */
static void an_unknown_draw_is_unknown_in_a_network(void **state)
{
    (void)state;
    bench b;
    open_plain(&b,
               FIXTURE_SITE(POI "<electrical><ups id=\"a\" from=\"poi\" rating=\"9 MVA\"/>"
                                "<ups id=\"b\" from=\"poi\" rating=\"9 MVA\"/></electrical>"
                                "<cooling><plant id=\"ch\" kind=\"chiller\" loop=\"air\""
                                " feed=\"a\" cop=\"4\" supply=\"unknown\"/></cooling>"
                                "<hall id=\"h\" liquid=\"none\" air=\"ch\">"
                                "<feed a=\"a\" b=\"b\"/></hall>"));
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        assert_int_equal(terms_of(&b, "site/power-chain/a@normal", end)->unknown,
                         end == RFI_END_BASE);
    }
    assert_false(terms_of(&b, "site/power-chain/b", RFI_END_BASE)->unknown);
    close_bench(&b);
}

/* ---- mining that stays ------------------------------------------------------------------
 */

/* 2 MW that may not stop at 0.95, 0.97, 0.99: half on each cord, and no more is backed. */
static void backup_bears_mining_by_the_part_on_the_group(void **state)
{
    (void)state;
    bench b;
    open_plain(&b,
               FIXTURE_SITE(POI "<electrical><ups id=\"a\" from=\"poi\" rating=\"9 MVA\"/>"
                                "<ups id=\"b\" from=\"poi\" rating=\"9 MVA\"/>"
                                "<generator id=\"set\" backs=\"a\" rating=\"9 MVA\"/>"
                                "</electrical><hall id=\"h\" liquid=\"none\">"
                                "<load id=\"m\" kind=\"mining\" stops=\"no\""
                                " power=\"2 MW at facility\"/><feed a=\"a\" b=\"b\"/>"
                                "</hall><want><policy generators=\"n\"/></want>"));
    const int64_t half[RFI_ENDS] = {1052631579, 1030927836, 1010101011};
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        assert_int_equal(terms_of(&b, "site/backup-power/set", end)->idle[0], half[end]);
    }
    close_bench(&b);
}

/* ---- names of states --------------------------------------------------------------------
 */

#define TWINS(id)                                                                          \
    "<hall id=\"" id "\" liquid=\"none\"><feed a=\"u1\" b=\"u2\"/>"                        \
    "<ups id=\"u1\" from=\"m1\" rating=\"1 MVA\" efficiency=\"1\"/>"                       \
    "<ups id=\"u2\" from=\"m2\" rating=\"1 MVA\" efficiency=\"1\"/></hall>"

/* Halls that name their own groups alike: each state has an id of its own. */
static void a_state_names_the_hall_of_its_element(void **state)
{
    (void)state;
    bench b;
    open_plain(&b, FIXTURE_SITE(POI "<electrical><switchgear id=\"m1\" from=\"poi\""
                                    " rating=\"9 MVA\"/><switchgear id=\"m2\" from=\"poi\""
                                    " rating=\"9 MVA\"/></electrical>" TWINS("h") TWINS(
                                        "k") "<want><policy ups=\"redundant\"/></want>"));
    const int64_t first[] = {100, 50};
    const int64_t second[] = {50, 100};
    expect_pods(&b, "site/power-chain/m1@h/u2-unit-out", RFI_END_BASE, first, 2);
    expect_pods(&b, "site/power-chain/m1@k/u2-unit-out", RFI_END_BASE, second, 2);
    expect_absent(&b, "site/power-chain/m1@u2-unit-out");
    for (size_t i = 0; i < b.list.count; i++) {
        for (size_t k = 0; k < i; k++) {
            assert_string_not_equal(b.list.items[i].id, b.list.items[k].id);
        }
    }
    close_bench(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chain_gives_the_same_as_a_network),
        cmocka_unit_test(ring_in_one_hall_is_one_limit),
        cmocka_unit_test(ring_of_halls_is_a_limit_per_state),
        cmocka_unit_test(shares_and_splits_are_as_stated),
        cmocka_unit_test(catcher_carries_each_primary),
        cmocka_unit_test(main_tie_main),
        cmocka_unit_test(sources_share_by_rating),
        cmocka_unit_test(a_range_of_ratings_gives_safe_parts),
        cmocka_unit_test(ranges_never_add_up_to_more_than_all),
        cmocka_unit_test(own_outage_of_a_kind_shifts_the_kind),
        cmocka_unit_test(each_interconnect_has_its_own_row),
        cmocka_unit_test(inputs_are_what_is_read),
        cmocka_unit_test(one_base_unit_worse_is_refused),
        cmocka_unit_test(a_step_makes_nothing_else_known),
        cmocka_unit_test(a_hall_waits_for_every_way),
        cmocka_unit_test(interconnects_share_as_of_the_date),
        cmocka_unit_test(an_unknown_draw_is_unknown_in_a_network),
        cmocka_unit_test(backup_bears_mining_by_the_part_on_the_group),
        cmocka_unit_test(a_state_names_the_hall_of_its_element),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
