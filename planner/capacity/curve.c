/* SPDX-License-Identifier: MIT */
/* Losses at part load of groups, in chains and in networks. loss.c has the arithmetic,
 * docs/requirements.md the formulas. */
#include "planner/capacity/curve.h"

#include "planner/capacity/trace.h"

enum { PPM = 1000000 };

bool rfi_states_losses(const rfi_element *element)
{
    return element->loss_fixed.state != RFI_ABSENT ||
           element->loss_linear.state != RFI_ABSENT ||
           element->loss_square.state != RFI_ABSENT;
}

bool rfi_has_curve(const rfi_link_of_chain *link)
{
    return link->member_count > 0 && rfi_states_losses(link->members[0]);
}

static int64_t factor_of(rfi_view *view, const rfi_figure *factor)
{
    return factor->state == RFI_ABSENT ? 0 : rfi_demand_of(view, factor);
}

/* Everything installed is live and shares by rating; two sides carry a half each, so the
 * square part sees 4*A*B/(A + B), which is A + B for equal sides and 4*A beside a boundless
 * one. */
static int64_t shared_rating(const int64_t *sides)
{
    int64_t a = sides[RFI_SIDE_A];
    int64_t b = sides[RFI_SIDE_B];
    if (a >= RFI_UNBOUNDED || b >= RFI_UNBOUNDED) {
        return rfi_mul(4, rfi_min(a, b));
    }
    if (a == 0 || b == 0) {
        return 0;
    }
    return rfi_narrow((rfi_wide)4 * a * b / ((rfi_wide)a + b));
}

/* The curve of a side, or of all members (NONE): a*S summed over its units, the worst b and
 * c of its members. */
static rfi_loss_curve curve_of(rfi_view *view, const rfi_link_of_chain *link, rfi_side only)
{
    rfi_loss_curve curve = {0};
    int64_t sides[3] = {0, 0, 0};
    int64_t standing = 0;
    bool two = only == RFI_SIDE_NONE && rfi_sides_of(link) == 2;
    for (size_t i = 0; i < link->member_count; i++) {
        const rfi_element *e = link->members[i];
        if (only != RFI_SIDE_NONE && e->side != only) {
            continue;
        }
        int64_t most =
            rfi_mul(e->count.state == RFI_ABSENT ? 1 : rfi_demand_of(view, &e->count),
                    rfi_demand_of(view, &e->rating));
        int64_t least =
            rfi_mul(rfi_count_of(view, &e->count), rfi_limit_of(view, &e->rating));
        int64_t fixed = factor_of(view, &e->loss_fixed);
        standing = rfi_add(standing, fixed == 0 ? 0 : rfi_mul_div_ceil(most, fixed, PPM));
        curve.linear = rfi_max(curve.linear, factor_of(view, &e->loss_linear));
        curve.square = rfi_max(curve.square, factor_of(view, &e->loss_square));
        int side = two ? (int)e->side : 0;
        sides[side] = rfi_add(sides[side], least);
    }
    curve.fixed = PPM; /* of what is already multiplied */
    curve.installed = standing;
    curve.rating = two ? shared_rating(sides) : sides[0];
    return curve;
}

/* ---- chains ----------------------------------------------------------------------------
 */

/* The most that the rows let through the group, mW. */
static int64_t most_carried(const rfi_study *study, rfi_view *view,
                            const rfi_link_of_chain *link)
{
    const char *state = NULL;
    rfi_policy policy = study->policy[rfi_element_subsystem(link->first->kind)];
    int64_t usable =
        rfi_usable_power(study, view, link, policy, RFI_REACH_OVERLOAD, &state);
    return rfi_mul_div_ceil(usable, rfi_power_factor_of(study, view, link), PPM);
}

/* At the favourable end, where rows prove that nothing fits, the tangent; else the chord.
 */
int64_t rfi_growing_loss(const rfi_study *study, rfi_view *view,
                         const rfi_link_of_chain *link, int64_t power)
{
    bool tangent = view->end == RFI_END_FAVOURABLE;
    rfi_trace_open(view, "loss that grows with the load", link->group,
                   tangent ? "tangent: b x P + 2 x c x P0 x P / S, P0 = S x sqrt(a / c)"
                           : "chord: b x P + c x most carried x P / S");
    rfi_loss_curve curve = curve_of(view, link, RFI_SIDE_NONE);
    int64_t loss = tangent ? rfi_loss_tangent(&curve, power)
                           : rfi_loss_chord(&curve, most_carried(study, view, link), power);
    return rfi_trace_close(view, loss, RFI_DIM_POWER);
}

int64_t rfi_standing_loss(rfi_view *view, const rfi_link_of_chain *link)
{
    bool tangent = view->end == RFI_END_FAVOURABLE;
    rfi_trace_open(view, "loss of installed units at any load", link->group,
                   tangent ? "tangent: a x S - c x P0^2 / S" : "a x S");
    rfi_loss_curve curve = curve_of(view, link, RFI_SIDE_NONE);
    int64_t loss = tangent ? rfi_loss_tangent_standing(&curve) : rfi_loss_standing(&curve);
    return rfi_trace_close(view, loss, RFI_DIM_POWER);
}

/* ---- networks --------------------------------------------------------------------------
 */

rfi_passage rfi_passage_of(const rfi_study *study, rfi_view *view,
                           const rfi_link_of_chain *link, rfi_side side)
{
    rfi_passage passage = {.tangent = view->end == RFI_END_FAVOURABLE};
    rfi_trace_open(view, "losses at part load", link->group,
                   passage.tangent ? "tangent" : "chord up to all that is rated");
    passage.curve = curve_of(view, link, side);
    if (!passage.tangent) {
        rfi_side_sum sum = rfi_sum_reach(study, view, link, side, side == RFI_SIDE_NONE,
                                         RFI_REACH_OVERLOAD);
        passage.most =
            rfi_mul_div_ceil(sum.total, rfi_power_factor_of(study, view, link), PPM);
    }
    (void)rfi_trace_close(view, rfi_passage_standing(&passage), RFI_DIM_POWER);
    return passage;
}

int64_t rfi_passage_growth(const rfi_passage *passage, int64_t power)
{
    return passage->tangent ? rfi_loss_tangent(&passage->curve, power)
                            : rfi_loss_chord(&passage->curve, passage->most, power);
}

int64_t rfi_passage_standing(const rfi_passage *passage)
{
    return passage->tangent ? rfi_loss_tangent_standing(&passage->curve)
                            : rfi_loss_standing(&passage->curve);
}
