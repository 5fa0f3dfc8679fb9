/* SPDX-License-Identifier: MIT */
/* From site + profile + policy + date to named requirements (docs/requirements.md). Derives
 * only: it does not search, place or judge. */
#ifndef PLANNER_CAPACITY_CAPACITY_H
#define PLANNER_CAPACITY_CAPACITY_H

#include "planner/capacity/study.h"
#include "planner/model/grid_rules.h"

/* What a requirement is about; parallel to the requirement. */
typedef struct rfi_subject {
    const rfi_hall *hall; /* NULL: the site */
    const rfi_interconnect *interconnect;
    rfi_link_of_chain link;      /* group; for backup power the generators */
    struct rfi_wired_row *wired; /* states of a wired site (wiring.h), else NULL */
    rfi_link_of_chain backed;    /* backup power: the group that is backed */
    const rfi_plant *plant;
    const rfi_gate *gate;
    const rfi_work *work; /* outage-window */
    const rfi_grid_rule *grid_rule;
    const rfi_figure *status; /* plain status tests */
    rfi_subsystem subsystem;
} rfi_subject;

typedef struct rfi_requirement_list {
    rfi_requirement *items;
    rfi_subject *subjects;
    size_t count, item_capacity, subject_capacity;
    rfi_input *scratch; /* room for the inputs of the one that is being listed */
    size_t scratch_capacity;
    bool failed;
} rfi_requirement_list;

/* Lists every requirement that arises, sites first, then hall by hall, and fills the three
 * ends and the inputs. Everything lives in study->arena. O(halls * (elements + plants)) per
 * requirement. False when memory is out. */
bool rfi_capacity_list(const rfi_study *study, rfi_requirement_list *ret_list);

/* Numbers of one requirement in a view. terms->pod, unit, idle and standing must hold one
 * slot per hall of the site; they are overwritten. */
void rfi_capacity_terms(const rfi_study *study, const rfi_requirement *requirement,
                        const rfi_subject *subject, rfi_view *view, rfi_terms *terms);

/* Warns (RF-0409) of every claimed redundancy that the installed units and sides do not
 * bear out. Claims never enter a limit. */
void rfi_check_claims(const rfi_site *site, rf_diags *diags);

#endif
