/* SPDX-License-Identifier: MIT */
/* The public header of the generic solver: senses, statuses, certificates, exports and the
 * knapsack text, as a stranger would use them; misuse first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "rackfit/solve.h"
#include "planner/base/codes.h"

static int set_up(void **state)
{
    *state = rf_problem_new();
    return *state == NULL;
}

static int tear_down(void **state)
{
    rf_problem_free(*state);
    return 0;
}

static rf_solution *solve(const rf_problem *problem)
{
    rf_solution *solution = NULL;
    assert_int_equal(rf_solve(problem, NULL, &solution), RF_OK);
    assert_int_equal(rf_solution_check(problem, solution, NULL), RF_OK);
    return solution;
}

static void misuse_is_kept_and_told(void **state)
{
    rf_problem *problem = *state;
    rf_solution *solution = NULL;
    rf_bytes text = {NULL, 0};
    assert_int_equal(rf_problem_state(problem), RF_OK);
    rf_problem_row(problem, "row", RF_AT_MOST, (rf_term[]){{0, 1}}, 1, 1);
    assert_int_equal(rf_problem_state(problem), RF_E_MISUSE);
    assert_int_equal(rf_solve(problem, NULL, &solution), RF_E_MISUSE);
    assert_int_equal(rf_problem_export(problem, RF_EXPORT_LP, &text, NULL), RF_E_MISUSE);
    assert_null(solution);
    assert_null(text.data);
    assert_int_equal(rf_solve(NULL, NULL, &solution), RF_E_MISUSE);
    assert_int_equal(rf_problem_state(NULL), RF_E_MISUSE);
    rf_problem_free(NULL);
    rf_solution_free(NULL);
}

static void numbers_out_of_range_are_misuse(void **state)
{
    (void)state;
    for (int i = 0; i < 7; i++) {
        rf_problem *problem = rf_problem_new();
        size_t x = rf_problem_variable(problem, "x", i == 0 ? -RF_NUMBER_MOST - 1 : 0,
                                       i == 1 ? RF_NUMBER_MOST + 1 : 9,
                                       i == 2 ? RF_WEIGHT_MOST + 1 : 1);
        rf_term terms[] = {{x, i == 3 ? INT64_MIN : RF_WEIGHT_MOST},
                           {x, i == 4 ? RF_WEIGHT_MOST : 0}};
        rf_problem_row(problem, "row", RF_AT_LEAST, terms, 2, i == 5 ? INT64_MIN : 0);
        if (i == 6) {
            rf_problem_place(problem, 1, 0, 0);
        }
        assert_int_equal(rf_problem_state(problem), RF_E_MISUSE);
        rf_problem_free(problem);
    }
}

static void missing_terms_are_misuse(void **state)
{
    rf_problem *problem = *state;
    rf_problem_variable(problem, "x", 0, 9, 1);
    rf_problem_row(problem, "empty", RF_AT_MOST, NULL, 0, 0);
    rf_problem_then(problem, NULL, 0);
    assert_int_equal(rf_problem_state(problem), RF_OK);
    rf_problem_row(problem, "row", RF_EQUAL, NULL, 2, 0);
    assert_int_equal(rf_problem_state(problem), RF_E_MISUSE);
    rf_problem *other = rf_problem_new();
    rf_problem_variable(other, "x", 0, 9, 1);
    rf_problem_then(other, NULL, 1);
    assert_int_equal(rf_problem_state(other), RF_E_MISUSE);
    rf_problem_free(other);
}

static void objectives_beyond_64_bits_are_misuse(void **state)
{
    rf_problem *problem = *state;
    rf_solution *solution = NULL;
    rf_problem_variable(problem, "x", 0, RF_NUMBER_MOST, RF_WEIGHT_MOST);
    assert_int_equal(rf_problem_state(problem), RF_OK);
    assert_int_equal(rf_solve(problem, NULL, &solution), RF_E_MISUSE);
}

static void nothing_at_all_is_optimal(void **state)
{
    rf_solution *solution = solve(*state);
    assert_int_equal(rf_solution_status(solution), RF_SOLVE_OPTIMAL);
    assert_int_equal(rf_solution_value(solution), 0);
    assert_int_equal(rf_solution_at(solution, 0), 0);
    rf_solution_free(solution);
}

/* x + y = 7, x - y >= 2, 2 x + 5 y <= 23: most of 3 x + 4 y. */
static void three_senses(void **state)
{
    rf_problem *problem = *state;
    size_t x = rf_problem_variable(problem, "x", 0, 9, 3);
    size_t y = rf_problem_variable(problem, "y", 0, 9, 4);
    size_t sum =
        rf_problem_row(problem, "sum", RF_EQUAL, (rf_term[]){{x, 1}, {y, 1}}, 2, 7);
    size_t lead =
        rf_problem_row(problem, "lead", RF_AT_LEAST, (rf_term[]){{x, 1}, {y, -1}}, 2, 2);
    size_t cap =
        rf_problem_row(problem, "cap", RF_AT_MOST, (rf_term[]){{x, 2}, {y, 5}}, 2, 23);
    assert_int_equal(rf_problem_rows(problem), 3);
    assert_int_equal(sum + lead + cap, 3);
    assert_string_equal(rf_problem_row_name(problem, cap), "cap");
    assert_string_equal(rf_problem_row_name(problem, 3), "");
    rf_solution *solution = solve(problem);
    assert_int_equal(rf_solution_status(solution), RF_SOLVE_OPTIMAL);
    assert_int_equal(rf_solution_at(solution, x), 5); /* y = 3: 4 - 3 < 2 */
    assert_int_equal(rf_solution_at(solution, y), 2);
    assert_int_equal(rf_solution_value(solution), 23);
    assert_int_equal(rf_solution_bound(solution), 23);
    assert_null(rf_solution_claimed_by(solution));
    rf_solution_free(solution);
}

