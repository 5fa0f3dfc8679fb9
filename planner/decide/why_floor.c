/* SPDX-License-Identifier: MIT */
/* Derivations of what stands on the floor of a hall. The layout room places racks; what it
 * asked of and what came of it is told, the search for rows is not. */
#include "planner/decide/why.h"

#include <string.h>

static const rfi_floor *floor_of(const rfi_ask *ask)
{
    const rfi_plan *plan = ask->why->judgement->plan;
    for (size_t i = 0; plan != NULL && i < plan->floor_count; i++) {
        if (strcmp(plan->floors[i].hall->id, ask->key) == 0) {
            return &plan->floors[i];
        }
    }
    return NULL;
}

/* The figures that the layout was asked with. */
static void tell_request(rfi_why *why, const rfi_floor *floor)
{
    rfi_view *view = &why->view;
    rfi_trace_aside(view, "what was placed", floor->hall->id,
                    "racks of these sizes in rows between these aisles");
    rfi_floors_profile(why->floors, why->judgement->profile);
    rfi_view at_plan = {.end = why->judgement->plan->end, .trace = view->trace};
    int64_t most = rfi_floors_count(why->floors, floor->hall, &at_plan);
    rfi_trace_note(view, "cold aisle", NULL, floor->aisle_cold, RFI_DIM_LENGTH);
    rfi_trace_note(view, "hot aisle", NULL, floor->aisle_hot, RFI_DIM_LENGTH);
    rfi_trace_note(view, "perimeter", NULL, floor->perimeter, RFI_DIM_LENGTH);
    rfi_trace_close(view, most, RFI_DIM_COUNT);
}

static bool tell_racks(const rfi_ask *ask, const rfi_floor *floor)
{
    rfi_why *why = ask->why;
    int64_t counts[2] = {0, 0};
    for (size_t i = 0; i < floor->placed_count; i++) {
        counts[floor->placed[i].pod > 0 ? 0 : 1]++;
    }
    rfi_trace_step(&why->view, RFI_OP_SUM, ask->number->name, floor->hall->id);
    rfi_trace_note(&why->view, "racks of the pods", floor->hall->id, counts[0],
                   RFI_DIM_COUNT);
    rfi_trace_note(&why->view, "support racks", floor->hall->id, counts[1], RFI_DIM_COUNT);
    tell_request(why, floor);
    rfi_trace_close(&why->view, (int64_t)floor->placed_count, RFI_DIM_COUNT);
    return true;
}

static bool tell_floor(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    const rfi_floor *floor = floor_of(ask);
    const char *name = ask->number->name;
    if (floor == NULL) {
        return false;
    }
    if (strcmp(name, "floor-racks") == 0) {
        return tell_racks(ask, floor);
    }
    bool rows = strcmp(name, "floor-rows") == 0;
    bool pods = strcmp(name, "floor-pods") == 0;
    rfi_trace_open(&why->view, name, floor->hall->id,
                   rows   ? "rows of the placement that hold racks"
                   : pods ? "pods of the fullest hall, placed with their support racks"
                          : "no placement in straight rows holds more");
    if (!rows && !pods) {
        rfi_trace_words(&why->view, "because", NULL, floor->bound_reason);
    }
    tell_request(why, floor);
    rfi_trace_close(&why->view,
                    rows   ? floor->rows
                    : pods ? floor->pods
                           : floor->bound,
                    RFI_DIM_COUNT);
    return true;
}

/* clang-format off */
const rfi_number rfi_numbers_floor[] = {
    {"floor-rows", "hall", false, false, "rows in the hall that is drawn", "plan.floors[hall].rows", tell_floor},
    {"floor-racks", "hall", false, false, "racks in the hall that is drawn", "plan.floors[hall].racks", tell_floor},
    {"floor-pods", "hall", false, false, "pods in the hall that is drawn", "plan.floors[hall].pods", tell_floor},
    {"floor-bound", "hall", false, false, "no rows hold more pods", "plan.floors[hall].bound", tell_floor},
    {NULL, NULL, false, false, NULL, NULL, NULL},
};
/* clang-format on */
