/* SPDX-License-Identifier: MIT */
/* Pods and units are numbered in the order of the stands, racks listed by row and position;
 * within a unit racks stand as rfi_goods_due says. An aisle is drawn where racks use it and
 * across gaps that nothing blocks. */
#include "planner/layout/emit.h"

#include <stdlib.h>

#include "planner/base/checked.h"
#include "planner/model/power_zones.h"

typedef struct writer {
    const rfi_layout_request *request;
    const rfi_frame *frame;
    const rfi_goods *goods;
    rfi_placed *placed;
    size_t count;
    int64_t pods, total;           /* so far, in the end */
    int64_t stood[RFI_PACK_SIZES]; /* support racks of a size placed so far */
} writer;

static rfi_rect turned_rect(const rfi_frame *frame, int64_t u, int64_t v, int64_t width,
                            int64_t height)
{
    return frame->along_y ? (rfi_rect){v, u, height, width}
                          : (rfi_rect){u, v, width, height};
}

static rfi_facing facing_of(const rfi_frame *frame, bool up)
{
    if (frame->along_y) {
        return up ? RFI_FACING_RIGHT : RFI_FACING_LEFT;
    }
    return up ? RFI_FACING_UP : RFI_FACING_DOWN;
}

static int64_t left_of(const rfi_frame *frame, const rfi_placed *placed)
{
    return frame->along_y ? placed->rect.y : placed->rect.x;
}

static int64_t right_of(const rfi_frame *frame, const rfi_placed *placed)
{
    return left_of(frame, placed) +
           (frame->along_y ? placed->rect.height : placed->rect.width);
}

typedef struct reach { /* racks of one row: [next, end) of placed */
    size_t next, end;
} reach;

typedef struct spot { /* where the next rack of a stand goes */
    const rfi_row_line *line;
    int64_t row;
    int64_t at; /* its near edge in the direction of travel */
    bool back;
} spot;

static rfi_placed *add_rack(writer *out, spot *at, int64_t width)
{
    rfi_placed *placed = &out->placed[out->count++];
    int64_t u = at->back ? at->at - width : at->at;
    *placed = (rfi_placed){
        .rect = turned_rect(out->frame, u, at->line->v, width, out->frame->depth),
        .front = facing_of(out->frame, at->line->up),
        .row = at->row,
    };
    at->at = at->back ? u : u + width;
    return placed;
}

/* Racks of a pod count from the low end of the row. */
static void add_pod(writer *out, spot *at)
{
    int64_t racks = out->request->racks_per_pod;
    int64_t pod = ++out->pods;
    for (int64_t i = 0; i < racks; i++) {
        rfi_placed *placed = add_rack(out, at, out->request->rack_width);
        placed->unit = (pod - 1) / out->goods->sizes[0].per_unit + 1;
        placed->pod = pod;
        placed->rack = at->back ? racks - i : i + 1;
    }
}

static bool is_of_size(const writer *out, const rfi_layout_support *support, size_t size)
{
    int64_t width = support->width > 0 ? support->width : out->request->rack_width;
    return support->count > 0 && width == out->goods->sizes[size].length;
}

/* Kind of the nth support rack of a size within its unit: network racks first. */
static rfi_support_kind kind_of(const writer *out, size_t size, int64_t nth)
{
    const rfi_layout_request *request = out->request;
    size_t count = request->support_count < RFI_LAYOUT_SUPPORTS ? request->support_count
                                                                : RFI_LAYOUT_SUPPORTS;
    if (nth < out->goods->sizes[size].network) {
        return RFI_SUPPORT_NETWORK;
    }
    nth -= out->goods->sizes[size].network;
    for (size_t i = 0; i < count; i++) {
        const rfi_layout_support *support = &request->supports[i];
        if (support->kind == RFI_SUPPORT_NETWORK || !is_of_size(out, support, size)) {
            continue;
        }
        if (nth < support->count) {
            return support->kind;
        }
        nth -= support->count;
    }
    return RFI_SUPPORT_NETWORK;
}

static void add_support(writer *out, spot *at, size_t size)
{
    int64_t per_unit = out->goods->sizes[size].per_unit;
    int64_t nth = out->stood[size]++;
    rfi_placed *placed = add_rack(out, at, out->goods->sizes[size].length);
    placed->unit = nth / per_unit + 1;
    placed->support = kind_of(out, size, nth % per_unit);
}

