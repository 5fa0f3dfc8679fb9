/* SPDX-License-Identifier: MIT */
/* Paint: a draw list of plain data, and three back-ends that turn it into PDF, SVG and PNG
 * bytes in memory. The only room that knows Cairo, Pango and fontconfig.
 *
 * Lengths and coordinates are millimetres on paper, x to the right, y down, from the upper
 * left corner of the page. Type sizes are points (1/72 inch). Angles are degrees.
 *
 * A drawing is sticky: append freely; when memory runs out, or a group is closed that was
 * never opened, it turns `failed` and the back-ends refuse it. One thread per drawing. The
 * same calls give the same bytes, in one process and across processes, for the same
 * versions of the libraries and the same font files. */
#ifndef REPORTS_PAINT_PAINT_H
#define REPORTS_PAINT_PAINT_H

#include "planner/base/arena.h"
#include "planner/base/diag.h"
#include "reports/paint/palette.h"

typedef struct rfi_spot {
    double x, y;
} rfi_spot;

typedef struct rfi_box { /* upper left corner and size */
    double x, y, width, height;
} rfi_box;

/* ---- lines and fills ------------------------------------------------------------------
 */
typedef struct rfi_pen {
    rfi_ink ink;   /* RFI_NO_INK: no line */
    double weight; /* mm */
    rfi_dash dash;
} rfi_pen;

typedef struct rfi_look { /* how a shape looks; zeroed parts are not drawn */
    rfi_pen pen;
    rfi_ink fill;
    rfi_hatch hatch; /* lines aligned to the page, so that neighbours continue them */
    rfi_ink hatch_ink;
    double pitch;        /* mm between hatch lines; 0: 0.75 */
    double hatch_weight; /* mm; 0: RFI_FINE; of dots: diameter, 0: 0.3 */
} rfi_look;

/* ---- type -----------------------------------------------------------------------------
 */
typedef enum rfi_face { /* Inter; from 13 pt on Inter Display */
                        RFI_FACE_PLAIN = 0,
                        RFI_FACE_STRONG, /* semibold */
                        RFI_FACE_BOLD,
                        RFI_FACE_SLANTED /* only for "out" and "unknown" */
} rfi_face;

typedef enum rfi_align { RFI_LEFT = 0, RFI_CENTRE, RFI_RIGHT } rfi_align;

typedef struct rfi_letters {
    rfi_face face;
    double size; /* points */
    rfi_ink ink; /* RFI_NO_INK: RFI_INK_TEXT */
    rfi_align align;
    bool upward;  /* turned by -90 degrees: read from the right */
    double track; /* extra space between letters, points */
} rfi_letters;

/* Within a text: switches that weigh, grey or raise what stands between ON and OFF. They
 * are control characters that XML cannot contain. The lozenge U+25C7 always takes the
 * assumption colour. Digits have equal widths. U+00A0 and U+202F do not break. */
#define RFI_STRONG_ON  "\x0e"
#define RFI_STRONG_OFF "\x0f"
#define RFI_SOFT_ON    "\x11"
#define RFI_SOFT_OFF   "\x12"
#define RFI_RAISE_ON   "\x13"
#define RFI_RAISE_OFF  "\x14"
#define RFI_LOZENGE    "\u25C7"
#define RFI_THIN_SPACE "\u202F" /* before units and per cent, between thousands */

typedef struct rfi_extent { /* of one line of text, unturned, from its baseline start */
    double width;           /* advance */
    double ascent, descent; /* of the face, both positive */
    rfi_box ink;            /* of the glyphs drawn; y is negative above the baseline */
} rfi_extent;

/* ---- the list -------------------------------------------------------------------------
 */
typedef enum rfi_tag { /* PDF structure; also bounds what belongs together */
                       RFI_TAG_DOCUMENT = 0,
                       RFI_TAG_SECTION,
                       RFI_TAG_H1,
                       RFI_TAG_H2,
                       RFI_TAG_H3,
                       RFI_TAG_P,
                       RFI_TAG_LIST,
                       RFI_TAG_ITEM,
                       RFI_TAG_TABLE,
                       RFI_TAG_TR,
                       RFI_TAG_TH,
                       RFI_TAG_TD,
                       RFI_TAG_FIGURE, /* needs alternative text */
                       RFI_TAG_CAPTION,
                       RFI_TAG_NOTE,
                       RFI_TAGS
} rfi_tag;

