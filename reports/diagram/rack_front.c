/* SPDX-License-Identifier: MIT */
/* One rack from the front and from the side. */
#include <math.h>

#include "planner/base/checked.h"
#include "reports/diagram/rack_parts.h"

#define DIMENSION   9.0  /* room for an upright dimension line left of a view */
#define BETWEEN     14.0 /* between front and side */
#define WORDS_LEAST 23.0 /* width of a rack that has room for words */
#define UNIT_HIGH   44   /* mm: a rack unit, the height that shelves are drawn with */

enum { USUAL_WIDTH = 600, USUAL_DEPTH = 1200, USUAL_HEIGHT = 2200, SHELVES_MOST = 16 };

rfi_extent_mm rfi_extent_of(const rfi_figure *figure, int64_t usual)
{
    return rfi_known(figure)
               ? (rfi_extent_mm){figure->low, figure->base, figure->high, true}
               : (rfi_extent_mm){usual, usual, usual, false};
}

int64_t rfi_count_base(const rfi_figure *figure)
{
    return rfi_known(figure) ? rfi_max(1, figure->base) : 1;
}

/* ---- dimension lines ---- */

static void tick(rfi_drawing *drawing, double x, double y)
{
    rfi_draw_line(drawing, x - 0.65, y + 0.65, x + 0.65, y - 0.65,
                  (rfi_pen){RFI_INK_SOFT, RFI_MEDIUM, RFI_DASH_SOLID});
}

static const rfi_letters figures = {RFI_FACE_PLAIN, 5.8,   RFI_INK_SOFT,
                                    RFI_CENTRE,     false, 0};

void rfi_draw_span(rfi_rack_sheet *r, double from, double to, double y, const char *words)
{
    rfi_drawing *drawing = r->sheet.drawing;
    const rfi_pen pen = {RFI_INK_SOFT, RFI_FINE, RFI_DASH_SOLID};
    rfi_draw_line(drawing, from, y, to, y, pen);
    rfi_draw_line(drawing, from, y - 2.2, from, y + 1.2, pen);
    rfi_draw_line(drawing, to, y - 2.2, to, y + 1.2, pen);
    tick(drawing, from, y);
    tick(drawing, to, y);
    rfi_letters letters = figures;
    rfi_extent extent = rfi_measure_text(drawing, &letters, words);
    bool below = extent.width > to - from - 1.2;
    rfi_draw_text(drawing, (from + to) / 2, below ? y + 3.0 : y - 0.8, words, &letters);
}

void rfi_draw_rise(rfi_rack_sheet *r, double from, double to, double x, const char *words)
{
    rfi_drawing *drawing = r->sheet.drawing;
    const rfi_pen pen = {RFI_INK_SOFT, RFI_FINE, RFI_DASH_SOLID};
    rfi_draw_line(drawing, x, from, x, to, pen);
    rfi_draw_line(drawing, x - 1.2, from, x + 2.2, from, pen);
    rfi_draw_line(drawing, x - 1.2, to, x + 2.2, to, pen);
    tick(drawing, x, from);
    tick(drawing, x, to);
    rfi_letters letters = figures;
    letters.upward = true;
    rfi_draw_text(drawing, x - 0.8, (from + to) / 2, words, &letters);
}

/* "600", "2 236 (–2 495)", "?" */
static const char *length_words(rfi_rack_sheet *r, const rfi_figure *figure)
{
    if (!rfi_known(figure)) {
        return "?";
    }
    const char *base = rfi_millimetres(r->sheet.arena, figure->base);
    if (figure->low == figure->high) {
        return base == NULL ? "" : base;
    }
    return rfi_say(&r->sheet, "%s (%s\u2013%s)", base,
                   rfi_millimetres(r->sheet.arena, figure->low),
                   rfi_millimetres(r->sheet.arena, figure->high));
}

/* ---- views ---- */

static double paper(const rfi_rack_sheet *r, int64_t length)
{
    return (double)length / (double)r->rack_scale;
}

double rfi_one_rack_width(const rfi_rack_sheet *r, int64_t scale)
{
    int64_t width = rfi_extent_of(&r->profile->width, USUAL_WIDTH).most;
    int64_t depth = rfi_extent_of(&r->profile->depth, USUAL_DEPTH).most;
    return DIMENSION + (double)(width + depth) / (double)scale + BETWEEN;
}

/* The rack as most likely, and dashed around it the largest that the range allows. */
static rfi_box draw_outline(rfi_rack_sheet *r, double x, rfi_extent_mm width,
                            rfi_extent_mm height)
{
    rfi_drawing *drawing = r->sheet.drawing;
    rfi_family_look family = rfi_family_looks(r->profile->family);
    bool known = width.known && height.known;
    double high = paper(r, height.base);
    rfi_box box = {x, r->floor - high, paper(r, width.base), high};
    if (width.most > width.base || height.most > height.base) {
        rfi_draw_rect(drawing,
                      (rfi_box){x, r->floor - paper(r, height.most), paper(r, width.most),
                                paper(r, height.most)},
                      &(rfi_look){.pen = {RFI_INK_SOFT, RFI_THIN, RFI_DASH_CLEARANCE}});
    }
    rfi_draw_rect(drawing, box,
                  &(rfi_look){.fill = known ? rfi_tint(family.fill, 0.2) : RFI_INK_WHITE,
                              .pen = {known ? RFI_INK_TEXT : RFI_INK_SOFT, RFI_BROAD,
                                      known ? RFI_DASH_SOLID : RFI_DASH_CLEARANCE}});
    return box;
}

