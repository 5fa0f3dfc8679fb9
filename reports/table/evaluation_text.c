/* SPDX-License-Identifier: MIT */
/* The evaluation as a site-acquisition engineer reads it: verdicts first, then what binds,
 * what conflicts and what is missing. The block of one profile is in judgement_text.c. */
#include "reports/table/table.h"

#include <string.h>

#include "planner/base/checked.h"
#include "reports/table/judgement.h"
#include "reports/table/order.h"
#include "reports/table/value.h"
#include "reports/table/with_measures.h"
#include "reports/table/write.h"

enum { LABEL = 14, REQUESTS_SHOWN = 5, UNUSED_SHOWN = 5 };

/* ---- header ------------------------------------------------------------------------- */

void rfi_site_write(rfi_writer *w, const rfi_site *site)
{
    rfi_text line = RFI_TEXT_INIT;
    rfi_text_format(&line, "%s (%s), as of ", rfi_or_empty(site->name),
                    rfi_or_empty(site->id));
    rfi_print_date(&line, site->as_of);
    rfi_write_styled(w, RFI_STYLE_HEAD, rfi_write_take(w, &line));
    rfi_text_char(w->text, '\n');
    if (site->reference_id != NULL) {
        const char *name = site->reference_name == NULL ? "" : site->reference_name;
        rfi_write_paragraph(
            w, 0,
            rfi_write_string(w,
                             "Reference design, not surveyed: %s (%s) fills "
                             "what the site leaves unknown",
                             name, site->reference_id));
    } else if (site->reference) {
        rfi_write_paragraph(w, 0, "Reference design, not surveyed");
    }
}

/* The same number of pods for every profile, or -1. */
static int64_t common_pods(const rfi_evaluation *evaluation)
{
    for (size_t i = 1; i < evaluation->count; i++) {
        if (evaluation->judgements[i].wanted_pods !=
            evaluation->judgements[0].wanted_pods) {
            return -1;
        }
    }
    return evaluation->count == 0 ? -1 : evaluation->judgements[0].wanted_pods;
}

static void print_want(rfi_text *line, const rfi_evaluation *evaluation)
{
    int64_t power = evaluation->count == 0 ? 0 : evaluation->judgements[0].wanted_power;
    int64_t pods = common_pods(evaluation);
    if (power > 0) {
        rfi_print_value(line, power, RFI_DIM_POWER, RFI_POWER_CRITICAL_IT, RFI_ROUND_UP);
    } else if (pods >= 0 && evaluation->site->want.stated) {
        rfi_print_value(line, pods, RFI_DIM_COUNT, RFI_POWER_PLAIN, RFI_ROUND_UP);
        rfi_text_add(line, pods == 1 ? " pod" : " pods");
    } else {
        rfi_text_add(line, "one scalable unit of each profile, no other want is stated");
    }
    rfi_text_add(line, "; by ");
    rfi_print_date(line, evaluation->by);
    rfi_text_add(line, evaluation->by_stated ? "" : " (no date stated)");
}

void rfi_print_policies(rfi_text *line, const rfi_policy *policy)
{
    for (int i = 0; i < RFI_SUBSYSTEMS; i++) {
        rfi_text_format(line, "%s%s %s", i == 0 ? "" : ", ",
                        rfi_subsystem_words((rfi_subsystem)i), rfi_policy_words(policy[i]));
    }
}

static void print_policy(rfi_text *line, const rfi_evaluation *evaluation)
{
    if (!evaluation->policy_stated) {
        rfi_text_add(line,
                     "no policy stated: judged at N; N+1 and concurrently maintainable "
                     "beside it");
        return;
    }
    rfi_print_policies(line, evaluation->site->want.policy);
}

void rfi_grid_rules_write(rfi_writer *w, const rfi_site *site, size_t label)
{
    if (site->no_grid_rules) {
        rfi_write_field(w, 0, "Grid rules", label,
                        "switched off by the site: large-load rules of its region are not "
                        "judged");
    }
}

static void write_header(rfi_writer *w, const rfi_evaluation *evaluation)
{
    rfi_site_write(w, evaluation->site);
    rfi_text line = RFI_TEXT_INIT;
    print_want(&line, evaluation);
    rfi_write_field(w, 0, "Want", LABEL, rfi_write_take(w, &line));
    print_policy(&line, evaluation);
    rfi_write_field(w, 0, "Policy", LABEL, rfi_write_take(w, &line));
    rfi_grid_rules_write(w, evaluation->site, LABEL);
    if (evaluation->measures != NULL) {
        rfi_text_format(&line, "%s (%s), as of ", rfi_or_empty(evaluation->measures->name),
                        rfi_or_empty(evaluation->measures->id));
        rfi_print_date(&line, evaluation->measures->as_of);
        rfi_write_field(w, 0, "Measures", LABEL, rfi_write_take(w, &line));
    }
}

