/* SPDX-License-Identifier: MIT */
/* Every outage of a wired site, tried with the plan's totals. Each load is followed alone:
 * parts are fixed-point numbers of PART_BITS, cut off, so that the checker never asks for
 * more than flows (by less than a milliwatt in a gigawatt). */
#include "planner/check/wires_trial.h"

#include <stdlib.h>
#include <string.h>

enum {
    PPM = 1000000,
    PART_BITS = 56,
    GRAIN_BITS = 16, /* amounts are summed in milliwatt / 2^16 and rounded up once */
    CLASSES = RFI_WIRE_CLASSES,
    GRID_CLASS = RFI_WIRE_GRID_CLASS,
    RISE_CLASS = RFI_WIRE_RISE_CLASS,
    SIZES = RFI_WIRE_SIZES,
};

/* ---- outages ---------------------------------------------------------------------------
 */

/* Outage 2i: a unit of bus i, 2i + 1: the bus. */
static bool asked(const rfi_trial *t, size_t outage)
{
    const rfi_bus *bus = &t->w->buses[outage / 2];
    const rfi_policy *policy = t->b->plan->policy;
    if (bus->grid != NULL) {
        return outage % 2 == 0 && policy[RFI_SUB_UTILITY] >= RFI_POLICY_REDUNDANT &&
               t->b->site->interconnect_count > 1;
    }
    rfi_policy own = policy[rfi_element_subsystem(bus->first->kind)];
    return own >= (outage % 2 == 0 ? RFI_POLICY_REDUNDANT : RFI_POLICY_MAINTAINABLE);
}

static bool kills(const rfi_trial *t, size_t outage)
{
    return outage != SIZE_MAX && (outage % 2 == 1 || t->w->buses[outage / 2].units <= 1);
}

/* One of several halls of a kind lost its own element: how many halls did at once is not
 * known, and at the favourable end it is none that matters to the rest of the site. */
static bool of_one_hall_only(const rfi_trial *t, size_t outage, const rfi_bus *bus)
{
    const rfi_hall *hall = t->w->buses[outage / 2].hall;
    if (hall == NULL || bus->hall == hall || t->b->plan->end != RFI_END_FAVOURABLE) {
        return false;
    }
    const rfi_figure *count = &hall->count;
    return count->state != RFI_ABSENT &&
           !(rfi_known(count) && count->low == 1 && count->high == 1);
}

static bool lives(const rfi_trial *t, const bool *state, const size_t pair[2])
{
    return state[t->place[pair[0]]] || (pair[1] != RFI_NO_BUS && state[t->place[pair[1]]]);
}

static void find_living(rfi_trial *t, size_t outage)
{
    for (size_t i = 0; i < t->way_count; i++) { /* without transfers */
        const rfi_bus *bus = &t->w->buses[t->way[i]];
        bool any = bus->up_count == 0;
        for (size_t k = 0; k < bus->up_count; k++) {
            any = any || lives(t, t->alone, bus->up[k]);
        }
        t->alone[i] = any && !(kills(t, outage) && t->way[i] == outage / 2);
    }
    for (size_t i = 0; i < t->way_count; i++) { /* with them */
        const rfi_bus *bus = &t->w->buses[t->way[i]];
        bool out = kills(t, outage) && t->way[i] == outage / 2;
        bool any = bus->up_count == 0;
        for (size_t k = 0; k < bus->up_count; k++) {
            any = any || lives(t, t->live, bus->up[k]);
        }
        t->via[i] = SIZE_MAX;
        for (size_t k = 0; !any && k < bus->spare_count; k++) {
            if (lives(t, t->alone, bus->spare[k])) {
                t->via[i] = k;
                any = true;
            }
        }
        t->live[i] = any && !out;
    }
}

/* ---- following a load ------------------------------------------------------------------
 */

static int64_t weight(const rfi_trial *t, const size_t pair[2], bool heavy, size_t outage)
{
    int64_t sum = 0;
    for (size_t j = 0; j < 2 && pair[j] != RFI_NO_BUS; j++) {
        const rfi_bus *bus = &t->w->buses[pair[j]];
        bool weak = outage != SIZE_MAX && outage == pair[j] * 2;
        if (t->live[t->place[pair[j]]]) {
            sum = rfi_add(sum, heavy ? (weak ? bus->heavy_rest : bus->heavy)
                                     : (weak ? bus->rest : bus->total));
        }
    }
    return sum;
}

