/* SPDX-License-Identifier: MIT */
/* Symbols of plants, plain shapes in the manner of ISO 10628. */
#include "reports/diagram/cooling_parts.h"

typedef struct pencil {
    rfi_drawing *drawing;
    double x, y, k; /* middle, and half the height */
    rfi_ink ink;
} pencil;

static rfi_pen pen_of(const pencil *p)
{
    return (rfi_pen){p->ink, RFI_MEDIUM, RFI_DASH_SOLID};
}

static void box(const pencil *p, double left, double top, double width, double height)
{
    rfi_draw_rect(
        p->drawing,
        (rfi_box){p->x + left * p->k, p->y + top * p->k, width * p->k, height * p->k},
        &(rfi_look){.fill = RFI_INK_WHITE, .pen = pen_of(p)});
}

static void line(const pencil *p, double x1, double y1, double x2, double y2)
{
    rfi_draw_line(p->drawing, p->x + x1 * p->k, p->y + y1 * p->k, p->x + x2 * p->k,
                  p->y + y2 * p->k, pen_of(p));
}

static void circle(const pencil *p, double x, double y, double radius)
{
    rfi_draw_circle(p->drawing, p->x + x * p->k, p->y + y * p->k, radius * p->k,
                    &(rfi_look){.fill = RFI_INK_WHITE, .pen = pen_of(p)});
}

/* Two blades in a ring. */
static void fan(const pencil *p, double x, double y, double radius)
{
    circle(p, x, y, radius);
    for (int side = -1; side <= 1; side += 2) {
        double reach = 0.88 * radius * side;
        const rfi_spot blade[] = {
            {p->x + x * p->k, p->y + y * p->k},
            {p->x + (x + reach) * p->k, p->y + (y - 0.45 * radius) * p->k},
            {p->x + (x + reach) * p->k, p->y + (y + 0.45 * radius) * p->k}};
        rfi_draw_polygon(p->drawing, blade, 3, &(rfi_look){.fill = p->ink});
    }
}

/* A coil: three strokes there and back. */
static void coil(const pencil *p, double left, double right, double y)
{
    double step = (right - left) / 6;
    for (int i = 0; i < 6; i++) {
        line(p, left + step * i, y + (i % 2 == 0 ? 0.25 : -0.25), left + step * (i + 1),
             y + (i % 2 == 0 ? -0.25 : 0.25));
    }
}

static void drops(const pencil *p, double y)
{
    for (int i = -1; i <= 1; i++) {
        line(p, 0.4 * i, y, 0.4 * i, y + 0.3);
    }
}

static void exchanger(const pencil *p)
{
    circle(p, 0, 0, 1);
    coil(p, -1, 1, 0);
}

static void draw_cooler(const pencil *p, bool pads)
{
    box(p, -1, -0.2, 2, 1.2);
    coil(p, -0.8, 0.8, 0.5);
    fan(p, 0, -0.55, 0.42);
    if (pads) {
        drops(p, -0.05);
    }
}

static void draw_tower(const pencil *p)
{
    const rfi_spot spots[] = {{p->x - 0.6 * p->k, p->y - 0.5 * p->k},
                              {p->x + 0.6 * p->k, p->y - 0.5 * p->k},
                              {p->x + 1.0 * p->k, p->y + p->k},
                              {p->x - 1.0 * p->k, p->y + p->k}};
    rfi_draw_polygon(p->drawing, spots, 4,
                     &(rfi_look){.fill = RFI_INK_WHITE, .pen = pen_of(p)});
    fan(p, 0, -0.7, 0.32);
    drops(p, 0);
    drops(p, 0.5);
}

static void draw_chiller(const pencil *p)
{
    circle(p, 0, 0, 1);
    const rfi_spot spots[] = {{p->x - 0.6 * p->k, p->y - 0.8 * p->k},
                              {p->x + 0.6 * p->k, p->y - 0.8 * p->k},
                              {p->x, p->y + p->k}};
    rfi_draw_polygon(p->drawing, spots, 3,
                     &(rfi_look){.fill = RFI_INK_WHITE, .pen = pen_of(p)});
}

static void draw_tank(const pencil *p)
{
    box(p, -1, -0.8, 2, 1.8);
    line(p, -1, -0.4, 1, -0.4);
    coil(p, -0.7, 0.7, 0.3);
}

void rfi_draw_plant_symbol(rfi_drawing *drawing, rfi_plant_kind kind, double x, double y,
                           double size, rfi_ink ink)
{
    const pencil p = {drawing, x, y, size / 2, ink};
    switch (kind) {
    case RFI_PLANT_DRY_COOLER:
    case RFI_PLANT_HYDRO:
        draw_cooler(&p, false);
        break;
    case RFI_PLANT_ADIABATIC:
        draw_cooler(&p, true);
        break;
    case RFI_PLANT_TOWER:
        draw_tower(&p);
        break;
    case RFI_PLANT_CHILLER:
        draw_chiller(&p);
        break;
    case RFI_PLANT_CDU:
        exchanger(&p);
        break;
    case RFI_PLANT_CRAH:
    case RFI_PLANT_FAN_WALL:
        box(&p, -1, -1, 2, 2);
        fan(&p, 0, -0.2, 0.6);
        coil(&p, -0.8, 0.8, 0.7);
        break;
    case RFI_PLANT_OUTSIDE_AIR:
        box(&p, -1, -1, 2, 2);
        fan(&p, 0, 0, 0.7);
        break;
    case RFI_PLANT_REAR_DOOR:
        box(&p, -0.5, -1, 1, 2);
        coil(&p, -0.4, 0.4, -0.4);
        coil(&p, -0.4, 0.4, 0.4);
        break;
    case RFI_PLANT_IMMERSION:
        draw_tank(&p);
        break;
    case RFI_PLANT_KINDS:
        break;
    }
}
