/* SPDX-License-Identifier: MIT */
/* From site + profile + policy + date to named requirements (docs/requirements.md). Derives
 * only: it does not search, place or judge. */
#ifndef PLANNER_CAPACITY_CAPACITY_H
#define PLANNER_CAPACITY_CAPACITY_H

#include "planner/capacity/study.h"
#include "planner/model/grid_rules.h"

/* Rows that arise only where measures are on offer (docs/retrofit.md): they limit what is
 * new, and bear no limit at an end at which the test that they stand for holds without. */
typedef enum rfi_offer {
    RFI_OFFER_NONE = 0,
    RFI_OFFER_NEW_CDU,   /* liquid heat and flow of a hall without a loop */
    RFI_OFFER_NEW_PLANT, /* liquid heat of the same, behind the CDUs */
    RFI_OFFER_NEW_LOOP,  /* liquid supply of the same: a test */
    RFI_OFFER_NEW_AIR,
    RFI_OFFER_NEW_UPS,
    RFI_OFFER_NEW_GENERATORS,
    RFI_OFFER_LEVEL_SUPPLY, /* heat that plants of a level take, where the test fails */
    RFI_OFFER_LEVEL_INLET,
    RFI_OFFER_LEVEL_FILTRATION,
    RFI_OFFER_JOINT /* several groups of a kind that one new unit cannot serve at once */
} rfi_offer;

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
    rfi_offer offer;               /* NONE: arises whatever is on offer */
    const struct rfi_joint *joint; /* JOINT: the rows that it sums; its link or plant is the
                                      first one's */
} rfi_subject;

typedef struct rfi_joint {
    const rfi_subject *members;
    size_t count;
    int64_t *room; /* scratch of the terms: 4 per hall */
} rfi_joint;

/* Where the per-hall numbers of many rows lie: a row of a hall takes one slot and indexes
 * it from inside the same block, so that halls x rows does not become memory. */
typedef struct rfi_slots {
    int64_t *room;
    size_t next, end;
} rfi_slots;

typedef struct rfi_requirement_list {
    rfi_requirement *items;
    rfi_subject *subjects;
    size_t count, item_capacity, subject_capacity;
    rfi_input *scratch; /* room for the inputs of the one that is being listed */
    size_t scratch_capacity;
    rfi_slots slots;
    bool failed;
} rfi_requirement_list;

/* Lists every requirement that arises, sites first, then hall by hall, and fills the three
 * ends and the inputs. Everything lives in study->arena. O(halls * (elements + plants)) per
 * requirement. False when memory is out. */
bool rfi_capacity_list(const rfi_study *study, rfi_requirement_list *ret_list);

/* Gives terms->pod, unit, idle and standing zeroed room for this requirement; of one of a
 * hall only the hall's slot may be touched. False when memory is out. */
bool rfi_terms_room(rfi_arena *arena, rfi_slots *slots, const rfi_requirement *requirement,
                    size_t halls, rfi_terms *terms);

/* Numbers of one requirement in a view. terms->pod, unit, idle and standing must have the
 * room of rfi_terms_room, or one slot per hall of the site; what is the requirement's own
 * in them is overwritten. */
void rfi_capacity_terms(const rfi_study *study, const rfi_requirement *requirement,
                        const rfi_subject *subject, rfi_view *view, rfi_terms *terms);

/* Warns (RF-0409) of every claimed redundancy that the installed units and sides do not
 * bear out. Claims never enter a limit. */
void rfi_check_claims(const rfi_site *site, rf_diags *diags);

#endif
