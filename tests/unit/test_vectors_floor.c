/* SPDX-License-Identifier: MIT */
/* Worked examples of the floor (tests/data/vectors/floor.csv): what stands in a hall, what
 * it weighs on, and how much room it takes. */
#include "tests/unit/vectors.h"

#include "tests/unit/capacity_bench.h"
#include "planner/model/clearance.h"
#include "tests/unit/layout_check.h"

static int64_t mm(double metre)
{
    return (int64_t)(metre * 1000 + 0.5);
}

static rfi_floor place(rfi_arena *arena, const rfi_layout_request *request)
{
    rfi_floor floor;
    assert_true(rfi_layout_place(arena, request, &floor));
    return floor;
}

static int64_t place_pods(const rfi_layout_request *request)
{
    rfi_arena *arena = rfi_arena_new();
    int64_t pods = place(arena, request).pods;
    rfi_arena_free(arena);
    return pods;
}

/* The end clearance is that of the wall, but for the keep-outs that make up the rest. The
 * example counts rows along the hall; the planner would turn them and hold 782. Rails in
 * the aisles, 1 m of way beside them, keep the rows as the example has them. */
static void set_hall(room *r, vectors *v, rfi_layout_request *request)
{
    int64_t length = mm(vector_given(v, "length_m"));
    int64_t depth = mm(vector_given(v, "depth_m"));
    int64_t end = mm(vector_given(v, "end_m"));
    set_rectangle(r, length, depth);
    add_obstacle(r, RFI_OBSTACLE_KEEP_OUT, 0, 0, end, depth);
    add_obstacle(r, RFI_OBSTACLE_KEEP_OUT, length - end, 0, end, depth);
    *request = plain_request(r);
    request->rack_width = mm(vector_given(v, "rack_width_m"));
    request->rack_depth = mm(vector_given(v, "rack_depth_m"));
    request->cold_aisle = request->hot_aisle = request->perimeter =
        mm(vector_given(v, "aisle_m"));
    request->row_racks = (int64_t)vector_given(v, "row_racks");
    assert_int_equal(place_pods(request), 782);
    int64_t pitch = request->rack_depth + request->cold_aisle;
    for (int64_t y = pitch; y + pitch < depth; y += pitch) {
        add_obstacle(r, RFI_OBSTACLE_COLUMN, end, y + 100, length - 2 * end, 100);
    }
}

static void racks_stand_in_a_plain_hall(void **state)
{
    (void)state;
    vectors *v = *state;
    room r;
    rfi_layout_request request;
    rfi_arena *arena = rfi_arena_new();
    vector_take(v, "V86");
    set_hall(&r, v, &request);
    rfi_floor floor = place(arena, &request);
    assert_false(floor.along_y);
    assert_int_equal(floor.bound, floor.pods);
    vector_expect(v, "rows", (double)floor.rows);
    vector_expect(v, "positions", (double)floor.pods);

    vector_take(v, "V87");
    assert_int_equal(vector_given(v, "share_of_support") * 4, 1);
    request.pods_per_unit = 3;
    add_support(&request, RFI_SUPPORT_NETWORK, 1, request.rack_width);
    floor = place(arena, &request);
    vector_expect(v, "by_floor", (double)floor.pods);
    rfi_arena_free(arena);
}

/* 20 MW at the racks of one hall hold 151 racks of 132 kW, whatever the floor holds. */
static void power_binds_before_the_floor(void **state)
{
    vectors *v = *state;
    vector_take(v, "V87");
    rfi_arena *arena = rfi_arena_new();
    const char *site = rfi_arena_format(
        arena,
        FIXTURE_SITE(POI
                     "<electrical><busway id=\"bus\" from=\"poi\" rating=\"%g MVA\"/>"
                     "</electrical>"
                     "<hall id=\"h\" feed=\"bus\" clear-height=\"9 m\" slab=\"9000 kg/m2\""
                     " outline=\"0,0 60,0 60,24 0,24 m\">"
                     "<obstacle id=\"w\" kind=\"keep-out\" at=\"0,0 m\" size=\"1.8,24 m\"/>"
                     "<obstacle id=\"e\" kind=\"keep-out\" at=\"58.2,0 m\" "
                     "size=\"1.8,24 m\"/></hall>"),
        vector_given(v, "hall_mw"));
    const char *profile = rfi_arena_format(
        arena,
        PROFILE("max=\"%g kW\" power-factor=\"1\" peak-duration=\"1 s\" width=\"600 mm\" "
                "depth=\"1200 mm\" height=\"2 m\" mass=\"100 kg\"",
                "<unit pods=\"3\"><support id=\"s\" kind=\"network\" width=\"600 mm\" "
                "power=\"0 kW\"/></unit>",
                AIRY),
        vector_given(v, "rack_kw"));
    fixture f;
    fixture_read(&f, site, profile, NULL);
    rfi_evaluation *e = fixture_evaluate(&f, NULL);
    const rfi_judgement *j = &e->judgements[0];
    const rfi_terms *power =
        &fixture_find(j->requirements, j->requirement_count, "site/power-chain/bus")
             ->ends[RFI_END_BASE];
    vector_expect(v, "by_power", (double)(power->limit / power->pod[0]));
    vector_expect(v, "pods", (double)j->cases[RFI_END_BASE].pods);
    fixture_free(&f);
    rfi_arena_free(arena);
}

