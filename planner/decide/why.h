/* SPDX-License-Identifier: MIT */
/* Why a number is what it is: a registry of every number that a report prints, and for each
 * the tree of steps from which it follows (planner/model/derivation.h). Trees are made from
 * the judgement and by deriving once more with a trace; nothing is decided here.
 *
 * To add a number (or a family of numbers that a key tells apart):
 *  1. write a function that records its tree through why->view, which already carries a
 *     trace and the end that was asked for. Its first step is the number itself:
 *
 *         static bool tell_peak_pue(const rfi_ask *ask)
 *         {
 *             rfi_view *view = &ask->why->view;
 *             rfi_trace_step(view, RFI_OP_SUM, "peak PUE", NULL);
 *             ... further steps, figures, notes: planner/capacity/trace.h ...
 *             rfi_trace_close(view, value, RFI_DIM_RATIO);
 *             return true;            false: there is no such number (an unknown key)
 *         }
 *
 *     The value of the first step must be the one that the report prints, in the same base
 *     unit: record what the judgement holds, not a second computation of it.
 *  2. add a row to a table of rfi_number in a file of your own (NULL-named row at the end),
 *     declare the table below, and list it in `tables` of why.c.
 *  3. name in the row where `evaluate --format json` prints it. tests/unit/test_why.c walks
 *     every number of that JSON below "profiles" and "time": it fails for one that no row
 * names, and holds the value and unit of the tree against it. A path is written from the
 * profile on; a bracket holds the member that tells the items of an array apart: the first
 * of end, id, hall, policy, figure, work, medium that they have; '#' for arrays that the
 * test numbers.
 *
 *         "ends[end].pods"                      the end that is asked for
 *         "ends[end].halls[hall].pods"          key: the item's "hall"
 *         "requirements[id].ends[end].limit"    of_requirement is set
 *         "conflicts[#].wanted_pods"            key: its place in the array, from 1
 *
 *     Several paths are separated by blanks.
 *
 * Asked for as NAME, NAME/KEY, or REQUIREMENT:NAME[/KEY]. */
#ifndef PLANNER_DECIDE_WHY_H
#define PLANNER_DECIDE_WHY_H

#include "planner/capacity/trace.h"
#include "planner/decide/question.h"

typedef struct rfi_why {
    rfi_arena *arena; /* trees, and what is derived once more */
    const rfi_evaluation *evaluation;
    const rfi_judgement *judgement;
    rfi_floors *floors;
    rfi_question question; /* the one that the judgement answers */
    rfi_end end;           /* asked for */
    struct rfi_trace trace;
    rfi_view view; /* at that end, recording into trace */
} rfi_why;

struct rfi_number;

typedef struct rfi_ask { /* one number, as it is asked for */
    rfi_why *why;
    const struct rfi_number *number;
    size_t requirement; /* of_requirement: its index; else SIZE_MAX */
    const char *key;    /* what follows the slash; "" when nothing does */
} rfi_ask;

typedef bool rfi_tell_function(const rfi_ask *ask);

typedef struct rfi_number {
    const char *name;    /* "pods", "swing" */
    const char *key;     /* what the key is: "hall", "policy"; NULL: takes none */
    bool of_requirement; /* asked for as REQUIREMENT:NAME */
    bool ends;           /* differs by end */
    const char *words;   /* for the list of names */
    const char *json;    /* paths, see above; NULL: no report in JSON prints it */
    rfi_tell_function *tell;
} rfi_number;

extern const rfi_number rfi_numbers_requirement[]; /* why_requirement.c */
extern const rfi_number rfi_numbers_case[];        /* why_case.c */
extern const rfi_number rfi_numbers_verdict[];     /* why_verdict.c */
extern const rfi_number rfi_numbers_floor[];       /* why_floor.c */
extern const rfi_number rfi_numbers_time[];        /* why_time.c */
extern const rfi_number rfi_numbers_fabric[];      /* why_fabric.c */
extern const rfi_number rfi_numbers_energy[];      /* why_energy.c */

/* Every row of every table; NULL past the last. */
const rfi_number *rfi_number_at(size_t index);
const rfi_number *rfi_number_find(const char *name, bool of_requirement);

/* Prepares the judgement of this index; scratch is the caller's and outlives why. False
 * when memory is out. */
bool rfi_why_begin(rfi_arena *arena, rfi_arena *scratch, const rfi_evaluation *evaluation,
                   size_t index, int64_t node_limit, rfi_why *ret_why);
/* The end of the plan that is shown; without plan the favourable one of a proven no fit,
 * else the base. */
rfi_end rfi_why_shown_end(const rfi_judgement *judgement);

typedef enum rfi_match { RFI_MATCH_ONE = 0, RFI_MATCH_SEVERAL, RFI_MATCH_NONE } rfi_match;

typedef struct rfi_target {
    const rfi_number *number; /* one of number and figure is set */
    const rfi_figure *figure; /* a row of the assumption book */
    size_t requirement;
    const char *key;
    const char *name; /* in full, as it can be asked for again */
} rfi_target;

/* Finds what a word means: a number, a requirement (its id, or a part of it that no other
 * one has), a row of the assumption book ("G-01", "D-07"), the id of a figure in JSON.
 * SEVERAL: the candidates, NONE: every name that could be meant; NULL-terminated, in the
 * arena. */
rfi_match rfi_why_find(rfi_why *why, const char *word, rfi_target *ret_target,
                       const char *const **ret_candidates);
/* The tree of a target at an end; NULL when there is no such number (unknown key) or memory
 * is out (why->trace.failed). */
rfi_derivation *rfi_why_tell(rfi_why *why, const rfi_target *target, rfi_end end);

/* ---- for the tables ------------------------------------------------------------------ */
/* Below the step that is open: limit, demand and slack of a requirement of a question, with
 * what these pods use. shares: one per hall, or NULL: what one pod takes. */
bool rfi_tell_requirement(rfi_why *why, const rfi_question *question, size_t index,
                          rfi_end end, const rfi_hall_share *shares);
/* The same as an aside: it explains, it is no operand. */
bool rfi_tell_beside(rfi_why *why, const rfi_question *question, size_t index, rfi_end end,
                     const rfi_hall_share *shares);
/* Critical IT power of pods and units at base values, as a sum; plan: at plan draw. */
void rfi_tell_it_power(rfi_why *why, const char *what, int64_t pods, int64_t units,
                       bool plan);
/* Nothing that is known limits the pods of this case. */
bool rfi_case_unlimited(const rfi_case *c);
/* On which side the requirements read a figure first. */
rfi_role rfi_role_of(const rfi_why *why, const rfi_figure *figure);
/* Leaf of a figure at one of its ends, whatever the view reads. */
int64_t rfi_tell_figure(rfi_why *why, const rfi_figure *figure, rfi_end end, rfi_role role);
size_t rfi_hall_by_id(const rfi_site *site, const char *id); /* SIZE_MAX: no such hall */

#endif
