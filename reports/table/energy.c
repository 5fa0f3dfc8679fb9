/* SPDX-License-Identifier: MIT */
#include "reports/table/energy.h"

#include "planner/base/checked.h"
#include "reports/table/value.h"
#include "reports/table/write.h"

enum { MISSING_SHOWN = 3 };

/* ---- numbers ------------------------------------------------------------------------- */

/* value / scale with so many decimals, rounded up. */
static void print_decimals(rfi_text *text, int64_t value, int64_t grain, int decimals)
{
    int64_t whole = 1;
    for (int i = 0; i < decimals; i++) {
        whole *= 10;
    }
    if (!rfi_bounded(value)) {
        rfi_text_char(text, '?');
        return;
    }
    int64_t steps = rfi_div_ceil(value, grain);
    rfi_text_format(text, "%lld.%0*lld", (long long)(steps / whole), decimals,
                    (long long)(steps % whole));
}

void rfi_print_pue(rfi_text *text, int64_t ppm)
{
    print_decimals(text, ppm, 1000, 3);
}

void rfi_print_wue(rfi_text *text, int64_t millilitre)
{
    print_decimals(text, millilitre, 10, 2);
}

typedef void printer(rfi_text *text, int64_t value);

static void print_ends(rfi_text *text, printer *print, const int64_t *values)
{
    print(text, values[RFI_END_BASE]);
    if (values[RFI_END_FAVOURABLE] == values[RFI_END_BASE] &&
        values[RFI_END_UNFAVOURABLE] == values[RFI_END_BASE]) {
        return;
    }
    rfi_text_add(text, " (");
    print(text, values[RFI_END_FAVOURABLE]);
    rfi_text_add(text, "–");
    print(text, values[RFI_END_UNFAVOURABLE]);
    rfi_text_char(text, ')');
}

void rfi_print_peak_pue(rfi_text *text, const rfi_energy *energy)
{
    int64_t values[RFI_ENDS];
    for (int end = 0; end < RFI_ENDS; end++) {
        values[end] = energy->peak[end].pue;
    }
    print_ends(text, rfi_print_pue, values);
}

void rfi_print_annual_pue(rfi_text *text, const rfi_energy *energy)
{
    int64_t values[RFI_ENDS];
    for (int end = 0; end < RFI_ENDS; end++) {
        values[end] = energy->year[end].pue;
    }
    print_ends(text, rfi_print_pue, values);
}

static void print_annual_wue(rfi_text *text, const rfi_energy *energy)
{
    int64_t values[RFI_ENDS];
    for (int end = 0; end < RFI_ENDS; end++) {
        values[end] = energy->year[end].wue;
    }
    print_ends(text, rfi_print_wue, values);
}

static void print_amount(rfi_text *text, int64_t value, rfi_dimension dimension)
{
    if (rfi_bounded(value)) {
        rfi_print_value(text, value, dimension, RFI_POWER_PLAIN, RFI_ROUND_UP);
    } else {
        rfi_text_char(text, '?');
    }
}

/* ---- sentences ----------------------------------------------------------------------- */

/* Nothing at any end: what is missing says more than question marks. */
static bool print_unknown(rfi_text *text, const rfi_energy *energy, const int64_t *values)
{
    for (int end = 0; end < RFI_ENDS; end++) {
        if (rfi_bounded(values[end])) {
            return false;
        }
    }
    rfi_text_add(text, energy->missing_count == 0 ? "unknown: the climate states no bins"
                                                  : "unknown, missing: ");
    rfi_print_energy_missing(text, energy);
    return true;
}

void rfi_print_peak_hour(rfi_text *text, const rfi_energy *energy)
{
    int64_t values[RFI_ENDS];
    for (int end = 0; end < RFI_ENDS; end++) {
        values[end] = energy->peak[end].pue;
    }
    if (print_unknown(text, energy, values)) {
        return;
    }
    rfi_text_add(text, "PUE ");
    rfi_print_peak_pue(text, energy);
    rfi_text_add(text, "; interconnect sized by ");
    print_amount(text, energy->peak[RFI_END_BASE].utility, RFI_DIM_POWER);
    rfi_text_add(text, " at utility");
}

/* What the rules stand in for. */
static bool print_by_rule(rfi_text *text, const char *before, const rfi_energy *energy)
{
    const struct {
        bool stands;
        const char *words;
    } rows[] = {{energy->chain_by_rule, "feed"},
                {energy->liquid_by_rule, "liquid loop"},
                {energy->air_by_rule, "air cooling"}};
    bool any = false;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (rows[i].stands) {
            rfi_text_format(text, "%s%s%s", any ? ", " : before,
                            any ? "" : "by rule, not described: ", rows[i].words);
            any = true;
        }
    }
    return any;
}

