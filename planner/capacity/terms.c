/* SPDX-License-Identifier: MIT */
/* The numbers of each kind of requirement in a view: one function per kind, found through
 * one table. docs/requirements.md gives the formulas. */
#include "planner/capacity/terms.h"

#include <string.h>

enum { PPM = 1000000, SLOTS_AT_ONCE = 576 };

void rfi_limit_begin(const rfi_scene *s)
{
    bool kept = s->study->site->want.reserve.state != RFI_ABSENT;
    rfi_trace_step(s->view, kept ? RFI_OP_REST_FLOOR : RFI_OP_SAME, RFI_PART_LIMIT, NULL);
    rfi_trace_formula(s->view, kept ? "floor(what is there x (1 - reserve))" : NULL);
}

void rfi_limit_end(const rfi_scene *s, int64_t limit)
{
    s->terms->limit = rfi_less_reserve(s, limit);
    rfi_close(s, s->terms->limit);
}

int64_t rfi_close(const rfi_scene *s, int64_t value)
{
    if (s->view->trace != NULL) {
        rfi_trace_pop(s->view->trace, value, s->requirement->dimension,
                      s->requirement->power_kind);
    }
    return value;
}

void rfi_fixed_one(const rfi_scene *s, const char *words)
{
    rfi_trace_open(s->view, RFI_PART_FIXED, NULL, words);
    s->terms->fixed = rfi_close(s, 1);
}

int64_t rfi_less_reserve(const rfi_scene *s, int64_t limit)
{
    const rfi_figure *reserve = &s->study->site->want.reserve;
    if (reserve->state == RFI_ABSENT) {
        return limit;
    }
    int64_t kept = rfi_demand_of(s->view, reserve);
    return rfi_mul_div_floor(limit, PPM - rfi_min(kept, PPM), PPM);
}

/* A contract keeps the load running on the date that is asked for. */
static bool runs_on(const rfi_scene *s, const rfi_load *load)
{
    if (load->until.state == RFI_ABSENT || !s->study->by_stated) {
        return false;
    }
    if (!rfi_known(&load->until) && rfi_view_end(s->view, &load->until) == RFI_END_BASE) {
        rfi_view_note(s->view, &load->until, RFI_ROLE_DEMAND);
        return false;
    }
    rfi_trace_aside(s->view, "contract runs on after the date", load->id,
                    "1: it keeps the load running");
    bool runs = rfi_demand_of(s->view, &load->until) > s->study->by;
    rfi_trace_close(s->view, runs ? 1 : 0, RFI_DIM_STATUS);
    return runs;
}

/* Mining that must stay in one hall that does not convert, facility milliwatt. Where nobody
 * said whether it may stop, the base case leaves the load out, not the whole row: a known
 * limit of the site keeps its say. */
int64_t rfi_mining_stays(const rfi_scene *s, const rfi_hall *hall)
{
    int64_t power = 0;
    rfi_trace_step(s->view, RFI_OP_SUM, "mining that must stay", hall->id);
    for (size_t i = 0; i < hall->load_count; i++) {
        const rfi_load *load = &hall->loads[i];
        if (runs_on(s, load)) {
            power = rfi_add(power, rfi_demand_of(s->view, &load->power));
            continue;
        }
        if (load->stops.state == RFI_ABSENT) {
            continue;
        }
        if (!rfi_known(&load->stops) &&
            rfi_view_end(s->view, &load->stops) == RFI_END_BASE) {
            rfi_view_note(s->view, &load->stops, RFI_ROLE_LIMIT);
            continue;
        }
        rfi_trace_aside(s->view, "may it stop", load->id, "0: it stays");
        int64_t stops = rfi_limit_of(s->view, &load->stops);
        rfi_trace_close(s->view, rfi_min(stops, 1), RFI_DIM_STATUS);
        if (stops == 0) {
            power = rfi_add(power, rfi_demand_of(s->view, &load->power));
        }
    }
    return rfi_trace_close_power(s->view, power, RFI_POWER_FACILITY);
}

