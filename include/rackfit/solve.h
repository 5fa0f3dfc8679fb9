/* SPDX-License-Identifier: MIT */
/* rackfit/solve.h - the generic integer solver of librackfit.
 *
 * Bounded whole variables, linear rows, objectives in order of importance. Everything that
 * is said to be proven is proven in exact integers; floating point only proposes. A bound
 * comes with whole-number multipliers from which anyone recomputes it, see docs/solver.md.
 *
 *     rf_problem *problem = rf_problem_new();
 *     size_t x = rf_problem_variable(problem, "x", 0, 9, 5);
 *     rf_problem_row(problem, "weight", RF_AT_MOST, (rf_term[]){{x, 3}}, 1, 20);
 *     rf_solution *solution = NULL;
 *     if (rf_solve(problem, NULL, &solution) == RF_OK) ...
 *
 * An rf_problem owns what was put into it, an rf_solution owns its values; each is freed by
 * its own function, which accepts NULL. A solution does not need its problem but for
 * rf_solution_check. Nothing here prints or keeps state between calls; a clock is read only
 * for `guard` and to give up on a MIP program that does not answer.
 * Different problems may live on different threads. Everything is experimental until 1.0.
 */
#ifndef RACKFIT_SOLVE_H
#define RACKFIT_SOLVE_H

#include "rackfit/rackfit.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- building ------------------------------------------------------------------------
 * Build freely, ask once: what goes wrong is kept and told by rf_problem_state, rf_solve
 * and rf_problem_export. RF_E_MISUSE: a variable that does not exist, or a number outside
 * its range; RF_E_NO_MEMORY. Names are copied, need not be new and may be NULL. */
#define RF_NUMBER_MOST INT64_C(1000000000000)       /* of low and high, in size */
#define RF_WEIGHT_MOST INT64_C(4000000000000000000) /* of coefficients, gains, limits */
#define RF_NO_BLOCK    SIZE_MAX
#define RF_NO_PART     SIZE_MAX
#define RF_NO_BOUND    INT64_MAX

typedef struct rf_problem rf_problem;

typedef struct rf_term {
    size_t variable;
    int64_t coefficient;
} rf_term;

typedef enum rf_sense { RF_AT_MOST, RF_AT_LEAST, RF_EQUAL } rf_sense;

RF_API rf_problem *rf_problem_new(void); /* NULL when memory is out */
RF_API void rf_problem_free(rf_problem *problem);
/* A whole number from low to high; gain: what one unit adds to the first objective, which
 * is maximised. Returns its index: 0, 1, 2 ... in order of calls. Amortised O(1). */
RF_API size_t rf_problem_variable(rf_problem *problem, const char *name, int64_t low,
                                  int64_t high, int64_t gain);
/* Terms of one variable are added up. Returns the row's index. O(count). */
RF_API size_t rf_problem_row(rf_problem *problem, const char *name, rf_sense sense,
                             const rf_term *terms, size_t count, int64_t limit);
/* The next objective: maximised among what is best for those before it. */
RF_API void rf_problem_then(rf_problem *problem, const rf_term *terms, size_t count);
/* Hints that change no answer. A block hangs together with the rest through few rows only;
 * variables of different blocks that play the same role bear the same part. */
RF_API void rf_problem_place(rf_problem *problem, size_t variable, size_t block,
                             size_t part);
RF_API RF_MUST_USE rf_code rf_problem_state(const rf_problem *problem);
RF_API size_t rf_problem_variables(const rf_problem *problem);
RF_API size_t rf_problem_rows(const rf_problem *problem);
/* Never NULL; "" for a name that was not given or an index out of range. */
RF_API const char *rf_problem_variable_name(const rf_problem *problem, size_t variable);
RF_API const char *rf_problem_row_name(const rf_problem *problem, size_t row);

/* Reads a multiple-choice multidimensional knapsack: of each group exactly one item is
 * taken, resources are limited, the sum of the values is maximised. The text, in the form
 * of the public benchmarks (Khan, Li, Manning, Akbar 2002), holds whole numbers with white
 * space between them, where it does not matter where lines end:
 *
 *     n l m                      groups, items in each, resources; 1 or more each
 *     R_1 ... R_m                what there is of each resource
 *     1                          number of the group: 1 to n, in order
 *     v w_1 ... w_m              an item: its value, what it takes of each resource;
 *     ...                        l times
 *     2
 *     ...
 *
 * Variables are named "g1.1", "g1.2" ...: group, item, both from 1; item i of group g is
 * variable (g - 1) * l + i - 1, and each group is a block. Rows: "resource 1" ..., then
 * "group 1" ... name: how diagnostics call the text. RF_E_INPUT: the diagnostics say where.
 * O(size). */
RF_API RF_MUST_USE rf_code rf_problem_read_mmkp(const char *bytes, size_t size,
                                                const char *name, rf_problem **ret_problem,
                                                rf_diags *diags);

/* ---- solving ------------------------------------------------------------------------- */
typedef enum rf_solve_status {
    RF_SOLVE_OPTIMAL = 0, /* certified: by a full proof or by multipliers */
    RF_SOLVE_CLAIMED,     /* optimal, as the search named by rf_solution_claimed_by says */
    RF_SOLVE_FEASIBLE,    /* values, and no solution can pass the bound */
    RF_SOLVE_INFEASIBLE,  /* proven */
    RF_SOLVE_UNDECIDED    /* stopped without values: the bound holds */
} rf_solve_status;
RF_API const char *rf_solve_status_words(rf_solve_status status); /* "optimal", ... */

