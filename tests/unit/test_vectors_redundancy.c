/* SPDX-License-Identifier: MIT */
/* Closed forms of the usual schemes, against the network that knows none of them. */
#include "tests/unit/capacity_bench.h"
#include "tests/unit/network_case.h"
#include "tests/unit/vectors.h"

static vectors *book;

static int64_t given(const char *name)
{
    return (int64_t)vector_given(book, name);
}

/* ---- one bus, two sides ----------------------------------------------------------------
 */

static double one_bus(int64_t units, int64_t rating, rfi_net_asks asks)
{
    network_case c;
    case_open(&c);
    size_t bus = case_node(&c, units, rating, asks);
    (void)case_single(&c, bus, 1);
    double usable = case_scale(&c);
    case_close(&c);
    return usable;
}

static void one_bus_less_its_largest_units(void **state)
{
    (void)state;
    vector_take(book, "V1");
    vector_expect(book, "usable",
                  one_bus(given("blocks"), given("rating"), RFI_NET_ASKS_NOTHING));
    vector_take(book, "V2");
    vector_expect(book, "usable",
                  one_bus(given("blocks"), given("rating"), RFI_NET_ASKS_UNIT));
    vector_take(book, "V3");
    network_case c;
    case_open(&c);
    size_t bus = case_node(&c, 4, 0, RFI_NET_ASKS_UNIT);
    c.nodes[bus].total = given("a") + given("b") + given("c") + given("d");
    c.nodes[bus].rest = given("b") + given("c") + given("d");
    (void)case_single(&c, bus, 1);
    vector_expect(book, "usable", case_scale(&c));
    case_close(&c);
    /* no policy asks for N+2: it is N+1 of a bus from which one unit is already away */
    vector_take(book, "V4");
    vector_expect(book, "usable",
                  one_bus(given("blocks") - 1, given("rating"), RFI_NET_ASKS_UNIT));
}

static double two_sides(const int64_t *units, const int64_t *rating, rfi_net_asks asks)
{
    network_case c;
    case_open(&c);
    for (size_t i = 0; i < 2; i++) {
        (void)case_node(&c, units[i], rating[i], asks);
    }
    (void)case_corded(&c, 0, 1, 1);
    double usable = case_scale(&c);
    case_close(&c);
    return usable;
}

static void two_sides_carry_what_one_carries(void **state)
{
    (void)state;
    vector_take(book, "V5");
    const int64_t four[] = {given("blocks"), given("blocks")};
    const int64_t same[] = {given("rating"), given("rating")};
    vector_expect(book, "usable", two_sides(four, same, RFI_NET_ASKS_BUS));
    vector_take(book, "V6");
    const int64_t units[] = {given("units_a"), given("units_b")};
    const int64_t rating[] = {given("rating_a"), given("rating_b")};
    vector_expect(book, "usable", two_sides(units, rating, RFI_NET_ASKS_BUS));
    /* the policies ask for one outage at a time; the unit besides is taken away here */
    vector_take(book, "V7");
    const int64_t three[] = {given("blocks") - 1, given("blocks") - 1};
    vector_expect(book, "usable", two_sides(three, same, RFI_NET_ASKS_BUS));
}

/* ---- distributed -----------------------------------------------------------------------
 */

static void open_complete(network_case *c, size_t systems, int64_t rating)
{
    case_open(c);
    for (size_t i = 0; i < systems; i++) {
        (void)case_node(c, 1, rating, RFI_NET_ASKS_BUS);
    }
    for (size_t i = 0; i < systems; i++) {
        for (size_t k = i + 1; k < systems; k++) {
            (void)case_corded(c, i, k, 1);
        }
    }
}

static void every_pair_is_used(void **state)
{
    (void)state;
    static const char *const ids[] = {"V8", "V9"};
    for (size_t i = 0; i < 2; i++) {
        vector_take(book, ids[i]);
        network_case c;
        open_complete(&c, (size_t)given("systems"), given("rating"));
        double pair = case_scale(&c);
        vector_expect(book, "pair", pair);
        vector_expect(book, "usable", pair * (double)c.net.load_count);
        vector_expect(book, "normal", pair * case_flow(&c, 0, NULL));
        double after = 0;
        for (size_t k = 0; k < c.net.rows[0].count; k++) {
            const rfi_net_row *row = &c.net.rows[0].items[k];
            double flow = row->outage.node == 0 ? 0 : pair * case_flow(&c, 0, row);
            after = flow > after ? flow : after;
        }
        vector_expect(book, "after", after);
        case_close(&c);
    }
}

