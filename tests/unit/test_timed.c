/* SPDX-License-Identifier: MIT */
/* Plans in time on halls whose busway carries two pods of 100 kW and a hundred kVA more
 * with each bay, from 2026-11-01 on. Quarters: 2026-Q4, 2027-Q1 and so on. */
#include "tests/unit/fixture.h"

#include <stdlib.h>

#include "planner/decide/compare.h"
#include "planner/decide/timed.h"
#include "rackfit/rackfit.h"

#define POD                                                                                \
    "<profile xmlns=\"urn:rackfit:1\" id=\"p\" name=\"P\" vendor=\"Any\" family=\"air\""   \
    " as-of=\"2026-11-01\"><rack chips=\"8\" max=\"100 kW\" peak=\"100 kW\""               \
    " peak-duration=\"1 s\" power-factor=\"1\" width=\"600 mm\" depth=\"1200 mm\""         \
    " height=\"2 m\" mass=\"100 kg\"/><pod racks=\"1\"/><unit pods=\"1\"/>"                \
    "<heat liquid-share=\"0\" air-inlet-max=\"30 degC\" filtration=\"0\"/></profile>"
#define HALL(id, load)                                                                     \
    "<hall id=\"" id "\" outline=\"0,0 30,0 30,15 0,15 m\" clear-height=\"6 m\""           \
    " slab=\"9000 kg/m2\" feed=\"bus-" id "\" air=\"air\" liquid=\"none\">" load           \
    "<busway id=\"bus-" id "\" from=\"g\" rating=\"200 kVA\" voltage=\"415 V\""            \
    " efficiency=\"1\"/></hall>"
#define SITE(energised, step, halls)                                                       \
    FIXTURE_SITE("<grid><interconnect id=\"poi\" energised=\"" energised                   \
                 "\" firm=\"9 MW at utility\" transferable=\"yes\" restudy=\"no\">" step   \
                 "</interconnect></grid><electrical>"                                      \
                 "<substation id=\"g\" from=\"poi\" rating=\"9 MVA\" efficiency=\"1\"/>"   \
                 "</electrical><cooling>"                                                  \
                 "<plant id=\"air\" kind=\"crah\" loop=\"air\" supply=\"20 degC\""         \
                 " filtration=\"0\" count=\"2\" capacity=\"900 kW thermal\""               \
                 " electrical=\"0\"/></cooling>" halls                                     \
                 "<link id=\"n\" path=\"n\"/><link id=\"s\" path=\"s\"/>"                  \
                 "<gate id=\"a\" kind=\"title\" status=\"granted\"/>"                      \
                 "<gate id=\"b\" kind=\"interconnection\" status=\"granted\"/>"            \
                 "<gate id=\"c\" kind=\"zoning\" status=\"granted\"/>")
#define OFFER(measures)                                                                    \
    "<measures xmlns=\"urn:rackfit:1\" id=\"m\" name=\"M\" as-of=\"2026-11-01\">" measures \
    "</measures>"
#define BAY(more)                                                                          \
    "<measure id=\"bay\" name=\"Bay\" scope=\"hall\" cost=\"10 USD\" lead=\"60 days\""     \
    " build=\"40 days\"" more "><effect requirement=\"power-chain\" of=\"busway\""         \
    " adds=\"100 kVA\"/></measure>"
#define ONE  SITE("9 MW at utility", "", HALL("h", ""))
#define BAYS OFFER(BAY(" max-count=\"4\""))
#define KEEPS                                                                              \
    "<load id=\"mine\" kind=\"mining\" power=\"50 kW at facility\" stops=\"yes\""          \
    " until=\"2027-06-30\"/>"

static const int64_t pod = 100000000; /* mW */
static const int64_t dollar = 1000000;

typedef struct timed {
    fixture f;
    rfi_measures *measures;
    rfi_comparison *comparison;
} timed;

static size_t tied_wrongly(timed *t, const char *message)
{
    const rfi_comparison *m = t->comparison;
    const rfi_plan *plans[20];
    assert_true(m->phase_count <= 20);
    for (size_t k = 0; k < m->phase_count; k++) {
        plans[k] = m->phases[k].retrofit->plan;
    }
    const rfi_phases phases = {plans, m->phase_count, m->crews, m->budget, m->evenly};
    rfi_finding finding;
    assert_true(rfi_check_phases(t->f.arena, &phases, &finding));
    if (message == NULL) {
        fixture_print_findings(&finding);
    }
    for (size_t i = 0; i < finding.violation_count && message != NULL; i++) {
        assert_string_equal(finding.violations[i].message, message);
    }
    return finding.violation_count;
}

