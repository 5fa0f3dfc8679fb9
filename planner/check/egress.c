/* SPDX-License-Identifier: MIT */
/* The walk from before each rack to an exit, paced off again: to whichever end of the run,
 * to whichever exit, it is the least over both. */
#include "planner/check/bench.h"

/* Doubled coordinates: along the rows first. */
typedef struct spot {
    int64_t along, across;
} spot;

static spot spot_at(const rfi_floor *floor, int64_t x2, int64_t y2)
{
    return floor->along_y ? (spot){y2, x2} : (spot){x2, y2};
}

static int64_t pace(spot a, spot b)
{
    return rfi_max(a.along - b.along, b.along - a.along) +
           rfi_max(a.across - b.across, b.across - a.across);
}

/* Before the rack, in the middle of its cold aisle. */
static spot before(const rfi_floor *floor, const rfi_placed *p)
{
    int64_t x = 2 * p->rect.x + p->rect.width;
    int64_t y = 2 * p->rect.y + p->rect.height;
    switch (p->front) {
    case RFI_FACING_UP:
        y += p->rect.height + floor->aisle_cold;
        break;
    case RFI_FACING_DOWN:
        y -= p->rect.height + floor->aisle_cold;
        break;
    case RFI_FACING_RIGHT:
        x += p->rect.width + floor->aisle_cold;
        break;
    case RFI_FACING_LEFT:
        x -= p->rect.width + floor->aisle_cold;
        break;
    }
    return spot_at(floor, x, y);
}

static int64_t end_of(const rfi_floor *floor, const rfi_placed *p, bool high)
{
    const rfi_rect *r = &p->rect;
    int64_t low = floor->along_y ? r->y : r->x;
    return 2 * (low + (high ? (floor->along_y ? r->height : r->width) : 0));
}

/* Where people leave the run of rack i, towards low or high: the last rack that no way as
 * wide as the perimeter parts from it. */
static int64_t way_out(const rfi_floor *floor, size_t i, bool high)
{
    const rfi_placed *p = floor->placed;
    if (high) {
        while (i + 1 < floor->placed_count && p[i + 1].row == p[i].row &&
               end_of(floor, &p[i + 1], false) - end_of(floor, &p[i], true) <
                   2 * floor->perimeter) {
            i++;
        }
    } else {
        while (i > 0 && p[i - 1].row == p[i].row &&
               end_of(floor, &p[i], false) - end_of(floor, &p[i - 1], true) <
                   2 * floor->perimeter) {
            i--;
        }
    }
    return end_of(floor, &p[i], high);
}

static int64_t walk(const rfi_floor *floor, size_t i)
{
    const spot from = before(floor, &floor->placed[i]);
    int64_t least = RFI_UNBOUNDED;
    for (size_t k = 0; k < 2 * floor->hall->door_count; k++) {
        const rfi_door *door = &floor->hall->doors[k / 2];
        const spot corner = {way_out(floor, i, k % 2 != 0), from.across};
        if (!door->delivery) {
            const spot exit = spot_at(floor, 2 * door->at.x, 2 * door->at.y);
            least = rfi_min(least, pace(from, corner) + pace(corner, exit));
        }
    }
    return rfi_div_ceil(least, 2);
}

void rfi_bench_egress(rfi_bench *b, const rfi_floor *floor)
{
    bool any = false;
    for (size_t i = 0; i < floor->hall->door_count; i++) {
        any = any || !floor->hall->doors[i].delivery;
    }
    if (!any) {
        return;
    }
    int64_t most = rfi_or_rule(&floor->hall->egress, b->rules, RFI_RULE_EGRESS)->base;
    bool near = true;
    for (size_t i = 0; near && i < floor->placed_count; i++) {
        near = walk(floor, i) <= most;
    }
    rfi_bench_assert(b, RFI_REQ_FLOOR_SPACE, floor->hall->id, near,
                     "a rack is farther from an exit than people may have to walk");
}
