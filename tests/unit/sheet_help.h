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

static inline const rfi_item *find_text(const rfi_drawing *drawing, const char *words)
{
    for (size_t i = 0; i < drawing->item_count; i++) {
        const rfi_item *item = &drawing->items[i];
        if (item->kind == RFI_ITEM_TEXT && strstr(item->text, words) != NULL) {
            return item;
        }
    }
    return NULL;
}

static inline double overlap(double a, double width_a, double b, double width_b)
{
    return fmin(a + width_a, b + width_b) - fmax(a, b);
}

/* No two texts touch, none leaves the sheet, none is too small to read. */
static inline void expect_apart(const rfi_drawing *drawing, const rfi_sheet *paper,
                                const char *name)
{
    size_t wrong = 0;
    for (size_t i = 0; i < drawing->item_count; i++) {
        const rfi_item *a = &drawing->items[i];
        if (a->kind != RFI_ITEM_TEXT) {
            continue;
        }
        if (a->letters.size < 5.0 - 1e-9) {
            print_error("%s on %s: \"%s\" is %.2f points\n", name, paper->name, a->text,
                        a->letters.size);
            wrong++;
        }
        if (a->box.x < paper->frame_left - 6 || a->box.y < paper->frame_top - 5 ||
            a->box.x + a->box.width > paper->frame_right ||
            a->box.y + a->box.height > paper->frame_foot) {
            print_error("%s on %s: \"%s\" leaves the sheet\n", name, paper->name, a->text);
            wrong++;
        }
        for (size_t j = i + 1; j < drawing->item_count; j++) {
            const rfi_item *b = &drawing->items[j];
            if (b->kind == RFI_ITEM_TEXT &&
                overlap(a->box.x, a->box.width, b->box.x, b->box.width) > 0.1 &&
                overlap(a->box.y, a->box.height, b->box.y, b->box.height) > 0.1) {
                print_error("%s on %s: \"%s\" and \"%s\" overlap\n", name, paper->name,
                            a->text, b->text);
                wrong++;
            }
        }
    }
    assert_int_equal(wrong, 0);
}

/* And nothing had to be cut. */
static inline void expect_labels(const rfi_drawing *drawing, const rfi_sheet *paper,
                                 const char *name)
{
    expect_apart(drawing, paper, name);
    if (drawing->cut != 0) {
        fail_msg("%s on %s: %zu texts are cut", name, paper->name, drawing->cut);
    }
}

#endif
