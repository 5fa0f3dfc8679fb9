/* SPDX-License-Identifier: MIT */
/* What one unit of each measure adds to limits and takes of them, at the three ends.
 * docs/retrofit.md gives the rules. */
#include "planner/capacity/gains.h"

#include "planner/capacity/terms.h"
#include "planner/capacity/wiring.h"

#include <string.h>

enum { FORMS = RFI_GAIN_SETTLES + 1 };

/* A requirement, and the measure whose effects are being weighed. */
typedef struct weighing {
    const rfi_study *study;
    const rfi_requirement *requirement;
    const rfi_subject *subject;
    size_t alike;          /* groups of its kind that stand there, with this one */
    rfi_gain gains[FORMS]; /* of this measure, by form */
} weighing;

/* ---- what effects are about ------------------------------------------------------------
 */

rfi_plant_kind rfi_effect_plant(const rfi_effect *effect)
{
    static const char *const words[RFI_PLANT_KINDS] = {
        "dry-cooler", "adiabatic",   "tower",     "chiller",   "cdu",   "crah",
        "fan-wall",   "outside-air", "rear-door", "immersion", "hydro",
    };
    size_t kind = 0;
    while (kind < RFI_PLANT_KINDS &&
           (effect->of == NULL || strcmp(words[kind], effect->of) != 0)) {
        kind++;
    }
    return (rfi_plant_kind)kind;
}

rfi_element_kind rfi_effect_element(const rfi_effect *effect)
{
    static const char *const words[RFI_ELEMENT_KINDS] = {
        "transformer", "switchgear",  "feeder", "substation", "generator",
        "ups",         "switchboard", "busway", "bess",
    };
    size_t kind = 0;
    while (kind < RFI_ELEMENT_KINDS &&
           (effect->of == NULL || strcmp(words[kind], effect->of) != 0)) {
        kind++;
    }
    return (rfi_element_kind)kind;
}

static bool is_gate(const rfi_effect *effect, rfi_gate_kind kind)
{
    static const char *const words[RFI_GATE_KINDS] = {
        "title", "interconnection", "zoning",     "air",          "water", "noise",
        "road",  "other",           "large-load", "ride-through",
    };
    return strcmp(words[kind], effect->of) == 0;
}

static bool about(const rfi_effect *effect, rfi_requirement_kind kind)
{
    return effect->requirement != NULL &&
           strcmp(effect->requirement, rfi_requirement_id_words(kind)) == 0;
}

bool rfi_effect_is(const rfi_measure *measure, const rfi_effect *effect,
                   rfi_requirement_kind kind)
{
    return measure->scope != RFI_SCOPE_LINK && about(effect, kind);
}

rfi_requirement_kind rfi_effect_level(const rfi_effect *effect)
{
    static const rfi_requirement_kind kinds[] = {RFI_REQ_LIQUID_SUPPLY, RFI_REQ_AIR_INLET,
                                                 RFI_REQ_AIR_FILTRATION};
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (about(effect, kinds[i]) && effect->adds.state != RFI_ABSENT) {
            return kinds[i];
        }
    }
    return RFI_REQUIREMENT_KIND_COUNT;
}

/* The plant of a level is new, on whatever the hall has; filters alone need an intake of
 * outside air that is there. */
bool rfi_level_in_hall(const rfi_study *study, const rfi_effect *effect,
                       const rfi_hall *hall)
{
    if (rfi_effect_plant(effect) != RFI_PLANT_OUTSIDE_AIR) {
        return true;
    }
    const rfi_plant *plant = rfi_site_plant(study->site, hall, hall->air);
    return plant != NULL && plant->kind == RFI_PLANT_OUTSIDE_AIR;
}

static bool is_level_offer(rfi_offer offer)
{
    return offer == RFI_OFFER_LEVEL_SUPPLY || offer == RFI_OFFER_LEVEL_INLET ||
           offer == RFI_OFFER_LEVEL_FILTRATION;
}

