/* SPDX-License-Identifier: MIT */
/* Installs under the second opinion. One table: the exact site is spoilt so that one
 * requirement fails, the least install that makes up for it passes, and one base unit, one
 * unit, another kind or another place less is refused by name. Then the rows that arise
 * only with measures, redundancy of what is added, and the rules of installs. */
#include "tests/unit/apart_plan.h"

#include <stdio.h>

typedef enum cure {
    ADDS = 0, /* what the check says is missing */
    SETTLES,
    VOLTAGE,
    LEVEL
} cure;

typedef struct remedy {
    rfi_requirement_kind kind;
    const char *from, *to;
    bool in_profile, in_halls;
    const char *of;
    int64_t units; /* so many that one counts, and one less does not */
    cure cure;
    int64_t level, heat; /* millivolt, millikelvin or class; heat that it holds for */
} remedy;

#define FEED "<feed count=\"2\"><voltage"
#define SHELVES                                                                            \
    "<feed count=\"2\" shelves=\"4\" shelves-a=\"2\" shelf-power=\"20 kW\"><voltage"
#define UPS_RATED "rating=\"631.25 kVA\""
#define SWING(power, energy)                                                               \
    "<generator id=\"gens\"", "<bess id=\"bess\" rating=\"" power "\" energy=\"" energy    \
                              "\"/><generator id=\"gens\""

#define DOCK                                                                               \
    "humidity=\"100 %\"><door id=\"dock\" kind=\"delivery\" at=\"0,1.8 m\" width=\"750 "   \
    "mm\""                                                                                 \
    " height=\"2350 mm\"/>"
#define RAMP(height, capacity)                                                             \
    "humidity=\"100 %\" above-grade=\"1 m\"><access id=\"dock\" kind=\"ramp\" at=\"0,1.8 " \
    "m\""                                                                                  \
    " width=\"750 mm\" height=\"" height "\" capacity=\"" capacity "\"/>"

