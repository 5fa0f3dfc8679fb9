/* SPDX-License-Identifier: MIT */
/* Racks in rows: halls that hold nothing first, then counts worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <time.h>

#include "tests/unit/layout_check.h"

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
    assert_int_equal(floor.placed[2].pod, 0); /* the network rack in the middle */
    assert_int_equal(floor.placed[2].unit, 1);
    assert_int_equal(floor.placed[2].support, RFI_SUPPORT_NETWORK);
    assert_int_equal(floor.placed[4].pod, 4);
    assert_int_equal(floor.placed[5].unit, 1);
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

/* Rows along y of 9, 7, 9, 9, 4, 4 and 4 mm for pods of 3 mm, each with a rack of 2: only
 * 3 + 3 + 3 three times, 2 + 2 + 2 once and 2 + 2 three times hold nine. */
static void the_last_pod_is_searched_for(void **state)
{
    (void)state;
    room r = {0};
    const rfi_point l[6] = {{0, 0}, {26, 0}, {26, 6}, {15, 6}, {15, 11}, {0, 11}};
    set_outline(&r, l, 6);
    add_obstacle(&r, RFI_OBSTACLE_KEEP_OUT, 5, 1, 1, 2);
    rfi_layout_request request = plain_request(&r);
    request.rack_width = request.rack_depth = 3;
    request.pods_per_unit = 1;
    request.cold_aisle = request.perimeter = request.column_play = 1;
    request.hot_aisle = 0;
    request.row_racks = 1000;
    add_support(&request, RFI_SUPPORT_CDU, 1, 2);
    assert_int_equal(pods_of(&request), 9);
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
    assert_int_equal(floor.placed[20].rect.x, 1200 + 15 * 600); /* goes on at that end */
    assert_int_equal(floor.placed[24].rect.x, 1200 + 19 * 600);
    assert_int_equal(floor.placed[19].pod, 20);
    assert_int_equal(floor.placed[24].pod, 21);
    assert_int_equal(floor.placed[20].pod, 25);
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

static double milliseconds(const rfi_layout_request *request)
{
    enum { TIMES = 20 };
    clock_t from = clock();
    for (int i = 0; i < TIMES; i++) {
        rfi_arena *arena = rfi_arena_new();
        rfi_floor floor;
        assert_true(rfi_layout_place(arena, request, &floor));
        rfi_arena_free(arena);
    }
    return (double)(clock() - from) * 1e3 / CLOCKS_PER_SEC / TIMES;
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
        cmocka_unit_test(the_last_pod_is_searched_for),
        cmocka_unit_test(no_more_than_most_pods_stand),
        cmocka_unit_test(the_arm_of_an_l_is_used),
        cmocka_unit_test(columns_stand_in_rows_or_aisles),
        cmocka_unit_test(columns_side_by_side_leave_one_way),
        cmocka_unit_test(rows_shift_to_bring_columns_into_aisles),
        cmocka_unit_test(large_halls_take_milliseconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
