/* SPDX-License-Identifier: MIT */
/* The order of halls, elements, plants, links and gates in the file means nothing. */
#include "tests/property/site_cases.h"

enum { SITES = 300 };

static bool listed(const rfi_judgement *j, const char *id)
{
    return fixture_seek(j->requirements, j->requirement_count, id) != NULL;
}

static void expect_same(const rfi_judgement *a, const rfi_judgement *b)
{
    assert_int_equal(a->verdict, b->verdict);
    assert_int_equal(a->wanted_pods, b->wanted_pods);
    assert_int_equal(a->requirement_count, b->requirement_count);
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        assert_int_equal(a->cases[end].pods, b->cases[end].pods);
        assert_int_equal(a->cases[end].pods_bound, b->cases[end].pods_bound);
        assert_int_equal(a->cases[end].units, b->cases[end].units);
        assert_int_equal(a->cases[end].it_power, b->cases[end].it_power);
        assert_int_equal(a->cases[end].any_unknown, b->cases[end].any_unknown);
    }
    for (size_t i = 0; i < a->requirement_count; i++) {
        const rfi_requirement *r = &a->requirements[i];
        assert_true(listed(b, r->id));
        const rfi_requirement *s =
            fixture_find(b->requirements, b->requirement_count, r->id);
        for (rfi_end end = 0; end < RFI_ENDS; end++) {
            assert_int_equal(r->ends[end].limit, s->ends[end].limit);
            assert_int_equal(r->ends[end].fixed, s->ends[end].fixed);
            assert_int_equal(r->ends[end].used, s->ends[end].used);
            assert_int_equal(r->binding[end], s->binding[end]);
        }
        assert_int_equal(r->fails, s->fails);
        assert_string_equal(r->state, s->state);
    }
    assert_int_equal(a->conflict_count, b->conflict_count);
    for (size_t i = 0; i < a->conflict_count; i++) {
        assert_int_equal(a->conflicts[i].count, b->conflicts[i].count);
    }
    assert_int_equal(a->deciding_count, b->deciding_count);
    assert_int_equal(a->request_count, b->request_count);
    for (size_t i = 0; i < a->request_count; i++) {
        assert_int_equal(a->requests[i].swing, b->requests[i].swing);
        assert_int_equal(a->requests[i].decides_alone, b->requests[i].decides_alone);
    }
    assert_int_equal(a->alternative_count, b->alternative_count);
    for (size_t i = 0; i < a->alternative_count; i++) {
        assert_memory_equal(a->alternatives[i].pods, b->alternatives[i].pods,
                            sizeof(a->alternatives[i].pods));
    }
}

static void order_in_the_file_means_nothing(void **state)
{
    (void)state;
    size_t moved = 0;
    for (uint64_t seed = 1; seed <= SITES; seed++) {
        cast plain;
        cast shuffled;
        open_cast(&plain, seed);
        open_cast_in_order(&shuffled, seed, seed + 1000);
        moved += strcmp(plain.site.data, shuffled.site.data) != 0 ? 1 : 0;
        expect_same(plain.j, shuffled.j);
        close_cast(&plain);
        close_cast(&shuffled);
    }
    assert_true(moved > SITES * 9 / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_in_the_file_means_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
