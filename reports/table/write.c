/* SPDX-License-Identifier: MIT */
#include "reports/table/write.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { WIDTH_DEFAULT = 80, WIDTH_LEAST = 60 };

bool rfi_writer_begin(rfi_writer *writer, const rf_text_options *options, rfi_text *text)
{
    int width = options == NULL || options->width <= 0 ? WIDTH_DEFAULT : options->width;
    *writer = (rfi_writer){
        .text = text,
        .arena = rfi_arena_new(),
        .width = (size_t)(width < WIDTH_LEAST ? WIDTH_LEAST : width),
        .colour = options != NULL && options->colour,
        .detail = options != NULL && options->detail,
    };
    if (writer->arena == NULL) {
        text->failed = true;
    }
    return writer->arena != NULL;
}

void rfi_writer_end(rfi_writer *writer)
{
    writer->text->failed = writer->text->failed || rfi_arena_failed(writer->arena);
    rfi_arena_free(writer->arena);
    writer->arena = NULL;
}

/* ---- cleaning ----------------------------------------------------------------------- */

/* Bytes of the well-formed UTF-8 sequence at c (Unicode table 3-7), 0 when there is none.
 */
static size_t sequence(const unsigned char *c)
{
    if (c[0] < 0x80) {
        return 1;
    }
    size_t length = c[0] >= 0xF0 ? 4 : c[0] >= 0xE0 ? 3 : 2;
    if (c[0] < 0xC2 || c[0] > 0xF4) {
        return 0;
    }
    unsigned char least = c[0] == 0xE0 ? 0xA0 : c[0] == 0xF0 ? 0x90 : 0x80;
    unsigned char most = c[0] == 0xED ? 0x9F : c[0] == 0xF4 ? 0x8F : 0xBF;
    if (c[1] < least || c[1] > most) {
        return 0;
    }
    for (size_t i = 2; i < length; i++) {
        if ((c[i] & 0xC0U) != 0x80U) {
            return 0;
        }
    }
    return length;
}

void rfi_write_clean(rfi_text *text, const char *string)
{
    const unsigned char *c = (const unsigned char *)string;
    while (c != NULL && *c != '\0') {
        size_t length = sequence(c);
        bool control = *c < 0x20 || *c == 0x7F || (c[0] == 0xC2 && c[1] < 0xA0);
        if (length == 0) {
            rfi_text_add(text, "\uFFFD");
            length = 1;
        } else if (control) {
            rfi_text_char(text, ' ');
        } else {
            rfi_text_add_n(text, (const char *)c, length);
        }
        c += length;
    }
}

const char *rfi_write_take(rfi_writer *writer, rfi_text *scratch)
{
    rfi_text clean = RFI_TEXT_INIT;
    rfi_write_clean(&clean, scratch->data);
    const char *copy = rfi_arena_copy(writer->arena, clean.data == NULL ? "" : clean.data);
    if (copy == NULL || clean.failed || scratch->failed) {
        writer->text->failed = true;
    }
    rfi_text_finish(&clean);
    rfi_text_finish(scratch);
    return copy == NULL ? "" : copy;
}

const char *rfi_write_string(rfi_writer *writer, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    va_list again;
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, list);
    char *raw = length < 0 ? NULL : rfi_arena_alloc(writer->arena, (size_t)length + 1, 1);
    rfi_text scratch = RFI_TEXT_INIT;
    if (raw == NULL) {
        scratch.failed = true;
    } else {
        (void)vsnprintf(raw, (size_t)length + 1, format, again);
        rfi_text_add(&scratch, raw);
    }
    va_end(again);
    va_end(list);
    return rfi_write_take(writer, &scratch);
}

/* ---- styles and wrapping ------------------------------------------------------------ */

static const char *sequence_of(rfi_style style)
{
    static const char *const codes[] = {"",           "\033[1m",    "\033[1;32m",
                                        "\033[1;34m", "\033[1;31m", "\033[1;33m"};
    return codes[style];
}

static void styled_n(const rfi_writer *writer, rfi_style style, const char *string,
                     size_t n)
{
    bool colour = writer->colour && style != RFI_STYLE_PLAIN && n > 0;
    rfi_text_add(writer->text, colour ? sequence_of(style) : "");
    rfi_text_add_n(writer->text, string, n);
    rfi_text_add(writer->text, colour ? "\033[0m" : "");
}

