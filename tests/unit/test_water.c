/* SPDX-License-Identifier: MIT */
/* Water permits and the make-up pipe: hand arithmetic at the three ends, and a permit that
 * binds; test_check.c holds the separate check. Rates by the rules, mL/MWh:
 *
 *              evaporation   with blowdown      drift                         tower
 * unfavourable 3.6e9 / 2400  1,500,000 x 3 / 2  896,637,609 x 0.005 / 8 K     2,810,399
 * base         3.6e9 / 2430  1,481,482 x 5 / 4  896,191,188 x 0.0005 / 10 K   1,896,663
 * favourable   3.6e9 / 2500  1,440,000 x 15/14  864,968,766 x 0.00005 / 12 K  1,546,463 */
#include "tests/unit/capacity_bench.h"
#include "tests/unit/exact_site.h"

#define WEATHER                                                                            \
    "<climate xmlns=\"urn:rackfit:1\" id=\"w\" name=\"W\" as-of=\"2026-11-01\">"           \
    "<station elevation=\"0 m\" typical-maximum=\"38 degC\"/>"                             \
    "<design dry-bulb=\"40 degC\" wet-bulb=\"24 degC\"/>"                                  \
    "<bins><bin dry-bulb=\"10 degC\" wet-bulb=\"5 degC\" hours=\"5000\"/>"                 \
    "<bin dry-bulb=\"30 degC\" wet-bulb=\"20 degC\" hours=\"3000\"/>"                      \
    "<bin dry-bulb=\"38 degC\" wet-bulb=\"18 degC\" hours=\"760\"/></bins></climate>"
#define PERMITS                                                                            \
    "<water permit-day=\"100 m3/day\" permit-year=\"30000 m3\" make-up=\"5 m3/h\"/>"
#define YARD(kind, permits)                                                                \
    FIXTURE_SITE(POI "<cooling><plant id=\"y\" kind=\"" kind "\" loop=\"liquid\" "         \
                     "approach=\"5 K\" capacity=\"9 MW thermal\"/>" permits                \
                     "</cooling><hall id=\"h\" liquid=\"y\" air=\"none\"/>")
#define RACK                                                                               \
    PROFILE(PLAIN, ALONE,                                                                  \
            "liquid-share=\"0.9\" supply-max=\"44.5 degC\" flow=\"100 "                    \
            "L/min\"")

/* 90 kW of liquid heat in each of 8,760 hours. */
static void a_tower_takes_the_same_in_every_hour(void **state)
{
    (void)state;
    bench b;
    open_bench(&b, YARD("tower", PERMITS), RACK, WEATHER);
    expect_limits(&b, "site/make-up", 5000000, 5000000, 5000000);
    expect_pod(&b, "site/make-up", 252936, 170700, 139182);
    expect_limits(&b, "site/water-day", 100000, 100000, 100000);
    expect_pod(&b, "site/water-day", 6071, 4097, 3341);
    expect_limits(&b, "site/water-year", 30000000, 30000000, 30000000);
    expect_pod(&b, "site/water-year", 2215719, 1495330, 1219232);
    close_bench(&b);
}

/* Worst depression 38 - 18 = 20 K, more than 40 - 24. Wet are, at 44.5 degC, the 760 hours
 * at 38 + 3 + 5 and 38 + 2 + 5, none at 38 + 1 + 5. Per megawatt-hour at the worst:
 * 1,500,000 x 17 / 8 x 3/2 = 4,781,250; 1,481,482 x 16 / 10 x 5/4 = 2,962,965; 1,440,000 x
 * 14 / 12 x 15/14 = 1,800,000. */
static void pads_run_in_the_hours_that_need_them(void **state)
{
    (void)state;
    bench b;
    open_bench(&b, YARD("adiabatic", PERMITS), RACK, WEATHER);
    expect_pod(&b, "site/make-up", 430313, 266667, 162000);
    expect_pod(&b, "site/water-day", 10328, 6401, 3888);
    expect_pod(&b, "site/water-year", 327038, 202667, 0);
    close_bench(&b);
}

static void nothing_arises_without_a_permit_or_without_water(void **state)
{
    (void)state;
    const char *sites[] = {YARD("tower", ""), YARD("dry-cooler", PERMITS)};
    for (size_t i = 0; i < 2; i++) {
        bench b;
        open_bench(&b, sites[i], RACK, WEATHER);
        assert_null(fixture_seek(b.list.items, b.list.count, "site/water-day"));
        assert_null(fixture_seek(b.list.items, b.list.count, "site/water-year"));
        assert_null(fixture_seek(b.list.items, b.list.count, "site/make-up"));
        close_bench(&b);
    }
}

/* The yard holds 30 degC itself: what the racks take, which nobody stated, decides nothing.
 * Base: wet are 760 hours at 2,962,965 and 3,000 at 1,481,482 x 8 / 10 x 5/4 = 1,481,483.
 */
