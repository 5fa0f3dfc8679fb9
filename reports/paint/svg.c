/* SPDX-License-Identifier: MIT */
/* SVG, written by hand: groups keep their ids, titles and descriptions, text becomes
 * outlines that are defined once a glyph and used where needed. Ids depend on the drawing
 * only. */
#include "reports/paint/canvas.h"
#include "reports/paint/draft.h"
#include "reports/paint/typeset.h"

#include <math.h>
#include <pango/pangocairo.h>

typedef struct svg {
    rfi_text body;
    rfi_text glyphs;   /* definitions */
    GHashTable *known; /* "font pointer/glyph" -> number + 1 */
    GPtrArray *fonts;  /* kept alive so that a pointer means one font */
    cairo_t *outliner;
    const char *prefix; /* of glyph ids */
} svg;

static void add_pair(rfi_text *text, char command, rfi_spot spot, int decimals)
{
    if (command != '\0') {
        rfi_text_char(text, command);
    }
    rfi_add_decimal(text, spot.x, decimals);
    rfi_text_char(text, ' ');
    rfi_add_decimal(text, spot.y, decimals);
}

typedef struct pen_place { /* thousandths of a millimetre, so that steps never drift */
    long long x, y;
} pen_place;

static pen_place round_place(rfi_spot spot)
{
    return (pen_place){llround(spot.x * 1000), llround(spot.y * 1000)};
}

static void add_move(rfi_text *text, char command, pen_place from, pen_place to)
{
    rfi_spot step = {(double)(to.x - from.x) / 1000, (double)(to.y - from.y) / 1000};
    if (command == 'l' && to.y == from.y) {
        rfi_text_char(text, 'h');
        rfi_add_decimal(text, step.x, 3);
    } else if (command == 'l' && to.x == from.x) {
        rfi_text_char(text, 'v');
        rfi_add_decimal(text, step.y, 3);
    } else {
        add_pair(text, command, step, 3);
    }
}

static void add_steps(rfi_text *text, const rfi_step_to *steps, size_t count)
{
    pen_place at = {0, 0};
    pen_place start = {0, 0};
    for (size_t i = 0; i < count; i++) {
        pen_place to = round_place(steps[i].to[0]);
        switch (steps[i].kind) {
        case RFI_MOVE:
            add_move(text, i == 0 ? 'M' : 'm', at, to);
            start = to;
            break;
        case RFI_LINE:
            add_move(text, 'l', at, to);
            break;
        case RFI_CURVE:
            add_move(text, 'c', at, to);
            add_move(text, ' ', at, round_place(steps[i].to[1]));
            to = round_place(steps[i].to[2]);
            add_move(text, ' ', at, to);
            break;
        case RFI_CLOSE:
            rfi_text_char(text, 'z');
            to = start;
            break;
        }
        at = to;
    }
}

static void add_dash(rfi_text *text, rfi_dash dash)
{
    int count = 0;
    const double *lengths = rfi_dash_lengths(dash, &count);
    for (int i = 0; i < count; i++) {
        rfi_text_add(text, i == 0 ? " stroke-dasharray=\"" : " ");
        rfi_add_decimal(text, lengths[i], 3);
    }
    rfi_text_add(text, count > 0 ? "\"" : "");
}

static void add_path(svg *out, const rfi_drawing *drawing, const rfi_item *item)
{
    rfi_text *text = &out->body;
    rfi_text_add(text, "<path d=\"");
    add_steps(text, drawing->steps + item->step, item->steps);
    if (item->fill == RFI_NO_INK) {
        rfi_text_add(text, "\" fill=\"none\"");
    } else {
        rfi_text_format(text, "\" fill=\"#%06x\"", (unsigned)(item->fill & 0xFFFFFFU));
    }
    if (item->pen.ink != RFI_NO_INK && item->pen.weight > 0) {
        rfi_text_format(text, " stroke=\"#%06x\" stroke-width=\"",
                        (unsigned)(item->pen.ink & 0xFFFFFFU));
        rfi_add_decimal(text, item->pen.weight, 3);
        rfi_text_char(text, '"');
        add_dash(text, item->pen.dash);
    }
    rfi_text_add(text, "/>\n");
}

/* ---- glyphs -----------------------------------------------------------------------------
 */

