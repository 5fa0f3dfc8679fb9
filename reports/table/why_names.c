/* SPDX-License-Identifier: MIT */
/* Words of a derivation that its renderings share, and the list of what can be asked for.
 */
#include "reports/table/why.h"

#include <string.h>

#include "planner/base/checked.h"
#include "reports/table/json.h"
#include "reports/table/table.h"
#include "reports/table/value.h"
#include "reports/table/write.h"

size_t rfi_cited_number(const rfi_cited *cited, const rfi_figure *figure)
{
    for (size_t i = 0; i < cited->count; i++) {
        if (cited->items[i] == figure) {
            return i + 1;
        }
    }
    return 0;
}

static void cite(rfi_cited *cited, const rfi_figure *figure)
{
    void *items = (void *)cited->items;
    if (rfi_cited_number(cited, figure) != 0 || cited->failed) {
        return;
    }
    if (!rfi_arena_grow(cited->arena, &items, cited->count, &cited->capacity,
                        sizeof(const rfi_figure *))) {
        cited->failed = true;
        return;
    }
    cited->items = items;
    cited->items[cited->count++] = figure;
}

void rfi_cite_tree(rfi_cited *cited, const rfi_derivation *node, size_t depth)
{
    if (node->figure != NULL) {
        cite(cited, node->figure);
    }
    for (const rfi_derivation *c = node->first; c != NULL && depth != 1; c = c->next) {
        rfi_cite_tree(cited, c, depth == 0 ? 0 : depth - 1);
    }
}

size_t rfi_count_below(const rfi_derivation *node)
{
    size_t count = 0;
    for (const rfi_derivation *c = node->first; c != NULL; c = c->next) {
        count += 1 + rfi_count_below(c);
    }
    return count;
}

void rfi_print_derived(rfi_text *text, const rfi_derivation *node)
{
    if (node->words != NULL) {
        rfi_text_add(text, node->words);
        return;
    }
    if (node->missing) {
        rfi_text_add(text, "unknown");
        return;
    }
    if (!rfi_bounded(node->value)) {
        bool demand = node->kind == RFI_NODE_FIGURE && node->role == RFI_ROLE_DEMAND;
        rfi_text_add(text, demand ? "unknown amount" : "no bound known");
        return;
    }
    int64_t size = node->value < 0 ? -node->value : node->value;
    const rfi_unit *unit = rfi_unit_for(node->dimension, size);
    rfi_print_number(text, node->value, unit, 0, RFI_ROUND_NEAREST, true);
    bool plain = node->dimension == RFI_DIM_DATE || node->dimension == RFI_DIM_STATUS;
    if (!plain && unit->label[0] != '\0') {
        rfi_text_format(text, "\u202F%s", unit->label);
    }
    const char *kind = rfi_power_kind_words(node->power_kind);
    if (kind[0] != '\0') {
        rfi_text_format(text, " %s", kind);
    }
}

void rfi_print_step(rfi_text *text, const rfi_derivation *node)
{
    bool rule = node->subject != NULL && strcmp(node->subject, "rule") == 0;
    rfi_text_add(text, node->what);
    if (node->subject != NULL && node->subject[0] != '\0' && !rule) {
        size_t length = strlen(node->what);
        bool of = length > 3 && strcmp(node->what + length - 3, " of") == 0;
        rfi_text_format(text, "%s%s", of ? " " : ", ", node->subject);
    }
}

const char *rfi_step_formula(const rfi_derivation *node)
{
    if (node->kind != RFI_NODE_STEP) {
        return "";
    }
    return node->formula != NULL ? node->formula : rfi_operation_words(node->operation);
}

const char *rfi_range_end(const rfi_derivation *node)
{
    const rfi_figure *figure = node->figure;
    if (figure == NULL || !rfi_known(figure) || figure->low == figure->high) {
        return "";
    }
    bool low = (node->end == RFI_END_UNFAVOURABLE) == (node->role == RFI_ROLE_LIMIT);
    return node->end == RFI_END_BASE ? "base" : low ? "low" : "high";
}

/* ---- names --------------------------------------------------------------------------- */

void rfi_table_names_text(const rfi_table_name *names, size_t count,
                          const rf_text_options *options, rfi_text *text)
{
    rfi_writer w;
    if (!rfi_writer_begin(&w, options, text)) {
        return;
    }
    rfi_write_paragraph(
        &w, 0,
        "What can be asked for; a row of the assumption book (\"D-07\") and "
        "a part of a requirement's id do too.");
    rfi_grid grid;
    rfi_grid_begin(&grid, &w, "ww", 0, true);
    rfi_grid_cell(&grid, RFI_STYLE_HEAD, "Name");
    rfi_grid_cell(&grid, RFI_STYLE_HEAD, "What it is");
    for (size_t i = 0; i < count; i++) {
        rfi_grid_cell(&grid, RFI_STYLE_PLAIN, rfi_write_string(&w, "%s", names[i].name));
        rfi_grid_cell(&grid, RFI_STYLE_PLAIN, rfi_write_string(&w, "%s", names[i].words));
    }
    rfi_grid_print(&grid);
    rfi_writer_end(&w);
}

void rfi_table_names_json(const rfi_table_name *names, size_t count, rfi_text *text)
{
    rfi_json json = rfi_json_begin(text);
    rfi_json_open(&json, NULL, '{');
    rfi_json_string(&json, "schema", "urn:rackfit:why-names:1");
    rfi_json_open(&json, "names", '[');
    for (size_t i = 0; i < count; i++) {
        rfi_json_open(&json, NULL, '{');
        rfi_json_string(&json, "name", names[i].name);
        rfi_json_string(&json, "words", names[i].words);
        rfi_json_close(&json, '}');
    }
    rfi_json_close(&json, ']');
    rfi_json_close(&json, '}');
    rfi_json_end(&json);
}
