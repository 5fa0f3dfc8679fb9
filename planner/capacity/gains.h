/* SPDX-License-Identifier: MIT */
/* What the measures on offer do to every requirement (docs/retrofit.md, "Effects").
 * Internal to capacity. */
#ifndef PLANNER_CAPACITY_GAINS_H
#define PLANNER_CAPACITY_GAINS_H

#include "planner/capacity/capacity.h"

/* Kinds of plant and element as effects write them; the KINDS count when it is none. */
rfi_plant_kind rfi_effect_plant(const rfi_effect *effect);
rfi_element_kind rfi_effect_element(const rfi_effect *effect);

/* Is the effect one of this kind, of a measure that can stand in a hall? */
bool rfi_effect_is(const rfi_measure *measure, const rfi_effect *effect,
                   rfi_requirement_kind kind);
/* Effects that state the level that their plant reaches: the test that it settles, else
 * RFI_REQUIREMENT_KIND_COUNT. */
rfi_requirement_kind rfi_effect_level(const rfi_effect *effect);
/* Does such an effect stand for plants of this hall? */
bool rfi_level_in_hall(const rfi_study *study, const rfi_effect *effect,
                       const rfi_hall *hall);

/* Rows of several groups, or plants, of one kind at one place: a new unit serves one of
 * them. Do both subjects stand for such rows of the same kind of requirement? */
bool rfi_gains_alike(rfi_requirement_kind kind, const rfi_subject *a, const rfi_subject *b);
/* Can a unit of the measure stand where the row does, and raise its limit? */
bool rfi_effect_raises(const rfi_study *study, const rfi_measure *measure,
                       const rfi_effect *effect, const rfi_requirement *requirement,
                       const rfi_subject *subject);
/* More groups than this are not joined (their subsets become too many): each is credited
 * an equal part of a unit instead. */
enum { RFI_JOINT_MOST = 4 };

/* Fills the gains of every requirement of the list; nothing without measures on offer.
 * O(requirements * effects). False when memory is out. */
bool rfi_gains_fill(const rfi_study *study, rfi_requirement_list *list);

#endif
