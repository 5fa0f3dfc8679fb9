/* SPDX-License-Identifier: MIT */
/* A simple one-line: source on top, racks at the foot, side A left of B; beside each
 * element what is installed, what is usable, and the load against it. */
#include "reports/chart/chart.h"
#include "reports/chart/symbol.h"

#include <math.h>

#define HEAD        6.5 /* mm above the first row */
#define SPINE_A     6.0
#define SPINE_MID   10.0
#define SPINE_B     14.0
#define BRANCH      24.0
#define LANE_FIRST  3.0
#define LANE_PITCH  4.5 /* at most */
#define LANE_LAST   20.0
#define NAME        30.0
#define NAME_WIDTH  50.0
#define USABLE      82.0
#define USABLE_WIDE 32.0
#define BAR         116.0
#define BAR_WIDTH   22.0
#define LIMIT_AT    0.85
#define LOAD        174.0
#define LOAD_WIDTH  34.0

typedef struct sheet {
    rfi_drawing *drawing;
    rfi_box box;
    double pitch;
    const rfi_stage *stages;
    size_t count;
    double lane_pitch;
} sheet;

double rfi_one_line_height(size_t count, double pitch)
{
    return HEAD + pitch * (double)count;
}

static double row_y(const sheet *s, size_t index)
{
    return s->box.y + HEAD + s->pitch * ((double)index + 0.5);
}

static double side_x(const sheet *s, const rfi_stage *stage, int side)
{
    if (stage->wired) {
        double lane = LANE_FIRST + s->lane_pitch * (double)stage->lane;
        return s->box.x + lane + (!stage->two_sides ? 0 : side == 0 ? -0.9 : 0.9);
    }
    return s->box.x + (!stage->two_sides ? SPINE_MID : side == 0 ? SPINE_A : SPINE_B);
}

static void connect(const sheet *s, size_t from, size_t to)
{
    const rfi_stage *a = &s->stages[from];
    const rfi_stage *b = &s->stages[to];
    int sides = a->two_sides || b->two_sides ? 2 : 1;
    bool open = a->kind == RFI_STAGE_UNKNOWN || b->kind == RFI_STAGE_UNKNOWN;
    double y1 = row_y(s, from);
    double y2 = row_y(s, to);
    double bend = b->wired && b->up_count > 1 ? y2 - 0.5 * s->pitch : y1 + 0.5 * s->pitch;
    for (int side = 0; side < sides; side++) {
        double x1 = side_x(s, a, side);
        double x2 = side_x(s, b, side);
        const rfi_spot spots[] = {{x1, y1}, {x1, bend}, {x2, bend}, {x2, y2}};
        rfi_pen pen = {open ? RFI_INK_SOFT : RFI_INK_POWER, RFI_BROAD,
                       open        ? RFI_DASH_CLEARANCE
                       : side == 1 ? RFI_DASH_FEED_B
                                   : RFI_DASH_SOLID};
        rfi_draw_polyline(s->drawing, spots, 4, pen);
    }
}

/* A joint has a dot; side A passes side B without one. */
static void draw_stub(const sheet *s, size_t index)
{
    const rfi_stage *stage = &s->stages[index];
    const rfi_stage *parent = &s->stages[stage->parent];
    bool both = stage->two_sides && parent->two_sides;
    double y = row_y(s, index);
    for (int side = both ? 0 : 1; side < 2; side++) {
        double x = side_x(s, parent, side);
        double line = y + (side == 0 ? -0.9 : both ? 0.9 : 0);
        rfi_draw_line(s->drawing, x, line, s->box.x + BRANCH, line,
                      (rfi_pen){RFI_INK_POWER, RFI_BROAD,
                                both && side == 1 ? RFI_DASH_FEED_B : RFI_DASH_SOLID});
        rfi_draw_circle(s->drawing, x, line, 0.6, &(rfi_look){.fill = RFI_INK_POWER});
    }
}

