/* SPDX-License-Identifier: MIT */
/* The page: measure, running head and foot, the band of reference designs, and the flow of
 * lines down the live area. */
#include "reports/brief/parts.h"

#include <string.h>

#define TOP_LINE 15.7 /* baseline of the running head */

static void draw_head(rfi_brief *b)
{
    rfi_letters strong = {.face = RFI_FACE_STRONG, .size = 8};
    rfi_letters soft = {.size = 8, .ink = RFI_INK_SOFT};
    rfi_letters right = {.size = 7.4, .ink = RFI_INK_SOFT, .align = RFI_RIGHT};
    const char *state = rfi_brief_format(b, "as of %s \u00B7 rackfit %s",
                                         rfi_brief_date(b, b->site->as_of), RF_VERSION);
    double taken =
        rfi_draw_text(b->drawing, b->left + RFI_MEASURE, TOP_LINE, state, &right);
    double name =
        rfi_draw_fitted(b->drawing, b->left, TOP_LINE, 62, b->site->name, &strong, 6);
    const char *subject = rfi_brief_format(b, "AI capacity brief \u00B7 %s", b->subject);
    rfi_draw_fitted(b->drawing, b->left + name + 4, TOP_LINE,
                    RFI_MEASURE - name - 4 - taken - 4, subject, &soft, 6);
    rfi_brief_rule(b, b->left, RFI_MEASURE, 18.2, RFI_MEDIUM);
}

static void draw_band(rfi_brief *b)
{
    rfi_box band = {b->left, 20.4, RFI_MEASURE, 6.0};
    rfi_draw_rect(b->drawing, band, &(rfi_look){.fill = RFI_INK_TEXT});
    rfi_letters strong = {.face = RFI_FACE_STRONG, .size = 7.6, .ink = RFI_INK_WHITE};
    rfi_letters right = {.size = 6.8, .ink = RFI_INK_WHITE, .align = RFI_RIGHT};
    rfi_draw_text(b->drawing, b->left + 3, 24.3, "Reference design, not surveyed", &strong);
    const char *name = b->site->reference_name != NULL ? b->site->reference_name
                       : b->site->reference            ? b->site->name
                                                       : "parts of a reference design";
    rfi_draw_fitted(b->drawing, b->left + RFI_MEASURE - 3, 24.3, 110,
                    rfi_brief_format(b, "%s \u00B7 its figures are assumptions", name),
                    &right, 6);
}

static void draw_foot(rfi_brief *b)
{
    double y = b->page_height - 10.2;
    rfi_letters soft = {.size = 6.4, .ink = RFI_INK_SOFT};
    rfi_letters number = {.face = RFI_FACE_STRONG, .size = 7.4, .align = RFI_RIGHT};
    const char *digest = b->evaluation->input_digest;
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_add(&text, "rackfit " RF_VERSION " \u00B7 inputs");
    for (size_t i = 0; digest != NULL && strlen(digest) >= 16 && i < 16; i += 4) {
        rfi_text_char(&text, ' ');
        rfi_text_add_n(&text, digest + i, 4);
    }
    rfi_text_add(&text, " \u00B7 modelled, not promised");
    rfi_draw_line(b->drawing, b->left, y - 3.4, b->left + RFI_MEASURE, y - 3.4,
                  (rfi_pen){RFI_INK_RULE, RFI_THIN, 0});
    rfi_draw_text(b->drawing, b->left, y, rfi_brief_keep(b, &text), &soft);
    rfi_draw_text(b->drawing, b->left + RFI_MEASURE, y, rfi_brief_format(b, "%d", b->page),
                  &number);
}

void rfi_brief_open_page(rfi_brief *b, const char *subject)
{
    b->subject = subject;
    b->page = (int)b->drawing->page_count + 1;
    rfi_open_page(b->drawing, b->page_width, b->page_height);
    rfi_add_dest(b->drawing, rfi_brief_format(b, "page-%d", b->page), 0, 0);
    draw_head(b);
    if (b->not_surveyed) {
        draw_band(b);
    }
    draw_foot(b);
    b->y = b->not_surveyed ? 29.5 : 22.5;
    b->foot = b->page_height - 15.5;
}

void rfi_brief_need(rfi_brief *b, double height)
{
    if (b->y + height > b->foot) {
        rfi_brief_open_page(b, b->subject);
    }
}

void rfi_brief_rule(rfi_brief *b, double x, double width, double y, double weight)
{
    rfi_draw_line(b->drawing, x, y, x + width, y, (rfi_pen){RFI_INK_TEXT, weight, 0});
}

double rfi_brief_text(rfi_brief *b, rfi_tag tag, double x, double y, const char *text,
                      const rfi_letters *letters)
{
    rfi_open_tag(b->drawing, tag, NULL);
    double width = rfi_draw_text(b->drawing, x, y, text, letters);
    rfi_close_tag(b->drawing);
    return width;
}

double rfi_brief_fitted(rfi_brief *b, rfi_tag tag, double x, double y, double width,
                        const char *text, const rfi_letters *letters)
{
    rfi_open_tag(b->drawing, tag, NULL);
    double drawn = rfi_draw_fitted(b->drawing, x, y, width, text, letters, 6);
    rfi_close_tag(b->drawing);
    return drawn;
}

void rfi_brief_finding(rfi_brief *b, const char *text)
{
    const rfi_letters letters = {.face = RFI_FACE_STRONG, .size = 14};
    rfi_open_tag(b->drawing, RFI_TAG_H1, NULL);
    b->y += rfi_draw_paragraph(b->drawing, (rfi_box){b->left, b->y, RFI_MEASURE, 0}, text,
                               &letters, 18);
    rfi_close_tag(b->drawing);
    b->y += 3;
}

void rfi_brief_section(rfi_brief *b, double x, double width, const char *title,
                       const char *aside)
{
    const rfi_letters strong = {.face = RFI_FACE_STRONG, .size = 9};
    const rfi_letters soft = {.size = 7, .ink = RFI_INK_SOFT};
    double base = b->y + 3.6;
    double taken = rfi_brief_text(b, RFI_TAG_H2, x, base, title, &strong);
    if (aside != NULL && aside[0] != '\0') {
        rfi_brief_fitted(b, RFI_TAG_P, x + taken + 4, base, width - taken - 4, aside,
                         &soft);
    }
    b->y = base + 2;
}

void rfi_brief_paragraph(rfi_brief *b, const char *text, const rfi_letters *letters,
                         double lead)
{
    if (text == NULL || text[0] == '\0') {
        return;
    }
    rfi_brief_need(b, rfi_paragraph_height(b->drawing, RFI_MEASURE, text, letters, lead));
    rfi_open_tag(b->drawing, RFI_TAG_P, NULL);
    b->y += rfi_draw_paragraph(b->drawing, (rfi_box){b->left, b->y, RFI_MEASURE, 0}, text,
                               letters, lead);
    rfi_close_tag(b->drawing);
}

int rfi_brief_bookmark(rfi_brief *b, int parent, const char *title, const char *dest)
{
    rfi_add_dest(b->drawing, dest, b->left, b->y);
    return rfi_add_bookmark(b->drawing, parent, title, dest);
}
