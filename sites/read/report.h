/* SPDX-License-Identifier: MIT */
/* What the readers say about one document: diagnostics with the line that they are about,
 * and how many of them were errors. diags may be NULL: errors are counted all the same. */
#ifndef SITES_READ_REPORT_H
#define SITES_READ_REPORT_H

#include "planner/base/arena.h"
#include "planner/base/diag.h"

struct rfi_pending;

typedef struct rfi_report {
    rf_diags *diags;
    size_t errors;
    const char *bytes; /* the document, NULL when a value is read on its own */
    size_t size;
    size_t cursor; /* where line cursor_line starts: places mostly come in file order */
    int64_t cursor_line;
    /* Warnings wait until the end: however many there are, no error is dropped for them. */
    rfi_arena *arena; /* NULL: warnings do not wait */
    struct rfi_pending *pending;
    size_t pending_count, pending_capacity;
    bool last_waits;
} rfi_report;

void rfi_report_init(rfi_report *report, rf_diags *diags, const char *bytes, size_t size);
void rfi_report_error(rfi_report *report, int number, rfi_place place, const char *format,
                      ...) __attribute__((format(printf, 4, 5)));
void rfi_report_warning(rfi_report *report, int number, rfi_place place, const char *format,
                        ...) __attribute__((format(printf, 4, 5)));
void rfi_report_flush(rfi_report *report); /* adds the warnings that waited */
/* Adds a hint to what was reported last. */
void rfi_report_hint(rfi_report *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* False once the cap is reached: looking for a hint is then wasted. */
bool rfi_report_wants_hint(const rfi_report *report);

enum { RFI_QUOTE_SIZE = 84 };
/* The text as it may stand in a message: control characters replaced, cut to 80 bytes at
 * a code point. Returns buffer. */
const char *rfi_quote(char buffer[RFI_QUOTE_SIZE], const char *text, size_t length);

/* The place that lies `bytes` bytes further on the same line. */
rfi_place rfi_place_after(rfi_place place, const char *text, size_t bytes);

#endif
