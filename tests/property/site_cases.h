/* SPDX-License-Identifier: MIT */
/* Seeded sites of one to three kinds of halls and a profile, with figures, ranges and gaps
 * at random, read and judged. */
#ifndef TESTS_PROPERTY_SITE_CASES_H
#define TESTS_PROPERTY_SITE_CASES_H

#include "tests/unit/fixture.h"

#include "tests/property/solve_cases.h"

/* ---- random documents
 * -------------------------------------------------------------------- */

/* Between these marks stand siblings, parted by FRAGMENT, whose order means nothing. */
#define OPEN     "\x02"
#define FRAGMENT "\x01"
#define CLOSE    "\x03"

typedef struct author {
    rfi_text text;
    case_random random;
    int64_t gaps; /* percent of figures that are unknown */
} author;

static inline bool chance(author *a, int64_t percent)
{
    return case_between(&a->random, 1, 100) <= percent;
}

/* attribute="low..base..high unit", a point, or unknown. */
static inline void add_figure(author *a, const char *attribute, int64_t low, int64_t high,
                              const char *unit)
{
    int64_t v[3];
    for (size_t i = 0; i < 3; i++) {
        v[i] = case_between(&a->random, low, high);
    }
    int64_t least = rfi_min(v[0], rfi_min(v[1], v[2]));
    int64_t most = rfi_max(v[0], rfi_max(v[1], v[2]));
    long long middle = v[0] + v[1] + v[2] - least - most;
    if (chance(a, a->gaps)) {
        rfi_text_format(&a->text, " %s=\"unknown\"", attribute);
    } else if (chance(a, 50)) {
        rfi_text_format(&a->text, " %s=\"%lld..%lld..%lld%s\"", attribute, (long long)least,
                        middle, (long long)most, unit);
    } else {
        rfi_text_format(&a->text, " %s=\"%lld%s\"", attribute, middle, unit);
    }
}

static inline void add_flag(author *a, const char *attribute, int64_t yes)
{
    const char *value = chance(a, a->gaps) ? "unknown" : chance(a, yes) ? "yes" : "no";
    rfi_text_format(&a->text, " %s=\"%s\"", attribute, value);
}

static inline void add_element(author *a, const char *kind, const char *id,
                               const char *from, bool sides)
{
    bool may = strcmp(kind, "ups") == 0 || strcmp(kind, "substation") == 0 ||
               strcmp(kind, "transformer") == 0;
    bool curve = may && chance(a, 30); /* losses at part load instead of an efficiency */
    for (int side = 0; side < (sides ? 2 : 1); side++) {
        rfi_text_format(&a->text, "<%s id=\"%s%s\" group=\"%s\" from=\"%s\"%s", kind, id,
                        side == 0 ? "" : "-b", id, from,
                        !sides      ? ""
                        : side == 0 ? " side=\"A\""
                                    : " side=\"B\"");
        add_figure(a, "rating", 200, 3000, " kVA");
        if (chance(a, 60)) {
            add_figure(a, "count", 1, 4, "");
        }
        if (curve) {
            add_figure(a, "loss-fixed", 0, 3, " %");
            add_figure(a, "loss-linear", 0, 5, " %");
            add_figure(a, "loss-square", 0, 6, " %");
        } else if (chance(a, 40)) {
            add_figure(a, "efficiency", 90, 100, " %");
        }
        rfi_text_add(&a->text, "/>" FRAGMENT);
    }
}

static inline void add_plant(author *a, const char *id, const char *kind, const char *loop,
                             const char *from, int64_t high)
{
    rfi_text_format(&a->text, "<plant id=\"%s\" kind=\"%s\" loop=\"%s\"", id, kind, loop);
    if (from != NULL) {
        rfi_text_format(&a->text, " from=\"%s\"", from);
    }
    if (chance(a, 50)) {
        rfi_text_add(&a->text, " feed=\"yard\"");
    }
    add_figure(a, "capacity", 100, high, " kW thermal");
    add_figure(a, "count", 1, 4, "");
    add_figure(a, "approach", 2, 6, " K");
    if (strcmp(loop, "air") == 0) {
        add_figure(a, "filtration", 11, 15, "");
    } else if (chance(a, 40)) {
        add_figure(a, "flow", 300, 2000, " L/min");
    }
    if (chance(a, 50)) {
        add_figure(a, "electrical", 1, 20, " %");
    }
    rfi_text_add(&a->text, "/>" FRAGMENT);
}

