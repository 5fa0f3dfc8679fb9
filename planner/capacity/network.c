/* SPDX-License-Identifier: MIT */
/* States of a supply network and the ways of loads in them. network_rows.c tries them all
 * and keeps what matters. */
#include "planner/capacity/network_work.h"

#include <string.h>

#include "planner/base/checked.h"

/* ---- ratios ---------------------------------------------------------------------------
 */

enum { REDUCE_FROM = 1 << 20 }; /* small denominators need no reduction */

static rfi_wide common(rfi_wide a, rfi_wide b)
{
    while (b > INT64_MAX) {
        rfi_wide rest = a % b;
        a = b;
        b = rest;
    }
    if (b == 0) {
        return a;
    }
    /* from here on 64 bits do, where a division costs a fraction of a wide one */
    uint64_t x = (uint64_t)b;
    uint64_t y = (uint64_t)(a % b);
    while (y != 0) {
        uint64_t rest = x % y;
        x = y;
        y = rest;
    }
    return (rfi_wide)x;
}

static rfi_ratio settle(rfi_wide num, rfi_wide den, bool up)
{
    if (den >= REDUCE_FROM) {
        rfi_wide by = common(num, den);
        num /= by;
        den /= by;
    }
    if (den > RFI_RATIO_GRAIN) {
        /* ratios come in with at most the grain below the line, weights with less than
         * 2^63: no product leaves 128 bits */
        rfi_wide whole = num / den;
        rfi_wide rest = num % den * RFI_RATIO_GRAIN;
        rest = up ? rfi_wide_div_ceil(rest, den) : rfi_wide_div_floor(rest, den);
        num = whole * RFI_RATIO_GRAIN + rest;
        den = RFI_RATIO_GRAIN;
    }
    return (rfi_ratio){rfi_narrow(num), (int64_t)den};
}

rfi_ratio rfi_ratio_times(rfi_ratio a, rfi_ratio b, bool up)
{
    if (b.num == b.den) {
        return a;
    }
    if (a.num == a.den) {
        return b;
    }
    return settle((rfi_wide)a.num * b.num, (rfi_wide)a.den * b.den, up);
}

rfi_ratio rfi_ratio_plus(rfi_ratio a, rfi_ratio b, bool up)
{
    if (a.num == 0 || b.num == 0) {
        return a.num == 0 ? b : a;
    }
    if (a.den == b.den) {
        return settle((rfi_wide)a.num + b.num, a.den, up);
    }
    return settle((rfi_wide)a.num * b.den + (rfi_wide)b.num * a.den,
                  (rfi_wide)a.den * b.den, up);
}

int rfi_ratio_compare(rfi_ratio a, rfi_ratio b)
{
    rfi_wide left = (rfi_wide)a.num * b.den;
    rfi_wide right = (rfi_wide)b.num * a.den;
    return left < right ? -1 : left > right;
}

/* ---- opening --------------------------------------------------------------------------
 */

static void count_tap(const rfi_net_tap *tap, size_t *counts, size_t by)
{
    for (size_t i = 0; i < 2 && tap->node[i] != RFI_NET_NONE; i++) {
        counts[tap->node[i]] += by;
    }
}

/* Turns counts per node into first places of a flat list; the total. */
static size_t to_places(size_t *counts, size_t count)
{
    size_t at = 0;
    for (size_t i = 0; i <= count; i++) {
        size_t own = i < count ? counts[i] : 0;
        counts[i] = at;
        at += own;
    }
    return at;
}

static bool link_below(rfi_network *net, rfi_arena *arena)
{
    rfi_net_work *w = net->work;
    for (size_t i = 0; i < net->node_count; i++) {
        for (size_t k = 0; k < net->nodes[i].from_count; k++) {
            count_tap(&net->nodes[i].from[k], w->below_at, 1);
        }
    }
    w->below = RFI_ARRAY(arena, to_places(w->below_at, net->node_count) + 1, size_t);
    size_t *next = RFI_ARRAY(arena, net->node_count + 1, size_t);
    if (w->below == NULL || next == NULL) {
        return false;
    }
    memcpy(next, w->below_at, (net->node_count + 1) * sizeof(size_t));
    for (size_t i = 0; i < net->node_count; i++) {
        for (size_t k = 0; k < net->nodes[i].from_count; k++) {
            const rfi_net_tap *tap = &net->nodes[i].from[k];
            for (size_t j = 0; j < 2 && tap->node[j] != RFI_NET_NONE; j++) {
                w->below[next[tap->node[j]]++] = i;
            }
        }
    }
    return true;
}