static uint64_t scaled(uint64_t part, int64_t of, int64_t all)
{
    return all <= 0 ? 0 : (uint64_t)((rfi_wide)part * of / all);
}

/* What source k takes of `part`. */
static uint64_t taken(const rfi_trial *t, const rfi_bus *bus, size_t k, uint64_t part,
                      size_t outage)
{
    int64_t others = 0;
    int64_t alive = 0;
    for (size_t i = 0; i < bus->up_count; i++) {
        if (lives(t, t->live, bus->up[i])) {
            alive++;
            others =
                i == k ? others : rfi_add(others, weight(t, bus->up[i], false, outage));
        }
    }
    if (alive == 1) {
        return part;
    }
    int64_t own = weight(t, bus->up[k], true, outage);
    return rfi_add(own, others) <= 0 ? part / (uint64_t)alive
                                     : scaled(part, own, rfi_add(own, others));
}

static void join(const rfi_trial *t, int64_t to[SIZES], const int64_t from[SIZES])
{
    bool best = t->b->plan->end == RFI_END_FAVOURABLE;
    for (size_t s = 0; s < SIZES; s++) {
        to[s] = to[s] < 0 ? from[s]
                : best    ? rfi_min(to[s], from[s])
                          : rfi_max(to[s], from[s]);
    }
}

static const uint64_t whole = UINT64_C(1) << PART_BITS;

/* Hands part to the living ones of a pair. Those that stand below in the order were passed
 * already: theirs waits for the next sweep. */
static void hand(rfi_trial *t, size_t at, const size_t pair[2], uint64_t part,
                 const int64_t before[SIZES])
{
    bool both =
        pair[1] != RFI_NO_BUS && t->live[t->place[pair[0]]] && t->live[t->place[pair[1]]];
    for (size_t j = 0; j < 2 && pair[j] != RFI_NO_BUS; j++) {
        size_t up = t->place[pair[j]];
        if (t->live[up]) {
            uint64_t *sum = up < at ? &t->part[up] : &t->late[up];
            *sum += both ? part / 2 : part;
            *sum =
                *sum > whole ? whole : *sum; /* ranges can add up to more than there is */
            join(t, t->level[up], before);
        }
    }
}

static void sweep(rfi_trial *t, size_t outage)
{
    for (size_t i = t->way_count; i-- > 0;) {
        const rfi_bus *bus = &t->w->buses[t->way[i]];
        if (t->part[i] == 0) {
            continue;
        }
        int64_t before[SIZES];
        for (size_t s = 0; s < SIZES; s++) {
            before[s] = rfi_wires_before(t->b, bus, t->level[i][s]);
        }
        if (t->via[i] != SIZE_MAX) {
            hand(t, i, bus->spare[t->via[i]], t->part[i], before);
            continue;
        }
        for (size_t k = 0; k < bus->up_count; k++) {
            if (lives(t, t->live, bus->up[k])) {
                hand(t, i, bus->up[k], taken(t, bus, k, t->part[i], outage), before);
            }
        }
    }
}

static void put(rfi_trial *t, const rfi_wire_load *l, const size_t pair[2], uint64_t part)
{
    bool both =
        pair[1] != RFI_NO_BUS && t->live[t->place[pair[0]]] && t->live[t->place[pair[1]]];
    for (size_t j = 0; j < 2 && pair[j] != RFI_NO_BUS; j++) {
        size_t at = t->place[pair[j]];
        if (t->live[at]) {
            t->entry[at] += both ? part / 2 : part;
            join(t, t->level[at], l->power);
        }
    }
}

static bool pair_of(const rfi_trial *t, const rfi_hall *hall, const char *name,
                    size_t pair[2])
{
    size_t found = name == NULL ? RFI_NO_BUS : rfi_wires_find(t->w, hall, name);
    pair[0] = pair[1] = RFI_NO_BUS;
    if (found != RFI_NO_BUS) {
        rfi_wires_pair(t->w, found, pair);
    }
    return found != RFI_NO_BUS;
}

