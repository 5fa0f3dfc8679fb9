/* SPDX-License-Identifier: MIT */
#include "reports/diagram/floor_dxf.h"

#include <string.h>

#include "planner/base/checked.h"
#include "reports/diagram/task.h"
#include "reports/diagram/view.h"
#include "reports/paint/dxf.h"

static const char walls[] = "WALLS";
static const char columns[] = "COLUMNS";
static const char grid[] = "GRID";
static const char doors[] = "DOORS";
static const char obstacles[] = "EQUIPMENT";
static const char keep_outs[] = "KEEP-FREE";
static const char cold_aisles[] = "AISLES-COLD";
static const char hot_aisles[] = "AISLES-HOT";
static const char racks[] = "RACKS";
static const char supports[] = "RACKS-SUPPORT";
static const char power[] = "POWER";
static const char trays[] = "TRAYS";
static const char pipes[] = "PIPES";
static const char zones[] = "ZONES";
static const char route[] = "DELIVERY";
static const char words_layer[] = "TEXT";

static const rfi_dxf_layer layers[] = {
    {walls, 7, "CONTINUOUS"},
    {columns, 8, "CONTINUOUS"},
    {grid, 9, "CENTER"},
    {doors, 3, "CONTINUOUS"},
    {obstacles, 8, "DASHED"},
    {keep_outs, 8, "DASHED"},
    {cold_aisles, 4, "CONTINUOUS"},
    {hot_aisles, 1, "CONTINUOUS"},
    {racks, 5, "CONTINUOUS"},
    {supports, 6, "CONTINUOUS"},
    {words_layer, 7, "CONTINUOUS"},
    {power, 30, "CONTINUOUS"},
    {trays, 2, "CONTINUOUS"},
    {pipes, 150, "CONTINUOUS"},
    {zones, 12, "CENTER"},
    {route, 8, "DASHED"},
};

static const int64_t letter = 250; /* mm of the building; 1.25 mm at 1:200 */

/* ---- racks: a block for each kind and size ---------------------------------------------
 */

enum { NAME_SIZE = 40 };

/* Width along the row, depth towards the front. */
static rfi_point rack_size(const rfi_placed *rack)
{
    bool level = rack->front == RFI_FACING_UP || rack->front == RFI_FACING_DOWN;
    return level ? (rfi_point){rack->rect.width, rack->rect.height}
                 : (rfi_point){rack->rect.height, rack->rect.width};
}

static bool same_block(const rfi_placed *a, const rfi_placed *b)
{
    rfi_point left = rack_size(a);
    rfi_point right = rack_size(b);
    return (a->pod > 0) == (b->pod > 0) && (a->pod > 0 || a->support == b->support) &&
           left.x == right.x && left.y == right.y;
}

static void block_name(const rfi_placed *rack, rfi_text *name)
{
    static const char *const kinds[RFI_SUPPORT_KINDS] = {"NETWORK", "STORAGE", "MANAGEMENT",
                                                         "CDU"};
    rfi_point size = rack_size(rack);
    rfi_text_finish(name);
    rfi_text_format(name, "%s_%lldX%lld", rack->pod > 0 ? "POD" : kinds[rack->support],
                    (long long)size.x, (long long)size.y);
}

static void write_block(const rfi_placed *rack, rfi_text *text)
{
    rfi_point size = rack_size(rack);
    rfi_text name = RFI_TEXT_INIT;
    block_name(rack, &name);
    rfi_dxf_open_block(text, name.data);
    rfi_dxf_rect(text, "0", &(rfi_rect){0, 0, size.x, size.y});
    int64_t edge = rfi_min(60, size.y / 10); /* a second line along the front */
    rfi_dxf_line(text, "0", (rfi_point){0, size.y - edge},
                 (rfi_point){size.x, size.y - edge});
    rfi_point middle = {size.x / 2, size.y / 2};
    rfi_dxf_attribute(text, words_layer, "NUMBER", middle, letter, true);
    rfi_dxf_attribute(text, words_layer, "UNIT", middle, letter, false);
    rfi_dxf_close_block(text);
    rfi_text_finish(&name);
}

static void write_blocks(const rfi_floor *floor, rfi_text *text)
{
    for (size_t i = 0; i < floor->placed_count; i++) {
        bool known = false;
        for (size_t k = 0; k < i && !known; k++) {
            known = same_block(&floor->placed[i], &floor->placed[k]);
        }
        if (!known) {
            write_block(&floor->placed[i], text);
        }
    }
}

