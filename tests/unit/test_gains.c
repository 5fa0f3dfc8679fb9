/* SPDX-License-Identifier: MIT */
/* What measures do to requirements, at the three ends by hand: one case per row of the
 * tables of docs/retrofit.md, in the forms of the policies. */
#include "tests/unit/offer_bench.h"

#include "planner/capacity/trace.h"

/* ---- forms and quantities --------------------------------------------------------------
 */

#define BUILT                                                                              \
    FIXTURE_SITE(                                                                          \
        POI "<electrical><transformer id=\"t\" from=\"poi\" rating=\"50 MVA\"/>"           \
            "</electrical><cooling><plant id=\"dry\" kind=\"dry-cooler\" loop=\"liquid\""  \
            " capacity=\"5 MW thermal\" pipe=\"300 mm\" buffer=\"10 m3\"/>"                \
            "<water permit-day=\"100 m3/day\"/></cooling>"                                 \
            "<hall id=\"h\" feed=\"bus\" liquid=\"cdu\" air=\"fan\">"                      \
            "<busway id=\"bus\" from=\"ups\" rating=\"2 MVA\" voltage=\"480 V\"/>"         \
            "<ups id=\"ups\" from=\"t\" rating=\"1 MVA\" count=\"4\" energy=\"10 kWh\"/>"  \
            "<generator id=\"gen\" backs=\"ups\" rating=\"2 MVA\"/>"                       \
            "<plant id=\"cdu\" kind=\"cdu\" loop=\"liquid\" from=\"dry\" flow=\"9 L/min\"" \
            " capacity=\"1 MW thermal\"/>"                                                 \
            "<plant id=\"fan\" kind=\"outside-air\" loop=\"air\" air-flow=\"900 m3/h\""    \
            " capacity=\"1 MW thermal\" filtration=\"7\"/></hall>"                         \
            "<want reserve=\"0..5..10 %\" bandwidth=\"1 Gb/s\"><policy @/></want>")
#define RACK PROFILE(PLAIN, ALONE, COLD)

typedef struct form_case {
    const char *policy, *effect, *scope, *id;
    rfi_gain_form form;
    int64_t adds[RFI_ENDS];
} form_case;

#define MVA(kind, of)  EFFECT(kind, of " adds=\"1..2..3 MVA\"")
#define HEAT(kind, of) EFFECT(kind, of " adds=\"1..2..3 MW thermal\"")
/* 1, 2, 3 less 10, 5 and 0 % kept free */
#define KEPT                                                                               \
    {                                                                                      \
        900000000, 1900000000, 3000000000                                                  \
    }

