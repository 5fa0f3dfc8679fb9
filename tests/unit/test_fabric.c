/* SPDX-License-Identifier: MIT */
/* The network inside: counts against brute force, a plan's fabric by hand at the three
 * ends, network racks of a profile that states none, and the derivation of the counts. */
#include "tests/unit/capacity_bench.h"

#include "planner/capacity/clos.h"
#include "planner/capacity/trace.h"

/* ---- counts ---- */

static rfi_clos count_of(const rfi_clos_ask *ask)
{
    rfi_clos c;
    rfi_clos_count(ask, &c);
    return c;
}

static void small_networks(void **state)
{
    (void)state;
    /* one switch holds all: no spine */
    rfi_clos c = count_of(&(rfi_clos_ask){64, 64, 0, 1000000, 1, 0, 0});
    assert_true(c.possible);
    assert_int_equal(c.tiers, 1);
    assert_int_equal(c.leaf + c.spine, 1);
    c = count_of(&(rfi_clos_ask){65, 64, 0, 1000000, 1, 0, 0});
    assert_int_equal(c.tiers, 2);
    assert_int_equal(c.leaf, 3);
    assert_int_equal(c.spine_by_ports, 2); /* 96 uplinks on 64 ports */
    assert_int_equal(c.spine, 2);
    /* no endpoint: nothing */
    c = count_of(&(rfi_clos_ask){0, 64, 0, 1000000, 1, 0, 0});
    assert_int_equal(c.leaf + c.spine + c.core, 0);
    /* two tiers asked for, three needed */
    c = count_of(&(rfi_clos_ask){2049, 64, 2, 1000000, 1, 0, 0});
    assert_false(c.possible);
    c = count_of(&(rfi_clos_ask){65537, 64, 0, 1000000, 1, 0, 0});
    assert_false(c.possible);
    /* eight rails of one port each still take eight leaves */
    c = count_of(&(rfi_clos_ask){8, 64, 0, 1000000, 8, 0, 0});
    assert_int_equal(c.leaf, 8);
    assert_int_equal(c.spine, 4);
}

/* Fewest switches above, tried one by one with every number of links. */
static int64_t above_by_force(int64_t below, int64_t need, int64_t have, int64_t ports)
{
    for (int64_t n = 1; n <= have; n++) {
        for (int64_t links = 1; links <= have; links++) {
            if (n * links >= need && n * links <= have && below * links <= ports) {
                return n;
            }
        }
    }
    return -1;
}

static void counts_agree_with_brute_force(void **state)
{
    (void)state;
    for (int64_t radix = 4; radix <= 40; radix += 3) {
        for (int64_t ratio = 1; ratio <= 4; ratio++) {
            for (int64_t n = 1; n <= radix * radix * radix / 3; n += 1 + n / 7) {
                const rfi_clos_ask ask = {n, radix, 0, ratio * 1000000, 1, 0, 0};
                rfi_clos c = count_of(&ask);
                if (c.tiers == 1) {
                    assert_true(n <= radix);
                    continue;
                }
                assert_true(c.down + c.up <= radix);
                assert_true(c.up * ratio >= c.down); /* no more oversubscribed than asked */
                assert_int_equal(c.leaf, (n + c.down - 1) / c.down);
                if (c.tiers == 2) {
                    assert_int_equal(c.spine, above_by_force(c.leaf, c.up, c.up, radix));
                    assert_true(c.spine_by_ports <= c.spine);
                } else if (c.possible) {
                    assert_true(c.leaf > radix);
                    int64_t half = radix / 2;
                    int64_t groups = (c.leaf + half - 1) / half;
                    int64_t of_group = (c.leaf + groups - 1) / groups;
                    int64_t spines = above_by_force(of_group, c.up, c.up, half);
                    assert_int_equal(c.spine, groups * spines);
                    int64_t down = of_group * (c.up / spines);
                    int64_t cores = above_by_force(groups, down, radix - down, radix);
                    assert_int_equal(c.core, spines * cores);
                    assert_true(c.links[2] >= c.links[1]);
                }
            }
        }
    }
}

/* ---- a plan ---- */

