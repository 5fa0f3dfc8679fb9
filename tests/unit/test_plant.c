/* SPDX-License-Identifier: MIT */
/* What plants do and draw, at the three ends and at the edges, by hand. */
#include "planner/capacity/plant.h"
#include "tests/unit/capacity_bench.h"
#include "tests/unit/moved_plan.h"

/* ---- formulas on their own -------------------------------------------------------------
 */

static void trim_takes_what_the_source_leaves(void **state)
{
    (void)state;
    assert_int_equal(rfi_trim_share(317050, 313150, 10000), 390000);
    assert_int_equal(rfi_trim_share(313150, 313150, 10000), 0);
    assert_int_equal(rfi_trim_share(313151, 313150, 10000), 100);
    assert_int_equal(rfi_trim_share(323150, 313150, 10000), 1000000);
    assert_int_equal(rfi_trim_share(RFI_UNBOUNDED, 313150, 10000), 1000000);
    assert_int_equal(rfi_trim_share(313153, 313150, 7000), 429); /* 428.57, up */
    assert_int_equal(rfi_trim_share(313153, 313150, 0), 1000000);
}

static void lift_knows_its_edges(void **state)
{
    (void)state;
    rfi_lift l = {.cop = 4000000,
                  .reference_supply = 280150,
                  .reference_ambient = 308150,
                  .supply = 280150,
                  .ambient = 308150,
                  .evaporator = 3000,
                  .condenser = 15000};
    assert_int_equal(rfi_lift_cop(&l), 4000000); /* the reference point itself */
    l.ambient = 250000;                          /* nothing to lift */
    assert_int_equal(rfi_lift_cop(&l), RFI_UNBOUNDED);
    l.ambient = RFI_UNBOUNDED;
    assert_true(rfi_lift_cop(&l) < 4000000);
    l.supply = 3000; /* evaporator at absolute zero */
    assert_int_equal(rfi_lift_cop(&l), 0);
    l.supply = 280150;
    l.reference_supply = 330000; /* a reference without lift is none */
    assert_int_equal(rfi_lift_cop(&l), 0);
}

/* ---- sites that fit to the last unit ---------------------------------------------------
 */

static const char rack[] =
    "<profile xmlns=\"urn:rackfit:1\" id=\"p\" name=\"P\" vendor=\"Any\" family=\"one\""
    " as-of=\"2026-11-01\"><rack chips=\"8\" max=\"100 kW\" peak=\"100 kW\""
    " peak-duration=\"1 s\" power-factor=\"1\" width=\"600 mm\" depth=\"1200 mm\""
    " height=\"2200 mm\" mass=\"720 kg\"/><pod racks=\"1\"/><unit pods=\"1\"/>"
    "<heat liquid-share=\"1\" supply-max=\"44 degC\" flow=\"100 L/min\""
    " air-inlet-max=\"27 degC\" filtration=\"0\"/><feed count=\"1\"/></profile>";

#define DAY                                                                                \
    "<climate xmlns=\"urn:rackfit:1\" id=\"day\" name=\"Day\" as-of=\"2026-11-01\">"       \
    "<station elevation=\"0 m\"/><design dry-bulb=\"35 degC\" wet-bulb=\"20 degC\"/>"      \
    "</climate>"

/* Two pods at the unfavourable end; efficiencies are 1 but that of the UPS. */
#define TIGHT(power, cooling, hall)                                                        \
    FIXTURE_SITE(                                                                          \
        "<grid><interconnect id=\"poi\" energised=\"1 MW at utility\" firm=\"" power       \
        " kW at utility\" transferable=\"yes\" restudy=\"no\"/></grid>"                    \
        "<electrical><substation id=\"lv\" from=\"poi\" rating=\"9 MVA\" efficiency=\"1\"" \
        " power-factor=\"1\"/></electrical><cooling>" cooling "</cooling>"                 \
        "<hall id=\"h\" outline=\"0,0 9,0 9,9 0,9 m\" clear-height=\"9 m\""                \
        " slab=\"9000 kg/m2\" feed=\"ups\" " hall                                          \
        "><ups id=\"ups\" from=\"lv\" rating=\"9 MVA\" efficiency=\"0.8\"/></hall>"        \
        "<link id=\"l\" path=\"l\" capacity=\"1 Gb/s\"/>"                                  \
        "<gate id=\"t\" kind=\"title\" status=\"granted\"/>"                               \
        "<gate id=\"i\" kind=\"interconnection\" status=\"granted\"/>"                     \
        "<gate id=\"z\" kind=\"zoning\" status=\"granted\"/><want pods=\"2\"/>")

