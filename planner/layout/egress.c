/* SPDX-License-Identifier: MIT */
/* In the frame of the rows, lengths doubled so that middles are whole. */
#include "planner/layout/egress.h"

#include "planner/base/checked.h"

typedef struct run { /* racks between two ways through the row */
    size_t first, end;
    int64_t low, high; /* its ends along the row */
} run;

bool rfi_hall_has_exit(const rfi_hall *hall)
{
    bool has = false;
    for (size_t i = 0; i < hall->door_count; i++) {
        has = has || !hall->doors[i].delivery;
    }
    return has;
}

static int64_t low_of(const rfi_floor *floor, const rfi_rect *r)
{
    return floor->along_y ? r->y : r->x;
}

static int64_t high_of(const rfi_floor *floor, const rfi_rect *r)
{
    return floor->along_y ? r->y + r->height : r->x + r->width;
}

static run run_at(const rfi_floor *floor, size_t first)
{
    const rfi_placed *placed = floor->placed;
    run own = {first, first + 1, low_of(floor, &placed[first].rect),
               high_of(floor, &placed[first].rect)};
    while (own.end < floor->placed_count && placed[own.end].row == placed[first].row &&
           low_of(floor, &placed[own.end].rect) - own.high < floor->perimeter) {
        own.high = high_of(floor, &placed[own.end].rect);
        own.end++;
    }
    return own;
}

/* Doubled: the middle of the cold aisle across the rows. */
static int64_t aisle_of(const rfi_floor *floor, const rfi_placed *p)
{
    bool up = p->front == RFI_FACING_UP || p->front == RFI_FACING_RIGHT;
    int64_t low = floor->along_y ? p->rect.x : p->rect.y;
    int64_t deep = floor->along_y ? p->rect.width : p->rect.height;
    return up ? 2 * (low + deep) + floor->aisle_cold : 2 * low - floor->aisle_cold;
}

static int64_t apart(int64_t a, int64_t b)
{
    return a < b ? b - a : a - b;
}

/* Doubled. */
static int64_t walk_of(const rfi_floor *floor, const run *own, const rfi_placed *p)
{
    int64_t u = low_of(floor, &p->rect) + high_of(floor, &p->rect);
    int64_t v = aisle_of(floor, p);
    const int64_t ends[2] = {2 * own->low, 2 * own->high};
    int64_t least = RFI_UNBOUNDED;
    for (size_t i = 0; i < floor->hall->door_count; i++) {
        const rfi_door *door = &floor->hall->doors[i];
        int64_t door_u = 2 * (floor->along_y ? door->at.y : door->at.x);
        int64_t door_v = 2 * (floor->along_y ? door->at.x : door->at.y);
        for (size_t e = 0; e < 2 && !door->delivery; e++) {
            least = rfi_min(least,
                            apart(u, ends[e]) + apart(ends[e], door_u) + apart(v, door_v));
        }
    }
    return least;
}

bool rfi_egress_far(rfi_arena *arena, const rfi_floor *floor, int64_t most,
                    rfi_rects *ret_far)
{
    *ret_far = (rfi_rects){.items = RFI_ARRAY(arena, floor->placed_count, rfi_rect)};
    if (ret_far->items == NULL || !rfi_hall_has_exit(floor->hall)) {
        return ret_far->items != NULL;
    }
    run own = {0};
    for (size_t i = 0; i < floor->placed_count; i++) {
        own = i == own.end ? run_at(floor, i) : own;
        if (rfi_div_ceil(walk_of(floor, &own, &floor->placed[i]), 2) > most) {
            ret_far->items[ret_far->count++] = floor->placed[i].rect;
            ret_far->racks++;
        }
    }
    return true;
}
