/* SPDX-License-Identifier: MIT */
/* First in the order of scalable units, guarded by what the remaining groups must still
 * take; exact when all widths are equal, because single racks fill any position that pods
 * leave. Otherwise group by group as full as it goes, then a search within its tries. */
#include "planner/layout/pack.h"

#include <string.h>

#include "planner/base/checked.h"

enum {
    RFI_PACK_PATTERNS = 100, /* looked at for one group when it is filled at once */
};

static int64_t greatest_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static void add_size(rfi_goods *goods, int64_t length, int64_t weight, int64_t count,
                     bool network)
{
    int64_t joins = network ? count : 0;
    for (size_t i = 1; i < goods->count; i++) {
        if (goods->sizes[i].length == length) {
            goods->sizes[i].per_unit = rfi_add(goods->sizes[i].per_unit, count);
            goods->sizes[i].network = rfi_add(goods->sizes[i].network, joins);
            return;
        }
    }
    goods->sizes[goods->count++] = (rfi_size){length, weight, count, joins};
}

static void note_density(rfi_goods *goods, const rfi_size *size)
{
    if (goods->dense_length == 0 || (rfi_wide)size->weight * goods->dense_length >
                                        (rfi_wide)goods->dense_weight * size->length) {
        goods->dense_weight = size->weight;
        goods->dense_length = size->length;
    }
}

/* A length is filled when a smaller one by one of the sizes is. */
static void note_filled(rfi_goods *goods)
{
    for (int64_t cell = 1; goods->grain > 0 && cell <= RFI_PACK_CELLS; cell++) {
        bool fills = false;
        for (size_t i = 0; i < goods->count && !fills; i++) {
            int64_t size = goods->sizes[i].length / goods->grain;
            fills = size > 0 && size <= cell && goods->filled[cell - size] == cell - size;
        }
        goods->filled[cell] = fills ? (int16_t)cell : goods->filled[cell - 1];
    }
}

void rfi_goods_init(rfi_goods *goods, const rfi_layout_request *request)
{
    int64_t rack = request->rack_width;
    *goods = (rfi_goods){.count = 1, .equal = true};
    goods->sizes[0] = (rfi_size){rfi_mul(request->racks_per_pod, rack),
                                 request->racks_per_pod, request->pods_per_unit, 0};
    for (size_t i = 0; i < request->support_count && i < RFI_LAYOUT_SUPPORTS; i++) {
        const rfi_layout_support *support = &request->supports[i];
        if (support->count <= 0) {
            continue;
        }
        int64_t length = support->width > 0 ? support->width : rack;
        const int64_t weight = 1; /* a cabinet is a rack, however wide */
        add_size(goods, length, weight, support->count,
                 support->kind == RFI_SUPPORT_NETWORK);
        goods->equal = goods->equal && length == rack;
        goods->unit_length = rfi_add(goods->unit_length, rfi_mul(length, support->count));
        goods->unit_weight = rfi_add(goods->unit_weight, rfi_mul(weight, support->count));
    }
    goods->least = INT64_MAX;
    goods->reach = INT64_MAX;
    for (size_t i = 0; i < goods->count; i++) {
        if (goods->sizes[i].network > 0 && request->reach != 0) {
            goods->reach = request->reach;
        }
        goods->grain = greatest_divisor(goods->sizes[i].length, goods->grain);
        goods->least = rfi_min(goods->least, goods->sizes[i].length);
        note_density(goods, &goods->sizes[i]);
    }
    note_filled(goods);
}

int64_t rfi_goods_units(const rfi_goods *goods, int64_t pods)
{
    return rfi_div_ceil(pods, goods->sizes[0].per_unit);
}

int64_t rfi_goods_due(const rfi_goods *goods, size_t size, int64_t pods, int64_t total,
                      bool network)
{
    const rfi_size *own = &goods->sizes[size];
    int64_t per_unit = goods->sizes[0].per_unit;
    int64_t full = pods / per_unit;
    int64_t begun = pods - full * per_unit;
    int64_t whole = rfi_min(per_unit, total - full * per_unit);
    int64_t due = rfi_mul(full, own->per_unit);
    if (begun == 0) {
        return due;
    }
    if (begun == whole && !network) {
        return rfi_add(due, own->per_unit);
    }
    return 2 * begun >= whole ? rfi_add(due, own->network) : due;
}

