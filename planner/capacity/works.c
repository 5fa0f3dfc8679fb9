/* SPDX-License-Identifier: MIT */
/* The works of a site as activities: what each waits for, which halls wait for which works,
 * and when works bring a step or a gate. */
#include "planner/capacity/schedule.h"

#include <string.h>

#include "planner/capacity/plant.h"
#include "planner/capacity/trace.h"
#include "planner/capacity/wiring.h"

typedef struct network {
    rfi_activity activities[RFI_WORKS_MOST];
    size_t count;
    rfi_tie ties[RFI_WORK_TIES_MOST];
    size_t tie_count;
} network;

typedef struct wait { /* the latest of the days that a work waits for */
    int64_t day;
    const char *id;
} wait;

static const rfi_works *works_of(const rfi_study *study)
{
    return &study->site->works;
}

static bool brings(const rfi_work *work, const char *id)
{
    for (size_t i = 0; i < work->supplies_count; i++) {
        if (strcmp(work->supplies_ids[i], id) == 0) {
            return true;
        }
    }
    return false;
}

/* ---- days that are stated --------------------------------------------------------------
 */

/* At the base end nobody knows a day that is missing: it is not day 0. */
static int64_t or_never(const rfi_view *view, const rfi_figure *figure, int64_t value)
{
    bool missing = !rfi_known(figure) && rfi_view_end(view, figure) == RFI_END_BASE;
    return missing ? RFI_UNBOUNDED : value;
}

static int64_t day_of(rfi_view *view, const rfi_figure *date)
{
    return or_never(view, date, rfi_demand_of(view, date));
}

static int64_t days_of(rfi_view *view, const rfi_figure *duration)
{
    int64_t days = rfi_days_of(view, duration);
    return duration->state == RFI_ABSENT ? 0 : or_never(view, duration, days);
}

/* A gate opens on its date; one that is granted and names no date is open. */
static int64_t gate_day(rfi_view *view, const rfi_gate *gate)
{
    if (rfi_limit_of(view, &gate->status) == 0) {
        return RFI_UNBOUNDED;
    }
    return gate->date.state == RFI_ABSENT ? INT64_MIN : day_of(view, &gate->date);
}

static void wait_for(wait *w, int64_t day, const char *id)
{
    if (day > w->day) {
        *w = (wait){day, id};
    }
}

static void wait_for_named(const rfi_study *study, rfi_view *view, const char *id, wait *w)
{
    const rfi_gate *gate = rfi_site_gate(study->site, id);
    const rfi_step *step = rfi_site_step(study->site, id);
    if (gate != NULL) {
        wait_for(w, gate_day(view, gate), gate->id);
    }
    if (step != NULL) {
        wait_for(w, day_of(view, &step->date), step->id);
    }
}

/* Mining runs on until its contract ends: nobody builds in the hall before. */
static void wait_for_mining(const rfi_study *study, rfi_view *view, const rfi_work *work,
                            wait *w)
{
    const rfi_site *site = study->site;
    for (size_t h = 0; h < site->hall_count && work->hall != NULL; h++) {
        const rfi_hall *hall = &site->halls[h];
        bool here = strcmp(work->hall, "all") == 0 || strcmp(work->hall, hall->id) == 0;
        for (size_t i = 0; here && i < hall->load_count; i++) {
            if (hall->loads[i].until.state != RFI_ABSENT) {
                wait_for(w, day_of(view, &hall->loads[i].until), hall->loads[i].id);
            }
        }
    }
}

/* ---- the network -----------------------------------------------------------------------
 */

static rfi_activity activity_of(const rfi_study *study, rfi_view *view,
                                const rfi_work *work)
{
    const rfi_works *works = works_of(study);
    const rfi_figure *start =
        work->start.state == RFI_ABSENT ? &works->start : &work->start;
    wait w = {INT64_MIN, NULL};
    for (size_t i = 0; i < work->requires_count; i++) {
        wait_for_named(study, view, work->requires_ids[i], &w);
    }
    wait_for_mining(study, view, work, &w);
    return (rfi_activity){
        .id = work->id,
        .order = day_of(view, start),
        .lead = days_of(view, &work->lead),
        .build = days_of(view, &work->build),
        .outage = days_of(view, &work->outage),
        .not_before = w.day,
        .not_before_id = w.id,
        .windows = work->windows,
        .window_count = work->window_count,
    };
}

/* `before` is a prerequisite, or brings the gate or the step that is one. */
static bool waits_for(const rfi_work *after, const rfi_work *before)
{
    for (size_t i = 0; i < after->requires_count; i++) {
        if (strcmp(after->requires_ids[i], before->id) == 0 ||
            brings(before, after->requires_ids[i])) {
            return true;
        }
    }
    return false;
}

