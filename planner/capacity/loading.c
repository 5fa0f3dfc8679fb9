/* SPDX-License-Identifier: MIT */
#include "planner/capacity/loading.h"

#include <string.h>

#include "planner/capacity/terms.h"
#include "planner/capacity/wiring.h"

enum { PERMILLE = 1000, PPM = 1000000, CHAIN_STATES = 5, CELLS_MOST = 6000 };

typedef struct deriving {
    const rfi_study *study;
    const rfi_judgement *judgement;
    const int64_t *mining_halls;
    rfi_loading *loading;
    size_t capacity; /* of loading->buses */
    rfi_terms terms; /* scratch */
    bool failed;
} deriving;

static int64_t share_of(int64_t load, int64_t left)
{
    if (load >= RFI_UNBOUNDED || left >= RFI_UNBOUNDED || (left <= 0 && load > 0)) {
        return -1;
    }
    if (load <= 0) {
        return 0;
    }
    int64_t permille = rfi_mul_div_ceil(load, PERMILLE, left);
    /* a load below its limit never reads as all of it */
    return load < left ? rfi_min(permille, PERMILLE - 1) : permille;
}

static void set_cell(rfi_load_cell *cell, int64_t left, int64_t load)
{
    *cell = (rfi_load_cell){true, false, left, load, share_of(load, left)};
}

static void set_out(rfi_load_cell *cell, int64_t lost)
{
    *cell = (rfi_load_cell){true, true, 0, lost, share_of(lost, 0)};
}

static rfi_load_bus *add_bus(deriving *d, const char *group, size_t hall)
{
    rfi_loading *l = d->loading;
    void *buses = l->buses;
    rfi_load_cell *cells = RFI_ARRAY(d->study->arena, l->outage_count, rfi_load_cell);
    if (cells == NULL || !rfi_arena_grow(d->study->arena, &buses, l->bus_count,
                                         &d->capacity, sizeof(rfi_load_bus))) {
        d->failed = true;
        return NULL;
    }
    l->buses = buses;
    rfi_load_bus *bus = &l->buses[l->bus_count++];
    *bus = (rfi_load_bus){
        .group = group, .hall = hall, .cells = cells, .requirement = SIZE_MAX};
    return bus;
}

static const rfi_element *first_of_side(const rfi_link_of_chain *link, rfi_side side)
{
    for (size_t i = 0; i < link->member_count; i++) {
        if (side == RFI_SIDE_NONE || link->members[i]->side == side) {
            return link->members[i];
        }
    }
    return link->first;
}

static rfi_view view_of(const deriving *d)
{
    return (rfi_view){.end = d->loading->end};
}

/* ---- which requirement tests a bus ----------------------------------------------------
 */

static const char *node_name(const deriving *d, const rfi_load_bus *bus)
{
    const char *side = bus->side == RFI_SIDE_A ? "/A" : bus->side == RFI_SIDE_B ? "/B" : "";
    const char *name = rfi_arena_format(d->study->arena, "%s%s", bus->group, side);
    return name == NULL ? bus->group : name;
}

/* The group as a whole, or in a network one state of the bus: NAME@STATE. */
static bool tests_bus(const rfi_requirement *r, const rfi_load_bus *bus, const char *node)
{
    bool kind = bus->interconnect != NULL ? r->kind == RFI_REQ_FIRM_UTILITY
                : bus->first->kind == RFI_ELEMENT_GENERATOR
                    ? r->kind == RFI_REQ_BACKUP_POWER
                    : r->kind == RFI_REQ_POWER_CHAIN || r->kind == RFI_REQ_PEAK_POWER;
    if (!kind || r->hall_index != bus->hall) {
        return false;
    }
    if (r->owner == NULL || (bus->interconnect != NULL && strchr(r->owner, '@') == NULL)) {
        return bus->interconnect != NULL;
    }
    size_t length = strlen(node);
    return strcmp(r->owner, bus->group) == 0 ||
           (strncmp(r->owner, node, length) == 0 && r->owner[length] == '@');
}

static int64_t nearness(const rfi_requirement *r, rfi_end end)
{
    const rfi_terms *t = &r->ends[end];
    return t->unknown ? -1 : share_of(t->used, t->limit);
}

