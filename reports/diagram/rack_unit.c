/* SPDX-License-Identifier: MIT */
/* The racks of a scalable unit from the front, side by side: pods, then what they bring. */
#include <math.h>

#include "planner/base/checked.h"
#include "reports/diagram/rack_parts.h"

enum { USUAL_WIDTH = 600, USUAL_HEIGHT = 2200 };

static double paper(const rfi_rack_sheet *r, int64_t length)
{
    return (double)length / (double)r->unit_scale;
}

/* Supports that nobody counted come to one, drawn dashed. */
static int64_t support_count(const rfi_support *support)
{
    return rfi_known(&support->count) ? support->count.base : 1;
}

int64_t rfi_unit_width(const rfi_rack_sheet *r)
{
    int64_t rack = rfi_extent_of(&r->profile->width, USUAL_WIDTH).base;
    int64_t width = rfi_mul(rack, rfi_mul(r->pods, r->racks_per_pod));
    for (size_t i = 0; i < r->profile->support_count; i++) {
        const rfi_support *support = &r->profile->supports[i];
        int64_t one = rfi_extent_of(&support->width, USUAL_WIDTH).base;
        width = rfi_add(width, rfi_mul(one, support_count(support)));
    }
    return width;
}

static void words_in_rack(rfi_rack_sheet *r, rfi_box box, const char *mark,
                          const char *power, rfi_ink ink)
{
    rfi_drawing *drawing = r->sheet.drawing;
    rfi_letters letters = {RFI_FACE_STRONG, 7, ink, RFI_CENTRE, false, 0};
    if (rfi_measure_text(drawing, &letters, mark).width <= box.width - 0.6) {
        rfi_draw_text(drawing, box.x + box.width / 2, box.y + 4, mark, &letters);
    }
    letters.face = RFI_FACE_PLAIN;
    letters.size = 6.2;
    letters.upward = true;
    rfi_extent extent = rfi_measure_text(drawing, &letters, power);
    if (box.width >= 2.6 && extent.width <= box.height - 8) {
        rfi_draw_text(drawing, box.x + box.width / 2 + 0.8, box.y + box.height * 0.55,
                      power, &letters);
    }
}

static rfi_box box_of(const rfi_rack_sheet *r, double x, rfi_extent_mm width,
                      rfi_extent_mm height)
{
    double high = paper(r, height.base);
    return (rfi_box){x, r->floor - high, paper(r, width.base), high};
}

/* One pod: its racks stand together and share a number. */
static double draw_pod(rfi_rack_sheet *r, int64_t pod, double x)
{
    rfi_system_sheet *s = &r->sheet;
    const rfi_profile *p = r->profile;
    rfi_family_look family = rfi_family_looks(p->family);
    rfi_extent_mm width = rfi_extent_of(&p->width, USUAL_WIDTH);
    rfi_extent_mm height = rfi_extent_of(&p->height, USUAL_HEIGHT);
    bool known = width.known && height.known;
    const char *power = rfi_say_base(s, &p->max, RFI_ROUND_UP);
    rfi_open_group(s->drawing, rfi_say(s, "pod-%lld", (long long)pod),
                   rfi_say(s, "pod %lld", (long long)pod),
                   rfi_say(s, "%lld rack%s %s, max %s each", (long long)r->racks_per_pod,
                           r->racks_per_pod == 1 ? "" : "s", p->name, power));
    for (int64_t i = 0; i < r->racks_per_pod; i++) {
        rfi_box box = box_of(r, x, width, height);
        rfi_draw_rect(
            s->drawing, box,
            &(rfi_look){.fill = known ? rfi_tint(family.fill, 0.2) : RFI_INK_WHITE,
                        .pen = {known ? family.line : RFI_INK_SOFT, RFI_THIN,
                                known ? RFI_DASH_SOLID : RFI_DASH_CLEARANCE}});
        double band = fmin(3, box.height * 0.08);
        if (known) {
            rfi_draw_rect(s->drawing,
                          (rfi_box){box.x, box.y + box.height - band, box.width, band},
                          &(rfi_look){.fill = rfi_tint(family.fill, 0.48),
                                      .pen = {family.line, RFI_THIN, 0},
                                      .hatch = family.hatch,
                                      .hatch_ink = family.line});
        }
        words_in_rack(r, box, rfi_say(s, "%02lld", (long long)pod), power, RFI_INK_TEXT);
        x += box.width;
    }
    rfi_close_group(s->drawing);
    return x;
}

