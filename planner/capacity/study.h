/* SPDX-License-Identifier: MIT */
/* One question: this site, this profile, this policy, this date. And the loads that the
 * requirements of a study have in common. Internal to capacity and decide. */
#ifndef PLANNER_CAPACITY_STUDY_H
#define PLANNER_CAPACITY_STUDY_H

#include "planner/capacity/view.h"
#include "planner/model/delivery.h"

/* How many pods stand in one such hall, as the layout room counts them; given by the caller
 * because capacity does not place racks. */
typedef int64_t rfi_floor_counter(void *context, const rfi_hall *hall, rfi_view *view);

/* How wide the way is by which all of these racks are brought in, mm; as above. */
typedef int64_t rfi_route_measurer(void *context, const rfi_hall *hall, rfi_view *view);

typedef struct rfi_memory rfi_memory;

typedef struct rfi_study {
    rfi_arena *arena;
    rfi_memory *memory; /* of rfi_memory_new: chains already looked up */
    rfi_floor_counter *count_floor;
    rfi_route_measurer *measure_route;
    void *floor_context;
    const rfi_site *site;
    const rfi_profile *profile;
    const rfi_rules *rules;
    rfi_policy policy[RFI_SUBSYSTEMS];
    int64_t by; /* day number */
    bool by_stated;
    const rfi_measures *measures; /* on offer: requirements list what they gain, and rows
                                     arise that limit what is new; NULL: none */
} rfi_study;

/* In the study's arena; NULL when memory is out. */
rfi_memory *rfi_memory_new(rfi_arena *arena);

/* What one pod or one SU's support racks put into a hall, milliwatt. */
typedef struct rfi_burden {
    int64_t racks; /* electrical at the racks */
    int64_t liquid, air;
    const char *whose; /* "pod", "scalable unit": how derivations call it, or NULL */
} rfi_burden;

typedef enum rfi_peak_class {
    RFI_PEAK_NONE = 0, /* thermal: max */
    RFI_PEAK_UPS,
    RFI_PEAK_GENERATOR,
    RFI_PEAK_BREAKER
} rfi_peak_class;

/* How derivations call the parts of a burden. */
#define RFI_BURDEN_RACKS  "draw at the racks"
#define RFI_BURDEN_LIQUID "heat to the liquid"
#define RFI_BURDEN_AIR    "heat to the air"
#define RFI_BURDEN_UNIT   "scalable unit"

/* Of a pod, with its heat; and without it where heat plays no part: then no share of it is
 * read that nobody may have stated. */
rfi_burden rfi_pod_burden(const rfi_study *study, rfi_view *view, rfi_peak_class peak);
rfi_burden rfi_rack_burden(const rfi_study *study, rfi_view *view, rfi_peak_class peak);
rfi_burden rfi_unit_burden(const rfi_study *study, rfi_view *view);
/* What the peaks of a pod's racks lift at once, where generators see them: racks only. */
rfi_burden rfi_rise_burden(const rfi_study *study, rfi_view *view);
int64_t rfi_pumps_burden(const rfi_study *study, rfi_view *view); /* CDUs of one SU */
/* Critical IT power of n pods in s SUs, base values, max resp. plan draw; 0 when a base
 * value is missing. */
int64_t rfi_it_power(const rfi_profile *profile, int64_t pods, int64_t units, bool plan);
int64_t rfi_racks_per_pod(const rfi_profile *profile);
int64_t rfi_pods_per_unit(const rfi_profile *profile);

/* ---- chains ----------------------------------------------------------------------------
 */
enum { RFI_CHAIN_LONGEST = 32 };

typedef struct rfi_link_of_chain {
    const char *group;
    const rfi_element *first;          /* first member in file order; NULL: no group */
    const rfi_element *const *members; /* all of them, in file order */
    size_t member_count;
    bool own; /* the hall's own, else shared */
} rfi_link_of_chain;

