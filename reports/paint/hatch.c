/* SPDX-License-Identifier: MIT */
/* Hatching by geometry: parallel lines are cut to the shape while composing, so that every
 * back-end draws plain lines and needs no clipping. Lines lie on a raster of the page: the
 * hatch of neighbours runs on, and two revisions can be laid over each other. */
#include "reports/paint/draft.h"

#include <math.h>

enum { RFI_CROSSINGS = 64, RFI_CURVE_PIECES = 8, RFI_HATCH_LINES = 4000 };

typedef struct edges { /* the outline as straight edges, in the turned frame of the hatch */
    rfi_spot *from, *to;
    size_t count;
} edges;

static rfi_spot turn(rfi_spot spot, double cosine, double sine)
{
    return (rfi_spot){spot.x * cosine - spot.y * sine, spot.x * sine + spot.y * cosine};
}

static rfi_spot on_curve(rfi_spot a, const rfi_spot to[3], double t)
{
    double s = 1 - t;
    double w0 = s * s * s;
    double w1 = 3 * s * s * t;
    double w2 = 3 * s * t * t;
    double w3 = t * t * t;
    return (rfi_spot){w0 * a.x + w1 * to[0].x + w2 * to[1].x + w3 * to[2].x,
                      w0 * a.y + w1 * to[0].y + w2 * to[1].y + w3 * to[2].y};
}

static void add_edge(edges *list, rfi_spot from, rfi_spot to)
{
    list->from[list->count] = from;
    list->to[list->count] = to;
    list->count++;
}

static bool collect(rfi_drawing *drawing, size_t first, size_t count, double cosine,
                    double sine, edges *ret_edges)
{
    size_t most = count * RFI_CURVE_PIECES + count;
    ret_edges->count = 0;
    ret_edges->from = RFI_ARRAY(drawing->arena, most, rfi_spot);
    ret_edges->to = RFI_ARRAY(drawing->arena, most, rfi_spot);
    if (ret_edges->from == NULL || ret_edges->to == NULL) {
        drawing->failed = true;
        return false;
    }
    rfi_spot start = {0, 0};
    rfi_spot at = {0, 0};
    for (size_t i = first; i < first + count; i++) {
        const rfi_step_to *step = &drawing->steps[i];
        rfi_spot to[3] = {turn(step->to[0], cosine, sine), turn(step->to[1], cosine, sine),
                          turn(step->to[2], cosine, sine)};
        switch (step->kind) {
        case RFI_MOVE:
            start = at = to[0];
            break;
        case RFI_LINE:
            add_edge(ret_edges, at, to[0]);
            at = to[0];
            break;
        case RFI_CURVE:
            for (int k = 1; k <= RFI_CURVE_PIECES; k++) {
                rfi_spot a = on_curve(at, to, (k - 1.0) / RFI_CURVE_PIECES);
                add_edge(ret_edges, a, on_curve(at, to, (double)k / RFI_CURVE_PIECES));
            }
            at = to[2];
            break;
        case RFI_CLOSE:
            add_edge(ret_edges, at, start);
            at = start;
            break;
        }
    }
    return true;
}

/* Sorted abscissae where the outline crosses the line y. Odd leftovers cannot occur in a
 * closed outline because an edge owns its upper end only. */
static int cross(const edges *list, double y, double ret_at[RFI_CROSSINGS])
{
    int count = 0;
    for (size_t i = 0; i < list->count && count < RFI_CROSSINGS; i++) {
        rfi_spot a = list->from[i];
        rfi_spot b = list->to[i];
        if ((a.y <= y) == (b.y <= y)) {
            continue;
        }
        double x = a.x + (y - a.y) * (b.x - a.x) / (b.y - a.y);
        int k = count++;
        for (; k > 0 && ret_at[k - 1] > x; k--) {
            ret_at[k] = ret_at[k - 1];
        }
        ret_at[k] = x;
    }
    return count & ~1;
}

