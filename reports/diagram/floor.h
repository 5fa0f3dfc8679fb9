/* SPDX-License-Identifier: MIT */
/* The floor plan of one hall as a sheet: what stands where, to scale, with the finding
 * as its title. Everything printed comes from the evaluation; here it is only counted and
 * laid out. */
#ifndef REPORTS_DIAGRAM_FLOOR_H
#define REPORTS_DIAGRAM_FLOOR_H

#include "reports/diagram/task.h"

/* Draws the sheet of the task's hall. A hall without known outline gives a sheet that says
 * so and lists what to ask for. */
rfi_draw_view rfi_draw_floor_sheet;

#endif
