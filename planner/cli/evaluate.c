/* SPDX-License-Identifier: MIT */
/* rackfit evaluate SITE: the verdicts. The exit status is that of the best profile. */
#include <stdio.h>

#include "planner/cli/commands.h"
#include "planner/cli/output.h"
#include "planner/cli/session.h"
#include "planner/cli/terminal.h"

/* Nothing is written before everything is rendered. A site where nothing fits has no plan:
 * the verdict stands, the plan stays empty. */
static rf_code render(const rfi_session *session, size_t best, rf_bytes *ret_report,
                      rf_bytes *ret_plan)
{
    const rfi_arguments *arguments = session->arguments;
    rf_text_options look =
        rfi_text_look(arguments, rfi_option_text(arguments, RFI_OPTION_OUTPUT));
    rf_code code = rf_report_evaluation(
        session->evaluation, (rf_format)rfi_option_choice(arguments, RFI_OPTION_FORMAT),
        &look, ret_report);
    if (code == RF_OK && rfi_option_given(arguments, RFI_OPTION_PLAN)) {
        code = rf_plan_write(session->evaluation, best, ret_plan);
        if (code == RF_E_NOT_FOUND) {
            (void)fprintf(stderr, "rackfit: no plan holds: '%s' is not written\n",
                          rfi_option_text(arguments, RFI_OPTION_PLAN));
            code = RF_OK;
        }
    }
    return code;
}

static rfi_exit run_evaluate(const rfi_arguments *arguments)
{
    rfi_session session;
    rf_bytes report = {NULL, 0};
    rf_bytes plan = {NULL, 0};
    rfi_exit written = RFI_EXIT_DONE;
    rfi_exit verdict = RFI_EXIT_DONE;
    rf_code code = rfi_session_evaluate_with(
        arguments, rfi_option_text(arguments, RFI_OPTION_MEASURES), &session);
    if (code == RF_OK) {
        size_t best = rf_evaluation_best(session.evaluation);
        verdict = rfi_exit_of_verdict(rf_evaluation_verdict(session.evaluation, best));
        code = render(&session, best, &report, &plan);
    }
    rfi_session_report(&session);
    if (code == RF_OK) {
        written = rfi_write_results(arguments, &report, &plan);
    }
    rf_bytes_free(&report);
    rf_bytes_free(&plan);
    rfi_exit closed = rfi_session_close(&session, code);
    if (closed != RFI_EXIT_DONE) {
        return closed;
    }
    return written != RFI_EXIT_DONE ? written : verdict;
}

static const rfi_option options[] = {
    RFI_ROW_PROFILES,
    RFI_ROW_REFERENCE,
    RFI_ROW_TARGET,
    RFI_ROW_BY,
    {RFI_OPTION_MEASURES, RFI_OPTION_TEXT, 'm', false, "measures", "M",
     "judge what does not fit with these measures on offer too: an id or a path, "
     "'catalogue' is the shipped one",
     NULL},
    RFI_ROW_FORMAT("text|json|csv"),
    {RFI_OPTION_DETAIL, RFI_OPTION_SWITCH, 'd', false, "detail", NULL,
     "every requirement and every warning instead of those that decide", NULL},
    {RFI_OPTION_PLAN, RFI_OPTION_TEXT, 0, false, "plan", "FILE",
     "write the plan of the best profile here, for 'rackfit verify'", NULL},
    {RFI_OPTION_WEATHER, RFI_OPTION_TEXT, 0, false, "weather", "FILE.epw",
     "take the year hour by hour from here instead of the climate's bins", NULL},
    RFI_ROW_NODE_LIMIT,
    RFI_ROW_OUTPUT,
    RFI_ROW_CATALOGUE,
    RFI_ROW_COLOUR,
    RFI_ROW_HELP,
    RFI_ROW_END,
};

static const char *const examples[] = {
    "rackfit evaluate lake-mariner",
    "a shipped site as the public record knows it, against the whole catalogue",
    "rackfit evaluate my-site.xml --profile gb200-nvl72 --reference liquid-shell",
    "one profile, the unknown parts of the site taken from a reference design",
    "rackfit evaluate my-site.xml --target '100 MW critical IT' --by 2027-Q4 -f json",
    "another want than the site's own; JSON for a script",
    "rackfit evaluate my-site.xml --measures catalogue",
    "which systems fit once the site is retrofitted, at what cost and from when",
    NULL,
};

const rfi_command rfi_command_evaluate = {
    .name = "evaluate",
    .words = "judge a site: what fits, how many, and which limit binds",
    .operand = "SITE",
    .least = 1,
    .most = 1,
    .options = options,
    .examples = examples,
    .notes = "SITE is the id of a shipped site or a path. The exit status is the verdict "
             "of the\n"
             "best profile asked for.\n",
    .run = run_evaluate,
};
