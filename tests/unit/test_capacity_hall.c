/* SPDX-License-Identifier: MIT */
/* Cooling, halls, gates, network and dates, against closed forms and hand arithmetic.
 * Expected values carry the formula beside them; the methods are those of
 * docs/requirements.md. */
#include "tests/unit/capacity_bench.h"
#include "tests/unit/exact_site.h"

/* ---- heat ---- */

static void heat_splits_between_the_loops(void **state)
{
    (void)state;
    static const char site[] =
        FIXTURE_SITE("<cooling><plant id=\"cdu\" kind=\"cdu\" loop=\"liquid\"/>"
                     "<plant id=\"air\" kind=\"crah\" loop=\"air\"/></cooling>"
                     "<hall id=\"h\" liquid=\"cdu\" air=\"air\"/>");
    bench b;
    /* 142 kW: 0.90 to liquid is 127.8 kW; each loop at its own worst */
    open_bench(&b, site,
               PROFILE("max=\"142 kW\"",
                       "<unit pods=\"4\"><support id=\"n\" kind=\"network\" count=\"2..4\""
                       " power=\"10 kW\"/><support id=\"c\" kind=\"cdu\" power=\"5 kW\"/>"
                       "<support id=\"d\" kind=\"cdu\" count=\"2\"/></unit>",
                       "liquid-share=\"0.85..0.90..0.92\" flow=\"100..120 L/min\""),
               NULL);
    expect_pod(&b, "site/liquid-heat/cdu", 130640000, 127800000, 120700000);
    expect_pod(&b, "site/air-heat/air", 21300000, 14200000, 11360000);
    assert_int_equal(terms_of(&b, "site/air-heat/air", RFI_END_UNFAVOURABLE)->unit[0],
                     40000000);
    assert_int_equal(terms_of(&b, "site/air-heat/air", RFI_END_FAVOURABLE)->unit[0],
                     20000000);
    /* the pumps of the CDU that states its draw warm the coolant */
    assert_int_equal(terms_of(&b, "site/liquid-heat/cdu", RFI_END_BASE)->unit[0], 5000000);
    /* 100 such racks leave 1,420 kW in the air */
    assert_int_equal(terms_of(&b, "site/air-heat/air", RFI_END_BASE)->pod[0] * 100,
                     1420000000);
    close_bench(&b);
    open_bench(&b, site, PROFILE("max=\"1.001 W\"", ALONE, "liquid-share=\"0.5\""), NULL);
    expect_pod(&b, "site/liquid-heat/cdu", 501, 501, 501); /* rounded up in both loops */
    expect_pod(&b, "site/air-heat/air", 501, 501, 501);
    close_bench(&b);
    open_bench(&b, site, PROFILE("max=\"100 kW\"", ALONE, AIRY), NULL);
    expect_pod(&b, "site/air-heat/air", 100000000, 100000000, 100000000);
    assert_null(fixture_seek(b.list.items, b.list.count, "site/liquid-heat/cdu"));
    assert_null(fixture_seek(b.list.items, b.list.count, "h/liquid-loop"));
    close_bench(&b);
}

