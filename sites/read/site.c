/* SPDX-License-Identifier: MIT */
/* The site document: its root, grid, links, gates and want. Halls are read in hall.c,
 * chains in chain.c, what ties them together is checked in resolve.c. */
#include <string.h>

#include "planner/base/checked.h"
#include "sites/read/parts.h"

/* ---- vocabulary -----------------------------------------------------------------------
 */

static const char *const yes_words[] = {"no", "yes", NULL};
static const char *const policy_words[] = {
    "none", "n", "redundant", "maintainable", "fault-tolerant", NULL,
};
static const char *const grid_rules_words[] = {"apply", "none", NULL};
static const char *const gate_words[RFI_GATE_KINDS + 1] = {
    "title", "interconnection", "zoning",     "air",          "water", "noise",
    "road",  "other",           "large-load", "ride-through", NULL,
};
static const char *const status_words[] = {"refused", "granted", "pending", "unknown",
                                           NULL};

static const rfi_row root_rows[] = {
    RFI_ROW_ID(rfi_site),
    RFI_ROW_TEXT(rfi_site, name, "name", WORDS, true),
    RFI_ROW_TEXT(rfi_site, as_of, "as-of", DAY, true),
    {.attribute = "reference",
     .value = RFI_VALUE_FLAG,
     .offset = offsetof(rfi_site, reference),
     .choices = yes_words},
    RFI_ROW_FIGURE(rfi_site, module_power, "module", POWER, UTILITY,
                   "utility power of one module", "engineer"),
    RFI_ROW_END,
};

static const rfi_child root_children[] = {
    {"source", false, false},    {"location", true, false}, {"grid", true, false},
    {"electrical", true, false}, {"cooling", true, false},  {"hall", false, false},
    {"link", false, false},      {"gate", false, false},    {"works", true, false},
    {"want", true, false},       {"finance", true, false},  {"trench", false, false},
    {NULL, false, false},
};

static void read_north(rfi_reader *reader, const rfi_row *row,
                       const rfi_xml_element *element, const rfi_xml_attribute *attribute,
                       void *object)
{
    (void)row;
    (void)element;
    rfi_site *site = object;
    const rfi_expectation expected = {.dimension = RFI_DIM_ANGLE};
    site->north_stated = rfi_read_whole(reader, attribute, &expected, &site->north);
}

