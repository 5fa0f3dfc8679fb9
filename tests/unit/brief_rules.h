/* SPDX-License-Identifier: MIT */
/* What every brief must keep: text in the live area, no overlaps, links that lead
 * somewhere, words of the house. */
#ifndef TESTS_UNIT_BRIEF_RULES_H
#define TESTS_UNIT_BRIEF_RULES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "reports/brief/brief.h"

#ifndef TEST_ROOT /* the header compiles alone, too */
#define TEST_ROOT "/rackfit/"
#endif

/* Fontconfig keeps 288 bytes a process; the sanitizer's name for asking it to be silent. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}

static bool is_sheet(const rfi_page *page)
{
    return page->width > 400; /* A3, tested by its own room */
}

static void text_stays_in_the_live_area(const rfi_drawing *drawing, rf_paper paper)
{
    double left = paper == RF_PAPER_LETTER ? 20.95 : 18;
    for (size_t p = 0; p < drawing->page_count; p++) {
        const rfi_page *page = &drawing->pages[p];
        for (size_t i = page->item; !is_sheet(page) && i < page->item + page->items; i++) {
            const rfi_item *item = &drawing->items[i];
            bool inside =
                item->box.x > left - 0.3 && item->box.x + item->box.width < left + 174.3 &&
                item->box.y > 12 && item->box.y + item->box.height < page->height - 9;
            if (item->kind == RFI_ITEM_TEXT && !inside) {
                fail_msg("page %zu: \"%s\" stands at %.2f %.2f, %.2f wide", p + 1,
                         item->text, item->box.x, item->box.y, item->box.width);
            }
            if (item->kind == RFI_ITEM_TEXT && item->letters.size < 5) {
                fail_msg("page %zu: \"%s\" has %.1f points", p + 1, item->text,
                         item->letters.size);
            }
        }
    }
}

static double shared(double a, double b, double c, double d)
{
    return fmin(b, d) - fmax(a, c);
}

static void labels_do_not_overlap(const rfi_drawing *drawing)
{
    for (size_t p = 0; p < drawing->page_count; p++) {
        const rfi_page *page = &drawing->pages[p];
        for (size_t i = page->item; !is_sheet(page) && i < page->item + page->items; i++) {
            const rfi_item *a = &drawing->items[i];
            for (size_t k = i + 1; a->kind == RFI_ITEM_TEXT && k < page->item + page->items;
                 k++) {
                const rfi_item *b = &drawing->items[k];
                double x = shared(a->box.x, a->box.x + a->box.width, b->box.x,
                                  b->box.x + b->box.width);
                double y = shared(a->box.y, a->box.y + a->box.height, b->box.y,
                                  b->box.y + b->box.height);
                if (b->kind == RFI_ITEM_TEXT && x > 0.1 && y > 0.1) {
                    fail_msg("page %zu: \"%s\" and \"%s\" overlap by %.2f x %.2f mm", p + 1,
                             a->text, b->text, x, y);
                }
            }
        }
    }
}

static size_t count_dest(const rfi_drawing *drawing, const char *name)
{
    size_t count = 0;
    for (size_t i = 0; i < drawing->item_count; i++) {
        const rfi_item *item = &drawing->items[i];
        count += item->kind == RFI_ITEM_DEST && strcmp(item->name, name) == 0 ? 1 : 0;
    }
    return count;
}

static void links_lead_somewhere(const rfi_drawing *drawing, const rfi_judgement *judgement)
{
    size_t links = 0;
    for (size_t i = 0; i < drawing->item_count; i++) {
        const rfi_item *item = &drawing->items[i];
        if (item->kind == RFI_ITEM_LINK && item->name != NULL) {
            links++;
            if (count_dest(drawing, item->name) != 1) {
                fail_msg("\"%s\" has %zu places", item->name,
                         count_dest(drawing, item->name));
            }
        }
    }
    assert_true(links >= judgement->requirement_count);
    for (size_t i = 0; i < drawing->bookmark_count; i++) {
        assert_int_equal(count_dest(drawing, drawing->bookmarks[i].dest), 1);
    }
    for (size_t i = 0; i < judgement->book_count; i++) {
        char name[64];
        (void)snprintf(name, sizeof(name), "row-%s", judgement->book[i].id);
        assert_int_equal(count_dest(drawing, name), 1);
    }
}

static bool shows(const rfi_drawing *drawing, size_t page, const char *words)
{
    const rfi_page *p = &drawing->pages[page];
    for (size_t i = p->item; i < p->item + p->items; i++) {
        const rfi_item *item = &drawing->items[i];
        if (item->kind == RFI_ITEM_TEXT && strstr(item->text, words) != NULL) {
            return true;
        }
    }
    return false;
}

static void words_are_those_of_the_house(const rfi_drawing *drawing)
{
    static const char *const never[] = {" will ", "guarantee", "optimal",   TEST_ROOT,
                                        " nan",   "(null)",    "somewhere/"};
    for (size_t p = 0; p < drawing->page_count; p++) {
        for (size_t i = 0; i < sizeof(never) / sizeof(never[0]); i++) {
            if (shows(drawing, p, never[i])) {
                fail_msg("page %zu says \"%s\"", p + 1, never[i]);
            }
        }
    }
}

static void keep_the_rules(const rfi_drawing *drawing, const rfi_judgement *judgement,
                           rf_paper paper, int cut)
{
    text_stays_in_the_live_area(drawing, paper);
    labels_do_not_overlap(drawing);
    links_lead_somewhere(drawing, judgement);
    words_are_those_of_the_house(drawing);
    assert_int_equal(drawing->cut, cut);
}

#endif
