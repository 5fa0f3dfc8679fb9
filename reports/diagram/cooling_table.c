/* SPDX-License-Identifier: MIT */
/* Every limit of the cooling of the hall at the plan, the fullest first. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "planner/base/checked.h"
#include "reports/diagram/cooling_parts.h"

static const rfi_letters head = {RFI_FACE_STRONG, 9, 0, RFI_LEFT, false, 0};
static const rfi_letters soft = {RFI_FACE_PLAIN, 5.8, RFI_INK_SOFT, RFI_LEFT, false, 0};

bool rfi_is_of_cooling(rfi_requirement_kind kind)
{
    switch ((int)kind) {
    case RFI_REQ_LIQUID_LOOP:
    case RFI_REQ_LIQUID_HEAT:
    case RFI_REQ_LIQUID_SUPPLY:
    case RFI_REQ_LIQUID_FLOW:
    case RFI_REQ_AIR_HEAT:
    case RFI_REQ_AIR_INLET:
    case RFI_REQ_AIR_FILTRATION:
    case RFI_REQ_PLANT_AMBIENT:
    case RFI_REQ_PIPE_FLOW:
    case RFI_REQ_AIR_FLOW:
    case RFI_REQ_COOLING_RIDE_THROUGH:
    case RFI_REQ_CONDENSATION:
    case RFI_REQ_WATER_DAY:
    case RFI_REQ_WATER_YEAR:
    case RFI_REQ_MAKE_UP:
        return true;
    default:
        return false;
    }
}

const rfi_requirement *rfi_cooling_requirement(const rfi_cooling_sheet *c, size_t index)
{
    return index == SIZE_MAX ? NULL : &c->sheet.judgement->requirements[index];
}

static bool is_test(const rfi_requirement *r)
{
    return r->shape == RFI_SHAPE_HALL_TEST || r->shape == RFI_SHAPE_SITE_TEST;
}

int64_t rfi_limit_share(const rfi_cooling_sheet *c, const rfi_requirement *r)
{
    const rfi_terms *t = &r->ends[c->sheet.end];
    int64_t used = is_test(r) ? t->fixed : t->used;
    bool planned = is_test(r) || c->sheet.loading->planned;
    /* of a temperature, a class or a status there is no share */
    bool level = r->dimension == RFI_DIM_TEMPERATURE || r->dimension == RFI_DIM_COUNT ||
                 r->dimension == RFI_DIM_STATUS;
    if (t->unknown || !planned || level || t->limit <= 0 || t->limit >= RFI_UNBOUNDED ||
        used >= RFI_UNBOUNDED) {
        return -1;
    }
    int64_t permille = rfi_mul_div_ceil(used, 1000, t->limit);
    return used < t->limit ? rfi_min(permille, 999) : permille;
}

typedef struct ranked {
    const rfi_requirement *requirement;
    int64_t share;
    int group; /* 0 binds or fails, 1 known, 2 unknown */
} ranked;

static int by_share(const void *left, const void *right)
{
    const ranked *a = left;
    const ranked *b = right;
    if (a->group != b->group) {
        return a->group - b->group;
    }
    if (a->share != b->share) {
        return a->share > b->share ? -1 : 1;
    }
    return strcmp(a->requirement->id, b->requirement->id);
}

static bool fails(const rfi_cooling_sheet *c, const rfi_requirement *r)
{
    const rfi_terms *t = &r->ends[c->sheet.end];
    return !t->unknown && is_test(r) && t->fixed > t->limit;
}

static ranked rank_of(const rfi_cooling_sheet *c, const rfi_requirement *r)
{
    bool red = r->binding[c->sheet.end] || fails(c, r);
    return (ranked){r, rfi_limit_share(c, r),
                    red                             ? 0
                    : r->ends[c->sheet.end].unknown ? 2
                                                    : 1};
}

/* "13.22 MW" or, of a status, nothing: the words of the row say it. */
static const char *number(rfi_cooling_sheet *c, const rfi_requirement *r, int64_t value,
                          rfi_round round)
{
    rfi_system_sheet *s = &c->sheet;
    const rfi_terms *t = &r->ends[s->end];
    if (r->dimension == RFI_DIM_STATUS) {
        return value > 0 ? "yes" : "no";
    }
    if (t->unknown && (value <= 0 || value >= RFI_UNBOUNDED)) {
        return "?";
    }
    return rfi_say_value(s, value, r->dimension, RFI_POWER_PLAIN, round);
}

