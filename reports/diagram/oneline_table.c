/* SPDX-License-Identifier: MIT */
/* Beside the one-line: loading per contingency, what other policies would carry, and the
 * sum behind the element that binds. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "planner/base/checked.h"
#include "reports/diagram/oneline_parts.h"

#define NAME_WIDTH   20.0
#define LOAD_WIDTH   28.0
#define COLUMN_LEAST 6.6
#define COLUMN_MOST  14.0
#define HEAD_HEIGHT  21.0

enum { COLUMNS_MOST = 16, SHADED = 700 };

static const rfi_letters head = {RFI_FACE_STRONG, 9, 0, RFI_LEFT, false, 0};
static const rfi_letters soft = {RFI_FACE_PLAIN, 5.8, RFI_INK_SOFT, RFI_LEFT, false, 0};

typedef struct table {
    rfi_oneline *o;
    const rfi_load_bus **buses;
    size_t bus_count, bus_most; /* those that there is room for are drawn */
    size_t columns[COLUMNS_MOST];
    size_t column_count;
    size_t left_out; /* outages without a column */
    double x, right, top, pitch, column;
    double load_width; /* of the worst load in words; 0: there is no room for it */
} table;

/* ---- what is in it ---- */

static int by_rank(const void *left, const void *right)
{
    const rfi_cell *a = *(const rfi_cell *const *)left;
    const rfi_cell *b = *(const rfi_cell *const *)right;
    if (a->rank != b->rank) {
        return a->rank < b->rank ? -1 : 1;
    }
    return a->x < b->x ? -1 : a->x > b->x;
}

static bool list_buses(table *t)
{
    rfi_oneline *o = t->o;
    const rfi_cell **cells = RFI_ARRAY(o->sheet.arena, o->cell_count + 1, const rfi_cell *);
    t->buses = RFI_ARRAY(o->sheet.arena, 2 * o->cell_count + 1, const rfi_load_bus *);
    if (cells == NULL || t->buses == NULL) {
        o->sheet.drawing->failed = true;
        return false;
    }
    for (size_t i = 0; i < o->cell_count; i++) {
        cells[i] = &o->cells[i];
    }
    if (o->cell_count > 1) {
        qsort(cells, o->cell_count, sizeof(*cells), by_rank);
    }
    for (size_t i = 0; i < o->cell_count; i++) {
        for (int k = 0; k < 2; k++) {
            if (cells[i]->bus[k] != NULL) {
                t->buses[t->bus_count++] = cells[i]->bus[k];
            }
        }
    }
    return true;
}

static bool is_asked(const table *t, size_t outage)
{
    for (size_t i = 0; i < t->bus_count; i++) {
        if (t->buses[i]->cells[outage].asked) {
            return true;
        }
    }
    return false;
}

static bool is_worst(const table *t, size_t outage)
{
    for (size_t i = 0; i < t->bus_count; i++) {
        if (t->buses[i]->worst == outage) {
            return true;
        }
    }
    return false;
}

/* First the outages that are the worst of some bus, then others while there is room; drawn
 * in their order. */
static void choose_columns(table *t)
{
    const rfi_loading *l = t->o->sheet.loading;
    size_t needed = 0;
    for (size_t i = 0; i < l->outage_count; i++) {
        needed += i == 0 || is_worst(t, i) ? 1 : 0;
    }
    double room = t->right - t->x - NAME_WIDTH;
    t->load_width = (double)needed * COLUMN_LEAST > room - LOAD_WIDTH ? 0 : LOAD_WIDTH;
    room -= t->load_width;
    size_t most = (size_t)fmin(COLUMNS_MOST, floor(room / COLUMN_LEAST));
    bool *taken = RFI_ARRAY(t->o->sheet.arena, l->outage_count + 1, bool);
    size_t count = 0;
    if (taken == NULL) {
        t->o->sheet.drawing->failed = true;
        return;
    }
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < l->outage_count && count < most; i++) {
            bool wanted = i == 0 || (pass == 0 ? is_worst(t, i) : is_asked(t, i));
            count += wanted && !taken[i] ? 1 : 0;
            taken[i] = taken[i] || wanted;
        }
    }
    for (size_t i = 0; i < l->outage_count; i++) {
        if (taken[i]) {
            t->columns[t->column_count++] = i;
        } else if (is_asked(t, i)) {
            t->left_out++;
        }
    }
    t->column = fmin(COLUMN_MOST, room / (double)(count == 0 ? 1 : count));
    t->right = t->x + NAME_WIDTH + t->load_width + t->column * (double)t->column_count;
}

