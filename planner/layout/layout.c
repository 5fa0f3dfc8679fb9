/* SPDX-License-Identifier: MIT */
/* The search over both directions and all critical offsets.
 *
 * Family, beyond layout.h: the pattern starts with the cold aisle of the first row, whose
 * offset is free; around a rack `perimeter` of floor lies inside the walls on all sides
 * (max(perimeter, aisle) before and behind it); walls end a run; a cross aisle is a stretch
 * of the row in which racks could stand; past a column in an aisle a straight way of
 * column_play stays open along the whole column; every cabinet counts as one rack in a run.
 *
 * Exact: the offset (between the first possible one and one pitch further; the hall changes
 * only at critical heights, see frame.c), the cuts of each row into runs (runs.c), and the
 * number of pods when every support rack is as wide as a compute rack.
 * With other widths the cross aisles stand where a cut into compute-rack positions puts
 * them, and the packing of the runs is tried RFI_LAYOUT_PACKINGS times per direction; small
 * halls are searched to the end within RFI_LAYOUT_TRIES, in larger ones a few pods may be
 * missed. The optimum may also be missed with more than RFI_LAYOUT_OFFSETS critical offsets
 * (an even choice of them is searched) and with runs of more than 64 racks across
 * obstacles. The bound covers all offsets and all packings of these cuts, always;
 * where every critical offset was seen it is that of the best of them. */
#include "planner/layout/layout.h"

#include <stdlib.h>

#include "planner/base/checked.h"
#include "planner/layout/bound.h"
#include "planner/layout/emit.h"
#include "planner/layout/fit.h"

enum {
    RFI_LAYOUT_OFFSETS = 4096,
    RFI_LAYOUT_TRIES = 1000,      /* groups filled by search, per direction */
    RFI_LAYOUT_PACKINGS = 16,     /* packings tried per direction when widths differ */
    RFI_LAYOUT_CLOSE = 3,         /* pods */
    RFI_LAYOUT_SIDE = 5000000,    /* mm: larger halls are not searched */
    RFI_LAYOUT_ROWS = 20000,      /* nor halls of more rows */
    RFI_LAYOUT_POSITIONS = 20000, /* or longer rows */
    RFI_LAYOUT_RACKS = 1000000    /* nor are more racks placed */
};

typedef struct choice { /* cut of each row, best in (positions, pods) so far */
    int64_t positions, pods;
    size_t before, cut;
} choice;

typedef struct layer {
    size_t type;
    choice *choices;
    size_t count, capacity;
} layer;

typedef struct found {
    int64_t pods;
    int64_t offset;
    size_t *types, *cuts; /* per row */
    size_t row_count;
    int64_t *counts; /* of the packing, when widths differ */
} found;

typedef struct hunt { /* one direction */
    const rfi_layout_request *request;
    rfi_arena *arena; /* scratch */
    rfi_frame frame;
    rfi_run_rule rule;
    rfi_goods goods;
    rfi_row_types types;
    rfi_bound bound;
    layer *layers; /* room for all rows */
    int64_t tries, packings;
    found best;
} hunt;

/* ---- requests that hold nothing ------------------------------------------------------ */
static int64_t extent(const rfi_hall *hall, bool along_y)
{
    int64_t low = INT64_MAX;
    int64_t high = INT64_MIN;
    for (size_t i = 0; i < hall->outline_count; i++) {
        int64_t value = along_y ? hall->outline[i].y : hall->outline[i].x;
        low = rfi_min(low, value);
        high = rfi_max(high, value);
    }
    return rfi_sub(high, low);
}

