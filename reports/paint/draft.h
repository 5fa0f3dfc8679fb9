/* SPDX-License-Identifier: MIT */
/* What the files that build a draw list share. */
#ifndef REPORTS_PAINT_DRAFT_H
#define REPORTS_PAINT_DRAFT_H

#include "reports/paint/paint.h"

/* A zeroed item at the end of the list, counted to the open page. NULL, and the drawing
 * failed, when memory is out or no page is open. */
rfi_item *rfi_add_item(rfi_drawing *drawing, rfi_item_kind kind);
/* Copies into the drawing's arena; NULL in, NULL out. Marks failure. */
const char *rfi_keep_text(rfi_drawing *drawing, const char *text);
/* Appends the hatch of the path in steps [first, first + count) as an item of its own. */
void rfi_add_hatch(rfi_drawing *drawing, size_t first, size_t count, const rfi_look *look);

/* A decimal number without exponent, trailing zeros removed, never "-0". */
void rfi_add_decimal(rfi_text *text, double value, int decimals);

#endif