/* Along a bar below the row above, then down the lane; a line for each that feeds it. */
static void draw_wires(const sheet *s)
{
    for (size_t i = 0; i < s->count; i++) {
        for (size_t k = 0; k < s->stages[i].up_count; k++) {
            if (!s->stages[i].branch) {
                connect(s, s->stages[i].ups[k], i);
            }
        }
        if (s->stages[i].branch) {
            draw_stub(s, i);
        }
    }
}

static void draw_lines(const sheet *s)
{
    if (s->count > 0 && s->stages[0].wired) {
        draw_wires(s);
        return;
    }
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < s->count; i++) {
        if (s->stages[i].branch) {
            continue;
        }
        if (last != SIZE_MAX) {
            connect(s, last, i);
        }
        last = i;
    }
    for (size_t i = 0; i < s->count; i++) {
        if (s->stages[i].branch) {
            draw_stub(s, i);
        }
    }
}

static void draw_symbols(const sheet *s, size_t index)
{
    const rfi_stage *stage = &s->stages[index];
    double y = row_y(s, index);
    rfi_ink ink = stage->binding                     ? RFI_INK_CONFLICT
                  : stage->kind == RFI_STAGE_UNKNOWN ? RFI_INK_SOFT
                                                     : RFI_INK_TEXT;
    if (stage->branch) {
        rfi_draw_symbol(s->drawing, stage->kind, s->box.x + BRANCH, y, 1, ink);
        return;
    }
    for (int side = 0; side < (stage->two_sides ? 2 : 1); side++) {
        rfi_draw_symbol(s->drawing, stage->kind, side_x(s, stage, side), y, 1, ink);
    }
}

static void draw_two_lines(const sheet *s, double x, double width, double y,
                           const char *upper, const char *lower, rfi_align align,
                           rfi_ink ink)
{
    bool two = lower != NULL && lower[0] != '\0';
    rfi_letters strong = {.face = RFI_FACE_STRONG, .size = 7.4, .ink = ink, .align = align};
    rfi_letters soft = {.size = 6.4, .ink = RFI_INK_SOFT, .align = align};
    double first = two ? y - 0.35 : y + 0.95;
    rfi_draw_fitted(s->drawing, x, first, width, upper == NULL ? "" : upper, &strong, 6);
    if (two) {
        rfi_draw_fitted(s->drawing, x, first + 3.1, width, lower, &soft, 5.6);
    }
}

static void draw_bar(const sheet *s, const rfi_stage *stage, double y)
{
    double x = s->box.x + BAR;
    double limit = LIMIT_AT * BAR_WIDTH;
    rfi_ink ink = stage->binding ? RFI_INK_CONFLICT : RFI_INK_BAR;
    rfi_draw_rect(s->drawing, (rfi_box){x, y - 1.1, BAR_WIDTH, 2.2},
                  &(rfi_look){.fill = RFI_INK_WASH});
    double shown = limit * fmin(stage->shown, 1 / LIMIT_AT);
    double low = limit * fmin(fmin(stage->least, stage->shown), 1 / LIMIT_AT);
    double high = limit * fmin(fmax(stage->most, stage->shown), 1 / LIMIT_AT);
    rfi_draw_rect(s->drawing, (rfi_box){x, y - 1.1, shown, 2.2}, &(rfi_look){.fill = ink});
    if (high - low > 0.3) {
        rfi_draw_rect(s->drawing, (rfi_box){x + low, y - 1.1, high - low, 2.2},
                      &(rfi_look){.fill = RFI_INK_WHITE,
                                  .pen = {RFI_INK_TEXT, RFI_FINE, 0},
                                  .hatch = RFI_HATCH_SLASH,
                                  .hatch_ink = ink,
                                  .pitch = 0.7,
                                  .hatch_weight = RFI_MEDIUM});
        rfi_draw_line(s->drawing, x + shown, y - 1.1, x + shown, y + 1.1,
                      (rfi_pen){ink, RFI_HEAVY, 0});
    }
    rfi_draw_line(s->drawing, x + limit, y - 1.7, x + limit, y + 1.7,
                  (rfi_pen){RFI_INK_TEXT, RFI_HEAVY, 0});
}

