/* SPDX-License-Identifier: MIT */
#include "reports/diagram/conflict_parts.h"

#include "planner/model/comparison.h"
#include "reports/table/comparison.h"
#include "reports/table/value.h"

/* ---- words ------------------------------------------------------------------------------
 */

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static const char *title_of(rfi_plan_sheet *sheet, const rfi_conflict_rows *rows)
{
    const rfi_judgement *judgement = sheet->judgement;
    size_t firm = 0;
    size_t open = 0;
    for (size_t i = 0; i < rows->count; i++) {
        firm += !rows->rows[i].open && !rows->rows[i].binds ? 1 : 0;
        open += rows->rows[i].open ? 1 : 0;
    }
    const char *title = NULL;
    if (rows->count == 0) {
        title = rfi_arena_format(sheet->arena, "%s: nothing here stands in the way",
                                 sheet->hall_title);
    } else if (judgement->conflict_count > 0) {
        title = rfi_arena_format(
            sheet->arena, "%s: no fit as it stands, %zu requirement%s fail%s",
            sheet->hall_title, rows->all, plural(rows->all), rows->all == 1 ? "s" : "");
    } else if (firm + open > 0) {
        title = rfi_arena_format(sheet->arena,
                                 "%s: the want is not certain, %zu requirement%s may fail",
                                 sheet->hall_title, firm + open, plural(firm + open));
    } else {
        title = rfi_arena_format(sheet->arena, "%s: %zu requirement%s bind%s the next pod",
                                 sheet->hall_title, rows->count, plural(rows->count),
                                 rows->count == 1 ? "s" : "");
    }
    return title == NULL ? "" : title;
}

static const char *subtitle_of(rfi_plan_sheet *sheet)
{
    const rfi_judgement *judgement = sheet->judgement;
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_format(&text, "Asked for: %lld pod%s %s", (long long)judgement->wanted_pods,
                    judgement->wanted_pods == 1 ? "" : "s", judgement->profile->name);
    if (judgement->wanted_power > 0) {
        const rfi_unit *unit = rfi_unit_for(RFI_DIM_POWER, judgement->wanted_power);
        rfi_text_add(&text, " (");
        rfi_print_number(&text, judgement->wanted_power, unit, 4, RFI_ROUND_NEAREST, true);
        rfi_text_format(&text, RFI_THIN_SPACE "%s critical IT)", unit->label);
    }
    rfi_text_add(&text, " by ");
    rfi_print_date(&text, sheet->evaluation->by);
    rfi_end end =
        judgement->conflict_count > 0 ? judgement->conflicts[0].end : RFI_END_UNFAVOURABLE;
    rfi_text_format(&text, " \u00b7 read at the %s end of all ranges", rfi_end_words(end));
    const char *words = rfi_arena_copy(sheet->arena, text.data);
    rfi_text_finish(&text);
    return words == NULL ? "" : words;
}

static const char *alternative_of(rfi_plan_sheet *sheet, const rfi_conflict_rows *rows,
                                  const char *title)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_format(&text, "Conflict overlay of %s. %s.", sheet->hall_name, title);
    for (size_t i = 0; i < rows->count && i < 3; i++) {
        const rfi_conflict_row *row = &rows->rows[i];
        rfi_text_format(&text, " %s: limit %s, demand %s.",
                        rfi_plain_title(sheet->arena, row->requirement), row->limit,
                        row->demand);
    }
    if (sheet->evaluation->site->reference_id != NULL) {
        rfi_text_add(&text, " Reference design, not surveyed.");
    }
    const char *words = rfi_arena_copy(sheet->arena, text.data);
    rfi_text_finish(&text);
    return words == NULL ? "" : words;
}

/* ---- verdict box ------------------------------------------------------------------------
 */

static void add_list(rfi_text *text, size_t shown, const char *words)
{
    rfi_text_format(text, "%s%s", shown == 0 ? "" : "; ", words);
}

