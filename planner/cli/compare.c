/* SPDX-License-Identifier: MIT */
/* rackfit compare SITE: retrofit plans. The exit status is the verdict. */
#include <stdio.h>

#include "planner/cli/commands.h"
#include "planner/cli/comparing.h"
#include "planner/cli/output.h"
#include "planner/cli/session.h"
#include "planner/cli/terminal.h"

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
    code = code == RF_OK ? rfi_session_compare(&session, false, &comparison) : code;
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
    RFI_ROW_GOAL,
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
    RFI_ROW_ENGINE,
    RFI_ROW_NODE_LIMIT,
    RFI_ROW_GUARD,
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