static void find_requirement(deriving *d, rfi_load_bus *bus)
{
    const char *node = node_name(d, bus);
    rfi_end end = d->loading->end;
    int64_t nearest = -1;
    for (size_t i = 0; i < d->judgement->requirement_count; i++) {
        const rfi_requirement *r = &d->judgement->requirements[i];
        if (!tests_bus(r, bus, node)) {
            continue;
        }
        int64_t share = r->binding[end] ? INT64_MAX : nearness(r, end);
        if (bus->requirement == SIZE_MAX || share > nearest) {
            bus->requirement = i;
            nearest = share;
        }
    }
}

static void find_worst(rfi_load_bus *bus, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        const rfi_load_cell *cell = &bus->cells[i];
        if (cell->asked && cell->permille > bus->cells[bus->worst].permille) {
            bus->worst = i;
        }
    }
}

/* Both sides of a group share one requirement: the side with more load binds. */
static void mark_binding(deriving *d)
{
    rfi_loading *l = d->loading;
    for (size_t i = 0; i < l->bus_count; i++) {
        find_worst(&l->buses[i], l->outage_count);
        find_requirement(d, &l->buses[i]);
    }
    for (size_t i = 0; i < l->bus_count; i++) {
        rfi_load_bus *bus = &l->buses[i];
        bool binds = bus->requirement != SIZE_MAX &&
                     d->judgement->requirements[bus->requirement].binding[l->end];
        for (size_t k = 0; k < l->bus_count && binds; k++) {
            const rfi_load_bus *other = &l->buses[k];
            binds = other->requirement != bus->requirement ||
                    other->cells[other->worst].permille <= bus->cells[bus->worst].permille;
        }
        bus->binds = binds;
    }
}

/* ---- chains: every group by itself -----------------------------------------------------
 */

static const rfi_requirement *judged(const deriving *d, rfi_requirement_kind kind,
                                     size_t hall, const char *owner)
{
    for (size_t i = 0; i < d->judgement->requirement_count; i++) {
        const rfi_requirement *r = &d->judgement->requirements[i];
        bool owned = r->owner == owner ||
                     (r->owner != NULL && owner != NULL && strcmp(r->owner, owner) == 0);
        if (r->kind == kind && r->hall_index == hall && owned) {
            return r;
        }
    }
    return NULL;
}

static int64_t used_by(const deriving *d, const rfi_requirement *r)
{
    return r == NULL || r->ends[d->loading->end].unknown ? RFI_UNBOUNDED
                                                         : r->ends[d->loading->end].used;
}

static rfi_load_bus *add_side(deriving *d, const rfi_link_of_chain *link, size_t hall,
                              rfi_side side, rfi_side_sum *ret_sum)
{
    rfi_view view = view_of(d);
    rfi_load_bus *bus = add_bus(d, link->group, hall);
    *ret_sum = rfi_sum_side(d->study, &view, link, side, side == RFI_SIDE_NONE);
    if (view.unknown) { /* at the base a rating is missing */
        ret_sum->total = ret_sum->rest = RFI_UNBOUNDED;
    }
    if (bus != NULL) {
        bus->side = side;
        bus->first = first_of_side(link, side);
        bus->installed = ret_sum->total;
        bus->units = ret_sum->units;
    }
    return bus;
}

/* One unit of this side out: its half stays on what is left of it, or with its only unit
 * all goes to the other. column: of the unit; the next one is that of the whole side. */
static void hurt_side(rfi_load_bus *own, const rfi_side_sum *sum, rfi_load_bus *other,
                      const rfi_side_sum *rest, int64_t load, rfi_policy policy,
                      size_t column)
{
    int64_t half = rfi_div_ceil(load, 2);
    if (policy >= RFI_POLICY_REDUNDANT && sum->units > 1) {
        set_cell(&own->cells[column], sum->rest, half);
        set_cell(&other->cells[column], rest->total, half);
    } else if (policy >= RFI_POLICY_REDUNDANT) {
        set_out(&own->cells[column], 0);
        set_cell(&other->cells[column], rest->total, load);
    }
    if (policy >= RFI_POLICY_MAINTAINABLE) {
        set_out(&own->cells[column + 1], 0);
        set_cell(&other->cells[column + 1], rest->total, load);
    }
}

