/* SPDX-License-Identifier: MIT */
/* Dates, and mining that has to stop. docs/requirements.md gives the formulas. */
#include "planner/capacity/terms.h"

void rfi_term_by_date(const rfi_scene *s)
{
    s->terms->limit = s->study->by;
    s->terms->fixed = rfi_demand_of(s->view, s->subject->status);
}

void rfi_term_mining_stops(const rfi_scene *s)
{
    const rfi_hall *hall = s->subject->hall;
    s->terms->fixed = 1;
    s->terms->limit = 1;
    for (size_t i = 0; i < hall->load_count; i++) {
        if (hall->loads[i].stops.state != RFI_ABSENT) {
            s->terms->limit =
                rfi_min(s->terms->limit, rfi_limit_of(s->view, &hall->loads[i].stops));
        }
    }
}