static double ring(size_t systems, int64_t rating)
{
    network_case c;
    case_ring(&c, systems, rating, RFI_NET_ASKS_BUS);
    double usable = case_scale(&c) * (double)systems;
    case_close(&c);
    return usable;
}

static void rings_carry_two_thirds(void **state)
{
    (void)state;
    vector_take(book, "V10");
    double usable = ring((size_t)given("systems"), given("rating"));
    vector_expect(book, "usable", usable);
    vector_expect(book, "pair", usable / 4);
    vector_expect(book, "after", usable / 4 * 1.5); /* its own half, the other's whole */
    vector_take(book, "V15");
    static const char *const names[] = {"m3", "m4", "m5", "m6"};
    for (size_t m = 3; m <= 6; m++) {
        vector_expect(book, names[m - 3], ring(m, given("rating")));
    }
}

/* If a survivor's loads could choose their cord freely, four systems in a ring would carry
 * three: total load <= (4 - 1) C, and with pair loads of 3/4 C any three survivors can
 * carry it: the two pairs that lost a cord put 3/4 C on their systems, the other two split
 * so that none carries more than C. Equal halves do not allow that: 3/4 C + 3/8 C > C. */
static void free_flow_would_overstate_a_ring(void **state)
{
    (void)state;
    const int64_t c = 1500;
    const int64_t pair = c * 3 / 4;
    /* system 1 is out: its two pairs lie whole on 2 and 4, the others give them the rest */
    const int64_t to_edge = c - pair;
    const int64_t to_middle = pair - to_edge;
    assert_int_equal(2 * to_middle, c);
    assert_int_equal(4 * pair, 3 * c);
    double usable = ring(4, c);
    assert_int_equal((int64_t)(usable * 3 + 0.5), 8 * c);
    assert_true(usable < (double)(4 * pair));
}

static void open_chain_and_uneven_pairs(void **state)
{
    (void)state;
    vector_take(book, "V11");
    network_case c;
    case_open(&c);
    for (size_t i = 0; i < 4; i++) {
        (void)case_node(&c, 1, given("rating"), RFI_NET_ASKS_BUS);
    }
    double total =
        vector_given(book, "l12") + vector_given(book, "l23") + vector_given(book, "l34");
    (void)case_corded(&c, 0, 1, vector_given(book, "l12"));
    (void)case_corded(&c, 1, 2, vector_given(book, "l23"));
    (void)case_corded(&c, 2, 3, vector_given(book, "l34"));
    vector_expect(book, "usable", case_scale(&c) * total);
    case_close(&c);
    /* any other shares carry no more: 200 of them */
    for (int i = 1; i <= 200; i++) {
        case_open(&c);
        for (size_t k = 0; k < 4; k++) {
            (void)case_node(&c, 1, given("rating"), RFI_NET_ASKS_BUS);
        }
        double middle = 3000.0 * (i % 20) / 20;
        double left = (3000 - middle) * i / 200;
        (void)case_corded(&c, 0, 1, left);
        (void)case_corded(&c, 1, 2, middle);
        (void)case_corded(&c, 2, 3, 3000 - middle - left);
        assert_true(case_scale(&c) <= 1 + 1e-12);
        case_close(&c);
    }
    vector_take(book, "V12");
    case_open(&c);
    for (size_t i = 0; i < 4; i++) {
        (void)case_node(&c, 1, given("rating"), RFI_NET_ASKS_BUS);
    }
    (void)case_corded(&c, 0, 1, vector_given(book, "l12"));
    (void)case_corded(&c, 2, 3, vector_given(book, "l34"));
    vector_expect(book, "scale", case_scale(&c));
    case_close(&c);
}

