/* SPDX-License-Identifier: MIT */
/* Symbols of the one-line and what stands beside them. */
#include <math.h>
#include <string.h>

#include "planner/base/checked.h"
#include "reports/chart/symbol.h"
#include "reports/diagram/oneline_parts.h"

#define SYMBOL 1.55 /* of the brief's size: transformers of 8 mm */
#define BESIDE 4.6  /* words, from the middle of a symbol */
#define BELOW  2.2  /* bar and share */

static rfi_stage_kind symbol_of(const rfi_cell *cell)
{
    static const rfi_stage_kind kinds[RFI_ELEMENT_KINDS] = {
        [RFI_ELEMENT_TRANSFORMER] = RFI_STAGE_TRANSFORMER,
        [RFI_ELEMENT_SUBSTATION] = RFI_STAGE_TRANSFORMER,
        [RFI_ELEMENT_SWITCHGEAR] = RFI_STAGE_BUS,
        [RFI_ELEMENT_SWITCHBOARD] = RFI_STAGE_BUS,
        [RFI_ELEMENT_FEEDER] = RFI_STAGE_FEEDER,
        [RFI_ELEMENT_BUSWAY] = RFI_STAGE_BUSWAY,
        [RFI_ELEMENT_GENERATOR] = RFI_STAGE_GENERATOR,
        [RFI_ELEMENT_UPS] = RFI_STAGE_UPS,
        [RFI_ELEMENT_BESS] = RFI_STAGE_BATTERY,
    };
    return cell->first == NULL ? RFI_STAGE_UNKNOWN : kinds[cell->first->kind];
}

/* ---- words ---- */

static const char *rating_words(rfi_oneline *o, const rfi_element *e)
{
    rfi_system_sheet *s = &o->sheet;
    const rfi_figure *rating =
        rfi_known(&e->rating) || !rfi_known(&e->current) ? &e->rating : &e->current;
    const char *count = rfi_known(&e->count) && e->count.base != 1
                            ? rfi_say(s, "%lld \u00D7 ", (long long)e->count.base)
                        : e->count.state == RFI_UNKNOWN ? "? \u00D7 "
                                                        : "";
    return rfi_say(s, "%s%s", count, rfi_say_base(s, rating, RFI_ROUND_DOWN));
}

/* ", 345/34.5 kV": what the source gives and what the element does. */
static const char *volts(rfi_oneline *o, const rfi_element *e)
{
    return rfi_known(&e->voltage)
               ? rfi_say(&o->sheet, " \u00B7 %s",
                         rfi_say_base(&o->sheet, &e->voltage, RFI_ROUND_DOWN))
               : "";
}

static const char *load_words(rfi_oneline *o, const rfi_load_bus *bus)
{
    int64_t normal = bus->cells[0].permille;
    int64_t worst = bus->cells[bus->worst].permille;
    const char *first = rfi_say_permille(&o->sheet, normal);
    if (bus->worst == 0 || worst == normal) {
        return first;
    }
    if (o->narrow) { /* the bar shows the normal state, the table says it */
        return rfi_say(&o->sheet, "\u2192 %s", rfi_say_permille(&o->sheet, worst));
    }
    return rfi_say(&o->sheet, "%lld.%lld \u2192 %s", (long long)(normal / 10),
                   (long long)(normal % 10), rfi_say_permille(&o->sheet, worst));
}

void rfi_draw_load_bar(rfi_drawing *drawing, double x, double y, double width,
                       int64_t normal, int64_t worst, int64_t reserve, bool binds)
{
    const double high = 1.9;
    rfi_ink ink = binds ? RFI_INK_CONFLICT : RFI_INK_BAR;
    double whole = width * 0.94; /* of the rating; a little room for what is above it */
    double first = fmin(whole * (double)rfi_max(normal, 0) / 1000.0, width);
    double last = fmin(whole * (double)rfi_max(worst, 0) / 1000.0, width);
    rfi_draw_rect(drawing, (rfi_box){x, y, width, high},
                  &(rfi_look){.fill = RFI_INK_WHITE,
                              .pen = {RFI_INK_RULE, RFI_FINE, RFI_DASH_SOLID}});
    rfi_draw_rect(drawing, (rfi_box){x, y, first, high}, &(rfi_look){.fill = ink});
    if (last > first + 0.1) {
        rfi_draw_rect(drawing, (rfi_box){x + first, y, last - first, high},
                      &(rfi_look){.fill = RFI_INK_WHITE,
                                  .pen = {ink, RFI_FINE, RFI_DASH_SOLID},
                                  .hatch = RFI_HATCH_SLASH,
                                  .hatch_ink = ink,
                                  .pitch = 0.6,
                                  .hatch_weight = RFI_THIN});
    }
    double tick = x + whole * (1.0 - (double)reserve / 1e6);
    rfi_draw_line(drawing, tick, y - 0.7, tick, y + high + 0.7,
                  (rfi_pen){RFI_INK_TEXT, RFI_BROAD, RFI_DASH_SOLID});
}

