/* SPDX-License-Identifier: MIT */
/* Halls as geometry and the way of racks through them: holes, zones, door swings, ways up,
 * routes. Sites are judged as a whole; every refusal is one millimetre or one gram. */
#include "planner/layout/route.h"
#include "planner/model/opening.h"
#include "tests/unit/moved_plan.h"

#include <stdio.h>

/* 0.6 x 1.2 m, 2.2 m high, 1,080 kg: 1,500 kg/m2; air-cooled, so 1.16 m above the rack */
static const char rack[] =
    "<profile xmlns=\"urn:rackfit:1\" id=\"p\" name=\"P\" vendor=\"Any\" family=\"one\""
    " as-of=\"2026-11-01\"><rack chips=\"8\" max=\"100 kW\" power-factor=\"1\""
    " peak-duration=\"1 s\" width=\"600 mm\" depth=\"1200 mm\" height=\"2200 mm\""
    " mass=\"1080 kg\"/><pod racks=\"1\"/><unit pods=\"1\"/>"
    "<heat liquid-share=\"0\"/></profile>";

#define HALL(attributes, inside)                                                           \
    FIXTURE_SITE("<hall id=\"h\" outline=\"0,0 12,0 12,12 0,12 m\" " attributes ">" inside \
                 "</hall>")
#define DOCK "<door id=\"dock\" kind=\"delivery\" at=\"0,3 m\" width=\"2 m\"/>"

typedef struct judged {
    fixture f;
    const rfi_judgement *j;
} judged;

static void judge(judged *t, const char *site)
{
    fixture_read(&t->f, site, rack, NULL);
    t->j = &fixture_evaluate(&t->f, NULL)->judgements[0];
    rfi_finding finding = {0};
    assert_true(t->j->plan == NULL ||
                rfi_check_plan(t->f.arena, t->j->plan, &t->f.rules, &finding));
    if (finding.violation_count > 0) {
        print_error("%s\n", site);
        fixture_print_findings(&finding);
    }
    assert_int_equal(finding.violation_count, 0);
}

static int64_t most_pods(const char *site)
{
    judged t;
    judge(&t, site);
    int64_t pods = t.j->cases[RFI_END_FAVOURABLE].pods;
    fixture_free(&t.f);
    return pods;
}

static const rfi_requirement *row_of(const judged *t, const char *id)
{
    return fixture_find(t->j->requirements, t->j->requirement_count, id);
}

/* What the check says of the plan of one site on another: exactly this kind and words. */
static void expect_refusal(const char *planned, const char *changed,
                           rfi_requirement_kind kind, const char *words)
{
    judged t;
    fixture f;
    rfi_finding finding;
    judge(&t, planned);
    assert_non_null(t.j->plan);
    fixture_read(&f, changed, rack, NULL);
    rfi_plan plan = move_plan(t.j->plan, &f);
    assert_true(rfi_check_plan(f.arena, &plan, &f.rules, &finding));
    bool found = false;
    for (size_t i = 0; i < finding.violation_count; i++) {
        const rfi_violation *v = &finding.violations[i];
        found = found || (v->kind == kind && strstr(v->message, words) != NULL);
    }
    if (!found) {
        print_error("expected: %s\n", words);
        fixture_print_findings(&finding);
    }
    assert_true(found);
    fixture_free(&f);
    fixture_free(&t.f);
}

/* ---- holes ---- */

#define COURT "<hole id=\"court\" outline=\"5,5 7,5 7,7 5,7 m\"/>"

static void racks_stay_out_of_holes(void **state)
{
    (void)state;
    int64_t whole = most_pods(HALL("", ""));
    int64_t holed = most_pods(HALL("", COURT));
    assert_true(holed > 0 && holed < whole);
    expect_refusal(HALL("", ""), HALL("", COURT), RFI_REQ_FLOOR_SPACE,
                   "outside the outline or within the perimeter");
}

