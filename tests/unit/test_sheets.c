/* SPDX-License-Identifier: MIT */
/* Sheets beside the floor plan, on examples built by hand: the conflict overlay, what
 * serves the racks, the shell as stated, the campus. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "planner/model/comparison.h"
#include "reports/diagram/campus.h"
#include "reports/diagram/change.h"
#include "reports/diagram/conflict.h"
#include "reports/diagram/floor.h"
#include "reports/diagram/overhead.h"
#include "reports/diagram/unit.h"
#include "tests/unit/floor_examples.h"
#include "tests/unit/sheet_help.h"

/* Fontconfig keeps 288 bytes a process; the sanitizer's name for asking it to be silent. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}

static rfi_drawing *draw(rfi_draw_view *view, example *e, rf_sheet format,
                         rfi_sheet_words *words)
{
    e->evaluation.site = &e->site;
    e->site.halls = &e->hall;
    e->site.hall_count = 1;
    const rfi_sheet_task task = {.evaluation = &e->evaluation,
                                 .judgement = &e->judgement,
                                 .hall = &e->hall,
                                 .format = format};
    rfi_drawing *drawing = rfi_drawing_new(NULL);
    assert_non_null(drawing);
    assert_true(view(&task, drawing, words));
    return drawing;
}

static void free_both(rfi_drawing *drawing, example *e)
{
    rfi_drawing_free(drawing);
    rfi_arena_free(e->arena);
}

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

/* ---- conflict overlay -------------------------------------------------------------------
 */

static rfi_requirement low_door = {
    .kind = RFI_REQ_DELIVERY_HEIGHT,
    .shape = RFI_SHAPE_HALL_TEST,
    .title = "Delivery door height, hall G",
    .hall_index = 0,
    .dimension = RFI_DIM_LENGTH,
    .ends = {[RFI_END_FAVOURABLE] = {.limit = 2200, .fixed = 2450}}};

static void refuse(example *e, rfi_requirement *requirements, size_t count)
{
    static rfi_conflict conflicts[2];
    static size_t members[] = {0, 1};
    for (size_t i = 0; i < count; i++) {
        conflicts[i] = (rfi_conflict){.members = &members[i],
                                      .count = 1,
                                      .minimal = true,
                                      .end = RFI_END_FAVOURABLE,
                                      .wanted_pods = 200};
    }
    e->judgement.requirements = requirements;
    e->judgement.requirement_count = count;
    e->judgement.conflicts = conflicts;
    e->judgement.conflict_count = count;
    e->judgement.verdict = RF_VERDICT_NO_FIT;
    e->judgement.wanted_pods = 200;
}

static void a_low_door_is_drawn_where_it_fails(void **state)
{
    (void)state;
    static const rf_sheet formats[] = {RF_SHEET_A3, RF_SHEET_A4, RF_SHEET_ANSI_A,
                                       RF_SHEET_A1};
    for (size_t f = 0; f < 4; f++) {
        example *e = gridded_hall();
        refuse(e, &low_door, 1);
        rfi_sheet_words words;
        rfi_drawing *drawing = draw(rfi_draw_conflict_sheet, e, formats[f], &words);
        assert_non_null(strstr(words.title, "no fit as it stands, 1 requirement fails"));
        assert_non_null(find_text(drawing, "Delivery door, elevation 1:100"));
        assert_non_null(find_text(drawing, "2" RFI_THIN_SPACE "450 needed"));
        assert_non_null(find_text(drawing, "short by 0.25" RFI_THIN_SPACE "m"));
        assert_non_null(find_text(drawing, "rules the want out by itself"));
        assert_non_null(strstr(words.alternative, "limit 2.2"));
        rfi_sheet paper = rfi_sheet_of(formats[f]);
        expect_labels(drawing, &paper, "low door");
        free_both(drawing, e);
    }
}

