/* SPDX-License-Identifier: MIT */
/* The numbers of each kind of requirement in a view: one function per kind, found through
 * one table. docs/requirements.md gives the formulas. */
#include "planner/capacity/capacity.h"

#include <string.h>

enum { PPM = 1000000 };

typedef struct scene { /* what every term function gets */
    const rfi_study *study;
    const rfi_requirement *requirement;
    const rfi_subject *subject;
    rfi_view *view;
    rfi_terms *terms;
} scene;

/* ---- helpers ----------------------------------------------------------------------------
 */

static int64_t less_reserve(const scene *s, int64_t limit)
{
    const rfi_figure *reserve = &s->study->site->want.reserve;
    if (reserve->state == RFI_ABSENT) {
        return limit;
    }
    int64_t kept = rfi_demand_of(s->view, reserve);
    return rfi_mul_div_floor(limit, PPM - rfi_min(kept, PPM), PPM);
}

static int64_t energised_at(const scene *s, const rfi_interconnect *poi, bool firm)
{
    const rfi_figure *figure = firm ? &poi->firm : &poi->energised;
    for (size_t i = 0; i < poi->step_count; i++) {
        const rfi_step *step = &poi->steps[i];
        const rfi_figure *stated = firm ? &step->firm : &step->energised;
        if (stated->state != RFI_ABSENT &&
            rfi_demand_of(s->view, &step->date) <= s->study->by) {
            figure = stated;
        }
    }
    int64_t power = rfi_limit_of(s->view, figure);
    /* what nobody stated can still not exceed what was contracted or announced */
    const rfi_figure *caps[] = {&poi->contracted, &poi->announced};
    for (size_t i = 0; i < 2 && power >= RFI_UNBOUNDED; i++) {
        power = rfi_known(caps[i]) ? rfi_limit_of(s->view, caps[i]) : power;
    }
    return power;
}

/* Mining that must stay in one hall that does not convert, facility milliwatt. Where nobody
 * said whether it may stop, the base case leaves the load out, not the whole row: a known
 * limit of the site keeps its say. */
static int64_t staying(const scene *s, const rfi_hall *hall)
{
    int64_t power = 0;
    for (size_t i = 0; i < hall->load_count; i++) {
        const rfi_load *load = &hall->loads[i];
        if (load->stops.state == RFI_ABSENT) {
            continue;
        }
        if (!rfi_known(&load->stops) &&
            rfi_view_end(s->view, &load->stops) == RFI_END_BASE) {
            rfi_view_note(s->view, &load->stops, RFI_ROLE_LIMIT);
            continue;
        }
        if (rfi_limit_of(s->view, &load->stops) == 0) {
            power = rfi_add(power, rfi_demand_of(s->view, &load->power));
        }
    }
    return power;
}

static bool passes(const scene *s, const rfi_hall *hall, const rfi_element *target)
{
    const rfi_chain *chain = rfi_chain_of(s->study, hall, hall->feed);
    for (size_t i = 0; i < chain->count; i++) {
        if (chain->links[i].first == target) {
            return true;
        }
    }
    return false;
}

/* ---- grid -------------------------------------------------------------------------------
 */

static void utility_demand(const scene *s, bool with_mining)
{
    rfi_burden pod = rfi_pod_burden(s->study, s->view, RFI_PEAK_NONE);
    rfi_burden unit = rfi_unit_burden(s->study, s->view);
    const rfi_figure *rule = &s->study->rules->figures[RFI_RULE_EFF_TRANSFORMER];
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        s->terms->pod[i] = rfi_load_at(s->study, s->view, hall, &pod, NULL);
        s->terms->unit[i] = rfi_load_at(s->study, s->view, hall, &unit, NULL);
        int64_t mining = with_mining ? staying(s, hall) : 0;
        if (mining > 0) {
            s->terms->idle[i] = rfi_mul_div_ceil(mining, PPM, rfi_limit_of(s->view, rule));
        }
    }
}

