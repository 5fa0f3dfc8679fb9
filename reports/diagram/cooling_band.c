/* SPDX-License-Identifier: MIT */
/* One loop as a band: boxes from the ambient to the racks, a supply and a return pipe
 * between each two of them. */
#include <math.h>
#include <string.h>

#include "planner/base/checked.h"
#include "reports/diagram/cooling_parts.h"
#include "reports/diagram/oneline_parts.h"

#define BOX_HEIGHT    38.0
#define BOX_TOP       9.0 /* below the top of the band */
#define SUPPLY_AT     9.0 /* below the top of a box */
#define RETURN_AT     30.0
#define ARROW         2.0
#define BESIDE_GAP    9.0
#define BESIDE_HEIGHT 29.0

enum { BOXES_MOST = 10, SQUARES_MOST = 14 };

typedef struct strip { /* boxes of a band, by number from the left */
    rfi_cooling_sheet *c;
    const rfi_loop_run *run;
    double left, width, gap, top, height;
    double k; /* of words and boxes: 1 on a small sheet */
    size_t count;
} strip;

static rfi_box box_at(const strip *b, size_t index)
{
    return (rfi_box){b->left + (b->width + b->gap) * (double)index, b->top, b->width,
                     b->height};
}

static rfi_letters letters_of(rfi_face face, double size, rfi_ink ink)
{
    return (rfi_letters){face, size, ink, RFI_LEFT, false, 0};
}

static void words_in(const strip *b, rfi_box box, double y, const char *words,
                     rfi_face face, double size, rfi_ink ink)
{
    rfi_letters letters = letters_of(face, size * b->k, ink);
    rfi_draw_fitted(b->c->sheet.drawing, box.x + 1.8, box.y + y * b->k, box.width - 3.0,
                    words, &letters, 5);
}

/* ---- pipes ---- */

/* Tip of an arrow at x, y that points along dx, dy (one of them 0, the other 1 or -1). */
static void draw_head(rfi_drawing *drawing, double x, double y, double dx, double dy,
                      rfi_ink ink)
{
    const rfi_spot head[] = {{x, y},
                             {x - dx * ARROW - dy * 1.1, y - dy * ARROW - dx * 1.1},
                             {x - dx * ARROW + dy * 1.1, y - dy * ARROW + dx * 1.1}};
    rfi_draw_polygon(drawing, head, 3, &(rfi_look){.fill = ink});
}

void rfi_draw_pipe(rfi_drawing *drawing, double from, double to, double y, bool back,
                   bool open)
{
    rfi_ink ink = open ? RFI_INK_SOFT : back ? RFI_INK_RETURN : RFI_INK_SUPPLY;
    rfi_pen pen = {ink, RFI_BOLD,
                   open   ? RFI_DASH_CLEARANCE
                   : back ? RFI_DASH_RETURN
                          : RFI_DASH_SOLID};
    double way = to > from ? 1 : -1;
    rfi_draw_line(drawing, from, y, to - way * ARROW, y, pen);
    draw_head(drawing, to, y, way, 0, ink);
}

static const char *degrees(const strip *b, int64_t millikelvin)
{
    return rfi_say_value(&b->c->sheet, millikelvin, RFI_DIM_TEMPERATURE, RFI_POWER_PLAIN,
                         RFI_ROUND_UP);
}

static void pipe_words(const strip *b, double from, double to, double y, const char *words)
{
    rfi_letters letters = {RFI_FACE_STRONG, 6.6 * b->k, 0, RFI_CENTRE, false, 0};
    rfi_draw_fitted(b->c->sheet.drawing, (from + to) / 2, y, to - from - 0.6, words,
                    &letters, 5);
}

/* Between box `index` and the next one, as warm as the plant in the left one makes it. */
static void draw_pipes(const strip *b, size_t index, const rfi_plant_run *run)
{
    rfi_box left = box_at(b, index);
    double from = left.x + left.width;
    double to = from + b->gap;
    bool open = run == NULL || run->supply >= RFI_UNBOUNDED;
    rfi_drawing *drawing = b->c->sheet.drawing;
    rfi_draw_pipe(drawing, from, to, b->top + SUPPLY_AT * b->k, false, open);
    rfi_draw_pipe(drawing, to, from, b->top + RETURN_AT * b->k, true, open);
    pipe_words(b, from, to, b->top + SUPPLY_AT * b->k - 2.0,
               open ? "?" : degrees(b, run->supply));
    pipe_words(b, from, to, b->top + RETURN_AT * b->k + 3.6,
               open ? "?"
                    : rfi_say(&b->c->sheet, "%s%s", degrees(b, run->back),
                              run->back_by_rule || rfi_is_assumption(&run->plant->range)
                                  ? RFI_THIN_SPACE RFI_LOZENGE
                                  : ""));
}

