/* SPDX-License-Identifier: MIT */
/* Every test here is closed: touching is allowed, overlapping is not. A row that moves
 * between two neighbouring critical heights therefore is nowhere freer than at one of the
 * two, which is what makes the finite search over offsets exact. */
#include "planner/layout/frame.h"

#include <stdlib.h>

#include "planner/base/checked.h"

static int compare_int64(const void *a, const void *b)
{
    const int64_t *p = a;
    const int64_t *q = b;
    return (*p > *q) - (*p < *q);
}

static int compare_blocks(const void *a, const void *b)
{
    const rfi_frame_block *p = a;
    const rfi_frame_block *q = b;
    if (p->u0 != q->u0) {
        return p->u0 < q->u0 ? -1 : 1;
    }
    if (p->v0 != q->v0) {
        return p->v0 < q->v0 ? -1 : 1;
    }
    return (p->u1 > q->u1) - (p->u1 < q->u1);
}

static size_t sort_unique(int64_t *values, size_t count)
{
    if (count == 0) {
        return 0;
    }
    qsort(values, count, sizeof(*values), compare_int64);
    size_t kept = 1;
    for (size_t i = 1; i < count; i++) {
        if (values[i] != values[kept - 1]) {
            values[kept++] = values[i];
        }
    }
    return kept;
}

static rfi_point turned(rfi_point point, bool along_y)
{
    return along_y ? (rfi_point){point.y, point.x} : point;
}

/* ---- walls --------------------------------------------------------------------------- */
static size_t corner_count(const rfi_hall *hall)
{
    size_t count = hall->outline_count;
    for (size_t i = 0; i < hall->hole_count; i++) {
        count += hall->holes[i].corner_count;
    }
    return count;
}

/* Appends the level walls of one polygon that reach across the slab. */
static size_t add_walls(const rfi_slab *slab, const rfi_point *corners, size_t corner_count,
                        bool along_y, int64_t *walls, size_t count)
{
    for (size_t i = 0; i < corner_count; i++) {
        rfi_point a = turned(corners[i], along_y);
        rfi_point b = turned(corners[(i + 1) % corner_count], along_y);
        if (a.y == b.y && rfi_min(a.x, b.x) <= slab->u0 && rfi_max(a.x, b.x) >= slab->u1) {
            walls[count++] = a.y;
        }
    }
    return count;
}

static bool cut_slab(rfi_slab *slab, rfi_arena *arena, const rfi_hall *hall, bool along_y)
{
    int64_t *walls = RFI_ARRAY(arena, corner_count(hall), int64_t);
    if (walls == NULL) {
        return false;
    }
    size_t count = add_walls(slab, hall->outline, hall->outline_count, along_y, walls, 0);
    for (size_t i = 0; i < hall->hole_count; i++) {
        const rfi_hole *hole = &hall->holes[i];
        count = add_walls(slab, hole->corners, hole->corner_count, along_y, walls, count);
    }
    if (count > 0) {
        qsort(walls, count, sizeof(*walls), compare_int64);
    }
    slab->walls = walls;
    slab->wall_count = count / 2 * 2;
    return true;
}

static bool add_slabs(rfi_frame *frame, rfi_arena *arena, const rfi_hall *hall)
{
    size_t corners = corner_count(hall);
    int64_t *cuts = RFI_ARRAY(arena, corners, int64_t);
    frame->slabs = RFI_ARRAY(arena, corners, rfi_slab);
    if (cuts == NULL || frame->slabs == NULL) {
        return false;
    }
    frame->low = INT64_MAX;
    frame->high = INT64_MIN;
    for (size_t i = 0; i < hall->outline_count; i++) {
        rfi_point point = turned(hall->outline[i], frame->along_y);
        cuts[i] = point.x;
        frame->low = rfi_min(frame->low, point.y);
        frame->high = rfi_max(frame->high, point.y);
    }
    size_t seen = hall->outline_count;
    for (size_t i = 0; i < hall->hole_count; i++) {
        for (size_t k = 0; k < hall->holes[i].corner_count; k++) {
            cuts[seen++] = turned(hall->holes[i].corners[k], frame->along_y).x;
        }
    }
    size_t count = sort_unique(cuts, seen);
    for (size_t i = 0; i + 1 < count; i++) {
        rfi_slab *slab = &frame->slabs[frame->slab_count++];
        slab->u0 = cuts[i];
        slab->u1 = cuts[i + 1];
        if (!cut_slab(slab, arena, hall, frame->along_y)) {
            return false;
        }
    }
    return true;
}

