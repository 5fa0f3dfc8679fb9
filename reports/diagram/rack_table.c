/* SPDX-License-Identifier: MIT */
/* What the profile states of a rack and of its scalable unit. */
#include <math.h>

#include "planner/base/checked.h"
#include "reports/diagram/rack_parts.h"

static const rfi_letters head = {RFI_FACE_STRONG, 9, 0, RFI_LEFT, false, 0};
static const rfi_letters soft = {RFI_FACE_PLAIN, 5.8, RFI_INK_SOFT, RFI_LEFT, false, 0};

typedef struct fact {
    const char *name, *value;
} fact;

static void draw_fact(rfi_rack_sheet *r, const fact *row, double x, double width, double y,
                      double pitch)
{
    rfi_drawing *drawing = r->sheet.drawing;
    double line = y - pitch / 2 + 0.85;
    rfi_open_tag(drawing, RFI_TAG_TR, NULL);
    rfi_open_tag(drawing, RFI_TAG_TH, NULL);
    rfi_draw_fitted(drawing, x, line, width * 0.46, row->name,
                    &(rfi_letters){RFI_FACE_PLAIN, 6.4, RFI_INK_SOFT, RFI_LEFT, false, 0},
                    5);
    rfi_close_tag(drawing);
    rfi_open_tag(drawing, RFI_TAG_TD, NULL);
    rfi_draw_fitted(drawing, x + width, line, width * 0.52, row->value,
                    &(rfi_letters){RFI_FACE_PLAIN, 6.4, 0, RFI_RIGHT, false, 0}, 5);
    rfi_close_tag(drawing);
    rfi_close_tag(drawing);
    rfi_draw_line(drawing, x, y, x + width, y,
                  (rfi_pen){RFI_INK_HAIR, RFI_FINE, RFI_DASH_SOLID});
}

static const char *volts(rfi_rack_sheet *r)
{
    rfi_text text = RFI_TEXT_INIT;
    for (size_t i = 0; i < r->profile->voltage_count; i++) {
        rfi_text_format(&text, "%s%s", i == 0 ? "" : ", ",
                        rfi_say_figure(&r->sheet, &r->profile->voltages[i]));
    }
    rfi_text_add(&text, r->profile->voltage_count == 0 ? "?" : "");
    return rfi_say_text(&r->sheet, &text);
}

static const char *shelves(rfi_rack_sheet *r)
{
    const rfi_profile *p = r->profile;
    rfi_system_sheet *s = &r->sheet;
    if (!rfi_known(&p->shelves)) {
        return "?";
    }
    if (p->shelves.high == 0) {
        return "none";
    }
    const char *split = rfi_known(&p->shelves_a)
                            ? rfi_say(s, ", %s on A", rfi_say_figure(s, &p->shelves_a))
                            : "";
    return rfi_say(s, "%s \u00D7 %s%s", rfi_say_figure(s, &p->shelves),
                   rfi_say_figure(s, &p->shelf_power), split);
}

void rfi_draw_rack_figures(rfi_rack_sheet *r, rfi_box place)
{
    rfi_system_sheet *s = &r->sheet;
    const rfi_profile *p = r->profile;
    bool liquid = rfi_profile_is_liquid(p);
    const fact facts[] = {
        {"height", rfi_say_figure(s, &p->height)},
        {"width", rfi_say_figure(s, &p->width)},
        {"depth", rfi_say_figure(s, &p->depth)},
        {"mass", rfi_say_figure(s, &p->mass)},
        {"accelerators", rfi_say_figure(s, &p->chips)},
        {"plan draw", rfi_say_figure(s, &p->plan)},
        {"max draw", rfi_say_figure(s, &p->max)},
        {"peak draw", rfi_say_figure(s, &p->peak)},
        {"power factor", rfi_say_figure(s, &p->power_factor)},
        {"feeds", rfi_say_figure(s, &p->feeds)},
        {"voltage at the rack", volts(r)},
        {"power shelves", shelves(r)},
        {"after the loss of a feed", rfi_say_figure(s, &p->after_loss)},
        {"heat to the liquid", liquid ? rfi_say_figure(s, &p->liquid_share) : "none"},
        {"coolant, at most", liquid ? rfi_say_figure(s, &p->supply_max) : "\u2013"},
        {"coolant flow at max", liquid ? rfi_say_figure(s, &p->flow) : "\u2013"},
        {"pressure drop", liquid ? rfi_say_figure(s, &p->pressure_drop) : "\u2013"},
        {"air inlet, at most", rfi_say_figure(s, &p->air_inlet_max)},
    };
    const size_t count = sizeof(facts) / sizeof(facts[0]);
    const size_t columns = 2;
    double width = (place.width - 8) / (double)columns;
    size_t rows = (count + columns - 1) / columns;
    double pitch = fmin(5.2, (place.height - 5) / (double)rows);
    rfi_open_tag(s->drawing, RFI_TAG_H2, NULL);
    rfi_draw_fitted(s->drawing, place.x, place.y + 2, place.width,
                    rfi_say(s, "One rack %s", p->name), &head, 6.5);
    rfi_close_tag(s->drawing);
    rfi_open_tag(s->drawing, RFI_TAG_TABLE, NULL);
    for (size_t i = 0; i < count; i++) {
        size_t column = i / rows;
        draw_fact(r, &facts[i], place.x + (width + 8) * (double)column, width,
                  place.y + 4 + pitch * (double)(i % rows + 1), pitch);
    }
    rfi_close_tag(s->drawing);
}

