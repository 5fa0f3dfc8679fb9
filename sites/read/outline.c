/* SPDX-License-Identifier: MIT */
#include "sites/read/outline.h"

#include <string.h>

#include "planner/base/checked.h"

static bool same_point(rfi_point a, rfi_point b)
{
    return a.x == b.x && a.y == b.y;
}

/* Drops corners at which the outline goes straight on. A corner at which it turns back is
 * kept: it makes the polygon fail the test for touching edges. */
static size_t drop_straight(rfi_point *points, size_t count)
{
    size_t kept = 0;
    rfi_point previous = points[count - 1];
    for (size_t i = 0; i < count; i++) {
        rfi_point here = points[i];
        rfi_point next = points[(i + 1) % count];
        bool along_x = previous.y == here.y && here.y == next.y &&
                       (previous.x < here.x) == (here.x < next.x);
        bool along_y = previous.x == here.x && here.x == next.x &&
                       (previous.y < here.y) == (here.y < next.y);
        previous = here;
        if (!along_x && !along_y) {
            points[kept++] = here;
        }
    }
    return kept;
}

static bool overlap(int64_t a, int64_t b, int64_t c, int64_t d)
{
    return rfi_max(rfi_min(a, b), rfi_min(c, d)) <= rfi_min(rfi_max(a, b), rfi_max(c, d));
}

/* Closed axis-parallel segments meet. */
static bool segments_meet(rfi_point a, rfi_point b, rfi_point c, rfi_point d)
{
    return overlap(a.x, b.x, c.x, d.x) && overlap(a.y, b.y, c.y, d.y);
}

static bool find_touch(const rfi_point *points, size_t count, size_t *ret_corner)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 2; j < count; j++) {
            bool neighbours = i == 0 && j + 1 == count;
            if (!neighbours && segments_meet(points[i], points[i + 1], points[j],
                                             points[(j + 1) % count])) {
                *ret_corner = j;
                return true;
            }
        }
    }
    return false;
}

static rfi_wide doubled_area(const rfi_point *points, size_t count)
{
    rfi_wide area = 0;
    for (size_t i = 0; i < count; i++) {
        rfi_point a = points[i];
        rfi_point b = points[(i + 1) % count];
        area += (rfi_wide)a.x * b.y - (rfi_wide)b.x * a.y;
    }
    return area;
}

static void turn_around(rfi_point *points, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        rfi_point swap = points[i];
        points[i] = points[count - 1 - i];
        points[count - 1 - i] = swap;
    }
}

static void rotate_to_lowest(rfi_point *points, size_t count)
{
    size_t first = 0;
    for (size_t i = 1; i < count; i++) {
        bool lower = points[i].y < points[first].y;
        bool left = points[i].y == points[first].y && points[i].x < points[first].x;
        first = lower || left ? i : first;
    }
    rfi_point copy[RFI_OUTLINE_MOST];
    memcpy(copy, points, count * sizeof(rfi_point));
    for (size_t i = 0; i < count; i++) {
        points[i] = copy[(first + i) % count];
    }
}

static const char *check_edges(const rfi_point *points, size_t count, size_t *ret_corner)
{
    for (size_t i = 0; i < count; i++) {
        rfi_point next = points[(i + 1) % count];
        *ret_corner = i;
        if (same_point(points[i], next)) {
            return i + 1 == count ? "the last corner repeats the first"
                                  : "a corner stands twice in a row";
        }
        if (points[i].x != next.x && points[i].y != next.y) {
            return "the edge that starts here runs neither along x nor along y";
        }
    }
    return NULL;
}

