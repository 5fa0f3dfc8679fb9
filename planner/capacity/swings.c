/* SPDX-License-Identifier: MIT */
#include "planner/capacity/swings.h"

#include "planner/capacity/terms.h"
#include "planner/capacity/trace.h"

enum { PPM = 1000000, SECONDS_PER_HOUR = 3600 };
static const int64_t microseconds_per_hour = 3600000000;

int64_t rfi_swing_limit(int64_t band, int64_t battery)
{
    return rfi_add(band, rfi_mul(2, battery));
}

int64_t rfi_ramp_step(int64_t ramp, int64_t energy)
{
    if (ramp >= RFI_UNBOUNDED || energy >= RFI_UNBOUNDED) {
        return rfi_min(ramp, energy) <= 0 ? 0 : RFI_UNBOUNDED;
    }
    rfi_wide square = (rfi_wide)2 * ramp * energy;
    return square <= 0 || square >= (rfi_wide)RFI_UNBOUNDED * RFI_UNBOUNDED / 3600
               ? (square <= 0 ? 0 : RFI_UNBOUNDED)
               : rfi_root_floor(square * SECONDS_PER_HOUR);
}

int64_t rfi_swing_energy(int64_t swing, int64_t period)
{
    return swing == 0 ? 0 : rfi_mul_div_ceil(swing, period, 4 * microseconds_per_hour);
}

int64_t rfi_swing_energy_floor(int64_t swing, int64_t period)
{
    return rfi_mul_div_floor(swing, period, 4 * microseconds_per_hour);
}

/* What the grid takes at any speed: bands add up. */
static int64_t band_of(const rfi_scene *s)
{
    int64_t band = 0;
    for (size_t i = 0; i < s->study->site->interconnect_count; i++) {
        const rfi_figure *stated = &s->study->site->interconnects[i].band;
        band = stated->state == RFI_ABSENT ? band
                                           : rfi_add(band, rfi_limit_of(s->view, stated));
    }
    return band;
}

/* How fast the grid follows, mW/s; a ramp that nobody states is no limit: -1. */
static int64_t ramp_of(const rfi_scene *s)
{
    int64_t ramp = -1;
    for (size_t i = 0; i < s->study->site->interconnect_count; i++) {
        const rfi_figure *stated = &s->study->site->interconnects[i].ramp;
        if (stated->state != RFI_ABSENT) {
            ramp = rfi_add(rfi_max(ramp, 0), rfi_limit_of(s->view, stated));
        }
    }
    return ramp;
}

/* Sum over the batteries; rating: in W, else in Wh. */
static int64_t batteries(const rfi_scene *s, bool rating)
{
    int64_t sum = 0;
    for (size_t i = 0; i < s->study->site->element_count; i++) {
        const rfi_element *e = &s->study->site->elements[i];
        if (e->kind == RFI_ELEMENT_BESS) {
            int64_t one = rfi_limit_of(s->view, rating ? &e->rating : &e->energy);
            sum = rfi_add(sum, rfi_mul(rfi_count_of(s->view, &e->count), one));
        }
    }
    return sum;
}

/* Swing of a pod as it arrives at the interconnect; plants do not follow it. */
static int64_t pod_swing(const rfi_scene *s, const rfi_hall *hall, const rfi_burden *pod)
{
    int64_t load = rfi_racks_at_interconnect(s->study, s->view, hall, pod);
    int64_t share = rfi_min(rfi_demand_of(s->view, &s->study->profile->swing), PPM);
    return share == 0 ? 0 : rfi_mul_div_ceil(load, share, PPM);
}

void rfi_term_load_swing(const rfi_scene *s)
{
    rfi_trace_open(s->view, RFI_PART_LIMIT, NULL,
                   "band + 2 x batteries, and with a ramp at most band + min(batteries, "
                   "root(2 x ramp x energy))");
    int64_t band = band_of(s);
    int64_t ramp = ramp_of(s);
    int64_t battery = batteries(s, true);
    s->terms->limit = rfi_swing_limit(band, battery);
    if (ramp >= 0) {
        int64_t step = rfi_ramp_step(ramp, batteries(s, false));
        s->terms->limit = rfi_min(s->terms->limit, rfi_add(band, rfi_min(battery, step)));
    }
    rfi_close(s, s->terms->limit);
    rfi_burden pod = rfi_rack_burden(s->study, s->view, RFI_PEAK_NONE);
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        rfi_trace_open(s->view, RFI_PART_POD, hall->id, "racks x swing, at most all");
        s->terms->pod[i] = rfi_close(s, pod_swing(s, hall, &pod));
    }
}

void rfi_term_swing_energy(const rfi_scene *s)
{
    const rfi_figure *stated = &s->study->profile->swing_period;
    rfi_trace_open(s->view, RFI_PART_LIMIT, NULL,
                   "energy of the batteries + band x period / 4");
    int64_t band = band_of(s);
    int64_t period = rfi_demand_of(s->view, stated);
    int64_t spared = period >= RFI_UNBOUNDED ? 0 : rfi_swing_energy_floor(band, period);
    s->terms->limit = rfi_add(batteries(s, false), spared);
    rfi_close(s, s->terms->limit);
    rfi_burden pod = rfi_rack_burden(s->study, s->view, RFI_PEAK_NONE);
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        rfi_trace_open(s->view, RFI_PART_POD, hall->id, "swing of a pod x period / 4");
        int64_t swing = pod_swing(s, hall, &pod);
        period = rfi_demand_of(s->view, stated);
        s->terms->pod[i] = rfi_close(s, rfi_swing_energy(swing, period));
    }
}
