/* SPDX-License-Identifier: MIT */
/* Buses of a wired site as the checker reads them, and the plain questions about ways to
 * the grid. wires_try.c tries the outages. */
#include "planner/check/wires.h"

#include <stdlib.h>
#include <string.h>

enum { PPM = 1000000 };

static bool says_more(const rfi_element *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i].source_count > 1 || list[i].standby_count > 0) {
            return true;
        }
    }
    return false;
}

bool rfi_bench_is_wired(const rfi_site *site)
{
    if (says_more(site->elements, site->element_count)) {
        return true;
    }
    for (size_t i = 0; i < site->hall_count; i++) {
        const rfi_hall *hall = &site->halls[i];
        if (hall->cords_count > 0 || says_more(hall->elements, hall->element_count)) {
            return true;
        }
    }
    return false;
}

/* ---- names ------------------------------------------------------------------------------
 */

typedef struct entry { /* for sorting */
    const char *name;
    const rfi_hall *hall;
    size_t bus;
} entry;

static int compare_keys(const rfi_hall *hall, const char *name, const rfi_hall *other_hall,
                        const char *other_name)
{
    uintptr_t a = (uintptr_t)hall;
    uintptr_t b = (uintptr_t)other_hall;
    return a != b ? (a < b ? -1 : 1) : strcmp(name, other_name);
}

static int compare_entries(const void *left, const void *right)
{
    const entry *a = left;
    const entry *b = right;
    int order = compare_keys(a->hall, a->name, b->hall, b->name);
    return order != 0 ? order : (a->bus < b->bus ? -1 : a->bus > b->bus);
}

static size_t find_own(const rfi_wires *w, const rfi_hall *hall, const char *name)
{
    size_t low = 0;
    size_t high = w->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const rfi_bus *bus = &w->buses[w->by_name[middle]];
        if (compare_keys(bus->hall, bus->name, hall, name) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const rfi_bus *bus = low < w->count ? &w->buses[w->by_name[low]] : NULL;
    return bus != NULL && bus->hall == hall && strcmp(bus->name, name) == 0
               ? w->by_name[low]
               : RFI_NO_BUS;
}

size_t rfi_wires_find(const rfi_wires *w, const rfi_hall *hall, const char *name)
{
    size_t own = hall == NULL ? RFI_NO_BUS : find_own(w, hall, name);
    return own != RFI_NO_BUS ? own : find_own(w, NULL, name);
}

void rfi_wires_pair(const rfi_wires *w, size_t bus, size_t pair[2])
{
    pair[0] = bus;
    pair[1] = w->buses[bus].twin;
    if (w->buses[bus].side == RFI_SIDE_B && pair[1] != RFI_NO_BUS) {
        pair[0] = pair[1];
        pair[1] = bus;
    }
}

/* ---- buses ------------------------------------------------------------------------------
 */

static bool lies_on(const rfi_bus *bus, const rfi_element *e)
{
    return e->kind != RFI_ELEMENT_GENERATOR && e->kind != RFI_ELEMENT_BESS &&
           (bus->twin == RFI_NO_BUS || e->side == bus->side);
}

/* Elements of one list that are of no group yet make buses: one, or two with both sides. */
static void add_list(rfi_wires *w, const rfi_hall *hall, const rfi_element *list,
                     size_t count, entry *seen)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (list[i].group != NULL && list[i].kind != RFI_ELEMENT_GENERATOR &&
            list[i].kind != RFI_ELEMENT_BESS) {
            seen[kept++] = (entry){list[i].group, hall, i};
        }
    }
    if (kept > 1) {
        qsort(seen, kept, sizeof(*seen), compare_entries);
    }
    for (size_t i = 0; i < kept;) {
        bool sides[3] = {false, false, false};
        size_t first = i;
        for (; i < kept && strcmp(seen[i].name, seen[first].name) == 0; i++) {
            sides[list[seen[i].bus].side] = true;
        }
        bool two = sides[RFI_SIDE_A] && sides[RFI_SIDE_B];
        for (size_t k = 0; k < (two ? 2U : 1U); k++) {
            w->buses[w->count] = (rfi_bus){
                .name = seen[first].name,
                .hall = hall,
                .first = &list[seen[first].bus],
                .side = two ? (k == 0 ? RFI_SIDE_A : RFI_SIDE_B) : RFI_SIDE_NONE,
                .twin = two ? (k == 0 ? w->count + 1 : w->count - 1) : RFI_NO_BUS,
            };
            w->count++;
        }
    }
}

