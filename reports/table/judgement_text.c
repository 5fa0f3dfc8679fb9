/* SPDX-License-Identifier: MIT */
#include "reports/table/judgement.h"

#include <string.h>

#include "planner/base/checked.h"
#include "reports/table/energy.h"
#include "reports/table/network.h"
#include "reports/table/order.h"
#include "reports/table/value.h"
#include "reports/table/with_measures.h"

/* ---- cells -------------------------------------------------------------------------- */

rfi_style rfi_judgement_style(rf_verdict verdict)
{
    static const rfi_style styles[] = {RFI_STYLE_FIT, RFI_STYLE_MEASURES, RFI_STYLE_NO_FIT,
                                       RFI_STYLE_OPEN, RFI_STYLE_OPEN};
    return styles[verdict];
}

const char *rfi_judgement_verdict(rfi_writer *w, rf_verdict verdict)
{
    return rfi_write_string(w, "%s %s", rfi_verdict_icon(verdict),
                            rfi_verdict_name(verdict));
}

static void print_count(rfi_text *text, int64_t value)
{
    if (!rfi_bounded(value) || value < 0) {
        rfi_text_char(text, '?');
    } else {
        rfi_print_value(text, value, RFI_DIM_COUNT, RFI_POWER_PLAIN, RFI_ROUND_DOWN);
    }
}

static bool stopped(const rfi_case *c)
{
    return c->search == RFI_SEARCH_STOPPED && c->pods_bound != c->pods &&
           c->pods < RFI_PODS_CAP;
}

const char *rfi_judgement_pods(rfi_writer *w, const rfi_judgement *judgement, rfi_end end)
{
    const rfi_case *c = &judgement->cases[end];
    rfi_text cell = RFI_TEXT_INIT;
    print_count(&cell, rfi_case_amount(c, c->pods));
    if (stopped(c)) {
        rfi_text_add(&cell, "–");
        print_count(&cell, rfi_case_amount(c, c->pods_bound));
    }
    return rfi_write_take(w, &cell);
}

void rfi_print_megawatts(rfi_text *cell, int64_t power, int64_t wanted)
{
    rfi_pair pair = {wanted > 0 ? wanted : RFI_UNBOUNDED, power};
    rfi_scale scale = rfi_scale_in(rfi_unit_find("MW", 2), &pair, 1);
    rfi_print_amount(cell, &scale, power);
}

const char *rfi_judgement_megawatts(rfi_writer *w, const rfi_judgement *judgement,
                                    rfi_end end)
{
    const rfi_case *c = &judgement->cases[end];
    rfi_text cell = RFI_TEXT_INIT;
    rfi_text_add(&cell, stopped(c) ? "≥\u202F" : "");
    rfi_print_megawatts(&cell, rfi_case_amount(c, c->it_power), judgement->wanted_power);
    return rfi_write_take(w, &cell);
}

/* ---- verdict and ends --------------------------------------------------------------- */

static const char *verdict_sentence(rf_verdict verdict)
{
    static const char *const sentences[] = {
        "Meets the want at both ends of all ranges.",
        "Meets the want at both ends of all ranges once the measures are carried out.",
        "Proven: the favourable end of every range fails too.",
        "The search stopped at its budget; bounds are given.",
        "Missing figures or wide ranges decide.",
    };
    return sentences[verdict];
}

static void write_title(rfi_writer *w, const rfi_judgement *judgement)
{
    rfi_text_char(w->text, '\n');
    rf_verdict verdict = rfi_final_verdict(judgement);
    rfi_write_styled(w, rfi_judgement_style(verdict), rfi_judgement_verdict(w, verdict));
    rfi_text_add(w->text, "  ");
    rfi_write_styled(w, RFI_STYLE_HEAD,
                     rfi_write_string(w, "%s (%s)", rfi_or_empty(judgement->profile->name),
                                      judgement->profile->id));
    rfi_text_char(w->text, '\n');
    rfi_write_paragraph(w, 2,
                        judgement->with_measures == NULL
                            ? verdict_sentence(judgement->verdict)
                            : rfi_write_string(w, "As it is: %s. %s",
                                               rfi_verdict_name(judgement->verdict),
                                               verdict_sentence(judgement->verdict)));
    rfi_with_measures_write(w, judgement);
    if (judgement->with_measures != NULL) {
        rfi_text_char(w->text, '\n');
        rfi_write_paragraph(w, 2, "As it is:");
    }
}

