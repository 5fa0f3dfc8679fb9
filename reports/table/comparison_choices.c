/* SPDX-License-Identifier: MIT */
/* What there is to choose from: the unlock ladder, the frontier, the next best plans, what
 * a little more or less brings, which figures matter, and what never pays. */
#include <string.h>

#include "reports/table/comparison.h"

#include "planner/base/checked.h"
#include "reports/table/judgement.h"
#include "reports/table/value.h"

enum { HANG = 4 }; /* of what stands beneath a row */

static void head_of(rfi_grid *grid, const char *const *head)
{
    for (size_t i = 0; i < grid->columns; i++) {
        rfi_grid_cell(grid, RFI_STYLE_HEAD, head[i]);
    }
}

static void add_text(rfi_writer *w, rfi_grid *grid, rfi_text *cell)
{
    rfi_grid_cell(grid, RFI_STYLE_PLAIN, rfi_write_take(w, cell));
}

static bool says(const char *words)
{
    return words != NULL && words[0] != '\0';
}

/* ---- ladder ------------------------------------------------------------------------- */

static void add_rung(rfi_writer *w, rfi_grid *grid, const rfi_comparison *c,
                     const rfi_rung *rung)
{
    const rfi_retrofit *r = rung->retrofit;
    rfi_text cell = RFI_TEXT_INIT;
    rfi_print_millions(&cell, r->cost[c->end]);
    add_text(w, grid, &cell);
    rfi_print_megawatts(&cell, r->it_power, c->target);
    add_text(w, grid, &cell);
    rfi_print_millions(&cell, rung->more_cost);
    add_text(w, grid, &cell);
    rfi_print_megawatts(&cell, rung->more_power, 0);
    add_text(w, grid, &cell);
    rfi_print_per_power(&cell, rung->more_cost, rung->more_power);
    add_text(w, grid, &cell);
    if (says(rung->unlocked_by)) {
        rfi_grid_span(grid, RFI_STYLE_PLAIN,
                      rfi_write_string(w, "  added: %s", rung->unlocked_by));
    }
    if (says(rung->binds)) {
        rfi_grid_span(grid, RFI_STYLE_PLAIN,
                      rfi_write_string(w, "  binds then: %s", rung->binds));
    }
}

void rfi_ladder_write(rfi_writer *w, const rfi_comparison *c)
{
    static const char *const head[] = {"MUSD", "critical IT, MW", "more MUSD", "more MW",
                                       "the step costs"};
    if (c->rung_count == 0) {
        return;
    }
    rfi_write_heading(w, "Unlock ladder: what each step buys, what binds then");
    rfi_grid grid;
    rfi_grid_begin(&grid, w, "RRRRR", 2, true);
    grid.hang = HANG;
    head_of(&grid, head);
    for (size_t i = 0; i < c->rung_count; i++) {
        add_rung(w, &grid, c, &c->ladder[i]);
    }
    rfi_grid_print(&grid);
}

/* ---- frontier ----------------------------------------------------------------------- */

static bool is_recommended(const rfi_comparison *c, const rfi_retrofit *r)
{
    const rfi_retrofit *best = c->recommended;
    return rfi_has_plan(best) &&
           (r == best ||
            (rfi_has_plan(r) && r->it_power == best->it_power && r->ready == best->ready &&
             r->cost[c->end] == best->cost[c->end]));
}

static const char *mark_of(const rfi_comparison *c, size_t index)
{
    const rfi_frontier_point *point = &c->frontier[index];
    bool close = !point->separated && index > 0;
    if (is_recommended(c, point->retrofit)) {
        return point->dominated ? "*d" : close ? "*~" : "*";
    }
    return point->dominated ? "d" : close ? "~" : "";
}

static void print_bound(rfi_text *cell, const rfi_retrofit *r, int64_t bound)
{
    int64_t power = rfi_has_plan(r) ? r->it_power : -1;
    if (!rfi_bounded(bound) || bound < 0) {
        rfi_text_add(cell, "\u2013");
    } else if (bound == power) {
        rfi_text_char(cell, '=');
    } else {
        rfi_pair pair = {bound, power < 0 ? RFI_UNBOUNDED : power};
        rfi_scale scale = rfi_scale_in(rfi_unit_find("MW", 2), &pair, 1);
        rfi_print_number(cell, rfi_scale_up(&scale, bound), scale.unit, 0,
                         RFI_ROUND_NEAREST, true);
    }
}

