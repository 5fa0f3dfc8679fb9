/* SPDX-License-Identifier: MIT */
/* Derivations of the network inside a plan: counted once more with a trace, at the end of
 * the plan that is shown. */
#include "planner/decide/why.h"

#include <stddef.h>
#include <string.h>

#include "planner/capacity/fabric.h"

typedef struct size_field { /* a number of rfi_fabric_size, and the step that derives it */
    const char *name;
    size_t offset;
    rfi_dimension dimension;
    const char *formula;
} size_field;

#define FIELD(name, member, dimension, formula)                                            \
    {                                                                                      \
        name, offsetof(rfi_fabric_size, member), dimension, formula                        \
    }

static const size_field fields[] = {
    FIELD("units", units, RFI_DIM_COUNT, "scalable units that are wired"),
    FIELD("tiers", tiers, RFI_DIM_COUNT, "as stated, else the fewest that hold all"),
    FIELD("endpoints", endpoints, RFI_DIM_COUNT,
          "racks x ports of a rack + units x extra ports"),
    FIELD("leaf", leaf, RFI_DIM_COUNT,
          "planes x rails x ceil(endpoints / planes / rails / down)"),
    FIELD("spine", spine, RFI_DIM_COUNT,
          "planes x fewest that every leaf reaches evenly, from ceil(leaf x up / radix)"),
    FIELD("spine-by-ports", spine_by_ports, RFI_DIM_COUNT,
          "planes x ceil(uplinks of the leaves / ports of a spine)"),
    FIELD("core", core, RFI_DIM_COUNT,
          "planes x spines of a group x fewest that every spine reaches evenly"),
    FIELD("core-by-ports", core_by_ports, RFI_DIM_COUNT,
          "planes x ceil(uplinks of the spines / ports of a core)"),
    FIELD("endpoint-cables", cables[0], RFI_DIM_COUNT,
          "ceil(links from endpoints to leaves x planes / links of a cable)"),
    FIELD("leaf-cables", cables[1], RFI_DIM_COUNT,
          "ceil(links from leaves to spines x planes / links of a cable)"),
    FIELD("spine-cables", cables[2], RFI_DIM_COUNT,
          "ceil(links from spines to cores x planes / links of a cable)"),
    FIELD("transceivers", transceivers, RFI_DIM_COUNT, "2 x optical cables"),
    FIELD("rack-units", rack_units, RFI_DIM_COUNT,
          "switches outside the racks of the pods x rack units of a switch"),
    FIELD("power", power, RFI_DIM_POWER,
          "switches x power + optical ends at switches x power"),
};

#define UNIT_PREFIX    "fabric-unit-"
#define CLUSTER_PREFIX "fabric-cluster-"

static bool is_of_unit(const rfi_ask *ask)
{
    return strncmp(ask->number->name, UNIT_PREFIX, sizeof(UNIT_PREFIX) - 1) == 0;
}

static const char *suffix_of(const rfi_ask *ask)
{
    return ask->number->name +
           (is_of_unit(ask) ? sizeof(UNIT_PREFIX) : sizeof(CLUSTER_PREFIX)) - 1;
}

/* The fabric that the key begins with; what follows its slash goes to *ret_rest. */
static const rfi_fabric_row *row_of(const rfi_ask *ask, const char **ret_rest)
{
    const rfi_fabric_report *report = ask->why->judgement->fabric;
    for (size_t i = 0; report != NULL && i < report->count; i++) {
        const char *id = report->rows[i].fabric->id;
        size_t length = id == NULL ? 0 : strlen(id);
        if (id != NULL && strncmp(ask->key, id, length) == 0 &&
            (ask->key[length] == '\0' || ask->key[length] == '/')) {
            *ret_rest = ask->key + length + (ask->key[length] == '/' ? 1 : 0);
            return &report->rows[i];
        }
    }
    return NULL;
}

/* How the fabric is counted, beside the number; false when memory is out. */
static bool tell_count(const rfi_ask *ask, const rfi_fabric_row *row)
{
    rfi_why *why = ask->why;
    const rfi_judgement *j = why->judgement;
    bool unit = is_of_unit(ask);
    rfi_cabling cabling;
    rfi_fabric_size size;
    if (!rfi_fabric_lengths(why->arena, j->plan, why->evaluation->rules, unit ? 1 : 0,
                            &cabling)) {
        why->trace.failed = true;
        return false;
    }
    const rfi_fabric_ask count = {
        .profile = j->profile,
        .rules = why->evaluation->rules,
        .fabric = row->fabric,
        .units = unit ? 1 : j->fabric->units,
        .cabling = &cabling,
    };
    rfi_view view = {.end = j->fabric->end, .trace = &why->trace};
    rfi_trace_aside(&why->view, "how the fabric is counted", row->fabric->id,
                    "scalable units that are wired whole");
    rfi_fabric_count(&count, &view, &size);
    rfi_trace_close(&why->view, size.units, RFI_DIM_COUNT);
    return true;
}

