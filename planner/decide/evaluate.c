/* SPDX-License-Identifier: MIT */
/* One judgement per profile: three ends, verdict, binding limits, conflicts, alternatives,
 * dates, plan. */
#include "planner/decide/decide.h"

#include <string.h>

#include "planner/base/digest.h"
#include "planner/base/text.h"
#include "planner/capacity/fabric.h"
#include "planner/capacity/water.h"
#include "planner/capacity/year.h"
#include "planner/decide/question.h"
#include "planner/model/loading.h"

enum { MOST_CONFLICTS = 12 };

typedef struct evaluator {
    rfi_arena *arena;
    const rfi_site *site;
    const rfi_rules *rules;
    const rfi_decide_options *options;
    rfi_evaluation *evaluation;
    rfi_floors *floors;
    const rfi_weather_year *bins; /* of the climate; NULL: none */
} evaluator;

/* The requirements live in `home`; problems are built in scratch. */
static bool make_question(const evaluator *e, const rfi_profile *profile,
                          const rfi_policy *policy, int64_t by, rfi_arena *home,
                          rfi_arena *scratch, rfi_question *q)
{
    const rfi_setting setting = {
        .site = e->site,
        .profile = profile,
        .rules = e->rules,
        .floors = e->floors,
        .policy = policy,
        .by = by,
        .by_stated = e->evaluation->by_stated || by != e->evaluation->by,
        .node_limit = e->options->node_limit,
    };
    return rfi_question_pose(&setting, home, scratch, q);
}

/* ---- the want
 * ------------------------------------------------------------------------------ */

static void set_want(const evaluator *e, rfi_judgement *j)
{
    const rfi_decide_options *options = e->options;
    const rfi_want *want = &e->site->want;
    int64_t power = 0;
    int64_t pods = 0;
    if (options->target_stated) {
        power = options->target;
        pods = options->pods;
    } else if (rfi_known(&want->target)) {
        power = want->target.base;
    } else if (rfi_known(&want->pods)) {
        pods = want->pods.base;
    }
    j->wanted_power = power;
    j->wanted_pods = power > 0  ? rfi_pods_for_power(j->profile, power)
                     : pods > 0 ? pods
                                : rfi_pods_per_unit(j->profile);
}

/* ---- cases
 * --------------------------------------------------------------------------------- */

static bool solve_case(const evaluator *e, const rfi_question *q, rfi_end end,
                       rfi_judgement *j)
{
    rfi_case *c = &j->cases[end];
    rfi_pose pose;
    rfi_answer answer;
    c->shares = RFI_ARRAY(e->arena, e->site->hall_count, rfi_hall_share);
    if (c->shares == NULL || !rfi_pose_init(&pose, q->scratch, q, end) ||
        !rfi_most_pods(q, &pose, NULL, c->shares, &answer)) {
        return false;
    }
    for (size_t i = 0; i < q->list.count; i++) {
        c->any_unknown = c->any_unknown || pose.terms[i] == NULL;
    }
    c->search = answer.stopped ? RFI_SEARCH_STOPPED : RFI_SEARCH_PROVEN;
    c->pods = answer.pods;
    c->pods_bound = answer.bound;
    for (size_t h = 0; h < e->site->hall_count; h++) {
        c->units = rfi_add(c->units, c->shares[h].units);
    }
    bool unlimited = c->pods >= RFI_PODS_CAP && end == RFI_END_BASE;
    if (unlimited) { /* nothing that is known limits it: no statement, the cap stays */
        c->units = 0;
        memset(c->shares, 0, e->site->hall_count * sizeof(rfi_hall_share));
        for (size_t h = 0; h < e->site->hall_count; h++) {
            c->shares[h].hall = &e->site->halls[h];
        }
    }
    int64_t pods = unlimited ? 0 : c->pods;
    int64_t racks = rfi_mul(pods, rfi_racks_per_pod(j->profile));
    c->chips = rfi_mul(racks, rfi_known(&j->profile->chips) ? j->profile->chips.base : 0);
    c->it_power = rfi_it_power(j->profile, pods, c->units, false);
    c->plan_power = rfi_it_power(j->profile, pods, c->units, true);
    c->meets_want = pods >= j->wanted_pods;
    return true;
}