#define HALL                                                                               \
    "<grid><interconnect id=\"poi\" energised=\"100 MW at utility\""                       \
    " firm=\"90 MW at utility\" transferable=\"yes\" restudy=\"no\"/></grid>"              \
    "<hall id=\"h\" outline=\"0,0 12,0 12,6 0,6 m\" air=\"none\"/>"                        \
    "<want pods=\"4\"/>"
#define FABRIC_PROFILE(supports, fabrics)                                                  \
    "<profile xmlns=\"urn:rackfit:1\" id=\"p\" name=\"P\" vendor=\"Any\" family=\"air\""   \
    " as-of=\"2026-11-01\"><rack chips=\"32\" plan=\"40 kW\" max=\"40 kW\" peak=\"40 kW\"" \
    " peak-duration=\"1 s\" power-factor=\"1\" width=\"600 mm\" depth=\"1200 mm\""         \
    " height=\"2200 mm\" mass=\"800 kg\"/><pod racks=\"1\"/><unit pods=\"4\">" supports    \
    "</unit><heat liquid-share=\"0\"/><network ports=\"1\" leaf=\"5\" "                    \
    "spine=\"2..4\"/>" fabrics "</profile>"
#define RAILS                                                                              \
    "<fabric id=\"e\" purpose=\"compute\" kind=\"rail\" radix=\"64\" rails=\"4\""          \
    " port-rate=\"400 Gb/s\" switch-power=\"1..2..3 kW\" switch-units=\"1\""               \
    " optic-power=\"10 W\" switch-price=\"10..20..30 kUSD\" optic-price=\"1 kUSD\"/>"

/* A plan of two units of four pods: 128 ports each. */
static rfi_plan plan_of(fixture *f, int64_t units)
{
    rfi_plan plan = {.site = f->site, .profile = f->profile, .end = RFI_END_UNFAVOURABLE};
    plan.shares = RFI_ARRAY(f->arena, f->site->hall_count, rfi_hall_share);
    plan.share_count = f->site->hall_count;
    plan.shares[0] = (rfi_hall_share){.hall = &f->site->halls[0],
                                      .converted = 1,
                                      .pods = 4 * units,
                                      .units = units,
                                      .most_pods = 4 * units};
    plan.pods = 4 * units;
    return plan;
}

static void plan_has_its_fabric(void **state)
{
    (void)state;
    fixture f;
    bool failed = true;
    fixture_read(&f, FIXTURE_SITE(HALL),
                 FABRIC_PROFILE("<support id=\"n\" kind=\"network\" count=\"1\""
                                " power=\"20 kW\"/>",
                                RAILS),
                 NULL);
    assert_int_equal(f.profile->support_count, 1); /* stated: none is added */
    rfi_plan plan = plan_of(&f, 2);
    const rfi_fabric_report *r = rfi_fabric_of_plan(f.arena, &plan, &f.rules, &failed);
    assert_false(failed);
    assert_non_null(r);
    /* one unit: 128 ports, 4 rails x ceil(32/32) = 4 leaves, 128 uplinks on 2 spines */
    const rfi_fabric_size *u = &r->rows[0].unit;
    assert_int_equal(u->endpoints, 128);
    assert_int_equal(u->leaf, 4);
    assert_int_equal(u->spine, 2);
    assert_int_equal(u->cables[0], 128);
    assert_int_equal(u->cables[1], 128);
    assert_int_equal(u->media[RFI_MEDIUM_UNKNOWN], 256); /* nothing was placed */
    assert_int_equal(u->transceivers, 512);
    assert_int_equal(u->rack_units, 6);
    /* 6 x 3 kW + (128 + 2 x 128) x 10 W = 21.84 kW; two racks of 20 kW at worst */
    assert_int_equal(u->power, 21840000);
    assert_int_equal(r->unit.racks, 2);
    /* favourable 6 x 10 + 512 kUSD + 256 cables at 50 USD; worst 6 x 30 + 512 + 256 x 400
     */
    assert_int_equal(r->unit.cost_low, 584800000000);
    assert_int_equal(r->unit.cost_high, 794400000000);
    /* two units: 256 ports, 8 leaves, 4 spines, 43.68 kW, 3 racks of 2 stated */
    assert_int_equal(r->units, 2);
    assert_int_equal(r->rows[0].cluster.leaf, 8);
    assert_int_equal(r->rows[0].cluster.spine, 4);
    assert_int_equal(r->cluster.power, 43680000);
    assert_int_equal(r->cluster.racks, 3);
    assert_int_equal(r->stated_racks, 2);
    assert_int_equal(r->stated_power, 40000000);
    assert_true(r->short_of_racks && r->short_of_power);
    /* the profile says 5 leaves, counted are 4; 2 spines lie within 2..4 */
    assert_true(r->leaf_differs);
    assert_false(r->spine_differs);
    /* at the favourable end a switch draws 1 kW: 12 + 7.68 kW in one rack of 40 kW */
    plan.end = RFI_END_FAVOURABLE;
    r = rfi_fabric_of_plan(f.arena, &plan, &f.rules, &failed);
    assert_int_equal(r->cluster.power, 19680000);
    assert_int_equal(r->cluster.racks, 1);
    assert_false(r->short_of_racks);
    plan.end = RFI_END_BASE;
    r = rfi_fabric_of_plan(f.arena, &plan, &f.rules, &failed);
    assert_int_equal(r->cluster.power, 31680000); /* 12 x 2 + 7.68: two racks of 30 kW */
    assert_int_equal(r->cluster.racks, 2);
    fixture_free(&f);
}

