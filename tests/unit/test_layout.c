/* SPDX-License-Identifier: MIT */
/* Racks in rows: halls that hold nothing first, then counts worked out by hand, then a
 * geometric check of random halls that knows nothing of how they were searched. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "planner/layout/layout.h"

enum { MOST_POINTS = 12, MOST_OBSTACLES = 80 };

typedef struct room {
    rfi_hall hall;
    rfi_point outline[MOST_POINTS];
    rfi_obstacle obstacles[MOST_OBSTACLES];
} room;

static void set_outline(room *r, const rfi_point *points, size_t count)
{
    memcpy(r->outline, points, count * sizeof(*points));
    r->hall.outline = r->outline;
    r->hall.outline_count = count;
    r->hall.obstacles = r->obstacles;
}

static void set_rectangle(room *r, int64_t width, int64_t height)
{
    memset(r, 0, sizeof(*r));
    const rfi_point points[4] = {{0, 0}, {width, 0}, {width, height}, {0, height}};
    set_outline(r, points, 4);
}

static void add_obstacle(room *r, rfi_obstacle_kind kind, int64_t x, int64_t y,
                         int64_t width, int64_t height)
{
    rfi_obstacle *obstacle = &r->obstacles[r->hall.obstacle_count++];
    obstacle->kind = kind;
    obstacle->at = (rfi_point){x, y};
    obstacle->size = (rfi_point){width, height};
}

/* 600 x 1200 mm racks, all ways 1200 mm, runs of 20, one rack a pod, no support racks. */
static rfi_layout_request plain_request(const room *r)
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

static void add_support(rfi_layout_request *request, rfi_support_kind kind, int64_t count,
                        int64_t width)
{
    request->supports[request->support_count++] = (rfi_layout_support){kind, count, width};
}

/* ---- geometric check ----------------------------------------------------------------- */
static bool overlap(rfi_rect a, rfi_rect b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
           b.y < a.y + a.height;
}

static rfi_rect obstacle_rect(const rfi_obstacle *obstacle)
{
    return (rfi_rect){obstacle->at.x, obstacle->at.y, obstacle->size.x, obstacle->size.y};
}

/* Even-odd test of the centre of a one-millimetre square. */
static bool point_inside(const rfi_hall *hall, int64_t x, int64_t y)
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
static bool rect_inside(const rfi_hall *hall, rfi_rect rect)
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

static rfi_rect beside(rfi_rect rack, rfi_facing side, int64_t depth)
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

static rfi_facing opposite(rfi_facing side)
{
    const rfi_facing other[] = {RFI_FACING_DOWN, RFI_FACING_UP, RFI_FACING_LEFT,
                                RFI_FACING_RIGHT};
    return other[side];
}

static bool aisle_clear(const rfi_layout_request *request, rfi_rect aisle, bool along_y)
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

