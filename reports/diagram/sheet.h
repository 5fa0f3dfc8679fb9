/* SPDX-License-Identifier: MIT */
/* The landscape sheets that every drawing shares, A4 to A1 and ANSI A to D: frame and zones
 * in the manner of ISO 5457 (20 mm filing margin, 10 mm else, also on ANSI sheets), title
 * block in the manner of ISO 7200: 180 x 44 mm, on A4 and ANSI A 106 x 34 mm. */
#ifndef REPORTS_DIAGRAM_SHEET_H
#define REPORTS_DIAGRAM_SHEET_H

#include "reports/paint/paint.h"

typedef struct rfi_sheet { /* millimetre on paper */
    const char *name;      /* "A3" */
    double width, height;
    double frame_left, frame_top, frame_right, frame_foot;
    double left, right, top, foot; /* live area, 6 mm inside the frame */
    double block_left, block_top;  /* title block; it ends in the corner of the frame */
    bool small;                    /* A4, ANSI A: short block, smaller head */
} rfi_sheet;

rfi_sheet rfi_sheet_of(rf_sheet format);

typedef struct rfi_title_block { /* strings as printed; NULL prints a dash */
    const char *site, *title, *number;
    const char *plan, *reference, *scale, *as_of, *status;
    const char *program, *digest, *checked, *set;
    bool not_surveyed; /* the black band "Reference design, not surveyed" */
} rfi_title_block;

void rfi_draw_frame(rfi_drawing *drawing, const rfi_sheet *sheet);
void rfi_draw_title_block(rfi_drawing *drawing, const rfi_sheet *sheet,
                          const rfi_title_block *block);
/* Bar of at most `most` mm (and 100 mm), with the scale in words beneath; at: upper left
 * corner of the bar. */
void rfi_draw_scale_bar(rfi_drawing *drawing, const rfi_sheet *sheet, rfi_spot at,
                        int64_t scale, double most);

/* An arrow in a circle; direction counter-clockwise from up, micro-degrees. */
void rfi_draw_north(rfi_drawing *drawing, double x, double y, int64_t microdegree);

#endif
