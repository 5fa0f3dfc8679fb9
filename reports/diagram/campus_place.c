/* SPDX-License-Identifier: MIT */
#include "reports/diagram/campus_parts.h"

#include <math.h>
#include <string.h>

#include "planner/base/checked.h"

enum { MOST_FOOTPRINTS = 120 };

static const int64_t nominal = 30000; /* mm: side of a hall whose outline nobody stated */

static rfi_point turn(rfi_turn turned, rfi_point at)
{
    switch (turned) {
    case RFI_TURN_LEFT:
        return (rfi_point){-at.y, at.x};
    case RFI_TURN_AROUND:
        return (rfi_point){-at.x, -at.y};
    case RFI_TURN_RIGHT:
        return (rfi_point){at.y, -at.x};
    case RFI_TURN_NONE:
        break;
    }
    return at;
}

static rfi_rect bounds_of(const rfi_point *points, size_t count)
{
    rfi_rect box = {points[0].x, points[0].y, 0, 0};
    for (size_t i = 1; i < count; i++) {
        int64_t right = rfi_max(box.x + box.width, points[i].x);
        int64_t top = rfi_max(box.y + box.height, points[i].y);
        box.x = rfi_min(box.x, points[i].x);
        box.y = rfi_min(box.y, points[i].y);
        box.width = right - box.x;
        box.height = top - box.y;
    }
    return box;
}

static rfi_rect join(rfi_rect a, rfi_rect b)
{
    const rfi_point corners[] = {{a.x, a.y},
                                 {a.x + a.width, a.y + a.height},
                                 {b.x, b.y},
                                 {b.x + b.width, b.y + b.height}};
    return bounds_of(corners, 4);
}

static void move(rfi_footprint *footprint, rfi_point by)
{
    footprint->bounds.x += by.x;
    footprint->bounds.y += by.y;
    for (size_t i = 0; i < footprint->corner_count; i++) {
        footprint->corners[i].x += by.x;
        footprint->corners[i].y += by.y;
    }
}

static bool add_footprint(rfi_campus *campus, const rfi_hall *hall,
                          const rfi_hall_share *share, int64_t instance)
{
    rfi_footprint *footprint = &campus->footprints[campus->count++];
    *footprint = (rfi_footprint){.hall = hall,
                                 .share = share,
                                 .instance = instance,
                                 .bounds = {0, 0, nominal, nominal}};
    if (hall->outline == NULL) {
        return true;
    }
    footprint->corners = RFI_ARRAY(campus->arena, hall->outline_count, rfi_point);
    if (footprint->corners == NULL) {
        return false;
    }
    footprint->corner_count = hall->outline_count;
    for (size_t i = 0; i < hall->outline_count; i++) {
        footprint->corners[i] = turn(hall->turned, hall->outline[i]);
    }
    footprint->bounds = bounds_of(footprint->corners, footprint->corner_count);
    return true;
}

static int64_t halls_of(const rfi_hall *hall)
{
    return rfi_known(&hall->count) ? rfi_max(hall->count.base, 1) : 1;
}

bool rfi_collect_footprints(rfi_campus *campus)
{
    const rfi_site *site = campus->task->evaluation->site;
    const rfi_plan *plan = campus->task->judgement->plan;
    campus->footprints = RFI_ARRAY(campus->arena, MOST_FOOTPRINTS, rfi_footprint);
    if (campus->footprints == NULL) {
        return false;
    }
    campus->placed = site->hall_count > 0;
    for (size_t h = 0; h < site->hall_count; h++) {
        const rfi_hall *hall = &site->halls[h];
        const rfi_hall_share *share =
            plan != NULL && h < plan->share_count ? &plan->shares[h] : NULL;
        int64_t halls = halls_of(hall);
        campus->placed =
            campus->placed && hall->outline != NULL && (int64_t)hall->at_count >= halls;
        for (int64_t i = 1; i <= halls; i++) {
            if (campus->count == MOST_FOOTPRINTS) {
                campus->left_out += halls - i + 1;
                break;
            }
            if (!add_footprint(campus, hall, share, i)) {
                return false;
            }
        }
    }
    return true;
}

/* Stated origins, which the outline was already turned about. */
static void put_stated(rfi_campus *campus)
{
    for (size_t i = 0; i < campus->count; i++) {
        rfi_footprint *footprint = &campus->footprints[i];
        move(footprint, footprint->hall->at[footprint->instance - 1]);
    }
}

/* Rows from above, a new row for each kind of hall and where `width` is used up; room for a
 * line of text above each. Returns the height, all in mm of the building. */
static int64_t arrange(rfi_campus *campus, int64_t width, int64_t gap, int64_t line)
{
    int64_t x = 0;
    int64_t y = 0;
    int64_t deepest = 0;
    for (size_t i = 0; i < campus->count; i++) {
        rfi_footprint *footprint = &campus->footprints[i];
        bool other = i > 0 && footprint->hall != campus->footprints[i - 1].hall;
        if (other || (x > 0 && x + footprint->bounds.width > width)) {
            x = 0;
            y -= deepest + gap + line;
            deepest = 0;
        }
        move(footprint, (rfi_point){x - footprint->bounds.x,
                                    y - footprint->bounds.height - footprint->bounds.y});
        x += footprint->bounds.width + gap;
        deepest = rfi_max(deepest, footprint->bounds.height);
    }
    return deepest - y;
}

static void take_bounds(rfi_campus *campus)
{
    for (size_t i = 0; i < campus->count; i++) {
        const rfi_rect *one = &campus->footprints[i].bounds;
        campus->bounds = i == 0 ? *one : join(campus->bounds, *one);
    }
}

static const double line_high = 3.6; /* mm of paper: the name of a kind of hall */
static const double gap_wide = 3.0;

static bool fits(rfi_campus *campus, int64_t scale)
{
    if (!campus->placed) {
        double s = (double)scale;
        (void)arrange(campus, (int64_t)(campus->zone.width * s), (int64_t)(gap_wide * s),
                      (int64_t)(line_high * s));
        take_bounds(campus);
    }
    double width = (double)campus->bounds.width / (double)scale;
    double height = (double)campus->bounds.height / (double)scale + line_high;
    return width <= campus->zone.width && height <= campus->zone.height;
}

void rfi_place_campus(rfi_campus *campus, int64_t asked, int64_t *ret_least)
{
    static const int64_t scales[] = {200,  250,  400,   500,   1000,  2000,
                                     2500, 5000, 10000, 20000, 50000, 100000};
    const size_t count = sizeof(scales) / sizeof(scales[0]);
    size_t k = 0;
    if (campus->placed) {
        put_stated(campus);
        take_bounds(campus);
    }
    while (k + 1 < count && !fits(campus, scales[k])) {
        k++;
    }
    campus->scale = scales[k];
    *ret_least = 0;
    if (asked != 0) {
        *ret_least = fits(campus, asked) ? 0 : scales[k];
        campus->scale = asked;
    }
    double width = (double)campus->bounds.width / (double)campus->scale;
    double height = (double)campus->bounds.height / (double)campus->scale;
    campus->x =
        campus->zone.x + (campus->placed ? fmax(0, (campus->zone.width - width) / 2) : 0);
    campus->y =
        campus->zone.y + line_high +
        fmax(0, (campus->zone.height - line_high - height) / (campus->placed ? 2 : 4));
}
