/* SPDX-License-Identifier: MIT */
/* Worked examples of fabrics and cables, tests/data/vectors/fabric.csv, held against the
 * counting and the requirements of the planner. */
#include "tests/unit/capacity_bench.h"
#include "tests/unit/vectors.h"

#include "planner/capacity/clos.h"

static int64_t given(const vectors *v, const char *name)
{
    return (int64_t)vector_given(v, name);
}

static rfi_clos count(int64_t radix, int64_t endpoints, int64_t rails, int64_t ratio)
{
    const rfi_clos_ask ask = {.endpoints = endpoints,
                              .radix = radix,
                              .oversubscription = ratio * 1000000,
                              .rails = rails};
    rfi_clos c;
    rfi_clos_count(&ask, &c);
    assert_true(c.possible);
    return c;
}

static void plain_networks(vectors *v)
{
    vector_take(v, "V72");
    rfi_clos c = count(given(v, "radix"), given(v, "endpoints"), 1, 1);
    assert_int_equal(c.tiers, 2);
    vector_expect(v, "leaf", (double)c.leaf);
    vector_expect(v, "spine", (double)c.spine);
    vector_expect(v, "links", (double)c.links[1]);
    vector_expect(v, "switches", (double)(c.leaf + c.spine));
    vector_take(v, "V73");
    c = count(given(v, "radix"), given(v, "endpoints"), 1, 1);
    assert_int_equal(c.tiers, 3);
    vector_expect(v, "leaf", (double)c.leaf);
    vector_expect(v, "spine", (double)c.spine);
    vector_expect(v, "core", (double)c.core);
    vector_expect(v, "switches", (double)(c.leaf + c.spine + c.core));
    vector_take(v, "V74");
    static const char *const names[] = {"a", "b", "c"};
    static const char *const two[] = {"a2", "b2", "c2"};
    static const char *const three[] = {"a3", "b3", "c3"};
    for (size_t i = 0; i < 3; i++) {
        int64_t radix = given(v, names[i]);
        vector_expect(v, two[i], (double)rfi_clos_largest(radix, 2));
        vector_expect(v, three[i], (double)rfi_clos_largest(radix, 3));
        assert_int_equal(count(radix, rfi_clos_largest(radix, 2), 1, 1).tiers, 2);
        assert_int_equal(count(radix, rfi_clos_largest(radix, 2) + 1, 1, 1).tiers, 3);
        assert_int_equal(count(radix, rfi_clos_largest(radix, 3), 1, 1).tiers, 3);
    }
    vector_take(v, "V75");
    c = count(given(v, "radix"), given(v, "endpoints"), 1, given(v, "oversubscription"));
    vector_expect(v, "down", (double)c.down);
    vector_expect(v, "up", (double)c.up);
    vector_expect(v, "leaf", (double)c.leaf);
    vector_expect(v, "spine_by_ports", (double)c.spine_by_ports);
    vector_expect(v, "spine", (double)c.spine);
}

static void published_units(vectors *v)
{
    vector_take(v, "V76");
    int64_t endpoints = given(v, "nodes") * given(v, "ports");
    rfi_clos c = count(given(v, "radix"), endpoints, given(v, "ports"), 1);
    vector_expect(v, "endpoints", (double)endpoints);
    vector_expect(v, "leaf", (double)c.leaf);
    vector_expect(v, "spine", (double)c.spine);
    vector_expect(v, "node_leaf", (double)c.links[0]);
    vector_expect(v, "leaf_spine", (double)c.links[1]);
    vector_take(v, "V77");
    endpoints = given(v, "nodes") * given(v, "ports") + given(v, "managers");
    c = count(given(v, "radix"), endpoints, given(v, "ports"), 1);
    vector_expect(v, "node_leaf", (double)c.links[0]);
    vector_expect(v, "leaf_spine", (double)c.links[1]);
    vector_take(v, "V78");
    endpoints = given(v, "nodes") * given(v, "ports");
    c = count(given(v, "radix"), endpoints, given(v, "ports"), 1);
    vector_expect(v, "endpoints", (double)endpoints);
    vector_expect(v, "leaf", (double)c.leaf);
    vector_expect(v, "spine_by_ports", (double)c.spine_by_ports);
    vector_expect(v, "spine", (double)c.spine);
    vector_take(v, "V80");
    endpoints = given(v, "racks") * given(v, "ports");
    c = count(given(v, "radix"), endpoints, 1, 1);
    vector_expect(v, "endpoints", (double)endpoints);
    vector_expect(v, "leaf", (double)c.leaf);
    vector_expect(v, "spine", (double)c.spine);
}