/* Loads by the node at which they enter; a load may stand twice. */
static bool link_loads(rfi_network *net, rfi_arena *arena)
{
    rfi_net_work *w = net->work;
    for (size_t i = 0; i < net->load_count; i++) {
        w->entry_at[net->loads[i].node] += net->loads[i].stands ? 1 : 0;
        for (size_t k = 0; k < net->loads[i].pair_count; k++) {
            count_tap(&net->loads[i].pairs[k].a, w->entry_at, 1);
            count_tap(&net->loads[i].pairs[k].b, w->entry_at, 1);
        }
    }
    w->entries = RFI_ARRAY(arena, to_places(w->entry_at, net->node_count) + 1, size_t);
    size_t *next = RFI_ARRAY(arena, net->node_count + 1, size_t);
    if (w->entries == NULL || next == NULL) {
        return false;
    }
    memcpy(next, w->entry_at, (net->node_count + 1) * sizeof(size_t));
    for (size_t i = 0; i < net->load_count; i++) {
        if (net->loads[i].stands) {
            w->entries[next[net->loads[i].node]++] = i;
        }
        for (size_t k = 0; k < net->loads[i].pair_count; k++) {
            const rfi_net_pair *pair = &net->loads[i].pairs[k];
            for (size_t j = 0; j < 4; j++) {
                size_t node = j < 2 ? pair->a.node[j] : pair->b.node[j - 2];
                if (node == RFI_NET_NONE) {
                    j |= 1; /* a tap without a first node has no second */
                } else {
                    w->entries[next[node]++] = i;
                }
            }
        }
    }
    return true;
}

static bool make_room(rfi_network *net, rfi_arena *arena)
{
    rfi_net_work *w = net->work;
    size_t n = net->node_count + 1;
    size_t most = 2;
    for (size_t i = 0; i < net->node_count; i++) {
        size_t taps = net->nodes[i].from_count > net->nodes[i].standby_count
                          ? net->nodes[i].from_count
                          : net->nodes[i].standby_count;
        most = taps * 2 > most ? taps * 2 : most;
        w->supply_most = most;
    }
    w->below_at = RFI_ARRAY(arena, n, size_t);
    w->entry_at = RFI_ARRAY(arena, n, size_t);
    w->alone = RFI_ARRAY(arena, n, unsigned char);
    w->live = RFI_ARRAY(arena, n, unsigned char);
    w->via = RFI_ARRAY(arena, n, size_t);
    w->touched = RFI_ARRAY(arena, n, size_t);
    w->stack = RFI_ARRAY(arena, n, size_t);
    w->stack_next = RFI_ARRAY(arena, n, size_t);
    w->seen = RFI_ARRAY(arena, n, uint64_t);
    w->supplies = RFI_ARRAY(arena, n, rfi_net_supply);
    w->normal = RFI_ARRAY(arena, n, rfi_net_supply);
    w->part = RFI_ARRAY(arena, n, rfi_ratio);
    w->met = RFI_ARRAY(arena, n, uint64_t);
    w->waits = RFI_ARRAY(arena, n, size_t);
    w->steps = RFI_ARRAY(arena, n, rfi_net_step);
    w->losses = RFI_ARRAY(arena, n, rfi_net_loss);
    return w->below_at != NULL && w->entry_at != NULL && w->alone != NULL &&
           w->live != NULL && w->via != NULL && w->touched != NULL && w->stack != NULL &&
           w->stack_next != NULL && w->seen != NULL && w->supplies != NULL &&
           w->normal != NULL && w->part != NULL && w->met != NULL && w->waits != NULL &&
           w->steps != NULL && w->losses != NULL;
}

/* ---- supplies -------------------------------------------------------------------------
 */