/* ---- overview ----------------------------------------------------------------------- */

static const char *overview_binding(rfi_writer *w, const rfi_judgement *judgement)
{
    if (judgement->verdict == RF_VERDICT_NO_FIT && judgement->conflict_count > 0 &&
        judgement->conflicts[0].count > 0 &&
        judgement->conflicts[0].members[0] < judgement->requirement_count) {
        const rfi_conflict *conflict = &judgement->conflicts[0];
        const char *title = judgement->requirements[conflict->members[0]].title;
        return conflict->count == 1
                   ? rfi_write_string(w, "%s", rfi_or_empty(title))
                   : rfi_write_string(w, "%s, and %zu more", rfi_or_empty(title),
                                      conflict->count - 1);
    }
    if (judgement->verdict == RF_VERDICT_UNKNOWN && judgement->deciding_count > 0) {
        return rfi_write_string(w, "%zu missing %s", judgement->deciding_count,
                                judgement->deciding_count == 1 ? "figure decides"
                                                               : "figures decide");
    }
    for (int end = 0; end < RFI_ENDS; end++) {
        for (size_t i = 0; i < judgement->requirement_count; i++) {
            if (judgement->requirements[i].binding[end]) {
                return rfi_write_string(w, "%s",
                                        rfi_or_empty(judgement->requirements[i].title));
            }
        }
    }
    return "–";
}

/* Narrow pages have no room for a last column: what binds stands beneath each row. */
enum { WIDE = 100 };

static const char *binding_line(rfi_writer *w, const rfi_judgement *judgement)
{
    const char *words = overview_binding(w, judgement);
    bool unknown =
        judgement->verdict == RF_VERDICT_UNKNOWN && judgement->deciding_count > 0;
    const char *label = unknown                                   ? ""
                        : judgement->verdict == RF_VERDICT_NO_FIT ? "fails: "
                                                                  : "binds: ";
    return rfi_write_string(w, "    %s%s", label, words);
}

static void overview_row(rfi_writer *w, rfi_grid *grid, const rfi_judgement *judgement)
{
    rfi_grid_cell(grid, RFI_STYLE_PLAIN, rfi_write_string(w, "%s", judgement->profile->id));
    rf_verdict verdict = rfi_final_verdict(judgement);
    rfi_grid_cell(grid, rfi_judgement_style(verdict), rfi_judgement_verdict(w, verdict));
    for (int end = 0; end < RFI_ENDS; end++) {
        rfi_grid_cell(grid, RFI_STYLE_PLAIN,
                      rfi_judgement_pods(w, judgement, (rfi_end)end));
    }
    for (int end = 0; end < RFI_ENDS; end++) {
        rfi_grid_cell(grid, RFI_STYLE_PLAIN,
                      rfi_judgement_megawatts(w, judgement, (rfi_end)end));
    }
    if (grid->columns > 8) {
        rfi_grid_cell(grid, RFI_STYLE_PLAIN, overview_binding(w, judgement));
    } else {
        rfi_grid_span(grid, RFI_STYLE_PLAIN, binding_line(w, judgement));
    }
    if (judgement->with_measures != NULL) {
        rfi_grid_span(grid, RFI_STYLE_PLAIN,
                      rfi_write_string(w, "    %s", rfi_with_measures_line(w, judgement)));
    }
}

static void write_overview(rfi_writer *w, const rfi_evaluation *evaluation,
                           const rfi_judgement *const *judgements)
{
    static const char *const head[] = {"Profile", "Verdict", "Pods u", "b",         "f",
                                       "MW u",    "b",       "f",      "What binds"};
    rfi_text_char(w->text, '\n');
    rfi_grid grid;
    rfi_grid_begin(&grid, w, w->width >= WIDE ? "wwRRRRRRw" : "wwRRRRRR", 0, true);
    for (size_t i = 0; i < grid.columns; i++) {
        rfi_grid_cell(&grid, RFI_STYLE_HEAD, head[i]);
    }
    for (size_t i = 0; i < evaluation->count; i++) {
        overview_row(w, &grid, judgements[i]);
    }
    rfi_grid_print(&grid);
    rfi_write_paragraph(
        w, 0,
        "MW is critical IT; u, b, f are the unfavourable, base and favourable "
        "ends of all ranges taken jointly.");
    if (evaluation->measures != NULL) {
        rfi_write_paragraph(w, 0,
                            "Pods and MW are of the site as it is. Cost of measures, "
                            "without racks, as base "
                            "(low–high).");
    }
}

/* ---- what to ask, what was not used, footer
 * ---------------------------------------------- */

