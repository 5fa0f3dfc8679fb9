/* SPDX-License-Identifier: MIT */
/* The integer solver on problems whose answer is known: degenerate ones first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdint.h>
#include <string.h>

#include "planner/base/arena.h"
#include "planner/base/checked.h"
#include "planner/solve/price.h"
#include "planner/solve/solve.h"

static int set_up(void **state)
{
    rfi_arena *arena = rfi_arena_new();
    rfi_problem *problem = RFI_NEW(arena, rfi_problem);
    rfi_problem_init(problem, arena);
    *state = problem;
    return 0;
}

static int tear_down(void **state)
{
    rfi_problem *problem = *state;
    rfi_arena_free(problem->arena);
    return 0;
}

static rfi_outcome solve(const rfi_problem *problem)
{
    rfi_outcome outcome;
    rfi_solve(problem, NULL, 0, 0, &outcome);
    return outcome;
}

static void assert_optimal(const rfi_problem *problem, int64_t value)
{
    rfi_outcome outcome = solve(problem);
    assert_int_equal(outcome.status, RFI_STATUS_OPTIMAL);
    assert_true(outcome.has_solution);
    assert_int_equal(outcome.value, value);
    assert_int_equal(outcome.bound, value);
}

static void assert_infeasible(const rfi_problem *problem)
{
    rfi_outcome outcome = solve(problem);
    assert_int_equal(outcome.status, RFI_STATUS_INFEASIBLE);
    assert_false(outcome.has_solution);
    assert_null(outcome.values);
}

static void row(rfi_problem *problem, const rfi_term *terms, size_t count, int64_t limit)
{
    rfi_problem_row(problem, "row", 0, terms, count, limit);
}

static void nothing_at_all_is_solved(void **state)
{
    assert_optimal(*state, 0);
}

static void empty_rows_hold_by_their_limit_alone(void **state)
{
    rfi_problem *problem = *state;
    row(problem, NULL, 0, 0);
    assert_optimal(problem, 0);
    size_t x = rfi_problem_variable(problem, "x", 0, 3, 2);
    row(problem, (rfi_term[]){{x, 0}}, 1, 0);
    row(problem, (rfi_term[]){{x, 5}, {x, -5}}, 2, 0);
    assert_int_equal(problem->rows[1].term_count, 0);
    assert_int_equal(problem->rows[2].term_count, 0);
    assert_optimal(problem, 6);
    row(problem, (rfi_term[]){{x, 0}}, 1, -1);
    assert_infeasible(problem);
}

static void without_rows_each_variable_goes_to_its_better_end(void **state)
{
    rfi_problem *problem = *state;
    rfi_problem_variable(problem, "a", -7, 9, 3);
    rfi_problem_variable(problem, "b", -7, 9, -2);
    rfi_problem_variable(problem, "c", 4, 4, 0);
    rfi_outcome outcome = solve(problem);
    assert_int_equal(outcome.status, RFI_STATUS_OPTIMAL);
    assert_int_equal(outcome.value, 41);
    assert_int_equal(outcome.values[0], 9);
    assert_int_equal(outcome.values[1], -7);
    assert_int_equal(outcome.values[2], 4);
}

static void empty_domains_are_infeasible(void **state)
{
    rfi_problem *problem = *state;
    rfi_problem_variable(problem, "x", 1, 0, 1);
    assert_infeasible(problem);
}

static void bounds_beyond_the_range_saturate(void **state)
{
    rfi_problem *problem = *state;
    rfi_problem_variable(problem, "x", INT64_MIN, INT64_MAX, 1);
    assert_optimal(problem, INT64_C(1000000000000));
    rfi_problem_variable(problem, "y", INT64_C(2000000000000), INT64_MAX, 1);
    assert_infeasible(problem);
}

static void repeated_variables_are_summed(void **state)
{
    rfi_problem *problem = *state;
    size_t x = rfi_problem_variable(problem, "x", 0, 100, 1);
    row(problem, (rfi_term[]){{x, 2}, {x, 3}}, 2, 49);
    assert_int_equal(problem->rows[0].term_count, 1);
    assert_int_equal(problem->rows[0].terms[0].coefficient, 5);
    assert_optimal(problem, 9);
}

static void repeated_variables_are_summed_exactly(void **state)
{
    rfi_problem *problem = *state;
    const int64_t w = INT64_C(4000000000000000000); /* two of them leave 64 bits */
    size_t x = rfi_problem_variable(problem, "x", 0, 100, 1);
    row(problem, (rfi_term[]){{x, w}, {x, w}, {x, -w}, {x, 5 - w}}, 4, 49);
    rfi_problem_then(problem, (rfi_term[]){{x, -w}, {x, -w}, {x, w - 7}, {x, w}}, 4);
    assert_int_equal(problem->rows[0].terms[0].coefficient, 5);
    assert_int_equal(problem->later[0].terms[0].coefficient, -7);
    row(problem, (rfi_term[]){{x, 3}}, 1, 20); /* nothing is left over for the next row */
    assert_int_equal(problem->rows[1].terms[0].coefficient, 3);
}

