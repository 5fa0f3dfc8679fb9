/* SPDX-License-Identifier: MIT */
/* The brief: made-up evaluations first (three facts, unknown, fit, no fit), then the
 * shipped sites. Asserts pages, places of text, links, rows of the book and repeatable
 * bytes. */
#define _POSIX_C_SOURCE 200809L /* mkstemp */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "planner/api/handles.h"
#include "planner/base/checked.h"
#include "reports/brief/brief.h"
#include "tests/unit/brief_rules.h"

/* ---- made-up evaluations ---- */

enum { HALLS = 1, REQUIREMENTS_MOST = 8, ROWS_MOST = 24 };

typedef struct world {
    rfi_arena *arena;
    rfi_site site;
    rfi_interconnect poi;
    rfi_hall hall;
    rfi_point outline[4];
    rfi_element ups;
    rfi_plant cdu;
    rfi_gate gate;
    rfi_profile profile;
    rfi_rules rules;
    rfi_source source;
    rfi_requirement requirements[REQUIREMENTS_MOST];
    rfi_input inputs[REQUIREMENTS_MOST];
    int64_t terms[REQUIREMENTS_MOST][RFI_ENDS][3];
    rfi_book_row book[ROWS_MOST];
    const char *from[REQUIREMENTS_MOST];
    rfi_hall_share shares[RFI_ENDS][HALLS];
    rfi_conflict conflict;
    size_t members[1];
    rfi_request requests[2];
    const rfi_figure *deciding[2];
    rfi_judgement judgement;
    rfi_evaluation evaluation;
} world;

static rfi_figure figure(world *w, rfi_dimension dimension, int64_t value, rfi_grade grade,
                         const char *owner, const char *name)
{
    return (rfi_figure){
        .state = grade == RFI_GRADE_NONE ? RFI_UNKNOWN : RFI_KNOWN,
        .dimension = dimension,
        .grade = grade,
        .low = value,
        .base = value,
        .high = value,
        .source = grade == RFI_GRADE_NONE ? NULL : &w->source,
        .place = {"somewhere/cedar.xml", 7, 3},
        .name = name,
        .attribute = name,
        .owner = owner,
        .holder = "owner",
        .document = "cedar",
    };
}

static const char *add_row(world *w, const char *id, const char *group, const rfi_figure *f)
{
    w->book[w->judgement.book_count++] = (rfi_book_row){
        .id = id,
        .group = group,
        .subject = f->name,
        .figure = f,
        .assumption = rfi_is_assumption(f),
    };
    return id;
}

/* A requirement on one figure, with its derived row. */
static rfi_requirement *add_requirement(world *w, rfi_requirement_kind kind,
                                        rfi_shape shape, const char *title,
                                        const rfi_figure *input, const char *input_id)
{
    size_t i = w->judgement.requirement_count++;
    rfi_requirement *r = &w->requirements[i];
    w->inputs[i] = (rfi_input){input, RFI_ROLE_LIMIT};
    w->from[i] = input_id;
    *r = (rfi_requirement){
        .kind = kind,
        .shape = shape,
        .id = rfi_arena_format(w->arena, "r%zu/%s", i, rfi_requirement_id_words(kind)),
        .title = title,
        .formula = "limit = rating; demand = load",
        .state = "normal state",
        .hall_index =
            shape == RFI_SHAPE_SITE_SUM || shape == RFI_SHAPE_SITE_TEST ? SIZE_MAX : 0,
        .dimension = rfi_requirement_dimension(kind),
        .inputs = &w->inputs[i],
        .input_count = 1,
        .place = {"somewhere/cedar.xml", 11, 5},
        .book_id = rfi_arena_format(w->arena, "D-%02zu", i + 1),
    };
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        r->ends[end].pod = &w->terms[i][end][0];
        r->ends[end].unit = &w->terms[i][end][1];
        r->ends[end].idle = &w->terms[i][end][2];
    }
    return r;
}

static void set_terms(rfi_requirement *r, int64_t limit, int64_t fixed, int64_t pod)
{
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        r->ends[end].limit = limit;
        r->ends[end].fixed = fixed;
        r->ends[end].pod[0] = pod;
    }
}