/* Share of the hall's cords i, and what of it lies on a while both live. */
static uint64_t share_of(const rfi_hall *hall, size_t i)
{
    int64_t left = PPM;
    uint64_t open = 0;
    for (size_t k = 0; k < hall->cords_count; k++) {
        left -= hall->cords[k].share;
        open += hall->cords[k].share == 0 ? 1 : 0;
    }
    return hall->cords[i].share > 0 ? scaled(whole, hall->cords[i].share, PPM)
                                    : scaled(whole, left, PPM) / open;
}

/* Lets the load in by its cords; what no cord takes is returned. */
static uint64_t let_in(rfi_trial *t, const rfi_wire_load *l)
{
    size_t a[2];
    size_t z[2];
    size_t cords = l->feed == NULL ? l->hall->cords_count : 0;
    uint64_t lost = 0;
    for (size_t i = 0; i < (cords > 0 ? cords : 1); i++) {
        const rfi_cords *c = cords > 0 ? &l->hall->cords[i] : NULL;
        const char *name = c != NULL ? c->a : l->feed != NULL ? l->feed : l->hall->feed;
        uint64_t share = c == NULL ? whole : share_of(l->hall, i);
        bool on_a = pair_of(t, l->hall, name, a) && lives(t, t->live, a);
        bool on_z = pair_of(t, l->hall, c == NULL ? NULL : c->b, z) && lives(t, t->live, z);
        uint64_t first = on_a && on_z ? scaled(share, c->split, PPM) : share;
        lost += on_a || on_z ? 0 : share;
        if (on_a) {
            put(t, l, a, first);
        }
        if (on_z) {
            put(t, l, z, on_a ? share - first : share);
        }
    }
    return lost;
}

/* Lets in what the units of a bus draw by themselves, where the bus draws from; of a dead
 * one nothing, and nobody misses it. */
static uint64_t stand(rfi_trial *t, const rfi_wire_load *l, size_t outage)
{
    const rfi_bus *bus = l->above;
    size_t at = t->place[bus - t->w->buses];
    if (t->live[at] && t->via[at] != SIZE_MAX) {
        put(t, l, bus->spare[t->via[at]], whole);
    } else if (t->live[at]) {
        for (size_t k = 0; k < bus->up_count; k++) {
            if (lives(t, t->live, bus->up[k])) {
                put(t, l, bus->up[k], taken(t, bus, k, whole, outage));
            }
        }
    }
    return 0;
}

/* Parts and levels of a load in an outage (SIZE_MAX: none); the part that is lost. */
static uint64_t follow(rfi_trial *t, const rfi_wire_load *l, size_t outage)
{
    find_living(t, outage);
    for (size_t i = 0; i < t->way_count; i++) {
        t->entry[i] = t->late[i] = 0;
        for (size_t s = 0; s < SIZES; s++) {
            t->level[i][s] = -1;
        }
    }
    uint64_t lost = l->above != NULL ? stand(t, l, outage) : let_in(t, l);
    bool again = true;
    for (size_t round = 0; again && round <= t->way_count; round++) {
        again = false;
        for (size_t i = 0; i < t->way_count; i++) {
            t->part[i] = t->entry[i] + t->late[i];
            t->part[i] = t->part[i] > whole ? whole : t->part[i];
            t->late_before[i] = t->late[i];
            t->late[i] = 0;
        }
        sweep(t, outage);
        for (size_t i = 0; i < t->way_count; i++) {
            again = again || t->late[i] != t->late_before[i];
        }
    }
    return again && l->above == NULL ? whole : lost;
}

/* ---- sums ------------------------------------------------------------------------------
 */

static size_t class_of(const rfi_trial *t, const rfi_bus *bus)
{
    if (bus->first == NULL || (bus->peaks && !t->peaks)) {
        return GRID_CLASS;
    }
    return bus->first->kind == RFI_ELEMENT_UPS ? 0 : 1;
}

static rfi_wide part_of(int64_t value, uint64_t part)
{
    if (value >= RFI_UNBOUNDED && part > 0) {
        return (rfi_wide)RFI_UNBOUNDED << GRAIN_BITS;
    }
    return (rfi_wide)value * (rfi_wide)part >> (PART_BITS - GRAIN_BITS);
}

