/* SPDX-License-Identifier: MIT */
/* The draw list as text, for tests that compare it with a stored one. */
#include "reports/paint/draft.h"

#include <math.h>

void rfi_add_decimal(rfi_text *text, double value, int decimals)
{
    int64_t power = 1;
    for (int i = 0; i < decimals; i++) {
        power *= 10;
    }
    int64_t scaled = llround(value * (double)power);
    if (scaled < 0) {
        rfi_text_char(text, '-');
        scaled = -scaled;
    }
    rfi_text_format(text, "%lld", (long long)(scaled / power));
    int64_t rest = scaled % power;
    if (rest == 0) {
        return;
    }
    rfi_text_char(text, '.');
    while (rest > 0) {
        power /= 10;
        rfi_text_char(text, (char)('0' + rest / power));
        rest %= power;
    }
}

static void add_numbers(rfi_text *text, const double *values, int count)
{
    for (int i = 0; i < count; i++) {
        rfi_text_char(text, ' ');
        rfi_add_decimal(text, values[i], 2);
    }
}

static void list_path(const rfi_item *item, rfi_text *text)
{
    rfi_text_add(text, "path");
    add_numbers(text,
                (double[]){item->box.x, item->box.y, item->box.width, item->box.height}, 4);
    rfi_text_format(text, " steps %zu", item->steps);
    if (item->fill != RFI_NO_INK) {
        rfi_text_format(text, " fill %06x", (unsigned)(item->fill & 0xFFFFFFU));
    }
    if (item->pen.ink != RFI_NO_INK) {
        rfi_text_format(text, " pen %06x", (unsigned)(item->pen.ink & 0xFFFFFFU));
        add_numbers(text, &item->pen.weight, 1);
        rfi_text_format(text, " dash %d", (int)item->pen.dash);
    }
}

static void list_item(const rfi_item *item, rfi_text *text)
{
    switch (item->kind) {
    case RFI_ITEM_PATH:
        list_path(item, text);
        break;
    case RFI_ITEM_TEXT:
        rfi_text_add(text, item->letters.upward ? "text-up" : "text");
        add_numbers(text, (double[]){item->at.x, item->at.y, item->letters.size}, 3);
        rfi_text_format(text, " \"%s\"", item->text == NULL ? "" : item->text);
        break;
    case RFI_ITEM_GROUP:
        rfi_text_format(text, "group %s \"%s\"", item->name == NULL ? "-" : item->name,
                        item->title == NULL ? "" : item->title);
        break;
    case RFI_ITEM_TAG:
        rfi_text_format(text, "tag %d", (int)item->tag);
        break;
    case RFI_ITEM_LINK:
        rfi_text_format(text, "link %s", item->name != NULL ? item->name : item->text);
        break;
    case RFI_ITEM_DEST:
        rfi_text_format(text, "dest %s", item->name == NULL ? "" : item->name);
        add_numbers(text, (double[]){item->at.x, item->at.y}, 2);
        break;
    case RFI_ITEM_GROUP_END:
    case RFI_ITEM_TAG_END:
    case RFI_ITEM_LINK_END:
        rfi_text_add(text, "end");
        break;
    }
    rfi_text_char(text, '\n');
}

void rfi_list_drawing(const rfi_drawing *drawing, rfi_text *text)
{
    for (size_t p = 0; p < drawing->page_count; p++) {
        const rfi_page *page = &drawing->pages[p];
        rfi_text_add(text, "page");
        add_numbers(text, (double[]){page->width, page->height}, 2);
        rfi_text_char(text, '\n');
        for (size_t i = page->item; i < page->item + page->items; i++) {
            list_item(&drawing->items[i], text);
        }
    }
}
