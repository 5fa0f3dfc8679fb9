/* SPDX-License-Identifier: MIT */
/* Racks are numbered in the order in which they stand: rows bottom-up, positions from the
 * left; a support rack goes to the first unit that still lacks one of its size. An aisle is
 * drawn where racks use it and across gaps that nothing blocks. */
#include "planner/layout/emit.h"

#include "planner/base/checked.h"

typedef struct writer {
    const rfi_layout_request *request;
    const rfi_frame *frame;
    const rfi_goods *goods;
    rfi_placed *placed;
    size_t count;
    int64_t row, pods;
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

static rfi_placed *add_rack(writer *out, const rfi_filled_row *row, int64_t at,
                            int64_t width)
{
    rfi_placed *placed = &out->placed[out->count++];
    *placed = (rfi_placed){
        .rect = turned_rect(out->frame, at, row->v, width, out->frame->depth),
        .front = facing_of(out->frame, row->up),
        .row = out->row,
    };
    return placed;
}

static int64_t add_pod(writer *out, const rfi_filled_row *row, int64_t at)
{
    int64_t width = out->request->rack_width;
    int64_t pod = ++out->pods;
    for (int64_t i = 0; i < out->request->racks_per_pod; i++) {
        rfi_placed *placed = add_rack(out, row, at, width);
        placed->unit = (pod - 1) / out->goods->sizes[0].per_unit + 1;
        placed->pod = pod;
        placed->rack = i + 1;
        at += width;
    }
    return at;
}

/* Kind of the nth support rack of a size within its unit. */
static rfi_support_kind kind_of(const writer *out, size_t size, int64_t nth)
{
    for (size_t i = 0; i < out->request->support_count && i < RFI_LAYOUT_SUPPORTS; i++) {
        const rfi_layout_support *support = &out->request->supports[i];
        int64_t width = support->width > 0 ? support->width : out->request->rack_width;
        if (support->count <= 0 || width != out->goods->sizes[size].length) {
            continue;
        }
        if (nth < support->count) {
            return support->kind;
        }
        nth -= support->count;
    }
    return RFI_SUPPORT_NETWORK;
}

static int64_t add_support(writer *out, const rfi_filled_row *row, int64_t at, size_t size)
{
    int64_t width = out->goods->sizes[size].length;
    int64_t per_unit = out->goods->sizes[size].per_unit;
    int64_t nth = out->stood[size]++;
    rfi_placed *placed = add_rack(out, row, at, width);
    placed->unit = nth / per_unit + 1;
    placed->support = kind_of(out, size, nth % per_unit);
    return at + width;
}

/* Size to stand next: a support rack of a full unit, else a pod, else any support rack. */
static size_t next_size(const writer *out, const int64_t *left)
{
    int64_t full = out->pods / out->goods->sizes[0].per_unit;
    size_t any = out->goods->count;
    for (size_t i = out->goods->count; i-- > 1;) {
        if (left[i] > 0) {
            any = i;
        }
    }
    for (size_t i = 1; i < out->goods->count; i++) {
        if (left[i] > 0 && out->stood[i] < full * out->goods->sizes[i].per_unit) {
            return i;
        }
    }
    return left[0] > 0 ? 0 : any;
}

static void add_group(writer *out, const rfi_filled_row *row, size_t group)
{
    int64_t left[RFI_PACK_SIZES];
    for (size_t i = 0; i < out->goods->count; i++) {
        left[i] = row->counts[group * out->goods->count + i];
    }
    int64_t at = row->groups[group].at;
    size_t size = next_size(out, left);
    while (size < out->goods->count) {
        left[size]--;
        at = size == 0 ? add_pod(out, row, at) : add_support(out, row, at, size);
        size = next_size(out, left);
    }
}

static int64_t racks_in(const rfi_goods *goods, const rfi_filled_row *row,
                        int64_t racks_per_pod)
{
    int64_t racks = 0;
    for (size_t i = 0; i < row->group_count * goods->count; i++) {
        racks += row->counts[i] * (i % goods->count == 0 ? racks_per_pod : 1);
    }
    return racks;
}

/* ---- aisles -------------------------------------------------------------------------- */
typedef struct reach { /* racks of one row: [next, end) of placed */
    size_t next, end;
} reach;

typedef struct aisle_list {
    rfi_arena *arena;
    rfi_aisle *aisles;
    size_t count, capacity;
} aisle_list;

static int64_t left_of(const rfi_frame *frame, const rfi_placed *placed)
{
    return frame->along_y ? placed->rect.y : placed->rect.x;
}

static int64_t right_of(const rfi_frame *frame, const rfi_placed *placed)
{
    return left_of(frame, placed) +
           (frame->along_y ? placed->rect.height : placed->rect.width);
}

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
static bool list_aisles(aisle_list *list, const writer *out, const rfi_filled_row *rows,
                        const reach *reaches, size_t row_count)
{
    const reach none = {0, 0};
    for (size_t i = 0; i <= row_count; i++) {
        bool hot = i % 2 != 0;
        int64_t v =
            i > 0 ? rows[i - 1].v + out->frame->depth : rows[0].v - out->frame->cold;
        if (!add_aisles(list, out, i > 0 ? reaches[i - 1] : none,
                        i < row_count ? reaches[i] : none, v, hot)) {
            return false;
        }
    }
    return true;
}

bool rfi_floor_emit(rfi_arena *arena, const rfi_layout_request *request,
                    const rfi_frame *frame, const rfi_goods *goods,
                    const rfi_filled_row *rows, size_t row_count, rfi_floor *ret_floor)
{
    int64_t racks = 0;
    for (size_t i = 0; i < row_count; i++) {
        racks += racks_in(goods, &rows[i], request->racks_per_pod);
    }
    writer out = {.request = request, .frame = frame, .goods = goods};
    out.placed = RFI_ARRAY(arena, (size_t)racks, rfi_placed);
    reach *reaches = RFI_ARRAY(arena, row_count, reach);
    aisle_list list = {.arena = arena};
    if (out.placed == NULL || reaches == NULL) {
        return false;
    }
    for (size_t i = 0; i < row_count; i++) {
        reaches[i].next = out.count;
        out.row += racks_in(goods, &rows[i], request->racks_per_pod) > 0;
        for (size_t g = 0; g < rows[i].group_count; g++) {
            add_group(&out, &rows[i], g);
        }
        reaches[i].end = out.count;
    }
    if (row_count > 0 && !list_aisles(&list, &out, rows, reaches, row_count)) {
        return false;
    }
    ret_floor->along_y = frame->along_y;
    ret_floor->rows = out.row;
    ret_floor->placed = out.placed;
    ret_floor->placed_count = out.count;
    ret_floor->pods = out.pods;
    ret_floor->aisles = list.aisles;
    ret_floor->aisle_count = list.count;
    return true;
}