static bool make_buses(rfi_bench *b, rfi_wires *w)
{
    const rfi_site *site = b->site;
    size_t most = site->element_count;
    for (size_t i = 0; i < site->hall_count; i++) {
        most += site->halls[i].element_count;
    }
    w->buses = RFI_ARRAY(b->arena, most + site->interconnect_count + 1, rfi_bus);
    entry *seen = RFI_ARRAY(b->arena, most + site->interconnect_count + 1, entry);
    w->by_name = RFI_ARRAY(b->arena, most + site->interconnect_count + 1, size_t);
    if (w->buses == NULL || seen == NULL || w->by_name == NULL) {
        return false;
    }
    for (size_t i = 0; i < site->interconnect_count; i++) {
        w->buses[w->count++] = (rfi_bus){.name = site->interconnects[i].id,
                                         .grid = &site->interconnects[i],
                                         .twin = RFI_NO_BUS};
    }
    add_list(w, NULL, site->elements, site->element_count, seen);
    for (size_t i = 0; i < site->hall_count; i++) {
        add_list(w, &site->halls[i], site->halls[i].elements, site->halls[i].element_count,
                 seen);
    }
    for (size_t i = 0; i < w->count; i++) {
        seen[i] = (entry){w->buses[i].name, w->buses[i].hall, i};
    }
    if (w->count > 1) {
        qsort(seen, w->count, sizeof(*seen), compare_entries);
    }
    for (size_t i = 0; i < w->count; i++) {
        w->by_name[i] = seen[i].bus;
    }
    return true;
}

/* ---- edges ------------------------------------------------------------------------------
 */

static bool tie(rfi_bench *b, const rfi_wires *w, const rfi_bus *bus,
                const char *const *names, size_t count, size_t (**ret_ties)[2],
                size_t *ret_count)
{
    if (count == 0) {
        return true;
    }
    *ret_ties = rfi_arena_alloc(b->arena, count, sizeof(**ret_ties));
    for (size_t i = 0; *ret_ties != NULL && i < count; i++) {
        size_t found = rfi_wires_find(w, bus->hall, names[i]);
        if (found == RFI_NO_BUS) {
            continue;
        }
        size_t *pair = (*ret_ties)[(*ret_count)++];
        rfi_wires_pair(w, found, pair);
        if (bus->twin != RFI_NO_BUS && pair[1] != RFI_NO_BUS) { /* side hangs on side */
            pair[0] = bus->side == RFI_SIDE_A ? pair[0] : pair[1];
            pair[1] = RFI_NO_BUS;
        }
    }
    return *ret_ties != NULL;
}

/* From the grid down: a bus comes when all that it hangs from came before. */
static bool rank_buses(rfi_bench *b, rfi_wires *w)
{
    w->rank = RFI_ARRAY(b->arena, w->count + 1, size_t);
    if (w->rank == NULL) {
        return false;
    }
    bool moved = true;
    for (size_t round = 0; moved && round <= w->count; round++) {
        moved = false;
        for (size_t i = 0; i < w->count; i++) {
            size_t least = 0;
            for (size_t k = 0; k < w->buses[i].up_count * 2; k++) {
                size_t up = w->buses[i].up[k / 2][k % 2];
                if (up != RFI_NO_BUS && w->rank[up] + 1 > least) {
                    least = w->rank[up] + 1;
                }
            }
            moved = moved || w->rank[i] != least;
            w->rank[i] = least;
        }
    }
    return true;
}

