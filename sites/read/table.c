/* SPDX-License-Identifier: MIT */
#include "sites/read/table.h"

#include <string.h>

static void *field(void *object, const rfi_row *row)
{
    return (char *)object + row->offset;
}

static const rfi_row *find_row(const rfi_vocabulary *vocabulary, const char *name)
{
    for (const rfi_row *row = vocabulary->rows; row->attribute != NULL; row++) {
        if (strcmp(row->attribute, name) == 0) {
            return row;
        }
    }
    return NULL;
}

/* ---- children -------------------------------------------------------------------------
 */

enum { MOST_CANDIDATES = 48 };

static const rfi_child *find_child(const rfi_vocabulary *vocabulary, const char *name)
{
    for (const rfi_child *child = vocabulary->children;
         child != NULL && child->name != NULL; child++) {
        if (strcmp(child->name, name) == 0) {
            return child;
        }
    }
    return NULL;
}

static void say_unknown_element(rfi_reader *reader, const rfi_xml_element *child,
                                const rfi_vocabulary *vocabulary)
{
    char quoted[RFI_QUOTE_SIZE];
    rfi_report_error(&reader->report, RFI_D_ELEMENT_UNKNOWN, child->place,
                     "\"%s\" is not an element of \"%s\"",
                     rfi_quote(quoted, child->name, strlen(child->name)),
                     child->parent->name);
    if (vocabulary->children == NULL) {
        rfi_report_hint(&reader->report, "\"%s\" holds no elements", child->parent->name);
        return;
    }
    const char *candidates[MOST_CANDIDATES] = {NULL};
    size_t count = 0;
    for (const rfi_child *c = vocabulary->children; c->name != NULL; c++) {
        if (count + 1 < MOST_CANDIDATES) {
            candidates[count++] = c->name;
        }
    }
    const char *near = rfi_report_wants_hint(&reader->report)
                           ? rfi_nearest(child->name, candidates)
                           : NULL;
    if (near != NULL) {
        rfi_report_hint(&reader->report, "did you mean \"%s\"?", near);
    }
}

/* seen: for each child of the vocabulary, whether one stood already. */
static void check_child(rfi_reader *reader, rfi_xml_element *child,
                        const rfi_vocabulary *vocabulary, bool seen[MOST_CANDIDATES])
{
    char quoted[RFI_QUOTE_SIZE];
    if (child->foreign) {
        rfi_report_error(&reader->report, RFI_D_XML_NAMESPACE, child->place,
                         "\"%s\" is of another namespace than \"%s\"",
                         rfi_quote(quoted, child->prefixed, strlen(child->prefixed)),
                         reader->root->name);
        return;
    }
    const rfi_child *known = find_child(vocabulary, child->name);
    if (known == NULL) {
        say_unknown_element(reader, child, vocabulary);
        return;
    }
    bool *stood = &seen[known - vocabulary->children];
    if (known->once && *stood) {
        child->repeated = true;
        rfi_report_error(&reader->report, RFI_D_ELEMENT_REPEATED, child->place,
                         "\"%s\" stands twice: it may stand once in \"%s\"", child->name,
                         child->parent->name);
    }
    *stood = true;
}

static void check_children(rfi_reader *reader, const rfi_xml_element *element,
                           const rfi_vocabulary *vocabulary)
{
    if (element->text.line != 0) {
        rfi_report_error(&reader->report, RFI_D_TEXT_UNEXPECTED, element->text,
                         "text in \"%s\": values stand in attributes", element->name);
    }
    bool seen[MOST_CANDIDATES] = {false};
    for (rfi_xml_element *child = element->children; child != NULL; child = child->next) {
        check_child(reader, child, vocabulary, seen);
    }
    for (const rfi_child *child = vocabulary->children;
         child != NULL && child->name != NULL; child++) {
        if (child->required && !seen[child - vocabulary->children]) {
            rfi_report_error(&reader->report, RFI_D_ELEMENT_MISSING, element->place,
                             "\"%s\" has no \"%s\"", element->name, child->name);
        }
    }
}