static bool slab_holds(const rfi_slab *slab, int64_t v0, int64_t v1)
{
    for (size_t i = 0; i < slab->wall_count; i += 2) {
        if (slab->walls[i] <= v0 && slab->walls[i + 1] >= v1) {
            return true;
        }
    }
    return false;
}

/* ---- obstacles ----------------------------------------------------------------------- */
static void add_block(rfi_frame *frame, rfi_point at, rfi_point size, rfi_frame_block kind)
{
    rfi_point low = turned(at, frame->along_y);
    rfi_point across = turned(size, frame->along_y);
    rfi_frame_block block = kind;
    block.u0 = low.x;
    block.u1 = rfi_add(low.x, across.x);
    block.v0 = low.y;
    block.v1 = rfi_add(low.y, across.y);
    const rfi_slab *last = &frame->slabs[frame->slab_count - 1];
    if (block.u1 > frame->slabs[0].u0 && block.u0 < last->u1 && block.v1 > frame->low &&
        block.v0 < frame->high) {
        frame->blocks[frame->block_count++] = block;
    }
}

static bool add_blocks(rfi_frame *frame, rfi_arena *arena,
                       const rfi_layout_request *request)
{
    const rfi_hall *hall = request->hall;
    size_t most = hall->obstacle_count + request->closed_count;
    frame->blocks = RFI_ARRAY(arena, most, rfi_frame_block);
    frame->shut_capacity = 4 * most + 1;
    frame->shut = RFI_ARRAY(arena, frame->shut_capacity, rfi_frame_block);
    if (frame->blocks == NULL || frame->shut == NULL) {
        return false;
    }
    for (size_t i = 0; i < hall->obstacle_count; i++) {
        const rfi_obstacle *obstacle = &hall->obstacles[i];
        bool column = obstacle->kind == RFI_OBSTACLE_COLUMN;
        add_block(frame, obstacle->at, obstacle->size, (rfi_frame_block){.column = column});
    }
    for (size_t i = 0; i < request->closed_count; i++) {
        const rfi_rect *r = &request->closed[i];
        add_block(frame, (rfi_point){r->x, r->y}, (rfi_point){r->width, r->height},
                  (rfi_frame_block){.racks_only = true});
    }
    if (frame->block_count > 0) {
        qsort(frame->blocks, frame->block_count, sizeof(rfi_frame_block), compare_blocks);
    }
    return true;
}

/* ---- critical heights ---------------------------------------------------------------- */
/* Lower and upper edges of a row's parts, measured from its lower edge. */
typedef struct row_parts {
    int64_t front0, front1, rear0, rear1, span0, span1;
} row_parts;

static row_parts parts_of_row(const rfi_frame *frame, bool up)
{
    int64_t d = frame->depth;
    if (up) {
        return (row_parts){d, d + frame->cold, -frame->hot,
                           0, -frame->rear,    d + frame->front};
    }
    return (row_parts){-frame->cold, 0, d, d + frame->hot, -frame->front, d + frame->rear};
}

static bool add_critical(rfi_frame *frame, rfi_arena *arena, bool up)
{
    size_t walls = 0;
    for (size_t i = 0; i < frame->slab_count; i++) {
        walls += frame->slabs[i].wall_count;
    }
    int64_t *list = RFI_ARRAY(arena, walls * 2 + frame->block_count * 16 + 1, int64_t);
    if (list == NULL) {
        return false;
    }
    row_parts part = parts_of_row(frame, up);
    size_t count = 0;
    for (size_t i = 0; i < frame->slab_count; i++) {
        for (size_t j = 0; j < frame->slabs[i].wall_count; j++) {
            list[count++] = frame->slabs[i].walls[j] - part.span0;
            list[count++] = frame->slabs[i].walls[j] - part.span1;
        }
    }
    for (size_t i = 0; i < frame->block_count; i++) {
        const rfi_frame_block *block = &frame->blocks[i];
        const int64_t bands[3][2] = {
            {0, frame->depth}, {part.front0, part.front1}, {part.rear0, part.rear1}};
        for (size_t b = 0; b < (block->racks_only ? 1 : 3); b++) {
            list[count++] = block->v1 - bands[b][0];
            list[count++] = block->v0 - bands[b][1];
        }
        for (size_t b = 1; block->column && b < 3; b++) {
            list[count++] = block->v0 - bands[b][0] - frame->play;
            list[count++] = block->v1 - bands[b][1] + frame->play;
        }
    }
    frame->critical[up] = list;
    frame->critical_count[up] = sort_unique(list, count);
    return true;
}

