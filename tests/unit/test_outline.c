/* SPDX-License-Identifier: MIT */
/* Outlines from the files of others: tables of corners, OpenStreetMap, the plane, and
 * rectilinear polygons inside polygons. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/base/checked.h"
#include "sites/read/footprint.h"
#include "sites/read/read.h"

typedef rfi_footprints *reader(const char *, const char *, size_t, rf_diags *);

/* The site made from the text; NULL when it is refused, with the last message. */
static rfi_site *import(reader *read, const char *text, char *message, size_t size)
{
    rf_diags *diags = rf_diags_new();
    rfi_footprints *found = read("file", text, strlen(text), diags);
    rfi_text xml = RFI_TEXT_INIT;
    rfi_site *site = NULL;
    const rfi_footprint_title title = {"s", "S", "file", "2026-11-29"};
    assert_int_equal(found == NULL, rf_diags_error_count(diags) > 0);
    if (found != NULL && rfi_footprints_print(found, &title, &xml, diags)) {
        site = rfi_read_site("made", xml.data, xml.size, diags);
        assert_non_null(site);
    }
    message[0] = '\0';
    for (size_t i = 0; i < rf_diags_count(diags); i++) {
        const rf_diagnostic *d = rf_diags_at(diags, i);
        if (d->severity == RF_ERROR) {
            (void)snprintf(message, size, "%lld: %s", (long long)d->line, d->message);
        }
    }
    rfi_text_finish(&xml);
    rfi_footprints_free(found);
    rf_diags_free(diags);
    return site;
}

static int64_t area_of(const rfi_point *corners, size_t count)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        rfi_point a = corners[i];
        rfi_point b = corners[(i + 1) % count];
        sum += a.x * b.y - b.x * a.y;
    }
    return sum / 2;
}

/* ---- tables ---- */

static void rectilinear_tables_are_kept_as_they_are(void **state)
{
    (void)state;
    char message[400];
    rfi_site *site = import(rfi_read_corners,
                            "hall,ring,x_m,y_m\n"
                            "A,,10,10\nA,,70,10\nA,,70,40\nA,,10.15,40\r\nA,,10.15,20\n"
                            "A,,10,20\n\n"
                            "A,court,30,20\nA,court,35,20\nA,court,35,25\nA,court,30,25\n",
                            message, sizeof(message));
    assert_non_null(site);
    const rfi_hall *hall = &site->halls[0];
    static const rfi_point expected[] = {{0, 0},       {60000, 0},   {60000, 30000},
                                         {150, 30000}, {150, 10000}, {0, 10000}};
    assert_int_equal(hall->outline_count, 6);
    assert_memory_equal(hall->outline, expected, sizeof(expected));
    assert_int_equal(hall->hole_count, 1);
    assert_int_equal(hall->holes[0].corners[0].x, 20000);
    assert_int_equal(area_of(hall->holes[0].corners, 4), 25000000);
    assert_string_equal(hall->name, "A");
    rfi_site_free(site);
    site = import(rfi_read_corners, "hall,x_ft,y_ft\nB,0,0\nB,10,0\nB,10,20\nB,0,20\n",
                  message, sizeof(message));
    assert_int_equal(area_of(site->halls[0].outline, 4), 3048LL * 6096);
    rfi_site_free(site);
}

static void tables_are_refused_at_their_line(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", "1: no hall is listed"},
        {"hall,x,y\n", "1: the first line does not name"},
        {"hall,x_m,y_mm\n", "1: the first line does not name"},
        {"hall,x_m,y_m\nA,0\n", "2: a row has the columns"},
        {"hall,x_m,y_m\nA,0,1e3\n", "2: \"1e3\" is no coordinate"},
        {"hall,x_m,y_m\nA,0,10001\n", "2: \"10001\" is no coordinate"},
        {"hall,x_m,y_m\nA,0,0.0001\n", "2: \"0.0001\" is no coordinate"},
        {"hall,x_m,y_m\nA,0,0\nA,1,1\n", "2: a ring of \"A\" has less than three"},
        {"hall,ring,x_m,y_m\nA,c,0,0\n", "2: a hall begins with its outline"},
        {"hall,ring,x_m,y_m\nA,,0,0\nA,c,1,0\nA,,1,1\n", "4: the outline of the hall is"},
        {"hall,x_m,y_m\nA,0,0\nA,1,0\nA,1,1\nA,0,1\n", "2: no building holds a hall"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char message[400];
        assert_null(import(rfi_read_corners, cases[i][0], message, sizeof(message)));
        if (strncmp(message, cases[i][1], strlen(cases[i][1])) != 0) {
            print_error("%s\nsays %s\n", cases[i][0], message);
        }
        assert_memory_equal(message, cases[i][1], strlen(cases[i][1]));
    }
}