/* Racks in pairs in one row of so many slots; `blocked` is the slot under a column, from 1;
 * 0: none. */
static int64_t pairs_in_row(int64_t slots, int64_t width, int64_t blocked)
{
    room r;
    set_rectangle(&r, 2400 + slots * width, 3600);
    if (blocked > 0) {
        add_obstacle(&r, RFI_OBSTACLE_COLUMN, 1200 + (blocked - 1) * width, 1200, width,
                     1200);
    }
    rfi_layout_request request = plain_request(&r);
    request.rack_width = width;
    request.racks_per_pod = 2;
    return place_pods(&request);
}

static void pods_need_touching_slots(void **state)
{
    vectors *v = *state;
    vector_take(v, "V89");
    int64_t width = mm(vector_given(v, "rack_width_m"));
    vector_expect(v, "of_20", (double)pairs_in_row(20, width, 0));
    vector_expect(v, "of_19", (double)pairs_in_row(19, width, 0));
    vector_expect(v, "blocked", (double)pairs_in_row(20, width, 7));
}

/* ---- what it weighs on --------------------------------------------------------------- */

#define G 9.80665 /* N per kg */

/* A hall that states all three ratings, and the rack of the example in it; feet are even.
 */
static void weigh(bench *b, rfi_arena *arena, vectors *v, double rating, double limit)
{
    double aisle = 1200;
    (void)vector_find(v->row->field[2], "aisle_mm", &aisle);
    const char *site = rfi_arena_format(
        arena,
        FIXTURE_SITE(POI "<hall id=\"h\" slab=\"%g kg/m2\" point-load=\"4.5 kN\" "
                         "area-load=\"%.3f kg/m2\" cold-aisle=\"%g mm\" hot-aisle=\"%g "
                         "mm\"/>"),
        rating, limit, aisle, aisle);
    const char *profile = rfi_arena_format(
        arena,
        PROFILE(PLAIN " width=\"%g mm\" depth=\"%g mm\" mass=\"%g kg\"", ALONE, AIRY),
        vector_given(v, "width_mm"), vector_given(v, "depth_mm"),
        vector_given(v, "mass_kg"));
    b->pods = 7;
    fixture_read(&b->f, site, profile, NULL);
    rfi_figure *uneven = &b->f.rules.figures[RFI_RULE_UNEVEN_FEET];
    uneven->low = uneven->base = uneven->high = 1000000;
    fixture_list(&b->f, &b->pods, &b->study, &b->list);
}

static bool passes(const rfi_terms *t)
{
    return t->fixed <= t->limit;
}

static void a_rack_stands_on_four_feet(void **state)
{
    vectors *v = *state;
    rfi_arena *arena = rfi_arena_new();
    bench b;
    vector_take(v, "V90");
    weigh(&b, arena, v, 1500, 1224);
    const rfi_terms *slab = terms_of(&b, "h/slab", RFI_END_BASE);
    const rfi_terms *foot = terms_of(&b, "h/point-load", RFI_END_BASE);
    vector_expect(v, "footprint_kg_m2", (double)slab->fixed / 1000);
    vector_expect(v, "footprint_kpa", (double)slab->fixed / 1000 * G / 1000);
    vector_expect(v, "foot_kn", (double)foot->fixed / 1000);
    vector_expect(v, "foot_kg", (double)foot->fixed / G);
    assert_int_equal(vector_given(v, "feet"), b.f.rules.figures[RFI_RULE_RACK_FEET].base);
    close_bench(&b);
    rfi_arena_free(arena);
}