/* Shelves as strips of one rack unit at the top, dashed around: their place is not stated.
 */
static double draw_shelves(rfi_rack_sheet *r, rfi_box box)
{
    const rfi_profile *p = r->profile;
    rfi_system_sheet *s = &r->sheet;
    int64_t count = rfi_known(&p->shelves) ? rfi_min(p->shelves.base, SHELVES_MOST) : 0;
    double pitch = fmax(paper(r, UNIT_HIGH), 1.2);
    double y = box.y + 1.6;
    if (count < 1) {
        return y;
    }
    rfi_box frame = {box.x + 1.2, y, box.width - 1.2 - fmin(6, box.width * 0.38),
                     pitch * (double)count};
    rfi_open_group(s->drawing, "rack-shelves", "power shelves",
                   rfi_say(s, "%s, %s each; their place is not stated",
                           rfi_say_figure(s, &p->shelves),
                           rfi_say_figure(s, &p->shelf_power)));
    if (rfi_known(&p->shelves_a)) {
        double share = (double)rfi_min(p->shelves_a.base, count) / (double)count;
        rfi_draw_rect(s->drawing,
                      (rfi_box){frame.x, frame.y, frame.width, frame.height * share},
                      &(rfi_look){.fill = rfi_tint(RFI_INK_POWER, 0.2)});
    }
    for (int64_t i = 1; i < count; i++) {
        double line = y + pitch * (double)i;
        rfi_draw_line(s->drawing, frame.x, line, frame.x + frame.width, line,
                      (rfi_pen){RFI_INK_POWER, RFI_FINE, RFI_DASH_SOLID});
    }
    rfi_draw_rect(s->drawing, frame,
                  &(rfi_look){.pen = {RFI_INK_POWER, RFI_MEDIUM, RFI_DASH_CLEARANCE}});
    y += frame.height + 3.4;
    if (box.width >= WORDS_LEAST) {
        rfi_draw_fitted(s->drawing, frame.x + frame.width / 2, y, frame.width,
                        rfi_say(s, "%lld power shelves", (long long)p->shelves.base),
                        &(rfi_letters){RFI_FACE_PLAIN, 6.2, 0, RFI_CENTRE, false, 0}, 5);
    }
    rfi_close_group(s->drawing);
    return y;
}

/* Feeds from above, A solid and B dashed. */
static void draw_feeds(rfi_rack_sheet *r, rfi_box box, double top)
{
    const rfi_profile *p = r->profile;
    rfi_drawing *drawing = r->sheet.drawing;
    static const char *const names[] = {"A", "B", "C", "D"};
    int64_t count = rfi_known(&p->feeds) ? rfi_min(p->feeds.base, 4) : 1;
    for (int64_t i = 0; i < count; i++) {
        double x =
            box.x + fmin(3, box.width * 0.14) + fmin(4.2, box.width * 0.18) * (double)i;
        rfi_pen pen = {rfi_known(&p->feeds) ? RFI_INK_POWER : RFI_INK_SOFT, RFI_HEAVY,
                       !rfi_known(&p->feeds) ? RFI_DASH_CLEARANCE
                       : i == 1              ? RFI_DASH_FEED_B
                                             : RFI_DASH_SOLID};
        rfi_draw_line(drawing, x, top - 7, x, box.y + 1.6, pen);
        rfi_draw_text(
            drawing, x, top - 8.2, rfi_known(&p->feeds) ? names[i] : "?",
            &(rfi_letters){RFI_FACE_STRONG, 6.6, RFI_INK_POWER, RFI_CENTRE, false, 0});
    }
}

/* Coolant along the right side: that there is some is stated, its place is not. */
static void draw_manifold(rfi_rack_sheet *r, rfi_box box, double top)
{
    rfi_system_sheet *s = &r->sheet;
    if (!rfi_profile_is_liquid(r->profile)) {
        return;
    }
    rfi_open_group(s->drawing, "rack-manifold", "coolant manifold",
                   rfi_say(s, "supply at most %s, flow %s; its place is not stated",
                           rfi_say_figure(s, &r->profile->supply_max),
                           rfi_say_figure(s, &r->profile->flow)));
    static const rfi_dash dashes[] = {RFI_DASH_SOLID, RFI_DASH_RETURN};
    static const rfi_ink inks[] = {RFI_INK_SUPPLY, RFI_INK_RETURN};
    for (int i = 0; i < 2; i++) {
        double x = box.x + box.width - fmin(4.4, box.width * 0.26) +
                   fmin(2.4, box.width * 0.15) * i;
        rfi_draw_line(s->drawing, x, top - 7, x, box.y + box.height - 3,
                      (rfi_pen){inks[i], RFI_BOLD, dashes[i]});
    }
    rfi_close_group(s->drawing);
}

