/* SPDX-License-Identifier: MIT */
/* Diagnostics as `file:line:column: error[RF-0217]: message` with the line and a caret, and
 * the finding of the separate check. */
#include "reports/table/table.h"

#include "planner/base/diag.h"
#include "reports/table/json.h"
#include "reports/table/value.h"
#include "reports/table/write.h"

enum { LINE_SHOWN = 96, LINE_BEFORE = 48 };

static const char *severity_words(rf_severity severity)
{
    static const char *const words[] = {"note", "warning", "error"};
    return words[severity];
}

static rfi_style severity_style(rf_severity severity)
{
    static const rfi_style styles[] = {RFI_STYLE_HEAD, RFI_STYLE_OPEN, RFI_STYLE_NO_FIT};
    return styles[severity];
}

/* ---- the line and the caret
 * -------------------------------------------------------------- */

static size_t next_point(const char *c)
{
    size_t n = 1;
    while (((unsigned char)c[n] & 0xC0U) == 0x80U) {
        n++;
    }
    return n;
}

static const char *skip_points(const char *c, size_t points)
{
    for (; points > 0 && *c != '\0'; points--) {
        c += next_point(c);
    }
    return c;
}

/* At most LINE_SHOWN columns around the column; cleaning keeps one column per character. */
static void write_source_line(rfi_writer *w, const rf_diagnostic *diagnostic)
{
    rfi_text raw = RFI_TEXT_INIT;
    rfi_text_add(&raw, diagnostic->source_line);
    const char *line = rfi_write_take(w, &raw);
    size_t columns = rfi_text_columns(line);
    size_t at = diagnostic->column > 0 ? (size_t)diagnostic->column - 1 : 0;
    at = at > columns ? columns : at;
    size_t from = columns > LINE_SHOWN && at > LINE_BEFORE ? at - LINE_BEFORE : 0;
    const char *start = skip_points(line, from);
    const char *end = skip_points(start, LINE_SHOWN);
    rfi_text_format(w->text, "%6lld | %s", (long long)diagnostic->line,
                    from > 0 ? "…" : "");
    rfi_text_add_n(w->text, start, (size_t)(end - start));
    rfi_text_add(w->text, *end == '\0' ? "\n" : "…\n");
    if (diagnostic->column > 0) {
        rfi_text_add(w->text, "       | ");
        rfi_text_repeat(w->text, ' ', at - from + (from > 0 ? 1 : 0));
        rfi_write_styled(w, severity_style(diagnostic->severity), "^");
        rfi_text_char(w->text, '\n');
    }
}

static void write_diagnostic(rfi_writer *w, const rf_diagnostic *diagnostic)
{
    if (diagnostic->file != NULL) {
        rfi_write_clean(w->text, diagnostic->file);
        if (diagnostic->line > 0) {
            rfi_text_format(w->text, ":%lld", (long long)diagnostic->line);
            if (diagnostic->column > 0) {
                rfi_text_format(w->text, ":%lld", (long long)diagnostic->column);
            }
        }
        rfi_text_add(w->text, ": ");
    }
    rfi_write_styled(w, severity_style(diagnostic->severity),
                     rfi_write_string(w, "%s[RF-%04d]",
                                      severity_words(diagnostic->severity),
                                      diagnostic->number));
    rfi_text_add(w->text, ": ");
    rfi_write_clean(w->text, diagnostic->message);
    rfi_text_char(w->text, '\n');
    if (diagnostic->source_line != NULL && diagnostic->line > 0) {
        write_source_line(w, diagnostic);
    }
    if (diagnostic->hint != NULL) {
        rfi_text_add(w->text, "       hint: ");
        rfi_write_clean(w->text, diagnostic->hint);
        rfi_text_char(w->text, '\n');
    }
}

/* ---- counts
 * ------------------------------------------------------------------------------ */

static void add_count(rfi_text *text, size_t count, const char *word, size_t *items)
{
    if (count > 0) {
        rfi_text_format(text, "%s%zu %s%s", (*items)++ == 0 ? "" : ", ", count, word,
                        count == 1 ? "" : "s");
    }
}

static size_t count_of(const rf_diags *diags, rf_severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < rf_diags_count(diags); i++) {
        count += rf_diags_at(diags, i)->severity == severity ? 1 : 0;
    }
    return count;
}

