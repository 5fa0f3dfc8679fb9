/* SPDX-License-Identifier: MIT */
#include "planner/model/aisles.h"

enum { PPM = 1000000 };

bool rfi_aisles_serve(const rfi_hall *hall, const rfi_profile *profile,
                      const rfi_rules *rules)
{
    return hall->aisles == RFI_AISLES_SERVICE && rfi_known(&profile->liquid_share) &&
           PPM - profile->liquid_share.low <= rules->figures[RFI_RULE_SERVICE_AIR].base;
}

const rfi_figure *rfi_aisle_of(const rfi_hall *hall, const rfi_profile *profile,
                               const rfi_rules *rules, bool hot)
{
    if (rfi_aisles_serve(hall, profile, rules)) {
        return rfi_or_rule(&hall->service_aisle, rules, RFI_RULE_SERVICE_AISLE);
    }
    return hot ? rfi_or_rule(&hall->hot_aisle, rules, RFI_RULE_HOT_AISLE)
               : rfi_or_rule(&hall->cold_aisle, rules, RFI_RULE_COLD_AISLE);
}
