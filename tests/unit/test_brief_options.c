/* SPDX-License-Identifier: MIT */
/* Retrofit options in the brief, on made-up sites: one that a measure settles, one where
 * the power that nobody knows decides, one that no measure helps, one with two conflicts.
 * The pages keep the rules of all others, say the verdict with measures beside the one as
 * it is, and every cost leads to a row of the book. */
#define _POSIX_C_SOURCE 200809L /* mkstemp */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <unistd.h>

#include "planner/api/comparing.h"
#include "planner/base/checked.h"
#include "planner/decide/decide.h"
#include "tests/unit/brief_rules.h"

#define CASES TEST_ROOT "/tests/golden/cases/"

typedef struct study {
    rf_diags *diags;
    rf_engine *engine;
    rf_site *site;
    rf_comparison *comparison;
} study;

static study open_study(const char *site)
{
    static const char *const folders[] = {CASES "evaluate-measures/catalogue", NULL};
    static const char *const profiles[] = {"pair", NULL};
    study s = {.diags = rf_diags_new()};
    assert_int_equal(rf_engine_new(folders, &s.engine, s.diags), RF_OK);
    assert_int_equal(rf_site_open(s.engine, site, NULL, &s.site, s.diags), RF_OK);
    rf_compare_options options = RF_COMPARE_OPTIONS_INIT;
    options.profiles = profiles;
    options.measures = "few";
    options.every_end = true;
    assert_int_equal(rf_compare(s.engine, s.site, &options, &s.comparison, s.diags), RF_OK);
    return s;
}

static void close_study(study *s)
{
    rf_comparison_free(s->comparison);
    rf_site_free(s->site);
    rf_engine_free(s->engine);
    rf_diags_free(s->diags);
}

/* options: with the pages on them. */
static rfi_drawing *compose(const study *s, bool options, rf_paper paper)
{
    rfi_drawing *drawing = rfi_drawing_new(s->diags);
    assert_non_null(drawing);
    assert_true(rfi_compose_brief(s->comparison->evaluation->model,
                                  rfi_api_compare_lead(s->comparison),
                                  options ? s->comparison->model : NULL, paper, drawing));
    return drawing;
}

/* Every page of the drawing that shows the words; SIZE_MAX: none. */
static size_t page_with(const rfi_drawing *drawing, const char *words)
{
    for (size_t p = 0; p < drawing->page_count; p++) {
        if (shows(drawing, p, words)) {
            return p;
        }
    }
    return SIZE_MAX;
}

static void must_show(const rfi_drawing *drawing, size_t page, const char *words)
{
    if (!shows(drawing, page, words)) {
        fail_msg("page %zu does not say \"%s\"", page + 1, words);
    }
}

static void pages_keep_the_rules(void **state)
{
    (void)state;
    static const char *const sites[] = {
        CASES "evaluate-measures/cdus.xml", CASES "evaluate-measures/open.xml",
        CASES "evaluate-measures/never.xml", CASES "compare-two-conflicts/both.xml"};
    for (size_t i = 0; i < sizeof(sites) / sizeof(sites[0]); i++) {
        study s = open_study(sites[i]);
        const rfi_evaluation *evaluation = s.comparison->evaluation->model;
        for (int paper = RF_PAPER_A4; paper <= RF_PAPER_LETTER; paper++) {
            rfi_drawing *drawing = compose(&s, true, (rf_paper)paper);
            keep_the_rules(drawing, &evaluation->judgements[0], (rf_paper)paper, 0);
            rfi_drawing_free(drawing);
        }
        close_study(&s);
    }
}

static void the_summary_says_both_verdicts_and_the_deal(void **state)
{
    (void)state;
    study s = open_study(CASES "evaluate-measures/cdus.xml");
    rfi_drawing *drawing = compose(&s, true, RF_PAPER_A4);
    must_show(drawing, 0, "As it is: no fit");
    must_show(drawing, 0, "Fit with measures");
    must_show(drawing, 0, "MW critical IT with measures");
    must_show(drawing, 0, "300\u202F000\u202FUSD");
    must_show(drawing, 0, "Decide on plan");
    must_show(drawing, 0, "re-checked by separate code");
    rfi_drawing_free(drawing);
    close_study(&s);

    s = open_study(CASES "evaluate-measures/open.xml");
    drawing = compose(&s, true, RF_PAPER_A4);
    must_show(drawing, 0, "With measures: unknown");
    rfi_drawing_free(drawing);
    close_study(&s);

    s = open_study(CASES "evaluate-measures/never.xml");
    drawing = compose(&s, true, RF_PAPER_A4);
    must_show(drawing, 0, "With measures: no fit");
    must_show(drawing, page_with(drawing, "What would have to give"), "20\u202FkW");
    rfi_drawing_free(drawing);
    close_study(&s);
}

static void plans_ladder_and_works_stand_on_their_pages(void **state)
{
    (void)state;
    study s = open_study(CASES "evaluate-measures/cdus.xml");
    rfi_drawing *drawing = compose(&s, true, RF_PAPER_A4);
    size_t page = page_with(drawing, "Unlock ladder");
    assert_int_equal(page, 1);
    must_show(drawing, page, "Frontier");
    must_show(drawing, page, "Plans that nothing beats");
    must_show(drawing, page, "binds: ");
    must_show(drawing, page, "2\u00A0\u00D7\u00A0cdu");
    page = page_with(drawing, "Measures over time");
    must_show(drawing, page_with(drawing, "What it leaves out"), "no campus plan");
    for (size_t i = 0; i < drawing->item_count; i++) { /* it draws the works */
        assert_true(drawing->items[i].text == NULL ||
                    strstr(drawing->items[i].text, "schedule of works") == NULL);
    }
    must_show(drawing, page, "Add a CDU, 500 kW");
    must_show(drawing, page, "1 of 2, East hall");
    must_show(drawing, page, "2027-03-24");
    must_show(drawing, page, "no plan that does as much costs less");
    assert_int_not_equal(page_with(drawing, "keep 0.84"), 0);
    rfi_drawing_free(drawing);

    drawing = compose(&s, false, RF_PAPER_A4);
    assert_int_equal(page_with(drawing, "Unlock ladder"), SIZE_MAX);
    assert_int_equal(page_with(drawing, "with measures"), SIZE_MAX);
    rfi_drawing_free(drawing);
    close_study(&s);
}

