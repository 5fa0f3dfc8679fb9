/* SPDX-License-Identifier: MIT */
/* The network inside: what the fabrics of a profile come to at a number of scalable units.
 * docs/requirements.md ("The fabric") gives the formulas. With a trace in the view every
 * count becomes a step, so that rfi_fabric_count is the entry point for derivations too. */
#ifndef PLANNER_CAPACITY_FABRIC_H
#define PLANNER_CAPACITY_FABRIC_H

#include "planner/capacity/view.h"
#include "planner/model/evaluation.h"

/* Lengths that a placement gives. */
typedef struct rfi_cabling {
    int64_t *racks; /* mm: each placed pod rack to the farthest network rack of its unit */
    size_t rack_count;
    int64_t trunk;      /* mm: the farthest two network racks; RFI_UNBOUNDED: not known */
    bool between_halls; /* the cluster stands in more than one hall */
} rfi_cabling;

typedef struct rfi_fabric_ask {
    const rfi_profile *profile;
    const rfi_rules *rules;
    const rfi_fabric *fabric;
    int64_t units;              /* scalable units, all of them wired whole */
    const rfi_cabling *cabling; /* NULL: no length is known */
} rfi_fabric_ask;

void rfi_fabric_count(const rfi_fabric_ask *ask, rfi_view *view, rfi_fabric_size *ret_size);

/* Racks that this many rack units and this much power (mW) ask for. */
int64_t rfi_fabric_racks(const rfi_rules *rules, rfi_view *view, int64_t rack_units,
                         int64_t power);

/* A profile that states fabrics and no network rack at all gets network racks by them:
 * count and power of one scalable unit, grade D, which then count like any support racks.
 * Does nothing to other profiles; safe to call twice. False when memory is out. */
bool rfi_fabric_complete(rfi_profile *profile);

/* The fabrics of a judged plan, for one scalable unit and for the whole; NULL when the
 * profile states none, or when memory is out (*ret_failed). */
rfi_fabric_report *rfi_fabric_of_plan(rfi_arena *arena, const rfi_plan *plan,
                                      const rfi_rules *rules, bool *ret_failed);

/* ---- cables (fabric_cables.c) ---------------------------------------------------------
 */

/* ceil((dx + dy + drops) x (1 + slack)), mm; slack in ppm. */
int64_t rfi_cable_length(int64_t dx, int64_t dy, int64_t drops, int64_t slack);
/* Straight distance between halls, mm, to a route by HALL_ROUTING; demand side. */
int64_t rfi_hall_route(const rfi_rules *rules, rfi_view *view, int64_t straight);
/* The cheapest medium that reaches: passive copper, active copper, multimode, DR, FR. */
rfi_medium rfi_medium_for(const rfi_rules *rules, rfi_view *view, int64_t port_rate,
                          int64_t lane_rate, int64_t length);
/* Lengths of the placed floors; unit 0: of all of them, else of that scalable unit of the
 * first floor. False when memory is out. */
bool rfi_fabric_lengths(rfi_arena *arena, const rfi_plan *plan, const rfi_rules *rules,
                        int64_t unit, rfi_cabling *ret_cabling);

#endif