/* NULL: worth searching. */
static const char *emptiness(const rfi_layout_request *request)
{
    const rfi_hall *hall = request->hall;
    if (hall == NULL || hall->outline == NULL || hall->outline_count < 4) {
        return "the hall has no outline";
    }
    if (request->rack_width <= 0 || request->rack_depth <= 0 ||
        request->racks_per_pod <= 0 || request->pods_per_unit <= 0) {
        return "the racks have no size";
    }
    if (request->row_racks < request->racks_per_pod) {
        return "a pod is longer than the longest run without a cross aisle";
    }
    int64_t side = rfi_max(extent(hall, false), extent(hall, true));
    if (side <= RFI_LAYOUT_SIDE &&
        (request->rack_width > side || request->rack_depth > side ||
         request->cold_aisle > side || request->hot_aisle > side ||
         request->perimeter > side || request->panel > side)) {
        return "no row with its aisles fits between the walls";
    }
    return NULL;
}

static bool is_too_large(const rfi_layout_request *request)
{
    int64_t side = rfi_max(extent(request->hall, false), extent(request->hall, true));
    int64_t pitch = rfi_add(rfi_mul(2, request->rack_depth),
                            rfi_add(request->cold_aisle, request->hot_aisle));
    return side > RFI_LAYOUT_SIDE || side / pitch > RFI_LAYOUT_ROWS / 2 ||
           side / request->rack_width > RFI_LAYOUT_POSITIONS;
}

/* ---- offsets ------------------------------------------------------------------------- */
static int compare_offsets(const void *a, const void *b)
{
    const int64_t *p = a;
    const int64_t *q = b;
    return (*p > *q) - (*p < *q);
}

static int64_t *list_offsets(const hunt *h, size_t *ret_count)
{
    const rfi_frame *frame = &h->frame;
    int64_t start = frame->low + frame->front;
    size_t most = frame->critical_count[0] + frame->critical_count[1] + 1;
    int64_t *offsets = RFI_ARRAY(h->arena, most, int64_t);
    if (offsets == NULL) {
        return NULL;
    }
    size_t count = 0;
    offsets[count++] = start;
    for (int up = 0; up < 2; up++) {
        int64_t first = rfi_frame_row_at(frame, start, up);
        for (size_t i = 0; i < frame->critical_count[up]; i++) {
            int64_t past = frame->critical[up][i] - first;
            if (past > 0) {
                offsets[count++] = start + past % frame->pitch;
            }
        }
    }
    qsort(offsets, count, sizeof(*offsets), compare_offsets);
    size_t kept = 1;
    for (size_t i = 1; i < count; i++) {
        if (offsets[i] != offsets[kept - 1]) {
            offsets[kept++] = offsets[i];
        }
    }
    *ret_count = kept;
    return offsets;
}

/* ---- cuts of all rows together ------------------------------------------------------- */
static bool add_choice(hunt *h, layer *into, choice fresh)
{
    size_t kept = 0;
    for (size_t i = 0; i < into->count; i++) {
        const choice *old = &into->choices[i];
        if (old->positions >= fresh.positions && old->pods >= fresh.pods) {
            return true;
        }
    }
    for (size_t i = 0; i < into->count; i++) {
        const choice *old = &into->choices[i];
        if (old->positions > fresh.positions || old->pods > fresh.pods) {
            into->choices[kept++] = *old;
        }
    }
    into->count = kept;
    void *choices = into->choices;
    if (!rfi_arena_grow(h->arena, &choices, into->count, &into->capacity, sizeof(choice))) {
        return false;
    }
    into->choices = choices;
    into->choices[into->count++] = fresh;
    return true;
}

static bool combine_rows(hunt *h, size_t row_count)
{
    const choice none = {0, 0, SIZE_MAX, 0};
    for (size_t r = 0; r < row_count; r++) {
        layer *into = &h->layers[r];
        const rfi_row_cuts *cuts = &h->types.types[into->type].cuts;
        const choice *from = r == 0 ? &none : h->layers[r - 1].choices;
        size_t from_count = r == 0 ? 1 : h->layers[r - 1].count;
        into->count = 0;
        for (size_t i = 0; i < from_count; i++) {
            for (size_t c = 0; c < cuts->cut_count; c++) {
                const choice fresh = {from[i].positions + cuts->cuts[c].positions,
                                      from[i].pods + cuts->cuts[c].pods, i, c};
                if (!add_choice(h, into, fresh)) {
                    return false;
                }
            }
        }
    }
    return true;
}

