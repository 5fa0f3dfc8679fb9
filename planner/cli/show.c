/* SPDX-License-Identifier: MIT */
/* rackfit show ID */
#include "planner/cli/commands.h"
#include "planner/cli/session.h"

static rfi_exit run_show(const rfi_arguments *arguments)
{
    rfi_session session;
    rf_bytes bytes = {NULL, 0};
    rf_code code = rfi_session_open(arguments, &session);
    if (code == RF_OK) {
        code = rf_show(session.engine, arguments->operands[0],
                       (rf_format)rfi_option_choice(arguments, RFI_OPTION_FORMAT), &bytes,
                       session.diags);
    }
    return rfi_session_deliver(&session, code, &bytes);
}

static const rfi_option options[] = {RFI_ROW_FORMAT("text|json|csv"),
                                     RFI_ROW_OUTPUT,
                                     RFI_ROW_CATALOGUE,
                                     RFI_ROW_COLOUR,
                                     RFI_ROW_HELP,
                                     RFI_ROW_END};

static const char *const examples[] = {
    "rackfit show lake-mariner", "the site, figure by figure, with its sources", NULL};

const rfi_command rfi_command_show = {
    .name = "show",
    .words = "print one site, profile, measure list, climate or reference design",
    .operand = "ID",
    .least = 1,
    .most = 1,
    .options = options,
    .examples = examples,
    .run = run_show,
};