static void head_of_ends(rfi_grid *grid, const char *first)
{
    rfi_grid_cell(grid, RFI_STYLE_HEAD, first);
    for (int end = 0; end < RFI_ENDS; end++) {
        rfi_grid_cell(grid, RFI_STYLE_HEAD, rfi_end_words((rfi_end)end));
    }
}

static void write_ends(rfi_writer *w, const rfi_judgement *judgement)
{
    rfi_grid grid;
    rfi_grid_begin(&grid, w, "lrrr", 2, true);
    head_of_ends(&grid, "");
    rfi_grid_cell(&grid, RFI_STYLE_PLAIN, "pods");
    for (int end = 0; end < RFI_ENDS; end++) {
        rfi_grid_cell(&grid, RFI_STYLE_PLAIN,
                      rfi_judgement_pods(w, judgement, (rfi_end)end));
    }
    rfi_grid_cell(&grid, RFI_STYLE_PLAIN, "chips");
    for (int end = 0; end < RFI_ENDS; end++) {
        rfi_text cell = RFI_TEXT_INIT;
        const rfi_case *c = &judgement->cases[end];
        rfi_text_add(&cell, stopped(c) ? "≥\u202F" : "");
        print_count(&cell, rfi_case_amount(c, c->chips));
        rfi_grid_cell(&grid, RFI_STYLE_PLAIN, rfi_write_take(w, &cell));
    }
    rfi_grid_cell(&grid, RFI_STYLE_PLAIN, "critical IT, MW");
    for (int end = 0; end < RFI_ENDS; end++) {
        rfi_grid_cell(&grid, RFI_STYLE_PLAIN,
                      rfi_judgement_megawatts(w, judgement, (rfi_end)end));
    }
    rfi_text label = RFI_TEXT_INIT;
    rfi_text_add(&label, "meets the want, ");
    print_count(&label, judgement->wanted_pods);
    rfi_text_add(&label, judgement->wanted_pods == 1 ? " pod" : " pods");
    rfi_grid_cell(&grid, RFI_STYLE_PLAIN, rfi_write_take(w, &label));
    for (int end = 0; end < RFI_ENDS; end++) {
        const rfi_case *c = &judgement->cases[end];
        const char *no = c->pods >= RFI_PODS_CAP ? "?" : "no";
        rfi_grid_cell(&grid, RFI_STYLE_PLAIN, c->meets_want ? "yes" : no);
    }
    rfi_grid_print(&grid);
    if (judgement->plan_words != NULL) {
        rfi_write_paragraph(w, 2, rfi_write_string(w, "Plan: %s", judgement->plan_words));
    }
    rfi_energy_write(w, judgement->energy);
}

/* ---- requirements ------------------------------------------------------------------- */

typedef void rfi_print_side(rfi_text *text, const rfi_requirement *requirement,
                            rfi_end end);

static const char *side(rfi_writer *w, const rfi_requirement *requirement, rfi_end end,
                        rfi_print_side *print)
{
    rfi_text cell = RFI_TEXT_INIT;
    print(&cell, requirement, end);
    return rfi_write_take(w, &cell);
}

