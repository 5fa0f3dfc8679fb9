/* SPDX-License-Identifier: MIT */
/* How racks come in: the way up to the level of the hall, and the strips of the plan that
 * lead from a door to every rack. The strips are judged as they lie there; none is looked
 * for. */
#include "planner/check/bench.h"

#include <string.h>

enum { MILLION = 1000000, JAMB = 50 /* mm that a door may stand off the wall */ };

/* ---- zones ----------------------------------------------------------------------------
 */
bool rfi_bench_zone_bears(rfi_bench *b, const rfi_zone *zone, bool moving)
{
    const rfi_figure *rules = b->rules->figures;
    const rfi_profile *p = b->profile;
    bool missing = b->missing;
    int64_t high = rfi_bench_most(b, &p->height);
    if (moving) {
        high = rfi_add(high, rfi_bench_most(b, &rules[RFI_RULE_DELIVERY_PLAY]));
    } else {
        high = rfi_add(high, rfi_bench_most(b, &rules[RFI_RULE_TIERS_AIR]));
        if (rfi_profile_is_liquid(p)) {
            high = rfi_add(high, rfi_bench_most(b, &rules[RFI_RULE_TIERS_PIPE]));
        }
    }
    bool clear = zone->clear_height.state == RFI_ABSENT ||
                 rfi_bench_least(b, &zone->clear_height) >= high;
    bool strong = zone->slab.state == RFI_ABSENT;
    if (!strong) {
        int64_t area = rfi_mul(rfi_bench_least(b, &p->width), /* mm2 */
                               rfi_bench_least(b, &p->depth));
        rfi_wide held = (rfi_wide)rfi_bench_least(b, &zone->slab) * area;
        rfi_wide weight = (rfi_wide)rfi_bench_most(b, &p->mass) * MILLION;
        strong = area >= RFI_UNBOUNDED || weight <= held; /* a size that nobody stated */
    }
    b->missing = missing;
    return clear && strong;
}

/* ---- the way up -----------------------------------------------------------------------
 */
typedef struct sizes {
    int64_t longer, narrower, high; /* mm, play included */
} sizes;

static sizes rack_sizes(rfi_bench *b)
{
    int64_t play = rfi_bench_most(b, &b->rules->figures[RFI_RULE_DELIVERY_PLAY]);
    int64_t w = rfi_add(rfi_bench_most(b, &b->profile->width), play);
    int64_t d = rfi_add(rfi_bench_most(b, &b->profile->depth), play);
    return (sizes){rfi_max(w, d), rfi_min(w, d),
                   rfi_add(rfi_bench_most(b, &b->profile->height), play)};
}

static bool lets_through(rfi_bench *b, const rfi_access *a, const sizes *rack)
{
    int64_t width = rfi_bench_least(b, &a->width);
    bool high = rfi_bench_least(b, &a->height) >= rack->high;
    if (a->kind == RFI_ACCESS_RAMP) {
        return high && width >= rack->narrower;
    }
    int64_t depth = rfi_bench_least(b, &a->depth);
    bool one = width >= rack->narrower && depth >= rack->longer;
    return high && (one || (depth >= rack->narrower && width >= rack->longer));
}

