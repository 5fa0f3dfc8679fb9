/* SPDX-License-Identifier: MIT */
/* An evaluation put together by hand: one site with two halls, three profiles that come to
 * fit, unknown and no fit. The numbers are invented; only their printing is under test. */
#ifndef TESTS_UNIT_TABLE_FIXTURE_H
#define TESTS_UNIT_TABLE_FIXTURE_H

#include "planner/base/checked.h"
#include "planner/model/evaluation.h"

#define MEGAWATT INT64_C(1000000000)
#define DIGEST   "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

enum { FIXTURE_FIT = 0, FIXTURE_NO_FIT, FIXTURE_UNKNOWN, FIXTURE_PROFILES };
enum { FIXTURE_FIGURES = 5 };

typedef struct fixture {
    rfi_arena *arena;
    rfi_site site;
    rfi_hall halls[2];
    rfi_source sources[1];
    rfi_profile profiles[FIXTURE_PROFILES];
    rfi_judgement judgements[FIXTURE_PROFILES];
    rfi_figure elevation, firm, heat, slab, height;
    rfi_figure *figures[FIXTURE_FIGURES];
    rfi_requirement requirements[FIXTURE_PROFILES][3];
    int64_t pod[2], none[2];
    rfi_hall_share shares[2];
    rfi_floor floor;
    rfi_plan plan;
    rfi_input inputs[2];
    size_t members[2];
    rfi_conflict conflict;
    const rfi_figure *deciding[2];
    const rfi_figure *unused[1];
    rfi_alternative alternatives[3];
    rfi_request requests[FIXTURE_PROFILES][2];
    rfi_book_row book[2];
    const char *from[1];
    rfi_evaluation evaluation;
} fixture;

static rfi_place place_at(int64_t line, int64_t column)
{
    return (rfi_place){"air-mine.xml", line, column};
}

static rfi_figure missing(rfi_dimension dimension, const char *owner, const char *name,
                          const char *attribute, const char *holder, int64_t line)
{
    return (rfi_figure){
        .state = RFI_UNKNOWN,
        .dimension = dimension,
        .place = place_at(line, 3),
        .name = name,
        .attribute = attribute,
        .owner = owner,
        .holder = holder,
        .document = "air-mine",
        .order = (uint32_t)line,
    };
}

static rfi_figure stated(rfi_figure figure, int64_t low, int64_t base, int64_t high,
                         rfi_grade grade, const rfi_source *source)
{
    figure.state = RFI_KNOWN;
    figure.low = low;
    figure.base = base;
    figure.high = high;
    figure.grade = grade;
    figure.source = source;
    return figure;
}

static void fixture_figures(fixture *f)
{
    f->sources[0] = (rfi_source){"survey",
                                 "Hall survey, \"as built\"",
                                 "https://example.org/survey.pdf",
                                 rfi_date_from_civil(2026, 3, 1),
                                 RFI_GRADE_A,
                                 place_at(4, 3)};
    f->elevation =
        stated(missing(RFI_DIM_LENGTH, "location", "elevation", "elevation", "owner", 6),
               570000, 570000, 570000, RFI_GRADE_A, &f->sources[0]);
    f->firm = missing(RFI_DIM_POWER, "poi", "firm power", "firm", "utility", 9);
    f->firm.kind = RFI_POWER_UTILITY;
    f->heat = stated(
        missing(RFI_DIM_POWER, "cdu-a", "capacity", "capacity", "cooling vendor", 21),
        1700 * MEGAWATT / 1000, 2 * MEGAWATT, 2300 * MEGAWATT / 1000, RFI_GRADE_E,
        &f->sources[0]);
    f->heat.kind = RFI_POWER_THERMAL;
    f->slab = missing(RFI_DIM_AREA_LOAD, "hall-a", "slab", "slab", "owner", 30);
    f->slab.state = RFI_ABSENT;
    f->height =
        missing(RFI_DIM_LENGTH, "hall-b", "clear height", "clear-height", "owner", 41);
    rfi_figure *figures[] = {&f->elevation, &f->firm, &f->heat, &f->slab, &f->height};
    for (size_t i = 0; i < FIXTURE_FIGURES; i++) {
        f->figures[i] = figures[i];
    }
}

