/* SPDX-License-Identifier: MIT */
/* From the globe to a plane, and turning in it; whole numbers throughout. */
#include "planner/base/checked.h"
#include "sites/read/footprint.h"

#define ONE     ((rfi_wide)1000000000000) /* fixed point, 10^-12 */
#define PI_ONE  ((rfi_wide)3141592653590)
#define A_MM    ((rfi_wide)6378137000) /* WGS 84: half the great axis, millimetre */
#define E2_ONE  ((rfi_wide)6694379990) /* and the square of its eccentricity */
#define DEGREES ((rfi_wide)1800000000) /* half a turn in 1e-7 degree */

/* Sine (first = 1) or cosine (first = 0) of an angle of at most a quarter turn, by its
 * series; the error is below 10^-11. */
static rfi_wide series(rfi_wide angle, int first)
{
    rfi_wide term = first == 1 ? angle : ONE;
    rfi_wide sum = term;
    for (int n = first + 1; n < 26; n += 2) {
        term = -term * angle / ONE * angle / ONE / n / (n + 1);
        sum += term;
    }
    return sum;
}

static int64_t nearest(rfi_wide n, rfi_wide d)
{
    return rfi_narrow(rfi_wide_div_floor(2 * n + d, 2 * d));
}

rfi_point rfi_plane_point(int64_t lat, int64_t lon, int64_t middle_lat, int64_t middle_lon)
{
    rfi_wide angle = (rfi_wide)middle_lat * PI_ONE / DEGREES;
    rfi_wide sine = series(angle, 1);
    rfi_wide cosine = series(angle, 0);
    rfi_wide w2 = ONE - E2_ONE * sine / ONE * sine / ONE; /* 1 - e2 sin2 */
    rfi_wide w = rfi_root_floor(w2 * ONE);
    rfi_wide across = A_MM * ONE / w;                      /* radius east to west */
    rfi_wide along = A_MM * (ONE - E2_ONE) / w2 * ONE / w; /* north to south */
    rfi_wide east = (rfi_wide)(lon - middle_lon) * across / 1000 * cosine / ONE;
    rfi_wide north = (rfi_wide)(lat - middle_lat) * along / 1000;
    return (rfi_point){nearest(east * PI_ONE / DEGREES, ONE / 1000),
                       nearest(north * PI_ONE / DEGREES, ONE / 1000)};
}

/* ---- turning ------------------------------------------------------------------------- */
static int64_t size_of(int64_t value)
{
    return value < 0 ? -value : value;
}

static rfi_ring *ring_at(rfi_footprint *f, size_t index)
{
    return index == 0 ? &f->outer : &f->holes[index - 1];
}

static rfi_point edge_of(const rfi_ring *ring, size_t i)
{
    rfi_point a = ring->corners[i];
    rfi_point b = ring->corners[(i + 1) % ring->count];
    return (rfi_point){b.x - a.x, b.y - a.y};
}

/* Length of all walls that run along this one or across it, to one in a hundred. */
static int64_t walls_along(const rfi_ring *ring, rfi_point d)
{
    int64_t sum = 0;
    for (size_t i = 0; i < ring->count; i++) {
        rfi_point e = edge_of(ring, i);
        rfi_wide dot = (rfi_wide)d.x * e.x + (rfi_wide)d.y * e.y;
        rfi_wide cross = (rfi_wide)d.x * e.y - (rfi_wide)d.y * e.x;
        dot = dot < 0 ? -dot : dot;
        cross = cross < 0 ? -cross : cross;
        if (100 * (dot < cross ? dot : cross) <= (dot < cross ? cross : dot)) {
            sum += rfi_root_floor((rfi_wide)e.x * e.x + (rfi_wide)e.y * e.y);
        }
    }
    return sum;
}

static rfi_point main_direction(const rfi_ring *ring)
{
    rfi_point best = {1, 0};
    int64_t most = -1;
    rfi_wide longest = 0;
    for (size_t i = 0; i < ring->count; i++) {
        rfi_point d = edge_of(ring, i);
        rfi_wide length = (rfi_wide)d.x * d.x + (rfi_wide)d.y * d.y;
        int64_t walls = walls_along(ring, d);
        if (length > 0 && (walls > most || (walls == most && length > longest))) {
            best = d;
            most = walls;
            longest = length;
        }
    }
    for (int k = 0; k < 3 && (best.x <= 0 || size_of(best.y) > best.x || best.y == -best.x);
         k++) {
        best = (rfi_point){-best.y, best.x}; /* a quarter turn */
    }
    return best;
}

void rfi_plane_turn(rfi_footprint *f)
{
    rfi_point d = main_direction(&f->outer);
    rfi_wide length =
        rfi_root_floor((((rfi_wide)d.x * d.x + (rfi_wide)d.y * d.y) << 40)); /* 2^-20 mm */
    rfi_point low = {INT64_MAX, INT64_MAX};
    for (size_t k = 0; k <= f->hole_count; k++) {
        rfi_ring *ring = ring_at(f, k);
        for (size_t i = 0; i < ring->count; i++) {
            rfi_point p = ring->corners[i];
            rfi_wide x = (rfi_wide)p.x * d.x + (rfi_wide)p.y * d.y;
            rfi_wide y = (rfi_wide)p.y * d.x - (rfi_wide)p.x * d.y;
            ring->corners[i] =
                (rfi_point){nearest(x * 1048576, length), nearest(y * 1048576, length)};
            low.x = rfi_min(low.x, ring->corners[i].x);
            low.y = rfi_min(low.y, ring->corners[i].y);
        }
    }
    for (size_t k = 0; k <= f->hole_count; k++) {
        rfi_ring *ring = ring_at(f, k);
        for (size_t i = 0; i < ring->count; i++) {
            ring->corners[i].x -= low.x;
            ring->corners[i].y -= low.y;
        }
    }
}
