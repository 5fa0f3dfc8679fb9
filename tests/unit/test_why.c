/* SPDX-License-Identifier: MIT */
/* Every number that `evaluate --format json` prints has a tree whose first step has its
 * value and unit; and no tree lies: what a step says follows from what it stands on. */
#include "tests/unit/fixture.h"

#include <jansson.h>
#include <stdio.h>

#include "planner/api/handles.h"
#include "planner/decide/why.h"
#include "reports/table/table.h"
#include "reports/table/value.h"

typedef struct judged {
    rf_diags *diags;
    rf_engine *engine;
    rf_site *site;
    rf_evaluation *evaluation;
    rfi_arena *arena, *scratch;
    rfi_why why;
} judged;

static void judge(judged *j, const char *site, const char *reference, const char *profile)
{
    static const char *const folders[] = {TEST_ROOT "/sites", NULL};
    const char *const profiles[] = {profile, NULL};
    rf_evaluate_options options = RF_EVALUATE_OPTIONS_INIT;
    options.profiles = profiles;
    *j = (judged){
        .diags = rf_diags_new(), .arena = rfi_arena_new(), .scratch = rfi_arena_new()};
    assert_int_equal(rf_engine_new(folders, &j->engine, j->diags), RF_OK);
    rf_code code = rf_site_open(j->engine, site, reference, &j->site, j->diags);
    fixture_complain(j->diags, site);
    assert_int_equal(code, RF_OK);
    code = rf_evaluate(j->engine, j->site, &options, &j->evaluation, j->diags);
    assert_int_equal(code, RF_OK);
    assert_true(rfi_why_begin(j->arena, j->scratch, j->evaluation->model, 0, 0, &j->why));
}

static void dismiss(judged *j)
{
    rf_evaluation_free(j->evaluation);
    rf_site_free(j->site);
    rf_engine_free(j->engine);
    rf_diags_free(j->diags);
    rfi_arena_free(j->arena);
    rfi_arena_free(j->scratch);
}

/* ---- no tree lies
 * ------------------------------------------------------------------------ */

typedef struct redone { /* what one walk came across */
    const rfi_derivation *root;
    size_t steps, told, above;
    size_t wrong;
} redone;

/* Earlier in the tree than the leaf: reading stops when it is reached. */
static bool earlier(const rfi_derivation *node, const rfi_derivation *leaf, bool *stop)
{
    if (node == leaf || *stop) {
        *stop = true;
        return false;
    }
    bool same = node->kind == RFI_NODE_STEP && strcmp(node->what, leaf->what) == 0 &&
                node->value == leaf->value && node->dimension == leaf->dimension &&
                strcmp(rfi_or_empty(node->subject), rfi_or_empty(leaf->subject)) == 0;
    for (const rfi_derivation *c = node->first; c != NULL && !same && !*stop; c = c->next) {
        same = earlier(c, leaf, stop);
    }
    return same;
}

static int64_t end_of(const rfi_derivation *node)
{
    bool low = (node->end == RFI_END_UNFAVOURABLE) == (node->role == RFI_ROLE_LIMIT);
    const rfi_figure *figure = node->figure;
    if (!rfi_known(figure)) {
        return node->end == RFI_END_BASE || low ? 0 : RFI_UNBOUNDED;
    }
    return node->end == RFI_END_BASE ? figure->base : low ? figure->low : figure->high;
}

static void complain(redone *r, const rfi_derivation *node, int64_t value)
{
    r->wrong++;
    print_error("%s, %s: says %lld, follows %lld (%s %s)\n", node->what,
                rfi_or_empty(node->subject), (long long)node->value, (long long)value,
                rfi_node_kind_words(node->kind), rfi_operation_id(node->operation));
}

