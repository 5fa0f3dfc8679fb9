/* SPDX-License-Identifier: MIT */
/* Sheets of systems: what they say of shipped and worked sites, that their labels stand
 * clear of each other and of conductors, and the draw list of one of each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/api/handles.h"
#include "planner/base/checked.h"
#include "planner/decide/loading.h"
#include "reports/diagram/cooling.h"
#include "reports/diagram/oneline.h"
#include "reports/diagram/rack.h"

/* Fontconfig keeps 288 bytes a process; the sanitizer's name for asking it to be silent. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}

/* ---- sheets ----------------------------------------------------------------------------
 */

typedef struct judged { /* a site with its evaluation and the loads of its plan */
    rf_engine *engine;
    rf_site *site;
    rf_evaluation *evaluation;
    rfi_arena *arena;
    const rfi_loading *loading;
} judged;

typedef struct source {
    const char *catalogue, *site, *reference, *profile;
} source;

static const source worked = {"docs/worked", "worked", NULL, "worked-rack"};
static const source lake = {"sites", "lake-mariner", "liquid-shell", "gb200-nvl72"};
static const source tie = {"tests/golden/cases/wired/catalogue",
                           TEST_ROOT "/tests/golden/cases/wired/tie.xml", NULL, "rack"};
static const source campus = {"tests/golden/cases/wired/catalogue",
                              TEST_ROOT "/tests/golden/systems/campus.xml", NULL, "rack"};
static const source all_sources[] = {
    {"tests/golden/cases/wired/catalogue", TEST_ROOT "/tests/golden/systems/campus.xml",
     NULL, "rack"},
    {"docs/worked", "worked", NULL, "worked-rack"},
    {"sites", "lake-mariner", "liquid-shell", "gb200-nvl72"},
    {"sites", "helios", "air-mine", "gb300-nvl72"},
    {"sites", "rockdale", NULL, "gb200-nvl72"},
    {"tests/golden/cases/wired/catalogue", TEST_ROOT "/tests/golden/cases/wired/tie.xml",
     NULL, "rack"},
    {"tests/golden/cases/wired/catalogue",
     TEST_ROOT "/tests/golden/cases/wired/catcher.xml", NULL, "rack"},
    {"tests/golden/cases/wired/catalogue", TEST_ROOT "/tests/golden/cases/wired/shared.xml",
     NULL, "rack"},
};
enum { SOURCES = sizeof(all_sources) / sizeof(all_sources[0]) };

static judged open_site(const source *from)
{
    judged j = {.arena = rfi_arena_new()};
    rf_diags *diags = rf_diags_new();
    char folder[512];
    (void)snprintf(folder, sizeof(folder), "%s/%s", TEST_ROOT, from->catalogue);
    const char *const folders[] = {folder, TEST_ROOT "/sites", NULL};
    const char *const profiles[] = {from->profile, NULL};
    rf_evaluate_options options = RF_EVALUATE_OPTIONS_INIT;
    options.profiles = profiles;
    assert_int_equal(rf_engine_new(folders, &j.engine, diags), RF_OK);
    assert_int_equal(rf_site_open(j.engine, from->site, from->reference, &j.site, diags),
                     RF_OK);
    assert_int_equal(rf_evaluate(j.engine, j.site, &options, &j.evaluation, diags), RF_OK);
    assert_true(rfi_loading_of(j.arena, j.evaluation->model, 0, &j.loading));
    rf_diags_free(diags);
    return j;
}

static void close_site(judged *j)
{
    rf_evaluation_free(j->evaluation);
    rf_site_free(j->site);
    rf_engine_free(j->engine);
    rfi_arena_free(j->arena);
}

