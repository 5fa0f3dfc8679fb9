/* SPDX-License-Identifier: MIT */
/* From groups, sides and cords to nodes, taps and loads. wired_rows.c says which states
 * become requirements, wired_terms.c gives their numbers. */
#include "planner/capacity/wiring.h"

#include "planner/capacity/curve.h"

#include <string.h>

enum { MILLION = 1000000 };

static bool states_more(const rfi_element *elements, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (elements[i].source_count > 1 || elements[i].standby_count > 0) {
            return true;
        }
    }
    return false;
}

bool rfi_site_is_wired(const rfi_site *site)
{
    bool wired = states_more(site->elements, site->element_count);
    for (size_t i = 0; i < site->hall_count && !wired; i++) {
        const rfi_hall *hall = &site->halls[i];
        wired = hall->cords_count > 0 || states_more(hall->elements, hall->element_count);
    }
    return wired;
}

/* ---- groups and nodes ------------------------------------------------------------------
 */

static void add_groups(rfi_wiring *w, size_t hall, const rfi_element *elements,
                       size_t count)
{
    const rfi_site *site = w->study->site;
    const rfi_hall *scope = hall == RFI_NET_NONE ? NULL : &site->halls[hall];
    for (size_t i = 0; i < count; i++) {
        rfi_link_of_chain link;
        if (elements[i].kind == RFI_ELEMENT_GENERATOR ||
            elements[i].kind == RFI_ELEMENT_BESS || elements[i].group == NULL ||
            !rfi_group_link(w->study, scope, elements[i].group, &link) ||
            link.first != &elements[i]) {
            continue;
        }
        rfi_wired_group *g = &w->groups[w->group_count++];
        *g = (rfi_wired_group){.link = link, .hall = hall};
        size_t sides = (size_t)rfi_sides_of(&link);
        for (size_t k = 0; k < 2; k++) {
            g->node[k] = k < sides ? w->net[0].node_count++ : RFI_NET_NONE;
        }
    }
}

static bool make_groups(rfi_wiring *w)
{
    const rfi_site *site = w->study->site;
    size_t most = site->element_count + site->interconnect_count + 1;
    for (size_t i = 0; i < site->hall_count; i++) {
        most += site->halls[i].element_count;
    }
    w->groups = RFI_ARRAY(w->study->arena, most, rfi_wired_group);
    w->scope_group = RFI_ARRAY(w->study->arena, site->hall_count + 2, size_t);
    if (w->groups == NULL || w->scope_group == NULL) {
        return false;
    }
    for (size_t i = 0; i < site->interconnect_count; i++) {
        w->groups[w->group_count++] =
            (rfi_wired_group){.interconnect = &site->interconnects[i],
                              .hall = RFI_NET_NONE,
                              .node = {w->net[0].node_count++, RFI_NET_NONE}};
    }
    w->scope_group[0] = w->group_count;
    add_groups(w, RFI_NET_NONE, site->elements, site->element_count);
    for (size_t i = 0; i < site->hall_count; i++) {
        w->scope_group[i + 1] = w->group_count;
        add_groups(w, i, site->halls[i].elements, site->halls[i].element_count);
    }
    w->scope_group[site->hall_count + 1] = w->group_count;
    w->node_group = RFI_ARRAY(w->study->arena, w->net[0].node_count + 1, size_t);
    for (size_t i = 0; i < w->group_count && w->node_group != NULL; i++) {
        for (size_t k = 0; k < 2 && w->groups[i].node[k] != RFI_NET_NONE; k++) {
            w->node_group[w->groups[i].node[k]] = i;
        }
    }
    return w->node_group != NULL;
}

/* Groups of one scope stand in file order: their first elements rise in memory. */
static size_t group_in(const rfi_wiring *w, size_t low, size_t high,
                       const rfi_element *first)
{
    size_t end = high;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if ((uintptr_t)w->groups[middle].link.first < (uintptr_t)first) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < end && w->groups[low].link.first == first ? low : RFI_NET_NONE;
}

size_t rfi_wired_group_of(const rfi_wiring *w, size_t hall, const rfi_element *first)
{
    size_t found = RFI_NET_NONE;
    if (hall != RFI_NET_NONE) {
        found = group_in(w, w->scope_group[hall + 1], w->scope_group[hall + 2], first);
    }
    return found != RFI_NET_NONE ? found
                                 : group_in(w, w->scope_group[0], w->scope_group[1], first);
}

