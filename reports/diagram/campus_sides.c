/* SPDX-License-Identifier: MIT */
#include "reports/diagram/campus_parts.h"

#include <math.h>

static const rfi_letters head = {RFI_FACE_STRONG, 8, 0, RFI_LEFT, false, 0};
static const rfi_letters strong = {RFI_FACE_STRONG, 6.6, 0, RFI_LEFT, false, 0};
static const rfi_letters soft = {RFI_FACE_PLAIN, 5.8, RFI_INK_SOFT, RFI_LEFT, false, 0};

static const char *figure_words(rfi_campus *campus, const char *before,
                                const rfi_figure *figure, const char *after)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_add(&text, before);
    if (rfi_known(figure)) {
        rfi_print_figure(&text, figure);
        rfi_text_add(&text, rfi_is_assumption(figure) ? RFI_LOZENGE : "");
    } else {
        rfi_text_add(&text, "?");
    }
    rfi_text_add(&text, after);
    const char *words = rfi_arena_copy(campus->arena, text.data == NULL ? "" : text.data);
    rfi_text_finish(&text);
    return words == NULL ? "" : words;
}

typedef struct side_box {
    const char *id, *kind;
    const char *lines[3]; /* the first is strong; NULL ends */
    rfi_ink ink;
    rfi_dash dash;
    bool link; /* a line with an end instead of a box */
} side_box;

/* Draws the box unless it would leave the place; returns whether it did. */
static bool draw_box(rfi_campus *campus, const side_box *box, rfi_box place, double *y)
{
    size_t lines = 0;
    while (lines < 3 && box->lines[lines] != NULL) {
        lines++;
    }
    double height = 2.2 + 3.1 * (double)lines;
    if (*y + height > place.y + place.height) {
        return false;
    }
    rfi_drawing *drawing = campus->drawing;
    rfi_open_group(drawing, NULL, box->id, box->kind);
    if (box->link) {
        rfi_draw_line(drawing, place.x, *y + height / 2, place.x + 9, *y + height / 2,
                      (rfi_pen){box->ink, RFI_BOLD, box->dash});
        rfi_draw_circle(drawing, place.x + 10, *y + height / 2, 0.9,
                        &(rfi_look){.pen = {box->ink, RFI_BROAD, RFI_DASH_SOLID}});
    } else {
        rfi_draw_rect(drawing, (rfi_box){place.x, *y, place.width, height},
                      &(rfi_look){.fill = rfi_tint(box->ink, 0.1),
                                  .pen = {box->ink, RFI_MEDIUM, box->dash}});
    }
    double left = box->link ? 13 : 2;
    for (size_t i = 0; i < lines; i++) {
        rfi_draw_fitted(drawing, place.x + left, *y + 3.5 + 3.1 * (double)i,
                        place.width - left - 1, box->lines[i], i == 0 ? &strong : &soft, 5);
    }
    rfi_close_group(drawing);
    *y += height + 1.6;
    return true;
}

static void draw_rest(rfi_campus *campus, rfi_box place, double y, size_t left_out)
{
    if (left_out > 0) {
        rfi_draw_text(campus->drawing, place.x, y + 2.4,
                      rfi_arena_format(campus->arena, "and %zu more", left_out), &soft);
    }
}

void rfi_draw_campus_supply(rfi_campus *campus, rfi_box place)
{
    const rfi_site *site = campus->task->evaluation->site;
    double y = place.y + 4;
    rfi_draw_text(campus->drawing, place.x, place.y, "Supply", &head);
    size_t i = 0;
    for (; i < site->interconnect_count; i++) {
        const rfi_interconnect *poi = &site->interconnects[i];
        const side_box box = {
            .id = poi->id,
            .kind = "interconnect",
            .lines = {poi->operator_name == NULL
                          ? poi->id
                          : rfi_arena_format(campus->arena, "%s, %s", poi->id,
                                             poi->operator_name),
                      figure_words(campus, "", &poi->voltage, ""),
                      figure_words(campus, "energised ", &poi->energised, "")},
            .ink = RFI_INK_POWER,
            .dash = RFI_DASH_SOLID};
        if (!draw_box(campus, &box, place, &y)) {
            break;
        }
    }
    draw_rest(campus, place, y, site->interconnect_count - i);
    if (site->interconnect_count == 0) {
        rfi_draw_text(campus->drawing, place.x, y + 2, "no interconnect described", &soft);
    }
}

