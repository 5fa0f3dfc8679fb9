/* SPDX-License-Identifier: MIT */
#include "reports/diagram/sheet.h"

#include <math.h>

rfi_sheet rfi_sheet_of(rf_sheet format)
{
    static const struct {
        const char *name;
        double width, height; /* ISO 216; ANSI/ASME Y14.1: 8.5 x 11 inches and multiples */
    } formats[] = {
        [RF_SHEET_A4] = {"A4", 297, 210},
        [RF_SHEET_A3] = {"A3", 420, 297},
        [RF_SHEET_A2] = {"A2", 594, 420},
        [RF_SHEET_A1] = {"A1", 841, 594},
        [RF_SHEET_ANSI_A] = {"ANSI A", 279.4, 215.9},
        [RF_SHEET_ANSI_B] = {"ANSI B", 431.8, 279.4},
        [RF_SHEET_ANSI_C] = {"ANSI C", 558.8, 431.8},
        [RF_SHEET_ANSI_D] = {"ANSI D", 863.6, 558.8},
    };
    const double filing = 20;
    const double edge = 10;
    const double inside = 6;
    bool small = format == RF_SHEET_A4 || format == RF_SHEET_ANSI_A;
    rfi_sheet sheet = {.name = formats[format].name,
                       .width = formats[format].width,
                       .height = formats[format].height,
                       .frame_left = filing,
                       .frame_top = edge,
                       .frame_right = formats[format].width - edge,
                       .frame_foot = formats[format].height - edge,
                       .small = small};
    sheet.left = sheet.frame_left + inside;
    sheet.right = sheet.frame_right - inside;
    sheet.top = sheet.frame_top + inside;
    sheet.foot = sheet.frame_foot - inside;
    sheet.block_left = sheet.frame_right - (small ? 106 : 180);
    sheet.block_top = sheet.frame_foot - (small ? 34 : 44);
    return sheet;
}

void rfi_draw_frame(rfi_drawing *drawing, const rfi_sheet *sheet)
{
    const rfi_letters zone = {RFI_FACE_PLAIN, 5.6, RFI_INK_SOFT, RFI_CENTRE, false, 0};
    const rfi_pen pen = {RFI_INK_SOFT, RFI_THIN, RFI_DASH_SOLID};
    double left = sheet->frame_left;
    double top = sheet->frame_top;
    double width = sheet->frame_right - left;
    double height = sheet->frame_foot - top;
    rfi_draw_rect(drawing, (rfi_box){left, top, width, height},
                  &(rfi_look){.pen = {RFI_INK_TEXT, RFI_HEAVY, RFI_DASH_SOLID}});
    static const char letters[] = "ABCDEFGHJKLMNP"; /* no I, no O */
    int columns = 2 * (int)(width / 130); /* zones of about 50 to 75 mm, even in number */
    int rows = 2 * (int)(height / 110);
    rows = rows < 2 ? 2 : rows;
    for (int i = 0; i < columns; i++) {
        double x = left + i * (width / columns);
        rfi_draw_text(drawing, left + (i + 0.5) * (width / columns), top - 1.7,
                      rfi_arena_format(drawing->arena, "%d", i + 1), &zone);
        if (i > 0) {
            rfi_draw_line(drawing, x, top - 3.5, x, top, pen);
        }
    }
    for (int i = 0; i < rows; i++) {
        double y = top + i * (height / rows);
        rfi_draw_text(drawing, left - 3.2, top + (i + 0.5) * (height / rows) + 0.7,
                      rfi_arena_format(drawing->arena, "%c", letters[i]), &zone);
        if (i > 0) {
            rfi_draw_line(drawing, left - 5.5, y, left, y, pen);
        }
    }
}

/* ---- title block ------------------------------------------------------------------------
 */

typedef struct field {
    const char *name, *value;
    double left, width;
    double size; /* points of the value */
} field;

enum { MOST_FIELDS = 6, MOST_ROWS = 4 };

typedef struct block_row {
    field fields[MOST_FIELDS]; /* ends where no name stands */
    double part;               /* of the height */
} block_row;