static rfi_drawing *draw(const judged *j, rfi_draw_view *view, rf_sheet format,
                         rfi_sheet_words *ret_words)
{
    rf_diags *diags = rf_diags_new();
    rfi_drawing *drawing = rfi_drawing_new(diags);
    assert_non_null(drawing);
    rf_diags_free(diags);
    const rfi_sheet_task task = {
        .evaluation = j->evaluation->model,
        .judgement = &j->evaluation->model->judgements[0],
        .loading = j->loading,
        .hall = &j->evaluation->model->site->halls[0],
        .format = format,
    };
    assert_true(view(&task, drawing, ret_words));
    assert_non_null(ret_words->title);
    assert_non_null(ret_words->alternative);
    return drawing;
}

static const rfi_load_bus *bus_of(const judged *j, const char *group, rfi_side side)
{
    for (size_t i = 0; i < j->loading->bus_count; i++) {
        const rfi_load_bus *bus = &j->loading->buses[i];
        if (strcmp(bus->group, group) == 0 && bus->side == side) {
            return bus;
        }
    }
    fail_msg("no bus %s", group);
    return NULL;
}

static size_t outage_of(const judged *j, const char *words)
{
    for (size_t i = 0; i < j->loading->outage_count; i++) {
        if (strcmp(j->loading->outages[i].words, words) == 0) {
            return i;
        }
    }
    fail_msg("no outage \"%s\"", words);
    return 0;
}

/* ---- loads -----------------------------------------------------------------------------
 */

static int64_t kva(int64_t milli)
{
    return rfi_div_ceil(milli, 1000000);
}

/* docs/worked-site.md, 2.1 to 2.3: a neighbour out makes 1/3 to 1/2, txm out brings the
 * mechanical plant, and UPS ups1 binds with 2,989 kVA of 3,000. */
static void a_network_is_loaded_as_worked_by_hand(void **state)
{
    (void)state;
    judged j = open_site(&worked);
    assert_true(j.loading->network);
    size_t tx2 = outage_of(&j, "tx2 out");
    size_t txm = outage_of(&j, "txm out");
    const rfi_load_bus *ups = bus_of(&j, "ups1", RFI_SIDE_NONE);
    assert_int_equal(kva(ups->cells[tx2].load), 1495);
    assert_int_equal(kva(ups->cells[0].load), 997); /* a third of 2,989 kVA */
    assert_int_equal(ups->cells[tx2].left, INT64_C(1500000000));
    assert_int_equal(ups->worst, tx2);
    assert_true(ups->binds);
    assert_false(bus_of(&j, "ups2", RFI_SIDE_NONE)->binds &&
                 bus_of(&j, "ups2", RFI_SIDE_NONE)->requirement != ups->requirement);
    const rfi_load_bus *tx1 = bus_of(&j, "tx1", RFI_SIDE_NONE);
    assert_int_equal(tx1->worst, txm);
    assert_true(tx1->cells[tx2].load > tx1->cells[0].load);
    assert_true(bus_of(&j, "txm", RFI_SIDE_NONE)->cells[txm].out);
    const rfi_load_sum *sum = &j.loading->sum;
    assert_int_equal(kva(sum->used), 2989);
    assert_int_equal(kva(sum->next), 3094);
    assert_int_equal(sum->racks + sum->support + sum->other, sum->used);
    close_site(&j);
}

/* The sums are those that the verdict tested: no bus is fuller than its requirement. */
static void no_bus_is_fuller_than_its_requirement(void **state)
{
    (void)state;
    size_t loaded = 0;
    for (size_t i = 0; i < SOURCES; i++) {
        judged j = open_site(&all_sources[i]);
        for (size_t k = 0; j.loading != NULL && k < j.loading->bus_count; k++) {
            const rfi_load_bus *bus = &j.loading->buses[k];
            const rfi_load_cell *worst = &bus->cells[bus->worst];
            assert_true(worst->permille <= 1000);
            assert_true(worst->permille >= bus->cells[0].permille);
            loaded += worst->permille > 0;
        }
        close_site(&j);
    }
    assert_true(loaded > 40);
}

