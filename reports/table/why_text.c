/* SPDX-License-Identifier: MIT */
/* A derivation as an indented tree: one step a line with its value, figures by number, and
 * their places and sources below. */
#include "reports/table/why.h"

#include <string.h>

#include "reports/table/table.h"
#include "reports/table/value.h"
#include "reports/table/write.h"

enum { INDENT = 2, LEAST_LABEL = 30, GAP = 2, MOST_VALUE = 30 };

typedef struct line {
    size_t level;
    const char *label, *value, *note;
    const rfi_derivation *node;
} line;

typedef struct page {
    rfi_writer w;
    rfi_cited cited;
    line *lines;
    size_t count, capacity;
    size_t depth;  /* levels shown; 0: all */
    size_t indent; /* columns a level */
    size_t label_width, value_width;
} page;

static const char *label_of(page *p, const rfi_derivation *node)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_add(&text, node->aside ? "» " : "");
    rfi_print_step(&text, node);
    const char *formula = rfi_step_formula(node);
    if (formula[0] != '\0') {
        rfi_text_format(&text, " = %s", formula);
    }
    const char *end = rfi_range_end(node);
    if (end[0] != '\0') {
        rfi_text_format(&text, " (%s)", end);
    }
    rfi_text_add(&text, node->kind == RFI_NODE_ABOVE ? " (above)" : "");
    if (node->figure != NULL && rfi_is_assumption(node->figure)) {
        rfi_text_add(&text, " ◇");
    }
    if (node->figure != NULL && !rfi_known(node->figure)) {
        rfi_text_add(&text, " (nobody stated it)");
    }
    if (node->words != NULL && node->aside) {
        rfi_text_format(&text, ": %s", node->words);
    }
    return rfi_write_take(&p->w, &text);
}

static void add_line(page *p, const rfi_derivation *node, size_t level, const char *label)
{
    void *lines = p->lines;
    if (!rfi_arena_grow(p->w.arena, &lines, p->count, &p->capacity, sizeof(line))) {
        p->w.text->failed = true;
        return;
    }
    p->lines = lines;
    rfi_text value = RFI_TEXT_INIT;
    if (node != NULL && !(node->words != NULL && node->aside)) {
        rfi_print_derived(&value, node);
    }
    const char *note = "";
    if (node != NULL && node->figure != NULL) {
        note = rfi_write_string(&p->w, "[%zu]", rfi_cited_number(&p->cited, node->figure));
    }
    p->lines[p->count++] = (line){.level = level,
                                  .label = label,
                                  .value = rfi_write_take(&p->w, &value),
                                  .note = note,
                                  .node = node};
}

