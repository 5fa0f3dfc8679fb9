/* SPDX-License-Identifier: MIT */
/* The choice of a retrofit, ours beside CBC and GLPK on the same problem, written out as an
 * LP file. Times are processor seconds, so that a busy machine changes them little.
 * bench_plans [--full] [--seeds N] [--limit S] [--others S] [--size small|medium|large]
 * PROGRAM */
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "planner/solve/solve.h"
#include "tests/bench/retrofit_cases.h"

extern char **environ;

enum { MOST_SEEDS = 10, GAPS = 3 };

typedef struct trial {
    double start;
    double limit;         /* seconds of work */
    double reached[GAPS]; /* seconds until the claimed gap fell below; negative: never */
} trial;

typedef struct result {
    bool ran, has_value, closed;
    double seconds;
    double value, bound, claimed;
    long nodes, kilobytes;
    double reached[GAPS];
} result;

static const double gaps[GAPS] = {0.01, 0.001, 0.0001};

static double seconds_of(clockid_t clock)
{
    struct timespec at;
    return clock_gettime(clock, &at) == 0 ? (double)at.tv_sec + (double)at.tv_nsec * 1e-9
                                          : 0;
}

static double usage_of(int who)
{
    struct rusage usage;
    getrusage(who, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

/* Work of the children that still run, where the system tells of them. */
static double running_children(void)
{
    char path[64];
    double sum = 0;
    int child = 0;
    snprintf(path, sizeof(path), "/proc/self/task/%d/children", (int)getpid());
    FILE *list = fopen(path, "r");
    while (list != NULL && fscanf(list, "%d", &child) == 1) {
        clockid_t clock;
        sum += clock_getcpuclockid(child, &clock) == 0 ? seconds_of(clock) : 0;
    }
    if (list != NULL) {
        fclose(list);
    }
    return sum;
}

static double work(void)
{
    return usage_of(RUSAGE_SELF) + usage_of(RUSAGE_CHILDREN) + running_children();
}

static double gap_of(double value, double bound)
{
    double size = value > 0 ? value : -value;
    return size > 0 ? (bound - value) / size : 1;
}

static bool watch(void *context, const rfi_progress *progress)
{
    trial *state = context;
    double spent = work() - state->start;
    for (int g = 0; g < GAPS && progress->has_solution; g++) {
        double gap = gap_of((double)progress->value, (double)progress->claimed);
        if (state->reached[g] < 0 && gap <= gaps[g]) {
            state->reached[g] = spent;
        }
    }
    return true;
}

static void solve_ours(const rfi_problem *problem, const char *program, double limit,
                       result *ours)
{
    trial state = {work(), limit, {-1, -1, -1}};
    rfi_solve_options options = {.engine = RFI_ENGINE_AUTO,
                                 .guard = (int64_t)(limit * 1000),
                                 .mip_program = program,
                                 .watch = watch,
                                 .context = &state};
    rfi_outcome outcome;
    rfi_solve_with(problem, &options, &outcome);
    rfi_progress last = {"end",         outcome.has_solution, outcome.value,
                         outcome.bound, outcome.claimed,      outcome.nodes};
    watch(&state, &last);
    memcpy(ours->reached, state.reached, sizeof(state.reached));
    ours->ran = true;
    ours->has_value = outcome.has_solution;
    ours->closed = outcome.status == RFI_STATUS_OPTIMAL;
    ours->seconds = work() - state.start;
    ours->value = (double)outcome.value;
    ours->bound = (double)outcome.bound;
    ours->claimed = (double)outcome.claimed;
    ours->nodes = (long)outcome.nodes;
}

/* In a process of its own, so that its memory is told apart from that of the others. */
static void run_ours(const rfi_problem *problem, const char *program, double limit,
                     result *ours)
{
    int ends[2];
    struct rusage usage;
    fflush(stdout);
    if (pipe(ends) != 0) {
        return;
    }
    pid_t process = fork();
    if (process == 0) {
        solve_ours(problem, program, limit, ours);
        _exit(write(ends[1], ours, sizeof(*ours)) == (ssize_t)sizeof(*ours) ? 0 : 1);
    }
    close(ends[1]);
    ours->ran = process > 0 && read(ends[0], ours, sizeof(*ours)) == (ssize_t)sizeof(*ours);
    close(ends[0]);
    if (process > 0 && wait4(process, NULL, 0, &usage) == process) {
        ours->kilobytes = usage.ru_maxrss; /* of it or of its program, whichever is more */
    }
}

/* ---- the others
 * -------------------------------------------------------------------------- */
static void write_terms(FILE *out, const rfi_term *terms, size_t count)
{
    for (size_t t = 0; t < count; t++) {
        fprintf(out, " %+lld x%zu%s", (long long)terms[t].coefficient, terms[t].variable,
                t % 8 == 7 ? "\n" : "");
    }
}

static void write_lp(const rfi_problem *problem, const char *path)
{
    FILE *out = fopen(path, "w");
    if (out == NULL) {
        return;
    }
    fputs("Maximize\n obj:", out);
    for (size_t j = 0; j < problem->variable_count; j++) {
        rfi_term term = {j, problem->variables[j].gain};
        write_terms(out, &term, term.coefficient != 0 ? 1 : 0);
        fputs(j % 8 == 7 ? "\n" : "", out);
    }
    fputs("\nSubject To\n", out);
    for (size_t i = 0; i < problem->row_count; i++) {
        const rfi_solve_row *row = &problem->rows[i];
        fprintf(out, " r%zu:", i);
        write_terms(out, row->terms, row->term_count);
        fprintf(out, " <= %lld\n", (long long)row->limit);
    }
    fputs("Bounds\n", out);
    for (size_t j = 0; j < problem->variable_count; j++) {
        fprintf(out, " %lld <= x%zu <= %lld\n", (long long)problem->variables[j].low, j,
                (long long)problem->variables[j].high);
    }
    fputs("Generals\n", out);
    for (size_t j = 0; j < problem->variable_count; j++) {
        fprintf(out, " x%zu\n", j);
    }
    fputs("End\n", out);
    fclose(out);
}

/* Runs a program with its words into a file; kills it beyond the limit. False: it is not
 * there. */
static bool run_program(char *const *arguments, const char *log, double limit, result *it)
{
    posix_spawn_file_actions_t actions;
    pid_t process = 0;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_adddup2(&actions, 1, 2);
    int failed = posix_spawnp(&process, arguments[0], &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) {
        return false;
    }
    clockid_t clock;
    clock_getcpuclockid(process, &clock);
    int status = 0;
    struct rusage usage;
    while (wait4(process, &status, WNOHANG, &usage) == 0) {
        double spent = seconds_of(clock);
        if (spent > limit * 1.2 + 2) {
            kill(process, SIGKILL);
        }
        nanosleep(&(struct timespec){0, 20000000}, NULL);
    }
    it->ran = !(WIFEXITED(status) && WEXITSTATUS(status) == 127);
    it->seconds = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                  (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
    it->kilobytes = usage.ru_maxrss;
    return it->ran;
}

/* A number after `label` in the line, or `otherwise`. */
static double after(const char *line, const char *label, double otherwise)
{
    const char *at = strstr(line, label);
    return at != NULL ? strtod(at + strlen(label), NULL) : otherwise;
}

static void note(result *it, double at)
{
    for (int g = 0; g < GAPS && it->has_value; g++) {
        if (it->reached[g] < 0 && gap_of(it->value, it->claimed) <= gaps[g]) {
            it->reached[g] = at;
        }
    }
}

/* "Cbc0010I After 1000 nodes, 516 on tree, -111133 best solution, best possible -112001.93
 * (8.05 seconds)": costs are gains, negated. */
static void read_cbc_line(const char *line, result *it)
{
    const char *best = strstr(line, "best possible");
    if (strstr(line, "Cbc0010I") != NULL && best != NULL) {
        double value = -after(line, "on tree, ", 1e60);
        it->nodes = (long)after(line, "After ", 0);
        it->claimed = -after(line, "best possible ", 0);
        it->has_value = value > -1e40;
        it->value = it->has_value ? value : 0;
        note(it, after(best, "(", 0));
    }
    if (strncmp(line, "Objective value:", 16) == 0) {
        it->has_value = true;
        it->value = after(line, "Objective value:", 0);
        it->value = it->value < 0 ? -it->value : it->value;
    }
    if (strncmp(line, "Upper bound:", 12) == 0 || strncmp(line, "Lower bound:", 12) == 0) {
        it->claimed = after(line, "bound:", 0);
        it->claimed = it->claimed < 0 ? -it->claimed : it->claimed;
    }
    if (strncmp(line, "Enumerated nodes:", 17) == 0) {
        it->nodes = (long)after(line, "nodes:", 0);
    }
    it->closed = it->closed || strstr(line, "Result - Optimal solution found") != NULL;
}

/* "+  9184: mip =     1.1e+05 <=     1.2e+05   2.3% (12; 5)": the last one stands. */
static void read_glpk_line(const char *line, result *it)
{
    const char *mip = strstr(line, "mip = ");
    const char *bound = strstr(line, "<= ");
    if (line[0] == '+' && mip != NULL && bound != NULL) {
        it->has_value = strstr(line, "not found") == NULL;
        it->value = it->has_value ? strtod(mip + 6, NULL) : 0;
        it->claimed = strtod(bound + 3, NULL);
    }
    it->closed = it->closed || strstr(line, "INTEGER OPTIMAL SOLUTION FOUND") != NULL;
}

static void read_log(const char *path, void (*read_line)(const char *, result *),
                     result *it)
{
    char line[512];
    FILE *in = fopen(path, "r");
    while (in != NULL && fgets(line, sizeof(line), in) != NULL) {
        read_line(line, it);
    }
    if (in != NULL) {
        fclose(in);
    }
    if (it->closed) {
        it->claimed = it->value;
    }
    it->bound = it->claimed;
    note(it, it->seconds);
}

static void run_others(const rfi_problem *problem, double limit, result *cbc, result *glpk)
{
    char folder[] = "/tmp/bench_plans_XXXXXX";
    char lp[64];
    char log[64];
    char seconds[32];
    if (mkdtemp(folder) == NULL) {
        return;
    }
    snprintf(lp, sizeof(lp), "%s/plan.lp", folder);
    snprintf(log, sizeof(log), "%s/log", folder);
    snprintf(seconds, sizeof(seconds), "%.0f", limit);
    write_lp(problem, lp);
    char *with_cbc[] = {"cbc", lp, "-sec", seconds, "-solve", "-quit", NULL};
    if (run_program(with_cbc, log, limit, cbc)) {
        read_log(log, read_cbc_line, cbc);
    }
    double less = limit < 20 ? limit : 20;
    snprintf(seconds, sizeof(seconds), "%.0f", less);
    char *with_glpk[] = {"glpsol", "--lp", lp, "--cuts", "--tmlim", seconds, NULL};
    if (run_program(with_glpk, log, less, glpk)) {
        read_log(log, read_glpk_line, glpk);
    }
    unlink(lp);
    unlink(log);
    rmdir(folder);
}

/* ---- the table
 * --------------------------------------------------------------------------- */
static void print_time(double seconds)
{
    if (seconds < 0) {
        printf("      -");
    } else {
        printf(" %6.2f", seconds);
    }
}

static void print_row(const char *name, const result *it, double best)
{
    if (!it->ran) {
        printf("  %-5s not at hand\n", name);
        return;
    }
    printf("  %-5s %8.0f", name, it->has_value ? it->value : 0);
    for (int g = 0; g < GAPS; g++) {
        print_time(it->reached[g]);
    }
    if (it->has_value) {
        printf(" %8.4f %8.4f %8.4f", 100 * gap_of(it->value, it->claimed),
               100 * gap_of(it->value, it->bound), 100 * gap_of(it->value, best));
    } else {
        printf("        -        -        -");
    }
    printf(" %8ld %6ld %6.1f\n", it->nodes, it->kilobytes / 1024, it->seconds);
    fflush(stdout);
}

typedef struct tally {
    int instances, cbc_open;
} tally;

static void run_case(uint64_t seed, retrofit_size size, retrofit_variant variant,
                     const double *limit, const char *program, tally *count)
{
    result ours = {.reached = {-1, -1, -1}};
    result cbc = ours;
    result glpk = ours;
    rfi_arena *arena = rfi_arena_new();
    rfi_problem problem;
    rfi_problem_init(&problem, arena);
    retrofit_case(&problem, seed, size, variant);
    /* Medium is to be done in ten seconds; the others have the limit. */
    double own = size == RETROFIT_LARGE || limit[0] < 10 ? limit[0] : 10;
    run_ours(&problem, program, own, &ours);
    run_others(&problem, limit[1], &cbc, &glpk);
    double best = ours.claimed;
    best = cbc.ran && cbc.claimed > 0 && cbc.claimed < best ? cbc.claimed : best;
    printf("%s, %s, seed %d: %zu variables, %zu rows\n", retrofit_size_name(size),
           retrofit_variant_name(variant), (int)seed, problem.variable_count,
           problem.row_count);
    print_row("ours", &ours, best);
    print_row("cbc", &cbc, best);
    print_row("glpk", &glpk, best);
    count[size].instances++;
    count[size].cbc_open +=
        cbc.ran && (!cbc.has_value || gap_of(cbc.value, cbc.claimed) > 0.0002) ? 1 : 0;
    rfi_arena_free(arena);
}

int main(int argc, char **argv)
{
    int seeds = 3;
    double limit = 60;
    double others = 60;
    const char *program = NULL;
    const char *only = NULL;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--full") == 0) {
            seeds = MOST_SEEDS;
        } else if (strcmp(argv[i], "--limit") == 0 && i + 1 < argc) {
            limit = strtod(argv[++i], NULL);
        } else if (strcmp(argv[i], "--others") == 0 && i + 1 < argc) {
            others = strtod(argv[++i], NULL);
        } else if (strcmp(argv[i], "--seeds") == 0 && i + 1 < argc) {
            seeds = (int)strtol(argv[++i], NULL, 10);
        } else if (strcmp(argv[i], "--size") == 0 && i + 1 < argc) {
            only = argv[++i];
        } else {
            program = argv[i];
        }
    }
    printf("%-14s %8s %6s %6s %6s %8s %8s %8s %8s %6s %6s\n", "", "value", "1 %", "0.1 %",
           "0.01 %", "claimed", "certif.", "to best", "nodes", "MiB", "s");
    tally count[3] = {{0, 0}, {0, 0}, {0, 0}};
    for (int size = RETROFIT_SMALL; size <= RETROFIT_LARGE; size++) {
        /* Seeds walk through the variants, so that three show three of them. */
        for (int seed = 1; seed <= seeds; seed++) {
            int variant = (seed - 1 + size) % RETROFIT_VARIANTS;
            if (only == NULL ||
                strcmp(only, retrofit_size_name((retrofit_size)size)) == 0) {
                run_case((uint64_t)seed, (retrofit_size)size, (retrofit_variant)variant,
                         (double[]){limit, others}, program, count);
            }
        }
    }
    for (int size = 0; size < 3; size++) {
        printf("%s: CBC leaves %d of %d above 0.02 %% after %.0f s\n",
               retrofit_size_name((retrofit_size)size), count[size].cbc_open,
               count[size].instances, others);
    }
    return 0;
}