static void negative_coefficients_and_limits(void **state)
{
    rfi_problem *problem = *state;
    size_t x = rfi_problem_variable(problem, "x", 0, 50, -3);
    size_t y = rfi_problem_variable(problem, "y", -20, 50, 2);
    row(problem, (rfi_term[]){{x, -2}}, 1, -9);          /* x >= 5 */
    row(problem, (rfi_term[]){{y, 3}, {x, -4}}, 2, -31); /* y <= (4 x - 31) / 3 */
    rfi_outcome outcome = solve(problem);
    /* x = 5: y = -4, -23; x = 7: y = -1, -23; each 3 of x give 4 of y: -9 + 8 loses */
    assert_int_equal(outcome.status, RFI_STATUS_OPTIMAL);
    assert_int_equal(outcome.value, -23);
    assert_int_equal(outcome.bound, -23);
}

static void rows_without_a_whole_point_are_infeasible(void **state)
{
    rfi_problem *problem = *state;
    size_t x = rfi_problem_variable(problem, "x", 0, 1000000, 1);
    size_t y = rfi_problem_variable(problem, "y", 0, 1000000, 0);
    /* 2 x - 2 y = 1, which fractions satisfy everywhere */
    row(problem, (rfi_term[]){{x, 2}, {y, -2}}, 2, 1);
    row(problem, (rfi_term[]){{x, -2}, {y, 2}}, 2, -1);
    assert_infeasible(problem);
}

static void creeping_bounds_end(void **state)
{
    rfi_problem *problem = *state;
    size_t x = rfi_problem_variable(problem, "x", 0, INT64_C(1000000000000), 1);
    size_t y = rfi_problem_variable(problem, "y", 0, INT64_C(1000000000000), 1);
    row(problem, (rfi_term[]){{x, 1}, {y, -1}}, 2, -1);
    row(problem, (rfi_term[]){{y, 1}, {x, -1}}, 2, -1);
    assert_infeasible(problem);
}

static void huge_numbers_stay_exact(void **state)
{
    rfi_problem *problem = *state;
    const int64_t great = INT64_C(4000000000000000000);
    size_t x = rfi_problem_variable(problem, "x", 0, 1000000, 1);
    size_t y = rfi_problem_variable(problem, "y", 0, 1000000, 1);
    row(problem, (rfi_term[]){{x, great / 1000}, {y, great / 1000}}, 2, great);
    assert_optimal(problem, 1000);
    row(problem, (rfi_term[]){{x, great / 1000}, {y, great / 1000}}, 2, great - 1);
    assert_optimal(problem, 999);
    row(problem, (rfi_term[]){{x, 1}, {y, 1}}, 2, INT64_MAX);         /* no limit at all */
    row(problem, (rfi_term[]){{x, INT64_MAX}}, 1, RFI_UNBOUNDED - 1); /* x = 0 */
    rfi_outcome outcome = solve(problem);
    assert_int_equal(outcome.value, 999);
    assert_int_equal(outcome.values[0], 0);
    row(problem, (rfi_term[]){{y, INT64_MIN}}, 1, INT64_MIN); /* y >= 2, saturated */
    assert_optimal(problem, 999);
}

static void values_saturate_beyond_64_bits(void **state)
{
    rfi_problem *problem = *state;
    rfi_problem_variable(problem, "x", 0, INT64_C(1000000000000), INT64_MAX);
    assert_optimal(problem, RFI_UNBOUNDED);
}

static void feasibility_stops_at_the_first_solution(void **state)
{
    rfi_problem *problem = *state;
    size_t x = rfi_problem_variable(problem, "x", 0, 1000, 0);
    size_t y = rfi_problem_variable(problem, "y", 0, 1000, 0);
    row(problem, (rfi_term[]){{x, 7}, {y, -11}}, 2, 3);
    row(problem, (rfi_term[]){{x, -7}, {y, 11}}, 2, -3); /* 7 x = 11 y + 3 */
    row(problem, (rfi_term[]){{x, -1}}, 1, -500);
    rfi_outcome outcome = solve(problem);
    assert_int_equal(outcome.status, RFI_STATUS_OPTIMAL);
    assert_int_equal(outcome.value, 0);
    assert_int_equal(7 * outcome.values[0], 11 * outcome.values[1] + 3);
    assert_true(outcome.values[0] >= 500);
}

