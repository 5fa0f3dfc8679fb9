/* SPDX-License-Identifier: MIT */
/* The campus: every hall as a footprint with what it takes, the interconnects and shared
 * plants that feed it, the links out. To scale where the site says where its halls stand;
 * else the halls are arranged in rows, each to scale, and the sheet says so. */
#ifndef REPORTS_DIAGRAM_CAMPUS_H
#define REPORTS_DIAGRAM_CAMPUS_H

#include "reports/diagram/task.h"

rfi_draw_view rfi_draw_campus_sheet;

#endif
