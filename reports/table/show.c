/* SPDX-License-Identifier: MIT */
/* One document as a readable sheet: every figure with range, grade and source. */
#include "reports/table/sheet.h"

#include "reports/table/csv.h"
#include "reports/table/json.h"
#include "reports/table/judgement.h"
#include "reports/table/value.h"
#include "reports/table/write.h"

enum { LABEL = 11 };

/* ---- text --------------------------------------------------------------------------- */

static void write_header(rfi_writer *w, const rfi_table_sheet *sheet)
{
    rfi_write_styled(
        w, RFI_STYLE_HEAD,
        rfi_write_string(w, "%s (%s)", rfi_or_empty(sheet->name), rfi_or_empty(sheet->id)));
    rfi_text_char(w->text, '\n');
    rfi_write_field(w, 0, "kind", LABEL, rfi_or_empty(sheet->kind));
    for (size_t i = 0; i < sheet->fact_count; i++) {
        rfi_write_field(w, 0, sheet->facts[i].label, LABEL,
                        rfi_write_string(w, "%s", sheet->facts[i].value));
    }
    if (sheet->as_of != RFI_TABLE_NO_DATE) {
        rfi_text date = RFI_TEXT_INIT;
        rfi_print_date(&date, sheet->as_of);
        rfi_write_field(w, 0, "as of", LABEL, rfi_write_take(w, &date));
    }
    if (sheet->file != NULL) {
        rfi_write_field(w, 0, "file", LABEL, rfi_write_string(w, "%s", sheet->file));
    }
}

static const char *value_words(rfi_writer *w, const rfi_figure *figure)
{
    rfi_text cell = RFI_TEXT_INIT;
    rfi_print_figure(&cell, figure);
    return rfi_write_take(w, &cell);
}

static const char *grade_words(rfi_writer *w, const rfi_figure *figure)
{
    if (!rfi_known(figure)) {
        return "";
    }
    return rfi_write_string(w, "%s%s", rfi_grade_letter(figure->grade),
                            rfi_is_assumption(figure) ? " ◇" : "");
}

static const char *source_words(rfi_writer *w, const rfi_figure *figure)
{
    if (figure->source != NULL) {
        return rfi_write_string(w, "%s", rfi_or_empty(figure->source->id));
    }
    return rfi_known(figure) ? "no source" : "";
}

static void add_row(rfi_writer *w, rfi_grid *grid, const rfi_figure *figure)
{
    rfi_grid_cell(grid, RFI_STYLE_PLAIN,
                  rfi_write_string(w, "%s",
                                   rfi_or_empty(figure->name != NULL ? figure->name
                                                                     : figure->attribute)));
    rfi_grid_cell(grid, RFI_STYLE_PLAIN, value_words(w, figure));
    rfi_grid_cell(grid, RFI_STYLE_PLAIN, grade_words(w, figure));
    rfi_grid_cell(grid, RFI_STYLE_PLAIN, source_words(w, figure));
}

static const char *ids_words(rfi_writer *w, const char *const *ids, size_t count)
{
    rfi_text line = RFI_TEXT_INIT;
    for (size_t i = 0; i < count; i++) {
        rfi_text_format(&line, "%s%s", i > 0 ? ", " : "", ids[i]);
    }
    return rfi_write_take(w, &line);
}

/* What a measure says in words: where it applies, what it settles, needs and rules out. */
static void add_measure(rfi_writer *w, rfi_grid *grid, const rfi_measure *measure)
{
    static const char *const scopes[] = {"for the site", "for each hall", "for each link"};
    static const char *const withs[] = {NULL, "comes with every hall that takes racks",
                                        "comes with critical IT power, by its size",
                                        "comes with every plan that installs anything"};
    rfi_text settles = RFI_TEXT_INIT;
    for (size_t i = 0; i < measure->effect_count; i++) {
        const rfi_effect *e = &measure->effects[i];
        if (e->adds.state == RFI_ABSENT && e->takes.state == RFI_ABSENT) {
            rfi_text_format(&settles, "%s%s%s%s",
                            settles.size > 0 ? ", " : "settles: ", e->requirement,
                            e->of == NULL ? "" : " of ", rfi_or_empty(e->of));
        }
    }
    rfi_grid_span(grid, RFI_STYLE_PLAIN, scopes[measure->scope]);
    if (measure->with != RFI_WITH_NONE) {
        rfi_grid_span(grid, RFI_STYLE_PLAIN, withs[measure->with]);
    }
    if (settles.size > 0) {
        rfi_grid_span(grid, RFI_STYLE_PLAIN, rfi_write_take(w, &settles));
    }
    if (measure->requires_count > 0) {
        rfi_grid_span(
            grid, RFI_STYLE_PLAIN,
            rfi_write_string(w, "requires: %s",
                             ids_words(w, measure->requires_ids, measure->requires_count)));
    }
    if (measure->excludes_count > 0) {
        rfi_grid_span(
            grid, RFI_STYLE_PLAIN,
            rfi_write_string(w, "excludes: %s",
                             ids_words(w, measure->excludes_ids, measure->excludes_count)));
    }
}