static void groups_switch_their_rows(void **state)
{
    rfi_problem *problem = *state;
    size_t x = rfi_problem_variable(problem, "x", 0, 100, 1);
    rfi_problem_row(problem, "a", 0, (rfi_term[]){{x, 1}}, 1, 10);
    rfi_problem_row(problem, "b", 1, (rfi_term[]){{x, 1}}, 1, 20);
    rfi_problem_row(problem, "c", 5, (rfi_term[]){{x, 1}}, 1, 30);
    rfi_problem_row(problem, "d", RFI_GROUP_STRUCTURE, (rfi_term[]){{x, 1}}, 1, 40);
    static const struct {
        bool active[6];
        size_t count;
        int64_t value;
    } table[] = {
        {{true, true}, 2, 10},
        {{false, true}, 2, 20},
        {{false, false}, 2, 30},
        {{false, false, false, false, false, false}, 6, 40},
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
        rfi_outcome outcome;
        rfi_solve(problem, table[i].active, table[i].count, 0, &outcome);
        assert_int_equal(outcome.status, RFI_STATUS_OPTIMAL);
        assert_int_equal(outcome.value, table[i].value);
    }
    assert_optimal(problem, 10);
}

enum { ITEMS = 12, BUDGET = 997 };

/* The best value by dynamic programming over the budget, each item at most `copies` times.
 */
static int64_t knapsack(const int64_t *weights, const int64_t *gains, int64_t copies)
{
    int64_t best[BUDGET + 1] = {0};
    for (size_t i = 0; i < ITEMS; i++) {
        for (int64_t copy = 0; copy < copies; copy++) {
            for (int64_t room = BUDGET; room >= weights[i]; room--) {
                best[room] = rfi_max(best[room], best[room - weights[i]] + gains[i]);
            }
        }
    }
    return best[BUDGET];
}

static void knapsacks_are_exact(void **state)
{
    rfi_problem *first = *state;
    int64_t weights[ITEMS];
    int64_t gains[ITEMS];
    for (int64_t round = 1; round <= 20; round++) {
        rfi_problem problem;
        rfi_problem_init(&problem, first->arena);
        rfi_term terms[ITEMS];
        for (size_t i = 0; i < ITEMS; i++) {
            weights[i] = 31 + (int64_t)(i * i * 37 + (size_t)round * i * 53) % 151;
            gains[i] = weights[i] + (int64_t)(i * 29 * (size_t)round) % 17;
            size_t x = rfi_problem_variable(&problem, "x", 0, round % 4 + 1, gains[i]);
            terms[i] = (rfi_term){x, weights[i]};
        }
        row(&problem, terms, ITEMS, BUDGET);
        assert_optimal(&problem, knapsack(weights, gains, round % 4 + 1));
    }
}

static void gains_share_their_divisor(void **state)
{
    rfi_problem *problem = *state;
    size_t x = rfi_problem_variable(problem, "x", 0, 100, 142000000);
    size_t y = rfi_problem_variable(problem, "y", 0, 100, 142000000);
    row(problem, (rfi_term[]){{x, 300}, {y, 700}}, 2, 33333);
    row(problem, (rfi_term[]){{x, 1}, {y, -2}}, 2, 0);
    assert_optimal(problem, 76 * INT64_C(142000000)); /* y = 26, x = 50 */
}

static void node_limit_keeps_a_valid_bound(void **state)
{
    rfi_problem *problem = *state;
    rfi_term terms[30];
    for (size_t i = 0; i < 30; i++) { /* weights close together: one node is not enough */
        terms[i] = (rfi_term){rfi_problem_variable(problem, "x", 0, 1, 2 + 2 * (int64_t)i),
                              200 + 2 * (int64_t)i * (int64_t)i % 89};
    }
    row(problem, terms, 30, 1777);
    rfi_outcome stopped;
    rfi_solve(problem, NULL, 0, 1, &stopped);
    assert_int_equal(stopped.status, RFI_STATUS_STOPPED);
    assert_int_equal(stopped.nodes, 1);
    rfi_outcome outcome = solve(problem);
    assert_int_equal(outcome.status, RFI_STATUS_OPTIMAL);
    assert_true(stopped.bound >= outcome.value);
    assert_true(!stopped.has_solution || stopped.value <= outcome.value);
}