static void words_inside(rfi_rack_sheet *r, rfi_box box, double y)
{
    rfi_system_sheet *s = &r->sheet;
    const rfi_profile *p = r->profile;
    const char *const words[] = {
        rfi_known(&p->chips) ? rfi_say(s, "%s accelerators", rfi_say_figure(s, &p->chips))
                             : "? accelerators",
        rfi_say(s, "max %s", rfi_say_base(s, &p->max, RFI_ROUND_UP)),
        rfi_say_base(s, &p->mass, RFI_ROUND_UP),
    };
    double room = box.width - (rfi_profile_is_liquid(p) ? 7 : 2);
    double middle = fmax(y + 4, box.y + box.height * 0.55);
    for (int i = 0; i < 3; i++) {
        rfi_draw_fitted(s->drawing, box.x + 1 + room / 2, middle + 3.6 * i, room, words[i],
                        &(rfi_letters){i == 1 ? RFI_FACE_STRONG : RFI_FACE_PLAIN, 6.6, 0,
                                       RFI_CENTRE, false, 0},
                        5);
    }
}

static void draw_front(rfi_rack_sheet *r, double x)
{
    const rfi_profile *p = r->profile;
    rfi_system_sheet *s = &r->sheet;
    rfi_extent_mm width = rfi_extent_of(&p->width, USUAL_WIDTH);
    rfi_extent_mm height = rfi_extent_of(&p->height, USUAL_HEIGHT);
    rfi_open_group(s->drawing, "rack-front", p->name, "one rack from the front");
    rfi_box box = draw_outline(r, x, width, height);
    double shelves = draw_shelves(r, box);
    double top = r->floor - paper(r, height.most);
    draw_feeds(r, box, top);
    draw_manifold(r, box, top);
    if (box.width >= WORDS_LEAST) { /* the table says it too */
        words_inside(r, box, shelves);
    }
    rfi_close_group(s->drawing);
    rfi_draw_rise(r, r->floor, box.y, x - 4, length_words(r, &p->height));
    rfi_draw_span(r, box.x, box.x + box.width, r->floor + 5, length_words(r, &p->width));
    rfi_draw_text(s->drawing, box.x + box.width / 2, r->floor + 12.5, "front",
                  &(rfi_letters){RFI_FACE_STRONG, 7, 0, RFI_CENTRE, false, 0});
}

/* Front edge heavy at the left, rear part hatched as on floor plans. */
static double draw_side(rfi_rack_sheet *r, double x)
{
    const rfi_profile *p = r->profile;
    rfi_system_sheet *s = &r->sheet;
    rfi_family_look family = rfi_family_looks(p->family);
    rfi_extent_mm depth = rfi_extent_of(&p->depth, USUAL_DEPTH);
    rfi_extent_mm height = rfi_extent_of(&p->height, USUAL_HEIGHT);
    rfi_open_group(s->drawing, "rack-side", p->name, "one rack from the side");
    rfi_box box = draw_outline(r, x, depth, height);
    if (depth.known && height.known) {
        rfi_draw_rect(s->drawing,
                      (rfi_box){box.x + box.width / 2, box.y, box.width / 2, box.height},
                      &(rfi_look){.fill = rfi_tint(family.fill, 0.48),
                                  .pen = {RFI_INK_TEXT, RFI_THIN, 0},
                                  .hatch = family.hatch,
                                  .hatch_ink = family.line,
                                  .pitch = 0.75});
        rfi_draw_line(s->drawing, box.x, box.y, box.x, box.y + box.height,
                      (rfi_pen){RFI_INK_TEXT, RFI_BOLD, 0});
    }
    rfi_close_group(s->drawing);
    rfi_letters letters = {RFI_FACE_PLAIN, 6, RFI_INK_SOFT, RFI_LEFT, false, 0};
    double top = r->floor - paper(r, height.most) - 1.6;
    rfi_draw_text(s->drawing, box.x, top, "front", &letters);
    letters.align = RFI_RIGHT;
    rfi_draw_text(s->drawing, box.x + box.width, top, "rear", &letters);
    rfi_draw_span(r, box.x, box.x + box.width, r->floor + 5, length_words(r, &p->depth));
    rfi_draw_text(s->drawing, box.x + box.width / 2, r->floor + 12.5, "side",
                  &(rfi_letters){RFI_FACE_STRONG, 7, 0, RFI_CENTRE, false, 0});
    return box.x + paper(r, depth.most);
}

double rfi_draw_one_rack(rfi_rack_sheet *r, double x)
{
    double front = x + DIMENSION;
    double width = paper(r, rfi_extent_of(&r->profile->width, USUAL_WIDTH).most);
    draw_front(r, front);
    double right = draw_side(r, front + width + BETWEEN);
    rfi_draw_line(r->sheet.drawing, front - 3, r->floor, right + 3, r->floor,
                  (rfi_pen){RFI_INK_TEXT, RFI_HEAVY, RFI_DASH_SOLID});
    return right;
}
