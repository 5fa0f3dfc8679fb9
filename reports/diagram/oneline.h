/* SPDX-License-Identifier: MIT */
/* The electrical one-line as a sheet: source on top, racks at the foot, A left of B, beside
 * each element its rating and its load from the normal state to the worst contingency. */
#ifndef REPORTS_DIAGRAM_ONELINE_H
#define REPORTS_DIAGRAM_ONELINE_H

#include "reports/diagram/task.h"

/* Draws the halls that share a sheet with task->hall: as many as it holds side by side,
 * counted from the first of the site on. */
rfi_draw_view rfi_draw_oneline_sheet;

/* Does a sheet begin with this hall? O(elements of the site). False when memory is out. */
bool rfi_begins_oneline(const rfi_sheet_task *task, const rfi_hall *hall);

#endif