static void redo(redone *r, const rfi_derivation *node)
{
    int64_t value = node->value;
    bool stop = false;
    if (node->kind == RFI_NODE_FIGURE && end_of(node) != node->value) {
        complain(r, node, end_of(node));
    } else if (node->kind == RFI_NODE_ABOVE) {
        r->above++;
        if (!earlier(r->root, node, &stop)) {
            complain(r, node, 0);
        }
    } else if (node->kind == RFI_NODE_STEP && node->operation == RFI_OP_TOLD) {
        r->told++;
        assert_true(node->aside || node->words != NULL || node->formula != NULL);
    } else if (node->kind == RFI_NODE_STEP) {
        r->steps++;
        bool done = rfi_derivation_redo(node, &value);
        if (!done || value != node->value) {
            complain(r, node, value);
        }
    }
    for (const rfi_derivation *c = node->first; c != NULL; c = c->next) {
        redo(r, c);
    }
}

static void check_tree(const rfi_derivation *root, redone *total)
{
    redone r = {.root = root};
    redo(&r, root);
    total->steps += r.steps;
    total->told += r.told;
    total->above += r.above;
    total->wrong += r.wrong;
}

/* ---- every number has one
 * ---------------------------------------------------------------- */

typedef struct walk { /* where in the JSON of a profile */
    judged *j;
    char path[300]; /* "requirements[id].ends[end].limit" */
    char ids[8][300];
    const char *names[8]; /* what the bracket holds */
    size_t brackets;
    redone total;
    size_t asked, missing, unequal;
} walk;

/* Echoes of the input, and counts of what is listed: none is a result. */
static bool excepted(const char *path)
{
    const char *const endings[] = {".line", ".column"};
    for (size_t i = 0; i < 2; i++) {
        size_t n = strlen(endings[i]);
        if (strlen(path) > n && strcmp(path + strlen(path) - n, endings[i]) == 0) {
            return true;
        }
    }
    return false;
}

static const rfi_number *number_at_path(const char *path)
{
    const rfi_number *row = NULL;
    size_t length = strlen(path);
    for (size_t i = 0; (row = rfi_number_at(i)) != NULL; i++) {
        for (const char *at = row->json; at != NULL;) {
            if (strncmp(at, path, length) == 0 &&
                (at[length] == '\0' || at[length] == ' ')) {
                return row;
            }
            at = strchr(at, ' ');
            at = at == NULL ? NULL : at + 1;
        }
    }
    return NULL;
}

/* The word by which a user would ask for it, and the end. */
static void word_of(const walk *w, const rfi_number *row, char *word, size_t size,
                    rfi_end *ret_end)
{
    const char *key = "";
    const char *requirement = "";
    for (size_t i = 0; i < w->brackets; i++) {
        if (strcmp(w->names[i], "end") == 0) {
            for (rfi_end end = 0; end < RFI_ENDS; end++) {
                *ret_end = strcmp(w->ids[i], rfi_end_words(end)) == 0 ? end : *ret_end;
            }
        } else if (strcmp(w->names[i], "id") == 0) {
            requirement = w->ids[i];
        } else {
            key = w->ids[i];
        }
    }
    (void)snprintf(word, size, "%s%s%s%s%s", requirement, *requirement == '\0' ? "" : ":",
                   row->name, *key == '\0' ? "" : "/", key);
}

static void ask(walk *w, const json_t *value, const json_t *unit)
{
    const rfi_number *row = number_at_path(w->path);
    if (row == NULL) {
        if (!excepted(w->path)) {
            w->missing++;
            print_error("no row of a registry names %s\n", w->path);
        }
        return;
    }
    char word[700];
    rfi_end end = rfi_why_shown_end(w->j->why.judgement);
    word_of(w, row, word, sizeof(word), &end);
    rfi_target target;
    const char *const *candidates = NULL;
    rfi_match match = rfi_why_find(&w->j->why, word, &target, &candidates);
    const rfi_derivation *root =
        match == RFI_MATCH_ONE ? rfi_why_tell(&w->j->why, &target, end) : NULL;
    w->asked++;
    if (root == NULL) {
        w->missing++;
        print_error("%s: no tree for \"%s\"\n", w->path, word);
        return;
    }
    bool bounded = rfi_bounded(root->value);
    bool same = json_is_integer(value) ? bounded && root->value == json_integer_value(value)
                                       : !bounded;
    same = same && (unit == NULL ||
                    strcmp(json_string_value(unit), rfi_base_unit(root->dimension)) == 0);
    if (!same) {
        w->unequal++;
        print_error("%s, %s: %lld %s, the tree says %lld %s\n", word, rfi_end_words(end),
                    (long long)json_integer_value(value),
                    unit == NULL ? "" : json_string_value(unit), (long long)root->value,
                    rfi_base_unit(root->dimension));
    }
    check_tree(root, &w->total);
}

