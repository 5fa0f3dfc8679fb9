/* SPDX-License-Identifier: MIT */
/* What to ask for, over all profiles of an evaluation: `rackfit ask`. */
#include "reports/table/table.h"

#include <string.h>

#include "planner/base/checked.h"
#include "reports/table/csv.h"
#include "reports/table/json.h"
#include "reports/table/order.h"
#include "reports/table/value.h"
#include "reports/table/write.h"

static rfi_asked *gather(rfi_arena *arena, const rfi_evaluation *evaluation, rfi_text *text,
                         size_t *ret_count)
{
    rfi_asked *asked =
        arena == NULL ? NULL : rfi_order_requests(arena, evaluation, ret_count);
    if (asked == NULL) {
        text->failed = true;
        *ret_count = 0;
    }
    return asked;
}

/* ---- text --------------------------------------------------------------------------- */

static const char *effect_words(rfi_writer *w, const rfi_asked *asked, size_t profiles)
{
    rfi_text line = RFI_TEXT_INIT;
    rfi_text_add(&line, asked->decides_alone     ? "decides alone"
                        : asked->in_deciding_set ? "decides with others"
                                                 : "does not decide");
    if (asked->swing >= RFI_UNBOUNDED) {
        rfi_text_add(&line, "; moves the result without limit");
    } else if (asked->swing > 0) {
        rfi_text_add(&line, "; moves up to ");
        rfi_print_value(&line, asked->swing, RFI_DIM_POWER, RFI_POWER_CRITICAL_IT,
                        RFI_ROUND_UP);
    }
    if (profiles > 1) {
        rfi_text_format(&line, "; for %zu of %zu profiles", asked->profiles, profiles);
    }
    return rfi_write_take(w, &line);
}

/* What a reference design assumes is asked for here, and stated in the site, not there. */
static void write_request(rfi_writer *w, const rfi_asked *asked, size_t rank,
                          const rfi_evaluation *evaluation)
{
    size_t profiles = evaluation->count;
    const char *reference = evaluation->site->reference_id;
    const rfi_figure *figure = asked->figure;
    rfi_text subject = RFI_TEXT_INIT;
    rfi_text_format(&subject, "%3zu. ", rank);
    rfi_print_subject(&subject, figure);
    rfi_text_char(w->text, '\n');
    rfi_write_styled(w, RFI_STYLE_HEAD, rfi_write_take(w, &subject));
    rfi_text now = RFI_TEXT_INIT;
    rfi_text_add(&now, " (now ");
    rfi_print_figure(&now, figure);
    rfi_text_add(&now, rfi_is_assumption(figure) ? " ◇)" : ")");
    rfi_text_add(w->text, rfi_write_take(w, &now));
    rfi_text_char(w->text, '\n');
    rfi_write_paragraph(w, 5, effect_words(w, asked, profiles));
    if (figure->holder != NULL) {
        rfi_write_field(w, 5, "ask", 12, rfi_write_string(w, "the %s", figure->holder));
    }
    if (asked->document != NULL) {
        rfi_write_field(w, 5, "settled by", 12, rfi_write_string(w, "%s", asked->document));
    }
    if (figure->place.file != NULL) {
        rfi_text line = RFI_TEXT_INIT;
        rfi_print_place(&line, &figure->place);
        rfi_text_format(&line, ", attribute %s", rfi_or_empty(figure->attribute));
        bool assumed = reference != NULL && figure->document != NULL &&
                       strcmp(figure->document, reference) == 0;
        rfi_write_field(w, 5, assumed ? "assumed at" : "write it at", 12,
                        rfi_write_take(w, &line));
    }
}

