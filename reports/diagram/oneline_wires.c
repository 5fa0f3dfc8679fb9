/* SPDX-License-Identifier: MIT */
/* Conductors between cells: down from a lane, along a track in the gap above the rank
 * below, down to the lane that it feeds. Tracks of one gap lie in as few levels as keep
 * them apart; a joint has a dot, a crossing has none. */
#include <math.h>

#include "reports/chart/symbol.h"
#include "reports/diagram/oneline_parts.h"

#define FIRST_LEVEL 1.8 /* mm below the top of the gap */
#define LEVEL_PITCH 2.4
#define BAR_HALF    5.0  /* least half length of a bar */
#define RISER       -3.6 /* of a wire that passes ranks, from the middle of a lane */
#define ENTRY       -2.4 /* where a standby comes in */
#define BEHIND      5.2  /* where one leaves, below the middle of a symbol */
#define SETS_ENTRY  -4.4 /* where standby sets come in */

typedef struct feed { /* one lane to one lane */
    const rfi_cell *from, *to;
    int lane;      /* of from */
    double x1, x2; /* of the lane, and where it ends */
    bool dashed;   /* side B */
    bool open;
} feed;

typedef struct group { /* what one lane feeds through one gap */
    const rfi_cell *from;
    int lane, gap;
    double left, right;
    int level;
    bool track; /* not only straight down */
} group;

typedef struct wiring {
    rfi_oneline *o;
    feed *feeds;
    size_t feed_count, feed_capacity;
    group *groups;
    size_t group_count, group_capacity;
} wiring;

static bool is_load(const rfi_cell *cell)
{
    return cell->kind == RFI_CELL_RACKS || cell->kind == RFI_CELL_PLANT;
}

static void add_feed(wiring *w, feed f)
{
    void *feeds = w->feeds;
    if (!rfi_arena_grow(w->o->sheet.arena, &feeds, w->feed_count, &w->feed_capacity,
                        sizeof(feed))) {
        w->o->sheet.drawing->failed = true;
        return;
    }
    w->feeds = feeds;
    w->feeds[w->feed_count++] = f;
}

/* From every lane to those of the same side; one lane feeds both sides, two feed one. */
static void add_feeds(wiring *w, const rfi_cell *from, const rfi_cell *to, bool open)
{
    const rfi_oneline *o = w->o;
    for (int i = 0; i < from->lanes; i++) {
        double x = rfi_lane_x(o, from, i);
        if (is_load(to)) {
            bool above = to->left + 1 < x && x < to->right - 1;
            double end = above ? x : to->left + 4 + 3 * i;
            add_feed(w, (feed){from, to, i, x, end, i == 1, open});
            continue;
        }
        for (int k = 0; k < to->lanes; k++) {
            if (from->lanes == 2 && to->lanes == 2 && i != k) {
                continue;
            }
            double apart = from->lanes == 2 && to->lanes == 1 ? (i == 0 ? -0.9 : 0.9) : 0;
            add_feed(w, (feed){from, to, i, x, rfi_lane_x(o, to, k) + apart,
                               i == 1 || k == 1, open});
        }
    }
}

static int gap_of(const feed *f)
{
    bool near = f->to->rank == f->from->rank + 1;
    bool tree = f->to->tree != RFI_NO_CELL;
    return near || tree ? f->from->rank + 1 : f->to->rank;
}

