/* SPDX-License-Identifier: MIT */
/* Peaks of seconds to minutes: what a UPS gives beyond its rating while they last, and what
 * generators take at once when they rise. */
#include "planner/capacity/terms.h"
#include "planner/capacity/trace.h"
#include "planner/capacity/wiring.h"

enum { PPM = 1000000 };

bool rfi_states_reach(const rfi_link_of_chain *link, rfi_reach reach)
{
    bool stated = false;
    for (size_t i = 0; i < link->member_count; i++) {
        const rfi_element *e = link->members[i];
        stated = stated ||
                 (reach == RFI_REACH_OVERLOAD && e->overload.state != RFI_ABSENT) ||
                 (reach == RFI_REACH_STEP && e->load_step.state != RFI_ABSENT);
    }
    return stated;
}

/* Is the profile's peak no longer than the unit bears it? A duration that nobody stated is
 * short at the favourable end only. */
static bool rides(const rfi_study *study, rfi_view *view, const rfi_element *element)
{
    const rfi_figure *duration = &study->profile->peak_duration;
    if (!rfi_known(duration)) {
        rfi_view_note(view, duration, RFI_ROLE_DEMAND);
        rfi_view_note(view, &element->overload_time, RFI_ROLE_LIMIT);
        return rfi_view_end(view, duration) == RFI_END_FAVOURABLE;
    }
    rfi_trace_aside(view, "may the peak use the overload", element->id,
                    "when it lasts no longer");
    int64_t lasts = rfi_demand_of(view, duration);
    int64_t longest = rfi_limit_of(view, &element->overload_time);
    return rfi_trace_close(view, lasts <= longest ? 1 : 0, RFI_DIM_STATUS) == 1;
}

static int64_t share_taken(rfi_view *view, const rfi_element *element)
{
    rfi_trace_step(view, RFI_OP_MIN, "share taken at once, at most all", element->id);
    int64_t share = rfi_min(rfi_limit_of(view, &element->load_step), PPM);
    rfi_trace_note(view, "all", NULL, PPM, RFI_DIM_RATIO);
    return rfi_trace_close(view, share, RFI_DIM_RATIO);
}

static int64_t overload_of(const rfi_study *study, rfi_view *view,
                           const rfi_element *element)
{
    int64_t factor = PPM;
    rfi_trace_step(view, RFI_OP_MAX, "of its rating while the peak lasts", element->id);
    rfi_trace_note(view, "all", NULL, PPM, RFI_DIM_RATIO);
    if (rides(study, view, element)) {
        factor = rfi_max(rfi_limit_of(view, &element->overload), PPM);
    } else {
        rfi_view_note(view, &element->overload, RFI_ROLE_LIMIT);
    }
    return rfi_trace_close(view, factor, RFI_DIM_RATIO);
}

int64_t rfi_unit_reach(const rfi_study *study, rfi_view *view, const rfi_element *element,
                       int64_t rating, rfi_reach reach)
{
    if (!rfi_reaches_apart(element, reach)) {
        return rating;
    }
    int64_t factor = reach == RFI_REACH_STEP ? share_taken(view, element)
                                             : overload_of(study, view, element);
    return rfi_mul_div_floor(rating, factor, PPM);
}

void rfi_term_peak_power(const rfi_scene *s)
{
    if (s->subject->wired != NULL) {
        rfi_term_wired(s);
        return;
    }
    const char *state = NULL;
    rfi_policy policy = s->study->policy[RFI_SUB_UPS];
    rfi_limit_begin(s);
    rfi_limit_end(s, rfi_usable_power(s->study, s->view, &s->subject->link, policy,
                                      RFI_REACH_OVERLOAD, &state));
    rfi_trace_step(s->view, RFI_OP_SAME, "power factor of the load", NULL);
    int64_t factor = rfi_power_factor_of(s->study, s->view, &s->subject->link);
    rfi_trace_close(s->view, factor, RFI_DIM_RATIO);
    rfi_apparent_demand(s, &s->subject->link, RFI_PEAK_UPS, factor);
}

void rfi_term_load_step(const rfi_scene *s)
{
    const char *state = NULL;
    rfi_policy policy = rfi_generator_policy(s->study->policy[RFI_SUB_GENERATORS]);
    rfi_limit_begin(s);
    rfi_limit_end(s, rfi_usable_power(s->study, s->view, &s->subject->link, policy,
                                      RFI_REACH_STEP, &state));
    int64_t factor = rfi_backed_factor(s);
    rfi_burden rise = rfi_rise_burden(s->study, s->view);
    for (size_t i = 0; i < s->study->site->hall_count; i++) {
        const rfi_hall *hall = &s->study->site->halls[i];
        if (s->subject->hall != NULL && s->subject->hall != hall) {
            continue;
        }
        rfi_trace_step(s->view, RFI_OP_OVER_CEIL, RFI_PART_POD, hall->id);
        int64_t load =
            rfi_racks_at(s->study, s->view, hall, &rise, s->subject->backed.first);
        rfi_trace_above(s->view, "power factor of the load", NULL, rfi_max(factor, 1),
                        RFI_DIM_RATIO);
        s->terms->pod[i] = rfi_close(s, rfi_mul_div_ceil(load, PPM, rfi_max(factor, 1)));
    }
}
