/* SPDX-License-Identifier: MIT */
/* What serves the rows: rectangles worked out by hand, and laws that hold for every one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "planner/layout/egress.h"
#include "planner/model/trays.h"
#include "tests/unit/layout_check.h"

static rfi_layout_request fitted_request(const room *r)
{
    rfi_layout_request request = plain_request(r);
    request.busway = 150;
    request.tray = 300;
    request.manifold = 400;
    return request;
}

static void expect_rect(const rfi_rect *r, int64_t x, int64_t y, int64_t w, int64_t h)
{
    assert_int_equal(r->x, x);
    assert_int_equal(r->y, y);
    assert_int_equal(r->width, w);
    assert_int_equal(r->height, h);
}

static size_t count_kind(const rfi_floor *floor, rfi_fitting_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < floor->fitting_count; i++) {
        count += floor->fittings[i].kind == kind;
    }
    return count;
}

/* nth of a kind */
static const rfi_fitting *fitting(const rfi_floor *floor, rfi_fitting_kind kind, size_t nth)
{
    for (size_t i = 0; i < floor->fitting_count; i++) {
        if (floor->fittings[i].kind == kind && nth-- == 0) {
            return &floor->fittings[i];
        }
    }
    fail_msg("no such fitting");
    return NULL;
}

static void an_empty_floor_has_no_fittings(void **state)
{
    (void)state;
    room r;
    rfi_arena *arena = rfi_arena_new();
    set_rectangle(&r, 2000, 2000);
    rfi_layout_request request = fitted_request(&r);
    assert_int_equal(place_and_check(arena, &request).fitting_count, 0);
    set_rectangle(&r, 14400, 6000);
    request = plain_request(&r); /* none asked for */
    assert_int_equal(place_and_check(arena, &request).fitting_count, 0);
    rfi_arena_free(arena);
}

/* Two rows of 20 at y = 1200 (front down) and 3600 (front up). */
static void two_rows_are_served_from_above(void **state)
{
    (void)state;
    room r;
    rfi_arena *arena = rfi_arena_new();
    set_rectangle(&r, 14400, 6000);
    rfi_layout_request request = fitted_request(&r);
    rfi_floor floor = place_and_check(arena, &request);
    assert_int_equal(floor.pods, 40);
    assert_int_equal(count_kind(&floor, RFI_FITTING_PANEL), 0);
    assert_int_equal(count_kind(&floor, RFI_FITTING_BUSWAY), 4);
    assert_int_equal(count_kind(&floor, RFI_FITTING_TRAY), 4);
    assert_int_equal(count_kind(&floor, RFI_FITTING_MANIFOLD), 2);
    const rfi_fitting *a = fitting(&floor, RFI_FITTING_BUSWAY, 0);
    expect_rect(&a->rect, 1200, 1200, 12000, 150);
    assert_int_equal(a->side, RFI_SIDE_A);
    assert_int_equal(a->row, 1);
    expect_rect(&fitting(&floor, RFI_FITTING_BUSWAY, 1)->rect, 1200, 1350, 12000, 150);
    assert_int_equal(fitting(&floor, RFI_FITTING_BUSWAY, 1)->side, RFI_SIDE_B);
    expect_rect(&fitting(&floor, RFI_FITTING_BUSWAY, 2)->rect, 1200, 4650, 12000, 150);
    expect_rect(&fitting(&floor, RFI_FITTING_TRAY, 0)->rect, 1200, 1650, 12000, 300);
    const rfi_fitting *rung = fitting(&floor, RFI_FITTING_TRAY, 2);
    expect_rect(&rung->rect, 1200, 1800, 300, 2400);
    assert_int_equal(rung->row, 0);
    expect_rect(&fitting(&floor, RFI_FITTING_TRAY, 3)->rect, 12900, 1800, 300, 2400);
    expect_rect(&fitting(&floor, RFI_FITTING_MANIFOLD, 0)->rect, 1200, 2000, 12000, 400);
    expect_rect(&fitting(&floor, RFI_FITTING_MANIFOLD, 1)->rect, 1200, 3600, 12000, 400);
    set_rectangle(&r, 6000, 14400); /* the same hall lying on its side */
    floor = place_and_check(arena, &request);
    assert_true(floor.along_y);
    expect_rect(&fitting(&floor, RFI_FITTING_BUSWAY, 0)->rect, 1200, 1200, 150, 12000);
    expect_rect(&fitting(&floor, RFI_FITTING_TRAY, 3)->rect, 1800, 12900, 2400, 300);
    rfi_arena_free(arena);
}

