/* SPDX-License-Identifier: MIT */
/* Swings of a synchronous load against what the grid takes of them and what a battery
 * (BESS) takes off. */
#ifndef PLANNER_CAPACITY_SWINGS_H
#define PLANNER_CAPACITY_SWINGS_H

#include <stdint.h>

/* Largest swing from trough to peak, mW, when the grid sees the mean and at most `band` of
 * the swing: the battery gives above it and takes below. */
int64_t rfi_swing_limit(int64_t band, int64_t battery);
/* Largest step, mW, that a store of `energy` in mWh covers while the grid follows at `ramp`
 * in mW/s: the deficit is a triangle, step^2 / (2 ramp). Rounded down. */
int64_t rfi_ramp_step(int64_t ramp, int64_t energy);
/* Energy in mWh that moves in half a period of a square wave of that swing around its mean:
 * swing / 2 x period / 2; rounded up, resp. down for what a band takes off. */
int64_t rfi_swing_energy(int64_t swing, int64_t period);
int64_t rfi_swing_energy_floor(int64_t swing, int64_t period);

#endif