/* Demand of a site's sum is what the pods wanted take at least: 10 + 200 * 0.14 MW. */
static void a_sum_says_what_the_want_takes(void **state)
{
    (void)state;
    int64_t pod[] = {140 * kilowatt};
    rfi_requirement power = {.kind = RFI_REQ_FIRM_UTILITY,
                             .shape = RFI_SHAPE_SITE_SUM,
                             .title = "Firm utility power",
                             .hall_index = SIZE_MAX,
                             .owner = "poi",
                             .dimension = RFI_DIM_POWER};
    power.ends[RFI_END_FAVOURABLE] =
        (rfi_terms){.limit = 20 * megawatt, .fixed = 10 * megawatt, .pod = pod};
    assert_int_equal(rfi_requirement_least_demand(&power, RFI_END_FAVOURABLE, 200, 1),
                     38 * megawatt);
    assert_int_equal(rfi_requirement_most_pods(&power, RFI_END_FAVOURABLE, 0), 71);
    power.ends[RFI_END_FAVOURABLE].limit = 5 * megawatt;
    assert_int_equal(rfi_requirement_most_pods(&power, RFI_END_FAVOURABLE, 0), 0);
    power.ends[RFI_END_FAVOURABLE].limit = 20 * megawatt;
    example *e = gridded_hall();
    refuse(e, &power, 1);
    rfi_sheet_words words;
    rfi_drawing *drawing = draw(rfi_draw_conflict_sheet, e, RF_SHEET_A3, &words);
    assert_non_null(find_text(drawing, "\u2265 38" RFI_THIN_SPACE "MW"));
    assert_non_null(find_text(drawing, "18" RFI_THIN_SPACE "MW"));
    assert_non_null(find_text(drawing, "Not at a place of this floor"));
    free_both(drawing, e);
}

/* What a missing figure decides is not said to fail. */
static void a_missing_figure_is_not_a_failure(void **state)
{
    (void)state;
    example *e = gridded_hall();
    static const rfi_figure slab = {.name = "slab", .owner = "hall-g"};
    rfi_input input = {&slab, RFI_ROLE_LIMIT};
    rfi_requirement weak = {.kind = RFI_REQ_SLAB,
                            .shape = RFI_SHAPE_HALL_TEST,
                            .title = "Load under the rack footprint",
                            .dimension = RFI_DIM_AREA_LOAD,
                            .inputs = &input,
                            .input_count = 1};
    weak.ends[RFI_END_UNFAVOURABLE].fixed = 2000000;
    e->judgement.requirements = &weak;
    e->judgement.requirement_count = 1;
    e->judgement.verdict = RF_VERDICT_UNKNOWN;
    assert_true(rfi_has_conflict(&e->judgement));
    rfi_sheet_words words;
    rfi_drawing *drawing = draw(rfi_draw_conflict_sheet, e, RF_SHEET_A3, &words);
    assert_non_null(strstr(words.title, "1 requirement may fail"));
    assert_non_null(find_text(drawing, "a missing figure"));
    assert_null(find_text(drawing, "No fit"));
    rfi_sheet paper = rfi_sheet_of(RF_SHEET_A3);
    expect_labels(drawing, &paper, "missing");
    free_both(drawing, e);
}

/* Where measures were on offer the overlay names the cheapest repair, what comes along left
 * out; or that none cures it. */
static void the_cheapest_repair_is_named(void **state)
{
    (void)state;
    const int64_t dollar = 1000000;
    rfi_measure door = {.id = "wider-door", .name = "Wider delivery door"};
    rfi_measure rest = {.id = "permit", .name = "Permit"};
    rfi_planned installs[] = {
        {.install = {&door, 0, 2}, .settles = ""},
        {.install = {&rest, 0, 1}, .comes_with = true, .settles = ""}};
    rfi_plan plan = {.pods = 200};
    rfi_retrofit retrofit = {.plan = &plan,
                             .proof = RFI_PROOF_CERTIFIED,
                             .cost = {300000 * dollar, 200000 * dollar, 100000 * dollar},
                             .ready = 20820,
                             .installs = installs,
                             .install_count = 2};
    rfi_with_measures measures = {.verdict = RF_VERDICT_FIT_WITH_MEASURES,
                                  .plans = {&retrofit},
                                  .shown = RFI_END_UNFAVOURABLE};
    for (int k = 0; k < 2; k++) {
        example *e = gridded_hall();
        refuse(e, &low_door, 1);
        measures.site = &e->site;
        measures.shown = k == 0 ? RFI_END_UNFAVOURABLE : RFI_ENDS;
        measures.verdict = k == 0 ? RF_VERDICT_FIT_WITH_MEASURES : RF_VERDICT_NO_FIT;
        e->judgement.with_measures = &measures;
        rfi_sheet_words words;
        rfi_drawing *drawing = draw(rfi_draw_conflict_sheet, e, RF_SHEET_A3, &words);
        if (k == 0) {
            assert_non_null(find_text(drawing, "Cheapest repair:"));
            assert_non_null(find_text(drawing, "certified, none costs less"));
            assert_non_null(find_text(drawing, "Wider delivery door \u00d7 2."));
            assert_null(find_text(drawing, "Permit"));
        } else {
            assert_non_null(find_text(drawing, "none of those on offer cures it"));
        }
        free_both(drawing, e);
    }
}