void rfi_write_styled(const rfi_writer *writer, rfi_style style, const char *string)
{
    styled_n(writer, style, string, strlen(string));
}

void rfi_write_heading(const rfi_writer *writer, const char *string)
{
    rfi_text_char(writer->text, '\n');
    rfi_write_styled(writer, RFI_STYLE_HEAD, string);
    rfi_text_char(writer->text, '\n');
}

typedef struct piece { /* one line of a wrapped string */
    size_t bytes, columns;
    const char *rest; /* what follows; NULL at the end */
} piece;

static size_t code_point(const char *c)
{
    size_t n = 1;
    while (((unsigned char)c[n] & 0xC0U) == 0x80U) {
        n++;
    }
    return n;
}

/* The longest beginning of string that fits, broken at a blank; a word that does not fit
 * at all is cut when `cut`, else it stands out. */
static piece break_line(const char *string, size_t width, bool cut)
{
    piece line = {0, 0, NULL};
    size_t columns = 0;
    size_t bytes = 0;
    while (string[bytes] != '\0') {
        if (string[bytes] == ' ') {
            line = (piece){bytes, columns, string + bytes + 1};
        }
        if (columns >= width && line.rest != NULL) {
            return line;
        }
        if (columns >= width && cut) {
            return (piece){bytes, columns, string + bytes};
        }
        bytes += code_point(string + bytes);
        columns++;
    }
    return (piece){bytes, columns, NULL};
}

static size_t room_beside(const rfi_writer *writer, size_t taken)
{
    return writer->width > taken + 10 ? writer->width - taken : 10;
}

void rfi_write_field(const rfi_writer *writer, size_t indent, const char *label,
                     size_t label_columns, const char *string)
{
    size_t hang = indent + label_columns;
    rfi_text_repeat(writer->text, ' ', indent);
    rfi_text_add(writer->text, label);
    size_t columns = rfi_text_columns(label);
    rfi_text_repeat(writer->text, ' ',
                    label_columns > columns ? label_columns - columns : 0);
    for (const char *rest = string; rest != NULL;) {
        piece line = break_line(rest, room_beside(writer, hang), false);
        if (rest != string) {
            rfi_text_repeat(writer->text, ' ', hang);
        }
        rfi_text_add_n(writer->text, rest, line.bytes);
        rfi_text_char(writer->text, '\n');
        rest = line.rest;
    }
}

void rfi_write_paragraph(const rfi_writer *writer, size_t indent, const char *string)
{
    rfi_write_field(writer, indent, "", 0, string);
}

/* ---- grids -------------------------------------------------------------------------- */

enum { GRID_COLUMNS = 12, GRID_GAP = 2, GRID_WORD = 16 };

void rfi_grid_begin(rfi_grid *grid, rfi_writer *writer, const char *align, size_t indent,
                    bool head)
{
    size_t columns = strlen(align);
    *grid = (rfi_grid){.writer = writer,
                       .align = align,
                       .columns = columns > GRID_COLUMNS ? GRID_COLUMNS : columns,
                       .indent = indent,
                       .head = head};
}

static void add_cell(rfi_grid *grid, rfi_cell cell)
{
    void *cells = grid->cells;
    if (!rfi_arena_grow(grid->writer->arena, &cells, grid->count, &grid->capacity,
                        sizeof(*grid->cells))) {
        grid->writer->text->failed = true;
        return;
    }
    grid->cells = cells;
    grid->cells[grid->count++] = cell;
}

void rfi_grid_cell(rfi_grid *grid, rfi_style style, const char *string)
{
    add_cell(grid, (rfi_cell){string, style, false});
}

void rfi_grid_span(rfi_grid *grid, rfi_style style, const char *string)
{
    add_cell(grid, (rfi_cell){string, style, true});
    for (size_t i = 1; i < grid->columns; i++) {
        add_cell(grid, (rfi_cell){NULL, RFI_STYLE_PLAIN, false});
    }
}

static size_t total_width(const rfi_grid *grid, const size_t *widths)
{
    size_t total = grid->indent + GRID_GAP * (grid->columns - 1);
    for (size_t i = 0; i < grid->columns; i++) {
        total += widths[i];
    }
    return total;
}