typedef struct stand_list {
    rfi_stand *stands;
    size_t count, capacity;
} stand_list;

static bool add_stand(hunt *h, stand_list *list, rfi_stand stand)
{
    void *stands = list->stands;
    if (!rfi_arena_grow(h->arena, &stands, list->count, &list->capacity,
                        sizeof(rfi_stand))) {
        return false;
    }
    list->stands = stands;
    list->stands[list->count++] = stand;
    return true;
}

/* Groups of all rows for the cuts of `at` in the order of travel: every other row that has
 * any is walked back, so that a unit that does not end with its row goes on at the same end
 * of the next. */
static bool list_stands(hunt *h, const found *at, stand_list *list)
{
    bool back = false;
    for (size_t r = 0; r < at->row_count; r++) {
        size_t own = 0;
        (void)rfi_row_types_room(&h->types, &h->types.types[at->types[r]].cuts, at->cuts[r],
                                 &own);
        for (size_t i = 0; i < own; i++) {
            const rfi_group *group = &h->types.groups[back ? own - 1 - i : i];
            if (!add_stand(h, list, (rfi_stand){.row = r, .back = back, .group = *group})) {
                return false;
            }
        }
        back = own > 0 ? !back : back;
    }
    return !h->types.failed;
}

static rfi_group *groups_of(hunt *h, const stand_list *list)
{
    rfi_group *groups = RFI_ARRAY(h->arena, list->count, rfi_group);
    for (size_t i = 0; groups != NULL && i < list->count; i++) {
        groups[i] = list->stands[i].group;
    }
    return groups;
}

/* Packs so many pods into the groups of a choice, which takes them over when it can. */
static bool try_packing(hunt *h, found *at, const rfi_group *groups, size_t count,
                        int64_t pods, int64_t *tries, bool *ret_packed)
{
    int64_t *counts = NULL;
    h->packings--;
    rfi_packed packed = rfi_pack(&h->goods, h->arena, groups, count, pods, tries, &counts);
    *ret_packed = packed == RFI_PACKED;
    if (*ret_packed) {
        at->pods = pods;
        at->counts = counts;
    }
    return packed != RFI_PACKED_NO_MEMORY;
}

/* Widths differ: packs as many pods as it can, more than the best so far. Far from the
 * bound the direct ways are bisected; then the numbers just above are tried with a search,
 * the largest first: that no direct way leads to them excludes none. */
static bool pack_choice(hunt *h, found *at)
{
    stand_list list = {0};
    rfi_group *groups = list_stands(h, at, &list) ? groups_of(h, &list) : NULL;
    if (groups == NULL) {
        return false;
    }
    rfi_room room = {0};
    for (size_t i = 0; i < list.count; i++) {
        room = rfi_room_add(room, rfi_goods_tight_room(&h->goods, &groups[i]));
    }
    int64_t most = rfi_goods_most(&h->goods, room);
    int64_t low = h->best.pods;
    int64_t high = most;
    int64_t none = 0;
    bool packed = false;
    at->pods = 0;
    for (bool first = true; high - low > RFI_LAYOUT_CLOSE && h->packings > 0;
         first = false) {
        int64_t pods = first ? high : low + (high - low + 1) / 2;
        if (!try_packing(h, at, groups, list.count, pods, &none, &packed)) {
            return false;
        }
        low = packed ? pods : low;
        high = packed ? high : pods - 1;
    }
    packed = false;
    for (int64_t pods = rfi_min(most, rfi_add(low, RFI_LAYOUT_CLOSE));
         pods > low && h->packings > 0 && !packed; pods--) {
        if (!try_packing(h, at, groups, list.count, pods, &h->tries, &packed)) {
            return false;
        }
    }
    return true;
}

