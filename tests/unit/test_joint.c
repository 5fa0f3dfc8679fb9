/* SPDX-License-Identifier: MIT */
/* Several groups of one kind at one place: a new unit serves one of them. Rows of a network
 * gain only what no state and no other group can contradict. */
#include "planner/capacity/gains.h"
#include "planner/capacity/wiring.h"
#include "tests/unit/offer_bench.h"

#define MORE(kind, of) EFFECT(kind, of " adds=\"1 MVA\"")
#define AIR            PROFILE(PLAIN, ALONE, AIRY)

/* Racks on one substation, fans (a tenth of the heat) on another. */
#define TWO                                                                                \
    FIXTURE_SITE(POI                                                                       \
                 "<hall id=\"h\" feed=\"it\" air=\"fan\"><substation id=\"it\""            \
                 " from=\"poi\" rating=\"1..2..3 MVA\" efficiency=\"1\"/><substation"      \
                 " id=\"pl\" from=\"poi\" rating=\"500 kVA\" efficiency=\"1\""             \
                 " power-factor=\"0.8\"/><plant id=\"fan\" kind=\"outside-air\""           \
                 " loop=\"air\" feed=\"pl\" electrical=\"0.1\" capacity=\"9 MW thermal\""  \
                 " filtration=\"13\"/></hall>"                                             \
                 "<want><policy distribution=\"redundant\"/></want>")

static void a_new_unit_serves_one_of_two_groups(void **state)
{
    (void)state;
    rfi_arena *texts = rfi_arena_new();
    offered o;
    const char *site = fixture_swap(texts, TWO, "\"redundant\"", "\"n\"");
    open_offer(&o, site, AIR, NULL, ONE("hall", MORE("power-chain", "of=\"substation\"")));
    const rfi_requirement *r = row_of(&o, "h/power-chain/it+pl");
    assert_string_equal(r->title, "Usable power, it+pl together, h");
    assert_int_equal(r->shape, RFI_SHAPE_HALL_SUM);
    /* 1, 2, 3 and 0.5 MVA; 100 kVA of racks and 10 kW / 0.8 of fans */
    expect_limits(&o.b, "h/power-chain/it+pl", 1500000000, 2500000000, 3500000000);
    expect_pod(&o.b, "h/power-chain/it+pl", 112500000, 112500000, 112500000);
    expect_one(&o, "h/power-chain/it+pl", RFI_GAIN_EACH, (const int64_t[])ALL(MW));
    expect_one(&o, "h/power-chain/it", RFI_GAIN_EACH, (const int64_t[])ALL(MW));
    expect_one(&o, "h/power-chain/pl", RFI_GAIN_EACH, (const int64_t[])ALL(MW));
    close_offer(&o);
    open_offer(&o, TWO, AIR, NULL, ONE("hall", MORE("power-chain", "")));
    expect_limits(&o.b, "h/power-chain/it+pl", 0, 0, 0);
    expect_one(&o, "h/power-chain/it+pl", RFI_GAIN_SPARE, (const int64_t[])ALL(MW));
    close_offer(&o);
    /* nothing raises them: no need to say what they have together */
    open_offer(&o, TWO, AIR, NULL,
               ONE("hall", MORE("power-chain", "of=\"busway\"")
                               EFFECT("power-chain", "of=\"substation\" takes=\"1 MVA\"")));
    assert_null(maybe(&o, "h/power-chain/it+pl"));
    close_offer(&o);
    open_offer(&o, TWO, AIR, NULL, ONE("link", MORE("power-chain", "of=\"substation\"")));
    assert_null(maybe(&o, "h/power-chain/it+pl"));
    close_offer(&o);
    rfi_arena_free(texts);
}

/* n transformers, each a group of its own. */
static const char *transformers(rfi_arena *arena, size_t count)
{
    const char *list = "";
    for (size_t i = 0; i < count; i++) {
        list = rfi_arena_format(
            arena, "%s<transformer id=\"t%zu\" from=\"poi\" rating=\"10 MVA\"/>", list, i);
    }
    return rfi_arena_format(arena,
                            FIXTURE_SITE(POI "<electrical>%s</electrical>"
                                             "<hall id=\"h\" feed=\"t0\"/>"),
                            list);
}

static void every_subset_is_bounded(void **state)
{
    (void)state;
    static const size_t joint[] = {0, 0, 1, 4, 11, 0};
    rfi_arena *texts = rfi_arena_new();
    for (size_t groups = 1; groups <= 5; groups++) {
        offered o;
        open_offer(&o, transformers(texts, groups), AIR, NULL,
                   ONE("site", MORE("power-chain", "of=\"transformer\"")));
        size_t found = 0;
        for (size_t i = 0; i < o.b.list.count; i++) {
            found += o.b.list.subjects[i].offer == RFI_OFFER_JOINT ? 1 : 0;
        }
        assert_int_equal(found, joint[groups]);
        /* more than four: each is credited its part of a unit */
        const int64_t adds = groups > RFI_JOINT_MOST ? MW / 5 : MW;
        expect_one(&o, "site/power-chain/t0", RFI_GAIN_EACH, (const int64_t[])ALL(adds));
        close_offer(&o);
    }
    offered o;
    open_offer(&o, transformers(texts, 3), AIR, NULL,
               ONE("site", MORE("power-chain", "of=\"transformer\"")));
    const int64_t two = 20 * MW;
    expect_limits(&o.b, "site/power-chain/t0+t2", two, two, two);
    expect_limits(&o.b, "site/power-chain/t0+t1+t2", 30 * MW, 30 * MW, 30 * MW);
    close_offer(&o);
    rfi_arena_free(texts);
}

