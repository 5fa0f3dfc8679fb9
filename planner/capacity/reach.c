/* SPDX-License-Identifier: MIT */
/* What one rack asks of the floor that it stands on or is moved over. */
#include "planner/capacity/study.h"

enum { PPM = 1000000 };

int64_t rfi_rack_area_load(const rfi_profile *profile, rfi_view *view)
{
    int64_t mass = rfi_demand_of(view, &profile->mass);
    int64_t width = rfi_limit_of(view, &profile->width);
    int64_t depth = rfi_limit_of(view, &profile->depth);
    int64_t area = rfi_mul(width, depth);
    return area == 0               ? RFI_UNBOUNDED
           : area >= RFI_UNBOUNDED ? 0 /* a size that nobody stated */
                                   : rfi_mul_div_ceil(mass, PPM, area);
}

int64_t rfi_rack_headroom(const rfi_profile *profile, const rfi_rules *rules,
                          rfi_view *view)
{
    int64_t need = rfi_demand_of(view, &profile->height);
    need = rfi_add(need, rfi_demand_of(view, &rules->figures[RFI_RULE_TIERS_AIR]));
    if (rfi_profile_is_liquid(profile)) {
        need = rfi_add(need, rfi_demand_of(view, &rules->figures[RFI_RULE_TIERS_PIPE]));
    }
    return need;
}

int64_t rfi_rack_on_the_move(const rfi_profile *profile, const rfi_rules *rules,
                             rfi_view *view)
{
    int64_t height = rfi_demand_of(view, &profile->height);
    return rfi_add(height, rfi_demand_of(view, &rules->figures[RFI_RULE_DELIVERY_PLAY]));
}

bool rfi_zone_bears(const rfi_zone *zone, const rfi_profile *profile,
                    const rfi_rules *rules, rfi_view *view, bool moving)
{
    bool bears = true;
    if (zone->clear_height.state != RFI_ABSENT) {
        int64_t limit = rfi_limit_of(view, &zone->clear_height);
        int64_t need = moving ? rfi_rack_on_the_move(profile, rules, view)
                              : rfi_rack_headroom(profile, rules, view);
        bears = need <= limit;
    }
    if (zone->slab.state != RFI_ABSENT) {
        int64_t limit = rfi_limit_of(view, &zone->slab);
        bears = rfi_rack_area_load(profile, view) <= limit && bears;
    }
    return bears;
}

rfi_clearway rfi_rack_clearway(const rfi_profile *profile, const rfi_rules *rules,
                               rfi_view *view)
{
    int64_t width = rfi_demand_of(view, &profile->width);
    int64_t depth = rfi_demand_of(view, &profile->depth);
    int64_t play = rfi_demand_of(view, &rules->figures[RFI_RULE_DELIVERY_PLAY]);
    return rfi_clearway_of(rfi_add(rfi_max(width, depth), play),
                           rfi_add(rfi_min(width, depth), play));
}
