/* SPDX-License-Identifier: MIT */
/* The cooling chain of a hall, ambient at the left, racks at the right, one row per loop.
 */
#include "reports/brief/parts.h"

#include <string.h>

enum { PLANTS_MOST = 4 };

typedef struct box {
    const char *title, *installed, *temperature, *heat;
    bool unknown, binding;
    const char *dest;
} box;

static const char *temperature(rfi_brief *b, int64_t value, rfi_round round)
{
    return rfi_brief_value(b, value, RFI_DIM_TEMPERATURE, RFI_POWER_PLAIN, round);
}

static const char *installed(rfi_brief *b, const rfi_plant *plant)
{
    (void)rfi_brief_cite(b, &plant->capacity);
    const char *count =
        rfi_known(&plant->count) && plant->count.base > 1
            ? rfi_brief_format(b, "%s \u00D7 ", rfi_brief_count(b, plant->count.base))
            : "";
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_add(&text, count);
    if (rfi_known(&plant->capacity)) {
        rfi_print_value(&text, plant->capacity.base, RFI_DIM_POWER, RFI_POWER_PLAIN,
                        RFI_ROUND_DOWN);
        rfi_text_add(&text,
                     rfi_is_assumption(&plant->capacity) ? "\u202F" RFI_LOZENGE : "");
    } else {
        rfi_text_char(&text, '?');
    }
    return rfi_brief_keep(b, &text);
}

static const char *leaves(rfi_brief *b, const rfi_plant *plant)
{
    if (rfi_known(&plant->supply)) {
        (void)rfi_brief_cite(b, &plant->supply);
        return rfi_brief_format(b, "leaves at %s",
                                temperature(b, plant->supply.base, RFI_ROUND_UP));
    }
    if (rfi_known(&plant->approach)) {
        (void)rfi_brief_cite(b, &plant->approach);
        return rfi_brief_format(b, "adds %s",
                                rfi_brief_value(b, plant->approach.base,
                                                RFI_DIM_TEMPERATURE_STEP, RFI_POWER_PLAIN,
                                                RFI_ROUND_UP));
    }
    return "adds its approach, by rule";
}

static const rfi_requirement *limit_of(const rfi_brief *b, rfi_requirement_kind kind,
                                       size_t hall, const char *owner)
{
    const rfi_requirement *r = rfi_brief_requirement(b, kind, hall, owner);
    return r != NULL ? r : rfi_brief_requirement(b, kind, SIZE_MAX, owner);
}

static box plant_box(rfi_brief *b, const rfi_plant *plant, size_t hall)
{
    box item = {
        .installed = installed(b, plant), .temperature = leaves(b, plant), .heat = ""};
    item.title = rfi_brief_named(b, rfi_plant_kind_words(plant->kind), plant->id);
    const rfi_requirement *r =
        limit_of(b, plant->loop == RFI_LOOP_LIQUID ? RFI_REQ_LIQUID_HEAT : RFI_REQ_AIR_HEAT,
                 hall, plant->id);
    if (r != NULL) {
        int64_t used = rfi_brief_demand(b, r, b->end);
        int64_t limit = r->ends[b->end].limit;
        bool open = r->ends[b->end].unknown;
        item.heat =
            open ? "heat ?"
                 : rfi_brief_format(b, "heat %s",
                                    rfi_brief_pair(b, RFI_DIM_POWER, used, limit).both);
        item.binding = r->binding[b->end] || (!open && used > limit);
        item.dest = rfi_brief_dest(b, rfi_brief_cite_id(b, r->book_id));
    }
    return item;
}

static box ambient_box(rfi_brief *b, const rfi_plant *plant, size_t hall)
{
    const rfi_climate *climate = b->site->climate;
    box item = {.title = "Ambient", .installed = "", .temperature = "", .heat = ""};
    const rfi_requirement *r =
        plant == NULL ? NULL : limit_of(b, RFI_REQ_PLANT_AMBIENT, hall, plant->id);
    if (climate == NULL) {
        item.unknown = true;
        item.installed = "no climate given";
        item.temperature = "?";
        return item;
    }
    const rfi_figure *figure = rfi_known(&climate->design_dry_bulb)
                                   ? &climate->design_dry_bulb
                                   : &climate->typical_maximum;
    (void)rfi_brief_cite(b, figure);
    item.installed = climate->name == NULL ? climate->id : climate->name;
    item.temperature =
        rfi_known(figure)
            ? rfi_brief_format(b, "%s%s",
                               figure == &climate->typical_maximum ? "typical " : "",
                               temperature(b, figure->base, RFI_ROUND_UP))
            : "?";
    if (r != NULL && !r->ends[b->end].unknown) {
        item.heat = rfi_brief_format(b, "yard %s",
                                     rfi_brief_pair(b, RFI_DIM_TEMPERATURE,
                                                    rfi_brief_demand(b, r, b->end),
                                                    r->ends[b->end].limit)
                                         .both);
        item.binding = rfi_brief_demand(b, r, b->end) > r->ends[b->end].limit;
        item.dest = rfi_brief_dest(b, rfi_brief_cite_id(b, r->book_id));
    }
    return item;
}

