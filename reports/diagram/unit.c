/* SPDX-License-Identifier: MIT */
#include "reports/diagram/unit.h"

#include <math.h>

#include "planner/base/checked.h"
#include "reports/diagram/floor_parts.h"
#include "reports/diagram/overhead.h"

bool rfi_has_unit(const rfi_judgement *judgement, const rfi_hall *hall)
{
    const rfi_floor *floor = rfi_judgement_floor(judgement, hall);
    return floor != NULL && floor->placed_count > 0;
}

/* ---- which unit -------------------------------------------------------------------------
 */

static int64_t fullest_unit(const rfi_plan_sheet *sheet)
{
    int64_t *racks = RFI_ARRAY(sheet->arena, (size_t)sheet->counts.units + 1, int64_t);
    int64_t best = 0;
    for (size_t i = 0; racks != NULL && i < sheet->floor->placed_count; i++) {
        racks[sheet->floor->placed[i].unit]++;
    }
    for (int64_t unit = 1; racks != NULL && unit <= sheet->counts.units; unit++) {
        best = best == 0 || racks[unit] > racks[best] ? unit : best;
    }
    return best;
}

static rfi_floor_counts count_unit(const rfi_floor *floor, int64_t unit)
{
    rfi_floor_counts counts = {.units = 1};
    int64_t row = 0;
    for (size_t i = 0; i < floor->placed_count; i++) {
        const rfi_placed *rack = &floor->placed[i];
        if (rack->unit != unit) {
            continue;
        }
        counts.racks++;
        counts.pods += rack->pod > 0 && rack->rack == 1 ? 1 : 0;
        counts.supports[rack->support] += rack->pod == 0 ? 1 : 0;
        counts.rows += rack->row != row ? 1 : 0;
        row = rack->row;
    }
    return counts;
}

/* The racks of the unit with so much around them across the rows, within the walls. */
static rfi_rect window_of(const rfi_view *view, int64_t unit, int64_t around)
{
    const int64_t wall = 300;    /* mm: a strip of wall, so that it shows */
    const int64_t beyond = 1200; /* along the rows */
    int64_t left = INT64_MAX;
    int64_t low = INT64_MAX;
    int64_t right = INT64_MIN;
    int64_t high = INT64_MIN;
    for (size_t i = 0; i < view->rack_count; i++) {
        const rfi_rect *rect = &view->racks[i].rect;
        if (view->racks[i].unit == unit) {
            left = rfi_min(left, rect->x);
            low = rfi_min(low, rect->y);
            right = rfi_max(right, rect->x + rect->width);
            high = rfi_max(high, rect->y + rect->height);
        }
    }
    const rfi_rect *hall = &view->bounds;
    left = rfi_max(left - beyond, hall->x - wall);
    low = rfi_max(low - around, hall->y - wall);
    right = rfi_min(right + beyond, hall->x + hall->width + wall);
    high = rfi_min(high + around, hall->y + hall->height + wall);
    return (rfi_rect){left, low, right - left, high - low};
}

/* ---- place: the floor above, what hangs over it beneath, rows along the sheet ----------
 */

static const double beneath = 11; /* dimensions, space */
static const double above = 5;    /* the name of a window */
static const double right_of = 13;

typedef struct windows {
    rfi_view floor, over;
    bool both;
} windows;

static double height_of(const windows *w, int64_t scale)
{
    double floor = (double)w->floor.window.height / (double)scale + above + beneath;
    double over = (double)w->over.window.height / (double)scale + above;
    return floor + (w->both ? over : 0);
}

static bool fits(const rfi_plan_sheet *sheet, const windows *w, int64_t scale)
{
    double width = (double)w->floor.window.width / (double)scale + right_of;
    return width <= sheet->zone_right - sheet->paper.left &&
           height_of(w, scale) <= sheet->zone_foot - sheet->zone_top;
}

