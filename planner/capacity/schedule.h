/* SPDX-License-Identifier: MIT */
/* Activities with lead, build, prerequisites and outage windows: earliest dates, total
 * float, critical paths. Exact days, nothing summed that runs side by side. And the works
 * of a site as such activities. Measures of the catalogue are activities of the same form.
 */
#ifndef PLANNER_CAPACITY_SCHEDULE_H
#define PLANNER_CAPACITY_SCHEDULE_H

#include "planner/capacity/study.h"

typedef struct rfi_activity {
    const char *id;
    int64_t order;               /* day number of the order */
    int64_t lead, build, outage; /* days; RFI_UNBOUNDED: not known */
    int64_t not_before; /* the build does not begin earlier; INT64_MIN: no such day */
    const char *not_before_id; /* what that day comes from */
    const rfi_window *windows; /* none: the outage may take place at any time */
    size_t window_count;
} rfi_activity;

typedef struct rfi_tie { /* activity `after` begins when `before` is built */
    size_t before, after;
} rfi_tie;

/* Whole days, rounded up; an absent figure is 0 days. */
int64_t rfi_days_of(rfi_view *view, const rfi_figure *duration);

/* Fills dates, one per activity, and returns the last day of all; INT64_MIN when the ties
 * run in a circle. Takes no memory. O(activities * (activities + ties)) at worst. */
int64_t rfi_schedule_find(const rfi_activity *activities, size_t count, const rfi_tie *ties,
                          size_t tie_count, rfi_work_dates *dates);

/* One critical path through the activities, first to last, ties by id; `path` holds count
 * indices. Returns its length. */
size_t rfi_schedule_path(const rfi_activity *activities, size_t count, const rfi_tie *ties,
                         size_t tie_count, const rfi_work_dates *dates, size_t *path);

/* What a yearly income comes to over so many days of a year of `year` days, rounded up. */
static inline int64_t rfi_income_of_days(int64_t yearly, int64_t days, int64_t year)
{
    return rfi_mul_div_ceil(yearly, days, year);
}

/* ---- works of a site -------------------------------------------------------------------
 */

/* Dates of the works in a view; those that are not wanted (NULL: all are) are left out, and
 * whatever the wanted ones wait for must be wanted. dates: RFI_WORKS_MOST. Returns the last
 * day. With a trace, one step a work. */
int64_t rfi_works_dates(const rfi_study *study, rfi_view *view, const bool *wanted,
                        rfi_work_dates *dates);

/* Which works a hall waits for: in it, or supplying what stands in its chains; and all that
 * those wait for. False when there are none. wanted: RFI_WORKS_MOST. */
bool rfi_works_of_hall(const rfi_study *study, const rfi_hall *hall, bool *wanted);

/* The work itself and all that it waits for, directly or not. wanted: RFI_WORKS_MOST. */
void rfi_works_waited_for(const rfi_study *study, size_t work, bool *wanted);

/* The day on which works have brought the step or the gate of that id; INT64_MIN when none
 * brings it. */
int64_t rfi_works_bring(const rfi_study *study, rfi_view *view, const char *id);

/* The whole schedule at one end, for reports and `why`; view may carry a trace. False when
 * memory is out. */
bool rfi_works_schedule(const rfi_study *study, rfi_view *view, rfi_arena *arena,
                        rfi_schedule *ret_schedule);

#endif