void rfi_bench_access(rfi_bench *b, const rfi_hall *hall)
{
    bool grade = hall->above_grade.state == RFI_ABSENT ||
                 (rfi_known(&hall->above_grade) && hall->above_grade.high <= 0);
    if (grade) {
        return;
    }
    sizes rack = rack_sizes(b);
    int64_t taken = hall->access_count > 0 ? 0 : rfi_bench_least(b, &hall->access_known);
    int64_t carries = 0;
    int64_t strongest = 0;
    for (size_t i = 0; i < hall->access_count; i++) {
        taken = lets_through(b, &hall->accesses[i], &rack) ? 1 : taken;
    }
    bool missing = b->missing;
    rfi_bench_on(b, hall, NULL);
    rfi_bench_test(b, RFI_REQ_ACCESS_SIZE, hall->id, 1, rfi_min(taken, 1), RFI_DIM_STATUS,
                   RFI_POWER_PLAIN);
    b->missing = missing;
    for (size_t i = 0; i < hall->access_count; i++) {
        int64_t capacity = rfi_bench_least(b, &hall->accesses[i].capacity);
        bool through = lets_through(b, &hall->accesses[i], &rack);
        strongest = rfi_max(strongest, capacity);
        carries = through ? rfi_max(carries, capacity) : carries;
    }
    if (hall->access_count > 0) {
        rfi_bench_on(b, hall, NULL);
        rfi_bench_test(b, RFI_REQ_ACCESS_LOAD, hall->id,
                       rfi_bench_most(b, &b->profile->mass),
                       taken > 0 ? carries : strongest, RFI_DIM_MASS, RFI_POWER_PLAIN);
    }
    b->missing = false;
}

/* ---- the strips -----------------------------------------------------------------------
 */
static int64_t shared(int64_t a0, int64_t a1, int64_t b0, int64_t b1)
{
    return rfi_min(a1, b1) - rfi_max(a0, b0);
}

static int64_t shared_x(const rfi_rect *a, const rfi_rect *b)
{
    return shared(a->x, a->x + a->width, b->x, b->x + b->width);
}

static int64_t shared_y(const rfi_rect *a, const rfi_rect *b)
{
    return shared(a->y, a->y + a->height, b->y, b->y + b->height);
}

static bool meet(const rfi_rect *a, const rfi_rect *b)
{
    return shared_x(a, b) > 0 && shared_y(a, b) > 0;
}

/* What no rack can be rolled over. */
static const char *stopped_by(rfi_bench *b, const rfi_floor *floor, const rfi_rect *r)
{
    const rfi_hall *hall = floor->hall;
    if (!rfi_bench_inside(hall, r, 0)) {
        return "the delivery route leaves the hall";
    }
    for (size_t i = 0; i < floor->placed_count; i++) {
        if (meet(r, &floor->placed[i].rect)) {
            return "a rack stands in the delivery route";
        }
    }
    for (size_t i = 0; i < floor->fitting_count; i++) {
        const rfi_fitting *f = &floor->fittings[i];
        if (f->kind == RFI_FITTING_PANEL && meet(r, &f->rect)) {
            return "a panel stands in the delivery route";
        }
    }
    for (size_t i = 0; i < hall->obstacle_count; i++) {
        const rfi_obstacle *o = &hall->obstacles[i];
        rfi_rect rect = {o->at.x, o->at.y, o->size.x, o->size.y};
        if (o->kind != RFI_OBSTACLE_KEEP_OUT && meet(r, &rect)) {
            return "an obstacle stands in the delivery route";
        }
    }
    for (size_t i = 0; i < hall->zone_count; i++) {
        const rfi_zone *z = &hall->zones[i];
        rfi_rect rect = {z->at.x, z->at.y, z->size.x, z->size.y};
        if (meet(r, &rect) && !rfi_bench_zone_bears(b, z, true)) {
            return "the delivery route crosses a zone that is too low or too weak";
        }
    }
    return NULL;
}

/* Does the point stand at a level edge of these corners? `upright` likewise. */
static bool at_edge(const rfi_point *c, size_t n, const rfi_point *at, bool upright)
{
    for (size_t i = 0; i < n; i++) {
        const rfi_point *p = &c[i];
        const rfi_point *q = &c[(i + 1) % n];
        if ((p->x == q->x) == upright && at->x >= rfi_min(p->x, q->x) - JAMB &&
            at->x <= rfi_max(p->x, q->x) + JAMB && at->y >= rfi_min(p->y, q->y) - JAMB &&
            at->y <= rfi_max(p->y, q->y) + JAMB) {
            return true;
        }
    }
    return false;
}

