/* SPDX-License-Identifier: MIT */
/* What the term functions of capacity have in common: one function per kind of requirement,
 * one file per field of the trade. Internal to capacity. */
#ifndef PLANNER_CAPACITY_TERMS_H
#define PLANNER_CAPACITY_TERMS_H

#include "planner/capacity/capacity.h"
#include "planner/capacity/trace.h"

typedef struct rfi_scene { /* what every term function gets */
    const rfi_study *study;
    const rfi_requirement *requirement;
    const rfi_subject *subject;
    rfi_view *view;
    rfi_terms *terms;
} rfi_scene;

/* Fills limit, fixed, pod, unit, idle and standing, which come zeroed. */
typedef void rfi_term_function(const rfi_scene *s);

/* Derivations: between begin and end stands what there is of a limit; the end keeps the
 * reserve of the want free and sets the limit. */
void rfi_limit_begin(const rfi_scene *s);
void rfi_limit_end(const rfi_scene *s, int64_t limit);
/* Closes a step in the dimension of the requirement; returns value. */
int64_t rfi_close(const rfi_scene *s, int64_t value);
/* A fixed demand of 1, and why. */
void rfi_fixed_one(const rfi_scene *s, const char *words);
/* The limit is this status, at most 1. */
void rfi_status_limit(const rfi_scene *s, const rfi_figure *status);
/* What is left of a limit after the reserve of the want. */
int64_t rfi_less_reserve(const rfi_scene *s, int64_t limit);
/* Mining that must stay in one hall that does not convert, facility milliwatt. */
int64_t rfi_mining_stays(const rfi_scene *s, const rfi_hall *hall);
/* What units with losses at part load draw at any load (rfi_standing_at), through a power
 * factor in ppm; told as this part where there is any. */
int64_t rfi_standing_term(const rfi_scene *s, const char *part, const rfi_hall *hall,
                          const rfi_element *target, int64_t factor);
/* The subject's status figure is 1. */
rfi_term_function rfi_term_status;

/* terms_grid.c */
rfi_term_function rfi_term_firm_utility;
rfi_term_function rfi_term_energised_utility;
rfi_term_function rfi_term_change_of_use;
rfi_term_function rfi_term_gate;
rfi_term_function rfi_term_grid_rule;
/* terms_power.c */
rfi_term_function rfi_term_subsystem;
rfi_term_function rfi_term_power_chain;
rfi_term_function rfi_term_backup_power;
rfi_term_function rfi_term_rack_voltage;
rfi_term_function rfi_term_rack_feeds;
/* What the plan puts on a group, through a power factor in ppm: pod, unit, idle and so on.
 */
void rfi_apparent_demand(const rfi_scene *s, const rfi_link_of_chain *link,
                         rfi_peak_class peak, int64_t factor);
/* The lower power factor of generators and of the group that they back, ppm. */
int64_t rfi_backed_factor(const rfi_scene *s);
/* peaks.c */
rfi_term_function rfi_term_peak_power;
rfi_term_function rfi_term_load_step;
/* terms_grid.c: firm and energised power of one interconnect as of the date. */
int64_t rfi_interconnect_power(const rfi_scene *s, const rfi_interconnect *poi);
/* wired_terms.c: rows of a network; notes in the row which state decides */
rfi_term_function rfi_term_wired;
/* supplies.c */
rfi_term_function rfi_term_ride_through;
rfi_term_function rfi_term_rack_supply;
/* swings.c */
rfi_term_function rfi_term_load_swing;
rfi_term_function rfi_term_swing_energy;
/* terms_cooling.c */
rfi_term_function rfi_term_liquid_loop;
rfi_term_function rfi_term_plant_heat;
rfi_term_function rfi_term_liquid_supply;
rfi_term_function rfi_term_liquid_flow;
rfi_term_function rfi_term_air_inlet;
rfi_term_function rfi_term_air_filtration;
rfi_term_function rfi_term_plant_ambient;
/* Units of a plant that run under the policy. */
int64_t rfi_units_left(const rfi_scene *s, const rfi_plant *plant);
/* Adds the heat that reaches the subject's plant in one hall to its pod and unit terms. */
void rfi_term_heat_in(const rfi_scene *s, const rfi_hall *hall);
/* terms_plant.c */
rfi_term_function rfi_term_pipe_flow;
rfi_term_function rfi_term_air_flow;
rfi_term_function rfi_term_cooling_ride_through;
rfi_term_function rfi_term_condensation;
/* terms_floor.c */
rfi_term_function rfi_term_floor_space;
rfi_term_function rfi_term_slab;
rfi_term_function rfi_term_point_load;
rfi_term_function rfi_term_area_load;
rfi_term_function rfi_term_clear_height;
rfi_term_function rfi_term_delivery;
rfi_term_function rfi_term_delivery_route;
rfi_term_function rfi_term_access_size;
rfi_term_function rfi_term_access_load;
/* terms_network.c */
rfi_term_function rfi_term_network_capacity;
rfi_term_function rfi_term_network_paths;
rfi_term_function rfi_term_network_latency;
rfi_term_function rfi_term_network_carriers;
/* terms_water.c */
rfi_term_function rfi_term_water_day;
rfi_term_function rfi_term_water_year;
rfi_term_function rfi_term_make_up;
/* terms_time.c */
rfi_term_function rfi_term_by_date;
rfi_term_function rfi_term_mining_stops;
rfi_term_function rfi_term_mining_until;
rfi_term_function rfi_term_works_done;
rfi_term_function rfi_term_outage_window;
/* terms_offer.c: rows that arise where measures are on offer */
rfi_term_function rfi_term_offer;
/* terms_joint.c: several groups at once */
rfi_term_function rfi_term_joint;
/* terms.c: the function of a kind */
rfi_term_function *rfi_term_of(rfi_requirement_kind kind);

#endif
