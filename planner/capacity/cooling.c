/* SPDX-License-Identifier: MIT */
/* Cooling chains: which plants a hall leans on, and how warm they deliver on the design
 * day. */
#include "planner/capacity/study.h"

enum { PPM = 1000000 };

int64_t rfi_design_dry_bulb(const rfi_study *study, rfi_view *view)
{
    const rfi_climate *climate = study->site->climate;
    if (climate == NULL) {
        return rfi_demand_of(view, &study->site->climate_known);
    }
    if (rfi_known(&climate->design_dry_bulb)) {
        return rfi_demand_of(view, &climate->design_dry_bulb);
    }
    int64_t margin = rfi_demand_of(view, &study->rules->figures[RFI_RULE_EXTREME_MARGIN]);
    return rfi_add(rfi_demand_of(view, &climate->typical_maximum), margin);
}

int64_t rfi_design_wet_bulb(const rfi_study *study, rfi_view *view)
{
    const rfi_climate *climate = study->site->climate;
    return climate == NULL ? rfi_demand_of(view, &study->site->climate_known)
                           : rfi_demand_of(view, &climate->design_wet_bulb);
}

static int64_t yard_air(const rfi_study *study, rfi_view *view)
{
    return rfi_add(rfi_design_dry_bulb(study, view),
                   rfi_demand_of(view, &study->rules->figures[RFI_RULE_RECIRCULATION]));
}

/* Pads take a share of the way from dry to wet bulb of the weather. What recirculates is
 * added after them in full: air that is warmed on the way has a warmer wet bulb too. */
static int64_t adiabatic_air(const rfi_study *study, rfi_view *view, const rfi_plant *plant)
{
    int64_t dry = rfi_design_dry_bulb(study, view);
    int64_t wet = rfi_design_wet_bulb(study, view);
    int64_t yard = yard_air(study, view);
    if (dry >= RFI_UNBOUNDED || wet >= dry) {
        return yard;
    }
    int64_t effect =
        rfi_limit_or(view, &plant->pad_effect, &study->rules->figures[RFI_RULE_PAD_EFFECT]);
    return yard - rfi_mul_div_floor(dry - wet, rfi_min(effect, PPM), PPM);
}

int64_t rfi_supply_temperature(const rfi_study *study, rfi_view *view,
                               const rfi_plant_chain *chain, size_t from)
{
    const rfi_plant *plant = chain->plants[from];
    const rfi_figure *rules = study->rules->figures;
    if (rfi_known(&plant->supply)) {
        return rfi_demand_of(view, &plant->supply);
    }
    switch (plant->kind) {
    case RFI_PLANT_DRY_COOLER:
    case RFI_PLANT_HYDRO:
    case RFI_PLANT_IMMERSION:
        return rfi_add(yard_air(study, view), rfi_demand_or(view, &plant->approach,
                                                            &rules[RFI_RULE_DRY_APPROACH]));
    case RFI_PLANT_ADIABATIC:
        return rfi_add(
            adiabatic_air(study, view, plant),
            rfi_demand_or(view, &plant->approach, &rules[RFI_RULE_DRY_APPROACH]));
    case RFI_PLANT_TOWER:
        return rfi_add(
            rfi_design_wet_bulb(study, view),
            rfi_demand_or(view, &plant->approach, &rules[RFI_RULE_TOWER_APPROACH]));
    case RFI_PLANT_OUTSIDE_AIR:
        return rfi_design_dry_bulb(study, view);
    case RFI_PLANT_CDU:
    case RFI_PLANT_CRAH:
    case RFI_PLANT_FAN_WALL:
    case RFI_PLANT_REAR_DOOR:
        if (from + 1 < chain->count) {
            int64_t water = rfi_supply_temperature(study, view, chain, from + 1);
            int64_t approach =
                plant->kind == RFI_PLANT_CDU
                    ? rfi_demand_or(view, &plant->approach, &rules[RFI_RULE_CDU_APPROACH])
                    : rfi_demand_of(view, &plant->approach);
            return rfi_add(water, approach);
        }
        break;
    case RFI_PLANT_CHILLER:
    case RFI_PLANT_KINDS:
        break;
    }
    return rfi_demand_of(view, &plant->supply);
}
