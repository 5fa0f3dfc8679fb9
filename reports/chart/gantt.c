/* SPDX-License-Identifier: MIT */
/* Works over time, a row each: hatched from order to delivery, solid while it is built, a
 * thin line for its float. What nobody knows stays open. */
#include "reports/chart/chart.h"

#include <math.h>

enum { LABEL = 46, DONE = 20 };

typedef struct axis {
    double left, width;    /* of the field, mm */
    int64_t first, length; /* days */
} axis;

static axis axis_of(rfi_box box, const rfi_bar *bars, size_t count, int64_t want)
{
    int64_t first = INT64_MAX;
    int64_t last = want;
    for (size_t i = 0; i < count; i++) {
        first = bars[i].order < first ? bars[i].order : first;
        int64_t end = bars[i].known ? bars[i].latest : bars[i].order;
        last = end > last ? end : last;
    }
    int64_t length = last - first < 30 ? 30 : last - first;
    return (axis){box.x + LABEL, box.width - LABEL - DONE, first, length};
}

static double place(const axis *a, int64_t day)
{
    double share = (double)(day - a->first) / (double)a->length;
    return a->left + a->width * fmin(fmax(share, 0), 1);
}

/* A line at each quarter, the year beneath its first one. */
static void draw_axis(rfi_drawing *drawing, const axis *a, rfi_box box)
{
    double foot = box.y + box.height - 4;
    const rfi_letters letters = {.size = 6.2, .ink = RFI_INK_SOFT, .align = RFI_CENTRE};
    int64_t year = 0;
    int month = 0;
    int day = 0;
    rfi_date_to_civil(a->first, &year, &month, &day);
    for (int quarter = (month + 2) / 3; quarter < 200; quarter++) {
        int64_t in = year + quarter / 4;
        int64_t at = rfi_date_from_civil(in, quarter % 4 * 3 + 1, 1);
        if (at > a->first + a->length) {
            break;
        }
        bool january = quarter % 4 == 0;
        double x = place(a, at);
        rfi_draw_line(
            drawing, x, box.y, x, foot,
            (rfi_pen){january ? RFI_INK_RULE : RFI_INK_HAIR, RFI_FINE, RFI_DASH_SOLID});
        if (january) {
            rfi_text text = RFI_TEXT_INIT;
            rfi_text_format(&text, "%lld", (long long)in);
            rfi_draw_text(drawing, x, foot + 3, text.failed ? "" : text.data, &letters);
            rfi_text_finish(&text);
        }
    }
    rfi_draw_line(drawing, a->left, foot, a->left + a->width, foot,
                  (rfi_pen){RFI_INK_TEXT, RFI_THIN, RFI_DASH_SOLID});
}

static void draw_times(rfi_drawing *drawing, const axis *a, const rfi_bar *bar, double y)
{
    const double height = 2.6;
    rfi_ink ink = bar->critical ? RFI_INK_ONE : RFI_INK_BAR;
    double order = place(a, bar->order);
    if (!bar->known) {
        rfi_draw_rect(drawing, (rfi_box){order, y, a->left + a->width - order, height},
                      &(rfi_look){.pen = {RFI_INK_SOFT, RFI_THIN, RFI_DASH_CLEARANCE}});
        return;
    }
    double delivered = place(a, bar->delivered);
    double begin = place(a, bar->begin);
    double done = place(a, bar->done);
    double latest = place(a, bar->latest);
    if (delivered - order > 0.2) {
        rfi_draw_rect(drawing, (rfi_box){order, y, delivered - order, height},
                      &(rfi_look){.fill = RFI_INK_WHITE,
                                  .pen = {ink, RFI_THIN, RFI_DASH_SOLID},
                                  .hatch = RFI_HATCH_SLASH,
                                  .hatch_ink = ink,
                                  .pitch = 0.8});
    }
    rfi_draw_rect(drawing, (rfi_box){begin, y, fmax(done - begin, 0.3), height},
                  &(rfi_look){.fill = ink});
    if (latest - done > 0.2) {
        rfi_draw_line(drawing, done, y + height / 2, latest, y + height / 2,
                      (rfi_pen){RFI_INK_SOFT, RFI_THIN, RFI_DASH_SOLID});
        rfi_draw_line(drawing, latest, y + 0.5, latest, y + height - 0.5,
                      (rfi_pen){RFI_INK_SOFT, RFI_THIN, RFI_DASH_SOLID});
    }
}

double rfi_gantt_height(size_t count)
{
    return 6.0 * (double)count + 8;
}

void rfi_draw_gantt(rfi_drawing *drawing, rfi_box box, const rfi_bar *bars, size_t count,
                    int64_t want)
{
    if (count == 0) {
        return;
    }
    axis a = axis_of(box, bars, count, want);
    draw_axis(drawing, &a, box);
    for (size_t i = 0; i < count; i++) {
        double y = box.y + 2 + 6.0 * (double)i;
        rfi_letters letters = {.face = bars[i].critical ? RFI_FACE_STRONG : RFI_FACE_PLAIN,
                               .size = 7.2};
        rfi_draw_fitted(drawing, box.x, y + 2.3, LABEL - 2, bars[i].label, &letters, 6);
        draw_times(drawing, &a, &bars[i], y);
        letters.align = RFI_RIGHT;
        rfi_draw_text(drawing, box.x + box.width, y + 2.3, bars[i].value, &letters);
    }
    if (want > a.first) {
        double x = place(&a, want);
        rfi_draw_line(drawing, x, box.y, x, box.y + box.height - 4,
                      (rfi_pen){RFI_INK_TEXT, RFI_BROAD, RFI_DASH_WANT});
    }
}
