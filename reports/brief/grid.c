/* SPDX-License-Identifier: MIT */
/* Tables: three horizontal rules, heads that repeat after a break, cells that wrap. */
#include "reports/brief/parts.h"

#include <math.h>

#define HEAD_HEIGHT 9.0
#define PAD         1.1

static double line_of(const rfi_grid *grid)
{
    return grid->lead * 25.4 / 72;
}

static rfi_letters letters_of(const rfi_grid *grid, const rfi_column *column,
                              const rfi_cell *cell)
{
    return (rfi_letters){
        .face = cell->face, .size = grid->size, .ink = cell->ink, .align = column->align};
}

static void draw_head(rfi_grid *grid)
{
    rfi_brief *b = grid->brief;
    rfi_open_tag(b->drawing, RFI_TAG_TABLE, NULL);
    rfi_open_tag(b->drawing, RFI_TAG_TR, NULL);
    for (size_t i = 0; i < grid->count; i++) {
        const rfi_column *column = &grid->columns[i];
        rfi_letters letters = {.size = 6.2, .ink = RFI_INK_SOFT, .align = column->align};
        double x = b->left + column->x;
        x += column->align == RFI_RIGHT    ? column->width
             : column->align == RFI_CENTRE ? column->width / 2
                                           : 0;
        rfi_open_tag(b->drawing, RFI_TAG_TH, NULL);
        bool two = column->under != NULL;
        rfi_draw_text(b->drawing, x, b->y + (two ? 3.0 : 5.6), column->head, &letters);
        if (two) {
            rfi_draw_text(b->drawing, x, b->y + 5.6, column->under, &letters);
        }
        rfi_close_tag(b->drawing);
    }
    rfi_close_tag(b->drawing);
    rfi_brief_rule(b, b->left, RFI_MEASURE, b->y + 7.2, RFI_MEDIUM);
    b->y += 7.4;
    grid->open = true;
}

void rfi_grid_open(rfi_grid *grid)
{
    rfi_brief_need(grid->brief, HEAD_HEIGHT + 2 * grid->pitch);
    draw_head(grid);
}

void rfi_grid_close(rfi_grid *grid)
{
    if (grid->open) {
        rfi_close_tag(grid->brief->drawing);
        grid->open = false;
    }
}

static void make_room(rfi_grid *grid, double height)
{
    rfi_brief *b = grid->brief;
    if (b->y + height > b->foot) {
        rfi_grid_close(grid);
        rfi_brief_open_page(b, b->subject);
        draw_head(grid);
    }
}

void rfi_grid_group(rfi_grid *grid, const char *title, const char *dest, double rows)
{
    rfi_brief *b = grid->brief;
    make_room(grid, 7.5 + rows);
    const rfi_letters letters = {.face = RFI_FACE_STRONG, .size = 7.4};
    if (dest != NULL) {
        rfi_add_dest(b->drawing, dest, b->left, b->y);
    }
    rfi_open_tag(b->drawing, RFI_TAG_TR, NULL);
    rfi_brief_text(b, RFI_TAG_TH, b->left, b->y + 5.2, title, &letters);
    rfi_close_tag(b->drawing);
    rfi_draw_line(b->drawing, b->left, b->y + 6.9, b->left + RFI_MEASURE, b->y + 6.9,
                  (rfi_pen){RFI_INK_TEXT, RFI_FINE, 0});
    b->y += 7.1;
}

static double cell_height(rfi_grid *grid, const rfi_column *column, const rfi_cell *cell)
{
    rfi_drawing *drawing = grid->brief->drawing;
    if (cell->kind == RFI_CELL_IDS) {
        const rfi_type type = {grid->size - 0.6, grid->lead};
        return rfi_brief_ids(grid->brief, (rfi_box){0, 0, column->width, 0}, 0, cell->ids,
                             cell->id_count, &type, false);
    }
    if (cell->kind != RFI_CELL_TEXT) {
        return line_of(grid);
    }
    rfi_letters letters = letters_of(grid, column, cell);
    double height =
        rfi_paragraph_height(drawing, column->width, cell->text, &letters, grid->lead);
    letters.size = grid->size - 0.8;
    return height + rfi_paragraph_height(drawing, column->width, cell->under, &letters,
                                         grid->lead - 0.8);
}

