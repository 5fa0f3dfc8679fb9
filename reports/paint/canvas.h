/* SPDX-License-Identifier: MIT */
/* Drawing one page of the list onto a Cairo context whose unit is the millimetre. */
#ifndef REPORTS_PAINT_CANVAS_H
#define REPORTS_PAINT_CANVAS_H

#include <cairo.h>

#include "reports/paint/paint.h"

/* tagged: emit structure, links and destinations (PDF). */
void rfi_paint_page(cairo_t *canvas, const rfi_drawing *drawing, const rfi_page *page,
                    bool tagged);
void rfi_use_ink(cairo_t *canvas, rfi_ink ink);
/* key='value', escaped as Cairo's tag attributes want it. */
void rfi_add_attribute(rfi_text *text, const char *key, const char *value);
/* A cairo_write_func_t on an rfi_text. */
cairo_status_t rfi_take_bytes(void *text, const unsigned char *bytes, unsigned int size);
/* Ends a back-end: moves the text into ret_bytes, or frees it and says why not. */
rf_code rfi_give_bytes(rfi_text *text, cairo_status_t status, rf_bytes *ret_bytes,
                       rf_diags *diags);
/* False, with a diagnostic, for a failed or unfinished drawing. */
bool rfi_may_paint(const rfi_drawing *drawing, rf_diags *diags);

#endif
