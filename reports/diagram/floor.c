/* SPDX-License-Identifier: MIT */
/* Composes the floor-plan sheet: scale, place of the plan, order from below. */
#include "reports/diagram/floor_parts.h"

#include <math.h>
#include <string.h>

#include "planner/base/checked.h"

/* Zone of the plan on the sheet. */
static const double zone_top = 31;
static const double zone_foot = 199;
static const double rule_at = 202;
/* From here on racks are too small for their numbers. */
static const int64_t least_detail_scale = 400;

const rfi_floor *rfi_judgement_floor(const rfi_judgement *judgement, const rfi_hall *hall)
{
    const rfi_plan *plan = judgement->plan;
    for (size_t i = 0; plan != NULL && i < plan->floor_count; i++) {
        const rfi_hall *other = plan->floors[i].hall;
        if (other == hall || (other != NULL && other->id != NULL && hall->id != NULL &&
                              strcmp(other->id, hall->id) == 0)) {
            return &plan->floors[i];
        }
    }
    return NULL;
}

static rfi_floor_counts count_floor(const rfi_floor *floor)
{
    rfi_floor_counts counts = {.pods = floor->pods, .rows = floor->rows};
    for (size_t i = 0; i < floor->placed_count; i++) {
        counts.racks++;
        counts.units = rfi_max(counts.units, floor->placed[i].unit);
        if (floor->placed[i].pod == 0) {
            counts.supports[floor->placed[i].support]++;
        }
    }
    return counts;
}

/* Number of the pod within its row; racks of a pod share it. */
static void number_pods(rfi_plan_sheet *sheet)
{
    const rfi_view *view = &sheet->view;
    sheet->numbers = RFI_ARRAY(sheet->arena, view->rack_count, int64_t);
    if (sheet->numbers == NULL) {
        sheet->drawing->failed = true;
        return;
    }
    int64_t row = 0;
    int64_t pod = 0;
    int64_t number = 0;
    for (size_t i = 0; i < view->rack_count; i++) {
        const rfi_placed *rack = &view->racks[i];
        if (rack->row != row) {
            row = rack->row;
            pod = 0;
            number = 0;
        }
        if (rack->pod > 0 && rack->pod != pod) {
            pod = rack->pod;
            number++;
        }
        sheet->numbers[i] = number;
    }
}

static void begin_sheet(rfi_plan_sheet *sheet, const rfi_evaluation *evaluation,
                        const rfi_judgement *judgement, const rfi_hall *hall,
                        rfi_drawing *out)
{
    *sheet = (rfi_plan_sheet){.drawing = out,
                              .arena = out->arena,
                              .evaluation = evaluation,
                              .judgement = judgement,
                              .hall = hall,
                              .floor = rfi_judgement_floor(judgement, hall),
                              .hall_name = rfi_hall_title(out->arena, hall, false),
                              .hall_title = rfi_hall_title(out->arena, hall, true),
                              .site_name = evaluation->site->name};
    sheet->labels = (rfi_labels){.drawing = out,
                                 .area = {RFI_SHEET_LEFT - 3, zone_top - 2,
                                          RFI_SHEET_RIGHT - RFI_SHEET_LEFT + 6,
                                          zone_foot - zone_top + 4}};
    if (sheet->floor != NULL) {
        sheet->counts = count_floor(sheet->floor);
    }
    if (hall->outline != NULL && hall->outline_count >= 4) {
        if (!rfi_view_hall(out->arena, hall, sheet->floor, &sheet->view)) {
            out->failed = true;
            return;
        }
        number_pods(sheet);
    }
}

/* ---- place of the plan ------------------------------------------------------------------
 */

static void find_gaps(rfi_plan_sheet *sheet, int64_t scale)
{
    static const double level_gap = 6.5;
    for (int side = 0; side < 4; side++) {
        sheet->gaps[side] = level_gap;
    }
    for (size_t i = 0; i < sheet->view.door_count; i++) {
        const rfi_view_door *door = &sheet->view.doors[i];
        bool level = door->side == RFI_WALL_TOP || door->side == RFI_WALL_BOTTOM;
        double reach = door->door->delivery ? 7.5 : (double)door->width / (double)scale + 1;
        double need = level ? fmax(reach, 4) + 3.5 : fmax(reach, 19);
        sheet->gaps[door->side] = fmax(sheet->gaps[door->side], need);
    }
}