void rfi_print_year(rfi_text *text, const rfi_energy *energy)
{
    const rfi_energy_year *base = &energy->year[RFI_END_BASE];
    int64_t values[RFI_ENDS];
    for (int end = 0; end < RFI_ENDS; end++) {
        values[end] = energy->year[end].pue;
    }
    if (print_unknown(text, energy, values)) {
        return;
    }
    rfi_text_add(text, "PUE ");
    rfi_print_annual_pue(text, energy);
    rfi_text_add(text, ", WUE ");
    print_annual_wue(text, energy);
    rfi_text_add(text, " L/kWh");
    if (energy->compressors) {
        rfi_text_add(text, ", compressors run ");
        print_amount(text, base->trim_hours, RFI_DIM_COUNT);
        rfi_text_add(text, " of ");
        print_amount(text, base->hours, RFI_DIM_COUNT);
        rfi_text_add(text, "\u202Fh");
    }
    if (energy->weather != NULL) {
        rfi_text_format(text, "; %s", energy->weather->words);
    }
    print_by_rule(text, "; ", energy);
}

void rfi_print_energy_rules(rfi_text *text, const rfi_energy *energy)
{
    bool any = print_by_rule(text, "", energy);
    if (energy->factor_replaced) {
        rfi_text_format(text,
                        "%sa constant draw factor sizes the peak hour; the year takes "
                        "the rules' physics of that kind of plant",
                        any ? "; " : "");
    }
}

void rfi_print_energy_missing(rfi_text *text, const rfi_energy *energy)
{
    for (size_t i = 0; i < energy->missing_count && i < MISSING_SHOWN; i++) {
        rfi_text_add(text, i == 0 ? "" : ", ");
        rfi_print_subject(text, energy->missing[i]);
    }
    if (energy->missing_count > MISSING_SHOWN) {
        rfi_text_format(text, " and %zu more", energy->missing_count - MISSING_SHOWN);
    }
}

/* ---- the block of a profile ---------------------------------------------------------- */

typedef int64_t value_at(const rfi_energy *energy, rfi_end end);

static int64_t peak_it(const rfi_energy *e, rfi_end end)
{
    return e->peak[end].it;
}
static int64_t peak_facility(const rfi_energy *e, rfi_end end)
{
    return e->peak[end].facility;
}
static int64_t peak_utility(const rfi_energy *e, rfi_end end)
{
    return e->peak[end].utility;
}
static int64_t peak_pue(const rfi_energy *e, rfi_end end)
{
    return e->peak[end].pue;
}
static int64_t peak_water(const rfi_energy *e, rfi_end end)
{
    return e->peak[end].water;
}
static int64_t day_water(const rfi_energy *e, rfi_end end)
{
    return e->water_day[end];
}
static int64_t year_total(const rfi_energy *e, rfi_end end)
{
    return e->year[end].total;
}
static int64_t year_pue(const rfi_energy *e, rfi_end end)
{
    return e->year[end].pue;
}
static int64_t year_water(const rfi_energy *e, rfi_end end)
{
    return e->year[end].water;
}
static int64_t year_wue(const rfi_energy *e, rfi_end end)
{
    return e->year[end].wue;
}
static int64_t trim_hours(const rfi_energy *e, rfi_end end)
{
    return e->year[end].trim_hours;
}
static int64_t free_hours(const rfi_energy *e, rfi_end end)
{
    int64_t trim = e->year[end].trim_hours;
    return rfi_bounded(trim) ? e->year[end].hours - trim : RFI_UNBOUNDED;
}

static void add_row(rfi_grid *grid, const rfi_energy *energy, const char *label,
                    value_at *value, rfi_dimension dimension)
{
    rfi_writer *w = grid->writer;
    rfi_grid_cell(grid, RFI_STYLE_PLAIN, label);
    for (int end = 0; end < RFI_ENDS; end++) {
        rfi_text cell = RFI_TEXT_INIT;
        int64_t number = value(energy, (rfi_end)end);
        if (dimension == RFI_DIM_RATIO) {
            rfi_print_pue(&cell, number);
        } else if (value == year_wue) {
            rfi_print_wue(&cell, number);
        } else {
            print_amount(&cell, number, dimension);
        }
        rfi_grid_cell(grid, RFI_STYLE_PLAIN, rfi_write_take(w, &cell));
    }
}

