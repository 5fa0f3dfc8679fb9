/* SPDX-License-Identifier: MIT */
/* What a site could be turned into at one end of the ranges and by one date: its
 * requirements under every profile, and the measures that could be installed, place by
 * place. docs/retrofit.md. Internal to decide. */
#ifndef PLANNER_DECIDE_MENU_H
#define PLANNER_DECIDE_MENU_H

#include "planner/decide/question.h"
#include "planner/model/comparison.h"
#include "planner/solve/solve.h"

/* One measure at one place. */
typedef struct rfi_lot {
    size_t measure, hall; /* hall: index, or RFI_PLACE_SITE */
    int64_t most;         /* units */
    int64_t cost;         /* of a unit at the menu's end, whole dollars, rounded up; what
                             comes on top as a share of all others is in it */
    int64_t floor;        /* square millimetre of the hall that a unit takes */
    int64_t ready;        /* first day on which it can be in service */
    bool asked_any;       /* rows ask whether there is any of it, */
    bool asked_pairs;     /* or for pairs of it */
} rfi_lot;

typedef struct rfi_menu {
    rfi_arena *arena;
    const rfi_site *site; /* halls one by one */
    const rfi_rules *rules;
    const rfi_profile *const *profiles;
    size_t profile_count;
    rfi_question *questions; /* per profile */
    rfi_pose *poses;
    const rfi_measures *measures;
    rfi_floors *floors;
    rfi_end end;
    int64_t by;
    bool by_stated;
    rfi_requirement *rows; /* of all profiles, each id once; site first, then by hall */
    size_t row_count;
    size_t *group;      /* per row: the first of its like. Rows of identical halls stand and
                           fall together */
    const size_t *kind; /* per hall: identical halls bear the same number */
    size_t **row_of;    /* per profile and requirement of its question: index into rows */
    rfi_lot *lots;      /* by measure, then place, site first */
    size_t lot_count;
    const char **no_lot; /* per measure: why it is not on offer, in words; NULL: it is */
} rfi_menu;

typedef struct rfi_menu_setting {
    const rfi_site *site; /* halls one by one */
    const size_t *kind;   /* per hall, of rfi_site_apart */
    const rfi_profile *const *profiles;
    size_t profile_count;
    const rfi_measures *measures;
    const rfi_rules *rules;
    rfi_floors *floors;
    rfi_end end;
    int64_t by;
    bool by_stated;
} rfi_menu_setting;

/* Lists and merges requirements, finds the lots. False when memory is out.
 * O(profiles * requirements * measures). */
bool rfi_menu_make(const rfi_menu_setting *setting, rfi_arena *home, rfi_menu *ret_menu);
/* Days until a measure is in service at this end, with what it requires before it, from the
 * day that it is decided; RFI_UNBOUNDED: not known. */
int64_t rfi_measure_days(const rfi_measures *measures, const rfi_measure *measure,
                         rfi_end end);
/* Of it the days from order to delivery, without what it requires. */
int64_t rfi_measure_lead_days(const rfi_measure *measure, rfi_end end);
/* Puts a lot of another date on offer here too, unless it is. */
void rfi_menu_also(rfi_menu *menu, const rfi_lot *lot);
/* The lot of this measure at this place; SIZE_MAX: none. */
size_t rfi_menu_lot(const rfi_menu *menu, size_t measure, size_t hall);
const rfi_measure *rfi_measure_named(const rfi_measures *measures, const char *id);

/* ---- one problem ----------------------------------------------------------------------
 */
typedef enum rfi_aim {
    RFI_AIM_POWER = 0, /* most critical IT power, then least cost, then fewest units */
    RFI_AIM_COST,      /* least cost, then most power */
    RFI_AIM_RELAX      /* fewest limits relaxed, then least in proportion, then cost */
} rfi_aim;

#define RFI_ASK_INIT                                                                       \
    {                                                                                      \
        .budget = INT64_MAX, .raised = SIZE_MAX                                            \
    }