/* Two panels of 0.6 m take two of 20 positions in each row. */
static void panels_take_floor_at_row_heads(void **state)
{
    (void)state;
    room r;
    rfi_arena *arena = rfi_arena_new();
    set_rectangle(&r, 14400, 6000);
    rfi_layout_request request = plain_request(&r);
    request.panel = 600;
    rfi_floor floor = place_and_check(arena, &request);
    assert_int_equal(floor.pods, 36);
    assert_int_equal(floor.bound, 36);
    assert_int_equal(count_kind(&floor, RFI_FITTING_PANEL), 4);
    expect_rect(&fitting(&floor, RFI_FITTING_PANEL, 0)->rect, 1200, 1200, 600, 1200);
    expect_rect(&fitting(&floor, RFI_FITTING_PANEL, 1)->rect, 1800, 1200, 600, 1200);
    assert_int_equal(fitting(&floor, RFI_FITTING_PANEL, 1)->side, RFI_SIDE_B);
    expect_rect(&fitting(&floor, RFI_FITTING_PANEL, 3)->rect, 1800, 3600, 600, 1200);
    assert_int_equal(floor.placed[0].rect.x, 2400);
    request.most_pods = 18; /* a row without racks has none */
    floor = place_and_check(arena, &request);
    assert_int_equal(count_kind(&floor, RFI_FITTING_PANEL), 2);
    set_rectangle(&r, 3600, 3600); /* room for the panels and for nothing else */
    request.most_pods = INT64_MAX;
    assert_int_equal(pods_of(&request), 0);
    set_rectangle(&r, 4200, 3600);
    assert_int_equal(pods_of(&request), 1);
    request.panel = INT64_MAX / 4;
    assert_int_equal(pods_of(&request), 0);
    rfi_arena_free(arena);
}

/* A keep-out leaves 0.9 m before it: too little for two panels, so a rack stands there and
 * the panels behind it. Trays end where it stands. */
static void panels_pass_over_a_short_head(void **state)
{
    (void)state;
    room r;
    rfi_arena *arena = rfi_arena_new();
    set_rectangle(&r, 14400, 3600);
    add_obstacle(&r, RFI_OBSTACLE_KEEP_OUT, 2100, 1200, 300, 1200);
    rfi_layout_request request = fitted_request(&r);
    request.busway = 0;
    request.panel = 600;
    rfi_floor floor = place_and_check(arena, &request);
    assert_int_equal(floor.pods, 1 + 16); /* 10.8 m are 18 positions, less two */
    expect_rect(&fitting(&floor, RFI_FITTING_PANEL, 0)->rect, 2400, 1200, 600, 1200);
    assert_int_equal(count_kind(&floor, RFI_FITTING_TRAY), 2);
    expect_rect(&fitting(&floor, RFI_FITTING_TRAY, 0)->rect, 1200, 1650, 600, 300);
    expect_rect(&fitting(&floor, RFI_FITTING_TRAY, 1)->rect, 3600, 1650, 9600, 300);
    rfi_arena_free(arena);
}

/* In the arm of an L rungs stand where both rows have racks, never outside the walls. */
static void rungs_stay_inside_an_l(void **state)
{
    (void)state;
    room r = {0};
    rfi_arena *arena = rfi_arena_new();
    const rfi_point l[6] = {{0, 0},        {30000, 0},     {30000, 9000},
                            {12000, 9000}, {12000, 20000}, {0, 20000}};
    set_outline(&r, l, 6);
    rfi_layout_request request = fitted_request(&r);
    rfi_floor floor = place_and_check(arena, &request);
    assert_true(floor.rows > 4);
    size_t rungs = 0;
    for (size_t i = 0; i < floor.fitting_count; i++) {
        assert_true(rect_inside(&r.hall, floor.fittings[i].rect));
        rungs += floor.fittings[i].row == 0;
    }
    assert_int_equal(rungs, 2 * (floor.rows - 1));
    rfi_arena_free(arena);
}