static void holes_are_walls_to_doors(void **state)
{
    (void)state;
    fixture f;
    fixture_read(&f, HALL("", COURT DOCK), rack, NULL);
    const rfi_hall *hall = &f.site->halls[0];
    static const struct {
        rfi_point at, wall;
        rfi_front inward;
    } cases[] = {
        {{0, 3000}, {0, 3000}, RFI_FRONT_RIGHT},
        {{12010, 3000}, {12000, 3000}, RFI_FRONT_LEFT},
        {{4000, 40}, {4000, 0}, RFI_FRONT_UP},
        {{4000, 12000}, {4000, 12000}, RFI_FRONT_DOWN},
        {{6000, 5000}, {6000, 5000}, RFI_FRONT_DOWN}, /* of the court: away from it */
        {{7000, 6000}, {7000, 6000}, RFI_FRONT_RIGHT},
        {{6000, 7000}, {6000, 7000}, RFI_FRONT_UP},
        {{5000, 6000}, {5000, 6000}, RFI_FRONT_LEFT},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        rfi_opening opening;
        assert_true(rfi_hall_opening(hall, cases[i].at, &opening));
        assert_int_equal(opening.at.x, cases[i].wall.x);
        assert_int_equal(opening.at.y, cases[i].wall.y);
        assert_int_equal(opening.inward, cases[i].inward);
    }
    fixture_free(&f);
}

/* ---- zones ---- */

#define LOW(height)                                                                        \
    "<zone id=\"duct\" at=\"0,4 m\" size=\"12,4 m\" clear-height=\"" height "\"/>"
#define WEAK(slab) "<zone id=\"pit\" at=\"0,4 m\" size=\"12,4 m\" slab=\"" slab "\"/>"

static void zones_that_do_not_bear_racks_stay_empty(void **state)
{
    (void)state;
    /* 2,200 + 1,160 mm at the favourable end; 1,500 kg/m2 */
    int64_t whole = most_pods(HALL("", ""));
    assert_int_equal(most_pods(HALL("", LOW("3360 mm"))), whole);
    int64_t rest = most_pods(HALL("", LOW("3359 mm")));
    assert_true(rest > 0 && rest < whole);
    assert_int_equal(most_pods(HALL("", WEAK("1500 kg/m2"))), whole);
    assert_int_equal(most_pods(HALL("", WEAK("1499.999 kg/m2"))), rest);
    assert_int_equal(most_pods(HALL("", LOW("unknown"))),
                     whole); /* nobody says it is low */
    expect_refusal(HALL("", LOW("3360 mm")), HALL("", LOW("3359 mm")), RFI_REQ_FLOOR_SPACE,
                   "too low or too weak");
    expect_refusal(HALL("", WEAK("1500 kg/m2")), HALL("", WEAK("1499.999 kg/m2")),
                   RFI_REQ_FLOOR_SPACE, "too low or too weak");
}

/* ---- swings ---- */

static void doors_keep_free_what_they_sweep(void **state)
{
    (void)state;
    static const struct {
        const char *door;
        rfi_point at, size; /* size 0: nothing */
    } cases[] = {
        {"at=\"0,3 m\" width=\"1 m\" swing=\"in\"", {0, 2500}, {1000, 1000}},
        {"at=\"0,3 m\" width=\"1 m\" swing=\"in\" hinge=\"right\"",
         {0, 2500},
         {1000, 1000}},
        {"at=\"6,12 m\" width=\"2001 mm\" swing=\"in\" hinge=\"both\"",
         {4999, 10999},
         {2001, 1001}},
        {"at=\"0,3 m\" width=\"1 m\" swing=\"out\"", {0, 0}, {0, 0}},
        {"at=\"0,3 m\" width=\"1 m\"", {0, 0}, {0, 0}},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        fixture f;
        char site[600];
        (void)snprintf(site, sizeof(site), HALL("", "<door id=\"d\" %s/>"), cases[i].door);
        fixture_read(&f, site, rack, NULL);
        const rfi_hall *hall = &f.site->halls[0];
        assert_int_equal(hall->obstacle_count, cases[i].size.x > 0 ? 1 : 0);
        if (hall->obstacle_count > 0) {
            const rfi_obstacle *o = &hall->obstacles[0];
            assert_string_equal(o->id, "d-swing");
            assert_int_equal(o->kind, RFI_OBSTACLE_KEEP_OUT);
            assert_int_equal(o->derived, RFI_DERIVED_SWING);
            assert_int_equal(o->at.x, cases[i].at.x);
            assert_int_equal(o->at.y, cases[i].at.y);
            assert_int_equal(o->size.x, cases[i].size.x);
            assert_int_equal(o->size.y, cases[i].size.y);
        }
        fixture_free(&f);
    }
}

/* ---- ways up ---- */

/* 50 mm of play: 650 x 1,250 mm and 2,250 mm high; 1,080 kg */
#define UP(kind, sizes)                                                                    \
    HALL("above-grade=\"4.5 m\"",                                                          \
         "<access id=\"up\" kind=\"" kind "\" at=\"0,3 m\" " sizes "/>")