/* ---- taps ------------------------------------------------------------------------------
 */

rfi_side rfi_wired_side(const rfi_wiring *w, size_t node)
{
    const rfi_wired_group *g = &w->groups[w->node_group[node]];
    return g->node[1] == RFI_NET_NONE ? RFI_SIDE_NONE
           : node == g->node[0]       ? RFI_SIDE_A
                                      : RFI_SIDE_B;
}

static const rfi_net_tap no_tap = {{RFI_NET_NONE, RFI_NET_NONE}};

/* What hangs from `name`: from the same side where both have sides, else from both halves
 * or the one bus. */
static rfi_net_tap tap_of(const rfi_wiring *w, size_t hall, const char *name, rfi_side side)
{
    const rfi_site *site = w->study->site;
    const rfi_hall *scope = hall == RFI_NET_NONE ? NULL : &site->halls[hall];
    rfi_link_of_chain link;
    if (!rfi_group_link(w->study, scope, name, &link)) {
        for (size_t i = 0; i < site->interconnect_count; i++) {
            if (strcmp(site->interconnects[i].id, name) == 0) {
                return (rfi_net_tap){{w->groups[i].node[0], RFI_NET_NONE}};
            }
        }
        return no_tap;
    }
    size_t found = rfi_wired_group_of(w, hall, link.first);
    if (found == RFI_NET_NONE) {
        return no_tap;
    }
    const rfi_wired_group *g = &w->groups[found];
    if (side != RFI_SIDE_NONE && g->node[1] != RFI_NET_NONE) {
        return (rfi_net_tap){{g->node[side == RFI_SIDE_B ? 1 : 0], RFI_NET_NONE}};
    }
    return (rfi_net_tap){{g->node[0], g->node[1]}};
}

static bool taps_of(const rfi_wiring *w, const rfi_wired_group *g, rfi_side side,
                    const char *const *names, size_t count, rfi_net_tap **ret_taps,
                    size_t *ret_count)
{
    if (count == 0) {
        return true;
    }
    *ret_taps = RFI_ARRAY(w->study->arena, count, rfi_net_tap);
    for (size_t i = 0; i < count && *ret_taps != NULL; i++) {
        rfi_net_tap tap = tap_of(w, g->hall, names[i], side);
        if (tap.node[0] != RFI_NET_NONE) {
            (*ret_taps)[(*ret_count)++] = tap;
        }
    }
    return *ret_taps != NULL;
}

static bool wire_nodes(rfi_wiring *w)
{
    for (size_t i = w->study->site->interconnect_count; i < w->group_count; i++) {
        const rfi_wired_group *g = &w->groups[i];
        const rfi_element *first = g->link.first;
        for (size_t k = 0; k < 2 && g->node[k] != RFI_NET_NONE; k++) {
            rfi_net_node *node = &w->net[0].nodes[g->node[k]];
            rfi_side side = g->node[1] == RFI_NET_NONE ? RFI_SIDE_NONE
                            : k == 0                   ? RFI_SIDE_A
                                                       : RFI_SIDE_B;
            if (!taps_of(w, g, side, first->sources, first->source_count, &node->from,
                         &node->from_count) ||
                !taps_of(w, g, side, first->standby, first->standby_count, &node->standby,
                         &node->standby_count)) {
                return false;
            }
        }
    }
    return true;
}

/* ---- loads -----------------------------------------------------------------------------
 */

static rfi_net_pair *add_load(rfi_wiring *w, size_t hall, const rfi_plant *plant,
                              size_t pairs)
{
    rfi_net_pair *pair = RFI_ARRAY(w->study->arena, pairs, rfi_net_pair);
    if (pair != NULL) {
        w->loads[w->load_count] = (rfi_wired_load){.hall = hall, .plant = plant};
        w->net[0].loads[w->load_count++] =
            (rfi_net_load){.pairs = pair, .pair_count = pairs};
    }
    return pair;
}

