/* SPDX-License-Identifier: MIT */
/* The measures document: what can be done, what it costs and what it adds. */
#include <string.h>

#include "sites/read/table.h"

static const char *const scope_words[] = {"site", "hall", "link", NULL};
static const char *const with_words[] = {"none", "hall", "critical-it", "plan", NULL};

#define VENDOR "contractor"

static const rfi_row root_rows[] = {
    RFI_ROW_ID(rfi_measures),
    RFI_ROW_TEXT(rfi_measures, name, "name", WORDS, true),
    RFI_ROW_TEXT(rfi_measures, as_of, "as-of", DAY, true),
    RFI_ROW_END,
};

static void read_requires(rfi_reader *reader, const rfi_row *row,
                          const rfi_xml_element *element,
                          const rfi_xml_attribute *attribute, void *object)
{
    (void)row;
    (void)element;
    rfi_measure *measure = object;
    measure->requires_ids = rfi_read_ids(reader, attribute, &measure->requires_count);
}

static void read_excludes(rfi_reader *reader, const rfi_row *row,
                          const rfi_xml_element *element,
                          const rfi_xml_attribute *attribute, void *object)
{
    (void)row;
    (void)element;
    rfi_measure *measure = object;
    measure->excludes_ids = rfi_read_ids(reader, attribute, &measure->excludes_count);
}

