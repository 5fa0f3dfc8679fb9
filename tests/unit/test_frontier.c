/* SPDX-License-Identifier: MIT */
/* The frontier chart as a draw list. `test_frontier --write DIR` paints it as PNG. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reports/chart/chart.h"

/* Fontconfig keeps 288 bytes a process; the sanitizer's name for asking it to be silent. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}

#define SOURCE                                                                             \
    "Source: comparison of Air mine with the measures of the catalogue, base case"

static const rfi_trade trades[] = {
    {"as it is, 4.2 MW", 0, 4.2, 4.2, RFI_POINT_AS_IS},
    {NULL, 3.1, 9.8, 9.8, RFI_POINT_PLAN},
    {NULL, 8.4, 9.6, 12.0, RFI_POINT_DOMINATED},
    {"21.6 MW for 12.4 million USD", 12.4, 21.6, 23.9, RFI_POINT_RECOMMENDED},
    {NULL, 31.0, 28.4, 33.5, RFI_POINT_PLAN},
    {"30.2 MW for 44 million USD", 44.0, 30.2, 38.0, RFI_POINT_PLAN},
};
enum { TRADES = sizeof(trades) / sizeof(trades[0]) };

static rfi_drawing *page_of(size_t count, double target, const char *source)
{
    rf_diags *diags = rf_diags_new();
    rfi_drawing *drawing = rfi_drawing_new(diags);
    rf_diags_free(diags);
    if (drawing != NULL) {
        rfi_open_page(drawing, 120, 70);
        rfi_draw_frontier(drawing, (rfi_box){4, 4, 112, 62}, trades, count, target, source);
    }
    return drawing;
}

static size_t occurrences(const char *text, const char *words)
{
    size_t count = 0;
    for (const char *at = strstr(text, words); at != NULL; at = strstr(at + 1, words)) {
        count++;
    }
    return count;
}

static void every_axis_has_its_unit(void **state)
{
    (void)state;
    rfi_drawing *drawing = page_of(TRADES, 20, SOURCE);
    assert_non_null(drawing);
    assert_false(drawing->failed);
    rfi_text list = RFI_TEXT_INIT;
    rfi_list_drawing(drawing, &list);
    assert_int_equal(occurrences(list.data, "critical IT power, MW"), 1);
    assert_int_equal(occurrences(list.data, "capital cost of measures, million USD"), 1);
    assert_int_equal(occurrences(list.data, SOURCE), 1);
    assert_int_equal(occurrences(list.data, "\"target\""), 1);
    assert_int_equal(drawing->cut, 0);
    rfi_text_finish(&list);
    rfi_drawing_free(drawing);
}

static void the_legend_holds_only_what_is_drawn(void **state)
{
    (void)state;
    rfi_drawing *drawing = page_of(2, -1, NULL);
    assert_non_null(drawing);
    rfi_text list = RFI_TEXT_INIT;
    rfi_list_drawing(drawing, &list);
    assert_int_equal(occurrences(list.data, "\"as it is\""), 1);
    assert_int_equal(occurrences(list.data, "\"plan\""), 1);
    assert_int_equal(occurrences(list.data, "recommended"), 0);
    assert_int_equal(occurrences(list.data, "dominated"), 0);
    assert_int_equal(occurrences(list.data, "no plan has more"), 0);
    assert_int_equal(occurrences(list.data, "target"), 0);
    assert_int_equal(occurrences(list.data, "Source"), 0);
    rfi_text_finish(&list);
    rfi_drawing_free(drawing);
}

static void all_ink_stays_in_the_box(void **state)
{
    (void)state;
    rfi_drawing *drawing = page_of(TRADES, 20, SOURCE);
    assert_non_null(drawing);
    for (size_t i = 0; i < drawing->item_count; i++) {
        const rfi_item *item = &drawing->items[i];
        assert_true(item->box.x >= 3.5 && item->box.y >= 3.5);
        assert_true(item->box.x + item->box.width <= 116.5);
        assert_true(item->box.y + item->box.height <= 66.5);
    }
    rfi_drawing_free(drawing);
}

static bool covers(rfi_box a, rfi_box b)
{
    return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height &&
           b.y <= a.y + a.height;
}

/* At the width of a column of the brief, where nothing is dominated. */
static rfi_drawing *column_of(void)
{
    rfi_trade own[TRADES - 1];
    size_t count = 0;
    for (size_t i = 0; i < TRADES; i++) {
        if (trades[i].kind != RFI_POINT_DOMINATED) {
            own[count] = trades[i];
            own[count++].label = "P0";
        }
    }
    rf_diags *diags = rf_diags_new();
    rfi_drawing *drawing = rfi_drawing_new(diags);
    rf_diags_free(diags);
    assert_non_null(drawing);
    rfi_open_page(drawing, 92, 90);
    rfi_draw_frontier(drawing, (rfi_box){4, 4, 84, 82}, own, count, 20, NULL);
    return drawing;
}

