/* SPDX-License-Identifier: MIT */
/* Times of placements, and how near they come to their bounds: 2,000 racks in 20 different
 * halls (bar: 10 s, 99 %), one hall of 24 x 60 tiles (1 s, 99 %), halls with units within
 * reach. Prints one line each; fails where a share of the bound is missed, not on time. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "planner/layout/layout.h"

enum { HALLS = 20, COLUMNS = 64 };

typedef struct room {
    rfi_hall hall;
    rfi_point outline[6];
    rfi_obstacle obstacles[COLUMNS + 2];
} room;

static double seconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void add_block(room *r, rfi_obstacle_kind kind, rfi_point at, rfi_point size)
{
    r->obstacles[r->hall.obstacle_count++] =
        (rfi_obstacle){.kind = kind, .at = at, .size = size};
}

/* A hall with a grid of columns; every third is an L, every fourth keeps a corner free. */
static void make_room(room *r, int64_t width, int64_t height, int kind)
{
    memset(r, 0, sizeof(*r));
    const rfi_point rectangle[4] = {{0, 0}, {width, 0}, {width, height}, {0, height}};
    const rfi_point l[6] = {{0, 0},
                            {width, 0},
                            {width, height * 2 / 3},
                            {width * 3 / 4, height * 2 / 3},
                            {width * 3 / 4, height},
                            {0, height}};
    r->hall.outline_count = kind % 3 == 2 ? 6 : 4;
    memcpy(r->outline, kind % 3 == 2 ? l : rectangle,
           r->hall.outline_count * sizeof(rfi_point));
    r->hall.outline = r->outline;
    r->hall.obstacles = r->obstacles;
    int64_t pitch = 6000 + 300 * (kind % 5);
    for (int64_t x = pitch; x < width; x += pitch) {
        for (int64_t y = pitch; y < height && r->hall.obstacle_count < COLUMNS;
             y += pitch) {
            add_block(r, RFI_OBSTACLE_COLUMN, (rfi_point){x, y}, (rfi_point){400, 400});
        }
    }
    if (kind % 4 == 3) {
        add_block(r, RFI_OBSTACLE_KEEP_OUT, (rfi_point){0, 0}, (rfi_point){3000, 4000});
    }
}

/* Scalable units of the NVL72 class: 8 racks, 3 network, 3 other, 2 CDUs of 1.2 m. */
static rfi_layout_request make_request(const room *r, bool wide)
{
    rfi_layout_request request = {
        .hall = &r->hall,
        .rack_width = 600,
        .rack_depth = 1200,
        .racks_per_pod = 1,
        .pods_per_unit = 8,
        .cold_aisle = 1200,
        .hot_aisle = 1200,
        .perimeter = 1200,
        .row_racks = 20,
        .column_play = 900,
        .busway = 150,
        .tray = 300,
        .manifold = 400,
        .most_pods = INT64_MAX,
    };
    request.supports[request.support_count++] =
        (rfi_layout_support){RFI_SUPPORT_NETWORK, 3, 600};
    request.supports[request.support_count++] =
        (rfi_layout_support){RFI_SUPPORT_STORAGE, 3, 600};
    request.supports[request.support_count++] =
        (rfi_layout_support){RFI_SUPPORT_CDU, 2, wide ? 1200 : 600};
    return request;
}

typedef struct tally {
    int64_t racks, pods, bound;
    double seconds;
} tally;

static bool place(const rfi_layout_request *request, tally *sum)
{
    rfi_arena *arena = rfi_arena_new();
    rfi_floor floor = {0};
    double from = seconds();
    bool held = arena != NULL && rfi_layout_place(arena, request, &floor);
    sum->seconds += seconds() - from;
    sum->racks += (int64_t)floor.placed_count;
    sum->pods += floor.pods;
    sum->bound += floor.bound;
    rfi_arena_free(arena);
    return held;
}

/* `percent` of the bound within `most` seconds; 0: not asked for. */
static bool report(const char *what, const tally *sum, int64_t percent, double most)
{
    bool met = sum->pods * 100 >= sum->bound * percent;
    printf("%-44s %5lld racks, pods %4lld of at most %4lld (%.2f %%), %8.2f ms%s\n", what,
           (long long)sum->racks, (long long)sum->pods, (long long)sum->bound,
           sum->bound == 0 ? 100.0 : 100.0 * (double)sum->pods / (double)sum->bound,
           sum->seconds * 1e3, met && sum->seconds <= most ? "" : "  MISSED");
    return met;
}

static bool many_halls(bool wide, int64_t reach, const char *what, int64_t percent)
{
    tally sum = {0};
    for (int kind = 0; kind < HALLS; kind++) {
        room r;
        make_room(&r, 19000 + 900 * kind, 15000 + 600 * (kind % 7), kind);
        rfi_layout_request request = make_request(&r, wide);
        request.reach = reach;
        if (!place(&request, &sum)) {
            return false;
        }
    }
    return report(what, &sum, percent, 10);
}

static bool one_hall(bool wide, bool columns, int64_t percent, const char *what)
{
    tally sum = {0};
    room r;
    make_room(&r, 60 * 600, 24 * 600, 0);
    r.hall.obstacle_count = columns ? r.hall.obstacle_count : 0;
    rfi_layout_request request = make_request(&r, wide);
    return place(&request, &sum) && report(what, &sum, percent, 1);
}

int main(void)
{
    bool met = many_halls(false, 0, "20 halls, racks of one width", 99);
    met = many_halls(true, 0, "20 halls, CDUs twice as wide", 99) && met;
    met = many_halls(false, 6000, "20 halls, units within 6 m of tray", 0) && met;
    met = one_hall(false, false, 99, "24 x 60 tiles, racks of one width") && met;
    met = one_hall(true, false, 99, "24 x 60 tiles, CDUs twice as wide") && met;
    met = one_hall(false, true, 99, "24 x 60 tiles with columns, one width") && met;
    met = one_hall(true, true, 99, "24 x 60 tiles with columns, wide CDUs") && met;
    return met ? 0 : 1;
}
