/* SPDX-License-Identifier: MIT */
/* Site-wide tests, the feed of each hall, and the placement: every rectangle by itself. */
#include "planner/check/bench.h"

#include <string.h>

/* ---- site ------------------------------------------------------------------------------------- */

static void status(rfi_bench *b, rfi_requirement_kind kind, const char *where, int64_t value)
{
    rfi_bench_test(b, kind, where, 1, rfi_min(value, 1), RFI_DIM_STATUS, RFI_POWER_PLAIN);
}

static void check_gates(rfi_bench *b)
{
    for (size_t i = 0; i < b->site->gate_count; i++) {
        const rfi_gate *g = &b->site->gates[i];
        int64_t granted = rfi_bench_least(b, &g->status);
        if (rfi_known(&g->date) && rfi_known(&g->status) && rfi_known(&b->site->want.by)) {
            granted = rfi_bench_most(b, &g->date) > b->plan->by ? 0 : granted;
        }
        status(b, RFI_REQ_GATE, g->id, granted);
    }
    for (size_t i = 0; i < b->site->interconnect_count; i++) {
        const rfi_interconnect *poi = &b->site->interconnects[i];
        int64_t may = rfi_bench_least(b, &poi->transferable);
        int64_t again = rfi_bench_most(b, &poi->restudy);
        if (rfi_known(&poi->restudy) && poi->restudy.high == 1) {
            again = b->plan->end == RFI_END_FAVOURABLE ? 0 : 1;
        }
        status(b, RFI_REQ_CHANGE_OF_USE, poi->id, again > 0 ? 0 : may);
    }
}

static void check_network(rfi_bench *b)
{
    const rfi_site *site = b->site;
    int64_t capacity = 0;
    int64_t paths = 0;
    bool unnamed = false;
    for (size_t i = 0; i < site->link_count; i++) {
        const char *path = site->links[i].path;
        bool fresh = path != NULL;
        for (size_t k = 0; fresh && k < i; k++) {
            fresh = site->links[k].path == NULL || strcmp(site->links[k].path, path) != 0;
        }
        paths += fresh ? 1 : 0;
        unnamed = unnamed || path == NULL;
    }
    paths += unnamed ? 1 : 0;
    if (site->link_count == 0) {
        paths = rfi_bench_least(b, &site->links_known);
    }
    int64_t asked = b->plan->policy[RFI_SUB_NETWORK] >= RFI_POLICY_REDUNDANT ? 2 : 1;
    rfi_bench_test(b, RFI_REQ_NETWORK_PATHS, "site", asked, paths, RFI_DIM_COUNT,
                   RFI_POWER_PLAIN);
    if (site->want.bandwidth.state == RFI_ABSENT) {
        return;
    }
    for (size_t i = 0; i < site->link_count; i++) {
        capacity = rfi_add(capacity, rfi_bench_least(b, &site->links[i].capacity));
    }
    if (site->link_count == 0) {
        capacity = rfi_bench_least(b, &site->links_known);
    }
    rfi_bench_test(b, RFI_REQ_NETWORK_CAPACITY, "site",
                   rfi_bench_most(b, &site->want.bandwidth), capacity, RFI_DIM_DATA_RATE,
                   RFI_POWER_PLAIN);
}

static int64_t generators_for(const rfi_element *list, size_t count, const char *group)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i].kind == RFI_ELEMENT_GENERATOR && list[i].backs != NULL &&
            strcmp(list[i].backs, group) == 0) {
            return 1;
        }
    }
    return 0;
}

/* Walks the chain of a hall; says whether UPS and generators are on it. */
static void walk_feed(const rfi_bench *b, const rfi_hall *hall, int64_t *ret_ups,
                      int64_t *ret_generators)
{
    const char *name = hall->feed;
    for (size_t guard = 0; name != NULL && guard < 64; guard++) {
        const rfi_element *list = NULL;
        size_t count = 0;
        const rfi_element *first = rfi_site_group(b->site, hall, name, &list, &count);
        if (first == NULL) {
            return;
        }
        *ret_ups = first->kind == RFI_ELEMENT_UPS ? 1 : *ret_ups;
        if (generators_for(hall->elements, hall->element_count, name) ||
            generators_for(b->site->elements, b->site->element_count, name)) {
            *ret_generators = 1;
        }
        name = first->from;
    }
}

