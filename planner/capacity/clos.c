/* SPDX-License-Identifier: MIT */
#include "planner/capacity/clos.h"

#include "planner/base/checked.h"

enum { PPM = 1000000 };

/* Fewest switches above a switch of `need` uplinks, of which it has `have` at most: each is
 * reached with the same whole number of links, and none has more than `ports` from the
 * `below` switches that it joins. 0: there is no such number. */
typedef struct spread {
    int64_t switches, links; /* links of each pair */
} spread;

static spread spread_evenly(int64_t need, int64_t have, int64_t below, int64_t ports)
{
    int64_t from = rfi_max(rfi_mul_div_ceil(need, below, ports), 1);
    for (int64_t n = from; n <= have; n++) {
        int64_t links = rfi_div_ceil(need, n);
        if (n * links <= have && rfi_mul(below, links) <= ports) {
            return (spread){n, links};
        }
    }
    return (spread){0, 0};
}

/* Ports of a leaf: down is rounded down, so that there are more leaves rather than fewer.
 */
static void split_leaf(const rfi_clos_ask *ask, rfi_clos *c)
{
    int64_t o = rfi_max(ask->oversubscription, PPM);
    c->down = rfi_max(rfi_mul_div_floor(ask->radix, o, rfi_add(PPM, o)), 1);
    c->up = rfi_min(ask->radix - c->down, rfi_mul_div_ceil(c->down, PPM, o));
    if (ask->fixed_leaves > 0) {
        c->up = rfi_min(c->up, rfi_mul_div_ceil(ask->leaf_ports, PPM, o));
    }
    c->up = rfi_max(c->up, 1);
}

static int64_t count_leaves(const rfi_clos_ask *ask, int64_t down)
{
    if (ask->fixed_leaves > 0) {
        return ask->fixed_leaves;
    }
    int64_t rails = rfi_max(ask->rails, 1);
    int64_t of_rail = rfi_div_ceil(ask->endpoints, rails);
    return rfi_mul(rails, rfi_div_ceil(of_rail, down));
}

static void join_by_spines(const rfi_clos_ask *ask, rfi_clos *c)
{
    spread s = spread_evenly(c->up, c->up, c->leaf, ask->radix);
    c->links[1] = rfi_mul(c->leaf, c->up);
    c->spine_by_ports = rfi_div_ceil(c->links[1], ask->radix);
    c->spine = s.switches;
    c->possible = c->leaf == 0 || s.switches > 0;
}

/* A spine keeps half of its ports for the cores. */
static void join_by_cores(const rfi_clos_ask *ask, rfi_clos *c)
{
    int64_t half = rfi_max(ask->radix / 2, 1);
    int64_t groups = rfi_div_ceil(c->leaf, half);
    int64_t leaves = rfi_div_ceil(c->leaf, rfi_max(groups, 1)); /* of the fullest group */
    spread s = spread_evenly(c->up, c->up, leaves, half);
    int64_t down = rfi_mul(leaves, s.links);
    spread k = spread_evenly(down, ask->radix - down, groups, ask->radix);
    c->links[1] = rfi_mul(c->leaf, c->up);
    c->links[2] = rfi_mul(rfi_mul(groups, s.switches), rfi_mul(k.switches, k.links));
    c->spine_by_ports = rfi_div_ceil(c->links[1], half);
    c->core_by_ports = rfi_div_ceil(c->links[1], ask->radix);
    c->spine = rfi_mul(groups, s.switches);
    c->core = rfi_mul(s.switches, k.switches);
    c->possible = c->leaf == 0 || (s.switches > 0 && k.switches > 0);
}

void rfi_clos_count(const rfi_clos_ask *ask, rfi_clos *ret_clos)
{
    rfi_clos c = {.tiers = ask->tiers};
    split_leaf(ask, &c);
    bool alone =
        ask->tiers == 1 || (ask->tiers == 0 && ask->rails <= 1 && ask->fixed_leaves <= 1 &&
                            ask->endpoints <= ask->radix);
    c.down = alone ? ask->radix : c.down;
    c.leaf = count_leaves(ask, c.down);
    c.links[0] = ask->endpoints;
    if (alone) {
        c.tiers = 1;
        c.up = 0;
        c.possible = true;
    } else if (ask->tiers == 2 || (ask->tiers == 0 && c.leaf <= ask->radix)) {
        c.tiers = 2;
        join_by_spines(ask, &c);
    } else {
        c.tiers = 3;
        join_by_cores(ask, &c);
    }
    *ret_clos = c;
}

int64_t rfi_clos_largest(int64_t radix, int64_t tiers)
{
    int64_t half = radix / 2;
    int64_t most = tiers == 1 ? radix : rfi_mul(radix, half);
    return tiers == 3 ? rfi_mul(most, half) : most;
}