rfi_room rfi_room_add(rfi_room a, rfi_room b)
{
    return (rfi_room){rfi_add(a.length, b.length), rfi_add(a.weight, b.weight),
                      rfi_add(a.pods, b.pods)};
}

rfi_room rfi_room_max(rfi_room a, rfi_room b)
{
    return (rfi_room){rfi_max(a.length, b.length), rfi_max(a.weight, b.weight),
                      rfi_max(a.pods, b.pods)};
}

rfi_room rfi_goods_room(const rfi_goods *goods, const rfi_group *group)
{
    const rfi_size *pod = &goods->sizes[0];
    int64_t length =
        group->length < goods->least ? 0 : group->length / goods->grain * goods->grain;
    return (rfi_room){length, group->weight,
                      rfi_min(group->length / pod->length, group->weight / pod->weight)};
}

rfi_room rfi_goods_tight_room(const rfi_goods *goods, const rfi_group *group)
{
    rfi_room room = rfi_goods_room(goods, group);
    int64_t cells = room.length / goods->grain;
    if (cells <= RFI_PACK_CELLS) {
        room.length = goods->filled[cells] * goods->grain;
    }
    return room;
}

/* Most pods when a pod costs `each`, a unit's support racks cost `set`, of `all`. */
static int64_t most_of(int64_t all, int64_t each, int64_t set, int64_t per_unit)
{
    int64_t unit = rfi_add(rfi_mul(each, per_unit), set);
    int64_t units = all / unit;
    int64_t rest = all - units * unit - set;
    int64_t more = rest > 0 ? rfi_min(rest / each, per_unit) : 0;
    return rfi_add(rfi_mul(units, per_unit), more);
}

int64_t rfi_goods_most(const rfi_goods *goods, rfi_room room)
{
    const rfi_size *pod = &goods->sizes[0];
    int64_t by_length =
        most_of(room.length, pod->length, goods->unit_length, pod->per_unit);
    int64_t by_weight =
        most_of(room.weight, pod->weight, goods->unit_weight, pod->per_unit);
    return rfi_min(room.pods, rfi_min(by_length, by_weight));
}

/* ---- packing ------------------------------------------------------------------------- */
typedef struct packing {
    const rfi_goods *goods;
    const rfi_group *groups;
    size_t group_count;
    rfi_room *after; /* room of all groups from an index on */
    int64_t *counts; /* result */
    int64_t total[RFI_PACK_SIZES];
    int64_t left[RFI_PACK_SIZES];
    int64_t length, weight; /* of everything left */
} packing;

/* Takes from what is left; a negative number puts back. */
static void take(packing *pack, size_t size, int64_t number)
{
    pack->left[size] -= number;
    pack->length -= number * pack->goods->sizes[size].length;
    pack->weight -= number * pack->goods->sizes[size].weight;
}

static void take_none(packing *pack)
{
    memcpy(pack->left, pack->total, sizeof(pack->left));
    pack->length = 0;
    pack->weight = 0;
    for (size_t i = 0; i < pack->goods->count; i++) {
        pack->length += pack->left[i] * pack->goods->sizes[i].length;
        pack->weight += pack->left[i] * pack->goods->sizes[i].weight;
    }
}

/* Necessary for the rest to fit; sufficient when all widths are equal. */
static bool rest_may_fit(const packing *pack, rfi_group current, size_t next)
{
    const rfi_room *after = &pack->after[next];
    if (pack->length <= after->length && pack->weight <= after->weight &&
        pack->left[0] <= after->pods) {
        return true;
    }
    rfi_room room = rfi_room_add(rfi_goods_room(pack->goods, &current), *after);
    return pack->length <= room.length && pack->weight <= room.weight &&
           pack->left[0] <= room.pods;
}