/* ---- services ---------------------------------------------------------------------------
 */

/* A panel stands on the floor plan; what hangs over the rows is on a sheet of its own, with
 * its length. */
static void services_hang_over_the_rows(void **state)
{
    (void)state;
    rfi_fitting fittings[] = {
        {RFI_FITTING_PANEL, {600, 1200, 600, 1200}, 1, 1, RFI_SIDE_A},
        {RFI_FITTING_BUSWAY, {1200, 1200, 6000, 150}, 1, 1, RFI_SIDE_A},
        {RFI_FITTING_BUSWAY, {1200, 1350, 6000, 150}, 1, 1, RFI_SIDE_B},
        {RFI_FITTING_TRAY, {1200, 1650, 6000, 300}, 1, 0, RFI_SIDE_NONE},
        {RFI_FITTING_MANIFOLD, {1200, 2000, 5500, 400}, 1, 0, RFI_SIDE_NONE},
    };
    rfi_sheet_words words;
    rfi_sheet paper = rfi_sheet_of(RF_SHEET_A3);
    for (int k = 0; k < 2; k++) {
        example *e = gridded_hall();
        e->floor.fittings = fittings;
        e->floor.fitting_count = sizeof(fittings) / sizeof(fittings[0]);
        assert_true(rfi_has_overhead(&e->judgement, &e->hall));
        rfi_drawing *drawing = draw(k == 0 ? rfi_draw_floor_sheet : rfi_draw_overhead_sheet,
                                    e, RF_SHEET_A3, &words);
        if (k == 0) {
            assert_non_null(find_text(drawing, "remote power panels of the row"));
            assert_non_null(find_text(drawing, "sheet of overhead services"));
        } else {
            assert_non_null(strstr(words.title, "2 busways, 1 trays and 1 manifolds"));
            assert_non_null(find_text(drawing, "busway, feed B"));
            assert_non_null(find_text(drawing, "400" RFI_THIN_SPACE "mm"));
        }
        expect_labels(drawing, &paper, k == 0 ? "panels" : "overhead");
        free_both(drawing, e);
    }
    example *e = gridded_hall();
    assert_false(rfi_has_overhead(&e->judgement, &e->hall));
    rfi_arena_free(e->arena);
}

/* A courtyard has walls, a zone says its figures, a door that swings in keeps its leaf
 * inside. */
static void the_shell_is_drawn_as_stated(void **state)
{
    (void)state;
    example *e = gridded_hall();
    rfi_point corners[] = {{20000, 4000}, {23000, 4000}, {23000, 6000}, {20000, 6000}};
    rfi_hole hole = {.id = "yard", .corners = corners, .corner_count = 4};
    rfi_zone zone = {.id = "annexe", .at = {0, 20000}, .size = {60000, 5200}};
    zone.slab = known(RFI_DIM_AREA_LOAD, 800000, 800000, 800000, RFI_GRADE_A);
    rfi_access lift = {.id = "lift-1", .kind = RFI_ACCESS_LIFT, .at = {0, 5000}};
    e->hall.holes = &hole;
    e->hall.hole_count = 1;
    e->hall.zones = &zone;
    e->hall.zone_count = 1;
    e->hall.accesses = &lift;
    e->hall.access_count = 1;
    rfi_route_leg legs[] = {{{0, 100, 30000, 900}, SIZE_MAX, "d1"}};
    e->floor.route = legs;
    e->floor.route_count = 1;
    e->floor.route_width = 900;
    rfi_sheet_words words;
    rfi_drawing *drawing = draw(rfi_draw_floor_sheet, e, RF_SHEET_A3, &words);
    assert_non_null(find_text(drawing, "annexe: slab 800"));
    assert_non_null(find_text(drawing, "lift lift-1"));
    assert_non_null(find_text(drawing, "yard"));
    assert_non_null(find_text(drawing, "delivery route, 0.9" RFI_THIN_SPACE "m clear"));
    rfi_sheet paper = rfi_sheet_of(RF_SHEET_A3);
    expect_labels(drawing, &paper, "shell");
    free_both(drawing, e);
}

