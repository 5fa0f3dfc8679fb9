/* SPDX-License-Identifier: MIT */
/* Objectives one after the other against counting through all points, with equalities among
 * the rows; and what start, gap and watch may and may not change. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "planner/base/arena.h"
#include "tests/property/small_cases.h"

enum { SMALL_PROBLEMS = 2500, LATER = 2 };

typedef struct aims {
    small draw;
    int64_t later[LATER][VARIABLES_MOST];
} aims;

/* Few different gains, so that much is left to the later objectives; one row in three is an
 * equality through a point of the box. */
static void draw_aims(aims *a, case_random *random)
{
    small *draw = &a->draw;
    draw_small(draw, random);
    draw->rows = draw->rows > 4 ? 4 : draw->rows;
    size_t rows = draw->rows;
    for (size_t j = 0; j < draw->variables; j++) {
        draw->gain[j] = case_between(random, -1, 2);
        a->later[0][j] = case_between(random, -2, 2);
        a->later[1][j] = case_between(random, -50, 50);
    }
    for (size_t i = 0; i < rows && draw->rows < ROWS_MOST; i++) {
        if (case_between(random, 0, 2) > 0) {
            continue;
        }
        size_t other = draw->rows++;
        draw->limit[i] = 0;
        for (size_t j = 0; j < draw->variables; j++) {
            draw->a[i][j] %= 7;
            draw->limit[i] +=
                draw->a[i][j] * case_between(random, draw->low[j], draw->high[j]);
            draw->a[other][j] = -draw->a[i][j];
        }
        draw->group[other] = draw->group[i];
        draw->limit[other] = -draw->limit[i];
    }
}

static void build_aims(const aims *a, rfi_problem *problem, rfi_arena *arena)
{
    build_small(&a->draw, false, problem, arena);
    for (size_t k = 0; k < LATER; k++) {
        rfi_term terms[VARIABLES_MOST];
        for (size_t j = 0; j < a->draw.variables; j++) {
            terms[j] = (rfi_term){j, a->later[k][j]};
        }
        rfi_problem_then(problem, terms, a->draw.variables);
    }
}

static void values_of(const aims *a, const int64_t *x, int64_t *value)
{
    memset(value, 0, (1 + LATER) * sizeof(*value));
    for (size_t j = 0; j < a->draw.variables; j++) {
        value[0] += a->draw.gain[j] * x[j];
        for (size_t k = 0; k < LATER; k++) {
            value[k + 1] += a->later[k][j] * x[j];
        }
    }
}

static bool comes_before(const int64_t *a, const int64_t *b)
{
    for (size_t k = 0; k <= LATER; k++) {
        if (a[k] != b[k]) {
            return a[k] > b[k];
        }
    }
    return false;
}

static bool count_through(const aims *a, int64_t *best)
{
    int64_t x[VARIABLES_MOST];
    memcpy(x, a->draw.low, sizeof(x));
    bool found = false;
    for (size_t j = 0; j < a->draw.variables;) {
        if (j == 0 && holds(&a->draw, x, NULL)) {
            int64_t value[1 + LATER];
            values_of(a, x, value);
            if (!found || comes_before(value, best)) {
                memcpy(best, value, sizeof(value));
            }
            found = true;
        }
        if (x[j] < a->draw.high[j]) {
            x[j]++;
            j = 0;
        } else {
            x[j] = a->draw.low[j];
            j++;
        }
    }
    return found;
}

static void each_objective_is_best_after_those_before(void **state)
{
    (void)state;
    size_t solved = 0;
    size_t moved = 0;
    for (uint64_t seed = 1; seed <= SMALL_PROBLEMS; seed++) {
        case_random random = {seed};
        aims a;
        draw_aims(&a, &random);
        rfi_arena *arena = rfi_arena_new();
        rfi_problem problem;
        build_aims(&a, &problem, arena);
        int64_t best[1 + LATER];
        int64_t value[1 + LATER];
        bool found = count_through(&a, best);
        rfi_solve_options options = {.node_limit = 0};
        rfi_outcome outcome;
        rfi_solve_with(&problem, &options, &outcome);
        SEEDED(seed, outcome.has_solution == found);
        SEEDED(seed,
               outcome.status == (found ? RFI_STATUS_OPTIMAL : RFI_STATUS_INFEASIBLE));
        if (found) {
            values_of(&a, outcome.values, value);
            SEEDED(seed, holds(&a.draw, outcome.values, NULL));
            SEEDED(seed, memcmp(value, best, sizeof(value)) == 0);
            SEEDED(seed, outcome.value == value[0]);
            SEEDED(seed, outcome.later_proven == LATER);
            rfi_outcome first;
            rfi_solve(&problem, NULL, 0, 0, &first);
            values_of(&a, first.values, value);
            moved += comes_before(best, value) ? 1 : 0;
            solved++;
        }
        rfi_arena_free(arena);
    }
    print_message("# %zu solved, %zu of them better for later objectives\n", solved, moved);
    assert_true(solved > SMALL_PROBLEMS / 3);
    assert_true(moved > solved / 10);
}