static void plants_and_generators_are_no_other(void **state)
{
    (void)state;
    offered o;
    open_offer(
        &o,
        FIXTURE_SITE(POI "<electrical><switchboard id=\"bus\" from=\"poi\""
                         " rating=\"9 MVA\"/><generator id=\"g1\" backs=\"bus\""
                         " rating=\"1 MVA\"/><generator id=\"g2\" backs=\"bus\""
                         " rating=\"2 MVA\"/></electrical><cooling><plant id=\"d1\""
                         " kind=\"dry-cooler\" loop=\"liquid\" capacity=\"1 MW thermal\"/>"
                         "<plant id=\"d2\" kind=\"dry-cooler\" loop=\"liquid\""
                         " capacity=\"2 MW thermal\"/></cooling>"
                         "<hall id=\"a\" feed=\"bus\" liquid=\"d1\" air=\"none\"/>"
                         "<hall id=\"b\" feed=\"bus\" liquid=\"d2\" air=\"none\"/>"
                         "<want><policy generators=\"n\"/></want>"),
        PROFILE(PLAIN, ALONE, COLD), NULL,
        ONE("site", MORE("backup-power", "")
                        EFFECT("liquid-heat", "of=\"dry-cooler\" adds=\"1 MW thermal\"")));
    expect_limits(&o.b, "site/backup-power/g1+g2", 3 * MW, 3 * MW, 3 * MW);
    expect_one(&o, "site/backup-power/g1+g2", RFI_GAIN_EACH, (const int64_t[])ALL(MW));
    expect_limits(&o.b, "site/liquid-heat/d1+d2", 3 * MW, 3 * MW, 3 * MW);
    const rfi_terms *terms = terms_of(&o.b, "site/liquid-heat/d1+d2", RFI_END_BASE);
    assert_int_equal(terms->pod[0], 90000000); /* each hall on its own plant */
    assert_int_equal(terms->pod[1], 90000000);
    close_offer(&o);
}

/* ---- networks ---------------------------------------------------------------------------
 */

#define NETWORK(boards, feeds)                                                             \
    FIXTURE_SITE(                                                                          \
        POI "<electrical><switchgear id=\"m\" from=\"poi\" rating=\"10 MVA\"/>" boards     \
            "</electrical>" feeds)
#define BOARD(id)      "<switchboard id=\"" id "\" from=\"m\" rating=\"10 MVA\"/>"
#define HALL(id, a, b) "<hall id=\"" id "\"><feed a=\"" a "\" b=\"" b "\"/></hall>"

static void a_network_gains_what_is_certain(void **state)
{
    (void)state;
    static const char measures[] = ONE(
        "site", MORE("power-chain", "") EFFECT(
                    "firm-utility", "adds=\"1 MW at utility\" takes=\"2 MW at utility\""));
    offered o;
    /* one switchgear under all, two boards that share the hall */
    open_offer(&o, NETWORK(BOARD("x") BOARD("y"), HALL("h", "x", "y")), AIR, NULL,
               measures);
    expect_one(&o, "site/power-chain/m", RFI_GAIN_EACH, (const int64_t[])ALL(MW));
    expect_none(&o, "site/power-chain/x");
    expect_none(&o, "site/power-chain/y");
    assert_null(maybe(&o, "site/power-chain/x+y"));
    close_offer(&o);
    /* halls that do not move alike: states, which gain nothing */
    open_offer(
        &o,
        NETWORK(BOARD("x") BOARD("y") BOARD("z"),
                HALL("h", "x", "y") HALL(
                    "g", "y", "z") "<want><policy distribution=\"maintainable\"/></want>"),
        AIR, NULL, measures);
    for (size_t i = 0; i < o.b.list.count; i++) {
        const rfi_subject *subject = &o.b.list.subjects[i];
        if (subject->wired != NULL && !subject->wired->folded) {
            assert_int_equal(o.b.list.items[i].gain_count, 0);
        }
    }
    close_offer(&o);
}

static void one_interconnect_gains_nothing_and_gives(void **state)
{
    (void)state;
    offered o;
    open_offer(
        &o,
        FIXTURE_SITE("<grid><interconnect id=\"p\" energised=\"9 MW at utility\""
                     " firm=\"9 MW at utility\"/><interconnect id=\"q\""
                     " energised=\"9 MW at utility\" firm=\"9 MW at utility\"/></grid>"
                     "<electrical><switchgear id=\"m\" from=\"p q\" rating=\"10 MVA\"/>"
                     "</electrical><hall id=\"h\" feed=\"m\"/>"),
        AIR, NULL,
        ONE("site",
            EFFECT("firm-utility", "adds=\"1 MW at utility\" takes=\"2 MW at utility\"")));
    expect_gain(row_of(&o, "site/firm-utility/p"), 0, RFI_GAIN_EACH,
                (const int64_t[])ALL(0), (const int64_t[])ALL(2 * MW));
    expect_gain(row_of(&o, "site/firm-utility"), 0, RFI_GAIN_EACH, (const int64_t[])ALL(MW),
                (const int64_t[])ALL(2 * MW));
    close_offer(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_unit_serves_one_of_two_groups),
        cmocka_unit_test(every_subset_is_bounded),
        cmocka_unit_test(plants_and_generators_are_no_other),
        cmocka_unit_test(a_network_gains_what_is_certain),
        cmocka_unit_test(one_interconnect_gains_nothing_and_gives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
