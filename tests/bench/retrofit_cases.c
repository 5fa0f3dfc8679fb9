/* SPDX-License-Identifier: MIT */
/* Numbers are plausible, not measured: they follow the shape of real choices, where pods of
 * 70 kW to 1.4 MW meet halls of 4 to 14 MW, and a feeder carries some ten halls. */
#include "tests/bench/retrofit_cases.h"

#include "planner/base/checked.h"
#include "tests/property/solve_cases.h"

enum { ELEC, AIR, LIQUID, FLOOR, SLAB, PORTS, OWN_LIMITS };
enum { GRID, HEAT, WATER, UPLINK, BUDGET, SITE_LIMITS };
enum { MOST_PROFILES = 12, MOST_HALLS = 60, MOST_FEEDERS = 6, MOST_TERMS = 1200 };
enum { MINING_KW = 1000, MINING_FACILITY_KW = 1040 };

typedef struct profile {
    int64_t it;              /* critical IT kW of a pod */
    int64_t use[OWN_LIMITS]; /* of a hall, per pod */
    int64_t facility, heat, water, uplink, cost;
} profile;

/* A limit under construction. */
typedef struct limit_row {
    rfi_term terms[MOST_TERMS];
    size_t count;
} limit_row;

typedef struct retrofit {
    rfi_problem *problem;
    case_random random;
    retrofit_variant variant;
    size_t halls, measures, profiles, feeders;
    profile profile[MOST_PROFILES];
    limit_row feeder[MOST_FEEDERS];
    limit_row site[SITE_LIMITS];
    limit_row keep;  /* mining that a contract wants */
    int64_t hall_it; /* sum of hall capacities */
    int64_t feeder_it[MOST_FEEDERS];
} retrofit;

const char *retrofit_size_name(retrofit_size size)
{
    static const char *const names[] = {"small", "medium", "large"};
    return names[size];
}

const char *retrofit_variant_name(retrofit_variant variant)
{
    static const char *const names[] = {"grid", "halls", "liquid", "tight", "loose"};
    return names[variant];
}

static void add(limit_row *row, size_t variable, int64_t coefficient)
{
    if (row->count < MOST_TERMS && coefficient != 0) {
        row->terms[row->count++] = (rfi_term){variable, coefficient};
    }
}

static int64_t between(retrofit *site, int64_t low, int64_t high)
{
    return case_between(&site->random, low, high);
}

/* Dense liquid-cooled pods, and lighter ones on air. */
static void make_profiles(retrofit *site)
{
    for (size_t p = 0; p < site->profiles; p++) {
        profile *it = &site->profile[p];
        bool liquid = p % 3 != 2;
        it->it = liquid ? between(site, 240, 1400) : between(site, 70, 480);
        int64_t share = liquid ? between(site, 70, 90) : 0; /* of heat, percent */
        it->use[ELEC] = it->it * between(site, 103, 109) / 100;
        it->use[LIQUID] = it->it * share / 100;
        it->use[AIR] = it->it - it->use[LIQUID];
        it->use[FLOOR] =
            2 + it->it / (liquid ? between(site, 90, 130) : between(site, 35, 50));
        it->use[SLAB] = it->use[FLOOR] * between(site, 90, 170);
        it->use[PORTS] = 1 + it->it / between(site, 60, 160);
        it->facility = it->it * between(site, 118, 136) / 100;
        it->heat = it->it * between(site, 100, 106) / 100;
        it->water = it->it * between(site, 2, 9) / 10;
        it->uplink = 1 + it->it / between(site, 100, 300);
        it->cost = it->it * between(site, 9, 19) / 10;
    }
}

static void hall_limits(retrofit *site, int64_t *limit)
{
    bool tight_halls = site->variant == RETROFIT_HALLS;
    bool no_liquid = site->variant == RETROFIT_LIQUID;
    int64_t power = between(site, 4000, 14000);
    limit[ELEC] = power;
    limit[AIR] = power * between(site, 30, tight_halls ? 45 : 70) / 100;
    limit[LIQUID] = power * between(site, no_liquid ? 0 : 20, no_liquid ? 15 : 70) / 100;
    limit[FLOOR] = power / between(site, tight_halls ? 95 : 70, tight_halls ? 140 : 110);
    limit[SLAB] = limit[FLOOR] * between(site, 100, 180);
    limit[PORTS] = power / between(site, tight_halls ? 110 : 60, 140);
}

