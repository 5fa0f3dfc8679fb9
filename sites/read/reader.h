/* SPDX-License-Identifier: MIT */
/* What the reading of one document carries along, and the values that are not quantities.
 */
#ifndef SITES_READ_READER_H
#define SITES_READ_READER_H

#include "planner/model/catalogue.h"
#include "sites/read/quantity.h"
#include "sites/read/read.h"
#include "sites/read/xml.h"

/* What an id in an attribute names; resolved when all is read. */
typedef enum rfi_target {
    RFI_TARGET_NONE = 0, /* another document */
    RFI_TARGET_UPSTREAM, /* group or interconnect */
    RFI_TARGET_GROUP,
    RFI_TARGET_PLANT,
    RFI_TARGET_REJECTOR, /* a plant that gives heat to the weather */
    RFI_TARGET_LIQUID, /* plant or "none" */
    RFI_TARGET_AIR
} rfi_target;

#define RFI_SCOPE_SHARED SIZE_MAX

typedef struct rfi_mention {
    const char *name; /* the very pointer that the model holds */
    const char *attribute;
    rfi_target target;
    size_t scope; /* hall index or RFI_SCOPE_SHARED */
    rfi_place place;
} rfi_mention;

typedef struct rfi_name { /* an id with the thing that bears it */
    const char *name;
    size_t scope;
    size_t order;
    rfi_place place;
    const void *bearer;
} rfi_name;

typedef struct rfi_names { /* sorted by scope, name, order once rfi_names_sort ran */
    rfi_name *items;
    size_t count, capacity;
} rfi_names;

typedef struct rfi_reader {
    rfi_report report;
    rfi_arena *arena; /* of the model */
    rfi_arena *scrap; /* of the tree; freed after reading */
    rfi_quantities *quantities;
    const char *file;
    const char *document; /* id of the root; never NULL */
    const rfi_xml_element *root;
    rfi_source *sources;
    size_t source_count;
    rfi_names source_names;
    rfi_figure **figures;
    size_t figure_count, figure_capacity;
    rfi_mention *mentions;
    size_t mention_count, mention_capacity;
    const rfi_xml_attribute *inherited; /* src of the parent, for elements without */
    size_t scope;                       /* hall that is being read */
    int64_t columns; /* expanded so far: a few bytes must not become many obstacles */
    bool memory;     /* memory ran out */
} rfi_reader;

/* Opens the bytes as a document of the kind. False: reported (or memory is out); close in
 * any case. */
bool rfi_reader_open(rfi_reader *reader, rfi_document_kind kind, const char *file,
                     const char *bytes, size_t size, rf_diags *diags);
/* Frees the tree, and the model's arena unless all went well. True when it did. */
bool rfi_reader_close(rfi_reader *reader);

/* From the model's arena; NULL sets reader->memory. */
void *rfi_reader_array(rfi_reader *reader, size_t count, size_t size);
const char *rfi_reader_copy(rfi_reader *reader, const char *text, size_t length);
const char *rfi_reader_digest(rfi_reader *reader);

/* Reads the `source` children of the root: before anything that may cite them. */
void rfi_reader_sources(rfi_reader *reader);

const rfi_xml_attribute *rfi_attribute(const rfi_xml_element *element, const char *name);
bool rfi_is(const rfi_xml_element *element, const char *name);
size_t rfi_count_children(const rfi_xml_element *element, const char *name);

/* ---- names ----------------------------------------------------------------------------
 */
void rfi_names_add(rfi_reader *reader, rfi_names *names, const char *name, size_t scope,
                   rfi_place place, const void *bearer);
void rfi_names_sort(rfi_names *names);
/* First bearer of the name within the scope; sorted names only. O(log n). */
const rfi_name *rfi_names_find(const rfi_names *names, const char *name, size_t scope);
/* RF-0401 for every later use of a name in its scope. what: "hall". Sorts. */
void rfi_names_unique(rfi_reader *reader, rfi_names *names, const char *what);
/* Hint: the nearest of the names in scope or shared. */
void rfi_names_hint(rfi_reader *reader, const rfi_names *names, const char *name,
                    size_t scope);

/* ---- values ---------------------------------------------------------------------------
 */
/* NULL and an error when the value is not an id. */
const char *rfi_read_id(rfi_reader *reader, const rfi_xml_attribute *attribute);
const char *rfi_read_words(rfi_reader *reader, const rfi_xml_attribute *attribute);
const char *rfi_read_digest_value(rfi_reader *reader, const rfi_xml_attribute *attribute);
/* Index of the word, or -1 and an error. choices ends with NULL. */
int rfi_read_choice(rfi_reader *reader, const rfi_xml_attribute *attribute,
                    const char *const *choices);
/* One known value without range (of a date: the base). */
bool rfi_read_whole(rfi_reader *reader, const rfi_xml_attribute *attribute,
                    const rfi_expectation *expected, int64_t *ret_value);
/* "x,y x,y ... unit" in millimetres. At most `most` points; 0 and an error when the value
 * is not of that form. */
size_t rfi_read_points(rfi_reader *reader, const rfi_xml_attribute *attribute,
                       rfi_point *points, size_t most);
/* Ids separated by spaces. */
const char **rfi_read_ids(rfi_reader *reader, const rfi_xml_attribute *attribute,
                          size_t *ret_count);

#endif