typedef struct rfi_chain {
    rfi_link_of_chain links[RFI_CHAIN_LONGEST];
    size_t count;
} rfi_chain;

/* The group of this name, the hall's own before a shared one; hall NULL: shared. False:
 * nothing bears the name. */
bool rfi_group_link(const rfi_study *study, const rfi_hall *hall, const char *group,
                    rfi_link_of_chain *ret_link);

/* From the named group upstream; empty when group is NULL or nothing bears the name. Looked
 * up once per study and remembered; never NULL. */
const rfi_chain *rfi_chain_of(const rfi_study *study, const rfi_hall *hall,
                              const char *group);

/* Load that a burden in the hall puts on the group whose first element is `target` (NULL:
 * at the interconnect), milliwatt. Every part climbs its own chain with ceil at each stage;
 * plants draw by their factor. */
int64_t rfi_load_at(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                    const rfi_burden *burden, const rfi_element *target);

/* What this energy, milliwatt-hour drawn at a group (NULL: at the interconnect), is at the
 * interconnect; the same for racks, whose chain the rules stand in for where the hall
 * states no feed. It climbs like power. */
int64_t rfi_upstream(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                     const char *group, int64_t energy);
int64_t rfi_racks_upstream(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                           int64_t energy);
/* Of what a burden draws at the interconnect, the part that HV/MV transformers lose: the
 * rest is facility power. */
int64_t rfi_step_down_loss(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                           const rfi_burden *burden);

/* Losses of the hall's feed, up to the group that its `losses` names, when this power
 * leaves it: heat for the hall's air, mW. */
int64_t rfi_room_losses(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                        int64_t power);
/* Energised, or firm, power of an interconnect as of the date of the study. */
int64_t rfi_energised_power(const rfi_study *study, rfi_view *view,
                            const rfi_interconnect *poi, bool firm);
/* Lowest efficiency of the members, ppm, limit side; power before such a loss. */
int64_t rfi_efficiency_of(const rfi_study *study, rfi_view *view,
                          const rfi_link_of_chain *link);
int64_t rfi_before_loss(int64_t power, int64_t efficiency);

/* What of a unit is asked for: see **Peaks** in docs/requirements.md. Units that state
 * nothing of the kind count with their rating; with RFI_REACH_STEP, as not known. */
typedef enum rfi_reach {
    RFI_REACH_RATED = 0,
    RFI_REACH_OVERLOAD, /* rating x overload, where the profile's peak rides on it */
    RFI_REACH_STEP      /* rating x step */
} rfi_reach;

/* peaks.c: what one unit of this rating gives, mVA. */
int64_t rfi_unit_reach(const rfi_study *study, rfi_view *view, const rfi_element *element,
                       int64_t rating, rfi_reach reach);
/* Is that another figure than its rating? */
static inline bool rfi_reaches_apart(const rfi_element *element, rfi_reach reach)
{
    return reach == RFI_REACH_STEP ||
           (reach == RFI_REACH_OVERLOAD && element->overload.state != RFI_ABSENT);
}
/* Does a member state such a point or step? */
bool rfi_states_reach(const rfi_link_of_chain *link, rfi_reach reach);

typedef struct rfi_side_sum { /* what is installed on one side, mVA */
    int64_t total;
    int64_t largest; /* one unit */
    int64_t rest;    /* total with one unit of the largest out */
    int64_t units;
} rfi_side_sum;

/* any: all members, whatever their side. */
rfi_side_sum rfi_sum_side(const rfi_study *study, rfi_view *view,
                          const rfi_link_of_chain *link, rfi_side side, bool any);
rfi_side_sum rfi_sum_reach(const rfi_study *study, rfi_view *view,
                           const rfi_link_of_chain *link, rfi_side side, bool any,
                           rfi_reach reach);

/* The racks of that burden alone, without plants and house load, at the interconnect; at
 * the group whose first element is `target`. */
