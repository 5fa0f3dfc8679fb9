/* SPDX-License-Identifier: MIT */
/* Electrical requirements: every group once, and the feed of a hall. */
#include "planner/capacity/list.h"
#include "planner/capacity/supplies.h"
#include "planner/capacity/wiring.h"

static rfi_place element_place(const rfi_element *element)
{
    return rfi_known(&element->rating) || !rfi_known(&element->current)
               ? element->rating.place
               : element->current.place;
}

/* In a wired site a group stands for its states: one requirement when all its loads move
 * alike, else one for each state of a node that no other covers. */
static void list_states(const rfi_lister *l, const rfi_subject *about, size_t group,
                        rfi_requirement_kind kind, const char *words, rfi_place place)
{
    rfi_arena *arena = l->study->arena;
    const rfi_wiring *wiring = rfi_wiring_of(l->study);
    rfi_wired_row *rows = NULL;
    size_t count = 0;
    if (group == RFI_NET_NONE || !rfi_wired_rows_of(wiring, group, &rows, &count)) {
        l->list->failed = true;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        rfi_subject subject = *about;
        subject.wired = &rows[i];
        const rfi_wired_state *state = &rows[i].states[0];
        const char *owner = rfi_wired_group_name(wiring, group);
        const char *what = rfi_arena_format(arena, "%s %s", words, owner);
        if (!rows[i].folded) {
            const char *node = rfi_wired_node_name(wiring, state->node);
            owner =
                rfi_arena_format(arena, "%s@%s", node, rfi_wired_state_id(wiring, state));
            what = rfi_arena_format(arena, "%s %s, %s", words, node,
                                    rfi_wired_state_words(wiring, state));
        }
        if (owner == NULL || what == NULL) {
            l->list->failed = true;
            return;
        }
        rfi_list_add(l, kind, &subject, owner, what, place);
    }
}

/* Interconnects of a wired site, each by itself: the sum of all says nothing about which
 * of them the halls hang from. */
void rfi_list_wired_grid(const rfi_lister *l)
{
    const rfi_site *site = l->study->site;
    if (rfi_wiring_of(l->study) == NULL || site->interconnect_count < 2) {
        return;
    }
    for (size_t i = 0; i < site->interconnect_count; i++) {
        const rfi_interconnect *poi = &site->interconnects[i];
        rfi_subject subject = {.interconnect = poi};
        list_states(l, &subject, i, RFI_REQ_FIRM_UTILITY, "interconnect", poi->firm.place);
    }
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
    const rfi_wiring *wiring = rfi_wiring_of(l->study);
    bool peaks =
        link->first->kind == RFI_ELEMENT_UPS && rfi_states_reach(link, RFI_REACH_OVERLOAD);
    if (wiring != NULL) {
        rfi_subject subject = {.hall = hall, .link = *link};
        size_t scope = hall == NULL ? RFI_NET_NONE : (size_t)(hall - l->study->site->halls);
        list_states(l, &subject, rfi_wired_group_of(wiring, scope, link->first),
                    RFI_REQ_POWER_CHAIN, rfi_element_kind_words(link->first->kind),
                    element_place(link->first));
        if (peaks) {
            list_states(l, &subject, rfi_wired_group_of(wiring, scope, link->first),
                        RFI_REQ_PEAK_POWER, rfi_element_kind_words(link->first->kind),
                        link->first->place);
        }
        return;
    }
    rfi_subject subject = {.hall = hall, .link = *link};
    const char *what = rfi_arena_format(
        l->study->arena, "%s %s", rfi_element_kind_words(link->first->kind), link->group);
    rfi_list_add(l, RFI_REQ_POWER_CHAIN, &subject, link->group, what,
                 element_place(link->first));
    if (l->study->policy[RFI_SUB_UPS] >= RFI_POLICY_N && holds_energy(link)) {
        rfi_list_add(l, RFI_REQ_RIDE_THROUGH, &subject, link->group, what,
                     link->first->place);
    }
    if (peaks) {
        rfi_list_add(l, RFI_REQ_PEAK_POWER, &subject, link->group, what,
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
    if (link->first->backs != NULL &&
        rfi_group_link(l->study, hall, link->first->backs, &subject.backed)) {
        const char *what = rfi_arena_format(l->study->arena, "generators %s", link->group);
        rfi_list_add(l, RFI_REQ_BACKUP_POWER, &subject, link->group, what,
                     element_place(link->first));
        if (rfi_states_reach(link, RFI_REACH_STEP)) {
            rfi_list_add(l, RFI_REQ_LOAD_STEP, &subject, link->group, what,
                         link->first->place);
        }
    }
}

/* Every group once, by its first member; generators apart. */
void rfi_list_elements(const rfi_lister *l, const rfi_hall *hall,
                       const rfi_element *elements, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        rfi_link_of_chain link;
        if (elements[i].group == NULL || elements[i].kind == RFI_ELEMENT_BESS) {
            continue;
        }
        if (!rfi_group_link(l->study, hall, elements[i].group, &link)) {
            l->list->failed = true; /* the group is there: memory is out */
        } else if (link.first != &elements[i]) {
            continue;
        } else if (elements[i].kind == RFI_ELEMENT_GENERATOR) {
            list_generators(l, hall, &link);
        } else {
            list_group(l, hall, &link);
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
