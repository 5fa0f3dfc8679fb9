/* SPDX-License-Identifier: MIT */
/* Six published typical years, where a folder with them is given (RACKFIT_WEATHER, else
 * tests/data/weather): the sums that the planner's method rests on, and the shipped climate
 * documents byte for byte, the year by bins against the year by hours. Without the folder
 * nothing is tested, and that is said. */
#define _POSIX_C_SOURCE 200809L
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "planner/capacity/water.h"
#include "planner/capacity/year.h"
#include "planner/model/psychro.h"
#include "rackfit/rackfit.h"
#include "sites/read/epw.h"
#include "sites/read/read.h"
#include "tests/unit/fixture.h"

enum { ZERO = 273150, SKIPPED = 77, STEPS = 5 };

/* Tenths of kPa and degC; counts are of hours with a strictly higher temperature. Dry bulb
 * and pressure are sums of the file; wet bulbs may differ by two hours at an edge. */
typedef struct station {
    const char *id, *file;
    int64_t pressure, mean, most, dry, wet; /* dry, wet: at sorted index floor(0.996 n) */
    int64_t above[STEPS];                   /* 17, 22, 27, 30, 35 degC */
    int64_t wet_above_20, below_0;
} station;

static const station stations[] = {
    {"midland-tx",
     "USA_TX_Midland.Intl.AP.722650_TMY3.epw",
     917,
     174,
     394,
     372,
     221,
     {4777, 3066, 1511, 853, 136},
     748,
     291},
    {"massena-ny",
     "USA_NY_Massena.AP.726223_TMY3.epw",
     1008,
     70,
     344,
     306,
     238,
     {2137, 888, 210, 49, 0},
     484,
     2458},
    {"jamestown-nd",
     "USA_ND_Jamestown.Muni.AP.727535_TMY3.epw",
     961,
     47,
     361,
     327,
     263,
     {2000, 972, 337, 97, 4},
     550,
     3154},
    {"atlanta-ga",
     "USA_GA_Atlanta-Hartsfield-Jackson.Intl.AP.722190_TMY3.epw",
     982,
     167,
     367,
     339,
     243,
     {4634, 2850, 1134, 462, 5},
     2112,
     391},
    {"kalispell-mt",
     "USA_MT_Kalispell-Glacier.Park.Intl.AP.727790_TMY3.epw",
     913,
     66,
     339,
     311,
     168,
     {1489, 754, 260, 68, 0},
     0,
     2499},
    {"brownsville-tx",
     "USA_TX_Brownsville-South.Padre.Island.AP.722500_TMY3.epw",
     1015,
     227,
     378,
     350,
     272,
     {6955, 5425, 2625, 1116, 24},
     5107,
     2},
};
enum { STATIONS = sizeof(stations) / sizeof(stations[0]) };

static const char *folder(void)
{
    const char *given = getenv("RACKFIT_WEATHER");
    return given != NULL && *given != '\0' ? given : TEST_ROOT "/tests/data/weather";
}

static const char *path_of(const station *s)
{
    static char path[4096];
    (void)snprintf(path, sizeof path, "%s/%s", folder(), s->file);
    return path;
}

static int compare(const void *left, const void *right)
{
    const int64_t *a = left;
    const int64_t *b = right;
    return (*a > *b) - (*a < *b);
}

static int64_t count_above(const int64_t *sorted, size_t count, int64_t celsius)
{
    int64_t above = 0;
    for (size_t i = 0; i < count; i++) {
        above += sorted[i] > ZERO + celsius * 1000;
    }
    return above;
}

/* Half up, of a positive or negative value, to `unit`. */
static int64_t rounded(int64_t value, int64_t unit)
{
    return (value + (value < 0 ? -unit / 2 : unit / 2)) / unit;
}