int64_t rfi_racks_at_interconnect(const rfi_study *study, rfi_view *view,
                                  const rfi_hall *hall, const rfi_burden *burden);
int64_t rfi_racks_at(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                     const rfi_burden *burden, const rfi_element *target);

/* What units with losses at part load draw whatever they carry, as it arrives at the group
 * whose first element is `target` (NULL: at the interconnect), milliwatt: the elements of
 * one hall, or with hall NULL those that halls share. */
int64_t rfi_standing_at(const rfi_study *study, rfi_view *view, const rfi_hall *hall,
                        const rfi_element *target);

/* Usable power of a group under a policy, mVA; *ret_state says which state decides. */
int64_t rfi_usable_power(const rfi_study *study, rfi_view *view,
                         const rfi_link_of_chain *link, rfi_policy policy, rfi_reach reach,
                         const char **ret_state);
/* Standby sets: their bus can be maintained while the utility feeds, so concurrently
 * maintainable asks no more of them than one unit out. */
static inline rfi_policy rfi_generator_policy(rfi_policy policy)
{
    return policy == RFI_POLICY_MAINTAINABLE ? RFI_POLICY_REDUNDANT : policy;
}
/* Lowest power factor of the group's loads, ppm, limit side. */
int64_t rfi_power_factor_of(const rfi_study *study, rfi_view *view,
                            const rfi_link_of_chain *link);
/* How many sides reach the racks: 2 with A and B, else 1. */
int64_t rfi_sides_of(const rfi_link_of_chain *link);

/* ---- what one rack asks of the floor (reach.c) -----------------------------------------
 */
/* Under its footprint, g/m2; height that it needs where it stands, mm; where it is moved.
 */
int64_t rfi_rack_area_load(const rfi_profile *profile, rfi_view *view);
int64_t rfi_rack_headroom(const rfi_profile *profile, const rfi_rules *rules,
                          rfi_view *view);
int64_t rfi_rack_on_the_move(const rfi_profile *profile, const rfi_rules *rules,
                             rfi_view *view);
/* The zone is high and strong enough for a rack to stand there, or to be moved there. */
bool rfi_zone_bears(const rfi_zone *zone, const rfi_profile *profile,
                    const rfi_rules *rules, rfi_view *view, bool moving);
/* The room that the racks of the profile need on their way. */
rfi_clearway rfi_rack_clearway(const rfi_profile *profile, const rfi_rules *rules,
                               rfi_view *view);

/* ---- cooling chains --------------------------------------------------------------------
 */
typedef struct rfi_plant_chain {
    const rfi_plant *plants[RFI_CHAIN_LONGEST]; /* hall side first */
    bool own[RFI_CHAIN_LONGEST];
    size_t count;
    const rfi_hall *hall; /* whose chain it is; NULL: of shared plants only */
} rfi_plant_chain;

/* What plant `index` of the chain draws when this heat enters the chain, milliwatt. */
int64_t rfi_power_of_plant(const rfi_study *study, rfi_view *view,
                           const rfi_plant_chain *chain, size_t index, int64_t heat);
/* What light, offices and controls draw beside racks of this power, milliwatt. */
int64_t rfi_house_draw(rfi_view *view, const rfi_hall *hall, int64_t racks);
/* From the named plant upstream; empty when there is none. Remembered; never NULL. */
const rfi_plant_chain *rfi_plants_of(const rfi_study *study, const rfi_hall *hall,
                                     const char *id);
/* Highest temperature at which the first plant of the chain delivers, demand side, mK. */
int64_t rfi_supply_temperature(const rfi_study *study, rfi_view *view,
                               const rfi_plant_chain *chain, size_t from);
int64_t rfi_design_dry_bulb(const rfi_study *study, rfi_view *view);
int64_t rfi_design_wet_bulb(const rfi_study *study, rfi_view *view);

#endif
