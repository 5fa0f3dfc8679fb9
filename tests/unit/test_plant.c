/* SPDX-License-Identifier: MIT */
/* What plants do and draw, at the three ends and at the edges, by hand. */
#include "planner/capacity/plant.h"
#include "planner/capacity/trace.h"
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
    assert_int_equal(rfi_lift_cop(&l), 0);
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

/* A chiller that says what it draws rejects that too: 100 kW + 30 kW, not by its COP. */
static void a_stated_draw_reaches_the_tower(void **state)
{
    (void)state;
    bench b;
    rfi_arena *arena = rfi_arena_new();
    open_bench(
        &b,
        fixture_swap(arena, wet_site, " cop=\"4\"", " cop=\"4\" electrical=\"0.25..0.3\""),
        rack, DAY);
    expect_pod(&b, "site/liquid-heat/tower", 130000000, 127500000, 125000000);
    expect_pod(&b, "site/liquid-heat/wet", 100000000, 100000000, 100000000);
    close_bench(&b);
    rfi_arena_free(arena);
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

/* ---- what carries heat, at the three ends ----------------------------------------------
 */

static void carriers_at_three_ends(void **state)
{
    (void)state;
    static const char site[] = FIXTURE_SITE(
        "<cooling><plant id=\"dry\" kind=\"dry-cooler\" loop=\"liquid\" count=\"2\""
        " pipe=\"300 mm\" buffer=\"10 m3\" supply=\"18..20 degC\"/></cooling>"
        "<hall id=\"h\" liquid=\"cdu\" air=\"wall\" air-temperature=\"24 degC\""
        " humidity=\"50..60 %\"><plant id=\"cdu\" kind=\"cdu\" loop=\"liquid\" from=\"dry\""
        " pipe=\"100 mm\" approach=\"3..4 K\"/><plant id=\"wall\" kind=\"fan-wall\""
        " loop=\"air\" supply=\"20 degC\" range=\"12 K\" air-flow=\"5000..6000 "
        "m3/h\"/></hall>"
        "<want pods=\"1\"><policy generators=\"n\"/></want>");
    static const char climate[] =
        "<climate xmlns=\"urn:rackfit:1\" id=\"day\" name=\"Day\" as-of=\"2026-11-01\">"
        "<station elevation=\"0 m\" pressure=\"90..91.67..92 kPa\"/></climate>";
    bench b;
    open_bench(&b, site, PROFILE(PLAIN, ALONE, COLD), climate);
    /* 2 x pi/4 x 0.3^2 x 2.5, at last 3 m/s; 90 kW over 8, 10, 12 K of coolant */
    expect_limits(&b, "site/pipe-flow/dry", 1272344760, 1272344760, 1526813712);
    expect_pod(&b, "site/pipe-flow/dry", 10087174, 8065721, 6487266);
    /* at the end of the loop the flow of the rack: 100 L/min */
    expect_pod(&b, "h/pipe-flow/cdu", 6000000, 6000000, 6000000);
    /* 10 kW / (1.206 x 12 K) x 101.325 / 90, 91.67, 92 */
    expect_limits(&b, "h/air-flow/wall", 5000000000, 5500000000, 6000000000);
    expect_pod(&b, "h/air-flow/wall", 2800580432, 2749560803, 2739698248);
    /* 20,000 L x 4,015 J/LK x 5 K / 3.6; x 4,017; x 4,162 x 10 K; 90 kW for 60, 60, 30 s */
    expect_limits(&b, "site/cooling-ride-through/dry", 111527777, 111583333, 231222222);
    expect_pod(&b, "site/cooling-ride-through/dry", 1500000, 1500000, 750000);
    /* 18 + 3, 19 + 3.5, 20 + 4 degC; dew points at 60, 55 and 50 % + 2 K */
    expect_limits(&b, "h/condensation/cdu", 294150, 295650, 297150);
    expect_fixed(&b, "h/condensation/cdu", 290913, 289561, 288096);
    close_bench(&b);
    open_bench(&b, site, PROFILE(PLAIN, ALONE, AIRY), climate);
    assert_null(fixture_seek(b.list.items, b.list.count, "h/condensation/cdu"));
    assert_null(fixture_seek(b.list.items, b.list.count, "site/pipe-flow/dry"));
    close_bench(&b);
}

/* ---- operation at other weathers -------------------------------------------------------
 */

static const rfi_weather hot = {308150, 293150, 101325};
static const rfi_weather mild = {303150, 288150, 101325};
static const rfi_weather cool = {283150, 278150, 101325};
static const rfi_weather bitter = {243150, 243150, 101325};

/* Plant `index` of the chain of `head` with 100 kW at the base end. */
static rfi_plant_operation operate(const char *site, const char *head, size_t index,
                                   const rfi_weather *weather)
{
    bench b;
    rfi_plant_operation found;
    open_bench(&b, site, rack, DAY);
    rfi_view view = {.end = RFI_END_BASE};
    const rfi_plant_chain *chain = rfi_plants_of(&b.study, &b.f.site->halls[0], head);
    assert_true(index < chain->count);
    rfi_plant_operate(&b.study, &view, chain, index, weather, 100000000, 1000000, &found);
    assert_false(view.unknown);
    close_bench(&b);
    return found;
}

static void trim_rests_in_the_cool(void **state)
{
    (void)state;
    rfi_plant_operation o = operate(trim_site, "trim", 0, &hot);
    assert_int_equal(o.free, 800000);        /* source 42 degC, water 40 to 50 */
    assert_int_equal(o.compressor, 4687501); /* 20 kW / 4.266666 */
    assert_int_equal(o.supply, 313150);
    assert_int_equal(o.water, 0);
    o = operate(trim_site, "trim", 0, &cool);
    assert_int_equal(o.free, 1000000);
    assert_int_equal(o.compressor, 0);
    /* the cooler in front: full speed until it reaches 40 degC, then by the gap that is
     * left: (5 + 10) / (50 - 12) = 0.394737, its cube 0.061508; at last the floor */
    assert_int_equal(operate(trim_site, "trim", 1, &hot).fans, 5000000);
    assert_int_equal(operate(trim_site, "trim", 1, &cool).fans, 307540);
    assert_int_equal(operate(trim_site, "trim", 1, &bitter).fans, 40000);
    assert_int_equal(operate(trim_site, "trim", 1, &bitter).pumps, 2000000);
    assert_int_equal(operate(trim_site, "trim", 1, &cool).supply, 290150); /* 10 + 2 + 5 */
}

static void towers_drink_for_their_chillers(void **state)
{
    (void)state;
    rfi_plant_operation o = operate(wet_site, "wet", 0, &hot);
    assert_int_equal(o.free, 0);
    assert_int_equal(o.compressor, 25000000);
    assert_int_equal(o.fans, 1250000);  /* of 125 kW at full speed */
    assert_int_equal(o.pumps, 3500000); /* 1 of the chiller, 2.5 of the tower */
    /* 125 kW x 3.6 / 2430 J/g = 185,186 mL/h; x 5 / 4; + 0.0005 of 11,202 L/h */
    assert_int_equal(o.water, 231483 + 5602);
    o = operate(wet_site, "wet", 0, &cool);
    assert_true(o.compressor < 25000000);
    assert_true(o.fans < 1250000);
}

static void pads_run_as_far_as_needed(void **state)
{
    (void)state;
    static const char site[] =
        FIXTURE_SITE("<hall id=\"h\" liquid=\"pads\"><plant id=\"pads\" kind=\"adiabatic\" "
                     "loop=\"liquid\""
                     " supply=\"40 degC\" approach=\"5 K\" range=\"10 K\"/></hall>");
    /* 37 degC at the coil, 35 are needed: 2 K of 100 kW over 10 K are 20 kW; x 5 / 4 */
    assert_int_equal(operate(site, "pads", 0, &hot).water, 37038);
    assert_int_equal(operate(site, "pads", 0, &mild).water, 0);
    assert_int_equal(operate(site, "pads", 0, &mild).free, 1000000);
}

static void economisers_share_with_compressors(void **state)
{
    (void)state;
    static const char site[] = FIXTURE_SITE(
        "<hall id=\"h\" liquid=\"c\"><plant id=\"c\" kind=\"chiller\" loop=\"liquid\""
        " supply=\"30 degC\" range=\"10 K\" economiser=\"yes\" economiser-approach=\"3 K\""
        " cop=\"4\"/></hall>");
    assert_int_equal(operate(site, "c", 0, &hot).free, 0);        /* 35 + 2 + 3 = 40 */
    assert_int_equal(operate(site, "c", 0, &mild).free, 500000);  /* 35 */
    assert_int_equal(operate(site, "c", 0, &cool).free, 1000000); /* 15 */
    assert_int_equal(operate(site, "c", 0, &cool).compressor, 0);
    assert_int_equal(operate(site, "c", 0, &cool).pumps, 900000); /* 0.009 by rule */
}

/* Every step of a derivation that is opened is closed, and the rows that plants move have
 * one. */
static void derivations_are_whole(void **state)
{
    (void)state;
    static const char *const sites[] = {trim_site, wet_site};
    size_t steps = 0;
    for (size_t k = 0; k < sizeof(sites) / sizeof(sites[0]); k++) {
        bench b;
        open_bench(&b, sites[k], rack, DAY);
        for (size_t i = 0; i < b.list.count; i++) {
            struct rfi_trace trace = {.arena = b.f.arena};
            rfi_view view = {.end = RFI_END_BASE, .trace = &trace};
            int64_t slots[4] = {0};
            rfi_terms terms = {.pod = &slots[0],
                               .unit = &slots[1],
                               .idle = &slots[2],
                               .standing = &slots[3]};
            rfi_trace_open(&view, "row", b.list.items[i].id, NULL);
            rfi_capacity_terms(&b.study, &b.list.items[i], &b.list.subjects[i], &view,
                               &terms);
            assert_int_equal(trace.depth, 1);
            assert_false(trace.failed);
            for (const rfi_derivation *d = trace.root->first; d != NULL; d = d->next) {
                steps += d->first != NULL ? 1 : 0;
            }
        }
        close_bench(&b);
    }
    assert_true(steps > 4);
}

/* ---- many sites ------------------------------------------------------------------------
 */

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

static int pick(uint64_t *seed, int low, int high)
{
    return low + (int)(next_random(seed) % (uint64_t)(high - low + 1));
}

/* name="low..high unit", or nothing, or not known */
static void add_range(rfi_text *text, uint64_t *seed, const char *name, const int span[2],
                      const char *unit)
{
    int kind = pick(seed, 0, 9);
    int low = pick(seed, span[0], span[1]);
    int high = pick(seed, low, span[1]);
    if (kind < 3) {
        return;
    }
    if (kind == 3) {
        rfi_text_format(text, " %s=\"unknown\"", name);
    } else if (kind < 7) {
        rfi_text_format(text, " %s=\"%d.%d%s\"", name, low, pick(seed, 0, 9), unit);
    } else {
        rfi_text_format(text, " %s=\"%d..%d%s\"", name, low, high, unit);
    }
}

static void add_plant(rfi_text *text, uint64_t *seed, const char *id, const char *kind,
                      const char *rest)
{
    static const struct {
        const char *name, *unit;
        int span[2];
    } figures[] = {
        {"cop", "", {2, 9}},
        {"cop-ambient", " degC", {20, 45}},
        {"cop-supply", " degC", {5, 40}},
        {"evaporator-approach", " K", {1, 6}},
        {"condenser-approach", " K", {5, 20}},
        {"range", " K", {4, 14}},
        {"rated-return", " degC", {40, 60}},
        {"at", " degC", {20, 38}},
        {"fans", " %", {1, 9}},
        {"pumps", " %", {1, 4}},
        {"economiser-approach", " K", {1, 9}},
        {"approach", " K", {1, 9}},
        {"capacity", " MW thermal", {1, 9}},
        {"count", "", {1, 4}},
        {"buffer", " m3", {1, 9}},
        {"restart", " s", {10, 99}},
        {"pipe", " cm", {9, 40}},
    };
    rfi_text_format(text, "<plant id=\"%s\" kind=\"%s\"%s", id, kind, rest);
    for (size_t i = 0; i < sizeof(figures) / sizeof(figures[0]); i++) {
        bool whole = strcmp(figures[i].name, "count") == 0;
        if (whole) {
            rfi_text_format(text, " count=\"%d\"", pick(seed, 1, 4));
        } else {
            add_range(text, seed, figures[i].name, figures[i].span, figures[i].unit);
        }
    }
    rfi_text_add(text, "/>");
}

static const char *random_site(rfi_arena *arena, uint64_t *seed)
{
    static const char *const rejectors[] = {"dry-cooler", "adiabatic", "tower", "hydro"};
    rfi_text t = RFI_TEXT_INIT;
    add_plant(&t, seed, "dry", rejectors[pick(seed, 0, 3)], " loop=\"liquid\" feed=\"lv\"");
    add_plant(&t, seed, "sink", rejectors[pick(seed, 0, 3)], " loop=\"air\"");
    const char *trim[] = {
        " loop=\"liquid\" from=\"dry\" supply=\"30..36 degC\"",
        " loop=\"liquid\" from=\"dry\" supply=\"35 degC\" rejects-to=\"dry\"",
        " loop=\"liquid\" supply=\"25 degC\" economiser=\"yes\"",
        " loop=\"liquid\" supply=\"20..30 degC\" rejects-to=\"sink\""};
    add_plant(&t, seed, "trim", "chiller", trim[pick(seed, 0, 3)]);
    const char *cold[] = {" loop=\"air\" supply=\"12..18 degC\" rejects-to=\"sink\"",
                          (" loop=\"air\" supply=\"15 degC\" rejects-to=\"sink\""
                           " electrical=\"0.2..0.3\""),
                          " loop=\"air\" supply=\"18 degC\" economiser=\"unknown\"",
                          " loop=\"air\" supply=\"16 degC\" feed=\"lv\""};
    add_plant(&t, seed, "cold", "chiller", cold[pick(seed, 0, 3)]);
    const char *air = rfi_arena_format(
        arena, " loop=\"air\" from=\"cold\" filtration=\"9\" air-flow=\"%d m3/h\"",
        pick(seed, 5000, 400000));
    add_plant(&t, seed, "crah", "crah", air);
    const char *cooling = rfi_arena_copy(arena, t.data);
    rfi_text_finish(&t);
    const char *site = TIGHT("9000", "COOLING", "liquid=\"LIQUID\" air=\"crah\" HALL");
    site = fixture_swap(arena, site, "COOLING", cooling);
    site = fixture_swap(arena, site, "LIQUID", pick(seed, 0, 2) > 0 ? "trim" : "dry");
    site = fixture_swap(arena, site, "\"1 MW at", "\"9 MW at");
    site = fixture_swap(arena, site, "HALL",
                        pick(seed, 0, 1) > 0
                            ? "losses=\"ups\" house=\"1..3 %\" house-feed=\"lv\""
                              " air-temperature=\"24 degC\" humidity=\"40..60 %\""
                            : "");
    if (pick(seed, 0, 1) == 0) {
        return site;
    }
    site = fixture_swap(arena, site, "</electrical>",
                        "<generator id=\"g\" backs=\"lv\" rating=\"9 MVA\"/></electrical>");
    return fixture_swap(arena, site, "<want pods=\"2\"/>",
                        "<want pods=\"2\"><policy generators=\"n\" cooling=\"redundant\"/>"
                        "</want>");
}

/* What capacity plans, the second opinion passes: at whatever end the plan holds. */
static void second_opinion_agrees_on_many_sites(void **state)
{
    (void)state;
    uint64_t seed = 20261128;
    size_t plans = 0;
    for (int i = 0; i < 400; i++) {
        rfi_arena *arena = rfi_arena_new();
        uint64_t first = seed;
        const char *site = random_site(arena, &seed);
        const char *share =
            pick(&seed, 0, 2) > 0 ? "liquid-share=\"0.8..0.9\"" : "liquid-share=\"0\"";
        const char *profile = fixture_swap(arena, rack, "liquid-share=\"1\"", share);
        profile = fixture_swap(arena, profile, "44 degC", "60 degC");
        profile = fixture_swap(arena, profile, "27 degC", "50 degC");
        profile = fixture_swap(arena, profile, "<unit pods=\"1\"/>",
                               "<unit pods=\"4\"><support id=\"n\" kind=\"network\""
                               " power=\"7 kW\" width=\"600 mm\"/></unit>");
        fixture f;
        fixture_read(&f, site, profile, DAY);
        const rfi_judgement *j = &fixture_evaluate(&f, NULL)->judgements[0];
        rfi_finding finding = {0};
        if (j->plan != NULL) {
            assert_true(rfi_check_plan(f.arena, j->plan, &f.rules, &finding));
            plans++;
        }
        if (finding.violation_count > 0) {
            print_error("seed %llu, end %d\n%s\n", (unsigned long long)first,
                        (int)j->plan->end, site);
            fixture_print_findings(&finding);
        }
        assert_int_equal(finding.violation_count, 0);
        fixture_free(&f);
        rfi_arena_free(arena);
    }
    print_message("# %zu plans\n", plans);
    assert_true(plans > 100);
}

/* ---- what nobody knows of a hall --------------------------------------------------------
 */

#define LIGHT(more)                                                                        \
    FIXTURE_SITE(POI "<electrical><switchgear id=\"main\" from=\"poi\""                    \
                     " rating=\"1000 kVA\" efficiency=\"1\"/><switchboard id=\"lv\""       \
                     " from=\"poi\" rating=\"1000 kVA\" efficiency=\"1\"/>" more           \
                     "<generator id=\"sets\" backs=\"main\" rating=\"9 MVA\"/>"            \
                     "</electrical><hall id=\"h\" feed=\"main\" liquid=\"none\""           \
                     " house=\"unknown\" house-feed=\"lv\"/>"                              \
                     "<want><policy generators=\"n\"/></want>")
#define TIE "<switchboard id=\"t\" from=\"lv\" standby=\"main\" rating=\"1 MVA\"/>"

/* A house load of which nobody knows the size leaves open what it passes, and no more: the
 * racks fill their own chain at the base, in a site of chains and in a network. */
static void an_unknown_house_load_opens_its_own_way_only(void **state)
{
    (void)state;
    static const char *const sites[] = {LIGHT(""), LIGHT(TIE)};
    for (size_t i = 0; i < 2; i++) {
        bench b;
        open_bench(&b, sites[i], PROFILE(PLAIN, ALONE, AIRY), NULL);
        assert_false(terms_of(&b, "site/power-chain/main", RFI_END_BASE)->unknown);
        assert_false(terms_of(&b, "site/backup-power/sets", RFI_END_BASE)->unknown);
        assert_true(terms_of(&b, "site/power-chain/lv", RFI_END_BASE)->unknown);
        assert_true(terms_of(&b, "site/firm-utility", RFI_END_BASE)->unknown);
        close_bench(&b);
    }
}

/* And the check tests it: 10 pods of 100 kW, not 11. */
static void the_check_knows_what_an_unknown_house_load_passes(void **state)
{
    (void)state;
    fixture f;
    fixture_read(&f, LIGHT(""), PROFILE(PLAIN, ALONE, AIRY), NULL);
    for (int64_t pods = 10; pods <= 11; pods++) {
        rfi_hall_share share = {&f.site->halls[0], 1, pods, pods, pods, NULL};
        rfi_plan plan = {.site = f.site,
                         .profile = f.profile,
                         .by = f.site->as_of,
                         .end = RFI_END_BASE,
                         .shares = &share,
                         .share_count = 1,
                         .pods = pods};
        rfi_finding finding;
        assert_true(rfi_check_plan(f.arena, &plan, &f.rules, &finding));
        size_t chains = 0;
        for (size_t i = 0; i < finding.violation_count; i++) {
            chains += finding.violations[i].kind == RFI_REQ_POWER_CHAIN;
        }
        assert_int_equal(chains, pods - 10);
    }
    fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trim_takes_what_the_source_leaves),
        cmocka_unit_test(lift_knows_its_edges),
        cmocka_unit_test(draw_at_three_ends),
        cmocka_unit_test(a_stated_draw_reaches_the_tower),
        cmocka_unit_test(one_unit_worse_is_refused),
        cmocka_unit_test(carriers_at_three_ends),
        cmocka_unit_test(trim_rests_in_the_cool),
        cmocka_unit_test(towers_drink_for_their_chillers),
        cmocka_unit_test(pads_run_as_far_as_needed),
        cmocka_unit_test(economisers_share_with_compressors),
        cmocka_unit_test(derivations_are_whole),
        cmocka_unit_test(second_opinion_agrees_on_many_sites),
        cmocka_unit_test(an_unknown_house_load_opens_its_own_way_only),
        cmocka_unit_test(the_check_knows_what_an_unknown_house_load_passes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
