/* SPDX-License-Identifier: MIT */
/* What a group of elements can carry when units or buses are out. Redundancy is counted
 * here, from what is installed. */
#include "planner/capacity/study.h"
#include "planner/capacity/trace.h"

enum { PPM = 1000000 };

int64_t rfi_sides_of(const rfi_link_of_chain *link)
{
    bool a = false;
    bool b = false;
    for (size_t i = 0; i < link->member_count; i++) {
        a = a || link->members[i]->side == RFI_SIDE_A;
        b = b || link->members[i]->side == RFI_SIDE_B;
    }
    return a && b ? 2 : 1;
}

int64_t rfi_power_factor_of(const rfi_study *study, rfi_view *view,
                            const rfi_link_of_chain *link)
{
    int64_t lowest = PPM;
    rfi_trace_step(view, RFI_OP_MIN, "power factor", link->group);
    const rfi_figure *fallback =
        rfi_or_rule(&study->profile->power_factor, study->rules, RFI_RULE_POWER_FACTOR);
    for (size_t i = 0; i < link->member_count; i++) {
        lowest =
            rfi_min(lowest, rfi_limit_or(view, &link->members[i]->power_factor, fallback));
    }
    return rfi_trace_close(view, lowest, RFI_DIM_RATIO);
}

/* ---- redundancy, counted ---------------------------------------------------------------
 */

static int64_t rated_power(const rfi_study *study, rfi_view *view,
                           const rfi_element *element)
{
    if (rfi_known(&element->rating) || !rfi_known(&element->current)) {
        return rfi_limit_of(view, &element->rating);
    }
    int64_t factor = rfi_limit_or(view, &element->continuous_factor,
                                  &study->rules->figures[RFI_RULE_CONTINUOUS]);
    int64_t root = rfi_limit_of(view, &study->rules->figures[RFI_RULE_SQRT3]);
    int64_t volt = rfi_limit_of(view, &element->voltage);
    int64_t ampere = rfi_limit_of(view, &element->current);
    if (volt >= RFI_UNBOUNDED || ampere >= RFI_UNBOUNDED) {
        return RFI_UNBOUNDED;
    }
    rfi_wide product = (rfi_wide)volt * ampere; /* mV * mA = microVA; / 1000 = mVA */
    if (product / 1000 >= RFI_UNBOUNDED) {
        return RFI_UNBOUNDED;
    }
    return rfi_narrow(product * root * factor / ((rfi_wide)1000 * PPM * PPM));
}

static int64_t unit_power(const rfi_study *study, rfi_view *view,
                          const rfi_element *element, rfi_reach reach)
{
    int64_t rated = rated_power(study, view, element);
    return reach == RFI_REACH_RATED ? rated
                                    : rfi_unit_reach(study, view, element, rated, reach);
}

rfi_side_sum rfi_sum_side(const rfi_study *study, rfi_view *view,
                          const rfi_link_of_chain *link, rfi_side side, bool any)
{
    return rfi_sum_reach(study, view, link, side, any, RFI_REACH_RATED);
}

rfi_side_sum rfi_sum_reach(const rfi_study *study, rfi_view *view,
                           const rfi_link_of_chain *link, rfi_side side, bool any,
                           rfi_reach reach)
{
    rfi_side_sum sum = {0, -1, 0, 0};
    for (size_t i = 0; i < link->member_count; i++) {
        const rfi_element *element = link->members[i];
        if (!any && element->side != side) {
            continue;
        }
        int64_t unit = unit_power(study, view, element, reach);
        int64_t count = rfi_count_of(view, &element->count);
        int64_t all = rfi_mul(count, unit);
        bool larger = count > 0 && unit > sum.largest;
        sum.rest =
            larger ? rfi_add(sum.total, rfi_mul(count - 1, unit)) : rfi_add(sum.rest, all);
        sum.largest = larger ? unit : sum.largest;
        sum.total = rfi_add(sum.total, all);
        sum.units = rfi_add(sum.units, count);
    }
    return sum;
}

/* Racks draw half from each live side, so a weak side holds the strong one back; a rating
 * that nobody stated is a weak side, not a dead one. */
static int64_t half_each(int64_t a, int64_t b)
{
    return rfi_mul(2, rfi_min(a, b));
}

