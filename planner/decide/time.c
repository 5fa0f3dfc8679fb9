/* SPDX-License-Identifier: MIT */
/* Dates of the works at the three ends, and what becomes of the mining in each case. */
#include <string.h>

#include "planner/capacity/schedule.h"
#include "planner/decide/question.h"

enum { DAYS_A_YEAR = 365 };

bool rfi_find_schedules(rfi_arena *arena, const rfi_question *question,
                        rfi_evaluation *evaluation)
{
    if (question->study.site->works.count == 0 || evaluation->schedules != NULL) {
        return true;
    }
    rfi_schedule *schedules = RFI_ARRAY(arena, RFI_ENDS, rfi_schedule);
    for (rfi_end end = 0; schedules != NULL && end < RFI_ENDS; end++) {
        rfi_view view = {.end = end};
        if (!rfi_works_schedule(&question->study, &view, arena, &schedules[end])) {
            return false;
        }
    }
    evaluation->schedules = schedules;
    return schedules != NULL;
}

/* ---- hybrid ----------------------------------------------------------------------------
 */

/* Mining in the hall stops when the first of its works is built there, else on the date. */
static int64_t stop_day(const rfi_evaluation *evaluation, const rfi_hall *hall, rfi_end end)
{
    const rfi_works *works = &evaluation->site->works;
    int64_t day = evaluation->by;
    for (size_t i = 0; evaluation->schedules != NULL && i < works->count; i++) {
        const char *id = works->items[i].hall;
        if (id != NULL && (strcmp(id, "all") == 0 || strcmp(id, hall->id) == 0)) {
            day = rfi_min(day, evaluation->schedules[end].works[i].begin);
        }
    }
    return day;
}

static void stop_load(const rfi_evaluation *evaluation, const rfi_load *load, int64_t day,
                      rfi_view *view, rfi_hybrid *hybrid)
{
    hybrid->freed = rfi_add(hybrid->freed, rfi_limit_of(view, &load->power));
    if (load->curtailment.state == RFI_ABSENT) {
        return;
    }
    int64_t yearly = rfi_demand_of(view, &load->curtailment);
    hybrid->curtailment = rfi_add(hybrid->curtailment, yearly);
    if (load->curtailment_until.state != RFI_ABSENT) {
        int64_t until = rfi_demand_of(view, &load->curtailment_until);
        int64_t days = rfi_max(0, rfi_sub(until, rfi_max(day, evaluation->site->as_of)));
        hybrid->curtailment_left = rfi_add(hybrid->curtailment_left,
                                           rfi_income_of_days(yearly, days, DAYS_A_YEAR));
    }
}

static bool must_stay(const rfi_evaluation *evaluation, const rfi_load *load,
                      rfi_view *view)
{
    bool bound = load->until.state != RFI_ABSENT && evaluation->by_stated &&
                 rfi_demand_of(view, &load->until) > evaluation->by;
    return bound ||
           (load->stops.state != RFI_ABSENT && rfi_limit_of(view, &load->stops) == 0);
}

static rfi_hybrid hybrid_of(const rfi_evaluation *evaluation, const rfi_case *c,
                            rfi_end end)
{
    rfi_hybrid total = {0};
    rfi_view view = {.end = end};
    for (size_t h = 0; h < evaluation->site->hall_count; h++) {
        const rfi_hall *hall = &evaluation->site->halls[h];
        int64_t converted = c->shares[h].converted;
        int64_t halls =
            hall->count.state == RFI_ABSENT ? 1 : rfi_demand_of(&view, &hall->count);
        int64_t others = rfi_max(0, rfi_sub(halls, converted));
        rfi_hybrid one = {0};
        for (size_t i = 0; i < hall->load_count; i++) {
            const rfi_load *load = &hall->loads[i];
            stop_load(evaluation, load, stop_day(evaluation, hall, end), &view, &one);
            if (others > 0 && must_stay(evaluation, load, &view)) {
                total.stays = rfi_add(total.stays,
                                      rfi_mul(others, rfi_demand_of(&view, &load->power)));
            }
        }
        total.freed = rfi_add(total.freed, rfi_mul(converted, one.freed));
        total.curtailment = rfi_add(total.curtailment, rfi_mul(converted, one.curtailment));
        total.curtailment_left =
            rfi_add(total.curtailment_left, rfi_mul(converted, one.curtailment_left));
    }
    return total;
}

void rfi_find_hybrid(const rfi_evaluation *evaluation, rfi_judgement *judgement)
{
    for (rfi_end end = 0; evaluation->hybrid && end < RFI_ENDS; end++) {
        rfi_case *c = &judgement->cases[end];
        c->hybrid = hybrid_of(evaluation, c, end);
    }
}
