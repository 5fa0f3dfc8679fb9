/* SPDX-License-Identifier: MIT */
/* Rectilinear polygons inside polygons. A grid of lines cuts the box into cells; those that
 * no wall passes and whose middle is inside are kept, the largest piece of them is traced.
 */
#include <stdlib.h>
#include <string.h>

#include "planner/base/checked.h"
#include "sites/read/footprint.h"
#include "sites/read/outline.h"

enum {
    ONE_WALL = 300,    /* mm: corners so near are of one wall */
    MOST_LINES = 200,  /* each way */
    MOST_TRACED = 128, /* corners of the outline that is worth drawing */
    FINEST = 250       /* mm between lines across slanted walls */
};

typedef struct grid {
    rfi_arena *arena;
    const rfi_footprint *f;
    int64_t x[MOST_LINES], y[MOST_LINES];
    size_t nx, ny;  /* lines */
    uint8_t *cells; /* (nx - 1) x (ny - 1), by x then y: 1 inside, 2 of the piece */
    int64_t area;   /* of the piece */
} grid;

static const rfi_ring *ring_at(const rfi_footprint *f, size_t index)
{
    return index == 0 ? &f->outer : &f->holes[index - 1];
}

static rfi_wide doubled_area(const rfi_ring *ring)
{
    rfi_wide sum = 0;
    for (size_t i = 0; i < ring->count; i++) {
        rfi_point a = ring->corners[i];
        rfi_point b = ring->corners[(i + 1) % ring->count];
        sum += (rfi_wide)a.x * b.y - (rfi_wide)b.x * a.y;
    }
    return sum < 0 ? -sum : sum;
}

/* ---- lines --------------------------------------------------------------------------- */
static int compare_int64(const void *a, const void *b)
{
    const int64_t *p = a;
    const int64_t *q = b;
    return (*p > *q) - (*p < *q);
}

/* Of corners within `wall` of one another the first and the last: the strip between them is
 * where a wall wavers. step: lines more, 0: none. */
static size_t make_lines(const rfi_footprint *f, bool upright, int64_t wall, int64_t step,
                         int64_t *lines)
{
    int64_t values[RFI_FOOTPRINT_CORNERS];
    size_t count = 0;
    for (size_t k = 0; k <= f->hole_count; k++) {
        const rfi_ring *ring = ring_at(f, k);
        for (size_t i = 0; i < ring->count && count < RFI_FOOTPRINT_CORNERS; i++) {
            values[count++] = upright ? ring->corners[i].x : ring->corners[i].y;
        }
    }
    qsort(values, count, sizeof(*values), compare_int64);
    size_t made = 0;
    size_t last = 0;
    for (size_t i = 0; i < count && made + 2 <= MOST_LINES; i = last + 1) {
        last = i;
        while (last + 1 < count && values[last + 1] - values[i] <= wall) {
            last++;
        }
        lines[made++] = values[i];
        lines[made] = values[last];
        made += values[last] != values[i] ? 1 : 0;
    }
    for (int64_t at = values[0] + step;
         step > 0 && at < values[count - 1] && made < MOST_LINES; at += step) {
        lines[made++] = at;
    }
    qsort(lines, made, sizeof(*lines), compare_int64);
    size_t kept = 0;
    for (size_t i = 0; i < made; i++) {
        if (kept == 0 || lines[i] != lines[kept - 1]) {
            lines[kept++] = lines[i];
        }
    }
    return kept;
}

/* ---- cells --------------------------------------------------------------------------- */
typedef struct box {
    int64_t x0, x1, y0, y1;
} box;

/* Separating axes: the two of the box and that of the wall. */
static bool wall_cuts(rfi_point a, rfi_point b, const box *c)
{
    if (rfi_min(a.x, b.x) >= c->x1 || rfi_max(a.x, b.x) <= c->x0 ||
        rfi_min(a.y, b.y) >= c->y1 || rfi_max(a.y, b.y) <= c->y0) {
        return false;
    }
    const rfi_point corners[4] = {
        {c->x0, c->y0}, {c->x1, c->y0}, {c->x0, c->y1}, {c->x1, c->y1}};
    bool left = false;
    bool right = false;
    for (size_t i = 0; i < 4; i++) {
        rfi_wide side = (rfi_wide)(b.x - a.x) * (corners[i].y - a.y) -
                        (rfi_wide)(b.y - a.y) * (corners[i].x - a.x);
        left = left || side > 0;
        right = right || side < 0;
    }
    return left && right;
}

