/* SPDX-License-Identifier: MIT */
/* The MIP program seen from its client: the real one, and programs that are missing, die,
 * hang or talk nonsense. None of them may cost more than the answer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <math.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "planner/base/arena.h"
#include "planner/solve/mip_client.h"
#include "planner/solve/solve.h"

/* "MIP1", kind 1, four words: a good answer to the first request. */
#define HELLO                                                                              \
    "printf 'MIP1\\001\\000\\000\\000\\004\\000\\000\\000\\000\\000\\000\\000'\n"          \
    "printf 'CBC fake'\n"                                                                  \
    "head -c 24 /dev/zero\n"

static rfi_problem *small_problem(rfi_arena *arena)
{
    rfi_problem *problem = RFI_NEW(arena, rfi_problem);
    rfi_term shared[8];
    rfi_problem_init(problem, arena);
    for (size_t b = 0; b < 4; b++) {
        size_t x = rfi_problem_variable(problem, "x", 0, 5, 7 + (int64_t)b);
        size_t y = rfi_problem_variable(problem, "y", 0, 5, 4);
        rfi_problem_place(problem, x, b, 0);
        rfi_problem_place(problem, y, b, 1);
        rfi_problem_row(problem, "own", b, (rfi_term[]){{x, 3}, {y, 2}}, 2, 11);
        shared[2 * b] = (rfi_term){x, 5};
        shared[2 * b + 1] = (rfi_term){y, 3};
    }
    rfi_problem_row(problem, "shared", 9, shared, 8, 41);
    return problem;
}

static rfi_outcome solve(const rfi_problem *problem, const char *program)
{
    rfi_outcome outcome;
    rfi_solve_options options = {.engine = RFI_ENGINE_STRUCTURED, .mip_program = program};
    rfi_solve_with(problem, &options, &outcome);
    return outcome;
}

/* path: a template, becomes the place of a program that is the script. */
static void write_script(char *path, const char *script)
{
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_true(write(file, script, strlen(script)) == (ssize_t)strlen(script));
    fchmod(file, 0700);
    close(file);
}

/* The answer without the program, whatever the script does. */
static void assert_survives(const char *script)
{
    char path[] = "/tmp/rackfit_fake_XXXXXX";
    write_script(path, script);
    rfi_arena *arena = rfi_arena_new();
    rfi_problem *problem = small_problem(arena);
    rfi_outcome exact;
    rfi_solve(problem, NULL, 0, 0, &exact);
    rfi_outcome alone = solve(problem, NULL);
    rfi_outcome outcome = solve(problem, path);
    unlink(path);
    assert_true(outcome.value == alone.value && outcome.bound == alone.bound);
    assert_true(outcome.has_solution);
    assert_true(outcome.value <= exact.value && exact.value <= outcome.bound);
    assert_int_equal(outcome.claimed, outcome.bound);
    assert_null(outcome.claimed_by);
    rfi_arena_free(arena);
}

static void test_missing(void **state)
{
    (void)state;
    rfi_arena *arena = rfi_arena_new();
    assert_null(rfi_mip_open(arena, NULL));
    assert_null(rfi_mip_open(arena, ""));
    assert_null(rfi_mip_open(arena, "/dev/null"));
    assert_null(rfi_mip_open(arena, "/tmp"));
    rfi_mip_close(NULL);
    rfi_arena_free(arena);
}

static void test_dies(void **state)
{
    (void)state;
    assert_survives("#!/bin/sh\nexit 3\n");
    assert_survives("#!/bin/sh\nkill -SEGV $$\n");
    assert_survives("#!/bin/sh\n" HELLO);
    assert_survives("#!/bin/sh\n" HELLO "head -c 5000 >/dev/null\n");
}

static void test_nonsense(void **state)
{
    (void)state;
    assert_survives("#!/bin/sh\nhead -c 100000 /dev/zero\n");
    assert_survives("#!/bin/sh\necho usage: something else entirely\n");
    assert_survives("#!/bin/sh\ncat\n"); /* an echo: right magic, right kind, no version */
    assert_survives("#!/bin/sh\n" HELLO "cat\n");
    assert_survives("#!/bin/sh\n" HELLO "head -c 100000 /dev/urandom\n");
    /* A reply of far too many words. */
    assert_survives(
        "#!/bin/sh\n" HELLO
        "printf 'MIP1\\002\\000\\000\\000\\377\\377\\377\\377\\377\\377\\377\\000'\n"
        "cat /dev/zero\n");
}

static void test_hangs(void **state)
{
    (void)state;
    assert_survives("#!/bin/sh\nexec sleep 600\n");
    assert_survives("#!/bin/sh\n" HELLO "exec sleep 600\n");
}

