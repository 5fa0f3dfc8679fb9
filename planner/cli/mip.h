/* SPDX-License-Identifier: MIT */
/* The program that solves mixed-integer problems for long searches. */
#ifndef PLANNER_CLI_MIP_H
#define PLANNER_CLI_MIP_H

#include <stdbool.h>
#include <stddef.h>

/* False: there is none that could be started. */
bool rfi_find_mip(char *ret_path, size_t size);

#endif