typedef struct margins {
    double top, foot, left, right;
} margins;

static margins margins_of(const rfi_plan_sheet *sheet)
{
    bool grid = sheet->view.axes.u_count > 0;
    bool racks = sheet->view.rack_count > 0;
    double wall = 1.3;
    double chains = racks ? 6 : 0;
    return (margins){sheet->gaps[RFI_WALL_TOP] + wall + (grid ? 9.5 : 0),
                     sheet->gaps[RFI_WALL_BOTTOM] + wall + chains + 2,
                     sheet->gaps[RFI_WALL_LEFT] + wall + (grid ? 9.5 : 0),
                     sheet->gaps[RFI_WALL_RIGHT] + wall + chains + 2};
}

static void place_view(rfi_plan_sheet *sheet)
{
    rfi_view *view = &sheet->view;
    double width = RFI_SHEET_RIGHT - RFI_SHEET_LEFT;
    double height = zone_foot - zone_top;
    int64_t scale = 0;
    for (int pass = 0; pass < 2; pass++) { /* the gaps depend on the scale */
        find_gaps(sheet, scale == 0 ? 200 : scale);
        margins m = margins_of(sheet);
        scale = rfi_view_scale(&view->bounds, width - m.left - m.right,
                               height - m.top - m.foot);
    }
    find_gaps(sheet, scale);
    margins m = margins_of(sheet);
    view->scale = scale;
    double spare = width - m.left - m.right - rfi_view_length(view, view->bounds.width);
    view->x = RFI_SHEET_LEFT + m.left + fmax(0, spare / 2);
    double room = height - m.top - m.foot - rfi_view_length(view, view->bounds.height);
    bool detail = scale >= least_detail_scale && room > 40 && view->rack_count > 0;
    view->y = zone_top + m.top + (detail ? 0 : fmax(0, room / 2));
}

/* Where racks are too small to be told apart and the sheet has room: the upper left part of
 * the rows again, larger. */
static void place_detail(rfi_plan_sheet *sheet)
{
    static const int64_t scales[] = {100, 200, 250};
    const rfi_view *view = &sheet->view;
    margins m = margins_of(sheet);
    double top = view->y + rfi_view_length(view, view->bounds.height) + m.foot + 8;
    double height = zone_foot - 8 - top; /* 6 mm for the chain beneath */
    double width = RFI_SHEET_RIGHT - RFI_SHEET_LEFT - 26;
    if (view->scale < least_detail_scale || view->rack_count == 0 || height < 25) {
        return;
    }
    rfi_view *detail = &sheet->detail;
    *detail = *view;
    size_t k = 0;
    while (k + 1 < 3 && (double)view->bounds.height > height * (double)scales[k]) {
        k++;
    }
    k = k > 1 ? 1 : k; /* rather fewer rows than smaller numbers */
    detail->scale = scales[k];
    int64_t wall = (int64_t)ceil(fmax(250.0, 0.9 * (double)detail->scale));
    int64_t wide = (int64_t)(width * (double)detail->scale);
    int64_t high = (int64_t)(height * (double)detail->scale);
    rfi_rect hall = {view->bounds.x - wall, view->bounds.y - wall,
                     view->bounds.width + 2 * wall, view->bounds.height + 2 * wall};
    detail->window.width = rfi_min(wide, hall.width);
    detail->window.height = rfi_min(high, hall.height);
    detail->window.x = hall.x;
    detail->window.y = hall.y + hall.height - detail->window.height;
    detail->x = RFI_SHEET_LEFT + 8;
    detail->y = top;
    sheet->has_detail = true;
}

/* ---- drawing ----------------------------------------------------------------------------
 */

