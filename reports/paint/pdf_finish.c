/* SPDX-License-Identifier: MIT */
/* Entries are put into the dictionaries that need them and the cross-reference table is
 * written anew (ISO 32000-1, 7.5.4: entries of 20 bytes; 14.7 and 14.9: structure). */
#include "reports/paint/pdf_finish.h"

#include <stdlib.h>
#include <string.h>

#include "planner/base/digest.h"

typedef struct insertion {
    size_t at; /* in the old file */
    rfi_text text;
} insertion;

typedef struct pdf_file {
    const char *data;
    size_t size;
    size_t table;    /* of the word xref */
    size_t entries;  /* of the first entry */
    size_t count;    /* objects, the free one included */
    size_t trailer;  /* of the word trailer */
    insertion *list; /* sorted by place */
    size_t list_count;
} pdf_file;

static size_t read_digits(const char *at)
{
    size_t value = 0;
    while (*at >= '0' && *at <= '9' && value < SIZE_MAX / 20) {
        value = value * 10 + (size_t)(*at - '0');
        at++;
    }
    return value;
}

static bool begins(const pdf_file *file, size_t at, const char *words)
{
    size_t length = strlen(words);
    return at <= file->size && file->size - at >= length &&
           memcmp(file->data + at, words, length) == 0;
}

static bool find_table(pdf_file *file)
{
    size_t at = file->size;
    while (at > 0 && !begins(file, at, "startxref\n")) {
        at--;
    }
    if (at == 0) {
        return false;
    }
    file->table = read_digits(file->data + at + strlen("startxref\n"));
    if (!begins(file, file->table, "xref\n0 ")) {
        return false;
    }
    file->count = read_digits(file->data + file->table + strlen("xref\n0 "));
    const char *end =
        memchr(file->data + file->table + 5, '\n', file->size - file->table - 5);
    if (end == NULL || file->count == 0 || file->count > (file->size - file->table) / 20) {
        return false;
    }
    file->entries = (size_t)(end + 1 - file->data);
    file->trailer = file->entries + 20 * file->count;
    return begins(file, file->trailer, "trailer\n<< ");
}

static size_t offset_of(const pdf_file *file, size_t object)
{
    return read_digits(file->data + file->entries + 20 * object);
}

/* A PDF text string: literal when it is ASCII, else UTF-16 with byte-order mark. */
static void add_string(rfi_text *text, const char *string)
{
    bool plain = true;
    for (const char *c = string; *c != '\0'; c++) {
        plain = plain && (unsigned char)*c >= 0x20 && (unsigned char)*c < 0x7F;
    }
    rfi_text_add(text, plain ? "(" : "<FEFF");
    const unsigned char *c = (const unsigned char *)string;
    while (*c != '\0') {
        if (plain) {
            rfi_text_format(text, "%s%c", strchr("()\\", *c) != NULL ? "\\" : "", *c);
            c++;
            continue;
        }
        int more = *c >= 0xF0 ? 3 : *c >= 0xE0 ? 2 : *c >= 0xC0 ? 1 : 0;
        unsigned point = more == 0 ? *c : *c & (0x3FU >> more);
        for (c++; more > 0 && (*c & 0xC0U) == 0x80U; more--, c++) {
            point = (point << 6) | (*c & 0x3FU);
        }
        if (point >= 0x10000U) {
            rfi_text_format(text, "%04X", 0xD800U + ((point - 0x10000U) >> 10));
            point = 0xDC00U + ((point - 0x10000U) & 0x3FFU);
        }
        rfi_text_format(text, "%04X", point);
    }
    rfi_text_add(text, plain ? ")" : ">");
}

static rfi_text *insert(pdf_file *file, size_t at)
{
    insertion *entry = &file->list[file->list_count++];
    *entry = (insertion){at, RFI_TEXT_INIT};
    return &entry->text;
}

static const char *next_alternative(const rfi_drawing *drawing, size_t *item)
{
    for (; *item < drawing->item_count; (*item)++) {
        const rfi_item *tag = &drawing->items[*item];
        if (tag->kind == RFI_ITEM_TAG && tag->tag == RFI_TAG_FIGURE) {
            (*item)++;
            return tag->text;
        }
    }
    return NULL;
}

