/* SPDX-License-Identifier: MIT */
/* Electrical elements and cooling plants, shared or of one hall. */
#include <string.h>

#include "sites/read/parts.h"

static const char *const element_names[RFI_ELEMENT_KINDS + 1] = {
    "transformer", "switchgear",  "feeder", "substation", "generator",
    "ups",         "switchboard", "busway", "bess",       NULL,
};
static const char *const side_words[] = {"", "A", "B", NULL};
static const char *const plant_words[RFI_PLANT_KINDS + 1] = {
    "dry-cooler", "adiabatic",   "tower",     "chiller",   "cdu",   "crah",
    "fan-wall",   "outside-air", "rear-door", "immersion", "hydro", NULL,
};
static const char *const loop_words[] = {"liquid", "air", NULL};

static void read_from(rfi_reader *reader, const rfi_row *row,
                      const rfi_xml_element *element, const rfi_xml_attribute *attribute,
                      void *object)
{
    (void)element;
    rfi_element *e = object;
    e->sources = rfi_read_mentions(reader, row, attribute, &e->source_count);
    e->from = e->source_count > 0 ? e->sources[0] : NULL;
}

static void read_standby(rfi_reader *reader, const rfi_row *row,
                         const rfi_xml_element *element, const rfi_xml_attribute *attribute,
                         void *object)
{
    (void)element;
    rfi_element *e = object;
    e->standby = rfi_read_mentions(reader, row, attribute, &e->standby_count);
}

