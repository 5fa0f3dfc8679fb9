/* SPDX-License-Identifier: MIT */
/* rackfit: finds the verb, reads its arguments, runs it. */
#include <string.h>

#include "planner/cli/commands.h"
#include "planner/cli/output.h"

static const rfi_command *const commands[] = {
    &rfi_command_init,    &rfi_command_check,       &rfi_command_evaluate,
    &rfi_command_ask,     &rfi_command_compare,     &rfi_command_export,
    &rfi_command_why,     &rfi_command_list,        &rfi_command_show,
    &rfi_command_draw,    &rfi_command_brief,       &rfi_command_verify,
    &rfi_command_diff,    &rfi_command_import,      &rfi_command_schema,
    &rfi_command_explain, &rfi_command_completions, &rfi_command_version,
    &rfi_command_help,
};

const rfi_command *rfi_command_at(size_t index)
{
    return index < sizeof(commands) / sizeof(commands[0]) ? commands[index] : NULL;
}

const char *rfi_command_name_at(const void *unused, size_t index)
{
    (void)unused;
    const rfi_command *command = rfi_command_at(index);
    return command == NULL ? NULL : command->name;
}

const rfi_command *rfi_command_find(const char *name)
{
    size_t i = 0;
    while (rfi_command_at(i) != NULL && strcmp(rfi_command_at(i)->name, name) != 0) {
        i++;
    }
    return rfi_command_at(i);
}

static rfi_exit run_command(const rfi_command *command, int argc, char **argv)
{
    rfi_arguments arguments;
    rfi_exit status = rfi_arguments_read(command, argc, argv, &arguments);
    if (status == RFI_EXIT_DONE) {
        status = arguments.help ? rfi_help_command(command) : command->run(&arguments);
    }
    rfi_arguments_finish(&arguments);
    return status;
}

static rfi_exit run_program(int argc, char **argv)
{
    if (argc < 2) {
        return rfi_usage_error(NULL, NULL, "a verb is missing");
    }
    const char *verb = argv[1];
    if (strcmp(verb, "--help") == 0 || strcmp(verb, "-h") == 0) {
        return rfi_help_program();
    }
    if (strcmp(verb, "--version") == 0 || strcmp(verb, "-V") == 0) {
        verb = "version";
    }
    const rfi_command *command = rfi_command_find(verb);
    if (command == NULL) {
        return rfi_usage_error(
            NULL, rfi_nearest_name(verb, rfi_command_name_at, NULL),
            verb[0] == '-' ? "the verb comes first, not '%s'" : "unknown verb '%s'", verb);
    }
    return run_command(command, argc - 2, argv + 2);
}

int main(int argc, char **argv)
{
    rfi_output_guard();
    rfi_exit status = run_program(argc, argv);
    rfi_exit finished = rfi_output_finish();
    return (int)(status == RFI_EXIT_DONE ? finished : status);
}
