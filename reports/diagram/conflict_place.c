/* SPDX-License-Identifier: MIT */
#include "reports/diagram/conflict_parts.h"

#include <math.h>
#include <string.h>

#include "planner/base/checked.h"
#include "reports/table/value.h"

static const double mark_size = 5.4;

/* ---- where on the floor -----------------------------------------------------------------
 */

typedef enum place_kind {
    PLACE_NONE = 0, /* not on this floor */
    PLACE_DOOR,
    PLACE_RACKS, /* wherever racks stand */
    PLACE_END,   /* where the next pod would stand */
    PLACE_LIQUID,
    PLACE_POWER,
    PLACE_AIR
} place_kind;

static place_kind place_of(rfi_requirement_kind kind)
{
    switch ((int)kind) {
    case RFI_REQ_DELIVERY_HEIGHT:
    case RFI_REQ_DELIVERY_WIDTH:
        return PLACE_DOOR;
    case RFI_REQ_SLAB:
    case RFI_REQ_POINT_LOAD:
    case RFI_REQ_AREA_LOAD:
    case RFI_REQ_CLEAR_HEIGHT:
        return PLACE_RACKS;
    case RFI_REQ_FLOOR_SPACE:
        return PLACE_END;
    case RFI_REQ_LIQUID_LOOP:
    case RFI_REQ_LIQUID_HEAT:
    case RFI_REQ_LIQUID_SUPPLY:
    case RFI_REQ_LIQUID_FLOW:
    case RFI_REQ_PIPE_FLOW:
    case RFI_REQ_CONDENSATION:
        return PLACE_LIQUID;
    case RFI_REQ_RACK_VOLTAGE:
    case RFI_REQ_RACK_FEEDS:
    case RFI_REQ_RACK_SUPPLY:
        return PLACE_POWER;
    case RFI_REQ_AIR_HEAT:
    case RFI_REQ_AIR_INLET:
    case RFI_REQ_AIR_FILTRATION:
    case RFI_REQ_AIR_FLOW:
        return PLACE_AIR;
    default:
        return PLACE_NONE;
    }
}

bool rfi_breaks_racks(const rfi_conflict_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        const rfi_conflict_row *row = &rows->rows[i];
        if (!row->open && !row->binds && place_of(row->requirement->kind) == PLACE_RACKS) {
            return true;
        }
    }
    return false;
}

static bool middle_of(const rfi_view *view, const rfi_rect *rect, rfi_spot *ret_spot)
{
    rfi_box box = rfi_view_box(view, rect);
    *ret_spot = (rfi_spot){box.x + box.width / 2, box.y + box.height / 2};
    return true;
}

static bool find_door(const rfi_view *view, rfi_spot *ret_spot)
{
    for (size_t i = 0; i < view->door_count; i++) {
        const rfi_view_door *door = &view->doors[i];
        if (!door->door->delivery) {
            continue;
        }
        double x = rfi_view_x(view, door->at.x);
        double y = rfi_view_y(view, door->at.y);
        bool level = door->side == RFI_WALL_TOP || door->side == RFI_WALL_BOTTOM;
        double in = door->side == RFI_WALL_TOP || door->side == RFI_WALL_LEFT ? 5 : -5;
        *ret_spot = (rfi_spot){x + (level ? 0 : in), y + (level ? in : 0)};
        return true;
    }
    return false;
}

static bool find_racks(const rfi_view *view, rfi_support_kind support, bool pods, bool last,
                       rfi_spot *ret_spot)
{
    bool found = false;
    for (size_t i = 0; i < view->rack_count && (last || !found); i++) {
        const rfi_placed *rack = &view->racks[i];
        if (pods ? rack->pod > 0 : rack->pod == 0 && rack->support == support) {
            found = middle_of(view, &rack->rect, ret_spot);
        }
    }
    return found;
}

static bool find_aisle(const rfi_view *view, rfi_spot *ret_spot)
{
    for (size_t i = 0; i < view->aisle_count; i++) {
        if (!view->aisles[i].hot) {
            return middle_of(view, &view->aisles[i].rect, ret_spot);
        }
    }
    return false;
}