static const rfi_row element_rows[] = {
    RFI_ROW_ID(rfi_element),
    RFI_ROW_NAME(rfi_element, group, "group", NONE),
    RFI_ROW_NAMES("from", UPSTREAM, read_from),
    RFI_ROW_NAMES("standby", UPSTREAM, read_standby),
    RFI_ROW_NAME(rfi_element, backs, "backs", GROUP),
    RFI_ROW_CHOICE(rfi_element, side, "side", side_words, false),
    RFI_ROW_TEXT(rfi_element, claimed, "claimed", CLAIM, false),
    RFI_ROW_LIMITED(rfi_element, rating, "rating", APPARENT, "rating", "owner", 0, 0),
    RFI_ROW_LIMITED(rfi_element, current, "current", CURRENT, "rated current", "owner", 0,
                    0),
    RFI_ROW_LIMITED(rfi_element, voltage, "voltage", VOLTAGE, "output voltage", "owner", 0,
                    0),
    RFI_ROW_LIMITED(rfi_element, count, "count", COUNT, "number of units", "owner", 0,
                    10000),
    RFI_ROW_LIMITED(rfi_element, power_factor, "power-factor", RATIO, "power factor",
                    "owner", 1, 1000000),
    RFI_ROW_LIMITED(rfi_element, efficiency, "efficiency", RATIO, "efficiency", "owner", 1,
                    1000000),
    RFI_ROW_LIMITED(rfi_element, continuous_factor, "continuous-factor", RATIO,
                    "continuous-load factor", "owner", 1, 1000000),
    RFI_ROW_LIMITED(rfi_element, loss_fixed, "loss-fixed", RATIO,
                    "loss at no load, per rating", "owner", 0, 1000000),
    RFI_ROW_LIMITED(rfi_element, loss_linear, "loss-linear", RATIO,
                    "loss in proportion to the load", "owner", 0, 1000000),
    RFI_ROW_LIMITED(rfi_element, loss_square, "loss-square", RATIO,
                    "loss with the square of the load, at full load", "owner", 0, 1000000),
    RFI_ROW_LIMITED(rfi_element, energy, "energy", ENERGY, "stored energy of a unit",
                    "owner", 0, 0),
    RFI_ROW_LIMITED(rfi_element, autonomy, "autonomy", DURATION,
                    "time for which a unit carries its rating", "owner", 0, 0),
    RFI_ROW_LIMITED(rfi_element, overload, "overload", RATIO,
                    "what a short peak may use, per rating", "owner", 1000000, 10000000),
    RFI_ROW_LIMITED(rfi_element, overload_time, "overload-time", DURATION,
                    "longest peak that may use the overload", "owner", 0, 0),
    RFI_ROW_LIMITED(rfi_element, load_step, "step", RATIO,
                    "share of the rating taken at once", "owner", 0, 1000000),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_row plant_rows[] = {
    RFI_ROW_ID(rfi_plant),
    RFI_ROW_CHOICE(rfi_plant, kind, "kind", plant_words, true),
    RFI_ROW_CHOICE(rfi_plant, loop, "loop", loop_words, true),
    RFI_ROW_NAME(rfi_plant, from, "from", PLANT),
    RFI_ROW_NAME(rfi_plant, feed, "feed", GROUP),
    RFI_ROW_TEXT(rfi_plant, claimed, "claimed", CLAIM, false),
    RFI_ROW_FIGURE(rfi_plant, capacity, "capacity", POWER, THERMAL, "cooling capacity",
                   "cooling vendor"),
    RFI_ROW_LIMITED(rfi_plant, count, "count", COUNT, "number of units", "owner", 0, 10000),
    RFI_ROW_LIMITED(rfi_plant, at, "at", TEMPERATURE, "ambient that the plant is rated for",
                    "cooling vendor", 0, 0),
    RFI_ROW_LIMITED(rfi_plant, approach, "approach", TEMPERATURE_STEP, "approach",
                    "cooling vendor", 0, 100000),
    RFI_ROW_LIMITED(rfi_plant, supply, "supply", TEMPERATURE, "supply temperature",
                    "cooling vendor", 0, 0),
    RFI_ROW_LIMITED(rfi_plant, flow, "flow", FLOW, "coolant flow", "cooling vendor", 0, 0),
    RFI_ROW_LIMITED(rfi_plant, electrical, "electrical", RATIO,
                    "electrical power per heat removed", "cooling vendor", 0, 10000000),
    RFI_ROW_LIMITED(rfi_plant, filtration, "filtration", COUNT,
                    "filtration class of the air (MERV)", "cooling vendor", 0, 20),
    RFI_ROW_LIMITED(rfi_plant, pad_effect, "pad-effect", RATIO, "pad effectiveness",
                    "cooling vendor", 0, 1000000),
    RFI_ROW_NAME(rfi_plant, rejects_to, "rejects-to", REJECTOR),
    RFI_ROW_LIMITED(rfi_plant, cop, "cop", RATIO, "coefficient of performance",
                    "cooling vendor", 100000, 50000000),
    RFI_ROW_LIMITED(rfi_plant, cop_ambient, "cop-ambient", TEMPERATURE,
                    "ambient of the stated coefficient of performance", "cooling vendor", 0,
                    0),
    RFI_ROW_LIMITED(rfi_plant, cop_supply, "cop-supply", TEMPERATURE,
                    "leaving water of the stated coefficient of performance",
                    "cooling vendor", 0, 0),
    RFI_ROW_LIMITED(rfi_plant, evaporator_approach, "evaporator-approach", TEMPERATURE_STEP,
                    "evaporator approach", "cooling vendor", 0, 100000),
    RFI_ROW_LIMITED(rfi_plant, condenser_approach, "condenser-approach", TEMPERATURE_STEP,
                    "condenser approach", "cooling vendor", 0, 100000),
    RFI_ROW_LIMITED(rfi_plant, economiser, "economiser", STATUS, "economiser",
                    "cooling vendor", 0, 0),
    RFI_ROW_LIMITED(rfi_plant, economiser_approach, "economiser-approach", TEMPERATURE_STEP,
                    "economiser approach", "cooling vendor", 0, 100000),
    RFI_ROW_LIMITED(rfi_plant, range, "range", TEMPERATURE_STEP, "return minus supply",
                    "cooling vendor", 100, 100000),
    RFI_ROW_LIMITED(rfi_plant, rated_return, "rated-return", TEMPERATURE,
                    "return water that the capacity is rated at", "cooling vendor", 0, 0),
    RFI_ROW_LIMITED(rfi_plant, fans, "fans", RATIO, "fan power per heat removed",
                    "cooling vendor", 0, 10000000),
    RFI_ROW_LIMITED(rfi_plant, pumps, "pumps", RATIO, "pump power per heat removed",
                    "cooling vendor", 0, 10000000),
    RFI_ROW_LIMITED(rfi_plant, cycles, "cycles", RATIO, "cycles of concentration",
                    "water chemist", 1100000, 100000000),
    RFI_ROW_LIMITED(rfi_plant, drift, "drift", RATIO, "drift of the circulating water",
                    "cooling vendor", 0, 1000000),
    RFI_ROW_LIMITED(rfi_plant, pipe, "pipe", LENGTH, "inner diameter of the pipe", "owner",
                    1, 10000),
    RFI_ROW_LIMITED(rfi_plant, buffer, "buffer", VOLUME, "coolant buffer", "owner", 0, 0),
    RFI_ROW_LIMITED(rfi_plant, restart, "restart", DURATION, "restart time",
                    "cooling vendor", 0, 0),
    RFI_ROW_LIMITED(rfi_plant, air_flow, "air-flow", FLOW, "air flow", "cooling vendor", 0,
                    0),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_vocabulary element_vocabulary = {"element", element_rows, NULL};
static const rfi_vocabulary plant_vocabulary = {"plant", plant_rows, NULL};

/* RFI_ELEMENT_KINDS when the child is none. */
static size_t element_kind(const rfi_xml_element *child)
{
    size_t kind = 0;
    while (kind < RFI_ELEMENT_KINDS && !rfi_is(child, element_names[kind])) {
        kind++;
    }
    return kind;
}

void rfi_chain_elements(rfi_reader *reader, const rfi_xml_element *parent, rfi_chain *chain)
{
    size_t count = 0;
    for (const rfi_xml_element *c = parent->children; c != NULL; c = c->next) {
        count += element_kind(c) < RFI_ELEMENT_KINDS;
    }
    chain->elements = rfi_reader_array(reader, count, sizeof(rfi_element));
}

void rfi_chain_plants(rfi_reader *reader, const rfi_xml_element *parent, rfi_chain *chain)
{
    chain->plants =
        rfi_reader_array(reader, rfi_count_children(parent, "plant"), sizeof(rfi_plant));
}

static void check_standby(rfi_reader *reader, const rfi_xml_element *child,
                          const rfi_element *element)
{
    const rfi_xml_attribute *attribute = rfi_attribute(child, "standby");
    if (attribute != NULL && element->kind == RFI_ELEMENT_GENERATOR) {
        rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_UNKNOWN, attribute->place,
                         "\"standby\" is not an attribute of \"generator\"");
    }
}

static void check_generator(rfi_reader *reader, const rfi_xml_element *child,
                            const rfi_element *element)
{
    bool generator = element->kind == RFI_ELEMENT_GENERATOR;
    bool beside = generator || element->kind == RFI_ELEMENT_BESS;
    const char *wrong = beside && rfi_attribute(child, "from") != NULL ? "from" : "backs";
    const rfi_xml_attribute *attribute =
        generator && strcmp(wrong, "backs") == 0 ? NULL : rfi_attribute(child, wrong);
    if (attribute == NULL) {
        return;
    }
    rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_UNKNOWN, attribute->place,
                     wrong[0] == 'f'
                         ? "\"%s\" is not an attribute of \"%s\": it is not in series"
                         : "\"%s\" is an attribute of \"generator\" only",
                     wrong, child->name);
    if (generator) {
        rfi_report_hint(&reader->report, "\"backs\" names the group that it carries");
    }
}

