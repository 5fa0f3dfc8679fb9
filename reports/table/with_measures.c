/* SPDX-License-Identifier: MIT */
/* Fit with measures: what an evaluation says of the plan that the measures on offer allow,
 * as text, JSON and cells of a row. */
#include "reports/table/with_measures.h"

#include "planner/base/checked.h"
#include "reports/table/comparison.h"
#include "reports/table/evaluation_json.h"
#include "reports/table/judgement.h"
#include "reports/table/order.h"
#include "reports/table/value.h"

/* The same words as a comparison prints, read at one end. */
static rfi_comparison view_of(const rfi_judgement *judgement, rfi_end end)
{
    return (rfi_comparison){.site = judgement->with_measures->site,
                            .end = end,
                            .budget = INT64_MAX,
                            .target = judgement->wanted_power};
}

static const rfi_retrofit *shown(const rfi_judgement *judgement)
{
    const rfi_with_measures *m = judgement->with_measures;
    return m == NULL || m->shown == RFI_ENDS ? NULL : m->plans[m->shown];
}

/* ---- text --------------------------------------------------------------------------- */

const char *rfi_with_measures_line(rfi_writer *w, const rfi_judgement *judgement)
{
    const rfi_with_measures *m = judgement->with_measures;
    const rfi_retrofit *r = shown(judgement);
    rfi_text line = RFI_TEXT_INIT;
    if (r == NULL) {
        rfi_text_add(&line, m->verdict == RF_VERDICT_NO_FIT ? "no plan with measures"
                                                            : "no plan was found in time");
        return rfi_write_take(w, &line);
    }
    const rfi_comparison view = view_of(judgement, m->shown);
    rfi_text_format(&line, "with measures, %s end: ", rfi_end_words(m->shown));
    rfi_print_costs(&line, &view, r->cost);
    rfi_text_add(&line, ", ready ");
    rfi_print_day(&line, rfi_ready_day(r));
    return rfi_write_take(w, &line);
}

static const char *sentence(rf_verdict verdict)
{
    static const char *const sentences[] = {
        "With measures it fits.",
        "With measures the want is met even at the unfavourable end of all ranges.",
        "Proven: with every measure on offer even the favourable end fails.",
        "With measures the search stopped before it was settled.",
        "With measures missing figures or wide ranges decide.",
    };
    return sentences[verdict];
}

static void write_end(rfi_writer *w, const rfi_judgement *judgement, rfi_end end)
{
    enum { LABEL = 14 };
    const rfi_retrofit *r = judgement->with_measures->plans[end];
    const rfi_comparison view = view_of(judgement, end);
    rfi_text line = RFI_TEXT_INIT;
    rfi_print_retrofit(&line, &view, r);
    rfi_text_add(&line, !rfi_has_plan(r)                  ? ""
                        : r->proof == RFI_PROOF_CERTIFIED ? "; certified: none costs less"
                                                          : "; best found");
    rfi_write_field(w, 2, rfi_end_words(end), LABEL, rfi_write_take(w, &line));
}

/* What rules it out whatever is installed, and what would have to give. */
static void write_no_fit(rfi_writer *w, const rfi_judgement *judgement)
{
    const rfi_with_measures *m = judgement->with_measures;
    rfi_comparison view = view_of(judgement, RFI_END_FAVOURABLE);
    view.requirements = m->requirements;
    view.requirement_count = m->requirement_count;
    if (m->conflict.count > 0) {
        rfi_write_paragraph(w, 2,
                            m->conflict.minimal
                                ? "Whatever is installed, these limits rule it out "
                                  "(without any one of them no conflict):"
                                : "Whatever is installed, these limits rule it out "
                                  "(minimal: not proven):");
    }
    for (size_t i = 0; i < m->conflict.count; i++) {
        rfi_member_write(w, 4, &m->requirements[m->conflict.members[i]], m->conflict.end,
                         m->site->hall_count);
    }
    if (m->relaxation_count > 0) {
        rfi_write_paragraph(w, 2, "The fewest limits that would have to be higher:");
    }
    for (size_t i = 0; i < m->relaxation_count; i++) {
        rfi_relaxation_write(w, 4, &view, &m->relaxations[i]);
    }
}

void rfi_with_measures_write(rfi_writer *w, const rfi_judgement *judgement)
{
    const rfi_with_measures *m = judgement->with_measures;
    const rfi_retrofit *r = shown(judgement);
    if (m == NULL) {
        return;
    }
    rfi_text_char(w->text, '\n');
    rfi_write_paragraph(w, 2, sentence(m->verdict));
    if (m->verdict == RF_VERDICT_NO_FIT) {
        write_no_fit(w, judgement);
        return;
    }
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        if (m->plans[end] != NULL) {
            write_end(w, judgement, end);
        }
    }
    if (r == NULL) {
        return;
    }
    const rfi_comparison view = view_of(judgement, m->shown);
    rfi_text line = RFI_TEXT_INIT;
    rfi_text_format(&line, "Installed, %s end: ", rfi_end_words(m->shown));
    rfi_print_installs(&line, &view, r);
    rfi_write_paragraph(w, 2, rfi_write_take(w, &line));
}

/* ---- JSON --------------------------------------------------------------------------- */

static void money(rfi_json *json, const char *key, int64_t value)
{
    rfi_json_quantity(json, key, value, RFI_DIM_MONEY, RFI_POWER_PLAIN, RFI_ROUND_UP, NULL);
}

