/* SPDX-License-Identifier: MIT */
/* The list of measures in text, JSON and CSV, and their sheet. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <jansson.h>
#include <string.h>

#include "reports/table/table.h"

#define NNBSP "\u202F"

static void nothing_is_said(void **state)
{
    (void)state;
    rfi_text text = RFI_TEXT_INIT;
    rfi_table_measures_text(NULL, 0, NULL, &text);
    assert_string_equal(text.data, "Nothing of this kind is on the search path.\n");
    rfi_text_finish(&text);
    rfi_table_measures_csv(NULL, 0, &text);
    assert_non_null(strstr(text.data, "build_days_high,path\r\n"));
    assert_null(strstr(text.data, "\r\n,"));
    rfi_text_finish(&text);
}

static void measures_are_listed_one_by_one(void **state)
{
    (void)state;
    rfi_source source = {.id = "p", .title = "Paper", .grade = RFI_GRADE_C};
    rfi_figure cost = {.state = RFI_KNOWN,
                       .dimension = RFI_DIM_MONEY,
                       .low = 3000000000000,
                       .base = 6000000000000,
                       .high = 12000000000000,
                       .source = &source};
    rfi_figure lead = {.state = RFI_KNOWN,
                       .dimension = RFI_DIM_DURATION,
                       .low = 60 * 604800000000,
                       .base = 128 * 604800000000,
                       .high = 240 * 604800000000};
    rfi_figure share = {.state = RFI_KNOWN,
                        .dimension = RFI_DIM_RATIO,
                        .low = 20000,
                        .base = 20000,
                        .high = 20000};
    rfi_effect effect = {.requirement = "subsystem", .of = "ups"};
    const char *needed[] = {"yard"};
    rfi_measure items[] = {
        {.id = "big", .name = "Big one", .cost = cost, .cost_share = share, .lead = lead},
        {.id = "yard", .name = "Yard", .scope = RFI_SCOPE_LINK},
    };
    items[0].requires_ids = needed;
    items[0].requires_count = 1;
    items[0].effects = &effect;
    items[0].effect_count = 1;
    rfi_measures document = {.id = "m", .file = "m.xml", .items = items, .count = 2};
    const rfi_measures *documents[] = {&document};
    rfi_text text = RFI_TEXT_INIT;
    rf_text_options options = RF_TEXT_OPTIONS_INIT;
    options.width = 100;
    rfi_table_measures_text(documents, 1, &options, &text);
    assert_non_null(strstr(text.data,
                           "big   Big one  site   6" NNBSP "MUSD (3–12) + 2 % of the rest  "
                           "128 (60–240) + ?\n"));
    assert_non_null(strstr(text.data, "yard  Yard     link   unknown"));
    rfi_text_finish(&text);
    rfi_table_measures_json(documents, 1, &text);
    json_t *root = json_loadb(text.data, text.size, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(root);
    assert_int_equal(json_array_size(json_object_get(root, "items")), 2);
    json_t *big = json_array_get(json_object_get(root, "items"), 0);
    assert_int_equal(
        json_integer_value(json_object_get(json_object_get(big, "cost"), "high")),
        12000000000000);
    assert_string_equal(
        json_string_value(json_array_get(json_object_get(big, "requires"), 0)), "yard");
    json_t *first = json_array_get(json_object_get(big, "effects"), 0);
    assert_string_equal(json_string_value(json_object_get(first, "of")), "ups");
    json_decref(root);
    rfi_text_finish(&text);
    rfi_table_measures_csv(documents, 1, &text);
    assert_non_null(strstr(text.data,
                           "\r\nbig,Big one,m,site,3000000,6000000,12000000,,,,,,,"
                           ",,,0.02,0.02,0.02,420,896,1680,,,,m.xml\r\n"));
    assert_non_null(strstr(text.data, "\r\nyard,Yard,m,link,,,"));
    rfi_text_finish(&text);
    rfi_table_sheet sheet = rfi_table_sheet_of_measures(&document);
    rfi_figure owned = cost;
    owned.owner = "big";
    owned.name = "cost of one unit";
    rfi_figure silent = {.owner = "big", .name = "lead time"};
    rfi_figure *figures[] = {&owned, &silent};
    sheet.figures = figures;
    sheet.figure_count = 2;
    rfi_table_show_text(&sheet, NULL, &text);
    assert_non_null(strstr(text.data, "\nbig, Big one\nfor the site\n"
                                      "settles: subsystem of ups\nrequires: yard\n"));
    assert_null(strstr(text.data, "lead time"));
    rfi_text_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_said),
        cmocka_unit_test(measures_are_listed_one_by_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
