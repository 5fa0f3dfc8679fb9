/* SPDX-License-Identifier: MIT */
/* Bullets: base solid, range hatched, limit as a tick in one vertical for all rows. */
#include "reports/chart/chart.h"

#include <math.h>

#define LIMIT_AT   0.80 /* of the bar's field */
#define FIELD_MOST 1.20 /* shares of the limit that the field shows */

typedef struct frame {
    double label, field, field_width, value; /* x of the parts, width of the field */
    double pitch, bar;
} frame;

static frame frame_of(rfi_box box, size_t count)
{
    double pitch = box.height / (double)count;
    return (frame){
        .label = box.x,
        .field = box.x + 0.40 * box.width,
        .field_width = 0.30 * box.width,
        .value = box.x + box.width,
        .pitch = pitch,
        .bar = fmin(3.2, 0.42 * pitch),
    };
}

static double place(const frame *f, double share)
{
    double most = fmin(fmax(share, 0), FIELD_MOST);
    return f->field + most * LIMIT_AT * f->field_width;
}

static void draw_bar(rfi_drawing *drawing, const frame *f, const rfi_bullet *bullet,
                     double y)
{
    rfi_ink ink = bullet->binding || bullet->shown > 1 ? RFI_INK_CONFLICT : RFI_INK_BAR;
    double top = y - f->bar / 2;
    double end = place(f, bullet->shown);
    rfi_draw_rect(drawing, (rfi_box){f->field, top, end - f->field, f->bar},
                  &(rfi_look){.fill = ink});
    double low = place(f, fmin(bullet->least, bullet->shown));
    double high = place(f, fmax(bullet->most, bullet->shown));
    if (high - low > 0.3) {
        rfi_draw_rect(drawing, (rfi_box){low, top, high - low, f->bar},
                      &(rfi_look){.fill = RFI_INK_WHITE,
                                  .pen = {RFI_INK_TEXT, RFI_FINE, 0},
                                  .hatch = RFI_HATCH_SLASH,
                                  .hatch_ink = ink,
                                  .pitch = 0.7,
                                  .hatch_weight = RFI_MEDIUM});
        rfi_draw_line(drawing, end, top, end, top + f->bar, (rfi_pen){ink, RFI_BOLD, 0});
    }
    if (bullet->shown > FIELD_MOST) { /* cut: two white strokes say so */
        for (int i = 0; i < 2; i++) {
            double x = end - 2.4 + 0.9 * i;
            rfi_draw_line(drawing, x, top + f->bar + 0.2, x + 0.8, top - 0.2,
                          (rfi_pen){RFI_INK_WHITE, RFI_BROAD, 0});
        }
    }
}

static void draw_row(rfi_drawing *drawing, const frame *f, const rfi_bullet *bullet,
                     double y)
{
    double top = y - f->bar / 2;
    rfi_box field = {f->field, top, f->field_width, f->bar};
    if (bullet->unknown) {
        rfi_draw_rect(drawing, field,
                      &(rfi_look){.pen = {RFI_INK_SOFT, RFI_THIN, RFI_DASH_CLEARANCE}});
    } else {
        rfi_draw_rect(drawing, field, &(rfi_look){.fill = RFI_INK_WASH});
        draw_bar(drawing, f, bullet, y);
    }
    double tick = place(f, 1);
    rfi_draw_line(drawing, tick, top - 0.7, tick, top + f->bar + 0.7,
                  (rfi_pen){bullet->unknown ? RFI_INK_HINT : RFI_INK_TEXT, RFI_BOLD,
                            bullet->unknown ? RFI_DASH_CLEARANCE : RFI_DASH_SOLID});
    rfi_letters letters = {.face = bullet->binding ? RFI_FACE_STRONG : RFI_FACE_PLAIN,
                           .size = 7.2};
    double base = y + 0.92;
    double room = f->field - f->label - 2;
    if (rfi_measure_text(drawing, &letters, bullet->label).width <= room ||
        f->pitch < 6.4) {
        rfi_draw_fitted(drawing, f->label, base, room, bullet->label, &letters, 6);
    } else {
        double lead = 8.4;
        double height = rfi_paragraph_height(drawing, room, bullet->label, &letters, lead);
        if (height > f->pitch) {
            letters.size = 6.2;
            lead = 7.2;
            height = rfi_paragraph_height(drawing, room, bullet->label, &letters, lead);
        }
        rfi_draw_paragraph(drawing, (rfi_box){f->label, y - height / 2, room, height},
                           bullet->label, &letters, lead);
    }
    letters.size = 7.2;
    letters.align = RFI_RIGHT;
    letters.ink = bullet->binding ? RFI_INK_CONFLICT : RFI_INK_TEXT;
    if (bullet->dest != NULL) {
        rfi_open_link(drawing, bullet->dest, NULL);
    }
    rfi_draw_fitted(drawing, f->value, base, f->value - f->field - f->field_width - 1.5,
                    bullet->value, &letters, 6);
    if (bullet->dest != NULL) {
        rfi_close_link(drawing);
    }
}

void rfi_draw_bullets(rfi_drawing *drawing, rfi_box box, const rfi_bullet *bullets,
                      size_t count)
{
    if (count == 0) {
        return;
    }
    frame f = frame_of(box, count);
    for (size_t i = 0; i < count; i++) {
        draw_row(drawing, &f, &bullets[i], box.y + f.pitch * ((double)i + 0.5));
    }
}