static void two_sides(deriving *d, const rfi_link_of_chain *link, size_t hall, int64_t load,
                      rfi_policy policy)
{
    rfi_side_sum a;
    rfi_side_sum b;
    size_t first = d->loading->bus_count;
    if (add_side(d, link, hall, RFI_SIDE_A, &a) == NULL ||
        add_side(d, link, hall, RFI_SIDE_B, &b) == NULL) {
        return;
    }
    rfi_load_bus *buses = &d->loading->buses[first];
    int64_t half = load >= RFI_UNBOUNDED ? load : rfi_div_ceil(load, 2);
    set_cell(&buses[0].cells[0], a.total, half);
    set_cell(&buses[1].cells[0], b.total, half);
    hurt_side(&buses[0], &a, &buses[1], &b, load, policy, 1);
    hurt_side(&buses[1], &b, &buses[0], &a, load, policy, 3);
}

static void one_bus(deriving *d, const rfi_link_of_chain *link, size_t hall, int64_t load,
                    rfi_policy policy)
{
    rfi_side_sum sum;
    rfi_load_bus *bus = add_side(d, link, hall, RFI_SIDE_NONE, &sum);
    if (bus == NULL) {
        return;
    }
    set_cell(&bus->cells[0], sum.total, load);
    if (policy >= RFI_POLICY_REDUNDANT && sum.units > 1) {
        set_cell(&bus->cells[1], sum.rest, load);
    } else if (policy >= RFI_POLICY_REDUNDANT) {
        set_out(&bus->cells[1], load);
    }
    if (policy >= RFI_POLICY_MAINTAINABLE) {
        set_out(&bus->cells[2], load);
    }
}

/* Standby sets: what they carry when the utility is out. */
static void add_sets(deriving *d, const rfi_link_of_chain *link, size_t hall)
{
    const rfi_requirement *r = judged(d, RFI_REQ_BACKUP_POWER, hall, link->group);
    rfi_policy policy = rfi_generator_policy(d->study->policy[RFI_SUB_GENERATORS]);
    rfi_side_sum sum;
    rfi_load_bus *bus = add_side(d, link, hall, RFI_SIDE_NONE, &sum);
    if (bus == NULL) {
        return;
    }
    bool one_out = policy >= RFI_POLICY_REDUNDANT; /* a network has no column for it */
    set_cell(&bus->cells[0], one_out && d->loading->network ? sum.rest : sum.total,
             used_by(d, r));
    if (one_out && !d->loading->network) {
        set_cell(&bus->cells[1], sum.rest, used_by(d, r));
    }
}

static void add_chain_group(deriving *d, const rfi_link_of_chain *link, size_t hall)
{
    rfi_policy policy = d->study->policy[rfi_element_subsystem(link->first->kind)];
    int64_t load = used_by(d, judged(d, RFI_REQ_POWER_CHAIN, hall, link->group));
    if (rfi_sides_of(link) == 2) {
        two_sides(d, link, hall, load, policy);
    } else {
        one_bus(d, link, hall, load, policy);
    }
}

/* Groups of one list; of a network only standby sets: the rest are nodes. */
static void add_groups(deriving *d, size_t hall, const rfi_element *elements, size_t count)
{
    const rfi_site *site = d->study->site;
    const rfi_hall *scope = hall == SIZE_MAX ? NULL : &site->halls[hall];
    for (size_t i = 0; i < count && !d->failed; i++) {
        rfi_link_of_chain link;
        if (elements[i].group == NULL || elements[i].kind == RFI_ELEMENT_BESS ||
            !rfi_group_link(d->study, scope, elements[i].group, &link) ||
            link.first != &elements[i]) {
            continue;
        }
        if (elements[i].kind == RFI_ELEMENT_GENERATOR) {
            add_sets(d, &link, hall);
        } else if (!d->loading->network) {
            add_chain_group(d, &link, hall);
        }
    }
}