/* The block stands with its front up and its lower left corner at the insertion. */
static void write_rack(const rfi_placed *rack, rfi_text *text)
{
    static const struct {
        int rotation;
        int right, up; /* corner of the rectangle at which it is inserted */
    } turns[] = {[RFI_FACING_UP] = {0, 0, 0},
                 [RFI_FACING_DOWN] = {180, 1, 1},
                 [RFI_FACING_RIGHT] = {270, 0, 1},
                 [RFI_FACING_LEFT] = {90, 1, 0}};
    const rfi_rect *rect = &rack->rect;
    rfi_point at = {rect->x + turns[rack->front].right * rect->width,
                    rect->y + turns[rack->front].up * rect->height};
    rfi_point middle = {rect->x + rect->width / 2, rect->y + rect->height / 2};
    rfi_text name = RFI_TEXT_INIT;
    rfi_text number = RFI_TEXT_INIT;
    rfi_text unit = RFI_TEXT_INIT;
    block_name(rack, &name);
    if (rack->pod > 0) {
        rfi_text_format(&number, "%lld.%lld", (long long)rack->pod, (long long)rack->rack);
    } else {
        rfi_text_add(&number, rfi_support_kind_words(rack->support));
    }
    rfi_text_format(&unit, "R%lld SU%02lld", (long long)rack->row, (long long)rack->unit);
    const rfi_dxf_value values[] = {{"NUMBER", number.data, middle, 180, true},
                                    {"UNIT", unit.data, middle, letter, false}};
    if (name.data != NULL && number.data != NULL && unit.data != NULL) {
        rfi_dxf_insert(text, rack->pod > 0 ? racks : supports, name.data, at,
                       turns[rack->front].rotation, values, 2);
    }
    text->failed = text->failed || name.failed || number.failed || unit.failed;
    rfi_text_finish(&name);
    rfi_text_finish(&number);
    rfi_text_finish(&unit);
}

static void write_rows(const rfi_floor *floor, rfi_text *text)
{
    int64_t row = 0;
    for (size_t i = 0; i < floor->placed_count; i++) {
        const rfi_placed *rack = &floor->placed[i];
        write_rack(rack, text);
        if (rack->row == row) {
            continue;
        }
        row = rack->row;
        rfi_text name = RFI_TEXT_INIT;
        rfi_text_format(&name, "R%lld", (long long)row);
        rfi_point head = {rack->rect.x - (floor->along_y ? -rack->rect.width / 2 : 500),
                          rack->rect.y - (floor->along_y ? 500 : -rack->rect.height / 2)};
        rfi_dxf_text(text, words_layer, head, letter, 0,
                     name.data == NULL ? "" : name.data);
        rfi_text_finish(&name);
    }
}

static void write_floor(const rfi_floor *floor, rfi_text *text)
{
    for (size_t i = 0; i < floor->aisle_count; i++) {
        rfi_dxf_rect(text, floor->aisles[i].hot ? hot_aisles : cold_aisles,
                     &floor->aisles[i].rect);
    }
    for (size_t i = 0; i < floor->fitting_count; i++) {
        const rfi_fitting *fitting = &floor->fittings[i];
        rfi_dxf_rect(text,
                     fitting->kind == RFI_FITTING_TRAY       ? trays
                     : fitting->kind == RFI_FITTING_MANIFOLD ? pipes
                                                             : power,
                     &fitting->rect);
    }
    for (size_t i = 0; i < floor->route_count; i++) {
        rfi_dxf_rect(text, route, &floor->route[i].rect);
    }
    write_rows(floor, text);
}

/* ---- building ---------------------------------------------------------------------------
 */

static rfi_rect bounds_of(const rfi_hall *hall)
{
    rfi_rect bounds = {0, 0, 1000, 1000};
    for (size_t i = 0; i < hall->outline_count; i++) {
        rfi_point at = hall->outline[i];
        int64_t right = i == 0 ? at.x : rfi_max(bounds.x + bounds.width, at.x);
        int64_t top = i == 0 ? at.y : rfi_max(bounds.y + bounds.height, at.y);
        bounds.x = i == 0 ? at.x : rfi_min(bounds.x, at.x);
        bounds.y = i == 0 ? at.y : rfi_min(bounds.y, at.y);
        bounds.width = right - bounds.x;
        bounds.height = top - bounds.y;
    }
    return bounds;
}

/* The opening as a line across, with its tag outside; which side a leaf hangs on is not
 * stated. */
static void write_door(const rfi_view_door *door, rfi_text *text)
{
    bool level = door->side == RFI_WALL_TOP || door->side == RFI_WALL_BOTTOM;
    int out = door->side == RFI_WALL_TOP || door->side == RFI_WALL_RIGHT ? 1 : -1;
    rfi_point at = door->at;
    int64_t half = door->width / 2;
    rfi_point from = {at.x - (level ? half : 0), at.y - (level ? 0 : half)};
    rfi_point to = {at.x + (level ? half : 0), at.y + (level ? 0 : half)};
    rfi_point tag = {at.x + (level ? 0 : out * 900), at.y + (level ? out * 900 : 0)};
    rfi_dxf_line(text, doors, from, to);
    rfi_dxf_line(
        text, doors,
        (rfi_point){from.x + (level ? 0 : out * 250), from.y + (level ? out * 250 : 0)},
        (rfi_point){to.x + (level ? 0 : out * 250), to.y + (level ? out * 250 : 0)});
    rfi_dxf_text(text, words_layer, tag, letter, 0, door->tag);
}