static void check_dry(const station *s, const int64_t *dry, size_t n)
{
    static const int64_t steps[STEPS] = {17, 22, 27, 30, 35};
    int64_t sum = 0;
    int64_t cold = 0;
    for (size_t i = 0; i < n; i++) {
        sum += dry[i] - ZERO;
        cold += dry[i] < ZERO;
    }
    assert_int_equal(rounded(sum, 100 * (int64_t)n), s->mean);
    assert_int_equal(dry[n - 1] - ZERO, s->most * 100);
    assert_in_range(dry[n * 996 / 1000] - ZERO, s->dry * 100 - 50, s->dry * 100 + 50);
    for (size_t i = 0; i < STEPS; i++) {
        assert_int_equal(count_above(dry, n, steps[i]), s->above[i]);
    }
    assert_int_equal(cold, s->below_0);
}

static void years_have_the_published_sums(void **state)
{
    (void)state;
    static int64_t dry[RFI_EPW_LEAP_YEAR];
    static int64_t wet[RFI_EPW_LEAP_YEAR];
    for (size_t k = 0; k < STATIONS; k++) {
        const station *s = &stations[k];
        size_t size = 0;
        char *bytes = rfi_read_file(path_of(s), &size, NULL);
        rfi_epw *epw = bytes == NULL ? NULL : rfi_read_epw(s->file, bytes, size, NULL);
        if (epw == NULL) {
            fail_msg("%s cannot be read", s->file);
            return;
        }
        int64_t pressure = 0;
        size_t n = epw->count;
        for (size_t i = 0; i < n; i++) {
            const rfi_epw_hour *h = &epw->hours[i];
            dry[i] = h->dry_bulb;
            wet[i] = rfi_wet_bulb(h->dry_bulb, h->humidity, h->pressure);
            pressure += h->pressure;
        }
        qsort(dry, n, sizeof *dry, compare);
        qsort(wet, n, sizeof *wet, compare);
        assert_int_equal(n, 8760);
        assert_int_equal(rounded(pressure, 100 * (int64_t)n), s->pressure);
        check_dry(s, dry, n);
        int64_t humid = count_above(wet, n, 20);
        (void)printf("# %s: 99.6 %% wet bulb %lld mdegC, %lld h above 20 degC\n", s->id,
                     (long long)(wet[n * 996 / 1000] - ZERO), (long long)humid);
        assert_in_range(wet[n * 996 / 1000] - ZERO, s->wet * 100 - 60, s->wet * 100 + 60);
        assert_in_range(humid + 2, s->wet_above_20, s->wet_above_20 + 4);
        rfi_epw_free(epw);
        free(bytes);
    }
}

static void shipped_climates_are_what_the_tool_writes(void **state)
{
    (void)state;
    for (size_t k = 0; k < STATIONS; k++) {
        char path[4096];
        size_t size = 0;
        (void)snprintf(path, sizeof path, TEST_ROOT "/sites/climate/%s.xml",
                       stations[k].id);
        char *bytes = rfi_read_file(path, &size, NULL);
        assert_non_null(bytes);
        rfi_climate *shipped = rfi_read_climate(path, bytes, size, NULL);
        assert_non_null(shipped);
        rf_bytes xml = {NULL, 0};
        assert_int_equal(rf_import_epw(path_of(&stations[k]), shipped->id, shipped->name,
                                       "2026-11-23", &xml, NULL),
                         RF_OK);
        assert_int_equal(xml.size, size);
        assert_memory_equal(xml.data, bytes, size);
        rf_bytes_free(&xml);
        rfi_climate_free(shipped);
        free(bytes);
    }
}

/* ---- bins against hours ---------------------------------------------------------------
 */

#define PLANTS(liquid)                                                                     \
    "<site xmlns=\"urn:rackfit:1\" id=\"field\" name=\"Field\" as-of=\"2026-11-01\">"      \
    "<grid><interconnect id=\"poi\" energised=\"9 MW at "                                  \
    "utility\"/></grid><cooling>" liquid                                                   \
    "<plant id=\"cold\" kind=\"chiller\" loop=\"air\" supply=\"18 degC\" cop=\"3\""        \
    " economiser=\"yes\"/></cooling><hall id=\"h\" liquid=\"water\" air=\"cold\"/>"        \
    "</site>"