static const form_case forms[] = {
    {"distribution=\"n\"", MVA("power-chain", "of=\"transformer\""), "site",
     "site/power-chain/t", RFI_GAIN_EACH, KEPT},
    {"distribution=\"none\"", MVA("power-chain", "of=\"busway\""), "hall",
     "h/power-chain/bus", RFI_GAIN_EACH, KEPT},
    {"distribution=\"redundant\"", MVA("power-chain", "of=\"busway\""), "hall",
     "h/power-chain/bus", RFI_GAIN_SPARE, KEPT},
    {"distribution=\"maintainable\"", MVA("power-chain", "of=\"busway\""), "hall",
     "h/power-chain/bus", RFI_GAIN_PAIRS, KEPT},
    {"distribution=\"fault-tolerant\"", MVA("power-chain", "of=\"transformer\""), "site",
     "site/power-chain/t", RFI_GAIN_PAIRS, KEPT},
    {"distribution=\"fault-tolerant\" ups=\"redundant\"", MVA("power-chain", "of=\"ups\""),
     "hall", "h/power-chain/ups", RFI_GAIN_SPARE, KEPT},
    {"ups=\"maintainable\"", MVA("power-chain", "of=\"ups\""), "hall", "h/power-chain/ups",
     RFI_GAIN_PAIRS, KEPT},
    {"ups=\"n\"",
     EFFECT("ride-through", "adds=\"1..2..3 kWh\""),
     "hall",
     "h/ride-through/ups",
     RFI_GAIN_EACH,
     {900000, 1900000, 3000000}},
    {"ups=\"fault-tolerant\"",
     EFFECT("ride-through", "adds=\"1..2..3 kWh\""),
     "hall",
     "h/ride-through/ups",
     RFI_GAIN_PAIRS,
     {900000, 1900000, 3000000}},
    {"generators=\"n\"", MVA("backup-power", ""), "hall", "h/backup-power/gen",
     RFI_GAIN_EACH, KEPT},
    {"generators=\"redundant\"", MVA("backup-power", ""), "hall", "h/backup-power/gen",
     RFI_GAIN_SPARE, KEPT},
    {"generators=\"maintainable\"", MVA("backup-power", ""), "hall", "h/backup-power/gen",
     RFI_GAIN_SPARE, KEPT},
    {"generators=\"fault-tolerant\"", MVA("backup-power", ""), "hall", "h/backup-power/gen",
     RFI_GAIN_PAIRS, KEPT},
    {"cdu=\"n\" cooling=\"redundant\"", HEAT("liquid-heat", "of=\"cdu\""), "hall",
     "h/liquid-heat/cdu", RFI_GAIN_EACH, KEPT},
    {"cdu=\"fault-tolerant\"", HEAT("liquid-heat", "of=\"cdu\""), "hall",
     "h/liquid-heat/cdu", RFI_GAIN_SPARE, KEPT},
    {"cooling=\"redundant\"", HEAT("liquid-heat", "of=\"dry-cooler\""), "site",
     "site/liquid-heat/dry", RFI_GAIN_SPARE, KEPT},
    {"cdu=\"redundant\"",
     EFFECT("liquid-flow", "adds=\"60..120..180 L/min\""),
     "hall",
     "h/liquid-flow/cdu",
     RFI_GAIN_SPARE,
     {3240000, 6840000, 10800000}},
    {"cooling=\"n\"", HEAT("air-heat", "of=\"outside-air\""), "hall", "h/air-heat/fan",
     RFI_GAIN_EACH, KEPT},
    {"cooling=\"redundant\"",
     EFFECT("pipe-flow", "adds=\"60..120..180 L/min\""),
     "site",
     "site/pipe-flow/dry",
     RFI_GAIN_SPARE,
     {3240000, 6840000, 10800000}},
    {"cooling=\"maintainable\"",
     EFFECT("air-flow", "adds=\"60..120..180 m3/h\""),
     "hall",
     "h/air-flow/fan",
     RFI_GAIN_SPARE,
     {54000000, 114000000, 180000000}},
    {"generators=\"n\"",
     EFFECT("cooling-ride-through", "adds=\"1..2..3 kWh\""),
     "site",
     "site/cooling-ride-through/dry",
     RFI_GAIN_EACH,
     {900000, 1900000, 3000000}},
    {"network=\"n\"",
     EFFECT("network-capacity", "adds=\"1..2..3 Gb/s\""),
     "link",
     "site/network-capacity",
     RFI_GAIN_EACH,
     {1000000000, 2000000000, 3000000000}},
    {"network=\"redundant\"",
     EFFECT("network-capacity", "adds=\"1..2..3 Gb/s\""),
     "link",
     "site/network-capacity",
     RFI_GAIN_SPARE,
     {1000000000, 2000000000, 3000000000}},
    {"network=\"redundant\"", EFFECT("network-paths", "adds=\"1\""), "link",
     "site/network-paths", RFI_GAIN_EACH, ALL(1)},
    {"distribution=\"maintainable\"", EFFECT("rack-feeds", "adds=\"1\""), "hall",
     "h/rack-feeds", RFI_GAIN_EACH, ALL(1)},
    {"ups=\"n\"",
     EFFECT("slab", "adds=\"1000..1500..2000 kg/m2\""),
     "hall",
     "h/slab",
     RFI_GAIN_EACH,
     {1000000, 1500000, 2000000}},
    {"ups=\"n\"",
     EFFECT("floor-space", "adds=\"20..50..130\""),
     "site",
     "h/floor-space",
     RFI_GAIN_EACH,
     {20, 50, 130}},
    {"utility=\"redundant\"", EFFECT("firm-utility", "adds=\"1..2..3 MW at utility\""),
     "site", "site/firm-utility", RFI_GAIN_EACH, KEPT},
    {"ups=\"n\"",
     EFFECT("energised-utility", "adds=\"unknown\""),
     "hall",
     "site/energised-utility",
     RFI_GAIN_EACH,
     {0, 0, RFI_UNBOUNDED}},
};

static void expect_forms(const char *site, const form_case *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const form_case *c = &rows[i];
        rfi_arena *texts = rfi_arena_new();
        const char *measures = rfi_arena_format(
            texts, MEASURES("<measure id=\"m\" name=\"M\" scope=\"%s\">%s</measure>"),
            c->scope, c->effect);
        offered o;
        open_offer(&o, fixture_swap(texts, site, "@", c->policy), RACK, NULL, measures);
        print_message("# %s, %s\n", c->id, c->policy);
        expect_one(&o, c->id, c->form, c->adds);
        close_offer(&o);
        rfi_arena_free(texts);
    }
}

static void what_units_add_follows_the_policy(void **state)
{
    (void)state;
    expect_forms(BUILT, forms, sizeof(forms) / sizeof(forms[0]));
}