/* A track for every lane that does not lead straight down, and a bar for every bus. */
static void find_groups(wiring *w)
{
    for (size_t i = 0; i < w->feed_count; i++) {
        const feed *f = &w->feeds[i];
        int gap = gap_of(f);
        size_t k = 0;
        while (k < w->group_count &&
               (w->groups[k].from != f->from || w->groups[k].lane != f->lane ||
                w->groups[k].gap != gap)) {
            k++;
        }
        void *groups = w->groups;
        if (k == w->group_count) {
            if (!rfi_arena_grow(w->o->sheet.arena, &groups, w->group_count,
                                &w->group_capacity, sizeof(group))) {
                w->o->sheet.drawing->failed = true;
                return;
            }
            w->groups = groups;
            bool bar = rfi_is_bar(f->from);
            double half = bar ? BAR_HALF : 0;
            w->groups[w->group_count++] =
                (group){f->from, f->lane, gap, f->x1 - half, f->x1 + half, 0, bar};
        }
        group *g = &w->groups[k];
        g->left = fmin(g->left, f->x2);
        g->right = fmax(g->right, f->x2);
        g->track = g->track || fabs(f->x1 - f->x2) > 0.01;
    }
}

static int take_level(rfi_oneline *o, int gap, double left, double right)
{
    void *runs = o->runs;
    if (!rfi_arena_grow(o->sheet.arena, &runs, o->run_count, &o->run_capacity,
                        sizeof(rfi_run))) {
        o->sheet.drawing->failed = true;
        return 0;
    }
    o->runs = runs;
    int level = 0;
    for (bool clash = true; clash; level += clash ? 1 : 0) {
        clash = false;
        for (size_t i = 0; i < o->run_count && !clash; i++) {
            const rfi_run *run = &o->runs[i];
            clash = run->gap == gap && run->level == level && left < run->to + 2 &&
                    run->from < right + 2;
        }
    }
    o->runs[o->run_count++] = (rfi_run){gap, left, right, level};
    return level;
}

static double level_y(const rfi_oneline *o, int gap, int level)
{
    return o->rank_top[gap] + FIRST_LEVEL + LEVEL_PITCH * level;
}

static void find_levels(wiring *w)
{
    rfi_oneline *o = w->o;
    for (int lane = 0; lane < 2; lane++) { /* side A above side B */
        for (size_t i = 0; i < w->group_count; i++) {
            group *g = &w->groups[i];
            if (g->lane == lane && g->track) {
                g->level = take_level(o, g->gap, g->left, g->right);
            }
        }
    }
}

static void find_gaps(rfi_oneline *o)
{
    for (int gap = 0; gap < o->ranks; gap++) {
        int levels = 0;
        for (size_t i = 0; i < o->run_count; i++) {
            const rfi_run *run = &o->runs[i];
            levels = run->gap == gap && run->level >= levels ? run->level + 1 : levels;
        }
        o->rank_gap[gap] = gap == 0 ? 0 : fmax(2.5, FIRST_LEVEL + LEVEL_PITCH * levels);
    }
}

/* ---- ink ------------------------------------------------------------------------------
 */

static rfi_pen pen_of(bool dashed, bool open)
{
    return (rfi_pen){open ? RFI_INK_SOFT : RFI_INK_POWER, RFI_BROAD,
                     open     ? RFI_DASH_CLEARANCE
                     : dashed ? RFI_DASH_FEED_B
                              : RFI_DASH_SOLID};
}

/* Where a feed ends: at the middle of a symbol, which covers it, or at a box. */
static double end_y(const rfi_oneline *o, const rfi_cell *to)
{
    return is_load(to) ? o->rank_top[to->rank] + o->rank_gap[to->rank] + 1.0
                       : rfi_cell_y(o, to);
}

static const group *group_of(const wiring *w, const feed *f)
{
    for (size_t i = 0; i < w->group_count; i++) {
        const group *g = &w->groups[i];
        if (g->from == f->from && g->lane == f->lane && g->gap == gap_of(f)) {
            return g;
        }
    }
    return NULL;
}

static void dot(rfi_oneline *o, double x, double y)
{
    rfi_draw_circle(o->sheet.drawing, x, y, 0.55, &(rfi_look){.fill = RFI_INK_POWER});
}