static void add_parts(rfi_grid *grid, const rfi_energy *energy)
{
    static const char *const labels[RFI_ENERGY_PARTS] = {
        "  IT at plan draw", "  UPS and distribution losses", "  compressors", "  fans",
        "  pumps",           "  other, and cooling by rule"};
    for (int part = 0; part < RFI_ENERGY_PARTS; part++) {
        rfi_grid_cell(grid, RFI_STYLE_PLAIN, labels[part]);
        for (int end = 0; end < RFI_ENDS; end++) {
            rfi_text cell = RFI_TEXT_INIT;
            print_amount(&cell, energy->year[end].parts[part], RFI_DIM_ENERGY);
            rfi_grid_cell(grid, RFI_STYLE_PLAIN, rfi_write_take(grid->writer, &cell));
        }
    }
}

static void write_detail(rfi_writer *w, const rfi_energy *energy)
{
    rfi_grid grid;
    rfi_grid_begin(&grid, w, "lRRR", 2, true);
    rfi_grid_cell(&grid, RFI_STYLE_HEAD, "Peak hour and year of the plan");
    for (int end = 0; end < RFI_ENDS; end++) {
        rfi_grid_cell(&grid, RFI_STYLE_HEAD, rfi_end_words((rfi_end)end));
    }
    add_row(&grid, energy, "peak hour: critical IT", peak_it, RFI_DIM_POWER);
    add_row(&grid, energy, "  at facility", peak_facility, RFI_DIM_POWER);
    add_row(&grid, energy, "  at utility", peak_utility, RFI_DIM_POWER);
    add_row(&grid, energy, "  PUE", peak_pue, RFI_DIM_RATIO);
    if (energy->evaporates) {
        add_row(&grid, energy, "  make-up", peak_water, RFI_DIM_FLOW);
        add_row(&grid, energy, "peak day: water", day_water, RFI_DIM_WATER);
    }
    add_row(&grid, energy, "year: at utility", year_total, RFI_DIM_ENERGY);
    add_parts(&grid, energy);
    add_row(&grid, energy, "  PUE", year_pue, RFI_DIM_RATIO);
    add_row(&grid, energy, "  WUE, L/kWh", year_wue, RFI_DIM_COUNT);
    if (energy->evaporates) {
        add_row(&grid, energy, "  water", year_water, RFI_DIM_VOLUME);
    }
    if (energy->compressors) {
        add_row(&grid, energy, "  hours with a compressor", trim_hours, RFI_DIM_COUNT);
        add_row(&grid, energy, "  hours without", free_hours, RFI_DIM_COUNT);
    }
    rfi_text_char(w->text, '\n');
    rfi_grid_print(&grid);
}

/* Bins against hours, on the overhead: that is what cooling and losses are paid for. */
static void write_comparison(rfi_writer *w, const rfi_energy *energy)
{
    int64_t off = energy->difference[RFI_END_BASE];
    rfi_text line = RFI_TEXT_INIT;
    rfi_text_add(&line, "Bins against hours: PUE ");
    rfi_print_pue(&line, energy->bins[RFI_END_BASE].pue);
    rfi_text_add(&line, " by the climate's bins, its overhead ");
    if (rfi_bounded(off)) {
        int64_t size = off < 0 ? -off : off;
        rfi_text_char(&line, off < 0 ? '-' : '+');
        print_decimals(&line, size, 100, 2);
        rfi_text_add(&line, "\u202F%");
    } else {
        rfi_text_char(&line, '?');
    }
    rfi_write_paragraph(w, 2, rfi_write_take(w, &line));
}

static void write_line(rfi_writer *w, const char *label, rfi_text *line)
{
    const char *string = rfi_write_take(w, line);
    if (*string != '\0') {
        rfi_write_field(w, 2, label, 11, string);
    }
}

void rfi_energy_write(rfi_writer *w, const rfi_energy *energy)
{
    if (energy == NULL) {
        return;
    }
    rfi_text line = RFI_TEXT_INIT;
    rfi_print_peak_hour(&line, energy);
    write_line(w, "Peak hour", &line);
    rfi_print_year(&line, energy);
    write_line(w, "Year", &line);
    if (energy->compared) {
        write_comparison(w, energy);
    }
    if (!w->detail) {
        return;
    }
    rfi_print_energy_rules(&line, energy);
    write_line(w, "", &line);
    rfi_print_energy_missing(&line, energy);
    write_line(w, "Missing", &line);
    write_detail(w, energy);
}
