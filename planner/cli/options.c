/* SPDX-License-Identifier: MIT */
/* Parsing by table. Options and operands may be mixed; "--" ends the options; a value
 * follows as "--name value", "--name=value", "-n value" or "-nvalue". */
#include "planner/cli/options.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_WORD = 63 };

/* Two rows of the dynamic programme are enough for the distance. Words longer than
 * LONGEST_WORD are near to nothing. */
static size_t edit_distance(const char *a, const char *b)
{
    size_t n = strlen(a);
    size_t m = strlen(b);
    if (n > LONGEST_WORD || m > LONGEST_WORD) {
        return LONGEST_WORD;
    }
    size_t row[LONGEST_WORD + 1];
    for (size_t j = 0; j <= m; j++) {
        row[j] = j;
    }
    for (size_t i = 1; i <= n; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
            corner = row[j];
            best = best < row[j] + 1 ? best : row[j] + 1;
            row[j] = best < row[j - 1] + 1 ? best : row[j - 1] + 1;
        }
    }
    return row[m];
}

const char *rfi_nearest_name(const char *word, const char *(*name)(const void *, size_t),
                             const void *names)
{
    const char *best = NULL;
    size_t best_distance = 2 + strlen(word) / 4;
    const char *candidate = name(names, 0);
    for (size_t i = 1; candidate != NULL; i++) {
        size_t distance = edit_distance(word, candidate);
        if (distance < best_distance) {
            best = candidate;
            best_distance = distance;
        }
        candidate = name(names, i);
    }
    return best;
}

rfi_exit rfi_usage_error(const rfi_command *command, const char *near, const char *format,
                         ...)
{
    va_list list;
    const char *gap = command == NULL ? "" : " ";
    const char *verb = command == NULL ? "" : command->name;
    (void)fprintf(stderr, "rackfit%s%s: ", gap, verb);
    va_start(list, format);
    (void)vfprintf(stderr, format, list);
    va_end(list);
    (void)fputc('\n', stderr);
    if (near != NULL) {
        (void)fprintf(stderr, "hint: did you mean '%s'?\n", near);
    }
    (void)fprintf(stderr, "hint: see 'rackfit help%s%s'\n", gap, verb);
    return RFI_EXIT_USAGE;
}

static const rfi_option *find_row(const rfi_command *command, rfi_option_id id)
{
    const rfi_option *row = command->options;
    while (row->name != NULL && row->id != id) {
        row++;
    }
    return row->name == NULL ? NULL : row;
}

static const rfi_option *find_name(const rfi_command *command, const char *name,
                                   size_t length)
{
    const rfi_option *row = command->options;
    while (row->name != NULL &&
           (strncmp(row->name, name, length) != 0 || row->name[length] != '\0')) {
        row++;
    }
    return row->name == NULL ? NULL : row;
}

static const rfi_option *find_letter(const rfi_command *command, char letter)
{
    const rfi_option *row = command->options;
    while (row->name != NULL && row->letter != letter) {
        row++;
    }
    return row->name == NULL ? NULL : row;
}

static const char *option_name_at(const void *names, size_t index)
{
    const rfi_option *rows = names;
    return rows[index].name;
}

int rfi_choice_index(const char *choices, const char *word)
{
    size_t length = strlen(word);
    int index = 0;
    for (const char *at = choices;; index++) {
        size_t size = strcspn(at, "|");
        if (size == length && strncmp(at, word, size) == 0) {
            return index;
        }
        if (at[size] == '\0') {
            return -1;
        }
        at += size + 1;
    }
}

enum { MOST_CHOICES = 8 };

/* The words of a choice list, for the nearest-word hint. */
typedef struct choice_words {
    char text[120];
    const char *words[MOST_CHOICES + 1];
} choice_words;

static const char *choice_at(const void *names, size_t index)
{
    const choice_words *choices = names;
    return choices->words[index];
}

static void split_choices(const char *list, choice_words *ret_choices)
{
    char *rest = NULL;
    size_t count = 0;
    (void)snprintf(ret_choices->text, sizeof(ret_choices->text), "%s", list);
    for (char *word = strtok_r(ret_choices->text, "|", &rest);
         word != NULL && count < MOST_CHOICES; word = strtok_r(NULL, "|", &rest)) {
        ret_choices->words[count++] = word;
    }
    ret_choices->words[count] = NULL;
}

