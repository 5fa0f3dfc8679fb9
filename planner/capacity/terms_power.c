/* SPDX-License-Identifier: MIT */
/* The electrical chain of halls and site. docs/requirements.md gives the formulas. */
#include "planner/capacity/terms.h"
#include "planner/capacity/wiring.h"

#include <string.h>

enum { PPM = 1000000 };

static bool passes(const rfi_scene *s, const rfi_hall *hall, const rfi_element *target)
{
    const rfi_chain *chain = rfi_chain_of(s->study, hall, hall->feed);
    for (size_t i = 0; i < chain->count; i++) {
        if (chain->links[i].first == target) {
            return true;
        }
    }
    return false;
}

/* In a network mining draws by the part of its hall's racks that lies on the group. */
static int64_t wired_mining(const rfi_scene *s, const rfi_hall *hall,
                            const rfi_element *target, int64_t factor)
{
    struct rfi_trace *trace = s->view->trace;
    s->view->trace = NULL;
    int64_t all = rfi_mul_div_ceil(rfi_mining_stays(s, hall), PPM, rfi_max(factor, 1));
    s->view->trace = trace;
    return rfi_wired_share(rfi_wiring_of(s->study), s->view, hall, all, target);
}

void rfi_apparent_demand(const rfi_scene *s, const rfi_link_of_chain *link,
                         rfi_peak_class peak, int64_t factor)
{
    rfi_burden pod = rfi_pod_burden(s->study, s->view, peak);
    rfi_burden unit = rfi_unit_burden(s->study, s->view);
    struct rfi_trace *trace = s->view->trace;
    s->view->trace = NULL; /* told where mining needs it */
    int64_t rule = rfi_limit_of(s->view, &s->study->rules->figures[RFI_RULE_POWER_FACTOR]);
    s->view->trace = trace;
    if (s->subject->hall == NULL) {
        s->terms->fixed = rfi_standing_term(s, RFI_PART_FIXED, NULL, link->first, factor);
    }
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        if (s->subject->hall != NULL && s->subject->hall != hall) {
            continue;
        }
        const rfi_burden *burdens[2] = {&pod, &unit};
        int64_t *results[2] = {&s->terms->pod[i], &s->terms->unit[i]};
        for (size_t k = 0; k < 2; k++) {
            rfi_trace_step(s->view, RFI_OP_OVER_CEIL, k == 0 ? RFI_PART_POD : RFI_PART_UNIT,
                           hall->id);
            int64_t load = rfi_load_at(s->study, s->view, hall, burdens[k], link->first);
            rfi_trace_above(s->view, "power factor of the load", NULL, rfi_max(factor, 1),
                            RFI_DIM_RATIO);
            *results[k] = rfi_close(s, rfi_mul_div_ceil(load, PPM, rfi_max(factor, 1)));
        }
        s->terms->standing[i] =
            rfi_standing_term(s, RFI_PART_STANDING, hall, link->first, factor);
        if (s->subject->hall != NULL || hall->load_count == 0) {
            continue;
        }
        if (rfi_wiring_of(s->study) != NULL) {
            s->terms->idle[i] = wired_mining(s, hall, link->first, rule);
        } else if (passes(s, hall, link->first)) {
            rfi_trace_step(s->view, RFI_OP_OVER_CEIL, RFI_PART_IDLE, hall->id);
            int64_t mining = rfi_mining_stays(s, hall);
            if (trace != NULL) {
                rfi_trace_figure(s->view, &s->study->rules->figures[RFI_RULE_POWER_FACTOR],
                                 RFI_ROLE_LIMIT, rule);
            }
            s->terms->idle[i] =
                rfi_close(s, rfi_mul_div_ceil(mining, PPM, rfi_max(rule, 1)));
        }
    }
}

