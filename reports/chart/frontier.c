/* SPDX-License-Identifier: MIT */
/* What each budget buys: capital cost to the right, critical IT power upwards, steps from
 * plan to plan, and above each plan a whisker up to the power that no plan can pass. Kinds
 * of points differ in shape and filling, so that they hold in grey. */
#include "reports/chart/chart.h"

#include <math.h>

#include "reports/chart/scale.h"

enum { LEFT = 11, RIGHT = 6, HEAD = 12, FOOT = 8, SOURCE = 4, TARGET_WORD = 8 };

typedef struct plane {
    rfi_box field; /* mm */
    double cost, cost_step;
    double power, power_step; /* values at the far ends */
} plane;

static double whole_steps(double most, double *ret_step)
{
    if (most < 1e-6) {
        *ret_step = 1;
        return 1;
    }
    *ret_step = rfi_nice_step(most);
    return ceil(most / *ret_step - 1e-9) * *ret_step;
}

static plane plane_of(rfi_box box, const rfi_trade *trades, size_t count, double target,
                      bool source)
{
    double cost = 0;
    double power = fmax(target, 0);
    for (size_t i = 0; i < count; i++) {
        cost = fmax(cost, trades[i].cost);
        power = fmax(power, fmax(trades[i].power, trades[i].bound));
    }
    double foot = FOOT + (source ? SOURCE : 0);
    plane p = {.field = {box.x + LEFT, box.y + HEAD, box.width - LEFT - RIGHT,
                         box.height - HEAD - foot}};
    p.cost = whole_steps(cost, &p.cost_step);
    p.power = whole_steps(power, &p.power_step);
    return p;
}

static double across(const plane *p, double cost)
{
    return p->field.x + p->field.width * cost / p->cost;
}

static double up(const plane *p, double power)
{
    return p->field.y + p->field.height * (1 - power / p->power);
}

/* ---- axes --------------------------------------------------------------------------- */

static void draw_tick(rfi_drawing *drawing, double x, double y, double value,
                      rfi_align align)
{
    const rfi_letters letters = {.size = 6.2, .ink = RFI_INK_SOFT, .align = align};
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_tick(&text, value);
    rfi_draw_text(drawing, x, y, text.failed ? "" : text.data, &letters);
    rfi_text_finish(&text);
}

static void draw_axes(rfi_drawing *drawing, const plane *p)
{
    const rfi_pen grid = {RFI_INK_HAIR, RFI_FINE, RFI_DASH_SOLID};
    const rfi_pen axis = {RFI_INK_TEXT, RFI_THIN, RFI_DASH_SOLID};
    double right = p->field.x + p->field.width;
    double foot = p->field.y + p->field.height;
    int ticks = (int)floor(p->power / p->power_step + 0.5);
    for (int i = 0; i <= ticks; i++) {
        double y = up(p, i * p->power_step);
        rfi_draw_line(drawing, p->field.x, y, right, y, i == 0 ? axis : grid);
        draw_tick(drawing, p->field.x - 1.2, y + 0.8, i * p->power_step, RFI_RIGHT);
    }
    ticks = (int)floor(p->cost / p->cost_step + 0.5);
    for (int i = 0; i <= ticks; i++) {
        double x = across(p, i * p->cost_step);
        rfi_draw_line(drawing, x, foot, x, foot + 0.8, axis);
        draw_tick(drawing, x, foot + 3.4, i * p->cost_step, RFI_CENTRE);
    }
    const rfi_letters name = {.size = 6.6, .ink = RFI_INK_SOFT};
    rfi_draw_text(drawing, p->field.x - LEFT, p->field.y - 3.2, "critical IT power, MW",
                  &name);
    const rfi_letters below = {.size = 6.6, .ink = RFI_INK_SOFT, .align = RFI_RIGHT};
    rfi_draw_text(drawing, right, foot + 6.6, "capital cost of measures, million USD",
                  &below);
}

static void draw_target(rfi_drawing *drawing, const plane *p, double target)
{
    if (target < 0) {
        return;
    }
    double y = up(p, target);
    double right = p->field.x + p->field.width;
    rfi_draw_line(drawing, p->field.x, y, right, y,
                  (rfi_pen){RFI_INK_TEXT, RFI_BROAD, RFI_DASH_WANT});
    const rfi_letters letters = {.face = RFI_FACE_STRONG, .size = 6.2};
    rfi_draw_text(drawing, p->field.x + 1, y - 0.9, "target", &letters);
}

/* ---- points ------------------------------------------------------------------------- */

