/* SPDX-License-Identifier: MIT */
/* Seeded catalogues of three to five measures for the sites of site_cases.h, of all kinds
 * of effects that such sites can use, and the offers that they make. */
#ifndef TESTS_PROPERTY_MEASURE_CASES_H
#define TESTS_PROPERTY_MEASURE_CASES_H

#include "planner/decide/menu.h"
#include "tests/property/site_cases.h"

enum { CASE_MEASURES_MOST = 5 };

/* What a measure of a scope may do: an effect and the range of its amount. */
typedef struct case_effect {
    const char *scope, *requirement, *of; /* of: or "" */
    int64_t low, high; /* of what a unit adds; high 0: nothing is added */
    const char *unit;
} case_effect;

static const case_effect case_effects[] = {
    {"site", "firm-utility", "", 500, 3000, " kW"},
    {"site", "energised-utility", "", 500, 3000, " kW"},
    {"site", "power-chain", "substation", 300, 2000, " kVA"},
    {"site", "power-chain", "", 300, 2000, " kVA"},
    {"site", "backup-power", "", 300, 2000, " kVA"},
    {"site", "liquid-heat", "dry-cooler", 200, 2000, " kW thermal"},
    {"site", "air-heat", "chiller", 100, 600, " kW thermal"},
    {"site", "gate", "title", 0, 0, ""},
    {"site", "gate", "zoning", 0, 0, ""},
    {"site", "change-of-use", "", 0, 0, ""},
    {"link", "network-paths", "", 1, 2, ""},
    {"hall", "power-chain", "ups", 200, 1500, " kVA"},
    {"hall", "power-chain", "busway", 200, 1500, " kVA"},
    {"hall", "power-chain", "", 200, 1500, " kVA"},
    {"hall", "backup-power", "", 200, 1500, " kVA"},
    {"hall", "subsystem", "ups", 0, 0, ""},
    {"hall", "subsystem", "generators", 0, 0, ""},
    {"hall", "liquid-loop", "", 0, 0, ""},
    {"hall", "liquid-heat", "cdu", 100, 900, " kW thermal"},
    {"hall", "liquid-heat", "dry-cooler", 100, 900, " kW thermal"},
    {"hall", "liquid-flow", "cdu", 200, 900, " L/min"},
    {"hall", "liquid-supply", "chiller", 25, 50, " degC"},
    {"hall", "air-heat", "crah", 50, 400, " kW thermal"},
    {"hall", "air-heat", "", 50, 400, " kW thermal"},
    {"hall", "air-inlet", "crah", 18, 30, " degC"},
    {"hall", "air-filtration", "crah", 11, 15, ""},
    {"hall", "slab", "", 500, 2500, " kg/m2"},
    {"hall", "clear-height", "", 1, 3, " m"},
    {"hall", "point-load", "", 1, 5, " kN"},
    {"hall", "area-load", "", 200, 900, " kg/m2"},
    {"hall", "firm-utility", "", 200, 1500, " kW"},
};

static inline void add_takes(author *a)
{
    static const case_effect taken[] = {
        {"", "power-chain", "", 5, 80, " kVA"},
        {"", "air-heat", "", 5, 60, " kW thermal"},
        {"", "liquid-heat", "", 5, 90, " kW thermal"},
        {"", "firm-utility", "", 10, 200, " kW"},
    };
    const case_effect *e = &taken[case_between(&a->random, 0, 3)];
    rfi_text_format(&a->text, "<effect requirement=\"%s\"", e->requirement);
    add_figure(a, "takes", e->low, e->high, e->unit);
    rfi_text_add(&a->text, "/>");
}

static inline void add_effect(author *a, const case_effect *e)
{
    rfi_text_format(&a->text, "<effect requirement=\"%s\"", e->requirement);
    if (e->of[0] != '\0') {
        rfi_text_format(&a->text, " of=\"%s\"", e->of);
    }
    if (e->high > 0) {
        add_figure(a, "adds", e->low, e->high, e->unit);
    }
    rfi_text_add(&a->text, "/>");
}

/* The names of other measures, earlier ones alone: nothing waits in a circle. */
static inline void add_ties_of(author *a, size_t index)
{
    if (index > 0 && chance(a, 20)) {
        rfi_text_format(&a->text, " requires=\"m%lld\"",
                        (long long)case_between(&a->random, 0, (int64_t)index - 1));
    } else if (index > 0 && chance(a, 20)) {
        rfi_text_format(&a->text, " excludes=\"m%lld\"",
                        (long long)case_between(&a->random, 0, (int64_t)index - 1));
    }
}