int64_t rfi_standing_term(const rfi_scene *s, const char *part, const rfi_hall *hall,
                          const rfi_element *target, int64_t factor)
{
    struct rfi_trace *trace = s->view->trace;
    s->view->trace = NULL; /* where there is none, nothing is told */
    int64_t load = rfi_standing_at(s->study, s->view, hall, target);
    s->view->trace = trace;
    if (load == 0) {
        return 0;
    }
    rfi_trace_step(s->view, factor == PPM ? RFI_OP_SAME : RFI_OP_OVER_CEIL, part,
                   hall == NULL ? NULL : hall->id);
    rfi_standing_at(s->study, s->view, hall, target);
    if (factor != PPM) {
        rfi_trace_above(s->view, "power factor of the load", NULL, rfi_max(factor, 1),
                        RFI_DIM_RATIO);
    }
    return rfi_close(s, rfi_mul_div_ceil(load, PPM, rfi_max(factor, 1)));
}

void rfi_term_status(const rfi_scene *s)
{
    rfi_fixed_one(s, "it has to be there");
    rfi_status_limit(s, s->subject->status);
}

void rfi_status_limit(const rfi_scene *s, const rfi_figure *status)
{
    rfi_trace_step(s->view, RFI_OP_MIN, RFI_PART_LIMIT, NULL);
    s->terms->limit = rfi_min(rfi_limit_of(s->view, status), 1);
    rfi_trace_note(s->view, "yes at most", NULL, 1, RFI_DIM_STATUS);
    rfi_close(s, s->terms->limit);
}

static rfi_term_function *const functions[RFI_REQUIREMENT_KIND_COUNT] = {
    [RFI_REQ_FIRM_UTILITY] = rfi_term_firm_utility,
    [RFI_REQ_ENERGISED_UTILITY] = rfi_term_energised_utility,
    [RFI_REQ_CHANGE_OF_USE] = rfi_term_change_of_use,
    [RFI_REQ_GATE] = rfi_term_gate,
    [RFI_REQ_SUBSYSTEM] = rfi_term_subsystem,
    [RFI_REQ_POWER_CHAIN] = rfi_term_power_chain,
    [RFI_REQ_BACKUP_POWER] = rfi_term_backup_power,
    [RFI_REQ_RACK_VOLTAGE] = rfi_term_rack_voltage,
    [RFI_REQ_RACK_FEEDS] = rfi_term_rack_feeds,
    [RFI_REQ_LIQUID_LOOP] = rfi_term_liquid_loop,
    [RFI_REQ_LIQUID_HEAT] = rfi_term_plant_heat,
    [RFI_REQ_LIQUID_SUPPLY] = rfi_term_liquid_supply,
    [RFI_REQ_LIQUID_FLOW] = rfi_term_liquid_flow,
    [RFI_REQ_AIR_HEAT] = rfi_term_plant_heat,
    [RFI_REQ_AIR_INLET] = rfi_term_air_inlet,
    [RFI_REQ_AIR_FILTRATION] = rfi_term_air_filtration,
    [RFI_REQ_PLANT_AMBIENT] = rfi_term_plant_ambient,
    [RFI_REQ_HALL_KNOWN] = rfi_term_status,
    [RFI_REQ_FLOOR_SPACE] = rfi_term_floor_space,
    [RFI_REQ_SLAB] = rfi_term_slab,
    [RFI_REQ_CLEAR_HEIGHT] = rfi_term_clear_height,
    [RFI_REQ_DELIVERY_HEIGHT] = rfi_term_delivery,
    [RFI_REQ_DELIVERY_WIDTH] = rfi_term_delivery,
    [RFI_REQ_DELIVERY_ROUTE] = rfi_term_delivery_route,
    [RFI_REQ_ACCESS_SIZE] = rfi_term_access_size,
    [RFI_REQ_ACCESS_LOAD] = rfi_term_access_load,
    [RFI_REQ_NETWORK_CAPACITY] = rfi_term_network_capacity,
    [RFI_REQ_NETWORK_PATHS] = rfi_term_network_paths,
    [RFI_REQ_HALL_READY] = rfi_term_by_date,
    [RFI_REQ_AVAILABLE] = rfi_term_by_date,
    [RFI_REQ_MINING_STOPS] = rfi_term_mining_stops,
    [RFI_REQ_WORKS_DONE] = rfi_term_works_done,
    [RFI_REQ_OUTAGE_WINDOW] = rfi_term_outage_window,
    [RFI_REQ_MINING_UNTIL] = rfi_term_mining_until,
    [RFI_REQ_POINT_LOAD] = rfi_term_point_load,
    [RFI_REQ_AREA_LOAD] = rfi_term_area_load,
    [RFI_REQ_NETWORK_LATENCY] = rfi_term_network_latency,
    [RFI_REQ_NETWORK_CARRIERS] = rfi_term_network_carriers,
    [RFI_REQ_PIPE_FLOW] = rfi_term_pipe_flow,
    [RFI_REQ_AIR_FLOW] = rfi_term_air_flow,
    [RFI_REQ_COOLING_RIDE_THROUGH] = rfi_term_cooling_ride_through,
    [RFI_REQ_CONDENSATION] = rfi_term_condensation,
    [RFI_REQ_GRID_RULE] = rfi_term_grid_rule,
    [RFI_REQ_RIDE_THROUGH] = rfi_term_ride_through,
    [RFI_REQ_RACK_SUPPLY] = rfi_term_rack_supply,
    [RFI_REQ_LOAD_SWING] = rfi_term_load_swing,
    [RFI_REQ_SWING_ENERGY] = rfi_term_swing_energy,
    [RFI_REQ_WATER_DAY] = rfi_term_water_day,
    [RFI_REQ_WATER_YEAR] = rfi_term_water_year,
    [RFI_REQ_MAKE_UP] = rfi_term_make_up,
    [RFI_REQ_PEAK_POWER] = rfi_term_peak_power,
    [RFI_REQ_LOAD_STEP] = rfi_term_load_step,
};

