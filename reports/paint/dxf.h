/* SPDX-License-Identifier: MIT */
/* Drawing interchange files of AutoCAD release 12 (ASCII), which nearly every CAD program
 * reads. Units are millimetres of the building, y up, whole numbers, angles in degrees
 * counter-clockwise. Text outside ASCII is written as \U+XXXX. Format: Autodesk, "DXF
 * Reference", release 12. */
#ifndef REPORTS_PAINT_DXF_H
#define REPORTS_PAINT_DXF_H

#include "planner/base/text.h"
#include "planner/model/plan.h"

typedef struct rfi_dxf_layer {
    const char *name;      /* of A-Z, 0-9, '-', '_'; at most 31 */
    int colour;            /* AutoCAD colour index: 1 red ... 7 black or white */
    const char *line_type; /* "CONTINUOUS", "DASHED" or "CENTER" */
} rfi_dxf_layer;

/* Header with the extents, tables of line types, layers and the text style. */
void rfi_dxf_begin(rfi_text *text, const rfi_rect *extents, const rfi_dxf_layer *layers,
                   size_t count);
void rfi_dxf_open_blocks(rfi_text *text);
/* Entities up to the close belong to the block, whose base is 0, 0. */
void rfi_dxf_open_block(rfi_text *text, const char *name);
void rfi_dxf_close_block(rfi_text *text);
void rfi_dxf_open_entities(rfi_text *text); /* ends the blocks */
void rfi_dxf_end(rfi_text *text);

void rfi_dxf_polyline(rfi_text *text, const char *layer, const rfi_point *points,
                      size_t count, bool closed);
void rfi_dxf_rect(rfi_text *text, const char *layer, const rfi_rect *rect);
void rfi_dxf_line(rfi_text *text, const char *layer, rfi_point from, rfi_point to);
void rfi_dxf_arc(rfi_text *text, const char *layer, rfi_point centre, int64_t radius,
                 int from, int to);
/* Centred at `at` both ways, height in mm of the building. */
void rfi_dxf_text(rfi_text *text, const char *layer, rfi_point at, int64_t height,
                  int rotation, const char *words);
/* Inside a block: a value that each insertion gives, at a place of the block. */
void rfi_dxf_attribute(rfi_text *text, const char *layer, const char *tag, rfi_point at,
                       int64_t height, bool visible);

typedef struct rfi_dxf_value {
    const char *tag, *words;
    rfi_point at; /* in the drawing */
    int64_t height;
    bool visible;
} rfi_dxf_value;

void rfi_dxf_insert(rfi_text *text, const char *layer, const char *block, rfi_point at,
                    int rotation, const rfi_dxf_value *values, size_t count);

#endif
