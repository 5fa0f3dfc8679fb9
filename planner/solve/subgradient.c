/* SPDX-License-Identifier: MIT */
/* Without the MIP solver: multipliers walk against the rows that the priced blocks break,
 * with a step that is halved when the bound stands still; a first plan comes from the own
 * engine. */
#include "planner/solve/structured.h"

#include <math.h>
#include <string.h>

enum { RFI_STEPS = 120, RFI_STEP_NODES = 1500, RFI_FIRST_NODES = 60, RFI_PATIENCE = 6 };

/* How far the priced values break each row, in the row's own unit. */
static void excess(const rfi_structured *state, const rfi_prices *prices, double *over)
{
    const rfi_structure *shape = &state->shape;
    const rfi_problem *problem = state->problem;
    for (size_t c = 0; c < shape->coupling_count; c++) {
        const rfi_solve_row *row = &problem->rows[shape->coupling[c]];
        over[c] = -(double)row->limit;
        for (size_t t = 0; t < row->term_count; t++) {
            size_t j = row->terms[t].variable;
            size_t k = shape->block_of[j];
            double x = (double)problem->variables[j].low;
            if (k == RFI_BLOCK_SHARED) {
                double net = (double)problem->variables[j].gain;
                for (size_t l = shape->link_start[j]; l < shape->link_start[j + 1]; l++) {
                    net -= ldexp((double)prices->multiplier[shape->link[l].variable],
                                 -prices->shift) *
                           (double)shape->link[l].coefficient;
                }
                x = net > 0 ? (double)problem->variables[j].high : x;
            } else if (prices->worth[shape->blocks[k].like] != INT64_MIN) {
                x = (double)prices->values[shape->blocks[k].like][shape->place_of[j]];
            }
            over[c] += (double)row->terms[t].coefficient * x;
        }
    }
}

/* A first plan by rounding and completing. */
static void first_plan(rfi_structured *state)
{
    const rfi_solve_options *options = state->options;
    rfi_outcome outcome;
    rfi_solve(state->problem, options->active, options->active_count, RFI_FIRST_NODES,
              &outcome);
    state->nodes += outcome.nodes;
    if (outcome.status == RFI_STATUS_INFEASIBLE) {
        state->empty = true;
    }
    if (outcome.has_solution) {
        memcpy(state->trial, outcome.values,
               state->problem->variable_count * sizeof(int64_t));
        rfi_structured_offer(state);
    }
    if (outcome.status == RFI_STATUS_OPTIMAL) { /* a full proof needs no multipliers */
        state->bound = state->claimed = outcome.bound;
        state->proven = true;
    }
}

static void step(const rfi_structured *state, double *at, const double *over, double length)
{
    double norm = 1e-9;
    for (size_t c = 0; c < state->shape.coupling_count; c++) {
        const rfi_solve_row *row = &state->problem->rows[state->shape.coupling[c]];
        double unit = fabs((double)row->limit) + 1;
        norm += at[c] > 0 || over[c] > 0 ? over[c] / unit * over[c] / unit : 0;
    }
    for (size_t c = 0; c < state->shape.coupling_count; c++) {
        const rfi_solve_row *row = &state->problem->rows[state->shape.coupling[c]];
        double unit = fabs((double)row->limit) + 1;
        double moved = at[c] + length / norm * over[c] / unit / unit;
        at[c] = moved > 0 ? moved : 0;
    }
}

void rfi_structured_subgradient(rfi_structured *state)
{
    size_t count = state->shape.coupling_count;
    double *at = RFI_ARRAY(state->arena, count + 1, double);
    double *best = RFI_ARRAY(state->arena, count + 1, double);
    double *over = RFI_ARRAY(state->arena, count + 1, double);
    rfi_prices prices;
    if (at == NULL || best == NULL || over == NULL ||
        !rfi_prices_init(&prices, &state->shape, RFI_STEP_NODES)) {
        state->no_memory = true;
        return;
    }
    first_plan(state);
    double reach = 1;
    int patience = 0;
    for (int i = 0;
         i < RFI_STEPS && !rfi_structured_done(state) && !rfi_structured_spent(state, 50) &&
         rfi_structured_go_on(state, "multipliers");
         i++) {
        int64_t before = state->bound;
        int64_t nodes = prices.nodes;
        rfi_prices_set(&prices, at);
        if (!rfi_prices_run(&prices)) {
            state->no_memory = true;
            return;
        }
        state->nodes += prices.nodes - nodes;
        rfi_structured_take_bound(state, &prices);
        if (state->bound < before || i == 0) {
            memcpy(best, at, count * sizeof(double));
            patience = 0;
        } else if (++patience == RFI_PATIENCE) {
            memcpy(at, best, count * sizeof(double));
            reach /= 2;
            patience = 0;
        }
        excess(state, &prices, over);
        double floor_value =
            state->found ? (double)state->value : 0.9 * (double)state->bound;
        step(state, at, over, reach * fmax(1, (double)prices.bound - floor_value));
    }
}
