/* SPDX-License-Identifier: MIT */
/* Swings of the load against band, ramp and batteries: rows by hand at three ends, and the
 * last milliwatt that the check lets pass. */
#include "tests/unit/fixture.h"

#include "planner/capacity/swings.h"

#define PROFILE(swing)                                                                     \
    "<profile xmlns=\"urn:rackfit:1\" id=\"box\" name=\"Box\" vendor=\"Any\" "             \
    "family=\"one\""                                                                       \
    " as-of=\"2026-11-01\"><rack chips=\"8\" plan=\"70 kW\" max=\"80 kW\" peak=\"80 kW\""  \
    " peak-duration=\"1 s\" " swing " power-factor=\"1\" width=\"600 mm\""                 \
    " depth=\"1200 mm\" height=\"2200 mm\" mass=\"1000 kg\"/><pod racks=\"1\"/>"           \
    "<unit pods=\"1\"/><heat liquid-share=\"0\" air-inlet-max=\"27 degC\"/></profile>"
#define SITE(tolerance, batteries)                                                         \
    FIXTURE_SITE(                                                                          \
        "<grid><interconnect id=\"poi\" energised=\"200 MW at utility\""                   \
        " firm=\"200 MW at utility\" transferable=\"yes\" restudy=\"no\" " tolerance       \
        "/></grid>"                                                                        \
        "<electrical><busway id=\"bus\" from=\"poi\" rating=\"200 MVA\""                   \
        " efficiency=\"0.8\"/>" batteries "</electrical>"                                  \
        "<cooling><plant id=\"fan\" kind=\"outside-air\" loop=\"air\""                     \
        " capacity=\"200 MW thermal\" supply=\"20 degC\" filtration=\"13\""                \
        " electrical=\"0.5\"/></cooling>"                                                  \
        "<hall id=\"h\" feed=\"bus\" air=\"fan\"/>")
#define BATTERY(energy)                                                                    \
    "<bess id=\"bat\" rating=\"200 kW\" count=\"2\" energy=\"" energy "\"/>"

static const rfi_requirement *seek(fixture *f, const char *id)
{
    static int64_t floors = 1000;
    rfi_study study;
    rfi_requirement_list list;
    fixture_list(f, &floors, &study, &list);
    return fixture_seek(list.items, list.count, id);
}

static void closed_forms(void **state)
{
    (void)state;
    assert_int_equal(rfi_swing_limit(0, 0), 0);
    assert_int_equal(rfi_swing_limit(RFI_UNBOUNDED, 0), RFI_UNBOUNDED);
    assert_int_equal(rfi_ramp_step(0, 5), 0);
    assert_int_equal(rfi_ramp_step(5, 0), 0);
    assert_int_equal(rfi_ramp_step(RFI_UNBOUNDED, 0), 0);
    assert_int_equal(rfi_ramp_step(RFI_UNBOUNDED, 1), RFI_UNBOUNDED);
    assert_int_equal(rfi_ramp_step(2, 1), 120); /* root(2 x 2 x 3600) */
    assert_int_equal(rfi_swing_energy(0, RFI_UNBOUNDED), 0);
    assert_int_equal(rfi_swing_energy(1, 1), 1);
    assert_int_equal(rfi_swing_energy_floor(1, 1), 0);
}

static void nothing_without_a_word_of_the_grid(void **state)
{
    (void)state;
    fixture f;
    fixture_read(&f, SITE("", BATTERY("1 kWh")), PROFILE("swing=\"0.5\""), NULL);
    assert_null(seek(&f, "site/load-swing"));
    assert_null(seek(&f, "site/swing-energy"));
    assert_null(seek(&f, "site/power-chain/bat"));
    fixture_free(&f);
}

/* A pod is 80 / 0.8 = 100 kW at the interconnect, the fan that it needs does not swing.
 * Band 100 kW, batteries 2 x 200 kW: 100 + 800 = 900 kW. Energy 2 x 1 kWh + 100 kW x 20 s /
 * 4 = 500 kJ: 2,138,888 mWh; a pod of 50 kW takes 50 x 20 / 4 = 250 kJ: 69,445 mWh up. */
static void band_at_three_ends(void **state)
{
    (void)state;
    static const struct {
        const char *swing;
        int64_t power[RFI_ENDS], energy[RFI_ENDS], limit[RFI_ENDS];
        bool unknown;
    } cases[] = {
        {"swing=\"0.4..0.5..0.6\" swing-period=\"20 s\"",
         {60000000, 50000000, 40000000},
         {83334, 69445, 55556},
         {2138888, 2138888, 2138888},
         false},
        {"swing=\"0.5\" swing-period=\"10..20..40 s\"",
         {50000000, 50000000, 50000000},
         {138889, 69445, 34723},
         {2277777, 2138888, 2069444},
         false},
        {"", {100000000, 0, 0}, {RFI_UNBOUNDED, 0, 0}, {2000000, 0, 2000000}, true},
    };
    rfi_arena *texts = rfi_arena_new();
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        fixture f;
        fixture_read(&f, SITE("band=\"100 kW at utility\"", BATTERY("1 kWh")),
                     fixture_swap(texts, PROFILE("@"), "@", cases[i].swing), NULL);
        const rfi_requirement *swing = seek(&f, "site/load-swing");
        const rfi_requirement *energy = seek(&f, "site/swing-energy");
        assert_non_null(swing);
        assert_non_null(energy);
        for (rfi_end end = 0; end < RFI_ENDS; end++) {
            bool open = cases[i].unknown && end == RFI_END_BASE;
            assert_int_equal(swing->ends[end].unknown, open);
            assert_int_equal(energy->ends[end].unknown, open);
            if (open) {
                continue;
            }
            assert_int_equal(swing->ends[end].limit, 900000000);
            assert_int_equal(swing->ends[end].pod[0], cases[i].power[end]);
            assert_int_equal(energy->ends[end].pod[0], cases[i].energy[end]);
            assert_int_equal(energy->ends[end].limit, cases[i].limit[end]);
        }
        fixture_free(&f);
    }
    rfi_arena_free(texts);
}

