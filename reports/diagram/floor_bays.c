/* SPDX-License-Identifier: MIT */
/* Grid bubbles and dimension chains around the plan: inside chain next to the wall, then
 * overall or grid, 6 mm apart. */
#include "reports/diagram/floor_parts.h"

#include <math.h>
#include <stdlib.h>

static const double chain_pitch = 6.0;
static const double bubble = 2.2; /* radius */

typedef struct span {
    int64_t from, to;
    int64_t unit;  /* width of each member; 0: mixed */
    int64_t count; /* members of the row that fills it, when all are of `unit` */
} span;

static int compare_spans(const void *a, const void *b)
{
    const span *left = a;
    const span *right = b;
    if (left->from != right->from) {
        return left->from < right->from ? -1 : 1;
    }
    return left->to < right->to ? -1 : left->to > right->to;
}

static bool inside(const rfi_view *view, const rfi_placed *rack)
{
    return rfi_view_holds(view, &rack->rect);
}

/* Runs along the rows: racks of one row that touch. */
static size_t collect_runs(const rfi_view *view, bool upright, span *spans)
{
    size_t count = 0;
    int64_t row = 0;
    for (size_t i = 0; i < view->rack_count; i++) {
        const rfi_placed *rack = &view->racks[i];
        if (!inside(view, rack)) {
            continue;
        }
        int64_t from = upright ? rack->rect.y : rack->rect.x;
        int64_t width = upright ? rack->rect.height : rack->rect.width;
        span *last = count == 0 ? NULL : &spans[count - 1];
        bool touches = last != NULL && row == rack->row &&
                       (last->to == from || last->from == from + width);
        if (touches) {
            last->from = from < last->from ? from : last->from;
            last->to = from + width > last->to ? from + width : last->to;
            last->unit = last->unit == width ? width : 0;
            last->count++;
        } else {
            spans[count++] = (span){from, from + width, width, 1};
        }
        row = rack->row;
    }
    return count;
}

/* Overlapping runs of different rows become one bay; a run that fills the bay alone with
 * equal racks lends it its "39 x 600". */
static size_t merge_spans(span *spans, size_t count)
{
    qsort(spans, count, sizeof(*spans), compare_spans);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        span *last = kept == 0 ? NULL : &spans[kept - 1];
        if (last == NULL || spans[i].from > last->to) {
            spans[kept++] = spans[i];
            continue;
        }
        bool same = spans[i].from == last->from && spans[i].to == last->to;
        bool within = spans[i].to <= last->to;
        int64_t unit = same && last->unit == 0 ? spans[i].unit : last->unit;
        int64_t members = same && last->unit == 0 ? spans[i].count : last->count;
        if (!within) {
            unit = spans[i].from == last->from ? spans[i].unit : 0;
            members = spans[i].count;
            last->to = spans[i].to;
        }
        last->unit = unit;
        last->count = members;
    }
    return kept;
}

typedef struct points {
    int64_t *at;
    const char **words;
    size_t count;
} points;

static bool new_points(rfi_plan_sheet *sheet, size_t most, points *ret_points)
{
    *ret_points = (points){RFI_ARRAY(sheet->arena, most, int64_t),
                           RFI_ARRAY(sheet->arena, most, const char *), 0};
    if (ret_points->at == NULL || ret_points->words == NULL) {
        sheet->drawing->failed = true;
        return false;
    }
    return true;
}

/* words belong to the stretch that ends at `at`. */
static void add_point(points *list, int64_t at, const char *words)
{
    if (list->count > 0 && list->at[list->count - 1] == at) {
        return;
    }
    if (list->count > 0) {
        list->words[list->count - 1] = words;
    }
    list->at[list->count++] = at;
}

static const char *bay_words(rfi_plan_sheet *sheet, const span *bay)
{
    if (bay->unit == 0 || bay->count < 2) {
        return NULL;
    }
    return rfi_arena_format(sheet->arena, "%s = %lld \u00d7 %s",
                            rfi_millimetres(sheet->arena, bay->to - bay->from),
                            (long long)bay->count,
                            rfi_millimetres(sheet->arena, bay->unit));
}

static span window_span(const rfi_view *view, bool upright)
{
    const rfi_rect *w = &view->bounds;
    return upright ? (span){w->y, w->y + w->height, 0, 0}
                   : (span){w->x, w->x + w->width, 0, 0};
}