void rfi_table_requests_text(const rfi_evaluation *evaluation,
                             const rf_text_options *options, rfi_text *text)
{
    rfi_writer w;
    if (!rfi_writer_begin(&w, options, text)) {
        return;
    }
    size_t count = 0;
    const rfi_asked *asked = gather(w.arena, evaluation, text, &count);
    const rfi_site *site = evaluation->site;
    rfi_write_styled(&w, RFI_STYLE_HEAD,
                     rfi_write_string(&w, "What to ask for: %s (%s)",
                                      rfi_or_empty(site->name), rfi_or_empty(site->id)));
    rfi_text_char(text, '\n');
    if (site->reference_id != NULL) {
        rfi_write_paragraph(
            &w, 0,
            rfi_write_string(&w, "Reference design, not surveyed: %s", site->reference_id));
    }
    rfi_write_paragraph(&w, 0,
                        count == 0
                            ? "Nothing that is missing or uncertain moves the result."
                            : rfi_write_string(&w, "%zu %s, the ones that decide first.",
                                               count, count == 1 ? "figure" : "figures"));
    for (size_t i = 0; i < count; i++) {
        write_request(&w, &asked[i], i + 1, evaluation);
    }
    rfi_writer_end(&w);
}

/* ---- JSON and CSV ------------------------------------------------------------------- */

void rfi_table_requests_json(const rfi_evaluation *evaluation, rfi_text *text)
{
    rfi_arena *arena = rfi_arena_new();
    size_t count = 0;
    const rfi_asked *asked = gather(arena, evaluation, text, &count);
    rfi_json json = rfi_json_begin(text);
    rfi_json_open(&json, NULL, '{');
    rfi_json_string(&json, "schema", "urn:rackfit:requests:1");
    rfi_json_string(&json, "site", evaluation->site->id);
    rfi_json_string(&json, "reference", evaluation->site->reference_id);
    rfi_json_open(&json, "requests", '[');
    for (size_t i = 0; i < count; i++) {
        rfi_json_open(&json, NULL, '{');
        rfi_json_size(&json, "rank", i + 1);
        rfi_json_boolean(&json, "decides_alone", asked[i].decides_alone);
        rfi_json_boolean(&json, "in_deciding_set", asked[i].in_deciding_set);
        rfi_json_quantity(&json, "swing", asked[i].swing, RFI_DIM_POWER,
                          RFI_POWER_CRITICAL_IT, RFI_ROUND_UP, NULL);
        rfi_json_size(&json, "profiles", asked[i].profiles);
        rfi_json_string(&json, "document", asked[i].document);
        rfi_json_figure(&json, "figure", asked[i].figure);
        rfi_json_close(&json, '}');
    }
    rfi_json_close(&json, ']');
    rfi_json_close(&json, '}');
    rfi_json_end(&json);
    text->failed = text->failed || rfi_arena_failed(arena);
    rfi_arena_free(arena);
}

void rfi_table_requests_csv(const rfi_evaluation *evaluation, rfi_text *text)
{
    static const char *const head[] = {
        "rank",     "owner",  "figure",     "now",  "decides_alone", "in_deciding_set",
        "swing_mw", "holder", "settled_by", "file", "line",          "attribute",
        NULL};
    rfi_arena *arena = rfi_arena_new();
    size_t count = 0;
    const rfi_asked *asked = gather(arena, evaluation, text, &count);
    rfi_csv csv = rfi_csv_begin(text, head);
    for (size_t i = 0; i < count; i++) {
        const rfi_figure *figure = asked[i].figure;
        rfi_csv_integer(&csv, (int64_t)i + 1);
        rfi_csv_field(&csv, figure->owner);
        rfi_csv_field(&csv, figure->name);
        rfi_text now = RFI_TEXT_INIT;
        rfi_print_canonical(&now, figure);
        rfi_csv_take(&csv, &now);
        rfi_csv_yes_no(&csv, asked[i].decides_alone);
        rfi_csv_yes_no(&csv, asked[i].in_deciding_set);
        rfi_csv_number(&csv, asked[i].swing, rfi_unit_find("MW", 2));
        rfi_csv_field(&csv, figure->holder);
        rfi_csv_field(&csv, asked[i].document);
        rfi_csv_field(&csv, figure->place.file);
        rfi_csv_integer(&csv, figure->place.line > 0 ? figure->place.line : RFI_UNBOUNDED);
        rfi_csv_field(&csv, figure->attribute);
        rfi_csv_end_row(&csv);
    }
    rfi_arena_free(arena);
}
