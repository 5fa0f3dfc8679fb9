/* SPDX-License-Identifier: MIT */
/* The only file that includes libxml2. It judges well-formedness and namespaces; names,
 * values and places come from the scanner. Handlers hang on the parser context, so the
 * process-wide ones stay untouched. */
#include "sites/read/xml.h"

#include <libxml/parser.h>
#include <limits.h>
#include <string.h>

#include "sites/read/scan.h"

#ifdef XML_PARSE_BIG_LINES
#define PARSE_OPTIONS (XML_PARSE_NONET | XML_PARSE_BIG_LINES)
#else
#define PARSE_OPTIONS (XML_PARSE_NONET)
#endif

#if LIBXML_VERSION >= 21200
typedef const xmlError parser_error;
#else
typedef xmlError parser_error;
#endif

typedef struct judge {
    xmlParserCtxt *parser;
    rfi_report *report;
    const char *file;
    rfi_xml_element *expected; /* the start tag that the parser must see next */
    xmlChar *space;            /* namespace of the root; NULL: none */
    bool root_seen, out_of_step, failed, memory, ours;
} judge;

static judge *judge_of(void *context)
{
    return ((xmlParserCtxt *)context)->_private;
}

static size_t parser_offset(const judge *j)
{
    long consumed = xmlByteConsumed(j->parser);
    size_t offset = consumed < 0 ? 0 : (size_t)consumed;
    return offset > j->report->size ? j->report->size : offset;
}

static void say_syntax(judge *j, const char *message, int code)
{
    size_t offset = parser_offset(j);
    if (code == XML_ERR_TAG_NAME_MISMATCH) {
        offset -= offset == j->report->size ? 1 : 0;
        while (offset > 0 && j->report->bytes[offset] != '<') {
            offset--;
        }
    }
    size_t length = message == NULL ? 0 : strlen(message);
    while (length > 0 && message[length - 1] == '\n') {
        length--;
    }
    char quoted[RFI_QUOTE_SIZE];
    rfi_report_error(j->report, RFI_D_XML_SYNTAX,
                     rfi_scan_place(j->file, j->report->bytes, j->report->size, offset),
                     "not well-formed XML: %s", rfi_quote(quoted, message, length));
}

/* The first error ends the reading: what follows it would be guesswork. */
static void on_error(void *context, parser_error *error)
{
    judge *j = judge_of(context);
    if (j->failed || error == NULL || error->level < XML_ERR_ERROR) {
        return;
    }
    j->failed = true;
    if (error->code == XML_ERR_NO_MEMORY) {
        j->memory = true;
    } else if (error->code == XML_ERR_INTERNAL_ERROR) { /* one of its own size limits */
        rfi_place start = {j->file, 1, 1};
        rfi_report_error(j->report, RFI_D_FILE_TOO_LARGE, start,
                         "the document is larger than the XML parser accepts");
    } else {
        say_syntax(j, error->message, error->code);
    }
    xmlStopParser(j->parser);
}

static bool same_name(const char *prefixed, const xmlChar *local, const xmlChar *prefix)
{
    size_t skip = 0;
    if (prefix != NULL) {
        skip = strlen((const char *)prefix);
        if (strncmp(prefixed, (const char *)prefix, skip) != 0 || prefixed[skip] != ':') {
            return false;
        }
        skip++;
    }
    return strcmp(prefixed + skip, (const char *)local) == 0;
}

static void on_start(void *context, const xmlChar *local, const xmlChar *prefix,
                     const xmlChar *space, int space_count, const xmlChar **spaces,
                     int attribute_count, int default_count, const xmlChar **attributes)
{
    (void)space_count;
    (void)spaces;
    (void)attribute_count;
    (void)default_count;
    (void)attributes;
    judge *j = judge_of(context);
    rfi_xml_element *element = j->expected;
    if (element == NULL || !same_name(element->prefixed, local, prefix)) {
        j->out_of_step = true;
        return;
    }
    if (!j->root_seen) {
        j->root_seen = true;
        j->space = space == NULL ? NULL : xmlStrdup(space);
        j->memory = j->memory || (space != NULL && j->space == NULL);
    }
    element->foreign = !xmlStrEqual(space, j->space);
    j->expected = element->following;
}

