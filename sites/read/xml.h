/* SPDX-License-Identifier: MIT */
/* A small tree of elements with true positions. Two readers look at the same bytes: our
 * scanner finds tags, attributes and their places, libxml2 judges well-formedness and
 * namespaces; they walk in step, and a difference is refused. No entity but the five of
 * XML, no DOCTYPE, nothing is ever fetched. */
#ifndef SITES_READ_XML_H
#define SITES_READ_XML_H

#include "planner/base/arena.h"
#include "sites/read/report.h"

enum {
    RFI_XML_MOST_BYTES = 64 * 1024 * 1024,
    RFI_XML_MOST_DEPTH = 32,
    RFI_XML_MOST_ELEMENTS = 200000,
    RFI_XML_MOST_STATED = 20000, /* elements of anything but a plan: a hall takes 3 KiB */
    RFI_XML_MOST_ATTRIBUTES = 1000000, /* of the whole document */
    RFI_XML_MOST_OF_ELEMENT = 64,      /* attributes of one element */
    RFI_XML_MOST_VALUE = 4096          /* bytes */
};

#define RFI_XML_NAMESPACE "urn:rackfit:1"

typedef struct rfi_xml_attribute {
    struct rfi_xml_attribute *next;
    const char *name;
    const char *value; /* references expanded, white space normalised as XML asks */
    size_t length;
    rfi_place place;       /* of the name */
    rfi_place value_place; /* of the first character of the value */
} rfi_xml_attribute;

typedef struct rfi_xml_element {
    const char *name;     /* without prefix */
    rfi_place place;      /* of the '<' */
    rfi_place text;       /* of the first text that is not white space; line 0: none */
    bool foreign;         /* of another namespace than the root */
    bool repeated;        /* stands once too often; set by the table */
    const char *prefixed; /* the name as written */
    rfi_xml_attribute *attributes;
    struct rfi_xml_element *parent, *children, *next;
    struct rfi_xml_element *following; /* next start tag of the document */
} rfi_xml_element;

/* The root element, in the given arena; NULL and an error reported when it is refused.
 * ret_memory is set when memory ran out (nothing is reported then). place.file is file,
 * which must outlive the tree. A wrong namespace of the root is reported, the tree is
 * still returned. O(size). */
rfi_xml_element *rfi_xml_read(rfi_arena *arena, const char *file, rfi_report *report,
                              bool *ret_memory);
/* The same for documents of others, which have no namespace or any. */
rfi_xml_element *rfi_xml_read_foreign(rfi_arena *arena, const char *file,
                                      rfi_report *report, bool *ret_memory);

/* The name of the first start tag, without prefix; NULL when there is none. */
const char *rfi_xml_root_name(const char *bytes, size_t size, size_t *ret_length);

#endif