/* Bays so close that their ticks would touch become one stretch in words. */
static size_t join_bays(rfi_plan_sheet *sheet, const rfi_view *view, span *spans,
                        size_t count, const char **ret_words)
{
    const double least = 3.0; /* mm of paper */
    double narrowest = least;
    int64_t pitch = count > 1 ? spans[1].from - spans[0].from : 0;
    for (size_t i = 1; i < count; i++) {
        narrowest = fmin(narrowest, rfi_view_length(view, spans[i].from - spans[i - 1].to));
        pitch = spans[i].from - spans[i - 1].from == pitch ? pitch : 0;
    }
    if (narrowest >= least) {
        return count;
    }
    int64_t length = spans[count - 1].to - spans[0].from;
    *ret_words = pitch == 0 ? rfi_arena_format(sheet->arena, "%s: %zu runs",
                                               rfi_millimetres(sheet->arena, length), count)
                            : rfi_arena_format(sheet->arena, "%s: %zu runs, pitch %s",
                                               rfi_millimetres(sheet->arena, length), count,
                                               rfi_millimetres(sheet->arena, pitch));
    spans[0] = (span){spans[0].from, spans[count - 1].to, 0, 0};
    return 1;
}

/* The chain along the rows: wall, bays of racks, wall. */
static bool run_points(rfi_plan_sheet *sheet, const rfi_view *view, bool wall_to_wall,
                       points *ret_points)
{
    bool upright = view->rows_upright;
    span *spans = RFI_ARRAY(sheet->arena, view->rack_count, span);
    if (spans == NULL || !new_points(sheet, 2 * view->rack_count + 2, ret_points)) {
        return false;
    }
    size_t count = merge_spans(spans, collect_runs(view, upright, spans));
    const char *words = NULL;
    count = join_bays(sheet, view, spans, count, &words);
    span hall = window_span(view, upright);
    if (wall_to_wall) {
        add_point(ret_points, hall.from, NULL);
    }
    for (size_t i = 0; i < count; i++) {
        add_point(ret_points, spans[i].from, NULL);
        add_point(ret_points, spans[i].to,
                  words != NULL ? words : bay_words(sheet, &spans[i]));
    }
    if (wall_to_wall) {
        add_point(ret_points, hall.to, NULL);
    }
    return count > 0;
}

static size_t row_spans(rfi_plan_sheet *sheet, const rfi_view *view, span **ret_spans)
{
    bool upright = view->rows_upright;
    span *spans = RFI_ARRAY(sheet->arena, view->rack_count, span);
    size_t count = 0;
    int64_t row = 0;
    if (spans == NULL) {
        return 0;
    }
    for (size_t i = 0; i < view->rack_count; i++) {
        const rfi_placed *rack = &view->racks[i];
        if (!inside(view, rack)) {
            continue;
        }
        int64_t from = upright ? rack->rect.x : rack->rect.y;
        int64_t depth = upright ? rack->rect.width : rack->rect.height;
        if (count > 0 && row == rack->row) {
            span *last = &spans[count - 1];
            last->from = from < last->from ? from : last->from;
            last->to = from + depth > last->to ? from + depth : last->to;
        } else {
            spans[count++] = (span){from, from + depth, 0, 0};
        }
        row = rack->row;
    }
    qsort(spans, count, sizeof(*spans), compare_spans);
    *ret_spans = spans;
    return count;
}

/* Pitch from a row to the next but one, when it is the same everywhere; else 0. */
static int64_t pair_pitch(const span *rows, size_t count)
{
    int64_t pitch = count < 4 ? 0 : rows[2].from - rows[0].from;
    for (size_t i = 0; i + 2 < count; i++) {
        if (rows[i + 2].from - rows[i].from != pitch) {
            return 0;
        }
    }
    return pitch;
}

/* The chain across the rows: wall, row, aisle, row, ..., wall. Where the figures do not
 * fit: wall, all rows together, wall. */
