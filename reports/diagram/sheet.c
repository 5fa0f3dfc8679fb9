/* SPDX-License-Identifier: MIT */
#include "reports/diagram/sheet.h"

static const double frame_left = 20;
static const double frame_top = 10;
static const double frame_right = 410;
static const double frame_foot = 287;

void rfi_draw_frame(rfi_drawing *drawing)
{
    static const char *const letters[] = {"A", "B", "C", "D"};
    static const char *const numbers[] = {"1", "2", "3", "4", "5", "6"};
    const rfi_letters zone = {RFI_FACE_PLAIN, 5.6, RFI_INK_SOFT, RFI_CENTRE, false, 0};
    const rfi_pen pen = {RFI_INK_SOFT, RFI_THIN, RFI_DASH_SOLID};
    rfi_draw_rect(
        drawing,
        (rfi_box){frame_left, frame_top, frame_right - frame_left, frame_foot - frame_top},
        &(rfi_look){.pen = {RFI_INK_TEXT, RFI_HEAVY, RFI_DASH_SOLID}});
    double step = (frame_right - frame_left) / 6;
    for (int i = 0; i < 6; i++) {
        rfi_draw_text(drawing, frame_left + (i + 0.5) * step, 8.3, numbers[i], &zone);
        if (i > 0) {
            rfi_draw_line(drawing, frame_left + i * step, frame_top - 3.5,
                          frame_left + i * step, frame_top, pen);
        }
    }
    step = (frame_foot - frame_top) / 4;
    for (int i = 0; i < 4; i++) {
        rfi_draw_text(drawing, 16.8, frame_top + (i + 0.5) * step + 0.7, letters[i], &zone);
        if (i > 0) {
            rfi_draw_line(drawing, frame_left - 5.5, frame_top + i * step, frame_left,
                          frame_top + i * step, pen);
        }
    }
}

typedef struct field {
    const char *name, *value;
    double left, width;
    double size; /* points of the value */
} field;

static void draw_row(rfi_drawing *drawing, const field *fields, size_t count, double top,
                     double height)
{
    const rfi_letters name = {RFI_FACE_PLAIN, 5.2, RFI_INK_SOFT, RFI_LEFT, false, 0};
    const rfi_pen pen = {RFI_INK_TEXT, RFI_MEDIUM, RFI_DASH_SOLID};
    for (size_t i = 0; i < count; i++) {
        double x = RFI_BLOCK_LEFT + fields[i].left;
        const char *value = fields[i].value == NULL ? "\u2013" : fields[i].value;
        rfi_letters letters = {RFI_FACE_STRONG, fields[i].size, 0, RFI_LEFT, false, 0};
        if (i > 0) {
            rfi_draw_line(drawing, x, top, x, top + height, pen);
        }
        rfi_draw_text(drawing, x + 1.5, top + 3.0, fields[i].name, &name);
        rfi_draw_fitted(drawing, x + 1.5, top + height - 2.3, fields[i].width - 3, value,
                        &letters, 6);
    }
    rfi_draw_line(drawing, RFI_BLOCK_LEFT, top, frame_right, top, pen);
}

