/* SPDX-License-Identifier: MIT */
/* Requirements, halls and lots as one integer problem. Per hall and profile: converted b,
 * pods n, scalable units s; per lot: units y, any of them z, pairs of them w. Halls are
 * blocks; what plays the same role in several halls bears the same part
 * (docs/retrofit.md). */
#include "planner/decide/composing.h"

#include <string.h>

#include "planner/base/checked.h"

enum { SLACK_MOST = 1000000, PPM = 1000000 };
enum { ROLES = 3 }; /* variables of a hall and profile, and of a lot */

/* "PLACE/WHAT/ROLE": what exports show. */
static size_t variable(rfi_composer *c, size_t hall, const char *what, const char *role,
                       int64_t high, int64_t gain)
{
    const rfi_site *site = c->menu->site;
    const char *place = hall == RFI_PLACE_SITE ? "site" : site->halls[hall].id;
    const char *name = rfi_arena_format(c->problem->arena, "%s/%s/%s", place, what, role);
    return rfi_problem_variable(c->problem, name == NULL ? what : name, 0, high, gain);
}

/* The limit of a row in this ask. */
static int64_t limit_of(const rfi_composer *c, size_t row, const rfi_terms *t)
{
    return row == c->ask->raised ? rfi_add(t->limit, c->ask->raised_by) : t->limit;
}

static bool holds(const rfi_composer *c, size_t row)
{
    return c->ask->active == NULL || c->ask->active[c->menu->group[row]];
}

static size_t group_of(const rfi_composer *c, size_t row)
{
    return c->menu->group[row];
}

/* ---- lots -----------------------------------------------------------------------------
 */

static int64_t fixed_count(const rfi_composer *c, const rfi_lot *lot)
{
    int64_t count = 0;
    for (size_t i = 0; i < c->ask->fixed_count; i++) {
        const rfi_install *install = &c->ask->fixed[i];
        if (install->measure == &c->menu->measures->items[lot->measure] &&
            install->hall == lot->hall) {
            count = rfi_add(count, install->count);
        }
    }
    return count;
}

/* Units that may stand there in this ask. */
static int64_t most_of(const rfi_composer *c, const rfi_lot *lot)
{
    bool along = c->menu->measures->items[lot->measure].with != RFI_WITH_NONE;
    if (c->ask->fixed != NULL) {
        return fixed_count(c, lot);
    }
    return c->ask->no_measures && !along ? 0 : lot->most;
}

static void add_lots(rfi_composer *c)
{
    const rfi_menu *menu = c->menu;
    size_t base = ROLES * menu->profile_count;
    for (size_t l = 0; l < menu->lot_count; l++) {
        const rfi_lot *lot = &menu->lots[l];
        const char *id = menu->measures->items[lot->measure].id;
        int64_t high = most_of(c, lot);
        int64_t low = c->ask->fixed != NULL ? high : 0;
        c->out->count[l] = c->out->any[l] = c->out->pairs[l] = SIZE_MAX;
        if (high == 0) { /* nothing to decide: no variable stands for it */
            continue;
        }
        size_t block = lot->hall == RFI_PLACE_SITE ? RFI_BLOCK_SHARED : lot->hall;
        size_t part = base + ROLES * lot->measure;
        size_t y = variable(c, lot->hall, id, "units", high, 0);
        if (!c->problem->failed) {
            c->problem->variables[y].low = low;
        }
        rfi_problem_place(c->problem, y, block, part);
        c->out->count[l] = y;
        c->out->any[l] = y; /* where one unit is all there can be */
        if (high > 1 && lot->asked_any) {
            size_t z = variable(c, lot->hall, id, "any", 1, 0);
            rfi_problem_place(c->problem, z, block, part + 1);
            c->out->any[l] = z;
            rfi_problem_row(c->problem, "any of it", RFI_GROUP_STRUCTURE,
                            (rfi_term[]){{y, 1}, {z, -high}}, 2, 0);
            rfi_problem_row(c->problem, "none without a unit", RFI_GROUP_STRUCTURE,
                            (rfi_term[]){{z, 1}, {y, -1}}, 2, 0);
        }
        if (high > 1 && lot->asked_pairs) {
            size_t w = variable(c, lot->hall, id, "pairs", high / 2, 0);
            rfi_problem_place(c->problem, w, block, part + 2);
            c->out->pairs[l] = w;
            rfi_problem_row(c->problem, "pairs", RFI_GROUP_STRUCTURE,
                            (rfi_term[]){{w, 2}, {y, -1}}, 2, 0);
        }
    }
}