static void place(rfi_plan_sheet *sheet, windows *w, int64_t asked, int64_t *ret_least)
{
    static const int64_t scales[] = {20, 25, 50, 100, 200, 250, 500, 1000};
    const size_t count = sizeof(scales) / sizeof(scales[0]);
    size_t k = 0;
    while (k + 1 < count && !fits(sheet, w, scales[k])) {
        k++;
    }
    *ret_least = asked != 0 && !fits(sheet, w, asked) ? scales[k] : 0;
    int64_t scale = asked != 0 ? asked : scales[k];
    w->floor.scale = w->over.scale = scale;
    double width = (double)w->floor.window.width / (double)scale + right_of;
    double height = (double)w->floor.window.height / (double)scale;
    double spare = sheet->zone_right - sheet->paper.left - width;
    double room = sheet->zone_foot - sheet->zone_top - height_of(w, scale);
    w->floor.x = w->over.x = sheet->paper.left + fmax(0, spare / 2);
    w->floor.y = sheet->zone_top + above + fmax(0, room / 2);
    w->over.y = w->floor.y + height + beneath + above;
}

/* ---- drawing ----------------------------------------------------------------------------
 */

static void frame_window(rfi_plan_sheet *sheet, const rfi_view *view, const char *name)
{
    rfi_box box = rfi_view_box(view, &view->window);
    rfi_draw_rect(sheet->drawing, box,
                  &(rfi_look){.pen = {RFI_INK_SOFT, RFI_MEDIUM, RFI_DASH_ROUTE}});
    double width = rfi_draw_text(sheet->drawing, box.x, box.y - 1.6, name,
                                 &(rfi_letters){RFI_FACE_STRONG, 7, 0, RFI_LEFT, false, 0});
    rfi_occupy(&sheet->labels, (rfi_box){box.x, box.y - 4, width, 4});
}

static void draw_floor_window(rfi_plan_sheet *sheet, const rfi_view *view)
{
    rfi_draw_aisles(sheet, view);
    rfi_draw_axes(sheet, view);
    rfi_draw_racks(sheet, view);
    rfi_draw_panels(sheet, view);
    rfi_draw_shell(sheet, view);
    frame_window(sheet, view, "On the floor");
    rfi_draw_window_bays(sheet, view);
    rfi_draw_rack_labels(sheet, view);
}

static void draw_over_window(rfi_plan_sheet *sheet, const rfi_view *view)
{
    sheet->pale = true;
    sheet->prefix = "over-";
    rfi_draw_racks(sheet, view);
    rfi_draw_panels(sheet, view);
    rfi_draw_runs(sheet, view);
    rfi_draw_shell(sheet, view);
    sheet->pale = false;
    sheet->prefix = NULL;
    frame_window(sheet, view, "Overhead: busways A and B (dashed), tray, coolant");
    rfi_draw_row_names(sheet, view);
}

static void draw_foot(rfi_plan_sheet *sheet)
{
    const rfi_sheet *paper = &sheet->paper;
    rfi_draw_line(sheet->drawing, paper->left, sheet->rule, paper->right, sheet->rule,
                  (rfi_pen){RFI_INK_RULE, RFI_FINE, RFI_DASH_SOLID});
    rfi_draw_key(sheet, sheet->rule + 6);
    rfi_draw_tables(sheet, sheet->rule + 6);
    double x = paper->left + (paper->small ? 77 : 4);
    double y = paper->small ? sheet->rule + 6 : paper->frame_foot - 30;
    rfi_draw_scale_bar(sheet->drawing, paper, (rfi_spot){x, y}, sheet->detail.scale,
                       paper->small ? 60 : 100);
    const rfi_letters letters = {
        RFI_FACE_PLAIN, paper->small ? 5.4 : 5.8, RFI_INK_SOFT, RFI_LEFT, false, 0};
    rfi_box note = {paper->small ? x - 1 : paper->left, y + (paper->small ? 10 : 12), 0, 0};
    note.width = paper->block_left - 6 - note.x;
    rfi_open_tag(sheet->drawing, RFI_TAG_NOTE, NULL);
    rfi_draw_paragraph(
        sheet->drawing, note,
        "Dimensions in millimetres. Numbers count pods within the row, as on the floor "
        "plan. "
        "Widths overhead by rule where the hall states none; heights not stated. For "
        "decisions, not for construction.",
        &letters, 8);
    rfi_close_tag(sheet->drawing);
}