static rfi_requirement_kind level_of_offer(rfi_offer offer)
{
    return offer == RFI_OFFER_LEVEL_SUPPLY  ? RFI_REQ_LIQUID_SUPPLY
           : offer == RFI_OFFER_LEVEL_INLET ? RFI_REQ_AIR_INLET
                                            : RFI_REQ_AIR_FILTRATION;
}

/* ---- places ----------------------------------------------------------------------------
 */

/* Rows that only the whole site has: an install acts from any place. */
static bool from_anywhere(rfi_requirement_kind kind)
{
    switch ((int)kind) {
    case RFI_REQ_FIRM_UTILITY:
    case RFI_REQ_ENERGISED_UTILITY:
    case RFI_REQ_CHANGE_OF_USE:
    case RFI_REQ_GATE:
    case RFI_REQ_GRID_RULE:
    case RFI_REQ_NETWORK_CAPACITY:
    case RFI_REQ_NETWORK_PATHS:
    case RFI_REQ_NETWORK_LATENCY:
    case RFI_REQ_NETWORK_CARRIERS:
    case RFI_REQ_WATER_DAY:
    case RFI_REQ_WATER_YEAR:
    case RFI_REQ_MAKE_UP:
    case RFI_REQ_LOAD_SWING:
    case RFI_REQ_SWING_ENERGY:
        return true;
    default:
        return false;
    }
}

/* Can a unit of the measure stand where the requirement does? */
static bool in_reach(const weighing *w, const rfi_measure *measure)
{
    if (from_anywhere(w->requirement->kind)) {
        return true;
    }
    return measure->scope != (w->subject->hall != NULL ? RFI_SCOPE_LINK : RFI_SCOPE_HALL);
}

/* Is the new unit one of what the row stands on? */
static bool of_new(const rfi_effect *effect, rfi_offer offer)
{
    rfi_plant_kind plant = rfi_effect_plant(effect);
    switch (offer) {
    case RFI_OFFER_NEW_CDU:
        return plant == RFI_PLANT_CDU;
    case RFI_OFFER_NEW_PLANT: /* chillers trim what coolers carry away */
        return plant != RFI_PLANT_CDU && plant != RFI_PLANT_CHILLER;
    case RFI_OFFER_NEW_UPS:
        return rfi_effect_element(effect) == RFI_ELEMENT_UPS;
    case RFI_OFFER_NEW_LOOP:
    case RFI_OFFER_NEW_AIR:
    case RFI_OFFER_NEW_GENERATORS:
    case RFI_OFFER_LEVEL_SUPPLY:
    case RFI_OFFER_LEVEL_INLET:
    case RFI_OFFER_LEVEL_FILTRATION:
    case RFI_OFFER_JOINT:
    case RFI_OFFER_NONE:
        break;
    }
    return true;
}

/* `of` narrows an effect to rows that stand on such a thing. */
static bool of_matches(const weighing *w, const rfi_effect *effect)
{
    const rfi_subject *subject = w->subject;
    if (effect->of == NULL) {
        return true;
    }
    if (subject->offer != RFI_OFFER_NONE && subject->offer != RFI_OFFER_JOINT) {
        return of_new(effect, subject->offer);
    }
    if (rfi_effect_level(effect) != RFI_REQUIREMENT_KIND_COUNT) {
        return rfi_level_in_hall(w->study, effect, subject->hall);
    }
    if (subject->gate != NULL) {
        return is_gate(effect, subject->gate->kind);
    }
    if (w->requirement->kind == RFI_REQ_SUBSYSTEM) {
        bool ups = strcmp(effect->of, "ups") == 0;
        return ups == (subject->subsystem == RFI_SUB_UPS);
    }
    if (subject->plant != NULL) {
        return subject->plant->kind == rfi_effect_plant(effect);
    }
    return subject->link.first == NULL ||
           subject->link.first->kind == rfi_effect_element(effect);
}

