/* SPDX-License-Identifier: MIT */
/* Wide-area links, tried by cutting: every stretch that a link names is dug up once, and
 * what still works is counted. Needs no count of cuts: two paths are there when no single
 * cut silences every link. */
#include "planner/check/bench.h"

#include <string.h>

/* One stretch of ground: a declared trench, or the path of a link (NULL: all links that
 * name neither). */
typedef struct dig {
    const rfi_trench *trench;
    const char *path;
} dig;

static const rfi_trench *trench_of(const rfi_site *site, const char *id)
{
    for (size_t i = 0; i < site->trench_count; i++) {
        if (strcmp(site->trenches[i].id, id) == 0) {
            return &site->trenches[i];
        }
    }
    return NULL;
}

/* Lies too near another one to survive it. */
static bool is_beside(rfi_bench *b, const rfi_trench *trench)
{
    return trench->separation.state != RFI_ABSENT &&
           rfi_bench_least(b, &trench->separation) <
               rfi_bench_most(b, &b->rules->figures[RFI_RULE_ENTRANCE_SEPARATION]);
}

static bool is_dug(rfi_bench *b, const dig *d, const rfi_link *link)
{
    for (size_t i = 0; i < link->via_count; i++) {
        const rfi_trench *t = trench_of(b->site, link->via[i]);
        if (d->trench != NULL && t != NULL &&
            (t == d->trench || (is_beside(b, t) && is_beside(b, d->trench)))) {
            return true;
        }
    }
    if (d->trench != NULL || (link->path == NULL && link->via_count > 0)) {
        return false;
    }
    return (link->path == NULL && d->path == NULL) ||
           (link->path != NULL && d->path != NULL && strcmp(link->path, d->path) == 0);
}

typedef struct survivors {
    int64_t links, capacity;
    int64_t round_trip;    /* of the best of them; unbounded: none */
    bool capacity_missing; /* base end: a capacity or a route that nobody stated */
    bool round_trip_missing;
} survivors;

/* Stated, else by the length of the route, which is at least that of its trenches. */
static int64_t round_trip(rfi_bench *b, const rfi_link *link)
{
    if (rfi_known(&link->latency)) {
        return rfi_bench_most(b, &link->latency);
    }
    int64_t length = rfi_bench_most(b, &link->route_length);
    int64_t trenches = 0;
    for (size_t i = 0; i < link->via_count; i++) {
        const rfi_trench *t = trench_of(b->site, link->via[i]);
        if (t != NULL && rfi_known(&t->route_length)) {
            trenches = rfi_add(trenches, rfi_bench_most(b, &t->route_length));
        }
    }
    int64_t per_megametre =
        rfi_bench_most(b, &b->rules->figures[RFI_RULE_FIBRE_ROUND_TRIP]);
    return rfi_mul_div_ceil(rfi_max(length, trenches), per_megametre, 1000000000);
}

/* What is left when d is dug up (NULL: nothing is). */
static survivors survive(rfi_bench *b, const dig *d)
{
    survivors s = {.round_trip = RFI_UNBOUNDED};
    for (size_t i = 0; i < b->site->link_count; i++) {
        const rfi_link *link = &b->site->links[i];
        if (d != NULL && is_dug(b, d, link)) {
            continue;
        }
        s.links++;
        bool before = b->missing;
        b->missing = false;
        s.capacity = rfi_add(s.capacity, rfi_bench_least(b, &link->capacity));
        s.capacity_missing = s.capacity_missing || b->missing;
        b->missing = false;
        int64_t trip = round_trip(b, link);
        s.round_trip = b->missing ? s.round_trip : rfi_min(s.round_trip, trip);
        s.round_trip_missing = s.round_trip_missing || b->missing;
        b->missing = before;
    }
    return s;
}

static void take_worse(survivors *worst, const survivors *s)
{
    worst->links = rfi_min(worst->links, s->links);
    worst->capacity = rfi_min(worst->capacity, s->capacity);
    if (s->links > 0) { /* that nothing is left is the business of the paths */
        worst->round_trip = rfi_max(worst->round_trip, s->round_trip);
    }
    worst->capacity_missing = worst->capacity_missing || s->capacity_missing;
    worst->round_trip_missing = worst->round_trip_missing || s->round_trip_missing;
}