static void draw_feed(const wiring *w, const feed *f)
{
    rfi_oneline *o = w->o;
    rfi_drawing *drawing = o->sheet.drawing;
    const group *g = group_of(w, f);
    double y1 = rfi_cell_y(o, f->from);
    double y2 = end_y(o, f->to);
    rfi_pen pen = pen_of(f->dashed, f->open);
    if (g == NULL || !g->track) {
        rfi_draw_line(drawing, f->x1, y1, f->x2, y2, pen);
        return;
    }
    double track = level_y(o, g->gap, g->level);
    rfi_draw_line(drawing, f->x2, track, f->x2, y2, pen);
    if (rfi_is_bar(f->from) || f->x2 > g->left + 0.01) {
        if (rfi_is_bar(f->from) || f->x2 < g->right - 0.01) {
            dot(o, f->x2, track);
        }
    }
}

static void draw_group(const wiring *w, const group *g)
{
    rfi_oneline *o = w->o;
    rfi_drawing *drawing = o->sheet.drawing;
    if (!g->track) {
        return;
    }
    double x = rfi_lane_x(o, g->from, g->lane);
    double y = rfi_cell_y(o, g->from);
    double track = level_y(o, g->gap, g->level);
    rfi_pen pen = pen_of(g->lane == 1, g->from->kind == RFI_CELL_OPEN);
    if (g->gap == g->from->rank + 1) {
        rfi_draw_line(drawing, x, y, x, track, pen);
    } else { /* past the ranks between, beside the lane */
        const rfi_spot spots[] = {{x, y}, {x + RISER, y}, {x + RISER, track}};
        rfi_draw_polyline(drawing, spots, 3, pen);
    }
    pen.weight = rfi_is_bar(g->from) ? 1.1 : pen.weight;
    rfi_draw_line(drawing, g->left, track, g->right, track, pen);
    if (g->left < x - 0.01 && x + 0.01 < g->right) {
        dot(o, g->gap == g->from->rank + 1 ? x : x + RISER, track);
    }
}

/* ---- standby --------------------------------------------------------------------------
 */

static double bar_y(const wiring *w, const rfi_cell *cell, int lane)
{
    for (size_t i = 0; i < w->group_count; i++) {
        const group *g = &w->groups[i];
        if (g->from == cell && g->lane == lane && g->track && rfi_is_bar(cell)) {
            return level_y(w->o, g->gap, g->level);
        }
    }
    return -1;
}

static bool is_mutual(const rfi_oneline *o, const rfi_wire *wire)
{
    for (size_t i = 0; i < o->wire_count; i++) {
        const rfi_wire *other = &o->wires[i];
        if (other->kind == RFI_WIRE_STANDBY && other->from == wire->to &&
            other->to == wire->from) {
            return true;
        }
    }
    return false;
}

/* Two bars of one rank that take each other over: a tie between them. */
static bool draw_tie(const wiring *w, const rfi_wire *wire)
{
    rfi_oneline *o = w->o;
    const rfi_cell *a = &o->cells[wire->from];
    const rfi_cell *b = &o->cells[wire->to];
    if (!is_mutual(o, wire) || a->rank != b->rank || a->lanes != 1 || b->lanes != 1) {
        return false;
    }
    double y = bar_y(w, a, 0);
    if (y < 0 || fabs(y - bar_y(w, b, 0)) > 0.01) {
        return false;
    }
    if (wire->from > wire->to) {
        return true; /* drawn from the other side */
    }
    double from = 0;
    double to = 0;
    for (size_t i = 0; i < w->group_count; i++) {
        from = w->groups[i].from == a ? w->groups[i].right : from;
        to = w->groups[i].from == b ? w->groups[i].left : to;
    }
    double middle = (from + to) / 2;
    rfi_drawing *drawing = o->sheet.drawing;
    const rfi_pen pen = {RFI_INK_TEXT, RFI_BROAD, 0};
    rfi_draw_line(drawing, from, y, middle - 2.4, y, pen);
    rfi_draw_line(drawing, middle - 2.4, y, middle + 2.2, y - 1.8, pen);
    rfi_draw_circle(drawing, middle + 2.8, y, 0.6,
                    &(rfi_look){.fill = RFI_INK_WHITE, .pen = pen});
    rfi_draw_line(drawing, middle + 3.4, y, to, y, pen);
    const char *words[] = {
        rfi_say(&o->sheet, "closes when %s or %s is dead", a->name, b->name),
        "tie, normally open"};
    for (int i = o->with_kinds ? 0 : 1; i < 2; i++) {
        rfi_draw_fitted(
            drawing, middle, y - 2.6 - 2.7 * (1 - i), to - from + 4, words[i],
            &(rfi_letters){RFI_FACE_PLAIN, 5.8, RFI_INK_SOFT, RFI_CENTRE, false, 0}, 5);
    }
    return true;
}

