/* SPDX-License-Identifier: MIT */
/* What racks put into a hall: power and heat, at one end of the ranges. */
#include "planner/capacity/trace.h"
#include "planner/capacity/study.h"

enum { PPM = 1000000 };

int64_t rfi_racks_per_pod(const rfi_profile *profile)
{
    return rfi_known(&profile->racks_per_pod) && profile->racks_per_pod.high > 0
               ? profile->racks_per_pod.high
               : 1;
}

int64_t rfi_pods_per_unit(const rfi_profile *profile)
{
    return rfi_known(&profile->pods_per_unit) && profile->pods_per_unit.low > 0
               ? profile->pods_per_unit.low
               : 1;
}

/* Does the peak last long enough to load this class of device? Not known: yes, except at
 * the favourable end. */
static bool peak_counts(const rfi_study *study, rfi_view *view, rfi_peak_class peak)
{
    if (peak == RFI_PEAK_NONE) {
        return false;
    }
    if (peak == RFI_PEAK_UPS) {
        return true;
    }
    const rfi_figure *duration = &study->profile->peak_duration;
    const rfi_figure *rule =
        &study->rules->figures[peak == RFI_PEAK_GENERATOR ? RFI_RULE_PEAK_SHORT
                                                          : RFI_RULE_PEAK_LONG];
    if (!rfi_known(duration)) {
        rfi_view_note(view, duration, RFI_ROLE_DEMAND);
        return rfi_view_end(view, duration) != RFI_END_FAVOURABLE;
    }
    rfi_trace_aside(view, "does the peak count", NULL,
                    "when it lasts longer than the rule");
    int64_t lasts = rfi_demand_of(view, duration);
    int64_t longest = rfi_limit_of(view, rule);
    return rfi_trace_close(view, lasts > longest ? 1 : 0, RFI_DIM_STATUS) == 1;
}

static int64_t rack_draw(const rfi_study *study, rfi_view *view, rfi_peak_class peak)
{
    rfi_trace_step(view, RFI_OP_MAX, "draw of one rack", NULL);
    int64_t draw = rfi_demand_of(view, &study->profile->max);
    if (peak_counts(study, view, peak)) {
        const rfi_figure *figure = &study->profile->peak;
        if (rfi_known(figure)) {
            draw = rfi_max(draw, rfi_demand_of(view, figure));
        } else {
            rfi_view_note(view, figure, RFI_ROLE_DEMAND);
            if (rfi_view_end(view, figure) == RFI_END_UNFAVOURABLE) {
                draw = rfi_trace_note(view, "a peak that nobody stated", NULL,
                                      RFI_UNBOUNDED, RFI_DIM_POWER);
            }
        }
    }
    return rfi_trace_close(view, draw, RFI_DIM_POWER);
}

rfi_burden rfi_rack_burden(const rfi_study *study, rfi_view *view, rfi_peak_class peak)
{
    rfi_burden burden = {.whose = "pod"};
    int64_t racks = rfi_racks_per_pod(study->profile);
    rfi_trace_step(view, RFI_OP_PRODUCT, RFI_BURDEN_RACKS, burden.whose);
    rfi_trace_note(view, "racks per pod", study->profile->id, racks, RFI_DIM_COUNT);
    burden.racks = rfi_mul(racks, rack_draw(study, view, peak));
    rfi_trace_close(view, burden.racks, RFI_DIM_POWER);
    return burden;
}

rfi_burden rfi_pod_burden(const rfi_study *study, rfi_view *view, rfi_peak_class peak)
{
    const rfi_profile *profile = study->profile;
    rfi_burden burden = rfi_rack_burden(study, view, peak);
    int64_t racks = rfi_racks_per_pod(profile);
    rfi_trace_step(view, RFI_OP_PRODUCT, "heat", burden.whose);
    rfi_trace_note(view, "racks per pod", profile->id, racks, RFI_DIM_COUNT);
    int64_t thermal = rfi_mul(racks, rfi_demand_of(view, &profile->max));
    rfi_trace_close_power(view, thermal, RFI_POWER_THERMAL);
    rfi_trace_step(view, RFI_OP_TIMES_CEIL, RFI_BURDEN_LIQUID, burden.whose);
    rfi_trace_above(view, "heat", burden.whose, thermal, RFI_DIM_POWER);
    rfi_trace_step(view, RFI_OP_MIN, "share to liquid, at most all", NULL);
    int64_t share = rfi_min(rfi_demand_of(view, &profile->liquid_share), PPM);
    rfi_trace_note(view, "all", NULL, PPM, RFI_DIM_RATIO);
    rfi_trace_close(view, share, RFI_DIM_RATIO);
    burden.liquid = rfi_mul_div_ceil(thermal, share, PPM);
    rfi_trace_close_power(view, burden.liquid, RFI_POWER_THERMAL);
    rfi_trace_step(view, RFI_OP_REST_CEIL, RFI_BURDEN_AIR, burden.whose);
    rfi_trace_above(view, "heat", burden.whose, thermal, RFI_DIM_POWER);
    int64_t least = rfi_limit_of(view, &profile->liquid_share);
    burden.air = rfi_mul_div_ceil(thermal, PPM - rfi_min(least, PPM), PPM);
    rfi_trace_close_power(view, burden.air, RFI_POWER_THERMAL);
    return burden;
}

