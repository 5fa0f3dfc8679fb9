/* SPDX-License-Identifier: MIT */
/* Bound propagation: what a row and the bounds of its other variables leave for each. */
#ifndef PLANNER_SOLVE_PROPAGATE_H
#define PLANNER_SOLVE_PROPAGATE_H

#include "planner/solve/work.h"

void rfi_propagate_row(rfi_work *work, size_t row); /* puts the row into the queue */
void rfi_propagate_around(rfi_work *work, size_t variable); /* all rows of the variable */
void rfi_propagate_all(rfi_work *work);

/* Works the queue off. False: the bounds hold no solution. True: they may; every solution
 * within the old bounds is within the new ones. The number of rows looked at is capped, so
 * that bounds that creep do not hold up the search. The queue is empty afterwards. */
bool rfi_propagate(rfi_work *work);

#endif
