/* SPDX-License-Identifier: MIT */
/* Every verb; each is defined in the file of its name. */
#ifndef PLANNER_CLI_COMMANDS_H
#define PLANNER_CLI_COMMANDS_H

#include <stdio.h>

#include "planner/cli/options.h"

extern const rfi_command rfi_command_init;
extern const rfi_command rfi_command_check;
extern const rfi_command rfi_command_evaluate;
extern const rfi_command rfi_command_ask;
extern const rfi_command rfi_command_compare;
extern const rfi_command rfi_command_export;
extern const rfi_command rfi_command_why;
extern const rfi_command rfi_command_explain;
extern const rfi_command rfi_command_completions;
extern const rfi_command rfi_command_list;
extern const rfi_command rfi_command_show;
extern const rfi_command rfi_command_draw;
extern const rfi_command rfi_command_brief;
extern const rfi_command rfi_command_verify;
extern const rfi_command rfi_command_diff;
extern const rfi_command rfi_command_import;
extern const rfi_command rfi_command_schema;
extern const rfi_command rfi_command_version;
extern const rfi_command rfi_command_help;

/* In the order of the help. NULL past the last. */
const rfi_command *rfi_command_at(size_t index);
const rfi_command *rfi_command_find(const char *name); /* NULL: no such verb */
const char *rfi_command_name_at(const void *unused, size_t index);

/* The help of one verb, resp. of the program, on standard output. */
rfi_exit rfi_help_command(const rfi_command *command);
rfi_exit rfi_help_program(void);
/* Pairs of a command line and what it is good for; NULL ends them. */
extern const char *const rfi_program_examples[];

/* manual.c: the same as a manual page. */
void rfi_manual_command(FILE *out, const rfi_command *command);
void rfi_manual_program(FILE *out);
extern const char *const rfi_manual_formats[]; /* documents with a page; NULL ends them */

#endif