/* Two sides: half on each, all on one when the other is out. */
static void a_chain_moves_its_load_to_the_other_side(void **state)
{
    (void)state;
    judged j = open_site(&campus);
    assert_false(j.loading->network);
    assert_int_equal(j.loading->reserve, 50000);
    const rfi_load_bus *a = bus_of(&j, "ups", RFI_SIDE_A);
    const rfi_load_bus *b = bus_of(&j, "ups", RFI_SIDE_B);
    const rfi_requirement *r =
        &j.evaluation->model->judgements[0].requirements[a->requirement];
    int64_t used = r->ends[j.loading->end].used;
    assert_int_equal(a->cells[0].load, rfi_div_ceil(used, 2));
    assert_int_equal(a->cells[0].load, b->cells[0].load);
    assert_int_equal(a->cells[1].left, INT64_C(4500000000)); /* one of 4 x 1,500 kVA out */
    assert_int_equal(a->cells[1].load, rfi_div_ceil(used, 2));
    assert_true(a->cells[2].out);
    assert_int_equal(b->cells[2].load, used);
    assert_int_equal(b->cells[2].left, INT64_C(6000000000));
    assert_true(a->binds && b->binds);
    close_site(&j);
    j = open_site(&lake); /* states no policy */
    assert_false(bus_of(&j, "ups", RFI_SIDE_A)->cells[2].asked);
    close_site(&j);
}

/* docs/worked-site.md, 3: dry cooler 45, trim chiller 40, CDU 44 degC; the trim chiller
 * takes half of the heat, one of two units is out. */
static void plants_run_as_worked_by_hand(void **state)
{
    (void)state;
    judged j = open_site(&worked);
    const rfi_loop_run *liquid = &j.loading->loops[RFI_LOOP_LIQUID];
    const int64_t supply[] = {317150, 313150, 318150}; /* CDU, trim, dry, mK */
    assert_int_equal(liquid->count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(liquid->plants[i].supply, supply[i]);
    }
    const rfi_plant_run *trim = &liquid->plants[1];
    assert_int_equal(trim->share, 500000);
    assert_int_equal(trim->units - trim->running, 1);
    assert_int_equal(trim->back - trim->supply, 10000);
    assert_false(trim->back_by_rule);
    assert_true(liquid->plants[0].back_by_rule);
    assert_int_equal(liquid->plants[2].capacity / 1000000, 799); /* kW, of 1,200 */
    close_site(&j);
    j = open_site(&campus);
    const rfi_loop_run *air = &j.loading->loops[RFI_LOOP_AIR];
    assert_int_equal(air->beside_count, 1);
    assert_string_equal(air->beside[0].plant->id, "tower");
    assert_int_equal(air->beside[0].supply, 301150); /* wet bulb 24 + 4 */
    close_site(&j);
}

/* ---- labels ----------------------------------------------------------------------------
 */

static double overlap(double a, double width_a, double b, double width_b)
{
    return fmin(a + width_a, b + width_b) - fmax(a, b);
}

static bool boxes_meet(const rfi_box *a, const rfi_box *b, double within)
{
    return overlap(a->x, a->width, b->x, b->width) > within &&
           overlap(a->y, a->height, b->y, b->height) > within;
}

static void assert_labels_clear(const rfi_drawing *drawing, const char *what)
{
    rfi_box frame = {0, 0, drawing->pages[0].width, drawing->pages[0].height};
    for (size_t i = 0; i < drawing->item_count; i++) {
        const rfi_item *a = &drawing->items[i];
        if (a->kind != RFI_ITEM_TEXT || a->text[0] == '\0') {
            continue;
        }
        bool inside = a->box.x >= frame.x && a->box.y >= frame.y &&
                      a->box.x + a->box.width <= frame.width &&
                      a->box.y + a->box.height <= frame.height;
        if (!inside || a->letters.size < 4.99) {
            fail_msg("%s: \"%s\" leaves the sheet or is too small", what, a->text);
        }
        for (size_t k = i + 1; k < drawing->item_count; k++) {
            const rfi_item *b = &drawing->items[k];
            if (b->kind == RFI_ITEM_TEXT && boxes_meet(&a->box, &b->box, 0.1)) {
                fail_msg("%s: \"%s\" lies on \"%s\"", what, a->text, b->text);
            }
        }
    }
}

