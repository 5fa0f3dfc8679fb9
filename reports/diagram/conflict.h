/* SPDX-License-Identifier: MIT */
/* The conflict overlay of one hall: the plan goes pale, what fails is strong. Numbered
 * diamonds lead from the place to a table of requirement, place, limit, demand and what is
 * short. */
#ifndef REPORTS_DIAGRAM_CONFLICT_H
#define REPORTS_DIAGRAM_CONFLICT_H

#include "reports/diagram/task.h"

/* Of a proven no fit the members of its conflicts; where the want is not met for certain,
 * what fails or may fail at the unfavourable end; else what binds the next pod. */
rfi_draw_view rfi_draw_conflict_sheet;

/* Whether the overlay of the hall (NULL: of any) says something that is not a fit. */
bool rfi_has_conflict(const rfi_judgement *judgement);

#endif