void rfi_draw_title_block(rfi_drawing *drawing, const rfi_title_block *block)
{
    const field rows[3][6] = {
        {{"Site", block->site, 0, 78, 9.5},
         {"Drawing title", block->title, 78, 70, 8},
         {"Sheet number", block->number, 148, 32, 9.5}},
        {{"Plan", block->plan, 0, 42, 7.5},
         {"Reference design", block->reference, 42, 36, 7.5},
         {"Scale", block->scale, 78, 24, 9.5},
         {"Format", "A3", 102, 22, 7.5},
         {"As of", block->as_of, 124, 24, 7.5},
         {"Status", block->status, 148, 32, 7.5}},
        {{"Produced by", block->program, 0, 42, 7.5},
         {"Input digest (SHA-256, first 16)", block->digest, 42, 60, 7.5},
         {"Re-checked by separate code", block->checked, 102, 46, 7.5},
         {"Sheet in set", block->set, 148, 32, 7.5}},
    };
    static const size_t counts[] = {3, 6, 4};
    double band = block->not_surveyed ? 9 : 0;
    double height = frame_foot - RFI_BLOCK_TOP - band;
    const double parts[] = {0.371, 0.3145, 0.3145};
    double top = RFI_BLOCK_TOP + band;
    rfi_draw_rect(drawing,
                  (rfi_box){RFI_BLOCK_LEFT, top, frame_right - RFI_BLOCK_LEFT, height},
                  &(rfi_look){.fill = RFI_INK_WHITE,
                              .pen = {RFI_INK_TEXT, RFI_HEAVY, RFI_DASH_SOLID}});
    if (block->not_surveyed) {
        rfi_draw_rect(drawing,
                      (rfi_box){RFI_BLOCK_LEFT - 0.25, RFI_BLOCK_TOP,
                                frame_right - RFI_BLOCK_LEFT + 0.5, band},
                      &(rfi_look){.fill = RFI_INK_TEXT});
        rfi_draw_text(
            drawing, (RFI_BLOCK_LEFT + frame_right) / 2, RFI_BLOCK_TOP + 5.7,
            "Reference design, not surveyed",
            &(rfi_letters){RFI_FACE_STRONG, 9.5, RFI_INK_WHITE, RFI_CENTRE, false, 0});
    }
    for (size_t i = 0; i < 3; i++) {
        draw_row(drawing, rows[i], counts[i], top, height * parts[i]);
        top += height * parts[i];
    }
}

static const char *metres(rfi_drawing *drawing, int64_t tenths, const char *unit)
{
    const char *words =
        tenths % 10 == 0
            ? rfi_arena_format(drawing->arena, "%lld%s", (long long)(tenths / 10), unit)
            : rfi_arena_format(drawing->arena, "%lld.%lld%s", (long long)(tenths / 10),
                               (long long)(tenths % 10), unit);
    return words == NULL ? "" : words;
}

void rfi_draw_scale_bar(rfi_drawing *drawing, double x, double y, int64_t scale)
{
    static const int64_t totals[] = {500, 200, 100, 50, 20, 10, 5, 2}; /* metres */
    const rfi_letters figure = {RFI_FACE_PLAIN, 6, 0, RFI_CENTRE, false, 0};
    const rfi_letters note = {RFI_FACE_PLAIN, 6, RFI_INK_SOFT, RFI_LEFT, false, 0};
    size_t k = 0;
    while (k + 1 < sizeof(totals) / sizeof(totals[0]) && totals[k] * 1000 > 100 * scale) {
        k++;
    }
    double whole = (double)totals[k] * 1000 / (double)scale;
    const double bar = 1.6;
    for (int i = 0; i < 6; i++) { /* five tenths and one half */
        double from = whole * i / 10;
        double width = i < 5 ? whole / 10 : whole / 2;
        rfi_draw_rect(drawing, (rfi_box){x + from, y, width, bar},
                      &(rfi_look){.fill = i % 2 == 0 ? RFI_INK_TEXT : RFI_INK_WHITE,
                                  .pen = {RFI_INK_TEXT, RFI_THIN, RFI_DASH_SOLID}});
        rfi_draw_text(drawing, x + from, y - 1.2, metres(drawing, totals[k] * i, ""),
                      &figure);
    }
    rfi_draw_text(drawing, x + whole, y - 1.2,
                  metres(drawing, totals[k] * 10, RFI_THIN_SPACE "m"), &figure);
    const char *metre = metres(drawing, 10000 / scale, "");
    const char *words = rfi_arena_format(
        drawing->arena,
        "1:%lld on A3 (420 \u00d7 297 mm): %s" RFI_THIN_SPACE "mm on paper = %s",
        (long long)scale, metre, "1" RFI_THIN_SPACE "m");
    if (scale > 1000) {
        words = rfi_arena_format(drawing->arena, "1:%lld on A3 (420 \u00d7 297 mm)",
                                 (long long)scale);
    }
    rfi_draw_text(drawing, x, y + bar + 3.2, words, &note);
}