static bool is_wanted(const bool *wanted, size_t i)
{
    return wanted == NULL || wanted[i];
}

static void draw_network(const rfi_study *study, rfi_view *view, const bool *wanted,
                         network *n)
{
    const rfi_works *works = works_of(study);
    n->count = works->count < RFI_WORKS_MOST ? works->count : RFI_WORKS_MOST;
    n->tie_count = 0;
    for (size_t i = 0; i < n->count; i++) {
        if (!is_wanted(wanted, i)) {
            n->activities[i] = (rfi_activity){
                .id = works->items[i].id, .order = -RFI_UNBOUNDED, .not_before = INT64_MIN};
            continue;
        }
        n->activities[i] = activity_of(study, view, &works->items[i]);
        for (size_t k = 0; k < n->count; k++) {
            if (is_wanted(wanted, k) && n->tie_count < RFI_WORK_TIES_MOST &&
                waits_for(&works->items[i], &works->items[k])) {
                n->ties[n->tie_count++] = (rfi_tie){.before = k, .after = i};
            }
        }
    }
}

/* The same readings once more, now that each step has its result. */
static void trace_works(const rfi_study *study, rfi_view *view, const bool *wanted,
                        const network *n, const rfi_work_dates *dates)
{
    for (size_t i = 0; i < n->count; i++) {
        if (!is_wanted(wanted, i)) {
            continue;
        }
        rfi_trace_open(view, "work is built", n->activities[i].id,
                       "max(order + lead, what it waits for) + build; an outage outside "
                       "every window moves to the next");
        (void)activity_of(study, view, &works_of(study)->items[i]);
        for (size_t k = 0; k < n->tie_count; k++) {
            if (n->ties[k].after == i) {
                size_t before = n->ties[k].before;
                rfi_trace_note(view, "waits for the work", n->activities[before].id,
                               dates[before].done, RFI_DIM_DATE);
            }
        }
        (void)rfi_trace_close(view, dates[i].done, RFI_DIM_DATE);
    }
}

static int64_t find_dates(const rfi_study *study, rfi_view *view, const bool *wanted,
                          network *n, rfi_work_dates *dates)
{
    struct rfi_trace *trace = view->trace;
    view->trace = NULL;
    draw_network(study, view, wanted, n);
    view->trace = trace;
    int64_t done = rfi_schedule_find(n->activities, n->count, n->ties, n->tie_count, dates);
    if (trace != NULL) {
        trace_works(study, view, wanted, n, dates);
    }
    return done;
}

int64_t rfi_works_dates(const rfi_study *study, rfi_view *view, const bool *wanted,
                        rfi_work_dates *dates)
{
    network n;
    return find_dates(study, view, wanted, &n, dates);
}

/* ---- what waits for works --------------------------------------------------------------
 */

/* Adds whatever the wanted works wait for; each is asked once. */
static void close_over(const rfi_works *works, bool *wanted)
{
    size_t next[RFI_WORKS_MOST];
    size_t count = 0;
    for (size_t i = 0; i < works->count; i++) {
        if (wanted[i]) {
            next[count++] = i;
        }
    }
    for (size_t at = 0; at < count; at++) {
        for (size_t k = 0; k < works->count; k++) {
            if (!wanted[k] && waits_for(&works->items[next[at]], &works->items[k])) {
                wanted[k] = true;
                next[count++] = k;
            }
        }
    }
}

static bool brings_link(const rfi_work *work, const rfi_link_of_chain *link)
{
    for (size_t k = 0; k < link->member_count; k++) {
        if (brings(work, link->members[k]->id)) {
            return true;
        }
    }
    return false;
}

/* A generator is not in series: it serves where it backs a group on the way. */
static bool brings_backup(const rfi_work *work, const rfi_element *elements, size_t count,
                          const char *group)
{
    for (size_t i = 0; i < count; i++) {
        const char *backs = elements[i].backs;
        if (backs != NULL && strcmp(backs, group) == 0 && brings(work, elements[i].id)) {
            return true;
        }
    }
    return false;
}

static bool brings_group(const rfi_study *study, const rfi_hall *hall, const rfi_work *work,
                         const rfi_link_of_chain *link)
{
    const rfi_site *site = study->site;
    return brings_link(work, link) ||
           brings_backup(work, hall->elements, hall->element_count, link->group) ||
           brings_backup(work, site->elements, site->element_count, link->group);
}

static bool brings_feed(const rfi_study *study, const rfi_hall *hall, const rfi_work *work,
                        const char *feed)
{
    const rfi_chain *chain = rfi_chain_of(study, hall, feed);
    for (size_t i = 0; i < chain->count; i++) {
        if (brings_group(study, hall, work, &chain->links[i])) {
            return true;
        }
    }
    return false;
}