/* ---- lanes ---- */

typedef struct lane_place {
    double x, y, beside, below, room; /* left edge and width of the words */
} lane_place;

static lane_place place_of(const rfi_oneline *o, const rfi_cell *cell, int lane)
{
    double x = rfi_lane_x(o, cell, lane);
    double next = x - 5.5 + o->pitch; /* where the next lane begins */
    return (lane_place){x, rfi_cell_y(o, cell), x + BESIDE, x + BELOW, next - 0.6};
}

static double words_at(rfi_oneline *o, double x, double right, double y, const char *words,
                       rfi_face face, double size, rfi_ink ink)
{
    return rfi_draw_fitted(o->sheet.drawing, x, y, right - x, words,
                           &(rfi_letters){face, size, ink, RFI_LEFT, false, 0}, 5);
}

static void draw_load(rfi_oneline *o, const rfi_load_bus *bus, const lane_place *p,
                      double y)
{
    int64_t reserve = o->sheet.loading->reserve;
    if (o->low) {
        (void)words_at(o, p->beside, p->room, y + 1.2,
                       bus->cells[0].permille < 0 ? "load ?" : load_words(o, bus),
                       RFI_FACE_STRONG, 6, bus->binds ? RFI_INK_CONFLICT : RFI_INK_TEXT);
        return;
    }
    if (bus->cells[0].permille < 0) {
        (void)words_at(o, p->below, p->room, y + 1.6, "load ?", RFI_FACE_PLAIN, 5.8,
                       RFI_INK_SOFT);
        return;
    }
    rfi_draw_load_bar(o->sheet.drawing, p->below, y, fmin(p->room - p->below, 17),
                      bus->cells[0].permille, bus->cells[bus->worst].permille, reserve,
                      bus->binds);
    double width =
        words_at(o, p->below, p->room, y + 4.9, load_words(o, bus), RFI_FACE_STRONG, 6.2,
                 bus->binds ? RFI_INK_CONFLICT : RFI_INK_TEXT);
    if (bus->binds && p->below + width + 4 < p->room) {
        rfi_draw_diamond(o->sheet.drawing, p->below + width + 2.4, y + 4.1, 3.4, "");
    }
}

static const char *hover_words(rfi_oneline *o, const rfi_load_bus *bus,
                               const rfi_element *e)
{
    rfi_system_sheet *s = &o->sheet;
    const char *rating = rfi_say(s, "%s %s, %s%s", rfi_element_kind_words(e->kind), e->id,
                                 rating_words(o, e), volts(o, e));
    if (bus == NULL || bus->cells[0].permille < 0) {
        return rating;
    }
    const rfi_load_cell *worst = &bus->cells[bus->worst];
    return rfi_say(
        s, "%s; normal %s, worst %s of %s (%s, %s)", rating,
        rfi_say_permille(s, bus->cells[0].permille),
        rfi_say_value(s, worst->load, RFI_DIM_APPARENT, RFI_POWER_PLAIN, RFI_ROUND_UP),
        rfi_say_value(s, worst->left, RFI_DIM_APPARENT, RFI_POWER_PLAIN, RFI_ROUND_DOWN),
        rfi_say_permille(s, worst->permille),
        bus->worst == 0 ? "normal state" : o->sheet.loading->outages[bus->worst].words);
}

