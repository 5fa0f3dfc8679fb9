/* SPDX-License-Identifier: MIT */
/* Aisles, racks true to size, and their labels. A rack: front half pale with the number,
 * rear half stronger with the hatch of its family, heavy line = front (cold side). */
#include "reports/diagram/floor_parts.h"

#include <math.h>
#include <string.h>

#include "planner/base/checked.h"

static const double least_number = 5.0; /* points: 1.3 mm letter height */

/* The part of the box on the given side, `part` of its depth. */
static rfi_box slice(rfi_box box, rfi_facing side, double part)
{
    switch (side) {
    case RFI_FACING_UP:
        return (rfi_box){box.x, box.y, box.width, box.height * part};
    case RFI_FACING_DOWN:
        return (rfi_box){box.x, box.y + box.height * (1 - part), box.width,
                         box.height * part};
    case RFI_FACING_LEFT:
        return (rfi_box){box.x, box.y, box.width * part, box.height};
    case RFI_FACING_RIGHT:
        break;
    }
    return (rfi_box){box.x + box.width * (1 - part), box.y, box.width * part, box.height};
}

static rfi_facing opposite(rfi_facing facing)
{
    static const rfi_facing other[] = {RFI_FACING_DOWN, RFI_FACING_UP, RFI_FACING_LEFT,
                                       RFI_FACING_RIGHT};
    return other[facing];
}

static void draw_front(rfi_drawing *drawing, rfi_box box, rfi_facing front, rfi_ink ink)
{
    double small = fmin(box.width, box.height);
    rfi_pen pen = {ink, small < 1.5 ? RFI_MEDIUM : RFI_HEAVY, RFI_DASH_SOLID};
    rfi_box edge = slice(box, front, 0);
    rfi_draw_line(drawing, edge.x, edge.y, edge.x + edge.width, edge.y + edge.height, pen);
}

/* Largest size up to 5.6 pt at which the figure fits into the box; 0: none. */
static double number_size(const rfi_drawing *drawing, rfi_box box, const char *number)
{
    rfi_letters letters = {RFI_FACE_STRONG, 5.6, 0, RFI_CENTRE, false, 0};
    bool digits = number[0] >= '0' && number[0] <= '9'; /* all of a length alike */
    const char *widest = !digits ? number : strlen(number) > 2 ? "000" : "00";
    rfi_extent extent = rfi_measure_text(drawing, &letters, widest);
    double fit = fmin((box.width - (digits ? 0.2 : 0.6)) / extent.ink.width,
                      (box.height - 0.4) / extent.ink.height);
    double size = fit >= 1 ? letters.size : letters.size * fit;
    return size < least_number ? 0 : size;
}

static bool draw_number(rfi_drawing *drawing, rfi_box box, const char *number, rfi_ink ink)
{
    double size = number_size(drawing, box, number);
    if (size <= 0) {
        return false;
    }
    const rfi_letters letters = {RFI_FACE_STRONG, size, ink, RFI_CENTRE, false, 0};
    double cap = 0.7273 * size * 25.4 / 72;
    rfi_draw_text(drawing, box.x + box.width / 2, box.y + box.height / 2 + cap / 2, number,
                  &letters);
    return true;
}

/* Where the front half is too short for the figure: the pale part reaches further back. */
static bool draw_number_deeper(rfi_drawing *drawing, rfi_box box, const rfi_rack_look *look,
                               rfi_ink pale)
{
    const double line = 0.25; /* half of the heavy line, and of the outline */
    rfi_box part = slice(box, look->front, 0.72);
    bool upright = look->front == RFI_FACING_LEFT || look->front == RFI_FACING_RIGHT;
    if (!upright || number_size(drawing, part, look->number) <= 0) {
        return false;
    }
    rfi_box ground = {part.x + line, part.y + line / 2, part.width - 2 * line,
                      part.height - line};
    rfi_draw_rect(drawing, ground, &(rfi_look){.fill = pale});
    return draw_number(drawing, ground, look->number, RFI_INK_TEXT);
}