/* ---- figures --------------------------------------------------------------------------
 */

static void declare_figures(rfi_reader *reader, const rfi_vocabulary *vocabulary,
                            void *object, rfi_place place, const char *owner)
{
    for (const rfi_row *row = vocabulary->rows; row->attribute != NULL; row++) {
        if (row->value != RFI_VALUE_FIGURE) {
            continue;
        }
        rfi_figure *figure = field(object, row);
        *figure = (rfi_figure){.dimension = row->dimension,
                               .kind = row->kind,
                               .place = place,
                               .name = row->words,
                               .attribute = row->attribute,
                               .owner = owner,
                               .holder = row->holder,
                               .document = reader->document,
                               .order = (uint32_t)reader->figure_count};
        void *items = reader->figures;
        if (!rfi_arena_grow(reader->arena, &items, reader->figure_count,
                            &reader->figure_capacity, sizeof(rfi_figure *))) {
            reader->memory = true;
            return;
        }
        reader->figures = items;
        reader->figures[reader->figure_count++] = figure;
    }
}

void rfi_read_absent(rfi_reader *reader, const rfi_vocabulary *vocabulary, void *object,
                     rfi_place place, const char *owner)
{
    declare_figures(reader, vocabulary, object, place, owner);
}

/* ---- values ---------------------------------------------------------------------------
 */

static rfi_expectation expectation(const rfi_row *row)
{
    return (rfi_expectation){row->dimension, row->kind, false, row->least, row->most};
}

static void add_mention(rfi_reader *reader, const rfi_row *row,
                        const rfi_xml_attribute *attribute, const char *name)
{
    if (row->target == RFI_TARGET_NONE || name == NULL) {
        return;
    }
    void *items = reader->mentions;
    if (!rfi_arena_grow(reader->scrap, &items, reader->mention_count,
                        &reader->mention_capacity, sizeof(rfi_mention))) {
        reader->memory = true;
        return;
    }
    reader->mentions = items;
    reader->mentions[reader->mention_count++] = (rfi_mention){
        name, row->attribute, row->target, reader->scope, attribute->value_place};
}

const char **rfi_read_mentions(rfi_reader *reader, const rfi_row *row,
                               const rfi_xml_attribute *attribute, size_t *ret_count)
{
    const char **ids = rfi_read_ids(reader, attribute, ret_count);
    if (ids == NULL) {
        *ret_count = 0;
    }
    for (size_t i = 0; i < *ret_count; i++) {
        add_mention(reader, row, attribute, ids[i]);
        for (size_t k = 0; k < i; k++) {
            if (strcmp(ids[k], ids[i]) == 0) {
                rfi_report_error(&reader->report, RFI_D_ID_REPEATED, attribute->value_place,
                                 "%s names \"%s\" twice", row->attribute, ids[i]);
            }
        }
    }
    return ids;
}

static void read_figure(rfi_reader *reader, const rfi_row *row,
                        const rfi_xml_attribute *attribute, rfi_figure *figure)
{
    figure->place = attribute->value_place;
    rfi_expectation expected = expectation(row);
    (void)rfi_quantities_read(reader->quantities, &reader->report, attribute->value,
                              attribute->length, &expected, attribute->value_place, figure);
}

static void read_choice(rfi_reader *reader, const rfi_row *row,
                        const rfi_xml_attribute *attribute, void *object)
{
    int choice = rfi_read_choice(reader, attribute, row->choices);
    if (choice < 0) {
        return;
    }
    if (row->value == RFI_VALUE_FLAG) {
        *(bool *)field(object, row) = choice == 1;
    } else {
        /* every enum of the model is as wide as an unsigned int */
        unsigned value = (unsigned)choice;
        memcpy(field(object, row), &value, sizeof(value));
    }
}
_Static_assert(sizeof(rfi_plant_kind) == sizeof(unsigned), "enums are read as unsigned");