static inline void add_hall(author *a, size_t index)
{
    bool own_bus = chance(a, 60);
    bool own_plant = chance(a, 60);
    rfi_text_format(&a->text, "<hall id=\"h%zu\"", index);
    if (chance(a, 70)) {
        add_figure(a, "count", 1, 3, "");
    }
    if (chance(a, 90)) {
        long long length = case_between(&a->random, 6, 14);
        long long width = case_between(&a->random, 4, 9);
        rfi_text_format(&a->text, " outline=\"0,0 %lld,0 %lld,%lld 0,%lld m\"", length,
                        length, width, width);
    }
    add_figure(a, "slab", 2000, 3600, " kg/m2");
    add_figure(a, "clear-height", 5, 8, " m");
    if (chance(a, 30)) {
        add_figure(a, "point-load", 4, 9, " kN");
        add_figure(a, "area-load", 700, 1400, " kg/m2");
    }
    if (chance(a, 95)) {
        rfi_text_add(&a->text, own_bus ? " feed=\"bus\"" : " feed=\"yard\"");
    }
    rfi_text_add(&a->text, chance(a, 92) ? own_plant ? " liquid=\"cdu\"" : " liquid=\"dry\""
                           : chance(a, 50) ? " liquid=\"none\""
                                           : "");
    rfi_text_add(&a->text, chance(a, 92)   ? own_plant ? " air=\"crah\"" : " air=\"chill\""
                           : chance(a, 50) ? " air=\"none\""
                                           : "");
    rfi_text_add(&a->text, ">" OPEN);
    if (chance(a, 40)) {
        rfi_text_add(&a->text, "<load id=\"mine\" kind=\"mining\"");
        add_figure(a, "power", 100, 900, " kW at facility");
        if (chance(a, 60)) {
            add_flag(a, "stops", 60);
        }
        rfi_text_add(&a->text, "/>" FRAGMENT);
    }
    if (own_bus) {
        add_element(a, "ups", "ups", "yard", chance(a, 30));
        add_element(a, "busway", "bus", "ups", chance(a, 50));
    }
    if (own_plant) {
        add_plant(a, "cdu", "cdu", "liquid", "dry", 1500);
        add_plant(a, "crah", "crah", "air", "chill", 900);
    }
    rfi_text_add(&a->text, CLOSE "</hall>" FRAGMENT);
}

static inline void write_site(author *a)
{
    static const char *const gates[] = {"title", "interconnection", "zoning"};
    rfi_text_add(&a->text, "<site xmlns=\"urn:rackfit:1\" id=\"field\" name=\"Field\""
                           " as-of=\"2026-11-01\">");
    if (chance(a, 95)) {
        rfi_text_add(&a->text, "<grid><interconnect id=\"poi\"");
        add_figure(a, "energised", 800, 8000, " kW at utility");
        add_figure(a, "firm", 800, 8000, " kW at utility");
        add_flag(a, "transferable", 95);
        add_flag(a, "restudy", 5);
        rfi_text_add(&a->text, ">");
        if (chance(a, 30)) {
            rfi_text_format(&a->text, "<step date=\"%s\"",
                            chance(a, 80) ? "2026-Q4" : "unknown");
            add_figure(a, "energised", 800, 12000, " kW at utility");
            rfi_text_add(&a->text, "/>");
        }
        rfi_text_add(&a->text, "</interconnect></grid>");
    } else {
        rfi_text_add(&a->text, "<grid><interconnect id=\"poi\"/></grid>");
    }
    rfi_text_add(&a->text, "<electrical>" OPEN);
    add_element(a, "substation", "yard", "poi", chance(a, 40));
    if (chance(a, 40)) {
        rfi_text_add(&a->text, "<generator id=\"gen\" backs=\"yard\"");
        add_figure(a, "rating", 500, 4000, " kVA");
        add_figure(a, "count", 1, 4, "");
        rfi_text_add(&a->text, "/>" FRAGMENT);
    }
    rfi_text_add(&a->text, CLOSE "</electrical><cooling>" OPEN);
    add_plant(a, "dry", "dry-cooler", "liquid", NULL, 4000);
    rfi_text_add(&a->text, "<plant id=\"chill\" kind=\"chiller\" loop=\"air\""
                           " filtration=\"13\" supply=\"15 degC\"");
    add_figure(a, "capacity", 100, 2000, " kW thermal");
    rfi_text_add(&a->text, "/>" CLOSE "</cooling>" OPEN);
    size_t halls = (size_t)case_between(&a->random, 1, 3);
    for (size_t i = 0; i < halls; i++) {
        add_hall(a, i);
    }
    rfi_text_add(&a->text, "<link id=\"a\" path=\"n\"/>" FRAGMENT
                           "<link id=\"b\" path=\"s\"/>" FRAGMENT);
    for (size_t i = 0; i < 3; i++) {
        rfi_text_format(&a->text, "<gate id=\"%s\" kind=\"%s\" status=\"%s\"/>" FRAGMENT,
                        gates[i], gates[i], chance(a, a->gaps) ? "pending" : "granted");
    }
    rfi_text_add(&a->text, CLOSE);
    static const char *const levels[] = {"none", "n", "redundant", "maintainable"};
    rfi_text_format(&a->text, "<want pods=\"%lld\"",
                    (long long)case_between(&a->random, 1, 9));
    if (chance(a, 30)) {
        add_figure(a, "reserve", 0, 10, " %");
    }
    if (chance(a, 40)) {
        rfi_text_add(&a->text, "/>");
    } else {
        rfi_text_format(
            &a->text,
            "><policy distribution=\"%s\" ups=\"%s\" generators=\"%s\""
            " cooling=\"%s\" cdu=\"%s\"/></want>",
            levels[case_between(&a->random, 0, 3)], levels[case_between(&a->random, 0, 3)],
            levels[case_between(&a->random, 0, 1)], levels[case_between(&a->random, 0, 2)],
            levels[case_between(&a->random, 0, 2)]);
    }
    rfi_text_add(&a->text, "</site>");
}