static bool find_place(const rfi_plan_sheet *sheet, const rfi_conflict_row *row,
                       rfi_spot *ret_spot)
{
    const rfi_view *view = &sheet->view;
    rfi_spot hall;
    if (view->outline_count == 0) {
        return false;
    }
    (void)middle_of(view, &view->bounds, &hall);
    *ret_spot = hall;
    switch (place_of(row->requirement->kind)) {
    case PLACE_NONE:
        return false;
    case PLACE_DOOR:
        return find_door(view, ret_spot);
    case PLACE_END:
        (void)find_racks(view, RFI_SUPPORT_NETWORK, true, true, ret_spot);
        return true;
    case PLACE_LIQUID:
        return find_racks(view, RFI_SUPPORT_CDU, false, false, ret_spot) ||
               find_racks(view, RFI_SUPPORT_CDU, true, false, ret_spot) || true;
    case PLACE_AIR:
        return find_aisle(view, ret_spot) || true;
    case PLACE_POWER:
    case PLACE_RACKS:
        (void)find_racks(view, RFI_SUPPORT_NETWORK, true, false, ret_spot);
        return true;
    }
    return false;
}

/* Beside the spot in this order; the mark moves when another one is there. */
static rfi_spot free_spot(rfi_spot spot, rfi_labels *taken)
{
    static const double aside[][2] = {{0, 0},   {0, -9},   {9, 0},   {-9, 0}, {0, 9},
                                      {9, 9},   {-9, -9},  {9, -9},  {-9, 9}, {18, 0},
                                      {-18, 0}, {0, 18},   {0, -18}, {18, 9}, {18, -9},
                                      {-18, 9}, {-18, -9}, {27, 0},  {-27, 0}};
    double h = mark_size / 2 + 0.4;
    for (size_t i = 0; i < sizeof(aside) / sizeof(aside[0]); i++) {
        rfi_spot at = {spot.x + aside[i][0], spot.y + aside[i][1]};
        rfi_box box = {at.x - h, at.y - h, 2 * h, 2 * h};
        if (rfi_is_free(taken, box)) {
            rfi_occupy(taken, box);
            return at;
        }
    }
    return spot;
}

static void draw_leader(rfi_drawing *drawing, const rfi_conflict_row *row, rfi_spot from,
                        rfi_spot to)
{
    rfi_ink ink = row->open || row->binds ? RFI_INK_UNKNOWN : RFI_INK_CONFLICT;
    if (hypot(from.x - to.x, from.y - to.y) > 0.1) {
        rfi_draw_line(drawing, from.x, from.y, to.x, to.y,
                      (rfi_pen){ink, RFI_BROAD, RFI_DASH_SOLID});
        rfi_draw_circle(drawing, to.x, to.y, 0.5, &(rfi_look){.fill = ink});
    }
}

static void draw_strong_door(rfi_plan_sheet *sheet, const rfi_conflict_rows *rows)
{
    const rfi_view *view = &sheet->view;
    bool fails = false;
    for (size_t i = 0; i < rows->count; i++) {
        fails = fails || (place_of(rows->rows[i].requirement->kind) == PLACE_DOOR &&
                          !rows->rows[i].open && !rows->rows[i].binds);
    }
    for (size_t i = 0; fails && i < view->door_count; i++) {
        const rfi_view_door *door = &view->doors[i];
        if (!door->door->delivery) {
            continue;
        }
        double x = rfi_view_x(view, door->at.x);
        double y = rfi_view_y(view, door->at.y);
        double half = rfi_view_length(view, door->width) / 2;
        bool level = door->side == RFI_WALL_TOP || door->side == RFI_WALL_BOTTOM;
        rfi_draw_line(sheet->drawing, x - (level ? half : 0), y - (level ? 0 : half),
                      x + (level ? half : 0), y + (level ? 0 : half),
                      (rfi_pen){RFI_INK_CONFLICT, 1.0, RFI_DASH_SOLID});
    }
}