static void write_installs(rfi_json *json, const rfi_comparison *view,
                           const rfi_retrofit *r)
{
    rfi_json_open(json, "installs", '[');
    for (size_t i = 0; i < r->install_count; i++) {
        const rfi_install *install = &r->installs[i].install;
        rfi_json_open(json, NULL, '{');
        rfi_json_string(json, "measure", install->measure->id);
        rfi_json_string(json, "name", install->measure->name);
        rfi_json_string(json, "hall",
                        install->hall == RFI_PLACE_SITE ? NULL
                                                        : rfi_place_of(view, install));
        rfi_json_integer(json, "units", install->count);
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
}

static void json_end(rfi_json *json, const rfi_judgement *judgement, rfi_end end)
{
    const rfi_retrofit *r = judgement->with_measures->plans[end];
    rfi_json_open(json, NULL, '{');
    rfi_json_string(json, "end", rfi_end_words(end));
    rfi_json_string(json, "proof", rfi_proof_words(r->proof));
    if (rfi_has_plan(r)) {
        const rfi_comparison view = view_of(judgement, end);
        rfi_json_open(json, "plan", '{');
        rfi_json_integer(json, "pods", r->pods);
        rfi_json_quantity(json, "critical_it", r->it_power, RFI_DIM_POWER,
                          RFI_POWER_CRITICAL_IT, RFI_ROUND_DOWN, NULL);
        rfi_json_open(json, "cost", '{');
        money(json, "low", r->cost[RFI_END_FAVOURABLE]);
        money(json, "base", r->cost[RFI_END_BASE]);
        money(json, "high", r->cost[RFI_END_UNFAVOURABLE]);
        rfi_json_close(json, '}');
        rfi_json_date(json, "ready", r->ready, rfi_bounded(rfi_ready_day(r)));
        rfi_json_boolean(json, "checked", r->checked);
        write_installs(json, &view, r);
        rfi_json_close(json, '}');
    } else {
        rfi_json_null(json, "plan");
    }
    rfi_json_close(json, '}');
}

static void write_relaxations(rfi_json *json, const rfi_with_measures *m)
{
    rfi_json_open(json, "relaxations", '[');
    for (size_t i = 0; i < m->relaxation_count; i++) {
        const rfi_requirement *r = &m->requirements[m->relaxations[i].requirement];
        rfi_json_open(json, NULL, '{');
        rfi_json_string(json, "requirement", r->id);
        rfi_json_quantity(json, "amount", m->relaxations[i].amount,
                          rfi_slack_dimension(r->dimension), RFI_POWER_PLAIN, RFI_ROUND_UP,
                          NULL);
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
}

void rfi_with_measures_json(rfi_json *json, const rfi_judgement *judgement)
{
    const rfi_with_measures *m = judgement->with_measures;
    if (m == NULL) {
        return;
    }
    rfi_json_open(json, "with_measures", '{');
    rfi_json_string(json, "verdict", rfi_verdict_name(m->verdict));
    rfi_json_open(json, "ends", '[');
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        if (m->plans[end] != NULL) {
            json_end(json, judgement, end);
        }
    }
    rfi_json_close(json, ']');
    if (m->conflict.count > 0) {
        rfi_json_open(json, "conflicts", '[');
        rfi_json_conflict(json, m->requirements, m->requirement_count, &m->conflict,
                          m->site->hall_count);
        rfi_json_close(json, ']');
    }
    write_relaxations(json, m);
    rfi_json_close(json, '}');
}

void rfi_measures_json(rfi_json *json, const rfi_measures *measures)
{
    rfi_json_open(json, "measures", '{');
    rfi_json_string(json, "id", measures->id);
    rfi_json_string(json, "name", measures->name);
    rfi_json_date(json, "as_of", measures->as_of, true);
    rfi_json_string(json, "file", measures->file);
    rfi_json_string(json, "digest", measures->digest);
    rfi_json_close(json, '}');
}

/* ---- CSV ---------------------------------------------------------------------------- */

void rfi_with_measures_csv(rfi_csv *csv, const rfi_judgement *judgement)
{
    static const rfi_end order[RFI_ENDS] = {RFI_END_FAVOURABLE, RFI_END_BASE,
                                            RFI_END_UNFAVOURABLE};
    const rfi_with_measures *m = judgement->with_measures;
    const rfi_retrofit *r = shown(judgement);
    const rfi_unit *million = rfi_unit_find("MUSD", 4);
    rfi_csv_field(csv, rfi_verdict_name(judgement->verdict));
    rfi_csv_field(csv, r == NULL ? NULL : rfi_end_words(m->shown));
    for (int i = 0; i < RFI_ENDS; i++) {
        rfi_csv_number(csv, r == NULL ? RFI_UNBOUNDED : r->cost[order[i]], million);
    }
    rfi_text day = RFI_TEXT_INIT;
    if (r != NULL && rfi_bounded(rfi_ready_day(r))) {
        rfi_print_date(&day, r->ready);
    }
    rfi_csv_take(csv, &day);
    rfi_text list = RFI_TEXT_INIT;
    for (size_t i = 0; r != NULL && i < r->install_count; i++) {
        const rfi_install *install = &r->installs[i].install;
        const rfi_comparison view = view_of(judgement, m->shown);
        rfi_text_format(&list, "%s%lld %s %s", i == 0 ? "" : ";", (long long)install->count,
                        install->measure->id, rfi_place_of(&view, install));
    }
    rfi_csv_take(csv, &list);
}
