/* SPDX-License-Identifier: MIT */
/* Chillers: what is left to their compressors and how well these do it. */
#include "planner/capacity/plant.h"
#include "planner/capacity/trace.h"

enum { PPM = 1000000, HOTTEST = 2000000 /* mK; bounds the products below */ };

bool rfi_is_rejector(rfi_plant_kind kind)
{
    return kind == RFI_PLANT_DRY_COOLER || kind == RFI_PLANT_ADIABATIC ||
           kind == RFI_PLANT_TOWER || kind == RFI_PLANT_HYDRO ||
           kind == RFI_PLANT_IMMERSION;
}

int64_t rfi_lift_cop(const rfi_lift *l)
{
    rfi_wide cold = rfi_min(rfi_sub(l->supply, l->evaporator), HOTTEST);
    rfi_wide hot = rfi_min(rfi_add(l->ambient, l->condenser), HOTTEST);
    rfi_wide cold_then = rfi_min(rfi_sub(l->reference_supply, l->evaporator), HOTTEST);
    rfi_wide hot_then = rfi_min(rfi_add(l->reference_ambient, l->condenser), HOTTEST);
    if (hot_then <= cold_then || cold_then <= 0 || cold <= 0 ||
        l->ambient >= RFI_UNBOUNDED) {
        return 0;
    }
    if (hot <= cold) {
        return RFI_UNBOUNDED;
    }
    return rfi_narrow(rfi_wide_div_floor(l->cop * cold * (hot_then - cold_then),
                                         (hot - cold) * cold_then));
}

int64_t rfi_regression_cop(int64_t water, int64_t load)
{
    const rfi_wide freezing = 273150;
    rfi_wide t =
        rfi_max(12000, rfi_min(38000, rfi_sub(water, (int64_t)freezing))); /* m degC */
    rfi_wide x = rfi_max(0, rfi_min(PPM, load));
    rfi_wide unit = 1000000000000; /* coefficients have six places; the sum is in 1e-18 */
    rfi_wide sum = 16798751 * unit + 8840 * (rfi_wide)PPM * t * t - 8528931 * x * x +
                   9885294 * (rfi_wide)PPM * x - 760621 * (rfi_wide)1000000000 * t +
                   84615 * (rfi_wide)1000 * x * t;
    return rfi_narrow(rfi_wide_div_floor(sum, unit));
}

int64_t rfi_trim_share(int64_t source, int64_t supply, int64_t range)
{
    int64_t above = rfi_sub(source, supply);
    if (above <= 0) {
        return 0;
    }
    return range <= above ? PPM : rfi_min(PPM, rfi_mul_div_ceil(above, PPM, range));
}

/* Air that condensers and coils of the yard draw in. */
static int64_t yard_at(const rfi_study *study, rfi_view *view, const rfi_weather *weather)
{
    return rfi_add(rfi_dry_of(study, view, weather),
                   rfi_demand_of(view, &study->rules->figures[RFI_RULE_RECIRCULATION]));
}

const rfi_plant_chain *rfi_condenser_chain(const rfi_study *study,
                                           const rfi_plant_chain *chain, size_t index)
{
    const rfi_plant *plant = chain->plants[index];
    if (plant->rejects_to == NULL || plant->kind != RFI_PLANT_CHILLER) {
        return NULL;
    }
    const rfi_plant_chain *to =
        rfi_plants_of(study, chain->own[index] ? chain->hall : NULL, plant->rejects_to);
    return to->count == 0 ? NULL : to;
}

/* The coldest water or air that an economiser can use. */
static int64_t economiser_source(const rfi_study *study, rfi_view *view,
                                 const rfi_plant_chain *chain, size_t index,
                                 const rfi_weather *weather)
{
    const rfi_figure *approach = &chain->plants[index]->economiser_approach;
    const rfi_plant_chain *to = rfi_condenser_chain(study, chain, index);
    if (to != NULL) {
        int64_t own = rfi_known(approach) ? rfi_demand_of(view, approach) : 0;
        return rfi_add(rfi_supply_at(study, view, to, 0, weather), own);
    }
    return rfi_add(
        yard_at(study, view, weather),
        rfi_demand_or(view, approach, &study->rules->figures[RFI_RULE_DRY_APPROACH]));
}

