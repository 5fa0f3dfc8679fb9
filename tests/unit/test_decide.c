/* SPDX-License-Identifier: MIT */
/* Verdicts, conflicts, binding limits, deciding figures, alternatives and dates. Conflicts
 * are held against enumeration, deciding sets against every subset of the open figures. */
#include "tests/unit/exact_site.h"
#include "tests/unit/oracle.h"

static const rfi_judgement *judge(fixture *f, const rfi_decide_options *options)
{
    return &fixture_evaluate(f, options)->judgements[0];
}

static const rfi_judgement *judge_text(fixture *f, const char *site,
                                       const rfi_decide_options *options)
{
    fixture_read(f, site, exact_profile, exact_climate);
    return judge(f, options);
}

static bool has_member(const rfi_judgement *j, const rfi_conflict *conflict, const char *id)
{
    for (size_t i = 0; i < conflict->count; i++) {
        if (strcmp(j->requirements[conflict->members[i]].id, id) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_conflict(const rfi_judgement *j, const char *id)
{
    for (size_t i = 0; i < j->conflict_count; i++) {
        if (j->conflicts[i].count == 1 && has_member(j, &j->conflicts[i], id)) {
            return true;
        }
    }
    return false;
}

/* ---- verdicts ------------------------------------------------------------------ */

typedef struct verdict_case {
    const char *from, *to; /* of the exact site, which fits 4 pods */
    const char *want;
    rf_verdict verdict;
    int64_t pods[RFI_ENDS];
} verdict_case;

#define OPEN_FIRM "firm=\"800..1494.375..2000 kW at utility\""
#define FIRM      "firm=\"1494.375 kW at utility\""
#define SLAB      "slab=\"1500 kg/m2\""
#define ANY                                                                                \
    {                                                                                      \
        -1, -1, -1                                                                         \
    }

static const verdict_case verdict_cases[] = {
    {"", "", "pods=\"4\"", RF_VERDICT_FIT, {4, 4, 4}},
    {"", "", "pods=\"5\"", RF_VERDICT_NO_FIT, {4, 4, 4}},
    {"", "", "pods=\"1\"", RF_VERDICT_FIT, {4, 4, 4}},
    {SLAB, "slab=\"unknown\"", "pods=\"4\"", RF_VERDICT_UNKNOWN, {0, 4, 4}},
    {SLAB, "slab=\"1400..1600 kg/m2\"", "pods=\"4\"", RF_VERDICT_UNKNOWN, {0, 4, 4}},
    {SLAB, "slab=\"1400..1499 kg/m2\"", "pods=\"1\"", RF_VERDICT_NO_FIT, {0, 0, 0}},
    /* the open figure does not matter: other limits already say no */
    {SLAB, "slab=\"unknown\"", "pods=\"5\"", RF_VERDICT_NO_FIT, {0, 4, 4}},
    {FIRM, OPEN_FIRM, "pods=\"4\"", RF_VERDICT_UNKNOWN, {2, 4, 4}},
    {FIRM, OPEN_FIRM, "pods=\"2\"", RF_VERDICT_FIT, {2, 4, 4}},
    {"restudy=\"no\"", "restudy=\"yes\"", "pods=\"4\"", RF_VERDICT_UNKNOWN, {0, 0, 4}},
    {"id=\"new\" count=\"2\"",
     "id=\"new\" count=\"1..2\"",
     "pods=\"4\"",
     RF_VERDICT_UNKNOWN,
     {2, 4, 4}},
    {"kind=\"zoning\" status=\"granted\"",
     "kind=\"zoning\" status=\"refused\"",
     "pods=\"1\"",
     RF_VERDICT_NO_FIT,
     {0, 0, 0}},
};

static void verdicts_follow_the_ends(void **state)
{
    (void)state;
    rfi_arena *arena = rfi_arena_new();
    for (size_t i = 0; i < sizeof(verdict_cases) / sizeof(verdict_cases[0]); i++) {
        const verdict_case *c = &verdict_cases[i];
        const char *site = fixture_swap(arena, exact_site, "pods=\"4\"", c->want);
        site = c->from[0] == '\0' ? site : fixture_swap(arena, site, c->from, c->to);
        fixture f;
        const rfi_judgement *j = judge_text(&f, site, NULL);
        if (j->verdict != c->verdict) {
            print_error("%s %s: %s\n", c->to, c->want, rf_verdict_words(j->verdict));
        }
        assert_int_equal(j->verdict, c->verdict);
        for (rfi_end end = 0; end < RFI_ENDS; end++) {
            if (j->cases[end].pods != c->pods[end]) {
                print_error("%s %s: %lld pods %s\n", c->to, c->want,
                            (long long)j->cases[end].pods, rfi_end_words(end));
            }
            assert_int_equal(j->cases[end].pods, c->pods[end]);
        }
        assert_true((c->verdict == RF_VERDICT_NO_FIT) == (j->conflict_count > 0));
        assert_true((c->verdict == RF_VERDICT_UNKNOWN) == (j->deciding_count > 0));
        fixture_free(&f);
    }
    rfi_arena_free(arena);
}

static void nothing_known_is_unknown(void **state)
{
    (void)state;
    fixture f;
    const rfi_judgement *j = judge_text(&f, FIXTURE_SITE(""), NULL);
    assert_int_equal(j->verdict, RF_VERDICT_UNKNOWN);
    assert_int_equal(j->cases[RFI_END_UNFAVOURABLE].pods, 0);
    assert_true(j->cases[RFI_END_BASE].pods >= RFI_PODS_CAP); /* no limit known */
    assert_int_equal(j->cases[RFI_END_BASE].it_power, 0);
    assert_true(j->cases[RFI_END_BASE].any_unknown);
    assert_true(j->cases[RFI_END_FAVOURABLE].pods >= RFI_PODS_CAP);
    assert_null(j->plan);
    assert_true(j->deciding_count > 5);
    assert_int_equal(j->conflict_count, 0);
    assert_int_equal(j->wanted_pods, 2); /* one scalable unit */
    fixture_free(&f);
}

static void implicit_counts_follow_from_pods(void **state)
{
    (void)state;
    fixture f;
    const rfi_judgement *j = judge_text(&f, exact_site, NULL);
    const rfi_case *c = &j->cases[RFI_END_UNFAVOURABLE];
    assert_int_equal(c->units, 2);
    assert_int_equal(c->chips, 4 * 2 * 8);
    assert_int_equal(c->it_power, INT64_C(840000000));   /* 8 x 100 + 2 x 20 kW */
    assert_int_equal(c->plan_power, INT64_C(760000000)); /* 8 x 90 + 2 x 20 kW */
    assert_string_equal(j->plan_words, "holds at the unfavourable end of all ranges");
    fixture_free(&f);
}

/* ---- the want ---------------------------------------------------------------------- */

static void power_becomes_whole_pods(void **state)
{
    (void)state;
    static const struct {
        const char *want;
        int64_t pods;
    } cases[] = {
        /* a pod is 200 kW, each begun unit of two pods brings 20 kW */
        {"target=\"1 kW critical IT\"", 1},
        {"target=\"220 kW critical IT\"", 1},
        {"target=\"221 kW critical IT\"", 2},
        {"target=\"420 kW critical IT\"", 2},
        {"target=\"421 kW critical IT\"", 3},
        {"target=\"640 kW critical IT\"", 3},
        {"target=\"840 kW critical IT\"", 4},
        {"target=\"840001 W critical IT\"", 5},
        {"pods=\"3\"", 3},
        {"", 2},
    };
    rfi_arena *arena = rfi_arena_new();
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        fixture f;
        const rfi_judgement *j = judge_text(
            &f, fixture_swap(arena, exact_site, "pods=\"4\"", cases[i].want), NULL);
        if (j->wanted_pods != cases[i].pods) {
            print_error("%s: %lld pods\n", cases[i].want, (long long)j->wanted_pods);
        }
        assert_int_equal(j->wanted_pods, cases[i].pods);
        assert_int_equal(j->verdict,
                         cases[i].pods <= 4 ? RF_VERDICT_FIT : RF_VERDICT_NO_FIT);
        fixture_free(&f);
    }
    fixture f; /* whoever evaluates may want something else than the site */
    const rfi_decide_options power = {.target_stated = true, .target = 421000000};
    const rfi_judgement *j = judge_text(&f, exact_site, &power);
    assert_int_equal(j->wanted_pods, 3);
    assert_int_equal(j->wanted_power, 421000000);
    const rfi_decide_options pods = {.target_stated = true, .pods = 9};
    j = judge(&f, &pods);
    assert_int_equal(j->wanted_pods, 9);
    assert_int_equal(j->verdict, RF_VERDICT_NO_FIT);
    fixture_free(&f);
    rfi_arena_free(arena);
}

/* ---- conflicts ---------------------------------------------------------------------- */

static void conflicts_are_minimal_and_do_not_overlap(void **state)
{
    (void)state;
    fixture f;
    rfi_arena *arena = rfi_arena_new();
    const char *site = fixture_swap(arena, exact_site, "pods=\"4\"", "pods=\"5\"");
    const rfi_judgement *j = judge_text(&f, site, NULL);
    assert_int_equal(j->verdict, RF_VERDICT_NO_FIT);
    assert_int_equal(j->conflict_count, 4); /* of two members: either hall must give way */
    bool *members = RFI_ARRAY(arena, j->requirement_count, bool);
    bool *taken = RFI_ARRAY(arena, j->requirement_count, bool);
    for (size_t i = 0; i < j->conflict_count; i++) {
        const rfi_conflict *conflict = &j->conflicts[i];
        assert_true(conflict->minimal && conflict->with_want && conflict->count > 0);
        assert_int_equal(conflict->wanted_pods, 5);
        assert_int_equal(conflict->end, RFI_END_FAVOURABLE);
        memset(members, 0, j->requirement_count * sizeof(bool));
        for (size_t k = 0; k < conflict->count; k++) {
            assert_false(taken[conflict->members[k]]);
            taken[conflict->members[k]] = true;
            members[conflict->members[k]] = true;
        }
        oracle_expect_minimal(f.site, j, members, RFI_END_FAVOURABLE, 5);
    }
    fixture_free(&f);
    rfi_arena_free(arena);
}

/* A hall that takes no rack cannot be called converted to shed the mining in it. */
static void mining_that_must_stay_is_part_of_the_conflict(void **state)
{
    (void)state;
    fixture f;
    rfi_arena *arena = rfi_arena_new();
    const char *site =
        fixture_swap(arena, exact_site, "energised=\"1684.375 kW at utility\"",
                     "energised=\"1683375 W at utility\"");
    const rfi_judgement *j = judge_text(&f, site, NULL);
    assert_int_equal(j->verdict, RF_VERDICT_NO_FIT);
    bool found = false;
    for (size_t i = 0; i < j->conflict_count; i++) {
        found = found || (j->conflicts[i].count == 2 &&
                          has_member(j, &j->conflicts[i], "site/energised-utility") &&
                          has_member(j, &j->conflicts[i], "old/mining-stops"));
    }
    assert_true(found);
    assert_int_equal(j->cases[RFI_END_FAVOURABLE].shares[1].converted, 0);
    fixture_free(&f);
    rfi_arena_free(arena);
}

static void binding_limits_are_the_conflict_with_one_pod_more(void **state)
{
    (void)state;
    fixture f;
    rfi_arena *arena = rfi_arena_new();
    const char *site = fixture_swap(arena, exact_site, "24000 L/h", "23999 L/h");
    const rfi_judgement *j = judge_text(&f, site, NULL);
    bool *members = RFI_ARRAY(arena, j->requirement_count, bool);
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        assert_int_equal(j->cases[end].pods, 2);
        for (size_t i = 0; i < j->requirement_count; i++) {
            members[i] = j->requirements[i].binding[end];
            assert_int_equal(members[i],
                             strcmp(j->requirements[i].id, "new/liquid-flow/cdu") == 0 ||
                                 (members[i] && j->requirements[i].hall_index != 0));
        }
        oracle_expect_minimal(f.site, j, members, end, 3);
    }
    fixture_free(&f);
    rfi_arena_free(arena);
}

static void air_mine_says_what_stops_a_liquid_rack(void **state)
{
    (void)state;
    static const char site[] = FIXTURE_SITE(
        "<grid><interconnect id=\"poi\" energised=\"20 MW at utility\""
        " firm=\"20 MW at utility\" transferable=\"yes\" restudy=\"no\"/></grid>"
        "<hall id=\"mine\" outline=\"0,0 60,0 60,15 0,15 m\" clear-height=\"6 m\""
        " slab=\"3000 kg/m2\" feed=\"pads\" liquid=\"none\" air=\"fans\">"
        "<substation id=\"pads\" from=\"poi\" rating=\"3 MVA\" count=\"7\""
        " voltage=\"415 V\"/>"
        "<plant id=\"fans\" kind=\"outside-air\" loop=\"air\" feed=\"pads\" count=\"40\""
        " capacity=\"0.5 MW thermal\" filtration=\"0\"/>"
        "<load id=\"miners\" kind=\"mining\" power=\"19 MW at facility\" "
        "stops=\"yes\"/></hall>"
        "<link id=\"fibre\" path=\"one\"/>"
        "<gate id=\"a\" kind=\"title\" status=\"granted\"/>"
        "<gate id=\"b\" kind=\"interconnection\" status=\"granted\"/>"
        "<gate id=\"c\" kind=\"zoning\" status=\"granted\"/><want pods=\"1\"/>");
    fixture f;
    const rfi_judgement *j = judge_text(&f, site, NULL);
    assert_int_equal(j->verdict, RF_VERDICT_NO_FIT);
    assert_int_equal(j->cases[RFI_END_FAVOURABLE].pods, 0);
    assert_true(has_conflict(j, "mine/liquid-loop"));
    assert_true(has_conflict(j, "mine/air-filtration/fans"));
    assert_true(has_conflict(j, "mine/air-inlet/fans")); /* 35 degC into a rack of 27 */
    assert_int_equal(j->conflict_count, 3);
    assert_true(
        fixture_find(j->requirements, j->requirement_count, "mine/liquid-loop")->fails);
    assert_false(fixture_find(j->requirements, j->requirement_count, "mine/slab")->fails);
    assert_null(j->plan);
    fixture_free(&f);
}

/* ---- deciding figures ------------------------------------------------------------------
 */

typedef struct open_figure {
    rfi_figure *figure;
    rfi_figure as_read;
    rfi_role role;
} open_figure;

enum { MOST_OPEN = 10 };

/* Unknown or ranged figures that a requirement reads, and the counts of halls. */
static size_t list_open(const fixture *f, const rfi_judgement *j, open_figure *open)
{
    size_t count = 0;
    rfi_figure **lists[] = {f->site->figures, f->profile->figures};
    size_t counts[] = {f->site->figure_count, f->profile->figure_count};
    for (size_t l = 0; l < 2; l++) {
        for (size_t i = 0; i < counts[l]; i++) {
            rfi_figure *figure = lists[l][i];
            bool read = figure == &f->site->halls[0].count && figure->state != RFI_ABSENT;
            rfi_role role = RFI_ROLE_LIMIT;
            for (size_t r = 0; r < j->requirement_count; r++) {
                for (size_t k = 0; k < j->requirements[r].input_count; k++) {
                    if (j->requirements[r].inputs[k].figure == figure) {
                        role = j->requirements[r].inputs[k].role;
                        read = true;
                    }
                }
            }
            bool restudy = strcmp(figure->attribute, "restudy") == 0 && figure->high == 1;
            if (read && (!rfi_known(figure) || figure->low != figure->high || restudy)) {
                assert_true(count < MOST_OPEN);
                open[count++] = (open_figure){figure, *figure, role};
            }
        }
    }
    return count;
}

/* As if it had come out well, resp. badly; an unknown one as if beyond all need. */
static void settle(const open_figure *open, bool well)
{
    rfi_figure *figure = open->figure;
    const rfi_figure *was = &open->as_read;
    bool high = well == (open->role == RFI_ROLE_LIMIT);
    bool status = was->dimension == RFI_DIM_STATUS;
    int64_t value = rfi_known(was) ? high ? was->high : was->low
                    : status       ? high ? 1 : 0
                    : high         ? RFI_UNBOUNDED
                                   : 0;
    if (strcmp(was->attribute, "restudy") == 0) {
        value = well ? 0 : 1;
    }
    figure->state = RFI_KNOWN;
    figure->low = figure->base = figure->high = value;
}

static bool fits_with(fixture *f, const open_figure *open, size_t count, uint32_t well)
{
    for (size_t i = 0; i < count; i++) {
        settle(&open[i], (well >> i & 1) != 0);
    }
    const rfi_judgement *j = judge(f, NULL);
    bool fits = j->cases[RFI_END_UNFAVOURABLE].pods >= j->wanted_pods;
    for (size_t i = 0; i < count; i++) {
        *open[i].figure = open[i].as_read;
    }
    return fits;
}

static size_t bits_of(uint32_t mask)
{
    size_t bits = 0;
    for (; mask != 0; mask &= mask - 1) {
        bits++;
    }
    return bits;
}

/* Rules are settled at their base: only what the test leaves open is open. */
static void expect_deciding(const char *site, const char *profile, size_t expected)
{
    fixture f;
    fixture_read(&f, site, profile, exact_climate);
    for (size_t i = 0; i < RFI_RULE_COUNT; i++) {
        rfi_figure *rule = &f.rules.figures[i];
        rule->low = rule->high = rule->base;
    }
    const rfi_judgement *j = judge(&f, NULL);
    assert_int_equal(j->verdict, RF_VERDICT_UNKNOWN);
    open_figure open[MOST_OPEN];
    size_t count = list_open(&f, j, open);
    uint32_t chosen = 0;
    for (size_t i = 0; i < j->deciding_count; i++) {
        for (size_t k = 0; k < count; k++) {
            chosen |= j->deciding[i] == open[k].figure ? UINT32_C(1) << k : 0;
        }
    }
    assert_int_equal(bits_of(chosen), j->deciding_count);
    if (j->deciding_count != expected) {
        for (size_t i = 0; i < j->deciding_count; i++) {
            print_error("%s %s\n", j->deciding[i]->owner, j->deciding[i]->attribute);
        }
    }
    assert_int_equal(j->deciding_count, expected);
    bool smallest = j->deciding_smallest;
    if (!fits_with(&f, open, count, chosen)) {
        for (size_t i = 0; i < count; i++) {
            print_error("%s %s%s\n", open[i].figure->owner, open[i].figure->attribute,
                        (chosen >> i & 1) != 0 ? ", decides" : "");
        }
    }
    assert_true(fits_with(&f, open, count, chosen));
    for (uint32_t mask = 0; mask < UINT32_C(1) << count; mask++) {
        bool inside = (mask & chosen) == mask && mask != chosen;
        if (inside || (smallest && bits_of(mask) < expected)) {
            assert_false(fits_with(&f, open, count, mask));
        }
    }
    fixture_free(&f);
}

static void deciding_sets_hold_against_every_subset(void **state)
{
    (void)state;
    rfi_arena *arena = rfi_arena_new();
    const char *open = fixture_swap(arena, exact_site, SLAB, "slab=\"unknown\"");
    expect_deciding(open, exact_profile, 1);
    open = fixture_swap(arena, open, "restudy=\"no\"", "restudy=\"yes\"");
    expect_deciding(open, exact_profile, 2);
    open = fixture_swap(arena, open, "kind=\"zoning\" status=\"granted\"",
                        "kind=\"zoning\" status=\"pending\"");
    open = fixture_swap(arena, open, "4.31 m", "3.7..5 m");
    expect_deciding(open, exact_profile, 4);
    /* the number of halls decides like any other figure */
    const char *halls = fixture_swap(arena, exact_site, "id=\"new\" count=\"2\"",
                                     "id=\"new\" count=\"1..2\"");
    expect_deciding(halls, exact_profile, 1);
    halls = fixture_swap(arena, halls, "count=\"1..2\"", "count=\"unknown\"");
    halls = fixture_swap(arena, halls, "pods=\"4\"", "pods=\"2\"");
    expect_deciding(halls, exact_profile, 1);
    /* figures that come out worse than needed but matter not: the flow of racks is below */
    const char *flow = fixture_swap(arena, exact_profile, "100 L/min", "80..100 L/min");
    expect_deciding(open, flow, 4);
    /* the size of a support rack decides what stands in the hall */
    const char *width =
        fixture_swap(arena, exact_profile, "power=\"20 kW\" width=\"600 mm\"",
                     "power=\"20 kW\" width=\"600..610 mm\"");
    expect_deciding(exact_site, width, 1);
    rfi_arena_free(arena);
}

/* Either of two feeds would do: no single figure is needed, one of them suffices. */
static void either_of_two_is_minimal(void **state)
{
    (void)state;
    rfi_arena *arena = rfi_arena_new();
    const char *site =
        fixture_swap(arena, exact_site,
                     "<grid><interconnect id=\"poi\" energised=\"1684.375 kW at utility\"",
                     "<grid><interconnect id=\"east\" energised=\"0..2 MW at utility\""
                     " firm=\"2 MW at utility\" transferable=\"yes\" restudy=\"no\"/>"
                     "<interconnect id=\"west\" energised=\"0..2 MW at utility\" firm=\"2 "
                     "MW at utility\""
                     " transferable=\"yes\" restudy=\"no\"/><interconnect id=\"poi\""
                     " energised=\"0 MW at utility\"");
    expect_deciding(site, exact_profile, 1);
    fixture f;
    const rfi_judgement *j = judge_text(&f, site, NULL);
    assert_false(j->deciding_smallest);
    for (size_t i = 0; i < j->request_count; i++) {
        assert_false(j->requests[i].decides_alone);
    }
    fixture_free(&f);
    rfi_arena_free(arena);
}

static void requests_are_ranked(void **state)
{
    (void)state;
    fixture f;
    rfi_arena *arena = rfi_arena_new();
    const char *site = fixture_swap(arena, exact_site, SLAB, "slab=\"unknown\"");
    site = fixture_swap(arena, site, FIRM, OPEN_FIRM);
    const rfi_judgement *j = judge_text(&f, site, NULL);
    assert_int_equal(j->verdict, RF_VERDICT_UNKNOWN);
    assert_true(j->request_count >= 2);
    assert_string_equal(j->requests[0].figure->attribute, "slab");
    assert_true(j->requests[0].decides_alone && j->requests[0].in_deciding_set);
    assert_int_equal(j->requests[0].swing, INT64_C(840000000)); /* everything */
    assert_string_equal(j->requests[0].document, "structural survey with slab cores");
    assert_string_equal(j->requests[1].figure->attribute, "firm");
    assert_int_equal(j->requests[1].swing, INT64_C(420000000)); /* two pods of four */
    for (size_t i = 1; i < j->request_count; i++) {
        assert_true(j->requests[i - 1].decides_alone >= j->requests[i].decides_alone);
    }
    fixture_free(&f);
    rfi_arena_free(arena);
}

/* ---- alternatives and dates
 * -------------------------------------------------------------- */

#define BARE_PROFILE                                                                       \
    "<profile xmlns=\"urn:rackfit:1\" id=\"p\" name=\"P\" vendor=\"Any\" family=\"air\""   \
    " as-of=\"2026-11-01\"><rack chips=\"8\" max=\"100 kW\" peak=\"100 kW\""               \
    " peak-duration=\"1 s\" power-factor=\"1\" width=\"600 mm\" depth=\"1200 mm\""         \
    " height=\"2 m\" mass=\"100 kg\"/><pod racks=\"1\"/><unit pods=\"1\"/>"                \
    "<heat liquid-share=\"0\" air-inlet-max=\"30 degC\" filtration=\"0\"/></profile>"

#define BARE_SITE(step, energised, sides, want)                                            \
    FIXTURE_SITE("<grid><interconnect id=\"poi\" energised=\"" energised                   \
                 "\" firm=\"9 MW at utility\" transferable=\"yes\" restudy=\"no\">" step   \
                 "</interconnect></grid><electrical>" sides "</electrical><cooling>"       \
                 "<plant id=\"air\" kind=\"crah\" loop=\"air\" supply=\"20 degC\""         \
                 " filtration=\"0\" count=\"2\" capacity=\"900 kW thermal\""               \
                 " electrical=\"0\"/></cooling>"                                           \
                 "<hall id=\"h\" outline=\"0,0 30,0 30,15 0,15 m\" clear-height=\"6 m\""   \
                 " slab=\"9000 kg/m2\" feed=\"g\" air=\"air\" liquid=\"none\"/>"           \
                 "<link id=\"n\" path=\"n\"/><link id=\"s\" path=\"s\"/>"                  \
                 "<gate id=\"a\" kind=\"title\" status=\"granted\"/>"                      \
                 "<gate id=\"b\" kind=\"interconnection\" status=\"granted\"/>"            \
                 "<gate id=\"c\" kind=\"zoning\" status=\"granted\"/>" want)
#define ONE_BUS                                                                            \
    "<substation id=\"g\" from=\"poi\" rating=\"500 kVA\" count=\"4\" efficiency=\"1\"/>"
#define UPS_BUS                                                                            \
    "<ups id=\"g\" from=\"poi\" rating=\"500 kVA\" count=\"4\" efficiency=\"1\"/>"         \
    "<generator id=\"e\" backs=\"g\" rating=\"500 kVA\" count=\"4\"/>"

static void alternatives_say_what_redundancy_costs(void **state)
{
    (void)state;
    fixture f;
    /* 4 x 500 kVA and 2 x 900 kW of air: 18 pods; N+1 with UPS and generators: 15 by units,
     * 9 by air; a single bus cannot be maintained */
    fixture_read(&f, BARE_SITE("", "9 MW at utility", UPS_BUS, "<want pods=\"1\"/>"),
                 BARE_PROFILE, NULL);
    const rfi_judgement *j = judge(&f, NULL);
    assert_int_equal(j->cases[RFI_END_UNFAVOURABLE].pods, 18);
    assert_int_equal(j->alternative_count, 2);
    assert_int_equal(j->alternatives[0].policy, RFI_POLICY_REDUNDANT);
    assert_int_equal(j->alternatives[1].policy, RFI_POLICY_MAINTAINABLE);
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        assert_int_equal(j->alternatives[0].pods[end], 9);
        assert_int_equal(j->alternatives[0].it_power[end], INT64_C(900000000));
        assert_int_equal(j->alternatives[1].pods[end], 0);
    }
    fixture_free(&f);
    /* without UPS and generators nothing of the kind can be promised */
    fixture_read(&f, BARE_SITE("", "9 MW at utility", ONE_BUS, "<want pods=\"1\"/>"),
                 BARE_PROFILE, NULL);
    j = judge(&f, NULL);
    assert_int_equal(j->alternatives[0].pods[RFI_END_FAVOURABLE], 0);
    fixture_free(&f);
    /* a stated policy has no alternatives */
    fixture_read(&f,
                 BARE_SITE("", "9 MW at utility", ONE_BUS,
                           "<want pods=\"1\"><policy distribution=\"redundant\"/></want>"),
                 BARE_PROFILE, NULL);
    j = judge(&f, NULL);
    assert_int_equal(j->alternative_count, 0);
    assert_int_equal(j->cases[RFI_END_UNFAVOURABLE].pods, 15);
    fixture_free(&f);
}

