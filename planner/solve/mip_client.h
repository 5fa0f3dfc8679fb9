/* SPDX-License-Identifier: MIT */
/* The MIP engine program, seen from here: started once, asked many times, killed when it
 * does not answer in time. A program that is missing, dies, hangs or talks nonsense gives
 * "no answer" and is not asked again until the model is loaded anew. What it does answer is
 * a proposal. Private to this room. */
#ifndef PLANNER_SOLVE_MIP_CLIENT_H
#define PLANNER_SOLVE_MIP_CLIENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planner/base/arena.h"
#include "planner/solve/mip_wire.h"

/* A model under construction, entry by entry; costs are minimised. */
typedef struct rfi_mip_model {
    rfi_arena *arena;
    double *low, *high, *cost; /* per column */
    size_t columns, low_capacity, high_capacity, cost_capacity;
    double *least, *most; /* per row */
    size_t rows, least_capacity, most_capacity;
    size_t *entry_column, *entry_row;
    double *entry_value;
    size_t entries, column_capacity, row_capacity, value_capacity;
    bool failed; /* memory ran out */
} rfi_mip_model;

void rfi_mip_model_init(rfi_mip_model *model, rfi_arena *arena);
size_t rfi_mip_column(rfi_mip_model *model, double low, double high, double cost);
size_t rfi_mip_row(rfi_mip_model *model, double least, double most);
void rfi_mip_entry(rfi_mip_model *model, size_t row, size_t column, double value);

typedef struct rfi_mip rfi_mip;

/* Starts the program and hears its version. NULL: there is none that answers. */
rfi_mip *rfi_mip_open(rfi_arena *arena, const char *program);
void rfi_mip_close(rfi_mip *mip);
const char *rfi_mip_version(const rfi_mip *mip); /* lives in the arena */
/* Milliseconds of work: of the calling thread so far, and of the program. */
int64_t rfi_mip_thread_work(void);
int64_t rfi_mip_work(const rfi_mip *mip); /* NULL: 0 */
bool rfi_mip_alive(const rfi_mip *mip);
/* Whether it was ended because an answer did not come in time: others may be luckier. */
bool rfi_mip_late(const rfi_mip *mip);
/* Asked a few times a second while the program works. False: kill it, there is no answer.
 */
typedef bool rfi_mip_go_on(void *context);
void rfi_mip_watch(rfi_mip *mip, rfi_mip_go_on *go_on, void *context);

/* The first sends the model; the second what `model` has beyond its first `columns` columns
 * (entries of those only, rows unchanged). False: no answer. */
bool rfi_mip_load(rfi_mip *mip, size_t slot, const rfi_mip_model *model);
bool rfi_mip_append(rfi_mip *mip, size_t slot, const rfi_mip_model *model, size_t columns,
                    size_t entries);

typedef struct rfi_mip_ask {
    size_t slot;
    const rfi_mip_model *model; /* as loaded, for its sizes */
    const double *low, *high;   /* NULL: those of the model */
    int64_t nodes;              /* MIP: nodes; LP: iterations */
    int64_t milliseconds; /* of work, the program's own limit; <= 0: none. It is killed
                             after ten times that by the wall clock, and some; without a
                             limit after 900 s */
    /* MIP only: */
    const bool *integer; /* per column */
    double cutoff;       /* RFI_MIP_BIGGEST: none */
    double gap;          /* absolute, at which to stop */
    bool quick;
    const double *start; /* or NULL */
} rfi_mip_ask;

typedef struct rfi_mip_answer {
    rfi_mip_state state;
    bool has_point;
    double cost, bound; /* LP: both the same */
    int64_t nodes;
    double *point;      /* per column, in the arena given */
    double *multiplier; /* per row, LP only */
} rfi_mip_answer;

bool rfi_mip_lp(rfi_mip *mip, rfi_arena *arena, const rfi_mip_ask *ask,
                rfi_mip_answer *ret_answer);
bool rfi_mip_solve(rfi_mip *mip, rfi_arena *arena, const rfi_mip_ask *ask,
                   rfi_mip_answer *ret_answer);

#endif