/* Heat leaves to the ambient. */
static void draw_heat(const strip *b, const rfi_plant_run *run)
{
    rfi_box ambient = box_at(b, 0);
    double from = ambient.x + ambient.width;
    double y = b->top + b->k * (SUPPLY_AT + RETURN_AT) / 2;
    rfi_drawing *drawing = b->c->sheet.drawing;
    rfi_draw_pipe(drawing, from + b->gap, from, y, true, run == NULL);
    pipe_words(b, from, from + b->gap, y - 2.0, "heat");
}

/* ---- plants ---- */

/* Running units filled, spare ones hatched. */
static double draw_units(const strip *b, const rfi_plant_run *run, rfi_box box, double y)
{
    rfi_drawing *drawing = b->c->sheet.drawing;
    double room = box.width - 3.6;
    double pitch = fmin(2.6, room / (double)(run->units < 1 ? 1 : run->units));
    if (run->units < 1 || run->units > SQUARES_MOST || pitch < 1.6) {
        return 0;
    }
    for (int64_t i = 0; i < run->units; i++) {
        bool spare = i >= run->running;
        rfi_look look = {.fill = spare ? RFI_INK_WHITE : RFI_INK_BAR,
                         .pen = {RFI_INK_BAR, RFI_FINE, RFI_DASH_SOLID}};
        if (spare) {
            look.hatch = RFI_HATCH_SLASH;
            look.hatch_ink = RFI_INK_BAR;
            look.pitch = 0.6;
        }
        rfi_draw_rect(
            drawing,
            (rfi_box){box.x + 1.8 + pitch * (double)i, box.y + y, pitch - 0.5, pitch - 0.5},
            &look);
    }
    return (pitch + 0.8) / b->k;
}

static const char *units_words(const strip *b, const rfi_plant_run *run)
{
    rfi_system_sheet *s = &b->c->sheet;
    const rfi_plant *plant = run->plant;
    bool counted = plant->count.state != RFI_UNKNOWN && run->units < RFI_UNBOUNDED;
    const char *capacity = run->capacity >= RFI_UNBOUNDED
                               ? "?"
                               : rfi_say_value(s, run->capacity, RFI_DIM_POWER,
                                               RFI_POWER_PLAIN, RFI_ROUND_DOWN);
    return rfi_say(s, "%s \u00D7 %s%s",
                   counted ? rfi_say(s, "%lld", (long long)run->units) : "?", capacity,
                   rfi_is_assumption(&plant->capacity) ? RFI_THIN_SPACE RFI_LOZENGE : "");
}

static const char *spare_words(const strip *b, const rfi_plant_run *run)
{
    rfi_system_sheet *s = &b->c->sheet;
    int64_t spare = run->units - run->running;
    if (run->units >= RFI_UNBOUNDED || run->plant->count.state == RFI_UNKNOWN) {
        return "number not stated";
    }
    return spare > 0 ? rfi_say(s, "%lld run, %lld spare", (long long)run->running,
                               (long long)spare)
                     : "all run, none spare";
}

static const char *heat_words(const strip *b, const rfi_plant_run *run)
{
    rfi_system_sheet *s = &b->c->sheet;
    const rfi_requirement *r = rfi_cooling_requirement(b->c, run->heat);
    if (r == NULL || !s->loading->planned) {
        return "heat ?";
    }
    const rfi_terms *t = &r->ends[s->end];
    if (t->unknown) {
        return "heat of ? usable";
    }
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_number(&text, t->used, rfi_unit_for(RFI_DIM_POWER, t->limit), 4, RFI_ROUND_UP,
                     true);
    return rfi_say(
        s, "%s of %s", rfi_say_text(s, &text),
        rfi_say_value(s, t->limit, RFI_DIM_POWER, RFI_POWER_PLAIN, RFI_ROUND_DOWN));
}