/* Size to stand next: a support rack that is due, else a pod, else any support rack. */
static size_t next_size(const writer *out, const int64_t *left)
{
    size_t any = out->goods->count;
    for (size_t i = out->goods->count; i-- > 1;) {
        if (left[i] > 0) {
            any = i;
        }
    }
    for (size_t k = 0; k < 2; k++) { /* network racks first */
        for (size_t i = 1; i < out->goods->count; i++) {
            if (left[i] > 0 && out->stood[i] < rfi_goods_due(out->goods, i, out->pods,
                                                             out->total, k == 0)) {
                return i;
            }
        }
    }
    return left[0] > 0 ? 0 : any;
}

static void add_stand(writer *out, const rfi_stand *stand, const rfi_row_line *line)
{
    int64_t left[RFI_PACK_SIZES];
    for (size_t i = 0; i < out->goods->count; i++) {
        left[i] = stand->counts[i];
    }
    spot at = {line, (int64_t)stand->row, stand->group.at, stand->back};
    at.at += stand->back ? stand->group.length : 0;
    for (size_t size = next_size(out, left); size < out->goods->count;
         size = next_size(out, left)) {
        left[size]--;
        if (size == 0) {
            add_pod(out, &at);
        } else {
            add_support(out, &at, size);
        }
    }
}

static int compare_placed(const void *a, const void *b)
{
    const rfi_placed *p = a;
    const rfi_placed *q = b;
    if (p->row != q->row) {
        return p->row < q->row ? -1 : 1;
    }
    if (p->rect.x != q->rect.x) {
        return p->rect.x < q->rect.x ? -1 : 1;
    }
    return (p->rect.y > q->rect.y) - (p->rect.y < q->rect.y);
}

/* Network racks are fed with the pod before them, other support racks with the last pod of
 * their unit. */
static int64_t zone_of(const writer *out, const rfi_placed *placed)
{
    int64_t per_unit = out->goods->sizes[0].per_unit;
    int64_t first = (placed->unit - 1) * per_unit;
    int64_t whole = rfi_min(per_unit, out->total - first);
    int64_t pod = placed->pod > 0                          ? placed->pod
                  : placed->support == RFI_SUPPORT_NETWORK ? first + (whole + 1) / 2
                                                           : first + whole;
    return rfi_power_zone_of_pod(out->request->hall, out->total, pod);
}

/* Panels feed whole rows: all racks of one go with its middle rack. */
static void join_rows(writer *out, const reach *reaches, size_t line_count)
{
    for (size_t i = 0; i < line_count; i++) {
        size_t middle = reaches[i].next + (reaches[i].end - reaches[i].next) / 2;
        for (size_t k = reaches[i].next; k < reaches[i].end; k++) {
            out->placed[k].zone = zone_of(out, &out->placed[middle]);
        }
    }
}

static int64_t racks_of(const writer *out, const rfi_stand *stand)
{
    int64_t racks = stand->counts[0] * out->request->racks_per_pod;
    for (size_t i = 1; i < out->goods->count; i++) {
        racks += stand->counts[i];
    }
    return racks;
}

static bool add_racks(writer *out, rfi_arena *arena, const rfi_row_line *lines,
                      const rfi_stand *stands, size_t stand_count)
{
    int64_t racks = 0;
    for (size_t i = 0; i < stand_count; i++) {
        racks += racks_of(out, &stands[i]);
        out->total += stands[i].counts[0];
    }
    out->placed = RFI_ARRAY(arena, (size_t)racks, rfi_placed);
    for (size_t i = 0; out->placed != NULL && i < stand_count; i++) {
        add_stand(out, &stands[i], &lines[stands[i].row]);
    }
    for (size_t i = 0; i < out->count && out->request->hall->cords_count > 1; i++) {
        out->placed[i].zone = zone_of(out, &out->placed[i]);
    }
    if (out->count > 1) {
        qsort(out->placed, out->count, sizeof(rfi_placed), compare_placed);
    }
    return out->placed != NULL;
}

/* ---- aisles -------------------------------------------------------------------------- */
typedef struct aisle_list {
    rfi_arena *arena;
    rfi_aisle *aisles;
    size_t count, capacity;
} aisle_list;