static void fixture_site(fixture *f)
{
    f->halls[0] = (rfi_hall){.id = "hall-a", .name = "Hall A", .place = place_at(30, 3)};
    f->halls[1] = (rfi_hall){.id = "hall-b", .name = "Hall B", .place = place_at(41, 3)};
    f->site = (rfi_site){
        .arena = f->arena,
        .file = "air-mine.xml",
        .digest = DIGEST,
        .id = "air-mine",
        .name = "Air mine",
        .as_of = rfi_date_from_civil(2026, 11, 23),
        .reference_id = "reference-70",
        .reference_name = "70 MW module",
        .reference_digest = DIGEST,
        .region = "ERCOT",
        .halls = f->halls,
        .hall_count = 2,
        .want = {.stated = true, .place = place_at(50, 3)},
        .sources = f->sources,
        .source_count = 1,
        .figures = f->figures,
        .figure_count = FIXTURE_FIGURES,
    };
}

static void fixture_profiles(fixture *f)
{
    static const char *const ids[] = {"nvl72-gb300", "tpu-cube", "ultra-2"};
    static const char *const names[] = {"GB300 NVL72", "TPU cube", "Trn2 UltraServer"};
    for (size_t i = 0; i < FIXTURE_PROFILES; i++) {
        f->profiles[i] = (rfi_profile){
            .file = "profile.xml",
            .digest = DIGEST,
            .id = ids[i],
            .name = names[i],
            .vendor = "Vendor",
            .family = RFI_FAMILY_ONE,
            .as_of = f->site.as_of,
        };
        f->judgements[i] = (rfi_judgement){
            .profile = &f->profiles[i],
            .wanted_pods = 10,
            .wanted_power = 1400 * MEGAWATT / 1000,
            .requirements = f->requirements[i],
            .earliest = INT64_MAX,
        };
    }
}

static rfi_terms terms_of(const fixture *f, int64_t limit, int64_t fixed, int64_t used)
{
    int64_t *pod = (int64_t *)(uintptr_t)f->pod;
    int64_t *none = (int64_t *)(uintptr_t)f->none;
    return (rfi_terms){false, limit, fixed, pod, none, none, none, used};
}

static rfi_requirement liquid_heat(fixture *f)
{
    rfi_requirement r = {
        .kind = RFI_REQ_LIQUID_HEAT,
        .shape = RFI_SHAPE_HALL_SUM,
        .id = "hall-a/liquid-heat/cdu-a",
        .title = "Liquid heat, CDU cdu-a, hall A",
        .formula = "units in operation x capacity",
        .state = "one of 3 out",
        .hall_index = 0,
        .owner = "cdu-a",
        .dimension = RFI_DIM_POWER,
        .power_kind = RFI_POWER_THERMAL,
        .inputs = f->inputs,
        .input_count = 1,
        .place = place_at(21, 5),
        .binding = {true, true, false},
        .book_id = "D-01",
    };
    r.ends[0] = terms_of(f, 1700 * MEGAWATT / 1000, 0, 1699900000);
    r.ends[1] = terms_of(f, 2 * MEGAWATT, 0, 1988 * MEGAWATT / 1000);
    r.ends[2] = terms_of(f, RFI_UNBOUNDED, 0, 2272 * MEGAWATT / 1000);
    return r;
}

static rfi_requirement coolant_supply(fixture *f)
{
    rfi_requirement r = {
        .kind = RFI_REQ_LIQUID_SUPPLY,
        .shape = RFI_SHAPE_HALL_TEST,
        .id = "hall-a/liquid-supply",
        .title = "Coolant supply temperature, hall A",
        .formula = "ambient + approaches",
        .state = "normal",
        .hall_index = 0,
        .owner = "hall-a",
        .dimension = RFI_DIM_TEMPERATURE,
        .place = place_at(41, 9),
        .fails = true,
    };
    for (int end = 0; end < RFI_ENDS; end++) {
        r.ends[end] = terms_of(f, 318150, RFI_UNBOUNDED, 0);
    }
    return r;
}