static void add_requirement(rfi_writer *w, rfi_grid *grid,
                            const rfi_requirement *requirement)
{
    for (int end = 0; end < RFI_ENDS; end++) {
        rfi_end e = (rfi_end)end;
        rfi_standing standing = rfi_requirement_standing(requirement, e);
        rfi_grid_cell(grid, RFI_STYLE_PLAIN, rfi_write_string(w, "  %s", rfi_end_words(e)));
        rfi_grid_cell(grid, RFI_STYLE_PLAIN,
                      side(w, requirement, e, rfi_print_requirement_used));
        rfi_grid_cell(grid, RFI_STYLE_PLAIN,
                      side(w, requirement, e, rfi_print_requirement_limit));
        rfi_grid_cell(grid, RFI_STYLE_PLAIN,
                      side(w, requirement, e, rfi_print_requirement_slack));
        rfi_grid_cell(grid, RFI_STYLE_PLAIN, rfi_standing_words(standing));
    }
}

static void add_note(rfi_writer *w, rfi_grid *grid, const rfi_requirement *requirement)
{
    if (requirement->note != NULL) {
        rfi_grid_span(grid, RFI_STYLE_PLAIN, rfi_write_string(w, "%s", requirement->note));
    }
}

static void head_of_requirements(rfi_grid *grid, rfi_writer *w, const char *first)
{
    rfi_grid_begin(grid, w, "lRRRl", 2, true);
    static const char *const head[] = {"used", "limit", "slack", ""};
    rfi_grid_cell(grid, RFI_STYLE_HEAD, first);
    for (size_t i = 0; i < sizeof(head) / sizeof(head[0]); i++) {
        rfi_grid_cell(grid, RFI_STYLE_HEAD, head[i]);
    }
}

static bool binds_somewhere(const rfi_requirement *requirement)
{
    return requirement->binding[RFI_END_UNFAVOURABLE] ||
           requirement->binding[RFI_END_BASE] || requirement->binding[RFI_END_FAVOURABLE];
}

static bool states_more(const rfi_element *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i].source_count > 1 || list[i].standby_count > 0) {
            return true;
        }
    }
    return false;
}

bool rfi_judged_as_network(const rfi_site *site)
{
    bool network = states_more(site->elements, site->element_count);
    for (size_t h = 0; h < site->hall_count && !network; h++) {
        const rfi_hall *hall = &site->halls[h];
        network = hall->cords_count > 0 || states_more(hall->elements, hall->element_count);
    }
    return network;
}

/* A row of a network for one state says it in its title; what folded says it here. */
static const char *title_of(rfi_writer *w, const rfi_evaluation *evaluation,
                            const rfi_requirement *requirement)
{
    const char *title = rfi_or_empty(requirement->title);
    const char *state = requirement->state;
    bool grouped =
        requirement->kind == RFI_REQ_POWER_CHAIN || requirement->kind == RFI_REQ_PEAK_POWER;
    if (state == NULL || !grouped || !rfi_judged_as_network(evaluation->site)) {
        return rfi_write_string(w, "%s", title);
    }
    size_t all = strlen(title);
    size_t end = strlen(state);
    bool said = all >= end && strcmp(title + all - end, state) == 0;
    return said ? rfi_write_string(w, "%s", title)
                : rfi_write_string(w, "%s, %s", title, state);
}

static void write_binding(rfi_writer *w, const rfi_evaluation *evaluation,
                          const rfi_judgement *judgement)
{
    rfi_grid grid;
    head_of_requirements(&grid, w, "What binds");
    size_t shown = 0;
    for (size_t i = 0; i < judgement->requirement_count; i++) {
        const rfi_requirement *requirement = &judgement->requirements[i];
        if (binds_somewhere(requirement)) {
            rfi_grid_span(&grid, RFI_STYLE_PLAIN, title_of(w, evaluation, requirement));
            add_requirement(w, &grid, requirement);
            add_note(w, &grid, requirement);
            shown++;
        }
    }
    if (shown > 0) {
        rfi_text_char(w->text, '\n');
        rfi_grid_print(&grid);
    }
}

static void write_all_requirements(rfi_writer *w, const rfi_evaluation *evaluation,
                                   const rfi_judgement *judgement)
{
    rfi_grid grid;
    head_of_requirements(&grid, w, "Every requirement");
    for (size_t i = 0; i < judgement->requirement_count; i++) {
        const rfi_requirement *requirement = &judgement->requirements[i];
        rfi_grid_span(&grid, RFI_STYLE_PLAIN,
                      rfi_write_string(w, "%s: %s", rfi_or_empty(requirement->id),
                                       title_of(w, evaluation, requirement)));
        add_requirement(w, &grid, requirement);
        add_note(w, &grid, requirement);
    }
    rfi_text_char(w->text, '\n');
    rfi_grid_print(&grid);
}