static bool fill_used(const evaluator *e, const rfi_question *q, rfi_end end,
                      rfi_judgement *j)
{
    rfi_pose pose;
    if (!rfi_pose_init(&pose, q->scratch, q, end)) {
        return false;
    }
    int64_t per_su = rfi_pods_per_unit(j->profile);
    for (size_t i = 0; i < q->list.count; i++) {
        rfi_requirement *r = &q->list.items[i];
        r->ends[end].used = rfi_case_demand(r, &r->ends[end], j->cases[end].shares,
                                            e->site->hall_count, per_su, pose.mining_halls);
        r->fails = r->fails ||
                   (end == RFI_END_FAVOURABLE && r->ends[end].fixed > r->ends[end].limit);
    }
    return true;
}

/* Names the part of the demand that installed units draw at any load: it explains why one
 * block more can leave less for racks. At the base where that is known. */
static bool write_note(const evaluator *e, rfi_requirement *r, const rfi_judgement *j)
{
    bool power = r->kind == RFI_REQ_FIRM_UTILITY || r->kind == RFI_REQ_ENERGISED_UTILITY ||
                 r->kind == RFI_REQ_POWER_CHAIN || r->kind == RFI_REQ_BACKUP_POWER ||
                 r->kind == RFI_REQ_PEAK_POWER;
    bool sum = r->shape == RFI_SHAPE_SITE_SUM || r->shape == RFI_SHAPE_HALL_SUM;
    rfi_end end = r->ends[RFI_END_BASE].unknown ? RFI_END_UNFAVOURABLE : RFI_END_BASE;
    const rfi_terms *t = &r->ends[end];
    int64_t drawn = t->fixed;
    for (size_t h = 0; h < e->site->hall_count; h++) {
        bool whole = r->shape == RFI_SHAPE_SITE_SUM;
        int64_t halls = j->cases[end].shares[h].converted;
        halls = whole ? halls : h == r->hall_index ? rfi_min(halls, 1) : 0;
        drawn = rfi_add(drawn, rfi_mul(t->standing[h], halls));
    }
    if (!power || !sum || drawn == 0 || drawn >= RFI_UNBOUNDED) {
        return true;
    }
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_value(&text, drawn, r->dimension, RFI_POWER_PLAIN, RFI_ROUND_UP);
    rfi_text_format(&text,
                    " of the demand are losses that installed units draw at any "
                    "load (%s end)",
                    end == RFI_END_BASE ? "base" : "unfavourable");
    r->note = text.failed ? NULL : rfi_arena_copy(e->arena, text.data);
    rfi_text_finish(&text);
    return r->note != NULL;
}

/* ---- verdict, binding, conflicts
 * ------------------------------------------------------------ */

static rf_verdict verdict_of(const rfi_judgement *j)
{
    const rfi_case *bad = &j->cases[RFI_END_UNFAVOURABLE];
    const rfi_case *good = &j->cases[RFI_END_FAVOURABLE];
    if (good->pods_bound < j->wanted_pods) {
        return RF_VERDICT_NO_FIT;
    }
    if (bad->pods >= j->wanted_pods) {
        return RF_VERDICT_FIT;
    }
    bool open = (bad->search == RFI_SEARCH_STOPPED && bad->pods_bound >= j->wanted_pods) ||
                good->pods < j->wanted_pods;
    return open ? RF_VERDICT_UNDECIDED : RF_VERDICT_UNKNOWN;
}

static bool mark_binding(const rfi_question *q, rfi_judgement *j, rfi_end end)
{
    rfi_pose pose;
    const rfi_case *c = &j->cases[end];
    rfi_conflict conflict = {.members = RFI_ARRAY(q->scratch, q->list.count + 1, size_t)};
    if (conflict.members == NULL || !rfi_pose_init(&pose, q->scratch, q, end)) {
        return false;
    }
    if (c->pods_bound >= RFI_PODS_CAP ||
        !rfi_find_conflict(q, &pose, NULL, c->pods_bound + 1, &conflict)) {
        return true;
    }
    for (size_t i = 0; i < conflict.count; i++) {
        q->list.items[conflict.members[i]].binding[end] = true;
    }
    return true;
}

/* Disjoint minimal conflicts at the favourable end: dropping one whole conflict must not
 * leave another unseen. */