static void add_all_groups(deriving *d)
{
    const rfi_site *site = d->study->site;
    add_groups(d, SIZE_MAX, site->elements, site->element_count);
    for (size_t h = 0; h < site->hall_count; h++) {
        add_groups(d, h, site->halls[h].elements, site->halls[h].element_count);
    }
}

/* All interconnects together carry the site, unless a network says which halls hang from
 * which. */
static void add_grid(deriving *d)
{
    const rfi_site *site = d->study->site;
    rfi_view view = view_of(d);
    const rfi_requirement *r = judged(d, RFI_REQ_FIRM_UTILITY, SIZE_MAX, NULL);
    int64_t total = 0;
    for (size_t i = 0; i < site->interconnect_count; i++) {
        const rfi_interconnect *poi = &site->interconnects[i];
        total = rfi_add(total, rfi_min(rfi_energised_power(d->study, &view, poi, false),
                                       rfi_energised_power(d->study, &view, poi, true)));
    }
    rfi_load_bus *bus = site->interconnect_count == 0
                            ? NULL
                            : add_bus(d, site->interconnects[0].id, SIZE_MAX);
    if (bus != NULL) {
        bus->interconnect = &site->interconnects[0];
        bus->installed = view.unknown ? RFI_UNBOUNDED : total;
        bus->units = (int64_t)site->interconnect_count;
        set_cell(&bus->cells[0], bus->installed, used_by(d, r));
    }
}

static bool name_chain_states(deriving *d)
{
    static const rfi_load_outage states[CHAIN_STATES] = {
        {"normal state", "normal"},
        {"one unit of side A, or of its one bus, out", "unit, A"},
        {"side A, or its one bus, out", "side A"},
        {"one unit of side B out", "unit, B"},
        {"side B out", "side B"},
    };
    rfi_loading *l = d->loading;
    l->outages = RFI_ARRAY(d->study->arena, CHAIN_STATES, rfi_load_outage);
    if (l->outages != NULL) {
        memcpy(l->outages, states, sizeof(states));
        l->outage_count = CHAIN_STATES;
    }
    return l->outages != NULL;
}

/* ---- networks --------------------------------------------------------------------------
 */

static bool add_outage(deriving *d, const rfi_wiring *w, rfi_net_outage *outages,
                       rfi_net_outage outage)
{
    rfi_loading *l = d->loading;
    rfi_arena *arena = d->study->arena;
    for (size_t i = 1; i < l->outage_count; i++) {
        if (outages[i].kind == outage.kind && outages[i].node == outage.node) {
            return true;
        }
    }
    const rfi_wired_group *g = &w->groups[w->node_group[outage.node]];
    const char *name = rfi_wired_group_name(w, w->node_group[outage.node]);
    bool unit = outage.kind == RFI_NET_UNIT_OUT && g->interconnect == NULL &&
                w->net[d->loading->end].nodes[outage.node].units > 1;
    const char *side = g->node[1] == RFI_NET_NONE  ? ""
                       : outage.node == g->node[0] ? "side A of "
                                                   : "side B of ";
    rfi_load_outage *item = &l->outages[l->outage_count];
    item->words =
        rfi_arena_format(arena, "%s%s%s out", unit ? "one unit of " : "", side, name);
    item->mark = rfi_arena_format(arena, "%s%s%s", name,
                                  side[0] == '\0'  ? ""
                                  : side[5] == 'A' ? " A"
                                                   : " B",
                                  unit ? ", a unit" : "");
    outages[l->outage_count++] = outage;
    return item->words != NULL && item->mark != NULL;
}