/* ---- ratings ----------------------------------------------------------------------------
 */

typedef struct pool { /* of one bus, mVA */
    int64_t all, rest, units;
} pool;

/* With what units give as the checker is set. */
static pool sum_units(rfi_bench *b, const rfi_bus *bus)
{
    const rfi_group *g = &bus->members;
    const rfi_element *largest = NULL;
    int64_t most = -1;
    for (size_t i = 0; i < g->count; i++) {
        const rfi_element *e = g->members[i];
        if (lies_on(bus, e) && rfi_bench_units(b, &e->count) > 0 &&
            rfi_bench_given(b, e) > most) {
            most = rfi_bench_given(b, e);
            largest = e;
        }
    }
    pool sum = {0, 0, 0};
    for (size_t i = 0; i < g->count; i++) {
        const rfi_element *e = g->members[i];
        if (lies_on(bus, e)) {
            int64_t n = rfi_bench_units(b, &e->count);
            int64_t one = rfi_bench_given(b, e);
            sum.all = rfi_add(sum.all, rfi_mul(n, one));
            sum.rest = rfi_add(sum.rest, rfi_mul(e == largest ? n - 1 : n, one));
            sum.units = rfi_add(sum.units, n);
        }
    }
    return sum;
}

static void rate_peaks(rfi_bench *b, rfi_bus *bus)
{
    const rfi_members members = {bus->members.members, bus->members.count};
    bus->peaks = bus->first->kind == RFI_ELEMENT_UPS &&
                 rfi_bench_stated(&members, RFI_GIVES_OVERLOAD);
    if (!bus->peaks) {
        return;
    }
    b->missing = false;
    b->gives = RFI_GIVES_OVERLOAD;
    pool sum = sum_units(b, bus);
    b->gives = RFI_GIVES_RATING;
    bus->over = sum.all;
    bus->over_rest = sum.rest;
    bus->over_unread = b->missing;
}

static int64_t lowest_efficiency(rfi_bench *b, const rfi_group *g)
{
    int64_t worst = PPM;
    for (size_t i = 0; i < g->count; i++) {
        const rfi_element *e = g->members[i];
        worst = rfi_min(
            worst, rfi_bench_rule_least(b, &e->efficiency, rfi_bench_loss_rule(e->kind)));
    }
    return worst;
}

/* Of racks of several profiles behind a shared bus, the lowest counts. */
static int64_t lowest_factor(rfi_bench *b, const rfi_hall *hall, const rfi_group *g)
{
    int64_t factor = PPM;
    const rfi_profile *before = b->profile;
    rfi_bench_turn_to(b, hall);
    const rfi_profile *profile = b->profile;
    for (size_t k = 0; k == 0 || hall == NULL; k++) {
        if (hall == NULL && !rfi_bench_profile(b, k, &profile)) {
            break;
        }
        for (size_t i = 0; i < g->count; i++) {
            const rfi_figure *own = &g->members[i]->power_factor;
            own = own->state == RFI_KNOWN ? own : &profile->power_factor;
            factor = rfi_min(factor, rfi_bench_rule_least(b, own, RFI_RULE_POWER_FACTOR));
        }
    }
    b->profile = before;
    return factor;
}

/* The curve of what stands on the bus, and how far up the bus may be: rows let no more pass
 * than is rated, in no state. */
static void rate_bend(rfi_bench *b, rfi_bus *bus)
{
    bus->bends = rfi_bench_bends(bus->first);
    if (!bus->bends) {
        return;
    }
    bus->bend.group = bus->first;
    for (size_t i = 0; i < bus->members.count; i++) {
        if (lies_on(bus, bus->members.members[i])) {
            rfi_bench_bend_add(b, &bus->bend, bus->members.members[i]);
        }
    }
    rfi_bench_bend_finish(&bus->bend);
    b->gives = RFI_GIVES_OVERLOAD;
    bus->full = rfi_mul_div_ceil(sum_units(b, bus).all, bus->factor, PPM);
    b->gives = RFI_GIVES_RATING;
}