#define STEPS                                                                              \
    "<step date=\"2027-03-01\" energised=\"600 kW at utility\"/>"                          \
    "<step date=\"2027-Q4\" energised=\"1200 kW at utility\"/>"                            \
    "<step date=\"2028-06-01\" energised=\"1800 kW at utility\"/>"

static void earliest_date_is_the_first_sufficient_step(void **state)
{
    (void)state;
    static const struct {
        const char *want;
        int64_t year;
        int month, day; /* 0: never */
        int64_t pods;
    } cases[] = {
        {"<want pods=\"2\"/>", 2026, 11, 1, 3},
        {"<want pods=\"3\"/>", 2026, 11, 1, 3},
        {"<want pods=\"4\"/>", 2027, 3, 1, 3},
        {"<want pods=\"7\"/>", 2027, 12, 31, 3}, /* a quarter: its last day */
        {"<want pods=\"18\"/>", 2028, 6, 1, 3},
        {"<want pods=\"19\"/>", 0, 0, 0, 3},
        {"<want pods=\"4\" by=\"2027-06-01\"/>", 2027, 3, 1, 6},
        {"<want pods=\"9\" by=\"2027-06-01\"/>", 2027, 12, 31, 6},
    };
    rfi_arena *arena = rfi_arena_new();
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        fixture f;
        const char *site =
            fixture_swap(arena, BARE_SITE(STEPS, "300 kW at utility", ONE_BUS, "WANT"),
                         "WANT", cases[i].want);
        fixture_read(&f, site, BARE_PROFILE, NULL);
        const rfi_judgement *j = judge(&f, NULL);
        int64_t expected =
            cases[i].year == 0
                ? INT64_MAX
                : rfi_date_from_civil(cases[i].year, cases[i].month, cases[i].day);
        if (j->earliest != expected) {
            rfi_text text = RFI_TEXT_INIT;
            rfi_print_date(&text, j->earliest == INT64_MAX ? 0 : j->earliest);
            print_error("%s: %s\n", cases[i].want, text.data);
            rfi_text_finish(&text);
        }
        assert_int_equal(j->earliest, expected);
        assert_int_equal(j->cases[RFI_END_UNFAVOURABLE].pods, cases[i].pods);
        fixture_free(&f);
    }
    rfi_arena_free(arena);
}

