/* SPDX-License-Identifier: MIT */
/* The structured engine against the exact one on small problems of blocks, with and without
 * the MIP program. Bounds must enclose the optimum, proofs must hit it, and the multipliers
 * must give the bound again by enumeration. A failure prints its seed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <inttypes.h>
#include <string.h>

#include "planner/base/arena.h"
#include "planner/base/checked.h"
#include "planner/solve/solve.h"
#include "tests/property/solve_cases.h"

enum { PROBLEMS = 150, PARTS = 3, MOST_BLOCKS = 6, MOST_SHARED = 2 };

#define SEEDED(seed, condition)                                                            \
    do {                                                                                   \
        if (!(condition)) {                                                                \
            print_error("seed %" PRIu64 "\n", (seed));                                     \
            assert_true(condition);                                                        \
        }                                                                                  \
    } while (0)

typedef struct coupling {
    rfi_term terms[MOST_BLOCKS * PARTS + MOST_SHARED];
    size_t count;
} coupling;

static void add(coupling *row, size_t variable, int64_t coefficient)
{
    row->terms[row->count++] = (rfi_term){variable, coefficient};
}

/* A block of three variables under two rows of its own; every second seed repeats blocks.
 */
static void draw_block(rfi_problem *problem, case_random *random, size_t block,
                       coupling *rows, const int64_t *price)
{
    rfi_term own[2][PARTS];
    for (size_t p = 0; p < PARTS; p++) {
        int64_t low = case_between(random, 0, 5) == 0 ? -1 : 0;
        size_t j = rfi_problem_variable(problem, "x", low, case_between(random, 1, 4),
                                        case_between(random, p == 2 ? -3 : 0, 20));
        rfi_problem_place(problem, j, 10 + block, p);
        own[0][p] = (rfi_term){j, case_between(random, 1, 7)};
        own[1][p] = (rfi_term){j, case_between(random, -2, 7)};
        add(&rows[0], j, price[p]);
        add(&rows[1], j, case_between(random, 0, 3) == 0 ? price[p] + 1 : price[p]);
    }
    rfi_problem_row(problem, "own", 2 * block, own[0], PARTS, case_between(random, 4, 24));
    rfi_problem_row(problem, "own", 2 * block + 1, own[1], PARTS,
                    case_between(random, 2, 24));
}

static void draw(rfi_problem *problem, uint64_t seed)
{
    case_random random = {seed};
    coupling rows[2] = {{.count = 0}, {.count = 0}};
    int64_t price[PARTS];
    size_t blocks = (size_t)case_between(&random, 2, MOST_BLOCKS);
    for (size_t p = 0; p < PARTS; p++) {
        price[p] = case_between(&random, 1, 9);
    }
    for (size_t s = 0; s < MOST_SHARED; s++) {
        size_t y = rfi_problem_variable(problem, "y", 0, 2, -case_between(&random, 0, 12));
        add(&rows[s], y, -case_between(&random, 3, 25));
    }
    uint64_t same = random.state;
    for (size_t block = 0; block < blocks; block++) {
        if (seed % 2 == 0) {
            random.state = same + block / 2; /* pairs are alike */
        }
        draw_block(problem, &random, block, rows, price);
    }
    for (size_t r = 0; r < 2; r++) {
        rfi_problem_row(
            problem, "shared", 100 + r, rows[r].terms, rows[r].count,
            case_between(&random, seed % 7 == 0 ? -8 : 4, 20 * (int64_t)blocks));
    }
}

/* The greatest net gain of a block, by trying everything. False: it has no solution. */
static bool best_of_block(const rfi_problem *problem, const rfi_wide *net, size_t first,
                          rfi_wide *ret_best)
{
    int64_t x[PARTS];
    bool found = false;
    const rfi_variable *v = &problem->variables[first];
    for (x[0] = v[0].low; x[0] <= v[0].high; x[0]++) {
        for (x[1] = v[1].low; x[1] <= v[1].high; x[1]++) {
            for (x[2] = v[2].low; x[2] <= v[2].high; x[2]++) {
                bool fits = true;
                for (size_t i = 0; i < problem->row_count; i++) {
                    const rfi_solve_row *row = &problem->rows[i];
                    int64_t sum = 0;
                    if (row->group >= 100 || row->terms[0].variable < first ||
                        row->terms[0].variable >= first + PARTS) {
                        continue;
                    }
                    for (size_t t = 0; t < row->term_count; t++) {
                        sum +=
                            row->terms[t].coefficient * x[row->terms[t].variable - first];
                    }
                    fits = fits && sum <= row->limit;
                }
                rfi_wide gain =
                    net[first] * x[0] + net[first + 1] * x[1] + net[first + 2] * x[2];
                if (fits && (!found || gain > *ret_best)) {
                    *ret_best = gain;
                    found = true;
                }
            }
        }
    }
    return found;
}

