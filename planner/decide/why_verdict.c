/* SPDX-License-Identifier: MIT */
/* Derivations of what is concluded: the want, the verdict, conflicts, dates, other
 * policies, and what a missing figure is worth. */
#include "planner/decide/why.h"

#include <string.h>

/* ---- the want --------------------------------------------------------------------------
 */

static void tell_target(rfi_why *why, int64_t power)
{
    const rfi_figure *target = &why->evaluation->site->want.target;
    rfi_trace_step(&why->view, RFI_OP_SAME, "wanted-critical-it", NULL);
    if (rfi_known(target) && target->base == power) {
        rfi_tell_figure(why, target, RFI_END_BASE, RFI_ROLE_DEMAND);
    } else {
        rfi_trace_note(&why->view, "asked for by the caller", NULL, power, RFI_DIM_POWER);
    }
    rfi_trace_close_power(&why->view, power, RFI_POWER_CRITICAL_IT);
}

static bool tell_wanted_power(const rfi_ask *ask)
{
    int64_t power = ask->why->judgement->wanted_power;
    if (power > 0) {
        tell_target(ask->why, power);
    }
    return power > 0;
}

static bool tell_wanted_pods(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    rfi_view *view = &why->view;
    const rfi_judgement *j = why->judgement;
    const rfi_figure *pods = &why->evaluation->site->want.pods;
    int64_t per_su = rfi_pods_per_unit(j->profile);
    if (j->wanted_power > 0) {
        int64_t one_less = rfi_max(j->wanted_pods - 1, 0);
        rfi_trace_open(view, "wanted-pods", NULL,
                       "fewest pods whose critical IT power reaches the want");
        tell_target(why, j->wanted_power);
        rfi_tell_it_power(why, "so many pods reach it", j->wanted_pods,
                          rfi_div_ceil(j->wanted_pods, per_su), false);
        rfi_tell_it_power(why, "one pod less falls short", one_less,
                          rfi_div_ceil(one_less, per_su), false);
        rfi_trace_close(view, j->wanted_pods, RFI_DIM_COUNT);
        return true;
    }
    rfi_trace_step(view, RFI_OP_SAME, "wanted-pods", NULL);
    if (rfi_known(pods) && pods->base == j->wanted_pods) {
        rfi_tell_figure(why, pods, RFI_END_BASE, RFI_ROLE_DEMAND);
    } else {
        rfi_trace_note(view,
                       j->wanted_pods == per_su
                           ? "one scalable unit, when nothing else is wanted"
                           : "asked for by the caller",
                       j->profile->id, j->wanted_pods, RFI_DIM_COUNT);
    }
    rfi_trace_close(view, j->wanted_pods, RFI_DIM_COUNT);
    return true;
}

/* ---- verdict and conflicts
 * --------------------------------------------------------------- */

static void tell_conflict(rfi_why *why, const rfi_conflict *conflict)
{
    rfi_trace_aside(&why->view, "conflict", NULL,
                    conflict->minimal
                        ? "cannot hold together; any one fewer could (each was tried)"
                        : "cannot hold together; not every member was shown to be needed");
    for (size_t i = 0; i < conflict->count; i++) {
        (void)rfi_tell_beside(why, &why->question, conflict->members[i], conflict->end,
                              NULL);
    }
    rfi_trace_close(&why->view, conflict->wanted_pods, RFI_DIM_COUNT);
}

static bool tell_conflict_pods(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    size_t index = 0;
    for (const char *c = ask->key; *c >= '0' && *c <= '9' && index < 1000; c++) {
        index = index * 10 + (size_t)(*c - '0');
    }
    if (index < 1 || index > why->judgement->conflict_count) {
        return false;
    }
    const rfi_conflict *conflict = &why->judgement->conflicts[index - 1];
    rfi_trace_open(&why->view, "conflict-pods", NULL,
                   "pods that are wanted and cannot be had");
    tell_conflict(why, conflict);
    rfi_trace_close(&why->view, conflict->wanted_pods, RFI_DIM_COUNT);
    return true;
}

static const char *rule_of(rf_verdict verdict)
{
    switch (verdict) {
    case RF_VERDICT_FIT:
        return "the unfavourable end of all ranges meets the want";
    case RF_VERDICT_FIT_WITH_MEASURES:
        return "the want is met once measures are taken";
    case RF_VERDICT_NO_FIT:
        return "not even the favourable end of all ranges meets the want";
    case RF_VERDICT_UNDECIDED:
        return "a search that matters was stopped at its budget";
    case RF_VERDICT_UNKNOWN:
        break;
    }
    return "the favourable end meets the want, the unfavourable end does not";
}

