/* SPDX-License-Identifier: MIT */
/* Rows that arise only with measures, redundancy of new units, the rules of installs, their
 * cost, and plans of several profiles: on a hall that has nothing but a busway, where one
 * install of each kind makes all of it.
 *
 * Two pods at the base end: racks 4 x 100 kW + network 20 + CDU 5 = 425 kW, at peak 505 kW;
 * liquid 305 kW, air 120 kW, flow 4 x 100 L/min = 24,000 L/h.
 *   ups       505 kW / 0.8 = 631.25 kVA
 *   sets      505 + 305 x 0.055 + 120 x 0.3 = 557.775 kW; / 0.97 = 575.025774 kVA
 *   coolant   35 + 2 recirculation + 10 + 4 = 51 degC, 47 are taken: a chiller holds 47 */
#include "tests/unit/apart_plan.h"

#include <stdio.h>

static const char bare_site[] = FIXTURE_SITE(
    "<grid><interconnect id=\"poi\" energised=\"9 MW at utility\" firm=\"9 MW at utility\""
    " transferable=\"yes\" restudy=\"no\"/></grid>"
    "<electrical><switchgear id=\"yard\" from=\"poi\" rating=\"9 MVA\" efficiency=\"1\"/>"
    "</electrical>"
    "<hall id=\"bare\" outline=\"unknown\" feed=\"bus\" liquid=\"none\" air=\"none\">"
    "<busway id=\"bus\" from=\"yard\" rating=\"9 MVA\" voltage=\"415 V\" efficiency=\"1\"/>"
    "</hall>"
    "<gate id=\"deed\" kind=\"title\" status=\"granted\"/>"
    "<gate id=\"grid\" kind=\"interconnection\" status=\"granted\"/>"
    "<gate id=\"zone\" kind=\"zoning\" status=\"granted\"/>"
    "<want pods=\"2\"/>");

enum { LOOP = 0, CDU, COOLER, WALL, UPS, SETS, CHILLER, MAKES };

typedef struct bare {
    apart a;
    offer o;
} bare;

static void add_amount(rfi_measure *m, rfi_requirement_kind kind, const char *of,
                       int64_t amount)
{
    add_effect(m, kind, of)->adds = exactly(amount, rfi_requirement_dimension(kind));
}

static void offer_all(offer *o)
{
    add_effect(add_measure(o, "loop", RFI_SCOPE_HALL), RFI_REQ_LIQUID_LOOP, NULL);
    rfi_measure *m = add_measure(o, "cdu", RFI_SCOPE_HALL);
    add_amount(m, RFI_REQ_LIQUID_HEAT, "cdu", 305000000);
    add_amount(m, RFI_REQ_LIQUID_FLOW, "cdu", 24000000);
    add_amount(add_measure(o, "cooler", RFI_SCOPE_HALL), RFI_REQ_LIQUID_HEAT, "dry-cooler",
               305000000);
    add_amount(add_measure(o, "wall", RFI_SCOPE_HALL), RFI_REQ_AIR_HEAT, "fan-wall",
               120000000);
    m = add_measure(o, "ups", RFI_SCOPE_HALL);
    add_effect(m, RFI_REQ_SUBSYSTEM, "ups");
    add_amount(m, RFI_REQ_POWER_CHAIN, "ups", 631250000);
    m = add_measure(o, "sets", RFI_SCOPE_HALL);
    add_effect(m, RFI_REQ_SUBSYSTEM, "generators");
    add_amount(m, RFI_REQ_BACKUP_POWER, NULL, 575025774);
    m = add_measure(o, "chiller", RFI_SCOPE_HALL);
    add_amount(m, RFI_REQ_LIQUID_SUPPLY, "chiller", 320150);
    m->size = exactly(305000000, RFI_DIM_POWER);
}

static void open_bare(bare *s, const char *site)
{
    *s = (bare){0};
    apart *a = &s->a;
    fixture_read(&a->f, site, exact_profile, exact_climate);
    a->site = rfi_site_apart(a->f.arena, a->f.site, NULL);
    assert_non_null(a->site);
    offer_all(&s->o);
    a->shares[0] = (rfi_hall_share){&a->site->halls[0], 1, 2, 1, 2, NULL};
    a->plan = (rfi_plan){.site = a->site,
                         .profile = a->f.profile,
                         .end = RFI_END_BASE,
                         .by = a->site->as_of,
                         .shares = a->shares,
                         .share_count = 1,
                         .pods = 2,
                         .measures = &s->o.measures,
                         .installs = a->installs};
    a->plan.policy[RFI_SUB_UPS] = RFI_POLICY_N;
    a->plan.policy[RFI_SUB_GENERATORS] = RFI_POLICY_N;
    for (size_t m = 0; m < MAKES; m++) {
        install(a, &s->o.items[m], 0, 1);
    }
}