typedef enum rfi_step_kind { RFI_MOVE = 0, RFI_LINE, RFI_CURVE, RFI_CLOSE } rfi_step_kind;

typedef struct rfi_step_to {
    rfi_step_kind kind;
    rfi_spot to[3]; /* MOVE and LINE use the first, CURVE all three */
} rfi_step_to;

typedef enum rfi_item_kind {
    RFI_ITEM_PATH = 0,
    RFI_ITEM_TEXT,
    RFI_ITEM_GROUP, /* begins a group */
    RFI_ITEM_GROUP_END,
    RFI_ITEM_TAG,
    RFI_ITEM_TAG_END,
    RFI_ITEM_LINK,
    RFI_ITEM_LINK_END,
    RFI_ITEM_DEST
} rfi_item_kind;

typedef struct rfi_item {
    rfi_item_kind kind;
    rfi_box box;         /* PATH: geometry, TEXT: ink; on the page */
    rfi_pen pen;         /* PATH */
    rfi_ink fill;        /* PATH */
    size_t step, steps;  /* PATH: range in drawing->steps */
    rfi_spot at;         /* TEXT: baseline start (after alignment); DEST: place */
    rfi_letters letters; /* TEXT */
    const char *text;    /* TEXT; GROUP: description; TAG: alternative text; LINK: URI */
    const char *name;    /* GROUP: id; LINK: destination; DEST: name */
    const char *title;   /* GROUP */
    rfi_tag tag;         /* TAG and TAG_END */
} rfi_item;

typedef struct rfi_page {
    double width, height;
    size_t item, items; /* range in drawing->items */
} rfi_page;

typedef struct rfi_bookmark {
    int parent; /* -1: top level, else index of an earlier bookmark */
    const char *title, *dest;
} rfi_bookmark;

typedef struct rfi_typesetter rfi_typesetter;

typedef struct rfi_drawing {
    rfi_arena *arena; /* strings are copied into it */
    rfi_typesetter *typesetter;
    rfi_page *pages;
    size_t page_count, page_capacity;
    rfi_item *items;
    size_t item_count, item_capacity;
    rfi_step_to *steps;
    size_t step_count, step_capacity;
    size_t path_start; /* first step of the path being built */
    rfi_bookmark *bookmarks;
    size_t bookmark_count, bookmark_capacity;
    int depth;  /* open groups, tags and links */
    size_t cut; /* texts that rfi_draw_fitted had to cut */
    bool failed;
} rfi_drawing;

/* Opens the pinned fonts. NULL when memory is out or, with RF-0702 in diags, when Inter is
 * not installed. Free with rfi_drawing_free (accepts NULL). */
rfi_drawing *rfi_drawing_new(rf_diags *diags);
void rfi_drawing_free(rfi_drawing *drawing);

/* Everything that follows goes onto this page. Close groups and tags before the next. */
void rfi_open_page(rfi_drawing *drawing, double width, double height);

/* ---- shapes: a path is begun by move, ended by draw_path -------------------------------
 */
void rfi_move(rfi_drawing *drawing, double x, double y);
void rfi_line(rfi_drawing *drawing, double x, double y);
void rfi_curve(rfi_drawing *drawing, rfi_spot a, rfi_spot b, rfi_spot to);
void rfi_close_path(rfi_drawing *drawing);
void rfi_draw_path(rfi_drawing *drawing, const rfi_look *look);

void rfi_draw_line(rfi_drawing *drawing, double x1, double y1, double x2, double y2,
                   rfi_pen pen);
void rfi_draw_rect(rfi_drawing *drawing, rfi_box box, const rfi_look *look);
void rfi_draw_polyline(rfi_drawing *drawing, const rfi_spot *spots, size_t count,
                       rfi_pen pen);
void rfi_draw_polygon(rfi_drawing *drawing, const rfi_spot *spots, size_t count,
                      const rfi_look *look);
void rfi_draw_circle(rfi_drawing *drawing, double x, double y, double radius,
                     const rfi_look *look);