static void one_plant_unit_may_be_out(void **state)
{
    (void)state;
    static const struct {
        const char *policy;
        int64_t cdu, dry; /* units of 1.7 MW left of 3 */
    } cases[] = {{"", 3, 3},
                 {"cdu=\"n\" cooling=\"n\"", 3, 3},
                 {"cdu=\"redundant\"", 2, 3},
                 {"cooling=\"redundant\"", 3, 2},
                 {"cdu=\"maintainable\" cooling=\"fault-tolerant\"", 2, 2}};
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        rfi_arena *arena = rfi_arena_new();
        const char *site = rfi_arena_format(
            arena,
            FIXTURE_SITE(
                "<cooling><plant id=\"dry\" kind=\"dry-cooler\" loop=\"liquid\" count=\"3\""
                " capacity=\"1.7 MW thermal\"/><plant id=\"cdu\" kind=\"cdu\" "
                "loop=\"liquid\""
                " from=\"dry\" count=\"3\" capacity=\"1.7 MW thermal\" flow=\"600 L/h\"/>"
                "<plant id=\"one\" kind=\"crah\" loop=\"air\" capacity=\"1 MW thermal\"/>"
                "</cooling><hall id=\"h\" liquid=\"cdu\" air=\"one\"/>"
                "<want><policy %s/></want>"),
            cases[i].policy);
        bench b;
        open_bench(&b, site,
                   PROFILE("max=\"130 kW\"", ALONE, "liquid-share=\"1\" flow=\"7 L/h\""),
                   NULL);
        int64_t cdu = cases[i].cdu * 1700000000;
        int64_t dry = cases[i].dry * 1700000000;
        expect_limits(&b, "site/liquid-heat/cdu", cdu, cdu, cdu);
        expect_limits(&b, "site/liquid-heat/dry", dry, dry, dry);
        int64_t flow = cases[i].cdu * 600000;
        expect_limits(&b, "site/liquid-flow/cdu", flow, flow, flow);
        expect_pod(&b, "site/liquid-flow/cdu", 7000, 7000, 7000);
        int64_t one = cases[i].dry == 3 ? 1000000000 : 0;
        expect_limits(&b, "site/air-heat/one", one, one, one);
        /* 16 racks x 130 kW = 2.08 MW want three units of 1.7 MW at N+1 */
        int64_t heat = 16 * terms_of(&b, "site/liquid-heat/cdu", RFI_END_BASE)->pod[0];
        assert_int_equal(heat, 2080000000);
        assert_true(heat <= cdu && heat > 1700000000);
        close_bench(&b);
        rfi_arena_free(arena);
    }
}

/* An air-cooled rack on a CRAH whose chiller belongs to the liquid loop loads both. */
static void chiller_of_the_liquid_loop_takes_air_heat(void **state)
{
    (void)state;
    bench b;
    open_bench(&b,
               FIXTURE_SITE("<cooling><plant id=\"chill\" kind=\"chiller\" loop=\"liquid\""
                            " capacity=\"1 MW thermal\" flow=\"1 L/h\"/>"
                            "<plant id=\"crah\" kind=\"crah\" loop=\"air\" from=\"chill\""
                            " capacity=\"2 MW thermal\"/></cooling>"
                            "<hall id=\"h\" liquid=\"none\" air=\"crah\"/>"),
               PROFILE("max=\"100 kW\"", ALONE, AIRY), NULL);
    expect_pod(&b, "site/liquid-heat/chill", 100000000, 100000000, 100000000);
    expect_limits(&b, "site/liquid-heat/chill", 1000000000, 1000000000, 1000000000);
    assert_null(fixture_seek(b.list.items, b.list.count, "site/liquid-flow/chill"));
    close_bench(&b);
}

/* ---- temperatures ---- */

typedef struct supply_case {
    const char *what;
    const char *plants; /* the head is x */
    bool air;
    const char *dry, *wet;
    int64_t kelvin[RFI_ENDS]; /* millikelvin */
} supply_case;

#define DRY(attributes)                                                                    \
    "<plant id=\"d\" kind=\"dry-cooler\" loop=\"liquid\"" attributes "/>"
#define HEAD(kind, loop, attributes)                                                       \
    "<plant id=\"x\" kind=\"" kind "\" loop=\"" loop "\"" attributes "/>"
#define FIVE " approach=\"5 K\""

/* Recirculation 1, 2, 3 K; dry approach 5, 10, 10 K; CDU 4, 4, 5 K; tower 3, 5, 6.5 K; pads
 * 0.70, 0.80, 0.85, all by rule where the site is silent. */