static box rack_box(rfi_brief *b, rfi_loop loop, size_t hall, const char *owner)
{
    const rfi_requirement *r = rfi_brief_requirement(
        b, loop == RFI_LOOP_LIQUID ? RFI_REQ_LIQUID_SUPPLY : RFI_REQ_AIR_INLET, hall,
        owner);
    box item = {.title = "Racks", .installed = rfi_brief_system(b)};
    item.temperature = "gets ?";
    item.heat = "takes ?";
    if (r == NULL) {
        item.unknown = true;
        return item;
    }
    const rfi_terms *t = &r->ends[b->end];
    int64_t used = rfi_brief_demand(b, r, b->end);
    bool open_limit = !rfi_brief_bounded(t->limit) || (t->unknown && t->limit <= 0);
    bool open_used = !rfi_brief_bounded(used) || (t->unknown && used <= 0);
    rfi_pair_words words = rfi_brief_pair(b, RFI_DIM_TEMPERATURE, open_used ? 0 : used,
                                          open_limit ? 0 : t->limit);
    item.temperature =
        open_used ? "gets ?" : rfi_brief_format(b, "gets %s%s", words.used, words.unit);
    item.heat = open_limit
                    ? "takes ?"
                    : rfi_brief_format(b, "takes at most %s%s", words.limit, words.unit);
    item.unknown = open_used && open_limit;
    item.binding = !t->unknown && used > t->limit;
    item.dest = rfi_brief_dest(b, rfi_brief_cite_id(b, r->book_id));
    return item;
}

#define BOX_HEIGHT 16.5
#define GAP        6.0

static void draw_box(rfi_brief *b, const box *item, rfi_box place)
{
    rfi_drawing *drawing = b->drawing;
    rfi_pen pen = {item->binding ? RFI_INK_CONFLICT : RFI_INK_TEXT,
                   item->binding ? RFI_HEAVY : RFI_MEDIUM, RFI_DASH_SOLID};
    if (item->unknown) {
        pen = (rfi_pen){RFI_INK_SOFT, RFI_MEDIUM, RFI_DASH_CLEARANCE};
    }
    rfi_draw_rect(drawing, place, &(rfi_look){.fill = RFI_INK_WHITE, .pen = pen});
    const rfi_letters strong = {.face = RFI_FACE_STRONG, .size = 7.2};
    rfi_letters plain = {.size = 6.6};
    rfi_letters soft = {.size = 6.4, .ink = RFI_INK_SOFT};
    double x = place.x + 1.8;
    double width = place.width - 3.6;
    plain.ink = item->binding ? RFI_INK_CONFLICT : RFI_INK_TEXT;
    rfi_draw_fitted(drawing, x, place.y + 4, width, item->title, &strong, 6);
    rfi_draw_fitted(drawing, x, place.y + 7.4, width, item->installed, &soft, 5.6);
    rfi_draw_fitted(drawing, x, place.y + 10.9, width, item->temperature, &plain, 5.6);
    if (item->dest != NULL) {
        rfi_open_link(drawing, item->dest, NULL);
    }
    rfi_draw_fitted(drawing, x, place.y + 14.3, width, item->heat, &plain, 5.6);
    if (item->dest != NULL) {
        rfi_close_link(drawing);
    }
}

