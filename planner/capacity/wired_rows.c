/* SPDX-License-Identifier: MIT */
/* Which states of a wired site become requirements, and their words. */
#include "planner/capacity/wiring.h"

#include <stdlib.h>
#include <string.h>

typedef struct states { /* of one group */
    rfi_wired_state *items;
    size_t count, capacity;
    bool failed;
} states;

/* A hall's own element in a kind of several halls: shared nodes do not know in how many of
 * them it is out. */
static bool is_kind_only(const rfi_wiring *w, size_t node, size_t outage)
{
    if (outage == RFI_NET_NONE) {
        return false;
    }
    size_t hall = w->groups[w->node_group[outage]].hall;
    if (hall == RFI_NET_NONE || w->groups[w->node_group[node]].hall == hall) {
        return false;
    }
    const rfi_figure *count = &w->study->site->halls[hall].count;
    bool one = count->state == RFI_ABSENT ||
               (rfi_known(count) && count->low == 1 && count->high == 1);
    return !one;
}

static void add_state(const rfi_wiring *w, states *s, size_t node, const rfi_net_row *row)
{
    rfi_net_outage outage = {RFI_NET_NORMAL, RFI_NET_NONE};
    if (row != NULL) {
        outage = row->outage;
    }
    for (size_t i = 0; i < s->count; i++) {
        const rfi_wired_state *known = &s->items[i];
        if (known->node == node && known->outage.kind == outage.kind &&
            known->outage.node == outage.node) {
            return;
        }
    }
    s->items[s->count++] = (rfi_wired_state){
        .node = node,
        .outage = outage,
        .transfers = row != NULL && row->transfers,
        .kind_only = row != NULL && is_kind_only(w, node, outage.node),
        .row = w->varies ? NULL : row,
    };
}

/* Is the normal state covered by another one of the node? */
static bool normal_covered(const rfi_net_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        const rfi_net_row *row = &rows->items[i];
        if (row->left == RFI_NET_LEFT_ALL && rfi_network_covers(rows, row, NULL)) {
            return true;
        }
    }
    return false;
}

/* Normal first, then units, then buses; within one kind in the order of the nodes. */
static int compare_states(const void *left, const void *right)
{
    const rfi_wired_state *a = left;
    const rfi_wired_state *b = right;
    if (a->outage.kind != b->outage.kind) {
        return (int)a->outage.kind - (int)b->outage.kind;
    }
    if (a->outage.node != b->outage.node) {
        return a->outage.node < b->outage.node ? -1 : 1;
    }
    return a->node < b->node ? -1 : a->node > b->node;
}

/* ---- folding ---------------------------------------------------------------------------
 */

typedef struct loads { /* which loads ever lie on the group: listed, none twice */
    size_t *items;     /* the wiring's load_list */
    size_t count;
} loads;

static void mark_row(const rfi_wiring *w, loads *l, const rfi_net_part *parts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (parts[i].part.num > 0 && w->load_mark[parts[i].load] == 0) {
            w->load_mark[parts[i].load] = 1;
            l->items[l->count++] = parts[i].load;
        }
    }
}

static void mark_loads(const rfi_wiring *w, size_t group, loads *l)
{
    const rfi_wired_group *g = &w->groups[group];
    for (rfi_end end = 0; end < (w->varies ? RFI_ENDS : 1); end++) {
        for (size_t k = 0; k < 2 && g->node[k] != RFI_NET_NONE; k++) {
            const rfi_net_rows *rows = &w->net[end].rows[g->node[k]];
            mark_row(w, l, rows->normal, rows->normal_count);
            for (size_t i = 0; i < rows->count; i++) {
                mark_row(w, l, rows->items[i].parts, rows->items[i].part_count);
            }
        }
    }
    for (size_t i = 0; i < l->count; i++) {
        w->load_mark[l->items[i]] = 0;
    }
}

/* Have all loads of the group the same part in this row? */
static bool is_even(const loads *l, const rfi_net_rows *rows, const rfi_net_row *row)
{
    for (size_t i = 1; i < l->count; i++) {
        if (rfi_ratio_compare(rfi_network_part(rows, row, l->items[i]),
                              rfi_network_part(rows, row, l->items[0])) != 0) {
            return false;
        }
    }
    return true;
}

