/* SPDX-License-Identifier: MIT */
#include "reports/diagram/change.h"

#include <math.h>

#include "reports/diagram/floor_parts.h"

bool rfi_has_change(const rfi_judgement *judgement, const rfi_hall *hall)
{
    return hall->load_count > 0 && hall->outline != NULL &&
           rfi_judgement_floor(judgement, hall) != NULL;
}

/* ---- place: two plans of one scale, side by side or one above the other -----------------
 */

static const double margin = 4;   /* wall and the swing of doors */
static const double above = 6;    /* the name of a plan */
static const double between = 10; /* mm */

static bool fits(const rfi_plan_sheet *sheet, const rfi_rect *hall, int64_t scale,
                 bool stacked)
{
    double width = (double)hall->width / (double)scale + 2 * margin;
    double height = (double)hall->height / (double)scale + 2 * margin + above;
    double all_wide = sheet->paper.right - sheet->paper.left;
    double all_high = sheet->zone_foot - sheet->zone_top;
    return (stacked ? width : 2 * width + between) <= all_wide &&
           (stacked ? 2 * height + between : height) <= all_high;
}

static void place(rfi_plan_sheet *sheet, rfi_view *today, int64_t asked, int64_t *ret_least)
{
    static const int64_t scales[] = {50, 100, 200, 250, 400, 500, 1000, 2000, 2500, 5000};
    const size_t count = sizeof(scales) / sizeof(scales[0]);
    const rfi_rect *hall = &sheet->view.bounds;
    size_t k = 0;
    while (k + 1 < count && !fits(sheet, hall, scales[k], false) &&
           !fits(sheet, hall, scales[k], true)) {
        k++;
    }
    bool small =
        asked != 0 && !fits(sheet, hall, asked, false) && !fits(sheet, hall, asked, true);
    *ret_least = small ? scales[k] : 0;
    int64_t scale = asked != 0 ? asked : scales[k];
    bool stacked = !fits(sheet, hall, scale, false);
    double width = (double)hall->width / (double)scale + 2 * margin;
    double height = (double)hall->height / (double)scale + 2 * margin + above;
    double spare =
        sheet->paper.right - sheet->paper.left - (stacked ? width : 2 * width + between);
    double room =
        sheet->zone_foot - sheet->zone_top - (stacked ? 2 * height + between : height);
    today->scale = sheet->view.scale = scale;
    today->x = sheet->paper.left + margin + fmax(0, spare / 2);
    today->y = sheet->zone_top + above + margin + fmax(0, room / 2);
    sheet->view.x = today->x + (stacked ? 0 : width + between);
    sheet->view.y = today->y + (stacked ? height + between : 0);
}

/* ---- words ------------------------------------------------------------------------------
 */

static const char *take(rfi_plan_sheet *sheet, rfi_text *text)
{
    const char *words = rfi_arena_copy(sheet->arena, text->data == NULL ? "" : text->data);
    rfi_text_finish(text);
    return words == NULL ? "" : words;
}

static void add_load(rfi_text *text, const rfi_load *load)
{
    if (!rfi_known(&load->power)) {
        rfi_text_add(text, "unknown power");
        return;
    }
    rfi_print_figure(text, &load->power);
    rfi_text_add(text, rfi_is_assumption(&load->power) ? RFI_LOZENGE : "");
}

static const char *mining_words(rfi_plan_sheet *sheet)
{
    rfi_text text = RFI_TEXT_INIT;
    for (size_t i = 0; i < sheet->hall->load_count; i++) {
        const rfi_load *load = &sheet->hall->loads[i];
        rfi_text_add(&text, i == 0 ? "" : ", ");
        add_load(&text, load);
        if (load->miner != NULL) {
            rfi_text_format(&text, " (%s)", load->miner);
        }
    }
    return take(sheet, &text);
}

static const char *power_words(rfi_plan_sheet *sheet)
{
    rfi_text text = RFI_TEXT_INIT;
    int64_t power = sheet->floor->it_power;
    if (power > 0) {
        const rfi_unit *unit = rfi_unit_for(RFI_DIM_POWER, power);
        rfi_print_number(&text, power, unit, 3, RFI_ROUND_DOWN, true);
        rfi_text_format(&text, RFI_THIN_SPACE "%s critical IT", unit->label);
    } else {
        rfi_text_add(&text, "critical IT power unknown");
    }
    return take(sheet, &text);
}

