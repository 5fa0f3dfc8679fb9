/* SPDX-License-Identifier: MIT */
/* Works of a site: windows, gates, steps, contracts, measures as activities, and what they
 * do to requirements at the three ends. Dates by hand beside each number. */
#include "tests/unit/capacity_bench.h"

#include <stdio.h>

#include "planner/capacity/schedule.h"
#include "planner/capacity/trace.h"

#define BODY(works, want)                                                                  \
    FIXTURE_SITE(                                                                          \
        "<grid><interconnect id=\"poi\" energised=\"10 MW at utility\""                    \
        " firm=\"10 MW at utility\" transferable=\"yes\" restudy=\"no\">"                  \
        "<step id=\"more\" date=\"2027-06-01\" energised=\"20 MW at utility\""             \
        " firm=\"20 MW at utility\"/></interconnect></grid>"                               \
        "<electrical><transformer id=\"t1\" group=\"main\" from=\"poi\""                   \
        " rating=\"30 MVA\"/></electrical>"                                                \
        "<cooling><plant id=\"dry\" kind=\"dry-cooler\" loop=\"liquid\"/></cooling>"       \
        "<hall id=\"a\" feed=\"main\" liquid=\"dry\"><load id=\"mine\" kind=\"mining\""    \
        " power=\"4 MW at facility\" until=\"2027-03-01..2027-04-01\"/></hall>"            \
        "<hall id=\"b\" feed=\"main\" liquid=\"none\"/>"                                   \
        "<gate id=\"zone\" kind=\"zoning\" status=\"granted\""                             \
        " date=\"2027-02-01\"/>" works want)
#define BY "<want by=\"2028-06-30\"/>"

static int64_t day(int64_t year, int month, int day_of_month)
{
    return rfi_date_from_civil(year, month, day_of_month);
}

static rfi_schedule schedule_at(bench *b, rfi_end end)
{
    rfi_schedule s;
    rfi_view view = {.end = end};
    assert_true(rfi_works_schedule(&b->study, &view, b->f.arena, &s));
    return s;
}

/* ---- activities ---- */

static void degenerate_schedules(void **state)
{
    (void)state;
    rfi_work_dates d[3];
    assert_int_equal(rfi_schedule_find(NULL, 0, NULL, 0, d), INT64_MIN);
    rfi_activity a[3] = {{.id = "a", .order = 100, .not_before = INT64_MIN},
                         {.id = "b", .order = 100, .build = 5, .not_before = 130},
                         {.id = "c", .order = 100, .lead = 7, .not_before = INT64_MIN}};
    assert_int_equal(rfi_schedule_find(a, 1, NULL, 0, d), 100); /* nothing to do */
    assert_int_equal(rfi_schedule_find(a, 3, NULL, 0, d), 135);
    assert_int_equal(d[2].slack, 28);
    const rfi_tie circle[] = {{0, 1}, {1, 0}};
    assert_int_equal(rfi_schedule_find(a, 2, circle, 2, d), INT64_MIN);
    a[0].build = RFI_UNBOUNDED; /* what nobody knows ends never */
    const rfi_tie tie[] = {{0, 1}};
    assert_int_equal(rfi_schedule_find(a, 3, tie, 1, d), RFI_UNBOUNDED);
    assert_int_equal(d[1].done, RFI_UNBOUNDED);
    assert_int_equal(d[2].done, 107);
    assert_string_equal(d[1].waits_for, "a");
}

static void outages_move_into_windows(void **state)
{
    (void)state;
    static const rfi_window windows[] = {{150, 152}, {120, 129}, {200, 230}};
    /* build 20 days from 100, cut-over its last 10: ready on day 110 */
    rfi_activity a = {.id = "a",
                      .order = 100,
                      .build = 20,
                      .outage = 10,
                      .not_before = INT64_MIN,
                      .windows = windows,
                      .window_count = 3};
    rfi_work_dates d;
    assert_int_equal(rfi_schedule_find(&a, 1, NULL, 0, &d), 130); /* 120 to 129 */
    assert_int_equal(d.cut_over, 120);
    assert_int_equal(d.slack, 0);
    a.order = 110; /* ready on 120: the same window, to the day */
    assert_int_equal(rfi_schedule_find(&a, 1, NULL, 0, &d), 130);
    a.order = 111; /* a day later it no longer ends in it: the next that takes 10 days */
    assert_int_equal(rfi_schedule_find(&a, 1, NULL, 0, &d), 210);
    assert_int_equal(d.cut_over, 200);
    a.order = 211; /* 221 to 230 is the last there is */
    assert_int_equal(rfi_schedule_find(&a, 1, NULL, 0, &d), 231);
    a.order = 212;
    assert_int_equal(rfi_schedule_find(&a, 1, NULL, 0, &d), RFI_UNBOUNDED);
    a.outage = 32; /* no window is that long */
    a.order = 0;
    assert_int_equal(rfi_schedule_find(&a, 1, NULL, 0, &d), RFI_UNBOUNDED);
    a.outage = 30; /* longer than its build: it counts in full */
    assert_int_equal(rfi_schedule_find(&a, 1, NULL, 0, &d), 230);
    assert_int_equal(d.cut_over, 200);
}

