/* SPDX-License-Identifier: MIT */
/* The site as known: place, grid, halls, gates, network; a gap stays visible as "?". */
#include "reports/brief/parts.h"

#include <math.h>
#include <string.h>

enum { LINES_MOST = 16 };

typedef struct line {
    const char *label, *value;
    const char *id;
} line;

typedef struct list {
    rfi_brief *b;
    line lines[LINES_MOST];
    size_t count;
} list;

static void add_line(list *l, const char *label, const char *value,
                     const rfi_figure *figure)
{
    if (l->count < LINES_MOST) {
        l->lines[l->count++] = (line){label, value, rfi_brief_cite(l->b, figure)};
    }
}

static void add_figure(list *l, const char *label, const rfi_figure *figure)
{
    add_line(l, label, rfi_brief_figure(l->b, figure), figure);
}

static const char *hall_label(rfi_brief *b, const rfi_hall *hall, const char *what)
{
    const char *name = hall->name != NULL ? hall->name : hall->id;
    return b->site->hall_count == 1 ? what : rfi_brief_format(b, "%s, %s", name, what);
}

/* Up to the first semicolon: what follows is a remark. */
static const char *region_words(rfi_brief *b)
{
    const char *region = b->site->region;
    const char *end = region == NULL ? NULL : strchr(region, ';');
    if (region == NULL) {
        return "?";
    }
    return end == NULL ? region : rfi_brief_format(b, "%.*s", (int)(end - region), region);
}

static void list_place(list *l)
{
    rfi_brief *b = l->b;
    const rfi_site *site = b->site;
    add_figure(l, "Latitude", &site->lat);
    add_figure(l, "Longitude", &site->lon);
    add_figure(l, "Elevation", &site->elevation);
    add_line(l, "Grid region", region_words(b), NULL);
    const rfi_climate *climate = site->climate;
    if (climate == NULL) {
        add_line(l, "Climate", "?", &site->climate_known);
    } else {
        const char *name = climate->name == NULL ? climate->id : climate->name;
        add_line(l, "Climate, nearest shipped station", name, NULL);
        add_figure(l, "highest dry bulb, typical year", &climate->typical_maximum);
    }
    if (site->interconnect_count == 0) {
        add_line(l, "Interconnection", "?", &site->interconnect_known);
    }
    for (size_t i = 0; i < site->interconnect_count && i < 2; i++) {
        const rfi_interconnect *poi = &site->interconnects[i];
        add_figure(l, rfi_brief_format(b, "Interconnection %s", poi->id), &poi->voltage);
        add_figure(l, "agreement may serve AI load", &poi->transferable);
        add_figure(l, "change of use opens a new study", &poi->restudy);
    }
}

static void list_halls(list *l)
{
    rfi_brief *b = l->b;
    for (size_t i = 0; i < b->site->hall_count && i < 2; i++) {
        const rfi_hall *hall = &b->site->halls[i];
        const char *name = hall->name != NULL ? hall->name : hall->id;
        if (hall->implicit) {
            add_line(l, "Halls", "?", &b->site->halls_known);
            continue;
        }
        add_line(l, name,
                 rfi_brief_format(b, "%s %s",
                                  rfi_brief_count(b, rfi_brief_hall_count(hall)),
                                  rfi_brief_hall_count(hall) == 1 ? "hall" : "halls alike"),
                 rfi_known(&hall->count) ? &hall->count : NULL);
        add_figure(l, hall_label(b, hall, "clear height"), &hall->clear_height);
        add_figure(l, hall_label(b, hall, "slab rating"), &hall->slab);
        add_line(l, hall_label(b, hall, "outline and obstacles"),
                 hall->outline != NULL ? "drawn" : "?", &hall->outline_known);
    }
    if (b->site->hall_count > 2) {
        add_line(l, "further halls",
                 rfi_brief_format(b, "%zu, see requirements", b->site->hall_count - 2),
                 NULL);
    }
}

static const char *gate_words(rfi_brief *b, const rfi_gate *gate)
{
    const char *state = rfi_known(&gate->status)
                            ? (gate->status.base != 0 ? "granted" : "refused")
                        : gate->pending ? "pending"
                                        : "?";
    if (!rfi_known(&gate->date)) {
        return state;
    }
    return rfi_brief_format(b, "%s, %s", state, rfi_brief_date(b, gate->date.base));
}

static void list_gates(list *l)
{
    for (size_t i = 0; i < l->b->site->gate_count && i < 7; i++) {
        const rfi_gate *gate = &l->b->site->gates[i];
        const char *words = rfi_gate_kind_words(gate->kind);
        add_line(l, rfi_brief_format(l->b, "Gate: %s", words), gate_words(l->b, gate),
                 &gate->status);
    }
}

