/* SPDX-License-Identifier: MIT */
/* Every allocation fails in turn: of the project, whose arenas have no blocks here, and of
 * libxml2 and PCRE2. Whatever fails, the call ends with a code and frees what it took;
 * where it says RF_OK all the same, its answer is the one that it gives with memory enough.
 *
 * usage: starved ROOT [POINTS]    at most so many points of failure a case; 0: all */
#include <errno.h>
#include <execinfo.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rackfit/rackfit.h"

/* ---- an allocator that fails on request ------------------------------------------------
 */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static long calls, fails_at; /* fails_at 0: never */
static bool fails_after;     /* that one and all later ones */

/* Who asked for what failed first: addr2line -fe starved ADDRESS... names the lines. */
enum { FRAMES = 16 };
static void *frames[FRAMES];
static int frame_count;

static bool refuses(void)
{
    calls++;
    if (fails_at > 0 && calls == fails_at) {
        frame_count = backtrace(frames, FRAMES);
    }
    return fails_at > 0 && (fails_after ? calls >= fails_at : calls == fails_at);
}

void *malloc(size_t size)
{
    return refuses() ? (errno = ENOMEM, NULL) : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return refuses() ? (errno = ENOMEM, NULL) : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return refuses() ? (errno = ENOMEM, NULL) : __libc_realloc(old, size);
}

/* ---- cases -----------------------------------------------------------------------------
 */
static const char *sites, *data; /* folders */
static char plan_path[4096];

typedef struct subject {
    rf_diags *diags;
    rf_engine *engine;
    rf_site *site;
    rf_evaluation *evaluation;
    rf_comparison *comparison;
} subject;

static rf_code open_engine(subject *s)
{
    const char *const folders[] = {sites, NULL};
    s->diags = rf_diags_new();
    return s->diags == NULL ? RF_E_NO_MEMORY : rf_engine_new(folders, &s->engine, s->diags);
}

static rf_code open_site(subject *s)
{
    rf_code code = open_engine(s);
    return code != RF_OK ? code
                         : rf_site_open(s->engine, "lake-mariner", "liquid-shell", &s->site,
                                        s->diags);
}

static rf_code evaluate(subject *s)
{
    static const char *const profiles[] = {"gb200-nvl72", NULL};
    rf_evaluate_options options = RF_EVALUATE_OPTIONS_INIT;
    options.profiles = profiles;
    rf_code code = open_site(s);
    return code != RF_OK
               ? code
               : rf_evaluate(s->engine, s->site, &options, &s->evaluation, s->diags);
}

static rf_code read_mistakes(subject *s, rf_bytes *bytes)
{
    char path[4096];
    (void)snprintf(path, sizeof(path), "%s/starved.xml", data);
    rf_code code = open_engine(s);
    if (code == RF_OK) {
        code = rf_site_open(s->engine, path, NULL, &s->site, s->diags);
    }
    (void)bytes;
    return code;
}

static rf_code report(subject *s, rf_format format, rf_bytes *bytes)
{
    rf_code code = evaluate(s);
    return code != RF_OK ? code : rf_report_evaluation(s->evaluation, format, NULL, bytes);
}

static rf_code report_text(subject *s, rf_bytes *bytes)
{
    return report(s, RF_FORMAT_TEXT, bytes);
}

static rf_code report_json(subject *s, rf_bytes *bytes)
{
    return report(s, RF_FORMAT_JSON, bytes);
}

static rf_code report_csv(subject *s, rf_bytes *bytes)
{
    return report(s, RF_FORMAT_CSV, bytes);
}

static rf_code requests(subject *s, rf_bytes *bytes)
{
    rf_code code = evaluate(s);
    return code != RF_OK ? code
                         : rf_report_requests(s->evaluation, RF_FORMAT_TEXT, NULL, bytes);
}

static rf_code why(subject *s, rf_bytes *bytes)
{
    rf_code code = evaluate(s);
    return code != RF_OK ? code
                         : rf_why(s->evaluation, 0, "verdict", NULL, bytes, s->diags);
}

