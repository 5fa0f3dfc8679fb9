/* SPDX-License-Identifier: MIT */
/* What serves the racks (panels, busways, trays, manifolds) and what the floor itself says:
 * zones, ways up, the delivery route. */
#include "reports/diagram/floor_parts.h"

#include <math.h>

static const rfi_letters note = {RFI_FACE_PLAIN, 5.6, RFI_INK_SOFT, RFI_CENTRE, false, 0};

/* ---- the floor --------------------------------------------------------------------------
 */

static const char *zone_words(rfi_plan_sheet *sheet, const rfi_zone *zone)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_format(&text, "%s:", zone->id);
    if (zone->clear_height.state != RFI_ABSENT) {
        rfi_text_add(&text, " clear height ");
        rfi_print_figure(&text, &zone->clear_height);
    }
    if (zone->slab.state != RFI_ABSENT) {
        rfi_text_add(&text, zone->clear_height.state != RFI_ABSENT ? ", slab " : " slab ");
        rfi_print_figure(&text, &zone->slab);
    }
    const char *words = rfi_arena_copy(sheet->arena, text.data);
    rfi_text_finish(&text);
    return words == NULL ? "" : words;
}

static void draw_zone(rfi_plan_sheet *sheet, const rfi_view *view, const rfi_zone *zone)
{
    const rfi_rect stated = {zone->at.x, zone->at.y, zone->size.x, zone->size.y};
    rfi_rect rect = rfi_view_turn_rect(view, &stated);
    if (!rfi_view_clip(view, &rect, &rect)) {
        return;
    }
    rfi_box box = rfi_view_box(view, &rect);
    rfi_open_group(sheet->drawing, NULL, zone->id, zone_words(sheet, zone));
    rfi_draw_rect(sheet->drawing, box,
                  &(rfi_look){.pen = {RFI_INK_SOFT, RFI_BROAD, RFI_DASH_AXIS}});
    rfi_close_group(sheet->drawing);
}

void rfi_draw_zones(rfi_plan_sheet *sheet, const rfi_view *view)
{
    for (size_t i = 0; i < sheet->hall->zone_count; i++) {
        draw_zone(sheet, view, &sheet->hall->zones[i]);
    }
}

/* In a corner or the middle of each edge, inside. */
static void label_zone(rfi_plan_sheet *sheet, const rfi_view *view, const rfi_zone *zone)
{
    const rfi_rect stated = {zone->at.x, zone->at.y, zone->size.x, zone->size.y};
    rfi_rect rect = rfi_view_turn_rect(view, &stated);
    rfi_box box = rfi_view_box(view, &rect);
    const char *words = zone_words(sheet, zone);
    double half = rfi_measure_text(sheet->drawing, &note, words).width / 2 + 1;
    double middle = box.x + box.width / 2;
    double right = box.x + box.width - half;
    double top = box.y + 2.4;
    double foot = box.y + box.height - 1.2;
    const rfi_spot spots[] = {
        {middle, top},        {middle, foot}, {box.x + half, top},       {right, top},
        {box.x + half, foot}, {right, foot},  {middle, (top + foot) / 2}};
    if (rfi_place_label(&sheet->labels, spots, 7, words, &note, 0.3, RFI_INK_WHITE) < 0) {
        sheet->dropped_zones = true;
    }
}

/* A lift or ramp outside the wall, open to the hall. */
static void draw_access(rfi_plan_sheet *sheet, const rfi_view *view,
                        const rfi_access *access)
{
    rfi_opening opening;
    if (!rfi_hall_opening(sheet->hall, access->at, &opening)) {
        return;
    }
    rfi_point at = rfi_view_turn(view, opening.at);
    rfi_wall_side side = rfi_view_wall(view, opening.inward);
    bool level = side == RFI_WALL_TOP || side == RFI_WALL_BOTTOM;
    double out = side == RFI_WALL_TOP || side == RFI_WALL_LEFT ? -1 : 1;
    double wide =
        rfi_view_length(view, rfi_known(&access->width) ? access->width.base : 2000);
    double deep =
        rfi_view_length(view, rfi_known(&access->depth) ? access->depth.base : 2500);
    deep = fmin(deep, 7);
    double x = rfi_view_x(view, at.x);
    double y = rfi_view_y(view, at.y);
    rfi_box box = level ? (rfi_box){x - wide / 2, out < 0 ? y - deep : y, wide, deep}
                        : (rfi_box){out < 0 ? x - deep : x, y - wide / 2, deep, wide};
    const rfi_pen pen = {RFI_INK_TEXT, RFI_MEDIUM, RFI_DASH_SOLID};
    bool lift = access->kind == RFI_ACCESS_LIFT;
    rfi_open_group(sheet->drawing, NULL, access->id, lift ? "lift" : "ramp");
    rfi_draw_rect(sheet->drawing, box, &(rfi_look){.fill = RFI_INK_WHITE, .pen = pen});
    if (lift) {
        rfi_draw_line(sheet->drawing, box.x, box.y, box.x + box.width, box.y + box.height,
                      pen);
        rfi_draw_line(sheet->drawing, box.x, box.y + box.height, box.x + box.width, box.y,
                      pen);
    }
    rfi_close_group(sheet->drawing);
    rfi_occupy(&sheet->labels, box);
    const char *words =
        rfi_arena_format(sheet->arena, "%s %s", lift ? "lift" : "ramp", access->id);
    double cx = box.x + box.width / 2;
    const rfi_spot spots[] = {{cx, box.y - 0.8},
                              {cx, box.y + box.height + 2.2},
                              {box.x + box.width + 6, box.y + box.height / 2 + 0.7},
                              {box.x - 6, box.y + box.height / 2 + 0.7}};
    (void)rfi_place_label(&sheet->labels, spots, 4, words == NULL ? "" : words, &note, 0.3,
                          RFI_INK_WHITE);
}