static rfi_wire_amount amount_at(const rfi_trial *t, const rfi_bus *bus,
                                 const rfi_wire_load *l, uint64_t part,
                                 const int64_t level[SIZES])
{
    size_t size = class_of(t, bus) + (bus->hall == NULL ? CLASSES : 0);
    rfi_wire_amount a = {0, 0};
    if (part > 0) {
        a.load = part_of(level[size], part);
        a.idle = bus->hall == NULL ? part_of(l->idle, part) : 0;
    }
    return a;
}

static void note_move(rfi_trial *t, size_t outage, size_t bus, rfi_wire_amount now,
                      rfi_wire_amount before)
{
    rfi_wire_move m = {outage, bus, {now.load - before.load, now.idle - before.idle}};
    if (m.by.load == 0 && m.by.idle == 0) {
        return;
    }
    void *items = t->moves;
    if (!rfi_arena_grow(t->b->arena, &items, t->move_count, &t->move_capacity,
                        sizeof(rfi_wire_move))) {
        t->b->failed = true;
        return;
    }
    t->moves = items;
    t->moves[t->move_count++] = m;
}

static void add_normal(rfi_trial *t, const rfi_wire_load *l)
{
    (void)follow(t, l, SIZE_MAX);
    memcpy(t->normal_part, t->part, t->way_count * sizeof(*t->part));
    memcpy(t->normal_level, t->level, t->way_count * sizeof(*t->level));
    for (size_t i = 0; i < t->way_count; i++) {
        const rfi_bus *bus = &t->w->buses[t->way[i]];
        rfi_wire_amount a = amount_at(t, bus, l, t->part[i], t->level[i]);
        rfi_wire_amount *sum = &t->normal[t->way[i]];
        *sum = (rfi_wire_amount){sum->load + a.load, sum->idle + a.idle};
        size_t size = RISE_CLASS + (bus->hall == NULL ? CLASSES : 0);
        sum = &t->backed[t->way[i]];
        sum->load += t->part[i] > 0 ? part_of(t->level[i][size], t->part[i]) : 0;
        sum->idle += a.idle;
    }
}

static void add_outage(rfi_trial *t, const rfi_wire_load *l, size_t outage)
{
    uint64_t lost = follow(t, l, outage);
    for (size_t i = 0; i < t->way_count; i++) {
        const rfi_bus *bus = &t->w->buses[t->way[i]];
        if (of_one_hall_only(t, outage, bus)) {
            continue;
        }
        rfi_wire_amount now = amount_at(t, bus, l, t->part[i], t->level[i]);
        rfi_wire_amount before =
            amount_at(t, bus, l, t->normal_part[i], t->normal_level[i]);
        if (t->way[i] == outage / 2 && kills(t, outage)) {
            /* the bus has nothing left: what is without supply still wants it */
            now = t->normal_part[i] > 0 ? amount_at(t, bus, l, lost, t->normal_level[i])
                                        : (rfi_wire_amount){0, 0};
        }
        if (t->way[i] == outage / 2 && kills(t, outage)) {
            before = (rfi_wire_amount){0, 0};
        }
        note_move(t, outage, t->way[i], now, before);
    }
}

/* ---- ways ------------------------------------------------------------------------------
 */

static void climb(rfi_trial *t, const size_t (*pairs)[2], size_t count)
{
    for (size_t k = 0; k < count * 2; k++) {
        size_t up = pairs[k / 2][k % 2];
        if (up != RFI_NO_BUS && t->place[up] == SIZE_MAX) {
            t->place[up] = 0;
            t->way[t->way_count++] = up;
        }
    }
}

typedef struct ranked {
    size_t rank, bus;
} ranked;

static int compare_ranked(const void *left, const void *right)
{
    const ranked *a = left;
    const ranked *b = right;
    return a->rank != b->rank ? (a->rank < b->rank ? -1 : 1)
                              : (a->bus < b->bus ? -1 : a->bus > b->bus);
}

