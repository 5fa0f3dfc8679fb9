/* SPDX-License-Identifier: MIT */
/* Problems in which blocks equal each other: what is found and proven with them added up
 * and tied, against the search that takes each for itself; and which blocks count as
 * equal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "planner/base/arena.h"
#include "planner/solve/alike.h"
#include "tests/property/solve_cases.h"

enum { PROBLEMS = 600, BLOCKS_MOST = 24, LARGE = 12 };

typedef struct drawn {
    rfi_problem problem;
    size_t yes[BLOCKS_MOST], things[BLOCKS_MOST], places[BLOCKS_MOST];
    size_t blocks, like; /* the first `like` of them may change places */
} drawn;

/* Each block says yes or no, takes things if yes, and needs places for them, of which a
 * first one holds nothing. Shared: a permit that yes asks for, money, and room that things
 * take and blocks that say no give back. Odd: the last block holds fewer things. */
static void draw(drawn *d, case_random *random, size_t blocks, bool odd, rfi_arena *arena)
{
    rfi_problem *p = &d->problem;
    rfi_problem_init(p, arena);
    int64_t most = case_between(random, 2, 9);
    int64_t per_place = case_between(random, 1, 4);
    int64_t cost = case_between(random, 3, 40);
    int64_t back = case_between(random, 0, 30);
    int64_t each = case_between(random, 5, 19);
    int64_t sum = (int64_t)blocks;
    rfi_term money[3 * BLOCKS_MOST + 1];
    rfi_term room[2 * BLOCKS_MOST];
    size_t permit = rfi_problem_variable(p, "permit", 0, 1, 0);
    size_t money_count = 0;
    money[money_count++] = (rfi_term){permit, case_between(random, 0, 20)};
    d->blocks = blocks;
    d->like = blocks - (odd ? 1 : 0);
    for (size_t b = 0; b < blocks; b++) {
        int64_t holds = odd && b + 1 == blocks ? most - 1 : most;
        d->yes[b] = rfi_problem_variable(p, "yes", 0, 1, 0);
        d->things[b] = rfi_problem_variable(p, "things", 0, most, 10);
        d->places[b] = rfi_problem_variable(p, "places", 0, most + 1, 0);
        rfi_problem_place(p, d->yes[b], b, 0);
        rfi_problem_place(p, d->things[b], b, 1);
        rfi_problem_place(p, d->places[b], b, 2);
        rfi_problem_row(p, "things where yes", 0,
                        (rfi_term[]){{d->things[b], 1}, {d->yes[b], -holds}}, 2, 0);
        rfi_problem_row(p, "places", 0,
                        (rfi_term[]){{d->things[b], 1},
                                     {d->places[b], -per_place},
                                     {d->yes[b], per_place}},
                        3, 0);
        rfi_problem_row(p, "permit", 0, (rfi_term[]){{d->yes[b], 1}, {permit, -1}}, 2, 0);
        money[money_count++] = (rfi_term){d->places[b], cost};
        money[money_count++] = (rfi_term){d->yes[b], cost / 2};
        room[2 * b] = (rfi_term){d->things[b], each};
        room[2 * b + 1] = (rfi_term){d->yes[b], back};
        if (b > 0 && b < d->like) {
            rfi_problem_row(p, "fuller first", RFI_GROUP_STRUCTURE,
                            (rfi_term[]){{d->things[b], 1}, {d->things[b - 1], -1}}, 2, 0);
            rfi_problem_orders(p);
        }
    }
    rfi_problem_row(p, "money", 0, money, money_count,
                    case_between(random, cost, 1 + cost * sum * (most + 2) / 2));
    rfi_problem_row(p, "room", 0, room, 2 * blocks,
                    case_between(random, each, (each * most + back) * sum));
    if (case_between(random, 0, 3) == 0) { /* a target, now and then out of reach */
        rfi_term target[BLOCKS_MOST];
        for (size_t b = 0; b < blocks; b++) {
            target[b] = (rfi_term){d->things[b], -1};
        }
        rfi_problem_row(p, "target", 0, target, blocks,
                        -case_between(random, 1, 1 + most * sum));
    }
    rfi_term less[3 * BLOCKS_MOST + 1];
    for (size_t i = 0; i < money_count; i++) {
        less[i] = (rfi_term){money[i].variable, -money[i].coefficient};
    }
    rfi_problem_then(p, less, money_count);
}