static void expect_sound(timed *t)
{
    assert_int_equal(tied_wrongly(t, NULL), 0);
    const rfi_comparison *m = t->comparison;
    for (size_t k = 0; k < m->phase_count; k++) {
        rfi_finding finding;
        const rfi_plan *plan = m->phases[k].retrofit->plan;
        assert_non_null(plan);
        assert_int_equal(plan->by, m->phases[k].day);
        assert_true(rfi_check_plan(t->f.arena, plan, &t->f.rules, &finding));
        fixture_print_findings(&finding);
        assert_int_equal(finding.violation_count, 0);
        for (size_t h = 0; k > 0 && h < plan->share_count; h++) {
            const rfi_plan *before = m->phases[k - 1].retrofit->plan;
            assert_true(plan->shares[h].pods >= before->shares[h].pods);
        }
        for (size_t i = 0; k > 0 && i < m->phases[k - 1].retrofit->install_count; i++) {
            const rfi_install *had = &m->phases[k - 1].retrofit->plan->installs[i];
            int64_t has = 0;
            for (size_t j = 0; j < plan->install_count; j++) {
                const rfi_install *now = &plan->installs[j];
                bool same = now->measure == had->measure && now->hall == had->hall;
                has = same ? now->count : has;
            }
            assert_true(has >= had->count);
        }
    }
}

static void plan_in_time(timed *t, const char *site, const char *measures,
                         const rfi_compare_options *options)
{
    *t = (timed){0};
    fixture_read(&t->f, site, POD, NULL);
    t->measures = rfi_read_measures("m.xml", measures, strlen(measures), t->f.diags);
    if (t->measures == NULL) {
        fixture_complain(t->f.diags, measures);
    }
    assert_non_null(t->measures);
    const rfi_profile *profiles[] = {t->f.profile};
    t->comparison = rfi_compare_site(t->f.arena, t->f.site, profiles, 1, t->measures,
                                     &t->f.rules, options);
    assert_non_null(t->comparison);
    assert_int_equal(t->comparison->goal, RFI_GOAL_POWER_QUARTERS);
    expect_sound(t);
}

static void close_timed(timed *t)
{
    rfi_measures_free(t->measures);
    fixture_free(&t->f);
}

static rfi_compare_options undiscounted(void)
{
    return (rfi_compare_options){.goal = RFI_GOAL_POWER_QUARTERS,
                                 .goal_stated = true,
                                 .end = RFI_END_BASE,
                                 .budget = INT64_MAX,
                                 .points = 1,
                                 .quarters = 3,
                                 .discount_stated = true};
}

/* ---- by hand --------------------------------------------------------------------------
 */

enum { QUARTERS = 4 };

typedef struct timed_case {
    const char *about, *site, *measures;
    int64_t crews, budget; /* dollar; 0: none */
    bool evenly;
    int64_t pods[QUARTERS], cost[QUARTERS]; /* dollar */
} timed_case;

static const timed_case cases[] = {
    {"lead", ONE, BAYS, 0, 0, false, {2, 6, 6, 6}, {0, 40, 40, 40}},
    {"step",
     SITE("300 kW at utility",
          "<step date=\"2027-09-30\" energised=\"600 kW at utility\"/>", HALL("h", "")),
     BAYS,
     0,
     0,
     false,
     {2, 3, 3, 6},
     {0, 10, 10, 40}},
    {"one crew", ONE, BAYS, 1, 0, false, {2, 3, 4, 5}, {0, 10, 20, 30}},
    {"two crews", ONE, BAYS, 2, 0, false, {2, 4, 6, 6}, {0, 20, 40, 40}},
    {"money at once", ONE, BAYS, 0, 30, false, {2, 5, 5, 5}, {0, 30, 30, 30}},
    {"money by the quarter", ONE, BAYS, 0, 40, true, {2, 4, 5, 6}, {0, 20, 30, 40}},
    {"mining contract",
     SITE("9 MW at utility", "", HALL("h", KEEPS)),
     BAYS,
     0,
     0,
     false,
     {0, 0, 6, 6},
     {0, 0, 40, 40}},
    /* a small one now is worth more than a large one that the budget leaves no room for */
    {"small and early",
     ONE,
     OFFER(BAY(" max-count=\"1\"") "<measure id=\"large\" name=\"Large\" scope=\"hall\""
                                   " cost=\"15 USD\" lead=\"300 days\"><effect "
                                   "requirement=\"power-chain\" of=\"busway\""
                                   " adds=\"200 kVA\"/></measure>"),
     0,
     20,
     false,
     {2, 3, 3, 3},
     {0, 10, 10, 10}},
};

