/* SPDX-License-Identifier: MIT */
/* The planner's own figures: engineering defaults with range, source, date and grade.
 * They apply only where a site or profile is silent, and print as assumptions. */
#ifndef PLANNER_MODEL_RULES_H
#define PLANNER_MODEL_RULES_H

#include "planner/model/figure.h"

/* clang-format off */
/* id, words, dimension, low, base, high (base units), source title, url or NULL,
 * source date (yyyy, m, d), grade, who can settle it */
#define RFI_RULES(X)                                                                        \
    X(RECIRCULATION, "dry-cooler yard recirculation", TEMPERATURE_STEP, 1000, 2000, 3000,   \
      "Engineering practice; size of the allowance recalled", NULL, 2026, 11, 23, M, "engineer") \
    X(EXTREME_MARGIN, "design extreme above the typical-year maximum", TEMPERATURE_STEP,    \
      0, 2500, 5000, "Planner rule: a typical year must not size plant", NULL, 2026, 11, 23, E, "engineer") \
    X(DRY_APPROACH, "dry-cooler approach to dry bulb", TEMPERATURE_STEP, 5000, 10000, 10000, \
      "Free Cooling for Saving Energy, Energies 2023, 16(9), 3661 (median 10 K); 5 K in vendor reference designs", \
      "https://mdpi.com/1996-1073/16/9/3661/htm", 2023, 5, 1, A, "cooling vendor")          \
    X(TOWER_APPROACH, "cooling-tower approach to wet bulb", TEMPERATURE_STEP, 3000, 5000, 6500, \
      "Free Cooling for Saving Energy, Energies 2023, 16(9), 3661", \
      "https://mdpi.com/1996-1073/16/9/3661/htm", 2023, 5, 1, A, "cooling vendor")          \
    X(CDU_APPROACH, "CDU approach", TEMPERATURE_STEP, 4000, 4000, 5000,                     \
      "CDU qualification and data sheets, read through a transcription", NULL, 2026, 11, 23, B, "cooling vendor") \
    X(PAD_EFFECT, "adiabatic pad effectiveness", RATIO, 700000, 800000, 850000,             \
      "Engineering practice, derived", NULL, 2026, 11, 23, D, "cooling vendor")             \
    X(FAN_POWER, "heat rejection fan and pump power per heat", RATIO, 35000, 55000, 92000,  \
      "Sum of dry-cooler fans 0.02/0.035/0.06, CDU pumps 0.010-0.017 and facility pumps 0.005-0.015", \
      NULL, 2026, 11, 23, M, "cooling vendor")                                              \
    X(CHILLER_POWER, "chiller plant power per heat", RATIO, 180000, 300000, 420000,         \
      "COP 3.0 at 35 degC / 6.7 degC (AHRI 550/590 point) to 7.3, plus fans and pumps", NULL, 2026, 11, 23, D, "cooling vendor") \
    X(AIR_FAN_POWER, "air handling fan power per heat", RATIO, 30000, 50000, 80000,         \
      "Engineering practice, recalled", NULL, 2026, 11, 23, M, "cooling vendor")            \
    X(EFF_TRANSFORMER, "HV/MV transformer efficiency", RATIO, 995000, 996000, 997000,       \
      "Maker pages for 90/120/150 MVA units, collected", NULL, 2026, 11, 23, B, "owner")    \
    X(EFF_MV, "MV switchgear and cable efficiency", RATIO, 997000, 998000, 999000,          \
      "Engineering practice, recalled", NULL, 2026, 11, 23, M, "owner")                     \
    X(EFF_SUBSTATION, "MV/LV transformer efficiency", RATIO, 988000, 993000, 995000,        \
      "10 CFR 431.196 levels", NULL, 2024, 4, 22, A, "owner")                               \
    X(EFF_UPS, "UPS efficiency, double conversion", RATIO, 940000, 965000, 975000,          \
      "UPS maker page and guide, collected", NULL, 2026, 11, 23, B, "owner")                \
    X(EFF_LV, "LV switchboard and busway efficiency", RATIO, 985000, 992000, 996000,        \
      "Engineering practice, recalled", NULL, 2026, 11, 23, M, "owner")                     \
    X(POWER_FACTOR, "power factor of rack and UPS inputs", RATIO, 950000, 970000, 990000,   \
      "AI infrastructure guide; modern power supplies 0.95 to 0.99", \
      "https://www.datacentres.com/guides/ai-infrastructure-requirements", 2026, 11, 23, C, "server vendor") \
    X(CONTINUOUS, "continuous-load factor of a device rated in A", RATIO, 800000, 800000, 800000, \
      "Schneider FAQ FA408273 on 80 % and 100 % rated breakers", \
      "https://www.se.com/us/en/faqs/FA408273/", 2026, 11, 23, A, "owner")                  \
    X(SQRT3, "square root of three, rounded down", RATIO, 1732050, 1732050, 1732050,        \
      "Arithmetic", NULL, 2026, 11, 23, A, "nobody")                                        \
    X(PEAK_SHORT, "longest peak that only rack shelves and UPS inverters carry", DURATION,  \
      1000000, 1000000, 1000000, "Planner rule by duration", NULL, 2026, 11, 23, E, "engineer") \
    X(PEAK_LONG, "longest peak that UPS and generators carry without breakers", DURATION,   \
      300000000, 300000000, 300000000, "Planner rule by duration", NULL, 2026, 11, 23, E, "engineer") \
    X(COLD_AISLE, "cold aisle", LENGTH, 1200, 1200, 1800,                                   \
      "TIA-942 aisle guidance, public page", "https://www.server-racks.com/aisle-pitch.html", 2026, 11, 23, B, "engineer") \
    X(HOT_AISLE, "hot aisle", LENGTH, 900, 1200, 1500,                                      \
      "TIA-942 aisle guidance, public page", "https://www.server-racks.com/aisle-pitch.html", 2026, 11, 23, B, "engineer") \
    X(PERIMETER, "circulation at row ends and walls", LENGTH, 1200, 1200, 1200,             \
      "Data-centre directive, circulation 1.2 m", \
      "https://guidelines.risa.gov.rw/books/data-center-and-cloud-services-directives/page/circulation", 2026, 11, 23, B, "engineer") \
    X(ROW_RACKS, "longest row without a cross aisle, racks", COUNT, 20, 20, 20,             \
      "Data-centre directive, row length", \
      "https://guidelines.risa.gov.rw/books/data-center-and-cloud-services-directives/page/circulation", 2026, 11, 23, B, "engineer") \
    X(TIERS_AIR, "height above the rack: busway, trays, sprinkler clearance", LENGTH,       \
      1160, 1160, 1610, "Sum of tiers 0.3 + 0.2 + 0.2 m and sprinkler 0.46 m (0.91 m for ESFR)", \
      NULL, 2026, 11, 23, M, "engineer")                                                    \
    X(TIERS_PIPE, "height of coolant pipes above the rack", LENGTH, 300, 400, 500,          \
      "Engineering practice, recalled", NULL, 2026, 11, 23, M, "engineer")                  \
    X(DELIVERY_PLAY, "play around a rack on the move", LENGTH, 50, 100, 150,                \
      "Engineering estimate", NULL, 2026, 11, 23, E, "engineer")                            \
    X(AIR_INLET, "highest air inlet, recommended to allowable (class A2)", TEMPERATURE,     \
      300150, 300150, 308150, "TC 9.9 reference card 2021, single limits", NULL, 2021, 5, 1, A, "server vendor") \
    X(FILTRATION, "filtration of data-hall air, MERV class", COUNT, 11, 11, 13,             \
      "Engineering practice, recalled", NULL, 2026, 11, 23, M, "server vendor")             \
    X(HEAT_OF_EVAPORATION, "heat of evaporation of water, kJ/kg", COUNT, 2406, 2430, 2454,  \
      "2501 - 2.38 t kJ/kg at 40, 30 and 20 degC", NULL, 2026, 11, 23, D, "nobody")         \
    X(WATER_HEAT, "heat capacity of water, J/(kg K)", COUNT, 4180, 4180, 4180,              \
      "Water at 30 degC", NULL, 2026, 11, 23, D, "nobody")                                  \
    X(CYCLES, "cycles of concentration of tower and pad water", RATIO, 3000000, 5000000, 15000000, \
      "Range of Lei and Masanet, Energy 201 (2020) 117556, for large plants; base recalled", \
      "https://doi.org/10.1016/j.energy.2020.117556", 2026, 11, 23, M, "cooling vendor")    \
    X(DRIFT, "drift of a tower, share of the water in circulation", RATIO, 50, 200, 5000,   \
      "Range of Lei and Masanet, Energy 201 (2020) 117556; base recalled",                  \
      "https://doi.org/10.1016/j.energy.2020.117556", 2026, 11, 23, M, "cooling vendor")    \
    X(TOWER_RANGE, "range of a tower, return less supply", TEMPERATURE_STEP, 5000, 6000, 10000, \
      "Engineering estimate", NULL, 2026, 11, 23, E, "cooling vendor")                      \
    X(PAD_AIR_RISE, "rise of the air through a coil behind pads", TEMPERATURE_STEP, 8000, 12000, 15000, \
      "Engineering estimate", NULL, 2026, 11, 23, E, "cooling vendor")
/* clang-format on */

typedef enum rfi_rule {
#define RFI_RULE_ENUM(id, ...) RFI_RULE_##id,
    RFI_RULES(RFI_RULE_ENUM)
#undef RFI_RULE_ENUM
        RFI_RULE_COUNT
} rfi_rule;

/* The figure of a rule; lives in the arena-less static table built by rfi_rules_init. */
typedef struct rfi_rules {
    rfi_figure figures[RFI_RULE_COUNT];
    rfi_source sources[RFI_RULE_COUNT];
} rfi_rules;

void rfi_rules_init(rfi_rules *rules);

/* figure when known, else the rule. */
static inline const rfi_figure *rfi_or_rule(const rfi_figure *figure,
                                            const rfi_rules *rules, rfi_rule rule)
{
    return rfi_known(figure) ? figure : &rules->figures[rule];
}

#endif