/* ---- forms -----------------------------------------------------------------------------
 */

static rfi_gain_form form_of_policy(rfi_policy policy, bool pairs)
{
    return pairs && policy >= RFI_POLICY_MAINTAINABLE ? RFI_GAIN_PAIRS
           : policy >= RFI_POLICY_REDUNDANT           ? RFI_GAIN_SPARE
                                                      : RFI_GAIN_EACH;
}

static rfi_gain_form form_of_plants(const rfi_study *study, bool cdu)
{
    return form_of_policy(study->policy[cdu ? RFI_SUB_CDU : RFI_SUB_COOLING], false);
}

/* New units are a block of their own, built to the policy of the row's subsystem. */
static rfi_gain_form form_of(const weighing *w)
{
    const rfi_subject *subject = w->subject;
    const rfi_policy *policy = w->study->policy;
    rfi_subsystem sub = RFI_SUB_UPS;
    switch ((int)w->requirement->kind) {
    case RFI_REQ_POWER_CHAIN:
    case RFI_REQ_PEAK_POWER:
    case RFI_REQ_RIDE_THROUGH:
        if (subject->link.first != NULL) {
            sub = rfi_element_subsystem(subject->link.first->kind);
        }
        return form_of_policy(policy[sub], true);
    case RFI_REQ_BACKUP_POWER:
    case RFI_REQ_LOAD_STEP:
        return form_of_policy(rfi_generator_policy(policy[RFI_SUB_GENERATORS]), true);
    case RFI_REQ_LIQUID_HEAT:
    case RFI_REQ_LIQUID_FLOW:
    case RFI_REQ_AIR_HEAT:
    case RFI_REQ_PIPE_FLOW:
    case RFI_REQ_AIR_FLOW:
    case RFI_REQ_COOLING_RIDE_THROUGH:
        return form_of_plants(w->study, subject->offer == RFI_OFFER_NEW_CDU ||
                                            (subject->plant != NULL &&
                                             subject->plant->kind == RFI_PLANT_CDU));
    case RFI_REQ_NETWORK_CAPACITY:
        return form_of_policy(policy[RFI_SUB_NETWORK], false);
    default:
        return RFI_GAIN_EACH;
    }
}

/* Sums keep the reserve of the want, except on floor, swings and rules of the grid. */
static bool keeps_reserve(const rfi_requirement *requirement)
{
    switch ((int)requirement->kind) {
    case RFI_REQ_FLOOR_SPACE:
    case RFI_REQ_LOAD_SWING:
    case RFI_REQ_SWING_ENERGY:
    case RFI_REQ_GRID_RULE:
        return false;
    default:
        return requirement->shape == RFI_SHAPE_HALL_SUM ||
               requirement->shape == RFI_SHAPE_SITE_SUM;
    }
}

static int64_t after_reserve(const weighing *w, rfi_view *view, int64_t amount)
{
    const rfi_scene scene = {
        .study = w->study, .requirement = w->requirement, .view = view};
    return keeps_reserve(w->requirement) ? rfi_less_reserve(&scene, amount) : amount;
}

/* ---- amounts ---------------------------------------------------------------------------
 */

static void add_to(weighing *w, rfi_gain_form form, rfi_end end, int64_t adds)
{
    int64_t *sum = &w->gains[form].adds[end];
    *sum = form == RFI_GAIN_SETTLES ? rfi_max(*sum, adds) : rfi_add(*sum, adds);
}

/* A state of a network that does not fold tells nothing about the group as a whole, nor do
 * rows of several groups say which loads they have in common; and a new interconnect feeds
 * none of those that are there. */
static bool can_grow(const weighing *w)
{
    const rfi_wired_row *wired = w->subject->wired;
    return wired == NULL ||
           (wired->folded && w->alike == 1 && w->requirement->kind != RFI_REQ_FIRM_UTILITY);
}

