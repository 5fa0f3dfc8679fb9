/* SPDX-License-Identifier: MIT */
/* A growing byte string. Sticky: append freely, ask once at the end whether memory held. */
#ifndef PLANNER_BASE_TEXT_H
#define PLANNER_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct rfi_text {
    char *data; /* NUL-terminated; NULL while empty */
    size_t size;
    size_t capacity;
    bool failed;
} rfi_text;

#define RFI_TEXT_INIT                                                                      \
    {                                                                                      \
        NULL, 0, 0, false                                                                  \
    }

void rfi_text_add(rfi_text *text, const char *string); /* NULL adds nothing */
void rfi_text_add_n(rfi_text *text, const char *bytes, size_t size);
void rfi_text_char(rfi_text *text, char c);
void rfi_text_repeat(rfi_text *text, char c, size_t times);
/* Integers and strings only: %f would follow the locale. */
void rfi_text_format(rfi_text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Adds with & < > " escaped for XML, resp. as the inside of a JSON string. */
void rfi_text_xml(rfi_text *text, const char *string);
void rfi_text_json(rfi_text *text, const char *string);
void rfi_text_finish(rfi_text *text); /* frees; ready for use again */

/* Number of code points: the display columns of the Latin text that we print. */
size_t rfi_text_columns(const char *string);

#endif