static void draw_head(rfi_plan_sheet *sheet)
{
    rfi_drawing *drawing = sheet->drawing;
    const rfi_letters title = {RFI_FACE_STRONG, 15, 0, RFI_LEFT, false, 0};
    const rfi_letters under = {RFI_FACE_PLAIN, 8, RFI_INK_SOFT, RFI_LEFT, false, 0};
    rfi_open_tag(drawing, RFI_TAG_H1, NULL);
    rfi_draw_fitted(drawing, RFI_SHEET_LEFT, 20.6, 300, rfi_sheet_title(sheet), &title, 10);
    rfi_close_tag(drawing);
    rfi_open_tag(drawing, RFI_TAG_P, NULL);
    rfi_draw_fitted(drawing, RFI_SHEET_LEFT, 26.6, 300, rfi_sheet_subtitle(sheet), &under,
                    6);
    rfi_close_tag(drawing);
}

/* Verdict at the upper right: icon, word, and what the drawn plan holds for. */
static void draw_verdict(rfi_plan_sheet *sheet)
{
    rfi_drawing *drawing = sheet->drawing;
    const rfi_judgement *judgement = sheet->judgement;
    static const char *const words[] = {"Fit", "Fit with measures", "No fit", "Undecided",
                                        "Unknown"};
    const rfi_letters word = {RFI_FACE_STRONG, 11, 0, RFI_RIGHT, false, 0};
    const rfi_letters under = {RFI_FACE_PLAIN, 6, RFI_INK_SOFT, RFI_RIGHT, false, 0};
    double width =
        rfi_draw_text(drawing, RFI_SHEET_RIGHT, 20.2, words[judgement->verdict], &word);
    double lower = 0;
    if (judgement->plan_words != NULL) {
        lower = rfi_draw_fitted(drawing, RFI_SHEET_RIGHT, 25.2, 62, judgement->plan_words,
                                &under, 5.2);
    }
    rfi_draw_verdict(drawing, judgement->verdict, RFI_SHEET_RIGHT - fmax(width, lower) - 6,
                     20.4, 7);
}

static void draw_detail(rfi_plan_sheet *sheet)
{
    const rfi_view *detail = &sheet->detail;
    rfi_drawing *drawing = sheet->drawing;
    rfi_box box = rfi_view_box(detail, &detail->window);
    rfi_box where = rfi_view_box(&sheet->view, &detail->window);
    const rfi_pen pen = {RFI_INK_SOFT, RFI_MEDIUM, RFI_DASH_ROUTE};
    rfi_open_group(drawing, "detail", "Detail", "upper left part of the plan, larger");
    rfi_draw_aisles(sheet, detail);
    rfi_draw_axes(sheet, detail);
    rfi_draw_racks(sheet, detail);
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
    rfi_draw_detail_bays(sheet);
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
    rfi_draw_racks(sheet, view);
    rfi_draw_shell(sheet, view);
    rfi_draw_bays(sheet);
    rfi_draw_rack_labels(sheet, view);
    rfi_draw_door_tags(sheet, view);
    if (sheet->has_detail) {
        draw_detail(sheet);
    }
    rfi_close_group(drawing);
    rfi_close_tag(drawing);
}

static const char *grouped_digest(rfi_arena *arena, const char *digest)
{
    return digest == NULL || strlen(digest) < 16
               ? NULL
               : rfi_arena_format(arena, "%.4s %.4s %.4s %.4s", digest, digest + 4,
                                  digest + 8, digest + 12);
}

static const char *sheet_number(rfi_arena *arena, const rfi_hall *hall)
{
    const char *id = hall->id == NULL ? "1" : hall->id;
    char upper[24] = {0};
    if (strncmp(id, "hall-", 5) == 0 && id[5] != '\0') {
        id += 5;
    }
    for (size_t i = 0; i + 1 < sizeof(upper) && id[i] != '\0'; i++) {
        upper[i] = id[i] >= 'a' && id[i] <= 'z' ? (char)(id[i] - 'a' + 'A') : id[i];
    }
    return rfi_arena_format(arena, "FP-%s-01", upper);
}

static const char *date_words(rfi_arena *arena, int64_t date)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_date(&text, date);
    const char *words = rfi_arena_copy(arena, text.data);
    rfi_text_finish(&text);
    return words;
}