static void list_links(list *l)
{
    rfi_brief *b = l->b;
    if (b->site->link_count == 0) {
        add_line(l, "Network links", "?", &b->site->links_known);
    }
    for (size_t i = 0; i < b->site->link_count && i < 3; i++) {
        const rfi_link *link = &b->site->links[i];
        const char *label = rfi_brief_format(b, "Link %s%s%s", link->id,
                                             link->path == NULL ? "" : ", path ",
                                             link->path == NULL ? "" : link->path);
        add_figure(l, label, &link->capacity);
    }
}

static double draw_list(const list *l, double x, double y)
{
    rfi_brief *b = l->b;
    double pitch = b->page_height > 290 ? 5.5 : 5.0;
    const rfi_letters label = {.size = 7.2, .ink = RFI_INK_SOFT};
    rfi_letters value = {.face = RFI_FACE_STRONG, .size = 7.2, .align = RFI_RIGHT};
    rfi_open_tag(b->drawing, RFI_TAG_TABLE, NULL);
    for (size_t i = 0; i < l->count; i++) {
        const line *item = &l->lines[i];
        double base = y + pitch * (double)i + pitch / 2 + 0.9;
        rfi_open_tag(b->drawing, RFI_TAG_TR, NULL);
        double room = RFI_COLUMN - 8;
        double taken =
            fmin(rfi_measure_text(b->drawing, &label, item->label).width, 0.66 * room);
        rfi_brief_fitted(b, RFI_TAG_TH, x, base, taken + 0.05, item->label, &label);
        rfi_brief_fitted(b, RFI_TAG_TD, x + room, base, room - taken - 2, item->value,
                         &value);
        rfi_open_tag(b->drawing, RFI_TAG_TD, NULL);
        rfi_brief_mark(b, x + room + 1.6, base, item->id);
        rfi_close_tag(b->drawing);
        rfi_close_tag(b->drawing);
        double foot = y + pitch * (double)(i + 1);
        rfi_draw_line(b->drawing, x, foot, x + RFI_COLUMN, foot,
                      (rfi_pen){RFI_INK_HAIR, RFI_FINE, 0});
    }
    rfi_close_tag(b->drawing);
    return pitch * (double)l->count;
}

static const char *finding(rfi_brief *b)
{
    const rfi_judgement *j = b->judgement;
    if (j->verdict == RF_VERDICT_NO_FIT && j->conflict_count > 0 &&
        j->conflicts[0].count > 0) {
        const rfi_requirement *ruled = &j->requirements[j->conflicts[0].members[0]];
        return rfi_brief_format(b, "Ruled out by %s: %s",
                                rfi_brief_lower(b, rfi_brief_title(b, ruled)),
                                rfi_brief_shortfall(b, ruled, j->conflicts[0].end));
    }
    const rfi_hall *hall = rfi_brief_first_hall(b);
    if (b->site->interconnect_count == 0) {
        return "No interconnection is described: power at the site is unknown";
    }
    if (hall != NULL && hall->feed == NULL) {
        return "Between the interconnection and the racks no power chain is stated";
    }
    const rfi_requirement *r = rfi_brief_binding(b);
    if (r == NULL || rfi_brief_share(b, r, b->end) < 0) {
        return "What the site has, and what nobody stated";
    }
    const char *title = rfi_brief_title(b, r);
    rfi_pair_words words = rfi_brief_pair(b, r->dimension, rfi_brief_demand(b, r, b->end),
                                          r->ends[b->end].limit);
    if (rfi_brief_share(b, r, b->end) > 1) {
        return rfi_brief_format(b, "%s is short: %s", title, words.both);
    }
    return rfi_brief_format(b, "%s %s: %s", title,
                            r->binding[b->end] ? "binds" : "is nearest to its limit",
                            words.both);
}

void rfi_brief_site_page(rfi_brief *b)
{
    rfi_brief_open_page(b, "site and power chain");
    rfi_brief_bookmark(b, -1, "Site and power chain", "site");
    rfi_brief_finding(b, finding(b));
    double top = b->y;
    double right = b->left + RFI_RIGHT_X;
    list left = {.b = b};
    list_place(&left);
    list other = {.b = b};
    list_gates(&other);
    list_links(&other);
    if (left.count >= other.count) {
        list_halls(&other);
    } else {
        list_halls(&left);
    }
    rfi_brief_section(b, b->left, RFI_COLUMN, "Site", "as known; ? unknown");
    double from = b->y;
    b->y = top;
    rfi_brief_section(b, right, RFI_COLUMN, "Gates, network, halls", NULL);
    rfi_brief_rule(b, b->left, RFI_COLUMN, from, RFI_MEDIUM);
    rfi_brief_rule(b, right, RFI_COLUMN, from, RFI_MEDIUM);
    double deep = fmax(draw_list(&left, b->left, from), draw_list(&other, right, from));
    b->y = from + deep + 4;
    rfi_brief_power_page(b);
}