static void tell_deciding(rfi_why *why)
{
    const rfi_judgement *j = why->judgement;
    if (j->deciding_count == 0) {
        return;
    }
    rfi_trace_aside(&why->view, "figures that decide", NULL,
                    j->deciding_smallest
                        ? "a smallest set: with these at their favourable end it fits"
                        : "a minimal set: with these at their favourable end it fits");
    for (size_t i = 0; i < j->deciding_count; i++) {
        rfi_tell_figure(why, j->deciding[i], RFI_END_FAVOURABLE,
                        rfi_role_of(why, j->deciding[i]));
    }
    rfi_trace_close(&why->view, (int64_t)j->deciding_count, RFI_DIM_COUNT);
}

static bool tell_verdict(const rfi_ask *ask)
{
    static const char *const pods[RFI_ENDS] = {
        "pods at the unfavourable end", "pods at the base", "pods at the favourable end"};
    rfi_why *why = ask->why;
    const rfi_judgement *j = why->judgement;
    rfi_trace_open(&why->view, "verdict", j->profile->id, rule_of(j->verdict));
    rfi_trace_in_words(&why->view, rf_verdict_words(j->verdict));
    (void)tell_wanted_pods(ask);
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        const rfi_case *c = &j->cases[end];
        rfi_trace_open(&why->view, pods[end], NULL,
                       rfi_case_unlimited(c) ? "nothing that is known limits them"
                       : c->search == RFI_SEARCH_PROVEN ? "most that can be had, proven"
                                                        : "best found; the search stopped");
        rfi_trace_close(&why->view, rfi_case_unlimited(c) ? RFI_UNBOUNDED : c->pods,
                        RFI_DIM_COUNT);
    }
    for (size_t i = 0; i < j->conflict_count; i++) {
        tell_conflict(why, &j->conflicts[i]);
    }
    tell_deciding(why);
    rfi_trace_close(&why->view, (int64_t)j->verdict, RFI_DIM_COUNT);
    return true;
}

static bool tell_tightest(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    const rfi_judgement *j = why->judgement;
    const rfi_case *c = &j->cases[why->end];
    for (size_t i = 0; i < j->requirement_count; i++) {
        if (j->requirements[i].binding[why->end]) {
            return rfi_tell_requirement(why, &why->question, i, why->end, c->shares);
        }
    }
    return false;
}

/* ---- dates ------------------------------------------------------------------------------
 */

static bool tell_by(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    const rfi_evaluation *e = why->evaluation;
    const rfi_figure *by = &e->site->want.by;
    rfi_trace_step(&why->view, RFI_OP_SAME, "by", NULL);
    rfi_trace_formula(&why->view,
                      "last day of the date asked for; else the site's own day");
    if (rfi_known(by) && by->high == e->by) {
        rfi_tell_figure(why, by, RFI_END_UNFAVOURABLE, RFI_ROLE_DEMAND);
    } else {
        rfi_trace_note(&why->view,
                       e->by_stated ? "asked for by the caller" : "day of the site's facts",
                       e->site->id, e->by, RFI_DIM_DATE);
    }
    rfi_trace_close(&why->view, e->by, RFI_DIM_DATE);
    return true;
}

static void tell_date(rfi_why *why, const rfi_figure *when)
{
    if (rfi_known(when)) {
        rfi_tell_figure(why, when, RFI_END_UNFAVOURABLE, RFI_ROLE_DEMAND);
    }
}

