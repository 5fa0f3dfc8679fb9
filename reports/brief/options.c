/* SPDX-License-Identifier: MIT */
/* Retrofit options: what each budget buys, what each step unlocks and what binds then, the
 * plans that nothing beats, and the next best beside the recommended one. */
#include "reports/brief/options.h"

#include <math.h>
#include <string.h>

#include "planner/base/checked.h"
#include "reports/table/comparison_words.h"
#include "reports/table/value.h"

enum { PLAN_COLUMNS = 10, SCOPE_ITEMS = 2, TRADES_MOST = 40 };

/* ---- the finding -------------------------------------------------------------------- */

static const char *target_words(rfi_brief *b)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_it_amount(&text, b->options->target, true);
    return rfi_brief_keep(b, &text);
}

static const char *finding(rfi_brief *b)
{
    const rfi_comparison *c = b->options;
    const rfi_retrofit *r = c->recommended;
    if (!rfi_plan_chosen(b)) {
        const char *words = rfi_no_plan_words(b);
        return rfi_brief_format(b, "%c%s: %s", words[0] - 'a' + 'A', words + 1,
                                rfi_at_end(c->end));
    }
    const char *power = rfi_plan_power(b, r->it_power);
    const char *cost = rfi_plan_cost(b, r);
    const char *binds = rfi_plan_binds(b, r);
    if (c->target > 0 && r->it_power < c->target) {
        return rfi_brief_format(b, "No plan %s %s: %s\u202FMW for %s comes nearest",
                                c->verdict == RF_VERDICT_NO_FIT ? "reaches"
                                                                : "was found that reaches",
                                target_words(b), power, cost);
    }
    if (!rfi_plan_builds(b)) {
        return rfi_brief_format(b, "%s\u202FMW need no measure: what comes along costs %s",
                                power, r->install_count > 0 ? cost : "nothing");
    }
    return rfi_brief_format(b, "%s buy %s\u202FMW of critical IT%s%s%s", cost, power,
                            binds[0] == '\0' ? "" : "; ", binds,
                            binds[0] == '\0' ? "" : " binds next");
}

/* ---- words of a step ---------------------------------------------------------------- */

/* "11 × liquid-plant, 3 × fan-wall": the first few of what the step adds. */
static const char *scope_words(rfi_brief *b, const rfi_rung *rung, bool first)
{
    const char *list = rung->unlocked_by == NULL ? "" : rung->unlocked_by;
    if (list[0] == '\0') {
        return first && rung->retrofit->it_power == 0 ? "as it is: nothing built"
                                                      : "more pods, no further measure";
    }
    rfi_text text = RFI_TEXT_INIT;
    size_t items = 1;
    size_t shown = 1;
    for (size_t i = 0; list[i] != '\0'; i++) {
        bool comma = list[i] == ',';
        items += comma ? 1 : 0;
        shown += comma && items <= SCOPE_ITEMS ? 1 : 0;
        if (items > SCOPE_ITEMS) {
            continue;
        }
        if (strncmp(list + i, " x ", 3) == 0) {
            rfi_text_add(&text, "\u00A0\u00D7\u00A0");
            i += 2;
        } else {
            rfi_text_char(&text, list[i]);
        }
    }
    if (items > shown) {
        rfi_text_format(&text, " and %zu more", items - shown);
    }
    return rfi_brief_keep(b, &text);
}

/* ---- frontier ----------------------------------------------------------------------- */

static double in_million(int64_t cost)
{
    return rfi_bounded(cost) ? (double)cost / 1e12 : 0;
}

static double in_megawatt(int64_t power)
{
    return rfi_bounded(power) ? (double)power / 1e9 : 0;
}

static rfi_trade trade_of(const rfi_brief *b, const rfi_retrofit *r)
{
    return (rfi_trade){.cost = in_million(r->cost[b->options->end]),
                       .power = in_megawatt(r->it_power),
                       .bound = in_megawatt(r->it_bound)};
}

