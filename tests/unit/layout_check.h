/* SPDX-License-Identifier: MIT */
/* Halls for tests, and a geometric check of a floor that knows nothing of how it was
 * searched: every rack, aisle, run, pod and unit is judged by its rectangles. */
#ifndef TESTS_UNIT_LAYOUT_CHECK_H
#define TESTS_UNIT_LAYOUT_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "planner/base/checked.h"
#include "planner/layout/layout.h"

enum { MOST_POINTS = 12, MOST_OBSTACLES = 80 };

typedef struct room {
    rfi_hall hall;
    rfi_point outline[MOST_POINTS];
    rfi_obstacle obstacles[MOST_OBSTACLES];
} room;

static inline void set_outline(room *r, const rfi_point *points, size_t count)
{
    memcpy(r->outline, points, count * sizeof(*points));
    r->hall.outline = r->outline;
    r->hall.outline_count = count;
    r->hall.obstacles = r->obstacles;
}

static inline void set_rectangle(room *r, int64_t width, int64_t height)
{
    memset(r, 0, sizeof(*r));
    const rfi_point points[4] = {{0, 0}, {width, 0}, {width, height}, {0, height}};
    set_outline(r, points, 4);
}

static inline void add_obstacle(room *r, rfi_obstacle_kind kind, int64_t x, int64_t y,
                                int64_t width, int64_t height)
{
    rfi_obstacle *obstacle = &r->obstacles[r->hall.obstacle_count++];
    obstacle->kind = kind;
    obstacle->at = (rfi_point){x, y};
    obstacle->size = (rfi_point){width, height};
}

/* 600 x 1200 mm racks, all ways 1200 mm, runs of 20, one rack a pod, no support racks. */
static inline rfi_layout_request plain_request(const room *r)
{
    return (rfi_layout_request){
        .hall = &r->hall,
        .rack_width = 600,
        .rack_depth = 1200,
        .racks_per_pod = 1,
        .pods_per_unit = 8,
        .cold_aisle = 1200,
        .hot_aisle = 1200,
        .perimeter = 1200,
        .row_racks = 20,
        .column_play = 600,
        .most_pods = INT64_MAX,
    };
}

static inline void add_support(rfi_layout_request *request, rfi_support_kind kind,
                               int64_t count, int64_t width)
{
    request->supports[request->support_count++] = (rfi_layout_support){kind, count, width};
}

/* ---- geometric check ----------------------------------------------------------------- */
static inline bool overlap(rfi_rect a, rfi_rect b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
           b.y < a.y + a.height;
}

static inline rfi_rect obstacle_rect(const rfi_obstacle *obstacle)
{
    return (rfi_rect){obstacle->at.x, obstacle->at.y, obstacle->size.x, obstacle->size.y};
}

/* Even-odd test of the centre of a one-millimetre square. */
static inline bool point_inside(const rfi_hall *hall, int64_t x, int64_t y)
{
    bool inside = false;
    for (size_t i = 0; i < hall->outline_count; i++) {
        rfi_point a = hall->outline[i];
        rfi_point b = hall->outline[(i + 1) % hall->outline_count];
        if (a.y == b.y && a.y <= y && ((a.x <= x && x < b.x) || (b.x <= x && x < a.x))) {
            inside = !inside;
        }
    }
    return inside;
}

/* No wall crosses the open rectangle and one inner point is inside. */
static inline bool rect_inside(const rfi_hall *hall, rfi_rect rect)
{
    for (size_t i = 0; i < hall->outline_count; i++) {
        rfi_point a = hall->outline[i];
        rfi_point b = hall->outline[(i + 1) % hall->outline_count];
        int64_t x0 = a.x < b.x ? a.x : b.x;
        int64_t x1 = a.x < b.x ? b.x : a.x;
        int64_t y0 = a.y < b.y ? a.y : b.y;
        int64_t y1 = a.y < b.y ? b.y : a.y;
        if (x0 < rect.x + rect.width && x1 > rect.x && y0 < rect.y + rect.height &&
            y1 > rect.y) {
            return false;
        }
    }
    return rect.width <= 0 || rect.height <= 0 || point_inside(hall, rect.x, rect.y);
}

