/* SPDX-License-Identifier: MIT */
/* Random sites against enumeration: pods at all three ends, conflicts that are minimal,
 * ends in order, monotony, and every plan passed by the second opinion. */
#include "tests/unit/oracle.h"

#include "tests/property/site_cases.h"

enum { SITES = 400, COMPARED = 48 };

/* ---- properties
 * ---------------------------------------------------------------------------- */

static void pods_agree_with_enumeration(void **state)
{
    (void)state;
    size_t compared = 0;
    size_t with_pods = 0;
    size_t verdicts[RF_VERDICT_UNKNOWN + 1] = {0};
    for (uint64_t seed = 1; seed <= SITES; seed++) {
        cast c;
        open_cast(&c, seed);
        verdicts[c.j->verdict]++;
        for (rfi_end end = 0; end < RFI_ENDS; end++) {
            const rfi_case *k = &c.j->cases[end];
            bool open = k->pods_bound >= RFI_PODS_CAP; /* nothing that is known limits it */
            assert_int_equal(k->search, RFI_SEARCH_PROVEN);
            int64_t cap = open ? 20 : k->pods + 1;
            if (cap > COMPARED) {
                continue;
            }
            int64_t most = oracle_most(c.f.site, c.f.profile, c.j->requirements,
                                       c.j->requirement_count, NULL, end, cap);
            if (most != (open ? cap : k->pods)) {
                print_error("seed %llu, %s: %lld pods, enumeration %lld\n",
                            (unsigned long long)seed, rfi_end_words(end),
                            (long long)k->pods, (long long)most);
            }
            assert_int_equal(most, open ? cap : k->pods);
            compared++;
            with_pods += k->pods > 0 ? 1 : 0;
        }
        close_cast(&c);
    }
    print_message("# %zu cases, %zu with pods; %zu fit, %zu no fit, %zu unknown\n",
                  compared, with_pods, verdicts[RF_VERDICT_FIT],
                  verdicts[RF_VERDICT_NO_FIT], verdicts[RF_VERDICT_UNKNOWN]);
    assert_true(compared > 2 * SITES);
    assert_true(with_pods > SITES / 2);
    assert_true(verdicts[RF_VERDICT_FIT] > 10);
    assert_true(verdicts[RF_VERDICT_NO_FIT] > 10);
    assert_true(verdicts[RF_VERDICT_UNKNOWN] > 10);
}

static void ends_are_in_order(void **state)
{
    (void)state;
    size_t complete = 0;
    for (uint64_t seed = 1; seed <= SITES; seed++) {
        cast c;
        open_cast(&c, seed);
        const rfi_case *cases = c.j->cases;
        assert_true(cases[RFI_END_UNFAVOURABLE].pods <= cases[RFI_END_FAVOURABLE].pods);
        if (!cases[RFI_END_BASE].any_unknown) {
            complete++;
            assert_true(cases[RFI_END_UNFAVOURABLE].pods <= cases[RFI_END_BASE].pods);
            assert_true(cases[RFI_END_BASE].pods <= cases[RFI_END_FAVOURABLE].pods);
        }
        bool bad = cases[RFI_END_UNFAVOURABLE].pods >= c.j->wanted_pods;
        bool good = cases[RFI_END_FAVOURABLE].pods >= c.j->wanted_pods;
        assert_int_equal(c.j->verdict, bad    ? RF_VERDICT_FIT
                                       : good ? RF_VERDICT_UNKNOWN
                                              : RF_VERDICT_NO_FIT);
        close_cast(&c);
    }
    assert_true(complete > SITES / 5);
}