/* ---- ink ---- */

/* "14.94 of 18 MVA" in the worst state. */
static const char *load_words(rfi_oneline *o, const rfi_load_bus *bus)
{
    rfi_system_sheet *s = &o->sheet;
    const rfi_load_cell *cell = &bus->cells[bus->worst];
    rfi_dimension dimension = bus->interconnect != NULL ? RFI_DIM_POWER : RFI_DIM_APPARENT;
    const char *left =
        rfi_say_value(s, cell->left, dimension, RFI_POWER_PLAIN, RFI_ROUND_DOWN);
    if (cell->load >= RFI_UNBOUNDED || cell->left >= RFI_UNBOUNDED) {
        return rfi_say(s, "? of %s", left);
    }
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_number(&text, cell->load, rfi_unit_for(dimension, cell->left), 4,
                     RFI_ROUND_UP, true);
    return rfi_say(s, "%s of %s", rfi_say_text(s, &text), left);
}

static double column_x(const table *t, size_t column) /* right edge */
{
    return t->right - t->column * (double)(t->column_count - column - 1);
}

static void draw_head(const table *t)
{
    rfi_drawing *drawing = t->o->sheet.drawing;
    const rfi_loading *l = t->o->sheet.loading;
    rfi_letters letters = soft;
    double y = t->top + HEAD_HEIGHT - 1.6;
    rfi_open_tag(drawing, RFI_TAG_TR, NULL);
    rfi_open_tag(drawing, RFI_TAG_TH, NULL);
    rfi_draw_text(drawing, t->x, y, "Element", &letters);
    rfi_close_tag(drawing);
    letters.align = RFI_RIGHT;
    if (t->load_width > 0) {
        rfi_open_tag(drawing, RFI_TAG_TH, NULL);
        rfi_draw_text(drawing, t->x + NAME_WIDTH + LOAD_WIDTH - 2, y,
                      "worst load of what is left", &letters);
        rfi_close_tag(drawing);
    }
    for (size_t i = 0; i < t->column_count; i++) {
        const char *mark = l->outages[t->columns[i]].mark;
        const char *words =
            t->columns[i] == 0 ? mark : rfi_say(&t->o->sheet, "%s out", mark);
        double x = column_x(t, i);
        rfi_letters turned = soft;
        turned.upward = true;
        rfi_open_tag(drawing, RFI_TAG_TH, NULL);
        rfi_extent extent = rfi_measure_text(drawing, &turned, words);
        while (extent.width > HEAD_HEIGHT - 6 && turned.size > 5) {
            turned.size -= 0.2;
            extent = rfi_measure_text(drawing, &turned, words);
        }
        rfi_draw_text(drawing, x - 1.6, y, words, &turned);
        rfi_close_tag(drawing);
    }
    rfi_close_tag(drawing);
    rfi_draw_line(drawing, t->x, t->top + HEAD_HEIGHT, t->right, t->top + HEAD_HEIGHT,
                  (rfi_pen){RFI_INK_TEXT, RFI_MEDIUM, RFI_DASH_SOLID});
}

static void draw_cell(const table *t, const rfi_load_bus *bus, size_t column, double y)
{
    rfi_drawing *drawing = t->o->sheet.drawing;
    const rfi_load_cell *cell = &bus->cells[t->columns[column]];
    const rfi_load_cell *worst = &bus->cells[bus->worst];
    double x = column_x(t, column);
    bool red = bus->binds && cell->asked && cell->permille >= 0 &&
               cell->permille == worst->permille;
    rfi_letters letters = {RFI_FACE_PLAIN, 6.2, 0, RFI_RIGHT, false, 0};
    const char *words = "\u00B7";
    if (cell->asked && cell->out) {
        words = cell->load > 0 ? "lost" : "out";
        letters.face = RFI_FACE_SLANTED;
        letters.ink = RFI_INK_SOFT;
    } else if (cell->asked) {
        words = cell->permille < 0
                    ? "?"
                    : rfi_say(&t->o->sheet, "%lld.%lld", (long long)(cell->permille / 10),
                              (long long)(cell->permille % 10));
    }
    rfi_box box = {x - t->column + 0.5, y - t->pitch + 0.4, t->column - 0.7,
                   t->pitch - 0.8};
    if (red) {
        letters.face = RFI_FACE_STRONG;
        letters.ink = RFI_INK_CONFLICT;
        rfi_draw_rect(drawing, box,
                      &(rfi_look){.fill = RFI_INK_CONFLICT_WASH,
                                  .pen = {RFI_INK_CONFLICT, RFI_BROAD, 0}});
    } else if (cell->asked && cell->permille >= SHADED) {
        rfi_draw_rect(drawing, box, &(rfi_look){.fill = RFI_INK_HAIR});
        letters.face = cell->permille >= 900 ? RFI_FACE_STRONG : RFI_FACE_PLAIN;
    }
    rfi_open_tag(drawing, RFI_TAG_TD, NULL);
    rfi_draw_text(drawing, x - 0.8, y - t->pitch / 2 + 0.85, words, &letters);
    rfi_close_tag(drawing);
}

