/* SPDX-License-Identifier: MIT */
/* What the terminal can show. */
#ifndef PLANNER_CLI_TERMINAL_H
#define PLANNER_CLI_TERMINAL_H

#include <stdbool.h>

#include "planner/cli/options.h"
#include "rackfit/rackfit.h"

/* Is colour wanted on this descriptor? --colour decides; "auto" means a terminal that is
 * not dumb and no NO_COLOR in the environment. */
bool rfi_colour_wanted(const rfi_arguments *arguments, int fd);

/* How a text result for path (NULL or "-": standard output) is to look. A file is always
 * 80 columns wide and without colour unless colour is asked for: same input, same bytes. */
rf_text_options rfi_text_look(const rfi_arguments *arguments, const char *path);

#endif
