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
    rfi_trace_aside(s->view, "heat that passes the plant", s->subject->plant->id,
                    "what one pod gives, then what one scalable unit gives besides");
    rfi_term_heat_in(s, hall);
    *ret_pod = terms->pod[index];
    *ret_unit = terms->unit[index];
    rfi_trace_close_power(s->view, *ret_pod, RFI_POWER_THERMAL);
    terms->pod[index] = pod;
    terms->unit[index] = unit;
}

/* What it takes to carry so much heat. */
typedef int64_t carry_function(const rfi_scene *s, int64_t heat);

static void carry_in(const rfi_scene *s, const rfi_hall *hall, const char *formula,
                     carry_function *carry)
{
    size_t i = (size_t)(hall - s->study->site->halls);
    int64_t pod = 0;
    int64_t unit = 0;
    rfi_trace_open(s->view, RFI_PART_POD, hall->id, formula);
    passing(s, hall, &pod, &unit);
    rfi_trace_note(s->view, "heat", hall->id, pod, RFI_DIM_POWER);
    s->terms->pod[i] = rfi_close(s, carry(s, pod));
    rfi_trace_open(s->view, RFI_PART_UNIT, hall->id, formula);
    rfi_trace_note(s->view, "heat", hall->id, unit, RFI_DIM_POWER);
    s->terms->unit[i] = rfi_close(s, carry(s, unit));
}

static bool ends_at_racks(const rfi_scene *s, const rfi_hall *hall)
{
    return rfi_profile_is_liquid(s->study->profile) && hall->liquid != NULL &&
           rfi_site_plant(s->study->site, hall, hall->liquid) == s->subject->plant;
}

static int64_t coolant_for(const rfi_scene *s, int64_t heat)
{
    int64_t litre = rfi_limit_of(s->view, rule(s, RFI_RULE_COOLANT_HEAT));
    int64_t range =
        rfi_limit_or(s->view, &s->subject->plant->range, rule(s, RFI_RULE_COOLANT_RANGE));
    return rfi_coolant_flow(heat, litre, range);
}

static void pipe_limit(const rfi_scene *s)
{
    const rfi_plant *plant = s->subject->plant;
    rfi_limit_begin(s);
    rfi_trace_step(s->view, RFI_OP_PRODUCT, "flow that the pipes pass", plant->id);
    int64_t left = rfi_units_left(s, plant);
    rfi_trace_open(s->view, "flow that one pipe passes", plant->id,
                   "pi/4 x diameter^2 x velocity");
    int64_t diameter = rfi_limit_of(s->view, &plant->pipe);
    int64_t velocity = rfi_limit_of(s->view, rule(s, RFI_RULE_PIPE_VELOCITY));
    int64_t one =
        rfi_trace_close(s->view, rfi_pipe_limit(diameter, velocity), RFI_DIM_FLOW);
    rfi_limit_end(s, rfi_trace_close(s->view, rfi_mul(left, one), RFI_DIM_FLOW));
}

void rfi_term_pipe_flow(const rfi_scene *s)
{
    const rfi_profile *profile = s->study->profile;
    pipe_limit(s);
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        if (concerns(s, hall) && ends_at_racks(s, hall)) {
            int64_t racks = rfi_racks_per_pod(profile);
            rfi_trace_step(s->view, RFI_OP_PRODUCT, RFI_PART_POD, hall->id);
            rfi_trace_note(s->view, "racks per pod", profile->id, racks, RFI_DIM_COUNT);
            s->terms->pod[i] =
                rfi_close(s, rfi_mul(racks, rfi_demand_of(s->view, &profile->flow)));
        } else if (concerns(s, hall)) {
            carry_in(s, hall, "heat / (heat per litre and kelvin x range)", coolant_for);
        }
    }
}

static int64_t air_for(const rfi_scene *s, int64_t heat)
{
    int64_t cubic = rfi_limit_of(s->view, rule(s, RFI_RULE_AIR_HEAT));
    int64_t range =
        rfi_limit_or(s->view, &s->subject->plant->range, rule(s, RFI_RULE_AIR_RANGE));
    return rfi_air_volume(heat, cubic, range, rfi_pressure_of(s->study, s->view, NULL));
}

void rfi_term_air_flow(const rfi_scene *s)
{
    const rfi_plant *plant = s->subject->plant;
    rfi_limit_begin(s);
    rfi_trace_step(s->view, RFI_OP_PRODUCT, "air that the plant moves", plant->id);
    int64_t left = rfi_units_left(s, plant);
    int64_t all = rfi_mul(left, rfi_limit_of(s->view, &plant->air_flow));
    rfi_limit_end(s, rfi_trace_close(s->view, all, RFI_DIM_FLOW));
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        if (concerns(s, hall) && hall->air != NULL &&
            rfi_site_plant(s->study->site, hall, hall->air) == plant) {
            carry_in(s, hall,
                     "heat / (heat per cubic metre and kelvin x range) x 101325 / pressure",
                     air_for);
        }
    }
}

/* mWh = mW x us / 3.6e9 */
static int64_t energy_of(int64_t power, int64_t time)
{
    return power == 0 ? 0 : rfi_mul_div_ceil(power, time, 3600000000);
}

static int64_t energy_for(const rfi_scene *s, int64_t heat)
{
    return energy_of(heat, rfi_demand_or(s->view, &s->subject->plant->restart,
                                         rule(s, RFI_RULE_PLANT_RESTART)));
}

void rfi_term_cooling_ride_through(const rfi_scene *s)
{
    const rfi_plant *plant = s->subject->plant;
    rfi_limit_begin(s);
    rfi_trace_open(s->view, "heat that the buffer takes", plant->id,
                   "units x litres x heat per litre and kelvin x allowed rise");
    int64_t left = rfi_units_left(s, plant);
    int64_t litres = rfi_mul(left, rfi_limit_of(s->view, &plant->buffer));
    int64_t heat = rfi_limit_of(s->view, rule(s, RFI_RULE_COOLANT_HEAT));
    heat = rfi_mul(heat, rfi_limit_of(s->view, rule(s, RFI_RULE_BUFFER_RISE)));
    /* J x 1000 (of millikelvin) / 3600 = mWh */
    int64_t limit = rfi_mul_div_floor(litres, heat, 3600);
    rfi_limit_end(s, rfi_trace_close(s->view, limit, RFI_DIM_ENERGY));
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        if (concerns(s, hall)) {
            carry_in(s, hall, "heat x time until the plant runs again", energy_for);
        }
    }
}

void rfi_term_condensation(const rfi_scene *s)
{
    const rfi_hall *hall = s->subject->hall;
    const rfi_plant_chain *chain = rfi_plants_of(s->study, hall, hall->liquid);
    rfi_trace_open(s->view, RFI_PART_LIMIT, hall->id,
                   "coldest set point + the approaches before it");
    s->terms->limit = rfi_close(s, rfi_coldest_supply(s->study, s->view, chain, 0));
    rfi_trace_open(s->view, RFI_PART_FIXED, hall->id,
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
    s->terms->fixed = rfi_close(s, rfi_add(dew, margin));
}
