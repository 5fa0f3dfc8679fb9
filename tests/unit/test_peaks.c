/* SPDX-License-Identifier: MIT */
/* Peaks of seconds to minutes: the overload curve of a UPS and the step that generators
 * take, at the three ends by hand, and the last base unit that the check lets pass. */
#include "tests/unit/fixture.h"

#define MVA(text) ((int64_t)((text)*1000000000.0 + 0.5))

#define PROFILE(peak)                                                                      \
    "<profile xmlns=\"urn:rackfit:1\" id=\"box\" name=\"Box\" vendor=\"Any\" "             \
    "family=\"one\" as-of=\"2026-11-01\"><rack chips=\"8\" plan=\"70 kW\""                 \
    " max=\"80..100..120 kW\" " peak                                                       \
    " power-factor=\"1\" width=\"600 mm\" depth=\"1200 mm\" height=\"2200 mm\""            \
    " mass=\"1000 kg\"/><pod racks=\"1\"/><unit pods=\"1\"><support id=\"net\""            \
    " kind=\"network\" count=\"1\" power=\"0 kW\"/></unit><heat liquid-share=\"0\""        \
    " air-inlet-max=\"27 degC\"/></profile>"
#define PEAK PROFILE("peak=\"150 kW\" peak-duration=\"30 s\"")

#define SITE(inside, policy)                                                               \
    FIXTURE_SITE(                                                                          \
        "<grid><interconnect id=\"poi\" energised=\"200 MW at utility\""                   \
        " firm=\"200 MW at utility\" transferable=\"yes\" restudy=\"no\"/></grid>"         \
        "<cooling><plant id=\"fan\" kind=\"outside-air\" loop=\"air\""                     \
        " capacity=\"200 MW thermal\" supply=\"20 degC\" filtration=\"13\""                \
        " electrical=\"0\"/></cooling>"                                                    \
        "<hall id=\"h\" feed=\"bus\" air=\"fan\">"                                         \
        "<busway id=\"bus\" from=\"ups\" rating=\"90 MVA\" efficiency=\"0.8\"/>" inside    \
        "</hall><want pods=\"1\"><policy " policy "/></want>")
#define UPS(more)                                                                          \
    "<ups id=\"ups\" from=\"poi\" rating=\"1 MVA\" count=\"3\" power-factor=\"0.9\" "      \
    "efficiency=\"0.95\" " more "/>"
#define SETS(more)                                                                         \
    UPS("")                                                                                \
    "<generator id=\"gen\" backs=\"ups\" rating=\"1 MVA\" count=\"4\""                     \
    " power-factor=\"0.8\" " more "/>"

/* Two systems in parallel behind the two cords of the racks. */
#define WIRED(ups, more)                                                                   \
    FIXTURE_SITE(                                                                          \
        "<grid><interconnect id=\"poi\" energised=\"200 MW at utility\""                   \
        " firm=\"200 MW at utility\" transferable=\"yes\" restudy=\"no\"/></grid>"         \
        "<hall id=\"h\" air=\"fan\"><ups id=\"u-1\" from=\"poi\" "                         \
        "power-factor=\"0.9\" " ups                                                        \
        "/><ups id=\"u-2\" from=\"poi\" power-factor=\"0.9\" " ups                         \
        "/><switchboard id=\"b-1\" from=\"u-1\" rating=\"90 MVA\" efficiency=\"0.8\"/>"    \
        "<switchboard id=\"b-2\" from=\"u-2\" rating=\"90 MVA\" efficiency=\"0.8\"/>"      \
        "<plant id=\"fan\" kind=\"outside-air\" loop=\"air\""                              \
        " capacity=\"200 MW thermal\" supply=\"20 degC\" filtration=\"13\""                \
        " electrical=\"0\"/>" more "<feed a=\"b-1\" b=\"b-2\"/></hall>"                    \
        "<want pods=\"1\"><policy ups=\"maintainable\" generators=\"n\"/></want>")

static const rfi_requirement *seek(fixture *f, const char *id)
{
    static int64_t floors = 1000;
    rfi_study study;
    rfi_requirement_list list;
    fixture_list(f, &floors, &study, &list);
    return fixture_seek(list.items, list.count, id);
}