/* Outages that some bus must bear and no other covers, in the order of the groups. */
static rfi_net_outage *list_outages(deriving *d, const rfi_wiring *w)
{
    const rfi_network *net = &w->net[w->varies ? d->loading->end : 0];
    size_t most = 2 * net->node_count + 1;
    rfi_loading *l = d->loading;
    rfi_net_outage *outages = RFI_ARRAY(d->study->arena, most, rfi_net_outage);
    bool *found = RFI_ARRAY(d->study->arena, most, bool);
    l->outages = RFI_ARRAY(d->study->arena, most, rfi_load_outage);
    if (outages == NULL || l->outages == NULL || found == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < net->node_count; i++) {
        for (size_t k = 0; k < net->rows[i].count; k++) {
            const rfi_net_outage *o = &net->rows[i].items[k].outage;
            found[2 * o->node + (o->kind == RFI_NET_BUS_OUT ? 1 : 0)] = true;
        }
    }
    l->outages[0] = (rfi_load_outage){"normal state", "normal"};
    outages[0] = (rfi_net_outage){RFI_NET_NORMAL, RFI_NET_NONE};
    l->outage_count = 1;
    for (size_t i = 0; i + 1 < most; i++) {
        rfi_net_outage outage = {i % 2 == 0 ? RFI_NET_UNIT_OUT : RFI_NET_BUS_OUT, i / 2};
        if (found[i] && !add_outage(d, w, outages, outage)) {
            return NULL;
        }
    }
    return outages;
}

/* The outage of a hall's own element in a kind of several halls says nothing about what is
 * outside of it: in how many of them is it out? */
static bool is_told(const deriving *d, const rfi_wiring *w, size_t node,
                    rfi_net_outage outage)
{
    if (outage.node == RFI_NET_NONE) {
        return true;
    }
    size_t hall = w->groups[w->node_group[outage.node]].hall;
    return hall == RFI_NET_NONE || w->groups[w->node_group[node]].hall == hall ||
           d->study->site->halls[hall].count.state == RFI_ABSENT;
}

/* What the plan puts on the node in a state, by the terms that requirements of such states
 * have. */
static int64_t state_load(deriving *d, const rfi_wiring *w, size_t group,
                          rfi_wired_state *state, int64_t *ret_left)
{
    const rfi_wired_group *g = &w->groups[group];
    const rfi_site *site = d->study->site;
    bool shared = g->hall == RFI_NET_NONE;
    rfi_wired_row row = {group, false, state, 1, NULL};
    const rfi_subject subject = {
        .hall = shared ? NULL : &site->halls[g->hall],
        .interconnect = g->interconnect,
        .link = g->link,
        .wired = &row,
    };
    const rfi_requirement requirement = {
        .kind = g->interconnect != NULL ? RFI_REQ_FIRM_UTILITY : RFI_REQ_POWER_CHAIN,
        .shape = shared ? RFI_SHAPE_SITE_SUM : RFI_SHAPE_HALL_SUM,
        .hall_index = shared ? SIZE_MAX : g->hall,
    };
    rfi_view view = view_of(d);
    rfi_capacity_terms(d->study, &requirement, &subject, &view, &d->terms);
    *ret_left = d->terms.limit;
    return d->terms.unknown
               ? RFI_UNBOUNDED
               : rfi_case_demand(&requirement, &d->terms,
                                 d->judgement->cases[view.end].shares, site->hall_count,
                                 rfi_pods_per_unit(d->study->profile), d->mining_halls);
}

/* What is left of the node, before the reserve of the want. */
static int64_t left_of(const rfi_load_bus *bus, const rfi_net_node *node, rfi_net_left left)
{
    return left == RFI_NET_LEFT_ALL    ? bus->installed
           : left == RFI_NET_LEFT_REST ? node->rest
                                       : 0;
}

static void fill_cell(deriving *d, const rfi_wiring *w, size_t group, size_t node,
                      rfi_net_outage outage, const rfi_net_row *row, rfi_load_bus *bus,
                      rfi_load_cell *cell)
{
    const rfi_network *net = &w->net[w->varies ? d->loading->end : 0];
    rfi_wired_state state = {.node = node, .outage = outage, .row = row, .transfers = true};
    rfi_network_enter(net, outage);
    bool lives = rfi_network_lives(net, node);
    rfi_net_left left = outage.node != node ? RFI_NET_LEFT_ALL
                        : lives             ? RFI_NET_LEFT_REST
                                            : RFI_NET_LEFT_NOTHING;
    rfi_network_enter(net, (rfi_net_outage){RFI_NET_NORMAL, RFI_NET_NONE});
    if (!lives && outage.node != node) {
        set_out(cell, 0);
        return;
    }
    int64_t limit = 0;
    int64_t load = state_load(d, w, group, &state, &limit);
    if (lives) {
        const rfi_net_node *at_end = &w->net[d->loading->end].nodes[node];
        set_cell(cell, left_of(bus, at_end, left), load);
    } else {
        set_out(cell, load);
    }
}

