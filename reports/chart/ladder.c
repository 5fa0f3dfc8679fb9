/* SPDX-License-Identifier: MIT */
/* Unlock ladder: a row for each plan, what it adds in words, its power as a bar of which
 * the coloured end is what this step unlocks, and the limit that binds then. */
#include "reports/chart/chart.h"

#include <math.h>

#define LABEL   9.0
#define VALUE   11.0
#define BAR     3.0
#define GAP     2.2
#define BAR_GAP 2.5

static const rfi_letters label_letters = {.face = RFI_FACE_STRONG, .size = 7.4};
static const rfi_letters title_letters = {.size = 7};
static const rfi_letters binds_letters = {.size = 6.2, .ink = RFI_INK_SOFT};

static double words_width(double width)
{
    return 0.64 * (width - LABEL - VALUE);
}

static double row_height(const rfi_drawing *drawing, double width, const rfi_rung_row *row)
{
    double words = words_width(width);
    return rfi_paragraph_height(drawing, words, row->title, &title_letters, 8.4) +
           rfi_paragraph_height(drawing, words, row->binds, &binds_letters, 7.4) + GAP;
}

double rfi_ladder_height(const rfi_drawing *drawing, double width, const rfi_rung_row *rows,
                         size_t count)
{
    double height = 0;
    for (size_t i = 0; i < count; i++) {
        height += row_height(drawing, width, &rows[i]);
    }
    return height;
}

static void draw_bar(rfi_drawing *drawing, double x, double y, double scale,
                     const rfi_rung_row *row)
{
    double before = scale * fmin(row->before, row->after);
    double after = scale * row->after;
    rfi_draw_rect(drawing, (rfi_box){x, y, before, BAR}, &(rfi_look){.fill = RFI_INK_HAIR});
    if (after - before > 0.05) {
        rfi_draw_rect(drawing, (rfi_box){x + before, y, after - before, BAR},
                      &(rfi_look){.fill = RFI_INK_ONE});
    } else { /* a step that unlocks nothing stays in sight */
        rfi_draw_line(drawing, x + after, y - 0.4, x + after, y + BAR + 0.4,
                      (rfi_pen){RFI_INK_TEXT, RFI_BROAD, RFI_DASH_SOLID});
    }
    rfi_letters value = label_letters;
    value.face = row->strong ? RFI_FACE_BOLD : RFI_FACE_STRONG;
    rfi_draw_text(drawing, x + after + 1.2, y + 2.4, row->value, &value);
}

void rfi_draw_ladder(rfi_drawing *drawing, rfi_box box, const rfi_rung_row *rows,
                     size_t count)
{
    double most = 0;
    for (size_t i = 0; i < count; i++) {
        most = fmax(most, rows[i].after);
    }
    double words = words_width(box.width);
    double bars = box.x + LABEL + words + BAR_GAP;
    double room = box.x + box.width - VALUE - bars;
    double scale = most > 0 ? room / most : 0;
    double y = box.y;
    for (size_t i = 0; i < count; i++) {
        const rfi_rung_row *row = &rows[i];
        double height = row_height(drawing, box.width, row);
        double top = y + GAP / 2;
        rfi_letters label = label_letters;
        label.ink = row->strong ? RFI_INK_ONE : RFI_INK_TEXT;
        label.face = row->strong ? RFI_FACE_BOLD : RFI_FACE_STRONG;
        rfi_draw_text(drawing, box.x, top + 2.4, row->label, &label);
        top += rfi_draw_paragraph(drawing, (rfi_box){box.x + LABEL, top, words, 0},
                                  row->title, &title_letters, 8.4);
        rfi_draw_paragraph(drawing, (rfi_box){box.x + LABEL, top, words, 0}, row->binds,
                           &binds_letters, 7.4);
        draw_bar(drawing, bars, y + GAP / 2 + 0.1, scale, row);
        y += height;
        rfi_draw_line(drawing, box.x, y, box.x + box.width, y,
                      (rfi_pen){RFI_INK_HAIR, RFI_FINE, RFI_DASH_SOLID});
    }
}
