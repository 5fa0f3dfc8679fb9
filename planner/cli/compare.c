/* SPDX-License-Identifier: MIT */
/* rackfit compare SITE: retrofit plans. The exit status is the verdict. Long searches show
 * where they are on a terminal; an interrupt ends them with the best plan so far. */
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "planner/cli/commands.h"
#include "planner/cli/mip.h"
#include "planner/cli/output.h"
#include "planner/cli/session.h"
#include "planner/cli/terminal.h"

static const char goals[] =
    "default|power|cost|cost-per-power|earliest|power-quarters"; /* in the order of rf_goal
                                                                  */

static const char engines[] = "own|cbc";

enum { MILLISECONDS = 1000, ENGINE_CBC = 1, GUARD_CBC = 10 };

/* Set by the handler, read by the watch: nothing else happens in between. */
static volatile sig_atomic_t interrupted;

static void on_interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

typedef struct meter { /* what the terminal shows while the search runs */
    bool shown, terminal;
    double began, last;
} meter;

static double now(void)
{
    struct timespec at;
    (void)clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec * 1e-9;
}

static bool watch(void *context, const rf_progress *progress)
{
    meter *m = context;
    double at = now();
    if (m->terminal && at - m->began > 1 && at - m->last > 0.2) {
        m->last = at;
        m->shown = true;
        (void)fprintf(stderr, "\r\033[Krackfit: search %zu, %s, %lld nodes",
                      progress->step + 1, progress->phase, (long long)progress->nodes);
    }
    return interrupted == 0;
}

static rf_compare_options options_of(const rfi_arguments *arguments, meter *m)
{
    rf_compare_options options = rfi_compare_question(arguments);
    options.points = (size_t)rfi_option_count(arguments, RFI_OPTION_POINTS);
    options.alternatives = (size_t)rfi_option_count(arguments, RFI_OPTION_LIMIT);
    options.node_limit = rfi_option_count(arguments, RFI_OPTION_NODE_LIMIT);
    int64_t guard = rfi_option_count(arguments, RFI_OPTION_GUARD);
    guard = guard < INT64_MAX / MILLISECONDS ? guard : INT64_MAX / MILLISECONDS;
    options.guard = guard * MILLISECONDS;
    options.quarters = (size_t)rfi_option_count(arguments, RFI_OPTION_QUARTERS);
    options.crews = rfi_option_count(arguments, RFI_OPTION_CREWS);
    options.evenly = rfi_option_given(arguments, RFI_OPTION_EVENLY);
    options.discount = rfi_option_text(arguments, RFI_OPTION_DISCOUNT);
    options.watch = watch;
    options.context = m;
    return options;
}

static rf_code compare(rfi_session *session, rf_comparison **ret_comparison)
{
    meter m = {.terminal = isatty(STDERR_FILENO) != 0, .began = now()};
    rf_compare_options options = options_of(session->arguments, &m);
    char mip[PATH_MAX];
    bool cbc = rfi_option_choice(session->arguments, RFI_OPTION_ENGINE) == ENGINE_CBC;
    options.mip_program = cbc && rfi_find_mip(mip, sizeof(mip)) ? mip : NULL;
    if (cbc && options.mip_program == NULL) {
        (void)fprintf(stderr,
                      "rackfit: this build has no MIP engine program: the own search "
                      "goes alone\n");
    }
    options.guard = cbc && options.guard == 0 ? GUARD_CBC * MILLISECONDS : options.guard;
    rf_code code = rf_site_open(session->engine, session->arguments->operands[0],
                                rfi_option_text(session->arguments, RFI_OPTION_REFERENCE),
                                &session->site, session->diags);
    struct sigaction before;
    struct sigaction mine = {.sa_handler = on_interrupt};
    bool handled = sigaction(SIGINT, &mine, &before) == 0;
    if (code == RF_OK) {
        code = rf_compare(session->engine, session->site, &options, ret_comparison,
                          session->diags);
    }
    if (handled) {
        (void)sigaction(SIGINT, &before, NULL);
    }
    if (m.shown) {
        (void)fprintf(stderr, "\r\033[K");
    }
    return code;
}

static rf_code render(const rfi_session *session, const rf_comparison *comparison,
                      rf_bytes *ret_report, rf_bytes *ret_plan)
{
    const rfi_arguments *arguments = session->arguments;
    rf_text_options look =
        rfi_text_look(arguments, rfi_option_text(arguments, RFI_OPTION_OUTPUT));
    rf_code code = rf_report_comparison(
        comparison, (rf_format)rfi_option_choice(arguments, RFI_OPTION_FORMAT), &look,
        ret_report);
    if (code == RF_OK && rfi_option_given(arguments, RFI_OPTION_PLAN)) {
        code = rf_comparison_plan_write(comparison, ret_plan);
        if (code == RF_E_NOT_FOUND) {
            (void)fprintf(stderr, "rackfit: no plan holds: '%s' is not written\n",
                          rfi_option_text(arguments, RFI_OPTION_PLAN));
            code = RF_OK;
        }
    }
    return code;
}