static const supply_case supply_cases[] = {
    {"dry cooler 37.9 + 2 + 5 = 44.9",
     HEAD("dry-cooler", "liquid", FIVE),
     false,
     "37.9 degC",
     "20 degC",
     {319050, 318050, 317050}},
    {"CDU on it: 48.9",
     DRY(FIVE) HEAD("cdu", "liquid", " from=\"d\""),
     false,
     "37.9 degC",
     "20 degC",
     {324050, 322050, 321050}},
    {"45.0 from 34.0 without trim",
     DRY(FIVE) HEAD("cdu", "liquid", " from=\"d\""),
     false,
     "34 degC",
     "20 degC",
     {320150, 318150, 317150}},
    {"45.0 from 29.0 at the median approach",
     DRY("") HEAD("cdu", "liquid", " from=\"d\""),
     false,
     "29 degC",
     "20 degC",
     {320150, 318150, 312150}},
    {"hydro loop",
     HEAD("hydro", "liquid", FIVE),
     false,
     "30 degC",
     "20 degC",
     {311150, 310150, 309150}},
    {"immersion",
     HEAD("immersion", "liquid", FIVE),
     false,
     "30 degC",
     "20 degC",
     {311150, 310150, 309150}},
    {"pads: 37.9 + 2 - 0.8 x (37.9 - 20.18) + 5 = 30.724",
     HEAD("adiabatic", "liquid", FIVE " pad-effect=\"0.8\""),
     false,
     "37.9 degC",
     "20.18 degC",
     {304874, 303874, 302874}},
    {"pads by rule",
     HEAD("adiabatic", "liquid", FIVE),
     false,
     "40 degC",
     "20 degC",
     {307150, 304150, 302150}},
    {"air that pads cannot cool",
     HEAD("adiabatic", "liquid", FIVE),
     false,
     "20 degC",
     "30 degC",
     {301150, 300150, 299150}},
    {"tower 22 + 5",
     HEAD("tower", "liquid", ""),
     false,
     "37.9 degC",
     "22 degC",
     {301650, 300150, 298150}},
    {"chiller holds its point",
     HEAD("chiller", "liquid", " supply=\"20..22 degC\""),
     false,
     "37.9 degC",
     "20 degC",
     {295150, 294150, 293150}},
    {"a stated supply hides the chain",
     DRY(FIVE) HEAD("cdu", "liquid", " from=\"d\" supply=\"32 degC\""),
     false,
     "37.9 degC",
     "20 degC",
     {305150, 305150, 305150}},
    {"chiller of no stated supply",
     HEAD("chiller", "liquid", ""),
     false,
     "30 degC",
     "20 degC",
     {RFI_UNBOUNDED, UNKNOWN, 0}},
    {"CDU on nothing",
     HEAD("cdu", "liquid", ""),
     false,
     "30 degC",
     "20 degC",
     {RFI_UNBOUNDED, UNKNOWN, 0}},
    {"outside air",
     HEAD("outside-air", "air", ""),
     true,
     "35 degC",
     "20 degC",
     {308150, 308150, 308150}},
    {"CRAH on a dry cooler",
     "<plant id=\"d\" kind=\"dry-cooler\" loop=\"air\"" FIVE
     "/>" HEAD("crah", "air", " from=\"d\" approach=\"4 K\""),
     true,
     "20 degC",
     "10 degC",
     {305150, 304150, 303150}},
    {"fan wall on a chiller of the liquid loop",
     "<plant id=\"d\" kind=\"chiller\" loop=\"liquid\" supply=\"18 degC\"/>" HEAD(
         "fan-wall", "air", " from=\"d\" approach=\"4..6 K\""),
     true,
     "20 degC",
     "10 degC",
     {297150, 296150, 295150}},
    {"rear door of unknown approach",
     "<plant id=\"d\" kind=\"chiller\" loop=\"air\" supply=\"18 degC\"/>" HEAD(
         "rear-door", "air", " from=\"d\""),
     true,
     "20 degC",
     "10 degC",
     {RFI_UNBOUNDED, UNKNOWN, 291150}},
};

static void supply_follows_the_plants_in_series(void **state)
{
    (void)state;
    rfi_arena *arena = rfi_arena_new();
    for (size_t i = 0; i < sizeof(supply_cases) / sizeof(supply_cases[0]); i++) {
        const supply_case *c = &supply_cases[i];
        const char *site = rfi_arena_format(
            arena, FIXTURE_SITE("<cooling>%s</cooling><hall id=\"h\" %s=\"x\"/>"),
            c->plants, c->air ? "air" : "liquid");
        const char *climate =
            fixture_swap(arena, FIXTURE_CLIMATE("DRY", "WET"), "DRY", c->dry);
        climate = fixture_swap(arena, climate, "WET", c->wet);
        bench b;
        open_bench(&b, site, PROFILE(PLAIN, ALONE, COLD), climate);
        print_message("# %s\n", c->what);
        expect_fixed(&b, c->air ? "h/air-inlet/x" : "h/liquid-supply/x", c->kelvin[0],
                     c->kelvin[1], c->kelvin[2]);
        close_bench(&b);
    }
    rfi_arena_free(arena);
}