/* Does the lot stand where the gain counts? */
static bool counts_for(const rfi_lot *lot, const rfi_gain *gain, size_t hall)
{
    return lot->measure == gain->measure &&
           (gain->anywhere || lot->hall == (hall == SIZE_MAX ? RFI_PLACE_SITE : hall));
}

/* One unit of each measure that it requires stands in the same hall, or anywhere. */
static void add_requirements_of(rfi_composer *c, size_t l)
{
    const rfi_menu *menu = c->menu;
    const rfi_measure *measure = &menu->measures->items[menu->lots[l].measure];
    for (size_t k = 0; k < measure->requires_count; k++) {
        const rfi_measure *other =
            rfi_measure_named(menu->measures, measure->requires_ids[k]);
        bool same_hall = other != NULL && other->scope == RFI_SCOPE_HALL &&
                         menu->lots[l].hall != RFI_PLACE_SITE;
        begin(c);
        add(c, c->out->any[l], 1);
        for (size_t i = 0; i < menu->lot_count; i++) {
            bool is = &menu->measures->items[menu->lots[i].measure] == other;
            if (is && (!same_hall || menu->lots[i].hall == menu->lots[l].hall)) {
                add(c, c->out->any[i], -1);
            }
        }
        finish(c, "requires", RFI_GROUP_STRUCTURE, 0);
    }
}

static bool excludes(const rfi_measure *a, const rfi_measure *b)
{
    for (size_t k = 0; k < a->excludes_count; k++) {
        if (strcmp(a->excludes_ids[k], b->id) == 0) {
            return true;
        }
    }
    return false;
}

/* A measure of the site stands in a hall for the rows of that hall, which arise where racks
 * come. */
static void add_guest(rfi_composer *c, size_t l)
{
    const rfi_menu *menu = c->menu;
    const rfi_lot *lot = &menu->lots[l];
    if (lot->hall != RFI_PLACE_SITE &&
        menu->measures->items[lot->measure].scope == RFI_SCOPE_SITE) {
        begin(c);
        add(c, c->out->count[l], 1);
        for (size_t p = 0; p < menu->profile_count; p++) {
            add(c, c->out->convert[at(c, lot->hall, p)], -lot->most);
        }
        finish(c, "stands where it acts", RFI_GROUP_STRUCTURE, 0);
    }
}

static void add_ties(rfi_composer *c)
{
    const rfi_menu *menu = c->menu;
    for (size_t l = 0; l < menu->lot_count; l++) {
        const rfi_lot *lot = &menu->lots[l];
        const rfi_measure *measure = &menu->measures->items[lot->measure];
        if (c->out->count[l] != SIZE_MAX) {
            add_requirements_of(c, l);
            add_guest(c, l);
        }
        for (size_t k = l + 1; k < menu->lot_count; k++) {
            const rfi_lot *other = &menu->lots[k];
            const rfi_measure *second = &menu->measures->items[other->measure];
            bool both = c->out->count[l] != SIZE_MAX && c->out->count[k] != SIZE_MAX;
            if (both && other->hall == lot->hall &&
                (excludes(measure, second) || excludes(second, measure))) {
                begin(c);
                add(c, c->out->any[l], 1);
                add(c, c->out->any[k], 1);
                finish(c, "excludes", RFI_GROUP_STRUCTURE, 1);
            }
        }
        bool first = l == 0 || menu->lots[l - 1].measure != lot->measure;
        if (measure->scope != RFI_SCOPE_HALL && first) {
            begin(c);
            for (size_t k = l; k < menu->lot_count && menu->lots[k].measure == lot->measure;
                 k++) {
                add(c, c->out->count[k], 1);
            }
            finish(c, "all places together", RFI_GROUP_STRUCTURE, lot->most);
        }
    }
}

/* ---- halls ----------------------------------------------------------------------------
 */

/* What all units that may stand there would add to this row. */
static rfi_wide most_gained(const rfi_composer *c, const rfi_requirement *r)
{
    rfi_wide sum = 0;
    const rfi_menu *menu = c->menu;
    for (size_t g = 0; g < r->gain_count; g++) {
        const rfi_gain *gain = &r->gains[g];
        for (size_t l = 0; l < menu->lot_count; l++) {
            if (counts_for(&menu->lots[l], gain, r->hall_index)) {
                sum += (rfi_wide)gain->adds[menu->end] *
                       rfi_gain_units(gain->form, most_of(c, &menu->lots[l]));
            }
        }
    }
    return sum;
}