static const rfi_placed *leftmost(const writer *out, reach *below, reach *above)
{
    if (below->next == below->end && above->next == above->end) {
        return NULL;
    }
    if (above->next == above->end ||
        (below->next < below->end && left_of(out->frame, &out->placed[below->next]) <=
                                         left_of(out->frame, &out->placed[above->next]))) {
        return &out->placed[below->next++];
    }
    return &out->placed[above->next++];
}

static bool add_aisle(aisle_list *list, const rfi_frame *frame, int64_t u0, int64_t u1,
                      int64_t v, bool hot)
{
    void *aisles = list->aisles;
    if (!rfi_arena_grow(list->arena, &aisles, list->count, &list->capacity,
                        sizeof(rfi_aisle))) {
        return false;
    }
    list->aisles = aisles;
    int64_t width = hot ? frame->hot : frame->cold;
    list->aisles[list->count++] =
        (rfi_aisle){turned_rect(frame, u0, v, u1 - u0, width), hot};
    return true;
}

static bool add_aisles(aisle_list *list, const writer *out, reach below, reach above,
                       int64_t v, bool hot)
{
    const rfi_frame *frame = out->frame;
    int64_t width = hot ? frame->hot : frame->cold;
    const rfi_placed *rack = width > 0 ? leftmost(out, &below, &above) : NULL;
    if (rack == NULL) {
        return true;
    }
    int64_t from = left_of(frame, rack);
    int64_t to = right_of(frame, rack);
    while ((rack = leftmost(out, &below, &above)) != NULL) {
        int64_t left = left_of(frame, rack);
        if (left > to && !rfi_frame_clear(frame, to, left, v, v + width)) {
            if (!add_aisle(list, frame, from, to, v, hot)) {
                return false;
            }
            from = left;
        }
        to = rfi_max(to, right_of(frame, rack));
    }
    return add_aisle(list, frame, from, to, v, hot);
}

/* Aisle `i` lies below row i; even ones are cold. */
static bool list_aisles(aisle_list *list, const writer *out, const rfi_row_line *lines,
                        const reach *reaches, size_t line_count)
{
    const reach none = {0, 0};
    for (size_t i = 0; i <= line_count; i++) {
        bool hot = i % 2 != 0;
        int64_t v =
            i > 0 ? lines[i - 1].v + out->frame->depth : lines[0].v - out->frame->cold;
        if (!add_aisles(list, out, i > 0 ? reaches[i - 1] : none,
                        i < line_count ? reaches[i] : none, v, hot)) {
            return false;
        }
    }
    return true;
}

/* Where the racks of each line stand in the list; rows without racks get no number. */
static int64_t number_rows(writer *out, reach *reaches, size_t line_count)
{
    int64_t row = 0;
    size_t next = 0;
    for (size_t i = 0; i < line_count; i++) {
        reaches[i].next = next;
        bool any = next < out->count && out->placed[next].row == (int64_t)i;
        row += any ? 1 : 0;
        for (; next < out->count && out->placed[next].row == (int64_t)i; next++) {
            out->placed[next].row = row;
        }
        reaches[i].end = next;
    }
    return row;
}

bool rfi_floor_emit(rfi_arena *arena, const rfi_layout_request *request,
                    const rfi_frame *frame, const rfi_goods *goods,
                    const rfi_row_line *lines, size_t line_count, const rfi_stand *stands,
                    size_t stand_count, rfi_floor *ret_floor)
{
    writer out = {.request = request, .frame = frame, .goods = goods};
    reach *reaches = RFI_ARRAY(arena, line_count, reach);
    aisle_list list = {.arena = arena};
    if (reaches == NULL || !add_racks(&out, arena, lines, stands, stand_count)) {
        return false;
    }
    ret_floor->rows = number_rows(&out, reaches, line_count);
    if (request->panel > 0 && request->hall->cords_count > 1) {
        join_rows(&out, reaches, line_count);
    }
    if (line_count > 0 && !list_aisles(&list, &out, lines, reaches, line_count)) {
        return false;
    }
    ret_floor->along_y = frame->along_y;
    ret_floor->placed = out.placed;
    ret_floor->placed_count = out.count;
    ret_floor->pods = out.pods;
    ret_floor->aisles = list.aisles;
    ret_floor->aisle_count = list.count;
    return true;
}
