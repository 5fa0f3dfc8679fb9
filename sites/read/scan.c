/* SPDX-License-Identifier: MIT */
/* One pass over the bytes. Columns count code points, a tab is one column, lines end at
 * LF, a byte order mark is skipped. Nothing recurses. */
#include "sites/read/scan.h"

#include <string.h>

typedef struct scan {
    rfi_arena *arena;
    rfi_report *report;
    const char *bytes;
    size_t size, at;
    rfi_place here; /* place of bytes[at] */
    rfi_xml_element *root, *last;
    rfi_xml_element *open[RFI_XML_MOST_DEPTH];
    rfi_xml_element *youngest[RFI_XML_MOST_DEPTH]; /* last child of each open element */
    size_t depth, elements, attributes;
} scan;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void step(scan *s)
{
    char c = s->bytes[s->at++];
    if (c == '\n') {
        s->here.line++;
        s->here.column = 1;
    } else if (((unsigned char)c & 0xC0U) != 0x80U) {
        s->here.column++;
    }
}

static void steps(scan *s, size_t count)
{
    while (count-- > 0) {
        step(s);
    }
}

static bool starts(const scan *s, const char *word)
{
    size_t length = strlen(word);
    return s->size - s->at >= length && memcmp(s->bytes + s->at, word, length) == 0;
}

/* Moves behind the next `word`; false at the end of the bytes. */
static bool pass(scan *s, const char *word)
{
    while (s->at < s->size) {
        if (starts(s, word)) {
            steps(s, strlen(word));
            return true;
        }
        step(s);
    }
    return false;
}

static void skip_blanks(scan *s)
{
    while (s->at < s->size && is_blank(s->bytes[s->at])) {
        step(s);
    }
}

static bool ends_name(char c)
{
    return is_blank(c) || strchr("=<>/\"'&", c) != NULL;
}

static size_t skip_name(scan *s)
{
    size_t from = s->at;
    while (s->at < s->size && !ends_name(s->bytes[s->at])) {
        step(s);
    }
    return s->at - from;
}

/* ---- attribute values -----------------------------------------------------------------
 */

/* Writes code as UTF-8 (shorter than any reference to it); 0 when it is none. */
static size_t put_code_point(char *to, uint32_t code)
{
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
        return 0;
    }
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    size_t more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static const unsigned lead[] = {0, 0xC0, 0xE0, 0xF0};
    to[0] = (char)(lead[more] | (code >> (6 * more)));
    for (size_t i = 1; i <= more; i++) {
        to[i] = (char)(0x80U | ((code >> (6 * (more - i))) & 0x3FU));
    }
    return more + 1;
}

static int digit_value(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;
}

/* "#38" or "#x26"; 0 when malformed. */
static uint32_t character_reference(const char *name, size_t length)
{
    uint32_t base = length > 1 && name[1] == 'x' ? 16 : 10;
    uint32_t code = 0;
    for (size_t i = base == 16 ? 2 : 1; i < length; i++) {
        uint32_t digit = (uint32_t)digit_value(name[i]);
        if (digit >= base || code > 0x10FFFF) {
            return 0;
        }
        code = code * base + digit;
    }
    return code;
}