static rf_code write_plan(subject *s, rf_bytes *bytes)
{
    rf_code code = evaluate(s);
    return code != RF_OK ? code : rf_plan_write(s->evaluation, 0, bytes);
}

static rf_code verify(subject *s, rf_bytes *bytes)
{
    rf_code code = open_engine(s);
    return code != RF_OK
               ? code
               : rf_plan_verify(s->engine, plan_path, RF_FORMAT_TEXT, bytes, s->diags);
}

static rf_code compare(subject *s, rf_bytes *bytes)
{
    static const char *const profiles[] = {"gb200-nvl72", NULL};
    rf_compare_options options = RF_COMPARE_OPTIONS_INIT;
    options.profiles = profiles;
    options.points = 2;
    options.alternatives = 1;
    options.node_limit = 20;
    rf_code code = open_site(s);
    if (code == RF_OK) {
        code = rf_compare(s->engine, s->site, &options, &s->comparison, s->diags);
    }
    return code != RF_OK ? code
                         : rf_report_comparison(s->comparison, RF_FORMAT_TEXT, NULL, bytes);
}

static rf_code list(subject *s, rf_bytes *bytes)
{
    rf_code code = open_engine(s);
    return code != RF_OK ? code
                         : rf_list(s->engine, "measures", RF_FORMAT_JSON, bytes, s->diags);
}

static rf_code diff(subject *s, rf_bytes *bytes)
{
    static const char *const profiles[] = {"gb200-nvl72", NULL};
    rf_diff_options options = RF_DIFF_OPTIONS_INIT;
    options.profiles = profiles;
    rf_code code = open_engine(s);
    return code != RF_OK
               ? code
               : rf_diff(s->engine, "helios", "rockdale", &options, bytes, s->diags);
}

typedef struct starved_case {
    const char *name;
    rf_code (*run)(subject *s, rf_bytes *bytes);
    rf_code expected; /* with memory enough */
} starved_case;

static const starved_case cases[] = {
    {"a file with mistakes", read_mistakes, RF_E_INPUT},
    {"evaluation as text", report_text, RF_OK},
    {"evaluation as JSON", report_json, RF_OK},
    {"evaluation as CSV", report_csv, RF_OK},
    {"requests", requests, RF_OK},
    {"derivation", why, RF_OK},
    {"plan file", write_plan, RF_OK},
    {"verification", verify, RF_OK},
    {"comparison", compare, RF_OK},
    {"list of measures", list, RF_OK},
    {"two descriptors", diff, RF_OK},
};

static char said[200]; /* the first diagnostic */

static rf_code run_case(const starved_case *c, rf_bytes *bytes)
{
    subject s = {NULL, NULL, NULL, NULL, NULL};
    rf_code code = c->run(&s, bytes);
    const rf_diagnostic *first = s.diags == NULL ? NULL : rf_diags_at(s.diags, 0);
    (void)snprintf(said, sizeof(said), "%s", first == NULL ? "" : first->message);
    rf_comparison_free(s.comparison);
    rf_evaluation_free(s.evaluation);
    rf_site_free(s.site);
    rf_engine_free(s.engine);
    rf_diags_free(s.diags);
    return code;
}

/* ---- the trial -------------------------------------------------------------------------
 */
enum { CHILD_FINE = 0, CHILD_WRONG = 3 };

static void show_where(int number)
{
    (void)signal(number, SIG_DFL);
    void *here[FRAMES];
    backtrace_symbols_fd(here, backtrace(here, FRAMES), STDERR_FILENO);
    backtrace_symbols_fd(frames, frame_count, STDERR_FILENO);
    (void)raise(number);
}

