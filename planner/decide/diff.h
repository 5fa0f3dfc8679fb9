/* SPDX-License-Identifier: MIT */
/* Semantic difference of two sites: what is said, not how the file is written. */
#ifndef PLANNER_DECIDE_DIFF_H
#define PLANNER_DECIDE_DIFF_H

#include "planner/base/arena.h"
#include "planner/model/difference.h"

/* Both sites as read, before a reference design or defaults fill them. The order of
 * elements, the ids of sources and the spelling of values make no difference. The list
 * lives in the arena. False when memory is out. O(n log n). */
bool rfi_diff_sites(rfi_arena *arena, const rfi_site *before, const rfi_site *after,
                    rfi_difference **ret_differences, size_t *ret_count);

#endif
