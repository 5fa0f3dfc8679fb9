/* SPDX-License-Identifier: MIT */
/* rackfit version */
#include <stdio.h>

#include "planner/cli/commands.h"
#include "planner/cli/output.h"
#include "rackfit/rackfit.h"

static rfi_exit run_version(const rfi_arguments *arguments)
{
    (void)arguments;
    char line[80];
    int length = snprintf(line, sizeof(line), "rackfit %s\n", rf_version());
    return rfi_output_write(NULL, line, (size_t)length);
}

static const rfi_option options[] = {RFI_ROW_HELP, RFI_ROW_END};

static const char *const examples[] = {"rackfit version", "name and version, on one line",
                                       NULL};

const rfi_command rfi_command_version = {
    .name = "version",
    .words = "print the version",
    .options = options,
    .examples = examples,
    .run = run_version,
};
