/* SPDX-License-Identifier: MIT */
/* Derivations of what a case counts: pods, units, chips, power, and their shares by hall.
 */
#include "planner/decide/why.h"

#include <string.h>

static const rfi_case *case_of(const rfi_ask *ask)
{
    return &ask->why->judgement->cases[ask->why->end];
}

/* One row for all numbers of a case that nothing limits. */
static bool tell_unlimited(const rfi_ask *ask, rfi_dimension dimension, rfi_power_kind kind)
{
    if (!rfi_case_unlimited(case_of(ask))) {
        return false;
    }
    rfi_trace_open(&ask->why->view, ask->number->name, NULL,
                   "nothing that is known limits the pods: no statement");
    rfi_trace_pop(&ask->why->trace, RFI_UNBOUNDED, dimension, kind);
    return true;
}

static void tell_binding(rfi_why *why)
{
    const rfi_judgement *j = why->judgement;
    const rfi_case *c = &j->cases[why->end];
    bool any = false;
    for (size_t i = 0; i < j->requirement_count; i++) {
        if (j->requirements[i].binding[why->end]) {
            any = true;
            (void)rfi_tell_beside(why, &why->question, i, why->end, c->shares);
        }
    }
    rfi_trace_words(&why->view, "one pod more", NULL,
                    any ? "breaks the requirements above: none of them can be spared"
                        : "breaks no single requirement that could be named");
}

static const char *search_words(rfi_why *why, const rfi_case *c)
{
    if (c->search == RFI_SEARCH_PROVEN) {
        return "proven: the search left no better plan open";
    }
    const char *words = rfi_arena_format(
        why->arena, "stopped: more than %lld pods are ruled out", (long long)c->pods_bound);
    return words == NULL ? "stopped" : words;
}

static bool tell_pods(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    const rfi_case *c = case_of(ask);
    if (tell_unlimited(ask, RFI_DIM_COUNT, RFI_POWER_PLAIN)) {
        return true;
    }
    const rfi_site *site = why->evaluation->site;
    rfi_trace_step(&why->view, RFI_OP_SUM, ask->number->name, NULL);
    rfi_trace_formula(&why->view, "most pods that every requirement allows, hall by hall");
    for (size_t h = 0; h < site->hall_count; h++) {
        if (c->shares[h].pods > 0) {
            rfi_trace_open(&why->view, "pods in the hall", site->halls[h].id,
                           "as the search divides them");
            rfi_trace_close(&why->view, c->shares[h].pods, RFI_DIM_COUNT);
        }
    }
    rfi_trace_words(&why->view, "search", NULL, search_words(why, c));
    tell_binding(why);
    rfi_trace_close(&why->view, c->pods, RFI_DIM_COUNT);
    return true;
}

static bool tell_bound(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    const rfi_case *c = case_of(ask);
    if (tell_unlimited(ask, RFI_DIM_COUNT, RFI_POWER_PLAIN)) {
        return true;
    }
    rfi_trace_open(&why->view, ask->number->name, NULL,
                   c->search == RFI_SEARCH_PROVEN
                       ? "equal to the pods: the search was complete"
                       : "least bound of the branches that the search left open");
    rfi_trace_words(&why->view, "search", NULL, search_words(why, c));
    tell_binding(why);
    rfi_trace_close(&why->view, c->pods_bound, RFI_DIM_COUNT);
    return true;
}

static bool tell_units(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    const rfi_case *c = case_of(ask);
    if (tell_unlimited(ask, RFI_DIM_COUNT, RFI_POWER_PLAIN)) {
        return true;
    }
    const rfi_site *site = why->evaluation->site;
    rfi_trace_step(&why->view, RFI_OP_SUM, ask->number->name, NULL);
    rfi_trace_formula(&why->view,
                      "scalable units of each hall, partial ones counted whole");
    for (size_t h = 0; h < site->hall_count; h++) {
        if (c->shares[h].units > 0) {
            rfi_trace_open(&why->view, "scalable units in the hall", site->halls[h].id,
                           "fewest that hold its pods, hall by hall of this kind");
            rfi_trace_close(&why->view, c->shares[h].units, RFI_DIM_COUNT);
        }
    }
    rfi_trace_close(&why->view, c->units, RFI_DIM_COUNT);
    return true;
}