static void firm_utility(const scene *s)
{
    const rfi_site *site = s->study->site;
    int64_t limit = 0;
    int64_t largest = 0;
    bool one_out = s->study->policy[RFI_SUB_UTILITY] >= RFI_POLICY_REDUNDANT;
    for (size_t i = 0; i < site->interconnect_count; i++) {
        const rfi_interconnect *poi = &site->interconnects[i];
        int64_t power = rfi_min(energised_at(s, poi, true), energised_at(s, poi, false));
        limit = rfi_add(limit, one_out ? rfi_min(power, largest) : power);
        largest = rfi_max(largest, power);
    }
    if (site->interconnect_count == 0) {
        limit = rfi_limit_of(s->view, &site->interconnect_known);
    }
    s->terms->limit = less_reserve(s, limit);
    utility_demand(s, false);
}

static void energised_utility(const scene *s)
{
    const rfi_site *site = s->study->site;
    int64_t limit = 0;
    for (size_t i = 0; i < site->interconnect_count; i++) {
        limit = rfi_add(limit, energised_at(s, &site->interconnects[i], false));
    }
    if (site->interconnect_count == 0) {
        limit = rfi_limit_of(s->view, &site->interconnect_known);
    }
    s->terms->limit = less_reserve(s, limit);
    utility_demand(s, true);
}

static void change_of_use(const scene *s)
{
    const rfi_interconnect *poi = s->subject->interconnect;
    int64_t may = rfi_limit_of(s->view, &poi->transferable);
    int64_t study = rfi_demand_of(s->view, &poi->restudy);
    if (rfi_known(&poi->restudy) && poi->restudy.high == 1) {
        study = rfi_view_end(s->view, &poi->restudy) == RFI_END_FAVOURABLE ? 0 : 1;
    }
    s->terms->fixed = 1;
    s->terms->limit = study > 0 ? 0 : rfi_min(may, 1);
}

static void gate(const scene *s)
{
    const rfi_gate *item = s->subject->gate;
    s->terms->fixed = 1;
    s->terms->limit = rfi_min(rfi_limit_of(s->view, &item->status), 1);
    if (rfi_known(&item->date) && s->study->by_stated && rfi_known(&item->status) &&
        rfi_demand_of(s->view, &item->date) > s->study->by) {
        s->terms->limit = 0;
    }
}

static void status_test(const scene *s)
{
    s->terms->fixed = 1;
    s->terms->limit = rfi_min(rfi_limit_of(s->view, s->subject->status), 1);
}

/* ---- electrical -------------------------------------------------------------------------
 */

static void apparent_demand(const scene *s, const rfi_link_of_chain *link,
                            rfi_peak_class peak, int64_t factor)
{
    rfi_burden pod = rfi_pod_burden(s->study, s->view, peak);
    rfi_burden unit = rfi_unit_burden(s->study, s->view);
    int64_t rule = rfi_limit_of(s->view, &s->study->rules->figures[RFI_RULE_POWER_FACTOR]);
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        if (s->subject->hall != NULL && s->subject->hall != hall) {
            continue;
        }
        int64_t load = rfi_load_at(s->study, s->view, hall, &pod, link->first);
        s->terms->pod[i] = rfi_mul_div_ceil(load, PPM, rfi_max(factor, 1));
        load = rfi_load_at(s->study, s->view, hall, &unit, link->first);
        s->terms->unit[i] = rfi_mul_div_ceil(load, PPM, rfi_max(factor, 1));
        if (s->subject->hall == NULL && hall->load_count > 0 &&
            passes(s, hall, link->first)) {
            s->terms->idle[i] = rfi_mul_div_ceil(staying(s, hall), PPM, rfi_max(rule, 1));
        }
    }
}

static void power_chain(const scene *s)
{
    if (s->subject->link.group == NULL) {
        status_test(s);
        return;
    }
    rfi_element_kind kind = s->subject->link.first->kind;
    rfi_policy policy = s->study->policy[rfi_element_subsystem(kind)];
    const char *state = NULL;
    s->terms->limit = less_reserve(
        s, rfi_usable_power(s->study, s->view, &s->subject->link, policy, &state));
    apparent_demand(s, &s->subject->link,
                    kind == RFI_ELEMENT_UPS ? RFI_PEAK_UPS : RFI_PEAK_BREAKER,
                    rfi_power_factor_of(s->study, s->view, &s->subject->link));
}

