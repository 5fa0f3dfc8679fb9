/* SPDX-License-Identifier: MIT */
/* The second opinion: a plan that fits to the last unit passes, and every limit moved by
 * one base unit, every rectangle by one millimetre, is caught under its own name. */
#include "tests/unit/exact_site.h"
#include "tests/unit/moved_plan.h"

typedef struct mutation {
    rfi_requirement_kind kind;
    const char *from, *to;
    bool in_profile;
} mutation;

/* One base unit worse: 1 mW, 1 mVA, 1 mK, 1 mL/h, 1 mm, 1 g/m2, 1 bit/s, 1 day, one of a
 * count, or a status turned. */
static const mutation mutations[] = {
    {RFI_REQ_FIRM_UTILITY, "1494.375 kW at", "1494374999 mW at", false},
    {RFI_REQ_ENERGISED_UTILITY, "1684.375 kW at", "1684374999 mW at", false},
    {RFI_REQ_CHANGE_OF_USE, "transferable=\"yes\"", "transferable=\"no\"", false},
    {RFI_REQ_CHANGE_OF_USE, "restudy=\"no\"", "restudy=\"yes\"", false},
    {RFI_REQ_GATE, "id=\"zone\" kind=\"zoning\" status=\"granted\"",
     "id=\"zone\" kind=\"zoning\" status=\"refused\"", false},
    {RFI_REQ_GATE, "date=\"2027-12-31\"/>", "date=\"2028-01-01\"/>", false},
    {RFI_REQ_GATE, "<gate id=\"deed\" kind=\"title\"", "<gate id=\"deed\" kind=\"other\"",
     false},
    {RFI_REQ_SUBSYSTEM, "from=\"ups\"", "from=\"yard\"", false},
    {RFI_REQ_SUBSYSTEM, "backs=\"yard\" rating=\"1943.375 kVA\"",
     "backs=\"gens\" rating=\"1943.375 kVA\"", false},
    {RFI_REQ_POWER_CHAIN, "side=\"A\" from=\"poi\" rating=\"1693.375 kVA\"",
     "side=\"A\" from=\"poi\" rating=\"1693.374999 kVA\"", false},
    {RFI_REQ_POWER_CHAIN, "side=\"B\" from=\"ups\" rating=\"531.25 kVA\"",
     "side=\"B\" from=\"ups\" rating=\"531.249999 kVA\"", false},
    {RFI_REQ_POWER_CHAIN, "631.25 kVA", "631.249999 kVA", false},
    {RFI_REQ_BACKUP_POWER, "1943.375 kVA", "1943.374999 kVA", false},
    {RFI_REQ_RACK_VOLTAGE, "level=\"415 V\"", "level=\"415.001 V\"", true},
    {RFI_REQ_RACK_FEEDS, "feed count=\"2\"", "feed count=\"3\"", true},
    {RFI_REQ_LIQUID_LOOP, "liquid=\"cdu\"", "liquid=\"none\"", false},
    {RFI_REQ_LIQUID_HEAT, "610 kW thermal", "609.999999 kW thermal", false},
    {RFI_REQ_LIQUID_HEAT, "305 kW thermal", "304.999999 kW thermal", false},
    {RFI_REQ_LIQUID_SUPPLY, "supply-max=\"47 degC\"", "supply-max=\"46.999 degC\"", true},
    {RFI_REQ_LIQUID_SUPPLY, "approach=\"4 K\"", "approach=\"4.001 K\"", false},
    {RFI_REQ_LIQUID_FLOW, "24000 L/h", "23999.999 L/h", false},
    {RFI_REQ_AIR_HEAT, "240 kW thermal", "239.999999 kW thermal", false},
    {RFI_REQ_AIR_HEAT, "120 kW thermal", "119.999999 kW thermal", false},
    {RFI_REQ_AIR_INLET, "air-inlet-max=\"27 degC\"", "air-inlet-max=\"26.999 degC\"", true},
    {RFI_REQ_AIR_INLET, "supply=\"20 degC\"", "supply=\"20.001 degC\"", false},
    {RFI_REQ_AIR_FILTRATION, "filtration=\"11\" electrical", "filtration=\"10\" electrical",
     false},
    {RFI_REQ_PLANT_AMBIENT, "at=\"38 degC\"", "at=\"37.999 degC\"", false},
    {RFI_REQ_HALL_KNOWN, "id=\"new\" count=\"2\"", "id=\"new\" count=\"1\"", false},
    {RFI_REQ_FLOOR_SPACE, "0,0 6,0 6,3.6 0,3.6 m", "0,0 5999,0 5999,3600 0,3600 mm", false},
    {RFI_REQ_FLOOR_SPACE, "0,0 6,0 6,3.6 0,3.6 m", "0,0 6000,0 6000,3599 0,3599 mm", false},
    {RFI_REQ_FLOOR_SPACE, "air-temperature=\"45.001 degC\"",
     "distribution=\"panel\" air-temperature=\"45.001 degC\"", false},
    {RFI_REQ_FLOOR_SPACE, "egress=\"5.7 m\"", "egress=\"5699 mm\"", false},
    {RFI_REQ_FLOOR_SPACE, "leaf-reach=\"4620 mm\"", "leaf-reach=\"4619 mm\"", true},
    {RFI_REQ_FLOOR_SPACE, "copper-reach=\"600 mm\"", "copper-reach=\"599 mm\"", true},
    {RFI_REQ_SLAB, "1500 kg/m2", "1499.999 kg/m2", false},
    {RFI_REQ_SLAB, "mass=\"1080 kg\"", "mass=\"1080.001 kg\"", true},
    {RFI_REQ_POINT_LOAD, "3.575 kN", "3.574 kN", false},
    {RFI_REQ_AREA_LOAD, "750.001 kg/m2", "749.999 kg/m2", false},
    {RFI_REQ_CLEAR_HEIGHT, "4.31 m", "4.309 m", false},
    {RFI_REQ_DELIVERY_HEIGHT, "2350 mm", "2349 mm", false},
    {RFI_REQ_DELIVERY_WIDTH, "750 mm", "749 mm", false},
    {RFI_REQ_NETWORK_CAPACITY, "60 Gb/s", "59999.999999 Mb/s", false},
    {RFI_REQ_NETWORK_PATHS, "path=\"south\"", "path=\"north\"", false},
    {RFI_REQ_HALL_READY, "ready=\"2027-12-31\"", "ready=\"2028-01-01\"", false},
    {RFI_REQ_AVAILABLE, "available=\"2027-12-31\"", "available=\"2028-01-01\"", true},
    {RFI_REQ_NETWORK_LATENCY, "1000 km", "1000000001 mm", false},
    {RFI_REQ_NETWORK_LATENCY, "latency=\"10 ms\"", "latency=\"9999 us\"", false},
    {RFI_REQ_NETWORK_CARRIERS, "carrier=\"Two\"", "carrier=\"One\"", false},
    {RFI_REQ_MINING_STOPS, "stops=\"yes\"", "stops=\"no\"", false},
    {RFI_REQ_WORKS_DONE, "lead=\"200 days\"", "lead=\"201 days\"", false},
    {RFI_REQ_WORKS_DONE, "build=\"165 days\"", "build=\"166 days\"", false},
    {RFI_REQ_WORKS_DONE, "start=\"2026-12-31\"", "start=\"2027-01-01\"", false},
    {RFI_REQ_WORKS_DONE, "2027-12-21..2028-06", "2027-12-22..2028-06", false},
    {RFI_REQ_OUTAGE_WINDOW, "2027-12-21..2028-06", "2027-12-21..2027-12-29", false},
    {RFI_REQ_MINING_UNTIL, "until=\"2027-12-31\"", "until=\"2028-01-01\"", false},
    {RFI_REQ_PIPE_FLOW, "pipe=\"59 mm\"", "pipe=\"58 mm\"", false},
    /* pods and network racks are rounded up one by one, the plan as a whole: two apart */
    {RFI_REQ_AIR_FLOW, "35820895.524 L/h", "35820895.522 L/h", false},
    {RFI_REQ_COOLING_RIDE_THROUGH, "1094 L", "1093 L", false},
    {RFI_REQ_CONDENSATION, "approach=\"4 K\" flow", "supply=\"47 degC\" flow", false},
    /* what the totals need, less one; the site allows for the rounding of its parts */
    {RFI_REQ_WATER_DAY, "16190 L/day", "16187 L/day", false},
    {RFI_REQ_WATER_YEAR, "5431042 L", "5431039 L", false},
    {RFI_REQ_MAKE_UP, "674.496 L/h", "674.495 L/h", false},
};
enum { MUTATIONS = sizeof(mutations) / sizeof(mutations[0]) };

