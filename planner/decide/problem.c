/* SPDX-License-Identifier: MIT */
/* Requirements as an integer problem over kinds of halls: y halls converted, n pods, s
 * scalable units. docs/requirements.md, "From requirements to a verdict". */
#include "planner/decide/question.h"

#include <string.h>

#include "planner/solve/solve.h"

bool rfi_question_pose(const rfi_setting *setting, rfi_arena *home, rfi_arena *scratch,
                       rfi_question *ret_question)
{
    rfi_question *q = ret_question;
    *q = (rfi_question){.node_limit = setting->node_limit, .scratch = scratch};
    q->study = (rfi_study){
        .arena = home,
        .memory = rfi_memory_new(home),
        .count_floor = rfi_floors_count,
        .measure_route = rfi_floors_route,
        .floor_context = setting->floors,
        .site = setting->site,
        .profile = setting->profile,
        .rules = setting->rules,
        .by = setting->by,
        .by_stated = setting->by_stated,
        .measures = setting->measures,
    };
    memcpy(q->study.policy, setting->policy, sizeof(q->study.policy));
    rfi_floors_profile(setting->floors, setting->profile);
    return rfi_capacity_list(&q->study, &q->list) && rfi_question_sort(q);
}

static int64_t halls_of(int64_t count, rfi_view *view)
{
    int64_t halls = view->unknown ? 1 : rfi_min(count, RFI_PODS_CAP);
    view->unknown = false;
    return halls;
}

void rfi_pose_halls(rfi_pose *pose, const rfi_question *question, rfi_view *view)
{
    const rfi_site *site = question->study.site;
    for (size_t h = 0; h < site->hall_count; h++) {
        const rfi_figure *count = &site->halls[h].count;
        bool absent = count->state == RFI_ABSENT;
        view->unknown = false;
        pose->halls[h] = halls_of(rfi_count_of(view, count), view);
        pose->mining_halls[h] = halls_of(absent ? 1 : rfi_demand_of(view, count), view);
    }
}

bool rfi_pose_init(rfi_pose *pose, rfi_arena *arena, const rfi_question *question,
                   rfi_end end)
{
    const rfi_site *site = question->study.site;
    pose->terms = RFI_ARRAY(arena, question->list.count, const rfi_terms *);
    pose->halls = RFI_ARRAY(arena, site->hall_count, int64_t);
    pose->mining_halls = RFI_ARRAY(arena, site->hall_count, int64_t);
    if (pose->terms == NULL || pose->halls == NULL || pose->mining_halls == NULL) {
        return false;
    }
    for (size_t i = 0; i < question->list.count; i++) {
        const rfi_terms *terms = &question->list.items[i].ends[end];
        pose->terms[i] = end == RFI_END_BASE && terms->unknown ? NULL : terms;
    }
    rfi_view view = {.end = end};
    rfi_pose_halls(pose, question, &view);
    return true;
}

rfi_terms *rfi_spare_terms(rfi_arena *arena, const rfi_question *question)
{
    size_t halls = question->study.site->hall_count;
    rfi_terms *spare = RFI_ARRAY(arena, question->list.count, rfi_terms);
    rfi_slots slots = {0};
    for (size_t i = 0; spare != NULL && i < question->list.count; i++) {
        if (!rfi_terms_room(arena, &slots, &question->list.items[i], halls, &spare[i])) {
            return NULL;
        }
    }
    return spare;
}

static bool touches(const rfi_requirement *r, const rfi_figure *const *figures,
                    size_t count)
{
    for (size_t j = 0; j < r->input_count; j++) {
        for (size_t k = 0; k < count; k++) {
            if (r->inputs[j].figure == figures[k]) {
                return true;
            }
        }
    }
    return false;
}

bool rfi_pose_view(rfi_pose *pose, const rfi_question *question, const rfi_view *view,
                   const rfi_figure *const *figures, size_t count, rfi_terms *spare)
{
    if (!rfi_pose_init(pose, question->scratch, question, view->end)) {
        return false;
    }
    for (size_t i = 0; i < question->list.count; i++) {
        if (touches(&question->list.items[i], figures, count)) {
            rfi_view own = *view;
            rfi_capacity_terms(&question->study, &question->list.items[i],
                               &question->list.subjects[i], &own, &spare[i]);
            bool skip = view->end == RFI_END_BASE && spare[i].unknown;
            pose->terms[i] = skip ? NULL : &spare[i];
        }
    }
    rfi_view halls = *view;
    rfi_pose_halls(pose, question, &halls);
    return true;
}

