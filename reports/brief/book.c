/* SPDX-License-Identifier: MIT */
/* The assumption book: one row for every printed number, derived rows with what they rest
 * on, and the list of sources. Its rows are the ends of all links. */
#include "reports/brief/parts.h"

#include <string.h>

enum { FIGURE_COLUMNS = 9, DERIVED_COLUMNS = 6, SOURCE_COLUMNS = 4 };

static const rfi_column figure_columns[FIGURE_COLUMNS] = {
    {"Id", NULL, 0, 11, RFI_LEFT},         {"Figure", NULL, 12, 43, RFI_LEFT},
    {"Value", NULL, 55, 20, RFI_RIGHT},    {"Range", NULL, 77, 18, RFI_LEFT},
    {"Unit", NULL, 96, 15.5, RFI_LEFT},    {"Source", NULL, 112, 30.5, RFI_LEFT},
    {"As of", NULL, 143, 15.5, RFI_LEFT},  {"Grade", NULL, 158.2, 7, RFI_CENTRE},
    {"Used in", NULL, 166.2, 9, RFI_LEFT},
};

static const rfi_column derived_columns[DERIVED_COLUMNS] = {
    {"Id", NULL, 0, 11, RFI_LEFT},           {"Requirement", NULL, 12, 38, RFI_LEFT},
    {"Result", NULL, 52, 28, RFI_LEFT},      {"How", NULL, 82, 44, RFI_LEFT},
    {"Rests on", NULL, 128, 36.5, RFI_LEFT}, {"Used in", NULL, 166.2, 9, RFI_LEFT},
};

static const rfi_column source_columns[SOURCE_COLUMNS] = {
    {"No.", NULL, 0, 8, RFI_LEFT},
    {"Source", NULL, 10, 136, RFI_LEFT},
    {"Date", NULL, 148, 16, RFI_LEFT},
    {"Grade", NULL, 165, 9, RFI_CENTRE},
};

/* ---- figures ---- */

static const char *number(rfi_brief *b, const rfi_figure *figure, int64_t value)
{
    rfi_text text = RFI_TEXT_INIT;
    const rfi_unit *unit = rfi_unit_for(figure->dimension, figure->base);
    rfi_print_number(&text, value, unit, figure->dimension == RFI_DIM_COUNT ? 0 : 5,
                     RFI_ROUND_NEAREST, true);
    return rfi_brief_keep(b, &text);
}

static const char *unit_words(rfi_brief *b, const rfi_figure *figure)
{
    if (!rfi_known(figure) && figure->dimension == RFI_DIM_DURATION) {
        return "\u2013"; /* milliseconds of a peak or months of a permit: nobody said */
    }
    const rfi_unit *unit =
        rfi_unit_for(figure->dimension, rfi_known(figure) ? figure->base : INT64_MAX / 4);
    const char *kind = rfi_power_kind_words(figure->kind);
    return rfi_brief_format(b, "%s%s%s", unit->label, kind[0] == '\0' ? "" : " ", kind);
}

/* "[3] TeraWulf 10-Q…": cut between words where the column ends. */
static const char *source_words(rfi_brief *b, const rfi_source *source, double width,
                                double size)
{
    size_t index = rfi_brief_source(b, source);
    if (index == 0) {
        return "\u2013";
    }
    const char *title = source->title == NULL ? "" : source->title;
    const rfi_letters letters = {.size = size};
    const char *best = rfi_brief_format(b, "[%zu]", index);
    const char *whole = rfi_brief_format(b, "[%zu] %s", index, title);
    if (rfi_measure_text(b->drawing, &letters, whole).width <= width) {
        return whole;
    }
    for (size_t i = 0; title[i] != '\0'; i++) {
        if (title[i] != ' ') {
            continue;
        }
        size_t end = i > 0 && title[i - 1] == ',' ? i - 1 : i;
        const char *cut = rfi_brief_format(b, "[%zu] %.*s\u2026", index, (int)end, title);
        if (rfi_measure_text(b->drawing, &letters, cut).width > width) {
            break;
        }
        best = cut;
    }
    return best;
}

static const char *source_dest(rfi_brief *b, const rfi_source *source)
{
    size_t index = rfi_brief_source(b, source);
    return index == 0 ? NULL : rfi_brief_format(b, "source-%zu", index);
}