/* `other`: the checker reading at the opposite end of the ranges. */
static void rate(rfi_bench *b, rfi_bench *other, rfi_bus *bus)
{
    bool before = b->missing;
    b->missing = false;
    if (bus->grid != NULL) {
        bus->total = bus->rest = rfi_bench_energised(b, bus->grid);
        bus->heavy = bus->heavy_rest = rfi_bench_energised(other, bus->grid);
        bus->units = 1;
    } else {
        pool own = sum_units(b, bus);
        pool heavy = sum_units(other, bus);
        bus->total = own.all;
        bus->rest = own.rest;
        bus->units = own.units;
        bus->heavy = heavy.all;
        bus->heavy_rest = heavy.rest;
    }
    bus->unread = b->missing;
    if (bus->first != NULL) {
        rate_peaks(b, bus);
    }
    b->missing = false;
    bus->efficiency = lowest_efficiency(b, &bus->members);
    bus->loss_open = b->missing;
    b->missing = false;
    bus->factor = lowest_factor(b, bus->hall, &bus->members);
    bus->factor_open = b->missing;
    if (bus->first != NULL) {
        rate_bend(b, bus);
        bus->bend_open = b->missing;
    }
    b->missing = before;
}

rfi_wires *rfi_wires_of(rfi_bench *b)
{
    if (b->wires != NULL) {
        return b->wires;
    }
    rfi_wires *w = RFI_NEW(b->arena, rfi_wires);
    bool made = w != NULL && make_buses(b, w);
    rfi_plan mirror = *b->plan;
    mirror.end = b->plan->end == RFI_END_BASE         ? RFI_END_BASE
                 : b->plan->end == RFI_END_FAVOURABLE ? RFI_END_UNFAVOURABLE
                                                      : RFI_END_FAVOURABLE;
    rfi_bench other = *b;
    other.plan = &mirror;
    for (size_t i = 0; made && i < w->count; i++) {
        rfi_bus *bus = &w->buses[i];
        if (bus->first != NULL) {
            bus->members = rfi_bench_group_of(b, bus->hall, bus->name);
        }
        rate(b, &other, bus);
        made = bus->first == NULL ||
               (tie(b, w, bus, bus->first->sources, bus->first->source_count, &bus->up,
                    &bus->up_count) &&
                tie(b, w, bus, bus->first->standby, bus->first->standby_count, &bus->spare,
                    &bus->spare_count));
    }
    made = made && rank_buses(b, w);
    b->failed = b->failed || !made;
    b->wires = made ? w : NULL;
    return b->wires;
}

int64_t rfi_wires_before(rfi_bench *b, const rfi_bus *bus, int64_t power)
{
    bool line = b->plan->end == RFI_END_FAVOURABLE;
    b->missing = b->missing || (bus->bends ? bus->bend_open : bus->loss_open);
    if (bus->bends) {
        return rfi_add(power, rfi_bench_bend_share(&bus->bend, power, bus->full, line));
    }
    return bus->efficiency <= 0 ? RFI_UNBOUNDED
                                : rfi_mul_div_ceil(power, PPM, bus->efficiency);
}

int64_t rfi_wires_standing(rfi_bench *b, const rfi_bus *bus)
{
    b->missing = b->missing || (bus->bends && bus->bend_open);
    return !bus->bends
               ? 0
               : rfi_bench_bend_standing(&bus->bend, b->plan->end == RFI_END_FAVOURABLE);
}

int64_t rfi_wires_factor(rfi_bench *b, const rfi_bus *bus)
{
    b->missing = b->missing || bus->factor_open;
    return bus->factor;
}