/* Even-odd along a ray to the left, all in doubled coordinates. */
static bool crosses(rfi_point a, rfi_point b, int64_t x2, int64_t y2)
{
    if ((2 * a.y > y2) == (2 * b.y > y2)) {
        return false;
    }
    rfi_wide side =
        (rfi_wide)(b.x - a.x) * (y2 - 2 * a.y) - (rfi_wide)(b.y - a.y) * (x2 - 2 * a.x);
    return b.y > a.y ? side < 0 : side > 0;
}

static bool cell_inside(const rfi_footprint *f, const box *c)
{
    bool inside = false;
    for (size_t k = 0; k <= f->hole_count; k++) {
        const rfi_ring *ring = ring_at(f, k);
        for (size_t i = 0; i < ring->count; i++) {
            rfi_point a = ring->corners[i];
            rfi_point b = ring->corners[(i + 1) % ring->count];
            if (wall_cuts(a, b, c)) {
                return false;
            }
            inside = crosses(a, b, c->x0 + c->x1, c->y0 + c->y1) != inside;
        }
    }
    return inside;
}

static uint8_t *cell_at(const grid *g, size_t x, size_t y)
{
    return &g->cells[x * (g->ny - 1) + y];
}

static int64_t cell_area(const grid *g, size_t x, size_t y)
{
    return (g->x[x + 1] - g->x[x]) * (g->y[y + 1] - g->y[y]);
}

static void fill_cells(grid *g)
{
    for (size_t x = 0; x + 1 < g->nx; x++) {
        for (size_t y = 0; y + 1 < g->ny; y++) {
            box c = {g->x[x], g->x[x + 1], g->y[y], g->y[y + 1]};
            *cell_at(g, x, y) = cell_inside(g->f, &c) ? 1 : 0;
        }
    }
}

static bool holds(const grid *g, size_t x, size_t y, uint8_t mark)
{
    return x < g->nx - 1 && y < g->ny - 1 && *cell_at(g, x, y) == mark;
}

/* Where two cells meet in a corner alone the smaller one goes, until none do. */
static void part_corners(grid *g)
{
    bool changed = true;
    while (changed) {
        changed = false;
        for (size_t x = 0; x + 2 < g->nx; x++) {
            for (size_t y = 0; y + 2 < g->ny; y++) {
                bool a = holds(g, x, y, 1);
                bool b = holds(g, x + 1, y, 1);
                bool c = holds(g, x, y + 1, 1);
                bool d = holds(g, x + 1, y + 1, 1);
                if (a != d || b != c || a == b) {
                    continue;
                }
                size_t other = a ? x + 1 : x;
                size_t one = a ? x : x + 1;
                bool first = cell_area(g, one, y) < cell_area(g, other, y + 1);
                *cell_at(g, first ? one : other, first ? y : y + 1) = 0;
                changed = true;
            }
        }
    }
}

/* Marks the piece of a cell with `mark`; the area of it. stack: room for all cells. */
static int64_t flood(grid *g, size_t x, size_t y, uint8_t from, uint8_t mark, size_t *stack)
{
    size_t rows = g->ny - 1;
    size_t count = 0;
    int64_t area = 0;
    stack[count++] = x * rows + y;
    *cell_at(g, x, y) = mark;
    while (count > 0) {
        size_t at = stack[--count];
        x = at / rows;
        y = at % rows;
        area += cell_area(g, x, y);
        const size_t next[4][2] = {{x + 1, y}, {x - 1, y}, {x, y + 1}, {x, y - 1}};
        for (size_t k = 0; k < 4; k++) {
            if (holds(g, next[k][0], next[k][1], from)) {
                *cell_at(g, next[k][0], next[k][1]) = mark;
                stack[count++] = next[k][0] * rows + next[k][1];
            }
        }
    }
    return area;
}