static double draw_support(rfi_rack_sheet *r, const rfi_support *support, size_t index,
                           double x)
{
    static const char *const marks[RFI_SUPPORT_KINDS] = {"N", "S", "M", "CDU"};
    rfi_system_sheet *s = &r->sheet;
    rfi_extent_mm width = rfi_extent_of(&support->width, USUAL_WIDTH);
    rfi_extent_mm height = rfi_extent_of(&support->height, USUAL_HEIGHT);
    bool known = width.known && height.known && rfi_known(&support->count);
    bool cdu = support->kind == RFI_SUPPORT_CDU;
    const char *power = rfi_say_base(s, &support->power, RFI_ROUND_UP);
    const char *bare = /* in a dark rack a lozenge does not show; the table bears it */
        rfi_known(&support->power) ? rfi_say_value(s, support->power.base, RFI_DIM_POWER,
                                                   RFI_POWER_PLAIN, RFI_ROUND_UP)
                                   : "?";
    rfi_open_group(s->drawing, rfi_say(s, "support-%zu", index), support->id,
                   rfi_say(s, "%s, %s, %s each", rfi_support_kind_words(support->kind),
                           rfi_say_figure(s, &support->count), power));
    for (int64_t i = 0; i < support_count(support); i++) {
        rfi_box box = box_of(r, x, width, height);
        rfi_ink fill = !known ? RFI_INK_WHITE
                       : cdu  ? rfi_tint(RFI_INK_SUPPLY, 0.3)
                              : RFI_INK_NETWORK;
        rfi_draw_rect(
            s->drawing, box,
            &(rfi_look){.fill = fill,
                        .pen = {!known ? RFI_INK_SOFT
                                : cdu  ? RFI_INK_ONE
                                       : RFI_INK_WHITE,
                                RFI_THIN, known ? RFI_DASH_SOLID : RFI_DASH_CLEARANCE}});
        words_in_rack(r, box, marks[support->kind], bare,
                      known && !cdu ? RFI_INK_WHITE : RFI_INK_TEXT);
        x += box.width;
    }
    rfi_close_group(s->drawing);
    return x;
}

/* "4 800 = 8 × 600" */
static const char *chain_words(rfi_rack_sheet *r, int64_t count, const rfi_figure *width)
{
    if (!rfi_known(width)) {
        return rfi_say(&r->sheet, "%lld \u00D7 ?", (long long)count);
    }
    const char *one = rfi_millimetres(r->sheet.arena, width->base);
    return count == 1
               ? rfi_say(&r->sheet, "%s", one)
               : rfi_say(&r->sheet, "%s = %lld \u00D7 %s",
                         rfi_millimetres(r->sheet.arena, rfi_mul(width->base, count)),
                         (long long)count, one);
}

/* Shorter where the longer does not fit: "3 × 600", "600". */
static void draw_group_span(rfi_rack_sheet *r, double from, double to, int64_t count,
                            const rfi_figure *width)
{
    const rfi_letters letters = {RFI_FACE_PLAIN, 5.8, 0, RFI_CENTRE, false, 0};
    const char *const words[] = {
        chain_words(r, count, width),
        rfi_known(width) ? rfi_say(&r->sheet, "%lld \u00D7 %s", (long long)count,
                                   rfi_millimetres(r->sheet.arena, width->base))
                         : "?",
        rfi_known(width) ? rfi_millimetres(r->sheet.arena, width->base) : "?",
    };
    for (int i = 0; i < 3; i++) {
        bool fits =
            rfi_measure_text(r->sheet.drawing, &letters, words[i]).width <= to - from - 1.2;
        if (fits && (i < 2 || count == 1)) {
            rfi_draw_span(r, from, to, r->floor + 5, words[i]);
            return;
        }
    }
    rfi_draw_span(r, from, to, r->floor + 5, ""); /* the table says it */
}

void rfi_draw_unit_racks(rfi_rack_sheet *r, double x)
{
    rfi_system_sheet *s = &r->sheet;
    double left = x;
    for (int64_t i = 1; i <= r->pods; i++) {
        x = draw_pod(r, i, x);
    }
    draw_group_span(r, left, x, rfi_mul(r->pods, r->racks_per_pod), &r->profile->width);
    bool open = !rfi_known(&r->profile->width);
    for (size_t i = 0; i < r->profile->support_count; i++) {
        const rfi_support *support = &r->profile->supports[i];
        double from = x;
        x = draw_support(r, support, i, x);
        draw_group_span(r, from, x, support_count(support), &support->width);
        open = open || !rfi_known(&support->width) || !rfi_known(&support->count);
    }
    rfi_draw_span(r, left, x, r->floor + 12,
                  open ? "?" : rfi_millimetres(s->arena, rfi_unit_width(r)));
    rfi_draw_line(s->drawing, left - 3, r->floor, x + 3, r->floor,
                  (rfi_pen){RFI_INK_TEXT, RFI_HEAVY, RFI_DASH_SOLID});
    rfi_draw_text(s->drawing, (left + x) / 2, r->floor + 19,
                  "front; order of the racks not stated",
                  &(rfi_letters){RFI_FACE_STRONG, 7, 0, RFI_CENTRE, false, 0});
}
