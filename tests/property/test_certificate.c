/* SPDX-License-Identifier: MIT */
/* Certificates of the solver: never below the true optimum, whatever becomes of their
 * multipliers; the same by the second opinion; proofs that nothing is feasible only where
 * nothing is. Every problem follows from the seed that a failure prints. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "planner/base/arena.h"
#include "planner/check/bound.h"
#include "tests/property/small_cases.h"

enum { SMALL_PROBLEMS = 3000, BLOCK_PROBLEMS = 150 };

/* The problem and the multipliers as the plain arrays that a file would hold. */
static rfi_bound_claim claim_of(const rfi_problem *problem,
                                const rfi_certificate *certificate, const bool *active)
{
    rfi_arena *arena = problem->arena;
    size_t terms = 0;
    for (size_t i = 0; i < problem->row_count; i++) {
        terms += problem->rows[i].term_count;
    }
    int64_t *numbers = RFI_ARRAY(
        arena, 3 * problem->variable_count + 2 * problem->row_count + terms, int64_t);
    size_t *places = RFI_ARRAY(arena, problem->row_count + 1 + terms, size_t);
    int64_t *high = numbers + problem->variable_count;
    int64_t *gain = high + problem->variable_count;
    int64_t *limit = gain + problem->variable_count;
    int64_t *multiplier = limit + problem->row_count;
    int64_t *coefficient = multiplier + problem->row_count;
    size_t *variable = places + problem->row_count + 1;
    for (size_t j = 0; j < problem->variable_count; j++) {
        numbers[j] = problem->variables[j].low;
        high[j] = problem->variables[j].high;
        gain[j] = problem->variables[j].gain;
    }
    size_t next = 0;
    for (size_t i = 0; i < problem->row_count; i++) {
        const rfi_solve_row *row = &problem->rows[i];
        bool on = active == NULL || active[row->group];
        limit[i] = row->limit;
        multiplier[i] = on ? rfi_max(certificate->multiplier[i], 0) : 0;
        places[i] = next;
        for (size_t t = 0; t < row->term_count; t++, next++) {
            variable[next] = row->terms[t].variable;
            coefficient[next] = row->terms[t].coefficient;
        }
    }
    places[problem->row_count] = next;
    return (rfi_bound_claim){problem->variable_count,
                             numbers,
                             high,
                             gain,
                             problem->row_count,
                             places,
                             variable,
                             coefficient,
                             limit,
                             multiplier,
                             certificate->shift};
}

static void place_at_random(rfi_problem *problem, case_random *random)
{
    for (size_t j = 0; j < problem->variable_count; j++) {
        size_t block = (size_t)case_between(random, 0, 2);
        rfi_problem_place(problem, j, block == 2 ? RFI_BLOCK_SHARED : 7 * block,
                          RFI_NO_PART);
    }
}

/* One multiplier becomes something else, from slightly wrong to absurd. */
static void spoil(rfi_certificate *certificate, size_t rows, case_random *random)
{
    if (rows > 0) {
        int64_t *one = &certificate->multiplier[case_between(random, 0, (int64_t)rows - 1)];
        int64_t shift = case_between(random, 0, 60);
        *one = case_between(random, 0, 1) == 0 ? *one + case_between(random, -3, 3)
                                               : (int64_t)(case_next(random) >> shift) - 9;
    }
    certificate->shift = case_between(random, 0, 3) > 0
                             ? certificate->shift
                             : (int)case_between(random, 0, RFI_SHIFT_MOST);
}

