/* SPDX-License-Identifier: MIT */
/* A hall today and in the plan, side by side at one scale: what mines there, what takes its
 * place. */
#ifndef REPORTS_DIAGRAM_CHANGE_H
#define REPORTS_DIAGRAM_CHANGE_H

#include "reports/diagram/task.h"

rfi_draw_view rfi_draw_change_sheet;

/* Whether the hall mines today and takes racks in the plan. */
bool rfi_has_change(const rfi_judgement *judgement, const rfi_hall *hall);

#endif
