/* SPDX-License-Identifier: MIT */
/* Tiny halls on a grid of one millimetre, searched position by position with nothing of the
 * planner's geometry: every offset, every place of every rack, every cross aisle. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "planner/layout/layout.h"

enum { SIDE = 42, MOST = 96, RUN = 9, GAP = 4, ITEMS = 20 };

typedef struct grid {
    rfi_hall hall;
    rfi_point outline[8];
    rfi_obstacle obstacles[4];
} grid;

static uint64_t next_random(uint64_t *seed) /* SplitMix64 */
{
    uint64_t z = (*seed += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

static int pick(uint64_t *seed, int low, int high)
{
    return low + (int)(next_random(seed) % (uint64_t)(high - low + 1));
}

/* ---- the slow way -------------------------------------------------------------------- */
typedef struct slow {
    const rfi_layout_request *request;
    bool along_y;
    bool inside[SIDE][SIDE]; /* [across][along] */
} slow;

static bool cell_inside(const rfi_hall *hall, int x, int y)
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

static bool all_inside(const slow *s, int64_t u, int64_t v0, int64_t v1)
{
    for (int64_t v = v0; v < v1; v++) {
        if (u < 0 || v < 0 || u >= SIDE || v >= SIDE || !s->inside[v][u]) {
            return false;
        }
    }
    return true;
}

/* Obstacles at [u, u + 1] x [v0, v1]; columns may leave `play` (-1: columns block). */
static bool way_free(const slow *s, int64_t u, int64_t v0, int64_t v1, int64_t play)
{
    for (size_t i = 0; i < s->request->hall->obstacle_count; i++) {
        const rfi_obstacle *o = &s->request->hall->obstacles[i];
        int64_t ou = s->along_y ? o->at.y : o->at.x;
        int64_t ov = s->along_y ? o->at.x : o->at.y;
        int64_t ow = s->along_y ? o->size.y : o->size.x;
        int64_t oh = s->along_y ? o->size.x : o->size.y;
        if (ou > u || ou + ow <= u || ov >= v1 || ov + oh <= v0) {
            continue;
        }
        if (play < 0 || o->kind != RFI_OBSTACLE_COLUMN ||
            (ov - v0 < play && v1 - ov - oh < play)) {
            return false;
        }
    }
    return true;
}

typedef enum place { WALL, SHUT, OPEN } place;

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* Two panels stand at the head of the first open part that is long enough for both; a row
 * without such a part is not fed. */
static void set_panels(const rfi_layout_request *q, place *marks)
{
    int need = 2 * (int)q->panel;
    for (int u = 0; need > 0 && u < SIDE;) {
        int end = u;
        while (end < SIDE && marks[end] == OPEN) {
            end++;
        }
        if (end - u >= need) {
            for (int w = u; w < u + need; w++) {
                marks[w] = SHUT;
            }
            return;
        }
        u = end + 1;
    }
    for (int u = 0; need > 0 && u < SIDE; u++) {
        marks[u] = SHUT;
    }
}

static void mark_row(const slow *s, int64_t v, bool up, place *marks)
{
    const rfi_layout_request *q = s->request;
    int64_t top = v + q->rack_depth;
    int64_t front = larger(q->perimeter, q->cold_aisle);
    int64_t rear = larger(q->perimeter, q->hot_aisle);
    int64_t low = v - (up ? rear : front);
    int64_t high = top + (up ? front : rear);
    int64_t below = up ? q->hot_aisle : q->cold_aisle;
    int64_t above = up ? q->cold_aisle : q->hot_aisle;
    for (int u = 0; u < SIDE; u++) {
        marks[u] = all_inside(s, u, low, high) ? OPEN : WALL;
    }
    for (int u = 0; u < SIDE; u++) {
        if (marks[u] == WALL) {
            continue;
        }
        bool open = way_free(s, u, v, top, -1);
        open = open && way_free(s, u, v - below, v, q->column_play);
        open = open && way_free(s, u, top, top + above, q->column_play);
        for (int64_t w = u - q->perimeter; w <= u + q->perimeter; w++) {
            open = open && all_inside(s, w, low, high);
        }
        marks[u] = open ? OPEN : SHUT;
    }
    set_panels(q, marks);
}

/* Bit b of [p]: p pods and b support racks can stand. */
typedef uint64_t counts[MOST];

typedef struct state { /* after u: racks since the last cross aisle, clear mm since */
    uint64_t on[ITEMS];
    bool any;
} state;

static void join(state *to, const state *from, int pods, int racks)
{
    to->any = true;
    for (int p = 0; p + pods < ITEMS; p++) {
        to->on[p + pods] |= from->on[p] << racks;
    }
}

static bool open_for(const place *marks, int u, int64_t width)
{
    for (int64_t w = u; w < u + width; w++) {
        if (w >= SIDE || marks[w] != OPEN) {
            return false;
        }
    }
    return true;
}

static state states[SIDE + 1][RUN + 1][GAP + 1]; /* too large for the stack */

/* runs longer than RUN racks are asked for as row_racks = 1000: never counted */
static void count_row(const rfi_layout_request *q, const place *marks, int64_t support,
                      uint64_t ret_on[ITEMS])
{
    int gap_most = (int)q->perimeter;
    bool counted = q->row_racks <= RUN;
    memset(states, 0, sizeof(states));
    states[0][0][0] = (state){{1}, true};
    for (int u = 0; u < SIDE; u++) {
        for (int c = 0; c <= RUN; c++) {
            for (int g = 0; g <= gap_most; g++) {
                const state *from = &states[u][c][g];
                if (!from->any) {
                    continue;
                }
                int clear = marks[u] != OPEN ? 0 : g < gap_most ? g + 1 : g;
                bool fresh = marks[u] == WALL || clear >= gap_most;
                join(&states[u + 1][fresh ? 0 : c][clear], from, 0, 0);
                int64_t pod = q->racks_per_pod * q->rack_width;
                int64_t after = counted ? c + q->racks_per_pod : 0;
                if (after <= RUN && (!counted || after <= q->row_racks) &&
                    open_for(marks, u, pod)) {
                    join(&states[u + pod][after][0], from, 1, 0);
                }
                after = counted ? c + 1 : 0;
                if (support > 0 && after <= RUN && (!counted || after <= q->row_racks) &&
                    open_for(marks, u, support)) {
                    join(&states[u + support][after][0], from, 0, 1);
                }
            }
        }
    }
    for (int c = 0; c <= RUN; c++) {
        for (int g = 0; g <= gap_most; g++) {
            for (int p = 0; p < ITEMS; p++) {
                ret_on[p] |= states[SIDE][c][g].on[p];
            }
        }
    }
}

static void add_row(counts all, const uint64_t on[ITEMS])
{
    counts sum = {0};
    for (int p = 0; p < MOST; p++) {
        for (int i = 0; all[p] != 0 && i < ITEMS && p + i < MOST; i++) {
            uint64_t bits = on[i];
            for (int j = 0; bits != 0; j++, bits >>= 1) {
                sum[p + i] |= (bits & 1) != 0 ? all[p] << j : 0;
            }
        }
    }
    memcpy(all, sum, sizeof(sum));
}

static int most_pods_at(const slow *s, int64_t offset, int64_t support, int64_t per_unit)
{
    const rfi_layout_request *q = s->request;
    counts all = {1};
    bool up = false;
    for (int64_t v = offset; v < SIDE; up = !up) {
        place marks[SIDE];
        uint64_t on[ITEMS] = {0};
        mark_row(s, v, up, marks);
        count_row(q, marks, support, on);
        add_row(all, on);
        v += q->rack_depth + (up ? q->cold_aisle : q->hot_aisle);
    }
    int most = 0;
    for (int p = 1; p < MOST; p++) {
        int64_t units = (p + q->pods_per_unit - 1) / q->pods_per_unit;
        if (units * per_unit < 64 && all[p] >> (units * per_unit) != 0) {
            most = p;
        }
    }
    return most;
}

static int most_pods_slowly(const rfi_layout_request *request)
{
    int most = 0;
    int64_t support = 0;
    int64_t per_unit = 0;
    for (size_t i = 0; i < request->support_count; i++) {
        support = request->supports[i].width;
        per_unit += request->supports[i].count;
    }
    for (int turn = 0; turn < 2; turn++) {
        slow s = {.request = request, .along_y = turn == 1};
        for (int x = 0; x < SIDE; x++) {
            for (int y = 0; y < SIDE; y++) {
                s.inside[turn ? x : y][turn ? y : x] = cell_inside(request->hall, x, y);
            }
        }
        int64_t start = larger(request->perimeter, request->cold_aisle);
        for (int64_t offset = start; offset < SIDE; offset++) {
            int pods = most_pods_at(&s, offset, support, per_unit);
            most = pods > most ? pods : most;
        }
    }
    return most;
}

/* ---- random tiny halls --------------------------------------------------------------- */
static void make_hall(grid *g, uint64_t *seed)
{
    memset(g, 0, sizeof(*g));
    int w = pick(seed, 10, SIDE - 2);
    int h = pick(seed, 7, w > 26 ? 11 : 15);
    int x = pick(seed, 3, w - 3);
    int y = pick(seed, 2, h - 2);
    const rfi_point rectangle[4] = {{0, 0}, {w, 0}, {w, h}, {0, h}};
    const rfi_point l[6] = {{0, 0}, {w, 0}, {w, y}, {x, y}, {x, h}, {0, h}};
    const rfi_point u[8] = {{0, 0},     {w, 0}, {w, h}, {x + 1, h},
                            {x + 1, y}, {x, y}, {x, h}, {0, h}};
    int shape = pick(seed, 0, 3);
    g->hall.outline_count = shape == 0 ? 6 : shape == 1 ? 8 : 4;
    memcpy(g->outline,
           shape == 0   ? l
           : shape == 1 ? u
                        : rectangle,
           g->hall.outline_count * sizeof(rfi_point));
    g->hall.outline = g->outline;
    g->hall.obstacles = g->obstacles;
    g->hall.obstacle_count = (size_t)pick(seed, 0, 4);
    int at[2] = {0, 0}; /* apart from one another in both directions */
    for (size_t i = 0; i < g->hall.obstacle_count; i++) {
        rfi_obstacle *o = &g->obstacles[i];
        o->kind = (rfi_obstacle_kind)pick(seed, 0, 2);
        o->size.x = pick(seed, 1, 3);
        o->size.y = pick(seed, 1, 3);
        o->at.x = at[0] + pick(seed, 0, 12);
        o->at.y = at[1] + pick(seed, 0, 4);
        at[0] = (int)(o->at.x + o->size.x);
        at[1] = (int)(o->at.y + o->size.y);
    }
}

static rfi_layout_request make_request(const grid *g, uint64_t *seed)
{
    rfi_layout_request request = {.hall = &g->hall, .most_pods = INT64_MAX};
    request.rack_width = pick(seed, 2, 3);
    request.rack_depth = pick(seed, 2, 3);
    request.racks_per_pod = pick(seed, 1, 3);
    request.pods_per_unit = pick(seed, 1, 4);
    request.cold_aisle = pick(seed, 1, 3);
    request.hot_aisle = pick(seed, 0, 2);
    request.perimeter = pick(seed, 1, 2);
    request.column_play = pick(seed, 0, 3);
    int longest = pick(seed, (int)request.racks_per_pod, RUN);
    request.row_racks = pick(seed, 0, 3) == 0 ? 1000 : longest;
    uint64_t beside = *seed; /* so that the same halls are drawn as without */
    request.panel = pick(&beside, 0, 3) == 0 ? pick(&beside, 1, 2) : 0;
    return request;
}

static int64_t compare(const rfi_layout_request *request, uint64_t seed)
{
    rfi_arena *arena = rfi_arena_new();
    rfi_floor floor;
    assert_true(rfi_layout_place(arena, request, &floor));
    int slowly = most_pods_slowly(request);
    if (floor.pods != slowly || floor.bound < floor.pods) {
        print_message("# seed %llu: placed %lld, slowly %d, bound %lld\n",
                      (unsigned long long)seed, (long long)floor.pods, slowly,
                      (long long)floor.bound);
    }
    assert_int_equal(floor.pods, slowly);
    assert_true(floor.bound >= floor.pods);
    rfi_arena_free(arena);
    return slowly;
}

static void equal_widths_agree_with_enumeration(void **unused)
{
    (void)unused;
    int64_t standing = 0;
    for (uint64_t seed = 1; seed <= 150; seed++) {
        uint64_t random = seed;
        grid g;
        make_hall(&g, &random);
        rfi_layout_request request = make_request(&g, &random);
        if (pick(&random, 0, 2) > 0) {
            request.supports[0] = (rfi_layout_support){
                RFI_SUPPORT_NETWORK, pick(&random, 1, 3), request.rack_width};
            request.support_count = 1;
        }
        standing += compare(&request, seed) >= 4;
    }
    assert_true(standing > 60);
}

static void other_widths_agree_where_runs_are_not_cut(void **unused)
{
    (void)unused;
    int64_t standing = 0;
    for (uint64_t seed = 1; seed <= 80; seed++) {
        uint64_t random = seed * 7919;
        grid g;
        make_hall(&g, &random);
        rfi_layout_request request = make_request(&g, &random);
        request.row_racks = 1000;
        request.supports[0].kind = RFI_SUPPORT_CDU;
        request.supports[0].count = pick(&random, 1, 3);
        request.supports[0].width = pick(&random, 1, 5);
        request.support_count = 1;
        standing += compare(&request, seed * 7919) >= 4;
    }
    assert_true(standing > 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_widths_agree_with_enumeration),
        cmocka_unit_test(other_widths_agree_where_runs_are_not_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