/* ---- all profiles together -------------------------------------------------------------
 */

static void best_profile_leads(void **state)
{
    (void)state;
    fixture f;
    fixture_read(&f, BARE_SITE("", "9 MW at utility", ONE_BUS, "<want pods=\"1\"/>"),
                 BARE_PROFILE, NULL);
    rfi_arena *arena = rfi_arena_new();
    const char *texts[2] = {
        fixture_swap(arena, fixture_swap(arena, BARE_PROFILE, "id=\"p\"", "id=\"q\""),
                     "max=\"100 kW\" peak=\"100 kW\"", "max=\"130 kW\" peak=\"130 kW\""),
        fixture_swap(arena, fixture_swap(arena, BARE_PROFILE, "id=\"p\"", "id=\"r\""),
                     "mass=\"100 kg\"", "mass=\"100 t\"")};
    rfi_profile *others[2];
    for (size_t i = 0; i < 2; i++) {
        others[i] = rfi_read_profile("other.xml", texts[i], strlen(texts[i]), f.diags);
        assert_non_null(others[i]);
    }
    const rfi_profile *profiles[] = {f.profile, others[0], others[1]};
    const rfi_decide_options plain = {0};
    const rfi_evaluation *evaluation =
        rfi_evaluate_site(f.arena, f.site, profiles, 3, &f.rules, &plain);
    assert_non_null(evaluation);
    assert_int_equal(evaluation->count, 3);
    assert_int_equal(evaluation->judgements[0].cases[0].it_power, INT64_C(1800000000));
    assert_int_equal(evaluation->judgements[1].cases[0].it_power, INT64_C(1690000000));
    assert_int_equal(evaluation->judgements[2].verdict, RF_VERDICT_NO_FIT);
    assert_int_equal(evaluation->best, 0);
    assert_int_equal(strlen(evaluation->input_digest), 64);
    rfi_profile_free(others[0]);
    rfi_profile_free(others[1]);
    rfi_arena_free(arena);
    fixture_free(&f);
}

