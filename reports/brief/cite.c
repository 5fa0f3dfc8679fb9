/* SPDX-License-Identifier: MIT */
/* From a printed number to its row in the assumption book, and back to the pages. */
#include "reports/brief/parts.h"

#include <stdlib.h>
#include <string.h>

static rfi_cited *find_cited(rfi_brief *b, const char *id)
{
    for (size_t i = 0; i < b->cited_count; i++) {
        if (strcmp(b->cited[i].id, id) == 0) {
            return &b->cited[i];
        }
    }
    return NULL;
}

static const char *note_page(rfi_brief *b, const char *id)
{
    rfi_cited *cited = find_cited(b, id);
    if (cited == NULL) {
        void *items = b->cited;
        if (!rfi_arena_grow(b->arena, &items, b->cited_count, &b->cited_capacity,
                            sizeof(rfi_cited))) {
            b->drawing->failed = true;
            return id;
        }
        b->cited = items;
        cited = &b->cited[b->cited_count++];
        *cited = (rfi_cited){.id = id};
    }
    bool here = cited->page_count > 0 && cited->pages[cited->page_count - 1] == b->page;
    if (!here && cited->page_count < RFI_CITE_PAGES) {
        cited->pages[cited->page_count++] = b->page;
    }
    return id;
}

/* What a page takes from a derived row it takes from the rows beneath, too. */
const char *rfi_brief_cite_id(rfi_brief *b, const char *id)
{
    const rfi_book_row *row = rfi_brief_row(b, id);
    for (size_t i = 0; row != NULL && i < row->from_count; i++) {
        (void)note_page(b, row->from[i]);
    }
    return id == NULL ? NULL : note_page(b, id);
}

static bool of_measures(const rfi_brief *b, const rfi_figure *figure)
{
    const rfi_measures *measures = b->options == NULL ? NULL : b->options->measures;
    for (size_t i = 0; measures != NULL && i < measures->figure_count; i++) {
        if (measures->figures[i] == figure) {
            return true;
        }
    }
    return false;
}

/* Halls that were taken apart bear copies of the figures of their kind. */
static bool same_figure(const rfi_figure *a, const rfi_figure *b)
{
    return a == b ||
           (a != NULL && b != NULL && a->place.line > 0 && a->place.line == b->place.line &&
            a->place.column == b->place.column && a->place.file != NULL &&
            b->place.file != NULL && a->attribute != NULL && b->attribute != NULL &&
            strcmp(a->place.file, b->place.file) == 0 &&
            strcmp(a->attribute, b->attribute) == 0);
}

static const char *add_extra(rfi_brief *b, const rfi_figure *figure)
{
    void *items = b->extra;
    if (!rfi_arena_grow(b->arena, &items, b->extra_count, &b->extra_capacity,
                        sizeof(rfi_book_row))) {
        b->drawing->failed = true;
        return NULL;
    }
    b->extra = items;
    bool measure = of_measures(b, figure);
    char letter = measure ? 'M' : 'S';
    size_t number = 1;
    for (size_t i = 0; i < b->extra_count; i++) {
        number += b->extra[i].id[0] == letter ? 1 : 0;
    }
    rfi_book_row *row = &b->extra[b->extra_count++];
    *row = (rfi_book_row){
        .id = rfi_brief_format(b, "%c-%02zu", letter, number),
        .group = measure ? "Measures" : "Site facts that no limit rests on",
        .subject = rfi_brief_subject(b, figure),
        .figure = figure,
        .assumption = rfi_is_assumption(figure),
    };
    return row->id;
}

const char *rfi_brief_cite(rfi_brief *b, const rfi_figure *figure)
{
    if (figure == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < b->judgement->book_count; i++) {
        if (same_figure(b->judgement->book[i].figure, figure)) {
            return rfi_brief_cite_id(b, b->judgement->book[i].id);
        }
    }
    for (size_t i = 0; i < b->extra_count; i++) {
        if (same_figure(b->extra[i].figure, figure)) {
            return rfi_brief_cite_id(b, b->extra[i].id);
        }
    }
    return rfi_brief_cite_id(b, add_extra(b, figure));
}

const char *rfi_brief_dest(rfi_brief *b, const char *id)
{
    return id == NULL ? NULL : rfi_brief_format(b, "row-%s", id);
}

const rfi_book_row *rfi_brief_row(const rfi_brief *b, const char *id)
{
    for (size_t i = 0; id != NULL && i < b->judgement->book_count; i++) {
        if (strcmp(b->judgement->book[i].id, id) == 0) {
            return &b->judgement->book[i];
        }
    }
    for (size_t i = 0; id != NULL && i < b->extra_count; i++) {
        if (strcmp(b->extra[i].id, id) == 0) {
            return &b->extra[i];
        }
    }
    return NULL;
}

const char *rfi_brief_pages(rfi_brief *b, const char *id)
{
    const rfi_cited *cited = find_cited(b, id);
    rfi_text text = RFI_TEXT_INIT;
    for (size_t i = 0; cited != NULL && i < cited->page_count; i++) {
        rfi_text_format(&text, "%s%d", i == 0 ? "" : ", ", cited->pages[i]);
    }
    if (text.size == 0) {
        rfi_text_add(&text, "\u2013");
    }
    return rfi_brief_keep(b, &text);
}