/* Through a profile, since planes and twin ports are its words. */
static void two_planes(vectors *v)
{
    vector_take(v, "V79");
    rfi_arena *arena = rfi_arena_new();
    fixture f;
    const char *profile = rfi_arena_format(
        arena,
        "<profile xmlns=\"urn:rackfit:1\" id=\"p\" name=\"P\" vendor=\"Any\" family=\"air\""
        " as-of=\"2026-11-01\"><rack chips=\"8\"/><pod racks=\"1\"/><unit pods=\"%lld\"/>"
        "<heat liquid-share=\"0\"/><fabric id=\"e\" purpose=\"compute\" radix=\"%lld\""
        " rails=\"8\" planes=\"%lld\" ports-per-rack=\"%lld\" links-per-cable=\"%lld\"/>"
        "</profile>",
        (long long)given(v, "nodes"), (long long)given(v, "radix"),
        (long long)given(v, "planes"), (long long)given(v, "ports"),
        (long long)given(v, "links_per_cable"));
    fixture_read(&f, FIXTURE_SITE(""), profile, NULL);
    rfi_view view = {.end = RFI_END_BASE};
    const rfi_fabric_ask ask = {f.profile, &f.rules, &f.profile->fabrics[0], 1, NULL};
    rfi_fabric_size size;
    rfi_fabric_count(&ask, &view, &size);
    assert_true(size.known && size.possible);
    vector_expect(v, "leaf", (double)size.leaf);
    vector_expect(v, "spine", (double)size.spine);
    vector_expect(v, "node_leaf", (double)size.cables[0]);
    vector_expect(v, "leaf_spine", (double)size.cables[1]);
    fixture_free(&f);
    rfi_arena_free(arena);
}

/* ---- cables ---- */

static const int64_t giga = 1000000000;

static int64_t length_of(const vectors *v)
{
    return rfi_cable_length(given(v, "dx"), given(v, "dy"), given(v, "drops"),
                            (int64_t)(vector_given(v, "slack") * 1e6 + 0.5));
}

static rfi_medium medium(rfi_end end, int64_t port, int64_t lane, int64_t length)
{
    rfi_rules rules;
    rfi_rules_init(&rules);
    rfi_view view = {.end = end};
    return rfi_medium_for(&rules, &view, port * giga, lane * giga, length);
}

static double is_copper(rfi_medium m)
{
    return m == RFI_MEDIUM_PASSIVE ? 1 : 0;
}

static double is_multimode(rfi_medium m)
{
    return m == RFI_MEDIUM_MULTIMODE ? 1 : 0;
}

/* OM3 is the unfavourable end of multimode, OM4 the base. */
static void cables(vectors *v)
{
    vector_take(v, "V81");
    int64_t length = length_of(v);
    rfi_medium at_800 = medium(RFI_END_BASE, 800, 100, length);
    vector_expect(v, "length", (double)length);
    vector_expect(v, "copper_800", is_copper(at_800));
    vector_expect(v, "om4", is_multimode(at_800));
    vector_expect(v, "lane_200_is_dr",
                  medium(RFI_END_BASE, 800, 200, length) == RFI_MEDIUM_DR ? 1 : 0);
    static const char *const rows[] = {"V82", "V83"};
    for (size_t i = 0; i < 2; i++) {
        vector_take(v, rows[i]);
        length = length_of(v);
        vector_expect(v, "length", (double)length);
        vector_expect(v, "copper", is_copper(medium(RFI_END_FAVOURABLE, 400, 100, length)));
        vector_expect(v, "om3",
                      is_multimode(medium(RFI_END_UNFAVOURABLE, 400, 100, length)));
        vector_expect(v, "om4", is_multimode(medium(RFI_END_BASE, 400, 100, length)));
    }
    vector_take(v, "V84");
    rfi_rules rules;
    rfi_rules_init(&rules);
    rfi_view view = {.end = RFI_END_BASE};
    int64_t near = rfi_hall_route(&rules, &view, given(v, "near"));
    int64_t far = rfi_hall_route(&rules, &view, given(v, "far"));
    vector_expect(v, "near_route", (double)near);
    vector_expect(v, "far_route", (double)far);
    vector_expect(v, "near_is_dr",
                  medium(RFI_END_BASE, 800, 100, near) == RFI_MEDIUM_DR ? 1 : 0);
    vector_expect(v, "far_is_fr",
                  medium(RFI_END_BASE, 800, 100, far) == RFI_MEDIUM_FR ? 1 : 0);
}

static void round_trip(vectors *v)
{
    vector_take(v, "V85");
    rfi_arena *arena = rfi_arena_new();
    bench b;
    open_bench(&b,
               rfi_arena_format(arena,
                                FIXTURE_SITE("<link id=\"a\" route-length=\"%lld km\"/>"
                                             "<want latency=\"10 ms\"/>"),
                                (long long)given(v, "route_km")),
               PROFILE(PLAIN, ALONE, AIRY), NULL);
    const rfi_terms *t = terms_of(&b, "site/network-latency", RFI_END_BASE);
    vector_expect(v, "round_trip", (double)t->fixed / 1000); /* microseconds to ms */
    close_bench(&b);
    rfi_arena_free(arena);
}

static void examples_come_out(void **state)
{
    (void)state;
    vectors *v = vectors_open("fabric.csv");
    plain_networks(v);
    published_units(v);
    two_planes(v);
    cables(v);
    round_trip(v);
    vectors_close(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(examples_come_out)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