/* With volts, without, or not at all: never a part of a number. */
static void draw_rating(rfi_oneline *o, const rfi_element *e, double x, double right,
                        double y)
{
    const rfi_letters least = {RFI_FACE_PLAIN, 5, 0, RFI_LEFT, false, 0};
    const char *rating = rating_words(o, e);
    const char *both = rfi_say(&o->sheet, "%s%s", rating, volts(o, e));
    const char *const words[] = {both, rating};
    for (int i = 0; i < 2; i++) {
        if (rfi_measure_text(o->sheet.drawing, &least, words[i]).width <= right - x) {
            (void)words_at(o, x, right, y, words[i], RFI_FACE_PLAIN, 5.8, RFI_INK_SOFT);
            return;
        }
    }
    o->dropped = true;
}

/* The heavy outline of what binds: in grey the colour alone would not tell. */
static void embolden(rfi_drawing *drawing, rfi_stage_kind symbol, double x, double y,
                     rfi_ink ink)
{
    const rfi_look bold = {.pen = {ink, RFI_BOLD, RFI_DASH_SOLID}};
    switch ((int)symbol) {
    case RFI_STAGE_TRANSFORMER:
        rfi_draw_circle(drawing, x, y - SYMBOL, 1.6 * SYMBOL, &bold);
        rfi_draw_circle(drawing, x, y + SYMBOL, 1.6 * SYMBOL, &bold);
        break;
    case RFI_STAGE_GENERATOR:
        rfi_draw_circle(drawing, x, y, 2.1 * SYMBOL, &bold);
        break;
    case RFI_STAGE_UPS:
        rfi_draw_rect(
            drawing,
            (rfi_box){x - 2.1 * SYMBOL, y - 2.1 * SYMBOL, 4.2 * SYMBOL, 4.2 * SYMBOL},
            &bold);
        break;
    case RFI_STAGE_BUSWAY:
        rfi_draw_rect(
            drawing,
            (rfi_box){x - 2.1 * SYMBOL, y - 1.3 * SYMBOL, 4.2 * SYMBOL, 2.6 * SYMBOL},
            &bold);
        break;
    default:
        break;
    }
}

static void draw_lane(rfi_oneline *o, const rfi_cell *cell, int lane)
{
    rfi_drawing *drawing = o->sheet.drawing;
    const rfi_element *e = cell->element[lane];
    const rfi_load_bus *bus = cell->bus[lane];
    lane_place p = place_of(o, cell, lane);
    bool binds = bus != NULL && bus->binds;
    rfi_ink ink = binds ? RFI_INK_CONFLICT : RFI_INK_TEXT;
    rfi_stage_kind symbol = symbol_of(cell);
    o->used[symbol]++;
    if (symbol == RFI_STAGE_BUS) {
        rfi_draw_breaker(drawing, p.x, p.y, SYMBOL, ink);
    } else {
        rfi_draw_symbol(drawing, symbol, p.x, p.y, SYMBOL, ink);
    }
    if (binds) {
        embolden(drawing, symbol, p.x, p.y, ink);
    }
    double y = p.y - 1.4;
    (void)words_at(o, p.beside, p.room, y, e->id, RFI_FACE_STRONG, 7, ink);
    if (o->with_kinds) {
        y += 2.7;
        (void)words_at(o, p.beside, p.room, y, rfi_element_kind_words(e->kind),
                       RFI_FACE_PLAIN, 5.8, RFI_INK_SOFT);
    }
    y += 2.7;
    draw_rating(o, e, p.beside, p.room, y);
    if (bus != NULL) {
        draw_load(o, bus, &p, y + 1.5);
    }
}

static void draw_group(rfi_oneline *o, const rfi_cell *cell, size_t index)
{
    for (int lane = 0; lane < cell->lanes; lane++) {
        const char *side = cell->lanes == 1 ? "" : lane == 0 ? "-A" : "-B";
        rfi_open_group(
            o->sheet.drawing,
            rfi_say(&o->sheet, "element-%zu-%s%s", index, cell->element[lane]->id, side),
            cell->element[lane]->id, hover_words(o, cell->bus[lane], cell->element[lane]));
        draw_lane(o, cell, lane);
        rfi_close_group(o->sheet.drawing);
    }
}

/* ---- interconnects and loads ---- */