/* The formula of the header, by hand, over rows of all senses. */
static void multipliers_follow_the_formula(void **state)
{
    rf_problem *problem = *state;
    size_t x = rf_problem_variable(problem, "x", 0, 9, 3);
    size_t y = rf_problem_variable(problem, "y", -2, 9, 4);
    static const int64_t a[3][2] = {{1, 1}, {1, -1}, {2, 5}};
    static const int64_t limit[3] = {7, 1, 23};
    static const rf_sense sense[3] = {RF_EQUAL, RF_AT_LEAST, RF_AT_MOST};
    for (size_t i = 0; i < 3; i++) {
        rf_problem_row(problem, NULL, sense[i], (rf_term[]){{x, a[i][0]}, {y, a[i][1]}}, 2,
                       limit[i]);
    }
    rf_solution *solution = solve(problem); /* x = 4, y = 3: 24 */
    int shift = 0;
    bool by_block = true;
    int64_t proven = 0;
    const int64_t *m = rf_solution_multipliers(solution, &shift, &by_block);
    assert_non_null(m);
    assert_false(by_block);
    assert_true(m[1] <= 0 && m[2] >= 0);
    double unit = (double)((int64_t)1 << shift);
    double total = 0;
    double left[2] = {3, 4};
    static const double ends[2][2] = {{0, 9}, {-2, 9}};
    for (size_t i = 0; i < 3; i++) {
        total += (double)m[i] / unit * (double)limit[i];
        left[0] -= (double)m[i] / unit * (double)a[i][0];
        left[1] -= (double)m[i] / unit * (double)a[i][1];
    }
    for (size_t j = 0; j < 2; j++) {
        total += left[j] * ends[j][left[j] > 0];
    }
    assert_int_equal(rf_solution_check(problem, solution, &proven), RF_OK);
    assert_int_equal(proven, 24);
    assert_true(total > 23.999 && total < 25);
    rf_solution_free(solution);
}