static void backup_power(const scene *s)
{
    const char *state = NULL;
    rfi_policy policy = rfi_generator_policy(s->study->policy[RFI_SUB_GENERATORS]);
    s->terms->limit = less_reserve(
        s, rfi_usable_power(s->study, s->view, &s->subject->link, policy, &state));
    /* A set of 0.8 power factor has an engine for 0.8 of its rating, whatever the load. */
    apparent_demand(s, &s->subject->backed, RFI_PEAK_GENERATOR,
                    rfi_min(rfi_power_factor_of(s->study, s->view, &s->subject->link),
                            rfi_power_factor_of(s->study, s->view, &s->subject->backed)));
}

static bool chain_has(const scene *s, rfi_element_kind kind)
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

static void subsystem(const scene *s)
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
static int64_t takes_level(const scene *s, int64_t level)
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
static void rack_voltage(const scene *s)
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

static void rack_feeds(const scene *s)
{
    s->terms->limit = rfi_sides_of(&s->subject->link);
    s->terms->fixed = rfi_demand_of(s->view, &s->study->profile->feeds);
}

/* ---- cooling ----------------------------------------------------------------------------
 */

static int64_t units_left(const scene *s, const rfi_plant *plant)
{
    rfi_subsystem sub = plant->kind == RFI_PLANT_CDU ? RFI_SUB_CDU : RFI_SUB_COOLING;
    int64_t out = s->study->policy[sub] >= RFI_POLICY_REDUNDANT ? 1 : 0;
    return rfi_max(0, rfi_count_of(s->view, &plant->count) - out);
}

static bool leans_on(const scene *s, const rfi_hall *hall, const char *head)
{
    const rfi_plant_chain *chain = rfi_plants_of(s->study, hall, head);
    for (size_t i = 0; i < chain->count; i++) {
        if (chain->plants[i] == s->subject->plant) {
            return true;
        }
    }
    return false;
}

static void plant_heat(const scene *s)
{
    const rfi_plant *plant = s->subject->plant;
    if (plant == NULL) {
        status_test(s);
        return;
    }
    s->terms->limit = less_reserve(
        s, rfi_mul(units_left(s, plant), rfi_limit_of(s->view, &plant->capacity)));
    rfi_burden pod = rfi_pod_burden(s->study, s->view, RFI_PEAK_NONE);
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        if (s->subject->hall != NULL && s->subject->hall != hall) {
            continue;
        }
        if (leans_on(s, hall, hall->liquid)) {
            s->terms->pod[i] = rfi_add(s->terms->pod[i], pod.liquid);
            s->terms->unit[i] =
                rfi_add(s->terms->unit[i], rfi_pumps_burden(s->study, s->view));
        }
        if (leans_on(s, hall, hall->air)) {
            s->terms->pod[i] = rfi_add(s->terms->pod[i], pod.air);
            s->terms->unit[i] =
                rfi_add(s->terms->unit[i], rfi_unit_burden(s->study, s->view).air);
        }
    }
}

static void liquid_loop(const scene *s)
{
    s->terms->fixed = rfi_demand_of(s->view, &s->study->profile->liquid_share) > 0 ? 1 : 0;
    s->terms->limit = rfi_min(rfi_limit_of(s->view, &s->subject->hall->liquid_known), 1);
}

static void supply_test(const scene *s, const char *head)
{
    const rfi_plant_chain *chain = rfi_plants_of(s->study, s->subject->hall, head);
    s->terms->fixed = rfi_supply_temperature(s->study, s->view, chain, 0);
}

static void liquid_supply(const scene *s)
{
    supply_test(s, s->subject->hall->liquid);
    s->terms->limit = rfi_limit_of(s->view, &s->study->profile->supply_max);
}

static void air_inlet(const scene *s)
{
    supply_test(s, s->subject->hall->air);
    s->terms->limit = rfi_limit_or(s->view, &s->study->profile->air_inlet_max,
                                   &s->study->rules->figures[RFI_RULE_AIR_INLET]);
}

static void air_filtration(const scene *s)
{
    s->terms->limit = rfi_limit_of(s->view, &s->subject->plant->filtration);
    s->terms->fixed = rfi_demand_or(s->view, &s->study->profile->filtration_min,
                                    &s->study->rules->figures[RFI_RULE_FILTRATION]);
}

static void plant_ambient(const scene *s)
{
    s->terms->limit = rfi_limit_of(s->view, &s->subject->plant->at);
    s->terms->fixed =
        rfi_add(rfi_design_dry_bulb(s->study, s->view),
                rfi_demand_of(s->view, &s->study->rules->figures[RFI_RULE_RECIRCULATION]));
}