typedef struct row {
    const char *site, *profile;
    int64_t limits[RFI_ENDS], pods[RFI_ENDS];
    bool unknown; /* at the base */
} row;

static void expect_rows(const char *id, const row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        fixture f;
        fixture_read(&f, rows[i].site, rows[i].profile, NULL);
        const rfi_requirement *r = seek(&f, id);
        assert_non_null(r);
        assert_int_equal(r->shape, RFI_SHAPE_HALL_SUM);
        for (rfi_end end = 0; end < RFI_ENDS; end++) {
            assert_int_equal(r->ends[end].unknown, rows[i].unknown && end == RFI_END_BASE);
            if (!r->ends[end].unknown) {
                assert_int_equal(r->ends[end].limit, rows[i].limits[end]);
                assert_int_equal(r->ends[end].pod[0], rows[i].pods[end]);
                assert_int_equal(r->ends[end].unit[0], 0);
            }
        }
        fixture_free(&f);
    }
}

/* ---- overload ---------------------------------------------------------------------------
 */

/* 150 kW behind 0.8 and at 0.9: ceil(187.5 / 0.9) = 208.333334 kVA, whatever the max. */
#define AT_PEAK                                                                            \
    {                                                                                      \
        208333334, 208333334, 208333334                                                    \
    }

static void peaks_ride_on_the_overload(void **state)
{
    (void)state;
    const row rows[] = {
        {SITE(UPS("overload=\"1.1..1.25..1.5\" overload-time=\"1 min\""), "ups=\"n\""),
         PEAK,
         {MVA(3.3), MVA(3.75), MVA(4.5)},
         AT_PEAK,
         false},
        {SITE(UPS("overload=\"1.1..1.25..1.5\" overload-time=\"1 min\""),
              "ups=\"redundant\""),
         PEAK,
         {MVA(2.2), MVA(2.5), MVA(3.0)},
         AT_PEAK,
         false},
        {SITE(UPS("overload=\"1.1..1.25..1.5\" overload-time=\"1 min\""),
              "ups=\"maintainable\""),
         PEAK,
         {0, 0, 0},
         AT_PEAK,
         false},
        /* 30 s against 10, 30 and 60 s */
        {SITE(UPS("overload=\"1.1..1.25..1.5\" overload-time=\"10..30..60 s\""),
              "ups=\"n\""),
         PEAK,
         {MVA(3.0), MVA(3.75), MVA(4.5)},
         AT_PEAK,
         false},
        {SITE(UPS("overload=\"1.5\" overload-time=\"29 s\""), "ups=\"n\""),
         PEAK,
         {MVA(3.0), MVA(3.0), MVA(3.0)},
         AT_PEAK,
         false},
        {SITE(UPS("overload=\"1.5\" overload-time=\"1 min\""), "ups=\"n\""),
         PROFILE("peak=\"150 kW\" peak-duration=\"unknown\""),
         {MVA(3.0), MVA(3.0), MVA(4.5)},
         AT_PEAK,
         false},
        {SITE(UPS("overload=\"unknown\" overload-time=\"1 min\""), "ups=\"n\""),
         PEAK,
         {MVA(3.0), 0, RFI_UNBOUNDED},
         AT_PEAK,
         true},
        {SITE(UPS("overload=\"1.5\" overload-time=\"unknown\""), "ups=\"n\""),
         PEAK,
         {MVA(3.0), 0, MVA(4.5)},
         AT_PEAK,
         true},
        /* only one of two makes states it: 1.25 x 3 + 1; sides: the other is the weaker */
        {SITE(UPS("overload=\"1.25\" overload-time=\"1 min\"") "<ups id=\"b\" "
                                                               "group=\"ups\" from=\"poi\" "
                                                               "rating=\"1 MVA\"/>",
              "ups=\"n\""),
         PEAK,
         {MVA(4.75), MVA(4.75), MVA(4.75)},
         AT_PEAK,
         false},
        {SITE(UPS("side=\"A\" overload=\"1.25\" overload-time=\"1 min\"") "<ups id=\"b\" "
                                                                          "group=\"ups\" "
                                                                          "side=\"B\" "
                                                                          "from=\"poi\" "
                                                                          "rating=\"1 "
                                                                          "MVA\"/>",
              "ups=\"n\""),
         PEAK,
         {MVA(2.0), MVA(2.0), MVA(2.0)},
         AT_PEAK,
         false},
    };
    expect_rows("h/peak-power/ups", rows, sizeof(rows) / sizeof(rows[0]));
}