static void set_unknown(rfi_requirement *r, int64_t demand)
{
    set_terms(r, RFI_UNBOUNDED, demand, 0);
    r->ends[RFI_END_UNFAVOURABLE].limit = 0;
    r->ends[RFI_END_BASE].unknown = true;
}

static void close_book(world *w)
{
    for (size_t i = 0; i < w->judgement.requirement_count; i++) {
        rfi_requirement *r = &w->requirements[i];
        w->book[w->judgement.book_count++] = (rfi_book_row){
            .id = r->book_id,
            .group = "Derived",
            .subject = r->title,
            .value = "holds",
            .formula = r->formula,
            .from = &w->from[i],
            .from_count = 1,
        };
    }
}

static void make_profile(world *w)
{
    w->profile = (rfi_profile){
        .id = "pod-one",
        .name = "Pod One",
        .chips = figure(w, RFI_DIM_COUNT, 72, RFI_GRADE_A, "rack", "accelerators per rack"),
        .plan = figure(w, RFI_DIM_POWER, 120000000, RFI_GRADE_A, "rack", "planned draw"),
        .max = figure(w, RFI_DIM_POWER, 140000000, RFI_GRADE_E, "rack", "highest draw"),
        .racks_per_pod = figure(w, RFI_DIM_COUNT, 1, RFI_GRADE_A, "pod", "racks per pod"),
        .pods_per_unit = figure(w, RFI_DIM_COUNT, 8, RFI_GRADE_A, "unit", "pods per unit"),
        .liquid_share =
            figure(w, RFI_DIM_RATIO, 900000, RFI_GRADE_B, "rack", "liquid share"),
    };
    add_row(w, "P-01", "Accelerator system", &w->profile.max);
    add_row(w, "P-02", "Accelerator system", &w->profile.pods_per_unit);
}

/* A name, a place and an announced power: what a press release gives. */
static void make_three_facts(world *w)
{
    w->site = (rfi_site){
        .arena = w->arena,
        .file = "somewhere/cedar.xml",
        .id = "cedar",
        .name = "Cedar Draw",
        .as_of = rfi_date_from_civil(2026, 11, 23),
        .lat = figure(w, RFI_DIM_ANGLE, 34430000, RFI_GRADE_A, "location", "latitude"),
        .lon = figure(w, RFI_DIM_ANGLE, -100200000, RFI_GRADE_A, "location", "longitude"),
        .elevation = figure(w, RFI_DIM_LENGTH, 0, RFI_GRADE_NONE, "location", "elevation"),
        .interconnects = &w->poi,
        .interconnect_count = 1,
    };
    w->poi = (rfi_interconnect){
        .id = "poi",
        .voltage = figure(w, RFI_DIM_VOLTAGE, 0, RFI_GRADE_NONE, "poi", "voltage"),
        .announced = figure(w, RFI_DIM_POWER, 150000000000, RFI_GRADE_B, "poi",
                            "announced utility power"),
        .contracted =
            figure(w, RFI_DIM_POWER, 0, RFI_GRADE_NONE, "poi", "contracted power"),
        .energised = figure(w, RFI_DIM_POWER, 0, RFI_GRADE_NONE, "poi", "energised power"),
        .firm = figure(w, RFI_DIM_POWER, 0, RFI_GRADE_NONE, "poi", "firm utility power"),
        .transferable =
            figure(w, RFI_DIM_STATUS, 0, RFI_GRADE_NONE, "poi", "may serve AI load"),
        .restudy = figure(w, RFI_DIM_STATUS, 0, RFI_GRADE_NONE, "poi", "new study"),
    };
    assert_true(rfi_site_complete(&w->site));
    make_profile(w);
    add_row(w, "G-01", "Power and gates", &w->poi.announced);
    add_row(w, "G-02", "Power and gates", &w->poi.firm);
    set_unknown(add_requirement(w, RFI_REQ_FIRM_UTILITY, RFI_SHAPE_SITE_SUM,
                                "Firm energised utility power", &w->poi.firm, "G-02"),
                1000000000);
    w->judgement.verdict = RF_VERDICT_UNKNOWN;
    w->judgement.wanted_pods = 8;
    w->judgement.deciding_smallest = true;
    w->deciding[w->judgement.deciding_count++] = &w->poi.firm;
    w->requests[w->judgement.request_count++] =
        (rfi_request){&w->poi.firm, true, true, 0, "interconnection agreement"};
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        w->judgement.cases[end].any_unknown = true;
    }
    w->judgement.cases[RFI_END_FAVOURABLE].pods = RFI_PODS_CAP;
    w->judgement.cases[RFI_END_FAVOURABLE].pods_bound = RFI_PODS_CAP;
}