/* Steps of one hall: what they raise, and by how much. Returns the variable. */
static size_t hall_measure(retrofit *site, size_t hall, size_t number, const int64_t *limit,
                           limit_row *own)
{
    static const int raises[] = {LIQUID, ELEC, FLOOR, AIR, SLAB, PORTS};
    int kind = raises[number % 6];
    int64_t most = kind == LIQUID ? 1 : between(site, 1, 3);
    size_t y = rfi_problem_variable(site->problem, "measure", 0, most, 0);
    rfi_problem_place(site->problem, y, hall, site->profiles + 1 + (size_t)kind);
    int64_t base = limit[kind];
    int64_t step = base * between(site, 12, 35) / 100 + 1;
    if (kind == LIQUID) {
        step = limit[ELEC] * between(site, 30, 80) / 100;
        add(&own[AIR], y, limit[AIR] * between(site, 10, 40) / 100); /* takes air away */
    }
    add(&own[kind], y, -step);
    int64_t price = kind == LIQUID ? limit[ELEC] * between(site, 12, 30) / 100
                                   : limit[ELEC] * between(site, 4, 14) / 100;
    add(&site->site[BUDGET], y, price);
    return y;
}

/* x <= u0 + (u1 - u0) y for pods that the conversion makes possible. */
static void link_conversion(retrofit *site, size_t x, size_t conversion, int64_t before,
                            int64_t after)
{
    if (after > before) {
        rfi_problem_row(site->problem, "link", RFI_GROUP_STRUCTURE,
                        (rfi_term[]){{x, 1}, {conversion, before - after}}, 2, before);
    }
}

static int64_t most_pods(const profile *it, const int64_t *limit, int64_t extra_liquid)
{
    int64_t most = INT64_C(1000);
    for (int k = 0; k < OWN_LIMITS; k++) {
        int64_t room = limit[k] * (k == LIQUID ? 1 : 2) + (k == LIQUID ? extra_liquid : 0);
        most = it->use[k] > 0 ? rfi_min(most, room / it->use[k]) : most;
    }
    return most;
}

static void fill_hall(retrofit *site, size_t hall, size_t feeder, const int64_t *limit,
                      limit_row *own, size_t conversion)
{
    int64_t extra = 0;
    for (size_t t = 0; t < own[LIQUID].count; t++) {
        extra += own[LIQUID].terms[t].variable == conversion
                     ? -own[LIQUID].terms[t].coefficient
                     : 0;
    }
    for (size_t p = 0; p < site->profiles; p++) {
        const profile *it = &site->profile[p];
        int64_t before = most_pods(it, limit, 0);
        int64_t after = most_pods(it, limit, extra);
        size_t x = rfi_problem_variable(site->problem, "pods", 0, after, it->it);
        rfi_problem_place(site->problem, x, hall, p);
        for (int k = 0; k < OWN_LIMITS; k++) {
            add(&own[k], x, it->use[k]);
        }
        if (conversion != SIZE_MAX) {
            link_conversion(site, x, conversion, before, after);
        }
        add(&site->feeder[feeder], x, it->facility);
        add(&site->site[GRID], x, it->facility);
        add(&site->site[HEAT], x, it->heat);
        add(&site->site[WATER], x, it->water);
        add(&site->site[UPLINK], x, it->uplink);
        add(&site->site[BUDGET], x, it->cost);
    }
}

static void make_hall(retrofit *site, size_t hall)
{
    static const char *const names[] = {"elec", "air", "liquid", "floor", "slab", "ports"};
    static limit_row own[OWN_LIMITS];
    int64_t limit[OWN_LIMITS];
    size_t feeder = hall * site->feeders / site->halls;
    hall_limits(site, limit);
    site->hall_it += limit[ELEC];
    site->feeder_it[feeder] += limit[ELEC];
    for (int k = 0; k < OWN_LIMITS; k++) {
        own[k].count = 0;
    }
    size_t count = site->measures * 3 / 4 / site->halls;
    count += hall < site->measures * 3 / 4 % site->halls ? 1 : 0;
    size_t conversion = SIZE_MAX;
    for (size_t m = 0; m < count; m++) {
        size_t number = m == 0 && hall % 4 < 3 ? 0 : 1 + (hall + m) % 5;
        size_t y = hall_measure(site, hall, number, limit, own);
        conversion = number == 0 ? y : conversion;
    }
    size_t mining =
        rfi_problem_variable(site->problem, "mining", 0, limit[ELEC] / MINING_KW, 0);
    rfi_problem_place(site->problem, mining, hall, site->profiles);
    add(&own[ELEC], mining, MINING_KW);
    add(&own[AIR], mining, MINING_KW / 4);
    add(&own[FLOOR], mining, 6);
    add(&site->feeder[feeder], mining, MINING_FACILITY_KW);
    add(&site->site[GRID], mining, MINING_FACILITY_KW);
    add(&site->keep, mining, -1);
    fill_hall(site, hall, feeder, limit, own, conversion);
    for (int k = 0; k < OWN_LIMITS; k++) {
        rfi_problem_row(site->problem, names[k], hall * OWN_LIMITS + (size_t)k,
                        own[k].terms, own[k].count, limit[k]);
    }
}