rfi_term_function *rfi_term_of(rfi_requirement_kind kind)
{
    return functions[kind];
}

bool rfi_terms_room(rfi_arena *arena, rfi_slots *slots, const rfi_requirement *requirement,
                    size_t halls, rfi_terms *terms)
{
    int64_t **const arrays[] = {&terms->pod, &terms->unit, &terms->idle, &terms->standing};
    size_t hall = requirement->hall_index;
    if (hall >= halls) { /* of the site */
        int64_t *all = RFI_ARRAY(arena, 4 * halls, int64_t);
        for (size_t i = 0; all != NULL && i < 4; i++) {
            *arrays[i] = all + i * halls;
        }
        return all != NULL;
    }
    if (slots->end - slots->next < 4) {
        /* any hall's slot may be the first or the last one: a row's array, seen whole,
         * stays inside the block */
        slots->room = RFI_ARRAY(arena, halls + SLOTS_AT_ONCE + halls, int64_t);
        slots->next = halls;
        slots->end = slots->room == NULL ? halls : halls + SLOTS_AT_ONCE;
    }
    if (slots->room == NULL) {
        return false;
    }
    for (size_t i = 0; i < 4; i++) {
        *arrays[i] = slots->room + (slots->next++ - hall);
    }
    return true;
}

static void clear(int64_t *values, size_t first, size_t count)
{
    if (count > 0) {
        memset(values + first, 0, count * sizeof(*values));
    }
}

void rfi_capacity_terms(const rfi_study *study, const rfi_requirement *requirement,
                        const rfi_subject *subject, rfi_view *view, rfi_terms *terms)
{
    size_t halls = study->site->hall_count;
    bool own = requirement->hall_index < halls;
    size_t first = own ? requirement->hall_index : 0;
    clear(terms->pod, first, own ? 1 : halls);
    clear(terms->unit, first, own ? 1 : halls);
    clear(terms->idle, first, own ? 1 : halls);
    clear(terms->standing, first, own ? 1 : halls);
    terms->limit = 0;
    terms->fixed = 0;
    view->unknown = false;
    const rfi_scene s = {study, requirement, subject, view, terms};
    rfi_trace_open(view, "requirement", requirement->id, requirement->formula);
    (subject->offer != RFI_OFFER_NONE ? rfi_term_offer : functions[requirement->kind])(&s);
    rfi_close(&s, terms->limit);
    terms->unknown = view->unknown;
}
