/* SPDX-License-Identifier: MIT */
/* Drawings: only of judgements whose plan, where there is one, the separate
 * check has passed. */
#include <string.h>

#include "planner/api/handles.h"
#include "planner/decide/loading.h"
#include "reports/diagram/campus.h"
#include "reports/diagram/change.h"
#include "reports/diagram/conflict.h"
#include "reports/diagram/cooling.h"
#include "reports/diagram/floor.h"
#include "reports/diagram/floor_dxf.h"
#include "reports/diagram/oneline.h"
#include "reports/diagram/overhead.h"
#include "reports/diagram/rack.h"
#include "reports/diagram/unit.h"

static bool may_render(const rf_evaluation *evaluation, size_t index)
{
    const rfi_judgement *j = &evaluation->model->judgements[index];
    return j->plan == NULL || j->checked;
}

static void date_words(int64_t date, char words[16])
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_date(&text, date);
    words[0] = '\0';
    if (!text.failed) {
        strncat(words, text.data, 15);
    }
    rfi_text_finish(&text);
}

/* ---- views ------------------------------------------------------------------------------
 */

typedef struct view_row { /* in the order of a set */
    rf_view view;
    bool of_hall; /* one sheet for each hall, else one for the site */
    rfi_draw_view *draw;
    /* NULL: the set always holds it */
    bool (*in_set)(const rfi_sheet_task *task, const rfi_hall *hall);
    bool with_loads; /* needs the loading of the plan */
    const char *keywords;
} view_row;

static bool conflicts(const rfi_sheet_task *task, const rfi_hall *hall)
{
    (void)hall;
    return rfi_has_conflict(task->judgement);
}

static bool has_overhead(const rfi_sheet_task *task, const rfi_hall *hall)
{
    return rfi_has_overhead(task->judgement, hall);
}

static bool has_unit(const rfi_sheet_task *task, const rfi_hall *hall)
{
    return rfi_has_unit(task->judgement, hall);
}

static bool has_change(const rfi_sheet_task *task, const rfi_hall *hall)
{
    return rfi_has_change(task->judgement, hall);
}

static const view_row views[] = {
    {RF_VIEW_CAMPUS, false, rfi_draw_campus_sheet, NULL, false, "campus plan"},
    {RF_VIEW_FLOOR, true, rfi_draw_floor_sheet, NULL, false, "floor plan"},
    {RF_VIEW_OVERHEAD, true, rfi_draw_overhead_sheet, has_overhead, false,
     "overhead services"},
    {RF_VIEW_UNIT, true, rfi_draw_unit_sheet, has_unit, false, "scalable unit"},
    {RF_VIEW_CHANGE, true, rfi_draw_change_sheet, has_change, false, "before and after"},
    {RF_VIEW_CONFLICT, true, rfi_draw_conflict_sheet, conflicts, false, "conflict overlay"},
    {RF_VIEW_ONELINE, true, rfi_draw_oneline_sheet, rfi_begins_oneline, true,
     "electrical one-line"},
    {RF_VIEW_COOLING, true, rfi_draw_cooling_sheet, NULL, true, "cooling schematic"},
    {RF_VIEW_RACK, false, rfi_draw_rack_sheet, NULL, true, "rack elevation"},
};
enum { VIEWS = sizeof(views) / sizeof(views[0]) };

static const view_row *find_view(rf_view view)
{
    for (size_t i = 0; i < VIEWS; i++) {
        if (views[i].view == view) {
            return &views[i];
        }
    }
    return NULL;
}

/* The hall asked for; else the first that takes pods; else the first. */
static const rfi_hall *pick_hall(const rf_evaluation *evaluation, size_t index,
                                 const char *id, rf_diags *diags)
{
    const rfi_site *site = evaluation->model->site;
    const rfi_plan *plan = evaluation->model->judgements[index].plan;
    if (id != NULL) {
        const rfi_hall *hall = rfi_site_hall(site, id);
        if (hall == NULL) {
            rfi_diag(diags, RF_ERROR, RFI_D_ID_UNKNOWN, (rfi_place){0},
                     "the site has no hall \"%s\"", id);
            rfi_diag_hint(diags, "its first hall is \"%s\"", site->halls[0].id);
        }
        return hall;
    }
    for (size_t h = 0; plan != NULL && h < plan->share_count; h++) {
        if (plan->shares[h].pods > 0) {
            return plan->shares[h].hall;
        }
    }
    return &site->halls[0];
}

/* A sheet and its bookmark. */
static rf_code draw_sheet(const view_row *row, const rfi_sheet_task *task,
                          rfi_drawing *drawing, rfi_sheet_words *words, rf_diags *diags)
{
    if (!row->draw(task, drawing, words)) {
        return RF_E_NO_MEMORY;
    }
    if (words->least_scale != 0) {
        const rfi_sheet paper = rfi_sheet_of(task->format);
        rfi_diag(diags, RF_ERROR, RFI_D_VALUE_RANGE, (rfi_place){0},
                 "1:%lld leaves the %s sheet", (long long)task->scale, paper.name);
        rfi_diag_hint(diags, "1:%lld fits", (long long)words->least_scale);
        return RF_E_INPUT;
    }
    return RF_OK;
}

static bool is_in_set(const view_row *row, const rfi_sheet_task *task, const rfi_hall *hall)
{
    return row->in_set == NULL || row->in_set(task, hall);
}

/* Every sheet that the site gives; with a hall, those of that hall alone. ret_count is
 * their number; nothing is drawn into a drawing that is NULL. */
