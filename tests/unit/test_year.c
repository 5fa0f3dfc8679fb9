/* SPDX-License-Identifier: MIT */
/* Peak hour and year of a plan, by hand. Ten racks of 100 kW, 0.9 of it to a trim chiller
 * in the water of dry coolers; the chillers state their COP at the very point of the bin.
 *
 * 28 degC, base: the dry coolers reach 28 + 2 + 10 = 40 degC, 8 K over the 32 degC wanted
 * of a range of 10 K, so that 0.8 x 900 = 720 kW are left to compressors of COP 5: 144 kW.
 * Fans at full speed (20 K asked, 42 - 30 = 12 K there) 31.5 kW, pumps 18 kW; air 100 kW /
 * 4 + 1.5 = 26.5 kW; racks 1,000 / 0.95 = 1,052.6 kW. PUE 1.272632. -5 degC: no compressor
 * but the air's, fans at 20 / 45 of their speed. */
#include "planner/capacity/capacity.h"
#include "planner/capacity/plant.h"
#include "planner/capacity/trace.h"
#include "planner/capacity/water.h"
#include "planner/capacity/year.h"
#include "tests/unit/capacity_bench.h"

#define SOURCE(kind)                                                                       \
    "<plant id=\"dry\" kind=\"" kind "\" loop=\"liquid\" approach=\"10 K\" range=\"10 K\"" \
    " fans=\"0.035\" pumps=\"0.02\"/>"
#define SITE(source)                                                                       \
    FIXTURE_SITE(                                                                          \
        POI                                                                                \
        "<electrical><feeder id=\"f\" from=\"poi\" rating=\"9 MVA\" efficiency=\"0.95\""   \
        "/></electrical><cooling>" source                                                  \
        "<plant id=\"trim\" kind=\"chiller\" loop=\"liquid\" from=\"dry\""                 \
        " supply=\"32 degC\" range=\"10 K\" cop=\"5\" cop-ambient=\"30 degC\""             \
        " cop-supply=\"32 degC\" pumps=\"0\"/>"                                            \
        "<plant id=\"cold\" kind=\"chiller\" loop=\"air\" supply=\"18 degC\" cop=\"4\""    \
        " cop-ambient=\"30 degC\" cop-supply=\"18 degC\" pumps=\"0.015\"/></cooling>"      \
        "<hall id=\"h\" feed=\"f\" liquid=\"trim\" air=\"cold\"/>")
#define YEAR(bins)                                                                         \
    "<climate xmlns=\"urn:rackfit:1\" id=\"w\" name=\"W\" as-of=\"2026-11-01\">"           \
    "<station elevation=\"0 m\" typical-maximum=\"28 degC\"/>"                             \
    "<design dry-bulb=\"28 degC\" wet-bulb=\"20 degC\"/><bins>" bins "</bins></climate>"
#define WARM(hours) "<bin dry-bulb=\"28 degC\" wet-bulb=\"20 degC\" hours=\"" hours "\"/>"
#define COLD_BIN    "<bin dry-bulb=\"-5 degC\" wet-bulb=\"-6 degC\" hours=\"8000\"/>"
#define BOX                                                                                \
    PROFILE("plan=\"100 kW\" " PLAIN, ALONE,                                               \
            "liquid-share=\"0.9\" supply-max=\"45 degC\" flow=\"100 L/min\"")

typedef struct subject {
    bench b;
    rfi_hall_share share;
    rfi_plan plan;
    const rfi_weather_year *bins;
} subject;

static void open_subject(subject *s, const char *site, const char *climate)
{
    open_bench(&s->b, site, BOX, climate);
    s->share = (rfi_hall_share){&s->b.f.site->halls[0], 1, 10, 10, 10, NULL};
    s->plan = (rfi_plan){.site = s->b.f.site,
                         .profile = s->b.f.profile,
                         .shares = &s->share,
                         .share_count = 1,
                         .pods = 10};
    s->bins = rfi_bins_year(s->b.f.arena, s->b.f.site->climate);
}

static rfi_energy *energy_of(const subject *s)
{
    rfi_energy *energy = rfi_energy_of(&s->b.study, &s->plan, s->bins, NULL);
    assert_non_null(energy);
    return energy;
}

