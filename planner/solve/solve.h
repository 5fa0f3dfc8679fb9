/* SPDX-License-Identifier: MIT */
/* Generic bounded-integer problems: maximise c.x under rows a.x <= b. Exact: int64
 * coefficients, 128-bit sums; floating point proposes row multipliers and points, whole
 * numbers decide. Knows no word of the application. */
#ifndef PLANNER_SOLVE_SOLVE_H
#define PLANNER_SOLVE_SOLVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planner/base/arena.h"
#include "planner/base/checked.h"

typedef struct rfi_term {
    size_t variable;
    int64_t coefficient;
} rfi_term;

typedef struct rfi_solve_row { /* sum of terms <= limit */
    const char *name;
    size_t group; /* rows of one group stand and fall together in a conflict;
                     RFI_GROUP_STRUCTURE rows always hold */
    rfi_term *terms;
    size_t term_count;
    int64_t limit;
    bool orders; /* tells apart only blocks that may change places: of solutions that are
                    the same up to exchange one keeps it */
} rfi_solve_row;

#define RFI_GROUP_STRUCTURE SIZE_MAX

/* A block is a part of the problem that hangs together with the rest through few rows only:
 * rows whose variables all lie in one block are its own. Variables of different blocks that
 * play the same role bear the same part. Both are hints: they change no answer. */
#define RFI_BLOCK_SHARED SIZE_MAX
#define RFI_NO_PART      SIZE_MAX

typedef struct rfi_variable {
    const char *name;
    int64_t low, high; /* |.| <= 1e12 */
    int64_t gain;      /* objective coefficient, maximised */
    size_t block, part;
} rfi_variable;

/* A further objective, maximised among what is best for those before it. */
typedef struct rfi_objective {
    rfi_term *terms;
    size_t term_count;
} rfi_objective;

typedef struct rfi_merge { /* of repeated terms, per variable */
    rfi_wide sum;
    bool used;
} rfi_merge;

typedef struct rfi_problem {
    rfi_arena *arena;
    rfi_variable *variables;
    size_t variable_count, variable_capacity;
    rfi_solve_row *rows;
    size_t row_count, row_capacity;
    rfi_objective *later; /* after the gains, in order */
    size_t later_count, later_capacity;
    rfi_merge *places; /* scratch of building */
    size_t place_capacity;
    bool failed; /* sticky: memory ran out, or a row names a variable that is not there */
} rfi_problem;

void rfi_problem_init(rfi_problem *problem, rfi_arena *arena);
size_t rfi_problem_variable(rfi_problem *problem, const char *name, int64_t low,
                            int64_t high, int64_t gain);
/* Terms are copied; zero coefficients are dropped, repeated variables summed. */
void rfi_problem_row(rfi_problem *problem, const char *name, size_t group,
                     const rfi_term *terms, size_t term_count, int64_t limit);
/* Says of the last row added that it only orders blocks: its terms are those of a block
 * that is to be no greater than another, and the same of the other with signs turned. */
void rfi_problem_orders(rfi_problem *problem);
void rfi_problem_place(rfi_problem *problem, size_t variable, size_t block, size_t part);
/* The next objective in lexicographic order. Terms are copied. */
void rfi_problem_then(rfi_problem *problem, const rfi_term *terms, size_t term_count);

typedef enum rfi_status {
    RFI_STATUS_OPTIMAL = 0, /* proven */
    RFI_STATUS_INFEASIBLE,  /* proven */
    RFI_STATUS_STOPPED,     /* node limit, gap or watch: incumbent may exist, bound holds */
    RFI_STATUS_NO_MEMORY
} rfi_status;

/* Nodes per block for the certificates that rfi_solve_with attaches; with no fewer, who
 * recomputes them finds a bound that is no worse. */
#define RFI_CERTIFY_NODES 2000
#define RFI_SHIFT_MOST    60

/* Row multipliers, whole numbers over 2^shift: with them anyone recomputes a bound in exact
 * integers (rfi_certificate_bound), whatever found them. */
typedef struct rfi_certificate {
    int64_t *multiplier; /* per row of the problem, not negative; NULL: there is none */
    int shift;           /* 0 to RFI_SHIFT_MOST */
    bool by_block; /* rows of one block are not priced: the bound takes each block at its
                      own exact best, not variable by variable */
} rfi_certificate;

typedef struct rfi_outcome {
    rfi_status status;
    bool has_solution;
    int64_t value; /* of the incumbent */
    int64_t bound; /* no solution is better; = value when optimal. Certified: recomputed in
                      exact integers from multipliers, or a full proof of the own engine */
    int64_t claimed;         /* the best bound that a search tree claims; = bound where it
                                claims no better */
    const char *claimed_by;  /* "CBC 2.10.8", "own search"; NULL: nobody */
    bool infeasible_claimed; /* STOPPED without solution, and the MIP solver says that there
                                is none */
    bool guarded;            /* the guard of time fired: bytes may differ from run to run */
    int64_t nodes;
    int64_t *values; /* per variable, in the problem's arena; NULL without solution */
    rfi_certificate certificate; /* of bound, or of infeasibility; no multipliers where only
                                    the full proof shows it */
    size_t later_proven; /* later objectives, from the first, for which the values are
                            proven best */
} rfi_outcome;

