/* SPDX-License-Identifier: MIT */
/* One quantity at three ends, a row each: solid up to the unfavourable end, hatched to the
 * favourable one, a tick at the base. What cannot be said stays open and dashed. */
#include "reports/chart/chart.h"

#include <math.h>

#include "reports/chart/scale.h"

typedef struct axis {
    double left, width; /* of the field, mm */
    double most;        /* value at its right end */
    double step;
} axis;

/* most 0: nothing can be had at any end, and the axis is its origin alone. */
static axis axis_of(rfi_box box, const rfi_span *spans, size_t count, double want)
{
    double most = fmax(want, 0);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < 3; k++) {
            most = fmax(most, spans[i].ends[k]);
        }
    }
    if (most < 1e-6) {
        return (axis){box.x, box.width - 4, 0, 1};
    }
    double step = rfi_nice_step(most);
    return (axis){box.x, box.width - 4, ceil(most / step) * step, step};
}

static double place(const axis *a, double value)
{
    return a->most > 0 ? a->left + a->width * fmin(value, a->most) / a->most : a->left;
}

static void draw_axis(rfi_drawing *drawing, const axis *a, rfi_box box, const char *unit)
{
    double foot = box.y + box.height - 4;
    rfi_letters letters = {.size = 6.2, .ink = RFI_INK_SOFT, .align = RFI_CENTRE};
    int ticks = (int)floor(a->most / a->step + 0.5);
    for (int i = 0; i <= ticks; i++) {
        double x = place(a, i * a->step);
        rfi_draw_line(drawing, x, box.y, x, foot, (rfi_pen){RFI_INK_HAIR, RFI_FINE, 0});
        rfi_text text = RFI_TEXT_INIT;
        rfi_print_tick(&text, i * a->step);
        if (i == ticks) {
            rfi_text_format(&text, "\u202F%s", unit);
        }
        bool last = i == ticks && i > 0;
        letters.align = i == 0 ? RFI_LEFT : last ? RFI_RIGHT : RFI_CENTRE;
        x = last ? box.x + box.width : x;
        rfi_draw_text(drawing, x, foot + 3, text.failed ? "" : text.data, &letters);
        rfi_text_finish(&text);
    }
    rfi_draw_line(drawing, a->left, foot, a->left + a->width, foot,
                  (rfi_pen){RFI_INK_TEXT, RFI_THIN, 0});
}

static void draw_span(rfi_drawing *drawing, const axis *a, const rfi_span *span, double y,
                      double height)
{
    rfi_ink ink = span->strong ? RFI_INK_ONE : RFI_INK_BAR;
    double low = span->ends[0];
    double high = span->ends[2];
    if (low > 0) {
        rfi_draw_rect(drawing, (rfi_box){a->left, y, place(a, low) - a->left, height},
                      &(rfi_look){.fill = ink});
    }
    double from = place(a, fmax(low, 0));
    if (high < 0) { /* no favourable figure: open to the right */
        rfi_draw_rect(drawing, (rfi_box){from, y, a->left + a->width - from, height},
                      &(rfi_look){.pen = {RFI_INK_SOFT, RFI_THIN, RFI_DASH_CLEARANCE}});
    } else if (place(a, high) - from > 0.3) {
        rfi_draw_rect(drawing, (rfi_box){from, y, place(a, high) - from, height},
                      &(rfi_look){.fill = RFI_INK_WHITE,
                                  .pen = {ink, RFI_THIN, RFI_DASH_PHASE},
                                  .hatch = RFI_HATCH_SLASH,
                                  .hatch_ink = ink,
                                  .pitch = 0.8});
    }
    if (span->ends[1] >= 0) {
        double x = place(a, span->ends[1]);
        rfi_draw_line(drawing, x, y - 0.6, x, y + height + 0.6,
                      (rfi_pen){RFI_INK_TEXT, RFI_HEAVY, 0});
    }
    if (high >= 0 && high < 1e-9) { /* nothing at any end: a stop at zero */
        rfi_draw_line(drawing, a->left, y - 0.4, a->left, y + height + 0.4,
                      (rfi_pen){RFI_INK_CONFLICT, RFI_BOLD, 0});
    }
}

static void draw_words(rfi_drawing *drawing, rfi_box box, const rfi_span *span, double base)
{
    double x = box.x;
    if (span->with_verdict) {
        rfi_draw_verdict(drawing, span->verdict, x + 1.9, base - 0.95, 3.8);
        x += 5;
    }
    rfi_letters letters = {.face = span->strong ? RFI_FACE_STRONG : RFI_FACE_PLAIN,
                           .size = 7.2,
                           .align = RFI_RIGHT};
    double value = rfi_measure_text(drawing, &letters, span->value).width;
    if (span->dest != NULL) {
        rfi_open_link(drawing, span->dest, NULL);
    }
    rfi_draw_text(drawing, box.x + box.width, base, span->value, &letters);
    if (span->dest != NULL) {
        rfi_close_link(drawing);
    }
    letters.align = RFI_LEFT;
    rfi_draw_fitted(drawing, x, base, box.x + box.width - value - 2 - x, span->label,
                    &letters, 6);
}

void rfi_draw_spans(rfi_drawing *drawing, rfi_box box, const rfi_span *spans, size_t count,
                    double want, const char *want_words, const char *unit)
{
    if (count == 0) {
        return;
    }
    axis a = axis_of(box, spans, count, want);
    double head = want >= 0 ? 4 : 0;
    double pitch = (box.height - 4 - head) / (double)count;
    double bar = fmin(3.0, 0.32 * pitch);
    rfi_box field = {box.x, box.y + head, box.width, box.height - head};
    draw_axis(drawing, &a, field, unit);
    for (size_t i = 0; i < count; i++) {
        double top = field.y + pitch * (double)i + 0.5 * (pitch - 7.2 + 3.0 - bar);
        rfi_draw_rect(drawing, (rfi_box){box.x, top - 0.4, box.width, 4.4},
                      &(rfi_look){.fill = RFI_INK_WHITE});
        draw_words(drawing, box, &spans[i], top + 3);
        draw_span(drawing, &a, &spans[i], top + 4.6, bar);
    }
    if (want >= 0) {
        double x = place(&a, want);
        bool right = x > box.x + box.width / 2;
        rfi_letters letters = {
            .face = RFI_FACE_STRONG, .size = 6.6, .align = right ? RFI_RIGHT : RFI_LEFT};
        rfi_draw_text(drawing, x + (right ? -0.8 : 0.8), box.y + 2.4, want_words, &letters);
        for (size_t i = 0; i < count; i++) { /* beside the words, not through them */
            double top = field.y + pitch * (double)i + 0.5 * (pitch - 7.2 + 3.0 - bar);
            rfi_draw_line(drawing, x, top + 4.0, x, top + 5.2 + bar,
                          (rfi_pen){RFI_INK_TEXT, RFI_BROAD, RFI_DASH_WANT});
        }
        rfi_draw_line(drawing, x, box.y, x, box.y + 3,
                      (rfi_pen){RFI_INK_TEXT, RFI_BROAD, RFI_DASH_WANT});
    }
}
