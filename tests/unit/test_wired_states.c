/* SPDX-License-Identifier: MIT */
/* States of networks that say something of a node: what brings a load there with more of it
 * lost on the way, and units that may be the last ones. */
#include "planner/capacity/wiring.h"
#include "tests/unit/wired_bench.h"

#define MAIN(id, more)                                                                     \
    "<switchgear id=\"" id "\" from=\"poi\" rating=\"1000 kVA\" efficiency=\"1\"" more "/" \
    ">"
#define UPS(id, from, efficiency)                                                          \
    "<ups id=\"" id "\" from=\"" from "\" rating=\"9 MVA\" efficiency=\"" efficiency "\"/" \
    ">"
#define BOARD(from, standby)                                                               \
    "<switchboard id=\"b\" from=\"" from "\" standby=\"" standby "\" rating=\"9 MVA\""     \
    " efficiency=\"1\"/>"
#define BEHIND_BOARD                                                                       \
    "<hall id=\"h\" feed=\"b\"" ROOM ">" BREEZE "</hall>" HELD                             \
    "<want pods=\"1\"><policy ups=\"redundant\"/></want>"

/* Both UPS hang from one switchgear: which of them carries the board is all the same to its
 * part, not to its power. */
#define STANDBY_OF(efficiency)                                                             \
    FIXTURE_SITE(POI "<electrical>" MAIN("m", "") UPS("s1", "m", "1") UPS(                 \
        "s2", "m", efficiency) BOARD("s1", "s2") "</electrical>" BEHIND_BOARD)

static size_t rows_at(const bench *b, size_t element)
{
    const rfi_wiring *w = rfi_wiring_of(&b->study);
    size_t group = rfi_wired_group_of(w, RFI_NET_NONE, &b->study.site->elements[element]);
    return w->net[0].rows[w->groups[group].node[0]].count;
}

static void a_lossier_standby_is_a_state_of_its_own(void **state)
{
    (void)state;
    bench b;
    open_plain(&b, STANDBY_OF("0.5"));
    expect_pod(&b, "site/power-chain/m", MVA(200), MVA(200), MVA(200));
    expect_limits(&b, "site/power-chain/m", MVA(1000), MVA(1000), MVA(1000));
    expect_state(&b, "site/power-chain/m", "one unit of s1 out");
    close_bench(&b);
    expect_refusal(STANDBY_OF("0.5"), "1000 kVA", "999.999999 kVA", 5, RFI_REQ_POWER_CHAIN);
}

/* Lossier at the ends that count against the site alone. */
static void ranges_of_losses_count_at_each_end(void **state)
{
    (void)state;
    bench b;
    open_plain(&b, STANDBY_OF("0.5..0.75..1"));
    expect_pod(&b, "site/power-chain/m", MVA(200), 133333334, MVA(100));
    close_bench(&b);
}

static void an_equal_standby_adds_nothing(void **state)
{
    (void)state;
    bench b;
    open_plain(&b, STANDBY_OF("1"));
    assert_int_equal(rows_at(&b, 0), 0);
    expect_pod(&b, "site/power-chain/m", MVA(100), MVA(100), MVA(100));
    close_bench(&b);
    open_plain(&b, STANDBY_OF("0.999999"));
    assert_int_equal(rows_at(&b, 0), 1);
    close_bench(&b);
}

/* x draws half from m and loses 0.6 of it: 125 of 100 kW on m. With x out all lies on m,
 * and nothing is lost: more of the load, and less power. Neither state says what the other
 * does.
 */
#define HALVED                                                                             \
    FIXTURE_SITE(POI "<electrical>" MAIN("m", "") MAIN("k", "") UPS("x", "m k", "0.4")     \
                     UPS("y", "m", "1") BOARD("x", "y") "</electrical>" BEHIND_BOARD)

static void less_loss_does_not_cover_less_load(void **state)
{
    (void)state;
    bench b;
    open_plain(&b, HALVED);
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        expect_pods(&b, "site/power-chain/m@normal", end, (const int64_t[]){125}, 1);
        expect_pods(&b, "site/power-chain/m@x-unit-out", end, (const int64_t[]){100}, 1);
    }
    expect_absent(&b, "site/power-chain/m");
    expect_pod(&b, "site/power-chain/k", MVA(250), MVA(250), MVA(250)); /* half of it */
    close_bench(&b);
    expect_refusal(HALVED, "1000 kVA", "999.999999 kVA", 8, RFI_REQ_POWER_CHAIN);
}

/* The same where ratings that share by range make parts depend on the end. */
#define RANGED                                                                             \
    FIXTURE_SITE(                                                                          \
        POI "<electrical>" MAIN("m", "") UPS("s1", "m", "1") UPS("s2", "m",                \
                                                                 "0.5") BOARD("s1", "s2")  \
            UPS("f1", "poi",                                                               \
                "1") "<ups id=\"f2\" from=\"poi\" rating=\"8..9 MVA\" efficiency=\"1\"/>"  \
                     "<switchboard id=\"other\" from=\"f1 f2\" rating=\"9 MVA\"/>"         \
                     "</electrical><hall id=\"g\" feed=\"other\" "                         \
                     "liquid=\"none\"/>" BEHIND_BOARD)

static void parts_that_depend_on_the_end_lose_alike(void **state)
{
    (void)state;
    bench b;
    open_plain(&b, RANGED);
    assert_true(rfi_wiring_of(&b.study)->varies);
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        assert_int_equal(terms_of(&b, "site/power-chain/m", end)->pod[1], MVA(200));
    }
    close_bench(&b);
}

/* ---- ranges of counts -------------------------------------------------------------------
 */

/* One of one is all that u has, one of two leaves half: the same state at all ends. */
static void a_last_unit_at_one_end_is_one_state(void **state)
{
    (void)state;
    bench b;
    open_plain(&b,
               FIXTURE_SITE(POI "<electrical><ups id=\"u\" from=\"poi\""
                                " rating=\"1000 kVA\" count=\"1..1..2\""
                                " efficiency=\"1\"/>" UPS(
                                    "v", "poi",
                                    "1") "</electrical><hall id=\"g\" feed=\"u\""
                                         " liquid=\"none\"/><hall id=\"h\" liquid=\"none\">"
                                         "<feed a=\"u\" b=\"v\"/></hall>"
                                         "<want><policy ups=\"redundant\"/></want>"));
    expect_limits(&b, "site/power-chain/u@u-unit-out", 0, 0, MVA(1000));
    expect_pods(&b, "site/power-chain/u@u-unit-out", RFI_END_UNFAVOURABLE,
                (const int64_t[]){100, 0}, 2);
    expect_pods(&b, "site/power-chain/u@u-unit-out", RFI_END_FAVOURABLE,
                (const int64_t[]){100, 50}, 2);
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
        cmocka_unit_test(a_lossier_standby_is_a_state_of_its_own),
        cmocka_unit_test(ranges_of_losses_count_at_each_end),
        cmocka_unit_test(an_equal_standby_adds_nothing),
        cmocka_unit_test(less_loss_does_not_cover_less_load),
        cmocka_unit_test(parts_that_depend_on_the_end_lose_alike),
        cmocka_unit_test(a_last_unit_at_one_end_is_one_state),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