static rfi_requirement clear_height(fixture *f)
{
    rfi_requirement r = {
        .kind = RFI_REQ_CLEAR_HEIGHT,
        .shape = RFI_SHAPE_HALL_TEST,
        .id = "hall-b/clear-height",
        .title = "Clear height, hall B",
        .formula = "rack height + tiers",
        .state = "normal",
        .hall_index = 1,
        .owner = "hall-b",
        .dimension = RFI_DIM_LENGTH,
        .inputs = f->inputs + 1,
        .input_count = 1,
        .place = place_at(41, 3),
    };
    r.ends[0] = terms_of(f, 0, 4220, 0);
    r.ends[0].unknown = true;
    r.ends[1] = terms_of(f, 0, 3760, 0);
    r.ends[1].unknown = true;
    r.ends[2] = terms_of(f, RFI_UNBOUNDED, 3760, 0);
    return r;
}

static rfi_case case_of(int64_t pods, bool meets, rfi_hall_share *shares)
{
    return (rfi_case){
        .search = RFI_SEARCH_PROVEN,
        .pods = pods,
        .pods_bound = pods,
        .units = (pods + 7) / 8,
        .chips = 72 * pods,
        .it_power = 142 * MEGAWATT / 1000 * pods,
        .plan_power = 120 * MEGAWATT / 1000 * pods,
        .meets_want = meets,
        .shares = shares,
    };
}

static void fixture_fit(fixture *f)
{
    rfi_judgement *j = &f->judgements[FIXTURE_FIT];
    j->verdict = RF_VERDICT_FIT;
    f->requirements[FIXTURE_FIT][0] = liquid_heat(f);
    j->requirement_count = 1;
    for (int end = 0; end < RFI_ENDS; end++) {
        j->cases[end] = case_of(12 + 2 * end, true, f->shares);
    }
    f->floor = (rfi_floor){.hall = &f->halls[0],
                           .rows = 2,
                           .pods = 12,
                           .bound = 12,
                           .bound_reason = "area / pitch"};
    f->plan = (rfi_plan){.site = &f->site,
                         .profile = &f->profiles[FIXTURE_FIT],
                         .end = RFI_END_UNFAVOURABLE,
                         .by = f->site.as_of,
                         .shares = f->shares,
                         .share_count = 2,
                         .floors = &f->floor,
                         .floor_count = 1,
                         .pods = 12};
    j->plan = &f->plan;
    j->plan_words = "holds at the unfavourable end of all ranges";
    j->checked = true;
    j->earliest = rfi_date_from_civil(2027, 3, 31);
    static const rfi_policy policies[] = {RFI_POLICY_N, RFI_POLICY_REDUNDANT,
                                          RFI_POLICY_MAINTAINABLE};
    for (int i = 0; i < 3; i++) {
        f->alternatives[i].policy = policies[i];
        for (int end = 0; end < RFI_ENDS; end++) {
            int64_t pods = 12 + 2 * end - i;
            f->alternatives[i].pods[end] = pods;
            f->alternatives[i].it_power[end] = 142 * MEGAWATT / 1000 * pods;
        }
    }
    j->alternatives = f->alternatives;
    j->alternative_count = 3;
    f->requests[FIXTURE_FIT][0] =
        (rfi_request){&f->heat, false, false, 568 * MEGAWATT / 1000, "CDU data sheet"};
    j->requests = f->requests[FIXTURE_FIT];
    j->request_count = 1;
    f->from[0] = "E-01";
    f->book[0] = (rfi_book_row){.id = "E-01",
                                .group = "Cooling",
                                .subject = "cdu-a: capacity",
                                .figure = &f->heat,
                                .assumption = true};
    f->book[1] = (rfi_book_row){.id = "D-01",
                                .group = "Cooling",
                                .subject = "liquid heat",
                                .value = "1.7 MW",
                                .formula = "E-01",
                                .from = f->from,
                                .from_count = 1,
                                .assumption = true};
    j->book = f->book;
    j->book_count = 2;
}

