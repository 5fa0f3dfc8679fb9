/* SPDX-License-Identifier: MIT */
/* Plans with installs, made by hand: the plan of the exact site with its halls taken apart,
 * and measures whose figures a test may turn. */
#ifndef TESTS_UNIT_APART_PLAN_H
#define TESTS_UNIT_APART_PLAN_H

#include <stdlib.h>

#include "tests/unit/exact_site.h"

enum { OFFERS = 12, OFFER_EFFECTS = 4, MOST_INSTALLS = 16 };

/* Measures on offer, all in one place so that figures can be changed between judgements. */
typedef struct offer {
    rfi_measures measures;
    rfi_measure items[OFFERS];
    rfi_effect effects[OFFERS][OFFER_EFFECTS];
} offer;

typedef struct apart {
    fixture f;
    rfi_site *site; /* halls one by one */
    rfi_plan plan;
    rfi_floor floors[4];
    rfi_hall_share shares[4];
    rfi_install installs[MOST_INSTALLS];
} apart;

static inline rfi_figure exactly(int64_t value, rfi_dimension dimension)
{
    return (rfi_figure){.state = RFI_KNOWN,
                        .dimension = dimension,
                        .low = value,
                        .base = value,
                        .high = value};
}

static inline rfi_measure *add_measure(offer *o, const char *id, rfi_scope scope)
{
    size_t at = o->measures.count++;
    assert_true(at < OFFERS);
    o->measures.items = o->items;
    o->items[at] = (rfi_measure){.id = id, .name = id, .scope = scope};
    o->items[at].effects = o->effects[at];
    o->items[at].max_count = exactly(1000, RFI_DIM_COUNT);
    return &o->items[at];
}

static inline rfi_effect *add_effect(rfi_measure *measure, rfi_requirement_kind kind,
                                     const char *of)
{
    assert_true(measure->effect_count < OFFER_EFFECTS);
    rfi_effect *effect = &measure->effects[measure->effect_count++];
    *effect = (rfi_effect){.requirement = rfi_requirement_id_words(kind), .of = of};
    return effect;
}

static inline void install(apart *a, const rfi_measure *measure, size_t hall, int64_t count)
{
    assert_true(a->plan.install_count < MOST_INSTALLS);
    if (count > 0) {
        a->installs[a->plan.install_count++] = (rfi_install){measure, hall, count};
    }
}

/* The plan of the exact site (base: its judged plan) on this reading of it. */
static inline void open_apart(apart *a, const char *site, const char *profile,
                              const rfi_plan *base)
{
    *a = (apart){.plan = *base};
    fixture_read(&a->f, site, profile, exact_climate);
    a->site = rfi_site_apart(a->f.arena, a->f.site, NULL);
    assert_non_null(a->site);
    assert_int_equal(a->site->hall_count, 3);
    a->plan.site = a->site;
    a->plan.profile = a->f.profile;
    a->plan.shares = a->shares;
    a->plan.share_count = a->site->hall_count;
    a->plan.floors = a->floors;
    a->plan.floor_count = 0;
    a->plan.installs = a->installs;
    for (size_t h = 0; h < a->site->hall_count; h++) {
        const rfi_hall *hall = &a->site->halls[h];
        a->shares[h] = h < 2 ? (rfi_hall_share){hall, 1, 2, 1, 2, NULL}
                             : (rfi_hall_share){.hall = hall};
        if (h < 2 && hall->outline != NULL) {
            a->floors[a->plan.floor_count] = base->floors[0];
            a->floors[a->plan.floor_count++].hall = hall;
        }
    }
}

static inline void judge_apart(apart *a, rfi_finding *finding)
{
    assert_true(rfi_check_plan(a->f.arena, &a->plan, &a->f.rules, finding));
}

/* Every violation is of the kind, and there is one; COUNT: of a rule of installs; none: at
 * all. */
static inline bool only_of(const rfi_finding *finding, rfi_requirement_kind kind,
                           const char *words)
{
    bool only = finding->violation_count > 0;
    for (size_t i = 0; i < finding->violation_count; i++) {
        only = only && finding->violations[i].kind == kind &&
               (words == NULL || strstr(finding->violations[i].message, words) != NULL);
    }
    return only;
}

static inline void expect_holds(apart *a, const char *about)
{
    rfi_finding finding;
    judge_apart(a, &finding);
    if (finding.violation_count > 0) {
        print_error("%s: was to hold\n", about);
        fixture_print_findings(&finding);
    }
    assert_int_equal(finding.violation_count, 0);
}

static inline rfi_finding expect_only(apart *a, rfi_requirement_kind kind,
                                      const char *about)
{
    rfi_finding finding;
    judge_apart(a, &finding);
    if (!only_of(&finding, kind, NULL)) {
        print_error("%s: was to violate %s alone\n", about,
                    kind == RFI_REQUIREMENT_KIND_COUNT
                        ? "a rule of installs"
                        : rfi_requirement_id_words((rfi_requirement_kind)kind));
        fixture_print_findings(&finding);
    }
    assert_true(only_of(&finding, kind, NULL));
    return finding;
}

#endif