static void draw_row(rfi_drawing *drawing, const rfi_sheet *sheet, const field *fields,
                     double top, double height)
{
    const rfi_letters name = {RFI_FACE_PLAIN, 5.2, RFI_INK_SOFT, RFI_LEFT, false, 0};
    const rfi_pen pen = {RFI_INK_TEXT, RFI_MEDIUM, RFI_DASH_SOLID};
    double inset = sheet->small ? 1.2 : 1.5;
    double head = sheet->small ? 2.5 : 3.0;
    double foot = sheet->small ? 1.2 : 2.3;
    for (size_t i = 0; i < MOST_FIELDS && fields[i].name != NULL; i++) {
        double x = sheet->block_left + fields[i].left;
        const char *value = fields[i].value == NULL ? "\u2013" : fields[i].value;
        rfi_letters letters = {RFI_FACE_STRONG, fields[i].size, 0, RFI_LEFT, false, 0};
        if (i > 0) {
            rfi_draw_line(drawing, x, top, x, top + height, pen);
        }
        rfi_draw_text(drawing, x + inset, top + head, fields[i].name, &name);
        rfi_draw_fitted(drawing, x + inset, top + height - foot,
                        fields[i].width - 2 * inset, value, &letters,
                        sheet->small ? 5.2 : 6);
    }
    rfi_draw_line(drawing, sheet->block_left, top, sheet->frame_right, top, pen);
}

/* The black band; returns its height. */
static double draw_band(rfi_drawing *drawing, const rfi_sheet *sheet)
{
    double band = sheet->small ? 6 : 9;
    double size = sheet->small ? 7.5 : 9.5;
    rfi_draw_rect(drawing,
                  (rfi_box){sheet->block_left - 0.25, sheet->block_top,
                            sheet->frame_right - sheet->block_left + 0.5, band},
                  &(rfi_look){.fill = RFI_INK_TEXT});
    rfi_draw_text(
        drawing, (sheet->block_left + sheet->frame_right) / 2,
        sheet->block_top + (sheet->small ? 4.0 : 5.7), "Reference design, not surveyed",
        &(rfi_letters){RFI_FACE_STRONG, size, RFI_INK_WHITE, RFI_CENTRE, false, 0});
    return band;
}

void rfi_draw_title_block(rfi_drawing *drawing, const rfi_sheet *sheet,
                          const rfi_title_block *block)
{
    const char *format = sheet->name;
    const block_row large[MOST_ROWS] = {
        {{{"Site", block->site, 0, 78, 9.5},
          {"Drawing title", block->title, 78, 70, 8},
          {"Sheet number", block->number, 148, 32, 9.5}},
         0.371},
        {{{"Plan", block->plan, 0, 42, 7.5},
          {"Reference design", block->reference, 42, 36, 7.5},
          {"Scale", block->scale, 78, 24, 9.5},
          {"Format", format, 102, 22, 7.5},
          {"As of", block->as_of, 124, 24, 7.5},
          {"Status", block->status, 148, 32, 7.5}},
         0.3145},
        {{{"Produced by", block->program, 0, 42, 7.5},
          {"Input digest (SHA-256, first 16)", block->digest, 42, 60, 7.5},
          {"Re-checked by separate code", block->checked, 102, 46, 7.5},
          {"Sheet in set", block->set, 148, 32, 7.5}},
         0.3145},
    };
    const block_row small[MOST_ROWS] = {
        {{{"Site", block->site, 0, 58, 7.5}, {"Drawing title", block->title, 58, 48, 7}},
         0.25},
        {{{"Plan", block->plan, 0, 42, 6.5},
          {"Reference design", block->reference, 42, 32, 6.5},
          {"Sheet number", block->number, 74, 32, 7.5}},
         0.25},
        {{{"Scale", block->scale, 0, 20, 7.5},
          {"Format", format, 20, 18, 6.5},
          {"As of", block->as_of, 38, 22, 6.5},
          {"Status", block->status, 60, 24, 6.5},
          {"Sheet in set", block->set, 84, 22, 6.5}},
         0.25},
        {{{"Produced by", block->program, 0, 28, 6.5},
          {"Input digest (SHA-256, first 16)", block->digest, 28, 45, 6.5},
          {"Re-checked by separate code", block->checked, 73, 33, 6.5}},
         0.25},
    };
    const block_row *rows = sheet->small ? small : large;
    double band = block->not_surveyed ? draw_band(drawing, sheet) : 0;
    double top = sheet->block_top + band;
    double height = sheet->frame_foot - top;
    rfi_draw_rect(
        drawing,
        (rfi_box){sheet->block_left, top, sheet->frame_right - sheet->block_left, height},
        &(rfi_look){.fill = RFI_INK_WHITE,
                    .pen = {RFI_INK_TEXT, RFI_HEAVY, RFI_DASH_SOLID}});
    for (size_t i = 0; i < MOST_ROWS && rows[i].part > 0; i++) {
        draw_row(drawing, sheet, rows[i].fields, top, height * rows[i].part);
        top += height * rows[i].part;
    }
}

/* ---- scale bar --------------------------------------------------------------------------
 */

/* tenths of a unit: "2.5 m" */
static const char *tenths(rfi_drawing *drawing, int64_t value, const char *unit)
{
    const char *words =
        value % 10 == 0
            ? rfi_arena_format(drawing->arena, "%lld%s", (long long)(value / 10), unit)
            : rfi_arena_format(drawing->arena, "%lld.%lld%s", (long long)(value / 10),
                               (long long)(value % 10), unit);
    return words == NULL ? "" : words;
}

