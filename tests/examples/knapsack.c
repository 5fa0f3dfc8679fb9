/* SPDX-License-Identifier: MIT */
/* One option for each of three halls under shared limits, with the public headers alone.
 *
 *     cc knapsack.c $(pkg-config --cflags --libs rackfit) && ./a.out
 */
#include <rackfit/solve.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* 3 halls, 3 options each, 2 resources: megavolt-amperes and million dollars. */
static const char text[] = "3 3 2\n"
                           "70 90\n" /* what there is */
                           "1\n"
                           "0  0  0\n" /* leave the hall as it is */
                           "18 20 25\n"
                           "30 33 52\n"
                           "2\n"
                           "0  0  0\n"
                           "20 23 21\n"
                           "34 37 60\n"
                           "3\n"
                           "0  0  0\n"
                           "12 13 10\n"
                           "25 28 30\n";

static int fail(rf_problem *problem, rf_diags *diags, const char *step)
{
    for (size_t i = 0; i < rf_diags_count(diags); i++) {
        printf("%s: %s\n", step, rf_diags_at(diags, i)->message);
    }
    printf("%s failed\n", step);
    rf_problem_free(problem);
    rf_diags_free(diags);
    return 1;
}

static bool report(void *context, const rf_solve_progress *progress)
{
    (void)context;
    (void)progress; /* a program with a clock would look at it here */
    return true;
}

/* Cheapest among the plans of most value: minus the cost, maximised second. */
static void prefer_cheap(rf_problem *problem)
{
    static const int64_t cost[] = {0, 25, 52, 0, 21, 60, 0, 10, 30};
    rf_term terms[9];
    for (size_t j = 0; j < 9; j++) {
        terms[j].variable = j;
        terms[j].coefficient = -cost[j];
    }
    rf_problem_then(problem, terms, 9);
}

int main(void)
{
    rf_diags *diags = rf_diags_new();
    rf_problem *problem = NULL;
    rf_solution *solution = NULL;
    rf_solve_options options = RF_SOLVE_OPTIONS_INIT;
    options.watch = report;
    if (rf_problem_read_mmkp(text, strlen(text), "halls", &problem, diags) != RF_OK) {
        return fail(problem, diags, "reading");
    }
    prefer_cheap(problem);
    if (rf_solve(problem, &options, &solution) != RF_OK) {
        return fail(problem, diags, "solving");
    }
    printf("%s: %" PRId64 ", no more than %" PRId64 "\n",
           rf_solve_status_words(rf_solution_status(solution)), rf_solution_value(solution),
           rf_solution_bound(solution));
    for (size_t j = 0; j < rf_problem_variables(problem); j++) {
        if (rf_solution_at(solution, j) > 0) {
            printf("  %s\n", rf_problem_variable_name(problem, j));
        }
    }
    int64_t bound = 0;
    bool holds = rf_solution_check(problem, solution, &bound) == RF_OK;
    printf("check: %s\n", holds ? "holds" : "does not hold");
    rf_solution_free(solution);
    rf_problem_free(problem);
    rf_diags_free(diags);
    return holds ? 0 : 1;
}
