/* SPDX-License-Identifier: MIT */
/* Energy and water of a plan: the peak hour at design extremes, which sizes the
 * interconnect, and the year, which is paid for. Two questions with two answers: they are
 * printed side by side and never mixed. Plain data; capacity fills it, reports print it. */
#ifndef PLANNER_MODEL_ENERGY_H
#define PLANNER_MODEL_ENERGY_H

#include "planner/model/plan.h"

/* ---- weather of a year -----------------------------------------------------------------
 */
typedef struct rfi_hours {      /* hours of one weather */
    int64_t dry_bulb, wet_bulb; /* millikelvin */
    int64_t pressure;           /* pascal, of the station */
    int64_t hours;
} rfi_hours;

typedef struct rfi_weather_year {
    const char *words;  /* "joint bins of Midland (typical year)", "8760 hours of m.epw" */
    const char *digest; /* SHA-256 of a file of its own, or NULL */
    const rfi_hours *items;
    size_t count;
} rfi_weather_year;

/* ---- results ----------------------------------------------------------------------------
 */
typedef enum rfi_energy_part {
    RFI_ENERGY_IT = 0,     /* racks and support racks but CDUs, at plan draw */
    RFI_ENERGY_LOSSES,     /* UPS, distribution and transformers, of all loads */
    RFI_ENERGY_COMPRESSOR, /* chillers */
    RFI_ENERGY_FANS,
    RFI_ENERGY_PUMPS, /* CDUs among them */
    RFI_ENERGY_OTHER, /* light, offices, controls; cooling that nobody described */
    RFI_ENERGY_PARTS
} rfi_energy_part;

/* Values are RFI_UNBOUNDED where figures are missing. */
typedef struct rfi_peak_hour { /* all racks at max on the design day, milliwatt */
    int64_t it, facility, utility;
    int64_t pue;   /* ppm, utility / it, rounded up */
    int64_t water; /* millilitre per hour: the make-up pipe */
} rfi_peak_hour;

typedef struct rfi_energy_year {
    int64_t parts[RFI_ENERGY_PARTS]; /* milliwatt-hour */
    int64_t total;                   /* at the interconnect */
    int64_t pue;                     /* ppm: sum of energy / sum of IT energy, rounded up */
    int64_t water;                   /* litre of the year */
    int64_t wue;                     /* millilitre per kWh of IT, rounded up */
    int64_t hours;                   /* of the year */
    int64_t trim_hours; /* a compressor runs somewhere; the others are free of them */
} rfi_energy_year;

typedef struct rfi_energy {
    rfi_peak_hour peak[RFI_ENDS];
    int64_t water_day[RFI_ENDS]; /* litre: 24 peak hours */
    rfi_energy_year year[RFI_ENDS];
    const rfi_weather_year *weather; /* that the year was summed over; NULL: none known, or
                                        nothing that was described looks at it */
    bool compressors;                /* is there one at all? */
    bool evaporates;
    /* what the rules stand in for, because nobody described it */
    bool chain_by_rule, liquid_by_rule, air_by_rule;
    bool
        factor_replaced; /* a constant `electrical` factor gave way to the rules' physics */
    /* with hours of a weather file: the bins beside them */
    bool compared;
    rfi_energy_year bins[RFI_ENDS];
    int64_t difference[RFI_ENDS]; /* ppm: overhead (PUE - 1) of the bins over that of the
                                     hours, less 1 */
    const struct rfi_figure **missing; /* figures that would settle what is unbounded */
    size_t missing_count;
    const struct rfi_figure **rests_on; /* every figure that was read, ordered */
    size_t rests_on_count;
    const char *peak_book, *year_book; /* rows of the assumption book */
} rfi_energy;

#endif
