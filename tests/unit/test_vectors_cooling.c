/* SPDX-License-Identifier: MIT */
/* Air, coolant, heat rejection and moist air: tests/data/vectors/cooling.csv against the
 * planner's formulas, and where there is a requirement, against its row. */
#include "tests/unit/vectors.h"

#include <math.h>

#include "planner/capacity/plant.h"
#include "planner/model/psychro.h"
#include "tests/unit/capacity_bench.h"

static int64_t kelvin(double celsius)
{
    return (int64_t)llround(celsius * 1000) + 273150;
}

static double celsius(int64_t kelvin_milli)
{
    return (double)(kelvin_milli - 273150) / 1000;
}

static int64_t milli(double value)
{
    return (int64_t)llround(value * 1000);
}

/* kW in mW, fractions in ppm, Pa */
static int64_t micro(double value)
{
    return (int64_t)llround(value * 1e6);
}

/* ---- carriers --------------------------------------------------------------------------
 */

static void air_and_coolant_carry_heat(void **state)
{
    vectors *v = *state;
    vector_take(v, "V38");
    double heat = vector_given(v, "heat");
    int64_t thick = rfi_air_volume(micro(heat), 1206, milli(vector_given(v, "range")),
                                   (int64_t)vector_given(v, "pressure"));
    vector_expect(v, "m3s", (double)thick / 3.6e9);
    vector_expect(v, "cfm", (double)thick / 3.6e9 * 2118.88);
    vector_take(v, "V39");
    int64_t thin = rfi_air_volume(micro(heat), 1206, milli(vector_given(v, "range")),
                                  (int64_t)vector_given(v, "pressure"));
    vector_expect(v, "cfm", (double)thin / 3.6e9 * 2118.88);
    vector_expect(v, "more", (double)thin / (double)thick);
    vector_take(v, "V40");
    vector_expect(v, "kPa",
                  (double)rfi_standard_pressure(milli(vector_given(v, "height"))) / 1000);
}

static int64_t capacity_of(const vectors *v, const char *density, const char *cp)
{
    return (int64_t)llround(vector_given(v, density) * vector_given(v, cp) * 1000);
}

static double lpm(int64_t flow)
{
    return (double)flow / 60000;
}

/* Range at which this flow carries the heat, by halving on the planner's flow. */
static double range_for(int64_t heat, int64_t capacity, double litres)
{
    int64_t low = 1;
    int64_t high = 1000000;
    while (high - low > 1) {
        int64_t middle = (low + high) / 2;
        bool more = lpm(rfi_coolant_flow(heat, capacity, middle)) > litres;
        low = more ? middle : low;
        high = more ? high : middle;
    }
    return (double)high / 1000;
}

static void litres_follow_the_range(void **state)
{
    vectors *v = *state;
    vector_take(v, "V41");
    int64_t range = milli(vector_given(v, "range"));
    int64_t heat = micro(vector_given(v, "power") * vector_given(v, "share"));
    vector_expect(v, "kW", (double)heat / 1e6);
    vector_expect(v, "lpm",
                  lpm(rfi_coolant_flow(heat, capacity_of(v, "density", "cp"), range)));
    vector_take(v, "V42");
    vector_expect(v, "lpm",
                  lpm(rfi_coolant_flow(heat, capacity_of(v, "density", "cp"), range)));
    vector_take(v, "V43");
    vector_expect(
        v, "pg25",
        lpm(rfi_coolant_flow(micro(1), capacity_of(v, "pg25_density", "pg25_cp"), range)));
    vector_expect(v, "water",
                  lpm(rfi_coolant_flow(
                      micro(1), capacity_of(v, "water_density", "water_cp"), range)));
    vector_take(v, "V44");
    double rise = range_for(micro(vector_given(v, "power")),
                            capacity_of(v, "density", "cp"), vector_given(v, "lpm"));
    vector_expect(v, "range", rise);
    vector_expect(v, "return", vector_given(v, "supply") + rise);
    vector_take(v, "V45");
    vector_expect(v, "range",
                  range_for(micro(vector_given(v, "power")),
                            capacity_of(v, "density", "cp"), vector_given(v, "lpm")));
}