/* In a child, so that what a failing library keeps does not count for the next point. */
static int try_point(const starved_case *c, const rf_bytes *whole, long at, bool after)
{
    (void)fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        rf_bytes bytes = {NULL, 0};
        (void)signal(SIGSEGV, show_where);
        (void)signal(SIGABRT, show_where);
        calls = 0;
        fails_at = at;
        fails_after = after;
        rf_code code = run_case(c, &bytes);
        fails_at = 0;
        bool fine = code == RF_E_NO_MEMORY || code == RF_E_IO ||
                    (code == c->expected && bytes.size == whole->size &&
                     (bytes.size == 0 || memcmp(bytes.data, whole->data, bytes.size) == 0));
        if (!fine) {
            (void)fprintf(stderr, "# %s: allocation %ld%s: code %d, %zu bytes of %zu: %s\n",
                          c->name, at, after ? " and later" : "", (int)code, bytes.size,
                          whole->size, said);
            (void)fflush(stderr);
            backtrace_symbols_fd(frames, frame_count, STDERR_FILENO);
        }
        _exit(fine ? CHILD_FINE : CHILD_WRONG);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child) {
        return CHILD_WRONG;
    }
    if (WIFSIGNALED(status)) {
        (void)fprintf(stderr, "# %s: allocation %ld%s: signal %d\n", c->name, at,
                      after ? " and later" : "", WTERMSIG(status));
        return CHILD_WRONG;
    }
    return WEXITSTATUS(status);
}

static long try_case(const starved_case *c, long points, long *ret_tried)
{
    rf_bytes whole = {NULL, 0};
    (void)run_case(c, &whole); /* what libraries set up once is not counted */
    rf_bytes_free(&whole);
    calls = 0;
    rf_code code = run_case(c, &whole);
    long most = calls;
    long wrong = code == c->expected ? 0 : 1;
    if (wrong > 0) {
        (void)fprintf(stderr, "# %s: code %d with memory enough\n", c->name, (int)code);
    }
    long step = points > 0 && most > points ? most / points : 1;
    *ret_tried = 0;
    for (long at = 1; at <= most && wrong < 10; at += step) {
        wrong += try_point(c, &whole, at, false) == CHILD_FINE ? 0 : 1;
        wrong += try_point(c, &whole, at, true) == CHILD_FINE ? 0 : 1;
        *ret_tried += 2;
    }
    (void)printf("# %ld allocations, %ld tries\n", most, *ret_tried);
    rf_bytes_free(&whole);
    return wrong;
}

/* The plan that is verified: of a run with memory enough. */
static bool save_plan(void)
{
    static const starved_case maker = {"plan file", write_plan, RF_OK};
    rf_bytes bytes = {NULL, 0};
    (void)snprintf(plan_path, sizeof(plan_path), "starved-%ld.plan.xml", (long)getpid());
    FILE *file = run_case(&maker, &bytes) == RF_OK ? fopen(plan_path, "wb") : NULL;
    bool whole = file != NULL && fwrite(bytes.data, 1, bytes.size, file) == bytes.size;
    whole = file != NULL && fclose(file) == 0 && whole;
    rf_bytes_free(&bytes);
    return whole;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        return 2;
    }
    static char sites_path[4096];
    static char data_path[4096];
    (void)snprintf(sites_path, sizeof(sites_path), "%s/sites", argv[1]);
    (void)snprintf(data_path, sizeof(data_path), "%s/tests/fault", argv[1]);
    sites = sites_path;
    data = data_path;
    frame_count = backtrace(frames, FRAMES); /* loads what it needs */
    long points = argc > 2 ? strtol(argv[2], NULL, 10) : 0;
    if (!save_plan()) {
        (void)printf("Bail out! no plan to verify\n");
        return 1;
    }
    size_t count = sizeof(cases) / sizeof(cases[0]);
    (void)printf("1..%zu\n", count);
    long wrong = 0;
    for (size_t i = 0; i < count; i++) {
        long tried = 0;
        long bad = try_case(&cases[i], points, &tried);
        (void)printf("%s %zu - %s\n", bad == 0 ? "ok" : "not ok", i + 1, cases[i].name);
        wrong += bad;
    }
    (void)unlink(plan_path);
    return wrong == 0 ? 0 : 1;
}