typedef struct unit_row {
    const char *cells[5]; /* what, racks, kW each, width, mass */
} unit_row;

static void draw_unit_row(rfi_rack_sheet *r, const unit_row *row, rfi_box place, double y,
                          rfi_tag tag, const rfi_letters *letters)
{
    const double at[] = {0, 0.40, 0.60, 0.80, 1};
    rfi_drawing *drawing = r->sheet.drawing;
    rfi_open_tag(drawing, RFI_TAG_TR, NULL);
    for (size_t i = 0; i < 5; i++) {
        rfi_letters own = *letters;
        own.align = i == 0 ? RFI_LEFT : RFI_RIGHT;
        rfi_open_tag(drawing, tag, NULL);
        rfi_draw_fitted(drawing, place.x + at[i] * place.width, y,
                        place.width * (i == 0 ? 0.32 : 0.19), row->cells[i], &own, 5);
        rfi_close_tag(drawing);
    }
    rfi_close_tag(drawing);
}

void rfi_draw_unit_figures(rfi_rack_sheet *r, rfi_box place)
{
    rfi_system_sheet *s = &r->sheet;
    const rfi_profile *p = r->profile;
    const rfi_letters body = {RFI_FACE_PLAIN, 6.4, 0, RFI_LEFT, false, 0};
    static const unit_row heads = {{"", "racks", "max each", "width", "mass each"}};
    double pitch = fmin(5.2, (place.height - 9) / (double)(p->support_count + 1));
    double y = place.y + 8;
    rfi_open_tag(s->drawing, RFI_TAG_H2, NULL);
    rfi_draw_fitted(s->drawing, place.x, place.y + 2, place.width,
                    "One scalable unit: pods with the racks that they bring", &head, 6.5);
    rfi_close_tag(s->drawing);
    rfi_open_tag(s->drawing, RFI_TAG_TABLE, NULL);
    draw_unit_row(r, &heads, place, y - 1.6, RFI_TAG_TH, &soft);
    rfi_draw_line(s->drawing, place.x, y, place.x + place.width, y,
                  (rfi_pen){RFI_INK_TEXT, RFI_MEDIUM, RFI_DASH_SOLID});
    for (size_t i = 0; i <= p->support_count; i++) {
        const rfi_support *support = i == 0 ? NULL : &p->supports[i - 1];
        const char *pods =
            rfi_say(s, "%s pods, %lld rack%s each",
                    r->unit_known ? rfi_say(s, "%lld", (long long)r->pods) : "?",
                    (long long)r->racks_per_pod, r->racks_per_pod == 1 ? "" : "s");
        const char *mass = support == NULL ? rfi_say_base(s, &p->mass, RFI_ROUND_UP)
                                           : rfi_say_base(s, &support->mass, RFI_ROUND_UP);
        const unit_row row = {
            {support == NULL ? pods : rfi_support_kind_words(support->kind),
             support != NULL ? rfi_say_figure(s, &support->count)
             : r->unit_known
                 ? rfi_say(s, "%lld", (long long)rfi_mul(r->pods, r->racks_per_pod))
                 : "?",
             rfi_say_base(s, support == NULL ? &p->max : &support->power, RFI_ROUND_UP),
             rfi_say_base(s, support == NULL ? &p->width : &support->width,
                          RFI_ROUND_NEAREST),
             mass}};
        y += pitch;
        draw_unit_row(r, &row, place, y - pitch / 2 + 0.85, RFI_TAG_TD, &body);
        rfi_draw_line(s->drawing, place.x, y, place.x + place.width, y,
                      (rfi_pen){RFI_INK_HAIR, RFI_FINE, RFI_DASH_SOLID});
    }
    rfi_close_tag(s->drawing);
}