static bool trace_choice(hunt *h, size_t row_count, size_t last, int64_t offset,
                         found *ret_found)
{
    *ret_found = (found){.offset = offset, .row_count = row_count};
    ret_found->types = RFI_ARRAY(h->arena, row_count, size_t);
    ret_found->cuts = RFI_ARRAY(h->arena, row_count, size_t);
    if (ret_found->types == NULL || ret_found->cuts == NULL) {
        return false;
    }
    for (size_t r = row_count; r-- > 0;) {
        const choice *own = &h->layers[r].choices[last];
        ret_found->types[r] = h->layers[r].type;
        ret_found->cuts[r] = own->cut;
        last = own->before;
    }
    return true;
}

static bool try_choice(hunt *h, size_t row_count, size_t last, int64_t offset)
{
    const choice *end = &h->layers[row_count - 1].choices[last];
    rfi_room room = {end->positions * h->rule.rack, end->positions, end->pods};
    int64_t pods = rfi_goods_most(&h->goods, room);
    if (h->goods.equal && pods <= h->best.pods) {
        return true;
    }
    found at;
    if (!trace_choice(h, row_count, last, offset, &at)) {
        return false;
    }
    at.pods = pods;
    if (!h->goods.equal && !pack_choice(h, &at)) {
        return false;
    }
    if (at.pods > h->best.pods) {
        h->best = at;
    }
    return true;
}

static int64_t strung_pods(const hunt *h, rfi_strand_use use)
{
    return rfi_add(rfi_mul(use.units, h->goods.sizes[0].per_unit), use.part);
}

/* What an offset can hold at most by the best cut of each of its rows; rows in layers. */
static bool promise_of(hunt *h, int64_t offset, size_t *ret_rows, int64_t *ret_pods)
{
    size_t rows = rfi_row_types_rows(&h->types, offset);
    rfi_room room = {0};
    rfi_strand_use strung = {0};
    for (size_t r = 0; r < rows; r++) {
        int64_t v = rfi_frame_row_at(&h->frame, offset, (int64_t)r);
        h->layers[r].type = rfi_row_types_at(&h->types, v, r % 2 != 0);
        if (h->types.failed) {
            return false;
        }
        const rfi_row_type *type = &h->types.types[h->layers[r].type];
        room = rfi_room_add(room, type->best);
        strung.units += type->strung.units;
        strung.part = rfi_max(strung.part, type->strung.part);
    }
    *ret_rows = rows;
    *ret_pods = rows == 0                     ? 0
                : h->goods.reach == INT64_MAX ? rfi_goods_most(&h->goods, room)
                                              : strung_pods(h, strung);
    return true;
}

/* Whole units of all rows, and one partial behind those of the row with most room for it.
 */
static bool take_strands(hunt *h, size_t row_count, int64_t offset, int64_t pods)
{
    found at = {.pods = pods, .offset = offset, .row_count = row_count};
    at.types = RFI_ARRAY(h->arena, row_count, size_t);
    at.cuts = RFI_ARRAY(h->arena, row_count, size_t);
    if (at.types == NULL || at.cuts == NULL) {
        return false;
    }
    for (size_t r = 0; r < row_count; r++) {
        at.types[r] = h->layers[r].type;
        at.cuts[r] = h->types.types[at.types[r]].strung_cut;
    }
    h->best = at;
    return true;
}

static bool try_offset(hunt *h, int64_t offset)
{
    size_t rows = 0;
    int64_t promise = 0;
    if (!promise_of(h, offset, &rows, &promise)) {
        return false;
    }
    if (promise <= h->best.pods) {
        return true;
    }
    if (h->goods.reach < INT64_MAX) {
        return take_strands(h, rows, offset, promise);
    }
    if (!combine_rows(h, rows)) {
        return false;
    }
    for (size_t i = 0; i < h->layers[rows - 1].count; i++) {
        if (!try_choice(h, rows, i, offset)) {
            return false;
        }
    }
    return true;
}

