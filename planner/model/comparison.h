/* SPDX-License-Identifier: MIT */
/* What a comparison of retrofit plans hands to reports: plans with what they cost and what
 * is proven of them, the frontier, the ladder, alternatives, prices, conflicts and repairs.
 * Reports do no arithmetic beyond it. Everything lives in the comparison's arena. */
#ifndef PLANNER_MODEL_COMPARISON_H
#define PLANNER_MODEL_COMPARISON_H

#include "planner/model/evaluation.h"

typedef enum rfi_goal {
    RFI_GOAL_POWER = 0,      /* most critical IT power, then least cost */
    RFI_GOAL_COST,           /* least cost that meets the target */
    RFI_GOAL_COST_PER_POWER, /* least cost per critical IT power */
    RFI_GOAL_EARLIEST,       /* the target as early as possible, then least cost */
    RFI_GOAL_POWER_QUARTERS, /* most discounted critical IT power over the quarters */
    RFI_GOALS
} rfi_goal;

/* What is known of how good a plan is. */
typedef enum rfi_proof {
    RFI_PROOF_CERTIFIED = 0, /* best: full proof, or a bound recomputed in exact integers */
    RFI_PROOF_CLAIMED,       /* best, as the MIP solver says */
    RFI_PROOF_BOUNDED,       /* a plan, and no plan can pass the bound */
    RFI_PROOF_NONE,          /* proven: there is no plan */
    RFI_PROOF_UNDECIDED      /* stopped without a plan */
} rfi_proof;

typedef struct rfi_planned { /* one install with money and time */
    rfi_install install;
    int64_t cost[RFI_ENDS]; /* of all units, micro-dollar; index: end of the ranges */
    int64_t start, done;    /* day numbers at the comparison's end: ordered, in service */
    /* of the recommended plan: */
    int64_t delivered;   /* day number: the lead time is over */
    int64_t latest;      /* in service by then, it delays neither what waits for it nor the
                            plan */
    bool critical;       /* it may not be later at all */
    bool comes_with;     /* no requirement asks for it (see `with`) */
    const char *settles; /* ids of what it raises, in words; "" where nothing */
} rfi_planned;

/* One plan, already found; `plan` carries shares, installs and placements. */
typedef struct rfi_retrofit {
    rfi_plan *plan; /* NULL: none */
    rfi_proof proof;
    const char *claimed_by;
    int64_t pods, units;
    int64_t it_power; /* critical IT at max draw, milliwatt */
    int64_t it_bound; /* certified: no plan under the same budget and date has more;
                         RFI_UNBOUNDED where only the cost was asked for */
    int64_t it_claimed;
    int64_t cost[RFI_ENDS]; /* capital cost of the installs */
    int64_t cost_bound;     /* certified: no plan of this power costs less, at the
                               comparison's end; 0 when not asked */
    int64_t ready;          /* day on which the last install is in service */
    rfi_planned *installs;  /* as in plan->installs, same order */
    size_t install_count;
    size_t *binding; /* requirements that keep the next pod out, whatever is bought
                        within the offer: indices into the comparison's */
    size_t binding_count;
    bool checked; /* the separate check passed it */
    int64_t nodes;
} rfi_retrofit;

typedef struct rfi_phase {  /* a quarter of a plan in time */
    int64_t day;            /* its last */
    int64_t weight;         /* of its power, ppm, discounted, rounded down */
    rfi_retrofit *retrofit; /* what is in service at its end, with cost so far */
    rfi_install *added;     /* units that enter service in it */
    size_t added_count;
} rfi_phase;

typedef struct rfi_frontier_point {
    int64_t budget; /* micro-dollar; INT64_MAX: none */
    int64_t by;     /* day number */
    rfi_retrofit *retrofit;
    bool separated; /* certainly better than the point before: bounds do not overlap */
    bool dominated; /* another point has as much power for no more cost, no later */
} rfi_frontier_point;

typedef struct rfi_rung { /* unlock ladder: from the plan before to this one */
    const rfi_retrofit *retrofit;
    int64_t more_cost, more_power; /* beyond the rung before */
    const char *binds;             /* title of the limit that binds on this rung */
    const char *unlocked_by;       /* names of what was added, in words */
} rfi_rung;

typedef struct rfi_never { /* that neither the recommended plan nor the frontier installs */
    const rfi_measure *measure;
    const char *reason; /* in words: "acts on no limit of this site", ... */
} rfi_never;

typedef enum rfi_priced {
    RFI_PRICED_POWER = 0, /* one more MW critical IT */
    RFI_PRICED_MONEY,     /* what a million dollar more brings */
    RFI_PRICED_TIME,      /* one quarter earlier or later */
    RFI_PRICED_AREA       /* the floor of one pod more in a hall: what it brings */
} rfi_priced;

typedef struct rfi_price { /* difference of two solved plans */
    rfi_priced what;
    const char *where; /* hall, or "" */
    const rfi_retrofit *from;
    rfi_retrofit *to;
    int64_t cost, power, days; /* to minus from */
    int64_t low, high;         /* range of the quantity in which it holds, base unit */
    bool certified;            /* both plans are */
} rfi_price;

