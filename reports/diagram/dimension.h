/* SPDX-License-Identifier: MIT */
/* Dimension chains in the manner of building drawings: oblique ticks, extension lines with
 * a gap to the object, the figure in millimetres above the line, read from below or from
 * the right. */
#ifndef REPORTS_DIAGRAM_DIMENSION_H
#define REPORTS_DIAGRAM_DIMENSION_H

#include "reports/diagram/label.h"
#include "reports/diagram/view.h"

typedef struct rfi_chain {
    int64_t *at;        /* points along u (or v when upright), ascending */
    const char **words; /* one fewer; NULL: the length itself */
    size_t count;       /* points */
    bool upright;       /* along v */
    double line;        /* paper y (or x when upright) of the dimension line */
    double object;      /* paper y (or x) of the edge that is measured */
} rfi_chain;

/* "23 400", thousands by thin spaces. */
const char *rfi_millimetres(rfi_arena *arena, int64_t length);
/* "1.2 m" */
const char *rfi_metres(rfi_arena *arena, int64_t length);
/* True when every figure fits between its ticks. */
bool rfi_chain_fits(const rfi_drawing *drawing, const rfi_view *view,
                    const rfi_chain *chain);
/* A figure too wide for its ticks goes to the outer side of the line. Returns how many
 * found no room there either. */
size_t rfi_draw_chain(rfi_labels *labels, const rfi_view *view, const rfi_chain *chain);

#endif