void rfi_table_diags_text(const rf_diags *diags, bool colour, rfi_text *text)
{
    if (rf_diags_count(diags) + rf_diags_dropped(diags) == 0) {
        return;
    }
    rf_text_options options = RF_TEXT_OPTIONS_INIT;
    options.colour = colour;
    rfi_writer w;
    if (!rfi_writer_begin(&w, &options, text)) {
        return;
    }
    for (size_t i = 0; i < rf_diags_count(diags); i++) {
        write_diagnostic(&w, rf_diags_at(diags, i));
    }
    size_t items = 0;
    add_count(text, rf_diags_error_count(diags), "error", &items);
    add_count(text, count_of(diags, RF_WARNING), "warning", &items);
    add_count(text, count_of(diags, RF_NOTE), "note", &items);
    if (rf_diags_dropped(diags) > 0) {
        rfi_text_format(text, "%s%zu not shown", items == 0 ? "" : ", ",
                        rf_diags_dropped(diags));
    }
    rfi_text_char(text, '\n');
    rfi_writer_end(&w);
}

void rfi_table_diags_json(const rf_diags *diags, rfi_text *text)
{
    rfi_json json = rfi_json_begin(text);
    rfi_json_open(&json, NULL, '{');
    rfi_json_string(&json, "schema", "urn:rackfit:diagnostics:1");
    rfi_json_open(&json, "diagnostics", '[');
    for (size_t i = 0; i < rf_diags_count(diags); i++) {
        const rf_diagnostic *diagnostic = rf_diags_at(diags, i);
        rfi_text code = RFI_TEXT_INIT;
        rfi_text_format(&code, "RF-%04d", diagnostic->number);
        rfi_json_open(&json, NULL, '{');
        rfi_json_string(&json, "severity", severity_words(diagnostic->severity));
        rfi_json_string(&json, "code", rfi_or_empty(code.data));
        rfi_json_string(&json, "meaning", rfi_code_words(diagnostic->number));
        rfi_json_string(&json, "file", diagnostic->file);
        rfi_json_integer(&json, "line", diagnostic->line);
        rfi_json_integer(&json, "column", diagnostic->column);
        rfi_json_string(&json, "message", diagnostic->message);
        rfi_json_string(&json, "hint", diagnostic->hint);
        rfi_json_string(&json, "source_line", diagnostic->source_line);
        rfi_json_close(&json, '}');
        text->failed = text->failed || code.failed;
        rfi_text_finish(&code);
    }
    rfi_json_close(&json, ']');
    rfi_json_size(&json, "errors", rf_diags_error_count(diags));
    rfi_json_size(&json, "dropped", rf_diags_dropped(diags));
    rfi_json_close(&json, '}');
    rfi_json_end(&json);
}

/* ---- finding
 * ------------------------------------------------------------------------------ */

void rfi_table_finding_text(const rfi_table_finding *finding,
                            const rf_text_options *options, rfi_text *text)
{
    rfi_writer w;
    if (!rfi_writer_begin(&w, options, text)) {
        return;
    }
    bool holds = finding->violation_count == 0;
    rfi_write_styled(&w, holds ? RFI_STYLE_FIT : RFI_STYLE_NO_FIT,
                     holds ? "✔ holds" : "✖ does not hold");
    rfi_text_add(text, "  ");
    rfi_write_clean(text, finding->subject);
    rfi_text_char(text, '\n');
    if (finding->claim != NULL) {
        rfi_write_paragraph(&w, 0, rfi_write_string(&w, "Claim: %s", finding->claim));
    }
    rfi_write_paragraph(
        &w, 0,
        rfi_write_string(&w, "%zu inequalities tested by separate code, %zu violated",
                         finding->tested, finding->violation_count));
    for (size_t i = 0; i < finding->violation_count; i++) {
        const rfi_table_violation *violation = &finding->violations[i];
        rfi_write_field(&w, 2, "- ", 2,
                        rfi_write_string(&w, "%s, %s: %s", rfi_or_empty(violation->where),
                                         rfi_or_empty(violation->kind),
                                         rfi_or_empty(violation->message)));
    }
    rfi_writer_end(&w);
}

void rfi_table_finding_json(const rfi_table_finding *finding, rfi_text *text)
{
    rfi_json json = rfi_json_begin(text);
    rfi_json_open(&json, NULL, '{');
    rfi_json_string(&json, "schema", "urn:rackfit:finding:1");
    rfi_json_string(&json, "subject", finding->subject);
    rfi_json_string(&json, "claim", finding->claim);
    rfi_json_boolean(&json, "holds", finding->violation_count == 0);
    rfi_json_size(&json, "tested", finding->tested);
    rfi_json_open(&json, "violations", '[');
    for (size_t i = 0; i < finding->violation_count; i++) {
        const rfi_table_violation *violation = &finding->violations[i];
        rfi_json_open(&json, NULL, '{');
        rfi_json_string(&json, "kind", violation->kind);
        rfi_json_string(&json, "where", violation->where);
        rfi_json_string(&json, "message", violation->message);
        rfi_json_close(&json, '}');
    }
    rfi_json_close(&json, ']');
    rfi_json_close(&json, '}');
    rfi_json_end(&json);
}
