/* SPDX-License-Identifier: MIT */
/* The placement, every rectangle by itself: inside the outline, out of obstacles and of one
 * another, with its cold aisle in front and its hot aisle behind, pods whole, support racks
 * there. What the plan says of its own clearances is held against the hall. */
#include "planner/check/bench.h"

enum { PPM = 1000000 };
enum { COLUMN_WAY = 900 }; /* mm of clear way beside a column in an aisle (NEC 110.26) */

bool rfi_bench_overlap(const rfi_rect *a, const rfi_rect *b)
{
    return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
           b->y < a->y + a->height;
}

/* The outline, then the holes; false past the last. */
static bool ring_of(const rfi_hall *hall, size_t index, const rfi_point **ret_corners,
                    size_t *ret_count)
{
    bool outer = index == 0;
    if (!outer && index > hall->hole_count) {
        return false;
    }
    *ret_corners = outer ? hall->outline : hall->holes[index - 1].corners;
    *ret_count = outer ? hall->outline_count : hall->holes[index - 1].corner_count;
    return true;
}

/* Even-odd test of a point that lies on no edge (coordinates doubled, plus one). */
static bool point_inside(const rfi_hall *hall, int64_t x2, int64_t y2)
{
    bool inside = false;
    const rfi_point *c = NULL;
    size_t n = 0;
    for (size_t k = 0; ring_of(hall, k, &c, &n); k++) {
        for (size_t i = 0; i < n; i++) {
            const rfi_point *p = &c[i];
            const rfi_point *q = &c[(i + 1) % n];
            if (p->x != q->x) {
                continue; /* only upright edges are crossed by a level ray */
            }
            int64_t low = 2 * rfi_min(p->y, q->y);
            int64_t high = 2 * rfi_max(p->y, q->y);
            if (2 * p->x > x2 && low < y2 && y2 < high) {
                inside = !inside;
            }
        }
    }
    return inside;
}

/* An edge of the ring passes through the interior of the rectangle. */
static bool ring_cuts(const rfi_point *c, size_t n, const rfi_rect *r)
{
    for (size_t i = 0; i < n; i++) {
        const rfi_point *p = &c[i];
        const rfi_point *q = &c[(i + 1) % n];
        int64_t x1 = rfi_min(p->x, q->x);
        int64_t x2 = rfi_max(p->x, q->x);
        int64_t y1 = rfi_min(p->y, q->y);
        int64_t y2 = rfi_max(p->y, q->y);
        bool upright = x1 == x2;
        bool across =
            upright
                ? x1 > r->x && x1 < r->x + r->width && y2 > r->y && y1 < r->y + r->height
                : y1 > r->y && y1 < r->y + r->height && x2 > r->x && x1 < r->x + r->width;
        if (across) {
            return true;
        }
    }
    return false;
}

/* The middle of the grown rectangle lies inside, and no edge passes through it. */
bool rfi_bench_inside(const rfi_hall *hall, const rfi_rect *rect, int64_t margin)
{
    rfi_rect big = {rect->x - margin, rect->y - margin, rect->width + 2 * margin,
                    rect->height + 2 * margin};
    if (!point_inside(hall, 2 * big.x + big.width + 1, 2 * big.y + big.height + 1) &&
        !point_inside(hall, 2 * big.x + big.width - 1, 2 * big.y + big.height - 1)) {
        return false;
    }
    const rfi_point *c = NULL;
    size_t n = 0;
    for (size_t k = 0; ring_of(hall, k, &c, &n); k++) {
        if (ring_cuts(c, n, &big)) {
            return false;
        }
    }
    return true;
}

/* Does the rectangle meet a zone that is too low or too weak for racks? */
static bool in_closed_zone(rfi_bench *b, const rfi_hall *hall, const rfi_rect *rect)
{
    for (size_t i = 0; i < hall->zone_count; i++) {
        const rfi_zone *z = &hall->zones[i];
        rfi_rect zone = {z->at.x, z->at.y, z->size.x, z->size.y};
        if (rfi_bench_overlap(rect, &zone) && !rfi_bench_zone_bears(b, z, false)) {
            return true;
        }
    }
    return false;
}

