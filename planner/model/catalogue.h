/* SPDX-License-Identifier: MIT */
/* The other documents of the catalogue: measures and climate. */
#ifndef PLANNER_MODEL_CATALOGUE_H
#define PLANNER_MODEL_CATALOGUE_H

#include "planner/model/profile.h"

/* ---- climate --------------------------------------------------------------------------
 */
typedef struct rfi_bin {        /* joint bin: hours of a typical year */
    int64_t dry_bulb, wet_bulb; /* millikelvin, bin centre */
    int64_t hours;
} rfi_bin;

typedef struct rfi_climate {
    rfi_arena *arena;
    const char *file, *digest;
    const char *id, *name;
    int64_t as_of; /* day number */
    rfi_figure elevation;
    rfi_figure pressure;        /* mean station pressure */
    rfi_figure typical_maximum; /* TEMPERATURE: highest dry bulb of the typical year */
    rfi_figure design_dry_bulb; /* TEMPERATURE, sourced extreme; absent: see rules */
    rfi_figure design_wet_bulb;
    rfi_bin *bins; /* sorted by dry bulb, wet bulb */
    size_t bin_count;
    rfi_source *sources;
    size_t source_count;
    rfi_figure **figures;
    size_t figure_count;
} rfi_climate;

/* ---- measures -------------------------------------------------------------------------
 */
typedef enum rfi_scope { RFI_SCOPE_SITE = 0, RFI_SCOPE_HALL, RFI_SCOPE_LINK } rfi_scope;

typedef enum rfi_with { /* what a measure comes along with although no requirement asks */
                        RFI_WITH_NONE = 0,
                        RFI_WITH_HALL,        /* one unit in every hall that takes racks */
                        RFI_WITH_CRITICAL_IT, /* as many units as critical IT power needs by
                                                 size */
                        RFI_WITH_PLAN /* one unit as soon as anything is installed */
} rfi_with;

typedef struct rfi_effect {  /* what one unit of the measure does to one kind of limit */
    const char *requirement; /* name of a requirement kind, as in evaluation.h */
    const char *of;   /* only of this kind of element, plant, subsystem or gate; or NULL */
    rfi_figure adds;  /* dimension of that kind: raises the limit; for temperatures and
                         filtration the level reached; absent: settles a yes/no test */
    rfi_figure takes; /* the same dimension: what one unit uses up; absent: nothing */
    rfi_figure voltage; /* VOLTAGE that the racks then see; rack-voltage only */
    rfi_place place;
} rfi_effect;

typedef struct rfi_measure {
    const char *id, *name;
    rfi_scope scope;
    rfi_with with;
    /* The cost of a unit is the sum of those that are stated. */
    rfi_figure cost;        /* MONEY */
    rfi_figure cost_rate;   /* PRICE_POWER of size */
    rfi_figure size;        /* POWER: capacity of one unit; absent: the first effect's adds
                               that is a power or apparent power */
    rfi_figure cost_area;   /* PRICE_AREA of the floor of the hall */
    rfi_figure cost_length; /* PRICE_LENGTH of length */
    rfi_figure length;      /* LENGTH of one unit where the site does not know better */
    rfi_figure cost_share;  /* RATIO of the cost of all other measures of the plan */
    rfi_figure lead, build;
    rfi_figure outage; /* DURATION that the hall, or the site, stands still for it */
    rfi_figure floor;  /* AREA of the hall that one unit takes */
    rfi_figure max_count;
    const char **requires_ids;
    size_t requires_count;
    const char **excludes_ids;
    size_t excludes_count;
    rfi_effect *effects;
    size_t effect_count;
    rfi_place place;
} rfi_measure;

typedef struct rfi_measures { /* one document */
    rfi_arena *arena;
    const char *file, *digest;
    const char *id, *name;
    int64_t as_of; /* day number */
    rfi_measure *items;
    size_t count;
    rfi_source *sources;
    size_t source_count;
    rfi_figure **figures;
    size_t figure_count;
} rfi_measures;

#endif