static bool tell_size(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    const char *rest = "";
    const rfi_fabric_row *row = row_of(ask, &rest);
    const rfi_fabric_size *size = row == NULL       ? NULL
                                  : is_of_unit(ask) ? &row->unit
                                                    : &row->cluster;
    if (size == NULL || *rest != '\0' || !size->known || !size->possible) {
        return false;
    }
    const size_field *field = NULL;
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
        field = strcmp(fields[i].name, suffix_of(ask)) == 0 ? &fields[i] : field;
    }
    if (field == NULL) {
        return false;
    }
    int64_t value = 0;
    memcpy(&value, (const char *)size + field->offset, sizeof(value));
    rfi_trace_open(&why->view, ask->number->name, row->fabric->id, field->formula);
    bool told = tell_count(ask, row);
    rfi_trace_close(&why->view, value, field->dimension);
    return told;
}

static bool tell_medium(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    const char *rest = "";
    const rfi_fabric_row *row = row_of(ask, &rest);
    const rfi_fabric_size *size = row == NULL       ? NULL
                                  : is_of_unit(ask) ? &row->unit
                                                    : &row->cluster;
    rfi_medium medium = RFI_MEDIUM_PASSIVE;
    while (medium < RFI_MEDIA && strcmp(rfi_medium_words(medium), rest) != 0) {
        medium++;
    }
    if (size == NULL || medium == RFI_MEDIA || !size->known || !size->possible) {
        return false;
    }
    rfi_trace_open(&why->view, ask->number->name, row->fabric->id,
                   "cables for whose length this is the cheapest medium that reaches");
    rfi_trace_words(&why->view, "medium", row->fabric->id, rfi_medium_words(medium));
    bool told = tell_count(ask, row);
    rfi_trace_close(&why->view, size->media[medium], RFI_DIM_COUNT);
    return told;
}

/* ---- all fabrics together
 * ---------------------------------------------------------------- */

static bool tell_units(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    const rfi_plan *plan = why->judgement->plan;
    if (why->judgement->fabric == NULL || plan == NULL) {
        return false;
    }
    rfi_trace_step(&why->view, RFI_OP_SUM, ask->number->name, NULL);
    for (size_t i = 0; i < plan->share_count; i++) {
        rfi_trace_note(&why->view, "scalable units in the hall", plan->shares[i].hall->id,
                       plan->shares[i].units, RFI_DIM_COUNT);
    }
    rfi_trace_close(&why->view, why->judgement->fabric->units, RFI_DIM_COUNT);
    return true;
}

static void note_rows(const rfi_ask *ask, const char *what, rfi_dimension dimension)
{
    const rfi_fabric_report *r = ask->why->judgement->fabric;
    const char *name = suffix_of(ask);
    bool unit = is_of_unit(ask);
    for (size_t i = 0; i < r->count; i++) {
        const rfi_fabric_row *row = &r->rows[i];
        const int64_t *cost = unit ? row->unit_cost : row->cluster_cost;
        int64_t power = unit ? row->unit.power : row->cluster.power;
        int64_t value = strcmp(name, "cost-low") == 0    ? cost[0]
                        : strcmp(name, "cost-high") == 0 ? cost[1]
                                                         : power;
        rfi_trace_note(&ask->why->view, what, row->fabric->id, value, dimension);
    }
}

static bool tell_total(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    const rfi_fabric_report *r = why->judgement->fabric;
    if (r == NULL) {
        return false;
    }
    const rfi_fabric_total *t = is_of_unit(ask) ? &r->unit : &r->cluster;
    bool power = strcmp(suffix_of(ask), "all-power") == 0;
    bool low = strcmp(suffix_of(ask), "cost-low") == 0;
    rfi_trace_step(&why->view, RFI_OP_SUM, ask->number->name, NULL);
    note_rows(ask, power ? "power of the fabric" : "switches, transceivers, cables",
              power ? RFI_DIM_POWER : RFI_DIM_MONEY);
    rfi_trace_close(&why->view,
                    power ? t->power
                    : low ? t->cost_low
                          : t->cost_high,
                    power ? RFI_DIM_POWER : RFI_DIM_MONEY);
    return true;
}

static bool tell_racks(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    const rfi_fabric_report *r = why->judgement->fabric;
    if (r == NULL) {
        return false;
    }
    bool unit = is_of_unit(ask);
    int64_t rack_units = 0;
    rfi_view view = {.end = r->end, .trace = &why->trace};
    rfi_trace_step(&why->view, RFI_OP_SAME, ask->number->name, NULL);
    rfi_trace_aside(&why->view, "rack units and power of the fabrics", NULL,
                    "sums over the fabrics");
    for (size_t i = 0; i < r->count; i++) {
        const rfi_fabric_size *size = unit ? &r->rows[i].unit : &r->rows[i].cluster;
        rack_units = rfi_add(rack_units, size->rack_units);
        rfi_trace_note(&why->view, "rack units", r->rows[i].fabric->id, size->rack_units,
                       RFI_DIM_COUNT);
        rfi_trace_note(&why->view, "power", r->rows[i].fabric->id, size->power,
                       RFI_DIM_POWER);
    }
    rfi_trace_close(&why->view, rack_units, RFI_DIM_COUNT);
    const rfi_fabric_total *t = unit ? &r->unit : &r->cluster;
    (void)rfi_fabric_racks(why->evaluation->rules, &view, rack_units, t->power);
    rfi_trace_close(&why->view, t->racks, RFI_DIM_COUNT);
    return true;
}