/* ---- the plane ---- */

static void degrees_are_millimetres_of_the_ellipsoid(void **state)
{
    (void)state;
    /* a degree at latitude 45: 111,131.777 m to the north, 78,846.835 m to the east; at the
     * equator 110,574.276 m and 111,319.491 m; at 60: 111,412.287 m and 55,800.002 m */
    static const struct {
        int64_t lat, east, north; /* mm of a hundredth of a degree */
    } cases[] = {{450000000, 788468, 1111318},
                 {0, 1113195, 1105743},
                 {600000000, 558000, 1114123},
                 {-450000000, 788468, 1111318}};
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        int64_t lat = cases[i].lat;
        rfi_point p = rfi_plane_point(lat + 100000, -1000000000 + 100000, lat, -1000000000);
        assert_int_equal(p.x, cases[i].east);
        assert_int_equal(p.y, cases[i].north);
        p = rfi_plane_point(lat - 100000, -1000000000, lat, -1000000000);
        assert_int_equal(p.x, 0);
        assert_int_equal(p.y, -cases[i].north);
    }
}

/* ---- OpenStreetMap ---- */

#define NODE(id, lat, lon) "<node id='" id "' lat='" lat "' lon='" lon "'/>"

static void ways_and_relations_become_halls(void **state)
{
    (void)state;
    /* at latitude 45.00045: 0.0009 degrees are 100.0186 m north, 0.001 78.8462 m east */
    static const char osm[] = "<osm version='0.6'>" NODE("1", "45.0000", "10.000")
        NODE("2", "45.0000", "10.001") NODE("3", "45.0009", "10.001")
            NODE("4", "45.0009", "10.000") NODE("5", "45.0002", "10.0003") NODE(
                "6", "45.0002", "10.0006") NODE("7", "45.0005",
                                                "10.0006") NODE("8", "45.0005", "10.0003")
                NODE("-9", "45.0020", "10.000") NODE("-10", "45.0020", "10.001") NODE(
                    "-11", "45.0025",
                    "10.001") "<way id='20'><nd ref='1'/><nd ref='2'/><nd ref='3'/></way>"
                              "<way id='21'><nd ref='1'/><nd ref='4'/><nd ref='3'/></way>"
                              "<way id='22'><nd ref='5'/><nd ref='6'/><nd ref='7'/><nd "
                              "ref='8'/><nd ref='5'/>"
                              "<tag k='building' v='yes'/></way>"
                              "<way id='-23'><nd ref='-9'/><nd ref='-10'/><nd "
                              "ref='-11'/><nd ref='-9'/>"
                              "<tag k='name' v='Wedge &amp; Co'/><tag k='building' "
                              "v='shed'/></way>"
                              "<way id='24'><nd ref='1'/><nd ref='2'/><nd ref='3'/><nd "
                              "ref='1'/></way>"
                              "<relation id='30'><member type='way' ref='20' role='outer'/>"
                              "<member type='way' ref='21' role='outer'/>"
                              "<member type='way' ref='22' role='inner'/>"
                              "<member type='node' ref='1' role='entrance'/>"
                              "<tag k='type' v='multipolygon'/><tag k='building' "
                              "v='yes'/></relation></osm>";
    char message[400];
    rfi_site *site = import(rfi_read_osm, osm, message, sizeof(message));
    assert_non_null(site);
    assert_int_equal(site->hall_count, 2);
    const rfi_hall *court = &site->halls[0];
    assert_int_equal(court->outline_count, 4);
    assert_int_equal(court->outline[2].x, 78846);  /* 0.001 degree */
    assert_int_equal(court->outline[2].y, 100018); /* 0.0009; both halves rounded */
    assert_int_equal(court->hole_count, 1);
    const rfi_hall *wedge = &site->halls[1];
    assert_string_equal(wedge->name, "Wedge & Co");
    int64_t half = 78844LL * 55566 / 2;
    int64_t kept = area_of(wedge->outline, wedge->outline_count);
    assert_true(kept < half && kept > half / 100 * 95);
    assert_true(rfi_known(&site->lat) && site->lat.base > 0);
    rfi_site_free(site);
}