static void a_set_point_spares_what_it_decides(void **state)
{
    (void)state;
    bench b;
    open_bench(&b,
               FIXTURE_SITE(POI
                            "<cooling><plant id=\"y\" kind=\"adiabatic\" loop=\"liquid\""
                            " approach=\"5 K\" supply=\"30 degC\"/>" PERMITS
                            "</cooling><hall id=\"h\" liquid=\"y\" air=\"none\"/>"),
               PROFILE(PLAIN, ALONE, "liquid-share=\"0.9\" flow=\"100 L/min\""), WEATHER);
    const rfi_terms *t = terms_of(&b, "site/water-year", RFI_END_BASE);
    assert_false(t->unknown);
    assert_int_equal(t->pod[0], 602668);
    close_bench(&b);
}

static void an_unknown_permit_is_a_request(void **state)
{
    (void)state;
    bench b;
    open_bench(&b, YARD("tower", "<water permit-day=\"unknown\"/>"), RACK, WEATHER);
    expect_limits(&b, "site/water-day", 0, UNKNOWN, GOOD);
    close_bench(&b);
}

/* The reserve of the want is kept free of water too. */
static void the_reserve_counts(void **state)
{
    (void)state;
    bench b;
    open_bench(&b,
               FIXTURE_SITE(POI "<cooling><plant id=\"y\" kind=\"tower\" loop=\"liquid\"/>"
                                "<water permit-day=\"100 m3/day\"/></cooling>"
                                "<hall id=\"h\" liquid=\"y\" air=\"none\"/>"
                                "<want pods=\"1\" reserve=\"5 %\"/>"),
               RACK, WEATHER);
    expect_limits(&b, "site/water-day", 95000, 95000, 95000);
    close_bench(&b);
}

/* What capacity allows has passed the check: a permit binds, and the plan stands. Two pods
 * and their network racks take 120 kW x 2,810,399 mL/MWh x 24 h: 8,094 L. */
static void a_permit_binds_and_the_plan_stands(void **state)
{
    (void)state;
    fixture f;
    rfi_finding finding;
    rfi_arena *arena = rfi_arena_new();
    const char *site = fixture_swap(arena, exact_site, "16190 L/day", "9000 L/day");
    fixture_read(&f, site, exact_profile, exact_climate);
    const rfi_judgement *j = &fixture_evaluate(&f, NULL)->judgements[0];
    const rfi_requirement *r =
        fixture_find(j->requirements, j->requirement_count, "site/water-day");
    assert_int_equal(j->cases[RFI_END_UNFAVOURABLE].pods, 2);
    assert_true(r->binding[RFI_END_UNFAVOURABLE]);
    assert_true(rfi_check_plan(f.arena, j->plan, &f.rules, &finding));
    assert_int_equal(finding.violation_count, 0);
    fixture_free(&f);
    rfi_arena_free(arena);
}

/* Condensers that reject to a tower: what the compressors took and their work, on the
 * design day. The separate check finds the same water; half of it binds. */
static void condensers_evaporate_too(void **state)
{
    (void)state;
    fixture f;
    rfi_finding finding;
    rfi_arena *arena = rfi_arena_new();
    const char *site = fixture_swap(arena, exact_site, "loop=\"air\" from=\"tower\"",
                                    "loop=\"air\" rejects-to=\"tower\"");
    const char *short_of = fixture_swap(arena, site, "16190 L/day", "9999 L/day");
    const char *more = fixture_swap(arena, site, "16190 L/day", "30000 L/day");
    fixture_read(&f, short_of, exact_profile, exact_climate);
    const rfi_judgement *j = &fixture_evaluate(&f, NULL)->judgements[0];
    const rfi_terms *t =
        &fixture_find(j->requirements, j->requirement_count, "site/water-day")
             ->ends[RFI_END_UNFAVOURABLE];
    assert_true(t->pod[0] > 3373); /* more than 50 kW x 2,810,399 mL/MWh x 24 h alone */
    assert_true(t->pod[0] < 2 * 3373);
    assert_int_equal(j->cases[RFI_END_UNFAVOURABLE].pods, 2);
    assert_true(rfi_check_plan(f.arena, j->plan, &f.rules, &finding));
    fixture_print_findings(&finding);
    assert_int_equal(finding.violation_count, 0);
    fixture_free(&f);
    fixture_read(&f, more, exact_profile, exact_climate);
    j = &fixture_evaluate(&f, NULL)->judgements[0];
    assert_true(rfi_check_plan(f.arena, j->plan, &f.rules, &finding));
    assert_int_equal(finding.violation_count, 0);
    fixture_free(&f);
    rfi_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tower_takes_the_same_in_every_hour),
        cmocka_unit_test(pads_run_in_the_hours_that_need_them),
        cmocka_unit_test(nothing_arises_without_a_permit_or_without_water),
        cmocka_unit_test(a_set_point_spares_what_it_decides),
        cmocka_unit_test(an_unknown_permit_is_a_request),
        cmocka_unit_test(the_reserve_counts),
        cmocka_unit_test(a_permit_binds_and_the_plan_stands),
        cmocka_unit_test(condensers_evaporate_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
