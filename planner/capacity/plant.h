/* SPDX-License-Identifier: MIT */
/* What cooling plants do and draw at one weather: temperatures reached, share of the heat
 * that compressors take, power of compressors, fans and pumps, water. The peak hour is the
 * same physics at the design weather with fans at full speed; the year is a sum over
 * weathers. All of it is exact integer arithmetic, demand rounded up at each quotient,
 * except the altitude factor (planner/model/psychro.h).
 *
 * A chiller whose `from` is a rejector (dry cooler, pads, tower, hydro or immersion loop)
 * is a trim chiller in the rejector's water: it cools from what the rejector reaches down
 * to its own `supply`. A chiller without one stands alone and takes all heat, unless it has
 * an economiser. Internal to capacity. */
#ifndef PLANNER_CAPACITY_PLANT_H
#define PLANNER_CAPACITY_PLANT_H

#include "planner/capacity/study.h"

typedef struct rfi_weather {
    int64_t dry, wet; /* mK */
    int64_t pressure; /* Pa */
} rfi_weather;

typedef struct rfi_operation {
    int64_t compressor, fans, pumps; /* mW */
    int64_t water;  /* mL/h of make-up: evaporated, blown down and drifted */
    int64_t supply; /* mK that the plant reaches */
    int64_t free;   /* ppm of the heat that needs no compressor */
} rfi_operation;

/* The design extremes of the climate and the pressure of its station (else of the standard
 * atmosphere at the site's elevation): what the requirements are tested at. Wherever a
 * weather is asked for below, NULL stands for it, and only what matters of it is read: a
 * dry cooler needs no wet bulb. */
void rfi_design_weather(const rfi_study *study, rfi_view *view, rfi_weather *ret);

/* Plant `index` of the chain at one weather, while `heat` passes it, `part` of what passes
 * at design (ppm; fans follow the cube of their speed, at least FAN_FLOOR). A stated
 * `electrical` factor is not looked at: what the plant does not state comes from the rules.
 * Fans, pumps and water of a plant that takes the heat of condensers are counted with the
 * chiller. part > 0. */
void rfi_plant_operate(const rfi_study *study, rfi_view *view, const rfi_plant_chain *chain,
                       size_t index, const rfi_weather *weather, int64_t heat, int64_t part,
                       rfi_operation *ret);

int64_t rfi_dry_of(const rfi_study *study, rfi_view *view, const rfi_weather *weather);
int64_t rfi_wet_of(const rfi_study *study, rfi_view *view, const rfi_weather *weather);
int64_t rfi_pressure_of(const rfi_study *study, rfi_view *view, const rfi_weather *weather);

/* Highest temperature at which plant `index` delivers at this weather, mK. */
int64_t rfi_supply_at(const rfi_study *study, rfi_view *view, const rfi_plant_chain *chain,
                      size_t index, const rfi_weather *weather);
/* The same, lowest: what stands on the limit side. */
int64_t rfi_coldest_supply(const rfi_study *study, rfi_view *view,
                           const rfi_plant_chain *chain, size_t index);

/* ---- the peak hour ---------------------------------------------------------------------
 */

/* Does the plant state more of its draw than a constant factor? */
bool rfi_plant_modelled(const rfi_plant *plant);
/* Electrical power that plant `index` draws at the design weather for this heat, mW, with
 * fans at full speed; for plants that rfi_plant_modelled. */
int64_t rfi_plant_draw(const rfi_study *study, rfi_view *view, const rfi_plant_chain *chain,
                       size_t index, int64_t heat);
/* Heat that plant `index` itself must be able to take at the design weather: a modelled
 * trim chiller its share, a rejector in the chain all of it and the work of compressors
 * that reject to it. */
int64_t rfi_plant_duty(const rfi_study *study, rfi_view *view, const rfi_plant_chain *chain,
                       size_t index, int64_t heat);
/* The plant outside the chain that takes the condenser heat of chiller `index` (the chain
 * from it on; NULL: none) and that heat at the design weather. */
const rfi_plant_chain *rfi_condenser_chain(const rfi_study *study,
                                           const rfi_plant_chain *chain, size_t index);
int64_t rfi_condenser_heat(const rfi_study *study, rfi_view *view,
                           const rfi_plant_chain *chain, size_t index, int64_t heat);
/* Capacity of one unit of plant `index` at the design weather, mW: as stated, or with
 * `rated-return` scaled by the temperature gap that is left and by the density of the air;
 * never more than stated. */
int64_t rfi_plant_capacity(const rfi_study *study, rfi_view *view,
                           const rfi_plant_chain *chain, size_t index);

/* ---- chillers (chiller.c) --------------------------------------------------------------
 */
typedef struct rfi_lift { /* temperatures in mK; approaches in mK */
    int64_t cop;          /* ppm, at the reference point */
    int64_t reference_supply, reference_ambient;
    int64_t supply, ambient;
    int64_t evaporator, condenser; /* approaches */
} rfi_lift;

/* COP scaled by the Carnot factors of the two lifts: cop x Te/(Tc - Te) over the same at
 * the reference point, ppm, rounded down. Without lift: unbounded. */
int64_t rfi_lift_cop(const rfi_lift *lift);
/* Water-cooled chiller of N. Lei and E. Masanet, Energy 201 (2020) 117556: entering
 * condenser water (mK, clamped to 12 to 38 degC, where the fit is monotone) and part load
 * (ppm); ppm, rounded down. */
int64_t rfi_regression_cop(int64_t water, int64_t load);
/* Share of the heat that is left to a compressor, ppm, rounded up: (source - supply) /
 * range, between none and all. */
int64_t rfi_trim_share(int64_t source, int64_t supply, int64_t range);
/* Share of chiller `index` that its compressors take at this weather, ppm. */
int64_t rfi_compressor_share(const rfi_study *study, rfi_view *view,
                             const rfi_plant_chain *chain, size_t index,
                             const rfi_weather *weather);
/* Its COP at this weather and part load, ppm. */
int64_t rfi_chiller_cop(const rfi_study *study, rfi_view *view,
                        const rfi_plant_chain *chain, size_t index,
                        const rfi_weather *weather, int64_t load);
bool rfi_is_rejector(rfi_plant_kind kind);

/* ---- air and water as carriers (carrier.c) ---------------------------------------------
 */
/* Density of air of this pressure against that at sea level, to the power of the exponent
 * (ppm); ppm, rounded down, at most 1000000. */
int64_t rfi_altitude_factor(int64_t pressure, int64_t exponent);
/* Volume flow that carries the heat, mL/h, rounded up: heat / (heat capacity x range), with
 * J per litre and kelvin for coolant, J per cubic metre and kelvin of air at sea level. */
int64_t rfi_coolant_flow(int64_t heat, int64_t capacity, int64_t range);
int64_t rfi_air_volume(int64_t heat, int64_t capacity, int64_t range, int64_t pressure);
/* What a pipe of this inner diameter (mm) passes at this velocity (mm/s), mL/h, rounded
 * down. */
int64_t rfi_pipe_limit(int64_t diameter, int64_t velocity);
/* Water that this heat evaporates, mL/h, rounded up; and with blowdown at these cycles. */
int64_t rfi_evaporation(int64_t heat, int64_t joule_per_gram);
int64_t rfi_make_up(int64_t evaporated, int64_t cycles);

#endif
