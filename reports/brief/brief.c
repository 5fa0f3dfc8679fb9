/* SPDX-License-Identifier: MIT */
/* The order of the pages. */
#include "reports/brief/brief.h"
#include "reports/brief/parts.h"
#include "reports/diagram/floor.h"

static bool uses_reference(const rfi_site *site)
{
    bool used = site->reference || site->reference_id != NULL;
    for (size_t h = 0; h < site->hall_count; h++) {
        used = used || site->halls[h].from_reference;
    }
    return used;
}

static rfi_brief start(const rfi_evaluation *evaluation, size_t index,
                       const rfi_comparison *options, rf_paper paper, rfi_drawing *drawing)
{
    bool letter = paper == RF_PAPER_LETTER;
    rfi_brief b = {
        .drawing = drawing,
        .arena = drawing->arena,
        .evaluation = evaluation,
        .site = evaluation->site,
        .judgement = &evaluation->judgements[index],
        .options = options,
        .not_surveyed = uses_reference(evaluation->site),
        .page_width = letter ? 215.9 : 210,
        .page_height = letter ? 279.4 : 297,
        .left = letter ? 20.95 : 18,
        .subject = "",
    };
    rfi_brief_choose_basis(&b);
    return b;
}

/* Every hall with racks gets its sheet; the sheets stand in the same file. */
static void draw_floors(rfi_brief *b)
{
    const rfi_plan *plan = b->judgement->plan;
    size_t count = plan == NULL ? 0 : plan->floor_count;
    for (size_t i = 0; i < count; i++) {
        const rfi_hall *hall = plan->floors[i].hall;
        const rfi_sheet_task task = {.evaluation = b->evaluation,
                                     .judgement = b->judgement,
                                     .hall = hall,
                                     .format = RF_SHEET_A3,
                                     .sheet = (int)i + 1,
                                     .sheets = (int)count};
        rfi_sheet_words words;
        if (!rfi_draw_floor_sheet(&task, b->drawing, &words)) {
            b->drawing->failed = true;
            return;
        }
        const char *dest = rfi_brief_format(b, "floor-%zu", i + 1);
        const char *name = hall->name != NULL ? hall->name : hall->id;
        rfi_add_dest(b->drawing, dest, 0, 0);
        (void)rfi_add_bookmark(b->drawing, -1, rfi_brief_format(b, "Floor plan, %s", name),
                               dest);
    }
}

bool rfi_compose_brief(const rfi_evaluation *evaluation, size_t index,
                       const rfi_comparison *options, rf_paper paper, rfi_drawing *drawing)
{
    if (index >= evaluation->count) {
        return false;
    }
    rfi_brief b = start(evaluation, index, options, paper, drawing);
    rfi_brief_summary(&b);
    rfi_brief_options_page(&b);
    rfi_brief_plan_page(&b);
    rfi_brief_site_page(&b);
    draw_floors(&b);
    rfi_brief_requirements_page(&b);
    rfi_brief_schedule_page(&b);
    rfi_brief_network(&b);
    rfi_brief_requests_page(&b);
    rfi_brief_book_pages(&b);
    rfi_brief_method(&b);
    return !drawing->failed;
}

rfi_imprint rfi_brief_imprint(const rfi_evaluation *evaluation, size_t index,
                              const rfi_comparison *options, rfi_drawing *drawing)
{
    rfi_brief b = start(evaluation, index, options, RF_PAPER_A4, drawing);
    const rfi_site *site = evaluation->site;
    const char *verdict = rf_verdict_words(rfi_final_verdict(b.judgement));
    return (rfi_imprint){
        .title = rfi_brief_format(&b, "%s: AI capacity brief", site->name),
        .subject = rfi_brief_format(
            &b, "%s on %s: %s%s", rfi_brief_system(&b), site->name, verdict,
            b.not_surveyed ? ". Reference design, not surveyed" : ""),
        .keywords = rfi_brief_format(&b, "%s, %s, %s, critical IT, accelerator racks",
                                     site->id, b.judgement->profile->id, verdict),
        .creator = "rackfit " RF_VERSION,
        .date = rfi_brief_date(&b, site->as_of),
        .language = "en",
    };
}
