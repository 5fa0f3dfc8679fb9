/* SPDX-License-Identifier: MIT */
/* Dates of works, told once more: from a hall back through whatever it waits for, one work
 * at a time, each answered once. */
#include "planner/check/wires.h"

#include <string.h>

static const int64_t day_length = 86400000000; /* microseconds */

typedef struct answers { /* the day on which each work is built, as far as asked */
    int64_t day[RFI_WORKS_MOST];
    bool known[RFI_WORKS_MOST];
    bool asked[RFI_WORKS_MOST];
} answers;

static int64_t whole_days(rfi_bench *b, const rfi_figure *duration)
{
    int64_t length = duration->state == RFI_ABSENT ? 0 : rfi_bench_most(b, duration);
    if (length >= RFI_UNBOUNDED) {
        return RFI_UNBOUNDED;
    }
    return length / day_length + (length % day_length > 0 ? 1 : 0);
}

static bool supplied(const rfi_work *work, const char *id)
{
    for (size_t i = 0; id != NULL && i < work->supplies_count; i++) {
        if (strcmp(work->supplies_ids[i], id) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_of_hall(const rfi_work *work, const rfi_hall *hall)
{
    return work->hall != NULL &&
           (strcmp(work->hall, "all") == 0 || strcmp(work->hall, hall->id) == 0);
}

/* First day of a standstill that is ready to begin on `day`. */
static int64_t standstill(const rfi_work *work, int64_t day, int64_t length)
{
    int64_t next = RFI_UNBOUNDED;
    for (size_t i = 0; i < work->window_count; i++) {
        const rfi_window *w = &work->windows[i];
        bool fits = w->last - w->first >= length - 1;
        if (w->first <= day && w->last - day >= length - 1) {
            return day;
        }
        if (fits && w->first > day && w->first < next) {
            next = w->first;
        }
    }
    return next;
}

static int64_t gate_opens(rfi_bench *b, const rfi_gate *gate)
{
    if (rfi_bench_least(b, &gate->status) < 1) {
        return RFI_UNBOUNDED;
    }
    return gate->date.state == RFI_ABSENT ? -RFI_UNBOUNDED : rfi_bench_most(b, &gate->date);
}

static int64_t contracts_end(rfi_bench *b, const rfi_hall *hall)
{
    int64_t day = -RFI_UNBOUNDED;
    for (size_t i = 0; i < hall->load_count; i++) {
        if (hall->loads[i].until.state != RFI_ABSENT) {
            day = rfi_max(day, rfi_bench_most(b, &hall->loads[i].until));
        }
    }
    return day;
}

static int64_t built(rfi_bench *b, size_t index, answers *known);

/* When the work or the thing of that id is there. */
static int64_t there(rfi_bench *b, const char *id, answers *known)
{
    int64_t day = -RFI_UNBOUNDED;
    const rfi_works *works = &b->site->works;
    const rfi_gate *gate = rfi_site_gate(b->site, id);
    const rfi_step *step = rfi_site_step(b->site, id);
    for (size_t i = 0; i < works->count; i++) {
        if (strcmp(works->items[i].id, id) == 0 || supplied(&works->items[i], id)) {
            day = rfi_max(day, built(b, i, known));
        }
    }
    day = gate == NULL ? day : rfi_max(day, gate_opens(b, gate));
    return step == NULL ? day : rfi_max(day, rfi_bench_most(b, &step->date));
}

static int64_t end_of_build(rfi_bench *b, const rfi_work *work, int64_t begins)
{
    int64_t stands = whole_days(b, &work->outage);
    int64_t takes = rfi_max(whole_days(b, &work->build), stands);
    int64_t ready = rfi_add(begins, rfi_sub(takes, stands));
    if (stands > 0 && work->window_count > 0 && ready < RFI_UNBOUNDED) {
        ready = standstill(work, ready, stands);
    }
    return rfi_add(ready, stands);
}

/* Depth is bounded: a work that is asked for while it is being answered stands in a circle,
 * which never ends. */
static int64_t built(rfi_bench *b, size_t index, answers *known)
{
    const rfi_works *works = &b->site->works;
    const rfi_work *work = &works->items[index];
    if (known->known[index] || known->asked[index]) {
        return known->known[index] ? known->day[index] : RFI_UNBOUNDED;
    }
    known->asked[index] = true;
    const rfi_figure *order =
        work->start.state == RFI_ABSENT ? &works->start : &work->start;
    int64_t day = rfi_add(rfi_bench_most(b, order), whole_days(b, &work->lead));
    for (size_t i = 0; i < work->requires_count; i++) {
        day = rfi_max(day, there(b, work->requires_ids[i], known));
    }
    for (size_t h = 0; h < b->site->hall_count; h++) {
        if (is_of_hall(work, &b->site->halls[h])) {
            day = rfi_max(day, contracts_end(b, &b->site->halls[h]));
        }
    }
    known->day[index] = end_of_build(b, work, day);
    known->known[index] = true;
    return known->day[index];
}

/* ---- what a hall rests on --------------------------------------------------------------
 */

static bool stands_in(const rfi_element *list, size_t count, const rfi_work *work,
                      const char *group)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i].group != NULL && strcmp(list[i].group, group) == 0 &&
            supplied(work, list[i].id)) {
            return true;
        }
    }
    return false;
}