static void check_voltage(rfi_bench *b, const rfi_hall *hall, const rfi_element *list,
                          size_t count)
{
    bool any = false;
    bool match = false;
    for (size_t i = 0; i < count; i++) {
        if (list[i].group == NULL || strcmp(list[i].group, hall->feed) != 0 ||
            !rfi_known(&list[i].voltage)) {
            continue;
        }
        any = true;
        int64_t level = rfi_bench_least(b, &list[i].voltage);
        for (size_t k = 0; k < b->profile->voltage_count; k++) {
            const rfi_figure *v = &b->profile->voltages[k];
            match = match || (rfi_known(v) && v->low <= level && level <= v->high);
        }
    }
    if (any || b->plan->end == RFI_END_UNFAVOURABLE) {
        status(b, RFI_REQ_RACK_VOLTAGE, hall->id, match ? 1 : 0);
    }
}

static void check_feed(rfi_bench *b, const rfi_hall *hall)
{
    const rfi_policy *policy = b->plan->policy;
    const rfi_element *list = NULL;
    size_t count = 0;
    const rfi_element *first =
        hall->feed == NULL ? NULL : rfi_site_group(b->site, hall, hall->feed, &list, &count);
    if (first == NULL) {
        int64_t known = rfi_bench_least(b, &hall->feed_known);
        status(b, RFI_REQ_POWER_CHAIN, hall->id, known);
        return;
    }
    int64_t ups = 0;
    int64_t generators = 0;
    walk_feed(b, hall, &ups, &generators);
    if (policy[RFI_SUB_UPS] >= RFI_POLICY_N) {
        status(b, RFI_REQ_SUBSYSTEM, "UPS", ups);
    }
    if (policy[RFI_SUB_GENERATORS] >= RFI_POLICY_N) {
        status(b, RFI_REQ_SUBSYSTEM, "generators", generators);
    }
    if (b->profile->voltage_count > 0) {
        check_voltage(b, hall, list, count);
    }
    if (policy[RFI_SUB_DISTRIBUTION] >= RFI_POLICY_MAINTAINABLE) {
        bool sides[3] = {false, false, false};
        for (size_t i = 0; i < count; i++) {
            if (list[i].group != NULL && strcmp(list[i].group, hall->feed) == 0) {
                sides[list[i].side] = true;
            }
        }
        int64_t have = sides[RFI_SIDE_A] && sides[RFI_SIDE_B] ? 2 : 1;
        rfi_bench_test(b, RFI_REQ_RACK_FEEDS, hall->id,
                       rfi_bench_most(b, &b->profile->feeds), have, RFI_DIM_COUNT,
                       RFI_POWER_PLAIN);
    }
}

void rfi_bench_site(rfi_bench *b)
{
    check_gates(b);
    check_network(b);
    bool dated = rfi_known(&b->site->want.by) || b->plan->by != b->site->as_of;
    if (dated && rfi_known(&b->profile->available)) {
        rfi_bench_test(b, RFI_REQ_AVAILABLE, b->profile->id,
                       rfi_bench_most(b, &b->profile->available), b->plan->by, RFI_DIM_DATE,
                       RFI_POWER_PLAIN);
    }
    for (size_t i = 0; i < b->plan->share_count; i++) {
        const rfi_hall *hall = b->plan->shares[i].hall;
        if (b->plan->shares[i].pods == 0) {
            continue;
        }
        check_feed(b, hall);
        if (dated && hall->ready.state != RFI_ABSENT) {
            rfi_bench_test(b, RFI_REQ_HALL_READY, hall->id, rfi_bench_most(b, &hall->ready),
                           b->plan->by, RFI_DIM_DATE, RFI_POWER_PLAIN);
        }
    }
}

/* ---- placement --------------------------------------------------------------------------------- */

static bool overlap(const rfi_rect *a, const rfi_rect *b)
{
    return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
           b->y < a->y + a->height;
}

