/* SPDX-License-Identifier: MIT */
/* Sites that are networks: what tests of their requirements and of the check share. */
#ifndef TESTS_UNIT_WIRED_BENCH_H
#define TESTS_UNIT_WIRED_BENCH_H

#include "planner/check/check.h"
#include "tests/unit/capacity_bench.h"

/* no peak above the most they draw: UPS count the same as boards */
#define STEADY   PLAIN " peak=\"100 kW\""
#define MVA(kva) ((int64_t)(kva)*1000000)

static inline const rfi_requirement *row(const bench *b, const char *id)
{
    return fixture_find(b->list.items, b->list.count, id);
}

static inline void expect_state(const bench *b, const char *id, const char *state)
{
    assert_string_equal(row(b, id)->state, state);
}

static inline void expect_absent(const bench *b, const char *id)
{
    assert_null(fixture_seek(b->list.items, b->list.count, id));
}

/* Coefficients of one pod of each hall, in kW resp. kVA at power factor 1. */
static inline void expect_pods(const bench *b, const char *id, rfi_end end,
                               const int64_t *kva, size_t halls)
{
    for (size_t i = 0; i < halls; i++) {
        if (row(b, id)->ends[end].pod[i] != MVA(kva[i])) {
            print_error("%s, hall %zu: %lld\n", id, i,
                        (long long)row(b, id)->ends[end].pod[i]);
        }
        assert_int_equal(row(b, id)->ends[end].pod[i], MVA(kva[i]));
    }
}

static inline void open_plain(bench *b, const char *site)
{
    open_bench(b, site, PROFILE(STEADY, ALONE, AIRY), NULL);
}

#define HELD                                                                               \
    "<link id=\"north\" path=\"north\"/><gate id=\"deed\" kind=\"title\""                  \
    " status=\"granted\"/><gate id=\"grid\" kind=\"interconnection\" status=\"granted\"/>" \
    "<gate id=\"zone\" kind=\"zoning\" status=\"granted\"/>"
#define ROOM                                                                               \
    " outline=\"0,0 20,0 20,20 0,20 m\" clear-height=\"9 m\" slab=\"9 t/m2\""              \
    " liquid=\"none\" air=\"air\""
#define BREEZE                                                                             \
    "<plant id=\"air\" kind=\"crah\" loop=\"air\" capacity=\"99 MW thermal\""              \
    " supply=\"20 degC\" filtration=\"13\" electrical=\"0\" count=\"2\"/>"
#define BOX                                                                                \
    "max=\"100 kW\" peak=\"100 kW\" power-factor=\"1\" peak-duration=\"1 s\""              \
    " width=\"600 mm\" depth=\"1200 mm\" height=\"2200 mm\" mass=\"1000 kg\""

/* The plan for `site` holds; of the site with `to` in place of `from` the check refuses it
 * for this kind of requirement alone. */
static inline void expect_refusal(const char *site, const char *from, const char *to,
                                  int64_t pods, rfi_requirement_kind kind)
{
    fixture good;
    fixture bad;
    rfi_arena *arena = rfi_arena_new();
    const char *profile = PROFILE(BOX, ALONE, AIRY);
    fixture_read(&good, site, profile, NULL);
    const rfi_judgement *j = &fixture_evaluate(&good, NULL)->judgements[0];
    assert_int_equal(j->cases[RFI_END_UNFAVOURABLE].pods, pods);
    rfi_finding finding;
    assert_true(rfi_check_plan(good.arena, j->plan, &good.rules, &finding));
    fixture_print_findings(&finding);
    assert_int_equal(finding.violation_count, 0);

    fixture_read(&bad, fixture_swap(arena, site, from, to), profile, NULL);
    rfi_plan plan = *j->plan;
    plan.site = bad.site;
    plan.profile = bad.profile;
    plan.shares = RFI_ARRAY(arena, plan.share_count, rfi_hall_share);
    plan.floors = RFI_ARRAY(arena, plan.floor_count, rfi_floor);
    for (size_t s = 0; s < plan.share_count; s++) {
        plan.shares[s] = j->plan->shares[s];
        plan.shares[s].hall = &bad.site->halls[s];
    }
    for (size_t s = 0; s < plan.floor_count; s++) {
        plan.floors[s] = j->plan->floors[s];
        plan.floors[s].hall = rfi_site_hall(bad.site, j->plan->floors[s].hall->id);
    }
    assert_true(rfi_check_plan(bad.arena, &plan, &bad.rules, &finding));
    assert_true(finding.violation_count > 0);
    for (size_t v = 0; v < finding.violation_count; v++) {
        assert_int_equal(finding.violations[v].kind, kind);
    }
    const rfi_judgement *worse = &fixture_evaluate(&bad, NULL)->judgements[0];
    assert_true(worse->cases[RFI_END_UNFAVOURABLE].pods < pods);
    fixture_free(&good);
    fixture_free(&bad);
    rfi_arena_free(arena);
}

#endif