static void design_day_comes_from_the_climate(void **state)
{
    (void)state;
    static const char site[] = FIXTURE_SITE(
        "<cooling>" HEAD("outside-air", "air",
                         " filtration=\"0\"") "</cooling>"
                                              "<hall id=\"h\" air=\"x\" liquid=\"none\"/>");
    static const char typical[] =
        "<climate xmlns=\"urn:rackfit:1\" id=\"year\" name=\"Year\" as-of=\"2026-11-01\">"
        "<station typical-maximum=\"39.4 degC\"/></climate>";
    bench b; /* a typical year must not size plant: 0, 2.5, 5 K on top */
    open_bench(&b, site, PROFILE(PLAIN, ALONE, AIRY), typical);
    expect_fixed(&b, "h/air-inlet/x", 317550, 315050, 312550);
    expect_limits(&b, "h/air-inlet/x", 300150, 300150, 308150);
    expect_fixed(&b, "h/air-filtration/x", 13, 11, 11);
    expect_limits(&b, "h/air-filtration/x", 0, 0, 0);
    close_bench(&b);
    open_bench(&b, site, PROFILE(PLAIN, ALONE, AIRY " air-inlet-max=\"25..30 degC\""),
               NULL);
    expect_fixed(&b, "h/air-inlet/x", RFI_UNBOUNDED, UNKNOWN, 0);
    assert_int_equal(terms_of(&b, "h/air-inlet/x", RFI_END_UNFAVOURABLE)->limit, 298150);
    assert_int_equal(terms_of(&b, "h/air-inlet/x", RFI_END_FAVOURABLE)->limit, 303150);
    close_bench(&b);
}

static void fixed_supply_holds_up_to_an_ambient(void **state)
{
    (void)state;
    bench b;
    open_bench(&b,
               FIXTURE_SITE("<cooling><plant id=\"d\" kind=\"dry-cooler\" loop=\"liquid\""
                            " at=\"30 degC\"/><plant id=\"c\" kind=\"chiller\""
                            " loop=\"liquid\" from=\"d\" at=\"38 degC\"/><plant id=\"x\""
                            " kind=\"cdu\" loop=\"liquid\" from=\"c\" supply=\"30 degC\""
                            " at=\"40 degC\"/></cooling><hall id=\"h\" liquid=\"x\"/>"),
               PROFILE(PLAIN, ALONE, COLD), FIXTURE_CLIMATE("35 degC", "20 degC"));
    expect_fixed(&b, "h/plant-ambient/c", 311150, 310150, 309150);
    expect_limits(&b, "h/plant-ambient/c", 311150, 311150, 311150);
    expect_limits(&b, "h/plant-ambient/x", 313150, 313150, 313150);
    assert_null(fixture_seek(b.list.items, b.list.count, "h/plant-ambient/d"));
    close_bench(&b);
}

static void liquid_racks_ask_for_a_loop(void **state)
{
    (void)state;
    static const struct {
        const char *liquid, *share;
        int64_t limits[RFI_ENDS], fixed[RFI_ENDS];
    } cases[] = {
        {" liquid=\"none\"", "0.9", {0, 0, 0}, {1, 1, 1}},
        {"", "0.9", {0, UNKNOWN, 1}, {1, UNKNOWN, 1}},
        {" liquid=\"none\"", "0..0.4..0.9", {0, 0, 0}, {1, 1, 0}},
    };
    rfi_arena *arena = rfi_arena_new();
    for (size_t i = 0; i < 3; i++) {
        const char *site =
            rfi_arena_format(arena, FIXTURE_SITE("<hall id=\"h\"%s/>"), cases[i].liquid);
        const char *profile =
            fixture_swap(arena, PROFILE(PLAIN, ALONE, "liquid-share=\"SHARE\""), "SHARE",
                         cases[i].share);
        bench b;
        open_bench(&b, site, profile, NULL);
        const int64_t *limits = cases[i].limits;
        const int64_t *fixed = cases[i].fixed;
        expect_limits(&b, "h/liquid-loop", limits[0], limits[1], limits[2]);
        expect_fixed(&b, "h/liquid-loop", fixed[0], fixed[1], fixed[2]);
        close_bench(&b);
    }
    rfi_arena_free(arena);
}

