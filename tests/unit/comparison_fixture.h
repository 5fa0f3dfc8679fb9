/* SPDX-License-Identifier: MIT */
/* A comparison put together by hand on the site of table_fixture.h: two profiles, two
 * halls, three measures, every kind of proof. The numbers are invented; only their printing
 * is under test. */
#ifndef TESTS_UNIT_COMPARISON_FIXTURE_H
#define TESTS_UNIT_COMPARISON_FIXTURE_H

#include "planner/model/comparison.h"
#include "tests/unit/table_fixture.h"

#define DOLLAR  INT64_C(1000000)
#define MILLION (1000000 * DOLLAR)

enum { CDU = 0, SUBSTATION, TRENCH, MEASURES };
enum { HEAT = 0, SUPPLY, HEIGHT, POWER, REQUIREMENTS };
enum { POINTS = 5 };

typedef struct comparison_fixture {
    fixture site;
    rfi_measure items[MEASURES];
    rfi_measures measures;
    rfi_requirement requirements[REQUIREMENTS];
    rfi_gain gain;
    const rfi_profile *profiles[2];
    rfi_hall_share shares[2];
    rfi_install installs[3];
    rfi_plan bare, full;
    rfi_planned planned[3];
    size_t binding[2], members[2], lone[1];
    rfi_retrofit as_is, small, best, bounded, none, undecided;
    rfi_frontier_point points[POINTS];
    rfi_rung rungs[2];
    rfi_retrofit *alternatives[1];
    const char *differences[1];
    rfi_never never[1];
    rfi_price prices[4];
    rfi_conflict conflicts[2];
    rfi_witness witnesses[2];
    rfi_relaxation relaxations[2];
    rfi_repair repairs[2];
    rfi_break breaks[1];
    rfi_comparison comparison;
} comparison_fixture;

static int64_t day_of(int64_t year, int month, int day)
{
    return rfi_date_from_civil(year, month, day);
}

static void set_cost(int64_t *cost, int64_t low, int64_t base, int64_t high)
{
    cost[RFI_END_FAVOURABLE] = low;
    cost[RFI_END_BASE] = base;
    cost[RFI_END_UNFAVOURABLE] = high;
}

static void comparison_measures(comparison_fixture *f)
{
    static const char *const ids[] = {"cdu", "substation", "trench"};
    static const char *const names[] = {"CDU, 1.4 MW", "Unit substation",
                                        "Second fibre trench"};
    for (size_t i = 0; i < MEASURES; i++) {
        f->items[i] = (rfi_measure){
            .id = ids[i],
            .name = names[i],
            .scope = i == CDU ? RFI_SCOPE_HALL : RFI_SCOPE_SITE,
        };
    }
    f->items[CDU].cost =
        stated(missing(RFI_DIM_MONEY, "cdu", "cost", "cost", NULL, 7), 300000 * DOLLAR,
               400000 * DOLLAR, 600000 * DOLLAR, RFI_GRADE_E, NULL);
    f->items[SUBSTATION].cost =
        stated(missing(RFI_DIM_MONEY, "substation", "cost", "cost", NULL, 9), MILLION,
               MILLION, MILLION, RFI_GRADE_A, NULL);
    f->measures = (rfi_measures){.file = "catalogue.xml",
                                 .digest = DIGEST,
                                 .id = "catalogue",
                                 .name = "Retrofit measures",
                                 .as_of = day_of(2026, 10, 1),
                                 .items = f->items,
                                 .count = MEASURES};
}

static rfi_requirement usable_power(comparison_fixture *f)
{
    rfi_requirement r = {
        .kind = RFI_REQ_POWER_CHAIN,
        .shape = RFI_SHAPE_SITE_SUM,
        .id = "power-chain/substation-2",
        .title = "Usable power, substation 2",
        .formula = "units x rating",
        .state = "normal",
        .hall_index = SIZE_MAX,
        .owner = "substation-2",
        .dimension = RFI_DIM_APPARENT,
        .place = place_at(14, 5),
    };
    for (int end = 0; end < RFI_ENDS; end++) {
        r.ends[end] = terms_of(&f->site, MEGAWATT, 0, 0);
    }
    return r;
}

static void comparison_requirements(comparison_fixture *f)
{
    f->requirements[HEAT] = liquid_heat(&f->site);
    f->requirements[SUPPLY] = coolant_supply(&f->site);
    f->requirements[HEIGHT] = clear_height(&f->site);
    f->requirements[POWER] = usable_power(f);
    f->gain = (rfi_gain){.measure = CDU, .form = RFI_GAIN_SPARE};
    for (int end = 0; end < RFI_ENDS; end++) {
        f->gain.adds[end] = 1400 * MEGAWATT / 1000;
    }
    f->requirements[HEAT].gains = &f->gain;
    f->requirements[HEAT].gain_count = 1;
}