static int64_t hall_demand(const rfi_terms *terms, size_t hall, int64_t pods,
                           int64_t per_su)
{
    int64_t units = rfi_div_ceil(pods, per_su);
    return rfi_add(
        rfi_add(terms->fixed, terms->standing[hall]),
        rfi_add(rfi_mul(terms->pod[hall], pods), rfi_mul(terms->unit[hall], units)));
}

/* Largest n <= RFI_PODS_CAP with fixed + standing + pod * n + unit * ceil(n / per_su) <=
 * limit: whole scalable units first, then what the last, partial one can take. */
static int64_t most_in_hall(const rfi_terms *terms, size_t hall, int64_t per_su)
{
    if (terms->limit >= RFI_UNBOUNDED) {
        return RFI_PODS_CAP;
    }
    int64_t pod = terms->pod[hall];
    int64_t unit = terms->unit[hall];
    rfi_wide room = (rfi_wide)terms->limit - terms->fixed - terms->standing[hall];
    rfi_wide whole = (rfi_wide)pod * per_su + unit;
    if (room < 0 || pod >= RFI_UNBOUNDED || unit >= RFI_UNBOUNDED) {
        return room < 0 || pod > 0 || unit > 0 ? 0 : RFI_PODS_CAP;
    }
    if (whole == 0) {
        return RFI_PODS_CAP;
    }
    rfi_wide units = room / whole;
    rfi_wide rest = room - units * whole - unit;
    rfi_wide more = rest < 0 ? 0 : pod == 0 ? per_su - 1 : rest / pod;
    more = more < per_su - 1 ? more : per_su - 1;
    return rfi_min(rfi_narrow(units * per_su + more), RFI_PODS_CAP);
}

int64_t rfi_hall_most(const rfi_question *question, const rfi_pose *pose,
                      size_t requirement)
{
    const rfi_requirement *r = &question->list.items[requirement];
    const rfi_terms *terms = pose->terms[requirement];
    if (r->shape == RFI_SHAPE_HALL_TEST) {
        return terms->fixed <= terms->limit ? RFI_PODS_CAP : 0;
    }
    return most_in_hall(terms, r->hall_index, rfi_pods_per_unit(question->study.profile));
}

/* Pods that one hall of each kind can take; -1 everywhere when a site test fails. */
static bool hall_limits(const rfi_question *question, const rfi_pose *pose,
                        const bool *active, int64_t *limits)
{
    size_t halls = question->study.site->hall_count;
    for (size_t h = 0; h < halls; h++) {
        limits[h] = RFI_PODS_CAP;
    }
    for (size_t i = 0; i < question->list.count; i++) {
        const rfi_requirement *r = &question->list.items[i];
        const rfi_terms *terms = pose->terms[i];
        if (terms == NULL || (active != NULL && !active[i])) {
            continue;
        }
        bool holds = terms->fixed <= terms->limit;
        switch (r->shape) {
        case RFI_SHAPE_SITE_TEST:
            if (!holds) {
                return false;
            }
            break;
        case RFI_SHAPE_HALL_TEST:
        case RFI_SHAPE_HALL_SUM:
            limits[r->hall_index] =
                rfi_min(limits[r->hall_index], rfi_hall_most(question, pose, i));
            break;
        case RFI_SHAPE_SITE_SUM:
            break;
        }
    }
    return true;
}

static void add_hall(rfi_problem *problem, const char *id, int64_t most, int64_t halls,
                     int64_t per_su)
{
    int64_t pods = rfi_min(rfi_mul(most, halls), RFI_PODS_CAP);
    int64_t whole = most / per_su;
    int64_t rest = most - whole * per_su;
    size_t y = rfi_problem_variable(problem, id, 0, halls, 0);
    size_t n = rfi_problem_variable(problem, id, 0, pods, 1);
    size_t s = rfi_problem_variable(problem, id, 0, pods, 0);
    rfi_problem_row(problem, "pods per hall", RFI_GROUP_STRUCTURE,
                    (rfi_term[]){{n, 1}, {y, -most}}, 2, 0);
    rfi_problem_row(problem, "pods per unit", RFI_GROUP_STRUCTURE,
                    (rfi_term[]){{n, 1}, {s, -per_su}}, 2, 0);
    if (whole > 0 && rest > 0) {
        rfi_problem_row(problem, "partial units", RFI_GROUP_STRUCTURE,
                        (rfi_term[]){{n, 1}, {s, -rest}, {y, -(per_su - rest) * whole}}, 3,
                        0);
    } else if (rest > 0) { /* no whole unit fits: every hall brings one */
        rfi_problem_row(problem, "partial units", RFI_GROUP_STRUCTURE,
                        (rfi_term[]){{n, 1}, {s, -rest}}, 2, 0);
    }
}

