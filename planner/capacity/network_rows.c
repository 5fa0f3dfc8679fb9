/* SPDX-License-Identifier: MIT */
/* All states of a network, and for each node those that no other state covers. A state is
 * covered by another of the same node when nothing lies on the node in it that does not lie
 * there in the other, nor comes there with more losses, with as much of the node left. */
#include "planner/capacity/network_work.h"

#include <stdlib.h>
#include <string.h>

typedef struct change { /* what a state moves on a node */
    rfi_net_part part;
    size_t next; /* of the same node, or RFI_NET_NONE */
} change;

typedef struct bundle { /* changes of one state, by node */
    change *items;
    size_t count, capacity;
    size_t *first, *last; /* per node; valid where touched[i] == state */
    uint64_t *touched, state;
    bool *raised; /* more than in the normal state of some load, or with more losses */
    size_t *nodes;
    size_t node_count;
} bundle;

typedef struct deriving {
    rfi_network *net;
    rfi_arena *arena;
    rfi_net_part **way; /* per load, normal state: part.load is the NODE here */
    size_t *way_count;
    rfi_ratio *now;
    int64_t (*arrives)[RFI_NET_READINGS];
    uint64_t *visited, visit;
    uint64_t *load_seen, load_stamp;
    size_t *loads;
    bundle b;
    rfi_net_part *scratch;
    bool transfers; /* in the state that is tried */
    bool failed;
} deriving;

/* ---- the normal state ------------------------------------------------------------------
 */

static void add_normal(deriving *d, rfi_net_part part, size_t load)
{
    size_t node = part.load;
    rfi_net_rows *rows = &d->net->rows[node];
    void *items = rows->normal;
    if (!rfi_arena_grow(d->arena, &items, rows->normal_count, &rows->capacity,
                        sizeof(rfi_net_part))) {
        d->failed = true;
        return;
    }
    part.load = load;
    rows->normal = items;
    rows->normal[rows->normal_count++] = part;
}

/* With the node in the place of the load. */
static rfi_net_part part_at(const deriving *d, const rfi_net_step *step)
{
    rfi_net_part part = {.load = step->node, .part = step->part};
    memcpy(part.arrives, d->arrives[step->node], sizeof(part.arrives));
    return part;
}

static void derive_normal(deriving *d)
{
    rfi_network *net = d->net;
    rfi_network_enter(net, (rfi_net_outage){RFI_NET_NORMAL, RFI_NET_NONE});
    for (size_t load = 0; load < net->load_count && !d->failed; load++) {
        rfi_net_way way = rfi_network_walk(net, load);
        d->way[load] = RFI_ARRAY(d->arena, way.count + 1, rfi_net_part);
        if (d->way[load] == NULL) {
            d->failed = true;
            return;
        }
        d->way_count[load] = way.count;
        rfi_network_lose(net, load, &way, d->arrives);
        for (size_t i = 0; i < way.count; i++) {
            d->way[load][i] = part_at(d, &way.steps[i]);
            add_normal(d, d->way[load][i], load);
        }
    }
    for (size_t i = 0; i < net->node_count; i++) {
        net->rows[i].capacity = 0; /* from here on of the rows */
    }
}

/* ---- one state -------------------------------------------------------------------------
 */

static bool is_lossier(const rfi_net_part *a, const rfi_net_part *b)
{
    bool lossier = false;
    for (size_t r = 0; r < RFI_NET_READINGS; r++) {
        lossier = lossier || a->arrives[r] > b->arrives[r];
    }
    return lossier;
}

/* Does `a` ask for anything that `b` does not? */
static bool exceeds(const rfi_net_part *a, const rfi_net_part *b)
{
    return rfi_ratio_compare(a->part, b->part) > 0 || (a->part.num > 0 && is_lossier(a, b));
}

/* `part` and `before` name the node in the place of the load. */
static void change_part(deriving *d, size_t load, rfi_net_part part,
                        const rfi_net_part *before)
{
    bundle *b = &d->b;
    size_t node = part.load;
    void *items = b->items;
    if (!rfi_arena_grow(d->arena, &items, b->count, &b->capacity, sizeof(change))) {
        d->failed = true;
        return;
    }
    b->items = items;
    if (b->touched[node] != b->state) {
        b->touched[node] = b->state;
        b->raised[node] = false;
        b->first[node] = b->count;
        b->nodes[b->node_count++] = node;
    } else {
        b->items[b->last[node]].next = b->count;
    }
    b->last[node] = b->count;
    b->raised[node] = b->raised[node] || exceeds(&part, before);
    part.load = load;
    b->items[b->count++] = (change){part, RFI_NET_NONE};
}