static void maps_without_buildings_are_refused(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"<osm/>", "no closed way or multipolygon"},
        {"<site/>", "the root element is \"site\""},
        {"<osm><way id='x'/></osm>", "a way or one of its nodes"},
        {"<osm><node id='1' lat='91' lon='0'/></osm>", "a node has no id"},
        {"<osm><way id='1'><nd ref='1'/><nd ref='2'/><nd ref='3'/><nd ref='1'/>"
         "<tag k='building' v='no'/></way></osm>",
         "no closed way or multipolygon"},
        {"<osm><way id='1'><nd ref='1'/><nd ref='2'/><nd ref='3'/><nd ref='1'/>"
         "<tag k='building' v='yes'/></way></osm>",
         "no closed way or multipolygon"},
        {"<osm", "not well-formed"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char message[400];
        assert_null(import(rfi_read_osm, cases[i][0], message, sizeof(message)));
        if (strstr(message, cases[i][1]) == NULL) {
            print_error("%s\nsays %s\n", cases[i][0], message);
        }
        assert_non_null(strstr(message, cases[i][1]));
    }
}

/* ---- inside ---- */

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return *seed >> 33;
}

static bool inside(const rfi_point *corners, size_t count, rfi_point p)
{
    bool odd = false;
    for (size_t i = 0; i < count; i++) {
        rfi_point a = corners[i];
        rfi_point b = corners[(i + 1) % count];
        int64_t side = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
        if ((a.y > p.y) != (b.y > p.y) && (b.y > a.y ? side < 0 : side > 0)) {
            odd = !odd;
        }
    }
    return odd;
}

/* Four-sided buildings with crooked walls, turned by anything, one in two with a court. */
static void halls_lie_inside_what_was_drawn(void **state)
{
    (void)state;
    uint64_t seed = 7;
    size_t points = 0;
    for (int round = 0; round < 40; round++) {
        rfi_point outer[4];
        rfi_point court[3] = {{-4000, -3000}, {5000, -4000}, {1000, 5000}};
        const int64_t wide = 20000 + (int64_t)(next_random(&seed) % 40000);
        const int64_t deep = 20000 + (int64_t)(next_random(&seed) % 40000);
        for (size_t i = 0; i < 4; i++) {
            int64_t x = i == 0 || i == 3 ? -wide / 2 : wide / 2;
            int64_t y = i < 2 ? -deep / 2 : deep / 2;
            outer[i] = (rfi_point){x + (int64_t)(next_random(&seed) % 4000) - 2000,
                                   y + (int64_t)(next_random(&seed) % 4000) - 2000};
        }
        int64_t turn = (int64_t)(next_random(&seed) % 200) - 100; /* by a slope */
        for (size_t i = 0; i < 4; i++) {
            rfi_point p = outer[i];
            outer[i] = (rfi_point){p.x - p.y * turn / 100, p.y + p.x * turn / 100};
        }
        rfi_footprint f = {.outer = {outer, 4}, .hole_count = (size_t)round % 2};
        f.holes[0] = (rfi_ring){court, 3};
        rfi_arena *arena = rfi_arena_new();
        rfi_rectified r;
        rfi_plane_turn(&f);
        assert_true(rfi_rectify(arena, &f, &r));
        assert_true(r.outline.count >= 4 && r.kept < r.drawn && r.kept > r.drawn / 10 * 8);
        int64_t area = area_of(r.outline.corners, r.outline.count);
        for (size_t k = 0; k < r.hole_count; k++) {
            area -= labs(area_of(r.holes[k].corners, r.holes[k].count));
        }
        assert_int_equal(area, r.kept);
        for (int k = 0; k < 400; k++) {
            rfi_point p = {(int64_t)(next_random(&seed) % 120000),
                           (int64_t)(next_random(&seed) % 120000)};
            bool in = inside(r.outline.corners, r.outline.count, p);
            for (size_t h = 0; h < r.hole_count; h++) {
                in = in && !inside(r.holes[h].corners, r.holes[h].count, p);
            }
            if (in) {
                points++;
                assert_true(inside(outer, 4, p));
                assert_false(f.hole_count > 0 && inside(court, 3, p));
            }
        }
        rfi_arena_free(arena);
    }
    assert_true(points > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rectilinear_tables_are_kept_as_they_are),
        cmocka_unit_test(tables_are_refused_at_their_line),
        cmocka_unit_test(degrees_are_millimetres_of_the_ellipsoid),
        cmocka_unit_test(ways_and_relations_become_halls),
        cmocka_unit_test(maps_without_buildings_are_refused),
        cmocka_unit_test(halls_lie_inside_what_was_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