/* From angle `from` to `to`, degrees, 0 to the right, counter-clockwise on paper. */
void rfi_draw_arc(rfi_drawing *drawing, double x, double y, double radius, double from,
                  double to, rfi_pen pen);

/* Marks, centred at x, y; size is the height in mm (verdicts at least 3.8). */
void rfi_draw_verdict(rfi_drawing *drawing, rf_verdict verdict, double x, double y,
                      double size);
rfi_ink rfi_verdict_ink(rf_verdict verdict);
void rfi_draw_lozenge(rfi_drawing *drawing, double x, double y, double size);
/* A numbered diamond in the conflict colour. */
void rfi_draw_diamond(rfi_drawing *drawing, double x, double y, double size,
                      const char *number);

/* ---- text -----------------------------------------------------------------------------
 */
rfi_extent rfi_measure_text(const rfi_drawing *drawing, const rfi_letters *letters,
                            const char *text);
/* One line; x, y is the baseline at the left, middle or right end by letters->align.
 * Returns the advance width. */
double rfi_draw_text(rfi_drawing *drawing, double x, double y, const char *text,
                     const rfi_letters *letters);
/* Wraps at width into lines `lead` points apart; y is the top of the first line. Returns
 * the height in mm. The measure-only form draws nothing. A word wider than the width is
 * broken between letters. '\n' ends a line. */
double rfi_draw_paragraph(rfi_drawing *drawing, rfi_box place, const char *text,
                          const rfi_letters *letters, double lead);
double rfi_paragraph_height(const rfi_drawing *drawing, double width, const char *text,
                            const rfi_letters *letters, double lead);
/* One line that must not be wider than width: shrinks down to `least` points, then cuts
 * with an ellipsis and counts the cut in drawing->cut. */
double rfi_draw_fitted(rfi_drawing *drawing, double x, double y, double width,
                       const char *text, const rfi_letters *letters, double least);

/* ---- structure
 * -------------------------------------------------------------------------*/
/* SVG: <g id><title><desc>, hoverable. id unique in the drawing, of [A-Za-z0-9._-].
 * title and description may be NULL. */
void rfi_open_group(rfi_drawing *drawing, const char *id, const char *title,
                    const char *description);
void rfi_close_group(rfi_drawing *drawing);
void rfi_open_tag(rfi_drawing *drawing, rfi_tag tag, const char *alternative);
void rfi_close_tag(rfi_drawing *drawing);
/* What is drawn until the close leads to dest (a name) or uri; give one of the two. */
void rfi_open_link(rfi_drawing *drawing, const char *dest, const char *uri);
void rfi_close_link(rfi_drawing *drawing);
/* A place on the current page that links and bookmarks can name. */
void rfi_add_dest(rfi_drawing *drawing, const char *name, double x, double y);
/* Returns the index to use as parent of others; parent -1: top level. */
int rfi_add_bookmark(rfi_drawing *drawing, int parent, const char *title, const char *dest);

/* ---- back-ends: bytes are owned by the caller (free data) -------------------------------
 */
typedef struct rfi_imprint { /* PDF metadata and SVG title; strings may be NULL */
    const char *title, *author, *subject, *keywords;
    const char *creator;  /* "rackfit 0.1.0" */
    const char *date;     /* ISO date "2026-11-23": created and modified */
    const char *language; /* "en" */
    const char *id;       /* SVG: prefix of glyph ids, unique where pictures share a page */
} rfi_imprint;

rf_code rfi_paint_pdf(const rfi_drawing *drawing, const rfi_imprint *imprint,
                      rf_bytes *ret_bytes, rf_diags *diags);
/* One page. Text becomes outlines: the picture needs no font. */
rf_code rfi_paint_svg(const rfi_drawing *drawing, size_t page, const rfi_imprint *imprint,
                      rf_bytes *ret_bytes, rf_diags *diags);
rf_code rfi_paint_png(const rfi_drawing *drawing, size_t page, double dpi,
                      rf_bytes *ret_bytes, rf_diags *diags);

/* The draw list as text: one line an item, millimetres with two decimals. For tests. */
void rfi_list_drawing(const rfi_drawing *drawing, rfi_text *text);

#endif
