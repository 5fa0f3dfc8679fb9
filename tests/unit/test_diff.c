/* SPDX-License-Identifier: MIT */
/* Two descriptors compared: each kind of change is found and said in words, order and
 * spelling make no difference, and a verdict that moves is shown. */
#define _POSIX_C_SOURCE 200809L
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "planner/decide/diff.h"
#include "rackfit/rackfit.h"
#include "sites/read/read.h"

#define HEAD       "<site xmlns=\"urn:rackfit:1\" id=\"s\" name=\"S\" as-of=\"2026-11-23\">"
#define SOURCE     "<source id=\"p\" title=\"Paper\" date=\"2026-05-01\" grade=\"B\"/>"
#define OTHER      "<source id=\"q\" title=\"Letter\" date=\"2026-06-01\" grade=\"A\"/>"
#define SITE(body) HEAD SOURCE OTHER body "</site>"
#define POI(rest)  "<grid><interconnect id=\"poi\" " rest " src=\"p\"/></grid>"
#define HALL(id, rest)                                                                     \
    "<hall id=\"" id "\" outline=\"0,0 30,0 30,20 0,20 m\" src=\"p\" " rest "</hall>"

typedef struct pair {
    rf_diags *diags;
    rfi_arena *arena;
    rfi_site *before, *after;
    rfi_difference *list;
    size_t count;
} pair;

static rfi_site *read_text(pair *p, const char *text)
{
    rfi_site *site = rfi_read_site("t.xml", text, strlen(text), p->diags);
    for (size_t i = 0; site == NULL && i < rf_diags_count(p->diags); i++) {
        print_error("%s\n", rf_diags_at(p->diags, i)->message);
    }
    assert_non_null(site);
    return site;
}

static pair compare_texts(const char *before, const char *after)
{
    pair p = {.diags = rf_diags_new(), .arena = rfi_arena_new()};
    p.before = read_text(&p, before);
    p.after = read_text(&p, after);
    assert_true(rfi_diff_sites(p.arena, p.before, p.after, &p.list, &p.count));
    return p;
}

static void close_pair(pair *p)
{
    rfi_site_free(p->before);
    rfi_site_free(p->after);
    rfi_arena_free(p->arena);
    rf_diags_free(p->diags);
}

static void check_words(const char *got, const char *expected)
{
    if (expected == NULL) {
        assert_null(got);
    } else {
        assert_non_null(got);
        assert_string_equal(got, expected);
    }
}

/* One difference and no other. */
static void expect(const char *before, const char *after, const rfi_difference *d)
{
    pair p = compare_texts(before, after);
    for (size_t i = 0; p.count != 1 && i < p.count; i++) {
        print_error("%s %s: %s -> %s\n", p.list[i].owner, p.list[i].name,
                    p.list[i].before == NULL ? "-" : p.list[i].before,
                    p.list[i].after == NULL ? "-" : p.list[i].after);
    }
    assert_int_equal(p.count, 1);
    assert_int_equal(p.list[0].change, d->change);
    assert_string_equal(p.list[0].owner, d->owner);
    assert_string_equal(p.list[0].thing, d->thing);
    assert_string_equal(p.list[0].name, d->name);
    check_words(p.list[0].before, d->before);
    check_words(p.list[0].after, d->after);
    check_words(p.list[0].before_source, d->before_source);
    check_words(p.list[0].after_source, d->after_source);
    close_pair(&p);
}

#define PAPER  "grade B: Paper, 2026-05-01"
#define LETTER "grade A: Letter, 2026-06-01"

static void an_empty_site_differs_from_nothing(void **state)
{
    (void)state;
    pair p = compare_texts(SITE(""), SITE(""));
    assert_int_equal(p.count, 0);
    close_pair(&p);
}