/* what: "--format", or "" for an operand. */
static rfi_exit choice_error(const rfi_command *command, const char *what, const char *list,
                             const char *word)
{
    choice_words choices;
    split_choices(list, &choices);
    return rfi_usage_error(command, rfi_nearest_name(word, choice_at, &choices),
                           "%s'%s' is none of %s", what, word, list);
}

static int64_t count_of(const char *text)
{
    int64_t value = 0;
    if (*text == '\0') {
        return 0;
    }
    for (; *text != '\0'; text++) {
        if (*text < '0' || *text > '9' || value > (INT64_MAX - 9) / 10) {
            return 0;
        }
        value = value * 10 + (*text - '0');
    }
    return value;
}

static bool value_accepted(const rfi_command *command, const rfi_option *row,
                           const char *value)
{
    if (row->kind == RFI_OPTION_CHOICE && rfi_choice_index(row->argument, value) < 0) {
        char what[40];
        (void)snprintf(what, sizeof(what), "--%s: ", row->name);
        (void)choice_error(command, what, row->argument, value);
        return false;
    }
    if (row->kind == RFI_OPTION_COUNT && count_of(value) == 0) {
        (void)rfi_usage_error(command, NULL, "--%s: '%s' is not a whole number from 1 on",
                              row->name, value);
        return false;
    }
    if (row->kind != RFI_OPTION_SWITCH && *value == '\0') {
        (void)rfi_usage_error(command, NULL, "--%s: the value is empty", row->name);
        return false;
    }
    return true;
}

/* The rest of the command line while it is read. */
typedef struct command_line {
    rfi_arguments *arguments;
    char **argv;
    int argc;
    int next;
} command_line;

static rfi_exit add_value(command_line *line, const rfi_option *row, const char *value)
{
    rfi_arguments *arguments = line->arguments;
    if (!value_accepted(arguments->command, row, value)) {
        return RFI_EXIT_USAGE;
    }
    if (arguments->given[row->id] == NULL) {
        arguments->given[row->id] = calloc((size_t)line->argc + 1, sizeof(char *));
    }
    if (arguments->given[row->id] == NULL) {
        return RFI_EXIT_OUTPUT;
    }
    size_t count = 0;
    while (arguments->given[row->id][count] != NULL) {
        count++;
    }
    arguments->given[row->id][count] = value;
    return RFI_EXIT_DONE;
}

/* attached: the value that stands in the same word, or NULL. */
static rfi_exit add_option(command_line *line, const rfi_option *row, const char *attached)
{
    const rfi_command *command = line->arguments->command;
    if (row->kind == RFI_OPTION_SWITCH) {
        if (attached != NULL) {
            return rfi_usage_error(command, NULL, "--%s takes no value", row->name);
        }
        line->arguments->help |= row->id == RFI_OPTION_HELP;
        return add_value(line, row, "");
    }
    if (attached == NULL) {
        if (line->next == line->argc) {
            return rfi_usage_error(command, NULL, "--%s needs a value: %s", row->name,
                                   row->argument);
        }
        attached = line->argv[line->next++];
    }
    return add_value(line, row, attached);
}

static rfi_exit read_long(command_line *line, const char *word)
{
    const rfi_command *command = line->arguments->command;
    size_t length = strcspn(word, "=");
    const rfi_option *row = find_name(command, word, length);
    if (row == NULL) {
        char name[LONGEST_WORD + 1] = "";
        char near[LONGEST_WORD + 3];
        (void)snprintf(name, sizeof(name), "%.*s", length > 60 ? 60 : (int)length, word);
        const char *found = rfi_nearest_name(name, option_name_at, command->options);
        (void)snprintf(near, sizeof(near), "--%s", found == NULL ? "" : found);
        return rfi_usage_error(command, found == NULL ? NULL : near,
                               "unknown option '--%s'", name);
    }
    return add_option(line, row, word[length] == '=' ? word + length + 1 : NULL);
}

/* "-abc": letters of switches may stand together; the first that takes a value takes
 * the rest. */
