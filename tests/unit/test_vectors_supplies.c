/* SPDX-License-Identifier: MIT */
/* Worked examples of losses at part load, rack supplies, ride-through and swings, held
 * against the planner's own functions (tests/data/vectors/supplies.csv). */
#include "tests/unit/vectors.h"

#include "planner/base/checked.h"
#include "planner/capacity/loss.h"
#include "planner/capacity/supplies.h"
#include "planner/capacity/swings.h"

enum { PPM = 1000000 };

/* kW of a row to mW; the rows bear at most three decimals of a kW. */
static int64_t milliwatt(double kilowatt)
{
    return (int64_t)(kilowatt * 1000 + 0.5) * 1000;
}

static double kilowatt(int64_t power)
{
    return (double)power / 1e6;
}

static int64_t ppm(double ratio)
{
    return (int64_t)(ratio * PPM + 0.5);
}

static rfi_loss_curve curve_given(const vectors *v)
{
    int64_t rating = milliwatt(vector_given(v, "rating_kw"));
    return (rfi_loss_curve){.fixed = ppm(vector_given(v, "a")),
                            .linear = ppm(vector_given(v, "b")),
                            .square = ppm(vector_given(v, "c")),
                            .installed = rating,
                            .rating = rating};
}

static double efficiency(int64_t output, int64_t loss)
{
    return 100.0 * (double)output / (double)(output + loss);
}

static void part_load(vectors *v)
{
    static const struct {
        double kw;
        const char *loss, *efficiency;
    } loads[] = {{375, "loss_375", "efficiency_375"},
                 {750, "loss_750", "efficiency_750"},
                 {1500, "loss_1500", "efficiency_1500"}};
    vector_take(v, "V34");
    rfi_loss_curve curve = curve_given(v);
    for (size_t i = 0; i < 3; i++) {
        int64_t output = milliwatt(loads[i].kw);
        int64_t loss = rfi_loss_at(&curve, output);
        vector_expect(v, loads[i].loss, kilowatt(loss));
        vector_expect(v, loads[i].efficiency, efficiency(output, loss));
    }
    vector_take(v, "V35");
    curve = curve_given(v);
    int64_t best = rfi_loss_best_output(&curve);
    vector_expect(v, "best_kw", kilowatt(best));
    vector_expect(v, "loss_kw", kilowatt(rfi_loss_at(&curve, best)));
    vector_expect(v, "efficiency", efficiency(best, rfi_loss_at(&curve, best)));
}

static int64_t whole(const vectors *v, const char *name)
{
    return (int64_t)(vector_given(v, name) + 0.5);
}

static void expect_left(vectors *v, int64_t left, const char *left_name,
                        const char *short_name)
{
    int64_t power = rfi_mul(left, milliwatt(vector_given(v, "shelf_kw")));
    int64_t missing = rfi_max(0, milliwatt(vector_given(v, "load_kw")) - power);
    vector_expect(v, left_name, kilowatt(power));
    vector_expect(v, short_name, kilowatt(missing));
}

static void rack_supplies(vectors *v)
{
    static const char *const lost[] = {"V25", "V26", "V30", "V31", "V32"};
    for (size_t i = 0; i < sizeof(lost) / sizeof(lost[0]); i++) {
        vector_take(v, lost[i]);
        int64_t left =
            rfi_supplies_left(whole(v, "shelves"), whole(v, "a"), whole(v, "feeds"));
        expect_left(v, left, "left_kw", "short_kw");
    }
    expect_left(v, rfi_supplies_left(6, 3, 2), "left_two_kw", "short_two_kw");
    vector_take(v, "V27");
    int64_t shelves = 0;
    int64_t load = milliwatt(vector_given(v, "load_kw"));
    while (rfi_mul(rfi_supplies_left(shelves, shelves / 2, whole(v, "feeds")),
                   milliwatt(vector_given(v, "shelf_kw"))) < load) {
        shelves += 2;
    }
    vector_expect(v, "shelves", (double)shelves);
    vector_take(v, "V28");
    expect_left(v, whole(v, "shelves") - 1, "left_kw", "short_kw");
    vector_take(v, "V29");
    int64_t behind = milliwatt(vector_given(v, "dc_kw"));
    int64_t plug = rfi_supplies_input(behind, ppm(vector_given(v, "efficiency")));
    vector_expect(v, "ac_kw", kilowatt(plug));
    vector_expect(v, "loss_kw", kilowatt(plug - behind));
}

static void ride_through(vectors *v)
{
    vector_take(v, "V36");
    int64_t energy = rfi_ride_through_energy(milliwatt(vector_given(v, "load_kw")),
                                             whole(v, "seconds") * 1000000,
                                             ppm(vector_given(v, "efficiency")));
    vector_expect(v, "energy_kwh", (double)energy / 1e6);
}

/* Batteries of the expected power take the swing and no more. */
static void swings(vectors *v)
{
    vector_take(v, "V37");
    int64_t low = milliwatt(vector_given(v, "low_kw"));
    int64_t swing = milliwatt(vector_given(v, "high_kw")) - low;
    int64_t battery = 0;
    while (rfi_swing_limit(0, battery) < swing) {
        battery += 1000000;
    }
    vector_expect(v, "battery_kw", kilowatt(battery));
    int64_t period = 2 * whole(v, "half_seconds") * 1000000;
    vector_expect(v, "energy_kwh", (double)rfi_swing_energy(swing, period) / 1e6);
    vector_take(v, "ramp");
    int64_t ramp = milliwatt(vector_given(v, "ramp_kw_per_s"));
    int64_t energy = (int64_t)(vector_given(v, "energy_wh") * 1000);
    vector_expect(v, "step_kw", kilowatt(rfi_ramp_step(ramp, energy)));
}

static void worked_examples(void **state)
{
    (void)state;
    vectors *v = vectors_open("supplies.csv");
    part_load(v);
    rack_supplies(v);
    ride_through(v);
    swings(v);
    vectors_close(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(worked_examples)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
