/* SPDX-License-Identifier: MIT */
/* Pinned fonts and single lines of text, for the files of this room only. Layout space is
 * points; the caller scales to millimetres. */
#ifndef REPORTS_PAINT_TYPESET_H
#define REPORTS_PAINT_TYPESET_H

#include <pango/pango.h>

#include "reports/paint/paint.h"

#define RFI_MM_PER_POINT (25.4 / 72.0)

/* Cap height and reach of Inter in parts of the size (units per em 2048: 1490, 1984, 494).
 */
#define RFI_CAP_HEIGHT 0.7273
#define RFI_ASCENT     0.96875
#define RFI_DESCENT    0.24121

rfi_typesetter *rfi_typesetter_new(rf_diags *diags);
void rfi_typesetter_free(rfi_typesetter *typesetter);

/* A layout of the text with its switches turned into attributes; width in points or
 * negative for one line. ret_plain (may be NULL, else g_free it) is the text as laid out;
 * ret_origin (may be NULL, else g_free it) tells for each byte of it where it came from. */
PangoLayout *rfi_typeset(const rfi_typesetter *typesetter, const rfi_letters *letters,
                         const char *text, double width, char **ret_plain,
                         size_t **ret_origin);
/* The same of one line, without plain text and origins; kept for the next time, since the
 * same figures and words come again and again. Unref it. */
PangoLayout *rfi_typeset_line(rfi_typesetter *typesetter, const rfi_letters *letters,
                              const char *text);

#endif
