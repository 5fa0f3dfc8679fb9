/* SPDX-License-Identifier: MIT */
#include "reports/diagram/view.h"

#include <stdlib.h>
#include <string.h>

#include "planner/base/checked.h"
#include "planner/model/opening.h"

static rfi_point turn_point(bool turned, rfi_point at)
{
    return turned ? (rfi_point){at.y, -at.x} : at;
}

static rfi_rect turn_rect(bool turned, rfi_rect rect)
{
    return turned ? (rfi_rect){rect.y, -rect.x - rect.width, rect.height, rect.width}
                  : rect;
}

static rfi_facing turn_facing(bool turned, rfi_facing facing)
{
    static const rfi_facing clockwise[] = {RFI_FACING_RIGHT, RFI_FACING_LEFT,
                                           RFI_FACING_DOWN, RFI_FACING_UP};
    return turned ? clockwise[facing] : facing;
}

static rfi_rect bounds_of(const rfi_point *points, size_t count)
{
    rfi_point low = points[0];
    rfi_point high = points[0];
    for (size_t i = 1; i < count; i++) {
        low.x = rfi_min(low.x, points[i].x);
        low.y = rfi_min(low.y, points[i].y);
        high.x = rfi_max(high.x, points[i].x);
        high.y = rfi_max(high.y, points[i].y);
    }
    return (rfi_rect){low.x, low.y, high.x - low.x, high.y - low.y};
}

/* "d2" becomes D2; long ids are replaced by their number in the file. */
static void tag_door(rfi_view_door *door, size_t index)
{
    const char *id = door->door->id;
    size_t length = id == NULL ? 0 : strlen(id);
    if (length > 0 && length <= 4) {
        for (size_t i = 0; i < length; i++) {
            char c = id[i];
            door->tag[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
        }
        return;
    }
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_format(&text, "D%zu", index + 1);
    if (text.data != NULL && text.size < sizeof(door->tag)) {
        memcpy(door->tag, text.data, text.size);
    }
    rfi_text_finish(&text);
}

static bool take_hall(rfi_arena *arena, const rfi_hall *hall, rfi_view *view)
{
    view->outline = RFI_ARRAY(arena, hall->outline_count, rfi_point);
    view->obstacles = RFI_ARRAY(arena, hall->obstacle_count, rfi_view_obstacle);
    view->doors = RFI_ARRAY(arena, hall->door_count, rfi_view_door);
    if (view->outline == NULL || view->obstacles == NULL || view->doors == NULL) {
        return false;
    }
    view->outline_count = hall->outline_count;
    for (size_t i = 0; i < hall->outline_count; i++) {
        view->outline[i] = turn_point(view->turned, hall->outline[i]);
    }
    view->bounds = bounds_of(view->outline, view->outline_count);
    view->obstacle_count = hall->obstacle_count;
    for (size_t i = 0; i < hall->obstacle_count; i++) {
        const rfi_obstacle *from = &hall->obstacles[i];
        rfi_rect rect = {from->at.x, from->at.y, from->size.x, from->size.y};
        view->obstacles[i] = (rfi_view_obstacle){from, turn_rect(view->turned, rect)};
    }
    view->door_count = hall->door_count;
    for (size_t i = 0; i < hall->door_count; i++) {
        rfi_view_door *door = &view->doors[i];
        door->door = &hall->doors[i];
        rfi_opening opening = {hall->doors[i].at, RFI_FRONT_UP};
        (void)rfi_hall_opening(hall, hall->doors[i].at, &opening);
        door->at = turn_point(view->turned, opening.at);
        door->side = rfi_view_wall(view, opening.inward);
        door->width = rfi_known(&door->door->width) ? door->door->width.base : 1000;
        tag_door(door, i);
    }
    return true;
}

static bool take_floor(rfi_arena *arena, const rfi_floor *floor, rfi_view *view)
{
    view->racks = RFI_ARRAY(arena, floor->placed_count, rfi_placed);
    view->aisles = RFI_ARRAY(arena, floor->aisle_count, rfi_aisle);
    if (view->racks == NULL || view->aisles == NULL) {
        return false;
    }
    view->rack_count = floor->placed_count;
    for (size_t i = 0; i < floor->placed_count; i++) {
        view->racks[i] = floor->placed[i];
        view->racks[i].rect = turn_rect(view->turned, floor->placed[i].rect);
        view->racks[i].front = turn_facing(view->turned, floor->placed[i].front);
        view->rows = rfi_max(view->rows, floor->placed[i].row);
    }
    view->aisle_count = floor->aisle_count;
    for (size_t i = 0; i < floor->aisle_count; i++) {
        view->aisles[i] = floor->aisles[i];
        view->aisles[i].rect = turn_rect(view->turned, floor->aisles[i].rect);
    }
    view->rows_upright = floor->along_y != view->turned;
    return true;
}

/* ---- column grid ------------------------------------------------------------------------
 */

static int compare(const void *a, const void *b)
{
    const int64_t *left = a;
    const int64_t *right = b;
    return *left < *right ? -1 : *left > *right;
}

static size_t sort_unique(int64_t *values, size_t count)
{
    qsort(values, count, sizeof(*values), compare);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || values[i] != values[kept - 1]) {
            values[kept++] = values[i];
        }
    }
    return kept;
}

