/* SPDX-License-Identifier: MIT */
/* rackfit brief SITE: the PDF document. */
#include "planner/cli/commands.h"
#include "planner/cli/comparing.h"
#include "planner/cli/output.h"
#include "planner/cli/session.h"

/* Options are asked for by a site that does not fit as it is. */
static bool wants_options(const rfi_session *session)
{
    const rf_evaluation *evaluation = session->evaluation;
    return !rfi_option_given(session->arguments, RFI_OPTION_AS_IS) &&
           rf_evaluation_verdict(evaluation, rf_evaluation_best(evaluation)) !=
               RF_VERDICT_FIT;
}

static rfi_exit run_brief(const rfi_arguments *arguments)
{
    if (rfi_output_is_terminal(rfi_option_text(arguments, RFI_OPTION_OUTPUT))) {
        return rfi_usage_error(arguments->command, NULL,
                               "a terminal cannot show a PDF: add -o FILE");
    }
    rfi_session session;
    rf_comparison *comparison = NULL;
    rf_bytes bytes = {NULL, 0};
    rf_code code = rfi_session_evaluate(arguments, &session);
    if (code == RF_OK && wants_options(&session)) {
        code = rfi_session_compare(&session, true, &comparison);
    }
    rf_paper paper = (rf_paper)rfi_option_choice(arguments, RFI_OPTION_PAPER);
    if (code == RF_OK) {
        code =
            comparison == NULL
                ? rf_write_brief(session.evaluation, rf_evaluation_best(session.evaluation),
                                 paper, &bytes, session.diags)
                : rf_write_options_brief(comparison, paper, &bytes, session.diags);
    }
    rf_comparison_free(comparison);
    return rfi_session_deliver(&session, code, &bytes);
}

static const rfi_option options[] = {
    RFI_ROW_PROFILES,
    RFI_ROW_REFERENCE,
    RFI_ROW_TARGET,
    RFI_ROW_BY,
    {RFI_OPTION_AS_IS, RFI_OPTION_SWITCH, 0, false, "as-is", NULL,
     "leave the retrofit options out, which a site has that does not fit as it is", NULL},
    RFI_ROW_MEASURES,
    RFI_ROW_BUDGET,
    RFI_ROW_GOAL,
    RFI_ROW_ENDS,
    {RFI_OPTION_PAPER, RFI_OPTION_CHOICE, 0, false, "paper", "a4|letter",
     "size of the pages", "a4"},
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
    "rackfit brief lake-mariner --reference liquid-shell -o brief.pdf",
    "verdict, retrofit options, site, floor plan and the assumption book as one PDF",
    "rackfit brief my-site.xml --target '60 MW critical IT' --budget '150 MUSD' -o "
    "brief.pdf",
    "another question than the site's own, as rackfit compare asks it",
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
    .notes = "Of several profiles the best one leads the brief; the options are those of\n"
             "'rackfit compare' with the same question.\n",
    .run = run_brief,
};