bool rfi_frame_init(rfi_frame *frame, rfi_arena *arena, const rfi_layout_request *request,
                    bool along_y)
{
    *frame = (rfi_frame){
        .along_y = along_y,
        .depth = request->rack_depth,
        .cold = request->cold_aisle,
        .hot = request->hot_aisle,
        .perimeter = request->perimeter,
        .play = request->column_play,
        .panels = 2 * request->panel,
        .front = rfi_max(request->perimeter, request->cold_aisle),
        .rear = rfi_max(request->perimeter, request->hot_aisle),
        .pitch = 2 * request->rack_depth + request->cold_aisle + request->hot_aisle,
    };
    return add_slabs(frame, arena, request->hall) &&
           (frame->slab_count == 0 || add_blocks(frame, arena, request)) &&
           add_critical(frame, arena, false) && add_critical(frame, arena, true);
}

int64_t rfi_frame_row_at(const rfi_frame *frame, int64_t offset, int64_t index)
{
    int64_t half = index % 2 != 0 ? frame->depth + frame->hot : 0;
    return offset + index / 2 * frame->pitch + half;
}

size_t rfi_frame_most_stretches(const rfi_frame *frame)
{
    return frame->slab_count + frame->shut_capacity + 1;
}

/* ---- one row ------------------------------------------------------------------------- */
static void shut(rfi_frame *frame, size_t *count, const rfi_frame_block *block)
{
    if (*count < frame->shut_capacity) {
        frame->shut[(*count)++] =
            (rfi_frame_block){.u0 = block->u0, .u1 = block->u1, .column = block->column};
    }
}

/* Widest way left across the band at [u0, u1] among blocks first..last. */
static int64_t widest_way(const rfi_frame *frame, size_t first, size_t last, int64_t u0,
                          int64_t u1, int64_t v0, int64_t v1)
{
    int64_t widest = 0;
    int64_t from = v0;
    while (from < v1) {
        const rfi_frame_block *next = NULL;
        for (size_t i = first; i <= last; i++) {
            const rfi_frame_block *block = &frame->blocks[i];
            if (block->column && block->u0 < u1 && block->u1 > u0 && block->v1 > from &&
                block->v0 < v1 && (next == NULL || block->v0 < next->v0)) {
                next = block;
            }
        }
        widest = rfi_max(widest, (next == NULL ? v1 : next->v0) - from);
        if (next == NULL) {
            break;
        }
        from = next->v1;
    }
    return widest;
}

/* Columns first..last stand side by side: past each of them a straight way must remain. */
static void shut_cluster(rfi_frame *frame, size_t *count, size_t first, size_t last,
                         int64_t v0, int64_t v1)
{
    for (size_t i = first; i <= last; i++) {
        const rfi_frame_block *block = &frame->blocks[i];
        if (block->column && block->v0 < v1 && block->v1 > v0 &&
            widest_way(frame, first, last, block->u0, block->u1, v0, v1) < frame->play) {
            shut(frame, count, block);
        }
    }
}

static void shut_narrow_ways(rfi_frame *frame, size_t *count, int64_t v0, int64_t v1)
{
    size_t first = 0;
    bool open = false;
    int64_t end = 0;
    size_t last = 0;
    for (size_t i = 0; i < frame->block_count; i++) {
        const rfi_frame_block *block = &frame->blocks[i];
        if (!block->column || block->v0 >= v1 || block->v1 <= v0) {
            continue;
        }
        if (open && block->u0 >= end) {
            shut_cluster(frame, count, first, last, v0, v1);
            open = false;
        }
        if (!open) {
            first = i;
            end = block->u1;
            open = true;
        }
        end = rfi_max(end, block->u1);
        last = i;
    }
    if (open) {
        shut_cluster(frame, count, first, last, v0, v1);
    }
}

static size_t shut_parts(rfi_frame *frame, int64_t v, bool up)
{
    row_parts part = parts_of_row(frame, up);
    int64_t low = v + rfi_min(part.front0, part.rear0);
    int64_t high = v + rfi_max(part.front1, part.rear1);
    size_t count = 0;
    bool columns = false;
    for (size_t i = 0; i < frame->block_count; i++) {
        const rfi_frame_block *block = &frame->blocks[i];
        if (block->v0 >= high || block->v1 <= low) {
            continue;
        }
        bool in_row = block->v0 < v + frame->depth && block->v1 > v;
        if (in_row || (!block->column && !block->racks_only)) {
            shut(frame, &count, block);
        }
        columns = columns || block->column;
    }
    if (columns) {
        size_t before = count;
        shut_narrow_ways(frame, &count, v + part.front0, v + part.front1);
        shut_narrow_ways(frame, &count, v + part.rear0, v + part.rear1);
        if (count > before) {
            qsort(frame->shut, count, sizeof(rfi_frame_block), compare_blocks);
        }
    }
    return count;
}