static void what_cannot_be_is_proven(void **state)
{
    rf_problem *problem = *state;
    size_t x = rf_problem_variable(problem, "x", 0, 9, 3);
    size_t y = rf_problem_variable(problem, "y", 0, 9, 3);
    rf_problem_row(problem, "least", RF_AT_LEAST, (rf_term[]){{x, 2}, {y, 3}}, 2, 40);
    rf_problem_row(problem, "most", RF_AT_MOST, (rf_term[]){{x, 1}, {y, 1}}, 2, 12);
    rf_solution *solution = solve(problem);
    int shift = 0;
    bool by_block = true;
    assert_int_equal(rf_solution_status(solution), RF_SOLVE_INFEASIBLE);
    assert_string_equal(rf_solve_status_words(RF_SOLVE_INFEASIBLE), "infeasible");
    assert_false(rf_solution_has_values(solution));
    assert_non_null(rf_solution_multipliers(solution, &shift, &by_block));
    rf_solution_free(solution);
}

static void a_check_refuses_another_problem(void **state)
{
    rf_problem *problem = *state;
    rf_problem *other = rf_problem_new();
    size_t x = rf_problem_variable(problem, "x", 0, 9, 3);
    rf_problem_row(problem, "cap", RF_AT_MOST, (rf_term[]){{x, 2}}, 1, 11);
    rf_problem_variable(other, "x", 0, 9, 3);
    rf_solution *solution = solve(problem);
    assert_int_equal(rf_solution_check(other, solution, NULL), RF_E_MISUSE);
    rf_problem_row(other, "cap", RF_AT_MOST, (rf_term[]){{x, 2}}, 1, 9);
    assert_int_equal(rf_solution_check(other, solution, NULL), RF_E_CHECK); /* 5 > 4 */
    rf_solution_free(solution);
    rf_problem_free(other);
}

/* As many rows, but one more of the model: an equality is two. */
static void a_check_refuses_other_senses(void **state)
{
    rf_problem *problem = *state;
    rf_problem *other = rf_problem_new();
    for (int i = 0; i < 2; i++) {
        rf_problem *one = i == 0 ? problem : other;
        size_t x = rf_problem_variable(one, "x", 0, 9, 3);
        rf_sense sense = i == 0 ? RF_AT_MOST : RF_EQUAL;
        rf_problem_row(one, "cap", sense, (rf_term[]){{x, 2}}, 1, 10);
    }
    rf_solution *solution = solve(problem);
    assert_int_equal(rf_solution_check(other, solution, NULL), RF_E_MISUSE);
    rf_solution_free(solution);
    rf_problem_free(other);
}

/* The multipliers of one times the numbers of the other leave 128 bits. */
static void a_check_of_too_wide_sums_fails(void **state)
{
    rf_problem *problem = *state;
    rf_problem *other = rf_problem_new();
    int shift = 0;
    bool by_block = false;
    for (int i = 0; i < 2; i++) {
        rf_problem *one = i == 0 ? problem : other;
        size_t x = rf_problem_variable(one, "x", 0, RF_NUMBER_MOST, 3000000);
        size_t y = rf_problem_variable(one, "y", 0, 9, -1);
        int64_t scale = i == 0 ? 1 : RF_WEIGHT_MOST;
        rf_problem_row(one, "cap", RF_AT_MOST, (rf_term[]){{x, scale}, {y, -scale}}, 2, 0);
    }
    rf_solution *solution = solve(problem); /* 3,000,000 a piece of the row */
    assert_non_null(rf_solution_multipliers(solution, &shift, &by_block));
    assert_int_equal(rf_solution_check(other, solution, NULL), RF_E_CHECK);
    rf_solution_free(solution);
    rf_problem_free(other);
}

static bool refuse(void *context, const rf_solve_progress *progress)
{
    *(int *)context += 1;
    assert_string_equal(progress->phase, "search");
    return false;
}

static void a_watch_may_stop_at_once(void **state)
{
    rf_problem *problem = *state;
    rf_solution *solution = NULL;
    int calls = 0;
    rf_solve_options options = RF_SOLVE_OPTIONS_INIT;
    size_t x = rf_problem_variable(problem, "x", 0, 9, 4);
    rf_problem_row(problem, "cap", RF_AT_MOST, (rf_term[]){{x, 2}}, 1, 11);
    options.engine = RF_SOLVE_EXACT;
    options.watch = refuse;
    options.context = &calls;
    assert_int_equal(rf_solve(problem, &options, &solution), RF_OK);
    assert_int_equal(rf_solution_status(solution), RF_SOLVE_UNDECIDED);
    assert_int_equal(calls, 1);
    assert_int_equal(rf_solution_bound(solution), 20); /* 22, in steps of 4 */
    rf_solution_free(solution);
    const int64_t start[] = {4};
    options.start = start;
    assert_int_equal(rf_solve(problem, &options, &solution), RF_OK);
    assert_int_equal(rf_solution_status(solution), RF_SOLVE_FEASIBLE);
    assert_int_equal(rf_solution_value(solution), 16);
    rf_solution_free(solution);
    options.size = 8;
    assert_int_equal(rf_solve(problem, &options, &solution), RF_E_MISUSE);
}