/* ---- rows that arise -------------------------------------------------------------------
 */

static const struct {
    size_t measure, effect;
    rfi_requirement_kind kind; /* that is violated alone without the effect */
    bool amount;               /* and with one base unit less */
} makings[] = {
    {LOOP, 0, RFI_REQ_LIQUID_LOOP, false}, {CDU, 0, RFI_REQ_LIQUID_HEAT, true},
    {CDU, 1, RFI_REQ_LIQUID_FLOW, true},   {COOLER, 0, RFI_REQ_LIQUID_HEAT, true},
    {WALL, 0, RFI_REQ_AIR_HEAT, true},     {UPS, 0, RFI_REQ_SUBSYSTEM, false},
    {UPS, 1, RFI_REQ_POWER_CHAIN, true},   {SETS, 0, RFI_REQ_SUBSYSTEM, false},
    {SETS, 1, RFI_REQ_BACKUP_POWER, true}, {CHILLER, 0, RFI_REQ_LIQUID_SUPPLY, false},
};

static void every_new_row_is_tested(void **state)
{
    (void)state;
    bare s;
    open_bare(&s, bare_site);
    expect_holds(&s.a, "all of it");
    for (size_t i = 0; i < sizeof(makings) / sizeof(makings[0]); i++) {
        rfi_measure *m = &s.o.items[makings[i].measure];
        rfi_effect *effect = &m->effects[makings[i].effect];
        const rfi_effect before = *effect;
        if (makings[i].amount) {
            effect->adds.base -= 1;
            (void)expect_only(&s.a, makings[i].kind, m->id);
            effect->adds.base = 0;
            (void)expect_only(&s.a, makings[i].kind, m->id);
        }
        *effect = before;
        if (!makings[i].amount) {
            effect->requirement = "point-load";
            (void)expect_only(&s.a, makings[i].kind, m->id);
        }
        *effect = before;
    }
    s.o.items[CHILLER].size.base -= 1;
    (void)expect_only(&s.a, RFI_REQ_LIQUID_HEAT, "a chiller too small");
    s.o.items[CHILLER].size.base += 1;
    s.o.items[CHILLER].effects[0].adds.base += 1;
    (void)expect_only(&s.a, RFI_REQ_LIQUID_SUPPLY, "a chiller too warm");
    fixture_free(&s.a.f);
}

static void nothing_arises_without_measures(void **state)
{
    (void)state;
    bare s;
    open_bare(&s, bare_site);
    s.a.plan.install_count = 0;
    rfi_finding with;
    judge_apart(&s.a, &with);
    s.a.plan.measures = NULL;
    rfi_finding without;
    judge_apart(&s.a, &without);
    assert_int_equal(with.violation_count - without.violation_count, 7);
    assert_int_equal(without.violation_count, 4); /* loop, air, UPS, generators */
    fixture_free(&s.a.f);
}

static void silence_favours_at_the_favourable_end(void **state)
{
    (void)state;
    bare s;
    rfi_arena *arena = rfi_arena_new();
    open_bare(&s, fixture_swap(arena, bare_site, " liquid=\"none\" air=\"none\"", ""));
    s.a.plan.policy[RFI_SUB_UPS] = RFI_POLICY_NONE;
    s.a.plan.policy[RFI_SUB_GENERATORS] = RFI_POLICY_NONE;
    s.a.plan.end = RFI_END_FAVOURABLE;
    s.a.plan.install_count = 0;
    expect_holds(&s.a, "who says nothing of a loop may have one");
    fixture_free(&s.a.f);
    rfi_arena_free(arena);
}

