/* SPDX-License-Identifier: MIT */
/* The building: walls filled outside the inner faces, columns, obstacles, doors. */
#include "reports/diagram/floor_parts.h"

#include <math.h>

#include "planner/base/checked.h"

static const rfi_pen leaf_pen = {RFI_INK_TEXT, RFI_BROAD, RFI_DASH_SOLID};
static const rfi_pen swing_pen = {RFI_INK_TEXT, RFI_FINE, RFI_DASH_SOLID};

double rfi_wall_thickness(const rfi_view *view)
{
    return fmax(250.0 / (double)view->scale, 0.9); /* not surveyed: 250 mm or legible */
}

static int64_t thickness_in_building(const rfi_view *view)
{
    return (int64_t)ceil(rfi_wall_thickness(view) * (double)view->scale);
}

/* Positive at a convex corner of a counter-clockwise outline. */
static int bend(rfi_point a, rfi_point b, rfi_point c)
{
    double cross = (double)(b.x - a.x) * (double)(c.y - b.y) -
                   (double)(b.y - a.y) * (double)(c.x - b.x);
    return cross > 0 ? 1 : cross < 0 ? -1 : 0;
}

/* The wall along an edge, on the right of it, running on around convex corners. */
static rfi_rect wall_rect(const rfi_point *corners, size_t n, size_t edge, int64_t t)
{
    rfi_point before = corners[(edge + n - 1) % n];
    rfi_point from = corners[edge];
    rfi_point to = corners[(edge + 1) % n];
    rfi_point after = corners[(edge + 2) % n];
    int64_t start = bend(before, from, to) > 0 ? t : 0;
    int64_t end = bend(from, to, after) > 0 ? t : 0;
    if (from.y == to.y) {
        bool right = to.x > from.x; /* bottom wall */
        int64_t x = right ? from.x - start : to.x - end;
        int64_t width = right ? to.x - from.x : from.x - to.x;
        return (rfi_rect){x, right ? from.y - t : from.y, width + start + end, t};
    }
    bool up = to.y > from.y; /* right wall */
    int64_t y = up ? from.y - start : to.y - end;
    int64_t height = up ? to.y - from.y : from.y - to.y;
    return (rfi_rect){up ? from.x : from.x - t, y, t, height + start + end};
}

/* Walls and doors are cut by a window, and labelled only on the whole hall. */
static bool is_detail(const rfi_view *view)
{
    const rfi_rect *w = &view->window;
    const rfi_rect *hall = &view->bounds;
    return w->x != hall->x || w->y != hall->y || w->width != hall->width ||
           w->height != hall->height;
}

/* Corners counter-clockwise: the wall stands on the right of an edge, outside of an
 * outline. A hole is given clockwise, so that its wall stands within it. */
static void draw_walls(rfi_plan_sheet *sheet, const rfi_view *view,
                       const rfi_point *corners, size_t count)
{
    int64_t t = thickness_in_building(view);
    for (size_t i = 0; i < count; i++) {
        rfi_rect rect = wall_rect(corners, count, i, t);
        if (is_detail(view) && !rfi_view_clip(view, &rect, &rect)) {
            continue;
        }
        rfi_box box = rfi_view_box(view, &rect);
        rfi_draw_rect(sheet->drawing, box, &(rfi_look){.fill = RFI_INK_WALL});
        rfi_occupy(&sheet->labels, box);
    }
}

