/* SPDX-License-Identifier: MIT */
/* PDF: tagged, with outline, links and metadata. Dates come from the imprint, so that the
 * same drawing gives the same bytes. */
#include "reports/paint/canvas.h"
#include "reports/paint/pdf_finish.h"

#include <cairo-pdf.h>
#include <string.h>

static const double points_per_mm = 72.0 / 25.4;

static void set_metadata(cairo_surface_t *surface, const rfi_imprint *imprint)
{
    const struct {
        cairo_pdf_metadata_t key;
        const char *value;
    } rows[] = {
        {CAIRO_PDF_METADATA_TITLE, imprint->title},
        {CAIRO_PDF_METADATA_AUTHOR, imprint->author},
        {CAIRO_PDF_METADATA_SUBJECT, imprint->subject},
        {CAIRO_PDF_METADATA_KEYWORDS, imprint->keywords},
        {CAIRO_PDF_METADATA_CREATOR, imprint->creator},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (rows[i].value != NULL) {
            cairo_pdf_surface_set_metadata(surface, rows[i].key, rows[i].value);
        }
    }
    rfi_text date = RFI_TEXT_INIT;
    rfi_text_format(&date, "%sT00:00:00Z",
                    imprint->date == NULL ? "1970-01-01" : imprint->date);
    if (date.data != NULL) {
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date.data);
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date.data);
    }
    rfi_text_finish(&date);
}

static void add_outline(cairo_surface_t *surface, const rfi_drawing *drawing)
{
    int *ids = RFI_ARRAY(drawing->arena, drawing->bookmark_count, int);
    if (ids == NULL) {
        return;
    }
    for (size_t i = 0; i < drawing->bookmark_count; i++) {
        const rfi_bookmark *mark = &drawing->bookmarks[i];
        rfi_text link = RFI_TEXT_INIT;
        rfi_add_attribute(&link, "dest", mark->dest == NULL ? "" : mark->dest);
        int parent = mark->parent < 0 ? CAIRO_PDF_OUTLINE_ROOT : ids[mark->parent];
        ids[i] = cairo_pdf_surface_add_outline(surface, parent, mark->title, link.data,
                                               CAIRO_PDF_OUTLINE_FLAG_OPEN);
        rfi_text_finish(&link);
    }
}

rf_code rfi_paint_pdf(const rfi_drawing *drawing, const rfi_imprint *imprint,
                      rf_bytes *ret_bytes, rf_diags *diags)
{
    if (!rfi_may_paint(drawing, diags)) {
        return RF_E_MISUSE;
    }
    rfi_text text = RFI_TEXT_INIT;
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(rfi_take_bytes, &text, 1, 1);
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
    set_metadata(surface, imprint);
    cairo_t *canvas = cairo_create(surface);
    for (size_t i = 0; i < drawing->page_count; i++) {
        const rfi_page *page = &drawing->pages[i];
        cairo_pdf_surface_set_size(surface, page->width * points_per_mm,
                                   page->height * points_per_mm);
        if (i == 0) { /* the one root; a change of size would have lost it */
            cairo_tag_begin(canvas, "Document", NULL);
        }
        cairo_save(canvas);
        cairo_scale(canvas, points_per_mm, points_per_mm);
        rfi_paint_page(canvas, drawing, page, true);
        cairo_restore(canvas);
        if (i + 1 == drawing->page_count) {
            cairo_tag_end(canvas, "Document");
        }
        cairo_show_page(canvas);
    }
    add_outline(surface, drawing);
    cairo_status_t status = cairo_status(canvas);
    cairo_destroy(canvas);
    cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS) {
        status = cairo_surface_status(surface);
    }
    cairo_surface_destroy(surface);
    rfi_text finished = RFI_TEXT_INIT;
    if (status == CAIRO_STATUS_SUCCESS && !text.failed) {
        rfi_finish_pdf(drawing, imprint, &text, &finished);
    }
    finished.failed = finished.failed || text.failed;
    rfi_text_finish(&text);
    return rfi_give_bytes(&finished, status, ret_bytes, diags);
}