static bool list_conflicts(const evaluator *e, const rfi_question *q, rfi_judgement *j)
{
    rfi_pose pose;
    bool *allowed = RFI_ARRAY(q->scratch, q->list.count + 1, bool);
    j->conflicts = RFI_ARRAY(e->arena, MOST_CONFLICTS, rfi_conflict);
    if (allowed == NULL || j->conflicts == NULL ||
        !rfi_pose_init(&pose, q->scratch, q, RFI_END_FAVOURABLE)) {
        return false;
    }
    for (size_t i = 0; i < q->list.count; i++) {
        allowed[i] = true;
    }
    while (j->conflict_count < MOST_CONFLICTS) {
        rfi_conflict conflict = {.members = RFI_ARRAY(e->arena, q->list.count + 1, size_t),
                                 .with_want = true,
                                 .end = RFI_END_FAVOURABLE};
        if (conflict.members == NULL) {
            return false;
        }
        if (!rfi_find_conflict(q, &pose, allowed, j->wanted_pods, &conflict) ||
            conflict.count == 0) {
            break;
        }
        for (size_t i = 0; i < conflict.count; i++) {
            allowed[conflict.members[i]] = false;
        }
        j->conflicts[j->conflict_count++] = conflict;
    }
    rfi_sort_conflicts(q, j->conflicts, j->conflict_count);
    return true;
}

/* ---- other policies and dates
 * ---------------------------------------------------------------- */

static bool add_alternative(const evaluator *e, rfi_policy level, rfi_judgement *j)
{
    rfi_arena *scratch = rfi_arena_within(e->arena);
    rfi_policy policy[RFI_SUBSYSTEMS];
    for (size_t i = 0; i < RFI_SUBSYSTEMS; i++) {
        policy[i] = i == RFI_SUB_UTILITY ? RFI_POLICY_NONE : level;
    }
    rfi_question q;
    bool fine = scratch != NULL && make_question(e, j->profile, policy, e->evaluation->by,
                                                 scratch, scratch, &q);
    rfi_alternative *a = &j->alternatives[j->alternative_count];
    a->policy = level;
    int64_t per_su = rfi_pods_per_unit(j->profile);
    for (rfi_end end = 0; fine && end < RFI_ENDS; end++) {
        rfi_pose pose;
        rfi_answer answer;
        fine = rfi_pose_init(&pose, scratch, &q, end) &&
               rfi_most_pods(&q, &pose, NULL, NULL, &answer);
        a->pods[end] = fine ? answer.pods : 0;
        a->it_power[end] = rfi_it_power(j->profile, a->pods[end],
                                        rfi_div_ceil(a->pods[end], per_su), false);
    }
    j->alternative_count += fine ? 1 : 0;
    rfi_arena_free(scratch);
    return fine;
}

static bool add_alternatives(const evaluator *e, rfi_judgement *j)
{
    if (e->evaluation->policy_stated) {
        return true;
    }
    j->alternatives = RFI_ARRAY(e->arena, 2, rfi_alternative);
    return j->alternatives != NULL && add_alternative(e, RFI_POLICY_REDUNDANT, j) &&
           add_alternative(e, RFI_POLICY_MAINTAINABLE, j);
}

static bool fits_at(const evaluator *e, rfi_judgement *j, int64_t date, bool *ret_fits)
{
    rfi_arena *scratch = rfi_arena_within(e->arena);
    rfi_question q;
    rfi_pose pose;
    rfi_answer answer = {0};
    bool fine =
        scratch != NULL &&
        make_question(e, j->profile, e->site->want.policy, date, scratch, scratch, &q) &&
        rfi_pose_init(&pose, scratch, &q, RFI_END_UNFAVOURABLE) &&
        rfi_most_pods(&q, &pose, NULL, NULL, &answer);
    *ret_fits = fine && answer.pods >= j->wanted_pods;
    rfi_arena_free(scratch);
    return fine;
}

/* Keeps the day when it comes before the earliest so far and the want is met on it. owner
 * and event say what changes on it. */
static bool try_day(const evaluator *e, int64_t day, const char *owner, const char *event,
                    rfi_judgement *j)
{
    bool fits = false;
    int64_t before = j->earliest == INT64_MAX ? e->evaluation->by + 1 : e->site->as_of;
    if (day >= RFI_UNBOUNDED || day < before || day >= j->earliest) {
        return true;
    }
    if (!fits_at(e, j, day, &fits)) {
        return false;
    }
    if (fits) {
        j->earliest = day;
        j->earliest_owner = owner;
        j->earliest_event = event;
    }
    return true;
}

static bool try_date(const evaluator *e, const rfi_figure *when, rfi_judgement *j)
{
    return !rfi_known(when) || try_day(e, when->high, when->owner, when->name, j);
}