static bool holds(const rfi_problem *p, const int64_t *values)
{
    bool fine = true;
    for (size_t j = 0; j < p->variable_count; j++) {
        fine =
            fine && values[j] >= p->variables[j].low && values[j] <= p->variables[j].high;
    }
    for (size_t i = 0; i < p->row_count; i++) {
        int64_t sum = 0;
        for (size_t t = 0; t < p->rows[i].term_count; t++) {
            sum += p->rows[i].terms[t].coefficient * values[p->rows[i].terms[t].variable];
        }
        fine = fine && sum <= p->rows[i].limit;
    }
    return fine;
}

static int64_t later_value(const rfi_problem *p, const int64_t *values)
{
    int64_t sum = 0;
    for (size_t t = 0; t < p->later[0].term_count; t++) {
        sum += p->later[0].terms[t].coefficient * values[p->later[0].terms[t].variable];
    }
    return sum;
}

static void agrees_with_each_for_itself(void **state)
{
    (void)state;
    size_t proven = 0;
    size_t none = 0;
    for (uint64_t seed = 1; seed <= PROBLEMS; seed++) {
        case_random random = {seed};
        rfi_arena *arena = rfi_arena_new();
        drawn d;
        rfi_outcome exact;
        rfi_outcome found;
        draw(&d, &random, (size_t)case_between(&random, 2, 5), seed % 3 == 0, arena);
        const rfi_solve_options options = {.engine = RFI_ENGINE_EXACT};
        rfi_solve_with(&d.problem, &options, &exact);
        rfi_solve_alike(&d.problem, &options, &found);
        assert_int_not_equal(exact.status, RFI_STATUS_STOPPED);
        assert_int_equal(found.status, exact.status);
        none += exact.status == RFI_STATUS_INFEASIBLE ? 1 : 0;
        if (exact.has_solution) {
            assert_true(holds(&d.problem, found.values));
            assert_int_equal(found.value, exact.value);
            assert_int_equal(found.bound, exact.value);
            assert_int_equal(found.later_proven, 1);
            assert_int_equal(later_value(&d.problem, found.values),
                             later_value(&d.problem, exact.values));
            proven++;
        }
        rfi_arena_free(arena);
    }
    print_message("# %zu solved, %zu have no solution\n", proven, none);
    assert_true(proven > 300 && none > 20);
}

/* What the sum says of a problem, with cuts and without, is never less than its best. */
static void sums_bound(void **state)
{
    (void)state;
    size_t sharper = 0;
    for (uint64_t seed = 1; seed <= PROBLEMS; seed++) {
        case_random random = {seed};
        rfi_arena *arena = rfi_arena_new();
        drawn d;
        rfi_outcome exact;
        rfi_outcome plain;
        rfi_outcome cut;
        rfi_alike alike;
        rfi_folded total;
        rfi_columns columns;
        draw(&d, &random, (size_t)case_between(&random, 2, 5), seed % 3 == 0, arena);
        rfi_solve(&d.problem, NULL, 0, 0, &exact);
        assert_true(rfi_alike_read(&alike, arena, &d.problem, NULL, 0));
        assert_true(rfi_alike_sum(&alike, arena, &total));
        rfi_solve(&total.problem, NULL, 0, 0, &plain);
        assert_true(rfi_alike_columns(&alike, NULL, arena, &total, &columns));
        rfi_alike_cut(&alike, &columns, total.stands, true, &total.problem);
        rfi_solve(&total.problem, NULL, 0, 0, &cut);
        if (exact.has_solution) {
            assert_false(columns.empty);
            assert_true(plain.has_solution && plain.value >= exact.value);
            assert_true(cut.has_solution && cut.value >= exact.value);
            assert_true(cut.value <= plain.value);
            assert_true(rfi_alike_bound(&alike, &columns, &total) >= exact.value);
            sharper += cut.value < plain.value ? 1 : 0;
        }
        rfi_arena_free(arena);
    }
    print_message("# cuts make %zu sums sharper\n", sharper);
    assert_true(sharper > 10);
}

