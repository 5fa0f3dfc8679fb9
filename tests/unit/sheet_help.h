/* SPDX-License-Identifier: MIT */
/* What the tests of drawn sheets share: finding texts, and that labels keep apart. */
#ifndef TESTS_UNIT_SHEET_HELP_H
#define TESTS_UNIT_SHEET_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "reports/diagram/sheet.h"

static const rfi_item *find_text(const rfi_drawing *drawing, const char *words)
{
    for (size_t i = 0; i < drawing->item_count; i++) {
        const rfi_item *item = &drawing->items[i];
        if (item->kind == RFI_ITEM_TEXT && strstr(item->text, words) != NULL) {
            return item;
        }
    }
    return NULL;
}

static double overlap(double a, double width_a, double b, double width_b)
{
    return fmin(a + width_a, b + width_b) - fmax(a, b);
}

/* No two texts touch, none leaves the sheet, none is too small to read. */
static void expect_labels(const rfi_drawing *drawing, const rfi_sheet *paper,
                          const char *name)
{
    for (size_t i = 0; i < drawing->item_count; i++) {
        const rfi_item *a = &drawing->items[i];
        if (a->kind != RFI_ITEM_TEXT) {
            continue;
        }
        assert_true(a->letters.size >= 5.0 - 1e-9);
        if (a->box.x < paper->frame_left - 6 || a->box.y < paper->frame_top - 5 ||
            a->box.x + a->box.width > paper->frame_right ||
            a->box.y + a->box.height > paper->frame_foot) {
            fail_msg("%s on %s: \"%s\" leaves the sheet", name, paper->name, a->text);
        }
        for (size_t j = i + 1; j < drawing->item_count; j++) {
            const rfi_item *b = &drawing->items[j];
            if (b->kind == RFI_ITEM_TEXT &&
                overlap(a->box.x, a->box.width, b->box.x, b->box.width) > 0.1 &&
                overlap(a->box.y, a->box.height, b->box.y, b->box.height) > 0.1) {
                fail_msg("%s on %s: \"%s\" and \"%s\" overlap", name, paper->name, a->text,
                         b->text);
            }
        }
    }
    if (drawing->cut != 0) {
        fail_msg("%s on %s: %zu texts are cut", name, paper->name, drawing->cut);
    }
}

#endif
