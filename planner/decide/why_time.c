/* SPDX-License-Identifier: MIT */
/* Derivations of dates of works, of mining that stops or goes on, and of what a figure that
 * is read on both sides allows when it has one value. */
#include "planner/decide/why.h"

#include <string.h>

#include "planner/capacity/schedule.h"

/* ---- works -----------------------------------------------------------------------------
 */

static bool is_known_day(int64_t day)
{
    return day > -RFI_UNBOUNDED && day < RFI_UNBOUNDED;
}

static const rfi_schedule *schedule_of(const rfi_ask *ask)
{
    const rfi_schedule *schedules = ask->why->evaluation->schedules;
    return schedules == NULL ? NULL : &schedules[ask->why->end];
}

/* The whole schedule below the step that is open; false when memory is out. */
static bool tell_schedule(rfi_why *why)
{
    rfi_schedule again;
    rfi_view view = {.end = why->end, .trace = &why->trace};
    bool fine = rfi_works_schedule(&why->question.study, &view, why->arena, &again);
    why->trace.failed = why->trace.failed || !fine;
    return fine;
}

static bool tell_cod(const rfi_ask *ask)
{
    const rfi_schedule *s = schedule_of(ask);
    if (s == NULL) {
        return false;
    }
    rfi_trace_step(&ask->why->view, RFI_OP_SAME, ask->number->name, NULL);
    bool told = tell_schedule(ask->why);
    rfi_trace_close(&ask->why->view, s->done, RFI_DIM_DATE);
    return told;
}

static bool tell_work(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    const rfi_works *works = &why->evaluation->site->works;
    const rfi_schedule *s = schedule_of(ask);
    size_t at = 0;
    while (s != NULL && at < s->count && strcmp(works->items[at].id, ask->key) != 0) {
        at++;
    }
    if (s == NULL || at == s->count) {
        return false;
    }
    bool done = strcmp(ask->number->name, "work-done") == 0;
    if (!done && !(is_known_day(s->done) && is_known_day(s->works[at].done))) {
        return false; /* nobody knows when all is built */
    }
    rfi_trace_open(&why->view, ask->number->name, works->items[at].id,
                   done ? "as the schedule below says"
                        : "days by which it may be built later without delaying the last");
    rfi_trace_aside(&why->view, "schedule", NULL, "all works at this end");
    bool told = tell_schedule(why);
    rfi_trace_close(&why->view, s->done, RFI_DIM_DATE);
    rfi_trace_close(&why->view, done ? s->works[at].done : s->works[at].slack,
                    done ? RFI_DIM_DATE : RFI_DIM_COUNT);
    return told;
}

/* ---- mining ----------------------------------------------------------------------------
 */

/* Sum over the loads of a hall, of its power or of what its curtailment earns. */
static int64_t tell_loads(rfi_why *why, const rfi_hall *hall, bool money)
{
    int64_t sum = 0;
    rfi_trace_step(&why->view, RFI_OP_SUM, money ? "income of the loads" : "loads",
                   hall->id);
    for (size_t i = 0; i < hall->load_count; i++) {
        const rfi_load *load = &hall->loads[i];
        if (!money) {
            sum = rfi_add(sum, rfi_limit_of(&why->view, &load->power));
        } else if (load->curtailment.state != RFI_ABSENT) {
            sum = rfi_add(sum, rfi_demand_of(&why->view, &load->curtailment));
        }
    }
    return rfi_trace_close(&why->view, sum, money ? RFI_DIM_MONEY : RFI_DIM_POWER);
}