static bool draw_support(rfi_drawing *drawing, rfi_box box, const rfi_rack_look *look)
{
    static const char *const letters[RFI_SUPPORT_KINDS] = {"N", "S", "M", "CDU"};
    bool cdu = look->support == RFI_SUPPORT_CDU;
    rfi_ink line = cdu ? RFI_INK_ONE : RFI_INK_NETWORK;
    rfi_draw_rect(
        drawing, box,
        &(rfi_look){.fill = cdu ? rfi_tint(RFI_INK_SUPPLY, 0.3) : RFI_INK_NETWORK,
                    .pen = {cdu ? line : RFI_INK_WHITE, RFI_FINE, RFI_DASH_SOLID}});
    draw_front(drawing, box, look->front, RFI_INK_TEXT);
    rfi_ink ink = cdu ? RFI_INK_TEXT : RFI_INK_WHITE;
    return draw_number(drawing, box, letters[look->support], ink) ||
           (cdu && draw_number(drawing, box, "C", ink));
}

bool rfi_draw_rack(rfi_drawing *drawing, rfi_box box, const rfi_rack_look *look)
{
    if (look->pod == 0) {
        return draw_support(drawing, box, look);
    }
    rfi_family_look family = rfi_family_looks(look->family);
    rfi_box front = slice(box, look->front, 0.5);
    rfi_box rear = slice(box, opposite(look->front), 0.5);
    bool small = fmin(rear.width, rear.height) < 1.0;
    rfi_draw_rect(drawing, front, &(rfi_look){.fill = rfi_tint(family.fill, 0.20)});
    rfi_draw_rect(drawing, rear,
                  &(rfi_look){.fill = rfi_tint(family.fill, small ? 0.65 : 0.48),
                              .hatch = small ? RFI_HATCH_NONE : family.hatch,
                              .hatch_ink = family.line,
                              .pitch = fmin(rear.width, rear.height) < 2 ? 0.5 : 0.75});
    rfi_draw_rect(
        drawing, box,
        &(rfi_look){.pen = {family.line, small ? 0.09 : RFI_THIN, RFI_DASH_SOLID}});
    draw_front(drawing, box, look->front, RFI_INK_TEXT);
    if (look->number == NULL) {
        return true;
    }
    rfi_box inner = slice(front, opposite(look->front), 0.92); /* clear of the heavy line */
    return draw_number(drawing, inner, look->number, RFI_INK_TEXT) ||
           draw_number_deeper(drawing, box, look, rfi_tint(family.fill, 0.20));
}

void rfi_draw_aisles(rfi_plan_sheet *sheet, const rfi_view *view)
{
    for (size_t i = 0; i < view->aisle_count; i++) {
        rfi_rect part;
        if (rfi_view_clip(view, &view->aisles[i].rect, &part)) {
            rfi_draw_rect(sheet->drawing, rfi_view_box(view, &part),
                          &(rfi_look){.fill = view->aisles[i].hot ? RFI_INK_HOT_WASH
                                                                  : RFI_INK_COLD_WASH});
        }
    }
}

/* Context: no number, no hatch; a rack that breaks a requirement in the conflict hatch. */
static void draw_pale(rfi_drawing *drawing, rfi_box box, const rfi_rack_look *look,
                      bool strong)
{
    bool small = fmin(box.width, box.height) < 1.5;
    rfi_ink fill = look->pod > 0 ? rfi_tint(rfi_family_looks(look->family).fill, 0.14)
                                 : rfi_tint(RFI_INK_NETWORK, 0.28);
    rfi_draw_rect(
        drawing, box,
        &(rfi_look){.fill = strong && small ? rfi_tint(RFI_INK_CONFLICT, 0.5) : fill,
                    .hatch = strong && !small ? RFI_HATCH_SLASH : RFI_HATCH_NONE,
                    .hatch_ink = RFI_INK_CONFLICT,
                    .hatch_weight = 0.28,
                    .pen = {strong ? RFI_INK_CONFLICT : RFI_INK_RULE,
                            small ? 0.09 : RFI_THIN, RFI_DASH_SOLID}});
}