/* A deep rack spreads its weight, a shallow one fits the row: read at each end for each
 * side four pods seem possible, no single depth allows one. */
static void sweeps_see_what_no_value_can_be(void **state)
{
    (void)state;
    rfi_arena *arena = rfi_arena_new();
    const char *profile = fixture_swap(arena, exact_profile, "depth=\"1200 mm\"",
                                       "depth=\"1000..1100..1200 mm\"");
    const char *site =
        fixture_swap(arena, exact_site, "0,0 6,0 6,3.6 0,3.6 m", "0,0 6,0 6,3.5 0,3.5 m");
    fixture f;
    fixture_read(&f, site, profile, exact_climate);
    const rfi_judgement *j = judge(&f, NULL);
    assert_int_equal(j->verdict, RF_VERDICT_UNKNOWN);
    assert_int_equal(j->cases[RFI_END_FAVOURABLE].pods, 4);
    assert_int_equal(j->sweep_count, 1);
    const rfi_sweep *sweep = &j->sweeps[0];
    assert_ptr_equal(sweep->figure, &f.profile->depth);
    assert_int_equal(sweep->count, 5);
    assert_int_equal(sweep->points[1], 1050);
    for (size_t k = 0; k < sweep->count; k++) {
        assert_int_equal(sweep->pods[RFI_END_FAVOURABLE][k], 0);
    }
    assert_int_equal(sweep->least, 0);
    assert_int_equal(sweep->most, 0);
    fixture_free(&f);
    /* on a stronger floor the shallow ones do, and only they */
    site = fixture_swap(arena, site, SLAB, "slab=\"1800 kg/m2\"");
    site = fixture_swap(arena, site, "area-load=\"750.001 kg/m2\"",
                        "area-load=\"1800 kg/m2\"");
    fixture_read(&f, site, profile, exact_climate);
    sweep = judge(&f, NULL)->sweeps;
    assert_non_null(sweep);
    const int64_t pods[] = {4, 4, 4, 0, 0};
    for (size_t k = 0; k < sweep->count; k++) {
        assert_int_equal(sweep->pods[RFI_END_UNFAVOURABLE][k], pods[k]);
    }
    assert_int_equal(sweep->least, 0);
    assert_int_equal(sweep->most, 4);
    fixture_free(&f);
    rfi_arena_free(arena);
}