typedef struct rfi_relaxation { /* a limit that would have to be higher */
    size_t requirement;
    int64_t amount; /* base unit of the requirement; 1 for a test that must hold */
} rfi_relaxation;

typedef struct rfi_repair {
    rfi_retrofit *retrofit; /* measures; NULL: none, or relaxations alone */
    rfi_relaxation *relaxations;
    size_t relaxation_count;
    rfi_proof proof;
    int64_t dearer; /* ppm by which it is at most dearer than the bound */
} rfi_repair;

/* A judgement with measures on offer: the least cost that meets the want, at the
 * unfavourable end; where that has no plan, at the others too. Pods count, as in the
 * judgement. */
typedef struct rfi_with_measures {
    rf_verdict verdict;
    const rfi_site *site; /* halls one by one: plans and requirements stand on it */
    rfi_retrofit *plans[RFI_ENDS]; /* NULL: that end was not asked; its `plan` is NULL where
                                      there is none */
    rfi_end shown;                 /* first end with a plan; RFI_ENDS: none has one */
    /* where even the favourable end has none: what rules the want out then, and the fewest
       limits that would have to be higher. Members are indices into requirements. */
    rfi_requirement *requirements;
    size_t requirement_count;
    rfi_conflict conflict; /* count 0: none was found in time */
    rfi_relaxation *relaxations;
    size_t relaxation_count;
} rfi_with_measures;

/* The verdict that a reader acts on: with measures where they were on offer. */
static inline rf_verdict rfi_final_verdict(const rfi_judgement *judgement)
{
    return judgement->with_measures == NULL ? judgement->verdict
                                            : judgement->with_measures->verdict;
}

typedef struct rfi_witness { /* satisfies every member of a conflict but one */
    size_t without;          /* index into the conflict's members */
    rfi_plan *plan;          /* NULL: none was found in time */
} rfi_witness;

typedef struct rfi_break { /* a figure that changes the recommended plan */
    const rfi_figure *figure;
    int64_t from, to; /* base unit: the value taken, and the first tried that changes it */
    const char *change;
} rfi_break;

typedef struct rfi_comparison {
    rfi_arena *arena;
    const rfi_site *site;  /* as given */
    const rfi_site *apart; /* identical halls taken apart: plans stand on this one */
    const rfi_profile *const *profiles;
    size_t profile_count;
    const rfi_measures *measures;
    const rfi_rules *rules;
    rfi_end end; /* at which limits, demands and costs are read */
    rfi_goal goal;
    int64_t by, budget, target; /* day; micro-dollar, INT64_MAX: none; milliwatt, 0: none */
    bool by_stated, target_stated;
    rf_verdict verdict;
    rfi_requirement *requirements; /* of the first profile, with what measures gain */
    size_t requirement_count;
    rfi_retrofit *as_is;       /* without measures */
    rfi_retrofit *recommended; /* best for the goal; its plan is NULL when none exists */
    const char *why;           /* the reasons, in words */
    rfi_frontier_point *frontier;
    size_t frontier_count;
    rfi_rung *ladder;
    size_t rung_count;
    rfi_retrofit **alternatives; /* next best that differ in substance */
    const char **differences;    /* in words, one each */
    size_t alternative_count;
    rfi_never *never;
    size_t never_count;
    rfi_price *prices;
    size_t price_count;
    rfi_conflict *conflicts; /* when the target cannot be had as it is */
    size_t conflict_count;
    rfi_witness *witnesses; /* of the first conflict */
    size_t witness_count;
    rfi_repair *repairs; /* cheapest first */
    size_t repair_count;
    rfi_break *breaks;
    size_t break_count;
    rfi_phase *phases; /* of the goal power-quarters, in order; the last is recommended */
    size_t phase_count;
    int64_t crews;          /* units a quarter; 0: any number */
    bool evenly;            /* the budget comes in equal parts */
    int64_t power_quarters; /* their discounted critical IT power, milliwatt-quarters */
    int64_t power_quarters_bound, power_quarters_claimed; /* as of powers */
    const char *input_digest;
    const char *engine; /* "own", "CBC 2.10.8" */
} rfi_comparison;

/* Installs of one measure in identical halls, which are alike in time. */
typedef struct rfi_install_group {
    const rfi_planned *first; /* measure, days and words */
    const rfi_hall *kind;     /* hall of the site as given; NULL: at the site */
    size_t places;            /* halls */
    int64_t units;            /* of all of them */
    int64_t cost[RFI_ENDS];
} rfi_install_group;

/* In the order of the installs. NULL when memory is out. O(installs^2). */
rfi_install_group *rfi_group_installs(rfi_arena *arena, const rfi_comparison *comparison,
                                      const rfi_retrofit *retrofit, size_t *ret_count);

const char *rfi_goal_words(rfi_goal goal); /* "power", "cost", ... */
const char *rfi_proof_words(rfi_proof proof);

#endif
