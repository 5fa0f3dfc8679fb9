/* SPDX-License-Identifier: MIT */
#include "planner/capacity/loss.h"

#include "planner/base/checked.h"

enum { PPM = 1000000 };

/* Below it a product of two powers and a factor stays within 128 bits. */
static const int64_t terawatt = 1000000000000000; /* mW */

static bool beyond(int64_t power)
{
    return power > terawatt;
}

/* factor * power * over / rating, in mW, rounded up; no rating carries nothing. */
static int64_t square_part(int64_t factor, int64_t power, int64_t over, int64_t rating)
{
    if (factor <= 0 || power <= 0 || over <= 0 || rating >= RFI_UNBOUNDED) {
        return 0;
    }
    if (rating <= 0 || factor >= RFI_UNBOUNDED || beyond(power) || beyond(over)) {
        return RFI_UNBOUNDED;
    }
    return rfi_narrow(
        rfi_wide_div_ceil((rfi_wide)factor * power * over, (rfi_wide)rating * PPM));
}

int64_t rfi_loss_standing(const rfi_loss_curve *curve)
{
    return curve->fixed <= 0 || curve->installed <= 0
               ? 0
               : rfi_mul_div_ceil(curve->fixed, curve->installed, PPM);
}

/* slope in ppm of output, and square * output * over / rating, rounded up together. */
static int64_t growing(const rfi_loss_curve *curve, int64_t square, int64_t over,
                       int64_t output)
{
    if (output <= 0) {
        return 0;
    }
    if (beyond(output) || curve->linear >= RFI_UNBOUNDED ||
        square_part(square, output, over, curve->rating) >= RFI_UNBOUNDED) {
        return RFI_UNBOUNDED;
    }
    if (square <= 0 || over <= 0 || curve->rating >= RFI_UNBOUNDED) {
        return rfi_mul_div_ceil(curve->linear, output, PPM);
    }
    rfi_wide slope = (rfi_wide)curve->linear * curve->rating + (rfi_wide)square * over;
    return rfi_narrow(rfi_wide_div_ceil(slope * output, (rfi_wide)curve->rating * PPM));
}

int64_t rfi_loss_at(const rfi_loss_curve *curve, int64_t output)
{
    int64_t grows = growing(curve, curve->square, output, output);
    bool whole = curve->square <= 0 || output <= 0 || curve->rating >= RFI_UNBOUNDED;
    if (whole || grows >= RFI_UNBOUNDED || beyond(curve->installed) ||
        curve->fixed >= RFI_UNBOUNDED) {
        return rfi_add(rfi_loss_standing(curve), grows);
    }
    /* one rounding for all three parts */
    rfi_wide loss = (rfi_wide)curve->fixed * curve->installed * curve->rating +
                    (rfi_wide)curve->linear * output * curve->rating +
                    (rfi_wide)curve->square * output * output;
    return rfi_narrow(rfi_wide_div_ceil(loss, (rfi_wide)curve->rating * PPM));
}

int64_t rfi_loss_chord(const rfi_loss_curve *curve, int64_t most, int64_t output)
{
    return growing(curve, curve->square, most, output);
}

int64_t rfi_loss_best_output(const rfi_loss_curve *curve)
{
    if (curve->fixed <= 0 || curve->installed <= 0 || curve->rating <= 0) {
        return 0;
    }
    if (curve->square <= 0 || beyond(curve->installed) || beyond(curve->rating)) {
        return curve->rating;
    }
    rfi_wide square = (rfi_wide)curve->fixed * curve->installed * curve->rating;
    return rfi_min(rfi_root_floor(square / curve->square), curve->rating);
}

int64_t rfi_loss_tangent_standing(const rfi_loss_curve *curve)
{
    int64_t touch = rfi_loss_best_output(curve);
    if (curve->fixed <= 0 || beyond(curve->installed)) {
        return 0;
    }
    if (curve->square <= 0 || beyond(curve->rating) || touch == 0) {
        return rfi_mul_div_floor(curve->fixed, curve->installed, PPM);
    }
    rfi_wide left = (rfi_wide)curve->fixed * curve->installed * curve->rating -
                    (rfi_wide)curve->square * touch * touch;
    return rfi_narrow(rfi_wide_div_floor(left, (rfi_wide)curve->rating * PPM));
}

int64_t rfi_loss_tangent(const rfi_loss_curve *curve, int64_t output)
{
    bool flat = beyond(curve->rating) || curve->rating <= 0;
    int64_t touch = flat ? 0 : rfi_loss_best_output(curve);
    return growing(curve, curve->square, rfi_mul(2, touch), output);
}