static bool backs_with(const rfi_element *list, size_t count, const rfi_work *work,
                       const char *group)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i].backs != NULL && strcmp(list[i].backs, group) == 0 &&
            supplied(work, list[i].id)) {
            return true;
        }
    }
    return false;
}

static bool feed_rests(const rfi_bench *b, const rfi_hall *hall, const char *group,
                       const rfi_work *work)
{
    for (size_t guard = 0; group != NULL && guard < 64; guard++) {
        const rfi_element *list = NULL;
        size_t count = 0;
        const rfi_element *first = rfi_site_group(b->site, hall, group, &list, &count);
        if (first == NULL) {
            return false;
        }
        if (stands_in(list, count, work, group) ||
            backs_with(hall->elements, hall->element_count, work, group) ||
            backs_with(b->site->elements, b->site->element_count, work, group)) {
            return true;
        }
        group = first->from;
    }
    return false;
}

/* Every bus from which power can ever reach the hall, by a cord, a source or a standby. */
typedef struct reached {
    const rfi_wires *w; /* NULL: the site states one chain */
    bool *bus;
    size_t *next, left;
} reached;

static void reach_bus(reached *r, size_t bus)
{
    if (bus != RFI_NO_BUS && !r->bus[bus]) {
        r->bus[bus] = true;
        r->next[r->left++] = bus;
    }
}

static void reach_name(reached *r, const rfi_hall *hall, const char *name)
{
    size_t found = name == NULL ? RFI_NO_BUS : rfi_wires_find(r->w, hall, name);
    if (found != RFI_NO_BUS) {
        reach_bus(r, found);
        reach_bus(r, r->w->buses[found].twin);
    }
}

static void reach_plants(const rfi_bench *b, reached *r, const rfi_hall *hall,
                         const char *id)
{
    for (size_t guard = 0; id != NULL && guard < 64; guard++) {
        const rfi_plant *plant = rfi_site_plant(b->site, hall, id);
        reach_name(r, hall, plant == NULL ? NULL : plant->feed);
        id = plant == NULL ? NULL : plant->from;
    }
}

static reached reach_of(rfi_bench *b, const rfi_hall *hall)
{
    reached r = {0};
    r.w = rfi_bench_is_wired(b->site) ? rfi_wires_of(b) : NULL;
    if (r.w == NULL) {
        return r;
    }
    r.bus = RFI_ARRAY(b->arena, r.w->count + 1, bool);
    r.next = RFI_ARRAY(b->arena, r.w->count + 1, size_t);
    if (r.bus == NULL || r.next == NULL) {
        b->failed = true;
        return (reached){0};
    }
    reach_name(&r, hall, hall->feed);
    for (size_t i = 0; i < hall->cords_count; i++) {
        reach_name(&r, hall, hall->cords[i].a);
        reach_name(&r, hall, hall->cords[i].b);
    }
    reach_name(&r, hall, hall->house.state == RFI_ABSENT ? NULL : hall->house_feed);
    reach_plants(b, &r, hall, hall->liquid);
    reach_plants(b, &r, hall, hall->air);
    while (r.left > 0) {
        const rfi_bus *bus = &r.w->buses[r.next[--r.left]];
        for (size_t k = 0; k < 2 * bus->up_count; k++) {
            reach_bus(&r, bus->up[k / 2][k % 2]);
        }
        for (size_t k = 0; k < 2 * bus->spare_count; k++) {
            reach_bus(&r, bus->spare[k / 2][k % 2]);
        }
    }
    return r;
}