static void read_number(rfi_reader *reader, const rfi_row *row,
                        const rfi_xml_attribute *attribute, void *object)
{
    rfi_expectation expected = expectation(row);
    if (row->value == RFI_VALUE_DAY) {
        expected.dimension = RFI_DIM_DATE;
    }
    (void)rfi_read_whole(reader, attribute, &expected, field(object, row));
}

static void read_value(rfi_reader *reader, const rfi_row *row,
                       const rfi_xml_element *element, const rfi_xml_attribute *attribute,
                       void *object)
{
    if (row->read != NULL) {
        row->read(reader, row, element, attribute, object);
        return;
    }
    const char **text = field(object, row);
    switch (row->value) {
    case RFI_VALUE_FIGURE:
        read_figure(reader, row, attribute, field(object, row));
        break;
    case RFI_VALUE_NAME:
        *text = rfi_read_id(reader, attribute);
        add_mention(reader, row, attribute, *text);
        break;
    case RFI_VALUE_WORDS:
        *text = rfi_read_words(reader, attribute);
        break;
    case RFI_VALUE_DIGEST:
        *text = rfi_read_digest_value(reader, attribute);
        break;
    case RFI_VALUE_CHOICE:
    case RFI_VALUE_FLAG:
        read_choice(reader, row, attribute, object);
        break;
    case RFI_VALUE_DAY:
    case RFI_VALUE_WHOLE:
        read_number(reader, row, attribute, object);
        break;
    case RFI_VALUE_CLAIM:
        if (rfi_quantities_claim(reader->quantities, &reader->report, attribute->value,
                                 attribute->length, attribute->value_place)) {
            *text = rfi_reader_copy(reader, attribute->value, attribute->length);
        }
        break;
    case RFI_VALUE_ID: /* read first, for the owner of the figures */
    case RFI_VALUE_SOURCES:
    case RFI_VALUE_OWN:
        break;
    }
}

static void say_unknown_attribute(rfi_reader *reader, const rfi_xml_attribute *attribute,
                                  const rfi_xml_element *element,
                                  const rfi_vocabulary *vocabulary)
{
    char quoted[RFI_QUOTE_SIZE];
    rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_UNKNOWN, attribute->place,
                     "\"%s\" is not an attribute of \"%s\"",
                     rfi_quote(quoted, attribute->name, strlen(attribute->name)),
                     element->name);
    if (!rfi_report_wants_hint(&reader->report)) {
        return;
    }
    const char *candidates[MOST_CANDIDATES] = {NULL};
    size_t count = 0;
    for (const rfi_row *row = vocabulary->rows; row->attribute != NULL; row++) {
        if (count + 1 < MOST_CANDIDATES) {
            candidates[count++] = row->attribute;
        }
    }
    const char *near = rfi_nearest(attribute->name, candidates);
    if (near != NULL) {
        rfi_report_hint(&reader->report, "did you mean \"%s\"?", near);
    }
}

static void read_values(rfi_reader *reader, const rfi_xml_element *element,
                        const rfi_vocabulary *vocabulary, void *object)
{
    for (const rfi_xml_attribute *a = element->attributes; a != NULL; a = a->next) {
        const rfi_row *row = find_row(vocabulary, a->name);
        if (row == NULL) {
            say_unknown_attribute(reader, a, element, vocabulary);
        } else {
            read_value(reader, row, element, a, object);
        }
    }
    for (const rfi_row *row = vocabulary->rows; row->attribute != NULL; row++) {
        if (row->required && rfi_attribute(element, row->attribute) == NULL) {
            rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_MISSING, element->place,
                             "\"%s\" has no \"%s\", which is required", element->name,
                             row->attribute);
        }
    }
}

/* ---- sources --------------------------------------------------------------------------
 */

typedef struct citation {
    const char *attribute; /* not NUL-terminated; NULL: the whole element */
    size_t attribute_length;
    const rfi_source *source;
    rfi_grade grade; /* NONE: the source's own */
} citation;

enum { MOST_CITATIONS = 64 };