static bool is_weak(const rfi_network *net, size_t node)
{
    const rfi_net_outage *o = &net->work->outage;
    return o->kind == RFI_NET_UNIT_OUT && o->node == node;
}

/* What a source counts in sharing: read for itself, or as one of the others. */
static int64_t weight_of(const rfi_network *net, const rfi_net_tap *tap, bool own)
{
    int64_t sum = 0;
    for (size_t i = 0; i < 2 && tap->node[i] != RFI_NET_NONE; i++) {
        const rfi_net_node *node = &net->nodes[tap->node[i]];
        if (net->work->live[tap->node[i]]) {
            bool weak = is_weak(net, tap->node[i]);
            sum = rfi_add(sum, own ? (weak ? node->own_rest : node->own_total)
                                   : (weak ? node->rest : node->total));
        }
    }
    return sum;
}

static bool tap_lives(const unsigned char *live, const rfi_net_tap *tap)
{
    return (tap->node[0] != RFI_NET_NONE && live[tap->node[0]]) ||
           (tap->node[1] != RFI_NET_NONE && live[tap->node[1]]);
}

static void add_supply(const rfi_network *net, const rfi_net_tap *tap, rfi_ratio part,
                       rfi_net_supply *supply)
{
    bool both = tap->node[1] != RFI_NET_NONE && net->work->live[tap->node[0]] &&
                net->work->live[tap->node[1]];
    for (size_t i = 0; i < 2 && tap->node[i] != RFI_NET_NONE; i++) {
        if (net->work->live[tap->node[i]]) {
            supply->node[supply->count] = tap->node[i];
            supply->part[supply->count++] =
                both ? rfi_ratio_times(part, (rfi_ratio){1, 2}, !net->down) : part;
        }
    }
}

/* One live source takes all; of several each takes its weight among them. Without any
 * weight (nobody stated a rating) they take the same. */
static rfi_ratio share_of(const rfi_network *net, const rfi_net_node *node, size_t source,
                          size_t live)
{
    if (live == 1) {
        return (rfi_ratio){1, 1};
    }
    int64_t own = weight_of(net, &node->from[source], true);
    int64_t all = own;
    for (size_t k = 0; k < node->from_count; k++) {
        all = k == source ? all : rfi_add(all, weight_of(net, &node->from[k], false));
    }
    if (all <= 0) {
        return (rfi_ratio){1, (int64_t)live};
    }
    return settle(own, all, !net->down);
}

static void fill_supply(const rfi_network *net, size_t at, rfi_net_supply *supply)
{
    const rfi_net_node *node = &net->nodes[at];
    supply->count = 0;
    if (net->work->via[at] != RFI_NET_NONE) {
        add_supply(net, &node->standby[net->work->via[at]], (rfi_ratio){1, 1}, supply);
        return;
    }
    size_t live = 0;
    for (size_t k = 0; k < node->from_count; k++) {
        live += tap_lives(net->work->live, &node->from[k]) ? 1 : 0;
    }
    for (size_t k = 0; k < node->from_count; k++) {
        if (tap_lives(net->work->live, &node->from[k])) {
            add_supply(net, &node->from[k], share_of(net, node, k, live), supply);
        }
    }
}

static bool alloc_supply(rfi_network *net, rfi_arena *arena, rfi_net_supply *supply)
{
    supply->node = RFI_ARRAY(arena, net->work->supply_most, size_t);
    supply->part = RFI_ARRAY(arena, net->work->supply_most, rfi_ratio);
    return supply->node != NULL && supply->part != NULL;
}

bool rfi_network_open(rfi_network *net, rfi_arena *arena)
{
    net->work = RFI_NEW(arena, rfi_net_work);
    if (net->work == NULL || !make_room(net, arena) || !link_below(net, arena) ||
        !link_loads(net, arena)) {
        return false;
    }
    net->work->arena = arena;
    net->work->outage = (rfi_net_outage){RFI_NET_NORMAL, RFI_NET_NONE};
    for (size_t i = 0; i < net->node_count; i++) {
        net->work->alone[i] = net->work->live[i] = 1;
        net->work->via[i] = RFI_NET_NONE;
    }
    for (size_t i = 0; i < net->node_count; i++) {
        if (!alloc_supply(net, arena, &net->work->supplies[i]) ||
            !alloc_supply(net, arena, &net->work->normal[i])) {
            return false;
        }
        fill_supply(net, i, &net->work->normal[i]);
    }
    return true;
}