/* A courtyard or shaft: not of the hall, crossed out, with walls of its own. */
static void draw_hole(rfi_plan_sheet *sheet, const rfi_view *view, const rfi_hole *hole)
{
    size_t n = hole->corner_count;
    rfi_point *corners = RFI_ARRAY(sheet->arena, n, rfi_point);
    if (corners == NULL) {
        sheet->drawing->failed = true;
        return;
    }
    rfi_point low = rfi_view_turn(view, hole->corners[0]);
    rfi_point high = low;
    for (size_t i = 0; i < n; i++) { /* clockwise */
        corners[i] = rfi_view_turn(view, hole->corners[n - 1 - i]);
        low = (rfi_point){rfi_min(low.x, corners[i].x), rfi_min(low.y, corners[i].y)};
        high = (rfi_point){rfi_max(high.x, corners[i].x), rfi_max(high.y, corners[i].y)};
    }
    rfi_rect rect = {low.x, low.y, high.x - low.x, high.y - low.y};
    if (!rfi_view_holds(view, &rect)) {
        return;
    }
    rfi_open_group(sheet->drawing, NULL, hole->id, "not of the hall");
    draw_walls(sheet, view, corners, n);
    rfi_box box = rfi_view_box(view, &rect);
    const rfi_pen pen = {RFI_INK_SOFT, RFI_FINE, RFI_DASH_SOLID};
    if (n == 4) {
        rfi_draw_line(sheet->drawing, box.x, box.y, box.x + box.width, box.y + box.height,
                      pen);
        rfi_draw_line(sheet->drawing, box.x, box.y + box.height, box.x + box.width, box.y,
                      pen);
    }
    rfi_close_group(sheet->drawing);
    rfi_spot middle = {box.x + box.width / 2, box.y + box.height / 2 + 0.7};
    rfi_place_label(&sheet->labels, &middle, 1, hole->id,
                    &(rfi_letters){RFI_FACE_PLAIN, 5.8, RFI_INK_SOFT, RFI_CENTRE, false, 0},
                    0.4, RFI_INK_WHITE);
    rfi_occupy(&sheet->labels, box);
}

void rfi_draw_column(rfi_drawing *drawing, rfi_box box)
{
    rfi_draw_rect(drawing, box, &(rfi_look){.fill = RFI_INK_TEXT});
}

static const rfi_letters obstacle_words = {RFI_FACE_PLAIN, 5.8,   RFI_INK_SOFT,
                                           RFI_CENTRE,     false, 0};

/* Small equipment: above or below it, centred or flush with one of its edges. */
static void label_beside(rfi_plan_sheet *sheet, rfi_box box, const char *words)
{
    double wide = rfi_measure_text(sheet->drawing, &obstacle_words, words).width;
    double x = box.x + box.width / 2;
    double aside = fabs(wide - box.width) / 2;
    double above = box.y - 1.2;
    double below = box.y + box.height + 2.6;
    const rfi_spot spots[] = {{x, above}, {x - aside, above}, {x + aside, above},
                              {x, below}, {x - aside, below}, {x + aside, below}};
    (void)rfi_place_label(&sheet->labels, spots, 6, words, &obstacle_words, 0.4,
                          RFI_INK_WHITE);
}

static void draw_obstacle(rfi_plan_sheet *sheet, const rfi_view *view,
                          const rfi_view_obstacle *obstacle)
{
    rfi_rect rect;
    if (!rfi_view_clip(view, &obstacle->rect, &rect)) {
        return;
    }
    if (obstacle->obstacle->derived == RFI_DERIVED_SWING) { /* the leaf shows it */
        rfi_occupy(&sheet->labels, rfi_view_box(view, &rect));
        return;
    }
    rfi_box box = rfi_view_box(view, &rect);
    rfi_drawing *drawing = sheet->drawing;
    if (obstacle->obstacle->kind == RFI_OBSTACLE_COLUMN) {
        rfi_draw_column(drawing, box);
        rfi_occupy(&sheet->labels, box);
        return;
    }
    bool keep_out = obstacle->obstacle->kind == RFI_OBSTACLE_KEEP_OUT;
    rfi_open_group(drawing, NULL, obstacle->obstacle->id,
                   keep_out ? "kept free" : "equipment that stays");
    rfi_draw_rect(drawing, box,
                  keep_out
                      ? &(rfi_look){.pen = {RFI_INK_SOFT, RFI_MEDIUM, RFI_DASH_CLEARANCE},
                                    .hatch = RFI_HATCH_CROSS,
                                    .hatch_ink = RFI_INK_HAIR,
                                    .pitch = 2}
                      : &(rfi_look){.pen = {RFI_INK_TEXT, RFI_MEDIUM, RFI_DASH_SOLID},
                                    .fill = RFI_INK_WASH,
                                    .hatch = RFI_HATCH_CROSS,
                                    .hatch_ink = RFI_INK_MINING,
                                    .pitch = 1.2});
    rfi_close_group(drawing);
    const char *words = rfi_arena_format(
        sheet->arena, "%s %s",
        keep_out ? "keep free" : "stays:", keep_out ? "" : obstacle->obstacle->id);
    if (words == NULL) {
        return;
    }
    if (box.width > 12 && box.height > 4) {
        const rfi_spot middle = {box.x + box.width / 2, box.y + box.height / 2 + 0.7};
        (void)rfi_place_label(&sheet->labels, &middle, 1, words, &obstacle_words, 0.4,
                              RFI_INK_WHITE);
        rfi_occupy(&sheet->labels, box);
        return;
    }
    rfi_occupy(&sheet->labels, box);
    if (!keep_out) {
        label_beside(sheet, box, words);
    }
}

