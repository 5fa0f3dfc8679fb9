/* SPDX-License-Identifier: MIT */
/* Every shipped site on sheets: no two texts touch, none leaves the sheet, none is smaller
 * than can be read, and racks are true to scale. Sites, reference designs, profiles,
 * formats and views are combined by turns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/api/handles.h"
#include "reports/diagram/campus.h"
#include "reports/diagram/change.h"
#include "reports/diagram/conflict.h"
#include "reports/diagram/floor.h"
#include "reports/diagram/overhead.h"
#include "reports/diagram/unit.h"
#include "tests/unit/sheet_help.h"

/* Fontconfig keeps 288 bytes a process; the sanitizer's name for asking it to be silent. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}

static const char *const sites[] = {
    "abernathy",  "barber-lake",   "black-pearl",  "canal-flats",     "cayuga",
    "childress",  "corsicana",     "denton",       "helios",          "lake-mariner",
    "mackenzie",  "madison-nc",    "marble",       "massillon",       "moses-lake",
    "muskogee",   "panther-creek", "pecos",        "polaris-forge-1", "prince-george",
    "river-bend", "rockdale",      "sandersville", "sharon",          "sweetwater-1",
    "tydal",      "vega",          "yguazu"};
static const char *const references[] = {"liquid-shell", "air-mine", "liquid-shell", NULL,
                                         "dry-shell"};
static const char *const profiles[] = {"gb300-nvl72",  "helios-mi455x",
                                       "dgx-b200",     "trn3-ultraserver-144",
                                       "tpu-ironwood", "mi355x-64"};

static const struct {
    const char *name;
    bool of_hall;
    rfi_draw_view *draw;
} views[] = {
    {"floor", true, rfi_draw_floor_sheet},       {"campus", false, rfi_draw_campus_sheet},
    {"conflict", true, rfi_draw_conflict_sheet}, {"unit", true, rfi_draw_unit_sheet},
    {"overhead", true, rfi_draw_overhead_sheet}, {"change", true, rfi_draw_change_sheet},
};
enum { SITES = sizeof(sites) / sizeof(sites[0]), VIEWS = sizeof(views) / sizeof(views[0]) };

/* Racks of the floor plan, by their groups: the outline is as large as scale says. */
static void expect_scale(const rfi_drawing *drawing, const rfi_floor *floor, int64_t scale,
                         const char *name)
{
    char id[32];
    for (size_t i = 0; floor != NULL && i < floor->placed_count; i += 17) {
        (void)snprintf(id, sizeof(id), "rack-%zu", i + 1);
        size_t k = 0;
        while (k < drawing->item_count && !(drawing->items[k].kind == RFI_ITEM_GROUP &&
                                            drawing->items[k].name != NULL &&
                                            strcmp(drawing->items[k].name, id) == 0)) {
            k++;
        }
        assert_true(k < drawing->item_count);
        double width = 0;
        double height = 0;
        for (k++; drawing->items[k].kind == RFI_ITEM_PATH; k++) {
            width = fmax(width, drawing->items[k].box.width);
            height = fmax(height, drawing->items[k].box.height);
        }
        const rfi_rect *rect = &floor->placed[i].rect;
        double wide = (double)(rect->width > rect->height ? rect->width : rect->height);
        double narrow = (double)(rect->width > rect->height ? rect->height : rect->width);
        if (fabs(fmax(width, height) * (double)scale - wide) > 1 ||
            fabs(fmin(width, height) * (double)scale - narrow) > 1) {
            fail_msg("%s: %s is %f x %f mm at 1:%lld", name, id, width, height,
                     (long long)scale);
        }
    }
}

static int64_t scale_of(const char *alternative)
{
    const char *at = alternative == NULL ? NULL : strstr(alternative, ", 1:");
    return at == NULL ? 0 : strtoll(at + 4, NULL, 10);
}

static void draw_site(rf_evaluation *evaluation, size_t turn, const char *site)
{
    const rfi_evaluation *model = evaluation->model;
    for (size_t v = 0; v < VIEWS; v++) {
        rf_sheet format = (rf_sheet)((turn + v) % (RF_SHEET_ANSI_D + 1));
        const rfi_judgement *judgement = &model->judgements[0];
        size_t hall = turn % model->site->hall_count;
        const rfi_sheet_task task = {.evaluation = model,
                                     .judgement = judgement,
                                     .hall = views[v].of_hall ? &model->site->halls[hall]
                                                              : NULL,
                                     .format = format};
        char name[128];
        (void)snprintf(name, sizeof(name), "%s, %s, %s", site, views[v].name,
                       judgement->profile->id);
        rfi_drawing *drawing = rfi_drawing_new(NULL);
        rfi_sheet_words words;
        assert_non_null(drawing);
        assert_true(views[v].draw(&task, drawing, &words));
        assert_non_null(words.title);
        assert_non_null(words.alternative);
        rfi_sheet paper = rfi_sheet_of(format);
        expect_apart(drawing, &paper, name);
        if (v == 0 && task.hall->outline != NULL) {
            expect_scale(drawing, rfi_judgement_floor(judgement, task.hall),
                         scale_of(words.alternative), name);
        }
        rfi_drawing_free(drawing);
    }
}

static void sheets_of_shipped_sites_hold_their_labels(void **state)
{
    (void)state;
    const char *const folders[] = {TEST_ROOT "/sites", NULL};
    rf_diags *diags = rf_diags_new();
    rf_engine *engine = NULL;
    assert_int_equal(rf_engine_new(folders, &engine, diags), RF_OK);
    for (size_t s = 0; s < SITES; s++) {
        rf_site *site = NULL;
        rf_evaluation *evaluation = NULL;
        const char *const asked[] = {profiles[s % 6], NULL};
        rf_evaluate_options options = RF_EVALUATE_OPTIONS_INIT;
        options.profiles = asked;
        assert_int_equal(rf_site_open(engine, sites[s], references[s % 5], &site, diags),
                         RF_OK);
        assert_int_equal(rf_evaluate(engine, site, &options, &evaluation, diags), RF_OK);
        draw_site(evaluation, s, sites[s]);
        rf_evaluation_free(evaluation);
        rf_site_free(site);
    }
    rf_engine_free(engine);
    rf_diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sheets_of_shipped_sites_hold_their_labels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