typedef struct prospect {
    int64_t offset, pods;
} prospect;

static int compare_prospects(const void *a, const void *b)
{
    const prospect *p = a;
    const prospect *q = b;
    if (p->pods != q->pods) {
        return p->pods > q->pods ? -1 : 1;
    }
    return (p->offset > q->offset) - (p->offset < q->offset);
}

/* ---- one direction ------------------------------------------------------------------- */
static bool hunt_init(hunt *h, rfi_arena *arena, const rfi_layout_request *request,
                      bool along_y)
{
    *h = (hunt){.request = request,
                .arena = arena,
                .tries = RFI_LAYOUT_TRIES,
                .packings = RFI_LAYOUT_PACKINGS};
    rfi_goods_init(&h->goods, request);
    h->rule =
        (rfi_run_rule){request->rack_width, request->racks_per_pod, request->row_racks,
                       request->perimeter,  h->goods.dense_weight,  h->goods.dense_length};
    return rfi_frame_init(&h->frame, arena, request, along_y) &&
           rfi_row_types_init(&h->types, arena, &h->frame, &h->rule, &h->goods) &&
           rfi_bound_find(&h->types, &h->bound);
}

/* The hall changes at these offsets only, so no other lets its rows hold more than the best
 * of them promises. */
static void bound_by_offsets(hunt *h, const prospect *prospects, size_t count)
{
    int64_t most = 0;
    for (size_t i = 0; i < count; i++) {
        most = rfi_max(most, prospects[i].pods);
    }
    h->bound.by_offset = most < h->bound.pods;
    h->bound.pods = rfi_min(h->bound.pods, most);
}

static bool hunt_offsets(hunt *h)
{
    size_t count = 0;
    int64_t *offsets = list_offsets(h, &count);
    size_t rows = rfi_row_types_rows(&h->types, h->frame.low + h->frame.front);
    h->layers = RFI_ARRAY(h->arena, rows, layer);
    if (offsets == NULL || h->layers == NULL) {
        return false;
    }
    size_t tried = count < RFI_LAYOUT_OFFSETS ? count : RFI_LAYOUT_OFFSETS;
    prospect *prospects = RFI_ARRAY(h->arena, tried, prospect);
    for (size_t i = 0; prospects != NULL && i < tried; i++) {
        size_t used = 0;
        prospects[i].offset = offsets[i * count / tried];
        if (!promise_of(h, prospects[i].offset, &used, &prospects[i].pods)) {
            return false;
        }
    }
    if (prospects == NULL) {
        return false;
    }
    if (tried == count) {
        bound_by_offsets(h, prospects, tried);
    }
    qsort(prospects, tried, sizeof(*prospects), compare_prospects);
    for (size_t i = 0; i < tried && prospects[i].pods > h->best.pods; i++) {
        if (!try_offset(h, prospects[i].offset)) {
            return false;
        }
    }
    return true;
}

/* ---- the floor ----------------------------------------------------------------------- */
/* Takes pods and support racks from the end until no more than `pods` are left. */
static void clip_counts(const rfi_goods *goods, int64_t *counts, size_t group_count,
                        int64_t pods)
{
    int64_t left[RFI_PACK_SIZES];
    left[0] = pods;
    for (size_t i = 1; i < goods->count; i++) {
        left[i] = rfi_goods_units(goods, pods) * goods->sizes[i].per_unit;
    }
    for (size_t i = 0; i < group_count * goods->count; i++) {
        counts[i] = rfi_min(counts[i], left[i % goods->count]);
        left[i % goods->count] -= counts[i];
    }
}

