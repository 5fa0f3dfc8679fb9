/* SPDX-License-Identifier: MIT */
#include "planner/base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool reserve(rfi_text *text, size_t more)
{
    if (text->failed) {
        return false;
    }
    size_t need = 0;
    if (__builtin_add_overflow(text->size, more, &need) || need == SIZE_MAX) {
        text->failed = true;
        return false;
    }
    need++;
    if (need <= text->capacity) {
        return true;
    }
    size_t capacity = text->capacity == 0 ? 256 : text->capacity;
    while (capacity < need) {
        if (__builtin_mul_overflow(capacity, (size_t)2, &capacity)) {
            capacity = need;
        }
    }
    char *data = realloc(text->data, capacity);
    if (data == NULL) {
        text->failed = true;
        return false;
    }
    text->data = data;
    text->capacity = capacity;
    return true;
}

void rfi_text_add_n(rfi_text *text, const char *bytes, size_t size)
{
    if (!reserve(text, size)) {
        return;
    }
    if (size > 0) {
        memcpy(text->data + text->size, bytes, size);
    }
    text->size += size;
    text->data[text->size] = '\0';
}

void rfi_text_add(rfi_text *text, const char *string)
{
    if (string != NULL) {
        rfi_text_add_n(text, string, strlen(string));
    }
}

void rfi_text_char(rfi_text *text, char c)
{
    rfi_text_add_n(text, &c, 1);
}

void rfi_text_repeat(rfi_text *text, char c, size_t times)
{
    for (size_t i = 0; i < times; i++) {
        rfi_text_char(text, c);
    }
}

void rfi_text_format(rfi_text *text, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    va_list again;
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, list);
    if (length < 0) {
        text->failed = true;
    } else if (reserve(text, (size_t)length)) {
        (void)vsnprintf(text->data + text->size, (size_t)length + 1, format, again);
        text->size += (size_t)length;
    }
    va_end(again);
    va_end(list);
}

void rfi_text_xml(rfi_text *text, const char *string)
{
    for (const char *c = string; c != NULL && *c != '\0'; c++) {
        switch (*c) {
        case '&':
            rfi_text_add(text, "&amp;");
            break;
        case '<':
            rfi_text_add(text, "&lt;");
            break;
        case '>':
            rfi_text_add(text, "&gt;");
            break;
        case '"':
            rfi_text_add(text, "&quot;");
            break;
        case '\t':
            rfi_text_add(text, "&#9;");
            break;
        case '\n':
            rfi_text_add(text, "&#10;");
            break;
        case '\r':
            rfi_text_add(text, "&#13;");
            break;
        default:
            rfi_text_char(text, *c);
        }
    }
}

void rfi_text_json(rfi_text *text, const char *string)
{
    for (const char *c = string; c != NULL && *c != '\0'; c++) {
        unsigned char byte = (unsigned char)*c;
        if (byte == '"' || byte == '\\') {
            rfi_text_char(text, '\\');
            rfi_text_char(text, *c);
        } else if (byte < 0x20) {
            rfi_text_format(text, "\\u%04x", (unsigned)byte);
        } else {
            rfi_text_char(text, *c);
        }
    }
}

void rfi_text_finish(rfi_text *text)
{
    free(text->data);
    *text = (rfi_text)RFI_TEXT_INIT;
}

size_t rfi_text_columns(const char *string)
{
    size_t columns = 0;
    for (const char *c = string; c != NULL && *c != '\0'; c++) {
        if (((unsigned char)*c & 0xC0U) != 0x80U) {
            columns++;
        }
    }
    return columns;
}
