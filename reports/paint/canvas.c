/* SPDX-License-Identifier: MIT */
#include "reports/paint/canvas.h"
#include "reports/paint/typeset.h"

#include <pango/pangocairo.h>
#include <string.h>

static const char *const tag_names[RFI_TAGS] = {
    "Document", "Sect", "H1", "H2", "H3",     "P",       "L",   "LI",
    "Table",    "TR",   "TH", "TD", "Figure", "Caption", "Note"};

void rfi_use_ink(cairo_t *canvas, rfi_ink ink)
{
    cairo_set_source_rgb(canvas, ((ink >> 16) & 0xFFU) / 255.0,
                         ((ink >> 8) & 0xFFU) / 255.0, (ink & 0xFFU) / 255.0);
}

static void trace_path(cairo_t *canvas, const rfi_drawing *drawing, const rfi_item *item)
{
    cairo_new_path(canvas);
    for (size_t i = item->step; i < item->step + item->steps; i++) {
        const rfi_step_to *step = &drawing->steps[i];
        const rfi_spot *to = step->to;
        switch (step->kind) {
        case RFI_MOVE:
            cairo_move_to(canvas, to[0].x, to[0].y);
            break;
        case RFI_LINE:
            cairo_line_to(canvas, to[0].x, to[0].y);
            break;
        case RFI_CURVE:
            cairo_curve_to(canvas, to[0].x, to[0].y, to[1].x, to[1].y, to[2].x, to[2].y);
            break;
        case RFI_CLOSE:
            cairo_close_path(canvas);
            break;
        }
    }
}

static void paint_path(cairo_t *canvas, const rfi_drawing *drawing, const rfi_item *item)
{
    trace_path(canvas, drawing, item);
    if (item->fill != RFI_NO_INK) {
        rfi_use_ink(canvas, item->fill);
        cairo_fill_preserve(canvas);
    }
    if (item->pen.ink != RFI_NO_INK && item->pen.weight > 0) {
        int count = 0;
        const double *lengths = rfi_dash_lengths(item->pen.dash, &count);
        rfi_use_ink(canvas, item->pen.ink);
        cairo_set_line_width(canvas, item->pen.weight);
        cairo_set_dash(canvas, lengths, count, 0);
        cairo_stroke_preserve(canvas);
    }
    cairo_new_path(canvas);
}

static void paint_text(cairo_t *canvas, const rfi_drawing *drawing, const rfi_item *item)
{
    PangoLayout *layout = rfi_typeset_line(drawing->typesetter, &item->letters, item->text);
    cairo_save(canvas);
    cairo_translate(canvas, item->at.x, item->at.y);
    if (item->letters.upward) {
        cairo_rotate(canvas, -1.57079632679489661923);
    }
    cairo_scale(canvas, RFI_MM_PER_POINT, RFI_MM_PER_POINT);
    cairo_move_to(canvas, 0, 0);
    rfi_use_ink(canvas, item->letters.ink);
    pango_cairo_show_layout_line(canvas, pango_layout_get_line_readonly(layout, 0));
    cairo_restore(canvas);
    g_object_unref(layout);
}

/* key='value' with quotes and backslashes escaped, as Cairo's tag attributes want it. */
void rfi_add_attribute(rfi_text *text, const char *key, const char *value)
{
    rfi_text_format(text, "%s%s='", text->size > 0 ? " " : "", key);
    for (const char *c = value; *c != '\0'; c++) {
        if (*c == '\'' || *c == '\\') {
            rfi_text_char(text, '\\');
        }
        rfi_text_char(text, *c);
    }
    rfi_text_char(text, '\'');
}

static void begin_link(cairo_t *canvas, const rfi_item *item)
{
    rfi_text attributes = RFI_TEXT_INIT;
    if (item->name != NULL) {
        rfi_add_attribute(&attributes, "dest", item->name);
    } else if (item->text != NULL) {
        rfi_add_attribute(&attributes, "uri", item->text);
    }
    cairo_tag_begin(canvas, CAIRO_TAG_LINK, attributes.data == NULL ? "" : attributes.data);
    rfi_text_finish(&attributes);
}

static void paint_dest(cairo_t *canvas, const rfi_item *item)
{
    double x = item->at.x;
    double y = item->at.y;
    cairo_user_to_device(canvas, &x, &y);
    rfi_text attributes = RFI_TEXT_INIT;
    rfi_add_attribute(&attributes, "name", item->name == NULL ? "" : item->name);
    rfi_text_format(&attributes, " x=%ld y=%ld", (long)x, (long)y);
    cairo_tag_begin(canvas, CAIRO_TAG_DEST, attributes.data == NULL ? "" : attributes.data);
    cairo_tag_end(canvas, CAIRO_TAG_DEST);
    rfi_text_finish(&attributes);
}

void rfi_paint_page(cairo_t *canvas, const rfi_drawing *drawing, const rfi_page *page,
                    bool tagged)
{
    cairo_set_line_cap(canvas, CAIRO_LINE_CAP_BUTT);
    cairo_set_line_join(canvas, CAIRO_LINE_JOIN_MITER);
    for (size_t i = page->item; i < page->item + page->items; i++) {
        const rfi_item *item = &drawing->items[i];
        if (item->kind == RFI_ITEM_PATH) {
            paint_path(canvas, drawing, item);
        } else if (item->kind == RFI_ITEM_TEXT) {
            paint_text(canvas, drawing, item);
        } else if (!tagged) {
            continue;
        } else if (item->kind == RFI_ITEM_TAG) {
            cairo_tag_begin(canvas, tag_names[item->tag], "");
        } else if (item->kind == RFI_ITEM_TAG_END) {
            cairo_tag_end(canvas, tag_names[item->tag]);
        } else if (item->kind == RFI_ITEM_LINK) {
            begin_link(canvas, item);
        } else if (item->kind == RFI_ITEM_LINK_END) {
            cairo_tag_end(canvas, CAIRO_TAG_LINK);
        } else if (item->kind == RFI_ITEM_DEST) {
            paint_dest(canvas, item);
        }
    }
}

cairo_status_t rfi_take_bytes(void *text, const unsigned char *bytes, unsigned int size)
{
    rfi_text *out = text;
    rfi_text_add_n(out, (const char *)bytes, size);
    return out->failed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

rf_code rfi_give_bytes(rfi_text *text, cairo_status_t status, rf_bytes *ret_bytes,
                       rf_diags *diags)
{
    if (text->failed || status == CAIRO_STATUS_NO_MEMORY) {
        rfi_text_finish(text);
        rfi_diag(diags, RF_ERROR, RFI_D_MEMORY, (rfi_place){0}, "memory is out");
        return RF_E_NO_MEMORY;
    }
    if (status != CAIRO_STATUS_SUCCESS) {
        rfi_text_finish(text);
        rfi_diag(diags, RF_ERROR, RFI_D_OUTPUT_FAILED, (rfi_place){0},
                 "the picture could not be made: %s", cairo_status_to_string(status));
        return RF_E_IO;
    }
    *ret_bytes = (rf_bytes){text->data, text->size};
    *text = (rfi_text)RFI_TEXT_INIT;
    return RF_OK;
}

bool rfi_may_paint(const rfi_drawing *drawing, rf_diags *diags)
{
    if (drawing->failed || drawing->depth != 0 || drawing->page_count == 0) {
        rfi_diag(diags, RF_ERROR, RFI_D_OUTPUT_FAILED, (rfi_place){0},
                 "the drawing is not complete");
        return false;
    }
    return true;
}
