/* SPDX-License-Identifier: MIT */
/* The reference point of the square is its lower left corner: it may lie anywhere but in
 * the open rectangle (x0 - width, x1) x (y0 - width, y1) of a block. Lines of the grid are
 * the sides of these rectangles, so between two neighbouring lines nothing changes. */
#include "planner/layout/route.h"

#include <stdlib.h>
#include <string.h>

#include "planner/base/checked.h"
#include "planner/model/opening.h"

enum { MOST_CROSSINGS = 4000000 };
enum { NODE_SHUT = 1, RIGHT_SHUT = 2, UP_SHUT = 4, SEEN_X = 8, SEEN_Y = 16 };

typedef struct block {
    int64_t x0, x1, y0, y1;
} block;

typedef struct leg { /* a maximal straight slide, entered once */
    bool along_y;
    size_t line;       /* index of the line that it runs on */
    size_t enter;      /* index along it */
    size_t low, high;  /* indices that it reaches */
    size_t from;       /* SIZE_MAX: it starts at an entry */
    const char *entry; /* then its id */
    bool used;
    int64_t start, end; /* mm along it: what of it is needed */
} leg;

typedef struct lines {
    int64_t *at;
    size_t count;
} lines;

typedef struct walker {
    rfi_arena *arena; /* scratch */
    const rfi_route_request *request;
    const rfi_floor *floor;
    int64_t width;
    block *blocks;
    size_t block_count, block_capacity;
    lines across[2]; /* x of upright lines, y of level ones */
    uint8_t *marks;  /* by x, then y */
    leg *legs;
    size_t leg_count, leg_capacity;
    bool failed; /* memory */
} walker;

/* ---- what stands in the way ---------------------------------------------------------- */
static void add_block(walker *w, int64_t x0, int64_t x1, int64_t y0, int64_t y1)
{
    void *items = w->blocks;
    if (!rfi_arena_grow(w->arena, &items, w->block_count, &w->block_capacity,
                        sizeof(block))) {
        w->failed = true;
        return;
    }
    w->blocks = items;
    w->blocks[w->block_count++] = (block){x0, x1, y0, y1};
}

static void add_rect(walker *w, const rfi_rect *r)
{
    add_block(w, r->x, r->x + r->width, r->y, r->y + r->height);
}

/* Racks that touch in a row make one block. */
static void add_racks(walker *w)
{
    for (size_t i = 0; i < w->floor->placed_count; i++) {
        const rfi_placed *p = &w->floor->placed[i];
        block *last = w->block_count > 0 ? &w->blocks[w->block_count - 1] : NULL;
        bool level = last != NULL && last->x1 == p->rect.x && last->y0 == p->rect.y &&
                     last->y1 == p->rect.y + p->rect.height;
        bool upright = last != NULL && last->y1 == p->rect.y && last->x0 == p->rect.x &&
                       last->x1 == p->rect.x + p->rect.width;
        if (level) {
            last->x1 += p->rect.width;
        } else if (upright) {
            last->y1 += p->rect.height;
        } else {
            add_rect(w, &p->rect);
        }
    }
}

static int compare_int64(const void *a, const void *b)
{
    const int64_t *p = a;
    const int64_t *q = b;
    return (*p > *q) - (*p < *q);
}

static size_t unique(int64_t *values, size_t count)
{
    if (count == 0) {
        return 0;
    }
    qsort(values, count, sizeof(*values), compare_int64);
    size_t kept = 1;
    for (size_t i = 1; i < count; i++) {
        if (values[i] != values[kept - 1]) {
            values[kept++] = values[i];
        }
    }
    return kept;
}

/* The polygons of a hall: its outline, then its holes. */
static bool polygon(const rfi_hall *hall, size_t index, const rfi_point **ret_corners,
                    size_t *ret_count)
{
    if (index > hall->hole_count) {
        return false;
    }
    *ret_corners = index == 0 ? hall->outline : hall->holes[index - 1].corners;
    *ret_count = index == 0 ? hall->outline_count : hall->holes[index - 1].corner_count;
    return true;
}

