/* SPDX-License-Identifier: MIT */
/* rackfit ask SITE: which missing figures to request first. */
#include "planner/cli/commands.h"
#include "planner/cli/session.h"
#include "planner/cli/terminal.h"

static rfi_exit run_ask(const rfi_arguments *arguments)
{
    rfi_session session;
    rf_bytes bytes = {NULL, 0};
    rf_code code = rfi_session_evaluate(arguments, &session);
    if (code == RF_OK) {
        rf_text_options look =
            rfi_text_look(arguments, rfi_option_text(arguments, RFI_OPTION_OUTPUT));
        code = rf_report_requests(
            session.evaluation, (rf_format)rfi_option_choice(arguments, RFI_OPTION_FORMAT),
            &look, &bytes);
    }
    return rfi_session_deliver(&session, code, &bytes);
}

static const rfi_option options[] = {
    RFI_ROW_PROFILES,
    RFI_ROW_REFERENCE,
    RFI_ROW_TARGET,
    RFI_ROW_BY,
    RFI_ROW_FORMAT("text|json|csv"),
    RFI_ROW_NODE_LIMIT,
    RFI_ROW_OUTPUT,
    RFI_ROW_CATALOGUE,
    RFI_ROW_COLOUR,
    RFI_ROW_HELP,
    RFI_ROW_END,
};

static const char *const examples[] = {
    "rackfit ask lake-mariner", "what to request from the owner, most decisive first",
    "rackfit ask my-site.xml --format csv -o requests.csv", "the same as a checklist",
    NULL};

const rfi_command rfi_command_ask = {
    .name = "ask",
    .words = "list what to request, ranked by what decides the verdict",
    .operand = "SITE",
    .least = 1,
    .most = 1,
    .options = options,
    .examples = examples,
    .run = run_ask,
};