static void draw_open(rfi_oneline *o, const rfi_cell *cell, const char *name,
                      const char *first, const char *second)
{
    lane_place p = place_of(o, cell, 0);
    rfi_draw_symbol(o->sheet.drawing, RFI_STAGE_UNKNOWN, p.x, p.y, SYMBOL, RFI_INK_SOFT);
    o->used[RFI_STAGE_UNKNOWN]++;
    (void)words_at(o, p.beside, p.x + 60, p.y - 1.4, name, RFI_FACE_STRONG, 7,
                   RFI_INK_TEXT);
    (void)words_at(o, p.beside, p.x + 60, p.y + 1.5, first, RFI_FACE_PLAIN, 5.8,
                   RFI_INK_SOFT);
    (void)words_at(o, p.beside, p.x + 60, p.y + 4.2, second, RFI_FACE_PLAIN, 5.8,
                   RFI_INK_SOFT);
}

static const char *power_words(rfi_oneline *o, const rfi_figure *figure)
{
    rfi_figure plain = *figure; /* the kind of power is said once for both */
    plain.kind = RFI_POWER_PLAIN;
    return rfi_say_base(&o->sheet, &plain, RFI_ROUND_DOWN);
}

static void draw_grid(rfi_oneline *o, const rfi_cell *cell, size_t index)
{
    rfi_system_sheet *s = &o->sheet;
    rfi_drawing *drawing = s->drawing;
    const rfi_interconnect *poi = cell->interconnect;
    const rfi_load_bus *bus = cell->bus[0];
    if (poi == NULL) {
        draw_open(o, cell, "interconnection", "not described: ask the utility", "");
        return;
    }
    bool binds = bus != NULL && bus->binds;
    rfi_ink ink = binds ? RFI_INK_CONFLICT : RFI_INK_TEXT;
    double x = rfi_lane_x(o, cell, 0);
    double y = rfi_cell_y(o, cell);
    double left = cell->place + 2;
    double right = cell->place + cell->span - 2;
    left = fmin(left, x - 6);
    const char *power =
        rfi_say(s, "%s energised, %s firm, at utility", power_words(o, &poi->energised),
                power_words(o, &poi->firm));
    rfi_open_group(drawing, rfi_say(s, "grid-%zu-%s", index, poi->id), poi->id, power);
    rfi_draw_line(drawing, left, y, right, y, (rfi_pen){ink, 1.1, 0});
    rfi_draw_fitted(drawing, left, y - 7.6, right - left,
                    rfi_say(s, "%s interconnection %s",
                            rfi_known(&poi->voltage)
                                ? rfi_say_base(s, &poi->voltage, RFI_ROUND_DOWN)
                                : "? kV",
                            poi->id),
                    &(rfi_letters){RFI_FACE_STRONG, 7.4, ink, RFI_LEFT, false, 0}, 5.4);
    const rfi_letters soft = {RFI_FACE_PLAIN, 6.2, RFI_INK_SOFT, RFI_LEFT, false, 0};
    rfi_draw_fitted(drawing, left, y - 4.6, right - left, power, &soft, 5);
    if (bus != NULL && bus->cells[0].permille >= 0) {
        rfi_draw_fitted(drawing, left, y - 1.8, right - left,
                        rfi_say(s, "%s, %s of firm",
                                rfi_say_value(s, bus->cells[bus->worst].load, RFI_DIM_POWER,
                                              RFI_POWER_PLAIN, RFI_ROUND_UP),
                                load_words(o, bus)),
                        &(rfi_letters){RFI_FACE_STRONG, 6.2, ink, RFI_LEFT, false, 0}, 5);
    }
    rfi_close_group(drawing);
}

static const rfi_hall_share *share_of(const rfi_oneline *o, size_t hall)
{
    const rfi_judgement *j = o->sheet.judgement;
    return j->plan == NULL ? NULL : &j->plan->shares[hall];
}

static const char *racks_words(rfi_oneline *o, size_t hall)
{
    rfi_system_sheet *s = &o->sheet;
    const rfi_hall_share *share = share_of(o, hall);
    if (share == NULL) {
        return "no plan";
    }
    if (share->pods == 0) {
        return "no pod in this plan";
    }
    bool several = share->converted > 1;
    return rfi_say(s, "%s%lld pod%s %s%s", several ? "up to " : "",
                   (long long)(several ? share->most_pods : share->pods),
                   share->pods == 1 ? "" : "s", s->judgement->profile->name,
                   several ? rfi_say(s, " in each of %lld converted halls",
                                     (long long)share->converted)
                           : "");
}