/* Pods that one hall can take under its own rows with all that could be installed: a bound
 * that makes rows tight, never one that decides. */
static int64_t most_pods(const rfi_composer *c, size_t h, size_t p)
{
    const rfi_question *q = &c->menu->questions[p];
    bool elastic = c->ask->aim == RFI_AIM_RELAX; /* no hall needs more than is wanted */
    rfi_wide most =
        elastic ? rfi_pods_for_power(c->menu->profiles[p], c->ask->target) : RFI_PODS_CAP;
    for (size_t i = 0; i < q->list.count && !elastic; i++) {
        const rfi_requirement *r = &q->list.items[i];
        const rfi_terms *t = c->menu->poses[p].terms[i];
        if (r->hall_index != h || r->shape != RFI_SHAPE_HALL_SUM || t == NULL ||
            !holds(c, c->menu->row_of[p][i]) || t->limit >= RFI_UNBOUNDED ||
            t->pod[h] <= 0) {
            continue;
        }
        rfi_wide room = (rfi_wide)limit_of(c, c->menu->row_of[p][i], t) - t->fixed -
                        t->standing[h] + most_gained(c, r);
        rfi_wide pods = room < 0 ? 0 : room / t->pod[h];
        most = pods < most ? pods : most;
    }
    return rfi_narrow(most);
}

static void add_hall(rfi_composer *c, size_t h)
{
    const rfi_menu *menu = c->menu;
    for (size_t p = 0; p < menu->profile_count; p++) {
        const rfi_profile *profile = menu->profiles[p];
        int64_t per_unit = rfi_pods_per_unit(profile);
        int64_t most = menu->poses[p].halls[h] > 0 ? most_pods(c, h, p) : 0;
        bool power = c->ask->aim == RFI_AIM_POWER;
        int64_t pod = power ? rfi_it_power(profile, 1, 0, false) : 0;
        int64_t unit = power ? rfi_it_power(profile, 0, 1, false) : 0;
        size_t b = variable(c, h, profile->id, "racks", most > 0 ? 1 : 0, 0);
        size_t n = variable(c, h, profile->id, "pods", most, pod);
        size_t s = variable(c, h, profile->id, "units", rfi_div_ceil(most, per_unit), unit);
        c->out->convert[at(c, h, p)] = b;
        c->out->pods[at(c, h, p)] = n;
        c->out->units[at(c, h, p)] = s;
        rfi_problem_place(c->problem, b, h, ROLES * p);
        rfi_problem_place(c->problem, n, h, ROLES * p + 1);
        rfi_problem_place(c->problem, s, h, ROLES * p + 2);
        rfi_problem_row(c->problem, "pods where converted", RFI_GROUP_STRUCTURE,
                        (rfi_term[]){{n, 1}, {b, -rfi_max(most, 1)}}, 2, 0);
        rfi_problem_row(c->problem, "converted for pods", RFI_GROUP_STRUCTURE,
                        (rfi_term[]){{b, 1}, {n, -1}}, 2, 0);
        rfi_problem_row(c->problem, "pods in units", RFI_GROUP_STRUCTURE,
                        (rfi_term[]){{n, 1}, {s, -per_unit}}, 2, 0);
        rfi_problem_row(c->problem, "no unit too many", RFI_GROUP_STRUCTURE,
                        (rfi_term[]){{s, per_unit}, {n, -1}}, 2, per_unit - 1);
    }
    begin(c);
    for (size_t p = 0; p < menu->profile_count; p++) {
        add(c, c->out->convert[at(c, h, p)], 1);
    }
    finish(c, "one profile", RFI_GROUP_STRUCTURE, 1);
}

/* ---- rows -----------------------------------------------------------------------------
 */

/* Gains of a sum stand on the side of the demand with the sign turned. settles: what a
 * unit that settles the row is worth. */
