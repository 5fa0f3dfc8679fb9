/* SPDX-License-Identifier: MIT */
/* Losses at part load in networks: rows against hand arithmetic at three ends, and plans
 * that the check refuses for one base unit. The curve of most: 1 % of 1,000 kVA standing, 2
 * % of what passes and 3 % of it at full load: 10 kW and 5 % on the chord, which ends at
 * full load. */
#include "planner/capacity/wiring.h"
#include "tests/unit/wired_bench.h"

#define CURVE "loss-fixed=\"0.01\" loss-linear=\"0.02\" loss-square=\"0.03\""
#define MAIN(id, rating)                                                                   \
    "<switchgear id=\"" id "\" from=\"poi\" rating=\"" rating "\" efficiency=\"1\"/>"
#define UPS(id, from, losses)                                                              \
    "<ups id=\"" id "\" from=\"" from "\" rating=\"1000 kVA\" " losses "/>"
#define BOARD                                                                              \
    "<switchboard id=\"b\" from=\"s1\" standby=\"s2\" rating=\"9 MVA\" efficiency=\"1\"/>"
#define HALL "<hall id=\"h\" feed=\"b\"" ROOM ">" BREEZE "</hall>" HELD
#define WANT "<want pods=\"1\"><policy ups=\"redundant\"/></want>"
#define STANDBY                                                                            \
    FIXTURE_SITE(POI "<electrical>" MAIN("m", "1070 kVA") UPS("s1", "m", CURVE)            \
                     UPS("s2", "m", "loss-fixed=\"0.01\" loss-linear=\"0.02\"") BOARD      \
                 "<generator id=\"sets\" backs=\"m\" rating=\"9 MVA\"/></electrical>" HALL \
                 "<want pods=\"1\"><policy ups=\"redundant\" generators=\"n\"/></want>")

static const rfi_terms *at(const bench *b, const char *id, rfi_end end)
{
    return terms_of(b, id, end);
}

/* Above the UPS: 10 kW of each, and 105 kW a pod by s1. The tangent touches s1 where 3 % x
 * (P / S)^2 are its 1 %, at S x root(1/3), where nothing is left of the 10 kW; 2 + 6 x
 * root(1/3) = 5.4641017 %. s2 has no square part: its line is its curve. */
static void lines_of_the_curve_at_three_ends(void **state)
{
    (void)state;
    bench b;
    open_plain(&b, STANDBY);
    expect_pod(&b, "site/power-chain/m", MVA(105), MVA(105), 105464102);
    expect_fixed(&b, "site/power-chain/m", MVA(20), MVA(20), MVA(10));
    expect_pod(&b, "site/power-chain/s1", MVA(100), MVA(100), MVA(100));
    expect_fixed(&b, "site/power-chain/s1", 0, 0, 0);
    expect_pod(&b, "site/firm-utility", MVA(105), MVA(105), 105464102);
    expect_fixed(&b, "site/firm-utility", MVA(20), MVA(20), MVA(10));
    expect_fixed(&b, "site/backup-power/sets", MVA(20), MVA(20), MVA(10));
    close_bench(&b);
}

/* 10 pods fill s1: 1,000 + 60 kW of its curve, and the 10 kW of s2. */
static void one_base_unit_worse_is_refused(void **state)
{
    (void)state;
    expect_refusal(STANDBY, "1070 kVA", "1069.999999 kVA", 10, RFI_REQ_POWER_CHAIN);
}

/* What u draws by itself hangs from t2 when t1 is out, and from nothing when u is. */
#define MOVED                                                                              \
    FIXTURE_SITE(POI "<electrical>" MAIN("t1", "1010 kVA") MAIN(                           \
        "t2", "1010 kVA") "<ups id=\"u\" from=\"t1\" standby=\"t2\" rating=\"9 MVA\""      \
                          " loss-fixed=\"0.001\"/></electrical>"                           \
                          "<hall id=\"h\" feed=\"u\"" ROOM ">" BREEZE "</hall>" HELD       \
                          "<want pods=\"1\"><policy distribution=\"redundant\"/></want>")

static void standing_losses_follow_a_transfer(void **state)
{
    (void)state;
    bench b;
    open_plain(&b, MOVED);
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        int64_t stands = at(&b, "site/power-chain/t2", end)->fixed;
        assert_int_equal(stands, at(&b, "site/power-chain/t1", end)->fixed);
        assert_int_equal(stands, MVA(9)); /* of 9 MVA */
    }
    expect_state(&b, "site/power-chain/t2", "one unit of t1 out");
    expect_fixed(&b, "site/power-chain/u", 0, 0, 0);
    close_bench(&b);
}

/* Two sides in each of three halls: what a hall that converts adds to what they share. */
#define OWN                                                                                \
    FIXTURE_SITE(POI "<electrical>" MAIN(                                                  \
        "m", "1070 kVA") "</electrical>"                                                   \
                         "<hall id=\"h\" count=\"3\"" ROOM "><feed a=\"u\"/>"              \
                         "<ups id=\"ua\" group=\"u\" side=\"A\" from=\"m\" rating=\"1000 " \
                         "kVA\" " CURVE                                                    \
                         "/><ups id=\"ub\" group=\"u\" side=\"B\" from=\"m\""              \
                         " rating=\"1000 kVA\" " CURVE "/>" BREEZE "</hall>" HELD WANT)

static void halls_that_convert_bring_their_own(void **state)
{
    (void)state;
    bench b;
    open_plain(&b, OWN);
    assert_int_equal(at(&b, "site/power-chain/m", 0)->standing[0], MVA(20));
    assert_int_equal(at(&b, "site/power-chain/m", 1)->standing[0], MVA(20));
    assert_int_equal(at(&b, "site/power-chain/m", 2)->standing[0], 0); /* the tangent */
    assert_int_equal(at(&b, "site/firm-utility", 0)->standing[0], MVA(20));
    expect_pod(&b, "site/power-chain/m", MVA(105), MVA(105), 105464102);
    close_bench(&b);
    /* one hall, 10 pods: 1,050 and 20 kW */
    expect_refusal(OWN, "1070 kVA", "1069.999999 kVA", 10, RFI_REQ_POWER_CHAIN);
}

/* Nobody knows how far up its curve s1 may be: the base makes no statement above it. */
static void an_unknown_rating_opens_what_lies_above(void **state)
{
    (void)state;
    bench b;
    open_plain(&b, FIXTURE_SITE(POI "<electrical>" MAIN(
                       "m", "9 MVA") "<ups id=\"s1\" from=\"m\" rating=\"unknown\" " CURVE
                                     "/>" UPS("s2", "m", CURVE) BOARD
                                "</electrical>" HALL WANT));
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        bool base = end == RFI_END_BASE;
        assert_int_equal(at(&b, "site/power-chain/m@normal", end)->unknown, base);
        assert_false(at(&b, "site/power-chain/b", end)->unknown);
    }
    close_bench(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_of_the_curve_at_three_ends),
        cmocka_unit_test(one_base_unit_worse_is_refused),
        cmocka_unit_test(standing_losses_follow_a_transfer),
        cmocka_unit_test(halls_that_convert_bring_their_own),
        cmocka_unit_test(an_unknown_rating_opens_what_lies_above),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
