/* SPDX-License-Identifier: MIT */
/* The question of compare and of what shows its plans, and the search for the answer: on a
 * terminal it shows where it is, and an interrupt ends it with the best plan so far. */
#include "planner/cli/comparing.h"

#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "planner/cli/mip.h"

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

rf_code rfi_session_compare(rfi_session *session, bool every_end,
                            rf_comparison **ret_comparison)
{
    meter m = {.terminal = isatty(STDERR_FILENO) != 0, .began = now()};
    rf_compare_options options = options_of(session->arguments, &m);
    options.every_end = every_end;
    char mip[PATH_MAX];
    bool cbc = rfi_option_choice(session->arguments, RFI_OPTION_ENGINE) == ENGINE_CBC;
    options.mip_program = cbc && rfi_find_mip(mip, sizeof(mip)) ? mip : NULL;
    if (cbc && options.mip_program == NULL) {
        (void)fprintf(stderr,
                      "rackfit: this build has no MIP engine program: the own search "
                      "goes alone\n");
    }
    options.guard = cbc && options.guard == 0 ? GUARD_CBC * MILLISECONDS : options.guard;
    rf_code code =
        session->site != NULL
            ? RF_OK
            : rf_site_open(session->engine, session->arguments->operands[0],
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