static void check_from(rfi_reader *reader, const rfi_xml_element *child,
                       const rfi_element *element)
{
    if (element->kind != RFI_ELEMENT_GENERATOR && element->kind != RFI_ELEMENT_BESS &&
        rfi_attribute(child, "from") == NULL) {
        rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_MISSING, child->place,
                         "\"%s\" has no \"from\", which is required: the group or "
                         "interconnect upstream",
                         child->name);
    }
}

/* A curve takes the place of an efficiency, and stands on the rating of transformers and
 * UPS. */
static void check_losses(rfi_reader *reader, const rfi_xml_element *child,
                         const rfi_element *element)
{
    static const char *const factors[] = {"loss-fixed", "loss-linear", "loss-square"};
    bool may = element->kind == RFI_ELEMENT_TRANSFORMER ||
               element->kind == RFI_ELEMENT_SUBSTATION || element->kind == RFI_ELEMENT_UPS;
    const rfi_xml_attribute *first = NULL;
    for (size_t i = 0; i < 3; i++) {
        const rfi_xml_attribute *factor = rfi_attribute(child, factors[i]);
        first = first == NULL ? factor : first;
        if (factor != NULL && !may) {
            rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_UNKNOWN, factor->place,
                             "\"%s\" is an attribute of \"transformer\", \"substation\" "
                             "and \"ups\" only",
                             factors[i]);
        }
    }
    const rfi_xml_attribute *constant = rfi_attribute(child, "efficiency");
    if (first != NULL && may && constant != NULL) {
        rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_UNKNOWN, constant->place,
                         "\"efficiency\" stands beside \"%s\": one of the two is expected",
                         first->name);
    }
    if (first != NULL && may && rfi_attribute(child, "rating") == NULL) {
        rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_MISSING, child->place,
                         "\"%s\" has no \"rating\", on which its losses stand",
                         child->name);
    }
}

