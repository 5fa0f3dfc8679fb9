/* SPDX-License-Identifier: MIT */
/* What carries the racks for a while or in part: the supplies inside a rack after the loss
 * of a feed, the energy that a UPS holds. */
#ifndef PLANNER_CAPACITY_SUPPLIES_H
#define PLANNER_CAPACITY_SUPPLIES_H

#include "planner/capacity/study.h"

/* Does the profile say how its supplies are spread over the feeds? */
bool rfi_supplies_are_stated(const rfi_profile *profile);
/* Supplies that are left when the worst of the feeds is lost: on_a of them hang on feed A,
 * the others are spread evenly over the other feeds. */
int64_t rfi_supplies_left(int64_t supplies, int64_t on_a, int64_t feeds);
/* Power in mW at the plug for so much behind the supplies, rounded down: a limit. */
int64_t rfi_supplies_input(int64_t power, int64_t efficiency);
/* Stored energy in mWh for a load in mW over a time in us, rounded up. */
int64_t rfi_ride_through_energy(int64_t load, int64_t time, int64_t efficiency);

#endif