#define CAR(width, depth, height, mass)                                                    \
    "width=\"" width "\" depth=\"" depth "\" height=\"" height "\" capacity=\"" mass "\""

static void racks_come_up_to_a_hall_above_grade(void **state)
{
    (void)state;
    static const struct {
        const char *good, *bad;
        rfi_requirement_kind kind;
    } cases[] = {
        {UP("lift", CAR("1 m", "2 m", "2250 mm", "2 t")),
         UP("lift", CAR("1 m", "2 m", "2249 mm", "2 t")), RFI_REQ_ACCESS_SIZE},
        {UP("lift", CAR("1 m", "1250 mm", "3 m", "2 t")),
         UP("lift", CAR("1 m", "1249 mm", "3 m", "2 t")), RFI_REQ_ACCESS_SIZE},
        {UP("lift", CAR("1250 mm", "650 mm", "3 m", "2 t")),
         UP("lift", CAR("1250 mm", "649 mm", "3 m", "2 t")), RFI_REQ_ACCESS_SIZE},
        {UP("ramp", "width=\"650 mm\" height=\"3 m\" capacity=\"2 t\""),
         UP("ramp", "width=\"649 mm\" height=\"3 m\" capacity=\"2 t\""),
         RFI_REQ_ACCESS_SIZE},
        {UP("lift", CAR("1 m", "2 m", "3 m", "1080 kg")),
         UP("lift", CAR("1 m", "2 m", "3 m", "1079999 g")), RFI_REQ_ACCESS_LOAD},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_true(most_pods(cases[i].good) > 0);
        assert_int_equal(most_pods(cases[i].bad), 0);
        expect_refusal(cases[i].good, cases[i].bad, cases[i].kind, "");
    }
    /* nobody speaks of a way up, or of the level: possible, not certain */
    assert_true(most_pods(HALL("above-grade=\"4.5 m\"", "")) > 0);
    judged t;
    judge(&t, HALL("above-grade=\"unknown\"", ""));
    const rfi_requirement *row = row_of(&t, "h/access-size");
    assert_int_equal(row->ends[RFI_END_UNFAVOURABLE].limit, 0);
    assert_true(row->ends[RFI_END_BASE].unknown);
    assert_int_equal(row->ends[RFI_END_FAVOURABLE].limit, 1);
    fixture_free(&t.f);
}

/* ---- routes ---- */

static void racks_turn_in_strips_of_that_width(void **state)
{
    (void)state;
    static const struct {
        int64_t longer, narrower, width, straight;
    } cases[] = {
        /* (1,300 + 2 x 700)^2 / 8 = 911,250: 954.6; diagonal of 1,300 x 700: 1,476.5 */
        {1300, 700, 955, 1477 - 955},
        /* (1,350 + 2 x 750)^2 / 8 = 1,015,312.5: 1,007.6; 1,544.3 */
        {1350, 750, 1008, 1545 - 1008},
        /* nearly square: it is pushed, and never turns */
        {1400, 1300, 1400, 0},
        {1000, 1000, 1000, 0},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        rfi_clearway way = rfi_clearway_of(cases[i].longer, cases[i].narrower);
        assert_int_equal(way.width, cases[i].width);
        assert_int_equal(way.straight, cases[i].straight);
    }
}

/* A gap of so many millimetres in a wall of crates between the door and the hall. */
#define GAP(at)                                                                            \
    HALL("", DOCK "<obstacle id=\"a\" kind=\"equipment\" at=\"1,0 m\" size=\"1,2 m\"/>"    \
                  "<obstacle id=\"b\" kind=\"equipment\" at=\"1," at "\" size=\"1,5 m\"/>" \
                  "<obstacle id=\"c\" kind=\"equipment\" at=\"0,7 m\" size=\"2,1 m\"/>")

