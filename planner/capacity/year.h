/* SPDX-License-Identifier: MIT */
/* The peak hour and the year of a plan (planner/model/energy.h). No requirement rests on
 * the year. docs/requirements.md, "Peak hour and year". */
#ifndef PLANNER_CAPACITY_YEAR_H
#define PLANNER_CAPACITY_YEAR_H

#include "planner/capacity/study.h"
#include "planner/model/energy.h"

/* ---- a sum of hours ---------------------------------------------------------------------
 * What one hour, or several alike, draw at the interconnect, added up. */
typedef struct rfi_tally {
    int64_t it, total; /* milliwatt-hour */
    int64_t hours;
} rfi_tally;

void rfi_tally_add(rfi_tally *tally, int64_t it, int64_t total, int64_t hours);
/* Energy-weighted: sum of all energy over sum of IT energy, ppm, rounded up; never the mean
 * of ratios. Unbounded without IT energy. */
int64_t rfi_tally_pue(const rfi_tally *tally);

/* ---- a plan -----------------------------------------------------------------------------
 */

/* Fills all of it at the three ends. hours: hourly weather that takes the place of the
 * bins, or NULL. O(ends * halls * plants * weathers), where hours of equal dry bulb count
 * once as long as no plant of the chain looks at the wet bulb. NULL when memory is out. */
rfi_energy *rfi_energy_of(const rfi_study *study, const rfi_plan *plan,
                          const rfi_weather_year *bins, const rfi_weather_year *hours);

/* One number of it with its derivation: the view may carry a trace (trace.h), into which
 * the steps are recorded; of the year one weather is shown, the others go the same way. The
 * value is that of rfi_energy_of at view->end: ppm for a PUE, mL/kWh for the WUE, litre for
 * water. False: there is no such number (`ret_value` is then RFI_UNBOUNDED). */
typedef enum rfi_energy_number {
    RFI_NUMBER_PEAK_PUE = 0, /* "peak-pue" */
    RFI_NUMBER_ANNUAL_PUE,   /* "annual-pue" */
    RFI_NUMBER_ANNUAL_WUE,   /* "annual-wue" */
    RFI_NUMBER_WATER_DAY, /* "water-day": of the plan, whether a permit is stated or not */
    RFI_ENERGY_NUMBERS
} rfi_energy_number;

const char *rfi_energy_number_id(rfi_energy_number number);
const char *rfi_energy_number_words(rfi_energy_number number);
bool rfi_energy_derive(const rfi_study *study, const rfi_plan *plan,
                       const rfi_weather_year *weather, rfi_energy_number number,
                       rfi_view *view, int64_t *ret_value);

#endif
