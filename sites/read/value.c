/* SPDX-License-Identifier: MIT */
/* Values that are not quantities: ids, words, choices, points. */
#include <string.h>

#include "sites/read/number.h"
#include "sites/read/reader.h"

enum { MOST_ID = 64, MOST_WORDS = 400 };

/* Corners beyond this distance would be a slip of the unit. */
#define MOST_COORDINATE 10000000 /* 10 km in mm */

static bool is_id_char(char c, bool first)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           (!first && (c == '.' || c == '_' || c == '-'));
}

static const char *read_id_at(rfi_reader *reader, const char *text, size_t length,
                              rfi_place place)
{
    size_t good = 0;
    while (good < length && is_id_char(text[good], good == 0)) {
        good++;
    }
    if (good == length && length > 0 && length <= MOST_ID) {
        return rfi_reader_copy(reader, text, length);
    }
    char quoted[RFI_QUOTE_SIZE];
    rfi_report_error(
        &reader->report, RFI_D_ID_SYNTAX, rfi_place_after(place, text, good),
        "\"%s\" is not an id: %s", rfi_quote(quoted, text, length),
        good == length && length > 0
            ? "at most 64 characters are expected"
            : "lower-case letters, digits, \".\", \"_\" and \"-\" are expected");
    return NULL;
}

const char *rfi_read_id(rfi_reader *reader, const rfi_xml_attribute *attribute)
{
    return read_id_at(reader, attribute->value, attribute->length, attribute->value_place);
}

const char *rfi_read_words(rfi_reader *reader, const rfi_xml_attribute *attribute)
{
    if (attribute->length > 0 && rfi_text_columns(attribute->value) <= MOST_WORDS) {
        return rfi_reader_copy(reader, attribute->value, attribute->length);
    }
    bool empty = attribute->length == 0;
    rfi_report_error(&reader->report, empty ? RFI_D_VALUE_SYNTAX : RFI_D_XML_LONG_VALUE,
                     attribute->value_place,
                     empty ? "\"%s\" is empty: words are expected"
                           : "\"%s\" is longer than 400 characters",
                     attribute->name);
    return NULL;
}

const char *rfi_read_digest_value(rfi_reader *reader, const rfi_xml_attribute *attribute)
{
    size_t good = 0;
    while (good < attribute->length && strchr("0123456789abcdef", attribute->value[good])) {
        good++;
    }
    if (good == attribute->length && good == 64) {
        return rfi_reader_copy(reader, attribute->value, good);
    }
    char quoted[RFI_QUOTE_SIZE];
    rfi_report_error(&reader->report, RFI_D_VALUE_SYNTAX, attribute->value_place,
                     "\"%s\" is not a digest: 64 hexadecimal digits are expected",
                     rfi_quote(quoted, attribute->value, attribute->length));
    return NULL;
}

static void list_choices(char *buffer, size_t size, const char *const *choices)
{
    size_t at = 0;
    for (const char *const *c = choices; *c != NULL; c++) {
        size_t length = strlen(*c);
        if (length == 0 || at + length + 3 > size) {
            continue;
        }
        if (at > 0) {
            memcpy(buffer + at, ", ", 2);
            at += 2;
        }
        memcpy(buffer + at, *c, length);
        at += length;
    }
    buffer[at] = '\0';
}

int rfi_read_choice(rfi_reader *reader, const rfi_xml_attribute *attribute,
                    const char *const *choices)
{
    for (int i = 0; choices[i] != NULL; i++) {
        if (choices[i][0] != '\0' && strcmp(choices[i], attribute->value) == 0) {
            return i;
        }
    }
    char quoted[RFI_QUOTE_SIZE];
    char words[240];
    (void)rfi_quote(quoted, attribute->value, attribute->length);
    list_choices(words, sizeof(words), choices);
    rfi_report_error(&reader->report, RFI_D_WORD_UNKNOWN, attribute->value_place,
                     "\"%s\" is not a word of \"%s\": one of %s is expected", quoted,
                     attribute->name, words);
    const char *near =
        rfi_report_wants_hint(&reader->report) ? rfi_nearest(quoted, choices) : NULL;
    if (near != NULL && near[0] != '\0') {
        rfi_report_hint(&reader->report, "did you mean \"%s\"?", near);
    }
    return -1;
}

bool rfi_read_whole(rfi_reader *reader, const rfi_xml_attribute *attribute,
                    const rfi_expectation *expected, int64_t *ret_value)
{
    rfi_figure figure = {0};
    if (!rfi_quantities_read(reader->quantities, &reader->report, attribute->value,
                             attribute->length, expected, attribute->value_place,
                             &figure)) {
        return false;
    }
    bool range = figure.low != figure.high && expected->dimension != RFI_DIM_DATE;
    if (figure.state != RFI_KNOWN || range) {
        char quoted[RFI_QUOTE_SIZE];
        rfi_report_error(&reader->report, RFI_D_VALUE_SYNTAX, attribute->value_place,
                         "\"%s\" is not one value: %s is expected here",
                         rfi_quote(quoted, attribute->value, attribute->length),
                         rfi_dimension_words(expected->dimension));
        return false;
    }
    *ret_value = figure.base;
    return true;
}

/* ---- lists ----------------------------------------------------------------------------
 */

/* The word at *at, moved behind it; false at the end. */
static bool next_word(const char *text, size_t length, size_t *at, size_t *ret_from,
                      size_t *ret_size)
{
    while (*at < length && text[*at] == ' ') {
        (*at)++;
    }
    *ret_from = *at;
    while (*at < length && text[*at] != ' ') {
        (*at)++;
    }
    *ret_size = *at - *ret_from;
    return *ret_size > 0;
}