static int standby_level(rfi_oneline *o, const rfi_cell *to, double from, double x)
{
    return take_level(o, to->rank, fmin(from, x), fmax(from, x));
}

typedef struct takeover {
    const rfi_cell *from, *to;
    int lane, end; /* lanes */
    double x1, x2;
    int level;
} takeover;

static takeover takeover_of(const rfi_oneline *o, const rfi_wire *wire, int lane)
{
    const rfi_cell *from = &o->cells[wire->from];
    const rfi_cell *to = &o->cells[wire->to];
    int source = from->lanes == 2 ? lane : 0;
    return (takeover){from,
                      to,
                      source,
                      lane,
                      rfi_lane_x(o, from, source) + RISER,
                      rfi_lane_x(o, to, lane) + ENTRY,
                      0};
}

static void draw_takeover(const wiring *w, const takeover *t)
{
    rfi_oneline *o = w->o;
    rfi_drawing *drawing = o->sheet.drawing;
    const rfi_pen pen = {RFI_INK_POWER, RFI_MEDIUM, RFI_DASH_CLEARANCE};
    double x = rfi_lane_x(o, t->from, t->lane);
    double bar = bar_y(w, t->from, t->lane);
    double start = bar > 0 ? bar : rfi_cell_y(o, t->from) + BEHIND;
    double track = level_y(o, t->to->rank, t->level);
    double into = bar_y(w, t->to, t->end);
    double end = into > 0 ? into : rfi_cell_y(o, t->to);
    const rfi_spot spots[] = {
        {x, start}, {t->x1, start}, {t->x1, track}, {t->x2, track}, {t->x2, end}};
    rfi_draw_polyline(drawing, spots, 5, pen);
    if (bar < 0) {
        rfi_draw_line(drawing, x, rfi_cell_y(o, t->from), x, start, pen_of(false, false));
    }
    dot(o, x, start);
    rfi_draw_open_tie(drawing, t->x2, rfi_cell_y(o, t->to) - 3.0, 0.8, RFI_INK_TEXT);
    if (into < 0) {
        rfi_draw_line(drawing, t->x2, end, rfi_lane_x(o, t->to, t->end), end, pen);
    }
}

static void find_standby_levels(wiring *w, takeover *list, size_t *count)
{
    rfi_oneline *o = w->o;
    for (size_t i = 0; i < o->wire_count; i++) {
        const rfi_wire *wire = &o->wires[i];
        const rfi_cell *to = &o->cells[wire->to];
        const rfi_cell *from = &o->cells[wire->from];
        bool tie = is_mutual(o, wire) && from->rank == to->rank && from->lanes == 1 &&
                   to->lanes == 1 && rfi_is_bar(from) && rfi_is_bar(to);
        for (int lane = 0; wire->kind == RFI_WIRE_STANDBY && lane < to->lanes && !tie;
             lane++) {
            takeover t = takeover_of(o, wire, lane);
            t.level = standby_level(o, to, t.x1, t.x2);
            list[(*count)++] = t;
        }
    }
}

/* ---- sets -----------------------------------------------------------------------------
 */