/* From 300 to 700; Knuth's linear congruence. */
static int64_t draw(uint64_t *random)
{
    *random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return 300 + (int64_t)((*random >> 33) % 401);
}

/* Forty things in or out and five sums, which no millisecond settles. */
static void guards_are_told(void **state)
{
    enum { THINGS = 40, SUMS = 5 };
    rf_problem *problem = *state;
    uint64_t random = 1;
    for (size_t j = 0; j < THINGS; j++) {
        rf_problem_variable(problem, NULL, 0, 1, draw(&random));
        rf_problem_place(problem, j, j / 5, j % 5);
    }
    for (size_t i = 0; i < SUMS; i++) {
        rf_term terms[THINGS];
        for (size_t j = 0; j < THINGS; j++) {
            terms[j] = (rf_term){j, draw(&random)};
        }
        rf_problem_row(problem, NULL, RF_AT_MOST, terms, THINGS, 10000);
    }
    for (int guard = 0; guard < 2; guard++) {
        rf_solution *solution = NULL;
        rf_solve_options options = RF_SOLVE_OPTIONS_INIT;
        options.engine = RF_SOLVE_STRUCTURED;
        options.node_limit = guard == 0 ? 50 : 0;
        options.guard = guard;
        assert_int_equal(rf_solve(problem, &options, &solution), RF_OK);
        assert_int_equal(rf_solution_guarded(solution), guard);
        assert_int_equal(rf_solution_check(problem, solution, NULL), RF_OK);
        rf_solution_free(solution);
    }
}

static void exports_are_exact(void **state)
{
    rf_problem *problem = *state;
    size_t x = rf_problem_variable(problem, "hall A", 0, 9, 4);
    size_t y = rf_problem_variable(problem, "hall A", -3, -3, 0);
    rf_bytes text = {NULL, 0};
    rf_bytes map = {NULL, 0};
    rf_problem_row(problem, "3 MW", RF_AT_LEAST, (rf_term[]){{x, 2}, {y, -1}}, 2, 11);
    rf_problem_then(problem, (rf_term[]){{y, -2}}, 1);
    assert_int_equal(rf_problem_export(problem, RF_EXPORT_LP, &text, &map), RF_OK);
    assert_string_equal(text.data, "\\ 2 whole variables, 1 rows; maximise gain\n"
                                   "\\ then maximise -2 hall_A_2\n"
                                   "Maximize\n gain: +4 hall_A\n"
                                   "Subject To\n r_3_MW: -2 hall_A +1 hall_A_2 <= -11\n"
                                   "Bounds\n 0 <= hall_A <= 9\n -3 <= hall_A_2 <= -3\n"
                                   "Generals\n hall_A\n hall_A_2\nEnd\n");
    assert_string_equal(map.data, "variable\thall_A\thall A\n"
                                  "variable\thall_A_2\thall A\n"
                                  "row\tr_3_MW\t3 MW\n");
    rf_bytes_free(&text);
    rf_bytes_free(&map);
    assert_int_equal(rf_problem_export(problem, RF_EXPORT_MPS, &text, NULL), RF_OK);
    assert_string_equal(text.data, "* 2 whole variables, 1 rows; minimise loss, which is "
                                   "minus the gain\n"
                                   "* then maximise -2 hall_A_2\n"
                                   "NAME problem FREE\nROWS\n N loss\n L r_3_MW\n"
                                   "COLUMNS\n    MARKER 'MARKER' 'INTORG'\n"
                                   "    hall_A loss -4\n    hall_A r_3_MW -2\n"
                                   "    hall_A_2 r_3_MW 1\n"
                                   "    MARKER 'MARKER' 'INTEND'\n"
                                   "RHS\n    RHS r_3_MW -11\n"
                                   "BOUNDS\n LO BND hall_A 0\n UP BND hall_A 9\n"
                                   " FX BND hall_A_2 -3\nENDATA\n");
    rf_bytes_free(&text);
}

