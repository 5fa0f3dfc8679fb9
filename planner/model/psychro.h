/* SPDX-License-Identifier: MIT */
/* Moist air: wet bulb, dew point and humidity from what a weather file states. Only + - x /
 * and an exponential and a logarithm of our own are used, so that a result is the same bits
 * on every compiler and library; it is rounded once, to a millikelvin or a millionth.
 *
 * Saturation pressure: Hyland and Wexler 1983 (the fit of ASHRAE Fundamentals, chapter 1),
 * over water from 0 degC up and over ice below. Wet bulb: the adiabatic-saturation relation
 * of the same chapter. Valid from -100 degC to 100 degC. */
#ifndef PLANNER_MODEL_PSYCHRO_H
#define PLANNER_MODEL_PSYCHRO_H

#include <stdint.h>

/* Temperatures in millikelvin, humidity in parts per million of saturation (above 1000000
 * counts as saturated), pressure of the station in pascal. */

/* Thermodynamic wet bulb, never above the dry bulb. Around freezing a liquid and a frozen
 * wick may both satisfy the relation: the liquid one, which is warmer, is returned. */
int64_t rfi_wet_bulb(int64_t dry_bulb, int64_t humidity, int64_t pressure);

/* Temperature at which the vapour of this air saturates; never above the dry bulb. */
int64_t rfi_dew_point(int64_t dry_bulb, int64_t humidity);

/* Relative humidity of air with this dew point; at most 1000000. */
int64_t rfi_humidity(int64_t dry_bulb, int64_t dew_point);

/* Saturation pressure in pascal; relative error of the evaluation below 1e-13. */
double rfi_saturation_pressure(double kelvin);

/* base to the power of exponent, base > 0; relative error below 1e-13 for results between
 * 1e-6 and 1e6. */
double rfi_power_of(double base, double exponent);

/* Pressure of the standard atmosphere at this elevation, rounded down to a pascal: 101325 x
 * (1 - 2.25577e-5 h)^5.25588, millimetres above the sea; from -500 m to 11,000 m. */
int64_t rfi_standard_pressure(int64_t elevation);

#endif
