/* SPDX-License-Identifier: MIT */
/* Shipped sites with the shipped measures on offer: what is listed without them stays as it
 * was, rows of what is new spoil nothing that stood, and their derivations do not lie. */
#include "tests/unit/fixture.h"

#include <stdlib.h>

#include "planner/api/handles.h"
#include "planner/capacity/gains.h"
#include "planner/capacity/trace.h"

typedef struct shipped {
    rf_diags *diags;
    rf_engine *engine;
    rfi_rules rules;
    rfi_measures *measures;
    size_t offers, joints, gains; /* seen so far */
} shipped;

static char *file_of(shipped *s, const char *folder, const char *id, size_t *ret_size)
{
    const char *path = rfi_catalogue_path(s->engine->catalogue, folder, id);
    assert_non_null(path);
    char *bytes = rfi_read_file(path, ret_size, s->diags);
    assert_non_null(bytes);
    return bytes;
}

static rfi_profile *profile_of(shipped *s, const char *id)
{
    size_t size = 0;
    char *bytes = file_of(s, "profiles", id, &size);
    rfi_profile *profile = rfi_read_profile(id, bytes, size, s->diags);
    free(bytes);
    assert_non_null(profile);
    assert_true(rfi_fabric_complete(profile));
    return profile;
}

static int open_shipped(void **state)
{
    static shipped s;
    static const char *const folders[] = {TEST_ROOT "/sites", NULL};
    size_t size = 0;
    s = (shipped){.diags = rf_diags_new()};
    rfi_rules_init(&s.rules);
    assert_int_equal(rf_engine_new(folders, &s.engine, s.diags), RF_OK);
    char *bytes = file_of(&s, "measures", "catalogue", &size);
    s.measures = rfi_read_measures("catalogue.xml", bytes, size, s.diags);
    free(bytes);
    assert_non_null(s.measures);
    *state = &s;
    return 0;
}

static int close_shipped(void **state)
{
    shipped *s = *state;
    rfi_measures_free(s->measures);
    rf_engine_free(s->engine);
    rf_diags_free(s->diags);
    return 0;
}

/* ---- lists ------------------------------------------------------------------------------
 */

static rfi_requirement_list list_of(const rfi_study *study)
{
    rfi_requirement_list list;
    assert_true(rfi_capacity_list(study, &list));
    return list;
}

static void expect_same(const rfi_requirement *a, const rfi_requirement *b, size_t halls)
{
    assert_string_equal(a->id, b->id);
    assert_int_equal(a->input_count, b->input_count);
    size_t first = a->hall_index < halls ? a->hall_index : 0;
    size_t last = a->hall_index < halls ? a->hall_index + 1 : halls;
    for (size_t end = 0; end < RFI_ENDS; end++) {
        const rfi_terms *t = &a->ends[end];
        const rfi_terms *u = &b->ends[end];
        assert_int_equal(t->unknown, u->unknown);
        assert_int_equal(t->limit, u->limit);
        assert_int_equal(t->fixed, u->fixed);
        for (size_t i = first; i < last; i++) {
            assert_int_equal(t->pod[i], u->pod[i]);
            assert_int_equal(t->unit[i], u->unit[i]);
            assert_int_equal(t->idle[i], u->idle[i]);
            assert_int_equal(t->standing[i], u->standing[i]);
        }
    }
}

/* Does a test of this hall, or of the site, that stands without measures fail? */
static bool fails_anyway(const rfi_requirement_list *list, size_t hall, rfi_end end)
{
    for (size_t i = 0; i < list->count; i++) {
        const rfi_requirement *r = &list->items[i];
        const rfi_terms *terms = &r->ends[end];
        bool here = r->hall_index == hall && r->shape == RFI_SHAPE_HALL_TEST;
        if (here && !terms->unknown && terms->fixed > terms->limit) {
            return true;
        }
    }
    return false;
}

static void spoils_nothing(const rfi_requirement_list *without, const rfi_requirement *r)
{
    for (rfi_end end = RFI_END_UNFAVOURABLE; end < RFI_ENDS; end++) {
        const rfi_terms *terms = &r->ends[end];
        bool holds = terms->unknown ||
                     (r->shape == RFI_SHAPE_HALL_TEST ? terms->fixed <= terms->limit
                                                      : terms->limit >= RFI_UNBOUNDED);
        if (!holds && !fails_anyway(without, r->hall_index, end)) {
            print_error("%s, %s: binds though nothing failed\n", r->id, rfi_end_words(end));
            fail();
        }
    }
}

/* A joint row is the sum of rows that are listed by themselves. */
static void adds_up(const rfi_requirement_list *list, size_t index)
{
    const rfi_requirement *r = &list->items[index];
    const rfi_joint *joint = list->subjects[index].joint;
    size_t found = 0;
    assert_true(joint->count >= 2 && joint->count <= RFI_JOINT_MOST);
    for (rfi_end end = RFI_END_UNFAVOURABLE; end < RFI_ENDS; end++) {
        int64_t limit = 0;
        for (size_t i = 0; i < index; i++) {
            const rfi_subject *other = &list->subjects[i];
            for (size_t k = 0; k < joint->count; k++) {
                const rfi_subject *member = &joint->members[k];
                if (list->items[i].kind == r->kind && other->offer == RFI_OFFER_NONE &&
                    other->hall == member->hall && other->plant == member->plant &&
                    other->link.first == member->link.first) {
                    limit = rfi_add(limit, list->items[i].ends[end].limit);
                    found++;
                }
            }
        }
        assert_int_equal(r->ends[end].limit, limit);
    }
    assert_int_equal(found, RFI_ENDS * joint->count);
}