static void what_stands_in_the_way_stops_racks(void **state)
{
    (void)state;
    /* from 2 m to 3.008 m: 1,008 mm, as wide as 150 mm of play ask for */
    judged t;
    judge(&t, GAP("3.008 m"));
    assert_true(t.j->cases[RFI_END_FAVOURABLE].pods > 0);
    const rfi_requirement *row = row_of(&t, "h/delivery-route");
    assert_int_equal(row->ends[RFI_END_UNFAVOURABLE].fixed, 1008);
    assert_int_equal(row->ends[RFI_END_BASE].fixed, 955);
    assert_int_equal(row->ends[RFI_END_FAVOURABLE].fixed, 902); /* (1,250 + 1,300)/2.83 */
    assert_int_equal(row->ends[RFI_END_UNFAVOURABLE].limit, 1008);
    const rfi_floor *floor = &t.j->plan->floors[0];
    assert_true(floor->route_count > 1);
    assert_int_equal(floor->route_width, 1008);
    assert_string_equal(floor->route[0].entry, "dock");
    fixture_free(&t.f);
    /* 50 mm of play let it pass through 902 mm, and not through 901 */
    judge(&t, GAP("2.902 m"));
    row = row_of(&t, "h/delivery-route");
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        assert_int_equal(row->ends[end].limit, 902);
    }
    assert_true(t.j->cases[RFI_END_FAVOURABLE].pods > 0);
    assert_int_equal(t.j->cases[RFI_END_BASE].pods, 0);
    fixture_free(&t.f);
    judge(&t, GAP("2.901 m"));
    assert_int_equal(t.j->cases[RFI_END_FAVOURABLE].pods, 0);
    assert_int_equal(t.j->verdict, RF_VERDICT_NO_FIT);
    assert_int_equal(t.j->conflict_count, 1);
    assert_int_equal(t.j->requirements[t.j->conflicts[0].members[0]].kind,
                     RFI_REQ_DELIVERY_ROUTE);
    fixture_free(&t.f);
    expect_refusal(GAP("3.008 m"), GAP("3.007 m"), RFI_REQ_DELIVERY_ROUTE,
                   "an obstacle stands in the delivery route");
}

/* Floor that is kept free may be crossed; what is too low to be moved under may not. */
static void racks_on_the_move_cross_what_is_free(void **state)
{
    (void)state;
    static const char front[] = "<obstacle id=\"apron\" kind=\"keep-out\" at=\"0,0 m\" "
                                "size=\"2,12 m\"/>";
    static const char high[] =
        "<zone id=\"z\" at=\"0,0 m\" size=\"1,12 m\" clear-height=\"2350 mm\"/>";
    static const char low[] =
        "<zone id=\"z\" at=\"0,0 m\" size=\"1,12 m\" clear-height=\"2249 mm\"/>";
    char site[2][900];
    (void)snprintf(site[0], sizeof(site[0]), HALL("", DOCK "%s"), front);
    assert_true(most_pods(site[0]) > 0);
    (void)snprintf(site[0], sizeof(site[0]), HALL("", DOCK "%s"), high);
    (void)snprintf(site[1], sizeof(site[1]), HALL("", DOCK "%s"), low);
    assert_true(most_pods(site[0]) > 0);
    assert_int_equal(most_pods(site[1]), 0);
    expect_refusal(site[0], site[1], RFI_REQ_DELIVERY_ROUTE, "crosses a zone");
}

/* Every leg is needed, and none may be other than it says. */
static void spoilt_routes_are_caught(void **state)
{
    (void)state;
    judged t;
    judge(&t, GAP("3.1 m"));
    size_t legs = t.j->plan->floors[0].route_count;
    assert_true(legs >= 3);
    enum { SPOILS = 7 };
    for (size_t i = 0; i < legs; i++) {
        for (int spoil = 0; spoil < SPOILS; spoil++) {
            rfi_plan plan = move_plan(t.j->plan, &t.f);
            rfi_floor *floor = &plan.floors[0];
            rfi_route_leg *leg = &floor->route[i];
            switch (spoil) {
            case 0:
                *(leg->rect.width < leg->rect.height ? &leg->rect.width
                                                     : &leg->rect.height) -= 1;
                break;
            case 1:
                leg->rect.x -= 13000;
                break;
            case 2:
                leg->entry = leg->entry == NULL ? NULL : "gate";
                leg->from = leg->entry == NULL ? i : SIZE_MAX;
                break;
            case 3:
                leg->rect = floor->placed[0].rect;
                leg->rect.width = leg->rect.height = 1100;
                break;
            case 4:
                floor->route_count = i; /* and all that follow */
                break;
            case 5:
                leg->rect.width = -leg->rect.width;
                break;
            default:
                leg->entry = NULL;
                leg->from = SIZE_MAX;
                break;
            }
            rfi_finding finding;
            assert_true(rfi_check_plan(t.f.arena, &plan, &t.f.rules, &finding));
            bool found = false;
            for (size_t v = 0; v < finding.violation_count; v++) {
                found = found || finding.violations[v].kind == RFI_REQ_DELIVERY_ROUTE;
            }
            if (!found) {
                print_error("leg %zu, spoil %d\n", i, spoil);
            }
            assert_true(found);
        }
    }
    fixture_free(&t.f);
}