/* One grid for the whole sheet, so that values stand in one column; owners run across. */
static void add_group(rfi_writer *w, rfi_grid *grid, const rfi_sheet_group *group)
{
    rfi_text absent = RFI_TEXT_INIT;
    rfi_grid_span(grid, RFI_STYLE_PLAIN, "");
    rfi_grid_span(grid, RFI_STYLE_HEAD,
                  group->words == NULL
                      ? rfi_write_string(w, "%s", group->owner)
                      : rfi_write_string(w, "%s, %s", group->owner, group->words));
    if (group->measure != NULL) {
        add_measure(w, grid, group->measure);
    }
    for (size_t i = 0; i < group->count; i++) {
        const rfi_figure *figure = group->figures[i];
        if (figure->state == RFI_ABSENT && !w->detail) {
            if (group->measure != NULL) {
                continue; /* costs and effects are alternatives: most are absent by nature
                           */
            }
            rfi_text_add(&absent, absent.size == 0 ? "not stated: " : ", ");
            rfi_text_add(&absent, figure->name != NULL ? figure->name : figure->attribute);
        } else {
            add_row(w, grid, figure);
        }
    }
    if (absent.size > 0) {
        rfi_grid_span(grid, RFI_STYLE_PLAIN, rfi_write_take(w, &absent));
    }
}

static void write_source(rfi_writer *w, const rfi_source *source)
{
    rfi_text line = RFI_TEXT_INIT;
    rfi_text_format(&line, "%s, ", rfi_or_empty(source->title));
    rfi_print_date(&line, source->date);
    rfi_text_format(&line, ", grade %s", rfi_grade_letter(source->grade));
    if (source->url != NULL) {
        rfi_text_format(&line, ", %s", source->url);
    }
    const char *words = rfi_write_take(w, &line);
    rfi_write_field(w, 0, rfi_write_string(w, "[%s] ", rfi_or_empty(source->id)), 4, words);
}

void rfi_table_show_text(const rfi_table_sheet *sheet, const rf_text_options *options,
                         rfi_text *text)
{
    rfi_writer w;
    if (!rfi_writer_begin(&w, options, text)) {
        return;
    }
    size_t group_count = 0;
    size_t source_count = 0;
    const rfi_sheet_group *groups = rfi_sheet_groups(w.arena, sheet, &group_count);
    const rfi_source **sources = rfi_sheet_sources(w.arena, sheet, &source_count);
    if (groups == NULL || sources == NULL) {
        text->failed = true;
        rfi_writer_end(&w);
        return;
    }
    write_header(&w, sheet);
    rfi_grid grid;
    rfi_grid_begin(&grid, &w, "wwlw", 0, false);
    for (size_t i = 0; i < group_count; i++) {
        add_group(&w, &grid, &groups[i]);
    }
    rfi_grid_print(&grid);
    if (source_count > 0) {
        rfi_write_heading(&w, "Sources");
    }
    for (size_t i = 0; i < source_count; i++) {
        write_source(&w, sources[i]);
    }
    rfi_text_char(text, '\n');
    rfi_write_paragraph(&w, 0, RFI_GRADE_LEGEND);
    rfi_writer_end(&w);
}

/* ---- JSON and CSV ------------------------------------------------------------------- */