static void one_bin_by_hand(void **state)
{
    (void)state;
    subject s;
    open_subject(&s, SITE(SOURCE("dry-cooler")), YEAR(WARM("8760")));
    const rfi_energy *energy = energy_of(&s);
    const rfi_energy_year *year = &energy->year[RFI_END_BASE];
    const int64_t kilowatts = 8760 * INT64_C(1000000); /* mWh of a kilowatt all year */
    assert_int_equal(year->parts[RFI_ENERGY_IT], 1000 * kilowatts);
    assert_int_equal(year->parts[RFI_ENERGY_COMPRESSOR], (144 + 25) * kilowatts);
    assert_int_equal(2 * year->parts[RFI_ENERGY_FANS], 63 * kilowatts);
    assert_int_equal(2 * year->parts[RFI_ENERGY_PUMPS], 39 * kilowatts);
    assert_int_equal(year->parts[RFI_ENERGY_OTHER], 0);
    assert_int_equal(year->pue, 1272632);
    assert_int_equal(year->trim_hours, 8760);
    assert_int_equal(year->wue, 0);
    assert_true(energy->compressors && !energy->evaporates && !energy->factor_replaced);
    /* racks at plan are racks at max here, and the bin is the design day */
    assert_int_equal(energy->peak[RFI_END_BASE].pue, 1272632);
    const rfi_terms *row = terms_of(&s.b, "site/firm-utility", RFI_END_BASE);
    assert_int_equal(energy->peak[RFI_END_BASE].utility, 10 * row->pod[0]);
    assert_int_equal(energy->peak[RFI_END_BASE].facility,
                     energy->peak[RFI_END_BASE].utility); /* no transformer */
    for (rfi_end end = 1; end < RFI_ENDS; end++) {
        assert_true(energy->peak[end].pue <= energy->peak[end - 1].pue);
        assert_true(energy->year[end].pue <= energy->year[end - 1].pue);
    }
    close_bench(&s.b);
}

/* Cube law: ceil(10^6 x 20 / 45) = 444,445 ppm of the speed; squared 197,532, cubed 87,793:
 * 2,765,480 mW of 31.5 kW. */
static void cold_hours_slow_the_fans(void **state)
{
    (void)state;
    subject s;
    open_subject(&s, SITE(SOURCE("dry-cooler")), YEAR(COLD_BIN WARM("760")));
    const rfi_energy_year *year = &energy_of(&s)->year[RFI_END_BASE];
    assert_int_equal(year->hours, 8760);
    assert_int_equal(year->trim_hours, 8760); /* the air chiller never rests */
    assert_int_equal(year->parts[RFI_ENERGY_FANS],
                     INT64_C(8000) * 2765480 + INT64_C(760) * 31500000);
    close_bench(&s.b);
    rfi_arena *arena = rfi_arena_new();
    const char *no_air =
        fixture_swap(arena, SITE(SOURCE("dry-cooler")), "air=\"cold\"", "air=\"none\"");
    open_subject(&s, no_air, YEAR(COLD_BIN WARM("760")));
    const rfi_energy *energy = energy_of(&s);
    assert_int_equal(energy->year[RFI_END_BASE].trim_hours, 760);
    assert_true(energy->air_by_rule && !energy->liquid_by_rule && !energy->chain_by_rule);
    assert_int_equal(energy->year[RFI_END_BASE].wue, RFI_UNBOUNDED); /* not described */
    close_bench(&s.b);
    rfi_arena_free(arena);
}

/* 900 kW of heat x 1,896,663 mL/MWh (see test_water.c) over 1,000 kW of IT; ten pods are
 * rounded up one by one. */
static void a_tower_has_a_wue(void **state)
{
    (void)state;
    subject s;
    open_subject(&s, SITE(SOURCE("tower")), YEAR(WARM("8760")));
    const rfi_energy *energy = energy_of(&s);
    int64_t value = 0;
    rfi_view view = {.end = RFI_END_BASE};
    assert_true(energy->evaporates);
    assert_int_equal(energy->year[RFI_END_BASE].wue, 1707);
    assert_int_equal(energy->year[RFI_END_BASE].water, 14953300);
    assert_int_equal(energy->peak[RFI_END_BASE].water, 1707000);
    assert_int_equal(energy->water_day[RFI_END_BASE], 40970);
    assert_true(rfi_energy_derive(&s.b.study, &s.plan, s.bins, RFI_NUMBER_WATER_DAY, &view,
                                  &value));
    assert_int_equal(value, 40970);
    close_bench(&s.b);
}

