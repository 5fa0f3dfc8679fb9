/* SPDX-License-Identifier: MIT */
/* Exact pricing by the own engine. */
#include "planner/solve/price.h"

#include <math.h>
#include <string.h>

enum { RFI_PRICE_BITS = 56, RFI_PRICE_SHIFT_MOST = 34 };

bool rfi_prices_init(rfi_prices *prices, const rfi_structure *shape, int64_t node_limit)
{
    memset(prices, 0, sizeof(*prices));
    prices->shape = shape;
    prices->node_limit = node_limit;
    prices->multiplier = RFI_ARRAY(shape->arena, shape->coupling_count + 1, int64_t);
    prices->values = RFI_ARRAY(shape->arena, shape->block_count + 1, int64_t *);
    prices->worth = RFI_ARRAY(shape->arena, shape->block_count + 1, int64_t);
    prices->most = RFI_ARRAY(shape->arena, shape->block_count + 1, int64_t);
    for (size_t k = 0; prices->values != NULL && k < shape->block_count; k++) {
        prices->values[k] = RFI_ARRAY(shape->arena, shape->blocks[k].count + 1, int64_t);
        if (prices->values[k] == NULL) {
            return false;
        }
    }
    return prices->multiplier != NULL && prices->values != NULL && prices->worth != NULL &&
           prices->most != NULL;
}

/* The largest sum that one block can make of gains and multiplied coefficients. */
static double reach(const rfi_structure *shape, const double *multiplier)
{
    double most = 1;
    for (size_t k = 0; k < shape->block_count; k++) {
        double sum = 0;
        for (size_t i = 0; i < shape->blocks[k].count; i++) {
            size_t j = shape->blocks[k].variables[i];
            const rfi_variable *v = &shape->problem->variables[j];
            double each = fabs((double)v->gain);
            for (size_t l = shape->link_start[j]; l < shape->link_start[j + 1]; l++) {
                each += multiplier[shape->link[l].variable] *
                        fabs((double)shape->link[l].coefficient);
            }
            sum += each * (fabs((double)v->low) + fabs((double)v->high) + 1);
        }
        most = sum > most ? sum : most;
    }
    return most;
}

void rfi_prices_set(rfi_prices *prices, const double *multiplier)
{
    const rfi_structure *shape = prices->shape;
    int exponent = 0;
    double most = reach(shape, multiplier);
    frexp(most, &exponent);
    int shift = RFI_PRICE_BITS - exponent;
    bool usable = isfinite(most) && shift >= 0;
    prices->shift =
        usable ? (shift < RFI_PRICE_SHIFT_MOST ? shift : RFI_PRICE_SHIFT_MOST) : 0;
    for (size_t c = 0; c < shape->coupling_count; c++) {
        double scaled = ldexp(multiplier[c], prices->shift) + 0.5;
        bool good = usable && scaled > 0 && scaled < 0x1p60;
        prices->multiplier[c] = good ? (int64_t)scaled : 0;
    }
}

bool rfi_prices_net(const rfi_prices *prices, size_t variable, rfi_wide *ret_net)
{
    const rfi_structure *shape = prices->shape;
    rfi_wide net = 0;
    bool fits = rfi_wide_add_product(&net, shape->problem->variables[variable].gain,
                                     (rfi_wide)1 << prices->shift);
    for (size_t l = shape->link_start[variable];
         fits && l < shape->link_start[variable + 1]; l++) {
        fits = rfi_wide_add_product(&net,
                                    -(rfi_wide)prices->multiplier[shape->link[l].variable],
                                    shape->link[l].coefficient);
    }
    *ret_net = net;
    return fits;
}

static void add(rfi_prices *prices, rfi_wide a, rfi_wide b)
{
    prices->fits = prices->fits && rfi_wide_add_product(&prices->total, a, b);
}

static int64_t low_of(const rfi_prices *prices, size_t j)
{
    return prices->low != NULL ? prices->low[j] : prices->shape->problem->variables[j].low;
}

static int64_t high_of(const rfi_prices *prices, size_t j)
{
    return prices->high != NULL ? prices->high[j]
                                : prices->shape->problem->variables[j].high;
}