/* Everything outside between two upright walls that follow one another. */
static void add_outside(walker *w, int64_t x0, int64_t x1, int64_t *walls)
{
    const rfi_point *c = NULL;
    size_t n = 0;
    size_t count = 0;
    for (size_t k = 0; polygon(w->floor->hall, k, &c, &n); k++) {
        for (size_t i = 0; i < n; i++) {
            rfi_point a = c[i];
            rfi_point b = c[(i + 1) % n];
            if (a.y == b.y && rfi_min(a.x, b.x) <= x0 && rfi_max(a.x, b.x) >= x1) {
                walls[count++] = a.y;
            }
        }
    }
    if (count == 0) {
        return;
    }
    qsort(walls, count, sizeof(*walls), compare_int64);
    add_block(w, x0, x1, walls[0] - w->width, walls[0]);
    for (size_t i = 1; i + 1 < count; i += 2) {
        if (walls[i] < walls[i + 1]) {
            add_block(w, x0, x1, walls[i], walls[i + 1]);
        }
    }
    add_block(w, x0, x1, walls[count - 1], walls[count - 1] + w->width);
}

static void add_walls(walker *w)
{
    const rfi_point *c = NULL;
    size_t n = 0;
    size_t corners = 0;
    for (size_t k = 0; polygon(w->floor->hall, k, &c, &n); k++) {
        corners += n;
    }
    int64_t *xs = RFI_ARRAY(w->arena, corners, int64_t);
    int64_t *walls = RFI_ARRAY(w->arena, corners, int64_t);
    if (xs == NULL || walls == NULL) {
        w->failed = true;
        return;
    }
    size_t count = 0;
    int64_t low = INT64_MAX;
    int64_t high = INT64_MIN;
    for (size_t k = 0; polygon(w->floor->hall, k, &c, &n); k++) {
        for (size_t i = 0; i < n; i++) {
            xs[count++] = c[i].x;
            low = rfi_min(low, c[i].y);
            high = rfi_max(high, c[i].y);
        }
    }
    count = unique(xs, count);
    for (size_t i = 0; i + 1 < count; i++) {
        add_outside(w, xs[i], xs[i + 1], walls);
    }
    add_block(w, xs[0] - w->width, xs[0], low, high);
    add_block(w, xs[count - 1], xs[count - 1] + w->width, low, high);
}

static void add_blocks(walker *w)
{
    const rfi_hall *hall = w->floor->hall;
    add_racks(w);
    for (size_t i = 0; i < hall->obstacle_count; i++) {
        const rfi_obstacle *o = &hall->obstacles[i];
        if (o->kind != RFI_OBSTACLE_KEEP_OUT) { /* floor kept free can be crossed */
            add_block(w, o->at.x, o->at.x + o->size.x, o->at.y, o->at.y + o->size.y);
        }
    }
    for (size_t i = 0; i < w->floor->fitting_count; i++) {
        if (w->floor->fittings[i].kind == RFI_FITTING_PANEL) { /* the rest hangs above */
            add_rect(w, &w->floor->fittings[i].rect);
        }
    }
    for (size_t i = 0; i < w->request->closed_count; i++) {
        add_rect(w, &w->request->closed[i]);
    }
    add_walls(w);
}

/* ---- the grid ------------------------------------------------------------------------ */
static void add_entry_lines(const walker *w, int64_t *values[2], size_t counts[2])
{
    rfi_entry entry;
    rfi_opening opening;
    for (size_t i = 0; rfi_hall_entry(w->floor->hall, i, &entry); i++) {
        if (!rfi_hall_opening(w->floor->hall, entry.at, &opening)) {
            continue;
        }
        bool level = opening.inward == RFI_FRONT_RIGHT || opening.inward == RFI_FRONT_LEFT;
        int64_t middle = level ? opening.at.y : opening.at.x;
        values[level][counts[level]++] = middle - rfi_div_floor(w->width, 2);
    }
}

static bool make_lines(walker *w)
{
    rfi_entry entry;
    size_t entries = 0;
    while (rfi_hall_entry(w->floor->hall, entries, &entry)) {
        entries++;
    }
    size_t most = 2 * w->block_count + entries;
    int64_t *values[2] = {RFI_ARRAY(w->arena, most, int64_t),
                          RFI_ARRAY(w->arena, most, int64_t)};
    if (values[0] == NULL || values[1] == NULL) {
        return false;
    }
    size_t counts[2] = {0, 0};
    for (size_t i = 0; i < w->block_count; i++) {
        const block *b = &w->blocks[i];
        values[0][counts[0]++] = b->x0 - w->width;
        values[0][counts[0]++] = b->x1;
        values[1][counts[1]++] = b->y0 - w->width;
        values[1][counts[1]++] = b->y1;
    }
    add_entry_lines(w, values, counts);
    for (size_t k = 0; k < 2; k++) {
        w->across[k] = (lines){values[k], unique(values[k], counts[k])};
    }
    return true;
}

