/* SPDX-License-Identifier: MIT */
/* rackfit verify PLAN: the second opinion, from files alone. */
#include "planner/cli/commands.h"
#include "planner/cli/output.h"
#include "planner/cli/session.h"

/* A plan that does not hold has a report too: it is the result. */
static rfi_exit run_verify(const rfi_arguments *arguments)
{
    rfi_session session;
    rf_bytes report = {NULL, 0};
    rfi_exit written = RFI_EXIT_DONE;
    rf_code code = rfi_session_open(arguments, &session);
    if (code == RF_OK) {
        code = rf_plan_verify(session.engine, arguments->operands[0],
                              (rf_format)rfi_option_choice(arguments, RFI_OPTION_FORMAT),
                              &report, session.diags);
    }
    rfi_session_report(&session);
    if (report.size > 0) {
        written = rfi_output_write(rfi_option_text(arguments, RFI_OPTION_OUTPUT),
                                   report.data, report.size);
    }
    rf_bytes_free(&report);
    rfi_exit closed = rfi_session_close(&session, code);
    return closed != RFI_EXIT_DONE ? closed : written;
}

static const rfi_option options[] = {RFI_ROW_FORMAT("text|json"),
                                     RFI_ROW_OUTPUT,
                                     RFI_ROW_CATALOGUE,
                                     RFI_ROW_COLOUR,
                                     RFI_ROW_HELP,
                                     RFI_ROW_END};

static const char *const examples[] = {
    "rackfit evaluate my-site.xml -p gb200-nvl72 --plan plan.xml", "write the plan",
    "rackfit verify plan.xml", "test each of its claims by separate code", NULL};

const rfi_command rfi_command_verify = {
    .name = "verify",
    .words = "test a plan file against its inputs by separate code",
    .operand = "PLAN",
    .least = 1,
    .most = 1,
    .options = options,
    .examples = examples,
    .notes = "A plan that does not hold, or whose inputs changed, ends with exit status 5. "
             "Files\n"
             "that it names by path are opened below the current folder, the folder of the "
             "plan\n"
             "and the search path only.\n",
    .run = run_verify,
};
