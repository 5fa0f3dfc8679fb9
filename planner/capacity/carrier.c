/* SPDX-License-Identifier: MIT */
/* Air and water as carriers of heat: volume flows, pipes, evaporation, thin air. */
#include "planner/capacity/plant.h"
#include "planner/model/psychro.h"

enum { PPM = 1000000, SEA_LEVEL = 101325 /* Pa */ };

/* The one rounding of the power: down, by a hair more than its error. */
static int64_t factor_floor(double factor)
{
    int64_t ppm = (int64_t)(factor * PPM - 1e-6);
    return ppm < 0 ? 0 : ppm > PPM ? PPM : ppm;
}

int64_t rfi_altitude_factor(int64_t pressure, int64_t exponent)
{
    if (pressure >= SEA_LEVEL || exponent <= 0) {
        return PPM;
    }
    if (pressure <= 0) {
        return 0;
    }
    int64_t power = rfi_min(exponent, 10 * (int64_t)PPM);
    return factor_floor(rfi_power_of((double)pressure / SEA_LEVEL, (double)power / PPM));
}

int64_t rfi_coolant_flow(int64_t heat, int64_t capacity, int64_t range)
{
    if (heat == 0) {
        return 0;
    }
    if (heat >= RFI_UNBOUNDED || capacity <= 0 || range <= 0) {
        return RFI_UNBOUNDED;
    }
    /* mW / 1000 = J/s; x 3600 s/h; / (J/LK x mK / 1000) = L/h; x 1000 = mL/h */
    return rfi_narrow(
        rfi_wide_div_ceil((rfi_wide)heat * 3600000, (rfi_wide)capacity * range));
}

int64_t rfi_air_volume(int64_t heat, int64_t capacity, int64_t range, int64_t pressure)
{
    int64_t thick = rfi_coolant_flow(heat, capacity, range); /* of J/m3K: litres per hour */
    if (thick >= RFI_UNBOUNDED || pressure <= 0) {
        return thick == 0 ? 0 : RFI_UNBOUNDED;
    }
    rfi_wide thin = (rfi_wide)heat * 3600000 * 1000 * SEA_LEVEL;
    return rfi_narrow(rfi_wide_div_ceil(thin, (rfi_wide)capacity * range * pressure));
}

int64_t rfi_pipe_limit(int64_t diameter, int64_t velocity)
{
    const int64_t quarter_pi = 785398; /* ppm, rounded down */
    if (diameter >= RFI_UNBOUNDED || velocity >= RFI_UNBOUNDED) {
        return RFI_UNBOUNDED;
    }
    /* mm2 x mm/s = mm3/s = mL/s / 1000; x 3600 s/h */
    int64_t square = rfi_min(rfi_mul(diameter, diameter), 1000000000000);
    return rfi_narrow((rfi_wide)square * quarter_pi * velocity * 36 / (10 * (rfi_wide)PPM));
}

int64_t rfi_evaporation(int64_t heat, int64_t joule_per_gram)
{
    if (heat >= RFI_UNBOUNDED || joule_per_gram <= 0) {
        return heat == 0 ? 0 : RFI_UNBOUNDED;
    }
    return rfi_narrow(
        rfi_wide_div_ceil((rfi_wide)heat * 36, (rfi_wide)joule_per_gram * 10));
}

int64_t rfi_make_up(int64_t evaporated, int64_t cycles)
{
    return cycles >= RFI_UNBOUNDED ? evaporated
           : cycles <= PPM         ? (evaporated == 0 ? 0 : RFI_UNBOUNDED)
                                   : rfi_mul_div_ceil(evaporated, cycles, cycles - PPM);
}