static bool rack_stands(const rfi_layout_request *request, const rfi_floor *floor,
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

static int64_t along(const rfi_floor *floor, const rfi_placed *placed)
{
    return floor->along_y ? placed->rect.y : placed->rect.x;
}

static int64_t across(const rfi_floor *floor, const rfi_placed *placed)
{
    return floor->along_y ? placed->rect.x : placed->rect.y;
}

static int64_t width_of(const rfi_floor *floor, const rfi_placed *placed)
{
    return floor->along_y ? placed->rect.height : placed->rect.width;
}

static void check_runs(const rfi_layout_request *request, const rfi_floor *floor)
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

static void check_numbers(const rfi_layout_request *request, const rfi_floor *floor)
{
    int64_t pods = 0;
    int64_t units = (floor->pods + request->pods_per_unit - 1) / request->pods_per_unit;
    for (size_t i = 0; i < floor->placed_count; i++) {
        const rfi_placed *own = &floor->placed[i];
        assert_in_range(own->unit, 1, units);
        if (own->rack == 1) {
            pods++;
            assert_int_equal(own->pod, pods);
            assert_int_equal(own->unit, (pods - 1) / request->pods_per_unit + 1);
        }
        if (own->pod > 0) {
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

static void check_aisles(const rfi_layout_request *request, const rfi_floor *floor)
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

static void check_floor(const rfi_layout_request *request, const rfi_floor *floor)
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

static rfi_floor place_and_check(rfi_arena *arena, const rfi_layout_request *request)
{
    rfi_floor floor;
    memset(&floor, 0xff, sizeof(floor));
    assert_true(rfi_layout_place(arena, request, &floor));
    check_floor(request, &floor);
    return floor;
}

static int64_t pods_of(const rfi_layout_request *request)
{
    rfi_arena *arena = rfi_arena_new();
    int64_t pods = place_and_check(arena, request).pods;
    rfi_arena_free(arena);
    return pods;
}

/* ---- nothing fits -------------------------------------------------------------------- */
static void nothing_stands_in_a_hall_without_room(void **state)
{
    (void)state;
    room r;
    rfi_arena *arena = rfi_arena_new();
    set_rectangle(&r, 2000, 2000); /* smaller than twice the perimeter */
    rfi_layout_request request = plain_request(&r);
    rfi_floor floor = place_and_check(arena, &request);
    assert_int_equal(floor.pods, 0);
    assert_int_equal(floor.bound, 0);
    assert_int_equal(floor.aisle_count, 0);
    assert_string_equal(floor.bound_reason,
                        "no row with its aisles fits between the walls");
    set_rectangle(&r, 3000, 3599); /* one millimetre short across */
    assert_int_equal(pods_of(&request), 0);
    set_rectangle(&r, 2999, 3600); /* one millimetre short along */
    assert_int_equal(pods_of(&request), 0);
    set_rectangle(&r, 3000, 3600);
    assert_int_equal(pods_of(&request), 1);
    r.hall.outline = NULL;
    r.hall.outline_count = 0;
    assert_int_equal(pods_of(&request), 0);
    rfi_arena_free(arena);
}

static void impossible_requests_hold_nothing(void **state)
{
    (void)state;
    room r;
    set_rectangle(&r, 30000, 20000);
    rfi_layout_request request = plain_request(&r);
    request.most_pods = 0;
    assert_int_equal(pods_of(&request), 0);
    request = plain_request(&r);
    request.rack_width = 0;
    assert_int_equal(pods_of(&request), 0);
    request = plain_request(&r);
    request.racks_per_pod = 21; /* longer than the longest run */
    assert_int_equal(pods_of(&request), 0);
    request = plain_request(&r);
    request.cold_aisle = INT64_MAX;
    assert_int_equal(pods_of(&request), 0);
    request = plain_request(&r);
    add_support(&request, RFI_SUPPORT_STORAGE, INT64_MAX / 4, 600);
    assert_int_equal(pods_of(&request), 0);
    set_rectangle(&r, INT64_C(6000000), 20000); /* not searched, and said so */
    request = plain_request(&r);
    rfi_arena *arena = rfi_arena_new();
    rfi_floor floor = place_and_check(arena, &request);
    assert_int_equal(floor.pods, 0);
    assert_int_equal(floor.bound, 83333);
    rfi_arena_free(arena);
}

static void a_hall_full_of_column_holds_nothing(void **state)
{
    (void)state;
    room r;
    set_rectangle(&r, 10000, 8000);
    add_obstacle(&r, RFI_OBSTACLE_COLUMN, 0, 0, 10000, 8000);
    rfi_layout_request request = plain_request(&r);
    assert_int_equal(pods_of(&request), 0);
    r.obstacles[0].kind = RFI_OBSTACLE_KEEP_OUT;
    r.obstacles[0].at = (rfi_point){-5000, -5000};
    r.obstacles[0].size = (rfi_point){INT64_MAX, INT64_MAX};
    assert_int_equal(pods_of(&request), 0);
}

/* ---- by hand ------------------------------------------------------------------------- */
/* 14.4 m along x less 2.4 m: 20 positions. Across: 1.2 + rows; 8.4 m take cold 1.2, row,
 * hot, row, cold = 7.2; a third row would need 1.2 more behind it: 9.6. */
static void rectangles_hold_what_is_counted_by_hand(void **state)
{
    (void)state;
    room r;
    rfi_arena *arena = rfi_arena_new();
    set_rectangle(&r, 14400, 6000);
    rfi_layout_request request = plain_request(&r);
    rfi_floor floor = place_and_check(arena, &request);
    assert_int_equal(floor.pods, 40);
    assert_int_equal(floor.bound, 40);
    assert_int_equal(floor.rows, 2);
    assert_false(floor.along_y);
    assert_string_equal(floor.bound_reason,
                        "at most 2 rows of 20 positions along x, 40 positions in all");
    const rfi_placed *first = &floor.placed[0];
    assert_int_equal(first->rect.x, 1200);
    assert_int_equal(first->rect.y, 1200);
    assert_int_equal(first->rect.width, 600);
    assert_int_equal(first->rect.height, 1200);
    assert_int_equal(first->front, RFI_FACING_DOWN);
    assert_int_equal(floor.placed[20].front, RFI_FACING_UP);
    assert_int_equal(floor.placed[20].rect.y, 3600);
    assert_int_equal(floor.aisle_count, 3);
    assert_false(floor.aisles[0].hot);
    assert_true(floor.aisles[1].hot);
    assert_int_equal(floor.aisles[1].rect.x, 1200);
    assert_int_equal(floor.aisles[1].rect.y, 2400);
    assert_int_equal(floor.aisles[1].rect.width, 12000);
    assert_int_equal(floor.aisles[1].rect.height, 1200);
    set_rectangle(&r, 14400, 5999); /* 1 row of 20 along x, 5 rows of 5 along y */
    assert_int_equal(pods_of(&request), 25);
    set_rectangle(&r, 14400, 8399); /* 2 rows of 20 along x, 5 rows of 9 along y */
    assert_int_equal(pods_of(&request), 45);
    set_rectangle(&r, 14400, 8400); /* an odd third row, rear to the wall */
    assert_int_equal(pods_of(&request), 60);
    rfi_arena_free(arena);
}

/* 60 x 30 m: 57.6 m along are 96 places; 20 + gap 2: 4 x 20 + 8 = 88, 10 with 4 gaps: 88.
 * Across 27.6 = 12 x 2.4 - 1.2: 12 rows. */
static void rows_turn_where_more_fits(void **state)
{
    (void)state;
    room r;
    rfi_arena *arena = rfi_arena_new();
    set_rectangle(&r, 60000, 30000);
    rfi_layout_request request = plain_request(&r);
    rfi_floor floor = place_and_check(arena, &request);
    assert_int_equal(floor.pods, 12 * 88);
    assert_int_equal(floor.bound, 12 * 88);
    set_rectangle(&r, 6000, 14400);
    floor = place_and_check(arena, &request);
    assert_int_equal(floor.pods, 40);
    assert_true(floor.along_y);
    assert_int_equal(floor.placed[0].front, RFI_FACING_LEFT);
    assert_int_equal(floor.placed[39].front, RFI_FACING_RIGHT);
    assert_int_equal(floor.placed[39].rect.x, 3600);
    assert_int_equal(floor.placed[39].rect.y, 12600);
    assert_string_equal(floor.bound_reason,
                        "at most 2 rows of 20 positions along y, 40 positions in all");
    rfi_arena_free(arena);
}

static void a_row_is_cut_by_cross_aisles(void **state)
{
    (void)state;
    room r;
    rfi_arena *arena = rfi_arena_new();
    set_rectangle(&r, 2400 + 10 * 600, 3600);
    rfi_layout_request request = plain_request(&r);
    request.row_racks = 4; /* 4, aisle of 2, 4 */
    rfi_floor floor = place_and_check(arena, &request);
    assert_int_equal(floor.pods, 8);
    assert_int_equal(floor.placed[3].rect.x, 3000);
    assert_int_equal(floor.placed[4].rect.x, 4800);
    request.racks_per_pod = 2;
    assert_int_equal(pods_of(&request), 4);
    request.row_racks = 5; /* runs of 4: pods are not split over runs of 5 and 3 */
    assert_int_equal(pods_of(&request), 4);
    request.row_racks = 3; /* 2, aisle, 2, aisle, 2 */
    assert_int_equal(pods_of(&request), 3);
    rfi_arena_free(arena);
}

static void support_racks_are_counted_per_unit(void **state)
{
    (void)state;
    room r;
    rfi_arena *arena = rfi_arena_new();
    set_rectangle(&r, 14400, 3600); /* one row of 20 */
    rfi_layout_request request = plain_request(&r);
    request.pods_per_unit = 4;
    add_support(&request, RFI_SUPPORT_NETWORK, 1, 600);
    add_support(&request, RFI_SUPPORT_MANAGEMENT, 1, 600);
    rfi_floor floor = place_and_check(arena, &request); /* 4 + 2, 4 + 2, 4 + 2: 18; + 0 */
    assert_int_equal(floor.pods, 12);
    assert_int_equal(floor.placed[4].pod, 0);
    assert_int_equal(floor.placed[4].unit, 1);
    assert_int_equal(floor.placed[4].support, RFI_SUPPORT_NETWORK);
    assert_int_equal(floor.placed[5].support, RFI_SUPPORT_MANAGEMENT);
    assert_int_equal(floor.placed[6].pod, 5);
    assert_string_equal(floor.bound_reason, "at most 1 row of 20 positions along x, 20 "
                                            "positions in all, of which 6 support racks "
                                            "take their places");
    request.pods_per_unit = 5; /* 5 + 2, 5 + 2, 4 + 2: 20 */
    assert_int_equal(pods_of(&request), 14);
    request.pods_per_unit = 4;
    request.supports[1] = (rfi_layout_support){RFI_SUPPORT_CDU, 1, 1200};
    /* 4 x 600 + 600 + 1200 = 4200: twice, 3600 left take 3 pods, 600 and 1200 */
    floor = place_and_check(arena, &request);
    assert_int_equal(floor.pods, 11);
    assert_int_equal(floor.bound, 11);
    rfi_arena_free(arena);
}

static void no_more_than_most_pods_stand(void **state)
{
    (void)state;
    room r;
    rfi_arena *arena = rfi_arena_new();
    set_rectangle(&r, 14400, 6000);
    rfi_layout_request request = plain_request(&r);
    request.most_pods = 25;
    rfi_floor floor = place_and_check(arena, &request);
    assert_int_equal(floor.pods, 25);
    assert_int_equal(floor.bound, 40);
    assert_int_equal(floor.rows, 2);
    assert_int_equal(floor.placed[24].rect.x, 1200 + 4 * 600);
    request.most_pods = 7;
    floor = place_and_check(arena, &request);
    assert_int_equal(floor.pods, 7);
    assert_int_equal(floor.rows, 1);
    assert_int_equal(floor.aisle_count, 2);
    request.most_pods = 41;
    assert_int_equal(pods_of(&request), 40);
    rfi_arena_free(arena);
}

/* L: 14.4 x 6 m with 7.2 x 2.4 m cut from the upper right corner. The upper row has 7.2 m
 * less 2.4 m: 8 positions; the lower row needs 1.2 m behind it: full 20. */
static void the_arm_of_an_l_is_used(void **state)
{
    (void)state;
    room r;
    memset(&r, 0, sizeof(r));
    const rfi_point points[6] = {{0, 0},       {14400, 0},   {14400, 3600},
                                 {7200, 3600}, {7200, 6000}, {0, 6000}};
    set_outline(&r, points, 6);
    rfi_layout_request request = plain_request(&r);
    rfi_arena *arena = rfi_arena_new();
    rfi_floor floor = place_and_check(arena, &request);
    assert_int_equal(floor.pods, 28);
    assert_int_equal(floor.bound, 28);
    assert_string_equal(floor.bound_reason, "at most 1 row of 20 positions, 1 row of 8 "
                                            "positions along x, 28 positions in all");
    rfi_arena_free(arena);
}

/* Columns of 0.4 m in the middle of a hall of two rows. */
static void columns_stand_in_rows_or_aisles(void **state)
{
    (void)state;
    room r;
    set_rectangle(&r, 14400, 6000);
    add_obstacle(&r, RFI_OBSTACLE_COLUMN, 7000, 2800, 400, 400); /* in the hot aisle */
    rfi_layout_request request = plain_request(&r);
    request.column_play = 400;
    assert_int_equal(pods_of(&request), 40);
    request.column_play = 401; /* 5.8 m: 9 and 9 positions in both rows */
    assert_int_equal(pods_of(&request), 36);
    r.obstacles[0].at = (rfi_point){7000, 1800}; /* in the lower row */
    assert_int_equal(pods_of(&request), 38);
    r.obstacles[0].kind = RFI_OBSTACLE_EQUIPMENT; /* in the hot aisle now: both rows */
    r.obstacles[0].at = (rfi_point){7000, 2800};
    request.column_play = 0;
    assert_int_equal(pods_of(&request), 36);
}

/* Each of the two leaves 0.4 m on its own; side by side they leave 0.2 m between them. */
static void columns_side_by_side_leave_one_way(void **state)
{
    (void)state;
    room r;
    set_rectangle(&r, 14400, 6000);
    add_obstacle(&r, RFI_OBSTACLE_COLUMN, 7000, 2400, 400, 600);
    rfi_layout_request request = plain_request(&r);
    request.column_play = 400;
    assert_int_equal(pods_of(&request), 40);
    add_obstacle(&r, RFI_OBSTACLE_COLUMN, 7000, 3200, 400, 400);
    assert_int_equal(pods_of(&request), 36);
    request.column_play = 200;
    assert_int_equal(pods_of(&request), 40);
}

/* Four rows of 40 with 0.6 m to spare across; hot aisle at 7.2..8.4 m when unshifted. */
static void rows_shift_to_bring_columns_into_aisles(void **state)
{
    (void)state;
    room r;
    set_rectangle(&r, 26400, 11400);
    for (int i = 0; i < 4; i++) { /* up to 8.6 m, into the fourth row */
        add_obstacle(&r, RFI_OBSTACLE_COLUMN, 3000 + 6000 * i, 8000, 400, 600);
    }
    rfi_layout_request request = plain_request(&r);
    request.row_racks = 40;
    request.column_play = 500;
    rfi_arena *arena = rfi_arena_new();
    rfi_floor floor = place_and_check(arena, &request);
    assert_int_equal(floor.pods, 160);
    assert_int_equal(floor.placed[0].rect.y, 1400);
    for (int i = 0; i < 4; i++) { /* 0.2 m too near to the fourth row */
        r.obstacles[i].at.y = 7600;
    }
    floor = place_and_check(arena, &request);
    assert_int_equal(floor.pods, 160);
    assert_int_equal(floor.placed[0].rect.y, 1500);
    rfi_arena_free(arena);
}

/* ---- random halls -------------------------------------------------------------------- */
static uint64_t next_random(uint64_t *seed) /* SplitMix64 */
{
    uint64_t z = (*seed += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

static int64_t pick(uint64_t *seed, int64_t low, int64_t high)
{
    return low + (int64_t)(next_random(seed) % (uint64_t)(high - low + 1));
}

static void random_outline(room *r, uint64_t *seed)
{
    int64_t w = pick(seed, 60, 320) * 100;
    int64_t h = pick(seed, 60, 240) * 100;
    set_rectangle(r, w, h);
    int64_t x = pick(seed, 20, w / 100 - 20) * 100;
    int64_t y = pick(seed, 20, h / 100 - 20) * 100;
    int64_t x2 = pick(seed, x / 100, w / 100 - 10) * 100;
    const rfi_point l[6] = {{0, 0}, {w, 0}, {w, y}, {x, y}, {x, h}, {0, h}};
    const rfi_point mirrored[6] = {{0, y}, {x, y}, {x, 0}, {w, 0}, {w, h}, {0, h}};
    const rfi_point u[8] = {{0, 0},        {w, 0}, {w, h}, {x2 + 500, h},
                            {x2 + 500, y}, {x, y}, {x, h}, {0, h}};
    switch (pick(seed, 0, 5)) {
    case 0:
        set_outline(r, l, 6);
        break;
    case 1:
        set_outline(r, mirrored, 6);
        break;
    case 2:
        set_outline(r, u, 8);
        break;
    default:
        break;
    }
}

static void random_obstacles(room *r, uint64_t *seed)
{
    if (pick(seed, 0, 1) == 0) { /* a grid of columns */
        int64_t size = pick(seed, 3, 8) * 100;
        int64_t pitch = pick(seed, 40, 80) * 100;
        for (int64_t i = pick(seed, 10, 60) * 100; i < 32000; i += pitch) {
            for (int64_t j = pick(seed, 10, 60) * 100; j < 24000; j += pitch) {
                if (r->hall.obstacle_count < MOST_OBSTACLES - 6) {
                    add_obstacle(r, RFI_OBSTACLE_COLUMN, i, j, size, size);
                }
            }
        }
    }
    for (int64_t n = pick(seed, 0, 5); n > 0; n--) {
        add_obstacle(r, (rfi_obstacle_kind)pick(seed, 0, 2), pick(seed, -10, 300) * 100,
                     pick(seed, -10, 220) * 100, pick(seed, 1, 40) * 100,
                     pick(seed, 1, 40) * 100);
    }
}

static rfi_layout_request random_request(const room *r, uint64_t *seed, bool equal)
{
    rfi_layout_request request = plain_request(r);
    request.rack_width = pick(seed, 0, 3) == 0 ? 800 : 600;
    request.rack_depth = pick(seed, 10, 14) * 100;
    request.racks_per_pod = pick(seed, 1, 4);
    request.pods_per_unit = pick(seed, 1, 9);
    request.cold_aisle = pick(seed, 9, 18) * 100;
    request.hot_aisle = pick(seed, 9, 15) * 100;
    request.perimeter = pick(seed, 0, 3) == 0 ? 700 : 1200;
    request.row_racks = pick(seed, 0, 2) == 0 ? 1000 : pick(seed, 4, 20);
    request.column_play = pick(seed, 0, 9) * 100;
    const int64_t widths[3] = {request.rack_width, 1200, 700};
    for (int64_t i = pick(seed, 0, 3); i > 0; i--) {
        add_support(&request, (rfi_support_kind)(i - 1), pick(seed, 1, 3),
                    widths[equal ? 0 : i - 1]);
    }
    return request;
}

static void turn_room(room *to, const room *from)
{
    *to = *from;
    for (size_t i = 0; i < from->hall.outline_count; i++) { /* stays counter-clockwise */
        rfi_point point = from->outline[from->hall.outline_count - 1 - i];
        to->outline[i] = (rfi_point){point.y, point.x};
    }
    for (size_t i = 0; i < from->hall.obstacle_count; i++) {
        const rfi_obstacle *obstacle = &from->obstacles[i];
        to->obstacles[i].at = (rfi_point){obstacle->at.y, obstacle->at.x};
        to->obstacles[i].size = (rfi_point){obstacle->size.y, obstacle->size.x};
    }
    to->hall.outline = to->outline;
    to->hall.obstacles = to->obstacles;
}

static void random_floors_pass_the_geometric_check(void **state)
{
    (void)state;
    int64_t standing = 0;
    int64_t tight = 0;
    for (uint64_t seed = 1; seed <= 500; seed++) {
        uint64_t random = seed;
        room r;
        random_outline(&r, &random);
        random_obstacles(&r, &random);
        rfi_layout_request request = random_request(&r, &random, seed % 2 == 0);
        rfi_arena *arena = rfi_arena_new();
        rfi_floor floor = place_and_check(arena, &request);
        standing += floor.pods > 0;
        tight += floor.pods == floor.bound;
        if (floor.pods > 1) {
            request.most_pods = pick(&random, 1, floor.pods - 1);
            rfi_floor fewer = place_and_check(arena, &request);
            assert_int_equal(fewer.pods, request.most_pods);
            assert_int_equal(fewer.bound, floor.bound);
        }
        rfi_arena_free(arena);
    }
    assert_true(standing > 350);
    assert_true(tight > 150);
    print_message("# %lld halls with pods, %lld placed as many as bounded\n",
                  (long long)standing, (long long)tight);
}

static void a_turned_hall_holds_the_same(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 200; seed++) {
        uint64_t random = seed * 977;
        room r;
        room turned;
        random_outline(&r, &random);
        random_obstacles(&r, &random);
        turn_room(&turned, &r);
        rfi_layout_request request = random_request(&r, &random, seed % 2 == 0);
        int64_t pods = pods_of(&request);
        request.hall = &turned.hall;
        assert_int_equal(pods_of(&request), pods);
    }
}

static void a_larger_hall_never_holds_less(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        uint64_t random = seed * 1009;
        room r;
        set_rectangle(&r, pick(&random, 50, 200) * 100, pick(&random, 50, 200) * 100);
        random_obstacles(&r, &random);
        rfi_layout_request request = random_request(&r, &random, true);
        int64_t pods = pods_of(&request);
        for (int step = 0; step < 12; step++) {
            bool wider = pick(&random, 0, 1) == 0;
            int64_t more = pick(&random, 1, 900);
            for (size_t i = 0; i < 4; i++) {
                rfi_point *point = &r.outline[i];
                point->x += wider && point->x > 0 ? more : 0;
                point->y += !wider && point->y > 0 ? more : 0;
            }
            int64_t now = pods_of(&request);
            assert_true(now >= pods);
            pods = now;
        }
    }
}

static double milliseconds(const rfi_layout_request *request)
{
    double best = 1e9;
    for (int i = 0; i < 20; i++) {
        rfi_arena *arena = rfi_arena_new();
        rfi_floor floor;
        struct timespec from;
        struct timespec to;
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &from);
        assert_true(rfi_layout_place(arena, request, &floor));
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &to);
        rfi_arena_free(arena);
        double spent = (double)(to.tv_sec - from.tv_sec) * 1e3 +
                       (double)(to.tv_nsec - from.tv_nsec) / 1e6;
        best = spent < best ? spent : best;
    }
    return best;
}

/* Generous limits: sanitizers and busy machines slow this down many times. */
static void large_halls_take_milliseconds(void **state)
{
    (void)state;
    room r;
    set_rectangle(&r, 60000, 30000);
    rfi_layout_request request = plain_request(&r);
    add_support(&request, RFI_SUPPORT_NETWORK, 2, 600);
    add_support(&request, RFI_SUPPORT_CDU, 1, 1200);
    double small = milliseconds(&request);
    set_rectangle(&r, 152000, 24000);
    for (int i = 0; i < 60; i++) {
        add_obstacle(&r, RFI_OBSTACLE_COLUMN, 2000 + 5000 * (i / 2), 7700 + 8000 * (i % 2),
                     600, 600);
    }
    double large = milliseconds(&request);
    request.support_count = 1;
    request.racks_per_pod = 2;
    double pairs = milliseconds(&request);
    print_message("# 60 x 30 m: %.2f ms; 152 x 24 m, 60 columns: %.2f ms, pairs %.2f ms\n",
                  small, large, pairs);
    assert_true(small < 100 && large < 250 && pairs < 250);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_stands_in_a_hall_without_room),
        cmocka_unit_test(impossible_requests_hold_nothing),
        cmocka_unit_test(a_hall_full_of_column_holds_nothing),
        cmocka_unit_test(rectangles_hold_what_is_counted_by_hand),
        cmocka_unit_test(rows_turn_where_more_fits),
        cmocka_unit_test(a_row_is_cut_by_cross_aisles),
        cmocka_unit_test(support_racks_are_counted_per_unit),
        cmocka_unit_test(no_more_than_most_pods_stand),
        cmocka_unit_test(the_arm_of_an_l_is_used),
        cmocka_unit_test(columns_stand_in_rows_or_aisles),
        cmocka_unit_test(columns_side_by_side_leave_one_way),
        cmocka_unit_test(rows_shift_to_bring_columns_into_aisles),
        cmocka_unit_test(random_floors_pass_the_geometric_check),
        cmocka_unit_test(a_turned_hall_holds_the_same),
        cmocka_unit_test(a_larger_hall_never_holds_less),
        cmocka_unit_test(large_halls_take_milliseconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