static void add_gains(rfi_composer *c, const rfi_requirement *r, int64_t settles)
{
    const rfi_menu *menu = c->menu;
    for (size_t g = 0; g < r->gain_count; g++) {
        const rfi_gain *gain = &r->gains[g];
        int64_t adds = gain->adds[menu->end];
        int64_t takes = gain->takes[menu->end];
        for (size_t l = 0; l < menu->lot_count; l++) {
            if (!counts_for(&menu->lots[l], gain, r->hall_index)) {
                continue;
            }
            bool whole = gain->form == RFI_GAIN_EACH || gain->form == RFI_GAIN_SPARE;
            add(c, c->out->count[l], (whole ? -adds : 0) + takes);
            if (gain->form == RFI_GAIN_SPARE) {
                add(c, c->out->any[l], adds);
            } else if (gain->form == RFI_GAIN_PAIRS) {
                add(c, c->out->pairs[l], -adds);
            } else if (gain->form == RFI_GAIN_SETTLES && adds > 0) {
                add(c, c->out->any[l], -settles);
            }
        }
    }
}

/* What all units that may stand there take of this row. It counts only where the hall takes
 * racks of the row's profile: as a surplus of the limit elsewhere. */
static int64_t most_taken(const rfi_composer *c, const rfi_requirement *r)
{
    const rfi_menu *menu = c->menu;
    rfi_wide sum = 0;
    for (size_t g = 0; g < r->gain_count; g++) {
        for (size_t l = 0; l < menu->lot_count; l++) {
            if (counts_for(&menu->lots[l], &r->gains[g], r->hall_index)) {
                sum += (rfi_wide)r->gains[g].takes[menu->end] * menu->lots[l].most;
            }
        }
    }
    return rfi_narrow(sum);
}

static void add_slack(rfi_composer *c, size_t row)
{
    size_t group = group_of(c, row);
    if (c->out->slack[group] != SIZE_MAX) {
        add(c, c->out->slack[group], -c->out->grain[group]);
    }
}

/* A hall's sum binds where the hall converts to this profile. */
static void add_hall_sum(rfi_composer *c, size_t p, size_t i)
{
    const rfi_requirement *r = &c->menu->questions[p].list.items[i];
    const rfi_terms *t = c->menu->poses[p].terms[i];
    size_t row = c->menu->row_of[p][i];
    size_t h = r->hall_index;
    if (t->limit >= RFI_UNBOUNDED) {
        return;
    }
    begin(c);
    if (t->pod[h] >= RFI_UNBOUNDED || t->unit[h] >= RFI_UNBOUNDED) { /* more than any */
        add(c, c->out->pods[at(c, h, p)], 1);
        finish(c, r->id, group_of(c, row), 0);
        return;
    }
    add(c, c->out->pods[at(c, h, p)], t->pod[h]);
    add(c, c->out->units[at(c, h, p)], t->unit[h]);
    int64_t room = rfi_sub(limit_of(c, row, t), rfi_add(t->fixed, t->standing[h]));
    int64_t taken = most_taken(c, r);
    add(c, c->out->convert[at(c, h, p)], rfi_sub(taken, room));
    add_gains(c, r, 0);
    add_slack(c, row);
    finish(c, r->id, group_of(c, row), taken);
}

/* Units that take floor leave less of it for pods, in proportion. */
static void add_floor_taken(rfi_composer *c, size_t p, size_t i)
{
    const rfi_menu *menu = c->menu;
    const rfi_requirement *r = &menu->questions[p].list.items[i];
    const rfi_terms *t = menu->poses[p].terms[i];
    size_t h = r->hall_index;
    int64_t area = rfi_hall_area(&menu->site->halls[h]);
    int64_t pods = limit_of(c, menu->row_of[p][i], t);
    int64_t taken = 0; /* at most, of floor times pods: free where no such racks stand */
    if (area <= 0 || pods <= 0 || pods >= RFI_PODS_CAP) {
        return;
    }
    begin(c);
    for (size_t l = 0; l < menu->lot_count; l++) {
        const rfi_lot *lot = &menu->lots[l];
        if (lot->hall == h && lot->floor > 0) {
            add(c, c->out->count[l], rfi_mul(pods, lot->floor));
            taken = rfi_add(taken, rfi_mul(rfi_mul(pods, lot->floor), lot->most));
        }
    }
    add(c, c->out->pods[at(c, h, p)], area);
    add(c, c->out->convert[at(c, h, p)], rfi_sub(taken, rfi_mul(pods, area)));
    size_t slack = c->out->slack[group_of(c, menu->row_of[p][i])];
    if (slack != SIZE_MAX) { /* of room that is added units take their part, at most */
        add(c, slack, rfi_sub(0, rfi_max(rfi_sub(area, taken / pods), 0)));
    }
    if (taken > 0) {
        finish(c, r->id, group_of(c, menu->row_of[p][i]), taken);
    }
}

