/* SPDX-License-Identifier: MIT */
/* Elevations of one rack of the profile and of its scalable unit, side by side and to
 * scale: only what the profile states; what nobody stated is drawn open and dashed. */
#ifndef REPORTS_DIAGRAM_RACK_H
#define REPORTS_DIAGRAM_RACK_H

#include "reports/diagram/task.h"

/* task->scale is that of the scalable unit. */
rfi_draw_view rfi_draw_rack_sheet;

#endif
