/* SPDX-License-Identifier: MIT */
#include "reports/paint/dxf.h"

/* A group: code line, value line. */
static void put(rfi_text *text, int code, const char *value)
{
    rfi_text_format(text, "%3d\n%s\n", code, value);
}

static void put_int(rfi_text *text, int code, int64_t value)
{
    rfi_text_format(text, "%3d\n%6lld\n", code, (long long)value);
}

static void put_real(rfi_text *text, int code, int64_t value)
{
    rfi_text_format(text, "%3d\n%lld.0\n", code, (long long)value);
}

static void put_point(rfi_text *text, int code, rfi_point at)
{
    put_real(text, code, at.x);
    put_real(text, code + 10, at.y);
}

/* One code point of well-formed UTF-8. */
static unsigned take(const char **ret_at)
{
    const unsigned char *at = (const unsigned char *)*ret_at;
    unsigned more = at[0] >= 0xF0 ? 3 : at[0] >= 0xE0 ? 2 : at[0] >= 0xC0 ? 1 : 0;
    unsigned value = at[0] & (more == 0 ? 0x7FU : 0x3FU >> more);
    unsigned used = 1;
    while (used <= more && (at[used] & 0xC0U) == 0x80U) {
        value = value << 6 | (at[used++] & 0x3FU);
    }
    *ret_at += used;
    return value;
}

static void put_words(rfi_text *text, int code, const char *words)
{
    rfi_text_format(text, "%3d\n", code);
    for (const char *at = words; *at != '\0';) {
        unsigned point = take(&at);
        if (point >= 0x80) {
            rfi_text_format(text, "\\U+%04X", point);
        } else {
            rfi_text_char(text, point < 0x20 ? ' ' : (char)point);
        }
    }
    rfi_text_char(text, '\n');
}

static void open_entity(rfi_text *text, const char *kind, const char *layer)
{
    put(text, 0, kind);
    put(text, 8, layer);
}

/* ---- sections ---------------------------------------------------------------------------
 */

static void open_section(rfi_text *text, const char *name)
{
    put(text, 0, "SECTION");
    put(text, 2, name);
}

static void put_line_types(rfi_text *text)
{
    static const struct {
        const char *name, *words;
        int64_t dashes[4]; /* mm, a pen that is up is negative */
        int count;
    } types[] = {
        {"CONTINUOUS", "Solid line", {0}, 0},
        {"DASHED", "__ __ __", {300, -150}, 2},
        {"CENTER", "____ _ ____", {1200, -200, 200, -200}, 4},
    };
    const size_t count = sizeof(types) / sizeof(types[0]);
    put(text, 0, "TABLE");
    put(text, 2, "LTYPE");
    put_int(text, 70, (int64_t)count);
    for (size_t i = 0; i < count; i++) {
        int64_t length = 0;
        for (int k = 0; k < types[i].count; k++) {
            length += types[i].dashes[k] < 0 ? -types[i].dashes[k] : types[i].dashes[k];
        }
        put(text, 0, "LTYPE");
        put(text, 2, types[i].name);
        put_int(text, 70, 0);
        put(text, 3, types[i].words);
        put_int(text, 72, 65);
        put_int(text, 73, types[i].count);
        put_real(text, 40, length);
        for (int k = 0; k < types[i].count; k++) {
            put_real(text, 49, types[i].dashes[k]);
        }
    }
    put(text, 0, "ENDTAB");
}

static void put_layers(rfi_text *text, const rfi_dxf_layer *layers, size_t count)
{
    put(text, 0, "TABLE");
    put(text, 2, "LAYER");
    put_int(text, 70, (int64_t)count + 1);
    for (size_t i = 0; i <= count; i++) {
        put(text, 0, "LAYER");
        put(text, 2, i == 0 ? "0" : layers[i - 1].name);
        put_int(text, 70, 0);
        put_int(text, 62, i == 0 ? 7 : layers[i - 1].colour);
        put(text, 6, i == 0 ? "CONTINUOUS" : layers[i - 1].line_type);
    }
    put(text, 0, "ENDTAB");
}

static void put_style(rfi_text *text)
{
    put(text, 0, "TABLE");
    put(text, 2, "STYLE");
    put_int(text, 70, 1);
    put(text, 0, "STYLE");
    put(text, 2, "STANDARD");
    put_int(text, 70, 0);
    put_real(text, 40, 0);
    put_real(text, 41, 1);
    put_real(text, 50, 0);
    put_int(text, 71, 0);
    put_real(text, 42, 250);
    put(text, 3, "txt");
    put(text, 4, "");
    put(text, 0, "ENDTAB");
}

void rfi_dxf_begin(rfi_text *text, const rfi_rect *extents, const rfi_dxf_layer *layers,
                   size_t count)
{
    open_section(text, "HEADER");
    put(text, 9, "$ACADVER");
    put(text, 1, "AC1009");
    put(text, 9, "$INSBASE");
    put_point(text, 10, (rfi_point){0, 0});
    put_real(text, 30, 0);
    put(text, 9, "$EXTMIN");
    put_point(text, 10, (rfi_point){extents->x, extents->y});
    put_real(text, 30, 0);
    put(text, 9, "$EXTMAX");
    put_point(text, 10,
              (rfi_point){extents->x + extents->width, extents->y + extents->height});
    put_real(text, 30, 0);
    put(text, 9, "$LUNITS");
    put_int(text, 70, 2); /* decimal */
    put(text, 0, "ENDSEC");
    open_section(text, "TABLES");
    put_line_types(text);
    put_layers(text, layers, count);
    put_style(text);
    put(text, 0, "ENDSEC");
}