static const remedy remedies[] = {
    {RFI_REQ_FIRM_UTILITY, "1494.375 kW at", "1494374999 mW at", false, false, NULL, 1,
     ADDS, 0, 0},
    {RFI_REQ_ENERGISED_UTILITY, "1684.375 kW at", "1684374999 mW at", false, false, NULL, 1,
     ADDS, 0, 0},
    {RFI_REQ_CHANGE_OF_USE, "transferable=\"yes\"", "transferable=\"no\"", false, false,
     NULL, 1, SETTLES, 0, 0},
    {RFI_REQ_GATE, "id=\"zone\" kind=\"zoning\" status=\"granted\"",
     "id=\"zone\" kind=\"zoning\" status=\"refused\"", false, false, "zoning", 1, SETTLES,
     0, 0},
    {RFI_REQ_GATE, "date=\"2027-12-31\"/>", "date=\"2028-01-01\"/>", false, false, "title",
     1, SETTLES, 0, 0},
    {RFI_REQ_GRID_RULE, "<grid>", "<location region=\"Texas\"/><grid>", false, false, NULL,
     1, ADDS, 0, 0},
    {RFI_REQ_POWER_CHAIN, "side=\"A\" from=\"poi\" rating=\"1693.375 kVA\"",
     "side=\"A\" from=\"poi\" rating=\"1693.374999 kVA\"", false, false, "substation", 2,
     ADDS, 0, 0},
    {RFI_REQ_POWER_CHAIN, "side=\"B\" from=\"ups\" rating=\"531.25 kVA\"",
     "side=\"B\" from=\"ups\" rating=\"531.249999 kVA\"", false, true, "busway", 2, ADDS, 0,
     0},
    {RFI_REQ_POWER_CHAIN, "631.25 kVA", "631.249999 kVA", false, true, "ups", 1, ADDS, 0,
     0},
    {RFI_REQ_BACKUP_POWER, "1943.375 kVA", "1943.374999 kVA", false, false, NULL, 1, ADDS,
     0, 0},
    {RFI_REQ_RACK_VOLTAGE, "level=\"415 V\"", "level=\"415.001 V\"", true, true, NULL, 1,
     VOLTAGE, 415001, 0},
    {RFI_REQ_RACK_FEEDS, "feed count=\"2\"", "feed count=\"3\"", true, true, NULL, 1, ADDS,
     0, 0},
    {RFI_REQ_RACK_SUPPLY, FEED, SHELVES, true, true, NULL, 1, ADDS, 0, 0},
    {RFI_REQ_RIDE_THROUGH, UPS_RATED, UPS_RATED " energy=\"0.1 kWh\"", false, true, NULL, 1,
     ADDS, 0, 0},
    {RFI_REQ_LIQUID_HEAT, "610 kW thermal", "609.999999 kW thermal", false, false,
     "dry-cooler", 1, ADDS, 0, 0},
    {RFI_REQ_LIQUID_HEAT, "305 kW thermal", "304.999999 kW thermal", false, true, "cdu", 1,
     ADDS, 0, 0},
    {RFI_REQ_LIQUID_SUPPLY, "supply-max=\"47 degC\"", "supply-max=\"46.999 degC\"", true,
     true, "chiller", 1, LEVEL, 320149, 305000000},
    {RFI_REQ_LIQUID_FLOW, "24000 L/h", "23999.999 L/h", false, true, "cdu", 1, ADDS, 0, 0},
    {RFI_REQ_AIR_HEAT, "240 kW thermal", "239.999999 kW thermal", false, false, "chiller",
     1, ADDS, 0, 0},
    {RFI_REQ_AIR_HEAT, "120 kW thermal", "119.999999 kW thermal", false, true, "crah", 1,
     ADDS, 0, 0},
    {RFI_REQ_AIR_INLET, "air-inlet-max=\"27 degC\"", "air-inlet-max=\"26.999 degC\"", true,
     true, "fan-wall", 1, LEVEL, 300149, 120000000},
    {RFI_REQ_AIR_FILTRATION, "filtration=\"11\" electrical", "filtration=\"10\" electrical",
     false, true, "fan-wall", 1, LEVEL, 11, 120000000},
    {RFI_REQ_PLANT_AMBIENT, "at=\"38 degC\"", "at=\"37.999 degC\"", false, true, "chiller",
     1, LEVEL, 311150, 0},
    {RFI_REQ_FLOOR_SPACE, "outline=\"0,0 6,0 6,3.6 0,3.6 m\"", "outline=\"unknown\"", false,
     true, NULL, 1, ADDS, 0, 0},
    {RFI_REQ_SLAB, "1500 kg/m2", "1499.999 kg/m2", false, true, NULL, 1, ADDS, 0, 0},
    {RFI_REQ_POINT_LOAD, "3.575 kN", "3.574 kN", false, true, NULL, 1, ADDS, 0, 0},
    {RFI_REQ_AREA_LOAD, "750.001 kg/m2", "749.999 kg/m2", false, true, NULL, 1, ADDS, 0, 0},
    {RFI_REQ_CLEAR_HEIGHT, "4.31 m", "4.309 m", false, true, NULL, 1, ADDS, 0, 0},
    {RFI_REQ_DELIVERY_HEIGHT, "2350 mm", "2349 mm", false, true, NULL, 1, ADDS, 0, 0},
    {RFI_REQ_DELIVERY_WIDTH, "750 mm", "749 mm", false, true, NULL, 1, ADDS, 0, 0},
    {RFI_REQ_ACCESS_SIZE, DOCK, RAMP("2349 mm", "1080 kg"), false, true, NULL, 1, SETTLES,
     0, 0},
    {RFI_REQ_ACCESS_LOAD, DOCK, RAMP("2350 mm", "1079999 g"), false, true, NULL, 1, ADDS, 0,
     0},
    /* and the plan has no route */
    {RFI_REQ_DELIVERY_ROUTE, DOCK, DOCK, false, true, NULL, 1, ADDS, 0, 0},
    {RFI_REQ_NETWORK_CAPACITY, "60 Gb/s", "59999.999999 Mb/s", false, false, NULL, 2, ADDS,
     0, 0},
    {RFI_REQ_NETWORK_PATHS, "path=\"south\"", "path=\"north\"", false, false, NULL, 1, ADDS,
     0, 0},
    {RFI_REQ_NETWORK_LATENCY, "latency=\"10 ms\"", "latency=\"9999 us\"", false, false,
     NULL, 1, ADDS, 0, 0},
    {RFI_REQ_NETWORK_CARRIERS, "carrier=\"Two\"", "carrier=\"One\"", false, false, NULL, 1,
     ADDS, 0, 0},
    {RFI_REQ_MINING_STOPS, "stops=\"yes\"", "stops=\"no\"", false, true, NULL, 1, SETTLES,
     0, 0},
    {RFI_REQ_PIPE_FLOW, "pipe=\"59 mm\"", "pipe=\"58 mm\"", false, true, "cdu", 1, ADDS, 0,
     0},
    {RFI_REQ_AIR_FLOW, "35820895.524 L/h", "35820895.522 L/h", false, true, "crah", 1, ADDS,
     0, 0},
    {RFI_REQ_COOLING_RIDE_THROUGH, "1094 L", "1093 L", false, false, "dry-cooler", 1, ADDS,
     0, 0},
    {RFI_REQ_CONDENSATION, "approach=\"4 K\" flow", "supply=\"47 degC\" flow", false, true,
     NULL, 1, LEVEL, 373150, 0},
    {RFI_REQ_WATER_DAY, "16190 L/day", "16187 L/day", false, false, NULL, 1, ADDS, 0, 0},
    {RFI_REQ_WATER_YEAR, "5431042 L", "5431039 L", false, false, NULL, 1, ADDS, 0, 0},
    {RFI_REQ_MAKE_UP, "674.496 L/h", "674.495 L/h", false, false, NULL, 1, ADDS, 0, 0},
    {RFI_REQ_LOAD_SWING, SWING("100 kVA", "900 kWh"), false, false, NULL, 1, ADDS, 0, 0},
    {RFI_REQ_SWING_ENERGY, SWING("9 MVA", "0.5 kWh"), false, false, NULL, 1, ADDS, 0, 0},
    {RFI_REQ_PEAK_POWER, UPS_RATED,
     "rating=\"631.249999 kVA\" overload=\"1\" overload-time=\"1 min\"", false, true, NULL,
     1, ADDS, 0, 0},
    {RFI_REQ_LOAD_STEP, "rating=\"1943.375 kVA\"", "rating=\"1943.375 kVA\" step=\"0.1\"",
     false, false, NULL, 1, ADDS, 0, 0},
};
enum { REMEDIES = sizeof(remedies) / sizeof(remedies[0]) };