/* Kinds that need a site of another make: violated alone by one unit in a test of their
 * own.
 */
static const rfi_requirement_kind elsewhere[] = {
    RFI_REQ_GRID_RULE,                            /* test_grid_rules.c */
    RFI_REQ_RIDE_THROUGH,   RFI_REQ_RACK_SUPPLY,  /* test_supplies.c */
    RFI_REQ_LOAD_SWING,     RFI_REQ_SWING_ENERGY, /* test_swings.c */
    RFI_REQ_PEAK_POWER,     RFI_REQ_LOAD_STEP,    /* test_peaks.c */
    RFI_REQ_ACCESS_SIZE,    RFI_REQ_ACCESS_LOAD,  /* test_delivery.c */
    RFI_REQ_DELIVERY_ROUTE,
};

/* The plan of the exact site, copied so that it may be spoilt. */
typedef struct subject {
    fixture f;
    rfi_plan plan;
} subject;

static void open_subject_of(subject *s, const char *site)
{
    fixture_read(&s->f, site, exact_profile, exact_climate);
    const rfi_judgement *j = &fixture_evaluate(&s->f, NULL)->judgements[0];
    for (size_t i = 0; i < j->requirement_count && j->verdict != RF_VERDICT_FIT; i++) {
        const rfi_requirement *r = &j->requirements[i];
        const rfi_terms *t = &r->ends[RFI_END_UNFAVOURABLE];
        print_error("%s limit %lld fixed %lld pod %lld unit %lld idle %lld\n", r->id,
                    (long long)t->limit, (long long)t->fixed, (long long)t->pod[0],
                    (long long)t->unit[0], (long long)t->idle[1]);
    }
    assert_int_equal(j->verdict, RF_VERDICT_FIT);
    assert_int_equal(j->cases[RFI_END_UNFAVOURABLE].pods, 4);
    assert_non_null(j->plan);
    assert_int_equal(j->plan->end, RFI_END_UNFAVOURABLE);
    s->plan = move_plan(j->plan, &s->f);
}