/* An axis of the column grid, as far as it lies in the hall. */
static void write_axis(const rfi_view *view, int64_t at, bool upright, rfi_text *text)
{
    int64_t ends[RFI_VIEW_CROSSINGS];
    size_t count = rfi_view_crossings(view, at, upright, ends);
    for (size_t i = 0; i + 1 < count; i += 2) {
        rfi_point from = upright ? (rfi_point){at, ends[i]} : (rfi_point){ends[i], at};
        rfi_point to =
            upright ? (rfi_point){at, ends[i + 1]} : (rfi_point){ends[i + 1], at};
        rfi_dxf_line(text, grid, from, to);
    }
}

static void write_grid(const rfi_view *view, rfi_text *text)
{
    for (size_t i = 0; i < view->axes.u_count; i++) {
        write_axis(view, view->axes.u[i], true, text);
    }
    for (size_t i = 0; i < view->axes.v_count; i++) {
        write_axis(view, view->axes.v[i], false, text);
    }
}

static void write_building(const rfi_hall *hall, const rfi_view *view, rfi_text *text)
{
    rfi_dxf_polyline(text, walls, hall->outline, hall->outline_count, true);
    for (size_t i = 0; i < hall->hole_count; i++) {
        rfi_dxf_polyline(text, walls, hall->holes[i].corners, hall->holes[i].corner_count,
                         true);
    }
    for (size_t i = 0; i < hall->zone_count; i++) {
        const rfi_zone *zone = &hall->zones[i];
        rfi_dxf_rect(text, zones,
                     &(rfi_rect){zone->at.x, zone->at.y, zone->size.x, zone->size.y});
    }
    write_grid(view, text);
    for (size_t i = 0; i < hall->obstacle_count; i++) {
        const rfi_obstacle *obstacle = &hall->obstacles[i];
        const rfi_rect rect = {obstacle->at.x, obstacle->at.y, obstacle->size.x,
                               obstacle->size.y};
        rfi_dxf_rect(text,
                     obstacle->kind == RFI_OBSTACLE_COLUMN     ? columns
                     : obstacle->kind == RFI_OBSTACLE_KEEP_OUT ? keep_outs
                                                               : obstacles,
                     &rect);
    }
    for (size_t i = 0; i < view->door_count; i++) {
        write_door(&view->doors[i], text);
    }
}

/* ---- what the file says of itself -------------------------------------------------------
 */

static void write_notes(const rfi_evaluation *evaluation, const rfi_judgement *judgement,
                        const rfi_hall *hall, const rfi_rect *bounds, rfi_text *text)
{
    rfi_arena *arena = rfi_arena_new();
    if (arena == NULL) {
        text->failed = true;
        return;
    }
    const rfi_site *site = evaluation->site;
    rfi_text date = RFI_TEXT_INIT;
    rfi_print_date(&date, site->as_of);
    const char *lines[] = {
        rfi_arena_format(arena, "%s, %s: %s. Millimetres, inner faces of the walls.",
                         site->name, rfi_hall_title(arena, hall, false),
                         judgement->profile->name),
        rfi_arena_format(
            arena, "%s, as of %s, %s. One placement of several, not for construction.",
            "rackfit " RF_VERSION, date.data == NULL ? "" : date.data,
            judgement->plan == NULL ? "no plan"
            : judgement->checked    ? "re-checked by separate code"
                                    : "not re-checked"),
        site->reference_id != NULL ? "Reference design, not surveyed" : NULL,
        hall->outline == NULL ? "Outline unknown: nothing to draw" : NULL,
    };
    int64_t y = bounds->y - 2500;
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        if (lines[i] != NULL) {
            rfi_dxf_text(text, words_layer, (rfi_point){bounds->x + bounds->width / 2, y},
                         letter, 0, lines[i]);
            y -= 2 * letter;
        }
    }
    rfi_text_finish(&date);
    rfi_arena_free(arena);
}

void rfi_write_floor_dxf(const rfi_evaluation *evaluation, const rfi_judgement *judgement,
                         const rfi_hall *hall, rfi_text *text)
{
    const rfi_floor *floor = rfi_judgement_floor(judgement, hall);
    const rfi_rect bounds = bounds_of(hall);
    rfi_dxf_begin(text, &bounds, layers, sizeof(layers) / sizeof(layers[0]));
    rfi_dxf_open_blocks(text);
    if (floor != NULL) {
        write_blocks(floor, text);
    }
    rfi_dxf_open_entities(text);
    rfi_arena *arena = rfi_arena_new();
    rfi_view view;
    if (arena == NULL) {
        text->failed = true;
    } else if (hall->outline_count >= 4) {
        if (rfi_view_unturned(arena, hall, &view)) {
            write_building(hall, &view, text);
        } else {
            text->failed = true;
        }
        if (floor != NULL) {
            write_floor(floor, text);
        }
    }
    write_notes(evaluation, judgement, hall, &bounds, text);
    rfi_dxf_end(text);
    rfi_arena_free(arena);
}