/* Heat goes from the racks to the ambient; the coolant comes the other way. */
static void draw_arrow(rfi_brief *b, double x, double y, rfi_loop loop, bool open)
{
    rfi_ink ink = open                      ? RFI_INK_SOFT
                  : loop == RFI_LOOP_LIQUID ? RFI_INK_SUPPLY
                                            : RFI_INK_TEXT;
    rfi_pen pen = {ink, RFI_HEAVY, open ? RFI_DASH_CLEARANCE : RFI_DASH_SOLID};
    rfi_draw_line(b->drawing, x + 0.6, y, x + GAP - 1.6, y, pen);
    const rfi_spot head[] = {
        {x + GAP - 0.5, y}, {x + GAP - 2.2, y - 1.0}, {x + GAP - 2.2, y + 1.0}};
    rfi_draw_polygon(b->drawing, head, 3, &(rfi_look){.fill = ink});
}

static void draw_loop(rfi_brief *b, const box *boxes, size_t count, rfi_loop loop)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_format(&text, "%s loop from the ambient to the racks.",
                    loop == RFI_LOOP_LIQUID ? "Liquid" : "Air");
    for (size_t i = 0; i < count; i++) {
        rfi_text_format(&text, " %s: %s, %s.", boxes[i].title, boxes[i].temperature,
                        boxes[i].heat);
    }
    rfi_brief_need(b, BOX_HEIGHT + 5);
    const rfi_letters strong = {.face = RFI_FACE_STRONG, .size = 7.2};
    rfi_open_tag(b->drawing, RFI_TAG_FIGURE, rfi_brief_keep(b, &text));
    rfi_draw_text(b->drawing, b->left, b->y + BOX_HEIGHT / 2 + 1,
                  loop == RFI_LOOP_LIQUID ? "Liquid" : "Air", &strong);
    double first = b->left + 14;
    double width = (RFI_MEASURE - 14 - GAP * (double)(count - 1)) / (double)count;
    for (size_t i = 0; i < count; i++) {
        double x = first + (width + GAP) * (double)i;
        draw_box(b, &boxes[i], (rfi_box){x, b->y, width, BOX_HEIGHT});
        if (i + 1 < count) {
            draw_arrow(b, x + width, b->y + BOX_HEIGHT / 2, loop,
                       boxes[i].unknown || boxes[i + 1].unknown);
        }
    }
    rfi_close_tag(b->drawing);
    b->y += BOX_HEIGHT + 3;
}

static box missing_box(rfi_brief *b, rfi_loop loop, const rfi_figure *known)
{
    bool none = rfi_known(known) && known->base == 0;
    (void)rfi_brief_cite(b, known);
    return (box){
        .title = loop == RFI_LOOP_LIQUID ? "Liquid loop" : "Air cooling",
        .installed = none ? "the hall has none" : "not stated",
        .temperature = none ? "\u2013" : "?",
        .heat = none ? "racks need it" : "ask the owner",
        .unknown = !none,
        .binding = none,
    };
}

static void loop_of(rfi_brief *b, const rfi_hall *hall, rfi_loop loop)
{
    size_t index = (size_t)(hall - b->site->halls);
    const char *head = loop == RFI_LOOP_LIQUID ? hall->liquid : hall->air;
    const rfi_plant *plants[PLANTS_MOST];
    size_t count = 0;
    const char *id = head;
    while (id != NULL && count < PLANTS_MOST) {
        const rfi_plant *plant = rfi_site_plant(b->site, hall, id);
        if (plant == NULL) {
            break;
        }
        plants[count++] = plant;
        id = plant->from;
    }
    box boxes[PLANTS_MOST + 2];
    size_t boxed = 0;
    boxes[boxed++] = ambient_box(b, count > 0 ? plants[count - 1] : NULL, index);
    for (size_t i = count; i-- > 0;) {
        boxes[boxed++] = plant_box(b, plants[i], index);
    }
    if (count == 0) {
        boxes[boxed++] = missing_box(
            b, loop, loop == RFI_LOOP_LIQUID ? &hall->liquid_known : &hall->air_known);
    }
    boxes[boxed++] = rack_box(b, loop, index, count > 0 ? plants[0]->id : NULL);
    draw_loop(b, boxes, boxed, loop);
}

void rfi_brief_cooling(rfi_brief *b, const rfi_hall *hall)
{
    rfi_brief_need(b, 2 * BOX_HEIGHT + 14);
    rfi_brief_section(b, b->left, RFI_MEASURE, "Cooling chain",
                      "temperatures and heat, from the ambient to the racks");
    b->y += 1;
    if (rfi_profile_is_liquid(b->judgement->profile)) {
        loop_of(b, hall, RFI_LOOP_LIQUID);
    }
    loop_of(b, hall, RFI_LOOP_AIR);
}
