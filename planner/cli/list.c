/* SPDX-License-Identifier: MIT */
/* rackfit list KIND */
#include "planner/cli/commands.h"
#include "planner/cli/session.h"

static rfi_exit run_list(const rfi_arguments *arguments)
{
    rfi_session session;
    rf_bytes bytes = {NULL, 0};
    rf_code code = rfi_session_open(arguments, &session);
    if (code == RF_OK) {
        code = rf_list(session.engine, arguments->operands[0],
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
    "rackfit list profiles", "the accelerator systems that are shipped",
    "rackfit list sites --format csv", "the sites, for a spreadsheet", NULL};

const rfi_command rfi_command_list = {
    .name = "list",
    .words = "list what the search path holds",
    .operand = "profiles|measures|sites|climate|references",
    .least = 1,
    .most = 1,
    .options = options,
    .examples = examples,
    .run = run_list,
};