static void add_figure(rfi_brief *b, rfi_grid *grid, const rfi_book_row *row)
{
    const rfi_figure *figure = row->figure;
    bool known = rfi_known(figure);
    bool ranged = known && figure->low != figure->high;
    const char *value =
        !known ? "?"
        : row->assumption
            ? rfi_brief_format(b, "%s\u202F" RFI_LOZENGE, number(b, figure, figure->base))
            : number(b, figure, figure->base);
    const char *range =
        !ranged ? "\u2013"
                : rfi_brief_format(b, "%s\u2013%s", number(b, figure, figure->low),
                                   number(b, figure, figure->high));
    const rfi_cell cells[FIGURE_COLUMNS] = {
        {.text = row->id, .face = RFI_FACE_STRONG},
        {.text = rfi_brief_subject(b, figure)},
        {.text = value, .face = RFI_FACE_STRONG},
        {.text = range},
        {.text = unit_words(b, figure)},
        {.text = source_words(b, figure->source, figure_columns[5].width, grid->size),
         .dest = source_dest(b, figure->source)},
        {.text =
             figure->source == NULL ? "\u2013" : rfi_brief_date(b, figure->source->date)},
        {.kind = RFI_CELL_GRADE,
         .text = known ? rfi_grade_letter(figure->grade) : "",
         .dark = !row->assumption},
        {.text = rfi_brief_pages(b, row->id)},
    };
    rfi_grid_row(grid, cells, row->assumption ? RFI_INK_WASH : RFI_NO_INK,
                 rfi_brief_dest(b, row->id));
}

/* letter: of the ids of the rows; NUL: all. */
static void add_figures(rfi_brief *b, rfi_grid *grid, const rfi_book_row *rows,
                        size_t count, char letter, int parent)
{
    const char *group = NULL;
    for (size_t i = 0; i < count; i++) {
        if (rows[i].figure == NULL || (letter != '\0' && rows[i].id[0] != letter)) {
            continue;
        }
        if (group == NULL || strcmp(group, rows[i].group) != 0) {
            group = rows[i].group;
            const char *dest = rfi_brief_format(b, "group-%c", rows[i].id[0]);
            rfi_grid_group(grid, group, dest, 12);
            (void)rfi_add_bookmark(b->drawing, parent, group, dest);
        }
        add_figure(b, grid, &rows[i]);
    }
}

/* ---- derived ---- */

/* The number that the pages show; the book's own when no requirement bears the id. */
static const char *result_of(rfi_brief *b, const rfi_book_row *row)
{
    for (size_t i = 0; i < b->judgement->requirement_count; i++) {
        const rfi_requirement *r = &b->judgement->requirements[i];
        if (r->book_id == NULL || strcmp(r->book_id, row->id) != 0) {
            continue;
        }
        const rfi_terms *t = &r->ends[b->end];
        int64_t used = rfi_brief_demand(b, r, b->end);
        if (t->unknown) {
            return "?";
        }
        if (r->dimension == RFI_DIM_STATUS) {
            return used <= t->limit ? "holds" : "fails";
        }
        return rfi_brief_pair(b, r->dimension, used, t->limit).both;
    }
    return row->value == NULL ? "?" : row->value;
}

static void add_derived(rfi_brief *b, rfi_grid *grid, const rfi_book_row *row)
{
    const char *mark = row->assumption ? "\u202F" RFI_LOZENGE : "";
    const rfi_cell cells[DERIVED_COLUMNS] = {
        {.text = row->id, .face = RFI_FACE_STRONG},
        {.text = row->subject},
        {.text = rfi_brief_format(b, "%s%s", result_of(b, row), mark),
         .face = RFI_FACE_STRONG},
        {.text = row->formula == NULL ? "" : row->formula, .ink = RFI_INK_SOFT},
        {.kind = RFI_CELL_IDS, .ids = row->from, .id_count = row->from_count},
        {.text = rfi_brief_pages(b, row->id)},
    };
    rfi_grid_row(grid, cells, row->assumption ? RFI_INK_WASH : RFI_NO_INK,
                 rfi_brief_dest(b, row->id));
}

