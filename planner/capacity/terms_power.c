/* SPDX-License-Identifier: MIT */
/* The electrical chain of halls and site. docs/requirements.md gives the formulas. */
#include "planner/capacity/terms.h"

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

static void apparent_demand(const rfi_scene *s, const rfi_link_of_chain *link,
                            rfi_peak_class peak, int64_t factor)
{
    rfi_burden pod = rfi_pod_burden(s->study, s->view, peak);
    rfi_burden unit = rfi_unit_burden(s->study, s->view);
    int64_t rule = rfi_limit_of(s->view, &s->study->rules->figures[RFI_RULE_POWER_FACTOR]);
    if (s->subject->hall == NULL) {
        int64_t shared = rfi_standing_at(s->study, s->view, NULL, link->first);
        s->terms->fixed = rfi_mul_div_ceil(shared, PPM, rfi_max(factor, 1));
    }
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        if (s->subject->hall != NULL && s->subject->hall != hall) {
            continue;
        }
        int64_t load = rfi_load_at(s->study, s->view, hall, &pod, link->first);
        s->terms->pod[i] = rfi_mul_div_ceil(load, PPM, rfi_max(factor, 1));
        load = rfi_load_at(s->study, s->view, hall, &unit, link->first);
        s->terms->unit[i] = rfi_mul_div_ceil(load, PPM, rfi_max(factor, 1));
        load = rfi_standing_at(s->study, s->view, hall, link->first);
        s->terms->standing[i] = rfi_mul_div_ceil(load, PPM, rfi_max(factor, 1));
        if (s->subject->hall == NULL && hall->load_count > 0 &&
            passes(s, hall, link->first)) {
            s->terms->idle[i] =
                rfi_mul_div_ceil(rfi_mining_stays(s, hall), PPM, rfi_max(rule, 1));
        }
    }
}

void rfi_term_power_chain(const rfi_scene *s)
{
    if (s->subject->link.group == NULL) {
        rfi_term_status(s);
        return;
    }
    rfi_element_kind kind = s->subject->link.first->kind;
    rfi_policy policy = s->study->policy[rfi_element_subsystem(kind)];
    const char *state = NULL;
    s->terms->limit = rfi_less_reserve(
        s, rfi_usable_power(s->study, s->view, &s->subject->link, policy, &state));
    apparent_demand(s, &s->subject->link,
                    kind == RFI_ELEMENT_UPS ? RFI_PEAK_UPS : RFI_PEAK_BREAKER,
                    rfi_power_factor_of(s->study, s->view, &s->subject->link));
}

void rfi_term_backup_power(const rfi_scene *s)
{
    const char *state = NULL;
    rfi_policy policy = rfi_generator_policy(s->study->policy[RFI_SUB_GENERATORS]);
    s->terms->limit = rfi_less_reserve(
        s, rfi_usable_power(s->study, s->view, &s->subject->link, policy, &state));
    /* A set of 0.8 power factor has an engine for 0.8 of its rating, whatever the load. */
    apparent_demand(s, &s->subject->backed, RFI_PEAK_GENERATOR,
                    rfi_min(rfi_power_factor_of(s->study, s->view, &s->subject->link),
                            rfi_power_factor_of(s->study, s->view, &s->subject->backed)));
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
    s->terms->fixed = 1;
    if (s->subject->hall->feed == NULL) {
        s->terms->limit = rfi_min(rfi_limit_of(s->view, &s->subject->hall->feed_known), 1);
        return;
    }
    s->terms->limit = chain_has(
        s, s->subject->subsystem == RFI_SUB_UPS ? RFI_ELEMENT_UPS : RFI_ELEMENT_GENERATOR);
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
        takes = takes ||
                (rfi_known(accepted) && accepted->low <= level && level <= accepted->high);
        open = rfi_known(accepted) ? open : accepted;
    }
    if (takes || open == NULL) {
        return takes ? 1 : 0;
    }
    return rfi_min(rfi_limit_of(s->view, open), 1);
}

/* Racks draw from every member of the group, so each has to suit them. What is known to be
 * wrong settles it before what nobody stated. */
void rfi_term_rack_voltage(const rfi_scene *s)
{
    const rfi_link_of_chain *link = &s->subject->link;
    s->terms->fixed = 1;
    s->terms->limit = 1;
    for (int known = 1; known >= 0 && s->terms->limit > 0; known--) {
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
}

void rfi_term_rack_feeds(const rfi_scene *s)
{
    s->terms->limit = rfi_sides_of(&s->subject->link);
    s->terms->fixed = rfi_demand_of(s->view, &s->study->profile->feeds);
}
