/* SPDX-License-Identifier: MIT */
/* Scalable units strung along one row, each within reach of its network racks: at the first
 * place from the left where it stands, so no other choice of places holds more of them. */
#ifndef PLANNER_LAYOUT_STRAND_H
#define PLANNER_LAYOUT_STRAND_H

#include "planner/layout/pack.h"

typedef struct rfi_strand { /* groups of one row, left to right; a cursor that moves on */
    const rfi_goods *goods;
    const rfi_group *groups;
    size_t group_count;
    const rfi_stretch *stretches;
    size_t stretch_count;
    size_t group; /* cursor: index, mm and racks used of it */
    int64_t used, weight;
} rfi_strand;

typedef struct rfi_strand_use {
    int64_t units; /* whole ones */
    int64_t part;  /* pods of the largest partial one behind them */
} rfi_strand_use;

typedef struct rfi_piece { /* of a unit, in one group */
    rfi_group at;
    int64_t counts[RFI_PACK_SIZES];
} rfi_piece;

/* What the row holds from the cursor on; the strand itself stays. */
rfi_strand_use rfi_strand_most(const rfi_strand *strand);
/* Strings one unit of `pods` pods and moves the cursor behind it. ret_pieces has room for
 * one per group, NULL: not asked for. Returns their number; 0: it stands nowhere. */
size_t rfi_strand_unit(rfi_strand *strand, int64_t pods, rfi_piece *ret_pieces);

#endif