static void quarters_are_as_by_hand(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const timed_case *c = &cases[i];
        rfi_compare_options options = undiscounted();
        options.crews = c->crews;
        options.budget = c->budget > 0 ? c->budget * dollar : INT64_MAX;
        options.evenly = c->evenly;
        timed t;
        plan_in_time(&t, c->site, c->measures, &options);
        const rfi_comparison *m = t.comparison;
        int64_t sum = 0;
        assert_int_equal(m->phase_count, QUARTERS);
        for (size_t k = 0; k < QUARTERS; k++) {
            const rfi_retrofit *r = m->phases[k].retrofit;
            if (r->pods != c->pods[k] || r->cost[RFI_END_BASE] != c->cost[k] * dollar) {
                print_error("%s, quarter %zu: %lld pods for %lld\n", c->about, k,
                            (long long)r->pods, (long long)r->cost[RFI_END_BASE]);
            }
            assert_int_equal(r->pods, c->pods[k]);
            assert_int_equal(r->cost[RFI_END_BASE], c->cost[k] * dollar);
            sum += c->pods[k] * pod;
        }
        assert_int_equal(m->power_quarters, sum);
        assert_int_equal(m->power_quarters_bound, sum);
        assert_int_equal(m->recommended->proof, RFI_PROOF_CERTIFIED);
        close_timed(&t);
    }
}

static void weights_are_rounded_down(void **state)
{
    (void)state;
    assert_int_equal(rfi_quarter_weight(100000, 0), 1000000);
    /* 1.1^(-1/4) = 0.976454 */
    assert_in_range(rfi_quarter_weight(100000, 1), 976451, 976454);
    /* 1 / 1.1 and 1 / 1.21 */
    assert_in_range(rfi_quarter_weight(100000, 4), 909080, 909090);
    assert_in_range(rfi_quarter_weight(100000, 8), 826430, 826446);
    assert_int_equal(rfi_quarter_weight(0, 20), 1000000);
}

static void a_stated_date_ends_the_quarters(void **state)
{
    (void)state;
    rfi_compare_options options = undiscounted();
    options.by_stated = true;
    options.by = rfi_date_from_civil(2027, 3, 15);
    timed t;
    plan_in_time(&t, ONE, BAYS, &options);
    assert_int_equal(t.comparison->phase_count, 2);
    assert_int_equal(t.comparison->phases[1].day, options.by);
    assert_int_equal(t.comparison->phases[1].retrofit->pods, 6);
    close_timed(&t);
}

/* ---- by brute force -------------------------------------------------------------------
 */

enum { SPAN = 6, FIRST_BAYS = 2, NEVER = SPAN };

/* A deck in a hall comes before its bays, which then take 100 days more. */
#define DECKS                                                                              \
    OFFER(                                                                                 \
        "<measure id=\"deck\" name=\"Deck\" scope=\"hall\" cost=\"7 USD\""                 \
        " lead=\"80 days\"><effect requirement=\"slab\" adds=\"1 kg/m2\"/></measure>" BAY( \
            " max-count=\"2\" requires=\"deck\""))

typedef struct hall_course { /* quarter in which each enters service; NEVER */
    int deck, bay[FIRST_BAYS];
} hall_course;

static int64_t brute_day(int k) /* last of the quarter, counted from 2026-11-01 */
{
    static const int64_t days[SPAN] = {60, 150, 241, 333, 425, 516};
    return days[k];
}

static bool brute_allowed(const hall_course *c)
{
    bool fine = c->bay[0] <= c->bay[1] && (c->deck == NEVER || brute_day(c->deck) >= 80);
    for (int i = 0; i < FIRST_BAYS && fine; i++) {
        if (c->bay[i] == NEVER) {
            continue;
        }
        /* ordered when the deck is there: on its day, or at the end of a later quarter */
        int64_t there = c->deck == NEVER ? 0 : c->deck == 1 ? 80 : brute_day(c->deck);
        fine = c->deck != NEVER && there + 100 <= brute_day(c->bay[i]);
    }
    return fine;
}

