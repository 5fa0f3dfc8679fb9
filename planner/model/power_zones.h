/* SPDX-License-Identifier: MIT */
/* Power zones of a hall: what one pair of cords (a `feed` element) serves. Pods are dealt
 * to them in the order of their numbers, by the shares that the hall states. */
#ifndef PLANNER_MODEL_POWER_ZONES_H
#define PLANNER_MODEL_POWER_ZONES_H

#include "planner/model/site.h"

/* Zone of pod `pod` (1-based) when `pods` stand in the hall, 1-based; 0: the hall has one.
 * Ends of zones are rounded to the nearest pod, so none strays from its share by more than
 * one. Complexity: O(cords). */
int64_t rfi_power_zone_of_pod(const rfi_hall *hall, int64_t pods, int64_t pod);

#endif