/* What rests on the groups of a peak takes new units as their other rows do. */
static void peaks_take_units_like_their_groups(void **state)
{
    (void)state;
    static const form_case rows[] = {
        {"ups=\"redundant\"", MVA("peak-power", ""), "hall", "h/peak-power/ups",
         RFI_GAIN_SPARE, KEPT},
        {"ups=\"maintainable\"", MVA("peak-power", ""), "hall", "h/peak-power/ups",
         RFI_GAIN_PAIRS, KEPT},
        {"generators=\"maintainable\"", MVA("load-step", ""), "hall", "h/load-step/gen",
         RFI_GAIN_SPARE, KEPT},
        {"generators=\"fault-tolerant\"", MVA("load-step", ""), "hall", "h/load-step/gen",
         RFI_GAIN_PAIRS, KEPT},
    };
    rfi_arena *texts = rfi_arena_new();
    const char *site = fixture_swap(
        texts, BUILT, " energy=", " overload=\"1.25\" overload-time=\"1 min\" energy=");
    site = fixture_swap(texts, site, "backs=\"ups\" rating=\"2 MVA\"",
                        "backs=\"ups\" rating=\"2 MVA\" step=\"0.5\"");
    expect_forms(site, rows, sizeof(rows) / sizeof(rows[0]));
    rfi_arena_free(texts);
}

static void units_become_limits(void **state)
{
    (void)state;
    static const int64_t expected[4][5] = {
        {0, 1, 2, 3, 4}, {0, 0, 1, 2, 3}, {0, 0, 1, 1, 2}, {0, 1, 1, 1, 1}};
    for (size_t form = 0; form < 4; form++) {
        for (int64_t units = 0; units < 5; units++) {
            assert_int_equal(rfi_gain_units((rfi_gain_form)form, units),
                             expected[form][units]);
        }
    }
}

/* ---- takes, places, several effects -----------------------------------------------------
 */

static void open_built(offered *o, rfi_arena *texts, const char *policy,
                       const char *measures)
{
    open_offer(o, fixture_swap(texts, BUILT, "@", policy), RACK, NULL, measures);
}

static void every_unit_takes(void **state)
{
    (void)state;
    rfi_arena *texts = rfi_arena_new();
    offered o;
    open_built(&o, texts, "ups=\"n\"",
               ONE("hall", EFFECT("energised-utility", "takes=\"1..2..3 MW at utility\"")
                               EFFECT("firm-utility", "takes=\"unknown\"")));
    const rfi_requirement *r = row_of(&o, "site/energised-utility");
    assert_int_equal(r->gain_count, 1);
    expect_gain(r, 0, RFI_GAIN_EACH, (const int64_t[])ALL(0),
                (const int64_t[]){3 * MW, 2 * MW, MW});
    assert_true(r->gains[0].anywhere);
    expect_gain(row_of(&o, "site/firm-utility"), 0, RFI_GAIN_EACH, (const int64_t[])ALL(0),
                (const int64_t[]){RFI_UNBOUNDED, 0, 0});
    close_offer(&o);
    rfi_arena_free(texts);
}

static void an_install_acts_where_it_stands(void **state)
{
    (void)state;
    rfi_arena *texts = rfi_arena_new();
    offered o;
    open_built(&o, texts, "ups=\"n\" generators=\"n\"",
               MEASURES(MEASURE("hall", "hall", "",
                                MVA("power-chain", "") EFFECT("gate", "of=\"zoning\""))
                            MEASURE("site", "site", "", MVA("power-chain", ""))
                                MEASURE("link", "link", "", MVA("power-chain", ""))));
    const rfi_requirement *shared = row_of(&o, "site/power-chain/t");
    assert_int_equal(shared->gain_count, 2); /* what stands in a hall is not among them */
    assert_int_equal(shared->gains[0].measure, 1);
    assert_int_equal(shared->gains[1].measure, 2);
    assert_false(shared->gains[0].anywhere);
    const rfi_requirement *own = row_of(&o, "h/power-chain/bus");
    assert_int_equal(own->gain_count, 2);
    assert_int_equal(own->gains[0].measure, 0);
    assert_int_equal(own->gains[1].measure, 1);
    const rfi_requirement *gate = row_of(&o, "site/gate/zoning");
    assert_int_equal(gate->gain_count, 1);
    assert_true(gate->gains[0].anywhere);
    expect_none(&o, "h/backup-power/gen");
    close_offer(&o);
    rfi_arena_free(texts);
}

static void effects_of_one_form_add_up(void **state)
{
    (void)state;
    rfi_arena *texts = rfi_arena_new();
    offered o;
    open_built(&o, texts, "distribution=\"redundant\"",
               ONE("hall", MVA("power-chain", "of=\"busway\"")
                               EFFECT("power-chain", "adds=\"1 MVA\" takes=\"2..3 MVA\"")));
    const rfi_requirement *r = row_of(&o, "h/power-chain/bus");
    assert_int_equal(r->gain_count, 1);
    expect_gain(r, 0, RFI_GAIN_SPARE, (const int64_t[]){1800000000, 2850000000, 4000000000},
                (const int64_t[]){3 * MW, 2500000000, 2 * MW});
    close_offer(&o);
    rfi_arena_free(texts);
}

/* ---- tests ------------------------------------------------------------------------------
 */

