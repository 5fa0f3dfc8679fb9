/* SPDX-License-Identifier: MIT */
/* The A3 landscape sheet that every drawing shares: frame and zones in the manner of ISO
 * 5457 (20 mm filing margin), title block of 180 x 44 mm in the manner of ISO 7200. */
#ifndef REPORTS_DIAGRAM_SHEET_H
#define REPORTS_DIAGRAM_SHEET_H

#include "reports/paint/paint.h"

#define RFI_SHEET_WIDTH  420.0
#define RFI_SHEET_HEIGHT 297.0
#define RFI_SHEET_LEFT   26.0 /* live area */
#define RFI_SHEET_RIGHT  404.0
#define RFI_SHEET_TOP    16.0
#define RFI_SHEET_FOOT   281.0
#define RFI_BLOCK_LEFT   230.0 /* title block */
#define RFI_BLOCK_TOP    243.0

typedef struct rfi_title_block { /* strings as printed; NULL prints a dash */
    const char *site, *title, *number;
    const char *plan, *reference, *scale, *as_of, *status;
    const char *program, *digest, *checked, *set;
    bool not_surveyed; /* the black band "Reference design, not surveyed" */
} rfi_title_block;

void rfi_draw_frame(rfi_drawing *drawing);
void rfi_draw_title_block(rfi_drawing *drawing, const rfi_title_block *block);
/* Bar of at most 100 mm, with the scale in words beneath; x, y: upper left corner of the
 * bar. */
void rfi_draw_scale_bar(rfi_drawing *drawing, double x, double y, int64_t scale);

#endif
