/* SPDX-License-Identifier: MIT */
/* Where results go. A file is written whole or not at all: a temporary file in its
 * folder, flushed, then renamed. Nothing else in this program writes a result. */
#ifndef PLANNER_CLI_OUTPUT_H
#define PLANNER_CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "planner/cli/options.h"

/* Once, at the start: a closed pipe is an error code and not a signal; an interrupt
 * removes the temporary file; descriptors 0 to 2 are taken. */
void rfi_output_guard(void);

/* path NULL or "-": standard output. DONE, or OUTPUT after the reason stands on standard
 * error (a reader that went away is no news: silent). */
rfi_exit rfi_output_write(const char *path, const char *data, size_t size);

/* The same of what `compose` writes to a stream in memory. */
rfi_exit rfi_output_compose(const char *path, void (*compose)(FILE *, const void *),
                            const void *subject);

/* At the end: closes standard output and says whether everything arrived there. */
rfi_exit rfi_output_finish(void);

/* Would path reach a terminal? */
bool rfi_output_is_terminal(const char *path);

#endif