static const rfi_row location_rows[] = {
    RFI_ROW_LIMITED(rfi_site, lat, "lat", ANGLE, "latitude", "owner", -90000000, 90000000),
    RFI_ROW_LIMITED(rfi_site, lon, "lon", ANGLE, "longitude", "owner", -180000000,
                    180000000),
    RFI_ROW_LIMITED(rfi_site, elevation, "elevation", LENGTH, "elevation", "owner", -500000,
                    9000000),
    {.attribute = "north", .value = RFI_VALUE_OWN, .read = read_north},
    RFI_ROW_TEXT(rfi_site, region, "region", WORDS, false),
    RFI_ROW_NAME(rfi_site, climate_id, "climate", NONE),
    {.attribute = "grid-rules",
     .value = RFI_VALUE_FLAG,
     .offset = offsetof(rfi_site, no_grid_rules),
     .choices = grid_rules_words},
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_row interconnect_rows[] = {
    RFI_ROW_ID(rfi_interconnect),
    RFI_ROW_TEXT(rfi_interconnect, operator_name, "operator", WORDS, false),
    RFI_ROW_LIMITED(rfi_interconnect, voltage, "voltage", VOLTAGE,
                    "interconnection voltage", "utility", 0, 0),
    RFI_ROW_FIGURE(rfi_interconnect, announced, "announced", POWER, UTILITY,
                   "announced utility power", "owner"),
    RFI_ROW_FIGURE(rfi_interconnect, contracted, "contracted", POWER, UTILITY,
                   "contracted utility power", "utility"),
    RFI_ROW_FIGURE(rfi_interconnect, energised, "energised", POWER, UTILITY,
                   "energised utility power", "utility"),
    RFI_ROW_FIGURE(rfi_interconnect, firm, "firm", POWER, UTILITY, "firm utility power",
                   "utility"),
    RFI_ROW_LIMITED(rfi_interconnect, transferable, "transferable", STATUS,
                    "interconnection agreement may serve AI load", "utility", 0, 0),
    RFI_ROW_LIMITED(rfi_interconnect, restudy, "restudy", STATUS,
                    "change of use opens a new study", "utility", 0, 0),
    RFI_ROW_LIMITED(rfi_interconnect, power_factor, "power-factor", RATIO,
                    "power factor at the interconnection", "utility", 1, 1000000),
    RFI_ROW_LIMITED(rfi_interconnect, ramp, "ramp", RAMP, "ramp that the grid follows",
                    "utility", 0, 0),
    RFI_ROW_FIGURE(rfi_interconnect, band, "band", POWER, UTILITY,
                   "swing that the grid takes at any speed", "utility"),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_row step_rows[] = {
    {.attribute = "id", .value = RFI_VALUE_ID, .offset = offsetof(rfi_step, id)},
    RFI_ROW_NEEDED(rfi_step, date, "date", DATE, "date of the energisation step", "utility",
                   0, 0),
    RFI_ROW_FIGURE(rfi_step, energised, "energised", POWER, UTILITY,
                   "energised utility power from that date", "utility"),
    RFI_ROW_FIGURE(rfi_step, firm, "firm", POWER, UTILITY,
                   "firm utility power from that date", "utility"),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static void read_via(rfi_reader *reader, const rfi_row *row, const rfi_xml_element *element,
                     const rfi_xml_attribute *attribute, void *object)
{
    (void)element;
    rfi_link *link = object;
    link->via = rfi_read_mentions(reader, row, attribute, &link->via_count);
}

static const rfi_row trench_rows[] = {
    RFI_ROW_ID(rfi_trench),
    RFI_ROW_TEXT(rfi_trench, words, "words", WORDS, false),
    RFI_ROW_LIMITED(rfi_trench, route_length, "route-length", LENGTH,
                    "length of the shared stretch", "network carrier", 0, 0),
    RFI_ROW_LIMITED(rfi_trench, separation, "separation", LENGTH,
                    "distance to the nearest other trench", "network carrier", 0, 0),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_row link_rows[] = {
    RFI_ROW_ID(rfi_link),
    RFI_ROW_TEXT(rfi_link, carrier, "carrier", WORDS, false),
    RFI_ROW_TEXT(rfi_link, to, "to", WORDS, false),
    RFI_ROW_TEXT(rfi_link, path, "path", WORDS, false),
    {.attribute = "via",
     .value = RFI_VALUE_OWN,
     .target = RFI_TARGET_TRENCH,
     .read = read_via},
    RFI_ROW_LIMITED(rfi_link, capacity, "capacity", DATA_RATE, "link capacity",
                    "network carrier", 0, 0),
    RFI_ROW_LIMITED(rfi_link, latency, "latency", DURATION, "link latency",
                    "network carrier", 0, 0),
    RFI_ROW_LIMITED(rfi_link, route_length, "route-length", LENGTH, "route length",
                    "network carrier", 0, 0),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static void read_gate_status(rfi_reader *reader, const rfi_row *row,
                             const rfi_xml_element *element,
                             const rfi_xml_attribute *attribute, void *object)
{
    (void)row;
    (void)element;
    rfi_gate *gate = object;
    int status = rfi_read_choice(reader, attribute, status_words);
    gate->status.place = attribute->value_place;
    gate->pending = status == 2;
    if (status == 0 || status == 1) {
        gate->status.state = RFI_KNOWN;
        gate->status.low = gate->status.base = gate->status.high = status;
    } else if (status >= 0) {
        gate->status.state = RFI_UNKNOWN;
    }
}

static const rfi_row gate_rows[] = {
    RFI_ROW_ID(rfi_gate),
    RFI_ROW_CHOICE(rfi_gate, kind, "kind", gate_words, true),
    {.attribute = "status",
     .value = RFI_VALUE_FIGURE,
     .offset = offsetof(rfi_gate, status),
     .required = true,
     .dimension = RFI_DIM_STATUS,
     .words = "status of the gate",
     .holder = "authority",
     .read = read_gate_status},
    RFI_ROW_LIMITED(rfi_gate, date, "date", DATE, "date of the decision", "authority", 0,
                    0),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_row want_rows[] = {
    {.attribute = "target", /* from 1 kW: nothing wanted would silently mean one unit */
     .value = RFI_VALUE_FIGURE,
     .offset = offsetof(rfi_want, target),
     .dimension = RFI_DIM_POWER,
     .kind = RFI_POWER_CRITICAL_IT,
     .words = "wanted critical IT power",
     .holder = "tenant",
     .least = 1000000,
     .most = RFI_UNBOUNDED},
    RFI_ROW_LIMITED(rfi_want, pods, "pods", COUNT, "wanted pods", "tenant", 1, 1000000),
    RFI_ROW_LIMITED(rfi_want, by, "by", DATE, "date by which it is wanted", "tenant", 0, 0),
    RFI_ROW_LIMITED(rfi_want, reserve, "reserve", RATIO, "reserve", "tenant", 0, 999999),
    RFI_ROW_LIMITED(rfi_want, bandwidth, "bandwidth", DATA_RATE, "wanted bandwidth",
                    "tenant", 0, 0),
    RFI_ROW_LIMITED(rfi_want, latency, "latency", DURATION, "longest round trip wanted",
                    "tenant", 0, 0),
    RFI_ROW_LIMITED(rfi_want, carriers, "carriers", COUNT, "wanted carriers", "tenant", 0,
                    1000),
    RFI_ROW_END,
};

#define POLICY_ROW(subsystem, name)                                                        \
    {                                                                                      \
        .attribute = (name), .value = RFI_VALUE_CHOICE,                                    \
        .offset = (subsystem) * sizeof(rfi_policy), .choices = policy_words                \
    }

static const rfi_row policy_rows[] = {
    POLICY_ROW(RFI_SUB_UTILITY, "utility"),
    POLICY_ROW(RFI_SUB_DISTRIBUTION, "distribution"),
    POLICY_ROW(RFI_SUB_GENERATORS, "generators"),
    POLICY_ROW(RFI_SUB_UPS, "ups"),
    POLICY_ROW(RFI_SUB_COOLING, "cooling"),
    POLICY_ROW(RFI_SUB_CDU, "cdu"),
    POLICY_ROW(RFI_SUB_NETWORK, "network"),
    RFI_ROW_END,
};

static const rfi_row finance_rows[] = {
    RFI_ROW_LIMITED(rfi_site, power_price, "power-price", PRICE_ENERGY, "power price",
                    "utility", 0, 0),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_row water_rows[] = {
    RFI_ROW_LIMITED(rfi_water, permit_day, "permit-day", WATER,
                    "water that may be taken in a day", "authority", 0, 0),
    RFI_ROW_LIMITED(rfi_water, permit_year, "permit-year", VOLUME,
                    "water that may be taken in a year", "authority", 0, 0),
    RFI_ROW_LIMITED(rfi_water, make_up, "make-up", FLOW, "flow of the make-up pipe",
                    "owner", 0, 0),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_row no_rows[] = {RFI_ROW_END};
static const rfi_child grid_children[] = {{"interconnect", false, false},
                                          {NULL, false, false}};
static const rfi_child interconnect_children[] = {{"step", false, false},
                                                  {NULL, false, false}};
static const rfi_child electrical_children[] = {
    RFI_ELEMENT_CHILDREN, {"bess", false, false}, {NULL, false, false}};
static const rfi_child cooling_children[] = {
    {"plant", false, false}, {"water", true, false}, {NULL, false, false}};
static const rfi_child want_children[] = {{"policy", true, false}, {NULL, false, false}};

static const rfi_vocabulary root_vocabulary = {"site", root_rows, root_children};
static const rfi_vocabulary location_vocabulary = {"location", location_rows, NULL};
static const rfi_vocabulary grid_vocabulary = {"grid", no_rows, grid_children};
static const rfi_vocabulary interconnect_vocabulary = {"interconnect", interconnect_rows,
                                                       interconnect_children};
static const rfi_vocabulary step_vocabulary = {"step", step_rows, NULL};
static const rfi_vocabulary electrical_vocabulary = {"electrical", no_rows,
                                                     electrical_children};
static const rfi_vocabulary cooling_vocabulary = {"cooling", no_rows, cooling_children};
static const rfi_vocabulary water_vocabulary = {"water", water_rows, NULL};
static const rfi_vocabulary link_vocabulary = {"link", link_rows, NULL};
static const rfi_vocabulary trench_vocabulary = {"trench", trench_rows, NULL};
static const rfi_vocabulary gate_vocabulary = {"gate", gate_rows, NULL};
static const rfi_vocabulary want_vocabulary = {"want", want_rows, want_children};
static const rfi_vocabulary finance_vocabulary = {"finance", finance_rows, NULL};
const rfi_vocabulary rfi_policy_vocabulary = {"policy", policy_rows, NULL};

/* ---- grid -----------------------------------------------------------------------------
 */

static void warn_order(rfi_reader *reader, const rfi_figure *less, const rfi_figure *more)
{
    if (rfi_known(less) && rfi_known(more) && less->base > more->base) {
        rfi_report_warning(&reader->report, RFI_D_POWER_ORDER, less->place,
                           "the %s of \"%s\" is more than the %s", less->name, less->owner,
                           more->name);
    }
}

static void read_steps(rfi_reader *reader, const rfi_xml_element *element,
                       rfi_interconnect *interconnect)
{
    interconnect->steps =
        rfi_reader_array(reader, rfi_count_children(element, "step"), sizeof(rfi_step));
    const char *owner = interconnect->id == NULL ? "interconnect" : interconnect->id;
    for (const rfi_xml_element *c = element->children; c != NULL && !reader->memory;
         c = c->next) {
        if (!rfi_is(c, "step")) {
            continue;
        }
        rfi_step *step = &interconnect->steps[interconnect->step_count++];
        step->place = c->place;
        rfi_read_element(reader, c, &step_vocabulary, step, owner);
        warn_order(reader, &step->firm, &step->energised);
        warn_order(reader, &step->energised, &interconnect->contracted);
    }
}

static void read_interconnect(rfi_reader *reader, const rfi_xml_element *element,
                              rfi_interconnect *interconnect)
{
    interconnect->place = element->place;
    rfi_read_element(reader, element, &interconnect_vocabulary, interconnect,
                     "interconnect");
    warn_order(reader, &interconnect->contracted, &interconnect->announced);
    warn_order(reader, &interconnect->energised,
               rfi_known(&interconnect->contracted) ? &interconnect->contracted
                                                    : &interconnect->announced);
    warn_order(reader, &interconnect->firm, &interconnect->energised);
    read_steps(reader, element, interconnect);
}

static void read_grid(rfi_reader *reader, const rfi_xml_element *element, rfi_site *site)
{
    rfi_read_element(reader, element, &grid_vocabulary, site, "grid");
    site->interconnects = rfi_reader_array(
        reader, rfi_count_children(element, "interconnect"), sizeof(rfi_interconnect));
    for (const rfi_xml_element *c = element->children; c != NULL && !reader->memory;
         c = c->next) {
        if (rfi_is(c, "interconnect")) {
            read_interconnect(reader, c, &site->interconnects[site->interconnect_count++]);
        }
    }
}

/* ---- shared chains, want --------------------------------------------------------------
 */

static void read_chain(rfi_reader *reader, const rfi_xml_element *element, rfi_site *site)
{
    rfi_chain chain = {0};
    if (rfi_is(element, "electrical")) {
        rfi_read_element(reader, element, &electrical_vocabulary, site, "electrical");
        rfi_chain_elements(reader, element, &chain);
    } else {
        rfi_read_element(reader, element, &cooling_vocabulary, site, "cooling");
        rfi_chain_plants(reader, element, &chain);
    }
    for (const rfi_xml_element *c = element->children; c != NULL && !reader->memory;
         c = c->next) {
        if (rfi_is(c, "water")) {
            site->water.place = c->place;
            rfi_read_element(reader, c, &water_vocabulary, &site->water, "water");
        } else {
            rfi_chain_take(reader, c, &chain);
        }
    }
    if (chain.elements != NULL) {
        site->elements = chain.elements;
        site->element_count = chain.element_count;
    }
    if (chain.plants != NULL) {
        site->plants = chain.plants;
        site->plant_count = chain.plant_count;
    }
}

static void read_want(rfi_reader *reader, const rfi_xml_element *element, rfi_site *site)
{
    site->want.stated = true;
    site->want.place = element->place;
    rfi_read_element(reader, element, &want_vocabulary, &site->want, "want");
    for (const rfi_xml_element *c = element->children; c != NULL; c = c->next) {
        if (rfi_is(c, "policy")) {
            site->want.policy_stated = true;
            rfi_read_element(reader, c, &rfi_policy_vocabulary, site->want.policy,
                             "policy");
        }
    }
    const rfi_xml_attribute *pods = rfi_attribute(element, "pods");
    if (pods != NULL && rfi_attribute(element, "target") != NULL) {
        rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_UNKNOWN, pods->place,
                         "\"pods\" stands beside \"target\": one of the two is expected");
    }
}

/* ---- root -----------------------------------------------------------------------------
 */

/* Title lies with the owner, the connection with the utility, all else with authorities. */
static void name_holder(rfi_gate *gate)
{
    const char *holder = gate->kind == RFI_GATE_TITLE             ? "owner"
                         : gate->kind == RFI_GATE_INTERCONNECTION ? "utility"
                                                                  : "authority";
    gate->status.holder = gate->date.holder = holder;
}

static void read_child(rfi_reader *reader, const rfi_xml_element *child, rfi_site *site)
{
    if (rfi_is(child, "location")) {
        rfi_read_element(reader, child, &location_vocabulary, site, "location");
        const rfi_xml_attribute *climate = rfi_attribute(child, "climate");
        site->climate_known.place = climate == NULL ? child->place : climate->value_place;
    } else if (rfi_is(child, "grid")) {
        read_grid(reader, child, site);
    } else if (rfi_is(child, "electrical") || rfi_is(child, "cooling")) {
        read_chain(reader, child, site);
    } else if (rfi_is(child, "hall")) {
        reader->scope = site->hall_count;
        rfi_read_hall(reader, child, &site->halls[site->hall_count++]);
        reader->scope = RFI_SCOPE_SHARED;
    } else if (rfi_is(child, "link")) {
        rfi_link *link = &site->links[site->link_count++];
        link->place = child->place;
        rfi_read_element(reader, child, &link_vocabulary, link, "link");
    } else if (rfi_is(child, "trench")) {
        rfi_trench *trench = &site->trenches[site->trench_count++];
        trench->place = child->place;
        rfi_read_element(reader, child, &trench_vocabulary, trench, "trench");
    } else if (rfi_is(child, "gate")) {
        rfi_gate *gate = &site->gates[site->gate_count++];
        gate->place = child->place;
        rfi_read_element(reader, child, &gate_vocabulary, gate, "gate");
        name_holder(gate);
    } else if (rfi_is(child, "works")) {
        rfi_read_works(reader, child, &site->works);
    } else if (rfi_is(child, "want")) {
        read_want(reader, child, site);
    } else if (rfi_is(child, "finance")) {
        rfi_read_element(reader, child, &finance_vocabulary, site, "finance");
    }
}

static void declare_absent(rfi_reader *reader, rfi_site *site)
{
    const rfi_xml_element *root = reader->root;
    if (rfi_count_children(root, "location") == 0) {
        rfi_read_absent(reader, &location_vocabulary, site, root->place, "location");
    }
    if (!site->want.stated) {
        site->want.place = root->place;
        rfi_read_absent(reader, &want_vocabulary, &site->want, root->place, "want");
    }
    if (site->water.permit_day.name == NULL) {
        site->water.place = root->place;
        rfi_read_absent(reader, &water_vocabulary, &site->water, root->place, "water");
    }
    if (rfi_count_children(root, "finance") == 0) {
        rfi_read_absent(reader, &finance_vocabulary, site, root->place, "finance");
    }
}

static void read_root(rfi_reader *reader, rfi_site *site)
{
    const rfi_xml_element *root = reader->root;
    rfi_reader_sources(reader);
    rfi_read_element(reader, root, &root_vocabulary, site, reader->document);
    if (site->module_power.state != RFI_ABSENT && !site->reference) {
        rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_UNKNOWN,
                         rfi_attribute(root, "module")->place,
                         "\"module\" is an attribute of reference designs only");
        rfi_report_hint(&reader->report, "a reference design says reference=\"yes\"");
    }
    site->halls =
        rfi_reader_array(reader, rfi_count_children(root, "hall"), sizeof(rfi_hall));
    site->links =
        rfi_reader_array(reader, rfi_count_children(root, "link"), sizeof(rfi_link));
    site->gates =
        rfi_reader_array(reader, rfi_count_children(root, "gate"), sizeof(rfi_gate));
    site->trenches =
        rfi_reader_array(reader, rfi_count_children(root, "trench"), sizeof(rfi_trench));
    for (const rfi_xml_element *c = root->children; c != NULL && !reader->memory;
         c = c->next) {
        read_child(reader, c, site);
    }
    if (!reader->memory) {
        declare_absent(reader, site);
        rfi_resolve_site(reader, site);
    }
}

rfi_site *rfi_read_site(const char *file, const char *bytes, size_t size, rf_diags *diags)
{
    rfi_reader reader;
    rfi_site *site = NULL;
    if (rfi_reader_open(&reader, RFI_DOCUMENT_SITE, file, bytes, size, diags)) {
        site = rfi_reader_array(&reader, 1, sizeof(rfi_site));
    }
    if (site != NULL) {
        site->arena = reader.arena;
        site->file = reader.file;
        site->digest = rfi_reader_digest(&reader);
        read_root(&reader, site);
        site->sources = reader.sources;
        site->source_count = reader.source_count;
        site->figures = reader.figures;
        site->figure_count = reader.figure_count;
    }
    return rfi_reader_close(&reader) ? site : NULL;
}

void rfi_site_free(rfi_site *site)
{
    if (site != NULL) {
        rfi_arena_free(site->arena);
    }
}
