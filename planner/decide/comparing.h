/* SPDX-License-Identifier: MIT */
/* A comparison under work. Internal to decide: one file per part of it. */
#ifndef PLANNER_DECIDE_COMPARING_H
#define PLANNER_DECIDE_COMPARING_H

#include "planner/decide/compare.h"
#include "planner/decide/menu.h"

typedef struct rfi_comparing {
    rfi_arena *arena;
    const rfi_compare_options *options;
    rfi_comparison *comparison;
    const size_t *kind; /* of every hall of the site taken apart */
    rfi_floors *floors;
    rfi_budget budget; /* of one search */
    rfi_menu menu;     /* by the date of the comparison */
    rfi_aim aim;       /* under which the recommended plan was found */
} rfi_comparing;

/* An ask with the comparison's budget of money, without a target; and the one that found
 * the recommended plan. */
rfi_ask rfi_comparing_ask(const rfi_comparing *c, rfi_aim aim);
rfi_ask rfi_comparing_same(const rfi_comparing *c);
/* The offer as of another date. */
bool rfi_comparing_menu(const rfi_comparing *c, int64_t by, bool by_stated,
                        rfi_menu *ret_menu);
/* The offer of the comparison, under an ask. NULL: memory. */
rfi_retrofit *rfi_comparing_solve(rfi_comparing *c, const rfi_ask *ask);

/* frontier.c; all: false when memory is out */
bool rfi_find_frontier(rfi_comparing *c, rfi_retrofit *richest);
bool rfi_climb_ladder(rfi_comparing *c);
bool rfi_list_never(rfi_comparing *c);
/* Rows that keep the next pod out while these installs, and no others, stand. */
bool rfi_find_binding(rfi_comparing *c, rfi_retrofit *retrofit);
/* Of the points of the frontier by the comparison's date, the one of least cost per power.
 */
rfi_retrofit *rfi_find_cheapest_power(rfi_comparing *c);

/* alternatives.c */
bool rfi_find_alternatives(rfi_comparing *c);
bool rfi_find_prices(rfi_comparing *c);

/* repair.c */
bool rfi_find_conflicts(rfi_comparing *c);
bool rfi_find_repairs(rfi_comparing *c);

/* breaks.c */
bool rfi_find_breaks(rfi_comparing *c);

/* critical.c: delivery, float and critical path of the installs. */
void rfi_find_floats(rfi_retrofit *retrofit, rfi_end end);

/* Does it install anything but what comes along? */
bool rfi_chooses(const rfi_retrofit *retrofit);
/* The same measures at the same places in the same numbers. */
bool rfi_same_installs(const rfi_retrofit *a, const rfi_retrofit *b);

#endif
