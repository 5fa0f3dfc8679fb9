/* SPDX-License-Identifier: MIT */
#include "planner/capacity/trace.h"

enum { DEEPEST = sizeof(((struct rfi_trace *)NULL)->open) / sizeof(rfi_derivation *) };

static rfi_derivation *append(struct rfi_trace *trace, rfi_derivation node)
{
    rfi_derivation *copy = RFI_NEW(trace->arena, rfi_derivation);
    if (copy == NULL) {
        trace->failed = true;
        return NULL;
    }
    *copy = node;
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
    return copy;
}

void rfi_trace_open(rfi_view *view, const char *what, const char *subject,
                    const char *formula)
{
    struct rfi_trace *trace = view->trace;
    if (trace == NULL || trace->failed) {
        return;
    }
    if (trace->depth < DEEPEST) {
        trace->open[trace->depth] = append(
            trace, (rfi_derivation){.what = what, .subject = subject, .formula = formula});
    }
    trace->depth++;
}

int64_t rfi_trace_close(rfi_view *view, int64_t value, rfi_dimension dimension)
{
    struct rfi_trace *trace = view->trace;
    if (trace == NULL || trace->failed || trace->depth == 0) {
        return value;
    }
    trace->depth--;
    if (trace->depth < DEEPEST) {
        trace->open[trace->depth]->value = value;
        trace->open[trace->depth]->dimension = dimension;
    }
    return value;
}

void rfi_trace_note(rfi_view *view, const char *what, const char *subject, int64_t value,
                    rfi_dimension dimension)
{
    if (view->trace != NULL && !view->trace->failed) {
        (void)append(view->trace, (rfi_derivation){.what = what,
                                                   .subject = subject,
                                                   .value = value,
                                                   .dimension = dimension});
    }
}

void rfi_trace_figure(rfi_view *view, const rfi_figure *figure, rfi_role role,
                      int64_t value)
{
    if (view->trace != NULL && !view->trace->failed) {
        (void)append(view->trace, (rfi_derivation){.what = figure->name,
                                                   .subject = figure->owner,
                                                   .value = value,
                                                   .dimension = figure->dimension,
                                                   .power_kind = figure->kind,
                                                   .figure = figure,
                                                   .role = role,
                                                   .end = rfi_view_end(view, figure)});
    }
}