static void draw_row(const table *t, const rfi_load_bus *bus, double y)
{
    rfi_drawing *drawing = t->o->sheet.drawing;
    double line = y - t->pitch / 2 + 0.85;
    rfi_ink ink = bus->binds ? RFI_INK_CONFLICT : RFI_INK_TEXT;
    rfi_open_tag(drawing, RFI_TAG_TR, NULL);
    rfi_open_tag(drawing, RFI_TAG_TH, NULL);
    rfi_draw_fitted(drawing, t->x, line, NAME_WIDTH - 1, rfi_bus_short(t->o, bus),
                    &(rfi_letters){RFI_FACE_STRONG, 6.4, ink, RFI_LEFT, false, 0}, 5);
    rfi_close_tag(drawing);
    if (t->load_width > 0) {
        rfi_open_tag(drawing, RFI_TAG_TD, NULL);
        rfi_draw_fitted(
            drawing, t->x + NAME_WIDTH + LOAD_WIDTH - 2, line, LOAD_WIDTH - 2,
            load_words(t->o, bus),
            &(rfi_letters){RFI_FACE_PLAIN, 6.2, RFI_INK_SOFT, RFI_RIGHT, false, 0}, 5);
        rfi_close_tag(drawing);
    }
    for (size_t i = 0; i < t->column_count; i++) {
        draw_cell(t, bus, i, y);
    }
    rfi_close_tag(drawing);
    rfi_draw_line(drawing, t->x, y, t->right, y,
                  (rfi_pen){RFI_INK_HAIR, RFI_FINE, RFI_DASH_SOLID});
}

static const char *notes(table *t)
{
    rfi_text text = RFI_TEXT_INIT;
    bool network = t->o->sheet.loading->network;
    rfi_text_add(&text, network
                            ? "Each column is one outage of the network; outages that load "
                              "nothing more than these are left out. "
                            : "Each group is judged by itself: a column is the outage "
                              "of its own unit or side; racks draw half from each side "
                              "while both live. ");
    rfi_text_add(&text, "Outlined: binds. Shaded: 70 % and more. \u201Cout\u201D: not in "
                        "service. \u00B7 the policy does not ask for it");
    rfi_text_add(&text, network ? ", or another column covers it." : ".");
    bool sets = false;
    for (size_t i = 0; i < t->bus_count; i++) {
        sets = sets || (t->buses[i]->first != NULL &&
                        t->buses[i]->first->kind == RFI_ELEMENT_GENERATOR);
    }
    rfi_text_add(&text, sets ? " Standby sets: load while the utility is out." : "");
    if (t->left_out > 0) {
        rfi_text_format(&text, " %zu outages are nowhere the worst and left out.",
                        t->left_out);
    }
    if (t->bus_most < t->bus_count) {
        rfi_text_format(&text, " %zu further rows are left out for want of room.",
                        t->bus_count - t->bus_most);
    }
    return rfi_say_text(&t->o->sheet, &text);
}

