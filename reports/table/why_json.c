/* SPDX-License-Identifier: MIT */
/* A derivation as canonical JSON, schema "urn:rackfit:why:1". Figures stand once in
 * "figures" with their sources; nodes name them by id. */
#include "reports/table/why.h"

#include "reports/table/json.h"
#include "reports/table/table.h"
#include "reports/table/value.h"

static void write_value(rfi_json *json, const char *key, const rfi_derivation *node)
{
    rfi_text printed = RFI_TEXT_INIT;
    rfi_print_derived(&printed, node);
    json->text->failed = json->text->failed || printed.failed;
    rfi_json_quantity(json, key, node->value, node->dimension, node->power_kind,
                      RFI_ROUND_NEAREST, rfi_or_empty(printed.data));
    rfi_text_finish(&printed);
}

static void write_node(rfi_json *json, const char *key, const rfi_derivation *node,
                       size_t depth)
{
    rfi_json_open(json, key, '{');
    rfi_json_string(json, "kind", rfi_node_kind_words(node->kind));
    rfi_json_string(json, "what", node->what);
    rfi_json_string(json, "subject", node->subject);
    write_value(json, "value", node);
    rfi_json_string(json, "words", node->words);
    rfi_json_boolean(json, "missing", node->missing);
    rfi_json_boolean(json, "aside", node->aside);
    rfi_json_string(json, "operation",
                    node->kind == RFI_NODE_STEP ? rfi_operation_id(node->operation) : NULL);
    const char *formula = rfi_step_formula(node);
    rfi_json_string(json, "formula", formula[0] == '\0' ? NULL : formula);
    if (node->figure == NULL) {
        rfi_json_null(json, "figure");
        rfi_json_null(json, "role");
        rfi_json_null(json, "end");
    } else {
        rfi_json_figure_id(json, "figure", node->figure);
        rfi_json_string(json, "role", node->role == RFI_ROLE_LIMIT ? "limit" : "demand");
        rfi_json_string(json, "end", rfi_end_words(node->end));
    }
    rfi_json_size(json, "left_out", depth == 1 ? rfi_count_below(node) : 0);
    rfi_json_open(json, "from", '[');
    for (const rfi_derivation *c = node->first; c != NULL && depth != 1; c = c->next) {
        write_node(json, NULL, c, depth == 0 ? 0 : depth - 1);
    }
    rfi_json_close(json, ']');
    rfi_json_close(json, '}');
}

static void write_source(rfi_json *json, const rfi_source *source)
{
    if (source == NULL) {
        rfi_json_null(json, "source");
        return;
    }
    rfi_json_open(json, "source", '{');
    rfi_json_string(json, "id", source->id);
    rfi_json_string(json, "title", source->title);
    rfi_json_string(json, "url", source->url);
    rfi_json_date(json, "date", source->date, true);
    rfi_json_string(json, "grade", rfi_grade_letter(source->grade));
    rfi_json_close(json, '}');
}

static void write_figures(rfi_json *json, const rfi_cited *cited)
{
    rfi_json_open(json, "figures", '[');
    for (size_t i = 0; i < cited->count; i++) {
        rfi_json_open(json, NULL, '{');
        rfi_json_figure(json, "figure", cited->items[i]);
        write_source(json, cited->items[i]->source);
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
}

static void write_ends(rfi_json *json, const rfi_explanation *e)
{
    rfi_json_open(json, "ends", '[');
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        if (e->trees[end] != NULL) {
            rfi_json_open(json, NULL, '{');
            rfi_json_string(json, "end", rfi_end_words(end));
            write_value(json, "value", e->trees[end]);
            rfi_json_close(json, '}');
        }
    }
    rfi_json_close(json, ']');
}

void rfi_table_why_json(const rfi_explanation *explanation, rfi_text *text)
{
    const rfi_site *site = explanation->evaluation->site;
    const rfi_derivation *tree = explanation->trees[explanation->end];
    rfi_arena *arena = rfi_arena_new();
    rfi_cited cited = {.arena = arena};
    size_t depth = explanation->depth == 0 ? 0 : explanation->depth + 1;
    if (arena == NULL) {
        text->failed = true;
        return;
    }
    rfi_cite_tree(&cited, tree, depth);
    rfi_json json = rfi_json_begin(text);
    rfi_json_open(&json, NULL, '{');
    rfi_json_string(&json, "schema", "urn:rackfit:why:1");
    rfi_json_string(&json, "version", RF_VERSION);
    rfi_json_string(&json, "site", site->id);
    rfi_json_string(&json, "reference", site->reference_id);
    rfi_json_string(&json, "profile", explanation->judgement->profile->id);
    rfi_json_string(&json, "input_digest", explanation->evaluation->input_digest);
    rfi_json_string(&json, "name", explanation->name);
    rfi_json_string(&json, "words", explanation->words);
    rfi_json_string(&json, "end", rfi_end_words(explanation->end));
    rfi_json_boolean(&json, "differs_by_end", explanation->ends);
    write_ends(&json, explanation);
    write_node(&json, "tree", tree, depth);
    write_figures(&json, &cited);
    rfi_json_close(&json, '}');
    rfi_json_end(&json);
    text->failed = text->failed || rfi_arena_failed(arena);
    text->failed = text->failed || cited.failed;
    rfi_arena_free(arena);
}
