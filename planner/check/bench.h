/* SPDX-License-Identifier: MIT */
/* The checker's workbench: a plan under judgement, figures read at its end, findings.
 * Internal to planner/check. Works on the totals of the plan, not on loads per pod. */
#ifndef PLANNER_CHECK_BENCH_H
#define PLANNER_CHECK_BENCH_H

#include "planner/base/checked.h"
#include "planner/check/check.h"

typedef struct rfi_bench {
    rfi_arena *arena;
    const rfi_plan *plan;
    const rfi_site *site;
    const rfi_profile *profile;
    const rfi_rules *rules;
    rfi_finding *finding;
    size_t capacity;
    bool missing; /* a figure read since the last test was not known, at the base end */
    bool failed;  /* memory */
    struct rfi_wires *wires; /* wires.c: made when first needed */
} rfi_bench;

/* Figures at the plan's end: `most` is the reading that hurts a demand, `least` the one
 * that hurts a limit. */
int64_t rfi_bench_most(rfi_bench *b, const rfi_figure *figure);
int64_t rfi_bench_least(rfi_bench *b, const rfi_figure *figure);
int64_t rfi_bench_rule_most(rfi_bench *b, const rfi_figure *figure, rfi_rule rule);
int64_t rfi_bench_rule_least(rfi_bench *b, const rfi_figure *figure, rfi_rule rule);
int64_t rfi_bench_units(rfi_bench *b, const rfi_figure *count);
/* What is left of a limit after the reserve of the want. */
int64_t rfi_bench_reserved(rfi_bench *b, int64_t limit);

/* One inequality: demand <= limit. Skipped at the base end when a figure was missing. */
void rfi_bench_test(rfi_bench *b, rfi_requirement_kind kind, const char *where,
                    int64_t demand, int64_t limit, rfi_dimension dimension,
                    rfi_power_kind power_kind);
/* A statement that must be true of the plan itself. */
void rfi_bench_assert(rfi_bench *b, rfi_requirement_kind kind, const char *where,
                      bool holds, const char *message);

/* What stands in one hall, or in all halls of a kind together. */
typedef struct rfi_standing {
    const rfi_hall *hall;
    int64_t pods, units;
    int64_t idle; /* halls of the kind that do not convert */
} rfi_standing;

void rfi_bench_utility(rfi_bench *b);
void rfi_bench_electrical(rfi_bench *b);
void rfi_bench_cooling(rfi_bench *b);
void rfi_bench_hall(rfi_bench *b, const rfi_hall *hall);
/* bearing.c: what the floor takes under a foot and spread, where the hall says so. */
void rfi_bench_bearing(rfi_bench *b, const rfi_hall *hall);
/* A hall that converts, with or without pods, must be one whose mining may stop. */
void rfi_bench_mining(rfi_bench *b, const rfi_hall *hall);
void rfi_bench_site(rfi_bench *b);
/* works.c: what a hall waits for is there by the day; contracts of its mining have ended.
 */
void rfi_bench_works(rfi_bench *b, const rfi_hall *hall);
void rfi_bench_contracts(rfi_bench *b, const rfi_hall *hall);
/* The day on which works bring what bears the id; before all days when none does. */
int64_t rfi_bench_brought(rfi_bench *b, const char *id);
/* A day is asked for: by the site, or by whoever evaluated. */
bool rfi_bench_dated(const rfi_bench *b);
void rfi_bench_network(rfi_bench *b); /* wide-area links */
/* Network racks that stand for the fabrics of a profile without any of its own. */
void rfi_bench_fabric(rfi_bench *b);
void rfi_bench_floor(rfi_bench *b, const rfi_floor *floor);

