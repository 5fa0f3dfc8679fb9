/* SPDX-License-Identifier: MIT */
/* Dates, and mining that has to stop. docs/requirements.md gives the formulas. */
#include "planner/capacity/terms.h"

void rfi_term_by_date(const rfi_scene *s)
{
    rfi_trace_open(s->view, RFI_PART_LIMIT, NULL, "the last day of the date asked for");
    s->terms->limit = rfi_close(s, s->study->by);
    rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_FIXED, NULL);
    s->terms->fixed = rfi_close(s, rfi_demand_of(s->view, s->subject->status));
}

void rfi_term_mining_stops(const rfi_scene *s)
{
    const rfi_hall *hall = s->subject->hall;
    rfi_fixed_one(s, "it must be free to stop");
    s->terms->limit = 1;
    rfi_trace_step(s->view, RFI_OP_MIN, RFI_PART_LIMIT, hall->id);
    rfi_trace_note(s->view, "yes at most", NULL, 1, RFI_DIM_STATUS);
    for (size_t i = 0; i < hall->load_count; i++) {
        if (hall->loads[i].stops.state != RFI_ABSENT) {
            s->terms->limit =
                rfi_min(s->terms->limit, rfi_limit_of(s->view, &hall->loads[i].stops));
        }
    }
    rfi_close(s, s->terms->limit);
}
