/* SPDX-License-Identifier: MIT */
/* Titles of requirements as a reader wants them. */
#ifndef REPORTS_DIAGRAM_TITLE_H
#define REPORTS_DIAGRAM_TITLE_H

#include "planner/base/arena.h"
#include "planner/model/evaluation.h"

/* The first `length` bytes of a title, where a kind is said once although an id repeats it:
 * "Liquid heat, chiller chiller" is "Liquid heat, chiller". In the arena; NULL: memory is
 * out. */
const char *rfi_without_echo(rfi_arena *arena, const char *title, size_t length);
/* The same of a whole title; "" for want of memory. */
const char *rfi_plain_title(rfi_arena *arena, const rfi_requirement *requirement);

#endif