static void draw_block(rfi_plan_sheet *sheet, const rfi_floor_options *options)
{
    const rfi_site *site = sheet->evaluation->site;
    const rfi_judgement *judgement = sheet->judgement;
    rfi_arena *arena = sheet->arena;
    bool drawn = sheet->hall->outline != NULL;
    int number = options == NULL || options->sheets == 0 ? 1 : options->sheet;
    int all = options == NULL || options->sheets == 0 ? 1 : options->sheets;
    const rfi_title_block block = {
        .site = sheet->site_name,
        .title = rfi_arena_format(arena, "Floor plan, %s", sheet->hall_name),
        .number = sheet_number(arena, sheet->hall),
        .plan = judgement->plan == NULL
                    ? "none"
                    : rfi_arena_format(arena, "%s end of all ranges",
                                       rfi_end_words(judgement->plan->end)),
        .reference = site->reference_id,
        .scale = drawn ? rfi_arena_format(arena, "1:%lld", (long long)sheet->view.scale)
                       : "none",
        .as_of = date_words(arena, site->as_of),
        .status = judgement->checked ? "for decision" : "draft",
        .program = "rackfit " RF_VERSION,
        .digest = grouped_digest(arena, sheet->evaluation->input_digest),
        .checked = judgement->plan == NULL ? "no plan to check"
                   : judgement->checked    ? "passed"
                                           : "not passed",
        .set = rfi_arena_format(arena, "%d of %d", number, all),
        .not_surveyed = site->reference_id != NULL,
    };
    rfi_draw_title_block(sheet->drawing, &block);
}

/* ---- the whole sheet --------------------------------------------------------------------
 */

static void draw_foot(rfi_plan_sheet *sheet)
{
    rfi_draw_line(sheet->drawing, RFI_SHEET_LEFT, rule_at, RFI_SHEET_RIGHT, rule_at,
                  (rfi_pen){RFI_INK_RULE, RFI_FINE, RFI_DASH_SOLID});
    rfi_draw_key(sheet, rule_at + 6);
    rfi_draw_tables(sheet, rule_at + 6);
    rfi_draw_scale_bar(sheet->drawing, RFI_SHEET_LEFT + 4, 251, sheet->view.scale);
    rfi_draw_notes(sheet, 260.5);
}

bool rfi_draw_floor_sheet(const rfi_evaluation *evaluation, const rfi_judgement *judgement,
                          const rfi_hall *hall, const rfi_floor_options *options,
                          rfi_drawing *out)
{
    rfi_plan_sheet sheet;
    rfi_open_page(out, RFI_SHEET_WIDTH, RFI_SHEET_HEIGHT);
    begin_sheet(&sheet, evaluation, judgement, hall, out);
    if (out->failed) {
        return false;
    }
    if (options != NULL && options->site_name != NULL) {
        sheet.site_name = options->site_name;
    }
    rfi_draw_frame(out);
    draw_head(&sheet);
    draw_verdict(&sheet);
    if (sheet.view.outline_count > 0) {
        place_view(&sheet);
        place_detail(&sheet);
        draw_plan(&sheet);
        draw_foot(&sheet);
    } else {
        rfi_draw_asks(&sheet);
    }
    draw_block(&sheet, options);
    return !out->failed;
}

const char *rfi_floor_title(const rfi_evaluation *evaluation,
                            const rfi_judgement *judgement, const rfi_hall *hall,
                            rfi_drawing *out)
{
    rfi_plan_sheet sheet;
    begin_sheet(&sheet, evaluation, judgement, hall, out);
    return rfi_sheet_title(&sheet);
}

const char *rfi_floor_alternative(const rfi_evaluation *evaluation,
                                  const rfi_judgement *judgement, const rfi_hall *hall,
                                  rfi_drawing *out)
{
    rfi_plan_sheet sheet;
    begin_sheet(&sheet, evaluation, judgement, hall, out);
    if (sheet.view.outline_count > 0) {
        place_view(&sheet);
    }
    return rfi_sheet_alternative(&sheet);
}
