/* SPDX-License-Identifier: MIT */
#include "planner/model/delivery.h"

#include "planner/base/checked.h"

enum { LONGEST = 1000000 }; /* mm: no rack; keeps squares small */

bool rfi_hall_entry(const rfi_hall *hall, size_t index, rfi_entry *ret_entry)
{
    if (rfi_hall_above_grade(hall)) {
        if (index < hall->access_count) {
            const rfi_access *access = &hall->accesses[index];
            *ret_entry = (rfi_entry){access->id, access->at, &access->width};
        }
        return index < hall->access_count;
    }
    for (size_t i = 0; i < hall->door_count; i++) {
        const rfi_door *door = &hall->doors[i];
        if (door->delivery && index-- == 0) {
            *ret_entry = (rfi_entry){door->id, door->at, &door->width};
            return true;
        }
    }
    return false;
}

/* Least whole number whose square times `times` is at least `square`. */
static int64_t root_ceil(int64_t square, int64_t times)
{
    int64_t low = 0;
    int64_t high = 8LL * LONGEST;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (middle * middle * times >= square) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

rfi_clearway rfi_clearway_of(int64_t longer, int64_t narrower)
{
    if (longer > LONGEST) {
        return (rfi_clearway){RFI_UNBOUNDED, 0};
    }
    int64_t sum = longer + 2 * narrower;
    int64_t turning = root_ceil(sum * sum, 8);
    if (turning >= longer) {
        return (rfi_clearway){longer, 0};
    }
    int64_t diagonal = root_ceil(longer * longer + narrower * narrower, 1);
    return (rfi_clearway){turning, diagonal - turning};
}
