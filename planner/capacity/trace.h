/* SPDX-License-Identifier: MIT */
/* Recording derivations. A view may carry a trace: then every figure that is read through
 * it becomes a leaf below the step that is open, and every step that is opened and closed
 * an inner node. Without a trace the calls cost a comparison each.
 *
 *     rfi_trace_step(view, RFI_OP_PRODUCT, "draw of the racks of a pod", pod_id);
 *     rfi_trace_note(view, "racks per pod", pod_id, racks, RFI_DIM_COUNT);
 *     int64_t draw = rfi_mul(racks, rfi_demand_of(view, &profile->max));      a leaf
 *     rfi_trace_close(view, draw, RFI_DIM_POWER);
 *
 * A step with an operation is redone by tests from its children (derivation.h): they are
 * the operands, in the order in which they are recorded. C leaves the order of arguments
 * open, so operands are read in statements of their own where the order matters. What only
 * decides which way to go stands between rfi_trace_aside and rfi_trace_close. A step that
 * rfi_trace_open opens is told in the words of its formula.
 *
 * Below a requirement the outermost steps bear the names of the RFI_PART_* that they
 * derive; `rackfit why` finds limit and demand by them. Every open has its close on every
 * path. `what`, `subject` and `formula` must live as long as the trace's arena: literals,
 * or names of the site. */
#ifndef PLANNER_CAPACITY_TRACE_H
#define PLANNER_CAPACITY_TRACE_H

#include "planner/capacity/view.h"
#include "planner/model/derivation.h"

/* Numbers of rfi_terms. From POD on they take the hall's id as their subject. */
#define RFI_PART_LIMIT    "limit"
#define RFI_PART_FIXED    "fixed demand"
#define RFI_PART_POD      "demand of one pod"
#define RFI_PART_UNIT     "demand of one scalable unit"
#define RFI_PART_IDLE     "demand of a hall that does not convert"
#define RFI_PART_STANDING "demand of a converted hall at any load"

struct rfi_trace {
    rfi_arena *arena;
    rfi_derivation *root; /* first step that was opened; NULL: none yet */
    rfi_derivation *open[64];
    size_t depth; /* steps deeper than the array are folded into the last one that fits */
    bool failed;  /* memory */
};

/* trace.c: what the calls below come to when there is a trace. */
void rfi_trace_push(struct rfi_trace *trace, rfi_derivation node);
void rfi_trace_pop(struct rfi_trace *trace, int64_t value, rfi_dimension dimension,
                   rfi_power_kind kind);
void rfi_trace_leaf(struct rfi_trace *trace, rfi_derivation node);

/* Hangs a copy of a node that was recorded elsewhere, with all that is below it, below the
 * step that is open. Its arena must live as long as the trace's. */
void rfi_trace_graft(struct rfi_trace *trace, const rfi_derivation *node);

static inline void rfi_trace_open(rfi_view *view, const char *what, const char *subject,
                                  const char *formula)
{
    if (view->trace != NULL) {
        rfi_trace_push(
            view->trace,
            (rfi_derivation){.what = what, .subject = subject, .formula = formula});
    }
}

static inline void rfi_trace_step(rfi_view *view, rfi_operation operation, const char *what,
                                  const char *subject)
{
    if (view->trace != NULL) {
        rfi_trace_push(
            view->trace,
            (rfi_derivation){.operation = operation, .what = what, .subject = subject});
    }
}

/* The step that is open; NULL without one. */
rfi_derivation *rfi_trace_opened(const struct rfi_trace *trace);

/* Words for the step that is open, instead of those of its operation. */
static inline void rfi_trace_formula(rfi_view *view, const char *formula)
{
    rfi_derivation *node = view->trace == NULL ? NULL : rfi_trace_opened(view->trace);
    if (node != NULL) {
        node->formula = formula;
    }
}

/* The value of the step that is open, in words that stand instead of the number. */
static inline void rfi_trace_in_words(rfi_view *view, const char *words)
{
    rfi_derivation *node = view->trace == NULL ? NULL : rfi_trace_opened(view->trace);
    if (node != NULL) {
        node->words = words;
    }
}

/* A step that decides which way its parent goes and is no operand of it. */
static inline void rfi_trace_aside(rfi_view *view, const char *what, const char *subject,
                                   const char *formula)
{
    if (view->trace != NULL) {
        rfi_trace_push(view->trace, (rfi_derivation){.what = what,
                                                     .subject = subject,
                                                     .formula = formula,
                                                     .aside = true});
    }
}

/* Closes the step that was opened last; returns value, so that it can end a function. */
static inline int64_t rfi_trace_close(rfi_view *view, int64_t value,
                                      rfi_dimension dimension)
{
    if (view->trace != NULL) {
        rfi_trace_pop(view->trace, value, dimension, RFI_POWER_PLAIN);
    }
    return value;
}

/* The same for power, with its kind. */
static inline int64_t rfi_trace_close_power(rfi_view *view, int64_t value,
                                            rfi_power_kind kind)
{
    if (view->trace != NULL) {
        rfi_trace_pop(view->trace, value, RFI_DIM_POWER, kind);
    }
    return value;
}

/* A value that no figure states and no step derives: a count of the plan, a date asked for.
 * A leaf without figure. */
static inline int64_t rfi_trace_note(rfi_view *view, const char *what, const char *subject,
                                     int64_t value, rfi_dimension dimension)
{
    if (view->trace != NULL) {
        rfi_trace_leaf(view->trace, (rfi_derivation){.kind = RFI_NODE_GIVEN,
                                                     .what = what,
                                                     .subject = subject,
                                                     .value = value,
                                                     .dimension = dimension});
    }
    return value;
}

/* A choice in words: which policy, which state. Never an operand. */
static inline void rfi_trace_words(rfi_view *view, const char *what, const char *subject,
                                   const char *words)
{
    if (view->trace != NULL) {
        rfi_trace_leaf(view->trace, (rfi_derivation){.kind = RFI_NODE_GIVEN,
                                                     .what = what,
                                                     .subject = subject,
                                                     .words = words,
                                                     .aside = true});
    }
}

/* The value of a step of this name and subject that stands earlier in the tree. */
static inline int64_t rfi_trace_above(rfi_view *view, const char *what, const char *subject,
                                      int64_t value, rfi_dimension dimension)
{
    if (view->trace != NULL) {
        rfi_trace_leaf(view->trace, (rfi_derivation){.kind = RFI_NODE_ABOVE,
                                                     .what = what,
                                                     .subject = subject,
                                                     .value = value,
                                                     .dimension = dimension});
    }
    return value;
}

#endif