/* What the program has started goes with it: the pipe that all of them hold closes. */
static void test_leaves_nothing(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_survives("#!/bin/sh\nsleep 600 </dev/null >/dev/null &\n" HELLO);
    close(ends[1]);
    struct pollfd item = {ends[0], POLLIN, 0};
    assert_int_equal(poll(&item, 1, 5000), 1);
    assert_true((item.revents & POLLHUP) != 0);
    close(ends[0]);
}

/* ---- one that lies ----------------------------------------------------------------------
 */
/* So many blocks that the program is asked for the whole; of each, three of x and none of y
 * is best, and the shared row leaves half of that. */
static rfi_problem *large_problem(rfi_arena *arena)
{
    enum { BLOCKS = 24 };
    rfi_problem *problem = RFI_NEW(arena, rfi_problem);
    rfi_term shared[3 * BLOCKS];
    rfi_problem_init(problem, arena);
    for (size_t b = 0; b < BLOCKS; b++) {
        size_t first = problem->variable_count;
        for (size_t p = 0; p < 3; p++) {
            size_t j = rfi_problem_variable(problem, "x", 0, 3, 9 - 3 * (int64_t)p);
            rfi_problem_place(problem, j, b, p);
            shared[j] = (rfi_term){j, 2 + (int64_t)((b + p) % 3)};
        }
        rfi_problem_row(
            problem, "own", b,
            (rfi_term[]){{first, 2}, {first + 1, 2}, {first + 2, 1 + (int64_t)(b % 4)}}, 3,
            7);
    }
    rfi_problem_row(problem, "shared", BLOCKS, shared, 3 * BLOCKS, 107);
    return problem;
}

/* Beginning with one of x in every block, the fake claims nothing that is not so. */
static rfi_outcome assert_not_taken_in(const char *lie, int64_t gap)
{
    char path[] = "/tmp/rackfit_fake_XXXXXX";
    char script[512];
    snprintf(script, sizeof(script), "#!/bin/sh\nexec '%s' %s\n", FAKE_PROGRAM, lie);
    write_script(path, script);
    rfi_arena *arena = rfi_arena_new();
    rfi_problem *problem = large_problem(arena);
    int64_t start[72] = {0};
    for (size_t j = 0; j < 72; j += 3) {
        start[j] = 1;
    }
    rfi_outcome exact;
    rfi_outcome outcome;
    rfi_solve_options options = {
        .engine = RFI_ENGINE_STRUCTURED, .mip_program = path, .start = start, .gap = gap};
    rfi_solve(problem, NULL, 0, 0, &exact);
    rfi_solve_with(problem, &options, &outcome);
    unlink(path);
    assert_int_equal(exact.status, RFI_STATUS_OPTIMAL);
    assert_true(outcome.has_solution && outcome.value >= 24 * 9);
    assert_true(outcome.value <= exact.value && exact.value <= outcome.bound);
    assert_true(outcome.claimed >= exact.value);
    assert_false(outcome.infeasible_claimed);
    rfi_arena_free(arena);
    return outcome;
}

static void test_lies(void **state)
{
    (void)state;
    assert_not_taken_in("best", 1);
    assert_not_taken_in("worse", 1);
    assert_not_taken_in("huge", 1);
    /* No prices from it: then the own ones, which bound better than the box. */
    assert_true(assert_not_taken_in("empty", 1).bound < 24 * 3 * (9 + 6 + 3));
    assert_true(assert_not_taken_in("nan", 1).bound < 24 * 3 * (9 + 6 + 3));
    char script[512];
    snprintf(script, sizeof(script), "#!/bin/sh\nexec '%s' nan\n", FAKE_PROGRAM);
    assert_survives(script);
}

/* ---- the real one -----------------------------------------------------------------------
 */
static bool have_program(void)
{
    if (MIP_PROGRAM[0] == '\0') {
        print_message("# not tested: this build has no MIP program\n");
    }
    return MIP_PROGRAM[0] != '\0';
}

/* max 3a + 2b with 2a + b <= 7, a, b <= 3, as costs. */
static void make_model(rfi_mip_model *model, rfi_arena *arena)
{
    rfi_mip_model_init(model, arena);
    size_t a = rfi_mip_column(model, 0, 3, -3);
    size_t b = rfi_mip_column(model, 0, 3, -2);
    size_t row = rfi_mip_row(model, -1e40, 7);
    rfi_mip_entry(model, row, a, 2);
    rfi_mip_entry(model, row, b, 1);
}