typedef enum rfi_engine {
    RFI_ENGINE_AUTO = 0,  /* by size */
    RFI_ENGINE_EXACT,     /* own branch and bound, full proof, no library */
    RFI_ENGINE_STRUCTURED /* aggregates, block patterns, neighbourhoods */
} rfi_engine;

typedef struct rfi_progress {
    const char *phase; /* "presolve", "master", "patterns", "neighbourhoods", ... */
    bool has_solution;
    int64_t value, bound, claimed;
    int64_t nodes;
} rfi_progress;

/* False: stop, with the best so far. */
typedef bool rfi_watch(void *context, const rfi_progress *progress);

typedef struct rfi_solve_options {
    rfi_engine engine;
    int64_t node_limit;   /* of the own engine; <= 0: 1,000,000. Of the structured one where
                             `engine` names it: no search of its is begun beyond; <= 0, and
                             under AUTO: its fixed rounds */
    int64_t guard;        /* milliseconds of work of the structured engine, of this thread
                             and of the MIP program; <= 0: none. A guard, not a budget. The
                             own engine has no clock: there `watch` says when to stop */
    int64_t gap;          /* stop within so many ppm of the value; 0: proof */
    const int64_t *start; /* values to begin with, or NULL; infeasible ones are ignored */
    const char *mip_program; /* path of the MIP engine program; NULL: without */
    rfi_watch *watch;        /* or NULL */
    void *context;
    const bool *active; /* per group, whether its rows hold; NULL: all */
    size_t active_count;
} rfi_solve_options;

/* What the certificate proves, recomputed in exact 128-bit integers. Combined, the rows
 * that are priced leave a limit and a gain per variable; each variable stands at its better
 * end, or, by block, each block at what the own engine proves of it within node_limit
 * nodes: a search that stopped counts by its own bound. Valid whatever the multipliers are;
 * negative ones count as 0. *ret_bound: no solution gains more; -RFI_UNBOUNDED: a block or
 * a domain alone is empty; RFI_UNBOUNDED: nothing is shown, the numbers are too large for
 * 128 bits. False: memory is out. O(terms), by block plus the searches. */
bool rfi_certificate_bound(const rfi_problem *problem, const rfi_certificate *certificate,
                           const bool *active, size_t active_count, int64_t node_limit,
                           int64_t *ret_bound);
/* Whether the certificate, gains left out, proves that no solution exists: the combined
 * rows ask for less than nothing (Farkas). */
bool rfi_certificate_refutes(const rfi_problem *problem, const rfi_certificate *certificate,
                             const bool *active, size_t active_count, int64_t node_limit);
/* Multipliers of the problem's linear relaxation as certificate, by variable or by block,
 * whichever bounds better, in the problem's arena. Returns its bound, or -RFI_UNBOUNDED for
 * a proof that no solution exists. No multipliers, and RFI_UNBOUNDED: memory is out. */
int64_t rfi_certify(const rfi_problem *problem, const bool *active, size_t active_count,
                    int64_t node_limit, rfi_certificate *ret_certificate);

/* Propagation, exact branch and bound, bounds by combined rows. Deterministic: same
 * problem and node limit give the same outcome. node_limit <= 0: 1,000,000.
 * `active`: per group, whether its rows hold; NULL: all. Groups beyond active_count hold.
 * The gains only; later objectives are left out. */
void rfi_solve(const rfi_problem *problem, const bool *active, size_t active_count,
               int64_t node_limit, rfi_outcome *ret_outcome);

/* All objectives, by the engine that the options name. Status, value and bound are those of
 * the gains; values are best for the later objectives as far as the budget went, each with
 * the whole of it. Where the own engine stops, bound is what the certificate proves and
 * claimed what its open nodes leave. */
void rfi_solve_with(const rfi_problem *problem, const rfi_solve_options *options,
                    rfi_outcome *ret_outcome);

/* All objectives, as rfi_solve_with, for problems in which blocks equal each other: bounds
 * from the kin added up, solutions from patterns of a block; the problem itself is searched
 * where that leaves a gap and it is small. Large problems whose blocks all differ are
 * bounded and priced the same way; else, without such blocks, the same as rfi_solve_with.
 * Nodes are those of all searches together; no multipliers are attached. */
void rfi_solve_alike(const rfi_problem *problem, const rfi_solve_options *options,
                     rfi_outcome *ret_outcome);

#endif