static bool at_wall(const rfi_hall *hall, const rfi_point *at, bool upright)
{
    bool stands = at_edge(hall->outline, hall->outline_count, at, upright);
    for (size_t i = 0; i < hall->hole_count && !stands; i++) {
        stands = at_edge(hall->holes[i].corners, hall->holes[i].corner_count, at, upright);
    }
    return stands;
}

/* The strip begins at the wall of that opening, and what both share along it lets the rack
 * through, as far as the opening does at all. */
static bool begins_in(const rfi_hall *hall, const rfi_rect *r, const rfi_point *at,
                      const rfi_figure *width, int64_t narrower)
{
    int64_t half = rfi_known(width) ? width->low / 2 : 0;
    int64_t asked = rfi_min(2 * half, narrower) - 1; /* halves are rounded down */
    bool near_x = at->x >= r->x - JAMB && at->x <= r->x + r->width + JAMB;
    bool near_y = at->y >= r->y - JAMB && at->y <= r->y + r->height + JAMB;
    return (near_x && at_wall(hall, at, true) &&
            shared(at->y - half, at->y + half, r->y, r->y + r->height) >= asked) ||
           (near_y && at_wall(hall, at, false) &&
            shared(at->x - half, at->x + half, r->x, r->x + r->width) >= asked);
}

static bool starts_at(const rfi_hall *hall, const rfi_route_leg *leg, int64_t narrower)
{
    bool up = hall->above_grade.state != RFI_ABSENT &&
              !(rfi_known(&hall->above_grade) && hall->above_grade.high <= 0);
    bool starts = false;
    for (size_t i = 0; !up && i < hall->door_count; i++) {
        const rfi_door *d = &hall->doors[i];
        starts = starts || (d->delivery && strcmp(d->id, leg->entry) == 0 &&
                            begins_in(hall, &leg->rect, &d->at, &d->width, narrower));
    }
    for (size_t i = 0; up && i < hall->access_count; i++) {
        const rfi_access *a = &hall->accesses[i];
        starts = starts || (strcmp(a->id, leg->entry) == 0 &&
                            begins_in(hall, &leg->rect, &a->at, &a->width, narrower));
    }
    return starts;
}

/* Beside both turns of a strip a rack lies straight: between them, or on one side. */
static bool room_beside(const rfi_rect *leg, const rfi_rect *before, const rfi_rect *after,
                        int64_t straight)
{
    bool level = leg->width >= leg->height;
    int64_t a0 = level ? leg->x : leg->y;
    int64_t a1 = a0 + (level ? leg->width : leg->height);
    int64_t b0 = level ? before->x : before->y;
    int64_t b1 = b0 + (level ? before->width : before->height);
    int64_t c0 = level ? after->x : after->y;
    int64_t c1 = c0 + (level ? after->width : after->height);
    return rfi_max(b1, c1) - rfi_min(b0, c0) >= straight ||
           rfi_min(b1, c1) - a0 >= straight || a1 - rfi_max(b0, c0) >= straight;
}

static const char *leg_fault(rfi_bench *b, const rfi_floor *floor, size_t index,
                             const sizes *rack, int64_t straight)
{
    const rfi_route_leg *leg = &floor->route[index];
    int64_t width = floor->route_width;
    if (rfi_min(leg->rect.width, leg->rect.height) < width || width <= 0) {
        return "the delivery route is narrower than it says";
    }
    const char *stopped = stopped_by(b, floor, &leg->rect);
    if (stopped != NULL) {
        return stopped;
    }
    if (leg->from == SIZE_MAX) {
        return leg->entry != NULL &&
                       starts_at(floor->hall, leg, rfi_min(rack->narrower, width))
                   ? NULL
                   : "the delivery route does not start where racks come in";
    }
    if (leg->from >= index) {
        return "the delivery route hangs together in a circle";
    }
    const rfi_route_leg *before = &floor->route[leg->from];
    if (shared_x(&before->rect, &leg->rect) < width ||
        shared_y(&before->rect, &leg->rect) < width) {
        return "the delivery route is interrupted";
    }
    if (straight > 0 && before->from < leg->from &&
        !room_beside(&before->rect, &floor->route[before->from].rect, &leg->rect,
                     straight)) {
        return "the delivery route turns twice in too little room";
    }
    return NULL;
}

