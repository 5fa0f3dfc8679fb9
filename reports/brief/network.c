/* SPDX-License-Identifier: MIT */
/* The network inside: switches, cables and racks of the fabrics that the profile states. */
#include "reports/brief/parts.h"

enum { COLUMNS = 7 };

static const rfi_column columns[COLUMNS] = {
    {"Fabric", NULL, 0, 40, RFI_LEFT},
    {"Endpoints", NULL, 42, 20, RFI_RIGHT},
    {"Leaf", NULL, 64, 18, RFI_RIGHT},
    {"Spine", "by ports", 84, 22, RFI_RIGHT},
    {"Core", NULL, 108, 18, RFI_RIGHT},
    {"Optics", NULL, 128, 22, RFI_RIGHT},
    {"Power", "with optics", 152, 22, RFI_RIGHT},
};

static const char *count(rfi_brief *b, int64_t value)
{
    return rfi_brief_count(b, value);
}

static const char *power(rfi_brief *b, int64_t value)
{
    return rfi_brief_value(b, value, RFI_DIM_POWER, RFI_POWER_PLAIN, RFI_ROUND_UP);
}

static const char *spines(rfi_brief *b, const rfi_fabric_size *size)
{
    const char *even = count(b, size->spine);
    return size->spine == size->spine_by_ports
               ? even
               : rfi_brief_format(b, "%s (%s)", even, count(b, size->spine_by_ports));
}

static void add_row(rfi_brief *b, rfi_grid *grid, const rfi_fabric_row *row)
{
    const rfi_fabric_size *size = &row->cluster;
    bool open = !size->known || !size->possible;
    const rfi_cell cells[COLUMNS] = {
        {.text = row->fabric->id,
         .face = RFI_FACE_STRONG,
         .under = rfi_fabric_purpose_words(row->fabric->purpose)},
        {.text = open ? "?" : count(b, size->endpoints)},
        {.text = open ? "?" : count(b, size->leaf)},
        {.text = open ? "?" : spines(b, size)},
        {.text = open ? "?" : count(b, size->core)},
        {.text = open ? "?" : count(b, size->transceivers)},
        {.text = open ? "?" : power(b, size->power)},
    };
    rfi_grid_row(grid, cells, RFI_NO_INK, NULL);
}

static const char *racks_words(rfi_brief *b, int64_t racks, int64_t draw)
{
    return rfi_brief_format(b, "%s %s of %s in all", count(b, racks),
                            racks == 1 ? "rack" : "racks", power(b, draw));
}

static const char *comparison(rfi_brief *b, const rfi_fabric_report *r)
{
    const char *computed = racks_words(b, r->cluster.racks, r->cluster.power);
    if (r->stated_derived) {
        return rfi_brief_format(b,
                                "Network racks by the fabrics: %s. The system's data state "
                                "none; these stand in the plan. " RFI_LOZENGE,
                                computed);
    }
    bool less = r->short_of_racks || r->short_of_power;
    return rfi_brief_format(
        b, "Network racks by the fabrics: %s; the plan has %s%s. " RFI_LOZENGE, computed,
        racks_words(b, r->stated_racks, r->stated_power),
        less ? ", which is less: ask the network vendor" : "");
}

static const char *cost(rfi_brief *b, const rfi_fabric_report *r)
{
    return rfi_brief_format(b,
                            "Switches, optics and cables: %s to %s, by street prices and "
                            "estimates. " RFI_LOZENGE,
                            rfi_brief_value(b, r->cluster.cost_low, RFI_DIM_MONEY,
                                            RFI_POWER_PLAIN, RFI_ROUND_DOWN),
                            rfi_brief_value(b, r->cluster.cost_high, RFI_DIM_MONEY,
                                            RFI_POWER_PLAIN, RFI_ROUND_UP));
}

void rfi_brief_network(rfi_brief *b)
{
    const rfi_fabric_report *r = b->judgement->fabric;
    if (r == NULL) {
        return;
    }
    b->y += 6;
    rfi_brief_need(b, 50);
    rfi_brief_bookmark(b, -1, "Network inside", "network");
    rfi_brief_section(b, b->left, RFI_MEASURE, "Network inside",
                      rfi_brief_format(b, "%s scalable %s, %s", count(b, r->units),
                                       r->units == 1 ? "unit" : "units",
                                       rfi_brief_end_words(r->end)));
    rfi_grid grid = {.brief = b,
                     .columns = columns,
                     .count = COLUMNS,
                     .size = 7.2,
                     .lead = 8.8,
                     .pitch = 6};
    rfi_grid_open(&grid);
    for (size_t i = 0; i < r->count; i++) {
        add_row(b, &grid, &r->rows[i]);
    }
    rfi_grid_close(&grid);
    const rfi_letters plain = {.size = 7.6};
    b->y += 2;
    rfi_brief_paragraph(b, comparison(b, r), &plain, 10.4);
    rfi_brief_paragraph(b, cost(b, r), &plain, 10.4);
}
