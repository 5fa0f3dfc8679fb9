/* SPDX-License-Identifier: MIT */
/* Recording derivations. A view may carry a trace: then every figure that is read through
 * it becomes a leaf below the step that is open, and every step that is opened and closed
 * an inner node. Without a trace the calls cost a comparison each.
 *
 *     rfi_trace_open(view, "heat to the liquid loop", pod_id, "racks x max x share");
 *     int64_t heat = rfi_mul_div_ceil(...);         reads figures: leaves
 *     rfi_trace_close(view, heat, RFI_DIM_POWER);
 *
 * Every open has its close on every path. `what`, `subject` and `formula` must live as long
 * as the trace's arena: literals, or names of the site. */
#ifndef PLANNER_CAPACITY_TRACE_H
#define PLANNER_CAPACITY_TRACE_H

#include "planner/capacity/view.h"
#include "planner/model/derivation.h"

struct rfi_trace {
    rfi_arena *arena;
    rfi_derivation *root; /* first step that was opened; NULL: none yet */
    rfi_derivation *open[64];
    size_t depth; /* steps deeper than the array are folded into the last one that fits */
    bool failed;  /* memory */
};

void rfi_trace_open(rfi_view *view, const char *what, const char *subject,
                    const char *formula);
/* Closes the step that was opened last; returns value, so that it can end a function. */
int64_t rfi_trace_close(rfi_view *view, int64_t value, rfi_dimension dimension);
/* A value that no figure states and no step derives: a count of the plan, a date asked for.
 * A leaf without figure. */
void rfi_trace_note(rfi_view *view, const char *what, const char *subject, int64_t value,
                    rfi_dimension dimension);

#endif