static bool row_points(rfi_plan_sheet *sheet, const rfi_view *view, bool wall_to_wall,
                       points *ret_points)
{
    span *rows = NULL;
    size_t count = row_spans(sheet, view, &rows);
    if (count == 0 || !new_points(sheet, 2 * count + 2, ret_points)) {
        return false;
    }
    bool upright = !view->rows_upright;
    span hall = window_span(view, upright);
    if (wall_to_wall) {
        add_point(ret_points, hall.from, NULL);
    }
    for (size_t i = 0; i < count; i++) {
        add_point(ret_points, rows[i].from, NULL);
        add_point(ret_points, rows[i].to, NULL);
    }
    if (wall_to_wall) {
        add_point(ret_points, hall.to, NULL);
    }
    rfi_chain chain = {ret_points->at, ret_points->words, ret_points->count, upright, 0, 0};
    if (rfi_chain_fits(sheet->drawing, view, &chain)) {
        return true;
    }
    int64_t pitch = pair_pitch(rows, count);
    int64_t from = rows[0].from;
    int64_t to = rows[count - 1].to;
    const char *words = pitch == 0
                            ? NULL
                            : rfi_arena_format(sheet->arena, "%s: %zu rows, pair pitch %s",
                                               rfi_millimetres(sheet->arena, to - from),
                                               count, rfi_millimetres(sheet->arena, pitch));
    *ret_points = (points){ret_points->at, ret_points->words, 0};
    if (wall_to_wall) {
        add_point(ret_points, hall.from, NULL);
    }
    add_point(ret_points, from, NULL);
    add_point(ret_points, to, words);
    if (wall_to_wall) {
        add_point(ret_points, hall.to, NULL);
    }
    return true;
}

/* Words that do not fit are shortened to the bare length; what does not fit either is left
 * to the notes. */
static void draw_points(rfi_plan_sheet *sheet, const rfi_view *view, points *list,
                        bool upright, double line, double object)
{
    for (size_t i = 0; i + 1 < list->count; i++) {
        int64_t at[2] = {list->at[i], list->at[i + 1]};
        rfi_chain one = {at, &list->words[i], 2, upright, line, object};
        if (list->words[i] != NULL && !rfi_chain_fits(sheet->drawing, view, &one)) {
            list->words[i] = NULL;
        }
    }
    rfi_chain chain = {list->at, list->words, list->count, upright, line, object};
    if (rfi_draw_chain(&sheet->labels, view, &chain) > 0) {
        sheet->dropped_bays = true;
    }
}

static void draw_inside_chains(rfi_plan_sheet *sheet, double *foot, double *right)
{
    const rfi_view *view = &sheet->view;
    points list;
    rfi_box hall = rfi_view_box(view, &view->bounds);
    double t = rfi_wall_thickness(view);
    bool upright = view->rows_upright;
    if (run_points(sheet, view, true, &list)) {
        double *line = upright ? right : foot;
        draw_points(sheet, view, &list, upright, *line,
                    upright ? hall.x + hall.width + t : hall.y + hall.height + t);
        *line += chain_pitch;
    }
    if (row_points(sheet, view, true, &list)) {
        double *line = upright ? foot : right;
        draw_points(sheet, view, &list, !upright, *line,
                    upright ? hall.y + hall.height + t : hall.x + hall.width + t);
        *line += chain_pitch;
    }
}

static void draw_overall(rfi_plan_sheet *sheet, double foot, double right)
{
    const rfi_view *view = &sheet->view;
    rfi_box hall = rfi_view_box(view, &view->bounds);
    double t = rfi_wall_thickness(view);
    for (int k = 0; k < 2; k++) {
        bool upright = k == 1;
        span whole = window_span(view, upright);
        points list;
        if (!new_points(sheet, 2, &list)) {
            return;
        }
        add_point(&list, whole.from, NULL);
        add_point(&list, whole.to,
                  rfi_arena_format(sheet->arena, "%s clear",
                                   rfi_millimetres(sheet->arena, whole.to - whole.from)));
        draw_points(sheet, view, &list, upright, upright ? right : foot,
                    upright ? hall.x + hall.width + t : hall.y + hall.height + t);
    }
}

/* ---- grid -------------------------------------------------------------------------------
 */

static void draw_bubble(rfi_plan_sheet *sheet, double x, double y, const char *name)
{
    rfi_draw_circle(sheet->drawing, x, y, bubble,
                    &(rfi_look){.fill = RFI_INK_WHITE,
                                .pen = {RFI_INK_TEXT, RFI_MEDIUM, RFI_DASH_SOLID}});
    rfi_draw_text(sheet->drawing, x, y + 0.85, name == NULL ? "" : name,
                  &(rfi_letters){RFI_FACE_PLAIN, 6.6, 0, RFI_CENTRE, false, 0});
    rfi_occupy(&sheet->labels, (rfi_box){x - bubble, y - bubble, 2 * bubble, 2 * bubble});
}

/* Letters without I and O, from the top; after Z: AA, AB, ... */
static const char *axis_letter(rfi_arena *arena, size_t index)
{
    static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    const size_t count = sizeof(letters) - 1;
    return index < count
               ? rfi_arena_format(arena, "%c", letters[index])
               : rfi_arena_format(arena, "%c%c", letters[(index / count - 1) % count],
                                  letters[index % count]);
}