static bool keep_largest(grid *g)
{
    size_t *stack = RFI_ARRAY(g->arena, g->nx * g->ny, size_t);
    if (stack == NULL) {
        return false;
    }
    size_t best[2] = {SIZE_MAX, 0};
    g->area = 0;
    for (size_t x = 0; x + 1 < g->nx; x++) {
        for (size_t y = 0; y + 1 < g->ny; y++) {
            int64_t area = holds(g, x, y, 1) ? flood(g, x, y, 1, 3, stack) : 0;
            if (area > g->area) {
                g->area = area;
                best[0] = x;
                best[1] = y;
            }
        }
    }
    if (best[0] != SIZE_MAX) {
        (void)flood(g, best[0], best[1], 3, 2, stack);
    }
    return true;
}

/* ---- tracing ------------------------------------------------------------------------- */
typedef struct heading {
    int dx, dy;
} heading;

/* The piece lies to the left of the way from line crossing (x, y). */
static bool wall_ahead(const grid *g, size_t x, size_t y, heading h)
{
    size_t left_x = h.dx == 1 || h.dy == -1 ? x : x - 1;
    size_t left_y = h.dx == 1 || h.dy == 1 ? y : y - 1;
    size_t right_x = h.dx == 1 || h.dy == 1 ? x : x - 1;
    size_t right_y = h.dx == -1 || h.dy == 1 ? y : y - 1;
    return holds(g, left_x, left_y, 2) && !holds(g, right_x, right_y, 2);
}

/* One loop with the piece on its left, from a crossing whose wall leads to the right. seen:
 * crossings from which a wall to the right was followed. False: too many corners. */
static bool trace(const grid *g, size_t x, size_t y, uint8_t *seen, rfi_ring *ring)
{
    const size_t start[2] = {x, y};
    heading h = {1, 0};
    ring->count = 0;
    do {
        if (h.dx == 1) {
            seen[x * g->ny + y] = 1;
        }
        x += (size_t)h.dx;
        y += (size_t)h.dy;
        const heading turns[3] = {{-h.dy, h.dx}, h, {h.dy, -h.dx}};
        size_t k = 0;
        while (k < 2 && !wall_ahead(g, x, y, turns[k])) {
            k++;
        }
        if (k != 1) {
            if (ring->count == RFI_OUTLINE_MOST) {
                return false;
            }
            ring->corners[ring->count++] = (rfi_point){g->x[x], g->y[y]};
        }
        h = turns[k];
    } while (x != start[0] || y != start[1] || h.dx != 1);
    return true;
}

static int64_t signed_area(const rfi_ring *ring)
{
    rfi_wide sum = 0;
    for (size_t i = 0; i < ring->count; i++) {
        rfi_point a = ring->corners[i];
        rfi_point b = ring->corners[(i + 1) % ring->count];
        sum += (rfi_wide)a.x * b.y - (rfi_wide)b.x * a.y;
    }
    return rfi_narrow(sum / 2);
}

static bool copy_ring(rfi_arena *arena, const rfi_ring *from, rfi_ring *ret_ring)
{
    ret_ring->corners = RFI_ARRAY(arena, from->count, rfi_point);
    ret_ring->count = from->count;
    if (ret_ring->corners != NULL) {
        memcpy(ret_ring->corners, from->corners, from->count * sizeof(rfi_point));
    }
    return ret_ring->corners != NULL;
}

/* All loops of the piece: one around it, the others around holes. Too many corners: no
 * outline. */
