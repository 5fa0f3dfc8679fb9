/* SPDX-License-Identifier: MIT */
/* Facility power in the peak hour: the Midland site of tests/data/vectors/facility.csv,
 * read as a document, through the requirement rows that size the interconnection. */
#include "tests/unit/vectors.h"

#include "planner/capacity/plant.h"
#include "tests/unit/capacity_bench.h"

/* Uninterrupted racks; plants, light and offices on the low-voltage bus before the UPS.
 * Trim chiller and air chiller state their COP at the very point of the design day. */
static const char pattern[] = FIXTURE_SITE(
    "<grid><interconnect id=\"poi\" energised=\"%.15g MW at utility\""
    " firm=\"%.15g MW at utility\" transferable=\"yes\" restudy=\"no\"/></grid>"
    "<electrical>"
    "<transformer id=\"hv\" from=\"poi\" rating=\"200 MVA\" efficiency=\"%.15g\"/>"
    "<switchgear id=\"mv\" from=\"hv\" rating=\"200 MVA\" efficiency=\"%.15g\"/>"
    "<substation id=\"lv\" from=\"mv\" rating=\"200 MVA\" efficiency=\"%.15g\"/>"
    "</electrical><cooling>"
    "<plant id=\"dry\" kind=\"dry-cooler\" loop=\"liquid\" feed=\"lv\" approach=\"%.15g K\""
    " range=\"%.15g K\" fans=\"%.15g\" pumps=\"%.15g\"/>"
    "<plant id=\"trim\" kind=\"chiller\" loop=\"liquid\" feed=\"lv\" from=\"dry\""
    " supply=\"%.15g degC\" range=\"%.15g K\" cop=\"%.15g\" cop-ambient=\"%.15g degC\""
    " cop-supply=\"%.15g degC\" pumps=\"0\"/>"
    "<plant id=\"cold\" kind=\"chiller\" loop=\"air\" feed=\"lv\" supply=\"18 degC\""
    " cop=\"%.15g\" cop-ambient=\"%.15g degC\" cop-supply=\"18 degC\" pumps=\"%.15g\"/>"
    "</cooling>"
    "<hall id=\"hall\" feed=\"board\" liquid=\"cdu\" air=\"crah\" losses=\"ups\""
    " house=\"%.15g\" house-feed=\"lv\">"
    "<ups id=\"ups\" from=\"lv\" rating=\"200 MVA\" efficiency=\"%.15g\"/>"
    "<switchboard id=\"board\" from=\"ups\" rating=\"200 MVA\" efficiency=\"%.15g\"/>"
    "<plant id=\"cdu\" kind=\"cdu\" loop=\"liquid\" from=\"trim\" approach=\"4 K\""
    " electrical=\"0\"/>"
    "<plant id=\"crah\" kind=\"crah\" loop=\"air\" from=\"cold\" approach=\"5 K\""
    " fans=\"%.15g\"/></hall>");

typedef struct midland {
    char site[6000];
    char climate[600];
    char profile[1000];
    bench b;
} midland;

/* 1,000 racks of a thousandth of the critical IT power. */
static void build(const vectors *v, midland *m)
{
    double air = vector_given(v, "dry") + vector_given(v, "recirculation");
    double it = vector_given(v, "it");
    (void)snprintf(
        m->site, sizeof(m->site), pattern, 200.0, 200.0, vector_given(v, "hv"),
        vector_given(v, "mv"), vector_given(v, "substation"), vector_given(v, "approach"),
        vector_given(v, "range"), vector_given(v, "fans"), vector_given(v, "pumps"),
        vector_given(v, "supply"), vector_given(v, "range"), vector_given(v, "trim_cop"),
        air, vector_given(v, "supply"), vector_given(v, "air_cop"), air,
        vector_given(v, "air_pumps"), vector_given(v, "other") / it, vector_given(v, "ups"),
        vector_given(v, "lv"), vector_given(v, "air_fans"));
    (void)snprintf(m->climate, sizeof(m->climate), FIXTURE_CLIMATE("%.15g degC", "20 degC"),
                   vector_given(v, "dry"));
    (void)snprintf(m->profile, sizeof(m->profile),
                   PROFILE("max=\"%.15g kW\" power-factor=\"1\" peak-duration=\"1 s\"",
                           ALONE, "liquid-share=\"%.15g\" supply-max=\"49 degC\""),
                   it, vector_given(v, "liquid"));
    open_bench(&m->b, m->site, m->profile, m->climate);
}

/* MW of 1,000 pods at the base end. */
static double base_of(const midland *m, const char *id)
{
    return (double)terms_of(&m->b, id, RFI_END_BASE)->pod[0] * 1000 / 1e9;
}

static void peak_hour_sizes_the_interconnection(void **state)
{
    (void)state;
    static const char *const cases[] = {"V66", "V67", "V68"};
    vectors *v = vectors_open("facility.csv");
    midland *m = calloc(1, sizeof(*m));
    assert_non_null(m);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        vector_take(v, cases[i]);
        build(v, m);
        double poi = base_of(m, "site/firm-utility");
        vector_expect(v, "poi", poi);
        vector_expect(v, "pue", poi / vector_given(v, "it"));
        assert_int_equal(terms_of(&m->b, "site/energised-utility", RFI_END_BASE)->pod[0],
                         terms_of(&m->b, "site/firm-utility", RFI_END_BASE)->pod[0]);
        if (i == 0) {
            rfi_view view = {.end = RFI_END_BASE};
            const rfi_hall *hall = &m->b.f.site->halls[0];
            const rfi_plant_chain *chain = rfi_plants_of(&m->b.study, hall, "cdu");
            int64_t share = rfi_compressor_share(&m->b.study, &view, chain, 1, NULL);
            int64_t heat = 90000000000; /* 0.9 x 100 MW */
            vector_expect(v, "free", 1 - (double)share / 1e6);
            vector_expect(v, "ups_input", base_of(m, "hall/power-chain/ups") / 0.965);
            vector_expect(v, "trim", base_of(m, "site/liquid-heat/trim"));
            vector_expect(v, "compressor",
                          (double)rfi_plant_draw(&m->b.study, &view, chain, 1, heat) / 1e9);
            vector_expect(v, "air_heat", base_of(m, "hall/air-heat/crah"));
        }
        close_bench(&m->b);
    }
    vector_take(v, "V69");
    build(v, m);
    vector_expect(v, "it",
                  vector_given(v, "contracted") / base_of(m, "site/firm-utility") *
                      vector_given(v, "it"));
    close_bench(&m->b);
    free(m);
    vectors_close(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(peak_hour_sizes_the_interconnection),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
