/* SPDX-License-Identifier: MIT */
/* Worked examples of losses at part load, rack supplies, ride-through and swings, held
 * against the planner's own functions (tests/data/vectors/supplies.csv). */
#include "tests/unit/vectors.h"

#include "planner/capacity/loss.h"

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

static void worked_examples(void **state)
{
    (void)state;
    vectors *v = vectors_open("supplies.csv");
    part_load(v);
    vectors_close(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(worked_examples)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
