/* SPDX-License-Identifier: MIT */
/* Composes the elevations: a rack at the left, its scalable unit at the right, what the
 * profile states of both beneath. */
#include "reports/diagram/rack.h"

#include <math.h>

#include "planner/base/checked.h"
#include "reports/diagram/rack_parts.h"

enum { USUAL_HEIGHT = 2200 };

static const int64_t scales[] = {10, 20, 25, 40, 50, 100, 200, 250, 400, 500};
enum { SCALES = sizeof(scales) / sizeof(scales[0]) };

static void begin(rfi_rack_sheet *r, const rfi_sheet_task *task, rfi_drawing *out)
{
    *r = (rfi_rack_sheet){.profile = task->judgement->profile};
    rfi_begin_system(&r->sheet, task, out);
    r->unit_known = rfi_known(&r->profile->pods_per_unit);
    r->pods = rfi_count_base(&r->profile->pods_per_unit);
    r->racks_per_pod = rfi_count_base(&r->profile->racks_per_pod);
}

/* ---- scales ---- */

static int64_t tallest(const rfi_rack_sheet *r)
{
    int64_t high = rfi_extent_of(&r->profile->height, USUAL_HEIGHT).most;
    for (size_t i = 0; i < r->profile->support_count; i++) {
        const rfi_figure *height = &r->profile->supports[i].height;
        high = rfi_max(high, rfi_extent_of(height, USUAL_HEIGHT).most);
    }
    return high;
}

/* The largest usual scale of one rack and then of the unit beside it. */
static void choose_scales(rfi_rack_sheet *r, double width, double height)
{
    int64_t high = rfi_extent_of(&r->profile->height, USUAL_HEIGHT).most;
    size_t k = 0;
    while (k + 1 < SCALES && ((double)high / (double)scales[k] > height ||
                              rfi_one_rack_width(r, scales[k]) > width * 0.34)) {
        k++;
    }
    r->rack_scale = scales[k];
    double room = width - rfi_one_rack_width(r, r->rack_scale) - 20;
    k = 0;
    while (k + 1 < SCALES && ((double)rfi_unit_width(r) / (double)scales[k] > room ||
                              (double)tallest(r) / (double)scales[k] > height)) {
        k++;
    }
    r->unit_scale = scales[k];
}

/* ---- words ---- */

static const char *title_words(rfi_rack_sheet *r)
{
    rfi_system_sheet *s = &r->sheet;
    int64_t support = 0;
    bool open = !r->unit_known;
    for (size_t i = 0; i < r->profile->support_count; i++) {
        const rfi_figure *count = &r->profile->supports[i].count;
        open = open || !rfi_known(count);
        support = rfi_add(support, rfi_known(count) ? count->base : 0);
    }
    const char *pods = r->unit_known ? rfi_say(s, "%lld pod%s", (long long)r->pods,
                                               r->pods == 1 ? "" : "s")
                                     : "? pods";
    return rfi_say(
        s,
        "%s: %s and %s support rack%s make a scalable unit of %s critical IT, max "
        "draw",
        r->profile->name, pods, open ? "?" : rfi_say(s, "%lld", (long long)support),
        !open && support == 1 ? "" : "s",
        open ? "?"
             : rfi_say_value(s, s->loading->unit_power, RFI_DIM_POWER, RFI_POWER_PLAIN,
                             RFI_ROUND_UP));
}

static const char *subtitle_words(rfi_rack_sheet *r)
{
    rfi_system_sheet *s = &r->sheet;
    const rfi_profile *p = r->profile;
    return rfi_say(
        s,
        "Rack elevation \u00B7 %s%s%s \u00B7 base values, the largest of a range "
        "dashed around it \u00B7 millimetres",
        p->vendor == NULL ? "" : p->vendor, p->vendor == NULL ? "" : ", ",
        rfi_family_words(p->family));
}