static void liquid_flow(const scene *s)
{
    const rfi_plant *plant = s->subject->plant;
    s->terms->limit =
        less_reserve(s, rfi_mul(units_left(s, plant), rfi_limit_of(s->view, &plant->flow)));
    int64_t pod = rfi_mul(rfi_racks_per_pod(s->study->profile),
                          rfi_demand_of(s->view, &s->study->profile->flow));
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        bool here = s->subject->hall == NULL || s->subject->hall == hall;
        if (here && hall->liquid != NULL &&
            rfi_site_plant(s->study->site, hall, hall->liquid) == plant) {
            s->terms->pod[i] = pod;
        }
    }
}

/* ---- floor, network, time ---------------------------------------------------------------
 */

static void floor_space(const scene *s)
{
    const rfi_hall *hall = s->subject->hall;
    s->terms->pod[s->requirement->hall_index] = 1;
    if (hall->outline == NULL) {
        s->terms->limit = rfi_limit_of(s->view, &hall->outline_known);
        return;
    }
    rfi_view_note(s->view, &hall->outline_known, RFI_ROLE_LIMIT);
    s->terms->limit = s->study->count_floor(s->study->floor_context, hall, s->view);
}

static void slab(const scene *s)
{
    const rfi_profile *profile = s->study->profile;
    int64_t width = rfi_limit_of(s->view, &profile->width);
    int64_t depth = rfi_limit_of(s->view, &profile->depth);
    int64_t mass = rfi_demand_of(s->view, &profile->mass);
    s->terms->limit = rfi_limit_of(s->view, &s->subject->hall->slab);
    int64_t area = rfi_mul(width, depth);
    s->terms->fixed = area == 0               ? RFI_UNBOUNDED
                      : area >= RFI_UNBOUNDED ? 0 /* a size that nobody stated */
                                              : rfi_mul_div_ceil(mass, PPM, area);
}

static void clear_height(const scene *s)
{
    const rfi_figure *rules = s->study->rules->figures;
    s->terms->limit = rfi_limit_of(s->view, &s->subject->hall->clear_height);
    int64_t need = rfi_add(rfi_demand_of(s->view, &s->study->profile->height),
                           rfi_demand_of(s->view, &rules[RFI_RULE_TIERS_AIR]));
    if (rfi_profile_is_liquid(s->study->profile)) {
        need = rfi_add(need, rfi_demand_of(s->view, &rules[RFI_RULE_TIERS_PIPE]));
    }
    s->terms->fixed = need;
}

/* Tallest door; a rack has to pass one and the same door, so the width is that of the
 * widest door which is tall enough, and of the widest at all when none is. */
static void delivery(const scene *s)
{
    const rfi_hall *hall = s->subject->hall;
    const rfi_profile *profile = s->study->profile;
    bool height = s->requirement->kind == RFI_REQ_DELIVERY_HEIGHT;
    int64_t play =
        rfi_demand_of(s->view, &s->study->rules->figures[RFI_RULE_DELIVERY_PLAY]);
    int64_t tall = rfi_add(rfi_demand_of(s->view, &profile->height), play);
    int64_t tallest = 0;
    int64_t widest = -1;
    int64_t any = 0;
    for (size_t i = 0; i < hall->door_count; i++) {
        if (!hall->doors[i].delivery) {
            continue;
        }
        int64_t high = rfi_limit_of(s->view, &hall->doors[i].height);
        int64_t wide = height ? 0 : rfi_limit_of(s->view, &hall->doors[i].width);
        tallest = rfi_max(tallest, high);
        widest = high >= tall ? rfi_max(widest, wide) : widest;
        any = rfi_max(any, wide);
    }
    s->terms->limit = height ? tallest : widest < 0 ? any : widest;
    s->terms->fixed = tall;
    if (!height) {
        s->terms->fixed = rfi_add(rfi_min(rfi_demand_of(s->view, &profile->width),
                                          rfi_demand_of(s->view, &profile->depth)),
                                  play);
    }
}

static void network_capacity(const scene *s)
{
    const rfi_site *site = s->study->site;
    for (size_t i = 0; i < site->link_count; i++) {
        s->terms->limit =
            rfi_add(s->terms->limit, rfi_limit_of(s->view, &site->links[i].capacity));
    }
    if (site->link_count == 0) {
        s->terms->limit = rfi_limit_of(s->view, &site->links_known);
    }
    s->terms->fixed = rfi_demand_of(s->view, &site->want.bandwidth);
}