static const char *flow_words(const strip *b, const rfi_plant_run *run)
{
    rfi_system_sheet *s = &b->c->sheet;
    const rfi_requirement *r = rfi_cooling_requirement(b->c, run->flow);
    if (r == NULL || !s->loading->planned || r->ends[s->end].unknown) {
        return rfi_known(&run->plant->flow)
                   ? rfi_say(s, "flow %s a unit",
                             rfi_say_base(s, &run->plant->flow, RFI_ROUND_DOWN))
                   : "";
    }
    const rfi_terms *t = &r->ends[s->end];
    rfi_text text = RFI_TEXT_INIT; /* the unit once, behind the limit */
    rfi_print_number(&text, t->used, rfi_unit_for(RFI_DIM_FLOW, t->limit), 4, RFI_ROUND_UP,
                     true);
    return rfi_say(
        s, "flow %s of %s", rfi_say_text(s, &text),
        rfi_say_value(s, t->limit, RFI_DIM_FLOW, RFI_POWER_PLAIN, RFI_ROUND_DOWN));
}

/* What decides beside heat and flow: the ambient, or how much compressors take. */
static const char *more_words(const strip *b, const rfi_plant_run *run)
{
    rfi_system_sheet *s = &b->c->sheet;
    const rfi_requirement *r = rfi_cooling_requirement(b->c, run->ambient);
    int64_t stated = rfi_known(&run->plant->capacity) ? run->plant->capacity.base : 0;
    if (run->capacity < stated && rfi_known(&run->plant->rated_return)) {
        return rfi_say(
            s, "rated %s, air %s",
            rfi_say_value(s, stated, RFI_DIM_POWER, RFI_POWER_PLAIN, RFI_ROUND_DOWN),
            rfi_say_base(s, &run->plant->at, RFI_ROUND_DOWN));
    }
    if (run->plant->kind == RFI_PLANT_CHILLER && run->share < 1000000) {
        return rfi_say(
            s, "compressors take %s%s", rfi_say_permille(s, rfi_div_ceil(run->share, 1000)),
            run->plant->rejects_to == NULL ? ""
                                           : rfi_say(s, ", to %s", run->plant->rejects_to));
    }
    if (run->plant->rejects_to != NULL) {
        return rfi_say(s, "condensers to %s", run->plant->rejects_to);
    }
    if (r == NULL) {
        return "";
    }
    const rfi_terms *t = &r->ends[s->end];
    bool open = t->unknown || t->limit >= RFI_UNBOUNDED || t->fixed >= RFI_UNBOUNDED;
    return open ? "air in the yard ?"
                : rfi_say(s, "yard %s, rated to %s", degrees(b, t->fixed),
                          rfi_say_value(s, t->limit, RFI_DIM_TEMPERATURE, RFI_POWER_PLAIN,
                                        RFI_ROUND_DOWN));
}

static const char *hover_words(const strip *b, const rfi_plant_run *run)
{
    rfi_system_sheet *s = &b->c->sheet;
    return rfi_say(s, "%s %s, %s, %s, heat %s%s%s, leaves at %s",
                   rfi_plant_kind_words(run->plant->kind), run->plant->id,
                   units_words(b, run), spare_words(b, run), heat_words(b, run),
                   flow_words(b, run)[0] == '\0' ? "" : ", ", flow_words(b, run),
                   degrees(b, run->supply));
}