void rfi_draw_conflict_places(rfi_plan_sheet *sheet, const rfi_conflict_rows *rows)
{
    draw_strong_door(sheet, rows);
    rfi_labels taken = {.drawing = sheet->drawing, .area = sheet->labels.area};
    rfi_spot spots[RFI_CONFLICT_ROWS];
    rfi_spot marks[RFI_CONFLICT_ROWS];
    bool placed[RFI_CONFLICT_ROWS];
    for (size_t i = 0; i < rows->count; i++) { /* leaders beneath all marks */
        placed[i] = find_place(sheet, &rows->rows[i], &spots[i]);
        if (placed[i]) {
            marks[i] = free_spot(spots[i], &taken);
            draw_leader(sheet->drawing, &rows->rows[i], marks[i], spots[i]);
        }
    }
    double h = mark_size / 2 + 0.4;
    for (size_t i = 0; i < rows->count; i++) {
        if (placed[i]) {
            rfi_draw_conflict_mark(sheet->drawing, &rows->rows[i], marks[i].x, marks[i].y,
                                   mark_size);
            rfi_occupy(&sheet->labels,
                       (rfi_box){marks[i].x - h, marks[i].y - h, 2 * h, 2 * h});
        }
    }
}

/* ---- elevations -------------------------------------------------------------------------
 */

static const double part = 100; /* elevations are 1:100 */

static int64_t lower_end(const rfi_figure *figure)
{
    return rfi_known(figure) ? figure->low : 0;
}

static void dimension(rfi_drawing *drawing, double x, double low, double high,
                      const char *words, rfi_ink ink)
{
    const rfi_pen pen = {ink, RFI_FINE, RFI_DASH_SOLID};
    const rfi_letters letters = {RFI_FACE_STRONG, 5.6, ink, RFI_CENTRE, true, 0};
    rfi_draw_line(drawing, x, low, x, high, pen);
    for (int i = 0; i < 2; i++) {
        double y = i == 0 ? low : high;
        rfi_draw_line(drawing, x - 0.65, y + 0.65, x + 0.65, y - 0.65,
                      (rfi_pen){ink, RFI_MEDIUM, RFI_DASH_SOLID});
    }
    rfi_draw_text(drawing, x - 0.9, (low + high) / 2, words, &letters);
}

/* Opening (or ceiling) at its height, the rack with its play beside it, what is missing in
 * the conflict hatch. All on the floor line; the middle of the opening is at x. Returns the
 * height of the drawing. */
