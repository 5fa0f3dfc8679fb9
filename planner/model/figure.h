/* SPDX-License-Identifier: MIT */
/* A figure: a number with unit, range, source, as-of date and confidence. Every figure
 * that a document may state exists in the model from the start, absent ones included, so
 * that what is missing has a name, an owner and a place to ask for it. */
#ifndef PLANNER_MODEL_FIGURE_H
#define PLANNER_MODEL_FIGURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planner/base/diag.h"
#include "planner/base/text.h"

/* Dimension and its integer base unit. */
typedef enum rfi_dimension {
    RFI_DIM_COUNT = 0,        /* 1 */
    RFI_DIM_POWER,            /* milliwatt; heat flow too */
    RFI_DIM_APPARENT,         /* millivolt-ampere */
    RFI_DIM_VOLTAGE,          /* millivolt */
    RFI_DIM_CURRENT,          /* milliampere */
    RFI_DIM_MASS,             /* gram */
    RFI_DIM_LENGTH,           /* millimetre */
    RFI_DIM_AREA_LOAD,        /* gram per square metre */
    RFI_DIM_FLOW,             /* millilitre per hour */
    RFI_DIM_PRESSURE,         /* pascal */
    RFI_DIM_TEMPERATURE,      /* millikelvin, a point */
    RFI_DIM_TEMPERATURE_STEP, /* millikelvin, a difference */
    RFI_DIM_DURATION,         /* microsecond */
    RFI_DIM_DATE,             /* day number, 1970-01-01 = 0; a quarter is a range */
    RFI_DIM_DATA_RATE,        /* bit per second */
    RFI_DIM_MONEY,            /* micro-US-dollar */
    RFI_DIM_PRICE_POWER,      /* micro-US-dollar per kilowatt */
    RFI_DIM_PRICE_ENERGY,     /* micro-US-dollar per megawatt-hour */
    RFI_DIM_RATIO,            /* parts per million */
    RFI_DIM_ANGLE,            /* micro-degree */
    RFI_DIM_STATUS,           /* 0 no or refused, 1 yes or granted; pending = unknown */
    RFI_DIM_AREA,             /* square millimetre */
    RFI_DIM_PRICE_AREA,       /* micro-US-dollar per square metre */
    RFI_DIM_PRICE_LENGTH,     /* micro-US-dollar per kilometre */
    RFI_DIM_WATER,            /* litre per day */
    RFI_DIM_COMPUTE,          /* gigaflop per second; dense, never sparse */
    RFI_DIM_MEMORY,           /* byte */
    RFI_DIM_ENERGY,           /* milliwatt-hour */
    RFI_DIM_RAMP,             /* milliwatt per second */
    RFI_DIM_VOLUME,           /* litre; of a year where the attribute says so */
    RFI_DIM_FORCE,            /* newton */
    RFI_DIM_COUNT_OF_DIMENSIONS
} rfi_dimension;

/* Never mix kinds of megawatt. PLAIN: the attribute fixes the meaning (rack power). */
typedef enum rfi_power_kind {
    RFI_POWER_PLAIN = 0,
    RFI_POWER_UTILITY,
    RFI_POWER_FACILITY,
    RFI_POWER_CRITICAL_IT,
    RFI_POWER_THERMAL
} rfi_power_kind;

/* One scale of confidence (A best). X: no grade because the figure is unknown. */
typedef enum rfi_grade {
    RFI_GRADE_NONE = 0,
    RFI_GRADE_A, /* primary */
    RFI_GRADE_B, /* reputable secondary */
    RFI_GRADE_C, /* weak */
    RFI_GRADE_D, /* derived */
    RFI_GRADE_E, /* estimate */
    RFI_GRADE_M  /* recalled */
} rfi_grade;

typedef struct rfi_source {
    const char *id;
    const char *title;
    const char *url; /* may be NULL */
    int64_t date;    /* day number */
    rfi_grade grade;
    rfi_place place;
} rfi_source;