#define NO_AIR                                                                             \
    "<plant id=\"air\" kind=\"crah\" loop=\"air\" capacity=\"0 kW thermal\""               \
    " supply=\"20 degC\" electrical=\"0\" filtration=\"9\"/>"

/* Yard 38 / 37 / 36 degC, source 5 K above: 30 / 20 / 10 % of the heat is left to trim. COP
 * 4 at the first; then 4 x 16 / 15 and 4 x 16 / 14, rounded down to a millionth. */
#define TRIM                                                                               \
    "<plant id=\"dry\" kind=\"dry-cooler\" loop=\"liquid\" feed=\"lv\" approach=\"5 K\""   \
    " range=\"10 K\" fans=\"0.05\" pumps=\"0.02\" capacity=\"400 kW thermal\""             \
    " rated-return=\"54 degC\" at=\"30 degC\"/>"                                           \
    "<plant id=\"trim\" kind=\"chiller\" loop=\"liquid\" from=\"dry\" feed=\"lv\""         \
    " supply=\"40 degC\" range=\"10 K\" cop=\"4\" cop-ambient=\"38 degC\""                 \
    " cop-supply=\"40 degC\" capacity=\"60 kW thermal\"/>"

/* Wet bulb 20 + 5 K: condensers at 30 degC as at the reference point, COP 4: of 100 kW a
 * tower takes 125 kW. */
#define WET                                                                                \
    "<plant id=\"tower\" kind=\"tower\" loop=\"liquid\" feed=\"lv\" approach=\"5 K\""      \
    " fans=\"0.01\" pumps=\"0.02\" capacity=\"250 kW thermal\"/>"                          \
    "<plant id=\"wet\" kind=\"chiller\" loop=\"liquid\" feed=\"lv\" rejects-to=\"tower\""  \
    " supply=\"10 degC\" cop=\"4\" cop-ambient=\"25 degC\" cop-supply=\"10 degC\""         \
    " pumps=\"0.01\" capacity=\"200 kW thermal\"/>"

static const char trim_site[] = TIGHT("279", TRIM NO_AIR, "liquid=\"trim\" air=\"air\"");
static const char wet_site[] = TIGHT("309.5", WET NO_AIR, "liquid=\"wet\" air=\"air\"");
/* The UPS loses 25 kW per pod into the air of the hall, and 10 % is light and offices. */
static const char house_site[] =
    TIGHT("275",
          TRIM "<plant id=\"air\" kind=\"crah\" loop=\"air\" feed=\"lv\""
               " capacity=\"250 kW thermal\" supply=\"20 degC\" fans=\"0.02\""
               " filtration=\"9\"/>",
          "liquid=\"none\" air=\"air\" losses=\"ups\" house=\"0.1\" house-feed=\"lv\"");

static const char *airy(rfi_arena *arena)
{
    return fixture_swap(arena, rack, "liquid-share=\"1\"", "liquid-share=\"0\"");
}