static bool wire_racks(rfi_wiring *w, size_t hall_index)
{
    const rfi_hall *hall = &w->study->site->halls[hall_index];
    if (hall->feed == NULL) {
        return true;
    }
    size_t pairs = hall->cords_count > 0 ? hall->cords_count : 1;
    rfi_net_pair *pair = add_load(w, hall_index, NULL, pairs);
    if (pair != NULL && hall->cords_count == 0) {
        rfi_net_tap tap = tap_of(w, hall_index, hall->feed, RFI_SIDE_NONE);
        pair[0] = (rfi_net_pair){tap, no_tap, {1, 1}, {1, 2}};
    }
    int64_t left = MILLION;
    int64_t open = 0;
    for (size_t i = 0; i < hall->cords_count; i++) {
        left -= hall->cords[i].share;
        open += hall->cords[i].share == 0 ? 1 : 0;
    }
    for (size_t i = 0; pair != NULL && i < hall->cords_count; i++) {
        const rfi_cords *c = &hall->cords[i];
        rfi_ratio share = {c->share, MILLION};
        if (c->share == 0) { /* whole parts stay small ratios: 1/6, not 1000000/6000000 */
            share =
                left == MILLION ? (rfi_ratio){1, open} : (rfi_ratio){left, MILLION * open};
        }
        rfi_ratio split = {c->split, MILLION};
        if (c->split * 2 == MILLION) {
            split = (rfi_ratio){1, 2};
        }
        rfi_net_tap b = c->b == NULL ? no_tap : tap_of(w, hall_index, c->b, RFI_SIDE_NONE);
        pair[i] =
            (rfi_net_pair){tap_of(w, hall_index, c->a, RFI_SIDE_NONE), b, share, split};
    }
    return pair != NULL;
}

static bool has_load(const rfi_wiring *w, size_t hall, const rfi_plant *plant)
{
    for (size_t i = w->hall_load[hall]; i < w->load_count; i++) {
        if (w->loads[i].plant == plant) {
            return true;
        }
    }
    return false;
}

/* A plant on both loops of a hall is one load with one way. */
static bool wire_plants(rfi_wiring *w, size_t hall_index)
{
    const rfi_hall *hall = &w->study->site->halls[hall_index];
    const char *const loops[] = {hall->liquid, hall->air};
    for (size_t l = 0; l < 2; l++) {
        const rfi_plant_chain *chain = rfi_plants_of(w->study, hall, loops[l]);
        for (size_t i = 0; i < chain->count; i++) {
            const rfi_plant *plant = chain->plants[i];
            rfi_net_tap tap = plant->feed == NULL
                                  ? no_tap
                                  : tap_of(w, hall_index, plant->feed, RFI_SIDE_NONE);
            if (tap.node[0] == RFI_NET_NONE || has_load(w, hall_index, plant)) {
                continue;
            }
            rfi_net_pair *pair = add_load(w, hall_index, plant, 1);
            if (pair == NULL) {
                return false;
            }
            pair[0] = (rfi_net_pair){tap, no_tap, {1, 1}, {1, 2}};
        }
    }
    return true;
}

static bool wire_house(rfi_wiring *w, size_t hall_index)
{
    const rfi_hall *hall = &w->study->site->halls[hall_index];
    rfi_net_tap tap = no_tap;
    if (hall->house.state != RFI_ABSENT && hall->house_feed != NULL) {
        tap = tap_of(w, hall_index, hall->house_feed, RFI_SIDE_NONE);
    }
    if (tap.node[0] == RFI_NET_NONE) {
        return true;
    }
    rfi_net_pair *pair = add_load(w, hall_index, NULL, 1);
    if (pair != NULL) {
        w->loads[w->load_count - 1].house = true;
        pair[0] = (rfi_net_pair){tap, no_tap, {1, 1}, {1, 2}};
    }
    return pair != NULL;
}

size_t rfi_wired_load_of(const rfi_wiring *w, size_t hall, const rfi_plant *plant)
{
    for (size_t i = w->hall_load[hall]; i < w->hall_load[hall + 1]; i++) {
        if (w->loads[i].plant == plant && !w->loads[i].house && !w->loads[i].stands) {
            return i;
        }
    }
    return RFI_NET_NONE;
}

size_t rfi_wired_house_of(const rfi_wiring *w, size_t hall)
{
    size_t last = w->hall_load[hall + 1];
    bool any = last > w->hall_load[hall] && w->loads[last - 1].house;
    return any ? last - 1 : RFI_NET_NONE;
}