static void a_hall_that_is_not_there_needs_a_shell(void **state)
{
    (void)state;
    bare s;
    rfi_arena *arena = rfi_arena_new();
    const char *hall = strstr(bare_site, "<hall");
    const char *end = strstr(bare_site, "<gate");
    char text[sizeof(bare_site)];
    (void)snprintf(text, sizeof(text), "%.*s%s", (int)(hall - bare_site), bare_site, end);
    open_bare(&s, text);
    rfi_measure *shell = add_measure(&s.o, "shell", RFI_SCOPE_SITE);
    add_effect(shell, RFI_REQ_HALL_KNOWN, NULL);
    s.a.plan.end = RFI_END_UNFAVOURABLE;
    rfi_finding finding;
    for (int there = 0; there < 2; there++) {
        install(&s.a, shell, RFI_PLACE_SITE, there);
        judge_apart(&s.a, &finding);
        size_t count = 0;
        for (size_t i = 0; i < finding.violation_count; i++) {
            count += finding.violations[i].kind == RFI_REQ_HALL_KNOWN ? 1 : 0;
        }
        assert_int_equal(count, 1 - there);
    }
    fixture_free(&s.a.f);
    rfi_arena_free(arena);
}

/* ---- redundancy and reserve ------------------------------------------------------------
 */

static const struct {
    rfi_subsystem subsystem;
    rfi_policy policy;
    size_t measure, effect;
    rfi_requirement_kind kind;
    int64_t units; /* so that two count */
} forms[] = {
    {RFI_SUB_UPS, RFI_POLICY_N, UPS, 1, RFI_REQ_POWER_CHAIN, 2},
    {RFI_SUB_UPS, RFI_POLICY_REDUNDANT, UPS, 1, RFI_REQ_POWER_CHAIN, 3},
    {RFI_SUB_UPS, RFI_POLICY_MAINTAINABLE, UPS, 1, RFI_REQ_POWER_CHAIN, 4},
    {RFI_SUB_UPS, RFI_POLICY_FAULT_TOLERANT, UPS, 1, RFI_REQ_POWER_CHAIN, 4},
    {RFI_SUB_GENERATORS, RFI_POLICY_N, SETS, 1, RFI_REQ_BACKUP_POWER, 2},
    {RFI_SUB_GENERATORS, RFI_POLICY_REDUNDANT, SETS, 1, RFI_REQ_BACKUP_POWER, 3},
    {RFI_SUB_GENERATORS, RFI_POLICY_MAINTAINABLE, SETS, 1, RFI_REQ_BACKUP_POWER, 3},
    {RFI_SUB_GENERATORS, RFI_POLICY_FAULT_TOLERANT, SETS, 1, RFI_REQ_BACKUP_POWER, 4},
    {RFI_SUB_CDU, RFI_POLICY_N, CDU, 0, RFI_REQ_LIQUID_HEAT, 2},
    {RFI_SUB_CDU, RFI_POLICY_REDUNDANT, CDU, 0, RFI_REQ_LIQUID_HEAT, 3},
    {RFI_SUB_CDU, RFI_POLICY_FAULT_TOLERANT, CDU, 0, RFI_REQ_LIQUID_HEAT, 3},
    {RFI_SUB_COOLING, RFI_POLICY_NONE, COOLER, 0, RFI_REQ_LIQUID_HEAT, 2},
    {RFI_SUB_COOLING, RFI_POLICY_REDUNDANT, COOLER, 0, RFI_REQ_LIQUID_HEAT, 3},
    {RFI_SUB_COOLING, RFI_POLICY_MAINTAINABLE, WALL, 0, RFI_REQ_AIR_HEAT, 3},
};

static void new_units_are_a_block_of_their_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        bare s;
        open_bare(&s, bare_site);
        for (size_t m = 0; m < MAKES; m++) {
            s.a.installs[m].count = 9; /* none of the others lacks a spare */
        }
        rfi_measure *m = &s.o.items[forms[i].measure];
        rfi_figure *adds = &m->effects[forms[i].effect].adds;
        s.a.plan.policy[forms[i].subsystem] = forms[i].policy;
        adds->base = rfi_div_ceil(adds->base, 2);
        s.a.installs[forms[i].measure].count = forms[i].units;
        if (forms[i].kind == RFI_REQ_LIQUID_HEAT && forms[i].measure == CDU) {
            m->effects[1].adds.base *= 9;
        }
        expect_holds(&s.a, m->id);
        s.a.installs[forms[i].measure].count--;
        (void)expect_only(&s.a, forms[i].kind, m->id);
        fixture_free(&s.a.f);
    }
}

