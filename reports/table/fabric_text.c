/* SPDX-License-Identifier: MIT */
/* The network inside, as a part of the block of one profile: switches, cables, racks. */
#include "reports/table/judgement.h"
#include "reports/table/value.h"

#include <string.h>

static void add_count(rfi_writer *w, rfi_grid *grid, int64_t value)
{
    rfi_text cell = RFI_TEXT_INIT;
    rfi_print_value(&cell, value, RFI_DIM_COUNT, RFI_POWER_PLAIN, RFI_ROUND_UP);
    rfi_grid_cell(grid, RFI_STYLE_PLAIN, rfi_write_take(w, &cell));
}

/* "18", "18 (16 by ports)" where the even spread takes more. */
static void add_spines(rfi_writer *w, rfi_grid *grid, int64_t even, int64_t by_ports)
{
    rfi_text cell = RFI_TEXT_INIT;
    rfi_print_value(&cell, even, RFI_DIM_COUNT, RFI_POWER_PLAIN, RFI_ROUND_UP);
    if (even != by_ports) {
        rfi_text_add(&cell, " (");
        rfi_print_value(&cell, by_ports, RFI_DIM_COUNT, RFI_POWER_PLAIN, RFI_ROUND_UP);
        rfi_text_add(&cell, " by ports)");
    }
    rfi_grid_cell(grid, RFI_STYLE_PLAIN, rfi_write_take(w, &cell));
}

static void add_size(rfi_writer *w, rfi_grid *grid, const char *label,
                     const rfi_fabric_size *size)
{
    rfi_grid_cell(grid, RFI_STYLE_PLAIN, label);
    if (!size->known || !size->possible) {
        rfi_grid_cell(grid, RFI_STYLE_PLAIN, "?");
        for (int i = 0; i < 6; i++) {
            rfi_grid_cell(grid, RFI_STYLE_PLAIN,
                          i > 0         ? ""
                          : size->known ? "too many"
                                        : "not stated");
        }
        return;
    }
    add_count(w, grid, size->tiers);
    add_count(w, grid, size->endpoints);
    add_count(w, grid, size->leaf);
    add_spines(w, grid, size->spine, size->spine_by_ports);
    add_spines(w, grid, size->core, size->core_by_ports);
    rfi_text power = RFI_TEXT_INIT;
    rfi_print_value(&power, size->power, RFI_DIM_POWER, RFI_POWER_PLAIN, RFI_ROUND_UP);
    rfi_grid_cell(grid, RFI_STYLE_PLAIN, rfi_write_take(w, &power));
    add_count(w, grid, size->transceivers);
}

static const char *cable_words(rfi_writer *w, const rfi_fabric_size *size)
{
    static const char *const tiers[RFI_FABRIC_TIERS] = {"endpoint to leaf", "leaf to spine",
                                                        "spine to core"};
    rfi_text line = RFI_TEXT_INIT;
    rfi_text_add(&line, "cables of all: ");
    for (size_t i = 0; i < RFI_FABRIC_TIERS; i++) {
        if (size->cables[i] > 0) {
            rfi_text_add(&line, i > 0 ? ", " : "");
            rfi_print_value(&line, size->cables[i], RFI_DIM_COUNT, RFI_POWER_PLAIN,
                            RFI_ROUND_UP);
            rfi_text_format(&line, " %s", tiers[i]);
        }
    }
    bool first = true;
    for (rfi_medium m = RFI_MEDIUM_PASSIVE; m < RFI_MEDIA; m++) {
        if (size->media[m] > 0) {
            rfi_text_add(&line, first ? "; by reach " : ", ");
            rfi_print_value(&line, size->media[m], RFI_DIM_COUNT, RFI_POWER_PLAIN,
                            RFI_ROUND_UP);
            rfi_text_format(&line, " %s", rfi_medium_words(m));
            first = false;
        }
    }
    return rfi_write_take(w, &line);
}

static const char *name_of(rfi_writer *w, const rfi_fabric *fabric)
{
    const char *id = rfi_or_empty(fabric->id);
    const char *purpose = rfi_fabric_purpose_words(fabric->purpose);
    return strcmp(id, purpose) == 0 ? rfi_write_string(w, "%s", purpose)
                                    : rfi_write_string(w, "%s, %s", id, purpose);
}