/* ---- states ---------------------------------------------------------------------------
 */

/* Everything below the node, the node first, each after what it hangs from: the reverse of
 * the order in which a search in depth leaves them. */
static void list_below(rfi_net_work *w, size_t from)
{
    size_t depth = 0;
    size_t left = 0;
    w->stack[0] = from;
    w->stack_next[0] = w->below_at[from];
    w->seen[from] = ++w->stamp;
    for (;;) {
        size_t node = w->stack[depth];
        if (w->stack_next[depth] < w->below_at[node + 1]) {
            size_t next = w->below[w->stack_next[depth]++];
            if (w->seen[next] != w->stamp) {
                w->seen[next] = w->stamp;
                w->stack[++depth] = next;
                w->stack_next[depth] = w->below_at[next];
            }
            continue;
        }
        w->touched[left++] = node;
        if (depth-- == 0) {
            break;
        }
    }
    w->touched_count = left;
    for (size_t i = 0; i < left / 2; i++) {
        size_t other = w->touched[left - 1 - i];
        w->touched[left - 1 - i] = w->touched[i];
        w->touched[i] = other;
    }
}

const size_t *rfi_network_below(const rfi_network *net, size_t node, size_t *ret_count)
{
    const rfi_net_work *w = net->work;
    *ret_count = w->below_at[node + 1] - w->below_at[node];
    return w->below + w->below_at[node];
}

static bool any_from(const rfi_net_node *node, const unsigned char *live)
{
    for (size_t k = 0; k < node->from_count; k++) {
        if (tap_lives(live, &node->from[k])) {
            return true;
        }
    }
    return false;
}

static void spread_death(const rfi_network *net)
{
    rfi_net_work *w = net->work;
    w->alone[w->touched[0]] = w->live[w->touched[0]] = 0;
    for (size_t i = 1; i < w->touched_count; i++) {
        size_t node = w->touched[i];
        w->alone[node] = any_from(&net->nodes[node], w->alone) ? 1 : 0;
    }
    for (size_t i = 1; i < w->touched_count; i++) {
        size_t at = w->touched[i];
        const rfi_net_node *node = &net->nodes[at];
        w->live[at] = any_from(node, w->live) ? 1 : 0;
        for (size_t k = 0; !w->live[at] && k < node->standby_count; k++) {
            if (tap_lives(w->alone, &node->standby[k])) {
                w->live[at] = 1;
                w->via[at] = k;
            }
        }
    }
}

void rfi_network_enter(const rfi_network *net, rfi_net_outage outage)
{
    rfi_net_work *w = net->work;
    for (size_t i = 0; i < w->touched_count; i++) {
        size_t node = w->touched[i];
        w->alone[node] = w->live[node] = 1;
        w->via[node] = RFI_NET_NONE;
    }
    w->touched_count = 0;
    w->outage = outage;
    if (outage.kind == RFI_NET_NORMAL) {
        w->stamp++;
        return;
    }
    list_below(w, outage.node);
    if (outage.kind == RFI_NET_BUS_OUT || net->nodes[outage.node].units <= 1) {
        spread_death(net);
    }
    for (size_t i = 0; i < w->touched_count; i++) {
        if (w->live[w->touched[i]]) {
            fill_supply(net, w->touched[i], &w->supplies[w->touched[i]]);
        }
    }
}

bool rfi_network_transfers(const rfi_network *net, rfi_net_outage outage)
{
    rfi_network_enter(net, outage);
    bool found = false;
    for (size_t i = 0; i < net->work->touched_count; i++) {
        found = found || net->work->via[net->work->touched[i]] != RFI_NET_NONE;
    }
    return found;
}

bool rfi_network_lives(const rfi_network *net, size_t node)
{
    return net->work->live[node] != 0;
}