static bool spaced(const int64_t *values, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (values[i] - values[i - 1] < 2000) { /* nearer columns are no structural grid */
            return false;
        }
    }
    return true;
}

/* Columns form a grid when their centres fill at least half of the crossings of at least
 * two by two lines. */
static bool find_axes(rfi_arena *arena, rfi_view *view)
{
    rfi_axes axes = {.u = RFI_ARRAY(arena, view->obstacle_count, int64_t),
                     .v = RFI_ARRAY(arena, view->obstacle_count, int64_t)};
    if (axes.u == NULL || axes.v == NULL) {
        return false;
    }
    size_t columns = 0;
    for (size_t i = 0; i < view->obstacle_count; i++) {
        if (view->obstacles[i].obstacle->kind == RFI_OBSTACLE_COLUMN) {
            const rfi_rect *rect = &view->obstacles[i].rect;
            axes.u[columns] = rect->x + rect->width / 2;
            axes.v[columns] = rect->y + rect->height / 2;
            axes.size = (rfi_point){rect->width, rect->height};
            columns++;
        }
    }
    axes.u_count = sort_unique(axes.u, columns);
    axes.v_count = sort_unique(axes.v, columns);
    if (axes.u_count >= 2 && axes.v_count >= 2 &&
        2 * columns >= axes.u_count * axes.v_count && spaced(axes.u, axes.u_count) &&
        spaced(axes.v, axes.v_count)) {
        view->axes = axes;
    }
    return true;
}

static bool take_view(rfi_arena *arena, const rfi_hall *hall, const rfi_floor *floor,
                      bool turned, rfi_view *ret_view)
{
    rfi_view view = {.turned = turned, .scale = 100};
    if (!take_hall(arena, hall, &view) || !find_axes(arena, &view) ||
        (floor != NULL && !take_floor(arena, floor, &view))) {
        return false;
    }
    view.window = view.bounds;
    *ret_view = view;
    return true;
}

size_t rfi_view_crossings(const rfi_view *view, int64_t at, bool upright,
                          int64_t ret_at[RFI_VIEW_CROSSINGS])
{
    size_t count = 0;
    for (size_t i = 0; i < view->outline_count && count < RFI_VIEW_CROSSINGS; i++) {
        rfi_point from = view->outline[i];
        rfi_point to = view->outline[(i + 1) % view->outline_count];
        int64_t a = upright ? from.x : from.y;
        int64_t b = upright ? to.x : to.y;
        if ((a <= at) == (b <= at)) { /* beside the line, or along it */
            continue;
        }
        int64_t where = upright ? from.y : from.x;
        size_t k = count++;
        for (; k > 0 && ret_at[k - 1] > where; k--) {
            ret_at[k] = ret_at[k - 1];
        }
        ret_at[k] = where;
    }
    return count;
}