/* Columns of the longest word, at most GRID_WORD: longer ones may be cut. */
static size_t longest_word(const char *string)
{
    size_t longest = 0;
    size_t columns = 0;
    for (const char *c = string; c != NULL && *c != '\0'; c += code_point(c)) {
        columns = *c == ' ' ? 0 : columns + 1;
        longest = columns > longest ? columns : longest;
    }
    return longest > GRID_WORD ? GRID_WORD : longest;
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* Takes one column off the widest wrapped one. False when none can give. */
static bool give_way(const rfi_grid *grid, size_t *widths, const size_t *least)
{
    size_t widest = grid->columns;
    for (size_t i = 0; i < grid->columns; i++) {
        bool wraps = grid->align[i] == 'w' || grid->align[i] == 'R';
        if (wraps && widths[i] > least[i] &&
            (widest == grid->columns || widths[i] > widths[widest])) {
            widest = i;
        }
    }
    if (widest < grid->columns) {
        widths[widest]--;
    }
    return widest < grid->columns;
}

/* Natural widths, then the widest wrapped columns give way until the grid fits. */
static void find_widths(const rfi_grid *grid, size_t *widths)
{
    size_t least[GRID_COLUMNS] = {0};
    for (size_t i = 0; i < grid->columns; i++) {
        widths[i] = 0;
    }
    for (size_t i = 0; i < grid->count; i++) {
        const rfi_cell *cell = &grid->cells[i];
        if (!cell->span) {
            size_t column = i % grid->columns;
            widths[column] = larger(widths[column], rfi_text_columns(cell->string));
            least[column] = larger(least[column], longest_word(cell->string));
        }
    }
    while (total_width(grid, widths) > grid->writer->width &&
           give_way(grid, widths, least)) {
    }
}

/* One output line of a row: takes a piece off each cell. False when nothing was left. */
static bool print_row_line(const rfi_grid *grid, const size_t *widths, const rfi_cell *row,
                           const char **rest)
{
    const rfi_writer *writer = grid->writer;
    bool any = false;
    size_t at = 0; /* columns written */
    size_t start = grid->indent;
    for (size_t i = 0; i < grid->columns; i++) {
        if (rest[i] != NULL) {
            piece line = break_line(rest[i], widths[i] == 0 ? 1 : widths[i], true);
            bool right = grid->align[i] == 'r' || grid->align[i] == 'R';
            size_t pad = right ? widths[i] - line.columns : 0;
            if (line.bytes > 0) {
                rfi_text_repeat(writer->text, ' ', start + pad - at);
                styled_n(writer, row[i].style, rest[i], line.bytes);
                at = start + pad + line.columns;
            }
            rest[i] = line.rest;
            any = true;
        }
        start += widths[i] + GRID_GAP;
    }
    if (any) {
        rfi_text_char(writer->text, '\n');
    }
    return any;
}

static void print_row(const rfi_grid *grid, const size_t *widths, const rfi_cell *row)
{
    if (row[0].span) {
        for (const char *rest = row[0].string; rest != NULL;) {
            size_t indent = grid->indent + (rest == row[0].string ? 0 : grid->hang);
            piece line = break_line(rest, room_beside(grid->writer, indent), false);
            rfi_text_repeat(grid->writer->text, ' ', indent);
            styled_n(grid->writer, row[0].style, rest, line.bytes);
            rfi_text_char(grid->writer->text, '\n');
            rest = line.rest;
        }
        return;
    }
    const char *rest[GRID_COLUMNS];
    for (size_t i = 0; i < grid->columns; i++) {
        rest[i] = row[i].string;
    }
    while (print_row_line(grid, widths, row, rest)) {
    }
}

void rfi_grid_print(const rfi_grid *grid)
{
    if (grid->writer->text->failed || grid->count < grid->columns) {
        return;
    }
    size_t widths[GRID_COLUMNS];
    find_widths(grid, widths);
    for (size_t i = 0; i + grid->columns <= grid->count; i += grid->columns) {
        print_row(grid, widths, &grid->cells[i]);
        if (i == 0 && grid->head) {
            rfi_text_repeat(grid->writer->text, ' ', grid->indent);
            size_t total = total_width(grid, widths) - grid->indent;
            for (size_t n = 0; n < total; n++) {
                rfi_text_add(grid->writer->text, "\u2500");
            }
            rfi_text_char(grid->writer->text, '\n');
        }
    }
}