/* One hall with a UPS of 20 MVA and a CDU: 104 pods fit, the UPS binds. */
static void make_described(world *w)
{
    make_three_facts(w);
    w->judgement = (rfi_judgement){0};
    make_profile(w);
    w->poi.energised =
        figure(w, RFI_DIM_POWER, 25000000000, RFI_GRADE_A, "poi", "energised power");
    w->poi.firm = figure(w, RFI_DIM_POWER, 25000000000, RFI_GRADE_A, "poi", "firm power");
    w->hall = (rfi_hall){
        .id = "hall-a",
        .name = "Hall A",
        .feed = "ups",
        .liquid = "cdu",
        .outline = w->outline,
        .outline_count = 4,
        .clear_height =
            figure(w, RFI_DIM_LENGTH, 6000, RFI_GRADE_E, "hall-a", "clear height"),
        .slab = figure(w, RFI_DIM_AREA_LOAD, 2500000, RFI_GRADE_E, "hall-a", "slab rating"),
        .elements = &w->ups,
        .element_count = 1,
        .plants = &w->cdu,
        .plant_count = 1,
    };
    w->ups = (rfi_element){
        .id = "ups-a",
        .kind = RFI_ELEMENT_UPS,
        .group = "ups",
        .from = "poi",
        .rating = figure(w, RFI_DIM_APPARENT, 20000000000, RFI_GRADE_C, "ups-a", "rating"),
    };
    w->cdu = (rfi_plant){
        .id = "cdu",
        .kind = RFI_PLANT_CDU,
        .capacity = figure(w, RFI_DIM_POWER, 16000000000, RFI_GRADE_B, "cdu", "capacity"),
        .approach =
            figure(w, RFI_DIM_TEMPERATURE_STEP, 4000, RFI_GRADE_B, "cdu", "approach"),
    };
    w->site.halls = &w->hall;
    w->site.hall_count = 1;
    assert_true(rfi_site_complete(&w->site));
    add_row(w, "G-01", "Power and gates", &w->poi.announced);
    add_row(w, "G-02", "Power and gates", &w->poi.firm);
    add_row(w, "E-01", "Electrical", &w->ups.rating);
    add_row(w, "K-01", "Cooling and climate", &w->cdu.capacity);
    add_row(w, "F-01", "Hall and floor", &w->hall.slab);
    set_terms(add_requirement(w, RFI_REQ_FIRM_UTILITY, RFI_SHAPE_SITE_SUM,
                              "Firm energised utility power", &w->poi.firm, "G-02"),
              25000000000, 0, 200000000);
    rfi_requirement *ups =
        add_requirement(w, RFI_REQ_POWER_CHAIN, RFI_SHAPE_HALL_SUM,
                        "Usable power, UPS ups, Hall A", &w->ups.rating, "E-01");
    ups->owner = "ups";
    set_terms(ups, 20000000000, 0, 192307000); /* 104 pods: 19.999928 MVA */
    rfi_requirement *heat =
        add_requirement(w, RFI_REQ_LIQUID_HEAT, RFI_SHAPE_HALL_SUM,
                        "Liquid heat, CDU cdu, Hall A", &w->cdu.capacity, "K-01");
    heat->owner = "cdu";
    set_terms(heat, 16000000000, 0, 126000000);
    set_terms(add_requirement(w, RFI_REQ_SLAB, RFI_SHAPE_HALL_TEST,
                              "Load under the rack footprint, Hall A", &w->hall.slab,
                              "F-01"),
              2500000, 2263000, 0);
}

