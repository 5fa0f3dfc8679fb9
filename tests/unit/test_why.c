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
    static const char *const folders[] = {
        TEST_ROOT "/sites", TEST_ROOT "/tests/golden/cases/why/catalogue", NULL};
    const char *const profiles[] = {profile, NULL};
    rf_evaluate_options options = RF_EVALUATE_OPTIONS_INIT;
    options.profiles = profiles;
    *j = (judged){
        .diags = rf_diags_new(), .arena = rfi_arena_new(), .scratch = rfi_arena_new()};
    assert_int_equal(rf_engine_new(folders, &j->engine, j->diags), RF_OK);
    rf_code code = rf_site_open(j->engine, site, reference, &j->site, j->diags);
    if (code != RF_OK) {
        fixture_complain(j->diags, site);
    }
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
    bool quiet; /* lies are expected */
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
    if (r->quiet) {
        return;
    }
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

enum { ROWS = 200 };

typedef struct walk { /* where in the JSON of a profile */
    judged *j;
    char path[300]; /* "requirements[id].ends[end].limit" */
    char ids[8][300];
    const char *names[8]; /* what the bracket holds */
    size_t brackets;
    redone total;
    size_t asked, missing, unequal;
    bool *met; /* rows of the registry that a number of the JSON led to */
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

static const rfi_number *number_at_path(const char *path, bool *met)
{
    const rfi_number *row = NULL;
    size_t length = strlen(path);
    for (size_t i = 0; (row = rfi_number_at(i)) != NULL; i++) {
        for (const char *at = row->json; at != NULL;) {
            if (strncmp(at, path, length) == 0 && strchr(" ", at[length]) != NULL) {
                assert_true(i < ROWS);
                met[i] = true;
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
    char key[700] = "";
    const char *requirement = "";
    for (size_t i = 0; i < w->brackets; i++) {
        if (strcmp(w->names[i], "end") == 0) {
            for (rfi_end end = 0; end < RFI_ENDS; end++) {
                *ret_end = strcmp(w->ids[i], rfi_end_words(end)) == 0 ? end : *ret_end;
            }
        } else if (strcmp(w->names[i], "id") == 0 && row->of_requirement) {
            requirement = w->ids[i];
        } else {
            size_t length = strlen(key);
            (void)snprintf(key + length, sizeof(key) - length, "/%s", w->ids[i]);
        }
    }
    (void)snprintf(word, size, "%s%s%s%s", requirement, *requirement == '\0' ? "" : ":",
                   row->name, key);
}

static void ask(walk *w, const json_t *value, const json_t *unit)
{
    const rfi_number *row = number_at_path(w->path, w->met);
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

/* The first member of these that an item has tells it apart; items of the arrays below are
 * told apart by their places. */
static const char *const id_members[] = {"end",    "id",   "hall",  "policy",
                                         "figure", "work", "medium"};
static const char *const numbered[] = {"conflicts"};

static bool is_numbered(const char *path)
{
    bool found = false;
    for (size_t i = 0; i < sizeof(numbered) / sizeof(numbered[0]); i++) {
        found = found || strcmp(path, numbered[i]) == 0;
    }
    return found;
}

static void visit(walk *w, const json_t *value);

static void visit_item(walk *w, const json_t *item, size_t index)
{
    size_t length = strlen(w->path);
    char *id = w->ids[w->brackets];
    const char *name = "#";
    (void)snprintf(id, sizeof(w->ids[0]), "%zu", index + 1);
    size_t members = sizeof(id_members) / sizeof(id_members[0]);
    for (size_t i = 0; i < members && !is_numbered(w->path); i++) {
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
                       bool *met, redone *total)
{
    judged j;
    judge(&j, site, reference, profile);
    rfi_text text = RFI_TEXT_INIT;
    rfi_table_evaluation_json(j.evaluation->model, &text);
    assert_false(text.failed);
    json_error_t error;
    json_t *document = json_loads(text.data, 0, &error);
    assert_non_null(document);
    walk w = {.j = &j, .met = met};
    visit(&w, json_array_get(json_object_get(document, "profiles"), 0));
    (void)snprintf(w.path, sizeof(w.path), "time");
    visit(&w, json_object_get(document, "time"));
    assert_true(w.asked > 100);
    if (w.missing + w.unequal + w.total.wrong > 0) {
        print_error("%s, %s\n", site, profile);
    }
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
    static const char *const cases[][3] = {
        {"lake-mariner", "liquid-shell", "gb200-nvl72"},
        {"lake-mariner", NULL, "gb200-nvl72"},
        {"rockdale", "liquid-shell", "dgx-b200"},
        {"childress", NULL, "gb300-nvl72"},
        {"rockdale", "air-mine", "dgx-b200"},
        {"childress", "air-mine", "trn2-ultraserver"},
        {TEST_ROOT "/tests/golden/cases/why/meadow.xml", NULL,
         TEST_ROOT "/tests/golden/cases/why/catalogue/profiles/pair.xml"},
        {TEST_ROOT "/tests/data/why/brook.xml", NULL,
         TEST_ROOT "/tests/golden/cases/why/catalogue/profiles/pair.xml"},
        {TEST_ROOT "/tests/golden/cases/hybrid/glade.xml", NULL,
         TEST_ROOT "/tests/golden/cases/why/catalogue/profiles/pair.xml"},
        {TEST_ROOT "/tests/golden/cases/why-extras/brook.xml", NULL,
         TEST_ROOT "/tests/golden/cases/why-extras/catalogue/profiles/pair.xml"},
        {TEST_ROOT "/tests/golden/cases/why-extras/brook-maintained.xml", NULL,
         TEST_ROOT "/tests/golden/cases/why-extras/catalogue/profiles/pair.xml"},
        {TEST_ROOT "/tests/golden/cases/peaks/ridge.xml", NULL,
         TEST_ROOT "/tests/golden/cases/peaks/catalogue/profiles/burst.xml"},
    };
    bool met[ROWS] = {false};
    redone total = {0};
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        check_site(cases[i][0], cases[i][1], cases[i][2], met, &total);
    }
    assert_true(total.steps > 4 * total.told); /* most of it is redone by a machine */
    const rfi_number *row = NULL;
    for (size_t i = 0; (row = rfi_number_at(i)) != NULL; i++) {
        if (row->json != NULL && !met[i]) {
            print_error("no number of the JSON led to %s (%s)\n", row->name, row->json);
        }
        assert_true(row->json == NULL || met[i]);
    }
}

/* Every tree of every requirement of every shipped site, at all ends. */
static void test_no_tree_lies(void **state)
{
    (void)state;
    static const char *const folders[] = {TEST_ROOT "/sites", NULL};
    static const char *const references[] = {NULL, "liquid-shell", "air-mine"};
    rf_diags *diags = rf_diags_new();
    rf_engine *engine = NULL;
    assert_int_equal(rf_engine_new(folders, &engine, diags), RF_OK);
    const char *const *sites = rfi_catalogue_ids(engine->catalogue, "examples");
    redone total = {0};
    size_t count = 0;
    for (; sites[count] != NULL; count++) {
        judged j;
        judge(&j, sites[count], references[count % 3],
              count % 2 == 0 ? "gb200-nvl72" : "dgx-b200");
        for (size_t i = 0; i < j.why.question.list.count; i++) {
            const rfi_target whole = {.number = rfi_number_find("slack", true),
                                      .requirement = i};
            for (rfi_end end = 0; end < RFI_ENDS; end++) {
                const rfi_derivation *root = rfi_why_tell(&j.why, &whole, end);
                assert_non_null(root);
                check_tree(root, &total);
            }
        }
        dismiss(&j);
    }
    rf_engine_free(engine);
    rf_diags_free(diags);
    assert_true(count > 20);
    assert_true(total.steps > 10000);
    assert_int_equal(total.wrong, 0);
}

/* The walk above finds a lie wherever it stands. */
static size_t spoil(rfi_derivation *node, const rfi_derivation *root)
{
    size_t found = 0;
    bool checked = node->kind == RFI_NODE_FIGURE || node->kind == RFI_NODE_ABOVE ||
                   (node->kind == RFI_NODE_STEP && node->operation != RFI_OP_TOLD);
    if (checked) {
        redone r = {.root = root, .quiet = true};
        node->value++;
        redo(&r, root);
        node->value--;
        assert_true(r.wrong > 0);
        found = 1;
    }
    for (rfi_derivation *c = node->first; c != NULL; c = c->next) {
        found += spoil(c, root);
    }
    return found;
}

static void test_a_lie_is_found(void **state)
{
    (void)state;
    judged j;
    judge(&j, "rockdale", "liquid-shell", "gb200-nvl72");
    rfi_target target;
    const char *const *candidates = NULL;
    assert_int_equal(rfi_why_find(&j.why, "firm-utility", &target, &candidates),
                     RFI_MATCH_ONE);
    rfi_derivation *root = rfi_why_tell(&j.why, &target, RFI_END_BASE);
    assert_non_null(root);
    assert_true(spoil(root, root) > 20);
    dismiss(&j);
}

/* ---- reading a figure with and without a trace
 * -------------------------------------------- */

static void test_a_trace_changes_nothing(void **state)
{
    (void)state;
    judged j;
    judge(&j, "lake-mariner", "liquid-shell", "gb200-nvl72");
    const rfi_question *q = &j.why.question;
    size_t halls = q->study.site->hall_count;
    for (size_t i = 0; i < q->list.count; i++) {
        for (rfi_end end = 0; end < RFI_ENDS; end++) {
            struct rfi_trace trace = {.arena = j.arena};
            rfi_view view = {.end = end, .trace = &trace};
            rfi_terms t = {.pod = RFI_ARRAY(j.arena, halls, int64_t),
                           .unit = RFI_ARRAY(j.arena, halls, int64_t),
                           .idle = RFI_ARRAY(j.arena, halls, int64_t),
                           .standing = RFI_ARRAY(j.arena, halls, int64_t)};
            const rfi_terms *plain = &q->list.items[i].ends[end];
            rfi_capacity_terms(&q->study, &q->list.items[i], &q->list.subjects[i], &view,
                               &t);
            assert_int_equal(trace.depth, 0); /* every open has its close */
            assert_false(trace.failed);
            assert_int_equal(t.limit, plain->limit);
            assert_int_equal(t.fixed, plain->fixed);
            assert_int_equal(t.unknown, plain->unknown);
            size_t own = q->list.items[i].hall_index;
            for (size_t h = own < halls ? own : 0; h < (own < halls ? own + 1 : halls);
                 h++) {
                assert_int_equal(t.pod[h], plain->pod[h]);
                assert_int_equal(t.unit[h], plain->unit[h]);
                assert_int_equal(t.idle[h], plain->idle[h]);
                assert_int_equal(t.standing[h], plain->standing[h]);
            }
        }
    }
    dismiss(&j);
}

/* ---- finding
 * ------------------------------------------------------------------------------- */

static rfi_match find(judged *j, const char *word, rfi_target *target)
{
    const char *const *candidates = NULL;
    rfi_match match = rfi_why_find(&j->why, word, target, &candidates);
    assert_non_null(candidates);
    assert_true(match != RFI_MATCH_SEVERAL || candidates[1] != NULL);
    return match;
}

static void test_what_a_word_means(void **state)
{
    (void)state;
    judged j;
    rfi_target t;
    judge(&j, "lake-mariner", "liquid-shell", "gb200-nvl72");
    assert_int_equal(find(&j, "pods", &t), RFI_MATCH_ONE);
    assert_string_equal(t.number->name, "pods");
    assert_int_equal(find(&j, "hall-pods/mining", &t), RFI_MATCH_ONE);
    assert_string_equal(t.key, "mining");
    assert_int_equal(find(&j, "hall-pods", &t), RFI_MATCH_NONE); /* which hall? */
    assert_int_equal(find(&j, "site/firm-utility", &t), RFI_MATCH_ONE);
    assert_string_equal(t.name, "site/firm-utility");
    assert_int_equal(find(&j, "firm-util", &t), RFI_MATCH_ONE);
    assert_string_equal(t.name, "site/firm-utility");
    assert_int_equal(find(&j, "firm-utility:per-pod/mining", &t), RFI_MATCH_ONE);
    assert_string_equal(t.name, "site/firm-utility:per-pod/mining");
    assert_int_equal(find(&j, "utility", &t), RFI_MATCH_SEVERAL);
    assert_int_equal(find(&j, "gate", &t), RFI_MATCH_SEVERAL);
    assert_int_equal(find(&j, "D-01", &t), RFI_MATCH_ONE);
    assert_int_equal(t.requirement, 0);
    assert_int_equal(find(&j, "G-01", &t), RFI_MATCH_ONE);
    assert_non_null(t.figure);
    assert_int_equal(find(&j, "site/firm-utility:podz", &t), RFI_MATCH_NONE);
    assert_int_equal(find(&j, ":limit", &t), RFI_MATCH_NONE);
    assert_int_equal(find(&j, "", &t), RFI_MATCH_NONE);
    dismiss(&j);
}

/* ---- the public call --------------------------------------------------------------- */

static rf_code call(judged *j, const char *what, const rf_why_options *options,
                    const char *expected)
{
    rf_bytes bytes = {NULL, 0};
    rf_code code = rf_why(j->evaluation, 0, what, options, &bytes, j->diags);
    assert_true((code == RF_OK) == (bytes.data != NULL));
    if (code == RF_OK) {
        assert_non_null(strstr(bytes.data, expected));
    }
    rf_bytes_free(&bytes);
    return code;
}

static void test_the_public_call(void **state)
{
    (void)state;
    judged j;
    rf_bytes bytes = {NULL, 0};
    rf_why_options options = RF_WHY_OPTIONS_INIT;
    judge(&j, "lake-mariner", "liquid-shell", "gb200-nvl72");
    assert_int_equal(call(&j, "pods", NULL, "Why pods\n"), RF_OK);
    assert_int_equal(call(&j, NULL, NULL, "REQUIREMENT:limit"), RF_OK);
    assert_int_equal(call(&j, "utility", NULL, ""), RF_E_INPUT);
    assert_int_equal(call(&j, "podz", NULL, ""), RF_E_NOT_FOUND);
    assert_int_equal(call(&j, "hall-pods/nowhere", NULL, ""), RF_E_NOT_FOUND);
    options.form = RF_WHY_JSON;
    options.end = 2;
    options.depth = 1;
    assert_int_equal(call(&j, "pods", &options, "\"end\": \"favourable\""), RF_OK);
    assert_int_equal(call(&j, NULL, &options, "urn:rackfit:why-names:1"), RF_OK);
    options.form = RF_WHY_DOT;
    assert_int_equal(call(&j, "pods", &options, "digraph why {\n"), RF_OK);
    assert_int_equal(call(&j, NULL, &options, ""), RF_E_MISUSE); /* no graph of names */
    options.end = 3;
    assert_int_equal(call(&j, "pods", &options, ""), RF_E_MISUSE);
    options = (rf_why_options){.size = 1};
    assert_int_equal(call(&j, "pods", &options, ""), RF_E_MISUSE);
    assert_int_equal(rf_why(j.evaluation, 1, "pods", NULL, &bytes, j.diags), RF_E_MISUSE);
    assert_int_equal(rf_why(j.evaluation, 0, "pods", NULL, NULL, j.diags), RF_E_MISUSE);
    dismiss(&j);
}

/* ---- redoing
 * ------------------------------------------------------------------------------- */

static int64_t redone_of(rfi_operation operation, const int64_t *values, size_t count)
{
    rfi_derivation items[5] = {{.what = "x"}};
    rfi_derivation step = {.operation = operation, .what = "step"};
    for (size_t i = 0; i < count; i++) {
        items[i] = (rfi_derivation){.what = "x", .value = values[i], .next = &items[i + 1]};
    }
    items[count == 0 ? 0 : count - 1].next = NULL;
    step.first = count == 0 ? NULL : items;
    int64_t value = -1;
    return rfi_derivation_redo(&step, &value) ? value : -999;
}

static void test_operations(void **state)
{
    (void)state;
    const int64_t pair[] = {1001, 300000};
    const int64_t worse[] = {1001, 1200000};
    const int64_t nothing[] = {1001, 0};
    const int64_t open[] = {RFI_UNBOUNDED, 300000};
    const int64_t ampere[] = {1732050, 415000, 1000000, 800000};
    const int64_t slab[] = {1580000, 600, 1068};
    assert_int_equal(redone_of(RFI_OP_SUM, NULL, 0), 0);
    assert_int_equal(redone_of(RFI_OP_MIN, NULL, 0), -999); /* of nothing: no value */
    assert_int_equal(redone_of(RFI_OP_TOLD, pair, 2), -999);
    assert_int_equal(redone_of(RFI_OP_SAME, pair, 2), -999); /* one operand only */
    assert_int_equal(redone_of(RFI_OP_SUM, pair, 2), 301001);
    assert_int_equal(redone_of(RFI_OP_DIFFERENCE, pair, 2), -298999);
    assert_int_equal(redone_of(RFI_OP_PRODUCT, pair, 2), 300300000);
    assert_int_equal(redone_of(RFI_OP_MIN, pair, 2), 1001);
    assert_int_equal(redone_of(RFI_OP_MAX, pair, 2), 300000);
    assert_int_equal(redone_of(RFI_OP_TWICE, pair, 1), 2002);
    assert_int_equal(redone_of(RFI_OP_TIMES_CEIL, pair, 2), 301);  /* 300.3 */
    assert_int_equal(redone_of(RFI_OP_TIMES_FLOOR, pair, 2), 300); /* 300.3 */
    assert_int_equal(redone_of(RFI_OP_OVER_CEIL, pair, 2), 3337);  /* 3336.67 */
    assert_int_equal(redone_of(RFI_OP_OVER_CEIL, nothing, 2), RFI_UNBOUNDED);
    assert_int_equal(redone_of(RFI_OP_REST_CEIL, pair, 2), 701);  /* 700.7 */
    assert_int_equal(redone_of(RFI_OP_REST_FLOOR, pair, 2), 700); /* 700.7 */
    assert_int_equal(redone_of(RFI_OP_REST_FLOOR, worse, 2), 0);
    assert_int_equal(redone_of(RFI_OP_TIMES_CEIL, open, 2), RFI_UNBOUNDED);
    assert_int_equal(redone_of(RFI_OP_AMPERES, ampere, 4), 575040600); /* 575 kVA */
    assert_int_equal(redone_of(RFI_OP_AREA_LOAD, slab, 3), 2465668);   /* 2466 kg/m2 */
    assert_int_equal(redone_of(RFI_OP_QUOTIENT_CEIL, (const int64_t[]){17, 8}, 2), 3);
    assert_int_equal(redone_of(RFI_OP_YES_WHEN_AT_MOST, pair, 2), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_operations),
        cmocka_unit_test(test_what_a_word_means),
        cmocka_unit_test(test_the_public_call),
        cmocka_unit_test(test_a_trace_changes_nothing),
        cmocka_unit_test(test_every_number),
        cmocka_unit_test(test_no_tree_lies),
        cmocka_unit_test(test_a_lie_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