static void what_states_no_amount_settles_tests_only(void **state)
{
    (void)state;
    rfi_arena *texts = rfi_arena_new();
    offered o;
    open_built(&o, texts, "ups=\"n\" generators=\"n\"",
               ONE("site", EFFECT("change-of-use", "") EFFECT("gate", "of=\"zoning\"")
                               EFFECT("subsystem", "of=\"generators\"")
                                   EFFECT("liquid-supply", "of=\"adiabatic\"")
                                       EFFECT("clear-height", "")));
    const int64_t yes[RFI_ENDS] = ALL(1);
    expect_one(&o, "site/change-of-use/poi", RFI_GAIN_SETTLES, yes);
    expect_one(&o, "site/gate/zoning", RFI_GAIN_SETTLES, yes);
    expect_none(&o, "site/gate/title");
    expect_one(&o, "h/subsystem/generators", RFI_GAIN_SETTLES, yes);
    expect_none(&o, "h/subsystem/UPS");
    expect_none(&o, "h/liquid-supply/cdu");
    expect_none(&o, "h/clear-height");
    close_offer(&o);
    rfi_arena_free(texts);
}

/* Racks that take 415 V, and one voltage that nobody stated. */
static void voltage_settles_what_the_profile_takes(void **state)
{
    (void)state;
    static const struct {
        const char *voltage, *accepted;
        int64_t adds[RFI_ENDS];
    } cases[] = {
        {"415 V", "<voltage level=\"415 V\"/>", ALL(1)},
        {"480 V", "<voltage level=\"415 V\"/>", ALL(0)},
        {"480 V", "<voltage level=\"415..480 V\"/>", ALL(1)},
        {"400..410..415 V", "<voltage level=\"415 V\"/>", {0, 0, 1}},
        {"480 V", "<voltage level=\"415 V\"/><voltage level=\"unknown\"/>", {0, 0, 1}},
    };
    rfi_arena *texts = rfi_arena_new();
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char *profile =
            fixture_swap(texts, RACK, "</profile>",
                         rfi_arena_format(texts, "<feed count=\"2\">%s</feed></profile>",
                                          cases[i].accepted));
        const char *measures =
            fixture_swap(texts, ONE("hall", EFFECT("rack-voltage", "voltage=\"@\"")), "@",
                         cases[i].voltage);
        offered o;
        open_offer(&o, fixture_swap(texts, BUILT, "@", "ups=\"n\""), profile, NULL,
                   measures);
        const rfi_requirement *r = row_of(&o, "h/rack-voltage");
        assert_int_equal(r->gain_count, cases[i].adds[RFI_END_FAVOURABLE]);
        if (r->gain_count > 0) {
            expect_gain(r, 0, RFI_GAIN_SETTLES, cases[i].adds, NULL);
        }
        close_offer(&o);
    }
    rfi_arena_free(texts);
}

/* 35 degC and 3, 2 or 1 K of recirculation: 38, 37 and 36 degC are asked for. */
static void ambient_is_reached_or_not(void **state)
{
    (void)state;
    static const char site[] = FIXTURE_SITE(
        POI "<hall id=\"h\" liquid=\"chill\"><plant id=\"chill\" kind=\"chiller\""
            " loop=\"liquid\" capacity=\"1 MW thermal\" at=\"30 degC\""
            " supply=\"30 degC\"/></hall>");
    static const struct {
        const char *of, *adds;
        int64_t expected[RFI_ENDS];
    } cases[] = {{"chiller", "37..38 degC", {0, 1, 1}}, {"chiller", "38 degC", ALL(1)}};
    rfi_arena *texts = rfi_arena_new();
    for (size_t i = 0; i < 2; i++) {
        offered o;
        open_offer(
            &o, site, RACK, FIXTURE_CLIMATE("35 degC", "20 degC"),
            fixture_swap(texts,
                         ONE("hall", EFFECT("plant-ambient", "of=\"chiller\" adds=\"@\"")),
                         "@", cases[i].adds));
        expect_one(&o, "h/plant-ambient/chill", RFI_GAIN_SETTLES, cases[i].expected);
        close_offer(&o);
    }
    rfi_arena_free(texts);
}

/* ---- levels -----------------------------------------------------------------------------
 */

#define HOT FIXTURE_CLIMATE("35 degC", "20 degC")
#define LOOP                                                                               \
    FIXTURE_SITE(                                                                          \
        POI "<hall id=\"h\" liquid=\"dry\" air=\"fan\"><plant id=\"dry\""                  \
            " kind=\"dry-cooler\" loop=\"liquid\" capacity=\"9 MW thermal\""               \
            " approach=\"7..8..9 K\"/><plant id=\"fan\" kind=\"outside-air\" loop=\"air\"" \
            " capacity=\"9 MW thermal\" filtration=\"7\"/></hall>"                         \
            "<want reserve=\"10 %\"><policy cooling=\"redundant\"/></want>")