/* What units of a curve draw at any load: on everything above their bus. */
static void wire_standing(rfi_wiring *w, size_t hall)
{
    for (size_t i = 0; i < w->group_count; i++) {
        const rfi_wired_group *g = &w->groups[i];
        bool stands = false;
        for (size_t k = 0; k < g->link.member_count && g->hall == hall; k++) {
            stands = stands || g->link.members[k]->loss_fixed.state != RFI_ABSENT;
        }
        for (size_t k = 0; stands && k < 2 && g->node[k] != RFI_NET_NONE; k++) {
            w->loads[w->load_count] = (rfi_wired_load){.hall = hall, .stands = true};
            w->net[0].loads[w->load_count++] =
                (rfi_net_load){.stands = true, .node = g->node[k]};
        }
    }
}

static bool wire_loads(rfi_wiring *w)
{
    const rfi_site *site = w->study->site;
    size_t most = 1 + 2 * w->group_count;
    for (size_t i = 0; i < site->hall_count; i++) {
        const rfi_hall *hall = &site->halls[i];
        most += 2 + rfi_plants_of(w->study, hall, hall->liquid)->count +
                rfi_plants_of(w->study, hall, hall->air)->count;
    }
    w->loads = RFI_ARRAY(w->study->arena, most, rfi_wired_load);
    w->net[0].loads = RFI_ARRAY(w->study->arena, most, rfi_net_load);
    w->load_mark = RFI_ARRAY(w->study->arena, most, size_t);
    w->load_list = RFI_ARRAY(w->study->arena, most, size_t);
    w->hall_load = RFI_ARRAY(w->study->arena, site->hall_count + 1, size_t);
    if (w->loads == NULL || w->net[0].loads == NULL || w->hall_load == NULL ||
        w->load_mark == NULL || w->load_list == NULL) {
        return false;
    }
    for (size_t i = 0; i < site->hall_count; i++) {
        w->hall_load[i] = w->load_count;
        if (!wire_racks(w, i) || !wire_plants(w, i)) {
            return false;
        }
        wire_standing(w, i);
        if (!wire_house(w, i)) { /* the last one of a hall */
            return false;
        }
        w->hall_load[i + 1] = w->load_count;
    }
    wire_standing(w, RFI_NET_NONE);
    w->net[0].load_count = w->load_count;
    return true;
}

/* ---- what a hall hangs from ------------------------------------------------------------
 */

static void add_behind(const rfi_wiring *w, const rfi_net_tap *tap, size_t *count)
{
    for (size_t i = 0; i < 2 && tap->node[i] != RFI_NET_NONE; i++) {
        size_t group = w->node_group[tap->node[i]];
        if (!w->group_mark[group]) {
            w->group_mark[group] = true;
            w->behind[(*count)++] = group;
        }
    }
}

size_t rfi_wired_behind(const rfi_wiring *w, size_t hall, const size_t **ret_groups)
{
    const rfi_network *net = &w->net[0];
    size_t count = 0;
    for (size_t i = w->hall_load[hall]; i < w->hall_load[hall + 1]; i++) {
        for (size_t k = 0; k < net->loads[i].pair_count; k++) {
            add_behind(w, &net->loads[i].pairs[k].a, &count);
            add_behind(w, &net->loads[i].pairs[k].b, &count);
        }
    }
    for (size_t at = 0; at < count; at++) { /* the list grows while it is read */
        const rfi_wired_group *g = &w->groups[w->behind[at]];
        for (size_t k = 0; k < 2 && g->node[k] != RFI_NET_NONE; k++) {
            const rfi_net_node *node = &net->nodes[g->node[k]];
            for (size_t i = 0; i < node->from_count; i++) {
                add_behind(w, &node->from[i], &count);
            }
            for (size_t i = 0; i < node->standby_count; i++) {
                add_behind(w, &node->standby[i], &count);
            }
        }
    }
    for (size_t i = 0; i < count; i++) {
        w->group_mark[w->behind[i]] = false;
    }
    *ret_groups = w->behind;
    return count;
}

/* ---- backed groups ---------------------------------------------------------------------
 */

static void mark_backed(rfi_wiring *w, size_t hall, const rfi_element *elements,
                        size_t count)
{
    const rfi_hall *scope = hall == RFI_NET_NONE ? NULL : &w->study->site->halls[hall];
    for (size_t i = 0; i < count; i++) {
        rfi_link_of_chain link;
        if (elements[i].kind != RFI_ELEMENT_GENERATOR || elements[i].backs == NULL ||
            !rfi_group_link(w->study, scope, elements[i].backs, &link)) {
            continue;
        }
        size_t found = rfi_wired_group_of(w, hall, link.first);
        if (found != RFI_NET_NONE) {
            w->backed[found] = true;
        }
    }
}