double rfi_grid_height(rfi_grid *grid, const rfi_cell *cells)
{
    double height = grid->pitch;
    for (size_t i = 0; i < grid->count; i++) {
        height = fmax(height, cell_height(grid, &grid->columns[i], &cells[i]) + 2 * PAD);
    }
    return height;
}

static void draw_words(rfi_grid *grid, const rfi_column *column, const rfi_cell *cell)
{
    rfi_brief *b = grid->brief;
    rfi_letters letters = letters_of(grid, column, cell);
    bool link = cell->dest != NULL || cell->uri != NULL;
    if (link) {
        letters.ink = RFI_INK_ONE;
        rfi_open_link(b->drawing, cell->dest, cell->uri);
    }
    rfi_box place = {b->left + column->x, b->y + PAD, column->width, 0};
    place.y += rfi_draw_paragraph(b->drawing, place, cell->text, &letters, grid->lead);
    if (link) {
        rfi_close_link(b->drawing);
    }
    letters = (rfi_letters){
        .size = grid->size - 0.8, .ink = RFI_INK_SOFT, .align = column->align};
    rfi_draw_paragraph(b->drawing, place, cell->under, &letters, grid->lead - 0.8);
}

static void draw_grade(rfi_grid *grid, const rfi_column *column, const rfi_cell *cell)
{
    rfi_brief *b = grid->brief;
    double x = b->left + column->x + column->width / 2;
    double y = b->y + PAD + line_of(grid) / 2;
    rfi_letters letters = {.face = RFI_FACE_STRONG,
                           .size = 6.4,
                           .ink = cell->dark ? RFI_INK_WHITE : RFI_INK_TEXT,
                           .align = RFI_CENTRE};
    if (cell->text[0] != '\0' && cell->text[0] != '?') {
        rfi_draw_rect(b->drawing, (rfi_box){x - 2, y - 1.75, 4, 3.5},
                      &(rfi_look){.fill = cell->dark ? RFI_INK_TEXT : RFI_INK_WHITE,
                                  .pen = {RFI_INK_TEXT, RFI_MEDIUM, 0}});
        rfi_draw_text(b->drawing, x, y + 0.83, cell->text, &letters);
        return;
    }
    letters.ink = RFI_INK_SOFT;
    rfi_draw_text(b->drawing, x, y + 0.83, "\u2013", &letters);
}

static void draw_cell(rfi_grid *grid, const rfi_column *column, const rfi_cell *cell,
                      double height)
{
    rfi_brief *b = grid->brief;
    rfi_box box = {b->left + column->x, b->y, column->width, height};
    switch (cell->kind) {
    case RFI_CELL_TEXT:
        draw_words(grid, column, cell);
        break;
    case RFI_CELL_IDS:
        box.y += PAD;
        rfi_brief_ids(b, box, 0, cell->ids, cell->id_count,
                      &(rfi_type){grid->size - 0.6, grid->lead}, true);
        break;
    case RFI_CELL_MARK:
        box = (rfi_box){box.x + 0.4, box.y + 0.5, box.width - 0.8, height - 1.0};
        rfi_draw_mark(b->drawing, box, cell->mark, cell->text);
        break;
    case RFI_CELL_GRADE:
        draw_grade(grid, column, cell);
        break;
    }
}

void rfi_grid_row(rfi_grid *grid, const rfi_cell *cells, rfi_ink tint, const char *dest)
{
    rfi_brief *b = grid->brief;
    double height = rfi_grid_height(grid, cells);
    make_room(grid, height);
    if (tint != RFI_NO_INK) {
        rfi_draw_rect(b->drawing,
                      (rfi_box){b->left - 1.5, b->y + 0.1, RFI_MEASURE + 3, height - 0.2},
                      &(rfi_look){.fill = tint});
    }
    if (dest != NULL) {
        rfi_add_dest(b->drawing, dest, b->left, b->y);
    }
    rfi_open_tag(b->drawing, RFI_TAG_TR, NULL);
    for (size_t i = 0; i < grid->count; i++) {
        rfi_open_tag(b->drawing, i == 0 ? RFI_TAG_TH : RFI_TAG_TD, NULL);
        draw_cell(grid, &grid->columns[i], &cells[i], height);
        rfi_close_tag(b->drawing);
    }
    rfi_close_tag(b->drawing);
    b->y += height;
    rfi_draw_line(b->drawing, b->left, b->y, b->left + RFI_MEASURE, b->y,
                  (rfi_pen){RFI_INK_HAIR, RFI_FINE, 0});
}