static void add_lines(page *p, const rfi_derivation *node, size_t level)
{
    add_line(p, node, level, label_of(p, node));
    if (p->depth > 0 && level >= p->depth) {
        size_t below = rfi_count_below(node);
        if (below > 0) {
            add_line(p, NULL, level + 1,
                     rfi_write_string(&p->w, "… %zu more %s", below,
                                      below == 1 ? "line" : "lines"));
        }
        return;
    }
    for (const rfi_derivation *c = node->first; c != NULL; c = c->next) {
        add_lines(p, c, level + 1);
    }
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t widest(const page *p, bool notes)
{
    size_t most = 0;
    for (size_t i = 0; i < p->count; i++) {
        size_t columns = rfi_text_columns(notes ? p->lines[i].note : p->lines[i].value);
        most = larger(most, notes || columns <= MOST_VALUE ? columns : 0);
    }
    return most;
}

static size_t point_bytes(const char *c)
{
    size_t n = 1;
    while (((unsigned char)c[n] & 0xC0U) == 0x80U) {
        n++;
    }
    return n;
}

/* How many bytes of the string stand on a line of so many columns, broken at a blank. */
static size_t fitting(const char *string, size_t columns)
{
    size_t bytes = 0;
    size_t at = 0;
    size_t blank = 0;
    while (string[bytes] != '\0' && at < columns) {
        blank = string[bytes] == ' ' ? bytes : blank;
        bytes += point_bytes(string + bytes);
        at++;
    }
    return string[bytes] == '\0' || blank == 0 || string[bytes] == ' ' ? bytes : blank;
}

/* The value beside a label that ends at this column, and the number of its figure. */
static void write_value(const page *p, const line *l, size_t at)
{
    rfi_text *text = p->w.text;
    size_t columns = rfi_text_columns(l->value);
    if (columns == 0 && l->note[0] == '\0') {
        return;
    }
    size_t start = p->label_width + GAP;
    start += columns < p->value_width ? p->value_width - columns : 0;
    rfi_text_repeat(text, ' ', start - at);
    bool missing = l->node != NULL && l->node->missing;
    rfi_write_styled(&p->w, missing ? RFI_STYLE_OPEN : RFI_STYLE_PLAIN, l->value);
    rfi_text_add(text, l->note[0] != '\0' ? " " : "");
    rfi_text_add(text, l->note);
}

static void write_line(const page *p, const line *l)
{
    rfi_text *text = p->w.text;
    size_t indent = l->level * p->indent;
    if (indent + LEAST_LABEL > p->label_width) {
        indent = p->label_width - LEAST_LABEL;
    }
    const char *rest = l->label;
    do {
        size_t hang = indent + (rest == l->label ? 0 : p->indent + INDENT);
        size_t bytes = fitting(rest, p->label_width - hang);
        const char *piece = rfi_arena_copy_n(p->w.arena, rest, bytes);
        if (piece == NULL) {
            text->failed = true;
            return;
        }
        rfi_text_repeat(text, ' ', hang);
        rfi_write_styled(&p->w, l->level == 0 ? RFI_STYLE_HEAD : RFI_STYLE_PLAIN, piece);
        if (rest == l->label) {
            write_value(p, l, hang + rfi_text_columns(piece));
        }
        rfi_text_char(text, '\n');
        rest += bytes;
        rest += *rest == ' ' ? 1 : 0;
    } while (*rest != '\0');
}

/* ---- head and sources ------------------------------------------------------------------
 */

static void write_head(page *p, const rfi_explanation *e)
{
    const rfi_site *site = e->evaluation->site;
    const rfi_profile *profile = e->judgement->profile;
    rfi_write_styled(&p->w, RFI_STYLE_HEAD, rfi_write_string(&p->w, "Why %s", e->name));
    rfi_text_add(p->w.text, "\n");
    rfi_write_paragraph(&p->w, 0,
                        rfi_write_string(&p->w, "%s (%s), %s (%s)%s%s%s: %s", site->name,
                                         site->id, profile->name, profile->id,
                                         e->ends ? ", " : "",
                                         e->ends ? rfi_end_words(e->end) : "",
                                         e->ends ? " end" : "", e->words));
    if (site->reference_id != NULL) {
        rfi_write_paragraph(
            &p->w, 0,
            rfi_write_string(&p->w,
                             "Reference design, not surveyed: %s (%s) fills "
                             "what the site leaves unknown",
                             site->reference_name, site->reference_id));
    }
    rfi_text ends = RFI_TEXT_INIT;
    for (rfi_end end = 0; e->ends && end < RFI_ENDS; end++) {
        if (e->trees[end] != NULL) {
            rfi_text_format(&ends, "%s%s ", ends.size == 0 ? "" : "; ", rfi_end_words(end));
            rfi_print_derived(&ends, e->trees[end]);
        }
    }
    if (ends.size > 0) {
        rfi_write_paragraph(&p->w, 0, rfi_write_take(&p->w, &ends));
    }
    rfi_text_char(p->w.text, '\n');
}

static void write_source(page *p, const rfi_figure *figure, size_t number)
{
    rfi_text text = RFI_TEXT_INIT;
    bool rule = strcmp(rfi_or_empty(figure->document), "rules") == 0;
    if (rule) {
        rfi_text_format(&text, "rule %s", figure->attribute);
    } else if (figure->place.file != NULL) {
        rfi_text_format(&text, "%s:%lld:%lld %s", figure->place.file,
                        (long long)figure->place.line, (long long)figure->place.column,
                        figure->attribute);
    } else {
        rfi_print_subject(&text, figure);
    }
    if (rfi_known(figure)) {
        rfi_text_add(&text, " = \"");
        rfi_print_canonical(&text, figure);
        rfi_text_format(&text, "\", grade %s%s", rfi_grade_letter(figure->grade),
                        rfi_is_assumption(figure) ? " ◇" : "");
    } else {
        rfi_text_format(&text, ", not known; ask the %s",
                        figure->holder == NULL ? "owner" : figure->holder);
    }
    const rfi_source *source = figure->source;
    if (rfi_known(figure) && source != NULL) {
        rfi_text_format(&text, "; %s, ", rfi_or_empty(source->title));
        rfi_print_date(&text, source->date);
    } else if (rfi_known(figure)) {
        rfi_text_add(&text, "; no source given");
    }
    rfi_write_field(&p->w, 0, rfi_write_string(&p->w, "[%zu]", number), 5,
                    rfi_write_take(&p->w, &text));
}

static void write_foot(page *p)
{
    if (p->cited.count > 0) {
        rfi_write_heading(&p->w, "Figures");
    }
    for (size_t i = 0; i < p->cited.count; i++) {
        write_source(p, p->cited.items[i], i + 1);
    }
    rfi_text_char(p->w.text, '\n');
    rfi_write_paragraph(
        &p->w, 0,
        "Values are exact. first, second: the lines one step in, without "
        "those marked », which explain or decide and are no operands. (above): "
        "derived higher up. (low), (base), (high): the end of its range that "
        "counts. ◇ marks an assumption.");
}

void rfi_table_why_text(const rfi_explanation *explanation, const rf_text_options *options,
                        rfi_text *text)
{
    page p = {.depth = explanation->depth};
    const rfi_derivation *tree = explanation->trees[explanation->end];
    if (!rfi_writer_begin(&p.w, options, text)) {
        return;
    }
    p.cited.arena = p.w.arena;
    rfi_cite_tree(&p.cited, tree, p.depth == 0 ? 0 : p.depth + 1);
    write_head(&p, explanation);
    add_lines(&p, tree, 0);
    p.value_width = widest(&p, false);
    size_t taken = GAP + p.value_width + 1 + widest(&p, true);
    p.label_width = p.w.width > taken + LEAST_LABEL ? p.w.width - taken : LEAST_LABEL;
    size_t deepest = 0;
    for (size_t i = 0; i < p.count; i++) {
        deepest = larger(deepest, p.lines[i].level);
    }
    p.indent = deepest * INDENT + LEAST_LABEL > p.label_width ? 1 : INDENT;
    for (size_t i = 0; i < p.count && !text->failed; i++) {
        write_line(&p, &p.lines[i]);
    }
    write_foot(&p);
    text->failed = text->failed || p.cited.failed;
    rfi_writer_end(&p.w);
}
