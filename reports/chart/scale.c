/* SPDX-License-Identifier: MIT */
#include "reports/chart/scale.h"

#include <math.h>

#include "planner/model/figure.h"

double rfi_nice_step(double most)
{
    static const double steps[] = {1, 2, 5, 10};
    double decade = pow(10, floor(log10(most / 5)));
    for (size_t i = 0; i < 4; i++) {
        if (steps[i] * decade * 5 >= most) {
            return steps[i] * decade;
        }
    }
    return 10 * decade;
}

void rfi_print_tick(rfi_text *text, double value)
{
    int64_t thousandths = (int64_t)floor(value * 1000 + 0.5);
    rfi_print_number(text, thousandths * 1000, rfi_unit_canonical(RFI_DIM_RATIO), 0,
                     RFI_ROUND_NEAREST, true);
}