static bool done(const packing *pack)
{
    for (size_t i = 0; i < pack->goods->count; i++) {
        if (pack->left[i] > 0) {
            return false;
        }
    }
    return true;
}

static bool put(packing *pack, size_t group, size_t size, rfi_group *current)
{
    const rfi_size *item = &pack->goods->sizes[size];
    if (pack->left[size] == 0 || item->length > current->length ||
        item->weight > current->weight) {
        return false;
    }
    rfi_group rest = *current;
    rest.length -= item->length;
    rest.weight -= item->weight;
    take(pack, size, 1);
    if (!rest_may_fit(pack, rest, group + 1)) {
        take(pack, size, -1);
        return false;
    }
    pack->counts[group * pack->goods->count + size]++;
    *current = rest;
    return true;
}

/* A support rack that stands before the next pod; `early`: any that a unit begun so far
 * still lacks. */
static bool put_due(packing *pack, size_t group, rfi_group *current, bool early)
{
    int64_t pods = pack->total[0] - pack->left[0];
    int64_t units = rfi_goods_units(pack->goods, pods);
    for (size_t i = 1; i < pack->goods->count; i++) {
        int64_t standing = pack->total[i] - pack->left[i];
        int64_t due = early ? units * pack->goods->sizes[i].per_unit
                            : rfi_goods_due(pack->goods, i, pods, pack->total[0], false);
        if (standing < due && put(pack, group, i, current)) {
            return true;
        }
    }
    return false;
}

static bool put_next(packing *pack, size_t group, rfi_group *current)
{
    return put_due(pack, group, current, false) || put(pack, group, 0, current) ||
           put_due(pack, group, current, true);
}

/* Ahead of their unit, because leaving the group as it is would waste too much. */
static bool put_ahead(packing *pack, size_t group, rfi_group *current)
{
    rfi_group none = {0};
    if (rest_may_fit(pack, none, group + 1)) {
        return false;
    }
    for (size_t i = 1; i < pack->goods->count; i++) {
        if (put(pack, group, i, current)) {
            return true;
        }
    }
    return false;
}

static bool pack_in_order(packing *pack)
{
    take_none(pack);
    for (size_t g = 0; g < pack->group_count && !done(pack); g++) {
        rfi_group current = pack->groups[g];
        while (put_next(pack, g, &current) || put_ahead(pack, g, &current)) {
        }
    }
    return done(pack);
}

/* Fills group g with as much as possible of sizes `from` on, earlier ones as they stand. */
static void fill(packing *pack, size_t g, size_t from)
{
    int64_t *own = &pack->counts[g * pack->goods->count];
    rfi_group rest = pack->groups[g];
    for (size_t i = 0; i < pack->goods->count; i++) {
        const rfi_size *item = &pack->goods->sizes[i];
        if (i >= from) {
            own[i] = rfi_min(pack->left[i], rfi_min(rest.length / item->length,
                                                    rest.weight / item->weight));
            take(pack, i, own[i]);
        }
        rest.length -= own[i] * item->length;
        rest.weight -= own[i] * item->weight;
    }
}

/* The next fewer of some size but the last, refilled behind it. */
static bool refill(packing *pack, size_t g)
{
    size_t count = pack->goods->count;
    int64_t *own = &pack->counts[g * count];
    take(pack, count - 1, -own[count - 1]);
    own[count - 1] = 0;
    for (size_t i = count - 1; i-- > 0;) {
        if (own[i] > 0) {
            own[i]--;
            take(pack, i, -1);
            fill(pack, g, i + 1);
            return true;
        }
    }
    return false;
}

/* How far what is left strays from the shares of the whole. */
static rfi_wide imbalance(const packing *pack)
{
    rfi_wide sum = 0;
    for (size_t i = 1; i < pack->goods->count; i++) {
        rfi_wide stray = (rfi_wide)pack->left[i] * pack->total[0] -
                         (rfi_wide)pack->left[0] * pack->total[i];
        sum += stray < 0 ? -stray : stray;
    }
    return sum;
}

