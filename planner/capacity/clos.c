/* SPDX-License-Identifier: MIT */
#include "planner/capacity/clos.h"

#include "planner/base/checked.h"

enum { PPM = 1000000 };

/* Least divisor of n that is at least `from`; n itself at most. */
static int64_t divisor_from(int64_t n, int64_t from)
{
    int64_t d = rfi_max(from, 1);
    while (d < n && n % d != 0) {
        d++;
    }
    return d;
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
    c->links[1] = rfi_mul(c->leaf, c->up);
    c->spine_by_ports = rfi_div_ceil(c->links[1], ask->radix);
    c->spine = divisor_from(c->up, c->spine_by_ports);
    c->possible = c->leaf <= ask->radix;
}

static void join_by_cores(const rfi_clos_ask *ask, rfi_clos *c)
{
    int64_t half = rfi_max(ask->radix / 2, 1);
    int64_t groups = rfi_div_ceil(c->leaf, half);
    int64_t leaves = rfi_div_ceil(c->leaf, groups); /* of the fullest group */
    int64_t spines = divisor_from(c->up, rfi_mul_div_ceil(leaves, c->up, half));
    int64_t uplinks = leaves * (c->up / spines); /* of a spine: as many as down */
    int64_t cores = divisor_from(uplinks, rfi_mul_div_ceil(groups, uplinks, ask->radix));
    c->links[1] = rfi_mul(c->leaf, c->up);
    c->links[2] = rfi_mul(rfi_mul(groups, spines), uplinks);
    c->spine_by_ports = rfi_div_ceil(c->links[1], half);
    c->core_by_ports = rfi_div_ceil(c->links[1], ask->radix);
    c->spine = rfi_mul(groups, spines);
    c->core = rfi_mul(spines, cores);
    c->possible = groups <= ask->radix;
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