static void figures_are_compared(void **state)
{
    (void)state;
    expect(SITE(POI("")), SITE(POI("firm=\"50 MW at utility\"")),
           &(rfi_difference){RFI_CHANGE_ADDED, "poi", "interconnect", "firm",
                             "firm utility power", NULL, "50\u202FMW at utility", NULL,
                             PAPER});
    expect(SITE(POI("firm=\"50 MW at utility\"")), SITE(POI("")),
           &(rfi_difference){RFI_CHANGE_REMOVED, "poi", "interconnect", "firm",
                             "firm utility power", "50\u202FMW at utility", NULL, PAPER,
                             NULL});
    expect(SITE(POI("firm=\"unknown\"")), SITE(POI("firm=\"40..50..55 MW at utility\"")),
           &(rfi_difference){RFI_CHANGE_CHANGED, "poi", "interconnect", "firm",
                             "firm utility power", "unknown",
                             "50\u202FMW at utility (40\u201355)", NULL, PAPER});
}

static void sources_and_grades_are_compared(void **state)
{
    (void)state;
    const char *before = SITE("<finance power-price=\"30 USD/MWh\" src=\"p\"/>");
    rfi_difference d = {RFI_CHANGE_CHANGED, "finance",     "finance",
                        "power-price",      "power price", "30\u202FUSD/MWh",
                        "30\u202FUSD/MWh",  PAPER,         LETTER};
    expect(before, SITE("<finance power-price=\"30 USD/MWh\" src=\"q\"/>"), &d);
    d.after_source = "grade E: Paper, 2026-05-01";
    expect(before, SITE("<finance power-price=\"30 USD/MWh\" src=\"p/E\"/>"), &d);
}

/* Four digits are shown, unless they hide the difference. */
static void small_differences_are_shown_whole(void **state)
{
    (void)state;
    expect(SITE("<finance power-price=\"30.00001 USD/MWh\" src=\"p\"/>"),
           SITE("<finance power-price=\"30.00002 USD/MWh\" src=\"p\"/>"),
           &(rfi_difference){RFI_CHANGE_CHANGED, "finance", "finance", "power-price",
                             "power price", "30.00001 USD/MWh", "30.00002 USD/MWh", PAPER,
                             PAPER});
}

static void gates_are_compared(void **state)
{
    (void)state;
    const char *unknown = SITE("<gate id=\"g\" kind=\"zoning\" status=\"unknown\"/>");
    rfi_difference d = {.change = RFI_CHANGE_CHANGED,
                        .owner = "g",
                        .thing = "gate",
                        .name = "status of the gate",
                        .before = "unknown",
                        .after = "pending"};
    expect(unknown, SITE("<gate id=\"g\" kind=\"zoning\" status=\"pending\"/>"), &d);
    d.after = "yes";
    d.after_source = PAPER;
    expect(unknown, SITE("<gate id=\"g\" kind=\"zoning\" status=\"granted\" src=\"p\"/>"),
           &d);
    pair p = compare_texts(SITE(""), unknown);
    assert_int_equal(p.count, 3); /* the gate, its kind, its status */
    assert_string_equal(p.list[0].attribute, "");
    assert_int_equal(p.list[0].change, RFI_CHANGE_ADDED);
    close_pair(&p);
}

/* What is in two halls under one id is told apart. */
static void halls_and_what_is_in_them_are_compared(void **state)
{
    (void)state;
    const char *both =
        SITE(HALL("a", "><ups id=\"u\" from=\"poi\" rating=\"500 kVA\" src=\"p\"/>") HALL(
            "b", "><ups id=\"u\" from=\"poi\" rating=\"500 kVA\" src=\"p\"/>") POI(""));
    const char *more =
        SITE(HALL("a", "><ups id=\"u\" from=\"poi\" rating=\"500 kVA\" src=\"p\"/>") HALL(
            "b", "><ups id=\"u\" from=\"poi\" rating=\"600 kVA\" src=\"p\"/>") POI(""));
    expect(both, more,
           &(rfi_difference){RFI_CHANGE_CHANGED, "b/u", "UPS", "rating", "rating",
                             "500\u202FkVA", "600\u202FkVA", PAPER, PAPER});
    pair p =
        compare_texts(both, SITE(HALL("b", "><ups id=\"u\" from=\"poi\" rating=\"500 kVA\""
                                           " src=\"p\"/>") POI("")));
    assert_string_equal(p.list[0].owner, "a");
    assert_string_equal(p.list[0].thing, "hall");
    assert_int_equal(p.list[0].change, RFI_CHANGE_REMOVED);
    for (size_t i = 0; i < p.count; i++) {
        assert_int_equal(p.list[i].owner[0], 'a');
        assert_int_equal(p.list[i].change, RFI_CHANGE_REMOVED);
    }
    close_pair(&p);
}