/* The rating carries max: 120, 100, 80 kW behind 0.8 and at 0.9. */
static void ratings_carry_the_rest(void **state)
{
    (void)state;
    const row rows[] = {
        {SITE(UPS("overload=\"1.25\" overload-time=\"1 min\""), "ups=\"n\""),
         PEAK,
         {MVA(3.0), MVA(3.0), MVA(3.0)},
         {166666667, 138888889, 111111112},
         false},
        {SITE(UPS(""), "ups=\"n\""), PEAK, {MVA(3.0), MVA(3.0), MVA(3.0)}, AT_PEAK, false},
    };
    expect_rows("h/power-chain/ups", rows, sizeof(rows) / sizeof(rows[0]));
    fixture f;
    fixture_read(&f, SITE(UPS(""), "ups=\"n\""), PEAK, NULL);
    assert_null(seek(&f, "h/peak-power/ups"));
    fixture_free(&f);
}

/* ---- steps ------------------------------------------------------------------------------
 */

/* From max up to 150 kW: 70, 50, 30 kW behind 0.8, at the 0.8 of the sets. */
#define RISE                                                                               \
    {                                                                                      \
        109375000, 78125000, 46875000                                                      \
    }

static void sets_take_a_step(void **state)
{
    (void)state;
    const row rows[] = {
        {SITE(SETS("step=\"0.5..0.6..0.7\""), "generators=\"n\""),
         PEAK,
         {MVA(2.0), MVA(2.4), MVA(2.8)},
         RISE,
         false},
        {SITE(SETS("step=\"0.5..0.6..0.7\""), "generators=\"maintainable\""),
         PEAK,
         {MVA(1.5), MVA(1.8), MVA(2.1)},
         RISE,
         false},
        {SITE(SETS("step=\"unknown\""), "generators=\"n\""),
         PEAK,
         {0, 0, MVA(4.0)},
         RISE,
         true},
        /* a set that states none may take none at once */
        {SITE(SETS("step=\"0.5\"") "<generator id=\"b\" group=\"gen\" backs=\"ups\""
                                   " rating=\"1 MVA\"/>",
              "generators=\"n\""),
         PEAK,
         {MVA(2.0), 0, MVA(3.0)},
         RISE,
         true},
        /* a second is carried by the supplies of the racks */
        {SITE(SETS("step=\"0.5\""), "generators=\"n\""),
         PROFILE("peak=\"150 kW\" peak-duration=\"1 s\""),
         {MVA(2.0), MVA(2.0), MVA(2.0)},
         {0, 0, 0},
         false},
        {SITE(SETS("step=\"0.5\""), "generators=\"n\""),
         PROFILE("peak=\"150 kW\" peak-duration=\"unknown\""),
         {MVA(2.0), MVA(2.0), MVA(2.0)},
         {109375000, 78125000, 0},
         false},
        {SITE(SETS("step=\"0.5\""), "generators=\"n\""),
         PROFILE("peak=\"unknown\" peak-duration=\"30 s\""),
         {MVA(2.0), MVA(2.0), MVA(2.0)},
         {RFI_UNBOUNDED, 0, 0},
         false},
    };
    expect_rows("h/load-step/gen", rows, sizeof(rows) / sizeof(rows[0]));
    static const char *const silent[] = {
        SITE(SETS(""), "generators=\"n\""),
        SITE(SETS("step=\"0.5\""), "generators=\"none\""),
    };
    for (size_t i = 0; i < 2; i++) {
        fixture f;
        fixture_read(&f, silent[i], PEAK, NULL);
        assert_null(seek(&f, "h/load-step/gen"));
        fixture_free(&f);
    }
}

/* ---- networks ---------------------------------------------------------------------------
 */