static void draw_steps(rfi_drawing *drawing, const plane *p, const rfi_trade *trades,
                       size_t count)
{
    const rfi_pen pen = {RFI_INK_BAR, RFI_BROAD, RFI_DASH_SOLID};
    double right = p->field.x + p->field.width;
    const rfi_trade *last = NULL;
    for (size_t i = 0; i < count; i++) {
        const rfi_trade *trade = &trades[i];
        if (trade->kind == RFI_POINT_DOMINATED) {
            continue;
        }
        double x = across(p, trade->cost);
        if (last != NULL) {
            rfi_draw_line(drawing, across(p, last->cost), up(p, last->power), x,
                          up(p, last->power), pen);
            rfi_draw_line(drawing, x, up(p, last->power), x, up(p, trade->power), pen);
        }
        last = trade;
    }
    if (last != NULL) {
        rfi_draw_line(drawing, across(p, last->cost), up(p, last->power), right,
                      up(p, last->power), pen);
    }
}

static void draw_whisker(rfi_drawing *drawing, double x, double from, double to)
{
    const rfi_pen pen = {RFI_INK_TEXT, RFI_THIN, RFI_DASH_SOLID};
    rfi_draw_line(drawing, x, from, x, to, pen);
    rfi_draw_line(drawing, x - 1, to, x + 1, to, pen);
}

static void draw_mark(rfi_drawing *drawing, rfi_point_kind kind, double x, double y)
{
    const rfi_pen line = {RFI_INK_TEXT, RFI_MEDIUM, RFI_DASH_SOLID};
    const rfi_look open = {.fill = RFI_INK_WHITE, .pen = line};
    switch (kind) {
    case RFI_POINT_PLAN:
        rfi_draw_circle(drawing, x, y, 0.9, &(rfi_look){.fill = RFI_INK_TEXT});
        return;
    case RFI_POINT_AS_IS:
        rfi_draw_rect(drawing, (rfi_box){x - 1, y - 1, 2, 2}, &open);
        return;
    case RFI_POINT_RECOMMENDED:
        rfi_draw_circle(drawing, x, y, 1.7,
                        &(rfi_look){.fill = RFI_INK_WHITE,
                                    .pen = {RFI_INK_ONE, RFI_BROAD, RFI_DASH_SOLID}});
        rfi_draw_circle(drawing, x, y, 1, &(rfi_look){.fill = RFI_INK_ONE});
        return;
    case RFI_POINT_DOMINATED:
        rfi_draw_circle(drawing, x, y, 0.7,
                        &(rfi_look){.fill = RFI_INK_WHITE,
                                    .pen = {RFI_INK_SOFT, RFI_THIN, RFI_DASH_SOLID}});
        return;
    }
}

/* ---- labels ------------------------------------------------------------------------- */

enum { LABELS = 24 };

typedef struct scene { /* what a label must not cover */
    const plane *p;
    const rfi_trade *trades;
    size_t count;
    double target;
    rfi_box taken[LABELS];
    size_t taken_count;
} scene;

/* Whether the upright or level line from a to b meets the box. */
static bool meets(rfi_box box, rfi_spot a, rfi_spot b)
{
    return fmax(a.x, b.x) >= box.x && fmin(a.x, b.x) <= box.x + box.width &&
           fmax(a.y, b.y) >= box.y && fmin(a.y, b.y) <= box.y + box.height;
}

static bool meets_trade(const scene *s, rfi_box box, size_t index, const rfi_trade **last)
{
    const double mark = 1.9;
    const rfi_trade *trade = &s->trades[index];
    double x = across(s->p, trade->cost);
    double y = up(s->p, trade->power);
    double top = fmin(y, up(s->p, fmax(trade->bound, trade->power)));
    if (meets(box, (rfi_spot){x - mark, y}, (rfi_spot){x + mark, y}) ||
        meets(box, (rfi_spot){x, y + mark}, (rfi_spot){x, top})) {
        return true;
    }
    if (trade->kind == RFI_POINT_DOMINATED) {
        return false;
    }
    const rfi_trade *from = *last;
    *last = trade;
    if (from == NULL) {
        return false;
    }
    rfi_spot corner = {x, up(s->p, from->power)};
    return meets(box, (rfi_spot){across(s->p, from->cost), corner.y}, corner) ||
           meets(box, corner, (rfi_spot){x, y});
}

static bool is_free(const scene *s, rfi_box box)
{
    double right = s->p->field.x + s->p->field.width;
    const rfi_trade *last = NULL;
    if (box.x < s->p->field.x || box.x + box.width > right + RIGHT ||
        box.y < s->p->field.y || box.y + box.height > s->p->field.y + s->p->field.height) {
        return false;
    }
    for (size_t i = 0; i < s->count; i++) {
        if (meets_trade(s, box, i, &last)) {
            return false;
        }
    }
    if (last != NULL) { /* the last step runs on to the right */
        double y = up(s->p, last->power);
        if (meets(box, (rfi_spot){across(s->p, last->cost), y}, (rfi_spot){right, y})) {
            return false;
        }
    }
    for (size_t i = 0; i < s->taken_count; i++) {
        rfi_box other = s->taken[i];
        if (meets(box, (rfi_spot){other.x, other.y},
                  (rfi_spot){other.x + other.width, other.y + other.height})) {
            return false;
        }
    }
    double level = s->target < 0 ? -1 : up(s->p, s->target);
    return s->target < 0 ||
           !meets(box, (rfi_spot){s->p->field.x, level}, (rfi_spot){right, level});
}

