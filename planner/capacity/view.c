/* SPDX-License-Identifier: MIT */
#include "planner/capacity/view.h"

enum { RECENT = 16 };

rfi_end rfi_view_end(const rfi_view *view, const rfi_figure *figure)
{
    for (size_t i = 0; i < view->flipped_count; i++) {
        if (view->flipped[i] == figure) {
            return view->flipped_end;
        }
    }
    return view->end;
}

void rfi_view_note(rfi_view *view, const rfi_figure *figure, rfi_role role)
{
    rfi_inputs *inputs = view->inputs;
    if (inputs == NULL) {
        return;
    }
    /* recent ones only: who reads the list drops the repetitions that are left */
    size_t first = inputs->count > RECENT ? inputs->count - RECENT : 0;
    for (size_t i = inputs->count; i-- > first;) {
        if (inputs->items[i].figure == figure && inputs->items[i].role == role) {
            return;
        }
    }
    void *items = inputs->items;
    if (!rfi_arena_grow(inputs->arena, &items, inputs->count, &inputs->capacity,
                        sizeof(rfi_input))) {
        inputs->failed = true;
        return;
    }
    inputs->items = items;
    inputs->items[inputs->count++] = (rfi_input){figure, role};
}

static int64_t value_at(rfi_view *view, const rfi_figure *figure, rfi_role role)
{
    rfi_end end = rfi_view_end(view, figure);
    bool limit = role == RFI_ROLE_LIMIT;
    if (end == RFI_END_BASE) {
        if (!rfi_known(figure)) {
            view->unknown = true;
            return 0;
        }
        return view->pinned == figure ? view->pin_low : figure->base;
    }
    bool low = (end == RFI_END_UNFAVOURABLE) == limit;
    if (view->pinned == figure) {
        return low ? view->pin_low : view->pin_high;
    }
    if (!rfi_known(figure)) {
        return low ? 0 : RFI_UNBOUNDED;
    }
    return low ? figure->low : figure->high;
}

static int64_t read_at(rfi_view *view, const rfi_figure *figure, rfi_role role)
{
    rfi_view_note(view, figure, role);
    int64_t value = value_at(view, figure, role);
    if (view->trace != NULL) {
        rfi_trace_figure(view, figure, role, value);
    }
    return value;
}

int64_t rfi_limit_of(rfi_view *view, const rfi_figure *figure)
{
    return read_at(view, figure, RFI_ROLE_LIMIT);
}

int64_t rfi_demand_of(rfi_view *view, const rfi_figure *figure)
{
    return read_at(view, figure, RFI_ROLE_DEMAND);
}

int64_t rfi_limit_or(rfi_view *view, const rfi_figure *figure, const rfi_figure *rule)
{
    return rfi_limit_of(view, rfi_known(figure) ? figure : rule);
}

int64_t rfi_demand_or(rfi_view *view, const rfi_figure *figure, const rfi_figure *rule)
{
    return rfi_demand_of(view, rfi_known(figure) ? figure : rule);
}

int64_t rfi_count_of(rfi_view *view, const rfi_figure *count)
{
    return count->state == RFI_ABSENT ? 1 : rfi_limit_of(view, count);
}
