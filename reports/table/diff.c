/* SPDX-License-Identifier: MIT */
#include "reports/table/diff.h"

#include <string.h>

#include "reports/table/json.h"
#include "reports/table/order.h"
#include "reports/table/value.h"
#include "reports/table/write.h"

/* ---- verdicts ----------------------------------------------------------------------- */

/* The requirements that decide: of a proven no fit the first conflict, else what binds at
 * any end. */
static bool decides(const rfi_judgement *j, size_t index)
{
    const rfi_requirement *r = &j->requirements[index];
    if (j->verdict != RF_VERDICT_NO_FIT || j->conflict_count == 0) {
        return r->binding[RFI_END_UNFAVOURABLE] || r->binding[RFI_END_BASE] ||
               r->binding[RFI_END_FAVOURABLE];
    }
    for (size_t i = 0; i < j->conflicts[0].count; i++) {
        if (j->conflicts[0].members[i] == index) {
            return true;
        }
    }
    return false;
}

/* How many of a deciding that b lacks. */
static size_t lacking(const rfi_judgement *a, const rfi_judgement *b)
{
    size_t count = 0;
    for (size_t i = 0; i < a->requirement_count; i++) {
        bool found = !decides(a, i);
        for (size_t k = 0; k < b->requirement_count && !found; k++) {
            found =
                decides(b, k) && strcmp(a->requirements[i].id, b->requirements[k].id) == 0;
        }
        count += !found;
    }
    return count;
}

static bool same_judgement(const rfi_judgement *a, const rfi_judgement *b)
{
    bool same = a->verdict == b->verdict && a->deciding_count == b->deciding_count &&
                lacking(a, b) == 0 && lacking(b, a) == 0;
    for (int end = 0; end < RFI_ENDS; end++) {
        same = same && a->cases[end].pods == b->cases[end].pods &&
               a->cases[end].it_power == b->cases[end].it_power;
    }
    return same;
}

/* ---- text --------------------------------------------------------------------------- */

static const char *or_dash(rfi_writer *w, const char *words)
{
    return words == NULL ? "–" : rfi_write_string(w, "%s", words);
}

static void add_row(rfi_writer *w, rfi_grid *grid, const rfi_difference *d)
{
    static const char *const marks[] = {"+", "-", "~"};
    const char *from = rfi_or_empty(d->before_source);
    const char *to = rfi_or_empty(d->after_source);
    rfi_grid_cell(grid, RFI_STYLE_PLAIN,
                  rfi_write_string(w, "%s %s", marks[d->change], d->name));
    rfi_grid_cell(grid, RFI_STYLE_PLAIN, or_dash(w, d->before));
    rfi_grid_cell(grid, RFI_STYLE_PLAIN, or_dash(w, d->after));
    if (d->change == RFI_CHANGE_CHANGED && strcmp(from, to) != 0) {
        rfi_grid_cell(grid, RFI_STYLE_PLAIN, "    source");
        rfi_grid_cell(grid, RFI_STYLE_PLAIN, or_dash(w, d->before_source));
        rfi_grid_cell(grid, RFI_STYLE_PLAIN, or_dash(w, d->after_source));
    }
}

/* owner, thing, and whether it came or went as a whole. */
static void add_owner(rfi_writer *w, rfi_grid *grid, const rfi_difference *d)
{
    static const char *const words[] = {": added", ": removed", ""};
    const char *change = d->attribute[0] == '\0' ? words[d->change] : "";
    rfi_grid_span(grid, RFI_STYLE_PLAIN, "");
    rfi_grid_span(grid, RFI_STYLE_HEAD,
                  strcmp(d->owner, d->thing) == 0
                      ? rfi_write_string(w, "%s%s", d->owner, change)
                      : rfi_write_string(w, "%s, %s%s", d->owner, d->thing, change));
}

static void write_differences(rfi_writer *w, const rfi_differences *c)
{
    rfi_grid grid;
    rfi_grid_begin(&grid, w, "www", 0, true);
    rfi_grid_cell(&grid, RFI_STYLE_HEAD, "Difference");
    rfi_grid_cell(&grid, RFI_STYLE_HEAD, "Before");
    rfi_grid_cell(&grid, RFI_STYLE_HEAD, "After");
    for (size_t i = 0; i < c->count; i++) {
        const rfi_difference *d = &c->differences[i];
        if (i == 0 || strcmp(d->owner, c->differences[i - 1].owner) != 0) {
            add_owner(w, &grid, d);
        }
        if (d->attribute[0] != '\0') {
            add_row(w, &grid, d);
        }
    }
    rfi_grid_print(&grid);
}