void rfi_draw_accesses(rfi_plan_sheet *sheet, const rfi_view *view)
{
    for (size_t i = 0; i < sheet->hall->access_count; i++) {
        draw_access(sheet, view, &sheet->hall->accesses[i]);
    }
}

/* Whether another leg goes on from it: a lane of the route, not the way along one aisle. */
static bool is_lane(const rfi_floor *floor, size_t leg)
{
    for (size_t i = 0; i < floor->route_count; i++) {
        if (floor->route[i].from == leg) {
            return true;
        }
    }
    return floor->route_count == 1;
}

static void draw_lane(rfi_drawing *drawing, rfi_box box)
{
    const rfi_pen pen = {RFI_INK_SOFT, RFI_MEDIUM, RFI_DASH_ROUTE};
    bool level = box.width >= box.height;
    double x = level ? box.x : box.x + box.width;
    double y = level ? box.y + box.height : box.y;
    rfi_draw_line(drawing, box.x, box.y, level ? box.x + box.width : box.x,
                  level ? box.y : box.y + box.height, pen);
    rfi_draw_line(drawing, x, y, box.x + box.width, box.y + box.height, pen);
}

/* An arrow into the aisle, where the leg leaves the one that it continues. */
static void draw_turn(rfi_labels *labels, rfi_box box, rfi_box before)
{
    rfi_drawing *drawing = labels->drawing;
    const double length = 3.2;
    const double head = 0.7;
    bool level = box.width >= box.height;
    double x = box.x + box.width / 2;
    double y = box.y + box.height / 2;
    double ux = level ? (before.x + before.width / 2 < x ? 1 : -1) : 0;
    double uy = level ? 0 : (before.y + before.height / 2 < y ? 1 : -1);
    x = level ? (ux > 0 ? fmax(box.x, before.x + before.width)
                        : fmin(box.x + box.width, before.x))
              : x;
    y = level ? y
              : (uy > 0 ? fmax(box.y, before.y + before.height)
                        : fmin(box.y + box.height, before.y));
    rfi_spot tip = {x + ux * length, y + uy * length};
    rfi_spot neck = {tip.x - ux * 1.5, tip.y - uy * 1.5};
    rfi_draw_line(drawing, x, y, neck.x, neck.y,
                  (rfi_pen){RFI_INK_SOFT, RFI_MEDIUM, RFI_DASH_SOLID});
    const rfi_spot arrow[] = {tip,
                              {neck.x + uy * head, neck.y + ux * head},
                              {neck.x - uy * head, neck.y - ux * head}};
    rfi_draw_polygon(drawing, arrow, 3, &(rfi_look){.fill = RFI_INK_SOFT});
    rfi_occupy(labels, (rfi_box){fmin(x, tip.x) - head, fmin(y, tip.y) - head,
                                 fabs(tip.x - x) + 2 * head, fabs(tip.y - y) + 2 * head});
}

void rfi_draw_route(rfi_plan_sheet *sheet, const rfi_view *view)
{
    const rfi_floor *floor = sheet->floor;
    if (floor == NULL || floor->route_count == 0) {
        return;
    }
    rfi_open_group(sheet->drawing, NULL, "delivery route", "clear of everything");
    for (size_t i = 0; i < floor->route_count; i++) {
        const rfi_route_leg *leg = &floor->route[i];
        rfi_rect rect = rfi_view_turn_rect(view, &leg->rect);
        if (!rfi_view_holds(view, &rect)) {
            continue;
        }
        rfi_box box = rfi_view_box(view, &rect);
        if (is_lane(floor, i)) {
            draw_lane(sheet->drawing, box);
        } else if (leg->from < floor->route_count) {
            rfi_rect before = rfi_view_turn_rect(view, &floor->route[leg->from].rect);
            draw_turn(&sheet->labels, box, rfi_view_box(view, &before));
        }
    }
    rfi_close_group(sheet->drawing);
}

