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

/* Judges again with measures on offer what does not fit as it is, profile by profile, and
 * chooses the best anew. Precedence: proven no fit at the favourable end, unknown,
 * undecided, fit with measures. The plans are not yet checked. node_limit: per question; <=
 * 0: default. False when memory is out. Three to thirty searches a profile. */
bool rfi_evaluate_with_measures(rfi_evaluation *evaluation, const rfi_measures *measures,
                                int64_t node_limit);
/* The same for one judgement alone, which must not fit as it is. */
bool rfi_judge_with_measures(rfi_evaluation *evaluation, size_t index,
                             const rfi_measures *measures, int64_t node_limit);

/* Does a lead b? Best verdict first, then least cost of measures, then most critical IT
 * power at the worst end first, then fewest limits that rule it out, each by itself. */
bool rfi_judgement_leads(const rfi_judgement *a, const rfi_judgement *b);

#endif