/* What comes before a cut-over may slip until its window closes. */
static void windows_give_float(void **state)
{
    (void)state;
    static const rfi_window window = {150, 170};
    const rfi_activity a[] = {
        {.id = "a", .order = 100, .build = 10, .not_before = INT64_MIN},
        {.id = "b",
         .order = 100,
         .build = 20,
         .outage = 5,
         .not_before = INT64_MIN,
         .windows = &window,
         .window_count = 1}};
    const rfi_tie tie = {0, 1};
    rfi_work_dates d[2];
    /* a to 110, b ready to cut over on 125, waits until 150: done 155; a may end on 135 */
    assert_int_equal(rfi_schedule_find(a, 2, &tie, 1, d), 155);
    assert_int_equal(d[0].slack, 25);
    assert_int_equal(d[1].slack, 0);
    assert_false(d[0].critical);
}

/* Slip one activity by its float: the end stays; by a day more: it moves. */
static void float_is_exact(void **state)
{
    (void)state;
    uint32_t seed = 7;
    size_t held = 0;
    for (int round = 0; round < 2000; round++) {
        rfi_window windows[2];
        rfi_activity a[6];
        rfi_tie ties[15];
        size_t tie_count = 0;
        for (size_t i = 0; i < 6; i++) {
            uint32_t r[6];
            for (size_t k = 0; k < 6; k++) {
                seed = seed * 1664525u + 1013904223u;
                r[k] = seed >> 16;
            }
            a[i] = (rfi_activity){.id = &"abcdef"[i],
                                  .order = r[0] % 20,
                                  .lead = r[1] % 30,
                                  .build = r[2] % 25,
                                  .outage = r[3] % 6,
                                  .not_before = r[4] % 40,
                                  .windows = windows,
                                  .window_count = r[5] % 3};
            for (size_t k = 0; k < i; k++) {
                seed = seed * 1664525u + 1013904223u;
                if ((seed >> 16) % 3 == 0) {
                    ties[tie_count++] = (rfi_tie){k, i};
                }
            }
        }
        windows[0] = (rfi_window){60, 70};
        windows[1] = (rfi_window){90, 400};
        rfi_work_dates d[6];
        int64_t done = rfi_schedule_find(a, 6, ties, tie_count, d);
        for (size_t i = 0; i < 6 && done < RFI_UNBOUNDED; i++) {
            held++;
            /* a work of no length behind it: its end slips by as much as that is late */
            rfi_activity more[7];
            rfi_tie longer[15];
            memcpy(more, a, sizeof(a));
            more[6] = (rfi_activity){
                .id = "g", .order = d[i].done + d[i].slack, .not_before = INT64_MIN};
            rfi_work_dates seven[7];
            for (size_t k = 0; k < tie_count; k++) {
                longer[k] = ties[k];
                longer[k].before = ties[k].before == i ? 6 : ties[k].before;
            }
            int64_t same = rfi_schedule_find(more, 7, longer, tie_count, seven);
            more[6].order++;
            int64_t later = rfi_schedule_find(more, 7, longer, tie_count, seven);
            assert_int_equal(same, done);
            assert_true(later > done);
        }
    }
    assert_true(held > 5000);
}

/* ---- works ---- */