/* How the rows hang together: conflicts, or the figures that decide. */
static const char *reason_of(rfi_plan_sheet *sheet)
{
    enum { MOST = 4 };
    const rfi_judgement *judgement = sheet->judgement;
    rfi_text text = RFI_TEXT_INIT;
    if (judgement->conflict_count > 0) {
        const rfi_conflict *conflict = &judgement->conflicts[0];
        bool alone = conflict->count == 1;
        rfi_text_add(&text,
                     alone && judgement->conflict_count == 1
                         ? "It rules the want out by itself: "
                     : alone ? "Each of these rules the want out by itself, so each "
                               "must be resolved: "
                     : conflict->minimal
                         ? "Minimal conflict, without any one of them the others can "
                           "hold: "
                         : "Cannot hold together: ");
        size_t shown = 0;
        for (size_t c = 0; c < (alone ? judgement->conflict_count : 1); c++) {
            const rfi_conflict *one = &judgement->conflicts[c];
            for (size_t i = 0; i < one->count && shown < MOST; i++) {
                add_list(&text, shown++,
                         rfi_plain_title(sheet->arena,
                                         &judgement->requirements[one->members[i]]));
            }
        }
        rfi_text_add(&text, conflict->with_want && !alone ? "; and the want.\n" : ".\n");
    } else if (judgement->deciding_count > 0) {
        rfi_text_add(&text, "Deciding figures, to ask for: ");
        for (size_t i = 0; i < judgement->deciding_count && i < MOST; i++) {
            add_list(&text, i, "");
            rfi_print_subject(&text, judgement->deciding[i]);
        }
        rfi_text_format(&text, "%s.\n",
                        judgement->deciding_count > MOST ? " and more, see the brief" : "");
    }
    const char *words = rfi_arena_copy(sheet->arena, text.data == NULL ? "" : text.data);
    rfi_text_finish(&text);
    return words == NULL ? "" : words;
}

/* The cheapest repair, where measures were on offer: cost, date, what is installed. */
static const char *repair_of(rfi_plan_sheet *sheet)
{
    enum { MOST = 6 };
    const rfi_with_measures *m = sheet->judgement->with_measures;
    rfi_text text = RFI_TEXT_INIT;
    if (m == NULL) {
        return "";
    }
    if (m->shown == RFI_ENDS) {
        return m->verdict == RF_VERDICT_NO_FIT
                   ? RFI_STRONG_ON "With measures:" RFI_STRONG_OFF
                                   " proven, none of those on offer cures it.\n"
                   : RFI_STRONG_ON "With measures:" RFI_STRONG_OFF
                                   " no plan was found in time.\n";
    }
    const rfi_retrofit *plan = m->plans[m->shown];
    const rfi_comparison view = {.site = m->site,
                                 .end = m->shown,
                                 .budget = INT64_MAX,
                                 .target = sheet->judgement->wanted_power};
    rfi_text_add(&text, RFI_STRONG_ON "Cheapest repair:" RFI_STRONG_OFF " ");
    rfi_print_costs(&text, &view, plan->cost);
    rfi_text_add(&text, ", ready ");
    rfi_print_day(&text, rfi_ready_day(plan));
    rfi_text_format(&text, ", at the %s end (%s): ", rfi_end_words(m->shown),
                    plan->proof == RFI_PROOF_CERTIFIED ? "certified, none costs less"
                                                       : "best found");
    size_t shown = 0;
    for (size_t i = 0; i < plan->install_count && shown < MOST; i++) {
        const rfi_install *install = &plan->installs[i].install;
        if (plan->installs[i].comes_with) {
            continue;
        }
        add_list(&text, shown++, install->measure->name);
        if (install->count > 1) {
            rfi_text_format(&text, " \u00d7 %lld", (long long)install->count);
        }
    }
    rfi_text_add(&text, plan->install_count > MOST ? "; see rackfit compare.\n" : ".\n");
    const char *words = rfi_arena_copy(sheet->arena, text.data == NULL ? "" : text.data);
    rfi_text_finish(&text);
    return words == NULL ? "" : words;
}

static const char *proof_of(const rfi_judgement *judgement)
{
    switch (judgement->verdict) {
    case RF_VERDICT_NO_FIT:
        return "proven: the favourable end of every range fails too";
    case RF_VERDICT_UNKNOWN:
        return "missing figures decide";
    case RF_VERDICT_UNDECIDED:
        return "the search stopped at its budget";
    case RF_VERDICT_FIT:
    case RF_VERDICT_FIT_WITH_MEASURES:
        break;
    }
    return "meets the want at both ends of all ranges";
}