/* ---- ways to the grid -------------------------------------------------------------------
 */

static size_t first_names(const rfi_hall *hall, const char *name, const char **names,
                          size_t most)
{
    size_t count = 0;
    if (name != NULL || hall->cords_count == 0) {
        names[count++] = name != NULL ? name : hall->feed;
        return names[0] == NULL ? 0 : count;
    }
    for (size_t i = 0; i < hall->cords_count * 2 && count < most; i++) {
        const rfi_cords *c = &hall->cords[i / 2];
        const char *cord = i % 2 == 0 ? c->a : c->b;
        if (cord != NULL) {
            names[count++] = cord;
        }
    }
    return count;
}

/* Lets values climb all normal ways from where they enter (level: -1 elsewhere), deepest
 * buses first; what arrives at a bus by several ways is the worst of them (at the
 * favourable end the best). What comes to the grid; -1: nothing does. */
static int64_t climb_to_grid(rfi_bench *b, const rfi_wires *w, int64_t *level)
{
    bool best = b->plan->end == RFI_END_FAVOURABLE;
    size_t deepest = 0;
    for (size_t i = 0; i < w->count; i++) {
        deepest = w->rank[i] > deepest ? w->rank[i] : deepest;
    }
    int64_t at_grid = -1;
    for (size_t rank = deepest + 1; rank-- > 0;) {
        for (size_t i = 0; i < w->count; i++) {
            if (w->rank[i] != rank || level[i] < 0) {
                continue;
            }
            if (w->buses[i].up_count == 0) {
                at_grid = at_grid < 0 ? level[i]
                          : best      ? rfi_min(at_grid, level[i])
                                      : rfi_max(at_grid, level[i]);
                continue;
            }
            int64_t before = rfi_wires_before(b, &w->buses[i], level[i]);
            for (size_t k = 0; k < w->buses[i].up_count * 2; k++) {
                size_t up = w->buses[i].up[k / 2][k % 2];
                if (up != RFI_NO_BUS) {
                    level[up] = level[up] < 0 ? before
                                : best        ? rfi_min(level[up], before)
                                              : rfi_max(level[up], before);
                }
            }
        }
    }
    return at_grid;
}

int64_t rfi_bench_wired_standing(rfi_bench *b, const rfi_hall *hall)
{
    const rfi_wires *w = rfi_wires_of(b);
    int64_t *level = w == NULL ? NULL : RFI_ARRAY(b->arena, w->count + 1, int64_t);
    int64_t total = 0;
    if (level == NULL) {
        b->failed = true;
        return RFI_UNBOUNDED;
    }
    for (size_t at = 0; at < w->count; at++) {
        const rfi_bus *bus = &w->buses[at];
        if (!bus->bends || bus->hall != hall) {
            continue;
        }
        for (size_t i = 0; i < w->count; i++) {
            level[i] = -1;
        }
        int64_t power = rfi_wires_standing(b, bus);
        for (size_t k = 0; k < bus->up_count * 2; k++) {
            if (bus->up[k / 2][k % 2] != RFI_NO_BUS) {
                level[bus->up[k / 2][k % 2]] = power;
            }
        }
        total = rfi_add(total, rfi_max(0, climb_to_grid(b, w, level)));
    }
    return total;
}

int64_t rfi_bench_wired_level(rfi_bench *b, const rfi_hall *hall, const char *name,
                              int64_t power)
{
    const rfi_wires *w = rfi_wires_of(b);
    size_t most = hall->cords_count * 2 + 1;
    const char **names = RFI_ARRAY(b->arena, most, const char *);
    int64_t *level = w == NULL ? NULL : RFI_ARRAY(b->arena, w->count + 1, int64_t);
    if (w == NULL || names == NULL || level == NULL) {
        b->failed = true;
        return RFI_UNBOUNDED;
    }
    for (size_t i = 0; i < w->count; i++) {
        level[i] = -1;
    }
    size_t count = first_names(hall, name, names, most);
    for (size_t i = 0; i < count; i++) {
        size_t pair[2];
        size_t found = rfi_wires_find(w, hall, names[i]);
        if (found != RFI_NO_BUS) {
            rfi_wires_pair(w, found, pair);
            level[pair[0]] = power;
            if (pair[1] != RFI_NO_BUS) {
                level[pair[1]] = power;
            }
        }
    }
    int64_t at_grid = climb_to_grid(b, w, level);
    return at_grid < 0 ? power : at_grid;
}