/* What the multipliers prove, computed from scratch. */
static bool certified(const rfi_problem *problem, const rfi_outcome *outcome,
                      int64_t *ret_bound)
{
    rfi_wide net[MOST_BLOCKS * PARTS + MOST_SHARED];
    rfi_wide total = 0;
    const rfi_certificate *proof = &outcome->certificate;
    for (size_t j = 0; j < problem->variable_count; j++) {
        net[j] = (rfi_wide)problem->variables[j].gain * ((rfi_wide)1 << proof->shift);
    }
    for (size_t i = 0; i < problem->row_count; i++) {
        const rfi_solve_row *row = &problem->rows[i];
        if (proof->multiplier[i] < 0) {
            return false;
        }
        total += (rfi_wide)proof->multiplier[i] * row->limit;
        for (size_t t = 0; t < row->term_count; t++) {
            net[row->terms[t].variable] -=
                (rfi_wide)proof->multiplier[i] * row->terms[t].coefficient;
        }
    }
    for (size_t j = 0; j < MOST_SHARED; j++) {
        const rfi_variable *v = &problem->variables[j];
        total += net[j] * (net[j] > 0 ? v->high : v->low);
    }
    for (size_t first = MOST_SHARED; first < problem->variable_count; first += PARTS) {
        rfi_wide best = 0;
        if (!best_of_block(problem, net, first, &best)) {
            return false;
        }
        total += best;
    }
    *ret_bound = rfi_narrow(rfi_wide_div_floor(total, (rfi_wide)1 << proof->shift));
    return true;
}

static bool fits(const rfi_problem *problem, const rfi_outcome *outcome)
{
    int64_t gain = 0;
    for (size_t j = 0; j < problem->variable_count; j++) {
        const rfi_variable *v = &problem->variables[j];
        gain += v->gain * outcome->values[j];
        if (outcome->values[j] < v->low || outcome->values[j] > v->high) {
            return false;
        }
    }
    for (size_t i = 0; i < problem->row_count; i++) {
        int64_t sum = 0;
        for (size_t t = 0; t < problem->rows[i].term_count; t++) {
            sum += problem->rows[i].terms[t].coefficient *
                   outcome->values[problem->rows[i].terms[t].variable];
        }
        if (sum > problem->rows[i].limit) {
            return false;
        }
    }
    return gain == outcome->value;
}

static void compare(uint64_t seed, const char *program, size_t *proven)
{
    rfi_arena *arena = rfi_arena_new();
    rfi_problem problem;
    rfi_outcome exact;
    rfi_outcome ours;
    rfi_problem_init(&problem, arena);
    draw(&problem, seed);
    rfi_solve(&problem, NULL, 0, 0, &exact);
    rfi_solve_options options = {.engine = RFI_ENGINE_STRUCTURED, .mip_program = program};
    rfi_solve_with(&problem, &options, &ours);
    SEEDED(seed, exact.status != RFI_STATUS_STOPPED && ours.status != RFI_STATUS_NO_MEMORY);
    if (exact.status == RFI_STATUS_INFEASIBLE) {
        SEEDED(seed, !ours.has_solution);
        *proven += ours.status == RFI_STATUS_INFEASIBLE ? 1 : 0;
    } else {
        SEEDED(seed, ours.status != RFI_STATUS_INFEASIBLE && !ours.infeasible_claimed);
        SEEDED(seed, ours.bound >= exact.value && ours.claimed >= exact.value);
        SEEDED(seed, ours.claimed <= ours.bound);
        SEEDED(seed, !ours.has_solution || fits(&problem, &ours));
        SEEDED(seed, !ours.has_solution || ours.value <= exact.value);
        if (ours.status == RFI_STATUS_OPTIMAL) {
            SEEDED(seed, ours.value == exact.value && ours.bound == exact.value);
            ++*proven;
        }
        int64_t bound = 0;
        int64_t again = 0;
        SEEDED(seed,
               ours.certificate.multiplier != NULL || ours.status == RFI_STATUS_OPTIMAL);
        if (ours.certificate.multiplier != NULL) {
            SEEDED(seed, rfi_certificate_bound(&problem, &ours.certificate, NULL, 0,
                                               RFI_CERTIFY_NODES, &again));
            SEEDED(seed, certified(&problem, &ours, &bound) && bound >= exact.value);
            SEEDED(seed, again <= bound && again == ours.bound);
        }
        SEEDED(seed, program == NULL || ours.has_solution);
    }
    rfi_arena_free(arena);
}

