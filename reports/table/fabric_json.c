/* SPDX-License-Identifier: MIT */
/* The network inside as JSON, a part of a judgement; left out where no fabric is stated. */
#include "reports/table/json.h"

static void count_of(rfi_json *json, const char *key, int64_t value)
{
    rfi_json_quantity(json, key, value, RFI_DIM_COUNT, RFI_POWER_PLAIN, RFI_ROUND_UP, NULL);
}

static void power_of(rfi_json *json, const char *key, int64_t value)
{
    rfi_json_quantity(json, key, value, RFI_DIM_POWER, RFI_POWER_PLAIN, RFI_ROUND_UP, NULL);
}

static void write_size(rfi_json *json, const char *key, const rfi_fabric_size *size)
{
    if (!size->known || !size->possible) {
        rfi_json_null(json, key);
        return;
    }
    static const char *const tiers[RFI_FABRIC_TIERS] = {"endpoint_leaf", "leaf_spine",
                                                        "spine_core"};
    rfi_json_open(json, key, '{');
    rfi_json_integer(json, "units", size->units);
    rfi_json_integer(json, "tiers", size->tiers);
    count_of(json, "endpoints", size->endpoints);
    count_of(json, "leaf", size->leaf);
    count_of(json, "spine", size->spine);
    count_of(json, "spine_by_ports", size->spine_by_ports);
    count_of(json, "core", size->core);
    count_of(json, "core_by_ports", size->core_by_ports);
    rfi_json_open(json, "cables", '{');
    for (size_t i = 0; i < RFI_FABRIC_TIERS; i++) {
        count_of(json, tiers[i], size->cables[i]);
    }
    rfi_json_close(json, '}');
    rfi_json_open(json, "media", '[');
    for (rfi_medium m = RFI_MEDIUM_PASSIVE; m < RFI_MEDIA; m++) {
        if (size->media[m] > 0) {
            rfi_json_open(json, NULL, '{');
            rfi_json_string(json, "medium", rfi_medium_words(m));
            count_of(json, "cables", size->media[m]);
            rfi_json_close(json, '}');
        }
    }
    rfi_json_close(json, ']');
    count_of(json, "transceivers", size->transceivers);
    count_of(json, "rack_units", size->rack_units);
    power_of(json, "power", size->power);
    rfi_json_close(json, '}');
}

static void write_total(rfi_json *json, const char *key, const rfi_fabric_total *total)
{
    rfi_json_open(json, key, '{');
    count_of(json, "racks", total->racks);
    power_of(json, "power", total->power);
    rfi_json_quantity(json, "cost_low", total->cost_low, RFI_DIM_MONEY, RFI_POWER_PLAIN,
                      RFI_ROUND_DOWN, NULL);
    rfi_json_quantity(json, "cost_high", total->cost_high, RFI_DIM_MONEY, RFI_POWER_PLAIN,
                      RFI_ROUND_UP, NULL);
    rfi_json_close(json, '}');
}

void rfi_fabric_json(rfi_json *json, const rfi_fabric_report *report)
{
    if (report == NULL) {
        return;
    }
    rfi_json_open(json, "fabric", '{');
    rfi_json_string(json, "end", rfi_end_words(report->end));
    rfi_json_integer(json, "units", report->units);
    rfi_json_boolean(json, "open", report->open);
    rfi_json_open(json, "fabrics", '[');
    for (size_t i = 0; i < report->count; i++) {
        const rfi_fabric_row *row = &report->rows[i];
        rfi_json_open(json, NULL, '{');
        rfi_json_string(json, "id", row->fabric->id);
        rfi_json_string(json, "purpose", rfi_fabric_purpose_words(row->fabric->purpose));
        rfi_json_string(json, "kind", row->fabric->kind == RFI_FABRIC_TOR ? "tor" : "rail");
        write_size(json, "unit", &row->unit);
        write_size(json, "cluster", &row->cluster);
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
    write_total(json, "unit", &report->unit);
    write_total(json, "cluster", &report->cluster);
    rfi_json_open(json, "stated", '{');
    count_of(json, "racks", report->stated_racks);
    power_of(json, "power", report->stated_power);
    rfi_json_boolean(json, "derived", report->stated_derived);
    rfi_json_close(json, '}');
    rfi_json_boolean(json, "short_of_racks", report->short_of_racks);
    rfi_json_boolean(json, "short_of_power", report->short_of_power);
    rfi_json_boolean(json, "leaf_differs", report->leaf_differs);
    rfi_json_boolean(json, "spine_differs", report->spine_differs);
    rfi_json_close(json, '}');
}