static void conflicts_are_minimal_and_disjoint(void **state)
{
    (void)state;
    size_t conflicts = 0;
    size_t larger = 0;
    for (uint64_t seed = 1; seed <= SITES; seed++) {
        cast c;
        open_cast(&c, seed);
        bool *members = RFI_ARRAY(c.f.arena, c.j->requirement_count, bool);
        bool *taken = RFI_ARRAY(c.f.arena, c.j->requirement_count, bool);
        assert_non_null(members);
        assert_true((c.j->verdict == RF_VERDICT_NO_FIT) == (c.j->conflict_count > 0));
        for (size_t i = 0; i < c.j->conflict_count; i++) {
            const rfi_conflict *conflict = &c.j->conflicts[i];
            memset(members, 0, c.j->requirement_count * sizeof(bool));
            assert_true(conflict->minimal);
            for (size_t k = 0; k < conflict->count; k++) {
                size_t member = conflict->members[k];
                assert_false(taken[member]);
                taken[member] = true;
                members[member] = true;
            }
            oracle_expect_minimal(c.f.site, c.j, members, RFI_END_FAVOURABLE,
                                  c.j->wanted_pods);
            conflicts++;
            larger += conflict->count > 1 ? 1 : 0;
        }
        close_cast(&c);
    }
    print_message("# %zu conflicts, %zu of more than one member\n", conflicts, larger);
    assert_true(conflicts > 50);
    assert_true(larger > 3);
}

static void binding_limits_stop_one_pod_more(void **state)
{
    (void)state;
    size_t tested = 0;
    for (uint64_t seed = 1; seed <= SITES; seed++) {
        cast c;
        open_cast(&c, seed);
        bool *members = RFI_ARRAY(c.f.arena, c.j->requirement_count, bool);
        assert_non_null(members);
        for (rfi_end end = 0; end < RFI_ENDS; end++) {
            const rfi_case *k = &c.j->cases[end];
            bool any = false;
            for (size_t i = 0; i < c.j->requirement_count; i++) {
                members[i] = c.j->requirements[i].binding[end];
                any = any || members[i];
            }
            if (k->pods_bound >= RFI_PODS_CAP) {
                assert_false(any);
                continue;
            }
            if (k->pods < COMPARED) {
                oracle_expect_minimal(c.f.site, c.j, members, end, k->pods + 1);
                tested++;
            }
        }
        close_cast(&c);
    }
    assert_true(tested > 2 * SITES);
}

static void second_opinion_passes_every_plan(void **state)
{
    (void)state;
    size_t plans = 0;
    for (uint64_t seed = 1; seed <= SITES; seed++) {
        cast c;
        open_cast(&c, seed);
        if (c.j->plan != NULL) {
            rfi_finding finding;
            assert_true(rfi_check_plan(c.f.arena, c.j->plan, &c.f.rules, &finding));
            if (finding.violation_count > 0) {
                print_error("seed %llu\n%s\n%s\n", (unsigned long long)seed, c.site.data,
                            c.profile.data);
                fixture_print_findings(&finding);
            }
            assert_int_equal(finding.violation_count, 0);
            plans++;
        }
        for (rfi_end end = 0; end < RFI_ENDS; end++) { /* what is used is what is there */
            for (size_t i = 0; i < c.j->requirement_count; i++) {
                const rfi_requirement *r = &c.j->requirements[i];
                const rfi_terms *t = &r->ends[end];
                bool sum = r->shape == RFI_SHAPE_SITE_SUM || r->shape == RFI_SHAPE_HALL_SUM;
                bool skipped = end == RFI_END_BASE && t->unknown;
                if (sum && !skipped && c.j->cases[end].pods > 0 &&
                    c.j->cases[end].pods < RFI_PODS_CAP) {
                    if (t->used > t->limit) {
                        print_error("seed %llu: %s uses %lld of %lld\n",
                                    (unsigned long long)seed, r->id, (long long)t->used,
                                    (long long)t->limit);
                    }
                    assert_true(t->used <= t->limit);
                }
            }
        }
        close_cast(&c);
    }
    print_message("# %zu plans\n", plans);
    assert_true(plans > SITES / 3);
}