/* The block as a problem of its own. False: a gain is too large for it. */
static bool build_block(const rfi_prices *prices, const rfi_block *block, rfi_problem *sub)
{
    const rfi_structure *shape = prices->shape;
    for (size_t i = 0; i < block->count; i++) {
        size_t j = block->variables[i];
        rfi_wide net = 0;
        if (!rfi_prices_net(prices, j, &net) || net != rfi_narrow(net)) {
            return false;
        }
        rfi_problem_variable(sub, NULL, low_of(prices, j), high_of(prices, j),
                             (int64_t)net);
    }
    for (size_t i = 0; i < block->row_count; i++) {
        const rfi_solve_row *row = &shape->problem->rows[block->rows[i]];
        rfi_term *terms = RFI_ARRAY(sub->arena, row->term_count + 1, rfi_term);
        if (terms == NULL) {
            sub->failed = true;
            return true;
        }
        for (size_t t = 0; t < row->term_count; t++) {
            terms[t] = (rfi_term){shape->place_of[row->terms[t].variable],
                                  row->terms[t].coefficient};
        }
        rfi_problem_row(sub, NULL, RFI_GROUP_STRUCTURE, terms, row->term_count, row->limit);
    }
    return true;
}

static bool price_block(rfi_prices *prices, size_t k)
{
    const rfi_block *block = &prices->shape->blocks[k];
    rfi_arena *arena = rfi_arena_within(prices->shape->arena);
    if (arena == NULL) {
        return false;
    }
    rfi_problem sub;
    rfi_outcome outcome = {.status = RFI_STATUS_STOPPED, .bound = RFI_UNBOUNDED};
    rfi_problem_init(&sub, arena);
    if (build_block(prices, block, &sub)) {
        rfi_solve(&sub, NULL, 0, prices->node_limit, &outcome);
    }
    prices->nodes += outcome.nodes;
    bool known = outcome.status != RFI_STATUS_NO_MEMORY;
    prices->exact = prices->exact && outcome.status != RFI_STATUS_STOPPED;
    if (outcome.status == RFI_STATUS_INFEASIBLE) {
        prices->empty = true;
    } else if (outcome.bound >= RFI_UNBOUNDED) { /* saturated: the true one may be more */
        prices->fits = false;
    } else if (known) {
        add(prices, outcome.bound, (rfi_wide)block->alike);
    }
    prices->worth[k] = INT64_MIN;
    prices->most[k] = outcome.bound;
    if (known && outcome.has_solution) {
        memcpy(prices->values[k], outcome.values, block->count * sizeof(int64_t));
        prices->worth[k] = outcome.value;
    }
    rfi_arena_free(arena);
    return known;
}

static void price_shared(rfi_prices *prices)
{
    const rfi_structure *shape = prices->shape;
    for (size_t j = 0; j < shape->problem->variable_count; j++) {
        if (shape->block_of[j] == RFI_BLOCK_SHARED) {
            rfi_wide net = 0;
            prices->fits = prices->fits && rfi_prices_net(prices, j, &net);
            add(prices, net, net > 0 ? high_of(prices, j) : low_of(prices, j));
        }
    }
}

bool rfi_prices_run(rfi_prices *prices)
{
    const rfi_structure *shape = prices->shape;
    prices->total = 0;
    prices->exact = true;
    prices->empty = false;
    prices->fits = true;
    for (size_t c = 0; c < shape->coupling_count; c++) {
        add(prices, prices->multiplier[c], shape->problem->rows[shape->coupling[c]].limit);
    }
    price_shared(prices);
    for (size_t k = 0; k < shape->block_count; k++) {
        if (shape->blocks[k].like == k && !price_block(prices, k)) {
            return false;
        }
    }
    rfi_wide gains = rfi_wide_div_floor(prices->total, (rfi_wide)1 << prices->shift);
    prices->bound = prices->fits
                        ? rfi_narrow(rfi_wide_div_floor(gains, shape->grain) * shape->grain)
                        : RFI_UNBOUNDED;
    return true;
}