static void tell_racks_per_pod(rfi_why *why, const rfi_profile *profile)
{
    if (rfi_known(&profile->racks_per_pod) && profile->racks_per_pod.high > 0) {
        rfi_tell_figure(why, &profile->racks_per_pod, RFI_END_UNFAVOURABLE,
                        RFI_ROLE_DEMAND);
    } else {
        rfi_trace_note(&why->view, "racks per pod, one when not stated", profile->id, 1,
                       RFI_DIM_COUNT);
    }
}

static bool tell_chips(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    const rfi_case *c = case_of(ask);
    const rfi_profile *profile = why->judgement->profile;
    if (tell_unlimited(ask, RFI_DIM_COUNT, RFI_POWER_PLAIN)) {
        return true;
    }
    rfi_trace_step(&why->view, RFI_OP_PRODUCT, ask->number->name, profile->id);
    rfi_trace_note(&why->view, "pods", NULL, c->pods, RFI_DIM_COUNT);
    tell_racks_per_pod(why, profile);
    if (rfi_known(&profile->chips)) {
        rfi_tell_figure(why, &profile->chips, RFI_END_BASE, RFI_ROLE_DEMAND);
    } else {
        rfi_trace_note(&why->view, "chips per rack, not stated", profile->id, 0,
                       RFI_DIM_COUNT);
    }
    rfi_trace_close(&why->view, c->chips, RFI_DIM_COUNT);
    return true;
}

void rfi_tell_it_power(rfi_why *why, const char *what, int64_t pods, int64_t units,
                       bool plan)
{
    rfi_view *view = &why->view;
    const rfi_profile *profile = why->judgement->profile;
    const rfi_figure *rack = plan ? &profile->plan : &profile->max;
    if (!rfi_known(rack)) {
        rfi_trace_open(view, what, profile->id, "the draw of a rack is not stated");
        rfi_trace_close_power(view, 0, RFI_POWER_CRITICAL_IT);
        return;
    }
    rfi_trace_step(view, RFI_OP_SUM, what, profile->id);
    rfi_trace_formula(view,
                      "racks of the pods and support racks of the units, base values");
    rfi_trace_step(view, RFI_OP_PRODUCT, "racks of the pods", profile->id);
    rfi_trace_note(view, "pods", NULL, pods, RFI_DIM_COUNT);
    tell_racks_per_pod(why, profile);
    rfi_tell_figure(why, rack, RFI_END_BASE, RFI_ROLE_DEMAND);
    int64_t racks = rfi_mul(pods, rfi_mul(rfi_racks_per_pod(profile), rack->base));
    rfi_trace_close(view, racks, RFI_DIM_POWER);
    for (size_t i = 0; i < profile->support_count; i++) {
        const rfi_support *support = &profile->supports[i];
        if (support->kind == RFI_SUPPORT_CDU || !rfi_known(&support->power)) {
            continue;
        }
        int64_t count = rfi_known(&support->count) ? support->count.base : 1;
        rfi_trace_step(view, RFI_OP_PRODUCT, "support racks of the units", support->id);
        rfi_trace_note(view, "scalable units", NULL, units, RFI_DIM_COUNT);
        if (rfi_known(&support->count)) {
            rfi_tell_figure(why, &support->count, RFI_END_BASE, RFI_ROLE_DEMAND);
        }
        rfi_tell_figure(why, &support->power, RFI_END_BASE, RFI_ROLE_DEMAND);
        rfi_trace_close(view, rfi_mul(units, rfi_mul(count, support->power.base)),
                        RFI_DIM_POWER);
    }
    rfi_trace_close_power(view, rfi_it_power(profile, pods, units, plan),
                          RFI_POWER_CRITICAL_IT);
}

static bool tell_power(const rfi_ask *ask)
{
    const rfi_case *c = case_of(ask);
    if (!tell_unlimited(ask, RFI_DIM_POWER, RFI_POWER_CRITICAL_IT)) {
        rfi_tell_it_power(ask->why, ask->number->name, c->pods, c->units,
                          strcmp(ask->number->name, "plan-power") == 0);
    }
    return true;
}

