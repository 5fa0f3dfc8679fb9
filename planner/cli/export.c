/* SPDX-License-Identifier: MIT */
/* rackfit export SITE: the problem that compare solves, for other solvers. */
#include "planner/cli/commands.h"
#include "planner/cli/output.h"
#include "planner/cli/session.h"

static const char goals[] = "default|power|cost"; /* in the order of rf_goal */

static rfi_exit run_export(const rfi_arguments *arguments)
{
    rfi_session session;
    rf_bytes text = {NULL, 0};
    rf_bytes map = {NULL, 0};
    const rf_compare_options options = rfi_compare_question(arguments);
    rf_code code = rfi_session_open(arguments, &session);
    code = code == RF_OK ? rf_site_open(session.engine, arguments->operands[0],
                                        rfi_option_text(arguments, RFI_OPTION_REFERENCE),
                                        &session.site, session.diags)
                         : code;
    code =
        code == RF_OK
            ? rf_export(session.engine, session.site, &options,
                        (rf_problem_format)rfi_option_choice(arguments, RFI_OPTION_FORMAT),
                        &text, &map, session.diags)
            : code;
    rfi_exit mapped = RFI_EXIT_DONE;
    if (code == RF_OK && rfi_option_given(arguments, RFI_OPTION_MAP)) {
        mapped = rfi_output_write(rfi_option_text(arguments, RFI_OPTION_MAP), map.data,
                                  map.size);
    }
    rf_bytes_free(&map);
    rfi_exit status = rfi_session_deliver(&session, code, &text);
    return mapped != RFI_EXIT_DONE ? mapped : status;
}

static const rfi_option options[] = {
    RFI_ROW_PLANNED,
    RFI_ROW_REFERENCE,
    RFI_ROW_MEASURES,
    RFI_ROW_TARGET,
    RFI_ROW_BY,
    RFI_ROW_BUDGET,
    {RFI_OPTION_GOAL, RFI_OPTION_CHOICE, 'g', false, "goal", goals,
     "power: most critical IT power; cost: least cost for the target; without it cost "
     "where a target is there",
     "default"},
    RFI_ROW_ENDS,
    {RFI_OPTION_FORMAT, RFI_OPTION_CHOICE, 'f', false, "format", "lp|mps",
     "CPLEX LP or free MPS", "lp"},
    {RFI_OPTION_MAP, RFI_OPTION_TEXT, 0, false, "map", "FILE",
     "write the names here: kind, name in the export, name in words", NULL},
    RFI_ROW_OUTPUT,
    RFI_ROW_CATALOGUE,
    RFI_ROW_COLOUR,
    RFI_ROW_HELP,
    RFI_ROW_END,
};

static const char *const examples[] = {
    "rackfit export my-site.xml --target '60 MW critical IT' -o site.lp",
    "least cost for the target, for CBC, GLPK, HiGHS and others",
    "rackfit export my-site.xml -g power --budget '150 MUSD' -f mps --map names.txt",
    "most critical IT power for the money; which name is which",
    NULL,
};

const rfi_command rfi_command_export = {
    .name = "export",
    .words = "write the problem that compare solves, for other solvers",
    .operand = "SITE",
    .least = 1,
    .most = 1,
    .options = options,
    .examples = examples,
    .notes = "SITE is the id of a shipped site or a path. Power is in milliwatt, cost in "
             "whole dollars;\n"
             "LP is maximised, MPS minimised. Objectives after the first stand in "
             "comments.\n",
    .run = run_export,
};