static void judge_plan(const fixture *f, const rfi_plan *plan, rfi_finding *finding)
{
    assert_true(rfi_check_plan(f->arena, plan, &f->rules, finding));
}

static void open_subject(subject *s)
{
    open_subject_of(s, exact_site);
}

/* ---- limits -----------------------------------------------------------------------------
 */

static void exact_plan_passes(void **state)
{
    (void)state;
    subject s;
    open_subject(&s);
    rfi_finding finding;
    judge_plan(&s.f, &s.plan, &finding);
    fixture_print_findings(&finding);
    assert_int_equal(finding.violation_count, 0);
    assert_true(finding.tested > 40);
    assert_int_equal(s.plan.shares[0].converted, 2);
    assert_int_equal(s.plan.shares[0].units, 2);
    assert_int_equal(s.plan.shares[0].most_pods, 2);
    assert_int_equal(s.plan.shares[1].pods, 0);
    fixture_free(&s.f);
}

static void every_kind_has_a_mutation(void **state)
{
    (void)state;
    for (int kind = 0; kind < RFI_REQUIREMENT_KIND_COUNT; kind++) {
        size_t found = 0;
        for (size_t i = 0; i < MUTATIONS; i++) {
            found += (int)mutations[i].kind == kind ? 1 : 0;
        }
        for (size_t i = 0; i < sizeof(elsewhere) / sizeof(elsewhere[0]); i++) {
            found += (int)elsewhere[i] == kind ? 1 : 0;
        }
        if (found == 0) {
            print_error("no mutation for %s\n",
                        rfi_requirement_id_words((rfi_requirement_kind)kind));
        }
        assert_true(found > 0);
    }
}

