/* SPDX-License-Identifier: MIT */
/* Building blocks of plain text: cleaning, wrapping, styles and grids. A writer owns an
 * arena for the strings of one report. */
#ifndef REPORTS_TABLE_WRITE_H
#define REPORTS_TABLE_WRITE_H

#include "planner/base/arena.h"
#include "planner/base/text.h"
#include "rackfit/rackfit.h"

typedef enum rfi_style {
    RFI_STYLE_PLAIN = 0,
    RFI_STYLE_HEAD,
    RFI_STYLE_FIT,
    RFI_STYLE_MEASURES,
    RFI_STYLE_NO_FIT,
    RFI_STYLE_OPEN /* undecided and unknown */
} rfi_style;

typedef struct rfi_writer {
    rfi_text *text;
    rfi_arena *arena;
    size_t width;
    bool colour;
    bool detail;
} rfi_writer;

/* False, and text->failed set, when memory is out. */
bool rfi_writer_begin(rfi_writer *writer, const rf_text_options *options, rfi_text *text);
void rfi_writer_end(rfi_writer *writer);

/* Adds string as valid UTF-8 on one line: control characters become blanks, stray bytes
 * U+FFFD. Names and messages quote foreign files; a terminal must not obey them. */
void rfi_write_clean(rfi_text *text, const char *string);
/* Moves the scratch text into the writer's arena, cleaned, and frees it. Never NULL. */
const char *rfi_write_take(rfi_writer *writer, rfi_text *scratch);
const char *rfi_write_string(rfi_writer *writer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

void rfi_write_styled(const rfi_writer *writer, rfi_style style, const char *string);
void rfi_write_heading(const rfi_writer *writer, const char *string);
/* indent blanks, label padded to label_columns, then string wrapped beside it. */
void rfi_write_field(const rfi_writer *writer, size_t indent, const char *label,
                     size_t label_columns, const char *string);
void rfi_write_paragraph(const rfi_writer *writer, size_t indent, const char *string);

/* ---- grids -------------------------------------------------------------------------- */
typedef struct rfi_cell {
    const char *string; /* NULL in column 0 .. : empty */
    rfi_style style;
    bool span; /* the row is this one string */
} rfi_cell;

/* align: one letter a column: l left, r right; w left and R right, wrapped when room is
 * short, at words where they are of a common length. */
typedef struct rfi_grid {
    rfi_writer *writer;
    const char *align;
    size_t columns, indent;
    size_t hang; /* by which the later lines of a span stand deeper */
    bool head;   /* the first row is a head with a rule beneath */
    rfi_cell *cells;
    size_t count, capacity;
} rfi_grid;

void rfi_grid_begin(rfi_grid *grid, rfi_writer *writer, const char *align, size_t indent,
                    bool head);
void rfi_grid_cell(rfi_grid *grid, rfi_style style, const char *string);
/* A row that runs over all columns; call between rows. */
void rfi_grid_span(rfi_grid *grid, rfi_style style, const char *string);
void rfi_grid_print(const rfi_grid *grid);

#endif