static void compare_way(deriving *d, size_t load, const rfi_net_way *way)
{
    static const rfi_net_part nothing = {.part = {0, 1}};
    d->visit++;
    if (d->transfers) {
        rfi_network_lose(d->net, load, way, d->arrives);
    }
    for (size_t i = 0; i < way->count; i++) {
        d->visited[way->steps[i].node] = d->visit;
        d->now[way->steps[i].node] = way->steps[i].part;
    }
    for (size_t i = 0; i < d->way_count[load]; i++) {
        const rfi_net_part *before = &d->way[load][i];
        rfi_net_part part = *before;
        bool on_way = d->visited[part.load] == d->visit;
        part.part = on_way ? d->now[part.load] : (rfi_ratio){0, 1};
        if (on_way && d->transfers) {
            memcpy(part.arrives, d->arrives[part.load], sizeof(part.arrives));
        }
        d->visited[part.load] = 0;
        if (exceeds(&part, before) || exceeds(before, &part)) {
            change_part(d, load, part, before);
        }
    }
    for (size_t i = 0; i < way->count; i++) {
        if (d->visited[way->steps[i].node] == d->visit) {
            change_part(d, load, part_at(d, &way->steps[i]), &nothing);
        }
    }
}

static int by_number(const void *left, const void *right)
{
    size_t a = *(const size_t *)left;
    size_t b = *(const size_t *)right;
    return a < b ? -1 : a > b;
}

/* Loads that enter at a touched node, in their order. */
static size_t loads_below(deriving *d)
{
    rfi_net_work *w = d->net->work;
    size_t count = 0;
    d->load_stamp++;
    for (size_t i = 0; i < w->touched_count; i++) {
        size_t node = w->touched[i];
        for (size_t k = w->entry_at[node]; k < w->entry_at[node + 1]; k++) {
            size_t load = w->entries[k];
            if (d->load_seen[load] != d->load_stamp) {
                d->load_seen[load] = d->load_stamp;
                d->loads[count++] = load;
            }
        }
    }
    if (count > 1) {
        qsort(d->loads, count, sizeof(size_t), by_number);
    }
    return count;
}

/* ---- rows ------------------------------------------------------------------------------
 */

static const rfi_net_part *part_in(const rfi_net_part *parts, size_t count, size_t load)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (parts[middle].load < load) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count && parts[low].load == load ? &parts[low] : NULL;
}

/* NULL: nothing of it. */
static const rfi_net_part *find_part(const rfi_net_rows *rows, const rfi_net_row *row,
                                     size_t load)
{
    const rfi_net_part *found =
        row == NULL ? NULL : part_in(row->parts, row->part_count, load);
    if (found == NULL && (row == NULL || row->left != RFI_NET_LEFT_NOTHING)) {
        found = part_in(rows->normal, rows->normal_count, load);
    }
    return found;
}

rfi_ratio rfi_network_part(const rfi_net_rows *rows, const rfi_net_row *row, size_t load)
{
    const rfi_net_part *found = find_part(rows, row, load);
    return found == NULL ? (rfi_ratio){0, 1} : found->part;
}

const int64_t *rfi_network_arrives(const rfi_net_rows *rows, const rfi_net_row *row,
                                   size_t load)
{
    const rfi_net_part *found = find_part(rows, row, load);
    return found == NULL || found->part.num == 0 ? NULL : found->arrives;
}

bool rfi_network_covers(const rfi_net_rows *rows, const rfi_net_row *wide,
                        const rfi_net_row *row)
{
    for (size_t i = 0; row != NULL && i < row->part_count; i++) {
        const rfi_net_part *own = &row->parts[i];
        const rfi_net_part *other = find_part(rows, wide, own->load);
        if (own->part.num > 0 && (other == NULL || exceeds(own, other))) {
            return false;
        }
    }
    for (size_t i = 0; i < wide->part_count; i++) {
        const rfi_net_part *own = find_part(rows, row, wide->parts[i].load);
        if (own != NULL && exceeds(own, &wide->parts[i])) {
            return false;
        }
    }
    return true;
}