/* In a test of their own, here and in test_check_installs.c. No effect moves a date. */
static const rfi_requirement_kind elsewhere[] = {RFI_REQ_SUBSYSTEM, RFI_REQ_LIQUID_LOOP,
                                                 RFI_REQ_HALL_KNOWN, RFI_REQ_OUTAGE_WINDOW};

static const rfi_requirement_kind anywhere[] = {
    RFI_REQ_FIRM_UTILITY,  RFI_REQ_ENERGISED_UTILITY, RFI_REQ_CHANGE_OF_USE,
    RFI_REQ_GATE,          RFI_REQ_GRID_RULE,         RFI_REQ_NETWORK_CAPACITY,
    RFI_REQ_NETWORK_PATHS, RFI_REQ_NETWORK_LATENCY,   RFI_REQ_NETWORK_CARRIERS,
    RFI_REQ_WATER_DAY,     RFI_REQ_WATER_YEAR,        RFI_REQ_MAKE_UP,
    RFI_REQ_LOAD_SWING,    RFI_REQ_SWING_ENERGY};

static bool is_among(const rfi_requirement_kind *kinds, size_t count,
                     rfi_requirement_kind kind)
{
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        found = found || kinds[i] == kind;
    }
    return found;
}

static const rfi_plan *exact_plan(fixture *f)
{
    fixture_read(f, exact_site, exact_profile, exact_climate);
    const rfi_judgement *j = &fixture_evaluate(f, NULL)->judgements[0];
    assert_int_equal(j->verdict, RF_VERDICT_FIT);
    assert_int_equal(j->plan->end, RFI_END_UNFAVOURABLE);
    return j->plan;
}