static const char *title_of(rfi_plan_sheet *sheet)
{
    const rfi_floor_counts *counts = &sheet->counts;
    const char *title = rfi_arena_format(
        sheet->arena,
        "%s, SU%02lld: %lld pod%s %s and %lld racks beside them in %lld row%s",
        sheet->hall_title, (long long)sheet->unit, (long long)counts->pods,
        counts->pods == 1 ? "" : "s", sheet->judgement->profile->name,
        (long long)(counts->supports[RFI_SUPPORT_NETWORK] +
                    counts->supports[RFI_SUPPORT_STORAGE] +
                    counts->supports[RFI_SUPPORT_MANAGEMENT] +
                    counts->supports[RFI_SUPPORT_CDU]),
        (long long)counts->rows, counts->rows == 1 ? "" : "s");
    return title == NULL ? "" : title;
}

static void draw_unit(rfi_plan_sheet *sheet, const rfi_sheet_task *task,
                      rfi_sheet_words *ret_words)
{
    rfi_drawing *out = sheet->drawing;
    sheet->unit = fullest_unit(sheet);
    sheet->counts = count_unit(sheet->floor, sheet->unit);
    if (!rfi_view_level(sheet->arena, sheet->hall, sheet->floor, &sheet->view)) {
        out->failed = true;
        return;
    }
    windows w = {.floor = sheet->view,
                 .over = sheet->view,
                 .both = rfi_has_overhead(task->judgement, task->hall)};
    w.floor.window = window_of(&sheet->view, sheet->unit, 1200);
    w.over.window = window_of(&sheet->view, sheet->unit, 400);
    place(sheet, &w, task->scale, &ret_words->least_scale);
    sheet->view.scale = w.floor.scale;
    sheet->detail = w.floor;
    sheet->has_detail = true;
    ret_words->title = title_of(sheet);
    ret_words->alternative = rfi_arena_format(
        out->arena, "Scalable unit %lld of %s, 1:%lld. %s.", (long long)sheet->unit,
        sheet->hall_name, (long long)w.floor.scale, ret_words->title);
    rfi_draw_frame(out, &sheet->paper);
    rfi_draw_sheet_head(out, &sheet->paper, ret_words->title,
                        "The unit of this hall with the most racks; the others repeat it");
    rfi_draw_sheet_verdict(out, &sheet->paper, task->judgement);
    rfi_open_tag(out, RFI_TAG_FIGURE, ret_words->alternative);
    rfi_open_group(out, "unit", "scalable unit", "on the floor");
    draw_floor_window(sheet, &sheet->detail);
    rfi_close_group(out);
    if (w.both) {
        rfi_open_group(out, "overhead", "scalable unit", "overhead");
        draw_over_window(sheet, &w.over);
        rfi_close_group(out);
    }
    rfi_close_tag(out);
    draw_foot(sheet);
}

bool rfi_draw_unit_sheet(const rfi_sheet_task *task, rfi_drawing *out,
                         rfi_sheet_words *ret_words)
{
    rfi_plan_sheet sheet;
    rfi_begin_plan(&sheet, task, out);
    *ret_words = (rfi_sheet_words){NULL, NULL, 0};
    rfi_open_page(out, sheet.paper.width, sheet.paper.height);
    if (out->failed) {
        return false;
    }
    sheet.zone_top += 2;
    bool drawn = sheet.view.outline_count > 0 && rfi_has_unit(task->judgement, task->hall);
    if (drawn) {
        draw_unit(&sheet, task, ret_words);
    } else {
        ret_words->title = rfi_arena_format(out->arena, "%s: no scalable unit in this plan",
                                            sheet.hall_title);
        ret_words->alternative = ret_words->title;
        rfi_draw_frame(out, &sheet.paper);
        rfi_draw_sheet_head(out, &sheet.paper, ret_words->title,
                            "The conflict overlay says what stands in the way");
        rfi_draw_sheet_verdict(out, &sheet.paper, task->judgement);
    }
    rfi_draw_sheet_block(out, &sheet.paper, task, "Scalable unit", "SU",
                         drawn ? sheet.detail.scale : 0);
    return !out->failed;
}