static void expect_valid(uint64_t seed, const rfi_problem *problem,
                         const rfi_certificate *certificate, const bool *active,
                         const int64_t *optimum)
{
    int64_t bound = 0;
    SEEDED(seed, rfi_certificate_bound(problem, certificate, active, 3, 0, &bound));
    SEEDED(seed, optimum == NULL || bound >= *optimum);
    SEEDED(seed,
           optimum == NULL || !rfi_certificate_refutes(problem, certificate, active, 3, 0));
    if (!certificate->by_block) {
        rfi_bound_claim claim = claim_of(problem, certificate, active);
        int64_t second = 0;
        bool agreed = rfi_check_bound(&claim, &second); /* not beyond 64 bits */
        bool beyond = bound >= RFI_UNBOUNDED || bound <= -RFI_UNBOUNDED + 1;
        SEEDED(seed, agreed ? second == bound : beyond);
        SEEDED(seed, rfi_check_refuted(&claim) ==
                         rfi_certificate_refutes(problem, certificate, active, 3, 0));
    }
}

static void bounds_are_true(void **state)
{
    (void)state;
    size_t tight = 0;
    size_t solved = 0;
    size_t by_block = 0;
    for (uint64_t seed = 1; seed <= SMALL_PROBLEMS; seed++) {
        case_random random = {seed};
        small draw;
        draw_small(&draw, &random);
        rfi_arena *arena = rfi_arena_new();
        rfi_problem problem;
        build_small(&draw, false, &problem, arena);
        place_at_random(&problem, &random);
        bool switches[3] = {(seed & 1) != 0, (seed & 2) != 0, (seed & 4) != 0};
        const bool *active = (seed & 8) != 0 ? NULL : switches;
        int64_t optimum = 0;
        bool found = brute_force(&draw, active, &optimum);
        rfi_certificate certificate;
        int64_t bound = rfi_certify(&problem, active, 3, 0, &certificate);
        SEEDED(seed, certificate.multiplier != NULL);
        SEEDED(seed, !found || bound >= optimum);
        by_block += certificate.by_block ? 1 : 0;
        tight += found && bound == optimum ? 1 : 0;
        solved += found ? 1 : 0;
        for (int round = 0; round < 12; round++) {
            expect_valid(seed, &problem, &certificate, active, found ? &optimum : NULL);
            spoil(&certificate, problem.row_count, &random);
            certificate.by_block = round % 2 == 0;
        }
        rfi_arena_free(arena);
    }
    print_message("# %zu of %zu bounds are the optimum, %zu are by block\n", tight, solved,
                  by_block);
    assert_true(tight > solved / 2);
    assert_true(by_block > 10);
}

static void refutations_are_found(void **state)
{
    (void)state;
    size_t empty = 0;
    size_t refuted = 0;
    for (uint64_t seed = 1; seed <= SMALL_PROBLEMS; seed++) {
        case_random random = {seed};
        small draw;
        draw_small(&draw, &random);
        rfi_arena *arena = rfi_arena_new();
        rfi_problem problem;
        build_small(&draw, false, &problem, arena);
        rfi_outcome outcome;
        rfi_solve_options options = {.node_limit = 0};
        rfi_solve_with(&problem, &options, &outcome);
        if (outcome.status == RFI_STATUS_INFEASIBLE) {
            empty++;
            refuted += outcome.certificate.multiplier != NULL ? 1 : 0;
            SEEDED(seed,
                   outcome.certificate.multiplier == NULL ||
                       rfi_certificate_refutes(&problem, &outcome.certificate, NULL, 0, 0));
        }
        rfi_arena_free(arena);
    }
    print_message("# %zu of %zu infeasible problems are refuted by multipliers\n", refuted,
                  empty);
    assert_true(2 * refuted > empty);
}

