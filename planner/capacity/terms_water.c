/* SPDX-License-Identifier: MIT */
/* Water permits and the make-up pipe. docs/requirements.md gives the formulas. */
#include "planner/capacity/terms.h"

#include "planner/capacity/water.h"

static void water_of(const rfi_scene *s, const rfi_figure *limit, rfi_water_span span)
{
    rfi_limit_begin(s);
    rfi_limit_end(s, rfi_limit_of(s->view, limit));
    rfi_burden pod = span == RFI_WATER_YEAR
                         ? rfi_plan_burden(s->study, s->view)
                         : rfi_pod_burden(s->study, s->view, RFI_PEAK_NONE);
    rfi_burden unit = rfi_unit_burden(s->study, s->view);
    const rfi_weather_year *year =
        span == RFI_WATER_YEAR ? rfi_bins_year(s->study->arena, s->study->site->climate)
                               : NULL;
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_POD, hall->id);
        int64_t water = rfi_hall_water(s->study, s->view, hall, &pod, span, year);
        s->terms->pod[i] = rfi_close(s, water);
        rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_UNIT, hall->id);
        water = rfi_hall_water(s->study, s->view, hall, &unit, span, year);
        s->terms->unit[i] = rfi_close(s, water);
    }
}

void rfi_term_water_day(const rfi_scene *s)
{
    water_of(s, &s->study->site->water.permit_day, RFI_WATER_DAY);
}

void rfi_term_water_year(const rfi_scene *s)
{
    water_of(s, &s->study->site->water.permit_year, RFI_WATER_YEAR);
}

void rfi_term_make_up(const rfi_scene *s)
{
    water_of(s, &s->study->site->water.make_up, RFI_WATER_HOUR);
}