/* Even-odd test of a point that lies on no edge (coordinates doubled, plus one). */
static bool point_inside(const rfi_hall *hall, int64_t x2, int64_t y2)
{
    bool inside = false;
    size_t n = hall->outline_count;
    for (size_t i = 0; i < n; i++) {
        const rfi_point *p = &hall->outline[i];
        const rfi_point *q = &hall->outline[(i + 1) % n];
        if (p->x != q->x) {
            continue; /* only upright edges are crossed by a level ray */
        }
        int64_t low = 2 * rfi_min(p->y, q->y);
        int64_t high = 2 * rfi_max(p->y, q->y);
        if (2 * p->x > x2 && low < y2 && y2 < high) {
            inside = !inside;
        }
    }
    return inside;
}

/* The rectangle grown by `margin` lies wholly inside the outline: its middle does, and no
 * edge of the outline passes through its interior. */
static bool rect_inside(const rfi_hall *hall, const rfi_rect *r, int64_t margin)
{
    rfi_rect big = {r->x - margin, r->y - margin, r->width + 2 * margin,
                    r->height + 2 * margin};
    if (!point_inside(hall, 2 * big.x + big.width + 1, 2 * big.y + big.height + 1) &&
        !point_inside(hall, 2 * big.x + big.width - 1, 2 * big.y + big.height - 1)) {
        return false;
    }
    for (size_t i = 0; i < hall->outline_count; i++) {
        const rfi_point *p = &hall->outline[i];
        const rfi_point *q = &hall->outline[(i + 1) % hall->outline_count];
        int64_t x1 = rfi_min(p->x, q->x);
        int64_t x2 = rfi_max(p->x, q->x);
        int64_t y1 = rfi_min(p->y, q->y);
        int64_t y2 = rfi_max(p->y, q->y);
        bool upright = x1 == x2;
        bool across = upright ? x1 > big.x && x1 < big.x + big.width && y2 > big.y &&
                                    y1 < big.y + big.height
                              : y1 > big.y && y1 < big.y + big.height && x2 > big.x &&
                                    x1 < big.x + big.width;
        if (across) {
            return false;
        }
    }
    return true;
}

static const char *rect_fault(const rfi_bench *b, const rfi_floor *floor, size_t index)
{
    const rfi_placed *p = &floor->placed[index];
    if (p->rect.width <= 0 || p->rect.height <= 0) {
        return "a rack has no size";
    }
    if (!rect_inside(floor->hall, &p->rect, floor->perimeter)) {
        return "a rack stands outside the outline or within the perimeter clearance";
    }
    for (size_t i = 0; i < floor->hall->obstacle_count; i++) {
        const rfi_obstacle *o = &floor->hall->obstacles[i];
        rfi_rect rect = {o->at.x, o->at.y, o->size.x, o->size.y};
        if (overlap(&p->rect, &rect)) {
            return "a rack stands in an obstacle";
        }
    }
    for (size_t i = 0; i < index; i++) {
        if (overlap(&p->rect, &floor->placed[i].rect)) {
            return "two racks overlap";
        }
    }
    for (size_t i = 0; i < floor->aisle_count; i++) {
        if (overlap(&p->rect, &floor->aisles[i].rect)) {
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
        (across < (base ? width->base : bad ? width->high : width->low) ||
         deep < (base ? depth->base : bad ? depth->high : depth->low))) {
        return "a rack is drawn smaller than the profile says";
    }
    return NULL;
}

/* Keep-outs and equipment stay out of the aisles. */
static bool aisles_clear(const rfi_floor *floor)
{
    for (size_t i = 0; i < floor->aisle_count; i++) {
        for (size_t k = 0; k < floor->hall->obstacle_count; k++) {
            const rfi_obstacle *o = &floor->hall->obstacles[k];
            rfi_rect rect = {o->at.x, o->at.y, o->size.x, o->size.y};
            if (o->kind != RFI_OBSTACLE_COLUMN && overlap(&floor->aisles[i].rect, &rect)) {
                return false;
            }
        }
    }
    return true;
}

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
            have += floor->placed[k].pod == 0 && floor->placed[k].support == s->kind ? 1 : 0;
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
