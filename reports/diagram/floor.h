/* SPDX-License-Identifier: MIT */
/* The floor plan of one hall as an A3 sheet: what stands where, to scale, with the finding
 * as its title. Everything printed comes from the evaluation; here it is only counted and
 * laid out. */
#ifndef REPORTS_DIAGRAM_FLOOR_H
#define REPORTS_DIAGRAM_FLOOR_H

#include "planner/model/evaluation.h"
#include "reports/paint/paint.h"

typedef struct rfi_floor_options {
    int sheet, sheets;     /* "3 of 11"; 0: 1 of 1 */
    const char *site_name; /* replaces the site's name (redaction); NULL: the site's */
} rfi_floor_options;

/* Opens a page of 420 x 297 mm in out and draws the sheet of hall. A hall without known
 * outline gives a sheet that says so and lists what to ask for. options may be NULL. False
 * when the drawing failed. */
bool rfi_draw_floor_sheet(const rfi_evaluation *evaluation, const rfi_judgement *judgement,
                          const rfi_hall *hall, const rfi_floor_options *options,
                          rfi_drawing *out);

/* The floor of hall in the plan that is drawn, or NULL. */
const rfi_floor *rfi_judgement_floor(const rfi_judgement *judgement, const rfi_hall *hall);
/* Title and subject for the imprint of the file, in the drawing's arena. */
const char *rfi_floor_title(const rfi_evaluation *evaluation,
                            const rfi_judgement *judgement, const rfi_hall *hall,
                            rfi_drawing *out);
const char *rfi_floor_alternative(const rfi_evaluation *evaluation,
                                  const rfi_judgement *judgement, const rfi_hall *hall,
                                  rfi_drawing *out);

#endif
