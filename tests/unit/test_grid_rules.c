/* SPDX-License-Identifier: MIT */
/* Rules of the grid for large loads: whom they concern, from when on, what settles them,
 * and the last milliwatt below their threshold. */
#include "tests/unit/fixture.h"

#include "planner/model/grid_rules.h"

#define PROFILE(max)                                                                       \
    "<profile xmlns=\"urn:rackfit:1\" id=\"box\" name=\"Box\" vendor=\"Any\" "             \
    "family=\"one\""                                                                       \
    " as-of=\"2026-11-01\"><rack chips=\"8\" plan=\"90 kW\" max=\"" max "\" peak=\"" max   \
    "\" peak-duration=\"1 s\" power-factor=\"1\" width=\"600 mm\" depth=\"1200 mm\""       \
    " height=\"2200 mm\" mass=\"1000 kg\"/><pod racks=\"1\"/><unit pods=\"1\"/>"           \
    "<heat liquid-share=\"0\" air-inlet-max=\"27 degC\"/></profile>"
#define SITE(location, gates)                                                              \
    FIXTURE_SITE(                                                                          \
        location                                                                           \
        "<grid><interconnect id=\"poi\" energised=\"200 MW at utility\""                   \
        " firm=\"200 MW at utility\" transferable=\"yes\" restudy=\"no\"/></grid>"         \
        "<electrical><busway id=\"bus\" from=\"poi\" rating=\"200 MVA\""                   \
        " efficiency=\"1\"/></electrical><cooling><plant id=\"fan\""                       \
        " kind=\"outside-air\" loop=\"air\" capacity=\"200 MW thermal\""                   \
        " supply=\"20 degC\" filtration=\"13\" electrical=\"0\"/></cooling>"               \
        "<hall id=\"h\" feed=\"bus\" air=\"fan\"/>" gates)
#define ERCOT              "<location region=\"ERCOT\"/>"
#define GATE(kind, status) "<gate id=\"" kind "\" kind=\"" kind "\" status=\"" status "\"/>"
enum { MEGAWATT = 1000000000 };

static const char *const rules[] = {"site/grid-rule/ercot-ride-through",
                                    "site/grid-rule/texas-sb6"};

static const rfi_terms *terms_at(fixture *f, const char *id, rfi_end end)
{
    static int64_t floors = 1000;
    rfi_study study;
    rfi_requirement_list list;
    fixture_list(f, &floors, &study, &list);
    return &fixture_find(list.items, list.count, id)->ends[end];
}

static size_t rules_listed(const char *text)
{
    fixture f;
    int64_t floors = 1000;
    rfi_study study;
    rfi_requirement_list list;
    fixture_read(&f, text, PROFILE("100 kW"), NULL);
    fixture_list(&f, &floors, &study, &list);
    size_t count = 0;
    for (size_t i = 0; i < list.count; i++) {
        count += list.items[i].kind == RFI_REQ_GRID_RULE ? 1 : 0;
    }
    fixture_free(&f);
    return count;
}

static void rules_concern_their_region(void **state)
{
    (void)state;
    assert_int_equal(rules_listed(SITE("", "")), 0);
    assert_int_equal(rules_listed(SITE("<location region=\"NYISO\"/>", "")), 0);
    assert_int_equal(rules_listed(SITE("<location region=\"Noncercotia\"/>", "")), 0);
    assert_int_equal(rules_listed(SITE(ERCOT, "")), 2);
    assert_int_equal(rules_listed(SITE("<location region=\"Texas, ercot west\"/>", "")), 2);
    assert_int_equal(rules_listed(SITE("<location region=\"texas\"/>", "")), 1);
    assert_int_equal(
        rules_listed(SITE("<location region=\"ERCOT\" grid-rules=\"none\"/>", "")), 0);
    assert_int_equal(
        rules_listed(SITE("<location region=\"ERCOT\" grid-rules=\"apply\"/>", "")), 2);
}

static void rules_come_into_force_on_their_day(void **state)
{
    (void)state;
    static const char *const dates[] = {"2025-06-19", "2025-06-20", "2025-11-13",
                                        "2025-11-14"};
    static const size_t expected[] = {0, 1, 1, 2};
    rfi_arena *arena = rfi_arena_new();
    for (size_t i = 0; i < 4; i++) {
        const char *text = fixture_swap(arena, SITE(ERCOT, ""), "2026-11-01", dates[i]);
        assert_int_equal(rules_listed(text), expected[i]);
    }
    rfi_arena_free(arena);
}