static void add_plan_cells(rfi_writer *w, rfi_grid *grid, const rfi_comparison *c,
                           const rfi_retrofit *r)
{
    rfi_text cell = RFI_TEXT_INIT;
    if (rfi_has_plan(r)) {
        rfi_print_millions(&cell, r->cost[c->end]);
        add_text(w, grid, &cell);
        rfi_print_megawatts(&cell, r->it_power, c->target);
        add_text(w, grid, &cell);
    } else {
        rfi_grid_cell(grid, RFI_STYLE_PLAIN, "\u2013");
        rfi_grid_cell(grid, RFI_STYLE_PLAIN, "\u2013");
    }
    print_bound(&cell, r, r->it_bound);
    add_text(w, grid, &cell);
    bool claim = r->claimed_by != NULL && r->it_claimed > 0;
    print_bound(&cell, r, claim ? r->it_claimed : RFI_UNBOUNDED);
    add_text(w, grid, &cell);
    rfi_grid_cell(grid, RFI_STYLE_PLAIN, rfi_proof_words(r->proof));
}

static void add_point(rfi_writer *w, rfi_grid *grid, const rfi_comparison *c, size_t index,
                      bool beside)
{
    const rfi_frontier_point *point = &c->frontier[index];
    const rfi_retrofit *r = point->retrofit;
    rfi_grid_cell(grid, RFI_STYLE_PLAIN, mark_of(c, index));
    rfi_text cell = RFI_TEXT_INIT;
    rfi_print_millions(&cell, point->budget);
    add_text(w, grid, &cell);
    add_plan_cells(w, grid, c, r);
    rfi_text day = RFI_TEXT_INIT;
    rfi_print_day(&day, rfi_ready_day(r));
    if (beside) {
        add_text(w, grid, &day);
    } else {
        if (c->by_stated || point->by != c->by) {
            rfi_text_add(&cell, "    by ");
            rfi_print_day(&cell, point->by);
        } else { /* nobody asked for a date: none bounds what is on offer */
            rfi_text_add(&cell, "    at any date");
        }
        rfi_text_format(&cell, ", ready %s", rfi_write_take(w, &day));
        rfi_grid_span(grid, RFI_STYLE_PLAIN, rfi_write_take(w, &cell));
    }
    if (w->detail && rfi_has_plan(r)) {
        rfi_text_add(&cell, "    ");
        rfi_print_installs(&cell, c, r);
        rfi_grid_span(grid, RFI_STYLE_PLAIN, rfi_write_take(w, &cell));
    }
}

/* Dates of the points stand in their own line where they differ or room is short. */
static bool dates_beside(const rfi_writer *w, const rfi_comparison *c)
{
    enum { ROOM = 80 };
    for (size_t i = 0; i < c->frontier_count; i++) {
        if (c->frontier[i].by != c->frontier[0].by) {
            return false;
        }
    }
    return w->width >= ROOM;
}

static void add_meaning(rfi_text *line, bool used, const char *meaning)
{
    if (used) {
        rfi_text_add(line, line->size == 0 ? "" : "; ");
        rfi_text_add(line, meaning);
    }
}

/* Only of the marks that stand in the table. */
static void write_marks(rfi_writer *w, const rfi_comparison *c)
{
    bool recommended = false;
    bool close = false;
    bool dominated = false;
    const char *by = NULL;
    for (size_t i = 0; i < c->frontier_count; i++) {
        const rfi_frontier_point *point = &c->frontier[i];
        recommended = recommended || is_recommended(c, point->retrofit);
        dominated = dominated || point->dominated;
        close = close || (i > 0 && !point->separated && !point->dominated);
        by = by == NULL ? point->retrofit->claimed_by : by;
    }
    rfi_text line = RFI_TEXT_INIT;
    add_meaning(&line, recommended, "* recommended");
    add_meaning(&line, dominated,
                "d dominated: another point has as much power for no more cost, no later");
    add_meaning(&line, close,
                "~ not separated: the bounds do not show that it is better than the point "
                "before");
    add_meaning(&line, true,
                "= no plan has more within that budget and date; certified by exact "
                "arithmetic");
    if (by != NULL) {
        rfi_text_format(&line, ", claimed by %s", by);
    }
    rfi_write_paragraph(w, 2, rfi_write_take(w, &line));
}

