/* SPDX-License-Identifier: MIT */
/* The checker's driver: figures, tests, shares, and the order of the questions. */
#include "planner/check/bench.h"

#include <string.h>

#include "planner/base/text.h"

enum { PPM = 1000000 };

/* ---- figures
 * ------------------------------------------------------------------------------- */

static int64_t pick(rfi_bench *b, const rfi_figure *f, bool want_high)
{
    bool base = b->plan->end == RFI_END_BASE;
    if (f->state != RFI_KNOWN) {
        b->missing = b->missing || base;
        return base ? 0 : want_high ? RFI_UNBOUNDED : 0;
    }
    return base ? f->base : want_high ? f->high : f->low;
}

int64_t rfi_bench_most(rfi_bench *b, const rfi_figure *figure)
{
    return pick(b, figure, b->plan->end != RFI_END_FAVOURABLE);
}

int64_t rfi_bench_least(rfi_bench *b, const rfi_figure *figure)
{
    return pick(b, figure, b->plan->end == RFI_END_FAVOURABLE);
}

int64_t rfi_bench_rule_most(rfi_bench *b, const rfi_figure *figure, rfi_rule rule)
{
    return rfi_bench_most(b,
                          figure->state == RFI_KNOWN ? figure : &b->rules->figures[rule]);
}

int64_t rfi_bench_rule_least(rfi_bench *b, const rfi_figure *figure, rfi_rule rule)
{
    return rfi_bench_least(b,
                           figure->state == RFI_KNOWN ? figure : &b->rules->figures[rule]);
}

int64_t rfi_bench_units(rfi_bench *b, const rfi_figure *count)
{
    return count->state == RFI_ABSENT ? 1 : rfi_bench_least(b, count);
}

int64_t rfi_bench_reserved(rfi_bench *b, int64_t limit)
{
    const rfi_figure *reserve = &b->site->want.reserve;
    if (reserve->state == RFI_ABSENT || limit >= RFI_UNBOUNDED) {
        return limit;
    }
    int64_t share = PPM - rfi_min(rfi_bench_most(b, reserve), PPM);
    return rfi_narrow((rfi_wide)limit * share / PPM);
}

/* ---- profiles --------------------------------------------------------------------------
 */

const rfi_profile *rfi_bench_profile_of(const rfi_bench *b, const rfi_hall_share *share)
{
    return share == NULL || share->profile == NULL ? b->plan->profile : share->profile;
}

void rfi_bench_turn(rfi_bench *b, const rfi_hall_share *share)
{
    b->profile = rfi_bench_profile_of(b, share);
}

void rfi_bench_turn_to(rfi_bench *b, const rfi_hall *hall)
{
    rfi_bench_turn(b, hall == NULL ? NULL : &b->plan->shares[hall - b->site->halls]);
}

bool rfi_bench_profile(const rfi_bench *b, size_t index, const rfi_profile **ret_profile)
{
    const rfi_plan *plan = b->plan;
    size_t found = 0;
    for (size_t i = 0; i < plan->share_count; i++) {
        const rfi_profile *profile = rfi_bench_profile_of(b, &plan->shares[i]);
        bool met = plan->shares[i].pods == 0;
        for (size_t k = 0; k < i && !met; k++) {
            met = plan->shares[k].pods > 0 &&
                  rfi_bench_profile_of(b, &plan->shares[k]) == profile;
        }
        if (!met && found++ == index) {
            *ret_profile = profile;
            return true;
        }
    }
    *ret_profile = plan->profile;
    return found == 0 && index == 0;
}

/* ---- findings
 * ------------------------------------------------------------------------------ */

const char *rfi_violation_words(const rfi_violation *violation)
{
    return violation->kind == RFI_REQUIREMENT_KIND_COUNT
               ? "install"
               : rfi_requirement_words(violation->kind);
}

static void add_violation(rfi_bench *b, rfi_requirement_kind kind, const char *where,
                          const char *message)
{
    void *items = b->finding->violations;
    const char *kept = rfi_arena_copy(b->arena, message);
    const char *place = rfi_arena_copy(b->arena, where == NULL ? "site" : where);
    if (kept == NULL || place == NULL ||
        !rfi_arena_grow(b->arena, &items, b->finding->violation_count, &b->capacity,
                        sizeof(rfi_violation))) {
        b->failed = true;
        return;
    }
    b->finding->violations = items;
    b->finding->violations[b->finding->violation_count++] =
        (rfi_violation){kind, place, kept};
}

