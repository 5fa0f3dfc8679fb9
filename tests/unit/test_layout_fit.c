/* SPDX-License-Identifier: MIT */
/* What serves the rows: rectangles worked out by hand, and laws that hold for every one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_floor_has_no_fittings),
        cmocka_unit_test(two_rows_are_served_from_above),
        cmocka_unit_test(panels_take_floor_at_row_heads),
        cmocka_unit_test(panels_pass_over_a_short_head),
        cmocka_unit_test(rungs_stay_inside_an_l),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
