/* SPDX-License-Identifier: MIT */
/* The checker's workbench: a plan under judgement, figures read at its end, findings.
 * Internal to planner/check. Works on the totals of the plan, not on loads per pod. */
#ifndef PLANNER_CHECK_BENCH_H
#define PLANNER_CHECK_BENCH_H

#include "planner/base/checked.h"
#include "planner/check/check.h"
#include "planner/model/grid_rules.h"

/* What a group with losses at part load carries while racks draw so much. */
typedef struct rfi_carried {
    const rfi_element *group; /* its first member */
    int draw;
    int64_t load;
    bool missing; /* a figure that it rests on, at the base end */
} rfi_carried;
enum { RFI_BENCH_CARRIED = 64 };

/* The row that is tested next: whose it is, and what an effect of a measure that names a
 * kind must name to act on it. */
typedef struct rfi_bench_row {
    const rfi_hall *hall;    /* NULL: of the site */
    const char *of;          /* NULL: of no kind */
    rfi_subsystem subsystem; /* whose policy says how units are added */
    bool others;             /* every effect but those that name `of` */
    bool any;                /* whatever an effect names */
    int64_t part; /* ppm of new units that count here: a bus in a network; 0: all */
    bool alone;   /* new units do not count here: one of several groups of a network */
} rfi_bench_row;

typedef enum rfi_bench_gives { /* what of a unit is asked for */
                               RFI_GIVES_RATING = 0,
                               RFI_GIVES_OVERLOAD, /* of a UPS, while a peak lasts */
                               RFI_GIVES_STEP      /* of a generator, at once */
} rfi_bench_gives;

typedef struct rfi_bench {
    rfi_arena *arena;
    const rfi_plan *plan;
    const rfi_site *site;
    const rfi_profile *profile; /* of the share at hand, else the plan's */
    const rfi_rules *rules;
    rfi_finding *finding;
    size_t capacity;
    bool missing; /* a figure read since the last test was not known, at the base end */
    bool failed;  /* memory */
    struct rfi_groups *groups; /* groups.c: made when the check begins */
    size_t group_count;        /* no way is longer */
    bool wired;                /* rfi_bench_is_wired, asked once */
    struct rfi_wires *wires;   /* wires.c: made when first needed */
    int draw; /* of the question at hand: kind of element that racks are counted for (their
                 peak where it counts), or RFI_BENCH_MAX */
    rfi_carried carried[RFI_BENCH_CARRIED];
    size_t carried_count;
    rfi_bench_row row; /* of the next test */
    bool *acts;        /* by install: it acted on a row of its own hall */
    struct rfi_bench_raised *raised;
    size_t raised_count, raised_capacity;
    rfi_bench_gives gives; /* of units in the states that are tried */
} rfi_bench;
enum { RFI_BENCH_MAX = RFI_ELEMENT_KINDS };

/* A sum that new units raise: they serve one of those of its kind at a place, not each. */
typedef struct rfi_bench_raised {
    rfi_requirement_kind kind;
    rfi_bench_row row;
    const char *where;
    int64_t lacks, gained; /* beyond what is there without them; what they add */
    bool told;
} rfi_bench_raised;

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
/* The same of a row that no measure acts on. */
void rfi_bench_test_as_is(rfi_bench *b, rfi_requirement_kind kind, const char *where,
                          int64_t demand, int64_t limit, rfi_dimension dimension,
                          rfi_power_kind power_kind);
/* A statement that must be true of the plan itself. */
void rfi_bench_assert(rfi_bench *b, rfi_requirement_kind kind, const char *where,
                      bool holds, const char *message);

/* From here on figures of racks are those of the share (NULL: of the plan). */
void rfi_bench_turn(rfi_bench *b, const rfi_hall_share *share);
/* The same by the hall of a share; NULL: the plan's. */
void rfi_bench_turn_to(rfi_bench *b, const rfi_hall *hall);
/* Profiles that take racks, each once; the plan's when none does. False behind the last. */
bool rfi_bench_profile(const rfi_bench *b, size_t index, const rfi_profile **ret_profile);
const rfi_profile *rfi_bench_profile_of(const rfi_bench *b, const rfi_hall_share *share);

/* What stands in one hall, or in all halls of a kind together. */
typedef struct rfi_standing {
    const rfi_hall *hall;
    int64_t pods, units;
    int64_t idle; /* halls of the kind that do not convert */
} rfi_standing;