static bool all_even(const rfi_wiring *w, const rfi_wired_group *g, const loads *l)
{
    for (rfi_end end = 0; end < (w->varies ? RFI_ENDS : 1); end++) {
        for (size_t k = 0; k < 2 && g->node[k] != RFI_NET_NONE; k++) {
            const rfi_net_rows *rows = &w->net[end].rows[g->node[k]];
            bool even = is_even(l, rows, NULL);
            for (size_t i = 0; even && i < rows->count; i++) {
                even = is_even(l, rows, &rows->items[i]);
            }
            if (!even) {
                return false;
            }
        }
    }
    return true;
}

/* Does the normal state say anything of the node that no other one does? */
static bool asks_normal(const rfi_net_rows *rows)
{
    return rows->normal_count > 0 && !normal_covered(rows);
}

/* The same losses on the way there as `*seen` (NULL: nothing seen yet)? What is left
 * without any supply has none. */
static bool same_losses(const rfi_net_rows *rows, const rfi_net_row *row, size_t load,
                        const int64_t **seen)
{
    const int64_t *now = row != NULL && row->left == RFI_NET_LEFT_NOTHING
                             ? NULL
                             : rfi_network_arrives(rows, row, load);
    bool same = now == NULL || *seen == NULL || now == *seen ||
                memcmp(now, *seen, RFI_NET_READINGS * sizeof(*now)) == 0;
    *seen = now == NULL ? *seen : now;
    return same;
}

/* Does each load come to the group with the same losses in all states that are asked for?
 * Else the state with the most losses is not always the one with the least room. */
static bool all_lose_alike(const rfi_wiring *w, const rfi_wired_group *g, const loads *l)
{
    bool alike = true;
    for (rfi_end end = 0; end < (w->varies ? RFI_ENDS : 1); end++) {
        const rfi_net_rows *of[2] = {NULL, NULL};
        bool normal[2] = {false, false};
        for (size_t k = 0; k < 2 && g->node[k] != RFI_NET_NONE; k++) {
            of[k] = &w->net[end].rows[g->node[k]];
            normal[k] = asks_normal(of[k]);
        }
        for (size_t i = 0; i < l->count && alike; i++) {
            const int64_t *seen = NULL;
            for (size_t k = 0; k < 2 && of[k] != NULL; k++) {
                alike =
                    alike && (!normal[k] || same_losses(of[k], NULL, l->items[i], &seen));
                for (size_t r = 0; r < of[k]->count && alike; r++) {
                    alike = same_losses(of[k], &of[k]->items[r], l->items[i], &seen);
                }
            }
        }
    }
    return alike;
}

/* The normal state of a node is told with the others, unless its losses are not theirs. */
static bool tells_normal(const rfi_net_rows *rows, const loads *l)
{
    bool same = true;
    for (size_t i = 0; i < l->count && same; i++) {
        const int64_t *seen = rfi_network_arrives(rows, NULL, l->items[i]);
        for (size_t r = 0; r < rows->count && same; r++) {
            same = same_losses(rows, &rows->items[r], l->items[i], &seen);
        }
    }
    return same;
}

/* ---- rows ------------------------------------------------------------------------------
 */

static void collect(const rfi_wiring *w, const rfi_wired_group *g, bool folded,
                    const loads *l, states *s)
{
    for (rfi_end end = 0; end < (w->varies ? RFI_ENDS : 1); end++) {
        for (size_t k = 0; k < 2 && g->node[k] != RFI_NET_NONE; k++) {
            s->capacity += w->net[end].rows[g->node[k]].count + 1;
        }
    }
    s->items = RFI_ARRAY(w->study->arena, s->capacity, rfi_wired_state);
    s->failed = s->items == NULL;
    if (s->failed) {
        return;
    }
    for (rfi_end end = 0; end < (w->varies ? RFI_ENDS : 1); end++) {
        for (size_t k = 0; k < 2 && g->node[k] != RFI_NET_NONE; k++) {
            const rfi_net_rows *rows = &w->net[end].rows[g->node[k]];
            if (asks_normal(rows) || (folded && tells_normal(rows, l))) {
                add_state(w, s, g->node[k], NULL);
            }
            for (size_t i = 0; i < rows->count; i++) {
                add_state(w, s, g->node[k], &rows->items[i]);
            }
        }
    }
}