/* Sets come in above the group that they back, behind an open contact. */
static void draw_sets_wire(const wiring *w, const rfi_wire *wire, int level)
{
    rfi_oneline *o = w->o;
    rfi_drawing *drawing = o->sheet.drawing;
    const rfi_cell *from = &o->cells[wire->from];
    const rfi_cell *to = &o->cells[wire->to];
    double x = rfi_lane_x(o, from, 0);
    double y = level_y(o, to->rank, level);
    const rfi_pen pen = {RFI_INK_POWER, RFI_MEDIUM, RFI_DASH_CLEARANCE};
    rfi_draw_line(drawing, x, rfi_cell_y(o, from), x, y, pen);
    double last = x;
    for (int lane = 0; lane < to->lanes; lane++) {
        double end = rfi_lane_x(o, to, lane) + SETS_ENTRY;
        rfi_draw_line(drawing, last, y, end, y, pen);
        double into = bar_y(w, to, lane);
        rfi_draw_line(drawing, end, y, end, into > 0 ? into : rfi_cell_y(o, to), pen);
        if (into < 0) {
            rfi_draw_line(drawing, end, rfi_cell_y(o, to), rfi_lane_x(o, to, lane),
                          rfi_cell_y(o, to), pen);
        }
        rfi_draw_open_tie(drawing, end, rfi_cell_y(o, to) - 3.0, 0.8, RFI_INK_TEXT);
        last = x;
    }
}

static int sets_level(rfi_oneline *o, const rfi_wire *wire)
{
    const rfi_cell *from = &o->cells[wire->from];
    const rfi_cell *to = &o->cells[wire->to];
    double x = rfi_lane_x(o, from, 0);
    double left = fmin(x, rfi_lane_x(o, to, 0) + SETS_ENTRY);
    double right = fmax(x, rfi_lane_x(o, to, to->lanes - 1) + SETS_ENTRY);
    return take_level(o, to->rank, left, right);
}

void rfi_draw_wires(rfi_oneline *o)
{
    wiring w = {.o = o};
    takeover *takeovers = RFI_ARRAY(o->sheet.arena, 2 * o->wire_count + 1, takeover);
    int *sets = RFI_ARRAY(o->sheet.arena, o->wire_count + 1, int);
    size_t takeover_count = 0;
    if (takeovers == NULL || sets == NULL) {
        o->sheet.drawing->failed = true;
        return;
    }
    for (size_t i = 0; i < o->wire_count; i++) {
        const rfi_cell *from = &o->cells[o->wires[i].from];
        const rfi_cell *to = &o->cells[o->wires[i].to];
        if (o->wires[i].kind == RFI_WIRE_NORMAL) {
            add_feeds(&w, from, to,
                      from->kind == RFI_CELL_OPEN || to->kind == RFI_CELL_OPEN);
        }
    }
    find_groups(&w);
    find_levels(&w);
    find_standby_levels(&w, takeovers, &takeover_count);
    for (size_t i = 0; i < o->wire_count; i++) {
        sets[i] = o->wires[i].kind == RFI_WIRE_BACKS ? sets_level(o, &o->wires[i]) : 0;
    }
    find_gaps(o);
    for (size_t i = 0; i < w.group_count; i++) {
        draw_group(&w, &w.groups[i]);
    }
    for (size_t i = 0; i < w.feed_count; i++) {
        draw_feed(&w, &w.feeds[i]);
    }
    for (size_t i = 0; i < takeover_count; i++) {
        draw_takeover(&w, &takeovers[i]);
    }
    for (size_t i = 0; i < o->wire_count; i++) {
        if (o->wires[i].kind == RFI_WIRE_BACKS) {
            draw_sets_wire(&w, &o->wires[i], sets[i]);
        } else if (o->wires[i].kind == RFI_WIRE_STANDBY) {
            (void)draw_tie(&w, &o->wires[i]);
        }
    }
}
