/* SPDX-License-Identifier: MIT */
/* Requirements of the site as a whole, and of the floor of a hall. */
#include "planner/capacity/list.h"
#include "planner/capacity/schedule.h"

static rfi_place first_place(const rfi_site *site)
{
    return site->interconnect_count > 0 ? site->interconnects[0].firm.place
                                        : (rfi_place){site->file, 1, 1};
}

/* At the first gate of its kind; there is one, listed or implicit, once the site is
 * complete.
 */
static void list_grid_rules(const rfi_lister *l)
{
    const rfi_site *site = l->study->site;
    size_t count = 0;
    const rfi_grid_rule *rules = rfi_grid_rules(&count);
    for (size_t i = 0; i < count; i++) {
        if (!rfi_grid_rule_applies(&rules[i], site, l->study->by)) {
            continue;
        }
        rfi_place here = {site->file, 1, 1};
        for (size_t k = site->gate_count; k-- > 0;) {
            here = site->gates[k].kind == rules[i].gate ? site->gates[k].place : here;
        }
        rfi_subject subject = {.grid_rule = &rules[i]};
        rfi_list_add(l, RFI_REQ_GRID_RULE, &subject, rules[i].id, rules[i].words, here);
    }
}

/* Once an interconnect says what the grid takes of a swing. */
static void list_swings(const rfi_lister *l)
{
    const rfi_site *site = l->study->site;
    for (size_t i = 0; i < site->interconnect_count; i++) {
        const rfi_interconnect *poi = &site->interconnects[i];
        if (poi->band.state != RFI_ABSENT || poi->ramp.state != RFI_ABSENT) {
            rfi_subject subject = {0};
            rfi_list_add(l, RFI_REQ_LOAD_SWING, &subject, NULL, NULL, poi->place);
            rfi_list_add(l, RFI_REQ_SWING_ENERGY, &subject, NULL, NULL, poi->place);
            return;
        }
    }
}

void rfi_list_grid(const rfi_lister *l)
{
    const rfi_site *site = l->study->site;
    rfi_subject subject = {0};
    rfi_list_add(l, RFI_REQ_FIRM_UTILITY, &subject, NULL, NULL, first_place(site));
    rfi_list_add(l, RFI_REQ_ENERGISED_UTILITY, &subject, NULL, NULL, first_place(site));
    for (size_t i = 0; i < site->interconnect_count; i++) {
        const rfi_interconnect *poi = &site->interconnects[i];
        subject = (rfi_subject){.interconnect = poi};
        rfi_list_add(l, RFI_REQ_CHANGE_OF_USE, &subject, poi->id, poi->id, poi->place);
    }
    for (size_t i = 0; i < site->gate_count; i++) {
        const rfi_gate *gate = &site->gates[i];
        if (rfi_gate_is_evidence(gate->kind)) {
            continue;
        }
        subject = (rfi_subject){.gate = gate};
        rfi_list_add(l, RFI_REQ_GATE, &subject, gate->id, rfi_gate_kind_words(gate->kind),
                     gate->place);
    }
    list_grid_rules(l);
    list_swings(l);
}

void rfi_list_network_and_time(const rfi_lister *l)
{
    const rfi_site *site = l->study->site;
    rfi_place here =
        site->link_count > 0 ? site->links[0].place : (rfi_place){site->file, 1, 1};
    rfi_subject subject = {0};
    if (site->want.bandwidth.state != RFI_ABSENT) {
        rfi_list_add(l, RFI_REQ_NETWORK_CAPACITY, &subject, NULL, NULL, here);
    }
    rfi_list_add(l, RFI_REQ_NETWORK_PATHS, &subject, NULL, NULL, here);
    if (site->want.latency.state != RFI_ABSENT) {
        rfi_list_add(l, RFI_REQ_NETWORK_LATENCY, &subject, NULL, NULL, here);
    }
    if (site->want.carriers.state != RFI_ABSENT) {
        rfi_list_add(l, RFI_REQ_NETWORK_CARRIERS, &subject, NULL, NULL, here);
    }
    if (l->study->by_stated && rfi_known(&l->study->profile->available)) {
        subject.status = &l->study->profile->available;
        rfi_list_add(l, RFI_REQ_AVAILABLE, &subject, l->study->profile->id,
                     l->study->profile->name, subject.status->place);
    }
    if (!rfi_known(&site->halls_known)) {
        subject.status = &site->halls_known;
        rfi_list_add(l, RFI_REQ_HALL_KNOWN, &subject, NULL, NULL,
                     (rfi_place){site->file, 1, 1});
    }
}

