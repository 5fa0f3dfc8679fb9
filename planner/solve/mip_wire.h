/* SPDX-License-Identifier: MIT */
/* What the MIP engine program and its client say to each other: frames of a header and
 * 64-bit words, in the machine's own byte order, because both run on one machine. A word is
 * a whole number or the bits of a double. Either side drops a peer whose frame is not as
 * described here. Costs are minimised. */
#ifndef PLANNER_SOLVE_MIP_WIRE_H
#define PLANNER_SOLVE_MIP_WIRE_H

#include <stdint.h>
#include <string.h>

#define RFI_MIP_MAGIC   UINT32_C(0x3150494d) /* the version is part of it: "MIP1" */
#define RFI_MIP_WORDS   (UINT64_C(1) << 26)  /* most in a frame: half a gibibyte */
#define RFI_MIP_SLOTS   4                    /* models that the program keeps */
#define RFI_MIP_BIGGEST 1e30                 /* from here on a bound is none */

/* Requests, words in this order; n columns, m rows, k entries:
 * HELLO    -
 * LOAD     slot n m k start[n+1] row[k] value[k] low[n] high[n] cost[n] least[m] most[m]
 * COLUMNS  slot c k start[c+1] row[k] value[k] low[c] high[c] cost[c]: appended
 * LP       slot iterations milliseconds low[n] high[n]
 * MIP      slot nodes milliseconds cutoff gap quick has_start integer[n] low[n] high[n]
 *          and start[n] if it has one. Only what costs less than cutoff counts.
 * Replies carry the kind of their request:
 * HELLO    the bytes of the version, padded with zeros
 * LOAD, COLUMNS  -
 * LP       state cost point[n] multiplier[m]
 * MIP      state has_point cost bound nodes and point[n] if there is one */
typedef enum rfi_mip_kind {
    RFI_MIP_HELLO = 1,
    RFI_MIP_LOAD,
    RFI_MIP_COLUMNS,
    RFI_MIP_LP,
    RFI_MIP_SOLVE
} rfi_mip_kind;

typedef enum rfi_mip_state {
    RFI_MIP_DONE = 0, /* LP: optimal; MIP: nothing better than the point or the cutoff */
    RFI_MIP_EMPTY,    /* there is no point at all, or none below the cutoff */
    RFI_MIP_CUT_SHORT /* a limit was reached */
} rfi_mip_state;

typedef struct rfi_mip_header {
    uint32_t magic, kind;
    uint64_t words;
} rfi_mip_header;

static inline uint64_t rfi_mip_word(double value)
{
    uint64_t word;
    memcpy(&word, &value, sizeof(word));
    return word;
}

static inline double rfi_mip_number(uint64_t word)
{
    double value;
    memcpy(&value, &word, sizeof(value));
    return value;
}

#endif