/* 35 + 3 + 9, 35 + 2 + 8, 35 + 1 + 7: 47, 45 and 43 degC */
#define WARM                                                                               \
    PROFILE("max=\"80..100..120 kW\" power-factor=\"1\" peak-duration=\"1 s\"",            \
            "<unit pods=\"2\"><support id=\"s\" kind=\"network\" count=\"1\""              \
            " power=\"10 kW\"/><support id=\"c\" kind=\"cdu\" count=\"1\""                 \
            " power=\"1 kW\"/></unit>",                                                    \
            "liquid-share=\"0.9\" supply-max=\"45 degC\" air-inlet-max=\"30 degC\""        \
            " filtration=\"13\"")

static void a_level_holds_for_the_heat_of_its_plant(void **state)
{
    (void)state;
    offered o;
    open_offer(&o, LOOP, WARM, HOT,
               MEASURES(MEASURE(
                   "trim", "hall", "",
                   EFFECT("liquid-supply", "of=\"chiller\" adds=\"40..44..46 degC\"")
                       EFFECT("liquid-heat", "of=\"chiller\" adds=\"1..2..3 MW thermal\""))
                            MEASURE("sized", "hall", "size=\"2 MW\"",
                                    EFFECT("liquid-supply", "adds=\"44 degC\""))
                                MEASURE("bare", "hall", "",
                                        EFFECT("liquid-supply", "adds=\"44 degC\""))));
    const rfi_requirement *test = row_of(&o, "h/liquid-supply/dry");
    assert_int_equal(test->gain_count, 3);
    expect_gain(test, 0, RFI_GAIN_SETTLES, (const int64_t[]){0, 1, 1}, NULL);
    expect_gain(test, 1, RFI_GAIN_SETTLES, (const int64_t[])ALL(1), NULL);
    const rfi_requirement *level = row_of(&o, "h/liquid-heat/level");
    assert_int_equal(level->shape, RFI_SHAPE_HALL_SUM);
    expect_limits(&o.b, "h/liquid-heat/level", 0, GOOD, GOOD);
    expect_pod(&o.b, "h/liquid-heat/level", 108000000, 90000000, 72000000);
    assert_int_equal(level->ends[RFI_END_BASE].unit[0], 1000000);
    assert_int_equal(level->gain_count, 2); /* no heat, no size: nothing */
    expect_gain(level, 0, RFI_GAIN_SPARE, (const int64_t[]){0, 1800000000, 2700000000},
                NULL);
    expect_gain(level, 1, RFI_GAIN_SPARE, (const int64_t[])ALL(1800000000), NULL);
    expect_none(&o, "h/liquid-heat/dry");
    close_offer(&o);
}

static void air_has_a_level_of_temperature_and_one_of_filters(void **state)
{
    (void)state;
    offered o;
    open_offer(
        &o, LOOP, WARM, HOT,
        MEASURES(MEASURE("wall", "hall", "",
                         EFFECT("air-heat", "of=\"fan-wall\" adds=\"1 MW thermal\"")
                             EFFECT("air-inlet", "of=\"fan-wall\" adds=\"20..31..40 degC\"")
                                 EFFECT("air-filtration", "of=\"fan-wall\" adds=\"13\""))
                     MEASURE("bank", "hall", "size=\"2 MW\"",
                             EFFECT("air-filtration",
                                    "of=\"outside-air\" adds=\"11..13..14\""))));
    expect_limits(&o.b, "h/air-heat/level-inlet", 0, 0, 0);
    expect_pod(&o.b, "h/air-heat/level-inlet", 12000000, 10000000, 8000000);
    const rfi_requirement *inlet = row_of(&o, "h/air-heat/level-inlet");
    assert_int_equal(inlet->ends[RFI_END_BASE].unit[0], 10000000);
    assert_int_equal(inlet->gain_count, 1);
    expect_gain(inlet, 0, RFI_GAIN_SPARE, (const int64_t[]){0, 0, 900000000}, NULL);
    expect_one(&o, "h/air-inlet/fan", RFI_GAIN_SETTLES, (const int64_t[]){0, 0, 1});
    const rfi_requirement *filters = row_of(&o, "h/air-heat/level-filtration");
    expect_gain(filters, 0, RFI_GAIN_SPARE, (const int64_t[])ALL(900000000), NULL);
    expect_gain(filters, 1, RFI_GAIN_SPARE, (const int64_t[]){0, 1800000000, 1800000000},
                NULL);
    expect_gain(row_of(&o, "h/air-filtration/fan"), 1, RFI_GAIN_SETTLES,
                (const int64_t[]){0, 1, 1}, NULL);
    close_offer(&o);
}

static void no_level_is_needed_where_the_test_holds(void **state)
{
    (void)state;
    offered o;
    open_offer(&o, LOOP, WARM, FIXTURE_CLIMATE("20 degC", "10 degC"),
               ONE("hall", EFFECT("liquid-supply", "adds=\"30 degC\"")));
    assert_null(maybe(&o, "h/liquid-heat/level"));
    assert_null(maybe(&o, "h/air-heat/level-inlet"));
    close_offer(&o);
}