static double draw_elevation(rfi_plan_sheet *sheet, const rfi_conflict_row *row, double x,
                             double y)
{
    rfi_drawing *drawing = sheet->drawing;
    const rfi_terms *terms = &row->requirement->ends[row->end];
    const rfi_profile *profile = sheet->judgement->profile;
    const bool door = row->requirement->kind == RFI_REQ_DELIVERY_HEIGHT;
    double limit = (double)terms->limit / part;
    double need = (double)terms->fixed / part;
    double high = fmax(limit, need);
    double opening = door ? 30 : 44;
    double rack = fmax((double)lower_end(&profile->width), 600.0) / part;
    double rack_high = fmin((double)lower_end(&profile->height) / part, need);
    double floor = y + 6 + high + 4;
    rfi_draw_text(drawing, x - 31, y,
                  rfi_arena_format(sheet->arena, "%s, elevation 1:100",
                                   door ? "Delivery door" : "Clear height"),
                  &(rfi_letters){RFI_FACE_STRONG, 6.6, 0, RFI_LEFT, false, 0});
    rfi_draw_rect(drawing, (rfi_box){x - 28, floor - high - 3, 56, high + 3},
                  &(rfi_look){.fill = RFI_INK_WASH});
    rfi_draw_rect(drawing, (rfi_box){x - opening / 2, floor - limit, opening, limit},
                  &(rfi_look){.fill = RFI_INK_WHITE,
                              .pen = {RFI_INK_TEXT, RFI_MEDIUM, RFI_DASH_SOLID}});
    rfi_draw_line(drawing, x - 30, floor, x + 30, floor,
                  (rfi_pen){RFI_INK_TEXT, RFI_HEAVY, RFI_DASH_SOLID});
    rfi_draw_rect(drawing, (rfi_box){x - rack / 2, floor - need, rack, need},
                  &(rfi_look){.pen = {RFI_INK_SOFT, RFI_THIN, RFI_DASH_CLEARANCE}});
    if (rack_high > 0) {
        rfi_draw_rect(
            drawing, (rfi_box){x - rack / 2, floor - rack_high, rack, rack_high},
            &(rfi_look){.fill = rfi_tint(rfi_family_looks(profile->family).fill, 0.2),
                        .pen = {rfi_family_looks(profile->family).line, RFI_MEDIUM,
                                RFI_DASH_SOLID}});
        rfi_draw_text(drawing, x, floor - rack_high / 2, "rack",
                      &(rfi_letters){RFI_FACE_PLAIN, 5.6, 0, RFI_CENTRE, false, 0});
    }
    if (need > limit) {
        rfi_draw_rect(drawing, (rfi_box){x - rack / 2, floor - need, rack, need - limit},
                      &(rfi_look){.hatch = RFI_HATCH_SLASH,
                                  .hatch_ink = RFI_INK_CONFLICT,
                                  .hatch_weight = 0.28,
                                  .pen = {RFI_INK_CONFLICT, RFI_MEDIUM, RFI_DASH_SOLID}});
        rfi_draw_text(
            drawing, x, floor - need - 1.4,
            rfi_arena_format(sheet->arena, "short by %s", row->lacking),
            &(rfi_letters){RFI_FACE_STRONG, 6.4, RFI_INK_CONFLICT, RFI_CENTRE, false, 0});
    }
    dimension(drawing, x - rack / 2 - 3, floor, floor - need,
              rfi_arena_format(sheet->arena, "%s needed",
                               rfi_millimetres(sheet->arena, terms->fixed)),
              need > limit ? RFI_INK_CONFLICT : RFI_INK_SOFT);
    dimension(drawing, x + rack / 2 + 6, floor, floor - limit,
              rfi_millimetres(sheet->arena, terms->limit), RFI_INK_SOFT);
    return floor + 5 - y;
}

/* ---- the panel --------------------------------------------------------------------------
 */

static double draw_absent(rfi_plan_sheet *sheet, const rfi_conflict_rows *rows, double x,
                          double y, double width)
{
    bool first = true;
    for (size_t i = 0; i < rows->count; i++) {
        const rfi_conflict_row *row = &rows->rows[i];
        rfi_spot spot;
        if (find_place(sheet, row, &spot)) {
            continue;
        }
        if (first) {
            rfi_draw_text(sheet->drawing, x, y, "Not at a place of this floor",
                          &(rfi_letters){RFI_FACE_STRONG, 6.6, 0, RFI_LEFT, false, 0});
            y += 6;
        }
        first = false;
        rfi_draw_conflict_mark(sheet->drawing, row, x + 2.6, y - 0.8, 4.8);
        rfi_draw_fitted(sheet->drawing, x + 7, y, width - 7,
                        rfi_plain_title(sheet->arena, row->requirement),
                        &(rfi_letters){RFI_FACE_PLAIN, 6.4, 0, RFI_LEFT, false, 0}, 5);
        y += 6;
    }
    return y;
}

void rfi_draw_conflict_panel(rfi_plan_sheet *sheet, const rfi_conflict_rows *rows)
{
    double x = sheet->zone_right + 5;
    double width = sheet->paper.right - x;
    double y = draw_absent(sheet, rows, x, sheet->zone_top + 8, width) + 4;
    for (size_t i = 0; i < rows->count; i++) {
        const rfi_conflict_row *row = &rows->rows[i];
        const rfi_terms *terms = &row->requirement->ends[row->end];
        bool height = row->requirement->kind == RFI_REQ_DELIVERY_HEIGHT ||
                      row->requirement->kind == RFI_REQ_CLEAR_HEIGHT;
        double high = (double)rfi_max(terms->limit, terms->fixed) / part + 20;
        if (height && !row->open && !row->binds && rfi_bounded(terms->fixed) &&
            rfi_bounded(terms->limit) && y + high < sheet->zone_foot - 14) {
            y += draw_elevation(sheet, row, x + width / 2, y);
        }
    }
}
