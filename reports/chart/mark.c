/* SPDX-License-Identifier: MIT */
/* Marks of the fit matrix: told apart in grey by fill, hatch and dash. */
#include "reports/chart/chart.h"

void rfi_draw_mark(rfi_drawing *drawing, rfi_box box, rfi_mark mark, const char *text)
{
    rfi_letters letters = {.size = 7, .align = RFI_CENTRE};
    double x = box.x + box.width / 2;
    double base = box.y + box.height / 2 + 0.9;
    switch (mark) {
    case RFI_MARK_FAILS:
        rfi_draw_rect(drawing, box, &(rfi_look){.fill = RFI_INK_WALL});
        letters.face = RFI_FACE_STRONG;
        letters.ink = RFI_INK_WHITE;
        break;
    case RFI_MARK_TIGHT: {
        rfi_draw_rect(drawing, box,
                      &(rfi_look){.pen = {RFI_INK_TEXT, RFI_BROAD, 0},
                                  .hatch = RFI_HATCH_SLASH,
                                  .hatch_ink = RFI_INK_RULE,
                                  .pitch = 1.1});
        letters.face = RFI_FACE_STRONG;
        double width = rfi_measure_text(drawing, &letters, text).width + 1.2;
        rfi_draw_rect(drawing, (rfi_box){x - width / 2, base - 2.3, width, 2.8},
                      &(rfi_look){.fill = RFI_INK_WHITE});
        break;
    }
    case RFI_MARK_UNKNOWN:
        rfi_draw_rect(drawing, box,
                      &(rfi_look){.pen = {RFI_INK_SOFT, RFI_THIN, RFI_DASH_CLEARANCE}});
        letters.face = RFI_FACE_STRONG;
        break;
    case RFI_MARK_NONE:
        letters.ink = RFI_INK_HINT;
        break;
    case RFI_MARK_HOLDS:
        break;
    }
    rfi_draw_text(drawing, x, base, text, &letters);
}