static bool tell_earliest(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    rfi_view *view = &why->view;
    const rfi_site *site = why->evaluation->site;
    int64_t earliest = why->judgement->earliest;
    rfi_trace_open(view, "earliest", NULL,
                   "first of the dates below by which the unfavourable end meets the want");
    if (earliest == INT64_MAX) {
        rfi_trace_in_words(view, "none of the dates that are known");
    }
    (void)tell_wanted_pods(ask);
    rfi_trace_aside(view, "dates at which something changes", NULL, "each was tried");
    rfi_trace_note(view, "day of the site's facts", site->id, site->as_of, RFI_DIM_DATE);
    for (size_t i = 0; i < site->interconnect_count; i++) {
        for (size_t k = 0; k < site->interconnects[i].step_count; k++) {
            tell_date(why, &site->interconnects[i].steps[k].date);
        }
    }
    tell_date(why, &why->judgement->profile->available);
    for (size_t i = 0; i < site->hall_count; i++) {
        tell_date(why, &site->halls[i].ready);
    }
    for (size_t i = 0; i < site->gate_count; i++) {
        tell_date(why, &site->gates[i].date);
    }
    rfi_trace_close(view, why->evaluation->by, RFI_DIM_DATE);
    rfi_trace_close(view, earliest == INT64_MAX ? RFI_UNBOUNDED : earliest, RFI_DIM_DATE);
    return true;
}

/* ---- another policy
 * ----------------------------------------------------------------------- */

static const rfi_alternative *alternative_of(const rfi_ask *ask)
{
    const rfi_judgement *j = ask->why->judgement;
    for (size_t i = 0; i < j->alternative_count; i++) {
        if (strcmp(rfi_policy_words(j->alternatives[i].policy), ask->key) == 0) {
            return &j->alternatives[i];
        }
    }
    return NULL;
}

/* The requirements that stop the next pod under the other policy. */
static void tell_other_binding(rfi_why *why, const rfi_alternative *a)
{
    rfi_policy policy[RFI_SUBSYSTEMS];
    for (size_t i = 0; i < RFI_SUBSYSTEMS; i++) {
        policy[i] = i == RFI_SUB_UTILITY ? RFI_POLICY_NONE : a->policy;
    }
    const rfi_setting setting = {
        .site = why->evaluation->site,
        .profile = why->judgement->profile,
        .rules = why->evaluation->rules,
        .floors = why->floors,
        .policy = policy,
        .by = why->evaluation->by,
        .by_stated = why->evaluation->by_stated,
        .node_limit = why->question.node_limit,
    };
    rfi_arena *scratch = why->question.scratch;
    rfi_question *q = RFI_NEW(why->arena, rfi_question);
    rfi_hall_share *shares =
        RFI_ARRAY(why->arena, setting.site->hall_count, rfi_hall_share);
    rfi_pose pose;
    rfi_answer answer;
    if (q == NULL || shares == NULL ||
        !rfi_question_pose(&setting, why->arena, scratch, q) ||
        !rfi_pose_init(&pose, scratch, q, why->end) ||
        !rfi_most_pods(q, &pose, NULL, shares, &answer)) {
        why->trace.failed = true;
        return;
    }
    rfi_conflict conflict = {.members = RFI_ARRAY(scratch, q->list.count + 1, size_t)};
    if (conflict.members == NULL || answer.bound >= RFI_PODS_CAP ||
        !rfi_find_conflict(q, &pose, NULL, answer.bound + 1, &conflict)) {
        return;
    }
    for (size_t i = 0; i < conflict.count; i++) {
        (void)rfi_tell_beside(why, q, conflict.members[i], why->end, shares);
    }
}

static void tell_other_pods(rfi_why *why, const rfi_alternative *a, const char *what)
{
    bool capped = a->pods[why->end] >= RFI_PODS_CAP;
    rfi_trace_open(&why->view, what, rfi_policy_words(a->policy),
                   capped
                       ? "nothing that is known limits the pods: no statement"
                       : "most pods with every subsystem but the utility at this policy");
    if (!capped) {
        tell_other_binding(why, a);
    }
    rfi_trace_close(&why->view, capped ? RFI_UNBOUNDED : a->pods[why->end], RFI_DIM_COUNT);
}

static bool tell_alternative_pods(const rfi_ask *ask)
{
    const rfi_alternative *a = alternative_of(ask);
    if (a != NULL) {
        tell_other_pods(ask->why, a, ask->number->name);
    }
    return a != NULL;
}

