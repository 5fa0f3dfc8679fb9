/* SPDX-License-Identifier: MIT */
/* The public door: engine, sites, evaluations, reports, plan files and their second
 * opinion, over the shipped data and a catalogue written into a temporary directory. */
#define _POSIX_C_SOURCE 200809L

#include "tests/unit/exact_site.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define SITES TEST_ROOT "/sites"

typedef struct door {
    char folder[64]; /* temporary search directory, first on the path */
    char path[128];  /* of the file written last */
    rf_engine *engine;
    rf_diags *diags;
} door;

static const char *write_file(door *d, const char *name, const char *text, size_t size)
{
    snprintf(d->path, sizeof(d->path), "%s/%s", d->folder, name);
    FILE *file = fopen(d->path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    return d->path;
}

static int open_door(void **state)
{
    static const char *const folders[] = {"examples", "profiles", "climate", "references"};
    door *d = calloc(1, sizeof(*d));
    assert_non_null(d);
    strcpy(d->folder, "/tmp/rackfit-api-XXXXXX");
    assert_non_null(mkdtemp(d->folder));
    for (size_t i = 0; i < 4; i++) {
        snprintf(d->path, sizeof(d->path), "%s/%s", d->folder, folders[i]);
        assert_int_equal(mkdir(d->path, 0700), 0);
    }
    rfi_arena *arena = rfi_arena_new();
    const char *site =
        fixture_swap(arena, exact_site, "<grid>", "<location climate=\"day\"/><grid>");
    write_file(d, "examples/field.xml", site, strlen(site));
    write_file(d, "profiles/box.xml", exact_profile, strlen(exact_profile));
    write_file(d, "climate/day.xml", exact_climate, strlen(exact_climate));
    rfi_arena_free(arena);
    const char *const directories[] = {d->folder, SITES, NULL};
    d->diags = rf_diags_new();
    assert_int_equal(rf_engine_new(directories, &d->engine, d->diags), RF_OK);
    *state = d;
    return 0;
}

static void empty_folder(const char *folder)
{
    DIR *list = opendir(folder);
    assert_non_null(list);
    for (struct dirent *entry = readdir(list); entry != NULL; entry = readdir(list)) {
        char path[512];
        snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
        if (entry->d_name[0] != '.' && unlink(path) != 0) {
            empty_folder(path);
        }
    }
    closedir(list);
    rmdir(folder);
}

static int close_door(void **state)
{
    door *d = *state;
    rf_engine_free(d->engine);
    rf_diags_free(d->diags);
    empty_folder(d->folder);
    free(d);
    return 0;
}

static void drop_diags(door *d)
{
    rf_diags_free(d->diags);
    d->diags = rf_diags_new();
    assert_non_null(d->diags);
}

static void expect_ok(const door *d, rf_code code)
{
    if (code != RF_OK) {
        fixture_complain(d->diags, "not RF_OK");
    }
    assert_int_equal(code, RF_OK);
}

/* A diagnostic of this number whose message or hint holds the words. */
static void expect_diag(const door *d, int number, const char *words)
{
    bool found = false;
    for (size_t i = 0; i < rf_diags_count(d->diags); i++) {
        const rf_diagnostic *item = rf_diags_at(d->diags, i);
        bool said = strstr(item->message, words) != NULL ||
                    (item->hint != NULL && strstr(item->hint, words) != NULL);
        found = found || (item->number == number && said);
    }
    if (!found) {
        fixture_complain(d->diags, words);
    }
    assert_true(found);
}

typedef struct exact {
    rf_site *site;
    rf_evaluation *evaluation;
} exact;

static void evaluate_exact(door *d, exact *e)
{
    static const char *const profiles[] = {"box", NULL};
    rf_evaluate_options options = RF_EVALUATE_OPTIONS_INIT;
    options.profiles = profiles;
    expect_ok(d, rf_site_open(d->engine, "field", NULL, &e->site, d->diags));
    expect_ok(d, rf_evaluate(d->engine, e->site, &options, &e->evaluation, d->diags));
}

static void close_exact(exact *e)
{
    rf_evaluation_free(e->evaluation);
    rf_site_free(e->site);
}

/* ---- the way through --------------------------------------------------------------- */

static void one_site_goes_all_the_way(void **state)
{
    door *d = *state;
    exact e;
    evaluate_exact(d, &e);
    assert_int_equal(rf_evaluation_count(e.evaluation), 1);
    assert_string_equal(rf_evaluation_profile(e.evaluation, 0), "box");
    assert_int_equal(rf_evaluation_verdict(e.evaluation, 0), RF_VERDICT_FIT);
    assert_string_equal(rf_verdict_words(rf_evaluation_verdict(e.evaluation, 0)), "fit");
    assert_int_equal(rf_evaluation_best(e.evaluation), 0);
    for (int end = 0; end < 3; end++) {
        assert_int_equal(rf_evaluation_pods(e.evaluation, 0, end), 4);
    }
    static const char *const marks[] = {"fit", "{", "box"};
    for (rf_format format = RF_FORMAT_TEXT; format <= RF_FORMAT_CSV; format++) {
        rf_bytes bytes = {NULL, 0};
        assert_int_equal(rf_report_evaluation(e.evaluation, format, NULL, &bytes), RF_OK);
        assert_int_equal(strlen(bytes.data), bytes.size);
        assert_non_null(strstr(bytes.data, marks[format]));
        rf_bytes_free(&bytes);
        assert_null(bytes.data);
        assert_int_equal(rf_report_requests(e.evaluation, format, NULL, &bytes), RF_OK);
        assert_non_null(bytes.data);
        rf_bytes_free(&bytes);
    }
    rf_bytes svg = {NULL, 0};
    expect_ok(d, rf_draw(e.evaluation, 0, NULL, &svg, d->diags));
    assert_non_null(strstr(svg.data, "<svg"));
    rf_bytes_free(&svg);
    rf_draw_options set = RF_DRAW_OPTIONS_INIT;
    set.view = RF_VIEW_SET;
    assert_int_equal(rf_draw(e.evaluation, 0, &set, &svg, d->diags), RF_E_MISUSE);
    set.picture = RF_PICTURE_PDF;
    expect_ok(d, rf_draw(e.evaluation, 0, &set, &svg, d->diags));
    assert_memory_equal(svg.data, "%PDF", 4);
    rf_bytes_free(&svg);
    close_exact(&e);
}

static void plan_of(const exact *e, rf_bytes *plan)
{
    assert_int_equal(rf_plan_write(e->evaluation, 0, plan), RF_OK);
    assert_non_null(plan->data);
}

static rf_code verify(door *d, const char *text, rf_bytes *report)
{
    *report = (rf_bytes){NULL, 0};
    drop_diags(d);
    return rf_plan_verify(d->engine, write_file(d, "plan.xml", text, strlen(text)),
                          RF_FORMAT_TEXT, report, d->diags);
}

static void plan_file_holds(void **state)
{
    door *d = *state;
    exact e;
    rf_bytes plan;
    rf_bytes again;
    rf_bytes report;
    evaluate_exact(d, &e);
    plan_of(&e, &plan);
    plan_of(&e, &again);
    assert_string_equal(plan.data, again.data);
    expect_ok(d, verify(d, plan.data, &report));
    assert_non_null(strstr(report.data, "holds"));
    rf_bytes_free(&report);
    drop_diags(d);
    assert_int_equal(rf_plan_verify(d->engine, d->path, RF_FORMAT_JSON, &report, d->diags),
                     RF_OK);
    assert_int_equal(report.data[0], '{');
    rf_bytes_free(&report);
    rf_bytes_free(&again);
    rf_bytes_free(&plan);
    close_exact(&e);
}

typedef struct tampering {
    const char *from, *to;
    rf_code code;
    const char *words; /* in the report, or in a diagnostic when there is none */
    int number;
} tampering;

static const tampering tamperings[] = {
    {"pods=\"4\">", "pods=\"5\">", RF_E_CHECK, "do not add up", 0},
    {"pods=\"4\" units=\"2\" most-pods=\"2\"", "pods=\"4\" units=\"2\" most-pods=\"3\"",
     RF_E_CHECK, "coolant flow", 0},
    {"pods=\"4\" units=\"2\" most-pods=\"2\"", "pods=\"4\" units=\"1\" most-pods=\"2\"",
     RF_E_CHECK, "scalable units", 0},
    {"converted=\"2\"", "converted=\"3\"", RF_E_CHECK, "3 against 2", 0},
    {"at=\"1200,1200 mm\"", "at=\"1201,1200 mm\"", RF_E_CHECK, "overlap", 0},
    {"perimeter=\"1200 mm\"", "perimeter=\"1199 mm\"", RF_E_CHECK, "narrower", 0},
    {"by=\"2027-12-31\"", "by=\"2027-12-30\"", RF_E_CHECK, "ready", 0},
    {"ups=\"n\"", "ups=\"redundant\"", RF_E_CHECK, "usable power", 0},
    {"hall=\"new\" converted", "hall=\"newer\" converted", RF_E_INPUT, "newer", 0},
    {"</plan>", "", RF_E_INPUT, "", 0},
    {"path=\"field\"", "path=\"feild\"", RF_E_NOT_FOUND, "field", 406},
    {"path=\"box\"", "path=\"bax\"", RF_E_NOT_FOUND, "box", 406},
};

static void tampered_plans_are_refused(void **state)
{
    door *d = *state;
    exact e;
    rf_bytes plan;
    evaluate_exact(d, &e);
    plan_of(&e, &plan);
    rfi_arena *arena = rfi_arena_new();
    for (size_t i = 0; i < sizeof(tamperings) / sizeof(tamperings[0]); i++) {
        const tampering *t = &tamperings[i];
        rf_bytes report;
        rf_code code = verify(d, fixture_swap(arena, plan.data, t->from, t->to), &report);
        if (code != t->code) {
            print_error("%s: code %d\n%s\n", t->to, (int)code,
                        report.data == NULL ? "" : report.data);
        }
        assert_int_equal(code, t->code);
        if (code == RF_E_CHECK) {
            if (strstr(report.data, t->words) == NULL) {
                print_error("%s: %s\n", t->to, report.data);
            }
            assert_non_null(strstr(report.data, t->words));
        } else {
            assert_null(report.data); /* written on success or refusal only */
            assert_true(rf_diags_error_count(d->diags) > 0);
        }
        if (t->number != 0) {
            expect_diag(d, t->number, t->words);
        }
        rf_bytes_free(&report);
    }
    rfi_arena_free(arena);
    rf_bytes_free(&plan);
    close_exact(&e);
}

static void changed_inputs_are_noticed(void **state)
{
    door *d = *state;
    static const char *const files[] = {"examples/field.xml", "profiles/box.xml",
                                        "climate/day.xml"};
    static const char *const roles[] = {"site", "profile", "climate"};
    exact e;
    rf_bytes plan;
    evaluate_exact(d, &e);
    plan_of(&e, &plan);
    for (size_t i = 0; i < 3; i++) {
        char path[128];
        snprintf(path, sizeof(path), "%s/%s", d->folder, files[i]);
        size_t size = 0;
        char *text = rfi_read_file(path, &size, d->diags);
        assert_non_null(text);
        FILE *file =
            fopen(path, "ab"); /* a blank at the end changes nothing but the digest */
        assert_non_null(file);
        fputc(' ', file);
        fclose(file);
        rf_bytes report;
        assert_int_equal(verify(d, plan.data, &report), RF_E_CHECK);
        expect_diag(d, 602, roles[i]);
        rf_bytes_free(&report);
        write_file(d, files[i], text, size);
        expect_ok(d, verify(d, plan.data, &report));
        rf_bytes_free(&report);
        free(text);
    }
    rfi_arena *arena = rfi_arena_new();
    const char *digest = strstr(plan.data, "digest=\"");
    assert_non_null(digest);
    const char *hex = rfi_arena_format(arena, "%.72s", digest);
    rf_bytes report;
    assert_int_equal(verify(d,
                            fixture_swap(arena, plan.data, hex,
                                         "digest=\"0000000000000000000000000000000000000000"
                                         "000000000000000000000000"),
                            &report),
                     RF_E_CHECK);
    expect_diag(d, 602, "site");
    rf_bytes_free(&report);
    rfi_arena_free(arena);
    rf_bytes_free(&plan);
    close_exact(&e);
}

/* ---- what is not there ------------------------------------------------------------------
 */

static void unknown_ids_get_a_hint(void **state)
{
    door *d = *state;
    rf_site *site = NULL;
    assert_int_equal(rf_site_open(d->engine, "lake-marinr", NULL, &site, d->diags),
                     RF_E_NOT_FOUND);
    expect_diag(d, 406, "did you mean \"lake-mariner\"?");
    assert_int_equal(
        rf_site_open(d->engine, "lake-mariner", "liquid-shel", &site, d->diags),
        RF_E_NOT_FOUND);
    expect_diag(d, 406, "did you mean \"liquid-shell\"?");
    assert_null(site);
    exact e;
    evaluate_exact(d, &e);
    static const char *const profiles[] = {"box", "gb200-nvl27", NULL};
    rf_evaluate_options options = RF_EVALUATE_OPTIONS_INIT;
    options.profiles = profiles;
    rf_evaluation *evaluation = NULL;
    assert_int_equal(rf_evaluate(d->engine, e.site, &options, &evaluation, d->diags),
                     RF_E_NOT_FOUND);
    expect_diag(d, 406, "did you mean \"gb200-nvl72\"?");
    assert_null(evaluation);
    close_exact(&e);
    rf_bytes bytes = {NULL, 0};
    assert_int_equal(
        rf_show(d->engine, "nothing-of-the-kind", RF_FORMAT_TEXT, &bytes, d->diags),
        RF_E_NOT_FOUND);
    assert_int_equal(rf_schema("nothing", &bytes), RF_E_NOT_FOUND);
    assert_null(bytes.data);
    assert_int_equal(rf_site_open(d->engine, "no/such/site.xml", NULL, &site, d->diags),
                     RF_E_IO);
    assert_int_equal(rf_site_open(d->engine, "../examples/field", NULL, &site, d->diags),
                     RF_E_IO); /* a path, and not one that exists from here */
    const char *broken = write_file(d, "broken.xml", "<site", 5);
    assert_int_equal(rf_site_open(d->engine, broken, NULL, &site, d->diags), RF_E_INPUT);
    assert_int_equal(
        rf_plan_verify(d->engine, "no/plan.xml", RF_FORMAT_TEXT, &bytes, d->diags),
        RF_E_IO);
    assert_int_equal(rf_plan_verify(d->engine, broken, RF_FORMAT_TEXT, &bytes, d->diags),
                     RF_E_INPUT);
    assert_null(site);
    assert_null(bytes.data);
}

static void options_are_read_or_refused(void **state)
{
    door *d = *state;
    exact e;
    evaluate_exact(d, &e);
    static const char *const profiles[] = {"box", NULL};
    static const struct {
        const char *target, *by;
        rf_code code;
        rf_verdict verdict;
    } cases[] = {
        {"840 kW critical IT", NULL, RF_OK, RF_VERDICT_FIT},
        {"4 pods", NULL, RF_OK, RF_VERDICT_FIT},
        {"5 pods", NULL, RF_OK, RF_VERDICT_NO_FIT},
        {NULL, "2028-Q1", RF_OK, RF_VERDICT_FIT},
        {NULL, "2027-12-30", RF_OK, RF_VERDICT_NO_FIT}, /* a day before the hall is ready */
        {"840 kW", NULL, RF_E_INPUT, 0},
        {"840 kW at utility", NULL, RF_E_INPUT, 0},
        {"many pods", NULL, RF_E_INPUT, 0},
        {"0 pods", NULL, RF_E_INPUT, 0},
        {"0 MW critical IT", NULL, RF_E_INPUT, 0},
        {"", NULL, RF_E_INPUT, 0},
        {NULL, "soon", RF_E_INPUT, 0},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        rf_evaluate_options options = RF_EVALUATE_OPTIONS_INIT;
        options.profiles = profiles;
        options.target = cases[i].target;
        options.by = cases[i].by;
        rf_evaluation *evaluation = NULL;
        drop_diags(d);
        rf_code code = rf_evaluate(d->engine, e.site, &options, &evaluation, d->diags);
        assert_int_equal(code, cases[i].code);
        if (code == RF_OK) {
            assert_int_equal(rf_evaluation_verdict(evaluation, 0), cases[i].verdict);
        } else {
            assert_null(evaluation);
            assert_true(rf_diags_error_count(d->diags) > 0);
        }
        rf_evaluation_free(evaluation);
    }
    close_exact(&e);
}

static void misuse_is_named(void **state)
{
    door *d = *state;
    exact e;
    rf_bytes bytes = {NULL, 0};
    rf_evaluation *evaluation = NULL;
    rf_site *site = NULL;
    evaluate_exact(d, &e);
    assert_int_equal(rf_engine_new(NULL, NULL, d->diags), RF_E_MISUSE);
    assert_int_equal(rf_site_open(NULL, "field", NULL, &site, d->diags), RF_E_MISUSE);
    assert_int_equal(rf_site_open(d->engine, NULL, NULL, &site, d->diags), RF_E_MISUSE);
    assert_int_equal(rf_site_open(d->engine, "field", NULL, NULL, d->diags), RF_E_MISUSE);
    assert_int_equal(rf_evaluate(NULL, e.site, NULL, &evaluation, d->diags), RF_E_MISUSE);
    assert_int_equal(rf_evaluate(d->engine, NULL, NULL, &evaluation, d->diags),
                     RF_E_MISUSE);
    rf_evaluate_options old = RF_EVALUATE_OPTIONS_INIT;
    old.size -= 1;
    assert_int_equal(rf_evaluate(d->engine, e.site, &old, &evaluation, d->diags),
                     RF_E_MISUSE);
    assert_int_equal(rf_report_evaluation(NULL, RF_FORMAT_TEXT, NULL, &bytes), RF_E_MISUSE);
    assert_int_equal(rf_report_evaluation(e.evaluation, RF_FORMAT_TEXT, NULL, NULL),
                     RF_E_MISUSE);
    assert_int_equal(rf_report_requests(NULL, RF_FORMAT_TEXT, NULL, &bytes), RF_E_MISUSE);
    assert_int_equal(rf_plan_write(NULL, 0, &bytes), RF_E_MISUSE);
    assert_int_equal(rf_plan_write(e.evaluation, 1, &bytes), RF_E_MISUSE);
    assert_int_equal(rf_plan_verify(NULL, "x", RF_FORMAT_TEXT, &bytes, d->diags),
                     RF_E_MISUSE);
    assert_int_equal(rf_draw(NULL, 0, NULL, &bytes, d->diags), RF_E_MISUSE);
    assert_int_equal(rf_draw(e.evaluation, 7, NULL, &bytes, d->diags), RF_E_MISUSE);
    assert_int_equal(rf_write_brief(NULL, 0, RF_PAPER_A4, &bytes, d->diags), RF_E_MISUSE);
    assert_int_equal(rf_list(d->engine, "halls", RF_FORMAT_TEXT, &bytes, d->diags),
                     RF_E_MISUSE);
    assert_int_equal(rf_show(d->engine, NULL, RF_FORMAT_TEXT, &bytes, d->diags),
                     RF_E_MISUSE);
    assert_int_equal(rf_schema(NULL, &bytes), RF_E_MISUSE);
    assert_int_equal(rf_site_print(NULL, &bytes), RF_E_MISUSE);
    assert_int_equal(rf_site_init("A", "1 MW", "0,0", NULL, &bytes, d->diags), RF_E_MISUSE);
    assert_null(bytes.data);
    assert_null(site);
    assert_null(evaluation);
    assert_int_equal(rf_evaluation_count(NULL), 0);
    assert_null(rf_evaluation_profile(e.evaluation, 1));
    assert_int_equal(rf_evaluation_verdict(e.evaluation, 1), RF_VERDICT_UNKNOWN);
    assert_int_equal(rf_evaluation_pods(e.evaluation, 0, 3), -1);
    assert_int_equal(rf_evaluation_pods(e.evaluation, 0, -1), -1);
    assert_int_equal(rf_evaluation_pods(e.evaluation, 1, 0), -1);
    rf_site_free(NULL);
    rf_evaluation_free(NULL);
    rf_engine_free(NULL);
    rf_bytes_free(NULL);
    close_exact(&e);
}

/* ---- init
 * --------------------------------------------------------------------------------- */

static void init_reads_back(void **state)
{
    door *d = *state;
    rf_bytes xml = {NULL, 0};
    expect_ok(d, rf_site_init("Prairie \"Mine\" <2>", "750 MW", "34.43,-100.20",
                              "2026-11-23", &xml, d->diags));
    const char *path = write_file(d, "init.xml", xml.data, xml.size);
    rf_site *site = NULL;
    expect_ok(d, rf_site_open(d->engine, path, NULL, &site, d->diags));
    rf_bytes printed = {NULL, 0};
    assert_int_equal(rf_site_print(site, &printed), RF_OK);
    assert_non_null(strstr(printed.data, "announced=\"750000 kW at utility\""));
    assert_non_null(strstr(printed.data, "Prairie &quot;Mine&quot; &lt;2&gt;"));
    rf_evaluation *evaluation = NULL;
    expect_ok(d, rf_evaluate(d->engine, site, NULL, &evaluation, d->diags));
    assert_true(rf_evaluation_count(evaluation) > 20); /* the shipped racks and the box */
    for (size_t i = 0; i < rf_evaluation_count(evaluation); i++) {
        assert_int_equal(rf_evaluation_verdict(evaluation, i), RF_VERDICT_UNKNOWN);
        assert_int_equal(rf_evaluation_pods(evaluation, i, 0), 0);
    }
    rf_evaluation_free(evaluation);
    rf_bytes_free(&printed);
    rf_bytes_free(&xml);
    rf_site_free(site);
    static const char *const bad[][4] = {
        {"A", "750", "0,0", "2026-11-23"},
        {"A", "750 MW critical IT", "0,0", "2026-11-23"},
        {"A", "750 MW", "here", "2026-11-23"},
        {"A", "750 MW", "91,181", "2026-11-23"},
        {"A", "750 MW", "0,0", "today"},
    };
    for (size_t i = 0; i < 5; i++) {
        drop_diags(d);
        assert_int_equal(
            rf_site_init(bad[i][0], bad[i][1], bad[i][2], bad[i][3], &xml, d->diags),
            RF_E_INPUT);
        assert_true(rf_diags_error_count(d->diags) > 0);
        assert_null(xml.data);
    }
}

/* ---- shipped data
 * ------------------------------------------------------------------------- */

static const char *const shipped_sites[] = {"childress", "lake-mariner", "rockdale"};
static const char *const shipped_designs[] = {NULL, "air-mine", "dry-shell",
                                              "liquid-shell"};

static void printed_sites_read_the_same(void **state)
{
    door *d = *state;
    for (size_t i = 0; i < 3; i++) {
        rf_site *site = NULL;
        rf_bytes once = {NULL, 0};
        rf_bytes twice = {NULL, 0};
        expect_ok(d, rf_site_open(d->engine, shipped_sites[i], NULL, &site, d->diags));
        assert_int_equal(rf_site_print(site, &once), RF_OK);
        rf_site *again = NULL;
        expect_ok(d, rf_site_open(d->engine,
                                  write_file(d, "printed.xml", once.data, once.size), NULL,
                                  &again, d->diags));
        assert_int_equal(rf_site_print(again, &twice), RF_OK);
        assert_string_equal(once.data, twice.data);
        rf_evaluation *a = NULL;
        rf_evaluation *b = NULL;
        expect_ok(d, rf_evaluate(d->engine, site, NULL, &a, d->diags));
        expect_ok(d, rf_evaluate(d->engine, again, NULL, &b, d->diags));
        assert_int_equal(rf_evaluation_count(a), rf_evaluation_count(b));
        for (size_t k = 0; k < rf_evaluation_count(a); k++) {
            assert_int_equal(rf_evaluation_verdict(a, k), rf_evaluation_verdict(b, k));
            for (int end = 0; end < 3; end++) {
                assert_int_equal(rf_evaluation_pods(a, k, end),
                                 rf_evaluation_pods(b, k, end));
            }
        }
        rf_evaluation_free(a);
        rf_evaluation_free(b);
        rf_bytes_free(&once);
        rf_bytes_free(&twice);
        rf_site_free(again);
        rf_site_free(site);
    }
}

/* Every plan of a shipped site is written, and judged again from files alone. */
static void shipped_sites_are_judged_and_verified(void **state)
{
    door *d = *state;
    size_t plans = 0;
    for (size_t i = 0; i < 3; i++) {
        for (size_t r = 0; r < 4; r++) {
            rf_site *site = NULL;
            rf_evaluation *evaluation = NULL;
            drop_diags(d);
            expect_ok(d, rf_site_open(d->engine, shipped_sites[i], shipped_designs[r],
                                      &site, d->diags));
            expect_ok(d, rf_evaluate(d->engine, site, NULL, &evaluation, d->diags));
            assert_true(rf_evaluation_count(evaluation) > 20);
            for (size_t k = 0; k < rf_evaluation_count(evaluation); k++) {
                rf_bytes plan = {NULL, 0};
                rf_code code = rf_plan_write(evaluation, k, &plan);
                if (code == RF_E_NOT_FOUND) {
                    continue; /* no end has pods */
                }
                assert_int_equal(code, RF_OK);
                rf_bytes report;
                expect_ok(d, verify(d, plan.data, &report));
                rf_bytes_free(&report);
                rf_bytes_free(&plan);
                plans++;
            }
            rf_evaluation_free(evaluation);
            rf_site_free(site);
        }
    }
    print_message("# %zu plans verified\n", plans);
    assert_true(plans > 10);
}

static void shipped_documents_are_listed_and_shown(void **state)
{
    door *d = *state;
    static const char *const kinds[] = {"profiles", "measures", "sites", "climate",
                                        "references"};
    static const char *const ids[] = {"gb300-nvl72", "catalogue", "rockdale", "midland-tx",
                                      "dry-shell"};
    /* of measures the single ones are listed, the document is shown */
    static const char *const listed[] = {"gb300-nvl72", "liquid-plant", "rockdale",
                                         "midland-tx", "dry-shell"};
    for (size_t i = 0; i < 5; i++) {
        for (rf_format format = RF_FORMAT_TEXT; format <= RF_FORMAT_CSV; format++) {
            rf_bytes bytes = {NULL, 0};
            expect_ok(d, rf_list(d->engine, kinds[i], format, &bytes, d->diags));
            assert_non_null(strstr(bytes.data, listed[i]));
            rf_bytes_free(&bytes);
            expect_ok(d, rf_show(d->engine, ids[i], format, &bytes, d->diags));
            assert_true(bytes.size > 20);
            rf_bytes_free(&bytes);
        }
    }
    static const char *const schemas[] = {"site",    "profile", "measures",
                                          "climate", "plan",    "json"};
    for (size_t i = 0; i < 6; i++) {
        rf_bytes bytes = {NULL, 0};
        assert_int_equal(rf_schema(schemas[i], &bytes), RF_OK);
        assert_true(bytes.size > 200);
        rf_bytes_free(&bytes);
    }
    assert_true(strlen(rf_version()) >= 5);
}

int main(void)
{
#define DOOR(test) cmocka_unit_test_setup_teardown(test, open_door, close_door)
    const struct CMUnitTest tests[] = {
        DOOR(one_site_goes_all_the_way),
        DOOR(plan_file_holds),
        DOOR(tampered_plans_are_refused),
        DOOR(changed_inputs_are_noticed),
        DOOR(unknown_ids_get_a_hint),
        DOOR(options_are_read_or_refused),
        DOOR(misuse_is_named),
        DOOR(init_reads_back),
        DOOR(printed_sites_read_the_same),
        DOOR(shipped_sites_are_judged_and_verified),
        DOOR(shipped_documents_are_listed_and_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
