/* SPDX-License-Identifier: MIT */
#include "reports/paint/palette.h"

#include <math.h>

const double *rfi_dash_lengths(rfi_dash dash, int *ret_count)
{
    static const double lengths[RFI_DASHES][4] = {
        {0},        {4.0, 0.8, 0.6, 0.8}, {0.7, 0.45}, {0.8, 0.6},
        {2.2, 1.0}, {2.0, 1.0},           {0.5, 0.7},  {1.6, 0.7},
    };
    static const int counts[RFI_DASHES] = {0, 4, 2, 2, 2, 2, 2, 2};
    *ret_count = counts[dash];
    return lengths[dash];
}

static unsigned mix(unsigned channel, double part)
{
    return (unsigned)lround(255.0 - (255.0 - (double)channel) * part);
}

rfi_ink rfi_tint(rfi_ink ink, double part)
{
    if (ink == RFI_NO_INK) {
        return RFI_NO_INK;
    }
    unsigned red = mix((ink >> 16) & 0xFFU, part);
    unsigned green = mix((ink >> 8) & 0xFFU, part);
    unsigned blue = mix(ink & 0xFFU, part);
    return RFI_INK((red << 16) | (green << 8) | blue);
}

rfi_family_look rfi_family_looks(rfi_family family)
{
    static const rfi_family_look looks[] = {
        {RFI_INK_ONE, RFI_INK_ONE, RFI_HATCH_SLASH},
        {RFI_INK_PAIR, RFI_INK_PAIR_LINE, RFI_HATCH_BACKSLASH},
        {RFI_INK_CUBE, RFI_INK_CUBE, RFI_HATCH_DOTS},
        {RFI_INK_WIDE, RFI_INK_WIDE, RFI_HATCH_HORIZONTAL},
        {RFI_INK_AIR, RFI_INK_TEXT, RFI_HATCH_VERTICAL},
        {RFI_INK_MINING, RFI_INK_SOFT, RFI_HATCH_CROSS},
    };
    return looks[family];
}
