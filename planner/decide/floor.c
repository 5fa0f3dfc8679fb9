/* SPDX-License-Identifier: MIT */
/* Requests to the layout room. Aisles are choices, so they are read at their base; rack
 * sizes are read at the end in question. Every distinct request is solved once. */
#include "planner/decide/question.h"

#include <string.h>

#include "planner/layout/egress.h"
#include "planner/layout/layout.h"
#include "planner/layout/route.h"
#include "planner/model/aisles.h"

enum { LARGEST = 100000 }; /* mm, of any rack */
enum { PPM = 1000000 };
enum { COLUMN_PLAY = 900 }; /* mm of clear way beside a column in an aisle (NEC 110.26) */

/* Rounds in which racks that no way leads to give up their places. */
enum { ROUNDS = 8 };

typedef struct remembered {
    rfi_layout_request request; /* as asked */
    rfi_route_request route;
    rfi_clearway ways[RFI_ENDS];
    rfi_floor floor;
    rfi_rects given_up; /* places that no way leads to, beside the closed zones */
    int64_t
        route_width; /* mm; RFI_UNBOUNDED: nobody says where racks come in, or none do */
} remembered;

struct rfi_floors {
    rfi_arena *arena;
    const rfi_rules *rules;
    const rfi_profile *profile;
    remembered *items;
    size_t count, capacity;
    rfi_rect *closed[2]; /* room for the zones of one hall: where racks stand, move */
    size_t closed_capacity[2];
};

rfi_floors *rfi_floors_new(rfi_arena *arena, const rfi_rules *rules)
{
    rfi_floors *floors = RFI_NEW(arena, rfi_floors);
    if (floors != NULL) {
        floors->arena = arena;
        floors->rules = rules;
    }
    return floors;
}

void rfi_floors_profile(rfi_floors *floors, const rfi_profile *profile)
{
    floors->profile = profile;
}

static int64_t choice(const rfi_figure *figure, const rfi_rules *rules, rfi_rule rule)
{
    return rfi_or_rule(figure, rules, rule)->base;
}

/* Sizes that are read as unbounded leave room for nothing. */
static bool too_large(const rfi_layout_request *request)
{
    bool large = request->rack_width >= LARGEST || request->rack_depth >= LARGEST;
    for (size_t i = 0; i < request->support_count; i++) {
        large = large || request->supports[i].count >= RFI_PODS_CAP ||
                request->supports[i].width >= RFI_UNBOUNDED;
    }
    return large;
}

/* Zones that do not bear these racks, where they stand or while they are moved. */
static const rfi_rect *closed_zones(rfi_floors *floors, const rfi_hall *hall,
                                    rfi_view *view, bool moving, size_t *ret_count)
{
    size_t count = 0;
    for (size_t i = 0; i < hall->zone_count; i++) {
        const rfi_zone *zone = &hall->zones[i];
        void *items = floors->closed[moving];
        if (rfi_zone_bears(zone, floors->profile, floors->rules, view, moving)) {
            continue;
        }
        if (!rfi_arena_grow(floors->arena, &items, count, &floors->closed_capacity[moving],
                            sizeof(rfi_rect))) {
            break;
        }
        floors->closed[moving] = items;
        floors->closed[moving][count++] =
            (rfi_rect){zone->at.x, zone->at.y, zone->size.x, zone->size.y};
    }
    *ret_count = count;
    return floors->closed[moving];
}

/* Panels are floor; what hangs overhead is drawn and carries cables. */
static void set_fittings(const rfi_floors *floors, const rfi_hall *hall,
                         rfi_layout_request *request)
{
    if (hall->distribution == RFI_DISTRIBUTION_PANEL) {
        request->panel = choice(&hall->panel, floors->rules, RFI_RULE_PANEL_WIDTH);
    } else {
        request->busway = choice(&hall->busway, floors->rules, RFI_RULE_BUSWAY_WIDTH);
    }
    request->tray = choice(&hall->tray, floors->rules, RFI_RULE_TRAY_WIDTH);
    if (rfi_profile_is_liquid(floors->profile)) {
        request->manifold = choice(&hall->manifold, floors->rules, RFI_RULE_MANIFOLD_WIDTH);
    }
}

