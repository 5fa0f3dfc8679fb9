/* SPDX-License-Identifier: MIT */
#include "reports/table/json.h"

#include "planner/base/checked.h"
#include "reports/table/value.h"
#include "reports/table/write.h"

rfi_json rfi_json_begin(rfi_text *text)
{
    return (rfi_json){text, 0, true};
}

static void escaped(rfi_text *text, const char *string)
{
    rfi_text clean = RFI_TEXT_INIT;
    rfi_write_clean(&clean, string);
    text->failed = text->failed || clean.failed;
    rfi_text_char(text, '"');
    rfi_text_json(text, clean.data);
    rfi_text_char(text, '"');
    rfi_text_finish(&clean);
}

static void before(rfi_json *json, const char *key)
{
    if (json->depth > 0) {
        rfi_text_add(json->text, json->first ? "\n" : ",\n");
        rfi_text_repeat(json->text, ' ', 2 * json->depth);
    }
    if (key != NULL) {
        escaped(json->text, key);
        rfi_text_add(json->text, ": ");
    }
    json->first = false;
}

void rfi_json_open(rfi_json *json, const char *key, char bracket)
{
    before(json, key);
    rfi_text_char(json->text, bracket);
    json->depth++;
    json->first = true;
}

void rfi_json_close(rfi_json *json, char bracket)
{
    json->depth--;
    if (!json->first) {
        rfi_text_char(json->text, '\n');
        rfi_text_repeat(json->text, ' ', 2 * json->depth);
    }
    rfi_text_char(json->text, bracket);
    json->first = false;
}

void rfi_json_string(rfi_json *json, const char *key, const char *value)
{
    if (value == NULL) {
        rfi_json_null(json, key);
        return;
    }
    before(json, key);
    escaped(json->text, value);
}

void rfi_json_integer(rfi_json *json, const char *key, int64_t value)
{
    before(json, key);
    rfi_text_format(json->text, "%lld", (long long)value);
}

void rfi_json_size(rfi_json *json, const char *key, size_t value)
{
    before(json, key);
    rfi_text_format(json->text, "%zu", value);
}

void rfi_json_boolean(rfi_json *json, const char *key, bool value)
{
    before(json, key);
    rfi_text_add(json->text, value ? "true" : "false");
}

void rfi_json_null(rfi_json *json, const char *key)
{
    before(json, key);
    rfi_text_add(json->text, "null");
}

void rfi_json_quantity(rfi_json *json, const char *key, int64_t value,
                       rfi_dimension dimension, rfi_power_kind kind, rfi_round round,
                       const char *text)
{
    before(json, key);
    bool bounded = rfi_bounded(value);
    rfi_text_add(json->text, "{\"value\": ");
    if (bounded) {
        rfi_text_format(json->text, "%lld", (long long)value);
    } else {
        rfi_text_add(json->text, "null");
    }
    rfi_text_add(json->text, ", \"unit\": ");
    escaped(json->text, rfi_base_unit(dimension));
    rfi_text_add(json->text, ", \"text\": ");
    rfi_text printed = RFI_TEXT_INIT;
    if (text == NULL && value > -RFI_UNBOUNDED) {
        rfi_print_value(&printed, value, dimension, kind, round);
    } else {
        rfi_text_add(&printed, text == NULL ? "none" : text);
    }
    json->text->failed = json->text->failed || printed.failed;
    escaped(json->text, printed.data);
    rfi_text_finish(&printed);
    rfi_text_add(json->text, bounded ? "}" : ", \"unbounded\": true}");
}

void rfi_json_date(rfi_json *json, const char *key, int64_t date, bool known)
{
    if (!known) {
        rfi_json_null(json, key);
        return;
    }
    before(json, key);
    rfi_text_char(json->text, '"');
    rfi_print_date(json->text, date);
    rfi_text_char(json->text, '"');
}

void rfi_json_place(rfi_json *json, const char *key, const rfi_place *place)
{
    if (place->file == NULL) {
        rfi_json_null(json, key);
        return;
    }
    before(json, key);
    rfi_text_add(json->text, "{\"file\": ");
    escaped(json->text, place->file);
    rfi_text_format(json->text, ", \"line\": %lld, \"column\": %lld}",
                    (long long)place->line, (long long)place->column);
}

void rfi_json_figure_id(rfi_json *json, const char *key, const rfi_figure *figure)
{
    rfi_text id = RFI_TEXT_INIT;
    rfi_text_format(&id, "%s/%s/%s#%lu", rfi_or_empty(figure->document),
                    rfi_or_empty(figure->owner), rfi_or_empty(figure->attribute),
                    (unsigned long)figure->order);
    json->text->failed = json->text->failed || id.failed;
    rfi_json_string(json, key, rfi_or_empty(id.data));
    rfi_text_finish(&id);
}

static const char *state_words(rfi_state state)
{
    static const char *const words[] = {"absent", "unknown", "known"};
    return words[state];
}

static void figure_value(rfi_json *json, const rfi_figure *figure)
{
    if (!rfi_known(figure)) {
        rfi_json_null(json, "low");
        rfi_json_null(json, "base");
        rfi_json_null(json, "high");
    } else {
        rfi_json_integer(json, "low", figure->low);
        rfi_json_integer(json, "base", figure->base);
        rfi_json_integer(json, "high", figure->high);
    }
    rfi_json_string(json, "unit", rfi_base_unit(figure->dimension));
    rfi_json_string(json, "kind",
                    figure->kind == RFI_POWER_PLAIN ? NULL
                                                    : rfi_power_kind_words(figure->kind));
    rfi_text printed = RFI_TEXT_INIT;
    rfi_print_figure(&printed, figure);
    rfi_json_string(json, "text", rfi_or_empty(printed.data));
    json->text->failed = json->text->failed || printed.failed;
    rfi_text_finish(&printed);
    rfi_print_canonical(&printed, figure);
    rfi_json_string(json, "canonical", rfi_or_empty(printed.data));
    json->text->failed = json->text->failed || printed.failed;
    rfi_text_finish(&printed);
}

void rfi_json_figure(rfi_json *json, const char *key, const rfi_figure *figure)
{
    rfi_json_open(json, key, '{');
    rfi_json_figure_id(json, "id", figure);
    rfi_json_string(json, "document", rfi_or_empty(figure->document));
    rfi_json_string(json, "owner", rfi_or_empty(figure->owner));
    rfi_json_string(json, "attribute", rfi_or_empty(figure->attribute));
    rfi_json_string(json, "name", rfi_or_empty(figure->name));
    rfi_json_string(json, "state", state_words(figure->state));
    figure_value(json, figure);
    rfi_json_string(json, "grade", rfi_grade_letter(figure->grade));
    rfi_json_boolean(json, "assumption", rfi_is_assumption(figure));
    rfi_json_string(json, "source", figure->source == NULL ? NULL : figure->source->id);
    rfi_json_string(json, "holder", figure->holder);
    rfi_json_place(json, "place", &figure->place);
    rfi_json_close(json, '}');
}

void rfi_json_end(rfi_json *json)
{
    rfi_text_char(json->text, '\n');
}
