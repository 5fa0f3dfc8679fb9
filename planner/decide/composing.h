/* SPDX-License-Identifier: MIT */
/* A problem under composition. Internal to decide: what compose.c and its parts share. */
#ifndef PLANNER_DECIDE_COMPOSING_H
#define PLANNER_DECIDE_COMPOSING_H

#include "planner/decide/menu.h"

typedef struct rfi_composer {
    const rfi_menu *menu;
    const rfi_ask *ask;
    rfi_composed *out;
    rfi_problem *problem;
    rfi_term *row; /* scratch: terms of the row under work */
    size_t row_count, row_room;
    size_t *relaxed; /* per row: whether it is relaxed at all */
} rfi_composer;

static inline size_t at(const rfi_composer *c, size_t hall, size_t profile)
{
    return hall * c->menu->profile_count + profile;
}

static inline void begin(rfi_composer *c)
{
    c->row_count = 0;
}

static inline void add(rfi_composer *c, size_t variable, int64_t coefficient)
{
    if (variable != SIZE_MAX && coefficient != 0 && c->row_count < c->row_room) {
        c->row[c->row_count++] = (rfi_term){variable, coefficient};
    }
}

static inline void finish(rfi_composer *c, const char *name, size_t group, int64_t limit)
{
    rfi_problem_row(c->problem, name, group, c->row, c->row_count, limit);
}

/* compose_asks.c: critical IT power and cost of the plan as terms of the row under work;
 * then budget, target and what comes along; then that a plan differs from others (false:
 * memory). */
void rfi_compose_power(rfi_composer *c, int64_t sign);
void rfi_compose_costs(rfi_composer *c, int64_t sign);
void rfi_compose_asks(rfi_composer *c);
bool rfi_compose_differences(rfi_composer *c, rfi_arena *scratch);

#endif