static void a_reserve_is_kept_on_what_is_added(void **state)
{
    (void)state;
    bare s;
    rfi_arena *arena = rfi_arena_new();
    open_bare(&s, fixture_swap(arena, bare_site, "<want pods=\"2\"/>",
                               "<want pods=\"2\" reserve=\"0.2\"/>"));
    for (size_t i = 0; i < sizeof(makings) / sizeof(makings[0]); i++) {
        rfi_figure *adds = &s.o.items[makings[i].measure].effects[makings[i].effect].adds;
        adds->base = makings[i].amount ? rfi_mul_div_ceil(adds->base, 10, 8) : adds->base;
    }
    s.o.items[CHILLER].size.base = rfi_mul_div_ceil(305000000, 10, 8);
    expect_holds(&s.a, "a quarter more of everything");
    s.o.items[WALL].effects[0].adds.base -= 1;
    (void)expect_only(&s.a, RFI_REQ_AIR_HEAT, "less than the reserve asks for");
    fixture_free(&s.a.f);
    rfi_arena_free(arena);
}

/* Two busways in series, 425 kW / 0.8 = 531.25 kVA on each of 531: both lack 0.25 kVA, and
 * a unit serves one of them. */
static void a_unit_serves_one_group_of_its_kind(void **state)
{
    (void)state;
    bare s;
    rfi_arena *arena = rfi_arena_new();
    const char *site = fixture_swap(arena, bare_site, "from=\"yard\" rating=\"9 MVA\"",
                                    "from=\"mid\" rating=\"531 kVA\"");
    site = fixture_swap(arena, site, "</hall>",
                        "<busway id=\"mid\" from=\"yard\" rating=\"531 kVA\""
                        " voltage=\"415 V\" efficiency=\"1\"/></hall>");
    open_bare(&s, site);
    rfi_measure *row = add_measure(&s.o, "row", RFI_SCOPE_HALL);
    add_amount(row, RFI_REQ_POWER_CHAIN, "busway", 500000);
    rfi_finding finding = expect_only(&s.a, RFI_REQ_POWER_CHAIN, "without a new row");
    assert_int_equal(finding.violation_count, 2);
    install(&s.a, row, 0, 1);
    expect_holds(&s.a, "what both lack");
    row->effects[0].adds.base--;
    finding = expect_only(&s.a, RFI_REQ_POWER_CHAIN, "one base unit less");
    assert_int_equal(finding.violation_count, 1);
    assert_non_null(strstr(finding.violations[0].message, "500000 against 499999"));
    row->effects[0].adds.base = 250000;
    s.a.installs[s.a.plan.install_count - 1].count = 2;
    expect_holds(&s.a, "two units, one each");
    fixture_free(&s.a.f);
    rfi_arena_free(arena);
}

/* ---- rules of installs -----------------------------------------------------------------
 */

static void expect_rule(bare *s, const char *words)
{
    rfi_finding finding;
    judge_apart(&s->a, &finding);
    if (!only_of(&finding, RFI_REQUIREMENT_KIND_COUNT, words)) {
        print_error("was to be said alone: %s\n", words);
        fixture_print_findings(&finding);
    }
    assert_true(only_of(&finding, RFI_REQUIREMENT_KIND_COUNT, words));
    assert_string_equal(rfi_violation_words(&finding.violations[0]), "install");
}

static void places_and_numbers(void **state)
{
    (void)state;
    bare s;
    open_bare(&s, bare_site);
    rfi_measure *extra = add_measure(&s.o, "extra", RFI_SCOPE_HALL);
    rfi_install *last = &s.a.installs[s.a.plan.install_count];
    install(&s.a, extra, RFI_PLACE_SITE, 1);
    expect_rule(&s, "stands in no hall");
    extra->scope = RFI_SCOPE_LINK;
    expect_holds(&s.a, "a link at the site");
    last->hall = 0;
    expect_rule(&s, "stands in a hall");
    extra->scope = RFI_SCOPE_SITE;
    expect_rule(&s, "acts on nothing of it");
    add_amount(extra, RFI_REQ_POWER_CHAIN, "busway", 1);
    expect_holds(&s.a, "one that acts on a busway of the hall");
    extra->effects[0].of = "feeder";
    expect_rule(&s, "acts on nothing of it");
    extra->scope = RFI_SCOPE_HALL;
    expect_holds(&s.a, "scope hall");
    extra->max_count = exactly(2, RFI_DIM_COUNT);
    last->count = 2;
    expect_holds(&s.a, "two of two");
    last->count = 3;
    expect_rule(&s, "max-count");
    extra->max_count = (rfi_figure){.state = RFI_ABSENT};
    last->count = 1;
    expect_holds(&s.a, "one where nobody says how many");
    last->count = 2;
    expect_rule(&s, "max-count");
    last->count = 0;
    expect_rule(&s, "of no unit");
    last->count = 1;
    last->hall = 7;
    expect_rule(&s, "nowhere");
    last->hall = 0;
    const rfi_measure stranger = *extra;
    last->measure = &stranger;
    expect_rule(&s, "none of the measures");
    fixture_free(&s.a.f);
}

