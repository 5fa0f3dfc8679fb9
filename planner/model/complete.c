/* SPDX-License-Identifier: MIT */
/* Naming the gaps: what a site does not describe gets a figure that can be asked for. */
#include "planner/model/grid_rules.h"

#include <string.h>

static rfi_figure status(const rfi_site *site, const char *name, const char *attribute,
                         const char *owner, const char *holder, rfi_place place, bool known,
                         int64_t value)
{
    return (rfi_figure){
        .state = known ? RFI_KNOWN : RFI_ABSENT,
        .dimension = RFI_DIM_STATUS,
        .grade = known ? RFI_GRADE_D : RFI_GRADE_NONE, /* told by the description */
        .low = value,
        .base = value,
        .high = value,
        .place = place,
        .name = name,
        .attribute = attribute,
        .owner = owner,
        .holder = holder,
        .document = site->id,
        .order = UINT32_MAX,
    };
}

/* A figure that the model needs but no reader met. */
static void name_figure(rfi_figure *figure, const rfi_site *site, rfi_dimension dimension,
                        const char *name, const char *attribute, const char *owner,
                        const char *holder)
{
    if (figure->name != NULL) {
        return;
    }
    *figure = (rfi_figure){.dimension = dimension,
                           .name = name,
                           .attribute = attribute,
                           .owner = owner,
                           .holder = holder,
                           .document = site->id,
                           .place = {site->file, 1, 1},
                           .order = UINT32_MAX};
}

static bool is_none(const char *id)
{
    return id != NULL && strcmp(id, "none") == 0;
}

static void complete_hall(rfi_site *site, rfi_hall *hall)
{
    bool no_liquid = is_none(hall->liquid) ||
                     (rfi_known(&hall->liquid_known) && hall->liquid_known.high == 0);
    bool no_air =
        is_none(hall->air) || (rfi_known(&hall->air_known) && hall->air_known.high == 0);
    hall->liquid = no_liquid ? NULL : hall->liquid;
    hall->air = no_air ? NULL : hall->air;
    hall->feed_known = status(site, "electrical feed of the racks", "feed", hall->id,
                              "owner", hall->place, hall->feed != NULL, 1);
    hall->liquid_known =
        status(site, "liquid loop of the hall", "liquid", hall->id, "owner", hall->place,
               no_liquid || hall->liquid != NULL, no_liquid ? 0 : 1);
    hall->air_known = status(site, "air cooling of the hall", "air", hall->id, "owner",
                             hall->place, no_air || hall->air != NULL, no_air ? 0 : 1);
    if (hall->outline_known.name == NULL) {
        hall->outline_known = status(site, "outline and obstacles", "outline", hall->id,
                                     "owner", hall->place, hall->outline != NULL, 1);
    }
    if (hall->above_grade.state == RFI_UNKNOWN ||
        (rfi_known(&hall->above_grade) && hall->above_grade.high > 0)) {
        hall->access_known = status(site, "way up to the hall", "access", hall->id, "owner",
                                    hall->place, hall->access_count > 0, 1);
    }
    name_figure(&hall->clear_height, site, RFI_DIM_LENGTH, "clear height", "clear-height",
                hall->id, "owner");
    name_figure(&hall->slab, site, RFI_DIM_AREA_LOAD, "slab rating", "slab", hall->id,
                "structural engineer");
}

static bool add_implicit_hall(rfi_site *site)
{
    rfi_hall *hall = RFI_NEW(site->arena, rfi_hall);
    if (hall == NULL) {
        return false;
    }
    hall->id = "halls";
    hall->name = "halls (not described)";
    hall->implicit = true;
    hall->place = (rfi_place){site->file, 1, 1};
    site->halls = hall;
    site->hall_count = 1;
    return true;
}

static bool has_gate(const rfi_site *site, rfi_gate_kind kind)
{
    for (size_t i = 0; i < site->gate_count; i++) {
        if (site->gates[i].kind == kind) {
            return true;
        }
    }
    return false;
}

/* The list of figures follows a figure that moved with its array. */
static void move_figure(rfi_site *site, const rfi_figure *from, rfi_figure *to)
{
    for (size_t i = 0; i < site->figure_count; i++) {
        if (site->figures[i] == from) {
            site->figures[i] = to;
        }
    }
}

static rfi_gate implicit_gate(const rfi_site *site, rfi_gate_kind kind, const char *id,
                              const char *holder)
{
    rfi_place here = {site->file, 1, 1};
    return (rfi_gate){
        .id = id,
        .kind = kind,
        .implicit = true,
        .status = status(site, "status of the gate", "status", id, holder, here, false, 0),
        .place = here,
    };
}

static bool add_implicit_gates(rfi_site *site)
{
    static const rfi_gate_kind essential[] = {RFI_GATE_TITLE, RFI_GATE_INTERCONNECTION,
                                              RFI_GATE_ZONING};
    static const char *const ids[] = {"title", "interconnection", "zoning"};
    static const char *const holders[] = {"owner", "utility", "authority"};
    size_t rule_count = 0;
    const rfi_grid_rule *rules = rfi_grid_rules(&rule_count);
    rfi_gate *gates = RFI_ARRAY(site->arena, site->gate_count + 3 + rule_count, rfi_gate);
    if (gates == NULL) {
        return false;
    }
    for (size_t i = 0; i < site->gate_count; i++) {
        gates[i] = site->gates[i];
        move_figure(site, &site->gates[i].status, &gates[i].status);
        move_figure(site, &site->gates[i].date, &gates[i].date);
    }
    size_t count = site->gate_count;
    for (size_t i = 0; i < 3; i++) {
        if (!has_gate(site, essential[i])) {
            gates[count++] = implicit_gate(site, essential[i], ids[i], holders[i]);
        }
    }
    for (size_t i = 0; i < rule_count; i++) {
        if (rfi_grid_rule_of_region(&rules[i], site) && !has_gate(site, rules[i].gate)) {
            gates[count++] =
                implicit_gate(site, rules[i].gate, rules[i].id, rules[i].holder);
        }
    }
    site->gates = gates;
    site->gate_count = count;
    return true;
}

bool rfi_site_complete(rfi_site *site)
{
    rfi_place here = {site->file, 1, 1};
    site->climate_known = status(site, "climate", "climate", "location", "engineer", here,
                                 site->climate != NULL, 1);
    site->interconnect_known = status(site, "interconnect", "interconnect", "grid",
                                      "utility", here, site->interconnect_count > 0, 1);
    site->links_known = status(site, "network links", "link", "network", "network carrier",
                               here, site->link_count > 0, 1);
    bool described = site->hall_count > 0 && !site->halls[0].implicit;
    for (size_t i = 0; i < site->link_count; i++) {
        rfi_link *link = &site->links[i];
        link->carrier_known =
            status(site, "name of the carrier", "carrier", link->id, "network carrier",
                   link->place, link->carrier != NULL, 1);
    }
    site->halls_known = status(site, "description of the halls", "hall", "site", "owner",
                               here, described, 1);
    if (site->hall_count == 0 && !add_implicit_hall(site)) {
        return false;
    }
    for (size_t i = 0; i < site->hall_count; i++) {
        complete_hall(site, &site->halls[i]);
    }
    return add_implicit_gates(site);
}