static example *long_152(void)
{
    return long_hall(152000, 24000, 8);
}

/* One scalable unit of 18 racks in a row, 11.2 m of them: 1:50 on A3, on its side where
 * rows run upwards. */
static void a_unit_is_drawn_large(void **state)
{
    (void)state;
    static const struct {
        example *(*make)(void);
        rf_sheet format;
        const char *scale;
    } rows[] = {{gridded_hall, RF_SHEET_A3, "1:25"},
                {upright_hall, RF_SHEET_A3, "1:25"},
                {gridded_hall, RF_SHEET_ANSI_A, "1:50"},
                {long_152, RF_SHEET_A1, "1:20"}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        example *e = rows[i].make();
        assert_true(rfi_has_unit(&e->judgement, &e->hall));
        rfi_sheet_words words;
        rfi_drawing *drawing = draw(rfi_draw_unit_sheet, e, rows[i].format, &words);
        assert_non_null(strstr(words.title, ", SU01: "));
        if (find_text(drawing, rows[i].scale) == NULL) {
            fail_msg("%zu is not %s: %s", i, rows[i].scale, words.alternative);
        }
        assert_non_null(find_text(drawing, "What SU01 holds"));
        assert_null(find_text(drawing, "Critical IT in this hall"));
        rfi_sheet paper = rfi_sheet_of(rows[i].format);
        expect_labels(drawing, &paper, "unit");
        free_both(drawing, e);
    }
    example *e = empty_hall();
    rfi_sheet_words words;
    rfi_drawing *drawing = draw(rfi_draw_unit_sheet, e, RF_SHEET_A3, &words);
    assert_non_null(find_text(drawing, "no scalable unit in this plan"));
    free_both(drawing, e);
}

/* ---- before and after -------------------------------------------------------------------
 */

static void the_hall_of_today_stands_beside_the_plan(void **state)
{
    (void)state;
    static const rf_sheet formats[] = {RF_SHEET_A3, RF_SHEET_A4};
    for (size_t f = 0; f < 2; f++) {
        example *e = gridded_hall();
        rfi_load load = {.id = "mine", .miner = "s21"};
        load.power =
            known(RFI_DIM_POWER, 18 * megawatt, 18 * megawatt, 18 * megawatt, RFI_GRADE_A);
        e->hall.loads = &load;
        e->hall.load_count = 1;
        assert_true(rfi_has_change(&e->judgement, &e->hall));
        rfi_sheet_words words;
        rfi_drawing *drawing = draw(rfi_draw_change_sheet, e, formats[f], &words);
        assert_non_null(strstr(words.title, "mining of 18" RFI_THIN_SPACE "MW"));
        assert_non_null(strstr(words.title, "gives way to"));
        assert_non_null(find_text(drawing, "places of the miners not stated"));
        assert_true(find_group(drawing, "today") != SIZE_MAX);
        assert_true(find_group(drawing, "rack-1") != SIZE_MAX);
        rfi_sheet paper = rfi_sheet_of(formats[f]);
        expect_labels(drawing, &paper, "change");
        free_both(drawing, e);
    }
    example *e = gridded_hall();
    e->hall.load_count = 0;
    assert_false(rfi_has_change(&e->judgement, &e->hall));
    rfi_arena_free(e->arena);
}

/* ---- campus -----------------------------------------------------------------------------
 */

