/* SPDX-License-Identifier: MIT */
/* Supplies of racks after the loss of a feed, and the energy of UPS until generators carry:
 * rows at the three ends by hand, and the last base unit that the check lets pass. */
#include "tests/unit/fixture.h"

#include "planner/capacity/supplies.h"

#define PROFILE(max, feed)                                                                 \
    "<profile xmlns=\"urn:rackfit:1\" id=\"box\" name=\"Box\" vendor=\"Any\" "             \
    "family=\"one\""                                                                       \
    " as-of=\"2026-11-01\"><rack chips=\"8\" plan=\"70 kW\" max=\"" max "\" peak=\"" max   \
    "\" peak-duration=\"1 s\" power-factor=\"1\" width=\"600 mm\" depth=\"1200 mm\""       \
    " height=\"2200 mm\" mass=\"1000 kg\"/><pod racks=\"1\"/><unit pods=\"1\"/>"           \
    "<heat liquid-share=\"0\" air-inlet-max=\"27 degC\"/>" feed "</profile>"
#define SHELVES(count, on_a, more)                                                         \
    "<feed count=\"2\" shelves=\"" count "\" shelves-a=\"" on_a                            \
    "\" shelf-power=\"33 kW\" " more "/>"
#define SITE(ups, policy)                                                                  \
    FIXTURE_SITE(                                                                          \
        "<grid><interconnect id=\"poi\" energised=\"200 MW at utility\""                   \
        " firm=\"200 MW at utility\" transferable=\"yes\" restudy=\"no\"/></grid>"         \
        "<cooling><plant id=\"fan\" kind=\"outside-air\" loop=\"air\""                     \
        " capacity=\"200 MW thermal\" supply=\"20 degC\" filtration=\"13\""                \
        " electrical=\"0\"/></cooling>"                                                    \
        "<hall id=\"h\" feed=\"bus\" air=\"fan\">"                                         \
        "<busway id=\"bus\" from=\"ups\" rating=\"90 MVA\" efficiency=\"0.8\"/>"           \
        "<ups id=\"ups\" from=\"poi\" rating=\"1 MVA\" count=\"3\""                        \
        " power-factor=\"0.9\" " ups "/></hall>"                                           \
        "<want pods=\"1\"><policy " policy "/></want>")
#define ENERGY "energy=\"10 kWh\""

static const rfi_requirement *seek(fixture *f, const char *id)
{
    static int64_t floors = 1000;
    rfi_study study;
    rfi_requirement_list list;
    fixture_list(f, &floors, &study, &list);
    return fixture_seek(list.items, list.count, id);
}

/* ---- racks ------------------------------------------------------------------------------
 */

static void the_worst_feed_is_lost(void **state)
{
    (void)state;
    assert_int_equal(rfi_supplies_left(0, 0, 2), 0);
    assert_int_equal(rfi_supplies_left(8, 4, 1), 0);
    assert_int_equal(rfi_supplies_left(8, 4, 0), 0);
    assert_int_equal(rfi_supplies_left(8, 9, 2), 0);
    assert_int_equal(rfi_supplies_left(8, 3, 2), 3);
    assert_int_equal(rfi_supplies_left(8, 5, 2), 3);
    assert_int_equal(rfi_supplies_left(7, 1, 3), 4); /* 1 + 3 + 3 */
}

/* Shelves of 33 kW behind 0.975, 0.97, 0.96: four are 132 kW or floor(132/0.975) =
 * 135.384615 kW at the plug, floor(132/0.97) = 136.082474, 137.5. */
