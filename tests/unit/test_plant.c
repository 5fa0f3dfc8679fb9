/* SPDX-License-Identifier: MIT */
/* What plants do and draw, at the three ends and at the edges, by hand. */
#include "planner/capacity/plant.h"
#include "tests/unit/capacity_bench.h"

/* ---- formulas on their own -------------------------------------------------------------
 */

static void trim_takes_what_the_source_leaves(void **state)
{
    (void)state;
    assert_int_equal(rfi_trim_share(317050, 313150, 10000), 390000);
    assert_int_equal(rfi_trim_share(313150, 313150, 10000), 0);
    assert_int_equal(rfi_trim_share(313151, 313150, 10000), 100);
    assert_int_equal(rfi_trim_share(323150, 313150, 10000), 1000000);
    assert_int_equal(rfi_trim_share(RFI_UNBOUNDED, 313150, 10000), 1000000);
    assert_int_equal(rfi_trim_share(313153, 313150, 7000), 429); /* 428.57, up */
    assert_int_equal(rfi_trim_share(313153, 313150, 0), 1000000);
}

static void lift_knows_its_edges(void **state)
{
    (void)state;
    rfi_lift l = {.cop = 4000000,
                  .reference_supply = 280150,
                  .reference_ambient = 308150,
                  .supply = 280150,
                  .ambient = 308150,
                  .evaporator = 3000,
                  .condenser = 15000};
    assert_int_equal(rfi_lift_cop(&l), 4000000); /* the reference point itself */
    l.ambient = 250000;                          /* nothing to lift */
    assert_int_equal(rfi_lift_cop(&l), RFI_UNBOUNDED);
    l.ambient = RFI_UNBOUNDED;
    assert_true(rfi_lift_cop(&l) < 4000000);
    l.supply = 3000; /* evaporator at absolute zero */
    assert_int_equal(rfi_lift_cop(&l), 0);
    l.supply = 280150;
    l.reference_supply = 330000; /* a reference without lift is none */
    assert_int_equal(rfi_lift_cop(&l), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trim_takes_what_the_source_leaves),
        cmocka_unit_test(lift_knows_its_edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
