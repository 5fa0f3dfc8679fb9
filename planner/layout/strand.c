/* SPDX-License-Identifier: MIT */
#include "planner/layout/strand.h"

#include <string.h>

#include "planner/base/checked.h"

typedef struct extent { /* doubled mm of the middles of racks; low > high: none yet */
    int64_t low, high;
} extent;

typedef struct attempt { /* one unit from one place on */
    rfi_strand at;       /* moves along */
    rfi_piece *pieces;
    size_t piece_count;
    size_t last; /* group of the last piece */
    extent pods, network;
} attempt;

typedef enum outcome { STANDS, TOO_FAR, NO_ROOM } outcome;

static void widen(extent *e, int64_t low, int64_t high)
{
    bool none = e->low > e->high;
    e->low = none ? low : rfi_min(e->low, low);
    e->high = none ? high : rfi_max(e->high, high);
}

static bool fits(const rfi_strand *s, const rfi_size *size)
{
    const rfi_group *group = &s->groups[s->group];
    return s->used + size->length <= group->length &&
           s->weight + size->weight <= group->weight;
}

/* Something parts the tray between a group and the one before it. */
static bool parted(const rfi_strand *s, size_t group)
{
    int64_t from = s->groups[group - 1].at;
    int64_t to = s->groups[group].at;
    for (size_t i = 0; i < s->stretch_count; i++) {
        const rfi_stretch *stretch = &s->stretches[i];
        if (stretch->from > from && stretch->from <= to && stretch->parted) {
            return true;
        }
    }
    return false;
}

static void note_piece(attempt *a, size_t size)
{
    const rfi_strand *s = &a->at;
    bool fresh = a->piece_count == 0 || a->last != s->group;
    a->piece_count += fresh ? 1 : 0;
    a->last = s->group;
    if (a->pieces == NULL) {
        return;
    }
    rfi_piece *piece = &a->pieces[a->piece_count - 1];
    if (fresh) {
        memset(piece, 0, sizeof(*piece));
        piece->at.at = s->groups[s->group].at + s->used;
    }
    piece->at.length += s->goods->sizes[size].length;
    piece->at.weight += s->goods->sizes[size].weight;
    piece->counts[size]++;
}

static outcome put(attempt *a, size_t size, extent *middles)
{
    rfi_strand *s = &a->at;
    const rfi_size *item = &s->goods->sizes[size];
    while (!fits(s, item)) {
        if (++s->group == s->group_count) {
            return NO_ROOM;
        }
        s->used = 0;
        s->weight = 0;
        if (a->piece_count > 0 && parted(s, s->group)) {
            return TOO_FAR;
        }
    }
    note_piece(a, size);
    int64_t rack = item->length / rfi_max(item->weight, 1);
    int64_t at = 2 * (s->groups[s->group].at + s->used);
    if (middles != NULL) {
        widen(middles, at + rack, at + 2 * item->length - rack);
    }
    s->used += item->length;
    s->weight += item->weight;
    return STANDS;
}

static outcome put_many(attempt *a, size_t size, int64_t count, extent *middles)
{
    outcome result = STANDS;
    for (int64_t i = 0; result == STANDS && i < count; i++) {
        result = put(a, size, middles);
    }
    return result;
}

static bool within(const attempt *a)
{
    int64_t far = rfi_max(a->network.high - a->pods.low, a->pods.high - a->network.low);
    return (far + 1) / 2 <= a->at.goods->reach;
}

static outcome try_here(attempt *a, int64_t pods)
{
    const rfi_goods *goods = a->at.goods;
    outcome result = put_many(a, 0, (pods + 1) / 2, &a->pods);
    for (size_t i = 1; result == STANDS && i < goods->count; i++) {
        result = put_many(a, i, goods->sizes[i].network, &a->network);
    }
    result = result == STANDS ? put_many(a, 0, pods / 2, &a->pods) : result;
    for (size_t i = 1; result == STANDS && i < goods->count; i++) {
        result = put_many(a, i, goods->sizes[i].per_unit - goods->sizes[i].network, NULL);
    }
    return result == STANDS && !within(a) ? TOO_FAR : result;
}

size_t rfi_strand_unit(rfi_strand *strand, int64_t pods, rfi_piece *ret_pieces)
{
    const rfi_size *pod = &strand->goods->sizes[0];
    int64_t step = pod->length / pod->weight; /* one position */
    rfi_strand from = *strand;
    while (from.group < from.group_count) {
        attempt a = {.at = from, .pieces = ret_pieces, .pods = {1, 0}, .network = {1, 0}};
        outcome result = try_here(&a, pods);
        if (result == STANDS) {
            *strand = a.at;
            return a.piece_count;
        }
        if (result == NO_ROOM) {
            return 0;
        }
        from.used += step;
        if (from.used + step > from.groups[from.group].length) {
            from.group++;
            from.used = 0;
            from.weight = 0;
        }
    }
    return 0;
}

rfi_strand_use rfi_strand_most(const rfi_strand *strand)
{
    rfi_strand at = *strand;
    int64_t per_unit = at.goods->sizes[0].per_unit;
    rfi_strand_use use = {0};
    while (rfi_strand_unit(&at, per_unit, NULL) > 0) {
        use.units++;
    }
    for (int64_t pods = per_unit - 1; pods > 0 && use.part == 0; pods--) {
        rfi_strand rest = at;
        use.part = rfi_strand_unit(&rest, pods, NULL) > 0 ? pods : 0;
    }
    return use;
}
