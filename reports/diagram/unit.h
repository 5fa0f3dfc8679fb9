/* SPDX-License-Identifier: MIT */
/* One scalable unit of a hall, large: what stands on the floor, and what hangs over it. */
#ifndef REPORTS_DIAGRAM_UNIT_H
#define REPORTS_DIAGRAM_UNIT_H

#include "reports/diagram/task.h"

/* The unit of the hall that holds the most racks; of equals the first. */
rfi_draw_view rfi_draw_unit_sheet;

bool rfi_has_unit(const rfi_judgement *judgement, const rfi_hall *hall);

#endif