/* Whole gram to the square metre, downwards, as a rating in kPa would be written. */
static double rating_of(double kpa)
{
    return (double)(int64_t)(kpa * 1000 / G * 1000) / 1000;
}

static void its_pitch_bears_less_than_its_footprint(void **state)
{
    vectors *v = *state;
    rfi_arena *arena = rfi_arena_new();
    bench b;
    vector_take(v, "V91");
    weigh(&b, arena, v, 1500, rating_of(vector_given(v, "limit_kpa")));
    const rfi_terms *spread = terms_of(&b, "h/area-load", RFI_END_BASE);
    vector_expect(v, "load_kpa", (double)spread->fixed / 1000 * G / 1000);
    vector_expect(v, "passes", passes(spread));
    close_bench(&b);
    vector_take(v, "V92");
    weigh(&b, arena, v, vector_given(v, "rating"), vector_given(v, "rating"));
    const rfi_terms *slab = terms_of(&b, "h/slab", RFI_END_BASE);
    spread = terms_of(&b, "h/area-load", RFI_END_BASE);
    vector_expect(v, "footprint", (double)slab->fixed / 1000);
    vector_expect(v, "pitch", (double)spread->fixed / 1000);
    vector_expect(v, "footprint_passes", passes(slab));
    vector_expect(v, "pitch_passes", passes(spread));
    close_bench(&b);
    rfi_arena_free(arena);
}

/* The share of the floor of a rack of 1 kg is 1 over its load in kg/m2. */
static void white_space_of_a_rack(void **state)
{
    vectors *v = *state;
    vector_take(v, "V88");
    const char *profile =
        PROFILE(PLAIN " width=\"600 mm\" depth=\"1200 mm\" mass=\"1 kg\"", ALONE, AIRY);
    assert_int_equal(mm(vector_given(v, "rack_width_m")), 600);
    assert_int_equal(mm(vector_given(v, "rack_depth_m")), 1200);
    assert_int_equal(mm(vector_given(v, "aisle_m")), 1200); /* the rules' base */
    bench b;
    open_bench(&b, FIXTURE_SITE(POI "<hall id=\"h\" area-load=\"1000 kg/m2\"/>"), profile,
               NULL);
    double share = 1000.0 / (double)terms_of(&b, "h/area-load", RFI_END_BASE)->fixed;
    double area = share / (1 - vector_given(v, "share_of_support"));
    vector_expect(v, "area_m2", area);
    vector_expect(v, "area_per_mw", area * 1000 / vector_given(v, "rack_kw"));
    close_bench(&b);
}

/* ---- working space ------------------------------------------------------------------- */

static void working_space_by_voltage_to_ground(void **state)
{
    static const char *const ids[] = {"V93a", "V93b", "V93c", "V94"};
    static const rfi_opposite conditions[] = {RFI_OPPOSITE_INSULATED, RFI_OPPOSITE_GROUNDED,
                                              RFI_OPPOSITE_LIVE};
    vectors *v = *state;
    for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
        vector_take(v, ids[i]);
        int64_t depth = rfi_working_depth(
            (int64_t)(vector_given(v, "voltage_kv") * 1000000 + 0.5),
            vector_given(v, "grounded") > 0 ? RFI_NEUTRAL_GROUNDED : RFI_NEUTRAL_NONE,
            conditions[(int)vector_given(v, "opposite") - 1]);
        vector_expect(v, "depth_ft", (double)depth / 304.8);
    }
}

/* The rows begin and end where the table says, and never ask less for more. */
static void working_depth_steps(void **state)
{
    (void)state;
    static const struct {
        int64_t most;
        int64_t mm[3]; /* insulated, grounded, live: 3 ft are 914.4 mm */
    } rows[] = {{150000, {915, 915, 915}},      {600000, {915, 1067, 1220}},
                {2500000, {915, 1220, 1524}},   {9000000, {1220, 1524, 1829}},
                {25000000, {1524, 1829, 2744}}, {75000000, {1829, 2439, 3048}},
                {500000000, {2439, 3048, 3658}}};
    static const rfi_opposite conditions[] = {RFI_OPPOSITE_INSULATED, RFI_OPPOSITE_GROUNDED,
                                              RFI_OPPOSITE_LIVE};
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        for (size_t k = 0; k < 3; k++) {
            assert_int_equal(
                rfi_working_depth(rows[i].most, RFI_NEUTRAL_NONE, conditions[k]),
                rows[i].mm[k]);
            assert_int_equal(rfi_working_depth(i == 0 ? 1 : rows[i - 1].most + 1,
                                               RFI_NEUTRAL_NONE, conditions[k]),
                             rows[i].mm[k]);
        }
    }
}