/* Mining must stay in these halls; without the requirement that says so it may stop: the
 * contract where that keeps it running, else that it may not stop at all. */
static bool mining_stays(const rfi_question *question, const rfi_pose *pose,
                         const bool *active, size_t hall)
{
    bool stays = false;
    for (size_t i = 0; i < question->list.count; i++) {
        const rfi_requirement *r = &question->list.items[i];
        const rfi_terms *terms = pose->terms[i];
        if (r->hall_index != hall) {
            continue;
        }
        if (r->kind == RFI_REQ_MINING_UNTIL && terms != NULL &&
            terms->fixed > terms->limit) {
            return active == NULL || active[i];
        }
        if (r->kind == RFI_REQ_MINING_STOPS) {
            stays = active == NULL || active[i];
        }
    }
    return stays;
}

static void add_site_sum(rfi_problem *problem, const rfi_question *question,
                         const rfi_pose *pose, const bool *active, size_t requirement)
{
    const rfi_terms *terms = pose->terms[requirement];
    size_t halls = question->study.site->hall_count;
    if (terms->limit >= RFI_UNBOUNDED) {
        return;
    }
    rfi_term *row = RFI_ARRAY(problem->arena, 3 * halls + 1, rfi_term);
    if (row == NULL) {
        problem->failed = true;
        return;
    }
    int64_t limit = rfi_sub(terms->limit, terms->fixed);
    size_t count = 0;
    for (size_t k = 0; k < halls; k++) {
        size_t h = question->hall_order[k];
        row[count++] = (rfi_term){3 * k + 1, terms->pod[h]};
        row[count++] = (rfi_term){3 * k + 2, terms->unit[h]};
        if (terms->standing[h] > 0) {
            row[count++] = (rfi_term){3 * k, terms->standing[h]};
        }
        if (terms->idle[h] > 0 && mining_stays(question, pose, active, h)) {
            limit = rfi_sub(limit, rfi_mul(terms->idle[h], pose->mining_halls[h]));
        }
    }
    rfi_problem_row(problem, question->list.items[requirement].id, requirement, row, count,
                    limit);
}

/* Builds the problem; false when a site test already rules out every pod. */
static bool build(const rfi_question *question, const rfi_pose *pose, const bool *active,
                  rfi_problem *problem, int64_t *limits)
{
    const rfi_site *site = question->study.site;
    if (!hall_limits(question, pose, active, limits)) {
        return false;
    }
    int64_t per_su = rfi_pods_per_unit(question->study.profile);
    for (size_t k = 0; k < site->hall_count; k++) {
        size_t h = question->hall_order[k];
        add_hall(problem, site->halls[h].id, limits[h], pose->halls[h], per_su);
    }
    for (size_t k = 0; k < question->list.count; k++) {
        size_t i = question->order[k];
        const rfi_requirement *r = &question->list.items[i];
        if (r->shape == RFI_SHAPE_SITE_SUM && pose->terms[i] != NULL &&
            (active == NULL || active[i])) {
            add_site_sum(problem, question, pose, active, i);
        }
    }
    return true;
}

/* Fewest units for n pods in y halls that take `most` each (see add_hall). */
static int64_t fewest_units(int64_t pods, int64_t halls, int64_t most, int64_t per_su)
{
    int64_t whole = most / per_su;
    int64_t rest = most - whole * per_su;
    int64_t in_whole = rfi_mul(rfi_mul(whole, per_su), halls);
    if (pods <= in_whole || rest == 0) {
        return rfi_div_ceil(pods, per_su);
    }
    return whole * halls + rfi_div_ceil(pods - in_whole, rest);
}

/* No more halls and units than the pods need, and the fullest hall. */
static void tidy_share(rfi_hall_share *share, int64_t most, int64_t per_su)
{
    if (share->pods == 0) {
        share->converted = 0;
        share->units = 0;
        return;
    }
    int64_t least = rfi_div_ceil(share->pods, rfi_max(most, 1));
    while (least < share->converted &&
           fewest_units(share->pods, least, most, per_su) > share->units) {
        least++;
    }
    share->converted = least;
    share->units = fewest_units(share->pods, share->converted, most, per_su);
    int64_t whole = most / per_su * per_su;
    bool partial = whole == 0 || share->pods > rfi_mul(whole, share->converted);
    share->most_pods = rfi_min(share->pods, partial ? most : whole);
}