static bool tell_alternative_power(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    const rfi_alternative *a = alternative_of(ask);
    if (a == NULL) {
        return false;
    }
    int64_t pods = a->pods[why->end];
    if (pods >= RFI_PODS_CAP) {
        rfi_trace_open(&why->view, ask->number->name, ask->key,
                       "nothing that is known limits the pods: no statement");
        rfi_trace_close_power(&why->view, RFI_UNBOUNDED, RFI_POWER_CRITICAL_IT);
        return true;
    }
    rfi_trace_step(&why->view, RFI_OP_SAME, ask->number->name, rfi_policy_words(a->policy));
    rfi_tell_it_power(why, "critical IT power of these pods", pods,
                      rfi_div_ceil(pods, rfi_pods_per_unit(why->judgement->profile)),
                      false);
    rfi_trace_aside(&why->view, "these pods", NULL, "under the same policy");
    tell_other_pods(why, a, "pods");
    rfi_trace_close(&why->view, pods, RFI_DIM_COUNT);
    rfi_trace_close_power(&why->view, a->it_power[why->end], RFI_POWER_CRITICAL_IT);
    return true;
}

/* ---- what a figure is worth
 * ---------------------------------------------------------------- */

static const rfi_request *request_of(const rfi_ask *ask)
{
    const rfi_judgement *j = ask->why->judgement;
    for (size_t i = 0; i < j->request_count; i++) {
        const rfi_figure *figure = j->requests[i].figure;
        const char *id = rfi_arena_format(ask->why->arena, "%s/%s/%s#%lu", figure->document,
                                          figure->owner, figure->attribute,
                                          (unsigned long)figure->order);
        bool same = id != NULL && strcmp(id, ask->key) == 0;
        for (size_t k = 0; !same && k < j->book_count; k++) {
            same = j->book[k].figure == figure && strcmp(j->book[k].id, ask->key) == 0;
        }
        if (same) {
            return &j->requests[i];
        }
    }
    return NULL;
}

static bool tell_swing(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    const rfi_judgement *j = why->judgement;
    const rfi_request *request = request_of(ask);
    const rfi_case *best = &j->cases[RFI_END_FAVOURABLE];
    int64_t left = 0;
    if (request == NULL) {
        return false;
    }
    if (!rfi_pods_without(why->arena, &why->question, request->figure, best, &left)) {
        why->trace.failed = true;
        return false;
    }
    int64_t per_su = rfi_pods_per_unit(j->profile);
    rfi_trace_step(&why->view, RFI_OP_DIFFERENCE, "swing", request->figure->owner);
    rfi_trace_formula(&why->view, "critical IT power with it favourable less unfavourable, "
                                  "all other figures favourable");
    rfi_tell_it_power(why, "all figures favourable", best->pods,
                      rfi_div_ceil(best->pods, per_su), false);
    rfi_tell_it_power(why, "this one unfavourable", left, rfi_div_ceil(left, per_su),
                      false);
    rfi_trace_aside(&why->view, "the figure", NULL, "its two ends");
    rfi_role role = rfi_role_of(why, request->figure);
    rfi_tell_figure(why, request->figure, RFI_END_FAVOURABLE, role);
    int64_t low = rfi_tell_figure(why, request->figure, RFI_END_UNFAVOURABLE, role);
    rfi_trace_close(&why->view, low, request->figure->dimension);
    rfi_trace_close_power(&why->view, request->swing, RFI_POWER_CRITICAL_IT);
    return true;
}

/* clang-format off */
const rfi_number rfi_numbers_verdict[] = {
    {"verdict", NULL, false, false, "fit, no fit or unknown, and what decides", NULL, tell_verdict},
    {"wanted-pods", NULL, false, false, "pods that the want comes to", "wanted_pods", tell_wanted_pods},
    {"wanted-critical-it", NULL, false, false, "critical IT power that is wanted", "wanted_critical_it",
     tell_wanted_power},
    {"slack", NULL, false, true, "slack of the first requirement that binds", NULL, tell_tightest},
    {"by", NULL, false, false, "day for which it is judged", NULL, tell_by},
    {"earliest", NULL, false, false, "first date at which the want is met for certain", NULL, tell_earliest},
    {"conflict-pods", "conflict", false, false, "pods that a conflict rules out", "conflicts[#].wanted_pods",
     tell_conflict_pods},
    {"alternative-pods", "policy", false, true, "pods under another policy", "alternatives[policy].ends[end].pods",
     tell_alternative_pods},
    {"alternative-critical-it", "policy", false, true, "critical IT power under another policy",
     "alternatives[policy].ends[end].critical_it", tell_alternative_power},
    {"swing", "figure", false, false, "what an uncertain figure is worth", "requests[figure].swing", tell_swing},
    {NULL, NULL, false, false, NULL, NULL, NULL},
};
/* clang-format on */
