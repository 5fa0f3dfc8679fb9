/* SPDX-License-Identifier: MIT */
/* Measures put to work: installs of a plan, and what a requirement gains from them.
 * docs/retrofit.md defines every word here. Plain data. */
#ifndef PLANNER_MODEL_RETROFIT_H
#define PLANNER_MODEL_RETROFIT_H

#include "planner/model/catalogue.h"
#include "planner/model/site.h"

#define RFI_PLACE_SITE SIZE_MAX

typedef struct rfi_install {
    const rfi_measure *measure;
    size_t hall;   /* index into the site's halls, or RFI_PLACE_SITE */
    int64_t count; /* units, at least 1 */
} rfi_install;

/* How y units turn into what a limit gains. */
typedef enum rfi_gain_form {
    RFI_GAIN_EACH = 0, /* y */
    RFI_GAIN_SPARE,    /* y - 1, 0 for none */
    RFI_GAIN_PAIRS,    /* floor(y / 2) */
    RFI_GAIN_SETTLES   /* the test holds once y >= 1 */
} rfi_gain_form;

/* f(y); of SETTLES: 1 once y >= 1. */
static inline int64_t rfi_gain_units(rfi_gain_form form, int64_t units)
{
    switch (form) {
    case RFI_GAIN_SPARE:
        return units > 0 ? units - 1 : 0;
    case RFI_GAIN_PAIRS:
        return units / 2;
    case RFI_GAIN_SETTLES:
        return units > 0 ? 1 : 0;
    case RFI_GAIN_EACH:
        break;
    }
    return units;
}

/* What a power costs, PRICE_POWER (micro-dollar per kilowatt), rounded up: cost in
 * micro-dollar, power in milliwatt. RFI_UNBOUNDED when there is no power to pay for. */
int64_t rfi_cost_per_power(int64_t cost, int64_t power);

/* Area of a hall's outline, square millimetre; 0 while it is unknown. Exact: shoelace. */
int64_t rfi_hall_area(const rfi_hall *hall);

/* The same site with every kind of several identical halls taken apart: hall "KIND" of
 * count 3 becomes "KIND.1" to "KIND.3" of one hall each. A shallow copy in the arena that
 * borrows from the site; at most RFI_HALLS_APART halls, kinds that would pass it stay as
 * they are. ret_kind, when not NULL: for every hall of the copy, the index of its kind.
 * NULL when memory is out. O(halls). */
enum { RFI_HALLS_APART = 64 };
rfi_site *rfi_site_apart(rfi_arena *arena, const rfi_site *site, size_t **ret_kind);

#endif