static void write_rows(rfi_writer *w, const rfi_fabric_report *report)
{
    static const char *const head[] = {"tiers", "endpoints", "leaf",  "spine",
                                       "core",  "power",     "optics"};
    rfi_grid grid;
    rfi_grid_begin(&grid, w, "lrrrRRrr", 2, true);
    rfi_grid_cell(&grid, RFI_STYLE_HEAD, "Fabrics");
    for (size_t i = 0; i < sizeof(head) / sizeof(head[0]); i++) {
        rfi_grid_cell(&grid, RFI_STYLE_HEAD, head[i]);
    }
    for (size_t i = 0; i < report->count; i++) {
        const rfi_fabric_row *row = &report->rows[i];
        rfi_grid_span(&grid, RFI_STYLE_PLAIN, name_of(w, row->fabric));
        add_size(w, &grid, "  one unit", &row->unit);
        add_size(w, &grid, "  all", &row->cluster);
        if (row->cluster.known && row->cluster.possible) {
            rfi_grid_span(&grid, RFI_STYLE_PLAIN,
                          rfi_write_string(w, "  %s", cable_words(w, &row->cluster)));
        }
    }
    rfi_text_char(w->text, '\n');
    rfi_grid_print(&grid);
}

static void print_racks(rfi_text *line, int64_t racks, int64_t power)
{
    rfi_print_value(line, racks, RFI_DIM_COUNT, RFI_POWER_PLAIN, RFI_ROUND_UP);
    rfi_text_add(line, racks == 1 ? " rack, " : " racks, ");
    rfi_print_value(line, power, RFI_DIM_POWER, RFI_POWER_PLAIN, RFI_ROUND_UP);
}

static void write_total(rfi_writer *w, const rfi_fabric_report *report)
{
    rfi_text line = RFI_TEXT_INIT;
    rfi_text_add(&line, "Network racks of all ");
    rfi_print_value(&line, report->units, RFI_DIM_COUNT, RFI_POWER_PLAIN, RFI_ROUND_UP);
    rfi_text_format(&line,
                    " scalable unit%s at the %s end%s: ", report->units == 1 ? "" : "s",
                    rfi_end_words(report->end),
                    report->open ? ", without the fabrics that cannot be counted" : "");
    print_racks(&line, report->cluster.racks, report->cluster.power);
    rfi_text_add(&line, "; switches, optics and cables cost ");
    rfi_print_value(&line, report->cluster.cost_low, RFI_DIM_MONEY, RFI_POWER_PLAIN,
                    RFI_ROUND_DOWN);
    rfi_text_add(&line, " to ");
    rfi_print_value(&line, report->cluster.cost_high, RFI_DIM_MONEY, RFI_POWER_PLAIN,
                    RFI_ROUND_UP);
    rfi_text_add(&line, " ◇");
    rfi_write_paragraph(w, 2, rfi_write_take(w, &line));
}

/* What differs from the profile's own statements; never silently preferred. */
static void write_differences(rfi_writer *w, const rfi_judgement *judgement)
{
    const rfi_fabric_report *report = judgement->fabric;
    rfi_text line = RFI_TEXT_INIT;
    if (report->stated_derived) {
        rfi_write_paragraph(
            w, 2,
            "The profile states no network rack: those that its fabrics ask "
            "for unit by unit stand in the plan.");
    }
    if (report->short_of_racks || report->short_of_power) {
        rfi_text_format(&line, "Warning: support racks %s ",
                        report->stated_derived ? "in the plan" : "stated");
        print_racks(&line, report->stated_racks, report->stated_power);
        rfi_text_add(&line, "; computed ");
        print_racks(&line, report->cluster.racks, report->cluster.power);
        rfi_write_paragraph(w, 2, rfi_write_take(w, &line));
    }
    if (report->leaf_differs || report->spine_differs) {
        rfi_text words = RFI_TEXT_INIT;
        rfi_text_add(&words, "Warning: the profile states for one unit ");
        rfi_print_figure(&words, &judgement->profile->leaf);
        rfi_text_add(&words, " leaf and ");
        rfi_print_figure(&words, &judgement->profile->spine);
        rfi_text_format(&words,
                        " spine switches; computed %lld leaf, %lld spine (%lld by ports)",
                        (long long)report->leaf, (long long)report->spine,
                        (long long)report->spine_by_ports);
        rfi_write_paragraph(w, 2, rfi_write_take(w, &words));
    }
}

void rfi_fabric_write(rfi_writer *w, const rfi_judgement *judgement)
{
    if (judgement->fabric == NULL) {
        return;
    }
    write_rows(w, judgement->fabric);
    write_total(w, judgement->fabric);
    write_differences(w, judgement);
}