static void draw_plants(rfi_campus *campus, rfi_box place, double *y)
{
    const rfi_site *site = campus->task->evaluation->site;
    size_t i = 0;
    if (site->plant_count == 0) {
        return;
    }
    rfi_draw_text(campus->drawing, place.x, *y, "Plants of the site", &head);
    *y += 4;
    for (; i < site->plant_count; i++) {
        const rfi_plant *plant = &site->plants[i];
        bool one = plant->count.state == RFI_ABSENT;
        const side_box box = {
            .id = plant->id,
            .kind = "plant",
            .lines = {rfi_arena_format(campus->arena, "%s, %s", plant->id,
                                       rfi_plant_kind_words(plant->kind)),
                      figure_words(campus,
                                   one ? "1 of "
                                       : figure_words(campus, "", &plant->count, " of "),
                                   &plant->capacity, "")},
            .ink = plant->loop == RFI_LOOP_LIQUID ? RFI_INK_SUPPLY : RFI_INK_SOFT,
            .dash = RFI_DASH_SOLID};
        if (!draw_box(campus, &box, place, y)) {
            break;
        }
    }
    draw_rest(campus, place, *y, site->plant_count - i);
    *y += 5;
}

void rfi_draw_campus_links(rfi_campus *campus, rfi_box place)
{
    const rfi_site *site = campus->task->evaluation->site;
    double y = place.y;
    draw_plants(campus, place, &y);
    rfi_draw_text(campus->drawing, place.x, y, "Links out", &head);
    y += 3;
    size_t i = 0;
    for (; i < site->link_count; i++) {
        const rfi_link *link = &site->links[i];
        rfi_text via = RFI_TEXT_INIT;
        for (size_t k = 0; k < link->via_count; k++) {
            rfi_text_format(&via, "%s%s", k == 0 ? ", through " : ", ", link->via[k]);
        }
        const char *ways = rfi_arena_copy(campus->arena, via.data == NULL ? "" : via.data);
        rfi_text_finish(&via);
        const side_box box = {
            .id = link->id,
            .kind = "link",
            .lines = {rfi_arena_format(campus->arena, "%s to %s",
                                       link->carrier == NULL ? link->id : link->carrier,
                                       link->to == NULL ? "?" : link->to),
                      figure_words(campus, "capacity ", &link->capacity,
                                   ways == NULL ? "" : ways)},
            .ink = RFI_INK_NETWORK,
            .dash = RFI_DASH_ROUTE,
            .link = true};
        if (!draw_box(campus, &box, place, &y)) {
            break;
        }
    }
    draw_rest(campus, place, y, site->link_count - i);
    if (site->link_count == 0) {
        rfi_draw_text(campus->drawing, place.x, y + 2, "none described", &soft);
    }
    y += 4;
    for (size_t t = 0; t < site->trench_count; t++) {
        const rfi_trench *trench = &site->trenches[t];
        const side_box box = {
            .id = trench->id,
            .kind = "trench",
            .lines = {rfi_arena_format(campus->arena, "trench %s", trench->id),
                      figure_words(campus, "length ", &trench->route_length, "")},
            .ink = RFI_INK_SOFT,
            .dash = RFI_DASH_CLEARANCE};
        if (!draw_box(campus, &box, place, &y)) {
            return;
        }
    }
}

/* ---- table ------------------------------------------------------------------------------
 */

enum { TABLE_COLUMNS = 7 };

static const char *load_words(rfi_campus *campus, const rfi_hall *hall)
{
    return hall->load_count == 0 ? "\u2013"
                                 : figure_words(campus, "", &hall->loads[0].power,
                                                hall->load_count > 1 ? " and more" : "");
}

