/* SPDX-License-Identifier: MIT */
/* The loads of a judged plan, derived when a drawing asks for them. */
#ifndef PLANNER_DECIDE_LOADING_H
#define PLANNER_DECIDE_LOADING_H

#include "planner/base/arena.h"
#include "planner/model/loading.h"

/* Of this judgement, in the arena. False when memory is out. */
bool rfi_loading_of(rfi_arena *arena, const rfi_evaluation *evaluation, size_t index,
                    const rfi_loading **ret_loading);

#endif