/* Rows of cost and time: each in the book once, cited by the plan's page. */
static void costs_lead_to_the_book(void **state)
{
    (void)state;
    study s = open_study(CASES "evaluate-measures/cdus.xml");
    rfi_drawing *drawing = compose(&s, true, RF_PAPER_A4);
    assert_int_equal(count_dest(drawing, "row-M-01"), 1);
    assert_int_equal(count_dest(drawing, "row-M-03"), 1);
    must_show(drawing, page_with(drawing, "cdu: cost"), "M-01");
    must_show(drawing, page_with(drawing, "Measures over time"), "M-01");
    rfi_drawing_free(drawing);
    close_study(&s);
}

static void the_chosen_install_is_critical(void **state)
{
    (void)state;
    study s = open_study(CASES "evaluate-measures/cdus.xml");
    const rfi_retrofit *r = s.comparison->model->recommended;
    assert_int_equal(r->install_count, 1);
    const rfi_planned *p = &r->installs[0];
    assert_true(p->critical);
    assert_int_equal(p->delivered - p->start, (int64_t)16 * 7);
    assert_int_equal(p->latest, p->done);
    size_t count = 0;
    rfi_arena *arena = rfi_arena_new();
    const rfi_install_group *groups =
        rfi_group_installs(arena, s.comparison->model, r, &count);
    assert_int_equal(count, 1);
    assert_string_equal(groups[0].kind->id, "east");
    assert_int_equal(groups[0].units, 3);
    assert_int_equal(groups[0].places, 1);
    assert_int_equal(groups[0].cost[RFI_END_BASE], r->cost[RFI_END_BASE]);
    rfi_arena_free(arena);
    close_study(&s);
}

/* What a reader's own program finds in the file. */
static void other_programs_read_the_answer(void **state)
{
    (void)state;
    study s = open_study(CASES "evaluate-measures/cdus.xml");
    rf_bytes bytes = {NULL, 0};
    assert_int_equal(rf_write_options_brief(s.comparison, RF_PAPER_LETTER, &bytes, s.diags),
                     RF_OK);
    assert_int_equal(rf_write_options_brief(NULL, RF_PAPER_A4, &bytes, s.diags),
                     RF_E_MISUSE);
    char path[] = "/tmp/rackfit-options-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, bytes.data, bytes.size), bytes.size);
    assert_int_equal(close(file), 0);
    if (system("command -v pdftotext >/dev/null 2>&1") == 0) {
        char command[256];
        (void)snprintf(command, sizeof(command),
                       "pdftotext -f 1 -l 1 %s - | grep -q 'Fit with measures'", path);
        assert_int_equal(system(command), 0);
        (void)snprintf(command, sizeof(command),
                       "pdftotext -f 2 -l 2 %s - | grep -q 'Unlock ladder'", path);
        assert_int_equal(system(command), 0);
    }
    assert_int_equal(unlink(path), 0);
    rf_bytes_free(&bytes);
    close_study(&s);
}

/* What leads a brief: the verdict, then what measures cost, then power, then how few limits
 * rule it out. */
static void the_nearest_to_fit_leads(void **state)
{
    (void)state;
    rfi_judgement few = {.verdict = RF_VERDICT_NO_FIT, .conflict_count = 1};
    rfi_judgement many = {.verdict = RF_VERDICT_NO_FIT, .conflict_count = 3};
    assert_true(rfi_judgement_leads(&few, &many));
    assert_false(rfi_judgement_leads(&many, &few));
    assert_false(rfi_judgement_leads(&few, &few));
    many.cases[RFI_END_FAVOURABLE].it_power = 1;
    assert_true(rfi_judgement_leads(&many, &few));

    rfi_retrofit dear = {.cost = {9, 8, 7}};
    rfi_retrofit cheap = {.cost = {9, 2, 1}};
    rfi_with_measures with_dear = {.verdict = RF_VERDICT_FIT_WITH_MEASURES,
                                   .plans = {&dear}};
    rfi_with_measures with_cheap = {.verdict = RF_VERDICT_FIT_WITH_MEASURES,
                                    .plans = {&cheap}};
    many.with_measures = &with_dear;
    assert_int_equal(rfi_final_verdict(&many), RF_VERDICT_FIT_WITH_MEASURES);
    few.with_measures = &with_cheap;
    assert_true(rfi_judgement_leads(&few, &many));
    const rfi_judgement fit = {.verdict = RF_VERDICT_FIT};
    assert_true(rfi_judgement_leads(&fit, &few));
    with_cheap.verdict = RF_VERDICT_UNKNOWN;
    assert_true(rfi_judgement_leads(&many, &few));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_keep_the_rules),
        cmocka_unit_test(the_summary_says_both_verdicts_and_the_deal),
        cmocka_unit_test(plans_ladder_and_works_stand_on_their_pages),
        cmocka_unit_test(costs_lead_to_the_book),
        cmocka_unit_test(the_chosen_install_is_critical),
        cmocka_unit_test(other_programs_read_the_answer),
        cmocka_unit_test(the_nearest_to_fit_leads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