void rfi_bench_test(rfi_bench *b, rfi_requirement_kind kind, const char *where,
                    int64_t demand, int64_t limit, rfi_dimension dimension,
                    rfi_power_kind power_kind)
{
    rfi_bench_apply(b, kind, where, dimension, &demand, &limit);
    rfi_bench_test_as_is(b, kind, where, demand, limit, dimension, power_kind);
}

void rfi_bench_test_as_is(rfi_bench *b, rfi_requirement_kind kind, const char *where,
                          int64_t demand, int64_t limit, rfi_dimension dimension,
                          rfi_power_kind power_kind)
{
    bool skip = b->missing;
    b->missing = false;
    b->row = (rfi_bench_row){0};
    if (skip) {
        return;
    }
    b->finding->tested++;
    if (demand <= limit) {
        return;
    }
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_add(&text, "needs ");
    rfi_print_value(&text, demand, dimension, power_kind, RFI_ROUND_UP);
    rfi_text_add(&text, ", has ");
    rfi_print_value(&text, limit, dimension, power_kind, RFI_ROUND_DOWN);
    if (dimension != RFI_DIM_DATE && dimension != RFI_DIM_STATUS) {
        rfi_text_format(&text, " (%lld against %lld in base units)", (long long)demand,
                        (long long)limit);
    }
    b->failed = b->failed || text.failed;
    add_violation(b, kind, where, text.failed ? "" : text.data);
    rfi_text_finish(&text);
}

void rfi_bench_assert(rfi_bench *b, rfi_requirement_kind kind, const char *where,
                      bool holds, const char *message)
{
    b->missing = false;
    b->row = (rfi_bench_row){0};
    b->finding->tested++;
    if (!holds) {
        add_violation(b, kind, where, message);
    }
}

/* ---- shares
 * --------------------------------------------------------------------------------- */

int64_t rfi_bench_per_unit(const rfi_bench *b)
{
    const rfi_figure *pods = &b->profile->pods_per_unit;
    return pods->state == RFI_KNOWN && pods->low > 0 ? pods->low : 1;
}

/* Fewest SUs that n pods need in y halls of at most `most` pods: whole ones first. */
static int64_t least_units(int64_t pods, int64_t halls, int64_t most, int64_t per_unit)
{
    int64_t whole_per_hall = most / per_unit;
    int64_t in_whole = rfi_mul(rfi_mul(whole_per_hall, per_unit), halls);
    int64_t part = most % per_unit;
    if (pods <= in_whole || part == 0) {
        return rfi_div_ceil(pods, per_unit);
    }
    return rfi_mul(whole_per_hall, halls) + rfi_div_ceil(pods - in_whole, part);
}

static void check_shares(rfi_bench *b)
{
    int64_t pods = 0;
    for (size_t i = 0; i < b->plan->share_count; i++) {
        const rfi_hall_share *s = &b->plan->shares[i];
        const char *id = s->hall->id;
        rfi_bench_turn(b, s);
        int64_t per_unit = rfi_bench_per_unit(b);
        rfi_bench_assert(b, RFI_REQ_FLOOR_SPACE, id,
                         s->converted >= 0 && s->pods >= 0 && s->units >= 0 &&
                             s->most_pods >= 0,
                         "a count of the plan is negative");
        int64_t halls = rfi_bench_units(b, &s->hall->count);
        rfi_bench_test(b, RFI_REQ_HALL_KNOWN, id, s->converted, halls, RFI_DIM_COUNT,
                       RFI_POWER_PLAIN);
        rfi_bench_assert(b, RFI_REQ_FLOOR_SPACE, id,
                         s->pods <= rfi_mul(s->converted, s->most_pods),
                         "the pods do not fit into the converted halls");
        rfi_bench_assert(b, RFI_REQ_FLOOR_SPACE, id,
                         s->units >=
                             least_units(s->pods, s->converted, s->most_pods, per_unit),
                         "the pods need more scalable units than the plan counts");
        pods = rfi_add(pods, s->pods);
    }
    rfi_bench_assert(b, RFI_REQ_FLOOR_SPACE, "plan", pods == b->plan->pods,
                     "the pods of the halls do not add up to the pods of the plan");
}

static bool site_matches(const rfi_plan *plan)
{
    for (size_t i = 0; i < plan->share_count; i++) {
        if (plan->shares[i].hall != &plan->site->halls[i]) {
            return false;
        }
    }
    return plan->share_count == plan->site->hall_count;
}