static void refuse_one_unit_worse(const char *text)
{
    subject s;
    open_subject_of(&s, text);
    for (size_t i = 0; i < MUTATIONS; i++) {
        const mutation *m = &mutations[i];
        const char *site =
            m->in_profile ? text : fixture_swap(s.f.arena, text, m->from, m->to);
        const char *profile = m->in_profile
                                  ? fixture_swap(s.f.arena, exact_profile, m->from, m->to)
                                  : exact_profile;
        fixture worse;
        fixture_read(&worse, site, profile, exact_climate);
        rfi_plan plan = move_plan(&s.plan, &worse);
        rfi_finding finding;
        judge_plan(&worse, &plan, &finding);
        bool only = finding.violation_count > 0;
        for (size_t k = 0; k < finding.violation_count; k++) {
            rfi_requirement_kind kind = finding.violations[k].kind;
            /* a cut-over that finds no window never ends either */
            bool follows = m->kind == RFI_REQ_OUTAGE_WINDOW && kind == RFI_REQ_WORKS_DONE;
            only = only && (kind == m->kind || follows);
        }
        if (!only) {
            print_error("%s -> %s: %s alone was expected\n", m->from, m->to,
                        rfi_requirement_id_words(m->kind));
            fixture_print_findings(&finding);
        }
        assert_true(only);
        /* and whoever plans sees it too */
        const rfi_judgement *j = &fixture_evaluate(&worse, NULL)->judgements[0];
        if (j->cases[RFI_END_UNFAVOURABLE].pods >= 4) {
            print_error("%s -> %s: still planned\n", m->from, m->to);
        }
        assert_true(j->cases[RFI_END_UNFAVOURABLE].pods < 4);
        fixture_free(&worse);
    }
    fixture_free(&s.f);
}

static void one_unit_worse_is_caught_by_name(void **state)
{
    (void)state;
    refuse_one_unit_worse(exact_site);
}

/* The same site with its feed said as cords: then it is judged as a network. */
static void one_unit_worse_is_caught_in_a_network(void **state)
{
    (void)state;
    rfi_arena *arena = rfi_arena_new();
    const char *site = fixture_swap(arena, exact_site, " feed=\"bus\"", "");
    refuse_one_unit_worse(
        fixture_swap(arena, site, "<ups id=", "<feed a=\"bus\"/><ups id="));
    rfi_arena_free(arena);
}

/* ---- plans that are wrong in themselves
 * ---------------------------------------------------- */

static void expect(const fixture *f, const rfi_plan *plan, rfi_requirement_kind kind,
                   const char *words)
{
    rfi_finding finding;
    judge_plan(f, plan, &finding);
    bool found = false;
    for (size_t i = 0; i < finding.violation_count; i++) {
        found = found || (finding.violations[i].kind == kind &&
                          strstr(finding.violations[i].message, words) != NULL);
    }
    if (!found) {
        print_error("expected: %s\n", words);
        fixture_print_findings(&finding);
    }
    assert_true(found);
}

static void expect_none(const fixture *f, const rfi_plan *plan)
{
    rfi_finding finding;
    judge_plan(f, plan, &finding);
    fixture_print_findings(&finding);
    assert_int_equal(finding.violation_count, 0);
}