static void works_wait_for_what_they_name(void **state)
{
    (void)state;
    bench b;
    open_bench(&b,
               BODY("<works start=\"2027-01-04\">"
                    "<work id=\"unit\" lead=\"10..20..30 weeks\" build=\"4 weeks\""
                    " supplies=\"t1\"/>"
                    "<work id=\"hut\" build=\"7 days\" requires=\"zone\" hall=\"b\"/>"
                    "<work id=\"pipes\" build=\"1 h\" requires=\"hut more\" hall=\"a\"/>"
                    "<work id=\"late\" start=\"2028-01-01\" build=\"2 days\" hall=\"all\"/>"
                    "</works>",
                    BY),
               PROFILE("max=\"100 kW\"", ALONE, COLD), NULL);
    rfi_schedule s = schedule_at(&b, RFI_END_UNFAVOURABLE);
    assert_int_equal(s.works[0].done, day(2027, 1, 4) + 34 * 7);
    assert_int_equal(s.works[1].begin, day(2027, 2, 1)); /* the gate opens */
    assert_string_equal(s.works[1].waits_for, "zone");
    assert_int_equal(s.works[1].done, day(2027, 2, 8));
    assert_int_equal(s.works[2].begin, day(2027, 6, 1)); /* the step, after the contract */
    assert_int_equal(s.works[2].done, day(2027, 6, 2));  /* an hour is a day */
    assert_string_equal(s.works[2].waits_for, "more");
    assert_int_equal(s.works[3].done, day(2028, 1, 3));
    assert_int_equal(s.done, day(2028, 1, 3));
    assert_int_equal(s.path_length, 1);
    assert_int_equal(s.path[0], 3);
    s = schedule_at(&b, RFI_END_BASE);
    assert_int_equal(s.works[0].done, day(2027, 1, 4) + 24 * 7);
    s = schedule_at(&b, RFI_END_FAVOURABLE);
    assert_int_equal(s.works[0].done, day(2027, 1, 4) + 14 * 7);
    /* the last of unit, pipes (with hut) and late resp. of unit, hut and late */
    expect_fixed(&b, "a/works-done", day(2028, 1, 3), day(2028, 1, 3), day(2028, 1, 3));
    expect_limits(&b, "a/works-done", day(2028, 6, 30), day(2028, 6, 30), day(2028, 6, 30));
    expect_fixed(&b, "a/mining-until", day(2027, 4, 1), day(2027, 3, 17), day(2027, 3, 1));
    close_bench(&b);
}

static void three_ends_of_a_hall(void **state)
{
    (void)state;
    bench b;
    open_bench(&b,
               BODY("<works start=\"2027-01-04\">"
                    "<work id=\"unit\" lead=\"10..20..30 weeks\" build=\"4 weeks\""
                    " supplies=\"t1\"/>"
                    "<work id=\"tests\" build=\"unknown\" requires=\"unit\" hall=\"a\"/>"
                    "<work id=\"fit\" build=\"1..2..3 weeks\" requires=\"unit\" hall=\"b\""
                    " outage=\"2 days\" window=\"2027-06 2027-09..2027-10\"/>"
                    "</works>",
                    BY),
               PROFILE("max=\"100 kW\"", ALONE, COLD), NULL);
    /* unfavourable: 34 weeks to 08-30, fit 3 weeks to 09-20, in the second window;
     * base: 24 weeks to 06-21, 2 weeks to 07-05 with the cut-over on 07-03: moves to 09-01;
     * favourable: 14 weeks to 04-12, a week to 04-19, the cut-over moves to 06-01 */
    expect_fixed(&b, "b/works-done", day(2027, 9, 20), day(2027, 9, 3), day(2027, 6, 3));
    expect_limits(&b, "b/outage-window/fit", 1, 1, 1);
    expect_fixed(&b, "a/works-done", RFI_UNBOUNDED, UNKNOWN, day(2027, 4, 12));
    const rfi_requirement *r = fixture_find(b.list.items, b.list.count, "b/works-done");
    assert_int_equal(r->input_count, 5); /* start, lead, build; build and outage of fit */
    rfi_schedule s = schedule_at(&b, RFI_END_BASE);
    assert_true(s.unknown);
    assert_int_equal(s.works[1].done, RFI_UNBOUNDED);
    assert_int_equal(s.works[2].done, day(2027, 9, 3));
    close_bench(&b);
    open_bench(&b,
               BODY("<works start=\"2027-01-04\"><work id=\"fit\" build=\"1..2..3 weeks\""
                    " hall=\"b\" outage=\"2 days\" window=\"2027-01-10..2027-01-19\"/>"
                    "</works>",
                    ""),
               PROFILE("max=\"100 kW\"", ALONE, COLD), NULL);
    /* ready to cut over on 01-23, 01-16 and 01-09 (waits a day): no window at the first */
    expect_limits(&b, "b/outage-window/fit", 0, 1, 1);
    assert_null(fixture_seek(b.list.items, b.list.count, "b/works-done")); /* no date */
    close_bench(&b);
}