static void draw_one(rfi_plan_sheet *sheet, const rfi_view *view, size_t index)
{
    const rfi_placed *rack = &view->racks[index];
    const rfi_profile *profile = sheet->judgement->profile;
    rfi_drawing *drawing = sheet->drawing;
    bool pod = rack->pod > 0;
    const char *number =
        pod ? rfi_arena_format(sheet->arena, "%02lld", (long long)sheet->numbers[index])
            : NULL;
    const char *title =
        pod ? rfi_arena_format(sheet->arena, "R%lld-%s: pod %lld, rack %lld",
                               (long long)rack->row, number == NULL ? "" : number,
                               (long long)rack->pod, (long long)rack->rack)
            : rfi_arena_format(sheet->arena, "R%lld: %s rack", (long long)rack->row,
                               rfi_support_kind_words(rack->support));
    const char *words = rfi_arena_format(
        sheet->arena, "%s, scalable unit %lld, %lld \u00d7 %lld mm", profile->name,
        (long long)rack->unit, (long long)rfi_min(rack->rect.width, rack->rect.height),
        (long long)rfi_max(rack->rect.width, rack->rect.height));
    rfi_open_group(drawing,
                   rfi_arena_format(sheet->arena, "%srack-%zu",
                                    sheet->prefix == NULL ? "" : sheet->prefix, index + 1),
                   title, words);
    const rfi_rack_look look = {profile->family, rack->pod, rack->support, rack->front,
                                number};
    rfi_box box = rfi_view_box(view, &rack->rect);
    bool fitted = sheet->pale || rfi_draw_rack(drawing, box, &look);
    if (sheet->pale) {
        draw_pale(drawing, box, &look, sheet->strong && pod);
    }
    rfi_close_group(drawing);
    if (!fitted && view == (sheet->has_detail ? &sheet->detail : &sheet->view)) {
        sheet->dropped_numbers = true;
    }
}

void rfi_draw_racks(rfi_plan_sheet *sheet, const rfi_view *view)
{
    for (size_t i = 0; i < view->rack_count; i++) {
        rfi_rect part;
        if (!rfi_view_clip(view, &view->racks[i].rect, &part)) {
            continue;
        }
        if (rfi_view_holds(view, &view->racks[i].rect)) {
            draw_one(sheet, view, i);
        } else { /* cut by the edge of a detail: a pale part */
            rfi_draw_rect(sheet->drawing, rfi_view_box(view, &part),
                          &(rfi_look){.fill = RFI_INK_WASH,
                                      .pen = {RFI_INK_RULE, RFI_FINE, RFI_DASH_SOLID}});
        }
        rfi_occupy(&sheet->labels, rfi_view_box(view, &part));
    }
}

/* ---- labels -----------------------------------------------------------------------------
 */

static rfi_box join(rfi_box a, rfi_box b)
{
    double right = fmax(a.x + a.width, b.x + b.width);
    double foot = fmax(a.y + a.height, b.y + b.height);
    double x = fmin(a.x, b.x);
    double y = fmin(a.y, b.y);
    return (rfi_box){x, y, right - x, foot - y};
}

/* ---- names of rows: all on one side where they can, every n-th where they are dense
 * ------
 */

enum { ROW_SPOTS = 4 };

typedef struct row_names {
    rfi_box *boxes; /* on paper, by row number; width 0: no rack of the row in the view */
    int64_t count;
} row_names;

static bool collect_rows(rfi_plan_sheet *sheet, const rfi_view *view, row_names *ret_rows)
{
    *ret_rows =
        (row_names){RFI_ARRAY(sheet->arena, (size_t)view->rows + 1, rfi_box), view->rows};
    if (ret_rows->boxes == NULL) {
        sheet->drawing->failed = true;
        return false;
    }
    for (size_t i = 0; i < view->rack_count; i++) {
        const rfi_placed *rack = &view->racks[i];
        if (rfi_view_holds(view, &rack->rect)) {
            rfi_box here = rfi_view_box(view, &rack->rect);
            rfi_box *box = &ret_rows->boxes[rack->row];
            *box = box->width > 0 ? join(*box, here) : here;
        }
    }
    return true;
}

/* At the head of the row, at its end, outside the wall before it, behind it. */
static rfi_spot row_spot(const rfi_view *view, rfi_box box, int place)
{
    rfi_box hall = rfi_view_box(view, &view->window);
    double t = rfi_wall_thickness(view);
    double x = box.x + box.width / 2;
    double y = box.y + box.height / 2 + 0.9;
    const rfi_spot level[ROW_SPOTS] = {{box.x - 3, y},
                                       {box.x + box.width + 3, y},
                                       {hall.x - t - 3.2, y},
                                       {hall.x + hall.width + t + 3.2, y}};
    const rfi_spot upright[ROW_SPOTS] = {{x, box.y - 1.6},
                                         {x, box.y + box.height + 3.2},
                                         {x, hall.y - t - 1.6},
                                         {x, hall.y + hall.height + t + 3.2}};
    return view->rows_upright ? upright[place] : level[place];
}