/* What one unit adds to and takes of a quantity. What is not known adds nothing at the
 * base. */
static void weigh_amounts(weighing *w, const rfi_effect *effect)
{
    rfi_gain_form form = form_of(w);
    for (rfi_end end = RFI_END_UNFAVOURABLE; end < RFI_ENDS; end++) {
        rfi_view view = {.end = end};
        if (effect->adds.state != RFI_ABSENT && can_grow(w)) {
            int64_t adds = after_reserve(w, &view, rfi_limit_of(&view, &effect->adds));
            bool parted = w->alike > RFI_JOINT_MOST && adds < RFI_UNBOUNDED;
            add_to(w, form, end, parted ? adds / (int64_t)w->alike : adds);
        }
        if (effect->takes.state != RFI_ABSENT) {
            int64_t *sum = &w->gains[form].takes[end];
            *sum = rfi_add(*sum, rfi_demand_of(&view, &effect->takes));
        }
    }
}

/* The level that new plants reach, against what the racks take. */
static bool level_passes(const rfi_study *study, rfi_view *view, const rfi_effect *effect)
{
    const rfi_figure *rules = study->rules->figures;
    const rfi_profile *profile = study->profile;
    int64_t limit = 0;
    int64_t demand = 0;
    rfi_requirement_kind kind = rfi_effect_level(effect);
    if (kind == RFI_REQ_AIR_FILTRATION) {
        limit = rfi_limit_of(view, &effect->adds);
        demand = rfi_demand_or(view, &profile->filtration_min, &rules[RFI_RULE_FILTRATION]);
    } else {
        demand = rfi_demand_of(view, &effect->adds); /* warm is against the racks */
        limit = kind == RFI_REQ_LIQUID_SUPPLY ? rfi_limit_of(view, &profile->supply_max)
                                              : rfi_limit_or(view, &profile->air_inlet_max,
                                                             &rules[RFI_RULE_AIR_INLET]);
    }
    return !view->unknown && demand <= limit;
}

/* Heat that one unit of the measure takes off the loop: where several of its plants stand
 * in series, the least; else its size. */
static int64_t heat_of_unit(rfi_view *view, const rfi_measure *measure,
                            rfi_requirement_kind heat)
{
    int64_t least = -1;
    for (size_t i = 0; i < measure->effect_count; i++) {
        const rfi_effect *effect = &measure->effects[i];
        if (about(effect, heat) && effect->adds.state != RFI_ABSENT) {
            int64_t adds = rfi_limit_of(view, &effect->adds);
            least = least < 0 ? adds : rfi_min(least, adds);
        }
    }
    if (least < 0) {
        least = measure->size.state == RFI_ABSENT ? 0 : rfi_limit_of(view, &measure->size);
    }
    return least;
}

/* A level row: of a measure whose level passes, the heat that its plant takes. */
static void weigh_level(weighing *w, const rfi_measure *measure)
{
    const rfi_effect *level = NULL;
    for (size_t i = 0; i < measure->effect_count && level == NULL; i++) {
        const rfi_effect *effect = &measure->effects[i];
        bool here = rfi_effect_level(effect) == level_of_offer(w->subject->offer) &&
                    rfi_level_in_hall(w->study, effect, w->subject->hall);
        level = here ? effect : NULL;
    }
    if (level == NULL) {
        return;
    }
    rfi_gain_form form = form_of_plants(w->study, rfi_effect_plant(level) == RFI_PLANT_CDU);
    for (rfi_end end = RFI_END_UNFAVOURABLE; end < RFI_ENDS; end++) {
        rfi_view view = {.end = end};
        if (level_passes(w->study, &view, level)) {
            int64_t heat = heat_of_unit(&view, measure, w->requirement->kind);
            add_to(w, form, end, after_reserve(w, &view, heat));
        }
    }
}