const char *rfi_outline_normalise(rfi_point *points, size_t *count, int64_t least,
                                  size_t *ret_corner)
{
    *ret_corner = 0;
    if (*count < 4) {
        return "at least four corners are expected";
    }
    const char *wrong = check_edges(points, *count, ret_corner);
    if (wrong != NULL) {
        return wrong;
    }
    size_t corners = drop_straight(points, *count);
    *ret_corner = 0;
    size_t touch = 0;
    if (corners < 4 || find_touch(points, corners, &touch)) {
        return "edges touch or cross each other";
    }
    for (size_t i = 0; i < corners; i++) { /* a spike: an edge that turns straight back */
        rfi_point a = points[i];
        rfi_point b = points[(i + 1) % corners];
        rfi_point c = points[(i + 2) % corners];
        if ((a.x == b.x && b.x == c.x) || (a.y == b.y && b.y == c.y)) {
            return "an edge runs back on itself";
        }
    }
    rfi_point low;
    rfi_point high;
    rfi_outline_box(points, corners, &low, &high);
    if (high.x - low.x < least || high.y - low.y < least) {
        return "the hall is narrower than 2 m";
    }
    if (doubled_area(points, corners) < 0) {
        turn_around(points, corners);
    }
    rotate_to_lowest(points, corners);
    *count = corners;
    return NULL;
}

void rfi_outline_box(const rfi_point *points, size_t count, rfi_point *ret_low,
                     rfi_point *ret_high)
{
    *ret_low = points[0];
    *ret_high = points[0];
    for (size_t i = 1; i < count; i++) {
        ret_low->x = rfi_min(ret_low->x, points[i].x);
        ret_low->y = rfi_min(ret_low->y, points[i].y);
        ret_high->x = rfi_max(ret_high->x, points[i].x);
        ret_high->y = rfi_max(ret_high->y, points[i].y);
    }
}

/* Even-odd rule with a ray to the left; doubled coordinates of a point on no edge. */
static bool inside(const rfi_point *points, size_t count, int64_t x2, int64_t y2)
{
    bool odd = false;
    for (size_t i = 0; i < count; i++) {
        rfi_point a = points[i];
        rfi_point b = points[(i + 1) % count];
        if (a.x == b.x && 2 * a.x < x2 && (2 * a.y > y2) != (2 * b.y > y2)) {
            odd = !odd;
        }
    }
    return odd;
}

bool rfi_outline_holds(const rfi_point *points, size_t count, rfi_point point)
{
    return inside(points, count, 2 * point.x, 2 * point.y);
}

bool rfi_outlines_meet(const rfi_point *a, size_t a_count, const rfi_point *b,
                       size_t b_count)
{
    for (size_t i = 0; i < a_count; i++) {
        for (size_t j = 0; j < b_count; j++) {
            if (segments_meet(a[i], a[(i + 1) % a_count], b[j], b[(j + 1) % b_count])) {
                return true;
            }
        }
    }
    return false;
}

/* An edge runs through the open rectangle. */
static bool cut(const rfi_point *points, size_t count, rfi_point at, rfi_point size)
{
    for (size_t i = 0; i < count; i++) {
        rfi_point a = points[i];
        rfi_point b = points[(i + 1) % count];
        bool across_x = rfi_max(a.x, b.x) > at.x && rfi_min(a.x, b.x) < at.x + size.x;
        bool across_y = rfi_max(a.y, b.y) > at.y && rfi_min(a.y, b.y) < at.y + size.y;
        if (across_x && across_y) {
            return true;
        }
    }
    return false;
}

bool rfi_outline_meets(const rfi_point *points, size_t count, rfi_point at, rfi_point size)
{
    return cut(points, count, at, size) ||
           inside(points, count, 2 * at.x + size.x, 2 * at.y + size.y);
}

bool rfi_outline_covers(const rfi_point *points, size_t count, rfi_point at, rfi_point size)
{
    return !cut(points, count, at, size) &&
           inside(points, count, 2 * at.x + size.x, 2 * at.y + size.y);
}

bool rfi_outline_touches(const rfi_point *points, size_t count, rfi_point point,
                         int64_t play)
{
    for (size_t i = 0; i < count; i++) {
        rfi_point a = points[i];
        rfi_point b = points[(i + 1) % count];
        int64_t x = rfi_min(rfi_max(point.x, rfi_min(a.x, b.x)), rfi_max(a.x, b.x));
        int64_t y = rfi_min(rfi_max(point.y, rfi_min(a.y, b.y)), rfi_max(a.y, b.y));
        int64_t dx = point.x - x;
        int64_t dy = point.y - y;
        if (dx * dx + dy * dy <= play * play) {
            return true;
        }
    }
    return false;
}