static const char *cords_words(rfi_oneline *o, const rfi_hall *hall)
{
    rfi_text text = RFI_TEXT_INIT;
    for (size_t i = 0; i < hall->cords_count; i++) {
        const rfi_cords *c = &hall->cords[i];
        rfi_text_format(&text, "%s%s%s%s", i == 0 ? "cords " : " \u00B7 ", c->a,
                        c->b == NULL ? "" : " + ", c->b == NULL ? "" : c->b);
        if (c->share > 0) {
            rfi_text_format(&text, " (%lld" RFI_THIN_SPACE "%%)",
                            (long long)(c->share / 10000));
        }
    }
    return rfi_say_text(&o->sheet, &text);
}

static const char *draw_words(rfi_oneline *o, size_t hall)
{
    rfi_system_sheet *s = &o->sheet;
    const rfi_floor *floor = rfi_judgement_floor(s->judgement, &s->site->halls[hall]);
    const rfi_profile *profile = s->judgement->profile;
    if (floor != NULL && floor->it_power > 0) {
        return rfi_say(s, "%s critical IT, max draw",
                       rfi_say_value(s, floor->it_power, RFI_DIM_POWER, RFI_POWER_PLAIN,
                                     RFI_ROUND_UP));
    }
    return rfi_say(s, "%s a rack, max draw", rfi_say_base(s, &profile->max, RFI_ROUND_UP));
}

static void draw_racks(rfi_oneline *o, const rfi_cell *cell, size_t index)
{
    rfi_system_sheet *s = &o->sheet;
    rfi_drawing *drawing = s->drawing;
    const rfi_hall *hall = &s->site->halls[cell->hall];
    rfi_family_look family = rfi_family_looks(s->judgement->profile->family);
    const rfi_hall_share *share = share_of(o, cell->hall);
    bool empty = share == NULL || share->pods == 0;
    rfi_box box = {cell->left, o->rank_top[cell->rank] + o->rank_gap[cell->rank] + 1.0,
                   cell->right - cell->left, 15.5};
    rfi_look look = {
        .fill = empty ? RFI_INK_WHITE : rfi_tint(family.fill, 0.2),
        .pen = {RFI_INK_TEXT, RFI_BROAD, empty ? RFI_DASH_CLEARANCE : RFI_DASH_SOLID}};
    const char *title = rfi_say(s, "racks, %s%s", rfi_hall_title(s->arena, hall, false),
                                rfi_say_each(s, hall));
    const char *lines[] = {racks_words(o, cell->hall), draw_words(o, cell->hall),
                           cords_words(o, hall)};
    rfi_open_group(drawing, rfi_say(s, "racks-%zu-%s", index, hall->id), title, lines[0]);
    rfi_draw_rect(drawing, box, &look);
    double strip = empty ? 0 : 2.4;
    if (!empty) {
        rfi_draw_rect(drawing, (rfi_box){box.x, box.y, strip, box.height},
                      &(rfi_look){.fill = rfi_tint(family.fill, 0.48),
                                  .pen = {RFI_INK_TEXT, RFI_THIN, 0},
                                  .hatch = family.hatch,
                                  .hatch_ink = family.line,
                                  .pitch = 0.75});
    }
    double x = box.x + (box.width + strip) / 2;
    double room = box.width - strip - 2;
    rfi_letters strong = {RFI_FACE_STRONG, 7.2, 0, RFI_CENTRE, false, 0};
    rfi_letters plain = {RFI_FACE_PLAIN, 6.2, 0, RFI_CENTRE, false, 0};
    rfi_draw_fitted(drawing, x, box.y + 3.9, room, title, &strong, 5.2);
    for (int i = 0; i < 3; i++) {
        rfi_draw_fitted(drawing, x, box.y + 7.1 + 3.0 * i, room, lines[i], &plain, 5);
    }
    rfi_close_group(drawing);
}

