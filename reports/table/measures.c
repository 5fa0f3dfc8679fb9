/* SPDX-License-Identifier: MIT */
/* `rackfit list measures`: one row per measure of the documents on the search path. */
#include "reports/table/table.h"

#include <string.h>

#include "reports/table/csv.h"
#include "reports/table/json.h"
#include "reports/table/value.h"
#include "reports/table/write.h"

static const char *scope_words(rfi_scope scope)
{
    static const char *const words[] = {"site", "hall", "link"};
    return words[scope];
}

static const char *with_words(rfi_with with)
{
    static const char *const words[] = {"none", "hall", "critical-it", "plan"};
    return words[with];
}

/* "128 (60–240)" in that unit, two digits: more are not known of times and shares. */
static void print_in(rfi_text *text, const rfi_figure *figure, const char *name)
{
    const rfi_unit *unit = rfi_unit_find(name, strlen(name));
    if (!rfi_known(figure)) {
        rfi_text_char(text, '?');
        return;
    }
    rfi_print_number(text, figure->base, unit, 2, RFI_ROUND_NEAREST, true);
    if (figure->low != figure->high) {
        rfi_text_add(text, " (");
        rfi_print_number(text, figure->low, unit, 2, RFI_ROUND_NEAREST, true);
        rfi_text_add(text, "\u2013");
        rfi_print_number(text, figure->high, unit, 2, RFI_ROUND_NEAREST, true);
        rfi_text_char(text, ')');
    }
}

/* The costs that are stated add up: "65 kUSD (30–100) + 91 USD/m²". */
static const char *cost_words(rfi_writer *w, const rfi_measure *m)
{
    const rfi_figure *const parts[] = {&m->cost, &m->cost_rate, &m->cost_area,
                                       &m->cost_length};
    rfi_text cell = RFI_TEXT_INIT;
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        if (rfi_known(parts[i])) {
            rfi_text_add(&cell, cell.size > 0 ? " + " : "");
            rfi_print_figure(&cell, parts[i]);
        }
    }
    if (rfi_known(&m->cost_share)) {
        rfi_text_add(&cell, cell.size > 0 ? " + " : "");
        print_in(&cell, &m->cost_share, "%");
        rfi_text_add(&cell, " % of the rest");
    }
    rfi_text_add(&cell, cell.size > 0 ? "" : "unknown");
    return rfi_write_take(w, &cell);
}

static const char *time_words(rfi_writer *w, const rfi_measure *m)
{
    rfi_text cell = RFI_TEXT_INIT;
    print_in(&cell, &m->lead, "weeks");
    rfi_text_add(&cell, " + ");
    print_in(&cell, &m->build, "weeks");
    return rfi_write_take(w, &cell);
}

static void add_rows(rfi_writer *w, rfi_grid *grid, const rfi_measures *document)
{
    for (size_t i = 0; i < document->count; i++) {
        const rfi_measure *m = &document->items[i];
        rfi_grid_cell(grid, RFI_STYLE_PLAIN,
                      rfi_write_string(w, "%s", rfi_or_empty(m->id)));
        rfi_grid_cell(grid, RFI_STYLE_PLAIN,
                      rfi_write_string(w, "%s", rfi_or_empty(m->name)));
        rfi_grid_cell(grid, RFI_STYLE_PLAIN, scope_words(m->scope));
        rfi_grid_cell(grid, RFI_STYLE_PLAIN, cost_words(w, m));
        rfi_grid_cell(grid, RFI_STYLE_PLAIN, time_words(w, m));
    }
}

void rfi_table_measures_text(const rfi_measures *const *documents, size_t count,
                             const rf_text_options *options, rfi_text *text)
{
    rfi_writer w;
    if (!rfi_writer_begin(&w, options, text)) {
        return;
    }
    rfi_grid grid;
    rfi_grid_begin(&grid, &w, "wwlww", 0, true);
    static const char *const head[] = {"Id", "Name", "Scope", "Cost",
                                       "Weeks: lead + build"};
    for (size_t i = 0; i < sizeof(head) / sizeof(head[0]); i++) {
        rfi_grid_cell(&grid, RFI_STYLE_HEAD, head[i]);
    }
    size_t rows = 0;
    for (size_t i = 0; i < count; i++) {
        rows += documents[i]->count;
        add_rows(&w, &grid, documents[i]);
    }
    if (rows > 0) {
        rfi_grid_print(&grid);
    } else {
        rfi_write_paragraph(&w, 0, "Nothing of this kind is on the search path.");
    }
    rfi_writer_end(&w);
}

/* ---- JSON and CSV ------------------------------------------------------------------- */

static void json_ids(rfi_json *json, const char *key, const char *const *ids, size_t count)
{
    rfi_json_open(json, key, '[');
    for (size_t i = 0; i < count; i++) {
        rfi_json_string(json, NULL, ids[i]);
    }
    rfi_json_close(json, ']');
}

/* Ends in base units; where they come from stands in the sheet of the document. */
static void json_range(rfi_json *json, const char *key, const rfi_figure *figure)
{
    if (!rfi_known(figure)) {
        return;
    }
    rfi_json_open(json, key, '{');
    rfi_json_integer(json, "low", figure->low);
    rfi_json_integer(json, "base", figure->base);
    rfi_json_integer(json, "high", figure->high);
    rfi_json_string(json, "unit", rfi_base_unit(figure->dimension));
    rfi_json_string(json, "grade", rfi_grade_letter(figure->grade));
    rfi_json_close(json, '}');
}