/* A board of 2 x 0.6 m in a hall of 14.4 x 8.4 m, 480 V: 1,067 mm before its front; a
 * narrow one is 762 mm wide. Racks keep off it; a wall that cuts it short is warned of. */
static void racks_keep_off_the_working_space(void **state)
{
    (void)state;
    static const struct {
        const char *board;
        const char *front;
        rfi_point at, size;
        bool tight;
    } cases[] = {
        {"at=\"6,4 m\" size=\"2,0.6 m\"", "up", {6000, 4600}, {2000, 1067}, false},
        {"at=\"6,4 m\" size=\"2,0.6 m\"", "down", {6000, 2933}, {2000, 1067}, false},
        {"at=\"6,4 m\" size=\"2,0.6 m\"", "right", {8000, 3919}, {1067, 762}, false},
        {"at=\"6,4 m\" size=\"2,0.6 m\"", "left", {4933, 3919}, {1067, 762}, false},
        {"at=\"6,0.5 m\" size=\"2,0.6 m\"", "down", {6000, 0}, {2000, 500}, true},
    };
    const char *profile = PROFILE(PLAIN " width=\"600 mm\" depth=\"1200 mm\"", ALONE, AIRY);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        rfi_arena *arena = rfi_arena_new();
        const char *site = rfi_arena_format(
            arena,
            FIXTURE_SITE(POI "<hall id=\"h\" outline=\"0,0 14.4,0 14.4,8.4 0,8.4 m\">"
                             "<obstacle id=\"swb\" kind=\"equipment\" %s voltage=\"480 V\" "
                             "front=\"%s\"/></hall>"),
            cases[i].board, cases[i].front);
        fixture f;
        fixture_read(&f, site, profile, NULL);
        const rfi_hall *hall = &f.site->halls[0];
        assert_int_equal(hall->obstacle_count, 2);
        const rfi_obstacle *space = &hall->obstacles[1];
        assert_string_equal(space->id, "swb-space");
        assert_int_equal(space->at.x, cases[i].at.x);
        assert_int_equal(space->at.y, cases[i].at.y);
        assert_int_equal(space->size.x, cases[i].size.x);
        assert_int_equal(space->size.y, cases[i].size.y);
        bool warned = false;
        for (size_t k = 0; k < rf_diags_count(f.diags); k++) {
            warned = warned || rf_diags_at(f.diags, k)->number == RFI_D_SPACE_SHORT;
        }
        assert_int_equal(warned, cases[i].tight);
        rfi_text text = RFI_TEXT_INIT; /* made on reading, so not printed */
        assert_true(rfi_print_site(f.site, &text));
        assert_non_null(strstr(text.data, "voltage=\"480 V\""));
        assert_null(strstr(text.data, "swb-space"));
        rfi_text_finish(&text);
        fixture_free(&f);
        rfi_arena_free(arena);
    }
}

/* ---- three ends ---------------------------------------------------------------------- */

/* 1,400 to 1,500 kg on 4 to 6 feet:
 *   worst  1,500 x 9.80665 x 1.35 / 4 = 4,964.62 N
 *   base   1,450 x 9.80665 x 1.20 / 5 = 3,412.72 N
 *   best   1,400 x 9.80665 x 1.08 / 6 = 2,471.28 N
 * over 0.6 to 0.7 m by 1.0 to 1.2 m and aisles of 1.0 and 1.4 m (base of its range):
 *   worst  1,500 / (0.6 x 2.2) = 1,136.37, base 1,450 / (0.65 x 2.3) = 969.90,
 *   best   1,400 / (0.7 x 2.4) = 833.34 kg/m2 */