static bool find_backed(rfi_wiring *w)
{
    const rfi_site *site = w->study->site;
    w->backed = RFI_ARRAY(w->study->arena, w->group_count + 1, bool);
    w->group_mark = RFI_ARRAY(w->study->arena, w->group_count + 1, bool);
    w->behind = RFI_ARRAY(w->study->arena, w->group_count + 1, size_t);
    if (w->backed == NULL || w->group_mark == NULL || w->behind == NULL) {
        return false;
    }
    mark_backed(w, RFI_NET_NONE, site->elements, site->element_count);
    for (size_t i = 0; i < site->hall_count; i++) {
        mark_backed(w, i, site->halls[i].elements, site->halls[i].element_count);
    }
    return true;
}

/* ---- values ----------------------------------------------------------------------------
 */

static rfi_view mirrored(const rfi_view *view)
{
    static const rfi_end other[RFI_ENDS] = {RFI_END_FAVOURABLE, RFI_END_BASE,
                                            RFI_END_UNFAVOURABLE};
    return (rfi_view){.end = other[view->end],
                      .flipped = view->flipped,
                      .flipped_count = view->flipped_count,
                      .flipped_end = other[view->flipped_end]};
}

static rfi_net_asks asks_of(const rfi_wiring *w, const rfi_wired_group *g)
{
    if (g->interconnect != NULL) {
        bool asked = w->study->policy[RFI_SUB_UTILITY] >= RFI_POLICY_REDUNDANT &&
                     w->study->site->interconnect_count > 1;
        return asked ? RFI_NET_ASKS_UNIT : RFI_NET_ASKS_NOTHING;
    }
    rfi_policy policy = w->study->policy[rfi_element_subsystem(g->link.first->kind)];
    return policy >= RFI_POLICY_MAINTAINABLE ? RFI_NET_ASKS_BUS
           : policy == RFI_POLICY_REDUNDANT  ? RFI_NET_ASKS_UNIT
                                             : RFI_NET_ASKS_NOTHING;
}

static void set_values(const rfi_wiring *w, rfi_network *net, const rfi_view *view)
{
    rfi_view low = {.end = view->end,
                    .flipped = view->flipped,
                    .flipped_count = view->flipped_count,
                    .flipped_end = view->flipped_end};
    rfi_view high = mirrored(view);
    net->down = view->end == RFI_END_FAVOURABLE;
    for (size_t i = 0; i < w->group_count; i++) {
        const rfi_wired_group *g = &w->groups[i];
        for (size_t k = 0; k < 2 && g->node[k] != RFI_NET_NONE; k++) {
            rfi_net_node *node = &net->nodes[g->node[k]];
            node->asks = asks_of(w, g);
            if (g->interconnect != NULL) {
                node->total = node->rest =
                    rfi_energised_power(w->study, &low, g->interconnect, false);
                node->own_total = node->own_rest =
                    rfi_energised_power(w->study, &high, g->interconnect, false);
                node->units = 1;
                continue;
            }
            rfi_side side = k == 0 ? RFI_SIDE_A : RFI_SIDE_B;
            bool any = g->node[1] == RFI_NET_NONE;
            rfi_side_sum a = rfi_sum_side(w->study, &low, &g->link, side, any);
            rfi_side_sum b = rfi_sum_side(w->study, &high, &g->link, side, any);
            node->total = a.total;
            node->rest = a.rest;
            node->own_total = b.total;
            node->own_rest = b.rest;
            node->units = a.units;
        }
    }
}

/* Do the parts depend on the end? Only where weights that are shared by, or whether the
 * last unit is out, depend on it. */
static bool values_vary(const rfi_network *net, const rfi_network *other)
{
    for (size_t i = 0; i < net->node_count; i++) {
        const rfi_net_node *node = &net->nodes[i];
        if ((node->units <= 1) != (other->nodes[i].units <= 1)) {
            return true;
        }
        for (size_t k = 0; k < node->from_count && node->from_count > 1; k++) {
            for (size_t j = 0; j < 2 && node->from[k].node[j] != RFI_NET_NONE; j++) {
                const rfi_net_node *a = &net->nodes[node->from[k].node[j]];
                const rfi_net_node *b = &other->nodes[node->from[k].node[j]];
                if (a->total != b->total || a->rest != b->rest ||
                    a->own_total != a->total || b->own_total != b->total) {
                    return true;
                }
            }
        }
    }
    return false;
}