/* What a cable leaves for its way along the trays once drops and slack are taken off; 0: no
 * limit, less: nothing is left. */
static int64_t reach_along_trays(const rfi_floors *floors, rfi_view *view)
{
    const rfi_figure *rules = floors->rules->figures;
    const rfi_figure *stated = &floors->profile->leaf_reach;
    int64_t whole =
        stated->state == RFI_ABSENT ? RFI_UNBOUNDED : rfi_limit_of(view, stated);
    if (whole >= RFI_UNBOUNDED) {
        return 0;
    }
    int64_t drops = rfi_mul(2, rfi_demand_of(view, &rules[RFI_RULE_CABLE_DROP]));
    int64_t slack = rfi_demand_of(view, &rules[RFI_RULE_CABLE_SLACK]);
    int64_t left = rfi_mul_div_floor(whole, PPM, rfi_add(PPM, slack)) - drops;
    return left > 0 ? left : -1;
}

/* Racks of a pod stand side by side; the copper that joins them runs from middle to middle.
 */
static bool copper_joins(const rfi_floors *floors, const rfi_layout_request *request,
                         rfi_view *view)
{
    const rfi_figure *stated = &floors->profile->copper_reach;
    return stated->state == RFI_ABSENT ||
           rfi_mul(request->racks_per_pod - 1, request->rack_width) <=
               rfi_limit_of(view, stated);
}

/* False when a size cannot be placed: beyond any rack, or not known. */
static bool make_request(rfi_floors *floors, const rfi_hall *hall, rfi_view *view,
                         rfi_layout_request *request)
{
    const rfi_profile *profile = floors->profile;
    *request = (rfi_layout_request){
        .hall = hall,
        .rack_width = rfi_demand_of(view, &profile->width),
        .rack_depth = rfi_demand_of(view, &profile->depth),
        .racks_per_pod = rfi_racks_per_pod(profile),
        .pods_per_unit = rfi_pods_per_unit(profile),
        .cold_aisle = rfi_aisle_of(hall, profile, floors->rules, false)->base,
        .hot_aisle = rfi_aisle_of(hall, profile, floors->rules, true)->base,
        .perimeter = choice(&hall->perimeter, floors->rules, RFI_RULE_PERIMETER),
        .row_racks = choice(&hall->row_racks, floors->rules, RFI_RULE_ROW_RACKS),
        .column_play = COLUMN_PLAY,
        .most_pods = INT64_MAX,
    };
    request->closed = closed_zones(floors, hall, view, false, &request->closed_count);
    set_fittings(floors, hall, request);
    request->reach = reach_along_trays(floors, view);
    if (rfi_hall_has_exit(hall)) {
        request->egress = choice(&hall->egress, floors->rules, RFI_RULE_EGRESS);
    }
    if (!copper_joins(floors, request, view)) {
        request->row_racks = 0; /* no run holds a pod */
    }
    for (size_t i = 0; i < profile->support_count && i < RFI_LAYOUT_SUPPORTS; i++) {
        const rfi_support *support = &profile->supports[i];
        rfi_layout_support *item = &request->supports[request->support_count];
        item->kind = support->kind;
        item->count =
            support->count.state == RFI_ABSENT ? 1 : rfi_demand_of(view, &support->count);
        item->width = rfi_known(&support->width) ? rfi_demand_of(view, &support->width)
                                                 : request->rack_width;
        request->support_count += item->count > 0 ? 1 : 0;
    }
    return request->rack_width > 0 && request->rack_depth > 0 && !too_large(request);
}