static const rfi_row measure_rows[] = {
    RFI_ROW_ID(rfi_measure),
    RFI_ROW_TEXT(rfi_measure, name, "name", WORDS, true),
    RFI_ROW_CHOICE(rfi_measure, scope, "scope", scope_words, true),
    RFI_ROW_CHOICE(rfi_measure, with, "with", with_words, false),
    RFI_ROW_LIMITED(rfi_measure, cost, "cost", MONEY, "cost of one unit", VENDOR, 0, 0),
    RFI_ROW_LIMITED(rfi_measure, cost_rate, "cost-rate", PRICE_POWER,
                    "cost per power that it adds", VENDOR, 0, 0),
    RFI_ROW_LIMITED(rfi_measure, size, "size", POWER, "capacity of one unit", VENDOR, 0, 0),
    RFI_ROW_LIMITED(rfi_measure, cost_area, "cost-area", PRICE_AREA,
                    "cost per area of the hall", VENDOR, 0, 0),
    RFI_ROW_LIMITED(rfi_measure, cost_length, "cost-length", PRICE_LENGTH,
                    "cost per length", VENDOR, 0, 0),
    RFI_ROW_LIMITED(rfi_measure, length, "length", LENGTH, "length of one unit", "owner", 0,
                    0),
    RFI_ROW_LIMITED(rfi_measure, cost_share, "cost-share", RATIO,
                    "share of the cost of the other measures", VENDOR, 0, 0),
    RFI_ROW_LIMITED(rfi_measure, lead, "lead", DURATION, "lead time", VENDOR, 0, 0),
    RFI_ROW_LIMITED(rfi_measure, build, "build", DURATION, "build time", VENDOR, 0, 0),
    RFI_ROW_LIMITED(rfi_measure, outage, "outage", DURATION, "standstill", VENDOR, 0, 0),
    RFI_ROW_LIMITED(rfi_measure, floor, "floor", AREA, "floor that one unit takes", VENDOR,
                    0, 0),
    RFI_ROW_LIMITED(rfi_measure, max_count, "max-count", COUNT, "most units", "owner", 0,
                    0),
    RFI_ROW_OWN("requires", false, read_requires),
    RFI_ROW_OWN("excludes", false, read_excludes),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

/* ---- effects --------------------------------------------------------------------------
 */

/* RFI_REQUIREMENT_KIND_COUNT when the words are none. */
static rfi_requirement_kind requirement_kind(const char *words)
{
    size_t kind = 0;
    while (kind < RFI_REQUIREMENT_KIND_COUNT &&
           strcmp(rfi_requirement_id_words((rfi_requirement_kind)kind), words) != 0) {
        kind++;
    }
    return (rfi_requirement_kind)kind;
}

static void read_requirement(rfi_reader *reader, const rfi_row *row,
                             const rfi_xml_element *element,
                             const rfi_xml_attribute *attribute, void *object)
{
    (void)row;
    (void)element;
    const char *words[RFI_REQUIREMENT_KIND_COUNT + 1] = {NULL};
    for (size_t i = 0; i < RFI_REQUIREMENT_KIND_COUNT; i++) {
        words[i] = rfi_requirement_id_words((rfi_requirement_kind)i);
    }
    int kind = rfi_read_choice(reader, attribute, words);
    if (kind >= 0) {
        ((rfi_effect *)object)->requirement = words[kind];
    }
}

/* The kind of power may be named or left out: the requirement fixes it. */
static rfi_power_kind named_kind(const rfi_xml_attribute *attribute,
                                 rfi_requirement_kind kind)
{
    rfi_power_kind power = RFI_POWER_PLAIN;
    if (kind == RFI_REQ_FIRM_UTILITY || kind == RFI_REQ_ENERGISED_UTILITY) {
        power = RFI_POWER_UTILITY;
    } else if (kind == RFI_REQ_LIQUID_HEAT || kind == RFI_REQ_AIR_HEAT) {
        power = RFI_POWER_THERMAL;
    }
    bool named = strstr(attribute->value, rfi_power_kind_words(power)) != NULL;
    return named ? power : RFI_POWER_PLAIN;
}

/* What kinds of things an effect may be held to, by requirement; NULL: to none. */
static const char *const *kinds_of(rfi_requirement_kind kind)
{
    static const char *const elements[] = {"transformer", "switchgear", "feeder",
                                           "substation",  "ups",        "switchboard",
                                           "busway",      NULL};
    static const char *const plants[] = {
        "dry-cooler", "adiabatic",   "tower",     "chiller",   "cdu",   "crah",
        "fan-wall",   "outside-air", "rear-door", "immersion", "hydro", NULL};
    static const char *const gates[] = {"title", "interconnection", "zoning",
                                        "air",   "water",           "noise",
                                        "road",  "other",           NULL};
    static const char *const subsystems[] = {"ups", "generators", NULL};
    switch ((int)kind) {
    case RFI_REQ_POWER_CHAIN:
        return elements;
    case RFI_REQ_LIQUID_HEAT:
    case RFI_REQ_LIQUID_FLOW:
    case RFI_REQ_LIQUID_SUPPLY:
    case RFI_REQ_AIR_HEAT:
    case RFI_REQ_AIR_INLET:
    case RFI_REQ_AIR_FILTRATION:
    case RFI_REQ_PLANT_AMBIENT:
    case RFI_REQ_PIPE_FLOW:
    case RFI_REQ_AIR_FLOW:
    case RFI_REQ_COOLING_RIDE_THROUGH:
        return plants;
    case RFI_REQ_GATE:
        return gates;
    case RFI_REQ_SUBSYSTEM:
        return subsystems;
    default:
        return NULL;
    }
}

/* The kind of requirement of an effect; its attribute may stand after the one that asks. */
static rfi_requirement_kind kind_of(const rfi_xml_element *effect)
{
    const rfi_xml_attribute *requirement = rfi_attribute(effect, "requirement");
    return requirement == NULL ? RFI_REQUIREMENT_KIND_COUNT
                               : requirement_kind(requirement->value);
}

static void refuse(rfi_reader *reader, const rfi_xml_attribute *attribute,
                   rfi_requirement_kind kind)
{
    rfi_report_error(&reader->report, RFI_D_VALUE_RANGE, attribute->value_place,
                     "\"%s\" means nothing for \"%s\"", attribute->name,
                     rfi_requirement_id_words(kind));
}

static void read_of(rfi_reader *reader, const rfi_row *row, const rfi_xml_element *element,
                    const rfi_xml_attribute *attribute, void *object)
{
    (void)row;
    rfi_requirement_kind kind = kind_of(element);
    const char *const *words = kinds_of(kind);
    if (words != NULL) {
        int choice = rfi_read_choice(reader, attribute, words);
        ((rfi_effect *)object)->of = choice < 0 ? NULL : words[choice];
    } else if (kind != RFI_REQUIREMENT_KIND_COUNT) {
        refuse(reader, attribute, kind);
    }
}

/* The dimension is that of the requirement. */
static void read_amount(rfi_reader *reader, const rfi_row *row,
                        const rfi_xml_element *element, const rfi_xml_attribute *attribute,
                        void *object)
{
    rfi_requirement_kind kind = kind_of(element);
    rfi_figure *figure = (rfi_figure *)(void *)((char *)object + row->offset);
    figure->place = attribute->value_place;
    if (kind == RFI_REQUIREMENT_KIND_COUNT) {
        return; /* reported with the requirement */
    }
    rfi_expectation expected = {.dimension = rfi_requirement_dimension(kind),
                                .kind = named_kind(attribute, kind)};
    figure->dimension = expected.dimension;
    (void)rfi_quantities_read(reader->quantities, &reader->report, attribute->value,
                              attribute->length, &expected, attribute->value_place, figure);
}

static void read_voltage(rfi_reader *reader, const rfi_row *row,
                         const rfi_xml_element *element, const rfi_xml_attribute *attribute,
                         void *object)
{
    (void)row;
    rfi_requirement_kind kind = kind_of(element);
    rfi_figure *figure = &((rfi_effect *)object)->voltage;
    figure->place = attribute->value_place;
    if (kind == RFI_REQ_RACK_VOLTAGE) {
        rfi_expectation expected = {.dimension = RFI_DIM_VOLTAGE};
        (void)rfi_quantities_read(reader->quantities, &reader->report, attribute->value,
                                  attribute->length, &expected, attribute->value_place,
                                  figure);
    } else if (kind != RFI_REQUIREMENT_KIND_COUNT) {
        refuse(reader, attribute, kind);
    }
}

#define AMOUNT(field, title)                                                               \
    {                                                                                      \
        .attribute = #field, .value = RFI_VALUE_FIGURE,                                    \
        .offset = offsetof(rfi_effect, field), .words = (title), .holder = VENDOR,         \
        .read = read_amount                                                                \
    }

static const rfi_row effect_rows[] = {
    RFI_ROW_OWN("requirement", true, read_requirement),
    RFI_ROW_OWN("of", false, read_of),
    AMOUNT(adds, "what one unit adds"),
    AMOUNT(takes, "what one unit takes"),
    {.attribute = "voltage",
     .value = RFI_VALUE_FIGURE,
     .offset = offsetof(rfi_effect, voltage),
     .dimension = RFI_DIM_VOLTAGE,
     .words = "voltage at the racks",
     .holder = VENDOR,
     .read = read_voltage},
    RFI_ROW_SRC,
    RFI_ROW_END,
};

/* Figures of several effects of a measure have one owner: their names tell them apart. */
static void name_amount(rfi_reader *reader, const rfi_effect *effect, const char *verb,
                        rfi_figure *figure)
{
    rfi_requirement_kind kind = requirement_kind(effect->requirement);
    const char *name =
        rfi_arena_format(reader->arena, effect->of == NULL ? "%s %s" : "%s %s (%s)", verb,
                         rfi_requirement_words(kind), effect->of);
    reader->memory = reader->memory || name == NULL;
    figure->name = name == NULL ? figure->name : name;
}

static const rfi_child root_children[] = {
    {"source", false, false},
    {"measure", false, false},
    {NULL, false, false},
};
static const rfi_child measure_children[] = {{"effect", false, false},
                                             {NULL, false, false}};

static const rfi_vocabulary root_vocabulary = {"measures", root_rows, root_children};
static const rfi_vocabulary measure_vocabulary = {"measure", measure_rows,
                                                  measure_children};
static const rfi_vocabulary effect_vocabulary = {"effect", effect_rows, NULL};

/* ---- measures -------------------------------------------------------------------------
 */

static void read_measure(rfi_reader *reader, const rfi_xml_element *element,
                         rfi_measure *measure)
{
    measure->place = element->place;
    rfi_read_element(reader, element, &measure_vocabulary, measure, "measure");
    measure->effects =
        rfi_reader_array(reader, rfi_count_children(element, "effect"), sizeof(rfi_effect));
    const char *owner = measure->id == NULL ? "measure" : measure->id;
    for (const rfi_xml_element *c = element->children; c != NULL && !reader->memory;
         c = c->next) {
        if (rfi_is(c, "effect")) {
            rfi_effect *effect = &measure->effects[measure->effect_count++];
            effect->place = c->place;
            reader->inherited = rfi_attribute(element, "src");
            rfi_read_element(reader, c, &effect_vocabulary, effect, owner);
            reader->inherited = NULL;
            if (effect->requirement != NULL) {
                name_amount(reader, effect, "adds", &effect->adds);
                name_amount(reader, effect, "takes", &effect->takes);
            }
        }
    }
}

static void check_ids(rfi_reader *reader, const rfi_names *names,
                      const rfi_xml_element *element, const char *attribute,
                      const char *const *ids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (rfi_names_find(names, ids[i], 0) == NULL) {
            rfi_report_error(
                &reader->report, RFI_D_ID_UNKNOWN,
                rfi_attribute(element, attribute)->value_place,
                "%s=\"%s\": a measure of this document is expected, nothing of "
                "that id is there",
                attribute, ids[i]);
            rfi_names_hint(reader, names, ids[i], 0);
        }
    }
}