/* From max to peak; what nobody stated rises without end at the unfavourable one. */
static int64_t rack_rise(const rfi_study *study, rfi_view *view)
{
    const rfi_figure *peak = &study->profile->peak;
    if (!peak_counts(study, view, RFI_PEAK_GENERATOR)) {
        rfi_view_note(view, peak, RFI_ROLE_DEMAND);
        return rfi_trace_note(view, "a peak that generators do not see", NULL, 0,
                              RFI_DIM_POWER);
    }
    if (!rfi_known(peak)) {
        rfi_view_note(view, peak, RFI_ROLE_DEMAND);
        bool worst = rfi_view_end(view, peak) == RFI_END_UNFAVOURABLE;
        return rfi_trace_note(view, "a peak that nobody stated", NULL,
                              worst ? RFI_UNBOUNDED : 0, RFI_DIM_POWER);
    }
    rfi_trace_step(view, RFI_OP_MAX, "rise of one rack, none below its max", NULL);
    rfi_trace_note(view, "none", NULL, 0, RFI_DIM_POWER);
    rfi_trace_step(view, RFI_OP_DIFFERENCE, "rise of one rack", NULL);
    int64_t top = rfi_demand_of(view, peak);
    int64_t from = rfi_limit_of(view, &study->profile->max);
    int64_t rise = rfi_trace_close(view, rfi_sub(top, from), RFI_DIM_POWER);
    return rfi_trace_close(view, rfi_max(0, rise), RFI_DIM_POWER);
}

rfi_burden rfi_rise_burden(const rfi_study *study, rfi_view *view)
{
    rfi_burden burden = {.whose = "pod"};
    int64_t racks = rfi_racks_per_pod(study->profile);
    rfi_trace_step(view, RFI_OP_PRODUCT, RFI_BURDEN_RACKS, burden.whose);
    rfi_trace_note(view, "racks per pod", study->profile->id, racks, RFI_DIM_COUNT);
    burden.racks =
        rfi_trace_close(view, rfi_mul(racks, rack_rise(study, view)), RFI_DIM_POWER);
    return burden;
}

/* Support racks of one SU that are CDUs, or that are not. */
static int64_t support_power(const rfi_study *study, rfi_view *view, bool cdus)
{
    int64_t total = 0;
    rfi_trace_step(view, RFI_OP_SUM, cdus ? RFI_BURDEN_LIQUID : RFI_BURDEN_AIR,
                   RFI_BURDEN_UNIT);
    rfi_trace_formula(view, cdus ? "pumps of the CDUs: count x power"
                                 : "support racks but CDUs: count x power");
    for (size_t i = 0; i < study->profile->support_count; i++) {
        const rfi_support *support = &study->profile->supports[i];
        bool cdu = support->kind == RFI_SUPPORT_CDU;
        if (cdu != cdus || (cdu && !rfi_known(&support->power))) {
            continue; /* a CDU without power is part of its plant's electrical factor */
        }
        rfi_trace_step(view, RFI_OP_PRODUCT, "support racks", support->id);
        int64_t count =
            support->count.state == RFI_ABSENT
                ? rfi_trace_note(view, "one when not stated", NULL, 1, RFI_DIM_COUNT)
                : rfi_demand_of(view, &support->count);
        int64_t power = rfi_mul(count, rfi_demand_of(view, &support->power));
        total = rfi_add(total, rfi_trace_close(view, power, RFI_DIM_POWER));
    }
    return rfi_trace_close(view, total, RFI_DIM_POWER);
}

int64_t rfi_pumps_burden(const rfi_study *study, rfi_view *view)
{
    return support_power(study, view, true);
}

/* What pumps draw ends in the coolant, what the other support racks draw in the air. */
rfi_burden rfi_unit_burden(const rfi_study *study, rfi_view *view)
{
    int64_t air = support_power(study, view, false);
    int64_t pumps = rfi_pumps_burden(study, view);
    rfi_trace_step(view, RFI_OP_SUM, RFI_BURDEN_RACKS, RFI_BURDEN_UNIT);
    rfi_trace_above(view, RFI_BURDEN_AIR, RFI_BURDEN_UNIT, air, RFI_DIM_POWER);
    rfi_trace_above(view, RFI_BURDEN_LIQUID, RFI_BURDEN_UNIT, pumps, RFI_DIM_POWER);
    return (rfi_burden){
        .racks = rfi_trace_close(view, rfi_add(air, pumps), RFI_DIM_POWER),
        .liquid = pumps,
        .air = air,
        .whose = RFI_BURDEN_UNIT,
    };
}

int64_t rfi_it_power(const rfi_profile *profile, int64_t pods, int64_t units, bool plan)
{
    const rfi_figure *rack = plan ? &profile->plan : &profile->max;
    if (!rfi_known(rack)) {
        return 0;
    }
    int64_t power = rfi_mul(pods, rfi_mul(rfi_racks_per_pod(profile), rack->base));
    for (size_t i = 0; i < profile->support_count; i++) {
        const rfi_support *support = &profile->supports[i];
        if (support->kind != RFI_SUPPORT_CDU && rfi_known(&support->power)) {
            int64_t count = rfi_known(&support->count) ? support->count.base : 1;
            power = rfi_add(power, rfi_mul(units, rfi_mul(count, support->power.base)));
        }
    }
    return power;
}