int64_t rfi_compressor_share(const rfi_study *study, rfi_view *view,
                             const rfi_plant_chain *chain, size_t index,
                             const rfi_weather *weather)
{
    const rfi_plant *plant = chain->plants[index];
    bool trim = index + 1 < chain->count && rfi_is_rejector(chain->plants[index + 1]->kind);
    bool economiser = !trim && plant->economiser.state != RFI_ABSENT &&
                      rfi_limit_of(view, &plant->economiser) > 0;
    if (plant->kind != RFI_PLANT_CHILLER) {
        return 0;
    }
    if (!trim && !economiser) {
        return PPM;
    }
    rfi_trace_open(view, "share of the heat left to compressors", plant->id,
                   "(source - supply) / range, between 0 and 1");
    int64_t source = trim ? rfi_supply_at(study, view, chain, index + 1, weather)
                          : economiser_source(study, view, chain, index, weather);
    /* a colder set point leaves more to the compressor: read on the limit side here */
    int64_t supply = rfi_limit_of(view, &plant->supply);
    int64_t range =
        rfi_limit_or(view, &plant->range, &study->rules->figures[RFI_RULE_COOLANT_RANGE]);
    return rfi_trace_close(view, rfi_trim_share(source, supply, range), RFI_DIM_RATIO);
}

/* The worse, or at the favourable end of the figure the better. */
static int64_t worse(rfi_view *view, const rfi_figure *figure, int64_t a, int64_t b)
{
    return rfi_view_end(view, figure) == RFI_END_FAVOURABLE ? rfi_max(a, b) : rfi_min(a, b);
}

/* Approaches enter both lifts, now and at the reference point, so that either end of their
 * ranges can be the worse one: both are tried. */
static int64_t sweep(rfi_view *view, rfi_lift *lift, const rfi_figure *evaporator,
                     const rfi_figure *condenser)
{
    int64_t cold[2] = {rfi_limit_of(view, evaporator), rfi_demand_of(view, evaporator)};
    int64_t hot[2] = {rfi_limit_of(view, condenser), rfi_demand_of(view, condenser)};
    int64_t found[2];
    for (int i = 0; i < 2; i++) {
        lift->evaporator = cold[i];
        lift->condenser = hot[0];
        int64_t first = rfi_lift_cop(lift);
        lift->condenser = hot[1];
        found[i] = worse(view, condenser, first, rfi_lift_cop(lift));
    }
    return worse(view, evaporator, found[0], found[1]);
}

int64_t rfi_chiller_cop(const rfi_study *study, rfi_view *view,
                        const rfi_plant_chain *chain, size_t index,
                        const rfi_weather *weather, int64_t load)
{
    const rfi_plant *plant = chain->plants[index];
    const rfi_figure *rules = study->rules->figures;
    const rfi_plant_chain *to = rfi_condenser_chain(study, chain, index);
    if (to != NULL && !rfi_known(&plant->cop)) {
        rfi_trace_open(view, "COP, water-cooled", plant->id,
                       "16.798751 + 0.00884 t2 - 8.528931 x2 + 9.885294 x - 0.760621 t + "
                       "0.084615 x t, t clamped to 12 to 38 degC");
        int64_t water = rfi_supply_at(study, view, to, 0, weather);
        return rfi_trace_close(view, rfi_regression_cop(water, load), RFI_DIM_RATIO);
    }
    rfi_trace_open(view, "COP by lift", plant->id,
                   "COP x Te / (Tc - Te), over the same at the reference point");
    rfi_lift lift = {
        .cop = rfi_limit_or(view, &plant->cop, &rules[RFI_RULE_COP_REFERENCE]),
        .reference_supply =
            rfi_demand_or(view, &plant->cop_supply, &rules[RFI_RULE_COP_SUPPLY]),
        .reference_ambient =
            rfi_limit_or(view, &plant->cop_ambient, &rules[RFI_RULE_COP_AMBIENT]),
        .supply = rfi_limit_of(view, &plant->supply),
        .ambient = to != NULL ? rfi_supply_at(study, view, to, 0, weather)
                              : yard_at(study, view, weather),
    };
    rfi_rule condenser =
        to != NULL ? RFI_RULE_CONDENSER_WATER : RFI_RULE_CONDENSER_APPROACH;
    int64_t cop = sweep(view, &lift,
                        rfi_or_rule(&plant->evaporator_approach, study->rules,
                                    RFI_RULE_EVAPORATOR_APPROACH),
                        rfi_or_rule(&plant->condenser_approach, study->rules, condenser));
    cop = rfi_min(cop, rfi_limit_of(view, &rules[RFI_RULE_COP_MOST]));
    return rfi_trace_close(view, cop, RFI_DIM_RATIO);
}