static void read_losses(const rfi_wiring *w, rfi_view *view, size_t node, int64_t *ret_over,
                        int64_t *ret_under)
{
    const rfi_wired_group *g = &w->groups[w->node_group[node]];
    *ret_over = *ret_under = MILLION;
    if (g->interconnect == NULL && rfi_has_curve(&g->link)) {
        rfi_passage p = rfi_passage_of(w->study, view, &g->link, rfi_wired_side(w, node));
        *ret_under = RFI_NET_SAMPLE;
        *ret_over = rfi_add(RFI_NET_SAMPLE, rfi_passage_growth(&p, RFI_NET_SAMPLE));
    } else if (g->interconnect == NULL) {
        *ret_under = rfi_efficiency_of(w->study, view, &g->link);
    }
}

/* Readings of the losses for which the parts hold: of one end, or of all. */
static void set_losses(const rfi_wiring *w, rfi_network *net, rfi_end first, rfi_end end)
{
    net->readings = 0;
    for (rfi_end e = first; e < end; e++) {
        rfi_view view = {.end = e};
        net->least[net->readings] = e == RFI_END_FAVOURABLE;
        for (size_t i = 0; i < w->group_count; i++) {
            const rfi_wired_group *g = &w->groups[i];
            for (size_t k = 0; k < 2 && g->node[k] != RFI_NET_NONE; k++) {
                rfi_net_node *node = &net->nodes[g->node[k]];
                read_losses(w, &view, g->node[k], &node->over[net->readings],
                            &node->under[net->readings]);
            }
        }
        net->readings++;
    }
}

static bool copy_net(const rfi_wiring *w, rfi_network *to)
{
    const rfi_network *net = &w->net[0];
    to->node_count = net->node_count;
    to->loads = net->loads;
    to->load_count = net->load_count;
    to->nodes = RFI_ARRAY(w->study->arena, net->node_count + 1, rfi_net_node);
    if (to->nodes != NULL) {
        memcpy(to->nodes, net->nodes, net->node_count * sizeof(rfi_net_node));
    }
    return to->nodes != NULL;
}

static bool set_ends(rfi_wiring *w)
{
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        if (end > 0 && !copy_net(w, &w->net[end])) {
            return false;
        }
        set_values(w, &w->net[end], &(rfi_view){.end = end});
        w->varies = w->varies || values_vary(&w->net[0], &w->net[end]);
    }
    for (rfi_end end = 0; end < (w->varies ? RFI_ENDS : 1); end++) {
        set_losses(w, &w->net[end], end, w->varies ? end + 1 : RFI_ENDS);
        if (!rfi_network_open(&w->net[end], w->study->arena) ||
            !rfi_network_derive(&w->net[end])) {
            return false;
        }
    }
    return true;
}

rfi_wiring *rfi_wiring_new(const rfi_study *study)
{
    rfi_wiring *w = RFI_NEW(study->arena, rfi_wiring);
    if (w == NULL) {
        return NULL;
    }
    rfi_study *own = RFI_NEW(study->arena, rfi_study);
    if (own == NULL) {
        return NULL;
    }
    *own = *study;
    w->study = own;
    bool made = make_groups(w);
    w->net[0].nodes = RFI_ARRAY(study->arena, w->net[0].node_count + 1, rfi_net_node);
    made = made && w->net[0].nodes != NULL && wire_nodes(w) && wire_loads(w) &&
           find_backed(w) && set_ends(w) && rfi_arrivals_open(w);
    return made ? w : NULL;
}

const rfi_network *rfi_wired_network(const rfi_wiring *w, rfi_view *view)
{
    if (!w->varies) {
        return &w->net[0];
    }
    if (view->flipped_count == 0) {
        return &w->net[view->end];
    }
    rfi_network *net = RFI_NEW(w->study->arena, rfi_network);
    if (net == NULL || !copy_net(w, net)) {
        return &w->net[view->end];
    }
    set_values(w, net, view);
    return rfi_network_open(net, w->study->arena) ? net : &w->net[view->end];
}
