/* SPDX-License-Identifier: MIT */
/* Drawings and the brief: only of judgements whose plan, where there is one, the separate
 * check has passed. */
#include <string.h>

#include "planner/api/handles.h"
#include "reports/brief/brief.h"
#include "reports/diagram/floor.h"

static bool may_render(const rf_evaluation *evaluation, size_t index)
{
    const rfi_judgement *j = &evaluation->model->judgements[index];
    return j->plan == NULL || j->checked;
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
        break;
    }
    return rfi_paint_pdf(drawing, imprint, ret_bytes, diags);
}

rf_code rf_draw_floor(const rf_evaluation *evaluation, size_t index, const char *hall_id,
                      rf_picture picture, rf_bytes *ret_bytes, rf_diags *diags)
{
    if (index >= rf_evaluation_count(evaluation) || ret_bytes == NULL) {
        return RF_E_MISUSE;
    }
    if (!may_render(evaluation, index)) {
        return RF_E_CHECK;
    }
    const rfi_hall *hall = pick_hall(evaluation, index, hall_id, diags);
    if (hall == NULL) {
        return RF_E_NOT_FOUND;
    }
    rfi_drawing *drawing = rfi_drawing_new(diags);
    if (drawing == NULL) {
        return rf_diags_error_count(diags) > 0 ? RF_E_NOT_FOUND : RF_E_NO_MEMORY;
    }
    const rfi_judgement *judgement = &evaluation->model->judgements[index];
    rf_code code = RF_E_NO_MEMORY;
    char date[16];
    date_words(evaluation->model->site->as_of, date);
    if (rfi_draw_floor_sheet(evaluation->model, judgement, hall, NULL, drawing)) {
        const rfi_imprint imprint = {
            .title = rfi_floor_title(evaluation->model, judgement, hall, drawing),
            .subject = rfi_floor_alternative(evaluation->model, judgement, hall, drawing),
            .keywords = "floor plan, accelerator racks, capacity",
            .creator = "rackfit " RF_VERSION,
            .date = date,
            .language = "en",
        };
        code = paint(drawing, picture, &imprint, ret_bytes, diags);
    }
    rfi_drawing_free(drawing);
    return code;
}

rf_code rf_write_brief(const rf_evaluation *evaluation, size_t index, rf_paper paper,
                       rf_bytes *ret_bytes, rf_diags *diags)
{
    if (index >= rf_evaluation_count(evaluation) || ret_bytes == NULL) {
        return RF_E_MISUSE;
    }
    if (!may_render(evaluation, index)) {
        return RF_E_CHECK;
    }
    rfi_drawing *drawing = rfi_drawing_new(diags);
    if (drawing == NULL) {
        return rf_diags_error_count(diags) > 0 ? RF_E_NOT_FOUND : RF_E_NO_MEMORY;
    }
    rf_code code = RF_E_NO_MEMORY;
    if (rfi_compose_brief(evaluation->model, index, paper, drawing)) {
        rfi_imprint imprint = rfi_brief_imprint(evaluation->model, index, drawing);
        code = rfi_paint_pdf(drawing, &imprint, ret_bytes, diags);
    }
    rfi_drawing_free(drawing);
    return code;
}