static const char *title_of(rfi_plan_sheet *sheet)
{
    const char *title =
        sheet->floor == NULL || sheet->hall->load_count == 0
            ? rfi_arena_format(sheet->arena, "%s: nothing changes in this plan",
                               sheet->hall_title)
            : rfi_arena_format(sheet->arena, "%s: mining of %s gives way to %lld pod%s, %s",
                               sheet->hall_title, mining_words(sheet),
                               (long long)sheet->counts.pods,
                               sheet->counts.pods == 1 ? "" : "s", power_words(sheet));
    return title == NULL ? "" : title;
}

/* ---- drawing ----------------------------------------------------------------------------
 */

static void name_plan(rfi_plan_sheet *sheet, const rfi_view *view, const char *words)
{
    rfi_box hall = rfi_view_box(view, &view->bounds);
    rfi_draw_fitted(sheet->drawing, hall.x, hall.y - margin - 1.6, hall.width, words,
                    &(rfi_letters){RFI_FACE_PLAIN, 7, 0, RFI_LEFT, false, 0}, 5.2);
}

/* The floor that may hold miners is hatched; where they stand nobody stated. */
static void draw_mining(rfi_plan_sheet *sheet, const rfi_view *view)
{
    for (size_t i = 0; i < view->outline_count; i++) {
        double x = rfi_view_x(view, view->outline[i].x);
        double y = rfi_view_y(view, view->outline[i].y);
        if (i == 0) {
            rfi_move(sheet->drawing, x, y);
        } else {
            rfi_line(sheet->drawing, x, y);
        }
    }
    rfi_close_path(sheet->drawing);
    rfi_draw_path(sheet->drawing, &(rfi_look){.fill = RFI_INK_WASH,
                                              .hatch = RFI_HATCH_CROSS,
                                              .hatch_ink = RFI_INK_MINING,
                                              .pitch = 2.4});
}

static void label_mining(rfi_plan_sheet *sheet, const rfi_view *view)
{
    static const double parts[] = {0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8};
    enum { PARTS = sizeof(parts) / sizeof(parts[0]) };
    rfi_box hall = rfi_view_box(view, &view->bounds);
    const rfi_letters letters = {RFI_FACE_STRONG, 6.4, 0, RFI_CENTRE, false, 0};
    rfi_spot spots[PARTS];
    for (size_t i = 0; i < PARTS; i++) {
        spots[i] =
            (rfi_spot){hall.x + hall.width / 2, hall.y + hall.height * parts[i] + 0.8};
    }
    (void)rfi_place_label(&sheet->labels, spots, PARTS,
                          "mining; places of the miners not stated", &letters, 0.6,
                          RFI_INK_WHITE);
}

static void draw_plans(rfi_plan_sheet *sheet, const rfi_view *today)
{
    rfi_drawing *out = sheet->drawing;
    rfi_open_group(out, "today", "today", "before");
    draw_mining(sheet, today);
    sheet->prefix = "today-";
    rfi_draw_axes(sheet, today);
    rfi_draw_shell(sheet, today);
    sheet->prefix = NULL;
    name_plan(sheet, today,
              rfi_arena_format(sheet->arena, RFI_STRONG_ON "Today" RFI_STRONG_OFF "  %s",
                               mining_words(sheet)));
    label_mining(sheet, today);
    rfi_close_group(out);
    rfi_open_group(out, "plan", "plan", "after");
    rfi_draw_aisles(sheet, &sheet->view);
    rfi_draw_axes(sheet, &sheet->view);
    rfi_draw_racks(sheet, &sheet->view);
    rfi_draw_panels(sheet, &sheet->view);
    rfi_draw_shell(sheet, &sheet->view);
    name_plan(sheet, &sheet->view,
              rfi_arena_format(sheet->arena,
                               RFI_STRONG_ON "Plan" RFI_STRONG_OFF "  %lld pods %s, %s",
                               (long long)sheet->counts.pods,
                               sheet->judgement->profile->name, power_words(sheet)));
    rfi_close_group(out);
}