static int entering(const hall_course *c, int k)
{
    return (c->deck == k) + (c->bay[0] == k) + (c->bay[1] == k);
}

static int pods_of(const hall_course *c, int k)
{
    return 2 + (c->bay[0] <= k) + (c->bay[1] <= k);
}

static int64_t value_of(const hall_course *a, const hall_course *b, const int64_t *weights,
                        int crews, int64_t money)
{
    int64_t sum = 0;
    int64_t cost = 0;
    for (int k = 0; k < SPAN; k++) {
        int most = k < 3 ? 5 : 8; /* energised, in pods */
        int pods = pods_of(a, k) + pods_of(b, k);
        cost += 7 * ((a->deck == k) + (b->deck == k)) +
                10 * (entering(a, k) + entering(b, k) - (a->deck == k) - (b->deck == k));
        if (entering(a, k) + entering(b, k) > crews || cost * SPAN > money * (k + 1)) {
            return -1;
        }
        sum += (pods < most ? pods : most) * weights[k];
    }
    return sum;
}

static size_t all_courses(hall_course *courses)
{
    size_t count = 0;
    for (int i = 0; i < (SPAN + 1) * (SPAN + 1) * (SPAN + 1); i++) {
        hall_course c = {i % (SPAN + 1),
                         {i / (SPAN + 1) % (SPAN + 1), i / (SPAN + 1) / (SPAN + 1)}};
        if (brute_allowed(&c)) {
            courses[count++] = c;
        }
    }
    return count;
}

static int64_t brute_best(const int64_t *weights, int crews, int64_t money)
{
    static hall_course courses[(SPAN + 1) * (SPAN + 1) * (SPAN + 1)];
    size_t count = all_courses(courses);
    int64_t best = -1;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < count; k++) {
            int64_t value = value_of(&courses[i], &courses[k], weights, crews, money);
            best = value > best ? value : best;
        }
    }
    return best;
}

static void brute_force_agrees(void **state)
{
    (void)state;
    static const struct {
        int crews;
        int64_t money;
    } limits[] = {{9, 1000}, {1, 1000}, {2, 1000}, {9, 40}, {2, 54}, {1, 30}};
    static const char *const site = SITE(
        "500 kW at utility", "<step date=\"2027-09-01\" energised=\"1 MW at utility\"/>",
        HALL("h", "") HALL("i", ""));
    int64_t weights[SPAN];
    for (size_t k = 0; k < SPAN; k++) {
        weights[k] = rfi_quarter_weight(100000, k);
    }
    for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
        rfi_compare_options options = undiscounted();
        options.quarters = SPAN - 1; /* from that of the deck on */
        options.discount = 100000;
        options.crews = limits[i].crews;
        options.budget = limits[i].money * dollar;
        options.evenly = true;
        timed t;
        plan_in_time(&t, site, DECKS, &options);
        int64_t best = brute_best(weights, limits[i].crews, limits[i].money);
        assert_int_equal(t.comparison->phase_count, SPAN);
        assert_int_equal(t.comparison->power_quarters, best * pod / 1000000);
        assert_true(t.comparison->power_quarters_bound >= t.comparison->power_quarters);
        assert_int_equal(t.comparison->recommended->proof, RFI_PROOF_CERTIFIED);
        close_timed(&t);
    }
}

/* ---- what the check refuses -----------------------------------------------------------
 */