static const char *pods_words(rfi_writer *w, const rfi_judgement *j)
{
    rfi_text cell = RFI_TEXT_INIT;
    for (int end = 0; end < RFI_ENDS; end++) {
        rfi_text_add(&cell, end == 0 ? "" : ", ");
        rfi_print_value(&cell, rfi_case_amount(&j->cases[end], j->cases[end].pods),
                        RFI_DIM_COUNT, RFI_POWER_PLAIN, RFI_ROUND_DOWN);
    }
    return rfi_write_take(w, &cell);
}

static const char *power_words(rfi_writer *w, const rfi_judgement *j)
{
    rfi_text cell = RFI_TEXT_INIT;
    for (int end = 0; end < RFI_ENDS; end++) {
        rfi_text_add(&cell, end == 0 ? "" : ", ");
        rfi_print_value(&cell, rfi_case_amount(&j->cases[end], j->cases[end].it_power),
                        RFI_DIM_POWER, RFI_POWER_PLAIN, RFI_ROUND_DOWN);
    }
    return rfi_write_take(w, &cell);
}

static const char *deciding_words(rfi_writer *w, const rfi_judgement *j)
{
    rfi_text cell = RFI_TEXT_INIT;
    for (size_t i = 0; i < j->requirement_count; i++) {
        if (decides(j, i)) {
            rfi_text_add(&cell, cell.size == 0 ? "" : "; ");
            rfi_text_add(&cell, j->requirements[i].title);
        }
    }
    if (j->verdict == RF_VERDICT_UNKNOWN && j->deciding_count > 0) {
        rfi_text_add(&cell, cell.size == 0 ? "" : "; ");
        rfi_text_format(&cell, "%zu missing %s", j->deciding_count,
                        j->deciding_count == 1 ? "figure" : "figures");
    }
    return cell.size == 0 ? "–" : rfi_write_take(w, &cell);
}

static void add_pair(rfi_grid *grid, const char *name, const char *before,
                     const char *after)
{
    rfi_grid_cell(grid, RFI_STYLE_PLAIN, name);
    rfi_grid_cell(grid, RFI_STYLE_PLAIN, before);
    rfi_grid_cell(grid, RFI_STYLE_PLAIN, after);
}

/* What installed units draw at any load, in the limits that decide. */
static const char *note_words(rfi_writer *w, const rfi_judgement *j)
{
    rfi_text cell = RFI_TEXT_INIT;
    for (size_t i = 0; i < j->requirement_count; i++) {
        if (decides(j, i) && j->requirements[i].note != NULL) {
            rfi_text_format(&cell, "%s%s: %s", cell.size == 0 ? "" : "; ",
                            j->requirements[i].title, j->requirements[i].note);
        }
    }
    return cell.size == 0 ? "–" : rfi_write_take(w, &cell);
}

static void add_notes(rfi_writer *w, rfi_grid *grid, const rfi_judgement *a,
                      const rfi_judgement *b)
{
    const char *before = note_words(w, a);
    const char *after = note_words(w, b);
    if (strcmp(before, after) != 0) {
        add_pair(grid, "at any load", before, after);
    }
}

static void add_verdict(rfi_writer *w, rfi_grid *grid, const rfi_judgement *a,
                        const rfi_judgement *b)
{
    rfi_grid_span(grid, RFI_STYLE_PLAIN, "");
    rfi_grid_span(grid, RFI_STYLE_HEAD,
                  rfi_write_string(w, "%s, %s", a->profile->id, a->profile->name));
    add_pair(grid, "verdict", rfi_verdict_name(a->verdict), rfi_verdict_name(b->verdict));
    add_pair(grid, "pods", pods_words(w, a), pods_words(w, b));
    add_pair(grid, "critical IT", power_words(w, a), power_words(w, b));
    add_pair(grid, "decided by", deciding_words(w, a), deciding_words(w, b));
    add_notes(w, grid, a, b);
}

static void write_verdicts(rfi_writer *w, const rfi_differences *c)
{
    size_t moved = 0;
    rfi_grid grid;
    rfi_grid_begin(&grid, w, "www", 0, true);
    add_pair(&grid, "Profile", "Before", "After");
    for (size_t i = 0; i < c->before->count; i++) {
        const rfi_judgement *a = &c->before->judgements[i];
        const rfi_judgement *b = &c->after->judgements[i];
        bool same = same_judgement(a, b);
        moved += !same;
        if (!same || w->detail) {
            add_verdict(w, &grid, a, b);
        }
    }
    rfi_write_heading(w, "What that does to the verdict");
    if (moved == 0) {
        rfi_write_paragraph(w, 0,
                            "Nothing: verdict, pods and what decides stay as they are.");
    } else {
        rfi_write_paragraph(w, 0,
                            "Pods and critical IT power at the unfavourable end, in the "
                            "base case and at the favourable end.");
    }
    if (moved > 0 || w->detail) {
        rfi_text_char(w->text, '\n');
        rfi_grid_print(&grid);
    }
    if (moved > 0 && moved < c->before->count && !w->detail) {
        rfi_text_char(w->text, '\n');
        rfi_write_paragraph(w, 0,
                            rfi_write_string(w, "Unchanged: %zu of %zu profiles.",
                                             c->before->count - moved, c->before->count));
    }
}