/* Near the point, beneath before above; a label without a free place is left out: the
 * table that goes with the chart has it. */
static void draw_label(rfi_drawing *drawing, scene *s, const rfi_trade *trade)
{
    static const double down[] = {3.6, 6, -1.8, 9, -5, 12, -8};
    rfi_letters letters = {.size = 6.2, .ink = RFI_INK_TEXT};
    letters.face = trade->kind == RFI_POINT_RECOMMENDED ? RFI_FACE_STRONG : RFI_FACE_PLAIN;
    double width = rfi_measure_text(drawing, &letters, trade->label).width;
    double x = across(s->p, trade->cost);
    double edge = s->p->field.x + s->p->field.width + RIGHT;
    for (size_t i = 0; i < sizeof(down) / sizeof(down[0]); i++) {
        const double lefts[] = {x + 2.4, fmin(x + 2.4, edge - width), x - 2.4 - width};
        for (size_t k = 0; k < sizeof(lefts) / sizeof(lefts[0]); k++) {
            double y = up(s->p, trade->power) + down[i];
            rfi_box box = {lefts[k] - 0.4, y - 2.1, width + 0.8, 2.8};
            if (s->taken_count < LABELS && is_free(s, box)) {
                rfi_draw_text(drawing, lefts[k], y, trade->label, &letters);
                s->taken[s->taken_count++] = box;
                return;
            }
        }
    }
}

/* The point that the page is about chooses its place first. */
static void draw_labels(rfi_drawing *drawing, scene *s)
{
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < s->count; i++) {
            bool first = s->trades[i].kind == RFI_POINT_RECOMMENDED;
            if (s->trades[i].label != NULL && first == (pass == 0)) {
                draw_label(drawing, s, &s->trades[i]);
            }
        }
    }
}

static void draw_trade(rfi_drawing *drawing, const plane *p, const rfi_trade *trade)
{
    double x = across(p, trade->cost);
    double y = up(p, trade->power);
    if (trade->bound > trade->power) {
        draw_whisker(drawing, x, y, up(p, trade->bound));
    }
    draw_mark(drawing, trade->kind, x, y);
}

/* ---- legend ------------------------------------------------------------------------- */

/* One entry that ends at `right`; returns where the next one may end. */
static double draw_entry(rfi_drawing *drawing, double right, double y, const char *word)
{
    const rfi_letters letters = {.size = 6.2, .ink = RFI_INK_SOFT, .align = RFI_RIGHT};
    return right - rfi_draw_text(drawing, right, y, word, &letters) - 2.6;
}

/* Only of what stands in the chart, from the right. */
static void draw_legend(rfi_drawing *drawing, const plane *p, const rfi_trade *trades,
                        size_t count)
{
    static const char *const words[] = {"plan", "as it is", "recommended", "dominated"};
    bool used[4] = {false};
    bool bounds = false;
    for (size_t i = 0; i < count; i++) {
        used[trades[i].kind] = true;
        bounds = bounds || trades[i].bound > trades[i].power;
    }
    double y = p->field.y - 7.6; /* above the name of the axis */
    double right = p->field.x + p->field.width + RIGHT;
    if (bounds) {
        right = draw_entry(drawing, right, y, "no plan has more");
        draw_whisker(drawing, right, y, y - 1.8);
        right -= 3.4;
    }
    for (int kind = RFI_POINT_DOMINATED; kind >= RFI_POINT_PLAN; kind--) {
        if (used[kind]) {
            right = draw_entry(drawing, right, y, words[kind]);
            draw_mark(drawing, (rfi_point_kind)kind, right, y - 0.8);
            right -= 4.2;
        }
    }
}

void rfi_draw_frontier(rfi_drawing *drawing, rfi_box box, const rfi_trade *trades,
                       size_t count, double target, const char *source)
{
    if (count == 0) {
        return;
    }
    plane p = plane_of(box, trades, count, target, source != NULL);
    draw_axes(drawing, &p);
    draw_steps(drawing, &p, trades, count);
    draw_target(drawing, &p, target);
    for (size_t i = 0; i < count; i++) {
        draw_trade(drawing, &p, &trades[i]);
    }
    scene s = {.p = &p, .trades = trades, .count = count, .target = target};
    if (target >= 0) {
        s.taken[s.taken_count++] =
            (rfi_box){p.field.x + 1, up(&p, target) - 3, TARGET_WORD, 3};
    }
    draw_labels(drawing, &s);
    draw_legend(drawing, &p, trades, count);
    if (source != NULL) {
        const rfi_letters letters = {.size = 6, .ink = RFI_INK_HINT};
        rfi_draw_fitted(drawing, box.x, box.y + box.height - 0.8, box.width, source,
                        &letters, 5);
    }
}