static void draw_at_three_ends(void **state)
{
    (void)state;
    bench b;
    open_bench(&b, trim_site, rack, DAY);
    /* 100 / 0.8 + 30 / 4 + 5 + 2 = 139.5 kW; 20 / 4.266666; 10 / 4.571428 */
    expect_pod(&b, "site/firm-utility", 139500000, 136687501, 134187501);
    expect_pod(&b, "site/liquid-heat/trim", 30000000, 20000000, 10000000);
    expect_pod(&b, "site/liquid-heat/dry", 100000000, 100000000, 100000000);
    /* return 50 degC against 38, 37, 36; rated 54 against 30 */
    expect_limits(&b, "site/liquid-heat/dry", 200000000, 216666400, 233333200);
    expect_fixed(&b, "h/liquid-supply/trim", 313150, 313150, 313150);
    close_bench(&b);
    open_bench(&b, wet_site, rack, DAY);
    expect_pod(&b, "site/firm-utility", 154750000, 154750000, 154750000);
    expect_pod(&b, "site/liquid-heat/tower", 125000000, 125000000, 125000000);
    close_bench(&b);
    rfi_arena *arena = rfi_arena_new();
    open_bench(&b, house_site, airy(arena), DAY);
    /* 100 / 0.8 + 10 + 0.02 x 125 */
    expect_pod(&b, "site/firm-utility", 137500000, 137500000, 137500000);
    expect_pod(&b, "site/air-heat/air", 125000000, 125000000, 125000000);
    close_bench(&b);
    rfi_arena_free(arena);
}

typedef struct worse {
    const char *site;
    bool air;
    rfi_requirement_kind kind;
    const char *from, *to;
} worse;

static const worse worse_by_one[] = {
    {trim_site, false, RFI_REQ_FIRM_UTILITY, "279 kW", "278.999999 kW"},
    {trim_site, false, RFI_REQ_LIQUID_HEAT, "60 kW", "59.999999 kW"},
    {trim_site, false, RFI_REQ_LIQUID_HEAT, "400 kW", "399.999999 kW"},
    {trim_site, false, RFI_REQ_LIQUID_HEAT, "54 degC", "54.001 degC"},
    {trim_site, false, RFI_REQ_FIRM_UTILITY, "38 degC", "37.999 degC"},
    {wet_site, false, RFI_REQ_FIRM_UTILITY, "309.5 kW", "309.499999 kW"},
    {wet_site, false, RFI_REQ_LIQUID_HEAT, "250 kW", "249.999999 kW"},
    {house_site, true, RFI_REQ_FIRM_UTILITY, "275 kW", "274.999999 kW"},
    {house_site, true, RFI_REQ_AIR_HEAT, "250 kW", "249.999999 kW"},
};

static void one_unit_worse_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(worse_by_one) / sizeof(worse_by_one[0]); i++) {
        const worse *w = &worse_by_one[i];
        rfi_arena *arena = rfi_arena_new();
        const char *profile = w->air ? airy(arena) : rack;
        fixture good;
        fixture bad;
        fixture_read(&good, w->site, profile, DAY);
        fixture_read(&bad, fixture_swap(arena, w->site, w->from, w->to), profile, DAY);
        const rfi_judgement *j = &fixture_evaluate(&good, NULL)->judgements[0];
        assert_int_equal(j->verdict, RF_VERDICT_FIT);
        assert_int_equal(j->cases[RFI_END_UNFAVOURABLE].pods, 2);
        rfi_finding finding;
        assert_true(rfi_check_plan(good.arena, j->plan, &good.rules, &finding));
        fixture_print_findings(&finding);
        assert_int_equal(finding.violation_count, 0);
        rfi_plan plan = move_plan(j->plan, &bad);
        assert_true(rfi_check_plan(bad.arena, &plan, &bad.rules, &finding));
        bool only = finding.violation_count > 0;
        for (size_t k = 0; k < finding.violation_count; k++) {
            only = only && finding.violations[k].kind == w->kind;
        }
        if (!only) {
            print_error("%s -> %s\n", w->from, w->to);
            fixture_print_findings(&finding);
        }
        assert_true(only);
        assert_true(
            fixture_evaluate(&bad, NULL)->judgements[0].cases[RFI_END_UNFAVOURABLE].pods <
            2);
        fixture_free(&bad);
        fixture_free(&good);
        rfi_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trim_takes_what_the_source_leaves),
        cmocka_unit_test(lift_knows_its_edges),
        cmocka_unit_test(draw_at_three_ends),
        cmocka_unit_test(one_unit_worse_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