static rfi_exit read_letters(command_line *line, const char *letters)
{
    const rfi_command *command = line->arguments->command;
    rfi_exit status = RFI_EXIT_DONE;
    for (const char *at = letters; *at != '\0' && status == RFI_EXIT_DONE; at++) {
        const rfi_option *row = find_letter(command, *at);
        if (row == NULL) {
            return rfi_usage_error(command, NULL, "unknown option '-%c'", *at);
        }
        if (row->kind != RFI_OPTION_SWITCH) {
            return add_option(line, row, at[1] == '\0' ? NULL : at + 1);
        }
        status = add_option(line, row, NULL);
    }
    return status;
}

static rfi_exit check_complete(const rfi_arguments *arguments)
{
    const rfi_command *command = arguments->command;
    size_t count = arguments->operand_count;
    if (count < command->least) {
        return rfi_usage_error(command, NULL, "%s is missing", command->operand);
    }
    if (count > command->most) {
        return rfi_usage_error(command, NULL, "'%s' is one operand too many",
                               arguments->operands[command->most]);
    }
    const char *first = arguments->operands[0];
    if (first != NULL && strchr(command->operand, '|') != NULL &&
        rfi_choice_index(command->operand, first) < 0) {
        return choice_error(command, "", command->operand, first);
    }
    for (const rfi_option *row = command->options; row->name != NULL; row++) {
        if (row->required && arguments->given[row->id] == NULL) {
            return rfi_usage_error(command, NULL, "--%s %s is missing", row->name,
                                   row->argument);
        }
    }
    return RFI_EXIT_DONE;
}

rfi_exit rfi_arguments_read(const rfi_command *command, int argc, char **argv,
                            rfi_arguments *ret_arguments)
{
    *ret_arguments = (rfi_arguments){.command = command};
    ret_arguments->operands = calloc((size_t)argc + 1, sizeof(char *));
    if (ret_arguments->operands == NULL) {
        return RFI_EXIT_OUTPUT;
    }
    command_line line = {ret_arguments, argv, argc, 0};
    bool options = true;
    rfi_exit status = RFI_EXIT_DONE;
    while (line.next < argc && status == RFI_EXIT_DONE && !ret_arguments->help) {
        const char *word = argv[line.next++];
        if (options && strcmp(word, "--") == 0) {
            options = false;
        } else if (options && strncmp(word, "--", 2) == 0) {
            status = read_long(&line, word + 2);
        } else if (options && word[0] == '-' && word[1] != '\0') {
            status = read_letters(&line, word + 1);
        } else {
            ret_arguments->operands[ret_arguments->operand_count++] = word;
        }
    }
    if (status == RFI_EXIT_DONE && !ret_arguments->help) {
        status = check_complete(ret_arguments);
    }
    return status;
}

void rfi_arguments_finish(rfi_arguments *arguments)
{
    for (size_t i = 0; i < RFI_OPTIONS; i++) {
        free(arguments->given[i]);
    }
    free(arguments->operands);
    *arguments = (rfi_arguments){.command = NULL};
}

bool rfi_option_given(const rfi_arguments *arguments, rfi_option_id id)
{
    return arguments->given[id] != NULL;
}

const char *rfi_option_text(const rfi_arguments *arguments, rfi_option_id id)
{
    if (arguments->given[id] != NULL) {
        const char **last = arguments->given[id];
        while (last[1] != NULL) {
            last++;
        }
        return *last;
    }
    const rfi_option *row = find_row(arguments->command, id);
    return row == NULL ? NULL : row->fallback;
}

const char *const *rfi_option_list(const rfi_arguments *arguments, rfi_option_id id)
{
    return (const char *const *)arguments->given[id];
}

int rfi_option_choice(const rfi_arguments *arguments, rfi_option_id id)
{
    const rfi_option *row = find_row(arguments->command, id);
    const char *word = rfi_option_text(arguments, id);
    return row == NULL || word == NULL ? -1 : rfi_choice_index(row->argument, word);
}

int64_t rfi_option_count(const rfi_arguments *arguments, rfi_option_id id)
{
    const char *word = rfi_option_text(arguments, id);
    return word == NULL ? 0 : count_of(word);
}