void rfi_term_power_chain(const rfi_scene *s)
{
    if (s->subject->link.group == NULL) {
        rfi_term_status(s);
        return;
    }
    if (s->subject->wired != NULL) {
        rfi_term_wired(s);
        return;
    }
    rfi_element_kind kind = s->subject->link.first->kind;
    rfi_policy policy = s->study->policy[rfi_element_subsystem(kind)];
    const char *state = NULL;
    rfi_limit_begin(s);
    rfi_limit_end(s, rfi_usable_power(s->study, s->view, &s->subject->link, policy,
                                      RFI_REACH_RATED, &state));
    rfi_trace_step(s->view, RFI_OP_SAME, "power factor of the load", NULL);
    int64_t factor = rfi_power_factor_of(s->study, s->view, &s->subject->link);
    rfi_trace_close(s->view, factor, RFI_DIM_RATIO);
    rfi_peak_class peak = kind != RFI_ELEMENT_UPS ? RFI_PEAK_BREAKER
                          : rfi_states_reach(&s->subject->link, RFI_REACH_OVERLOAD)
                              ? RFI_PEAK_NONE /* its peaks are a row of their own */
                              : RFI_PEAK_UPS;
    rfi_apparent_demand(s, &s->subject->link, peak, factor);
}

int64_t rfi_backed_factor(const rfi_scene *s)
{
    /* A set of 0.8 power factor has an engine for 0.8 of its rating, whatever the load. */
    rfi_trace_step(s->view, RFI_OP_MIN, "power factor of the load", NULL);
    int64_t sets = rfi_power_factor_of(s->study, s->view, &s->subject->link);
    int64_t factor =
        rfi_min(sets, rfi_power_factor_of(s->study, s->view, &s->subject->backed));
    return rfi_trace_close(s->view, factor, RFI_DIM_RATIO);
}

void rfi_term_backup_power(const rfi_scene *s)
{
    const char *state = NULL;
    rfi_policy policy = rfi_generator_policy(s->study->policy[RFI_SUB_GENERATORS]);
    rfi_limit_begin(s);
    rfi_limit_end(s, rfi_usable_power(s->study, s->view, &s->subject->link, policy,
                                      RFI_REACH_RATED, &state));
    int64_t factor = rfi_backed_factor(s);
    rfi_apparent_demand(s, &s->subject->backed, RFI_PEAK_GENERATOR, factor);
}

static bool chain_has(const rfi_scene *s, rfi_element_kind kind)
{
    const rfi_hall *hall = s->subject->hall;
    const rfi_chain *chain = rfi_chain_of(s->study, hall, hall->feed);
    for (size_t i = 0; i < chain->count; i++) {
        const rfi_link_of_chain *link = &chain->links[i];
        if (link->first->kind == kind) {
            return true;
        }
        for (size_t j = 0; kind == RFI_ELEMENT_GENERATOR && j < 2; j++) {
            const rfi_element *list = j == 0 ? hall->elements : s->study->site->elements;
            size_t count = j == 0 ? hall->element_count : s->study->site->element_count;
            for (size_t k = 0; k < count; k++) {
                if (list[k].kind == kind && list[k].backs != NULL &&
                    strcmp(list[k].backs, link->group) == 0) {
                    return true;
                }
            }
        }
    }
    return false;
}

void rfi_term_subsystem(const rfi_scene *s)
{
    rfi_fixed_one(s, "the policy asks for it");
    if (s->subject->hall->feed == NULL) {
        rfi_status_limit(s, &s->subject->hall->feed_known);
        return;
    }
    rfi_element_kind kind =
        s->subject->subsystem == RFI_SUB_UPS ? RFI_ELEMENT_UPS : RFI_ELEMENT_GENERATOR;
    const rfi_wiring *wiring = rfi_wiring_of(s->study);
    rfi_trace_open(s->view, RFI_PART_LIMIT, s->subject->hall->id,
                   "1 when the chain of the hall holds one, generators: one that backs it");
    s->terms->limit =
        rfi_close(s, wiring != NULL ? rfi_wired_has(wiring, s->subject->hall, kind)
                                    : chain_has(s, kind));
}

