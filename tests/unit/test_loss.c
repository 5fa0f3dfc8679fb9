/* SPDX-License-Identifier: MIT */
/* Losses at part load: the curve between its chord and its tangent, and what a chain of
 * such groups asks of the interconnect, worked by hand at the three ends. */
#include "tests/unit/fixture.h"

#include "planner/capacity/loss.h"

static uint64_t next(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005U + 1442695040888963407U;
    return *seed >> 33;
}

static int64_t up_to(uint64_t *seed, int64_t most)
{
    return (int64_t)(next(seed) % (uint64_t)(most + 1));
}

static void chord_above_curve_above_tangent(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (int i = 0; i < 20000; i++) {
        int64_t rating = 1 + up_to(&seed, 2000000000) * (i % 7 == 0 ? 1000 : 1);
        rfi_loss_curve c = {.fixed = up_to(&seed, 30000),
                            .linear = up_to(&seed, 40000),
                            .square = up_to(&seed, 60000),
                            .installed = rating + up_to(&seed, rating),
                            .rating = rating};
        int64_t most = up_to(&seed, rating);
        int64_t output = up_to(&seed, most);
        int64_t exact = rfi_loss_at(&c, output);
        int64_t chord = rfi_loss_standing(&c) + rfi_loss_chord(&c, most, output);
        int64_t line = rfi_loss_tangent_standing(&c) + rfi_loss_tangent(&c, output);
        assert_true(chord >= exact);
        assert_true(exact >= line);
        assert_true(rfi_loss_tangent_standing(&c) >= 0);
        /* the curve less than 2 mW below the chord where both meet */
        int64_t end = rfi_loss_standing(&c) + rfi_loss_chord(&c, most, most);
        assert_true(end - rfi_loss_at(&c, most) <= 1);
    }
}

static void degenerate_curves(void **state)
{
    (void)state;
    const rfi_loss_curve none = {0};
    assert_int_equal(rfi_loss_at(&none, 0), 0);
    assert_int_equal(rfi_loss_best_output(&none), 0);
    const rfi_loss_curve empty = {.fixed = 8000, .linear = 12000, .square = 18000};
    assert_int_equal(rfi_loss_at(&empty, 0), 0);
    assert_int_equal(rfi_loss_at(&empty, 1), RFI_UNBOUNDED);
    const rfi_loss_curve open = {.fixed = 8000,
                                 .linear = 10000,
                                 .square = 18000,
                                 .installed = RFI_UNBOUNDED,
                                 .rating = RFI_UNBOUNDED};
    assert_int_equal(rfi_loss_standing(&open), RFI_UNBOUNDED);
    assert_int_equal(rfi_loss_tangent(&open, 1000), 10);
    assert_int_equal(rfi_loss_chord(&open, 1000, 1000), 10);
    const rfi_loss_curve straight = {.linear = 10000, .installed = 5, .rating = 5};
    assert_int_equal(rfi_loss_at(&straight, 1000), 10);
}

/* One rack of 100 kW a pod, no heat: UPS of two units of 500..1000 kVA on an efficiency of
 * one downstream of nothing else. */
static const char profile[] =
    "<profile xmlns=\"urn:rackfit:1\" id=\"box\" name=\"Box\" vendor=\"Any\" family=\"one\""
    " as-of=\"2026-11-01\"><rack chips=\"8\" plan=\"90 kW\" max=\"100 kW\" peak=\"100 kW\""
    " peak-duration=\"1 s\" power-factor=\"1\" width=\"600 mm\" depth=\"1200 mm\""
    " height=\"2200 mm\" mass=\"1000 kg\"/><pod racks=\"1\"/><unit pods=\"1\"/>"
    "<heat liquid-share=\"0\" air-inlet-max=\"27 degC\"/></profile>";

#define UPS(more)                                                                          \
    "<ups id=\"ups\" from=\"poi\" count=\"2\" rating=\"500 kVA\" loss-fixed=\"0.01\""      \
    " loss-linear=\"0.02\" loss-square=\"0.01..0.02..0.04\" power-factor=\"1\"" more "/>"