static bool same_request(const rfi_layout_request *a, const rfi_layout_request *b)
{
    /* identical halls that were taken apart share outline, obstacles and doors */
    bool same =
        a->hall->outline == b->hall->outline && a->hall->obstacles == b->hall->obstacles &&
        a->hall->holes == b->hall->holes && a->hall->zones == b->hall->zones &&
        a->hall->doors == b->hall->doors && a->closed_count == b->closed_count &&
        a->column_play == b->column_play && a->cold_aisle == b->cold_aisle &&
        a->hot_aisle == b->hot_aisle && a->perimeter == b->perimeter &&
        a->row_racks == b->row_racks && a->panel == b->panel && a->reach == b->reach &&
        a->egress == b->egress && a->rack_width == b->rack_width &&
        a->rack_depth == b->rack_depth && a->racks_per_pod == b->racks_per_pod &&
        a->pods_per_unit == b->pods_per_unit && a->support_count == b->support_count;
    for (size_t i = 0; same && i < a->closed_count; i++) {
        same = memcmp(&a->closed[i], &b->closed[i], sizeof(rfi_rect)) == 0;
    }
    for (size_t i = 0; same && i < a->support_count; i++) {
        same = a->supports[i].kind == b->supports[i].kind &&
               a->supports[i].count == b->supports[i].count &&
               a->supports[i].width == b->supports[i].width;
    }
    return same;
}

/* ---- placements that racks can be brought to -------------------------------------------
 */

typedef struct order { /* what is asked of one hall */
    rfi_layout_request request;
    rfi_route_request route;
    rfi_clearway ways[RFI_ENDS]; /* by how much play; width 0: nobody says where racks come
                                    in */
} order;

/* Racks are brought in through the aisles: where a hall says by which way, aisles, walls
 * and columns leave that much room, whatever less is asked of them. */
static bool make_order(rfi_floors *floors, const rfi_hall *hall, rfi_view *view,
                       order *ret_order)
{
    rfi_entry entry;
    rfi_layout_request *request = &ret_order->request;
    *ret_order = (order){0};
    if (!make_request(floors, hall, view, request)) {
        return false;
    }
    if (hall->outline == NULL || !rfi_hall_entry(hall, 0, &entry)) {
        return true;
    }
    const rfi_figure *rule = &floors->rules->figures[RFI_RULE_DELIVERY_PLAY];
    const int64_t plays[RFI_ENDS] = {rule->high, rule->base, rule->low};
    int64_t longer = rfi_max(request->rack_width, request->rack_depth);
    int64_t narrower = rfi_min(request->rack_width, request->rack_depth);
    for (rfi_end end = RFI_END_UNFAVOURABLE; end < RFI_ENDS; end++) {
        ret_order->ways[end] =
            rfi_clearway_of(rfi_add(longer, plays[end]), rfi_add(narrower, plays[end]));
    }
    int64_t width = ret_order->ways[RFI_END_UNFAVOURABLE].width;
    request->column_play = rfi_max(request->column_play, width);
    request->cold_aisle = rfi_max(request->cold_aisle, width);
    request->perimeter = rfi_max(request->perimeter, width);
    ret_order->route.closed =
        closed_zones(floors, hall, view, true, &ret_order->route.closed_count);
    return true;
}

/* Both lists of rectangles; NULL when memory is out. */
static rfi_rect *joined(rfi_arena *arena, const rfi_rect *a, size_t a_count,
                        const rfi_rect *b, size_t b_count)
{
    rfi_rect *all = RFI_ARRAY(arena, a_count + b_count, rfi_rect);
    if (all != NULL && a_count > 0) {
        memcpy(all, a, a_count * sizeof(*a));
    }
    if (all != NULL && b_count > 0) {
        memcpy(all + a_count, b, b_count * sizeof(*b));
    }
    return all;
}

/* Why fewer stand than the bound allows. */
static bool say_given_up(rfi_arena *arena, size_t count, rfi_floor *floor)
{
    if (count > 0) {
        floor->bound_reason = rfi_arena_format(
            arena, "%s; %zu place%s given up: no way leads there from where racks come in",
            floor->bound_reason, count, count == 1 ? " is" : "s are");
    }
    return floor->bound_reason != NULL;
}

/* Places racks anywhere but on the closed zones and the places given up. */
static bool place_beside(rfi_floors *floors, const order *o, const rfi_rects *given_up,
                         rfi_floor *ret_floor)
{
    rfi_layout_request request = o->request;
    request.closed_count += given_up->count;
    request.closed = joined(floors->arena, o->request.closed, o->request.closed_count,
                            given_up->items, given_up->count);
    return request.closed != NULL && rfi_layout_place(floors->arena, &request, ret_floor);
}