/* ---- conflicts ---------------------------------------------------------------------- */

void rfi_add_place(rfi_text *line, const rfi_place *place)
{
    if (place->file != NULL) {
        rfi_text_add(line, " - ");
        rfi_print_place(line, place);
    }
}

void rfi_member_write(rfi_writer *w, size_t indent, const rfi_requirement *member,
                      rfi_end end, size_t hall_count)
{
    rfi_text line = RFI_TEXT_INIT;
    rfi_text_format(&line, "%s: ", rfi_or_empty(member->title));
    rfi_print_shortfall(&line, member, end, hall_count);
    rfi_add_place(&line, &member->place);
    rfi_write_field(w, indent, "- ", 2, rfi_write_take(w, &line));
}

/* One conflict: a single requirement, or several that only together rule the want out. */
static void write_conflict(rfi_writer *w, const rfi_evaluation *evaluation,
                           const rfi_judgement *judgement, const rfi_conflict *conflict)
{
    if (conflict->count != 1) {
        rfi_write_field(w, 4, "- ", 2,
                        conflict->minimal
                            ? "together (without any one of them no conflict):"
                            : "together (not proven minimal):");
    }
    for (size_t i = 0; i < conflict->count; i++) {
        if (conflict->members[i] < judgement->requirement_count) {
            rfi_member_write(w, conflict->count == 1 ? 4 : 6,
                             &judgement->requirements[conflict->members[i]], conflict->end,
                             evaluation->site->hall_count);
        }
    }
}

static void print_want(rfi_text *line, const rfi_evaluation *evaluation,
                       const rfi_judgement *judgement)
{
    if (judgement->wanted_power > 0) {
        rfi_print_value(line, judgement->wanted_power, RFI_DIM_POWER, RFI_POWER_CRITICAL_IT,
                        RFI_ROUND_UP);
        rfi_text_add(line, ", that is ");
    }
    print_count(line, judgement->wanted_pods);
    rfi_text_add(line, judgement->wanted_pods == 1 ? " pod" : " pods");
    rfi_add_place(line, &evaluation->site->want.place);
}

static void write_conflicts(rfi_writer *w, const rfi_evaluation *evaluation,
                            const rfi_judgement *judgement)
{
    size_t count = judgement->conflict_count;
    if (count == 0) {
        return;
    }
    rfi_text line = RFI_TEXT_INIT;
    rfi_text_add(&line,
                 count == 1 ? "Conflict with the want (" : "Conflicts with the want (");
    print_want(&line, evaluation, judgement);
    rfi_text_format(&line, "), at the %s end of all ranges",
                    rfi_end_words(judgement->conflicts[0].end));
    rfi_text_add(&line, count == 1 ? ":"
                                   : "; each by itself rules it out, so each must be "
                                     "resolved:");
    rfi_text_char(w->text, '\n');
    rfi_write_paragraph(w, 2, rfi_write_take(w, &line));
    for (size_t i = 0; i < count; i++) {
        write_conflict(w, evaluation, judgement, &judgement->conflicts[i]);
    }
}

/* ---- unknown ------------------------------------------------------------------------ */

static void write_deciding(rfi_writer *w, const rfi_judgement *judgement)
{
    if (judgement->deciding_count > 0) {
        rfi_text_char(w->text, '\n');
        rfi_write_paragraph(
            w, 2,
            judgement->deciding_smallest
                ? "The smallest set of figures that decides:"
                : "A set of figures that decides (none of it can be left out):");
    }
    for (size_t i = 0; i < judgement->deciding_count; i++) {
        const rfi_figure *figure = judgement->deciding[i];
        rfi_text line = RFI_TEXT_INIT;
        rfi_print_subject(&line, figure);
        rfi_text_add(&line, ", ");
        rfi_print_figure(&line, figure);
        rfi_text_add(&line, rfi_is_assumption(figure) ? " ◇" : "");
        if (figure->holder != NULL) {
            rfi_text_format(&line, "; ask the %s", figure->holder);
        }
        rfi_add_place(&line, &figure->place);
        rfi_write_field(w, 4, "- ", 2, rfi_write_take(w, &line));
    }
}

