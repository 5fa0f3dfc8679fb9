/* SPDX-License-Identifier: MIT */
/* Text items: measured when they are added, with the very layout that draws them later. */
#include "reports/paint/draft.h"
#include "reports/paint/typeset.h"

#include <math.h>
#include <string.h>

static double to_mm(int pango_units)
{
    return pango_units * RFI_MM_PER_POINT / PANGO_SCALE;
}

rfi_extent rfi_measure_text(const rfi_drawing *drawing, const rfi_letters *letters,
                            const char *text)
{
    PangoLayout *layout = rfi_typeset_line(drawing->typesetter, letters, text);
    PangoRectangle ink;
    PangoRectangle logical;
    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), &ink,
                                  &logical);
    g_object_unref(layout);
    return (rfi_extent){
        .width = to_mm(logical.width),
        .ascent = RFI_ASCENT * letters->size * RFI_MM_PER_POINT,
        .descent = RFI_DESCENT * letters->size * RFI_MM_PER_POINT,
        .ink = {to_mm(ink.x), to_mm(ink.y), to_mm(ink.width), to_mm(ink.height)},
    };
}

double rfi_draw_text(rfi_drawing *drawing, double x, double y, const char *text,
                     const rfi_letters *letters)
{
    if (drawing->failed || text == NULL || text[0] == '\0') {
        return 0;
    }
    if (!isfinite(x) || !isfinite(y)) {
        drawing->failed = true;
        return 0;
    }
    rfi_extent extent = rfi_measure_text(drawing, letters, text);
    double back = letters->align == RFI_RIGHT    ? extent.width
                  : letters->align == RFI_CENTRE ? extent.width / 2
                                                 : 0;
    rfi_item *item = rfi_add_item(drawing, RFI_ITEM_TEXT);
    if (item == NULL) {
        return 0;
    }
    item->letters = *letters;
    if (letters->ink == RFI_NO_INK) {
        item->letters.ink = RFI_INK_TEXT;
    }
    rfi_box ink = extent.ink;
    if (letters->upward) {
        item->at = (rfi_spot){x, y + back};
        item->box =
            (rfi_box){x + ink.y, item->at.y - ink.x - ink.width, ink.height, ink.width};
    } else {
        item->at = (rfi_spot){x - back, y};
        item->box = (rfi_box){item->at.x + ink.x, y + ink.y, ink.width, ink.height};
    }
    item->text = rfi_keep_text(drawing, text);
    return extent.width;
}

/* ---- paragraphs ------------------------------------------------------------------------
 */

static void note_switches(const char *text, size_t from, size_t to, bool on[3])
{
    static const char begins[] = {'\x0e', '\x11', '\x13'};
    for (size_t i = from; i < to; i++) {
        for (size_t k = 0; k < 3; k++) {
            if (text[i] == begins[k]) {
                on[k] = true;
            } else if (text[i] == begins[k] + 1) {
                on[k] = false;
            }
        }
    }
}

/* The part [from, to) of the text as a line of its own: the switches that are on at its
 * begin are repeated, blanks at its end dropped. */
static const char *cut_line(rfi_drawing *drawing, const char *text, size_t from, size_t to)
{
    static const char *const begins[] = {RFI_STRONG_ON, RFI_SOFT_ON, RFI_RAISE_ON};
    bool on[3] = {false, false, false};
    note_switches(text, 0, from, on);
    while (to > from && (text[to - 1] == ' ' || text[to - 1] == '\n')) {
        to--;
    }
    const char *line = rfi_arena_format(
        drawing->arena, "%s%s%s%.*s", on[0] ? begins[0] : "", on[1] ? begins[1] : "",
        on[2] ? begins[2] : "", (int)(to - from), text + from);
    if (line == NULL) {
        drawing->failed = true;
    }
    return line;
}

static double lead_mm(double lead)
{
    return lead * RFI_MM_PER_POINT;
}

double rfi_paragraph_height(const rfi_drawing *drawing, double width, const char *text,
                            const rfi_letters *letters, double lead)
{
    if (drawing->failed || text == NULL || text[0] == '\0') {
        return 0;
    }
    PangoLayout *layout = rfi_typeset(drawing->typesetter, letters, text,
                                      width / RFI_MM_PER_POINT, NULL, NULL);
    int lines = pango_layout_get_line_count(layout);
    g_object_unref(layout);
    return lines * lead_mm(lead);
}

double rfi_draw_paragraph(rfi_drawing *drawing, rfi_box place, const char *text,
                          const rfi_letters *letters, double lead)
{
    if (drawing->failed || text == NULL || text[0] == '\0') {
        return 0;
    }
    size_t *origin = NULL;
    PangoLayout *layout = rfi_typeset(drawing->typesetter, letters, text,
                                      place.width / RFI_MM_PER_POINT, NULL, &origin);
    double x = letters->align == RFI_RIGHT    ? place.x + place.width
               : letters->align == RFI_CENTRE ? place.x + place.width / 2
                                              : place.x;
    double reach = RFI_ASCENT - RFI_DESCENT; /* centres the line in its lead */
    double baseline = place.y + lead_mm(lead + reach * letters->size) / 2;
    int lines = pango_layout_get_line_count(layout);
    for (int i = 0; i < lines; i++) {
        const PangoLayoutLine *line = pango_layout_get_line_readonly(layout, i);
        size_t from = origin[line->start_index];
        size_t to = origin[line->start_index + line->length];
        rfi_draw_text(drawing, x, baseline + i * lead_mm(lead),
                      cut_line(drawing, text, from, to), letters);
    }
    g_free(origin);
    g_object_unref(layout);
    return lines * lead_mm(lead);
}

double rfi_draw_fitted(rfi_drawing *drawing, double x, double y, double width,
                       const char *text, const rfi_letters *letters, double least)
{
    if (drawing->failed || text == NULL) {
        return 0;
    }
    rfi_letters smaller = *letters;
    double wide = rfi_measure_text(drawing, &smaller, text).width;
    while (wide > width && smaller.size > least) {
        smaller.size = fmax(least, smaller.size - 0.25);
        wide = rfi_measure_text(drawing, &smaller, text).width;
    }
    const char *shown = text;
    size_t length = strlen(text);
    while (wide > width && length > 0) {
        do {
            length--;
        } while (length > 0 && ((unsigned char)text[length] & 0xC0U) == 0x80U);
        shown = rfi_arena_format(drawing->arena, "%.*s\u2026", (int)length, text);
        if (shown == NULL) {
            drawing->failed = true;
            return 0;
        }
        wide = rfi_measure_text(drawing, &smaller, shown).width;
    }
    if (shown != text) {
        drawing->cut++;
    }
    return rfi_draw_text(drawing, x, y, shown, &smaller);
}