static void draw_verdict_box(rfi_plan_sheet *sheet)
{
    static const char *const words[] = {"Fit", "Fit with measures", "No fit", "Undecided",
                                        "Unknown"};
    rfi_drawing *drawing = sheet->drawing;
    const rfi_judgement *judgement = sheet->judgement;
    const rfi_sheet *paper = &sheet->paper;
    const double size = paper->small ? 5 : 7;
    rfi_box box = {paper->block_left, sheet->rule + 3, paper->right - paper->block_left,
                   paper->block_top - sheet->rule - 6};
    rfi_draw_rect(drawing, box, &(rfi_look){.fill = RFI_INK_WASH});
    rfi_draw_rect(drawing, (rfi_box){box.x, box.y, 1.2, box.height},
                  &(rfi_look){.fill = rfi_verdict_ink(judgement->verdict)});
    double y = box.y + size / 2 + 2.5;
    rfi_draw_verdict(drawing, judgement->verdict, box.x + 4 + size / 2, y, size);
    double x = box.x + 7 + size;
    x += rfi_draw_text(drawing, x, y + 1.6, words[judgement->verdict],
                       &(rfi_letters){RFI_FACE_STRONG, paper->small ? 9 : 12,
                                      rfi_verdict_ink(judgement->verdict), RFI_LEFT, false,
                                      0});
    rfi_draw_fitted(drawing, box.x + box.width - 2, y + 1.4, box.x + box.width - x - 6,
                    proof_of(judgement),
                    &(rfi_letters){RFI_FACE_PLAIN, 6.2, RFI_INK_SOFT, RFI_RIGHT, false, 0},
                    5);
    const rfi_letters plain = {
        RFI_FACE_PLAIN, paper->small ? 5.4 : 6.6, RFI_INK_TEXT, RFI_LEFT, false, 0};
    rfi_draw_paragraph(
        drawing, (rfi_box){box.x + 5, y + size / 2 + 1.5, box.width - 8, 0},
        rfi_arena_format(sheet->arena, "%s%s", reason_of(sheet), repair_of(sheet)), &plain,
        paper->small ? 7.2 : 9);
}

/* ---- the sheet --------------------------------------------------------------------------
 */

/* No rack stands, and none could anywhere: the whole floor. */
static void draw_wash(rfi_plan_sheet *sheet)
{
    const rfi_view *view = &sheet->view;
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
    rfi_draw_path(sheet->drawing, &(rfi_look){.fill = RFI_INK_CONFLICT_WASH});
}

static void draw_pale_plan(rfi_plan_sheet *sheet, const rfi_conflict_rows *rows,
                           const char *alternative)
{
    rfi_drawing *drawing = sheet->drawing;
    const rfi_view *view = &sheet->view;
    rfi_open_tag(drawing, RFI_TAG_FIGURE, alternative);
    rfi_open_group(drawing, "plan", sheet->hall_name, "context, what fails is marked");
    if (sheet->strong && view->rack_count == 0) {
        draw_wash(sheet);
    }
    rfi_draw_aisles(sheet, view);
    rfi_draw_axes(sheet, view);
    rfi_draw_racks(sheet, view);
    rfi_draw_shell(sheet, view);
    rfi_draw_bays(sheet);
    rfi_close_group(drawing);
    rfi_open_group(drawing, "conflict", "What fails", "numbered as in the table");
    rfi_draw_conflict_places(sheet, rows);
    rfi_close_group(drawing);
    rfi_draw_rack_labels(sheet, view);
    rfi_draw_door_tags(sheet, view);
    rfi_close_tag(drawing);
}

