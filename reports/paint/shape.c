/* SPDX-License-Identifier: MIT */
/* Shapes as paths. A quarter of a circle is one cubic curve (error below 0.03 % of the
 * radius). */
#include "reports/paint/draft.h"

#include <math.h>

static const double pi = 3.14159265358979323846;

void rfi_draw_line(rfi_drawing *drawing, double x1, double y1, double x2, double y2,
                   rfi_pen pen)
{
    rfi_move(drawing, x1, y1);
    rfi_line(drawing, x2, y2);
    rfi_draw_path(drawing, &(rfi_look){.pen = pen});
}

void rfi_draw_rect(rfi_drawing *drawing, rfi_box box, const rfi_look *look)
{
    rfi_move(drawing, box.x, box.y);
    rfi_line(drawing, box.x + box.width, box.y);
    rfi_line(drawing, box.x + box.width, box.y + box.height);
    rfi_line(drawing, box.x, box.y + box.height);
    rfi_close_path(drawing);
    rfi_draw_path(drawing, look);
}

static void trace(rfi_drawing *drawing, const rfi_spot *spots, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i == 0) {
            rfi_move(drawing, spots[i].x, spots[i].y);
        } else {
            rfi_line(drawing, spots[i].x, spots[i].y);
        }
    }
}

void rfi_draw_polyline(rfi_drawing *drawing, const rfi_spot *spots, size_t count,
                       rfi_pen pen)
{
    trace(drawing, spots, count);
    rfi_draw_path(drawing, &(rfi_look){.pen = pen});
}

void rfi_draw_polygon(rfi_drawing *drawing, const rfi_spot *spots, size_t count,
                      const rfi_look *look)
{
    trace(drawing, spots, count);
    rfi_close_path(drawing);
    rfi_draw_path(drawing, look);
}

static rfi_spot on_circle(double x, double y, double radius, double angle)
{
    return (rfi_spot){x + radius * cos(angle), y - radius * sin(angle)};
}

/* The arc in pieces of at most 90 degrees, from the current point. */
static void add_arc(rfi_drawing *drawing, double x, double y, double radius, double from,
                    double to)
{
    int pieces = (int)ceil(fabs(to - from) / (pi / 2) - 1e-9);
    double step = (to - from) / (pieces > 0 ? pieces : 1);
    double reach = 4.0 / 3.0 * tan(step / 4) * radius;
    for (int i = 0; i < pieces; i++) {
        double a = from + step * i;
        double b = a + step;
        rfi_spot start = on_circle(x, y, radius, a);
        rfi_spot end = on_circle(x, y, radius, b);
        rfi_curve(drawing, (rfi_spot){start.x - reach * sin(a), start.y - reach * cos(a)},
                  (rfi_spot){end.x + reach * sin(b), end.y + reach * cos(b)}, end);
    }
}

void rfi_draw_circle(rfi_drawing *drawing, double x, double y, double radius,
                     const rfi_look *look)
{
    rfi_move(drawing, x + radius, y);
    add_arc(drawing, x, y, radius, 0, 2 * pi);
    rfi_close_path(drawing);
    rfi_draw_path(drawing, look);
}

void rfi_draw_arc(rfi_drawing *drawing, double x, double y, double radius, double from,
                  double to, rfi_pen pen)
{
    double a = from * pi / 180;
    double b = to * pi / 180;
    rfi_spot start = on_circle(x, y, radius, a);
    rfi_move(drawing, start.x, start.y);
    add_arc(drawing, x, y, radius, a, b);
    rfi_draw_path(drawing, &(rfi_look){.pen = pen});
}