/* Draws the name of row 1 and of every step-th row; place -1: each where it finds room. All
 * or none. */
static bool name_rows(rfi_plan_sheet *sheet, const rfi_view *view, const row_names *rows,
                      int64_t step, int place, double size)
{
    const rfi_letters letters = {RFI_FACE_STRONG, size, 0, RFI_CENTRE, false, 0};
    size_t before = sheet->labels.count;
    for (int pass = 0; pass < 2; pass++) { /* is there room, then ink */
        sheet->labels.count = before;
        for (int64_t row = 1; row <= rows->count; row++) {
            if (rows->boxes[row].width <= 0 || (row > 1 && row % step != 0)) {
                continue;
            }
            const char *name = rfi_arena_format(sheet->arena, "R%lld", (long long)row);
            int last = place < 0 ? ROW_SPOTS - 1 : place;
            int at = place < 0 ? 0 : place;
            rfi_spot spot = row_spot(view, rows->boxes[row], at);
            while (name != NULL && at <= last &&
                   !rfi_reserve_label(&sheet->labels, spot, name, &letters, 0.25)) {
                spot = row_spot(view, rows->boxes[row], ++at < ROW_SPOTS ? at : 0);
            }
            if (name == NULL || at > last) {
                sheet->labels.count = before;
                return false;
            }
            if (pass == 1) {
                rfi_draw_text(sheet->drawing, spot.x, spot.y, name, &letters);
            }
        }
    }
    return true;
}

void rfi_draw_row_names(rfi_plan_sheet *sheet, const rfi_view *view)
{
    static const int64_t steps[] = {1, 2, 5, 10, 20, 50};
    row_names rows;
    if (!collect_rows(sheet, view, &rows)) {
        return;
    }
    for (size_t k = 0; k < sizeof(steps) / sizeof(steps[0]); k++) {
        for (double size = 7; size >= 5; size -= 1) {
            for (int place = 0; place <= ROW_SPOTS; place++) {
                int where = place == ROW_SPOTS ? -1 : place;
                if (name_rows(sheet, view, &rows, steps[k], where, size)) {
                    sheet->dropped_rows = sheet->dropped_rows || steps[k] > 1;
                    return;
                }
            }
        }
    }
    sheet->dropped_rows = true;
}

/* Behind the rear edge, centred: the scalable unit and how many of its racks stand here. */
static bool label_unit(rfi_plan_sheet *sheet, const rfi_view *view, const rfi_placed *first,
                       rfi_box box, int64_t racks)
{
    rfi_letters letters = {RFI_FACE_STRONG,    5.6, RFI_INK_TEXT, RFI_CENTRE,
                           view->rows_upright, 0};
    double length = view->rows_upright ? box.height : box.width;
    rfi_facing rear = opposite(first->front);
    rfi_spot at = {box.x + box.width / 2, box.y + box.height / 2};
    const double near = 0.6;
    const double cap = 1.45;
    switch (rear) {
    case RFI_FACING_UP:
        at.y = box.y - near;
        break;
    case RFI_FACING_DOWN:
        at.y = box.y + box.height + near + cap;
        break;
    case RFI_FACING_LEFT:
        at.x = box.x - near;
        break;
    case RFI_FACING_RIGHT:
        at.x = box.x + box.width + near + cap;
        break;
    }
    const char *forms[] = {
        rfi_arena_format(sheet->arena, "SU%02lld \u00b7 %lld rack%s",
                         (long long)first->unit, (long long)racks, racks == 1 ? "" : "s"),
        rfi_arena_format(sheet->arena, "SU%02lld", (long long)first->unit),
    };
    for (size_t i = 0; i < 2; i++) {
        if (forms[i] == NULL) {
            continue;
        }
        double spare = length - rfi_measure_text(sheet->drawing, &letters, forms[i]).width;
        if (spare < 0.8) {
            continue;
        }
        double x = view->rows_upright ? 0 : spare / 2 - 0.3; /* beside the aisle's word */
        double y = view->rows_upright ? spare / 2 - 0.3 : 0;
        const rfi_spot spots[] = {at, {at.x - x, at.y - y}, {at.x + x, at.y + y}};
        /* it stands on the hot aisle; the ground hides route and axes beneath the letters
         */
        if (rfi_place_label(&sheet->labels, spots, 3, forms[i], &letters, 0.1,
                            RFI_INK_HOT_WASH) >= 0) {
            return true;
        }
    }
    return false;
}