static int64_t waste(const packing *pack, size_t g)
{
    int64_t length = pack->groups[g].length;
    for (size_t i = 0; i < pack->goods->count; i++) {
        length -= pack->counts[g * pack->goods->count + i] * pack->goods->sizes[i].length;
    }
    return length;
}

/* Fills each group as full as it goes, keeping the shares of the whole. */
static bool pack_full(packing *pack)
{
    size_t count = pack->goods->count;
    take_none(pack);
    for (size_t g = 0; g < pack->group_count && !done(pack); g++) {
        int64_t *own = &pack->counts[g * count];
        int64_t best[RFI_PACK_SIZES] = {0};
        int64_t least = INT64_MAX;
        rfi_wide nearest = 0;
        bool more = true;
        fill(pack, g, 0);
        for (int tries = 0; more && tries < RFI_PACK_PATTERNS; tries++) {
            int64_t wasted = waste(pack, g);
            rfi_wide stray = imbalance(pack);
            if (wasted < least || (wasted == least && stray < nearest)) {
                least = wasted;
                nearest = stray;
                memcpy(best, own, count * sizeof(int64_t));
            }
            more = refill(pack, g);
        }
        for (size_t i = 0; i < count; i++) {
            take(pack, i, best[i] - own[i]);
            own[i] = best[i];
        }
    }
    return done(pack);
}

static rfi_packed pack_by_search(packing *pack, int64_t *tries)
{
    take_none(pack);
    const rfi_group none = {0};
    size_t g = 0;
    bool fresh = true;
    while (*tries > 0) {
        --*tries;
        bool filled = true;
        if (fresh) {
            fill(pack, g, 0);
        } else {
            filled = refill(pack, g);
        }
        if (!filled) {
            if (g == 0) {
                return RFI_PACKED_IMPOSSIBLE;
            }
            g--;
            fresh = false;
            continue;
        }
        if (done(pack)) {
            return RFI_PACKED;
        }
        fresh = g + 1 < pack->group_count && rest_may_fit(pack, none, g + 1);
        g += fresh ? 1 : 0;
    }
    return RFI_PACKED_STOPPED;
}

static bool packing_init(packing *pack, rfi_arena *arena)
{
    pack->counts = RFI_ARRAY(arena, pack->group_count * pack->goods->count, int64_t);
    pack->after = RFI_ARRAY(arena, pack->group_count + 1, rfi_room);
    if (pack->counts == NULL || pack->after == NULL) {
        return false;
    }
    for (size_t g = pack->group_count; g-- > 0;) {
        pack->after[g] = rfi_room_add(rfi_goods_tight_room(pack->goods, &pack->groups[g]),
                                      pack->after[g + 1]);
    }
    return true;
}

rfi_packed rfi_pack(const rfi_goods *goods, rfi_arena *arena, const rfi_group *groups,
                    size_t group_count, int64_t pods, int64_t *tries, int64_t **ret_counts)
{
    packing pack = {.goods = goods, .groups = groups, .group_count = group_count};
    if (!packing_init(&pack, arena)) {
        return RFI_PACKED_NO_MEMORY;
    }
    pack.total[0] = pods;
    for (size_t i = 1; i < goods->count; i++) {
        pack.total[i] = rfi_mul(rfi_goods_units(goods, pods), goods->sizes[i].per_unit);
    }
    take_none(&pack);
    const rfi_group none = {0};
    if (pods > 0 && (group_count == 0 || !rest_may_fit(&pack, none, 0))) {
        return RFI_PACKED_IMPOSSIBLE;
    }
    rfi_packed result = RFI_PACKED;
    if (!pack_in_order(&pack)) {
        size_t bytes = group_count * goods->count * sizeof(int64_t);
        memset(pack.counts, 0, bytes);
        if (goods->equal) {
            result = RFI_PACKED_IMPOSSIBLE;
        } else if (!pack_full(&pack)) {
            memset(pack.counts, 0, bytes);
            result = pack_by_search(&pack, tries);
        }
    }
    *ret_counts = pack.counts;
    return result;
}