bool rfi_wired_rows_of(const rfi_wiring *w, size_t group, rfi_wired_row **ret_rows,
                       size_t *ret_count)
{
    const rfi_wired_group *g = &w->groups[group];
    loads l = {.items = w->load_list};
    states s = {NULL, 0, 0, false};
    mark_loads(w, group, &l);
    bool folded = l.count == 0 || (all_even(w, g, &l) && all_lose_alike(w, g, &l));
    collect(w, g, folded, &l, &s);
    if (s.count > 1) {
        qsort(s.items, s.count, sizeof(*s.items), compare_states);
    }
    *ret_count = folded ? 1 : s.count;
    *ret_rows = RFI_ARRAY(w->study->arena, *ret_count, rfi_wired_row);
    for (size_t i = 0; *ret_rows != NULL && i < *ret_count; i++) {
        (*ret_rows)[i] = folded ? (rfi_wired_row){group, true, s.items, s.count, NULL}
                                : (rfi_wired_row){group, false, &s.items[i], 1, NULL};
    }
    return *ret_rows != NULL && !s.failed;
}

/* ---- words -----------------------------------------------------------------------------
 */

static const char *group_name(const rfi_wired_group *g)
{
    return g->interconnect != NULL ? g->interconnect->id : g->link.group;
}

const char *rfi_wired_group_name(const rfi_wiring *w, size_t group)
{
    return group_name(&w->groups[group]);
}

const char *rfi_wired_node_name(const rfi_wiring *w, size_t node)
{
    const rfi_wired_group *g = &w->groups[w->node_group[node]];
    const char *name = g->node[1] == RFI_NET_NONE
                           ? group_name(g)
                           : rfi_arena_format(w->study->arena, "%s/%s", group_name(g),
                                              node == g->node[1] ? "B" : "A");
    return name == NULL ? "" : name;
}

const char *rfi_wired_state_id(const rfi_wiring *w, const rfi_wired_state *state)
{
    if (state->outage.kind == RFI_NET_NORMAL) {
        return "normal";
    }
    /* two halls may name their own groups alike: seen from outside, the hall tells them
     * apart */
    size_t hall = w->groups[w->node_group[state->outage.node]].hall;
    bool outside =
        hall != RFI_NET_NONE && w->groups[w->node_group[state->node]].hall != hall;
    const char *id = rfi_arena_format(
        w->study->arena, "%s%s%s%s", outside ? w->study->site->halls[hall].id : "",
        outside ? "/" : "", rfi_wired_node_name(w, state->outage.node),
        state->outage.kind == RFI_NET_BUS_OUT ? "-out" : "-unit-out");
    return id == NULL ? "" : id;
}

/* Of an outage in the group itself: the words of a group that stands alone. */
static const char *own_words(const rfi_wired_group *g, const rfi_net_outage *outage)
{
    bool unit = outage->kind == RFI_NET_UNIT_OUT;
    if (g->node[1] == RFI_NET_NONE) {
        return unit ? "one unit out" : "its single bus out";
    }
    if (outage->node == g->node[0]) {
        return unit ? "one unit of side A out" : "side A out";
    }
    return unit ? "one unit of side B out" : "side B out";
}

const char *rfi_wired_state_words(const rfi_wiring *w, const rfi_wired_state *state)
{
    const rfi_wired_group *g = &w->groups[w->node_group[state->node]];
    const rfi_net_outage *outage = &state->outage;
    if (outage->kind == RFI_NET_NORMAL) {
        return g->node[1] == RFI_NET_NONE ? "normal state"
                                          : "normal state, half on each side";
    }
    if (w->node_group[outage->node] == w->node_group[state->node]) {
        return own_words(g, outage);
    }
    const rfi_wired_group *other = &w->groups[w->node_group[outage->node]];
    const char *side = other->node[1] == RFI_NET_NONE   ? ""
                       : outage->node == other->node[0] ? "side A of "
                                                        : "side B of ";
    const char *unit = outage->kind == RFI_NET_UNIT_OUT && other->interconnect == NULL
                           ? "one unit of "
                           : "";
    const char *words =
        rfi_arena_format(w->study->arena, "%s%s%s out", unit, side, group_name(other));
    return words == NULL ? "" : words;
}
