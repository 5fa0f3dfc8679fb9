/* SPDX-License-Identifier: MIT */
/* Composes the one-line: network at the left, tables at the right, the sum that binds and
 * the symbols at the foot. */
#include "reports/diagram/oneline.h"

#include <math.h>

#include "reports/diagram/oneline_parts.h"

#define PITCH_LEAST 22.0 /* mm between lanes at which words are still legible */
#define CALLOUT     15.0 /* height; on a small sheet CALLOUT_LOW */
#define CALLOUT_LOW 12.0

/* ---- which halls ---- */

/* The sheet that holds the hall: its first hall, and how many stand on it. Halls are added
 * as long as their lanes find room side by side; a sheet holds at least one. */
static size_t sheet_of_hall(const rfi_sheet_task *task, rfi_drawing *out, size_t *ret_count)
{
    const rfi_site *site = task->evaluation->site;
    const rfi_sheet paper = rfi_sheet_of(task->format);
    size_t hall = task->hall == NULL ? 0 : (size_t)(task->hall - site->halls);
    int most = (int)floor((rfi_system_split(&paper) - paper.left) / PITCH_LEAST);
    rfi_oneline o = {0};
    size_t first = 0;
    rfi_begin_system(&o.sheet, task, out);
    for (size_t h = 0; h < site->hall_count && !out->failed; h++) {
        rfi_oneline_add_hall(&o, h);
        if (h == first || rfi_oneline_lanes(&o) <= most) {
            continue;
        }
        if (h > hall) { /* the next sheet begins here */
            *ret_count = h - first;
            return first;
        }
        o.cell_count = o.wire_count = 0;
        first = h;
        rfi_oneline_add_hall(&o, h);
    }
    *ret_count = site->hall_count - first;
    return first;
}

bool rfi_begins_oneline(const rfi_sheet_task *task, const rfi_hall *hall)
{
    rfi_arena *arena = rfi_arena_new();
    rfi_drawing scratch = {.arena = arena}; /* for the memory; nothing is drawn */
    rfi_sheet_task own = *task;
    size_t count = 0;
    own.hall = hall;
    bool begins = arena != NULL &&
                  sheet_of_hall(&own, &scratch, &count) ==
                      (size_t)(hall - task->evaluation->site->halls) &&
                  !scratch.failed;
    rfi_arena_free(arena);
    return begins;
}

/* ---- the sheet ---- */

static void draw_foot(rfi_oneline *o, double top, double right)
{
    const rfi_sheet *paper = &o->sheet.paper;
    rfi_drawing *drawing = o->sheet.drawing;
    const rfi_letters soft = {RFI_FACE_PLAIN, 5.8, RFI_INK_SOFT, RFI_LEFT, false, 0};
    double callout = paper->small ? CALLOUT_LOW : CALLOUT;
    rfi_draw_binding(o, (rfi_box){paper->left, top, right - paper->left, callout});
    rfi_draw_oneline_key(o, paper->left, top + callout + 5.5, right);
    const char *dropped = o->dropped ? " Some ratings are left out for want of room." : "";
    rfi_open_tag(drawing, RFI_TAG_NOTE, NULL);
    rfi_draw_paragraph(
        drawing, (rfi_box){paper->left, top + callout + 10, right - paper->left, 0},
        rfi_say(&o->sheet,
                "Side A solid, side B dashed; thin dashes: closes only when the normal "
                "source is "
                "dead. A dot is a joint, a crossing without dot is none. A symbol stands "
                "for all "
                "units of its group and side. Loads climb from the racks with the losses "
                "of each "
                "group. " RFI_LOZENGE " rests on an assumption; see the assumption book.%s",
                dropped),
        &soft, 7.8);
    rfi_close_tag(drawing);
}

bool rfi_draw_oneline_sheet(const rfi_sheet_task *task, rfi_drawing *out,
                            rfi_sheet_words *ret_words)
{
    rfi_oneline o = {0};
    size_t count = 1;
    rfi_begin_system(&o.sheet, task, out);
    const rfi_sheet *paper = &o.sheet.paper;
    rfi_open_page(out, paper->width, paper->height);
    size_t first = sheet_of_hall(task, out, &count);
    *ret_words = (rfi_sheet_words){NULL, NULL, 0};
    if (out->failed || !rfi_oneline_build(&o, first, count)) {
        return false;
    }
    rfi_sheet_task shown = *task;
    bool all = count == o.sheet.site->hall_count && count > 1;
    shown.hall = all ? NULL : &o.sheet.site->halls[first];
    ret_words->title = rfi_oneline_words(&o);
    ret_words->alternative = rfi_oneline_description(&o);
    rfi_draw_frame(out, paper);
    rfi_draw_sheet_head(out, paper, ret_words->title, rfi_oneline_subtitle(&o));
    rfi_draw_sheet_verdict(out, paper, task->judgement);
    double top = paper->top + 18;
    double foot = fmin(paper->block_top, paper->foot - CALLOUT - 19) - 3;
    double split = rfi_system_split(paper);
    rfi_oneline_place(&o, paper->left, split, top, foot);
    rfi_open_tag(out, RFI_TAG_FIGURE, ret_words->alternative);
    rfi_open_group(out, "one-line", "one-line", ret_words->title);
    rfi_draw_wires(&o);
    rfi_draw_cells(&o);
    rfi_close_group(out);
    rfi_close_tag(out);
    double y = top;
    rfi_draw_contingencies(&o, split + 8, paper->right, top + 3, paper->block_top - 4, &y);
    if (y + 28 < paper->block_top) {
        rfi_draw_alternatives(&o, split + 8, paper->right, y + 8);
    }
    draw_foot(&o, paper->block_top + 0.5, paper->block_left - 4);
    rfi_draw_sheet_block(out, paper, &shown, "Electrical one-line", "EL", 0);
    return !out->failed;
}