/* A test that fails must be settled before anything converts, here or anywhere. */
static void add_test(rfi_composer *c, size_t p, size_t i)
{
    const rfi_menu *menu = c->menu;
    const rfi_requirement *r = &menu->questions[p].list.items[i];
    const rfi_terms *t = menu->poses[p].terms[i];
    size_t row = menu->row_of[p][i];
    if (t->fixed <= t->limit) {
        return;
    }
    for (size_t h = 0; h < menu->site->hall_count; h++) {
        if (r->hall_index != SIZE_MAX && r->hall_index != h) {
            continue;
        }
        begin(c);
        add(c, c->out->convert[at(c, h, p)], 1);
        for (size_t g = 0; g < r->gain_count; g++) {
            const rfi_gain *gain = &r->gains[g];
            for (size_t l = 0; l < menu->lot_count; l++) {
                if (gain->adds[menu->end] > 0 &&
                    counts_for(&menu->lots[l], gain, r->hall_index)) {
                    add(c, c->out->any[l], -1);
                }
            }
        }
        add_slack(c, row);
        finish(c, r->id, group_of(c, row), 0);
    }
}

/* Quantities that measures add to a test, as a slab or a door: the shortfall. */
static bool adds_quantity(const rfi_requirement *r)
{
    for (size_t g = 0; g < r->gain_count; g++) {
        if (r->gains[g].form != RFI_GAIN_SETTLES) {
            return true;
        }
    }
    return false;
}

static void add_quantity_test(rfi_composer *c, size_t p, size_t i)
{
    const rfi_menu *menu = c->menu;
    const rfi_requirement *r = &menu->questions[p].list.items[i];
    const rfi_terms *t = menu->poses[p].terms[i];
    size_t row = menu->row_of[p][i];
    int64_t missing = rfi_sub(t->fixed, t->limit);
    for (size_t h = 0; h < menu->site->hall_count && missing > 0; h++) {
        if (r->hall_index != SIZE_MAX && r->hall_index != h) {
            continue;
        }
        int64_t taken = 0;
        begin(c);
        if (missing >= RFI_UNBOUNDED) {
            add(c, c->out->convert[at(c, h, p)], 1);
        } else {
            taken = most_taken(c, r);
            add(c, c->out->convert[at(c, h, p)], rfi_add(missing, taken));
            add_gains(c, r, missing);
        }
        size_t slack = c->out->slack[group_of(c, row)];
        if (slack != SIZE_MAX) {
            add(c, slack, rfi_sub(0, rfi_min(missing, RFI_UNBOUNDED)));
        }
        finish(c, r->id, group_of(c, row), taken);
    }
}

static void add_own_rows(rfi_composer *c, size_t p)
{
    const rfi_question *q = &c->menu->questions[p];
    for (size_t k = 0; k < q->list.count; k++) {
        size_t i = q->order[k];
        const rfi_requirement *r = &q->list.items[i];
        if (c->menu->poses[p].terms[i] == NULL || !holds(c, c->menu->row_of[p][i])) {
            continue;
        }
        switch (r->shape) {
        case RFI_SHAPE_SITE_TEST:
        case RFI_SHAPE_HALL_TEST:
            if (adds_quantity(r)) {
                add_quantity_test(c, p, i);
            } else {
                add_test(c, p, i);
            }
            break;
        case RFI_SHAPE_HALL_SUM:
            add_hall_sum(c, p, i);
            if (r->kind == RFI_REQ_FLOOR_SPACE) {
                add_floor_taken(c, p, i);
            }
            break;
        case RFI_SHAPE_SITE_SUM:
            break;
        }
    }
}