/* ---- rows of what is new ----------------------------------------------------------------
 */

#define BARE(attributes, policy)                                                           \
    FIXTURE_SITE(POI "<hall id=\"h\" name=\"Hall\" " attributes                            \
                     "><busway id=\"bus\" from=\"poi\" rating=\"2 MVA\""                   \
                     " efficiency=\"1\"/></hall>"                                          \
                     "<want reserve=\"10 %\"><policy " policy "/></want>")
#define NEW                                                                                \
    MEASURES(MEASURE("plant", "hall", "",                                                  \
                     EFFECT("liquid-loop", "") EFFECT(                                     \
                         "liquid-heat", "of=\"dry-cooler\" adds=\"1..2..3 MW thermal\"")   \
                         EFFECT("liquid-heat", "of=\"cdu\" adds=\"1 MW thermal\"")         \
                             EFFECT("liquid-flow", "of=\"cdu\" adds=\"60 L/min\""))        \
                 MEASURE("chill", "hall", "",                                              \
                         EFFECT("liquid-heat", "of=\"chiller\" adds=\"1 MW thermal\"")     \
                             EFFECT("liquid-supply", "of=\"chiller\" adds=\"30 degC\""))   \
                     MEASURE("wall", "hall", "",                                           \
                             EFFECT("air-heat", "of=\"fan-wall\" adds=\"1 MW thermal\""))  \
                         MEASURE("ups", "hall", "",                                        \
                                 EFFECT("power-chain", "of=\"ups\" adds=\"1 MVA\"")        \
                                     EFFECT("subsystem", "of=\"ups\""))                    \
                             MEASURE("set", "hall", "",                                    \
                                     EFFECT("backup-power", "adds=\"3 MVA\"")              \
                                         EFFECT("subsystem", "of=\"generators\"")))
#define FLOWING                                                                            \
    PROFILE("max=\"80..100..120 kW\" power-factor=\"0.9..0.95..1\" peak=\"200 kW\""        \
            " peak-duration=\"1 s\"",                                                      \
            "<unit pods=\"2\"><support id=\"s\" kind=\"network\" count=\"1\""              \
            " power=\"9 kW\"/><support id=\"c\" kind=\"cdu\" count=\"1\""                  \
            " power=\"1 kW\"/></unit>",                                                    \
            "liquid-share=\"0.9\" supply-max=\"45..50 degC\" flow=\"100..120 L/min\"")

static void a_hall_without_a_loop_takes_what_new_plants_take(void **state)
{
    (void)state;
    offered o;
    open_offer(&o, BARE("feed=\"bus\" liquid=\"none\" air=\"none\"", "cdu=\"redundant\""),
               FLOWING, HOT, NEW);
    expect_limits(&o.b, "h/liquid-heat/new-cdu", 0, 0, 0);
    expect_pod(&o.b, "h/liquid-heat/new-cdu", 108000000, 90000000, 72000000);
    expect_one(&o, "h/liquid-heat/new-cdu", RFI_GAIN_SPARE,
               (const int64_t[])ALL(900000000));
    const rfi_requirement *plant = row_of(&o, "h/liquid-heat/new-plant");
    assert_string_equal(plant->title, "Liquid heat, new cooling plant, Hall");
    assert_int_equal(plant->ends[RFI_END_BASE].unit[0], 1000000);
    assert_int_equal(plant->gain_count, 1); /* chillers trim what coolers carry away */
    expect_gain(plant, 0, RFI_GAIN_EACH,
                (const int64_t[]){900000000, 1800000000, 2700000000}, NULL);
    /* a rack of 120, 110 and 100 L/min in mL/h */
    expect_limits(&o.b, "h/liquid-flow/new-cdu", 0, 0, 0);
    expect_pod(&o.b, "h/liquid-flow/new-cdu", 7200000, 6600000, 6000000);
    expect_one(&o, "h/liquid-flow/new-cdu", RFI_GAIN_SPARE, (const int64_t[])ALL(3240000));
    expect_one(&o, "h/liquid-loop", RFI_GAIN_SETTLES, (const int64_t[])ALL(1));
    close_offer(&o);
}

/* 35 degC + 3, 2, 1 K + 10, 10, 5 K + 5, 4, 4 K against 45, 47.5 and 50 degC. */
static void a_new_loop_has_the_water_of_dry_coolers(void **state)
{
    (void)state;
    offered o;
    open_offer(&o, BARE("feed=\"bus\" liquid=\"none\" air=\"none\"", "ups=\"n\""), FLOWING,
               HOT, NEW);
    assert_int_equal(row_of(&o, "h/liquid-supply/new")->shape, RFI_SHAPE_HALL_TEST);
    expect_fixed(&o.b, "h/liquid-supply/new", 326150, 324150, 318150);
    expect_limits(&o.b, "h/liquid-supply/new", 318150, 320650, 323150);
    expect_one(&o, "h/liquid-supply/new", RFI_GAIN_SETTLES, (const int64_t[])ALL(1));
    expect_limits(&o.b, "h/liquid-heat/level", 0, 0, GOOD);
    expect_one(&o, "h/liquid-heat/level", RFI_GAIN_EACH, (const int64_t[])ALL(900000000));
    close_offer(&o);
}