static void json_effect(rfi_json *json, const rfi_effect *effect)
{
    rfi_json_open(json, NULL, '{');
    rfi_json_string(json, "requirement", effect->requirement);
    rfi_json_string(json, "of", effect->of);
    json_range(json, "adds", &effect->adds);
    json_range(json, "takes", &effect->takes);
    json_range(json, "voltage", &effect->voltage);
    rfi_json_close(json, '}');
}

static void json_measure(rfi_json *json, const rfi_measures *document, const rfi_measure *m)
{
    rfi_json_open(json, NULL, '{');
    rfi_json_string(json, "id", m->id);
    rfi_json_string(json, "name", m->name);
    rfi_json_string(json, "kind", "measure");
    rfi_json_string(json, "document", document->id);
    rfi_json_date(json, "as_of", document->as_of, true);
    rfi_json_string(json, "path", document->file);
    rfi_json_string(json, "scope", scope_words(m->scope));
    if (m->with != RFI_WITH_NONE) {
        rfi_json_string(json, "with", with_words(m->with));
    }
    json_range(json, "cost", &m->cost);
    json_range(json, "cost_rate", &m->cost_rate);
    json_range(json, "size", &m->size);
    json_range(json, "cost_area", &m->cost_area);
    json_range(json, "cost_length", &m->cost_length);
    json_range(json, "length", &m->length);
    json_range(json, "cost_share", &m->cost_share);
    json_range(json, "lead", &m->lead);
    json_range(json, "build", &m->build);
    json_range(json, "outage", &m->outage);
    json_range(json, "floor", &m->floor);
    json_range(json, "max_count", &m->max_count);
    json_ids(json, "requires", m->requires_ids, m->requires_count);
    json_ids(json, "excludes", m->excludes_ids, m->excludes_count);
    rfi_json_open(json, "effects", '[');
    for (size_t i = 0; i < m->effect_count; i++) {
        json_effect(json, &m->effects[i]);
    }
    rfi_json_close(json, ']');
    rfi_json_close(json, '}');
}

void rfi_table_measures_json(const rfi_measures *const *documents, size_t count,
                             rfi_text *text)
{
    rfi_json json = rfi_json_begin(text);
    rfi_json_open(&json, NULL, '{');
    rfi_json_string(&json, "schema", "urn:rackfit:list:1");
    rfi_json_open(&json, "items", '[');
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < documents[i]->count; k++) {
            json_measure(&json, documents[i], &documents[i]->items[k]);
        }
    }
    rfi_json_close(&json, ']');
    rfi_json_close(&json, '}');
    rfi_json_end(&json);
}

static void csv_number(rfi_csv *csv, const rfi_figure *figure, int64_t value,
                       const char *unit)
{
    rfi_text cell = RFI_TEXT_INIT;
    if (rfi_known(figure)) {
        rfi_print_number(&cell, value, rfi_unit_find(unit, strlen(unit)), 0,
                         RFI_ROUND_NEAREST, false);
    }
    rfi_csv_take(csv, &cell);
}

static void csv_range(rfi_csv *csv, const rfi_figure *figure, const char *unit)
{
    csv_number(csv, figure, figure->low, unit);
    csv_number(csv, figure, figure->base, unit);
    csv_number(csv, figure, figure->high, unit);
}

static void csv_measure(rfi_csv *csv, const rfi_measures *document, const rfi_measure *m)
{
    rfi_csv_field(csv, m->id);
    rfi_csv_field(csv, m->name);
    rfi_csv_field(csv, document->id);
    rfi_csv_field(csv, scope_words(m->scope));
    csv_range(csv, &m->cost, "USD");
    csv_range(csv, &m->cost_rate, "USD/kW");
    csv_range(csv, &m->cost_area, "USD/m2");
    csv_range(csv, &m->cost_length, "USD/km");
    csv_range(csv, &m->cost_share, "1");
    csv_range(csv, &m->lead, "days");
    csv_range(csv, &m->build, "days");
    rfi_csv_field(csv, document->file);
    rfi_csv_end_row(csv);
}

void rfi_table_measures_csv(const rfi_measures *const *documents, size_t count,
                            rfi_text *text)
{
    static const char *const head[] = {"id",
                                       "name",
                                       "document",
                                       "scope",
                                       "cost_usd_low",
                                       "cost_usd_base",
                                       "cost_usd_high",
                                       "rate_usd_per_kw_low",
                                       "rate_usd_per_kw_base",
                                       "rate_usd_per_kw_high",
                                       "area_usd_per_m2_low",
                                       "area_usd_per_m2_base",
                                       "area_usd_per_m2_high",
                                       "length_usd_per_km_low",
                                       "length_usd_per_km_base",
                                       "length_usd_per_km_high",
                                       "share_low",
                                       "share_base",
                                       "share_high",
                                       "lead_days_low",
                                       "lead_days_base",
                                       "lead_days_high",
                                       "build_days_low",
                                       "build_days_base",
                                       "build_days_high",
                                       "path",
                                       NULL};
    rfi_csv csv = rfi_csv_begin(text, head);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < documents[i]->count; k++) {
            csv_measure(&csv, documents[i], &documents[i]->items[k]);
        }
    }
}
