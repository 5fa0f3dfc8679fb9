/* SPDX-License-Identifier: MIT */
/* How a number came about: a tree whose leaves are figures of the documents or of the rule
 * table and whose inner nodes are the steps of the method. Reports walk it; they compute
 * nothing. Nodes live in the arena of whoever recorded them and borrow the figures. */
#ifndef PLANNER_MODEL_DERIVATION_H
#define PLANNER_MODEL_DERIVATION_H

#include "planner/model/evaluation.h"

typedef struct rfi_derivation {
    const char *what;    /* "load at the group": never NULL on inner nodes */
    const char *subject; /* what it is about: "ups-a", or NULL */
    const char *formula; /* "ceil(W / efficiency)", or NULL */
    int64_t value;       /* base unit of the dimension; RFI_UNBOUNDED: no limit known */
    rfi_dimension dimension;
    rfi_power_kind power_kind;
    const rfi_figure *figure; /* leaf: the figure that was read; NULL on inner nodes */
    rfi_role role;            /* leaf: on which side */
    rfi_end end;              /* leaf: at which end of its range */
    struct rfi_derivation *first, *last, *next;
} rfi_derivation;

#endif