/* Each in a hall of the site or at the site, of the measures that the plan names. */
static bool installs_stand(rfi_bench *b)
{
    const rfi_plan *plan = b->plan;
    bool all = true;
    for (size_t i = 0; i < plan->install_count; i++) {
        const rfi_install *install = &plan->installs[i];
        bool offered = false;
        for (size_t m = 0; plan->measures != NULL && m < plan->measures->count; m++) {
            offered = offered || install->measure == &plan->measures->items[m];
        }
        bool stands =
            offered && install->count > 0 &&
            (install->hall == RFI_PLACE_SITE || install->hall < plan->share_count);
        rfi_bench_assert(b, RFI_REQUIREMENT_KIND_COUNT, "plan", stands,
                         "an install is none of the measures, of no unit or nowhere");
        all = all && stands;
    }
    return all;
}

static bool sizes_known(const rfi_bench *b)
{
    bool known = rfi_known(&b->profile->width) && rfi_known(&b->profile->depth);
    for (size_t i = 0; i < b->profile->support_count; i++) {
        known = known && b->profile->supports[i].count.state != RFI_UNKNOWN;
    }
    return known;
}

/* Every hall that takes racks and has an outline must come with its placement. */
static void check_floors(rfi_bench *b)
{
    for (size_t i = 0; i < b->plan->share_count; i++) {
        const rfi_hall_share *s = &b->plan->shares[i];
        if (s->pods == 0) {
            continue;
        }
        rfi_bench_turn(b, s);
        rfi_bench_on(b, s->hall, NULL);
        if (s->hall->outline == NULL) {
            int64_t limit = rfi_bench_least(b, &s->hall->outline_known);
            rfi_bench_test(b, RFI_REQ_FLOOR_SPACE, s->hall->id, s->most_pods, limit,
                           RFI_DIM_COUNT, RFI_POWER_PLAIN);
            continue;
        }
        int64_t placed = 0;
        for (size_t k = 0; k < b->plan->floor_count; k++) {
            if (b->plan->floors[k].hall == s->hall) {
                placed = b->plan->floors[k].pods;
            }
        }
        if (placed == 0 && !sizes_known(b) && b->plan->end != RFI_END_UNFAVOURABLE) {
            continue; /* what nobody knows the size of cannot be placed, nor ruled out */
        }
        placed = rfi_bench_floor_left(b, s->hall, placed);
        rfi_bench_test(b, RFI_REQ_FLOOR_SPACE, s->hall->id, s->most_pods, placed,
                       RFI_DIM_COUNT, RFI_POWER_PLAIN);
    }
    for (size_t k = 0; k < b->plan->floor_count; k++) {
        rfi_bench_turn_to(b, b->plan->floors[k].hall);
        rfi_bench_floor(b, &b->plan->floors[k]);
        rfi_bench_fittings(b, &b->plan->floors[k]);
        rfi_bench_reach(b, &b->plan->floors[k]);
        rfi_bench_egress(b, &b->plan->floors[k]);
        rfi_bench_route(b, &b->plan->floors[k]);
    }
    rfi_bench_turn(b, NULL);
}

bool rfi_check_plan(rfi_arena *arena, const rfi_plan *plan, const rfi_rules *rules,
                    rfi_finding *ret_finding)
{
    *ret_finding = (rfi_finding){0};
    rfi_bench b = {.arena = arena,
                   .plan = plan,
                   .site = plan->site,
                   .profile = plan->profile,
                   .rules = rules,
                   .finding = ret_finding};
    bool matches = site_matches(plan);
    rfi_bench_assert(&b, RFI_REQ_HALL_KNOWN, "plan", matches,
                     "the halls of the plan are not those of the site");
    if (!matches || !rfi_bench_sort_groups(&b)) {
        return !matches && !b.failed;
    }
    b.wired = rfi_bench_is_wired(b.site);
    b.acts = RFI_ARRAY(arena, plan->install_count + 1, bool);
    if (b.acts == NULL || !installs_stand(&b)) {
        return b.acts != NULL && !b.failed;
    }
    check_shares(&b);
    if (plan->pods > 0) {
        rfi_bench_site(&b);
        rfi_bench_fabric(&b);
        rfi_bench_utility(&b);
        rfi_bench_electrical(&b);
        rfi_bench_cooling(&b);
        rfi_bench_water(&b);
        for (size_t i = 0; i < plan->share_count; i++) {
            rfi_bench_turn(&b, &plan->shares[i]);
            if (plan->shares[i].pods > 0) {
                rfi_bench_hall(&b, plan->shares[i].hall);
                rfi_bench_new_rows(&b, &plan->shares[i]);
            }
            if (plan->shares[i].converted > 0) {
                rfi_bench_mining(&b, plan->shares[i].hall);
            }
        }
        check_floors(&b);
    }
    rfi_bench_joint(&b);
    rfi_bench_installs(&b);
    return !b.failed;
}