/* One unit of `hurt` is out: with its only unit the side dies and the other carries all. */
static int64_t one_out(const rfi_side_sum *hurt, const rfi_side_sum *other)
{
    return hurt->units <= 1 ? other->total : half_each(hurt->rest, other->total);
}

typedef struct worst_state {
    int64_t power;
    const char *words;
} worst_state;

static void consider(worst_state *worst, int64_t power, const char *words)
{
    if (power < worst->power) {
        *worst = (worst_state){power, words};
    }
}

/* ---- the same, as a derivation tells it -------------------------------------------------
 */

static int64_t tell_rated(const rfi_study *study, rfi_view *view,
                          const rfi_element *element)
{
    if (rfi_known(&element->rating) || !rfi_known(&element->current)) {
        return rfi_limit_of(view, &element->rating);
    }
    rfi_trace_step(view, RFI_OP_AMPERES, "one unit", element->id);
    (void)rfi_limit_of(view, &study->rules->figures[RFI_RULE_SQRT3]);
    (void)rfi_limit_of(view, &element->voltage);
    (void)rfi_limit_of(view, &element->current);
    (void)rfi_limit_or(view, &element->continuous_factor,
                       &study->rules->figures[RFI_RULE_CONTINUOUS]);
    rfi_view silent = *view;
    silent.trace = NULL;
    return rfi_trace_close(view, rated_power(study, &silent, element), RFI_DIM_APPARENT);
}

static int64_t tell_unit(const rfi_study *study, rfi_view *view, const rfi_element *element,
                         rfi_reach reach)
{
    if (!rfi_reaches_apart(element, reach)) {
        return tell_rated(study, view, element);
    }
    rfi_trace_step(view, RFI_OP_TIMES_FLOOR, "one unit", element->id);
    int64_t rated = tell_rated(study, view, element);
    return rfi_trace_close(view, rfi_unit_reach(study, view, element, rated, reach),
                           RFI_DIM_APPARENT);
}

/* The sum of one side and what is left of it without its largest unit, beside the sums that
 * the states are made of. */
static void tell_side(const rfi_study *study, rfi_view *view, const rfi_link_of_chain *link,
                      rfi_side side, const rfi_side_sum *sum, rfi_reach reach)
{
    static const char *const names[] = {"all units", "units of side A", "units of side B"};
    static const char *const rests[] = {"all units but one of the largest",
                                        "units of side A but one of the largest",
                                        "units of side B but one of the largest"};
    if (view->trace == NULL) {
        return;
    }
    rfi_trace_aside(view, "installed", link->group, "what the states below are made of");
    rfi_trace_step(view, RFI_OP_SUM, names[side], link->group);
    for (size_t i = 0; i < link->member_count; i++) {
        const rfi_element *element = link->members[i];
        if (side != RFI_SIDE_NONE && element->side != side) {
            continue;
        }
        rfi_trace_step(view, RFI_OP_PRODUCT, "count x unit", element->id);
        int64_t count =
            element->count.state == RFI_ABSENT
                ? rfi_trace_note(view, "one when not stated", NULL, 1, RFI_DIM_COUNT)
                : rfi_count_of(view, &element->count);
        int64_t unit = tell_unit(study, view, element, reach);
        rfi_trace_close(view, rfi_mul(count, unit), RFI_DIM_APPARENT);
    }
    rfi_trace_close(view, sum->total, RFI_DIM_APPARENT);
    if (sum->total < RFI_UNBOUNDED && sum->largest >= 0) {
        rfi_trace_step(view, RFI_OP_DIFFERENCE, rests[side], link->group);
        rfi_trace_above(view, names[side], link->group, sum->total, RFI_DIM_APPARENT);
        rfi_trace_open(view, "its largest unit", link->group,
                       "the largest of the units above");
        rfi_trace_close(view, sum->largest, RFI_DIM_APPARENT);
    } else {
        rfi_trace_open(view, rests[side], link->group, "a rating that nobody stated");
    }
    rfi_trace_close(view, sum->rest, RFI_DIM_APPARENT);
    rfi_trace_close(view, sum->total, RFI_DIM_APPARENT);
}

/* A state in which one side carries what it has. */
static void tell_one(rfi_view *view, const char *state, const char *name, const char *group,
                     int64_t power)
{
    rfi_trace_step(view, RFI_OP_SAME, state, group);
    rfi_trace_above(view, name, group, power, RFI_DIM_APPARENT);
    rfi_trace_close(view, power, RFI_DIM_APPARENT);
}