/* ---- doors ------------------------------------------------------------------------------
 */

typedef struct opening { /* on paper */
    rfi_spot jamb[2];    /* ends on the inner face */
    rfi_spot out;        /* unit vector outwards */
    double width;
} opening;

static opening opening_of(const rfi_view *view, const rfi_view_door *door)
{
    double x = rfi_view_x(view, door->at.x);
    double y = rfi_view_y(view, door->at.y);
    double half = rfi_view_length(view, door->width) / 2;
    bool level = door->side == RFI_WALL_TOP || door->side == RFI_WALL_BOTTOM;
    opening o = {.width = 2 * half};
    o.jamb[0] = level ? (rfi_spot){x - half, y} : (rfi_spot){x, y + half};
    o.jamb[1] = level ? (rfi_spot){x + half, y} : (rfi_spot){x, y - half};
    o.out = level ? (rfi_spot){0, door->side == RFI_WALL_TOP ? -1 : 1}
                  : (rfi_spot){door->side == RFI_WALL_LEFT ? -1 : 1, 0};
    return o;
}

static rfi_box box_of(rfi_spot a, rfi_spot b)
{
    return (rfi_box){fmin(a.x, b.x), fmin(a.y, b.y), fabs(a.x - b.x), fabs(a.y - b.y)};
}

/* A leaf hung at `hinge`, standing open outwards, and the arc down to `other`. */
static void draw_leaf(rfi_drawing *drawing, const opening *o, rfi_spot hinge,
                      rfi_spot other)
{
    double reach = hypot(other.x - hinge.x, other.y - hinge.y);
    rfi_spot tip = {hinge.x + o->out.x * reach, hinge.y + o->out.y * reach};
    double a = atan2(-(tip.y - hinge.y), tip.x - hinge.x) * 57.29577951308232;
    double b = atan2(-(other.y - hinge.y), other.x - hinge.x) * 57.29577951308232;
    double turn = b - a;
    turn = turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
    rfi_draw_line(drawing, hinge.x, hinge.y, tip.x, tip.y, leaf_pen);
    rfi_draw_arc(drawing, hinge.x, hinge.y, reach, a, a + turn, swing_pen);
}

static void draw_delivery(rfi_drawing *drawing, const opening *o, double t)
{
    for (int i = 0; i < 2; i++) {
        double away = i == 0 ? 0 : t;
        rfi_draw_line(drawing, o->jamb[0].x + o->out.x * away,
                      o->jamb[0].y + o->out.y * away, o->jamb[1].x + o->out.x * away,
                      o->jamb[1].y + o->out.y * away,
                      (rfi_pen){RFI_INK_TEXT, RFI_MEDIUM, RFI_DASH_CLEARANCE});
    }
    rfi_spot middle = {(o->jamb[0].x + o->jamb[1].x) / 2,
                       (o->jamb[0].y + o->jamb[1].y) / 2};
    const double near = t + 1.0;
    const double far = t + 6.5;
    const double head = 1.1;
    rfi_spot tip = {middle.x + o->out.x * near, middle.y + o->out.y * near};
    rfi_spot tail = {middle.x + o->out.x * far, middle.y + o->out.y * far};
    rfi_spot neck = {tip.x + o->out.x * 2.2, tip.y + o->out.y * 2.2};
    rfi_draw_line(drawing, tail.x, tail.y, neck.x, neck.y,
                  (rfi_pen){RFI_INK_TEXT, RFI_HEAVY, RFI_DASH_SOLID});
    const rfi_spot arrow[] = {tip,
                              {neck.x + o->out.y * head, neck.y + o->out.x * head},
                              {neck.x - o->out.y * head, neck.y - o->out.x * head}};
    rfi_draw_polygon(drawing, arrow, 3, &(rfi_look){.fill = RFI_INK_TEXT});
}

/* Of unknown swing it opens outwards, and wide ones have two leaves. Returns how far it
 * reaches. */