/* What one profile puts into a row of the site; false: more than anything. */
static void add_profile(rfi_composer *c, size_t p, size_t i)
{
    const rfi_menu *menu = c->menu;
    const rfi_terms *t = menu->poses[p].terms[i];
    for (size_t h = 0; h < menu->site->hall_count; h++) {
        int64_t converted = rfi_sub(t->standing[h], t->idle[h]);
        if (t->pod[h] >= RFI_UNBOUNDED || t->unit[h] >= RFI_UNBOUNDED) {
            rfi_problem_row(c->problem, menu->questions[p].list.items[i].id,
                            menu->row_of[p][i],
                            (rfi_term[]){{c->out->pods[at(c, h, p)], 1}}, 1, 0);
            continue;
        }
        add(c, c->out->pods[at(c, h, p)], t->pod[h]);
        add(c, c->out->units[at(c, h, p)], t->unit[h]);
        add(c, c->out->convert[at(c, h, p)], converted);
    }
}

/* A sum of the site over the halls of all profiles. */
static void add_site_sum(rfi_composer *c, size_t row)
{
    const rfi_menu *menu = c->menu;
    int64_t room = RFI_UNBOUNDED;
    const rfi_requirement *shown = NULL;
    begin(c);
    for (size_t p = 0; p < menu->profile_count; p++) {
        const rfi_question *q = &menu->questions[p];
        for (size_t i = 0; i < q->list.count; i++) {
            const rfi_terms *t = menu->poses[p].terms[i];
            if (menu->row_of[p][i] != row || t == NULL || t->limit >= RFI_UNBOUNDED) {
                continue;
            }
            int64_t left = rfi_sub(limit_of(c, row, t), t->fixed);
            for (size_t h = 0; h < menu->site->hall_count; h++) {
                int64_t idle = rfi_mul(t->idle[h], menu->poses[p].mining_halls[h]);
                left = rfi_sub(left, idle);
            }
            room = rfi_min(room, left);
            shown = &q->list.items[i];
            add_profile(c, p, i);
        }
    }
    if (shown != NULL) {
        add_gains(c, shown, 0);
        add_slack(c, row);
        finish(c, shown->id, group_of(c, row), room);
    }
}

/* Of identical halls the first ones convert: their rows stand and fall together. */
static void add_order(rfi_composer *c)
{
    const rfi_menu *menu = c->menu;
    bool like = c->ask->fixed == NULL && c->ask->raised == SIZE_MAX &&
                c->ask->but_count == 0 && !c->ask->unordered;
    for (size_t h = 1; h < menu->site->hall_count && like; h++) {
        if (menu->kind[h] != menu->kind[h - 1]) {
            continue;
        }
        begin(c);
        for (size_t p = 0; p < menu->profile_count; p++) {
            add(c, c->out->pods[at(c, h, p)], 1);
            add(c, c->out->pods[at(c, h - 1, p)], -1);
        }
        finish(c, "fuller halls first", RFI_GROUP_STRUCTURE, 0);
        rfi_problem_orders(c->problem);
    }
}

/* ---- relaxations ----------------------------------------------------------------------
 */

/* Steps in which a limit is raised: what an engineer would order. */
static int64_t grain_of(const rfi_requirement *r)
{
    switch ((int)r->dimension) {
    case RFI_DIM_POWER:
    case RFI_DIM_APPARENT:
        return 10000000; /* 10 kW */
    case RFI_DIM_AREA_LOAD:
    case RFI_DIM_TEMPERATURE:
        return 1000;
    case RFI_DIM_LENGTH:
        return 10;
    case RFI_DIM_FLOW:
        return 600000; /* 10 L/min */
    case RFI_DIM_DATA_RATE:
        return 1000000000;
    default:
        return 1;
    }
}

static void add_relaxations(rfi_composer *c)
{
    const rfi_menu *menu = c->menu;
    for (size_t i = 0; i < menu->row_count; i++) {
        c->out->slack[i] = SIZE_MAX;
        const rfi_requirement *r = &menu->rows[i];
        bool test = r->shape == RFI_SHAPE_SITE_TEST || r->shape == RFI_SHAPE_HALL_TEST;
        c->out->grain[i] = test ? 1 : grain_of(r);
        if (c->ask->aim != RFI_AIM_RELAX || menu->group[i] != i ||
            (c->ask->kept != NULL && c->ask->kept[i])) {
            continue;
        }
        int64_t most = test ? 1 : SLACK_MOST;
        size_t slack = rfi_problem_variable(c->problem, r->id, 0, most, 0);
        size_t any = rfi_problem_variable(c->problem, r->id, 0, 1, -1);
        c->out->slack[i] = slack;
        c->relaxed[i] = any;
        rfi_problem_row(c->problem, "relaxed", RFI_GROUP_STRUCTURE,
                        (rfi_term[]){{slack, 1}, {any, -most}}, 2, 0);
    }
}