static inline void add_measure(author *a, size_t index)
{
    static const char *const withs[] = {"hall", "critical-it", "plan"};
    const size_t effects = sizeof(case_effects) / sizeof(case_effects[0]);
    const case_effect *e = &case_effects[case_between(&a->random, 0, (int64_t)effects - 1)];
    bool along = chance(a, 15);
    rfi_text_format(&a->text, "<measure id=\"m%zu\" name=\"M%zu\" scope=\"%s\"", index,
                    index, e->scope);
    if (along) {
        rfi_text_format(
            &a->text, " with=\"%s\"",
            withs[case_between(&a->random, strcmp(e->scope, "hall") == 0 ? 0 : 1, 2)]);
        add_figure(a, "size", 100, 600, " kW");
    }
    /* whole dollars, and so is the tenth of them that may come on top */
    rfi_text_format(&a->text, " cost=\"%lld..%lld..%lld kUSD\"",
                    (long long)case_between(&a->random, 0, 9),
                    (long long)case_between(&a->random, 10, 40),
                    (long long)case_between(&a->random, 41, 90));
    rfi_text_format(&a->text, " lead=\"%lld weeks\" max-count=\"%lld\"",
                    (long long)case_between(&a->random, 4, 40),
                    (long long)case_between(&a->random, 1, along ? 9 : 3));
    if (strcmp(e->scope, "hall") == 0 && chance(a, 25)) {
        add_figure(a, "floor", 1, 8, " m2");
    }
    add_ties_of(a, index);
    rfi_text_add(&a->text, ">");
    add_effect(a, e);
    if (strcmp(e->scope, "hall") == 0 && chance(a, 40)) {
        const case_effect *more = e;
        while (strcmp(more->scope, "hall") != 0 || more == e) {
            more = &case_effects[case_between(&a->random, 0, (int64_t)effects - 1)];
        }
        add_effect(a, more);
    }
    if (chance(a, 25)) {
        add_takes(a);
    }
    rfi_text_add(&a->text, "</measure>");
}

/* Every tenth catalogue ends with a share of all costs that comes with the plan. */
static inline void write_measures(author *a)
{
    rfi_text_add(&a->text, "<measures xmlns=\"urn:rackfit:1\" id=\"set\" name=\"Set\""
                           " as-of=\"2026-11-01\">");
    size_t count = (size_t)case_between(&a->random, 3, CASE_MEASURES_MOST);
    for (size_t i = 0; i < count; i++) {
        add_measure(a, i);
    }
    if (chance(a, 10)) {
        rfi_text_add(&a->text, "<measure id=\"share\" name=\"Share\" scope=\"site\""
                               " with=\"plan\" cost-share=\"10 %\"/>");
    }
    rfi_text_add(&a->text, "</measures>");
}

/* ---- offers ---------------------------------------------------------------------------
 */

typedef struct offer {
    cast c;
    rfi_text text, second_text;
    rfi_measures *measures;
    rfi_profile *second; /* NULL: none */
    const rfi_profile *profiles[2];
    size_t profile_count;
    rfi_site *apart;
    size_t *kind;
    rfi_floors *floors;
} offer;

static inline void open_second(offer *o, uint64_t seed)
{
    author a = {.text = RFI_TEXT_INIT, .random = {seed}};
    write_profile(&a);
    o->second_text = a.text;
    const char *text = fixture_swap(o->c.f.arena, a.text.data, " id=\"p\"", " id=\"q\"");
    o->second = rfi_read_profile("second.xml", text, strlen(text), o->c.f.diags);
    assert_non_null(o->second);
    assert_true(rfi_fabric_complete(o->second));
    o->profiles[o->profile_count++] = o->second;
}

static inline void open_offers(offer *o, uint64_t seed, bool two_profiles)
{
    *o = (offer){.text = RFI_TEXT_INIT, .second_text = RFI_TEXT_INIT};
    open_cast(&o->c, seed);
    author a = {.text = RFI_TEXT_INIT, .random = {seed ^ UINT64_C(0xfeed)}};
    write_measures(&a);
    o->text = a.text;
    fixture *f = &o->c.f;
    o->measures = rfi_read_measures("measures.xml", a.text.data, a.text.size, f->diags);
    if (o->measures == NULL) {
        fixture_complain(f->diags, a.text.data);
    }
    assert_non_null(o->measures);
    o->profiles[o->profile_count++] = f->profile;
    if (two_profiles) {
        open_second(o, seed ^ UINT64_C(0xabc));
    }
    o->apart = rfi_site_apart(f->arena, f->site, &o->kind);
    o->floors = rfi_floors_new(f->arena, &f->rules);
    assert_non_null(o->apart);
    assert_non_null(o->floors);
}

static inline void close_offers(offer *o)
{
    rfi_measures_free(o->measures);
    rfi_profile_free(o->second);
    rfi_text_finish(&o->text);
    rfi_text_finish(&o->second_text);
    close_cast(&o->c);
}

/* days: until the date that is asked for; 0: none is. */
static inline void open_menu(offer *o, rfi_end end, int64_t days, rfi_menu *ret_menu)
{
    const rfi_menu_setting setting = {
        .site = o->apart,
        .kind = o->kind,
        .profiles = o->profiles,
        .profile_count = o->profile_count,
        .measures = o->measures,
        .rules = &o->c.f.rules,
        .floors = o->floors,
        .end = end,
        .by = o->apart->as_of + days,
        .by_stated = days > 0,
    };
    assert_true(rfi_menu_make(&setting, o->c.f.arena, ret_menu));
}

#endif