static void test_without_program(void **state)
{
    (void)state;
    size_t proven = 0;
    for (uint64_t seed = 1; seed <= PROBLEMS; seed++) {
        compare(seed, NULL, &proven);
    }
    assert_true(proven > PROBLEMS / 2);
}

static void test_with_program(void **state)
{
    (void)state;
    size_t proven = 0;
    if (MIP_PROGRAM[0] == '\0') {
        print_message("# not tested: this build has no MIP program\n");
        return;
    }
    for (uint64_t seed = 1; seed <= PROBLEMS; seed++) {
        compare(seed, MIP_PROGRAM, &proven);
    }
    assert_true(proven > PROBLEMS * 4 / 5);
}

/* Told to stop at any moment, the bound is what the multipliers show. */
static bool refuse_at(void *context, const rfi_progress *progress)
{
    int *left = context;
    return progress->phase != NULL && --*left > 0;
}

static void test_stopped(void **state)
{
    (void)state;
    size_t stopped = 0;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        case_random random = {seed};
        rfi_arena *arena = rfi_arena_new();
        rfi_problem problem;
        rfi_outcome outcome;
        rfi_problem_init(&problem, arena);
        case_hard(&problem, &random);
        int calls = (int)seed;
        rfi_solve_options options = {.engine = RFI_ENGINE_STRUCTURED,
                                     .watch = refuse_at,
                                     .context = &calls,
                                     .guard = INT64_MAX};
        rfi_solve_with(&problem, &options, &outcome);
        SEEDED(seed, calls >= 0 && !outcome.guarded);
        int64_t bound = 0;
        stopped += outcome.status == RFI_STATUS_STOPPED ? 1 : 0;
        SEEDED(seed, outcome.certificate.multiplier != NULL ||
                         outcome.status == RFI_STATUS_OPTIMAL);
        SEEDED(seed, rfi_certificate_bound(&problem, &outcome.certificate, NULL, 0,
                                           RFI_CERTIFY_NODES, &bound));
        SEEDED(seed, outcome.status == RFI_STATUS_OPTIMAL ||
                         (bound == outcome.bound && outcome.claimed == bound));
        rfi_arena_free(arena);
    }
    assert_true(stopped > 10);
}

/* No search begins beyond the limit; one of the neighbourhoods takes up to 1,500 nodes. */
static void test_node_limit(void **state)
{
    (void)state;
    size_t stopped = 0;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        int64_t bound = INT64_MAX;
        for (int64_t limit = 50; limit <= 5000; limit *= 10) {
            case_random random = {seed};
            rfi_arena *arena = rfi_arena_new();
            rfi_problem problem;
            rfi_outcome outcome;
            rfi_problem_init(&problem, arena);
            case_hard(&problem, &random);
            rfi_solve_options options = {.engine = RFI_ENGINE_STRUCTURED,
                                         .node_limit = limit};
            rfi_solve_with(&problem, &options, &outcome);
            bool optimal = outcome.status == RFI_STATUS_OPTIMAL;
            SEEDED(seed, outcome.nodes < limit + 1500 && !outcome.guarded);
            SEEDED(seed, optimal || outcome.nodes >= limit);
            stopped += optimal ? 0 : 1;
            SEEDED(seed, outcome.has_solution && outcome.bound <= bound);
            bound = outcome.bound;
            rfi_arena_free(arena);
        }
    }
    assert_true(stopped > 8);
}

/* The same problem twice: the same plan, bounds and work. */
static void test_repeats(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        rfi_arena *arena = rfi_arena_new();
        rfi_problem problem;
        rfi_outcome once;
        rfi_outcome again;
        rfi_problem_init(&problem, arena);
        draw(&problem, seed);
        const char *program = seed % 2 == 0 && MIP_PROGRAM[0] != '\0' ? MIP_PROGRAM : NULL;
        rfi_solve_options options = {.engine = RFI_ENGINE_STRUCTURED,
                                     .mip_program = program};
        rfi_solve_with(&problem, &options, &once);
        rfi_solve_with(&problem, &options, &again);
        SEEDED(seed, once.status == again.status && once.value == again.value);
        SEEDED(seed, once.bound == again.bound && once.claimed == again.claimed);
        SEEDED(seed, once.nodes == again.nodes && !once.guarded);
        SEEDED(seed,
               !once.has_solution || memcmp(once.values, again.values,
                                            problem.variable_count * sizeof(int64_t)) == 0);
        rfi_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_program), cmocka_unit_test(test_with_program),
        cmocka_unit_test(test_stopped),         cmocka_unit_test(test_node_limit),
        cmocka_unit_test(test_repeats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
