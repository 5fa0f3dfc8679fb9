/* SPDX-License-Identifier: MIT */
/* What serves the racks of a floor, from its rectangles alone: nothing passes a wall, a
 * keep-out or equipment, and over every rack hangs the tray of its row, both busways where
 * busways feed it, the manifold where it is cooled by liquid; panels stand where panels
 * do. */
#include "planner/check/bench.h"

enum { PPM = 1000000 };

static bool rect_within(const rfi_rect *inner, const rfi_rect *outer, bool along_y)
{
    return along_y
               ? outer->y <= inner->y &&
                     inner->y + inner->height <= outer->y + outer->height
               : outer->x <= inner->x && inner->x + inner->width <= outer->x + outer->width;
}

/* A fitting of the rack's row hangs over its whole width. */
static bool served(const rfi_floor *floor, const rfi_placed *rack, rfi_fitting_kind kind,
                   rfi_side side)
{
    for (size_t i = 0; i < floor->fitting_count; i++) {
        const rfi_fitting *f = &floor->fittings[i];
        bool fed = f->zone == (side == RFI_SIDE_NONE ? 0 : rack->zone);
        if (f->kind == kind && f->side == side && f->row == rack->row && fed &&
            rfi_bench_overlap(&f->rect, &rack->rect) &&
            rect_within(&rack->rect, &f->rect, floor->along_y)) {
            return true;
        }
    }
    return false;
}

/* Panels of one side in the row of a rack, of its zone. */
static int64_t panels_of(const rfi_floor *floor, const rfi_placed *rack, rfi_side side)
{
    int64_t count = 0;
    for (size_t i = 0; i < floor->fitting_count; i++) {
        const rfi_fitting *f = &floor->fittings[i];
        count += f->kind == RFI_FITTING_PANEL && f->row == rack->row && f->side == side &&
                 f->zone == rack->zone;
    }
    return count;
}

static const char *place_fault(const rfi_floor *floor, const rfi_fitting *f)
{
    if (f->rect.width <= 0 || f->rect.height <= 0) {
        return "a fitting has no size";
    }
    if (!rfi_bench_inside(floor->hall, &f->rect, 0)) {
        return "a fitting passes a wall";
    }
    for (size_t i = 0; i < floor->hall->obstacle_count; i++) {
        const rfi_obstacle *o = &floor->hall->obstacles[i];
        const rfi_rect rect = {o->at.x, o->at.y, o->size.x, o->size.y};
        bool shut = o->kind != RFI_OBSTACLE_COLUMN || f->kind == RFI_FITTING_PANEL;
        if (shut && rfi_bench_overlap(&f->rect, &rect)) {
            return "a fitting passes an obstacle";
        }
    }
    return NULL;
}

static const char *panel_fault(const rfi_bench *b, const rfi_floor *floor, size_t index)
{
    const rfi_fitting *f = &floor->fittings[index];
    int64_t wide = rfi_or_rule(&floor->hall->panel, b->rules, RFI_RULE_PANEL_WIDTH)->base;
    if ((floor->along_y ? f->rect.height : f->rect.width) < wide) {
        return "a panel is narrower than the hall asks for";
    }
    if (!rfi_bench_inside(floor->hall, &f->rect, floor->perimeter)) {
        return "a panel stands within the perimeter clearance";
    }
    for (size_t i = 0; i < floor->placed_count; i++) {
        if (rfi_bench_overlap(&f->rect, &floor->placed[i].rect)) {
            return "a panel stands where a rack stands";
        }
    }
    for (size_t i = 0; i < floor->aisle_count; i++) {
        if (rfi_bench_overlap(&f->rect, &floor->aisles[i].rect)) {
            return "a panel stands in an aisle";
        }
    }
    for (size_t i = 0; i < index; i++) {
        if (floor->fittings[i].kind == RFI_FITTING_PANEL &&
            rfi_bench_overlap(&f->rect, &floor->fittings[i].rect)) {
            return "two panels overlap";
        }
    }
    return NULL;
}