static void put_catalog(pdf_file *file, size_t at, const rfi_imprint *imprint)
{
    rfi_text *text = insert(file, at);
    rfi_text_add(text, "/ViewerPreferences << /DisplayDocTitle true >>\n   /Lang ");
    add_string(text, imprint->language == NULL ? "en" : imprint->language);
    rfi_text_add(text, "\n   ");
}

static int compare_places(const void *a, const void *b)
{
    const size_t *left = a;
    const size_t *right = b;
    return *left < *right ? -1 : *left > *right;
}

/* Structure elements stand in the file in the order in which their tags were begun. */
static void collect(pdf_file *file, size_t *places, const rfi_drawing *drawing,
                    const rfi_imprint *imprint)
{
    static const char figure[] = "<< /Type /StructElem\n   /S /Figure\n";
    static const char catalog[] = "<< /Type /Catalog\n";
    size_t item = 0;
    for (size_t i = 1; i < file->count; i++) {
        places[i - 1] = offset_of(file, i);
    }
    qsort(places, file->count - 1, sizeof(*places), compare_places);
    for (size_t i = 0; i + 1 < file->count && places[i] < file->size; i++) {
        const char *begin = file->data + places[i];
        const char *end = memchr(begin, '\n', file->size - places[i]);
        size_t at = end == NULL ? file->size : (size_t)(end + 1 - file->data);
        if (begins(file, at, figure)) {
            const char *words = next_alternative(drawing, &item);
            if (words != NULL) {
                rfi_text *text = insert(file, at + 3);
                rfi_text_add(text, "/Alt ");
                add_string(text, words);
                rfi_text_add(text, "\n   ");
            }
        } else if (begins(file, at, catalog)) {
            put_catalog(file, at + 3, imprint);
        }
    }
}

/* Where the object that began at `place` begins now. */
static size_t moved(const pdf_file *file, size_t place)
{
    size_t more = 0;
    for (size_t i = 0; i < file->list_count && file->list[i].at <= place; i++) {
        more += file->list[i].text.size;
    }
    return place + more;
}

static void write_anew(const pdf_file *file, rfi_text *out)
{
    size_t done = 0;
    for (size_t i = 0; i < file->list_count; i++) {
        const insertion *entry = &file->list[i];
        rfi_text_add_n(out, file->data + done, entry->at - done);
        rfi_text_add_n(out, entry->text.data, entry->text.size);
        out->failed = out->failed || entry->text.failed;
        done = entry->at;
    }
    rfi_text_add_n(out, file->data + done, file->table - done);
    if (out->failed) {
        return;
    }
    char hex[65];
    rfi_digest(out->data, out->size, hex);
    size_t table = out->size;
    rfi_text_format(out, "xref\n0 %zu\n0000000000 65535 f \n", file->count);
    for (size_t i = 1; i < file->count; i++) {
        rfi_text_format(out, "%010zu 00000 n \n", moved(file, offset_of(file, i)));
    }
    rfi_text_format(out, "trailer\n<< /ID [ <%.32s> <%.32s> ]\n   ", hex, hex);
    const char *rest = file->data + file->trailer + strlen("trailer\n<< ");
    const char *end = strstr(rest, "startxref\n");
    rfi_text_add_n(out, rest, (size_t)(end - rest));
    rfi_text_format(out, "startxref\n%zu\n%%%%EOF\n", table);
}

void rfi_finish_pdf(const rfi_drawing *drawing, const rfi_imprint *imprint,
                    const rfi_text *pdf, rfi_text *ret_text)
{
    pdf_file file = {.data = pdf->data, .size = pdf->size};
    if (!find_table(&file)) {
        rfi_text_add_n(ret_text, pdf->data, pdf->size);
        return;
    }
    size_t *places = calloc(file.count, sizeof(*places));
    file.list = calloc(file.count + 1, sizeof(*file.list));
    if (file.list == NULL || places == NULL) {
        ret_text->failed = true;
    } else {
        collect(&file, places, drawing, imprint);
        write_anew(&file, ret_text);
    }
    for (size_t i = 0; i < file.list_count; i++) {
        rfi_text_finish(&file.list[i].text);
    }
    free(file.list);
    free(places);
}
