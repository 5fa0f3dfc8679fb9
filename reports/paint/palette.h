/* SPDX-License-Identifier: MIT */
/* Colours by role, dashes by meaning, line weights. An ink is 0x01RRGGBB; 0 is "nothing",
 * so that a zeroed look draws nothing. Tints are opaque mixtures with white: no drawing
 * uses transparency. The hues are anchored on the eight colours of Okabe and Ito (2008),
 * some darkened for contrast on white. */
#ifndef REPORTS_PAINT_PALETTE_H
#define REPORTS_PAINT_PALETTE_H

#include <stdint.h>

#include "planner/model/profile.h"

typedef uint32_t rfi_ink;

#define RFI_INK(hex) ((rfi_ink)(0x01000000U | (hex)))

#define RFI_NO_INK            ((rfi_ink)0)
#define RFI_INK_WHITE         RFI_INK(0xFFFFFFU)
#define RFI_INK_TEXT          RFI_INK(0x17202BU) /* text, walls, limits */
#define RFI_INK_SOFT          RFI_INK(0x4A5563U) /* secondary text */
#define RFI_INK_HINT          RFI_INK(0x6B7684U) /* hints, units */
#define RFI_INK_RULE          RFI_INK(0xAEB7C2U)
#define RFI_INK_HAIR          RFI_INK(0xD5DAE1U)
#define RFI_INK_WASH          RFI_INK(0xF1F3F6U)
#define RFI_INK_WALL          RFI_INK(0x333F4DU) /* walls: a little lighter than text */
#define RFI_INK_ONE           RFI_INK(0x0072B2U) /* profile families; also "chosen" */
#define RFI_INK_PAIR          RFI_INK(0xE69F00U) /* fill only, lines in PAIR_LINE */
#define RFI_INK_PAIR_LINE     RFI_INK(0x8A5A00U)
#define RFI_INK_CUBE          RFI_INK(0x009E73U)
#define RFI_INK_WIDE          RFI_INK(0xB0578DU)
#define RFI_INK_AIR           RFI_INK(0xD8C400U) /* fill only, lines in TEXT */
#define RFI_INK_MINING        RFI_INK(0x8E97A3U)
#define RFI_INK_NETWORK       RFI_INK(0x2B3A55U)
#define RFI_INK_POWER         RFI_INK(0x5B3A94U) /* A solid, B dashed */
#define RFI_INK_SUPPLY        RFI_INK(0x1C86C7U)
#define RFI_INK_RETURN        RFI_INK(0xB4533CU)
#define RFI_INK_COLD_WASH     RFI_INK(0xE9F3FAU)
#define RFI_INK_HOT_WASH      RFI_INK(0xFBEDE6U)
#define RFI_INK_COLD_WORD     RFI_INK(0x2F6C93U) /* words on the washes, 4.5:1 and more */
#define RFI_INK_HOT_WORD      RFI_INK(0xA04A33U)
#define RFI_INK_CONFLICT      RFI_INK(0xB93400U)
#define RFI_INK_CONFLICT_WASH RFI_INK(0xFBE9E3U)
#define RFI_INK_ASSUMPTION    RFI_INK(0x7A5200U)
#define RFI_INK_FIT           RFI_INK(0x00664AU)
#define RFI_INK_UNKNOWN       RFI_INK(0x5A5F68U)
#define RFI_INK_BAR           RFI_INK(0x5B6675U)

/* Line weights in mm, in steps of about the square root of two. */
#define RFI_FINE   0.13 /* dimensions, hatch, grid */
#define RFI_THIN   0.18 /* rack outlines */
#define RFI_MEDIUM 0.25 /* equipment, table heads */
#define RFI_BROAD  0.35 /* conductors, doors */
#define RFI_HEAVY  0.50 /* frame, rack fronts */
#define RFI_BOLD   0.70 /* flows, binding element */

typedef enum rfi_dash {
    RFI_DASH_SOLID = 0,
    RFI_DASH_AXIS,  /* column axes */
    RFI_DASH_PHASE, /* later phase */
    RFI_DASH_CLEARANCE,
    RFI_DASH_ROUTE,
    RFI_DASH_FEED_B,
    RFI_DASH_WANT,
    RFI_DASH_RETURN,
    RFI_DASHES
} rfi_dash;

/* Lengths in mm, pairs of on and off; *ret_count is 0 for a solid line. */
const double *rfi_dash_lengths(rfi_dash dash, int *ret_count);

typedef enum rfi_hatch {
    RFI_HATCH_NONE = 0,
    RFI_HATCH_SLASH,     /* / 45 degrees */
    RFI_HATCH_BACKSLASH, /* \ 135 degrees */
    RFI_HATCH_HORIZONTAL,
    RFI_HATCH_VERTICAL,
    RFI_HATCH_CROSS,
    RFI_HATCH_DOTS
} rfi_hatch;

/* part of colour, rest white: 20 % is rfi_tint(ink, 0.20). */
rfi_ink rfi_tint(rfi_ink ink, double part);

typedef struct rfi_family_look { /* how a profile family is told from the others */
    rfi_ink fill;                /* the colour that is tinted */
    rfi_ink line;                /* outline, hatch and text: at least 3:1 on white */
    rfi_hatch hatch;
} rfi_family_look;

rfi_family_look rfi_family_looks(rfi_family family);

#endif