static void set_case(world *w, rfi_end end, int64_t pods)
{
    rfi_case *c = &w->judgement.cases[end];
    w->shares[end][0] =
        (rfi_hall_share){&w->hall, pods > 0 ? 1 : 0, pods, (pods + 7) / 8, pods, NULL};
    *c = (rfi_case){
        .pods = pods,
        .pods_bound = pods,
        .units = (pods + 7) / 8,
        .chips = pods * 72,
        .it_power = pods * 140000000,
        .plan_power = pods * 120000000,
        .meets_want = pods >= w->judgement.wanted_pods,
        .shares = w->shares[end],
    };
}

static void make_fit(world *w)
{
    make_described(w);
    w->judgement.verdict = RF_VERDICT_FIT;
    w->judgement.wanted_pods = 80;
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        set_case(w, end, 104);
        w->requirements[1].binding[end] = true;
    }
    w->judgement.earliest = w->site.as_of;
}

static void make_no_fit(world *w)
{
    make_described(w);
    w->judgement.verdict = RF_VERDICT_NO_FIT;
    w->judgement.wanted_pods = 80;
    w->site.reference_id = "shell";
    w->site.reference_name = "Liquid-ready shell";
    rfi_requirement *loop =
        add_requirement(w, RFI_REQ_LIQUID_LOOP, RFI_SHAPE_HALL_TEST,
                        "Liquid loop in the hall, Hall A", &w->hall.liquid_known, "F-02");
    add_row(w, "F-02", "Hall and floor", &w->hall.liquid_known);
    set_terms(loop, 0, 1, 0);
    loop->fails = true;
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        set_case(w, end, 0);
    }
    w->members[0] = 4;
    w->conflict = (rfi_conflict){.members = w->members,
                                 .count = 1,
                                 .with_want = true,
                                 .minimal = true,
                                 .end = RFI_END_FAVOURABLE,
                                 .wanted_pods = 80};
    w->judgement.conflicts = &w->conflict;
    w->judgement.conflict_count = 1;
}

static void make_unknown(world *w)
{
    make_described(w);
    w->judgement.verdict = RF_VERDICT_UNKNOWN;
    w->judgement.wanted_pods = 80;
    set_case(w, RFI_END_UNFAVOURABLE, 0);
    set_case(w, RFI_END_BASE, 96);
    set_case(w, RFI_END_FAVOURABLE, 104);
    w->judgement.cases[RFI_END_BASE].any_unknown = true;
    set_unknown(&w->requirements[3], 2263000);
    w->deciding[w->judgement.deciding_count++] = &w->hall.slab;
    w->requests[w->judgement.request_count++] =
        (rfi_request){&w->hall.slab, true, true, 14560000000, "structural survey"};
}

typedef void maker(world *w);

static world *new_world(maker *make)
{
    world *w = calloc(1, sizeof(*w));
    assert_non_null(w);
    w->arena = rfi_arena_new();
    assert_non_null(w->arena);
    w->source = (rfi_source){"filing",
                             "A filing about the site",
                             "https://example.org/filing",
                             rfi_date_from_civil(2025, 11, 3),
                             RFI_GRADE_A,
                             {NULL, 0, 0}};
    rfi_rules_init(&w->rules);
    make(w);
    close_book(w);
    rfi_judgement *j = &w->judgement;
    j->profile = &w->profile;
    j->requirements = w->requirements;
    j->requests = w->requests;
    j->deciding = w->deciding;
    j->book = w->book;
    j->earliest = j->earliest == 0 ? INT64_MAX : j->earliest;
    w->evaluation = (rfi_evaluation){
        .arena = w->arena,
        .site = &w->site,
        .rules = &w->rules,
        .by = w->site.as_of,
        .judgements = j,
        .count = 1,
        .input_digest = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    };
    return w;
}

static void free_world(world *w)
{
    rfi_arena_free(w->arena);
    free(w);
}

static rfi_drawing *compose(const rfi_evaluation *evaluation, size_t index, rf_paper paper)
{
    rf_diags *diags = rf_diags_new();
    rfi_drawing *drawing = rfi_drawing_new(diags);
    assert_non_null(drawing);
    assert_true(rfi_compose_brief(evaluation, index, NULL, paper, drawing));
    rf_diags_free(diags);
    return drawing;
}

/* ---- cases ---- */

