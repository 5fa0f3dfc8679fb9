/* SPDX-License-Identifier: MIT */
/* file:line:column: severity[number]: message, the line with a caret, the hint. Text that
 * came from a file never reaches the terminal with its control characters. */
#include "planner/cli/report.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { FEW = 8, EXCERPT = 100, MOST = 128 }; /* the library keeps at most 100 messages */

static const char *const severity_words[] = {"note", "warning", "error"};
static const char *const severity_colours[] = {"\033[1;36m", "\033[1;35m", "\033[1;31m"};

static const char *paint(bool colour, const char *escape)
{
    return colour ? escape : "";
}

/* Bytes of a UTF-8 sequence by its first byte; 0: none begins so. */
static size_t sequence_length(unsigned char first)
{
    static const struct {
        unsigned char from;
        size_t length;
    } leads[] = {{0xf5, 0}, {0xf0, 4}, {0xe0, 3}, {0xc2, 2}, {0x80, 0}, {0, 1}};
    size_t i = 0;
    while (first < leads[i].from) {
        i++;
    }
    return leads[i].length;
}

/* Bytes of the UTF-8 sequence at text, shortest form and no surrogate (RFC 3629, section
 * 4); 0: there is none. */
static size_t sequence(const char *text, size_t size)
{
    const unsigned char *t = (const unsigned char *)text;
    size_t length = sequence_length(t[0]);
    if (length == 0 || length > size) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if ((t[i] & 0xc0U) != 0x80U) {
            return 0;
        }
    }
    bool beyond = (t[0] == 0xe0 && t[1] < 0xa0) || (t[0] == 0xed && t[1] > 0x9f) ||
                  (t[0] == 0xf0 && t[1] < 0x90) || (t[0] == 0xf4 && t[1] > 0x8f);
    return beyond ? 0 : length;
}

/* Prints size bytes; control characters of ASCII and of Latin-1 and bytes that are not
 * UTF-8 become '?', a tab stays a single space so that columns keep their place. */
static void print_safe(const char *text, size_t size)
{
    for (size_t i = 0; i < size;) {
        size_t length = sequence(text + i, size - i);
        unsigned char byte = (unsigned char)text[i];
        bool control = byte < 0x20 || byte == 0x7f ||
                       (byte == 0xc2 && length == 2 && (unsigned char)text[i + 1] < 0xa0);
        if (byte == '\t') {
            (void)fputc(' ', stderr);
        } else if (length == 0 || control) {
            (void)fputc('?', stderr);
        } else {
            (void)fwrite(text + i, 1, length, stderr);
        }
        i += length == 0 ? 1 : length;
    }
}