static void company(void **state)
{
    (void)state;
    static const char *needs[] = {"permit"};
    static const char *hates[] = {"wall"};
    bare s;
    open_bare(&s, bare_site);
    rfi_measure *extra = add_measure(&s.o, "extra", RFI_SCOPE_HALL);
    rfi_measure *permit = add_measure(&s.o, "permit", RFI_SCOPE_SITE);
    install(&s.a, extra, 0, 1);
    extra->requires_ids = needs;
    extra->requires_count = 1;
    expect_rule(&s, "requires");
    install(&s.a, permit, RFI_PLACE_SITE, 1);
    expect_holds(&s.a, "with its permit");
    permit->scope = RFI_SCOPE_HALL; /* then it has to be in the same hall */
    s.a.installs[s.a.plan.install_count - 1].hall = 0;
    expect_holds(&s.a, "with its permit in the hall");
    extra->excludes_ids = hates;
    extra->excludes_count = 1;
    expect_rule(&s, "excludes");
    s.a.installs[WALL].hall = RFI_PLACE_SITE;
    s.o.items[WALL].scope = RFI_SCOPE_SITE;
    (void)expect_only(&s.a, RFI_REQ_AIR_HEAT, "a wall elsewhere is no company");
    fixture_free(&s.a.f);
}

static void companions(void **state)
{
    (void)state;
    bare s;
    open_bare(&s, bare_site);
    rfi_measure *with = add_measure(&s.o, "with", RFI_SCOPE_HALL);
    with->with = RFI_WITH_HALL;
    with->cost = exactly(0, RFI_DIM_MONEY); /* of unknown cost it is asked of nobody */
    expect_rule(&s, "every hall");
    install(&s.a, with, 0, 1);
    expect_holds(&s.a, "in the hall");
    rfi_install *last = &s.a.installs[s.a.plan.install_count - 1];
    with->with = RFI_WITH_CRITICAL_IT; /* 420 kW: 400 of racks, 20 of network */
    with->scope = RFI_SCOPE_SITE;
    last->hall = RFI_PLACE_SITE;
    with->size = exactly(100000000, RFI_DIM_POWER);
    last->count = 5;
    expect_holds(&s.a, "five of 100 kW for 420 kW");
    last->count = 4;
    expect_rule(&s, "critical IT");
    with->size = exactly(105000000, RFI_DIM_POWER);
    expect_holds(&s.a, "four of 105 kW");
    with->size = exactly(104999999, RFI_DIM_POWER);
    expect_rule(&s, "critical IT");
    with->with = RFI_WITH_PLAN;
    expect_holds(&s.a, "with the plan");
    s.a.plan.install_count--;
    expect_rule(&s, "with the plan");
    fixture_free(&s.a.f);
}

static void dates(void **state)
{
    (void)state;
    static const char *needs[] = {"permit"};
    static const int64_t day = 86400000000;
    bare s;
    open_bare(&s, bare_site);
    rfi_measure *extra = add_measure(&s.o, "extra", RFI_SCOPE_HALL);
    rfi_measure *permit = add_measure(&s.o, "permit", RFI_SCOPE_SITE);
    extra->requires_ids = needs;
    extra->requires_count = 1;
    extra->lead = exactly(10 * day, RFI_DIM_DURATION);
    extra->build = exactly(4 * day + 1, RFI_DIM_DURATION); /* a day begun is a day */
    permit->lead = exactly(100 * day, RFI_DIM_DURATION);
    install(&s.a, extra, 0, 1);
    install(&s.a, permit, RFI_PLACE_SITE, 1);
    expect_holds(&s.a, "nobody asks for a date");
    s.a.plan.by = s.a.site->as_of + 115;
    s.a.f.profile->available = (rfi_figure){.state = RFI_ABSENT};
    expect_holds(&s.a, "100 + 10 + 5 days");
    s.a.plan.by--;
    expect_rule(&s, "too late");
    permit->requires_ids = (const char *[]){"extra"};
    permit->requires_count = 1;
    s.a.plan.by += 1000;
    expect_rule(&s, "too late"); /* both wait for one another */
    fixture_free(&s.a.f);
}