static void counts_that_do_not_add_up_are_caught(void **state)
{
    (void)state;
    subject s;
    open_subject(&s);
    rfi_plan plan = move_plan(&s.plan, &s.f);
    plan.pods = 5;
    expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "do not add up");
    plan = move_plan(&s.plan, &s.f);
    plan.shares[0].converted = 3;
    expect(&s.f, &plan, RFI_REQ_HALL_KNOWN, "(3 against 2 in base units)");
    plan = move_plan(&s.plan, &s.f);
    plan.shares[0].converted = 1;
    expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "do not fit into the converted halls");
    plan = move_plan(&s.plan, &s.f);
    plan.shares[0].units = 1;
    expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "more scalable units");
    plan = move_plan(&s.plan, &s.f);
    plan.shares[1].converted = 1; /* no pods, but the mining that must stay is gone */
    expect(&s.f, &plan, RFI_REQ_MINING_STOPS, "needs yes");
    plan = move_plan(&s.plan, &s.f);
    plan.shares[0].pods = -4;
    expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "negative");
    plan = move_plan(&s.plan, &s.f);
    plan.shares[0].most_pods = 3; /* one pod more in one hall */
    expect(&s.f, &plan, RFI_REQ_LIQUID_FLOW, "needs");
    expect(&s.f, &plan, RFI_REQ_POWER_CHAIN, "needs");
    expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "(3 against 2 in base units)");
    plan = move_plan(&s.plan, &s.f);
    plan.share_count = 1;
    expect(&s.f, &plan, RFI_REQ_HALL_KNOWN, "not those of the site");
    plan = move_plan(&s.plan, &s.f);
    plan.floor_count = 0;
    expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "(2 against 0 in base units)");
    fixture_free(&s.f);
}

static rfi_placed *rack_of(rfi_floor *floor, int64_t pod, int64_t rack)
{
    for (size_t i = 0; i < floor->placed_count; i++) {
        if (floor->placed[i].pod == pod && floor->placed[i].rack == rack) {
            return &floor->placed[i];
        }
    }
    fail_msg("no such rack");
    return floor->placed;
}

static rfi_placed *support_of(rfi_floor *floor, rfi_support_kind kind)
{
    for (size_t i = 0; i < floor->placed_count; i++) {
        if (floor->placed[i].pod == 0 && floor->placed[i].support == kind) {
            return &floor->placed[i];
        }
    }
    fail_msg("no such support rack");
    return floor->placed;
}

static void one_millimetre_is_caught(void **state)
{
    (void)state;
    subject s;
    open_subject(&s);
    static const int64_t steps[][2] = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
    size_t racks = s.plan.floors[0].placed_count;
    assert_int_equal(racks, 6); /* 2 pods of 2, network, CDU: the hall is exactly full */
    for (size_t i = 0; i < racks; i++) {
        for (size_t k = 0; k < 4; k++) {
            rfi_plan plan = move_plan(&s.plan, &s.f);
            plan.floors[0].placed[i].rect.x += steps[k][0];
            plan.floors[0].placed[i].rect.y += steps[k][1];
            rfi_finding finding;
            judge_plan(&s.f, &plan, &finding);
            assert_true(finding.violation_count > 0);
            for (size_t v = 0; v < finding.violation_count; v++) {
                rfi_requirement_kind kind = finding.violations[v].kind;
                assert_true(kind == RFI_REQ_FLOOR_SPACE || kind == RFI_REQ_DELIVERY_ROUTE);
            }
        }
        rfi_plan plan = move_plan(&s.plan, &s.f);
        plan.floors[0].placed[i].rect.width += 1;
        rfi_finding finding;
        judge_plan(&s.f, &plan, &finding);
        assert_true(finding.violation_count > 0);
    }
    fixture_free(&s.f);
}