static bool continues(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

/* Columns count bytes, from 1; the caret counts characters. A long line is cut to a
 * window that holds the place. */
static void print_excerpt(const rf_diagnostic *diagnostic, rfi_report_look look)
{
    const char *line = diagnostic->source_line;
    size_t length = strcspn(line, "\r\n");
    size_t place = diagnostic->column > 0 ? (size_t)diagnostic->column - 1 : 0;
    place = place > length ? length : place;
    size_t from = place > EXCERPT / 2 && length > EXCERPT ? place - EXCERPT / 2 : 0;
    while (from < length && continues(line[from])) {
        from++;
    }
    size_t to = length - from > EXCERPT ? from + EXCERPT : length;
    while (to > from && to < length && continues(line[to])) {
        to--;
    }
    (void)fprintf(stderr, "%6lld | %s", (long long)diagnostic->line,
                  from == 0 ? "" : "...");
    print_safe(line + from, to - from);
    (void)fprintf(stderr, "%s\n", to == length ? "" : "...");
    if (diagnostic->column <= 0) {
        return;
    }
    (void)fprintf(stderr, "       | %s", from == 0 ? "" : "   ");
    for (size_t i = from; i < place; i++) {
        if (!continues(line[i])) {
            (void)fputc(' ', stderr);
        }
    }
    (void)fprintf(stderr, "%s^%s\n", paint(look.colour, "\033[1;32m"),
                  paint(look.colour, "\033[0m"));
}

static void print_head(const rf_diagnostic *diagnostic, bool colour)
{
    const char *file = diagnostic->file == NULL ? "rackfit" : diagnostic->file;
    print_safe(file, strlen(file));
    if (diagnostic->line > 0) {
        (void)fprintf(stderr, ":%lld", (long long)diagnostic->line);
    }
    if (diagnostic->line > 0 && diagnostic->column > 0) {
        (void)fprintf(stderr, ":%lld", (long long)diagnostic->column);
    }
    (void)fprintf(stderr, ": %s%s[RF-%04d]:%s ",
                  paint(colour, severity_colours[diagnostic->severity]),
                  severity_words[diagnostic->severity], diagnostic->number,
                  paint(colour, "\033[0m"));
    print_safe(diagnostic->message, strlen(diagnostic->message));
    (void)fputc('\n', stderr);
}

static void print_diagnostic(const rf_diagnostic *diagnostic, rfi_report_look look)
{
    print_head(diagnostic, look.colour);
    if (look.all && diagnostic->source_line != NULL) {
        print_excerpt(diagnostic, look);
    }
    if (look.all && diagnostic->hint != NULL) {
        (void)fputs("  hint: ", stderr);
        print_safe(diagnostic->hint, strlen(diagnostic->hint));
        (void)fputc('\n', stderr);
    }
}

/* Messages about one file that follow each other go by line and column: a reader walks
 * down the file once. Everything else keeps its order. */
static bool stands_before(const rf_diagnostic *a, const rf_diagnostic *b)
{
    if (a->file == NULL || b->file == NULL || strcmp(a->file, b->file) != 0) {
        return false;
    }
    return a->line < b->line || (a->line == b->line && a->column < b->column);
}

/* order: room for MOST entries. Returns how many it holds. */
static size_t order_by_place(const rf_diags *diags, const rf_diagnostic **order)
{
    size_t count = rf_diags_count(diags);
    count = count > MOST ? MOST : count;
    for (size_t i = 0; i < count; i++) {
        const rf_diagnostic *moved = rf_diags_at(diags, i);
        size_t at = i;
        while (at > 0 && stands_before(moved, order[at - 1])) {
            order[at] = order[at - 1];
            at--;
        }
        order[at] = moved;
    }
    return count;
}

void rfi_report_diags(const rf_diags *diags, rfi_report_look look)
{
    const rf_diagnostic *order[MOST];
    size_t count = order_by_place(diags, order);
    size_t shown = count;
    look.all = look.all || rf_diags_error_count(diags) > 0;
    if (!look.all && count > FEW) {
        shown = FEW;
    }
    for (size_t i = 0; i < shown; i++) {
        print_diagnostic(order[i], look);
    }
    size_t hidden = rf_diags_count(diags) - shown + rf_diags_dropped(diags);
    if (hidden > 0) {
        (void)fprintf(stderr, "rackfit: %zu more %s not shown\n", hidden,
                      hidden == 1 ? "message" : "messages");
    }
}

void rfi_report_error(int number, bool colour, const char *format, ...)
{
    char message[512];
    va_list list;
    va_start(list, format);
    (void)vsnprintf(message, sizeof(message), format, list);
    va_end(list);
    rf_diagnostic diagnostic = {RF_ERROR, number, NULL, 0, 0, message, NULL, NULL};
    print_head(&diagnostic, colour);
}

void rfi_report_count(const rf_diags *diags, char *text, size_t size)
{
    size_t errors = rf_diags_error_count(diags);
    size_t warnings = 0;
    for (size_t i = 0; i < rf_diags_count(diags); i++) {
        warnings += rf_diags_at(diags, i)->severity == RF_WARNING;
    }
    char first[40] = "";
    char second[40] = "";
    if (errors > 0) {
        (void)snprintf(first, sizeof(first), "%zu error%s", errors, errors == 1 ? "" : "s");
    }
    if (warnings > 0) {
        (void)snprintf(second, sizeof(second), "%zu warning%s", warnings,
                       warnings == 1 ? "" : "s");
    }
    (void)snprintf(text, size, "%s%s%s", first,
                   *first != '\0' && *second != '\0' ? ", " : "", second);
}