/* What the halls that convert no longer draw, or no longer earn in a year. */
static bool tell_stopped(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    const rfi_case *c = &why->judgement->cases[why->end];
    bool money = strcmp(ask->number->name, "mining-lost") == 0;
    if (!why->evaluation->hybrid) {
        return false;
    }
    rfi_trace_step(&why->view, RFI_OP_SUM, ask->number->name, NULL);
    for (size_t h = 0; h < why->evaluation->site->hall_count; h++) {
        const rfi_hall *hall = &why->evaluation->site->halls[h];
        if (c->shares[h].converted == 0 || hall->load_count == 0) {
            continue;
        }
        rfi_trace_step(&why->view, RFI_OP_PRODUCT, "halls that convert", hall->id);
        rfi_trace_note(&why->view, "halls", hall->id, c->shares[h].converted,
                       RFI_DIM_COUNT);
        int64_t sum = tell_loads(why, hall, money);
        rfi_trace_close(&why->view, rfi_mul(c->shares[h].converted, sum),
                        money ? RFI_DIM_MONEY : RFI_DIM_POWER);
    }
    if (money) {
        rfi_trace_close(&why->view, c->hybrid.curtailment, RFI_DIM_MONEY);
    } else {
        rfi_trace_close_power(&why->view, c->hybrid.freed, RFI_POWER_FACILITY);
    }
    return true;
}

static void read_when_stated(rfi_view *view, const rfi_figure *figure)
{
    if (figure->state != RFI_ABSENT) {
        (void)rfi_demand_of(view, figure);
    }
}

/* What depends on contracts and days: its figures, and the rule in words. */
static bool tell_contracts(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    const rfi_case *c = &why->judgement->cases[why->end];
    bool money = strcmp(ask->number->name, "mining-lost-under-contract") == 0;
    if (!why->evaluation->hybrid) {
        return false;
    }
    rfi_trace_open(&why->view, ask->number->name, NULL,
                   money
                       ? "halls that convert x ceil(income of a year x days from the stop "
                         "to the end of the contract / 365)"
                       : "power of the loads that may not stop, or not by the date, in "
                         "halls that do not convert");
    for (size_t h = 0; h < why->evaluation->site->hall_count; h++) {
        const rfi_hall *hall = &why->evaluation->site->halls[h];
        for (size_t i = 0; i < hall->load_count; i++) {
            const rfi_load *load = &hall->loads[i];
            rfi_trace_aside(&why->view, "halls of this load that convert", load->id,
                            "as the plan of this end divides the pods");
            read_when_stated(&why->view, money ? &load->curtailment : &load->power);
            read_when_stated(&why->view, money ? &load->curtailment_until : &load->until);
            rfi_trace_close(&why->view, c->shares[h].converted, RFI_DIM_COUNT);
        }
    }
    if (money) {
        rfi_trace_close(&why->view, c->hybrid.curtailment_left, RFI_DIM_MONEY);
    } else {
        rfi_trace_close_power(&why->view, c->hybrid.stays, RFI_POWER_FACILITY);
    }
    return true;
}

/* ---- sweeps ----------------------------------------------------------------------------
 */

/* The sweep whose figure the key begins with; what follows its slash goes to *ret_rest. */
static const rfi_sweep *sweep_of(const rfi_ask *ask, const char **ret_rest)
{
    const rfi_judgement *j = ask->why->judgement;
    for (size_t i = 0; i < j->sweep_count; i++) {
        const rfi_figure *f = j->sweeps[i].figure;
        const char *id = rfi_arena_format(ask->why->arena, "%s/%s/%s#%lu", f->document,
                                          f->owner, f->attribute, (unsigned long)f->order);
        size_t length = id == NULL ? 0 : strlen(id);
        if (id != NULL && strncmp(ask->key, id, length) == 0 &&
            (ask->key[length] == '\0' || ask->key[length] == '/')) {
            *ret_rest = ask->key + length + (ask->key[length] == '/' ? 1 : 0);
            return &j->sweeps[i];
        }
    }
    return NULL;
}

/* SIZE_MAX: no such point; they are counted from 1. */
static size_t point_of(const rfi_sweep *sweep, const char *word)
{
    size_t point = word[0] >= '1' && word[0] <= '9' && word[1] == '\0'
                       ? (size_t)(word[0] - '1')
                       : SIZE_MAX;
    return point < sweep->count ? point : SIZE_MAX;
}

static int64_t pods_or_unbounded(int64_t pods)
{
    return pods >= RFI_PODS_CAP ? RFI_UNBOUNDED : pods;
}

