/* SPDX-License-Identifier: MIT */
/* Plan files with installs and several profiles: written, read and judged from files alone;
 * what is changed on the way is refused. */
#define _POSIX_C_SOURCE 200809L

#include "tests/unit/apart_plan.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "planner/api/handles.h"

/* One kVA of each UPS and 5 kW of heat at the CDUs are missing until modules come. */
static const char measures_text[] =
    "<measures xmlns=\"urn:rackfit:1\" id=\"shop\" name=\"Shop\" as-of=\"2026-11-01\">"
    "<measure id=\"permits\" name=\"Permits\" scope=\"site\" cost=\"10 USD\" "
    "max-count=\"1\"/>"
    "<measure id=\"module\" name=\"UPS module\" scope=\"hall\" cost=\"0.25..0.5 USD\""
    " cost-rate=\"1 USD/kW\" requires=\"permits\" max-count=\"2\">"
    "<effect requirement=\"power-chain\" of=\"ups\" adds=\"0.5 kVA\"/></measure>"
    "<measure id=\"row\" name=\"CDU row\" scope=\"hall\" cost=\"7 USD\" max-count=\"1\">"
    "<effect requirement=\"liquid-heat\" of=\"cdu\" adds=\"5 kW thermal\"/></measure>"
    "</measures>";

typedef struct door {
    char folder[64];
    char path[128];
    rf_engine *engine;
    rf_diags *diags;
    rf_site *site;
    rfi_profile *profiles[2];
    rfi_measures *measures;
    apart a;
    fixture base;
    rf_bytes xml;
} door;