static size_t list_trades(rfi_brief *b, rfi_trade *trades)
{
    const rfi_comparison *c = b->options;
    size_t chosen = rfi_chosen_rung(b);
    size_t count = 0;
    for (size_t i = 0; i < c->rung_count && count < TRADES_MOST - 1; i++) {
        rfi_trade trade = trade_of(b, c->ladder[i].retrofit);
        trade.label = rfi_plan_label(b, i);
        trade.kind = i == chosen                                 ? RFI_POINT_RECOMMENDED
                     : c->ladder[i].retrofit->install_count == 0 ? RFI_POINT_AS_IS
                                                                 : RFI_POINT_PLAN;
        trades[count++] = trade;
    }
    if (chosen == SIZE_MAX && rfi_plan_chosen(b)) {
        rfi_trade trade = trade_of(b, c->recommended);
        trade.label = "R";
        trade.kind = RFI_POINT_RECOMMENDED;
        size_t at = count++;
        while (at > 0 && trades[at - 1].cost > trade.cost) {
            trades[at] = trades[at - 1];
            at--;
        }
        trades[at] = trade;
    }
    return count;
}

static void draw_frontier(rfi_brief *b, rfi_box box)
{
    const rfi_comparison *c = b->options;
    rfi_trade trades[TRADES_MOST];
    size_t count = list_trades(b, trades);
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_format(&text, "Chart of critical IT power against capital cost, %zu plans. ",
                    count);
    for (size_t i = 0; i < c->rung_count && i < 4; i++) {
        const rfi_retrofit *r = c->ladder[i].retrofit;
        rfi_text_format(&text, "P%zu: %s MW for %s MUSD. ", i,
                        rfi_plan_power(b, r->it_power),
                        rfi_plan_million(b, r->cost[c->end]));
    }
    rfi_text_add(&text, "Source: rows of the assumption book.");
    rfi_open_tag(b->drawing, RFI_TAG_FIGURE, rfi_brief_keep(b, &text));
    rfi_draw_frontier(b->drawing, box, trades, count,
                      c->target > 0 ? in_megawatt(c->target) : -1, NULL);
    rfi_close_tag(b->drawing);
}

/* ---- ladder ------------------------------------------------------------------------- */

static rfi_rung_row *list_rungs(rfi_brief *b)
{
    const rfi_comparison *c = b->options;
    rfi_rung_row *rows = RFI_ARRAY(b->arena, c->rung_count + 1, rfi_rung_row);
    size_t chosen = rfi_chosen_rung(b);
    for (size_t i = 0; rows != NULL && i < c->rung_count; i++) {
        const rfi_rung *rung = &c->ladder[i];
        const char *binds = rfi_plan_binds(b, rung->retrofit);
        rows[i] = (rfi_rung_row){
            .label = rfi_plan_label(b, i),
            .title = scope_words(b, rung, i == 0),
            .binds = rfi_brief_format(b, "binds: %s", binds[0] == '\0' ? "money" : binds),
            .value = rfi_plan_power(b, rung->retrofit->it_power),
            .before = i == 0 ? 0 : in_megawatt(c->ladder[i - 1].retrofit->it_power),
            .after = in_megawatt(rung->retrofit->it_power),
            .strong = i == chosen};
    }
    b->drawing->failed = b->drawing->failed || rows == NULL;
    return rows;
}

static void draw_ladder(rfi_brief *b, rfi_box box, const rfi_rung_row *rows)
{
    const rfi_comparison *c = b->options;
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_format(&text, "Ladder of %zu plans, critical IT in MW. ", c->rung_count);
    for (size_t i = 0; i < c->rung_count; i++) {
        rfi_text_format(&text, "%s: %s, %s. ", rows[i].label, rows[i].value, rows[i].binds);
    }
    rfi_open_tag(b->drawing, RFI_TAG_FIGURE, rfi_brief_keep(b, &text));
    rfi_draw_ladder(b->drawing, box, rows, c->rung_count);
    rfi_close_tag(b->drawing);
}