static void tell_range(rfi_why *why, const rfi_figure *figure)
{
    rfi_trace_aside(&why->view, "the figure", figure->owner, "its two ends");
    (void)rfi_tell_figure(why, figure, RFI_END_UNFAVOURABLE, RFI_ROLE_LIMIT);
    int64_t high = rfi_tell_figure(why, figure, RFI_END_FAVOURABLE, RFI_ROLE_LIMIT);
    rfi_trace_pop(&why->trace, high, figure->dimension, figure->kind);
}

static bool tell_point(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    const char *rest = "";
    const rfi_sweep *sweep = sweep_of(ask, &rest);
    size_t point = sweep == NULL ? SIZE_MAX : point_of(sweep, rest);
    if (point == SIZE_MAX) {
        return false;
    }
    const rfi_figure *figure = sweep->figure;
    bool value = strcmp(ask->number->name, "sweep-value") == 0;
    rfi_trace_open(&why->view, ask->number->name, figure->owner,
                   value ? "an end of the range, its base, or half-way between"
                         : "most pods with this one value on both sides, all other figures "
                           "at the end of that name");
    if (value) {
        tell_range(why, figure);
        rfi_trace_pop(&why->trace, sweep->points[point], figure->dimension, figure->kind);
        return true;
    }
    rfi_end end = 0;
    while (end < RFI_ENDS - 1 &&
           strcmp(ask->number->name + strlen("sweep-"), rfi_end_words(end)) != 0) {
        end++;
    }
    rfi_trace_note(&why->view, "value", figure->owner, sweep->points[point],
                   figure->dimension);
    rfi_trace_close(&why->view, pods_or_unbounded(sweep->pods[end][point]), RFI_DIM_COUNT);
    return true;
}

static bool tell_bound(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    const char *rest = "";
    const rfi_sweep *sweep = sweep_of(ask, &rest);
    if (sweep == NULL || *rest != '\0') {
        return false;
    }
    bool least = strcmp(ask->number->name, "sweep-least") == 0;
    rfi_trace_open(&why->view, ask->number->name, sweep->figure->owner,
                   least ? "least over the pieces between the points, each at its worst"
                         : "most over the pieces between the points, each at its best");
    tell_range(why, sweep->figure);
    rfi_trace_close(&why->view, pods_or_unbounded(least ? sweep->least : sweep->most),
                    RFI_DIM_COUNT);
    return true;
}

/* clang-format off */
const rfi_number rfi_numbers_time[] = {
    {"cod", NULL, false, true, "day on which all works are built", NULL, tell_cod},
    {"work-done", "work", false, true, "day on which a work is built", NULL, tell_work},
    {"float", "work", false, true, "days that a work may be late", "time[end].works[work].float_days", tell_work},
    {"mining-freed", NULL, false, true, "mining power of the halls that convert", "ends[end].mining.freed",
     tell_stopped},
    {"mining-stays", NULL, false, true, "mining power that must go on", "ends[end].mining.stays", tell_contracts},
    {"mining-lost", NULL, false, true, "yearly income that curtailment no longer earns",
     "ends[end].mining.curtailment_lost_a_year", tell_stopped},
    {"mining-lost-under-contract", NULL, false, true, "the same until the contracts would have ended",
     "ends[end].mining.curtailment_lost_under_contract", tell_contracts},
    {"sweep-value", "figure/point", false, false, "a value of a figure that is read on both sides",
     "sweeps[figure].points[#].value", tell_point},
    {"sweep-unfavourable", "figure/point", false, false, "pods at that value, all else unfavourable",
     "sweeps[figure].points[#].unfavourable", tell_point},
    {"sweep-base", "figure/point", false, false, "pods at that value, all else at base",
     "sweeps[figure].points[#].base", tell_point},
    {"sweep-favourable", "figure/point", false, false, "pods at that value, all else favourable",
     "sweeps[figure].points[#].favourable", tell_point},
    {"sweep-least", "figure", false, false, "pods that hold whatever the value", "sweeps[figure].least", tell_bound},
    {"sweep-most", "figure", false, false, "pods that no value exceeds", "sweeps[figure].most", tell_bound},
    {NULL, NULL, false, false, NULL, NULL, NULL},
};
/* clang-format on */
