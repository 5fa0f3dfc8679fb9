/* SPDX-License-Identifier: MIT */
/* Exported problems in the hands of CBC and GLPK: both formats, same optimum as the own
 * engine. Names are drawn from the worst that a caller may give. */
#define _POSIX_C_SOURCE 200809L /* mkdtemp, popen */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "planner/base/arena.h"
#include "planner/solve/export.h"
#include "tests/property/small_cases.h"

enum { SMALL_PROBLEMS = 150, DENSE_PROBLEMS = 100 };

static const char *const NAMES[] = {"end",
                                    "3 halls",
                                    "e12",
                                    "",
                                    NULL,
                                    "pods / hall A",
                                    "x",
                                    "x",
                                    "x_2",
                                    "X",
                                    "E",
                                    "st",
                                    "Subject To",
                                    "inf",
                                    "a:b",
                                    "-",
                                    "M\xc3\xbcnchen",
                                    "free",
                                    "max 3 <= 4",
                                    "tab\there",
                                    "gain",
                                    "loss",
                                    "RHS",
                                    ".5",
                                    "a name that goes on for longer than any reader of "
                                    "these formats is likely to accept, and then some"};

static const char *draw_name(case_random *random)
{
    size_t count = sizeof(NAMES) / sizeof(*NAMES);
    return NAMES[case_between(random, 0, (int64_t)count - 1)];
}

static void rename_all(rfi_problem *problem, case_random *random)
{
    for (size_t j = 0; j < problem->variable_count; j++) {
        problem->variables[j].name = draw_name(random);
    }
    for (size_t i = 0; i < problem->row_count; i++) {
        problem->rows[i].name = draw_name(random);
    }
}

typedef void writer(const rfi_problem *problem, const bool *active, size_t active_count,
                    rfi_text *ret_text, rfi_text *ret_map);

static void write_file(const char *path, writer *write, const rfi_problem *problem,
                       const bool *active)
{
    rfi_text text = RFI_TEXT_INIT;
    write(problem, active, 3, &text, NULL);
    assert_false(text.failed);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text.data, 1, text.size, file), text.size);
    assert_int_equal(fclose(file), 0);
    rfi_text_finish(&text);
}

/* The number behind the marker in the first line that starts with it. */
static bool ask(const char *command, const char *marker, double *ret_value)
{
    FILE *pipe = popen(command, "r");
    char line[512];
    bool found = false;
    assert_non_null(pipe);
    while (fgets(line, sizeof(line), pipe) != NULL) {
        if (!found && strncmp(line, marker, strlen(marker)) == 0) {
            *ret_value = strtod(line + strlen(marker), NULL);
            found = true;
        }
    }
    (void)pclose(pipe);
    return found;
}

/* Both negate in places: the value is compared without its sign, which the bounds of our
 * own outcome fix. CBC reports a maximum with its sign turned. */
static bool ask_cbc(const char *path, double *ret_value)
{
    char command[256];
    snprintf(command, sizeof(command),
             "MALLOC_PERTURB_=0 cbc %s -ratioGap 0 -allowableGap 0 -integerTolerance 1e-9 "
             "-solve 2>&1",
             path);
    return ask(command, "Objective value:", ret_value);
}

/* "s mip ROWS COLUMNS o VALUE" where the optimum is known. */
static bool ask_glpk(const char *format, const char *path, double *ret_value)
{
    char command[256];
    snprintf(command, sizeof(command),
             "glpsol --%s %s --tmlim 20 -w %s.out >/dev/null 2>&1; "
             "sed -n 's/^s mip [0-9]* [0-9]* o /optimal /p' %s.out",
             format, path, path, path);
    return ask(command, "optimal ", ret_value);
}

static void expect_same(uint64_t seed, const char *who, const rfi_outcome *ours, bool found,
                        double theirs)
{
    double off = (double)ours->value - theirs;
    bool same = found == ours->has_solution && (!found || (off < 0.5 && off > -0.5));
    if (!same) {
        print_error("seed %" PRIu64 ": %" PRId64 ", %s %s %.9g\n", seed, ours->value, who,
                    found ? "finds" : "finds nothing", theirs);
    }
    assert_true(same);
}

typedef struct peers {
    bool cbc, glpk;
    char lp[64], mps[64];
} peers;

static void compare(uint64_t seed, const rfi_problem *problem, const bool *active,
                    const peers *by)
{
    rfi_outcome ours;
    rfi_solve(problem, active, 3, 0, &ours);
    write_file(by->lp, rfi_export_lp, problem, active);
    write_file(by->mps, rfi_export_mps, problem, active);
    double value = 0;
    bool found = false;
    bool swapped = seed % 2 == 0; /* each problem once to each, by turns in each format */
    if (by->cbc) {
        found = ask_cbc(swapped ? by->mps : by->lp, &value);
        expect_same(seed, "cbc", &ours, found, swapped ? -value : value);
    }
    if (by->glpk) {
        found =
            swapped ? ask_glpk("lp", by->lp, &value) : ask_glpk("freemps", by->mps, &value);
        expect_same(seed, "glpk", &ours, found, swapped ? value : -value);
    }
}