static double draw_leaves(rfi_drawing *drawing, const opening *o, const rfi_view_door *door)
{
    const rfi_door *stated = door->door;
    bool said = stated->swing != RFI_SWING_NONE;
    opening way = *o;
    if (stated->swing == RFI_SWING_IN) {
        way.out = (rfi_spot){-o->out.x, -o->out.y};
    }
    if (said ? stated->hinge == RFI_HINGE_BOTH : door->width > 1400) {
        rfi_spot middle = {(o->jamb[0].x + o->jamb[1].x) / 2,
                           (o->jamb[0].y + o->jamb[1].y) / 2};
        draw_leaf(drawing, &way, o->jamb[0], middle);
        draw_leaf(drawing, &way, o->jamb[1], middle);
        return o->width / 2;
    }
    /* the jamb at the left hand of who stands inside and looks out */
    int left = door->side == RFI_WALL_TOP || door->side == RFI_WALL_LEFT ? 0 : 1;
    int hinge = !said ? 0 : stated->hinge == RFI_HINGE_LEFT ? left : 1 - left;
    draw_leaf(drawing, &way, o->jamb[hinge], o->jamb[1 - hinge]);
    return o->width;
}

static void draw_door(rfi_plan_sheet *sheet, const rfi_view *view,
                      const rfi_view_door *door)
{
    rfi_rect place = {door->at.x, door->at.y, 1, 1};
    rfi_rect part;
    if (is_detail(view) && !rfi_view_clip(view, &place, &part)) {
        return;
    }
    rfi_drawing *drawing = sheet->drawing;
    opening o = opening_of(view, door);
    double t = rfi_wall_thickness(view);
    rfi_spot outer = {o.jamb[1].x + o.out.x * t, o.jamb[1].y + o.out.y * t};
    rfi_draw_rect(drawing, box_of(o.jamb[0], outer), &(rfi_look){.fill = RFI_INK_WHITE});
    if (is_detail(view)) {
        return;
    }
    rfi_open_group(drawing, NULL, door->door->id,
                   door->door->delivery ? "delivery" : "exit");
    double reach = door->door->delivery ? t + 6.5 : o.width;
    if (door->door->delivery) {
        draw_delivery(drawing, &o, t);
    } else {
        reach = draw_leaves(drawing, &o, door);
    }
    rfi_close_group(drawing);
    rfi_spot far = {o.jamb[1].x + o.out.x * reach, o.jamb[1].y + o.out.y * reach};
    rfi_occupy(&sheet->labels, box_of(o.jamb[0], far));
}

static const char *door_size(rfi_plan_sheet *sheet, const rfi_door *door)
{
    if (!rfi_known(&door->width)) {
        return "width unknown";
    }
    const char *width = rfi_metres(sheet->arena, door->width.base);
    if (!rfi_known(&door->height) || width == NULL) {
        return width == NULL ? "" : width;
    }
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_number(&text, door->width.base, rfi_unit_find("m", 1), 0, RFI_ROUND_DOWN,
                     true);
    const char *both = rfi_arena_format(sheet->arena, "%s \u00d7 %s", text.data,
                                        rfi_metres(sheet->arena, door->height.base));
    rfi_text_finish(&text);
    return both == NULL ? "" : both;
}

/* The tag beside the swing, outside the wall: two lines on the left and right, one line
 * above and below. */