static bool is_backed(const rfi_bench *b, const rfi_hall *hall, const rfi_bus *bus)
{
    for (size_t l = 0; l < 2; l++) {
        const rfi_element *list = l == 0 ? hall->elements : b->site->elements;
        size_t count = l == 0 ? hall->element_count : b->site->element_count;
        for (size_t i = 0; i < count; i++) {
            if (list[i].kind == RFI_ELEMENT_GENERATOR && list[i].backs != NULL &&
                strcmp(list[i].backs, bus->name) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* Marks, from the grid down, buses whose every way up passes such an element. */
int64_t rfi_bench_wired_has(rfi_bench *b, const rfi_hall *hall, rfi_element_kind kind)
{
    const rfi_wires *w = rfi_wires_of(b);
    size_t most = hall->cords_count * 2 + 1;
    const char **names = RFI_ARRAY(b->arena, most, const char *);
    bool *has = w == NULL ? NULL : RFI_ARRAY(b->arena, w->count + 1, bool);
    if (names == NULL || has == NULL) {
        b->failed = true;
        return 0;
    }
    for (size_t round = 0, moved = 1; moved && round <= w->count; round++) {
        moved = 0;
        for (size_t i = 0; i < w->count; i++) {
            const rfi_bus *bus = &w->buses[i];
            if (has[i] || (bus->hall != NULL && bus->hall != hall)) {
                continue;
            }
            bool all = bus->up_count > 0;
            for (size_t k = 0; k < bus->up_count * 2; k++) {
                size_t up = bus->up[k / 2][k % 2];
                all = all && (up == RFI_NO_BUS || has[up]);
            }
            has[i] = all || (bus->first != NULL && bus->first->kind == kind) ||
                     (kind == RFI_ELEMENT_GENERATOR && bus->first != NULL &&
                      is_backed(b, hall, bus));
            moved = has[i] ? 1 : moved;
        }
    }
    size_t count = first_names(hall, NULL, names, most);
    bool every = count > 0;
    for (size_t i = 0; i < count; i++) {
        size_t found = rfi_wires_find(w, hall, names[i]);
        size_t pair[2] = {RFI_NO_BUS, RFI_NO_BUS};
        if (found != RFI_NO_BUS) {
            rfi_wires_pair(w, found, pair);
        }
        every = every && found != RFI_NO_BUS && has[pair[0]] &&
                (pair[1] == RFI_NO_BUS || has[pair[1]]);
    }
    return every ? 1 : 0;
}

bool rfi_wires_several(const rfi_wires *w, const rfi_bus *bus)
{
    bool found = false;
    for (size_t i = 0; i < w->count; i++) {
        const rfi_bus *other = &w->buses[i];
        found = found || (other->first != NULL && other->hall == bus->hall &&
                          other->first->kind == bus->first->kind &&
                          strcmp(other->name, bus->name) != 0);
    }
    return found;
}

bool rfi_wires_weights_missing(const rfi_wires *w)
{
    for (size_t i = 0; i < w->count; i++) {
        const rfi_bus *bus = &w->buses[i];
        for (size_t k = 0; bus->up_count > 1 && k < bus->up_count * 2; k++) {
            size_t up = bus->up[k / 2][k % 2];
            if (up != RFI_NO_BUS && w->buses[up].unread) {
                return true;
            }
        }
    }
    return false;
}
