/* SPDX-License-Identifier: MIT */
/* Listing requirements: which arise, with their ids, titles and places. One file per field
 * of the trade. Internal to capacity. */
#ifndef PLANNER_CAPACITY_LIST_H
#define PLANNER_CAPACITY_LIST_H

#include "planner/capacity/capacity.h"

typedef struct rfi_lister {
    const rfi_study *study;
    rfi_requirement_list *list;
} rfi_lister;

/* Appends one requirement and fills its three ends. owner, what: may be NULL; they must
 * live as long as the study's arena. Its id is "HALL/KIND/OWNER", "site/..." without hall.
 */
void rfi_list_add(const rfi_lister *l, rfi_requirement_kind kind,
                  const rfi_subject *subject, const char *owner, const char *what,
                  rfi_place place);

/* list_site.c */
void rfi_list_grid(const rfi_lister *l);
void rfi_list_network_and_time(const rfi_lister *l);
void rfi_list_hall_floor(const rfi_lister *l, const rfi_hall *hall);
/* list_power.c: hall NULL: the elements that halls share */
void rfi_list_elements(const rfi_lister *l, const rfi_hall *hall,
                       const rfi_element *elements, size_t count);
void rfi_list_wired_grid(const rfi_lister *l);
void rfi_list_hall_feed(const rfi_lister *l, const rfi_hall *hall);
/* list_cooling.c: hall NULL: the plants that halls share */
void rfi_list_plants(const rfi_lister *l, const rfi_hall *hall, const rfi_plant *plants,
                     size_t count);
void rfi_list_water(const rfi_lister *l);
void rfi_list_hall_cooling(const rfi_lister *l, const rfi_hall *hall);
/* list_offer.c: after the other rows of the hall, and only with measures on offer */
void rfi_list_hall_offers(const rfi_lister *l, const rfi_hall *hall);
/* list_joint.c: after all other rows of the hall (NULL: of the site), likewise */
void rfi_list_joints(const rfi_lister *l, const rfi_hall *hall);
const char *rfi_offer_formula(rfi_offer offer, rfi_requirement_kind kind);

#endif