static void draw_plants(rfi_oneline *o, const rfi_cell *cell, size_t index)
{
    rfi_system_sheet *s = &o->sheet;
    rfi_drawing *drawing = s->drawing;
    rfi_box box = {cell->left, o->rank_top[cell->rank] + o->rank_gap[cell->rank] + 1.0,
                   cell->right - cell->left, 9};
    rfi_letters strong = {RFI_FACE_STRONG, 6.4, 0, RFI_CENTRE, false, 0};
    rfi_letters plain = {RFI_FACE_PLAIN, 5.8, 0, RFI_CENTRE, false, 0};
    rfi_open_group(drawing, rfi_say(s, "load-%zu", index), "cooling", cell->name);
    rfi_draw_rect(drawing, box,
                  &(rfi_look){.fill = rfi_tint(RFI_INK_SUPPLY, 0.14),
                              .pen = {RFI_INK_TEXT, RFI_MEDIUM, RFI_DASH_SOLID}});
    double x = box.x + box.width / 2;
    const char *title = o->hall_count > 1
                            ? rfi_say(s, "cooling, %s", s->site->halls[cell->hall].id)
                            : "cooling plant";
    rfi_draw_fitted(drawing, x, box.y + 3.6, box.width - 1.6, title, &strong, 5);
    rfi_draw_fitted(drawing, x, box.y + 6.9, box.width - 1.6, cell->name, &plain, 5);
    rfi_close_group(drawing);
}

void rfi_draw_cells(rfi_oneline *o)
{
    for (size_t i = 0; i < o->cell_count; i++) {
        const rfi_cell *cell = &o->cells[i];
        switch (cell->kind) {
        case RFI_CELL_GRID:
            draw_grid(o, cell, i);
            break;
        case RFI_CELL_GROUP:
        case RFI_CELL_SETS:
            draw_group(o, cell, i);
            break;
        case RFI_CELL_RACKS:
            draw_racks(o, cell, i);
            break;
        case RFI_CELL_PLANT:
            draw_plants(o, cell, i);
            break;
        case RFI_CELL_OPEN:
            draw_open(o, cell, "power chain of the hall",
                      "transformers, switchgear, UPS, busway: ?",
                      "nobody stated it: ask the owner");
            break;
        }
    }
}

/* ---- key ---- */

void rfi_draw_oneline_key(rfi_oneline *o, double x, double y, double right)
{
    static const struct {
        rfi_stage_kind kind;
        const char *words;
    } entries[] = {
        {RFI_STAGE_TRANSFORMER, "transformer"}, {RFI_STAGE_BUS, "circuit-breaker and bus"},
        {RFI_STAGE_FEEDER, "cable feeder"},     {RFI_STAGE_UPS, "UPS"},
        {RFI_STAGE_GENERATOR, "standby sets"},  {RFI_STAGE_BATTERY, "battery"},
        {RFI_STAGE_BUSWAY, "busway or panel"},  {RFI_STAGE_UNKNOWN, "not stated"},
    };
    rfi_drawing *drawing = o->sheet.drawing;
    const rfi_letters words = {RFI_FACE_PLAIN, 6.2, 0, RFI_LEFT, false, 0};
    rfi_draw_text(drawing, x, y + 0.9, "Symbols",
                  &(rfi_letters){RFI_FACE_STRONG, 7.2, 0, RFI_LEFT, false, 0});
    x += 15;
    for (size_t i = 0; i < sizeof(entries) / sizeof(entries[0]); i++) {
        if (o->used[entries[i].kind] == 0) {
            continue;
        }
        rfi_draw_symbol(drawing, entries[i].kind, x + 2.5, y, 1, RFI_INK_TEXT);
        x += 6.5 + rfi_draw_text(drawing, x + 6.2, y + 0.9, entries[i].words, &words) + 2.5;
    }
    if (o->sheet.loading->planned && x + 40 < right) {
        int64_t reserve = o->sheet.loading->reserve;
        rfi_draw_load_bar(drawing, x + 1, y - 1, 16, 470, 800, reserve, false);
        rfi_draw_fitted(drawing, x + 19, y + 0.9, right - x - 19,
                        reserve == 0
                            ? "normal, worst; tick: rating"
                            : rfi_say(&o->sheet, "normal, worst; tick: rating less %s",
                                      rfi_say_permille(&o->sheet, reserve / 1000)),
                        &words, 5.2);
    }
}
