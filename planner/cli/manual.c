/* SPDX-License-Identifier: MIT */
/* Manual pages in the language of man(7), from the tables that parsing uses. */
#include <string.h>

#include "planner/cli/commands.h"
#include "rackfit/rackfit.h"

static const char *const statuses[] = {"fit, fit with measures, or done",
                                       "no fit, proven",
                                       "wrong use of the command line",
                                       "bad input",
                                       "undecided or unknown",
                                       "a self-check failed",
                                       "input or output failed"};

const char *const rfi_manual_formats[] = {"site",    "profile", "measures",
                                          "climate", "plan",    NULL};

/* Text that man(7) takes as it stands: no request at the start of a line, no escapes. */
static void put(FILE *out, const char *text)
{
    bool starts = true;
    for (; *text != '\0'; text++) {
        if (starts && (*text == '.' || *text == '\'')) {
            (void)fputs("\\&", out);
        }
        if (*text == '\\') {
            (void)fputs("\\e", out);
        } else if (*text == '-') {
            (void)fputs("\\-", out);
        } else if (*text == '\'') {
            (void)fputs("\\(aq", out);
        } else {
            (void)fputc(*text, out);
        }
        starts = *text == '\n';
    }
}

static void put_title(FILE *out, const char *verb)
{
    (void)fprintf(out, ".TH RACKFIT%s", verb == NULL ? "" : "\\-");
    for (const char *letter = verb == NULL ? "" : verb; *letter != '\0'; letter++) {
        (void)fputc(*letter >= 'a' && *letter <= 'z' ? *letter - 'a' + 'A' : *letter, out);
    }
    (void)fprintf(out, " 1 \"\" \"rackfit %s\" \"User commands\"\n", rf_version());
}

static void put_examples(FILE *out, const char *const *examples)
{
    (void)fputs(".SH EXAMPLES\n", out);
    for (size_t i = 0; examples[i] != NULL; i += 2) {
        put(out, examples[i + 1]);
        (void)fputs(":\n.PP\n.RS 4\n.nf\n", out);
        put(out, examples[i]);
        (void)fputs("\n.fi\n.RE\n.PP\n", out);
    }
}

static void put_option(FILE *out, const rfi_option *row)
{
    (void)fputs(".TP\n", out);
    if (row->letter != 0) {
        (void)fprintf(out, "\\fB\\-%c\\fR, ", row->letter);
    }
    (void)fputs("\\fB\\-\\-", out);
    put(out, row->name);
    (void)fputs("\\fR", out);
    if (row->argument != NULL) {
        (void)fputs(" \\fI", out);
        put(out, row->argument);
        (void)fputs("\\fR", out);
    }
    (void)fputc('\n', out);
    put(out, row->words);
    if (row->fallback != NULL) {
        (void)fputs(" (default: ", out);
        put(out, row->fallback);
        (void)fputc(')', out);
    } else if (row->required) {
        (void)fputs(" (required)", out);
    }
    (void)fputs(".\n", out);
}

static void put_statuses(FILE *out)
{
    (void)fputs(".SH EXIT STATUS\n", out);
    for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
        (void)fprintf(out, ".TP\n.B %zu\n", i);
        put(out, statuses[i]);
        (void)fputc('\n', out);
    }
}

static void put_environment(FILE *out)
{
    (void)fputs(
        ".SH ENVIRONMENT\n"
        ".TP\n.B RACKFIT_PATH\nfolders with profiles, sites, measures, climates and "
        "reference designs, separated by colons; they come before the shipped ones "
        "and after \\fB\\-\\-catalogue\\fR.\n"
        ".TP\n.B NO_COLOR\nno colour, whatever the terminal can do.\n"
        ".TP\n.B COLUMNS\nwidth of text.\n",
        out);
}

void rfi_manual_command(FILE *out, const rfi_command *command)
{
    put_title(out, command->name);
    (void)fputs(".SH NAME\nrackfit\\-", out);
    put(out, command->name);
    (void)fputs(" \\- ", out);
    put(out, command->words);
    (void)fputs("\n", out);
    put_examples(out, command->examples);
    (void)fputs(".SH SYNOPSIS\n\\fBrackfit ", out);
    put(out, command->name);
    (void)fputs("\\fR [\\fIoptions\\fR]", out);
    if (command->operand != NULL) {
        (void)fputs(command->least == 0 ? " [\\fI" : " \\fI", out);
        put(out, command->operand);
        (void)fputs(command->least == 0 ? "\\fR]" : "\\fR", out);
        (void)fputs(command->most > command->least && command->most > 1 ? " ..." : "", out);
    }
    (void)fputs("\n.SH OPTIONS\n", out);
    for (const rfi_option *row = command->options; row->name != NULL; row++) {
        put_option(out, row);
    }
    if (command->notes != NULL) {
        (void)fputs(".SH NOTES\n", out);
        put(out, command->notes);
    }
    put_statuses(out);
    put_environment(out);
    (void)fputs(".SH SEE ALSO\n.BR rackfit (1),\n.BR rackfit-site (5)\n", out);
}

void rfi_manual_program(FILE *out)
{
    put_title(out, NULL);
    (void)fputs(".SH NAME\nrackfit \\- can this mining site host AI accelerator racks?\n",
                out);
    put_examples(out, rfi_program_examples);
    (void)fputs(
        ".SH SYNOPSIS\n\\fBrackfit\\fR \\fIverb\\fR [\\fIoptions\\fR] "
        "[\\fIoperands\\fR]\n"
        ".SH DESCRIPTION\nA site descriptor (XML) is checked against rack profiles: "
        "utility and critical IT power in every outage, cooling on the hottest day, "
        "floor, network, permissions and time. The answer is fit, fit with measures, "
        "no fit, undecided or unknown, with the limits that bind; every plan has "
        "passed a check by separate code.\n"
        ".SH VERBS\n",
        out);
    for (size_t i = 0; rfi_command_at(i) != NULL; i++) {
        const rfi_command *command = rfi_command_at(i);
        (void)fprintf(out, ".TP\n.BR rackfit\\-%s (1)\n", command->name);
        put(out, command->words);
        (void)fputs(".\n", out);
    }
    put_statuses(out);
    put_environment(out);
    (void)fputs(".SH SEE ALSO\n", out);
    for (size_t i = 0; rfi_manual_formats[i] != NULL; i++) {
        (void)fprintf(out, ".BR rackfit\\-%s (5)%s\n", rfi_manual_formats[i],
                      rfi_manual_formats[i + 1] == NULL ? "" : ",");
    }
}