/* Three variables a block, coupled through the shared rows. */
static void blocks_bound_at_least_as_well(void **state)
{
    (void)state;
    size_t better = 0;
    for (uint64_t seed = 1; seed <= BLOCK_PROBLEMS; seed++) {
        case_random random = {seed};
        rfi_arena *arena = rfi_arena_new();
        rfi_problem problem;
        rfi_problem_init(&problem, arena);
        case_blocks(&problem, &random, (int)(seed % 3), 4, 3);
        rfi_certificate plain;
        int64_t box = rfi_certify(&problem, NULL, 0, 0, &plain);
        for (size_t j = 0; j < problem.variable_count; j++) {
            rfi_problem_place(&problem, j, j / 3, j % 3);
        }
        rfi_certificate priced;
        int64_t block = rfi_certify(&problem, NULL, 0, 0, &priced);
        rfi_outcome outcome;
        rfi_solve(&problem, NULL, 0, 0, &outcome);
        SEEDED(seed, block <= box);
        for (size_t i = 0; priced.by_block && i < problem.row_count; i++) {
            size_t first =
                problem.rows[i].terms[0].variable / 3; /* own rows: 2 or 3 terms */
            SEEDED(seed, problem.rows[i].term_count > 3 || first >= 4 ||
                             priced.multiplier[i] == 0);
        }
        SEEDED(seed, !outcome.has_solution || outcome.value <= block);
        better += block < box ? 1 : 0;
        int64_t truncated = 0; /* one node a block: its own bound counts */
        SEEDED(seed, rfi_certificate_bound(&problem, &priced, NULL, 0, 1, &truncated));
        SEEDED(seed, truncated >= block);
        rfi_arena_free(arena);
    }
    print_message("# %zu of %d bounds are better by block\n", better, BLOCK_PROBLEMS);
    assert_true(better > BLOCK_PROBLEMS / 20);
}

/* No divisor of the gains divides by nothing or leaves 64 bits. */
static void gains_of_every_size_are_checked(void **state)
{
    (void)state;
    static const int64_t gain[][2] = {{INT64_MIN, -1}, {INT64_MIN, INT64_MIN}, {0, -6}};
    static const int64_t low[2] = {0, -1};
    static const int64_t high[2] = {1, 0};
    static const int64_t expected[] = {1, -RFI_UNBOUNDED, 6};
    static const size_t start[1] = {0};
    for (size_t i = 0; i < 3; i++) {
        rfi_bound_claim claim = {
            .variable_count = 2, .low = low, .high = high, .gain = gain[i], .start = start};
        int64_t bound = -RFI_UNBOUNDED; /* 2^63 is none: the claim shows nothing */
        assert_int_equal(rfi_check_bound(&claim, &bound), i != 1);
        assert_int_equal(bound, expected[i]);
        assert_false(rfi_check_refuted(&claim));
    }
}

static void stopped_searches_certify_their_bound(void **state)
{
    (void)state;
    size_t stopped = 0;
    for (uint64_t seed = 1; seed <= BLOCK_PROBLEMS; seed++) {
        case_random random = {seed};
        rfi_arena *arena = rfi_arena_new();
        rfi_problem problem;
        rfi_problem_init(&problem, arena);
        case_blocks(&problem, &random, 1, 8, 10);
        rfi_outcome best;
        rfi_outcome outcome;
        rfi_solve(&problem, NULL, 0, 0, &best);
        rfi_solve_options options = {.node_limit = 1};
        rfi_solve_with(&problem, &options, &outcome);
        if (outcome.status == RFI_STATUS_STOPPED) {
            int64_t bound = 0;
            stopped++;
            SEEDED(seed, rfi_certificate_bound(&problem, &outcome.certificate, NULL, 0, 1,
                                               &bound));
            SEEDED(seed, bound == outcome.bound);
            SEEDED(seed, outcome.claimed <= outcome.bound);
            SEEDED(seed, (outcome.claimed_by != NULL) == (outcome.claimed < bound));
            SEEDED(seed, !best.has_solution || outcome.claimed >= best.value);
        }
        rfi_arena_free(arena);
    }
    assert_true(stopped > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds_are_true),
        cmocka_unit_test(refutations_are_found),
        cmocka_unit_test(blocks_bound_at_least_as_well),
        cmocka_unit_test(gains_of_every_size_are_checked),
        cmocka_unit_test(stopped_searches_certify_their_bound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
