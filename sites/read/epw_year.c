/* SPDX-License-Identifier: MIT */
/* The hours of a weather file as the weathers of a year. */
#include <stdlib.h>

#include "planner/model/psychro.h"
#include "sites/read/epw.h"

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_hours(const void *left, const void *right)
{
    const rfi_hours *a = left;
    const rfi_hours *b = right;
    int dry = compare_numbers(a->dry_bulb, b->dry_bulb);
    int wet = compare_numbers(a->wet_bulb, b->wet_bulb);
    return dry != 0 ? dry : wet != 0 ? wet : compare_numbers(a->pressure, b->pressure);
}

rfi_weather_year *rfi_epw_year(const rfi_epw *epw, rfi_arena *arena, const char *name)
{
    rfi_weather_year *year = RFI_NEW(arena, rfi_weather_year);
    rfi_hours *items = RFI_ARRAY(arena, epw->count, rfi_hours);
    if (year == NULL || items == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < epw->count; i++) {
        const rfi_epw_hour *h = &epw->hours[i];
        items[i] =
            (rfi_hours){h->dry_bulb, rfi_wet_bulb(h->dry_bulb, h->humidity, h->pressure),
                        h->pressure, 1};
    }
    qsort(items, epw->count, sizeof(rfi_hours), compare_hours);
    *year = (rfi_weather_year){
        .words = rfi_arena_format(arena, "%lld hours of %s", (long long)epw->count, name),
        .items = items,
        .count = epw->count,
    };
    return year->words == NULL ? NULL : year;
}