static inline rfi_rect beside(rfi_rect rack, rfi_facing side, int64_t depth)
{
    switch (side) {
    case RFI_FACING_UP:
        return (rfi_rect){rack.x, rack.y + rack.height, rack.width, depth};
    case RFI_FACING_DOWN:
        return (rfi_rect){rack.x, rack.y - depth, rack.width, depth};
    case RFI_FACING_RIGHT:
        return (rfi_rect){rack.x + rack.width, rack.y, depth, rack.height};
    case RFI_FACING_LEFT:
        break;
    }
    return (rfi_rect){rack.x - depth, rack.y, depth, rack.height};
}

static inline rfi_facing opposite(rfi_facing side)
{
    const rfi_facing other[] = {RFI_FACING_DOWN, RFI_FACING_UP, RFI_FACING_LEFT,
                                RFI_FACING_RIGHT};
    return other[side];
}

static inline bool aisle_clear(const rfi_layout_request *request, rfi_rect aisle,
                               bool along_y)
{
    for (size_t i = 0; i < request->hall->obstacle_count; i++) {
        const rfi_obstacle *obstacle = &request->hall->obstacles[i];
        rfi_rect rect = obstacle_rect(obstacle);
        if (!overlap(rect, aisle)) {
            continue;
        }
        int64_t before = along_y ? rect.x - aisle.x : rect.y - aisle.y;
        int64_t behind = along_y ? aisle.x + aisle.width - rect.x - rect.width
                                 : aisle.y + aisle.height - rect.y - rect.height;
        if (obstacle->kind != RFI_OBSTACLE_COLUMN ||
            (before < request->column_play && behind < request->column_play)) {
            return false;
        }
    }
    return true;
}

static inline bool rack_stands(const rfi_layout_request *request, const rfi_floor *floor,
                               const rfi_placed *placed)
{
    int64_t p = request->perimeter;
    rfi_rect rack = placed->rect;
    rfi_rect ring = {rack.x - p, rack.y - p, rack.width + 2 * p, rack.height + 2 * p};
    rfi_rect front = beside(rack, placed->front, request->cold_aisle);
    rfi_rect rear = beside(rack, opposite(placed->front), request->hot_aisle);
    for (size_t i = 0; i < request->hall->obstacle_count; i++) {
        if (overlap(rack, obstacle_rect(&request->hall->obstacles[i]))) {
            return false;
        }
    }
    return rect_inside(request->hall, ring) && rect_inside(request->hall, front) &&
           rect_inside(request->hall, rear) &&
           aisle_clear(request, front, floor->along_y) &&
           aisle_clear(request, rear, floor->along_y);
}

static inline int64_t along(const rfi_floor *floor, const rfi_placed *placed)
{
    return floor->along_y ? placed->rect.y : placed->rect.x;
}

static inline int64_t across(const rfi_floor *floor, const rfi_placed *placed)
{
    return floor->along_y ? placed->rect.x : placed->rect.y;
}

static inline int64_t width_of(const rfi_floor *floor, const rfi_placed *placed)
{
    return floor->along_y ? placed->rect.height : placed->rect.width;
}

static inline void check_runs(const rfi_layout_request *request, const rfi_floor *floor)
{
    int64_t run = 0;
    for (size_t i = 0; i < floor->placed_count; i++) {
        const rfi_placed *own = &floor->placed[i];
        const rfi_placed *last = i > 0 ? own - 1 : NULL;
        bool fresh = last == NULL || last->row != own->row ||
                     along(floor, own) - along(floor, last) - width_of(floor, last) >=
                         request->perimeter;
        run = fresh ? 1 : run + 1;
        assert_true(run <= request->row_racks);
        if (last != NULL) {
            assert_true(own->row == last->row || own->row == last->row + 1);
            if (own->row == last->row) {
                assert_int_equal(across(floor, own), across(floor, last));
                assert_true(along(floor, own) >=
                            along(floor, last) + width_of(floor, last));
                assert_int_equal(own->front, last->front);
            } else {
                assert_true(across(floor, own) > across(floor, last));
            }
        }
        if (own->rack > 1) {
            assert_non_null(last);
            assert_int_equal(own->pod, last->pod);
            assert_int_equal(own->rack, last->rack + 1);
            assert_int_equal(along(floor, own), along(floor, last) + width_of(floor, last));
        }
    }
}