static size_t shared_measure(retrofit *site, limit_row *row, int64_t step, int64_t price,
                             int64_t most)
{
    size_t y = rfi_problem_variable(site->problem, "measure", 0, most, 0);
    add(row, y, -step);
    add(&site->site[BUDGET], y, price);
    return y;
}

/* Steps of feeders and of the site; every third needs the one before it, every fifth
 * excludes it. */
static void shared_measures(retrofit *site, const int64_t *site_limit)
{
    size_t count = site->measures - site->measures * 3 / 4;
    size_t before = SIZE_MAX;
    for (size_t m = 0; m < count; m++) {
        int64_t most = between(site, 1, 3);
        size_t y;
        if (m % 2 == 0) {
            size_t f = m / 2 % site->feeders;
            int64_t step = site->feeder_it[f] * between(site, 8, 25) / 100;
            y = shared_measure(site, &site->feeder[f], step,
                               step * between(site, 8, 25) / 100, most);
        } else {
            size_t k = m / 2 % BUDGET;
            int64_t step = site_limit[k] * between(site, 3, 10) / 100;
            int64_t price = site->hall_it * between(site, 5, 30) / 1000;
            y = shared_measure(site, &site->site[k], step, price, most);
        }
        if (m % 3 == 2) {
            int64_t high = site->problem->variables[y].high;
            rfi_problem_row(site->problem, "needs", RFI_GROUP_STRUCTURE,
                            (rfi_term[]){{y, 1}, {before, -high}}, 2, 0);
        } else if (m % 5 == 4) {
            int64_t a = site->problem->variables[y].high;
            int64_t b = site->problem->variables[before].high;
            rfi_problem_row(site->problem, "excludes", RFI_GROUP_STRUCTURE,
                            (rfi_term[]){{y, b}, {before, a}}, 2, a * b);
        }
        before = y;
    }
}

static void site_limits(retrofit *site, int64_t *limit)
{
    static const int64_t grid_share[] = {62, 118, 90, 90, 84};
    static const int64_t money_share[] = {70, 120, 75, 34, 150};
    int64_t it = site->hall_it;
    int64_t grid = grid_share[site->variant] + between(site, -4, 4);
    limit[GRID] = it * grid / 100;
    limit[HEAT] = it * (grid + between(site, -14, 2)) / 120;
    limit[WATER] = it * (grid + between(site, -8, 8)) / 210;
    limit[UPLINK] = it * (grid + between(site, -5, 15)) / 18000;
    limit[BUDGET] = it * (money_share[site->variant] + between(site, -4, 4)) / 100;
}

static void add_shared_rows(retrofit *site, const int64_t *limit)
{
    static const char *const names[] = {"grid", "heat", "water", "uplink", "budget"};
    size_t group = site->halls * OWN_LIMITS;
    for (size_t f = 0; f < site->feeders; f++) {
        int64_t share = site->variant == RETROFIT_HALLS ? 125 : between(site, 80, 110);
        rfi_problem_row(site->problem, "feeder", group++, site->feeder[f].terms,
                        site->feeder[f].count, site->feeder_it[f] * share / 100);
    }
    for (int k = 0; k < SITE_LIMITS; k++) {
        rfi_problem_row(site->problem, names[k], group++, site->site[k].terms,
                        site->site[k].count, limit[k]);
    }
    int64_t keep = site->hall_it / MINING_KW * between(site, 4, 10) / 100;
    rfi_problem_row(site->problem, "keep mining", group, site->keep.terms, site->keep.count,
                    -keep);
}

void retrofit_case(rfi_problem *problem, uint64_t seed, retrofit_size size,
                   retrofit_variant variant)
{
    static const size_t halls[] = {4, 20, 60};
    static const size_t measures[] = {8, 40, 120};
    static const size_t profiles[] = {4, 10, 12};
    static const size_t feeders[] = {1, 3, 6};
    static retrofit site; /* too large for the stack */
    site = (retrofit){.problem = problem,
                      .random = {seed * 1000 + (uint64_t)size * 10 + (uint64_t)variant},
                      .variant = variant,
                      .halls = halls[size],
                      .measures = measures[size],
                      .profiles = profiles[size],
                      .feeders = feeders[size]};
    make_profiles(&site);
    for (size_t hall = 0; hall < site.halls; hall++) {
        make_hall(&site, hall);
    }
    int64_t limit[SITE_LIMITS];
    site_limits(&site, limit);
    shared_measures(&site, limit);
    add_shared_rows(&site, limit);
}