/* Two racks 1.8 m apart, the network rack between and beyond. */
static void placed_racks_give_lengths(void **state)
{
    (void)state;
    fixture f;
    bool failed = true;
    fixture_read(&f, FIXTURE_SITE(HALL),
                 FABRIC_PROFILE("<support id=\"n\" kind=\"network\" count=\"1\""
                                " power=\"20 kW\"/>",
                                RAILS),
                 NULL);
    rfi_plan plan = plan_of(&f, 1);
    rfi_placed placed[] = {
        {.rect = {0, 0, 600, 1200}, .unit = 1, .pod = 1, .rack = 1},
        {.rect = {600, 0, 600, 1200}, .unit = 1, .pod = 2, .rack = 1},
        {.rect = {0, 40000, 600, 1200}, .unit = 1, .pod = 3, .rack = 1},
        {.rect = {600, 40000, 600, 1200}, .unit = 1, .pod = 4, .rack = 1},
        {.rect = {1200, 0, 600, 1200}, .unit = 1, .support = RFI_SUPPORT_NETWORK},
    };
    rfi_floor floor = {.hall = &f.site->halls[0], .placed = placed, .placed_count = 5};
    plan.floors = &floor;
    plan.floor_count = 1;
    plan.end = RFI_END_BASE;
    rfi_cabling cabling;
    assert_true(rfi_fabric_lengths(f.arena, &plan, &f.rules, 0, &cabling));
    assert_int_equal(cabling.rack_count, 4);
    assert_int_equal(cabling.racks[0], 4620);  /* (1.2 + 2 x 1.5) x 1.1 */
    assert_int_equal(cabling.racks[1], 3960);  /* (0.6 + 3.0) x 1.1 */
    assert_int_equal(cabling.racks[2], 48620); /* (1.2 + 40 + 3.0) x 1.1 */
    assert_int_equal(cabling.trunk, 3300);     /* one network rack: drops alone */
    assert_false(cabling.between_halls);
    const rfi_fabric_report *r = rfi_fabric_of_plan(f.arena, &plan, &f.rules, &failed);
    /* 400G: passive to 2.5 m, active to 6 m, multimode to 50 m: half and half of 128, and
     * 128 trunks of 3.3 m */
    assert_int_equal(r->rows[0].unit.media[RFI_MEDIUM_ACTIVE], 64 + 128);
    assert_int_equal(r->rows[0].unit.media[RFI_MEDIUM_MULTIMODE], 64);
    assert_int_equal(r->rows[0].unit.transceivers, 128);
    /* two halls: trunks between them count as DR */
    plan.shares[0].converted = 2;
    plan.shares[0].units = 2;
    r = rfi_fabric_of_plan(f.arena, &plan, &f.rules, &failed);
    assert_int_equal(r->rows[0].cluster.media[RFI_MEDIUM_DR], 256);
    fixture_free(&f);
}