/* Does the profile take what the racks then see? Of accepted levels that nobody stated one
 * may turn out to be it. */
static bool takes_voltage(const rfi_study *study, rfi_view *view, const rfi_effect *effect)
{
    const rfi_profile *profile = study->profile;
    int64_t level = rfi_limit_of(view, &effect->voltage);
    const rfi_figure *open = NULL;
    for (size_t i = 0; i < profile->voltage_count && !view->unknown; i++) {
        const rfi_figure *accepted = &profile->voltages[i];
        if (rfi_known(accepted) && accepted->low <= level && level <= accepted->high) {
            return true;
        }
        open = rfi_known(accepted) ? open : accepted;
    }
    if (view->unknown || open == NULL) {
        return !view->unknown && profile->voltage_count == 0;
    }
    return rfi_limit_of(view, open) >= 1;
}

/* Does one unit settle the test at this end? */
static bool settles(const weighing *w, rfi_view *view, const rfi_effect *effect)
{
    const rfi_terms *terms = &w->requirement->ends[view->end];
    if (rfi_effect_level(effect) != RFI_REQUIREMENT_KIND_COUNT) {
        return level_passes(w->study, view, effect);
    }
    if (w->requirement->kind == RFI_REQ_PLANT_AMBIENT) {
        return effect->adds.state != RFI_ABSENT && !terms->unknown &&
               rfi_limit_of(view, &effect->adds) >= terms->fixed;
    }
    if (effect->voltage.state != RFI_ABSENT) {
        return takes_voltage(w->study, view, effect);
    }
    if (effect->adds.state == RFI_ABSENT && effect->takes.state == RFI_ABSENT) {
        return w->requirement->dimension == RFI_DIM_STATUS;
    }
    /* new air cooling in a hall that has none; a feed takes more than one new group */
    return w->requirement->kind == RFI_REQ_AIR_HEAT &&
           rfi_limit_of(view, &effect->adds) > 0;
}

/* Tests that a unit settles, or does not touch; the other rows gain or lose an amount. */
static bool is_settled(const rfi_requirement *requirement)
{
    return requirement->dimension == RFI_DIM_STATUS ||
           requirement->dimension == RFI_DIM_TEMPERATURE ||
           requirement->dimension == RFI_DIM_DATE ||
           requirement->kind == RFI_REQ_AIR_FILTRATION;
}

static void weigh_effect(weighing *w, const rfi_effect *effect)
{
    if (!about(effect, w->requirement->kind) || !of_matches(w, effect)) {
        return;
    }
    if (!is_settled(w->requirement)) {
        weigh_amounts(w, effect);
        return;
    }
    for (rfi_end end = RFI_END_UNFAVOURABLE; end < RFI_ENDS; end++) {
        rfi_view view = {.end = end};
        add_to(w, RFI_GAIN_SETTLES, end, settles(w, &view, effect) ? 1 : 0);
    }
}

/* ---- several of a kind ------------------------------------------------------------------
 */

static bool stands_on_groups(rfi_requirement_kind kind)
{
    switch ((int)kind) {
    case RFI_REQ_POWER_CHAIN:
    case RFI_REQ_BACKUP_POWER:
    case RFI_REQ_PEAK_POWER:
    case RFI_REQ_LOAD_STEP:
    case RFI_REQ_RIDE_THROUGH:
    case RFI_REQ_LIQUID_HEAT:
    case RFI_REQ_LIQUID_FLOW:
    case RFI_REQ_AIR_HEAT:
    case RFI_REQ_PIPE_FLOW:
    case RFI_REQ_AIR_FLOW:
    case RFI_REQ_COOLING_RIDE_THROUGH:
        return true;
    default:
        return false;
    }
}

