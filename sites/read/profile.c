/* SPDX-License-Identifier: MIT */
/* The profile document: one accelerator system. */
#include "sites/read/table.h"

static const char *const family_words[] = {"one", "pair",  "cube", "wide",
                                           "air", "miner", NULL};
static const char *const adjacency_words[] = {"touching", "row", "anywhere", NULL};
static const char *const support_words[RFI_SUPPORT_KINDS + 1] = {
    "network", "storage", "management", "cdu", NULL,
};

#define VENDOR "server vendor"

static const rfi_row root_rows[] = {
    RFI_ROW_ID(rfi_profile),
    RFI_ROW_TEXT(rfi_profile, name, "name", WORDS, true),
    RFI_ROW_TEXT(rfi_profile, vendor, "vendor", WORDS, true),
    RFI_ROW_CHOICE(rfi_profile, family, "family", family_words, true),
    RFI_ROW_TEXT(rfi_profile, as_of, "as-of", DAY, true),
    RFI_ROW_LIMITED(rfi_profile, available, "available", DATE, "availability", VENDOR, 0,
                    0),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_row rack_rows[] = {
    RFI_ROW_NEEDED(rfi_profile, chips, "chips", COUNT, "accelerators per rack", VENDOR, 1,
                   100000),
    RFI_ROW_FIGURE(rfi_profile, plan, "plan", POWER, PLAIN, "planned draw of a rack",
                   VENDOR),
    RFI_ROW_FIGURE(rfi_profile, max, "max", POWER, PLAIN, "highest draw of a rack", VENDOR),
    RFI_ROW_FIGURE(rfi_profile, peak, "peak", POWER, PLAIN, "peak draw of a rack", VENDOR),
    RFI_ROW_LIMITED(rfi_profile, peak_duration, "peak-duration", DURATION,
                    "duration of the peak", VENDOR, 0, 0),
    RFI_ROW_LIMITED(rfi_profile, swing, "swing", RATIO,
                    "share of the highest draw that swings", "tenant", 0, 1000000),
    RFI_ROW_LIMITED(rfi_profile, swing_period, "swing-period", DURATION,
                    "period of the swing", "tenant", 0, 0),
    RFI_ROW_LIMITED(rfi_profile, power_factor, "power-factor", RATIO, "power factor",
                    VENDOR, 1, 1000000),
    RFI_ROW_LIMITED(rfi_profile, width, "width", LENGTH, "rack width", VENDOR, 100, 10000),
    RFI_ROW_LIMITED(rfi_profile, depth, "depth", LENGTH, "rack depth", VENDOR, 100, 10000),
    RFI_ROW_LIMITED(rfi_profile, height, "height", LENGTH, "rack height", VENDOR, 100,
                    10000),
    RFI_ROW_LIMITED(rfi_profile, mass, "mass", MASS, "rack mass", VENDOR, 0, 0),
    RFI_ROW_LIMITED(rfi_profile, feet, "feet", COUNT, "feet of a rack", VENDOR, 1, 100),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_row pod_rows[] = {
    RFI_ROW_NEEDED(rfi_profile, racks_per_pod, "racks", COUNT, "racks per pod", VENDOR, 1,
                   10000),
    RFI_ROW_LIMITED(rfi_profile, copper_reach, "copper-reach", LENGTH,
                    "reach of the scale-up copper", VENDOR, 0, 0),
    RFI_ROW_CHOICE(rfi_profile, adjacency, "adjacency", adjacency_words, false),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_row unit_rows[] = {
    RFI_ROW_NEEDED(rfi_profile, pods_per_unit, "pods", COUNT, "pods per scalable unit",
                   VENDOR, 1, 10000),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_row support_rows[] = {
    RFI_ROW_ID(rfi_support),
    RFI_ROW_CHOICE(rfi_support, kind, "kind", support_words, true),
    RFI_ROW_LIMITED(rfi_support, count, "count", COUNT, "support racks per scalable unit",
                    VENDOR, 0, 10000),
    RFI_ROW_FIGURE(rfi_support, power, "power", POWER, PLAIN, "draw of a support rack",
                   VENDOR),
    RFI_ROW_LIMITED(rfi_support, width, "width", LENGTH, "support rack width", VENDOR, 100,
                    10000),
    RFI_ROW_LIMITED(rfi_support, depth, "depth", LENGTH, "support rack depth", VENDOR, 100,
                    10000),
    RFI_ROW_LIMITED(rfi_support, height, "height", LENGTH, "support rack height", VENDOR,
                    100, 10000),
    RFI_ROW_LIMITED(rfi_support, mass, "mass", MASS, "support rack mass", VENDOR, 0, 0),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_row heat_rows[] = {
    RFI_ROW_LIMITED(rfi_profile, liquid_share, "liquid-share", RATIO,
                    "share of heat to liquid", VENDOR, 0, 1000000),
    RFI_ROW_LIMITED(rfi_profile, supply_max, "supply-max", TEMPERATURE,
                    "warmest coolant accepted", VENDOR, 0, 0),
    RFI_ROW_LIMITED(rfi_profile, flow, "flow", FLOW, "coolant flow per rack", VENDOR, 0, 0),
    RFI_ROW_LIMITED(rfi_profile, pressure_drop, "pressure-drop", PRESSURE,
                    "coolant pressure drop of a rack", VENDOR, 0, 0),
    RFI_ROW_LIMITED(rfi_profile, air_inlet_max, "air-inlet-max", TEMPERATURE,
                    "warmest air inlet accepted", VENDOR, 0, 0),
    RFI_ROW_LIMITED(rfi_profile, filtration_min, "filtration", COUNT,
                    "least filtration class of the air (MERV)", VENDOR, 0, 20),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_row feed_rows[] = {
    RFI_ROW_LIMITED(rfi_profile, feeds, "count", COUNT, "independent feeds to a rack",
                    VENDOR, 1, 100),
    RFI_ROW_LIMITED(rfi_profile, shelves, "shelves", COUNT, "power shelves of a rack",
                    VENDOR, 0, 1000),
    RFI_ROW_LIMITED(rfi_profile, shelves_a, "shelves-a", COUNT, "power shelves on feed A",
                    VENDOR, 0, 1000),
    RFI_ROW_FIGURE(rfi_profile, shelf_power, "shelf-power", POWER, PLAIN,
                   "power of one shelf", VENDOR),
    RFI_ROW_FIGURE(rfi_profile, after_loss, "after-loss", POWER, PLAIN,
                   "power left to a rack when one feed is lost", VENDOR),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

typedef struct voltage_holder { /* one accepted voltage: the figure alone */
    rfi_figure level;
} voltage_holder;

static const rfi_row voltage_rows[] = {
    RFI_ROW_NEEDED(voltage_holder, level, "level", VOLTAGE, "voltage accepted by a rack",
                   VENDOR, 0, 0),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_row network_rows[] = {
    RFI_ROW_LIMITED(rfi_profile, scale_out, "scale-out", DATA_RATE,
                    "scale-out bandwidth per accelerator", VENDOR, 0, 0),
    RFI_ROW_LIMITED(rfi_profile, ports, "ports", COUNT, "scale-out ports per accelerator",
                    VENDOR, 0, 1000),
    RFI_ROW_TEXT(rfi_profile, media, "media", WORDS, false),
    RFI_ROW_LIMITED(rfi_profile, leaf, "leaf", COUNT, "leaf switches per scalable unit",
                    VENDOR, 0, 10000),
    RFI_ROW_LIMITED(rfi_profile, spine, "spine", COUNT, "spine switches per scalable unit",
                    VENDOR, 0, 10000),
    RFI_ROW_LIMITED(rfi_profile, reach, "reach", LENGTH, "longest copper link", VENDOR, 0,
                    0),
    RFI_ROW_LIMITED(rfi_profile, leaf_reach, "leaf-reach", LENGTH,
                    "longest cable from a rack to the network racks of its unit", VENDOR, 0,
                    0),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const char *const purpose_words[RFI_FABRIC_PURPOSES + 1] = {
    "compute", "storage", "front-end", "management", NULL,
};
static const char *const fabric_kind_words[] = {"rail", "tor", NULL};

static const rfi_row fabric_rows[] = {
    RFI_ROW_ID(rfi_fabric),
    RFI_ROW_CHOICE(rfi_fabric, purpose, "purpose", purpose_words, true),
    RFI_ROW_CHOICE(rfi_fabric, kind, "kind", fabric_kind_words, false),
    RFI_ROW_NEEDED(rfi_fabric, radix, "radix", COUNT, "ports of a switch", VENDOR, 2, 4096),
    RFI_ROW_LIMITED(rfi_fabric, tiers, "tiers", COUNT, "tiers of switches", VENDOR, 1, 3),
    RFI_ROW_LIMITED(rfi_fabric, oversubscription, "oversubscription", RATIO,
                    "oversubscription at the leaf", VENDOR, 1000000, 100000000),
    RFI_ROW_LIMITED(rfi_fabric, rails, "rails", COUNT, "rails", VENDOR, 1, 1000),
    RFI_ROW_LIMITED(rfi_fabric, planes, "planes", COUNT, "planes side by side", VENDOR, 1,
                    100),
    RFI_ROW_LIMITED(rfi_fabric, ports_per_rack, "ports-per-rack", COUNT,
                    "fabric ports of a rack", VENDOR, 0, 100000),
    RFI_ROW_LIMITED(rfi_fabric, extra_ports, "extra-ports", COUNT,
                    "fabric ports of a scalable unit beside its pods", VENDOR, 0, 100000),
    RFI_ROW_LIMITED(rfi_fabric, port_rate, "port-rate", DATA_RATE, "rate of a fabric port",
                    VENDOR, 0, 0),
    RFI_ROW_LIMITED(rfi_fabric, lane_rate, "lane-rate", DATA_RATE, "rate of one lane",
                    VENDOR, 0, 0),
    RFI_ROW_LIMITED(rfi_fabric, links_per_cable, "links-per-cable", COUNT,
                    "links that share a cable", VENDOR, 1, 100),
    RFI_ROW_FIGURE(rfi_fabric, switch_power, "switch-power", POWER, PLAIN,
                   "power of a switch without optics", VENDOR),
    RFI_ROW_LIMITED(rfi_fabric, switch_units, "switch-units", COUNT,
                    "rack units of a switch", VENDOR, 1, 100),
    RFI_ROW_LIMITED(rfi_fabric, switch_price, "switch-price", MONEY, "price of a switch",
                    VENDOR, 0, 0),
    RFI_ROW_FIGURE(rfi_fabric, optic_power, "optic-power", POWER, PLAIN,
                   "power of a transceiver", VENDOR),
    RFI_ROW_LIMITED(rfi_fabric, optic_price, "optic-price", MONEY, "price of a transceiver",
                    VENDOR, 0, 0),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_row performance_rows[] = {
    RFI_ROW_LIMITED(rfi_profile, fp8, "fp8", COMPUTE, "dense FP8 rate per accelerator",
                    VENDOR, 0, 0),
    RFI_ROW_LIMITED(rfi_profile, bf16, "bf16", COMPUTE, "dense BF16 rate per accelerator",
                    VENDOR, 0, 0),
    RFI_ROW_LIMITED(rfi_profile, memory, "memory", MEMORY, "memory per accelerator", VENDOR,
                    0, 0),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_row price_rows[] = {
    RFI_ROW_LIMITED(rfi_profile, price, "rack", MONEY, "price of a rack", VENDOR, 0, 0),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_child root_children[] = {
    {"source", false, false}, {"rack", true, true},         {"pod", true, true},
    {"unit", true, true},     {"heat", true, true},         {"feed", true, false},
    {"network", true, false}, {"performance", true, false}, {"price", true, false},
    {"fabric", false, false}, {NULL, false, false},
};
static const rfi_child unit_children[] = {{"support", false, false}, {NULL, false, false}};
static const rfi_child feed_children[] = {{"voltage", false, false}, {NULL, false, false}};

static const rfi_vocabulary root_vocabulary = {"profile", root_rows, root_children};
static const rfi_vocabulary support_vocabulary = {"support", support_rows, NULL};
static const rfi_vocabulary fabric_vocabulary = {"fabric", fabric_rows, NULL};
static const rfi_vocabulary voltage_vocabulary = {"voltage", voltage_rows, NULL};

enum { PART_UNIT = 2, PART_FEED = 4, PART_NETWORK = 5, PARTS = 8 };

/* Elements that stand once and whose figures lie in the profile itself. */
static const rfi_vocabulary parts[PARTS] = {
    {"rack", rack_rows, NULL},
    {"pod", pod_rows, NULL},
    {"unit", unit_rows, unit_children},
    {"heat", heat_rows, NULL},
    {"feed", feed_rows, feed_children},
    {"network", network_rows, NULL},
    {"performance", performance_rows, NULL},
    {"price", price_rows, NULL},
};

/* Support racks are often called "network" too: their figures must not be mixed up. */
static const char *part_owner(size_t part)
{
    return part == PART_NETWORK ? "scale-out" : parts[part].name;
}

static void read_supports(rfi_reader *reader, const rfi_xml_element *element,
                          rfi_profile *profile)
{
    rfi_names names = {0};
    /* one more: network racks by the fabrics of a profile that states none */
    profile->supports = rfi_reader_array(reader, rfi_count_children(element, "support") + 1,
                                         sizeof(rfi_support));
    for (const rfi_xml_element *c = element->children; c != NULL && !reader->memory;
         c = c->next) {
        if (rfi_is(c, "support")) {
            rfi_support *support = &profile->supports[profile->support_count++];
            support->place = c->place;
            rfi_read_element(reader, c, &support_vocabulary, support, "support");
            rfi_names_add(reader, &names, support->id, 0, c->place, support);
        }
    }
    rfi_names_unique(reader, &names, "support");
}

static void read_voltages(rfi_reader *reader, const rfi_xml_element *element,
                          rfi_profile *profile)
{
    profile->voltages = rfi_reader_array(reader, rfi_count_children(element, "voltage"),
                                         sizeof(rfi_figure));
    for (const rfi_xml_element *c = element->children; c != NULL && !reader->memory;
         c = c->next) {
        if (rfi_is(c, "voltage")) {
            rfi_read_element(reader, c, &voltage_vocabulary,
                             &profile->voltages[profile->voltage_count++], "feed");
        }
    }
}
_Static_assert(sizeof(voltage_holder) == sizeof(rfi_figure), "read in place of a figure");

static void read_part(rfi_reader *reader, const rfi_xml_element *element, bool read[PARTS],
                      rfi_profile *profile)
{
    for (size_t i = 0; i < PARTS; i++) {
        if (!rfi_is(element, parts[i].name)) {
            continue;
        }
        read[i] = true;
        rfi_read_element(reader, element, &parts[i], profile, part_owner(i));
        if (i == PART_UNIT && !reader->memory) {
            read_supports(reader, element, profile);
        } else if (i == PART_FEED && !reader->memory) {
            read_voltages(reader, element, profile);
        }
    }
}

static void read_fabrics(rfi_reader *reader, rfi_profile *profile)
{
    rfi_names names = {0};
    profile->fabrics = rfi_reader_array(reader, rfi_count_children(reader->root, "fabric"),
                                        sizeof(rfi_fabric));
    for (const rfi_xml_element *c = reader->root->children; c != NULL && !reader->memory;
         c = c->next) {
        if (rfi_is(c, "fabric")) {
            rfi_fabric *fabric = &profile->fabrics[profile->fabric_count++];
            fabric->place = c->place;
            rfi_read_element(reader, c, &fabric_vocabulary, fabric, "fabric");
            rfi_names_add(reader, &names, fabric->id, 0, c->place, fabric);
        }
    }
    rfi_names_unique(reader, &names, "fabric");
}

static void check_draws(rfi_reader *reader, const rfi_profile *profile)
{
    const rfi_figure *draws[] = {&profile->plan, &profile->max, &profile->peak};
    for (size_t i = 1; i < 3; i++) {
        if (rfi_known(draws[i - 1]) && rfi_known(draws[i]) &&
            draws[i - 1]->base > draws[i]->base) {
            rfi_report_error(&reader->report, RFI_D_VALUE_RANGE, draws[i]->place,
                             "the %s is less than the %s", draws[i]->name,
                             draws[i - 1]->name);
        }
    }
}

static void read_root(rfi_reader *reader, rfi_profile *profile)
{
    const rfi_xml_element *root = reader->root;
    bool read[PARTS] = {false};
    rfi_reader_sources(reader);
    rfi_read_element(reader, root, &root_vocabulary, profile, reader->document);
    for (const rfi_xml_element *c = root->children; c != NULL && !reader->memory;
         c = c->next) {
        read_part(reader, c, read, profile);
    }
    if (!reader->memory) {
        read_fabrics(reader, profile);
    }
    for (size_t i = 0; i < PARTS && !reader->memory; i++) {
        if (!read[i]) {
            rfi_read_absent(reader, &parts[i], profile, root->place, part_owner(i));
        }
    }
    check_draws(reader, profile);
}

rfi_profile *rfi_read_profile(const char *file, const char *bytes, size_t size,
                              rf_diags *diags)
{
    rfi_reader reader;
    rfi_profile *profile = NULL;
    if (rfi_reader_open(&reader, RFI_DOCUMENT_PROFILE, file, bytes, size, diags)) {
        profile = rfi_reader_array(&reader, 1, sizeof(rfi_profile));
    }
    if (profile != NULL) {
        profile->arena = reader.arena;
        profile->file = reader.file;
        profile->digest = rfi_reader_digest(&reader);
        read_root(&reader, profile);
        profile->sources = reader.sources;
        profile->source_count = reader.source_count;
        profile->figures = reader.figures;
        profile->figure_count = reader.figure_count;
    }
    return rfi_reader_close(&reader) ? profile : NULL;
}

void rfi_profile_free(rfi_profile *profile)
{
    if (profile != NULL) {
        rfi_arena_free(profile->arena);
    }
}