static bool same_supply(const rfi_net_supply *a, const rfi_net_supply *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++) {
        same = a->node[i] == b->node[i] && a->part[i].num == b->part[i].num &&
               a->part[i].den == b->part[i].den;
    }
    return same;
}

bool rfi_network_shifts(const rfi_network *net)
{
    const rfi_net_work *w = net->work;
    for (size_t i = 0; i < w->touched_count; i++) {
        size_t node = w->touched[i];
        if (!w->live[node] || !same_supply(&w->supplies[node], &w->normal[node])) {
            return true;
        }
    }
    return false;
}

/* ---- ways -----------------------------------------------------------------------------
 */

static const rfi_net_supply *supply_of(const rfi_net_work *w, size_t node)
{
    bool touched = w->touched_count > 0 && w->seen[node] == w->stamp;
    return touched ? &w->supplies[node] : &w->normal[node];
}

const size_t *rfi_network_supply(const rfi_network *net, size_t node, size_t *ret_count)
{
    const rfi_net_supply *s = supply_of(net->work, node);
    *ret_count = net->work->live[node] ? s->count : 0;
    return s->node;
}

static void meet(rfi_net_work *w, size_t node, size_t *count)
{
    if (w->met[node] != w->walk) {
        w->met[node] = w->walk;
        w->part[node] = (rfi_ratio){0, 1};
        w->waits[node] = 0;
        w->stack[(*count)++] = node;
    }
}

static void enter_tap(const rfi_network *net, const rfi_net_tap *tap, rfi_ratio part,
                      size_t *count)
{
    rfi_net_work *w = net->work;
    bool both =
        tap->node[1] != RFI_NET_NONE && w->live[tap->node[0]] && w->live[tap->node[1]];
    part = both ? rfi_ratio_times(part, (rfi_ratio){1, 2}, !net->down) : part;
    for (size_t i = 0; i < 2 && tap->node[i] != RFI_NET_NONE; i++) {
        size_t node = tap->node[i];
        if (w->live[node]) {
            meet(w, node, count);
            w->part[node] = rfi_ratio_plus(w->part[node], part, !net->down);
        }
    }
}

/* What a node draws by itself: by its supplies, and never missed where it is dead. */
static size_t enter_above(const rfi_network *net, size_t node)
{
    rfi_net_work *w = net->work;
    size_t count = 0;
    const rfi_net_supply *s = supply_of(w, node);
    for (size_t k = 0; w->live[node] && k < s->count; k++) {
        meet(w, s->node[k], &count);
        w->part[s->node[k]] = rfi_ratio_plus(w->part[s->node[k]], s->part[k], !net->down);
    }
    return count;
}

static size_t enter_load(const rfi_network *net, const rfi_net_load *load, rfi_ratio *lost)
{
    rfi_net_work *w = net->work;
    bool up = !net->down;
    size_t count = 0;
    for (size_t k = 0; k < load->pair_count; k++) {
        const rfi_net_pair *pair = &load->pairs[k];
        bool a = tap_lives(w->live, &pair->a);
        bool b = tap_lives(w->live, &pair->b);
        rfi_ratio rest = {pair->split.den - pair->split.num, pair->split.den};
        if (!a && !b) {
            *lost = rfi_ratio_plus(*lost, pair->share, up);
            continue;
        }
        rfi_ratio on_a = !b ? pair->share : rfi_ratio_times(pair->share, pair->split, up);
        rfi_ratio on_b = !a ? pair->share : rfi_ratio_times(pair->share, rest, up);
        if (a) {
            enter_tap(net, &pair->a, on_a, &count);
        }
        if (b) {
            enter_tap(net, &pair->b, on_b, &count);
        }
    }
    return count;
}

/* ---- losses -----------------------------------------------------------------------------
 */

static void lose_to(const rfi_network *net, int64_t *to, const int64_t *from)
{
    for (size_t r = 0; r < net->readings; r++) {
        to[r] = to[r] < 0       ? from[r]
                : net->least[r] ? rfi_min(to[r], from[r])
                                : rfi_max(to[r], from[r]);
    }
}