static void draw_plant(const strip *b, rfi_box box, const rfi_plant_run *run)
{
    rfi_system_sheet *s = &b->c->sheet;
    const rfi_plant *plant = run->plant;
    rfi_ink ink = run->binds ? RFI_INK_CONFLICT : RFI_INK_TEXT;
    rfi_open_group(s->drawing,
                   rfi_say(s, "%s-%s-%s", b->c->hall->id,
                           b->run->loop == RFI_LOOP_LIQUID ? "liquid" : "air", plant->id),
                   plant->id, hover_words(b, run));
    rfi_draw_rect(s->drawing, box,
                  &(rfi_look){.fill = RFI_INK_WHITE,
                              .pen = {ink, run->binds ? RFI_BOLD : RFI_MEDIUM, 0}});
    double size = 6.4 * b->k;
    rfi_draw_plant_symbol(s->drawing, plant->kind, box.x + box.width - size / 2 - 1.4,
                          box.y + size / 2 + 1.4, size, ink);
    rfi_letters name = letters_of(RFI_FACE_STRONG, 7.4 * b->k, ink);
    rfi_letters kind = letters_of(RFI_FACE_PLAIN, 6 * b->k, RFI_INK_SOFT);
    rfi_draw_fitted(s->drawing, box.x + 1.8, box.y + 4.2 * b->k, box.width - size - 4.2,
                    plant->id, &name, 5);
    rfi_draw_fitted(s->drawing, box.x + 1.8, box.y + 7.2 * b->k, box.width - size - 4.2,
                    rfi_plant_kind_words(plant->kind), &kind, 5);
    double y = 10.4;
    y += draw_units(b, run, box, y);
    words_in(b, box, y + 2.4, units_words(b, run), RFI_FACE_STRONG, 6.6, 0);
    words_in(b, box, y + 5.2, spare_words(b, run), RFI_FACE_PLAIN, 6, RFI_INK_SOFT);
    y += 7.6;
    if (run->permille >= 0) {
        rfi_draw_load_bar(s->drawing, box.x + 1.8, box.y + y * b->k, box.width - 4,
                          run->permille, run->permille, 0, run->binds);
        y += 2.6;
    }
    words_in(b, box, y + 2.4,
             run->permille < 0 ? heat_words(b, run)
                               : rfi_say(s, "%s, %s", heat_words(b, run),
                                         rfi_say_permille(s, run->permille)),
             RFI_FACE_STRONG, 6.2, ink);
    words_in(b, box, y + 5.4, flow_words(b, run), RFI_FACE_PLAIN, 6, 0);
    words_in(b, box, y + 8.2, more_words(b, run), RFI_FACE_PLAIN, 6, 0);
    rfi_close_group(s->drawing);
}

/* ---- ends of the chain ---- */

static void draw_ambient(const strip *b)
{
    rfi_system_sheet *s = &b->c->sheet;
    rfi_box box = box_at(b, 0);
    const rfi_climate *climate = s->site->climate;
    bool open = s->loading->dry >= RFI_UNBOUNDED;
    rfi_pen pen = {open ? RFI_INK_SOFT : RFI_INK_TEXT, RFI_MEDIUM,
                   open ? RFI_DASH_CLEARANCE : RFI_DASH_SOLID};
    rfi_draw_rect(s->drawing, box, &(rfi_look){.fill = RFI_INK_WASH, .pen = pen});
    words_in(b, box, 4.2, "Ambient", RFI_FACE_STRONG, 7.4, 0);
    words_in(b, box, 7.2,
             climate == NULL         ? "no climate given"
             : climate->name == NULL ? climate->id
                                     : climate->name,
             RFI_FACE_PLAIN, 6, RFI_INK_SOFT);
    words_in(b, box, 13, "design dry bulb", RFI_FACE_PLAIN, 6, RFI_INK_SOFT);
    words_in(b, box, 16, degrees(b, s->loading->dry), RFI_FACE_STRONG, 7, 0);
    words_in(b, box, 20.5, "design wet bulb", RFI_FACE_PLAIN, 6, RFI_INK_SOFT);
    words_in(b, box, 23.5, degrees(b, s->loading->wet), RFI_FACE_STRONG, 7, 0);
}