typedef enum rfi_state {
    RFI_ABSENT = 0, /* nobody said anything */
    RFI_UNKNOWN,    /* the document says "unknown" (or a gate is pending) */
    RFI_KNOWN
} rfi_state;

typedef struct rfi_figure {
    rfi_state state;
    rfi_dimension dimension;
    rfi_power_kind kind;
    rfi_grade grade;
    int64_t low, base, high;  /* base unit; low <= base <= high; only when known */
    const rfi_source *source; /* NULL: none given */
    rfi_place place;          /* of the value, or of the element that lacks it */
    const char *name;         /* attribute in plain words: "clear height" */
    const char *attribute;    /* as in the XML: "clear-height" */
    const char *owner;        /* id of the element: "hall-a"; never NULL after reading */
    const char *holder;       /* who can settle it: "utility", "owner", "tenant", ... */
    const char *document;     /* id of the document it stands in */
    uint32_t order;           /* position in its document: ties break by it */
} rfi_figure;

static inline bool rfi_known(const rfi_figure *figure)
{
    return figure->state == RFI_KNOWN;
}

/* Assumptions are C, E, M and whatever is derived (D); they bear the lozenge. */
static inline bool rfi_is_assumption(const rfi_figure *figure)
{
    return figure->state == RFI_KNOWN && figure->grade != RFI_GRADE_A &&
           figure->grade != RFI_GRADE_B;
}

/* ---- units --------------------------------------------------------------------------- */
typedef struct rfi_unit {
    const char *name; /* "MW", "degC", "kg/m2" */
    rfi_dimension dimension;
    int64_t numerator; /* base = value * numerator / denominator + offset, exactly */
    int64_t denominator;
    int64_t offset;
    const char *label; /* as printed for people: "°C", "kg/m²" */
} rfi_unit;

/* All units, NULL-name-terminated; the first of a dimension is its canonical one. */
extern const rfi_unit rfi_units[];
const rfi_unit *rfi_unit_find(const char *name, size_t length); /* exact case; or NULL */
const rfi_unit *rfi_unit_canonical(rfi_dimension dimension);
/* The unit in which a value of this size is shown: 132 kW, 31.8 MW. */
const rfi_unit *rfi_unit_for(rfi_dimension dimension, int64_t magnitude);
const char *rfi_power_kind_words(rfi_power_kind kind); /* "critical IT", "" for plain */
const char *rfi_grade_letter(rfi_grade grade);         /* "A", "?" for none */

typedef enum rfi_round { RFI_ROUND_DOWN, RFI_ROUND_UP, RFI_ROUND_NEAREST } rfi_round;

/* Number only, no unit: at most `digits` significant digits (0: exact, as many decimals as
 * needed), thousands grouped with U+202F when grouped, a true minus sign when grouped.
 * Dates print as 2026-11-23 whatever the unit, STATUS as yes/no. */
void rfi_print_number(rfi_text *text, int64_t value, const rfi_unit *unit, int digits,
                      rfi_round round, bool grouped);
/* Number, U+202F, unit label, and the kind of power: "31.8 MW critical IT". 4 digits. */
void rfi_print_value(rfi_text *text, int64_t value, rfi_dimension dimension,
                     rfi_power_kind kind, rfi_round round);
/* "132 kW (120–140)", "unknown", "granted"; for people. */
void rfi_print_figure(rfi_text *text, const rfi_figure *figure);
/* Exact and re-readable: "120..132..140 kW", "2027-Q3", "unknown"; for XML and JSON. */
void rfi_print_canonical(rfi_text *text, const rfi_figure *figure);

/* Proleptic Gregorian calendar, exact for years 1..9999. */
int64_t rfi_date_from_civil(int64_t year, int month, int day);
void rfi_date_to_civil(int64_t date, int64_t *ret_year, int *ret_month, int *ret_day);
void rfi_print_date(rfi_text *text, int64_t date);

#endif
