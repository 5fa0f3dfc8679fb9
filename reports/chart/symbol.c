/* SPDX-License-Identifier: MIT */
#include "reports/chart/symbol.h"

static rfi_look outlined(rfi_ink ink)
{
    return (rfi_look){.fill = RFI_INK_WHITE, .pen = {ink, RFI_BROAD, 0}};
}

static rfi_box square(double x, double y, double half)
{
    return (rfi_box){x - half, y - half, 2 * half, 2 * half};
}

static void draw_grid(rfi_drawing *drawing, double x, double y, double k, rfi_ink ink)
{
    rfi_look look = outlined(ink);
    look.hatch = RFI_HATCH_CROSS;
    look.hatch_ink = ink;
    look.pitch = 1.1;
    rfi_draw_rect(drawing, square(x, y, 2.2 * k), &look);
}

static void draw_transformer(rfi_drawing *drawing, double x, double y, double k,
                             rfi_ink ink)
{
    rfi_look look = outlined(ink);
    rfi_draw_circle(drawing, x, y - k, 1.6 * k, &look);
    rfi_draw_circle(drawing, x, y + k, 1.6 * k, &look);
    rfi_draw_circle(drawing, x, y - k, 1.6 * k, &(rfi_look){.pen = {ink, RFI_BROAD, 0}});
}

void rfi_draw_breaker(rfi_drawing *drawing, double x, double y, double size, rfi_ink ink)
{
    double k = size;
    rfi_draw_rect(drawing, (rfi_box){x - 0.9 * k, y - 1.3 * k, 1.8 * k, 2.6 * k},
                  &(rfi_look){.fill = RFI_INK_WHITE});
    rfi_pen pen = {ink, RFI_BROAD, 0};
    rfi_draw_line(drawing, x - 0.6 * k, y - 1.6 * k, x + 0.6 * k, y - 0.6 * k, pen);
    rfi_draw_line(drawing, x - 0.6 * k, y - 0.6 * k, x + 0.6 * k, y - 1.6 * k, pen);
    rfi_draw_line(drawing, x - 1.1 * k, y - 0.5 * k, x, y + 1.2 * k, pen);
}

void rfi_draw_open_tie(rfi_drawing *drawing, double x, double y, double size, rfi_ink ink)
{
    double k = size;
    rfi_pen pen = {ink, RFI_BROAD, 0};
    rfi_draw_rect(drawing, (rfi_box){x - 0.6 * k, y - 1.6 * k, 1.2 * k, 3.2 * k},
                  &(rfi_look){.fill = RFI_INK_WHITE});
    rfi_draw_line(drawing, x, y + 1.6 * k, x - 1.2 * k, y - 1.2 * k, pen);
    rfi_draw_circle(drawing, x, y - 1.6 * k, 0.45 * k,
                    &(rfi_look){.fill = RFI_INK_WHITE, .pen = pen});
}

/* A breaker above a bar: cross at the fixed contact, oblique blade. */
static void draw_bus(rfi_drawing *drawing, double x, double y, double k, rfi_ink ink)
{
    rfi_draw_breaker(drawing, x, y - 1.6 * k, k, ink);
    rfi_draw_line(drawing, x, y - 0.4 * k, x, y + 0.6 * k, (rfi_pen){ink, RFI_BROAD, 0});
    rfi_draw_line(drawing, x - 3.0 * k, y + 0.9 * k, x + 3.0 * k, y + 0.9 * k,
                  (rfi_pen){ink, 1.1, 0});
}

static void draw_wave(rfi_drawing *drawing, double x, double y, double k, rfi_pen pen)
{
    rfi_move(drawing, x - 0.6 * k, y);
    rfi_curve(drawing, (rfi_spot){x - 0.3 * k, y - 0.8 * k},
              (rfi_spot){x + 0.3 * k, y + 0.8 * k}, (rfi_spot){x + 0.6 * k, y});
    rfi_draw_path(drawing, &(rfi_look){.pen = pen});
}

static void draw_ups(rfi_drawing *drawing, double x, double y, double k, rfi_ink ink)
{
    rfi_look look = outlined(ink);
    double half = 2.1 * k;
    rfi_draw_rect(drawing, square(x, y, half), &look);
    rfi_draw_line(drawing, x - half, y + half, x + half, y - half, look.pen);
    rfi_pen thin = {ink, RFI_MEDIUM, 0};
    draw_wave(drawing, x - k, y - 1.1 * k, k, thin);
    draw_wave(drawing, x + k, y + 1.1 * k, k, thin);
}

static void draw_racks(rfi_drawing *drawing, double x, double y, double k, rfi_ink ink)
{
    for (int i = -1; i <= 1; i++) {
        double left = x + (1.7 * i - 0.75) * k;
        rfi_look look = {.fill = rfi_tint(RFI_INK_ONE, 0.2), .pen = {ink, RFI_THIN, 0}};
        rfi_draw_rect(drawing, (rfi_box){left, y - 2.0 * k, 1.5 * k, 4.0 * k}, &look);
        rfi_draw_line(drawing, left, y + 2.0 * k, left + 1.5 * k, y + 2.0 * k,
                      (rfi_pen){ink, RFI_HEAVY, 0});
    }
}

