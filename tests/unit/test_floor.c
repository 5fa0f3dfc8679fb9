/* SPDX-License-Identifier: MIT */
/* The floor-plan sheet: scale, chains, labels and words of small synthetic halls that are
 * built by hand here. `test_floor --write DIR` writes the sheets as PDF to look at. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/base/digest.h"
#include "reports/diagram/dimension.h"
#include "reports/diagram/floor.h"
#include "reports/diagram/view.h"
#include "tests/unit/floor_examples.h"
#include "tests/unit/sheet_help.h"

/* Fontconfig keeps 288 bytes a process; the sanitizer's name for asking it to be silent. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}

static rfi_drawing *draw_on(example *e, rf_sheet format)
{
    rf_diags *diags = rf_diags_new();
    rfi_drawing *drawing = rfi_drawing_new(diags);
    assert_non_null(drawing);
    rf_diags_free(diags);
    const rfi_sheet_task task = {.evaluation = &e->evaluation,
                                 .judgement = &e->judgement,
                                 .hall = &e->hall,
                                 .format = format};
    rfi_sheet_words words;
    assert_true(rfi_draw_floor_sheet(&task, drawing, &words));
    return drawing;
}

static rfi_drawing *draw(example *e)
{
    return draw_on(e, RF_SHEET_A3);
}

static void free_both(rfi_drawing *drawing, example *e)
{
    rfi_drawing_free(drawing);
    rfi_arena_free(e->arena);
}

typedef struct named_example {
    const char *name;
    example *(*make)(void);
} named_example;

static example *long_152(void)
{
    return long_hall(152000, 24000, 8);
}

static example *long_320(void)
{
    return long_hall(320000, 18000, 6);
}

static const named_example all_examples[] = {
    {"gridded", gridded_hall},         {"long-152", long_152},    {"long-320", long_320},
    {"turned", turned_hall},           {"upright", upright_hall}, {"small", small_hall},
    {"undescribed", undescribed_hall}, {"empty", empty_hall},
};
enum { EXAMPLES = sizeof(all_examples) / sizeof(all_examples[0]) };

static int write_all(const char *directory)
{
    for (size_t i = 0; i < EXAMPLES; i++) {
        example *e = all_examples[i].make();
        rfi_drawing *drawing = draw(e);
        rf_bytes bytes = {NULL, 0};
        const rfi_imprint imprint = {.title = all_examples[i].name, .date = "2026-11-23"};
        char path[4096];
        for (int k = 0; k < 2; k++) {
            rf_code code = k == 0 ? rfi_paint_pdf(drawing, &imprint, &bytes, NULL)
                                  : rfi_paint_svg(drawing, 0, &imprint, &bytes, NULL);
            (void)snprintf(path, sizeof(path), "%s/%s.%s", directory, all_examples[i].name,
                           k == 0 ? "pdf" : "svg");
            FILE *file = code == RF_OK ? fopen(path, "wb") : NULL;
            if (file != NULL) {
                (void)fwrite(bytes.data, 1, bytes.size, file);
                (void)fclose(file);
            }
            free(bytes.data);
        }
        free_both(drawing, e);
    }
    return 0;
}

/* ---- helpers of the tests -------------------------------------------------------------
 */

