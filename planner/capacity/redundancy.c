/* SPDX-License-Identifier: MIT */
/* What a group of elements can carry when units or buses are out. Redundancy is counted
 * here, from what is installed. */
#include "planner/capacity/study.h"

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
    const rfi_figure *fallback =
        rfi_or_rule(&study->profile->power_factor, study->rules, RFI_RULE_POWER_FACTOR);
    for (size_t i = 0; i < link->member_count; i++) {
        lowest =
            rfi_min(lowest, rfi_limit_or(view, &link->members[i]->power_factor, fallback));
    }
    return lowest;
}

/* ---- redundancy, counted ---------------------------------------------------------------
 */

static int64_t unit_power(const rfi_study *study, rfi_view *view,
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

rfi_side_sum rfi_sum_side(const rfi_study *study, rfi_view *view,
                          const rfi_link_of_chain *link, rfi_side side, bool any)
{
    rfi_side_sum sum = {0, -1, 0, 0};
    for (size_t i = 0; i < link->member_count; i++) {
        const rfi_element *element = link->members[i];
        if (!any && element->side != side) {
            continue;
        }
        int64_t unit = unit_power(study, view, element);
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

int64_t rfi_usable_power(const rfi_study *study, rfi_view *view,
                         const rfi_link_of_chain *link, rfi_policy policy,
                         const char **ret_state)
{
    worst_state worst = {RFI_UNBOUNDED, "normal state"};
    if (rfi_sides_of(link) == 2) {
        rfi_side_sum a = rfi_sum_side(study, view, link, RFI_SIDE_A, false);
        rfi_side_sum b = rfi_sum_side(study, view, link, RFI_SIDE_B, false);
        consider(&worst, half_each(a.total, b.total), "normal state, half on each side");
        if (policy >= RFI_POLICY_REDUNDANT) {
            consider(&worst, one_out(&a, &b), "one unit of side A out");
            consider(&worst, one_out(&b, &a), "one unit of side B out");
        }
        if (policy >= RFI_POLICY_MAINTAINABLE) {
            consider(&worst, b.total, "side A out");
            consider(&worst, a.total, "side B out");
        }
    } else {
        rfi_side_sum all = rfi_sum_side(study, view, link, RFI_SIDE_NONE, true);
        consider(&worst, all.total, "normal state");
        if (policy >= RFI_POLICY_REDUNDANT) {
            consider(&worst, all.rest, "one unit out");
        }
        if (policy >= RFI_POLICY_MAINTAINABLE) {
            consider(&worst, 0, "its single bus out");
        }
    }
    *ret_state = worst.words;
    return worst.power;
}