/* Days on which works are done, and on which mining contracts end, at their latest. */
static bool try_works(const evaluator *e, rfi_judgement *j)
{
    bool fine = true;
    const rfi_schedule *late = e->evaluation->schedules;
    for (size_t i = 0; late != NULL && i < late->count && fine; i++) {
        fine = try_day(e, late[RFI_END_UNFAVOURABLE].works[i].done,
                       e->site->works.items[i].id, "work done", j);
    }
    for (size_t h = 0; h < e->site->hall_count; h++) {
        const rfi_hall *hall = &e->site->halls[h];
        for (size_t i = 0; i < hall->load_count && fine; i++) {
            fine = try_date(e, &hall->loads[i].until, j);
        }
    }
    return fine;
}

static bool try_steps(const evaluator *e, rfi_judgement *j)
{
    bool fine = true;
    for (size_t i = 0; i < e->site->interconnect_count; i++) {
        const rfi_interconnect *poi = &e->site->interconnects[i];
        for (size_t k = 0; k < poi->step_count && fine; k++) {
            fine = try_date(e, &poi->steps[k].date, j);
        }
    }
    return fine;
}

/* The first date at which the want is met for certain, of those at which something changes:
 * the day of the site's facts, energisation, a hall ready, a gate granted, the system
 * available, works done, a mining contract ended. Where the want is not met by its date,
 * only later dates can help. */
static bool find_earliest(const evaluator *e, rfi_judgement *j)
{
    const rfi_site *site = e->site;
    const rfi_figure today = {
        .state = RFI_KNOWN, .high = site->as_of, .owner = site->id, .name = "as of"};
    bool met = j->cases[RFI_END_UNFAVOURABLE].meets_want &&
               (e->evaluation->by_stated || site->works.count == 0); /* works take time */
    j->earliest = met ? e->evaluation->by : INT64_MAX;
    bool fine = try_date(e, &today, j) && try_steps(e, j);
    fine = fine && try_date(e, &j->profile->available, j);
    for (size_t i = 0; i < site->hall_count && fine; i++) {
        fine = try_date(e, &site->halls[i].ready, j);
    }
    for (size_t i = 0; i < site->gate_count && fine; i++) {
        fine = try_date(e, &site->gates[i].date, j);
    }
    return fine && try_works(e, j);
}

/* ---- plan
 * --------------------------------------------------------------------------------- */

static rfi_end shown_end(const rfi_judgement *j)
{
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        if (j->cases[end].pods > 0 && j->cases[end].pods < RFI_PODS_CAP) {
            return end;
        }
    }
    return RFI_ENDS;
}

static const char *plan_words(const rfi_judgement *j, rfi_end end)
{
    if (end == RFI_END_UNFAVOURABLE) {
        return j->verdict == RF_VERDICT_FIT
                   ? "holds at the unfavourable end of all ranges"
                   : "holds at the unfavourable end of all ranges, "
                     "but falls short of the want";
    }
    if (end == RFI_END_BASE) {
        return j->cases[end].any_unknown
                   ? "base case only: limits that nobody stated are left out"
                   : "base case only: it does not hold at the unfavourable end";
    }
    return "favourable end only: every open figure would have to come out well";
}

static bool make_plan(const evaluator *e, const rfi_question *q, rfi_judgement *j)
{
    rfi_end end = shown_end(j);
    if (end == RFI_ENDS) {
        return true;
    }
    rfi_plan *plan = RFI_NEW(e->arena, rfi_plan);
    rfi_floor *floors = RFI_ARRAY(e->arena, e->site->hall_count, rfi_floor);
    if (plan == NULL || floors == NULL) {
        return false;
    }
    *plan = (rfi_plan){
        .site = e->site,
        .profile = j->profile,
        .end = end,
        .by = e->evaluation->by,
        .shares = j->cases[end].shares,
        .share_count = e->site->hall_count,
        .floors = floors,
        .pods = j->cases[end].pods,
    };
    memcpy(plan->policy, q->study.policy, sizeof(plan->policy));
    rfi_floors_profile(e->floors, j->profile);
    for (size_t h = 0; h < e->site->hall_count; h++) {
        const rfi_hall_share *share = &plan->shares[h];
        if (share->most_pods == 0 || share->hall->outline == NULL) {
            continue;
        }
        if (!rfi_floors_place(e->floors, share->hall, end, share->most_pods,
                              &floors[plan->floor_count])) {
            return false;
        }
        rfi_floor *floor = &floors[plan->floor_count];
        int64_t units = rfi_div_ceil(floor->pods, rfi_pods_per_unit(j->profile));
        floor->it_power = rfi_it_power(j->profile, floor->pods, units, false);
        plan->floor_count += floor->pods > 0 ? 1 : 0;
    }
    j->plan = plan;
    j->plan_words = plan_words(j, end);
    bool failed = false;
    j->fabric = rfi_fabric_of_plan(e->arena, plan, e->rules, &failed);
    j->energy = rfi_energy_of(&q->study, plan, e->bins, e->options->weather);
    return !failed && j->energy != NULL;
}

