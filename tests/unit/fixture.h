/* SPDX-License-Identifier: MIT */
/* Sites and profiles from inline XML, completed and ready to be judged. A text that does
 * not read fails the test and prints what the reader says. */
#ifndef TESTS_UNIT_FIXTURE_H
#define TESTS_UNIT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "planner/base/arena.h"
#include "planner/base/checked.h"
#include "planner/capacity/capacity.h"
#include "planner/capacity/fabric.h"
#include "planner/check/check.h"
#include "planner/decide/decide.h"
#include "planner/model/evaluation.h"
#include "sites/read/read.h"

typedef struct fixture {
    rfi_arena *arena;
    rf_diags *diags;
    rfi_rules rules;
    rfi_climate *climate;
    rfi_site *site;
    rfi_profile *profile;
} fixture;

static inline void fixture_complain(const rf_diags *diags, const char *text)
{
    for (size_t i = 0; i < rf_diags_count(diags); i++) {
        const rf_diagnostic *d = rf_diags_at(diags, i);
        if (d->severity == RF_ERROR) {
            print_error("%s:%lld:%lld: %s\n", d->file, (long long)d->line,
                        (long long)d->column, d->message);
        }
    }
    print_error("%s\n", text);
}

/* Whole documents; climate may be NULL. */
static inline void fixture_read(fixture *f, const char *site, const char *profile,
                                const char *climate)
{
    *f = (fixture){.arena = rfi_arena_new(), .diags = rf_diags_new()};
    assert_non_null(f->arena);
    assert_non_null(f->diags);
    rfi_rules_init(&f->rules);
    f->site = rfi_read_site("site.xml", site, strlen(site), f->diags);
    if (f->site == NULL) {
        fixture_complain(f->diags, site);
    }
    assert_non_null(f->site);
    f->profile = rfi_read_profile("profile.xml", profile, strlen(profile), f->diags);
    if (f->profile == NULL) {
        fixture_complain(f->diags, profile);
    }
    assert_non_null(f->profile);
    assert_true(rfi_fabric_complete(f->profile));
    if (climate != NULL) {
        f->climate = rfi_read_climate("climate.xml", climate, strlen(climate), f->diags);
        if (f->climate == NULL) {
            fixture_complain(f->diags, climate);
        }
        assert_non_null(f->climate);
        f->site->climate = f->climate;
    }
    assert_true(rfi_site_complete(f->site));
}

static inline void fixture_free(fixture *f)
{
    rfi_site_free(f->site);
    rfi_profile_free(f->profile);
    rfi_climate_free(f->climate);
    rfi_arena_free(f->arena);
    rf_diags_free(f->diags);
    *f = (fixture){0};
}

/* ---- texts -----------------------------------------------------------------------------
 */

#define FIXTURE_SITE(body)                                                                 \
    "<site xmlns=\"urn:rackfit:1\" id=\"field\" name=\"Field\" as-of=\"2026-11-01\">" body \
    "</site>"

/* A day of `dry` and `wet`, e.g. "35 degC". */
#define FIXTURE_CLIMATE(dry, wet)                                                          \
    "<climate xmlns=\"urn:rackfit:1\" id=\"day\" name=\"Design day\" "                     \
    "as-of=\"2026-11-01\">"                                                                \
    "<station elevation=\"0 m\" typical-maximum=\"30 degC\"/>"                             \
    "<design dry-bulb=\"" dry "\" wet-bulb=\"" wet "\"/></climate>"

/* The text with every `from` (one must be there) as `to`; lives in the arena. */
static inline const char *fixture_swap(rfi_arena *arena, const char *text, const char *from,
                                       const char *to)
{
    rfi_text swapped = RFI_TEXT_INIT;
    const char *at = strstr(text, from);
    if (at == NULL) {
        print_error("not there: %s\n", from);
    }
    assert_non_null(at);
    while (at != NULL) {
        rfi_text_add_n(&swapped, text, (size_t)(at - text));
        rfi_text_add(&swapped, to);
        text = at + strlen(from);
        at = strstr(text, from);
    }
    rfi_text_add(&swapped, text);
    assert_false(swapped.failed);
    const char *copy = rfi_arena_copy(arena, swapped.data);
    rfi_text_finish(&swapped);
    assert_non_null(copy);
    return copy;
}

/* ---- questions -------------------------------------------------------------------------
 */

static inline int64_t fixture_any_floor(void *context, const rfi_hall *hall, rfi_view *view)
{
    (void)hall;
    (void)view;
    return *(const int64_t *)context;
}

/* What rfi_capacity_list says; floors hold *pods each. The want's policy and date count. */
static inline void fixture_list(fixture *f, int64_t *pods, rfi_study *study,
                                rfi_requirement_list *ret_list)
{
    const rfi_want *want = &f->site->want;
    *study = (rfi_study){
        .arena = f->arena,
        .memory = rfi_memory_new(f->arena),
        .count_floor = fixture_any_floor,
        .measure_route = fixture_any_floor,
        .floor_context = pods,
        .site = f->site,
        .profile = f->profile,
        .rules = &f->rules,
        .by = rfi_known(&want->by) ? want->by.high : f->site->as_of,
        .by_stated = rfi_known(&want->by),
    };
    memcpy(study->policy, want->policy, sizeof(study->policy));
    assert_true(rfi_capacity_list(study, ret_list));
}

static inline const rfi_requirement *fixture_seek(const rfi_requirement *items,
                                                  size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(items[i].id, id) == 0) {
            return &items[i];
        }
    }
    return NULL;
}

static inline const rfi_requirement *fixture_find(const rfi_requirement *items,
                                                  size_t count, const char *id)
{
    static const rfi_requirement nothing;
    const rfi_requirement *found = fixture_seek(items, count, id);
    for (size_t i = 0; found == NULL && i < count; i++) {
        print_error("have %s\n", items[i].id);
    }
    if (found == NULL) {
        print_error("not listed: %s\n", id);
    }
    assert_non_null(found);
    return found == NULL ? &nothing : found;
}

/* One profile against the site. */
static inline rfi_evaluation *fixture_evaluate(fixture *f,
                                               const rfi_decide_options *options)
{
    const rfi_decide_options plain = {0};
    const rfi_profile *profiles[] = {f->profile};
    rfi_evaluation *evaluation = rfi_evaluate_site(
        f->arena, f->site, profiles, 1, &f->rules, options == NULL ? &plain : options);
    assert_non_null(evaluation);
    assert_int_equal(evaluation->count, 1);
    return evaluation;
}

static inline void fixture_print_findings(const rfi_finding *finding)
{
    for (size_t i = 0; i < finding->violation_count; i++) {
        const rfi_violation *v = &finding->violations[i];
        print_error("%s, %s: %s\n", rfi_violation_words(v), v->where, v->message);
    }
}

#endif
