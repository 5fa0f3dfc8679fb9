/* SPDX-License-Identifier: MIT */
/* EPW weather files: eight header lines, then one row an hour (EnergyPlus data dictionary).
 * The columns that the planner needs are read strictly; the others are only counted. */
#ifndef SITES_READ_EPW_H
#define SITES_READ_EPW_H

#include "planner/base/arena.h"
#include "planner/base/diag.h"
#include "planner/base/text.h"
#include "planner/model/energy.h"

enum {
    RFI_EPW_HEADERS = 8,
    RFI_EPW_YEAR = 8760,
    RFI_EPW_LEAP_YEAR = 8784,
    RFI_EPW_MOST_LINE = 16384, /* bytes */
    RFI_EPW_LEAST_COLUMNS = 32,
    RFI_EPW_MOST_COLUMNS = 35
};

typedef struct rfi_epw_hour {
    int64_t dry_bulb; /* millikelvin */
    int64_t humidity; /* parts per million of saturation, at most 1000000 */
    int64_t pressure; /* pascal */
} rfi_epw_hour;

typedef struct rfi_epw {
    rfi_arena *arena;
    const char *city, *state, *country; /* UTF-8, as written; may be empty */
    const char *data_set;               /* "TMY3" */
    int64_t elevation;                  /* millimetre */
    rfi_epw_hour *hours;
    size_t count; /* 8760 or 8784 */
} rfi_epw;

/* NULL exactly when at least one error was reported. file: name used in diagnostics. */
rfi_epw *rfi_read_epw(const char *file, const char *bytes, size_t size, rf_diags *diags);
void rfi_epw_free(rfi_epw *epw);

/* Words of a climate document. */
typedef struct rfi_epw_title {
    const char *id, *name;
    const char *file;  /* name of the weather file, without its folders */
    const char *as_of; /* day, as 2026-11-23 */
} rfi_epw_title;

/* The hours as a climate document: mean pressure, highest dry bulb, joint bins of 2 K whose
 * centres are odd degrees Celsius. Canonical: equal hours are equal bytes. */
void rfi_epw_print_climate(const rfi_epw *epw, const rfi_epw_title *title, rfi_text *text);

/* The hours by temperature, each with its wet bulb; in the arena, NULL when memory is out.
 * name: of the file, without its folders. */
rfi_weather_year *rfi_epw_year(const rfi_epw *epw, rfi_arena *arena, const char *name);

#endif
