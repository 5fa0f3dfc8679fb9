/* SPDX-License-Identifier: MIT */
/* Site-wide tests and the feed of each hall. */
#include "planner/check/bench.h"

#include <string.h>

/* ---- site
 * ------------------------------------------------------------------------------------- */

static void status(rfi_bench *b, rfi_requirement_kind kind, const char *where,
                   int64_t value)
{
    rfi_bench_test(b, kind, where, 1, rfi_min(value, 1), RFI_DIM_STATUS, RFI_POWER_PLAIN);
}

bool rfi_bench_dated(const rfi_bench *b)
{
    return rfi_known(&b->site->want.by) || b->plan->by != b->site->as_of;
}

static void check_gates(rfi_bench *b)
{
    for (size_t i = 0; i < b->site->gate_count; i++) {
        const rfi_gate *g = &b->site->gates[i];
        if (rfi_gate_is_evidence(g->kind)) {
            continue;
        }
        int64_t granted = rfi_bench_least(b, &g->status);
        if (rfi_known(&g->date) && rfi_known(&g->status) && rfi_bench_dated(b)) {
            granted = rfi_bench_most(b, &g->date) > b->plan->by ? 0 : granted;
        }
        bool late = rfi_bench_dated(b) && rfi_bench_brought(b, g->id) > b->plan->by;
        granted = late ? 0 : granted;
        rfi_bench_on_gate(b, g->kind);
        status(b, RFI_REQ_GATE, g->id, granted);
    }
    for (size_t i = 0; i < b->site->interconnect_count; i++) {
        const rfi_interconnect *poi = &b->site->interconnects[i];
        int64_t may = rfi_bench_least(b, &poi->transferable);
        int64_t again = rfi_bench_most(b, &poi->restudy);
        if (rfi_known(&poi->restudy) && poi->restudy.high == 1) {
            again = b->plan->end == RFI_END_FAVOURABLE ? 0 : 1;
        }
        status(b, RFI_REQ_CHANGE_OF_USE, poi->id, again > 0 ? 0 : may);
    }
}

/* Below its threshold a rule asks for nothing; from there on for a granted gate. */
void rfi_bench_grid_rules(rfi_bench *b, int64_t load, bool missing)
{
    size_t count = 0;
    const rfi_grid_rule *rules = rfi_grid_rules(&count);
    for (size_t i = 0; i < count; i++) {
        bool granted = false;
        if (!rfi_grid_rule_applies(&rules[i], b->site, b->plan->by)) {
            continue;
        }
        b->missing = missing;
        for (size_t k = 0; k < b->site->gate_count; k++) {
            const rfi_gate *g = &b->site->gates[k];
            bool late = rfi_bench_dated(b) && rfi_known(&g->status) &&
                        rfi_known(&g->date) && rfi_bench_most(b, &g->date) > b->plan->by;
            late =
                late || (rfi_bench_dated(b) && rfi_bench_brought(b, g->id) > b->plan->by);
            granted = granted || (g->kind == rules[i].gate && !late &&
                                  rfi_bench_least(b, &g->status) > 0);
        }
        int64_t limit = rfi_bench_least(b, &b->rules->figures[rules[i].threshold]) - 1;
        rfi_bench_test(b, RFI_REQ_GRID_RULE, rules[i].id, load,
                       granted ? RFI_UNBOUNDED : limit, RFI_DIM_POWER, RFI_POWER_UTILITY);
    }
}

static int64_t generators_for(const rfi_element *list, size_t count, const char *group)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i].kind == RFI_ELEMENT_GENERATOR && list[i].backs != NULL &&
            strcmp(list[i].backs, group) == 0) {
            return 1;
        }
    }
    return 0;
}

/* Walks the chain of a hall; says whether UPS and generators are on it. */
static void walk_feed(const rfi_bench *b, const rfi_hall *hall, int64_t *ret_ups,
                      int64_t *ret_generators)
{
    const char *name = hall->feed;
    for (size_t guard = 0; name != NULL && guard < 64; guard++) {
        const rfi_element *list = NULL;
        size_t count = 0;
        const rfi_element *first = rfi_site_group(b->site, hall, name, &list, &count);
        if (first == NULL) {
            return;
        }
        *ret_ups = first->kind == RFI_ELEMENT_UPS ? 1 : *ret_ups;
        if (generators_for(hall->elements, hall->element_count, name) ||
            generators_for(b->site->elements, b->site->element_count, name)) {
            *ret_generators = 1;
        }
        name = first->from;
    }
}

static bool any_level_open(const rfi_profile *profile)
{
    for (size_t i = 0; i < profile->voltage_count; i++) {
        if (!rfi_known(&profile->voltages[i])) {
            return true;
        }
    }
    return false;
}

/* Suits the racks: every level of the group is one that they take; what nobody stated
 * hurts at the unfavourable end only. */
static bool group_suits(rfi_bench *b, const rfi_hall *hall, const char *name)
{
    const rfi_element *list = NULL;
    size_t count = 0;
    bool match = true;
    (void)rfi_site_group(b->site, hall, name, &list, &count);
    for (size_t i = 0; i < count; i++) {
        if (list[i].group == NULL || strcmp(list[i].group, name) != 0) {
            continue;
        }
        if (!rfi_known(&list[i].voltage)) {
            match = match && b->plan->end != RFI_END_UNFAVOURABLE;
            continue;
        }
        int64_t level = rfi_bench_least(b, &list[i].voltage);
        bool suits = false;
        for (size_t k = 0; k < b->profile->voltage_count; k++) {
            const rfi_figure *v = &b->profile->voltages[k];
            suits = suits || (rfi_known(v) && v->low <= level && level <= v->high);
        }
        bool open = !suits && any_level_open(b->profile);
        match = match && (suits || (open && b->plan->end != RFI_END_UNFAVOURABLE));
    }
    return match;
}