static void misplaced_racks_are_named(void **state)
{
    (void)state;
    subject s;
    open_subject(&s);
    rfi_plan plan = move_plan(&s.plan, &s.f);
    rack_of(&plan.floors[0], 1, 2)->rect = rack_of(&plan.floors[0], 1, 1)->rect;
    expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "two racks overlap");
    plan = move_plan(&s.plan, &s.f);
    rack_of(&plan.floors[0], 2, 2)->rect.x += 5000;
    expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "outside the outline");
    plan = move_plan(&s.plan, &s.f);
    rack_of(&plan.floors[0], 1, 1)->rect.width -= 1;
    expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "smaller than the profile says");
    plan = move_plan(&s.plan, &s.f);
    rack_of(&plan.floors[0], 1, 1)->rect.width = 0;
    expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "no size");
    plan = move_plan(&s.plan, &s.f);
    plan.floors[0].aisles[0].rect = rack_of(&plan.floors[0], 1, 1)->rect;
    expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "stands in an aisle");
    /* pods 1 and 2 swap one rack each: both are torn apart */
    plan = move_plan(&s.plan, &s.f);
    rfi_placed *one = rack_of(&plan.floors[0], 1, 1);
    rfi_placed *two = rack_of(&plan.floors[0], 2, 2);
    rfi_rect rect = one->rect;
    one->rect = two->rect;
    two->rect = rect;
    expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "do not stand side by side");
    plan = move_plan(&s.plan, &s.f);
    rack_of(&plan.floors[0], 2, 2)->row += 1;
    expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "do not stand side by side");
    static const rfi_support_kind kinds[] = {RFI_SUPPORT_NETWORK, RFI_SUPPORT_CDU};
    for (size_t i = 0; i < 2; i++) {
        plan = move_plan(&s.plan, &s.f);
        rfi_floor *floor = &plan.floors[0];
        *support_of(floor, kinds[i]) = floor->placed[floor->placed_count - 1];
        floor->placed_count--;
        expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "");
    }
    plan = move_plan(&s.plan, &s.f);
    support_of(&plan.floors[0], RFI_SUPPORT_CDU)->support = RFI_SUPPORT_STORAGE;
    expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE,
           "support racks of a scalable unit are missing");
    plan = move_plan(&s.plan, &s.f);
    plan.floors[0].bound = 1;
    expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "stated bound");
    fixture_free(&s.f);
}

/* Each fitting of the floor is needed, and none may be out of its place. */
static void fittings_are_held_against_walls_and_racks(void **state)
{
    (void)state;
    subject s;
    open_subject(&s);
    size_t count = s.plan.floors[0].fitting_count;
    assert_true(count >= 4); /* the one row: two busways, tray, manifold */
    for (size_t i = 0; i < count; i++) {
        rfi_fitting_kind kind = s.plan.floors[0].fittings[i].kind;
        const char *words = kind == RFI_FITTING_TRAY       ? "no cable tray over it"
                            : kind == RFI_FITTING_MANIFOLD ? "no manifold over its rear"
                                                           : "no busway of both sides";
        rfi_plan plan = move_plan(&s.plan, &s.f);
        plan.floors[0].fittings[i].row += 1;
        expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, words);
        plan = move_plan(&s.plan, &s.f);
        plan.floors[0].fittings[i].rect.width -= 1;
        plan.floors[0].fittings[i].rect.height -= 1;
        expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, words);
        plan = move_plan(&s.plan, &s.f);
        plan.floors[0].fittings[i].rect.width = 10000;
        expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "passes a wall");
        plan = move_plan(&s.plan, &s.f);
        plan.floors[0].fittings[i].kind = RFI_FITTING_PANEL;
        expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "panel");
    }
    fixture_free(&s.f);
}