static rf_code draw_set(const rfi_sheet_task *like, const rfi_hall *only,
                        rfi_drawing *drawing, int *ret_count, rf_diags *diags)
{
    const rfi_site *site = like->evaluation->site;
    rf_code code = RF_OK;
    int number = 0;
    for (size_t h = 0; h <= site->hall_count && code == RF_OK; h++) {
        const rfi_hall *hall = h == 0 ? NULL : &site->halls[h - 1];
        for (size_t i = 0; i < VIEWS && code == RF_OK; i++) {
            const view_row *row = &views[i];
            bool wanted = row->of_hall == (hall != NULL) &&
                          (only == NULL || hall == only) && is_in_set(row, like, hall);
            if (!wanted || drawing == NULL) {
                number += wanted ? 1 : 0;
                continue;
            }
            rfi_sheet_task task = *like;
            task.hall = hall;
            task.sheet = ++number;
            rfi_sheet_words words;
            code = draw_sheet(row, &task, drawing, &words, diags);
            const char *dest = rfi_arena_format(drawing->arena, "sheet-%d", number);
            rfi_add_dest(drawing, dest, 0, 0);
            (void)rfi_add_bookmark(drawing, -1, words.title, dest);
        }
    }
    *ret_count = number;
    return code;
}

static rf_code paint(rfi_drawing *drawing, rf_picture picture, const rfi_imprint *imprint,
                     rf_bytes *ret_bytes, rf_diags *diags)
{
    enum { SCREEN_DPI = 200 };
    switch (picture) {
    case RF_PICTURE_SVG:
        return rfi_paint_svg(drawing, 0, imprint, ret_bytes, diags);
    case RF_PICTURE_PNG:
        return rfi_paint_png(drawing, 0, SCREEN_DPI, ret_bytes, diags);
    case RF_PICTURE_PDF:
    case RF_PICTURE_DXF: /* written from the model, not from the drawing */
        break;
    }
    return rfi_paint_pdf(drawing, imprint, ret_bytes, diags);
}

static rf_code compose(const rfi_sheet_task *task, const rfi_hall *hall, rf_view view,
                       rfi_drawing *drawing, rfi_sheet_words *words, rf_diags *diags)
{
    rfi_sheet_task one = *task;
    if (view != RF_VIEW_SET) {
        const view_row *row = find_view(view);
        if (row == NULL) {
            return RF_E_MISUSE;
        }
        one.hall = row->of_hall ? hall : NULL;
        return draw_sheet(row, &one, drawing, words, diags);
    }
    const char *name = task->evaluation->site->name;
    *words = (rfi_sheet_words){
        rfi_arena_format(drawing->arena, "%s: set of drawings", name), NULL, 0};
    rf_code code = draw_set(task, hall, NULL, &one.sheets, diags);
    words->alternative =
        rfi_arena_format(drawing->arena, "%d sheets of %s", one.sheets, name);
    return code != RF_OK ? code : draw_set(&one, hall, drawing, &one.sheet, diags);
}

static bool can_draw(const rf_draw_options *options)
{
    bool set = options->view == RF_VIEW_SET;
    return options->size == sizeof(*options) && options->scale >= 0 &&
           options->sheet <= RF_SHEET_ANSI_D && (set || find_view(options->view) != NULL) &&
           (!set || options->picture == RF_PICTURE_PDF) &&
           (options->view == RF_VIEW_FLOOR || options->picture != RF_PICTURE_DXF);
}

rf_code rf_draw(const rf_evaluation *evaluation, size_t index,
                const rf_draw_options *options, rf_bytes *ret_bytes, rf_diags *diags)
{
    const rf_draw_options defaults = RF_DRAW_OPTIONS_INIT;
    options = options == NULL ? &defaults : options;
    if (index >= rf_evaluation_count(evaluation) || ret_bytes == NULL ||
        !can_draw(options)) {
        return RF_E_MISUSE;
    }
    if (!may_render(evaluation, index)) {
        return RF_E_CHECK;
    }
    bool whole = options->view == RF_VIEW_SET && options->hall == NULL;
    const rfi_hall *hall =
        whole ? NULL : pick_hall(evaluation, index, options->hall, diags);
    if (!whole && hall == NULL) {
        return RF_E_NOT_FOUND;
    }
    if (options->picture == RF_PICTURE_DXF) {
        rfi_text text = RFI_TEXT_INIT;
        rfi_write_floor_dxf(evaluation->model, &evaluation->model->judgements[index], hall,
                            &text);
        return rfi_api_take(&text, ret_bytes);
    }
    rfi_drawing *drawing = rfi_drawing_new(diags);
    if (drawing == NULL) {
        return rf_diags_error_count(diags) > 0 ? RF_E_NOT_FOUND : RF_E_NO_MEMORY;
    }
    const view_row *row = find_view(options->view);
    rfi_sheet_task task = {.evaluation = evaluation->model,
                           .judgement = &evaluation->model->judgements[index],
                           .format = options->sheet,
                           .scale = options->scale};
    rfi_sheet_words words;
    rf_code code = RF_E_NO_MEMORY;
    if ((row != NULL && !row->with_loads) ||
        rfi_loading_of(drawing->arena, evaluation->model, index, &task.loading)) {
        code = compose(&task, hall, options->view, drawing, &words, diags);
    }
    if (code == RF_OK) {
        char date[16];
        date_words(evaluation->model->site->as_of, date);
        const rfi_imprint imprint = {
            .title = words.title,
            .subject = words.alternative,
            .keywords = rfi_arena_format(drawing->arena, "%s, accelerator racks, capacity",
                                         row == NULL ? "drawings" : row->keywords),
            .creator = "rackfit " RF_VERSION,
            .date = date,
            .language = "en",
        };
        code = paint(drawing, options->picture, &imprint, ret_bytes, diags);
    }
    rfi_drawing_free(drawing);
    return code;
}