static void json_head(rfi_json *json, const rfi_table_sheet *sheet)
{
    rfi_json_string(json, "schema", "urn:rackfit:sheet:1");
    rfi_json_string(json, "kind", sheet->kind);
    rfi_json_string(json, "id", sheet->id);
    rfi_json_string(json, "name", sheet->name);
    rfi_json_date(json, "as_of", sheet->as_of, sheet->as_of != RFI_TABLE_NO_DATE);
    rfi_json_string(json, "file", sheet->file);
    rfi_json_string(json, "digest", sheet->digest);
    rfi_json_open(json, "facts", '{');
    for (size_t i = 0; i < sheet->fact_count; i++) {
        rfi_json_string(json, sheet->facts[i].label, sheet->facts[i].value);
    }
    rfi_json_close(json, '}');
}

static void json_source(rfi_json *json, const rfi_source *source)
{
    rfi_json_open(json, NULL, '{');
    rfi_json_string(json, "id", source->id);
    rfi_json_string(json, "title", source->title);
    rfi_json_string(json, "url", source->url);
    rfi_json_date(json, "date", source->date, true);
    rfi_json_string(json, "grade", rfi_grade_letter(source->grade));
    rfi_json_close(json, '}');
}

void rfi_table_show_json(const rfi_table_sheet *sheet, rfi_text *text)
{
    rfi_arena *arena = rfi_arena_new();
    size_t count = 0;
    const rfi_source **sources =
        arena == NULL ? NULL : rfi_sheet_sources(arena, sheet, &count);
    if (sources == NULL) {
        text->failed = true;
        rfi_arena_free(arena);
        return;
    }
    rfi_json json = rfi_json_begin(text);
    rfi_json_open(&json, NULL, '{');
    json_head(&json, sheet);
    rfi_json_open(&json, "figures", '[');
    for (size_t i = 0; i < sheet->figure_count; i++) {
        rfi_json_figure(&json, NULL, sheet->figures[i]);
    }
    rfi_json_close(&json, ']');
    rfi_json_open(&json, "sources", '[');
    for (size_t i = 0; i < count; i++) {
        json_source(&json, sources[i]);
    }
    rfi_json_close(&json, ']');
    rfi_json_close(&json, '}');
    rfi_json_end(&json);
    text->failed = text->failed || rfi_arena_failed(arena);
    rfi_arena_free(arena);
}

static void csv_end(rfi_csv *csv, const rfi_figure *figure, int64_t value)
{
    const rfi_unit *unit = rfi_unit_canonical(figure->dimension);
    rfi_text cell = RFI_TEXT_INIT;
    if (rfi_known(figure)) {
        rfi_print_number(&cell, value, unit, 0, RFI_ROUND_NEAREST, false);
    }
    rfi_csv_take(csv, &cell);
}

static void csv_source(rfi_csv *csv, const rfi_source *source)
{
    rfi_csv_field(csv, source == NULL ? NULL : source->id);
    rfi_csv_field(csv, source == NULL ? NULL : source->title);
    rfi_csv_field(csv, source == NULL ? NULL : source->url);
    rfi_text date = RFI_TEXT_INIT;
    if (source != NULL) {
        rfi_print_date(&date, source->date);
    }
    rfi_csv_take(csv, &date);
}

void rfi_table_show_csv(const rfi_table_sheet *sheet, rfi_text *text)
{
    static const char *const head[] = {
        "document", "owner",        "attribute",  "figure",      "state", "low",
        "base",     "high",         "unit",       "power_kind",  "grade", "assumption",
        "source",   "source_title", "source_url", "source_date", NULL};
    static const char *const states[] = {"absent", "unknown", "known"};
    rfi_csv csv = rfi_csv_begin(text, head);
    for (size_t i = 0; i < sheet->figure_count; i++) {
        const rfi_figure *figure = sheet->figures[i];
        rfi_csv_field(&csv, figure->document);
        rfi_csv_field(&csv, figure->owner);
        rfi_csv_field(&csv, figure->attribute);
        rfi_csv_field(&csv, figure->name);
        rfi_csv_field(&csv, states[figure->state]);
        csv_end(&csv, figure, figure->low);
        csv_end(&csv, figure, figure->base);
        csv_end(&csv, figure, figure->high);
        rfi_csv_field(&csv, rfi_unit_canonical(figure->dimension)->name);
        rfi_csv_field(&csv, rfi_power_kind_words(figure->kind));
        rfi_csv_field(&csv, rfi_grade_letter(figure->grade));
        rfi_csv_yes_no(&csv, rfi_is_assumption(figure));
        csv_source(&csv, figure->source);
        rfi_csv_end_row(&csv);
    }
}
