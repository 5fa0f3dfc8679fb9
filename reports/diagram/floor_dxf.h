/* SPDX-License-Identifier: MIT */
/* The floor plan of one hall for architects: DXF release 12, in millimetres of the hall's
 * own frame (not turned), layers by meaning, a block for each kind and size of rack. */
#ifndef REPORTS_DIAGRAM_FLOOR_DXF_H
#define REPORTS_DIAGRAM_FLOOR_DXF_H

#include "planner/base/text.h"
#include "planner/model/evaluation.h"

/* A hall without known outline gives the note that says so. Writes into text, which is
 * sticky. O(racks * kinds of racks). */
void rfi_write_floor_dxf(const rfi_evaluation *evaluation, const rfi_judgement *judgement,
                         const rfi_hall *hall, rfi_text *text);

#endif
