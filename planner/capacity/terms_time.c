/* SPDX-License-Identifier: MIT */
/* Dates, and mining that has to stop. docs/requirements.md gives the formulas. */
#include "planner/capacity/schedule.h"
#include "planner/capacity/terms.h"
#include "planner/capacity/trace.h"

#include <string.h>

static void by_limit(const rfi_scene *s)
{
    rfi_trace_open(s->view, RFI_PART_LIMIT, NULL, "the last day of the date asked for");
    s->terms->limit = rfi_close(s, s->study->by);
}

void rfi_term_by_date(const rfi_scene *s)
{
    by_limit(s);
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

void rfi_term_mining_until(const rfi_scene *s)
{
    const rfi_hall *hall = s->subject->hall;
    by_limit(s);
    rfi_trace_open(s->view, RFI_PART_FIXED, hall->id,
                   "last mining contract that ends, over the loads");
    int64_t last = -RFI_UNBOUNDED;
    for (size_t i = 0; i < hall->load_count; i++) {
        if (hall->loads[i].until.state != RFI_ABSENT) {
            last = rfi_max(last, rfi_demand_of(s->view, &hall->loads[i].until));
        }
    }
    s->terms->fixed = rfi_close(s, last);
}

/* ---- works -----------------------------------------------------------------------------
 */

void rfi_term_works_done(const rfi_scene *s)
{
    bool wanted[RFI_WORKS_MOST] = {false};
    rfi_work_dates dates[RFI_WORKS_MOST];
    (void)rfi_works_of_hall(s->study, s->subject->hall, wanted);
    by_limit(s);
    rfi_trace_open(s->view, RFI_PART_FIXED, s->subject->hall->id,
                   "the last of the works that the hall waits for");
    s->terms->fixed = rfi_close(s, rfi_works_dates(s->study, s->view, wanted, dates));
}

void rfi_term_outage_window(const rfi_scene *s)
{
    const rfi_works *works = &s->study->site->works;
    bool wanted[RFI_WORKS_MOST] = {false};
    rfi_work_dates dates[RFI_WORKS_MOST];
    size_t at = (size_t)(s->subject->work - works->items);
    rfi_works_waited_for(s->study, at, wanted);
    rfi_fixed_one(s, "the cut-over needs a window");
    rfi_trace_open(s->view, RFI_PART_LIMIT, s->subject->work->id,
                   "1 when a window is left once the work is that far");
    (void)rfi_works_dates(s->study, s->view, wanted, dates);
    s->terms->limit = rfi_close(s, dates[at].cut_over < RFI_UNBOUNDED ? 1 : 0);
}