#define HALL(inside) "<hall id=\"h\" count=\"3\" feed=\"ups\" air=\"fan\">" inside "</hall>"
#define FAN                                                                                \
    "<plant id=\"fan\" kind=\"outside-air\" loop=\"air\" capacity=\"9 MW thermal\""        \
    " electrical=\"0\"/>"
#define POI(kilowatt)                                                                      \
    "<grid><interconnect id=\"poi\" energised=\"" kilowatt                                 \
    " at utility\" firm=\"" kilowatt                                                       \
    " at utility\" transferable=\"yes\" restudy=\"no\"/></grid>"

static const rfi_terms *terms_at(fixture *f, const char *id, rfi_end end)
{
    static int64_t floors = 10;
    rfi_study study;
    rfi_requirement_list list;
    fixture_list(f, &floors, &study, &list);
    return &fixture_find(list.items, list.count, id)->ends[end];
}

/* Own units: 2 x 500 kVA x 0.01 = 10 kW stand per converted hall. The chord runs to the
 * usable 1 MW: a pod costs 100 x (1 + 0.02 + c). Favourable, c = 0.01: the tangent touches
 * at S x sqrt(0.01/0.01) = S, takes 10 - 10 = 0 kW and 100 x (1 + 0.02 + 2 x 0.01). */
static void own_units_stand_per_converted_hall(void **state)
{
    (void)state;
    fixture f;
    fixture_read(&f, FIXTURE_SITE(POI("2 MW") "<cooling>" FAN "</cooling>" HALL(UPS(""))),
                 profile, NULL);
    const rfi_terms *t = terms_at(&f, "site/firm-utility", RFI_END_UNFAVOURABLE);
    assert_int_equal(t->fixed, 0);
    assert_int_equal(t->standing[0], 10000000);
    assert_int_equal(t->pod[0], 106000000);
    t = terms_at(&f, "site/firm-utility", RFI_END_BASE);
    assert_int_equal(t->standing[0], 10000000);
    assert_int_equal(t->pod[0], 104000000);
    t = terms_at(&f, "site/firm-utility", RFI_END_FAVOURABLE);
    assert_int_equal(t->standing[0], 0);
    assert_int_equal(t->pod[0], 104000000);
    t = terms_at(&f, "h/power-chain/ups", RFI_END_UNFAVOURABLE);
    assert_int_equal(t->standing[0], 0); /* its own loss is not its load */
    assert_int_equal(t->pod[0], 100000000);
    fixture_free(&f);
}

/* Shared units stand once, whatever converts; a transformer of 1 % upstream lifts them. */
static void shared_units_stand_once(void **state)
{
    (void)state;
    fixture f;
    fixture_read(&f,
                 FIXTURE_SITE(POI("2 MW") "<electrical><switchgear id=\"main\" from=\"poi\""
                                          " rating=\"9 MVA\" efficiency=\"0.8\"/>"
                                          "<ups id=\"ups\" from=\"main\" count=\"2\""
                                          " rating=\"500 kVA\" loss-fixed=\"0.01\"/>"
                                          "</electrical><cooling>" FAN
                                          "</cooling>" HALL("")),
                 profile, NULL);
    const rfi_terms *t = terms_at(&f, "site/firm-utility", RFI_END_UNFAVOURABLE);
    assert_int_equal(t->fixed, 12500000); /* 10 kW / 0.8 */
    assert_int_equal(t->standing[0], 0);
    assert_int_equal(t->pod[0], 125000000);
    assert_int_equal(terms_at(&f, "site/power-chain/main", RFI_END_BASE)->fixed, 10000000);
    assert_int_equal(terms_at(&f, "site/power-chain/ups", RFI_END_BASE)->fixed, 0);
    fixture_free(&f);
}

/* Side B has nobody counted. Favourable: it takes its half without loss, A still has c x
 * (P/2)^2 / 500 kVA: S = 4 x 500. The tangent touches at sqrt(5 kW x 2000 kVA / 0.02) =
 * 707.106781 kW and takes 2 x 0.02 x 707.106781 / 2000 of the output. */