static void comparison_plans(comparison_fixture *f)
{
    f->shares[0] = (rfi_hall_share){&f->site.halls[0], 1, 7, 1, 7, &f->site.profiles[0]};
    f->shares[1] = (rfi_hall_share){&f->site.halls[1], 1, 3, 1, 3, &f->site.profiles[1]};
    f->installs[0] = (rfi_install){&f->items[SUBSTATION], RFI_PLACE_SITE, 1};
    f->installs[1] = (rfi_install){&f->items[CDU], 0, 3};
    f->installs[2] = (rfi_install){&f->items[CDU], 1, 1};
    f->bare = (rfi_plan){.site = &f->site.site,
                         .profile = &f->site.profiles[0],
                         .end = RFI_END_BASE,
                         .by = day_of(2027, 12, 31),
                         .pods = 2};
    f->full = f->bare;
    f->full.pods = 10;
    f->full.shares = f->shares;
    f->full.share_count = 2;
    f->full.measures = &f->measures;
    f->full.installs = f->installs;
    f->full.install_count = 3;
    for (size_t i = 0; i < 3; i++) {
        f->planned[i] = (rfi_planned){.install = f->installs[i],
                                      .start = day_of(2026, 11, 23),
                                      .done = day_of(2027, 3 + (int)i, 1),
                                      .comes_with = i == 2,
                                      .settles = i == 1 ? "liquid heat in hall-a" : ""};
    }
    set_cost(f->planned[0].cost, MILLION, MILLION, MILLION);
    set_cost(f->planned[1].cost, 900000 * DOLLAR, 1200000 * DOLLAR, 1800000 * DOLLAR);
    set_cost(f->planned[2].cost, 300000 * DOLLAR, 400000 * DOLLAR, 600000 * DOLLAR);
}

static void comparison_retrofits(comparison_fixture *f)
{
    f->binding[0] = POWER;
    f->binding[1] = HEAT;
    f->as_is = (rfi_retrofit){.plan = &f->bare,
                              .proof = RFI_PROOF_CERTIFIED,
                              .pods = 2,
                              .units = 1,
                              .it_power = 284 * MEGAWATT / 1000,
                              .it_bound = 284 * MEGAWATT / 1000,
                              .binding = f->binding,
                              .binding_count = 2,
                              .checked = true};
    f->best = (rfi_retrofit){.plan = &f->full,
                             .proof = RFI_PROOF_CLAIMED,
                             .claimed_by = "CBC 2.10.8",
                             .pods = 10,
                             .units = 2,
                             .it_power = 1420 * MEGAWATT / 1000,
                             .it_bound = 1451 * MEGAWATT / 1000,
                             .it_claimed = 1420 * MEGAWATT / 1000,
                             .cost_bound = 2500000 * DOLLAR,
                             .ready = day_of(2027, 5, 1),
                             .installs = f->planned,
                             .install_count = 3,
                             .binding = f->binding,
                             .binding_count = 1,
                             .checked = true,
                             .nodes = 4711};
    set_cost(f->best.cost, 2200000 * DOLLAR, 2600000 * DOLLAR, 3400000 * DOLLAR);
    f->small = f->best;
    f->small.proof = RFI_PROOF_CERTIFIED;
    f->small.claimed_by = NULL;
    f->small.pods = 4;
    f->small.it_power = f->small.it_bound = 568 * MEGAWATT / 1000;
    f->small.install_count = 1;
    f->small.ready = day_of(2027, 3, 1);
    set_cost(f->small.cost, MILLION, MILLION, MILLION);
    f->bounded = f->best;
    f->bounded.proof = RFI_PROOF_BOUNDED;
    f->bounded.claimed_by = NULL;
    f->bounded.it_power = 1278 * MEGAWATT / 1000;
    f->bounded.it_bound = RFI_UNBOUNDED;
    f->none = (rfi_retrofit){.proof = RFI_PROOF_NONE, .it_bound = 0};
    f->undecided = (rfi_retrofit){.proof = RFI_PROOF_UNDECIDED,
                                  .it_bound = 1451 * MEGAWATT / 1000,
                                  .claimed_by = "CBC 2.10.8",
                                  .it_claimed = 1430 * MEGAWATT / 1000};
}