static rfi_grade grade_of(const char *text, size_t length)
{
    static const char letters[] = "ABCDEM";
    const char *found = length == 1 ? strchr(letters, text[0]) : NULL;
    return found == NULL ? RFI_GRADE_NONE : (rfi_grade)(found - letters + 1);
}

static bool cites_known_attribute(rfi_reader *reader, const rfi_vocabulary *vocabulary,
                                  const char *token, size_t length, rfi_place place)
{
    char name[RFI_QUOTE_SIZE];
    (void)rfi_quote(name, token, length);
    if (find_row(vocabulary, name) != NULL) {
        return true;
    }
    rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_UNKNOWN, place,
                     "\"%s\" is not an attribute of \"%s\"", name, vocabulary->name);
    return false;
}

/* "[attribute:]source[/grade]" */
static bool read_citation(rfi_reader *reader, const rfi_vocabulary *vocabulary,
                          const char *token, size_t length, rfi_place place,
                          citation *ret_citation)
{
    citation c = {0};
    const char *colon = memchr(token, ':', length);
    const char *end = token + length;
    const char *id = token;
    if (colon != NULL) {
        c.attribute = token;
        c.attribute_length = (size_t)(colon - token);
        id = colon + 1;
        if (!cites_known_attribute(reader, vocabulary, token, c.attribute_length, place)) {
            return false;
        }
    }
    const char *slash = memchr(id, '/', (size_t)(end - id));
    const char *id_end = slash == NULL ? end : slash;
    char name[RFI_QUOTE_SIZE];
    (void)rfi_quote(name, id, (size_t)(id_end - id));
    const rfi_name *found = rfi_names_find(&reader->source_names, name, RFI_SCOPE_SHARED);
    rfi_place there = rfi_place_after(place, token, (size_t)(id - token));
    if (found == NULL) {
        rfi_report_error(&reader->report, RFI_D_SOURCE_UNKNOWN, there,
                         "\"%s\" is not a source of this document", name);
        rfi_names_hint(reader, &reader->source_names, name, RFI_SCOPE_SHARED);
        return false;
    }
    c.source = found->bearer;
    if (slash != NULL) {
        c.grade = grade_of(slash + 1, (size_t)(end - slash) - 1);
        if (c.grade == RFI_GRADE_NONE) {
            rfi_report_error(&reader->report, RFI_D_WORD_UNKNOWN,
                             rfi_place_after(place, token, (size_t)(slash + 1 - token)),
                             "\"%s\" is not a grade: A, B, C, D, E or M is expected",
                             rfi_quote(name, slash + 1, (size_t)(end - slash) - 1));
            return false;
        }
    }
    *ret_citation = c;
    return true;
}

static bool has_default(const citation *citations, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (citations[i].attribute == NULL) {
            return true;
        }
    }
    return false;
}

static size_t read_citations(rfi_reader *reader, const rfi_vocabulary *vocabulary,
                             const rfi_xml_attribute *src, citation *citations)
{
    size_t count = 0;
    const char *text = src->value;
    for (size_t at = 0; at < src->length && count < MOST_CITATIONS;) {
        size_t from = at;
        while (at < src->length && text[at] != ' ') {
            at++;
        }
        rfi_place place = rfi_place_after(src->value_place, text, from);
        citation c = {0};
        if (at > from &&
            read_citation(reader, vocabulary, text + from, at - from, place, &c)) {
            if (c.attribute == NULL && has_default(citations, count)) {
                rfi_report_error(&reader->report, RFI_D_VALUE_SYNTAX, place,
                                 "a second source for the whole element: \"attribute:\" is "
                                 "expected before it");
            } else {
                citations[count++] = c;
            }
        }
        at++;
    }
    if (src->length == 0) {
        rfi_report_error(&reader->report, RFI_D_VALUE_SYNTAX, src->value_place,
                         "\"src\" is empty: the id of a source is expected");
    }
    return count;
}