static void draw_row(rfi_campus *campus, const rfi_hall *hall, const rfi_hall_share *share,
                     rfi_box place, double y)
{
    static const double at[TABLE_COLUMNS] = {0, 0.36, 0.47, 0.57, 0.66, 0.78, 1};
    rfi_arena *arena = campus->arena;
    const rfi_letters body = {RFI_FACE_PLAIN, 6.6, 0, RFI_RIGHT, false, 0};
    const bool none = share == NULL;
    const char *cells[TABLE_COLUMNS] = {
        rfi_hall_title(arena, hall, true),
        hall->count.state == RFI_ABSENT ? "1" : figure_words(campus, "", &hall->count, ""),
        none ? "0" : rfi_arena_format(arena, "%lld", (long long)share->converted),
        none ? "0" : rfi_arena_format(arena, "%lld", (long long)share->pods),
        none ? "0" : rfi_arena_format(arena, "%lld", (long long)share->units),
        none ? "0" : rfi_arena_format(arena, "%lld", (long long)share->most_pods),
        load_words(campus, hall)};
    rfi_open_tag(campus->drawing, RFI_TAG_TR, NULL);
    for (size_t i = 0; i < TABLE_COLUMNS; i++) {
        rfi_letters letters = body;
        letters.align = i == 0 ? RFI_LEFT : RFI_RIGHT;
        double width = (i == 0 ? 0.28 : at[i] - at[i - 1] - 0.01) * place.width;
        rfi_open_tag(campus->drawing, RFI_TAG_TD, NULL);
        rfi_draw_fitted(campus->drawing, place.x + at[i] * place.width, y, width,
                        cells[i] == NULL ? "" : cells[i], &letters, 5.2);
        rfi_close_tag(campus->drawing);
    }
    rfi_close_tag(campus->drawing);
    rfi_draw_line(campus->drawing, place.x, y + 1.5, place.x + place.width, y + 1.5,
                  (rfi_pen){RFI_INK_HAIR, RFI_FINE, RFI_DASH_SOLID});
}

void rfi_draw_campus_table(rfi_campus *campus, rfi_box place)
{
    static const struct {
        const char *title;
        double at;
    } columns[TABLE_COLUMNS] = {
        {"Hall", 0},  {"halls", 0.36},          {"take racks", 0.47},     {"pods", 0.57},
        {"SU", 0.66}, {"in the fullest", 0.78}, {"mining today, each", 1}};
    const rfi_site *site = campus->task->evaluation->site;
    const rfi_plan *plan = campus->task->judgement->plan;
    rfi_drawing *drawing = campus->drawing;
    rfi_open_tag(drawing, RFI_TAG_H2, NULL);
    rfi_draw_text(drawing, place.x, place.y, "What each hall takes", &head);
    rfi_close_tag(drawing);
    rfi_open_tag(drawing, RFI_TAG_TABLE, NULL);
    rfi_open_tag(drawing, RFI_TAG_TR, NULL);
    for (size_t i = 0; i < TABLE_COLUMNS; i++) {
        rfi_letters letters = soft;
        letters.align = i == 0 ? RFI_LEFT : RFI_RIGHT;
        rfi_open_tag(drawing, RFI_TAG_TH, NULL);
        rfi_draw_text(drawing, place.x + columns[i].at * place.width, place.y + 5,
                      columns[i].title, &letters);
        rfi_close_tag(drawing);
    }
    rfi_close_tag(drawing);
    rfi_draw_line(drawing, place.x, place.y + 6.6, place.x + place.width, place.y + 6.6,
                  (rfi_pen){RFI_INK_TEXT, RFI_MEDIUM, RFI_DASH_SOLID});
    double room = place.height - 6.6;
    double pitch = fmax(3.4, fmin(5.2, room / (double)(site->hall_count + 1)));
    size_t rows = (size_t)(room / pitch);
    rows = rows < site->hall_count ? rows - 1 : site->hall_count;
    for (size_t h = 0; h < rows; h++) {
        draw_row(campus, &site->halls[h],
                 plan != NULL && h < plan->share_count ? &plan->shares[h] : NULL, place,
                 place.y + 6.6 + pitch * (double)(h + 1) - 1.5);
    }
    rfi_close_tag(drawing);
    draw_rest(campus, place, place.y + 7 + pitch * (double)rows, site->hall_count - rows);
}