typedef enum rf_solve_engine {
    RF_SOLVE_BY_SIZE = 0,
    RF_SOLVE_EXACT,     /* own branch and bound, full proof, no library */
    RF_SOLVE_STRUCTURED /* blocks, patterns, neighbourhoods; with a MIP program if given */
} rf_solve_engine;

typedef struct rf_solve_progress {
    const char *phase; /* one or two words */
    bool has_values;
    int64_t value, bound, claimed; /* RF_NO_BOUND: none yet */
    int64_t nodes;
} rf_solve_progress;

/* Called now and then, on the thread of rf_solve; the one place to look at a clock or at a
 * signal. False: stop with the best so far. */
typedef bool rf_solve_watch(void *context, const rf_solve_progress *progress);

typedef struct rf_solve_options {
    size_t size; /* sizeof(rf_solve_options) */
    rf_solve_engine engine;
    int64_t node_limit;      /* per objective, of the exact search; 0: 1,000,000. Of the
                                structured engine only where `engine` names it: none of its
                                searches begins beyond; 0: its fixed rounds */
    int64_t gap;             /* stop within so many ppm of the value; 0: proof */
    const int64_t *start;    /* a value for each variable, to begin with, or NULL */
    rf_solve_watch *watch;   /* or NULL */
    void *context;           /* for watch */
    const char *mip_program; /* path of the engine program, or NULL */
    int64_t guard;           /* ms of processor time per objective, of the structured engine
                                and that program together; 0: none. What it stops may differ
                                from run to run. The exact search has no clock */
} rf_solve_options;
#define RF_SOLVE_OPTIONS_INIT                                                              \
    {                                                                                      \
        sizeof(rf_solve_options), RF_SOLVE_BY_SIZE, 0, 0, NULL, NULL, NULL, NULL, 0        \
    }

typedef struct rf_solution rf_solution;
/* "No solution exists" is RF_OK with a status. options NULL: the defaults. With the own
 * engine the same problem and options give the same solution on every machine, unless a
 * watch stops it. RF_E_MISUSE also where an objective could pass RF_WEIGHT_MOST. The time
 * is exponential in the worst case. */
RF_API RF_MUST_USE rf_code rf_solve(const rf_problem *problem,
                                    const rf_solve_options *options,
                                    rf_solution **ret_solution);
RF_API void rf_solution_free(rf_solution *solution);
RF_API rf_solve_status rf_solution_status(const rf_solution *solution);
RF_API bool rf_solution_has_values(const rf_solution *solution);
/* Of one variable; 0 without values or out of range. */
RF_API int64_t rf_solution_at(const rf_solution *solution, size_t variable);
RF_API int64_t rf_solution_value(const rf_solution *solution); /* of the first objective */
/* No solution has more of the first objective; RF_NO_BOUND: not known. certified: follows
 * from multipliers or a full proof. claimed: the best that a search says of itself. */
RF_API int64_t rf_solution_bound(const rf_solution *solution);
RF_API int64_t rf_solution_claimed(const rf_solution *solution);
/* "own search": exact, but nobody else can recompute it; "CBC 2.10.8": as that program says
 * of itself; NULL: nobody claims more than is certified, and claimed equals bound. */
RF_API const char *rf_solution_claimed_by(const rf_solution *solution);
/* Later objectives, from the first, for which the values are proven best. */
RF_API size_t rf_solution_later_proven(const rf_solution *solution);
RF_API int64_t rf_solution_nodes(const rf_solution *solution);
/* A clock has stopped a search, of any objective: the next run may say something else. */
RF_API bool rf_solution_guarded(const rf_solution *solution);

/* ---- certificate -----------------------------------------------------------------------
 * With m_i the multipliers over 2^shift (>= 0 for RF_AT_MOST, <= 0 for RF_AT_LEAST), g_j
 * the gains and a_ij the coefficients, no solution gains more than
 *
 *     sum_i m_i limit_i + sum_j max over low_j <= x <= high_j of (g_j - sum_i m_i a_ij) x
 *
 * and where the gains are left out and the sum is negative, there is no solution. By block,
 * rows within one block have no multiplier and the second sum runs over whole blocks, each
 * at the best that its own rows leave. */
/* One per row, NULL where a full proof stands in their place; lives with the solution. */
RF_API const int64_t *rf_solution_multipliers(const rf_solution *solution, int *ret_shift,
                                              bool *ret_by_block);
/* Recomputes all that the solution says of the problem, from the problem: bounds, rows,
 * value, and the bound from the multipliers. *ret_bound: what they prove, RF_NO_BOUND
 * without them; NULL: not wanted. RF_E_MISUSE: the problem has other variables or rows, an
 * equality counting as two. RF_E_CHECK: something does not hold, or its sums leave 128
 * bits. */
RF_API RF_MUST_USE rf_code rf_solution_check(const rf_problem *problem,
                                             const rf_solution *solution,
                                             int64_t *ret_bound);

/* ---- for other solvers ------------------------------------------------------------------
 */
typedef enum rf_export_format { RF_EXPORT_LP, RF_EXPORT_MPS } rf_export_format;
/* LP maximises the first objective; MPS, which has no word for that, minimises its
 * negative. Equal problems give equal bytes. ret_map, NULL: not wanted: lines of kind,
 * exported name and name, with tabs between. */
RF_API RF_MUST_USE rf_code rf_problem_export(const rf_problem *problem,
                                             rf_export_format format, rf_bytes *ret_text,
                                             rf_bytes *ret_map);

#ifdef __cplusplus
}
#endif
#endif
