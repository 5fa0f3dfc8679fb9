/* SPDX-License-Identifier: MIT */
/* What Cairo 1.16 cannot write into a PDF: alternative text of figures, the language, that
 * the title is to be shown, and a file identifier made from the content. */
#ifndef REPORTS_PAINT_PDF_FINISH_H
#define REPORTS_PAINT_PDF_FINISH_H

#include "reports/paint/paint.h"

/* Adds them to a PDF with a plain cross-reference table; one of another build is left as
 * it is. ret_text takes the result; pdf is not changed. */
void rfi_finish_pdf(const rfi_drawing *drawing, const rfi_imprint *imprint,
                    const rfi_text *pdf, rfi_text *ret_text);

#endif