static void loads_at_three_ends(void **state)
{
    (void)state;
    bench b;
    open_bench(&b,
               FIXTURE_SITE(POI "<hall id=\"h\" point-load=\"3..4..5 kN\" area-load=\"900 "
                                "kg/m2\" cold-aisle=\"1 m\" hot-aisle=\"1.2..1.4..1.9 m\"/>"
                                "<hall id=\"silent\"/>"
                                "<hall id=\"open\" point-load=\"unknown\"/>"),
               PROFILE(PLAIN " width=\"600..700 mm\" depth=\"1000..1200 mm\" "
                             "mass=\"1400..1500 kg\" feet=\"4..6\"",
                       ALONE, AIRY),
               NULL);
    expect_limits(&b, "h/point-load", 3000, 4000, 5000);
    expect_fixed(&b, "h/point-load", 4965, 3413, 2472);
    expect_limits(&b, "h/area-load", 900000, 900000, 900000);
    expect_fixed(&b, "h/area-load", 1136364, 969900, 833334);
    assert_null(fixture_seek(b.list.items, b.list.count, "silent/point-load"));
    assert_null(fixture_seek(b.list.items, b.list.count, "silent/area-load"));
    assert_null(fixture_seek(b.list.items, b.list.count, "open/area-load"));
    expect_limits(&b, "open/point-load", 0, UNKNOWN, GOOD);
    close_bench(&b);
    open_bench(&b,
               FIXTURE_SITE(POI "<hall id=\"h\" point-load=\"3 kN\" area-load=\"900 "
                                "kg/m2\"/>"),
               PROFILE(PLAIN, ALONE, AIRY), NULL); /* nothing known of the rack */
    expect_fixed(&b, "h/point-load", RFI_UNBOUNDED, UNKNOWN, 0);
    expect_fixed(&b, "h/area-load", RFI_UNBOUNDED, UNKNOWN, 0);
    close_bench(&b);
}

/* A CDU of 1.8 t and 1.2 m stands beside racks of 1.5 t: its foot is the heavier one
 * (1,800 x 9.80665 x 1.2 / 4 = 5,295.6 N), its share of the floor the lighter one; a
 * cabinet that is not there weighs nothing, one that nobody weighed may weigh anything. */
static void support_racks_weigh_too(void **state)
{
    (void)state;
    static const struct {
        const char *supports;
        int64_t foot[RFI_ENDS];
    } cases[] = {
        {"<support id=\"c\" kind=\"cdu\" width=\"1200 mm\" mass=\"1800 kg\"/>",
         {5958, 5296, 4767}},
        {"<support id=\"c\" kind=\"cdu\" count=\"0\" width=\"1200 mm\" mass=\"1800 kg\"/>",
         {4965, 4413, 3972}},
        {"<support id=\"c\" kind=\"cdu\" width=\"1200 mm\"/>",
         {RFI_UNBOUNDED, UNKNOWN, 3972}},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        rfi_arena *arena = rfi_arena_new();
        const char *profile = rfi_arena_format(
            arena,
            PROFILE(PLAIN " width=\"600 mm\" depth=\"1200 mm\" mass=\"1500 kg\"",
                    "<unit pods=\"2\">%s</unit>", AIRY),
            cases[i].supports);
        bench b;
        open_bench(&b,
                   FIXTURE_SITE(POI "<hall id=\"h\" point-load=\"9 kN\" "
                                    "area-load=\"2000 kg/m2\"/>"),
                   profile, NULL);
        expect_fixed(&b, "h/point-load", cases[i].foot[0], cases[i].foot[1],
                     cases[i].foot[2]);
        if (i < 2) { /* 1,500 / (0.6 x 2.4); 1,800 / (1.2 x 2.4) = 625 */
            expect_fixed(&b, "h/area-load", 1041667, 1041667, 1041667);
        }
        close_bench(&b);
        rfi_arena_free(arena);
    }
}

static int open_vectors(void **state)
{
    *state = vectors_open("floor.csv");
    return 0;
}

static int close_vectors(void **state)
{
    vectors_close(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(racks_stand_in_a_plain_hall),
        cmocka_unit_test(power_binds_before_the_floor),
        cmocka_unit_test(pods_need_touching_slots),
        cmocka_unit_test(a_rack_stands_on_four_feet),
        cmocka_unit_test(its_pitch_bears_less_than_its_footprint),
        cmocka_unit_test(white_space_of_a_rack),
        cmocka_unit_test(working_space_by_voltage_to_ground),
        cmocka_unit_test(working_depth_steps),
        cmocka_unit_test(racks_keep_off_the_working_space),
        cmocka_unit_test(loads_at_three_ends),
        cmocka_unit_test(support_racks_weigh_too),
    };
    return cmocka_run_group_tests(tests, open_vectors, close_vectors);
}
