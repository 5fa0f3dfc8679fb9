/* SPDX-License-Identifier: MIT */
/* One profile on one site, and what its requirements must come to at the three ends. */
#ifndef TESTS_UNIT_CAPACITY_BENCH_H
#define TESTS_UNIT_CAPACITY_BENCH_H

#include "tests/unit/fixture.h"

#define POI                                                                                \
    "<grid><interconnect id=\"poi\" energised=\"100 MW at utility\""                       \
    " firm=\"90 MW at utility\" transferable=\"yes\" restudy=\"no\"/></grid>"

/* Attributes of the rack, and of heat, are the test's. */
#define PROFILE(rack, unit, heat)                                                          \
    "<profile xmlns=\"urn:rackfit:1\" id=\"p\" name=\"P\" vendor=\"Any\" family=\"one\""   \
    " as-of=\"2026-11-01\"><rack chips=\"8\" " rack "/><pod racks=\"1\"/>" unit            \
    "<heat " heat "/></profile>"
#define ALONE "<unit pods=\"1\"/>"
#define PLAIN "max=\"100 kW\" power-factor=\"1\" peak-duration=\"1 s\""
#define AIRY  "liquid-share=\"0\""
#define COLD  "liquid-share=\"0.9\" supply-max=\"45 degC\" flow=\"100 L/min\""

typedef struct bench {
    fixture f;
    rfi_study study;
    rfi_requirement_list list;
    int64_t pods;
} bench;

static inline void open_bench(bench *b, const char *site, const char *profile,
                              const char *climate)
{
    b->pods = 7;
    fixture_read(&b->f, site, profile, climate);
    fixture_list(&b->f, &b->pods, &b->study, &b->list);
}

static inline const rfi_terms *terms_of(const bench *b, const char *id, rfi_end end)
{
    return &fixture_find(b->list.items, b->list.count, id)->ends[end];
}

static inline void expect_limits(const bench *b, const char *id, int64_t bad, int64_t base,
                                 int64_t good)
{
    const int64_t expected[RFI_ENDS] = {bad, base, good};
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        const rfi_terms *t = terms_of(b, id, end);
        bool unknown = expected[end] < 0;
        if (t->unknown != unknown || (!unknown && t->limit != expected[end])) {
            print_error("%s, %s: limit %lld%s\n", id, rfi_end_words(end),
                        (long long)t->limit, t->unknown ? ", unknown" : "");
        }
        assert_int_equal(t->unknown, unknown);
        if (!unknown) {
            assert_int_equal(t->limit, expected[end]);
        }
    }
}

static inline void expect_fixed(const bench *b, const char *id, int64_t bad, int64_t base,
                                int64_t good)
{
    const int64_t expected[RFI_ENDS] = {bad, base, good};
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        const rfi_terms *t = terms_of(b, id, end);
        bool unknown = expected[end] < 0;
        if (t->unknown != unknown || (!unknown && t->fixed != expected[end])) {
            print_error("%s, %s: demand %lld%s\n", id, rfi_end_words(end),
                        (long long)t->fixed, t->unknown ? ", unknown" : "");
        }
        assert_int_equal(t->unknown, unknown);
        if (!unknown) {
            assert_int_equal(t->fixed, expected[end]);
        }
    }
}

static inline void expect_pod(const bench *b, const char *id, int64_t bad, int64_t base,
                              int64_t good)
{
    const int64_t expected[RFI_ENDS] = {bad, base, good};
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        const rfi_terms *t = terms_of(b, id, end);
        if (t->pod[0] != expected[end]) {
            print_error("%s, %s: per pod %lld\n", id, rfi_end_words(end),
                        (long long)t->pod[0]);
        }
        assert_int_equal(t->pod[0], expected[end]);
    }
}

static inline void close_bench(bench *b)
{
    fixture_free(&b->f);
}

enum { UNKNOWN = -1 };
#define GOOD RFI_UNBOUNDED

#endif