static bool count_goods(hunt *h, const rfi_group *groups, size_t group_count, int64_t pods,
                        int64_t **ret_counts)
{
    int64_t tries = RFI_LAYOUT_TRIES;
    rfi_packed packed =
        rfi_pack(&h->goods, h->arena, groups, group_count, pods, &tries, ret_counts);
    if (packed == RFI_PACKED_NO_MEMORY) {
        return false;
    }
    if (packed != RFI_PACKED) {
        clip_counts(&h->goods, h->best.counts, group_count, pods);
        *ret_counts = h->best.counts;
    }
    return true;
}

/* The strand of a row of the best choice; its groups stay. */
static bool strand_of(hunt *h, size_t row, rfi_strand *ret_strand)
{
    const rfi_row_cuts *cuts = &h->types.types[h->best.types[row]].cuts;
    size_t count = 0;
    (void)rfi_row_types_room(&h->types, cuts, h->best.cuts[row], &count);
    rfi_group *groups = RFI_ARRAY(h->arena, count, rfi_group);
    for (size_t i = 0; groups != NULL && i < count; i++) {
        groups[i] = h->types.groups[i];
    }
    *ret_strand = (rfi_strand){.goods = &h->goods,
                               .groups = groups,
                               .group_count = count,
                               .stretches = cuts->stretches,
                               .stretch_count = cuts->stretch_count};
    return groups != NULL && !h->types.failed;
}

/* One unit of `pods` pods in a row; *ret_stood: it found a place. */
static bool add_unit(hunt *h, size_t row, rfi_strand *strand, int64_t pods,
                     stand_list *list, bool *ret_stood)
{
    rfi_piece *pieces = RFI_ARRAY(h->arena, strand->group_count, rfi_piece);
    if (pieces == NULL) {
        return false;
    }
    size_t count = rfi_strand_unit(strand, pods, pieces);
    *ret_stood = count > 0;
    for (size_t i = 0; i < count; i++) {
        if (!add_stand(h, list,
                       (rfi_stand){.row = row,
                                   .group = pieces[i].at,
                                   .counts = pieces[i].counts})) {
            return false;
        }
    }
    return true;
}

/* Whole units row by row, then the partial one in the first row that has room for it. */
static bool list_strands(hunt *h, int64_t pods, stand_list *list)
{
    int64_t per_unit = h->goods.sizes[0].per_unit;
    int64_t units = pods / per_unit;
    rfi_strand *strands = RFI_ARRAY(h->arena, h->best.row_count, rfi_strand);
    bool held = strands != NULL;
    for (size_t r = 0; held && r < h->best.row_count; r++) {
        bool stood = strand_of(h, r, &strands[r]);
        held = stood;
        while (held && stood && units > 0) {
            held = add_unit(h, r, &strands[r], per_unit, list, &stood);
            units -= stood ? 1 : 0;
        }
    }
    bool stood = pods % per_unit == 0;
    for (size_t r = 0; held && !stood && r < h->best.row_count; r++) {
        held = add_unit(h, r, &strands[r], pods % per_unit, list, &stood);
    }
    return held;
}

static bool list_packed(hunt *h, int64_t pods, stand_list *list)
{
    if (!list_stands(h, &h->best, list)) {
        return false;
    }
    rfi_group *groups = groups_of(h, list);
    int64_t *counts = NULL;
    if (groups == NULL || !count_goods(h, groups, list->count, pods, &counts)) {
        return false;
    }
    for (size_t i = 0; i < list->count; i++) {
        list->stands[i].counts = counts + i * h->goods.count;
    }
    return true;
}

