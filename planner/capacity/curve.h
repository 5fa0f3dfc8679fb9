/* SPDX-License-Identifier: MIT */
/* Groups that state a curve of losses instead of an efficiency: what they read, and the
 * lines that rows take for the curve. Internal to capacity. */
#ifndef PLANNER_CAPACITY_CURVE_H
#define PLANNER_CAPACITY_CURVE_H

#include "planner/capacity/loss.h"
#include "planner/capacity/study.h"

bool rfi_states_losses(const rfi_element *element);
/* A group states a curve on all of its members or on none: the reader sees to it. */
bool rfi_has_curve(const rfi_link_of_chain *link);

/* In a chain. What `power` that leaves a group adds to its losses, milliwatt; and what it
 * draws at no load, as the line of the end has it. */
int64_t rfi_growing_loss(const rfi_study *study, rfi_view *view,
                         const rfi_link_of_chain *link, int64_t power);
int64_t rfi_standing_loss(rfi_view *view, const rfi_link_of_chain *link);

/* One bus of a network: a side of a group, or all of it. The chord ends at what is rated of
 * the bus, which in no state more passes. */
typedef struct rfi_passage {
    rfi_loss_curve curve;
    int64_t most; /* end of the chord, milliwatt */
    bool tangent; /* of the favourable end */
} rfi_passage;

rfi_passage rfi_passage_of(const rfi_study *study, rfi_view *view,
                           const rfi_link_of_chain *link, rfi_side side);
int64_t rfi_passage_growth(const rfi_passage *passage, int64_t power);
int64_t rfi_passage_standing(const rfi_passage *passage);

#endif