void rfi_frontier_write(rfi_writer *w, const rfi_comparison *c)
{
    static const char *const head[] = {"",          "budget", "cost", "MW", "certified ≤",
                                       "claimed ≤", "proof",  "ready"};
    if (c->frontier_count == 0) {
        return;
    }
    bool beside = dates_beside(w, c);
    rfi_write_heading(w, "Frontier: cost in MUSD, power in MW critical IT");
    rfi_grid grid;
    rfi_grid_begin(&grid, w, beside ? "lRRRRRlr" : "lRRRRRl", 2, true);
    grid.hang = HANG;
    head_of(&grid, head);
    for (size_t i = 0; i < c->frontier_count; i++) {
        add_point(w, &grid, c, i, beside);
    }
    rfi_grid_print(&grid);
    write_marks(w, c);
}

/* ---- next best ---------------------------------------------------------------------- */

void rfi_next_best_write(rfi_writer *w, const rfi_comparison *c)
{
    if (c->alternative_count == 0) {
        return;
    }
    rfi_write_heading(w, "Next best, different in substance");
    for (size_t i = 0; i < c->alternative_count; i++) {
        const rfi_retrofit *r = c->alternatives[i];
        rfi_text line = RFI_TEXT_INIT;
        rfi_print_retrofit(&line, c, r);
        rfi_text_format(&line, " (%s)", rfi_proof_words(r->proof));
        if (c->differences != NULL && says(c->differences[i])) {
            rfi_text_format(&line, ": %s", c->differences[i]);
        }
        rfi_write_field(w, 2, rfi_write_string(w, "%zu. ", i + 1), 4,
                        rfi_write_take(w, &line));
        if (w->detail && rfi_has_plan(r)) {
            rfi_print_installs(&line, c, r);
            rfi_write_paragraph(w, 6, rfi_write_take(w, &line));
        }
    }
}

/* ---- prices ------------------------------------------------------------------------- */

static int64_t size_of(int64_t value)
{
    return value < 0 ? -value : value;
}

static void print_money(rfi_text *line, int64_t cost)
{
    rfi_print_value(line, cost, RFI_DIM_MONEY, RFI_POWER_PLAIN, RFI_ROUND_UP);
}

static void print_cost_change(rfi_text *line, int64_t cost)
{
    if (cost == 0) {
        rfi_text_add(line, "costs nothing more");
        return;
    }
    rfi_text_add(line, cost > 0 ? "costs " : "saves ");
    print_money(line, size_of(cost));
    rfi_text_add(line, cost > 0 ? " more" : "");
}

static void print_power_change(rfi_text *line, int64_t power)
{
    if (power == 0) {
        rfi_text_add(line, "brings no more critical IT power");
        return;
    }
    rfi_text_add(line, power > 0 ? "brings " : "loses ");
    rfi_print_it_amount(line, size_of(power), false);
}

static void print_day_change(rfi_text *line, int64_t days)
{
    if (days != 0) {
        rfi_text_format(line, ", %lld day%s %s", (long long)size_of(days),
                        size_of(days) == 1 ? "" : "s", days > 0 ? "later" : "earlier");
    }
}

static void print_price(rfi_text *line, const rfi_price *p)
{
    switch (p->what) {
    case RFI_PRICED_POWER:
        rfi_print_it_amount(line, size_of(p->power), false);
        rfi_text_add(line, p->power < 0 ? " less " : " more ");
        print_cost_change(line, p->cost);
        break;
    case RFI_PRICED_MONEY:
        print_money(line, size_of(p->cost));
        rfi_text_add(line, p->cost < 0 ? " less " : " more ");
        print_power_change(line, p->power);
        break;
    case RFI_PRICED_TIME:
        rfi_text_format(line, "%lld days %s ", (long long)size_of(p->days),
                        p->days < 0 ? "earlier" : "later");
        print_cost_change(line, p->cost);
        rfi_text_add(line, ", ");
        print_power_change(line, p->power);
        return;
    case RFI_PRICED_AREA:
        rfi_text_add(line, "more floor ");
        print_power_change(line, p->power);
        rfi_text_add(line, ", ");
        print_cost_change(line, p->cost);
        break;
    }
    print_day_change(line, p->days);
}