/* The worst over every single cut. */
static survivors worst_cut(rfi_bench *b)
{
    survivors worst = survive(b, NULL);
    for (size_t i = 0; i < b->site->link_count; i++) {
        const rfi_link *link = &b->site->links[i];
        for (size_t k = 0; k < link->via_count; k++) {
            const dig d = {.trench = trench_of(b->site, link->via[k])};
            if (d.trench != NULL) {
                survivors s = survive(b, &d);
                take_worse(&worst, &s);
            }
        }
        if (link->path != NULL || link->via_count == 0) {
            const dig d = {.path = link->path};
            survivors s = survive(b, &d);
            take_worse(&worst, &s);
        }
    }
    return worst;
}

static void check_capacity(rfi_bench *b, const survivors *s)
{
    int64_t capacity = s->capacity;
    b->missing = b->missing || s->capacity_missing;
    if (b->site->link_count == 0) {
        capacity = rfi_bench_least(b, &b->site->links_known);
    }
    rfi_bench_test(b, RFI_REQ_NETWORK_CAPACITY, "site",
                   rfi_bench_most(b, &b->site->want.bandwidth), capacity, RFI_DIM_DATA_RATE,
                   RFI_POWER_PLAIN);
}

static void check_latency(rfi_bench *b, const survivors *s)
{
    int64_t trip = s->round_trip;
    b->missing = b->missing || (trip >= RFI_UNBOUNDED && s->round_trip_missing);
    if (b->site->link_count == 0) {
        trip = rfi_bench_least(b, &b->site->links_known) > 0 ? 0 : RFI_UNBOUNDED;
    }
    rfi_bench_test(b, RFI_REQ_NETWORK_LATENCY, "site", trip,
                   rfi_bench_least(b, &b->site->want.latency), RFI_DIM_DURATION,
                   RFI_POWER_PLAIN);
}

static void check_carriers(rfi_bench *b)
{
    const rfi_site *site = b->site;
    int64_t carriers = 0;
    for (size_t i = 0; i < site->link_count; i++) {
        const char *name = site->links[i].carrier;
        if (name == NULL) {
            carriers += rfi_bench_least(b, &site->links[i].carrier_known) > 0 ? 1 : 0;
            continue;
        }
        bool met = false;
        for (size_t k = i + 1; k < site->link_count && !met; k++) {
            const char *other = site->links[k].carrier;
            met = other != NULL && strcmp(other, name) == 0;
        }
        carriers += met ? 0 : 1; /* counted at its last link */
    }
    if (site->link_count == 0) {
        carriers = rfi_bench_least(b, &site->links_known);
    }
    rfi_bench_test(b, RFI_REQ_NETWORK_CARRIERS, "site",
                   rfi_bench_most(b, &site->want.carriers), carriers, RFI_DIM_COUNT,
                   RFI_POWER_PLAIN);
}

void rfi_bench_network(rfi_bench *b)
{
    const rfi_site *site = b->site;
    bool routed = false;
    for (size_t i = 0; i < site->link_count; i++) {
        routed = routed || site->links[i].via_count > 0;
    }
    bool redundant = b->plan->policy[RFI_SUB_NETWORK] >= RFI_POLICY_REDUNDANT;
    survivors all = survive(b, NULL);
    survivors worst = worst_cut(b);
    int64_t paths = rfi_min(all.links, 1) + rfi_min(worst.links, 1);
    if (site->link_count == 0) {
        paths = rfi_bench_least(b, &site->links_known);
    }
    rfi_bench_test(b, RFI_REQ_NETWORK_PATHS, "site", redundant ? 2 : 1, paths,
                   RFI_DIM_COUNT, RFI_POWER_PLAIN);
    if (site->want.bandwidth.state != RFI_ABSENT) {
        check_capacity(b, redundant && routed ? &worst : &all);
    }
    if (site->want.latency.state != RFI_ABSENT) {
        check_latency(b, redundant ? &worst : &all);
    }
    if (site->want.carriers.state != RFI_ABSENT) {
        check_carriers(b);
    }
}
