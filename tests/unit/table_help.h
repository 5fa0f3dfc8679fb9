/* SPDX-License-Identifier: MIT */
/* Files, widths and JSON access for test_table.c. */
#ifndef TESTS_UNIT_TABLE_HELP_H
#define TESTS_UNIT_TABLE_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "planner/base/text.h"
#include "rackfit/rackfit.h"

static rf_text_options options_of(int width, bool colour, bool detail)
{
    rf_text_options options = RF_TEXT_OPTIONS_INIT;
    options.width = width;
    options.colour = colour;
    options.detail = detail;
    return options;
}

static char *read_all(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    rfi_text text = RFI_TEXT_INIT;
    char block[4096];
    size_t n = 0;
    while ((n = fread(block, 1, sizeof(block), file)) > 0) {
        rfi_text_add_n(&text, block, n);
    }
    (void)fclose(file);
    return text.data;
}

static int write_all(const char *path, const rfi_text *text)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        return -1;
    }
    size_t written = fwrite(text->data, 1, text->size, file);
    return fclose(file) == 0 && written == text->size ? 0 : -1;
}

/* Columns of the widest line, escape sequences not counted. */
static size_t widest_line(const char *text)
{
    size_t widest = 0;
    size_t columns = 0;
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '\n') {
            columns = 0;
        } else if (*c == '\033') {
            c += strcspn(c, "m");
        } else if (((unsigned char)*c & 0xC0U) != 0x80U) {
            columns++;
            widest = columns > widest ? columns : widest;
        }
    }
    return widest;
}

static json_t *parse(const rfi_text *text)
{
    json_error_t error;
    json_t *root = json_loadb(text->data, text->size, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL) {
        fail_msg("line %d: %s", error.line, error.text);
    }
    return root;
}

static json_t *at(json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    if (value == NULL) {
        fail_msg("no key %s", key);
    }
    return value;
}

static const char *string_at(json_t *object, const char *key)
{
    return json_string_value(at(object, key));
}

#endif