static void top_of_rack_leaves_stand_in_racks(void **state)
{
    (void)state;
    fixture f;
    fixture_read(&f, FIXTURE_SITE(HALL),
                 FABRIC_PROFILE("<support id=\"n\" kind=\"network\" count=\"1\""
                                " power=\"20 kW\"/>",
                                "<fabric id=\"s\" purpose=\"storage\" kind=\"tor\""
                                " radix=\"64\" ports-per-rack=\"40\" port-rate=\"400 Gb/s\""
                                " switch-units=\"2\" switch-power=\"1 kW\"/>"),
                 NULL);
    const rfi_fabric_ask ask = {f.profile, &f.rules, &f.profile->fabrics[0], 2, NULL};
    rfi_view view = {.end = RFI_END_BASE};
    rfi_fabric_size size;
    rfi_fabric_count(&ask, &view, &size);
    /* 8 racks x ceil(40/32) = 16 leaves of 20 ports each, 16 x 20 uplinks on 5 spines; only
     * these are housed */
    assert_int_equal(size.leaf, 16);
    assert_int_equal(size.cables[1], 320);
    assert_int_equal(size.spine, 5);
    assert_int_equal(size.rack_units, 10);
    assert_int_equal(size.media[RFI_MEDIUM_PASSIVE], 320); /* 2.2 m rack, 2.5 m copper */
    fixture_free(&f);
}

/* ---- a profile without network racks ---- */

static void fabric_brings_its_racks(void **state)
{
    (void)state;
    fixture f;
    fixture_read(&f, FIXTURE_SITE(HALL), FABRIC_PROFILE("", RAILS), NULL);
    assert_int_equal(f.profile->support_count, 1);
    const rfi_support *s = &f.profile->supports[0];
    assert_int_equal(s->kind, RFI_SUPPORT_NETWORK);
    assert_int_equal(s->count.low, 1);
    assert_int_equal(s->count.base, 1);
    assert_int_equal(s->count.high, 2);
    /* 6 x 1, 2, 3 kW + 3.84 kW: 9.84 and 15.84 kW in one rack, 21.84 in two */
    assert_int_equal(s->power.low, 9840000);
    assert_int_equal(s->power.base, 15840000);
    assert_int_equal(s->power.high, 15840000);
    assert_int_equal(s->count.grade, RFI_GRADE_D);
    assert_true(rfi_fabric_complete(f.profile)); /* once is enough */
    assert_int_equal(f.profile->support_count, 1);
    /* they draw and stand like any support racks */
    assert_int_equal(rfi_it_power(f.profile, 4, 1, false), 4 * 40000000 + 15840000);
    const rfi_judgement *j = &fixture_evaluate(&f, NULL)->judgements[0];
    const rfi_requirement *firm =
        fixture_find(j->requirements, j->requirement_count, "site/firm-utility");
    assert_true(firm->ends[RFI_END_UNFAVOURABLE].unit[0] >= 2 * 15840000);
    bool placed = false;
    for (size_t i = 0; j->plan != NULL && i < j->plan->floor_count; i++) {
        for (size_t k = 0; k < j->plan->floors[i].placed_count; k++) {
            const rfi_placed *p = &j->plan->floors[i].placed[k];
            placed = placed || (p->pod == 0 && p->support == RFI_SUPPORT_NETWORK);
        }
    }
    assert_true(j->plan == NULL || placed);
    fixture_free(&f);
    /* a port count that nobody states leaves the racks open */
    fixture_read(&f, FIXTURE_SITE(HALL),
                 FABRIC_PROFILE("", "<fabric id=\"s\" purpose=\"storage\" radix=\"64\"/>"),
                 NULL);
    assert_int_equal(f.profile->supports[0].count.state, RFI_UNKNOWN);
    fixture_free(&f);
    fixture_read(&f, FIXTURE_SITE(HALL), FABRIC_PROFILE("", ""), NULL);
    assert_int_equal(f.profile->support_count, 0); /* no fabric, nothing new */
    fixture_free(&f);
}

static bool refused(fixture *f, const rfi_plan *plan)
{
    rfi_finding finding;
    assert_true(rfi_check_plan(f->arena, plan, &f->rules, &finding));
    for (size_t i = 0; i < finding.violation_count; i++) {
        if (strcmp(finding.violations[i].where, "fabric") == 0) {
            return true;
        }
    }
    return false;
}

