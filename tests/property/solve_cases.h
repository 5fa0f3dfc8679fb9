/* SPDX-License-Identifier: MIT */
/* Seeded problems for the solver's property tests and benchmark. */
#ifndef TESTS_PROPERTY_SOLVE_CASES_H
#define TESTS_PROPERTY_SOLVE_CASES_H

#include "planner/solve/solve.h"

/* SplitMix64 (Steele, Lea, Flood 2014): a counter with a good mixing function. */
typedef struct case_random {
    uint64_t state;
} case_random;

static inline uint64_t case_next(case_random *random)
{
    uint64_t z = random->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* From low to high, both included. */
static inline int64_t case_between(case_random *random, int64_t low, int64_t high)
{
    return low + (int64_t)(case_next(random) % (uint64_t)(high - low + 1));
}

/* Blocks of three variables each: n things that gain, y places that hold at most k of them,
 * s sets of at most p that need something of their own. Shared rows count all n and s and
 * give something back for each y; own rows bound single blocks: 3 variables and 4 rows a
 * block beside the shared rows.
 * kind 0: all blocks alike, 1: coefficients of the shared rows differ by a few percent,
 * 2: everything differs. */
static inline void case_blocks(rfi_problem *problem, case_random *random, int kind,
                               size_t blocks, size_t shared)
{
    size_t n[16];
    size_t y[16];
    size_t s[16];
    int64_t p = case_between(random, 2, 24);
    int64_t k = case_between(random, 3, 200);
    int64_t places = case_between(random, 1, 6);
    for (size_t b = 0; b < blocks; b++) {
        int64_t own_p = kind < 2 ? p : case_between(random, 2, 24);
        int64_t own_k = kind < 1 ? k : case_between(random, 3, 200);
        int64_t own_places = kind < 1 ? places : case_between(random, 1, 6);
        n[b] = rfi_problem_variable(problem, "n", 0, own_k * own_places, 1);
        y[b] = rfi_problem_variable(problem, "y", 0, own_places, 0);
        s[b] = rfi_problem_variable(problem, "s", 0, own_k * own_places, 0);
        rfi_problem_row(problem, "n <= k y", RFI_GROUP_STRUCTURE,
                        (rfi_term[]){{n[b], 1}, {y[b], -own_k}}, 2, 0);
        rfi_problem_row(problem, "n <= p s", RFI_GROUP_STRUCTURE,
                        (rfi_term[]){{n[b], 1}, {s[b], -own_p}}, 2, 0);
        int64_t whole = own_k / own_p;
        int64_t rest = own_k - whole * own_p;
        if (rest > 0) { /* sets do not reach across places */
            rfi_problem_row(
                problem, "partial sets", RFI_GROUP_STRUCTURE,
                (rfi_term[]){{n[b], 1}, {s[b], -rest}, {y[b], -(own_p - rest) * whole}}, 3,
                0);
        }
    }
    for (size_t r = 0; r < shared; r++) {
        rfi_term terms[48];
        size_t count = 0;
        int64_t a = case_between(random, 50000000, 1000000000);
        int64_t c = case_between(random, 0, 1) * case_between(random, 1000000, 2000000000);
        int64_t idle =
            case_between(random, 0, 1) * case_between(random, 1000000, 900000000);
        int64_t weight = 0;
        for (size_t b = 0; b < blocks; b++) {
            int64_t vary =
                kind == 0 ? 1000 : case_between(random, 970, kind == 1 ? 1030 : 1500);
            terms[count++] = (rfi_term){n[b], a / 1000 * vary};
            terms[count++] = (rfi_term){s[b], c / 1000 * vary};
            terms[count++] = (rfi_term){y[b], -idle};
            weight += (a + c / p) * problem->variables[n[b]].high;
        }
        int64_t limit = weight / 100 * case_between(random, 20, 95);
        rfi_problem_row(problem, "shared", r, terms, count, limit);
    }
    for (size_t b = 0; b < blocks; b++) {
        int64_t a = case_between(random, 50000000, 1000000000);
        int64_t c = case_between(random, 0, 1) * case_between(random, 1000000, 2000000000);
        const rfi_variable *things = &problem->variables[n[b]];
        int64_t each = things->high / problem->variables[y[b]].high;
        int64_t room = (a + c / p) * each / 100 * case_between(random, 70, 130);
        rfi_problem_row(problem, "own", shared + b,
                        (rfi_term[]){{n[b], a}, {s[b], c}, {y[b], -room}}, 3, 0);
    }
}

/* Forty things, each in or out, in blocks of five, and five sums that allow about half of
 * them: hard for its size. */
static inline void case_hard(rfi_problem *problem, case_random *random)
{
    enum { THINGS = 40, SUMS = 5, TOGETHER = 5 };
    for (size_t j = 0; j < THINGS; j++) {
        rfi_problem_variable(problem, "x", 0, 1, case_between(random, 300, 700));
        rfi_problem_place(problem, j, j / TOGETHER, j % TOGETHER);
    }
    for (size_t i = 0; i < SUMS; i++) {
        rfi_term terms[THINGS];
        int64_t weight = 0;
        for (size_t j = 0; j < THINGS; j++) {
            terms[j] = (rfi_term){j, case_between(random, 300, 700)};
            weight += terms[j].coefficient;
        }
        rfi_problem_row(problem, "sum", i, terms, THINGS, weight / 2);
    }
}

#endif