static void only_what_may_change_places_is_kin(void **state)
{
    (void)state;
    rfi_arena *arena = rfi_arena_new();
    case_random random = {7};
    drawn d;
    rfi_alike alike;
    draw(&d, &random, 6, false, arena);
    assert_true(rfi_alike_read(&alike, arena, &d.problem, NULL, 0));
    assert_int_equal(alike.kin_count, 1);
    assert_int_equal(alike.largest, 6);
    /* one row across, one within, one bound, one gain: each sets a block apart */
    rfi_problem_row(&d.problem, "of the last", RFI_GROUP_STRUCTURE,
                    (rfi_term[]){{d.things[5], 1}, {0, 1}}, 2, 9);
    assert_true(rfi_alike_read(&alike, arena, &d.problem, NULL, 0));
    assert_int_equal(alike.largest, 5);
    rfi_problem_row(&d.problem, "of the fifth", RFI_GROUP_STRUCTURE,
                    (rfi_term[]){{d.places[4], 2}, {d.things[4], -1}}, 2, 8);
    d.problem.variables[d.places[3]].high--;
    d.problem.variables[d.things[2]].gain++;
    assert_true(rfi_alike_read(&alike, arena, &d.problem, NULL, 0));
    assert_int_equal(alike.largest, 2);
    assert_int_equal(alike.kin_count, 5);
    rfi_arena_free(arena);
}

/* Two dozen blocks: each for itself is a search that does not end. */
static void many_blocks_cost_little(void **state)
{
    (void)state;
    size_t closed = 0;
    for (uint64_t seed = 1; seed <= LARGE; seed++) {
        case_random random = {seed};
        rfi_arena *arena = rfi_arena_new();
        drawn d;
        rfi_outcome found;
        draw(&d, &random, BLOCKS_MOST, false, arena);
        const rfi_solve_options options = {.node_limit = 300};
        rfi_solve_alike(&d.problem, &options, &found);
        if (found.has_solution) {
            assert_true(holds(&d.problem, found.values));
            assert_true(found.bound >= found.value);
            assert_true((found.bound - found.value) * 100 <= found.value);
        }
        closed += found.status != RFI_STATUS_STOPPED ? 1 : 0;
        rfi_arena_free(arena);
    }
    print_message("# %zu of %d proven\n", closed, LARGE);
    assert_true(closed >= LARGE / 2);
}

static bool never(void *context, const rfi_progress *progress)
{
    (void)progress;
    ++*(size_t *)context;
    return false;
}

static void who_watches_stops_it(void **state)
{
    (void)state;
    rfi_arena *arena = rfi_arena_new();
    case_random random = {3};
    size_t asked = 0;
    drawn d;
    rfi_outcome found;
    draw(&d, &random, BLOCKS_MOST, false, arena);
    d.problem.later_count = 0;
    const rfi_solve_options options = {.watch = never, .context = &asked};
    rfi_solve_alike(&d.problem, &options, &found);
    assert_true(asked == 1);
    assert_int_equal(found.status, RFI_STATUS_STOPPED);
    rfi_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_each_for_itself),
        cmocka_unit_test(sums_bound),
        cmocka_unit_test(only_what_may_change_places_is_kin),
        cmocka_unit_test(many_blocks_cost_little),
        cmocka_unit_test(who_watches_stops_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
