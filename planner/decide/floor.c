/* SPDX-License-Identifier: MIT */
/* Requests to the layout room. Aisles are choices, so they are read at their base; rack
 * sizes are read at the end in question. Every distinct request is solved once. */
#include "planner/decide/question.h"

#include <string.h>

#include "planner/layout/layout.h"

enum { LARGEST = 100000 };  /* mm, of any rack */
enum { COLUMN_PLAY = 900 }; /* mm of clear way beside a column in an aisle (NEC 110.26) */

typedef struct remembered {
    rfi_layout_request request;
    int64_t pods;
} remembered;

struct rfi_floors {
    rfi_arena *arena;
    const rfi_rules *rules;
    const rfi_profile *profile;
    remembered *items;
    size_t count, capacity;
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

/* False when a size cannot be placed: beyond any rack, or not known. */
static bool make_request(const rfi_floors *floors, const rfi_hall *hall, rfi_view *view,
                         rfi_layout_request *request)
{
    const rfi_profile *profile = floors->profile;
    *request = (rfi_layout_request){
        .hall = hall,
        .rack_width = rfi_demand_of(view, &profile->width),
        .rack_depth = rfi_demand_of(view, &profile->depth),
        .racks_per_pod = rfi_racks_per_pod(profile),
        .pods_per_unit = rfi_pods_per_unit(profile),
        .cold_aisle = choice(&hall->cold_aisle, floors->rules, RFI_RULE_COLD_AISLE),
        .hot_aisle = choice(&hall->hot_aisle, floors->rules, RFI_RULE_HOT_AISLE),
        .perimeter = choice(&hall->perimeter, floors->rules, RFI_RULE_PERIMETER),
        .row_racks = choice(&hall->row_racks, floors->rules, RFI_RULE_ROW_RACKS),
        .column_play = COLUMN_PLAY,
        .most_pods = INT64_MAX,
    };
    set_fittings(floors, hall, request);
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
        a->hall->doors == b->hall->doors && a->cold_aisle == b->cold_aisle &&
        a->hot_aisle == b->hot_aisle && a->perimeter == b->perimeter &&
        a->row_racks == b->row_racks && a->panel == b->panel &&
        a->rack_width == b->rack_width && a->rack_depth == b->rack_depth &&
        a->racks_per_pod == b->racks_per_pod && a->pods_per_unit == b->pods_per_unit &&
        a->support_count == b->support_count;
    for (size_t i = 0; same && i < a->support_count; i++) {
        same = a->supports[i].kind == b->supports[i].kind &&
               a->supports[i].count == b->supports[i].count &&
               a->supports[i].width == b->supports[i].width;
    }
    return same;
}

int64_t rfi_floors_count(void *context, const rfi_hall *hall, rfi_view *view)
{
    rfi_floors *floors = context;
    rfi_layout_request request;
    if (!make_request(floors, hall, view, &request)) {
        return too_large(&request) ? 0 : RFI_UNBOUNDED; /* else a size is not known */
    }
    for (size_t i = 0; i < floors->count; i++) {
        if (same_request(&floors->items[i].request, &request)) {
            return floors->items[i].pods;
        }
    }
    rfi_floor floor;
    void *items = floors->items;
    if (!rfi_layout_place(floors->arena, &request, &floor) ||
        !rfi_arena_grow(floors->arena, &items, floors->count, &floors->capacity,
                        sizeof(remembered))) {
        return 0;
    }
    floors->items = items;
    floors->items[floors->count++] = (remembered){request, floor.pods};
    return floor.pods;
}

bool rfi_floors_place(rfi_floors *floors, const rfi_hall *hall, rfi_end end, int64_t pods,
                      rfi_floor *ret_floor)
{
    rfi_layout_request request;
    rfi_view view = {.end = end};
    *ret_floor = (rfi_floor){.hall = hall};
    if (hall->outline == NULL || !make_request(floors, hall, &view, &request) ||
        view.unknown) {
        return true; /* what is not known in size is not drawn */
    }
    request.most_pods = pods;
    return rfi_layout_place(floors->arena, &request, ret_floor);
}