/* All buses that the load can ever hang from, from the grid down. */
static bool find_way(rfi_trial *t, const rfi_wire_load *l)
{
    for (size_t i = 0; i < t->way_count; i++) {
        t->place[t->way[i]] = SIZE_MAX;
    }
    t->way_count = 0;
    if (l->above != NULL) {
        const size_t own[1][2] = {{(size_t)(l->above - t->w->buses), RFI_NO_BUS}};
        climb(t, own, 1);
    }
    size_t cords = l->above == NULL && l->feed == NULL ? l->hall->cords_count : 0;
    for (size_t i = 0; l->above == NULL && i < (cords > 0 ? cords : 1); i++) {
        const char *names[2] = {l->feed != NULL ? l->feed : l->hall->feed, NULL};
        if (cords > 0) {
            names[0] = l->hall->cords[i].a;
            names[1] = l->hall->cords[i].b;
        }
        for (size_t k = 0; k < 2; k++) {
            size_t pair[1][2];
            (void)pair_of(t, l->hall, names[k], pair[0]);
            climb(t, (const size_t(*)[2])pair, 1);
        }
    }
    for (size_t i = 0; i < t->way_count; i++) {
        const rfi_bus *bus = &t->w->buses[t->way[i]];
        climb(t, (const size_t(*)[2])bus->up, bus->up_count);
        climb(t, (const size_t(*)[2])bus->spare, bus->spare_count);
    }
    ranked *order = RFI_ARRAY(t->b->arena, t->way_count + 1, ranked);
    for (size_t i = 0; order != NULL && i < t->way_count; i++) {
        order[i] = (ranked){t->w->rank[t->way[i]], t->way[i]};
    }
    if (order == NULL) {
        t->b->failed = true;
        return false;
    }
    if (t->way_count > 1) {
        qsort(order, t->way_count, sizeof(*order), compare_ranked);
    }
    for (size_t i = 0; i < t->way_count; i++) {
        t->way[i] = order[i].bus;
        t->place[order[i].bus] = i;
    }
    return t->way_count > 0;
}

void rfi_trial_load(rfi_trial *t, const rfi_wire_load *l)
{
    if (!find_way(t, l)) {
        return;
    }
    add_normal(t, l);
    for (size_t i = 0; i < t->way_count && !t->b->failed; i++) {
        for (size_t k = 0; k < 2; k++) {
            size_t outage = t->way[i] * 2 + k;
            if (asked(t, outage)) {
                add_outage(t, l, outage);
            }
        }
    }
}

/* ---- verdicts --------------------------------------------------------------------------
 */

static int64_t rounded(rfi_wide amount_fixed)
{
    rfi_wide up = ((rfi_wide)1 << GRAIN_BITS) - 1;
    return amount_fixed <= 0 ? 0 : rfi_narrow((amount_fixed + up) >> GRAIN_BITS);
}

/* Of what a group carries in the normal state: what lies on this bus, ppm. New units beside
 * it take that part of theirs off it. */
static int64_t part_here(const rfi_trial *t, size_t at, rfi_wire_amount lies)
{
    size_t twin = t->w->buses[at].twin;
    rfi_wide whole_load = t->normal[at].load;
    whole_load += twin != RFI_NO_BUS ? t->normal[twin].load : 0;
    return lies.load >= whole_load
               ? PPM
               : rfi_narrow((lies.load * PPM + whole_load - 1) / whole_load);
}

static int64_t demand_on(rfi_bench *b, const rfi_bus *bus, rfi_wire_amount lies)
{
    int64_t factor = rfi_wires_factor(b, bus);
    return rfi_add(rfi_mul_div_ceil(rounded(lies.load), PPM, rfi_max(factor, 1)),
                   rounded(lies.idle));
}

static void test_peaks(rfi_trial *t, size_t at, int64_t left, rfi_wire_amount lies,
                       bool missing)
{
    const rfi_bus *bus = &t->w->buses[at];
    if (bus->peaks) {
        t->b->missing = missing || bus->unread || bus->over_unread;
        int64_t demand = demand_on(t->b, bus, lies);
        rfi_bench_on_element(t->b, bus->hall, bus->first->kind);
        t->b->row.part = part_here(t, at, lies);
        t->b->row.alone = rfi_wires_several(t->w, bus);
        rfi_bench_test(t->b, RFI_REQ_PEAK_POWER, bus->name, demand,
                       rfi_bench_reserved(t->b, left), RFI_DIM_APPARENT, RFI_POWER_PLAIN);
    }
}