/* The two edges of each lane, so that words about the route stand on no line of it. */
static void occupy_lanes(rfi_plan_sheet *sheet, const rfi_view *view)
{
    const rfi_floor *floor = sheet->floor;
    for (size_t i = 0; i < floor->route_count; i++) {
        rfi_rect rect = rfi_view_turn_rect(view, &floor->route[i].rect);
        if (!is_lane(floor, i) || !rfi_view_holds(view, &rect)) {
            continue;
        }
        rfi_box box = rfi_view_box(view, &rect);
        bool level = box.width >= box.height;
        rfi_box edge = {box.x, box.y, level ? box.width : 0, level ? 0 : box.height};
        rfi_occupy(&sheet->labels, edge);
        edge.x += level ? 0 : box.width;
        edge.y += level ? box.height : 0;
        rfi_occupy(&sheet->labels, edge);
    }
}

static void label_route(rfi_plan_sheet *sheet, const rfi_view *view)
{
    static const double places[] = {0.5, 0.25, 0.75, 0.15, 0.85};
    const rfi_floor *floor = sheet->floor;
    if (floor == NULL || floor->route_count == 0) {
        return;
    }
    occupy_lanes(sheet, view);
    const char *words = rfi_arena_format(sheet->arena, "delivery route %s wide",
                                         rfi_metres(sheet->arena, floor->route_width));
    for (size_t i = 0; i < floor->route_count && words != NULL; i++) {
        rfi_rect rect = rfi_view_turn_rect(view, &floor->route[i].rect);
        if (!is_lane(floor, i) || !rfi_view_clip(view, &rect, &rect)) {
            continue;
        }
        rfi_box box = rfi_view_box(view, &rect);
        rfi_letters letters = note;
        letters.upward = box.height > box.width;
        rfi_spot spots[5];
        for (int k = 0; k < 5; k++) {
            double along = places[k];
            spots[k] =
                letters.upward
                    ? (rfi_spot){box.x + box.width / 2 + 0.7, box.y + along * box.height}
                    : (rfi_spot){box.x + along * box.width, box.y + box.height / 2 + 0.7};
        }
        if (rfi_place_label(&sheet->labels, spots, 5, words, &letters, 0.3, RFI_NO_INK) >=
            0) {
            return;
        }
    }
}

void rfi_label_floor(rfi_plan_sheet *sheet, const rfi_view *view)
{
    label_route(sheet, view);
    for (size_t i = 0; i < sheet->hall->zone_count; i++) {
        label_zone(sheet, view, &sheet->hall->zones[i]);
    }
}

/* ---- what serves the racks --------------------------------------------------------------
 */

void rfi_draw_panel(rfi_drawing *drawing, rfi_box box, rfi_side side)
{
    rfi_draw_rect(
        drawing, box,
        &(rfi_look){.fill = rfi_tint(RFI_INK_POWER, 0.22),
                    .pen = {RFI_INK_POWER, RFI_THIN,
                            side == RFI_SIDE_B ? RFI_DASH_FEED_B : RFI_DASH_SOLID}});
    const rfi_letters letters = {RFI_FACE_STRONG, 5.6, RFI_INK_POWER, RFI_CENTRE, false, 0};
    if (side != RFI_SIDE_NONE && fmin(box.width, box.height) > 1.9) {
        rfi_draw_text(drawing, box.x + box.width / 2, box.y + box.height / 2 + 0.72,
                      side == RFI_SIDE_A ? "A" : "B", &letters);
    }
}

void rfi_draw_panels(rfi_plan_sheet *sheet, const rfi_view *view)
{
    const rfi_floor *floor = sheet->floor;
    for (size_t i = 0; floor != NULL && i < floor->fitting_count; i++) {
        const rfi_fitting *fitting = &floor->fittings[i];
        rfi_rect rect = rfi_view_turn_rect(view, &fitting->rect);
        if (fitting->kind != RFI_FITTING_PANEL || !rfi_view_holds(view, &rect)) {
            continue;
        }
        rfi_open_group(sheet->drawing, NULL,
                       rfi_arena_format(sheet->arena, "R%lld: panel %s",
                                        (long long)fitting->row,
                                        fitting->side == RFI_SIDE_B ? "B" : "A"),
                       "remote power panel");
        rfi_box box = rfi_view_box(view, &rect);
        rfi_draw_panel(sheet->drawing, box, fitting->side);
        rfi_close_group(sheet->drawing);
        rfi_occupy(&sheet->labels, box);
    }
}