/* The check counts for itself: one milliwatt or one rack less is refused, at every end. */
static void too_few_racks_are_refused(void **state)
{
    (void)state;
    static const char *const fabrics[] = {
        RAILS,
        (RAILS "<fabric id=\"s\" purpose=\"storage\" kind=\"tor\" radix=\"64\""
               " ports-per-rack=\"40\" oversubscription=\"3\" switch-power=\"1 kW\"/>"),
        ("<fabric id=\"t\" purpose=\"compute\" radix=\"8\" planes=\"2\" extra-ports=\"6\""
         " links-per-cable=\"2\" switch-units=\"4\"/>"),
        "<fabric id=\"m\" purpose=\"management\" radix=\"48\" ports-per-rack=\"9\"/>",
    };
    for (size_t i = 0; i < sizeof(fabrics) / sizeof(fabrics[0]); i++) {
        for (rfi_end end = RFI_END_UNFAVOURABLE; end < RFI_ENDS; end++) {
            rfi_arena *arena = rfi_arena_new();
            fixture f;
            fixture_read(&f, FIXTURE_SITE(HALL),
                         rfi_arena_format(arena, FABRIC_PROFILE("", "%s"), fabrics[i]),
                         NULL);
            rfi_plan plan = plan_of(&f, 1);
            rfi_support *s = &f.profile->supports[0];
            plan.end = end;
            assert_true(rfi_known(&s->count) && s->count.base > 0);
            assert_false(refused(&f, &plan));
            bool high = end == RFI_END_UNFAVOURABLE;
            int64_t *count = high                  ? &s->count.high
                             : end == RFI_END_BASE ? &s->count.base
                                                   : &s->count.low;
            int64_t *power = high                  ? &s->power.high
                             : end == RFI_END_BASE ? &s->power.base
                                                   : &s->power.low;
            (*count)--;
            assert_true(refused(&f, &plan));
            (*count)++;
            int64_t before = *power;
            if (s->count.low == s->count.high || end != RFI_END_UNFAVOURABLE) {
                *power -= *count; /* rounded up by less than one a rack */
                assert_true(refused(&f, &plan));
            }
            *power = before;
            assert_false(refused(&f, &plan));
            fixture_free(&f);
            rfi_arena_free(arena);
        }
    }
}

/* ---- derivations ---- */

static const rfi_derivation *step(const rfi_derivation *node, const char *what)
{
    if (node == NULL || strcmp(node->what, what) == 0) {
        return node;
    }
    for (const rfi_derivation *child = node->first; child != NULL; child = child->next) {
        const rfi_derivation *found = step(child, what);
        if (found != NULL) {
            return found;
        }
    }
    return NULL;
}

static void counts_are_derived(void **state)
{
    (void)state;
    fixture f;
    fixture_read(&f, FIXTURE_SITE(HALL), FABRIC_PROFILE("", RAILS), NULL);
    struct rfi_trace trace = {.arena = f.arena};
    rfi_view view = {.end = RFI_END_BASE, .trace = &trace};
    const rfi_fabric_ask ask = {f.profile, &f.rules, &f.profile->fabrics[0], 1, NULL};
    rfi_fabric_size size;
    rfi_fabric_count(&ask, &view, &size);
    assert_int_equal(trace.depth, 0);
    assert_int_equal(step(trace.root, "endpoints")->value, 128);
    assert_int_equal(step(trace.root, "leaf switches")->value, 4);
    assert_int_equal(step(trace.root, "spine switches")->value, 2);
    assert_int_equal(step(trace.root, "power of switches and optics")->value, size.power);
    assert_int_equal(trace.root->value, 6);
    fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_networks),
        cmocka_unit_test(counts_agree_with_brute_force),
        cmocka_unit_test(plan_has_its_fabric),
        cmocka_unit_test(placed_racks_give_lengths),
        cmocka_unit_test(top_of_rack_leaves_stand_in_racks),
        cmocka_unit_test(fabric_brings_its_racks),
        cmocka_unit_test(too_few_racks_are_refused),
        cmocka_unit_test(counts_are_derived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
