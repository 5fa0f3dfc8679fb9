/* SPDX-License-Identifier: MIT */
/* A plan of one reading of a site, put onto another reading of it: what the second opinion
 * is asked when a site has changed under a plan. */
#ifndef TESTS_UNIT_MOVED_PLAN_H
#define TESTS_UNIT_MOVED_PLAN_H

#include "tests/unit/fixture.h"

/* Puts the plan onto another reading of the site. */
static inline rfi_plan move_plan(const rfi_plan *plan, const fixture *to)
{
    rfi_plan moved = *plan;
    moved.site = to->site;
    moved.profile = to->profile;
    moved.shares = RFI_ARRAY(to->arena, plan->share_count, rfi_hall_share);
    moved.floors = RFI_ARRAY(to->arena, plan->floor_count, rfi_floor);
    assert_int_equal(plan->share_count, to->site->hall_count);
    for (size_t i = 0; i < plan->share_count; i++) {
        moved.shares[i] = plan->shares[i];
        moved.shares[i].hall = &to->site->halls[i];
    }
    for (size_t i = 0; i < plan->floor_count; i++) {
        rfi_floor *floor = &moved.floors[i];
        *floor = plan->floors[i];
        floor->hall = rfi_site_hall(to->site, plan->floors[i].hall->id);
        floor->placed = RFI_ARRAY(to->arena, floor->placed_count, rfi_placed);
        floor->aisles = RFI_ARRAY(to->arena, floor->aisle_count, rfi_aisle);
        assert_non_null(floor->placed);
        memcpy(floor->placed, plan->floors[i].placed,
               floor->placed_count * sizeof(rfi_placed));
        floor->fittings = RFI_ARRAY(to->arena, floor->fitting_count, rfi_fitting);
        assert_non_null(floor->fittings);
        memcpy(floor->fittings, plan->floors[i].fittings,
               floor->fitting_count * sizeof(rfi_fitting));
        floor->route = RFI_ARRAY(to->arena, floor->route_count, rfi_route_leg);
        assert_non_null(floor->route);
        if (floor->route_count > 0) {
            memcpy(floor->route, plan->floors[i].route,
                   floor->route_count * sizeof(rfi_route_leg));
        }
        memcpy(floor->aisles, plan->floors[i].aisles,
               floor->aisle_count * sizeof(rfi_aisle));
    }
    return moved;
}

#endif
