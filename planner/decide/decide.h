/* SPDX-License-Identifier: MIT */
/* Requirements to integer problem, and the answer back into words: verdicts, binding
 * limits, minimal conflicts, deciding figures, requests, plans and the assumption book. */
#ifndef PLANNER_DECIDE_DECIDE_H
#define PLANNER_DECIDE_DECIDE_H

#include "planner/base/arena.h"
#include "planner/model/evaluation.h"

typedef struct rfi_decide_options {
    int64_t node_limit; /* per question; <= 0: default of the engine */
    bool target_stated; /* target or pods below replace the site's */
    int64_t target;     /* milliwatt critical IT, or 0 */
    int64_t pods;       /* or pods */
    bool by_stated;
    int64_t by;                      /* day number */
    const rfi_weather_year *weather; /* hours in place of the climate's bins, or NULL */
} rfi_decide_options;

/* Judges every profile (sorted by id by the caller) against the site. Everything lives in
 * the arena; site, profiles and rules are borrowed. judgement->checked stays false: the
 * caller has the plans judged by planner/check. NULL when memory is out. */
rfi_evaluation *rfi_evaluate_site(rfi_arena *arena, const rfi_site *site,
                                  const rfi_profile *const *profiles, size_t profile_count,
                                  const rfi_rules *rules,
                                  const rfi_decide_options *options);

#endif