/* Figure by figure, today and in the plan. */
static void draw_table(rfi_plan_sheet *sheet)
{
    rfi_drawing *out = sheet->drawing;
    const rfi_sheet *paper = &sheet->paper;
    const rfi_letters head = {RFI_FACE_STRONG, 8, 0, RFI_LEFT, false, 0};
    const rfi_letters soft = {RFI_FACE_PLAIN, 5.8, RFI_INK_SOFT, RFI_LEFT, false, 0};
    const rfi_letters body = {RFI_FACE_PLAIN, 6.6, 0, RFI_LEFT, false, 0};
    const double wide = paper->block_left - 6 - paper->left;
    const double at[] = {0, 0.34 * wide, 0.68 * wide};
    const rfi_load *load = &sheet->hall->loads[0];
    bool stays = rfi_known(&load->stops) && load->stops.base == 0;
    const char *rows[][3] = {
        {"Load", mining_words(sheet), power_words(sheet)},
        {"Racks", "not stated",
         rfi_arena_format(sheet->arena, "%lld in %lld row%s",
                          (long long)sheet->counts.racks, (long long)sheet->counts.rows,
                          sheet->counts.rows == 1 ? "" : "s")},
        {"End of mining",
         stays                              ? "may not stop"
         : load->stops.state == RFI_UNKNOWN ? "unknown whether it may stop"
         : load->until.state == RFI_ABSENT  ? "stops when the hall converts"
                                            : "by contract, see the brief",
         "\u2013"},
    };
    double y = sheet->rule + 6;
    rfi_draw_text(out, paper->left, y, "Before and after", &head);
    rfi_draw_text(out, paper->left + at[1], y, "today", &soft);
    rfi_draw_text(out, paper->left + at[2], y, "in the plan", &soft);
    y += 2;
    rfi_draw_line(out, paper->left, y, paper->left + wide, y,
                  (rfi_pen){RFI_INK_TEXT, RFI_MEDIUM, RFI_DASH_SOLID});
    for (size_t i = 0; i < 3; i++) {
        for (size_t k = 0; k < 3; k++) {
            rfi_draw_fitted(out, paper->left + at[k], y + 3.6, 0.31 * wide,
                            rows[i][k] == NULL ? "" : rows[i][k], &body, 5.2);
        }
        y += 5.4;
        rfi_draw_line(out, paper->left, y, paper->left + wide, y,
                      (rfi_pen){RFI_INK_HAIR, RFI_FINE, RFI_DASH_SOLID});
    }
}

static void draw_foot(rfi_plan_sheet *sheet)
{
    const rfi_sheet *paper = &sheet->paper;
    rfi_draw_line(sheet->drawing, paper->left, sheet->rule, paper->right, sheet->rule,
                  (rfi_pen){RFI_INK_RULE, RFI_FINE, RFI_DASH_SOLID});
    draw_table(sheet);
    rfi_draw_scale_bar(sheet->drawing, paper,
                       (rfi_spot){paper->left + 4, paper->frame_foot - 16},
                       sheet->view.scale, 60);
    rfi_draw_fitted(sheet->drawing, paper->left, paper->frame_foot - 4,
                    paper->block_left - 6 - paper->left,
                    "Both plans at one scale. Of the equal halls the fullest is drawn. For "
                    "decisions, not for construction.",
                    &(rfi_letters){RFI_FACE_PLAIN, 5.8, RFI_INK_SOFT, RFI_LEFT, false, 0},
                    5);
}

bool rfi_draw_change_sheet(const rfi_sheet_task *task, rfi_drawing *out,
                           rfi_sheet_words *ret_words)
{
    rfi_plan_sheet sheet;
    rfi_begin_plan(&sheet, task, out);
    *ret_words = (rfi_sheet_words){NULL, NULL, 0};
    rfi_open_page(out, sheet.paper.width, sheet.paper.height);
    if (out->failed) {
        return false;
    }
    sheet.rule = sheet.paper.frame_foot - 56;
    sheet.zone_foot = sheet.rule - 3;
    sheet.labels.area.height = sheet.zone_foot - sheet.zone_top + 4;
    rfi_view today;
    bool drawn = rfi_has_change(task->judgement, task->hall);
    if (drawn && !rfi_view_hall(sheet.arena, sheet.hall, NULL, &today)) {
        return false;
    }
    if (drawn) {
        place(&sheet, &today, task->scale, &ret_words->least_scale);
    }
    ret_words->title = title_of(&sheet);
    ret_words->alternative = rfi_arena_format(out->arena, "%s today and in the plan. %s.",
                                              sheet.hall_title, ret_words->title);
    rfi_draw_frame(out, &sheet.paper);
    rfi_draw_sheet_head(out, &sheet.paper, ret_words->title,
                        drawn ? "The hall today and in the plan, at one scale"
                              : "No mining load is stated here, or no rack is placed");
    rfi_draw_sheet_verdict(out, &sheet.paper, task->judgement);
    if (drawn) {
        rfi_open_tag(out, RFI_TAG_FIGURE, ret_words->alternative);
        draw_plans(&sheet, &today);
        rfi_close_tag(out);
        draw_foot(&sheet);
    }
    rfi_draw_sheet_block(out, &sheet.paper, task, "Before and after", "BA",
                         drawn ? sheet.view.scale : 0);
    return !out->failed;
}