static void draw_unknown_room(rfi_plan_sheet *sheet)
{
    double width = sheet->zone_right - sheet->paper.left - 10;
    rfi_box box = {sheet->paper.left, sheet->zone_top + 6, width,
                   sheet->zone_foot - sheet->zone_top - 12};
    double x = box.x + box.width / 2;
    double y = box.y + box.height / 2;
    rfi_draw_rect(sheet->drawing, box,
                  &(rfi_look){.pen = {RFI_INK_UNKNOWN, RFI_HEAVY, RFI_DASH_CLEARANCE}});
    rfi_draw_verdict(sheet->drawing, RF_VERDICT_UNKNOWN, x, y - 4, 12);
    rfi_draw_text(sheet->drawing, x, y + 9, "outline unknown",
                  &(rfi_letters){RFI_FACE_PLAIN, 9, RFI_INK_UNKNOWN, RFI_CENTRE, false, 0});
}

static void draw_foot(rfi_plan_sheet *sheet, const rfi_conflict_rows *rows)
{
    const rfi_sheet *paper = &sheet->paper;
    rfi_drawing *drawing = sheet->drawing;
    const rfi_letters body = {
        RFI_FACE_PLAIN, paper->small ? 5.4 : 6.2, RFI_INK_SOFT, RFI_LEFT, false, 0};
    rfi_draw_line(drawing, paper->left, sheet->rule, paper->right, sheet->rule,
                  (rfi_pen){RFI_INK_RULE, RFI_FINE, RFI_DASH_SOLID});
    double foot = paper->frame_foot - 4;
    double key = foot - 6;
    rfi_box table = {paper->left, sheet->rule + 6, paper->block_left - 6 - paper->left,
                     key - 5 - (sheet->rule + 6)};
    rfi_draw_conflict_table(sheet, rows, table);
    const rfi_conflict_row marks[] = {
        {.number = "1"}, {.number = "1", .open = true}, {.number = "1", .binds = true}};
    static const char *const words[] = {"fails", "fails if missing figures come out so",
                                        "holds, binds the next pod"};
    double x = paper->left;
    for (size_t i = 0; i < 3; i++) {
        rfi_draw_conflict_mark(drawing, &marks[i], x + 2.6, key, 4.4);
        x += 7 + rfi_draw_text(drawing, x + 6, key + 0.8, words[i], &body) + 5;
    }
    rfi_draw_text(
        drawing, paper->left, foot,
        "Limits are never rounded up, demands never down. \u2265: at least, every pod "
        "where it takes least. \u2264: at most in one hall, by this row alone.",
        &body);
    draw_verdict_box(sheet);
}

bool rfi_draw_conflict_sheet(const rfi_sheet_task *task, rfi_drawing *out,
                             rfi_sheet_words *ret_words)
{
    rfi_plan_sheet sheet;
    rfi_begin_plan(&sheet, task, out);
    *ret_words = (rfi_sheet_words){NULL, NULL, 0};
    rfi_open_page(out, sheet.paper.width, sheet.paper.height);
    if (out->failed) {
        return false;
    }
    rfi_conflict_rows rows;
    rfi_collect_conflict(&sheet, &rows);
    sheet.pale = true;
    sheet.strong = rfi_breaks_racks(&rows);
    sheet.zone_right = sheet.paper.right - (sheet.paper.small ? 58 : 70);
    sheet.labels.area.width = sheet.zone_right - sheet.paper.left + 6;
    bool drawn = sheet.view.outline_count > 0;
    if (drawn) {
        rfi_place_plan(&sheet, task->scale, &ret_words->least_scale);
    }
    ret_words->title = title_of(&sheet, &rows);
    ret_words->alternative = alternative_of(&sheet, &rows, ret_words->title);
    rfi_draw_frame(out, &sheet.paper);
    rfi_draw_sheet_head(out, &sheet.paper, ret_words->title, subtitle_of(&sheet));
    if (drawn) {
        sheet.has_detail = false;
        draw_pale_plan(&sheet, &rows, ret_words->alternative);
        rfi_draw_scale_bar(out, &sheet.paper,
                           (rfi_spot){sheet.zone_right + 6, sheet.zone_foot - 6},
                           sheet.view.scale, sheet.paper.right - sheet.zone_right - 12);
    } else {
        draw_unknown_room(&sheet);
    }
    rfi_draw_conflict_panel(&sheet, &rows);
    draw_foot(&sheet, &rows);
    rfi_draw_sheet_block(out, &sheet.paper, task, "Conflict overlay", "FX",
                         drawn ? sheet.view.scale : 0);
    return !out->failed;
}
