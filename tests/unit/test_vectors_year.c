/* SPDX-License-Identifier: MIT */
/* The year as a sum of hours, against the worked examples of tests/data/vectors/year.csv:
 * shares of trim chillers and the tally are the planner's, fan shares and COPs are given.
 */
#include "tests/unit/vectors.h"

#include "planner/base/checked.h"
#include "planner/capacity/plant.h"
#include "planner/capacity/year.h"

enum { BINS = 5, ZERO = 273150 };
#define MEGAWATT 1e9

static double given_at(const vectors *v, const char *name, int bin)
{
    char key[16];
    (void)snprintf(key, sizeof(key), "%s%d", name, bin);
    return vector_given(v, key);
}

static int64_t millikelvin(double value)
{
    return (int64_t)(value * 1000 + (value < 0 ? -0.5 : 0.5));
}

/* Free share of the heat in one bin, ppm. */
static int64_t free_share(const vectors *v, int bin)
{
    int64_t source =
        ZERO + millikelvin(given_at(v, "t", bin) + vector_given(v, "approach"));
    int64_t supply = ZERO + millikelvin(vector_given(v, "supply"));
    return 1000000 - rfi_trim_share(source, supply, millikelvin(vector_given(v, "range")));
}

/* Milliwatt at the interconnect in one bin. */
static int64_t draw(const vectors *v, int bin, double it)
{
    double left = it * (double)(1000000 - free_share(v, bin)) / 1e6;
    double power = it / vector_given(v, "electrical") + vector_given(v, "other") +
                   it * vector_given(v, "pumps") + it * given_at(v, "f", bin);
    power += left > 0 ? left / given_at(v, "c", bin) : 0;
    return (int64_t)(power * MEGAWATT + 0.5);
}

static void a_year_is_weighted_by_energy(void **state)
{
    (void)state;
    vectors *v = vectors_open("year.csv");
    rfi_tally tally = {0};
    int64_t most = 0;
    vector_take(v, "V70");
    double it = vector_given(v, "it");
    for (int bin = 1; bin <= BINS; bin++) {
        int64_t power = draw(v, bin, it);
        most = rfi_max(most, power);
        rfi_tally_add(&tally, (int64_t)(it * MEGAWATT), power,
                      (int64_t)given_at(v, "h", bin));
    }
    assert_int_equal(tally.hours, 8760);
    vector_expect(v, "free4", (double)free_share(v, 4) / 1e6);
    vector_expect(v, "free5", (double)free_share(v, 5) / 1e6);
    vector_expect(v, "pue", (double)rfi_tally_pue(&tally) / 1e6);
    vector_expect(v, "energy", (double)tally.total / MEGAWATT);
    vector_expect(v, "peak", (double)most / MEGAWATT);
    vector_expect(v, "peak_pue", (double)most / MEGAWATT / it);
    vector_take(v, "V71");
    double ratios = 0;
    tally = (rfi_tally){0};
    for (int bin = 1; bin <= BINS; bin++) {
        double here = given_at(v, "it", bin);
        double hours = given_at(v, "h", bin);
        int64_t power = draw(v, bin, here);
        rfi_tally_add(&tally, (int64_t)(here * MEGAWATT), power, (int64_t)hours);
        ratios += (double)power / MEGAWATT / here * hours;
    }
    vector_expect(v, "pue", (double)rfi_tally_pue(&tally) / 1e6);
    /* what the planner must not say */
    vector_expect(v, "mean_of_ratios", ratios / 8760);
    assert_true((double)rfi_tally_pue(&tally) < 1e6 * ratios / 8760);
    vectors_close(v);
}

static void a_tally_of_nothing_has_no_ratio(void **state)
{
    (void)state;
    rfi_tally tally = {0};
    assert_int_equal(rfi_tally_pue(&tally), RFI_UNBOUNDED);
    rfi_tally_add(&tally, 3, RFI_UNBOUNDED, 2);
    assert_int_equal(rfi_tally_pue(&tally), RFI_UNBOUNDED);
    tally = (rfi_tally){0};
    rfi_tally_add(&tally, 3, 4, 2); /* 8 / 6, up */
    assert_int_equal(rfi_tally_pue(&tally), 1333334);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_year_is_weighted_by_energy),
        cmocka_unit_test(a_tally_of_nothing_has_no_ratio),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