/* Two pairs of cords share the pods of a hall; each rack hangs from its own. */
static void zones_are_recounted(void **state)
{
    (void)state;
    subject s;
    rfi_arena *arena = rfi_arena_new();
    const char *site = fixture_swap(arena, exact_site, " feed=\"bus\"", "");
    site =
        fixture_swap(arena, site, "<ups id=", "<feed a=\"bus\"/><feed a=\"bus\"/><ups id=");
    open_subject_of(&s, site);
    assert_int_equal(rack_of(&s.plan.floors[0], 1, 1)->zone, 1);
    assert_int_equal(rack_of(&s.plan.floors[0], 2, 1)->zone, 2);
    rfi_finding finding;
    judge_plan(&s.f, &s.plan, &finding);
    assert_int_equal(finding.violation_count, 0);
    rfi_plan plan = move_plan(&s.plan, &s.f);
    rack_of(&plan.floors[0], 1, 1)->zone = 2;
    expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "no busway of both sides of its zone");
    plan = move_plan(&s.plan, &s.f);
    support_of(&plan.floors[0], RFI_SUPPORT_CDU)->zone = 3;
    expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "in no power zone");
    plan = move_plan(&s.plan, &s.f);
    for (size_t i = 0; i < plan.floors[0].placed_count; i++) {
        plan.floors[0].placed[i].zone = 2;
    }
    s.f.site->halls[0].cords[0].share = 999999;
    s.f.site->halls[0].cords[1].share = 1;
    expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "strays from its share");
    fixture_free(&s.f);
    rfi_arena_free(arena);
}

/* A clearance that the plan states about itself proves nothing. */
static void stated_clearances_are_held_against_the_hall(void **state)
{
    (void)state;
    subject s;
    open_subject(&s);
    rfi_plan plan = move_plan(&s.plan, &s.f);
    plan.floors[0].perimeter -= 1;
    expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "narrower than the hall asks for");
    plan = move_plan(&s.plan, &s.f);
    plan.floors[0].aisle_cold -= 1;
    expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "narrower than the hall asks for");
    plan = move_plan(&s.plan, &s.f);
    plan.floors[0].aisle_hot -= 1;
    expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "narrower than the hall asks for");
    plan = move_plan(&s.plan, &s.f);
    rfi_hall *hall = &s.f.site->halls[0];
    rfi_figure *rules = s.f.rules.figures;
    hall->aisles = RFI_AISLES_SERVICE;
    rules[RFI_RULE_SERVICE_AISLE].base += 1;
    expect_none(&s.f, &plan); /* a quarter of the heat goes to the air: hot and cold */
    rules[RFI_RULE_SERVICE_AIR].base = 250000;
    expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "narrower than the hall asks for");
    rules[RFI_RULE_SERVICE_AISLE].base -= 1;
    expect_none(&s.f, &plan);
    hall->aisles = RFI_AISLES_HOT_COLD;
    for (size_t i = 0; i < s.plan.floors[0].aisle_count; i++) {
        bool hot = s.plan.floors[0].aisles[i].hot;
        const char *words =
            hot ? "no clear hot aisle behind" : "no clear cold aisle in front";
        plan = move_plan(&s.plan, &s.f);
        plan.floors[0].aisles[i].hot = !hot;
        expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, words);
        plan = move_plan(&s.plan, &s.f);
        plan.floors[0].aisles[i].rect.width -= 1;
        expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, words);
        plan = move_plan(&s.plan, &s.f);
        plan.floors[0].aisles[i].rect.height -= 1;
        expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "aisle");
    }
    plan = move_plan(&s.plan, &s.f);
    for (size_t i = 0; i < plan.floors[0].placed_count; i++) { /* all turned about */
        rfi_placed *p = &plan.floors[0].placed[i];
        p->front = p->front == RFI_FACING_UP     ? RFI_FACING_DOWN
                   : p->front == RFI_FACING_DOWN ? RFI_FACING_UP
                   : p->front == RFI_FACING_LEFT ? RFI_FACING_RIGHT
                                                 : RFI_FACING_LEFT;
    }
    expect(&s.f, &plan, RFI_REQ_FLOOR_SPACE, "no clear cold aisle in front");
    fixture_free(&s.f);
}