static void draw_lettered(rfi_drawing *drawing, double x, double y, double k, rfi_ink ink,
                          const char *letter, bool round)
{
    rfi_look look = outlined(ink);
    if (round) {
        rfi_draw_circle(drawing, x, y, 2.1 * k, &look);
    } else {
        rfi_draw_rect(drawing, square(x, y, 2.1 * k), &look);
    }
    rfi_draw_text(drawing, x, y + 0.95 * k, letter,
                  &(rfi_letters){RFI_FACE_STRONG, 7 * k, ink, RFI_CENTRE, false, 0});
}

/* A cable with its two ends. */
static void draw_feeder(rfi_drawing *drawing, double x, double y, double k, rfi_ink ink)
{
    for (int end = -1; end <= 1; end += 2) {
        double tip = y + 0.6 * k * end;
        const rfi_spot spots[] = {{x, tip},
                                  {x - 1.1 * k, tip + 1.7 * k * end},
                                  {x + 1.1 * k, tip + 1.7 * k * end}};
        rfi_look look = outlined(ink);
        rfi_draw_polygon(drawing, spots, 3, &look);
    }
    rfi_draw_line(drawing, x, y - 0.6 * k, x, y + 0.6 * k, (rfi_pen){ink, RFI_HEAVY, 0});
}

/* A busway or panel: what racks plug into. */
static void draw_busway(rfi_drawing *drawing, double x, double y, double k, rfi_ink ink)
{
    rfi_look look = outlined(ink);
    look.fill = rfi_tint(RFI_INK_POWER, 0.2);
    rfi_draw_rect(drawing, (rfi_box){x - 2.1 * k, y - 1.3 * k, 4.2 * k, 2.6 * k}, &look);
    for (int i = -1; i <= 1; i++) {
        rfi_draw_line(drawing, x + 1.2 * k * i, y + 1.3 * k, x + 1.2 * k * i, y + 2.2 * k,
                      (rfi_pen){ink, RFI_BROAD, 0});
    }
}

/* Long and short plates, twice. */
static void draw_battery(rfi_drawing *drawing, double x, double y, double k, rfi_ink ink)
{
    rfi_draw_rect(drawing, square(x, y, 2.1 * k), &(rfi_look){.fill = RFI_INK_WHITE});
    for (int i = 0; i < 4; i++) {
        double half = (i % 2 == 0 ? 1.9 : 1.0) * k;
        double line = y + (i - 1.5) * 0.9 * k;
        rfi_draw_line(drawing, x - half, line, x + half, line,
                      (rfi_pen){ink, i % 2 == 0 ? RFI_BROAD : RFI_BOLD, 0});
    }
    rfi_draw_line(drawing, x, y - 2.1 * k, x, y - 1.35 * k, (rfi_pen){ink, RFI_BROAD, 0});
}

void rfi_draw_symbol(rfi_drawing *drawing, rfi_stage_kind kind, double x, double y,
                     double size, rfi_ink ink)
{
    switch (kind) {
    case RFI_STAGE_GRID:
        draw_grid(drawing, x, y, size, ink);
        break;
    case RFI_STAGE_TRANSFORMER:
        draw_transformer(drawing, x, y, size, ink);
        break;
    case RFI_STAGE_BUS:
        draw_bus(drawing, x, y, size, ink);
        break;
    case RFI_STAGE_UPS:
        draw_ups(drawing, x, y, size, ink);
        break;
    case RFI_STAGE_GENERATOR:
        draw_lettered(drawing, x, y, size, ink, "G", true);
        break;
    case RFI_STAGE_PLANT:
        draw_lettered(drawing, x, y, size, ink, "C", false);
        break;
    case RFI_STAGE_RACKS:
        draw_racks(drawing, x, y, size, ink);
        break;
    case RFI_STAGE_FEEDER:
        draw_feeder(drawing, x, y, size, ink);
        break;
    case RFI_STAGE_BUSWAY:
        draw_busway(drawing, x, y, size, ink);
        break;
    case RFI_STAGE_BATTERY:
        draw_battery(drawing, x, y, size, ink);
        break;
    case RFI_STAGE_UNKNOWN:
        rfi_draw_rect(drawing, square(x, y, 2.2 * size),
                      &(rfi_look){.fill = RFI_INK_WHITE,
                                  .pen = {RFI_INK_SOFT, RFI_MEDIUM, RFI_DASH_CLEARANCE}});
        rfi_draw_text(
            drawing, x, y + 1.05 * size, "?",
            &(rfi_letters){RFI_FACE_STRONG, 8 * size, RFI_INK_SOFT, RFI_CENTRE, false, 0});
        break;
    }
}