static void what_is_missing_has_a_name(void **state)
{
    (void)state;
    subject s;
    open_subject(&s, SITE(SOURCE("dry-cooler")), NULL);
    const rfi_energy *energy = energy_of(&s);
    assert_int_equal(energy->year[RFI_END_BASE].pue, RFI_UNBOUNDED);
    assert_int_equal(energy->year[RFI_END_UNFAVOURABLE].pue, RFI_UNBOUNDED);
    assert_int_equal(energy->missing_count, 1);
    assert_ptr_equal(energy->missing[0], &s.b.f.site->climate_known);
    close_bench(&s.b);
    /* nothing described at all: the rules alone, which look at no weather */
    open_subject(&s, FIXTURE_SITE(POI "<hall id=\"h\"/>"), NULL);
    energy = energy_of(&s);
    assert_true(energy->chain_by_rule && energy->liquid_by_rule && energy->air_by_rule);
    assert_null(energy->weather);
    assert_true(energy->year[RFI_END_BASE].pue < RFI_UNBOUNDED);
    assert_int_equal(energy->missing_count, 0);
    close_bench(&s.b);
}

/* Each number derived on its own is the number that is printed. */
static void every_number_has_a_derivation(void **state)
{
    (void)state;
    subject s;
    open_subject(&s, SITE(SOURCE("dry-cooler")), YEAR(COLD_BIN WARM("760")));
    const rfi_energy *energy = energy_of(&s);
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        const rfi_peak_hour *peak = &energy->peak[end];
        const rfi_energy_year *year = &energy->year[end];
        int64_t expected[RFI_ENERGY_NUMBERS] = {
            [RFI_NUMBER_PEAK_PUE] = peak->pue,
            [RFI_NUMBER_PEAK_IT] = peak->it,
            [RFI_NUMBER_PEAK_FACILITY] = peak->facility,
            [RFI_NUMBER_PEAK_UTILITY] = peak->utility,
            [RFI_NUMBER_PEAK_WATER] = peak->water,
            [RFI_NUMBER_WATER_DAY] = energy->water_day[end],
            [RFI_NUMBER_ANNUAL_PUE] = year->pue,
            [RFI_NUMBER_ANNUAL_WUE] = year->wue,
            [RFI_NUMBER_ANNUAL_WATER] = year->water,
            [RFI_NUMBER_ANNUAL_UTILITY] = year->total,
            [RFI_NUMBER_HOURS] = year->hours,
            [RFI_NUMBER_TRIM_HOURS] = year->trim_hours,
        };
        for (int part = 0; part < RFI_ENERGY_PARTS; part++) {
            expected[(int)RFI_NUMBER_ANNUAL_PARTS + part] = year->parts[part];
        }
        for (int number = 0; number < RFI_ENERGY_NUMBERS; number++) {
            struct rfi_trace trace = {.arena = s.b.f.arena};
            rfi_view view = {.end = end, .trace = &trace};
            int64_t value = -1;
            assert_true(rfi_energy_derive(&s.b.study, &s.plan, s.bins,
                                          (rfi_energy_number)number, &view, &value));
            assert_int_equal(value, expected[number]);
            assert_int_equal(trace.depth, 0);
            assert_false(trace.failed);
            assert_non_null(trace.root);
            assert_int_equal(trace.root->value, value);
            assert_non_null(rfi_energy_number_id((rfi_energy_number)number));
        }
    }
    close_bench(&s.b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_bin_by_hand),
        cmocka_unit_test(cold_hours_slow_the_fans),
        cmocka_unit_test(a_tower_has_a_wue),
        cmocka_unit_test(what_is_missing_has_a_name),
        cmocka_unit_test(every_number_has_a_derivation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
