/* SPDX-License-Identifier: MIT */
/* The cooling schematic of one hall as a sheet: ambient at the left, plants in series,
 * racks at the right, one band per loop; on the design day at the end that is drawn. */
#ifndef REPORTS_DIAGRAM_COOLING_H
#define REPORTS_DIAGRAM_COOLING_H

#include "reports/diagram/task.h"

rfi_draw_view rfi_draw_cooling_sheet;

#endif