/* A state in which two sides carry half each: hurt with a unit out (rest) or whole. */
static void tell_two(rfi_view *view, const char *state, const char *const names[2],
                     const char *group, const int64_t powers[2])
{
    rfi_trace_step(view, RFI_OP_TWICE, state, group);
    rfi_trace_step(view, RFI_OP_MIN, "weaker side", group);
    for (size_t i = 0; i < 2; i++) {
        rfi_trace_above(view, names[i], group, powers[i], RFI_DIM_APPARENT);
    }
    int64_t weaker = rfi_min(powers[0], powers[1]);
    rfi_trace_close(view, weaker, RFI_DIM_APPARENT);
    rfi_trace_close(view, rfi_mul(2, weaker), RFI_DIM_APPARENT);
}

/* One unit of `hurt` out: side A when first is true. */
static void tell_hurt(rfi_view *view, const char *state, const char *group, bool first,
                      const rfi_side_sum *hurt, const rfi_side_sum *other)
{
    const char *whole = first ? "units of side B" : "units of side A";
    const char *rest = first ? "units of side A but one of the largest"
                             : "units of side B but one of the largest";
    if (hurt->units <= 1) {
        tell_one(view, state, whole, group, other->total);
    } else {
        tell_two(view, state, (const char *const[]){rest, whole}, group,
                 (const int64_t[]){hurt->rest, other->total});
    }
}

static rfi_side_sum sum_told(const rfi_study *study, rfi_view *view,
                             const rfi_link_of_chain *link, rfi_side side, rfi_reach reach)
{
    struct rfi_trace *trace = view->trace;
    view->trace = NULL;
    rfi_side_sum sum = rfi_sum_reach(study, view, link, side, side == RFI_SIDE_NONE, reach);
    view->trace = trace;
    tell_side(study, view, link, side, &sum, reach);
    return sum;
}

int64_t rfi_usable_power(const rfi_study *study, rfi_view *view,
                         const rfi_link_of_chain *link, rfi_policy policy, rfi_reach reach,
                         const char **ret_state)
{
    worst_state worst = {RFI_UNBOUNDED, "normal state"};
    const char *group = link->group;
    rfi_trace_step(view, RFI_OP_MIN, "usable power, least over the states", group);
    rfi_trace_words(view, "policy", group, rfi_policy_words(policy));
    if (rfi_sides_of(link) == 2) {
        rfi_side_sum a = sum_told(study, view, link, RFI_SIDE_A, reach);
        rfi_side_sum b = sum_told(study, view, link, RFI_SIDE_B, reach);
        consider(&worst, half_each(a.total, b.total), "normal state, half on each side");
        tell_two(view, "normal state, half on each side",
                 (const char *const[]){"units of side A", "units of side B"}, group,
                 (const int64_t[]){a.total, b.total});
        if (policy >= RFI_POLICY_REDUNDANT) {
            consider(&worst, one_out(&a, &b), "one unit of side A out");
            tell_hurt(view, "one unit of side A out", group, true, &a, &b);
            consider(&worst, one_out(&b, &a), "one unit of side B out");
            tell_hurt(view, "one unit of side B out", group, false, &b, &a);
        }
        if (policy >= RFI_POLICY_MAINTAINABLE) {
            consider(&worst, b.total, "side A out");
            tell_one(view, "side A out", "units of side B", group, b.total);
            consider(&worst, a.total, "side B out");
            tell_one(view, "side B out", "units of side A", group, a.total);
        }
    } else {
        rfi_side_sum all = sum_told(study, view, link, RFI_SIDE_NONE, reach);
        consider(&worst, all.total, "normal state");
        tell_one(view, "normal state", "all units", group, all.total);
        if (policy >= RFI_POLICY_REDUNDANT) {
            consider(&worst, all.rest, "one unit out");
            tell_one(view, "one unit out", "all units but one of the largest", group,
                     all.rest);
        }
        if (policy >= RFI_POLICY_MAINTAINABLE) {
            consider(&worst, 0, "its single bus out");
            rfi_trace_note(view, "its single bus out", group, 0, RFI_DIM_APPARENT);
        }
    }
    *ret_state = worst.words;
    rfi_trace_words(view, "state that decides", group, worst.words);
    return rfi_trace_close(view, worst.power, RFI_DIM_APPARENT);
}