static void words_are_compared(void **state)
{
    (void)state;
    expect(SITE("<link id=\"l\" carrier=\"A\" path=\"x\"/>"),
           SITE("<link id=\"l\" carrier=\"A\" path=\"y\"/>"),
           &(rfi_difference){RFI_CHANGE_CHANGED, "l", "link", "path", "path", "x", "y",
                             NULL, NULL});
    expect(SITE(HALL("a", ">")),
           SITE("<hall id=\"a\" outline=\"0,0 31,0 31,20 0,20 m\" "
                "src=\"p\"/>"),
           &(rfi_difference){RFI_CHANGE_CHANGED, "a", "hall", "outline points",
                             "outline points", "0,0 30,0 30,20 0,20 m",
                             "0,0 31,0 31,20 0,20 m", NULL, NULL});
    expect(SITE("<want target=\"5 MW critical IT\"><policy cooling=\"n\"/></want>"),
           SITE("<want target=\"5 MW critical IT\"><policy cooling=\"redundant\"/></want>"),
           &(rfi_difference){RFI_CHANGE_CHANGED, "want", "want", "policy for cooling",
                             "policy for cooling", "N", "N+1", NULL, NULL});
}

static void plants_come_and_go(void **state)
{
    (void)state;
    pair p = compare_texts(
        SITE(HALL("a",
                  "><obstacle id=\"k\" kind=\"keep-out\" at=\"1,1 m\" size=\"2,2 m\"/>")),
        SITE(HALL("a", "liquid=\"d\"><plant id=\"d\" kind=\"dry-cooler\" loop=\"liquid\" "
                       "capacity=\"900 kW thermal\" src=\"p\"/>")));
    size_t plants = 0;
    size_t obstacles = 0;
    for (size_t i = 0; i < p.count; i++) {
        bool whole = p.list[i].attribute[0] == '\0';
        plants += whole && strcmp(p.list[i].owner, "a/d") == 0 &&
                  strcmp(p.list[i].thing, "dry cooler") == 0 &&
                  p.list[i].change == RFI_CHANGE_ADDED;
        obstacles += whole && strcmp(p.list[i].owner, "a/keep-out at 1,1 m") == 0 &&
                     p.list[i].change == RFI_CHANGE_REMOVED;
    }
    assert_int_equal(plants, 1);
    assert_int_equal(obstacles, 1);
    close_pair(&p);
}

/* Elements and attributes in another order, other ids of sources, other units. */
static void order_and_spelling_make_no_difference(void **state)
{
    (void)state;
    const char *one =
        SITE(POI("firm=\"50 MW at utility\" voltage=\"138 kV\"") HALL("a", ">") HALL(
            "b",
            "clear-height=\"4 m\">") "<gate id=\"t\" kind=\"title\" status=\"unknown\"/>"
                                     "<gate id=\"z\" kind=\"zoning\" status=\"unknown\"/>");
    const char *two =
        "<site as-of=\"2026-11-23\" name=\"S\" id=\"s\" xmlns=\"urn:rackfit:1\">"
        "<source id=\"other\" date=\"2026-05-01\" title=\"Paper\" grade=\"B\"/>"
        "<gate kind=\"zoning\" id=\"z\" status=\"unknown\"/>"
        "<hall id=\"b\" clear-height=\"4000 mm\" outline=\"0,0 30,0 30,20 0,20 m\" "
        "src=\"other\"/>"
        "<hall id=\"a\" outline=\"0,0 30,0 30,20 0,20 m\" src=\"other\"/>"
        "<gate status=\"unknown\" id=\"t\" kind=\"title\"/>"
        "<grid><interconnect voltage=\"138000 V\" firm=\"50000 kW at utility\" id=\"poi\" "
        "src=\"other\"/></grid></site>";
    pair p = compare_texts(one, two);
    for (size_t i = 0; i < p.count; i++) {
        print_error("%s %s\n", p.list[i].owner, p.list[i].name);
    }
    assert_int_equal(p.count, 0);
    close_pair(&p);
}