/* Half on each; with one system out the other carries all. The sets back half. */
static void networks_have_peaks(void **state)
{
    (void)state;
    static const char site[] =
        WIRED("rating=\"1 MVA\" overload=\"1.1..1.25..1.5\" overload-time=\"1 min\"",
              "<generator id=\"gen\" backs=\"u-1\" rating=\"1 MVA\" power-factor=\"0.8\""
              " step=\"0.5..0.6..0.7\"/>");
    const row peak = {site, PEAK, {MVA(1.1), MVA(1.25), MVA(1.5)}, AT_PEAK, false};
    const row rated = {site,
                       PEAK,
                       {MVA(1.0), MVA(1.0), MVA(1.0)},
                       {166666667, 138888889, 111111112},
                       false};
    const row step = {
        site, PEAK, {MVA(0.5), MVA(0.6), MVA(0.7)}, {54687500, 39062500, 23437500}, false};
    expect_rows("h/peak-power/u-1", &peak, 1);
    expect_rows("h/peak-power/u-2", &peak, 1);
    expect_rows("h/power-chain/u-1", &rated, 1);
    expect_rows("h/load-step/gen", &step, 1);
}

/* ---- check ------------------------------------------------------------------------------
 */

/* Violations of this kind, and of all others. */
static void judge(const char *site, rfi_end end, rfi_requirement_kind kind,
                  size_t counts[2])
{
    fixture f;
    fixture_read(&f, site, PEAK, NULL);
    rfi_hall_share share = {.hall = &f.site->halls[0],
                            .converted = 1,
                            .pods = 10,
                            .units = 10,
                            .most_pods = 10};
    rfi_plan plan = {.site = f.site,
                     .profile = f.profile,
                     .end = end,
                     .by = f.site->as_of,
                     .shares = &share,
                     .share_count = 1,
                     .pods = 10};
    memcpy(plan.policy, f.site->want.policy, sizeof(plan.policy));
    rfi_finding finding;
    assert_true(rfi_check_plan(f.arena, &plan, &f.rules, &finding));
    counts[0] = counts[1] = 0;
    for (size_t i = 0; i < finding.violation_count; i++) {
        counts[finding.violations[i].kind == kind ? 0 : 1]++;
    }
    fixture_free(&f);
}

/* `worse` differs from `good` by one base unit, and breaks this alone. */
static void expect_last_unit(const char *good, const char *worse, rfi_requirement_kind kind)
{
    size_t before[2];
    size_t after[2];
    judge(good, RFI_END_UNFAVOURABLE, kind, before);
    judge(worse, RFI_END_UNFAVOURABLE, kind, after);
    assert_int_equal(before[0], 0);
    assert_int_equal(after[0], 1);
    assert_int_equal(after[1], before[1]);
}

/* Ten pods: ceil(1875 kW / 0.9) = 2083.333334 kVA at peak, 1666.666667 at max; the rise of
 * ten racks is 1093.75 kVA of the sets, half of it on one of two systems. */
static void check_knows_the_last_unit(void **state)
{
    (void)state;
#define ONE(over, rating)                                                                  \
    "<ups id=\"ups\" from=\"poi\" power-factor=\"0.9\" overload=\"" over "\""              \
    " overload-time=\"30 s\" rating=\"" rating "\"/>"
#define GEN(backs, rating)                                                                 \
    "<generator id=\"gen\" backs=\"" backs "\" power-factor=\"0.8\" step=\"0.25\""         \
    " rating=\"" rating "\"/>"
#define TWO(rating) "overload=\"1.25\" overload-time=\"30 s\" rating=\"" rating "\""
    expect_last_unit(SITE(ONE("1.25", "1666.666668 kVA"), "ups=\"n\""),
                     SITE(ONE("1.25", "1666.666667 kVA"), "ups=\"n\""), RFI_REQ_PEAK_POWER);
    expect_last_unit(SITE(ONE("1.5", "1666.666667 kVA"), "ups=\"n\""),
                     SITE(ONE("1.5", "1666.666666 kVA"), "ups=\"n\""), RFI_REQ_POWER_CHAIN);
    expect_last_unit(SITE(UPS("") GEN("ups", "4375 kVA"), "generators=\"n\""),
                     SITE(UPS("") GEN("ups", "4374.999999 kVA"), "generators=\"n\""),
                     RFI_REQ_LOAD_STEP);
    expect_last_unit(WIRED(TWO("1666.666668 kVA"), GEN("u-1", "2187.5 kVA")),
                     WIRED(TWO("1666.666668 kVA"), GEN("u-1", "2187.499999 kVA")),
                     RFI_REQ_LOAD_STEP);
}