static void obstacles_are_seen(void **state)
{
    (void)state;
    subject s;
    open_subject(&s);
    const rfi_rect *rack = &rack_of(&s.plan.floors[0], 2, 1)->rect;
    /* a post that takes one square millimetre of the rack, and one beside it */
    const char *inside = rfi_arena_format(
        s.f.arena,
        "<obstacle id=\"post\" kind=\"column\" at=\"%lld,%lld mm\" size=\"1,1 mm\"/>"
        "<door id=\"dock\"",
        (long long)(rack->x + rack->width - 1), (long long)(rack->y + rack->height - 1));
    fixture f;
    fixture_read(&f, fixture_swap(s.f.arena, exact_site, "<door id=\"dock\"", inside),
                 exact_profile, exact_climate);
    rfi_plan plan = move_plan(&s.plan, &f);
    expect(&f, &plan, RFI_REQ_FLOOR_SPACE, "stands in an obstacle");
    fixture_free(&f);
    const rfi_rect *aisle = &s.plan.floors[0].aisles[0].rect;
    const char *crate = rfi_arena_format(
        s.f.arena,
        "<obstacle id=\"crate\" kind=\"equipment\" at=\"%lld,%lld mm\" size=\"1,1 mm\"/>"
        "<door id=\"dock\"",
        (long long)aisle->x, (long long)aisle->y);
    fixture_read(&f, fixture_swap(s.f.arena, exact_site, "<door id=\"dock\"", crate),
                 exact_profile, exact_climate);
    plan = move_plan(&s.plan, &f);
    expect(&f, &plan, RFI_REQ_FLOOR_SPACE, "obstacle stands in an aisle");
    fixture_free(&f);
    fixture_free(&s.f);
}

/* ---- ends
 * --------------------------------------------------------------------------------- */

static void base_end_skips_what_is_missing(void **state)
{
    (void)state;
    subject s;
    open_subject(&s);
    fixture f;
    fixture_read(
        &f, fixture_swap(s.f.arena, exact_site, "slab=\"1500 kg/m2\"", "slab=\"unknown\""),
        exact_profile, exact_climate);
    rfi_plan plan = move_plan(&s.plan, &f);
    rfi_finding finding;
    judge_plan(&f, &plan, &finding);
    assert_int_equal(finding.violation_count, 1);
    assert_int_equal(finding.violations[0].kind, RFI_REQ_SLAB);
    size_t tested = finding.tested;
    plan.end = RFI_END_BASE;
    judge_plan(&f, &plan, &finding);
    assert_int_equal(finding.violation_count, 0);
    assert_int_equal(finding.tested, tested - 1);
    plan.end = RFI_END_FAVOURABLE;
    judge_plan(&f, &plan, &finding);
    assert_int_equal(finding.violation_count, 0);
    assert_int_equal(finding.tested, tested);
    fixture_free(&f);
    fixture_free(&s.f);
}

static void empty_plan_holds(void **state)
{
    (void)state;
    subject s;
    open_subject(&s);
    rfi_plan plan = move_plan(&s.plan, &s.f);
    plan.pods = 0;
    plan.floor_count = 0;
    plan.shares[0] = (rfi_hall_share){.hall = plan.shares[0].hall};
    rfi_finding finding;
    judge_plan(&s.f, &plan, &finding);
    assert_int_equal(finding.violation_count, 0);
    fixture_free(&s.f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_plan_passes),
        cmocka_unit_test(every_kind_has_a_mutation),
        cmocka_unit_test(one_unit_worse_is_caught_by_name),
        cmocka_unit_test(one_unit_worse_is_caught_in_a_network),
        cmocka_unit_test(counts_that_do_not_add_up_are_caught),
        cmocka_unit_test(one_millimetre_is_caught),
        cmocka_unit_test(misplaced_racks_are_named),
        cmocka_unit_test(fittings_are_held_against_walls_and_racks),
        cmocka_unit_test(zones_are_recounted),
        cmocka_unit_test(stated_clearances_are_held_against_the_hall),
        cmocka_unit_test(obstacles_are_seen),
        cmocka_unit_test(base_end_skips_what_is_missing),
        cmocka_unit_test(empty_plan_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
