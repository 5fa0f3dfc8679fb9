/* SPDX-License-Identifier: MIT */
/* rackfit diff A B: what changed in a site, and what that does to the verdict. */
#include "planner/cli/commands.h"
#include "planner/cli/session.h"
#include "planner/cli/terminal.h"

static rfi_exit run_diff(const rfi_arguments *arguments)
{
    rfi_session session;
    rf_bytes bytes = {NULL, 0};
    rf_code code = rfi_session_open(arguments, &session);
    if (code == RF_OK) {
        rf_text_options look =
            rfi_text_look(arguments, rfi_option_text(arguments, RFI_OPTION_OUTPUT));
        rf_diff_options options = RF_DIFF_OPTIONS_INIT;
        options.profiles = rfi_option_list(arguments, RFI_OPTION_PROFILE);
        options.reference = rfi_option_text(arguments, RFI_OPTION_REFERENCE);
        options.format = (rf_format)rfi_option_choice(arguments, RFI_OPTION_FORMAT);
        options.look = &look;
        code = rf_diff(session.engine, arguments->operands[0], arguments->operands[1],
                       &options, &bytes, session.diags);
    }
    return rfi_session_deliver(&session, code, &bytes);
}

static const rfi_option options[] = {
    RFI_ROW_PROFILES,
    RFI_ROW_REFERENCE,
    RFI_ROW_FORMAT("text|json"),
    {RFI_OPTION_DETAIL, RFI_OPTION_SWITCH, 'd', false, "detail", NULL,
     "every profile instead of those whose result moves", NULL},
    RFI_ROW_OUTPUT,
    RFI_ROW_CATALOGUE,
    RFI_ROW_COLOUR,
    RFI_ROW_HELP,
    RFI_ROW_END,
};

static const char *const examples[] = {
    "rackfit diff my-site-may.xml my-site-june.xml --profile gb200-nvl72",
    "which figures, gates, halls and plants changed, and what moves with them",
    NULL,
};

const rfi_command rfi_command_diff = {
    .name = "diff",
    .words = "compare two descriptors of a site and their verdicts",
    .operand = "BEFORE AFTER",
    .least = 2,
    .most = 2,
    .options = options,
    .examples = examples,
    .notes = "Order in the file, ids of sources and spelling of values make no difference. "
             "The\nexit status is 0 whether something differs or not.\n",
    .run = run_diff,
};
