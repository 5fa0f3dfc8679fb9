/* SPDX-License-Identifier: MIT */
#include "reports/chart/symbol.h"

static rfi_look outlined(rfi_ink ink)
{
    return (rfi_look){.fill = RFI_INK_WHITE, .pen = {ink, RFI_BROAD, 0}};
}

static void draw_grid(rfi_drawing *drawing, double x, double y, rfi_ink ink)
{
    rfi_look look = outlined(ink);
    look.hatch = RFI_HATCH_CROSS;
    look.hatch_ink = ink;
    look.pitch = 1.1;
    rfi_draw_rect(drawing, (rfi_box){x - 2.2, y - 2.2, 4.4, 4.4}, &look);
}

static void draw_transformer(rfi_drawing *drawing, double x, double y, rfi_ink ink)
{
    rfi_look look = outlined(ink);
    rfi_draw_circle(drawing, x, y - 1.0, 1.6, &look);
    rfi_draw_circle(drawing, x, y + 1.0, 1.6, &look);
    rfi_draw_circle(drawing, x, y - 1.0, 1.6, &(rfi_look){.pen = {ink, RFI_BROAD, 0}});
}

/* A breaker above a bar: cross at the fixed contact, oblique blade. */
static void draw_bus(rfi_drawing *drawing, double x, double y, rfi_ink ink)
{
    rfi_draw_rect(drawing, (rfi_box){x - 0.9, y - 2.9, 1.8, 2.6},
                  &(rfi_look){.fill = RFI_INK_WHITE});
    rfi_pen pen = {ink, RFI_BROAD, 0};
    rfi_draw_line(drawing, x - 0.6, y - 3.2, x + 0.6, y - 2.2, pen);
    rfi_draw_line(drawing, x - 0.6, y - 2.2, x + 0.6, y - 3.2, pen);
    rfi_draw_line(drawing, x - 1.1, y - 2.1, x, y - 0.4, pen);
    rfi_draw_line(drawing, x, y - 0.4, x, y + 0.6, pen);
    rfi_draw_line(drawing, x - 3.0, y + 0.9, x + 3.0, y + 0.9, (rfi_pen){ink, 1.1, 0});
}

static void draw_wave(rfi_drawing *drawing, double x, double y, rfi_pen pen)
{
    rfi_move(drawing, x - 0.6, y);
    rfi_curve(drawing, (rfi_spot){x - 0.3, y - 0.8}, (rfi_spot){x + 0.3, y + 0.8},
              (rfi_spot){x + 0.6, y});
    rfi_draw_path(drawing, &(rfi_look){.pen = pen});
}

static void draw_ups(rfi_drawing *drawing, double x, double y, rfi_ink ink)
{
    rfi_look look = outlined(ink);
    rfi_draw_rect(drawing, (rfi_box){x - 2.1, y - 2.1, 4.2, 4.2}, &look);
    rfi_draw_line(drawing, x - 2.1, y + 2.1, x + 2.1, y - 2.1, look.pen);
    rfi_pen thin = {ink, RFI_MEDIUM, 0};
    draw_wave(drawing, x - 1.0, y - 1.1, thin);
    draw_wave(drawing, x + 1.0, y + 1.1, thin);
}

static void draw_racks(rfi_drawing *drawing, double x, double y, rfi_ink ink)
{
    for (int i = -1; i <= 1; i++) {
        double left = x + 1.7 * i - 0.75;
        rfi_look look = {.fill = rfi_tint(RFI_INK_ONE, 0.2), .pen = {ink, RFI_THIN, 0}};
        rfi_draw_rect(drawing, (rfi_box){left, y - 2.0, 1.5, 4.0}, &look);
        rfi_draw_line(drawing, left, y + 2.0, left + 1.5, y + 2.0,
                      (rfi_pen){ink, RFI_HEAVY, 0});
    }
}

static void draw_lettered(rfi_drawing *drawing, double x, double y, rfi_ink ink,
                          const char *letter, bool round)
{
    rfi_look look = outlined(ink);
    if (round) {
        rfi_draw_circle(drawing, x, y, 2.1, &look);
    } else {
        rfi_draw_rect(drawing, (rfi_box){x - 2.1, y - 2.1, 4.2, 4.2}, &look);
    }
    rfi_draw_text(drawing, x, y + 0.95, letter,
                  &(rfi_letters){RFI_FACE_STRONG, 7, ink, RFI_CENTRE, false, 0});
}

void rfi_draw_symbol(rfi_drawing *drawing, rfi_stage_kind kind, double x, double y,
                     rfi_ink ink)
{
    switch (kind) {
    case RFI_STAGE_GRID:
        draw_grid(drawing, x, y, ink);
        break;
    case RFI_STAGE_TRANSFORMER:
        draw_transformer(drawing, x, y, ink);
        break;
    case RFI_STAGE_BUS:
        draw_bus(drawing, x, y, ink);
        break;
    case RFI_STAGE_UPS:
        draw_ups(drawing, x, y, ink);
        break;
    case RFI_STAGE_GENERATOR:
        draw_lettered(drawing, x, y, ink, "G", true);
        break;
    case RFI_STAGE_PLANT:
        draw_lettered(drawing, x, y, ink, "C", false);
        break;
    case RFI_STAGE_RACKS:
        draw_racks(drawing, x, y, ink);
        break;
    case RFI_STAGE_UNKNOWN:
        rfi_draw_rect(drawing, (rfi_box){x - 2.2, y - 2.2, 4.4, 4.4},
                      &(rfi_look){.fill = RFI_INK_WHITE,
                                  .pen = {RFI_INK_SOFT, RFI_MEDIUM, RFI_DASH_CLEARANCE}});
        rfi_draw_text(
            drawing, x, y + 1.05, "?",
            &(rfi_letters){RFI_FACE_STRONG, 8, RFI_INK_SOFT, RFI_CENTRE, false, 0});
        break;
    }
}
