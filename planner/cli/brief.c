/* SPDX-License-Identifier: MIT */
/* rackfit brief SITE: the PDF document. */
#include "planner/cli/commands.h"
#include "planner/cli/output.h"
#include "planner/cli/session.h"

static rfi_exit run_brief(const rfi_arguments *arguments)
{
    if (rfi_output_is_terminal(rfi_option_text(arguments, RFI_OPTION_OUTPUT))) {
        return rfi_usage_error(arguments->command, NULL,
                               "a terminal cannot show a PDF: add -o FILE");
    }
    rfi_session session;
    rf_bytes bytes = {NULL, 0};
    rf_code code = rfi_session_evaluate(arguments, &session);
    if (code == RF_OK) {
        code = rf_write_brief(session.evaluation, rf_evaluation_best(session.evaluation),
                              (rf_paper)rfi_option_choice(arguments, RFI_OPTION_PAPER),
                              &bytes, session.diags);
    }
    return rfi_session_deliver(&session, code, &bytes);
}

static const rfi_option options[] = {
    RFI_ROW_PROFILES,
    RFI_ROW_REFERENCE,
    RFI_ROW_TARGET,
    RFI_ROW_BY,
    {RFI_OPTION_PAPER, RFI_OPTION_CHOICE, 0, false, "paper", "a4|letter",
     "size of the pages", "a4"},
    RFI_ROW_NODE_LIMIT,
    RFI_ROW_OUTPUT,
    RFI_ROW_CATALOGUE,
    RFI_ROW_COLOUR,
    RFI_ROW_HELP,
    RFI_ROW_END,
};

static const char *const examples[] = {
    "rackfit brief lake-mariner --reference liquid-shell -o brief.pdf",
    "verdict, site, floor plan, options and the assumption book as one PDF",
    NULL,
};

const rfi_command rfi_command_brief = {
    .name = "brief",
    .words = "write the PDF brief for an investment committee",
    .operand = "SITE",
    .least = 1,
    .most = 1,
    .options = options,
    .examples = examples,
    .notes = "Of several profiles the best one leads the brief.\n",
    .run = run_brief,
};