bool rfi_most_pods(const rfi_question *question, const rfi_pose *pose, const bool *active,
                   rfi_hall_share *shares, rfi_answer *ret_answer)
{
    const rfi_site *site = question->study.site;
    *ret_answer = (rfi_answer){0};
    rfi_problem problem;
    rfi_problem_init(&problem, question->scratch);
    int64_t *limits = RFI_ARRAY(question->scratch, site->hall_count, int64_t);
    if (limits == NULL) {
        return false;
    }
    for (size_t h = 0; shares != NULL && h < site->hall_count; h++) {
        shares[h] = (rfi_hall_share){.hall = &site->halls[h]};
    }
    if (!build(question, pose, active, &problem, limits)) {
        return true;
    }
    if (problem.failed) {
        return false;
    }
    rfi_outcome outcome;
    rfi_solve(&problem, NULL, 0, question->node_limit, &outcome);
    if (outcome.status == RFI_STATUS_NO_MEMORY) {
        return false;
    }
    if (outcome.status == RFI_STATUS_INFEASIBLE) {
        return true; /* mining that must stay already exceeds what is there */
    }
    ret_answer->stopped = outcome.status == RFI_STATUS_STOPPED;
    ret_answer->bound = outcome.bound;
    ret_answer->pods = outcome.has_solution ? outcome.value : 0;
    for (size_t k = 0; shares != NULL && outcome.has_solution && k < site->hall_count;
         k++) {
        size_t h = question->hall_order[k];
        shares[h].converted = outcome.values[3 * k];
        shares[h].pods = outcome.values[3 * k + 1];
        shares[h].units = outcome.values[3 * k + 2];
        tidy_share(&shares[h], limits[h], rfi_pods_per_unit(question->study.profile));
    }
    return true;
}

static bool site_sum_holds(const rfi_question *question, const rfi_pose *pose,
                           const rfi_terms *terms, const rfi_hall_share *shares)
{
    int64_t used = terms->fixed;
    for (size_t h = 0; h < question->study.site->hall_count; h++) {
        used = rfi_add(used, rfi_mul(terms->pod[h], shares[h].pods));
        used = rfi_add(used, rfi_mul(terms->unit[h], shares[h].units));
        used = rfi_add(used, rfi_mul(terms->idle[h], pose->mining_halls[h]));
        used = rfi_add(used, rfi_mul(terms->standing[h], shares[h].converted));
    }
    return used <= terms->limit;
}

bool rfi_shares_hold(const rfi_question *question, const rfi_pose *pose,
                     const rfi_hall_share *shares)
{
    int64_t per_su = rfi_pods_per_unit(question->study.profile);
    for (size_t h = 0; h < question->study.site->hall_count; h++) {
        if (shares[h].converted > pose->halls[h]) {
            return false;
        }
    }
    for (size_t i = 0; i < question->list.count; i++) {
        const rfi_requirement *r = &question->list.items[i];
        const rfi_terms *terms = pose->terms[i];
        if (terms == NULL) {
            continue;
        }
        bool test = terms->fixed <= terms->limit;
        const rfi_hall_share *share =
            r->hall_index == SIZE_MAX ? NULL : &shares[r->hall_index];
        bool holds = true;
        switch (r->shape) {
        case RFI_SHAPE_SITE_TEST:
            holds = test;
            break;
        case RFI_SHAPE_HALL_TEST:
            holds = test || share->pods == 0;
            break;
        case RFI_SHAPE_HALL_SUM:
            holds = share->pods == 0 || hall_demand(terms, r->hall_index, share->most_pods,
                                                    per_su) <= terms->limit;
            break;
        case RFI_SHAPE_SITE_SUM:
            holds = site_sum_holds(question, pose, terms, shares);
            break;
        }
        if (!holds) {
            return false;
        }
    }
    return true;
}

bool rfi_can_have(const rfi_question *question, const rfi_pose *pose, const bool *active,
                  int64_t wanted, bool *ret_stopped)
{
    rfi_answer answer;
    *ret_stopped = false;
    if (!rfi_most_pods(question, pose, active, NULL, &answer)) {
        *ret_stopped = true;
        return true;
    }
    if (answer.stopped && answer.pods < wanted && answer.bound >= wanted) {
        *ret_stopped = true;
        return true;
    }
    return answer.pods >= wanted;
}

int64_t rfi_pods_for_power(const rfi_profile *profile, int64_t milliwatt)
{
    int64_t per_su = rfi_pods_per_unit(profile);
    int64_t low = 0;
    int64_t high = RFI_PODS_CAP;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (rfi_it_power(profile, middle, rfi_div_ceil(middle, per_su), false) >=
            milliwatt) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}