static inline void write_profile(author *a)
{
    rfi_text_add(&a->text, "<profile xmlns=\"urn:rackfit:1\" id=\"p\" name=\"P\""
                           " vendor=\"Any\" family=\"one\" as-of=\"2026-11-01\">"
                           "<rack chips=\"8\" plan=\"40 kW\"");
    add_figure(a, "max", 40, 160, " kW");
    add_figure(a, "peak", 160, 200, " kW");
    add_figure(a, "peak-duration", 0, 400, " s");
    add_figure(a, "power-factor", 90, 100, " %");
    rfi_text_add(&a->text, " width=\"600 mm\"");
    add_figure(a, "depth", 1000, 1200, " mm");
    add_figure(a, "height", 2000, 2400, " mm");
    add_figure(a, "mass", 700, 1500, " kg");
    rfi_text_format(&a->text, "/><pod racks=\"%lld\"/><unit pods=\"%lld\">",
                    (long long)case_between(&a->random, 1, 2),
                    (long long)case_between(&a->random, 1, 4));
    if (chance(a, 70)) {
        rfi_text_add(&a->text, "<support id=\"n\" kind=\"network\"");
        add_figure(a, "count", 1, 2, "");
        add_figure(a, "power", 5, 40, " kW");
        add_figure(a, "mass", 400, 1800, " kg");
        rfi_text_add(&a->text, "/>");
    }
    if (chance(a, 40)) {
        rfi_text_add(&a->text, "<support id=\"c\" kind=\"cdu\" power=\"5 kW\""
                               " mass=\"1200 kg\"/>");
    }
    rfi_text_add(&a->text, "</unit><heat");
    if (chance(a, 20)) {
        rfi_text_add(&a->text, " liquid-share=\"0\"");
    } else {
        add_figure(a, "liquid-share", 70, 100, " %");
        add_figure(a, "supply-max", 40, 55, " degC");
        add_figure(a, "flow", 60, 150, " L/min");
    }
    add_figure(a, "air-inlet-max", 22, 35, " degC");
    rfi_text_add(&a->text, "/></profile>");
}

/* ---- order ------------------------------------------------------------------------------
 */

/* Siblings of the innermost open mark in another order, without the marks. */
static inline bool settle_siblings(rfi_text *text, case_random *random)
{
    char *close = strchr(text->data, CLOSE[0]);
    if (close == NULL) {
        return false;
    }
    char *open = close;
    while (*open != OPEN[0]) {
        open--;
    }
    const char *starts[32];
    size_t lengths[32];
    size_t count = 0;
    for (const char *at = open + 1; at < close; count++) {
        const char *end = at;
        while (end < close && *end != FRAGMENT[0]) {
            end++;
        }
        assert_true(count < 32);
        starts[count] = at;
        lengths[count] = (size_t)(end - at);
        at = end < close ? end + 1 : close;
    }
    rfi_text settled = RFI_TEXT_INIT;
    rfi_text_add_n(&settled, text->data, (size_t)(open - text->data));
    for (; count > 0; count--) {
        size_t pick =
            random == NULL ? 0 : (size_t)case_between(random, 0, (int64_t)count - 1);
        rfi_text_add_n(&settled, starts[pick], lengths[pick]);
        memmove(&starts[pick], &starts[pick + 1], (count - pick - 1) * sizeof(starts[0]));
        memmove(&lengths[pick], &lengths[pick + 1], (count - pick - 1) * sizeof(size_t));
    }
    rfi_text_add(&settled, close + 1);
    rfi_text_finish(text);
    *text = settled;
    return true;
}

typedef struct cast {
    fixture f;
    rfi_text site, profile;
    const rfi_judgement *j;
} cast;

/* The site of a seed, judged; order 0 as written, else siblings in another order. */
static inline void open_cast_in_order(cast *c, uint64_t seed, uint64_t order)
{
    static const int64_t gaps[] = {0, 2, 6};
    author a = {.text = RFI_TEXT_INIT, .random = {seed}, .gaps = gaps[seed % 3]};
    case_random random = {order};
    write_site(&a);
    c->site = a.text;
    a.text = (rfi_text)RFI_TEXT_INIT;
    write_profile(&a);
    c->profile = a.text;
    assert_false(c->site.failed || c->profile.failed);
    while (settle_siblings(&c->site, order == 0 ? NULL : &random)) {
    }
    fixture_read(&c->f, c->site.data, c->profile.data,
                 FIXTURE_CLIMATE("30 degC", "20 degC"));
    c->j = &fixture_evaluate(&c->f, NULL)->judgements[0];
}

static inline void open_cast(cast *c, uint64_t seed)
{
    open_cast_in_order(c, seed, 0);
}

static inline void close_cast(cast *c)
{
    fixture_free(&c->f);
    rfi_text_finish(&c->site);
    rfi_text_finish(&c->profile);
}

#endif