/* power.c: electrical draw of the racks resp. heat to each loop, milliwatt. */
int64_t rfi_bench_rack_power(rfi_bench *b, const rfi_standing *s, int64_t rack_watts);
int64_t rfi_bench_heat(rfi_bench *b, const rfi_standing *s, bool liquid);
/* Losses of the hall's feed that heat its air, for this power at the racks. */
int64_t rfi_bench_losses(rfi_bench *b, const rfi_hall *hall, int64_t power);
/* cooling.c: what a plant delivers on the design day, at most; air in the yard; what a
 * rejector works against (air at its coil or wet bulb). */
int64_t rfi_bench_delivered(rfi_bench *b, const rfi_hall *hall, const rfi_plant *plant);
int64_t rfi_bench_yard(rfi_bench *b);
int64_t rfi_bench_coil(rfi_bench *b, const rfi_plant *plant);
/* plant.c: does it state its draw in parts; its electrical draw for the heat that reaches
 * it; the plant that takes its condenser heat, and that heat; heat that reaches `target`
 * when this heat enters the chain of `head`; capacity of a unit on the design day. */
bool rfi_bench_states_draw(const rfi_plant *plant);
int64_t rfi_bench_draw(rfi_bench *b, const rfi_hall *hall, const rfi_plant *plant,
                       int64_t heat);
const rfi_plant *rfi_bench_condenser(const rfi_bench *b, const rfi_hall *hall,
                                     const rfi_plant *plant);
int64_t rfi_bench_rejected(rfi_bench *b, const rfi_hall *hall, const rfi_plant *plant,
                           int64_t heat);
int64_t rfi_bench_reaching(rfi_bench *b, const rfi_hall *hall, const char *head,
                           const rfi_plant *target, int64_t heat);
int64_t rfi_bench_capacity(rfi_bench *b, const rfi_plant *plant);
bool rfi_bench_rated_by_return(
    const rfi_plant *plant);              /* then any ambient has a capacity */
int64_t rfi_bench_pressure(rfi_bench *b); /* of the air on the site, Pa */
/* The fullest hall of a share; a share as a whole. */
rfi_standing rfi_bench_fullest(const rfi_bench *b, const rfi_hall_share *share);
rfi_standing rfi_bench_total(rfi_bench *b, const rfi_hall_share *share);
int64_t rfi_bench_per_unit(const rfi_bench *b);
/* What a unit is rated for, mVA; what the racks of that kind of element must be counted
 * with; what a plant draws; mining that must stay in an idle hall. Milliwatt. */
int64_t rfi_bench_rated(rfi_bench *b, const rfi_element *element);
int64_t rfi_bench_rack_watts(rfi_bench *b, rfi_element_kind kind);
int64_t rfi_bench_plant_power(rfi_bench *b, const rfi_hall *hall, const char *head,
                              const rfi_plant *plant, int64_t heat);
int64_t rfi_bench_mining_stays(rfi_bench *b, const rfi_hall *hall);
int64_t rfi_bench_energised(rfi_bench *b, const rfi_interconnect *poi); /* on the day */
int64_t rfi_bench_grid_power(rfi_bench *b,
                             const rfi_interconnect *poi); /* firm, energised */
/* Is it the first member of its generator group? The group's test against what lies on the
 * group that it backs: milliwatt, and mVA of mining. */
bool rfi_bench_first_of_group(rfi_bench *b, const rfi_hall *hall,
                              const rfi_element *element);
void rfi_bench_test_generators(rfi_bench *b, const rfi_hall *hall,
                               const rfi_element *element, int64_t power, int64_t idle);
rfi_rule rfi_bench_loss_rule(rfi_element_kind kind);

/* wires.c: sites that state several sources, standbys or pairs of cords. */
bool rfi_bench_is_wired(const rfi_site *site);
void rfi_bench_wires(rfi_bench *b);
/* What power that enters at the group (NULL: at the hall's cords) comes to at the grid. */
int64_t rfi_bench_wired_level(rfi_bench *b, const rfi_hall *hall, const char *name,
                              int64_t power);
/* hall.c's question: does every way from the racks pass such an element? */
int64_t rfi_bench_wired_has(rfi_bench *b, const rfi_hall *hall, rfi_element_kind kind);

#endif
