/* SPDX-License-Identifier: MIT */
/* Physical cuts and what they silence: routes are fixed, so a link is silent as soon as one
 * of its stretches is cut. Knows sets of links only, no figure and no site. */
#ifndef PLANNER_CAPACITY_CUTS_H
#define PLANNER_CAPACITY_CUTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    RFI_CUT_LINKS = 64, /* one bit each; the reader refuses more */
    RFI_CUT_TRENCHES = 64,
    RFI_CUTS = RFI_CUT_TRENCHES + RFI_CUT_LINKS, /* trenches, then path names */
    RFI_CUT_STEPS = 5000
};

typedef struct rfi_cuts {
    uint64_t all;                /* every link */
    uint64_t silences[RFI_CUTS]; /* per cut the links that run through it */
    size_t count;
} rfi_cuts;

/* Fewest cuts that together silence every link; 0 without links. A minimum hitting set, by
 * iterative deepening: sizes are tried from a lower bound upward, so when RFI_CUT_STEPS run
 * out, the size returned is one that every smaller was proven not to reach, never too many;
 * *ret_exact says whether it was reached. Links that no cut silences need one each. */
int64_t rfi_fewest_cuts(const rfi_cuts *cuts, bool *ret_exact);

#endif