void rfi_draw_contingencies(rfi_oneline *o, double x, double right, double top, double foot,
                            double *ret_y)
{
    rfi_drawing *drawing = o->sheet.drawing;
    table t = {.o = o, .x = x, .right = right, .top = top + 2};
    *ret_y = top;
    if (!o->sheet.loading->planned || !list_buses(&t)) {
        return;
    }
    choose_columns(&t);
    rfi_open_tag(drawing, RFI_TAG_H2, NULL);
    rfi_draw_fitted(drawing, x, top, right - x,
                    "Loading per contingency, % of what is left of the element", &head,
                    6.5);
    rfi_close_tag(drawing);
    rfi_open_tag(drawing, RFI_TAG_TABLE, NULL);
    draw_head(&t);
    double room = foot - t.top - HEAD_HEIGHT - 14;
    t.pitch = fmax(4.0, fmin(6.2, room / (double)(t.bus_count == 0 ? 1 : t.bus_count)));
    t.bus_most = (size_t)fmin((double)t.bus_count, floor(room / t.pitch + 1e-6));
    double y = t.top + HEAD_HEIGHT;
    for (size_t i = 0; i < t.bus_most; i++) {
        y += t.pitch;
        draw_row(&t, t.buses[i], y);
    }
    rfi_close_tag(drawing);
    *ret_y = y + 2 +
             rfi_draw_paragraph(drawing, (rfi_box){x, y + 1.5, right - x, 0}, notes(&t),
                                &soft, 7.6);
}

/* ---- other policies ---- */

void rfi_draw_alternatives(rfi_oneline *o, double x, double right, double top)
{
    const rfi_judgement *j = o->sheet.judgement;
    rfi_drawing *drawing = o->sheet.drawing;
    if (j->alternative_count == 0) {
        return;
    }
    rfi_open_tag(drawing, RFI_TAG_H2, NULL);
    rfi_draw_text(drawing, x, top, "Critical IT by policy", &head);
    rfi_close_tag(drawing);
    const rfi_letters plain = {RFI_FACE_PLAIN, 6.6, 0, RFI_LEFT, false, 0};
    const rfi_letters number = {RFI_FACE_STRONG, 6.6, 0, RFI_RIGHT, false, 0};
    for (size_t i = 0; i <= j->alternative_count; i++) {
        double y = top + 5.4 + 5.0 * (double)i;
        bool own = i == 0;
        const rfi_alternative *a = own ? NULL : &j->alternatives[i - 1];
        int64_t power = own ? j->cases[o->sheet.end].it_power : a->it_power[o->sheet.end];
        rfi_draw_text(
            drawing, x, y,
            own ? "as asked for"
                : rfi_say(&o->sheet, "all subsystems %s", rfi_policy_words(a->policy)),
            &plain);
        rfi_draw_text(
            drawing, x + 62, y,
            rfi_say_value(&o->sheet, power, RFI_DIM_POWER, RFI_POWER_PLAIN, RFI_ROUND_DOWN),
            &number);
        rfi_draw_fitted(
            drawing, x + 65, y, right - x - 65,
            rfi_say(&o->sheet, "%s end of all ranges", rfi_end_words(o->sheet.end)), &soft,
            5);
    }
}

/* ---- the sum ---- */

/* What binds the plan when nothing electrical does. */
static const rfi_requirement *binding_elsewhere(const rfi_oneline *o)
{
    const rfi_judgement *j = o->sheet.judgement;
    for (size_t i = 0; i < j->requirement_count; i++) {
        if (j->requirements[i].binding[o->sheet.end]) {
            return &j->requirements[i];
        }
    }
    return NULL;
}

void rfi_draw_binding(rfi_oneline *o, rfi_box box)
{
    rfi_system_sheet *s = &o->sheet;
    const rfi_judgement *j = s->judgement;
    const rfi_load_sum *sum = &s->loading->sum;
    bool summed = sum->requirement != SIZE_MAX;
    const rfi_requirement *r = summed ? &j->requirements[sum->requirement] : NULL;
    const rfi_requirement *other = binding_elsewhere(o);
    if (j->plan == NULL) {
        rfi_draw_no_plan(s, box);
    } else if (!summed) {
        rfi_draw_callout(s, box, false, "The load on the power chain is not known",
                         "Ratings that nobody stated are drawn with a question mark.");
    } else if (r->binding[s->end]) {
        rfi_draw_callout(s, box, true,
                         rfi_say(s, "Binding: %s", rfi_plain_title(s->arena, r)),
                         rfi_say_sum(s, sum));
    } else {
        rfi_draw_callout(
            s, box, false,
            other == NULL
                ? rfi_say(s, "Nothing binds; nearest: %s", rfi_plain_title(s->arena, r))
                : rfi_say(s, "Nothing electrical binds (%s does); nearest: %s",
                          rfi_plain_title(s->arena, other), rfi_plain_title(s->arena, r)),
            rfi_say_sum(s, sum));
    }
}
