/* SPDX-License-Identifier: MIT */
/* How loads climb the electrical chain: efficiencies, and what plants draw. */
#include "planner/capacity/loss.h"
#include "planner/capacity/study.h"
#include "planner/capacity/trace.h"

#include <string.h>

enum { PPM = 1000000 };

static const rfi_figure *efficiency_rule(const rfi_rules *rules, rfi_element_kind kind)
{
    switch (kind) {
    case RFI_ELEMENT_TRANSFORMER:
        return &rules->figures[RFI_RULE_EFF_TRANSFORMER];
    case RFI_ELEMENT_SWITCHGEAR:
    case RFI_ELEMENT_FEEDER:
        return &rules->figures[RFI_RULE_EFF_MV];
    case RFI_ELEMENT_SUBSTATION:
        return &rules->figures[RFI_RULE_EFF_SUBSTATION];
    case RFI_ELEMENT_UPS:
        return &rules->figures[RFI_RULE_EFF_UPS];
    case RFI_ELEMENT_GENERATOR:
    case RFI_ELEMENT_SWITCHBOARD:
    case RFI_ELEMENT_BUSWAY:
    case RFI_ELEMENT_BESS: /* in no chain */
    case RFI_ELEMENT_KINDS:
        break;
    }
    return &rules->figures[RFI_RULE_EFF_LV];
}

static int64_t efficiency_of(const rfi_study *study, rfi_view *view,
                             const rfi_link_of_chain *link)
{
    int64_t lowest = PPM;
    for (size_t i = 0; i < link->member_count; i++) {
        const rfi_element *element = link->members[i];
        lowest =
            rfi_min(lowest, rfi_limit_or(view, &element->efficiency,
                                         efficiency_rule(study->rules, element->kind)));
    }
    return lowest;
}

static int64_t before_loss(int64_t power, int64_t efficiency)
{
    return efficiency <= 0 ? RFI_UNBOUNDED : rfi_mul_div_ceil(power, PPM, efficiency);
}

/* ---- losses at part load ---------------------------------------------------------------
 */

static bool states_losses(const rfi_element *element)
{
    return element->loss_fixed.state != RFI_ABSENT ||
           element->loss_linear.state != RFI_ABSENT ||
           element->loss_square.state != RFI_ABSENT;
}

/* A group states a curve on all of its members or on none: the reader sees to it. */
static bool has_curve(const rfi_link_of_chain *link)
{
    return link->member_count > 0 && states_losses(link->members[0]);
}

static int64_t factor_of(rfi_view *view, const rfi_figure *factor)
{
    return factor->state == RFI_ABSENT ? 0 : rfi_demand_of(view, factor);
}

/* Everything installed is live and shares by rating; two sides carry a half each, so the
 * square part sees 4*A*B/(A + B), which is A + B for equal sides. */
static int64_t shared_rating(const int64_t *sides)
{
    int64_t a = sides[RFI_SIDE_A];
    int64_t b = sides[RFI_SIDE_B];
    if (a >= RFI_UNBOUNDED || b >= RFI_UNBOUNDED || a == 0 || b == 0) {
        return rfi_min(a, b) == 0 ? 0 : RFI_UNBOUNDED;
    }
    return rfi_narrow((rfi_wide)4 * a * b / ((rfi_wide)a + b));
}