double rfi_brief_mark(rfi_brief *b, double x, double y, const char *id)
{
    if (id == NULL) {
        return 0;
    }
    const rfi_letters letters = {.size = 5.4, .ink = RFI_INK_ONE};
    rfi_open_link(b->drawing, rfi_brief_dest(b, id), NULL);
    double width = rfi_draw_text(b->drawing, x, y, id, &letters);
    rfi_close_link(b->drawing);
    return width;
}

/* ---- lists of ids ---- */

static int compare_ids(const void *left, const void *right)
{
    const char *const *a = left;
    const char *const *b = right;
    if ((*a)[0] != (*b)[0]) {
        return (*a)[0] < (*b)[0] ? -1 : 1;
    }
    size_t la = strlen(*a);
    size_t lb = strlen(*b);
    return la != lb ? (la < lb ? -1 : 1) : strcmp(*a, *b);
}

static long number_of(const char *id)
{
    return strlen(id) > 2 ? strtol(id + 2, NULL, 10) : 0;
}

static bool follows(const char *a, const char *b)
{
    return a[0] == b[0] && number_of(b) == number_of(a) + 1;
}

typedef struct writing { /* pen that lays words into lines */
    rfi_brief *b;
    rfi_box place;
    rfi_letters letters;
    double lead, x, base;
    bool draw;
} writing;

static void break_line(writing *w, double width)
{
    if (w->x > w->place.x && w->x + width > w->place.x + w->place.width + 0.01) {
        w->x = w->place.x;
        w->base += w->lead;
    }
}

static void write_word(writing *w, const char *word, const char *dest)
{
    if (w->draw && dest != NULL) {
        rfi_open_link(w->b->drawing, rfi_brief_dest(w->b, dest), NULL);
    }
    if (w->draw) {
        rfi_draw_text(w->b->drawing, w->x, w->base, word, &w->letters);
    }
    if (w->draw && dest != NULL) {
        rfi_close_link(w->b->drawing);
    }
    w->x += rfi_measure_text(w->b->drawing, &w->letters, word).width;
}

/* One id, or the first and last of a run; never parted by the end of a line. */
static void write_run(writing *w, const char *first, const char *last)
{
    const rfi_drawing *drawing = w->b->drawing;
    double width = rfi_measure_text(drawing, &w->letters, first).width;
    if (last != NULL) {
        width += 0.8 + rfi_measure_text(drawing, &w->letters, "\u2013").width +
                 rfi_measure_text(drawing, &w->letters, last).width;
    }
    break_line(w, width);
    write_word(w, first, first);
    if (last != NULL) {
        w->x += 0.4;
        write_word(w, "\u2013", NULL);
        w->x += 0.4;
        write_word(w, last, last);
    }
}

double rfi_brief_ids(rfi_brief *b, rfi_box place, double indent, const char *const *ids,
                     size_t count, const rfi_type *type, bool draw)
{
    double line = type->lead * 25.4 / 72;
    const char **sorted = RFI_ARRAY(b->arena, count + 1, const char *);
    if (sorted == NULL || count == 0) {
        return 0;
    }
    memcpy(sorted, ids, count * sizeof(ids[0]));
    qsort(sorted, count, sizeof(sorted[0]), compare_ids);
    writing w = {b, place, {.size = type->size, .ink = RFI_INK_ONE}, line, place.x + indent,
                 0, draw};
    w.base = place.y + (line + 0.7275 * type->size * 25.4 / 72) / 2;
    double first = w.base;
    double space = rfi_measure_text(b->drawing, &w.letters, "\u00A0").width;
    for (size_t i = 0; i < count;) {
        size_t last = i;
        while (last + 1 < count && (follows(sorted[last], sorted[last + 1]) ||
                                    strcmp(sorted[last], sorted[last + 1]) == 0)) {
            last++;
        }
        bool run = number_of(sorted[last]) > number_of(sorted[i]) + 1;
        if (!run && last > i && strcmp(sorted[last], sorted[i]) != 0) {
            last = i; /* two neighbours read better singly */
        }
        write_run(&w, sorted[i], run ? sorted[last] : NULL);
        w.x += 2 * space;
        i = last + 1;
    }
    return w.base - first + line;
}

/* ---- sources ---- */

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

size_t rfi_brief_source(rfi_brief *b, const rfi_source *source)
{
    if (source == NULL) {
        return 0;
    }
    for (size_t i = 0; i < b->source_count; i++) {
        const rfi_source *other = b->sources[i];
        if (same_text(source->title, other->title) && same_text(source->url, other->url) &&
            source->date == other->date && source->grade == other->grade) {
            return i + 1;
        }
    }
    void *items = b->sources;
    if (!rfi_arena_grow(b->arena, &items, b->source_count, &b->source_capacity,
                        sizeof(b->sources[0]))) {
        b->drawing->failed = true;
        return 0;
    }
    b->sources = items;
    b->sources[b->source_count++] = source;
    return b->source_count;
}