/* Network racks of the profile, or those that its fabrics gave it. */
static bool tell_stated(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    const rfi_fabric_report *r = why->judgement->fabric;
    if (r == NULL) {
        return false;
    }
    const rfi_profile *profile = why->judgement->profile;
    bool power = strcmp(ask->number->name, "fabric-stated-power") == 0;
    rfi_view view = {.end = r->end, .trace = &why->trace};
    rfi_trace_step(&view, RFI_OP_SUM, ask->number->name, profile->id);
    for (size_t i = 0; i < profile->support_count; i++) {
        const rfi_support *s = &profile->supports[i];
        if (s->kind != RFI_SUPPORT_NETWORK) {
            continue;
        }
        rfi_trace_step(&view, RFI_OP_PRODUCT, "network racks", s->id);
        rfi_trace_note(&view, "scalable units", NULL, r->units, RFI_DIM_COUNT);
        int64_t value = r->units;
        if (s->count.state != RFI_ABSENT) {
            value = rfi_mul(value, rfi_demand_of(&view, &s->count));
        }
        if (power) {
            value = rfi_mul(value, rfi_demand_of(&view, &s->power));
        }
        rfi_trace_close(&view, value, power ? RFI_DIM_POWER : RFI_DIM_COUNT);
    }
    rfi_trace_close(&view, power ? r->stated_power : r->stated_racks,
                    power ? RFI_DIM_POWER : RFI_DIM_COUNT);
    return true;
}

/* clang-format off */
#define SIZE_ROW(part, name, words, path) \
    {"fabric-" part "-" name, "fabric", false, false, words, "fabric.fabrics[id]." part "." path, tell_size}
#define SIZE_ROWS(part) \
    SIZE_ROW(part, "units", "scalable units that a fabric serves", "units"), \
    SIZE_ROW(part, "tiers", "tiers of switches", "tiers"), \
    SIZE_ROW(part, "endpoints", "ports that a fabric joins", "endpoints"), \
    SIZE_ROW(part, "leaf", "leaf switches", "leaf"), \
    SIZE_ROW(part, "spine", "spine switches", "spine"), \
    SIZE_ROW(part, "spine-by-ports", "spine switches by ports alone", "spine_by_ports"), \
    SIZE_ROW(part, "core", "core switches", "core"), \
    SIZE_ROW(part, "core-by-ports", "core switches by ports alone", "core_by_ports"), \
    SIZE_ROW(part, "endpoint-cables", "cables from endpoints to leaves", "cables.endpoint_leaf"), \
    SIZE_ROW(part, "leaf-cables", "cables from leaves to spines", "cables.leaf_spine"), \
    SIZE_ROW(part, "spine-cables", "cables from spines to cores", "cables.spine_core"), \
    SIZE_ROW(part, "transceivers", "transceivers at both ends", "transceivers"), \
    SIZE_ROW(part, "rack-units", "rack units of the switches", "rack_units"), \
    SIZE_ROW(part, "power", "power of switches and optics", "power"), \
    {"fabric-" part "-media", "fabric/medium", false, false, "cables of one medium", \
     "fabric.fabrics[id]." part ".media[medium].cables", tell_medium}, \
    {"fabric-" part "-all-power", NULL, false, false, "power of all fabrics", "fabric." part ".power", tell_total}, \
    {"fabric-" part "-cost-low", NULL, false, false, "least cost of all fabrics", "fabric." part ".cost_low", tell_total}, \
    {"fabric-" part "-cost-high", NULL, false, false, "most cost of all fabrics", "fabric." part ".cost_high", tell_total}, \
    {"fabric-" part "-racks", NULL, false, false, "network racks that the fabrics ask for", "fabric." part ".racks", \
     tell_racks}

const rfi_number rfi_numbers_fabric[] = {
    {"fabric-units", NULL, false, false, "scalable units that the fabrics serve", "fabric.units", tell_units},
    SIZE_ROWS("unit"),
    SIZE_ROWS("cluster"),
    {"fabric-stated-racks", NULL, false, false, "network racks of the profile", "fabric.stated.racks", tell_stated},
    {"fabric-stated-power", NULL, false, false, "power of the network racks of the profile", "fabric.stated.power",
     tell_stated},
    {NULL, NULL, false, false, NULL, NULL, NULL},
};
/* clang-format on */
