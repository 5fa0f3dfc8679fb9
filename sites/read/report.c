/* SPDX-License-Identifier: MIT */
#include "sites/read/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct rfi_pending {
    int number;
    rfi_place place;
    const char *message, *hint;
};

enum { MESSAGE_SIZE = 640, LINE_SIZE = 200 };

void rfi_report_init(rfi_report *report, rf_diags *diags, const char *bytes, size_t size)
{
    *report = (rfi_report){.diags = diags, .bytes = bytes, .size = size, .cursor_line = 1};
}

/* Length of text cut to at most `most` bytes without splitting a code point. */
static size_t cut(const char *text, size_t length, size_t most)
{
    if (length <= most) {
        return length;
    }
    while (most > 0 && ((unsigned char)text[most] & 0xC0U) == 0x80U) {
        most--;
    }
    return most;
}

/* Control characters, C1 included, must not reach a terminal. */
static void copy_printable(char *to, const char *from, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)from[i];
        bool c1 = i > 0 && (unsigned char)from[i - 1] == 0xC2 && c >= 0x80 && c < 0xA0;
        if (c1) {
            to[i - 1] = '?';
        }
        to[i] = (c < 0x20 && c != '\t') || c == 0x7F || c1 ? '?' : (char)c;
    }
}

const char *rfi_quote(char buffer[RFI_QUOTE_SIZE], const char *text, size_t length)
{
    size_t kept = cut(text, length, RFI_QUOTE_SIZE - 4);
    copy_printable(buffer, text, kept);
    memcpy(buffer + kept, kept < length ? "..." : "", kept < length ? 4 : 1);
    return buffer;
}

static void attach_line(rfi_report *report, rfi_place place)
{
    if (report->bytes == NULL || place.line <= 0) {
        return;
    }
    if (place.line < report->cursor_line) {
        report->cursor = 0;
        report->cursor_line = 1;
    }
    while (report->cursor_line < place.line) {
        const char *from = report->bytes + report->cursor;
        const char *end = memchr(from, '\n', report->size - report->cursor);
        if (end == NULL) {
            return;
        }
        report->cursor += (size_t)(end - from) + 1;
        report->cursor_line++;
    }
    const char *line = report->bytes + report->cursor;
    size_t left = report->size - report->cursor;
    if (report->cursor == 0 && left >= 3 && memcmp(line, "\xEF\xBB\xBF", 3) == 0) {
        line += 3;
        left -= 3;
    }
    left = left > LINE_SIZE + 2 ? LINE_SIZE + 2 : left;
    const char *end = memchr(line, '\n', left);
    size_t length = end == NULL ? left : (size_t)(end - line);
    if (length > 0 && line[length - 1] == '\r') {
        length--;
    }
    char text[LINE_SIZE];
    length = cut(line, length, LINE_SIZE);
    copy_printable(text, line, length);
    rfi_diag_source_line(report->diags, text, length);
}

static void add(rfi_report *report, rf_severity severity, int number, rfi_place place,
                const char *message)
{
    rfi_diag(report->diags, severity, number, place, "%s", message);
    report->last_waits = false;
    if (rfi_report_wants_hint(report)) {
        attach_line(report, place);
    }
}

/* False when there is nowhere to wait. */
static bool keep_waiting(rfi_report *report, int number, rfi_place place,
                         const char *message)
{
    void *items = report->pending;
    if (report->arena == NULL ||
        !rfi_arena_grow(report->arena, &items, report->pending_count,
                        &report->pending_capacity, sizeof(struct rfi_pending))) {
        return false;
    }
    report->pending = items;
    const char *copy = rfi_arena_copy(report->arena, message);
    if (copy == NULL) {
        return false;
    }
    report->pending[report->pending_count++] =
        (struct rfi_pending){number, place, copy, NULL};
    report->last_waits = true;
    return true;
}

void rfi_report_error(rfi_report *report, int number, rfi_place place, const char *format,
                      ...)
{
    char message[MESSAGE_SIZE];
    va_list list;
    va_start(list, format);
    (void)vsnprintf(message, sizeof(message), format, list);
    va_end(list);
    report->errors++;
    add(report, RF_ERROR, number, place, message);
}

void rfi_report_warning(rfi_report *report, int number, rfi_place place, const char *format,
                        ...)
{
    char message[MESSAGE_SIZE];
    va_list list;
    va_start(list, format);
    (void)vsnprintf(message, sizeof(message), format, list);
    va_end(list);
    if (!keep_waiting(report, number, place, message)) {
        add(report, RF_WARNING, number, place, message);
    }
}

void rfi_report_hint(rfi_report *report, const char *format, ...)
{
    char message[MESSAGE_SIZE];
    va_list list;
    va_start(list, format);
    (void)vsnprintf(message, sizeof(message), format, list);
    va_end(list);
    if (report->last_waits) {
        report->pending[report->pending_count - 1].hint =
            rfi_arena_copy(report->arena, message);
    } else {
        rfi_diag_hint(report->diags, "%s", message);
    }
}

void rfi_report_flush(rfi_report *report)
{
    for (size_t i = 0; i < report->pending_count; i++) {
        const struct rfi_pending *p = &report->pending[i];
        add(report, RF_WARNING, p->number, p->place, p->message);
        if (p->hint != NULL) {
            rfi_diag_hint(report->diags, "%s", p->hint);
        }
    }
    report->pending_count = 0;
}

bool rfi_report_wants_hint(const rfi_report *report)
{
    return report->diags != NULL && rf_diags_dropped(report->diags) == 0;
}

rfi_place rfi_place_after(rfi_place place, const char *text, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        if (((unsigned char)text[i] & 0xC0U) != 0x80U) {
            place.column++;
        }
    }
    return place;
}