static void draw_racks(const strip *b)
{
    rfi_system_sheet *s = &b->c->sheet;
    rfi_box box = box_at(b, b->count - 1);
    const rfi_profile *profile = s->judgement->profile;
    rfi_family_look family = rfi_family_looks(profile->family);
    const rfi_requirement *r = rfi_cooling_requirement(b->c, b->run->supply);
    const rfi_terms *t = r == NULL ? NULL : &r->ends[s->end];
    bool liquid = b->run->loop == RFI_LOOP_LIQUID;
    bool fails = t != NULL && !t->unknown && t->fixed > t->limit;
    rfi_ink ink = fails ? RFI_INK_CONFLICT : 0;
    const rfi_hall_share *share =
        s->judgement->plan == NULL ? NULL : &s->judgement->plan->shares[b->c->hall_index];
    rfi_draw_rect(s->drawing, box,
                  &(rfi_look){.fill = rfi_tint(family.fill, 0.2),
                              .pen = {fails ? RFI_INK_CONFLICT : RFI_INK_TEXT,
                                      fails ? RFI_BOLD : RFI_MEDIUM, 0}});
    rfi_draw_rect(s->drawing, (rfi_box){box.x + box.width - 2, box.y, 2, box.height},
                  &(rfi_look){.fill = rfi_tint(family.fill, 0.48),
                              .hatch = family.hatch,
                              .hatch_ink = family.line});
    box.width -= 2;
    words_in(b, box, 4.2, "Racks", RFI_FACE_STRONG, 7.4, 0);
    words_in(b, box, 7.2, profile->name, RFI_FACE_PLAIN, 6, RFI_INK_SOFT);
    words_in(b, box, 11.4,
             share == NULL || share->pods == 0
                 ? "no pod placed"
                 : rfi_say(s, "%lld pods%s", (long long)share->most_pods,
                           share->converted > 1 ? " in the fullest hall" : ""),
             RFI_FACE_PLAIN, 6, 0);
    words_in(b, box, 16, liquid ? "coolant, at most" : "air inlet, at most", RFI_FACE_PLAIN,
             6, RFI_INK_SOFT);
    words_in(b, box, 19,
             t == NULL
                 ? "?"
                 : rfi_say_value(s, t->unknown && t->limit <= 0 ? RFI_UNBOUNDED : t->limit,
                                 RFI_DIM_TEMPERATURE, RFI_POWER_PLAIN, RFI_ROUND_DOWN),
             RFI_FACE_STRONG, 7, ink);
    words_in(b, box, 23.5, "gets, warmest", RFI_FACE_PLAIN, 6, RFI_INK_SOFT);
    words_in(b, box, 26.5, t == NULL || t->fixed <= 0 ? "?" : degrees(b, t->fixed),
             RFI_FACE_STRONG, 7, ink);
    const rfi_figure *split = &profile->liquid_share;
    words_in(b, box, 31, liquid ? "share of the heat" : "filter class at least",
             RFI_FACE_PLAIN, 6, RFI_INK_SOFT);
    words_in(b, box, 34,
             liquid ? rfi_say_figure(s, split)
                    : rfi_say(s, "MERV %s", rfi_say_figure(s, &profile->filtration_min)),
             RFI_FACE_STRONG, 6.4, 0);
}

/* A loop that nobody stated, or that the hall does not have. */
static void draw_missing(const strip *b)
{
    rfi_system_sheet *s = &b->c->sheet;
    bool liquid = b->run->loop == RFI_LOOP_LIQUID;
    const rfi_figure *known = liquid ? &b->c->hall->liquid_known : &b->c->hall->air_known;
    bool none = rfi_known(known) && known->base == 0;
    rfi_box box = box_at(b, 1);
    rfi_ink ink = none ? RFI_INK_CONFLICT : RFI_INK_SOFT;
    rfi_draw_rect(
        s->drawing, box,
        &(rfi_look){.fill = RFI_INK_WHITE,
                    .pen = {ink, none ? RFI_BOLD : RFI_MEDIUM, RFI_DASH_CLEARANCE}});
    words_in(b, box, 4.2, liquid ? "Liquid loop" : "Air cooling", RFI_FACE_STRONG, 7.4,
             none ? ink : 0);
    words_in(b, box, 7.4, none ? "the hall has none" : "not stated", RFI_FACE_PLAIN, 6.4,
             0);
    words_in(b, box, 12, none ? "the racks need one" : "ask the owner", RFI_FACE_PLAIN, 6,
             RFI_INK_SOFT);
    words_in(b, box, 20, none ? "" : "?", RFI_FACE_STRONG, 12, RFI_INK_SOFT);
}

/* ---- beside the chain ---- */

static const rfi_plant_run *beside_of(const rfi_loop_run *run, size_t chiller)
{
    for (size_t i = 0; i < run->beside_count; i++) {
        if (run->beside[i].serves == chiller) {
            return &run->beside[i];
        }
    }
    return NULL;
}

/* Below and left of the chiller: its condenser water from the right, heat to the ambient
 * upwards. */