static rfi_exit run_compare(const rfi_arguments *arguments)
{
    rfi_session session;
    rf_comparison *comparison = NULL;
    rf_bytes report = {NULL, 0};
    rf_bytes plan = {NULL, 0};
    rfi_exit status = RFI_EXIT_DONE;
    rfi_exit verdict = RFI_EXIT_DONE;
    rf_code code = rfi_session_open(arguments, &session);
    code = code == RF_OK ? compare(&session, &comparison) : code;
    if (code == RF_OK) {
        verdict = rfi_exit_of_verdict(rf_comparison_verdict(comparison));
        code = render(&session, comparison, &report, &plan);
    }
    rfi_session_report(&session);
    if (code == RF_OK) {
        status = rfi_write_results(arguments, &report, &plan);
    }
    rf_bytes_free(&report);
    rf_bytes_free(&plan);
    rf_comparison_free(comparison);
    rfi_exit closed = rfi_session_close(&session, code);
    status = closed != RFI_EXIT_DONE ? closed : status;
    return status != RFI_EXIT_DONE ? status : verdict;
}

static const rfi_option options[] = {
    RFI_ROW_PLANNED,
    RFI_ROW_REFERENCE,
    RFI_ROW_MEASURES,
    RFI_ROW_TARGET,
    RFI_ROW_BY,
    RFI_ROW_BUDGET,
    {RFI_OPTION_GOAL, RFI_OPTION_CHOICE, 'g', false, "goal", goals,
     "what the recommended plan is best for; without it cost where a target is there, "
     "else power",
     "default"},
    {RFI_OPTION_QUARTERS, RFI_OPTION_COUNT, 0, false, "quarters", "N",
     "of goal power-quarters: quarters from the first in which a measure can serve", "12"},
    {RFI_OPTION_CREWS, RFI_OPTION_COUNT, 0, false, "crews", "N",
     "of goal power-quarters: units that may enter service in a quarter", NULL},
    {RFI_OPTION_EVENLY, RFI_OPTION_SWITCH, 0, false, "evenly", NULL,
     "of goal power-quarters: the budget comes in equal parts, one a quarter", NULL},
    {RFI_OPTION_DISCOUNT, RFI_OPTION_TEXT, 0, false, "discount", "RATE",
     "of goal power-quarters: discount a year, as '8 %'", NULL},
    RFI_ROW_ENDS,
    {RFI_OPTION_POINTS, RFI_OPTION_COUNT, 0, false, "points", "N",
     "budgets of the frontier", NULL},
    {RFI_OPTION_LIMIT, RFI_OPTION_COUNT, 0, false, "limit", "N", "next-best plans to show",
     NULL},
    RFI_ROW_FORMAT("text|json|csv"),
    {RFI_OPTION_PLAN, RFI_OPTION_TEXT, 0, false, "plan", "FILE",
     "write the recommended plan here, for 'rackfit verify'", NULL},
    {RFI_OPTION_ENGINE, RFI_OPTION_CHOICE, 0, false, "engine", engines,
     "own: exact search, the same bytes on every machine; cbc: patterns, neighbourhoods "
     "and "
     "CBC, for sites of many halls",
     "own"},
    RFI_ROW_NODE_LIMIT,
    {RFI_OPTION_GUARD, RFI_OPTION_COUNT, 0, false, "guard", "SECONDS",
     "stop each search after so much work, with its bounds; for cbc 10 unless told", NULL},
    RFI_ROW_OUTPUT,
    RFI_ROW_CATALOGUE,
    RFI_ROW_COLOUR,
    RFI_ROW_HELP,
    RFI_ROW_END,
};

static const char *const examples[] = {
    "rackfit compare lake-mariner -r liquid-shell -p gb300-nvl72",
    "what to build for the site's own target, what it costs, and what comes next",
    "rackfit compare my-site.xml --budget '150 MUSD' --goal power --plan plan.xml",
    "the most critical IT power for the money; the plan for 'rackfit verify'",
    "rackfit compare my-site.xml --target '60 MW critical IT' --goal earliest -f json",
    "how soon; JSON for a script",
    NULL,
};

const rfi_command rfi_command_compare = {
    .name = "compare",
    .words = "compare retrofit plans: what each costs, brings and leaves in the way",
    .operand = "SITE",
    .least = 1,
    .most = 1,
    .options = options,
    .examples = examples,
    .notes =
        "SITE is the id of a shipped site or a path. The exit status is the verdict at "
        "the\n"
        "end of the ranges that is asked for.\n",
    .run = run_compare,
};