static void works_bring_steps_and_gates(void **state)
{
    (void)state;
    static const char works[] =
        BODY("<works start=\"2027-01-04\">"
             "<work id=\"line\" build=\"10..20..104 weeks\" supplies=\"more zone\"/>"
             "<work id=\"fit\" build=\"1 weeks\" requires=\"zone\" hall=\"b\"/></works>",
             BY);
    bench b;
    open_bench(&b, works, PROFILE("max=\"100 kW\"", ALONE, COLD), NULL);
    /* 104 weeks end on 2029-01-01, after the date: the step has not come, the gate neither;
     * 10 weeks end before the step's own date of 2027-06-01 */
    expect_limits(&b, "site/firm-utility", 10000000000, 20000000000, 20000000000);
    expect_limits(&b, "site/gate/zone", 0, 1, 1);
    expect_fixed(&b, "b/works-done", day(2029, 1, 8), day(2027, 5, 31), day(2027, 3, 22));
    close_bench(&b);
}

/* A hall waits for whatever it stands on: the plant that takes the heat of its condensers,
 * what feeds its house load and its plants, what backs these, its interconnects; not for
 * what stands beside. 100 days from 2027-01-01 end on 2027-04-11. */
static void a_hall_waits_for_what_it_stands_on(void **state)
{
    (void)state;
    static const struct {
        const char *brought;
        bool waits;
    } cases[] = {
        {"spare", true}, {"ch", true},   {"aux-1", true},  {"up-1", true},
        {"pump", true},  {"main", true}, {"set", true},    {"poi", true},
        {"idle", false}, {"by", false},  {"other", false},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        rfi_arena *arena = rfi_arena_new();
        const char *site = rfi_arena_format(
            arena,
            FIXTURE_SITE(
                POI "<electrical>"
                    "<transformer id=\"main\" from=\"poi\" rating=\"9 MVA\"/>"
                    "<transformer id=\"up-1\" group=\"up\" from=\"poi\" rating=\"9 MVA\"/>"
                    "<substation id=\"aux-1\" group=\"aux\" from=\"up\" rating=\"9 MVA\"/>"
                    "<substation id=\"pump\" from=\"up\" rating=\"9 MVA\"/>"
                    "<substation id=\"by\" from=\"up\" rating=\"9 MVA\"/>"
                    "<generator id=\"set\" backs=\"aux\" rating=\"9 MVA\"/></electrical>"
                    "<cooling><plant id=\"spare\" kind=\"tower\" loop=\"liquid\"/>"
                    "<plant id=\"idle\" kind=\"tower\" loop=\"liquid\"/>"
                    "<plant id=\"ch\" kind=\"chiller\" loop=\"air\" feed=\"pump\""
                    " supply=\"15 degC\" rejects-to=\"spare\"/>"
                    "<plant id=\"other\" kind=\"chiller\" loop=\"air\"/></cooling>"
                    "<hall id=\"h\" feed=\"main\" liquid=\"none\" air=\"ch\" house=\"1 %%\""
                    " house-feed=\"aux\"/><works start=\"2027-01-01\"><work id=\"w\""
                    " build=\"100 days\" supplies=\"%s\"/></works>" BY),
            cases[i].brought);
        bench b;
        open_bench(&b, site, PROFILE(PLAIN, ALONE, AIRY), NULL);
        if (cases[i].waits) {
            expect_fixed(&b, "h/works-done", day(2027, 4, 11), day(2027, 4, 11),
                         day(2027, 4, 11));
        } else {
            assert_null(fixture_seek(b.list.items, b.list.count, "h/works-done"));
        }
        close_bench(&b);
        rfi_arena_free(arena);
    }
}

static void mining_runs_on_under_contract(void **state)
{
    (void)state;
    bench b;
    /* asked for before the contract surely ends: 4 MW / 0.995 stay; at best they stop */
    open_bench(&b, BODY("", "<want by=\"2027-03-15\"/>"),
               PROFILE("max=\"100 kW\"", ALONE, COLD), NULL);
    assert_int_equal(terms_of(&b, "site/energised-utility", RFI_END_UNFAVOURABLE)->idle[0],
                     rfi_mul_div_ceil(4000000000, 1000000,
                                      b.f.rules.figures[RFI_RULE_EFF_TRANSFORMER].low));
    assert_int_equal(terms_of(&b, "site/energised-utility", RFI_END_FAVOURABLE)->idle[0],
                     0);
    expect_fixed(&b, "a/mining-until", day(2027, 4, 1), day(2027, 3, 17), day(2027, 3, 1));
    close_bench(&b);
    open_bench(&b, BODY("", ""), PROFILE("max=\"100 kW\"", ALONE, COLD), NULL);
    assert_int_equal(terms_of(&b, "site/energised-utility", RFI_END_UNFAVOURABLE)->idle[0],
                     0);
    close_bench(&b);
}

