/* SPDX-License-Identifier: MIT */
/* The reader of knapsack texts: any bytes end in a problem or in exactly one error. What
 * was read exports, and a short search of it passes the check. */
#include <stdint.h>
#include <stdlib.h>

#include "rackfit/solve.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { VARIABLES_SOLVED = 300 };

static void use(const rf_problem *problem)
{
    rf_bytes text = {NULL, 0};
    rf_solution *solution = NULL;
    rf_solve_options options = RF_SOLVE_OPTIONS_INIT;
    options.node_limit = 20;
    if (rf_problem_export(problem, RF_EXPORT_MPS, &text, NULL) != RF_OK) {
        abort();
    }
    rf_bytes_free(&text);
    if (rf_problem_variables(problem) > VARIABLES_SOLVED) {
        return;
    }
    rf_code code = rf_solve(problem, &options, &solution);
    if (code == RF_OK && rf_solution_check(problem, solution, NULL) != RF_OK) {
        abort();
    }
    if (code != RF_OK && code != RF_E_MISUSE) { /* an objective beyond 64 bits */
        abort();
    }
    rf_solution_free(solution);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    rf_diags *diags = rf_diags_new();
    rf_problem *problem = NULL;
    rf_code code =
        rf_problem_read_mmkp((const char *)data, size, "fuzz.txt", &problem, diags);
    if ((code == RF_OK) != (problem != NULL) ||
        rf_diags_error_count(diags) != (code == RF_E_INPUT ? 1u : 0u)) {
        abort();
    }
    if (problem != NULL) {
        use(problem);
    }
    rf_problem_free(problem);
    rf_diags_free(diags);
    return 0;
}