static uint32_t reference_code(const char *name, size_t length)
{
    static const struct {
        const char *name;
        uint32_t code;
    } known[] = {{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
    if (length > 0 && name[0] == '#') {
        return character_reference(name, length);
    }
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        if (strlen(known[i].name) == length && memcmp(known[i].name, name, length) == 0) {
            return known[i].code;
        }
    }
    return 0;
}

/* Expands references and normalises white space; the result is never longer. */
static size_t decode(char *to, const char *raw, size_t length, bool *ret_known)
{
    size_t out = 0;
    *ret_known = true;
    for (size_t i = 0; i < length; i++) {
        if (raw[i] == '&') {
            const char *end = memchr(raw + i, ';', length - i);
            size_t inside = end == NULL ? 0 : (size_t)(end - raw) - i - 1;
            size_t put =
                end == NULL ? 0
                            : put_code_point(to + out, reference_code(raw + i + 1, inside));
            if (put == 0) {
                *ret_known = false;
                return out;
            }
            out += put;
            i += inside + 1;
        } else if (raw[i] == '\r' && i + 1 < length && raw[i + 1] == '\n') {
            continue;
        } else {
            to[out++] = is_blank(raw[i]) ? ' ' : raw[i];
        }
    }
    return out;
}

/* ---- tags -----------------------------------------------------------------------------
 */

static rfi_scan_end refuse(scan *s, int number, rfi_place place, const char *message)
{
    rfi_report_error(s->report, number, place, "%s", message);
    return RFI_SCAN_REFUSED;
}

static bool declares_namespace(const char *name, size_t length)
{
    return (length == 5 && memcmp(name, "xmlns", 5) == 0) ||
           (length > 6 && memcmp(name, "xmlns:", 6) == 0);
}

static rfi_scan_end keep_attribute(scan *s, rfi_xml_attribute ***link, rfi_place place,
                                   const char *name, size_t name_length, size_t from,
                                   rfi_place value_place)
{
    size_t raw = s->at - from;
    rfi_xml_attribute *attribute = RFI_NEW(s->arena, rfi_xml_attribute);
    char *value = rfi_arena_alloc(s->arena, raw + 1, 1);
    char *copy = rfi_arena_copy_n(s->arena, name, name_length);
    if (attribute == NULL || value == NULL || copy == NULL) {
        return RFI_SCAN_MEMORY;
    }
    bool known = true;
    size_t length = decode(value, s->bytes + from, raw, &known);
    *attribute = (rfi_xml_attribute){NULL, copy, value, length, place, value_place};
    **link = attribute;
    *link = &attribute->next;
    return known ? RFI_SCAN_DONE : RFI_SCAN_LOST;
}

/* name = "value": *link takes the attribute unless it declares a namespace. */
static rfi_scan_end scan_attribute(scan *s, rfi_xml_attribute ***link)
{
    rfi_place place = s->here;
    const char *name = s->bytes + s->at;
    size_t name_length = skip_name(s);
    skip_blanks(s);
    if (name_length == 0 || s->at >= s->size || s->bytes[s->at] != '=') {
        return RFI_SCAN_LOST;
    }
    step(s);
    skip_blanks(s);
    if (s->at >= s->size || (s->bytes[s->at] != '"' && s->bytes[s->at] != '\'')) {
        return RFI_SCAN_LOST;
    }
    char quote = s->bytes[s->at];
    step(s);
    rfi_place value_place = s->here;
    size_t from = s->at;
    while (s->at < s->size && s->bytes[s->at] != quote) {
        if (s->bytes[s->at] == '<') {
            return RFI_SCAN_LOST;
        }
        step(s);
    }
    if (s->at >= s->size) {
        return RFI_SCAN_LOST;
    }
    if (s->at - from > RFI_XML_MOST_VALUE) {
        return refuse(s, RFI_D_XML_LONG_VALUE, value_place,
                      "the value is longer than 4096 bytes, the most that is read");
    }
    rfi_scan_end end = RFI_SCAN_DONE;
    if (!declares_namespace(name, name_length)) {
        end = keep_attribute(s, link, place, name, name_length, from, value_place);
    }
    step(s);
    return end;
}

static rfi_scan_end scan_attributes(scan *s, rfi_xml_element *element, bool *ret_empty)
{
    rfi_xml_attribute **link = &element->attributes;
    for (size_t count = 0;; count++) {
        skip_blanks(s);
        if (s->at >= s->size) {
            return RFI_SCAN_LOST;
        }
        if (s->bytes[s->at] == '>' || starts(s, "/>")) {
            *ret_empty = s->bytes[s->at] == '/';
            steps(s, *ret_empty ? 2 : 1);
            return RFI_SCAN_DONE;
        }
        if (count == RFI_XML_MOST_OF_ELEMENT ||
            s->attributes++ == RFI_XML_MOST_ATTRIBUTES) {
            return refuse(s, RFI_D_XML_TOO_MANY, s->here,
                          "there are more attributes than are read: 64 in an element, "
                          "1000000 in a document");
        }
        rfi_scan_end end = scan_attribute(s, &link);
        if (end != RFI_SCAN_DONE) {
            return end;
        }
    }
}

static rfi_xml_element *add_element(scan *s, rfi_place place, const char *name,
                                    size_t length)
{
    rfi_xml_element *element = RFI_NEW(s->arena, rfi_xml_element);
    char *copy = rfi_arena_copy_n(s->arena, name, length);
    if (element == NULL || copy == NULL) {
        return NULL;
    }
    char *colon = strchr(copy, ':');
    element->prefixed = copy;
    element->name = colon == NULL ? copy : colon + 1;
    element->place = place;
    if (s->depth > 0) {
        rfi_xml_element **youngest = &s->youngest[s->depth - 1];
        element->parent = s->open[s->depth - 1];
        *(*youngest == NULL ? &element->parent->children : &(*youngest)->next) = element;
        *youngest = element;
    }
    if (s->root == NULL) {
        s->root = element;
    } else {
        s->last->following = element;
    }
    s->last = element;
    return element;
}

static rfi_scan_end scan_start_tag(scan *s)
{
    rfi_place place = s->here;
    if (s->depth == RFI_XML_MOST_DEPTH) {
        return refuse(s, RFI_D_XML_TOO_DEEP, place,
                      "elements are nested more than 32 deep, the most that is read");
    }
    if (s->elements++ == RFI_XML_MOST_ELEMENTS) {
        return refuse(s, RFI_D_XML_TOO_MANY, place,
                      "the document has more than 200000 elements, the most that is read");
    }
    step(s);
    const char *name = s->bytes + s->at;
    size_t length = skip_name(s);
    if (length == 0 || (s->depth == 0 && s->root != NULL)) {
        return RFI_SCAN_LOST;
    }
    rfi_xml_element *element = add_element(s, place, name, length);
    if (element == NULL) {
        return RFI_SCAN_MEMORY;
    }
    bool empty = false;
    rfi_scan_end end = scan_attributes(s, element, &empty);
    if (end == RFI_SCAN_DONE && !empty) {
        s->open[s->depth] = element;
        s->youngest[s->depth++] = NULL;
    }
    return end;
}

static rfi_scan_end scan_end_tag(scan *s)
{
    if (s->depth == 0 || !pass(s, ">")) {
        return RFI_SCAN_LOST;
    }
    s->depth--;
    return RFI_SCAN_DONE;
}

static void note_text(scan *s)
{
    if (s->depth > 0 && s->open[s->depth - 1]->text.line == 0) {
        s->open[s->depth - 1]->text = s->here;
    }
}

static rfi_scan_end scan_markup(scan *s)
{
    if (starts(s, "<!--")) {
        steps(s, 4);
        return pass(s, "-->") ? RFI_SCAN_DONE : RFI_SCAN_LOST;
    }
    if (starts(s, "<![CDATA[")) {
        note_text(s);
        return pass(s, "]]>") ? RFI_SCAN_DONE : RFI_SCAN_LOST;
    }
    if (starts(s, "<!DOCTYPE") || starts(s, "<!ENTITY")) {
        return refuse(s, RFI_D_XML_DOCTYPE, s->here,
                      "a DOCTYPE or an entity declaration is refused");
    }
    if (starts(s, "<!")) {
        return RFI_SCAN_LOST;
    }
    if (starts(s, "<?")) {
        return pass(s, "?>") ? RFI_SCAN_DONE : RFI_SCAN_LOST;
    }
    return starts(s, "</") ? scan_end_tag(s) : scan_start_tag(s);
}

static size_t mark_length(const char *bytes, size_t size)
{
    return size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

rfi_scan_end rfi_scan(rfi_arena *arena, const char *file, rfi_report *report,
                      rfi_xml_element **ret_root)
{
    scan s = {.arena = arena,
              .report = report,
              .bytes = report->bytes,
              .size = report->size,
              .at = mark_length(report->bytes, report->size),
              .here = {file, 1, 1}};
    while (s.at < s.size) {
        if (s.bytes[s.at] == '<') {
            rfi_scan_end end = scan_markup(&s);
            if (end != RFI_SCAN_DONE) {
                *ret_root = s.root;
                return end;
            }
            continue;
        }
        if (!is_blank(s.bytes[s.at])) {
            note_text(&s);
        }
        step(&s);
    }
    *ret_root = s.root;
    return s.root == NULL || s.depth > 0 ? RFI_SCAN_LOST : RFI_SCAN_DONE;
}

rfi_place rfi_scan_place(const char *file, const char *bytes, size_t size, size_t offset)
{
    scan s = {
        .bytes = bytes, .size = size, .at = mark_length(bytes, size), .here = {file, 1, 1}};
    while (s.at < s.size && s.at < offset) {
        step(&s);
    }
    return s.here;
}

/* ---- encoding -------------------------------------------------------------------------
 */

/* Length of the well-formed UTF-8 sequence at p (RFC 3629), 0 when malformed or NUL. */
static size_t sequence(const unsigned char *p, size_t left)
{
    if (p[0] < 0x80) {
        return p[0] == 0 ? 0 : 1;
    }
    size_t more = p[0] >= 0xF0 ? 3 : p[0] >= 0xE0 ? 2 : 1;
    if (p[0] < 0xC2 || p[0] > 0xF4 || left <= more) {
        return 0;
    }
    unsigned low = p[0] == 0xE0 ? 0xA0 : p[0] == 0xF0 ? 0x90 : 0x80;
    unsigned high = p[0] == 0xED ? 0x9F : p[0] == 0xF4 ? 0x8F : 0xBF;
    if (p[1] < low || p[1] > high) {
        return 0;
    }
    for (size_t i = 2; i <= more; i++) {
        if ((p[i] & 0xC0U) != 0x80U) {
            return 0;
        }
    }
    return more + 1;
}

static bool says_utf_8(const char *name, size_t length)
{
    static const char expected[] = "utf-8";
    if (length != 5) {
        return false;
    }
    for (size_t i = 0; i < 5; i++) {
        char c = name[i] >= 'A' && name[i] <= 'Z' ? (char)(name[i] - 'A' + 'a') : name[i];
        if (c != expected[i]) {
            return false;
        }
    }
    return true;
}

/* The encoding that the XML declaration names must be UTF-8. */
static bool check_declaration(const char *file, rfi_report *report)
{
    scan s = {.report = report,
              .bytes = report->bytes,
              .size = report->size,
              .at = mark_length(report->bytes, report->size),
              .here = {file, 1, 1}};
    if (!starts(&s, "<?xml")) {
        return true;
    }
    while (s.at < s.size && !starts(&s, "?>") && !starts(&s, "encoding")) {
        step(&s);
    }
    if (s.at >= s.size || !starts(&s, "encoding")) {
        return true;
    }
    steps(&s, strlen("encoding"));
    while (s.at < s.size && (is_blank(s.bytes[s.at]) || s.bytes[s.at] == '=')) {
        step(&s);
    }
    if (s.at >= s.size || (s.bytes[s.at] != '"' && s.bytes[s.at] != '\'')) {
        return true; /* not well-formed: libxml2 tells */
    }
    step(&s);
    const char *name = s.bytes + s.at;
    size_t length = skip_name(&s);
    if (s.at == s.size || says_utf_8(name, length)) {
        return true;
    }
    char quoted[RFI_QUOTE_SIZE];
    rfi_report_error(report, RFI_D_XML_ENCODING,
                     rfi_scan_place(file, s.bytes, s.size, (size_t)(name - s.bytes)),
                     "\"%s\" is declared as encoding: UTF-8 is expected",
                     rfi_quote(quoted, name, length));
    return false;
}

bool rfi_scan_encoding(const char *file, rfi_report *report)
{
    const unsigned char *bytes = (const unsigned char *)report->bytes;
    size_t at = 0;
    while (at < report->size) {
        size_t length = sequence(bytes + at, report->size - at);
        if (length == 0) {
            break;
        }
        at += length;
    }
    if (at == report->size) {
        return check_declaration(file, report);
    }
    rfi_place place = rfi_scan_place(file, report->bytes, report->size, at);
    bool utf16 =
        at == 0 && report->size >= 2 &&
        ((bytes[0] == 0xFE && bytes[1] == 0xFF) || (bytes[0] == 0xFF && bytes[1] == 0xFE));
    rfi_report_error(report, RFI_D_XML_ENCODING, place,
                     "the byte 0x%02X is not UTF-8 text here%s", bytes[at],
                     utf16 ? ": the file starts as UTF-16 does" : "");
    rfi_report_hint(report, "save the file as UTF-8");
    return false;
}

const char *rfi_xml_root_name(const char *bytes, size_t size, size_t *ret_length)
{
    scan s = {
        .bytes = bytes, .size = size, .at = mark_length(bytes, size), .here = {NULL, 1, 1}};
    while (pass(&s, "<")) {
        const char *end = starts(&s, "!--") ? "-->" : starts(&s, "?") ? "?>" : NULL;
        if (end != NULL) {
            if (!pass(&s, end)) {
                return NULL;
            }
            continue;
        }
        const char *name = bytes + s.at;
        size_t length = skip_name(&s);
        const char *colon = memchr(name, ':', length);
        size_t prefix = colon == NULL ? 0 : (size_t)(colon - name) + 1;
        *ret_length = length - prefix;
        return length == prefix || name[0] == '!' ? NULL : name + prefix;
    }
    return NULL;
}
