/* SPDX-License-Identifier: MIT */
/* Costs of units, and the days on which installs are in service. docs/retrofit.md gives the
 * rules. */
#include "planner/money/capex.h"

#include "planner/base/checked.h"

#include <string.h>

enum { MILLION = 1000000 }; /* mW of a kW, mm2 of a m2, mm of a km, ppm */

#define DAY INT64_C(86400000000) /* microsecond */

/* Demand side at this end. False: not known at the base. */
static bool demand_of(const rfi_figure *figure, rfi_end end, int64_t *ret)
{
    switch (end) {
    case RFI_END_UNFAVOURABLE:
        *ret = rfi_known(figure) ? figure->high : RFI_UNBOUNDED;
        return true;
    case RFI_END_FAVOURABLE:
        *ret = rfi_known(figure) ? figure->low : 0;
        return true;
    case RFI_END_BASE:
    case RFI_ENDS:
        break;
    }
    *ret = rfi_known(figure) ? figure->base : 0;
    return rfi_known(figure);
}

/* The same of something that is no figure: nobody stated it. */
static bool unknown(rfi_end end, int64_t *ret)
{
    static const rfi_figure nothing;
    return demand_of(&nothing, end, ret);
}

bool rfi_unit_size(const rfi_measure *measure, rfi_end end, int64_t *ret_size)
{
    if (measure->size.state != RFI_ABSENT) {
        return demand_of(&measure->size, end, ret_size);
    }
    for (size_t i = 0; i < measure->effect_count; i++) {
        const rfi_figure *adds = &measure->effects[i].adds;
        bool power =
            adds->dimension == RFI_DIM_POWER || adds->dimension == RFI_DIM_APPARENT;
        if (power && adds->state != RFI_ABSENT) {
            *ret_size = rfi_known(adds) ? adds->base : 0;
            return rfi_known(adds) || unknown(end, ret_size);
        }
    }
    return unknown(end, ret_size);
}

static bool area_of(const rfi_hall *hall, rfi_end end, int64_t *ret_area)
{
    if (hall == NULL || hall->outline == NULL) {
        return unknown(end, ret_area);
    }
    *ret_area = rfi_hall_area(hall);
    return true;
}

/* Adds ceil(price x amount / 10^6), price and amount on the demand side; nothing for a
 * price that is not stated. An amount that is not known makes the product unknown. */
static bool add_part(const rfi_figure *price, bool amount_known, int64_t amount,
                     rfi_end end, int64_t *cost)
{
    int64_t each = 0;
    if (price->state == RFI_ABSENT) {
        return true;
    }
    bool known = demand_of(price, end, &each) && amount_known;
    *cost = rfi_add(*cost, rfi_mul_div_ceil(each, amount, MILLION));
    return known;
}

bool rfi_unit_cost(const rfi_measure *measure, const rfi_hall *hall, rfi_end end,
                   int64_t *ret_cost)
{
    int64_t cost = 0;
    int64_t size = 0;
    int64_t area = 0;
    int64_t length = 0;
    bool sized = rfi_unit_size(measure, end, &size);
    bool bounded = area_of(hall, end, &area);
    bool measured = demand_of(&measure->length, end, &length);
    bool known = add_part(&measure->cost, true, MILLION, end, &cost);
    known = add_part(&measure->cost_rate, sized, size, end, &cost) && known;
    known = add_part(&measure->cost_area, bounded, area, end, &cost) && known;
    known = add_part(&measure->cost_length, measured, length, end, &cost) && known;
    if (measure->cost.state == RFI_ABSENT && measure->cost_rate.state == RFI_ABSENT &&
        measure->cost_area.state == RFI_ABSENT &&
        measure->cost_length.state == RFI_ABSENT &&
        measure->cost_share.state == RFI_ABSENT) {
        known = unknown(end, &cost);
    }
    *ret_cost = cost;
    return known;
}

bool rfi_share_cost(const rfi_measure *measure, int64_t others, rfi_end end,
                    int64_t *ret_cost)
{
    *ret_cost = 0;
    return add_part(&measure->cost_share, true, others, end, ret_cost);
}

/* ---- time ------------------------------------------------------------------------------
 */

/* Whole days, rounded up; a duration that nobody stated takes none, one that is not known
 * at the base has no end. */
static int64_t days_of(const rfi_figure *duration, rfi_end end)
{
    int64_t time = 0;
    if (duration->state == RFI_ABSENT) {
        return 0;
    }
    if (!demand_of(duration, end, &time) || time >= RFI_UNBOUNDED) {
        return RFI_UNBOUNDED;
    }
    return rfi_div_ceil(time, DAY);
}

bool rfi_install_serves(const rfi_install *install, const rfi_install *other,
                        const char *required)
{
    const rfi_measure *measure = install->measure;
    bool here = measure->scope != RFI_SCOPE_HALL || other->hall == RFI_PLACE_SITE ||
                install->hall == other->hall;
    return here && install->count > 0 && strcmp(measure->id, required) == 0;
}

/* When all that the install requires is there, as far as it is known yet. */
static int64_t order_day(const rfi_install *installs, size_t count, size_t index,
                         int64_t from, const int64_t *done)
{
    const rfi_install *install = &installs[index];
    int64_t day = from;
    for (size_t r = 0; r < install->measure->requires_count; r++) {
        int64_t first = RFI_UNBOUNDED;
        for (size_t i = 0; i < count; i++) {
            if (rfi_install_serves(&installs[i], install,
                                   install->measure->requires_ids[r])) {
                first = rfi_min(first, done[i]);
            }
        }
        day = rfi_max(day, first);
    }
    return day;
}

void rfi_install_ready(const rfi_install *installs, size_t count, int64_t from, rfi_end end,
                       int64_t *ret_start, int64_t *ret_done)
{
    for (size_t i = 0; i < count; i++) {
        ret_done[i] = RFI_UNBOUNDED;
    }
    /* Days only come nearer, and each pass settles one more link of the longest chain. */
    bool moved = true;
    for (size_t pass = 0; pass <= count && moved; pass++) {
        moved = false;
        for (size_t i = 0; i < count; i++) {
            const rfi_measure *measure = installs[i].measure;
            int64_t start = order_day(installs, count, i, from, ret_done);
            int64_t takes =
                rfi_add(days_of(&measure->lead, end), days_of(&measure->build, end));
            int64_t done = rfi_add(start, takes);
            moved = moved || done < ret_done[i];
            ret_done[i] = rfi_min(done, ret_done[i]);
            if (ret_start != NULL) {
                ret_start[i] = start;
            }
        }
    }
}