static void an_index_beyond_the_judgements_is_refused(void **state)
{
    (void)state;
    world *w = new_world(make_three_facts);
    rf_diags *diags = rf_diags_new();
    rfi_drawing *drawing = rfi_drawing_new(diags);
    assert_false(rfi_compose_brief(&w->evaluation, 1, NULL, RF_PAPER_A4, drawing));
    assert_int_equal(drawing->page_count, 0);
    rfi_drawing_free(drawing);
    rf_diags_free(diags);
    free_world(w);
}

static void each_verdict_on_both_papers(void **state)
{
    (void)state;
    maker *const makers[] = {make_three_facts, make_unknown, make_fit, make_no_fit};
    static const char *const keys[] = {"?", "13.4", "14.5", "0"};
    for (size_t i = 0; i < 4; i++) {
        world *w = new_world(makers[i]);
        for (int paper = RF_PAPER_A4; paper <= RF_PAPER_LETTER; paper++) {
            rfi_drawing *drawing = compose(&w->evaluation, 0, (rf_paper)paper);
            assert_in_range(drawing->page_count, 3, 12);
            keep_the_rules(drawing, &w->judgement, (rf_paper)paper, 0);
            const rfi_page *first = &drawing->pages[0];
            bool found = false;
            for (size_t k = first->item; k < first->item + first->items; k++) {
                const rfi_item *item = &drawing->items[k];
                found = found || (item->kind == RFI_ITEM_TEXT && item->letters.size > 39 &&
                                  strcmp(item->text, keys[i]) == 0);
            }
            assert_true(found);
            rfi_drawing_free(drawing);
        }
        free_world(w);
    }
}

static void the_summary_says_which_case_it_shows(void **state)
{
    (void)state;
    world *w = new_world(make_three_facts);
    rfi_drawing *drawing = compose(&w->evaluation, 0, RF_PAPER_A4);
    assert_true(shows(drawing, 0, "no base case"));
    assert_true(shows(drawing, 0, "Unknown"));
    assert_true(shows(drawing, 0, "150 \u00B7 ? \u00B7 ?"));
    assert_true(shows(drawing, 1, "no power chain is stated"));
    assert_false(shows(drawing, 0, "not surveyed"));
    rfi_drawing_free(drawing);
    free_world(w);

    w = new_world(make_unknown);
    drawing = compose(&w->evaluation, 0, RF_PAPER_A4);
    assert_true(shows(drawing, 0, "base case only"));
    assert_true(shows(drawing, 0, "worth up to 14.6\u202FMW"));
    rfi_drawing_free(drawing);
    free_world(w);

    w = new_world(make_no_fit);
    drawing = compose(&w->evaluation, 0, RF_PAPER_A4);
    assert_true(shows(drawing, 0, "ruled out by liquid loop in the hall"));
    assert_true(shows(drawing, 0, "cedar.xml:11"));
    for (size_t p = 0; p < drawing->page_count; p++) {
        assert_true(shows(drawing, p, "Reference design, not surveyed"));
    }
    rfi_drawing_free(drawing);
    free_world(w);
}

static void a_load_never_prints_as_its_limit(void **state)
{
    (void)state;
    world *w = new_world(make_fit);
    rfi_drawing *drawing = compose(&w->evaluation, 0, RF_PAPER_A4);
    assert_true(shows(drawing, 0, "19.99993 of 20\u202FMVA"));
    assert_true(shows(drawing, 1, "99.9\u202F%"));
    for (size_t p = 0; p < drawing->page_count; p++) {
        assert_false(shows(drawing, p, "20 of 20"));
        assert_false(shows(drawing, p, "100\u202F%"));
    }
    rfi_drawing_free(drawing);
    free_world(w);
}

static rf_bytes paint(const rfi_evaluation *evaluation, rf_paper paper)
{
    rf_diags *diags = rf_diags_new();
    rfi_drawing *drawing = compose(evaluation, 0, paper);
    const rfi_imprint imprint = rfi_brief_imprint(evaluation, 0, NULL, drawing);
    assert_string_equal(imprint.date, "2026-11-23");
    assert_string_equal(imprint.language, "en");
    rf_bytes bytes = {NULL, 0};
    assert_int_equal(rfi_paint_pdf(drawing, &imprint, &bytes, diags), RF_OK);
    rfi_drawing_free(drawing);
    rf_diags_free(diags);
    return bytes;
}