static void test_answers(void **state)
{
    (void)state;
    if (!have_program()) {
        return;
    }
    rfi_arena *arena = rfi_arena_new();
    rfi_mip *mip = rfi_mip_open(arena, MIP_PROGRAM);
    assert_non_null(mip);
    assert_memory_equal(rfi_mip_version(mip), "CBC ", 4);
    rfi_mip_model model;
    rfi_mip_answer answer;
    make_model(&model, arena);
    assert_true(rfi_mip_load(mip, 0, &model));
    bool integer[] = {true, true, true};
    rfi_mip_ask ask = {
        .slot = 0, .model = &model, .integer = integer, .cutoff = RFI_MIP_BIGGEST};
    assert_true(rfi_mip_lp(mip, arena, &ask, &answer));
    assert_int_equal(answer.state, RFI_MIP_DONE);
    assert_true(fabs(answer.cost + 12) < 1e-6 && fabs(answer.multiplier[0] + 1.5) < 1e-6);
    assert_true(rfi_mip_solve(mip, arena, &ask, &answer));
    assert_true(answer.has_point && fabs(answer.cost + 12) < 1e-6);
    /* Kept between calls, and one column more: 5c with c <= 1 takes 2 of the row. */
    size_t columns = model.columns;
    size_t entries = model.entries;
    rfi_mip_entry(&model, 0, rfi_mip_column(&model, 0, 1, -5), 2);
    assert_true(rfi_mip_append(mip, 0, &model, columns, entries));
    assert_true(rfi_mip_lp(mip, arena, &ask, &answer));
    assert_true(fabs(answer.cost + 14) < 1e-6);
    ask.cutoff = -14.5;
    assert_true(rfi_mip_solve(mip, arena, &ask, &answer));
    assert_int_equal(answer.state, RFI_MIP_EMPTY);
    assert_false(answer.has_point);
    rfi_mip_close(mip);
    rfi_arena_free(arena);
}

/* What is not as described ends the program, and the client says "no answer" from there. */
static void test_refuses(void **state)
{
    (void)state;
    if (!have_program()) {
        return;
    }
    rfi_arena *arena = rfi_arena_new();
    rfi_mip *mip = rfi_mip_open(arena, MIP_PROGRAM);
    rfi_mip_model model;
    rfi_mip_answer answer;
    make_model(&model, arena);
    rfi_mip_ask ask = {.slot = 1, .model = &model, .cutoff = RFI_MIP_BIGGEST};
    assert_true(rfi_mip_alive(mip));
    assert_false(rfi_mip_lp(mip, arena, &ask, &answer)); /* nothing was loaded there */
    assert_false(rfi_mip_alive(mip));
    assert_false(rfi_mip_load(mip, 0, &model));
    rfi_mip_close(mip);
    mip = rfi_mip_open(arena, MIP_PROGRAM);
    model.entry_row[0] = 7; /* there is one row */
    assert_false(rfi_mip_load(mip, 0, &model));
    assert_false(rfi_mip_alive(mip));
    rfi_mip_close(mip);
    mip = rfi_mip_open(arena, MIP_PROGRAM);
    make_model(&model, arena);
    assert_false(rfi_mip_load(mip, RFI_MIP_SLOTS, &model));
    rfi_mip_close(mip);
    rfi_arena_free(arena);
}

typedef struct patience {
    int calls, most;
    bool had_solution;
} patience;

static bool watch(void *context, const rfi_progress *progress)
{
    patience *it = context;
    it->had_solution = progress->has_solution;
    assert_non_null(progress->phase);
    return ++it->calls < it->most;
}

static void test_interrupted(void **state)
{
    (void)state;
    rfi_arena *arena = rfi_arena_new();
    rfi_problem *problem = small_problem(arena);
    const int64_t start[] = {1, 1, 1, 1, 1, 1, 1, 1};
    for (int most = 1; most < 5; most++) {
        patience it = {0, most, false};
        rfi_outcome outcome;
        rfi_solve_options options = {.engine = RFI_ENGINE_STRUCTURED,
                                     .start = start,
                                     .watch = watch,
                                     .context = &it,
                                     .mip_program =
                                         MIP_PROGRAM[0] != '\0' ? MIP_PROGRAM : NULL};
        rfi_solve_with(problem, &options, &outcome);
        assert_true(it.calls <= most);
        assert_true(outcome.has_solution && outcome.value >= 50);
        assert_true(outcome.bound >= outcome.value);
    }
    rfi_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_missing),        cmocka_unit_test(test_dies),
        cmocka_unit_test(test_nonsense),       cmocka_unit_test(test_hangs),
        cmocka_unit_test(test_leaves_nothing), cmocka_unit_test(test_lies),
        cmocka_unit_test(test_answers),        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_interrupted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
