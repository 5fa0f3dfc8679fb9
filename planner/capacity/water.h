/* SPDX-License-Identifier: MIT */
/* Water that cooling plants evaporate, drain and lose, in exact integers: it enters
 * requirements. docs/requirements.md, "Water". Internal to capacity. */
#ifndef PLANNER_CAPACITY_WATER_H
#define PLANNER_CAPACITY_WATER_H

#include "planner/capacity/study.h"

/* Towers and pads. Everything else is dry. */
bool rfi_plant_evaporates(const rfi_plant *plant);

typedef enum rfi_water_span {
    RFI_WATER_HOUR = 0, /* of the peak, millilitre: the make-up pipe */
    RFI_WATER_DAY,      /* 24 of those hours, litre */
    RFI_WATER_YEAR      /* over the climate's joint bins, litre */
} rfi_water_span;

/* Make-up per heat of plant `index` of a hall's chain, millilitre per megawatt-hour, up.
 * bin NULL: the peak hour at design extremes. */
int64_t rfi_water_rate(const rfi_study *study, rfi_view *view, const rfi_plant_chain *chain,
                       size_t index, rfi_loop loop, const rfi_bin *bin);

/* What this heat, milliwatt on each loop of the hall, asks of the site's water. */
int64_t rfi_hall_water(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                       const rfi_burden *heat, rfi_water_span span);

/* Heat of one pod at plan draw (max where no plan draw is known), both loops. */
rfi_burden rfi_plan_burden(const rfi_study *study, rfi_view *view);

#endif
