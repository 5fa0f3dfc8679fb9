/* SPDX-License-Identifier: MIT */
/* Halls as places of installs: their area, and identical halls taken apart. */
#include "planner/model/retrofit.h"

#include "planner/base/checked.h"
#include "planner/base/text.h"

int64_t rfi_cost_per_power(int64_t cost, int64_t power)
{
    enum { MILLIWATT_PER_KILOWATT = 1000000 };
    return power > 0 ? rfi_mul_div_ceil(cost, MILLIWATT_PER_KILOWATT, power)
                     : RFI_UNBOUNDED;
}

int64_t rfi_hall_area(const rfi_hall *hall)
{
    rfi_wide twice = 0;
    for (size_t i = 0; hall->outline != NULL && i < hall->outline_count; i++) {
        const rfi_point *a = &hall->outline[i];
        const rfi_point *b = &hall->outline[(i + 1) % hall->outline_count];
        twice += (rfi_wide)a->x * b->y - (rfi_wide)b->x * a->y;
    }
    return rfi_narrow((twice < 0 ? -twice : twice) / 2);
}

/* How many halls the kind is taken apart into: 1 leaves it as it is. */
static int64_t parts_of(const rfi_hall *hall, size_t left)
{
    int64_t halls = rfi_known(&hall->count) ? hall->count.low : 1;
    return halls >= 1 && halls == hall->count.high && (uint64_t)halls <= left ? halls : 1;
}

rfi_site *rfi_site_apart(rfi_arena *arena, const rfi_site *site, size_t **ret_kind)
{
    rfi_site *apart = RFI_NEW(arena, rfi_site);
    rfi_hall *halls = RFI_ARRAY(arena, site->hall_count + RFI_HALLS_APART, rfi_hall);
    size_t *kind = RFI_ARRAY(arena, site->hall_count + RFI_HALLS_APART, size_t);
    if (apart == NULL || halls == NULL || kind == NULL) {
        return NULL;
    }
    *apart = *site;
    apart->halls = halls;
    apart->hall_count = 0;
    size_t left = RFI_HALLS_APART;
    for (size_t h = 0; h < site->hall_count; h++) {
        const rfi_hall *hall = &site->halls[h];
        int64_t parts = parts_of(hall, left);
        left -= parts > 1 ? (size_t)parts : 0;
        for (int64_t k = 1; k <= parts; k++) {
            kind[apart->hall_count] = h;
            rfi_hall *part = &halls[apart->hall_count++];
            *part = *hall;
            if (parts == 1) {
                continue;
            }
            part->id = rfi_arena_format(arena, "%s.%lld", hall->id, (long long)k);
            part->name = hall->name == NULL
                             ? NULL
                             : rfi_arena_format(arena, "%s %lld", hall->name, (long long)k);
            part->count.state = RFI_ABSENT;
            if (part->id == NULL || (hall->name != NULL && part->name == NULL)) {
                return NULL;
            }
        }
    }
    if (ret_kind != NULL) {
        *ret_kind = kind;
    }
    return apart;
}
