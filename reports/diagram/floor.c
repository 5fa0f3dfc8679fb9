/* SPDX-License-Identifier: MIT */
/* Composes the floor-plan sheet: order from below. */
#include "reports/diagram/floor_parts.h"

static void draw_detail(rfi_plan_sheet *sheet)
{
    const rfi_view *detail = &sheet->detail;
    rfi_drawing *drawing = sheet->drawing;
    rfi_box box = rfi_view_box(detail, &detail->window);
    rfi_box where = rfi_view_box(&sheet->view, &detail->window);
    const rfi_pen pen = {RFI_INK_SOFT, RFI_MEDIUM, RFI_DASH_ROUTE};
    rfi_open_group(drawing, "detail", "Detail", "upper left part of the plan, larger");
    sheet->prefix = "detail-";
    rfi_draw_aisles(sheet, detail);
    rfi_draw_axes(sheet, detail);
    rfi_draw_racks(sheet, detail);
    rfi_draw_panels(sheet, detail);
    rfi_draw_shell(sheet, detail);
    rfi_draw_rect(drawing, box, &(rfi_look){.pen = pen});
    rfi_draw_rect(drawing, where, &(rfi_look){.pen = pen});
    const char *words = rfi_arena_format(
        sheet->arena,
        RFI_STRONG_ON "Detail" RFI_STRONG_OFF " 1:%lld, the dashed part of the plan above",
        (long long)detail->scale);
    rfi_draw_text(drawing, box.x, box.y - 1.8, words,
                  &(rfi_letters){RFI_FACE_PLAIN, 7, 0, RFI_LEFT, false, 0});
    rfi_draw_rack_labels(sheet, detail);
    if (!detail->rows_upright) { /* else the window has no room beside it */
        rfi_draw_window_bays(sheet, detail);
    }
    rfi_close_group(drawing);
}

static void draw_plan(rfi_plan_sheet *sheet)
{
    rfi_drawing *drawing = sheet->drawing;
    const rfi_view *view = &sheet->view;
    rfi_open_tag(drawing, RFI_TAG_FIGURE, rfi_sheet_alternative(sheet));
    rfi_open_group(drawing, "plan", sheet->hall_name, rfi_sheet_title(sheet));
    rfi_draw_aisles(sheet, view);
    rfi_draw_axes(sheet, view);
    rfi_draw_zones(sheet, view);
    rfi_draw_route(sheet, view);
    rfi_draw_racks(sheet, view);
    rfi_draw_panels(sheet, view);
    rfi_draw_shell(sheet, view);
    rfi_draw_accesses(sheet, view);
    rfi_draw_bays(sheet);
    rfi_draw_rack_labels(sheet, view);
    rfi_label_floor(sheet, view);
    rfi_draw_door_tags(sheet, view);
    if (sheet->has_detail) {
        draw_detail(sheet);
    }
    rfi_close_group(drawing);
    rfi_close_tag(drawing);
}

static void draw_foot(rfi_plan_sheet *sheet)
{
    const rfi_sheet *paper = &sheet->paper;
    rfi_draw_line(sheet->drawing, paper->left, sheet->rule, paper->right, sheet->rule,
                  (rfi_pen){RFI_INK_RULE, RFI_FINE, RFI_DASH_SOLID});
    rfi_draw_key(sheet, sheet->rule + 6);
    rfi_draw_tables(sheet, sheet->rule + 6);
    /* on a small sheet the notes stand between key and table */
    const double beside = paper->left + 76;
    rfi_box notes = paper->small ? (rfi_box){beside, sheet->rule + 16,
                                             paper->block_left - 4 - beside, 0}
                                 : (rfi_box){paper->left, paper->frame_foot - 26.5, 196, 0};
    rfi_spot bar = {notes.x + (paper->small ? 1 : 4),
                    paper->small ? sheet->rule + 6 : notes.y - 9.5};
    rfi_draw_scale_bar(sheet->drawing, paper, bar, sheet->view.scale,
                       paper->small ? 60 : 100);
    int64_t north = 0;
    if (rfi_plan_north(sheet, &north)) {
        rfi_draw_north(sheet->drawing, paper->small ? bar.x + 67 : bar.x + 122, bar.y + 1,
                       north);
    }
    rfi_draw_notes(sheet, notes);
}

bool rfi_draw_floor_sheet(const rfi_sheet_task *task, rfi_drawing *out,
                          rfi_sheet_words *ret_words)
{
    rfi_plan_sheet sheet;
    rfi_begin_plan(&sheet, task, out);
    *ret_words = (rfi_sheet_words){NULL, NULL, 0};
    rfi_open_page(out, sheet.paper.width, sheet.paper.height);
    if (out->failed) {
        return false;
    }
    bool drawn = sheet.view.outline_count > 0;
    if (drawn) {
        rfi_place_plan(&sheet, task->scale, &ret_words->least_scale);
        rfi_place_detail(&sheet);
    }
    ret_words->title = rfi_sheet_title(&sheet);
    ret_words->alternative = rfi_sheet_alternative(&sheet);
    rfi_draw_frame(out, &sheet.paper);
    rfi_draw_sheet_head(out, &sheet.paper, ret_words->title, rfi_sheet_subtitle(&sheet));
    rfi_draw_sheet_verdict(out, &sheet.paper, task->judgement);
    if (drawn) {
        draw_plan(&sheet);
        draw_foot(&sheet);
    } else {
        rfi_draw_asks(&sheet);
    }
    rfi_draw_sheet_block(out, &sheet.paper, task, "Floor plan", "FP",
                         drawn ? sheet.view.scale : 0);
    return !out->failed;
}