static void knapsack_texts_are_read(void **state)
{
    (void)state;
    static const char text[] = "2 2 1\n10\n1\n5 3\n7 6\n2\n4 2\n9 7\n";
    rf_problem *problem = NULL;
    rf_diags *diags = rf_diags_new();
    assert_int_equal(rf_problem_read_mmkp(text, strlen(text), "small.txt", &problem, diags),
                     RF_OK);
    assert_int_equal(rf_problem_variables(problem), 4);
    assert_int_equal(rf_problem_rows(problem), 3);
    assert_string_equal(rf_problem_variable_name(problem, 3), "g2.2");
    assert_string_equal(rf_problem_row_name(problem, 1), "group 1");
    rf_solution *solution = solve(problem);
    assert_int_equal(rf_solution_value(solution), 14); /* 5 + 9 at 3 + 7 */
    assert_int_equal(rf_solution_at(solution, 0) + rf_solution_at(solution, 3), 2);
    rf_solution_free(solution);
    rf_problem_free(problem);
    rf_diags_free(diags);
}

static void knapsack_errors_have_a_place(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int number;
        int64_t line, column;
    } table[] = {
        {"", RFI_D_VALUE_MISSING, 1, 1},
        {"2 2", RFI_D_VALUE_MISSING, 1, 4},
        {"0 2 1\n", RFI_D_VALUE_RANGE, 1, 1},
        {"2 2 1\n1x\n1 1 1 1 1 1 1 1\n", RFI_D_VALUE_SYNTAX, 2, 1},
        {"1 1 1\n2.5\n1\n1 1\n", RFI_D_VALUE_SYNTAX, 2, 1},
        {"1 1 1\n  1000000000001 1 1 1\n", RFI_D_VALUE_TOO_LARGE, 2, 3},
        {"1 1 1\n5\n2\n1 1\n", RFI_D_VALUE_RANGE, 3, 1},
        {"1 1 1\n5\n1\n1 1\n2\n", RFI_D_TEXT_UNEXPECTED, 5, 1},
        {"900000 900000 900000\n5\n1\n", RFI_D_VALUE_MISSING, 1, 1},
        {"2 2 1\n10\n1\n5 3\n7 6\n2\n4 2\n9 -\n", RFI_D_VALUE_SYNTAX, 8, 3},
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
        rf_problem *problem = NULL;
        rf_diags *diags = rf_diags_new();
        assert_int_equal(rf_problem_read_mmkp(table[i].text, strlen(table[i].text), "k.txt",
                                              &problem, diags),
                         RF_E_INPUT);
        assert_null(problem);
        assert_int_equal(rf_diags_count(diags), 1);
        const rf_diagnostic *told = rf_diags_at(diags, 0);
        assert_int_equal(told->number, table[i].number);
        assert_int_equal(told->line, table[i].line);
        assert_int_equal(told->column, table[i].column);
        assert_string_equal(told->file, "k.txt");
        rf_diags_free(diags);
    }
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(misuse_is_kept_and_told),
        CASE(numbers_out_of_range_are_misuse),
        CASE(missing_terms_are_misuse),
        CASE(objectives_beyond_64_bits_are_misuse),
        CASE(nothing_at_all_is_optimal),
        CASE(three_senses),
        CASE(multipliers_follow_the_formula),
        CASE(what_cannot_be_is_proven),
        CASE(a_check_refuses_another_problem),
        CASE(a_check_refuses_other_senses),
        CASE(a_check_of_too_wide_sums_fails),
        CASE(a_watch_may_stop_at_once),
        CASE(guards_are_told),
        CASE(exports_are_exact),
        CASE(knapsack_texts_are_read),
        CASE(knapsack_errors_have_a_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
