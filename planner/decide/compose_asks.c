/* SPDX-License-Identifier: MIT */
/* What is asked of a plan beside the rows of the site: budget and target, what comes along
 * (`with`), and that it does without a measure of each of some other plans. */
#include "planner/decide/composing.h"

#include "planner/base/checked.h"
#include "planner/money/capex.h"

static void add_hall_power(rfi_composer *c, size_t h, int64_t sign)
{
    for (size_t p = 0; p < c->menu->profile_count; p++) {
        const rfi_profile *profile = c->menu->profiles[p];
        add(c, c->out->pods[at(c, h, p)],
            rfi_mul(sign, rfi_it_power(profile, 1, 0, false)));
        add(c, c->out->units[at(c, h, p)],
            rfi_mul(sign, rfi_it_power(profile, 0, 1, false)));
    }
}

void rfi_compose_power(rfi_composer *c, int64_t sign)
{
    for (size_t h = 0; h < c->menu->site->hall_count; h++) {
        add_hall_power(c, h, sign);
    }
}

void rfi_compose_costs(rfi_composer *c, int64_t sign)
{
    for (size_t l = 0; l < c->menu->lot_count; l++) {
        add(c, c->out->count[l], rfi_mul(sign, c->menu->lots[l].cost));
    }
}

/* All units of the measure, in all places. */
static void add_units_of(rfi_composer *c, size_t measure, int64_t coefficient)
{
    for (size_t l = 0; l < c->menu->lot_count; l++) {
        if (c->menu->lots[l].measure == measure) {
            add(c, c->out->count[l], coefficient);
        }
    }
}

/* One unit of the measure wherever racks stand: in the hall, or anywhere. */
static void add_one_for_racks(rfi_composer *c, size_t l)
{
    const rfi_menu *menu = c->menu;
    bool in_hall = menu->measures->items[menu->lots[l].measure].scope == RFI_SCOPE_HALL;
    for (size_t h = 0; h < menu->site->hall_count; h++) {
        if (in_hall && h != menu->lots[l].hall) {
            continue;
        }
        begin(c);
        for (size_t p = 0; p < menu->profile_count; p++) {
            add(c, c->out->convert[at(c, h, p)], 1);
        }
        if (in_hall) {
            add(c, c->out->count[l], -1);
        } else {
            add_units_of(c, menu->lots[l].measure, -1);
        }
        finish(c, "comes with critical IT", RFI_GROUP_STRUCTURE, 0);
    }
}

/* Units of its size carry the critical IT power: of the hall, or of the whole plan. */
static void add_by_power(rfi_composer *c, size_t l)
{
    const rfi_lot *lot = &c->menu->lots[l];
    const rfi_measure *measure = &c->menu->measures->items[lot->measure];
    int64_t size = 0;
    if (!rfi_unit_size(measure, c->menu->end, &size)) {
        return;
    }
    if (size <= 0) { /* one unit is enough for any power */
        add_one_for_racks(c, l);
        return;
    }
    begin(c);
    if (measure->scope == RFI_SCOPE_HALL) {
        add_hall_power(c, lot->hall, 1);
        add(c, c->out->count[l], -size);
    } else {
        rfi_compose_power(c, 1);
        add_units_of(c, lot->measure, -size);
    }
    finish(c, "comes with critical IT", RFI_GROUP_STRUCTURE, 0);
}

static void add_with_plan(rfi_composer *c, size_t l)
{
    const rfi_menu *menu = c->menu;
    for (size_t k = 0; k < menu->lot_count; k++) {
        if (menu->lots[k].measure != menu->lots[l].measure &&
            c->out->count[k] != SIZE_MAX) {
            begin(c);
            add(c, c->out->count[k], 1);
            add_units_of(c, menu->lots[l].measure, -menu->lots[k].most);
            finish(c, "comes with the plan", RFI_GROUP_STRUCTURE, 0);
        }
    }
}