static const char *path_of(const rfi_link *link)
{
    return link->path != NULL ? link->path : ""; /* unnamed: one and the same */
}

static void network_paths(const scene *s)
{
    const rfi_site *site = s->study->site;
    for (size_t i = 0; i < site->link_count; i++) {
        bool seen = false;
        for (size_t j = 0; j < i; j++) {
            seen = seen || strcmp(path_of(&site->links[i]), path_of(&site->links[j])) == 0;
        }
        s->terms->limit += seen ? 0 : 1;
    }
    if (site->link_count == 0) {
        s->terms->limit = rfi_limit_of(s->view, &site->links_known);
    }
    s->terms->fixed = s->study->policy[RFI_SUB_NETWORK] >= RFI_POLICY_REDUNDANT ? 2 : 1;
}

static void by_date(const scene *s)
{
    s->terms->limit = s->study->by;
    s->terms->fixed = rfi_demand_of(s->view, s->subject->status);
}

static void mining_stops(const scene *s)
{
    const rfi_hall *hall = s->subject->hall;
    s->terms->fixed = 1;
    s->terms->limit = 1;
    for (size_t i = 0; i < hall->load_count; i++) {
        if (hall->loads[i].stops.state != RFI_ABSENT) {
            s->terms->limit =
                rfi_min(s->terms->limit, rfi_limit_of(s->view, &hall->loads[i].stops));
        }
    }
}

typedef void term_function(const scene *s);

static term_function *const functions[RFI_REQUIREMENT_KIND_COUNT] = {
    [RFI_REQ_FIRM_UTILITY] = firm_utility,
    [RFI_REQ_ENERGISED_UTILITY] = energised_utility,
    [RFI_REQ_CHANGE_OF_USE] = change_of_use,
    [RFI_REQ_GATE] = gate,
    [RFI_REQ_SUBSYSTEM] = subsystem,
    [RFI_REQ_POWER_CHAIN] = power_chain,
    [RFI_REQ_BACKUP_POWER] = backup_power,
    [RFI_REQ_RACK_VOLTAGE] = rack_voltage,
    [RFI_REQ_RACK_FEEDS] = rack_feeds,
    [RFI_REQ_LIQUID_LOOP] = liquid_loop,
    [RFI_REQ_LIQUID_HEAT] = plant_heat,
    [RFI_REQ_LIQUID_SUPPLY] = liquid_supply,
    [RFI_REQ_LIQUID_FLOW] = liquid_flow,
    [RFI_REQ_AIR_HEAT] = plant_heat,
    [RFI_REQ_AIR_INLET] = air_inlet,
    [RFI_REQ_AIR_FILTRATION] = air_filtration,
    [RFI_REQ_PLANT_AMBIENT] = plant_ambient,
    [RFI_REQ_HALL_KNOWN] = status_test,
    [RFI_REQ_FLOOR_SPACE] = floor_space,
    [RFI_REQ_SLAB] = slab,
    [RFI_REQ_CLEAR_HEIGHT] = clear_height,
    [RFI_REQ_DELIVERY_HEIGHT] = delivery,
    [RFI_REQ_DELIVERY_WIDTH] = delivery,
    [RFI_REQ_NETWORK_CAPACITY] = network_capacity,
    [RFI_REQ_NETWORK_PATHS] = network_paths,
    [RFI_REQ_HALL_READY] = by_date,
    [RFI_REQ_AVAILABLE] = by_date,
    [RFI_REQ_MINING_STOPS] = mining_stops,
};

void rfi_capacity_terms(const rfi_study *study, const rfi_requirement *requirement,
                        const rfi_subject *subject, rfi_view *view, rfi_terms *terms)
{
    size_t bytes = study->site->hall_count * sizeof(int64_t);
    if (bytes > 0) {
        memset(terms->pod, 0, bytes);
        memset(terms->unit, 0, bytes);
        memset(terms->idle, 0, bytes);
    }
    terms->limit = 0;
    terms->fixed = 0;
    view->unknown = false;
    const scene s = {study, requirement, subject, view, terms};
    functions[requirement->kind](&s);
    terms->unknown = view->unknown;
}