/* Where the heat of the racks goes is nothing to their swing. */
static void heat_of_the_racks_plays_no_part(void **state)
{
    (void)state;
    fixture f;
    rfi_arena *texts = rfi_arena_new();
    fixture_read(&f, SITE("band=\"100 kW at utility\"", BATTERY("1 kWh")),
                 fixture_swap(texts, PROFILE("swing=\"0.5\" swing-period=\"20 s\""),
                              "liquid-share=\"0\"", "liquid-share=\"unknown\""),
                 NULL);
    static const char *const ids[] = {"site/load-swing", "site/swing-energy"};
    static const int64_t pods[] = {50000000, 69445};
    for (size_t i = 0; i < 2; i++) {
        const rfi_requirement *r = seek(&f, ids[i]);
        assert_non_null(r);
        assert_false(r->ends[RFI_END_BASE].unknown);
        assert_int_equal(r->ends[RFI_END_BASE].pod[0], pods[i]);
    }
    fixture_free(&f);
    rfi_arena_free(texts);
}

/* Ramp 10 kW/s, 2 kWh: root(2 x 10 kW/s x 7.2 MJ) = 379.473 kW less than the 400 kW. */
static void ramp_bounds_a_lasting_step(void **state)
{
    (void)state;
    fixture f;
    fixture_read(&f, SITE("ramp=\"10 kW/s\"", BATTERY("1 kWh")),
                 PROFILE("swing=\"0.5\" swing-period=\"1 s\""), NULL);
    assert_int_equal(seek(&f, "site/load-swing")->ends[RFI_END_BASE].limit, 379473319);
    fixture_free(&f);
    fixture_read(&f, SITE("ramp=\"10 kW/s\" band=\"50 kW at utility\"", BATTERY("9 kWh")),
                 PROFILE("swing=\"0.5\" swing-period=\"1 s\""), NULL);
    assert_int_equal(seek(&f, "site/load-swing")->ends[RFI_END_BASE].limit, 450000000);
    fixture_free(&f);
}

static size_t violations(const char *site, const char *profile, rfi_requirement_kind kind)
{
    fixture f;
    fixture_read(&f, site, profile, NULL);
    rfi_hall_share share = {.hall = &f.site->halls[0],
                            .converted = 1,
                            .pods = 10,
                            .units = 10,
                            .most_pods = 10};
    rfi_plan plan = {.site = f.site,
                     .profile = f.profile,
                     .end = RFI_END_UNFAVOURABLE,
                     .by = f.site->as_of,
                     .shares = &share,
                     .share_count = 1,
                     .pods = 10};
    rfi_finding finding;
    assert_true(rfi_check_plan(f.arena, &plan, &f.rules, &finding));
    size_t count = 0;
    for (size_t i = 0; i < finding.violation_count; i++) {
        count += finding.violations[i].kind == kind ? 1 : 0;
    }
    fixture_free(&f);
    return count;
}

/* Ten pods swing by 500 kW. */
static void check_knows_the_last_unit(void **state)
{
    (void)state;
    const char *profile = PROFILE("swing=\"0.5\" swing-period=\"20 s\"");
    assert_int_equal(
        violations(SITE("band=\"500 kW at utility\"", ""), profile, RFI_REQ_LOAD_SWING), 0);
    assert_int_equal(violations(SITE("band=\"499999999 mW at utility\"", ""), profile,
                                RFI_REQ_LOAD_SWING),
                     1);
    /* 500 x 20 / 4 = 2.5 MJ = 694,445 mWh up, two units of 347,223 or 347,222 */
    assert_int_equal(violations(SITE("band=\"0 kW at utility\"", BATTERY("0.347223 kWh")),
                                profile, RFI_REQ_SWING_ENERGY),
                     0);
    assert_int_equal(violations(SITE("band=\"0 kW at utility\"", BATTERY("0.347222 kWh")),
                                profile, RFI_REQ_SWING_ENERGY),
                     1);
    /* 379,473,319 mW is the largest step of the ramp above: 500 - 379.473319 = 120.526681
     */
    assert_int_equal(violations(SITE("ramp=\"10 kW/s\" band=\"120526681 mW at utility\"",
                                     BATTERY("1 kWh")),
                                profile, RFI_REQ_LOAD_SWING),
                     0);
    assert_int_equal(violations(SITE("ramp=\"10 kW/s\" band=\"120526680 mW at utility\"",
                                     BATTERY("1 kWh")),
                                profile, RFI_REQ_LOAD_SWING),
                     1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(closed_forms),
        cmocka_unit_test(nothing_without_a_word_of_the_grid),
        cmocka_unit_test(band_at_three_ends),
        cmocka_unit_test(heat_of_the_racks_plays_no_part),
        cmocka_unit_test(ramp_bounds_a_lasting_step),
        cmocka_unit_test(check_knows_the_last_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