static int64_t places(const char *profile, const char *attributes)
{
    fixture f;
    rfi_arena *arena = rfi_arena_new();
    const char *site = fixture_swap(arena, exact_site, " ready=", attributes);
    fixture_read(&f, site, profile, exact_climate);
    const rfi_judgement *j = judge(&f, NULL);
    int64_t limit = fixture_find(j->requirements, j->requirement_count, "new/floor-space")
                        ->ends[RFI_END_UNFAVOURABLE]
                        .limit;
    fixture_free(&f);
    rfi_arena_free(arena);
    return limit;
}

/* The hall is 3.6 m across: 1.2 for the row, and 1.3 on both sides are too much. They are
 * asked for where 15 % of the heat or less go to the air. */
static void service_aisles_need_liquid(void **state)
{
    (void)state;
    static const char wide[] = " aisles=\"service\" service-aisle=\"1.3 m\" ready=";
    rfi_arena *arena = rfi_arena_new();
    const char *liquid =
        fixture_swap(arena, exact_profile, "share=\"0.75\"", "share=\"0.85..0.9\"");
    const char *less =
        fixture_swap(arena, exact_profile, "share=\"0.75\"", "share=\"0.849999..0.9\"");
    assert_int_equal(places(liquid, " ready="), 2);
    assert_int_equal(places(liquid, wide), 0);
    assert_int_equal(places(less, wide), 2); /* hot and cold aisles after all */
    assert_int_equal(places(liquid, " aisles=\"service\" ready="), 2);
    assert_int_equal(places(liquid, " aisles=\"hot-cold\" cold-aisle=\"1.3 m\" ready="), 0);
    rfi_arena_free(arena);
}