static void heat_of_racks_and_cdus(void **state)
{
    vectors *v = *state;
    bench b;
    vector_take(v, "V46");
    open_bench(&b,
               FIXTURE_SITE("<hall id=\"h\" air=\"a\"><plant id=\"a\" kind=\"crah\""
                            " loop=\"air\"/></hall>"),
               PROFILE("max=\"142 kW\"", ALONE, "liquid-share=\"0.9\""), NULL);
    vector_expect(v, "kW",
                  (double)terms_of(&b, "h/air-heat/a", RFI_END_BASE)->pod[0] *
                      vector_given(v, "racks") / 1e6);
    close_bench(&b);
    vector_take(v, "V64");
    int count = 0;
    bool enough = false;
    while (!enough && count < 9) {
        char site[600];
        (void)snprintf(
            site, sizeof(site),
            FIXTURE_SITE("<hall id=\"h\" liquid=\"c\"><plant id=\"c\" kind=\"cdu\""
                         " loop=\"liquid\" capacity=\"%g MW thermal\""
                         " count=\"%d\"/></hall>"
                         "<want pods=\"1\"><policy cdu=\"redundant\"/></want>"),
            vector_given(v, "unit"), ++count);
        char profile[800];
        (void)snprintf(
            profile, sizeof(profile),
            "<profile xmlns=\"urn:rackfit:1\" id=\"p\" name=\"P\" vendor=\"Any\""
            " family=\"one\" as-of=\"2026-11-01\"><rack chips=\"8\" max=\"%g kW\"/>"
            "<pod racks=\"%g\"/><unit pods=\"1\"/><heat liquid-share=\"1\"/>"
            "</profile>",
            vector_given(v, "heat"), vector_given(v, "racks"));
        open_bench(&b, site, profile, NULL);
        const rfi_terms *t = terms_of(&b, "h/liquid-heat/c", RFI_END_BASE);
        enough = t->pod[0] <= t->limit;
        close_bench(&b);
    }
    vector_expect(v, "perpod", count);
    vector_expect(v, "all", count * vector_given(v, "pods"));
}

/* ---- temperatures ----------------------------------------------------------------------
 */

/* Supply of the hall's plant at the base end; recirculation by rule is 2 K there. */
static double supply_of(const char *plants, double dry, double wet)
{
    char site[1200];
    char climate[600];
    bench b;
    (void)snprintf(site, sizeof(site), FIXTURE_SITE("%s"), plants);
    (void)snprintf(climate, sizeof(climate), FIXTURE_CLIMATE("%.3f degC", "%.3f degC"), dry,
                   wet);
    open_bench(&b, site, PROFILE(PLAIN, ALONE, COLD), climate);
    double found = -1;
    for (size_t i = 0; i < b.list.count; i++) {
        if (b.list.items[i].kind == RFI_REQ_LIQUID_SUPPLY) {
            found = celsius(b.list.items[i].ends[RFI_END_BASE].fixed);
        }
    }
    close_bench(&b);
    return found;
}

static void water_follows_the_air(void **state)
{
    vectors *v = *state;
    static const char *const ids[] = {"V47", "V48", "V49"};
    for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
        char plants[600];
        vector_take(v, ids[i]);
        assert_true(fabs(vector_given(v, "recirculation") - 2) < 1e-9);
        (void)snprintf(plants, sizeof(plants),
                       "<hall id=\"h\" liquid=\"c\"><plant id=\"d\" kind=\"dry-cooler\""
                       " loop=\"liquid\" approach=\"%g K\"/><plant id=\"c\" kind=\"cdu\""
                       " loop=\"liquid\" from=\"d\" approach=\"%g K\"/></hall>",
                       vector_given(v, "approach"), vector_given(v, "cdu"));
        double coolant = supply_of(plants, vector_given(v, "dry"), 20);
        vector_expect(v, "coolant", coolant);
        if (i == 0) {
            vector_expect(v, "facility", coolant - vector_given(v, "cdu"));
            vector_expect(v, "over", coolant - vector_given(v, "limit"));
        }
    }
    vector_take(v, "V57");
    double dry = vector_given(v, "t");
    double wet = celsius(rfi_wet_bulb(kelvin(dry), micro(vector_given(v, "h") / 100),
                                      (int64_t)vector_given(v, "p")));
    char plants[400];
    (void)snprintf(plants, sizeof(plants),
                   "<hall id=\"h\" liquid=\"d\"><plant id=\"d\" kind=\"adiabatic\""
                   " loop=\"liquid\" approach=\"%g K\" pad-effect=\"%g\"/></hall>",
                   vector_given(v, "approach"), vector_given(v, "effect"));
    double water = supply_of(plants, dry, wet) - 2; /* the example recirculates nothing */
    vector_expect(v, "water", water);
    vector_expect(v, "air", water - vector_given(v, "approach"));
}