static void check_voltage(rfi_bench *b, const rfi_hall *hall)
{
    bool match = hall->cords_count > 0 || group_suits(b, hall, hall->feed);
    for (size_t i = 0; i < hall->cords_count; i++) {
        const rfi_cords *c = &hall->cords[i];
        match = match && group_suits(b, hall, c->a) &&
                (c->b == NULL || group_suits(b, hall, c->b));
    }
    rfi_bench_on(b, hall, NULL);
    status(b, RFI_REQ_RACK_VOLTAGE, hall->id, match ? 1 : 0);
}

static int64_t sides_of(const rfi_bench *b, const rfi_hall *hall, const char *name)
{
    const rfi_element *list = NULL;
    size_t count = 0;
    bool sides[3] = {false, false, false};
    (void)rfi_site_group(b->site, hall, name, &list, &count);
    for (size_t i = 0; i < count; i++) {
        if (list[i].group != NULL && strcmp(list[i].group, name) == 0) {
            sides[list[i].side] = true;
        }
    }
    return sides[RFI_SIDE_A] && sides[RFI_SIDE_B] ? 2 : 1;
}

/* Feeds that reach every rack: a rack on one cord has the sides of its group. */
static int64_t feeds_at_racks(const rfi_bench *b, const rfi_hall *hall)
{
    if (hall->cords_count == 0) {
        return sides_of(b, hall, hall->feed);
    }
    int64_t least = 2;
    for (size_t i = 0; i < hall->cords_count; i++) {
        if (hall->cords[i].b == NULL) {
            least = rfi_min(least, sides_of(b, hall, hall->cords[i].a));
        }
    }
    return least;
}

bool rfi_bench_feed_has(rfi_bench *b, const rfi_hall *hall, int64_t *ret_ups,
                        int64_t *ret_generators)
{
    const rfi_element *list = NULL;
    size_t count = 0;
    *ret_ups = *ret_generators = 0;
    if (hall->feed == NULL ||
        rfi_site_group(b->site, hall, hall->feed, &list, &count) == NULL) {
        return false;
    }
    if (b->wired) {
        *ret_ups = rfi_bench_wired_has(b, hall, RFI_ELEMENT_UPS);
        *ret_generators = rfi_bench_wired_has(b, hall, RFI_ELEMENT_GENERATOR);
    } else {
        walk_feed(b, hall, ret_ups, ret_generators);
    }
    return true;
}

static void check_feed(rfi_bench *b, const rfi_hall *hall)
{
    const rfi_policy *policy = b->plan->policy;
    int64_t ups = 0;
    int64_t generators = 0;
    if (!rfi_bench_feed_has(b, hall, &ups, &generators)) {
        int64_t known = rfi_bench_least(b, &hall->feed_known);
        rfi_bench_on(b, hall, NULL);
        status(b, RFI_REQ_POWER_CHAIN, hall->id, known);
        return;
    }
    if (policy[RFI_SUB_UPS] >= RFI_POLICY_N) {
        rfi_bench_on(b, hall, "ups");
        status(b, RFI_REQ_SUBSYSTEM, "UPS", ups);
    }
    if (policy[RFI_SUB_GENERATORS] >= RFI_POLICY_N) {
        rfi_bench_on(b, hall, "generators");
        status(b, RFI_REQ_SUBSYSTEM, "generators", generators);
    }
    if (b->profile->voltage_count > 0) {
        check_voltage(b, hall);
    }
    if (policy[RFI_SUB_DISTRIBUTION] >= RFI_POLICY_MAINTAINABLE) {
        rfi_bench_on(b, hall, NULL);
        rfi_bench_test(b, RFI_REQ_RACK_FEEDS, hall->id,
                       rfi_bench_most(b, &b->profile->feeds), feeds_at_racks(b, hall),
                       RFI_DIM_COUNT, RFI_POWER_PLAIN);
        rfi_bench_rack_supply(b, hall);
    }
}

void rfi_bench_site(rfi_bench *b)
{
    check_gates(b);
    rfi_bench_network(b);
    const rfi_profile *profile = NULL;
    for (size_t i = 0; rfi_bench_profile(b, i, &profile); i++) {
        if (rfi_bench_dated(b) && rfi_known(&profile->available)) {
            rfi_bench_test(b, RFI_REQ_AVAILABLE, profile->id,
                           rfi_bench_most(b, &profile->available), b->plan->by,
                           RFI_DIM_DATE, RFI_POWER_PLAIN);
        }
    }
    for (size_t i = 0; i < b->plan->share_count; i++) {
        const rfi_hall *hall = b->plan->shares[i].hall;
        if (b->plan->shares[i].pods == 0) {
            continue;
        }
        rfi_bench_turn(b, &b->plan->shares[i]);
        check_feed(b, hall);
        rfi_bench_works(b, hall);
        if (rfi_bench_dated(b) && hall->ready.state != RFI_ABSENT) {
            rfi_bench_on(b, hall, NULL);
            rfi_bench_test(b, RFI_REQ_HALL_READY, hall->id, rfi_bench_most(b, &hall->ready),
                           b->plan->by, RFI_DIM_DATE, RFI_POWER_PLAIN);
        }
    }
    rfi_bench_turn(b, NULL);
}