/* Each load behind a transfer switch of its own: the primary, else the catcher. */
static void catcher_limits_each_primary(void **state)
{
    (void)state;
    static const char *const ids[] = {"V13", "V14"};
    for (size_t i = 0; i < 2; i++) {
        vector_take(book, ids[i]);
        network_case c;
        case_open(&c);
        size_t primaries = (size_t)given("primaries");
        size_t catcher = case_node(&c, 1, given("catcher"), RFI_NET_ASKS_BUS);
        for (size_t k = 0; k < primaries; k++) {
            size_t primary = case_node(&c, 1, given("rating"), RFI_NET_ASKS_BUS);
            size_t board = case_node(&c, 1, 100000, RFI_NET_ASKS_NOTHING);
            case_from(&c, board, case_tap(primary, RFI_NET_NONE));
            case_standby(&c, board, case_tap(catcher, RFI_NET_NONE));
            (void)case_single(&c, board, 1);
        }
        vector_expect(book, "usable", case_scale(&c) * (double)primaries);
        case_close(&c);
    }
}

/* ---- losses on the way -----------------------------------------------------------------
 */

#define STAGE(kind, id, from, efficiency)                                                  \
    "<" kind " id=\"" id "\" from=\"" from                                                 \
    "\" rating=\"900 MVA\" efficiency=\"" efficiency "\"/>"

static void losses_add_up_along_the_chain(void **state)
{
    (void)state;
    vector_take(book, "V33");
    static const char *const from[] = {"poi",
                                       "poi poi-2"}; /* counted alone, and as a net */
    int64_t found[2];
    for (size_t i = 0; i < 2; i++) {
        rfi_arena *arena = rfi_arena_new();
        const char *site = rfi_arena_format(
            arena,
            FIXTURE_SITE(
                "<grid><interconnect id=\"poi\" energised=\"300 MW at utility\"/>"
                "<interconnect id=\"poi-2\" energised=\"100 MW at utility\"/></grid>"
                "<electrical><transformer id=\"hv\" from=\"%s\" rating=\"900 MVA\""
                " efficiency=\"%.3f\"/><switchgear id=\"mv\" from=\"hv\" rating=\"900 MVA\""
                " efficiency=\"%.3f\"/><substation id=\"sub\" from=\"mv\""
                " rating=\"900 MVA\" efficiency=\"%.3f\"/><ups id=\"ups\" from=\"sub\""
                " rating=\"900 MVA\" efficiency=\"%.3f\"/><busway id=\"lv\" from=\"ups\""
                " rating=\"900 MVA\" efficiency=\"%.3f\"/></electrical>"
                "<hall id=\"h\" feed=\"lv\" liquid=\"none\" air=\"air\">"
                "<plant id=\"air\" kind=\"outside-air\" loop=\"air\" "
                "electrical=\"0\"/></hall>"),
            from[i], vector_given(book, "hv"), vector_given(book, "mv"),
            vector_given(book, "substation"), vector_given(book, "ups"),
            vector_given(book, "lv"));
        const char *profile = rfi_arena_format(
            arena,
            PROFILE("max=\"%lld MW\" power-factor=\"1\" peak-duration=\"1 s\"", ALONE,
                    AIRY),
            (long long)given("it"));
        bench b;
        open_bench(&b, site, profile, NULL);
        found[i] = terms_of(&b, "site/firm-utility", RFI_END_BASE)->pod[0];
        close_bench(&b);
        rfi_arena_free(arena);
    }
    assert_int_equal(found[0], found[1]);
    double poi = (double)found[0] / 1e9;
    vector_expect(book, "poi", poi);
    vector_expect(book, "chain", vector_given(book, "it") / poi * 100);
}

static int open_book(void **state)
{
    (void)state;
    book = vectors_open("redundancy.csv");
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
        cmocka_unit_test(one_bus_less_its_largest_units),
        cmocka_unit_test(two_sides_carry_what_one_carries),
        cmocka_unit_test(every_pair_is_used),
        cmocka_unit_test(rings_carry_two_thirds),
        cmocka_unit_test(free_flow_would_overstate_a_ring),
        cmocka_unit_test(open_chain_and_uneven_pairs),
        cmocka_unit_test(catcher_limits_each_primary),
        cmocka_unit_test(losses_add_up_along_the_chain),
    };
    return cmocka_run_group_tests(tests, open_book, close_book);
}