static void thin_warm_air_cools_less(void **state)
{
    vectors *v = *state;
    vector_take(v, "V50");
    int64_t source = kelvin(vector_given(v, "dry")) + milli(vector_given(v, "approach"));
    int64_t share = rfi_trim_share(source, kelvin(vector_given(v, "supply")),
                                   milli(vector_given(v, "range")));
    vector_expect(v, "free", 1 - (double)share / 1e6);
    vector_take(v, "V51");
    /* the unfavourable end: exponent 0.8, recirculation 3 K on top of the dry bulb */
    char site[1200];
    (void)snprintf(
        site, sizeof(site),
        FIXTURE_SITE("<hall id=\"h\" liquid=\"t\"><plant id=\"t\" kind=\"chiller\""
                     " loop=\"liquid\" from=\"d\" supply=\"%g degC\" cop=\"4\"/>"
                     "<plant id=\"d\" kind=\"dry-cooler\" loop=\"liquid\""
                     " capacity=\"%g kW thermal\" rated-return=\"%g degC\""
                     " at=\"%g degC\" range=\"%g K\"/></hall>"),
        vector_given(v, "supply"), vector_given(v, "capacity"),
        vector_given(v, "rated_return"), vector_given(v, "at"), vector_given(v, "range"));
    char climate[600];
    (void)snprintf(climate, sizeof(climate),
                   "<climate xmlns=\"urn:rackfit:1\" id=\"day\" name=\"Day\""
                   " as-of=\"2026-11-01\"><station elevation=\"0 m\" pressure=\"%g Pa\"/>"
                   "<design dry-bulb=\"%g degC\"/></climate>",
                   vector_given(v, "pressure"), vector_given(v, "air") - 3);
    bench b;
    open_bench(&b, site, PROFILE(PLAIN, ALONE, COLD), climate);
    assert_int_equal(b.f.rules.figures[RFI_RULE_ALTITUDE_EXPONENT].high,
                     micro(vector_given(v, "exponent")));
    vector_expect(v, "kW",
                  (double)terms_of(&b, "h/liquid-heat/d", RFI_END_UNFAVOURABLE)->limit /
                      1e6);
    close_bench(&b);
}

/* ---- moist air -------------------------------------------------------------------------
 */

/* R. Stull 2011: at sea level only. Nothing in the planner uses it. */
static double stull(double t, double h)
{
    return t * atan(0.151977 * sqrt(h + 8.313659)) + atan(t + h) - atan(h - 1.676331) +
           0.00391838 * pow(h, 1.5) * atan(0.023101 * h) - 4.686035;
}

static const char *numbered(char name[8], char letter, int i)
{
    (void)snprintf(name, 8, "%c%d", letter, i);
    return name;
}

static double exact_of(const vectors *v, int i)
{
    char t[8];
    char h[8];
    char p[8];
    return celsius(rfi_wet_bulb(kelvin(vector_given(v, numbered(t, 't', i))),
                                micro(vector_given(v, numbered(h, 'h', i)) / 100),
                                (int64_t)vector_given(v, numbered(p, 'p', i))));
}

static void wet_bulbs_are_exact(void **state)
{
    vectors *v = *state;
    char name[8];
    char other[8];
    vector_take(v, "V52");
    for (int i = 1; i <= 3; i++) {
        double t = vector_given(v, numbered(name, 't', i));
        double fit = stull(t, vector_given(v, numbered(other, 'h', i)));
        vector_expect(v, numbered(name, 'w', i), fit);
    }
    static const char *const ids[] = {"V53", "V55"};
    for (int k = 0; k < 2; k++) {
        vector_take(v, ids[k]);
        for (int i = 1; i <= 3; i++) {
            vector_expect(v, numbered(name, 'w', i), exact_of(v, i));
        }
    }
    vector_take(v, "V54");
    double t = vector_given(v, "t");
    double h = vector_given(v, "h");
    int64_t exact = rfi_wet_bulb(kelvin(t), micro(h / 100), (int64_t)vector_given(v, "p"));
    vector_expect(v, "over", stull(t, h) - celsius(exact));
}

