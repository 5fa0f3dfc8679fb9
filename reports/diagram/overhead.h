/* SPDX-License-Identifier: MIT */
/* What hangs over the racks of one hall, seen from above: busways, cable trays, coolant
 * manifolds. The racks are context. */
#ifndef REPORTS_DIAGRAM_OVERHEAD_H
#define REPORTS_DIAGRAM_OVERHEAD_H

#include "reports/diagram/task.h"

rfi_draw_view rfi_draw_overhead_sheet;

/* Whether anything hangs over the hall in the plan. */
bool rfi_has_overhead(const rfi_judgement *judgement, const rfi_hall *hall);

#endif