static void write_requests(rfi_writer *w, const rfi_evaluation *evaluation)
{
    size_t count = 0;
    const rfi_asked *asked = rfi_order_requests(w->arena, evaluation, &count);
    if (asked == NULL) {
        w->text->failed = true;
        return;
    }
    if (count == 0) {
        return;
    }
    rfi_write_heading(w, "Ask first");
    for (size_t i = 0; i < count && i < REQUESTS_SHOWN; i++) {
        rfi_text line = RFI_TEXT_INIT;
        rfi_print_subject(&line, asked[i].figure);
        if (asked[i].figure->holder != NULL) {
            rfi_text_format(&line, " - from the %s", asked[i].figure->holder);
        }
        rfi_text_add(&line, asked[i].decides_alone ? "; decides alone" : "");
        rfi_write_field(w, 0, rfi_write_string(w, "%3zu. ", i + 1), 5,
                        rfi_write_take(w, &line));
    }
    if (count > REQUESTS_SHOWN) {
        rfi_write_paragraph(
            w, 5,
            rfi_write_string(w, "rackfit ask with the same site and options lists all %zu",
                             count));
    }
}

static void write_unused(rfi_writer *w, const rfi_evaluation *evaluation)
{
    if (evaluation->unused_count == 0) {
        return;
    }
    rfi_write_heading(w, "Inputs that no requirement used");
    size_t shown = w->detail ? evaluation->unused_count : UNUSED_SHOWN;
    for (size_t i = 0; i < evaluation->unused_count && i < shown; i++) {
        rfi_text line = RFI_TEXT_INIT;
        rfi_print_subject(&line, evaluation->unused[i]);
        if (evaluation->unused[i]->place.file != NULL) {
            rfi_text_add(&line, " - ");
            rfi_print_place(&line, &evaluation->unused[i]->place);
        }
        rfi_write_paragraph(w, 2, rfi_write_take(w, &line));
    }
    if (evaluation->unused_count > shown) {
        rfi_write_paragraph(
            w, 2, rfi_write_string(w, "and %zu more", evaluation->unused_count - shown));
    }
}

static void print_check(rfi_text *line, const rfi_evaluation *evaluation)
{
    size_t plans = 0;
    size_t refused = 0;
    for (size_t i = 0; i < evaluation->count; i++) {
        const rfi_judgement *judgement = &evaluation->judgements[i];
        if (judgement->plan != NULL) {
            plans++;
            if (!judgement->checked) {
                rfi_text_add(line, refused++ == 0 ? "NOT passed: " : ", ");
                rfi_text_add(line, judgement->profile->id);
            }
        }
        const rfi_with_measures *m = judgement->with_measures;
        for (rfi_end end = 0; m != NULL && end < RFI_ENDS; end++) {
            bool any = m->plans[end] != NULL && m->plans[end]->plan != NULL;
            plans += any ? 1 : 0; /* nothing prints unchecked */
        }
    }
    if (plans == 0) {
        rfi_text_add(line, "no plan to check");
    } else if (refused == 0) {
        rfi_text_format(line, "passed (%zu plan%s)", plans, plans == 1 ? "" : "s");
    }
}

void rfi_print_digest(rfi_text *line, const char *digest, bool all)
{
    size_t most = all ? strlen(digest) : 16;
    for (size_t i = 0; i < most && digest[i] != '\0'; i++) {
        if (i > 0 && i % 4 == 0) {
            rfi_text_char(line, ' ');
        }
        rfi_text_char(line, digest[i]);
    }
}

static void write_footer(rfi_writer *w, const rfi_evaluation *evaluation)
{
    rfi_text_char(w->text, '\n');
    rfi_text line = RFI_TEXT_INIT;
    rfi_text_add(&line, "Re-checked by separate code: ");
    print_check(&line, evaluation);
    rfi_write_paragraph(w, 0, rfi_write_take(w, &line));
    rfi_text_add(&line, "Input digest: ");
    rfi_print_digest(&line, rfi_or_empty(evaluation->input_digest), w->detail);
    rfi_write_paragraph(w, 0, rfi_write_take(w, &line));
    rfi_write_paragraph(w, 0, RFI_GRADE_LEGEND);
}

void rfi_table_evaluation_text(const rfi_evaluation *evaluation,
                               const rf_text_options *options, rfi_text *text)
{
    rfi_writer writer;
    if (!rfi_writer_begin(&writer, options, text)) {
        return;
    }
    const rfi_judgement **judgements = rfi_order_judgements(writer.arena, evaluation);
    if (judgements == NULL) {
        text->failed = true;
    } else {
        write_header(&writer, evaluation);
        if (evaluation->count > 0) {
            write_overview(&writer, evaluation, judgements);
        } else {
            rfi_write_paragraph(&writer, 0, "No profile was judged.");
        }
        for (size_t i = 0; i < evaluation->count; i++) {
            rfi_judgement_write(&writer, evaluation, judgements[i]);
        }
        rfi_time_write(&writer, evaluation, judgements);
        write_requests(&writer, evaluation);
        write_unused(&writer, evaluation);
        write_footer(&writer, evaluation);
    }
    rfi_writer_end(&writer);
}
