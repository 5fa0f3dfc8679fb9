/* SPDX-License-Identifier: MIT */
/* Which aisles stand beside the rows of a hall: cold ones in front and hot ones behind, or,
 * where next to no heat goes to the air, equal service aisles without containment. */
#ifndef PLANNER_MODEL_AISLES_H
#define PLANNER_MODEL_AISLES_H

#include "planner/model/profile.h"
#include "planner/model/rules.h"

/* The hall asks for service aisles, and even at the low end of its liquid share the profile
 * leaves no more heat to the air than SERVICE_AIR at its base. */
bool rfi_aisles_serve(const rfi_hall *hall, const rfi_profile *profile,
                      const rfi_rules *rules);
/* Width of the aisle in front (hot: behind), as the hall states it, else the rule; a
 * choice, so its base counts. */
const rfi_figure *rfi_aisle_of(const rfi_hall *hall, const rfi_profile *profile,
                               const rfi_rules *rules, bool hot);

#endif