static void others_agree(void **state)
{
    const peers *by = *state;
    for (uint64_t seed = 1; seed <= SMALL_PROBLEMS; seed++) {
        case_random random = {seed};
        small draw;
        draw_small(&draw, &random);
        rfi_arena *arena = rfi_arena_new();
        rfi_problem problem;
        build_small(&draw, false, &problem, arena);
        rename_all(&problem, &random);
        bool active[3] = {(seed & 1) != 0, (seed & 2) != 0, (seed & 4) != 0};
        compare(seed, &problem, seed % 3 == 0 ? active : NULL, by);
        rfi_arena_free(arena);
    }
    for (uint64_t seed = 1; seed <= DENSE_PROBLEMS; seed++) {
        case_random random = {seed};
        rfi_arena *arena = rfi_arena_new();
        rfi_problem problem;
        rfi_problem_init(&problem, arena);
        draw_dense(&problem, &random);
        compare(seed, &problem, NULL, by);
        rfi_arena_free(arena);
    }
}

static size_t count_lines(const char *text, const char *start)
{
    size_t count = 0;
    for (const char *line = text; line != NULL && *line != '\0';) {
        count += strncmp(line, start, strlen(start)) == 0 ? 1 : 0;
        line = strchr(line, '\n');
        line = line == NULL ? NULL : line + 1;
    }
    return count;
}

/* Names are new each, stay the same from call to call, and the map tells what they were. */
static void equal_problems_equal_bytes(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 200; seed++) {
        rfi_text text[4] = {RFI_TEXT_INIT, RFI_TEXT_INIT, RFI_TEXT_INIT, RFI_TEXT_INIT};
        rfi_text map[4] = {RFI_TEXT_INIT, RFI_TEXT_INIT, RFI_TEXT_INIT, RFI_TEXT_INIT};
        size_t lines = 0;
        for (size_t k = 0; k < 4; k++) {
            case_random random = {seed};
            small draw;
            draw_small(&draw, &random);
            rfi_arena *arena = rfi_arena_new();
            rfi_problem problem;
            build_small(&draw, false, &problem, arena);
            rename_all(&problem, &random);
            rfi_problem_then(&problem, (rfi_term[]){{0, -4}}, 1);
            writer *write = k < 2 ? rfi_export_lp : rfi_export_mps;
            write(&problem, NULL, 0, &text[k], &map[k]);
            lines = problem.variable_count + problem.row_count;
            rfi_arena_free(arena);
        }
        SEEDED(seed, strcmp(text[0].data, text[1].data) == 0);
        SEEDED(seed, strcmp(text[2].data, text[3].data) == 0);
        SEEDED(seed, strcmp(map[0].data, map[2].data) == 0);
        SEEDED(seed, count_lines(map[0].data, "") == lines);
        SEEDED(seed, count_lines(text[0].data, "\\ then maximise -4 ") == 1);
        SEEDED(seed, count_lines(text[2].data, "* then maximise -4 ") == 1);
        for (const char *line = map[0].data; *line != '\0';) { /* each name once */
            const char *tab = strchr(strchr(line, '\t') + 1, '\t');
            char start[128] = "";
            assert_true((size_t)(tab - line) < sizeof(start));
            memcpy(start, line, (size_t)(tab - line) + 1);
            SEEDED(seed, count_lines(map[0].data, start) == 1);
            line = strchr(line, '\n') + 1;
        }
        for (size_t k = 0; k < 4; k++) {
            rfi_text_finish(&text[k]);
            rfi_text_finish(&map[k]);
        }
    }
}

int main(void)
{
    char folder[] = "/tmp/rackfit-export-XXXXXX";
    peers by = {.cbc = system("cbc -quit >/dev/null 2>&1") == 0,
                .glpk = system("glpsol --version >/dev/null 2>&1") == 0};
    if (mkdtemp(folder) == NULL) {
        return 1;
    }
    snprintf(by.lp, sizeof(by.lp), "%s/problem.lp", folder);
    snprintf(by.mps, sizeof(by.mps), "%s/problem.mps", folder);
    printf("# cbc: %s, glpk: %s\n", by.cbc ? "asked" : "not installed",
           by.glpk ? "asked" : "not installed");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(others_agree, &by),
        cmocka_unit_test(equal_problems_equal_bytes),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    char command[96];
    snprintf(command, sizeof(command), "rm -r %s", folder);
    return system(command) == 0 ? failed : 1;
}
