/* SPDX-License-Identifier: MIT */
/* Which document settles a figure: by what it is, else by who holds it. */
#include <string.h>

#include "planner/decide/question.h"
#include "planner/model/grid_rules.h"

typedef struct document_row {
    const char *key; /* attribute, resp. holder */
    const char *document;
} document_row;

static const document_row by_attribute[] = {
    {"firm", "electric service agreement or firm capacity letter"},
    {"energised", "energisation notice or metered peak load"},
    {"contracted", "interconnection agreement"},
    {"announced", "load letter behind the announcement"},
    {"transferable", "interconnection agreement, clauses on assignment and use"},
    {"restudy", "utility letter: does a change of use open a new study"},
    {"interconnect", "interconnection agreement or load letter"},
    {"hall", "site plan with a list of buildings"},
    {"outline", "as-built floor plan with columns and equipment"},
    {"clear-height", "as-built section"},
    {"above-grade", "as-built section"},
    {"access", "building permit drawings with lifts and ramps"},
    {"feed", "one-line diagram"},
    {"liquid", "mechanical drawings, or the decision for a loop"},
    {"air", "mechanical drawings, or the decision for a plant"},
    {"ready", "construction schedule with the day of handover"},
    {"stops", "hosting and offtake contracts"},
    {"until", "hosting and offtake contracts"},
    {"curtailment", "curtailment contract and its settlements"},
    {"curtailment-until", "curtailment contract"},
    {"rating", "one-line diagram and nameplates"},
    {"efficiency", "factory test report or data sheet"},
    {"start", "purchase order"},
    {"lead", "purchase order, or quotation with a delivery date"},
    {"build", "contractor's programme"},
    {"outage", "contractor's programme"},
};

static const document_row by_holder[] = {
    {"utility", "interconnection agreement, load letter or energisation notice"},
    {"network carrier", "carrier quote with route map"},
    {"structural engineer", "structural survey with slab cores"},
    {"cooling vendor", "data sheet at design conditions"},
    {"server vendor", "vendor site-planning guide under NDA"},
    {"authority", "permit or zoning letter"},
    {"tenant", "tenant requirements"},
    {"engineer", "design-basis memo by the engineer of record"},
};

static const char *const by_gate[RFI_GATE_KINDS] = {
    [RFI_GATE_TITLE] = "title commitment, recorded deed or lease",
    [RFI_GATE_INTERCONNECTION] = "signed interconnection agreement",
    [RFI_GATE_ZONING] = "zoning letter or conditional use permit",
    [RFI_GATE_AIR] = "air permit for the generators",
    [RFI_GATE_WATER] = "water permit or will-serve letter",
    [RFI_GATE_NOISE] = "noise study against the ordinance",
    [RFI_GATE_ROAD] = "road use agreement for heavy haul",
    [RFI_GATE_OTHER] = "permit or consent",
};

static const char *look_up(const document_row *rows, size_t count, const char *key)
{
    for (size_t i = 0; key != NULL && i < count; i++) {
        if (strcmp(rows[i].key, key) == 0) {
            return rows[i].document;
        }
    }
    return NULL;
}

/* Evidence for a rule of the grid: by the rule whose name an implicit gate bears, else by
 * the first rule that takes its kind. */
static const char *of_gate(const rfi_gate *gate)
{
    size_t count = 0;
    const rfi_grid_rule *rules = rfi_grid_rules(&count);
    const char *document = by_gate[gate->kind];
    for (size_t i = count; i-- > 0 && rfi_gate_is_evidence(gate->kind);) {
        document = rules[i].gate == gate->kind ? rules[i].document : document;
    }
    for (size_t i = 0; i < count && rfi_gate_is_evidence(gate->kind); i++) {
        document = strcmp(gate->id, rules[i].id) == 0 ? rules[i].document : document;
    }
    return document;
}

static const char *of_site(const rfi_site *site, const rfi_figure *figure)
{
    for (size_t i = 0; i < site->gate_count; i++) {
        if (figure == &site->gates[i].status || figure == &site->gates[i].date) {
            return of_gate(&site->gates[i]);
        }
    }
    for (size_t i = 0; i < site->hall_count; i++) {
        if (figure == &site->halls[i].count) {
            return "site plan with a list of buildings";
        }
    }
    for (size_t i = 0; i < site->interconnect_count; i++) {
        const rfi_interconnect *poi = &site->interconnects[i];
        for (size_t k = 0; k < poi->step_count; k++) {
            if (figure == &poi->steps[k].date) {
                return "construction schedule of the utility";
            }
        }
    }
    return NULL;
}

const char *rfi_settling_document(const rfi_site *site, const rfi_figure *figure)
{
    enum {
        ATTRIBUTES = sizeof(by_attribute) / sizeof(by_attribute[0]),
        HOLDERS = sizeof(by_holder) / sizeof(by_holder[0])
    };
    const char *document = of_site(site, figure);
    bool of_rule = strcmp(figure->owner, "rule") == 0;
    bool of_profile =
        figure->holder != NULL && strcmp(figure->holder, "server vendor") == 0;
    if (document == NULL && !of_rule && !of_profile) {
        document = look_up(by_attribute, ATTRIBUTES, figure->attribute);
    }
    document = document != NULL ? document : look_up(by_holder, HOLDERS, figure->holder);
    if (document == NULL && of_rule) {
        return "data sheet or test report of what is installed";
    }
    return document != NULL ? document : "as-built drawings and one-line diagram";
}