#define TRIM(source, supply)                                                               \
    "<plant id=\"source\" kind=\"" source "\" loop=\"liquid\"/>"                           \
    "<plant id=\"water\" kind=\"chiller\" loop=\"liquid\" from=\"source\" "                \
    "supply=\"" supply "\" cop=\"4\"/>"

static const char *const plants[] = {
    PLANTS("<plant id=\"water\" kind=\"dry-cooler\" loop=\"liquid\"/>"),
    PLANTS(TRIM("dry-cooler", "32 degC")),
    PLANTS(TRIM("dry-cooler", "27 degC")),
    PLANTS(TRIM("adiabatic", "27 degC")),
    PLANTS(TRIM("tower", "22 degC")),
};
enum { PLANT_SITES = sizeof(plants) / sizeof(plants[0]) };

static const char rack[] =
    "<profile xmlns=\"urn:rackfit:1\" id=\"p\" name=\"P\" vendor=\"Any\" family=\"one\""
    " as-of=\"2026-11-01\"><rack chips=\"8\" plan=\"80 kW\" max=\"100 kW\"/>"
    "<pod racks=\"1\"/><unit pods=\"1\"/>"
    "<heat liquid-share=\"0.85\" supply-max=\"45 degC\"/></profile>";

/* Overhead of a year by bins over that by hours, less one, ppm. */
static int64_t difference(fixture *f, const rfi_weather_year *hours)
{
    rfi_hall_share share = {&f->site->halls[0], 1, 10, 10, 10, NULL};
    const rfi_plan plan = {.site = f->site,
                           .profile = f->profile,
                           .shares = &share,
                           .share_count = 1,
                           .pods = 10};
    const rfi_study study = {
        .arena = f->arena, .site = f->site, .profile = f->profile, .rules = &f->rules};
    const rfi_energy *energy =
        rfi_energy_of(&study, &plan, rfi_bins_year(f->arena, f->site->climate), hours);
    assert_non_null(energy);
    assert_true(energy->compared);
    assert_true(energy->year[RFI_END_BASE].pue < RFI_UNBOUNDED);
    assert_int_equal(energy->year[RFI_END_BASE].hours, energy->bins[RFI_END_BASE].hours);
    return energy->difference[RFI_END_BASE];
}

/* What the year costs beside IT, by joint bins of 2 K and hour by hour: within 2 %. */
static void bins_stand_for_hours(void **state)
{
    (void)state;
    int64_t worst = 0;
    for (size_t k = 0; k < STATIONS; k++) {
        char path[4096];
        size_t size = 0;
        char *bytes = rfi_read_file(path_of(&stations[k]), &size, NULL);
        assert_non_null(bytes);
        rfi_epw *epw = rfi_read_epw(stations[k].file, bytes, size, NULL);
        assert_non_null(epw);
        free(bytes);
        (void)snprintf(path, sizeof path, TEST_ROOT "/sites/climate/%s.xml",
                       stations[k].id);
        bytes = rfi_read_file(path, &size, NULL);
        assert_non_null(bytes);
        for (size_t i = 0; i < PLANT_SITES; i++) {
            fixture f;
            fixture_read(&f, plants[i], rack, NULL);
            f.site->climate = f.climate = rfi_read_climate(path, bytes, size, NULL);
            assert_non_null(f.climate);
            int64_t off = difference(&f, rfi_epw_year(epw, f.arena, stations[k].file));
            worst = off > worst ? off : -off > worst ? -off : worst;
            fixture_free(&f);
        }
        rfi_epw_free(epw);
        free(bytes);
    }
    (void)printf("# overhead by bins off that by hours by at most %lld ppm\n",
                 (long long)worst);
    assert_in_range(worst, 0, 20000);
}

int main(void)
{
    for (size_t k = 0; k < STATIONS; k++) {
        if (access(path_of(&stations[k]), R_OK) != 0) {
            (void)printf("skipped: no %s (set RACKFIT_WEATHER to a folder of the six EPW "
                         "files that sites/climate names)\n",
                         path_of(&stations[k]));
            return SKIPPED;
        }
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(years_have_the_published_sums),
        cmocka_unit_test(shipped_climates_are_what_the_tool_writes),
        cmocka_unit_test(bins_stand_for_hours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
