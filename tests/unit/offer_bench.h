/* SPDX-License-Identifier: MIT */
/* A site with measures on offer, and what its requirements must gain at the three ends. */
#ifndef TESTS_UNIT_OFFER_BENCH_H
#define TESTS_UNIT_OFFER_BENCH_H

#include "tests/unit/capacity_bench.h"

#define MEASURES(body)                                                                     \
    "<measures xmlns=\"urn:rackfit:1\" id=\"set\" name=\"Set\" as-of=\"2026-11-01\">" body \
    "</measures>"
#define MEASURE(id, scope, more, effects)                                                  \
    "<measure id=\"" id "\" name=\"M\" scope=\"" scope "\" " more ">" effects "</measure>"
#define ONE(scope, effects) MEASURES(MEASURE("m", scope, "", effects))
#define EFFECT(kind, more)  "<effect requirement=\"" kind "\" " more "/>"

#define MW INT64_C(1000000000)
#define ALL(value)                                                                         \
    {                                                                                      \
        value, value, value                                                                \
    }

typedef struct offered {
    bench b;
    rfi_measures *measures;
} offered;

/* The bench's list, with measures on offer. */
static inline void open_offer(offered *o, const char *site, const char *profile,
                              const char *climate, const char *measures)
{
    fixture *f = &o->b.f;
    open_bench(&o->b, site, profile, climate);
    o->measures = rfi_read_measures("measures.xml", measures, strlen(measures), f->diags);
    if (o->measures == NULL) {
        fixture_complain(f->diags, measures);
    }
    assert_non_null(o->measures);
    for (size_t i = 0; i < o->b.list.count; i++) {
        assert_int_equal(o->b.list.items[i].gain_count, 0);
    }
    size_t before = o->b.list.count;
    o->b.study.measures = o->measures;
    assert_true(rfi_capacity_list(&o->b.study, &o->b.list));
    assert_true(o->b.list.count >= before);
}

static inline void close_offer(offered *o)
{
    rfi_measures_free(o->measures);
    close_bench(&o->b);
}

static inline const rfi_requirement *row_of(const offered *o, const char *id)
{
    return fixture_find(o->b.list.items, o->b.list.count, id);
}

static inline const rfi_requirement *maybe(const offered *o, const char *id)
{
    return fixture_seek(o->b.list.items, o->b.list.count, id);
}

static inline void expect_gain(const rfi_requirement *r, size_t index, rfi_gain_form form,
                               const int64_t *adds, const int64_t *takes)
{
    if (index >= r->gain_count) {
        print_error("%s: %zu gains\n", r->id, r->gain_count);
    }
    assert_true(index < r->gain_count);
    const rfi_gain *gain = &r->gains[index];
    for (size_t end = 0; end < RFI_ENDS; end++) {
        int64_t taken = takes == NULL ? 0 : takes[end];
        if (gain->adds[end] != adds[end] || gain->takes[end] != taken ||
            gain->form != form) {
            print_error("%s, end %zu: form %d, adds %lld, takes %lld\n", r->id, end,
                        (int)gain->form, (long long)gain->adds[end],
                        (long long)gain->takes[end]);
        }
        assert_int_equal(gain->adds[end], adds[end]);
        assert_int_equal(gain->takes[end], taken);
    }
    assert_int_equal(gain->form, form);
}

static inline void expect_one(const offered *o, const char *id, rfi_gain_form form,
                              const int64_t *adds)
{
    const rfi_requirement *r = row_of(o, id);
    assert_int_equal(r->gain_count, 1);
    expect_gain(r, 0, form, adds, NULL);
}

static inline void expect_none(const offered *o, const char *id)
{
    assert_int_equal(row_of(o, id)->gain_count, 0);
}

#endif