static const char *service_fault(const rfi_bench *b, const rfi_floor *floor,
                                 const rfi_placed *rack)
{
    if (!served(floor, rack, RFI_FITTING_TRAY, RFI_SIDE_NONE)) {
        return "a rack has no cable tray over it";
    }
    if (rfi_profile_is_liquid(b->profile) &&
        !served(floor, rack, RFI_FITTING_MANIFOLD, RFI_SIDE_NONE)) {
        return "a rack cooled by liquid has no manifold over its rear";
    }
    if (floor->hall->distribution == RFI_DISTRIBUTION_PANEL) {
        bool fed = panels_of(floor, rack, RFI_SIDE_A) == 1 &&
                   panels_of(floor, rack, RFI_SIDE_B) == 1;
        return fed ? NULL : "a rack has not one panel of each side in its row and zone";
    }
    bool fed = served(floor, rack, RFI_FITTING_BUSWAY, RFI_SIDE_A) &&
               served(floor, rack, RFI_FITTING_BUSWAY, RFI_SIDE_B);
    return fed ? NULL : "a rack has no busway of both sides of its zone over it";
}

/* Pods of a zone, and the most of any row. */
static int64_t pods_in(const rfi_floor *floor, int64_t zone, int64_t row)
{
    int64_t pods = 0;
    for (size_t i = 0; i < floor->placed_count; i++) {
        const rfi_placed *p = &floor->placed[i];
        pods +=
            p->rack == 1 && (zone == 0 || p->zone == zone) && (row == 0 || p->row == row);
    }
    return pods;
}

/* Every zone has its share of the pods, give or take one; with panels, which feed whole
 * rows, the largest row. */
static const char *zone_fault(const rfi_floor *floor)
{
    const rfi_hall *hall = floor->hall;
    int64_t play = 1;
    int64_t left = PPM;
    int64_t open = 0;
    for (int64_t row = 1;
         hall->distribution == RFI_DISTRIBUTION_PANEL && row <= floor->rows; row++) {
        play = rfi_max(play, pods_in(floor, 0, row));
    }
    for (size_t i = 0; i < hall->cords_count; i++) {
        left -= hall->cords[i].share;
        open += hall->cords[i].share == 0;
    }
    for (size_t i = 0; i < hall->cords_count; i++) {
        int64_t times = rfi_max(open, 1);
        int64_t parts =
            hall->cords[i].share == 0 ? left : rfi_mul(hall->cords[i].share, times);
        int64_t whole = rfi_mul(PPM, times);
        int64_t stray =
            rfi_mul(pods_in(floor, (int64_t)i + 1, 0), whole) - rfi_mul(floor->pods, parts);
        if (stray > play * whole || stray < -play * whole) {
            return "a power zone strays from its share of the pods";
        }
    }
    for (size_t i = 0; i < floor->placed_count; i++) {
        if (floor->placed[i].zone < 1 ||
            floor->placed[i].zone > (int64_t)hall->cords_count) {
            return "a rack is in no power zone of its hall";
        }
    }
    return NULL;
}

void rfi_bench_fittings(rfi_bench *b, const rfi_floor *floor)
{
    const char *fault = NULL;
    for (size_t i = 0; fault == NULL && i < floor->fitting_count; i++) {
        fault = place_fault(floor, &floor->fittings[i]);
        if (fault == NULL && floor->fittings[i].kind == RFI_FITTING_PANEL) {
            fault = panel_fault(b, floor, i);
        }
    }
    rfi_bench_assert(b, RFI_REQ_FLOOR_SPACE, floor->hall->id, fault == NULL, fault);
    if (floor->hall->cords_count > 1) {
        fault = zone_fault(floor);
        rfi_bench_assert(b, RFI_REQ_FLOOR_SPACE, floor->hall->id, fault == NULL, fault);
    }
    fault = NULL;
    for (size_t i = 0; fault == NULL && i < floor->placed_count; i++) {
        fault = service_fault(b, floor, &floor->placed[i]);
    }
    rfi_bench_assert(b, RFI_REQ_FLOOR_SPACE, floor->hall->id, fault == NULL, fault);
}