/* Three halls of 60 x 25.2 m: in rows while nobody says where they stand. */
static void halls_without_places_are_arranged(void **state)
{
    (void)state;
    static const rf_sheet formats[] = {RF_SHEET_A3, RF_SHEET_A4, RF_SHEET_ANSI_D};
    for (size_t f = 0; f < 3; f++) {
        example *e = gridded_hall();
        e->hall.count = known(RFI_DIM_COUNT, 3, 3, 3, RFI_GRADE_A);
        e->share = (rfi_hall_share){&e->hall, 2, 150, 20, 80, NULL};
        e->plan.shares = &e->share;
        e->plan.share_count = 1;
        rfi_sheet_words words;
        rfi_drawing *drawing = draw(rfi_draw_campus_sheet, e, formats[f], &words);
        assert_non_null(find_text(drawing, "arranged by kind"));
        assert_non_null(find_text(drawing, "North not stated"));
        assert_non_null(find_text(drawing, "80 pods"));
        assert_non_null(find_text(drawing, "\u2264 80 pods"));
        assert_non_null(find_text(drawing, "3 halls, 2 take 150 pods"));
        assert_non_null(find_text(drawing, "mining"));
        rfi_sheet paper = rfi_sheet_of(formats[f]);
        expect_labels(drawing, &paper, "arranged campus");
        free_both(drawing, e);
    }
}

/* One hall that takes nothing, and how many nobody knows; a proven no-fit says so. */
static void an_empty_campus_says_why(void **state)
{
    (void)state;
    example *e = gridded_hall();
    rfi_sheet_words words;
    e->share = (rfi_hall_share){&e->hall, 0, 0, 0, 0, NULL};
    e->plan.pods = 0;
    e->judgement.verdict = RF_VERDICT_NO_FIT;
    rfi_drawing *drawing = draw(rfi_draw_campus_sheet, e, RF_SHEET_A3, &words);
    assert_non_null(find_text(drawing, "no fit as it stands; no pod"));
    assert_non_null(find_text(drawing, "1 hall, no racks"));
    rfi_drawing_free(drawing);
    e->hall.count.state = RFI_UNKNOWN;
    drawing = draw(rfi_draw_campus_sheet, e, RF_SHEET_A3, &words);
    assert_non_null(find_text(drawing, "? halls, no racks"));
    free_both(drawing, e);
}

/* Two of them where the site says: origins 100 m apart, turned left, so that each
 * reaches 25.2 m to the left and 60 m up. */
static void halls_stand_where_the_site_says(void **state)
{
    (void)state;
    example *e = gridded_hall();
    rfi_point at[] = {{30000, 0}, {130000, 10000}};
    e->hall.count = known(RFI_DIM_COUNT, 2, 2, 2, RFI_GRADE_A);
    e->hall.at = at;
    e->hall.at_count = 2;
    e->hall.turned = RFI_TURN_LEFT;
    e->site.north_stated = true;
    e->site.north = 20000000;
    rfi_sheet_words words;
    rfi_drawing *drawing = draw(rfi_draw_campus_sheet, e, RF_SHEET_A3, &words);
    assert_non_null(find_text(drawing, "Halls where the site states them"));
    assert_non_null(find_text(drawing, "1:500"));
    assert_non_null(find_text(drawing, "N"));
    char id[64];
    rfi_box boxes[2];
    for (int i = 0; i < 2; i++) {
        (void)snprintf(id, sizeof(id), "%s-%d", e->hall.id, i + 1);
        size_t group = find_group(drawing, id);
        assert_true(group != SIZE_MAX);
        boxes[i] = drawing->items[group + 1].box;
        assert_true(fabs(boxes[i].width - 50.4) < 1e-6);
        assert_true(fabs(boxes[i].height - 120) < 1e-6);
    }
    assert_true(fabs(boxes[1].x - boxes[0].x - 200) < 1e-6);
    assert_true(fabs(boxes[0].y - boxes[1].y - 20) < 1e-6); /* higher up */
    rfi_sheet paper = rfi_sheet_of(RF_SHEET_A3);
    expect_labels(drawing, &paper, "placed campus");
    free_both(drawing, e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_low_door_is_drawn_where_it_fails),
        cmocka_unit_test(a_sum_says_what_the_want_takes),
        cmocka_unit_test(a_missing_figure_is_not_a_failure),
        cmocka_unit_test(the_cheapest_repair_is_named),
        cmocka_unit_test(services_hang_over_the_rows),
        cmocka_unit_test(the_shell_is_drawn_as_stated),
        cmocka_unit_test(a_unit_is_drawn_large),
        cmocka_unit_test(the_hall_of_today_stands_beside_the_plan),
        cmocka_unit_test(halls_without_places_are_arranged),
        cmocka_unit_test(an_empty_campus_says_why),
        cmocka_unit_test(halls_stand_where_the_site_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
