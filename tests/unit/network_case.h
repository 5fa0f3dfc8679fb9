/* SPDX-License-Identifier: MIT */
/* Small supply networks and the largest common scale of their loads: the least, over all
 * rows that the network derives, of what is left of a node by what lies on it. */
#ifndef TESTS_UNIT_NETWORK_CASE_H
#define TESTS_UNIT_NETWORK_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "planner/capacity/network.h"

enum { CASE_NODES = 40, CASE_LOADS = 40, CASE_TAPS = 6, CASE_PAIRS = 4 };

typedef struct network_case {
    rfi_arena *arena;
    rfi_network net;
    rfi_net_node nodes[CASE_NODES];
    rfi_net_tap from[CASE_NODES][CASE_TAPS], standby[CASE_NODES][CASE_TAPS];
    rfi_net_load loads[CASE_LOADS];
    rfi_net_pair pairs[CASE_LOADS][CASE_PAIRS];
    double power[CASE_LOADS]; /* of each load at scale 1 */
} network_case;

static inline void case_open(network_case *c)
{
    memset(c, 0, sizeof(*c));
    c->arena = rfi_arena_new();
    assert_non_null(c->arena);
    c->net.nodes = c->nodes;
    c->net.loads = c->loads;
}

static inline void case_close(network_case *c)
{
    rfi_arena_free(c->arena);
}

static inline rfi_net_tap case_tap(size_t a, size_t b)
{
    return (rfi_net_tap){{a, b}};
}

static inline size_t case_node(network_case *c, int64_t units, int64_t rating,
                               rfi_net_asks asks)
{
    size_t at = c->net.node_count++;
    assert_true(at < CASE_NODES);
    rfi_net_node *n = &c->nodes[at];
    *n = (rfi_net_node){.from = c->from[at], .standby = c->standby[at], .units = units};
    n->total = n->own_total = units * rating;
    n->rest = n->own_rest = (units - 1) * rating;
    n->asks = asks;
    return at;
}

static inline void case_from(network_case *c, size_t node, rfi_net_tap tap)
{
    assert_true(c->nodes[node].from_count < CASE_TAPS);
    c->from[node][c->nodes[node].from_count++] = tap;
}

static inline void case_standby(network_case *c, size_t node, rfi_net_tap tap)
{
    assert_true(c->nodes[node].standby_count < CASE_TAPS);
    c->standby[node][c->nodes[node].standby_count++] = tap;
}

static inline size_t case_load(network_case *c, rfi_net_tap a, rfi_net_tap b, double power)
{
    size_t at = c->net.load_count++;
    assert_true(at < CASE_LOADS);
    c->pairs[at][0] = (rfi_net_pair){a, b, {1, 1}, {1, 2}};
    c->loads[at] = (rfi_net_load){.pairs = c->pairs[at], .pair_count = 1};
    c->power[at] = power;
    return at;
}

static inline size_t case_corded(network_case *c, size_t a, size_t b, double power)
{
    return case_load(c, case_tap(a, RFI_NET_NONE), case_tap(b, RFI_NET_NONE), power);
}

static inline size_t case_single(network_case *c, size_t a, double power)
{
    return case_load(c, case_tap(a, RFI_NET_NONE), case_tap(RFI_NET_NONE, RFI_NET_NONE),
                     power);
}

static inline double case_flow(const network_case *c, size_t node, const rfi_net_row *row)
{
    double flow = 0;
    for (size_t load = 0; load < c->net.load_count; load++) {
        rfi_ratio part = rfi_network_part(&c->net.rows[node], row, load);
        flow += c->power[load] * (double)part.num / (double)part.den;
    }
    return flow;
}

static inline void case_bound(double *scale, double left, double flow)
{
    if (flow > 0 && left / flow < *scale) {
        *scale = left / flow;
    }
}

/* 1e300 when nothing bounds it. */
static inline double case_scale(network_case *c)
{
    assert_true(rfi_network_open(&c->net, c->arena));
    assert_true(rfi_network_derive(&c->net));
    double scale = 1e300;
    for (size_t node = 0; node < c->net.node_count; node++) {
        const rfi_net_rows *rows = &c->net.rows[node];
        case_bound(&scale, (double)c->nodes[node].total, case_flow(c, node, NULL));
        for (size_t i = 0; i < rows->count; i++) {
            const rfi_net_row *row = &rows->items[i];
            double left = row->left == RFI_NET_LEFT_ALL    ? (double)c->nodes[node].total
                          : row->left == RFI_NET_LEFT_REST ? (double)c->nodes[node].rest
                                                           : 0;
            case_bound(&scale, left, case_flow(c, node, row));
        }
    }
    return scale;
}

/* m systems of one rating, pairs i and i + 1 in a ring, loads of 1 each. */
static inline void case_ring(network_case *c, size_t m, int64_t rating, rfi_net_asks asks)
{
    case_open(c);
    for (size_t i = 0; i < m; i++) {
        (void)case_node(c, 1, rating, asks);
    }
    for (size_t i = 0; i < m; i++) {
        (void)case_corded(c, i, (i + 1) % m, 1);
    }
}

#endif