/* ---- by hall --------------------------------------------------------------------------
 */

static bool tell_hall_units(rfi_why *why, const rfi_hall_share *share)
{
    int64_t per_su = rfi_pods_per_unit(why->judgement->profile);
    bool plain = share->units == rfi_div_ceil(share->pods, per_su);
    if (!plain) {
        rfi_trace_open(&why->view, "scalable units in the hall", share->hall->id,
                       "a scalable unit is not split between halls of this kind");
    } else {
        rfi_trace_step(&why->view, RFI_OP_QUOTIENT_CEIL, "scalable units in the hall",
                       share->hall->id);
    }
    rfi_trace_note(&why->view, "pods in the hall", share->hall->id, share->pods,
                   RFI_DIM_COUNT);
    rfi_trace_note(&why->view, "pods of a scalable unit", why->judgement->profile->id,
                   per_su, RFI_DIM_COUNT);
    rfi_trace_close(&why->view, share->units, RFI_DIM_COUNT);
    return true;
}

static bool tell_hall(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    size_t hall = rfi_hall_by_id(why->evaluation->site, ask->key);
    if (hall == SIZE_MAX) {
        return false;
    }
    const rfi_hall_share *share = &case_of(ask)->shares[hall];
    const char *name = ask->number->name;
    if (strcmp(name, "hall-units") == 0) {
        return tell_hall_units(why, share);
    }
    bool pods = strcmp(name, "hall-pods") == 0;
    bool most = strcmp(name, "hall-most-pods") == 0;
    rfi_trace_open(&why->view, name, share->hall->id,
                   pods   ? "as the search divides the pods"
                   : most ? "pods in the fullest of these halls"
                          : "fewest of these halls that hold the pods and their units");
    if (!pods) {
        rfi_trace_note(&why->view, "pods in all of them", share->hall->id, share->pods,
                       RFI_DIM_COUNT);
    } else {
        rfi_trace_words(&why->view, "search", NULL, search_words(why, case_of(ask)));
        tell_binding(why);
    }
    rfi_trace_close(&why->view,
                    pods   ? share->pods
                    : most ? share->most_pods
                           : share->converted,
                    RFI_DIM_COUNT);
    return true;
}

static bool tell_plan_pods(const rfi_ask *ask)
{
    const rfi_judgement *j = ask->why->judgement;
    if (j->plan == NULL) {
        return false;
    }
    ask->why->end = j->plan->end;
    ask->why->view.end = j->plan->end;
    return tell_pods(ask);
}

/* clang-format off */
const rfi_number rfi_numbers_case[] = {
    {"pods", NULL, false, true, "most pods that the site holds", "ends[end].pods", tell_pods},
    {"pods-bound", NULL, false, true, "no plan holds more pods", "ends[end].pods_bound", tell_bound},
    {"units", NULL, false, true, "scalable units", "ends[end].units", tell_units},
    {"chips", NULL, false, true, "accelerator chips", "ends[end].chips", tell_chips},
    {"critical-it", NULL, false, true, "critical IT power at max draw", "ends[end].critical_it", tell_power},
    {"plan-power", NULL, false, true, "critical IT power at plan draw", "ends[end].critical_it_plan", tell_power},
    {"plan-pods", NULL, false, false, "pods of the plan that is shown", "plan.pods", tell_plan_pods},
    {"hall-pods", "hall", false, true, "pods in halls of one kind",
     "ends[end].halls[hall].pods plan.halls[hall].pods", tell_hall},
    {"hall-units", "hall", false, true, "scalable units in halls of one kind",
     "ends[end].halls[hall].units plan.halls[hall].units", tell_hall},
    {"hall-most-pods", "hall", false, true, "pods in the fullest hall of one kind",
     "ends[end].halls[hall].most_pods plan.halls[hall].most_pods", tell_hall},
    {"hall-converted", "hall", false, true, "halls of one kind that take racks",
     "ends[end].halls[hall].converted plan.halls[hall].converted", tell_hall},
    {NULL, NULL, false, false, NULL, NULL, NULL},
};
/* clang-format on */