static void draw_door_tag(rfi_plan_sheet *sheet, const rfi_view *view,
                          const rfi_view_door *door)
{
    opening o = opening_of(view, door);
    double t = rfi_wall_thickness(view);
    bool level = door->side == RFI_WALL_TOP || door->side == RFI_WALL_BOTTOM;
    const char *words = rfi_arena_format(
        sheet->arena,
        RFI_STRONG_ON "%s %s" RFI_STRONG_OFF "%s" RFI_SOFT_ON "%s" RFI_SOFT_OFF, door->tag,
        door->door->delivery ? "delivery" : "exit", level ? "  " : "",
        level ? door_size(sheet, door->door) : "");
    rfi_letters letters = {RFI_FACE_PLAIN, 6.4, 0, RFI_LEFT, false, 0};
    if (words == NULL) {
        return;
    }
    if (level) {
        double y = o.jamb[0].y + o.out.y * (t + 2.6) + (o.out.y > 0 ? 1.2 : 0);
        rfi_letters before = letters;
        before.align = RFI_RIGHT;
        rfi_spot spots[] = {{o.jamb[1].x + 1.5, y}, {o.jamb[1].x + 5, y}};
        rfi_spot left = {o.jamb[0].x - 1.5, y};
        if (rfi_place_label(&sheet->labels, spots, 2, words, &letters, 0.3, 0) < 0) {
            rfi_place_label(&sheet->labels, &left, 1, words, &before, 0.3, 0);
        }
        return;
    }
    letters.align = o.out.x < 0 ? RFI_RIGHT : RFI_LEFT;
    double x = o.jamb[0].x + o.out.x * (t + 1.2);
    double up = o.jamb[1].y - 4.2;
    double down = o.jamb[0].y + 3.4;
    double far = x + o.out.x * 5.5; /* beyond the names of rows */
    rfi_spot spots[] = {{x, up},     {x, down},     {far, up},
                        {far, down}, {far, up - 6}, {far, down + 6}};
    int place = rfi_place_label(&sheet->labels, spots, 6, words, &letters, 0.3, 0);
    if (place >= 0) {
        rfi_letters small = letters;
        small.size = 5.6;
        small.ink = RFI_INK_SOFT;
        rfi_spot below = {spots[place].x, spots[place].y + 2.7};
        rfi_place_label(&sheet->labels, &below, 1, door_size(sheet, door->door), &small, 0,
                        0);
    }
}

void rfi_draw_door_tags(rfi_plan_sheet *sheet, const rfi_view *view)
{
    for (size_t i = 0; i < view->door_count; i++) {
        draw_door_tag(sheet, view, &view->doors[i]);
    }
}

/* An axis inside the hall, as far as the window shows it. */
static void draw_axis(rfi_plan_sheet *sheet, const rfi_view *view, int64_t at, bool upright)
{
    const rfi_pen pen = {RFI_INK_RULE, RFI_FINE, RFI_DASH_AXIS};
    const rfi_rect *window = &view->window;
    int64_t low = upright ? window->y : window->x;
    int64_t high = low + (upright ? window->height : window->width);
    int64_t ends[RFI_VIEW_CROSSINGS];
    size_t count = rfi_view_crossings(view, at, upright, ends);
    for (size_t i = 0; i + 1 < count; i += 2) {
        int64_t from = ends[i] > low ? ends[i] : low;
        int64_t to = ends[i + 1] < high ? ends[i + 1] : high;
        if (from >= to) {
            continue;
        }
        if (upright) {
            double x = rfi_view_x(view, at);
            rfi_draw_line(sheet->drawing, x, rfi_view_y(view, to), x,
                          rfi_view_y(view, from), pen);
        } else {
            double y = rfi_view_y(view, at);
            rfi_draw_line(sheet->drawing, rfi_view_x(view, from), y, rfi_view_x(view, to),
                          y, pen);
        }
    }
}

void rfi_draw_axes(rfi_plan_sheet *sheet, const rfi_view *view)
{
    const rfi_rect *window = &view->window;
    double left = rfi_view_x(view, window->x);
    double right = rfi_view_x(view, window->x + window->width);
    double low = rfi_view_y(view, window->y);
    double high = rfi_view_y(view, window->y + window->height);
    for (size_t i = 0; i < view->axes.u_count; i++) {
        double x = rfi_view_x(view, view->axes.u[i]);
        if (x >= left && x <= right) {
            draw_axis(sheet, view, view->axes.u[i], true);
        }
    }
    for (size_t i = 0; i < view->axes.v_count; i++) {
        double y = rfi_view_y(view, view->axes.v[i]);
        if (y >= high && y <= low) {
            draw_axis(sheet, view, view->axes.v[i], false);
        }
    }
}

void rfi_draw_shell(rfi_plan_sheet *sheet, const rfi_view *view)
{
    rfi_open_group(sheet->drawing, NULL, sheet->hall_name, "walls, doors, columns");
    draw_walls(sheet, view, view->outline, view->outline_count);
    for (size_t i = 0; i < sheet->hall->hole_count; i++) {
        draw_hole(sheet, view, &sheet->hall->holes[i]);
    }
    for (size_t i = 0; i < view->door_count; i++) {
        draw_door(sheet, view, &view->doors[i]);
    }
    for (size_t i = 0; i < view->obstacle_count; i++) {
        draw_obstacle(sheet, view, &view->obstacles[i]);
    }
    rfi_close_group(sheet->drawing);
}