bool rfi_view_hall(rfi_arena *arena, const rfi_hall *hall, const rfi_floor *floor,
                   rfi_view *ret_view)
{
    rfi_rect bounds = bounds_of(hall->outline, hall->outline_count);
    return take_view(arena, hall, floor, bounds.height > bounds.width, ret_view);
}

bool rfi_view_level(rfi_arena *arena, const rfi_hall *hall, const rfi_floor *floor,
                    rfi_view *ret_view)
{
    return take_view(arena, hall, floor, floor->along_y, ret_view);
}

bool rfi_view_unturned(rfi_arena *arena, const rfi_hall *hall, rfi_view *ret_view)
{
    return take_view(arena, hall, NULL, false, ret_view);
}

int64_t rfi_view_scale(const rfi_rect *bounds, double width, double height)
{
    static const int64_t scales[] = {50, 100, 200, 250, 400, 500, 1000, 2000, 2500, 5000};
    const size_t count = sizeof(scales) / sizeof(scales[0]);
    for (size_t i = 0; i < count; i++) {
        double scale = (double)scales[i];
        if ((double)bounds->width <= width * scale &&
            (double)bounds->height <= height * scale) {
            return scales[i];
        }
    }
    return scales[count - 1];
}

rfi_point rfi_view_turn(const rfi_view *view, rfi_point at)
{
    return turn_point(view->turned, at);
}

rfi_rect rfi_view_turn_rect(const rfi_view *view, const rfi_rect *rect)
{
    return turn_rect(view->turned, *rect);
}

rfi_wall_side rfi_view_wall(const rfi_view *view, rfi_front inward)
{
    static const rfi_wall_side sides[] = {RFI_WALL_BOTTOM, RFI_WALL_TOP, RFI_WALL_LEFT,
                                          RFI_WALL_RIGHT};
    static const rfi_front clockwise[] = {RFI_FRONT_RIGHT, RFI_FRONT_LEFT, RFI_FRONT_DOWN,
                                          RFI_FRONT_UP};
    return sides[view->turned ? clockwise[inward] : inward];
}

double rfi_view_length(const rfi_view *view, int64_t length)
{
    return (double)length / (double)view->scale;
}

double rfi_view_x(const rfi_view *view, int64_t u)
{
    return view->x + rfi_view_length(view, u - view->window.x);
}

double rfi_view_y(const rfi_view *view, int64_t v)
{
    return view->y + rfi_view_length(view, view->window.y + view->window.height - v);
}

rfi_box rfi_view_box(const rfi_view *view, const rfi_rect *rect)
{
    return (rfi_box){rfi_view_x(view, rect->x), rfi_view_y(view, rect->y + rect->height),
                     rfi_view_length(view, rect->width),
                     rfi_view_length(view, rect->height)};
}

bool rfi_view_clip(const rfi_view *view, const rfi_rect *rect, rfi_rect *ret_part)
{
    const rfi_rect *window = &view->window;
    int64_t left = rfi_max(rect->x, window->x);
    int64_t low = rfi_max(rect->y, window->y);
    int64_t right = rfi_min(rect->x + rect->width, window->x + window->width);
    int64_t high = rfi_min(rect->y + rect->height, window->y + window->height);
    *ret_part = (rfi_rect){left, low, right - left, high - low};
    return right > left && high > low;
}

bool rfi_view_holds(const rfi_view *view, const rfi_rect *rect)
{
    rfi_rect part;
    return rfi_view_clip(view, rect, &part) && part.width == rect->width &&
           part.height == rect->height;
}
