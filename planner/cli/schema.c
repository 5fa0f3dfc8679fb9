/* SPDX-License-Identifier: MIT */
/* rackfit schema NAME */
#include "planner/cli/commands.h"
#include "planner/cli/output.h"
#include "planner/cli/session.h"
#include "rackfit/rackfit.h"

static rfi_exit run_schema(const rfi_arguments *arguments)
{
    rf_bytes bytes = {NULL, 0};
    rf_code code = rf_schema(arguments->operands[0], &bytes);
    rfi_exit status = rfi_exit_of(code);
    if (code == RF_OK) {
        status = rfi_output_write(rfi_option_text(arguments, RFI_OPTION_OUTPUT), bytes.data,
                                  bytes.size);
    }
    rf_bytes_free(&bytes);
    return status;
}

static const rfi_option options[] = {RFI_ROW_OUTPUT, RFI_ROW_HELP, RFI_ROW_END};

static const char *const examples[] = {"rackfit schema site -o site.xsd",
                                       "for an editor that completes and checks XML",
                                       "rackfit schema json",
                                       "what 'evaluate --format json' prints",
                                       "rackfit schema why",
                                       "what 'why --format json' prints",
                                       NULL};

const rfi_command rfi_command_schema = {
    .name = "schema",
    .words = "print the schema of a document kind or of the JSON result",
    .operand = "site|profile|measures|climate|plan|json|why|compare",
    .least = 1,
    .most = 1,
    .options = options,
    .examples = examples,
    .run = run_schema,
};