/* What comes along (`with`). */
static void add_companion(rfi_composer *c, size_t l)
{
    const rfi_menu *menu = c->menu;
    const rfi_lot *lot = &menu->lots[l];
    const rfi_measure *measure = &menu->measures->items[lot->measure];
    bool first = l == 0 || menu->lots[l - 1].measure != lot->measure;
    if (measure->with == RFI_WITH_HALL && lot->hall != RFI_PLACE_SITE) {
        begin(c);
        for (size_t p = 0; p < menu->profile_count; p++) {
            add(c, c->out->convert[at(c, lot->hall, p)], 1);
        }
        add(c, c->out->count[l], -1);
        finish(c, "comes with the hall", RFI_GROUP_STRUCTURE, 0);
    } else if (measure->with == RFI_WITH_CRITICAL_IT &&
               (first || measure->scope == RFI_SCOPE_HALL)) {
        add_by_power(c, l);
    } else if (measure->with == RFI_WITH_PLAN && first) {
        add_with_plan(c, l);
    }
}

/* Is the measure installed anywhere? One variable for each, made when first asked for. */
static size_t used_anywhere(rfi_composer *c, size_t measure, size_t *used)
{
    if (used[measure] != SIZE_MAX) {
        return used[measure];
    }
    const rfi_menu *menu = c->menu;
    used[measure] =
        rfi_problem_variable(c->problem, menu->measures->items[measure].id, 0, 1, 0);
    for (size_t l = 0; l < menu->lot_count; l++) {
        if (menu->lots[l].measure == measure && c->out->count[l] != SIZE_MAX) {
            rfi_problem_row(
                c->problem, "used anywhere", RFI_GROUP_STRUCTURE,
                (rfi_term[]){{c->out->count[l], 1}, {used[measure], -menu->lots[l].most}},
                2, 0);
        }
    }
    return used[measure];
}

static bool in_plan(const rfi_composer *c, size_t plan, size_t measure)
{
    for (size_t i = 0; i < c->ask->but_counts[plan]; i++) {
        if (c->ask->but[plan][i].measure == &c->menu->measures->items[measure]) {
            return true;
        }
    }
    return false;
}

/* A plan that differs in substance does without at least one measure of each earlier one:
 * other places or numbers of the same measures are no other plan. */
bool rfi_compose_differences(rfi_composer *c, rfi_arena *scratch)
{
    const rfi_measures *measures = c->menu->measures;
    size_t *used = RFI_ARRAY(scratch, measures->count + 1, size_t);
    size_t *members = RFI_ARRAY(scratch, measures->count + 1, size_t);
    if (used == NULL || members == NULL) {
        return false;
    }
    for (size_t m = 0; m < measures->count; m++) {
        used[m] = SIZE_MAX;
    }
    for (size_t k = 0; k < c->ask->but_count; k++) {
        size_t count = 0;
        for (size_t m = 0; m < measures->count; m++) {
            if (measures->items[m].with == RFI_WITH_NONE && in_plan(c, k, m)) {
                members[count++] = used_anywhere(c, m, used);
            }
        }
        begin(c);
        for (size_t i = 0; i < count; i++) {
            add(c, members[i], 1);
        }
        if (count > 0) {
            finish(c, "differs", RFI_GROUP_STRUCTURE, (int64_t)count - 1);
        }
    }
    return true;
}

void rfi_compose_asks(rfi_composer *c)
{
    if (c->ask->budget < INT64_MAX) {
        begin(c);
        rfi_compose_costs(c, 1);
        finish(c, "budget", RFI_GROUP_STRUCTURE, c->ask->budget);
    }
    if (c->ask->target > 0) {
        begin(c);
        rfi_compose_power(c, -1);
        finish(c, "target", RFI_GROUP_STRUCTURE, -c->ask->target);
    }
    if (c->ask->pods > 0) {
        size_t places = c->menu->site->hall_count * c->menu->profile_count;
        begin(c);
        for (size_t i = 0; i < places; i++) {
            add(c, c->out->pods[i], -1);
        }
        finish(c, "pods", RFI_GROUP_STRUCTURE, -c->ask->pods);
    }
    for (size_t l = 0; l < c->menu->lot_count && c->ask->fixed == NULL; l++) {
        add_companion(c, l);
    }
}