/* Adds places to those given up. False when memory is out. */
static bool give_up(rfi_floors *floors, rfi_rects *given_up, const rfi_rects *places)
{
    given_up->items = joined(floors->arena, given_up->items, given_up->count, places->items,
                             places->count);
    given_up->count += places->count;
    given_up->racks += places->racks;
    return given_up->items != NULL;
}

/* Places racks where people are near enough to an exit: places that are too far are given
 * up round by round. The bound stays that of all places. */
static bool place_near(rfi_floors *floors, const order *o, rfi_rects *given_up,
                       rfi_floor *ret_floor)
{
    rfi_rects far = {0};
    size_t count = 0;
    int64_t bound = 0;
    const char *reason = NULL;
    for (int round = 0; round < ROUNDS; round++) {
        if (!place_beside(floors, o, given_up, ret_floor) ||
            (o->request.egress > 0 &&
             !rfi_egress_far(floors->arena, ret_floor, o->request.egress, &far))) {
            return false;
        }
        bound = round == 0 ? ret_floor->bound : bound;
        reason = round == 0 ? ret_floor->bound_reason : reason;
        if (far.count == 0) {
            break;
        }
        count += far.count;
        if (!give_up(floors, given_up, &far)) {
            return false;
        }
    }
    if (far.count > 0) { /* no end of it: nothing stands */
        *ret_floor = (rfi_floor){.hall = ret_floor->hall};
    }
    ret_floor->bound = bound;
    ret_floor->bound_reason =
        count == 0
            ? reason
            : rfi_arena_format(floors->arena,
                               "%s; %zu place%s given up: the walk to an exit is longer "
                               "than %lld mm",
                               reason, count, count == 1 ? " is" : "s are",
                               (long long)o->request.egress);
    return ret_floor->bound_reason != NULL;
}

/* Racks that no way of this width leads to give up their places to others, round by round:
 * floor is a placement beside those given up before; both change. *ret_whole: some racks
 * stand and all are reached. */
static bool place_rounds(rfi_floors *floors, const order *o, const rfi_clearway *way,
                         rfi_rects *given_up, rfi_floor *floor, bool *ret_whole)
{
    rfi_route_request route = o->route;
    route.straight = way->straight;
    *ret_whole = false;
    for (int round = 0; round < ROUNDS && floor->pods > 0; round++) {
        rfi_rects missed;
        if (!rfi_route_find(floors->arena, &route, way->width, floor, &missed)) {
            return false;
        }
        if (missed.count == 0) {
            *ret_whole = true;
            return true;
        }
        if (round > 0 && missed.racks == floor->placed_count) {
            return true; /* twice no way led anywhere: yet other places would not help */
        }
        if (!give_up(floors, given_up, &missed) ||
            !place_near(floors, o, given_up, floor)) {
            return false;
        }
    }
    return true;
}

/* With the most play that brings any racks in. The bound stays that of all places. Where no
 * play does, all racks stand, with the widest way that reaches them. */
static bool place_reached(rfi_floors *floors, const order *o, rfi_rects *given_up,
                          rfi_floor *ret_floor, int64_t *ret_width)
{
    const rfi_clearway *least = &o->ways[RFI_END_FAVOURABLE];
    rfi_floor all;
    bool whole = false;
    if (!place_near(floors, o, given_up, &all)) {
        return false;
    }
    const rfi_rects before = *given_up;
    *ret_floor = all;
    *ret_width = RFI_UNBOUNDED;
    if (least->width == 0 || all.pods == 0) {
        return true; /* nobody says where racks come in, or none do */
    }
    for (rfi_end end = RFI_END_UNFAVOURABLE; end < RFI_ENDS && !whole; end++) {
        *ret_width = o->ways[end].width;
        *ret_floor = all;
        *given_up = before;
        if (!place_rounds(floors, o, &o->ways[end], given_up, ret_floor, &whole)) {
            return false;
        }
    }
    if (whole) {
        ret_floor->bound = all.bound;
        ret_floor->bound_reason = all.bound_reason;
        return say_given_up(floors->arena, given_up->racks - before.racks, ret_floor);
    }
    rfi_route_request route = o->route;
    route.straight = least->straight;
    *ret_floor = all;
    *given_up = before;
    return rfi_route_widest(floors->arena, &route, least->width - 1, ret_floor, ret_width);
}