/* ---- all of it
 * ----------------------------------------------------------------------------- */

static bool judge(const evaluator *e, const rfi_profile *profile, rfi_judgement *j)
{
    rfi_arena *scratch = rfi_arena_within(e->arena);
    rfi_question q;
    j->profile = profile;
    set_want(e, j);
    bool fine = scratch != NULL && make_question(e, profile, e->site->want.policy,
                                                 e->evaluation->by, e->arena, scratch, &q);
    for (rfi_end end = 0; fine && end < RFI_ENDS; end++) {
        fine = solve_case(e, &q, end, j) && fill_used(e, &q, end, j);
    }
    if (fine) {
        q.wanted = j->wanted_pods;
        j->verdict = verdict_of(j);
        j->requirements = q.list.items;
        j->requirement_count = q.list.count;
    }
    for (size_t i = 0; fine && i < j->requirement_count; i++) {
        fine = write_note(e, &j->requirements[i], j);
    }
    for (rfi_end end = 0; fine && end < RFI_ENDS; end++) {
        fine = mark_binding(&q, j, end);
    }
    fine = fine && (j->verdict != RF_VERDICT_NO_FIT || list_conflicts(e, &q, j)) &&
           rfi_find_deciding(e->arena, &q, j) && rfi_sweep_figures(e->arena, &q, j) &&
           rfi_find_schedules(e->arena, &q, e->evaluation) && add_alternatives(e, j) &&
           find_earliest(e, j) && make_plan(e, &q, j) && rfi_write_book(e->arena, &q, j);
    if (fine) {
        rfi_find_hybrid(e->evaluation, j);
    }
    rfi_arena_free(scratch);
    return fine;
}