/* Racks that no way leads to give up their places; the rest is brought in. */
static void unreached_places_are_given_up(void **state)
{
    (void)state;
    static const char walled[] =
        HALL("", DOCK
             "<obstacle id=\"wall\" kind=\"equipment\" at=\"0,7.5 m\" size=\"12,0.1 m\"/>");
    judged t;
    judge(&t, walled);
    const rfi_floor *floor = &t.j->plan->floors[0];
    assert_true(floor->pods > 0 && floor->bound > floor->pods);
    assert_non_null(strstr(floor->bound_reason, "given up: no way"));
    for (size_t i = 0; i < floor->placed_count; i++) {
        assert_true(floor->placed[i].rect.y + floor->placed[i].rect.height <= 7500);
    }
    fixture_free(&t.f);
}

/* ---- many halls ---- */

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return *seed >> 33;
}

/* Halls of any make: whatever is planned, the check agrees with, at every number of pods.
 */
static void check_agrees_in_random_halls(void **state)
{
    (void)state;
    uint64_t seed = 20261129;
    size_t planned = 0;
    for (int round = 0; round < 60; round++) {
        char site[4096];
        rfi_text text = RFI_TEXT_INIT;
        long wide = 8 + (long)(next_random(&seed) % 10);
        long deep = 8 + (long)(next_random(&seed) % 10);
        rfi_text_format(
            &text,
            "<hall id=\"h\" outline=\"0,0 %ld,0 %ld,%ld 0,%ld m\">"
            "<door id=\"dock\" kind=\"delivery\" at=\"0,%ld m\" width=\"%ld mm\"/>",
            wide, wide, deep, deep, 1 + (long)(next_random(&seed) % 6),
            700 + (long)(next_random(&seed) % 2500));
        for (int i = 0; i < 5; i++) {
            static const char *const kinds[] = {"column", "keep-out", "equipment"};
            rfi_text_format(
                &text,
                "<obstacle id=\"o%d\" kind=\"%s\" at=\"%ld,%ld mm\" "
                "size=\"%ld,%ld mm\"/>",
                i, kinds[next_random(&seed) % 3], (long)(next_random(&seed) % 7000),
                (long)(next_random(&seed) % 7000), 100 + (long)(next_random(&seed) % 900),
                100 + (long)(next_random(&seed) % 900));
        }
        if (next_random(&seed) % 2 == 0) {
            rfi_text_format(&text,
                            "<zone id=\"z\" at=\"2,%ld m\" size=\"3,2 m\" "
                            "clear-height=\"%ld mm\"/>",
                            (long)(next_random(&seed) % 6),
                            2000 + (long)(next_random(&seed) % 2000));
        }
        if (next_random(&seed) % 2 == 0) {
            rfi_text_add(&text, "<hole id=\"s\" outline=\"5,5 6,5 6,6 5,6 m\"/>");
        }
        rfi_text_format(&text, "</hall><want pods=\"%ld\"/>",
                        1 + (long)(next_random(&seed) % 30));
        (void)snprintf(site, sizeof(site), FIXTURE_SITE("%s"), text.data);
        rfi_text_finish(&text);
        judged t;
        judge(&t, site);
        planned += t.j->plan != NULL ? 1 : 0;
        fixture_free(&t.f);
    }
    assert_true(planned > 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(racks_stay_out_of_holes),
        cmocka_unit_test(holes_are_walls_to_doors),
        cmocka_unit_test(zones_that_do_not_bear_racks_stay_empty),
        cmocka_unit_test(doors_keep_free_what_they_sweep),
        cmocka_unit_test(racks_come_up_to_a_hall_above_grade),
        cmocka_unit_test(racks_turn_in_strips_of_that_width),
        cmocka_unit_test(what_stands_in_the_way_stops_racks),
        cmocka_unit_test(racks_on_the_move_cross_what_is_free),
        cmocka_unit_test(spoilt_routes_are_caught),
        cmocka_unit_test(unreached_places_are_given_up),
        cmocka_unit_test(check_agrees_in_random_halls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