static void draw_charts(rfi_brief *b)
{
    const rfi_comparison *c = b->options;
    const rfi_letters soft = {.size = 6.4, .ink = RFI_INK_SOFT};
    const rfi_rung_row *rows = list_rungs(b);
    if (rows == NULL || c->rung_count < 2) { /* one plan is no choice */
        return;
    }
    double ladder = rfi_ladder_height(b->drawing, RFI_COLUMN, rows, c->rung_count);
    double least = fmin(fmax(ladder - 3.5, 70), 100);
    double top = b->y;
    double right = b->left + RFI_RIGHT_X;
    rfi_brief_section(b, b->left, RFI_COLUMN, "Frontier", "what each budget buys");
    draw_frontier(b, (rfi_box){b->left, b->y + 1, RFI_COLUMN, least});
    double foot = b->y + 1 + least;
    rfi_open_tag(b->drawing, RFI_TAG_CAPTION, NULL);
    foot +=
        rfi_draw_paragraph(b->drawing, (rfi_box){b->left, foot + 1, RFI_COLUMN, 0},
                           "Each point is the best plan found for its budget; nothing is "
                           "promised between them. Whisker: power that no plan passes, "
                           "certified.",
                           &soft, 8);
    rfi_close_tag(b->drawing);
    b->y = top;
    rfi_brief_section(b, right, RFI_COLUMN, "Unlock ladder",
                      "critical IT after each step, MW");
    draw_ladder(b, (rfi_box){right, b->y + 1, RFI_COLUMN, ladder}, rows);
    double end = b->y + 1 + ladder;
    rfi_open_tag(b->drawing, RFI_TAG_CAPTION, NULL);
    end +=
        rfi_draw_paragraph(b->drawing, (rfi_box){right, end + 1, RFI_COLUMN, 0},
                           "Blue: MW that the step unlocks with what it adds to the plan "
                           "before. Money binds: nothing else was found to.",
                           &soft, 8);
    rfi_close_tag(b->drawing);
    b->y = fmax(foot, end) + 4;
}

/* ---- table of plans ------------------------------------------------------------------ */

static const rfi_column plan_columns[PLAN_COLUMNS] = {
    {"Plan", NULL, 0, 10, RFI_LEFT},
    {"Critical IT", "MW", 10, 15, RFI_RIGHT},
    {"Pods", NULL, 26, 14, RFI_RIGHT},
    {"Measures", "units", 41, 13, RFI_RIGHT},
    {"In service", NULL, 56, 19, RFI_RIGHT},
    {"Cost", "MUSD", 77, 15, RFI_RIGHT},
    {"Range", "MUSD", 94, 22, RFI_LEFT},
    {"Per MW", "MUSD", 116, 13, RFI_RIGHT},
    {"The step", "MUSD per MW", 131, 18, RFI_RIGHT},
    {"Certified", "MW at most", 154, 20, RFI_RIGHT},
};

/* A power or cost that no plan passes, certified; "=": the plan reaches it. */
static const char *certified_cell(rfi_brief *b, const rfi_retrofit *r)
{
    if (!rfi_bounded(r->it_bound)) {
        return r->proof == RFI_PROOF_CERTIFIED ? "cheapest" : "\u2013";
    }
    return r->it_bound <= r->it_power
               ? "="
               : rfi_brief_format(b, "\u2264\u202F%s",
                                  rfi_brief_megawatt_up(b, r->it_bound));
}

static int64_t units_of(const rfi_retrofit *r)
{
    int64_t units = 0;
    for (size_t i = 0; i < r->install_count; i++) {
        units =
            rfi_add(units, r->installs[i].comes_with ? 0 : r->installs[i].install.count);
    }
    return units;
}

static const char *step_words(rfi_brief *b, const rfi_rung *rung)
{
    rfi_text text = RFI_TEXT_INIT;
    int64_t price = rung == NULL ? RFI_UNBOUNDED
                                 : rfi_cost_per_power(rung->more_cost, rung->more_power);
    if (!rfi_bounded(price)) {
        return "\u2013";
    }
    rfi_print_number(&text, price, rfi_unit_find("MUSD/MW", 7), 3, RFI_ROUND_UP, true);
    return rfi_brief_keep(b, &text);
}

