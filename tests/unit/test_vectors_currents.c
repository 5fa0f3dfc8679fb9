/* SPDX-License-Identifier: MIT */
/* Currents, breakers and busways: what a device rated in amperes carries, by the limit and
 * the demand that the planner gives it. Amperes are read off a device of 1,000 A. */
#include "tests/unit/capacity_bench.h"
#include "tests/unit/vectors.h"

static vectors *book;

static double given(const char *name)
{
    return vector_given(book, name);
}

typedef struct device { /* limit, and demand of one rack, kVA */
    double limit, rack;
} device;

/* kw, peak and pf of the rack; the element is group g. */
static device judge(const char *element, double kw, double peak, double pf)
{
    rfi_arena *arena = rfi_arena_new();
    const char *site = rfi_arena_format(
        arena,
        FIXTURE_SITE(POI "<electrical><%s/></electrical><hall id=\"h\" feed=\"g\"/>"),
        element);
    const char *rack = rfi_arena_format(
        arena,
        "max=\"%.3f kW\" peak=\"%.3f kW\" power-factor=\"%.3f\" peak-duration=\"%s\"", kw,
        peak, pf, peak > kw ? "1 h" : "1 s");
    bench b;
    open_bench(&b, site, fixture_swap(arena, PROFILE("RACK", ALONE, AIRY), "RACK", rack),
               NULL);
    const rfi_terms *t = terms_of(&b, "site/power-chain/g", RFI_END_BASE);
    device d = {(double)t->limit / 1e6, (double)t->pod[0] / 1e6};
    close_bench(&b);
    rfi_arena_free(arena);
    return d;
}

static device busway(double ampere, double volt, bool full, double kw, double pf)
{
    char element[200];
    (void)snprintf(element, sizeof(element),
                   "busway id=\"g\" from=\"poi\" current=\"%.3f A\" voltage=\"%.3f V\"%s",
                   ampere, volt, full ? " continuous-factor=\"1\"" : "");
    return judge(element, kw, kw, pf);
}

/* Amperes that one kVA is at this voltage, by a device marked 100 %. */
static double per_kva(double volt)
{
    return 1000 / busway(1000, volt, true, 1, 1).limit;
}

static int64_t racks(double ampere, bool full)
{
    device d = busway(ampere, given("volt"), full, given("kw"), given("pf"));
    return (int64_t)(d.limit / d.rack);
}

/* Smallest standard size (NEC 240.6(A), recalled) on which the planner puts the rack. */
static double breaker(bool full)
{
    static const double sizes[] = {15,  20,  25,  30,  35,  40,  45,  50,  60,  70,
                                   80,  90,  100, 110, 125, 150, 175, 200, 225, 250,
                                   300, 350, 400, 450, 500, 600, 700, 800};
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        if (racks(sizes[i], full) >= 1) {
            return sizes[i];
        }
    }
    return -1;
}

static void transformers_carry_their_nameplate(void **state)
{
    (void)state;
    vector_take(book, "V16");
    vector_expect(book, "at_low", given("kva") * per_kva(given("low")));
    vector_expect(book, "at_high", given("kva") * per_kva(given("high")));
    vector_take(book, "V17");
    char element[100];
    (void)snprintf(element, sizeof(element),
                   "transformer id=\"g\" from=\"poi\" rating=\"%.0f kVA\"", given("kva"));
    device d = judge(element, 1, 1, given("pf"));
    vector_expect(book, "kw", d.limit / d.rack);
}

static void eighty_per_cent_once_per_device(void **state)
{
    (void)state;
    vector_take(book, "V18");
    vector_expect(book, "full", busway(given("ampere"), given("volt"), true, 1, 1).limit);
    vector_expect(book, "eighty",
                  busway(given("ampere"), given("volt"), false, 1, 1).limit);
    vector_take(book, "V24");
    double kva = busway(given("set"), given("volt"), false, 1, 1).limit;
    vector_expect(book, "ampere", kva * per_kva(given("volt")));
    /* a breaker upstream has its own 0.8, not that of the busway once more */
    bench b;
    open_bench(&b,
               FIXTURE_SITE(POI "<electrical><switchboard id=\"s\" from=\"poi\""
                                " current=\"400 A\" voltage=\"480 V\"/>"
                                "<busway id=\"g\" from=\"s\" current=\"400 A\""
                                " voltage=\"480 V\"/></electrical>"
                                "<hall id=\"h\" feed=\"g\"/>"),
               PROFILE(PLAIN, ALONE, AIRY), NULL);
    assert_int_equal(terms_of(&b, "site/power-chain/s", RFI_END_BASE)->limit,
                     terms_of(&b, "site/power-chain/g", RFI_END_BASE)->limit);
    close_bench(&b);
}

static void racks_on_breakers_and_busways(void **state)
{
    (void)state;
    vector_take(book, "V19");
    device d = busway(1000, given("volt"), true, given("kw"), given("pf"));
    vector_expect(book, "ampere", d.rack * per_kva(given("volt")));
    vector_expect(book, "breaker", breaker(false));
    vector_expect(book, "full_breaker", breaker(true));
    static const char *const ids[] = {"V20", "V21"};
    for (size_t i = 0; i < 2; i++) {
        vector_take(book, ids[i]);
        vector_expect(book, "a400", (double)racks(400, i == 1));
        vector_expect(book, "a800", (double)racks(800, i == 1));
        vector_expect(book, "a1200", (double)racks(1200, i == 1));
    }
    vector_take(book, "V23");
    d = busway(1000, given("volt"), true, given("kw"), given("pf"));
    vector_expect(book, "ampere", d.rack * per_kva(given("volt")));
    vector_expect(book, "breaker", breaker(false));
}

static void peaks_stay_below_the_rating(void **state)
{
    (void)state;
    vector_take(book, "V22");
    device d = busway(1200, given("volt"), true, given("kw"), given("pf"));
    vector_expect(book, "ampere", d.rack * per_kva(given("volt")));
    vector_expect(book, "full", (double)(int64_t)(d.limit / d.rack));
    vector_expect(book, "eighty", (double)racks(1200, false));
    device peak = judge("busway id=\"g\" from=\"poi\" current=\"1200 A\" voltage=\"480 V\""
                        " continuous-factor=\"1\"",
                        given("kw"), given("peak"), given("pf"));
    vector_expect(book, "peak_ampere", peak.rack * per_kva(given("volt")));
    vector_expect(book, "full_at_peak", (double)(int64_t)(peak.limit / peak.rack));
}

static int open_book(void **state)
{
    (void)state;
    book = vectors_open("currents.csv");
    return 0;
}

static int close_book(void **state)
{
    (void)state;
    vectors_close(book);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(transformers_carry_their_nameplate),
        cmocka_unit_test(eighty_per_cent_once_per_device),
        cmocka_unit_test(racks_on_breakers_and_busways),
        cmocka_unit_test(peaks_stay_below_the_rating),
    };
    return cmocka_run_group_tests(tests, open_book, close_book);
}
