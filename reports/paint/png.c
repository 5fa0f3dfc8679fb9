/* SPDX-License-Identifier: MIT */
/* PNG on a white ground. */
#include "reports/paint/canvas.h"

#include <math.h>

rf_code rfi_paint_png(const rfi_drawing *drawing, size_t page, double dpi,
                      rf_bytes *ret_bytes, rf_diags *diags)
{
    if (!rfi_may_paint(drawing, diags) || page >= drawing->page_count ||
        !(dpi >= 10 && dpi <= 1200)) {
        return RF_E_MISUSE;
    }
    const rfi_page *sheet = &drawing->pages[page];
    double scale = dpi / 25.4;
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)lround(sheet->width * scale),
                                   (int)lround(sheet->height * scale));
    cairo_t *canvas = cairo_create(surface);
    rfi_use_ink(canvas, RFI_INK_WHITE);
    cairo_paint(canvas);
    cairo_scale(canvas, scale, scale);
    rfi_paint_page(canvas, drawing, sheet, false);
    cairo_status_t status = cairo_status(canvas);
    cairo_destroy(canvas);
    rfi_text text = RFI_TEXT_INIT;
    if (status == CAIRO_STATUS_SUCCESS) {
        status = cairo_surface_write_to_png_stream(surface, rfi_take_bytes, &text);
    }
    cairo_surface_destroy(surface);
    return rfi_give_bytes(&text, status, ret_bytes, diags);
}