static void differences_stand_in_order(void **state)
{
    (void)state;
    pair p = compare_texts(SITE(""), SITE(HALL("b", ">") HALL("a", ">") POI("")));
    assert_true(p.count > 3);
    for (size_t i = 1; i < p.count; i++) {
        int order = strcmp(p.list[i - 1].owner, p.list[i].owner);
        assert_true(order < 0 || (order == 0 && strcmp(p.list[i - 1].attribute,
                                                       p.list[i].attribute) <= 0));
    }
    close_pair(&p);
}

/* ---- verdicts ------------------------------------------------------------------------ */

static void write_text(char *path, const char *text)
{
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, text, strlen(text)), (ssize_t)strlen(text));
    assert_int_equal(close(descriptor), 0);
}

static rf_bytes run_diff(const char *before, const char *after, rf_format format)
{
    static const char *const data[] = {TEST_ROOT "/sites", NULL};
    static const char *const profiles[] = {"gb200-nvl72", NULL};
    rf_diags *diags = rf_diags_new();
    rf_engine *engine = NULL;
    rf_bytes bytes = {NULL, 0};
    rf_diff_options options = RF_DIFF_OPTIONS_INIT;
    options.profiles = profiles;
    options.format = format;
    assert_int_equal(rf_engine_new(data, &engine, diags), RF_OK);
    assert_int_equal(rf_diff(engine, before, after, &options, &bytes, diags), RF_OK);
    rf_engine_free(engine);
    rf_diags_free(diags);
    return bytes;
}

static void a_verdict_that_moves_is_shown(void **state)
{
    (void)state;
    char before[] = "/tmp/rackfit-diff-XXXXXX";
    char after[] = "/tmp/rackfit-diff-XXXXXX";
    write_text(before, SITE("<gate id=\"title\" kind=\"title\" status=\"unknown\"/>"));
    write_text(after,
               SITE("<gate id=\"title\" kind=\"title\" status=\"refused\" src=\"p\"/>"));
    rf_bytes text = run_diff(before, after, RF_FORMAT_TEXT);
    assert_non_null(strstr(text.data, "title, gate"));
    const char *verdict = strstr(text.data, "\nverdict ");
    assert_non_null(verdict);
    const char *end = strchr(verdict + 1, '\n');
    const char *moved = strstr(verdict, "no fit");
    assert_non_null(strstr(verdict, "unknown"));
    assert_true(moved != NULL && moved < end);
    rf_bytes_free(&text);
    text = run_diff(before, before, RF_FORMAT_TEXT);
    assert_non_null(strstr(text.data, "no difference"));
    assert_null(strstr(text.data, "verdict  "));
    rf_bytes_free(&text);
    text = run_diff(before, after, RF_FORMAT_JSON);
    assert_non_null(strstr(text.data, "\"same\": false"));
    assert_non_null(strstr(text.data, "\"verdict\": \"no fit\""));
    rf_bytes_free(&text);
    assert_int_equal(unlink(before), 0);
    assert_int_equal(unlink(after), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_site_differs_from_nothing),
        cmocka_unit_test(figures_are_compared),
        cmocka_unit_test(sources_and_grades_are_compared),
        cmocka_unit_test(small_differences_are_shown_whole),
        cmocka_unit_test(gates_are_compared),
        cmocka_unit_test(halls_and_what_is_in_them_are_compared),
        cmocka_unit_test(words_are_compared),
        cmocka_unit_test(plants_come_and_go),
        cmocka_unit_test(order_and_spelling_make_no_difference),
        cmocka_unit_test(differences_stand_in_order),
        cmocka_unit_test(a_verdict_that_moves_is_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