static const char *rect_fault(rfi_bench *b, const rfi_floor *floor, size_t index)
{
    const rfi_placed *p = &floor->placed[index];
    if (p->rect.width <= 0 || p->rect.height <= 0) {
        return "a rack has no size";
    }
    if (!rfi_bench_inside(floor->hall, &p->rect, floor->perimeter)) {
        return "a rack stands outside the outline or within the perimeter clearance";
    }
    for (size_t i = 0; i < floor->hall->obstacle_count; i++) {
        const rfi_obstacle *o = &floor->hall->obstacles[i];
        rfi_rect rect = {o->at.x, o->at.y, o->size.x, o->size.y};
        if (rfi_bench_overlap(&p->rect, &rect)) {
            return "a rack stands in an obstacle";
        }
    }
    if (in_closed_zone(b, floor->hall, &p->rect)) {
        return "a rack stands in a zone that is too low or too weak for it";
    }
    for (size_t i = 0; i < index; i++) {
        if (rfi_bench_overlap(&p->rect, &floor->placed[i].rect)) {
            return "two racks overlap";
        }
    }
    for (size_t i = 0; i < floor->aisle_count; i++) {
        if (rfi_bench_overlap(&p->rect, &floor->aisles[i].rect)) {
            return "a rack stands in an aisle";
        }
    }
    bool turned = p->front == RFI_FACING_LEFT || p->front == RFI_FACING_RIGHT;
    int64_t across = turned ? p->rect.height : p->rect.width;
    int64_t deep = turned ? p->rect.width : p->rect.height;
    const rfi_figure *width = &b->profile->width;
    const rfi_figure *depth = &b->profile->depth;
    bool base = b->plan->end == RFI_END_BASE;
    bool bad = b->plan->end == RFI_END_UNFAVOURABLE;
    if (p->pod > 0 && rfi_known(width) && rfi_known(depth) &&
        (across < (base  ? width->base
                   : bad ? width->high
                         : width->low) ||
         deep < (base  ? depth->base
                 : bad ? depth->high
                       : depth->low))) {
        return "a rack is drawn smaller than the profile says";
    }
    return NULL;
}

/* ---- aisles
 * ------------------------------------------------------------------------------- */

static int64_t asked(const rfi_bench *b, const rfi_figure *figure, rfi_rule rule)
{
    return rfi_known(figure) ? figure->base : b->rules->figures[rule].base;
}

/* Service aisles do where the air takes little even when the liquid takes least. */
int64_t rfi_bench_aisle(const rfi_bench *b, const rfi_hall *hall, bool hot)
{
    const rfi_figure *share = &b->profile->liquid_share;
    int64_t air = rfi_known(share) ? PPM - share->low : PPM;
    if (hall->aisles == RFI_AISLES_SERVICE &&
        air <= b->rules->figures[RFI_RULE_SERVICE_AIR].base) {
        return asked(b, &hall->service_aisle, RFI_RULE_SERVICE_AISLE);
    }
    return hot ? asked(b, &hall->hot_aisle, RFI_RULE_HOT_AISLE)
               : asked(b, &hall->cold_aisle, RFI_RULE_COLD_AISLE);
}

static bool clearances_hold(const rfi_bench *b, const rfi_floor *floor)
{
    const rfi_hall *hall = floor->hall;
    return floor->perimeter >= asked(b, &hall->perimeter, RFI_RULE_PERIMETER) &&
           floor->aisle_cold >= rfi_bench_aisle(b, hall, false) &&
           floor->aisle_hot >= rfi_bench_aisle(b, hall, true);
}

/* The strip of this width on one side of a rack. */
static rfi_rect strip_at(const rfi_rect *r, rfi_facing side, int64_t width)
{
    switch (side) {
    case RFI_FACING_UP:
        return (rfi_rect){r->x, r->y + r->height, r->width, width};
    case RFI_FACING_DOWN:
        return (rfi_rect){r->x, r->y - width, r->width, width};
    case RFI_FACING_RIGHT:
        return (rfi_rect){r->x + r->width, r->y, width, r->height};
    case RFI_FACING_LEFT:
        break;
    }
    return (rfi_rect){r->x - width, r->y, width, r->height};
}

static rfi_facing opposite(rfi_facing side)
{
    switch (side) {
    case RFI_FACING_UP:
        return RFI_FACING_DOWN;
    case RFI_FACING_DOWN:
        return RFI_FACING_UP;
    case RFI_FACING_RIGHT:
        return RFI_FACING_LEFT;
    case RFI_FACING_LEFT:
        break;
    }
    return RFI_FACING_RIGHT;
}

static bool holds_rect(const rfi_rect *outer, const rfi_rect *inner)
{
    return outer->x <= inner->x && outer->y <= inner->y &&
           inner->x + inner->width <= outer->x + outer->width &&
           inner->y + inner->height <= outer->y + outer->height;
}

/* A person passes every column that stands in the strip. */
static bool way_beside_columns(const rfi_hall *hall, const rfi_rect *strip, bool upright)
{
    for (size_t i = 0; i < hall->obstacle_count; i++) {
        const rfi_obstacle *o = &hall->obstacles[i];
        rfi_rect rect = {o->at.x, o->at.y, o->size.x, o->size.y};
        if (o->kind != RFI_OBSTACLE_COLUMN || !rfi_bench_overlap(strip, &rect)) {
            continue;
        }
        int64_t before = upright ? rect.x - strip->x : rect.y - strip->y;
        int64_t after = upright ? strip->x + strip->width - rect.x - rect.width
                                : strip->y + strip->height - rect.y - rect.height;
        if (rfi_max(before, after) < COLUMN_WAY) {
            return false;
        }
    }
    return true;
}