const char **rfi_read_ids(rfi_reader *reader, const rfi_xml_attribute *attribute,
                          size_t *ret_count)
{
    size_t at = 0;
    size_t from = 0;
    size_t size = 0;
    size_t count = 0;
    while (next_word(attribute->value, attribute->length, &at, &from, &size)) {
        count++;
    }
    const char **ids = rfi_reader_array(reader, count, sizeof(char *));
    *ret_count = 0;
    at = 0;
    while (ids != NULL &&
           next_word(attribute->value, attribute->length, &at, &from, &size)) {
        const char *id =
            read_id_at(reader, attribute->value + from, size,
                       rfi_place_after(attribute->value_place, attribute->value, from));
        if (id != NULL) {
            ids[(*ret_count)++] = id;
        }
    }
    return ids;
}

/* ---- points ---------------------------------------------------------------------------
 */

static const rfi_unit *
unit_of_points(rfi_reader *reader, const rfi_xml_attribute *attribute, size_t *ret_length)
{
    const char *space = strrchr(attribute->value, ' ');
    size_t from = space == NULL ? 0 : (size_t)(space - attribute->value) + 1;
    const rfi_unit *unit = rfi_unit_find(attribute->value + from, attribute->length - from);
    if (space != NULL && unit != NULL && unit->dimension == RFI_DIM_LENGTH) {
        *ret_length = from - 1;
        return unit;
    }
    char quoted[RFI_QUOTE_SIZE];
    (void)rfi_quote(quoted, attribute->value + from, attribute->length - from);
    rfi_place place = rfi_place_after(attribute->value_place, attribute->value, from);
    bool missing = space == NULL || strchr(attribute->value + from, ',') != NULL;
    if (missing) {
        rfi_report_error(&reader->report, RFI_D_UNIT_MISSING, place,
                         "\"%s\" is not followed by a unit of length", quoted);
    } else {
        rfi_report_error(&reader->report, RFI_D_UNIT_UNKNOWN, place,
                         "\"%s\" is not a unit of length", quoted);
    }
    rfi_report_hint(&reader->report, "points are written \"0,0 120,0 120,24 0,24 m\"");
    return NULL;
}

static bool read_coordinate(rfi_reader *reader, const rfi_xml_attribute *attribute,
                            size_t from, size_t size, const rfi_unit *unit, int64_t *ret)
{
    char quoted[RFI_QUOTE_SIZE];
    const char *text = attribute->value + from;
    rfi_place place = rfi_place_after(attribute->value_place, attribute->value, from);
    rfi_number_result result = rfi_number_convert(text, size, unit, ret);
    (void)rfi_quote(quoted, text, size);
    if (result == RFI_NUMBER_SYNTAX) {
        rfi_report_error(&reader->report, RFI_D_VALUE_SYNTAX, place,
                         "\"%s\" is not a coordinate: a number is expected", quoted);
        rfi_report_hint(&reader->report,
                        "a point is \"x,y\" with decimal points: \"10.5,3 m\"");
    } else if (result == RFI_NUMBER_TOO_FINE) {
        rfi_report_error(&reader->report, RFI_D_VALUE_TOO_FINE, place,
                         "\"%s\" is finer than can be held exactly: the base unit is 1 mm",
                         quoted);
    } else if (result == RFI_NUMBER_TOO_LARGE || *ret > MOST_COORDINATE ||
               *ret < -MOST_COORDINATE) {
        rfi_report_error(&reader->report, RFI_D_VALUE_RANGE, place,
                         "\"%s\" is out of range: at most 10 km is expected", quoted);
    } else {
        return true;
    }
    return false;
}

static bool read_point(rfi_reader *reader, const rfi_xml_attribute *attribute, size_t from,
                       size_t size, const rfi_unit *unit, rfi_point *ret_point)
{
    const char *comma = memchr(attribute->value + from, ',', size);
    if (comma == NULL) {
        char quoted[RFI_QUOTE_SIZE];
        rfi_report_error(&reader->report, RFI_D_VALUE_SYNTAX,
                         rfi_place_after(attribute->value_place, attribute->value, from),
                         "\"%s\" is not a point: \"x,y\" is expected",
                         rfi_quote(quoted, attribute->value + from, size));
        return false;
    }
    size_t first = (size_t)(comma - attribute->value) - from;
    return read_coordinate(reader, attribute, from, first, unit, &ret_point->x) &&
           read_coordinate(reader, attribute, from + first + 1, size - first - 1, unit,
                           &ret_point->y);
}

size_t rfi_read_points(rfi_reader *reader, const rfi_xml_attribute *attribute,
                       rfi_point *points, size_t most)
{
    size_t length = 0;
    const rfi_unit *unit = unit_of_points(reader, attribute, &length);
    if (unit == NULL) {
        return 0;
    }
    size_t at = 0;
    size_t from = 0;
    size_t size = 0;
    size_t count = 0;
    while (next_word(attribute->value, length, &at, &from, &size)) {
        if (count == most) {
            rfi_report_error(
                &reader->report, RFI_D_VALUE_SYNTAX,
                rfi_place_after(attribute->value_place, attribute->value, from),
                "\"%s\" has too many points: at most %zu %s expected", attribute->name,
                most, most == 1 ? "is" : "are");
            return 0;
        }
        if (!read_point(reader, attribute, from, size, unit, &points[count])) {
            return 0;
        }
        count++;
    }
    if (count == 0) {
        rfi_report_error(&reader->report, RFI_D_VALUE_SYNTAX, attribute->value_place,
                         "\"%s\" has no point: \"x,y\" is expected", attribute->name);
    }
    return count;
}