static bool ways_rest(const rfi_bench *b, const rfi_hall *hall, const reached *r,
                      const rfi_work *work)
{
    for (size_t i = 0; r->w != NULL && i < r->w->count; i++) {
        const rfi_bus *bus = &r->w->buses[i];
        if (!r->bus[i] || bus->first == NULL) {
            continue;
        }
        const rfi_element *list =
            bus->hall != NULL ? bus->hall->elements : b->site->elements;
        size_t count =
            bus->hall != NULL ? bus->hall->element_count : b->site->element_count;
        if (stands_in(list, count, work, bus->name) ||
            backs_with(hall->elements, hall->element_count, work, bus->name) ||
            backs_with(b->site->elements, b->site->element_count, work, bus->name)) {
            return true;
        }
    }
    return false;
}

static bool loop_rests(const rfi_bench *b, const rfi_hall *hall, const char *id,
                       const rfi_work *work)
{
    for (size_t guard = 0; id != NULL && guard < 64; guard++) {
        const rfi_plant *plant = rfi_site_plant(b->site, hall, id);
        if (plant == NULL) {
            return false;
        }
        const rfi_plant *sink = rfi_bench_condenser(b, hall, plant);
        if (supplied(work, id) || feed_rests(b, hall, plant->feed, work) ||
            (sink != NULL &&
             (supplied(work, sink->id) || feed_rests(b, hall, sink->feed, work)))) {
            return true;
        }
        id = plant->from;
    }
    return false;
}

static bool rests_on(const rfi_bench *b, const rfi_hall *hall, const reached *ways,
                     const rfi_work *work)
{
    bool rests = is_of_hall(work, hall);
    for (size_t i = 0; i < b->site->interconnect_count && !rests; i++) {
        rests = supplied(work, b->site->interconnects[i].id);
    }
    return rests || ways_rest(b, hall, ways, work) ||
           feed_rests(b, hall, hall->feed, work) ||
           feed_rests(b, hall, hall->house_feed, work) ||
           loop_rests(b, hall, hall->liquid, work) || loop_rests(b, hall, hall->air, work);
}

/* ---- tests -----------------------------------------------------------------------------
 */

int64_t rfi_bench_brought(rfi_bench *b, const char *id)
{
    answers known = {0};
    int64_t day = -RFI_UNBOUNDED;
    for (size_t i = 0; i < b->site->works.count; i++) {
        if (supplied(&b->site->works.items[i], id)) {
            day = rfi_max(day, built(b, i, &known));
        }
    }
    return day;
}

/* Each work that was asked for on the way and has windows must have found one. */
static void check_windows(rfi_bench *b, const rfi_hall *hall, answers *known)
{
    for (size_t i = 0; i < b->site->works.count; i++) {
        const rfi_work *work = &b->site->works.items[i];
        if (!known->known[i] || work->window_count == 0 ||
            work->outage.state == RFI_ABSENT) {
            continue;
        }
        answers own = {0};
        b->missing = false;
        int64_t day = built(b, i, &own);
        rfi_bench_on(b, hall, NULL);
        rfi_bench_test(b, RFI_REQ_OUTAGE_WINDOW, work->id, 1, day < RFI_UNBOUNDED ? 1 : 0,
                       RFI_DIM_STATUS, RFI_POWER_PLAIN);
    }
}

void rfi_bench_works(rfi_bench *b, const rfi_hall *hall)
{
    answers known = {0};
    int64_t last = -RFI_UNBOUNDED;
    reached ways = {0};
    if (b->site->works.count > 0) {
        ways = reach_of(b, hall);
    }
    b->missing = false;
    for (size_t i = 0; i < b->site->works.count; i++) {
        if (rests_on(b, hall, &ways, &b->site->works.items[i])) {
            last = rfi_max(last, built(b, i, &known));
        }
    }
    if (rfi_bench_dated(b) && last > -RFI_UNBOUNDED) {
        rfi_bench_on(b, hall, NULL);
        rfi_bench_test(b, RFI_REQ_WORKS_DONE, hall->id, last, b->plan->by, RFI_DIM_DATE,
                       RFI_POWER_PLAIN);
    }
    check_windows(b, hall, &known);
}

void rfi_bench_contracts(rfi_bench *b, const rfi_hall *hall)
{
    int64_t day = contracts_end(b, hall);
    if (rfi_bench_dated(b) && day > -RFI_UNBOUNDED) {
        rfi_bench_on(b, hall, NULL);
        rfi_bench_test(b, RFI_REQ_MINING_UNTIL, hall->id, day, b->plan->by, RFI_DIM_DATE,
                       RFI_POWER_PLAIN);
    }
    b->missing = false;
}
