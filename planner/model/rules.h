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
    X(SERVICE_AISLE, "service aisle beside rows that give next to no heat to the air", LENGTH, 1200, 1200, 1200, \
      "Data-centre directive, circulation 1.2 m", \
      "https://guidelines.risa.gov.rw/books/data-center-and-cloud-services-directives/page/circulation", 2026, 11, 23, B, "engineer") \
    X(SERVICE_AIR, "most heat that service aisles take, of the racks' heat", RATIO, 100000, 150000, 200000, \
      "Planner estimate: racks cooled by liquid leave 10 to 20 % of their heat to the air", NULL, 2026, 11, 29, E, "engineer") \
    X(EGRESS, "longest walk from before a rack to an exit", LENGTH, 61000, 91000, 91000,     \
      "International Building Code, exit access travel distance of business occupancy: 200 ft, 300 ft with sprinklers, recalled", \
      NULL, 2026, 11, 29, M, "engineer")                                                    \
    X(PANEL_WIDTH, "width of a remote power panel, as deep as the racks beside it", LENGTH, 600, 600, 800, \
      "Engineering estimate: a cabinet as wide as a rack; two per row where no busway feeds it, recalled", \
      NULL, 2026, 11, 29, E, "engineer")                                                    \
    X(BUSWAY_WIDTH, "width of a busway over a row", LENGTH, 150, 150, 200,                  \
      "Engineering estimate: housing and tap-off boxes; its tier is 0.3 m high, recalled", NULL, 2026, 11, 29, E, "engineer") \
    X(TRAY_WIDTH, "width of a cable tray", LENGTH, 300, 300, 600,                           \
      "Engineering estimate", NULL, 2026, 11, 29, E, "engineer")                            \
    X(MANIFOLD_WIDTH, "width of coolant supply and return over the rear of a row", LENGTH, 300, 400, 500, \
      "Engineering practice, recalled: the tier of coolant pipes takes 0.3 to 0.5 m", NULL, 2026, 11, 29, M, "engineer") \
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
      "Engineering practice, recalled", NULL, 2026, 11, 23, M, "server vendor")           \
    X(GRAVITY, "standard acceleration of gravity, N per kg", RATIO, 9806650, 9806650, 9806650, \
      "3rd General Conference on Weights and Measures", NULL, 1901, 1, 1, A, "nobody")      \
    X(RACK_FEET, "feet or castors that a rack stands on", COUNT, 4, 4, 4,                   \
      "Usual cabinet, recalled", NULL, 2026, 11, 23, M, "server vendor")                    \
    X(UNEVEN_FEET, "load of the worst foot over that of an even one", RATIO, 1080000, 1200000, 1350000, \
      "Rack of 1,500 kg on four feet: 4 to 5 kN where they stand unevenly against 3.7 kN", \
      NULL, 2026, 11, 23, D, "structural engineer") \
    X(FIBRE_ROUND_TRIP, "round trip in 1,000 km of fibre", DURATION, 9000, 9800, 10000,     \
      "AI data centre guide, chapter 3.6: about 5 us per km one way in glass (4.5 to 5)", \
      "https://app.aidatacenterguide.com/part-3-site-selection-power-procurement-and-permitting/3-6-fiber-latency-and-network-connectivity-secondary-screen", \
      2026, 11, 23, B, "network carrier")                                                   \
    X(ENTRANCE_SEPARATION, "least distance between two fibre entrances", LENGTH,            \
      20000, 20000, 20000, "Engineering practice, recalled", NULL, 2026, 11, 23, M, "network carrier") \
    X(COPPER_100, "reach of passive copper, 100G port", LENGTH, 5000, 5000, 5000,           \
      "NVIDIA network parts list of September 2026, which links the maker's part pages", NULL, 2026, 9, 17, B, "network vendor") \
    X(COPPER_400, "reach of passive copper, 200G and 400G port", LENGTH, 2000, 2500, 3000,  \
      "NVIDIA network parts list of September 2026; 200G recalled", NULL, 2026, 9, 17, B, "network vendor") \
    X(COPPER_800, "reach of passive copper, 800G port", LENGTH, 500, 2000, 2000,            \
      "NVIDIA network parts list of September 2026", NULL, 2026, 9, 17, B, "network vendor") \
    X(ACTIVE_400, "reach of active copper, 400G port", LENGTH, 5000, 6000, 7000,            \
      "Engineering practice, recalled", NULL, 2026, 11, 23, M, "network vendor")            \
    X(ACTIVE_800, "reach of active copper, 800G port", LENGTH, 3000, 4000, 5000,            \
      "NVIDIA network parts list of September 2026", NULL, 2026, 9, 17, B, "network vendor") \
    X(ACTIVE_LANE_200, "reach of active copper at 200G a lane", LENGTH, 1100, 2000, 3000,   \
      "NVIDIA network parts list of September 2026: 1.1 m flat to flat, 2 m to NICs, 3 m between switches", \
      NULL, 2026, 9, 17, B, "network vendor")                                               \
    X(MULTIMODE_100, "reach of multimode, 100G port, OM3 to OM4", LENGTH, 70000, 100000, 100000, \
      "NVIDIA network parts list of September 2026", NULL, 2026, 9, 17, B, "network vendor") \
    X(MULTIMODE_400, "reach of multimode at 100G a lane, OM3 to OM4", LENGTH, 30000, 50000, 50000, \
      "NVIDIA network parts list of September 2026", NULL, 2026, 9, 17, B, "network vendor") \
    X(DR_REACH, "reach of single-mode DR", LENGTH, 500000, 500000, 500000,                  \
      "NVIDIA transceiver page MMS4X00-NM, 500 m; a cheaper part ends at 100 m", \
      "https://docs.nvidia.com/networking/display/mms4x00nm800g500m/application+overview", 2026, 11, 23, A, "network vendor") \
    X(FR_REACH, "reach of single-mode FR", LENGTH, 2000000, 2000000, 2000000,               \
      "NVIDIA network parts list of September 2026", NULL, 2026, 9, 17, B, "network vendor") \
    X(CABLE_DROP, "vertical run at each end of a cable", LENGTH, 1200, 1500, 1500,          \
      "Engineering practice, recalled", NULL, 2026, 11, 23, M, "engineer")                  \
    X(CABLE_SLACK, "slack of a cable", RATIO, 100000, 100000, 100000,                       \
      "Engineering practice, recalled", NULL, 2026, 11, 23, M, "engineer")                  \
    X(HALL_ROUTING, "route between halls per straight distance", RATIO, 1200000, 1250000, 1300000, \
      "Engineering practice, recalled", NULL, 2026, 11, 23, M, "engineer")                  \
    X(SWITCH_POWER, "power of a switch of 51.2 Tb/s without optics", POWER, 1500000, 2250000, 3000000, \
      "Engineering practice, recalled", NULL, 2026, 11, 23, M, "network vendor")            \
    X(SWITCH_UNITS, "rack units of a switch", COUNT, 1, 2, 4,                               \
      "NVIDIA network parts list of September 2026: 1 U recalled, 2 U and 4 U listed", NULL, 2026, 9, 17, M, "network vendor") \
    X(OPTIC_POWER, "power of a 400G or 800G transceiver", POWER, 10000, 16000, 17000,       \
      "NVIDIA transceiver page 800G 2xDR4: 16 W typical, 17 W most; 10 W recalled for 400G", \
      "https://docs.nvidia.com/networking/display/800gmms4x00ns/specifications", 2026, 11, 23, M, "network vendor") \
    X(SWITCH_PRICE, "price of a switch", MONEY, 20000000000, 40000000000, 80000000000,      \
      "Engineering estimate", NULL, 2026, 11, 28, E, "network vendor")                      \
    X(OPTIC_PRICE, "price of an 800G transceiver", MONEY, 900000000, 1200000000, 2200000000, \
      "Street price list: 0.9 to 1.2 kUSD multimode, 1.1 to 2.2 kUSD single-mode", NULL, 2026, 11, 23, C, "network vendor") \
    X(CABLE_PRICE, "price of a fabric cable", MONEY, 50000000, 150000000, 400000000,        \
      "Engineering estimate", NULL, 2026, 11, 28, E, "network vendor")                      \
    X(RACK_UNITS, "rack units of a network rack left to switches", COUNT, 36, 40, 42,       \
      "Engineering estimate: 42 to 48 U less panels and cable managers", NULL, 2026, 11, 28, E, "engineer") \
    X(NETWORK_RACK_POWER, "most power of an air-cooled network rack", POWER, 20000000, 30000000, 40000000, \
      "Engineering estimate", NULL, 2026, 11, 28, E, "engineer")                            \
    X(NETWORK_RACK_WIDTH, "width of a network rack", LENGTH, 600, 600, 800,                 \
      "Engineering estimate", NULL, 2026, 11, 28, E, "engineer")                            \
    X(NETWORK_RACK_DEPTH, "depth of a network rack", LENGTH, 1200, 1200, 1200,              \
      "Engineering estimate", NULL, 2026, 11, 28, E, "engineer") \
    X(COP_REFERENCE, "chiller COP at its reference point", RATIO, 2800000, 3000000, 3000000, \
      "COP 3.0 at the AHRI 550/590 rating point, air-cooled; code minimum 2.80 of 2011", "https://vi.scribd.com/document/403557048/AHRI-Standard-550-590-I-P-2015-with-Errata-022-049", \
      2026, 11, 23, D, "cooling vendor") \
    X(COP_AMBIENT, "ambient of the chiller's reference point", TEMPERATURE, 308150, 308150, 308150, \
      "AHRI 550/590 rating point, 35 degC", "https://vi.scribd.com/document/403557048/AHRI-Standard-550-590-I-P-2015-with-Errata-022-049", \
      2026, 11, 23, A, "cooling vendor") \
    X(COP_SUPPLY, "leaving water of the chiller's reference point", TEMPERATURE, 279850, 279850, 279850, \
      "AHRI 550/590 rating point, 6.7 degC", "https://vi.scribd.com/document/403557048/AHRI-Standard-550-590-I-P-2015-with-Errata-022-049", \
      2026, 11, 23, A, "cooling vendor") \
    X(COP_MOST, "chiller COP beyond which lift is not believed", RATIO, 8000000, 10000000, 12000000, \
      "Planner rule: makers' maps end there", NULL, \
      2026, 11, 23, E, "cooling vendor") \
    X(EVAPORATOR_APPROACH, "evaporator below leaving water", TEMPERATURE_STEP, 3000, 3000, 3000, \
      "Engineering estimate for the lift of a chiller", NULL, \
      2026, 11, 23, E, "cooling vendor") \
    X(CONDENSER_APPROACH, "air-cooled condenser above ambient", TEMPERATURE_STEP, 15000, 15000, 15000, \
      "Engineering estimate for the lift of a chiller", NULL, \
      2026, 11, 23, E, "cooling vendor") \
    X(CONDENSER_WATER, "water-cooled condenser above entering water", TEMPERATURE_STEP, 5000, 5000, 5000, \
      "Engineering estimate for the lift of a chiller", NULL, \
      2026, 11, 23, E, "cooling vendor") \
    X(COOLANT_RANGE, "coolant return minus supply", TEMPERATURE_STEP, 8000, 10000, 12000, \
      "1.2 to 1.5 L/min per kW of PG25 and warmer practice, derived", NULL, \
      2026, 11, 23, D, "cooling vendor") \
    X(AIR_RANGE, "air return minus supply", TEMPERATURE_STEP, 13900, 15000, 19400, \
      "Ranges of N. Lei and E. Masanet, Energy 201 (2020) 117556, large sites", "https://doi.org/10.1016/j.energy.2020.117556", \
      2020, 6, 15, D, "cooling vendor") \
    X(FANS_DRY, "dry-cooler fan power per heat at design", RATIO, 20000, 35000, 60000, \
      "Engineering practice, recalled", NULL, \
      2026, 11, 23, M, "cooling vendor") \
    X(FANS_WET, "tower fan and spray power per heat at design", RATIO, 12000, 16000, 21000, \
      "Free Cooling for Saving Energy, Energies 2023, 16(9), 3661", "https://mdpi.com/1996-1073/16/9/3661/htm", \
      2023, 5, 1, A, "cooling vendor") \
    X(FAN_FLOOR, "lowest fan speed", RATIO, 200000, 200000, 200000, \
      "Engineering practice, recalled", NULL, \
      2026, 11, 23, M, "cooling vendor") \
    X(PUMPS_CDU, "CDU pump power per heat", RATIO, 10000, 13500, 17000, \
      "1.5 L/min/kW x 241 kPa / 0.6; a selection sheet of 20 kW for 1.2 MW", NULL, \
      2026, 11, 23, D, "cooling vendor") \
    X(PUMPS_FACILITY, "facility pump power per heat", RATIO, 5000, 9000, 15000, \
      "1.44 L/min/kW x 250 kPa / 0.65", NULL, \
      2026, 11, 23, D, "cooling vendor") \
    X(ALTITUDE_EXPONENT, "exponent of air density in coil capacity", RATIO, 570000, 700000, 800000, \
      "0.57 fits Carrier's condenser factors at 762 and 1,525 m; 0.8 is the cautious end", "https://www.scribd.com/document/461532811/EFFECT-OF-ALTITUDE", \
      2026, 11, 23, D, "cooling vendor") \
    X(CYCLES, "cycles of concentration", RATIO, 3000000, 5000000, 15000000, \
      "N. Lei and E. Masanet, Energy 201 (2020) 117556, large sites; the middle recalled", "https://doi.org/10.1016/j.energy.2020.117556", \
      2020, 6, 15, M, "water chemist") \
    X(DRIFT, "drift of the circulating water", RATIO, 50, 500, 5000, \
      "N. Lei and E. Masanet, Energy 201 (2020) 117556; the middle recalled", "https://doi.org/10.1016/j.energy.2020.117556", \
      2020, 6, 15, M, "cooling vendor") \
    X(EVAPORATION_HEAT, "heat that a gram of water takes as it evaporates, joule", COUNT, 2400, 2430, 2500, \
      "Property of water, 0 to 45 degC", NULL, \
      2026, 11, 23, A, "nobody") \
    X(COOLANT_HEAT, "heat that a litre of coolant takes per kelvin, joule", COUNT, 4015, 4017, 4162, \
      "Airedale DeltaChill manual, glycol tables: PG25; water is the upper end", "https://www.easymanua.ls/airedale/deltachill/manual?p=53", \
      2026, 11, 23, B, "cooling vendor") \
    X(AIR_HEAT, "heat that a cubic metre of air at sea level takes per kelvin, joule", COUNT, 1206, 1206, 1206, \
      "1.2 kg/m3 x 1.005 kJ/kgK", NULL, \
      2026, 11, 23, A, "nobody") \
    X(PIPE_VELOCITY, "highest coolant velocity in a pipe, mm/s", COUNT, 2500, 2500, 3000, \
      "Engineering practice, recalled", NULL, \
      2026, 11, 23, M, "engineer") \
    X(CONDENSATION_MARGIN, "coolant above the dew point of the hall", TEMPERATURE_STEP, 2000, 2000, 2000, \
      "Engineering practice, recalled", NULL, \
      2026, 11, 23, M, "engineer") \
    X(PLANT_RESTART, "cooling restart after an outage", DURATION, 30000000, 60000000, 60000000, \
      "10 s generator start, one retry and synchronising: 30 to 60 s", "https://esmagazine.com/articles/97077-standby-power-behind-the-10-second-start", \
      2026, 11, 23, B, "cooling vendor") \
    X(BUFFER_RISE, "rise that a coolant buffer may take", TEMPERATURE_STEP, 5000, 5000, 10000, \
      "Engineering estimate", NULL, \
      2026, 11, 23, E, "server vendor") \
    X(LARGE_LOAD_ERCOT, "large-load threshold of ERCOT", POWER, 75000000000, 75000000000, 75000000000, \
      "Electric Power Engineers on NOGRR 282; state of the proposal to be looked up again", \
      "https://epeconsulting.com/epe-intelligence/news/preparing-for-nogrr-282-ercot-s-next-phase-of-large-load-requirements", \
      2026, 11, 23, B, "utility")                                                           \
    X(LARGE_LOAD_SB6, "large-load threshold of Texas Senate Bill 6", POWER, 75000000000, 75000000000, 75000000000, \
      "Texas Senate Bill 6, 89th Legislature, bill text", \
      "https://capitol.texas.gov/tlodocs/89R/billtext/html/SB00006F.htm", 2026, 11, 23, A, "utility") \
    X(RIDE_THROUGH, "time until generators carry the load: one start, one retry, synchronising", DURATION, \
      30000000, 60000000, 60000000, "NFPA 110 type 10 (10 s to acceptable power) with one retry, as told by Engineered Systems", \
      "https://esmagazine.com/articles/97077-standby-power-behind-the-10-second-start", 2026, 11, 23, B, "engineer") \
    X(EFF_BATTERY, "efficiency from battery to load", RATIO, 940000, 960000, 970000,        \
      "Planner estimate: inverter half of a double conversion", NULL, 2026, 11, 23, E, "owner") \
    X(EFF_SHELF, "efficiency of rack power shelves, AC to DC", RATIO, 960000, 970000, 975000, \
      "LITE-ON and Flex figures near half load, collected", NULL, 2026, 11, 23, B, "server vendor") \
    X(DISCOUNT, "discount of critical IT power over time, a year", RATIO, 80000, 100000, 120000, \
      "Planner estimate of what capital for data centres costs", NULL, 2026, 11, 28, E, "lender")
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