static void a_hall_without_air_cooling_takes_what_new_plants_take(void **state)
{
    (void)state;
    offered o;
    open_offer(&o, BARE("feed=\"bus\" liquid=\"none\" air=\"none\"", "ups=\"n\""), FLOWING,
               HOT, NEW);
    expect_limits(&o.b, "h/air-heat/new", 0, 0, 0);
    expect_pod(&o.b, "h/air-heat/new", 12000000, 10000000, 8000000);
    assert_int_equal(row_of(&o, "h/air-heat/new")->ends[RFI_END_BASE].unit[0], 9000000);
    expect_one(&o, "h/air-heat/new", RFI_GAIN_EACH, (const int64_t[])ALL(900000000));
    expect_one(&o, "h/air-heat", RFI_GAIN_SETTLES, (const int64_t[])ALL(1));
    close_offer(&o);
}

/* Peaks of 200 kW count for UPS: / 0.9 = 222.222223 kVA, / 0.95, / 1. The 10 kW of an SU:
 * 11.111112. Generators do not see a peak of a second: racks, coolers by rule (0.092,
 * 0.055, 0.035 of 0.9) and chillers (0.42, 0.3, 0.18 of 0.1), through a bus without losses.
 */
static void new_ups_and_generators_carry_the_hall(void **state)
{
    (void)state;
    offered o;
    open_offer(&o,
               BARE("feed=\"bus\" liquid=\"none\" air=\"none\"",
                    "ups=\"maintainable\" generators=\"maintainable\""),
               FLOWING, HOT, NEW);
    expect_limits(&o.b, "h/power-chain/new-ups", 0, 0, 0);
    expect_pod(&o.b, "h/power-chain/new-ups", 222222223, 210526316, 200000000);
    assert_int_equal(row_of(&o, "h/power-chain/new-ups")->ends[0].unit[0], 11111112);
    expect_one(&o, "h/power-chain/new-ups", RFI_GAIN_PAIRS,
               (const int64_t[])ALL(900000000));
    expect_limits(&o.b, "h/backup-power/new", 0, 0, 0);
    /* 120 + 9.936 + 5.04 over 0.95; 100 + 4.95 + 3 over 0.97; 80 + 2.52 + 1.44 over 0.99 */
    expect_pod(&o.b, "h/backup-power/new", 142080000, 111288660, 84808081);
    expect_one(&o, "h/backup-power/new", RFI_GAIN_SPARE, (const int64_t[])ALL(2700000000));
    expect_one(&o, "h/subsystem/UPS", RFI_GAIN_SETTLES, (const int64_t[])ALL(1));
    close_offer(&o);
    open_offer(&o,
               BARE("feed=\"bus\" liquid=\"none\" air=\"none\"",
                    "ups=\"none\" generators=\"none\""),
               FLOWING, HOT, NEW);
    assert_null(maybe(&o, "h/power-chain/new-ups"));
    assert_null(maybe(&o, "h/backup-power/new"));
    close_offer(&o);
    /* what part of the heat goes to liquid is nothing to a UPS, and all to generators: the
     * base is known of the one only */
    rfi_arena *texts = rfi_arena_new();
    open_offer(
        &o,
        BARE("feed=\"bus\" liquid=\"none\" air=\"none\"",
             "ups=\"maintainable\" generators=\"maintainable\""),
        fixture_swap(texts, FLOWING, "liquid-share=\"0.9\"", "liquid-share=\"unknown\""),
        HOT, NEW);
    expect_limits(&o.b, "h/power-chain/new-ups", 0, 0, 0);
    expect_pod(&o.b, "h/power-chain/new-ups", 222222223, 210526316, 200000000);
    expect_limits(&o.b, "h/backup-power/new", 0, UNKNOWN, 0);
    close_offer(&o);
    rfi_arena_free(texts);
}

/* What nobody described may be there: no limit at the favourable end, no row at the base.
 */
static void what_is_silent_may_stand(void **state)
{
    (void)state;
    static const char *const ids[] = {"h/liquid-heat/new-cdu", "h/liquid-heat/new-plant",
                                      "h/liquid-flow/new-cdu", "h/air-heat/new",
                                      "h/power-chain/new-ups", "h/backup-power/new"};
    offered o;
    open_offer(&o, BARE("", "ups=\"n\" generators=\"n\""), FLOWING, HOT, NEW);
    for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
        expect_limits(&o.b, ids[i], 0, UNKNOWN, GOOD);
    }
    expect_limits(&o.b, "h/liquid-supply/new", 318150, UNKNOWN, GOOD);
    close_offer(&o);
}

