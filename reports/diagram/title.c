/* SPDX-License-Identifier: MIT */
#include "reports/diagram/title.h"

#include <string.h>

/* Length of a kind at the end of text[0, at) that the id after it repeats, or 0. */
static size_t repeated(const char *text, size_t at, size_t length)
{
    const char *id = text + at + 1;
    size_t size = 0;
    while (at + 1 + size < length && id[size] != ',' && id[size] != ' ') {
        size++;
    }
    if (size == 0 || size > at) {
        return 0;
    }
    const char *kind = text + at - size;
    for (size_t i = 0; i < size; i++) {
        char a = kind[i] >= 'A' && kind[i] <= 'Z' ? (char)(kind[i] - 'A' + 'a') : kind[i];
        if (a != (id[i] == '-' ? ' ' : id[i])) {
            return 0;
        }
    }
    return kind == text || kind[-1] == ' ' ? size : 0;
}

const char *rfi_without_echo(rfi_arena *arena, const char *title, size_t length)
{
    for (size_t at = 1; at < length; at++) {
        size_t size = title[at] == ' ' ? repeated(title, at, length) : 0;
        if (size > 0) {
            size_t rest = at + 1 + size;
            return rfi_arena_format(arena, "%.*s%.*s", (int)at, title, (int)(length - rest),
                                    title + rest);
        }
    }
    return rfi_arena_format(arena, "%.*s", (int)length, title);
}

const char *rfi_plain_title(rfi_arena *arena, const rfi_requirement *requirement)
{
    const char *title = requirement->title;
    const char *words =
        title == NULL ? NULL : rfi_without_echo(arena, title, strlen(title));
    return words == NULL ? "" : words;
}