static void draw_derived(rfi_brief *b, int parent)
{
    const rfi_judgement *j = b->judgement;
    rfi_grid grid = {.brief = b,
                     .columns = derived_columns,
                     .count = DERIVED_COLUMNS,
                     .size = 6.6,
                     .lead = 7.8,
                     .pitch = 5.4};
    size_t count = 0;
    for (size_t i = 0; i < j->book_count; i++) {
        count += j->book[i].figure == NULL ? 1 : 0;
    }
    if (count == 0) {
        return;
    }
    b->y += 5;
    rfi_brief_need(b, 34);
    rfi_add_dest(b->drawing, "derived", b->left, b->y);
    (void)rfi_add_bookmark(b->drawing, parent, "Derived", "derived");
    rfi_brief_section(b, b->left, RFI_MEASURE, "Derived rows",
                      rfi_brief_format(b, "need of limit; %s", b->basis));
    rfi_grid_open(&grid);
    for (size_t i = 0; i < j->book_count; i++) {
        if (j->book[i].figure == NULL) {
            add_derived(b, &grid, &j->book[i]);
        }
    }
    rfi_grid_close(&grid);
}

/* ---- sources ---- */

static void draw_sources(rfi_brief *b, int parent)
{
    if (b->source_count == 0) {
        return;
    }
    b->y += 5;
    rfi_brief_need(b, 34);
    rfi_add_dest(b->drawing, "sources", b->left, b->y);
    (void)rfi_add_bookmark(b->drawing, parent, "Sources", "sources");
    rfi_brief_section(b, b->left, RFI_MEASURE, "Sources",
                      "numbers as in the column Source");
    rfi_grid grid = {.brief = b,
                     .columns = source_columns,
                     .count = SOURCE_COLUMNS,
                     .size = 7,
                     .lead = 8.4,
                     .pitch = 5.4};
    rfi_grid_open(&grid);
    for (size_t i = 0; i < b->source_count; i++) {
        const rfi_source *source = b->sources[i];
        bool assumed = source->grade != RFI_GRADE_A && source->grade != RFI_GRADE_B;
        const rfi_cell cells[SOURCE_COLUMNS] = {
            {.text = rfi_brief_format(b, "[%zu]", i + 1), .face = RFI_FACE_STRONG},
            {.text = source->title == NULL ? "?" : source->title,
             .uri = source->url,
             .under = source->url},
            {.text = rfi_brief_date(b, source->date)},
            {.kind = RFI_CELL_GRADE,
             .text = rfi_grade_letter(source->grade),
             .dark = !assumed},
        };
        rfi_grid_row(&grid, cells, RFI_NO_INK, rfi_brief_format(b, "source-%zu", i + 1));
    }
    rfi_grid_close(&grid);
}

/* Rows that the pages cite for the first time while the book is drawn would lack a place:
 * everything is cited before. */
void rfi_brief_book_pages(rfi_brief *b)
{
    const rfi_judgement *j = b->judgement;
    if (b->y > 0.55 * b->page_height) {
        rfi_brief_open_page(b, "assumption book");
    } else {
        b->subject = "assumption book";
        b->y += 8;
    }
    int parent = rfi_brief_bookmark(b, -1, "Assumption book", "book");
    size_t assumed = 0;
    size_t total = j->book_count + b->extra_count;
    for (size_t i = 0; i < total; i++) {
        const rfi_book_row *row =
            i < j->book_count ? &j->book[i] : &b->extra[i - j->book_count];
        assumed += row->assumption ? 1 : 0;
    }
    rfi_brief_finding(
        b, rfi_brief_format(b, "%zu of %zu rows are assumptions", assumed, total));
    const rfi_letters soft = {.size = 6.6, .ink = RFI_INK_SOFT};
    rfi_brief_paragraph(b,
                        RFI_LOZENGE
                        " and grey band: assumption, grade C, D, E or M, or derived "
                        "from one. Grade box black: sourced; white: assumption. "
                        "A primary, B reputable secondary, C weak, D derived, E "
                        "estimate, M recalled. ? unknown, never zero. Used in: "
                        "pages of this brief.",
                        &soft, 8.6);
    b->y += 2;
    rfi_grid grid = {.brief = b,
                     .columns = figure_columns,
                     .count = FIGURE_COLUMNS,
                     .size = 6.6,
                     .lead = 7.8,
                     .pitch = 4.9};
    rfi_grid_open(&grid);
    add_figures(b, &grid, j->book, j->book_count, '\0', parent);
    add_figures(b, &grid, b->extra, b->extra_count, 'S', parent);
    add_figures(b, &grid, b->extra, b->extra_count, 'M', parent);
    rfi_grid_close(&grid);
    draw_derived(b, parent);
    draw_sources(b, parent);
}
