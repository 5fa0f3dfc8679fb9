/* SPDX-License-Identifier: MIT */
/* The structured engine: bounds from prices on the coupling rows, plans from patterns of
 * blocks and from neighbourhoods of a plan. Private to this room. */
#ifndef PLANNER_SOLVE_STRUCTURED_H
#define PLANNER_SOLVE_STRUCTURED_H

#include "planner/solve/price.h"

/* Slots of the engine program. */
enum { RFI_SLOT_FULL = 0, RFI_SLOT_PATTERNS };

typedef struct rfi_structured {
    rfi_arena *arena;
    const rfi_problem *problem;
    const rfi_solve_options *options;
    rfi_structure shape;
    rfi_mip *mip;         /* NULL: without */
    const char *version;  /* of the program that answered; NULL: none did */
    size_t *coupling_row; /* per coupling row, its row in full */
    rfi_mip_model full;   /* loaded in RFI_SLOT_FULL */
    bool *all_whole;      /* per column of it */
    bool *whole;          /* the same while blocks may be broken */
    double *low, *high;   /* scratch, per column */
    bool found;
    int64_t value;
    int64_t *values, *trial;
    int64_t bound; /* certified */
    int64_t claimed;
    bool proven;         /* bound = value by a full proof of the own engine, or by a tree of
                            own bounds; the multipliers may show less */
    bool own_claim;      /* claimed comes from such a tree, not from the MIP solver */
    bool exhausted;      /* the MIP solver claims the incumbent to be best, or that there is
                            no solution */
    bool priced;         /* prices ran at least once */
    int64_t *multiplier; /* per coupling row: those of bound, zeros while nothing bounds
                            better than the box */
    int shift;
    int64_t nodes;
    int64_t begun, limit; /* ms of work; limit 0: none */
    int64_t ended;        /* ms of work of a program that has ended */
    bool guarded, stopped, no_memory, empty;
    const char *phase;
} rfi_structured;

/* Milliseconds of work since the start. */
int64_t rfi_structured_work(const rfi_structured *state);
/* SplitMix64: the same numbers in every run. */
uint64_t rfi_structured_draw(uint64_t *random);
/* True: go on. False: the caller or the guard says stop. */
bool rfi_structured_go_on(rfi_structured *state, const char *phase);
/* Whether the best bound leaves less than the wanted gap, or nothing. */
bool rfi_structured_done(const rfi_structured *state);
/* Milliseconds for a phase that may use `share` percent of the guard in all; 0: no guard.
 */
int64_t rfi_structured_time(const rfi_structured *state, int share);
/* Whether that share is used up; never without a guard. Says so in the outcome. */
bool rfi_structured_spent(rfi_structured *state, int share);
/* Takes the values in `trial` where they fit and are better; claims that they refute are
 * dropped. */
bool rfi_structured_offer(rfi_structured *state);
/* Takes a point of the MIP solver, by rounding its first columns. */
bool rfi_structured_offer_point(rfi_structured *state, const double *point);
/* Takes the bound that the prices have run to. */
void rfi_structured_take_bound(rfi_structured *state, const rfi_prices *prices);
/* Adds to the full model what the prices say of each block: nothing within it gains more
 * than its best after paying. With these rows the linear relaxation is as sharp as the
 * bound of the prices. Not loaded. */
void rfi_structured_cut(rfi_structured *state, const rfi_prices *prices);
/* Takes what the MIP solver claims as the least cost of all, unless a plan refutes it. */
void rfi_structured_claim(rfi_structured *state, double cost);
/* Takes the bound that an unfinished tree of own bounds leaves: exact, but without
 * multipliers that others could recompute, therefore a claim. */
void rfi_structured_own_claim(rfi_structured *state, int64_t bound);
/* A cost below which solutions are better than the incumbent. */
double rfi_structured_cutoff(const rfi_structured *state);

/* The MIP solver on the full model; integer: which columns are whole. */
void rfi_structured_whole(rfi_structured *state, const bool *integer, int64_t nodes,
                          int share);

/* Column generation and the MIP over its patterns (patterns.c). */
void rfi_structured_patterns(rfi_structured *state, const double *multiplier);
/* Neighbourhoods by the MIP solver or, without it, by the own engine (neighbours.c). */
void rfi_structured_neighbours(rfi_structured *state);
/* Bounds and a first plan without the MIP solver (subgradient.c). */
void rfi_structured_subgradient(rfi_structured *state);

/* The gains only. */
void rfi_structured_solve(const rfi_problem *problem, const rfi_solve_options *options,
                          rfi_outcome *ret_outcome);
enum {
    RFI_SMALL = 64,        /* variables up to which the own engine is asked first */
    RFI_SMALL_NODES = 2500 /* and with how many nodes */
};
/* Has the problem blocks that make the engine worth its start? */
bool rfi_structured_suits(const rfi_problem *problem);

#endif