static void labels_stand_apart(const rfi_drawing *drawing)
{
    for (size_t i = 0; i < drawing->item_count; i++) {
        const rfi_item *item = &drawing->items[i];
        for (size_t k = i + 1; k < drawing->item_count; k++) {
            const rfi_item *other = &drawing->items[k];
            bool texts = item->kind == RFI_ITEM_TEXT && other->kind == RFI_ITEM_TEXT;
            assert_false(texts && covers(item->box, other->box));
        }
    }
}

static void no_label_covers_another(void **state)
{
    (void)state;
    rfi_drawing *drawing = page_of(TRADES, 20, SOURCE);
    assert_non_null(drawing);
    labels_stand_apart(drawing);
    rfi_drawing_free(drawing);
    drawing = column_of();
    labels_stand_apart(drawing);
    for (size_t i = 0; i < drawing->item_count; i++) {
        const rfi_box box = drawing->items[i].box;
        assert_true(box.x >= 3.5 && box.x + box.width <= 88.5);
    }
    rfi_drawing_free(drawing);
}

static void degenerate_frontiers_draw(void **state)
{
    (void)state;
    rfi_drawing *nothing = page_of(0, 20, SOURCE);
    assert_non_null(nothing);
    assert_int_equal(nothing->item_count, 0);
    rfi_drawing_free(nothing);
    rf_diags *diags = rf_diags_new();
    rfi_drawing *drawing = rfi_drawing_new(diags);
    assert_non_null(drawing);
    rfi_open_page(drawing, 120, 70);
    const rfi_trade none = {"as it is, 0 MW", 0, 0, 0, RFI_POINT_AS_IS};
    rfi_draw_frontier(drawing, (rfi_box){4, 4, 112, 62}, &none, 1, -1, NULL);
    assert_false(drawing->failed);
    rfi_text list = RFI_TEXT_INIT;
    rfi_list_drawing(drawing, &list);
    assert_null(strstr(list.data, "nan"));
    assert_null(strstr(list.data, "inf"));
    rfi_text_finish(&list);
    rfi_drawing_free(drawing);
    rf_diags_free(diags);
}

static int write_picture(const char *directory)
{
    rf_diags *diags = rf_diags_new();
    rfi_drawing *drawing = page_of(TRADES, 20, SOURCE);
    rf_bytes bytes = {0};
    rfi_text path = RFI_TEXT_INIT;
    rfi_text_format(&path, "%s/frontier.png", directory);
    int result = 1;
    if (drawing != NULL && rfi_paint_png(drawing, 0, 200, &bytes, diags) == RF_OK) {
        FILE *file = fopen(path.data, "wb");
        if (file != NULL) {
            size_t written = fwrite(bytes.data, 1, bytes.size, file);
            result = fclose(file) == 0 && written == bytes.size ? 0 : 1;
        }
    }
    free(bytes.data);
    rfi_text_finish(&path);
    rfi_drawing_free(drawing);
    rf_diags_free(diags);
    return result;
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "--write") == 0) {
        return write_picture(argv[2]);
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_axis_has_its_unit),
        cmocka_unit_test(the_legend_holds_only_what_is_drawn),
        cmocka_unit_test(all_ink_stays_in_the_box),
        cmocka_unit_test(no_label_covers_another),
        cmocka_unit_test(degenerate_frontiers_draw),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