static void draw_row(rfi_cooling_sheet *c, const ranked *row, double x, double right,
                     double y, double pitch)
{
    rfi_drawing *drawing = c->sheet.drawing;
    const rfi_requirement *r = row->requirement;
    const rfi_terms *t = &r->ends[c->sheet.end];
    bool planned = is_test(r) || c->sheet.loading->planned;
    rfi_ink ink = row->group == 0 ? RFI_INK_CONFLICT : RFI_INK_TEXT;
    double line = y - pitch / 2 + 0.85;
    double wide = right - x;
    const double at[] = {x + 0.66 * wide, x + 0.86 * wide, right};
    const char *const words[] = {
        planned ? number(c, r, is_test(r) ? t->fixed : t->used, RFI_ROUND_UP) : "?",
        number(c, r, t->limit, RFI_ROUND_DOWN),
        row->share < 0 ? "" : rfi_say_permille(&c->sheet, row->share),
    };
    if (row->group == 0) {
        rfi_draw_rect(drawing, (rfi_box){x - 1, y - pitch + 0.3, wide + 2, pitch - 0.6},
                      &(rfi_look){.fill = RFI_INK_CONFLICT_WASH,
                                  .pen = {RFI_INK_CONFLICT, RFI_BROAD, 0}});
    }
    rfi_open_tag(drawing, RFI_TAG_TR, NULL);
    rfi_open_tag(drawing, RFI_TAG_TH, NULL);
    rfi_draw_fitted(drawing, x, line, 0.46 * wide,
                    rfi_say(&c->sheet, "%s%s%s", rfi_requirement_words(r->kind),
                            r->owner == NULL ? "" : ", ", r->owner == NULL ? "" : r->owner),
                    &(rfi_letters){RFI_FACE_PLAIN, 6.4, ink, RFI_LEFT, false, 0}, 5);
    rfi_close_tag(drawing);
    for (int i = 0; i < 3; i++) {
        rfi_open_tag(drawing, RFI_TAG_TD, NULL);
        rfi_draw_fitted(drawing, at[i], line, 0.19 * wide, words[i],
                        &(rfi_letters){i == 2 ? RFI_FACE_STRONG : RFI_FACE_PLAIN, 6.4, ink,
                                       RFI_RIGHT, false, 0},
                        5);
        rfi_close_tag(drawing);
    }
    rfi_close_tag(drawing);
    rfi_draw_line(drawing, x, y, right, y,
                  (rfi_pen){RFI_INK_HAIR, RFI_FINE, RFI_DASH_SOLID});
}

static void draw_heads(rfi_cooling_sheet *c, double x, double right, double top)
{
    rfi_drawing *drawing = c->sheet.drawing;
    double wide = right - x;
    const struct {
        double x;
        const char *words;
    } heads[] = {{x + 0.66 * wide, "asked"}, {x + 0.86 * wide, "usable"}, {right, "share"}};
    rfi_letters letters = soft;
    rfi_open_tag(drawing, RFI_TAG_TR, NULL);
    rfi_open_tag(drawing, RFI_TAG_TH, NULL);
    rfi_draw_text(drawing, x, top + 6.4, "Limit", &letters);
    rfi_close_tag(drawing);
    letters.align = RFI_RIGHT;
    for (int i = 0; i < 3; i++) {
        rfi_open_tag(drawing, RFI_TAG_TH, NULL);
        rfi_draw_text(drawing, heads[i].x, top + 6.4, heads[i].words, &letters);
        rfi_close_tag(drawing);
    }
    rfi_close_tag(drawing);
    rfi_draw_line(drawing, x, top + 8, right, top + 8,
                  (rfi_pen){RFI_INK_TEXT, RFI_MEDIUM, RFI_DASH_SOLID});
}

void rfi_draw_cooling_limits(rfi_cooling_sheet *c, double x, double right, double top,
                             double foot)
{
    const rfi_judgement *j = c->sheet.judgement;
    rfi_drawing *drawing = c->sheet.drawing;
    ranked *rows = RFI_ARRAY(c->sheet.arena, j->requirement_count + 1, ranked);
    size_t count = 0;
    if (rows == NULL) {
        drawing->failed = true;
        return;
    }
    for (size_t i = 0; i < j->requirement_count; i++) {
        const rfi_requirement *r = &j->requirements[i];
        bool here = r->hall_index == SIZE_MAX || r->hall_index == c->hall_index;
        if (here && rfi_is_of_cooling(r->kind)) {
            rows[count++] = rank_of(c, r);
        }
    }
    if (count > 1) {
        qsort(rows, count, sizeof(*rows), by_share);
    }
    rfi_open_tag(drawing, RFI_TAG_H2, NULL);
    rfi_draw_fitted(drawing, x, top, right - x, "Limits of the cooling at the plan", &head,
                    6.5);
    rfi_close_tag(drawing);
    rfi_open_tag(drawing, RFI_TAG_TABLE, NULL);
    draw_heads(c, x, right, top);
    double room = foot - top - 20;
    double pitch = fmax(4.2, fmin(6.2, room / (double)(count == 0 ? 1 : count)));
    size_t most = (size_t)fmin((double)count, floor(room / pitch));
    double y = top + 8;
    for (size_t i = 0; i < most; i++) {
        y += pitch;
        draw_row(c, &rows[i], x, right, y, pitch);
    }
    rfi_close_tag(drawing);
    const char *words = rfi_say(
        &c->sheet,
        "Usable: with the units out that the policy asks for, less the reserve. Outlined: "
        "binds or fails. Temperatures and classes have no share.%s",
        most < count
            ? rfi_say(&c->sheet, " %zu further rows are left out for want of room.",
                      count - most)
            : "");
    rfi_draw_paragraph(drawing, (rfi_box){x, y + 1.5, right - x, 0}, words, &soft, 7.6);
}
