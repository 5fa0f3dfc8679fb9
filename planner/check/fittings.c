/* SPDX-License-Identifier: MIT */
/* What serves the racks of a floor, from its rectangles alone: nothing passes a wall, a
 * keep-out or equipment, and over every rack hangs the tray of its row, both busways where
 * busways feed it, the manifold where it is cooled by liquid; panels stand where panels
 * do. */
#include "planner/check/bench.h"

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
        if (f->kind == kind && f->side == side && f->row == rack->row &&
            rfi_bench_overlap(&f->rect, &rack->rect) &&
            rect_within(&rack->rect, &f->rect, floor->along_y)) {
            return true;
        }
    }
    return false;
}

/* Panels of one side in a row. */
static int64_t panels_of(const rfi_floor *floor, int64_t row, rfi_side side)
{
    int64_t count = 0;
    for (size_t i = 0; i < floor->fitting_count; i++) {
        const rfi_fitting *f = &floor->fittings[i];
        count += f->kind == RFI_FITTING_PANEL && f->row == row && f->side == side;
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
        bool fed = panels_of(floor, rack->row, RFI_SIDE_A) == 1 &&
                   panels_of(floor, rack->row, RFI_SIDE_B) == 1;
        return fed ? NULL : "a row has not one panel of each side";
    }
    bool fed = served(floor, rack, RFI_FITTING_BUSWAY, RFI_SIDE_A) &&
               served(floor, rack, RFI_FITTING_BUSWAY, RFI_SIDE_B);
    return fed ? NULL : "a rack has no busway of both sides over it";
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
    fault = NULL;
    for (size_t i = 0; fault == NULL && i < floor->placed_count; i++) {
        fault = service_fault(b, floor, &floor->placed[i]);
    }
    rfi_bench_assert(b, RFI_REQ_FLOOR_SPACE, floor->hall->id, fault == NULL, fault);
}
