/* SPDX-License-Identifier: MIT */
/* Seeded sites of one to three kinds of halls with random figures, ranges and gaps against
 * a random profile: pods at all three ends as enumeration has them, conflicts that are
 * minimal, ends in order, and every plan passed by the second opinion. */
#include "tests/unit/oracle.h"

#include "tests/property/solve_cases.h"

enum { SITES = 400, COMPARED = 48 };

/* ---- random documents
 * -------------------------------------------------------------------- */

typedef struct author {
    rfi_text text;
    case_random random;
    int64_t gaps; /* percent of figures that are unknown */
} author;

static bool chance(author *a, int64_t percent)
{
    return case_between(&a->random, 1, 100) <= percent;
}

/* attribute="low..base..high unit", a point, or unknown. */
static void figure(author *a, const char *attribute, int64_t low, int64_t high,
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

static void flag(author *a, const char *attribute, int64_t yes)
{
    const char *value = chance(a, a->gaps) ? "unknown" : chance(a, yes) ? "yes" : "no";
    rfi_text_format(&a->text, " %s=\"%s\"", attribute, value);
}

static void element(author *a, const char *kind, const char *id, const char *from,
                    bool sides)
{
    for (int side = 0; side < (sides ? 2 : 1); side++) {
        rfi_text_format(&a->text, "<%s id=\"%s%s\" group=\"%s\" from=\"%s\"%s", kind, id,
                        side == 0 ? "" : "-b", id, from,
                        !sides      ? ""
                        : side == 0 ? " side=\"A\""
                                    : " side=\"B\"");
        figure(a, "rating", 200, 3000, " kVA");
        if (chance(a, 60)) {
            figure(a, "count", 1, 4, "");
        }
        if (chance(a, 40)) {
            figure(a, "efficiency", 90, 100, " %");
        }
        rfi_text_add(&a->text, "/>");
    }
}

static void plant(author *a, const char *id, const char *kind, const char *loop,
                  const char *from, int64_t high)
{
    rfi_text_format(&a->text, "<plant id=\"%s\" kind=\"%s\" loop=\"%s\"", id, kind, loop);
    if (from != NULL) {
        rfi_text_format(&a->text, " from=\"%s\"", from);
    }
    if (chance(a, 50)) {
        rfi_text_add(&a->text, " feed=\"yard\"");
    }
    figure(a, "capacity", 100, high, " kW thermal");
    figure(a, "count", 1, 4, "");
    figure(a, "approach", 2, 6, " K");
    if (strcmp(loop, "air") == 0) {
        figure(a, "filtration", 11, 15, "");
    } else if (chance(a, 40)) {
        figure(a, "flow", 300, 2000, " L/min");
    }
    if (chance(a, 50)) {
        figure(a, "electrical", 1, 20, " %");
    }
    rfi_text_add(&a->text, "/>");
}

static void hall(author *a, size_t index)
{
    bool own_bus = chance(a, 60);
    bool own_plant = chance(a, 60);
    rfi_text_format(&a->text, "<hall id=\"h%zu\"", index);
    if (chance(a, 70)) {
        figure(a, "count", 1, 3, "");
    }
    if (chance(a, 90)) {
        long long length = case_between(&a->random, 6, 14);
        long long width = case_between(&a->random, 4, 9);
        rfi_text_format(&a->text, " outline=\"0,0 %lld,0 %lld,%lld 0,%lld m\"", length,
                        length, width, width);
    }
    figure(a, "slab", 1200, 2600, " kg/m2");
    figure(a, "clear-height", 4, 7, " m");
    if (chance(a, 95)) {
        rfi_text_add(&a->text, own_bus ? " feed=\"bus\"" : " feed=\"yard\"");
    }
    rfi_text_add(&a->text, chance(a, 92) ? own_plant ? " liquid=\"cdu\"" : " liquid=\"dry\""
                           : chance(a, 50) ? " liquid=\"none\""
                                           : "");
    rfi_text_add(&a->text, chance(a, 92)   ? own_plant ? " air=\"crah\"" : " air=\"chill\""
                           : chance(a, 50) ? " air=\"none\""
                                           : "");
    rfi_text_add(&a->text, ">");
    if (chance(a, 40)) {
        rfi_text_add(&a->text, "<load id=\"mine\" kind=\"mining\"");
        figure(a, "power", 100, 900, " kW at facility");
        if (chance(a, 60)) {
            flag(a, "stops", 60);
        }
        rfi_text_add(&a->text, "/>");
    }
    if (own_bus) {
        element(a, "ups", "ups", "yard", chance(a, 30));
        element(a, "busway", "bus", "ups", chance(a, 50));
    }
    if (own_plant) {
        plant(a, "cdu", "cdu", "liquid", "dry", 1500);
        plant(a, "crah", "crah", "air", "chill", 900);
    }
    rfi_text_add(&a->text, "</hall>");
}

static const char *const gates[] = {"title", "interconnection", "zoning"};

static void write_site(author *a)
{
    rfi_text_add(&a->text, "<site xmlns=\"urn:rackfit:1\" id=\"field\" name=\"Field\""
                           " as-of=\"2026-11-01\">");
    if (chance(a, 95)) {
        rfi_text_add(&a->text, "<grid><interconnect id=\"poi\"");
        figure(a, "energised", 800, 8000, " kW at utility");
        figure(a, "firm", 800, 8000, " kW at utility");
        flag(a, "transferable", 95);
        flag(a, "restudy", 5);
        rfi_text_add(&a->text, ">");
        if (chance(a, 30)) {
            rfi_text_format(&a->text, "<step date=\"%s\"",
                            chance(a, 80) ? "2026-Q4" : "unknown");
            figure(a, "energised", 800, 12000, " kW at utility");
            rfi_text_add(&a->text, "/>");
        }
        rfi_text_add(&a->text, "</interconnect></grid>");
    } else {
        rfi_text_add(&a->text, "<grid><interconnect id=\"poi\"/></grid>");
    }
    rfi_text_add(&a->text, "<electrical>");
    element(a, "substation", "yard", "poi", chance(a, 40));
    if (chance(a, 40)) {
        rfi_text_add(&a->text, "<generator id=\"gen\" backs=\"yard\"");
        figure(a, "rating", 500, 4000, " kVA");
        figure(a, "count", 1, 4, "");
        rfi_text_add(&a->text, "/>");
    }
    rfi_text_add(&a->text, "</electrical><cooling>");
    plant(a, "dry", "dry-cooler", "liquid", NULL, 4000);
    rfi_text_add(&a->text, "<plant id=\"chill\" kind=\"chiller\" loop=\"air\""
                           " filtration=\"13\" supply=\"15 degC\"");
    figure(a, "capacity", 100, 2000, " kW thermal");
    rfi_text_add(&a->text, "/></cooling>");
    size_t halls = (size_t)case_between(&a->random, 1, 3);
    for (size_t i = 0; i < halls; i++) {
        hall(a, i);
    }
    rfi_text_add(&a->text, "<link id=\"a\" path=\"n\"/><link id=\"b\" path=\"s\"/>");
    for (size_t i = 0; i < 3; i++) {
        rfi_text_format(&a->text, "<gate id=\"%s\" kind=\"%s\" status=\"%s\"/>", gates[i],
                        gates[i], chance(a, a->gaps) ? "pending" : "granted");
    }
    static const char *const levels[] = {"none", "n", "redundant", "maintainable"};
    rfi_text_format(&a->text, "<want pods=\"%lld\"",
                    (long long)case_between(&a->random, 1, 16));
    if (chance(a, 30)) {
        figure(a, "reserve", 0, 10, " %");
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

static void write_profile(author *a)
{
    rfi_text_add(&a->text, "<profile xmlns=\"urn:rackfit:1\" id=\"p\" name=\"P\""
                           " vendor=\"Any\" family=\"one\" as-of=\"2026-11-01\">"
                           "<rack chips=\"8\" plan=\"40 kW\"");
    figure(a, "max", 40, 160, " kW");
    figure(a, "peak", 160, 200, " kW");
    figure(a, "peak-duration", 0, 400, " s");
    figure(a, "power-factor", 90, 100, " %");
    rfi_text_add(&a->text, " width=\"600 mm\"");
    figure(a, "depth", 1000, 1200, " mm");
    figure(a, "height", 2000, 2400, " mm");
    figure(a, "mass", 700, 1500, " kg");
    rfi_text_format(&a->text, "/><pod racks=\"%lld\"/><unit pods=\"%lld\">",
                    (long long)case_between(&a->random, 1, 2),
                    (long long)case_between(&a->random, 1, 4));
    if (chance(a, 70)) {
        rfi_text_add(&a->text, "<support id=\"n\" kind=\"network\"");
        figure(a, "count", 1, 2, "");
        figure(a, "power", 5, 40, " kW");
        rfi_text_add(&a->text, "/>");
    }
    if (chance(a, 40)) {
        rfi_text_add(&a->text, "<support id=\"c\" kind=\"cdu\" power=\"5 kW\"/>");
    }
    rfi_text_add(&a->text, "</unit><heat");
    if (chance(a, 20)) {
        rfi_text_add(&a->text, " liquid-share=\"0\"");
    } else {
        figure(a, "liquid-share", 70, 100, " %");
        figure(a, "supply-max", 40, 55, " degC");
        figure(a, "flow", 60, 150, " L/min");
    }
    figure(a, "air-inlet-max", 22, 35, " degC");
    rfi_text_add(&a->text, "/></profile>");
}

/* Site and profile of a seed; the texts live until the next call. */
static void make(uint64_t seed, int64_t gaps, rfi_text *site, rfi_text *profile)
{
    author a = {.text = RFI_TEXT_INIT, .random = {seed}, .gaps = gaps};
    write_site(&a);
    *site = a.text;
    a.text = (rfi_text)RFI_TEXT_INIT;
    write_profile(&a);
    *profile = a.text;
    assert_false(site->failed || profile->failed);
}

typedef struct cast {
    fixture f;
    rfi_text site, profile;
    const rfi_judgement *j;
} cast;

static void open_cast(cast *c, uint64_t seed)
{
    make(seed, seed % 3 == 0 ? 0 : seed % 3 == 1 ? 2 : 6, &c->site, &c->profile);
    fixture_read(&c->f, c->site.data, c->profile.data,
                 FIXTURE_CLIMATE("30 degC", "20 degC"));
    c->j = &fixture_evaluate(&c->f, NULL)->judgements[0];
}

static void close_cast(cast *c)
{
    fixture_free(&c->f);
    rfi_text_finish(&c->site);
    rfi_text_finish(&c->profile);
}

/* ---- properties
 * ---------------------------------------------------------------------------- */

static void pods_agree_with_enumeration(void **state)
{
    (void)state;
    size_t compared = 0;
    size_t with_pods = 0;
    size_t verdicts[RF_VERDICT_UNKNOWN + 1] = {0};
    for (uint64_t seed = 1; seed <= SITES; seed++) {
        cast c;
        open_cast(&c, seed);
        verdicts[c.j->verdict]++;
        for (rfi_end end = 0; end < RFI_ENDS; end++) {
            const rfi_case *k = &c.j->cases[end];
            bool open = k->pods_bound >= RFI_PODS_CAP; /* nothing that is known limits it */
            assert_int_equal(k->search, RFI_SEARCH_PROVEN);
            int64_t cap = open ? 20 : k->pods + 1;
            if (cap > COMPARED) {
                continue;
            }
            int64_t most = oracle_most(c.f.site, c.f.profile, c.j->requirements,
                                       c.j->requirement_count, NULL, end, cap);
            if (most != (open ? cap : k->pods)) {
                print_error("seed %llu, %s: %lld pods, enumeration %lld\n",
                            (unsigned long long)seed, rfi_end_words(end),
                            (long long)k->pods, (long long)most);
            }
            assert_int_equal(most, open ? cap : k->pods);
            compared++;
            with_pods += k->pods > 0 ? 1 : 0;
        }
        close_cast(&c);
    }
    print_message("%zu cases, %zu with pods; %zu fit, %zu no fit, %zu unknown\n", compared,
                  with_pods, verdicts[RF_VERDICT_FIT], verdicts[RF_VERDICT_NO_FIT],
                  verdicts[RF_VERDICT_UNKNOWN]);
    assert_true(compared > 2 * SITES);
    assert_true(with_pods > SITES / 2);
    assert_true(verdicts[RF_VERDICT_FIT] > 10);
    assert_true(verdicts[RF_VERDICT_NO_FIT] > 10);
    assert_true(verdicts[RF_VERDICT_UNKNOWN] > 10);
}

static void ends_are_in_order(void **state)
{
    (void)state;
    size_t complete = 0;
    for (uint64_t seed = 1; seed <= SITES; seed++) {
        cast c;
        open_cast(&c, seed);
        const rfi_case *cases = c.j->cases;
        assert_true(cases[RFI_END_UNFAVOURABLE].pods <= cases[RFI_END_FAVOURABLE].pods);
        if (!cases[RFI_END_BASE].any_unknown) {
            complete++;
            assert_true(cases[RFI_END_UNFAVOURABLE].pods <= cases[RFI_END_BASE].pods);
            assert_true(cases[RFI_END_BASE].pods <= cases[RFI_END_FAVOURABLE].pods);
        }
        bool bad = cases[RFI_END_UNFAVOURABLE].pods >= c.j->wanted_pods;
        bool good = cases[RFI_END_FAVOURABLE].pods >= c.j->wanted_pods;
        assert_int_equal(c.j->verdict, bad    ? RF_VERDICT_FIT
                                       : good ? RF_VERDICT_UNKNOWN
                                              : RF_VERDICT_NO_FIT);
        close_cast(&c);
    }
    assert_true(complete > SITES / 5);
}

static void conflicts_are_minimal_and_disjoint(void **state)
{
    (void)state;
    size_t conflicts = 0;
    size_t larger = 0;
    for (uint64_t seed = 1; seed <= SITES; seed++) {
        cast c;
        open_cast(&c, seed);
        bool *members = RFI_ARRAY(c.f.arena, c.j->requirement_count, bool);
        bool *taken = RFI_ARRAY(c.f.arena, c.j->requirement_count, bool);
        assert_non_null(members);
        assert_true((c.j->verdict == RF_VERDICT_NO_FIT) == (c.j->conflict_count > 0));
        for (size_t i = 0; i < c.j->conflict_count; i++) {
            const rfi_conflict *conflict = &c.j->conflicts[i];
            memset(members, 0, c.j->requirement_count * sizeof(bool));
            assert_true(conflict->minimal);
            for (size_t k = 0; k < conflict->count; k++) {
                size_t member = conflict->members[k];
                assert_false(taken[member]);
                taken[member] = true;
                members[member] = true;
            }
            oracle_expect_minimal(c.f.site, c.j, members, RFI_END_FAVOURABLE,
                                  c.j->wanted_pods);
            conflicts++;
            larger += conflict->count > 1 ? 1 : 0;
        }
        close_cast(&c);
    }
    print_message("%zu conflicts, %zu of more than one member\n", conflicts, larger);
    assert_true(conflicts > 50);
    assert_true(larger > 3);
}

static void binding_limits_stop_one_pod_more(void **state)
{
    (void)state;
    size_t tested = 0;
    for (uint64_t seed = 1; seed <= SITES; seed++) {
        cast c;
        open_cast(&c, seed);
        bool *members = RFI_ARRAY(c.f.arena, c.j->requirement_count, bool);
        assert_non_null(members);
        for (rfi_end end = 0; end < RFI_ENDS; end++) {
            const rfi_case *k = &c.j->cases[end];
            bool any = false;
            for (size_t i = 0; i < c.j->requirement_count; i++) {
                members[i] = c.j->requirements[i].binding[end];
                any = any || members[i];
            }
            if (k->pods_bound >= RFI_PODS_CAP) {
                assert_false(any);
                continue;
            }
            if (k->pods < COMPARED) {
                oracle_expect_minimal(c.f.site, c.j, members, end, k->pods + 1);
                tested++;
            }
        }
        close_cast(&c);
    }
    assert_true(tested > 2 * SITES);
}

static void second_opinion_passes_every_plan(void **state)
{
    (void)state;
    size_t plans = 0;
    for (uint64_t seed = 1; seed <= SITES; seed++) {
        cast c;
        open_cast(&c, seed);
        if (c.j->plan != NULL) {
            rfi_finding finding;
            assert_true(rfi_check_plan(c.f.arena, c.j->plan, &c.f.rules, &finding));
            if (finding.violation_count > 0) {
                print_error("seed %llu\n%s\n%s\n", (unsigned long long)seed, c.site.data,
                            c.profile.data);
                fixture_print_findings(&finding);
            }
            assert_int_equal(finding.violation_count, 0);
            plans++;
        }
        for (rfi_end end = 0; end < RFI_ENDS; end++) { /* what is used is what is there */
            for (size_t i = 0; i < c.j->requirement_count; i++) {
                const rfi_requirement *r = &c.j->requirements[i];
                const rfi_terms *t = &r->ends[end];
                bool sum = r->shape == RFI_SHAPE_SITE_SUM || r->shape == RFI_SHAPE_HALL_SUM;
                bool skipped = end == RFI_END_BASE && t->unknown;
                if (sum && !skipped && c.j->cases[end].pods > 0 &&
                    c.j->cases[end].pods < RFI_PODS_CAP) {
                    if (t->used > t->limit) {
                        print_error("seed %llu: %s uses %lld of %lld\n",
                                    (unsigned long long)seed, r->id, (long long)t->used,
                                    (long long)t->limit);
                    }
                    assert_true(t->used <= t->limit);
                }
            }
        }
        close_cast(&c);
    }
    print_message("%zu plans\n", plans);
    assert_true(plans > SITES / 3);
}

/* A limit figure is one that is read on the limit side only. */
static bool limit_only(const rfi_judgement *j, const rfi_figure *figure)
{
    bool limit = false;
    for (size_t i = 0; i < j->requirement_count; i++) {
        for (size_t k = 0; k < j->requirements[i].input_count; k++) {
            const rfi_input *input = &j->requirements[i].inputs[k];
            if (input->figure == figure && input->role == RFI_ROLE_DEMAND) {
                return false;
            }
            limit = limit || input->figure == figure;
        }
    }
    return limit;
}

static void raising_a_limit_never_costs_pods(void **state)
{
    (void)state;
    size_t raised = 0;
    for (uint64_t seed = 1; seed <= SITES / 8; seed++) {
        cast c;
        open_cast(&c, seed);
        for (size_t i = 0; i < c.f.site->figure_count; i++) {
            rfi_figure *figure = c.f.site->figures[i];
            rfi_figure before = *figure;
            if (!rfi_known(figure) || !limit_only(c.j, figure) ||
                figure->dimension == RFI_DIM_STATUS ||
                figure->dimension == RFI_DIM_VOLTAGE) {
                continue;
            }
            figure->low += figure->low / 4 + 1;
            figure->base += figure->base / 4 + 1;
            figure->high += figure->high / 4 + 1;
            if (figure->dimension == RFI_DIM_RATIO) {
                figure->low = rfi_min(figure->low, 1000000);
                figure->base = rfi_min(figure->base, 1000000);
                figure->high = rfi_min(figure->high, 1000000);
            }
            const rfi_judgement *j = &fixture_evaluate(&c.f, NULL)->judgements[0];
            for (rfi_end end = 0; end < RFI_ENDS; end++) {
                if (c.j->cases[end].pods_bound >= RFI_PODS_CAP) {
                    continue;
                }
                if (j->cases[end].pods_bound < c.j->cases[end].pods_bound) {
                    print_error("seed %llu, %s of %s, %s: %lld after %lld\n",
                                (unsigned long long)seed, figure->attribute, figure->owner,
                                rfi_end_words(end), (long long)j->cases[end].pods,
                                (long long)c.j->cases[end].pods);
                }
                assert_true(j->cases[end].pods_bound >= c.j->cases[end].pods_bound);
            }
            *figure = before;
            raised++;
        }
        close_cast(&c);
    }
    print_message("%zu figures raised\n", raised);
    assert_true(raised > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pods_agree_with_enumeration),
        cmocka_unit_test(ends_are_in_order),
        cmocka_unit_test(conflicts_are_minimal_and_disjoint),
        cmocka_unit_test(binding_limits_stop_one_pod_more),
        cmocka_unit_test(second_opinion_passes_every_plan),
        cmocka_unit_test(raising_a_limit_never_costs_pods),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