static bool has_aisle(const rfi_floor *floor, const rfi_placed *placed, bool hot)
{
    rfi_facing side = hot ? opposite(placed->front) : placed->front;
    rfi_rect strip =
        strip_at(&placed->rect, side, hot ? floor->aisle_hot : floor->aisle_cold);
    bool drawn = strip.width <= 0 || strip.height <= 0;
    for (size_t i = 0; i < floor->aisle_count; i++) {
        drawn = drawn ||
                (floor->aisles[i].hot == hot && holds_rect(&floor->aisles[i].rect, &strip));
    }
    bool upright = side == RFI_FACING_LEFT || side == RFI_FACING_RIGHT;
    return drawn && rfi_bench_inside(floor->hall, &strip, 0) &&
           way_beside_columns(floor->hall, &strip, upright);
}

/* Keep-outs and equipment stay out of the aisles. */
static bool aisles_clear(const rfi_floor *floor)
{
    for (size_t i = 0; i < floor->aisle_count; i++) {
        for (size_t k = 0; k < floor->hall->obstacle_count; k++) {
            const rfi_obstacle *o = &floor->hall->obstacles[k];
            rfi_rect rect = {o->at.x, o->at.y, o->size.x, o->size.y};
            if (o->kind != RFI_OBSTACLE_COLUMN &&
                rfi_bench_overlap(&floor->aisles[i].rect, &rect)) {
                return false;
            }
        }
    }
    return true;
}

/* ---- pods and units
 * ----------------------------------------------------------------------- */

/* Racks of a pod touch one another in one row; counts each pod's racks. */
static bool pods_whole(const rfi_bench *b, const rfi_floor *floor, int64_t *ret_pods)
{
    int64_t racks =
        rfi_known(&b->profile->racks_per_pod) ? b->profile->racks_per_pod.high : 1;
    int64_t counted = 0;
    *ret_pods = 0;
    const rfi_placed *last = NULL;
    for (size_t i = 0; i < floor->placed_count; i++) {
        const rfi_placed *p = &floor->placed[i];
        if (p->pod == 0) {
            continue;
        }
        counted++;
        if (p->rack == 1) {
            (*ret_pods)++;
        } else {
            bool touch = last != NULL && last->pod == p->pod && last->row == p->row &&
                         (last->rect.x + last->rect.width == p->rect.x ||
                          last->rect.y + last->rect.height == p->rect.y ||
                          p->rect.x + p->rect.width == last->rect.x ||
                          p->rect.y + p->rect.height == last->rect.y);
            if (!touch || p->rack != last->rack + 1) {
                return false;
            }
        }
        last = p;
    }
    return counted == rfi_mul(*ret_pods, racks);
}

static bool supports_there(const rfi_bench *b, const rfi_floor *floor)
{
    int64_t units = rfi_div_ceil(floor->pods, rfi_bench_per_unit(b));
    for (size_t i = 0; i < b->profile->support_count; i++) {
        const rfi_support *s = &b->profile->supports[i];
        int64_t each = s->count.state == RFI_ABSENT ? 1 : s->count.low;
        int64_t asked = 0;
        int64_t have = 0;
        for (size_t k = 0; k < b->profile->support_count; k++) {
            const rfi_support *other = &b->profile->supports[k];
            if (other->kind == s->kind && other->count.state != RFI_UNKNOWN) {
                asked += other->count.state == RFI_ABSENT ? 1 : other->count.low;
            }
        }
        for (size_t k = 0; k < floor->placed_count; k++) {
            have +=
                floor->placed[k].pod == 0 && floor->placed[k].support == s->kind ? 1 : 0;
        }
        if (each > 0 && have < rfi_mul(units, asked)) {
            return false;
        }
    }
    return true;
}

void rfi_bench_floor(rfi_bench *b, const rfi_floor *floor)
{
    const char *id = floor->hall->id;
    for (size_t i = 0; i < floor->placed_count; i++) {
        const char *fault = rect_fault(b, floor, i);
        rfi_bench_assert(b, RFI_REQ_FLOOR_SPACE, id, fault == NULL, fault);
    }
    rfi_bench_assert(b, RFI_REQ_FLOOR_SPACE, id, clearances_hold(b, floor),
                     "an aisle or the perimeter is narrower than the hall asks for");
    for (size_t i = 0; i < floor->placed_count; i++) {
        rfi_bench_assert(b, RFI_REQ_FLOOR_SPACE, id,
                         has_aisle(floor, &floor->placed[i], false),
                         "a rack has no clear cold aisle in front");
        rfi_bench_assert(b, RFI_REQ_FLOOR_SPACE, id,
                         has_aisle(floor, &floor->placed[i], true),
                         "a rack has no clear hot aisle behind");
    }
    int64_t pods = 0;
    bool whole = pods_whole(b, floor, &pods);
    rfi_bench_assert(b, RFI_REQ_FLOOR_SPACE, id, whole && pods == floor->pods,
                     "the racks of a pod do not stand side by side, or pods are missing");
    rfi_bench_assert(b, RFI_REQ_FLOOR_SPACE, id, floor->pods <= floor->bound,
                     "more pods are placed than the stated bound allows");
    rfi_bench_assert(b, RFI_REQ_FLOOR_SPACE, id, supports_there(b, floor),
                     "support racks of a scalable unit are missing");
    rfi_bench_assert(b, RFI_REQ_FLOOR_SPACE, id, aisles_clear(floor),
                     "an obstacle stands in an aisle");
}
