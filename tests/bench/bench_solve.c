/* SPDX-License-Identifier: MIT */
/* Nodes and time of the solver on seeded block problems; prints, judges nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "planner/solve/solve.h"
#include "tests/property/solve_cases.h"

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec * 1e6 + (double)at.tv_nsec * 1e-3;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static void run(int kind, size_t blocks, size_t shared)
{
    enum { RUNS = 500 };
    static double micros[RUNS];
    int64_t most = 0;
    int64_t sum = 0;
    int stopped = 0;
    int infeasible = 0;
    int worst = 0;
    for (int i = 0; i < RUNS; i++) {
        case_random random = {(uint64_t)i + 1};
        rfi_arena *arena = rfi_arena_new();
        rfi_problem problem;
        rfi_problem_init(&problem, arena);
        case_blocks(&problem, &random, kind, blocks, shared);
        rfi_outcome outcome;
        double start = now();
        rfi_solve(&problem, NULL, 0, 20000, &outcome);
        micros[i] = now() - start;
        stopped += outcome.status == RFI_STATUS_STOPPED ? 1 : 0;
        infeasible += outcome.status == RFI_STATUS_INFEASIBLE ? 1 : 0;
        worst = outcome.nodes > most ? i : worst;
        most = outcome.nodes > most ? outcome.nodes : most;
        sum += outcome.nodes;
        if (getenv("SHOW") != NULL && outcome.status == RFI_STATUS_STOPPED) {
            printf("  seed %d: %lld .. %lld\n", i + 1, (long long)outcome.value,
                   (long long)outcome.bound);
        }
        rfi_arena_free(arena);
    }
    qsort(micros, RUNS, sizeof(*micros), ascending);
    printf("kind %d, %zu blocks, %2zu shared: nodes mean %7.1f most %6lld (seed %d), "
           "stopped %d, "
           "infeasible %d, time median %.0f us, 90%% %.0f us, most %.0f us\n",
           kind, blocks, shared, (double)sum / RUNS, (long long)most, worst + 1, stopped,
           infeasible, micros[RUNS / 2], micros[RUNS * 9 / 10], micros[RUNS - 1]);
}

int main(void)
{
    for (int kind = 0; kind < 3; kind++) {
        run(kind, 3, 4);
        run(kind, 8, 3);
        run(kind, 8, 10);
    }
    return 0;
}