static bool same_zones(const rfi_rect *a, size_t a_count, const rfi_rect *b, size_t b_count)
{
    bool same = a_count == b_count;
    for (size_t i = 0; same && i < a_count; i++) {
        same = memcmp(&a[i], &b[i], sizeof(*a)) == 0;
    }
    return same;
}

/* The fullest placement; NULL when memory is out. Valid until the next. */
static remembered *fullest(rfi_floors *floors, const order *o)
{
    for (size_t i = 0; i < floors->count; i++) {
        remembered *r = &floors->items[i];
        if (same_request(&r->request, &o->request) &&
            memcmp(r->ways, o->ways, sizeof(r->ways)) == 0 &&
            same_zones(r->route.closed, r->route.closed_count, o->route.closed,
                       o->route.closed_count)) {
            return r;
        }
    }
    remembered new = {.request = o->request, .route = o->route};
    memcpy(new.ways, o->ways, sizeof(new.ways));
    void *items = floors->items;
    new.request.closed =
        joined(floors->arena, o->request.closed, o->request.closed_count, NULL, 0);
    new.route.closed =
        joined(floors->arena, o->route.closed, o->route.closed_count, NULL, 0);
    if (new.request.closed == NULL || new.route.closed == NULL ||
        !place_reached(floors, o, &new.given_up, &new.floor, &new.route_width) ||
        !rfi_arena_grow(floors->arena, &items, floors->count, &floors->capacity,
                        sizeof(remembered))) {
        return NULL;
    }
    floors->items = items;
    floors->items[floors->count] = new;
    return &floors->items[floors->count++];
}

int64_t rfi_floors_count(void *context, const rfi_hall *hall, rfi_view *view)
{
    rfi_floors *floors = context;
    order o;
    if (!make_order(floors, hall, view, &o)) {
        return too_large(&o.request) ? 0 : RFI_UNBOUNDED; /* else a size is not known */
    }
    const remembered *most = fullest(floors, &o);
    return most == NULL ? 0 : most->floor.pods;
}

int64_t rfi_floors_route(void *context, const rfi_hall *hall, rfi_view *view)
{
    rfi_floors *floors = context;
    order o;
    if (!make_order(floors, hall, view, &o)) {
        return too_large(&o.request) ? 0 : RFI_UNBOUNDED;
    }
    const remembered *most = fullest(floors, &o);
    return most == NULL ? 0 : most->route_width;
}

bool rfi_floors_place(rfi_floors *floors, const rfi_hall *hall, rfi_end end, int64_t pods,
                      rfi_floor *ret_floor)
{
    order o;
    rfi_view view = {.end = end};
    int64_t width = 0;
    *ret_floor = (rfi_floor){.hall = hall};
    if (hall->outline == NULL || !make_order(floors, hall, &view, &o) || view.unknown) {
        return true; /* what is not known in size is not drawn */
    }
    const remembered *most = fullest(floors, &o);
    if (most == NULL) {
        return false;
    }
    rfi_rects given_up = most->given_up;
    int64_t most_width = most->route_width;
    rfi_floor all = most->floor;
    o.request.most_pods = pods;
    if (!place_reached(floors, &o, &given_up, ret_floor, &width)) {
        return false;
    }
    if (ret_floor->pods < rfi_min(pods, all.pods) || width < most_width) {
        *ret_floor = all; /* fewer racks stand worse than all: all of them stay */
    }
    ret_floor->hall = hall;
    ret_floor->service = rfi_aisles_serve(hall, floors->profile, floors->rules);
    ret_floor->bound = all.bound;
    ret_floor->bound_reason = all.bound_reason;
    return true;
}
