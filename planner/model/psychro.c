/* SPDX-License-Identifier: MIT */
#include "planner/model/psychro.h"

static const double freezing = 273.15; /* K */

/* ln 2 in two parts: the first has 32 bits, so that a small whole multiple is exact. */
static const double ln2_high = 0.693147180369123816490;
static const double ln2_low = 1.90821492927058770002e-10;

/* e^x for |x| < 700. The rest after whole powers of two is at most 0.35, where the series
 * to the 15th power is exact to 1e-17; what remains is rounding: relative error < 1e-15. */
static double exponential(double x)
{
    int power = (int)(x * 1.44269504088896340736 + (x < 0 ? -0.5 : 0.5));
    double rest = (x - power * ln2_high) - power * ln2_low;
    double sum = 1;
    for (int i = 15; i > 0; i--) {
        sum = 1 + rest / i * sum;
    }
    for (; power > 0; power--) {
        sum *= 2;
    }
    for (; power < 0; power++) {
        sum *= 0.5;
    }
    return sum;
}

/* ln x for x > 0, by ln((1 + s) / (1 - s)) with |s| <= 0.2, where the series to the 25th
 * power is exact to 1e-19: absolute error < 2e-15 for temperatures in kelvin. */
static double logarithm(double x)
{
    int power = 0;
    for (; x >= 1.5; x *= 0.5) {
        power++;
    }
    for (; x < 0.75; x *= 2) {
        power--;
    }
    double s = (x - 1) / (x + 1);
    double square = s * s;
    double sum = 0;
    for (int i = 25; i > 0; i -= 2) {
        sum = sum * square + 1.0 / i;
    }
    return power * ln2_high + (2 * s * sum + power * ln2_low);
}

double rfi_saturation_pressure(double t)
{
    double fit = 0;
    if (t < freezing) {
        fit = -5.6745359e3 / t + 6.3925247 +
              t * (-9.6778430e-3 +
                   t * (6.2215701e-7 + t * (2.0747825e-9 - t * 9.4840240e-13))) +
              4.1635019 * logarithm(t);
    } else {
        fit = -5.8002206e3 / t + 1.3914993 +
              t * (-4.8640239e-2 + t * (4.1764768e-5 - t * 1.4452093e-8)) +
              6.5459673 * logarithm(t);
    }
    return exponential(fit);
}

/* kg of water per kg of dry air; a vapour pressure as high as the air's is no mixture. */
static double humidity_ratio(double vapour, double pressure)
{
    const double most = 1000;
    return vapour * 1.001 >= pressure ? most : 0.621945 * vapour / (pressure - vapour);
}

/* Humidity ratio of air at dry bulb t that the wick at w cools to saturation, both in
 * degC; kJ and kg (ASHRAE Fundamentals, chapter 1, relations for water and for ice). */
static double ratio_for(double t, double w, double pressure, int frozen)
{
    double saturated = humidity_ratio(rfi_saturation_pressure(w + freezing), pressure);
    return frozen ? ((2830 - 0.24 * w) * saturated - 1.006 * (t - w)) /
                        (2830 + 1.86 * t - 2.1 * w)
                  : ((2501 - 2.326 * w) * saturated - 1.006 * (t - w)) /
                        (2501 + 1.86 * t - 4.186 * w);
}

static int64_t to_whole(double value)
{
    return (int64_t)(value + (value < 0 ? -0.5 : 0.5));
}

static double share_of(int64_t humidity)
{
    return (double)(humidity > 1000000 ? 1000000 : humidity) / 1e6;
}

enum { HALVINGS = 50 }; /* 200 K in steps below 1e-12 K */

int64_t rfi_wet_bulb(int64_t dry_bulb, int64_t humidity, int64_t pressure)
{
    double t = (double)(dry_bulb - 273150) / 1000;
    double p = (double)pressure;
    double vapour = share_of(humidity) * rfi_saturation_pressure(t + freezing);
    double ratio = humidity_ratio(vapour, p);
    if (humidity >= 1000000) {
        return dry_bulb;
    }
    int frozen = t < 0 || ratio_for(t, 0, p, 0) > ratio;
    double low = frozen ? -100 : 0;
    double high = frozen && t > 0 ? 0 : t;
    for (int i = 0; i < HALVINGS; i++) {
        double middle = (low + high) / 2;
        if (ratio_for(t, middle, p, frozen) < ratio) {
            low = middle;
        } else {
            high = middle;
        }
    }
    int64_t wet_bulb = 273150 + to_whole(high * 1000);
    return wet_bulb < dry_bulb ? wet_bulb : dry_bulb;
}

int64_t rfi_dew_point(int64_t dry_bulb, int64_t humidity)
{
    double t = (double)dry_bulb / 1000;
    double vapour = share_of(humidity) * rfi_saturation_pressure(t);
    double low = freezing - 100;
    double high = t;
    if (humidity >= 1000000) {
        return dry_bulb;
    }
    for (int i = 0; i < HALVINGS; i++) {
        double middle = (low + high) / 2;
        if (rfi_saturation_pressure(middle) < vapour) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return to_whole(high * 1000);
}

int64_t rfi_humidity(int64_t dry_bulb, int64_t dew_point)
{
    if (dew_point >= dry_bulb) {
        return 1000000;
    }
    return to_whole(1e6 * rfi_saturation_pressure((double)dew_point / 1000) /
                    rfi_saturation_pressure((double)dry_bulb / 1000));
}

double rfi_power_of(double base, double exponent)
{
    return exponential(exponent * logarithm(base));
}

int64_t rfi_standard_pressure(int64_t elevation)
{
    const int64_t lowest = -500000;
    const int64_t highest = 11000000;
    int64_t height = elevation < lowest    ? lowest
                     : elevation > highest ? highest
                                           : elevation;
    double shrunk = 1 - 2.25577e-5 * ((double)height / 1000);
    return (int64_t)(101325 * rfi_power_of(shrunk, 5.25588));
}