/* ---- derivations ------------------------------------------------------------------------
 */

/* Is the step stated earlier in the tree than the leaf? */
static bool earlier(const rfi_derivation *node, const rfi_derivation *leaf, bool *stop)
{
    if (node == leaf || *stop) {
        *stop = true;
        return false;
    }
    bool same = node->kind == RFI_NODE_STEP && rfi_derivation_same(node, leaf) &&
                node->value == leaf->value;
    for (const rfi_derivation *c = node->first; c != NULL && !same && !*stop; c = c->next) {
        same = earlier(c, leaf, stop);
    }
    return same;
}

static void redo(const rfi_derivation *root, const rfi_derivation *node)
{
    int64_t value = node->value;
    bool stop = false;
    if (node->kind == RFI_NODE_ABOVE) {
        assert_true(earlier(root, node, &stop));
    } else if (node->kind == RFI_NODE_STEP && node->operation == RFI_OP_TOLD) {
        assert_true(node->aside || node->words != NULL || node->formula != NULL);
    } else if (node->kind == RFI_NODE_STEP) {
        assert_true(rfi_derivation_redo(node, &value));
        assert_int_equal(value, node->value);
    }
    for (const rfi_derivation *c = node->first; c != NULL; c = c->next) {
        redo(root, c);
    }
}

static void tells_the_truth(const rfi_study *study, const rfi_requirement *r,
                            const rfi_subject *subject)
{
    size_t halls = study->site->hall_count;
    int64_t *room = RFI_ARRAY(study->arena, 4 * halls, int64_t);
    assert_non_null(room);
    for (rfi_end end = RFI_END_UNFAVOURABLE; end < RFI_ENDS; end++) {
        struct rfi_trace trace = {.arena = study->arena};
        rfi_view view = {.end = end, .trace = &trace};
        rfi_terms terms = {.pod = room,
                           .unit = room + halls,
                           .idle = room + 2 * halls,
                           .standing = room + 3 * halls};
        rfi_capacity_terms(study, r, subject, &view, &terms);
        assert_int_equal(terms.limit, r->ends[end].limit);
        assert_non_null(trace.root);
        if (!terms.unknown) {
            redo(trace.root, trace.root);
        }
    }
}

/* ---- sites ------------------------------------------------------------------------------
 */

static void compare(shipped *s, const rfi_study *plain)
{
    rfi_study offered = *plain;
    offered.measures = s->measures;
    rfi_requirement_list without = list_of(plain);
    rfi_requirement_list with = list_of(&offered);
    size_t next = 0;
    for (size_t i = 0; i < with.count; i++) {
        const rfi_requirement *r = &with.items[i];
        s->gains += r->gain_count;
        for (size_t k = 0; k < r->gain_count; k++) {
            assert_true(r->gains[k].measure < s->measures->count);
        }
        if (with.subjects[i].offer == RFI_OFFER_NONE) {
            assert_true(next < without.count);
            expect_same(&without.items[next++], r, plain->site->hall_count);
            continue;
        }
        s->offers++;
        if (with.subjects[i].offer == RFI_OFFER_JOINT) {
            s->joints++;
            adds_up(&with, i);
        } else {
            spoils_nothing(&without, r);
        }
        tells_the_truth(&offered, r, &with.subjects[i]);
    }
    assert_int_equal(next, without.count);
}

static void judge(shipped *s, const rfi_site *site, const rfi_profile *profile, bool strict)
{
    int64_t pods = 50;
    rfi_arena *arena = rfi_arena_new();
    rfi_study study = {.arena = arena,
                       .memory = rfi_memory_new(arena),
                       .count_floor = fixture_any_floor,
                       .measure_route = fixture_any_floor,
                       .floor_context = &pods,
                       .site = site,
                       .profile = profile,
                       .rules = &s->rules,
                       .by = site->as_of + 700,
                       .by_stated = strict};
    for (size_t i = 0; i < RFI_SUBSYSTEMS; i++) {
        study.policy[i] = strict ? RFI_POLICY_FAULT_TOLERANT : site->want.policy[i];
    }
    compare(s, &study);
    rfi_arena_free(arena);
}

static void offers_leave_alone_what_stands(void **state)
{
    shipped *s = *state;
    static const char *const references[] = {NULL, "liquid-shell", "air-mine"};
    static const char *const ids[] = {"gb300-nvl72", "dgx-b200"};
    rfi_profile *profiles[2] = {profile_of(s, ids[0]), profile_of(s, ids[1])};
    const char *const *sites = rfi_catalogue_ids(s->engine->catalogue, "examples");
    for (size_t i = 0; sites[i] != NULL; i++) {
        for (size_t k = 0; k < 3; k++) {
            rf_site *site = NULL;
            assert_int_equal(
                rf_site_open(s->engine, sites[i], references[k], &site, s->diags), RF_OK);
            for (size_t p = 0; p < 4; p++) {
                judge(s, site->model, profiles[p / 2], p % 2 == 1);
            }
            rf_site_free(site);
        }
    }
    print_message("# %zu rows of what is new, %zu joint, %zu gains\n", s->offers, s->joints,
                  s->gains);
    assert_true(s->offers > 1000);
    assert_true(s->gains > 10000);
    assert_true(s->joints > 20);
    rfi_profile_free(profiles[0]);
    rfi_profile_free(profiles[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(offers_leave_alone_what_stands),
    };
    return cmocka_run_group_tests(tests, open_shipped, close_shipped);
}
