/* SPDX-License-Identifier: MIT */
/* Interconnects and gates. docs/requirements.md gives the formulas. */
#include "planner/capacity/schedule.h"
#include "planner/capacity/terms.h"

enum { PPM = 1000000 };

int64_t rfi_energised_power(const rfi_study *study, rfi_view *view,
                            const rfi_interconnect *poi, bool firm)
{
    const rfi_figure *figure = firm ? &poi->firm : &poi->energised;
    rfi_trace_step(view, RFI_OP_MIN,
                   firm ? "firm power as of the date" : "energised power as of the date",
                   poi->id);
    rfi_trace_formula(view, "as stated; else at most what is contracted or announced");
    if (poi->step_count > 0) {
        rfi_trace_aside(view, "steps up to the date", poi->id,
                        "the last step whose date is not later replaces it");
    }
    for (size_t i = 0; i < poi->step_count; i++) {
        const rfi_step *step = &poi->steps[i];
        const rfi_figure *stated = firm ? &step->firm : &step->energised;
        if (stated->state != RFI_ABSENT &&
            rfi_max(rfi_demand_of(view, &step->date),
                    rfi_works_bring(study, view, step->id)) <= study->by) {
            figure = stated;
        }
    }
    if (poi->step_count > 0) {
        rfi_trace_close(view, study->by, RFI_DIM_DATE);
    }
    int64_t power = rfi_limit_of(view, figure);
    /* what nobody stated can still not exceed what was contracted or announced */
    const rfi_figure *caps[] = {&poi->contracted, &poi->announced};
    for (size_t i = 0; i < 2 && power >= RFI_UNBOUNDED; i++) {
        power = rfi_known(caps[i]) ? rfi_limit_of(view, caps[i]) : power;
    }
    return rfi_trace_close_power(view, power, RFI_POWER_UTILITY);
}

int64_t rfi_interconnect_power(const rfi_scene *s, const rfi_interconnect *poi)
{
    int64_t firm = rfi_energised_power(s->study, s->view, poi, true);
    return rfi_min(firm, rfi_energised_power(s->study, s->view, poi, false));
}

static void utility_demand(const rfi_scene *s, bool with_mining)
{
    rfi_burden pod = rfi_pod_burden(s->study, s->view, RFI_PEAK_NONE);
    rfi_burden unit = rfi_unit_burden(s->study, s->view);
    const rfi_figure *rule = &s->study->rules->figures[RFI_RULE_EFF_TRANSFORMER];
    s->terms->fixed = rfi_standing_term(s, RFI_PART_FIXED, NULL, NULL, PPM);
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_POD, hall->id);
        s->terms->pod[i] = rfi_close(s, rfi_load_at(s->study, s->view, hall, &pod, NULL));
        rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_UNIT, hall->id);
        s->terms->unit[i] = rfi_close(s, rfi_load_at(s->study, s->view, hall, &unit, NULL));
        s->terms->standing[i] = rfi_standing_term(s, RFI_PART_STANDING, hall, NULL, PPM);
        if (!with_mining || hall->load_count == 0) {
            continue;
        }
        rfi_trace_step(s->view, RFI_OP_OVER_CEIL, RFI_PART_IDLE, hall->id);
        int64_t mining = rfi_mining_stays(s, hall);
        if (mining > 0) {
            s->terms->idle[i] = rfi_mul_div_ceil(mining, PPM, rfi_limit_of(s->view, rule));
        } else {
            rfi_trace_note(s->view, "nothing to carry", NULL, PPM, RFI_DIM_RATIO);
        }
        rfi_close(s, s->terms->idle[i]);
    }
}

void rfi_term_firm_utility(const rfi_scene *s)
{
    if (s->subject->wired != NULL) {
        rfi_term_wired(s);
        return;
    }
    const rfi_site *site = s->study->site;
    int64_t limit = 0;
    int64_t largest = 0;
    bool one_out = s->study->policy[RFI_SUB_UTILITY] >= RFI_POLICY_REDUNDANT;
    rfi_limit_begin(s);
    rfi_trace_step(s->view, RFI_OP_SUM, "firm power of the interconnects", NULL);
    if (one_out) {
        rfi_trace_formula(s->view, "sum, each larger one so far out: all but the largest");
    }
    for (size_t i = 0; i < site->interconnect_count; i++) {
        const rfi_interconnect *poi = &site->interconnects[i];
        rfi_trace_step(s->view, RFI_OP_MIN, "firm and energised", poi->id);
        int64_t power = rfi_interconnect_power(s, poi);
        if (one_out) { /* the larger of this one and the largest so far is out */
            rfi_trace_note(s->view, "largest before it in the file", poi->id, largest,
                           RFI_DIM_POWER);
        }
        int64_t counted = one_out ? rfi_min(power, largest) : power;
        limit = rfi_add(limit, rfi_trace_close_power(s->view, counted, RFI_POWER_UTILITY));
        largest = rfi_max(largest, power);
    }
    if (site->interconnect_count == 0) {
        limit = rfi_limit_of(s->view, &site->interconnect_known);
    }
    rfi_limit_end(s, rfi_trace_close_power(s->view, limit, RFI_POWER_UTILITY));
    utility_demand(s, false);
}

