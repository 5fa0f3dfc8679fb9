/* SPDX-License-Identifier: MIT */
/* Works that are decided, as a site states them, and the dates that follow from them. Days
 * are whole; a week is 7 days, a month 30.4375 days, and a duration that is not whole days
 * is rounded up. The days of works are events: what is built on a day serves from that day.
 */
#ifndef PLANNER_MODEL_SCHEDULE_H
#define PLANNER_MODEL_SCHEDULE_H

#include "planner/model/figure.h"

/* Works of one site, and prerequisites of them all: schedules are computed without memory
 * of their own, once for every requirement that a date is asked of. */
enum { RFI_WORKS_MOST = 200, RFI_WORK_TIES_MOST = 1000 };

typedef struct rfi_window { /* when a cut-over may take place: both days included */
    int64_t first, last;    /* day numbers */
} rfi_window;

typedef struct rfi_work {
    const char *id, *name;
    rfi_figure start;  /* DATE of the order; absent: the start of the works */
    rfi_figure lead;   /* DURATION, order to delivery; absent: nothing is delivered */
    rfi_figure build;  /* DURATION on site, cut-over within it */
    rfi_figure outage; /* DURATION of the standstill at the end of it; absent: none */
    const char **requires_ids; /* works, gates, energisation steps */
    size_t requires_count;
    const char *hall;          /* id, "all", or NULL */
    const char **supplies_ids; /* elements, plants, interconnects, steps, gates */
    size_t supplies_count;
    rfi_window *windows;
    size_t window_count;
    rfi_place place;
} rfi_work;

typedef struct rfi_works {
    bool stated;
    rfi_figure start; /* DATE on which the works begin: orders go out */
    rfi_work *items;
    size_t count;
    rfi_place place;
} rfi_works;

/* Dates of one work at one end; RFI_UNBOUNDED: never, or nobody knows. */
typedef struct rfi_work_dates {
    int64_t order, delivered;
    int64_t begin;    /* of the build: delivered, and all that it waits for is there */
    int64_t cut_over; /* first day of the standstill; = done when there is none */
    int64_t done;
    int64_t latest; /* the latest `done` that leaves the last date of all where it is */
    int64_t slack;  /* total float in days: latest - done */
    bool critical;
    const char *waits_for; /* what `begin` waited for; NULL: its own delivery */
} rfi_work_dates;

typedef struct rfi_schedule { /* all works of a site at one end */
    rfi_work_dates *works;    /* in the order of the site */
    size_t count;
    int64_t done; /* the last of all */
    size_t *path; /* one critical path, first to last; ties by id */
    size_t path_length;
    bool others;  /* critical works stand outside that path */
    bool unknown; /* at the base end a figure is missing */
} rfi_schedule;

#endif