/* The same two rows: middles at 1.5, 2.1 ... 12.9 m, rungs at 1.35 and 13.05 m. */
static void cables_run_along_trays_and_rungs(void **state)
{
    (void)state;
    room r;
    rfi_arena *arena = rfi_arena_new();
    set_rectangle(&r, 14400, 6000);
    rfi_layout_request request = fitted_request(&r);
    rfi_floor floor = place_and_check(arena, &request);
    rfi_trays *trays = rfi_trays_new(arena, &floor);
    assert_non_null(trays);
    assert_true(rfi_trays_hang(trays));
    const rfi_placed *low = floor.placed;
    const rfi_placed *high = floor.placed + 20;
    assert_int_equal(rfi_trays_between(trays, &low[0], &low[0]), 0);
    assert_int_equal(rfi_trays_between(trays, &low[0], &low[19]), 11400);
    assert_int_equal(rfi_trays_between(trays, &low[0], &high[0]), 150 + 2400 + 150);
    assert_int_equal(rfi_trays_between(trays, &high[0], &low[0]), 150 + 2400 + 150);
    assert_int_equal(rfi_trays_between(trays, &low[19], &high[18]), 150 + 2400 + 750);
    assert_int_equal(rfi_trays_between(trays, &low[0], &high[19]), 150 + 2400 + 11550);
    for (size_t i = 0; i < floor.fitting_count; i++) {
        if (floor.fittings[i].kind == RFI_FITTING_TRAY && floor.fittings[i].row == 0) {
            floor.fittings[i].kind = RFI_FITTING_MANIFOLD; /* no rungs are left */
        }
    }
    trays = rfi_trays_new(arena, &floor);
    assert_int_equal(rfi_trays_between(trays, &low[0], &high[0]), RFI_UNBOUNDED);
    assert_int_equal(rfi_trays_between(trays, &low[0], &low[1]), 600);
    floor.fitting_count = 0;
    trays = rfi_trays_new(arena, &floor);
    assert_false(rfi_trays_hang(trays));
    assert_int_equal(rfi_trays_between(trays, &low[0], &low[1]), RFI_UNBOUNDED);
    rfi_arena_free(arena);
}

static int64_t pods_of_zone(const rfi_floor *floor, int64_t zone)
{
    int64_t pods = 0;
    for (size_t i = 0; i < floor->placed_count; i++) {
        pods += floor->placed[i].zone == zone && floor->placed[i].rack == 1;
    }
    return pods;
}

/* A half and two quarters of 40 pods: the first row, and the second from its far end on. */
static void zones_follow_the_walk(void **state)
{
    (void)state;
    room r;
    rfi_arena *arena = rfi_arena_new();
    set_rectangle(&r, 14400, 6000);
    rfi_cords cords[3] = {{.share = 500000}, {.share = 0}, {.share = 0}};
    r.hall.cords = cords;
    r.hall.cords_count = 3;
    rfi_layout_request request = fitted_request(&r);
    rfi_floor floor = place_and_check(arena, &request);
    for (size_t i = 0; i < 40; i++) {
        assert_int_equal(floor.placed[i].zone, i < 20 ? 1 : i < 30 ? 3 : 2);
    }
    assert_int_equal(count_kind(&floor, RFI_FITTING_BUSWAY), 6);
    assert_int_equal(fitting(&floor, RFI_FITTING_BUSWAY, 0)->zone, 1);
    assert_int_equal(fitting(&floor, RFI_FITTING_BUSWAY, 2)->zone, 3);
    expect_rect(&fitting(&floor, RFI_FITTING_BUSWAY, 2)->rect, 1200, 4650, 6000, 150);
    assert_int_equal(fitting(&floor, RFI_FITTING_BUSWAY, 4)->zone, 2);
    assert_int_equal(count_kind(&floor, RFI_FITTING_TRAY), 4); /* trays are not parted */
    cords[0].share = 0;
    request.most_pods = 7; /* thirds: 2, 3, 2 */
    floor = place_and_check(arena, &request);
    assert_int_equal(pods_of_zone(&floor, 1), 2);
    assert_int_equal(pods_of_zone(&floor, 2), 3);
    assert_int_equal(pods_of_zone(&floor, 3), 2);
    request.panel = 600; /* panels feed whole rows */
    request.most_pods = 36;
    floor = place_and_check(arena, &request);
    assert_int_equal(pods_of_zone(&floor, 1), 18);
    assert_int_equal(
        pods_of_zone(&floor, 1) + pods_of_zone(&floor, 2) + pods_of_zone(&floor, 3), 36);
    assert_int_equal(fitting(&floor, RFI_FITTING_PANEL, 0)->zone, 1);
    r.hall.cords_count = 1;
    floor = place_and_check(arena, &request);
    assert_int_equal(pods_of_zone(&floor, 0), 36);
    rfi_arena_free(arena);
}