/* Works arise only where they are stated. */
static void list_works(const rfi_lister *l, const rfi_hall *hall)
{
    const rfi_works *works = &l->study->site->works;
    bool wanted[RFI_WORKS_MOST] = {false};
    if (works->count == 0 || !rfi_works_of_hall(l->study, hall, wanted)) {
        return;
    }
    rfi_subject subject = {.hall = hall};
    if (l->study->by_stated) {
        rfi_list_add(l, RFI_REQ_WORKS_DONE, &subject, NULL, NULL, works->place);
    }
    for (size_t i = 0; i < works->count; i++) {
        const rfi_work *work = &works->items[i];
        if (wanted[i] && work->window_count > 0 && work->outage.state != RFI_ABSENT) {
            subject.work = work;
            rfi_list_add(l, RFI_REQ_OUTAGE_WINDOW, &subject, work->id,
                         work->name != NULL ? work->name : work->id, work->place);
        }
    }
}

static void list_mining(const rfi_lister *l, const rfi_hall *hall)
{
    rfi_subject subject = {.hall = hall};
    for (size_t i = 0; i < hall->load_count && l->study->by_stated; i++) {
        if (hall->loads[i].until.state != RFI_ABSENT) {
            rfi_list_add(l, RFI_REQ_MINING_UNTIL, &subject, NULL, NULL,
                         hall->loads[i].until.place);
            break;
        }
    }
}

/* Above grade racks need a way up; in a hall of known shape, one to their rows. */
static void list_delivery(const rfi_lister *l, const rfi_hall *hall)
{
    rfi_subject subject = {.hall = hall};
    rfi_entry entry;
    if (rfi_hall_above_grade(hall)) {
        rfi_list_add(l, RFI_REQ_ACCESS_SIZE, &subject, NULL, NULL, hall->above_grade.place);
        if (hall->access_count > 0) {
            rfi_list_add(l, RFI_REQ_ACCESS_LOAD, &subject, NULL, NULL,
                         hall->accesses[0].capacity.place);
        }
    }
    if (hall->outline != NULL && rfi_hall_entry(hall, 0, &entry)) {
        rfi_list_add(l, RFI_REQ_DELIVERY_ROUTE, &subject, NULL, NULL,
                     hall->outline_known.place);
    }
}

void rfi_list_hall_floor(const rfi_lister *l, const rfi_hall *hall)
{
    rfi_subject subject = {.hall = hall};
    rfi_list_add(l, RFI_REQ_FLOOR_SPACE, &subject, NULL, NULL, hall->outline_known.place);
    rfi_list_add(l, RFI_REQ_SLAB, &subject, NULL, NULL, hall->slab.place);
    rfi_list_add(l, RFI_REQ_CLEAR_HEIGHT, &subject, NULL, NULL, hall->clear_height.place);
    for (size_t i = 0; i < hall->door_count; i++) {
        if (hall->doors[i].delivery) {
            rfi_list_add(l, RFI_REQ_DELIVERY_HEIGHT, &subject, NULL, NULL,
                         hall->doors[i].height.place);
            rfi_list_add(l, RFI_REQ_DELIVERY_WIDTH, &subject, NULL, NULL,
                         hall->doors[i].width.place);
            break;
        }
    }
    list_delivery(l, hall);
    if (l->study->by_stated && hall->ready.state != RFI_ABSENT) {
        subject.status = &hall->ready;
        rfi_list_add(l, RFI_REQ_HALL_READY, &subject, NULL, NULL, hall->ready.place);
    }
    list_works(l, hall);
    if (hall->load_count > 0) {
        rfi_list_add(l, RFI_REQ_MINING_STOPS, &subject, NULL, NULL, hall->loads[0].place);
    }
    list_mining(l, hall);
    if (hall->point_load.state != RFI_ABSENT) {
        rfi_list_add(l, RFI_REQ_POINT_LOAD, &subject, NULL, NULL, hall->point_load.place);
    }
    if (hall->area_load.state != RFI_ABSENT) {
        rfi_list_add(l, RFI_REQ_AREA_LOAD, &subject, NULL, NULL, hall->area_load.place);
    }
}