static void problems_without_memory_say_so(void **state)
{
    rfi_problem *problem = *state;
    rfi_problem_variable(problem, "x", 0, 1, 1);
    problem->failed = true;
    rfi_outcome outcome = solve(problem);
    assert_int_equal(outcome.status, RFI_STATUS_NO_MEMORY);
    assert_false(outcome.has_solution);
    assert_null(outcome.values);
}

/* One block of x, and y outside: x - a y <= limit, with its price. */
static rfi_prices price(rfi_problem *problem, double multiplier)
{
    rfi_structure *shape = RFI_NEW(problem->arena, rfi_structure);
    rfi_prices prices;
    assert_true(rfi_structure_read(shape, problem->arena, problem, NULL, 0));
    assert_true(rfi_prices_init(&prices, shape, 0));
    rfi_prices_set(&prices, &multiplier);
    assert_true(rfi_prices_run(&prices));
    return prices;
}

static void prices_are_never_too_low(void **state)
{
    static const struct {
        int64_t high, gain; /* of y */
        int64_t a, limit;
        double multiplier;
        int64_t bound;
    } table[] = {
        {5, -3, 2, 1, 2, 79},    /* x = 9, y = 5: 9 (10 - 2) + 2 + 5 (4 - 3) */
        {5, -3, 2, 1, 1e30, 90}, /* no price that fits a block: none at all */
        /* Sums of 2^150 and more outside the block. */
        {INT64_C(1000000000000), 0, INT64_C(4000000000000000000), 0, 1e12, RFI_UNBOUNDED},
        {INT64_C(1000000000000), 0, INT64_C(4000000000000000000), INT64_MAX, 0x1p40,
         RFI_UNBOUNDED},
    };
    rfi_problem *first = *state;
    for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
        rfi_problem problem;
        rfi_problem_init(&problem, first->arena);
        size_t x = rfi_problem_variable(&problem, "x", 0, 9, 10);
        size_t y = rfi_problem_variable(&problem, "y", 0, table[i].high, table[i].gain);
        rfi_problem_place(&problem, x, 0, 0);
        row(&problem, (rfi_term[]){{x, 1}, {y, -table[i].a}}, 2, table[i].limit);
        rfi_prices prices = price(&problem, table[i].multiplier);
        assert_int_equal(prices.bound, table[i].bound);
        assert_int_equal(prices.fits, table[i].bound < RFI_UNBOUNDED);
    }
}

/* Two blocks that may change places, and beside them two variables under a limit beyond
 * what saturates, which leaves two of them. */
static void limits_beside_blocks_alike_stay_exact(void **state)
{
    rfi_problem *problem = *state;
    rfi_term terms[2];
    for (size_t b = 0; b < 2; b++) {
        size_t x = rfi_problem_variable(problem, "x", 0, 1, 1);
        size_t y = rfi_problem_variable(problem, "y", 0, 3, 1);
        rfi_problem_place(problem, x, b, 0);
        terms[b] = (rfi_term){y, RFI_UNBOUNDED - (int64_t)b};
    }
    row(problem, terms, 2, INT64_MAX);
    rfi_solve_options options = {.node_limit = 0};
    rfi_outcome outcome;
    rfi_solve_alike(problem, &options, &outcome);
    assert_int_equal(outcome.status, RFI_STATUS_OPTIMAL);
    assert_int_equal(outcome.value, 4);
    assert_int_equal(outcome.bound, 4);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(nothing_at_all_is_solved),
        CASE(empty_rows_hold_by_their_limit_alone),
        CASE(without_rows_each_variable_goes_to_its_better_end),
        CASE(empty_domains_are_infeasible),
        CASE(bounds_beyond_the_range_saturate),
        CASE(repeated_variables_are_summed),
        CASE(repeated_variables_are_summed_exactly),
        CASE(negative_coefficients_and_limits),
        CASE(rows_without_a_whole_point_are_infeasible),
        CASE(creeping_bounds_end),
        CASE(huge_numbers_stay_exact),
        CASE(values_saturate_beyond_64_bits),
        CASE(feasibility_stops_at_the_first_solution),
        CASE(groups_switch_their_rows),
        CASE(knapsacks_are_exact),
        CASE(gains_share_their_divisor),
        CASE(node_limit_keeps_a_valid_bound),
        CASE(problems_without_memory_say_so),
        CASE(prices_are_never_too_low),
        CASE(limits_beside_blocks_alike_stay_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