static void starts_only_help(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SMALL_PROBLEMS; seed++) {
        case_random random = {seed};
        aims a;
        draw_aims(&a, &random);
        rfi_arena *arena = rfi_arena_new();
        rfi_problem problem;
        build_aims(&a, &problem, arena);
        rfi_outcome plain;
        rfi_outcome begun;
        rfi_solve(&problem, NULL, 0, 0, &plain);
        int64_t start[VARIABLES_MOST]; /* mostly infeasible, now and then out of bounds */
        for (size_t j = 0; j < a.draw.variables; j++) {
            start[j] = plain.has_solution && seed % 2 == 0 ? plain.values[j] : 0;
            start[j] += seed % 5 == 0 ? case_between(&random, -9, 9) : 0;
        }
        rfi_solve_options options = {.start = start};
        rfi_solve_with(&problem, &options, &begun);
        SEEDED(seed, begun.status == plain.status);
        SEEDED(seed, !plain.has_solution || begun.value == plain.value);
        SEEDED(seed, !plain.has_solution || solution_is_true(&problem, &begun));
        rfi_arena_free(arena);
    }
}

static bool count_calls(void *context, const rfi_progress *progress)
{
    int *calls = context;
    bool sound = progress->phase != NULL &&
                 (!progress->has_solution || progress->value <= progress->bound);
    *calls += sound ? 1 : 1000000;
    return *calls < 3;
}

static void watch_stops_with_the_best_so_far(void **state)
{
    (void)state;
    size_t stopped = 0;
    for (uint64_t seed = 1; seed <= 24; seed++) {
        case_random random = {seed};
        rfi_arena *arena = rfi_arena_new();
        rfi_problem problem;
        rfi_problem_init(&problem, arena);
        case_hard(&problem, &random);
        rfi_outcome best;
        rfi_outcome outcome;
        int calls = 0;
        rfi_solve_options options = {.watch = count_calls, .context = &calls};
        rfi_solve(&problem, NULL, 0, 0, &best);
        rfi_solve_with(&problem, &options, &outcome);
        SEEDED(seed, calls >= 1 && calls <= 3);
        if (best.nodes > 512) {
            SEEDED(seed, calls == 3);
            SEEDED(seed, outcome.nodes < best.nodes);
            stopped++;
        }
        SEEDED(seed, !outcome.has_solution || solution_is_true(&problem, &outcome));
        SEEDED(seed, !best.has_solution || outcome.claimed >= best.value);
        rfi_arena_free(arena);
    }
    print_message("# %zu of 24 were stopped\n", stopped);
    assert_true(stopped > 2);
}

/* A first stage that stopped leaves something; the next, which wants nearly the same, finds
 * some of it, and a third that wants the opposite must not lose it again. */
static void later_stages_may_raise_the_gain(void **state)
{
    (void)state;
    size_t raised = 0;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        case_random random = {seed};
        rfi_arena *arena = rfi_arena_new();
        rfi_problem problem;
        rfi_problem_init(&problem, arena);
        case_hard(&problem, &random);
        rfi_solve_options options = {.node_limit = 1 + (int64_t)seed % 5};
        rfi_outcome first;
        rfi_outcome outcome;
        rfi_solve_with(&problem, &options, &first);
        for (int sign = 1; sign >= -1; sign -= 2) {
            rfi_term terms[40];
            for (size_t j = 0; j < 40; j++) {
                int64_t off = case_between(&random, -20, 20);
                terms[j] = (rfi_term){j, sign * problem.variables[j].gain + off};
            }
            rfi_problem_then(&problem, terms, 40);
        }
        rfi_solve_with(&problem, &options, &outcome);
        SEEDED(seed, outcome.has_solution && solution_is_true(&problem, &outcome));
        SEEDED(seed, outcome.value >= first.value && outcome.bound == first.bound);
        SEEDED(seed, outcome.claimed >= outcome.value);
        SEEDED(seed, outcome.status == RFI_STATUS_OPTIMAL || outcome.value < outcome.bound);
        raised += outcome.value > first.value ? 1 : 0;
        rfi_arena_free(arena);
    }
    print_message("# %zu of 60 gain by a later objective\n", raised);
    assert_true(raised > 10);
}