static bool write_floor(hunt *h, rfi_arena *arena, rfi_floor *ret_floor)
{
    const found *best = &h->best;
    rfi_row_line *lines = RFI_ARRAY(h->arena, best->row_count, rfi_row_line);
    int64_t racks = h->request->racks_per_pod + h->goods.unit_weight;
    int64_t pods = rfi_min(rfi_min(best->pods, rfi_max(0, h->request->most_pods)),
                           RFI_LAYOUT_RACKS / racks);
    stand_list list = {0};
    bool strung = h->goods.reach < INT64_MAX;
    if (lines == NULL ||
        !(strung ? list_strands(h, pods, &list) : list_packed(h, pods, &list))) {
        return false;
    }
    for (size_t r = 0; r < best->row_count; r++) {
        lines[r] = (rfi_row_line){rfi_frame_row_at(&h->frame, best->offset, (int64_t)r),
                                  r % 2 != 0};
    }
    return rfi_floor_emit(arena, h->request, &h->frame, &h->goods, lines, best->row_count,
                          list.stands, list.count, ret_floor) &&
           rfi_floor_fit(arena, h->request, &h->frame, ret_floor);
}

static bool search_both(rfi_arena *arena, rfi_arena *scratch,
                        const rfi_layout_request *request, rfi_floor *ret_floor)
{
    hunt along[2];
    if (!hunt_init(&along[0], scratch, request, false) || !hunt_offsets(&along[0]) ||
        !hunt_init(&along[1], scratch, request, true)) {
        return false;
    }
    if (along[1].goods.equal) { /* else tries would depend on the other direction */
        along[1].best.pods = along[0].best.pods;
    }
    if (along[1].bound.pods > along[0].best.pods && !hunt_offsets(&along[1])) {
        return false;
    }
    size_t by = along[1].bound.pods > along[0].bound.pods ? 1 : 0;
    ret_floor->bound = along[by].bound.pods;
    ret_floor->bound_reason =
        rfi_bound_words(arena, &along[by].bound, request, &along[by].goods, by == 1);
    if (ret_floor->bound_reason == NULL) {
        return false;
    }
    bool turned = along[1].best.row_count > 0 && along[1].best.pods > along[0].best.pods;
    hunt *best = turned ? &along[1] : &along[0];
    return best->best.pods == 0 || write_floor(best, arena, ret_floor);
}

/* Every rack owns its place and half of each aisle beside it. */
static int64_t bound_by_area(const rfi_layout_request *request)
{
    int64_t area = rfi_mul(extent(request->hall, false), extent(request->hall, true));
    int64_t pair = rfi_add(rfi_mul(2, request->rack_depth),
                           rfi_add(request->cold_aisle, request->hot_aisle));
    int64_t pod = rfi_mul(rfi_mul(request->racks_per_pod, request->rack_width), pair);
    return rfi_mul_div_floor(area, 2, rfi_max(pod, 1));
}

bool rfi_layout_place(rfi_arena *arena, const rfi_layout_request *request,
                      rfi_floor *ret_floor)
{
    rfi_layout_request own = *request;
    own.cold_aisle = rfi_max(0, own.cold_aisle);
    own.hot_aisle = rfi_max(0, own.hot_aisle);
    own.perimeter = rfi_max(0, own.perimeter);
    own.column_play = rfi_max(0, own.column_play);
    own.panel = rfi_max(0, own.panel);
    rfi_floor floor = {.hall = own.hall,
                       .aisle_cold = own.cold_aisle,
                       .aisle_hot = own.hot_aisle,
                       .perimeter = own.perimeter};
    floor.bound_reason = emptiness(&own);
    if (floor.bound_reason != NULL) {
        *ret_floor = floor;
        return true;
    }
    if (is_too_large(&own)) {
        floor.bound = bound_by_area(&own);
        floor.bound_reason = "floor area by rack and half its aisles; a hall of this size "
                             "is not searched";
        *ret_floor = floor;
        return true;
    }
    rfi_arena *scratch = rfi_arena_within(arena);
    bool held = scratch != NULL && search_both(arena, scratch, &own, &floor);
    rfi_arena_free(scratch);
    if (held) {
        *ret_floor = floor;
    }
    return held;
}