/* Most loads come to a node with the losses that the last one came with. */
static void before_loss(const rfi_network *net, size_t at, const int64_t *level,
                        int64_t *before)
{
    rfi_net_loss *kept = &net->work->losses[at];
    for (size_t r = 0; r < net->readings; r++) {
        int64_t over = net->nodes[at].over[r];
        int64_t under = net->nodes[at].under[r];
        if (kept->level[r] != level[r]) {
            kept->level[r] = level[r];
            kept->before[r] =
                under <= 0 ? RFI_UNBOUNDED : rfi_mul_div_ceil(level[r], over, under);
        }
        before[r] = kept->before[r];
    }
}

void rfi_network_lose(const rfi_network *net, size_t load, const rfi_net_way *way,
                      int64_t (*arrives)[RFI_NET_READINGS])
{
    static const int64_t sample[RFI_NET_READINGS] = {RFI_NET_SAMPLE, RFI_NET_SAMPLE,
                                                     RFI_NET_SAMPLE};
    for (size_t i = 0; i < way->count; i++) {
        for (size_t r = 0; r < net->readings; r++) {
            arrives[way->steps[i].node][r] = -1;
        }
    }
    size_t above = 0;
    const size_t *supply = net->loads[load].stands
                               ? rfi_network_supply(net, net->loads[load].node, &above)
                               : NULL;
    for (size_t i = 0; i < above; i++) {
        memcpy(arrives[supply[i]], sample, net->readings * sizeof(int64_t));
    }
    for (size_t i = 0; i < net->loads[load].pair_count; i++) {
        const rfi_net_pair *pair = &net->loads[load].pairs[i];
        for (size_t k = 0; k < 4; k++) {
            size_t node = k < 2 ? pair->a.node[k] : pair->b.node[k - 2];
            if (node != RFI_NET_NONE) { /* of a dead one nobody asks */
                memcpy(arrives[node], sample, net->readings * sizeof(int64_t));
            }
        }
    }
    for (size_t i = 0; i < way->count; i++) {
        const rfi_net_step *step = &way->steps[i];
        int64_t before[RFI_NET_READINGS];
        if (step->supply_count > 0) {
            before_loss(net, step->node, arrives[step->node], before);
        }
        for (size_t k = 0; k < step->supply_count; k++) {
            lose_to(net, arrives[step->supply[k]], before);
        }
    }
}

rfi_net_way rfi_network_walk(const rfi_network *net, size_t load)
{
    rfi_net_work *w = net->work;
    rfi_net_way way = {w->steps, 0, {0, 1}};
    w->walk++;
    size_t count = net->loads[load].stands ? enter_above(net, net->loads[load].node)
                                           : enter_load(net, &net->loads[load], &way.lost);
    for (size_t i = 0; i < count; i++) { /* the stack is a list here: it only grows */
        const rfi_net_supply *s = supply_of(w, w->stack[i]);
        for (size_t k = 0; k < s->count; k++) {
            meet(w, s->node[k], &count);
            w->waits[s->node[k]]++;
        }
    }
    size_t ready = 0; /* nodes that wait for none, in stack_next */
    for (size_t i = 0; i < count; i++) {
        if (w->waits[w->stack[i]] == 0) {
            w->stack_next[ready++] = w->stack[i];
        }
    }
    while (way.count < ready) {
        size_t node = w->stack_next[way.count];
        const rfi_net_supply *s = supply_of(w, node);
        if (w->part[node].num > w->part[node].den) {
            w->part[node] = (rfi_ratio){1, 1}; /* rounding and ranges never make it more */
        }
        w->steps[way.count++] = (rfi_net_step){node, w->part[node], s->node, s->count};
        for (size_t k = 0; k < s->count; k++) {
            size_t up = s->node[k];
            w->part[up] = rfi_ratio_plus(
                w->part[up], rfi_ratio_times(w->part[node], s->part[k], !net->down),
                !net->down);
            if (--w->waits[up] == 0) {
                w->stack_next[ready++] = up;
            }
        }
    }
    if (way.count < count &&
        !net->loads[load]
             .stands) { /* transfers that feed each other in a circle carry nothing */
        way.lost = (rfi_ratio){1, 1};
    }
    return way;
}