/* Pods are numbered from 1 on without a gap, each with its unit. */
static inline void check_numbers(const rfi_layout_request *request, const rfi_floor *floor)
{
    enum { MOST = 100000 };
    static bool seen[MOST + 1];
    int64_t pods = 0;
    int64_t units = (floor->pods + request->pods_per_unit - 1) / request->pods_per_unit;
    memset(seen, 0, sizeof(seen));
    for (size_t i = 0; i < floor->placed_count; i++) {
        const rfi_placed *own = &floor->placed[i];
        assert_in_range(own->unit, 1, units);
        if (own->rack == 1) {
            pods++;
            assert_in_range(own->pod, 1, rfi_min(floor->pods, MOST));
            assert_false(seen[own->pod]);
            seen[own->pod] = true;
        }
        if (own->pod > 0) {
            assert_int_equal(own->unit, (own->pod - 1) / request->pods_per_unit + 1);
            assert_int_equal(width_of(floor, own), request->rack_width);
        }
    }
    assert_int_equal(pods, floor->pods);
    size_t expected = (size_t)(pods * request->racks_per_pod);
    for (size_t s = 0; s < request->support_count; s++) {
        for (int64_t unit = 1; unit <= units; unit++) {
            int64_t standing = 0;
            for (size_t i = 0; i < floor->placed_count; i++) {
                const rfi_placed *own = &floor->placed[i];
                standing += own->pod == 0 && own->unit == unit &&
                            own->support == request->supports[s].kind &&
                            width_of(floor, own) == request->supports[s].width;
            }
            assert_int_equal(standing, request->supports[s].count);
        }
        expected += (size_t)(units * request->supports[s].count);
    }
    assert_int_equal(floor->placed_count, expected);
}

static inline void check_aisles(const rfi_layout_request *request, const rfi_floor *floor)
{
    for (size_t a = 0; a < floor->aisle_count; a++) {
        const rfi_aisle *aisle = &floor->aisles[a];
        assert_true(rect_inside(request->hall, aisle->rect));
        assert_int_equal(floor->along_y ? aisle->rect.width : aisle->rect.height,
                         aisle->hot ? request->hot_aisle : request->cold_aisle);
        for (size_t i = 0; i < floor->placed_count; i++) {
            assert_false(overlap(aisle->rect, floor->placed[i].rect));
        }
        for (size_t i = 0; i < request->hall->obstacle_count; i++) {
            assert_true(request->hall->obstacles[i].kind == RFI_OBSTACLE_COLUMN ||
                        !overlap(aisle->rect, obstacle_rect(&request->hall->obstacles[i])));
        }
    }
    for (size_t i = 0; i < floor->placed_count; i++) { /* each rack has both aisles drawn */
        const rfi_placed *own = &floor->placed[i];
        rfi_rect front = beside(own->rect, own->front, 1);
        rfi_rect rear = beside(own->rect, opposite(own->front), 1);
        bool cold = request->cold_aisle == 0;
        bool hot = request->hot_aisle == 0;
        for (size_t a = 0; a < floor->aisle_count; a++) {
            cold = cold || (!floor->aisles[a].hot && overlap(front, floor->aisles[a].rect));
            hot = hot || (floor->aisles[a].hot && overlap(rear, floor->aisles[a].rect));
        }
        assert_true(cold && hot);
    }
}

static inline void check_floor(const rfi_layout_request *request, const rfi_floor *floor)
{
    assert_ptr_equal(floor->hall, request->hall);
    assert_true(floor->pods <= floor->bound);
    assert_true(floor->pods <= request->most_pods);
    assert_non_null(floor->bound_reason);
    for (size_t i = 0; i < floor->placed_count; i++) {
        assert_true(rack_stands(request, floor, &floor->placed[i]));
        for (size_t j = 0; j < i; j++) {
            assert_false(overlap(floor->placed[i].rect, floor->placed[j].rect));
        }
    }
    check_runs(request, floor);
    check_numbers(request, floor);
    check_aisles(request, floor);
    assert_int_equal(floor->rows, floor->placed_count == 0
                                      ? 0
                                      : floor->placed[floor->placed_count - 1].row);
}

static inline rfi_floor place_and_check(rfi_arena *arena, const rfi_layout_request *request)
{
    rfi_floor floor;
    memset(&floor, 0xff, sizeof(floor));
    assert_true(rfi_layout_place(arena, request, &floor));
    check_floor(request, &floor);
    return floor;
}

static inline int64_t pods_of(const rfi_layout_request *request)
{
    rfi_arena *arena = rfi_arena_new();
    int64_t pods = place_and_check(arena, request).pods;
    rfi_arena_free(arena);
    return pods;
}

#endif