/* ---- the trace ---- */

static void dates_have_a_derivation(void **state)
{
    (void)state;
    bench b;
    open_bench(&b,
               BODY("<works start=\"2027-01-04\">"
                    "<work id=\"unit\" lead=\"10 weeks\" build=\"4 weeks\"/>"
                    "<work id=\"fit\" build=\"2 weeks\" requires=\"unit\" hall=\"b\"/>"
                    "</works>",
                    BY),
               PROFILE("max=\"100 kW\"", ALONE, COLD), NULL);
    struct rfi_trace trace = {.arena = b.f.arena};
    rfi_view view = {.end = RFI_END_BASE, .trace = &trace};
    rfi_schedule s;
    assert_true(rfi_works_schedule(&b.study, &view, b.f.arena, &s));
    assert_false(trace.failed);
    assert_int_equal(trace.depth, 0);
    const rfi_derivation *root = trace.root;
    assert_int_equal(root->value, day(2027, 4, 26)); /* 16 weeks */
    const rfi_derivation *unit = root->first;
    assert_string_equal(unit->subject, "unit");
    assert_int_equal(unit->value, day(2027, 4, 12));
    assert_non_null(unit->first->figure); /* the start of the works */
    const rfi_derivation *fit = unit->next;
    assert_string_equal(fit->subject, "fit");
    assert_string_equal(fit->last->subject, "unit"); /* waits for it */
    assert_int_equal(fit->last->value, day(2027, 4, 12));
    assert_null(fit->next);
    close_bench(&b);
}

/* ---- measures of the catalogue ---- */

static const rfi_measure *measure_of(const rfi_measures *all, const char *id)
{
    for (size_t i = 0; i < all->count; i++) {
        if (strcmp(all->items[i].id, id) == 0) {
            return &all->items[i];
        }
    }
    fail();
    return NULL;
}

static void measures_are_activities(void **state)
{
    (void)state;
    static const char *const ids[] = {"hv-transformer", "mv-lineup", "ups"};
    static const char path[] = TEST_ROOT "/sites/measures/catalogue.xml";
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    static char text[200000];
    size_t size = fread(text, 1, sizeof(text), file);
    (void)fclose(file);
    rf_diags *diags = rf_diags_new();
    rfi_measures *all = rfi_read_measures("catalogue.xml", text, size, diags);
    assert_non_null(all);
    rfi_view view = {.end = RFI_END_UNFAVOURABLE};
    rfi_activity a[3];
    for (size_t i = 0; i < 3; i++) {
        const rfi_measure *m = measure_of(all, ids[i]);
        a[i] = (rfi_activity){.id = m->id,
                              .order = day(2027, 1, 4),
                              .lead = rfi_days_of(&view, &m->lead),
                              .build = rfi_days_of(&view, &m->build),
                              .outage = rfi_days_of(&view, &m->outage),
                              .not_before = INT64_MIN};
    }
    const rfi_tie tie = {1, 2}; /* the UPS needs its switchgear */
    rfi_work_dates d[3];
    int64_t done = rfi_schedule_find(a, 3, &tie, 1, d);
    /* 240 weeks and 8 months (243.5 days) resp. 80 weeks, 6 months and 6 months again */
    assert_int_equal(d[0].done, day(2027, 1, 4) + 240 * 7 + 244);
    assert_int_equal(d[2].done, day(2027, 1, 4) + 80 * 7 + 183 + 183);
    assert_int_equal(done, d[0].done);
    assert_int_equal(a[0].outage, 28);
    rfi_measures_free(all);
    rf_diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(degenerate_schedules),
        cmocka_unit_test(outages_move_into_windows),
        cmocka_unit_test(windows_give_float),
        cmocka_unit_test(float_is_exact),
        cmocka_unit_test(works_wait_for_what_they_name),
        cmocka_unit_test(three_ends_of_a_hall),
        cmocka_unit_test(works_bring_steps_and_gates),
        cmocka_unit_test(a_hall_waits_for_what_it_stands_on),
        cmocka_unit_test(mining_runs_on_under_contract),
        cmocka_unit_test(dates_have_a_derivation),
        cmocka_unit_test(measures_are_activities),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