/* The first objective is done at once, the second takes longer than the guard. */
static void guards_of_any_stage_are_told(void **state)
{
    (void)state;
    case_random random = {2};
    rfi_arena *arena = rfi_arena_new();
    rfi_problem problem;
    rfi_term terms[40];
    rfi_problem_init(&problem, arena);
    case_hard(&problem, &random);
    for (size_t j = 0; j < 40; j++) {
        terms[j] = (rfi_term){j, problem.variables[j].gain};
        problem.variables[j].gain = 0;
    }
    rfi_solve_options options = {.engine = RFI_ENGINE_STRUCTURED, .guard = 1};
    rfi_outcome outcome;
    rfi_solve_with(&problem, &options, &outcome);
    assert_int_equal(outcome.status, RFI_STATUS_OPTIMAL);
    assert_false(outcome.guarded);
    rfi_problem_then(&problem, terms, 40);
    rfi_solve_with(&problem, &options, &outcome);
    assert_int_equal(outcome.status, RFI_STATUS_OPTIMAL);
    assert_true(outcome.guarded);
    rfi_arena_free(arena);
}

static bool refuse(void *context, const rfi_progress *progress)
{
    *(int *)context += progress->phase != NULL ? 1 : 1000000;
    return false;
}

/* Nothing is begun once the watch has refused: no later objective, no other engine. */
static void refusals_are_final(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        case_random random = {seed};
        rfi_arena *arena = rfi_arena_new();
        rfi_problem problem;
        rfi_problem_init(&problem, arena);
        case_hard(&problem, &random);
        int64_t start[40] = {0};
        int calls = 0;
        rfi_outcome outcome;
        rfi_solve_options options = {.mip_program = "/nonexistent",
                                     .start = start,
                                     .watch = refuse,
                                     .context = &calls};
        rfi_problem_then(&problem, (rfi_term[]){{0, 1}, {1, 1}}, 2);
        rfi_problem_then(&problem, (rfi_term[]){{2, 1}}, 1);
        rfi_solve_with(&problem, &options, &outcome);
        SEEDED(seed, calls == 1 && outcome.nodes == 0);
        SEEDED(seed, outcome.status == RFI_STATUS_STOPPED && outcome.value == 0);
        SEEDED(seed, outcome.certificate.multiplier != NULL && outcome.later_proven == 0);
        rfi_arena_free(arena);
    }
}

static void gap_stops_within_it(void **state)
{
    (void)state;
    size_t sooner = 0;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        case_random random = {seed};
        rfi_arena *arena = rfi_arena_new();
        rfi_problem problem;
        rfi_problem_init(&problem, arena);
        case_blocks(&problem, &random, 2, 8, 10);
        rfi_outcome best;
        rfi_outcome outcome;
        rfi_solve_options options = {.gap = 10000}; /* one percent */
        rfi_solve(&problem, NULL, 0, 0, &best);
        rfi_solve_with(&problem, &options, &outcome);
        SEEDED(seed, outcome.has_solution == best.has_solution);
        SEEDED(seed, !best.has_solution || outcome.claimed >= best.value);
        SEEDED(seed, !outcome.has_solution ||
                         100 * (outcome.claimed - outcome.value) <= outcome.value);
        sooner += outcome.nodes < best.nodes ? 1 : 0;
        rfi_arena_free(arena);
    }
    print_message("# %zu of 300 stop sooner\n", sooner);
    assert_true(sooner > 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_objective_is_best_after_those_before),
        cmocka_unit_test(starts_only_help),
        cmocka_unit_test(watch_stops_with_the_best_so_far),
        cmocka_unit_test(later_stages_may_raise_the_gain),
        cmocka_unit_test(guards_of_any_stage_are_told),
        cmocka_unit_test(refusals_are_final),
        cmocka_unit_test(gap_stops_within_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
