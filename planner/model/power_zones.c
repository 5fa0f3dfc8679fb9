/* SPDX-License-Identifier: MIT */
#include "planner/model/power_zones.h"

#include "planner/base/checked.h"

enum { PPM = 1000000 };

int64_t rfi_power_zone_of_pod(const rfi_hall *hall, int64_t pods, int64_t pod)
{
    int64_t left = PPM; /* shared evenly by the cords that state no share */
    int64_t open = 0;
    for (size_t i = 0; i < hall->cords_count; i++) {
        left -= hall->cords[i].share;
        open += hall->cords[i].share == 0 ? 1 : 0;
    }
    int64_t parts = rfi_mul(PPM, rfi_max(open, 1));
    int64_t reached = 0; /* of parts */
    for (size_t i = 0; i + 1 < hall->cords_count; i++) {
        const rfi_cords *c = &hall->cords[i];
        reached += c->share == 0 ? left : rfi_mul(c->share, rfi_max(open, 1));
        if (pod <= rfi_mul_div_floor(rfi_add(rfi_mul(2, rfi_mul(pods, reached)), parts), 1,
                                     2 * parts)) {
            return (int64_t)i + 1;
        }
    }
    return hall->cords_count > 1 ? (int64_t)hall->cords_count : 0;
}
