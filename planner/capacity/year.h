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
 * value is that of rfi_energy_of at view->end: milliwatt or milliwatt-hour, ppm for a PUE,
 * mL/kWh for the WUE, litre for water, mL/h for the make-up of the peak hour. */
typedef enum rfi_energy_number {
    RFI_NUMBER_PEAK_PUE = 0,
    RFI_NUMBER_PEAK_IT,
    RFI_NUMBER_PEAK_FACILITY,
    RFI_NUMBER_PEAK_UTILITY,
    RFI_NUMBER_PEAK_WATER,
    RFI_NUMBER_WATER_DAY, /* of the plan, whether a permit is stated or not */
    RFI_NUMBER_ANNUAL_PUE,
    RFI_NUMBER_ANNUAL_WUE,
    RFI_NUMBER_ANNUAL_WATER,
    RFI_NUMBER_ANNUAL_UTILITY,
    RFI_NUMBER_ANNUAL_PARTS, /* here begin the parts, as rfi_energy_part counts them */
    RFI_NUMBER_HOURS = RFI_NUMBER_ANNUAL_PARTS + RFI_ENERGY_PARTS,
    RFI_NUMBER_TRIM_HOURS,
    RFI_ENERGY_NUMBERS
} rfi_energy_number;

/* "peak-pue", "annual-pue", "annual-wue", "water-day" ... */
const char *rfi_energy_number_id(rfi_energy_number number);
const char *rfi_energy_number_words(rfi_energy_number number);
/* False: the value is not known or has no bound (`ret_value` is then RFI_UNBOUNDED). */
bool rfi_energy_derive(const rfi_study *study, const rfi_plan *plan,
                       const rfi_weather_year *weather, rfi_energy_number number,
                       rfi_view *view, int64_t *ret_value);

#endif