static void a_boundless_side_leaves_the_loss_of_the_other(void **state)
{
    (void)state;
    fixture f;
    fixture_read(&f,
                 FIXTURE_SITE(POI("2 MW") "<cooling>" FAN "</cooling>" HALL(
                     "<ups id=\"a\" group=\"ups\" side=\"A\" from=\"poi\""
                     " rating=\"500 kVA\" loss-fixed=\"0.01\" loss-square=\"0.02\"/>"
                     "<ups id=\"b\" group=\"ups\" side=\"B\" from=\"poi\" count=\"unknown\""
                     " rating=\"500 kVA\" loss-fixed=\"0.01\" loss-square=\"0.02\"/>")),
                 profile, NULL);
    const rfi_terms *t = terms_at(&f, "site/firm-utility", RFI_END_FAVOURABLE);
    assert_int_equal(t->pod[0], 101414214);
    fixture_free(&f);
}

static bool plan_passes(const char *kilowatt, int64_t pods)
{
    fixture f;
    rfi_arena *texts = rfi_arena_new();
    fixture_read(
        &f,
        fixture_swap(texts,
                     FIXTURE_SITE(POI("7 kW") "<cooling>" FAN "</cooling>" HALL(UPS(""))),
                     "7 kW", kilowatt),
        profile, NULL);
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
    rfi_finding finding;
    assert_true(rfi_check_plan(f.arena, &plan, &f.rules, &finding));
    bool power = true;
    for (size_t i = 0; i < finding.violation_count; i++) {
        power = power && finding.violations[i].kind != RFI_REQ_FIRM_UTILITY;
    }
    fixture_free(&f);
    rfi_arena_free(texts);
    return power;
}

/* The check weighs the curve itself: 5 pods are 500 kW, lose 10 + 10 + 0.04 x 500^2/1000 =
 * 10 kW, together 530 kW; the chord of the rows would say 540. */
static void check_weighs_the_curve_itself(void **state)
{
    (void)state;
    assert_true(plan_passes("530 kW", 5));
    assert_false(plan_passes("529.999999 kW", 5));
}

static void refused(const char *element, const char *words)
{
    rf_diags *diags = rf_diags_new();
    rfi_arena *arena = rfi_arena_new();
    const char *text = fixture_swap(
        arena, FIXTURE_SITE(POI("2 MW") "<electrical>@</electrical>"), "@", element);
    assert_null(rfi_read_site("site.xml", text, strlen(text), diags));
    bool found = false;
    for (size_t i = 0; i < rf_diags_count(diags); i++) {
        found = found || strstr(rf_diags_at(diags, i)->message, words) != NULL;
    }
    if (!found) {
        fixture_complain(diags, words);
    }
    assert_true(found);
    rfi_arena_free(arena);
    rf_diags_free(diags);
}

static void contradictions_are_refused(void **state)
{
    (void)state;
    refused("<ups id=\"u\" from=\"poi\" rating=\"1 MVA\" efficiency=\"0.9\""
            " loss-fixed=\"0.01\"/>",
            "\"efficiency\" stands beside \"loss-fixed\"");
    refused("<feeder id=\"u\" from=\"poi\" rating=\"1 MVA\" loss-linear=\"0.01\"/>",
            "\"transformer\", \"substation\" and \"ups\" only");
    refused("<ups id=\"u\" from=\"poi\" loss-square=\"0.01\"/>", "has no \"rating\"");
    refused("<ups id=\"u\" from=\"poi\" rating=\"1 MVA\" loss-square=\"0.01\"/>"
            "<ups id=\"v\" group=\"u\" from=\"poi\" rating=\"1 MVA\"/>",
            "states no losses at part load");
    refused("<ups id=\"u\" from=\"poi\" rating=\"1 MVA\" loss-square=\"0.01\"/>"
            "<busway id=\"b\" from=\"u\" rating=\"1 MVA\"/></electrical>"
            "<hall id=\"h\" feed=\"b\" losses=\"u\"/><electrical>",
            "heat it, but \"u\" in line 1 states a curve");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_boundless_side_leaves_the_loss_of_the_other),
        cmocka_unit_test(chord_above_curve_above_tangent),
        cmocka_unit_test(degenerate_curves),
        cmocka_unit_test(own_units_stand_per_converted_hall),
        cmocka_unit_test(shared_units_stand_once),
        cmocka_unit_test(check_weighs_the_curve_itself),
        cmocka_unit_test(contradictions_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