static bool is_covered(const rfi_net_rows *rows, const rfi_net_row *row)
{
    for (size_t i = 0; i < rows->count; i++) {
        if (rows->items[i].left == RFI_NET_LEFT_ALL &&
            rfi_network_covers(rows, &rows->items[i], row)) {
            return true;
        }
    }
    return false;
}

static void keep_row(deriving *d, size_t node, rfi_net_row row)
{
    rfi_net_rows *rows = &d->net->rows[node];
    rfi_net_part *parts = RFI_ARRAY(d->arena, row.part_count + 1, rfi_net_part);
    void *items = rows->items;
    if (parts == NULL || !rfi_arena_grow(d->arena, &items, rows->count, &rows->capacity,
                                         sizeof(rfi_net_row))) {
        d->failed = true;
        return;
    }
    if (row.part_count > 0) {
        memcpy(parts, row.parts, row.part_count * sizeof(*parts));
    }
    row.parts = parts;
    rows->items = items;
    rows->items[rows->count++] = row;
}

static size_t gather(deriving *d, size_t node)
{
    const bundle *b = &d->b;
    size_t count = 0;
    for (size_t at = b->first[node]; at != RFI_NET_NONE; at = b->items[at].next) {
        d->scratch[count++] = b->items[at].part;
    }
    return count;
}

static void keep_changes(deriving *d, rfi_net_outage outage)
{
    const bundle *b = &d->b;
    for (size_t i = 0; i < b->node_count; i++) {
        size_t node = b->nodes[i];
        if (!b->raised[node] || node == outage.node) {
            continue;
        }
        rfi_net_row row = {outage, RFI_NET_LEFT_ALL, d->transfers, d->scratch,
                           gather(d, node)};
        if (!is_covered(&d->net->rows[node], &row)) {
            keep_row(d, node, row);
        }
    }
}

/* The node itself: what is left of it, or what it leaves without supply. */
static void keep_own(deriving *d, rfi_net_outage outage, rfi_net_part *lost, size_t count)
{
    rfi_net_rows *rows = &d->net->rows[outage.node];
    if (d->net->work->live[outage.node]) {
        size_t parts = 0;
        if (d->b.touched[outage.node] == d->b.state) {
            parts = gather(d, outage.node);
        }
        keep_row(d, outage.node,
                 (rfi_net_row){outage, RFI_NET_LEFT_REST, d->transfers, d->scratch, parts});
        return;
    }
    bool lost_before = false;
    for (size_t i = 0; i < rows->count; i++) {
        lost_before = lost_before || rows->items[i].left == RFI_NET_LEFT_NOTHING;
    }
    if (count > 0 && !lost_before) {
        keep_row(d, outage.node,
                 (rfi_net_row){outage, RFI_NET_LEFT_NOTHING, d->transfers, lost, count});
    }
}

static void try_outage(deriving *d, rfi_net_outage outage, rfi_net_part *lost)
{
    d->net->outages++;
    d->transfers = rfi_network_transfers(d->net, outage); /* enters it */
    size_t count = rfi_network_shifts(d->net) ? loads_below(d) : 0;
    size_t lost_count = 0;
    d->b.state++;
    d->b.count = d->b.node_count = 0;
    for (size_t i = 0; i < count && !d->failed; i++) {
        rfi_net_way way = rfi_network_walk(d->net, d->loads[i]);
        if (way.lost.num > 0) {
            lost[lost_count++] = (rfi_net_part){.load = d->loads[i], .part = way.lost};
        }
        compare_way(d, d->loads[i], &way);
    }
    if (!d->failed) {
        keep_changes(d, outage);
        keep_own(d, outage, lost, lost_count);
    }
}

/* A later row may cover an earlier one; of two equal ones the first stays. */
static void drop_covered(rfi_net_rows *rows)
{
    size_t kept = 0;
    for (size_t i = 0; i < rows->count; i++) {
        bool covered = false;
        for (size_t k = i + 1; k < rows->count && !covered; k++) {
            covered = rows->items[i].left == RFI_NET_LEFT_ALL &&
                      rows->items[k].left == RFI_NET_LEFT_ALL &&
                      rfi_network_covers(rows, &rows->items[k], &rows->items[i]);
        }
        if (!covered) {
            rows->items[kept++] = rows->items[i];
        }
    }
    rows->count = kept;
}

