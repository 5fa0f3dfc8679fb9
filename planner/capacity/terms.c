/* SPDX-License-Identifier: MIT */
/* The numbers of each kind of requirement in a view: one function per kind, found through
 * one table. docs/requirements.md gives the formulas. */
#include "planner/capacity/terms.h"

#include <string.h>

enum { PPM = 1000000 };

int64_t rfi_less_reserve(const rfi_scene *s, int64_t limit)
{
    const rfi_figure *reserve = &s->study->site->want.reserve;
    if (reserve->state == RFI_ABSENT) {
        return limit;
    }
    int64_t kept = rfi_demand_of(s->view, reserve);
    return rfi_mul_div_floor(limit, PPM - rfi_min(kept, PPM), PPM);
}

/* Mining that must stay in one hall that does not convert, facility milliwatt. Where nobody
 * said whether it may stop, the base case leaves the load out, not the whole row: a known
 * limit of the site keeps its say. */
int64_t rfi_mining_stays(const rfi_scene *s, const rfi_hall *hall)
{
    int64_t power = 0;
    for (size_t i = 0; i < hall->load_count; i++) {
        const rfi_load *load = &hall->loads[i];
        if (load->stops.state == RFI_ABSENT) {
            continue;
        }
        if (!rfi_known(&load->stops) &&
            rfi_view_end(s->view, &load->stops) == RFI_END_BASE) {
            rfi_view_note(s->view, &load->stops, RFI_ROLE_LIMIT);
            continue;
        }
        if (rfi_limit_of(s->view, &load->stops) == 0) {
            power = rfi_add(power, rfi_demand_of(s->view, &load->power));
        }
    }
    return power;
}

void rfi_term_status(const rfi_scene *s)
{
    s->terms->fixed = 1;
    s->terms->limit = rfi_min(rfi_limit_of(s->view, s->subject->status), 1);
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
    [RFI_REQ_NETWORK_CAPACITY] = rfi_term_network_capacity,
    [RFI_REQ_NETWORK_PATHS] = rfi_term_network_paths,
    [RFI_REQ_HALL_READY] = rfi_term_by_date,
    [RFI_REQ_AVAILABLE] = rfi_term_by_date,
    [RFI_REQ_MINING_STOPS] = rfi_term_mining_stops,
    [RFI_REQ_PIPE_FLOW] = rfi_term_pipe_flow,
    [RFI_REQ_AIR_FLOW] = rfi_term_air_flow,
    [RFI_REQ_COOLING_RIDE_THROUGH] = rfi_term_cooling_ride_through,
    [RFI_REQ_CONDENSATION] = rfi_term_condensation,
    [RFI_REQ_WATER_DAY] = rfi_term_water_day,
    [RFI_REQ_WATER_YEAR] = rfi_term_water_year,
    [RFI_REQ_MAKE_UP] = rfi_term_make_up,
};

void rfi_capacity_terms(const rfi_study *study, const rfi_requirement *requirement,
                        const rfi_subject *subject, rfi_view *view, rfi_terms *terms)
{
    size_t bytes = study->site->hall_count * sizeof(int64_t);
    if (bytes > 0) {
        memset(terms->pod, 0, bytes);
        memset(terms->unit, 0, bytes);
        memset(terms->idle, 0, bytes);
    }
    terms->limit = 0;
    terms->fixed = 0;
    view->unknown = false;
    const rfi_scene s = {study, requirement, subject, view, terms};
    functions[requirement->kind](&s);
    terms->unknown = view->unknown;
}
