/* SPDX-License-Identifier: MIT */
#include "sites/read/reader.h"

#include <stdlib.h>
#include <string.h>

#include "planner/base/digest.h"
#include "sites/read/table.h"

static const char *const kind_names[RFI_DOCUMENT_KINDS + 1] = {
    "site", "profile", "measures", "climate", "plan", NULL,
};

static rfi_document_kind kind_of(const char *name, size_t length)
{
    size_t kind = 0;
    while (kind < RFI_DOCUMENT_KINDS && (strlen(kind_names[kind]) != length ||
                                         memcmp(kind_names[kind], name, length) != 0)) {
        kind++;
    }
    return (rfi_document_kind)kind;
}

rfi_document_kind rfi_read_kind(const char *bytes, size_t size)
{
    size_t length = 0;
    const char *name = rfi_xml_root_name(bytes, size, &length);
    return name == NULL ? RFI_DOCUMENT_KINDS : kind_of(name, length);
}

/* ---- opening and closing ---------------------------------------------------------------
 */

static bool check_root(rfi_reader *reader, rfi_document_kind kind)
{
    const rfi_xml_element *root = reader->root;
    rfi_document_kind found = kind_of(root->name, strlen(root->name));
    if (found == kind) {
        return true;
    }
    if (found != RFI_DOCUMENT_KINDS) {
        rfi_report_error(&reader->report, RFI_D_KIND_WRONG, root->place,
                         "the document is a \"%s\": a \"%s\" is expected", root->name,
                         kind_names[kind]);
        return false;
    }
    char quoted[RFI_QUOTE_SIZE];
    rfi_report_error(&reader->report, RFI_D_ROOT_UNKNOWN, root->place,
                     "\"%s\" is none of the document kinds: \"%s\" is expected",
                     rfi_quote(quoted, root->name, strlen(root->name)), kind_names[kind]);
    return false;
}

/* The id of the root, when it is one: figures name their document from the start. */
static const char *document_id(rfi_reader *reader)
{
    rfi_reader quiet = *reader;
    quiet.report.diags = NULL;
    const rfi_xml_attribute *id = rfi_attribute(reader->root, "id");
    const char *name = id == NULL ? NULL : rfi_read_id(&quiet, id);
    reader->memory = reader->memory || quiet.memory;
    return name == NULL ? reader->root->name : name;
}

/* What an element becomes may be hundreds of times its text. A plan is racks and aisles,
 * which are small. */
static bool check_count(rfi_reader *reader, rfi_document_kind kind)
{
    size_t count = 0;
    for (const rfi_xml_element *e = reader->root; e != NULL && kind != RFI_DOCUMENT_PLAN;
         e = e->following) {
        if (count++ == RFI_XML_MOST_STATED) {
            rfi_report_error(&reader->report, RFI_D_XML_TOO_MANY, e->place,
                             "the document has more than 20000 elements, the most that is "
                             "read of anything but a plan");
            return false;
        }
    }
    return true;
}

static bool open_tree(rfi_reader *reader, rfi_document_kind kind, const char *file)
{
    reader->file = rfi_reader_copy(reader, file, strlen(file));
    reader->quantities = rfi_quantities_new();
    if (reader->file == NULL || reader->quantities == NULL) {
        reader->memory = true;
        return false;
    }
    bool memory = false;
    reader->root = rfi_xml_read(reader->scrap, reader->file, &reader->report, &memory);
    reader->memory = memory;
    if (reader->root == NULL || !check_root(reader, kind) || !check_count(reader, kind)) {
        return false;
    }
    const char *id = document_id(reader);
    reader->document = rfi_reader_copy(reader, id, strlen(id));
    return !reader->memory;
}

bool rfi_reader_open(rfi_reader *reader, rfi_document_kind kind, const char *file,
                     const char *bytes, size_t size, rf_diags *diags)
{
    *reader = (rfi_reader){.scope = RFI_SCOPE_SHARED};
    rfi_report_init(&reader->report, diags, bytes, size);
    reader->arena = rfi_arena_new();
    reader->scrap = rfi_arena_new();
    if (reader->arena == NULL || reader->scrap == NULL) {
        reader->memory = true;
        return false;
    }
    reader->report.arena = reader->scrap;
    return open_tree(reader, kind, file);
}

bool rfi_reader_close(rfi_reader *reader)
{
    if (reader->memory || rfi_arena_failed(reader->arena) ||
        rfi_arena_failed(reader->scrap)) {
        rfi_place place = {.file = NULL};
        rfi_report_error(&reader->report, RFI_D_MEMORY, place, "memory is out");
    }
    rfi_report_flush(&reader->report);
    rfi_quantities_free(reader->quantities);
    rfi_arena_free(reader->scrap);
    bool well = reader->report.errors == 0;
    if (!well) {
        rfi_arena_free(reader->arena);
    }
    return well;
}

void *rfi_reader_array(rfi_reader *reader, size_t count, size_t size)
{
    void *items = rfi_arena_alloc(reader->arena, count, size);
    reader->memory = reader->memory || items == NULL;
    return items;
}

const char *rfi_reader_copy(rfi_reader *reader, const char *text, size_t length)
{
    const char *copy = rfi_arena_copy_n(reader->arena, text, length);
    reader->memory = reader->memory || copy == NULL;
    return copy;
}

const char *rfi_reader_digest(rfi_reader *reader)
{
    char hex[65];
    rfi_digest(reader->report.bytes, reader->report.size, hex);
    return rfi_reader_copy(reader, hex, 64);
}