void rfi_dxf_open_blocks(rfi_text *text)
{
    open_section(text, "BLOCKS");
}

void rfi_dxf_open_block(rfi_text *text, const char *name)
{
    open_entity(text, "BLOCK", "0");
    put(text, 2, name);
    put_int(text, 70, 2); /* has attributes */
    put_point(text, 10, (rfi_point){0, 0});
    put_real(text, 30, 0);
    put(text, 3, name);
}

void rfi_dxf_close_block(rfi_text *text)
{
    open_entity(text, "ENDBLK", "0");
}

void rfi_dxf_open_entities(rfi_text *text)
{
    put(text, 0, "ENDSEC");
    open_section(text, "ENTITIES");
}

void rfi_dxf_end(rfi_text *text)
{
    put(text, 0, "ENDSEC");
    put(text, 0, "EOF");
}

/* ---- entities ---------------------------------------------------------------------------
 */

void rfi_dxf_polyline(rfi_text *text, const char *layer, const rfi_point *points,
                      size_t count, bool closed)
{
    open_entity(text, "POLYLINE", layer);
    put_int(text, 66, 1); /* vertices follow */
    put_point(text, 10, (rfi_point){0, 0});
    put_real(text, 30, 0);
    put_int(text, 70, closed ? 1 : 0);
    for (size_t i = 0; i < count; i++) {
        open_entity(text, "VERTEX", layer);
        put_point(text, 10, points[i]);
        put_real(text, 30, 0);
    }
    open_entity(text, "SEQEND", layer);
}

void rfi_dxf_rect(rfi_text *text, const char *layer, const rfi_rect *rect)
{
    const rfi_point points[] = {{rect->x, rect->y},
                                {rect->x + rect->width, rect->y},
                                {rect->x + rect->width, rect->y + rect->height},
                                {rect->x, rect->y + rect->height}};
    rfi_dxf_polyline(text, layer, points, 4, true);
}

void rfi_dxf_line(rfi_text *text, const char *layer, rfi_point from, rfi_point to)
{
    open_entity(text, "LINE", layer);
    put_point(text, 10, from);
    put_real(text, 30, 0);
    put_point(text, 11, to);
    put_real(text, 31, 0);
}

void rfi_dxf_arc(rfi_text *text, const char *layer, rfi_point centre, int64_t radius,
                 int from, int to)
{
    open_entity(text, "ARC", layer);
    put_point(text, 10, centre);
    put_real(text, 30, 0);
    put_real(text, 40, radius);
    put_real(text, 50, from);
    put_real(text, 51, to);
}

/* Place, height and centring that texts and attributes share. */
static void put_letters(rfi_text *text, rfi_point at, int64_t height, const char *words)
{
    put_point(text, 10, at);
    put_real(text, 30, 0);
    put_real(text, 40, height);
    put_words(text, 1, words);
}

static void put_centring(rfi_text *text, rfi_point at, int middle_code)
{
    put_int(text, 72, 1); /* centred along */
    put_point(text, 11, at);
    put_real(text, 31, 0);
    put_int(text, middle_code, 2); /* and across */
}

void rfi_dxf_text(rfi_text *text, const char *layer, rfi_point at, int64_t height,
                  int rotation, const char *words)
{
    open_entity(text, "TEXT", layer);
    put_letters(text, at, height, words);
    put_real(text, 50, rotation);
    put_centring(text, at, 73);
}

void rfi_dxf_attribute(rfi_text *text, const char *layer, const char *tag, rfi_point at,
                       int64_t height, bool visible)
{
    open_entity(text, "ATTDEF", layer);
    put_letters(text, at, height, "");
    put_words(text, 3, tag); /* prompt */
    put(text, 2, tag);
    put_int(text, 70, visible ? 0 : 1);
    put_centring(text, at, 74);
}

void rfi_dxf_insert(rfi_text *text, const char *layer, const char *block, rfi_point at,
                    int rotation, const rfi_dxf_value *values, size_t count)
{
    open_entity(text, "INSERT", layer);
    put_int(text, 66, count > 0 ? 1 : 0); /* attributes follow */
    put(text, 2, block);
    put_point(text, 10, at);
    put_real(text, 30, 0);
    put_real(text, 50, rotation);
    for (size_t i = 0; i < count; i++) {
        open_entity(text, "ATTRIB", layer);
        put_letters(text, values[i].at, values[i].height, values[i].words);
        put(text, 2, values[i].tag);
        put_int(text, 70, values[i].visible ? 0 : 1);
        put_centring(text, values[i].at, 74);
    }
    if (count > 0) {
        open_entity(text, "SEQEND", layer);
    }
}