static void fixture_no_fit(fixture *f)
{
    rfi_judgement *j = &f->judgements[FIXTURE_NO_FIT];
    j->verdict = RF_VERDICT_NO_FIT;
    f->requirements[FIXTURE_NO_FIT][0] = coolant_supply(f);
    rfi_requirement *heat = &f->requirements[FIXTURE_NO_FIT][1];
    *heat = liquid_heat(f);
    for (int end = 0; end < RFI_ENDS; end++) {
        heat->binding[end] = false;
        heat->ends[end].limit = MEGAWATT;
        heat->ends[end].used = 0;
    }
    j->requirement_count = 2;
    for (int end = 0; end < RFI_ENDS; end++) {
        j->cases[end] = case_of(0, false, f->shares);
    }
    f->members[0] = 0;
    f->members[1] = 1;
    f->conflict = (rfi_conflict){.members = f->members,
                                 .count = 2,
                                 .with_want = true,
                                 .minimal = true,
                                 .end = RFI_END_FAVOURABLE,
                                 .wanted_pods = 10};
    j->conflicts = &f->conflict;
    j->conflict_count = 1;
}

static void fixture_unknown(fixture *f)
{
    rfi_judgement *j = &f->judgements[FIXTURE_UNKNOWN];
    j->verdict = RF_VERDICT_UNKNOWN;
    f->requirements[FIXTURE_UNKNOWN][0] = clear_height(f);
    f->requirements[FIXTURE_UNKNOWN][1] = liquid_heat(f);
    j->requirement_count = 2;
    for (int end = 0; end < RFI_ENDS; end++) {
        j->cases[end] = case_of(8 * end, end > 0, f->shares);
    }
    j->cases[RFI_END_BASE].any_unknown = true;
    j->cases[RFI_END_FAVOURABLE].search = RFI_SEARCH_STOPPED;
    j->cases[RFI_END_FAVOURABLE].pods_bound = 20;
    f->deciding[0] = &f->height;
    f->deciding[1] = &f->heat;
    j->deciding = f->deciding;
    j->deciding_count = 2;
    j->deciding_smallest = true;
    f->requests[FIXTURE_UNKNOWN][0] = (rfi_request){
        &f->height, true, true, 2272 * MEGAWATT / 1000, "hall section drawing"};
    f->requests[FIXTURE_UNKNOWN][1] =
        (rfi_request){&f->heat, false, true, 700 * MEGAWATT / 1000, "CDU data sheet"};
    j->requests = f->requests[FIXTURE_UNKNOWN];
    j->request_count = 2;
}

static void fixture_init(fixture *f)
{
    *f = (fixture){.arena = NULL};
    f->pod[0] = f->pod[1] = 142 * MEGAWATT / 1000;
    fixture_figures(f);
    fixture_site(f);
    for (size_t i = 0; i < 2; i++) {
        f->shares[i] = (rfi_hall_share){&f->halls[i], 1, 6, 1, 6, NULL};
    }
    f->inputs[0] = (rfi_input){&f->heat, RFI_ROLE_LIMIT};
    f->inputs[1] = (rfi_input){&f->height, RFI_ROLE_LIMIT};
    fixture_profiles(f);
    fixture_fit(f);
    fixture_no_fit(f);
    fixture_unknown(f);
    f->unused[0] = &f->elevation;
    f->evaluation = (rfi_evaluation){
        .site = &f->site,
        .by = rfi_date_from_civil(2027, 12, 31),
        .by_stated = true,
        .judgements = f->judgements,
        .count = FIXTURE_PROFILES,
        .best = FIXTURE_FIT,
        .unused = f->unused,
        .unused_count = 1,
        .input_digest = DIGEST,
    };
}

#endif