/* Support racks are fed with the pods that they stand beside. */
static void support_racks_join_the_zone_of_their_pods(void **state)
{
    (void)state;
    room r;
    rfi_arena *arena = rfi_arena_new();
    set_rectangle(&r, 2400 + 10 * 600, 3600);
    rfi_cords cords[2] = {{.share = 0}, {.share = 0}};
    r.hall.cords = cords;
    r.hall.cords_count = 2;
    rfi_layout_request request = fitted_request(&r);
    request.pods_per_unit = 4;
    add_support(&request, RFI_SUPPORT_NETWORK, 1, 600);
    rfi_floor floor = place_and_check(arena, &request); /* p p n p p, p p n p p */
    assert_int_equal(floor.pods, 8);
    for (size_t i = 0; i < 10; i++) {
        assert_int_equal(floor.placed[i].zone, i < 5 ? 1 : 2);
    }
    request.most_pods = 4; /* p p n p p: the network rack goes with the pod before it */
    floor = place_and_check(arena, &request);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(floor.placed[i].zone, i < 3 ? 1 : 2);
    }
    rfi_arena_free(arena);
}

/* One row of 20 along x from 1.2 m on, front down, so people walk at y = 0.6 m. */
static void far_racks_are_found(void **state)
{
    (void)state;
    room r;
    rfi_arena *arena = rfi_arena_new();
    set_rectangle(&r, 14400, 3600);
    rfi_layout_request request = fitted_request(&r);
    rfi_floor floor = place_and_check(arena, &request);
    rfi_rects far;
    assert_true(rfi_egress_far(arena, &floor, 0, &far)); /* no exit, nothing asked */
    assert_int_equal(far.count, 0);
    rfi_door doors[2] = {{.at = {0, 1800}, .delivery = true}, {.at = {14400, 1800}}};
    r.hall.doors = doors;
    r.hall.door_count = 1;
    assert_false(rfi_hall_has_exit(&r.hall));
    r.hall.door_count = 2;
    assert_true(rfi_hall_has_exit(&r.hall));
    /* the rack at 12.9 m: 0.3 to the end of the run, 1.2 + 1.2 to the door */
    assert_true(rfi_egress_far(arena, &floor, 2700, &far));
    assert_int_equal(far.count, 19);
    assert_true(rfi_egress_far(arena, &floor, 2700 + 600, &far));
    assert_int_equal(far.count, 18);
    assert_int_equal(far.items[17].x, 1200 + 17 * 600);
    assert_true(rfi_egress_far(arena, &floor, 2699, &far));
    assert_int_equal(far.count, 20);
    /* the first racks leave by the other end: 0.3 + 13.2 + 1.2, not 11.7 + 2.4 */
    assert_true(rfi_egress_far(arena, &floor, 11700 + 2400, &far));
    assert_int_equal(far.count, 0);
    doors[0].delivery = false;
    assert_true(rfi_egress_far(arena, &floor, 2700 + 9 * 600, &far));
    assert_int_equal(far.count, 0); /* half of them leave by either end */
    request.row_racks = 5;          /* cross aisles let people through */
    doors[0].delivery = true;
    floor = place_and_check(arena, &request);
    assert_true(rfi_egress_far(arena, &floor, 14400, &far));
    assert_int_equal(far.count, 0);
    rfi_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_floor_has_no_fittings),
        cmocka_unit_test(two_rows_are_served_from_above),
        cmocka_unit_test(panels_take_floor_at_row_heads),
        cmocka_unit_test(panels_pass_over_a_short_head),
        cmocka_unit_test(cables_run_along_trays_and_rungs),
        cmocka_unit_test(zones_follow_the_walk),
        cmocka_unit_test(support_racks_join_the_zone_of_their_pods),
        cmocka_unit_test(far_racks_are_found),
        cmocka_unit_test(rungs_stay_inside_an_l),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