const rfi_xml_attribute *rfi_attribute(const rfi_xml_element *element, const char *name)
{
    const rfi_xml_attribute *a = element->attributes;
    while (a != NULL && strcmp(a->name, name) != 0) {
        a = a->next;
    }
    return a;
}

bool rfi_is(const rfi_xml_element *element, const char *name)
{
    return !element->foreign && !element->repeated && strcmp(element->name, name) == 0;
}

size_t rfi_count_children(const rfi_xml_element *element, const char *name)
{
    size_t count = 0;
    for (const rfi_xml_element *c = element->children; c != NULL; c = c->next) {
        count += rfi_is(c, name);
    }
    return count;
}

/* ---- sources --------------------------------------------------------------------------
 */

static const char *const grade_words[] = {"", "A", "B", "C", "D", "E", "M", NULL};

static const rfi_row source_rows[] = {
    RFI_ROW_ID(rfi_source),
    RFI_ROW_TEXT(rfi_source, title, "title", WORDS, true),
    RFI_ROW_TEXT(rfi_source, url, "url", WORDS, false),
    RFI_ROW_TEXT(rfi_source, date, "date", DAY, true),
    RFI_ROW_CHOICE(rfi_source, grade, "grade", grade_words, true),
    RFI_ROW_END,
};

static const rfi_vocabulary source_vocabulary = {"source", source_rows, NULL};

void rfi_reader_sources(rfi_reader *reader)
{
    size_t count = rfi_count_children(reader->root, "source");
    reader->sources = rfi_reader_array(reader, count, sizeof(rfi_source));
    if (reader->sources == NULL) {
        return;
    }
    for (const rfi_xml_element *c = reader->root->children; c != NULL; c = c->next) {
        if (!rfi_is(c, "source")) {
            continue;
        }
        rfi_source *source = &reader->sources[reader->source_count++];
        source->place = c->place;
        rfi_read_element(reader, c, &source_vocabulary, source, "source");
        rfi_names_add(reader, &reader->source_names, source->id, RFI_SCOPE_SHARED, c->place,
                      source);
    }
    rfi_names_unique(reader, &reader->source_names, "source");
}

/* ---- names ----------------------------------------------------------------------------
 */

void rfi_names_add(rfi_reader *reader, rfi_names *names, const char *name, size_t scope,
                   rfi_place place, const void *bearer)
{
    void *items = names->items;
    if (name == NULL) {
        return; /* reported where it is missing */
    }
    if (!rfi_arena_grow(reader->scrap, &items, names->count, &names->capacity,
                        sizeof(rfi_name))) {
        reader->memory = true;
        return;
    }
    names->items = items;
    names->items[names->count] = (rfi_name){name, scope, names->count, place, bearer};
    names->count++;
}

static int compare_key(const rfi_name *item, const char *name, size_t scope)
{
    if (item->scope != scope) {
        return item->scope < scope ? -1 : 1;
    }
    return strcmp(item->name, name);
}

static int compare_names(const void *left, const void *right)
{
    const rfi_name *a = left;
    const rfi_name *b = right;
    int order = compare_key(a, b->name, b->scope);
    return order != 0 ? order : (a->order > b->order) - (a->order < b->order);
}

void rfi_names_sort(rfi_names *names)
{
    if (names->count > 1) {
        qsort(names->items, names->count, sizeof(rfi_name), compare_names);
    }
}

const rfi_name *rfi_names_find(const rfi_names *names, const char *name, size_t scope)
{
    size_t low = 0;
    size_t high = names->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_key(&names->items[middle], name, scope) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low < names->count && compare_key(&names->items[low], name, scope) == 0) {
        return &names->items[low];
    }
    return NULL;
}

static int compare_orders(const void *left, const void *right)
{
    const rfi_name *const *a = left;
    const rfi_name *const *b = right;
    return ((*a)->order > (*b)->order) - ((*a)->order < (*b)->order);
}

void rfi_names_unique(rfi_reader *reader, rfi_names *names, const char *what)
{
    rfi_names_sort(names);
    const rfi_name **later =
        rfi_arena_alloc(reader->scrap, names->count, sizeof(rfi_name *));
    if (later == NULL) {
        reader->memory = true;
        return;
    }
    size_t count = 0;
    for (size_t i = 1; i < names->count; i++) {
        const rfi_name *item = &names->items[i];
        if (compare_key(&names->items[i - 1], item->name, item->scope) == 0) {
            later[count++] = item;
        }
    }
    if (count > 1) {
        qsort(later, count, sizeof(rfi_name *), compare_orders);
    }
    for (size_t i = 0; i < count; i++) {
        const rfi_name *first = rfi_names_find(names, later[i]->name, later[i]->scope);
        rfi_report_error(&reader->report, RFI_D_ID_REPEATED, later[i]->place,
                         "the %s id \"%s\" is used twice: first in line %lld", what,
                         later[i]->name, (long long)first->place.line);
    }
}

enum { MOST_NEAR = 1000 };

void rfi_names_hint(rfi_reader *reader, const rfi_names *names, const char *name,
                    size_t scope)
{
    if (!rfi_report_wants_hint(&reader->report)) {
        return;
    }
    const char **near = rfi_arena_alloc(reader->scrap, MOST_NEAR + 1, sizeof(char *));
    if (near == NULL) {
        reader->memory = true;
        return;
    }
    size_t count = 0;
    for (size_t i = 0; i < names->count && count < MOST_NEAR; i++) {
        size_t s = names->items[i].scope;
        if (s == scope || s == RFI_SCOPE_SHARED) {
            near[count++] = names->items[i].name;
        }
    }
    const char *best = rfi_nearest(name, near);
    if (best != NULL) {
        rfi_report_hint(&reader->report, "did you mean \"%s\"?", best);
    }
}