static const char *alternative_words(rfi_rack_sheet *r, const char *title)
{
    rfi_system_sheet *s = &r->sheet;
    const rfi_profile *p = r->profile;
    return rfi_say(
        s,
        "Elevation of one rack, 1:%lld, and of a scalable unit, 1:%lld. %s. Rack: "
        "height %s, width %s, depth %s, mass %s, max draw %s.",
        (long long)r->rack_scale, (long long)r->unit_scale, title,
        rfi_say_figure(s, &p->height), rfi_say_figure(s, &p->width),
        rfi_say_figure(s, &p->depth), rfi_say_figure(s, &p->mass),
        rfi_say_figure(s, &p->max));
}

static void draw_caption(rfi_rack_sheet *r, double x, double y, const char *what,
                         int64_t scale)
{
    rfi_draw_text(r->sheet.drawing, x, y,
                  rfi_say(&r->sheet, RFI_STRONG_ON "%s" RFI_STRONG_OFF " 1:%lld", what,
                          (long long)scale),
                  &(rfi_letters){RFI_FACE_PLAIN, 8, 0, RFI_LEFT, false, 0});
}

static void draw_notes(rfi_rack_sheet *r, rfi_box place)
{
    rfi_drawing *drawing = r->sheet.drawing;
    rfi_open_tag(drawing, RFI_TAG_NOTE, NULL);
    rfi_draw_paragraph(
        drawing, place,
        "Only what the profile states. Dashed: not stated, drawn with a usual size; of "
        "power "
        "shelves and manifold the place is not stated. Feed A solid, B dashed; coolant "
        "supply solid, return dashed. N network, S storage, M management, CDU "
        "in-row. " RFI_LOZENGE " rests on an assumption; see the assumption book.",
        &(rfi_letters){RFI_FACE_PLAIN, 5.8, RFI_INK_SOFT, RFI_LEFT, false, 0}, 7.8);
    rfi_close_tag(drawing);
}

bool rfi_draw_rack_sheet(const rfi_sheet_task *task, rfi_drawing *out,
                         rfi_sheet_words *ret_words)
{
    rfi_rack_sheet r;
    begin(&r, task, out);
    const rfi_sheet *paper = &r.sheet.paper;
    rfi_open_page(out, paper->width, paper->height);
    *ret_words = (rfi_sheet_words){NULL, NULL, 0};
    if (out->failed) {
        return false;
    }
    double top = paper->top + 17;
    double tables = paper->small ? 66 : 84; /* from the foot of the drawing to the frame */
    double width = paper->right - paper->left;
    double height = paper->foot - tables - top - 34; /* feeds above, dimensions below */
    choose_scales(&r, width, height);
    if (task->scale > 0) {
        ret_words->least_scale = task->scale < r.unit_scale ? r.unit_scale : 0;
        r.unit_scale = task->scale;
    }
    r.floor = top + 14 + height;
    ret_words->title = title_words(&r);
    ret_words->alternative = alternative_words(&r, ret_words->title);
    rfi_draw_frame(out, paper);
    rfi_draw_sheet_head(out, paper, ret_words->title, subtitle_words(&r));
    rfi_draw_sheet_verdict(out, paper, task->judgement);
    rfi_open_tag(out, RFI_TAG_FIGURE, ret_words->alternative);
    draw_caption(&r, paper->left, top + 2, "One rack", r.rack_scale);
    double right = rfi_draw_one_rack(&r, paper->left);
    draw_caption(&r, right + 20, top + 2, "One scalable unit", r.unit_scale);
    rfi_draw_unit_racks(&r, right + 20);
    rfi_close_tag(out);
    double y = r.floor + 24;
    double half = paper->block_left - 6 - paper->left;
    rfi_draw_rack_figures(&r, (rfi_box){paper->left, y, half, paper->foot - 12 - y});
    rfi_draw_unit_figures(&r,
                          (rfi_box){paper->block_left, y, paper->right - paper->block_left,
                                    paper->block_top - 3 - y});
    draw_notes(&r, (rfi_box){paper->left, paper->foot - 6, half, 0});
    rfi_sheet_task shown = *task;
    shown.hall = NULL;
    rfi_draw_sheet_block(out, paper, &shown, "Rack elevation", "RA", r.unit_scale);
    return !out->failed;
}