static void add_node(deriving *d, const rfi_wiring *w, size_t group, size_t k,
                     const rfi_net_outage *outages, bool all)
{
    const rfi_wired_group *g = &w->groups[group];
    const rfi_network *net = &w->net[w->varies ? d->loading->end : 0];
    size_t node = g->node[k];
    rfi_load_bus *bus = add_bus(d, rfi_wired_group_name(w, group),
                                g->hall == RFI_NET_NONE ? SIZE_MAX : g->hall);
    if (bus == NULL) {
        return;
    }
    bus->side = g->node[1] == RFI_NET_NONE ? RFI_SIDE_NONE
                : k == 0                   ? RFI_SIDE_A
                                           : RFI_SIDE_B;
    bus->interconnect = g->interconnect;
    bus->first = g->interconnect != NULL ? NULL : first_of_side(&g->link, bus->side);
    bus->installed = w->net[d->loading->end].nodes[node].total;
    bus->units = w->net[d->loading->end].nodes[node].units;
    if (g->interconnect != NULL) {
        rfi_view view = view_of(d);
        int64_t firm = rfi_energised_power(d->study, &view, g->interconnect, true);
        bus->installed = rfi_min(bus->installed, firm);
    }
    const rfi_net_rows *rows = &net->rows[node];
    for (size_t i = 0; i < d->loading->outage_count; i++) {
        const rfi_net_row *row = NULL;
        for (size_t n = 0; n < rows->count && row == NULL; n++) {
            const rfi_net_outage *o = &rows->items[n].outage;
            row = o->kind == outages[i].kind && o->node == outages[i].node ? &rows->items[n]
                                                                           : NULL;
        }
        if ((all || i == 0 || row != NULL) && is_told(d, w, node, outages[i])) {
            fill_cell(d, w, group, node, outages[i], row, bus, &bus->cells[i]);
        }
    }
}

static void add_network(deriving *d, const rfi_wiring *w)
{
    const rfi_site *site = d->study->site;
    rfi_net_outage *outages = list_outages(d, w);
    d->failed = outages == NULL;
    if (d->failed) {
        return;
    }
    bool all = w->net[0].node_count * d->loading->outage_count <= CELLS_MOST;
    if (site->interconnect_count == 1) {
        add_grid(d);
    }
    for (size_t i = 0; i < w->group_count && !d->failed; i++) {
        bool grid = w->groups[i].interconnect != NULL && site->interconnect_count == 1;
        for (size_t k = 0; k < 2 && w->groups[i].node[k] != RFI_NET_NONE && !grid; k++) {
            add_node(d, w, i, k, outages, all);
        }
    }
}

/* ---- the sum ---------------------------------------------------------------------------
 */

static bool is_power(rfi_requirement_kind kind)
{
    return kind == RFI_REQ_POWER_CHAIN || kind == RFI_REQ_BACKUP_POWER ||
           kind == RFI_REQ_FIRM_UTILITY || kind == RFI_REQ_ENERGISED_UTILITY ||
           kind == RFI_REQ_PEAK_POWER;
}

static bool is_cooling(rfi_requirement_kind kind)
{
    return kind == RFI_REQ_LIQUID_HEAT || kind == RFI_REQ_AIR_HEAT ||
           kind == RFI_REQ_LIQUID_FLOW || kind == RFI_REQ_PIPE_FLOW ||
           kind == RFI_REQ_AIR_FLOW || kind == RFI_REQ_WATER_DAY ||
           kind == RFI_REQ_WATER_YEAR || kind == RFI_REQ_MAKE_UP;
}

typedef bool kind_test(rfi_requirement_kind kind);

static size_t nearest_sum(const deriving *d, kind_test *wanted)
{
    rfi_end end = d->loading->end;
    size_t found = SIZE_MAX;
    int64_t nearest = -1;
    for (size_t i = 0; i < d->judgement->requirement_count; i++) {
        const rfi_requirement *r = &d->judgement->requirements[i];
        bool sum = wanted(r->kind) &&
                   (r->shape == RFI_SHAPE_SITE_SUM || r->shape == RFI_SHAPE_HALL_SUM);
        int64_t share = !sum ? -1 : r->binding[end] ? INT64_MAX : nearness(r, end);
        if (share > nearest) {
            nearest = share;
            found = i;
        }
    }
    return found;
}