static void label_units(rfi_plan_sheet *sheet, const rfi_view *view)
{
    size_t first = SIZE_MAX;
    rfi_box box = {0, 0, 0, 0};
    int64_t racks = 0;
    for (size_t i = 0; i <= view->rack_count; i++) {
        const rfi_placed *rack = i < view->rack_count ? &view->racks[i] : NULL;
        bool shown = rack != NULL && rfi_view_holds(view, &rack->rect);
        bool same = shown && first != SIZE_MAX && rack->row == view->racks[first].row &&
                    rack->unit == view->racks[first].unit;
        if (!same && first != SIZE_MAX) {
            if (!label_unit(sheet, view, &view->racks[first], box, racks) &&
                (view == &sheet->detail || !sheet->has_detail)) {
                sheet->dropped_units = true;
            }
            first = SIZE_MAX;
        }
        if (shown) {
            rfi_box here = rfi_view_box(view, &rack->rect);
            box = same ? join(box, here) : here;
            racks = same ? racks + 1 : 1;
            first = same ? first : i;
        }
    }
}

/* The word in the aisle: cold in the middle, hot at its end. */
static void label_aisle(rfi_plan_sheet *sheet, const rfi_view *view, const rfi_aisle *aisle)
{
    rfi_rect part;
    if (!rfi_view_clip(view, &aisle->rect, &part)) {
        return;
    }
    int64_t width = view->rows_upright ? aisle->rect.width : aisle->rect.height;
    const char *metres = rfi_metres(sheet->arena, width);
    bool service = sheet->floor != NULL && sheet->floor->service;
    const char *kind = service ? "service aisle" : aisle->hot ? "hot aisle" : "cold aisle";
    const char *words = rfi_arena_format(sheet->arena, "%s %s", kind, metres);
    rfi_box box = rfi_view_box(view, &part);
    rfi_letters letters = {RFI_FACE_PLAIN,
                           5.8,
                           aisle->hot ? RFI_INK_HOT_WORD : RFI_INK_COLD_WORD,
                           RFI_CENTRE,
                           view->rows_upright,
                           0};
    if (words == NULL) {
        return;
    }
    static const double cold_places[] = {0.5, 0.3, 0.7, 0.15, 0.85};
    static const double hot_places[] = {0.96, 0.04, 0.5, 0.25, 0.75};
    double half = rfi_measure_text(sheet->drawing, &letters, words).width / 2 + 0.5;
    rfi_spot spots[5];
    for (int i = 0; i < 5; i++) {
        double part_of = aisle->hot ? hot_places[i] : cold_places[i];
        double length = view->rows_upright ? box.height : box.width;
        double along = fmin(fmax(length * part_of, half), length - half);
        spots[i] = view->rows_upright
                       ? (rfi_spot){box.x + box.width / 2 + 0.7, box.y + along}
                       : (rfi_spot){box.x + along, box.y + box.height / 2 + 0.7};
    }
    for (letters.size = 5.8; letters.size > 4.9; letters.size -= 0.8) {
        if (rfi_place_label(&sheet->labels, spots, 5, words, &letters, 0.3,
                            aisle->hot ? RFI_INK_HOT_WASH : RFI_INK_COLD_WASH) >= 0) {
            return;
        }
    }
    sheet->dropped_aisles = true;
}

void rfi_draw_rack_labels(rfi_plan_sheet *sheet, const rfi_view *view)
{
    rfi_draw_row_names(sheet, view);
    if (sheet->has_detail && view == &sheet->view) {
        return; /* the detail bears them */
    }
    for (size_t i = 0; i < view->aisle_count; i++) {
        label_aisle(sheet, view, &view->aisles[i]);
    }
    label_units(sheet, view);
}
