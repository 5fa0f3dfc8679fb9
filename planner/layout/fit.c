/* SPDX-License-Identifier: MIT */
/* Across a row, from its front: busway A, busway B; the tray over its middle; the manifold
 * along its rear edge. They hang in tiers, so they may overlap where a row is shallow. */
#include "planner/layout/fit.h"

#include "planner/base/checked.h"

typedef struct span { /* racks of one row that nothing parts */
    int64_t row, zone;
    int64_t u0, u1, v;
    bool up;
} span;

typedef struct fitter {
    rfi_arena *arena;
    const rfi_layout_request *request;
    rfi_frame *frame;
    rfi_floor *floor;
    span *spans; /* in the order of rows */
    size_t span_count;
    span *fed; /* the same, parted where the zone changes */
    size_t fed_count;
    size_t capacity;
    bool failed;
} fitter;

static span span_of(const rfi_frame *frame, const rfi_placed *placed)
{
    const rfi_rect *r = &placed->rect;
    int64_t u = frame->along_y ? r->y : r->x;
    return (span){.row = placed->row,
                  .zone = placed->zone,
                  .u0 = u,
                  .u1 = u + (frame->along_y ? r->height : r->width),
                  .v = frame->along_y ? r->x : r->y,
                  .up =
                      placed->front == RFI_FACING_UP || placed->front == RFI_FACING_RIGHT};
}

static bool joins(const fitter *f, const span *last, const span *next)
{
    return last->row == next->row &&
           (last->u1 == next->u0 || rfi_frame_clear(f->frame, last->u1, next->u0, next->v,
                                                    next->v + f->frame->depth));
}

/* Racks stand in the order of their rows, from low to high along them. */
static bool list_spans(fitter *f)
{
    const rfi_floor *floor = f->floor;
    f->spans = RFI_ARRAY(f->arena, floor->placed_count, span);
    f->fed = RFI_ARRAY(f->arena, floor->placed_count, span);
    if (f->spans == NULL || f->fed == NULL) {
        return false;
    }
    for (size_t i = 0; i < floor->placed_count; i++) {
        span own = span_of(f->frame, &floor->placed[i]);
        span *last = f->span_count == 0 ? NULL : &f->spans[f->span_count - 1];
        span *fed = f->fed_count == 0 ? NULL : &f->fed[f->fed_count - 1];
        bool on = last != NULL && joins(f, last, &own);
        if (on && fed->zone == own.zone) {
            fed->u1 = own.u1;
        } else {
            f->fed[f->fed_count++] = own;
        }
        if (on) {
            last->u1 = own.u1;
        } else {
            f->spans[f->span_count++] = own;
        }
    }
    return true;
}

static void add(fitter *f, rfi_fitting_kind kind, const span *at, rfi_side side)
{
    void *list = f->floor->fittings;
    if (!rfi_arena_grow(f->arena, &list, f->floor->fitting_count, &f->capacity,
                        sizeof(rfi_fitting))) {
        f->failed = true;
        return;
    }
    f->floor->fittings = list;
    f->floor->fittings[f->floor->fitting_count++] =
        (rfi_fitting){.kind = kind, .row = at->row, .zone = at->zone, .side = side};
}

/* Rectangle of the last one: [u0, u1] along the rows, `width` from v on across them. */
static void shape(fitter *f, int64_t u0, int64_t u1, int64_t v, int64_t width)
{
    if (!f->failed) {
        f->floor->fittings[f->floor->fitting_count - 1].rect =
            f->frame->along_y ? (rfi_rect){v, u0, width, u1 - u0}
                              : (rfi_rect){u0, v, u1 - u0, width};
    }
}

/* `from` mm behind the front of the row, `width` wide. */
static void hang(fitter *f, rfi_fitting_kind kind, const span *over, int64_t from,
                 int64_t width, rfi_side side)
{
    add(f, kind, over, side);
    shape(f, over->u0, over->u1,
          over->up ? over->v + f->frame->depth - from - width : over->v + from, width);
}

