/* SPDX-License-Identifier: MIT */
/* Comparing retrofit plans: frontier, recommendation, ladder, alternatives, prices,
 * conflicts and repairs. */
#ifndef PLANNER_DECIDE_COMPARE_H
#define PLANNER_DECIDE_COMPARE_H

#include "planner/base/arena.h"
#include "planner/model/comparison.h"
#include "planner/solve/solve.h"

typedef struct rfi_compare_options {
    rfi_goal goal;
    bool goal_stated; /* else: cost where a target is there, power else */
    rfi_end end;
    int64_t budget; /* micro-dollar; INT64_MAX: none */
    bool target_stated;
    int64_t target; /* milliwatt critical IT, or 0 */
    int64_t pods;   /* or pods of the first profile */
    bool by_stated;
    int64_t by;
    size_t points;       /* of the frontier, beside the plan as it is; 0: 8 */
    size_t alternatives; /* 0: 3 */
    /* Of the goal power-quarters: */
    size_t quarters;      /* from the first in which a measure can serve; 0: 12 */
    int64_t crews;        /* units that may enter service in a quarter; 0: any number */
    bool evenly;          /* the budget comes in equal parts, one a quarter */
    bool discount_stated; /* else the rule */
    int64_t discount;     /* a year, ppm */
    int64_t node_limit;   /* per question; <= 0: default */
    int64_t guard;        /* milliseconds per question; 0: none */
    const char *mip_program;
    rfi_watch *watch;
    void *context;
} rfi_compare_options;

/* Everything lives in the arena; site, profiles, measures and rules are borrowed. Plans are
 * not yet checked: the caller has planner/check judge them. NULL when memory is out. */
rfi_comparison *rfi_compare_site(rfi_arena *arena, const rfi_site *site,
                                 const rfi_profile *const *profiles, size_t profile_count,
                                 const rfi_measures *measures, const rfi_rules *rules,
                                 const rfi_compare_options *options);

/* What is compared; all borrowed, and what is made lives in the arena. */
typedef struct rfi_compare_subject {
    rfi_arena *arena;
    const rfi_site *site;
    const rfi_profile *const *profiles;
    size_t profile_count;
    const rfi_measures *measures;
    const rfi_rules *rules;
} rfi_compare_subject;

/* Of profiles that stand nowhere as the site is: the one under which a short search finds
 * the plan of most critical IT power within budget and date; of equals the first. None that
 * finds any: *ret_lead stays. False: memory. */
bool rfi_compare_lead(const rfi_compare_subject *of, const rfi_compare_options *options,
                      size_t *ret_lead);

/* The problem whose best plan a comparison recommends: most critical IT power under the
 * budget, or with the goal of cost the least cost for the target. NULL: memory. */
const rfi_problem *rfi_compare_problem(const rfi_compare_subject *of,
                                       const rfi_compare_options *options);

#endif
