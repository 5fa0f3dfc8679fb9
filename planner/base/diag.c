/* SPDX-License-Identifier: MIT */
#include "planner/base/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/base/arena.h"

struct rf_diags {
    rfi_arena *arena;
    rf_diagnostic items[RFI_DIAGS_CAP];
    size_t count;
    size_t errors;
    size_t dropped;
    bool last_dropped;
};

rf_diags *rf_diags_new(void)
{
    rf_diags *diags = calloc(1, sizeof(*diags));
    if (diags == NULL) {
        return NULL;
    }
    diags->arena = rfi_arena_new();
    if (diags->arena == NULL) {
        free(diags);
        return NULL;
    }
    return diags;
}

void rf_diags_free(rf_diags *diags)
{
    if (diags != NULL) {
        rfi_arena_free(diags->arena);
        free(diags);
    }
}

size_t rf_diags_count(const rf_diags *diags)
{
    return diags == NULL ? 0 : diags->count;
}

size_t rf_diags_error_count(const rf_diags *diags)
{
    return diags == NULL ? 0 : diags->errors;
}

size_t rf_diags_dropped(const rf_diags *diags)
{
    return diags == NULL ? 0 : diags->dropped;
}

const rf_diagnostic *rf_diags_at(const rf_diags *diags, size_t index)
{
    return diags == NULL || index >= diags->count ? NULL : &diags->items[index];
}

static char *__attribute__((format(printf, 2, 0)))
format_in(rfi_arena *arena, const char *format, va_list list)
{
    va_list again;
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, list);
    char *text = length < 0 ? NULL : rfi_arena_alloc(arena, (size_t)length + 1, 1);
    if (text != NULL) {
        (void)vsnprintf(text, (size_t)length + 1, format, again);
    }
    va_end(again);
    return text;
}

void rfi_diag(rf_diags *diags, rf_severity severity, int number, rfi_place place,
              const char *format, ...)
{
    if (diags == NULL) {
        return;
    }
    if (severity == RF_ERROR) {
        diags->errors++;
    }
    diags->last_dropped = diags->count == RFI_DIAGS_CAP;
    if (diags->last_dropped) {
        diags->dropped++;
        return;
    }
    va_list list;
    va_start(list, format);
    const char *message = format_in(diags->arena, format, list);
    va_end(list);
    diags->items[diags->count++] = (rf_diagnostic){
        .severity = severity,
        .number = number,
        .file = rfi_arena_copy(diags->arena, place.file),
        .line = place.line,
        .column = place.column,
        .message = message == NULL ? rfi_code_words(number) : message,
    };
}

void rfi_diag_hint(rf_diags *diags, const char *format, ...)
{
    if (diags == NULL || diags->count == 0 || diags->last_dropped) {
        return;
    }
    va_list list;
    va_start(list, format);
    diags->items[diags->count - 1].hint = format_in(diags->arena, format, list);
    va_end(list);
}

void rfi_diag_source_line(rf_diags *diags, const char *line, size_t length)
{
    if (diags == NULL || diags->count == 0 || diags->last_dropped) {
        return;
    }
    diags->items[diags->count - 1].source_line =
        rfi_arena_copy_n(diags->arena, line, length);
}

const char *rfi_code_words(int number)
{
    switch (number) {
#define RFI_CODE_WORDS(code_number, name, words)                                           \
    case code_number:                                                                      \
        return words;
        RFI_CODES(RFI_CODE_WORDS)
#undef RFI_CODE_WORDS
    default:
        return NULL;
    }
}

enum { NEAREST_LONGEST = 64 };

/* Levenshtein distance, two rows; words longer than NEAREST_LONGEST are never near. */
static size_t distance(const char *a, const char *b)
{
    size_t m = strlen(a);
    size_t n = strlen(b);
    if (m > NEAREST_LONGEST || n > NEAREST_LONGEST) {
        return SIZE_MAX;
    }
    size_t row[NEAREST_LONGEST + 1];
    for (size_t j = 0; j <= n; j++) {
        row[j] = j;
    }
    for (size_t i = 1; i <= m; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t above = row[j];
            size_t best = diagonal + (a[i - 1] != b[j - 1]);
            best = above + 1 < best ? above + 1 : best;
            best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
            row[j] = best;
            diagonal = above;
        }
    }
    return row[n];
}

const char *rfi_nearest(const char *word, const char *const *candidates)
{
    const char *best = NULL;
    size_t least = 2 + strlen(word) / 4;
    for (; *candidates != NULL; candidates++) {
        size_t d = distance(word, *candidates);
        if (d < least) {
            least = d;
            best = *candidates;
        }
    }
    return best;
}
