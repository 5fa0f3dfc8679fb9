/* SPDX-License-Identifier: MIT */
/* Interconnects and gates. docs/requirements.md gives the formulas. */
#include "planner/capacity/terms.h"
#include "planner/capacity/trace.h"

enum { PPM = 1000000 };

static int64_t energised_at(const rfi_scene *s, const rfi_interconnect *poi, bool firm)
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

static void utility_demand(const rfi_scene *s, bool with_mining)
{
    rfi_burden pod = rfi_pod_burden(s->study, s->view, RFI_PEAK_NONE);
    rfi_burden unit = rfi_unit_burden(s->study, s->view);
    const rfi_figure *rule = &s->study->rules->figures[RFI_RULE_EFF_TRANSFORMER];
    s->terms->fixed = rfi_standing_at(s->study, s->view, NULL, NULL);
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        s->terms->pod[i] = rfi_load_at(s->study, s->view, hall, &pod, NULL);
        s->terms->unit[i] = rfi_load_at(s->study, s->view, hall, &unit, NULL);
        s->terms->standing[i] = rfi_standing_at(s->study, s->view, hall, NULL);
        int64_t mining = with_mining ? rfi_mining_stays(s, hall) : 0;
        if (mining > 0) {
            s->terms->idle[i] = rfi_mul_div_ceil(mining, PPM, rfi_limit_of(s->view, rule));
        }
    }
}

void rfi_term_firm_utility(const rfi_scene *s)
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
    s->terms->limit = rfi_less_reserve(s, limit);
    utility_demand(s, false);
}

void rfi_term_energised_utility(const rfi_scene *s)
{
    const rfi_site *site = s->study->site;
    int64_t limit = 0;
    for (size_t i = 0; i < site->interconnect_count; i++) {
        limit = rfi_add(limit, energised_at(s, &site->interconnects[i], false));
    }
    if (site->interconnect_count == 0) {
        limit = rfi_limit_of(s->view, &site->interconnect_known);
    }
    s->terms->limit = rfi_less_reserve(s, limit);
    utility_demand(s, true);
}

void rfi_term_change_of_use(const rfi_scene *s)
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

void rfi_term_gate(const rfi_scene *s)
{
    const rfi_gate *item = s->subject->gate;
    s->terms->fixed = 1;
    s->terms->limit = rfi_min(rfi_limit_of(s->view, &item->status), 1);
    if (rfi_known(&item->date) && s->study->by_stated && rfi_known(&item->status) &&
        rfi_demand_of(s->view, &item->date) > s->study->by) {
        s->terms->limit = 0;
    }
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
        most = rfi_max(most, granted);
    }
    return most;
}

void rfi_term_grid_rule(const rfi_scene *s)
{
    const rfi_grid_rule *rule = s->subject->grid_rule;
    const rfi_figure *threshold = &s->study->rules->figures[rule->threshold];
    rfi_trace_open(s->view, "load up to which the rule asks for nothing", rule->id,
                   "threshold - 1 mW; no limit once the evidence is granted");
    int64_t below = rfi_sub(rfi_limit_of(s->view, threshold), 1);
    s->terms->limit = settled(s, rule->gate) > 0 ? RFI_UNBOUNDED : below;
    (void)rfi_trace_close(s->view, s->terms->limit, RFI_DIM_POWER);
    utility_demand(s, true);
}
