/* SPDX-License-Identifier: MIT */
/* Today: for the verbs that write a new document. Nothing else here reads the clock. */
#ifndef PLANNER_CLI_CLOCK_H
#define PLANNER_CLI_CLOCK_H

#include <stddef.h>

/* As 2026-11-23, of SOURCE_DATE_EPOCH when it is set; empty when there is no clock. */
void rfi_today(char *ret_date, size_t size);

#endif
