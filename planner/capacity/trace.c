/* SPDX-License-Identifier: MIT */
#include "planner/capacity/trace.h"

enum { DEEPEST = sizeof(((struct rfi_trace *)NULL)->open) / sizeof(rfi_derivation *) };

static void hang(struct rfi_trace *trace, rfi_derivation *copy)
{
    size_t depth = trace->depth < DEEPEST ? trace->depth : DEEPEST;
    rfi_derivation *parent = depth == 0 ? trace->root : trace->open[depth - 1];
    if (parent == NULL) {
        trace->root = copy;
    } else if (parent->last == NULL) {
        parent->first = parent->last = copy;
    } else {
        parent->last->next = copy;
        parent->last = copy;
    }
}

static rfi_derivation *append(struct rfi_trace *trace, rfi_derivation node)
{
    rfi_derivation *copy = RFI_NEW(trace->arena, rfi_derivation);
    if (copy == NULL) {
        trace->failed = true;
        return NULL;
    }
    *copy = node;
    hang(trace, copy);
    return copy;
}

void rfi_trace_graft(struct rfi_trace *trace, const rfi_derivation *node)
{
    rfi_derivation copy = *node;
    copy.next = NULL;
    rfi_trace_leaf(trace, copy);
}

rfi_derivation *rfi_trace_opened(const struct rfi_trace *trace)
{
    size_t depth = trace->depth < DEEPEST ? trace->depth : DEEPEST;
    return depth == 0 || trace->failed ? NULL : trace->open[depth - 1];
}

void rfi_trace_push(struct rfi_trace *trace, rfi_derivation node)
{
    if (trace->failed) {
        return;
    }
    if (trace->depth < DEEPEST) {
        trace->open[trace->depth] = append(trace, node);
    }
    trace->depth++;
}

void rfi_trace_pop(struct rfi_trace *trace, int64_t value, rfi_dimension dimension,
                   rfi_power_kind kind)
{
    if (trace->failed || trace->depth == 0) {
        return;
    }
    trace->depth--;
    if (trace->depth < DEEPEST) {
        trace->open[trace->depth]->value = value;
        trace->open[trace->depth]->dimension = dimension;
        trace->open[trace->depth]->power_kind = kind;
    }
}

void rfi_trace_leaf(struct rfi_trace *trace, rfi_derivation node)
{
    if (!trace->failed) {
        (void)append(trace, node);
    }
}

void rfi_trace_figure(rfi_view *view, const rfi_figure *figure, rfi_role role,
                      int64_t value)
{
    rfi_trace_leaf(view->trace, (rfi_derivation){.kind = RFI_NODE_FIGURE,
                                                 .what = figure->name,
                                                 .subject = figure->owner,
                                                 .value = value,
                                                 .dimension = figure->dimension,
                                                 .power_kind = figure->kind,
                                                 .figure = figure,
                                                 .role = role,
                                                 .end = rfi_view_end(view, figure)});
}