/* The group's curve: a*S summed over its units, the worst b and c of its members. */
static rfi_loss_curve curve_of(rfi_view *view, const rfi_link_of_chain *link)
{
    rfi_loss_curve curve = {0};
    int64_t sides[3] = {0, 0, 0};
    int64_t standing = 0;
    bool two = rfi_sides_of(link) == 2;
    for (size_t i = 0; i < link->member_count; i++) {
        const rfi_element *e = link->members[i];
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

/* The most that the rows let through the group, mW. */
static int64_t most_carried(const rfi_study *study, rfi_view *view,
                            const rfi_link_of_chain *link)
{
    const char *state = NULL;
    rfi_policy policy = study->policy[rfi_element_subsystem(link->first->kind)];
    int64_t usable = rfi_usable_power(study, view, link, policy, &state);
    return rfi_mul_div_ceil(usable, rfi_power_factor_of(study, view, link), PPM);
}

/* What `power` adds to the losses of a group with a curve. At the favourable end, where
 * rows prove that nothing fits, the tangent; else the chord. */
static int64_t growing_loss(const rfi_study *study, rfi_view *view,
                            const rfi_link_of_chain *link, int64_t power)
{
    bool tangent = view->end == RFI_END_FAVOURABLE;
    rfi_trace_open(view, "loss that grows with the load", link->group,
                   tangent ? "tangent: b x P + 2 x c x P0 x P / S, P0 = S x sqrt(a / c)"
                           : "chord: b x P + c x most carried x P / S");
    rfi_loss_curve curve = curve_of(view, link);
    int64_t loss = tangent ? rfi_loss_tangent(&curve, power)
                           : rfi_loss_chord(&curve, most_carried(study, view, link), power);
    return rfi_trace_close(view, loss, RFI_DIM_POWER);
}

/* What a group with a curve draws at no load, as the line of the end has it. */
static int64_t standing_loss(rfi_view *view, const rfi_link_of_chain *link)
{
    bool tangent = view->end == RFI_END_FAVOURABLE;
    rfi_trace_open(view, "loss of installed units at any load", link->group,
                   tangent ? "tangent: a x S - c x P0^2 / S" : "a x S");
    rfi_loss_curve curve = curve_of(view, link);
    int64_t loss = tangent ? rfi_loss_tangent_standing(&curve) : rfi_loss_standing(&curve);
    return rfi_trace_close(view, loss, RFI_DIM_POWER);
}

static int64_t through(const rfi_study *study, rfi_view *view,
                       const rfi_link_of_chain *link, int64_t power)
{
    if (has_curve(link)) {
        return rfi_add(power, growing_loss(study, view, link, power));
    }
    return before_loss(power, efficiency_of(study, view, link));
}

static bool leads_to(const rfi_chain *chain, const rfi_element *target)
{
    bool leads = target == NULL;
    for (size_t i = 0; i < chain->count; i++) {
        leads = leads || chain->links[i].first == target;
    }
    return leads;
}

/* Climbs from the head of the chain; load on the group that begins with `target`, or 0 when
 * the chain passes it by. Names do not identify a group: a hall's own hides a shared one.
 */
static int64_t climb(const rfi_study *study, rfi_view *view, const rfi_chain *chain,
                     int64_t power, const rfi_element *target)
{
    bool leads = leads_to(chain, target);
    for (size_t i = 0; i < chain->count; i++) {
        if (target != NULL && chain->links[i].first == target) {
            return power;
        }
        if (!leads && has_curve(&chain->links[i])) {
            continue; /* its figures have no part in this row */
        }
        power = through(study, view, &chain->links[i], power);
    }
    return target == NULL ? power : 0;
}

int64_t rfi_standing_at(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                        const rfi_element *target)
{
    const rfi_element *list = hall == NULL ? study->site->elements : hall->elements;
    size_t count = hall == NULL ? study->site->element_count : hall->element_count;
    int64_t total = 0;
    for (size_t i = 0; i < count; i++) {
        if (!states_losses(&list[i])) {
            continue;
        }
        const rfi_chain *chain = rfi_chain_of(study, hall, list[i].group);
        if (chain->count == 0 || chain->links[0].first != &list[i]) {
            continue; /* each group once, at its first member */
        }
        const rfi_chain *up = rfi_chain_of(study, hall, list[i].from);
        if (leads_to(up, target)) {
            int64_t loss = standing_loss(view, &chain->links[0]);
            total = rfi_add(total, climb(study, view, up, loss, target));
        }
    }
    return total;
}

/* A hall whose feed nobody stated: a typical chain by rule, up to the interconnect. */
static int64_t climb_default(const rfi_study *study, rfi_view *view, int64_t power)
{
    static const rfi_rule stages[] = {RFI_RULE_EFF_LV, RFI_RULE_EFF_UPS,
                                      RFI_RULE_EFF_SUBSTATION, RFI_RULE_EFF_MV,
                                      RFI_RULE_EFF_TRANSFORMER};
    for (size_t i = 0; i < sizeof(stages) / sizeof(stages[0]); i++) {
        if (stages[i] == RFI_RULE_EFF_UPS &&
            study->policy[RFI_SUB_UPS] == RFI_POLICY_NONE) {
            continue;
        }
        power = before_loss(power, rfi_limit_of(view, &study->rules->figures[stages[i]]));
    }
    return power;
}

static rfi_rule draw_rule(rfi_plant_kind kind)
{
    if (kind == RFI_PLANT_CHILLER) {
        return RFI_RULE_CHILLER_POWER;
    }
    if (kind == RFI_PLANT_CRAH || kind == RFI_PLANT_FAN_WALL ||
        kind == RFI_PLANT_OUTSIDE_AIR) {
        return RFI_RULE_AIR_FAN_POWER;
    }
    return RFI_RULE_FAN_POWER;
}

/* What the plants of one loop draw for this heat, as it arrives at `target`. */
static int64_t loop_load(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                         const char *plant_id, int64_t heat, rfi_rule unstated,
                         const rfi_element *target)
{
    const rfi_rules *rules = study->rules;
    if (heat == 0) {
        return 0;
    }
    if (plant_id == NULL) {
        int64_t factor = rfi_demand_of(view, &rules->figures[unstated]);
        return target == NULL ? rfi_mul_div_ceil(heat, factor, PPM) : 0;
    }
    const rfi_plant_chain *plants = rfi_plants_of(study, hall, plant_id);
    int64_t total = 0;
    for (size_t i = 0; i < plants->count; i++) {
        const rfi_plant *plant = plants->plants[i];
        int64_t factor = rfi_demand_or(view, &plant->electrical,
                                       &rules->figures[draw_rule(plant->kind)]);
        int64_t draw = rfi_mul_div_ceil(heat, factor, PPM);
        const rfi_chain *chain = rfi_chain_of(study, hall, plant->feed);
        total = rfi_add(total, climb(study, view, chain, draw, target));
    }
    return total;
}

int64_t rfi_load_at(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                    const rfi_burden *burden, const rfi_element *target)
{
    int64_t load = 0;
    if (hall->feed == NULL) {
        load = target == NULL ? climb_default(study, view, burden->racks) : 0;
    } else {
        load = climb(study, view, rfi_chain_of(study, hall, hall->feed), burden->racks,
                     target);
    }
    load = rfi_add(load, loop_load(study, view, hall, hall->liquid, burden->liquid,
                                   RFI_RULE_FAN_POWER, target));
    return rfi_add(load, loop_load(study, view, hall, hall->air, burden->air,
                                   RFI_RULE_CHILLER_POWER, target));
}