static void every_kind_has_a_case(void **state)
{
    (void)state;
    for (int kind = 0; kind < RFI_REQUIREMENT_KIND_COUNT; kind++) {
        bool found = is_among(elsewhere, sizeof(elsewhere) / sizeof(elsewhere[0]),
                              (rfi_requirement_kind)kind) ||
                     rfi_requirement_dimension((rfi_requirement_kind)kind) == RFI_DIM_DATE;
        for (size_t i = 0; i < REMEDIES; i++) {
            found = found || (int)remedies[i].kind == kind;
        }
        if (!found) {
            print_error("no case for %s\n",
                        rfi_requirement_id_words((rfi_requirement_kind)kind));
        }
        assert_true(found);
    }
}

/* ---- one remedy ------------------------------------------------------------------------
 */

static void open_spoilt(apart *a, const remedy *r, const rfi_plan *base)
{
    rfi_arena *arena = rfi_arena_new();
    const char *site = exact_site;
    const char *profile = exact_profile;
    if (r->kind == RFI_REQ_LOAD_SWING || r->kind == RFI_REQ_SWING_ENERGY) {
        site = fixture_swap(arena, site, "transferable=\"yes\"",
                            "band=\"1 kW at utility\" transferable=\"yes\"");
        profile = fixture_swap(arena, profile, " power-factor",
                               " swing=\"0.5\" swing-period=\"20 s\" power-factor");
    }
    if (r->in_profile) {
        profile = fixture_swap(arena, profile, r->from, r->to);
    } else {
        site = fixture_swap(arena, site, r->from, r->to);
    }
    open_apart(a, site, profile, base);
    for (size_t i = 0; r->kind == RFI_REQ_DELIVERY_ROUTE && i < a->plan.floor_count; i++) {
        a->plan.floors[i].route_count = 0;
    }
    if (r->kind == RFI_REQ_GRID_RULE) { /* one milliwatt below what the site draws */
        a->f.rules.figures[RFI_RULE_LARGE_LOAD_SB6] = exactly(1684375000, RFI_DIM_POWER);
    }
    rfi_arena_free(arena);
}

/* "(a against b in base units)" */
static int64_t missing_of(const rfi_finding *finding)
{
    long long demand = 0;
    long long limit = 0;
    const char *at = strstr(finding->violations[0].message, "(");
    assert_non_null(at);
    assert_int_equal(sscanf(at, "(%lld against %lld", &demand, &limit), 2);
    assert_true(demand > limit);
    return demand - limit;
}

static void put(apart *a, const rfi_measure *measure, bool in_halls, int64_t units)
{
    a->plan.install_count = 0;
    install(a, measure, in_halls ? 0 : RFI_PLACE_SITE, units);
    install(a, measure, 1, in_halls ? units : 0);
}

/* The effect at its least; what it would take to be too little by one. */
static int64_t *least_effect(const remedy *r, rfi_measure *measure, rfi_effect *effect,
                             int64_t lacks, rfi_dimension dimension)
{
    effect->adds = exactly(lacks, dimension);
    if (r->cure == VOLTAGE) {
        effect->adds = (rfi_figure){.state = RFI_ABSENT};
        effect->voltage = exactly(r->level, RFI_DIM_VOLTAGE);
        return NULL;
    }
    if (r->cure == SETTLES) {
        effect->adds = (rfi_figure){.state = RFI_ABSENT};
        return NULL;
    }
    if (r->cure == LEVEL) {
        effect->adds = exactly(r->level, dimension);
        measure->size = exactly(r->heat, RFI_DIM_POWER);
        return NULL;
    }
    return &effect->adds.low;
}