static void coolant_stays_above_the_dew_point(void **state)
{
    vectors *v = *state;
    vector_take(v, "V56");
    char site[800];
    (void)snprintf(site, sizeof(site),
                   FIXTURE_SITE("<hall id=\"h\" liquid=\"c\" air-temperature=\"%g degC\""
                                " humidity=\"%g %%\"><plant id=\"c\" kind=\"chiller\""
                                " loop=\"liquid\" supply=\"18 degC\"/></hall>"),
                   vector_given(v, "t"), vector_given(v, "h"));
    bench b;
    open_bench(&b, site, PROFILE(PLAIN, ALONE, COLD), NULL);
    const rfi_terms *t = terms_of(&b, "h/condensation/c", RFI_END_BASE);
    vector_expect(v, "supply", celsius(t->fixed));
    vector_expect(v, "dew", celsius(t->fixed) - 2);
    assert_int_equal(t->limit, kelvin(18));
    close_bench(&b);
}

/* ---- chillers, water, fans -------------------------------------------------------------
 */

static void chillers_follow_the_lift(void **state)
{
    vectors *v = *state;
    static const char *const ids[] = {"V60", "V61"};
    for (int i = 0; i < 2; i++) {
        vector_take(v, ids[i]);
        const rfi_lift lift = {
            .cop = micro(vector_given(v, "cop")),
            .reference_supply = kelvin(vector_given(v, "supply0")),
            .reference_ambient = kelvin(vector_given(v, "ambient0")),
            .supply = kelvin(vector_given(v, "supply")),
            .ambient = kelvin(vector_given(v, "ambient")),
            .evaporator = milli(vector_given(v, "evaporator")),
            .condenser = milli(vector_given(v, "condenser")),
        };
        vector_expect(v, "cop", (double)rfi_lift_cop(&lift) / 1e6);
    }
    vector_take(v, "V62");
    for (int i = 1; i <= 5; i++) {
        char t[8];
        char x[8];
        char c[8];
        int64_t cop = rfi_regression_cop(kelvin(vector_given(v, numbered(t, 't', i))),
                                         micro(vector_given(v, numbered(x, 'x', i))));
        vector_expect(v, numbered(c, 'c', i), (double)cop / 1e6);
    }
}

static void towers_drink(void **state)
{
    vectors *v = *state;
    vector_take(v, "V63");
    int64_t lost = rfi_evaporation(micro(vector_given(v, "heat") * 1000),
                                   (int64_t)vector_given(v, "joule"));
    int64_t all = rfi_make_up(lost, micro(vector_given(v, "cycles")));
    vector_expect(v, "evaporated", (double)lost / 1e6);
    vector_expect(v, "blowdown", (double)(all - lost) / 1e6);
    vector_expect(v, "makeup", (double)all / 1e6);
}

/* Fan power of one wall of 1 MW at this speed. */
static double fans_at(double speed)
{
    bench b;
    open_bench(&b,
               FIXTURE_SITE("<hall id=\"h\" air=\"w\"><plant id=\"w\" kind=\"fan-wall\""
                            " loop=\"air\" fans=\"0.05\" supply=\"20 degC\"/></hall>"),
               PROFILE(PLAIN, ALONE, AIRY), NULL);
    rfi_view view = {.end = RFI_END_BASE};
    const rfi_plant_chain *chain = rfi_plants_of(&b.study, &b.f.site->halls[0], "w");
    const rfi_weather any = {kelvin(20), kelvin(10), 101325};
    rfi_operation operation;
    rfi_plant_operate(&b.study, &view, chain, 0, &any, micro(1000 * speed), micro(speed),
                      &operation);
    close_bench(&b);
    return (double)operation.fans;
}

static void fans_follow_the_cube(void **state)
{
    vectors *v = *state;
    vector_take(v, "V65");
    double slow = vector_given(v, "fans1") * fans_at(vector_given(v, "speed1"));
    double fast = vector_given(v, "fans2") * fans_at(vector_given(v, "speed2"));
    vector_expect(v, "share", slow / fast);
}

static int open_all(void **state)
{
    *state = vectors_open("cooling.csv");
    return 0;
}

static int close_all(void **state)
{
    vectors_close(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(air_and_coolant_carry_heat),
        cmocka_unit_test(litres_follow_the_range),
        cmocka_unit_test(heat_of_racks_and_cdus),
        cmocka_unit_test(water_follows_the_air),
        cmocka_unit_test(thin_warm_air_cools_less),
        cmocka_unit_test(wet_bulbs_are_exact),
        cmocka_unit_test(coolant_stays_above_the_dew_point),
        cmocka_unit_test(chillers_follow_the_lift),
        cmocka_unit_test(towers_drink),
        cmocka_unit_test(fans_follow_the_cube),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