/* A shape drawn between the two hides what lies beneath the text. */
static bool is_hidden(const rfi_drawing *drawing, size_t line, size_t text)
{
    const rfi_box *box = &drawing->items[text].box;
    bool hidden = false;
    for (size_t i = line + 1; i < text && !hidden; i++) {
        const rfi_item *item = &drawing->items[i];
        hidden = item->kind == RFI_ITEM_PATH && item->fill != RFI_NO_INK &&
                 item->box.x <= box->x && item->box.y <= box->y &&
                 item->box.x + item->box.width >= box->x + box->width &&
                 item->box.y + item->box.height >= box->y + box->height;
    }
    return hidden;
}

/* Level and upright lines that are no outline: conductors and pipes. */
static void assert_lines_clear(const rfi_drawing *drawing, const char *what)
{
    for (size_t i = 0; i < drawing->item_count; i++) {
        const rfi_item *path = &drawing->items[i];
        bool line = path->kind == RFI_ITEM_PATH && path->fill == RFI_NO_INK &&
                    path->pen.ink != RFI_INK_HAIR;
        for (size_t n = 1; line && n < path->steps; n++) {
            const rfi_step_to *from = &drawing->steps[path->step + n - 1];
            const rfi_step_to *to = &drawing->steps[path->step + n];
            if (to->kind != RFI_LINE || from->kind == RFI_CURVE) {
                continue;
            }
            rfi_box piece = {fmin(from->to[0].x, to->to[0].x) - 0.01,
                             fmin(from->to[0].y, to->to[0].y) - 0.01,
                             fabs(from->to[0].x - to->to[0].x) + 0.02,
                             fabs(from->to[0].y - to->to[0].y) + 0.02};
            bool straight = piece.width < 0.03 || piece.height < 0.03;
            for (size_t k = 0; straight && k < drawing->item_count; k++) {
                const rfi_item *text = &drawing->items[k];
                if (text->kind == RFI_ITEM_TEXT && boxes_meet(&text->box, &piece, 0.005) &&
                    !is_hidden(drawing, i, k)) {
                    fail_msg("%s: a line at %.1f, %.1f runs through \"%s\"", what, piece.x,
                             piece.y, text->text);
                }
            }
        }
    }
}

static const struct {
    const char *name;
    rfi_draw_view *draw;
} views[] = {
    {"one-line", rfi_draw_oneline_sheet},
    {"cooling", rfi_draw_cooling_sheet},
    {"rack", rfi_draw_rack_sheet},
};
enum { VIEWS = sizeof(views) / sizeof(views[0]) };

static void labels_stand_clear(void **state)
{
    (void)state;
    static const rf_sheet formats[] = {RF_SHEET_A3, RF_SHEET_A4, RF_SHEET_ANSI_B};
    for (size_t i = 0; i < SOURCES; i++) {
        judged j = open_site(&all_sources[i]);
        for (size_t k = 0; k < VIEWS * (i < 3 ? 3 : 1); k++) {
            rfi_sheet_words words;
            char what[600];
            rf_sheet format = formats[k / VIEWS];
            rfi_drawing *drawing = draw(&j, views[k % VIEWS].draw, format, &words);
            (void)snprintf(what, sizeof(what), "%s of %s", views[k % VIEWS].name,
                           all_sources[i].site);
            assert_labels_clear(drawing, what);
            assert_lines_clear(drawing, what);
            if (format != RF_SHEET_A4) {
                assert_int_equal(drawing->cut, 0);
            }
            rfi_drawing_free(drawing);
        }
        close_site(&j);
    }
}

/* ---- words -----------------------------------------------------------------------------
 */

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