static bool consumed(const rfi_evaluation *evaluation, const rfi_figure *figure)
{
    for (size_t i = 0; i < evaluation->count; i++) {
        const rfi_judgement *j = &evaluation->judgements[i];
        for (size_t k = 0; j->energy != NULL && k < j->energy->rests_on_count; k++) {
            if (j->energy->rests_on[k] == figure) {
                return true;
            }
        }
        for (size_t r = 0; r < j->requirement_count; r++) {
            for (size_t k = 0; k < j->requirements[r].input_count; k++) {
                if (j->requirements[r].inputs[k].figure == figure) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* The dates of all works are printed, whether a hall waits for them or not. */
static bool in_works(const rfi_works *works, const rfi_figure *figure)
{
    bool found = figure == &works->start;
    for (size_t i = 0; i < works->count && !found; i++) {
        const rfi_work *work = &works->items[i];
        found = figure == &work->start || figure == &work->lead || figure == &work->build ||
                figure == &work->outage;
    }
    return found;
}

static bool is_hybrid(const rfi_site *site)
{
    bool hybrid = false;
    for (size_t h = 0; h < site->hall_count; h++) {
        for (size_t i = 0; i < site->halls[h].load_count; i++) {
            const rfi_load *load = &site->halls[h].loads[i];
            hybrid = hybrid || load->until.state != RFI_ABSENT ||
                     load->curtailment.state != RFI_ABSENT;
        }
    }
    return hybrid;
}

/* Printed beside the verdict though no requirement rests on them. */
static bool only_reported(const evaluator *e, const rfi_figure *figure)
{
    const rfi_site *site = e->site;
    bool reported = figure == &site->lat || figure == &site->lon ||
                    figure == &site->elevation || figure == &site->want.target ||
                    figure == &site->want.pods || figure == &site->want.by ||
                    figure == &site->want.reserve || figure == &site->module_power;
    for (size_t i = 0; i < site->interconnect_count; i++) {
        const rfi_interconnect *poi = &site->interconnects[i];
        reported = reported || figure == &poi->announced || figure == &poi->contracted ||
                   figure == &poi->voltage;
    }
    for (size_t i = 0; i < site->hall_count; i++) {
        const rfi_hall *hall = &site->halls[i];
        reported = reported || figure == &hall->count || figure == &hall->cold_aisle ||
                   figure == &hall->hot_aisle || figure == &hall->perimeter ||
                   figure == &hall->row_racks || figure == &hall->egress ||
                   figure == &hall->service_aisle || figure == &hall->panel ||
                   figure == &hall->busway || figure == &hall->tray ||
                   figure == &hall->manifold;
        for (size_t k = 0; k < hall->load_count; k++) {
            const rfi_load *load = &hall->loads[k];
            reported = reported || figure == &load->power || figure == &load->until ||
                       figure == &load->curtailment || figure == &load->curtailment_until;
        }
        for (size_t k = 0; k < hall->door_count; k++) {
            reported = reported || figure == &hall->doors[k].width ||
                       figure == &hall->doors[k].height;
        }
    }
    return reported || in_works(&site->works, figure);
}

static bool list_unused(const evaluator *e)
{
    rfi_evaluation *evaluation = e->evaluation;
    evaluation->unused = RFI_ARRAY(e->arena, e->site->figure_count, const rfi_figure *);
    if (evaluation->unused == NULL) {
        return false;
    }
    for (size_t i = 0; i < e->site->figure_count; i++) {
        const rfi_figure *figure = e->site->figures[i];
        bool given = rfi_known(figure) && figure->document != NULL &&
                     strcmp(figure->document, e->site->id) == 0;
        if (given && !only_reported(e, figure) && !consumed(evaluation, figure)) {
            evaluation->unused[evaluation->unused_count++] = figure;
        }
    }
    return true;
}

static bool digest_inputs(const evaluator *e)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_format(&text, "rackfit %s\n%s\n", RF_VERSION,
                    e->site->digest == NULL ? "" : e->site->digest);
    rfi_text_format(&text, "%s\n",
                    e->site->reference_digest == NULL ? "" : e->site->reference_digest);
    const rfi_climate *climate = e->site->climate;
    rfi_text_format(&text, "%s\n",
                    climate == NULL || climate->digest == NULL ? "" : climate->digest);
    if (e->options->weather != NULL && e->options->weather->digest != NULL) {
        rfi_text_format(&text, "%s\n", e->options->weather->digest);
    }
    for (size_t i = 0; i < e->evaluation->count; i++) {
        const char *digest = e->evaluation->judgements[i].profile->digest;
        rfi_text_format(&text, "%s\n", digest == NULL ? "" : digest);
    }
    char hex[65] = "";
    if (!text.failed) {
        rfi_digest(text.data, text.size, hex);
    }
    e->evaluation->input_digest = rfi_arena_copy(e->arena, hex);
    bool fine = !text.failed && e->evaluation->input_digest != NULL;
    rfi_text_finish(&text);
    return fine;
}

rfi_evaluation *rfi_evaluate_site(rfi_arena *arena, const rfi_site *site,
                                  const rfi_profile *const *profiles, size_t profile_count,
                                  const rfi_rules *rules, const rfi_decide_options *options)
{
    evaluator e = {.arena = arena,
                   .site = site,
                   .rules = rules,
                   .options = options,
                   .evaluation = RFI_NEW(arena, rfi_evaluation),
                   .floors = rfi_floors_new(arena, rules),
                   .bins = rfi_bins_year(arena, site->climate)};
    rfi_evaluation *evaluation = e.evaluation;
    if (evaluation == NULL || e.floors == NULL) {
        return NULL;
    }
    bool by_here = rfi_known(&site->want.by);
    evaluation->arena = arena;
    evaluation->site = site;
    evaluation->rules = rules;
    evaluation->policy_stated = site->want.policy_stated;
    evaluation->hybrid = is_hybrid(site);
    evaluation->by_stated = options->by_stated || by_here;
    evaluation->by = options->by_stated ? options->by
                     : by_here          ? site->want.by.high
                                        : site->as_of;
    evaluation->judgements = RFI_ARRAY(arena, profile_count, rfi_judgement);
    if (evaluation->judgements == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < profile_count; i++) {
        evaluation->count++;
        if (!judge(&e, profiles[i], &evaluation->judgements[i])) {
            return NULL;
        }
        if (rfi_judgement_leads(&evaluation->judgements[i],
                                &evaluation->judgements[evaluation->best])) {
            evaluation->best = i;
        }
    }
    return list_unused(&e) && digest_inputs(&e) ? evaluation : NULL;
}