typedef struct rfi_ask {
    rfi_aim aim;
    int64_t budget;           /* whole dollars; INT64_MAX: none */
    int64_t target;           /* milliwatt critical IT at least; 0: none */
    int64_t pods;             /* pods at least, of all profiles; 0: none */
    bool no_measures;         /* the site as it is */
    bool first_only;          /* whatever is best for the aim's first objective will do */
    const rfi_install *fixed; /* exactly these, nothing else; NULL: free */
    size_t fixed_count;
    const bool *active; /* per row; NULL: all hold */
    const bool *kept;   /* per row: not to be relaxed; NULL: none */
    size_t raised;      /* a row whose limit is higher by raised_by; SIZE_MAX: none */
    int64_t raised_by;
    bool unordered; /* identical halls in any order: something else tells them apart */
    const rfi_install *const *but; /* plans of which at least one measure is left out */
    const size_t *but_counts;
    size_t but_count;
} rfi_ask;

typedef struct rfi_composed {
    rfi_problem problem;
    const rfi_menu *menu;
    size_t *convert, *pods, *units; /* hall * profiles + profile: variables */
    size_t *count, *any, *pairs;    /* per lot; SIZE_MAX: none, and none of it stands */
    size_t *slack;                  /* per row: its relaxation; SIZE_MAX: none */
    int64_t *grain;                 /* per row: base units of one unit of slack */
} rfi_composed;

/* Builds the problem in scratch. False when memory is out. Groups are rows of the menu. */
bool rfi_compose(const rfi_menu *menu, const rfi_ask *ask, rfi_arena *scratch,
                 rfi_composed *ret_composed);

/* Nodes of a question unless told: a comparison asks some sixty, an evaluation of a whole
 * catalogue as many; what is not proven by then has bounds. */
enum { RFI_PLANNED_NODES = 2000 };

typedef struct rfi_budget { /* of the search */
    int64_t node_limit;
    int64_t guard; /* milliseconds; 0: none */
    const char *mip_program;
    rfi_watch *watch;
    void *context;
} rfi_budget;

/* What a search within the budget is told. */
rfi_solve_options rfi_budget_options(const rfi_budget *budget);
/* The plan that the values mean, in menu->arena, with its power, cost and days; nothing is
 * said of how good it is. NULL when memory is out. */
rfi_retrofit *rfi_menu_retrofit(const rfi_composed *composed, const int64_t *values);
/* Composes, solves and turns the values into a plan in menu->arena. The plan is NULL when
 * there is none; proof says whether that is proven. NULL when memory is out. */
rfi_retrofit *rfi_menu_solve(const rfi_menu *menu, const rfi_ask *ask,
                             const rfi_budget *budget);
/* The same for an ask that relaxes: also which rows are raised, by how much in their base
 * unit (of a test: 1). relaxations: room for one per row. */
rfi_retrofit *rfi_menu_relax(const rfi_menu *menu, const rfi_ask *ask,
                             const rfi_budget *budget, rfi_relaxation *relaxations,
                             size_t *ret_count);
/* Can the ask be met at all? *ret_stopped: the search gave up. */
bool rfi_menu_can(const rfi_menu *menu, const rfi_ask *ask, const rfi_budget *budget,
                  bool *ret_stopped);

/* A minimal set of rows that rules the ask out (QuickXplain; O(members * log(rows))
 * checks); only rows in `allowed` (NULL: all) count. False: the ask can be met, or memory
 * is out. Without members: what is asked for contradicts itself. */
bool rfi_menu_conflict(const rfi_menu *menu, const rfi_ask *ask, const bool *allowed,
                       const rfi_budget *budget, rfi_conflict *ret_conflict);

/* Cost of installs at an end, micro-dollar: units alone, and with the shares of all others
 * on top. RFI_UNBOUNDED: a figure is missing. */
/* What one of them costs as a share of all others, for all its units. */
int64_t rfi_install_share(const rfi_site *site, const rfi_install *installs, size_t count,
                          size_t index, rfi_end end);
int64_t rfi_units_cost(const rfi_site *site, const rfi_install *installs, size_t count,
                       rfi_end end);
int64_t rfi_installs_cost(const rfi_site *site, const rfi_install *installs, size_t count,
                          rfi_end end);

#endif