/* Each relaxation in ppm of its limit. */
static void add_proportions(rfi_composer *c)
{
    const rfi_menu *menu = c->menu;
    for (size_t i = 0; i < menu->row_count; i++) {
        int64_t limit = rfi_max(menu->rows[i].ends[menu->end].limit, 1);
        bool test = menu->rows[i].shape == RFI_SHAPE_SITE_TEST ||
                    menu->rows[i].shape == RFI_SHAPE_HALL_TEST;
        int64_t share =
            test ? PPM : rfi_max(1, rfi_mul_div_ceil(c->out->grain[i], PPM, limit));
        add(c, c->out->slack[i], -rfi_min(share, PPM));
    }
}

/* ---- objectives -----------------------------------------------------------------------
 */

static void add_aims(rfi_composer *c)
{
    if (c->ask->aim == RFI_AIM_COST) {
        for (size_t l = 0; l < c->menu->lot_count; l++) {
            if (c->out->count[l] != SIZE_MAX) {
                c->problem->variables[c->out->count[l]].gain = -c->menu->lots[l].cost;
            }
        }
        begin(c);
        rfi_compose_power(c, 1);
        rfi_problem_then(c->problem, c->row, c->row_count);
    } else {
        if (c->ask->aim == RFI_AIM_RELAX) {
            begin(c);
            add_proportions(c);
            rfi_problem_then(c->problem, c->row, c->row_count);
        }
        begin(c);
        rfi_compose_costs(c, -1);
        rfi_problem_then(c->problem, c->row, c->row_count);
    }
    begin(c);
    for (size_t l = 0; l < c->menu->lot_count; l++) {
        add(c, c->out->count[l], -1);
    }
    rfi_problem_then(c->problem, c->row, c->row_count);
}

bool rfi_compose(const rfi_menu *menu, const rfi_ask *ask, rfi_arena *scratch,
                 rfi_composed *ret_composed)
{
    rfi_composed *out = ret_composed;
    size_t cells = menu->site->hall_count * menu->profile_count;
    size_t room = 3 * cells + 3 * menu->lot_count * (menu->profile_count + 1) +
                  2 * menu->row_count + 8;
    rfi_composer c = {.menu = menu,
                      .ask = ask,
                      .out = out,
                      .problem = &out->problem,
                      .row = RFI_ARRAY(scratch, room, rfi_term),
                      .row_room = room,
                      .relaxed = RFI_ARRAY(scratch, menu->row_count + 1, size_t)};
    *out = (rfi_composed){.menu = menu,
                          .convert = RFI_ARRAY(scratch, cells + 1, size_t),
                          .pods = RFI_ARRAY(scratch, cells + 1, size_t),
                          .units = RFI_ARRAY(scratch, cells + 1, size_t),
                          .count = RFI_ARRAY(scratch, menu->lot_count + 1, size_t),
                          .any = RFI_ARRAY(scratch, menu->lot_count + 1, size_t),
                          .pairs = RFI_ARRAY(scratch, menu->lot_count + 1, size_t),
                          .slack = RFI_ARRAY(scratch, menu->row_count + 1, size_t),
                          .grain = RFI_ARRAY(scratch, menu->row_count + 1, int64_t)};
    rfi_problem_init(&out->problem, scratch);
    if (c.row == NULL || c.relaxed == NULL || out->convert == NULL || out->pods == NULL ||
        out->units == NULL || out->count == NULL || out->any == NULL ||
        out->pairs == NULL || out->slack == NULL || out->grain == NULL) {
        return false;
    }
    add_lots(&c);
    for (size_t h = 0; h < menu->site->hall_count; h++) {
        add_hall(&c, h);
    }
    add_relaxations(&c);
    add_ties(&c);
    for (size_t p = 0; p < menu->profile_count; p++) {
        add_own_rows(&c, p);
    }
    for (size_t i = 0; i < menu->row_count; i++) {
        if (menu->rows[i].shape == RFI_SHAPE_SITE_SUM && holds(&c, i)) {
            add_site_sum(&c, i);
        }
    }
    add_order(&c);
    rfi_compose_asks(&c);
    bool fine = rfi_compose_differences(&c, scratch);
    add_aims(&c);
    return fine && !out->problem.failed;
}