static void add_outline(rfi_text *text, const cairo_path_t *path)
{
    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        const cairo_path_data_t *data = &path->data[i];
        rfi_spot to[3] = {{0, 0}, {0, 0}, {0, 0}};
        for (int k = 1; k < data->header.length && k <= 3; k++) {
            to[k - 1] = (rfi_spot){data[k].point.x, data[k].point.y};
        }
        switch (data->header.type) {
        case CAIRO_PATH_MOVE_TO:
            add_pair(text, 'M', to[0], 3);
            break;
        case CAIRO_PATH_LINE_TO:
            add_pair(text, 'L', to[0], 3);
            break;
        case CAIRO_PATH_CURVE_TO:
            add_pair(text, 'C', to[0], 3);
            add_pair(text, ' ', to[1], 3);
            add_pair(text, ' ', to[2], 3);
            break;
        case CAIRO_PATH_CLOSE_PATH:
            rfi_text_char(text, 'Z');
            break;
        }
    }
}

static void define_glyph(svg *out, PangoFont *font, PangoGlyph glyph, unsigned number)
{
    PangoGlyphString *string = pango_glyph_string_new();
    pango_glyph_string_set_size(string, 1);
    string->glyphs[0].glyph = glyph;
    string->glyphs[0].geometry = (PangoGlyphGeometry){0, 0, 0};
    cairo_new_path(out->outliner);
    cairo_move_to(out->outliner, 0, 0);
    pango_cairo_glyph_string_path(out->outliner, font, string);
    cairo_path_t *path = cairo_copy_path(out->outliner);
    rfi_text_format(&out->glyphs, "<path id=\"%s-g%u\" d=\"", out->prefix, number);
    add_outline(&out->glyphs, path);
    rfi_text_add(&out->glyphs, "\"/>\n");
    cairo_path_destroy(path);
    pango_glyph_string_free(string);
}

static unsigned find_glyph(svg *out, PangoFont *font, PangoGlyph glyph)
{
    char *key = g_strdup_printf("%p/%u", (void *)font, (unsigned)glyph);
    unsigned known = GPOINTER_TO_UINT(g_hash_table_lookup(out->known, key));
    if (known != 0) {
        g_free(key);
        return known - 1;
    }
    unsigned number = g_hash_table_size(out->known);
    g_ptr_array_add(out->fonts, g_object_ref(font));
    g_hash_table_insert(out->known, key, GUINT_TO_POINTER(number + 1));
    define_glyph(out, font, glyph, number);
    return number;
}

/* Opens a group of its own for a run in another colour than its text. */
static bool open_colour(rfi_text *text, const PangoItem *item)
{
    for (const GSList *at = item->analysis.extra_attrs; at != NULL; at = at->next) {
        PangoAttrColor *colour = pango_attribute_as_color(at->data);
        if (colour != NULL && colour->attr.klass->type == PANGO_ATTR_FOREGROUND) {
            rfi_text_format(text, "<g fill=\"#%02x%02x%02x\">", colour->color.red / 257U,
                            colour->color.green / 257U, colour->color.blue / 257U);
            return true;
        }
    }
    return false;
}

static void add_run(svg *out, const PangoGlyphItem *run, double *x)
{
    rfi_text *text = &out->body;
    double scale = 1.0 / PANGO_SCALE;
    *x += run->start_x_offset * scale;
    bool coloured = open_colour(text, run->item);
    for (int i = 0; i < run->glyphs->num_glyphs; i++) {
        const PangoGlyphInfo *info = &run->glyphs->glyphs[i];
        if (info->glyph != PANGO_GLYPH_EMPTY &&
            (info->glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0) {
            unsigned number = find_glyph(out, run->item->analysis.font, info->glyph);
            rfi_text_format(text, "<use href=\"#%s-g%u\" x=\"", out->prefix, number);
            rfi_add_decimal(text, *x + info->geometry.x_offset * scale, 3);
            int rise = info->geometry.y_offset - run->y_offset;
            if (rise != 0) {
                rfi_text_add(text, "\" y=\"");
                rfi_add_decimal(text, rise * scale, 3);
            }
            rfi_text_add(text, "\"/>");
        }
        *x += info->geometry.width * scale;
    }
    *x += run->end_x_offset * scale;
    rfi_text_add(text, coloured ? "</g>" : "");
}

static void add_text(svg *out, const rfi_drawing *drawing, const rfi_item *item)
{
    char *plain = NULL;
    PangoLayout *layout =
        rfi_typeset(drawing->typesetter, &item->letters, item->text, -1, &plain, NULL);
    rfi_text *text = &out->body;
    rfi_text_add(text, "<g aria-label=\"");
    rfi_text_xml(text, plain);
    rfi_text_format(text, "\" fill=\"#%06x\" transform=\"translate(",
                    (unsigned)(item->letters.ink & 0xFFFFFFU));
    add_pair(text, '\0', item->at, 3);
    rfi_text_add(text, item->letters.upward ? ") rotate(-90)" : ")");
    rfi_text_add(text, " scale(0.352778)\">");
    double x = 0;
    const PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);
    for (const GSList *at = line->runs; at != NULL; at = at->next) {
        add_run(out, at->data, &x);
    }
    rfi_text_add(text, "</g>\n");
    g_object_unref(layout);
    g_free(plain);
}