static const citation *citation_of(const citation *citations, size_t count,
                                   const char *attribute)
{
    const citation *whole = NULL;
    for (size_t i = 0; i < count; i++) {
        const citation *c = &citations[i];
        if (c->attribute == NULL) {
            whole = c;
        } else if (strlen(attribute) == c->attribute_length &&
                   memcmp(c->attribute, attribute, c->attribute_length) == 0) {
            return c;
        }
    }
    return whole;
}

/* Gives figures their source; returns how many known ones have none. */
static size_t cite(const rfi_vocabulary *vocabulary, void *object,
                   const citation *citations, size_t count)
{
    size_t bare = 0;
    for (const rfi_row *row = vocabulary->rows; row->attribute != NULL; row++) {
        if (row->value != RFI_VALUE_FIGURE) {
            continue;
        }
        rfi_figure *figure = field(object, row);
        const citation *c = citation_of(citations, count, row->attribute);
        if (c != NULL && figure->state != RFI_ABSENT) {
            figure->source = c->source;
        }
        if (c != NULL && figure->state == RFI_KNOWN) {
            figure->grade = c->grade != RFI_GRADE_NONE ? c->grade : c->source->grade;
        }
        bare += figure->state == RFI_KNOWN && figure->source == NULL;
    }
    return bare;
}

/* The default source of the parent, whose own reading reports what is wrong with it. */
static size_t inherit_citation(rfi_reader *reader, citation *ret_citation)
{
    const rfi_xml_attribute *src = reader->inherited;
    if (src == NULL) {
        return 0;
    }
    rfi_reader quiet = *reader;
    quiet.report.diags = NULL;
    static const rfi_row no_rows[] = {RFI_ROW_END};
    static const rfi_vocabulary nothing = {"parent", no_rows, NULL};
    citation citations[MOST_CITATIONS];
    size_t count = read_citations(&quiet, &nothing, src, citations);
    for (size_t i = 0; i < count; i++) {
        if (citations[i].attribute == NULL) {
            *ret_citation = citations[i];
            return 1;
        }
    }
    return 0;
}

static void read_sources_of(rfi_reader *reader, const rfi_xml_element *element,
                            const rfi_vocabulary *vocabulary, void *object)
{
    const rfi_row *row = find_row(vocabulary, "src");
    if (row == NULL) {
        return;
    }
    citation citations[MOST_CITATIONS];
    const rfi_xml_attribute *src = rfi_attribute(element, "src");
    size_t count = src == NULL ? inherit_citation(reader, citations)
                               : read_citations(reader, vocabulary, src, citations);
    size_t bare = cite(vocabulary, object, citations, count);
    if (bare == 0) {
        return;
    }
    const rfi_xml_attribute *id = rfi_attribute(element, "id");
    char quoted[RFI_QUOTE_SIZE];
    rfi_report_warning(&reader->report, RFI_D_SOURCE_MISSING, element->place,
                       "%s%s%s%s states %zu figure%s without a source", element->name,
                       id == NULL ? "" : " \"",
                       id == NULL ? "" : rfi_quote(quoted, id->value, id->length),
                       id == NULL ? "" : "\"", bare, bare == 1 ? "" : "s");
    rfi_report_hint(&reader->report, "add src=\"...\" with the id of a source element");
}

/* ---- an element -----------------------------------------------------------------------
 */

void rfi_read_element(rfi_reader *reader, const rfi_xml_element *element,
                      const rfi_vocabulary *vocabulary, void *object, const char *owner)
{
    const rfi_row *id_row = find_row(vocabulary, "id");
    if (id_row != NULL && id_row->value == RFI_VALUE_ID) {
        const rfi_xml_attribute *attribute = rfi_attribute(element, "id");
        const char *id = attribute == NULL ? NULL : rfi_read_id(reader, attribute);
        *(const char **)field(object, id_row) = id;
        owner = id != NULL ? id : owner;
    }
    declare_figures(reader, vocabulary, object, element->place, owner);
    if (reader->memory) {
        return;
    }
    read_values(reader, element, vocabulary, object);
    read_sources_of(reader, element, vocabulary, object);
    check_children(reader, element, vocabulary);
}