static void test_bus(rfi_trial *t, size_t at, size_t outage, rfi_wire_amount lies,
                     bool missing)
{
    rfi_bench *b = t->b;
    const rfi_bus *bus = &t->w->buses[at];
    bool own = outage != SIZE_MAX && outage / 2 == at;
    int64_t left = own ? (kills(t, outage) ? 0 : bus->rest) : bus->total;
    if (t->peaks) {
        test_peaks(t, at, own ? (kills(t, outage) ? 0 : bus->over_rest) : bus->over, lies,
                   missing);
        return;
    }
    if (bus->grid != NULL) {
        b->missing = false;
        left = own ? 0 : rfi_bench_grid_power(b, bus->grid);
        b->missing = b->missing || missing;
        rfi_bench_on(b, NULL, NULL);
        b->row.alone = true;
        rfi_bench_test(b, RFI_REQ_FIRM_UTILITY, bus->name, rounded(lies.load),
                       rfi_bench_reserved(b, left), RFI_DIM_POWER, RFI_POWER_UTILITY);
        return;
    }
    b->missing = missing || bus->unread;
    int64_t demand = demand_on(b, bus, lies);
    rfi_bench_on_element(b, bus->hall, bus->first->kind);
    b->row.part = part_here(t, at, lies);
    b->row.alone = rfi_wires_several(t->w, bus);
    rfi_bench_test(b, RFI_REQ_POWER_CHAIN, bus->name, demand, rfi_bench_reserved(b, left),
                   RFI_DIM_APPARENT, RFI_POWER_PLAIN);
}

static int compare_moves(const void *left, const void *right)
{
    const rfi_wire_move *a = left;
    const rfi_wire_move *b = right;
    if (a->bus != b->bus) {
        return a->bus < b->bus ? -1 : 1;
    }
    return a->outage < b->outage ? -1 : a->outage > b->outage;
}