static void draw_busway(rfi_drawing *drawing, rfi_box box, rfi_side side)
{
    bool level = box.width >= box.height;
    double across = level ? box.height : box.width;
    double x = level ? box.x : box.x + box.width / 2;
    double y = level ? box.y + box.height / 2 : box.y;
    rfi_draw_line(drawing, x, y, level ? box.x + box.width : x,
                  level ? y : box.y + box.height,
                  (rfi_pen){RFI_INK_POWER, fmax(RFI_BROAD, 0.6 * across),
                            side == RFI_SIDE_B ? RFI_DASH_FEED_B : RFI_DASH_SOLID});
}

/* Supply on the side of smaller coordinates, return beside it. */
static void draw_manifold(rfi_drawing *drawing, rfi_box box)
{
    bool level = box.width >= box.height;
    for (int k = 0; k < 2; k++) {
        double part = k == 0 ? 0.27 : 0.73;
        double x = level ? box.x : box.x + part * box.width;
        double y = level ? box.y + part * box.height : box.y;
        rfi_draw_line(drawing, x, y, level ? box.x + box.width : x,
                      level ? y : box.y + box.height,
                      (rfi_pen){k == 0 ? RFI_INK_SUPPLY : RFI_INK_RETURN, RFI_HEAVY,
                                k == 0 ? RFI_DASH_SOLID : RFI_DASH_RETURN});
    }
}

/* A ladder. */
static void draw_tray(rfi_drawing *drawing, rfi_box box)
{
    const rfi_pen pen = {RFI_INK_NETWORK, RFI_FINE, RFI_DASH_SOLID};
    bool level = box.width >= box.height;
    double length = level ? box.width : box.height;
    rfi_draw_rect(drawing, box, &(rfi_look){.fill = RFI_INK_WHITE, .pen = pen});
    int rungs = (int)(length / 2.5);
    for (int i = 1; i < rungs; i++) {
        double along = length * i / rungs;
        double x = level ? box.x + along : box.x;
        double y = level ? box.y : box.y + along;
        rfi_draw_line(drawing, x, y, level ? x : box.x + box.width,
                      level ? box.y + box.height : y, pen);
    }
}

void rfi_draw_run(rfi_drawing *drawing, rfi_box box, rfi_fitting_kind kind, rfi_side side)
{
    switch (kind) {
    case RFI_FITTING_BUSWAY:
        draw_busway(drawing, box, side);
        break;
    case RFI_FITTING_TRAY:
        draw_tray(drawing, box);
        break;
    case RFI_FITTING_MANIFOLD:
        draw_manifold(drawing, box);
        break;
    case RFI_FITTING_PANEL:
        rfi_draw_panel(drawing, box, side);
        break;
    case RFI_FITTING_KINDS:
        break;
    }
}

const char *rfi_fitting_words(rfi_fitting_kind kind)
{
    static const char *const words[] = {"power panel", "busway", "cable tray",
                                        "coolant manifold"};
    return kind < RFI_FITTING_KINDS ? words[kind] : "";
}

void rfi_draw_runs(rfi_plan_sheet *sheet, const rfi_view *view)
{
    const rfi_floor *floor = sheet->floor;
    static const rfi_fitting_kind order[] = {RFI_FITTING_TRAY, RFI_FITTING_MANIFOLD,
                                             RFI_FITTING_BUSWAY};
    for (size_t k = 0; floor != NULL && k < 3; k++) {
        for (size_t i = 0; i < floor->fitting_count; i++) {
            const rfi_fitting *fitting = &floor->fittings[i];
            rfi_rect rect = rfi_view_turn_rect(view, &fitting->rect);
            if (fitting->kind != order[k] || !rfi_view_clip(view, &rect, &rect)) {
                continue;
            }
            rfi_open_group(sheet->drawing, NULL,
                           fitting->row == 0
                               ? rfi_arena_format(sheet->arena, "%s across rows",
                                                  rfi_fitting_words(fitting->kind))
                               : rfi_arena_format(sheet->arena, "R%lld: %s%s",
                                                  (long long)fitting->row,
                                                  rfi_fitting_words(fitting->kind),
                                                  fitting->side == RFI_SIDE_A   ? " A"
                                                  : fitting->side == RFI_SIDE_B ? " B"
                                                                                : ""),
                           "overhead");
            rfi_draw_run(sheet->drawing, rfi_view_box(view, &rect), fitting->kind,
                         fitting->side);
            rfi_close_group(sheet->drawing);
        }
    }
}
