/* SPDX-License-Identifier: MIT */
/* Water that cooling plants evaporate, drain and lose, in exact integers: it enters
 * requirements. docs/requirements.md, "Water". Internal to capacity. */
#ifndef PLANNER_CAPACITY_WATER_H
#define PLANNER_CAPACITY_WATER_H

#include "planner/capacity/study.h"
#include "planner/model/energy.h"

/* Towers and pads. Everything else is dry. */
bool rfi_plant_evaporates(const rfi_plant *plant);

typedef enum rfi_water_span {
    RFI_WATER_HOUR = 0, /* of the peak, millilitre: the make-up pipe */
    RFI_WATER_DAY,      /* 24 of those hours, litre */
    RFI_WATER_YEAR      /* over the weathers of a year, litre */
} rfi_water_span;

/* What this burden of the hall asks of the site's water. year: its weathers, NULL: none
 * known. */
int64_t rfi_hall_water(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                       const rfi_burden *heat, rfi_water_span span,
                       const rfi_weather_year *year);

/* The climate's joint bins as a year; NULL when there are none, or memory is out. */
const rfi_weather_year *rfi_bins_year(rfi_arena *arena, const rfi_climate *climate);

/* Heat of one pod at plan draw (max where no plan draw is known), both loops. */
rfi_burden rfi_plan_burden(const rfi_study *study, rfi_view *view);

#endif