static void draw_row(const sheet *s, size_t index)
{
    const rfi_stage *stage = &s->stages[index];
    double y = row_y(s, index);
    double left = s->box.x;
    rfi_ink ink = stage->binding ? RFI_INK_CONFLICT : RFI_INK_TEXT;
    rfi_open_tag(s->drawing, RFI_TAG_TR, NULL);
    rfi_open_tag(s->drawing, RFI_TAG_TH, NULL);
    draw_two_lines(s, left + NAME, NAME_WIDTH, y, stage->name, stage->installed, RFI_LEFT,
                   ink);
    rfi_close_tag(s->drawing);
    rfi_open_tag(s->drawing, RFI_TAG_TD, NULL);
    draw_two_lines(s, left + USABLE, USABLE_WIDE, y, stage->usable, stage->state, RFI_LEFT,
                   ink);
    rfi_close_tag(s->drawing);
    if (stage->shown >= 0) {
        draw_bar(s, stage, y);
    }
    rfi_open_tag(s->drawing, RFI_TAG_TD, NULL);
    if (stage->dest != NULL) {
        rfi_open_link(s->drawing, stage->dest, NULL);
    }
    draw_two_lines(s, left + LOAD, LOAD_WIDTH, y, stage->load, stage->share, RFI_RIGHT,
                   ink);
    if (stage->dest != NULL) {
        rfi_close_link(s->drawing);
    }
    rfi_close_tag(s->drawing);
    rfi_close_tag(s->drawing);
    if (index + 1 < s->count) {
        double foot = y + s->pitch / 2;
        rfi_draw_line(s->drawing, left + NAME, foot, left + LOAD, foot,
                      (rfi_pen){RFI_INK_HAIR, RFI_FINE, 0});
    }
}

static void draw_head(const sheet *s)
{
    static const struct {
        double x;
        rfi_align align;
        const char *words;
    } heads[] = {{NAME, RFI_LEFT, "Element, installed"},
                 {USABLE, RFI_LEFT, "usable, state that decides"},
                 {BAR, RFI_LEFT, "load against it"},
                 {LOAD, RFI_RIGHT, "load at three ends, share"}};
    rfi_letters letters = {.size = 6.2, .ink = RFI_INK_SOFT};
    rfi_open_tag(s->drawing, RFI_TAG_TR, NULL);
    for (size_t i = 0; i < 4; i++) {
        letters.align = heads[i].align;
        rfi_open_tag(s->drawing, RFI_TAG_TH, NULL);
        rfi_draw_text(s->drawing, s->box.x + heads[i].x, s->box.y + 3.6, heads[i].words,
                      &letters);
        rfi_close_tag(s->drawing);
    }
    rfi_close_tag(s->drawing);
    rfi_draw_line(s->drawing, s->box.x, s->box.y + HEAD - 1.4, s->box.x + LOAD,
                  s->box.y + HEAD - 1.4, (rfi_pen){RFI_INK_TEXT, RFI_MEDIUM, 0});
}

/* Lanes move together until all stand left of the branches. */
static double lane_pitch(const rfi_stage *stages, size_t count)
{
    size_t last = 0;
    for (size_t i = 0; i < count; i++) {
        last = stages[i].lane > last ? stages[i].lane : last;
    }
    double room = LANE_LAST - LANE_FIRST;
    return last == 0 ? 0 : fmin(LANE_PITCH, room / (double)last);
}

void rfi_draw_one_line(rfi_drawing *drawing, rfi_box box, double pitch,
                       const rfi_stage *stages, size_t count, const char *alternative)
{
    const sheet s = {drawing, box, pitch, stages, count, lane_pitch(stages, count)};
    rfi_open_tag(drawing, RFI_TAG_FIGURE, alternative);
    draw_lines(&s);
    for (size_t i = 0; i < count; i++) {
        draw_symbols(&s, i);
    }
    rfi_close_tag(drawing);
    rfi_open_tag(drawing, RFI_TAG_TABLE, NULL);
    draw_head(&s);
    for (size_t i = 0; i < count; i++) {
        draw_row(&s, i);
    }
    rfi_close_tag(drawing);
}