static size_t cut_bay(const rfi_frame *frame, size_t shut_count, int64_t from, int64_t to,
                      rfi_stretch *ret_stretches)
{
    size_t count = 0;
    bool parted = true;
    for (size_t i = 0; i < shut_count && from < to; i++) {
        const rfi_frame_block *block = &frame->shut[i];
        if (block->u0 > from && block->u0 < to) {
            ret_stretches[count] =
                (rfi_stretch){from, block->u0, count == 0, false, parted};
            count++;
            parted = false;
        }
        if (block->u0 < to) {
            parted = parted || !block->column;
            from = rfi_max(from, block->u1);
        }
    }
    if (from < to) {
        ret_stretches[count] = (rfi_stretch){from, to, count == 0, false, parted};
        count++;
    }
    return count;
}

static size_t list_stretches(rfi_frame *frame, int64_t v, bool up,
                             rfi_stretch *ret_stretches)
{
    row_parts part = parts_of_row(frame, up);
    int64_t v0 = v + part.span0;
    int64_t v1 = v + part.span1;
    size_t count = 0;
    size_t shut_count = SIZE_MAX;
    for (size_t i = 0; i < frame->slab_count; i++) {
        if (!slab_holds(&frame->slabs[i], v0, v1)) {
            continue;
        }
        int64_t from = frame->slabs[i].u0 + frame->perimeter;
        while (i + 1 < frame->slab_count && slab_holds(&frame->slabs[i + 1], v0, v1)) {
            i++;
        }
        int64_t to = frame->slabs[i].u1 - frame->perimeter;
        if (shut_count == SIZE_MAX) {
            shut_count = shut_parts(frame, v, up);
        }
        count += cut_bay(frame, shut_count, from, to, ret_stretches + count);
    }
    return count;
}

/* First stretch that has room for the panels of the row; count: none. */
static size_t panels_in(const rfi_frame *frame, const rfi_stretch *stretches, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (stretches[i].to - stretches[i].from >= frame->panels) {
            return i;
        }
    }
    return count;
}

size_t rfi_frame_row(rfi_frame *frame, int64_t v, bool up, rfi_stretch *ret_stretches)
{
    size_t count = list_stretches(frame, v, up, ret_stretches);
    if (frame->panels == 0) {
        return count;
    }
    size_t at = panels_in(frame, ret_stretches, count);
    if (at == count) {
        return 0; /* nothing can be fed */
    }
    ret_stretches[at].from += frame->panels;
    if (ret_stretches[at].from < ret_stretches[at].to) {
        return count;
    }
    if (at + 1 < count) { /* what parted the used-up one parts the next */
        ret_stretches[at + 1].apart |= ret_stretches[at].apart;
        ret_stretches[at + 1].parted |= ret_stretches[at].parted;
    }
    for (size_t i = at + 1; i < count; i++) {
        ret_stretches[i - 1] = ret_stretches[i];
    }
    return count - 1;
}

bool rfi_frame_panels(rfi_frame *frame, int64_t v, bool up, rfi_stretch *scratch,
                      int64_t *ret_at)
{
    size_t count = list_stretches(frame, v, up, scratch);
    size_t at = panels_in(frame, scratch, count);
    *ret_at = at < count ? scratch[at].from : 0;
    return at < count;
}

bool rfi_frame_clear(const rfi_frame *frame, int64_t u0, int64_t u1, int64_t v0, int64_t v1)
{
    for (size_t i = 0; i < frame->slab_count; i++) {
        const rfi_slab *slab = &frame->slabs[i];
        if (slab->u0 < u1 && slab->u1 > u0 && !slab_holds(slab, v0, v1)) {
            return false;
        }
    }
    for (size_t i = 0; i < frame->block_count; i++) {
        const rfi_frame_block *block = &frame->blocks[i];
        if (!block->column && !block->racks_only && block->u0 < u1 && block->u1 > u0 &&
            block->v0 < v1 && block->v1 > v0) {
            return false;
        }
    }
    return true;
}