static void what_stands_is_not_new(void **state)
{
    (void)state;
    static const char *const ids[] = {"h/liquid-heat/new-cdu", "h/liquid-heat/new-plant",
                                      "h/liquid-flow/new-cdu", "h/liquid-supply/new",
                                      "h/air-heat/new",        "h/power-chain/new-ups",
                                      "h/backup-power/new"};
    rfi_arena *texts = rfi_arena_new();
    offered o;
    open_built(&o, texts, "ups=\"n\" generators=\"n\"", NEW);
    for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
        assert_null(maybe(&o, ids[i]));
    }
    close_offer(&o);
    rfi_arena_free(texts);
}

/* A loop that a measure settles by itself takes no heat while no cooler is on offer. */
static void no_loop_cools_by_itself(void **state)
{
    (void)state;
    offered o;
    open_offer(&o, BARE("feed=\"bus\" liquid=\"none\" air=\"none\"", "ups=\"n\""), FLOWING,
               HOT, ONE("hall", EFFECT("liquid-loop", "")));
    assert_null(maybe(&o, "h/liquid-heat/new-cdu"));
    expect_limits(&o.b, "h/liquid-heat/new-plant", 0, 0, 0);
    expect_none(&o, "h/liquid-heat/new-plant");
    close_offer(&o);
}

/* ---- derivations ------------------------------------------------------------------------
 */

static const rfi_derivation *part_of(const rfi_derivation *root, const char *what)
{
    for (const rfi_derivation *node = root->first; node != NULL; node = node->next) {
        if (strcmp(node->what, what) == 0) {
            return node;
        }
    }
    return NULL;
}

static void check_redo(const rfi_derivation *node)
{
    int64_t again = 0;
    if (node->operation != RFI_OP_TOLD && rfi_derivation_redo(node, &again)) {
        assert_int_equal(again, node->value);
    }
    for (const rfi_derivation *child = node->first; child != NULL; child = child->next) {
        check_redo(child);
    }
}

static void new_rows_tell_how_they_come_about(void **state)
{
    (void)state;
    offered o;
    open_offer(
        &o, BARE("feed=\"bus\" liquid=\"none\" air=\"none\"", "ups=\"n\" generators=\"n\""),
        FLOWING, HOT, NEW);
    size_t told = 0;
    for (size_t i = 0; i < o.b.list.count; i++) {
        const rfi_requirement *r = &o.b.list.items[i];
        if (o.b.list.subjects[i].offer == RFI_OFFER_NONE) {
            continue;
        }
        struct rfi_trace trace = {.arena = o.b.f.arena};
        rfi_view view = {.end = RFI_END_UNFAVOURABLE, .trace = &trace};
        int64_t room[4] = {0};
        rfi_terms terms = {
            .pod = &room[0], .unit = &room[1], .idle = &room[2], .standing = &room[3]};
        rfi_capacity_terms(&o.b.study, r, &o.b.list.subjects[i], &view, &terms);
        assert_int_equal(terms.limit, r->ends[0].limit);
        assert_int_equal(terms.pod[0], r->ends[0].pod[0]);
        assert_non_null(trace.root);
        const rfi_derivation *limit = part_of(trace.root, RFI_PART_LIMIT);
        assert_non_null(limit);
        assert_int_equal(limit->value, terms.limit);
        const rfi_derivation *demand =
            part_of(trace.root, terms.pod[0] > 0 ? RFI_PART_POD : RFI_PART_FIXED);
        assert_non_null(demand);
        assert_int_equal(demand->value, terms.pod[0] > 0 ? terms.pod[0] : terms.fixed);
        check_redo(trace.root);
        told++;
    }
    assert_int_equal(told, 8);
    close_offer(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_units_add_follows_the_policy),
        cmocka_unit_test(peaks_take_units_like_their_groups),
        cmocka_unit_test(units_become_limits),
        cmocka_unit_test(every_unit_takes),
        cmocka_unit_test(an_install_acts_where_it_stands),
        cmocka_unit_test(effects_of_one_form_add_up),
        cmocka_unit_test(what_states_no_amount_settles_tests_only),
        cmocka_unit_test(voltage_settles_what_the_profile_takes),
        cmocka_unit_test(ambient_is_reached_or_not),
        cmocka_unit_test(a_level_holds_for_the_heat_of_its_plant),
        cmocka_unit_test(air_has_a_level_of_temperature_and_one_of_filters),
        cmocka_unit_test(no_level_is_needed_where_the_test_holds),
        cmocka_unit_test(a_hall_without_a_loop_takes_what_new_plants_take),
        cmocka_unit_test(a_new_loop_has_the_water_of_dry_coolers),
        cmocka_unit_test(a_hall_without_air_cooling_takes_what_new_plants_take),
        cmocka_unit_test(new_ups_and_generators_carry_the_hall),
        cmocka_unit_test(what_is_silent_may_stand),
        cmocka_unit_test(what_stands_is_not_new),
        cmocka_unit_test(no_loop_cools_by_itself),
        cmocka_unit_test(new_rows_tell_how_they_come_about),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