static void try_levels(const remedy *r, apart *a, rfi_measure *m, rfi_effect *effect)
{
    bool warm = r->kind == RFI_REQ_LIQUID_SUPPLY || r->kind == RFI_REQ_AIR_INLET;
    effect->adds.low -= warm ? 0 : 1;
    effect->adds.high += warm ? 1 : 0;
    bool close = r->kind != RFI_REQ_CONDENSATION;
    if (close) { /* read at its own worst, whatever the rest of the range */
        (void)expect_only(a, r->kind, "a level worse by one");
    }
    effect->adds = exactly(r->level, effect->adds.dimension);
    expect_holds(a, "the level again");
    if (r->heat > 0) {
        rfi_requirement_kind heat =
            r->kind == RFI_REQ_LIQUID_SUPPLY ? RFI_REQ_LIQUID_HEAT : RFI_REQ_AIR_HEAT;
        m->size = exactly(r->heat - 1, RFI_DIM_POWER);
        (void)expect_only(a, heat, "one milliwatt less at the level");
        m->size = (rfi_figure){.state = RFI_ABSENT};
        (void)expect_only(a, r->kind, "a level without heat or size");
    }
}

static void try_places(const remedy *r, apart *a, rfi_measure *m, rfi_effect *effect,
                       const char *about)
{
    bool whole = is_among(anywhere, sizeof(anywhere) / sizeof(anywhere[0]), r->kind);
    if (r->of != NULL && (r->cure != LEVEL || r->heat == 0)) {
        effect->of = "feeder";
        (void)expect_only(a, r->kind, about);
        effect->of = r->of;
    }
    if (r->in_halls) {
        a->plan.install_count = 1; /* the other hall goes without */
        (void)expect_only(a, r->kind, about);
        m->scope = RFI_SCOPE_SITE;
        put(a, m, false, r->units);
        (void)expect_only(a, r->kind, about);
        return;
    }
    m->scope = RFI_SCOPE_HALL;
    a->plan.install_count = 0;
    install(a, m, 1, r->units);
    if (whole) {
        expect_holds(a, about);
    } else {
        (void)expect_only(a, r->kind, about);
    }
}

static void try_remedy(const remedy *r, const rfi_plan *base)
{
    apart a;
    offer o = {0};
    char about[120];
    (void)snprintf(about, sizeof(about), "%s -> %s", r->from, r->to);
    open_spoilt(&a, r, base);
    rfi_measure *m = add_measure(&o, "cure", r->in_halls ? RFI_SCOPE_HALL : RFI_SCOPE_SITE);
    rfi_effect *effect = add_effect(m, r->kind, r->of);
    a.plan.measures = &o.measures;
    rfi_finding finding = expect_only(&a, r->kind, about);
    int64_t lacks = r->cure == ADDS ? missing_of(&finding) : 0;
    rfi_dimension dimension = rfi_requirement_dimension(r->kind);
    int64_t *adds = least_effect(r, m, effect, lacks, dimension);
    put(&a, m, r->in_halls, r->units);
    expect_holds(&a, about);
    put(&a, m, r->in_halls, r->units - 1);
    (void)expect_only(&a, r->kind, about);
    put(&a, m, r->in_halls, r->units);
    if (adds != NULL) {
        *adds -= 1; /* the low end alone */
        (void)expect_only(&a, r->kind, about);
        *adds += 1;
        effect->takes = exactly(0, dimension);
        expect_holds(&a, about);
        effect->takes.high = 1;
        (void)expect_only(&a, r->kind, about);
        effect->takes = (rfi_figure){.state = RFI_ABSENT};
    }
    if (r->cure == VOLTAGE) {
        effect->voltage = exactly(r->level + 1, RFI_DIM_VOLTAGE);
        (void)expect_only(&a, r->kind, about);
        effect->voltage = exactly(r->level, RFI_DIM_VOLTAGE);
    }
    if (r->cure == LEVEL) {
        try_levels(r, &a, m, effect);
        m->size = exactly(r->heat, RFI_DIM_POWER);
    }
    try_places(r, &a, m, effect, about);
    fixture_free(&a.f);
}

