/* SPDX-License-Identifier: MIT */
/* Where labels may stand: a list of occupied boxes on paper. The first free candidate is
 * taken, so that places depend on geometry and order only. */
#ifndef REPORTS_DIAGRAM_LABEL_H
#define REPORTS_DIAGRAM_LABEL_H

#include "reports/paint/paint.h"

typedef struct rfi_labels {
    rfi_drawing *drawing;
    rfi_box *boxes;
    size_t count, capacity;
    rfi_box area; /* live area */
} rfi_labels;

void rfi_occupy(rfi_labels *labels, rfi_box box);
bool rfi_is_free(const rfi_labels *labels, rfi_box box);
/* Occupies the place of the text without drawing it; false when it is not free. Undone by
 * setting labels->count back. */
bool rfi_reserve_label(rfi_labels *labels, rfi_spot spot, const char *text,
                       const rfi_letters *letters, double around);
/* Draws the text at the first of the spots (baseline, by letters->align) where its ink and
 * `around` mm are free, and occupies it. ground: colour of a box beneath, RFI_NO_INK:
 * none. Returns the index of the spot, or -1 when none is free. */
int rfi_place_label(rfi_labels *labels, const rfi_spot *spots, size_t count,
                    const char *text, const rfi_letters *letters, double around,
                    rfi_ink ground);

#endif