static void add_plan(rfi_brief *b, rfi_grid *grid, const rfi_retrofit *r, const char *label,
                     const rfi_rung *rung, bool chosen)
{
    rfi_face face = chosen ? RFI_FACE_STRONG : RFI_FACE_PLAIN;
    int64_t cost = r->cost[b->options->end];
    const rfi_cell cells[PLAN_COLUMNS] = {
        {.text = label, .face = RFI_FACE_STRONG},
        {.text = rfi_plan_power(b, r->it_power), .face = face},
        {.text = rfi_brief_count(b, r->pods), .face = face},
        {.text = rfi_brief_count(b, units_of(r)), .face = face},
        {.text = rfi_plan_ready(b, r), .face = face},
        {.text = rfi_plan_million(b, cost), .face = face},
        {.text = rfi_plan_range(b, r->cost), .face = face},
        {.text = rfi_plan_per_power(b, r), .face = face},
        {.text = step_words(b, rung), .face = face},
        {.text = certified_cell(b, r), .face = face},
    };
    int page = b->page;
    double top = b->y;
    rfi_grid_row(grid, cells, chosen ? RFI_INK_COLD_WASH : RFI_NO_INK, NULL);
    if (chosen && b->page == page) {
        rfi_draw_rect(b->drawing, (rfi_box){b->left - 2.6, top, 1.4, b->y - top},
                      &(rfi_look){.fill = RFI_INK_ONE});
    }
}

static void draw_plans(rfi_brief *b)
{
    const rfi_comparison *c = b->options;
    size_t chosen = rfi_chosen_rung(b);
    const rfi_retrofit *apart =
        chosen == SIZE_MAX && rfi_plan_chosen(b) ? c->recommended : NULL;
    rfi_brief_need(b, 34);
    rfi_brief_section(
        b, b->left, RFI_MEASURE, "Plans that nothing beats",
        "capital cost of measures, without racks; base and range " RFI_LOZENGE);
    rfi_grid grid = {.brief = b,
                     .columns = plan_columns,
                     .count = PLAN_COLUMNS,
                     .size = 7.2,
                     .lead = 8.8,
                     .pitch = 5.6};
    rfi_grid_open(&grid);
    for (size_t i = 0; i < c->rung_count; i++) {
        const rfi_retrofit *r = c->ladder[i].retrofit;
        if (apart != NULL && apart->cost[c->end] <= r->cost[c->end]) {
            add_plan(b, &grid, apart, "R", NULL, true);
            apart = NULL;
        }
        add_plan(b, &grid, r, rfi_plan_label(b, i), i == 0 ? NULL : &c->ladder[i],
                 i == chosen);
    }
    if (apart != NULL) {
        add_plan(b, &grid, apart, "R", NULL, true);
    }
    rfi_grid_close(&grid);
    b->y += 1.5;
    const rfi_letters soft = {.size = 6.4, .ink = RFI_INK_SOFT};
    rfi_brief_paragraph(
        b,
        "Tinted: recommended. Units of measures that are chosen; what comes "
        "along is in the cost. =: certified, no plan within the same budget "
        "and date has more. Cheapest: certified, no plan that does as much "
        "costs less.",
        &soft, 8.2);
}

/* ---- next best ------------------------------------------------------------------------
 */

static void draw_next_best(rfi_brief *b)
{
    const rfi_comparison *c = b->options;
    const rfi_letters plain = {.size = 7.4};
    if (c->alternative_count == 0) {
        return;
    }
    b->y += 4;
    rfi_brief_need(b, 18);
    rfi_brief_section(b, b->left, RFI_MEASURE, "Next best",
                      "plans that do without a measure of those before them");
    rfi_brief_rule(b, b->left, RFI_MEASURE, b->y, RFI_MEDIUM);
    b->y += 1.6;
    for (size_t i = 0; i < c->alternative_count; i++) {
        const rfi_retrofit *r = c->alternatives[i];
        const char *how = c->differences == NULL ? "" : rfi_or_empty(c->differences[i]);
        rfi_brief_paragraph(
            b,
            rfi_has_plan(r)
                ? rfi_brief_format(b,
                                   RFI_STRONG_ON "%s\u202FMW for %s" RFI_STRONG_OFF
                                                 ", in service %s, %s: %s.",
                                   rfi_plan_power(b, r->it_power), rfi_plan_cost(b, r),
                                   rfi_plan_ready(b, r), rfi_proof_words(r->proof), how)
                : "None further.",
            &plain, 9.6);
        b->y += 1;
    }
}

/* ---- the page --------------------------------------------------------------------------
 */

void rfi_brief_options_page(rfi_brief *b)
{
    if (b->options == NULL) {
        return;
    }
    rfi_brief_open_page(b, "retrofit options");
    rfi_brief_bookmark(b, -1, "Retrofit options", "options");
    rfi_brief_finding(b, finding(b));
    draw_charts(b);
    if (rfi_plan_chosen(b)) {
        draw_plans(b);
    }
    draw_next_best(b);
}
