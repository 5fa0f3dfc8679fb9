/* SPDX-License-Identifier: MIT */
#include "reports/diagram/overhead.h"

#include "planner/base/checked.h"
#include "reports/diagram/floor_parts.h"

typedef struct run_count { /* of one kind and side, from the floor */
    rfi_fitting_kind kind;
    rfi_side side;
    int64_t count, length; /* mm */
    int64_t width;         /* mm; the widest */
} run_count;

enum { RUN_ROWS = 4 };

typedef struct run_counts {
    run_count rows[RUN_ROWS];
    int64_t all;
} run_counts;

bool rfi_has_overhead(const rfi_judgement *judgement, const rfi_hall *hall)
{
    const rfi_floor *floor = rfi_judgement_floor(judgement, hall);
    for (size_t i = 0; floor != NULL && i < floor->fitting_count; i++) {
        if (floor->fittings[i].kind != RFI_FITTING_PANEL) {
            return true;
        }
    }
    return false;
}

static run_counts count_runs(const rfi_floor *floor)
{
    run_counts counts = {.rows = {{.kind = RFI_FITTING_BUSWAY, .side = RFI_SIDE_A},
                                  {.kind = RFI_FITTING_BUSWAY, .side = RFI_SIDE_B},
                                  {.kind = RFI_FITTING_TRAY},
                                  {.kind = RFI_FITTING_MANIFOLD}}};
    for (size_t i = 0; floor != NULL && i < floor->fitting_count; i++) {
        const rfi_fitting *fitting = &floor->fittings[i];
        for (size_t k = 0; k < RUN_ROWS; k++) {
            run_count *row = &counts.rows[k];
            if (row->kind == fitting->kind &&
                (row->side == RFI_SIDE_NONE || row->side == fitting->side)) {
                const rfi_rect *rect = &fitting->rect;
                row->count++;
                row->length = rfi_add(row->length, rfi_max(rect->width, rect->height));
                row->width = rfi_max(row->width, rfi_min(rect->width, rect->height));
                counts.all++;
            }
        }
    }
    return counts;
}

static const char *row_words(const run_count *row)
{
    switch (row->kind) {
    case RFI_FITTING_BUSWAY:
        return row->side == RFI_SIDE_B ? "busway, feed B (dashed)" : "busway, feed A";
    case RFI_FITTING_TRAY:
        return "cable tray, with rungs across aisles";
    case RFI_FITTING_MANIFOLD:
        return "coolant supply (solid) and return (dashed)";
    case RFI_FITTING_PANEL:
    case RFI_FITTING_KINDS:
        break;
    }
    return "";
}

static const char *title_of(rfi_plan_sheet *sheet, const run_counts *counts)
{
    const char *title =
        counts->all == 0
            ? rfi_arena_format(sheet->arena, "%s: nothing overhead in this plan",
                               sheet->hall_title)
            : rfi_arena_format(
                  sheet->arena,
                  "%s: %lld busways, %lld trays and %lld manifolds over %lld rows",
                  sheet->hall_title,
                  (long long)(counts->rows[0].count + counts->rows[1].count),
                  (long long)counts->rows[2].count, (long long)counts->rows[3].count,
                  (long long)sheet->counts.rows);
    return title == NULL ? "" : title;
}

static const char *length_words(rfi_arena *arena, int64_t length)
{
    const char *words = rfi_metres(arena, rfi_mul(rfi_div_ceil(length, 1000), 1000));
    return words == NULL ? "" : words;
}

/* Key and schedule in one: symbol, what it is, number, length, width. */
static void draw_schedule(rfi_plan_sheet *sheet, const run_counts *counts)
{
    static const char *const titles[] = {"Overhead", "runs", "length", "width"};
    rfi_drawing *drawing = sheet->drawing;
    const rfi_sheet *paper = &sheet->paper;
    const rfi_letters head = {RFI_FACE_STRONG, 8, 0, RFI_LEFT, false, 0};
    const rfi_letters soft = {RFI_FACE_PLAIN, 5.8, RFI_INK_SOFT, RFI_RIGHT, false, 0};
    rfi_letters body = {RFI_FACE_PLAIN, 6.6, 0, RFI_LEFT, false, 0};
    double x = paper->left;
    const double at[] = {0, 90, 112, 128};
    double y = sheet->rule + 6;
    for (size_t i = 0; i < 4; i++) {
        rfi_draw_text(drawing, x + at[i], y, titles[i], i == 0 ? &head : &soft);
    }
    rfi_draw_line(drawing, x, y + 2, x + 128, y + 2,
                  (rfi_pen){RFI_INK_TEXT, RFI_MEDIUM, RFI_DASH_SOLID});
    y += 2;
    for (size_t k = 0; k < RUN_ROWS; k++) {
        const run_count *row = &counts->rows[k];
        if (row->count == 0) {
            continue;
        }
        body.align = RFI_LEFT;
        rfi_draw_run(drawing, (rfi_box){x + 1, y + 2.2, 14, 1.6}, row->kind, row->side);
        rfi_draw_fitted(drawing, x + 18, y + 3.9, 62, row_words(row), &body, 5.4);
        const char *cells[] = {
            rfi_arena_format(sheet->arena, "%lld", (long long)row->count),
            length_words(sheet->arena, row->length),
            rfi_arena_format(sheet->arena, "%lld" RFI_THIN_SPACE "mm",
                             (long long)row->width)};
        body.align = RFI_RIGHT;
        for (size_t i = 0; i < 3; i++) {
            rfi_draw_text(drawing, x + at[i + 1], y + 3.9, cells[i] == NULL ? "" : cells[i],
                          &body);
        }
        y += 6;
        rfi_draw_line(drawing, x, y, x + 128, y,
                      (rfi_pen){RFI_INK_HAIR, RFI_FINE, RFI_DASH_SOLID});
    }
}