/* First move of this bus in this outage, or where it would stand. */
static size_t moves_from(const rfi_trial *t, size_t bus, size_t outage)
{
    const rfi_wire_move key = {.bus = bus, .outage = outage};
    size_t low = 0;
    size_t high = t->move_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_moves(&t->moves[middle], &key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void test_outages(rfi_trial *t, bool missing)
{
    for (size_t i = 0; i < t->move_count;) {
        const rfi_wire_move *first = &t->moves[i];
        rfi_wire_amount sum = t->normal[first->bus];
        if (kills(t, first->outage) && first->outage / 2 == first->bus) {
            sum = (rfi_wire_amount){
                0, 0}; /* what is noted there is what is lost, not a change */
        }
        for (; i < t->move_count && compare_moves(&t->moves[i], first) == 0; i++) {
            sum.load += t->moves[i].by.load;
            sum.idle += t->moves[i].by.idle;
        }
        test_bus(t, first->bus, first->outage, sum, missing);
    }
}

static void test_normal(rfi_trial *t, bool missing)
{
    for (size_t i = 0; i < t->w->count; i++) {
        const rfi_bus *bus = &t->w->buses[i];
        if (t->normal[i].load == 0 && t->normal[i].idle == 0) {
            continue;
        }
        if (bus->grid == NULL || t->b->site->interconnect_count > 1) {
            test_bus(t, i, SIZE_MAX, t->normal[i], missing);
        }
        if (asked(t, i * 2) &&
            !kills(t, i * 2)) { /* own unit out: parts may stay as they are */
            rfi_wire_amount lies = t->normal[i];
            for (size_t k = moves_from(t, i, i * 2); k < t->move_count; k++) {
                if (t->moves[k].bus != i || t->moves[k].outage != i * 2) {
                    break;
                }
                lies.load += t->moves[k].by.load;
                lies.idle += t->moves[k].by.idle;
            }
            test_bus(t, i, i * 2, lies, missing);
        }
    }
}

static void test_generators(rfi_trial *t, const rfi_hall *hall, const rfi_element *list,
                            size_t count, bool missing)
{
    rfi_bench *b = t->b;
    rfi_policy policy = b->plan->policy[RFI_SUB_GENERATORS];
    for (size_t i = 0; i < count && policy >= RFI_POLICY_N; i++) {
        size_t pair[2];
        if (list[i].kind != RFI_ELEMENT_GENERATOR ||
            !rfi_bench_first_of_group(b, hall, &list[i]) ||
            !pair_of(t, hall, list[i].backs, pair)) {
            continue;
        }
        rfi_wire_amount sum = t->backed[pair[0]];
        if (pair[1] != RFI_NO_BUS) {
            sum.load += t->backed[pair[1]].load;
            sum.idle += t->backed[pair[1]].idle;
        }
        b->missing = missing;
        rfi_bench_test_generators(b, hall, &list[i], rounded(sum.load),
                                  t->peaks ? 0 : rounded(sum.idle), t->peaks);
    }
}

static bool open_trial(rfi_bench *b, rfi_trial *t)
{
    *t = (rfi_trial){.b = b, .w = rfi_wires_of(b)};
    if (t->w == NULL) {
        return false;
    }
    size_t n = t->w->count + 1;
    t->way = RFI_ARRAY(b->arena, n, size_t);
    t->place = RFI_ARRAY(b->arena, n, size_t);
    t->alone = RFI_ARRAY(b->arena, n, bool);
    t->live = RFI_ARRAY(b->arena, n, bool);
    t->via = RFI_ARRAY(b->arena, n, size_t);
    t->part = RFI_ARRAY(b->arena, n, uint64_t);
    t->late = RFI_ARRAY(b->arena, n, uint64_t);
    t->late_before = RFI_ARRAY(b->arena, n, uint64_t);
    t->entry = RFI_ARRAY(b->arena, n, uint64_t);
    t->level = rfi_arena_alloc(b->arena, n, sizeof(*t->level));
    t->normal_part = RFI_ARRAY(b->arena, n, uint64_t);
    t->normal_level = rfi_arena_alloc(b->arena, n, sizeof(*t->normal_level));
    t->normal = RFI_ARRAY(b->arena, n, rfi_wire_amount);
    t->backed = RFI_ARRAY(b->arena, n, rfi_wire_amount);
    bool made = t->way != NULL && t->place != NULL && t->alone != NULL && t->live != NULL &&
                t->via != NULL && t->part != NULL && t->late != NULL &&
                t->late_before != NULL && t->entry != NULL && t->level != NULL &&
                t->normal_part != NULL && t->normal_level != NULL && t->normal != NULL &&
                t->backed != NULL;
    for (size_t i = 0; made && i < n; i++) {
        t->place[i] = SIZE_MAX;
    }
    return made;
}

static void try_all(rfi_bench *b, bool peaks)
{
    rfi_trial t;
    if (!open_trial(b, &t)) {
        b->failed = true;
        return;
    }
    t.peaks = peaks;
    b->missing = false;
    for (size_t i = 0; i < b->plan->share_count; i++) {
        const rfi_hall_share *share = &b->plan->shares[i];
        rfi_bench_turn(b, share);
        rfi_trial_hall(&t, share);
    }
    rfi_trial_hall(&t, NULL);
    bool missing = b->missing;
    missing = missing || rfi_wires_weights_missing(t.w);
    if (t.move_count > 1) {
        qsort(t.moves, t.move_count, sizeof(*t.moves), compare_moves);
    }
    rfi_bench_turn(b, NULL);
    test_normal(&t, missing);
    test_outages(&t, missing);
    test_generators(&t, NULL, b->site->elements, b->site->element_count, missing);
    for (size_t i = 0; i < b->plan->share_count; i++) {
        const rfi_hall *hall = b->plan->shares[i].hall;
        rfi_bench_turn(b, &b->plan->shares[i]);
        if (b->plan->shares[i].pods > 0) {
            test_generators(&t, hall, hall->elements, hall->element_count, missing);
        }
    }
    rfi_bench_turn(b, NULL);
}

void rfi_bench_wires(rfi_bench *b)
{
    try_all(b, false);
    if (rfi_bench_knows_peaks(b)) {
        try_all(b, true);
    }
}