static size_t find_group(const rfi_drawing *drawing, const char *id)
{
    for (size_t i = 0; i < drawing->item_count; i++) {
        const rfi_item *item = &drawing->items[i];
        if (item->kind == RFI_ITEM_GROUP && item->name != NULL &&
            strcmp(item->name, id) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

static void assert_near(double value, double expected, double within)
{
    if (fabs(value - expected) > within) {
        print_error("%f is not %f\n", value, expected);
    }
    assert_true(fabs(value - expected) <= within);
}

/* Leading figure of a dimension text, thin spaces skipped: "23 400 = 39 x 600" is 23400. */
static long leading_figure(const char *text)
{
    long value = 0;
    for (const char *c = text; *c != '\0'; c++) {
        if (strncmp(c, RFI_THIN_SPACE, 3) == 0) {
            c += 2;
        } else if (*c >= '0' && *c <= '9') {
            value = value * 10 + (*c - '0');
        } else {
            break;
        }
    }
    return value;
}

/* Sum of the figures that stand in one line with the given one, the line itself as number
 * of figures in *ret_count. */
static long sum_of_chain(const rfi_drawing *drawing, const rfi_item *one, int *ret_count)
{
    long sum = 0;
    *ret_count = 0;
    for (size_t i = 0; i < drawing->item_count; i++) {
        const rfi_item *item = &drawing->items[i];
        bool same = item->kind == RFI_ITEM_TEXT && item->letters.size < 5.45 &&
                    item->letters.size > 4.95 && item->letters.ink == RFI_INK_SOFT &&
                    item->letters.upward == one->letters.upward &&
                    fabs(one->letters.upward ? item->at.x - one->at.x
                                             : item->at.y - one->at.y) < 0.01;
        if (same) {
            sum += leading_figure(item->text);
            (*ret_count)++;
        }
    }
    return sum;
}

/* ---- tests -----------------------------------------------------------------------------
 */

static void an_unknown_outline_asks(void **state)
{
    (void)state;
    example *e = undescribed_hall();
    static rfi_figure outline = {.name = "outline", .owner = "hall-c", .holder = "owner"};
    static rfi_figure other = {.name = "firm power", .owner = "poi"};
    rfi_request requests[] = {
        {.figure = &other, .document = "letter of the utility"},
        {.figure = &outline, .document = "as-built drawing", .decides_alone = true}};
    e->judgement.requests = requests;
    e->judgement.request_count = 2;
    rfi_drawing *drawing = draw(e);
    assert_non_null(find_text(drawing, "Hall C: outline unknown, no floor plan yet"));
    assert_non_null(find_text(drawing, "inner faces of the walls"));
    assert_non_null(find_text(drawing, "as-built drawing"));
    assert_non_null(find_text(drawing, "decides alone"));
    assert_null(find_text(drawing, "letter of the utility"));
    assert_null(find_text(drawing, "1:"));
    assert_non_null(find_text(drawing, "no plan to check"));
    free_both(drawing, e);
}

static void an_empty_hall_says_why(void **state)
{
    (void)state;
    example *e = empty_hall();
    size_t members[] = {0};
    rfi_conflict conflict = {
        .members = members, .count = 1, .minimal = true, .end = RFI_END_FAVOURABLE};
    e->requirement.dimension = RFI_DIM_LENGTH;
    e->requirement.title = "Clear height, hall D";
    e->requirement.ends[RFI_END_FAVOURABLE].limit = 2200;
    e->requirement.ends[RFI_END_FAVOURABLE].fixed = 2450;
    e->judgement.conflicts = &conflict;
    e->judgement.conflict_count = 1;
    rfi_drawing *drawing = draw(e);
    assert_non_null(find_text(drawing, "Hall D: no fit as it stands; no pod GB300 NVL72"));
    assert_non_null(find_text(drawing, "fails: Clear height, hall D"));
    assert_non_null(find_text(drawing, "2.2" RFI_THIN_SPACE "m"));
    assert_non_null(find_text(drawing, "2.45" RFI_THIN_SPACE "m"));
    assert_null(find_text(drawing, "What stands"));
    assert_true(find_group(drawing, "rack-1") == SIZE_MAX);
    free_both(drawing, e);
}

static void the_title_never_claims_more_than_the_verdict(void **state)
{
    (void)state;
    static const struct {
        rf_verdict verdict;
        rfi_end end;
        const char *words;
    } rows[] = {
        {RF_VERDICT_FIT, RFI_END_UNFAVOURABLE,
         "Hall S: 16 of 20 possible pods GB300 NVL72"},
        {RF_VERDICT_FIT_WITH_MEASURES, RFI_END_UNFAVOURABLE, "Hall S with measures: 16 of"},
        {RF_VERDICT_NO_FIT, RFI_END_FAVOURABLE,
         "Hall S: no fit as it stands; shown are 16"},
        {RF_VERDICT_UNDECIDED, RFI_END_UNFAVOURABLE, "Hall S: undecided; shown are 16"},
        {RF_VERDICT_UNKNOWN, RFI_END_BASE, "base case only"},
        {RF_VERDICT_UNKNOWN, RFI_END_UNFAVOURABLE, "whether the want is met is unknown"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        example *e = small_hall();
        e->judgement.verdict = rows[i].verdict;
        e->plan.end = rows[i].end;
        rfi_drawing *drawing = draw(e);
        assert_non_null(find_text(drawing, rows[i].words));
        free_both(drawing, e);
    }
    example *e = small_hall();
    e->floor.bound = e->floor.pods;
    e->judgement.checked = false;
    rfi_drawing *drawing = draw(e);
    assert_non_null(
        find_text(drawing, "16 pods GB300 NVL72, as many as the floor can hold"));
    assert_non_null(find_text(drawing, "not passed"));
    free_both(drawing, e);
}

/* Two grid lines 6.000 m apart stand 30.00 mm apart at 1:200, a rack is 3 x 6 mm. */
static void the_scale_is_true(void **state)
{
    (void)state;
    example *e = gridded_hall();
    rfi_drawing *drawing = draw(e);
    assert_non_null(find_text(drawing, "1:200"));
    const rfi_item *bubbles[2] = {NULL, NULL};
    for (size_t i = 0; i < drawing->item_count; i++) {
        const rfi_item *item = &drawing->items[i];
        if (item->kind == RFI_ITEM_TEXT && fabs(item->letters.size - 6.6) < 0.01 &&
            item->letters.align == RFI_CENTRE && item->text[1] == '\0' &&
            (item->text[0] == '2' || item->text[0] == '3')) {
            bubbles[item->text[0] - '2'] = item;
        }
    }
    assert_non_null(bubbles[0]);
    assert_non_null(bubbles[1]);
    double left =
        bubbles[0]->at.x + rfi_measure_text(drawing, &bubbles[0]->letters, "2").width / 2;
    double right =
        bubbles[1]->at.x + rfi_measure_text(drawing, &bubbles[1]->letters, "3").width / 2;
    assert_near(right - left, 30.0, 0.001);
    size_t group = find_group(drawing, "rack-1");
    assert_true(group != SIZE_MAX);
    const rfi_item *front = &drawing->items[group + 1];
    assert_near(front->box.width, 3.0, 1e-9);
    assert_near(front->box.height, 3.0, 1e-9); /* the front half */
    assert_string_equal(drawing->items[group].title, "R1-01: pod 1, rack 1");
    free_both(drawing, e);
}

static void dimension_chains_add_up(void **state)
{
    (void)state;
    static const struct {
        example *(*make)(void);
        const char *level, *upright; /* one figure of each inside chain */
        long length, depth;
        int level_count, upright_count;
    } rows[] = {
        {small_hall, "6" RFI_THIN_SPACE "000 = 10 \u00d7 600", "2" RFI_THIN_SPACE "400",
         14400, 8400, 3, 5},
        {turned_hall, "12" RFI_THIN_SPACE "000 = 20 \u00d7 600", "7" RFI_THIN_SPACE "200",
         32000, 18000, 5, 9},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        example *e = rows[i].make();
        rfi_drawing *drawing = draw(e);
        const rfi_item *level = find_text(drawing, rows[i].level);
        const rfi_item *upright = find_text(drawing, rows[i].upright);
        assert_non_null(level);
        assert_non_null(upright);
        if (level == NULL || upright == NULL) {
            continue;
        }
        assert_true(upright->letters.upward);
        int count = 0;
        assert_int_equal(sum_of_chain(drawing, level, &count), rows[i].length);
        assert_int_equal(count, rows[i].level_count);
        assert_int_equal(sum_of_chain(drawing, upright, &count), rows[i].depth);
        assert_int_equal(count, rows[i].upright_count);
        assert_non_null(find_text(
            drawing, rfi_arena_format(drawing->arena, "%s clear",
                                      rfi_millimetres(drawing->arena, rows[i].length))));
        free_both(drawing, e);
    }
}

static void labels_keep_apart_and_inside(void **state)
{
    (void)state;
    for (size_t k = 0; k < EXAMPLES; k++) {
        /* every example on A3 and on one more format */
        const rf_sheet formats[] = {RF_SHEET_A3, (rf_sheet)(k % (RF_SHEET_ANSI_D + 1))};
        for (size_t f = 0; f < 2; f++) {
            example *e = all_examples[k].make();
            rfi_drawing *drawing = draw_on(e, formats[f]);
            rfi_sheet paper = rfi_sheet_of(formats[f]);
            expect_labels(drawing, &paper, all_examples[k].name);
            free_both(drawing, e);
        }
    }
}

/* Small paper: the hall of the gridded example at 1:500 on A4; a scale of choice is taken
 * or refused with one that fits. */
static void the_scale_is_of_choice(void **state)
{
    (void)state;
    example *e = gridded_hall();
    rfi_sheet_task task = {.evaluation = &e->evaluation,
                           .judgement = &e->judgement,
                           .hall = &e->hall,
                           .format = RF_SHEET_A4,
                           .scale = 1000};
    rfi_sheet_words words;
    rfi_drawing *drawing = rfi_drawing_new(NULL);
    assert_true(rfi_draw_floor_sheet(&task, drawing, &words));
    assert_int_equal(words.least_scale, 0);
    assert_non_null(find_text(drawing, "1:1000"));
    size_t group = find_group(drawing, "rack-1");
    assert_near(drawing->items[group + 1].box.width, 0.6, 1e-9);
    assert_near(drawing->pages[0].width, 297, 1e-9);
    rfi_drawing_free(drawing);
    task.scale = 200;
    drawing = rfi_drawing_new(NULL);
    assert_true(rfi_draw_floor_sheet(&task, drawing, &words));
    assert_int_equal(words.least_scale, 400);
    free_both(drawing, e);
}

static void long_halls_get_a_detail(void **state)
{
    (void)state;
    example *e = long_152();
    rfi_drawing *drawing = draw(e);
    assert_non_null(find_text(drawing, "1:500"));
    assert_non_null(find_text(drawing, "1:200, the dashed part of the plan above"));
    assert_non_null(find_text(drawing, "rack numbers outside the detail"));
    assert_true(find_group(drawing, "rack-1") != SIZE_MAX);
    assert_true(find_group(drawing, "detail") != SIZE_MAX);
    free_both(drawing, e);
    e = long_320();
    drawing = draw(e);
    assert_non_null(find_text(drawing, "1:1000"));
    const rfi_item *wall = find_text(drawing, "320" RFI_THIN_SPACE "000 clear");
    assert_non_null(wall);
    free_both(drawing, e);
}

static void names_of_any_length_stay_in_their_cells(void **state)
{
    (void)state;
    example *e = small_hall();
    char name[401];
    memset(name, 'W', 400);
    name[400] = '\0';
    e->site.name = name;
    e->hall.name = "Pr\u00e9dio de minera\u00e7\u00e3o n\u00famero tr\u00eas, ala norte, "
                   "antigo armaz\u00e9m de distribui\u00e7\u00e3o";
    e->requirement.title = name;
    rfi_drawing *drawing = draw(e);
    assert_true(drawing->cut >= 2);
    for (size_t i = 0; i < drawing->item_count; i++) {
        const rfi_item *item = &drawing->items[i];
        if (item->kind == RFI_ITEM_TEXT) {
            assert_true(item->box.x + item->box.width < 410);
        }
    }
    free_both(drawing, e);
}

static void a_deep_hall_is_turned(void **state)
{
    (void)state;
    example *e = turned_hall();
    rfi_view view;
    assert_true(rfi_view_hall(e->arena, &e->hall, &e->floor, &view));
    assert_true(view.turned);
    assert_false(view.rows_upright);
    assert_int_equal(view.bounds.width, 32000);
    assert_int_equal(view.bounds.height, 18000);
    assert_int_equal(view.racks[0].front, RFI_FACING_UP); /* left in the hall's frame */
    assert_int_equal(view.racks[0].rect.width, 600);
    assert_int_equal(view.doors[0].side, RFI_WALL_RIGHT); /* top in the hall's frame */
    assert_string_equal(view.doors[0].tag, "D1");
    const rfi_rect hall = {0, 0, 60000, 25200};
    assert_int_equal(rfi_view_scale(&hall, 300, 126), 200);
    assert_int_equal(rfi_view_scale(&hall, 299.9, 126), 250);
    rfi_arena_free(e->arena);
}

static void a_grid_is_found_only_where_there_is_one(void **state)
{
    (void)state;
    example *e = gridded_hall();
    rfi_view view;
    assert_true(rfi_view_hall(e->arena, &e->hall, &e->floor, &view));
    assert_int_equal(view.axes.u_count, 9);
    assert_int_equal(view.axes.v_count, 2);
    assert_int_equal(view.axes.u[1] - view.axes.u[0], 6000);
    e->hall.obstacle_count = 1;
    assert_true(rfi_view_hall(e->arena, &e->hall, &e->floor, &view));
    assert_int_equal(view.axes.u_count, 0);
    rfi_arena_free(e->arena);
}

/* An L: no dash of a column axis stands in the yard that the outline leaves out. */
static void axes_end_at_the_outline(void **state)
{
    (void)state;
    static const rfi_point corners[] = {{0, 0},         {60000, 0},     {60000, 15000},
                                        {40000, 15000}, {40000, 25200}, {0, 25200}};
    example *e = gridded_hall();
    outline_hall(e, corners, 6);
    rfi_view view;
    assert_true(rfi_view_hall(e->arena, &e->hall, &e->floor, &view));
    assert_true(view.axes.u_count > 0 && view.axes.u[view.axes.u_count - 1] > 40000);
    rfi_drawing *drawing = draw(e);
    assert_non_null(find_text(drawing, "1:200"));
    double right = 0;
    double top = 1e9;
    int short_axes = 0;
    for (int pass = 0; pass < 2; pass++) { /* the extent of all, then each */
        for (size_t i = 0; i < drawing->item_count; i++) {
            const rfi_item *item = &drawing->items[i];
            const rfi_box *box = &item->box;
            if (item->kind != RFI_ITEM_PATH || item->pen.dash != RFI_DASH_AXIS ||
                fmax(box->width, box->height) < 3) { /* stubs at the bubbles */
                continue;
            }
            if (pass == 0) {
                right = fmax(right, box->x + box->width);
                top = fmin(top, box->y);
                continue;
            }
            bool beyond = box->x + box->width > right - 99.9; /* 20 m at 1:200 */
            short_axes += beyond && box->width < 1e-6 ? 1 : 0;
            assert_false(beyond && box->y < top + 50.9); /* 10.2 m at 1:200 */
        }
    }
    assert_true(short_axes > 0);
    free_both(drawing, e);
}

static void bytes_repeat(void **state)
{
    (void)state;
    const rfi_imprint imprint = {.title = "floor", .date = "2026-11-23"};
    char hex[2][3][65];
    for (int run = 0; run < 2; run++) {
        example *e = turned_hall();
        rfi_drawing *drawing = draw(e);
        rf_bytes bytes[3] = {{NULL, 0}};
        assert_int_equal(rfi_paint_pdf(drawing, &imprint, &bytes[0], NULL), RF_OK);
        assert_int_equal(rfi_paint_svg(drawing, 0, &imprint, &bytes[1], NULL), RF_OK);
        assert_int_equal(rfi_paint_png(drawing, 0, 60, &bytes[2], NULL), RF_OK);
        for (size_t i = 0; i < 3; i++) {
            rfi_digest(bytes[i].data, bytes[i].size, hex[run][i]);
            free(bytes[i].data);
        }
        free_both(drawing, e);
    }
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(hex[0][i], hex[1][i]);
    }
}

/* ---- golden ----------------------------------------------------------------------------
 */

static char *read_all(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    rfi_text text = RFI_TEXT_INIT;
    char part[4096];
    for (size_t n = fread(part, 1, sizeof(part), file); n > 0;
         n = fread(part, 1, sizeof(part), file)) {
        rfi_text_add_n(&text, part, n);
    }
    (void)fclose(file);
    return text.data;
}

/* The version in the title block is the only word that changes with a release. */
static void hide_version(rfi_text *text)
{
    static const char printed[] = "rackfit " RF_VERSION "\"";
    char *at = text->data == NULL ? NULL : strstr(text->data, printed);
    assert_non_null(at);
    memset(at + strlen("rackfit "), '*', strlen(RF_VERSION));
}

static void the_small_hall_is_drawn_as_before(void **state)
{
    (void)state;
    example *e = small_hall();
    rfi_drawing *drawing = draw(e);
    rfi_text list = RFI_TEXT_INIT;
    rfi_list_drawing(drawing, &list);
    hide_version(&list);
    const char *path = TEST_ROOT "/"
                                 "tests/golden/floor/small.list";
    if (getenv("RF_GOLDEN_UPDATE") != NULL) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(list.data, 1, list.size, file), list.size);
        assert_int_equal(fclose(file), 0);
    }
    char *expected = read_all(path);
    assert_non_null(expected);
    assert_string_equal(list.data, expected);
    free(expected);
    rfi_text_finish(&list);
    free_both(drawing, e);
}

int main(int count, char **words)
{
    if (count > 2 && strcmp(words[1], "--write") == 0) {
        return write_all(words[2]);
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_unknown_outline_asks),
        cmocka_unit_test(an_empty_hall_says_why),
        cmocka_unit_test(the_title_never_claims_more_than_the_verdict),
        cmocka_unit_test(the_scale_is_true),
        cmocka_unit_test(dimension_chains_add_up),
        cmocka_unit_test(labels_keep_apart_and_inside),
        cmocka_unit_test(the_scale_is_of_choice),
        cmocka_unit_test(long_halls_get_a_detail),
        cmocka_unit_test(names_of_any_length_stay_in_their_cells),
        cmocka_unit_test(a_deep_hall_is_turned),
        cmocka_unit_test(a_grid_is_found_only_where_there_is_one),
        cmocka_unit_test(axes_end_at_the_outline),
        cmocka_unit_test(bytes_repeat),
        cmocka_unit_test(the_small_hall_is_drawn_as_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