static void draw_foot(rfi_plan_sheet *sheet, const run_counts *counts)
{
    const rfi_sheet *paper = &sheet->paper;
    const rfi_letters letters = {RFI_FACE_PLAIN, 5.8, RFI_INK_SOFT, RFI_LEFT, false, 0};
    rfi_draw_line(sheet->drawing, paper->left, sheet->rule, paper->right, sheet->rule,
                  (rfi_pen){RFI_INK_RULE, RFI_FINE, RFI_DASH_SOLID});
    draw_schedule(sheet, counts);
    double y = paper->foot - 6;
    rfi_draw_scale_bar(sheet->drawing, paper, (rfi_spot){paper->left + 4, y - 12},
                       sheet->view.scale, 60);
    rfi_open_tag(sheet->drawing, RFI_TAG_NOTE, NULL);
    rfi_draw_paragraph(
        sheet->drawing, (rfi_box){paper->left, y, paper->block_left - 6 - paper->left, 0},
        "Seen from above; widths by rule where the hall states none, heights not stated. "
        "Lengths are sums of the runs drawn, drops and bends left out. For decisions, not "
        "for construction.",
        &letters, 8.2);
    rfi_close_tag(sheet->drawing);
}

bool rfi_draw_overhead_sheet(const rfi_sheet_task *task, rfi_drawing *out,
                             rfi_sheet_words *ret_words)
{
    rfi_plan_sheet sheet;
    rfi_begin_plan(&sheet, task, out);
    *ret_words = (rfi_sheet_words){NULL, NULL, 0};
    rfi_open_page(out, sheet.paper.width, sheet.paper.height);
    if (out->failed) {
        return false;
    }
    const run_counts counts = count_runs(sheet.floor);
    const rfi_view *view = &sheet.view;
    bool drawn = view->outline_count > 0;
    sheet.pale = true;
    sheet.rule = sheet.paper.frame_foot - (sheet.paper.small ? 60 : 66);
    sheet.zone_foot = sheet.rule - 3;
    sheet.labels.area.height = sheet.zone_foot - sheet.zone_top + 4;
    if (drawn) {
        rfi_place_plan(&sheet, task->scale, &ret_words->least_scale);
        sheet.has_detail = false;
    }
    ret_words->title = title_of(&sheet, &counts);
    ret_words->alternative =
        rfi_arena_format(out->arena, "Overhead services of %s, 1:%lld. %s.",
                         sheet.hall_name, (long long)view->scale, ret_words->title);
    rfi_draw_frame(out, &sheet.paper);
    rfi_draw_sheet_head(out, &sheet.paper, ret_words->title,
                        "Power, network and coolant over the rows of the floor plan");
    rfi_draw_sheet_verdict(out, &sheet.paper, task->judgement);
    if (drawn) {
        rfi_open_tag(out, RFI_TAG_FIGURE, ret_words->alternative);
        rfi_open_group(out, "plan", sheet.hall_name, "overhead services");
        rfi_draw_axes(&sheet, view);
        rfi_draw_racks(&sheet, view);
        rfi_draw_panels(&sheet, view);
        rfi_draw_runs(&sheet, view);
        rfi_draw_shell(&sheet, view);
        rfi_draw_bays(&sheet);
        rfi_draw_row_names(&sheet, view);
        rfi_draw_door_tags(&sheet, view);
        rfi_close_group(out);
        rfi_close_tag(out);
        draw_foot(&sheet, &counts);
    }
    rfi_draw_sheet_block(out, &sheet.paper, task, "Overhead services", "OH",
                         drawn ? view->scale : 0);
    return !out->failed;
}
