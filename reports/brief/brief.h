/* SPDX-License-Identifier: MIT */
/* The brief: the PDF document for an investment committee. One-page summary, site and power
 * chain, floor plans, requirements, information requests, assumption book. It chooses words
 * and places; every number comes from the evaluation and leads to a row of the book. */
#ifndef REPORTS_BRIEF_BRIEF_H
#define REPORTS_BRIEF_BRIEF_H

#include "planner/model/comparison.h"
#include "reports/paint/paint.h"

/* Appends the pages of the brief about evaluation->judgements[index] to an empty drawing.
 * options: retrofit plans for the same site and profile, on pages of
 * their own; NULL: the site as it is. A4 and Letter have the same measure of 174 mm. False
 * when the drawing failed. */
bool rfi_compose_brief(const rfi_evaluation *evaluation, size_t index,
                       const rfi_comparison *options, rf_paper paper, rfi_drawing *drawing);

/* Title, subject, keywords and date of the file; strings live in the drawing's arena. */
rfi_imprint rfi_brief_imprint(const rfi_evaluation *evaluation, size_t index,
                              const rfi_comparison *options, rfi_drawing *drawing);

#endif