static void check_all_ids(rfi_reader *reader, const rfi_measures *measures)
{
    rfi_names names = {0};
    for (size_t i = 0; i < measures->count; i++) {
        const rfi_measure *m = &measures->items[i];
        rfi_names_add(reader, &names, m->id, 0, m->place, m);
    }
    rfi_names_unique(reader, &names, "measure");
    const rfi_measure *m = measures->items;
    for (const rfi_xml_element *c = reader->root->children; c != NULL; c = c->next) {
        if (rfi_is(c, "measure")) {
            check_ids(reader, &names, c, "requires", m->requires_ids, m->requires_count);
            check_ids(reader, &names, c, "excludes", m->excludes_ids, m->excludes_count);
            m++;
        }
    }
}

static void read_root(rfi_reader *reader, rfi_measures *measures)
{
    const rfi_xml_element *root = reader->root;
    rfi_reader_sources(reader);
    rfi_read_element(reader, root, &root_vocabulary, measures, reader->document);
    measures->items =
        rfi_reader_array(reader, rfi_count_children(root, "measure"), sizeof(rfi_measure));
    for (const rfi_xml_element *c = root->children; c != NULL && !reader->memory;
         c = c->next) {
        if (rfi_is(c, "measure")) {
            read_measure(reader, c, &measures->items[measures->count++]);
        }
    }
    if (!reader->memory) {
        check_all_ids(reader, measures);
    }
}

rfi_measures *rfi_read_measures(const char *file, const char *bytes, size_t size,
                                rf_diags *diags)
{
    rfi_reader reader;
    rfi_measures *measures = NULL;
    if (rfi_reader_open(&reader, RFI_DOCUMENT_MEASURES, file, bytes, size, diags)) {
        measures = rfi_reader_array(&reader, 1, sizeof(rfi_measures));
    }
    if (measures != NULL) {
        measures->arena = reader.arena;
        measures->file = reader.file;
        measures->digest = rfi_reader_digest(&reader);
        read_root(&reader, measures);
        measures->sources = reader.sources;
        measures->source_count = reader.source_count;
        measures->figures = reader.figures;
        measures->figure_count = reader.figure_count;
    }
    return rfi_reader_close(&reader) ? measures : NULL;
}

void rfi_measures_free(rfi_measures *measures)
{
    if (measures != NULL) {
        rfi_arena_free(measures->arena);
    }
}