void rfi_bench_utility(rfi_bench *b);
/* hall.c: the rules of the grid against all that the site draws; missing: that is not
 * known.
 */
void rfi_bench_grid_rules(rfi_bench *b, int64_t load, bool missing);
void rfi_bench_electrical(rfi_bench *b);
void rfi_bench_cooling(rfi_bench *b);
void rfi_bench_water(rfi_bench *b);
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
void rfi_bench_reach(rfi_bench *b, const rfi_floor *floor); /* of cables and copper */
/* Width of the aisle before (hot: behind) the rows, as the hall and the rules ask. */
int64_t rfi_bench_aisle(const rfi_bench *b, const rfi_hall *hall, bool hot);
void rfi_bench_egress(rfi_bench *b, const rfi_floor *floor);
/* floor.c: the rectangle grown by `margin` lies inside the outline and outside all holes.
 */
bool rfi_bench_inside(const rfi_hall *hall, const rfi_rect *rect, int64_t margin);
/* Open rectangles meet. */
bool rfi_bench_overlap(const rfi_rect *a, const rfi_rect *b);
void rfi_bench_fittings(rfi_bench *b, const rfi_floor *floor);
/* delivery.c: a zone is high and strong enough for racks that stand there, or are moved
 * there; the way up to a hall above grade; the route of the plan to every rack. */
bool rfi_bench_zone_bears(rfi_bench *b, const rfi_zone *zone, bool moving);
void rfi_bench_access(rfi_bench *b, const rfi_hall *hall);
void rfi_bench_route(rfi_bench *b, const rfi_floor *floor);

/* bend.c: the losses of a group that states a curve, from what is installed in it. */
typedef struct rfi_bend {
    const rfi_element *group;
    int64_t standing;       /* a*S, mW */
    int64_t linear, square; /* b, c, ppm */
    int64_t side[3];        /* S without side, of A, of B, limit side */
    int64_t rating;         /* S of the square part */
} rfi_bend;

/* Does the element state a curve? All members of a group do, or none. */
bool rfi_bench_bends(const rfi_element *e);
void rfi_bench_bend_add(rfi_bench *b, rfi_bend *bend, const rfi_element *member);
void rfi_bench_bend_finish(rfi_bend *bend);
/* Of the loss that grows with the load, what falls to `power` of a whole: exact. line: the
 * straight line that no part of the curve runs below, whatever the whole. */
int64_t rfi_bench_bend_share(const rfi_bend *bend, int64_t power, int64_t whole, bool line);
int64_t rfi_bench_bend_standing(const rfi_bend *bend, bool line);

/* supplies.c */
typedef struct rfi_members {
    const rfi_element *const *items;
    size_t count;
} rfi_members;

/* Supplies of a rack after the loss of a feed, where the profile says how they are spread.
 */
void rfi_bench_rack_supply(rfi_bench *b, const rfi_hall *hall);
/* Energy of a UPS group against a load in mW until generators carry it. */
void rfi_bench_ride_through(rfi_bench *b, const rfi_hall *hall, const rfi_members *group,
                            int64_t load);

/* power.c: what racks of the profile draw at the interconnects, support racks left out. */
int64_t rfi_bench_racks_at_grid(rfi_bench *b, const rfi_profile *profile);
void rfi_bench_swing(rfi_bench *b); /* swing.c */

/* retrofit.c: what installs do to the next test. */
void rfi_bench_on(rfi_bench *b, const rfi_hall *hall, const char *of);
void rfi_bench_on_element(rfi_bench *b, const rfi_hall *hall, rfi_element_kind kind);
void rfi_bench_on_plant(rfi_bench *b, const rfi_hall *hall, rfi_plant_kind kind);
void rfi_bench_on_gate(rfi_bench *b, rfi_gate_kind kind);
/* Moves demand and limit of b->row by what is installed. */
void rfi_bench_apply(rfi_bench *b, rfi_requirement_kind kind, const char *where,
                     rfi_dimension dimension, int64_t *demand, int64_t *limit);
/* What several groups of one kind at one place lack together against what is added. */
void rfi_bench_joint(rfi_bench *b);
/* A temperature or filtration of the hall: where it fails as the hall is, new plants that
 * reach the level must carry its heat. */
void rfi_bench_level(rfi_bench *b, rfi_requirement_kind kind, const rfi_hall *hall,
                     int64_t demand, int64_t limit, rfi_dimension dimension);