/* 1 when the rack takes this level; an accepted level that nobody stated may turn out to be
 * this one. */
static int64_t takes_level(const rfi_scene *s, int64_t level)
{
    const rfi_profile *profile = s->study->profile;
    const rfi_figure *open = NULL;
    bool takes = false;
    for (size_t i = 0; i < profile->voltage_count; i++) {
        const rfi_figure *accepted = &profile->voltages[i];
        rfi_view_note(s->view, accepted, RFI_ROLE_DEMAND);
        if (s->view->trace != NULL && rfi_known(accepted)) {
            rfi_trace_figure(s->view, accepted, RFI_ROLE_DEMAND, accepted->base);
        }
        takes = takes ||
                (rfi_known(accepted) && accepted->low <= level && level <= accepted->high);
        open = rfi_known(accepted) ? open : accepted;
    }
    if (takes || open == NULL) {
        return takes ? 1 : 0;
    }
    return rfi_min(rfi_limit_of(s->view, open), 1);
}

/* Known levels (known 1) or those that nobody stated (0) of one group at the racks. */
static void test_levels(const rfi_scene *s, const rfi_link_of_chain *link, int known)
{
    for (size_t i = 0; i < link->member_count; i++) {
        const rfi_figure *voltage = &link->members[i]->voltage;
        if (rfi_known(voltage) != (known == 1)) {
            continue;
        }
        int64_t level = rfi_limit_of(s->view, voltage);
        int64_t fits = known == 1 ? takes_level(s, level) : rfi_min(level, 1);
        s->terms->limit = rfi_min(s->terms->limit, fits);
    }
}

/* Racks draw from every member of every group that feeds them, so each has to suit them.
 * What is known to be wrong settles it before what nobody stated. */
void rfi_term_rack_voltage(const rfi_scene *s)
{
    const rfi_hall *hall = s->subject->hall;
    rfi_fixed_one(s, "every member of the group has to suit the racks");
    s->terms->limit = 1;
    rfi_trace_open(s->view, RFI_PART_LIMIT, hall->id,
                   "1 when the voltage of every member is one that the racks accept");
    for (int known = 1; known >= 0 && s->terms->limit > 0; known--) {
        if (hall->cords_count == 0) {
            test_levels(s, &s->subject->link, known);
        }
        for (size_t i = 0; i < hall->cords_count * 2; i++) {
            const rfi_cords *cords = &hall->cords[i / 2];
            const char *name = i % 2 == 0 ? cords->a : cords->b;
            rfi_link_of_chain link;
            if (name != NULL && rfi_group_link(s->study, hall, name, &link)) {
                test_levels(s, &link, known);
            }
        }
    }
    rfi_close(s, s->terms->limit);
}

/* Two cords are two feeds; one cord has the sides of its group. The pair with least counts.
 */
static int64_t least_feeds(const rfi_scene *s)
{
    const rfi_hall *hall = s->subject->hall;
    int64_t least = 2;
    for (size_t i = 0; i < hall->cords_count; i++) {
        rfi_link_of_chain link;
        if (hall->cords[i].b == NULL &&
            rfi_group_link(s->study, hall, hall->cords[i].a, &link)) {
            least = rfi_min(least, rfi_sides_of(&link));
        }
    }
    return hall->cords_count > 0 ? least : rfi_sides_of(&s->subject->link);
}

void rfi_term_rack_feeds(const rfi_scene *s)
{
    rfi_trace_open(
        s->view, RFI_PART_LIMIT, s->subject->link.group,
        "sides of the group that feeds the racks, or cords; the least of a hall");
    s->terms->limit = rfi_close(s, least_feeds(s));
    rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_FIXED, NULL);
    s->terms->fixed = rfi_close(s, rfi_demand_of(s->view, &s->study->profile->feeds));
}
