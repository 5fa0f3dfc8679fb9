/* SPDX-License-Identifier: MIT */
/* rackfit explain [CODE...] */
#include <stdlib.h>
#include <string.h>

#include "planner/cli/commands.h"
#include "planner/cli/output.h"
#include "planner/cli/session.h"
#include "planner/cli/terminal.h"
#include "rackfit/rackfit.h"

enum { MOST_CODES = 64 };

/* "RF-0301", "rf-301", "0301" and "301" are one number; 0: none. */
static int number_of(const char *word)
{
    if (strncmp(word, "RF-", 3) == 0 || strncmp(word, "rf-", 3) == 0) {
        word += 3;
    }
    size_t length = strspn(word, "0123456789");
    return length == 0 || length > 4 || word[length] != '\0' ? 0
                                                             : (int)strtol(word, NULL, 10);
}

static rfi_exit run_explain(const rfi_arguments *arguments)
{
    int numbers[MOST_CODES];
    rf_format format = (rf_format)rfi_option_choice(arguments, RFI_OPTION_FORMAT);
    const char *path = rfi_option_text(arguments, RFI_OPTION_OUTPUT);
    rf_text_options look = rfi_text_look(arguments, path);
    rf_bytes bytes = {NULL, 0};
    for (size_t i = 0; i < arguments->operand_count; i++) {
        const char *word = arguments->operands[i];
        numbers[i] = number_of(word);
        rf_code known = numbers[i] == 0
                            ? RF_E_NOT_FOUND
                            : rf_report_codes(&numbers[i], 1, format, &look, &bytes);
        rf_bytes_free(&bytes);
        if (known == RF_E_NOT_FOUND) {
            return rfi_usage_error(
                arguments->command, NULL,
                "no diagnostic is called '%s': 'rackfit explain' lists them all", word);
        }
    }
    rf_code code =
        rf_report_codes(numbers, arguments->operand_count, format, &look, &bytes);
    rfi_exit status = rfi_exit_of(code);
    if (code == RF_OK) {
        status = rfi_output_write(path, bytes.data, bytes.size);
    }
    rf_bytes_free(&bytes);
    return status;
}

static const rfi_option options[] = {RFI_ROW_FORMAT("text|json"), RFI_ROW_OUTPUT,
                                     RFI_ROW_COLOUR, RFI_ROW_HELP, RFI_ROW_END};

static const char *const examples[] = {
    "rackfit explain RF-0304", "what the number of an error means, and what cures it",
    "rackfit explain --format json", "the whole registry, for programs", NULL};

const rfi_command rfi_command_explain = {
    .name = "explain",
    .words = "say what a diagnostic means and what cures it",
    .operand = "CODE",
    .least = 0,
    .most = MOST_CODES,
    .options = options,
    .examples = examples,
    .run = run_explain,
};