/* "1:200 on A3 (420 x 297 mm): 5 mm on paper = 1 m" */
static const char *scale_words(rfi_drawing *drawing, const rfi_sheet *sheet, int64_t scale)
{
    const char *size =
        sheet->small
            ? ""
            : rfi_arena_format(drawing->arena, " (%s \u00d7 %s mm)",
                               tenths(drawing, (int64_t)(sheet->width * 10 + 0.5), ""),
                               tenths(drawing, (int64_t)(sheet->height * 10 + 0.5), ""));
    const char *paper = rfi_arena_format(drawing->arena, "1:%lld on %s%s", (long long)scale,
                                         sheet->name, size == NULL ? "" : size);
    const bool round = scale <= 1000 && 10000 % scale == 0;
    return paper == NULL || !round
               ? paper
               : rfi_arena_format(drawing->arena,
                                  "%s: %s" RFI_THIN_SPACE "mm on paper = 1" RFI_THIN_SPACE
                                  "m",
                                  paper, tenths(drawing, 10000 / scale, ""));
}

void rfi_draw_scale_bar(rfi_drawing *drawing, const rfi_sheet *sheet, rfi_spot at,
                        int64_t scale, double most)
{
    static const int64_t totals[] = {1000, 500, 200, 100, 50, 20, 10, 5, 2, 1}; /* metres */
    const rfi_letters figure = {RFI_FACE_PLAIN, 6, 0, RFI_CENTRE, false, 0};
    const rfi_letters note = {RFI_FACE_PLAIN, 6, RFI_INK_SOFT, RFI_LEFT, false, 0};
    const double x = at.x;
    const double y = at.y;
    most = most > 100 ? 100 : most;
    size_t k = 0;
    while (k + 1 < sizeof(totals) / sizeof(totals[0]) &&
           (double)(totals[k] * 1000) > most * (double)scale) {
        k++;
    }
    double whole = (double)totals[k] * 1000 / (double)scale;
    const double bar = 1.6;
    double widest = 0;
    for (int i = 1; i < 5; i++) {
        const char *words = tenths(drawing, totals[k] * i, "");
        widest = fmax(widest, rfi_measure_text(drawing, &figure, words).width);
    }
    for (int i = 0; i < 6; i++) { /* five tenths and one half */
        double from = whole * i / 10;
        double width = i < 5 ? whole / 10 : whole / 2;
        rfi_draw_rect(drawing, (rfi_box){x + from, y, width, bar},
                      &(rfi_look){.fill = i % 2 == 0 ? RFI_INK_TEXT : RFI_INK_WHITE,
                                  .pen = {RFI_INK_TEXT, RFI_THIN, RFI_DASH_SOLID}});
        bool crowded = widest + 0.8 > whole / 10 && i % 5 != 0;
        rfi_draw_text(drawing, x + from, y - 1.2,
                      crowded ? "" : tenths(drawing, totals[k] * i, ""), &figure);
    }
    rfi_draw_text(drawing, x + whole, y - 1.2,
                  tenths(drawing, totals[k] * 10, RFI_THIN_SPACE "m"), &figure);
    rfi_draw_text(drawing, x, y + bar + 3.2, scale_words(drawing, sheet, scale), &note);
}

void rfi_draw_north(rfi_drawing *drawing, double x, double y, int64_t microdegree)
{
    const double r = 4.5;
    double angle = (double)microdegree / 57295779.51308232;
    double ux = -sin(angle);
    double uy = -cos(angle);
    const rfi_spot left[] = {{x + r * ux, y + r * uy},
                             {x - 0.28 * r * uy, y + 0.28 * r * ux},
                             {x - 0.8 * r * ux, y - 0.8 * r * uy}};
    rfi_draw_circle(drawing, x, y, r,
                    &(rfi_look){.pen = {RFI_INK_TEXT, RFI_MEDIUM, RFI_DASH_SOLID}});
    rfi_draw_polygon(drawing, left, 3, &(rfi_look){.fill = RFI_INK_TEXT});
    const rfi_spot right[] = {left[0], {x + 0.28 * r * uy, y - 0.28 * r * ux}, left[2]};
    rfi_draw_polygon(drawing, right, 3,
                     &(rfi_look){.pen = {RFI_INK_TEXT, RFI_THIN, RFI_DASH_SOLID}});
    rfi_draw_text(drawing, x + (r + 2) * ux, y + (r + 2) * uy + 0.9, "N",
                  &(rfi_letters){RFI_FACE_STRONG, 7, 0, RFI_CENTRE, false, 0});
}
