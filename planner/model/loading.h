/* SPDX-License-Identifier: MIT */
/* How a plan loads the electrical side and the cooling: every bus in the normal state and
 * in the outages that its policy asks for, every plant on the design day. What drawings of
 * systems print; no requirement and no verdict rests on it. Plain data: capacity derives
 * it, reports lay it out. */
#ifndef PLANNER_MODEL_LOADING_H
#define PLANNER_MODEL_LOADING_H

#include "planner/model/evaluation.h"

/* A column. Of a network one outage of one element; of a chain, where every group is judged
 * by itself, the outage of each group's own units and sides. */
typedef struct rfi_load_outage {
    const char *words; /* "normal state", "one unit of side A out", "one unit of tx2 out" */
    const char *mark;  /* the same as the head of a narrow column: "A out", "tx2" */
} rfi_load_outage;

typedef struct rfi_load_cell {
    bool asked;       /* the policy asks for the state, and it was derived */
    bool out;         /* the bus is out; a load then is one that has no other supply */
    int64_t left;     /* of the bus, rounded down; RFI_UNBOUNDED: not known */
    int64_t load;     /* on it, rounded up; RFI_UNBOUNDED: not known */
    int64_t permille; /* load of left, rounded up; -1: cannot be said */
} rfi_load_cell;

/* One side of a group, its one bus, an interconnect, or standby sets. Powers are
 * millivolt-ampere, of an interconnect milliwatt at utility. */
typedef struct rfi_load_bus {
    const char *group;                    /* or the id of the interconnect */
    rfi_side side;                        /* NONE: its one bus */
    size_t hall;                          /* whose own it is; SIZE_MAX: shared */
    const rfi_element *first;             /* of this side; NULL: an interconnect */
    const rfi_interconnect *interconnect; /* or NULL */
    int64_t installed; /* of all units of this side, as the limit side reads it */
    int64_t units;
    rfi_load_cell *cells; /* per outage; 0 is the normal state, of standby sets the loss of
                             the utility */
    size_t worst;         /* the asked cell with most load of what is left */
    bool binds;           /* against one pod more, at the end that is drawn */
    size_t
        requirement; /* nearest to its limit of those that test the bus; SIZE_MAX: none */
} rfi_load_bus;

/* The sum of the requirement that binds, or is nearest to binding. */
typedef struct rfi_load_sum {
    size_t requirement;            /* SIZE_MAX: none */
    int64_t pods, units;           /* that it counts */
    int64_t racks, support, other; /* what they ask, and what does not depend on them */
    int64_t used, limit;
    int64_t next; /* used with one pod more, where the first hall with pods takes it */
} rfi_load_sum;

/* A plant of a hall's chain on the design day. Indices are requirements of the judgement,
 * SIZE_MAX: none arises. */
typedef struct rfi_plant_run {
    const rfi_plant *plant;
    int64_t units, running; /* installed, and those that the policy counts on */
    int64_t capacity;       /* of one unit, mW thermal; RFI_UNBOUNDED: not known */
    int64_t supply;         /* mK that it delivers at, warmest; RFI_UNBOUNDED: not known */
    int64_t back;           /* mK that comes back: supply plus range */
    bool back_by_rule;      /* no range is stated */
    int64_t share;          /* ppm of the heat that its compressors take */
    int64_t permille;       /* heat of what running units take, rounded up; -1: unknown */
    size_t heat, flow, ambient;
    size_t serves; /* of one beside the chain: the chiller whose condensers it cools */
    bool binds;    /* one of these requirements does */
} rfi_plant_run;

typedef struct rfi_loop_run { /* the liquid or air chain of a hall */
    size_t hall;
    rfi_loop loop;
    rfi_plant_run *plants; /* hall side first */
    size_t count;
    rfi_plant_run *beside; /* that take the heat of condensers outside of the chain */
    size_t beside_count;
    size_t supply; /* requirement: what reaches the racks against what they take */
    size_t there;  /* requirement: the hall has the loop at all; SIZE_MAX: not tested */
} rfi_loop_run;

typedef struct rfi_loading {
    bool planned;    /* else there is no plan: no buses, no sums, no heat */
    rfi_end end;     /* of the plan; else the one of the verdict */
    bool network;    /* outages of the whole network, not of each group by itself */
    int64_t reserve; /* ppm of every limit that the want keeps free */
    rfi_load_outage *outages; /* 0: the normal state */
    size_t outage_count;
    rfi_load_bus *buses; /* interconnects, shared groups, then hall by hall */
    size_t bus_count;
    rfi_load_sum sum;     /* of power */
    rfi_load_sum cooling; /* of heat, flow and water */
    rfi_loop_run *loops;  /* two for each hall, liquid first */
    size_t loop_count;
    int64_t dry, wet;   /* design weather, mK; RFI_UNBOUNDED: not known */
    int64_t unit_power; /* critical IT of one scalable unit at max draw, milliwatt */
} rfi_loading;

/* Demand of a case against a requirement by the sum that evaluation.h states: `halls` of
 * each kind keep what they mine today, per_unit pods share a scalable unit. */
int64_t rfi_case_demand(const rfi_requirement *requirement, const rfi_terms *terms,
                        const rfi_hall_share *shares, size_t hall_count, int64_t per_unit,
                        const int64_t *halls);

#endif
