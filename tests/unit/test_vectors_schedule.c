/* SPDX-License-Identifier: MIT */
/* Worked examples of the schedule: dates, total float, and what a slip costs. */
#include "tests/unit/vectors.h"

#include "planner/capacity/schedule.h"

enum { TRANSFORMER = 0, SWITCHGEAR, SLAB, LIQUID, UPS, COMMISSIONING, ALL };

static const rfi_tie ties[] = {
    {SLAB, LIQUID},          {SWITCHGEAR, UPS},    {TRANSFORMER, COMMISSIONING},
    {LIQUID, COMMISSIONING}, {UPS, COMMISSIONING}, {SWITCHGEAR, COMMISSIONING},
    {SLAB, COMMISSIONING},
};
enum { TIES = sizeof(ties) / sizeof(ties[0]) };

static rfi_activity activity(const vectors *v, const char *id, const char *lead,
                             const char *build)
{
    return (rfi_activity){
        .id = id,
        .order = (int64_t)vector_given(v, "start_day"),
        .lead = lead == NULL ? 0 : 7 * (int64_t)vector_given(v, lead),
        .build = 7 * (int64_t)vector_given(v, build),
        .not_before = INT64_MIN,
    };
}

static int64_t solve(const vectors *v, rfi_activity *a, rfi_work_dates *dates)
{
    a[TRANSFORMER] = activity(v, "transformer", "transformer_lead", "transformer_build");
    a[SWITCHGEAR] = activity(v, "switchgear", "switchgear_lead", "switchgear_build");
    a[SLAB] = activity(v, "slab", NULL, "slab_build");
    a[LIQUID] = activity(v, "liquid", "liquid_lead", "liquid_build");
    a[UPS] = activity(v, "ups", "ups_lead", "ups_build");
    a[COMMISSIONING] = activity(v, "commissioning", NULL, "commissioning_build");
    return rfi_schedule_find(a, ALL, ties, TIES, dates);
}

static double week(const vectors *v, int64_t day)
{
    return ((double)day - vector_given(v, "start_day")) / 7;
}

static void expect_path(const rfi_activity *a, const rfi_work_dates *dates,
                        const size_t *expected, size_t count)
{
    size_t path[ALL];
    assert_int_equal(rfi_schedule_path(a, ALL, ties, TIES, dates, path), count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(path[i], expected[i]);
    }
}

static void dates_and_paths(void **state)
{
    (void)state;
    vectors *v = vectors_open("schedule.csv");
    rfi_activity a[ALL];
    rfi_work_dates d[ALL];
    vector_take(v, "V95");
    int64_t done = solve(v, a, d);
    vector_expect(v, "done_week", week(v, done));
    vector_expect(v, "done_day", (double)done);
    vector_expect(v, "transformer_week", week(v, d[TRANSFORMER].done));
    vector_expect(v, "switchgear_week", week(v, d[SWITCHGEAR].done));
    vector_expect(v, "liquid_week", week(v, d[LIQUID].done));
    vector_expect(v, "ups_week", week(v, d[UPS].done));
    expect_path(a, d, (const size_t[]){TRANSFORMER, COMMISSIONING}, 2);
    vector_take(v, "V96");
    (void)solve(v, a, d);
    vector_expect(v, "ups_float", (double)d[UPS].slack / 7);
    vector_expect(v, "liquid_float", (double)d[LIQUID].slack / 7);
    vector_expect(v, "switchgear_float", (double)d[SWITCHGEAR].slack / 7);
    vector_take(v, "V97");
    done = solve(v, a, d);
    vector_expect(v, "done_week", week(v, done));
    vector_expect(v, "done_day", (double)done);
    vector_expect(v, "ups_float", (double)d[UPS].slack / 7);
    vector_expect(v, "switchgear_float", (double)d[SWITCHGEAR].slack / 7);
    vector_expect(v, "transformer_float", (double)d[TRANSFORMER].slack / 7);
    expect_path(a, d, (const size_t[]){SWITCHGEAR, UPS, COMMISSIONING}, 3);
    vector_take(v, "V98");
    int64_t yearly = (int64_t)(vector_given(v, "power_megawatt") *
                               vector_given(v, "income_per_megawatt_year") * 1e12);
    int64_t lost =
        rfi_income_of_days(yearly, 7 * (int64_t)vector_given(v, "slip_weeks"), 52 * 7);
    vector_expect(v, "lost_million", (double)lost / 1e12);
    vectors_close(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(dates_and_paths)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