static void bytes_repeat_and_other_programs_read_them(void **state)
{
    (void)state;
    world *w = new_world(make_fit);
    rf_bytes one = paint(&w->evaluation, RF_PAPER_A4);
    rf_bytes two = paint(&w->evaluation, RF_PAPER_A4);
    assert_int_equal(one.size, two.size);
    assert_memory_equal(one.data, two.data, one.size);
    char path[] = "/tmp/rackfit-brief-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, one.data, one.size), one.size);
    assert_int_equal(close(file), 0);
    char command[256];
    if (system("command -v qpdf >/dev/null 2>&1") == 0) {
        (void)snprintf(command, sizeof(command), "qpdf --check %s >/dev/null 2>&1", path);
        assert_int_equal(system(command), 0);
    }
    if (system("command -v pdfinfo >/dev/null 2>&1") == 0) {
        (void)snprintf(command, sizeof(command), "pdfinfo %s | grep -q '^Tagged: *yes'",
                       path);
        assert_int_equal(system(command), 0);
        (void)snprintf(command, sizeof(command),
                       "pdfinfo %s | grep -q 'Cedar Draw: AI capacity brief'", path);
        assert_int_equal(system(command), 0);
    }
    assert_int_equal(unlink(path), 0);
    rf_bytes_free(&one);
    rf_bytes_free(&two);
    free_world(w);
}

/* ---- shipped sites ---- */

/* cut: texts that may end in an ellipsis for want of room. */
static void compose_site(rf_engine *engine, const char *name, const char *reference,
                         int cut)
{
    rf_diags *diags = rf_diags_new();
    rf_site *site = NULL;
    rf_evaluation *evaluation = NULL;
    assert_int_equal(rf_site_open(engine, name, reference, &site, diags), RF_OK);
    assert_int_equal(rf_evaluate(engine, site, NULL, &evaluation, diags), RF_OK);
    size_t best = rf_evaluation_best(evaluation);
    for (int paper = RF_PAPER_A4; paper <= RF_PAPER_LETTER; paper++) {
        rfi_drawing *drawing = compose(evaluation->model, best, (rf_paper)paper);
        assert_in_range(drawing->page_count, 5, 20);
        keep_the_rules(drawing, &evaluation->model->judgements[best], (rf_paper)paper, cut);
        rfi_drawing_free(drawing);
    }
    rf_evaluation_free(evaluation);
    rf_site_free(site);
    rf_diags_free(diags);
}

static void compose_shipped(rf_engine *engine, const char *name, const char *reference)
{
    compose_site(engine, name, reference, 0);
}

static void shipped_sites_keep_the_rules(void **state)
{
    (void)state;
    static const char *const sites[] = {"childress", "lake-mariner", "rockdale"};
    static const char *const references[] = {NULL, "liquid-shell", "dry-shell", "air-mine"};
    const char *const folders[] = {TEST_ROOT "/sites", NULL};
    rf_diags *diags = rf_diags_new();
    rf_engine *engine = NULL;
    assert_int_equal(rf_engine_new(folders, &engine, diags), RF_OK);
    for (size_t i = 0; i < 3; i++) {
        for (size_t k = 0; k < 4; k++) {
            compose_shipped(engine, sites[i], references[k]);
        }
    }
    rf_engine_free(engine);
    rf_diags_free(diags);
}

/* The worked site of the manual is a network of three systems. */
static void a_network_keeps_the_rules(void **state)
{
    (void)state;
    static const char *const folders[] = {TEST_ROOT "/docs/worked", NULL};
    rf_diags *diags = rf_diags_new();
    rf_engine *engine = NULL;
    assert_int_equal(rf_engine_new(folders, &engine, diags), RF_OK);
    compose_site(engine, "worked", NULL, 1); /* its policy, of six subsystems */
    rf_engine_free(engine);
    rf_diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_index_beyond_the_judgements_is_refused),
        cmocka_unit_test(each_verdict_on_both_papers),
        cmocka_unit_test(the_summary_says_which_case_it_shows),
        cmocka_unit_test(a_load_never_prints_as_its_limit),
        cmocka_unit_test(bytes_repeat_and_other_programs_read_them),
        cmocka_unit_test(shipped_sites_keep_the_rules),
        cmocka_unit_test(a_network_keeps_the_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
