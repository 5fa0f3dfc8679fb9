/* SPDX-License-Identifier: MIT */
/* What carries heat besides plants: pipes, air, a buffer while plants restart, and the dew
 * point that coolant must stay above. docs/requirements.md gives the formulas. */
#include "planner/capacity/plant.h"
#include "planner/capacity/terms.h"
#include "planner/capacity/trace.h"
#include "planner/model/psychro.h"

enum { PPM = 1000000 };

static const rfi_figure *rule(const rfi_scene *s, rfi_rule id)
{
    return &s->study->rules->figures[id];
}

static bool concerns(const rfi_scene *s, const rfi_hall *hall)
{
    return s->subject->hall == NULL || s->subject->hall == hall;
}

/* Heat of pods and support racks that passes the plant in one hall. */
static void passing(const rfi_scene *s, const rfi_hall *hall, int64_t *ret_pod,
                    int64_t *ret_unit)
{
    rfi_terms *terms = s->terms;
    size_t index = (size_t)(hall - s->study->site->halls);
    int64_t pod = terms->pod[index];
    int64_t unit = terms->unit[index];
    terms->pod[index] = terms->unit[index] = 0;
    rfi_term_heat_in(s, hall);
    *ret_pod = terms->pod[index];
    *ret_unit = terms->unit[index];
    terms->pod[index] = pod;
    terms->unit[index] = unit;
}

static bool ends_at_racks(const rfi_scene *s, const rfi_hall *hall)
{
    return rfi_profile_is_liquid(s->study->profile) && hall->liquid != NULL &&
           rfi_site_plant(s->study->site, hall, hall->liquid) == s->subject->plant;
}

void rfi_term_pipe_flow(const rfi_scene *s)
{
    const rfi_plant *plant = s->subject->plant;
    rfi_trace_open(s->view, "flow that the pipes pass", plant->id,
                   "units x pi/4 x diameter^2 x velocity");
    int64_t one = rfi_pipe_limit(rfi_limit_of(s->view, &plant->pipe),
                                 rfi_limit_of(s->view, rule(s, RFI_RULE_PIPE_VELOCITY)));
    int64_t limit = rfi_less_reserve(s, rfi_mul(rfi_units_left(s, plant), one));
    s->terms->limit = rfi_trace_close(s->view, limit, RFI_DIM_FLOW);
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        int64_t pod = 0;
        int64_t unit = 0;
        if (concerns(s, hall) && ends_at_racks(s, hall)) {
            s->terms->pod[i] = rfi_mul(rfi_racks_per_pod(s->study->profile),
                                       rfi_demand_of(s->view, &s->study->profile->flow));
        } else if (concerns(s, hall)) {
            passing(s, hall, &pod, &unit);
            rfi_trace_open(s->view, "flow that carries the heat", plant->id,
                           "heat / (heat per litre and kelvin x range)");
            int64_t heat = rfi_limit_of(s->view, rule(s, RFI_RULE_COOLANT_HEAT));
            int64_t range =
                rfi_limit_or(s->view, &plant->range, rule(s, RFI_RULE_COOLANT_RANGE));
            s->terms->unit[i] = rfi_coolant_flow(unit, heat, range);
            s->terms->pod[i] =
                rfi_trace_close(s->view, rfi_coolant_flow(pod, heat, range), RFI_DIM_FLOW);
        }
    }
}

void rfi_term_air_flow(const rfi_scene *s)
{
    const rfi_plant *plant = s->subject->plant;
    s->terms->limit = rfi_less_reserve(
        s, rfi_mul(rfi_units_left(s, plant), rfi_limit_of(s->view, &plant->air_flow)));
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        if (!concerns(s, hall) || hall->air == NULL ||
            rfi_site_plant(s->study->site, hall, hall->air) != plant) {
            continue;
        }
        int64_t pod = 0;
        int64_t unit = 0;
        passing(s, hall, &pod, &unit);
        rfi_trace_open(
            s->view, "air that carries the heat", plant->id,
            "heat / (heat per cubic metre and kelvin x range) x 101325 / pressure");
        int64_t heat = rfi_limit_of(s->view, rule(s, RFI_RULE_AIR_HEAT));
        int64_t range = rfi_limit_or(s->view, &plant->range, rule(s, RFI_RULE_AIR_RANGE));
        int64_t pressure = rfi_pressure_of(s->study, s->view, NULL);
        s->terms->unit[i] = rfi_air_volume(unit, heat, range, pressure);
        s->terms->pod[i] = rfi_trace_close(
            s->view, rfi_air_volume(pod, heat, range, pressure), RFI_DIM_FLOW);
    }
}

/* mWh = mW x us / 3.6e9 */
static int64_t energy_of(int64_t power, int64_t time)
{
    return power == 0 ? 0 : rfi_mul_div_ceil(power, time, 3600000000);
}

void rfi_term_cooling_ride_through(const rfi_scene *s)
{
    const rfi_plant *plant = s->subject->plant;
    rfi_trace_open(s->view, "heat that the buffer takes", plant->id,
                   "units x litres x heat per litre and kelvin x allowed rise");
    int64_t litres =
        rfi_mul(rfi_units_left(s, plant), rfi_limit_of(s->view, &plant->buffer));
    int64_t heat = rfi_mul(rfi_limit_of(s->view, rule(s, RFI_RULE_COOLANT_HEAT)),
                           rfi_limit_of(s->view, rule(s, RFI_RULE_BUFFER_RISE)));
    /* J x 1000 (of millikelvin) / 3600 = mWh */
    int64_t limit = rfi_less_reserve(s, rfi_mul_div_floor(litres, heat, 3600));
    s->terms->limit = rfi_trace_close(s->view, limit, RFI_DIM_ENERGY);
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        int64_t pod = 0;
        int64_t unit = 0;
        if (!concerns(s, hall)) {
            continue;
        }
        passing(s, hall, &pod, &unit);
        int64_t time =
            rfi_demand_or(s->view, &plant->restart, rule(s, RFI_RULE_PLANT_RESTART));
        s->terms->pod[i] = energy_of(pod, time);
        s->terms->unit[i] = energy_of(unit, time);
    }
}

void rfi_term_condensation(const rfi_scene *s)
{
    const rfi_hall *hall = s->subject->hall;
    const rfi_plant_chain *chain = rfi_plants_of(s->study, hall, hall->liquid);
    s->terms->limit = rfi_coldest_supply(s->study, s->view, chain, 0);
    rfi_trace_open(s->view, "dew point of the hall and a margin", hall->id,
                   "temperature at which the hall's vapour saturates + margin");
    int64_t air = rfi_demand_of(s->view, &hall->air_temperature);
    int64_t humidity = rfi_demand_of(s->view, &hall->humidity);
    int64_t margin = rfi_demand_of(s->view, rule(s, RFI_RULE_CONDENSATION_MARGIN));
    const int64_t coldest = 193150; /* the saturation fit holds from here up */
    const int64_t hottest = 373150;
    bool fits = air > coldest && air < hottest && humidity > 0;
    int64_t dew = fits           ? rfi_dew_point(air, rfi_min(humidity, PPM))
                  : humidity > 0 ? air
                                 : 0;
    s->terms->fixed = rfi_trace_close(s->view, rfi_add(dew, margin), RFI_DIM_TEMPERATURE);
}
