/* SPDX-License-Identifier: MIT */
#include "planner/model/clearance.h"

#include "planner/base/checked.h"

enum {
    LEAST_WIDTH = 762,  /* 30 in: NEC 110.26(A)(2) */
    FOOT_TENTHS = 3048, /* a foot in tenths of a millimetre */
    PPM = 1000000,
    SQRT3_PPM = 1732050 /* rounded down: the voltage to ground comes out higher */
};

/* Half feet by row and by what stands opposite: nothing live or grounded, something
 * grounded, live parts. To 600 V: NEC 110.26(A)(1), also WAC 296-24-95703. To 1,000 V: as
 * the next row (recalled for this band in current editions). Above: NEC 2008 table
 * 110.34(A). */
static const struct depth_row {
    int64_t most; /* millivolt to ground */
    int half_feet[3];
} depths[] = {{150000, {6, 6, 6}},      {600000, {6, 7, 8}},      {2500000, {6, 8, 10}},
              {9000000, {8, 10, 12}},   {25000000, {10, 12, 18}}, {75000000, {12, 16, 20}},
              {INT64_MAX, {16, 20, 24}}};

int64_t rfi_working_depth(int64_t millivolt, rfi_neutral neutral, rfi_opposite opposite)
{
    static const int columns[] = {
        [RFI_OPPOSITE_GROUNDED] = 1, [RFI_OPPOSITE_INSULATED] = 0, [RFI_OPPOSITE_LIVE] = 2};
    int64_t to_ground = neutral == RFI_NEUTRAL_GROUNDED
                            ? rfi_mul_div_ceil(millivolt, PPM, SQRT3_PPM)
                            : millivolt;
    size_t row = 0;
    while (depths[row].most < to_ground) {
        row++;
    }
    return rfi_div_ceil((int64_t)depths[row].half_feet[columns[opposite]] * FOOT_TENTHS,
                        20);
}

bool rfi_working_space(const rfi_obstacle *o, rfi_point *ret_at, rfi_point *ret_size)
{
    if (o->voltage == 0) {
        return false;
    }
    int64_t depth = rfi_working_depth(o->voltage, o->neutral, o->opposite);
    bool upright = o->front == RFI_FRONT_LEFT || o->front == RFI_FRONT_RIGHT;
    int64_t face = upright ? o->size.y : o->size.x;
    int64_t width = rfi_max(face, LEAST_WIDTH);
    int64_t beside = (width - face + 1) / 2;
    if (upright) {
        *ret_at =
            (rfi_point){o->front == RFI_FRONT_LEFT ? o->at.x - depth : o->at.x + o->size.x,
                        o->at.y - beside};
        *ret_size = (rfi_point){depth, width};
    } else {
        *ret_at =
            (rfi_point){o->at.x - beside,
                        o->front == RFI_FRONT_DOWN ? o->at.y - depth : o->at.y + o->size.y};
        *ret_size = (rfi_point){width, depth};
    }
    return true;
}