static bool make_room(deriving *d)
{
    rfi_network *net = d->net;
    size_t nodes = net->node_count + 1;
    size_t loads = net->load_count + 1;
    net->rows = RFI_ARRAY(d->arena, nodes, rfi_net_rows);
    d->way = RFI_ARRAY(d->arena, loads, rfi_net_part *);
    d->way_count = RFI_ARRAY(d->arena, loads, size_t);
    d->now = RFI_ARRAY(d->arena, nodes, rfi_ratio);
    d->arrives = rfi_arena_alloc(d->arena, nodes, sizeof(*d->arrives));
    d->visited = RFI_ARRAY(d->arena, nodes, uint64_t);
    d->load_seen = RFI_ARRAY(d->arena, loads, uint64_t);
    d->loads = RFI_ARRAY(d->arena, loads, size_t);
    d->b.first = RFI_ARRAY(d->arena, nodes, size_t);
    d->b.last = RFI_ARRAY(d->arena, nodes, size_t);
    d->b.touched = RFI_ARRAY(d->arena, nodes, uint64_t);
    d->b.raised = RFI_ARRAY(d->arena, nodes, bool);
    d->b.nodes = RFI_ARRAY(d->arena, nodes, size_t);
    d->scratch = RFI_ARRAY(d->arena, loads, rfi_net_part);
    return net->rows != NULL && d->way != NULL && d->way_count != NULL && d->now != NULL &&
           d->arrives != NULL && d->visited != NULL && d->load_seen != NULL &&
           d->loads != NULL && d->b.first != NULL && d->b.last != NULL &&
           d->b.touched != NULL && d->b.raised != NULL && d->b.nodes != NULL &&
           d->scratch != NULL;
}

/* Upstream first: what stops the most is tried first and covers most of the rest. */
static bool order_nodes(deriving *d, size_t **ret_order)
{
    const rfi_network *net = d->net;
    size_t *order = RFI_ARRAY(d->arena, net->node_count + 1, size_t);
    size_t *waits = RFI_ARRAY(d->arena, net->node_count + 1, size_t);
    if (order == NULL || waits == NULL) {
        return false;
    }
    size_t count = 0;
    for (size_t i = 0; i < net->node_count; i++) {
        for (size_t k = net->work->below_at[i]; k < net->work->below_at[i + 1]; k++) {
            waits[net->work->below[k]]++;
        }
    }
    for (size_t i = 0; i < net->node_count; i++) {
        if (waits[i] == 0) {
            order[count++] = i;
        }
    }
    for (size_t at = 0; at < count; at++) {
        size_t node = order[at];
        for (size_t k = net->work->below_at[node]; k < net->work->below_at[node + 1]; k++) {
            if (--waits[net->work->below[k]] == 0) {
                order[count++] = net->work->below[k];
            }
        }
    }
    *ret_order = order;
    return count == net->node_count; /* else `from` runs in a circle */
}

bool rfi_network_derive(rfi_network *net)
{
    deriving d = {.net = net, .arena = net->work->arena};
    size_t *order = NULL;
    rfi_net_part *lost = RFI_ARRAY(d.arena, net->load_count + 1, rfi_net_part);
    if (lost == NULL || !make_room(&d) || !order_nodes(&d, &order)) {
        return false;
    }
    net->outages = 1;
    derive_normal(&d);
    static const rfi_net_kind kinds[] = {RFI_NET_UNIT_OUT, RFI_NET_BUS_OUT};
    for (size_t i = 0; i < net->node_count && !d.failed; i++) {
        size_t node = order[i];
        for (size_t k = 0; k < 2; k++) {
            /* the last unit out is the bus out: once is enough */
            bool same = k == 1 && net->nodes[node].units <= 1;
            if ((int)net->nodes[node].asks > (int)k && !same) {
                try_outage(&d, (rfi_net_outage){kinds[k], node}, lost);
            }
        }
    }
    for (size_t i = 0; i < net->node_count && !d.failed; i++) {
        drop_covered(&net->rows[i]);
    }
    rfi_network_enter(net, (rfi_net_outage){RFI_NET_NORMAL, RFI_NET_NONE});
    return !d.failed;
}
