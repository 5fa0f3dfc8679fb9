/* SPDX-License-Identifier: MIT */
/* The second opinion. It never searches and never sizes: from site, profile, rules and a
 * plan it recomputes every inequality with its own formulas and compares. It includes base
 * and model only and shares no code with capacity, layout, solve or decide. */
#ifndef PLANNER_CHECK_CHECK_H
#define PLANNER_CHECK_CHECK_H

#include "planner/base/arena.h"
#include "planner/base/diag.h"
#include "planner/model/evaluation.h"

typedef struct rfi_violation {
    rfi_requirement_kind kind; /* KIND_COUNT: of no requirement, but of a rule of plans */
    const char *where;         /* owner, in words */
    const char *message;       /* what exceeds what, by how much, with units */
} rfi_violation;

typedef struct rfi_finding {
    size_t tested; /* inequalities tested */
    rfi_violation *violations;
    size_t violation_count;
} rfi_finding;

/* Name of the requirement, or "install" for a rule of installs and their cost. */
const char *rfi_violation_words(const rfi_violation *violation);

/* Judges the plan at plan->end (at BASE, inequalities with missing figures are skipped and
 * counted in ret_finding->tested as nothing). False when memory is out. */
bool rfi_check_plan(rfi_arena *arena, const rfi_plan *plan, const rfi_rules *rules,
                    rfi_finding *ret_finding);

/* Plans that follow each other, each by its `by`, and what they may take. */
typedef struct rfi_phases {
    const rfi_plan *const *plans;
    size_t count;
    int64_t crews;  /* units that enter service from one to the next; 0: any number */
    int64_t budget; /* micro-dollar; INT64_MAX: none */
    bool evenly;    /* a part for each plan, added up */
} rfi_phases;

/* Judges what ties them, not each by itself. False when memory is out. O(plans * installs *
 * installs). */
bool rfi_check_phases(rfi_arena *arena, const rfi_phases *phases, rfi_finding *ret_finding);

#endif