static void racks_at_three_ends(void **state)
{
    (void)state;
    static const struct {
        const char *feed;
        int64_t limits[RFI_ENDS];
        bool unknown;
    } cases[] = {
        {SHELVES("8", "4", ""), {135384615, 136082474, 137500000}, false},
        {SHELVES("8", "5", ""), {101538461, 102061855, 103125000}, false},
        {SHELVES("8", "3..5..6", ""), {67692307, 102061855, 137500000}, false},
        {SHELVES("8", "unknown", ""), {0, 0, 137500000}, true},
        {SHELVES("8", "4", "after-loss=\"100..110..120 kW\""),
         {100000000, 110000000, 120000000},
         false},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        fixture f;
        rfi_arena *texts = rfi_arena_new();
        fixture_read(
            &f, SITE("", "distribution=\"maintainable\""),
            fixture_swap(texts, PROFILE("120..130..140 kW", "@"), "@", cases[i].feed),
            NULL);
        const rfi_requirement *r = seek(&f, "h/rack-supply");
        assert_non_null(r);
        assert_int_equal(r->shape, RFI_SHAPE_HALL_TEST);
        for (rfi_end end = 0; end < RFI_ENDS; end++) {
            assert_int_equal(r->ends[end].fixed, (140 - 10 * (int64_t)end) * 1000000);
            assert_int_equal(r->ends[end].unknown, cases[i].unknown && end == RFI_END_BASE);
            if (!r->ends[end].unknown) {
                assert_int_equal(r->ends[end].limit, cases[i].limits[end]);
            }
        }
        fixture_free(&f);
        rfi_arena_free(texts);
    }
}

static void racks_need_a_reason(void **state)
{
    (void)state;
    static const char *const feeds[] = {"<feed count=\"2\" shelves=\"8\""
                                        " shelf-power=\"33 kW\" after-loss=\"1 kW\"/>",
                                        SHELVES("8", "4", "")};
    static const char *const policies[] = {"distribution=\"maintainable\"",
                                           "distribution=\"redundant\""};
    rfi_arena *texts = rfi_arena_new();
    for (size_t i = 0; i < 2; i++) {
        fixture f;
        fixture_read(&f, fixture_swap(texts, SITE("", "@=\"n\""), "@=\"n\"", policies[i]),
                     fixture_swap(texts, PROFILE("120 kW", "@"), "@", feeds[i]), NULL);
        assert_null(seek(&f, "h/rack-supply"));
        fixture_free(&f);
    }
    rfi_arena_free(texts);
}

/* ---- UPS --------------------------------------------------------------------------------
 */

/* 80 kW a pod behind a busway of 0.8: 100 kW at the UPS for 60 s is 6 MJ; / 0.94 in mWh:
 * ceil(6e9 / 3600 / 0.94) = 1,773,050; base / 0.96: 1,736,112; 30 s / 0.97: 859,107. */
static void energy_at_three_ends(void **state)
{
    (void)state;
    static const int64_t pods[RFI_ENDS] = {1773050, 1736112, 859107};
    static const struct {
        const char *ups, *policy;
        int64_t limits[RFI_ENDS];
    } cases[] = {
        {"energy=\"8..10..11 kWh\"", "n", {24000000, 30000000, 33000000}},
        {"energy=\"10 kWh\"", "redundant", {20000000, 20000000, 20000000}},
        {"energy=\"10 kWh\"", "maintainable", {0, 0, 0}},
        /* 900 kW for a minute: 15 kWh a unit */
        {"autonomy=\"1 min\"", "redundant", {30000000, 30000000, 30000000}},
    };
    rfi_arena *texts = rfi_arena_new();
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        fixture f;
        const char *site = fixture_swap(texts, SITE("claimed=\"N\"", "ups=\"n\""),
                                        "claimed=\"N\"", cases[i].ups);
        site = fixture_swap(texts, site, "ups=\"n\"",
                            rfi_arena_format(texts, "ups=\"%s\"", cases[i].policy));
        fixture_read(&f, site, PROFILE("80 kW", ""), NULL);
        const rfi_requirement *r = seek(&f, "h/ride-through/ups");
        assert_non_null(r);
        assert_int_equal(r->shape, RFI_SHAPE_HALL_SUM);
        for (rfi_end end = 0; end < RFI_ENDS; end++) {
            assert_int_equal(r->ends[end].limit, cases[i].limits[end]);
            assert_int_equal(r->ends[end].pod[0], pods[end]);
        }
        fixture_free(&f);
    }
    rfi_arena_free(texts);
}