/* ---- gates, use, network, dates ---- */

static void change_of_use_asks_both_papers(void **state)
{
    (void)state;
    static const struct {
        const char *may, *study;
        int64_t limits[RFI_ENDS];
    } cases[] = {
        {"yes", "no", {1, 1, 1}},
        {"no", "no", {0, 0, 0}},
        {"yes", "yes", {0, 0, 1}}, /* a study is due: it may come out either way */
        {"no", "yes", {0, 0, 0}},
        {"yes", "unknown", {0, UNKNOWN, 1}},
        {"unknown", "no", {0, UNKNOWN, 1}},
        {"no", "unknown", {0, UNKNOWN, 0}},
        {"unknown", "unknown", {0, UNKNOWN, 1}},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        rfi_arena *arena = rfi_arena_new();
        const char *site = rfi_arena_format(
            arena,
            FIXTURE_SITE("<grid><interconnect id=\"poi\" transferable=\"%s\""
                         " restudy=\"%s\"/></grid>"),
            cases[i].may, cases[i].study);
        bench b;
        open_bench(&b, site, PROFILE(PLAIN, ALONE, AIRY), NULL);
        const int64_t *limits = cases[i].limits;
        expect_limits(&b, "site/change-of-use/poi", limits[0], limits[1], limits[2]);
        close_bench(&b);
        rfi_arena_free(arena);
    }
}

static void gates_count_by_status_and_day(void **state)
{
    (void)state;
    bench b;
    open_bench(&b,
               FIXTURE_SITE(
                   "<gate id=\"a\" kind=\"title\" status=\"granted\" date=\"2027-03-01\"/>"
                   "<gate id=\"b\" kind=\"air\" status=\"granted\" date=\"2027-03-02\"/>"
                   "<gate id=\"c\" kind=\"water\" status=\"refused\"/>"
                   "<gate id=\"d\" kind=\"noise\" status=\"unknown\" date=\"2027-03-02\"/>"
                   "<gate id=\"e\" kind=\"road\" status=\"granted\" date=\"2027-Q1\"/>"
                   "<want by=\"2027-03-01\"/>"),
               PROFILE(PLAIN, ALONE, AIRY), NULL);
    expect_limits(&b, "site/gate/a", 1, 1, 1);
    expect_limits(&b, "site/gate/b", 0, 0, 0);
    expect_limits(&b, "site/gate/c", 0, 0, 0);
    expect_limits(&b, "site/gate/d", 0, UNKNOWN, 1);
    expect_limits(&b, "site/gate/e", 0, 0, 1); /* a quarter: January at best */
    expect_limits(&b, "site/gate/interconnection", 0, UNKNOWN, 1);
    expect_limits(&b, "site/gate/zoning", 0, UNKNOWN, 1);
    assert_null(fixture_seek(b.list.items, b.list.count, "site/gate/title"));
    expect_fixed(&b, "site/gate/a", 1, 1, 1);
    close_bench(&b);
}

