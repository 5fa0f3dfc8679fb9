/* SPDX-License-Identifier: MIT */
/* What differs between two descriptors of one site, and what that does to the verdicts. */
#ifndef PLANNER_MODEL_DIFFERENCE_H
#define PLANNER_MODEL_DIFFERENCE_H

#include "planner/model/evaluation.h"

typedef enum rfi_change {
    RFI_CHANGE_ADDED = 0,
    RFI_CHANGE_REMOVED,
    RFI_CHANGE_CHANGED /* the value, the source, or both */
} rfi_change;

typedef struct rfi_difference {
    rfi_change change;
    const char *owner;          /* "hall-a/ups-a": id within its hall; "want", "location" */
    const char *thing;          /* what the owner is: "UPS" */
    const char *attribute;      /* "" : the thing as a whole */
    const char *name;           /* attribute in plain words */
    const char *before, *after; /* value in words; NULL: not there */
    const char *before_source, *after_source; /* grade and source; NULL: none */
} rfi_difference;

typedef struct rfi_differences {
    const char *before_name, *after_name; /* as the user gave them */
    rfi_difference *differences;          /* by owner, attribute */
    size_t count;
    const rfi_evaluation *before, *after; /* of the same profiles in the same order */
} rfi_differences;

#endif