bool rfi_gains_alike(rfi_requirement_kind kind, const rfi_subject *a, const rfi_subject *b)
{
    if (!stands_on_groups(kind) || a->hall != b->hall || a->offer != RFI_OFFER_NONE ||
        b->offer != RFI_OFFER_NONE) {
        return false;
    }
    if (a->link.first != NULL && b->link.first != NULL) {
        return a->link.first->kind == b->link.first->kind;
    }
    return a->plant != NULL && b->plant != NULL && a->plant->kind == b->plant->kind;
}

static bool same_thing(const rfi_subject *a, const rfi_subject *b)
{
    return a->link.first == b->link.first && a->plant == b->plant;
}

/* Groups of the row's kind at its place, each once however many states it has rows for. */
static size_t count_alike(const rfi_requirement_list *list, size_t index)
{
    rfi_requirement_kind kind = list->items[index].kind;
    const rfi_subject *subject = &list->subjects[index];
    const rfi_subject *last = subject;
    size_t count = 1;
    for (size_t i = 0; stands_on_groups(kind) && i < list->count; i++) {
        const rfi_subject *other = &list->subjects[i];
        if (list->items[i].kind == kind && rfi_gains_alike(kind, subject, other) &&
            !same_thing(subject, other) && !same_thing(last, other)) {
            last = other;
            count++;
        }
    }
    return count;
}

bool rfi_effect_raises(const rfi_study *study, const rfi_measure *measure,
                       const rfi_effect *effect, const rfi_requirement *requirement,
                       const rfi_subject *subject)
{
    const weighing w = {.study = study, .requirement = requirement, .subject = subject};
    return effect->adds.state != RFI_ABSENT && in_reach(&w, measure) &&
           about(effect, requirement->kind) && of_matches(&w, effect);
}

/* ---- rows ------------------------------------------------------------------------------
 */

static bool does_something(const rfi_gain *gain)
{
    bool any = false;
    for (size_t end = 0; end < RFI_ENDS; end++) {
        any = any || gain->adds[end] != 0 || gain->takes[end] != 0;
    }
    return any;
}

/* Appends what one measure does; returns the new count. */
static size_t weigh(weighing *w, size_t index, rfi_gain *gains, size_t count)
{
    const rfi_measure *measure = &w->study->measures->items[index];
    memset(w->gains, 0, sizeof(w->gains));
    if (!in_reach(w, measure)) {
        return count;
    }
    if (is_level_offer(w->subject->offer)) {
        weigh_level(w, measure);
    }
    for (size_t i = 0; i < measure->effect_count && !is_level_offer(w->subject->offer);
         i++) {
        weigh_effect(w, &measure->effects[i]);
    }
    for (size_t form = 0; form < FORMS; form++) {
        if (does_something(&w->gains[form])) {
            gains[count] = w->gains[form];
            gains[count].measure = index;
            gains[count].form = (rfi_gain_form)form;
            gains[count++].anywhere = from_anywhere(w->requirement->kind);
        }
    }
    return count;
}

bool rfi_gains_fill(const rfi_study *study, rfi_requirement_list *list)
{
    const rfi_measures *measures = study->measures;
    if (measures == NULL) {
        return true;
    }
    rfi_gain *scratch = RFI_ARRAY(study->arena, measures->count * FORMS, rfi_gain);
    for (size_t i = 0; scratch != NULL && i < list->count; i++) {
        rfi_requirement *r = &list->items[i];
        weighing w = {.study = study,
                      .requirement = r,
                      .subject = &list->subjects[i],
                      .alike = count_alike(list, i)};
        size_t count = 0;
        for (size_t m = 0; m < measures->count; m++) {
            count = weigh(&w, m, scratch, count);
        }
        r->gains = count == 0 ? NULL : RFI_ARRAY(study->arena, count, rfi_gain);
        if (count > 0 && r->gains == NULL) {
            return false;
        }
        for (size_t k = 0; k < count; k++) {
            r->gains[k] = scratch[k];
        }
        r->gain_count = count;
    }
    return scratch != NULL;
}