static void print_quantity(rfi_text *line, rfi_priced what, int64_t value, rfi_round round)
{
    static const rfi_dimension dimensions[] = {RFI_DIM_POWER, RFI_DIM_MONEY, RFI_DIM_DATE,
                                               RFI_DIM_AREA};
    if (what == RFI_PRICED_POWER) {
        rfi_print_it_amount(line, value, false);
    } else {
        rfi_print_value(line, value, dimensions[what], RFI_POWER_PLAIN, round);
    }
}

static void print_range(rfi_text *line, const rfi_price *p)
{
    static const char *const words[] = {"; holds from ", "; holds for budgets from ",
                                        "; holds for dates from ", "; holds from "};
    rfi_text_add(line, words[p->what]);
    print_quantity(line, p->what, p->low, RFI_ROUND_UP);
    if (rfi_bounded(p->high)) {
        rfi_text_add(line, " to ");
        print_quantity(line, p->what, p->high, RFI_ROUND_DOWN);
    } else {
        rfi_text_add(line, " up");
    }
}

void rfi_prices_write(rfi_writer *w, const rfi_comparison *c)
{
    static const char *const labels[] = {"Power", "Money", "Time", "Floor"};
    if (c->price_count == 0) {
        return;
    }
    rfi_write_heading(w, "Prices: differences of two solved plans");
    for (size_t i = 0; i < c->price_count; i++) {
        const rfi_price *p = &c->prices[i];
        rfi_text line = RFI_TEXT_INIT;
        if (says(p->where)) {
            rfi_text_format(&line, "%s: ", p->where);
        }
        print_price(&line, p);
        if (p->cost > 0 && p->power > 0) {
            rfi_text_add(&line, " (");
            rfi_print_per_power(&line, p->cost, p->power);
            rfi_text_char(&line, ')');
        }
        print_range(&line, p);
        rfi_text_add(&line, p->certified ? "; both plans certified"
                                         : "; not both plans are certified");
        rfi_write_field(w, 2, labels[p->what], 8, rfi_write_take(w, &line));
    }
}

/* ---- what matters, what never pays -------------------------------------------------- */

void rfi_breaks_write(rfi_writer *w, const rfi_comparison *c)
{
    if (c->break_count == 0) {
        return;
    }
    rfi_write_heading(w, "Figures that change the recommended plan within their ranges");
    for (size_t i = 0; i < c->break_count; i++) {
        const rfi_break *b = &c->breaks[i];
        rfi_text line = RFI_TEXT_INIT;
        rfi_print_subject(&line, b->figure);
        rfi_text_add(&line, rfi_is_assumption(b->figure) ? " ◇" : "");
        rfi_text_add(&line, ", ");
        rfi_print_value(&line, b->from, b->figure->dimension, b->figure->kind,
                        RFI_ROUND_NEAREST);
        rfi_text_add(&line, " taken; at ");
        rfi_print_value(&line, b->to, b->figure->dimension, b->figure->kind,
                        RFI_ROUND_NEAREST);
        rfi_text_format(&line, ": %s",
                        says(b->change) ? b->change : "another plan is recommended");
        rfi_add_place(&line, &b->figure->place);
        rfi_write_field(w, 2, "- ", 2, rfi_write_take(w, &line));
    }
}

/* One paragraph per reason: most measures share one of a few. */
void rfi_never_write(rfi_writer *w, const rfi_comparison *c)
{
    if (c->never_count == 0) {
        return;
    }
    rfi_write_heading(w, "Measures that never pay here");
    for (size_t i = 0; i < c->never_count; i++) {
        const char *reason = rfi_or_empty(c->never[i].reason);
        bool told = false;
        for (size_t k = 0; k < i; k++) {
            told = told || strcmp(rfi_or_empty(c->never[k].reason), reason) == 0;
        }
        rfi_text line = RFI_TEXT_INIT;
        for (size_t k = i; k < c->never_count && !told; k++) {
            if (strcmp(rfi_or_empty(c->never[k].reason), reason) == 0) {
                rfi_text_format(&line, "%s%s", line.size > 0 ? "; " : "",
                                rfi_or_empty(c->never[k].measure->name));
            }
        }
        if (!told) {
            rfi_write_field(
                w, 2, "- ", 2,
                rfi_write_string(w, "%s: %s", reason, rfi_write_take(w, &line)));
        }
    }
}