static void add_part(rfi_load_sum *sum, const rfi_terms *t, size_t hall, int64_t pods,
                     int64_t units)
{
    sum->pods = rfi_add(sum->pods, pods);
    sum->units = rfi_add(sum->units, units);
    sum->racks = rfi_add(sum->racks, rfi_mul(t->pod[hall], pods));
    sum->support = rfi_add(sum->support, rfi_mul(t->unit[hall], units));
}

static void find_sum(deriving *d, rfi_load_sum *sum, kind_test *wanted)
{
    sum->requirement = d->loading->planned ? nearest_sum(d, wanted) : SIZE_MAX;
    if (sum->requirement == SIZE_MAX) {
        return;
    }
    const rfi_requirement *r = &d->judgement->requirements[sum->requirement];
    const rfi_terms *t = &r->ends[d->loading->end];
    const rfi_hall_share *shares = d->judgement->cases[d->loading->end].shares;
    int64_t per_unit = rfi_pods_per_unit(d->study->profile);
    size_t grows = SIZE_MAX; /* the hall that takes one pod more */
    for (size_t h = 0; h < d->study->site->hall_count; h++) {
        bool own = r->shape == RFI_SHAPE_HALL_SUM;
        if (shares[h].pods == 0 || (own && h != r->hall_index)) {
            continue;
        }
        grows = grows == SIZE_MAX ? h : grows;
        add_part(sum, t, h, own ? shares[h].most_pods : shares[h].pods,
                 own ? rfi_div_ceil(shares[h].most_pods, per_unit) : shares[h].units);
    }
    sum->used = t->used;
    sum->limit = t->limit;
    sum->other = rfi_sub(sum->used, rfi_add(sum->racks, sum->support));
    sum->next = sum->used;
    if (grows != SIZE_MAX) {
        bool full = shares[grows].most_pods % per_unit == 0;
        sum->next = rfi_add(sum->used, rfi_add(t->pod[grows], full ? t->unit[grows] : 0));
    }
}

static bool add_buses(deriving *d)
{
    const rfi_wiring *wiring = rfi_wiring_of(d->study);
    d->loading->network = wiring != NULL;
    if (wiring != NULL) {
        add_network(d, wiring);
    } else if (name_chain_states(d)) {
        add_grid(d);
    } else {
        return false;
    }
    add_all_groups(d);
    mark_binding(d);
    return !d->failed;
}

rfi_loading *rfi_loading_derive(const rfi_study *study, const rfi_judgement *judgement,
                                const int64_t *mining_halls)
{
    rfi_loading *loading = RFI_NEW(study->arena, rfi_loading);
    rfi_slots slots = {0};
    deriving d = {
        .study = study,
        .judgement = judgement,
        .mining_halls = mining_halls,
        .loading = loading,
    };
    const rfi_requirement site_wide = {.hall_index = SIZE_MAX};
    if (loading == NULL || !rfi_terms_room(study->arena, &slots, &site_wide,
                                           study->site->hall_count, &d.terms)) {
        return NULL;
    }
    loading->planned = judgement->plan != NULL;
    loading->end = loading->planned                          ? judgement->plan->end
                   : judgement->verdict == RF_VERDICT_NO_FIT ? RFI_END_FAVOURABLE
                                                             : RFI_END_BASE;
    rfi_view view = view_of(&d);
    const rfi_figure *reserve = &study->site->want.reserve;
    loading->reserve =
        reserve->state == RFI_ABSENT ? 0 : rfi_min(rfi_demand_of(&view, reserve), PPM);
    if (loading->planned && !add_buses(&d)) {
        return NULL;
    }
    find_sum(&d, &loading->sum, is_power);
    find_sum(&d, &loading->cooling, is_cooling);
    d.failed = d.failed || !rfi_loops_derive(study, judgement, loading);
    return d.failed ? NULL : loading;
}