void rfi_table_diff_text(const rfi_differences *comparison, const rf_text_options *options,
                         rfi_text *text)
{
    rfi_writer w;
    if (!rfi_writer_begin(&w, options, text)) {
        return;
    }
    rfi_write_paragraph(&w, 0,
                        rfi_write_string(&w, "Before: %s (%s)", comparison->before_name,
                                         comparison->before->site->id));
    rfi_write_paragraph(&w, 0,
                        rfi_write_string(&w, "After: %s (%s)", comparison->after_name,
                                         comparison->after->site->id));
    rfi_text_char(text, '\n');
    if (comparison->count == 0) {
        rfi_write_paragraph(&w, 0, "no difference");
    } else {
        write_differences(&w, comparison);
    }
    write_verdicts(&w, comparison);
    rfi_writer_end(&w);
}

/* ---- JSON --------------------------------------------------------------------------- */

static void json_difference(rfi_json *json, const rfi_difference *d)
{
    static const char *const words[] = {"added", "removed", "changed"};
    rfi_json_open(json, NULL, '{');
    rfi_json_string(json, "change", words[d->change]);
    rfi_json_string(json, "owner", d->owner);
    rfi_json_string(json, "thing", d->thing);
    rfi_json_string(json, "attribute", d->attribute[0] == '\0' ? NULL : d->attribute);
    rfi_json_string(json, "name", d->name);
    rfi_json_string(json, "before", d->before);
    rfi_json_string(json, "after", d->after);
    rfi_json_string(json, "before_source", d->before_source);
    rfi_json_string(json, "after_source", d->after_source);
    rfi_json_close(json, '}');
}

static void json_judgement(rfi_json *json, const char *key, const rfi_judgement *j)
{
    rfi_json_open(json, key, '{');
    rfi_json_string(json, "verdict", rfi_verdict_name(j->verdict));
    rfi_json_open(json, "ends", '[');
    for (int end = 0; end < RFI_ENDS; end++) {
        const rfi_case *c = &j->cases[end];
        rfi_json_open(json, NULL, '{');
        rfi_json_string(json, "end", rfi_end_words((rfi_end)end));
        rfi_json_quantity(json, "pods", rfi_case_amount(c, c->pods), RFI_DIM_COUNT,
                          RFI_POWER_PLAIN, RFI_ROUND_DOWN, NULL);
        rfi_json_quantity(json, "critical_it", rfi_case_amount(c, c->it_power),
                          RFI_DIM_POWER, RFI_POWER_CRITICAL_IT, RFI_ROUND_DOWN, NULL);
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
    rfi_json_open(json, "decided_by", '[');
    for (size_t i = 0; i < j->requirement_count; i++) {
        if (decides(j, i)) {
            rfi_json_string(json, NULL, j->requirements[i].id);
        }
    }
    rfi_json_close(json, ']');
    rfi_json_size(json, "missing_figures", j->deciding_count);
    rfi_json_close(json, '}');
}

void rfi_table_diff_json(const rfi_differences *comparison, rfi_text *text)
{
    rfi_json json = rfi_json_begin(text);
    rfi_json_open(&json, NULL, '{');
    rfi_json_string(&json, "schema", "urn:rackfit:diff:1");
    rfi_json_string(&json, "before", comparison->before_name);
    rfi_json_string(&json, "after", comparison->after_name);
    rfi_json_boolean(&json, "same", comparison->count == 0);
    rfi_json_open(&json, "differences", '[');
    for (size_t i = 0; i < comparison->count; i++) {
        json_difference(&json, &comparison->differences[i]);
    }
    rfi_json_close(&json, ']');
    rfi_json_open(&json, "profiles", '[');
    for (size_t i = 0; i < comparison->before->count; i++) {
        const rfi_judgement *a = &comparison->before->judgements[i];
        const rfi_judgement *b = &comparison->after->judgements[i];
        rfi_json_open(&json, NULL, '{');
        rfi_json_string(&json, "profile", a->profile->id);
        rfi_json_boolean(&json, "changed", !same_judgement(a, b));
        json_judgement(&json, "before", a);
        json_judgement(&json, "after", b);
        rfi_json_close(&json, '}');
    }
    rfi_json_close(&json, ']');
    rfi_json_close(&json, '}');
    rfi_json_end(&json);
}