static void costs(void **state)
{
    (void)state;
    bare s;
    open_bare(&s, bare_site);
    static rfi_point square[] = {{0, 0}, {3000, 0}, {3000, 2001}, {0, 2001}};
    rfi_hall *hall = &s.a.site->halls[0];
    hall->outline = square;
    hall->outline_count = 4;
    s.a.f.profile->width = (rfi_figure){.state = RFI_ABSENT};
    for (size_t m = 0; m < MAKES; m++) {
        s.o.items[m].cost = exactly(0, RFI_DIM_MONEY);
    }
    s.o.items[UPS].cost = exactly(7, RFI_DIM_MONEY);
    s.o.items[UPS].cost_rate = exactly(3, RFI_DIM_PRICE_POWER);  /* x 631.25 kVA, up */
    s.o.items[WALL].cost_area = exactly(10, RFI_DIM_PRICE_AREA); /* x 6.003 m2, up */
    s.o.items[SETS].cost_length = exactly(5, RFI_DIM_PRICE_LENGTH);
    s.o.items[SETS].length = exactly(1500000, RFI_DIM_LENGTH); /* 1.5 km: 7.5, up */
    s.a.installs[UPS].count = 2;
    rfi_measure *share = add_measure(&s.o, "share", RFI_SCOPE_SITE);
    share->cost = exactly(100, RFI_DIM_MONEY);
    share->cost_share = exactly(10000, RFI_DIM_RATIO); /* 1 % of all but itself */
    install(&s.a, share, RFI_PLACE_SITE, 1);
    int64_t others = 2 * (7 + 1894) + 61 + 8;
    s.a.plan.cost = others + 100 + rfi_div_ceil(others, 100);
    s.a.plan.cost_stated = true;
    expect_holds(&s.a, "the sum");
    s.a.plan.cost--;
    expect_rule(&s, "do not cost");
    s.a.plan.cost += 2;
    expect_rule(&s, "do not cost");
    hall->outline = NULL; /* then nobody knows, at the base */
    expect_holds(&s.a, "an open cost is not judged at the base");
    fixture_free(&s.a.f);
}

static void measures_take_floor(void **state)
{
    (void)state;
    fixture f;
    apart a;
    offer o = {0};
    fixture_read(&f, exact_site, exact_profile, exact_climate);
    const rfi_plan *base = fixture_evaluate(&f, NULL)->judgements[0].plan;
    open_apart(&a, exact_site, exact_profile, base);
    rfi_measure *room = add_measure(&o, "room", RFI_SCOPE_HALL);
    a.plan.measures = &o.measures;
    install(&a, room, 0, 2);
    a.shares[0].pods = a.shares[0].most_pods = 1; /* one pod where two would stand */
    a.plan.pods = 3;
    room->floor = exactly(6000 * 3600 / 4, RFI_DIM_AREA); /* two take half of it */
    expect_holds(&a, "half of the hall");
    room->floor.high += 1;
    (void)expect_only(&a, RFI_REQ_FLOOR_SPACE, "a square millimetre more");
    a.plan.installs[0].count = 1;
    expect_holds(&a, "one unit less");
    a.plan.installs[0].hall = 1;
    (void)expect_only(&a, RFI_REQ_FLOOR_SPACE, "in the full hall");
    fixture_free(&a.f);
    fixture_free(&f);
}

/* ---- several profiles ------------------------------------------------------------------
 */

/* Racks of 90 kW in the second hall: 385 / 0.8 + 27.5 + 33 = 541.75 kW, with the first
 * 1,139.5 kW at the yard, / 0.8 = 1,424.375 kW. */