static void the_check_refuses_what_is_tied_wrongly(void **state)
{
    (void)state;
    static const char *const site = SITE("9 MW at utility", "", HALL("h", ""));
    rfi_compare_options options = undiscounted();
    options.crews = 1;
    options.budget = 27 * dollar;
    timed t;
    /* deck in 2027-Q1 on day 80; bays in Q2 and Q3 */
    plan_in_time(&t, site, DECKS, &options);
    rfi_comparison *m = t.comparison;
    assert_int_equal(m->phase_count, 4);
    assert_int_equal(m->phases[3].retrofit->pods, 4);
    m->crews = 0;
    assert_int_equal(tied_wrongly(&t, NULL), 0);
    m->crews = 1;
    m->budget -= 1;
    assert_int_equal(tied_wrongly(&t, "has cost more by then than the budget gives"), 1);
    m->budget += 1;
    m->evenly = true; /* 6, 13, 20 and 27 dollar of 0, 7, 17 and 27 */
    assert_int_equal(tied_wrongly(&t, NULL), 0);
    m->budget = 22 * dollar; /* 5, 11, 16 and 22 */
    assert_int_equal(tied_wrongly(&t, "has cost more by then than the budget gives"), 2);
    m->budget = 27 * dollar;
    m->evenly = false;
    rfi_plan *second = m->phases[2].retrofit->plan;
    rfi_plan *last = m->phases[3].retrofit->plan;
    second->shares[0].pods += 2;
    assert_int_equal(tied_wrongly(&t, "loses pods"), 1);
    second->shares[0].pods -= 2;
    for (size_t i = 0; i < last->install_count; i++) {
        if (strcmp(last->installs[i].measure->id, "bay") == 0) {
            last->installs[i].count = 3;
            assert_int_equal(
                tied_wrongly(&t, "takes more units into service than there are crews for"),
                1);
            last->installs[i].count = 0;
            assert_int_equal(tied_wrongly(&t, "loses units that were in service"), 1);
            last->installs[i].count = 2;
        }
    }
    int64_t day = second->by;
    second->by = m->phases[1].day;
    assert_true(tied_wrongly(&t, NULL) > 0); /* not after, and too soon */
    second->by = day;
    /* the deck is there on day 80, a bay on day 180: the quarter ends on day 241 */
    ((rfi_measure *)&t.measures->items[1])->build.base += INT64_C(61) * 86400000000;
    assert_int_equal(tied_wrongly(&t, NULL), 0);
    ((rfi_measure *)&t.measures->items[1])->build.base += INT64_C(1) * 86400000000;
    assert_int_equal(tied_wrongly(&t, "serves before what it waits for leaves time for it"),
                     1);
    close_timed(&t);
}

/* ---- a budget of the search -----------------------------------------------------------
 */

static void stopped_searches_keep_honest_bounds(void **state)
{
    (void)state;
    rfi_compare_options options = undiscounted();
    options.node_limit = 1;
    options.crews = 1;
    timed t;
    plan_in_time(&t, ONE, BAYS, &options);
    const rfi_comparison *m = t.comparison;
    assert_true(m->power_quarters_bound >= 14 * pod);
    assert_true(m->power_quarters <= 14 * pod);
    if (m->recommended->proof == RFI_PROOF_CERTIFIED) {
        assert_int_equal(m->power_quarters, 14 * pod);
    }
    close_timed(&t);
}

/* ---- public API -----------------------------------------------------------------------
 */

static void the_api_plans_in_time(void **state)
{
    (void)state;
    static const char *const folders[] = {TEST_ROOT "/sites", NULL};
    static const char *const profiles[] = {"gb300-nvl72", NULL};
    rf_diags *diags = rf_diags_new();
    rf_engine *engine = NULL;
    rf_site *site = NULL;
    rf_comparison *comparison = NULL;
    rf_bytes report = {NULL, 0};
    assert_int_equal(rf_engine_new(folders, &engine, diags), RF_OK);
    assert_int_equal(rf_site_open(engine, "helios", "air-mine", &site, diags), RF_OK);
    rf_compare_options options = RF_COMPARE_OPTIONS_INIT;
    options.goal = RF_GOAL_POWER_QUARTERS;
    options.profiles = profiles;
    options.quarters = 4;
    options.points = 1;
    options.discount = "8 %";
    assert_int_equal(rf_compare(engine, site, &options, &comparison, diags), RF_OK);
    assert_int_equal(rf_report_comparison(comparison, RF_FORMAT_TEXT, NULL, &report),
                     RF_OK);
    assert_non_null(strstr(report.data, "Phases: what serves at the end of each quarter"));
    assert_non_null(strstr(report.data, "MW-quarters, discounted"));
    rf_bytes_free(&report);
    rf_comparison_free(comparison);
    comparison = NULL;
    options.discount = "8 MW";
    assert_int_equal(rf_compare(engine, site, &options, &comparison, diags), RF_E_INPUT);
    rf_site_free(site);
    rf_engine_free(engine);
    rf_diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quarters_are_as_by_hand),
        cmocka_unit_test(weights_are_rounded_down),
        cmocka_unit_test(a_stated_date_ends_the_quarters),
        cmocka_unit_test(brute_force_agrees),
        cmocka_unit_test(the_check_refuses_what_is_tied_wrongly),
        cmocka_unit_test(stopped_searches_keep_honest_bounds),
        cmocka_unit_test(the_api_plans_in_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