/* A limit figure is one that is read on the limit side only. */
static bool limit_only(const rfi_judgement *j, const rfi_figure *figure)
{
    bool limit = false;
    for (size_t i = 0; i < j->requirement_count; i++) {
        for (size_t k = 0; k < j->requirements[i].input_count; k++) {
            const rfi_input *input = &j->requirements[i].inputs[k];
            if (input->figure == figure && input->role == RFI_ROLE_DEMAND) {
                return false;
            }
            limit = limit || input->figure == figure;
        }
    }
    return limit;
}

static void raising_a_limit_never_costs_pods(void **state)
{
    (void)state;
    size_t raised = 0;
    for (uint64_t seed = 1; seed <= SITES / 8; seed++) {
        cast c;
        open_cast(&c, seed);
        for (size_t i = 0; i < c.f.site->figure_count; i++) {
            rfi_figure *figure = c.f.site->figures[i];
            rfi_figure before = *figure;
            if (!rfi_known(figure) || !limit_only(c.j, figure) ||
                figure->dimension == RFI_DIM_STATUS ||
                figure->dimension == RFI_DIM_VOLTAGE) {
                continue;
            }
            figure->low += figure->low / 4 + 1;
            figure->base += figure->base / 4 + 1;
            figure->high += figure->high / 4 + 1;
            if (figure->dimension == RFI_DIM_RATIO) {
                figure->low = rfi_min(figure->low, 1000000);
                figure->base = rfi_min(figure->base, 1000000);
                figure->high = rfi_min(figure->high, 1000000);
            }
            const rfi_judgement *j = &fixture_evaluate(&c.f, NULL)->judgements[0];
            for (rfi_end end = 0; end < RFI_ENDS; end++) {
                if (c.j->cases[end].pods_bound >= RFI_PODS_CAP) {
                    continue;
                }
                if (j->cases[end].pods_bound < c.j->cases[end].pods_bound) {
                    print_error("seed %llu, %s of %s, %s: %lld after %lld\n",
                                (unsigned long long)seed, figure->attribute, figure->owner,
                                rfi_end_words(end), (long long)j->cases[end].pods,
                                (long long)c.j->cases[end].pods);
                }
                assert_true(j->cases[end].pods_bound >= c.j->cases[end].pods_bound);
            }
            *figure = before;
            raised++;
        }
        close_cast(&c);
    }
    print_message("# %zu figures raised\n", raised);
    assert_true(raised > 500);
}

/* A search that stops says so, and what it says besides still holds. */
static void stopped_search_never_lies(void **state)
{
    (void)state;
    size_t stopped = 0;
    for (uint64_t seed = 1; seed <= SITES; seed++) {
        cast c;
        open_cast(&c, seed);
        const rfi_decide_options tight = {.node_limit = 1};
        const rfi_judgement *j = &fixture_evaluate(&c.f, &tight)->judgements[0];
        assert_true(j->verdict == c.j->verdict || j->verdict == RF_VERDICT_UNDECIDED);
        for (rfi_end end = 0; end < RFI_ENDS; end++) {
            assert_true(j->cases[end].pods <= c.j->cases[end].pods);
            assert_true(j->cases[end].pods_bound >= c.j->cases[end].pods_bound);
            stopped += j->cases[end].search == RFI_SEARCH_STOPPED ? 1 : 0;
        }
        if (j->plan != NULL) {
            rfi_finding finding;
            assert_true(rfi_check_plan(c.f.arena, j->plan, &c.f.rules, &finding));
            assert_int_equal(finding.violation_count, 0);
        }
        close_cast(&c);
    }
    print_message("# %zu searches stopped\n", stopped);
    assert_true(stopped > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pods_agree_with_enumeration),
        cmocka_unit_test(ends_are_in_order),
        cmocka_unit_test(conflicts_are_minimal_and_disjoint),
        cmocka_unit_test(binding_limits_stop_one_pod_more),
        cmocka_unit_test(second_opinion_passes_every_plan),
        cmocka_unit_test(raising_a_limit_never_costs_pods),
        cmocka_unit_test(stopped_search_never_lies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