static void paths_are_counted_by_name(void **state)
{
    (void)state;
    static const struct {
        const char *links;
        int64_t paths, bits;
    } cases[] = {
        {"<link id=\"a\" capacity=\"1 Gb/s\"/>", 1, 1000000000},
        {"<link id=\"a\" path=\"n\" capacity=\"1 Gb/s\"/>"
         "<link id=\"b\" path=\"n\" capacity=\"2 Gb/s\"/>",
         1, 3000000000},
        {"<link id=\"a\" path=\"n\" capacity=\"1 Gb/s\"/>"
         "<link id=\"b\" path=\"s\" capacity=\"2 Gb/s\"/>",
         2, 3000000000},
        {"<link id=\"a\" capacity=\"1 Gb/s\"/><link id=\"b\" capacity=\"1 Gb/s\"/>"
         "<link id=\"c\" path=\"s\" capacity=\"1 Gb/s\"/>",
         2, 3000000000},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        rfi_arena *arena = rfi_arena_new();
        const char *site = rfi_arena_format(
            arena,
            FIXTURE_SITE("%s<want bandwidth=\"2..4 Gb/s\"><policy network=\"redundant\"/>"
                         "</want>"),
            cases[i].links);
        bench b;
        open_bench(&b, site, PROFILE(PLAIN, ALONE, AIRY), NULL);
        expect_limits(&b, "site/network-paths", cases[i].paths, cases[i].paths,
                      cases[i].paths);
        expect_fixed(&b, "site/network-paths", 2, 2, 2);
        expect_limits(&b, "site/network-capacity", cases[i].bits, cases[i].bits,
                      cases[i].bits);
        expect_fixed(&b, "site/network-capacity", 4000000000, 3000000000, 2000000000);
        close_bench(&b);
        rfi_arena_free(arena);
    }
}

static void dates_are_asked_only_when_a_day_is(void **state)
{
    (void)state;
    static const char site[] =
        FIXTURE_SITE("<hall id=\"h\" ready=\"2027-05\"/><want by=\"2027-05-15\"/>");
    static const char profile[] =
        "<profile xmlns=\"urn:rackfit:1\" id=\"p\" name=\"P\" vendor=\"Any\" family=\"one\""
        " as-of=\"2026-11-01\" available=\"2027-04..2027-06\"><rack chips=\"8\""
        " max=\"1 kW\"/><pod racks=\"1\"/><unit pods=\"1\"/><heat/></profile>";
    bench b;
    open_bench(&b, site, profile, NULL);
    int64_t may = rfi_date_from_civil(2027, 5, 1);
    expect_limits(&b, "h/hall-ready", may + 14, may + 14, may + 14);
    expect_fixed(&b, "h/hall-ready", may + 30, may + 30, may);
    expect_fixed(&b, "site/available/p", may + 60, may + 15, may - 30);
    close_bench(&b);
    rfi_arena *arena = rfi_arena_new();
    open_bench(&b, fixture_swap(arena, site, "<want by=\"2027-05-15\"/>", ""), profile,
               NULL);
    assert_null(fixture_seek(b.list.items, b.list.count, "h/hall-ready"));
    assert_null(fixture_seek(b.list.items, b.list.count, "site/available/p"));
    close_bench(&b);
    rfi_arena_free(arena);
}

/* ---- hall ---- */

#define RACK_OF_1472_KG                                                                    \
    PLAIN " mass=\"1472 kg\" width=\"600 mm\" depth=\"1068 mm\" height=\"2236..2495 mm\""

static void racks_must_stand_and_pass(void **state)
{
    (void)state;
    static const char site[] = FIXTURE_SITE(
        "<hall id=\"h\" slab=\"1500 kg/m2\" clear-height=\"4..5 m\""
        " outline=\"0,0 9,0 9,9 0,9 m\">"
        "<door id=\"a\" kind=\"delivery\" at=\"0,3 m\" width=\"900 mm\" height=\"2400 "
        "mm\"/>"
        "<door id=\"b\" kind=\"delivery\" at=\"0,6 m\" width=\"800 mm\" height=\"2.5..2.6 "
        "m\"/>"
        "<door id=\"c\" kind=\"exit\" at=\"9,6 m\" width=\"3 m\" height=\"3 m\"/></hall>");
    bench b;
    open_bench(&b, site, PROFILE(RACK_OF_1472_KG, ALONE, AIRY), NULL);
    /* 1,472 kg / 0.6408 m2 = 2,297.1 kg/m2: fails where 1,500 is allowed */
    expect_fixed(&b, "h/slab", 2297129, 2297129, 2297129);
    expect_limits(&b, "h/slab", 1500000, 1500000, 1500000);
    expect_fixed(&b, "h/clear-height", 2495 + 1610, 2366 + 1160, 2236 + 1160);
    expect_limits(&b, "h/clear-height", 4000, 4500, 5000);
    expect_fixed(&b, "h/delivery-height", 2495 + 150, 2366 + 100, 2236 + 50);
    expect_limits(&b, "h/delivery-height", 2500, 2550, 2600);
    expect_fixed(&b, "h/delivery-width", 750, 700, 650);
    /* at the base only the narrow door is tall enough, at worst none is */
    expect_limits(&b, "h/delivery-width", 900, 800, 900);
    close_bench(&b);
    open_bench(&b, site, PROFILE(RACK_OF_1472_KG, ALONE, COLD), NULL);
    expect_fixed(&b, "h/clear-height", 2495 + 1610 + 500, 2366 + 1160 + 400,
                 2236 + 1160 + 300);
    close_bench(&b);
    open_bench(&b, FIXTURE_SITE("<hall id=\"h\"/>"), PROFILE(PLAIN, ALONE, AIRY), NULL);
    assert_null(fixture_seek(b.list.items, b.list.count, "h/delivery-height"));
    expect_fixed(&b, "h/slab", RFI_UNBOUNDED, UNKNOWN, 0);
    close_bench(&b);
}

