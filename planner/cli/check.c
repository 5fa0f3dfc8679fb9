/* SPDX-License-Identifier: MIT */
/* rackfit check FILE...: reads files and reports every problem of each. */
#include <stdio.h>

#include "planner/cli/commands.h"
#include "planner/cli/output.h"
#include "planner/cli/session.h"

enum { KIND_WRONG = 208 }; /* RF-0208: a document, but not of the kind asked for */

static bool is_other_kind(const rf_diags *diags)
{
    for (size_t i = 0; i < rf_diags_count(diags); i++) {
        if (rf_diags_at(diags, i)->number == KIND_WRONG) {
            return true;
        }
    }
    return false;
}

/* A site is opened; a document of another kind, named by path or by id, is shown, which
 * reads it just as well. */
static rf_code read_document(rfi_session *session, const char *name)
{
    rf_code code =
        rf_site_open(session->engine, name, NULL, &session->site, session->diags);
    if (code == RF_OK || (code != RF_E_NOT_FOUND && !is_other_kind(session->diags))) {
        return code;
    }
    rf_diags_free(session->diags);
    session->diags = rf_diags_new();
    rf_bytes sheet = {NULL, 0};
    code = rf_show(session->engine, name, RF_FORMAT_TEXT, &sheet, session->diags);
    rf_bytes_free(&sheet);
    return code;
}

static rfi_exit check_one(const rfi_arguments *arguments, const char *name)
{
    rfi_session session;
    char count[80] = "";
    char line[4400];
    rf_code code = rfi_session_open(arguments, &session);
    if (code == RF_OK) {
        code = read_document(&session, name);
    }
    session.look.all = true;
    rfi_report_count(session.diags, count, sizeof(count));
    rfi_exit status = rfi_session_close(&session, code);
    if (code != RF_OK && code != RF_E_INPUT) {
        return status;
    }
    int length = snprintf(line, sizeof(line), "%.4000s: %s%s%s\n", name,
                          code == RF_OK ? "valid" : "",
                          code == RF_OK && *count != '\0' ? ", " : "", count);
    rfi_exit written = rfi_output_write(NULL, line, (size_t)length);
    return status == RFI_EXIT_DONE ? written : status;
}

static rfi_exit run_check(const rfi_arguments *arguments)
{
    rfi_exit worst = RFI_EXIT_DONE;
    for (size_t i = 0; i < arguments->operand_count; i++) {
        rfi_exit status = check_one(arguments, arguments->operands[i]);
        worst = status > worst ? status : worst;
    }
    return worst;
}

static const rfi_option options[] = {RFI_ROW_CATALOGUE, RFI_ROW_COLOUR, RFI_ROW_HELP,
                                     RFI_ROW_END};

static const char *const examples[] = {
    "rackfit check my-site.xml", "every problem at once, with line, column and a hint",
    "rackfit check sites/*.xml", "many files; the worst one decides the exit status", NULL};

const rfi_command rfi_command_check = {
    .name = "check",
    .words = "read files and report every problem",
    .operand = "FILE",
    .least = 1,
    .most = SIZE_MAX,
    .options = options,
    .examples = examples,
    .run = run_check,
};