void rfi_term_energised_utility(const rfi_scene *s)
{
    const rfi_site *site = s->study->site;
    int64_t limit = 0;
    rfi_limit_begin(s);
    rfi_trace_step(s->view, RFI_OP_SUM, "energised power of the interconnects", NULL);
    for (size_t i = 0; i < site->interconnect_count; i++) {
        limit = rfi_add(
            limit, rfi_energised_power(s->study, s->view, &site->interconnects[i], false));
    }
    if (site->interconnect_count == 0) {
        limit = rfi_limit_of(s->view, &site->interconnect_known);
    }
    rfi_limit_end(s, rfi_trace_close_power(s->view, limit, RFI_POWER_UTILITY));
    utility_demand(s, true);
}

void rfi_term_change_of_use(const rfi_scene *s)
{
    const rfi_interconnect *poi = s->subject->interconnect;
    rfi_fixed_one(s, "the agreement has to allow it");
    rfi_trace_open(s->view, RFI_PART_LIMIT, poi->id,
                   "1 when the agreement may serve AI load and no new study is due");
    int64_t may = rfi_limit_of(s->view, &poi->transferable);
    int64_t study = rfi_demand_of(s->view, &poi->restudy);
    if (rfi_known(&poi->restudy) && poi->restudy.high == 1) {
        study = rfi_view_end(s->view, &poi->restudy) == RFI_END_FAVOURABLE ? 0 : 1;
    }
    s->terms->limit = rfi_close(s, study > 0 ? 0 : rfi_min(may, 1));
}

void rfi_term_gate(const rfi_scene *s)
{
    const rfi_gate *item = s->subject->gate;
    rfi_fixed_one(s, "the gate has to be granted");
    rfi_trace_open(s->view, RFI_PART_LIMIT, item->id,
                   "the status; 0 when it is granted after the date asked for");
    s->terms->limit = rfi_min(rfi_limit_of(s->view, &item->status), 1);
    if (rfi_known(&item->date) && s->study->by_stated && rfi_known(&item->status) &&
        rfi_demand_of(s->view, &item->date) > s->study->by) {
        s->terms->limit = 0;
        rfi_trace_note(s->view, "asked for by", NULL, s->study->by, RFI_DIM_DATE);
    }
    if (s->study->by_stated &&
        rfi_works_bring(s->study, s->view, item->id) > s->study->by) {
        s->terms->limit = 0;
    }
    rfi_close(s, s->terms->limit);
}

/* A gate that is decided after the date asked for settles nothing by then. */
static int64_t settled(const rfi_scene *s, rfi_gate_kind kind)
{
    int64_t most = 0;
    for (size_t i = 0; i < s->study->site->gate_count; i++) {
        const rfi_gate *gate = &s->study->site->gates[i];
        if (gate->kind != kind) {
            continue;
        }
        int64_t granted = rfi_min(rfi_limit_of(s->view, &gate->status), 1);
        if (granted > 0 && s->study->by_stated && rfi_known(&gate->status) &&
            rfi_known(&gate->date) && rfi_demand_of(s->view, &gate->date) > s->study->by) {
            granted = 0;
        }
        if (s->study->by_stated &&
            rfi_works_bring(s->study, s->view, gate->id) > s->study->by) {
            granted = 0;
        }
        most = rfi_max(most, granted);
    }
    return most;
}

void rfi_term_grid_rule(const rfi_scene *s)
{
    const rfi_grid_rule *rule = s->subject->grid_rule;
    const rfi_figure *threshold = &s->study->rules->figures[rule->threshold];
    rfi_trace_open(s->view, RFI_PART_LIMIT, rule->id,
                   "threshold - 1 mW; no limit once the evidence is granted");
    int64_t below = rfi_sub(rfi_limit_of(s->view, threshold), 1);
    s->terms->limit = settled(s, rule->gate) > 0 ? RFI_UNBOUNDED : below;
    rfi_close(s, s->terms->limit);
    utility_demand(s, true);
}