/* Rows that arise only where measures are offered, of a hall that takes racks. */
void rfi_bench_new_rows(rfi_bench *b, const rfi_hall_share *share);
/* Pods left of those that stand in real rows, once measures have taken their floor. */
int64_t rfi_bench_floor_left(rfi_bench *b, const rfi_hall *hall, int64_t pods);
/* Units of the measure in the hall (NULL: at the site). */
int64_t rfi_bench_installed(const rfi_bench *b, const rfi_measure *measure,
                            const rfi_hall *hall);
/* installs.c: rules that installs obey, their dates and their cost. */
void rfi_bench_installs(rfi_bench *b);

/* power.c: everything that the hall of the share draws at the interconnect, mW. */
int64_t rfi_bench_hall_at_grid(rfi_bench *b, const rfi_hall_share *share);
/* cooling.c: design dry bulb; heat that the fullest hall of the share gives to a loop. */
int64_t rfi_bench_dry_bulb(rfi_bench *b);
int64_t rfi_bench_loop_heat(rfi_bench *b, const rfi_hall_share *share, bool liquid);
/* hall.c: is a UPS, are generators on the way to the racks? False: no feed is stated. */
bool rfi_bench_feed_has(rfi_bench *b, const rfi_hall *hall, int64_t *ret_ups,
                        int64_t *ret_generators);

/* peaks.c: does one of the members state such a figure; what one unit gives, VA; by how
 * much a peak lifts one rack where generators see it, mW. */
bool rfi_bench_stated(const rfi_members *group, rfi_bench_gives gives);
int64_t rfi_bench_given(rfi_bench *b, const rfi_element *element);
int64_t rfi_bench_rise(rfi_bench *b);
/* Does any element of the plan's site say what peaks are to it? */
bool rfi_bench_knows_peaks(const rfi_bench *b);

/* standing.c: racks in so many pods; racks alone that draw so much each, mW */
int64_t rfi_bench_rack_count(const rfi_bench *b, int64_t pods);
int64_t rfi_bench_racks(const rfi_bench *b, const rfi_standing *s, int64_t rack_watts);
/* standing.c: electrical draw of the racks resp. heat to each loop, milliwatt. */
int64_t rfi_bench_rack_power(rfi_bench *b, const rfi_standing *s, int64_t rack_watts);
int64_t rfi_bench_heat(rfi_bench *b, const rfi_standing *s, bool liquid);
int64_t rfi_bench_heat_at(rfi_bench *b, const rfi_standing *s, bool liquid,
                          int64_t rack_watts);
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
 * group that it backs: milliwatt, and mVA of mining. rise: what comes at once, against the
 * steps that they state; nothing when they state none. */
bool rfi_bench_first_of_group(rfi_bench *b, const rfi_hall *hall,
                              const rfi_element *element);
void rfi_bench_test_generators(rfi_bench *b, const rfi_hall *hall,
                               const rfi_element *element, int64_t power, int64_t idle,
                               bool rise);
rfi_rule rfi_bench_loss_rule(rfi_element_kind kind);

/* groups.c: members of a group in file order, generators too. */
typedef struct rfi_group {
    const char *name;
    const rfi_element *const *members;
    size_t count;
    bool own; /* inside the hall */
} rfi_group;

/* Sorts the groups of the site; false when memory is out. */
bool rfi_bench_sort_groups(rfi_bench *b);
/* The group of this name, the hall's own before a shared one; hall NULL: shared. False:
 * none, then count is 0. */
bool rfi_bench_group(const rfi_bench *b, const rfi_hall *hall, const char *name,
                     rfi_group *ret_group);
/* The same of the hall's own only (NULL: of the shared ones only). */
rfi_group rfi_bench_group_of(const rfi_bench *b, const rfi_hall *scope, const char *name);

/* wires.c: sites that state several sources, standbys or pairs of cords. */
bool rfi_bench_is_wired(const rfi_site *site);
void rfi_bench_wires(rfi_bench *b);
/* What power that enters at the group (NULL: at the hall's cords) comes to at the grid. */
int64_t rfi_bench_wired_level(rfi_bench *b, const rfi_hall *hall, const char *name,
                              int64_t power);
/* What units with a curve draw at no load, of one hall or (NULL) the shared ones, as it
 * comes to the grid. */
int64_t rfi_bench_wired_standing(rfi_bench *b, const rfi_hall *hall);
/* hall.c's question: does every way from the racks pass such an element? */
int64_t rfi_bench_wired_has(rfi_bench *b, const rfi_hall *hall, rfi_element_kind kind);

#endif