static const rfi_item *find_group(const rfi_drawing *drawing, const char *part)
{
    for (size_t i = 0; i < drawing->item_count; i++) {
        const rfi_item *item = &drawing->items[i];
        if (item->kind == RFI_ITEM_GROUP && strstr(item->name, part) != NULL) {
            return item;
        }
    }
    return NULL;
}

static void a_oneline_says_what_binds(void **state)
{
    (void)state;
    judged j = open_site(&worked);
    rfi_sheet_words words;
    rfi_drawing *drawing = draw(&j, rfi_draw_oneline_sheet, RF_SHEET_A3, &words);
    assert_string_equal(words.title, "Worked site carries 2.84" RFI_THIN_SPACE
                                     "MW critical IT; UPS ups1 binds at 99.7" RFI_THIN_SPACE
                                     "% with tx2 out");
    assert_non_null(strstr(words.alternative, "Electrical one-line"));
    const rfi_item *ups = find_group(drawing, "-ups1");
    assert_non_null(ups);
    assert_non_null(strstr(ups->text, "tx2 out"));
    const rfi_item *sum = find_text(drawing, "27 pods 2841");
    assert_non_null(sum);
    const rfi_item *share = find_text(drawing, "66.5 \u2192 99.7");
    assert_non_null(share);
    assert_int_equal(share->letters.ink, RFI_INK_CONFLICT);
    assert_null(find_text(drawing, "Reference design, not surveyed"));
    rfi_drawing_free(drawing);
    close_site(&j);
    j = open_site(&lake);
    drawing = draw(&j, rfi_draw_oneline_sheet, RF_SHEET_A3, &words);
    assert_non_null(find_text(drawing, "Reference design, not surveyed"));
    assert_non_null(find_text(drawing, "(each of 5)"));
    assert_non_null(strstr(words.alternative, "not surveyed"));
    rfi_drawing_free(drawing);
    close_site(&j);
}

static void a_cooling_sheet_says_what_is_nearest(void **state)
{
    (void)state;
    judged j = open_site(&campus);
    rfi_sheet_words words;
    rfi_drawing *drawing = draw(&j, rfi_draw_cooling_sheet, RF_SHEET_A3, &words);
    assert_non_null(strstr(words.title, "Liquid heat, CDU, hall-a is nearest"));
    assert_non_null(strstr(words.alternative, "CDU cdu leaves at 34"));
    assert_non_null(find_group(drawing, "hall-a-liquid-tower"));
    assert_non_null(find_text(drawing, "5 run, 1 spare"));
    assert_non_null(find_text(drawing, "condenser water 28"));
    assert_non_null(find_text(drawing, "in the peak hour"));
    rfi_drawing_free(drawing);
    close_site(&j);
    j = open_site(&all_sources[3]); /* an air-cooled mine and liquid racks */
    drawing = draw(&j, rfi_draw_cooling_sheet, RF_SHEET_A3, &words);
    assert_non_null(strstr(words.title, "no fit as it stands"));
    assert_non_null(find_text(drawing, "the hall has none"));
    rfi_drawing_free(drawing);
    close_site(&j);
}