/* On a site of several ways the hall waits for all of them: its cords, what they share, and
 * what takes over. */
static bool brings_ways(const rfi_study *study, const rfi_hall *hall, const rfi_work *work)
{
    const rfi_wiring *wiring = rfi_wiring_of(study);
    if (wiring == NULL) {
        return false;
    }
    const size_t *groups = NULL;
    size_t count = rfi_wired_behind(wiring, (size_t)(hall - study->site->halls), &groups);
    for (size_t i = 0; i < count; i++) {
        const rfi_wired_group *g = &wiring->groups[groups[i]];
        if (g->interconnect == NULL && brings_group(study, hall, work, &g->link)) {
            return true;
        }
    }
    return false;
}

static bool brings_plant(const rfi_study *study, const rfi_hall *hall, const rfi_work *work,
                         const rfi_plant *plant)
{
    return brings(work, plant->id) || brings_feed(study, hall, work, plant->feed);
}

/* Plants that take condenser heat belong to the loop, wherever they stand. */
static bool brings_loop(const rfi_study *study, const rfi_hall *hall, const rfi_work *work,
                        const char *plant)
{
    const rfi_plant_chain *chain = rfi_plants_of(study, hall, plant);
    for (size_t i = 0; i < chain->count; i++) {
        const rfi_plant_chain *to = rfi_condenser_chain(study, chain, i);
        if (brings_plant(study, hall, work, chain->plants[i]) ||
            (to != NULL && brings_plant(study, hall, work, to->plants[0]))) {
            return true;
        }
    }
    return false;
}

static bool serves(const rfi_study *study, const rfi_hall *hall, const rfi_work *work)
{
    const rfi_site *site = study->site;
    if (work->hall != NULL &&
        (strcmp(work->hall, "all") == 0 || strcmp(work->hall, hall->id) == 0)) {
        return true;
    }
    for (size_t i = 0; i < site->interconnect_count; i++) {
        if (brings(work, site->interconnects[i].id)) {
            return true;
        }
    }
    return brings_ways(study, hall, work) || brings_feed(study, hall, work, hall->feed) ||
           brings_feed(study, hall, work, hall->house_feed) ||
           brings_loop(study, hall, work, hall->liquid) ||
           brings_loop(study, hall, work, hall->air);
}

bool rfi_works_of_hall(const rfi_study *study, const rfi_hall *hall, bool *wanted)
{
    const rfi_works *works = works_of(study);
    bool any = false;
    for (size_t i = 0; i < works->count; i++) {
        wanted[i] = serves(study, hall, &works->items[i]);
        any = any || wanted[i];
    }
    close_over(works, wanted);
    return any;
}

void rfi_works_waited_for(const rfi_study *study, size_t work, bool *wanted)
{
    memset(wanted, 0, works_of(study)->count * sizeof(bool));
    wanted[work] = true;
    close_over(works_of(study), wanted);
}

int64_t rfi_works_bring(const rfi_study *study, rfi_view *view, const char *id)
{
    const rfi_works *works = works_of(study);
    bool wanted[RFI_WORKS_MOST] = {false};
    bool any = false;
    for (size_t i = 0; i < works->count && id != NULL; i++) {
        wanted[i] = brings(&works->items[i], id);
        any = any || wanted[i];
    }
    if (!any) {
        return INT64_MIN;
    }
    rfi_work_dates dates[RFI_WORKS_MOST];
    close_over(works, wanted);
    return rfi_works_dates(study, view, wanted, dates);
}

bool rfi_works_schedule(const rfi_study *study, rfi_view *view, rfi_arena *arena,
                        rfi_schedule *ret_schedule)
{
    size_t count = works_of(study)->count;
    network n;
    *ret_schedule = (rfi_schedule){
        .works = RFI_ARRAY(arena, count, rfi_work_dates),
        .count = count,
        .path = RFI_ARRAY(arena, count, size_t),
    };
    rfi_schedule *s = ret_schedule;
    if (s->works == NULL || s->path == NULL) {
        return false;
    }
    rfi_trace_open(view, "all works are built", NULL, "the last of the works");
    s->done = find_dates(study, view, NULL, &n, s->works);
    (void)rfi_trace_close(view, s->done, RFI_DIM_DATE);
    s->path_length =
        rfi_schedule_path(n.activities, n.count, n.ties, n.tie_count, s->works, s->path);
    size_t critical = 0;
    for (size_t i = 0; i < count; i++) {
        critical += s->works[i].critical ? 1 : 0;
    }
    s->others = critical > s->path_length;
    s->unknown = view->unknown;
    return true;
}