static void write_file(door *d, const char *name, const char *text)
{
    snprintf(d->path, sizeof(d->path), "%s/%s", d->folder, name);
    FILE *file = fopen(d->path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

static const char *const folders[] = {"examples", "profiles", "climate", "measures"};
static const char *const files[] = {"examples/field.xml", "profiles/box.xml",
                                    "profiles/crate.xml", "climate/day.xml",
                                    "measures/shop.xml",  "plan.xml"};

static void write_inputs(door *d)
{
    rfi_arena *arena = rfi_arena_new();
    const char *site =
        fixture_swap(arena, exact_site, "<grid>", "<location climate=\"day\"/><grid>");
    site = fixture_swap(arena, site, "rating=\"631.25 kVA\"", "rating=\"630.25 kVA\"");
    site = fixture_swap(arena, site, "305 kW thermal", "300 kW thermal");
    write_file(d, files[0], site);
    write_file(d, files[1], exact_profile);
    write_file(d, files[2],
               fixture_swap(arena, exact_profile, "id=\"box\"", "id=\"crate\""));
    write_file(d, files[3], exact_climate);
    write_file(d, files[4], measures_text);
    rfi_arena_free(arena);
}

/* The plan of the exact site, with modules and rows in both halls and permits. */
static void make_plan(door *d)
{
    rfi_plan *plan = &d->a.plan;
    const rfi_site *site = rfi_site_apart(d->base.arena, d->site->model, NULL);
    assert_non_null(site);
    plan->site = site;
    plan->profile = d->profiles[0];
    plan->measures = d->measures;
    for (size_t h = 0; h < 3; h++) {
        d->a.shares[h].hall = &site->halls[h];
    }
    d->a.shares[1].profile = d->profiles[1];
    for (size_t i = 0; i < plan->floor_count; i++) {
        d->a.floors[i].hall = &site->halls[i];
    }
    install(&d->a, &d->measures->items[0], RFI_PLACE_SITE, 1);
    for (size_t h = 0; h < 2; h++) {
        install(&d->a, &d->measures->items[1], h, 2);
        install(&d->a, &d->measures->items[2], h, 1);
    }
    /* permits 10; modules 4 x (0.5 + 0.5 kVA of 1 USD); rows 2 x 7 */
    plan->cost = INT64_C(28000000);
    plan->cost_stated = true;
}

static int open_door(void **state)
{
    door *d = calloc(1, sizeof(*d));
    assert_non_null(d);
    strcpy(d->folder, "/tmp/rackfit-plan-XXXXXX");
    assert_non_null(mkdtemp(d->folder));
    for (size_t i = 0; i < 4; i++) {
        snprintf(d->path, sizeof(d->path), "%s/%s", d->folder, folders[i]);
        assert_int_equal(mkdir(d->path, 0700), 0);
    }
    write_inputs(d);
    const char *const directories[] = {d->folder, NULL};
    rf_code code = RF_OK;
    d->diags = rf_diags_new();
    assert_int_equal(rf_engine_new(directories, &d->engine, d->diags), RF_OK);
    assert_int_equal(rf_site_open(d->engine, "field", NULL, &d->site, d->diags), RF_OK);
    d->profiles[0] = rfi_api_open_profile(d->engine, "box", &code, d->diags);
    d->profiles[1] = rfi_api_open_profile(d->engine, "crate", &code, d->diags);
    d->measures = rfi_api_open_measures(d->engine, "shop", &code, d->diags);
    assert_int_equal(code, RF_OK);
    fixture_read(&d->base, exact_site, exact_profile, exact_climate);
    open_apart(&d->a, exact_site, exact_profile,
               fixture_evaluate(&d->base, NULL)->judgements[0].plan);
    make_plan(d);
    static const char *const names[] = {"box", "crate"};
    const rfi_api_plan_facts facts = {
        .site = d->site,
        .profiles = (const rfi_profile *const[]){d->profiles[0], d->profiles[1]},
        .profile_names = names,
        .profile_count = 2,
        .measures = "shop",
        .bound = 1680000000,
        .claimed = 1640000000,
        .claimed_by = "a \"solver\"",
        .engine = "own",
    };
    assert_int_equal(rfi_api_write_plan(&d->a.plan, &facts, &d->xml), RF_OK);
    rf_bytes again = {NULL, 0};
    const rfi_api_plan_facts nameless = {.site = d->site, .measures = "shop"};
    assert_int_equal(rfi_api_write_plan(&d->a.plan, &nameless, &again), RF_E_MISUSE);
    *state = d;
    return 0;
}

static int close_door(void **state)
{
    door *d = *state;
    rf_bytes_free(&d->xml);
    rfi_profile_free(d->profiles[0]);
    rfi_profile_free(d->profiles[1]);
    rfi_measures_free(d->measures);
    fixture_free(&d->a.f);
    fixture_free(&d->base);
    rf_site_free(d->site);
    rf_engine_free(d->engine);
    rf_diags_free(d->diags);
    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        snprintf(d->path, sizeof(d->path), "%s/%s", d->folder, files[i]);
        (void)unlink(d->path);
    }
    for (size_t i = 0; i < 4; i++) {
        snprintf(d->path, sizeof(d->path), "%s/%s", d->folder, folders[i]);
        (void)rmdir(d->path);
    }
    (void)rmdir(d->folder);
    free(d);
    return 0;
}

static rf_code verify(door *d, const char *text, rf_bytes *report)
{
    *report = (rf_bytes){NULL, 0};
    rf_diags_free(d->diags);
    d->diags = rf_diags_new();
    write_file(d, "plan.xml", text);
    return rf_plan_verify(d->engine, d->path, RF_FORMAT_TEXT, report, d->diags);
}

static bool is_said(const door *d, const rf_bytes *report, const char *words)
{
    bool said = report->data != NULL && strstr(report->data, words) != NULL;
    for (size_t k = 0; k < rf_diags_count(d->diags); k++) {
        said = said || strstr(rf_diags_at(d->diags, k)->message, words) != NULL;
    }
    return said;
}

static void a_plan_with_installs_holds_from_files(void **state)
{
    door *d = *state;
    rf_bytes report;
    rf_code code = verify(d, d->xml.data, &report);
    if (code != RF_OK) {
        fixture_complain(d->diags, report.data == NULL ? d->xml.data : report.data);
    }
    assert_int_equal(code, RF_OK);
    assert_non_null(strstr(report.data, "4 pods of Box and Box with 5 installs"));
    rf_bytes_free(&report);
}

static void the_file_says_what_the_plan_is(void **state)
{
    door *d = *state;
    rfi_plan_file *file =
        rfi_read_plan("plan.xml", d->xml.data, strlen(d->xml.data), d->diags);
    assert_non_null(file);
    assert_int_equal(file->profile_count, 2);
    assert_string_equal(file->profiles[1].path, "crate");
    assert_string_equal(file->measures_path, "shop");
    assert_string_equal(file->measures_digest, d->measures->digest);
    assert_int_equal(file->install_count, 5);
    assert_null(file->installs[0].hall);
    assert_string_equal(file->installs[1].measure, "module");
    assert_string_equal(file->installs[1].hall, "new.1");
    assert_int_equal(file->installs[1].count, 2);
    assert_null(file->shares[0].profile);
    assert_string_equal(file->shares[1].profile, "crate");
    assert_true(file->cost_stated);
    assert_int_equal(file->cost, 28000000);
    assert_int_equal(file->power_bound, 1680000000);
    assert_int_equal(file->power_claimed, 1640000000);
    assert_string_equal(file->claimed_by, "a \"solver\"");
    assert_string_equal(file->engine, "own");
    rfi_plan_file_free(file);
}

static const struct {
    const char *from, *to;
    rf_code code;
    const char *words; /* in the report or in a diagnostic */
} tamperings[] = {
    {"  <install measure=\"permits\" count=\"1\"/>\n", "", RF_E_CHECK, "requires"},
    {"<install measure=\"permits\" count=\"1\"/>",
     "<install measure=\"permits\" count=\"2\"/>", RF_E_CHECK, "max-count"},
    {"  <install measure=\"row\" hall=\"new.2\" count=\"1\"/>\n", "", RF_E_CHECK,
     "liquid heat"},
    {"measure=\"module\" hall=\"new.1\" count=\"2\"",
     "measure=\"module\" hall=\"new.1\" count=\"1\"", RF_E_CHECK, "usable power"},
    {"measure=\"module\" hall=\"new.1\" count=\"2\"",
     "measure=\"module\" hall=\"new.1\" count=\"3\"", RF_E_CHECK, "max-count"},
    {"measure=\"module\" hall=\"new.1\" count=\"2\"",
     "measure=\"module\" hall=\"new.1\" count=\"0\"", RF_E_CHECK, "of no unit"},
    {"measure=\"module\" hall=\"new.1\"", "measure=\"module\"", RF_E_CHECK, "in no hall"},
    {"measure=\"module\" hall=\"new.1\"", "measure=\"module\" hall=\"new.3\"", RF_E_INPUT,
     "no hall \"new.3\""},
    {"measure=\"module\" hall=\"new.1\"", "measure=\"modul\" hall=\"new.1\"", RF_E_INPUT,
     "no measure \"modul\""},
    {"measure=\"module\" hall=\"new.1\"", "measure=\"module\" hall=\"new.2\"", RF_E_INPUT,
     "module in new.2"},
    {"cost=\"28 USD\"", "cost=\"27.999999 USD\"", RF_E_CHECK, "do not cost"},
    {" profile=\"crate\"", " profile=\"case\"", RF_E_INPUT, "no input of the role"},
    {"path=\"shop\"", "path=\"shed\"", RF_E_NOT_FOUND, "shed"},
    {"<input role=\"measures\"", "<input role=\"site\"", RF_E_INPUT, "second input"},
};

static void what_was_changed_is_refused(void **state)
{
    door *d = *state;
    rfi_arena *arena = rfi_arena_new();
    for (size_t i = 0; i < sizeof(tamperings) / sizeof(tamperings[0]); i++) {
        rf_bytes report;
        rf_code code = verify(
            d, fixture_swap(arena, d->xml.data, tamperings[i].from, tamperings[i].to),
            &report);
        bool said = is_said(d, &report, tamperings[i].words);
        if (code != tamperings[i].code || !said) {
            print_error("%s: code %d\n", tamperings[i].to, (int)code);
            fixture_complain(d->diags, report.data == NULL ? "" : report.data);
        }
        assert_int_equal(code, tamperings[i].code);
        assert_true(said);
        rf_bytes_free(&report);
    }
    rfi_arena_free(arena);
}

static void changed_inputs_are_refused(void **state)
{
    door *d = *state;
    rfi_arena *arena = rfi_arena_new();
    rf_bytes report;
    write_file(d, files[4], fixture_swap(arena, measures_text, "7 USD", "8 USD"));
    assert_int_equal(verify(d, d->xml.data, &report), RF_E_CHECK);
    assert_null(report.data);
    assert_true(is_said(d, &report, "the measures changed"));
    write_inputs(d);
    write_file(d, files[2], exact_profile);
    assert_int_equal(verify(d, d->xml.data, &report), RF_E_CHECK);
    assert_true(is_said(d, &report, "the profile changed"));
    write_inputs(d);
    assert_int_equal(verify(d, d->xml.data, &report), RF_OK);
    rf_bytes_free(&report);
    rfi_arena_free(arena);
}

/* The plan that a comparison recommends: most power for 20 USD, or least cost for all. */
static rf_bytes recommended(door *d, rf_goal goal)
{
    rf_comparison *comparison = NULL;
    rf_bytes xml = {NULL, 0};
    rf_compare_options options = RF_COMPARE_OPTIONS_INIT;
    options.profiles = (const char *const[]){"box", "crate", NULL};
    options.measures = "shop";
    options.goal = goal;
    options.end = RFI_END_UNFAVOURABLE;
    options.budget = goal == RF_GOAL_POWER ? "20 USD" : NULL;
    options.target = "840 kW critical IT";
    options.points = options.alternatives = 1;
    assert_int_equal(rf_compare(d->engine, d->site, &options, &comparison, d->diags),
                     RF_OK);
    assert_int_equal(rf_comparison_plan_write(comparison, &xml), RF_OK);
    rf_comparison_free(comparison);
    return xml;
}

static void expect_held(door *d, const rf_bytes *xml, bool of_cost)
{
    rfi_plan_file *file = rfi_read_plan("plan.xml", xml->data, xml->size, d->diags);
    assert_non_null(file);
    const struct rfi_plan_file_certificate *c = file->certificate;
    assert_non_null(c);
    assert_int_equal(c->of_cost, of_cost);
    assert_int_equal(c->budget_stated, !of_cost);
    assert_int_equal(c->budget, of_cost ? 0 : 20000000);
    assert_int_equal(c->target, of_cost ? 840000000 : 0);
    assert_int_equal(c->choice_count, 2);
    assert_string_equal(c->choices[0].profile, "box"); /* as asked, not as used */
    assert_true(c->date_stated && c->by_block && c->multiplier_count > 0);
    /* Four pods are the most that halls take; they cost what they cost. */
    assert_int_equal(of_cost ? c->least : c->most, of_cost ? 28000000 : 840000000);
    rf_bytes report;
    rf_code code = verify(d, xml->data, &report);
    bool said = is_said(d, &report, of_cost ? "costs less than" : "has more than");
    if (code != RF_OK || !said) {
        fixture_complain(d->diags, report.data == NULL ? xml->data : report.data);
    }
    assert_int_equal(code, RF_OK);
    assert_true(said);
    rf_bytes_free(&report);
    rfi_plan_file_free(file);
}

static const struct {
    rf_goal goal;
    const char *from, *to; /* to NULL: the whole line of from goes */
    rf_code code;
    const char *words;
} spoilt[] = {
    {RF_GOAL_POWER, "most=\"840000000 mW\"", "most=\"839999999 mW\"", RF_E_CHECK,
     "no less than"},
    {RF_GOAL_COST, "least=\"28 USD\"", "least=\"28.000001 USD\"", RF_E_CHECK,
     "no more than"},
    {RF_GOAL_COST, "name=\"target\" times=", NULL, RF_E_CHECK, "show nothing"},
    {RF_GOAL_COST, "target=\"840000000 mW\"", "target=\"640000000 mW\"", RF_E_CHECK,
     "the multipliers show"}, /* another question */
    {RF_GOAL_COST, "by=\"block\"", "by=\"variable\"", RF_E_CHECK, "show nothing"},
    {RF_GOAL_COST, "name=\"target\" times", "name=\"goal\" times", RF_E_CHECK,
     "other rows"},
    {RF_GOAL_COST, "<multiplier row=\"10", "<multiplier row=\"", RF_E_INPUT, "rise"},
    {RF_GOAL_COST, " shift=\"", " shift=\"9", RF_E_CHECK, "nothing"},
    {RF_GOAL_COST, " least=\"28 USD\"", "", RF_E_INPUT, "neither"},
    {RF_GOAL_COST, " least=", " most=\"9 mW\" least=", RF_E_INPUT, "not both"},
    {RF_GOAL_COST, "times=\"", "times=\"0", RF_E_INPUT, "up to 18 digits"},
    {RF_GOAL_COST, "<choice profile=\"box\"", "<choice profile=\"can\"", RF_E_INPUT,
     "no input of the role"},
    {RF_GOAL_COST, " cost=\"28 USD\"", " cost=\"27 USD\"", RF_E_CHECK, "rule out"},
};

/* The text without the line that has the words. */
static const char *without_line(rfi_arena *arena, const char *text, const char *words)
{
    const char *at = strstr(text, words);
    assert_non_null(at);
    const char *end = strchr(at, '\n');
    while (at > text && at[-1] != '\n') {
        at--;
    }
    return rfi_arena_format(arena, "%.*s%s", (int)(at - text), text, end + 1);
}

static void certificates_are_judged_from_files(void **state)
{
    door *d = *state;
    rfi_arena *arena = rfi_arena_new();
    rf_bytes xml[2] = {recommended(d, RF_GOAL_POWER), recommended(d, RF_GOAL_COST)};
    expect_held(d, &xml[0], false);
    expect_held(d, &xml[1], true);
    for (size_t i = 0; i < sizeof(spoilt) / sizeof(spoilt[0]); i++) {
        rf_bytes report;
        const char *text = xml[spoilt[i].goal == RF_GOAL_COST].data;
        const char *changed = spoilt[i].to == NULL
                                  ? without_line(arena, text, spoilt[i].from)
                                  : fixture_swap(arena, text, spoilt[i].from, spoilt[i].to);
        rf_code code = verify(d, changed, &report);
        bool said = is_said(d, &report, spoilt[i].words);
        if (code != spoilt[i].code || !said) {
            print_error("%s: code %d\n", spoilt[i].from, (int)code);
            fixture_complain(d->diags, report.data == NULL ? text : report.data);
        }
        assert_int_equal(code, spoilt[i].code);
        assert_true(said);
        rf_bytes_free(&report);
    }
    /* Without blocks the separate check adds up, and shows less. */
    const char *plain = fixture_swap(arena, xml[0].data, "by=\"block\"", "by=\"variable\"");
    rf_bytes report;
    plain = fixture_swap(arena, plain, "most=\"840000000", "most=\"8400000000");
    assert_int_equal(verify(d, plain, &report), RF_OK);
    assert_true(is_said(d, &report, "added up"));
    rf_bytes_free(&report);
    rf_bytes_free(&xml[0]);
    rf_bytes_free(&xml[1]);
    rfi_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_plan_with_installs_holds_from_files, open_door,
                                        close_door),
        cmocka_unit_test_setup_teardown(the_file_says_what_the_plan_is, open_door,
                                        close_door),
        cmocka_unit_test_setup_teardown(what_was_changed_is_refused, open_door, close_door),
        cmocka_unit_test_setup_teardown(changed_inputs_are_refused, open_door, close_door),
        cmocka_unit_test_setup_teardown(certificates_are_judged_from_files, open_door,
                                        close_door),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