static const char *const id_members[] = {"end", "id", "hall", "policy", "figure"};

static void visit(walk *w, const json_t *value);

static void visit_item(walk *w, const json_t *item, size_t index)
{
    size_t length = strlen(w->path);
    char *id = w->ids[w->brackets];
    const char *name = "#";
    (void)snprintf(id, sizeof(w->ids[0]), "%zu", index + 1);
    for (size_t i = 0; i < sizeof(id_members) / sizeof(id_members[0]); i++) {
        const json_t *member = json_object_get(item, id_members[i]);
        if (json_is_string(member)) {
            name = id_members[i];
            (void)snprintf(id, sizeof(w->ids[0]), "%s", json_string_value(member));
            break;
        }
    }
    (void)snprintf(w->path + length, sizeof(w->path) - length, "[%s]", name);
    w->names[w->brackets++] = name;
    visit(w, item);
    w->brackets--;
    w->path[length] = '\0';
}

static void visit(walk *w, const json_t *value)
{
    size_t length = strlen(w->path);
    const char *key;
    const json_t *member;
    size_t index;
    const json_t *unit = json_object_get(value, "unit");
    if (json_is_integer(value)) {
        ask(w, value, NULL);
    } else if (json_is_object(value) && unit != NULL &&
               json_object_get(value, "value") != NULL) {
        ask(w, json_object_get(value, "value"), unit);
    } else if (json_is_object(value)) {
        json_object_foreach((json_t *)(uintptr_t)value, key, member)
        {
            (void)snprintf(w->path + length, sizeof(w->path) - length, "%s%s",
                           length == 0 ? "" : ".", key);
            visit(w, member);
            w->path[length] = '\0';
        }
    } else if (json_is_array(value)) {
        json_array_foreach(value, index, member)
        {
            visit_item(w, member, index);
        }
    }
}

static void check_site(const char *site, const char *reference, const char *profile,
                       redone *total)
{
    judged j;
    judge(&j, site, reference, profile);
    rfi_text text = RFI_TEXT_INIT;
    rfi_table_evaluation_json(j.evaluation->model, &text);
    assert_false(text.failed);
    json_error_t error;
    json_t *document = json_loads(text.data, 0, &error);
    assert_non_null(document);
    walk w = {.j = &j};
    visit(&w, json_array_get(json_object_get(document, "profiles"), 0));
    print_message("# %s, %s: %zu numbers, %zu steps redone, %zu told, %zu references\n",
                  site, profile, w.asked, w.total.steps, w.total.told, w.total.above);
    assert_true(w.asked > 100);
    assert_int_equal(w.missing, 0);
    assert_int_equal(w.unequal, 0);
    assert_int_equal(w.total.wrong, 0);
    total->steps += w.total.steps;
    total->told += w.total.told;
    json_decref(document);
    rfi_text_finish(&text);
    dismiss(&j);
}

static void test_every_number(void **state)
{
    (void)state;
    redone total = {0};
    check_site("lake-mariner", "liquid-shell", "gb200-nvl72", &total);
    check_site("lake-mariner", NULL, "gb200-nvl72", &total);
    check_site("rockdale", "liquid-shell", "dgx-b200", &total);
    check_site("childress", NULL, "gb300-nvl72", &total);
    assert_true(total.steps > 4 * total.told); /* most of it is redone by a machine */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