/* The first rack of a unit and its scale: measured on the page they give its size. */
static void a_rack_is_true_to_scale(void **state)
{
    (void)state;
    judged j = open_site(&lake);
    rfi_sheet_words words;
    rfi_drawing *drawing = draw(&j, rfi_draw_rack_sheet, RF_SHEET_A3, &words);
    assert_string_equal(words.title,
                        "GB200 NVL72: 8 pods and 8 support racks make a scalable "
                        "unit of 1.2" RFI_THIN_SPACE "MW critical IT, max draw");
    assert_non_null(find_text(drawing, "One scalable unit\x0f 1:50"));
    const rfi_item *pod = find_group(drawing, "pod-1");
    assert_non_null(pod);
    assert_int_equal((long)(pod[1].box.width * 50 + 0.5), 600);
    assert_int_equal((long)(pod[1].box.height * 50 + 0.5), 2236);
    const rfi_item *front = find_group(drawing, "rack-front");
    assert_int_equal((long)(front[2].box.height * 20 + 0.5), 2236); /* [1]: the most */
    assert_non_null(find_text(drawing, "4" RFI_THIN_SPACE "800 = 8 \u00D7 600"));
    assert_non_null(find_text(drawing, "8 power shelves"));
    rfi_drawing_free(drawing);
    close_site(&j);
    j = open_site(&(source){"sites", "lake-mariner", "liquid-shell", "rubin-ultra-kyber"});
    drawing = draw(&j, rfi_draw_rack_sheet, RF_SHEET_A3, &words);
    front = find_group(drawing, "rack-front"); /* nobody stated its size */
    assert_int_equal(front[1].pen.dash, RFI_DASH_CLEARANCE);
    assert_int_equal(front[1].fill, RFI_INK_WHITE);
    rfi_drawing_free(drawing);
    close_site(&j);
}

/* A sheet holds as many halls as stand side by side; each begins where another ends. */
static void halls_share_a_sheet(void **state)
{
    (void)state;
    judged j = open_site(&campus);
    const rfi_site *site = j.evaluation->model->site;
    rfi_sheet_task task = {
        .evaluation = j.evaluation->model,
        .judgement = &j.evaluation->model->judgements[0],
        .loading = j.loading,
        .format = RF_SHEET_A3,
    };
    assert_true(rfi_begins_oneline(&task, &site->halls[0]));
    assert_false(rfi_begins_oneline(&task, &site->halls[1]));
    task.format = RF_SHEET_ANSI_A;
    assert_true(rfi_begins_oneline(&task, &site->halls[1]));
    close_site(&j);
}

/* ---- golden ----------------------------------------------------------------------------
 */

/* The version and the digest of the inputs move without the drawing. */
static void hide(rfi_text *text, const char *before, size_t length)
{
    char *at = text->data == NULL ? NULL : strstr(text->data, before);
    assert_non_null(at);
    memset(at + strlen(before), '*', length);
}

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

static void compare_list(const source *from, rfi_draw_view *view, const char *name)
{
    judged j = open_site(from);
    rfi_sheet_words words;
    rfi_drawing *drawing = draw(&j, view, RF_SHEET_A3, &words);
    rfi_text list = RFI_TEXT_INIT;
    rfi_list_drawing(drawing, &list);
    hide(&list, "rackfit ", strlen(RF_VERSION));
    char digest[24];
    (void)snprintf(digest, sizeof(digest), "%.4s ", j.evaluation->model->input_digest);
    char *at = strstr(list.data, digest);
    assert_non_null(at);
    memset(at, '*', 19);
    char path[512];
    (void)snprintf(path, sizeof(path), "%s/tests/golden/systems/%s.list", TEST_ROOT, name);
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
    rfi_drawing_free(drawing);
    close_site(&j);
}

static void sheets_are_drawn_as_before(void **state)
{
    (void)state;
    compare_list(&tie, rfi_draw_oneline_sheet, "oneline-tie");
    compare_list(&campus, rfi_draw_oneline_sheet, "oneline-campus");
    compare_list(&campus, rfi_draw_cooling_sheet, "cooling-campus");
    compare_list(&worked, rfi_draw_rack_sheet, "rack-worked");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_network_is_loaded_as_worked_by_hand),
        cmocka_unit_test(no_bus_is_fuller_than_its_requirement),
        cmocka_unit_test(a_chain_moves_its_load_to_the_other_side),
        cmocka_unit_test(plants_run_as_worked_by_hand),
        cmocka_unit_test(a_oneline_says_what_binds),
        cmocka_unit_test(a_cooling_sheet_says_what_is_nearest),
        cmocka_unit_test(a_rack_is_true_to_scale),
        cmocka_unit_test(halls_share_a_sheet),
        cmocka_unit_test(labels_stand_clear),
        cmocka_unit_test(sheets_are_drawn_as_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