/* The earliest date knows when works are done and contracts have ended. */
static void earliest_date_waits_for_works(void **state)
{
    (void)state;
    rfi_arena *arena = rfi_arena_new();
    fixture f;
    const rfi_decide_options asked = {.by_stated = true,
                                      .by = rfi_date_from_civil(2027, 12, 30)};
    const rfi_judgement *j = judge_text(&f, exact_site, &asked);
    assert_int_equal(j->verdict, RF_VERDICT_NO_FIT);
    assert_true(
        fixture_find(j->requirements, j->requirement_count, "new/works-done")->fails);
    assert_int_equal(j->earliest, rfi_date_from_civil(2027, 12, 31));
    fixture_free(&f);
    const char *site =
        fixture_swap(arena, exact_site, "lead=\"200 days\"", "lead=\"200..300 days\"");
    j = judge_text(&f, site, NULL);
    assert_int_equal(j->verdict, RF_VERDICT_UNKNOWN);
    assert_int_equal(j->deciding_count, 1);
    assert_string_equal(j->deciding[0]->attribute, "lead");
    assert_int_equal(j->earliest, rfi_date_from_civil(2028, 4, 9)); /* 100 days on */
    assert_string_equal(j->earliest_owner, "cool");
    assert_string_equal(j->earliest_event, "work done");
    fixture_free(&f);
    site = fixture_swap(arena, exact_site, "until=\"2027-12-31\"", "until=\"2028-02-29\"");
    j = judge_text(&f, site, NULL);
    assert_int_equal(j->earliest, rfi_date_from_civil(2028, 2, 29));
    fixture_free(&f);
    rfi_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verdicts_follow_the_ends),
        cmocka_unit_test(nothing_known_is_unknown),
        cmocka_unit_test(implicit_counts_follow_from_pods),
        cmocka_unit_test(power_becomes_whole_pods),
        cmocka_unit_test(conflicts_are_minimal_and_do_not_overlap),
        cmocka_unit_test(mining_that_must_stay_is_part_of_the_conflict),
        cmocka_unit_test(binding_limits_are_the_conflict_with_one_pod_more),
        cmocka_unit_test(air_mine_says_what_stops_a_liquid_rack),
        cmocka_unit_test(deciding_sets_hold_against_every_subset),
        cmocka_unit_test(either_of_two_is_minimal),
        cmocka_unit_test(requests_are_ranked),
        cmocka_unit_test(alternatives_say_what_redundancy_costs),
        cmocka_unit_test(earliest_date_is_the_first_sufficient_step),
        cmocka_unit_test(best_profile_leads),
        cmocka_unit_test(sweeps_see_what_no_value_can_be),
        cmocka_unit_test(service_aisles_need_liquid),
        cmocka_unit_test(earliest_date_waits_for_works),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
