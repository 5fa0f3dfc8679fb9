/* SPDX-License-Identifier: MIT */
/* A JSON emitter: two blanks of indent, keys in the order of the calls, integers only.
 * Strings are cleaned to valid UTF-8 without control characters. */
#ifndef REPORTS_TABLE_JSON_H
#define REPORTS_TABLE_JSON_H

#include "planner/base/text.h"
#include "planner/model/evaluation.h"

typedef struct rfi_json {
    rfi_text *text;
    size_t depth;
    bool first; /* nothing written yet inside the open bracket */
} rfi_json;

rfi_json rfi_json_begin(rfi_text *text);
/* key NULL: inside an array, or the root. */
void rfi_json_open(rfi_json *json, const char *key, char bracket);
void rfi_json_close(rfi_json *json, char bracket);
void rfi_json_string(rfi_json *json, const char *key, const char *value); /* NULL: null */
void rfi_json_integer(rfi_json *json, const char *key, int64_t value);
void rfi_json_size(rfi_json *json, const char *key, size_t value);
void rfi_json_boolean(rfi_json *json, const char *key, bool value);
void rfi_json_null(rfi_json *json, const char *key);
/* {"value": 142000000, "unit": "mW", "text": "142 kW"}; not bounded: value null and
 * "unbounded": true. text may be NULL: then it is printed with rfi_print_value. */
void rfi_json_quantity(rfi_json *json, const char *key, int64_t value,
                       rfi_dimension dimension, rfi_power_kind kind, rfi_round round,
                       const char *text);
void rfi_json_date(rfi_json *json, const char *key, int64_t date, bool known);
void rfi_json_place(rfi_json *json, const char *key, const rfi_place *place);
/* "document/owner/attribute#order": the id of a figure within one report. */
void rfi_json_figure_id(rfi_json *json, const char *key, const rfi_figure *figure);
/* The whole figure as one object. */
void rfi_json_figure(rfi_json *json, const char *key, const rfi_figure *figure);
/* "fabric": the network inside a judgement; nothing for NULL. */
void rfi_fabric_json(rfi_json *json, const rfi_fabric_report *report);
void rfi_json_end(rfi_json *json); /* final newline */

#endif