static void vertical_reach(const edges *list, double *ret_low, double *ret_high)
{
    *ret_low = (double)INFINITY;
    *ret_high = -(double)INFINITY;
    for (size_t i = 0; i < list->count; i++) {
        *ret_low = fmin(*ret_low, fmin(list->from[i].y, list->to[i].y));
        *ret_high = fmax(*ret_high, fmax(list->from[i].y, list->to[i].y));
    }
}

static void add_lines(rfi_drawing *drawing, size_t first, size_t count, double angle,
                      double pitch)
{
    double cosine = cos(angle);
    double sine = sin(angle);
    edges list;
    if (!collect(drawing, first, count, cosine, sine, &list)) {
        return;
    }
    double low = 0;
    double high = 0;
    vertical_reach(&list, &low, &high);
    double index = ceil(low / pitch + 1e-6);
    double xs[RFI_CROSSINGS];
    for (int n = 0; index * pitch < high - 1e-6 && n < RFI_HATCH_LINES; index += 1, n++) {
        double y = index * pitch;
        int crossings = cross(&list, y, xs);
        for (int k = 0; k < crossings; k += 2) {
            rfi_spot a = turn((rfi_spot){xs[k], y}, cosine, -sine);
            rfi_spot b = turn((rfi_spot){xs[k + 1], y}, cosine, -sine);
            rfi_move(drawing, a.x, a.y);
            rfi_line(drawing, b.x, b.y);
        }
    }
}

/* Square dots on a diagonal raster, whole ones only. */
static void add_dots(rfi_drawing *drawing, size_t first, size_t count, double pitch,
                     double size)
{
    edges list;
    if (!collect(drawing, first, count, 1, 0, &list)) {
        return;
    }
    double low = 0;
    double high = 0;
    vertical_reach(&list, &low, &high);
    double half = size / 2;
    double row = ceil((low + half) / pitch);
    double xs[RFI_CROSSINGS];
    for (int n = 0; row * pitch <= high - half && n < RFI_HATCH_LINES; row += 1, n++) {
        double y = row * pitch;
        double shift = fmod(fabs(row), 2) > 0.5 ? 0.5 : 0.0;
        int crossings = cross(&list, y, xs);
        for (int k = 0; k < crossings; k += 2) {
            double column = ceil((xs[k] + half) / pitch - shift) + shift;
            for (; column * pitch <= xs[k + 1] - half; column += 1) {
                double x = column * pitch;
                rfi_move(drawing, x - half, y - half);
                rfi_line(drawing, x + half, y - half);
                rfi_line(drawing, x + half, y + half);
                rfi_line(drawing, x - half, y + half);
                rfi_close_path(drawing);
            }
        }
    }
}

void rfi_add_hatch(rfi_drawing *drawing, size_t first, size_t count, const rfi_look *look)
{
    const double quarter = 0.78539816339744830962; /* 45 degrees */
    double pitch = look->pitch > 0 ? look->pitch : 0.75;
    bool dots = look->hatch == RFI_HATCH_DOTS;
    double weight = look->hatch_weight > 0 ? look->hatch_weight : dots ? 0.3 : RFI_FINE;
    if (look->hatch == RFI_HATCH_SLASH || look->hatch == RFI_HATCH_CROSS) {
        add_lines(drawing, first, count, quarter, pitch);
    }
    if (look->hatch == RFI_HATCH_BACKSLASH || look->hatch == RFI_HATCH_CROSS) {
        add_lines(drawing, first, count, -quarter, pitch);
    }
    if (look->hatch == RFI_HATCH_HORIZONTAL) {
        add_lines(drawing, first, count, 0, pitch);
    }
    if (look->hatch == RFI_HATCH_VERTICAL) {
        add_lines(drawing, first, count, 2 * quarter, pitch);
    }
    if (dots) {
        add_dots(drawing, first, count, pitch, weight);
    }
    rfi_look lines = {0};
    if (dots) {
        lines.fill = look->hatch_ink;
    } else {
        lines.pen = (rfi_pen){look->hatch_ink, weight, RFI_DASH_SOLID};
    }
    rfi_draw_path(drawing, &lines);
}