static void energy_needs_a_reason(void **state)
{
    (void)state;
    fixture f;
    fixture_read(&f, SITE("", "ups=\"n\""), PROFILE("80 kW", ""), NULL);
    assert_null(seek(&f, "h/ride-through/ups"));
    fixture_free(&f);
    fixture_read(&f, SITE(ENERGY, "ups=\"none\""), PROFILE("80 kW", ""), NULL);
    assert_null(seek(&f, "h/ride-through/ups"));
    fixture_free(&f);
}

/* Two sides of 3 and 2 units of 10 kWh: 40 kWh while both live; a unit of B out, 20; a side
 * out leaves 20. */
static void sides_discharge_alike(void **state)
{
    (void)state;
    static const char *const policies[] = {"n", "redundant", "maintainable"};
    static const int64_t limits[] = {40000000, 20000000, 20000000};
    rfi_arena *texts = rfi_arena_new();
    for (size_t i = 0; i < 3; i++) {
        fixture f;
        const char *site =
            fixture_swap(texts, SITE(ENERGY, "ups=\"n\""), "/></hall>",
                         " side=\"A\"/><ups id=\"b\" group=\"ups\" side=\"B\" from=\"poi\""
                         " rating=\"1 MVA\" count=\"2\" energy=\"10 kWh\"/></hall>");
        site = fixture_swap(texts, site, "ups=\"n\"",
                            rfi_arena_format(texts, "ups=\"%s\"", policies[i]));
        fixture_read(&f, site, PROFILE("80 kW", ""), NULL);
        const rfi_requirement *r = seek(&f, "h/ride-through/ups");
        assert_non_null(r);
        assert_int_equal(r->ends[RFI_END_BASE].limit, limits[i]);
        fixture_free(&f);
    }
    rfi_arena_free(texts);
}

/* ---- check ------------------------------------------------------------------------------
 */

static size_t violations(const char *site, const char *profile, rfi_requirement_kind kind,
                         int64_t pods)
{
    fixture f;
    fixture_read(&f, site, profile, NULL);
    rfi_hall_share share = {.hall = &f.site->halls[0],
                            .converted = 1,
                            .pods = pods,
                            .units = pods,
                            .most_pods = pods};
    rfi_plan plan = {.site = f.site,
                     .profile = f.profile,
                     .end = RFI_END_UNFAVOURABLE,
                     .by = f.site->as_of,
                     .shares = &share,
                     .share_count = 1,
                     .pods = pods};
    memcpy(plan.policy, f.site->want.policy, sizeof(plan.policy));
    rfi_finding finding;
    assert_true(rfi_check_plan(f.arena, &plan, &f.rules, &finding));
    size_t count = 0;
    for (size_t i = 0; i < finding.violation_count; i++) {
        count += finding.violations[i].kind == kind ? 1 : 0;
    }
    fixture_free(&f);
    return count;
}

static void check_knows_the_last_unit(void **state)
{
    (void)state;
    const char *split = SITE("", "distribution=\"maintainable\"");
    assert_int_equal(violations(split, PROFILE("135384615 mW", SHELVES("8", "4", "")),
                                RFI_REQ_RACK_SUPPLY, 1),
                     0);
    assert_int_equal(violations(split, PROFILE("135384616 mW", SHELVES("8", "4", "")),
                                RFI_REQ_RACK_SUPPLY, 1),
                     1);
    /* ten pods: ceil(60e9 / 3600 / 0.94) = 17,730,497 mWh */
    const char *profile = PROFILE("80 kW", "");
    assert_int_equal(violations(SITE("energy=\"5.910166 kWh\"", "ups=\"n\""), profile,
                                RFI_REQ_RIDE_THROUGH, 10),
                     0);
    assert_int_equal(violations(SITE("energy=\"5.910165 kWh\"", "ups=\"n\""), profile,
                                RFI_REQ_RIDE_THROUGH, 10),
                     1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_worst_feed_is_lost),
        cmocka_unit_test(racks_at_three_ends),
        cmocka_unit_test(racks_need_a_reason),
        cmocka_unit_test(energy_at_three_ends),
        cmocka_unit_test(energy_needs_a_reason),
        cmocka_unit_test(sides_discharge_alike),
        cmocka_unit_test(check_knows_the_last_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