/* Both systems are too small, with the unit of the other out as with its bus. */
static void check_knows_networks(void **state)
{
    (void)state;
    size_t counts[2];
    judge(WIRED(TWO("1666.666668 kVA"), ""), RFI_END_UNFAVOURABLE, RFI_REQ_PEAK_POWER,
          counts);
    assert_int_equal(counts[0], 0);
    size_t others = counts[1];
    judge(WIRED(TWO("1666.666667 kVA"), ""), RFI_END_UNFAVOURABLE, RFI_REQ_PEAK_POWER,
          counts);
    assert_int_equal(counts[0], 4);
    assert_int_equal(counts[1], others);
}

/* The chord of a curve ends where a peak may go: not known, the base says nothing of what
 * passes, here nor there. */
static void curves_rest_on_the_overload(void **state)
{
    (void)state;
#define BENT(over)                                                                         \
    SITE("<ups id=\"ups\" from=\"board\" rating=\"9 MVA\" loss-square=\"0.02\" "           \
         "overload=\"" over "\" overload-time=\"1 min\"/>"                                 \
         "<switchboard id=\"board\" from=\"poi\" rating=\"1 kVA\"/>",                      \
         "ups=\"n\"")
    static const char *const sites[] = {BENT("1.25"), BENT("unknown")};
    for (size_t i = 0; i < 2; i++) {
        fixture f;
        fixture_read(&f, sites[i], PEAK, NULL);
        const rfi_requirement *r = seek(&f, "h/power-chain/board");
        assert_non_null(r);
        assert_int_equal(r->ends[RFI_END_BASE].unknown, i == 1);
        fixture_free(&f);
        size_t counts[2];
        judge(sites[i], RFI_END_BASE, RFI_REQ_POWER_CHAIN, counts);
        assert_int_equal(counts[0], i == 1 ? 0 : 1);
    }
}

/* ---- reading ----------------------------------------------------------------------------
 */

static void peaks_are_stated_where_they_belong(void **state)
{
    (void)state;
    static const struct {
        const char *inside, *says;
    } cases[] = {
        {UPS("overload=\"1.25\""), "\"overload\" stands without \"overload-time\""},
        {UPS("overload-time=\"1 min\""), "\"overload-time\" stands without \"overload\""},
        {UPS("step=\"0.5\""), "\"step\" is an attribute of \"generator\" only"},
        {SETS("overload=\"1.25\" overload-time=\"1 min\""),
         "\"overload\" is an attribute of \"ups\" only"},
        {UPS("overload=\"0.9\" overload-time=\"1 min\""), "\"0.9\" is out of range"},
        {SETS("step=\"1.1\""), "\"1.1\" is out of range"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        rf_diags *diags = rf_diags_new();
        rfi_arena *texts = rfi_arena_new();
        const char *site =
            fixture_swap(texts, SITE("<!-- -->", "ups=\"n\""), "<!-- -->", cases[i].inside);
        rfi_site *read = rfi_read_site("site.xml", site, strlen(site), diags);
        assert_null(read);
        bool said = false;
        for (size_t k = 0; k < rf_diags_count(diags); k++) {
            const rf_diagnostic *d = rf_diags_at(diags, k);
            said = said || (d->severity == RF_ERROR &&
                            strstr(d->message, cases[i].says) != NULL && d->line > 0);
        }
        if (!said) {
            fixture_complain(diags, site);
        }
        assert_true(said);
        rfi_arena_free(texts);
        rf_diags_free(diags);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(peaks_ride_on_the_overload),
        cmocka_unit_test(ratings_carry_the_rest),
        cmocka_unit_test(sets_take_a_step),
        cmocka_unit_test(networks_have_peaks),
        cmocka_unit_test(check_knows_the_last_unit),
        cmocka_unit_test(check_knows_networks),
        cmocka_unit_test(curves_rest_on_the_overload),
        cmocka_unit_test(peaks_are_stated_where_they_belong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
