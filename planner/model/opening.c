/* SPDX-License-Identifier: MIT */
#include "planner/model/opening.h"

#include "planner/base/checked.h"

typedef struct nearest {
    int64_t away; /* mm, along both axes together; -1: nothing seen */
    rfi_opening best;
} nearest;

/* Corners run counter-clockwise; of an outline the hall lies on the left of an edge, of a
 * hole on the right. */
static void look(nearest *n, const rfi_point *corners, size_t count, bool hole,
                 rfi_point at)
{
    for (size_t i = 0; i < count; i++) {
        rfi_point a = corners[i];
        rfi_point b = corners[(i + 1) % count];
        rfi_point foot = {rfi_min(rfi_max(at.x, rfi_min(a.x, b.x)), rfi_max(a.x, b.x)),
                          rfi_min(rfi_max(at.y, rfi_min(a.y, b.y)), rfi_max(a.y, b.y))};
        int64_t dx = at.x - foot.x;
        int64_t dy = at.y - foot.y;
        int64_t away = (dx < 0 ? -dx : dx) + (dy < 0 ? -dy : dy);
        if (n->away >= 0 && away >= n->away) {
            continue;
        }
        bool level = a.y == b.y;
        bool forward = (level ? b.x > a.x : b.y < a.y) != hole;
        rfi_front inward = level ? (forward ? RFI_FRONT_UP : RFI_FRONT_DOWN)
                                 : (forward ? RFI_FRONT_RIGHT : RFI_FRONT_LEFT);
        *n = (nearest){away, {foot, inward}};
    }
}

bool rfi_hall_opening(const rfi_hall *hall, rfi_point at, rfi_opening *ret_opening)
{
    nearest n = {.away = -1};
    if (hall->outline == NULL) {
        return false;
    }
    look(&n, hall->outline, hall->outline_count, false, at);
    for (size_t i = 0; i < hall->hole_count; i++) {
        look(&n, hall->holes[i].corners, hall->holes[i].corner_count, true, at);
    }
    *ret_opening = n.best;
    return true;
}

bool rfi_door_swept(const rfi_hall *hall, const rfi_door *door, rfi_point *ret_at,
                    rfi_point *ret_size)
{
    rfi_opening opening;
    if (door->swing != RFI_SWING_IN || !rfi_known(&door->width) ||
        !rfi_hall_opening(hall, door->at, &opening)) {
        return false;
    }
    int64_t width = door->width.high;
    int64_t leaf = door->hinge == RFI_HINGE_BOTH ? rfi_div_ceil(width, 2) : width;
    rfi_point low = {opening.at.x - rfi_div_ceil(width, 2),
                     opening.at.y - rfi_div_ceil(width, 2)};
    switch (opening.inward) {
    case RFI_FRONT_UP:
    case RFI_FRONT_DOWN:
        low.y = opening.inward == RFI_FRONT_UP ? opening.at.y : opening.at.y - leaf;
        *ret_size = (rfi_point){width, leaf};
        break;
    case RFI_FRONT_RIGHT:
    case RFI_FRONT_LEFT:
        low.x = opening.inward == RFI_FRONT_RIGHT ? opening.at.x : opening.at.x - leaf;
        *ret_size = (rfi_point){leaf, width};
        break;
    }
    *ret_at = low;
    return true;
}
