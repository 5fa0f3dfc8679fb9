/* SPDX-License-Identifier: MIT */
/* rackfit why SITE NUMBER: the tree of steps from which a printed number follows. */
#include "planner/cli/commands.h"
#include "planner/cli/output.h"
#include "planner/cli/session.h"
#include "planner/cli/terminal.h"

static const char ends[] =
    "unfavourable|base|favourable";          /* in the order of the public ends */
static const char forms[] = "text|json|dot"; /* in the order of rf_why_form */

enum { DEEPEST = 1000 };

static rfi_exit run_why(const rfi_arguments *arguments)
{
    const char *what = arguments->operand_count > 1 ? arguments->operands[1] : NULL;
    rf_text_options look =
        rfi_text_look(arguments, rfi_option_text(arguments, RFI_OPTION_OUTPUT));
    rf_why_options options = RF_WHY_OPTIONS_INIT;
    options.form = (rf_why_form)rfi_option_choice(arguments, RFI_OPTION_FORMAT);
    options.look = &look;
    options.node_limit = rfi_option_count(arguments, RFI_OPTION_NODE_LIMIT);
    int64_t depth = rfi_option_count(arguments, RFI_OPTION_DEPTH);
    options.depth = depth > DEEPEST ? DEEPEST : (int)depth;
    if (rfi_option_given(arguments, RFI_OPTION_END)) {
        options.end = rfi_option_choice(arguments, RFI_OPTION_END);
    }
    if (what == NULL && options.form == RF_WHY_DOT) {
        return rfi_usage_error(arguments->command, NULL,
                               "a list of names is no graph: name a number");
    }
    rfi_session session;
    rf_bytes bytes = {NULL, 0};
    rf_code code = rfi_session_evaluate(arguments, &session);
    if (code == RF_OK) {
        code = rf_why(session.evaluation, rf_evaluation_best(session.evaluation), what,
                      &options, &bytes, session.diags);
    }
    return rfi_session_deliver(&session, code, &bytes);
}

static const rfi_option options[] = {
    RFI_ROW_PROFILES,
    RFI_ROW_REFERENCE,
    RFI_ROW_TARGET,
    RFI_ROW_BY,
    {RFI_OPTION_END, RFI_OPTION_CHOICE, 'e', false, "end", ends,
     "end of all ranges; without it the one of the plan that is shown", NULL},
    {RFI_OPTION_DEPTH, RFI_OPTION_COUNT, 'd', false, "depth", "N",
     "levels of the tree to show; without it all", NULL},
    RFI_ROW_FORMAT(forms),
    RFI_ROW_NODE_LIMIT,
    RFI_ROW_OUTPUT,
    RFI_ROW_CATALOGUE,
    RFI_ROW_COLOUR,
    RFI_ROW_HELP,
    RFI_ROW_END,
};

static const char *const examples[] = {
    "rackfit why lake-mariner pods -r liquid-shell -p gb200-nvl72",
    "which requirements stop the next pod, each down to its figures and sources",
    "rackfit why lake-mariner firm-utility --end favourable",
    "a requirement by a part of its id: limit, what is used, slack",
    "rackfit why lake-mariner site/firm-utility:limit -f dot | dot -Tsvg > why.svg",
    "one of its numbers as a picture",
    "rackfit why lake-mariner D-07",
    "a row of the assumption book in the brief",
    NULL,
};

const rfi_command rfi_command_why = {
    .name = "why",
    .words = "show how a printed number came about, down to the sources",
    .operand = "SITE NUMBER",
    .least = 1,
    .most = 2,
    .options = options,
    .examples = examples,
    .notes =
        "NUMBER is pods, chips, critical-it, verdict, ... or the id of a requirement or "
        "of a row\n"
        "of the assumption book; without it all names are listed. Of several profiles "
        "the best\n"
        "one is explained.\n",
    .run = run_why,
};