static void each_hall_is_judged_by_its_profile(void **state)
{
    (void)state;
    fixture f;
    fixture g;
    apart a;
    rfi_arena *arena = rfi_arena_new();
    fixture_read(&f, exact_site, exact_profile, exact_climate);
    const rfi_plan *base = fixture_evaluate(&f, NULL)->judgements[0].plan;
    const char *less =
        fixture_swap(arena, exact_profile, "max=\"100 kW\"", "max=\"90 kW\"");
    fixture_read(&g, exact_site, less, exact_climate);
    open_apart(&a, fixture_swap(arena, exact_site, "1494.375 kW at", "1424.375 kW at"),
               exact_profile, base);
    (void)expect_only(&a, RFI_REQ_FIRM_UTILITY, "too little for two halls of the first");
    a.shares[1].profile = g.profile;
    expect_holds(&a, "exactly enough for one of each");
    a.site->interconnects[0].firm.low--;
    (void)expect_only(&a, RFI_REQ_FIRM_UTILITY, "a milliwatt less");
    a.site->interconnects[0].firm.low++;
    g.profile->max = a.f.profile->max;
    a.shares[0].profile = a.shares[1].profile; /* and the plan's own nowhere */
    a.shares[1].profile = NULL;
    a.site->interconnects[0].firm = exactly(1494375000, RFI_DIM_POWER);
    expect_holds(&a, "the same figures by another name");
    g.profile->available = exactly(a.plan.by + 1, RFI_DIM_DATE);
    (void)expect_only(&a, RFI_REQ_AVAILABLE, "one of them too late");
    g.profile->available = exactly(a.plan.by, RFI_DIM_DATE);
    g.profile->mass.high++;
    (void)expect_only(&a, RFI_REQ_SLAB, "one of them too heavy");
    g.profile->mass.high--;
    g.profile->supply_max.low--;
    rfi_finding finding = expect_only(&a, RFI_REQ_LIQUID_SUPPLY, "one of them too cool");
    assert_string_equal(finding.violations[0].where, "new.1");
    assert_int_equal(finding.violation_count, 1);
    fixture_free(&a.f);
    fixture_free(&g);
    fixture_free(&f);
    rfi_arena_free(arena);
}

/* The same site said as cords: every load is followed with its own racks. */
static void a_network_takes_several_profiles(void **state)
{
    (void)state;
    fixture f;
    fixture g;
    apart a;
    rfi_arena *arena = rfi_arena_new();
    fixture_read(&f, exact_site, exact_profile, exact_climate);
    fixture_read(&g, exact_site, exact_profile, exact_climate);
    const rfi_plan *base = fixture_evaluate(&f, NULL)->judgements[0].plan;
    const char *site = fixture_swap(arena, exact_site, " feed=\"bus\"", "");
    site = fixture_swap(arena, site, "<ups id=", "<feed a=\"bus\"/><ups id=");
    open_apart(&a, site, exact_profile, base);
    a.shares[1].profile = g.profile;
    expect_holds(&a, "the same figures by another name");
    g.profile->peak.high++;
    rfi_finding finding;
    judge_apart(&a, &finding);
    bool second = false;
    for (size_t i = 0; i < finding.violation_count; i++) {
        bool ups = finding.violations[i].kind == RFI_REQ_POWER_CHAIN;
        second = second || ups;
        assert_true(ups || finding.violations[i].kind == RFI_REQ_BACKUP_POWER);
    }
    assert_true(second);
    fixture_free(&a.f);
    fixture_free(&g);
    fixture_free(&f);
    rfi_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_new_row_is_tested),
        cmocka_unit_test(nothing_arises_without_measures),
        cmocka_unit_test(silence_favours_at_the_favourable_end),
        cmocka_unit_test(a_hall_that_is_not_there_needs_a_shell),
        cmocka_unit_test(new_units_are_a_block_of_their_own),
        cmocka_unit_test(a_reserve_is_kept_on_what_is_added),
        cmocka_unit_test(a_unit_serves_one_group_of_its_kind),
        cmocka_unit_test(places_and_numbers),
        cmocka_unit_test(company),
        cmocka_unit_test(companions),
        cmocka_unit_test(dates),
        cmocka_unit_test(costs),
        cmocka_unit_test(measures_take_floor),
        cmocka_unit_test(each_hall_is_judged_by_its_profile),
        cmocka_unit_test(a_network_takes_several_profiles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