/* First index whose line lies at `at` or beyond (past: beyond). */
static size_t seek(const lines *l, int64_t at, bool past)
{
    size_t low = 0;
    size_t high = l->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (l->at[middle] < at || (past && l->at[middle] == at)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static uint8_t *mark_at(const walker *w, size_t x, size_t y)
{
    return &w->marks[x * w->across[1].count + y];
}

/* Every side of a block is a line: x0 - width is line x_low, x1 is line x_high. */
static void shut_block(walker *w, const block *b)
{
    size_t x_low = seek(&w->across[0], b->x0 - w->width, false);
    size_t x_high = seek(&w->across[0], b->x1, false);
    size_t y_low = seek(&w->across[1], b->y0 - w->width, false);
    size_t y_high = seek(&w->across[1], b->y1, false);
    for (size_t x = x_low; x < x_high; x++) {
        for (size_t y = y_low; y < y_high; y++) {
            uint8_t *mark = mark_at(w, x, y);
            *mark |= x > x_low && y > y_low ? NODE_SHUT : 0;
            *mark |= y > y_low ? RIGHT_SHUT : 0;
            *mark |= x > x_low ? UP_SHUT : 0;
        }
    }
}

static bool make_grid(walker *w)
{
    size_t count = 0;
    if (!make_lines(w) ||
        __builtin_mul_overflow(w->across[0].count, w->across[1].count, &count)) {
        return false;
    }
    if (count > MOST_CROSSINGS) {
        w->across[0].count = 0;
        return true;
    }
    w->marks = RFI_ARRAY(w->arena, count, uint8_t);
    if (w->marks == NULL) {
        return false;
    }
    for (size_t i = 0; i < w->block_count; i++) {
        shut_block(w, &w->blocks[i]);
    }
    return true;
}

/* ---- legs ---------------------------------------------------------------------------- */
static uint8_t *mark_on(const walker *w, bool along_y, size_t line, size_t index)
{
    return along_y ? mark_at(w, line, index) : mark_at(w, index, line);
}

static int64_t along(const walker *w, const leg *l, size_t index)
{
    return w->across[l->along_y].at[index];
}

/* A slide through this crossing, unless one was there before. */
static void enter(walker *w, bool along_y, size_t line, size_t index, size_t from,
                  const char *entry)
{
    uint8_t seen = along_y ? SEEN_Y : SEEN_X;
    uint8_t shut = along_y ? UP_SHUT : RIGHT_SHUT;
    if ((*mark_on(w, along_y, line, index) & (seen | NODE_SHUT)) != 0) {
        return;
    }
    void *items = w->legs;
    if (!rfi_arena_grow(w->arena, &items, w->leg_count, &w->leg_capacity, sizeof(leg))) {
        w->failed = true;
        return;
    }
    w->legs = items;
    leg new = {.along_y = along_y,
               .line = line,
               .enter = index,
               .low = index,
               .high = index,
               .from = from,
               .entry = entry};
    while (new.low > 0 && (*mark_on(w, along_y, line, new.low - 1) & shut) == 0) {
        new.low--;
    }
    while (new.high + 1 < w->across[along_y].count &&
           (*mark_on(w, along_y, line, new.high) & shut) == 0) {
        new.high++;
    }
    for (size_t i = new.low; i <= new.high; i++) {
        *mark_on(w, along_y, line, i) |= seen;
    }
    w->legs[w->leg_count++] = new;
}

/* Room beside two turns of a leg: between them, below both, above both. */
typedef enum room { ROOM_NONE = 0, ROOM_BETWEEN, ROOM_BELOW, ROOM_ABOVE } room;

static room room_to_turn(const walker *w, const leg *l, int64_t a, int64_t b)
{
    int64_t low = rfi_min(a, b);
    int64_t high = rfi_max(a, b);
    int64_t straight = w->request->straight;
    return l->from == SIZE_MAX || high - low >= straight ? ROOM_BETWEEN
           : low - along(w, l, l->low) >= straight       ? ROOM_BELOW
           : along(w, l, l->high) - high >= straight     ? ROOM_ABOVE
                                                         : ROOM_NONE;
}

static void start(walker *w)
{
    rfi_entry entry;
    rfi_opening opening;
    for (size_t i = 0; rfi_hall_entry(w->floor->hall, i, &entry); i++) {
        if (!rfi_hall_opening(w->floor->hall, entry.at, &opening)) {
            continue;
        }
        bool along_y = opening.inward == RFI_FRONT_UP || opening.inward == RFI_FRONT_DOWN;
        bool back = opening.inward == RFI_FRONT_DOWN || opening.inward == RFI_FRONT_LEFT;
        const lines *side = &w->across[!along_y]; /* lines that lead away from the wall */
        int64_t wall = along_y ? opening.at.y : opening.at.x;
        int64_t middle = along_y ? opening.at.x : opening.at.y;
        int64_t at = back ? wall - w->width : wall;
        size_t index = seek(&w->across[along_y], at, false);
        if (index == w->across[along_y].count || w->across[along_y].at[index] != at) {
            continue;
        }
        /* in the middle of the opening, and wherever it lies between the jambs */
        size_t own = seek(side, middle - rfi_div_floor(w->width, 2), false);
        enter(w, along_y, own, index, SIZE_MAX, entry.id);
        int64_t half = rfi_known(entry.width) ? entry.width->low / 2 : 0;
        for (size_t k = seek(side, middle - half, false);
             k < side->count && side->at[k] + w->width <= middle + half; k++) {
            enter(w, along_y, k, index, SIZE_MAX, entry.id);
        }
    }
}

static void walk(walker *w)
{
    start(w);
    for (size_t i = 0; i < w->leg_count && !w->failed; i++) {
        leg l = w->legs[i];
        for (size_t k = l.low; k <= l.high && !w->failed; k++) {
            if (room_to_turn(w, &l, along(w, &l, l.enter), along(w, &l, k)) != ROOM_NONE) {
                enter(w, !l.along_y, k, l.line, i, NULL);
            }
        }
    }
}

/* ---- racks --------------------------------------------------------------------------- */
static void need(leg *l, int64_t start_at, int64_t end)
{
    l->start = l->used ? rfi_min(l->start, start_at) : start_at;
    l->end = l->used ? rfi_max(l->end, end) : end;
    l->used = true;
}

/* The strip of the leg lies within the aisle on one side of the rack, all along it. */
static bool passes(const walker *w, const leg *l, const rfi_placed *p)
{
    bool turned = p->front == RFI_FACING_LEFT || p->front == RFI_FACING_RIGHT;
    if (turned != l->along_y) {
        return false;
    }
    int64_t u0 = turned ? p->rect.y : p->rect.x;
    int64_t u1 = u0 + (turned ? p->rect.height : p->rect.width);
    int64_t v0 = turned ? p->rect.x : p->rect.y;
    int64_t v1 = v0 + (turned ? p->rect.width : p->rect.height);
    bool ahead = p->front == RFI_FACING_UP || p->front == RFI_FACING_RIGHT;
    int64_t above = ahead ? w->floor->aisle_cold : w->floor->aisle_hot;
    int64_t below = ahead ? w->floor->aisle_hot : w->floor->aisle_cold;
    int64_t at = w->across[!l->along_y].at[l->line];
    bool beside = (at >= v1 && at + w->width <= v1 + above) ||
                  (at + w->width <= v0 && at >= v0 - below);
    return beside && along(w, l, l->low) <= u0 && along(w, l, l->high) + w->width >= u1;
}

static void miss(rfi_rects *missed, const rfi_rect *r)
{
    rfi_rect *last = missed->count > 0 ? &missed->items[missed->count - 1] : NULL;
    missed->racks++;
    if (last != NULL && last->x + last->width == r->x && last->y == r->y &&
        last->height == r->height) {
        last->width += r->width;
    } else if (last != NULL && last->y + last->height == r->y && last->x == r->x &&
               last->width == r->width) {
        last->height += r->height;
    } else {
        missed->items[missed->count++] = *r;
    }
}

/* Racks that no leg passes. */
static bool reach_racks(walker *w, rfi_arena *arena, rfi_rects *ret_missed)
{
    size_t by = 0; /* neighbours are mostly passed by the same leg */
    ret_missed->items = RFI_ARRAY(arena, w->floor->placed_count, rfi_rect);
    for (size_t i = 0; ret_missed->items != NULL && i < w->floor->placed_count; i++) {
        const rfi_placed *p = &w->floor->placed[i];
        if (by == w->leg_count || !passes(w, &w->legs[by], p)) {
            by = 0;
        }
        while (by < w->leg_count && !passes(w, &w->legs[by], p)) {
            by++;
        }
        if (by == w->leg_count) {
            miss(ret_missed, &p->rect);
            continue;
        }
        bool turned = p->front == RFI_FACING_LEFT || p->front == RFI_FACING_RIGHT;
        int64_t u0 = turned ? p->rect.y : p->rect.x;
        need(&w->legs[by], u0, u0 + (turned ? p->rect.height : p->rect.width));
    }
    return ret_missed->items != NULL;
}

/* What a leg needs of itself and of the one that it continues, children first. */
static void reach_back(walker *w)
{
    for (size_t i = w->leg_count; i-- > 0;) {
        leg *l = &w->legs[i];
        if (!l->used) {
            continue;
        }
        int64_t at = along(w, l, l->enter);
        need(l, at, at + w->width);
        if (l->from == SIZE_MAX) {
            continue;
        }
        leg *before = &w->legs[l->from];
        int64_t turn = w->across[before->along_y].at[l->line];
        int64_t entered = along(w, before, before->enter);
        room beside = room_to_turn(w, before, entered, turn);
        int64_t low = rfi_min(entered, turn);
        int64_t high = rfi_max(entered, turn) + w->width;
        low -= beside == ROOM_BELOW ? w->request->straight : 0;
        high += beside == ROOM_ABOVE ? w->request->straight : 0;
        need(before, low, high);
    }
}

static bool write_route(const walker *w, rfi_arena *arena, rfi_floor *floor)
{
    size_t *number = RFI_ARRAY(w->arena, w->leg_count, size_t);
    size_t count = 0;
    for (size_t i = 0; i < w->leg_count; i++) {
        count += w->legs[i].used ? 1 : 0;
    }
    rfi_route_leg *route = RFI_ARRAY(arena, count, rfi_route_leg);
    if (number == NULL || route == NULL) {
        return false;
    }
    count = 0;
    for (size_t i = 0; i < w->leg_count; i++) {
        const leg *l = &w->legs[i];
        if (!l->used) {
            continue;
        }
        int64_t side = w->across[!l->along_y].at[l->line];
        int64_t length = l->end - l->start;
        number[i] = count;
        route[count++] = (rfi_route_leg){
            .rect = l->along_y ? (rfi_rect){side, l->start, w->width, length}
                               : (rfi_rect){l->start, side, length, w->width},
            .from = l->from == SIZE_MAX ? SIZE_MAX : number[l->from],
            .entry = l->entry,
        };
    }
    floor->route = route;
    floor->route_count = count;
    floor->route_width = w->width;
    return true;
}

bool rfi_route_find(rfi_arena *arena, const rfi_route_request *request, int64_t width,
                    rfi_floor *floor, rfi_rects *ret_missed)
{
    *ret_missed = (rfi_rects){0};
    walker w = {.arena = rfi_arena_within(arena),
                .request = request,
                .floor = floor,
                .width = width};
    bool held = w.arena != NULL;
    if (held) {
        add_blocks(&w);
        held = !w.failed && make_grid(&w);
    }
    if (held && w.across[0].count > 0) {
        walk(&w);
    }
    held = held && !w.failed && reach_racks(&w, arena, ret_missed);
    if (held && ret_missed->count == 0) {
        reach_back(&w);
        held = write_route(&w, arena, floor);
    }
    rfi_arena_free(w.arena);
    return held;
}

bool rfi_route_widest(rfi_arena *arena, const rfi_route_request *request, int64_t most,
                      rfi_floor *floor, int64_t *ret_width)
{
    int64_t low = 0; /* reaches all; nothing does at 0 */
    int64_t high = most;
    while (low < high) {
        int64_t middle = low + (high - low + 1) / 2;
        rfi_rects missed;
        if (!rfi_route_find(arena, request, middle, floor, &missed)) {
            return false;
        }
        low = missed.count == 0 ? middle : low;
        high = missed.count == 0 ? high : middle - 1;
    }
    *ret_width = low;
    return true;
}
