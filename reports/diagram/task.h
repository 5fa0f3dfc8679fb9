/* SPDX-License-Identifier: MIT */
/* What a view is asked to draw, what it gives back, and what every sheet says in the same
 * way: head, verdict, title block. */
#ifndef REPORTS_DIAGRAM_TASK_H
#define REPORTS_DIAGRAM_TASK_H

#include "planner/model/evaluation.h"
#include "planner/model/loading.h"
#include "reports/diagram/sheet.h"

typedef struct rfi_sheet_task {
    const rfi_evaluation *evaluation;
    const rfi_judgement *judgement; /* one of the evaluation's */
    const rfi_hall *hall;           /* NULL: a sheet of the whole site */
    const rfi_loading *loading;     /* of the judgement; NULL for floors */
    rf_sheet format;
    int64_t scale;     /* 200 for 1:200; 0: the largest usual one that fits */
    int sheet, sheets; /* "3 of 11"; 0: 1 of 1 */
} rfi_sheet_task;

typedef struct rfi_sheet_words { /* in the drawing's arena */
    const char *title;           /* the finding */
    const char *alternative;     /* for readers who do not see it */
    int64_t least_scale;         /* not 0: the scale asked for leaves the sheet, and this is
                                    the largest usual one that does not */
} rfi_sheet_words;

/* Opens a page and draws one sheet. False when the drawing failed. */
typedef bool rfi_draw_view(const rfi_sheet_task *task, rfi_drawing *out,
                           rfi_sheet_words *ret_words);

/* Title (the finding, H1) and the line beneath, left of the verdict. */
void rfi_draw_sheet_head(rfi_drawing *drawing, const rfi_sheet *sheet, const char *title,
                         const char *subtitle);
/* Verdict at the upper right: icon, word, and what the drawn plan holds for. */
void rfi_draw_sheet_verdict(rfi_drawing *drawing, const rfi_sheet *sheet,
                            const rfi_judgement *judgement);
/* kind: "Floor plan"; prefix: "FP" of sheet number FP-A-01; scale: 0: none. */
void rfi_draw_sheet_block(rfi_drawing *drawing, const rfi_sheet *sheet,
                          const rfi_sheet_task *task, const char *kind, const char *prefix,
                          int64_t scale);

/* The floor of hall in the plan that is drawn, or NULL. */
const rfi_floor *rfi_judgement_floor(const rfi_judgement *judgement, const rfi_hall *hall);
/* "Hall A" at the begin, else "hall A"; a given name is kept as it is. */
const char *rfi_hall_title(rfi_arena *arena, const rfi_hall *hall, bool begins);

#endif