static void add_group(rfi_text *text, const rfi_item *item)
{
    rfi_text_add(text, "<g");
    if (item->name != NULL) {
        rfi_text_add(text, " id=\"");
        rfi_text_xml(text, item->name);
        rfi_text_char(text, '"');
    }
    rfi_text_char(text, '>');
    if (item->title != NULL) {
        rfi_text_add(text, "<title>");
        rfi_text_xml(text, item->title);
        rfi_text_add(text, "</title>");
    }
    if (item->text != NULL) {
        rfi_text_add(text, "<desc>");
        rfi_text_xml(text, item->text);
        rfi_text_add(text, "</desc>");
    }
    rfi_text_char(text, '\n');
}

static void add_item(svg *out, const rfi_drawing *drawing, const rfi_item *item)
{
    switch (item->kind) {
    case RFI_ITEM_PATH:
        add_path(out, drawing, item);
        break;
    case RFI_ITEM_TEXT:
        add_text(out, drawing, item);
        break;
    case RFI_ITEM_GROUP:
        add_group(&out->body, item);
        break;
    case RFI_ITEM_GROUP_END:
        rfi_text_add(&out->body, "</g>\n");
        break;
    case RFI_ITEM_LINK:
        rfi_text_add(&out->body, item->text == NULL ? "<g>" : "<a href=\"");
        rfi_text_xml(&out->body, item->text);
        rfi_text_add(&out->body, item->text == NULL ? "" : "\">");
        break;
    case RFI_ITEM_LINK_END:
    case RFI_ITEM_TAG:
    case RFI_ITEM_TAG_END:
    case RFI_ITEM_DEST:
        break;
    }
}

/* A link may have been an anchor or, within the document, a plain group. */
static void close_link(rfi_text *text, const rfi_drawing *drawing, size_t end)
{
    int open = 0;
    for (size_t i = end; i > 0; i--) {
        const rfi_item *item = &drawing->items[i - 1];
        open += item->kind == RFI_ITEM_LINK_END ? 1 : item->kind == RFI_ITEM_LINK ? -1 : 0;
        if (open < 0) {
            rfi_text_add(text, item->text == NULL ? "</g>" : "</a>");
            return;
        }
    }
}

static void add_head(rfi_text *text, const rfi_page *page, const rfi_imprint *imprint)
{
    rfi_text_add(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                       "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"");
    rfi_add_decimal(text, page->width, 3);
    rfi_text_add(text, "mm\" height=\"");
    rfi_add_decimal(text, page->height, 3);
    rfi_text_add(text, "mm\" viewBox=\"0 0 ");
    add_pair(text, '\0', (rfi_spot){page->width, page->height}, 3);
    rfi_text_add(text, "\">\n<title>");
    rfi_text_xml(text, imprint->title);
    rfi_text_add(text, "</title>\n<desc>");
    rfi_text_xml(text, imprint->subject);
    rfi_text_add(text,
                 "</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
}

rf_code rfi_paint_svg(const rfi_drawing *drawing, size_t page, const rfi_imprint *imprint,
                      rf_bytes *ret_bytes, rf_diags *diags)
{
    if (!rfi_may_paint(drawing, diags) || page >= drawing->page_count) {
        return RF_E_MISUSE;
    }
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
    svg out = {.body = RFI_TEXT_INIT,
               .glyphs = RFI_TEXT_INIT,
               .known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
               .fonts = g_ptr_array_new_with_free_func(g_object_unref),
               .outliner = cairo_create(surface),
               .prefix = imprint->id == NULL ? "rf" : imprint->id};
    const rfi_page *sheet = &drawing->pages[page];
    add_head(&out.body, sheet, imprint);
    for (size_t i = sheet->item; i < sheet->item + sheet->items; i++) {
        if (drawing->items[i].kind == RFI_ITEM_LINK_END) {
            close_link(&out.body, drawing, i);
        } else {
            add_item(&out, drawing, &drawing->items[i]);
        }
    }
    rfi_text_add(&out.body, "<defs>\n");
    rfi_text_add(&out.body, out.glyphs.data);
    rfi_text_add(&out.body, "</defs>\n</svg>\n");
    out.body.failed = out.body.failed || out.glyphs.failed;
    cairo_status_t status = cairo_status(out.outliner);
    cairo_destroy(out.outliner);
    cairo_surface_destroy(surface);
    g_hash_table_destroy(out.known);
    g_ptr_array_free(out.fonts, TRUE);
    rfi_text_finish(&out.glyphs);
    return rfi_give_bytes(&out.body, status, ret_bytes, diags);
}