/* A strip of the route lies in the aisle before or behind the rack, all along it. */
static bool reached(const rfi_floor *floor, const rfi_placed *p)
{
    const rfi_rect *r = &p->rect;
    bool turned = p->front == RFI_FACING_LEFT || p->front == RFI_FACING_RIGHT;
    bool ahead = p->front == RFI_FACING_UP || p->front == RFI_FACING_RIGHT;
    int64_t above = ahead ? floor->aisle_cold : floor->aisle_hot;
    int64_t below = ahead ? floor->aisle_hot : floor->aisle_cold;
    for (size_t i = 0; i < floor->route_count; i++) {
        const rfi_rect *leg = &floor->route[i].rect;
        int64_t u = turned ? shared_y(leg, r) : shared_x(leg, r);
        int64_t v0 = turned ? leg->x : leg->y;
        int64_t v1 = v0 + (turned ? leg->width : leg->height);
        int64_t low = turned ? r->x : r->y;
        int64_t high = low + (turned ? r->width : r->height);
        int64_t over =
            rfi_max(shared(v0, v1, high, high + above), shared(v0, v1, low - below, low));
        if (u == (turned ? r->height : r->width) && over >= floor->route_width) {
            return true;
        }
    }
    return false;
}

/* Least number whose square, `times` over, is no less than `square`; bit by bit. */
static int64_t root(rfi_wide square, int64_t times)
{
    int64_t below = 0; /* its square is too small */
    for (int64_t bit = 1LL << 24; bit > 0; bit >>= 1) {
        rfi_wide next = below + bit;
        below = next * next * times < square ? below + bit : below;
    }
    return square > 0 ? below + 1 : 0;
}

void rfi_bench_route(rfi_bench *b, const rfi_floor *floor)
{
    const rfi_hall *hall = floor->hall;
    bool up = rfi_known(&hall->above_grade) ? hall->above_grade.high > 0
                                            : hall->above_grade.state == RFI_UNKNOWN;
    bool entry = up && hall->access_count > 0;
    for (size_t i = 0; !up && i < hall->door_count; i++) {
        entry = entry || hall->doors[i].delivery;
    }
    if (!entry || floor->placed_count == 0) {
        return;
    }
    sizes rack = rack_sizes(b);
    rfi_wide sum = (rfi_wide)rack.longer + 2 * (rfi_wide)rack.narrower;
    int64_t turning = root(sum * sum, 8);
    bool turns = turning < rack.longer;
    rfi_wide diagonal =
        (rfi_wide)rack.longer * rack.longer + (rfi_wide)rack.narrower * rack.narrower;
    /* a narrower route is short of its width, not of its bends */
    int64_t straight = turns ? root(diagonal, 1) - turning + floor->route_width : 0;
    bool missing = b->missing;
    for (size_t i = 0; i < floor->route_count; i++) {
        const char *fault = leg_fault(b, floor, i, &rack, straight);
        rfi_bench_assert(b, RFI_REQ_DELIVERY_ROUTE, hall->id, fault == NULL, fault);
        if (fault != NULL) {
            return;
        }
    }
    for (size_t i = 0; floor->route_count > 0 && i < floor->placed_count; i++) {
        rfi_bench_assert(b, RFI_REQ_DELIVERY_ROUTE, hall->id,
                         reached(floor, &floor->placed[i]),
                         "the delivery route does not reach a rack");
    }
    b->missing = missing;
    rfi_bench_on(b, hall, NULL);
    rfi_bench_test(b, RFI_REQ_DELIVERY_ROUTE, hall->id, turns ? turning : rack.longer,
                   floor->route_count > 0 ? floor->route_width : 0, RFI_DIM_LENGTH,
                   RFI_POWER_PLAIN);
}
