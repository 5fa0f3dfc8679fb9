/* SPDX-License-Identifier: MIT */
/* The schedule of activities: a forward pass to the earliest dates, a backward pass to the
 * latest, and the path between them. An activity is ordered, delivered after its lead, and
 * built from the day on which it is delivered and all that it waits for is there. Its
 * outage closes the build; where windows are stated, an outage that does not lie in one
 * moves to the earliest day from which it does, and the end of the build with it. */
#include "planner/capacity/schedule.h"

#include <string.h>

enum { MICROSECONDS_A_SECOND = 1000000, SECONDS_A_DAY = 86400 };

int64_t rfi_days_of(rfi_view *view, const rfi_figure *duration)
{
    if (duration->state == RFI_ABSENT) {
        return 0;
    }
    int64_t length = rfi_demand_of(view, duration);
    return length >= RFI_UNBOUNDED
               ? RFI_UNBOUNDED
               : rfi_div_ceil(length, (int64_t)MICROSECONDS_A_SECOND * SECONDS_A_DAY);
}

/* ---- one activity ----------------------------------------------------------------------
 */

static bool has_cut_over(const rfi_activity *a)
{
    return a->outage > 0 && a->window_count > 0;
}

/* Days from the begin of the build to the first day on which the outage may start. */
static int64_t before_outage(const rfi_activity *a)
{
    return rfi_sub(rfi_max(a->build, a->outage), a->outage);
}

/* Earliest day, not before `from`, from which the outage lies in a window. */
static int64_t earliest_cut_over(const rfi_activity *a, int64_t from)
{
    int64_t best = RFI_UNBOUNDED;
    for (size_t i = 0; i < a->window_count; i++) {
        int64_t day = rfi_max(from, a->windows[i].first);
        if (rfi_add(day, a->outage) - 1 <= a->windows[i].last) {
            best = rfi_min(best, day);
        }
    }
    return best;
}

/* Latest day, not after `to`, from which the outage lies in a window. */
static int64_t latest_cut_over(const rfi_activity *a, int64_t to)
{
    int64_t best = -RFI_UNBOUNDED;
    for (size_t i = 0; i < a->window_count; i++) {
        int64_t day = rfi_min(to, rfi_sub(a->windows[i].last + 1, a->outage));
        if (day >= a->windows[i].first) {
            best = rfi_max(best, day);
        }
    }
    return best;
}

static void finish(const rfi_activity *a, rfi_work_dates *d)
{
    d->cut_over = rfi_add(d->begin, before_outage(a));
    if (has_cut_over(a) && d->cut_over < RFI_UNBOUNDED) {
        d->cut_over = earliest_cut_over(a, d->cut_over);
    }
    d->done = rfi_add(d->cut_over, a->outage);
}

/* The latest begin that still ends the build by `day`. */
static int64_t latest_begin(const rfi_activity *a, int64_t day)
{
    if (day >= RFI_UNBOUNDED) {
        return RFI_UNBOUNDED;
    }
    int64_t cut_over = rfi_sub(day, a->outage);
    cut_over = has_cut_over(a) ? latest_cut_over(a, cut_over) : cut_over;
    return rfi_sub(cut_over, before_outage(a));
}

/* ---- passes ----------------------------------------------------------------------------
 */

static void set_out(const rfi_activity *a, rfi_work_dates *d)
{
    *d = (rfi_work_dates){.order = a->order, .delivered = rfi_add(a->order, a->lead)};
    d->begin = rfi_max(d->delivered, a->not_before);
    d->waits_for = a->not_before > d->delivered ? a->not_before_id : NULL;
    finish(a, d);
}

/* False when the dates still move after as many rounds as there are activities. */
static bool pass_forward(const rfi_activity *activities, size_t count, const rfi_tie *ties,
                         size_t tie_count, rfi_work_dates *dates)
{
    bool moved = true;
    for (size_t round = 0; moved && round <= count; round++) {
        moved = false;
        for (size_t i = 0; i < tie_count; i++) {
            const rfi_work_dates *before = &dates[ties[i].before];
            rfi_work_dates *after = &dates[ties[i].after];
            if (before->done > after->begin) {
                after->begin = before->done;
                after->waits_for = activities[ties[i].before].id;
                finish(&activities[ties[i].after], after);
                moved = true;
            }
        }
    }
    return !moved;
}

static void pass_backward(const rfi_activity *activities, size_t count, const rfi_tie *ties,
                          size_t tie_count, rfi_work_dates *dates)
{
    bool moved = true;
    for (size_t round = 0; moved && round <= count; round++) {
        moved = false;
        for (size_t i = 0; i < tie_count; i++) {
            const rfi_work_dates *after = &dates[ties[i].after];
            rfi_work_dates *before = &dates[ties[i].before];
            int64_t latest = latest_begin(&activities[ties[i].after], after->latest);
            if (latest < before->latest) {
                before->latest = latest;
                moved = true;
            }
        }
    }
}

int64_t rfi_schedule_find(const rfi_activity *activities, size_t count, const rfi_tie *ties,
                          size_t tie_count, rfi_work_dates *dates)
{
    int64_t done = INT64_MIN;
    for (size_t i = 0; i < count; i++) {
        set_out(&activities[i], &dates[i]);
    }
    if (!pass_forward(activities, count, ties, tie_count, dates)) {
        return INT64_MIN;
    }
    for (size_t i = 0; i < count; i++) {
        done = rfi_max(done, dates[i].done);
    }
    for (size_t i = 0; i < count; i++) {
        dates[i].latest = done;
    }
    pass_backward(activities, count, ties, tie_count, dates);
    for (size_t i = 0; i < count; i++) {
        dates[i].slack = rfi_sub(dates[i].latest, dates[i].done);
        dates[i].critical = dates[i].slack <= 0;
    }
    return done;
}

/* ---- the path --------------------------------------------------------------------------
 */

/* The tie drives `after`: nothing else lets it begin earlier. */
static bool drives(const rfi_tie *tie, const rfi_work_dates *dates)
{
    return dates[tie->before].done == dates[tie->after].begin &&
           dates[tie->before].done >= dates[tie->after].delivered;
}

static size_t earlier(const rfi_activity *activities, size_t a, size_t b)
{
    return b == SIZE_MAX || strcmp(activities[a].id, activities[b].id) < 0 ? a : b;
}

size_t rfi_schedule_path(const rfi_activity *activities, size_t count, const rfi_tie *ties,
                         size_t tie_count, const rfi_work_dates *dates, size_t *path)
{
    int64_t done = INT64_MIN;
    size_t at = SIZE_MAX;
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        done = rfi_max(done, dates[i].done);
    }
    for (size_t i = 0; i < count; i++) {
        bool last = dates[i].done == done;
        for (size_t k = 0; k < tie_count && last; k++) { /* goes on: not the last of it */
            last = ties[k].before != i || dates[ties[k].after].done != done;
        }
        if (last) {
            at = earlier(activities, i, at);
        }
    }
    while (at != SIZE_MAX && length < count) {
        size_t next = SIZE_MAX;
        path[length++] = at;
        for (size_t i = 0; i < tie_count; i++) {
            if (ties[i].after == at && drives(&ties[i], dates)) {
                next = earlier(activities, ties[i].before, next);
            }
        }
        at = next;
    }
    for (size_t i = 0; i < length / 2; i++) {
        size_t other = path[i];
        path[i] = path[length - 1 - i];
        path[length - 1 - i] = other;
    }
    return length;
}
