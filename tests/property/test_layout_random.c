/* SPDX-License-Identifier: MIT */
/* Random halls: every floor passes the geometric check, turning a hall changes nothing, and
 * enlarging it never costs a pod. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>

#include "tests/unit/layout_check.h"

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
        rfi_obstacle_kind kind = (rfi_obstacle_kind)pick(seed, 0, 2);
        int64_t x = pick(seed, -10, 300) * 100;
        int64_t y = pick(seed, -10, 220) * 100;
        int64_t width = pick(seed, 1, 40) * 100;
        add_obstacle(r, kind, x, y, width, pick(seed, 1, 40) * 100);
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
    assert_true(tight > 400);
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
        int64_t width = pick(&random, 50, 200) * 100;
        set_rectangle(&r, width, pick(&random, 50, 200) * 100);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_floors_pass_the_geometric_check),
        cmocka_unit_test(a_turned_hall_holds_the_same),
        cmocka_unit_test(a_larger_hall_never_holds_less),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