static void racks_take_the_voltages_they_list(void **state)
{
    (void)state;
    static const struct {
        const char *side_a, *side_b;
        int64_t limits[RFI_ENDS];
    } cases[] = {
        {" voltage=\"415 V\"", " voltage=\"415 V\"", {1, 1, 1}},
        {" voltage=\"480 V\"", " voltage=\"415 V\"", {1, 1, 1}},
        {" voltage=\"415 V\"", "", {0, UNKNOWN, 1}}, /* racks draw from both sides */
        {" voltage=\"415 V\"", " voltage=\"400 V\"", {0, 0, 0}},
        {"", " voltage=\"400 V\"", {0, 0, 0}}, /* what is wrong settles it */
        {"", "", {0, UNKNOWN, 1}},
    };
    static const char profile[] =
        "<profile xmlns=\"urn:rackfit:1\" id=\"p\" name=\"P\" vendor=\"Any\" family=\"one\""
        " as-of=\"2026-11-01\"><rack chips=\"8\" max=\"1 kW\"/><pod racks=\"1\"/>"
        "<unit pods=\"1\"/><heat/><feed count=\"2\"><voltage level=\"415 V\"/>"
        "<voltage level=\"480 V\"/></feed></profile>";
    rfi_arena *arena = rfi_arena_new();
    for (size_t i = 0; i < 6; i++) {
        const char *site = rfi_arena_format(
            arena,
            FIXTURE_SITE(POI
                         "<hall id=\"h\" feed=\"g\"><busway id=\"a\" group=\"g\""
                         " side=\"A\" from=\"poi\" rating=\"1 MVA\"%s/><busway id=\"b\""
                         " group=\"g\" side=\"B\" from=\"poi\" rating=\"1 MVA\"%s/></hall>"
                         "<want><policy distribution=\"maintainable\"/></want>"),
            cases[i].side_a, cases[i].side_b);
        bench b;
        open_bench(&b, site, profile, NULL);
        const int64_t *limits = cases[i].limits;
        expect_limits(&b, "h/rack-voltage", limits[0], limits[1], limits[2]);
        expect_limits(&b, "h/rack-feeds", 2, 2, 2);
        expect_fixed(&b, "h/rack-feeds", 2, 2, 2);
        close_bench(&b);
    }
    bench b; /* a voltage that the maker has not told yet rules nothing out */
    const char *site = FIXTURE_SITE(POI "<hall id=\"h\" feed=\"g\"><busway id=\"g\""
                                        " from=\"poi\" rating=\"1 MVA\" voltage=\"400 V\"/>"
                                        "</hall>");
    open_bench(&b, site, fixture_swap(arena, profile, "480 V", "unknown"), NULL);
    expect_limits(&b, "h/rack-voltage", 0, UNKNOWN, 1);
    close_bench(&b);
    rfi_arena_free(arena);
}

/* ---- every kind ---- */

