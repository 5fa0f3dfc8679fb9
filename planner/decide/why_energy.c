/* SPDX-License-Identifier: MIT */
/* Derivations of the peak hour and of the year of the plan that is shown. The capacity room
 * records the steps (planner/capacity/year.h); peak hour and year stay two answers. */
#include "planner/decide/why.h"

#include <string.h>

#include "planner/capacity/water.h"
#include "planner/capacity/year.h"

/* The weathers that the report summed over; the climate's where nothing looked at them. */
static const rfi_weather_year *weather_of(const rfi_why *why)
{
    const rfi_energy *energy = why->judgement->energy;
    return energy->weather != NULL
               ? energy->weather
               : rfi_bins_year(why->arena, why->evaluation->site->climate);
}

static bool tell_energy(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    const rfi_judgement *j = why->judgement;
    int number = 0;
    int64_t value = 0;
    while (number < RFI_ENERGY_NUMBERS &&
           strcmp(rfi_energy_number_id((rfi_energy_number)number), ask->number->name) !=
               0) {
        number++;
    }
    if (j->energy == NULL || j->plan == NULL || number == RFI_ENERGY_NUMBERS) {
        return false;
    }
    (void)rfi_energy_derive(&why->question.study, j->plan, weather_of(why),
                            (rfi_energy_number)number, &why->view, &value);
    return !why->trace.failed; /* a value that is not known has its tree as well */
}

/* clang-format off */
const rfi_number rfi_numbers_energy[] = {
    {"peak-pue", NULL, false, true, "PUE of the peak hour, which sizes the interconnect", "energy.ends[end].peak_hour.pue", tell_energy},
    {"peak-it", NULL, false, true, "critical IT power of the peak hour", "energy.ends[end].peak_hour.critical_it", tell_energy},
    {"peak-facility", NULL, false, true, "facility power of the peak hour", "energy.ends[end].peak_hour.facility", tell_energy},
    {"peak-utility", NULL, false, true, "utility power of the peak hour", "energy.ends[end].peak_hour.utility", tell_energy},
    {"peak-make-up", NULL, false, true, "make-up water of the peak hour", "energy.ends[end].peak_hour.make_up", tell_energy},
    {"water-day", NULL, false, true, "water of the peak day", "energy.ends[end].water_of_peak_day", tell_energy},
    {"annual-pue", NULL, false, true, "PUE of the year", "energy.ends[end].year.pue", tell_energy},
    {"annual-wue", NULL, false, true, "water per IT energy of the year, mL/kWh", "energy.ends[end].year.millilitre_per_it_kwh", tell_energy},
    {"annual-water", NULL, false, true, "water of the year", "energy.ends[end].year.water", tell_energy},
    {"annual-utility", NULL, false, true, "energy of the year at the interconnect", "energy.ends[end].year.utility", tell_energy},
    {"annual-it", NULL, false, true, "IT energy of the year", "energy.ends[end].year.it", tell_energy},
    {"annual-losses", NULL, false, true, "losses of the year from the interconnect on", "energy.ends[end].year.losses", tell_energy},
    {"annual-compressors", NULL, false, true, "energy of compressors in the year", "energy.ends[end].year.compressors", tell_energy},
    {"annual-fans", NULL, false, true, "energy of fans in the year", "energy.ends[end].year.fans", tell_energy},
    {"annual-pumps", NULL, false, true, "energy of pumps in the year", "energy.ends[end].year.pumps", tell_energy},
    {"annual-other", NULL, false, true, "light, offices, controls; cooling by rule", "energy.ends[end].year.other", tell_energy},
    {"annual-hours", NULL, false, true, "hours of the year", "energy.ends[end].year.hours", tell_energy},
    {"compressor-hours", NULL, false, true, "hours of the year with a compressor", "energy.ends[end].year.hours_with_compressor", tell_energy},
    {NULL, NULL, false, false, NULL, NULL, NULL},
};
/* clang-format on */