static void the_least_install_holds_and_no_less(void **state)
{
    (void)state;
    fixture f;
    const rfi_plan *base = exact_plan(&f);
    for (size_t i = 0; i < REMEDIES; i++) {
        try_remedy(&remedies[i], base);
    }
    fixture_free(&f);
}

/* A cut-over that finds no window never ends either: that stays. */
static void a_window_is_settled_alone(void **state)
{
    (void)state;
    fixture f;
    apart a;
    offer o = {0};
    rfi_arena *arena = rfi_arena_new();
    const rfi_plan *base = exact_plan(&f);
    open_apart(
        &a,
        fixture_swap(arena, exact_site, "2027-12-21..2028-06", "2027-12-21..2027-12-29"),
        exact_profile, base);
    rfi_measure *m = add_measure(&o, "cure", RFI_SCOPE_HALL);
    add_effect(m, RFI_REQ_OUTAGE_WINDOW, NULL);
    a.plan.measures = &o.measures;
    rfi_finding finding;
    judge_apart(&a, &finding);
    assert_int_equal(finding.violation_count, 4); /* both rows of two halls */
    put(&a, m, true, 1);
    finding = expect_only(&a, RFI_REQ_WORKS_DONE, "a window by a measure");
    assert_int_equal(finding.violation_count, 2);
    fixture_free(&a.f);
    fixture_free(&f);
    rfi_arena_free(arena);
}

/* Said as cords, the same site is judged as a network: half of the yard's load lies on each
 * side, all of it on one when the other is out, and new units take their part of that. */
static void a_network_gains_by_parts(void **state)
{
    (void)state;
    fixture f;
    rfi_arena *arena = rfi_arena_new();
    const char *site = fixture_swap(arena, exact_site, " feed=\"bus\"", "");
    site = fixture_swap(arena, site, "<ups id=", "<feed a=\"bus\"/><ups id=");
    const rfi_plan *base = exact_plan(&f);
    apart a;
    offer o = {0};
    open_apart(&a,
               fixture_swap(arena, site, "side=\"A\" from=\"poi\" rating=\"1693.375 kVA\"",
                            "side=\"A\" from=\"poi\" rating=\"1693.374 kVA\""),
               exact_profile, base);
    rfi_measure *m = add_measure(&o, "cure", RFI_SCOPE_SITE);
    rfi_effect *effect = add_effect(m, RFI_REQ_POWER_CHAIN, "substation");
    a.plan.measures = &o.measures;
    rfi_finding finding = expect_only(&a, RFI_REQ_POWER_CHAIN, "a side too small");
    int64_t lacks = missing_of(&finding);
    effect->adds = exactly(lacks, RFI_DIM_APPARENT);
    put(&a, m, false, 2);
    expect_holds(&a, "two units, one counts");
    effect->adds = exactly(lacks - 1, RFI_DIM_APPARENT);
    (void)expect_only(&a, RFI_REQ_POWER_CHAIN, "one base unit less");
    put(&a, m, false, 1);
    (void)expect_only(&a, RFI_REQ_POWER_CHAIN, "one unit less");
    fixture_free(&a.f);
    fixture_free(&f);
    rfi_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_has_a_case),
        cmocka_unit_test(the_least_install_holds_and_no_less),
        cmocka_unit_test(a_window_is_settled_alone),
        cmocka_unit_test(a_network_gains_by_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