/* ---- kinds ----------------------------------------------------------------------------
 */
static void add_panels(fitter *f)
{
    int64_t width = f->request->panel;
    rfi_stretch *scratch =
        RFI_ARRAY(f->arena, rfi_frame_most_stretches(f->frame), rfi_stretch);
    f->failed = scratch == NULL;
    for (size_t i = 0; !f->failed && i < f->span_count; i++) {
        const span *s = &f->spans[i];
        int64_t at = 0;
        if ((i > 0 && s[-1].row == s->row) ||
            !rfi_frame_panels(f->frame, s->v, s->up, scratch, &at)) {
            continue;
        }
        add(f, RFI_FITTING_PANEL, s, RFI_SIDE_A);
        shape(f, at, at + width, s->v, f->frame->depth);
        add(f, RFI_FITTING_PANEL, s, RFI_SIDE_B);
        shape(f, at + width, at + 2 * width, s->v, f->frame->depth);
    }
}

static void add_overhead(fitter *f)
{
    const rfi_layout_request *request = f->request;
    for (size_t i = 0; request->busway > 0 && i < f->fed_count; i++) {
        hang(f, RFI_FITTING_BUSWAY, &f->fed[i], 0, request->busway, RFI_SIDE_A);
        hang(f, RFI_FITTING_BUSWAY, &f->fed[i], request->busway, request->busway,
             RFI_SIDE_B);
    }
    for (size_t i = 0; request->tray > 0 && i < f->span_count; i++) {
        span over = f->spans[i];
        over.zone = 0;
        hang(f, RFI_FITTING_TRAY, &over, (f->frame->depth - request->tray) / 2,
             request->tray, RFI_SIDE_NONE);
    }
}

/* From the middle of the lower row to the middle of the upper one. */
static void add_rung(fitter *f, const span *low, const span *high, int64_t u)
{
    const span joins = {0};
    int64_t half = f->frame->depth / 2;
    int64_t end = u + f->request->tray;
    if (rfi_frame_clear(f->frame, u, end, low->v, high->v + f->frame->depth)) {
        add(f, RFI_FITTING_TRAY, &joins, RFI_SIDE_NONE);
        shape(f, u, end, low->v + half, high->v - low->v);
    }
}

static void add_rungs(fitter *f)
{
    int64_t tray = f->request->tray;
    for (size_t i = 0; tray > 0 && i < f->span_count; i++) {
        const span *low = &f->spans[i];
        for (size_t k = i + 1; k < f->span_count && f->spans[k].row <= low->row + 1; k++) {
            const span *high = &f->spans[k];
            int64_t u0 = rfi_max(low->u0, high->u0);
            int64_t u1 = rfi_min(low->u1, high->u1);
            if (high->row == low->row || u1 - u0 < tray) {
                continue;
            }
            add_rung(f, low, high, u0);
            if (u1 - u0 >= 2 * tray) {
                add_rung(f, low, high, u1 - tray);
            }
        }
    }
}

static void add_manifolds(fitter *f)
{
    int64_t width = f->request->manifold;
    for (size_t i = 0; width > 0 && i < f->span_count; i++) {
        span over = f->spans[i];
        over.zone = 0;
        hang(f, RFI_FITTING_MANIFOLD, &over, f->frame->depth - width, width, RFI_SIDE_NONE);
    }
}

bool rfi_floor_fit(rfi_arena *arena, const rfi_layout_request *request, rfi_frame *frame,
                   rfi_floor *ret_floor)
{
    fitter f = {.arena = arena, .request = request, .frame = frame, .floor = ret_floor};
    ret_floor->fittings = NULL;
    ret_floor->fitting_count = 0;
    if (!list_spans(&f)) {
        return false;
    }
    if (request->panel > 0) {
        add_panels(&f);
    }
    add_overhead(&f);
    add_rungs(&f);
    add_manifolds(&f);
    return !f.failed;
}