static bool trace_all(const grid *g, rfi_arena *arena, rfi_rectified *ret)
{
    rfi_point room[RFI_OUTLINE_MOST];
    rfi_ring ring = {room, 0};
    uint8_t *seen = RFI_ARRAY(g->arena, g->nx * g->ny, uint8_t);
    ret->holes = RFI_ARRAY(arena, RFI_FOOTPRINT_CORNERS, rfi_ring);
    if (seen == NULL || ret->holes == NULL) {
        return false;
    }
    size_t corners = 0;
    for (size_t x = 0; x < g->nx; x++) {
        for (size_t y = 0; y < g->ny; y++) {
            if (seen[x * g->ny + y] != 0 || !wall_ahead(g, x, y, (heading){1, 0})) {
                continue;
            }
            if (!trace(g, x, y, seen, &ring) || ret->hole_count == RFI_FOOTPRINT_CORNERS) {
                ret->outline.count = 0;
                return true;
            }
            bool around = signed_area(&ring) > 0;
            corners += ring.count;
            if (!copy_ring(arena, &ring,
                           around ? &ret->outline : &ret->holes[ret->hole_count])) {
                return false;
            }
            ret->hole_count += around ? 0 : 1;
        }
    }
    ret->kept = g->area;
    if (corners > MOST_TRACED) {
        ret->outline.count = 0;
    }
    return true;
}

static bool is_rectilinear(const rfi_footprint *f)
{
    for (size_t k = 0; k <= f->hole_count; k++) {
        const rfi_ring *ring = ring_at(f, k);
        for (size_t i = 0; i < ring->count; i++) {
            rfi_point a = ring->corners[i];
            rfi_point b = ring->corners[(i + 1) % ring->count];
            if (a.x != b.x && a.y != b.y) {
                return false;
            }
        }
    }
    return true;
}

/* ---- all ----------------------------------------------------------------------------- */
static bool try_step(rfi_arena *arena, const rfi_footprint *f, int64_t step,
                     rfi_rectified *ret)
{
    grid *g = RFI_NEW(arena, grid);
    *ret = (rfi_rectified){0};
    if (g == NULL) {
        return false;
    }
    g->f = f;
    g->arena = rfi_arena_new();
    int64_t wall = is_rectilinear(f) ? 0 : ONE_WALL;
    g->nx = make_lines(f, true, wall, step, g->x);
    g->ny = make_lines(f, false, wall, step, g->y);
    bool held = g->arena != NULL;
    if (held && g->nx > 1 && g->ny > 1) {
        g->cells = RFI_ARRAY(g->arena, g->nx * g->ny, uint8_t);
        held = g->cells != NULL;
        if (held) {
            fill_cells(g);
            part_corners(g);
            held = keep_largest(g) && trace_all(g, arena, ret);
        }
    }
    rfi_arena_free(g->arena);
    return held;
}

static bool is_hall(rfi_rectified *r)
{
    size_t corner = 0;
    return r->outline.count >= 4 &&
           rfi_outline_normalise(r->outline.corners, &r->outline.count,
                                 RFI_HALL_LEAST_WIDTH, &corner) == NULL;
}

bool rfi_rectify(rfi_arena *arena, const rfi_footprint *footprint,
                 rfi_rectified *ret_rectified)
{
    rfi_wide drawn = doubled_area(&footprint->outer);
    int64_t side = 0;
    for (size_t i = 0; i < footprint->outer.count; i++) {
        side = rfi_max(
            side, rfi_max(footprint->outer.corners[i].x, footprint->outer.corners[i].y));
    }
    for (size_t k = 0; k < footprint->hole_count; k++) {
        drawn -= doubled_area(&footprint->holes[k]);
    }
    *ret_rectified = (rfi_rectified){.drawn = rfi_narrow(drawn / 2)};
    /* no lines across slanted walls, then ever finer ones while that gains a hundredth */
    const int64_t steps[] = {0, side / 12, side / 24, side / 48, side / 96};
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        rfi_rectified r;
        if (i > 0 &&
            (steps[i] < FINEST || 100 * (drawn / 2 - ret_rectified->kept) <= drawn / 2)) {
            break;
        }
        if (!try_step(arena, footprint, steps[i], &r)) {
            return false;
        }
        r.drawn = ret_rectified->drawn;
        if (is_hall(&r) && r.kept > ret_rectified->kept) {
            *ret_rectified = r;
        }
    }
    return true;
}
