/* SPDX-License-Identifier: MIT */
/* Electrical requirements: every group once, and the feed of a hall. */
#include "planner/capacity/list.h"
#include "planner/capacity/supplies.h"

#include <string.h>

static rfi_place element_place(const rfi_element *element)
{
    return rfi_known(&element->rating) || !rfi_known(&element->current)
               ? element->rating.place
               : element->current.place;
}

static bool holds_energy(const rfi_link_of_chain *link)
{
    bool holds = false;
    for (size_t i = 0; i < link->member_count; i++) {
        holds = holds || link->members[i]->energy.state != RFI_ABSENT ||
                link->members[i]->autonomy.state != RFI_ABSENT;
    }
    return holds;
}

static void list_group(const rfi_lister *l, const rfi_hall *hall,
                       const rfi_link_of_chain *link)
{
    rfi_subject subject = {.hall = hall, .link = *link};
    const char *what = rfi_arena_format(
        l->study->arena, "%s %s", rfi_element_kind_words(link->first->kind), link->group);
    rfi_list_add(l, RFI_REQ_POWER_CHAIN, &subject, link->group, what,
                 element_place(link->first));
    if (l->study->policy[RFI_SUB_UPS] >= RFI_POLICY_N && holds_energy(link)) {
        rfi_list_add(l, RFI_REQ_RIDE_THROUGH, &subject, link->group, what,
                     link->first->place);
    }
}

static void list_generators(const rfi_lister *l, const rfi_hall *hall,
                            const rfi_link_of_chain *link)
{
    if (l->study->policy[RFI_SUB_GENERATORS] < RFI_POLICY_N) {
        return;
    }
    rfi_subject subject = {.hall = hall, .link = *link};
    const rfi_chain *backed = rfi_chain_of(l->study, hall, link->first->backs);
    if (backed->count > 0) {
        subject.backed = backed->links[0];
        const char *what = rfi_arena_format(l->study->arena, "generators %s", link->group);
        rfi_list_add(l, RFI_REQ_BACKUP_POWER, &subject, link->group, what,
                     element_place(link->first));
    }
}

/* Every group once, by its first member; generators apart. */
void rfi_list_elements(const rfi_lister *l, const rfi_hall *hall,
                       const rfi_element *elements, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool first = elements[i].group != NULL && elements[i].kind != RFI_ELEMENT_BESS;
        for (size_t j = 0; first && j < i; j++) {
            first = strcmp(elements[j].group, elements[i].group) != 0;
        }
        if (!first) {
            continue;
        }
        const rfi_chain *chain = rfi_chain_of(l->study, hall, elements[i].group);
        if (chain->count == 0) {
            l->list->failed = true; /* the group is there: memory is out */
        } else if (elements[i].kind == RFI_ELEMENT_GENERATOR) {
            list_generators(l, hall, &chain->links[0]);
        } else {
            list_group(l, hall, &chain->links[0]);
        }
    }
}

void rfi_list_hall_feed(const rfi_lister *l, const rfi_hall *hall)
{
    const rfi_policy *policy = l->study->policy;
    rfi_subject subject = {.hall = hall};
    static const rfi_subsystem subs[] = {RFI_SUB_UPS, RFI_SUB_GENERATORS};
    for (size_t i = 0; i < 2; i++) {
        if (policy[subs[i]] >= RFI_POLICY_N) {
            subject.subsystem = subs[i];
            rfi_list_add(l, RFI_REQ_SUBSYSTEM, &subject, rfi_subsystem_words(subs[i]),
                         rfi_subsystem_words(subs[i]), hall->feed_known.place);
        }
    }
    const rfi_chain *chain = rfi_chain_of(l->study, hall, hall->feed);
    if (chain->count == 0) {
        subject.status = &hall->feed_known;
        rfi_list_add(l, RFI_REQ_POWER_CHAIN, &subject, NULL, "electrical feed of the hall",
                     hall->feed_known.place);
        return;
    }
    subject.link = chain->links[0];
    if (l->study->profile->voltage_count > 0) {
        rfi_list_add(l, RFI_REQ_RACK_VOLTAGE, &subject, NULL, NULL,
                     subject.link.first->voltage.place);
    }
    if (policy[RFI_SUB_DISTRIBUTION] >= RFI_POLICY_MAINTAINABLE) {
        rfi_list_add(l, RFI_REQ_RACK_FEEDS, &subject, NULL, NULL,
                     subject.link.first->place);
        if (rfi_supplies_are_stated(l->study->profile)) {
            rfi_list_add(l, RFI_REQ_RACK_SUPPLY, &subject, NULL, NULL,
                         l->study->profile->shelves_a.place);
        }
    }
}