static void mark_kinds(const char *site, const char *profile, const char *climate,
                       bool *seen)
{
    bench b;
    open_bench(&b, site, profile, climate);
    for (size_t i = 0; i < b.list.count; i++) {
        const rfi_requirement *r = &b.list.items[i];
        seen[r->kind] = true;
        assert_true(r->title[0] != '\0' && r->formula[0] != '\0');
        assert_true(r->input_count > 0 || r->kind == RFI_REQ_RACK_FEEDS ||
                    r->kind == RFI_REQ_NETWORK_PATHS || r->kind == RFI_REQ_SUBSYSTEM ||
                    r->kind == RFI_REQ_MINING_STOPS);
        for (size_t k = 0; k < i; k++) {
            assert_string_not_equal(b.list.items[k].id, r->id);
        }
        for (size_t k = 0; k < r->input_count; k++) {
            assert_non_null(r->inputs[k].figure->owner);
            assert_non_null(r->inputs[k].figure->name);
            assert_non_null(r->inputs[k].figure->document);
        }
    }
    close_bench(&b);
}

/* States what brings up the requirements that arise only where something is said. */
static const char talkative_site[] = FIXTURE_SITE(
    "<location region=\"ERCOT\"/>"
    "<grid><interconnect id=\"poi\" energised=\"9 MW at utility\" firm=\"9 MW at utility\""
    " ramp=\"1 MW/s\" band=\"1 MW at utility\"/></grid>"
    "<electrical><ups id=\"ups\" from=\"poi\" rating=\"1 MVA\" autonomy=\"5 min\""
    " overload=\"1.25\" overload-time=\"1 min\"/>"
    "<generator id=\"set\" backs=\"ups\" rating=\"1 MVA\" step=\"0.5\"/>"
    "<bess id=\"bat\" rating=\"1 MW\" energy=\"1 MWh\"/></electrical>"
    "<hall id=\"h\" feed=\"ups\" above-grade=\"4 m\" outline=\"0,0 9,0 9,9 0,9 m\">"
    "<access id=\"up\" kind=\"lift\" at=\"0,3 m\" capacity=\"3 t\"/></hall>"
    "<want pods=\"1\"><policy distribution=\"maintainable\" ups=\"n\""
    " generators=\"n\"/></want>");

static void every_kind_arises(void **state)
{
    (void)state;
    bool seen[RFI_REQUIREMENT_KIND_COUNT] = {false};
    mark_kinds(exact_site, exact_profile, exact_climate, seen);
    mark_kinds(FIXTURE_SITE(""), exact_profile, NULL, seen);
    mark_kinds(
        FIXTURE_SITE("<hall id=\"h\" liquid=\"c\" humidity=\"0.5\"><plant id=\"c\""
                     " kind=\"chiller\" loop=\"liquid\" supply=\"20 degC\"/></hall>"),
        exact_profile, NULL, seen);
    rfi_arena *arena = rfi_arena_new();
    const char *spread = fixture_swap(
        arena, exact_profile, "<feed count=\"2\">",
        "<feed count=\"2\" shelves=\"8\" shelves-a=\"4\" shelf-power=\"33 kW\">");
    mark_kinds(talkative_site, spread, NULL, seen);
    rfi_arena_free(arena);
    for (int kind = 0; kind < RFI_REQUIREMENT_KIND_COUNT; kind++) {
        if (!seen[kind]) {
            print_error("never arises: %s\n",
                        rfi_requirement_id_words((rfi_requirement_kind)kind));
        }
        assert_true(seen[kind]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(heat_splits_between_the_loops),
        cmocka_unit_test(one_plant_unit_may_be_out),
        cmocka_unit_test(chiller_of_the_liquid_loop_takes_air_heat),
        cmocka_unit_test(supply_follows_the_plants_in_series),
        cmocka_unit_test(design_day_comes_from_the_climate),
        cmocka_unit_test(fixed_supply_holds_up_to_an_ambient),
        cmocka_unit_test(liquid_racks_ask_for_a_loop),
        cmocka_unit_test(change_of_use_asks_both_papers),
        cmocka_unit_test(gates_count_by_status_and_day),
        cmocka_unit_test(paths_are_counted_by_name),
        cmocka_unit_test(dates_are_asked_only_when_a_day_is),
        cmocka_unit_test(racks_must_stand_and_pass),
        cmocka_unit_test(racks_take_the_voltages_they_list),
        cmocka_unit_test(every_kind_arises),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
