/* SPDX-License-Identifier: MIT */
/* A plan in time: what carries load at the end of each quarter, what enters service in it
 * and what has been spent by then; and the discounted sum that the plan is best for. */
#include "reports/table/comparison.h"

#include "planner/base/checked.h"
#include "reports/table/order.h"
#include "reports/table/value.h"

enum { HANG = 4, LABEL = 14, QUARTER_MONTHS = 3 };

static void add_cell(rfi_writer *w, rfi_grid *grid, rfi_text *cell)
{
    rfi_grid_cell(grid, RFI_STYLE_PLAIN, rfi_write_take(w, cell));
}

/* "2027-Q3" of its last day. */
static void print_quarter(rfi_text *cell, int64_t date)
{
    int64_t year = 0;
    int month = 0;
    int day = 0;
    rfi_date_to_civil(date, &year, &month, &day);
    rfi_text_format(cell, "%lld-Q%d", (long long)year, (month - 1) / QUARTER_MONTHS + 1);
}

static void print_megawatts(rfi_text *cell, int64_t power, rfi_round round)
{
    rfi_print_number(cell, power, rfi_unit_find("MW", 2), 4, round, true);
}

/* "2 × CDU (hall-a), substation (site)" */
static void print_added(rfi_text *line, const rfi_comparison *c, const rfi_phase *phase)
{
    for (size_t i = 0; i < phase->added_count; i++) {
        const rfi_install *install = &phase->added[i];
        rfi_text_add(line, i == 0 ? "  enter service: " : ", ");
        if (install->count != 1) {
            rfi_text_format(line, "%lld × ", (long long)install->count);
        }
        rfi_text_format(line, "%s (%s)", rfi_or_empty(install->measure->id),
                        rfi_place_of(c, install));
    }
}

static void add_phase(rfi_writer *w, rfi_grid *grid, const rfi_comparison *c, size_t index)
{
    const rfi_phase *phase = &c->phases[index];
    const rfi_retrofit *r = phase->retrofit;
    int64_t before = index == 0 ? 0 : c->phases[index - 1].retrofit->it_power;
    rfi_text cell = RFI_TEXT_INIT;
    print_quarter(&cell, phase->day);
    add_cell(w, grid, &cell);
    rfi_print_value(&cell, r->pods, RFI_DIM_COUNT, RFI_POWER_PLAIN, RFI_ROUND_DOWN);
    add_cell(w, grid, &cell);
    print_megawatts(&cell, r->it_power, RFI_ROUND_DOWN);
    add_cell(w, grid, &cell);
    print_megawatts(&cell, rfi_sub(r->it_power, before), RFI_ROUND_DOWN);
    add_cell(w, grid, &cell);
    rfi_print_millions(&cell, r->cost[c->end]);
    add_cell(w, grid, &cell);
    if (phase->added_count > 0) {
        print_added(&cell, c, phase);
        rfi_grid_span(grid, RFI_STYLE_PLAIN, rfi_write_take(w, &cell));
    }
}

static void write_sum(rfi_writer *w, const rfi_comparison *c)
{
    rfi_text line = RFI_TEXT_INIT;
    print_megawatts(&line, c->power_quarters, RFI_ROUND_DOWN);
    rfi_text_add(&line, "\u202FMW-quarters, discounted; certified: no plan has more");
    if (!rfi_bounded(c->power_quarters_bound)) {
        rfi_text_add(&line, " is not shown");
    } else if (c->power_quarters_bound > c->power_quarters + 1) { /* both are rounded */
        rfi_text_add(&line, " than ");
        print_megawatts(&line, c->power_quarters_bound, RFI_ROUND_UP);
    }
    if (rfi_bounded(c->power_quarters_claimed) &&
        c->power_quarters_claimed < c->power_quarters_bound) {
        rfi_text_add(&line, "; claimed: than ");
        print_megawatts(&line, c->power_quarters_claimed, RFI_ROUND_UP);
    }
    rfi_write_field(w, 2, "In all", LABEL, rfi_write_take(w, &line));
    if (c->crews > 0) {
        rfi_write_field(w, 2, "Crews", LABEL,
                        rfi_write_string(w,
                                         "take at most %lld units into service a quarter",
                                         (long long)c->crews));
    }
    if (c->evenly) {
        rfi_write_field(w, 2, "Budget", LABEL, "comes in equal parts, one a quarter");
    }
}

void rfi_phases_write(rfi_writer *w, const rfi_comparison *c)
{
    static const char *const head[] = {"Quarter", "pods", "critical IT, MW", "more MW",
                                       "MUSD so far"};
    if (c->phase_count == 0) {
        return;
    }
    rfi_write_heading(w, "Phases: what serves at the end of each quarter");
    rfi_grid grid;
    rfi_grid_begin(&grid, w, "wRRRR", 2, true);
    grid.hang = HANG;
    for (size_t i = 0; i < grid.columns; i++) {
        rfi_grid_cell(&grid, RFI_STYLE_HEAD, head[i]);
    }
    for (size_t i = 0; i < c->phase_count; i++) {
        add_phase(w, &grid, c, i);
    }
    rfi_grid_print(&grid);
    write_sum(w, c);
}