/* What a UPS holds is stated in one way. */
static void check_storage(rfi_reader *reader, const rfi_xml_element *child,
                          const rfi_element *element)
{
    const rfi_xml_attribute *energy = rfi_attribute(child, "energy");
    const rfi_xml_attribute *autonomy = rfi_attribute(child, "autonomy");
    const rfi_xml_attribute *any = energy != NULL ? energy : autonomy;
    if (element->kind == RFI_ELEMENT_BESS && autonomy == NULL) {
        return;
    }
    if (any != NULL && element->kind != RFI_ELEMENT_UPS) {
        rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_UNKNOWN, any->place,
                         "\"%s\" is an attribute of \"ups\" only", any->name);
    } else if (energy != NULL && autonomy != NULL) {
        rfi_report_error(
            &reader->report, RFI_D_ATTRIBUTE_UNKNOWN, autonomy->place,
            "\"autonomy\" stands beside \"energy\": one of the two is expected");
    }
}

/* The point of the overload curve is two figures; a step is an engine's. */
static void check_peaks(rfi_reader *reader, const rfi_xml_element *child,
                        const rfi_element *element)
{
    static const char *const point[] = {"overload", "overload-time"};
    const rfi_xml_attribute *step = rfi_attribute(child, "step");
    if (step != NULL && element->kind != RFI_ELEMENT_GENERATOR) {
        rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_UNKNOWN, step->place,
                         "\"step\" is an attribute of \"generator\" only");
    }
    for (size_t i = 0; i < 2; i++) {
        const rfi_xml_attribute *half = rfi_attribute(child, point[i]);
        if (half == NULL) {
            continue;
        }
        if (element->kind != RFI_ELEMENT_UPS) {
            rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_UNKNOWN, half->place,
                             "\"%s\" is an attribute of \"ups\" only", point[i]);
        } else if (rfi_attribute(child, point[1 - i]) == NULL) {
            rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_MISSING, half->place,
                             "\"%s\" stands without \"%s\": the two say one thing",
                             point[i], point[1 - i]);
        }
    }
}

static void take_element(rfi_reader *reader, const rfi_xml_element *child, size_t kind,
                         rfi_chain *chain)
{
    rfi_element *element = &chain->elements[chain->element_count++];
    element->kind = (rfi_element_kind)kind;
    element->place = child->place;
    rfi_read_element(reader, child, &element_vocabulary, element, child->name);
    check_generator(reader, child, element);
    check_standby(reader, child, element);
    check_from(reader, child, element);
    check_losses(reader, child, element);
    check_storage(reader, child, element);
    check_peaks(reader, child, element);
    if (element->group == NULL) {
        element->group = element->id;
    }
}

/* Condensers belong to chillers, and water returns warmer than the air it is rated in. */
static void check_plant(rfi_reader *reader, const rfi_xml_element *child,
                        const rfi_plant *plant)
{
    const rfi_xml_attribute *rejects = rfi_attribute(child, "rejects-to");
    if (rejects != NULL && plant->kind != RFI_PLANT_CHILLER) {
        rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_UNKNOWN, rejects->place,
                         "\"rejects-to\" is an attribute of chillers only");
    }
    if (rfi_known(&plant->rated_return) && rfi_known(&plant->at) &&
        plant->rated_return.low <= plant->at.high) {
        rfi_report_error(&reader->report, RFI_D_VALUE_RANGE, plant->rated_return.place,
                         "\"rated-return\" is not above \"at\": water cannot return "
                         "colder than the air it is rated in");
    }
}

void rfi_chain_take(rfi_reader *reader, const rfi_xml_element *child, rfi_chain *chain)
{
    size_t kind = element_kind(child);
    if (kind < RFI_ELEMENT_KINDS && chain->elements != NULL) {
        take_element(reader, child, kind, chain);
    } else if (rfi_is(child, "plant") && chain->plants != NULL) {
        rfi_plant *plant = &chain->plants[chain->plant_count++];
        plant->place = child->place;
        rfi_read_element(reader, child, &plant_vocabulary, plant, "plant");
        check_plant(reader, child, plant);
    }
}