static void comparison_choices(comparison_fixture *f)
{
    int64_t by = day_of(2027, 12, 31);
    f->points[0] = (rfi_frontier_point){0, by, &f->as_is, true, false};
    f->points[1] = (rfi_frontier_point){MILLION, by, &f->small, true, false};
    f->points[2] = (rfi_frontier_point){2 * MILLION, by, &f->undecided, false, false};
    f->points[3] = (rfi_frontier_point){3 * MILLION, by, &f->best, false, false};
    f->points[4] = (rfi_frontier_point){INT64_MAX, by, &f->bounded, false, true};
    f->rungs[0] = (rfi_rung){&f->small, MILLION, 284 * MEGAWATT / 1000,
                             "Liquid heat, CDU cdu-a, hall A", "Unit substation (site)"};
    f->rungs[1] =
        (rfi_rung){&f->best, 1600000 * DOLLAR, 852 * MEGAWATT / 1000,
                   "Usable power, substation 2", "3 × CDU, 1.4 MW (hall-a), CDU (hall-b)"};
    f->alternatives[0] = &f->bounded;
    f->differences[0] = "hall-b stays as it is";
    f->never[0] = (rfi_never){&f->items[TRENCH], "acts on no limit of this site"};
    f->prices[0] = (rfi_price){RFI_PRICED_POWER,
                               "",
                               &f->small,
                               &f->best,
                               1600000 * DOLLAR,
                               852 * MEGAWATT / 1000,
                               61,
                               568 * MEGAWATT / 1000,
                               1420 * MEGAWATT / 1000,
                               false};
    f->prices[1] = (rfi_price){RFI_PRICED_MONEY,      "", &f->as_is, &f->small, MILLION,
                               284 * MEGAWATT / 1000, 0,  MILLION,   INT64_MAX, true};
    f->prices[2] =
        (rfi_price){RFI_PRICED_TIME, "",  &f->small, &f->best, -200000 * DOLLAR, 0, 91, by,
                    by + 91,         true};
    f->prices[3] = (rfi_price){
        RFI_PRICED_AREA, "hall-a", &f->small,          &f->best,           0,
        142000000,       0,        INT64_C(120000000), INT64_C(150000000), true};
    f->breaks[0] = (rfi_break){&f->site.heat, 2 * MEGAWATT, 1800 * MEGAWATT / 1000,
                               "one CDU more in hall-a"};
}

static void comparison_conflicts(comparison_fixture *f)
{
    f->members[0] = HEAT;
    f->members[1] = POWER;
    f->lone[0] = SUPPLY;
    f->conflicts[0] = (rfi_conflict){f->members, 2, true, true, RFI_END_BASE, 10};
    f->conflicts[1] = (rfi_conflict){f->lone, 1, true, true, RFI_END_BASE, 10};
    f->witnesses[0] = (rfi_witness){0, &f->full};
    f->witnesses[1] = (rfi_witness){1, NULL};
    f->relaxations[0] = (rfi_relaxation){POWER, 6400 * MEGAWATT / 1000};
    f->relaxations[1] = (rfi_relaxation){SUPPLY, 1};
    f->repairs[0] = (rfi_repair){&f->best, NULL, 0, RFI_PROOF_CLAIMED, 40000};
    f->repairs[1] =
        (rfi_repair){NULL, f->relaxations, 2, RFI_PROOF_CERTIFIED, RFI_UNBOUNDED};
}

static void comparison_whole(comparison_fixture *f)
{
    f->profiles[0] = &f->site.profiles[0];
    f->profiles[1] = &f->site.profiles[1];
    f->comparison = (rfi_comparison){
        .site = &f->site.site,
        .profiles = f->profiles,
        .profile_count = 2,
        .measures = &f->measures,
        .end = RFI_END_BASE,
        .goal = RFI_GOAL_COST,
        .by = day_of(2027, 12, 31),
        .budget = 3 * MILLION,
        .target = 1400 * MEGAWATT / 1000,
        .by_stated = true,
        .target_stated = true,
        .verdict = RF_VERDICT_FIT_WITH_MEASURES,
        .requirements = f->requirements,
        .requirement_count = REQUIREMENTS,
        .as_is = &f->as_is,
        .recommended = &f->best,
        .why = "the cheapest plan that reaches the target",
        .frontier = f->points,
        .frontier_count = POINTS,
        .ladder = f->rungs,
        .rung_count = 2,
        .alternatives = f->alternatives,
        .differences = f->differences,
        .alternative_count = 1,
        .never = f->never,
        .never_count = 1,
        .prices = f->prices,
        .price_count = 4,
        .conflicts = f->conflicts,
        .conflict_count = 2,
        .witnesses = f->witnesses,
        .witness_count = 2,
        .repairs = f->repairs,
        .repair_count = 2,
        .breaks = f->breaks,
        .break_count = 1,
        .input_digest = DIGEST,
        .engine = "CBC 2.10.8",
    };
}

static void comparison_init(comparison_fixture *f)
{
    *f = (comparison_fixture){.binding = {0}};
    fixture_init(&f->site);
    comparison_measures(f);
    comparison_requirements(f);
    comparison_plans(f);
    comparison_retrofits(f);
    comparison_choices(f);
    comparison_conflicts(f);
    comparison_whole(f);
}

/* Proven that nothing helps: no plan, only relaxations. */
static void comparison_without_plan(comparison_fixture *f)
{
    rfi_comparison *c = &f->comparison;
    c->verdict = RF_VERDICT_NO_FIT;
    c->recommended = &f->none;
    c->why = NULL;
    c->frontier_count = c->rung_count = c->alternative_count = c->price_count = 0;
    c->break_count = c->never_count = 0;
    c->repairs = &f->repairs[1];
    c->repair_count = 1;
}

#endif
