/* SPDX-License-Identifier: MIT */
/* Reading figures at one end of their ranges. A view says which end is read; some figures
 * may be flipped to another end. Every reading is recorded with its side, so that what a
 * requirement rests on can never drift from what it computes; a reading may be recorded
 * more than once. */
#ifndef PLANNER_CAPACITY_VIEW_H
#define PLANNER_CAPACITY_VIEW_H

#include "planner/base/arena.h"
#include "planner/base/checked.h"
#include "planner/model/evaluation.h"

typedef struct rfi_inputs {
    rfi_arena *arena;
    rfi_input *items;
    size_t count, capacity;
    bool failed;
} rfi_inputs;

struct rfi_trace;

typedef struct rfi_view {
    rfi_end end;
    const rfi_figure *const *flipped;
    size_t flipped_count;
    rfi_end flipped_end;
    const rfi_figure *pinned; /* read as if its range were from pin_low to pin_high */
    int64_t pin_low, pin_high;
    rfi_inputs *inputs;      /* records what was read; NULL: nothing */
    struct rfi_trace *trace; /* records how values came about (trace.h); NULL: nothing */
    bool unknown;            /* out: at the base end a missing figure was met */
} rfi_view;

/* Limit side: low, base, high; missing: 0, flagged, RFI_UNBOUNDED. */
int64_t rfi_limit_of(rfi_view *view, const rfi_figure *figure);
/* Demand side: high, base, low; missing: RFI_UNBOUNDED, flagged, 0. */
int64_t rfi_demand_of(rfi_view *view, const rfi_figure *figure);
/* The same with a default when the figure is absent or unknown. */
int64_t rfi_limit_or(rfi_view *view, const rfi_figure *figure, const rfi_figure *rule);
int64_t rfi_demand_or(rfi_view *view, const rfi_figure *figure, const rfi_figure *rule);
/* Number of units, limit side; an absent count is 1. */
int64_t rfi_count_of(rfi_view *view, const rfi_figure *count);
/* The end at which this figure is read in this view. */
rfi_end rfi_view_end(const rfi_view *view, const rfi_figure *figure);
/* Notes a figure as consumed without reading it. */
void rfi_view_note(rfi_view *view, const rfi_figure *figure, rfi_role role);

/* trace.c: a leaf of the trace, when there is one; called by every reading. */
void rfi_trace_figure(rfi_view *view, const rfi_figure *figure, rfi_role role,
                      int64_t value);

#endif
