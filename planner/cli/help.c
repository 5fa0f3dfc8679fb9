/* SPDX-License-Identifier: MIT */
/* Help, written from the tables that parsing uses. */
#include <stdio.h>
#include <string.h>

#include "planner/cli/commands.h"
#include "planner/cli/output.h"

enum { LEFT = 30, WIDTH = 80 };

static const char exit_codes[] =
    "Exit status:\n"
    "  0  fit, fit with measures, or done   4  undecided or unknown\n"
    "  1  no fit, proven                    5  a self-check failed\n"
    "  2  wrong use of the command line     6  input or output failed\n"
    "  3  bad input\n";

/* words in a column that starts at LEFT; the line so far is used columns long. */
static void print_column(FILE *out, size_t used, const char *words)
{
    if (used + 2 > LEFT) {
        (void)fputc('\n', out);
        used = 0;
    }
    (void)fprintf(out, "%*s", (int)(LEFT - used), "");
    size_t column = LEFT;
    while (*words != '\0') {
        size_t length = strcspn(words, " ");
        if (column > LEFT && column + 1 + length > WIDTH) {
            (void)fprintf(out, "\n%*s", LEFT, "");
            column = LEFT;
        } else if (column > LEFT) {
            (void)fputc(' ', out);
            column++;
        }
        (void)fwrite(words, 1, length, out);
        column += length;
        words += length;
        words += *words == ' ';
    }
    (void)fputc('\n', out);
}

static void print_option(FILE *out, const rfi_option *row)
{
    char left[80];
    char words[400];
    char letter[5] = "    ";
    if (row->letter != 0) {
        (void)snprintf(letter, sizeof(letter), "-%c, ", row->letter);
    }
    int used = snprintf(left, sizeof(left), "  %s--%s%s%s", letter, row->name,
                        row->argument == NULL ? "" : " ",
                        row->argument == NULL ? "" : row->argument);
    const char *mark = row->required ? " (required)" : "";
    if (row->fallback != NULL) {
        (void)snprintf(words, sizeof(words), "%s (default: %s)", row->words, row->fallback);
    } else {
        (void)snprintf(words, sizeof(words), "%s%s", row->words, mark);
    }
    (void)fputs(left, out);
    print_column(out, (size_t)used, words);
}

static void print_examples(FILE *out, const char *const *examples)
{
    for (size_t i = 0; examples[i] != NULL; i += 2) {
        (void)fprintf(out, "  %s\n      %s\n", examples[i], examples[i + 1]);
    }
}

static void print_command(FILE *out, const rfi_command *command)
{
    (void)fprintf(out, "rackfit %s - %s\n\nExamples:\n", command->name, command->words);
    print_examples(out, command->examples);
    bool optional = command->least == 0 && command->most > 0;
    (void)fprintf(out, "\nUsage:\n  rackfit %s [options]%s%s%s%s\n\nOptions:\n",
                  command->name,
                  command->operand == NULL ? ""
                  : optional               ? " ["
                                           : " ",
                  command->operand == NULL ? "" : command->operand, optional ? "]" : "",
                  command->most > command->least ? "..." : "");
    for (const rfi_option *row = command->options; row->name != NULL; row++) {
        print_option(out, row);
    }
    if (command->notes != NULL) {
        (void)fprintf(out, "\n%s", command->notes);
    }
    (void)fprintf(out, "\n%s", exit_codes);
}

const char *const rfi_program_examples[] = {
    "rackfit evaluate lake-mariner --reference liquid-shell",
    "what fits, how many, and which limit binds",
    "rackfit ask lake-mariner",
    "what to request from the owner before anything else",
    "rackfit init --name 'My site' --utility '200 MW' --at 34.43,-100.20 \\\n"
    "      -o my-site.xml",
    "a descriptor to fill in",
    NULL};

static void print_program(FILE *out)
{
    (void)fputs("rackfit - can this mining site host AI accelerator racks?\n\nExamples:\n",
                out);
    print_examples(out, rfi_program_examples);
    (void)fputs("\nUsage:\n  rackfit VERB [options] ...\n\nVerbs:\n", out);
    for (size_t i = 0; rfi_command_at(i) != NULL; i++) {
        const rfi_command *command = rfi_command_at(i);
        (void)fprintf(out, "  %-11s %s\n", command->name, command->words);
    }
    (void)fprintf(out, "\n'rackfit help VERB' explains one.\n\n%s", exit_codes);
}

/* subject: a command, or NULL for the program. */
static void print_help(FILE *out, const void *subject)
{
    if (subject == NULL) {
        print_program(out);
    } else {
        print_command(out, subject);
    }
}

static void print_manual(FILE *out, const void *subject)
{
    if (subject == NULL) {
        rfi_manual_program(out);
    } else {
        rfi_manual_command(out, subject);
    }
}

rfi_exit rfi_help_command(const rfi_command *command)
{
    return rfi_output_compose(NULL, print_help, command);
}

rfi_exit rfi_help_program(void)
{
    return rfi_output_compose(NULL, print_help, NULL);
}

static rfi_exit run_help(const rfi_arguments *arguments)
{
    const rfi_command *command = NULL;
    if (arguments->operand_count > 0) {
        const char *verb = arguments->operands[0];
        command = rfi_command_find(verb);
        if (command == NULL) {
            return rfi_usage_error(NULL, rfi_nearest_name(verb, rfi_command_name_at, NULL),
                                   "unknown verb '%s'", verb);
        }
    }
    bool manual = rfi_option_given(arguments, RFI_OPTION_MAN);
    return rfi_output_compose(NULL, manual ? print_manual : print_help, command);
}

static const rfi_option options[] = {{RFI_OPTION_MAN, RFI_OPTION_SWITCH, 0, false, "man",
                                      NULL, "as a manual page, for man(1)", NULL},
                                     RFI_ROW_HELP,
                                     RFI_ROW_END};

static const char *const examples[] = {"rackfit help evaluate", "what evaluate can do",
                                       "rackfit help draw --man | man -l -",
                                       "the same as a manual page", NULL};

const rfi_command rfi_command_help = {
    .name = "help",
    .words = "explain the program or one verb",
    .operand = "VERB",
    .least = 0,
    .most = 1,
    .options = options,
    .examples = examples,
    .run = run_help,
};