/* 100 kW a pod, no losses: 750 pods are 75 MW, which is a large load. */
static void evidence_lifts_the_threshold(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t limits[RFI_ENDS]; /* of both rules */
        bool unknown;
    } cases[] = {
        {SITE(ERCOT, ""), {75LL * MEGAWATT - 1, 75LL * MEGAWATT - 1, RFI_UNBOUNDED}, true},
        {SITE(ERCOT, GATE("large-load", "pending") GATE("ride-through", "unknown")),
         {75LL * MEGAWATT - 1, 75LL * MEGAWATT - 1, RFI_UNBOUNDED},
         true},
        {SITE(ERCOT, GATE("large-load", "granted") GATE("ride-through", "granted")),
         {RFI_UNBOUNDED, RFI_UNBOUNDED, RFI_UNBOUNDED},
         false},
        {SITE(ERCOT, GATE("large-load", "refused") GATE("ride-through", "refused")),
         {75LL * MEGAWATT - 1, 75LL * MEGAWATT - 1, 75LL * MEGAWATT - 1},
         false},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        fixture f;
        fixture_read(&f, cases[i].text, PROFILE("100 kW"), NULL);
        for (size_t k = 0; k < 2; k++) {
            for (rfi_end end = 0; end < RFI_ENDS; end++) {
                const rfi_terms *t = terms_at(&f, rules[k], end);
                assert_int_equal(t->limit, cases[i].limits[end]);
                assert_int_equal(t->pod[0], 100000000);
                assert_int_equal(t->unknown, cases[i].unknown && end == RFI_END_BASE);
            }
        }
        fixture_free(&f);
    }
}

/* A gate that is evidence is no requirement of its own: refused, it stops no small load. */
static void evidence_is_no_gate(void **state)
{
    (void)state;
    fixture f;
    int64_t floors = 1000;
    rfi_study study;
    rfi_requirement_list list;
    fixture_read(&f, SITE("", GATE("large-load", "refused")), PROFILE("100 kW"), NULL);
    fixture_list(&f, &floors, &study, &list);
    assert_null(fixture_seek(list.items, list.count, "site/gate/large-load"));
    fixture_free(&f);
}

/* Evidence that is granted after the date asked for settles nothing by then. */
static void late_evidence_does_not_count(void **state)
{
    (void)state;
    fixture f;
    fixture_read(&f,
                 SITE(ERCOT, "<gate id=\"l\" kind=\"large-load\" status=\"granted\""
                             " date=\"2028-01-01\"/><want pods=\"1\" by=\"2027-12-31\"/>"),
                 PROFILE("100 kW"), NULL);
    assert_int_equal(terms_at(&f, rules[1], RFI_END_BASE)->limit, 75LL * MEGAWATT - 1);
    fixture_free(&f);
}

static size_t violated(const char *max)
{
    fixture f;
    rfi_arena *texts = rfi_arena_new();
    fixture_read(&f, SITE(ERCOT, ""), fixture_swap(texts, PROFILE("1 kW"), "1 kW", max),
                 NULL);
    rfi_hall_share share = {.hall = &f.site->halls[0],
                            .converted = 1,
                            .pods = 750,
                            .units = 750,
                            .most_pods = 750};
    rfi_plan plan = {.site = f.site,
                     .profile = f.profile,
                     .end = RFI_END_UNFAVOURABLE,
                     .by = f.site->as_of,
                     .shares = &share,
                     .share_count = 1,
                     .pods = 750};
    rfi_finding finding;
    assert_true(rfi_check_plan(f.arena, &plan, &f.rules, &finding));
    size_t count = 0;
    for (size_t i = 0; i < finding.violation_count; i++) {
        count += finding.violations[i].kind == RFI_REQ_GRID_RULE ? 1 : 0;
    }
    fixture_free(&f);
    rfi_arena_free(texts);
    return count;
}

static void check_knows_the_last_milliwatt(void **state)
{
    (void)state;
    assert_int_equal(violated("99999999 mW"), 0); /* 750 of them: 750 mW below */
    assert_int_equal(violated("100000000 mW"), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_concern_their_region),
        cmocka_unit_test(rules_come_into_force_on_their_day),
        cmocka_unit_test(evidence_lifts_the_threshold),
        cmocka_unit_test(evidence_is_no_gate),
        cmocka_unit_test(late_evidence_does_not_count),
        cmocka_unit_test(check_knows_the_last_milliwatt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