static void draw_beside(const strip *b, const rfi_plant_run *run)
{
    rfi_system_sheet *s = &b->c->sheet;
    rfi_box above = box_at(b, b->run->count - run->serves);
    double foot = above.y + above.height;
    rfi_box box = {above.x - b->gap / 2 - b->width, foot + BESIDE_GAP, b->width,
                   BESIDE_HEIGHT * b->k};
    double edge = box.x + box.width;
    double supply = box.y + 6 * b->k;
    double back = box.y + 14 * b->k;
    double x = above.x + 5;
    const rfi_spot cold[] = {{edge, supply}, {x, supply}, {x, foot + 1.8}};
    const rfi_spot warm[] = {{x + 6, foot}, {x + 6, back}, {edge + 1.8, back}};
    rfi_draw_polyline(s->drawing, cold, 3,
                      (rfi_pen){RFI_INK_SUPPLY, RFI_BOLD, RFI_DASH_SOLID});
    rfi_draw_polyline(s->drawing, warm, 3,
                      (rfi_pen){RFI_INK_RETURN, RFI_BOLD, RFI_DASH_RETURN});
    draw_head(s->drawing, x, foot, 0, -1, RFI_INK_SUPPLY);
    draw_head(s->drawing, edge, back, -1, 0, RFI_INK_RETURN);
    rfi_letters letters = letters_of(RFI_FACE_STRONG, 6.6 * b->k, 0);
    rfi_draw_fitted(s->drawing, x + 8, foot + 4.6, b->width + b->gap,
                    rfi_say(s, "condenser water %s", degrees(b, run->supply)), &letters, 5);
    rfi_box ambient = box_at(b, 0);
    double middle = fmin(box.x + 8, ambient.x + ambient.width - 3);
    rfi_draw_line(s->drawing, middle, box.y, middle, foot + 1.8,
                  (rfi_pen){RFI_INK_RETURN, RFI_BOLD, RFI_DASH_RETURN});
    draw_head(s->drawing, middle, foot, 0, -1, RFI_INK_RETURN);
    rfi_draw_text(s->drawing, middle + 2.4, foot + 4.6, "heat", &letters);
    draw_plant(b, box, run);
}

/* ---- the band ---- */

static const char *band_words(rfi_cooling_sheet *c, const rfi_loop_run *run)
{
    const char *loop = run->loop == RFI_LOOP_LIQUID ? "Liquid loop" : "Air";
    return rfi_say(&c->sheet, "%s, %s%s", loop,
                   rfi_hall_title(c->sheet.arena, c->hall, false),
                   rfi_say_each(&c->sheet, c->hall));
}

double rfi_loop_band_height(const rfi_cooling_sheet *c, const rfi_loop_run *run)
{
    double box = BOX_HEIGHT * c->k;
    bool beside = run->beside_count > 0 && !c->sheet.paper.small;
    return BOX_TOP + box + (beside ? BESIDE_GAP + BESIDE_HEIGHT * c->k : 0);
}

void rfi_draw_loop_band(rfi_cooling_sheet *c, const rfi_loop_run *run, rfi_box band)
{
    rfi_drawing *drawing = c->sheet.drawing;
    size_t plants = run->count < BOXES_MOST - 2 ? run->count : BOXES_MOST - 2;
    strip b = {.c = c, .run = run, .left = band.x, .top = band.y + BOX_TOP};
    b.count = 2 + (plants == 0 ? 1 : plants);
    b.k = c->k;
    b.height = BOX_HEIGHT * b.k;
    double share = band.width / ((double)b.count + 0.42 * (double)(b.count - 1));
    b.width = fmin(46, share);
    b.gap = fmin(24, (band.width - b.width * (double)b.count) / (double)(b.count - 1));
    rfi_open_tag(drawing, RFI_TAG_H2, NULL);
    rfi_draw_text(drawing, band.x, band.y + 3.4, band_words(c, run),
                  &(rfi_letters){RFI_FACE_STRONG, 9, 0, RFI_LEFT, false, 0});
    rfi_close_tag(drawing);
    draw_ambient(&b);
    bool beside = !c->sheet.paper.small; /* else named in the chiller */
    if (plants == 0 || !beside || beside_of(run, plants - 1) == NULL) {
        draw_heat(&b, plants == 0 ? NULL : &run->plants[plants - 1]);
    }
    for (size_t i = 0; i < plants; i++) {
        const rfi_plant_run *plant = &run->plants[plants - 1 - i];
        draw_pipes(&b, i + 1, plant);
        draw_plant(&b, box_at(&b, i + 1), plant);
    }
    if (plants == 0) {
        draw_missing(&b);
        draw_pipes(&b, 1, NULL);
    }
    for (size_t i = 0; beside && i < run->beside_count; i++) {
        draw_beside(&b, &run->beside[i]);
    }
    draw_racks(&b);
}