/* Every n-th axis bears a bubble, so that bubbles keep apart. */
static size_t bubble_step(const rfi_view *view, const int64_t *at, size_t count)
{
    double least = 1e9;
    for (size_t i = 1; i < count; i++) {
        least = fmin(least, rfi_view_length(view, at[i] - at[i - 1]));
    }
    size_t step = 1;
    while (least * (double)step < 2 * bubble + 0.8 && step < count) {
        step++;
    }
    return step;
}

/* Axis chain; equal bays that do not fit one by one become "60 000 = 10 x 6 000". */
static void draw_axis_chain(rfi_plan_sheet *sheet, const int64_t *at, size_t count,
                            bool upright, double line, double object)
{
    points list;
    if (!new_points(sheet, count, &list)) {
        return;
    }
    bool equal = true;
    for (size_t i = 0; i < count; i++) {
        add_point(&list, at[i], NULL);
        equal = equal && (i == 0 || at[i] - at[i - 1] == at[1] - at[0]);
    }
    rfi_chain chain = {list.at, list.words, list.count, upright, line, object};
    if (equal && count > 2 && !rfi_chain_fits(sheet->drawing, &sheet->view, &chain)) {
        span bay = {at[0], at[count - 1], at[1] - at[0], (int64_t)count - 1};
        list.count = 0;
        add_point(&list, bay.from, NULL);
        add_point(&list, bay.to, bay_words(sheet, &bay));
    }
    draw_points(sheet, &sheet->view, &list, upright, line, object);
}

static void draw_grid(rfi_plan_sheet *sheet)
{
    const rfi_view *view = &sheet->view;
    const rfi_axes *axes = &view->axes;
    rfi_box hall = rfi_view_box(view, &view->bounds);
    double t = rfi_wall_thickness(view);
    double top = hall.y - t - sheet->gaps[RFI_WALL_TOP];
    double left = hall.x - t - sheet->gaps[RFI_WALL_LEFT];
    const rfi_pen pen = {RFI_INK_RULE, RFI_FINE, RFI_DASH_AXIS};
    draw_axis_chain(sheet, axes->u, axes->u_count, false, top, hall.y - t);
    draw_axis_chain(sheet, axes->v, axes->v_count, true, left, hall.x - t);
    size_t step = bubble_step(view, axes->u, axes->u_count);
    for (size_t i = 0; i < axes->u_count; i += step) {
        double x = rfi_view_x(view, axes->u[i]);
        rfi_draw_line(sheet->drawing, x, top - 3.5, x, top - 1.6, pen);
        draw_bubble(sheet, x, top - 3.6 - bubble,
                    rfi_arena_format(sheet->arena, "%zu", i + 1));
    }
    step = bubble_step(view, axes->v, axes->v_count);
    for (size_t i = 0; i < axes->v_count; i += step) {
        double y = rfi_view_y(view, axes->v[axes->v_count - 1 - i]);
        rfi_draw_line(sheet->drawing, left - 3.5, y, left - 1.6, y, pen);
        draw_bubble(sheet, left - 3.6 - bubble, y, axis_letter(sheet->arena, i));
    }
}

void rfi_draw_bays(rfi_plan_sheet *sheet)
{
    const rfi_view *view = &sheet->view;
    rfi_box hall = rfi_view_box(view, &view->bounds);
    double t = rfi_wall_thickness(view);
    double foot = hall.y + hall.height + t + sheet->gaps[RFI_WALL_BOTTOM];
    double right = hall.x + hall.width + t + sheet->gaps[RFI_WALL_RIGHT];
    rfi_open_group(sheet->drawing, NULL, "dimensions", "millimetres");
    draw_inside_chains(sheet, &foot, &right);
    draw_overall(sheet, foot, right);
    if (view->axes.u_count > 0) {
        draw_grid(sheet);
    }
    rfi_close_group(sheet->drawing);
}

void rfi_draw_window_bays(rfi_plan_sheet *sheet, const rfi_view *view)
{
    rfi_box box = rfi_view_box(view, &view->window);
    points list;
    bool upright = !view->rows_upright;
    double right = box.x + box.width;
    double foot = box.y + box.height;
    if (row_points(sheet, view, false, &list)) {
        draw_points(sheet, view, &list, upright, upright ? right + 4.5 : foot + 4.5,
                    upright ? right : foot);
    }
    if (run_points(sheet, view, false, &list)) {
        draw_points(sheet, view, &list, !upright, upright ? foot + 4.5 : right + 4.5,
                    upright ? foot : right);
    }
}