/* True when libxml2 accepts the bytes. */
static bool accept_bytes(judge *j)
{
    xmlSAXHandler *sax = j->parser->sax;
    memset(sax, 0, sizeof(*sax));
    sax->initialized = XML_SAX2_MAGIC;
    sax->startElementNs = on_start;
    sax->serror = on_error;
    j->parser->_private = j;
    xmlDoc *doc = xmlCtxtReadMemory(j->parser, j->report->bytes, (int)j->report->size, NULL,
                                    NULL, PARSE_OPTIONS);
    xmlFreeDoc(doc);
    return j->parser->wellFormed != 0 && !j->failed;
}

static void check_space(judge *j, const rfi_xml_element *root)
{
    if (!j->ours ||
        (j->space != NULL && strcmp((const char *)j->space, RFI_XML_NAMESPACE) == 0)) {
        return;
    }
    char quoted[RFI_QUOTE_SIZE];
    const char *space = j->space == NULL ? "" : (const char *)j->space;
    rfi_report_error(j->report, RFI_D_XML_NAMESPACE, root->place,
                     "the namespace of \"%s\" is \"%s\": \"" RFI_XML_NAMESPACE
                     "\" is expected",
                     root->name, rfi_quote(quoted, space, strlen(space)));
    rfi_report_hint(j->report, "write <%s xmlns=\"" RFI_XML_NAMESPACE "\" ...>",
                    root->name);
}

static bool judge_bytes(judge *j, rfi_scan_end scanned, const rfi_xml_element *root)
{
    j->parser = xmlNewParserCtxt();
    if (j->parser == NULL) {
        j->memory = true;
        return false;
    }
    bool accepted = accept_bytes(j);
    /* of some wants of memory the parser keeps a number and tells nobody, of others it only
     * stops before the first tag */
    j->memory =
        j->memory || j->parser->errNo == XML_ERR_NO_MEMORY || (accepted && !j->root_seen);
    if (!accepted && !j->failed && !j->memory) {
        j->failed = true;
        say_syntax(j, "the parser stopped", 0);
    }
    if (accepted && !j->memory) {
        if (scanned != RFI_SCAN_DONE || j->out_of_step || j->expected != NULL) {
            accepted = false;
            say_syntax(j, "the tags cannot be told apart", 0);
        } else {
            check_space(j, root);
        }
    }
    if (j->space != NULL) {
        xmlFree(j->space);
    }
    xmlFreeParserCtxt(j->parser);
    return accepted && !j->memory;
}

static rfi_xml_element *read_document(rfi_arena *arena, const char *file,
                                      rfi_report *report, bool ours, bool *ret_memory)
{
    rfi_place start = {file, 1, 1};
    *ret_memory = false;
    if (report->size > RFI_XML_MOST_BYTES || report->size > INT_MAX) {
        rfi_report_error(report, RFI_D_FILE_TOO_LARGE, start,
                         "the document is larger than 64 MiB, the most that is read");
        return NULL;
    }
    if (report->size == 0) {
        rfi_report_error(report, RFI_D_XML_SYNTAX, start, "the document is empty");
        return NULL;
    }
    if (!rfi_scan_encoding(file, report)) {
        return NULL;
    }
    rfi_xml_element *root = NULL;
    rfi_scan_end scanned = rfi_scan(arena, file, report, &root);
    if (scanned == RFI_SCAN_MEMORY || scanned == RFI_SCAN_REFUSED) {
        *ret_memory = scanned == RFI_SCAN_MEMORY;
        return NULL;
    }
    judge j = {.report = report, .file = file, .expected = root, .ours = ours};
    bool accepted = judge_bytes(&j, scanned, root);
    *ret_memory = j.memory;
    return accepted ? root : NULL;
}

rfi_xml_element *rfi_xml_read(rfi_arena *arena, const char *file, rfi_report *report,
                              bool *ret_memory)
{
    return read_document(arena, file, report, true, ret_memory);
}

rfi_xml_element *rfi_xml_read_foreign(rfi_arena *arena, const char *file,
                                      rfi_report *report, bool *ret_memory)
{
    return read_document(arena, file, report, false, ret_memory);
}
