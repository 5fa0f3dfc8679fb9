/* SPDX-License-Identifier: MIT */
/* Marks drawn as paths: verdicts are told by shape first, colour second. */
#include "reports/paint/paint.h"

rfi_ink rfi_verdict_ink(rf_verdict verdict)
{
    switch (verdict) {
    case RF_VERDICT_FIT:
        return RFI_INK_FIT;
    case RF_VERDICT_FIT_WITH_MEASURES:
        return RFI_INK_ONE;
    case RF_VERDICT_NO_FIT:
        return RFI_INK_CONFLICT;
    case RF_VERDICT_UNDECIDED:
        return RFI_INK_SOFT;
    case RF_VERDICT_UNKNOWN:
        break;
    }
    return RFI_INK_UNKNOWN;
}

static void draw_fit(rfi_drawing *drawing, double x, double y, double r, rfi_ink ink)
{
    rfi_draw_circle(drawing, x, y, r, &(rfi_look){.fill = ink});
    const rfi_spot tick[] = {{x - 0.46 * r, y + 0.04 * r},
                             {x - 0.12 * r, y + 0.40 * r},
                             {x + 0.48 * r, y - 0.34 * r}};
    rfi_draw_polyline(drawing, tick, 3, (rfi_pen){RFI_INK_WHITE, 0.24 * r, 0});
}

static void draw_measures(rfi_drawing *drawing, double x, double y, double r, rfi_ink ink)
{
    const double k = 0.5523; /* a quarter circle as one cubic */
    double s = 0.88 * r;
    rfi_move(drawing, x, y - s);
    rfi_curve(drawing, (rfi_spot){x - k * s, y - s}, (rfi_spot){x - s, y - k * s},
              (rfi_spot){x - s, y});
    rfi_curve(drawing, (rfi_spot){x - s, y + k * s}, (rfi_spot){x - k * s, y + s},
              (rfi_spot){x, y + s});
    rfi_close_path(drawing);
    rfi_draw_path(drawing, &(rfi_look){.fill = ink});
    rfi_draw_circle(drawing, x, y, s, &(rfi_look){.pen = {ink, 0.24 * r, 0}});
    rfi_pen plus = {ink, 0.20 * r, 0};
    rfi_draw_line(drawing, x + 0.16 * r, y, x + 0.68 * r, y, plus);
    rfi_draw_line(drawing, x + 0.42 * r, y - 0.26 * r, x + 0.42 * r, y + 0.26 * r, plus);
}

static void draw_no_fit(rfi_drawing *drawing, double x, double y, double r, rfi_ink ink)
{
    double h = 0.94 * r;
    double d = 0.42 * r;
    rfi_draw_rect(drawing, (rfi_box){x - h, y - h, 2 * h, 2 * h}, &(rfi_look){.fill = ink});
    rfi_pen cross = {RFI_INK_WHITE, 0.28 * r, 0};
    rfi_draw_line(drawing, x - d, y - d, x + d, y + d, cross);
    rfi_draw_line(drawing, x - d, y + d, x + d, y - d, cross);
}

static void draw_undecided(rfi_drawing *drawing, double x, double y, double r, rfi_ink ink)
{
    double s = 0.92 * r;
    const rfi_spot diamond[] = {{x, y - s}, {x + s, y}, {x, y + s}, {x - s, y}};
    rfi_draw_polygon(drawing, diamond, 4, &(rfi_look){.pen = {ink, 0.20 * r, 0}});
    rfi_draw_line(drawing, x - 0.34 * r, y, x + 0.34 * r, y, (rfi_pen){ink, 0.22 * r, 0});
}

/* The question mark as strokes: hook, stem, dot. */
static void draw_unknown(rfi_drawing *drawing, double x, double y, double r, rfi_ink ink)
{
    rfi_draw_circle(drawing, x, y, 0.88 * r, &(rfi_look){.pen = {ink, 0.18 * r, 0}});
    rfi_pen pen = {ink, 0.18 * r, 0};
    rfi_draw_arc(drawing, x, y - 0.20 * r, 0.27 * r, 180, -50, pen);
    const double foot = 0.1736; /* where the hook ends: cos and sin of -50 degrees */
    rfi_move(drawing, x + foot * r, y + 0.007 * r);
    rfi_curve(drawing, (rfi_spot){x + 0.06 * r, y + 0.08 * r}, (rfi_spot){x, y + 0.12 * r},
              (rfi_spot){x, y + 0.26 * r});
    rfi_draw_path(drawing, &(rfi_look){.pen = pen});
    rfi_draw_circle(drawing, x, y + 0.46 * r, 0.115 * r, &(rfi_look){.fill = ink});
}

void rfi_draw_verdict(rfi_drawing *drawing, rf_verdict verdict, double x, double y,
                      double size)
{
    double r = size / 2;
    rfi_ink ink = rfi_verdict_ink(verdict);
    switch (verdict) {
    case RF_VERDICT_FIT:
        draw_fit(drawing, x, y, r, ink);
        break;
    case RF_VERDICT_FIT_WITH_MEASURES:
        draw_measures(drawing, x, y, r, ink);
        break;
    case RF_VERDICT_NO_FIT:
        draw_no_fit(drawing, x, y, r, ink);
        break;
    case RF_VERDICT_UNDECIDED:
        draw_undecided(drawing, x, y, r, ink);
        break;
    case RF_VERDICT_UNKNOWN:
        draw_unknown(drawing, x, y, r, ink);
        break;
    }
}

void rfi_draw_lozenge(rfi_drawing *drawing, double x, double y, double size)
{
    double h = size / 2;
    double w = 0.36 * size;
    const rfi_spot spots[] = {{x, y - h}, {x + w, y}, {x, y + h}, {x - w, y}};
    rfi_draw_polygon(drawing, spots, 4,
                     &(rfi_look){.pen = {RFI_INK_ASSUMPTION, 0.14 * size, 0}});
}

void rfi_draw_diamond(rfi_drawing *drawing, double x, double y, double size,
                      const char *number)
{
    double h = size / 2;
    const rfi_spot spots[] = {{x, y - h}, {x + h, y}, {x, y + h}, {x - h, y}};
    rfi_draw_polygon(drawing, spots, 4, &(rfi_look){.fill = RFI_INK_CONFLICT});
    double points = size * 1.25; /* cap height about a third of the diamond */
    rfi_draw_text(
        drawing, x, y + 0.13 * size, number,
        &(rfi_letters){RFI_FACE_BOLD, points, RFI_INK_WHITE, RFI_CENTRE, false, 0});
}