static void write_base_only(rfi_writer *w, const rfi_judgement *judgement)
{
    const rfi_case *base = &judgement->cases[RFI_END_BASE];
    if (base->pods >= RFI_PODS_CAP) {
        rfi_write_paragraph(
            w, 2, "Base case only: no statement, nothing that is known limits it");
        return;
    }
    rfi_text line = RFI_TEXT_INIT;
    rfi_text_format(&line, "Base case only: %s pods, %s MW critical IT; the want is %s",
                    rfi_judgement_pods(w, judgement, RFI_END_BASE),
                    rfi_judgement_megawatts(w, judgement, RFI_END_BASE),
                    base->meets_want ? "met" : "not met");
    rfi_text_add(&line, base->any_unknown
                            ? "; requirements whose figures are missing are left out of it"
                            : "");
    rfi_write_paragraph(w, 2, rfi_write_take(w, &line));
}

/* ---- alternatives and date ---------------------------------------------------------- */

static void write_alternatives(rfi_writer *w, const rfi_judgement *judgement)
{
    if (judgement->alternative_count == 0) {
        return;
    }
    rfi_text_char(w->text, '\n');
    rfi_grid grid;
    rfi_grid_begin(&grid, w, "wrrr", 2, true);
    head_of_ends(&grid, "Policy: pods, critical IT");
    for (size_t i = 0; i < judgement->alternative_count; i++) {
        const rfi_alternative *alternative = &judgement->alternatives[i];
        rfi_grid_cell(&grid, RFI_STYLE_PLAIN, rfi_policy_words(alternative->policy));
        for (int end = 0; end < RFI_ENDS; end++) {
            rfi_text cell = RFI_TEXT_INIT;
            bool capped = alternative->pods[end] >= RFI_PODS_CAP;
            print_count(&cell, capped ? RFI_UNBOUNDED : alternative->pods[end]);
            rfi_text_add(&cell, ", ");
            rfi_print_megawatts(&cell, capped ? RFI_UNBOUNDED : alternative->it_power[end],
                                judgement->wanted_power);
            rfi_text_add(&cell, "\u202FMW");
            rfi_grid_cell(&grid, RFI_STYLE_PLAIN, rfi_write_take(w, &cell));
        }
    }
    rfi_grid_print(&grid);
}

static void write_earliest(rfi_writer *w, const rfi_judgement *judgement)
{
    rfi_text line = RFI_TEXT_INIT;
    rfi_text_add(&line, "Earliest date at which the unfavourable end meets the want: ");
    if (judgement->earliest == INT64_MAX) {
        rfi_text_add(&line, "none in the inputs");
    } else {
        rfi_print_date(&line, judgement->earliest);
    }
    rfi_text_char(w->text, '\n');
    rfi_write_paragraph(w, 2, rfi_write_take(w, &line));
}

void rfi_judgement_write(rfi_writer *w, const rfi_evaluation *evaluation,
                         const rfi_judgement *judgement)
{
    write_title(w, judgement);
    write_ends(w, judgement);
    if (judgement->verdict == RF_VERDICT_UNKNOWN) {
        write_base_only(w, judgement);
        write_deciding(w, judgement);
    }
    write_conflicts(w, evaluation, judgement);
    write_binding(w, evaluation, judgement);
    write_alternatives(w, judgement);
    write_earliest(w, judgement);
    if (w->detail) {
        rfi_sweeps_write(w, judgement);
        write_all_requirements(w, evaluation, judgement);
        rfi_fabric_write(w, judgement);
    }
}
